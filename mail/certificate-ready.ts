import { longDay } from '#documents/dutch.ts'
import { voice } from '#regulations/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that the certificate and the mark can be downloaded. */
export function certificateReady(data: {
  readonly register: MailRegister
  readonly name: string
  readonly registrationNumber: string
  /** In ISO text. */
  readonly last: string
}): Letter {
  const { your, Your, You } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} certificaat en keurmerk staan klaar`,
    to: data.name,
    why: `${Your} certificaat is gemaakt en verzegeld.`,
    todo: `${You} kunt het certificaat en het keurmerk downloaden. Het keurmerk past onder een e-mail.`,
    facts: [
      ['Registratienummer', data.registrationNumber],
      ['Geldig tot en met', longDay(data.last)],
    ],
    more: ['Op het certificaat staat een code. Daarmee kan iedereen zien of het echt is.'],
    signIn: true,
  })
}
