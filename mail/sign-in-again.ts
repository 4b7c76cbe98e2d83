import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Brings a link by which somebody who has signed in shows that it is still they. */
export function signInAgain(data: {
  readonly register: MailRegister
  readonly name: string
  readonly url: string
  /** For how many minutes the link works. */
  readonly minutes: number
}): Letter {
  const { you, your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `link om te bevestigen dat ${say('jij', 'u')} het bent`,
    to: data.name,
    why: `${You} bent ingelogd en wilde iets doen waarvoor we nog eens vragen of ${say('jij', 'u')} het bent.`,
    todo: `Open deze link in de browser waarin ${you} bezig was. De link werkt één keer en is ${data.minutes} minuten geldig.`,
    link: { label: `Bevestigen dat ${say('jij', 'u')} het bent`, url: data.url },
    more: [
      `${say('Heb je', 'Hebt u')} dit niet gevraagd? Dan zit er iemand anders in ${your} account. Log op alle apparaten uit, kies een ander wachtwoord en laat het ons weten.`,
    ],
  })
}
