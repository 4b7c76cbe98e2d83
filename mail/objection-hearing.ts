import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Invites somebody to tell about their objection themselves. */
export function objectionHearing(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** In ISO text. */
  readonly on: string
  /** Where and at what time, or how by video. */
  readonly place: string
}): Letter {
  const { your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${say('je bent', 'u bent')} uitgenodigd om ${your} bezwaar toe te lichten`,
    to: data.name,
    why: `${You} kunt ${your} bezwaar zelf toelichten. ${You} mag iemand meenemen.`,
    todo: `Laat weten of ${say('je komt', 'u komt')}. ${You} hoeft niet te komen.`,
    facts: [
      ['Bezwaar', data.number],
      ['Dag', formatDay(data.on)],
      ['Waar en hoe laat', data.place],
    ],
    more: [`Van het gesprek komt een kort verslag. Dat staat daarna bij ${your} bezwaar.`],
    signIn: true,
  })
}
