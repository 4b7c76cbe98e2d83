import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells a member that a question to the board waits for their advice or decision. */
export function rulingWaits(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly part: 'advises' | 'decides'
  /** By when an answer was promised, in ISO text. */
  readonly before: string
}): Letter {
  const { your } = voice(data.register.formOfAddress)
  const what = data.part === 'advises' ? `${your} advies` : 'een besluit'
  return letter(data.register, {
    fact: `verzoek ${data.number} wacht op ${what}`,
    to: data.name,
    why: `Verzoek ${data.number} staat niet in het reglement, en wacht op ${what}.`,
    facts: [['Antwoord beloofd voor', formatDay(data.before)]],
    signIn: true,
  })
}
