import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Asks somebody in the register to take something on for somebody else, such as supervision. */
export function supervisionAsked(data: {
  readonly register: MailRegister
  readonly name: string
  readonly professional: string
  /** What they would be: "supervisor". */
  readonly who: string
  /** What they would say. */
  readonly text: string
}): Letter {
  const { You, you, your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${you} wordt gevraagd als ${data.who}`,
    to: data.name,
    why: `${data.professional} wil dat ${you} ${data.who} wordt. ${You} zou dan dit verklaren:`,
    quote: data.text,
    more: [`Antwoord op ${your} eigen pagina, onder Begeleiding. ${You} mag het ook afwijzen.`],
    facts: [['Gevraagd door', data.professional]],
    signIn: true,
  })
}
