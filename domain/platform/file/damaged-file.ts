import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { noteUndone } from '#domain/platform/left-undone/note-undone.ts'
import type { Storage } from '#domain/platform/storage/storage.ts'
import type { Register } from '#regulations/register.ts'

/** The file of a document: where it is kept, and the hash of what was kept there. */
export interface KeptFile {
  readonly documentId: string
  readonly fileKey: string
  /** In lower-case hexadecimal. */
  readonly sha256: string
}

/** What was kept is there no more, or is something else by now. Whoever asked for it is told so, and the administrator. */
export class DamagedFile extends Error {
  readonly documentId: string

  constructor({ documentId, fileKey }: KeptFile, what: 'missing' | 'replaced') {
    const found = what === 'missing' ? 'is er niet meer' : 'is veranderd sinds het is bewaard'
    super(`Het bestand ${fileKey} ${found}. Zet het terug uit een reservekopie.`)
    this.documentId = documentId
  }
}

/** Opens what was kept, once it was read from end to end and found to be that; throws DamagedFile otherwise. */
export async function openKept(files: Storage, file: KeptFile): Promise<Readable> {
  await checkKept(files, file)
  const contents = await files.get(file.fileKey)
  if (contents === undefined) throw new DamagedFile(file, 'missing')
  return contents
}

/** Reads what was kept from end to end; throws DamagedFile where it is not there or not the same. */
export async function checkKept(files: Storage, file: KeptFile): Promise<void> {
  const contents = await files.get(file.fileKey)
  if (contents === undefined) throw new DamagedFile(file, 'missing')
  const hash = createHash('sha256')
  for await (const chunk of contents) hash.update(chunk as Uint8Array)
  if (hash.digest('hex') !== file.sha256) throw new DamagedFile(file, 'replaced')
}

/** The name of the due work under which such a file is listed, until it is as it was. */
export const checkTask = 'checkFiles'

/** Puts a file that was found so on the list of the administrator, at most once a day. */
export async function noteDamaged(
  platform: Platform,
  register: Register,
  error: DamagedFile,
): Promise<void> {
  const actor = { kind: 'system', task: 'check-files' } as const
  await inRegister(platform, { register }, actor, async (context) => {
    if (await isNotedToday(context, error)) return
    await noteUndone(context, { task: checkTask, whose: error.documentId }, error)
  })
}

async function isNotedToday(
  { db, register, today }: Context,
  { documentId }: DamagedFile,
): Promise<boolean> {
  const noted = await db
    .selectFrom('left_undone')
    .where('register', '=', register.id)
    .where('task', '=', checkTask)
    .where('whose', '=', documentId)
    .where('last_tried', '=', today.toString())
    .select('id')
    .executeTakeFirst()
  return noted !== undefined
}
