import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { buildDossier } from '#domain/dossier/dossier/dossier.ts'
import { proveDossier } from '#domain/dossier/dossier/prove-dossier.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CompiledRegulation, ExplainedActivity, ExplainedNorm, Explanation } from '#engine'
import { assess, explain, inUnit } from '#engine'
import { comingVersion, versionFor } from '#regulations/load.ts'

/** One thing that is otherwise for somebody under the version that comes; a side without words has none of it. */
export interface VersionDifference {
  readonly about: 'window' | 'norm' | 'kind' | 'activity'
  readonly label: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** The version that comes, and what it changes for one person with what they have today. */
export interface ComingVersion {
  readonly from: Temporal.PlainDate
  readonly compiled: CompiledRegulation
  /** Whether it will apply to this dossier, by what it says of running dossiers. */
  readonly applies: boolean
  /** What decides that, in plain Dutch; absent where it just applies. */
  readonly why: string | undefined
  /** How the dossier stands by the version of today and by that one, both on its first day. */
  readonly now: Explanation
  readonly later: Explanation
  readonly differences: readonly VersionDifference[]
  readonly early: EarlyApplication | undefined
}

/** Whether the version that comes may be applied before it is in force, and how that stands. */
export interface EarlyApplication {
  readonly text: string
  readonly from: Temporal.PlainDate
  readonly state: 'not-yet' | 'open' | 'asked'
}

/**
 * Holds what somebody has today against the version that comes beside the one that applies now, both
 * as on the first day of the new one; undefined where none comes, or while an application runs, which
 * keeps its own version.
 */
export function comingVersionFor(
  context: Context,
  { standing, activities }: Pick<LoadedDossier, 'standing' | 'activities'>,
): ComingVersion | undefined {
  const { register, today } = context
  const compiled = comingVersion(register, today)
  if (compiled === undefined || standing.application !== undefined) return undefined
  const from = compiled.regulation.version
  const { appliesEarly: _, ...dossier } = buildDossier(standing, activities)
  const present = versionFor(register, dossier, today)
  const later = versionFor(register, dossier, from)
  if (present === undefined || later === undefined) return undefined
  const answer = (version: CompiledRegulation) =>
    explain(
      version,
      assess(version, proveDossier(dossier, standing, version.regulation, from), from),
    )
  const now = answer(present.compiled)
  const found = answer(later.compiled)
  const applies = later.compiled !== present.compiled
  return {
    from,
    compiled,
    applies,
    why: applies ? compiled.regulation.transition?.text : later.text,
    now,
    later: found,
    differences: differencesBetween(
      { compiled: present.compiled, found: now },
      { compiled: later.compiled, found },
      new Map(activities.map(({ id, title }) => [id, title])),
    ),
    early: earlyApplicationOf(context, compiled, standing.appliesEarly),
  }
}

/** Whether the version that comes may be applied on request now; undefined where it never may. */
export function earlyApplicationOf(
  { today }: Pick<Context, 'today'>,
  { regulation: { earlyApplication } }: CompiledRegulation,
  asked: boolean,
): EarlyApplication | undefined {
  if (earlyApplication === undefined) return undefined
  const { from, text } = earlyApplication
  const open = Temporal.PlainDate.compare(from, today) <= 0
  return { from, text, state: asked ? 'asked' : open ? 'open' : 'not-yet' }
}

type Side = { readonly compiled: CompiledRegulation; readonly found: Explanation }

function differencesBetween(
  now: Side,
  later: Side,
  titles: ReadonlyMap<string, string>,
): readonly VersionDifference[] {
  const window = { about: 'window', label: 'Wat meetelt' } as const
  return [
    ...(now.found.window.text === later.found.window.text
      ? []
      : [{ ...window, before: now.found.window.text, after: later.found.window.text }]),
    ...pairs(now.found.norms, later.found.norms).flatMap(([before, after]) =>
      differing('norm', (after ?? before)?.label ?? '', wordsOfNorm(before), wordsOfNorm(after)),
    ),
    // What can be entered from then on, and what no longer can; a kind that stays is told by its activities.
    ...pairs(now.compiled.regulation.kinds, later.compiled.regulation.kinds).flatMap(
      ([before, after]) =>
        before !== undefined && after !== undefined
          ? []
          : differing('kind', (after ?? before)?.label ?? '', before?.rule, after?.rule),
    ),
    ...pairs(now.found.activities, later.found.activities).flatMap(([before, after]) =>
      differing(
        'activity',
        titles.get((after ?? before)?.id ?? '') ?? '',
        before && wordsOfActivity(now.compiled, before),
        after && wordsOfActivity(later.compiled, after),
      ),
    ),
  ]
}

function differing(
  about: VersionDifference['about'],
  label: string,
  before: string | undefined,
  after: string | undefined,
): readonly VersionDifference[] {
  return before === after ? [] : [{ about, label, before, after }]
}

/** What is on both sides under one id, and what is on one of them only. */
function pairs<Found extends { readonly id: string }>(
  now: readonly Found[],
  later: readonly Found[],
): readonly (readonly [Found | undefined, Found | undefined])[] {
  const ids = new Set([...now, ...later].map(({ id }) => id))
  const find = (among: readonly Found[], id: string) => among.find((each) => each.id === id)
  return [...ids].map((id) => [find(now, id), find(later, id)])
}

function wordsOfNorm(norm: ExplainedNorm | undefined): string | undefined {
  return norm && `${norm.asks} ${norm.text}`
}

function wordsOfActivity(
  { words }: CompiledRegulation,
  { counted, cuts }: ExplainedActivity,
): string {
  const why = cuts.map(({ text }) => text).join(' ')
  return `Telt voor ${inUnit(counted, words)}.${why === '' ? '' : ` ${why}`}`
}
