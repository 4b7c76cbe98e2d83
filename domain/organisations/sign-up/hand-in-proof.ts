import { actFor } from '#domain/organisations/member/act-for.ts'
import { keepOrganisationFiles } from '#domain/organisations/organisation/files.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { waitsAgain } from '#domain/organisations/organisation/waits-again.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type HandedIn =
  | { readonly outcome: 'handed-in' }
  /** As many files as it can have are there. */
  | { readonly outcome: 'too-many' }
  | { readonly outcome: 'nothing' | 'not-allowed' }

/** A manager shows who the organisation is: where a back office asked or refused, it looks again. */
export async function handInProof(
  context: Context,
  organisationId: string,
  {
    files,
    note,
  }: {
    readonly files: Parameters<typeof keepOrganisationFiles>[2]['files']
    /** An answer to what was asked. */
    readonly note: string
  },
): Promise<HandedIn> {
  const { db, today } = context
  const acting = await actFor(context, organisationId, 'change-facts', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const organisation = await findOrganisation(context, organisationId, { lock: true })
  if (organisation === undefined) return { outcome: 'not-allowed' }
  if (files.length === 0 && note.trim() === '') return { outcome: 'nothing' }
  const kept = await keepOrganisationFiles(context, organisationId, { files, byOffice: false })
  if (kept < files.length) return { outcome: 'too-many' }
  if (organisation.status !== 'checked' && organisation.status !== 'waiting') {
    await db
      .updateTable('organisation')
      .where('id', '=', organisationId)
      .set((eb) => ({ ...waitsAgain(organisation.status, today), version: eb('version', '+', 1) }))
      .execute()
  }
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: 'hand-in',
    facts: { note: note.trim(), files: kept },
  })
  return { outcome: 'handed-in' }
}
