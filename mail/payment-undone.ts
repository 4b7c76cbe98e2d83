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
  readonly cents: number
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
      : `Deze factuur staat weer open. Betaal die uiterlijk op ${formatDay(data.dueDate)}. ${say('Heb je', 'Hebt u')} wel betaald? Laat het ons dan weten.`
  return letter(data.register, {
    fact: `${your} factuur staat weer open`,
    to: data.name,
    why: `Wij schreven ${you} dat deze factuur was betaald. Dat klopte niet: de betaling was bij vergissing geboekt. Onze excuses daarvoor.`,
    todo: due,
    quote: data.reason,
    facts: [
      ['Factuur', data.number],
      ['Bedrag', formatMoney(data.cents)],
      ...(data.dueDate === undefined
        ? []
        : ([['Uiterlijk betalen op', formatDay(data.dueDate)]] as const)),
      ...(data.status === undefined ? [] : ([[`${Your} status`, data.status]] as const)),
    ],
    signIn: data.dueDate !== undefined,
  })
}
