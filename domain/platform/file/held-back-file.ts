import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { noteUndone } from '#domain/platform/left-undone/note-undone.ts'
import type { Storage } from '#domain/platform/storage/storage.ts'
import type { Register } from '#regulations/register.ts'

/** A file: where it is kept, and the hash of what was kept there. */
export interface KeptFile {
  /** Of which document it is; undefined where it is none yet. */
  readonly documentId: string | undefined
  readonly fileKey: string
  /** In lower-case hexadecimal. */
  readonly sha256: string
}

/** Why a file is shown to nobody. */
export type HeldBack = 'missing' | 'replaced' | 'virus' | 'unscanned'

/**
 * What was kept is there no more or is something else by now, has a virus in it, or was not scanned yet.
 * Whoever asked for it is told so; and of all but the last so is the administrator.
 */
export class HeldBackFile extends Error {
  readonly documentId: string | undefined
  readonly why: HeldBack

  constructor({ documentId, fileKey }: Omit<KeptFile, 'sha256'>, why: HeldBack) {
    super(words[why](fileKey))
    this.documentId = documentId
    this.why = why
  }
}

const words: Readonly<Record<HeldBack, (fileKey: string) => string>> = {
  missing: (key) => `Het bestand ${key} is er niet meer. Zet het terug uit een reservekopie.`,
  replaced: (key) =>
    `Het bestand ${key} is veranderd sinds het is bewaard. Zet het terug uit een reservekopie.`,
  virus: (key) => `In het bestand ${key} is een virus gevonden. Het wordt aan niemand getoond.`,
  unscanned: (key) => `Het bestand ${key} is nog niet op virussen gecontroleerd.`,
}

/** Opens what was kept, once it was read from end to end and found to be that; throws HeldBackFile otherwise. */
export async function openKept(context: Context, file: KeptFile): Promise<Readable> {
  await checkScanned(context, file)
  return openSame(context.platform.files, file)
}

/** What was kept, as a whole: for what is small enough to be held. Throws HeldBackFile as openKept does. */
export async function readKept(context: Context, file: KeptFile): Promise<Buffer> {
  await checkScanned(context, file)
  const contents = await buffer(await there(context.platform.files, file))
  const hash = createHash('sha256').update(contents).digest('hex')
  if (hash !== file.sha256) throw new HeldBackFile(file, 'replaced')
  return contents
}

async function checkScanned({ db }: Context, file: KeptFile): Promise<void> {
  const held = await db
    .selectFrom('unscanned_file')
    .where('file_key', '=', file.fileKey)
    .select('virus')
    .executeTakeFirst()
  if (held !== undefined) throw new HeldBackFile(file, held.virus === null ? 'unscanned' : 'virus')
}

/** Opens what was kept, scanned or not, where it goes on to whatever scans it; throws HeldBackFile where it is not the same. */
export async function openSame(files: Storage, file: KeptFile): Promise<Readable> {
  await checkKept(files, file)
  return there(files, file)
}

/** Reads what was kept from end to end; throws HeldBackFile where it is not there or not the same. */
export async function checkKept(files: Storage, file: KeptFile): Promise<void> {
  const contents = await there(files, file)
  const hash = createHash('sha256')
  for await (const chunk of contents) hash.update(chunk as Uint8Array)
  if (hash.digest('hex') !== file.sha256) throw new HeldBackFile(file, 'replaced')
}

async function there(files: Storage, file: KeptFile): Promise<Readable> {
  const contents = await files.get(file.fileKey)
  if (contents === undefined) throw new HeldBackFile(file, 'missing')
  return contents
}

/** The name of the due work under which such a file is listed, until it is as it was. */
export const checkTask = 'checkFiles'

/** Puts a file that was found so on the list of the administrator, at most once a day. */
export async function noteHeldBack(
  platform: Platform,
  register: Register,
  error: HeldBackFile,
): Promise<void> {
  // That passes by itself.
  if (error.why === 'unscanned') return
  const { documentId } = error
  if (documentId === undefined) return
  const actor = { kind: 'system', task: 'check-files' } as const
  await inRegister(platform, { register }, actor, async (context) => {
    if (await isNotedToday(context, documentId)) return
    await noteUndone(context, { task: checkTask, whose: documentId }, error)
  })
}

async function isNotedToday(
  { db, register, today }: Context,
  documentId: string,
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
