import { sql } from 'kysely'
import type {
  MemberStatus,
  Presence,
  Series,
  SeriesMeeting,
  SeriesMember,
} from '#domain/dossier/series/series.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { refusesMail } from '#domain/platform/message/refused-mail.ts'
import { hundredthsOf } from '#engine'

interface Row {
  id: string
  registration_id: string | null
  kind: string
  title: string
  set_up_on: string
  ended_on: string | null
  version: number
  members: readonly {
    id: string
    name: string
    number: string | null
    email: string
    registration_id: string | null
    account_id: string | null
    set_up: boolean
    status: MemberStatus
    asked_on: string
    refuses_mail: boolean
  }[]
  meetings:
    | readonly {
        id: string
        held_on: string
        hours: number | null
        revision: number
        cancelled_on: string | null
        report: string
      }[]
    | null
  presences:
    | readonly {
        meeting_id: string
        member_id: string
        revision: number
        present: boolean
        absent: readonly string[]
        answered_on: string
      }[]
    | null
}

/** One series; with `lock` nobody else changes it until this transaction ends. */
export async function findSeries(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Series | undefined> {
  if (!isUuid(id)) return undefined
  if (options.lock === true) {
    await sql`select id from series where id = ${id} for update`.execute(context.db)
  }
  return (await select(context, sql`s.id = ${id}`))[0]
}

/** Who somebody is in a group: by registration, by account, or by the address they were asked at. */
export interface Self {
  readonly registrationId: string
  readonly accountId: string | undefined
  readonly email: string
}

/** The series in which somebody takes part or is asked to, the newest first. */
export function seriesOf(context: Context, self: Self): Promise<readonly Series[]> {
  return select(
    context,
    sql`exists (select from series_member mine where mine.series_id = s.id
      and mine.status <> 'removed' and (mine.registration_id = ${self.registrationId}
        or mine.account_id = ${self.accountId ?? null} or mine.email = ${self.email.toLowerCase()}))`,
  )
}

/** The series of a register that go on. */
export function seriesThatGoOn(context: Context): Promise<readonly Series[]> {
  return select(context, sql`s.ended_on is null`)
}

/** Whom of a group somebody is. */
export function selfIn({ members }: Series, self: Self): SeriesMember | undefined {
  const there = members.filter(({ status }) => status !== 'removed')
  return (
    there.find(({ registrationId }) => registrationId === self.registrationId) ??
    there.find(({ accountId }) => accountId !== undefined && accountId === self.accountId) ??
    there.find(({ email }) => email === self.email.toLowerCase())
  )
}

/** What a link of a mail leads to: which member, and until when it works. */
export async function findSeriesLink(
  { db }: Context,
  token: string,
): Promise<
  | {
      readonly seriesId: string
      readonly memberId: string
      readonly expiresOn: Temporal.PlainDate
    }
  | undefined
> {
  const row = await db
    .selectFrom('series_link')
    .innerJoin('series_member', 'series_member.id', 'series_link.member_id')
    .where('token_hash', '=', hashToken(token))
    .select(['series_id', 'member_id', 'expires_on'])
    .executeTakeFirst()
  return (
    row && {
      seriesId: row.series_id,
      memberId: row.member_id,
      expiresOn: Temporal.PlainDate.from(row.expires_on),
    }
  )
}

/** The activities into which the meetings of a member were put, by meeting, and which are still drafts. */
export async function filedBy(
  { db, register }: Context,
  memberId: string,
): Promise<ReadonlyMap<string, { readonly activityId: string; readonly draft: boolean }>> {
  const rows = await db
    .selectFrom('activity_group')
    .innerJoin('activity_claim', 'activity_claim.activity_id', 'activity_group.activity_id')
    .where('member_id', '=', memberId)
    .where('activity_group.register', '=', register.id)
    .where('activity_claim.register', '=', register.id)
    .where('withdrawn_at', 'is', null)
    .select(['meeting_id', 'activity_group.activity_id', 'state'])
    .execute()
  return new Map(
    rows.map((row) => [
      row.meeting_id,
      { activityId: row.activity_id, draft: row.state === 'draft' },
    ]),
  )
}

/** How many series a registration set up on a day, and how many people it asked. */
export async function askedOnDay(
  { db }: Context,
  registrationId: string,
  day: Temporal.PlainDate,
): Promise<{ readonly series: number; readonly asked: number }> {
  const { rows } = await sql<{ series: number; asked: number }>`
    select count(distinct s.id) filter (where s.set_up_on = ${day.toString()})::int as series,
      count(m.id) filter (where m.asked_on = ${day.toString()} and not m.set_up)::int as asked
    from series s left join series_member m on m.series_id = s.id
    where s.registration_id = ${registrationId}`.execute(db)
  return rows[0] ?? { series: 0, asked: 0 }
}

// Where they are known here they are written to at their account, otherwise at the address that was typed.
const refused = refusesMail(['series-request', 'series-asked'], {
  register: sql`s.register`,
  is: sql`(lower(mail.to_address) = lower(m.email) or mail.account_id = m.account_id
    or mail.account_id = (select p.account_id from registration r join person p on p.id = r.person_id
      where r.id = m.registration_id))`,
  since: sql`m.created_at`,
})

async function select(context: Context, which: ReturnType<typeof sql>): Promise<readonly Series[]> {
  const { rows } = await sql<Row>`
    select s.id, s.registration_id, s.kind, s.title, s.set_up_on, s.ended_on, s.version,
      (select json_agg(json_build_object('id', m.id, 'name', m.name, 'number', m.number,
          'email', m.email, 'registration_id', m.registration_id, 'account_id', m.account_id,
          'set_up', m.set_up, 'status', m.status, 'asked_on', m.asked_on,
          'refuses_mail', m.status in ('asked', 'takes-part') and ${refused})
          order by m.set_up desc, m.created_at, m.id)
        from series_member m where m.series_id = s.id) as members,
      (select json_agg(json_build_object('id', g.id, 'held_on', g.held_on, 'hours', g.hours,
          'revision', g.revision, 'cancelled_on', g.cancelled_on, 'report', g.report) order by g.held_on, g.id)
        from series_meeting g where g.series_id = s.id) as meetings,
      (select json_agg(json_build_object('meeting_id', p.meeting_id, 'member_id', p.member_id,
          'revision', p.revision, 'present', p.present, 'absent', p.absent,
          'answered_on', p.answered_on) order by p.answered_on, p.member_id)
        from series_presence p join series_meeting g on g.id = p.meeting_id
        where g.series_id = s.id) as presences
    from series s
    where ${which}
    order by s.created_at desc, s.id desc`.execute(context.db)
  return rows.map(seriesFrom)
}

function seriesFrom(row: Row): Series {
  return {
    id: row.id,
    registrationId: row.registration_id ?? undefined,
    kind: row.kind,
    title: row.title,
    setUpOn: Temporal.PlainDate.from(row.set_up_on),
    endedOn: day(row.ended_on),
    version: row.version,
    members: row.members.map(
      (member): SeriesMember => ({
        id: member.id,
        name: member.name,
        number: member.number ?? undefined,
        email: member.email,
        registrationId: member.registration_id ?? undefined,
        accountId: member.account_id ?? undefined,
        setUp: member.set_up,
        status: member.status,
        askedOn: Temporal.PlainDate.from(member.asked_on),
        refusesMail: member.refuses_mail,
      }),
    ),
    meetings: (row.meetings ?? []).map(
      (meeting): SeriesMeeting => ({
        id: meeting.id,
        heldOn: Temporal.PlainDate.from(meeting.held_on),
        hours: meeting.hours === null ? undefined : hundredthsOf(meeting.hours),
        revision: meeting.revision,
        cancelledOn: day(meeting.cancelled_on),
        report: meeting.report,
      }),
    ),
    presences: (row.presences ?? []).map(
      (presence): Presence => ({
        meetingId: presence.meeting_id,
        memberId: presence.member_id,
        revision: presence.revision,
        present: presence.present,
        absent: presence.absent,
        answeredOn: Temporal.PlainDate.from(presence.answered_on),
      }),
    ),
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
