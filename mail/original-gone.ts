import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that the original of a document was seen, what was found of it, and that it was destroyed or sent back. */
export function originalGone(data: {
  readonly register: MailRegister
  readonly name: string
  /** As the regulation calls it: "de VOG". */
  readonly document: string
  readonly how: 'destroyed' | 'returned'
  readonly inOrder: boolean
  /** Why it was not in order. */
  readonly reason: string
}): Letter {
  const { register, name, document, how, inOrder, reason } = data
  const { you, your } = voice(register.formOfAddress)
  const bare = document.replace(/^(de|het|een) /, '')
  const done =
    how === 'destroyed'
      ? 'Daarna hebben wij het vernietigd.'
      : `Daarna hebben wij het teruggestuurd in de envelop die ${you} meestuurde.`
  const found = inOrder ? 'in orde' : 'niet in orde'
  return letter(register, {
    fact: `${your} ${bare} is bekeken en ${how === 'destroyed' ? 'vernietigd' : 'teruggestuurd'}`,
    to: name,
    why: `Wij hebben het origineel van ${document} gezien en ${found} gevonden. ${done}`,
    ...(inOrder ? {} : { todo: 'Dit is de reden:', quote: reason }),
    signIn: true,
  })
}
