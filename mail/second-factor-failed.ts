import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody that a code of their second step was wrong, after what lets somebody in was right. */
export function secondFactorFailed(data: {
  readonly register: MailRegister
  readonly name: string
  /** A moment in ISO text. */
  readonly triedAt: string
  /** Browser and system in words: "Firefox op Windows". */
  readonly device: string
}): Letter {
  const { your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: 'verkeerde code bij het inloggen',
    to: data.name,
    why: `Iemand wilde inloggen op ${your} account. De eerste stap lukte, maar de code van de tweede stap was fout. Er is niet ingelogd.`,
    todo: say(
      'Was je dit zelf? Dan hoef je niets te doen. Was je dit niet? Dan kent iemand je wachtwoord of leest iemand je e-mail. Wijzig je wachtwoord meteen en laat het ons weten.',
      'Was u dit zelf? Dan hoeft u niets te doen. Was u dit niet? Dan kent iemand uw wachtwoord of leest iemand uw e-mail. Wijzig uw wachtwoord meteen en laat het ons weten.',
    ),
    facts: [
      ['Geprobeerd op', momentInText(data.triedAt)],
      ['Apparaat', data.device],
      ['Contact', data.register.contact.email],
    ],
    more: [`${You} krijgt hierover hoogstens één e-mail per uur.`],
  })
}
