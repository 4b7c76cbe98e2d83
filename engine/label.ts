import type { Activity, HeldLabel } from './dossier.ts'
import type { Regulation } from './regulation.ts'
import type { LabelScope } from './terms.ts'

/**
 * How the label of an activity stands on its day. Only `valid` and `by-decision` are an answer: the other three are
 * questions that a person answers, and none of them takes anything away by itself.
 */
export type LabelVerdict =
  /** It is accredited by a decision of the register, which asks no label. */
  | { readonly is: 'by-decision' }
  /** Somebody saw it, it held on that day, and with what it is about it counts. */
  | { readonly is: 'valid'; readonly held: HeldLabel }
  /** It was seen, and did not hold on that day: so many days after its last, or before its first. */
  | {
      readonly is: 'expired'
      readonly held: HeldLabel
      readonly side: 'ended' | 'not-begun'
      readonly days: number
    }
  /** It held on that day, and is about something that the regulation does not accept. */
  | {
      readonly is: 'wrong-scope'
      readonly held: HeldLabel
      readonly accepted: readonly LabelScope[]
    }
  /** No label is named, the regulation does not know it, nobody holds it, or nobody has seen it yet. */
  | { readonly is: 'unknown'; readonly why: 'not-named' | 'not-accepted' }
  | { readonly is: 'unknown'; readonly why: 'not-found'; readonly label: string }
  | { readonly is: 'unknown'; readonly why: 'not-seen'; readonly held: HeldLabel }
  /** The register knows no labels: what it accredits, it decides, and of this no decision is known. */
  | { readonly is: 'unknown'; readonly why: 'not-decided' }
  /** Several are called so, and not all of them hold it. */
  | { readonly is: 'unknown'; readonly why: 'which-holder'; readonly held: HeldLabel }

/** The labels that a regulation accepts, and the kinds that are accredited without one. */
type Accepting = Pick<Regulation, 'labels' | 'accreditedByDecision' | 'labelsAsk'>

/** What of an activity its label is held against. */
export type Labelled = Pick<Activity, 'kind' | 'completedOn' | 'attributes' | 'accreditation'>

/**
 * How the label of an activity stands on its own day, or the decision where the regulation knows no labels; undefined
 * where nothing is accredited. Of several that are held, the one that says most for it.
 */
export function labelVerdict(regulation: Accepting, activity: Labelled): LabelVerdict | undefined {
  const { labels, accreditedByDecision } = regulation
  const { kind, completedOn, attributes, accreditation } = activity
  const decided = accreditedByDecision.some(
    (one) => one.kind === kind && one.attribute === 'accredited',
  )
  if (decided) return { is: 'by-decision' }
  if (attributes.accredited !== true) return undefined
  if (accreditation?.byDecision === true) return { is: 'by-decision' }
  if (labels.length === 0) return { is: 'unknown', why: 'not-decided' }
  const label = accreditation?.label
  if (label === undefined) return { is: 'unknown', why: 'not-named' }
  const accepted = labels.find(({ id }) => id === label)
  if (accepted === undefined) return { is: 'unknown', why: 'not-accepted' }
  const found = (accreditation?.held ?? [])
    .filter((held) => held.label === label)
    .map((held) => standing(held, completedOn, accepted.scopes))
  const [best] = found.toSorted((one, other) => weight(one) - weight(other))
  if (best === undefined) return { is: 'unknown', why: 'not-found', label }
  return best.is === 'valid' && !allHold(found, best.held)
    ? { is: 'unknown', why: 'which-holder', held: best.held }
    : best
}

// Where nobody said which of several gave it, it holds as long as it does of each of them.
function allHold(found: readonly LabelVerdict[], { among }: HeldLabel): boolean {
  if (among === undefined) return true
  const holders = found.flatMap((one) =>
    one.is === 'valid' && one.held.among !== undefined ? [one.held.among.holder] : [],
  )
  return new Set(holders.filter((holder) => holder !== '')).size >= among.of
}

/** Whether labels are held against the day of an activity that was done on this day. */
export function labelsAskOn(
  { labelsAsk }: Pick<Regulation, 'labelsAsk'>,
  day: Temporal.PlainDate,
): boolean {
  return labelsAsk !== undefined && Temporal.PlainDate.compare(day, labelsAsk.from) >= 0
}

/** Whether somebody still has to answer whether it is accredited: the last three of the four answers. */
export function isLabelQuestion(
  verdict: LabelVerdict | undefined,
): verdict is Extract<LabelVerdict, { is: 'expired' | 'wrong-scope' | 'unknown' }> {
  return verdict !== undefined && verdict.is !== 'valid' && verdict.is !== 'by-decision'
}

function standing(
  held: HeldLabel,
  day: Temporal.PlainDate,
  accepted: readonly LabelScope[] | undefined,
): LabelVerdict {
  const { first, last, scope, seenOn } = held
  if (seenOn === undefined) return { is: 'unknown', why: 'not-seen', held }
  if (last !== undefined && Temporal.PlainDate.compare(day, last) > 0) {
    return { is: 'expired', held, side: 'ended', days: last.until(day).days }
  }
  if (first !== undefined && Temporal.PlainDate.compare(day, first) < 0) {
    return { is: 'expired', held, side: 'not-begun', days: day.until(first).days }
  }
  if (accepted !== undefined && !accepted.includes(scope)) {
    return { is: 'wrong-scope', held, accepted }
  }
  return { is: 'valid', held }
}

// What holds on that day before what does not, and of those the one that is nearest.
function weight(verdict: LabelVerdict): number {
  switch (verdict.is) {
    case 'valid':
    case 'by-decision':
      return 0
    case 'wrong-scope':
      return 1
    case 'expired':
      return 2 + Math.min(verdict.days, 99_999) / 100_000
    case 'unknown':
      return 3
  }
}
