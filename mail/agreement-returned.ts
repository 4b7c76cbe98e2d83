import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that the agreement cannot be accepted as it is, and why. */
export function agreementReturned(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly reason: string
  /** The last day to object, in ISO text. */
  readonly objectBefore: string
}): Letter {
  const { your, You } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `er is iets nodig voor ${your} overeenkomst`,
    to: data.name,
    why: `Wij hebben ${your} overeenkomst gecontroleerd. Er moet nog iets worden aangepast.`,
    todo: 'Dit is de reden:',
    quote: data.reason,
    facts: [
      ['Overeenkomst', data.number],
      ['Bezwaar maken kan tot en met', formatDay(data.objectBefore)],
    ],
    more: [`Pas dit aan en onderteken opnieuw. ${You} krijgt daarna weer bericht.`],
    signIn: true,
  })
}
