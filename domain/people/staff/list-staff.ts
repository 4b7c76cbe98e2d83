import { hasPasskeyOf } from '#domain/people/account/steps.ts'
import type { Term } from '#domain/people/body/seat.ts'
import { termFrom } from '#domain/people/body/seat.ts'
import type { Role, Seat } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Somebody who works for the register, or is invited to. */
export interface StaffMember {
  readonly accountId: string
  readonly email: string
  readonly name: string
  readonly seatId: string
  readonly role: Role
  readonly body: string
  readonly term: Term
  readonly secondFactor: boolean
  /** The role holds for the whole platform. */
  readonly everywhere: boolean
}

/** Who works for this register, by role. */
export async function listStaff(context: Context): Promise<readonly StaffMember[]> {
  const rows = await context.db
    .selectFrom('staff_role')
    .innerJoin('account', 'account.id', 'staff_role.account_id')
    .leftJoin('person', 'person.account_id', 'account.id')
    .where('staff_role.register', 'in', [context.register.id, '*'])
    .where('account.closed_at', 'is', null)
    .select([
      'account.id',
      'account.email',
      'account.totp_confirmed_at',
      hasPasskeyOf('account.id').as('has_passkey'),
      'staff_role.id as seat_id',
      'staff_role.role',
      'staff_role.body',
      'staff_role.first',
      'staff_role.last',
      'staff_role.register',
      'person.first_name',
      'person.name_prefix',
      'person.last_name',
    ])
    .orderBy('staff_role.role')
    .orderBy('account.email')
    .execute()
  return rows.map((row) => ({
    accountId: row.id,
    email: row.email,
    name: [row.first_name, row.name_prefix, row.last_name].filter(Boolean).join(' '),
    seatId: row.seat_id,
    role: row.role,
    body: row.body,
    term: termFrom(row),
    secondFactor: row.totp_confirmed_at !== null || row.has_passkey,
    everywhere: row.register === '*',
  }))
}

/** Who sees to the data of people for this register; whoever administers it, where nobody was asked to. */
export async function guardsOfPrivacy(context: Context): Promise<readonly StaffMember[]> {
  const staff = await listStaff(context)
  const guards = staff.filter(({ role }) => role === 'privacy-officer')
  const some = guards.length > 0 ? guards : staff.filter(({ role }) => role === 'administrator')
  return some.map((one) => ({ ...one, name: one.name || one.email }))
}

/** In what somebody sits for this register, or for the whole platform. */
export async function seatsHeld(context: Context, accountId: string): Promise<readonly Seat[]> {
  const rows = await context.db
    .selectFrom('staff_role')
    .where('account_id', '=', accountId)
    .where('register', 'in', [context.register.id, '*'])
    .select(['role', 'body'])
    .execute()
  return rows
}
