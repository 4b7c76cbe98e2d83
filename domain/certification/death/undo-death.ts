import type { SeenDeath } from '#domain/certification/death/confirm-death.ts'
import { takeDeath } from '#domain/certification/death/confirm-death.ts'
import { deathLifecycle, lastDayToUndo } from '#domain/certification/death/death.ts'
import type { Before } from '#domain/certification/validity/stand-again.ts'
import { standAgain } from '#domain/certification/validity/stand-again.ts'
import { reopenAccount } from '#domain/people/account/close-account.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inEachRegister } from '#domain/platform/context/in-each-register.ts'

export type UndoneDeath = {
  readonly outcome: 'undone' | 'too-late' | 'address-taken' | 'stale' | 'unknown'
}

/**
 * Undoes what was a mistake, within the term of the register and with a ground: in each register at
 * once, as it is one person who lives. The registration is what it was, with its certificates, and
 * signing in is open again; what ended meanwhile, applications and invoices, stays ended.
 */
export async function undoDeath(
  context: Context,
  seen: SeenDeath,
  reason: string,
): Promise<UndoneDeath> {
  const taken = await takeDeath(context, seen, 'undo')
  if (taken.outcome !== 'taken') return taken
  const { death, member } = taken
  const last =
    death.confirmedOn && lastDayToUndo(death.confirmedOn, context.register.procedures.death.undo)
  if (last === undefined || Temporal.PlainDate.compare(context.today, last) > 0) {
    return { outcome: 'too-late' }
  }
  if (member.accountId !== undefined) {
    const reopened = await reopenAccount(context, member.accountId)
    if (reopened.outcome === 'address-taken') return { outcome: 'address-taken' }
  }
  await inEachRegister(context, (each) => undoHere(each, death.personId, reason))
  return { outcome: 'undone' }
}

async function undoHere(context: Context, personId: string, reason: string): Promise<void> {
  const { db, register, today } = context
  const rows = await db
    .selectFrom('death')
    .where('register', '=', register.id)
    .where('person_id', '=', personId)
    .where('status', 'in', ['reported', 'confirmed'])
    .select(['id', 'registration_id', 'status', 'before'])
    .orderBy('id')
    .execute()
  for (const row of rows) {
    const member = await findMember(context, row.registration_id, { lock: true })
    const undone = row.status === 'confirmed'
    await db
      .updateTable('death')
      .where('id', '=', row.id)
      .set((eb) => ({
        status: undone ? deathLifecycle.confirmed.undo : deathLifecycle.reported.reject,
        reason,
        ended_on: today.toString(),
        version: eb('version', '+', 1),
      }))
      .execute()
    await record(context, {
      noun: 'death',
      id: row.id,
      action: undone ? 'undo' : 'reject',
      facts: { registration: row.registration_id, reason },
    })
    if (!undone || member === undefined || member.status !== 'deceased') continue
    // Our own JSON: written when it was confirmed.
    const before = row.before as Before
    await standAgain(context, member, before, { event: 'undo-death', facts: { reason } })
  }
}
