import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that a registration goes on after it was on hold, as everything is paid or as its last day has passed. */
export function registrationReleased(data: {
  readonly register: MailRegister
  readonly name: string
  /** The status to which the registration returned, in the register's word. */
  readonly status: string
  readonly because: 'paid' | 'over'
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} registratie loopt weer`,
    to: data.name,
    why:
      data.because === 'paid'
        ? `${say('Je hebt', 'U hebt')} alles betaald. ${Your} registratie is niet meer opgeschort.`
        : `De tijd waarin ${your} registratie stilstond, is voorbij. Die is niet meer opgeschort.`,
    todo: say('Je hoeft niets meer te doen.', 'U hoeft niets meer te doen.'),
    facts: [['Status', data.status]],
    signIn: true,
  })
}
