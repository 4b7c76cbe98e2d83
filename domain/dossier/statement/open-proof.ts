import type { OpenedEvidence, Within } from '#domain/dossier/evidence/open-evidence.ts'
import { openedColumns, openFound } from '#domain/dossier/evidence/open-evidence.ts'
import type { DestroyedFile } from '#domain/dossier/statement/statement.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

export type OpenedProof =
  | OpenedEvidence
  /** It was destroyed once what it shows had been checked. */
  | { readonly outcome: 'destroyed'; readonly file: DestroyedFile }

/**
 * Opens a file that shows a claim. Whoever calls it has checked that the visitor may see that
 * dossier or application; a file outside it is not found.
 */
export async function openProof(
  context: Context,
  id: string,
  within: Within,
): Promise<OpenedProof> {
  if (!isUuid(id)) return { outcome: 'not-found' }
  const files = context.db
    .selectFrom('proof')
    .innerJoin('claim', 'claim.id', 'proof.claim_id')
    .innerJoin('document', 'document.id', 'proof.document_id')
    .where('proof.id', '=', id)
    .select([...openedColumns, 'document.destroyed_on'])
  const mine =
    'registrationId' in within
      ? files
          .where('claim.registration_id', '=', within.registrationId)
          .where((row) =>
            row.or([
              row('proof.removed_at', 'is', null),
              row('document.destroyed_on', 'is not', null),
            ]),
          )
      : files.where((row) =>
          row.exists(
            row
              .selectFrom('application_claim')
              .whereRef('application_claim.claim_id', '=', 'claim.id')
              .where('application_claim.application_id', '=', within.applicationId)
              .select('application_claim.application_id'),
          ),
        )
  const file = await mine.executeTakeFirst()
  if (file?.destroyed_on) {
    const on = Temporal.PlainDate.from(file.destroyed_on)
    return { outcome: 'destroyed', file: { id, name: file.name, on } }
  }
  return openFound(context, file)
}
