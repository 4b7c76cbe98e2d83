import { formatDay } from '#language/days.ts'
import { quantityInText } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Reminds a certified person of the end of the period: twelve, six, three and one month before. */
export function expiryReminder(data: {
  readonly register: MailRegister
  readonly name: string
  readonly registrationNumber: string
  readonly months: number
  /** The last day of the period, in ISO text. */
  readonly last: string
  /** The largest shortfall of any norm, in hundredths of the unit; 0 when every norm is met. */
  readonly toGo: number
}): Letter {
  const { your, you, You, Your, say } = voice(data.register.formOfAddress)
  const { certification, committee } = data.register.wording
  const left = data.months === 1 ? '1 maand' : `${data.months} maanden`
  return letter(data.register, {
    fact:
      data.months >= 12
        ? `${you} kunt opnieuw ${certification.name} aanvragen`
        : `${your} ${certification.name} loopt over ${left} af`,
    to: data.name,
    why: `${Your} ${certification.name} loopt tot en met ${formatDay(data.last)}. Dat is over ${left}.`,
    todo:
      data.toGo === 0
        ? `${Your} portfolio lijkt volledig. Vraag opnieuw ${certification.name} aan (${certification.renewal}).`
        : `Vul ${your} portfolio aan en vraag daarna opnieuw ${certification.name} aan (${certification.renewal}). ${You} hebt nog minstens ${quantityInText(data.toGo, data.register.unit)} nodig.`,
    facts: [
      ['Registratienummer', data.registrationNumber],
      [`${certification.Certified} tot en met`, formatDay(data.last)],
    ],
    more: [
      `Stuur de aanvraag in vóór het einde. Dan ${say('blijf je', 'blijft u')} ${certification.certified} tot ${committee.the} heeft besloten.`,
    ],
    signIn: true,
  })
}
