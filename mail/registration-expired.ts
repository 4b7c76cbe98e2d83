import { longDay } from '#documents/dutch.ts'
import { voice } from '#regulations/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that the certification has ended because no application came in time. */
export function registrationExpired(data: {
  readonly register: MailRegister
  readonly name: string
  readonly registrationNumber: string
  /** The last day of the period, in ISO text. */
  readonly last: string
}): Letter {
  const { your, You, Your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} certificering is verlopen`,
    to: data.name,
    why: `${Your} certificering liep tot en met ${longDay(data.last)}. Wij hebben geen volledige nieuwe aanvraag ontvangen.`,
    todo: `Gebruik het certificaat en het keurmerk niet meer. ${say('Wil je je opnieuw laten certificeren? Dien dan een aanvraag in.', 'Wilt u zich opnieuw laten certificeren? Dien dan een aanvraag in.')}`,
    facts: [
      ['Registratienummer', data.registrationNumber],
      ['Gecertificeerd tot en met', longDay(data.last)],
    ],
    more: [`${Your} portfolio blijft bewaard. ${You} kunt het nog bekijken.`],
    signIn: true,
  })
}
