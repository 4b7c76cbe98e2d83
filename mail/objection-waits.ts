import { formatDay } from '#language/days.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells whoever handles an objection that it waits for them, and by when its answer must be there. */
export function objectionWaits(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** Whether its grounds are to be checked, or it is to be decided. */
  readonly part: 'check' | 'decide'
  /** In ISO text. */
  readonly before: string
  /** That day has passed. */
  readonly overdue: boolean
}): Letter {
  const what = data.part === 'check' ? 'een controle' : 'een besluit'
  return letter(data.register, {
    fact: `bezwaar ${data.number} wacht op ${what}`,
    to: data.name,
    why: data.overdue
      ? `Bezwaar ${data.number} wacht op ${what}. De laatste dag voor het antwoord is voorbij.`
      : `Bezwaar ${data.number} wacht op ${what}.`,
    facts: [['Antwoord uiterlijk op', formatDay(data.before)]],
    signIn: true,
  })
}
