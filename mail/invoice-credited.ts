import { formatMoney } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that an invoice or a part of it was taken back; the credit note goes with it. */
export function invoiceCredited(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly creditNumber: string
  /** What was taken back, what is still to be paid, and what was paid already and is over now, in cents. */
  readonly cents: number
  readonly openCents: number
  readonly freedCents: number
  /** Whether nothing of it is left. */
  readonly whole: boolean
  /** Why, in the words of the back office. */
  readonly reason: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  const todo =
    data.openCents > 0
      ? `Van deze factuur staat nog ${formatMoney(data.openCents)} open. ${say('Betaal je dat', 'Betaalt u dat')} met hetzelfde betalingskenmerk? Dan is het geregeld.`
      : data.freedCents > 0
        ? `${say('Je hebt', 'U hebt')} al ${formatMoney(data.freedCents)} betaald dat nu over is. Wij betalen dat terug of gebruiken het voor een andere factuur van ${say('jou', 'u')}.`
        : say('Je hoeft niets meer te doen.', 'U hoeft niets meer te doen.')
  return letter(data.register, {
    fact: `${your} factuur is gecrediteerd`,
    to: data.name,
    why: `${data.whole ? 'Deze factuur' : 'Een deel van deze factuur'} is vervallen. De creditnota zit bij deze e-mail.`,
    todo,
    quote: data.reason,
    facts: [
      ['Factuur', data.number],
      ['Creditnota', data.creditNumber],
      ['Bedrag', formatMoney(data.cents)],
    ],
  })
}
