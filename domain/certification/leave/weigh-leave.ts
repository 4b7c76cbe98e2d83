import { runningApplication } from '#domain/certification/application/queries.ts'
import type { NotLeave, WishedLeave } from '#domain/certification/leave/leave.ts'
import type { UnmovedPeriod } from '#domain/certification/leave/move-period.ts'
import { movedLast, unmovedPeriod } from '#domain/certification/leave/move-period.ts'
import type { Leave } from '#domain/certification/leave/queries.ts'
import { leavesOf } from '#domain/certification/leave/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Amount, CompiledRegulation, Dossier, LeaveSort, NormFigures } from '#engine'
import { assess, joined, labelOfNorm, nextPeriod } from '#engine'

/** What leave changes, as it is shown before it is asked or decided. */
export interface LeaveEffect {
  /** Norms that ask less, with the sum where there is one. */
  readonly norms: readonly {
    readonly label: string
    readonly measure: NormFigures['measure']
    readonly before: Amount
    readonly after: Amount
    readonly sum:
      | {
          readonly whole: Amount
          readonly in: 'days' | 'months'
          readonly of: number
          readonly missed: number
        }
      | undefined
  }[]
  /** The article by which they do. */
  readonly article: string
  /** The last day of the period now and then, where it moves. */
  readonly last:
    | { readonly before: Temporal.PlainDate; readonly after: Temporal.PlainDate }
    | undefined
  /** What the norms are called that are not asked any more. */
  readonly dispensed: readonly string[]
}

export type WeighedLeave =
  | {
      readonly outcome: 'possible'
      readonly sort: LeaveSort
      readonly compiled: CompiledRegulation
      readonly effect: LeaveEffect
    }
  | { readonly outcome: 'not'; readonly why: NotLeave; readonly sort?: LeaveSort }
  | { readonly outcome: 'unknown' }

/** Whether somebody may ask for leave now, and what it would change. */
export async function weighLeave(
  context: Context,
  registrationId: string,
  wish: WishedLeave,
): Promise<WeighedLeave> {
  const member = await findMember(context, registrationId)
  if (member === undefined) return { outcome: 'unknown' }
  const loaded = await loadDossier(context, registrationId)
  const { compiled } = loaded
  const sort = compiled.regulation.leaveSorts.find(({ id }) => id === wish.sort)
  if (sort === undefined) return { outcome: 'not', why: 'no-sort' }
  const period = isOver.has(member.status)
    ? undefined
    : await unmovedPeriod(context, registrationId)
  if (period === undefined) return { outcome: 'not', why: 'no-period', sort }
  const leaves = await leavesOf(context, registrationId)
  const running = await runningApplication(context, registrationId)
  const why =
    problemOf({ compiled, sort, period }, wish, context.today) ??
    problemBeside(leaves, sort, wish) ??
    (running !== undefined &&
    sort.does !== 'nothing' &&
    Temporal.PlainDate.compare(wish.first, running.submittedOn) > 0
      ? 'after-application'
      : undefined) ??
    (sort.does === 'extends' && loaded.standing.temporary !== undefined ? 'temporary' : undefined)
  if (why !== undefined) return { outcome: 'not', why, sort }
  const effect = effectOf(context, { ...loaded, period, leaves }, { ...wish, of: sort })
  return { outcome: 'possible', sort, compiled, effect }
}

/** What leave that waits for a decision would change with these days. */
export async function effectOfDays(
  context: Context,
  leave: Leave,
  days: { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate },
): Promise<LeaveEffect | undefined> {
  const { registrationId, sort } = leave
  const period = await unmovedPeriod(context, registrationId)
  if (period === undefined) return undefined
  const loaded = await loadDossier(context, registrationId)
  const leaves = await leavesOf(context, registrationId)
  return effectOf(context, { ...loaded, period, leaves }, { ...days, sort: sort.id, of: sort })
}

function problemOf(
  about: {
    readonly compiled: CompiledRegulation
    readonly sort: LeaveSort
    readonly period: UnmovedPeriod
  },
  { first, last }: WishedLeave,
  today: Temporal.PlainDate,
): NotLeave | undefined {
  const { compiled, sort, period } = about
  const before = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(one, other) < 0
  if (before(last, first)) return 'last-before-first'
  if (before(period.last, today)) return 'period-over'
  if (before(first, period.first)) {
    // A period that is still to begin was given by a decision on the one before.
    return before(today, period.first) ? 'decided' : 'outside'
  }
  if (before(period.last, first)) return 'outside'
  if (before(nextPeriod(first, compiled.regulation.period.length).last, last)) return 'too-long'
  if (sort.within !== undefined && before(first.add(sort.within), today)) return 'too-late'
  return undefined
}

// Days that wait for a decision are as good as granted: nobody asks for them twice.
function problemBeside(
  leaves: readonly Leave[],
  sort: LeaveSort,
  { first, last }: WishedLeave,
): NotLeave | undefined {
  const standing = leaves.flatMap(({ status, sort: of, granted, ...asked }) =>
    status === 'asked' || status === 'granted'
      ? [{ sort: of.id, ...(granted ?? { first: asked.first, last: asked.last }) }]
      : [],
  )
  const overlapping = standing.filter(
    (each) =>
      Temporal.PlainDate.compare(each.first, last) <= 0 &&
      Temporal.PlainDate.compare(first, each.last) <= 0,
  )
  if (overlapping.some((each) => each.sort !== sort.id)) return 'overlaps'
  const whole = joined(standing.filter((each) => each.sort === sort.id))
  const holds = (each: { first: Temporal.PlainDate; last: Temporal.PlainDate }) =>
    Temporal.PlainDate.compare(each.first, first) <= 0 &&
    Temporal.PlainDate.compare(last, each.last) <= 0
  if (whole.some(holds)) return 'same'
  const { atLeast } = sort
  if (atLeast === undefined) return undefined
  const own = joined([...whole, { first, last }]).find(holds)
  return own !== undefined &&
    Temporal.PlainDate.compare(own.last, nextPeriod(own.first, atLeast).last) < 0
    ? 'too-short'
    : undefined
}

function effectOf(
  { today }: Context,
  known: {
    readonly compiled: CompiledRegulation
    readonly dossier: Dossier
    readonly period: UnmovedPeriod
    readonly leaves: readonly Leave[]
  },
  wish: WishedLeave & { readonly of: LeaveSort },
): LeaveEffect {
  const { compiled, dossier, period, leaves } = known
  const { sort, first, last } = wish
  const grantedLeave = [...dossier.grantedLeave, { sort, first, last }]
  const now = assess(compiled, dossier, today)
  const then = assess(compiled, { ...dossier, grantedLeave }, today)
  const norms = now.norms.flatMap(({ id, measure, required: before }) => {
    const after = then.norms.find((norm) => norm.id === id)
    if (after === undefined || after.required >= before) return []
    const { whole, part } = after.reduced ?? {}
    const sum =
      whole === undefined || part === undefined
        ? undefined
        : { whole, in: part.in, of: part.whole, missed: part.whole - part.asked }
    const label = labelOfNorm(compiled.regulation, dossier, id)
    return [{ label, measure, before, after: after.required, sum }]
  })
  const moved = wish.of.does === 'extends' ? movedLast(period, leaves, [wish]) : period.last
  const before = new Set((now.dispensed ?? []).map(({ norm }) => norm))
  return {
    norms,
    article: compiled.regulation.proRata?.article ?? '',
    last: moved.equals(period.last) ? undefined : { before: period.last, after: moved },
    dispensed: (then.dispensed ?? []).flatMap(({ norm }) =>
      before.has(norm) ? [] : [labelOfNorm(compiled.regulation, dossier, norm)],
    ),
  }
}
