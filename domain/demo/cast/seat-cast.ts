import { cast } from '#domain/demo/cast/cast.ts'
import type { Seat } from '#domain/people/body/seat.ts'
import { hasTerm, seatsOf } from '#domain/people/body/seat.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Seats those of the cast who work for registers in the bodies of this one in which nobody sits yet,
 * also where it came into Peil after the demo was filled.
 */
export async function seatCast(context: Context): Promise<void> {
  const accounts = await context.db
    .selectFrom('account')
    .where('demo', '=', true)
    .where('closed_at', 'is', null)
    .select(['id', 'email'])
    .execute()
  const seated = await context.db
    .selectFrom('staff_role')
    .where('register', '=', context.register.id)
    .select(['role', 'body'])
    .execute()
  const seats = seatsOf(context.register).filter(
    ({ role, body }) => !seated.some((one) => one.role === role && one.body === body),
  )
  for (const { id, email } of accounts) {
    const roles = cast.find((member) => member.email === email)?.roles ?? []
    for (const seat of seats.filter(({ role }) => roles.includes(role))) {
      await take(context, id, seat)
    }
  }
}

async function take(context: Context, accountId: string, { role, body }: Seat): Promise<void> {
  const { register, today } = context
  // Long enough for whatever the clock of the demo is moved to.
  const term = {
    first: today.subtract({ years: 6 }).toString(),
    last: today.add({ years: 12 }).toString(),
  }
  await context.db
    .insertInto('staff_role')
    .values({
      account_id: accountId,
      register: register.id,
      role,
      body,
      ...(role !== 'secretariat' && hasTerm({ role }) ? term : {}),
    })
    .execute()
  await record(context, {
    noun: 'staff',
    id: accountId,
    action: 'grant',
    facts: { role, ...(body === '' ? {} : { body }) },
  })
}
