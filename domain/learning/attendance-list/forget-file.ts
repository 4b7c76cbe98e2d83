import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { removeDocumentsById } from '#domain/platform/file/remove-documents.ts'

/** Removes the file of a list, where it is still there: its rows are kept as they were typed, or it was laid aside. */
export async function forgetFile(context: Context, id: string): Promise<void> {
  const { db } = context
  const row = await db
    .selectFrom('attendance_delivery')
    .where('id', '=', id)
    .select(['document_id', 'kept_in'])
    .executeTakeFirst()
  const document = row?.document_id
  if (row === undefined || document == null) return
  await db
    .updateTable('attendance_delivery')
    .set({ document_id: null })
    .where('id', '=', id)
    .execute()
  await inOtherRegister(context, row.kept_in, async (there) => {
    await removeDocumentsById(there, [document])
    await record(there, { noun: 'evidence', id: document, action: 'remove', facts: {} })
  })
}
