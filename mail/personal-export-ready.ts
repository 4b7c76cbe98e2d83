import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody that everything about them lies ready as one file, where the register's address leads here. */
export function personalExportReady(data: {
  readonly register: MailRegister
  readonly name: string
  readonly fetchBefore: Temporal.PlainDate
}): Letter {
  const { you, your, You, say } = voice(data.register.formOfAddress)
  const { contact } = data.register
  return letter(data.register, {
    fact: `${your} gegevens staan klaar`,
    to: data.name,
    why: `${You} vroeg om alles wat we over ${you} bewaren. Het staat klaar als één bestand. Log in om het op te halen.`,
    signIn: true,
    facts: [
      ['Op te halen tot en met', formatDay(data.fetchBefore)],
      ['Contact', contact.email],
    ],
    more: [
      say(
        'Vroeg je dit niet zelf? Wijzig dan meteen je wachtwoord en laat het ons weten.',
        'Vroeg u dit niet zelf? Wijzig dan meteen uw wachtwoord en laat het ons weten.',
      ),
    ],
  })
}
