import { isEvidenceType } from '#domain/dossier/evidence/inspection.ts'
import { nameFile } from '#domain/dossier/evidence/name-file.ts'
import type { OpenedEvidence, Within } from '#domain/dossier/evidence/open-evidence.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/**
 * Opens a file that shows a claim. Whoever calls it has checked that the visitor may see that
 * dossier or application; a file outside it is not found.
 */
export async function openProof(
  context: Context,
  id: string,
  within: Within,
): Promise<OpenedEvidence> {
  if (!isUuid(id)) return { outcome: 'not-found' }
  const files = context.db
    .selectFrom('proof')
    .innerJoin('claim', 'claim.id', 'proof.claim_id')
    .innerJoin('document', 'document.id', 'proof.document_id')
    .where('proof.id', '=', id)
    .select(['document.name', 'document.media_type', 'document.size', 'document.file_key'])
  const mine =
    'registrationId' in within
      ? files
          .where('claim.registration_id', '=', within.registrationId)
          .where('proof.removed_at', 'is', null)
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
  if (file === undefined || file.file_key === null || file.size === null) {
    return { outcome: 'not-found' }
  }
  const contents = await context.platform.files.get(file.file_key)
  if (contents === undefined) return { outcome: 'not-found' }
  const { media_type: mediaType, size } = file
  const name = isEvidenceType(mediaType) ? nameFile(file.name, mediaType) : file.name
  return { outcome: 'opened', name, mediaType, size, contents }
}
