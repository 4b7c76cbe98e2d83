import { formatDay } from '#language/days.ts'
import { withinSentence } from '#language/sentences.ts'
import { submissionDay } from '../dossier.ts'
import type { Option } from '../terms.ts'
import type { ConditionKind } from './condition-kind.ts'
import { found } from './condition-kind.ts'

/** Somebody made this declaration. */
type DeclarationCondition = {
  readonly kind: 'declaration'
  readonly declaration: string
  readonly by?: string
}

/** The day on which it was made; absent where it is not there, perhaps as somebody else made it. */
type DeclarationFound = { readonly madeOn?: Temporal.PlainDate; readonly madeBy?: string }

/** Looks for a declaration that was made by the day of submission, by whom it is asked of. */
export const declaration: ConditionKind<DeclarationCondition, DeclarationFound> = {
  weigh: (condition, { dossier, on }) => {
    const there = dossier.declarations.filter(
      (each) =>
        each.id === condition.declaration &&
        Temporal.PlainDate.compare(each.on, submissionDay(dossier, on)) <= 0,
    )
    const made = there.find(({ by }) => condition.by === undefined || by === condition.by)
    if (made !== undefined) return found(true, { madeOn: made.on })
    const madeBy = there.findLast(({ by }) => by !== undefined)?.by
    return found(false, madeBy === undefined ? {} : { madeBy })
  },
  say: ({ by }, { madeOn, madeBy }, { regulation }) => {
    if (madeOn !== undefined) return `Verklaard op ${formatDay(madeOn)}.`
    const other =
      madeBy === undefined ? '' : ` Die er is, is van ${declarerInWords(madeBy, regulation)}.`
    return by === undefined
      ? 'De verklaring ontbreekt nog.'
      : `De verklaring van ${declarerInWords(by, regulation)} ontbreekt nog.${other}`
  },
  asks: ({ declaration: id, by }) => [
    { what: 'declaration', declaration: id, ...(by === undefined ? {} : { by }) },
  ],
}

/** Who declares, as a sentence names them: "de supervisor", or between quotes the name itself. */
export function declarerInWords(
  id: string,
  { declarers }: { readonly declarers: readonly Option[] },
): string {
  const found = declarers.find((each) => each.id === id)
  return found === undefined ? `"${id}"` : withinSentence(found.label)
}
