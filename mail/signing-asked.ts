import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Asks a colleague to sign a document too. */
export function signingAsked(data: {
  readonly register: MailRegister
  readonly name: string
  readonly professional: string
  readonly title: string
  /** What the colleague is: "supervisor". */
  readonly who: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `teken mee met ${data.professional}`,
    to: data.name,
    why: `${data.professional} heeft ‘${data.title}’ ondertekend en vraagt ${say('je', 'u')} als ${data.who} mee te tekenen.`,
    todo: `Lees en teken het in ${your} dossier, onder Begeleiding.`,
    facts: [['Document', data.title]],
    signIn: true,
  })
}
