import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/**
 * Says that there is something to read, and nothing of what it is: whoever is threatened may not be
 * the only one who reads their mail.
 */
export function shieldingAnswered(data: {
  readonly register: MailRegister
  readonly name: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `er is iets veranderd bij ${your} gegevens`,
    to: data.name,
    why: `Onder ‘Mijn gegevens’ staat nieuwe informatie. ${say('Je leest', 'U leest')} die als ${say('je', 'u')} bent ingelogd.`,
    signIn: true,
  })
}
