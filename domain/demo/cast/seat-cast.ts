import { cast } from '#domain/demo/cast/cast.ts'
import { seatsIn } from '#domain/demo/cast/seats-in.ts'
import { isOffice } from '#domain/people/body/seat.ts'
import type { Seat } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { bodyOf } from '#regulations/bodies.ts'

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
  for (const { id, email } of accounts) {
    const parts = cast.find((member) => member.email === email)?.parts ?? []
    const free = seatsIn(context.register, parts).filter(
      ({ role, body }) => !seated.some((one) => one.role === role && one.body === body),
    )
    for (const seat of free) await take(context, id, seat)
  }
}

async function take(context: Context, accountId: string, seat: Seat): Promise<void> {
  const { register, today } = context
  const body = bodyOf(register, seat.body)
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
      ...seat,
      ...(body === undefined || isOffice(body) ? {} : term),
    })
    .execute()
  await record(context, {
    noun: 'staff',
    id: accountId,
    action: 'grant',
    facts: { ...seat },
  })
}
