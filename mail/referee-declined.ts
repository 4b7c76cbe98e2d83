import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells the professional that the referee did not confirm, or never answered. */
export function refereeDeclined(data: {
  readonly register: MailRegister
  readonly name: string
  readonly refereeName: string
  readonly activity: string
  readonly outcome: 'declined' | 'silent'
}): Letter {
  const { your, You } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact:
      data.outcome === 'declined'
        ? `${your} referent heeft niet bevestigd`
        : `${your} referent heeft niet gereageerd`,
    to: data.name,
    why:
      data.outcome === 'declined'
        ? `${data.refereeName} heeft ${your} activiteit niet bevestigd.`
        : `${data.refereeName} heeft niet op tijd gereageerd. De link werkt niet meer.`,
    todo: `Bekijk de activiteit. ${You} kunt iemand anders vragen, een bewijsstuk toevoegen of uitleggen waarom het zonder referent moet.`,
    facts: [
      ['Activiteit', data.activity],
      ['Referent', data.refereeName],
    ],
    signIn: true,
  })
}
