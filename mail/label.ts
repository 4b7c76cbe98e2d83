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

/** What a register found: it is there, it is not, what is stated otherwise is not, or it holds no longer. */
export type LabelAnswer = 'checked' | 'refused' | 'kept' | 'ended'

/** Says what a register found of a label that was stated. */
export function labelAnswered(
  data: Facts & {
    readonly outcome: LabelAnswer
    readonly note: string
    /** Days, ISO text. */
    readonly first: string | undefined
    readonly last: string | undefined
  },
): Letter {
  const { organisation, label, outcome, note, first, last } = data
  const about = `het keurmerk ${label} van ${organisation}`
  const why: Readonly<Record<LabelAnswer, string>> = {
    checked: `Het register heeft gekeken naar ${about}. Dat staat nu als gezien in Peil.`,
    refused: `Het register heeft ${about} niet kunnen vinden zoals het is opgegeven.`,
    kept: `Het register heeft de wijziging van ${about} niet kunnen vinden. Wat eerder is gezien, blijft gelden.`,
    ended: `Volgens het register geldt ${about} niet meer. Wat tot en met de laatste dag is gevolgd, blijft geaccrediteerd.`,
  }
  const days = outcome === 'checked' || outcome === 'ended'
  return letter(data.register, {
    fact:
      outcome === 'checked'
        ? `keurmerk van ${organisation} is gezien`
        : `vraag over het keurmerk van ${organisation}`,
    to: data.name,
    why: why[outcome],
    todo:
      outcome === 'checked'
        ? 'Wie een activiteit bij deze organisatie volgt binnen deze dagen, ziet dat het keurmerk geldt.'
        : 'Klopt dit niet? Wijzig het keurmerk dan bij de organisatie, met een nieuw bewijs. Het register kijkt opnieuw.',
    facts: days
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
