import type { EarlierCheck } from '#domain/dossier/earlier-check/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { formatDay } from '#language/days.ts'
import { sentenceCase } from '#language/sentences.ts'
import { labelIn } from '#regulations/requirements/condition-shape.ts'
import { currentVersion } from '#web/public/in-words.ts'

/** A register elsewhere by its name: "Het SKJ". */
export function elsewhereLabel(context: Context, elsewhere: string): string {
  return sentenceCase(labelIn(currentVersion(context).regulation.registers, elsewhere))
}

/** By whom and when a registration elsewhere was seen at the start of a period, with its number. */
export function earlierCheckWords({ number, checkedBy, checkedOn }: EarlierCheck): string {
  return `Nummer ${number}, bij het begin van de periode gezien door ${checkedBy} op ${formatDay(checkedOn)}.`
}
