import type { Readable } from 'node:stream'
import type { SqlBool } from 'kysely'
import { sql } from 'kysely'
import { isEvidenceType } from '#domain/dossier/evidence/inspection.ts'
import { nameFile } from '#domain/dossier/evidence/name-file.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { openKept } from '#domain/platform/file/held-back-file.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { ComingPaper } from '#domain/platform/paper/queries.ts'
import { comingPapers } from '#domain/platform/paper/queries.ts'

/** Through what somebody may see a file: their own portfolio, or an application they handle. */
export type Within = { readonly registrationId: string } | { readonly applicationId: string }

export type OpenedEvidence =
  | {
      readonly outcome: 'opened'
      readonly name: string
      readonly mediaType: string
      /** In bytes. */
      readonly size: number
      readonly contents: Readable
    }
  /** It is a form of answers that is still being made. */
  | { readonly outcome: 'coming'; readonly paper: ComingPaper }
  | { readonly outcome: 'not-found' }

/** Whether a file is for this register to see: a form is made of what one register asks. */
export function ofThisRegister({ register }: Pick<Context, 'register'>) {
  return sql<SqlBool>`(evidence.form is null or document.register = ${register.id})`
}

/**
 * Opens a file of an activity, by the id of the evidence or of its document. Whoever calls it has
 * checked that the visitor may see that portfolio or application; a file outside it is not found.
 */
export async function openEvidence(
  context: Context,
  id: string,
  within: Within,
): Promise<OpenedEvidence> {
  if (!isUuid(id)) return { outcome: 'not-found' }
  const files = context.db
    .selectFrom('evidence')
    .innerJoin('document', 'document.id', 'evidence.document_id')
    .innerJoin('activity_claim', 'activity_claim.activity_id', 'evidence.activity_id')
    .where('activity_claim.register', '=', context.register.id)
    .where((row) => row.or([row('evidence.id', '=', id), row('document.id', '=', id)]))
    .where(ofThisRegister(context))
    .select(openedColumns)
  const mine =
    'registrationId' in within
      ? files
          .where('activity_claim.registration_id', '=', within.registrationId)
          .where('evidence.removed_at', 'is', null)
          .where('activity_claim.withdrawn_at', 'is', null)
      : files.where((row) =>
          row.exists(
            row
              .selectFrom('application_activity')
              .whereRef('application_activity.activity_id', '=', 'evidence.activity_id')
              .where('application_activity.application_id', '=', within.applicationId)
              .select('application_activity.application_id'),
          ),
        )
  return openFound(context, await mine.executeTakeFirst())
}

/** What is read of a document to open its file. */
export const openedColumns = [
  'document.id as document_id',
  'document.name',
  'document.media_type',
  'document.size',
  'document.sha256',
  'document.file_key',
] as const

/** Opens the file of a document that was found, if there is one; throws HeldBackFile where it is not what was kept. */
export async function openFound(
  context: Context,
  file:
    | {
        readonly document_id: string
        readonly name: string
        readonly media_type: string
        readonly sha256: string | null
        readonly size: number | null
        readonly file_key: string | null
      }
    | undefined,
): Promise<OpenedEvidence> {
  if (file === undefined) return { outcome: 'not-found' }
  const { document_id: documentId, file_key: fileKey, sha256, media_type: mediaType, size } = file
  if (fileKey === null || sha256 === null || size === null) {
    const [paper] = await comingPapers(context, [documentId])
    return paper === undefined ? { outcome: 'not-found' } : { outcome: 'coming', paper }
  }
  const contents = await openKept(context, { documentId, fileKey, sha256 })
  const name = isEvidenceType(mediaType) ? nameFile(file.name, mediaType) : file.name
  return { outcome: 'opened', name, mediaType, size, contents }
}
