import { formatDayShort } from '#language/days.ts'
import { formatChoice } from '#language/lists.ts'
import { counted } from '#language/numbers.ts'
import type { HeldLabel } from '../dossier.ts'
import type { LabelVerdict } from '../label.ts'
import type { Regulation } from '../regulation.ts'
import type { LabelScope } from '../terms.ts'

/** What each label can be about, in a word. */
export const scopeNames = {
  institution: 'instelling',
  teacher: 'docent',
  course: 'cursus',
  programme: 'opleiding',
  level: 'niveau',
} as const satisfies Readonly<Record<LabelScope, string>>

/** A label with what it is about: "CRKBO (instelling)". */
export function labelName(
  { labels }: Pick<Regulation, 'labels'>,
  { label, scope }: Pick<HeldLabel, 'label' | 'scope'>,
): string {
  const name = labels.find(({ id }) => id === label)?.label ?? label
  return `${name} (${scopeNames[scope]})`
}

/** A label with how long it holds and when it was seen, in a sentence without its full stop. */
export function heldLabelInWords(
  regulation: Pick<Regulation, 'labels'>,
  { label, scope, last, seenOn }: HeldLabel,
): string {
  const until = last === undefined ? 'geldig zonder einddatum' : `geldig tot en met ${dayOf(last)}`
  const seen = seenOn === undefined ? '' : `, gezien op ${dayOf(seenOn)}`
  return `${labelName(regulation, { label, scope })}, ${until}${seen}`
}

/** How the label of an activity stands on the day of it, with the reason, in a sentence without its full stop. */
export function labelInWords(
  regulation: Pick<Regulation, 'labels'>,
  verdict: LabelVerdict,
  day: Temporal.PlainDate,
): string {
  switch (verdict.is) {
    case 'by-decision':
      return regulation.labels.length === 0
        ? 'Geaccrediteerd door een besluit van het register'
        : 'Geaccrediteerd door een besluit van het register. Een keurmerk is niet nodig'
    case 'valid': {
      const { held } = verdict
      const seen = held.seenOn === undefined ? '' : `, gezien op ${formatDayShort(held.seenOn)}`
      return `${labelName(regulation, held)}, geldig op ${formatDayShort(day)}${seen}`
    }
    case 'expired': {
      const { held, side, days } = verdict
      const name = labelName(regulation, held)
      return side === 'ended'
        ? `${name}, verlopen: geldig tot en met ${dayOf(held.last)}, ${daysInWords(days)} voor deze activiteit`
        : `${name}, nog niet geldig: geldig vanaf ${dayOf(held.first)}, ${daysInWords(days)} na deze activiteit`
    }
    case 'wrong-scope': {
      const { held, accepted } = verdict
      const name = labelName(regulation, held)
      const scopes = formatChoice(accepted.map((scope) => scopeNames[scope]))
      return `${name}, geldig op ${formatDayShort(day)}, maar dit keurmerk telt hier alleen voor: ${scopes}`
    }
    case 'unknown':
      switch (verdict.why) {
        case 'not-named':
          return 'Keurmerk onbekend: er is geen keurmerk gekozen'
        case 'not-decided':
          return 'Accreditatie onbekend: er is geen besluit van het register gevonden dat op die dag gold, voor zoveel als hier staat'
        case 'not-accepted':
          return 'Keurmerk onbekend: dit register kent dit keurmerk niet'
        case 'not-found': {
          const name = regulation.labels.find(({ id }) => id === verdict.label)?.label
          return `${name ?? verdict.label}, onbekend: van deze opleider is dit keurmerk niet bekend`
        }
        case 'not-seen':
          return `${labelName(regulation, verdict.held)}, onbekend: opgegeven, en nog door niemand gezien`
        case 'which-holder':
          return `${labelName(regulation, verdict.held)}, onbekend: meer opleiders heten zo, en niet van elk van hen is dit keurmerk bekend`
      }
  }
}

function dayOf(day: Temporal.PlainDate | undefined): string {
  return day === undefined ? '' : formatDayShort(day)
}

// A distance as people say it: in days up to two weeks, in weeks up to two months, and then in months and years.
function daysInWords(days: number): string {
  if (days < 14) return counted(days, 'dag', 'dagen')
  if (days < 61) return counted(Math.floor(days / 7), 'week', 'weken')
  if (days < 730) return counted(Math.floor(days / 30.44), 'maand', 'maanden')
  return `${Math.floor(days / 365.25)} jaar`
}
