import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { LabelScope } from '#engine'
import { scopeNames } from '#engine'
import type { Register } from '#regulations/register.ts'

/**
 * How a label stands. Somebody who works for a register sees it before it says anything; what is stated otherwise
 * afterwards waits, and what was seen stands until then. That it has expired follows from its days.
 */
export type LabelStatus = 'waiting' | 'checked' | 'refused' | 'withdrawn'

export type LabelEvent =
  | 'correct'
  | 'check'
  | 'refuse'
  /** What was stated otherwise is not there: what was seen before stands. */
  | 'refuse-correction'
  /** It holds no longer from a day on. */
  | 'end'
  | 'withdraw'

export const labelLifecycle = {
  waiting: {
    correct: 'waiting',
    check: 'checked',
    refuse: 'refused',
    'refuse-correction': 'checked',
    withdraw: 'withdrawn',
  },
  checked: { correct: 'waiting', check: 'checked', refuse: 'refused', end: 'checked' },
  refused: { correct: 'waiting', check: 'checked', withdraw: 'withdrawn' },
  withdrawn: {},
} as const satisfies Lifecycle<LabelStatus, LabelEvent>

/** What a label says: which it is, what it is about, its number, and its days; both of them belong to it. */
export interface LabelFacts {
  /** By the id that the regulations give it. */
  readonly kind: string
  readonly scope: LabelScope
  readonly number: string
  /** Of a course, a programme or a level: what that is called; else empty. */
  readonly about: string
  /** The course of its organisation that it is of, where that was chosen and not only named. */
  readonly courseId?: string | undefined
  /** Undefined: it held from before anything was kept. */
  readonly first: Temporal.PlainDate | undefined
  /** Undefined: it has no last day yet. */
  readonly last: Temporal.PlainDate | undefined
}

/** A label as it is known. */
export interface Label extends LabelFacts {
  readonly id: string
  /** Whose it is, where that is an organisation that is known here. */
  readonly organisationId: string | undefined
  /** Under which name it stands in the list of those who give it. */
  readonly holder: string
  readonly status: LabelStatus
  readonly waitsSince: Temporal.PlainDate
  /** What somebody saw of it last, and when. */
  readonly seen: (Omit<LabelFacts, 'kind'> & { readonly on: Temporal.PlainDate }) | undefined
  readonly version: number
}

/** Where a label can be seen. */
export const labelEvidence = ['public-register', 'certificate', 'other'] as const

export type LabelEvidence = (typeof labelEvidence)[number]

/** What a label can be about, in the order in which it is asked. */
export const labelScopes = Object.keys(scopeNames) as readonly LabelScope[]

/** Whether a label that is about this is of one course or programme, and not of all that somebody gives. */
export function isOfOne(scope: LabelScope): boolean {
  return scope === 'course' || scope === 'programme' || scope === 'level'
}

/** A label that regulations accept. */
export interface LabelKind {
  readonly id: string
  readonly name: string
}

/** Every label that a regulation of these registers accepts, once, in the order of the registers. */
export function labelKinds(registers: Iterable<Register>): readonly LabelKind[] {
  const found = new Map<string, LabelKind>()
  for (const { versions } of registers) {
    for (const { regulation } of versions) {
      for (const { id, label } of regulation.labels) found.set(id, { id, name: label })
    }
  }
  return [...found.values()]
}

/** How long before its last day whoever manages an organisation hears of that. */
export const reminderDays = [90, 30] as const

/** Whether the day of a label has passed, as somebody saw it or else as it is stated. */
export function isOver({ seen, last }: Pick<Label, 'seen' | 'last'>, today: Temporal.PlainDate) {
  const until = seen === undefined ? last : seen.last
  return until !== undefined && Temporal.PlainDate.compare(until, today) < 0
}

/** Whether somebody saw that a label holds on a day. */
export function holdsOn({ seen, status }: Pick<Label, 'seen' | 'status'>, day: Temporal.PlainDate) {
  if (seen === undefined || status === 'refused' || status === 'withdrawn') return false
  const { first, last } = seen
  const begun = first === undefined || Temporal.PlainDate.compare(first, day) <= 0
  return begun && (last === undefined || Temporal.PlainDate.compare(day, last) <= 0)
}

/** What is wrong with what is stated of a label. */
export type LabelProblem = 'unknown-kind' | 'no-holder' | 'no-about' | 'last-before-first'

/** What is wrong with what is stated of a label; undefined where nothing is. */
export function labelProblem(
  { kind, scope, about, first, last }: LabelFacts,
  kinds: readonly LabelKind[],
): LabelProblem | undefined {
  if (!kinds.some(({ id }) => id === kind)) return 'unknown-kind'
  if (isOfOne(scope) && about.trim() === '') return 'no-about'
  const turned =
    first !== undefined && last !== undefined && Temporal.PlainDate.compare(last, first) < 0
  return turned ? 'last-before-first' : undefined
}
