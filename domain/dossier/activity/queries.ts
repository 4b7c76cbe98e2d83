import { sql } from 'kysely'
import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import type { AttendedWord, StoredAttended } from '#domain/dossier/activity/attended-word.ts'
import { attendedWordOf } from '#domain/dossier/activity/attended-word.ts'
import type { GroupWord, StoredGroup } from '#domain/dossier/activity/group-word.ts'
import { groupWordOf } from '#domain/dossier/activity/group-word.ts'
import type { SelfTest } from '#domain/dossier/activity/self-test.ts'
import type { KnownLabel, StoredLabel } from '#domain/organisations/label/labels-held.ts'
import { heldLabel, labelsHeld } from '#domain/organisations/label/labels-held.ts'
import type { TakenOverActivity } from '#domain/people/registration/taken-over.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Amount, DetailValue } from '#engine'
import { hundredthsOf } from '#engine'
import type { ProofReading } from '#papers/signatures/read-proof.ts'
import type { Decided } from '#regulations/bodies.ts'

/** A file that shows what somebody did. */
export interface EvidenceFile {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  /** In bytes; undefined while the form of the answers is still being made. */
  readonly size: number | undefined
  /** No other file has it; the hash of its bytes once it is there. */
  readonly sha256: string
  /** What a machine read of it when it came, where it had text. */
  readonly reading?: ProofReading | undefined
  readonly addedOn: Temporal.PlainDate
}

/** A file of an activity. */
export interface ActivityFile extends EvidenceFile {
  /** Whether it is the form of the answers, and then whether it is proof by itself. */
  readonly form: 'proves' | 'accompanies' | undefined
}

/** Who was asked last to confirm an activity, and what came of it. */
export interface AskedReferee {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly relation: string
  readonly sentOn: Temporal.PlainDate
  readonly expiresOn: Temporal.PlainDate
  readonly answer: 'confirmed' | 'declined' | undefined
  readonly answeredOn: Temporal.PlainDate | undefined
  readonly remark: string
  /** Whether their address refused what was written to them about it. */
  readonly refusesMail: boolean
}

/** What was typed into an activity's form, and what could be read of it for the kind's rule. */
export interface ActivityForm {
  /** Every answer as it was typed, by the name of its field. */
  readonly typed: Readonly<Record<string, string>>
  /** The kind's own fields as they were read; hours and numbers are hundredths. */
  readonly details: Readonly<Record<string, DetailValue>>
  /** What was answered to the criteria of the self-test. */
  readonly selfTest: SelfTest
}

/** What another register decided about an activity, in its words: no judgement of the one that reads it. */
export interface SaidElsewhere {
  readonly register: string
  /** How that register is called in a sentence. */
  readonly called: string
  readonly outcome: 'approved' | 'partly' | 'rejected'
  /** What it awarded, with its unit; absent where it awarded nothing. */
  readonly awarded?: string
  /** The day of the decision, ISO text; absent where it was not kept. */
  readonly on?: string
  readonly reason: string
}

/** One activity of a portfolio: what somebody did, and what they claim of it in this register. */
export interface PortfolioActivity {
  readonly id: string
  readonly state: ActivityState
  /** Only a draft can be without a kind, a date or a claim. */
  readonly kind: string | undefined
  readonly title: string
  readonly organiser: string
  readonly completedOn: Temporal.PlainDate | undefined
  readonly claimed: Amount | undefined
  readonly awarded: Amount | undefined
  /** The same in the second unit; only where the regulation has one, and the kind is worth something in it. */
  readonly claimedSecond: Amount | undefined
  readonly awardedSecond: Amount | undefined
  readonly accredited: boolean
  readonly accreditationLabel: string | undefined
  /** What names the accredited thing where the regulation has no labels; empty where it was not told. */
  readonly accreditationNumber: string
  readonly accreditationProvider: string
  /** Who gave it, where that is an organisation that is known here. */
  readonly providerId?: string | undefined
  /** What is known of the label that is claimed, with whoever gave it, whatever its days. */
  readonly labels?: readonly KnownLabel[] | undefined
  /** A decision of the register on the course makes it accredited, so that no label is asked. */
  readonly byDecision?: boolean | undefined
  /** What the regulation wants to know beside the kind, by the id of the attribute. */
  readonly attributes: Readonly<Record<string, string | boolean>>
  /** Which of those the committee does not recognise, and why; empty where it refused none. */
  readonly attributesRefused: readonly string[]
  readonly attributesRefusedReason: string
  /** Why the committee does not recognise the accreditation, where it refused that. */
  readonly accreditationRefused: string | undefined
  /** Why it was recognised though its label was a question; empty where that was none. */
  readonly accreditationAnyway: string
  readonly form: ActivityForm
  readonly selfSignedOn: Temporal.PlainDate | undefined
  readonly selfSignedReason: string
  readonly refereeWanted: boolean
  /** The day on which it was handed in after a warning that it may be another one twice. */
  readonly handedInAnywayOn: Temporal.PlainDate | undefined
  /** The granted application that consumed it. */
  readonly usedBy: string | undefined
  /** The applications that it is or was part of, and whether it was added after a return. */
  readonly applications: readonly { readonly id: string; readonly supplement: boolean }[]
  /** Why it was judged as it was. */
  readonly judgementReason: string
  /** In what it was judged, by which it is known whose judgement stands; undefined where none does. */
  readonly judgedIn: Decided | undefined
  readonly evidence: readonly ActivityFile[]
  readonly referee: AskedReferee | undefined
  /** The list of somebody else that confirms it, and the day on which it was delivered. */
  readonly listed: { readonly label: string; readonly on: Temporal.PlainDate } | undefined
  /** What the group says of it, where it was a meeting of a series. */
  readonly group: GroupWord | undefined
  /** What the organisation that gave it says of it, where it told who was there. */
  readonly attended: AttendedWord | undefined
  /** What other registers decided of it, as its owner chose to show it here. */
  readonly saidElsewhere: readonly SaidElsewhere[]
  /** Why the edition that it is of does not take place; undefined where it does, and where it is of none. */
  readonly cancelled?: string | undefined
  /** Where it was kept before, and what was decided on it there. */
  readonly takenOver?: TakenOverActivity | undefined
  readonly version: number
}

interface StoredForm {
  typed?: Record<string, string>
  details?: Record<string, DetailValue>
  selfTest?: SelfTest
}

interface Row {
  id: string
  state: ActivityState
  kind: string | null
  title: string
  organiser: string
  completed_on: string | null
  claimed: number | null
  awarded: number | null
  claimed_second: number | null
  awarded_second: number | null
  accredited: boolean
  accreditation_label: string | null
  accreditation_refused: string | null
  accreditation_anyway: string
  accreditation_number: string
  accreditation_provider: string
  provider_id: string | null
  labels: readonly StoredLabel[] | null
  by_decision: boolean | null
  attributes: Record<string, string | boolean>
  attributes_refused: readonly string[]
  attributes_refused_reason: string
  form: StoredForm
  own_form: StoredForm
  asked: readonly string[]
  self_signed_on: string | null
  self_signed_reason: string | null
  referee_wanted: boolean
  handed_in_anyway_on: string | null
  used_by: string | null
  applications: readonly { id: string; supplement: boolean }[] | null
  judgement_reason: string | null
  judged_in: Decided | null
  evidence:
    | readonly {
        id: string
        name: string
        media_type: string
        size: number | null
        sha256: string
        reading: ProofReading | null
        added_on: string
        form: 'proves' | 'accompanies' | null
      }[]
    | null
  referee: {
    id: string
    name: string
    email: string
    relation: string
    sent_on: string
    expires_on: string
    answer: 'confirmed' | 'declined' | null
    answered_on: string | null
    remark: string
    refuses_mail: boolean
  } | null
  listed: { label: string; on: string } | null
  group_word: StoredGroup | null
  attended: StoredAttended | null
  said_elsewhere: readonly SaidElsewhere[] | null
  cancelled: string | null
  taken_over: StoredTakeover | null
  version: number
}

/**
 * Every activity of a registration that was not withdrawn, oldest first; drafts without a date last. With
 * those of one of its applications that went along since to another registration of the same person.
 */
export async function findActivities(
  context: Context,
  registrationId: string,
  applicationId?: string,
): Promise<readonly PortfolioActivity[]> {
  if (applicationId === undefined)
    return select(context, sql`c.registration_id = ${registrationId}`)
  return select(
    context,
    sql`c.register = ${context.register.id} and c.activity_id in (
      select activity_id from activity_claim where registration_id = ${registrationId}
      union select activity_id from application_activity where application_id = ${applicationId})`,
  )
}

/** The activities of each of these registrations, by its id. */
export async function findActivitiesOfEach(
  context: Context,
  registrationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PortfolioActivity[]>> {
  const which = sql`c.registration_id = any(${[...registrationIds]}::uuid[])`
  const { rows } = await sql<{ activity_id: string; registration_id: string }>`
    select c.activity_id, c.registration_id from activity_claim c
    where ${which} and c.withdrawn_at is null`.execute(context.db)
  const ownerOf = new Map(rows.map((row) => [row.activity_id, row.registration_id]))
  const activities = await select(context, which)
  return Map.groupBy(activities, ({ id }) => ownerOf.get(id) ?? '')
}

/** One activity of this registration, or undefined when there is none with this id. */
export async function findActivity(
  context: Context,
  registrationId: string,
  activityId: string,
): Promise<PortfolioActivity | undefined> {
  if (!isUuid(activityId)) return undefined
  const found = await select(
    context,
    sql`c.registration_id = ${registrationId} and c.activity_id = ${activityId}`,
  )
  return found[0]
}
async function select(
  context: Context,
  which: ReturnType<typeof sql>,
): Promise<readonly PortfolioActivity[]> {
  const { rows } = await sql<Row>`
    select a.id, c.state, c.kind, a.title, a.organiser, a.completed_on, c.claimed, c.awarded,
      c.claimed_second, c.awarded_second,
      c.accredited, c.accreditation_label, a.form, c.form as own_form, c.asked, a.self_signed_on,
      a.self_signed_reason, a.referee_wanted, c.used_by, a.version + c.version as version,
      c.accreditation_refused, c.accreditation_anyway, c.handed_in_anyway_on, c.accreditation_number,
      c.accreditation_provider, c.attributes, c.attributes_refused, c.attributes_refused_reason,
      c.said_elsewhere, a.provider_id,
      case when c.accredited and c.accreditation_label is not null then ${labels} end as labels,
      -- What the register decided of the course that was followed, as long as it held when that began.
      exists (select from accreditation g, coalesce((select e.first_day from edition e
          where e.id = a.edition_id and a.completed_on between e.first_day and e.last_day),
          a.completed_on) d
        where g.register = c.register
        and (g.id = c.accreditation_id or g.course_id = a.course_id)
        and d between g.first_day and g.last_day
        and (g.ended_from is null or d < g.ended_from)
        -- Whoever claims more than that, claims it by something else.
        and exists (select from jsonb_array_elements(g.counts) n where n ->> 'kind' = c.kind
          and n -> 'attributes' ? 'accredited'
          and coalesce(c.claimed, 0) <= (n ->> 'amount')::numeric)) as by_decision,
      (select json_agg(json_build_object('id', aa.application_id,
          'supplement', aa.added_on is not null))
        from application_activity aa where aa.activity_id = a.id) as applications,
      case when c.state in ('approved', 'partly', 'rejected') then
        coalesce((select i.reason from interim_request i
          where i.activity_id = a.id and i.register = c.register and i.outcome = c.state
          order by i.created_at desc limit 1),
        (select j.reason from judgement j
          where j.activity_id = a.id and j.outcome = c.state
          order by (j.reason = ''), j.created_at desc limit 1)) end as judgement_reason,
      case when c.state in ('approved', 'partly', 'rejected') then
        coalesce((select 'interim' from interim_request i
          where i.activity_id = a.id and i.register = c.register and i.outcome = c.state limit 1),
        (select f.kind from application_activity aa join application f on f.id = aa.application_id
          where aa.activity_id = a.id and f.register = c.register and f.decision_id is not null
          order by f.decided_on desc, f.id desc limit 1)) end as judged_in,
      (select json_agg(json_build_object('id', e.id, 'name', d.name, 'media_type', d.media_type,
          'size', d.size, 'sha256', coalesce(d.sha256, d.id::text), 'reading', d.reading,
          'added_on', e.added_on, 'form', e.form) order by e.created_at, e.id)
        from evidence e join document d on d.id = e.document_id
        where e.activity_id = a.id and e.removed_at is null
          -- A form is made of what one register asks.
          and (e.form is null or d.register = c.register)) as evidence,
      (select json_build_object('id', r.id, 'name', r.name, 'email', r.email,
          'relation', r.relation, 'sent_on', r.sent_on, 'expires_on', r.expires_on,
          'answer', r.answer, 'answered_on', r.answered_on, 'remark', r.remark,
          'refuses_mail', r.answer is null and exists (select from mail_message m
            where m.register = r.register and lower(m.to_address) = lower(r.email)
              and m.cause = 'refused' and m.kind in ('referee-request', 'referee-reminder')
              and m.created_at >= r.created_at))
        from referee_request r
        where r.activity_id = a.id and r.withdrawn_on is null
          and (r.register = c.register or r.answer = 'confirmed')
        order by r.register = c.register desc, r.created_at desc limit 1) as referee,
      -- As long as it is still of the kind and the year that stand on the list.
      (select json_build_object('label', l.label, 'on', l.delivered_on)
        from list_entry i join list_delivery l on l.id = i.delivery_id
        where i.activity_id = a.id and i.register = c.register and i.kind = c.kind
          and l.withdrawn_on is null and (c.form -> 'details' -> 'year')::int = i.year * 100
        order by l.delivered_on, l.id limit 1) as listed,
      (select json_build_object('series', g.series_id, 'title', g.title, 'kind', g.kind,
          'held_on', g.held_on, 'hours', g.hours, 'needed', g.needed, 'confirmed', g.confirmed,
          'denied', g.denied, 'waiting', g.waiting)
        from activity_group g where g.activity_id = a.id
        order by g.register = c.register desc limit 1) as group_word,
      (select json_build_object('id', t.id, 'organisation', o.name,
          'edition', k.number || '-' || e.sequence, 'hours', t.hours, 'entered_on', t.entered_on,
          'joined', case when a.attendance_id is null then t.joined else a.attendance_joined end,
          'first_day', e.first_day, 'last_day', e.last_day,
          -- What is a portion is confirmed as far as it counts, and not by the hours of the whole.
          'most', greatest(case when a.attendance_id is null then t.hours else 0 end, coalesce((
            select round((n.counts ->> 'amount')::numeric
              * least(1, t.hours / coalesce(y.study_load, k.study_load,
                nullif((n.counts ->> 'amount')::numeric, 0), t.hours)))::int
            from accreditation y, jsonb_array_elements(y.counts) with ordinality n (counts, nth)
            where y.id = c.accreditation_id
            order by n.counts ->> 'kind' is not distinct from c.kind desc, n.nth limit 1), 0)))
        from attendance t join edition e on e.id = t.edition_id join course k on k.id = e.course_id
          join organisation o on o.id = t.organisation_id
        where t.withdrawn_on is null and t.id = coalesce(a.attendance_id, (select x.id
          from attendance x where x.activity_id = a.id and x.withdrawn_on is null
          order by x.entered_on, x.id limit 1))) as attended,
      (select e.cancelled_reason from edition e
        where e.id = a.edition_id and e.cancelled_on is not null) as cancelled,
      (select json_build_object('source', t.source, 'on', t.taken_over_on, 'decision', t.decision)
        from taken_over t where t.subject_id = a.id and t.register = c.register) as taken_over
    from activity_claim c join activity a on a.id = c.activity_id
    where ${which} and c.withdrawn_at is null
    order by a.completed_on asc nulls last, c.created_at, a.id`.execute(context.db)
  return rows.map(portfolioActivity)
}

const labels = labelsHeld({
  label: sql`c.accreditation_label`,
  provider: sql`a.provider_id`,
  called: sql`coalesce(nullif(c.accreditation_provider, ''), a.organiser)`,
  title: sql`a.title`,
  course: sql`a.course_id`,
})

function portfolioActivity(row: Row): PortfolioActivity {
  return {
    id: row.id,
    state: row.state,
    kind: row.kind ?? undefined,
    title: row.title,
    organiser: row.organiser,
    completedOn: day(row.completed_on),
    claimed: amount(row.claimed),
    awarded: amount(row.awarded),
    claimedSecond: amount(row.claimed_second),
    awardedSecond: amount(row.awarded_second),
    accredited: row.accredited,
    accreditationLabel: row.accreditation_label ?? undefined,
    accreditationNumber: row.accreditation_number,
    accreditationProvider: row.accreditation_provider,
    providerId: row.provider_id ?? undefined,
    ...(row.labels === null ? {} : { labels: row.labels.map(heldLabel) }),
    ...(row.by_decision === true ? { byDecision: true } : {}),
    accreditationRefused: row.accreditation_refused ?? undefined,
    accreditationAnyway: row.accreditation_anyway,
    attributes: row.attributes,
    attributesRefused: row.attributes_refused,
    attributesRefusedReason: row.attributes_refused_reason,
    form: formOf(row),
    selfSignedOn: day(row.self_signed_on),
    selfSignedReason: row.self_signed_reason ?? '',
    refereeWanted: row.referee_wanted,
    handedInAnywayOn: day(row.handed_in_anyway_on),
    usedBy: row.used_by ?? undefined,
    applications: row.applications ?? [],
    judgementReason: row.judgement_reason ?? row.taken_over?.decision?.reason ?? '',
    judgedIn: row.judged_in ?? undefined,
    evidence: (row.evidence ?? []).map((file) => ({
      id: file.id,
      name: file.name,
      mediaType: file.media_type,
      size: file.size ?? undefined,
      sha256: file.sha256,
      reading: file.reading ?? undefined,
      addedOn: Temporal.PlainDate.from(file.added_on),
      form: file.form ?? undefined,
    })),
    referee: row.referee === null ? undefined : askedReferee(row.referee),
    listed:
      row.listed === null
        ? undefined
        : { label: row.listed.label, on: Temporal.PlainDate.from(row.listed.on) },
    group: row.group_word === null ? undefined : groupWord(row, row.group_word),
    attended: row.attended === null ? undefined : attendedWord(row, row.attended),
    saidElsewhere: row.said_elsewhere ?? [],
    ...(row.taken_over === null ? {} : { takenOver: takenOver(row.taken_over) }),
    ...(row.cancelled === null ? {} : { cancelled: row.cancelled }),
    version: row.version,
  }
}

interface StoredTakeover {
  readonly source: string
  readonly on: string
  readonly decision: { readonly on: string; readonly by: string; readonly reason: string } | null
}

function takenOver({ source, on, decision }: StoredTakeover): TakenOverActivity {
  const day = (text: string) => Temporal.PlainDate.from(text)
  return {
    source,
    on: day(on),
    decision:
      decision === null
        ? undefined
        : { on: day(decision.on), by: decision.by, reason: decision.reason },
  }
}

function groupWord(row: Row, stored: StoredGroup): GroupWord {
  const { details } = formOf(row)
  const completedOn = day(row.completed_on)
  return groupWordOf(stored, { kind: row.kind ?? undefined, completedOn, details })
}

function attendedWord(row: Row, stored: StoredAttended): AttendedWord {
  const { details } = formOf(row)
  return attendedWordOf(stored, {
    ...{ completedOn: day(row.completed_on), details, claimed: amount(row.claimed) },
  })
}

// What is told of the activity itself, with what is told this register alone.
function formOf({ form, own_form: own, asked }: Row): ActivityForm {
  const details = Object.entries({ ...form.details, ...own.details })
  return {
    typed: { ...form.typed, ...own.typed },
    details: Object.fromEntries(details.filter(([id]) => asked.includes(id))),
    selfTest: own.selfTest ?? {},
  }
}

function askedReferee(row: NonNullable<Row['referee']>): AskedReferee {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    relation: row.relation,
    sentOn: Temporal.PlainDate.from(row.sent_on),
    expiresOn: Temporal.PlainDate.from(row.expires_on),
    answer: row.answer ?? undefined,
    answeredOn: day(row.answered_on),
    remark: row.remark,
    refusesMail: row.refuses_mail,
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}

function amount(hundredths: number | null): Amount | undefined {
  return hundredths === null ? undefined : hundredthsOf(hundredths)
}
