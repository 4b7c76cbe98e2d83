import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells the old address that the account has a new one. */
export function emailChanged(data: {
  readonly register: MailRegister
  readonly name: string
  /** A moment in ISO text. */
  readonly changedAt: string
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} e-mailadres is gewijzigd`,
    to: data.name,
    why: `${Your} account heeft een ander e-mailadres gekregen. Wij schrijven voortaan daarheen.`,
    todo: say(
      'Deed je dit niet zelf? Laat het ons dan meteen weten.',
      'Deed u dit niet zelf? Laat het ons dan meteen weten.',
    ),
    facts: [
      ['Gewijzigd op', momentInText(data.changedAt)],
      ['Contact', data.register.contact.email],
    ],
  })
}
