import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Brings the link by which a new e-mail address is confirmed, to that address. */
export function changeEmail(data: {
  readonly register: MailRegister
  readonly name: string
  readonly url: string
  /** For how many hours the link works. */
  readonly hours: number
}): Letter {
  const { you, your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `bevestig ${your} nieuwe e-mailadres`,
    to: data.name,
    why: `Met dit adres ${say('wil je', 'wilt u')} voortaan inloggen bij ${data.register.wording.register.full}.`,
    todo: `Bevestig dat dit adres van ${you} is. De link werkt één keer en is ${data.hours} uur geldig. Tot die tijd verandert er niets.`,
    link: { label: 'E-mailadres bevestigen', url: data.url },
    more: [
      say(
        'Heb je dit niet aangevraagd? Dan hoef je niets te doen. Stuur de link nooit door.',
        'Hebt u dit niet aangevraagd? Dan hoeft u niets te doen. Stuur de link nooit door.',
      ),
    ],
  })
}
