import { inviteStaff } from '#domain/people/account/invite-staff.ts'
import { hasTerm } from '#domain/people/body/seat.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import type { Revoked } from '#domain/people/staff/revoke-role.ts'
import { revokeRole } from '#domain/people/staff/revoke-role.ts'
import { asksSecond, otherAdministrators } from '#domain/people/staff/second-administrator.ts'
import type { TermSet } from '#domain/people/staff/set-term.ts'
import { setTerm } from '#domain/people/staff/set-term.ts'
import type { StaffWish } from '#domain/people/staff/staff-change.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { secondLook } from '#mail/second-look.ts'

/** What came of a change of somebody's role. */
export type StaffChanged =
  /** It was done at once, as the register is still being set up. */
  | { readonly outcome: 'invited' }
  | Revoked
  | TermSet
  /** It waits for another administrator; `alone` where there is none. */
  | { readonly outcome: 'proposed'; readonly alone: boolean }
  /** The same waits already. */
  | { readonly outcome: 'waits-already' }

/** Changes somebody's role, or proposes that to another administrator, where a second is asked. */
export async function changeStaff(context: Context, wish: StaffWish): Promise<StaffChanged> {
  if (!(await asksSecond(context))) return carryOutChange(context, wish)
  const { db, register, actor, today } = context
  const proposer = accountIdOf(actor)
  const found = await rowOf(context, wish)
  if (found.outcome !== 'row') return found
  const known = found.row
  const row = await db
    .insertInto('staff_change')
    .values({
      register: register.id,
      ...known,
      status: 'proposed',
      proposed_by: proposer ?? null,
      proposed_on: today.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) return { outcome: 'waits-already' }
  const { what, role, body, email, first, last } = known
  await record(context, {
    noun: 'staff',
    id: row.id,
    action: 'propose',
    facts: { what, role, body, email, account: known.account_id, first, last },
  })
  const others = await otherAdministrators(context, proposer, known.account_id ?? undefined)
  for (const { id, name, email: address } of others) {
    await writeMessage(
      context,
      'second-look',
      { name, address, accountId: id },
      secondLook({ register: mailRegister(context.platform, register), name, about: 'staff' }),
    )
  }
  return { outcome: 'proposed', alone: others.length === 0 }
}

/** Does what was wanted of somebody's role. */
export async function carryOutChange(
  context: Context,
  wish: StaffWish,
): Promise<{ readonly outcome: 'invited' } | Revoked | TermSet> {
  switch (wish.what) {
    case 'give':
      return inviteStaff(context, { ...wish.seat, email: wish.email, term: wish.term })
    case 'take':
      return revokeRole(context, wish.accountId, wish.seat)
    case 'set-term':
      return setTerm(context, wish.seatId, wish.term)
  }
}

// How a wish is kept, or why it is none.
async function rowOf(context: Context, wish: StaffWish) {
  if (wish.what === 'give') {
    const { email, seat, term } = wish
    const kept = {
      what: wish.what,
      account_id: null,
      seat_id: null,
      email: email.trim().toLowerCase(),
    }
    return { outcome: 'row', row: { ...kept, ...seat, ...inText(term) } } as const
  }
  const staff = (await listStaff(context)).filter(({ everywhere }) => !everywhere)
  if (wish.what === 'take') {
    const { accountId, seat } = wish
    const held = staff.find(
      (one) => one.accountId === accountId && one.role === seat.role && one.body === seat.body,
    )
    if (held === undefined) return { outcome: 'not-found' } as const
    if (accountId === accountIdOf(context.actor) && seat.role === 'administrator') {
      return { outcome: 'own-role' } as const
    }
    const none = { seat_id: null, first: null, last: null }
    const row = { what: wish.what, account_id: accountId, email: held.email, ...seat, ...none }
    return { outcome: 'row', row } as const
  }
  const { seatId, term } = wish
  const { first, last } = term
  if (first !== undefined && last !== undefined && Temporal.PlainDate.compare(first, last) > 0) {
    return { outcome: 'ends-before-it-begins' } as const
  }
  const held = staff.find((one) => one.seatId === seatId)
  if (held === undefined || !hasTerm(held)) return { outcome: 'not-found' } as const
  const before = inText(held.term)
  const after = inText(term)
  if (before.first === after.first && before.last === after.last) {
    return { outcome: 'unchanged' } as const
  }
  const { accountId, email, role, body } = held
  const row = { what: wish.what, account_id: accountId, email, seat_id: seatId, role, body }
  return { outcome: 'row', row: { ...row, ...after } } as const
}

function inText({
  first,
  last,
}: {
  first: Temporal.PlainDate | undefined
  last: Temporal.PlainDate | undefined
}) {
  return { first: first?.toString() ?? null, last: last?.toString() ?? null }
}
