import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Invites somebody to work for the register, by a link that works once. */
export function staffInvitation(data: {
  readonly register: MailRegister
  readonly name: string
  readonly url: string
  /** What somebody is invited to do, in words: "medewerker van het bedrijfsbureau". */
  readonly role: string
  /** For how many days the link works. */
  readonly days: number
}): Letter {
  const { You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `uitnodiging als ${data.role}`,
    to: data.name,
    why: `${You} bent uitgenodigd om bij ${data.register.wording.register.full} te werken als ${data.role}.`,
    todo: `Neem de uitnodiging aan met deze link. De link werkt één keer en is ${data.days} dagen geldig.`,
    link: { label: 'Uitnodiging aannemen', url: data.url },
    more: [
      `Houd een telefoon met een app voor inlogcodes bij de hand. Die ${say('heb je', 'hebt u')} nodig als tweede stap bij het inloggen.`,
      say(
        'Klopt dit niet? Dan hoef je niets te doen.',
        'Klopt dit niet? Dan hoeft u niets te doen.',
      ),
    ],
  })
}
