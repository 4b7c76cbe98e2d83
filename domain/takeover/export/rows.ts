import { sql } from 'kysely'
import { runningStatuses } from '#domain/certification/application/application.ts'
import { stillElsewhere } from '#domain/certification/application/running-elsewhere.ts'
import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { KeptFile } from '#domain/platform/file/held-back-file.ts'
import type { EarlierDecision } from '#domain/takeover/delivery/check-activity-row.ts'
import { outcomes, stands } from '#domain/takeover/delivery/check-activity-row.ts'
import {
  endReasons,
  takenStatuses,
  temporaryKinds,
} from '#domain/takeover/delivery/check-registration.ts'
import { findings, statedMembers } from '#domain/takeover/delivery/check-statement.ts'
import type { RowKind } from '#domain/takeover/delivery/columns.ts'
import { attributeColumn, fieldColumn } from '#domain/takeover/delivery/columns.ts'
import type { Amount, DetailValue } from '#engine'
import { hundredthsOf, typedAmount } from '#engine'
import type { Decided } from '#regulations/bodies.ts'
import { decidedBy } from '#regulations/bodies.ts'
import { wording } from '#regulations/wording.ts'

/** A file in the store, and where it goes in the folder. */
export interface ExportedFile extends KeptFile {
  readonly place: string
}

/** A row of a list, by the names of its columns, with the file that it names. */
export interface ExportedRow {
  readonly kind: RowKind
  readonly cells: Readonly<Record<string, string>>
  readonly proof?: ExportedFile
}

/** Somebody by the key under which lists know them. */
export interface ExportedPerson {
  readonly id: string
  readonly key: string
}

// What was taken over keeps its key, unless two administrations had the same.
function keyOf(kind: RowKind, id: ReturnType<typeof sql>) {
  return sql<string>`coalesce((select t.key from taken_over t
    where t.subject_id = ${id} and t.kind = ${kind} and not exists (select from taken_over o
      where o.register = t.register and o.kind = t.kind and o.key = t.key
        and o.subject_id <> t.subject_id)
    order by t.taken_over_on, t.source, t.key limit 1), ${id}::text)`
}

// Whoever is being signed up or has yet to pay does that where they are.
const known = sql`g.number is not null
  and g.status = any(${[...takenStatuses, 'renewal-pending']}::text[])`

/** The next people in the order of their keys. */
export async function nextPeople(
  { db, register }: Context,
  { after, most }: { readonly after: string | undefined; readonly most: number },
): Promise<readonly ExportedPerson[]> {
  const { rows } = await sql<ExportedPerson>`
    select id, key from (select p.id, ${keyOf('person', sql`p.id`)} as key from person p
      where exists (select from registration g
        where g.person_id = p.id and g.register = ${register.id} and ${known})) people
    where ${after ?? null}::text is null or key collate "C" > ${after ?? ''}
    order by key collate "C" limit ${most}`.execute(db)
  return rows
}

/** How many registrations are not exported, by their status. */
export async function leftBehind({
  db,
  register,
}: Context): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ status: string; count: number }>`
    select g.status, count(*)::int as count from registration g
    where g.register = ${register.id} and not (${known}) group by g.status order by g.status`.execute(
    db,
  )
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

/** Everything that is exported of some people, person by person. */
export async function rowsOf(
  context: Context,
  people: readonly ExportedPerson[],
): Promise<readonly ExportedRow[]> {
  const ids = people.map(({ id }) => id)
  const rows = [
    ...(await personRows(context, ids)),
    ...(await registrationRows(context, ids)),
    ...(await certificateRows(context, ids)),
    ...(await statementRows(context, ids)),
    ...(await leaveRows(context, ids)),
    ...(await activityRows(context, ids)),
    ...(await evidenceRows(context, ids)),
  ]
  const place = new Map(ids.map((id, at) => [id, at]))
  return rows
    .toSorted((one, other) => (place.get(one.person) ?? 0) - (place.get(other.person) ?? 0))
    .map(({ person: _, ...row }) => row)
}

type OfPerson = ExportedRow & { readonly person: string }

interface PersonRow {
  person: string
  key: string
  email: string | null
  first_name: string
  initials: string
  name_prefix: string
  last_name: string
  phone: string
  street: string
  house_number: string
  postcode: string
  city: string
  country: string
  employer: string
  municipality: string
  job_title: string
  namesake: boolean
}

async function personRows({ db }: Context, ids: readonly string[]): Promise<readonly OfPerson[]> {
  const { rows } = await sql<PersonRow>`
    select p.id as person, ${keyOf('person', sql`p.id`)} as key, a.email, p.*,
      exists (select from person o where o.id <> p.id and lower(o.last_name) = lower(p.last_name)
        and o.postcode = p.postcode and o.postcode <> '' and o.house_number = p.house_number)
        as namesake
    from person p left join account a on a.id = p.account_id and a.closed_at is null
    where p.id = any(${ids})`.execute(db)
  return rows.map((row) => ({
    person: row.person,
    kind: 'person',
    cells: {
      sleutel: row.key,
      voornaam: row.first_name,
      voorletters: row.initials,
      tussenvoegsel: row.name_prefix,
      achternaam: row.last_name,
      'e-mail': row.email ?? '',
      telefoon: row.phone,
      straat: row.street,
      huisnummer: row.house_number,
      postcode: row.postcode,
      plaats: row.city,
      land: row.country,
      werkgever: row.employer,
      gemeente: row.municipality,
      functie: row.job_title,
      naamgenoot: row.namesake ? 'ja' : '',
    },
  }))
}

interface RegistrationRow {
  person: string
  key: string
  number: number
  category: string | null
  status: RegistrationStatus
  held_status: RegistrationStatus | null
  joined: string
  valid_first: string | null
  valid_last: string | null
  counted_until: string | null
  temporary_kind: string | null
  full_first: string | null
  full_last: string | null
  unmoved_last: string | null
  moved_last: string | null
  shielded: boolean
  ended_on: string | null
  end_reason: string | null
  charged: string
  applied: string | null
  went_on_in: number | null
}

async function registrationRows(
  { db, register, today }: Context,
  ids: readonly string[],
): Promise<readonly OfPerson[]> {
  const { rows } = await sql<RegistrationRow>`
    select g.person_id as person, ${keyOf('person', sql`g.person_id`)} as key, g.*,
      coalesce(g.candidate_on, g.approved_on, g.signed_up_on) as joined,
      coalesce(greatest(g.charged_until, (select max(i.covers_first) from invoice i
        where i.registration_id = g.id)), g.candidate_on, g.approved_on, g.signed_up_on) as charged,
      coalesce((select f.submitted_on from application f where f.registration_id = g.id
          and f.status = any(${[...runningStatuses]}) order by f.submitted_on desc limit 1),
        (select t.application_on from taken_over t
          where t.subject_id = g.id and ${stillElsewhere} limit 1)) as applied,
      (select n.number from registration n where n.id = g.merged_into) as went_on_in
    from registration g
    where g.person_id = any(${ids}) and g.register = ${register.id} and ${known}
    order by g.number`.execute(db)
  return rows.map((row) => {
    const status = statusNow(row.status, row.valid_last, today)
    const held = row.held_status && statusNow(row.held_status, row.valid_last, today)
    return {
      person: row.person,
      kind: 'registration',
      cells: {
        persoon: row.key,
        nummer: registrationNumber(register, row.number),
        categorie: row.category ?? '',
        status,
        'stond op': held === 'approved' ? 'candidate' : (held ?? ''),
        'ingeschreven op': row.joined,
        'geldig van': row.valid_first ?? '',
        'geldig tot en met': row.valid_last ?? '',
        'geteld tot en met': row.counted_until ?? '',
        voorlopig: labelOf(temporaryKinds, row.temporary_kind),
        'volledig van': row.full_first ?? '',
        'volledig tot en met': row.full_last ?? '',
        // What was kept of a period before this one says nothing of it.
        'einde zonder verlof': row.moved_last === row.valid_last ? (row.unmoved_last ?? '') : '',
        afgeschermd: row.shielded ? 'ja' : '',
        'beëindigd op': row.ended_on ?? '',
        'reden einde': labelOf(endReasons, row.end_reason),
        'opgegaan in': row.went_on_in === null ? '' : registrationNumber(register, row.went_on_in),
        'gefactureerd tot en met': row.charged,
        'aanvraag loopt sinds': row.applied ?? '',
      },
    }
  })
}

// Without the application that kept it going, a registration is what its last day makes of it.
function statusNow(
  status: RegistrationStatus,
  last: string | null,
  today: Temporal.PlainDate,
): RegistrationStatus {
  if (status !== 'renewal-pending') return status
  return (last ?? '') >= today.toString() ? 'certified' : 'expired'
}

function labelOf(
  among: readonly { readonly id: string; readonly label: string }[],
  wanted: string | null,
): string {
  return among.find(({ id }) => id === wanted)?.label ?? ''
}

interface CertificateRow {
  person: string
  number: number
  code: string
  name: string
  issued_on: string
  valid_first: string
  valid_last: string
  category: string | null
  temporary: boolean
  withdrawn_on: string | null
  replaced_on: string | null
}

async function certificateRows(
  { db, register }: Context,
  ids: readonly string[],
): Promise<readonly OfPerson[]> {
  const { rows } = await sql<CertificateRow>`
    select g.person_id as person, g.number, c.* from certificate c
    join registration g on g.id = c.registration_id
    where g.person_id = any(${ids}) and g.register = ${register.id} and ${known}
    order by g.number, c.issued_on, c.code`.execute(db)
  return rows.map((row) => ({
    person: row.person,
    kind: 'certificate',
    cells: {
      nummer: registrationNumber(register, row.number),
      code: row.code,
      naam: row.name,
      'uitgegeven op': row.issued_on,
      'geldig van': row.valid_first,
      'geldig tot en met': row.valid_last,
      categorie: row.category ?? '',
      voorlopig: row.temporary ? 'ja' : '',
      'ingetrokken op': row.withdrawn_on ?? '',
      'vervangen op': row.replaced_on ?? '',
    },
  }))
}

interface StatementRow {
  person: string
  key: string
  number: number
  member: 'document' | 'work' | 'holding' | 'fact'
  subject: string
  value: unknown
  content: {
    readonly issuedOn?: string
    readonly first?: string
    readonly last?: string
    readonly hours?: number
    readonly hoursPerWeek?: number
  } | null
  details: Readonly<Record<string, DetailValue>>
  state: 'claimed' | 'approved' | 'rejected'
  stated_on: string
  judged_on: string | null
  reason: string
}

// What stands, and was not found to have had its time; the files that show it stay where they are.
async function statementRows(
  { db, register }: Context,
  ids: readonly string[],
): Promise<readonly OfPerson[]> {
  const { rows } = await sql<StatementRow>`
    select * from (select g.person_id as person, ${keyOf('statement', sql`c.id`)} as key, g.number,
      c.member, c.subject, c.value, s.content, coalesce(s.content -> 'details', c.details) as details,
      c.state, c.stated_on, c.judged_on, c.reason
    from claim c join registration g on g.id = c.registration_id
    left join statement s on s.id = c.statement_id
    where g.person_id = any(${ids}) and c.register = ${register.id} and ${known}
      and c.ended_on is null and c.state <> 'expired'
      and c.member in ('document', 'work', 'holding', 'fact')) found
    order by number, stated_on, key collate "C"`.execute(db)
  return rows.map((row) => ({
    person: row.person,
    kind: 'statement',
    cells: {
      sleutel: row.key,
      nummer: registrationNumber(register, row.number),
      soort: labelOf(statedMembers, row.member),
      wat: row.subject,
      datum: row.content?.issuedOn ?? '',
      van: row.content?.first ?? '',
      'tot en met': row.content?.last ?? '',
      uren: figure(row.content?.hours ?? null),
      'uren per week': figure(row.content?.hoursPerWeek ?? null),
      waarde: valueInCell(row.value),
      'opgegeven op': row.stated_on,
      besluit: labelOf(findings, row.state),
      'besluit op': row.judged_on ?? '',
      reden: row.reason,
      ...cellsOf(fieldColumn, row.details),
    },
  }))
}

interface LeaveRow {
  person: string
  key: string
  number: number
  sort: string
  granted_first: string
  granted_last: string
  regulation_version: string
  asked_on: string
  decided_on: string | null
}

// The days that were granted, as they count; what was written and sent beside them stays where it is.
async function leaveRows(
  { db, register }: Context,
  ids: readonly string[],
): Promise<readonly OfPerson[]> {
  const { rows } = await sql<LeaveRow>`
    select * from (select g.person_id as person, ${keyOf('statement', sql`l.id`)} as key, g.number,
      l.sort, l.granted_first, l.granted_last, l.regulation_version, l.asked_on, l.decided_on
    from leave l join registration g on g.id = l.registration_id
    where g.person_id = any(${ids}) and l.register = ${register.id} and ${known}
      and l.status = 'granted') found
    order by number, asked_on, key collate "C"`.execute(db)
  return rows.map((row) => ({
    person: row.person,
    kind: 'statement',
    cells: {
      sleutel: row.key,
      nummer: registrationNumber(register, row.number),
      soort: labelOf(statedMembers, 'leave'),
      wat: row.sort,
      van: row.granted_first,
      'tot en met': row.granted_last,
      versie: row.regulation_version,
      'opgegeven op': row.asked_on,
      besluit: labelOf(findings, 'approved'),
      'besluit op': row.decided_on ?? row.asked_on,
    },
  }))
}

function valueInCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join(' | ')
  if (typeof value === 'object') return 'day' in value ? String(value.day) : ''
  return cellOf(value as DetailValue)
}

interface ActivityRow {
  person: string
  key: string
  number: number
  state: ActivityState
  kind: string
  title: string
  completed_on: string
  claimed: number | null
  claimed_second: number | null
  awarded: number | null
  awarded_second: number | null
  accredited: boolean
  accreditation_label: string | null
  accreditation_number: string
  accreditation_provider: string
  attributes: Readonly<Record<string, string | boolean>>
  details: Readonly<Record<string, DetailValue>>
  asked: readonly string[]
  earlier: EarlierDecision | null
  judged_in: Decided | null
  judged_on: string | null
  judged_because: string | null
}

async function activityRows(
  context: Context,
  ids: readonly string[],
): Promise<readonly OfPerson[]> {
  const { db, register } = context
  const { rows } = await sql<ActivityRow>`
    select * from (select g.person_id as person, ${keyOf('activity', sql`a.id`)} as key, g.number,
      c.*, a.title,
      a.completed_on, coalesce(a.form -> 'details', '{}') || coalesce(c.form -> 'details', '{}')
        as details,
      (select t.decision from taken_over t where t.subject_id = a.id and t.register = c.register)
        as earlier,
      j.judged_in, j.judged_on, j.judged_because
    from activity_claim c join activity a on a.id = c.activity_id
    join registration g on g.id = c.registration_id
    left join lateral (${judged}) j on c.state in ('approved', 'partly', 'rejected')
    where g.person_id = any(${ids}) and c.register = ${register.id} and ${known}
      and c.withdrawn_at is null and c.kind is not null and a.completed_on is not null
      and a.title <> '') found
    order by completed_on, key collate "C"`.execute(db)
  return rows.map((row) => ({
    person: row.person,
    kind: 'activity',
    cells: {
      sleutel: row.key,
      nummer: registrationNumber(register, row.number),
      soort: row.kind,
      titel: row.title,
      datum: row.completed_on,
      ...amountsOf(row),
      ...decisionOf(context, row),
      geaccrediteerd: row.accredited ? 'ja' : 'nee',
      accreditatienummer: row.accreditation_number,
      'accreditatie van': row.accreditation_provider,
      keurmerk: row.accreditation_label ?? '',
      ...cellsOf(attributeColumn, row.attributes),
      ...cellsOf(
        fieldColumn,
        Object.fromEntries(Object.entries(row.details).filter(([id]) => row.asked.includes(id))),
      ),
    },
  }))
}

// The decision here that stands: apart from an application, or in the last one that was decided.
const judged = sql`
  select * from (
    select 'interim' as judged_in, i.ended_on as judged_on, i.reason as judged_because, 1 as nth
    from interim_request i
    where i.activity_id = a.id and i.register = c.register and i.outcome = c.state
    union all
    select f.kind, f.decided_on, coalesce((select v.reason from judgement v
      where v.activity_id = a.id and v.outcome = c.state
      order by (v.reason = ''), v.created_at desc limit 1), ''), 2
    from application_activity aa join application f on f.id = aa.application_id
    where aa.activity_id = a.id and f.register = c.register and f.decision_id is not null
  ) found order by nth, judged_on desc limit 1`

function amountsOf(row: ActivityRow): Readonly<Record<string, string>> {
  const decided = outcomes.some(({ id }) => id === row.state) && row.state !== 'rejected'
  return {
    aantal: figure(row.claimed),
    'aantal tweede eenheid': figure(row.claimed_second),
    toegekend: decided ? figure(row.awarded ?? row.claimed) : '',
    'toegekend tweede eenheid': decided ? figure(row.awarded_second) : '',
  }
}

function decisionOf(
  { register, today }: Context,
  row: ActivityRow,
): Readonly<Record<string, string>> {
  const besluit = labelOf(outcomes, row.state)
  if (besluit === '') {
    const past = row.completed_on <= today.toString()
    const stand =
      row.state === 'entered' || (row.state === 'planned' && !past) ? row.state : 'draft'
    return { stand: labelOf(stands, stand) }
  }
  const { earlier } = row
  if (earlier !== null) {
    return { besluit, 'besluit op': earlier.on, 'besloten door': earlier.by, reden: earlier.reason }
  }
  const by = row.judged_in === null ? register : decidedBy(register, row.judged_in)
  return {
    besluit,
    'besluit op': row.judged_on ?? row.completed_on,
    'besloten door': wording(by).committee.full,
    reden: row.judged_because ?? '',
  }
}

function figure(hundredths: number | null): string {
  return hundredths === null ? '' : typedAmount(hundredthsOf(hundredths))
}

function cellsOf(
  column: (id: string) => string,
  values: Readonly<Record<string, DetailValue>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [column(id), cellOf(value)]),
  )
}

function cellOf(value: DetailValue): string {
  if (typeof value === 'boolean') return value ? 'ja' : 'nee'
  return typeof value === 'number' ? typedAmount(value as Amount) : value
}

interface EvidenceRow {
  person: string
  id: string
  activity: string
  key: string
  name: string
  media_type: string
  document_id: string
  sha256: string
  file_key: string
}

// What a register makes of the answers itself is made anew where they are read.
async function evidenceRows(
  { db, register }: Context,
  ids: readonly string[],
): Promise<readonly OfPerson[]> {
  const { rows } = await sql<EvidenceRow>`
    select * from (select g.person_id as person, e.id, a.completed_on, e.created_at,
      ${keyOf('activity', sql`a.id`)} as activity,
      ${keyOf('evidence', sql`e.id`)} as key, d.name, d.media_type, d.id as document_id, d.sha256,
      d.file_key
    from evidence e join document d on d.id = e.document_id
    join activity a on a.id = e.activity_id
    join activity_claim c on c.activity_id = a.id and c.register = ${register.id}
    join registration g on g.id = c.registration_id
    where g.person_id = any(${ids}) and ${known} and c.withdrawn_at is null and c.kind is not null
      and a.completed_on is not null and a.title <> '' and e.removed_at is null and e.form is null
      and d.file_key is not null and d.destroyed_on is null) found
    order by completed_on, activity collate "C", created_at, id`.execute(db)
  return rows.map((row) => {
    const place = placeOf(row)
    return {
      person: row.person,
      kind: 'evidence',
      cells: { activiteit: row.activity, bestand: place, naam: row.name, sha256: row.sha256 },
      proof: { documentId: row.document_id, fileKey: row.file_key, sha256: row.sha256, place },
    }
  })
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}

// Where it was told to be when it was taken over, and else under an id.
function placeOf({ id, key, activity, media_type: media }: EvidenceRow): string {
  const before = `${activity} `
  if (key.startsWith(before)) return key.slice(before.length)
  return `bestanden/${id}.${endings[media] ?? 'bin'}`
}
