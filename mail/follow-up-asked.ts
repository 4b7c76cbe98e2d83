import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Asks somebody how it stands, after so long in a category. */
export function followUpAsked(data: {
  readonly register: MailRegister
  readonly name: string
  readonly category: string
  /** As the regulation asks it. */
  readonly question: string
}): Letter {
  const { Your, your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `een vraag over ${your} categorie ${data.category}`,
    to: data.name,
    why: `${say('Je staat', 'U staat')} een tijd in de categorie ${data.category}. Daarom vragen we:`,
    quote: data.question,
    more: [
      `Antwoord in ${your} dossier. Lukt het nog niet, schrijf dan waarom niet, en wanneer wel.`,
      `${Your} registratie blijft zoals die is.`,
    ],
    facts: [['Categorie', data.category]],
    signIn: true,
  })
}
