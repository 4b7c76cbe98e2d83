import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody that an administrator of the register signed them out everywhere. */
export function sessionsEnded(data: {
  readonly register: MailRegister
  readonly name: string
  /** A moment in ISO text. */
  readonly endedAt: string
}): Letter {
  const { You, you, your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${you} bent overal uitgelogd`,
    to: data.name,
    why: `Een beheerder heeft ${say('je', 'u')} op alle apparaten uitgelogd. ${You} kunt meteen weer inloggen.`,
    todo: say(
      'Wist je hiervan? Dan hoef je niets te doen. Wist je dit niet? Kies dan een nieuw wachtwoord en vraag ons waarom dit is gedaan.',
      'Wist u hiervan? Dan hoeft u niets te doen. Wist u dit niet? Kies dan een nieuw wachtwoord en vraag ons waarom dit is gedaan.',
    ),
    facts: [
      ['Uitgelogd op', momentInText(data.endedAt)],
      ['Contact', data.register.contact.email],
    ],
    more: [`Wat in ${your} dossier staat, is niet veranderd.`],
  })
}
