import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says to an address with which somebody signed in before two of their files became one, where to sign in now. */
export function signsInElsewhere(data: {
  readonly register: MailRegister
  /** The address as its holder knows it again: "s…@voorbeeld.nl". */
  readonly hint: string
  readonly name: string
}): Letter {
  const { your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `log in met ${your} andere e-mailadres`,
    to: data.name,
    why: `Er is om een link gevraagd voor dit e-mailadres. ${You} hebt hier al een account, met een ander adres: ${your} dossiers zijn samengevoegd.`,
    facts: [['Inloggen met', data.hint]],
    more: [
      `Vraag de link daar aan. ${say('Kun je', 'Kunt u')} niet meer bij dat adres, of ${say('ben je', 'bent u')} iemand anders? Laat het ons dan weten.`,
      `${say('Vroeg je', 'Vroeg u')} niets aan? Dan ${say('hoef je', 'hoeft u')} niets te doen.`,
    ],
    signIn: true,
  })
}
