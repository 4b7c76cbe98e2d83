import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A file that was received, checked and stored. */
export interface StoredFile {
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly fileKey: string
}

/**
 * Makes a document of a stored file that shows something, of somebody or of nobody in particular, with the record of
 * it; gives its id.
 * @param facts of what it is, as the record has it
 */
export async function keepDocument(
  context: Context,
  file: StoredFile,
  {
    personId,
    ...facts
  }: { readonly personId?: string | undefined; readonly [of: string]: unknown },
): Promise<string> {
  const { db, register, today } = context
  const { id } = await db
    .insertInto('document')
    .values({
      register: register.id,
      person_id: personId ?? null,
      kind: 'evidence',
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      file_key: file.fileKey,
      made_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'evidence',
    id,
    action: 'attach',
    facts: { ...facts, sha256: file.sha256 },
  })
  return id
}
