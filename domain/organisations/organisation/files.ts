import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import type { StoredFile } from '#domain/platform/file/keep-document.ts'
import { keepDocument } from '#domain/platform/file/keep-document.ts'
import { removeDocumentsById } from '#domain/platform/file/remove-documents.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { OpenedDocument } from '#domain/platform/paper/open-document.ts'
import { openDocumentIn } from '#domain/platform/paper/open-document.ts'

/** How many files one organisation has of who it is, at most. */
export const mostOrganisationFiles = 20

/** A file that shows who an organisation is. */
export interface OrganisationFile {
  readonly id: string
  readonly name: string
  /** By a back office, and not by the organisation itself. */
  readonly byOffice: boolean
  readonly addedOn: Temporal.PlainDate
}

/**
 * Keeps files that show who an organisation is, in a transaction that acts for it. What is one too many is
 * removed again: gives how many were kept.
 */
export async function keepOrganisationFiles(
  context: Context,
  organisationId: string,
  { files, byOffice }: { readonly files: readonly StoredFile[]; readonly byOffice: boolean },
): Promise<number> {
  const { db, register, today, actor, platform } = context
  const there = await listOrganisationFiles(context, organisationId)
  const kept = files.slice(0, Math.max(0, mostOrganisationFiles - there.length))
  for (const { fileKey } of files.slice(kept.length)) await platform.files.remove(fileKey)
  for (const file of kept) {
    const id = await keepDocument(context, file, { organisation: organisationId })
    await db
      .insertInto('organisation_file')
      .values({
        organisation_id: organisationId,
        document_id: id,
        kept_in: register.id,
        name: file.name,
        added_by: accountIdOf(actor) ?? null,
        by_office: byOffice,
        added_on: today.toString(),
      })
      .execute()
  }
  if (kept.length > 0) {
    await record(context, {
      noun: 'organisation',
      id: organisationId,
      action: 'add-file',
      facts: { files: kept.map(({ name }) => name) },
    })
  }
  return kept.length
}

/** The files that show who an organisation is, the newest first. */
export async function listOrganisationFiles(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
): Promise<readonly OrganisationFile[]> {
  const rows = await db
    .selectFrom('organisation_file')
    .where('organisation_id', '=', organisationId)
    .select(['id', 'name', 'by_office', 'added_on'])
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ id, name, by_office, added_on }) => ({
    id,
    name,
    byOffice: by_office,
    addedOn: Temporal.PlainDate.from(added_on),
  }))
}

/** Removes the files that showed who an organisation is, in whatever register they lie. */
export async function forgetOrganisationFiles(
  context: Context,
  organisationId: string,
): Promise<void> {
  const rows = await context.db
    .selectFrom('organisation_file')
    .where('organisation_id', '=', organisationId)
    .select(['document_id', 'kept_in'])
    .execute()
  for (const keptIn of new Set(rows.map(({ kept_in }) => kept_in))) {
    const ids = rows.filter(({ kept_in }) => kept_in === keptIn).map((row) => row.document_id)
    await inOtherRegister(context, keptIn, async (there) => {
      await removeDocumentsById(there, ids)
      for (const id of ids) {
        const facts = { organisation: organisationId }
        await record(there, { noun: 'evidence', id, action: 'remove', facts })
      }
    })
  }
}

/**
 * The files that showed who an organisation is and lie in this register, of those that somebody has looked at since they
 * came: each with the day of that, or on which it was added afterwards. See keptKinds in domain/privacy; looked up as by
 * who looks after all organisations.
 */
export function filesOfChecked({ register }: Pick<Context, 'register'>): RawBuilder<unknown> {
  return sql`
    select f.id::text as id, f.organisation_id::text as whose, null::uuid as person,
      greatest(f.added_on, k.decided_on) as base
    from organisation_file f join organisation o on o.id = f.organisation_id
    cross join lateral (select max(c.decided_on) as decided_on from organisation_check c
      where c.organisation_id = o.id) k
    where f.kept_in = ${register.id} and o.status <> 'waiting' and k.decided_on is not null`
}

/** Forgets these; what was seen of them stays with the check. Gives how many. */
export async function forgetFilesOfChecked(
  context: Context,
  ids: readonly string[],
): Promise<number> {
  const rows = await context.db
    .selectFrom('organisation_file')
    .where('id', 'in', [...ids])
    .where('kept_in', '=', context.register.id)
    .select('document_id')
    .execute()
  await removeDocumentsById(
    context,
    rows.map(({ document_id }) => document_id),
  )
  return rows.length
}

/** Opens such a file, in whatever register it lies. Throws HeldBackFile where it is not what was kept. */
export async function openOrganisationFile(
  context: Context,
  organisationId: string,
  id: string,
): Promise<OpenedDocument> {
  if (!isUuid(id)) return { outcome: 'unknown' }
  const row = await context.db
    .selectFrom('organisation_file')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .select(['document_id', 'kept_in'])
    .executeTakeFirst()
  if (row === undefined) return { outcome: 'unknown' }
  return openDocumentIn(context, row.kept_in, row.document_id)
}
