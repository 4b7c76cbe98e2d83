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
  await removeFilesLater(context, removed)
}

/** Removes these documents of this register; their files follow when that has been committed. */
export async function removeDocumentsById(context: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const removed = await context.db
    .deleteFrom('document')
    .where('register', '=', context.register.id)
    .where('id', 'in', [...ids])
    .returning('file_key')
    .execute()
  await removeFilesLater(context, removed)
}

/**
 * Removes the files of these documents of this register when that has been committed, and notes the day on the document: what
 * it was, stays known.
 */
export async function destroyFiles(context: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { db, register, today } = context
  const documents = await db
    .selectFrom('document')
    .where('register', '=', register.id)
    .where('id', 'in', [...ids])
    .select(['id', 'file_key'])
    .forUpdate()
    .execute()
  await db
    .updateTable('document')
    .where('register', '=', register.id)
    .where('id', 'in', [...ids])
    .set({ size: null, sha256: null, file_key: null, destroyed_on: today.toString() })
    .execute()
  await removeFilesLater(context, documents)
}

async function removeFilesLater(
  context: Context,
  removed: readonly { readonly file_key: string | null }[],
): Promise<void> {
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
