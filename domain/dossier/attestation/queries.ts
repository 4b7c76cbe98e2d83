import { sql } from 'kysely'
import type { AskedStatement, Attestation } from '#domain/dossier/attestation/attestation.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'

interface Row {
  id: string
  registration_id: string
  document: string
  claim_id: string | null
  gives: 'confirmation' | 'document'
  name: string
  email: string
  free_mail: boolean
  asked: AskedStatement
  asked_hash: string
  sent_on: string
  expires_on: string
  answer: 'confirmed' | 'declined' | null
  answered_on: string | null
  signed_name: string | null
  signed_function: string | null
  signed_organisation: string | null
  remark: string
  withdrawn_on: string | null
  refuses_mail: boolean
}

// Nobody is asked to confirm what was withdrawn or replaced before they answered, or for whom has left.
const withdrawnOn = sql`coalesce(a.withdrawn_on, case when a.answer is null then
  coalesce(c.ended_on, case when r.status in (${sql.join([...isOver])})
    then coalesce(r.ended_on, a.expires_on) end) end)`
const attestations = sql`attestation a join registration r on r.id = a.registration_id
  left join claim c on c.id = a.claim_id`

const columns = sql`a.id, a.registration_id, a.document, a.claim_id, a.gives, a.name, a.email,
  a.free_mail, a.asked, a.asked_hash, a.sent_on, a.expires_on, a.answer, a.answered_on,
  a.signed_name, a.signed_function, a.signed_organisation, a.remark, ${withdrawnOn} as withdrawn_on,
  a.answer is null and exists (select from mail_message m
    where m.register = a.register and lower(m.to_address) = lower(a.email)
      and m.cause = 'refused' and m.kind in ('attestation-request', 'attestation-reminder')
      and m.created_at >= a.created_at) as refuses_mail`

/** The statement to which a link leads, by its first mail or by a reminder. */
export async function findAttestation(
  context: Context,
  token: string,
  options: { readonly lock?: boolean } = {},
): Promise<Attestation | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined
  const hash = hashToken(token)
  const lock = options.lock === true ? sql`for update of a` : sql``
  const { rows } = await sql<Row>`
    select ${columns} from ${attestations}
    where a.token_hash = ${hash}
      or a.id = (select l.attestation_id from attestation_link l where l.token_hash = ${hash})
    ${lock}`.execute(context.db)
  return rows.map(attestation)[0]
}

/** What others were asked to state for a registration, the newest first; not what was withdrawn. */
export async function attestationsOf(
  context: Context,
  registrationId: string,
): Promise<readonly Attestation[]> {
  const { rows } = await sql<Row>`
    select ${columns} from ${attestations}
    where a.registration_id = ${registrationId} and ${withdrawnOn} is null
    order by a.created_at desc, a.id desc`.execute(context.db)
  return rows.map(attestation)
}

function attestation(row: Row): Attestation {
  const day = (text: string | null) => (text === null ? undefined : Temporal.PlainDate.from(text))
  return {
    id: row.id,
    registrationId: row.registration_id,
    document: row.document,
    claimId: row.claim_id ?? undefined,
    gives: row.gives,
    name: row.name,
    email: row.email,
    freeMail: row.free_mail,
    asked: row.asked,
    askedHash: row.asked_hash,
    sentOn: Temporal.PlainDate.from(row.sent_on),
    expiresOn: Temporal.PlainDate.from(row.expires_on),
    answer: row.answer ?? undefined,
    answeredOn: day(row.answered_on),
    signed:
      row.signed_name === null
        ? undefined
        : {
            name: row.signed_name,
            function: row.signed_function ?? '',
            organisation: row.signed_organisation ?? '',
          },
    remark: row.remark,
    withdrawnOn: day(row.withdrawn_on),
    refusesMail: row.refuses_mail,
  }
}
