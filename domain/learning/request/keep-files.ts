import type { Owner } from '#domain/courses/course/course.ts'
import { keepsCourses } from '#domain/courses/course/keeps-courses.ts'
import { findRequest, requestFiles } from '#domain/learning/request/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import type { StoredFile } from '#domain/platform/file/keep-document.ts'
import { keepDocument } from '#domain/platform/file/keep-document.ts'
import { removeDocumentsById } from '#domain/platform/file/remove-documents.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** How many files one request can have. */
export const mostRequestFiles = 40

export type KeptFiles = { readonly outcome: 'kept' | 'too-many' | 'not-allowed' }

/**
 * Adds files to a request, of which each shows one thing that is asked; also when more was asked. What answers a question
 * of one register is seen by that register alone.
 */
export async function keepRequestFiles(
  context: Context,
  owner: Owner,
  requestId: string,
  {
    shows,
    files,
    answers,
  }: {
    readonly shows: string
    readonly files: readonly StoredFile[]
    /** Of which register it answers the question. */
    readonly answers?: string | undefined
  },
): Promise<KeptFiles> {
  const { db, register, today, actor } = context
  if (!(await keepsCourses(context, owner, 'ask-accreditation'))) return { outcome: 'not-allowed' }
  const request = await findRequest(context, requestId, { lock: true })
  if (request?.owner?.is !== owner.is || request.owner.id !== owner.id)
    return { outcome: 'not-allowed' }
  const open = request.parts.some((part) =>
    answers === undefined
      ? part.status === 'draft'
      : part.status === 'asked' && part.register === answers,
  )
  if (!open) return { outcome: 'not-allowed' }
  const there = await requestFiles(context, requestId)
  if (there.length + files.length > mostRequestFiles) return { outcome: 'too-many' }
  for (const file of files) {
    const id = await keepDocument(context, file, {
      personId: owner.is === 'person' ? owner.id : undefined,
      accreditation: requestId,
    })
    await db
      .insertInto('accreditation_file')
      .values({
        request_id: requestId,
        document_id: id,
        kept_in: register.id,
        only_for: answers ?? null,
        shows,
        name: file.name,
        added_by: accountIdOf(actor) ?? null,
        added_on: today.toString(),
      })
      .execute()
  }
  if (files.length > 0) {
    await record(context, {
      noun: 'accreditation',
      id: requestId,
      action: 'add-file',
      facts: { shows, files: files.map(({ name }) => name) },
    })
  }
  return { outcome: 'kept' }
}

/** Takes a file out of a request that was not handed in. */
export async function removeRequestFile(
  context: Context,
  owner: Owner,
  requestId: string,
  id: string,
): Promise<{ readonly outcome: 'removed' | 'not-found' | 'not-allowed' }> {
  if (!(await keepsCourses(context, owner, 'ask-accreditation'))) return { outcome: 'not-allowed' }
  const request = await findRequest(context, requestId, { lock: true })
  if (request?.owner?.is !== owner.is || request.owner.id !== owner.id)
    return { outcome: 'not-allowed' }
  if (request.handedInOn !== undefined) return { outcome: 'not-allowed' }
  const [removed] = await takeOutFiles(context, requestId, { id })
  if (removed === undefined) return { outcome: 'not-found' }
  await record(context, {
    noun: 'accreditation',
    id: requestId,
    action: 'remove-file',
    facts: { file: removed.name },
  })
  return { outcome: 'removed' }
}

/**
 * Takes files out of a request: all of them, one, or those that lie in a register. The documents go with them, but for
 * those that another request has too.
 */
export async function takeOutFiles(
  context: Context,
  requestId: string,
  { id, keptIn }: { readonly id?: string; readonly keptIn?: string } = {},
): Promise<readonly { readonly name: string }[]> {
  const { db } = context
  if (id !== undefined && !isUuid(id)) return []
  const removed = await db
    .deleteFrom('accreditation_file')
    .where('request_id', '=', requestId)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .$if(keptIn !== undefined, (query) => query.where('kept_in', '=', keptIn ?? ''))
    .returning(['document_id', 'kept_in', 'name'])
    .execute()
  if (removed.length === 0) return []
  const others = await db
    .selectFrom('accreditation_file')
    .where(
      'document_id',
      'in',
      removed.map(({ document_id }) => document_id),
    )
    .select('document_id')
    .execute()
  const stay = new Set(others.map(({ document_id }) => document_id))
  const gone = Map.groupBy(
    removed.filter(({ document_id }) => !stay.has(document_id)),
    ({ kept_in }) => kept_in,
  )
  for (const [register, files] of gone) {
    const ids = files.map(({ document_id }) => document_id)
    await inOtherRegister(context, register, (there) => removeDocumentsById(there, ids))
  }
  return removed
}
