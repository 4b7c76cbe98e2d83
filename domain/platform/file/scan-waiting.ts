import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { HeldBackFile, noteHeldBack } from '#domain/platform/file/held-back-file.ts'

/** Holds back files that came in while the scanner could not be reached, before anything names them. */
export async function holdUnscanned(
  platform: Platform,
  fileKeys: readonly string[],
): Promise<void> {
  if (fileKeys.length === 0) return
  await platform.db
    .insertInto('unscanned_file')
    .values(fileKeys.map((file_key) => ({ file_key })))
    .execute()
}

/**
 * Scans what came in while the scanner could not be reached: what is clean can be opened from then on, and
 * in what document a virus is stands on the list of the administrator. Gives how many are still to be scanned.
 */
export async function scanWaiting(platform: Platform): Promise<number> {
  const { files, scanner } = platform
  const db = platform.db
  const waiting = await db
    .selectFrom('unscanned_file')
    .where('virus', 'is', null)
    .orderBy('since')
    .select('file_key')
    .execute()
  for (const [index, { file_key: key }] of waiting.entries()) {
    // A scanner that is not set any more was taken away on purpose.
    const contents = scanner === undefined ? undefined : await files.get(key)
    const scanned =
      contents === undefined || scanner === undefined
        ? { outcome: 'clean' as const }
        : await scanner(() => contents)
    if (scanned.outcome === 'away') return waiting.length - index
    if (scanned.outcome === 'clean') {
      await db.deleteFrom('unscanned_file').where('file_key', '=', key).execute()
    } else {
      await db
        .updateTable('unscanned_file')
        .where('file_key', '=', key)
        .set({ virus: scanned.name })
        .execute()
      await tellOfVirus(platform, key)
    }
  }
  return 0
}

async function tellOfVirus(platform: Platform, fileKey: string): Promise<void> {
  const actor = { kind: 'system', task: 'scan-files' } as const
  for (const register of platform.registers.values()) {
    const document = await inRegister(platform, { register, readOnly: true }, actor, ({ db }) =>
      db
        .selectFrom('document')
        .where('file_key', '=', fileKey)
        .where('register', '=', register.id)
        .select('id')
        .executeTakeFirst(),
    )
    if (document === undefined) continue
    const file = { documentId: document.id, fileKey }
    await noteHeldBack(platform, register, new HeldBackFile(file, 'virus'))
  }
}
