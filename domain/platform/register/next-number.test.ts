import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform()
const clock = { kind: 'system', task: 'daily' } as const

test('numbers have no gaps, whoever fails after taking one and whoever is cut off', async () => {
  const take = (nth: number) =>
    peil.act(clock, async (context) => {
      const number = await nextNumber(context, 'credit-note')
      if (nth % 3 === 0) throw new Error('failed after taking a number')
      if (nth % 7 === 0) {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(
          context.db,
        )
        await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(peil.platform.db)
        // Whatever is asked now finds the connection gone.
        await sql`select 1`.execute(context.db)
      }
      return number
    })
  const done = await Promise.allSettled(Array.from({ length: 60 }, (_, nth) => take(nth)))
  const numbers = done.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  // Of 60, 20 fail and 6 more are cut off.
  assert.equal(numbers.length, 34)
  assert.deepEqual(
    numbers.toSorted((one, other) => one - other),
    Array.from({ length: 34 }, (_, at) => at + 1),
  )
})
