import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { readKept } from '#domain/platform/file/held-back-file.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { stampLater } from '#papers/time-stamp.ts'

/** How many papers get their stamp in one morning at most; the others get it on the next. */
const most = 500

/**
 * Stamps the time on papers that were sealed while the service that does so was away. The seal stays as it
 * was; what was sent of them by mail stays good, without the stamp.
 */
export async function stampPapers(context: Context): Promise<void> {
  if (context.platform.identity.timeStamps === undefined) return
  const rows = await context.db
    .selectFrom('paper_to_stamp')
    .where('register', '=', context.register.id)
    .select('document_id')
    .orderBy('since')
    .limit(most)
    .execute()
  await eachDue(
    context,
    rows,
    ({ document_id }) => document_id,
    (own, { document_id }) => stampPaper(own, document_id),
  )
}

async function stampPaper(context: Context, id: string): Promise<void> {
  const { db, register, today, platform } = context
  const { timeStamps } = platform.identity
  if (timeStamps === undefined) return
  const taken = await db
    .deleteFrom('paper_to_stamp')
    .where('document_id', '=', id)
    .returning('document_id')
    .executeTakeFirst()
  const paper = await db
    .selectFrom('document')
    .where('id', '=', id)
    .select(['file_key', 'sha256', 'media_type', 'kind'])
    .forUpdate()
    .executeTakeFirst()
  // Somebody else did it meanwhile, or it is gone.
  if (taken === undefined || !paper?.file_key || paper.sha256 === null) return
  const kept = { documentId: id, fileKey: paper.file_key, sha256: paper.sha256 }
  const stamped = Buffer.from(await stampLater(await readKept(context, kept), timeStamps))
  const sha256 = createHash('sha256').update(stamped).digest('hex')
  const size = stamped.length
  const file_key = await platform.files.put(Readable.from([stamped]), paper.media_type, size)
  await db.updateTable('document').where('id', '=', id).set({ size, sha256, file_key }).execute()
  await db
    .insertInto('file_to_remove')
    .values({ register: register.id, file_key: paper.file_key, added_on: today.toString() })
    .execute()
  const facts = { kind: paper.kind, sha256, before: paper.sha256 }
  await record(context, { noun: 'paper', id, action: 'stamp', facts })
}
