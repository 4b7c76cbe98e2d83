import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Brings a link with which one can sign in once, without a password. */
export function signInLink(data: {
  readonly register: MailRegister
  readonly name: string
  readonly url: string
  /** For how many minutes the link works. */
  readonly minutes: number
}): Letter {
  const { your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} inloglink`,
    to: data.name,
    why: `${You} hebt een link aangevraagd om in te loggen.`,
    todo: `Log in met deze link. De link werkt één keer en is ${data.minutes} minuten geldig.`,
    link: { label: 'Inloggen', url: data.url },
    more: [
      say(
        'Heb je dit niet aangevraagd? Dan hoef je niets te doen. Stuur de link nooit door.',
        'Hebt u dit niet aangevraagd? Dan hoeft u niets te doen. Stuur de link nooit door.',
      ),
    ],
  })
}
