import { quarterOf } from '#domain/certification/sample/sample.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/** Puts the seeds of the quarters that are over into the record, for whoever wants to draw again. */
export async function revealSeeds(context: Context): Promise<void> {
  const due = await context.db
    .selectFrom('sample_seed')
    .where('quarter', '<', quarterOf(context.today))
    .where('revealed_on', 'is', null)
    .select('quarter')
    .orderBy('quarter')
    .execute()
  await eachDue(
    context,
    due,
    ({ quarter }) => quarter,
    async (context, { quarter }) => {
      const revealed = await context.db
        .updateTable('sample_seed')
        .set({ revealed_on: context.today.toString() })
        .where('quarter', '=', quarter)
        .where('revealed_on', 'is', null)
        .returning('seed')
        .executeTakeFirst()
      if (revealed === undefined) return
      await record(context, {
        noun: 'sample',
        id: quarter,
        action: 'reveal',
        facts: { seed: revealed.seed.toString('hex') },
      })
    },
  )
}
