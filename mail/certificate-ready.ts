import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that the certificate and the mark can be downloaded. */
export function certificateReady(data: {
  readonly register: MailRegister
  readonly name: string
  readonly registrationNumber: string
  /** In ISO text. */
  readonly last: string
  /** It is for a while, to make up for what was open. */
  readonly temporary?: boolean
}): Letter {
  const { your, Your, You } = voice(data.register.formOfAddress)
  const { certificate, certification } = data.register.wording
  return letter(data.register, {
    fact: `${your} ${certificate.name} en keurmerk staan klaar`,
    to: data.name,
    why: `${Your} ${certificate.name} is gemaakt en verzegeld.`,
    todo: `${You} kunt ${certificate.the} en het keurmerk downloaden. Het keurmerk past onder een e-mail.`,
    facts: [
      ['Registratienummer', data.registrationNumber],
      ...(data.temporary ? [['Status', certification.temporary.Certified] as const] : []),
      ['Geldig tot en met', formatDay(data.last)],
    ],
    more: [
      `Op ${certificate.the} staat een code. Daarmee kan iedereen zien of ${certificate.it} echt is.`,
    ],
    signIn: true,
  })
}
