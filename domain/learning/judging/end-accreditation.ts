import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
import { findAccreditation } from '#domain/courses/accreditation/queries.ts'
import type { Owner } from '#domain/courses/course/course.ts'
import { findCourse } from '#domain/courses/course/queries.ts'
import { whoIsKept } from '#domain/learning/judging/conflicts.ts'
import { neededFor } from '#domain/learning/judging/judging.ts'
import { tellWhoAsks } from '#domain/learning/request/tell-who-asks.ts'
import { trainingName } from '#domain/learning/request/title.ts'
import { membersFor } from '#domain/people/body/members.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { accreditationEnded } from '#mail/accreditation.ts'
import { asDecidedBy } from '#regulations/bodies.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'

export type EndedAccreditation =
  | { readonly outcome: 'ended' }
  /** Another member has to find the same, of the same day. */
  | { readonly outcome: 'proposed' }
  | { readonly outcome: 'no-reason' }
  /** What was followed already, or is today, keeps what it counted for: it ends tomorrow at the earliest. */
  | { readonly outcome: 'in-the-past' }
  | { readonly outcome: 'conflict' }
  /** It ended or was changed meanwhile. */
  | { readonly outcome: 'stale' | 'not-found' }

/**
 * A member of the body that accredits would take an accreditation back from a day on; where the register asks more than
 * one to grant, another who finds the same of the same day ends it. What was followed before that day counts as it did.
 */
export async function endAccreditation(
  context: Context,
  id: string,
  memberId: string,
  ends: { readonly from: Temporal.PlainDate; readonly reason: string; readonly version: number },
): Promise<EndedAccreditation> {
  const { db, today } = context
  const held = await findAccreditation(context, id, { lock: true })
  if (held?.register !== context.register.id) return { outcome: 'not-found' }
  const members = await membersFor(context, 'judge-accreditation')
  if (!members.some((one) => one.id === memberId)) return { outcome: 'not-found' }
  if (held.version !== ends.version || held.ended !== undefined) return { outcome: 'stale' }
  if (await isKept(context, held, memberId)) return { outcome: 'conflict' }
  if (ends.reason.trim() === '') return { outcome: 'no-reason' }
  if (Temporal.PlainDate.compare(ends.from, today) <= 0) return { outcome: 'in-the-past' }
  if (Temporal.PlainDate.compare(ends.from, held.last) > 0) return { outcome: 'stale' }
  const from = ends.from.toString()
  const agreed = await agreedWith(context, held, { memberId, from: ends.from, members })
  if (agreed === undefined) {
    const reason = ends.reason.trim()
    await db
      .updateTable('accreditation')
      .where('id', '=', id)
      .set((eb) => ({
        end_proposed_from: from,
        end_proposed_reason: reason,
        end_proposed_by: memberId,
        version: eb('version', '+', 1),
      }))
      .execute()
    const facts = { from, reason, member: memberId }
    await record(context, { noun: 'accreditation', id, action: 'propose-end', facts })
    return { outcome: 'proposed' }
  }
  const reason = [...new Set([...agreed, ends.reason.trim()])].join('\n\n')
  await db
    .updateTable('accreditation')
    .where('id', '=', id)
    .set((eb) => ({
      ended_from: from,
      ended_on: today.toString(),
      ended_reason: reason,
      ended_by: memberId,
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'accreditation',
    id,
    action: 'end',
    facts: { from, reason, member: memberId, proposedBy: held.endProposed?.by },
  })
  const register = asDecidedBy(context.register, 'judge-accreditation')
  const title = await titleOfHeld(context, held)
  await tellWhoAsks(context, holderOf(held), 'accreditation-ended', (to) =>
    accreditationEnded({
      ...to,
      register: mailRegister(context.platform, register),
      title,
      from,
      reason,
      objectBefore: lastDayToObject(register, today).toString(),
    }),
  )
  return { outcome: 'ended' }
}

// The reasons of who would take it back from that day too; undefined where somebody still has to. Who does not sit there
// any more, or is tied by now, does not count.
async function agreedWith(
  context: Context,
  held: Accreditation,
  {
    memberId,
    from,
    members,
  }: {
    readonly memberId: string
    readonly from: Temporal.PlainDate
    readonly members: readonly { readonly id: string }[]
  },
): Promise<readonly string[] | undefined> {
  if (neededFor(context.register) < 2) return []
  const { by, from: proposed, reason = '' } = held.endProposed ?? {}
  if (by === undefined || by === memberId || proposed?.equals(from) !== true) return undefined
  if (!members.some(({ id }) => id === by) || (await isKept(context, held, by))) return undefined
  return [reason]
}

// As they were kept from judging what was asked.
async function isKept(context: Context, held: Accreditation, memberId: string): Promise<boolean> {
  const part = {
    owner: holderOf(held),
    courseId: held.of.is === 'course' ? held.of.id : undefined,
  }
  return (await whoIsKept(context, part, [memberId])).has(memberId)
}

/** Whose an accreditation is. */
export function holderOf({ organisationId, personId }: Accreditation): Owner | undefined {
  if (organisationId !== undefined) return { is: 'organisation', id: organisationId }
  return personId === undefined ? undefined : { is: 'person', id: personId }
}

/** Of what an accreditation is, as it is called. */
export async function titleOfHeld(
  context: Pick<Context, 'db' | 'platform'>,
  { of, register }: Accreditation,
): Promise<string> {
  if (of.is === 'training') return trainingName(context, { register, training: of.id })
  return (await findCourse(context, of.id))?.title ?? ''
}
