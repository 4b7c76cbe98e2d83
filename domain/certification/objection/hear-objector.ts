import { mostWritten } from '#domain/certification/objection/objection.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import { seatFor } from '#domain/certification/objection/seat-objection.ts'
import type { SeenObjection } from '#domain/certification/objection/take-objection.ts'
import { takeObjection } from '#domain/certification/objection/take-objection.ts'
import { tellObjector } from '#domain/certification/objection/tell-objection.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { objectionExtended } from '#mail/objection-extended.ts'
import { objectionHearing } from '#mail/objection-hearing.ts'
import { endOfTerm } from '#regulations/objection-term.ts'

export type Heard = {
  readonly outcome:
    | 'done'
    /** Something is missing, or the day has passed or is yet to come. */
    | 'incomplete'
    /** It cannot be done any more, or was done before. */
    | 'not-now'
    /** They had a hand in the first decision, have a tie, or do not sit here. */
    | 'not-for-them'
    | 'stale'
    | 'unknown'
}

interface Acting {
  readonly seen: SeenObjection
  readonly memberId: string
}

/** Invites whoever made an objection to tell about it themselves; again where the day was changed. */
export async function inviteObjector(
  context: Context,
  { seen, memberId }: Acting,
  { on, place }: { readonly on: Temporal.PlainDate; readonly place: string },
): Promise<Heard> {
  const taken = await takeForDecision(context, seen, memberId)
  if (taken.outcome !== 'taken') return taken
  const { objection } = taken
  const past = Temporal.PlainDate.compare(on, context.today) < 0
  if (past || place.trim() === '' || place.length > mostWritten) return { outcome: 'incomplete' }
  await change(context, objection, 'invite', {
    hearing_on: on.toString(),
    hearing_place: place.trim(),
    hearing_answer: null,
    unheard: null,
  })
  await tellObjector(context, objection, 'objection-hearing', (shared) =>
    objectionHearing({
      ...shared,
      number: objection.number,
      on: on.toString(),
      place: place.trim(),
    }),
  )
  return { outcome: 'done' }
}

/** Keeps for which of the reasons of the register nobody is heard. */
export async function leaveUnheard(
  context: Context,
  { seen, memberId }: Acting,
  reason: string,
): Promise<Heard> {
  const taken = await takeForDecision(context, seen, memberId)
  if (taken.outcome !== 'taken') return taken
  const { withoutHearing } = context.register.objection
  if (!withoutHearing.some(({ id }) => id === reason)) return { outcome: 'incomplete' }
  await change(context, taken.objection, 'leave-unheard', { unheard: reason })
  return { outcome: 'done' }
}

/** Keeps a short report of what was said, once the day of it has come. */
export async function reportHearing(
  context: Context,
  { seen, memberId }: Acting,
  report: string,
): Promise<Heard> {
  const taken = await takeForDecision(context, seen, memberId)
  if (taken.outcome !== 'taken') return taken
  const { objection } = taken
  if (report.trim() === '' || report.length > mostWritten) return { outcome: 'incomplete' }
  const on = objection.hearing?.on
  if (on === undefined || Temporal.PlainDate.compare(on, context.today) > 0) {
    return { outcome: 'not-now' }
  }
  await change(context, objection, 'report', { report: report.trim() })
  return { outcome: 'done' }
}

/** Puts the decision on an objection off, once, with why, and tells whoever made it. */
export async function extendObjection(
  context: Context,
  { seen, memberId }: Acting,
  reason: string,
): Promise<Heard> {
  const taken = await takeForDecision(context, seen, memberId)
  if (taken.outcome !== 'taken') return taken
  const { objection } = taken
  if (reason.trim() === '' || reason.length > mostWritten) return { outcome: 'incomplete' }
  if (objection.extendedOn !== undefined) return { outcome: 'not-now' }
  const { register, today } = context
  const before = endOfTerm(register, objection.decideBefore, register.terms.objectionExtension)
  await change(context, objection, 'extend', {
    decide_before: before.toString(),
    extended_on: today.toString(),
    extension_reason: reason.trim(),
  })
  await tellObjector(context, objection, 'objection-extended', (shared) =>
    objectionExtended({
      ...shared,
      number: objection.number,
      reason: reason.trim(),
      decideBefore: before.toString(),
    }),
  )
  return { outcome: 'done' }
}

/** Whoever made it says whether they come to tell about it, or refrain. */
export async function answerHearing(
  context: Context,
  seen: SeenObjection,
  answer: 'comes' | 'refrains',
): Promise<Heard> {
  const taken = await takeObjection(context, seen)
  if (taken.outcome !== 'taken') return taken
  const { objection } = taken
  const on = objection.hearing?.on
  const over = on === undefined || Temporal.PlainDate.compare(on, context.today) < 0
  if (objection.status !== 'in-hand' || over) return { outcome: 'not-now' }
  await change(context, objection, 'answer-hearing', { hearing_answer: answer })
  return { outcome: 'done' }
}

/** Takes an objection that lies with whoever decides, for somebody who may. */
async function takeForDecision(context: Context, seen: SeenObjection, memberId: string) {
  const taken = await takeObjection(context, seen)
  if (taken.outcome !== 'taken') return taken
  if (taken.objection.status !== 'in-hand') return { outcome: 'not-now' } as const
  const seat = await seatFor(context, taken.objection, memberId)
  return seat.outcome === 'free' ? taken : ({ outcome: 'not-for-them' } as const)
}

/** What is written of an objection by who hears about it or puts it off, by its columns. */
export interface HearingColumns {
  readonly hearing_on?: string
  readonly hearing_place?: string
  readonly hearing_answer?: 'comes' | 'refrains' | null
  readonly unheard?: string | null
  readonly report?: string
  readonly decide_before?: string
  readonly extended_on?: string
  readonly extension_reason?: string
}

async function change(
  context: Context,
  { id }: Objection,
  action: string,
  changes: HearingColumns,
): Promise<void> {
  await context.db
    .updateTable('objection')
    .set((eb) => ({ ...changes, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await record(context, { noun: 'objection', id, action, facts: { ...changes } })
}
