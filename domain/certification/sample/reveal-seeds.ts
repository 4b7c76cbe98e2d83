import { quarterOf } from '#domain/certification/sample/sample.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Puts the seeds of the quarters that are over into the record, for whoever wants to draw again. */
export async function revealSeeds(context: Context): Promise<void> {
  const due = await context.db
    .updateTable('sample_seed')
    .set({ revealed_on: context.today.toString() })
    .where('quarter', '<', quarterOf(context.today))
    .where('revealed_on', 'is', null)
    .returning(['quarter', 'seed'])
    .execute()
  for (const { quarter, seed } of due) {
    await record(context, {
      noun: 'sample',
      id: quarter,
      action: 'reveal',
      facts: { seed: seed.toString('hex') },
    })
  }
}
