import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/** Ends what lay ready until yesterday; the file itself goes once that is committed. */
export async function endPersonalExports(context: Context): Promise<void> {
  const { db, register, today } = context
  const rows = await db
    .selectFrom('personal_export')
    .where('register', '=', register.id)
    .where('status', '=', 'ready')
    .where('fetch_before', '<', today.toString())
    .select('id')
    .execute()
  await eachDue(context, rows, ({ id }) => id, end)
}

async function end(context: Context, { id }: { readonly id: string }): Promise<void> {
  const { db, register, today } = context
  const row = await db
    .selectFrom('personal_export')
    .where('id', '=', id)
    .where('status', '=', 'ready')
    .select(['file_key', 'version'])
    .forUpdate()
    .executeTakeFirst()
  if (row?.file_key == null) return
  await db
    .updateTable('personal_export')
    .where('id', '=', id)
    .set({ status: 'ended', file_key: null, version: row.version + 1 })
    .execute()
  await db
    .insertInto('file_to_remove')
    .values({ register: register.id, file_key: row.file_key, added_on: today.toString() })
    .execute()
  await record(context, { noun: 'personal-export', id, action: 'end' })
}
