import { formatDay } from '#language/days.ts'
import { spanInWords } from '#language/spans.ts'
import type { NextPeriod } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import { asksActivities } from '../norms.ts'

/** The period that a decision gives and why it begins when it does, in plain Dutch. */
export function nextPeriodInWords(
  { regulation, words }: CompiledRegulation,
  { period, begins, countsFrom, monthsUsed }: NextPeriod,
): string {
  const valid = `Geldig van ${formatDay(period.first)} tot en met ${formatDay(period.last)}.`
  const used = spanInWords(Temporal.Duration.from({ months: monthsUsed }))
  const taken = `De ${used} van ${words.temporary.the} ${monthsUsed === 1 ? 'is' : 'zijn'} eraf gehaald.`
  const counting = `Activiteiten vanaf ${formatDay(countsFrom)} tellen voor de volgende aanvraag.`
  return [
    valid,
    `De periode begint op de dag ${beginnings[begins]}.`,
    ...(monthsUsed === 0 ? [] : [taken]),
    ...(asksActivities(regulation) ? [counting] : []),
  ].join(' ')
}

const beginnings: Readonly<Record<NextPeriod['begins'], string>> = {
  'after-former': 'na de vorige',
  submission: 'van de aanvraag',
  decision: 'van het besluit',
  registration: 'van de inschrijving',
}
