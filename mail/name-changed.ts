import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that somebody has the name that they asked for, and that what bore the old one is replaced. */
export function nameChanged(data: {
  readonly register: MailRegister
  readonly name: string
  /** Whether there is a certificate with the new name. */
  readonly reissued: boolean
}): Letter {
  const { your, Your } = voice(data.register.formOfAddress)
  const { certificate } = data.register.wording
  return letter(data.register, {
    fact: `${your} naam is gewijzigd`,
    to: data.name,
    why: `${Your} nieuwe naam staat in het register.`,
    more: data.reissued
      ? [
          `${Your} ${certificate.name} is opnieuw gemaakt, met ${your} nieuwe naam en een andere code. ${certificate.The} met ${your} vorige naam is vervangen.`,
          `Staat het keurmerk in ${your} e-mailhandtekening? Zet daar het nieuwe neer.`,
        ]
      : [],
    signIn: true,
  })
}
