import type { Context } from '#domain/platform/context/context.ts'
import { fileOfVersion } from '#domain/platform/context/registers.ts'

/** A file of a register as it was imported at some moment. */
export interface ImportedFile {
  /** register.yaml, 2021-01-01.yaml or texts/privacy.md. */
  readonly name: string
  readonly revision: number
  /** Undefined where the file was taken away. */
  readonly text: string | undefined
  readonly hash: string
  /** The folder that it came from. */
  readonly source: string
  readonly importedAt: string
}

/** Every file of a register that was ever imported, the latest first. */
export async function listFiles({ db, register }: Context): Promise<readonly ImportedFile[]> {
  const files = await db
    .selectFrom('register_file')
    .where('register', '=', register.id)
    .select(['name', 'revision', 'text', 'hash', 'source', 'imported_at'])
    .execute()
  const versions = await db
    .selectFrom('regulation_version')
    .where('register', '=', register.id)
    .select(['first_day', 'revision', 'text', 'hash', 'source', 'imported_at'])
    .execute()
  return [
    ...files,
    ...versions.map(({ first_day, ...one }) => ({ ...one, name: fileOfVersion(first_day) })),
  ]
    .map(({ name, revision, text, hash, source, imported_at }) => ({
      name,
      revision,
      text: text ?? undefined,
      hash: hash ?? '',
      source,
      importedAt: imported_at,
    }))
    .toSorted(
      (one, other) =>
        other.importedAt.localeCompare(one.importedAt) || (one.name < other.name ? 1 : -1),
    )
}
