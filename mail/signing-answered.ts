import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells both that a document was signed by both, or who asked that the colleague does not sign. */
export function signingAnswered(data: {
  readonly register: MailRegister
  readonly name: string
  readonly title: string
  readonly professional: string
  readonly colleague: string
  readonly signed: boolean
  /** Why not, in their words; may be empty. */
  readonly remark: string
}): Letter {
  return letter(data.register, {
    fact: data.signed ? 'een document is door beiden getekend' : 'een document is niet meegetekend',
    to: data.name,
    why: data.signed
      ? `${data.professional} en ${data.colleague} hebben ‘${data.title}’ getekend. Het staat in het dossier van ${data.professional}, en zit als pdf bij deze e-mail.`
      : `${data.colleague} heeft niet getekend.`,
    ...(data.remark === '' ? {} : { quote: data.remark }),
    ...(data.signed
      ? {}
      : { todo: `Overleg met ${data.colleague}, en teken het document opnieuw.` }),
    facts: [['Document', data.title]],
    signIn: !data.signed,
  })
}
