import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody of a sign-in on a device that was not used before. */
export function newSignIn(data: {
  readonly register: MailRegister
  readonly name: string
  /** A moment in ISO text. */
  readonly signedInAt: string
  /** Browser and system in words: "Firefox op Windows". */
  readonly device: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: 'nieuwe inlog op een ander apparaat',
    to: data.name,
    why: `Er is ingelogd op ${your} account met een apparaat dat wij niet kennen.`,
    todo: say(
      'Was je dit zelf? Dan hoef je niets te doen. Was je dit niet? Wijzig dan meteen je wachtwoord en laat het ons weten.',
      'Was u dit zelf? Dan hoeft u niets te doen. Was u dit niet? Wijzig dan meteen uw wachtwoord en laat het ons weten.',
    ),
    facts: [
      ['Ingelogd op', momentInText(data.signedInAt)],
      ['Apparaat', data.device],
      ['Contact', data.register.contact.email],
    ],
  })
}
