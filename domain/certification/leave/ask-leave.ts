import { grantLeave } from '#domain/certification/leave/grant-leave.ts'
import type { NotLeave, WishedLeave } from '#domain/certification/leave/leave.ts'
import { mostLeaveFiles, mostNote } from '#domain/certification/leave/leave.ts'
import { benchForLeave, findLeave } from '#domain/certification/leave/queries.ts'
import { weighLeave } from '#domain/certification/leave/weigh-leave.ts'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { keepFile } from '#domain/dossier/evidence/attach-evidence.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { tellTooFew } from '#domain/people/staff/tell-too-few.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type AskedLeave =
  | { readonly outcome: 'asked' | 'granted'; readonly id: string }
  | { readonly outcome: 'not'; readonly why: NotLeave | 'no-proof' | 'too-much' }
  | { readonly outcome: 'unknown' }

/** Asks for leave: what the statement is enough for is granted at once, anything else waits for a decision. */
export async function askLeave(
  context: Context,
  asked: {
    readonly registrationId: string
    readonly wish: WishedLeave
    readonly note: string
    readonly files: readonly StoredEvidence[]
  },
): Promise<AskedLeave> {
  const done = await ask(context, asked)
  if (done.outcome === 'not' || done.outcome === 'unknown') {
    for (const { fileKey } of asked.files) await context.platform.files.remove(fileKey)
  }
  return done
}

async function ask(
  context: Context,
  { registrationId, wish, note, files }: Parameters<typeof askLeave>[1],
): Promise<AskedLeave> {
  const { db, register, today } = context
  // Of two requests at once the second sees the first.
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined) return { outcome: 'unknown' }
  const weighed = await weighLeave(context, registrationId, wish)
  if (weighed.outcome !== 'possible') {
    return weighed.outcome === 'not' ? { outcome: 'not', why: weighed.why } : weighed
  }
  const { sort, compiled } = weighed
  if (sort.proof === 'asked' && files.length === 0) return { outcome: 'not', why: 'no-proof' }
  if (files.length > mostLeaveFiles || note.length > mostNote) {
    return { outcome: 'not', why: 'too-much' }
  }
  const { id } = await db
    .insertInto('leave')
    .values({
      register: register.id,
      registration_id: registrationId,
      regulation_version: compiled.regulation.version.toString(),
      sort: sort.id,
      first: wish.first.toString(),
      last: wish.last.toString(),
      note: note.trim(),
      status: 'asked',
      asked_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const kept = sort.proof === 'asked' ? files : []
  for (const file of kept) {
    const documentId = await keepFile(context, member.personId, file)
    await db
      .insertInto('leave_file')
      .values({
        leave_id: id,
        register: register.id,
        document_id: documentId,
        added_on: today.toString(),
      })
      .execute()
    await record(context, {
      noun: 'evidence',
      id: documentId,
      action: 'attach',
      facts: { leave: id, sha256: file.sha256 },
    })
  }
  await record(context, {
    noun: 'leave',
    id,
    action: 'ask',
    facts: {
      registration: registrationId,
      sort: sort.id,
      first: wish.first.toString(),
      last: wish.last.toString(),
      files: kept.length,
    },
  })
  const leave = await findLeave(context, id)
  if (leave === undefined) throw new Error(`There is no leave ${id}`)
  if (sort.granted === 'by-statement') {
    await grantLeave(context, leave, { days: wish, reason: '', byStatement: true })
    return { outcome: 'granted', id }
  }
  const { members, kept: tied } = await benchForLeave(context, leave)
  await tellTooFew(context, {
    what: `het verlof van ${leave.holder.name}`,
    act: 'decide-leave',
    free: members.filter((one) => !tied.has(one.id)).length,
    needed: 1,
  })
  return { outcome: 'asked', id }
}
