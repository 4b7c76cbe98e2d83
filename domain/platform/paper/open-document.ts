import type { Readable } from 'node:stream'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { ComingPaper } from '#domain/platform/paper/queries.ts'
import { comingPapers } from '#domain/platform/paper/queries.ts'

export type OpenedDocument =
  | {
      readonly outcome: 'opened'
      readonly name: string
      readonly mediaType: string
      readonly size: number
      readonly contents: Readable
    }
  /** It has been issued, and is still being made. */
  | { readonly outcome: 'coming'; readonly paper: ComingPaper }
  | { readonly outcome: 'unknown' }

/** Opens a stored document; with a person only when it is theirs. */
export async function openDocument(
  context: Context,
  id: string,
  personId?: string,
): Promise<OpenedDocument> {
  if (!isUuid(id)) return { outcome: 'unknown' }
  const query = context.db
    .selectFrom('document')
    .where('id', '=', id)
    .select(['name', 'media_type', 'size', 'file_key'])
  const row = await (personId === undefined
    ? query
    : query.where('person_id', '=', personId)
  ).executeTakeFirst()
  if (row === undefined) return { outcome: 'unknown' }
  const { name, media_type: mediaType, size, file_key: key } = row
  if (key === null || size === null) {
    const [paper] = await comingPapers(context, [id])
    return paper === undefined ? { outcome: 'unknown' } : { outcome: 'coming', paper }
  }
  const contents = await context.platform.files.get(key)
  return contents === undefined
    ? { outcome: 'unknown' }
    : { outcome: 'opened', name, mediaType, size, contents }
}
