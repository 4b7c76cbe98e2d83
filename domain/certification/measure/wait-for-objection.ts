import type { Measure } from '#domain/certification/measure/queries.ts'
import { findMeasure, measuresOn } from '#domain/certification/measure/queries.ts'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import type { Before } from '#domain/certification/validity/stand-again.ts'
import { standAgain, standingBefore } from '#domain/certification/validity/stand-again.ts'
import {
  canBeSuspended,
  pauseSuspensions,
  resumeSuspension,
  standingSuspensions,
  suspendRegistration,
  waitingSuspensions,
} from '#domain/certification/validity/suspend-registration.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { formatDay } from '#language/days.ts'

/**
 * Lets what a decision after a verdict led to wait for the outcome of an objection that suspends it:
 * whoever was suspended or removed is what they were, until then.
 */
export async function waitForObjection(
  context: Context,
  measureId: string,
  objectionId: string,
): Promise<void> {
  const found = await lockedMeasure(context, measureId)
  if (found === undefined || found.measure.undoneOn !== undefined) return
  const { measure, member } = found
  if (measure.kind === 'removal') {
    await giveBack(context, measure, member, { objection: objectionId, waits: true })
    return
  }
  const standing = await standingSuspensions(context, member.registrationId)
  const own = standing.filter((one) => one.measureId === measureId)
  await pauseSuspensions(
    context,
    member,
    own.map(({ id }) => id),
  )
}

/** A decision after a verdict with the registration that it is about, locked. */
export async function lockedMeasure(
  context: Context,
  measureId: string,
): Promise<{ readonly measure: Measure; readonly member: Member } | undefined> {
  const found = await findMeasure(context, measureId)
  if (found === undefined) return undefined
  const member = await findMember(context, found.registrationId, { lock: true })
  const measure = await findMeasure(context, measureId)
  return member === undefined || measure === undefined ? undefined : { measure, member }
}

/** Gives whoever was removed by a decision what they were before; undefined where they are not removed by it. */
export async function giveBack(
  context: Context,
  { id, before }: Pick<Measure, 'id' | 'before'>,
  member: Member,
  facts: Record<string, unknown>,
): Promise<Before | undefined> {
  if (member.status !== 'removed' || before === undefined) return undefined
  const status = await standAgain(context, member, before, {
    event: 'reinstate',
    facts: { ...facts, measure: id },
  })
  return status === undefined ? undefined : before
}

/** What takes effect after all now that an objection that suspended it has ended; each in a sentence. */
export interface Resumption {
  readonly told: readonly string[]
  readonly apply: () => Promise<void>
}

/**
 * Works out what takes effect after all of a decision that waited for the outcome of an objection: a
 * removal from today, a suspension for the days that were left of it. Nothing where something else was
 * decided on the same verdict meanwhile.
 */
export async function planResumption(context: Context, measureId: string): Promise<Resumption> {
  const nothing = { told: [], apply: () => Promise.resolve() }
  const found = await lockedMeasure(context, measureId)
  if (found === undefined || found.measure.undoneOn !== undefined) return nothing
  const { measure, member } = found
  if (await hasLater(context, measure)) return nothing
  if (measure.kind === 'removal') {
    if (isOver.has(member.status)) return nothing
    return {
      told: ['De registratie is met ingang van vandaag weer doorgehaald.'],
      apply: () => removeAgain(context, measure, member),
    }
  }
  if (measure.kind !== 'suspension' || !canBeSuspended(member)) return nothing
  const late = lateStart(context, measure)
  const waiting = await waitingSuspensions(context, measureId)
  const last = late ?? waiting.at(-1)?.last
  if (late === undefined && waiting.length === 0) return nothing
  const until = last === undefined ? '' : `, tot en met ${formatDay(last)}`
  return {
    told: [`De schorsing gaat vandaag in${until}.`],
    apply: async () => {
      for (const one of waiting) await resumeSuspension(context, member, one)
      if (late !== undefined) await beginLate(context, member, { measureId, last: late })
    },
  }
}

async function hasLater(context: Context, { id, verdictId }: Measure): Promise<boolean> {
  const all = await measuresOn(context, verdictId)
  const later = all.slice(
    0,
    all.findIndex((one) => one.id === id),
  )
  return later.some(({ status, undoneOn }) => status === 'decided' && undoneOn === undefined)
}

// The last day of a suspension that was to begin while the objection ran: it is as long as it was to be.
function lateStart(
  { today }: Context,
  { first, last, begunOn, droppedOn }: Measure,
): Temporal.PlainDate | undefined {
  if (begunOn !== undefined || droppedOn !== undefined) return undefined
  if (first === undefined || last === undefined) return undefined
  if (Temporal.PlainDate.compare(first, today) > 0) return undefined
  return today.add(first.until(last, { largestUnit: 'days' }))
}

async function beginLate(
  context: Context,
  member: Member,
  suspending: { readonly measureId: string; readonly last: Temporal.PlainDate },
): Promise<void> {
  if (!(await suspendRegistration(context, member, suspending))) return
  const { db, today } = context
  const { measureId: id } = suspending
  await db.updateTable('measure').set({ begun_on: today.toString() }).where('id', '=', id).execute()
  await record(context, { noun: 'measure', id, action: 'begin' })
}

async function removeAgain(context: Context, { id }: Measure, member: Member): Promise<void> {
  const before = await standingBefore(context, member)
  await context.db
    .updateTable('measure')
    .set({ before: JSON.stringify(before) })
    .where('id', '=', id)
    .execute()
  await endRegistration(context, member, 'decision')
}
