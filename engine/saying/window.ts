import { formatDay } from '#language/days.ts'
import type { AnchorDay, CountingWindow, WindowOpening } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import { asksActivities } from '../norms.ts'
import type { Regulation } from '../regulation.ts'
import { labelOf } from '../requirements/condition-kind.ts'

/**
 * The days on which activities count and why those, in plain Dutch; nothing where a register asks no
 * activities, so that there is nothing to say of their days.
 */
export function windowInWords(
  { regulation }: Pick<CompiledRegulation, 'regulation'>,
  { first, last, opens, awaits }: CountingWindow,
): string {
  if (!asksActivities(regulation)) return ''
  if (awaits !== undefined) {
    return `De telling begint op de dag van ‘${labelOf(regulation.facts, awaits)}’. Die is nog niet opgegeven.`
  }
  const range =
    Temporal.PlainDate.compare(first, last) > 0
      ? `Activiteiten tellen mee vanaf ${formatDay(first)}.`
      : `Activiteiten van ${formatDay(first)} tot en met ${formatDay(last)} tellen mee.`
  return `${range} ${openingInWords(regulation, opens)}`
}

function openingInWords({ facts }: Regulation, opens: WindowOpening): string {
  switch (opens.is) {
    case 'look-back': {
      const counted = opens.wholeYears ? ', geteld in hele kalenderjaren,' : ''
      return `De telling gaat ${opens.years} jaar terug${counted} vanaf ${anchors[opens.from]}.`
    }
    case 'sliding':
      return `De termijn schuift mee met ${anchors[opens.from]}.`
    case 'one-period-back':
      return `De telling gaat één periode terug vanaf ${anchors[opens.from]}.`
    case 'calendar-year':
      return 'De telling begint op 1 januari.'
    case 'fixed-block':
      return 'De telling begint op de eerste dag van de vaste periode.'
    case 'period':
      return 'De telling begint met de periode.'
    case 'registration':
      return 'De telling begint bij de inschrijving.'
    case 'after-submission':
      return 'De telling begint op de dag na de vorige aanvraag.'
    case 'after-last-window':
      return 'De telling begint waar die van de vorige aanvraag ophield.'
    case 'counts-from':
      return `Wat vóór ${formatDay(opens.day)} is gedaan, telt in dit register niet.`
    case 'fact':
      return `De telling begint op de dag ${opens.from === 'day' ? 'van' : 'na'} ‘${labelOf(facts, opens.fact)}’.`
  }
}

const anchors: Readonly<Record<AnchorDay, string>> = {
  submission: 'de dag van de aanvraag',
  decision: 'de dag van het besluit',
  'period-end': 'de laatste dag van de periode',
}
