import { formatMoney } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that an invoice need not be paid any more. */
export function invoiceWrittenOff(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly cents: number
  /** Whether a credit note goes with it. */
  readonly creditNote: boolean
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} factuur is vervallen`,
    to: data.name,
    why: `${say('Je hoeft', 'U hoeft')} deze factuur niet meer te betalen. ${say('Je krijgt', 'U krijgt')} er ook geen herinneringen meer over.`,
    ...(data.creditNote ? { todo: 'De creditnota zit bij deze e-mail.' } : {}),
    facts: [
      ['Factuur', data.number],
      ['Bedrag', formatMoney(data.cents)],
    ],
  })
}
