import type { RawBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import { bearsName } from '#domain/people/person/find-by-name.ts'
import {
  readRegistrationNumber,
  registrationNumber,
} from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'
import { withoutInvisible } from '#language/typed.ts'

/** One change as the log tells it. */
export interface LogLine {
  readonly seq: number
  readonly noun: string
  readonly recordId: string
  readonly action: string
  /** Who did it; of a visitor, a referee and Peil itself nobody is named. */
  readonly who:
    | { readonly is: 'account'; readonly accountId: string; readonly name: string }
    | { readonly is: 'visitor' | 'referee' | 'system' }
  /** Whom it is about, if it is about somebody. */
  readonly whom:
    | {
        readonly registrationId: string | undefined
        readonly name: string
        /** By what the log finds them: a registration number, or an e-mail address. */
        readonly found: string
        /** They did it themselves. */
        readonly self: boolean
      }
    | undefined
  /** The number of the agreement, invoice or application that it is about. */
  readonly number: string | undefined
  /** The application, where the change is of a part of one. */
  readonly applicationId: string | undefined
  readonly facts: Readonly<Record<string, unknown>>
  /** A moment, ISO text. */
  readonly at: string
  readonly day: Temporal.PlainDate
  readonly sealed: boolean
}

/** What is asked of the log; what is not given is not asked. */
export interface LogSearch {
  /** A part of a name or an e-mail address of whoever did it; “Peil” for what went by itself. */
  readonly who?: string | undefined
  readonly noun?: string | undefined
  /** Days of the business date, both included. */
  readonly from?: Temporal.PlainDate | undefined
  readonly until?: Temporal.PlainDate | undefined
  /** A part of a name, an e-mail address or a registration number of whom it is about. */
  readonly whom?: string | undefined
}

/** One page of the changes in this register that were asked for, the newest first. */
export async function searchLog(
  context: Context,
  asked: LogSearch,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly lines: readonly LogLine[]; readonly total: number }> {
  const where = sql.join(conditions(context, asked), sql` and `)
  const { rows } = await sql<Row>`
    with line as materialized (
      select seq, noun, record_id, action, actor, at, day,
        case when record_id ~ ${uuid} then record_id::uuid end as thing,
        case when actor ~ ${`^account:${uuid.slice(1)}`} then substr(actor, 9)::uuid end as actor_id
      from audit_record where ${where}
      order by seq desc limit ${page.limit} offset ${page.offset}
    ), subject as (
      select line.*, coalesce(${applicationOf}) as application_id from line
    ), told as (
      select subject.*, coalesce(${registrationOf}) as registration_id from subject
    )
    select told.seq, told.noun, told.record_id, told.action, told.actor, told.at, told.day,
      told.actor_id, told.registration_id, told.application_id, facts.facts,
      exists (select from audit_leaf where audit_leaf.seq = told.seq) as sealed,
      actor_account.email as actor_email,
      ${nameOf('actor_person')} as actor_name,
      registration.number as registration_number,
      subject_account.email as subject_email, subject_account.id as subject_id,
      ${nameOf('subject_person')} as subject_name,
      coalesce(
        (select number from invoice where noun = 'invoice' and id = thing),
        (select number from agreement where noun = 'agreement' and id = thing),
        (select number from application where id = told.application_id)) as number
    from told
    left join audit_facts facts on facts.seq = told.seq
    left join account actor_account on actor_account.id = told.actor_id
    left join person actor_person on actor_person.account_id = told.actor_id
    left join registration on registration.id = told.registration_id
    left join person subject_person on subject_person.id = coalesce(registration.person_id,
      (select id from person where noun in ('person', 'look') and id = thing),
      (select person_id from document where noun = 'paper' and id = thing),
      (select id from person where noun in ('account', 'staff') and account_id = thing),
      (select id from person where noun = 'personal-export'
        and account_id = (select account_id from personal_export where id = thing)))
    left join account subject_account on subject_account.id = coalesce(subject_person.account_id,
      (select id from account where noun in ('account', 'staff') and id = thing),
      (select account_id from personal_export where noun = 'personal-export' and id = thing))
    order by told.seq desc`.execute(context.db)
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from audit_record where ${where}`.execute(context.db)
  return { lines: rows.map((row) => lineOf(context, row)), total: counted.rows[0]?.total ?? 0 }
}

const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'

// Of which application a change is a part.
const applicationOf = sql`
  (select id from application where noun = 'application' and id = thing),
  (select application_id from decision where noun = 'decision' and id = thing)`

// Whose registration a change is about.
const registrationOf = sql`
  (select id from registration where noun = 'registration' and id = thing),
  (select registration_id from agreement where noun = 'agreement' and id = thing),
  (select registration_id from invoice where noun = 'invoice' and id = thing),
  (select registration_id from application where id = application_id),
  (select i.registration_id from settlement s join invoice i on i.id = s.invoice_id
    where noun = 'payment' and s.payment_id = thing order by s.created_at, s.id limit 1),
  (select registration_id from certificate where noun = 'certificate' and id = thing),
  (select registration_id from follow_up where noun = 'follow-up' and id = thing),
  (select registration_id from signing where noun = 'signing' and id = thing),
  (select registration_id from supervision where noun = 'supervision' and id = thing),
  (select registration_id from series where noun = 'series' and id = thing),
  (select registration_id from name_change where noun = 'name-change' and id = thing),
  (select registration_id from death where noun = 'death' and id = thing),
  (select r.id from person_merge m join registration r on r.person_id = m.stays_id
    and r.register = m.register where noun = 'merge' and m.id = thing
    order by r.merged_into is not null, r.signed_up_on desc limit 1),
  (select registration_id from shielding where noun = 'shielding' and id = thing),
  (select registration_id from correction where noun = 'correction' and id = thing),
  (select registration_id from leave where noun = 'leave' and id = thing),
  (select registration_id from status_by_hand where noun = 'status-by-hand' and id = thing),
  (${claimedBy(sql`(select thing where noun = 'activity')`)}),
  (${claimedBy(sql`(select activity_id from evidence where noun = 'evidence' and id = thing)`)}),
  (${claimedBy(sql`(select activity_id from referee_request
    where noun = 'referee-request' and id = thing)`)})`

// Whose portfolio in this register an activity stands in.
function claimedBy(activity: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select registration_id from activity_claim
    where activity_id = ${activity} and register = current_setting('peil.register')`
}

function nameOf(person: 'actor_person' | 'subject_person'): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${person}.${column}`)
  return sql`jsonb_build_object('firstName', ${of('first_name')}, 'initials', ${of('initials')},
    'namePrefix', ${of('name_prefix')}, 'lastName', ${of('last_name')})`
}

interface Row {
  seq: number
  noun: string
  record_id: string
  action: string
  actor: string
  at: string
  day: string
  actor_id: string | null
  registration_id: string | null
  application_id: string | null
  facts: Readonly<Record<string, unknown>> | null
  sealed: boolean
  actor_email: string | null
  actor_name: Name
  registration_number: number | null
  subject_email: string | null
  subject_id: string | null
  subject_name: Name
  number: string | null
}

type Name = Readonly<Record<'firstName' | 'initials' | 'namePrefix' | 'lastName', string | null>>

function lineOf({ register }: Context, row: Row): LogLine {
  const subject = nameIn(row.subject_name) || row.subject_email
  const number =
    row.registration_number === null
      ? undefined
      : registrationNumber(register, row.registration_number)
  return {
    seq: row.seq,
    noun: row.noun,
    recordId: row.record_id,
    action: row.action,
    who: whoOf(row),
    whom: subject
      ? {
          registrationId: row.registration_id ?? undefined,
          name: subject,
          found: number ?? row.subject_email ?? subject,
          self: row.actor_id !== null && row.actor_id === row.subject_id,
        }
      : undefined,
    number: row.number ?? undefined,
    applicationId: row.application_id ?? undefined,
    facts: row.facts ?? {},
    at: row.at,
    day: Temporal.PlainDate.from(row.day),
    sealed: row.sealed,
  }
}

function whoOf(row: Row): LogLine['who'] {
  if (row.actor_id !== null) {
    const name = nameIn(row.actor_name) || row.actor_email || 'Iemand die er niet meer is'
    return { is: 'account', accountId: row.actor_id, name }
  }
  if (row.actor.startsWith('referee:')) return { is: 'referee' }
  return { is: row.actor.startsWith('system:') ? 'system' : 'visitor' }
}

function nameIn({ firstName, initials, namePrefix, lastName }: Name): string {
  return fullName({
    firstName: firstName ?? '',
    initials: initials ?? '',
    namePrefix: namePrefix ?? '',
    lastName: lastName ?? '',
  })
}

function conditions(
  context: Context,
  { who, noun, from, until, whom }: LogSearch,
): readonly RawBuilder<unknown>[] {
  return [
    sql`audit_record.register = ${context.register.id}`,
    // Who looked changes nothing, and would hide what was changed: it is there for whoever asks for it.
    noun === undefined ? sql`noun <> 'look'` : sql`noun = ${noun}`,
    ...(from === undefined ? [] : [sql`day >= ${from.toString()}::date`]),
    ...(until === undefined ? [] : [sql`day <= ${until.toString()}::date`]),
    ...(who === undefined ? [] : [doneBy(who)]),
    ...(whom === undefined ? [] : [about(context, whom)]),
  ]
}

function doneBy(typed: string): RawBuilder<unknown> {
  const wanted = plain(typed)
  if (wanted === 'peil') return sql`actor like 'system:%'`
  return sql`actor in (
    select 'account:' || account.id from account
      left join person on person.account_id = account.id
      where ${isNamed(typed)})`
}

// Everything that is about the people who were meant, by whatever it was recorded under.
function about({ register }: Context, typed: string): RawBuilder<unknown> {
  const number = readRegistrationNumber(register, plain(typed))
  const meant =
    number === undefined
      ? sql`select registration.id from registration
          join person on person.id = registration.person_id
          left join account on account.id = person.account_id where ${isNamed(typed)}`
      : sql`select id from registration where number = ${number}`
  return sql`record_id in (
    with meant as materialized (${meant}),
    people as materialized (
      select person.id, person.account_id from person
        where person.id in (select person_id from registration join meant using (id))
      union
      select person.id, account.id from account left join person on person.account_id = account.id
        where ${number === undefined ? isNamed(typed) : sql<SqlBool>`false`}),
    applications as materialized (
      select id from application where registration_id in (select id from meant)),
    activities as materialized (
      select activity_id as id from activity_claim
        where registration_id in (select id from meant))
    select id::text from meant
    union all select id::text from people union all select account_id::text from people
    union all select id::text from applications
    union all select id::text from activities
    union all select id::text from agreement where registration_id in (select id from meant)
    union all select id::text from invoice where registration_id in (select id from meant)
    union all select payment_id::text from settlement where invoice_id in (
      select id from invoice where registration_id in (select id from meant))
    union all select id::text from certificate where registration_id in (select id from meant)
    union all select id::text from name_change where registration_id in (select id from meant)
    union all select id::text from correction where registration_id in (select id from meant)
    union all select id::text from leave where registration_id in (select id from meant)
    union all select id::text from status_by_hand where registration_id in (select id from meant)
    union all select id::text from decision where application_id in (select id from applications)
    union all select id::text from evidence where activity_id in (select id from activities)
    union all select id::text from referee_request where activity_id in (select id from activities)
    union all select id::text from document where person_id in (select id from people))`
}

function isNamed(typed: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${bearsName(typed)} or strpos(account.email, ${plain(typed)}) > 0)`
}

function plain(typed: string): string {
  return withoutInvisible(typed).trim().toLowerCase().slice(0, 200)
}
