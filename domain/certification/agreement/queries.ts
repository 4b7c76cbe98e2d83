import type { AgreementStatus } from '#domain/certification/agreement/agreement.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { AgreementData } from '#papers/agreement.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'

/** An agreement as pages and use cases see it. */
export interface Agreement {
  readonly id: string
  readonly registrationId: string
  readonly number: string
  readonly status: AgreementStatus
  readonly sentOn: Temporal.PlainDate
  /** The last day on which it can be signed. */
  readonly signBefore: Temporal.PlainDate
  /** The day on which its signer said that the paper comes by post. */
  readonly announcedOn: Temporal.PlainDate | undefined
  readonly documentId: string
  readonly signedDocumentId: string | undefined
  readonly signedOn: Temporal.PlainDate | undefined
  readonly signedName: string | undefined
  readonly signature: Readonly<Record<string, unknown>> | undefined
  readonly checkedOn: Temporal.PlainDate | undefined
  readonly returnReason: string | undefined
  readonly regulationVersion: string
  readonly content: AgreementData
  readonly version: number
}

const columns = [
  'agreement.id',
  'agreement.registration_id',
  'agreement.number',
  'agreement.status',
  'agreement.sent_on',
  'agreement.sign_before',
  'agreement.announced_on',
  'agreement.document_id',
  'agreement.signed_document_id',
  'agreement.signed_on',
  'agreement.signed_name',
  'agreement.signature',
  'agreement.checked_on',
  'agreement.return_reason',
  'agreement.regulation_version',
  'agreement.content',
  'agreement.version',
] as const

/** One agreement; with `lock` nobody else changes it until this transaction ends. */
export async function findAgreement(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Agreement | undefined> {
  const query = context.db.selectFrom('agreement').where('id', '=', id).select(columns)
  const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst()
  return row === undefined ? undefined : agreementOf(context.register, row)
}

/** The agreements of a registration, the newest first. */
export async function listAgreements(
  context: Context,
  registrationId: string,
): Promise<readonly Agreement[]> {
  const rows = await context.db
    .selectFrom('agreement')
    .where('registration_id', '=', registrationId)
    .select(columns)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => agreementOf(context.register, row))
}

function agreementOf(
  register: Register,
  row: {
    id: string
    registration_id: string
    number: string | null
    status: AgreementStatus
    sent_on: string
    sign_before: string
    announced_on: string | null
    document_id: string
    signed_document_id: string | null
    signed_on: string | null
    signed_name: string | null
    signature: unknown
    checked_on: string | null
    return_reason: string | null
    regulation_version: string
    content: unknown
    version: number
  },
): Agreement {
  return {
    id: row.id,
    registrationId: row.registration_id,
    number: row.number ?? '',
    status: row.status,
    sentOn: Temporal.PlainDate.from(row.sent_on),
    signBefore: Temporal.PlainDate.from(row.sign_before),
    announcedOn: row.announced_on === null ? undefined : Temporal.PlainDate.from(row.announced_on),
    documentId: row.document_id,
    signedDocumentId: row.signed_document_id ?? undefined,
    signedOn: row.signed_on === null ? undefined : Temporal.PlainDate.from(row.signed_on),
    signedName: row.signed_name ?? undefined,
    // Our own JSON: written by this folder only.
    signature: (row.signature ?? undefined) as Agreement['signature'],
    checkedOn: row.checked_on === null ? undefined : Temporal.PlainDate.from(row.checked_on),
    returnReason: row.return_reason ?? undefined,
    regulationVersion: row.regulation_version,
    content: contentOf(register, row.content),
    version: row.version,
  }
}

// Our own JSON: written by this folder only. The oldest agreements were kept without these words.
function contentOf(register: Register, kept: unknown): AgreementData {
  const content = kept as Partial<AgreementData> & Omit<AgreementData, 'title'>
  return {
    title: register.agreement.title,
    ...content,
    register: { ...content.register, wording: content.register.wording ?? wording(register) },
  }
}

/** How an agreement was signed by hand; undefined where it was not. */
export function onPaper({ signature }: Pick<Agreement, 'signature'>): 'scan' | 'post' | undefined {
  const as = signature?.onPaper
  return as === 'scan' || as === 'post' ? as : undefined
}
