import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells the professional that somebody stated what they were asked, or that they do not. */
export function attestationAnswered(data: {
  readonly register: MailRegister
  readonly name: string
  readonly document: string
  readonly signedBy: string
  readonly answer: 'confirmed' | 'declined'
}): Letter {
  const { You, you, your, say } = voice(data.register.formOfAddress)
  const given = data.answer === 'confirmed'
  return letter(data.register, {
    fact: given ? `${your} verklaring is getekend` : `${your} verklaring is niet getekend`,
    to: data.name,
    why: given
      ? `${data.signedBy} heeft verklaard wat ${you} vroeg. Het staat in ${your} dossier.`
      : `${data.signedBy} heeft niet verklaard wat ${you} vroeg.`,
    todo: given
      ? say('Je hoeft niets te doen.', 'U hoeft niets te doen.')
      : `Bekijk ${your} dossier. ${You} kunt iemand anders vragen, of het op een andere manier laten zien.`,
    facts: [
      ['Verklaring', data.document],
      ['Gevraagd aan', data.signedBy],
    ],
    signIn: !given,
  })
}
