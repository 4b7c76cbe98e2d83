import { randomBytes } from 'node:crypto'
import { hasSample } from '#domain/certification/sample/queries.ts'
import { byLot, dayAfter, quarterOf, seedHash } from '#domain/certification/sample/sample.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * Makes the secret seeds of this quarter and of the next, if they are not there yet, and puts their
 * hashes into the record, in a register that draws anything. As the next one's is there a quarter beforehand, no application of its
 * quarter is older than it.
 */
export async function commitSeeds(context: Context): Promise<void> {
  const { db, register, today } = context
  if (!hasSample(register)) return
  const quarter = quarterOf(today)
  const quarters = [quarter, quarterOf(dayAfter(quarter))]
  const there = await db
    .selectFrom('sample_seed')
    .where('quarter', 'in', quarters)
    .select('quarter')
    .execute()
  const missing = quarters.filter((one) => !there.some((row) => row.quarter === one))
  await eachDue(
    context,
    missing,
    (one) => one,
    async (context, one) => {
      const seed = randomBytes(32)
      const made = await context.db
        .insertInto('sample_seed')
        .values({ register: register.id, quarter: one, seed, committed_on: today.toString() })
        .onConflict((conflict) => conflict.columns(['register', 'quarter']).doNothing())
        .returning('quarter')
        .executeTakeFirst()
      if (made === undefined) return
      await record(
        { ...context, actor: byLot },
        {
          noun: 'sample',
          id: one,
          action: 'commit',
          facts: { hash: seedHash(seed) },
        },
      )
    },
  )
}
