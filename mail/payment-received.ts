import { formatDay } from '#language/days.ts'
import { formatMoney } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that an invoice has been paid. */
export function paymentReceived(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly cents: number
  /** In ISO text. */
  readonly paidOn: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} betaling is ontvangen`,
    to: data.name,
    why: `Wij hebben ${your} betaling ontvangen. ${say('Dank je wel.', 'Dank u wel.')}`,
    todo: say('Je hoeft niets meer te doen.', 'U hoeft niets meer te doen.'),
    facts: [
      ['Factuur', data.number],
      ['Bedrag', formatMoney(data.cents)],
      ['Betaald op', formatDay(data.paidOn)],
    ],
  })
}
