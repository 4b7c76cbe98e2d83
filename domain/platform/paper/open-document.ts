import type { Readable } from 'node:stream'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { openKept } from '#domain/platform/file/held-back-file.ts'
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

/**
 * Opens a stored document; with a person only when it is theirs. Throws HeldBackFile where it is not what
 * was kept.
 */
export async function openDocument(
  context: Context,
  id: string,
  personId?: string,
): Promise<OpenedDocument> {
  if (!isUuid(id)) return { outcome: 'unknown' }
  const query = context.db
    .selectFrom('document')
    .where('id', '=', id)
    .select(['name', 'media_type', 'size', 'sha256', 'file_key'])
  const row = await (personId === undefined
    ? query
    : query.where('person_id', '=', personId)
  ).executeTakeFirst()
  if (row === undefined) return { outcome: 'unknown' }
  const { name, media_type: mediaType, size, sha256, file_key: fileKey } = row
  if (fileKey === null || sha256 === null || size === null) {
    const [paper] = await comingPapers(context, [id])
    return paper === undefined ? { outcome: 'unknown' } : { outcome: 'coming', paper }
  }
  const kept = { documentId: id, fileKey, sha256 }
  const contents = await openKept(context, kept)
  return { outcome: 'opened', name, mediaType, size, contents }
}

/**
 * Opens a document that lies in a register, whichever one asks: what organisations show lies where it was added.
 * Whoever calls has seen to it that it may be read. Throws HeldBackFile as above.
 */
export async function openDocumentIn(
  context: Context,
  register: string,
  id: string,
): Promise<OpenedDocument> {
  const opened = await inOtherRegister(context, register, (there) => openDocument(there, id))
  return opened ?? { outcome: 'unknown' }
}
