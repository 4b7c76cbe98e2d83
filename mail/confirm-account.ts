import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Asks somebody who has just signed up to confirm the e-mail address, by a link that works once. */
export function confirmAccount(data: {
  readonly register: MailRegister
  readonly name: string
  readonly url: string
  /** For how many hours the link works. */
  readonly hours: number
}): Letter {
  const { your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `bevestig ${your} e-mailadres`,
    to: data.name,
    why: `${You} hebt een account aangemaakt bij ${data.register.wording.register.full}.`,
    todo: `Bevestig ${your} e-mailadres. De link werkt één keer en is ${data.hours} uur geldig.`,
    link: { label: 'E-mailadres bevestigen', url: data.url },
    more: [
      say(
        'Heeft iemand anders dit gedaan? Dan hoef je niets te doen. Er gebeurt dan niets.',
        'Heeft iemand anders dit gedaan? Dan hoeft u niets te doen. Er gebeurt dan niets.',
      ),
    ],
  })
}
