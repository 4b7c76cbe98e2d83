import { formatDay } from '#language/days.ts'
import { quantityInText } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Asks a referee to confirm an activity, by a link that works once and needs no account. */
export function refereeRequest(data: {
  readonly register: MailRegister
  readonly refereeName: string
  readonly professionalName: string
  readonly activity: string
  /** The last day of the activity, in ISO text. */
  readonly day: string
  /** In hundredths of the unit. */
  readonly claimed: number
  readonly url: string
  /** The last day on which the link works, in ISO text. */
  readonly before: string
}): Letter {
  const { You, your, you, say } = voice(data.register.formOfAddress)
  const { certification } = data.register.wording
  return letter(data.register, {
    fact: `${say('wil je', 'wilt u')} een activiteit van ${data.professionalName} bevestigen?`,
    to: data.refereeName,
    why: `${data.professionalName} heeft ${you} gevraagd om een activiteit te bevestigen. De activiteit telt mee voor ${certification.name} in ${data.register.wording.register.full}.`,
    todo: `Bekijk de activiteit en zeg of het klopt. Dat kost ongeveer 2 minuten. ${You} hebt geen account nodig.`,
    link: { label: 'Activiteit bekijken', url: data.url },
    facts: [
      ['Activiteit', data.activity],
      ['Datum', formatDay(data.day)],
      ['Omvang', quantityInText(data.claimed, data.register.unit)],
      ['Reageren kan tot en met', formatDay(data.before)],
    ],
    more: [
      `Wij gebruiken ${your} naam en e-mailadres alleen hiervoor. Stuur de link niet door.`,
      say(
        `Ken je ${data.professionalName} niet? Laat het ons dan weten.`,
        `Kent u ${data.professionalName} niet? Laat het ons dan weten.`,
      ),
    ],
  })
}
