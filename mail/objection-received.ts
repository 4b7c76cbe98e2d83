import { formatDay } from '#language/days.ts'
import { formatMoney } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Confirms that an objection has come in: who decides, by when, and what happens until then. Days are ISO text. */
export function objectionReceived(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** The decision that it is about: "Besluit op aanvraag A-2027-0001". */
  readonly title: string
  readonly receivedOn: string
  /** Who decides: "Het bestuur". */
  readonly Body: string
  readonly decideBefore: string
  /** By when the grounds follow; absent where they are there. */
  readonly groundsBefore: string | undefined
  readonly late: boolean
  readonly suspends: boolean
  /** In cents. */
  readonly fee: number
  /** Whether an invoice is sent of it. */
  readonly charged: boolean
}): Letter {
  const { you, your, Your, say } = voice(data.register.formOfAddress)
  const { groundsBefore, fee } = data
  return letter(data.register, {
    fact: `${your} bezwaar ${data.number} is ontvangen`,
    to: data.name,
    why: `${Your} bezwaar is ontvangen.`,
    ...(groundsBefore === undefined
      ? {}
      : {
          todo: `Schrijf uiterlijk op ${formatDay(groundsBefore)} op waarom ${you} het niet eens bent met het besluit.`,
        }),
    facts: [
      ['Bezwaar', data.number],
      ['Tegen', data.title],
      ['Ontvangen op', formatDay(data.receivedOn)],
      ['Antwoord uiterlijk op', formatDay(data.decideBefore)],
      ['Kosten', fee === 0 ? 'Geen' : formatMoney(fee)],
    ],
    more: [
      ...(data.late
        ? ['Het kwam na de laatste dag. Wie beslist, kijkt eerst of dat te begrijpen is.']
        : []),
      `Andere mensen dan die het besluit namen, kijken er opnieuw naar. ${data.Body} beslist.`,
      data.suspends
        ? 'Zolang er geen antwoord is, wordt het besluit niet uitgevoerd.'
        : 'Het besluit blijft gelden tot er antwoord is.',
      ...(fee === 0
        ? []
        : [
            `Is ${your} bezwaar gegrond, dan ${say('krijg je', 'krijgt u')} dat bedrag terug. ${data.charged ? `${say('Je krijgt', 'U krijgt')} er een factuur voor.` : 'Er is nu niets te betalen.'}`,
          ]),
    ],
    signIn: true,
  })
}
