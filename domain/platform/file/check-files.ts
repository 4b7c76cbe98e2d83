import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { KeptFile } from '#domain/platform/file/held-back-file.ts'
import {
  checkKept,
  checkTask,
  HeldBackFile,
  noteHeldBack,
} from '#domain/platform/file/held-back-file.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import type { Register } from '#regulations/register.ts'

/** In so many days every file is read once, from end to end. */
const round = 30

const together = 500

type OfDocument = KeptFile & { readonly documentId: string }

/**
 * Looks whether every file of a register is there, and reads those whose turn it is on this day: what is
 * missing or changed is put on the list of the administrator. Gives how many were so.
 */
export async function checkFiles(
  platform: Platform,
  register: Register,
  day = Temporal.Now.plainDateISO('Europe/Amsterdam'),
): Promise<number> {
  const turn = day.since('1970-01-01').days % round
  let damaged = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const some = await filesAfter(platform, register, { after, turn })
    const last = some.at(-1)
    if (last === undefined) return damaged
    after = last.documentId
    for (const file of some) {
      const error = await damageOf(platform, file, file.isRead)
      if (error === undefined) continue
      await noteHeldBack(platform, register, error)
      damaged += 1
    }
  }
}

/** Looks again at what was found so: it goes from the list once it is as it was, or nobody's any more. */
export async function checkFilesAgain(context: Context): Promise<void> {
  const { db, register, platform } = context
  const { rows } = await sql<OfDocument & { hasVirus: boolean }>`
    select d.id as "documentId", d.file_key as "fileKey", d.sha256, s.virus is not null as "hasVirus"
    from left_undone u join document d on d.id::text = u.whose
    left join unscanned_file s on s.file_key = d.file_key
    where u.register = ${register.id} and u.task = ${checkTask} and d.file_key is not null
    order by d.id`.execute(db)
  await eachDue(
    context,
    rows,
    ({ documentId }) => documentId,
    async (_, file) => {
      if (file.hasVirus) throw new HeldBackFile(file, 'virus')
      await checkKept(platform.files, file)
    },
  )
}

async function filesAfter(
  platform: Platform,
  register: Register,
  { after, turn }: { readonly after: string; readonly turn: number },
): Promise<readonly (OfDocument & { readonly isRead: boolean })[]> {
  const actor = { kind: 'system', task: 'check-files' } as const
  return inRegister(platform, { register, readOnly: true }, actor, async ({ db }) => {
    const { rows } = await sql<OfDocument & { isRead: boolean }>`
      select id as "documentId", file_key as "fileKey", sha256,
        abs(hashtext(id::text)::bigint) % ${round} = ${turn} as "isRead"
      from document
      where register = ${register.id} and id > ${after} and file_key is not null
      order by id limit ${together}`.execute(db)
    return rows
  })
}

async function damageOf(
  { files }: Platform,
  file: KeptFile,
  isRead: boolean,
): Promise<HeldBackFile | undefined> {
  try {
    if (isRead) await checkKept(files, file)
    else if (!(await files.has(file.fileKey))) return new HeldBackFile(file, 'missing')
    return undefined
  } catch (error) {
    if (error instanceof HeldBackFile) return error
    throw error
  }
}
