import { keepFiles } from '#domain/certification/objection/make-objection.ts'
import { mostObjectionFiles, mostWritten } from '#domain/certification/objection/objection.ts'
import { objectionFiles } from '#domain/certification/objection/queries.ts'
import type { SeenObjection } from '#domain/certification/objection/take-objection.ts'
import { takeObjection } from '#domain/certification/objection/take-objection.ts'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What somebody adds to an objection: the grounds that were to follow, or more of them, and files. */
export interface AddedToObjection {
  readonly grounds: string
  readonly files: readonly StoredEvidence[]
}

export type ObjectionAddedTo = {
  readonly outcome: 'added' | 'nothing' | 'too-much' | 'ended' | 'stale' | 'unknown'
}

/** Adds to an objection, as long as nothing was decided: what stood there before stays above it. */
export async function addToObjection(
  context: Context,
  seen: SeenObjection,
  { grounds, files }: AddedToObjection,
): Promise<ObjectionAddedTo> {
  const taken = await takeObjection(context, seen)
  if (taken.outcome !== 'taken') return taken
  const { objection } = taken
  const { status } = objection
  if (status === 'decided' || status === 'withdrawn') return { outcome: 'ended' }
  const more = grounds.trim()
  if (more === '' && files.length === 0) return { outcome: 'nothing' }
  const all = [objection.grounds, more].filter((text) => text !== '').join('\n\n')
  const there = await objectionFiles(context, objection.id)
  if (all.length > 2 * mostWritten || there.length + files.length > mostObjectionFiles) {
    return { outcome: 'too-much' }
  }
  await keepFiles(context, { id: objection.id, personId: objection.objector.personId }, files)
  await context.db
    .updateTable('objection')
    .set((eb) => ({
      grounds: all,
      ...(status === 'awaiting-grounds' && all !== '' ? { status: 'received' } : {}),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', objection.id)
    .execute()
  await record(context, {
    noun: 'objection',
    id: objection.id,
    action: 'add',
    facts: { grounds: more, files: files.length },
  })
  return { outcome: 'added' }
}
