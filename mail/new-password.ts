import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Brings a link with which one can choose a new password once. */
export function newPassword(data: {
  readonly register: MailRegister
  readonly name: string
  readonly url: string
  /** For how many minutes the link works. */
  readonly minutes: number
}): Letter {
  const { You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: 'kies een nieuw wachtwoord',
    to: data.name,
    why: `${You} hebt gevraagd om een nieuw wachtwoord.`,
    todo: `Kies het met deze link. De link werkt één keer en is ${data.minutes} minuten geldig.`,
    link: { label: 'Nieuw wachtwoord kiezen', url: data.url },
    more: [
      say(
        'Heb je dit niet gevraagd? Dan hoef je niets te doen. Je wachtwoord blijft zoals het is.',
        'Hebt u dit niet gevraagd? Dan hoeft u niets te doen. Uw wachtwoord blijft zoals het is.',
      ),
    ],
  })
}
