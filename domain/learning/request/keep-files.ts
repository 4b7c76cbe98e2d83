import type { Owner } from '#domain/courses/course/course.ts'
import { keepsCourses } from '#domain/courses/course/keeps-courses.ts'
import { findRequest, requestFiles } from '#domain/learning/request/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { StoredFile } from '#domain/platform/file/keep-document.ts'
import { keepDocument } from '#domain/platform/file/keep-document.ts'

/** How many files one request can have. */
export const mostRequestFiles = 40

export type KeptFiles = { readonly outcome: 'kept' | 'too-many' | 'not-allowed' }

/** Adds files to a request, of which each shows one thing that is asked; also when more was asked. */
export async function keepRequestFiles(
  context: Context,
  owner: Owner,
  requestId: string,
  { shows, files }: { readonly shows: string; readonly files: readonly StoredFile[] },
): Promise<KeptFiles> {
  const { db, register, today, actor } = context
  if (!(await keepsCourses(context, owner, 'ask-accreditation'))) return { outcome: 'not-allowed' }
  const request = await findRequest(context, requestId, { lock: true })
  if (request?.owner?.is !== owner.is || request.owner.id !== owner.id)
    return { outcome: 'not-allowed' }
  if (!request.parts.some(({ status }) => status === 'draft' || status === 'asked'))
    return { outcome: 'not-allowed' }
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
  // The document stays: another request may have it too.
  const removed = await context.db
    .deleteFrom('accreditation_file')
    .where('request_id', '=', requestId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()
  if (removed === undefined) return { outcome: 'not-found' }
  await record(context, {
    noun: 'accreditation',
    id: requestId,
    action: 'remove-file',
    facts: { file: removed.name },
  })
  return { outcome: 'removed' }
}
