import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that an agreement that was signed on paper has come, and what happens next. */
export function agreementArrived(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** A day in ISO text. */
  readonly receivedOn: string
  /** In how many working days the agreement is checked. */
  readonly workingDays: number
}): Letter {
  const { your, Your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} overeenkomst is binnen`,
    to: data.name,
    why: `${Your} overeenkomst, die ${say('je', 'u')} op papier ondertekende, is binnen.`,
    todo: `${say('Je hoeft nu niets te doen.', 'U hoeft nu niets te doen.')} Wij controleren de overeenkomst binnen ${data.workingDays} werkdagen. ${You} krijgt daarover bericht.`,
    facts: [
      ['Overeenkomst', data.number],
      ['Binnengekomen op', formatDay(data.receivedOn)],
    ],
    more: [
      say(
        'Heb je dit niet zelf gedaan? Laat het ons dan meteen weten.',
        'Hebt u dit niet zelf gedaan? Laat het ons dan meteen weten.',
      ),
    ],
  })
}
