import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that the regulation does provide for somebody's case, and what it says. */
export function rulingAnswered(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly answer: string
}): Letter {
  const { your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `antwoord op ${your} verzoek ${data.number}`,
    to: data.name,
    why: `Over ${your} vraag zegt het reglement wel iets. Daarom gaat het verzoek niet verder.`,
    todo: 'Dit is het antwoord:',
    quote: data.answer,
    signIn: true,
  })
}
