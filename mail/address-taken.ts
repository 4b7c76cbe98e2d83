import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells the holder of an account that somebody wanted to give another account their address. */
export function addressTaken(data: {
  readonly register: MailRegister
  readonly name: string
}): Letter {
  const { your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} e-mailadres is al in gebruik`,
    to: data.name,
    why: `Iemand wilde dit e-mailadres voor een ander account gebruiken. ${You} hebt met dit adres al een account bij ${data.register.wording.register.full}. Daarom is er niets veranderd.`,
    todo: say(
      'Was je dit zelf? Log dan in met het account dat je al hebt.',
      'Was u dit zelf? Log dan in met het account dat u al hebt.',
    ),
    more: [
      say(
        'Was je dit niet? Dan hoef je niets te doen.',
        'Was u dit niet? Dan hoeft u niets te doen.',
      ),
    ],
    signIn: true,
  })
}
