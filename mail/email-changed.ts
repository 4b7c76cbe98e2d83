import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells the old and the new address that the one takes the place of the other. */
export function emailChanged(data: {
  readonly register: MailRegister
  readonly name: string
  readonly from: string
  readonly to: string
  /** A moment in ISO text. */
  readonly changedAt: string
}): Letter {
  const { your, Your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} e-mailadres is gewijzigd`,
    to: data.name,
    why: `${Your} e-mailadres is gewijzigd. ${You} logt voortaan in met het nieuwe adres, en onze e-mails gaan daarheen. Op andere apparaten ${say('ben je', 'bent u')} uitgelogd.`,
    todo: say(
      'Deed je dit niet zelf? Laat het ons dan meteen weten.',
      'Deed u dit niet zelf? Laat het ons dan meteen weten.',
    ),
    facts: [
      ['Oud adres', data.from],
      ['Nieuw adres', data.to],
      ['Gewijzigd op', momentInText(data.changedAt)],
      ['Contact', data.register.contact.email],
    ],
  })
}
