import { formatDay } from '#language/days.ts'
import { formatMoney } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Brings an invoice to whoever pays it for somebody, with a link that needs no account. */
export function invoiceForwarded(data: {
  readonly register: MailRegister
  /** Whom it goes to, as the sender calls them. */
  readonly name: string
  /** Whose invoice it is. */
  readonly sender: string
  readonly number: string
  /** What is to be paid, and by when in ISO text. */
  readonly cents: number
  readonly dueDate: string
  /** What whoever pays knows it by; empty for nothing. */
  readonly mark: string
  readonly url: string
}): Letter {
  const { register, sender } = data
  const { your, say } = voice(register.formOfAddress)
  return letter(register, {
    fact: `factuur van ${sender} om te betalen`,
    to: data.name,
    why: `${sender} vraagt ${say('je', 'u')} deze factuur van ${register.name} te betalen. Bedrag, rekening, betalingskenmerk en de factuur zelf staan achter de link. Een account is niet nodig.`,
    link: { label: 'Bekijk en betaal de factuur', url: data.url },
    facts: [
      ['Factuur', data.number],
      ['Te betalen', formatMoney(data.cents)],
      ['Uiterlijk betalen op', formatDay(data.dueDate)],
      ...(data.mark === '' ? [] : ([[`${say('Je', 'Uw')} kenmerk`, data.mark]] as const)),
    ],
    more: [
      `${sender} vulde ${your} e-mailadres in. Is dit niet voor ${say('jou', 'u')}? Laat het ${sender} weten.`,
    ],
  })
}
