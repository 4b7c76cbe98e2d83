import { releaseHold, suspendingOf } from '#domain/certification/status-by-hand/carry-out.ts'
import type { ByHand } from '#domain/certification/status-by-hand/queries.ts'
import { findByHand, standingOf } from '#domain/certification/status-by-hand/queries.ts'
import { statusAfter } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { standAgain } from '#domain/certification/validity/stand-again.ts'
import { endSuspension } from '#domain/certification/validity/suspend-registration.ts'
import { endByHand } from '#domain/people/registration/held-by-hand.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type PlannedUndo =
  | {
      readonly outcome: 'can'
      readonly becomes: RegistrationStatus
      readonly undo: () => Promise<void>
    }
  | {
      readonly outcome: 'cannot'
      readonly why: /** It ended by itself. */
        | 'over'
        /** A period or a release is replaced by setting it again, with the right days. */
        | 'set-again'
        /** Somebody who was removed has signed up again. */
        | 'back-already'
        | 'unknown'
    }

/** Works out how what was decided and set by hand is undone, since an objection to it is founded. */
export async function planUndo(context: Context, id: string): Promise<PlannedUndo> {
  const byHand = await findByHand(context, id, { lock: true })
  const member = byHand && (await findMember(context, byHand.registrationId, { lock: true }))
  if (byHand === undefined || member === undefined) return { outcome: 'cannot', why: 'unknown' }
  switch (byHand.does) {
    case 'hold':
    case 'suspend':
      return undoRunning(context, byHand, member)
    case 'remove':
      return undoRemoval(context, byHand, member)
    case 'release':
    case 'certify':
    case 'withdraw':
      return { outcome: 'cannot', why: 'set-again' }
  }
}

async function undoRunning(
  context: Context,
  { id, does, status, begunOn }: ByHand,
  member: Member,
): Promise<PlannedUndo> {
  if (status !== 'settled') return { outcome: 'cannot', why: 'over' }
  const standing = await standingOf(context, member)
  const stands = does === 'hold' ? 'on-hold' : 'suspended'
  if (begunOn === undefined || member.status !== stands) {
    return { outcome: 'can', becomes: member.status, undo: () => endByHand(context, id) }
  }
  if (does === 'hold' && standing.heldUnpaid) {
    return { outcome: 'can', becomes: 'on-hold', undo: () => endByHand(context, id) }
  }
  const undo = async () => {
    await endByHand(context, id)
    if (does === 'hold') await releaseHold(context, member, { byHand: id })
    else {
      const ending = await suspendingOf(context, member, [id])
      await endSuspension(context, member, ending, 'objection')
    }
  }
  return { outcome: 'can', becomes: statusAfter('release', standing), undo }
}

// The registration is what it was, and the applications that ran go on; invoices that ended stay ended.
async function undoRemoval(
  context: Context,
  { id, before }: ByHand,
  member: Member,
): Promise<PlannedUndo> {
  const { db, register } = context
  const { registration } = before
  if (member.status !== 'removed' || registration === undefined) {
    return { outcome: 'cannot', why: 'over' }
  }
  const again = await db
    .selectFrom('registration')
    .where('register', '=', register.id)
    .where('person_id', '=', member.personId)
    .where('id', '<>', member.registrationId)
    .where('status', 'not in', [...isOver])
    .select('id')
    .executeTakeFirst()
  if (again !== undefined) return { outcome: 'cannot', why: 'back-already' }
  const undo = async () => {
    await standAgain(context, member, registration, { event: 'reinstate', facts: { byHand: id } })
    await endByHand(context, id)
  }
  return { outcome: 'can', becomes: registration.status, undo }
}
