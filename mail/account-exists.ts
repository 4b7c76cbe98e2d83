import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells the holder of an account that somebody asked for a new one with the same address. */
export function accountExists(data: {
  readonly register: MailRegister
  readonly name: string
}): Letter {
  const { your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${say('je hebt', 'u hebt')} al een account`,
    to: data.name,
    why: `Iemand vroeg een account aan met dit e-mailadres. ${You} hebt al een account bij ${data.register.wording.register.full}.`,
    todo: say(
      'Was je dit zelf? Log dan in met je wachtwoord. Weet je het niet meer? Kies op de inlogpagina ‘Wachtwoord vergeten’.',
      'Was u dit zelf? Log dan in met uw wachtwoord. Weet u het niet meer? Kies op de inlogpagina ‘Wachtwoord vergeten’.',
    ),
    more: [
      say(
        'Was je dit niet? Dan hoef je niets te doen. Er verandert niets aan je account.',
        `Was u dit niet? Dan hoeft u niets te doen. Er verandert niets aan ${your} account.`,
      ),
    ],
    signIn: true,
  })
}
