import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells whoever set up a series that somebody is not, or no longer, in the group. */
export function seriesLeft(data: {
  readonly register: MailRegister
  readonly name: string
  readonly member: string
  readonly title: string
  readonly why: 'declined' | 'left'
}): Letter {
  const { register, member, title, why } = data
  const { You, your } = voice(register.formOfAddress)
  return letter(register, {
    fact: `iemand doet niet mee aan ${your} reeks bijeenkomsten`,
    to: data.name,
    why:
      why === 'declined'
        ? `${member} zegt niet bij de groep van ‘${title}’ te horen.`
        : `${member} doet niet meer mee aan ‘${title}’. Wat al was bevestigd, blijft staan.`,
    more: [`${You} hoeft niets te doen. De anderen kunnen gewoon bevestigen.`],
    signIn: true,
  })
}
