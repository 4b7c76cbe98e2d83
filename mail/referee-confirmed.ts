import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells the professional that the referee has confirmed an activity. */
export function refereeConfirmed(data: {
  readonly register: MailRegister
  readonly name: string
  readonly refereeName: string
  readonly activity: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} referent heeft bevestigd`,
    to: data.name,
    why: `${data.refereeName} heeft ${your} activiteit bevestigd.`,
    todo: say('Je hoeft niets te doen.', 'U hoeft niets te doen.'),
    facts: [
      ['Activiteit', data.activity],
      ['Referent', data.refereeName],
    ],
  })
}
