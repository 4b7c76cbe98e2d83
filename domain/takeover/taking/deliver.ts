import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { heldDeliveries } from '#domain/takeover/taking/hold-delivery.ts'
import { lacksFiles } from '#domain/takeover/taking/queries.ts'
import { removeRows } from '#domain/takeover/taking/remove-rows.ts'

/** A file that was sent by the page and lies in the store. */
export interface SentFile {
  readonly name: string
  readonly fileKey: string
  readonly size: number
  readonly sha256: string
}

/** Opens a delivery of the files of another administration, which is yet to be read; gives its id. */
export async function openDelivery(
  context: Context,
  source: string,
  /** That of a command, which has it in hand before it is there. */
  given?: string,
): Promise<string> {
  const { db, register, today, actor } = context
  const { id } = await db
    .insertInto('takeover')
    .values({
      ...(given !== undefined && { id: given }),
      register: register.id,
      source,
      status: 'reading',
      delivered_on: today.toString(),
      delivered_by: actor.kind === 'account' ? actor.accountId : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, { noun: 'takeover', id, action: 'deliver', facts: { source } })
  return id
}

/**
 * Adds files to a delivery that nothing was taken over of yet, and has it read anew. A file with the name
 * of one that was sent before comes in its place.
 */
export async function sendFiles(
  context: Context,
  takeoverId: string,
  files: readonly SentFile[],
): Promise<{ readonly outcome: 'reading' | 'not-open' }> {
  const { db, register, platform } = context
  const delivery = await db
    .selectFrom('takeover')
    .where('id', '=', takeoverId)
    .where('status', 'in', ['reading', 'checked', 'unreadable'])
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  if (delivery === undefined) return { outcome: 'not-open' }
  for (const { name, fileKey: file_key, size, sha256 } of files) {
    const sent = { file_key, size, sha256 }
    await db
      .insertInto('takeover_file')
      .values({ register: register.id, takeover_id: takeoverId, name, ...sent })
      .onConflict((conflict) => conflict.columns(['takeover_id', 'name']).doUpdateSet(sent))
      .execute()
  }
  await db.updateTable('takeover').where('id', '=', takeoverId).set({ status: 'reading' }).execute()
  await record(context, {
    noun: 'takeover',
    id: takeoverId,
    action: 'send-files',
    facts: { files: files.map(({ name, sha256 }) => ({ name, sha256 })) },
  })
  await platform.enqueue(db, {
    name: 'read-delivery',
    data: { register: register.id, takeoverId },
  })
  return { outcome: 'reading' }
}

/**
 * Lets what is ready of a delivery be taken over; what was stopped on the way goes on. What a command brings in has its
 * evidence where that ran, so that only the command goes on with it; without evidence it goes on from here too.
 */
export async function beginTakeover(
  context: Context,
  takeoverId: string,
): Promise<{ readonly outcome: 'begun' | 'not-checked' | 'in-hand' | 'needs-files' }> {
  const { db, register, platform } = context
  const row = await db
    .selectFrom('takeover')
    .where('id', '=', takeoverId)
    .where('status', 'in', ['checked', 'running'])
    .select('status')
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return { outcome: 'not-checked' }
  if ((await heldDeliveries(context, [takeoverId])).size > 0) return { outcome: 'in-hand' }
  if (await lacksFiles(context, takeoverId)) return { outcome: 'needs-files' }
  if (row.status === 'checked') {
    await db
      .updateTable('takeover')
      .where('id', '=', takeoverId)
      .set({ status: 'running' })
      .execute()
    await record(context, { noun: 'takeover', id: takeoverId, action: 'begin' })
  }
  await platform.enqueue(db, { name: 'take-over', data: { register: register.id, takeoverId } })
  return { outcome: 'begun' }
}

/** Lays a delivery aside of which nothing was taken over, with all that was read of it. */
export async function discardDelivery(
  context: Context,
  takeoverId: string,
): Promise<{ readonly outcome: 'discarded' | 'not-open' }> {
  const { db, today } = context
  const { numUpdatedRows } = await db
    .updateTable('takeover')
    .where('id', '=', takeoverId)
    .where('status', 'in', ['reading', 'checked', 'unreadable'])
    .set({ status: 'discarded', ended_on: today.toString() })
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return { outcome: 'not-open' }
  await removeRows(context, takeoverId)
  await record(context, { noun: 'takeover', id: takeoverId, action: 'discard' })
  return { outcome: 'discarded' }
}
