import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells the old address that another one was asked for, in case it was not they who asked. */
export function emailChangeAsked(data: {
  readonly register: MailRegister
  readonly name: string
  /** The new address. */
  readonly email: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `nieuw e-mailadres aangevraagd`,
    to: data.name,
    why: `Er is gevraagd om voortaan in te loggen met een ander e-mailadres. Het verandert pas als dat adres is bevestigd.`,
    todo: say(
      'Deed je dit niet zelf? Kies dan meteen een nieuw wachtwoord en laat het ons weten.',
      'Deed u dit niet zelf? Kies dan meteen een nieuw wachtwoord en laat het ons weten.',
    ),
    facts: [
      [`Nieuw adres`, data.email],
      ['Contact', data.register.contact.email],
    ],
    more: [
      `Log in en kies bij ‘Inloggen en beveiliging’ een nieuw wachtwoord als ${your} account niet meer veilig is.`,
    ],
    signIn: true,
  })
}
