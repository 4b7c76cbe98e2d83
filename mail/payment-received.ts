import { formatDay } from '#language/days.ts'
import { formatMoney } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that an invoice has been paid, or a part of it. */
export function paymentReceived(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** What was received for this invoice. */
  readonly cents: number
  /** What is still to be paid of it. */
  readonly openCents: number
  /** The last day to pay that, in ISO text; undefined where it has passed. */
  readonly dueDate: string | undefined
  /** In ISO text. */
  readonly paidOn: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} betaling is ontvangen`,
    to: data.name,
    why: `Wij hebben ${your} betaling ontvangen. ${say('Dank je wel.', 'Dank u wel.')}`,
    todo:
      data.openCents === 0
        ? say('Je hoeft niets meer te doen.', 'U hoeft niets meer te doen.')
        : `Van deze factuur staat nog ${formatMoney(data.openCents)} open. Maak dat ${data.dueDate === undefined ? 'alsnog over' : `uiterlijk op ${formatDay(data.dueDate)} over`}, met hetzelfde betalingskenmerk.`,
    facts: [
      ['Factuur', data.number],
      [data.openCents === 0 ? 'Bedrag' : 'Ontvangen', formatMoney(data.cents)],
      ['Betaald op', formatDay(data.paidOn)],
      ...(data.openCents === 0 ? [] : ([['Nog te betalen', formatMoney(data.openCents)]] as const)),
    ],
  })
}
