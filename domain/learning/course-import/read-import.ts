import { carryOnTask } from '#domain/learning/attendance-list/break-off.ts'
import type { EducationLimits } from '#domain/learning/course-import/fetch-education-api.ts'
import { fetchEducation } from '#domain/learning/course-import/fetch-education-api.ts'
import { findImport } from '#domain/learning/course-import/queries.ts'
import { keepRead, readEducation, readFile } from '#domain/learning/course-import/take-import.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { noteUndone } from '#domain/platform/left-undone/note-undone.ts'

/** Which import is to be read, and on whose pages it was begun. */
export interface ImportJob {
  readonly register: string
  readonly organisationId: string
  readonly importId: string
}

const actor: Actor = { kind: 'system', task: 'course-import' }

/**
 * Reads the file of an import, or asks its address, and compares what its provider offers with what is there. While it
 * is read no transaction is open. Done twice it is done once.
 */
export async function readImport(
  platform: Platform,
  { register: at, organisationId, importId }: ImportJob,
  limits?: EducationLimits,
): Promise<void> {
  const register = platform.registers.get(at)
  if (register === undefined) return
  const within = <Result>(work: (context: Context) => Promise<Result>) =>
    inRegister(platform, { register, organisation: organisationId }, actor, work)
  const begun = await within((context) => findImport(context, organisationId, importId))
  if (begun?.state !== 'reading') return
  const { origin, name, sha256, fileKey } = begun
  const read =
    origin === 'address'
      ? readEducation(await fetchEducation(name, platform.outgoing, limits))
      : fileKey && (await readFile(platform, origin, { name, sha256, fileKey }))
  if (!read) return
  await within(async (context) => {
    const now = await findImport(context, organisationId, importId, { lock: true })
    if (now?.state !== 'reading') return
    await keepRead(context, organisationId, importId, read)
  })
  if (fileKey !== undefined) await platform.files.remove(fileKey)
}

/**
 * Ends an import that cannot go on for a reason that nobody foresaw: its provider sees that it can try again, and it
 * stands for a day among what the administrator sees that was left undone.
 */
export async function breakOffImport(
  platform: Platform,
  { register: at, organisationId, importId }: ImportJob,
  error: unknown,
): Promise<void> {
  const register = platform.registers.get(at)
  if (register === undefined) return
  const own = { register, organisation: organisationId }
  await inRegister(platform, own, actor, async (context) => {
    const now = await findImport(context, organisationId, importId, { lock: true })
    if (now?.state !== 'reading') return
    await keepRead(context, organisationId, importId, {
      outcome: 'unreadable',
      problem: 'broke-off',
    })
    await noteUndone(context, { task: carryOnTask, whose: importId }, error)
  })
}
