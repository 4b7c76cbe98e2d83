import { seatName } from '#domain/people/body/seat.ts'
import { carryOutChange } from '#domain/people/staff/change-staff.ts'
import { otherAdministrators } from '#domain/people/staff/second-administrator.ts'
import type {
  StaffChange,
  StaffChangeAnswer,
  StaffChangeEvent,
  StaffWish,
} from '#domain/people/staff/staff-change.ts'
import { daysToConfirm, staffChangeLifecycle } from '#domain/people/staff/staff-change.ts'
import { lockWaitingChange } from '#domain/people/staff/waiting-changes.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { notAgreed, proposalLapsed } from '#mail/second-look.ts'

export type SettledChange =
  | { readonly outcome: 'done'; readonly change: StaffChange }
  /** It was settled meanwhile, or never was. */
  | { readonly outcome: 'not-found' }
  /** Whoever proposed it, and whoever it is about, do not confirm or refuse it. */
  | { readonly outcome: 'not-yours' }
  /** By the command line: these can do it themselves. */
  | { readonly outcome: 'others-can'; readonly others: readonly string[] }
  /** What was proposed cannot be done any more; it is settled as refused. */
  | { readonly outcome: 'no-longer'; readonly change: StaffChange }

/**
 * Confirms, refuses or takes back a change of somebody's role. Another administrator than whoever proposed it
 * confirms it, by person and not by account, and what was proposed is done. Where there is no other, whoever
 * runs Peil does so by the command line.
 */
export async function settleStaffChange(
  context: Context,
  id: string,
  event: StaffChangeAnswer,
): Promise<SettledChange> {
  const change = await lockWaitingChange(context, id)
  if (change === undefined) return { outcome: 'not-found' }
  const { actor } = context
  if (actor.kind === 'account') {
    const may = event === 'withdraw' ? 'withdraw' : 'settle'
    if (change.mine !== may) return { outcome: 'not-yours' }
  } else {
    const others = await otherAdministrators(context, change.proposedBy, change.accountId)
    if (others.length > 0)
      return { outcome: 'others-can', others: others.map(({ email }) => email) }
  }
  if (event === 'confirm') {
    const { outcome } = await carryOutChange(context, wishOf(change))
    const done = outcome === 'invited' || outcome === 'revoked' || outcome === 'set'
    if (!done) {
      await settle(context, change, 'refuse')
      return { outcome: 'no-longer', change }
    }
  }
  await settle(context, change, event)
  return { outcome: 'done', change }
}

/** Settles a change that waits, which the caller has locked, and records it; who proposed it is told if it came to nothing. */
export async function settle(context: Context, change: StaffChange, event: StaffChangeEvent) {
  const { db, register, today } = context
  await db
    .updateTable('staff_change')
    .where('id', '=', change.id)
    .set((eb) => ({
      status: staffChangeLifecycle.proposed[event],
      settled_by: accountIdOf(context.actor) ?? null,
      settled_on: today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  const { what, seat, email, accountId } = change
  await record(context, {
    noun: 'staff',
    id: change.id,
    action: event,
    facts: { what, ...seat, email, account: accountId },
  })
  const told = (await otherAdministrators(context, undefined)).find(
    (one) => one.id === change.proposedBy && one.id !== accountIdOf(context.actor),
  )
  if (told === undefined) return
  if (event === 'lapse') {
    await tellLapsed(context, change, told)
    return
  }
  if (event !== 'refuse') return
  await writeMessage(
    context,
    'not-agreed',
    { name: told.name, address: told.email, accountId: told.id },
    notAgreed({
      register: mailRegister(context.platform, register),
      name: told.name,
      about: 'staff',
    }),
  )
}

async function tellLapsed(
  context: Context,
  { whose, seat }: StaffChange,
  { id, name, email }: { readonly id: string; readonly name: string; readonly email: string },
): Promise<void> {
  const { register, platform } = context
  await writeMessage(
    context,
    'proposal-lapsed',
    { name, address: email, accountId: id },
    proposalLapsed({
      register: mailRegister(platform, register),
      name,
      whose,
      seat: seatName(register, seat),
      days: daysToConfirm,
    }),
  )
}

function wishOf(change: StaffChange): StaffWish {
  const { what, email, seat, term, accountId = '', seatId = '' } = change
  switch (what) {
    case 'give':
      return { what, email, seat, term }
    case 'take':
      return { what, accountId, seat }
    case 'set-term':
      return { what, seatId, term }
  }
}
