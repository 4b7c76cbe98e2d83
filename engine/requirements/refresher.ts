import { formatDay } from '#language/days.ts'
import { spanInWords } from '#language/spans.ts'
import { isNotOlder } from '../adding-time.ts'
import type { Dossier } from '../dossier.ts'
import { submissionDay } from '../dossier.ts'
import type { Done, Period, Selector } from '../terms.ts'
import type { ConditionKind } from './condition-kind.ts'
import { found, yesOrNo } from './condition-kind.ts'

/** Something that must be done again and again, and never be longer ago than so long. */
type RefresherCondition = {
  readonly kind: 'refresher'
  readonly of: Selector
  readonly every: Temporal.Duration
}

/** When it was last done, and the last days on which it was longer ago than it may be. */
type RefresherFound = {
  readonly last?: Temporal.PlainDate
  readonly hole?: Period
  /** It is so only with what nobody has judged yet. */
  readonly awaited?: true
}

/**
 * Looks at every day from the application before, or else from the first of the period, up to the
 * submission: on each it was done no longer ago than so long, by whatever was done until then, also
 * before the counting. Of a first application only the day of submission is looked at.
 */
export const refresher: ConditionKind<RefresherCondition, RefresherFound> = {
  weigh: ({ of, every }, { dossier, on, done }) => {
    const until = submissionDay(dossier, on)
    const days = { first: firstAsked(dossier, until), last: until }
    const all = done(of).filter((each) => Temporal.PlainDate.compare(each.on, until) <= 0)
    const sure = all.filter(({ approved }) => approved)
    const last = all
      .map((each) => each.on)
      .toSorted(Temporal.PlainDate.compare)
      .at(-1)
    const known = last === undefined ? {} : { last }
    if (lastHole(sure, every, days) === undefined) return found(true, known)
    const hole = lastHole(all, every, days)
    if (hole !== undefined) return found(false, { ...known, hole })
    const awaited = yesOrNo(false)
    return {
      ...awaited,
      standing: 'undetermined',
      provisional: awaited.required,
      found: { ...known, awaited: true },
    }
  },
  say: ({ every }, { last, hole, awaited }) => {
    if (last === undefined) return 'Nog niet gedaan.'
    const most = `dat mag hoogstens ${spanInWords(every)} geleden zijn`
    if (hole === undefined) {
      const judged = awaited ? ' Dat wordt nog beoordeeld.' : ''
      return `Het laatst gedaan op ${formatDay(last)}, goed tot en met ${formatDay(last.add(every))}.${judged}`
    }
    const when =
      Temporal.PlainDate.compare(last, hole.first) < 0
        ? `sinds ${formatDay(hole.first)}`
        : `van ${formatDay(hole.first)} tot en met ${formatDay(hole.last)}`
    return `Het laatst gedaan op ${formatDay(last)}; ${most}. Te lang geleden was het ${when}.`
  },
  asks: ({ of }) => [{ what: 'refresher', of }],
}

/** The first day on which it has to be so. */
function firstAsked(
  { kind, period, previousSubmittedOn, registeredOn }: Dossier,
  until: Temporal.PlainDate,
): Temporal.PlainDate {
  if (kind === 'first') return until
  const begun = previousSubmittedOn ?? period?.first ?? until
  const joined = previousSubmittedOn === undefined ? registeredOn : undefined
  const first = joined !== undefined && isBefore(begun, joined) ? joined : begun
  return isBefore(until, first) ? until : first
}

/** The last days within others on which it was longer ago than it may be. */
function lastHole(
  done: readonly Done[],
  every: Temporal.Duration,
  { first, last }: Period,
): Period | undefined {
  let hole: Period | undefined
  let day = first
  while (!isBefore(last, day)) {
    const good = done.filter((each) => !isBefore(day, each.on) && isNotOlder(each.on, every, day))
    if (good.length > 0) {
      const end = latest(good.map((each) => each.on.add(every)))
      day = end.add({ days: 1 })
      continue
    }
    const next = done.map((each) => each.on).filter((on) => isBefore(day, on))
    const [again] = next.toSorted(Temporal.PlainDate.compare)
    hole = { first: day, last: again?.subtract({ days: 1 }) ?? last }
    day = again ?? last.add({ days: 1 })
  }
  return hole
}

function latest(days: readonly Temporal.PlainDate[]): Temporal.PlainDate {
  return days.reduce((a, b) => (isBefore(a, b) ? b : a))
}

function isBefore(day: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, other) < 0
}
