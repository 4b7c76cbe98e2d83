import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that a registration stands still because of an unpaid invoice, and how to end that. */
export function registrationOnHold(data: {
  readonly register: MailRegister
  readonly name: string
  /** The invoice that is open. */
  readonly number: string
  /** The day on which the registration ends if nothing is paid, in ISO text. */
  readonly withdrawnOn: string
}): Letter {
  const { your, You, Your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} registratie is opgeschort`,
    to: data.name,
    why: `Wij hebben de betaling van factuur ${data.number} niet ontvangen. Daarom staat ${your} registratie nu stil. ${You} bent niet zichtbaar in het openbare register.`,
    todo: say(
      'Betaal de factuur. Daarna loopt je registratie gewoon door.',
      'Betaal de factuur. Daarna loopt uw registratie gewoon door.',
    ),
    facts: [
      ['Factuur', data.number],
      ['Uitschrijving als er niets is betaald', formatDay(data.withdrawnOn)],
    ],
    more: [
      `${Your} portfolio blijft bewaard.`,
      say(
        'Lukt betalen nu niet? Neem contact met ons op.',
        'Lukt betalen nu niet? Neem contact met ons op.',
      ),
    ],
    signIn: true,
  })
}
