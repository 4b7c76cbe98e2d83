import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody of a group that the series was taken back, so that they need not answer any more. */
export function seriesWithdrawn(data: {
  readonly register: MailRegister
  readonly name: string
  /** Who set the series up. */
  readonly starter: string
  readonly title: string
  /** Whether they have a page here of their own. */
  readonly signsIn: boolean
}): Letter {
  const { register, name, starter, title, signsIn } = data
  const { You } = voice(register.formOfAddress)
  return letter(register, {
    fact: 'een reeks bijeenkomsten is ingetrokken',
    to: name,
    why: `${starter} heeft de reeks ‘${title}’ ingetrokken. Wat al was bevestigd, blijft staan.`,
    more: [`${You} hoeft niets te doen: er komt hierover geen e-mail meer.`],
    signIn: signsIn,
  })
}
