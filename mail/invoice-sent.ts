import { formatDay } from '#language/days.ts'
import { formatMoney } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Brings an invoice, which is attached. */
export function invoiceSent(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** What it is for. */
  readonly kind: 'year' | 'application' | 'accreditation' | 'objection'
  readonly cents: number
  /** What the register says of its tax. */
  readonly vat: string
  /** In ISO text. */
  readonly dueDate: string
  readonly iban: string
  readonly accountName: string
  readonly reference: string
}): Letter {
  const { your, You, say } = voice(data.register.formOfAddress)
  const about = {
    year: `${your} registratie`,
    application: `${your} aanvraag`,
    accreditation: 'de aanvraag van accreditatie',
    objection: `${your} bezwaar`,
  }[data.kind]
  return letter(data.register, {
    fact: `factuur ${data.number}, betalen uiterlijk ${formatDay(data.dueDate)}`,
    to: data.name,
    why: `Dit is de factuur voor ${about} bij ${data.register.wording.register.full}. ${You} vindt de factuur als bijlage.`,
    todo: `Maak het bedrag uiterlijk op ${formatDay(data.dueDate)} over en vermeld het betalingskenmerk.`,
    facts: [
      ['Factuur', data.number],
      ['Bedrag', formatMoney(data.cents)],
      ['Btw', data.vat],
      ['Uiterlijk betalen op', formatDay(data.dueDate)],
      ['Rekening', `${data.iban} van ${data.accountName}`],
      ['Betalingskenmerk', data.reference],
    ],
    more: [
      'Op de factuur staat ook een QR-code voor de app van een bank.',
      // What a provider owes, no employer pays.
      ...(data.kind === 'accreditation'
        ? []
        : [
            say(
              'Betaalt je werkgever? Betaal zelf en vraag het bedrag daarna terug.',
              'Betaalt uw werkgever? Betaal zelf en vraag het bedrag daarna terug.',
            ),
          ]),
    ],
  })
}
