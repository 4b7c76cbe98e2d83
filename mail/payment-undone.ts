import { formatDay } from '#language/days.ts'
import { formatMoney } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that a payment was booked by mistake, and what that leads to. */
export function paymentUndone(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** What is to be paid of it now. */
  readonly cents: number
  /** Whether we had written that the whole invoice was paid. */
  readonly wasPaid: boolean
  /** Why, in the words of the back office. */
  readonly reason: string
  /** What the registration is called now, when that changed with it. */
  readonly status: string | undefined
  /** In ISO text; undefined when nothing is asked any more. */
  readonly dueDate: string | undefined
}): Letter {
  const { you, your, Your, say } = voice(data.register.formOfAddress)
  const due =
    data.dueDate === undefined
      ? say('Je hoeft niets te doen.', 'U hoeft niets te doen.')
      : `${data.wasPaid ? 'Deze factuur staat weer open.' : 'Deze factuur staat nog open.'} Betaal die uiterlijk op ${formatDay(data.dueDate)}. ${say('Heb je', 'Hebt u')} wel betaald? Laat het ons dan weten.`
  return letter(data.register, {
    fact: data.wasPaid
      ? `${your} factuur staat weer open`
      : 'er is meer te betalen dan in ons bericht stond',
    to: data.name,
    why: `Wij schreven ${you} dat ${data.wasPaid ? 'deze factuur' : 'een deel van deze factuur'} was betaald. Dat klopte niet: de betaling was bij vergissing geboekt. Onze excuses daarvoor.`,
    todo: due,
    quote: data.reason,
    facts: [
      ['Factuur', data.number],
      ['Te betalen', formatMoney(data.cents)],
      ...(data.dueDate === undefined
        ? []
        : ([['Uiterlijk betalen op', formatDay(data.dueDate)]] as const)),
      ...(data.status === undefined ? [] : ([[`${Your} status`, data.status]] as const)),
    ],
    signIn: data.dueDate !== undefined,
  })
}
