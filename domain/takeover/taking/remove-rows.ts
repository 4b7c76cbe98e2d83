import type { Context } from '#domain/platform/context/context.ts'

/** Removes the rows and the files of a delivery; the files themselves go once that is committed. */
export async function removeRows({ db, register, today }: Context, id: string): Promise<void> {
  await db.deleteFrom('takeover_row').where('takeover_id', '=', id).execute()
  const files = await db
    .deleteFrom('takeover_file')
    .where('takeover_id', '=', id)
    .returning('file_key')
    .execute()
  if (files.length === 0) return
  const added_on = today.toString()
  await db
    .insertInto('file_to_remove')
    .values(files.map(({ file_key }) => ({ register: register.id, file_key, added_on })))
    .execute()
}
