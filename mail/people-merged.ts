import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

interface Merged {
  readonly register: MailRegister
  readonly name: string
}

/** Says to whoever stood in the register twice that both are one from now on, and what that changes. */
export function peopleMerged(
  data: Merged & {
    /** The number that stays; undefined where there is none yet. */
    readonly number: string | undefined
    /** The number that leads to the other from now on. */
    readonly endedNumber: string | undefined
    /** The address with which they sign in, to which this goes. */
    readonly signIn: string
    /** Why, in the words of the back office. */
    readonly reason: string
  },
): Letter {
  const { You, Your } = voice(data.register.formOfAddress)
  const { signIn, number, endedNumber } = data
  return letter(data.register, {
    fact: factOf(data),
    to: data.name,
    why: `${You} stond twee keer in ons register. Wij hebben daar één dossier van gemaakt. Wat in beide dossiers stond, staat nu bij elkaar.`,
    quote: data.reason,
    facts: [
      ...(number === undefined ? [] : [[`${Your} nummer`, number] as const]),
      ...(endedNumber === undefined
        ? []
        : [[`Nummer ${endedNumber}`, 'vervalt, en verwijst naar het andere'] as const]),
      ['Inloggen met', signIn],
    ],
    more: [`${Your} wachtwoord blijft hetzelfde.`, objection(data)],
    signIn: true,
  })
}

/**
 * The same to an address with which nobody signs in any more. Its holder may be somebody else after all,
 * and reads neither why nor a number.
 */
export function addressMerged(
  data: Merged & {
    /** With which address they sign in, as whoever has it knows it again. */
    readonly signIn: string
  },
): Letter {
  const { you, say } = voice(data.register.formOfAddress)
  const { signIn } = data
  return letter(data.register, {
    fact: factOf(data),
    to: data.name,
    why: `Volgens ons stond ${you} twee keer in ons register. Wij hebben daar één dossier van gemaakt. Wat in beide dossiers stond, staat nu bij elkaar.`,
    facts: [['Inloggen met', signIn]],
    more: [
      `Met dit e-mailadres ${say('log je', 'logt u')} niet meer in. ${say('Kun je', 'Kunt u')} niet meer bij ${signIn}? Laat het ons dan weten.`,
      `Waarom wij dit deden, vertellen wij ${say('je', 'u')} als ${you} het ons vraagt. Het staat ook in de e-mail aan het andere adres.`,
      objection(data),
    ],
    signIn: true,
  })
}

function factOf({ register }: Merged): string {
  return `${voice(register.formOfAddress).your} twee dossiers zijn samengevoegd`
}

function objection({ register }: Merged): string {
  const { you, say } = voice(register.formOfAddress)
  return `Kijk of alles klopt. ${say('Ben jij', 'Bent u')} niet dezelfde persoon, of mis ${you} iets? Laat het ons dan meteen weten. ${say('Ben je', 'Bent u')} het er niet mee eens? Hoe ${say('je', 'u')} bezwaar maakt, staat op onze website bij ‘Klacht of bezwaar’.`
}
