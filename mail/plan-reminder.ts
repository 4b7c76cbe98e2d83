import { formatDay } from '#language/days.ts'
import { counted } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Reminds somebody of their own development plan, as often as they asked for it. */
export function planReminder(data: {
  readonly register: MailRegister
  readonly name: string
  /** How many of its goals are open. */
  readonly open: number
  /** The last day of the plan, in ISO text. */
  readonly last: string
  readonly over: boolean
}): Letter {
  const { Your, your, you, say } = voice(data.register.formOfAddress)
  const goals = counted(data.open, 'doel', 'doelen')
  return letter(data.register, {
    fact: `${your} ontwikkelplan`,
    to: data.name,
    why: data.over
      ? `${Your} ontwikkelplan liep tot en met ${formatDay(data.last)}. Er ${data.open === 1 ? 'staat' : 'staan'} nog ${goals} open.`
      : `${say('Je vroeg', 'U vroeg')} ons om ${you} aan ${your} ontwikkelplan te herinneren. Er ${data.open === 1 ? 'staat' : 'staan'} nog ${goals} open.`,
    todo: data.over
      ? `Sluit het plan af, of geef het een nieuwe einddatum.`
      : `Kijk wat ${you} de komende tijd wilt doen.`,
    more: [
      `${say('Wil je', 'Wilt u')} deze herinnering niet meer? Zet die dan uit bij ${your} plan: in ${your} portfolio, bij Ontwikkeling.`,
    ],
    signIn: true,
  })
}
