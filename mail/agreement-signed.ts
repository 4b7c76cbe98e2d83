import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Brings the signed copy of the agreement, which is attached, and says what happens next. */
export function agreementSigned(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** A moment in ISO text. */
  readonly signedAt: string
  /** In how many working days the agreement is checked. */
  readonly workingDays: number
}): Letter {
  const { your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} overeenkomst is ondertekend`,
    to: data.name,
    why: `${You} hebt ${your} overeenkomst digitaal ondertekend. ${You} vindt de ondertekende overeenkomst als bijlage bij dit bericht.`,
    todo: `${say('Je hoeft nu niets te doen.', 'U hoeft nu niets te doen.')} Wij controleren de overeenkomst binnen ${data.workingDays} werkdagen. ${You} krijgt daarover bericht.`,
    facts: [
      ['Overeenkomst', data.number],
      ['Ondertekend op', momentInText(data.signedAt)],
    ],
    more: [
      say(
        'Heb je dit niet zelf gedaan? Laat het ons dan meteen weten.',
        'Hebt u dit niet zelf gedaan? Laat het ons dan meteen weten.',
      ),
    ],
  })
}
