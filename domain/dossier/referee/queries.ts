import { sql } from 'kysely'
import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import type { Asked } from '#domain/dossier/referee/referee.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A request to a referee, as the holder of its link may know it. */
export interface RefereeRequest {
  readonly id: string
  readonly activityId: string
  readonly registrationId: string
  readonly activityState: ActivityState
  /** Whether the activity still stands and its owner has not left: else nobody needs the answer. */
  readonly isNeeded: boolean
  readonly name: string
  readonly email: string
  readonly relation: string
  readonly asked: Asked
  readonly askedHash: string
  readonly sentOn: Temporal.PlainDate
  readonly expiresOn: Temporal.PlainDate
  readonly answer: 'confirmed' | 'declined' | undefined
  readonly answeredOn: Temporal.PlainDate | undefined
  readonly withdrawnOn: Temporal.PlainDate | undefined
}

interface Row {
  id: string
  activity_id: string
  registration_id: string
  state: ActivityState
  is_needed: boolean
  name: string
  email: string
  relation: string
  asked: Asked
  asked_hash: string
  sent_on: string
  expires_on: string
  answer: 'confirmed' | 'declined' | null
  answered_on: string | null
  withdrawn_on: string | null
}

/** The request to which a link leads, by its first mail or by a reminder. */
export async function findRequest(
  context: Context,
  token: string,
  options: { readonly lock?: boolean } = {},
): Promise<RefereeRequest | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined
  const hash = hashToken(token)
  const lock = options.lock === true ? sql`for update of r, c` : sql``
  const { rows } = await sql<Row>`
    select r.id, r.activity_id, c.registration_id, c.state,
      c.withdrawn_at is null and g.status not in (${sql.join([...isOver])}) as is_needed, r.name, r.email,
      r.relation, q.asked, q.asked_hash, r.sent_on, r.expires_on, r.answer, r.answered_on,
      r.withdrawn_on
    from referee_request r
    join referee_question q on q.request_id = r.id
    join activity_claim c on c.activity_id = r.activity_id and c.register = r.register
    join registration g on g.id = c.registration_id
    where r.token_hash = ${hash}
      or r.id = (select l.request_id from referee_link l where l.token_hash = ${hash})
    ${lock}`.execute(context.db)
  const [row] = rows
  return row === undefined ? undefined : refereeRequest(row)
}

/** Who holds a registration: whom to write to, and who cannot be their own referee. */
export interface Holder {
  readonly personId: string
  readonly name: string
  readonly address: string
  readonly accountId: string | undefined
}

/** The person whose registration this is. */
export async function findHolder(context: Context, registrationId: string): Promise<Holder> {
  const row = await context.db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .leftJoin('account', 'account.id', 'person.account_id')
    .where('registration.id', '=', registrationId)
    .select([
      'person.id as person_id',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
      'account.id as account_id',
      'account.email',
    ])
    .executeTakeFirstOrThrow()
  const given = row.first_name.trim() || row.initials.trim()
  const name = [given, row.name_prefix.trim(), row.last_name.trim()].filter(Boolean).join(' ')
  return {
    personId: row.person_id,
    name: name === '' ? (row.email ?? '') : name,
    address: row.email ?? '',
    accountId: row.account_id ?? undefined,
  }
}

function refereeRequest(row: Row): RefereeRequest {
  return {
    id: row.id,
    activityId: row.activity_id,
    registrationId: row.registration_id,
    activityState: row.state,
    isNeeded: row.is_needed,
    name: row.name,
    email: row.email,
    relation: row.relation,
    asked: row.asked,
    askedHash: row.asked_hash,
    sentOn: Temporal.PlainDate.from(row.sent_on),
    expiresOn: Temporal.PlainDate.from(row.expires_on),
    answer: row.answer ?? undefined,
    answeredOn: row.answered_on === null ? undefined : Temporal.PlainDate.from(row.answered_on),
    withdrawnOn: row.withdrawn_on === null ? undefined : Temporal.PlainDate.from(row.withdrawn_on),
  }
}
