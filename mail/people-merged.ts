import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says to whoever stood in the register twice that both are one from now on, and what that changes. */
export function peopleMerged(data: {
  readonly register: MailRegister
  readonly name: string
  /** The number that stays; undefined where there is none yet. */
  readonly number: string | undefined
  /** The number that leads to the other from now on. */
  readonly endedNumber: string | undefined
  /** With which address somebody signs in: whole in the mail to that address, and a hint in the other. */
  readonly signIn: string | undefined
  /** Whether this is the mail to an address with which nobody signs in any more. */
  readonly former: boolean
  /** Why, in the words of the back office. */
  readonly reason: string
}): Letter {
  const { you, your, You, Your, say } = voice(data.register.formOfAddress)
  const { signIn, former, number, endedNumber } = data
  return letter(data.register, {
    fact: `${your} twee dossiers zijn samengevoegd`,
    to: data.name,
    why: `${You} stond twee keer in ons register. Wij hebben daar één dossier van gemaakt. Wat in beide dossiers stond, staat nu bij elkaar.`,
    quote: data.reason,
    facts: [
      ...(number === undefined ? [] : [[`${Your} nummer`, number] as const]),
      ...(endedNumber === undefined
        ? []
        : [[`Nummer ${endedNumber}`, 'vervalt, en verwijst naar het andere'] as const]),
      ...(signIn === undefined ? [] : [['Inloggen met', signIn] as const]),
    ],
    more: [
      ...(former && signIn !== undefined
        ? [
            `Met dit e-mailadres ${say('log je', 'logt u')} niet meer in. Kan ${you} niet meer bij ${signIn}? Laat het ons dan weten.`,
          ]
        : [`${Your} wachtwoord blijft hetzelfde.`]),
      `Kijk of alles klopt. ${say('Ben jij', 'Bent u')} niet dezelfde persoon, of mis ${you} iets? Laat het ons dan meteen weten. ${say('Ben je', 'Bent u')} het er niet mee eens? Hoe ${say('je', 'u')} bezwaar maakt, staat op onze website bij ‘Klacht of bezwaar’.`,
    ],
    signIn: true,
  })
}
