import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that the original of a document has come by post. */
export function originalReceived(data: {
  readonly register: MailRegister
  readonly name: string
  /** As the regulation calls it: "de VOG". */
  readonly document: string
  /** Whether an envelope to send it back in came along. */
  readonly envelope: boolean
}): Letter {
  const { register, name, document, envelope } = data
  const { you, your, You } = voice(register.formOfAddress)
  const bare = document.replace(/^(de|het|een) /, '')
  return letter(register, {
    fact: `${your} ${bare} is binnen`,
    to: name,
    why: `Wij hebben het origineel van ${document} met de post ontvangen. Wij bekijken het.`,
    more: [
      envelope
        ? `Daarna sturen wij het terug in de envelop die ${you} meestuurde.`
        : 'Daarna vernietigen wij het.',
      `${You} kunt in ${your} dossier zien waar het is. Staat ${document} daar nog niet? Geef ${/^het /.test(document) ? 'dat' : 'die'} dan nog op.`,
    ],
    signIn: true,
  })
}
