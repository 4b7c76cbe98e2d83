import type { Certificate } from '#domain/certification/certificate/certificate.ts'
import { codeThatIsMeant } from '#domain/certification/certificate/kept-code.ts'
import { takenOverFrom } from '#domain/people/registration/taken-over.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** The certificates of a registration, the newest first. */
export async function certificatesOf(
  context: Context,
  registrationId: string,
): Promise<readonly Certificate[]> {
  const rows = await certificates(context)
    .where('registration_id', '=', registrationId)
    .orderBy('valid_last', 'desc')
    .orderBy('issued_on', 'desc')
    .orderBy('certificate.id', 'desc')
    .execute()
  return rows.map(certificate)
}

/** The certificate with a code, as it was typed; undefined when there is none. */
export async function certificateByCode(
  context: Context,
  typed: string,
): Promise<Certificate | undefined> {
  const code = await codeThatIsMeant(context, typed)
  if (code === undefined) return undefined
  const row = await certificates(context).where('code', '=', code).executeTakeFirst()
  return row && certificate(row)
}

/** The certificate with a code, or the one that was issued anew in its place. */
export async function certificateThatHolds(
  context: Context,
  typed: string,
): Promise<Certificate | undefined> {
  const issued = await certificateByCode(context, typed)
  if (issued?.replacedOn === undefined) return issued
  const all = await certificatesOf(context, issued.registrationId)
  const standing = all.filter(({ replacedOn }) => replacedOn === undefined)
  const same = standing.find(
    ({ decisionId, validFirst }) =>
      decisionId === issued.decisionId &&
      (decisionId !== undefined || validFirst.equals(issued.validFirst)),
  )
  return same ?? standing[0]
}

function certificates({ db, register }: Context) {
  return db
    .selectFrom('certificate')
    .leftJoin('taken_over', (join) => join.onRef('taken_over.subject_id', '=', 'certificate.id'))
    .where('certificate.register', '=', register.id)
    .select([
      'certificate.id',
      'registration_id',
      'decision_id',
      'code',
      'issued_on',
      'valid_first',
      'valid_last',
      'document_id',
      'letter_id',
      'mark_svg_id',
      'mark_png_id',
      'picture_id',
      'category',
      'temporary',
      'withdrawn_on',
      'replaced_on',
      'taken_over.source',
      'taken_over.taken_over_on',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof certificates>['executeTakeFirstOrThrow']>>

function certificate(row: Row): Certificate {
  return {
    id: row.id,
    registrationId: row.registration_id,
    decisionId: row.decision_id ?? undefined,
    code: row.code,
    issuedOn: Temporal.PlainDate.from(row.issued_on),
    validFirst: Temporal.PlainDate.from(row.valid_first),
    validLast: Temporal.PlainDate.from(row.valid_last),
    documentId: row.document_id ?? undefined,
    letterId: row.letter_id ?? undefined,
    markSvgId: row.mark_svg_id ?? undefined,
    markPngId: row.mark_png_id ?? undefined,
    pictureId: row.picture_id ?? undefined,
    category: row.category ?? undefined,
    temporary: row.temporary,
    withdrawnOn: row.withdrawn_on === null ? undefined : Temporal.PlainDate.from(row.withdrawn_on),
    replacedOn: row.replaced_on === null ? undefined : Temporal.PlainDate.from(row.replaced_on),
    takenOver: takenOverFrom(row),
  }
}
