import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Reminds somebody who is registered for a while of its end, and of what must be done by then. */
export function temporaryReminder(data: {
  readonly register: MailRegister
  readonly name: string
  readonly registrationNumber: string
  readonly months: number
  /** The last day of it, in ISO text. */
  readonly last: string
  /** What is still to be done, one a line; none where it looks as if all is there. */
  readonly open: readonly string[]
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  const { certification, committee } = data.register.wording
  const { temporary } = certification
  const left = data.months === 1 ? '1 maand' : `${data.months} maanden`
  return letter(data.register, {
    fact: `${your} ${temporary.name} loopt over ${left} af`,
    to: data.name,
    why: `${Your} ${temporary.name} loopt tot en met ${formatDay(data.last)}. Dat is over ${left}.`,
    todo:
      data.open.length === 0
        ? `Het lijkt erop dat alles er is. Vraag nu ${certification.name} aan.`
        : `Haal dit vóór die dag in en vraag dan ${certification.name} aan:`,
    items: data.open,
    facts: [
      ['Registratienummer', data.registrationNumber],
      [`${temporary.Certified} tot en met`, formatDay(data.last)],
    ],
    more: [
      `${say('Vraag je', 'Vraagt u')} vóór die dag niets aan, dan eindigt ${your} ${temporary.name}. Is ${your} aanvraag op tijd, dan ${say('hoor je', 'hoort u')} het besluit van ${committee.the}.`,
    ],
    signIn: true,
  })
}
