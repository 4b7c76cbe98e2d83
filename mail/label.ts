import { formatDay } from '#language/days.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

// What those who manage an organisation hear of its labels.

interface Facts {
  readonly register: MailRegister
  readonly name: string
  /** The name of the organisation. */
  readonly organisation: string
  /** "CRKBO (instelling)". */
  readonly label: string
}

/** Says what a register found of a label that was stated. */
export function labelAnswered(
  data: Facts & {
    readonly outcome: 'checked' | 'refused'
    readonly note: string
    /** Days, ISO text. */
    readonly first: string | undefined
    readonly last: string | undefined
  },
): Letter {
  const { organisation, label, outcome, note, first, last } = data
  const seen = outcome === 'checked'
  return letter(data.register, {
    fact: seen
      ? `keurmerk van ${organisation} is gezien`
      : `vraag over het keurmerk van ${organisation}`,
    to: data.name,
    why: seen
      ? `Het register heeft gekeken naar het keurmerk ${label} van ${organisation}. Dat staat nu als gezien in Peil.`
      : `Het register heeft het keurmerk ${label} van ${organisation} niet kunnen vinden zoals het is opgegeven.`,
    todo: seen
      ? 'Wie een activiteit bij deze organisatie volgt binnen deze dagen, ziet dat het keurmerk geldt.'
      : 'Klopt dit niet? Wijzig het keurmerk dan bij de organisatie, met een nieuw bewijs. Het register kijkt opnieuw.',
    facts: seen
      ? [
          ['Geldig vanaf', first === undefined ? 'niet bekend' : formatDay(first)],
          ['Geldig tot en met', last === undefined ? 'geen einde bekend' : formatDay(last)],
        ]
      : [],
    ...(note === '' ? {} : { quote: note }),
    signIn: true,
  })
}

/** Says that a label ends, and that the next one can be shown. */
export function labelEnds(data: Facts & { readonly last: string }): Letter {
  const { organisation, label, last } = data
  return letter(data.register, {
    fact: `keurmerk van ${organisation} loopt af`,
    to: data.name,
    why: `Het keurmerk ${label} van ${organisation} geldt tot en met ${formatDay(last)}. Wat daarna wordt gegeven, telt niet vanzelf als geaccrediteerd.`,
    todo: 'Is het keurmerk verlengd? Geef dan bij de organisatie de nieuwe laatste dag op, met het bewijs.',
    more: ['Wat voor die dag is gevolgd, blijft geaccrediteerd.'],
    signIn: true,
  })
}
