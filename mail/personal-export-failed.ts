import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody that everything about them could not be put together. */
export function personalExportFailed(data: {
  readonly register: MailRegister
  readonly name: string
}): Letter {
  const { you, your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} gegevens konden niet worden klaargezet`,
    to: data.name,
    why: `${You} vroeg om alles wat we over ${you} bewaren. Het lukte niet om daar een bestand van te maken.`,
    todo: say(
      'Vraag het nog eens als je bent ingelogd. Lukt het weer niet, laat het ons dan weten. We geven je de gegevens dan op een andere manier.',
      'Vraag het nog eens als u bent ingelogd. Lukt het weer niet, laat het ons dan weten. We geven u de gegevens dan op een andere manier.',
    ),
    facts: [['Contact', data.register.contact.email]],
    signIn: true,
  })
}
