import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/** Removes the documents of a person but some; their files follow when that has been committed. */
export async function removeDocuments(
  context: Context,
  personId: string,
  but: readonly string[] = [],
): Promise<void> {
  const removed = await context.db
    .deleteFrom('document')
    .where('person_id', '=', personId)
    .where(({ eb, and }) => (but.length === 0 ? and([]) : eb('id', 'not in', [...but])))
    .returning('file_key')
    .execute()
  const { register, today } = context
  // A paper that was still to be made has no file.
  const keys = removed.flatMap(({ file_key }) =>
    file_key === null ? [] : [{ register: register.id, file_key, added_on: today.toString() }],
  )
  if (keys.length === 0) return
  await context.db.insertInto('file_to_remove').values(keys).execute()
}

/** Removes the files of documents that were removed on an earlier day. */
export async function removeFiles(context: Context): Promise<void> {
  const rows = await context.db
    .selectFrom('file_to_remove')
    .where('added_on', '<', context.today.toString())
    .select('file_key')
    .limit(1000)
    .execute()
  await eachDue(
    context,
    rows,
    ({ file_key }) => file_key,
    async (context, { file_key: key }) => {
      await context.platform.files.remove(key)
      await context.db.deleteFrom('file_to_remove').where('file_key', '=', key).execute()
    },
  )
}
