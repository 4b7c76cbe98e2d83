import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { DocumentTable } from '#db/schema.ts'
import type { Context } from '#domain/platform/context/context.ts'

// Files for tests: what somebody uploaded, without the upload.

/** A file, before it is stored. */
export interface NewDocument {
  readonly kind: DocumentTable['kind']
  /** The person to whom it belongs, if to anyone. */
  readonly personId: string | undefined
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array
}

/**
 * Stores a file and names it in the database; gives its id.
 */
export async function storeDocument(context: Context, made: NewDocument): Promise<string> {
  const content = Buffer.from(made.content)
  const fileKey = await context.platform.files.put(
    Readable.from([content]),
    made.mediaType,
    content.length,
  )
  const { id } = await context.db
    .insertInto('document')
    .values({
      register: context.register.id,
      person_id: made.personId ?? null,
      kind: made.kind,
      name: made.name,
      media_type: made.mediaType,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      file_key: fileKey,
      made_on: context.today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
