import { formatDay } from '#language/days.ts'
import { formatMoney } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Reminds somebody of an invoice: at first kindly, at the end with what follows. */
export function paymentReminder(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** What is still to be paid, and what was paid of it already. */
  readonly cents: number
  readonly paidCents: number
  /** In ISO text. */
  readonly dueDate: string
  readonly iban: string
  readonly accountName: string
  readonly reference: string
  readonly step: 'first' | 'second' | 'last'
  /** What follows when nothing is paid: on hold from this day, in ISO text; nothing follows where it is left out. */
  readonly onHoldFrom?: string
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  const facts = {
    first: `herinnering voor factuur ${data.number}`,
    second: `tweede herinnering voor factuur ${data.number}`,
    last: `laatste herinnering voor factuur ${data.number}`,
  } as const
  return letter(data.register, {
    fact: facts[data.step],
    to: data.name,
    why:
      data.paidCents === 0
        ? `Wij hebben de betaling van factuur ${data.number} nog niet ontvangen.`
        : `Van factuur ${data.number} is nog niet alles betaald.`,
    todo: 'Maak het bedrag alsnog over en vermeld het betalingskenmerk.',
    facts: [
      ['Factuur', data.number],
      ...(data.paidCents === 0
        ? ([['Bedrag', formatMoney(data.cents)]] as const)
        : ([
            ['Al betaald', formatMoney(data.paidCents)],
            ['Nog te betalen', formatMoney(data.cents)],
          ] as const)),
      ['Moest betaald zijn op', formatDay(data.dueDate)],
      ['Rekening', `${data.iban} van ${data.accountName}`],
      ['Betalingskenmerk', data.reference],
    ],
    more: [
      ...(data.step === 'first' || data.onHoldFrom === undefined
        ? []
        : [
            `Ontvangen wij niets, dan wordt ${your} registratie vanaf ${formatDay(data.onHoldFrom)} opgeschort.`,
          ]),
      say(
        'Heb je al betaald? Dan kruisen onze berichten elkaar. Lukt betalen nu niet? Neem contact met ons op.',
        'Hebt u al betaald? Dan kruisen onze berichten elkaar. Lukt betalen nu niet? Neem contact met ons op.',
      ),
      ...(data.step === 'last' && data.onHoldFrom !== undefined
        ? [`${Your} portfolio blijft bewaard.`]
        : []),
    ],
  })
}
