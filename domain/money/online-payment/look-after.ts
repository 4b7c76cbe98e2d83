import { sql } from 'kysely'
import { keyRefused } from '#domain/money/online-payment/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/** For how many days it is said of a payment that Mollie says something else of it than was asked. */
const saidFor = 30

/**
 * Goes on with online payments of which nothing was heard, so that whatever was lost on the way they come to an end. What
 * Peil cannot settle itself is thrown, so that it stands among what was left undone: payments of which Mollie says
 * something else, and that it refuses the key.
 */
export async function lookAfterOnlinePayments(context: Context): Promise<void> {
  const { db, register } = context
  const { rows } = await sql<{ id: string; state: string; problem: string }>`
    select id::text, state, problem from online_payment where register = ${register.id} and (
      (state in ('asked', 'open') and created_at < now() - interval '1 hour')
      or (state = 'odd' and created_at > now() - make_interval(days => ${saidFor})))
    union all
    select ${keyRefused}, state, problem from (select state, problem from online_payment
      where register = ${register.id} order by created_at desc limit 1) last
      where problem like ${`${keyRefused}%`}`.execute(db)
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (own, { id, state, problem }) => {
      if (state === 'odd' || id === keyRefused) throw new Error(`Mollie: ${problem}`)
      const data = { register: register.id, onlinePaymentId: id }
      await own.platform.enqueue(own.db, { name: 'online-payment', data })
    },
  )
}
