import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody that the password was changed, in case it was not they who did it. */
export function passwordChanged(data: {
  readonly register: MailRegister
  readonly name: string
  /** A moment in ISO text. */
  readonly changedAt: string
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} wachtwoord is gewijzigd`,
    to: data.name,
    why: `${Your} wachtwoord is gewijzigd. ${say('Deed je dit zelf? Dan hoef je niets te doen.', 'Deed u dit zelf? Dan hoeft u niets te doen.')}`,
    todo: say(
      'Deed je dit niet? Vraag dan meteen een inloglink aan, kies een nieuw wachtwoord en laat het ons weten.',
      'Deed u dit niet? Vraag dan meteen een inloglink aan, kies een nieuw wachtwoord en laat het ons weten.',
    ),
    facts: [
      ['Gewijzigd op', momentInText(data.changedAt)],
      ['Contact', data.register.contact.email],
    ],
  })
}
