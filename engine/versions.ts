import { formatDay } from '#language/days.ts'
import { assess } from './assess.ts'
import type { Assessment } from './assessment.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import { submissionDay } from './dossier.ts'
import { rankOf } from './standing.ts'

/** The version that applies to a dossier, and why, in plain Dutch. */
export type ApplicableVersion = {
  readonly compiled: CompiledRegulation
  readonly text: string
  /** The version that a transition left for this one, where the dossier may have been made for it. */
  readonly beside?: CompiledRegulation
}

/**
 * Says which version of a regulation applies to a dossier. Each version says itself which moment
 * pins it, whether it may be applied early on request, and what becomes of running dossiers.
 * Versions come oldest first; undefined when the dossier is older than the first. `asKnownTo` gives
 * the dossier as a version knows it, where that differs.
 */
export function applicableVersion(
  versions: readonly CompiledRegulation[],
  dossier: Dossier,
  on: Temporal.PlainDate,
  asKnownTo: (compiled: CompiledRegulation) => Dossier = () => dossier,
): ApplicableVersion | undefined {
  const submitted = submissionDay(dossier, on)
  // A version is chosen first, and then taken with what was added to it by then.
  const published = versions.filter(({ regulation }) => regulation.basedOn === undefined)
  const added = (version: CompiledRegulation) => withAdditions(versions, version, submitted)
  const latest = inForce(published, submitted)
  const early = dossier.appliesEarly === true ? earlyVersion(published, submitted) : undefined
  if (early !== undefined) {
    const { earlyApplication } = early.regulation
    const text = earlyApplication?.text ?? ''
    return {
      compiled: early,
      text: `${nameOf(early)}, vervroegd toegepast op verzoek. ${text}`.trim(),
    }
  }
  if (latest === undefined) return undefined
  const { pinned, transition } = latest.regulation
  const moment = pinningDay(pinned, dossier, submitted)
  const [earliest] = published
  const known = inForce(published, moment)
  const old = known ?? earliest
  const since = {
    submission: `op de dag van de aanvraag, ${formatDay(moment)}`,
    'period-start': `bij het begin van de periode, ${formatDay(moment)}`,
    candidacy: `bij de aanmelding, ${formatDay(moment)}`,
  }[pinned]
  const why =
    known === undefined ? `de eerste versie; ${since}, was er nog geen` : `van kracht ${since}`
  if (old === undefined || old === latest) {
    return { compiled: added(latest), text: `${nameOf(added(latest))}, ${why}.` }
  }
  switch (transition?.runningDossiers ?? 'keep-old') {
    case 'keep-old':
      return {
        compiled: added(old),
        text: `${nameOf(added(old))}, ${why}.${transition === undefined ? '' : ` ${transition.text}`}`,
      }
    case 'take-new':
      return {
        compiled: added(latest),
        beside: added(old),
        text: `${nameOf(added(latest))}. ${transition?.text ?? ''}`.trim(),
      }
    case 'most-favourable': {
      const answer = (version: CompiledRegulation) => assess(version, asKnownTo(version), on)
      const [before, now] = [added(old), added(latest)]
      const better = isBetter(answer(before), answer(now)) ? before : now
      return {
        compiled: better,
        beside: better === before ? now : before,
        text: `${nameOf(better)}, de gunstigste van twee. ${transition?.text ?? ''}`.trim(),
      }
    }
  }
}

/** The version in force on a day; undefined before the first. Versions come oldest first. */
export function inForce(
  versions: readonly CompiledRegulation[],
  on: Temporal.PlainDate,
): CompiledRegulation | undefined {
  return versions.findLast(
    ({ regulation }) => Temporal.PlainDate.compare(regulation.version, on) <= 0,
  )
}

function earlyVersion(
  versions: readonly CompiledRegulation[],
  submitted: Temporal.PlainDate,
): CompiledRegulation | undefined {
  return versions.findLast(
    ({ regulation: { version, earlyApplication } }) =>
      earlyApplication !== undefined &&
      Temporal.PlainDate.compare(earlyApplication.from, submitted) <= 0 &&
      Temporal.PlainDate.compare(submitted, version) < 0,
  )
}

function pinningDay(
  pinned: 'candidacy' | 'period-start' | 'submission',
  dossier: Dossier,
  submitted: Temporal.PlainDate,
): Temporal.PlainDate {
  switch (pinned) {
    case 'submission':
      return submitted
    case 'period-start':
      return dossier.period?.first ?? dossier.registeredOn ?? submitted
    case 'candidacy':
      return dossier.registeredOn ?? submitted
  }
}

/**
 * A better outcome, or the same with less that falls short; an equal old version gives way. What
 * falls short is compared from the norm that asks the most: first amounts, then those in the second
 * unit, then things, then the rest, so that a version is no worse for dividing what it asks over more
 * norms.
 */
function isBetter(before: Assessment, after: Assessment): boolean {
  if (rankOfWhole(before) !== rankOfWhole(after)) return rankOfWhole(before) > rankOfWhole(after)
  for (const measure of [['amount'], ['second-unit'], ['things'], otherMeasures]) {
    const [own, other] = [shortfallsOf(before, measure), shortfallsOf(after, measure)]
    for (let at = 0; at < Math.max(own.length, other.length); at++) {
      const difference = (own[at] ?? 0) - (other[at] ?? 0)
      if (difference !== 0) return difference < 0
    }
  }
  return false
}

/** A registration for a while is better than none, and worse than what may still come to a full one. */
function rankOfWhole({ outcome, temporary }: Assessment): number {
  if (outcome === 'exempt') return 4
  if (outcome === 'temporary') return 0.5
  return temporary === undefined ? rankOf(outcome) : 0.25
}

const otherMeasures = ['work-hours', 'work-months', 'hours-per-week', 'yes-no']

/** What falls short of each norm of these measures, the one that asks the most first. */
function shortfallsOf({ norms }: Assessment, measures: readonly string[]): readonly number[] {
  return norms
    .filter((norm) => measures.includes(norm.measure))
    .toSorted((a, b) => b.required - a.required)
    .map((norm) => norm.shortfall)
}

/** The version with what was added to it until this day; the version itself where that is nothing. */
function withAdditions(
  versions: readonly CompiledRegulation[],
  version: CompiledRegulation,
  on: Temporal.PlainDate,
): CompiledRegulation {
  const made = versions.filter(({ regulation }) =>
    regulation.basedOn?.version.equals(version.regulation.version),
  )
  return inForce(made, on) ?? version
}

function nameOf({ regulation: { version, basedOn } }: CompiledRegulation): string {
  return basedOn === undefined
    ? `Versie van ${formatDay(version)}`
    : `Versie van ${formatDay(basedOn.version)}, met wat sinds ${formatDay(version)} is toegevoegd`
}
