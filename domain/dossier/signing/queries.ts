import { sql } from 'kysely'
import type { Signing, SigningStatus } from '#domain/dossier/signing/signing.ts'
import type { StatedDetails } from '#domain/dossier/statement/statement.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { refusesMail } from '#domain/platform/message/refused-mail.ts'
import type { FormSignature, SignedWords } from '#papers/signed-form.ts'

interface Row {
  id: string
  registration_id: string
  document: string
  status: SigningStatus
  supervision_id: string | null
  words: SignedWords
  details: StatedDetails
  signed_on: string
  signature: FormSignature
  answered_on: string | null
  other_signature: FormSignature | null
  remark: string
  claim_id: string | null
  refuses_mail: boolean
  document_id: string | null
  version: number
}

/** One signing; with `lock` nobody else changes it until this transaction ends. */
export async function findSigning(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Signing | undefined> {
  if (!isUuid(id)) return undefined
  if (options.lock === true) {
    await sql`select id from signing where id = ${id} for update`.execute(context.db)
  }
  return (await select(context, sql`g.id = ${id}`))[0]
}

/** What a registration signed here, the newest first. */
export function signingsOf(context: Context, registrationId: string): Promise<readonly Signing[]> {
  return select(context, sql`g.registration_id = ${registrationId}`)
}

/** What waits for the signature of a colleague, or got it, the newest first. */
export function signingsWith(context: Context, supervisionId: string): Promise<readonly Signing[]> {
  return select(context, sql`g.supervision_id = ${supervisionId}`)
}

// Once what the colleague took on has ended, nobody can sign any more.
const status = sql`case when g.status = 'awaiting' and s.status <> 'accepted'
  then 'withdrawn' else g.status end`

const refused = refusesMail(['signing-asked'], {
  register: sql`g.register`,
  is: sql`mail.account_id = q.account_id`,
  since: sql`g.created_at`,
})

async function select({ db }: Context, which: ReturnType<typeof sql>): Promise<readonly Signing[]> {
  const { rows } = await sql<Row>`
    select g.id, g.registration_id, g.document, ${status} as status, g.supervision_id, g.words,
      g.details, g.signed_on, g.signature, g.answered_on, g.other_signature, g.remark, g.claim_id,
      g.document_id, g.version, g.status = 'awaiting' and ${refused} as refuses_mail
    from signing g left join supervision s on s.id = g.supervision_id
    left join registration c on c.id = s.colleague_id left join person q on q.id = c.person_id
    where ${which}
    order by g.created_at desc, g.id desc`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    registrationId: row.registration_id,
    document: row.document,
    status: row.status,
    supervisionId: row.supervision_id ?? undefined,
    words: row.words,
    details: row.details,
    signedOn: Temporal.PlainDate.from(row.signed_on),
    signature: row.signature,
    answeredOn: row.answered_on === null ? undefined : Temporal.PlainDate.from(row.answered_on),
    other: row.other_signature ?? undefined,
    remark: row.remark,
    claimId: row.claim_id ?? undefined,
    refusesMail: row.refuses_mail,
    paperId: row.document_id ?? undefined,
    version: row.version,
  }))
}
