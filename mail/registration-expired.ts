import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that the certification has ended because no application came in time. */
export function registrationExpired(data: {
  readonly register: MailRegister
  readonly name: string
  readonly registrationNumber: string
  /** The last day of the period, in ISO text. */
  readonly last: string
  /** It was for a while, to make up for what was open. */
  readonly temporary?: boolean
}): Letter {
  const { your, You, Your, say } = voice(data.register.formOfAddress)
  const { certificate, certification } = data.register.wording
  const { name, Certified } = data.temporary ? certification.temporary : certification
  return letter(data.register, {
    fact: `${your} ${name} is verlopen`,
    to: data.name,
    why: `${Your} ${name} liep tot en met ${formatDay(data.last)}. Wij hebben geen volledige nieuwe aanvraag ontvangen.`,
    todo: `Gebruik ${certificate.the} en het keurmerk niet meer. ${say('Wil je je', 'Wilt u zich')} opnieuw laten ${certification.certify}? Dien dan een aanvraag in.`,
    facts: [
      ['Registratienummer', data.registrationNumber],
      [`${Certified} tot en met`, formatDay(data.last)],
    ],
    more: [`${Your} portfolio blijft bewaard. ${You} kunt het nog bekijken.`],
    signIn: true,
  })
}
