import { sql } from 'kysely'
import type {
  Contact,
  ContactStatus,
  Group,
  PlaceMessage,
  Profile,
  Reported,
  ReportOutcome,
} from '#domain/development/meeting-place/meeting-place.ts'
import { messagesAtOnce, shownAtOnce } from '#domain/development/meeting-place/meeting-place.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

const name = sql<string>`btrim(concat_ws(' ', coalesce(nullif(btrim(p.first_name), ''), p.initials),
  nullif(btrim(p.name_prefix), ''), p.last_name))`
const gone = sql`r.status in (${sql.join([...isOver])})`

/** Whether one of two keeps the other away: as people, whichever registration of theirs they did that with. */
function blocked(me: string, other: ReturnType<typeof sql>) {
  return sql<boolean>`${other} in (select o.id from meeting_block b
    join registration x on x.id = b.registration_id join registration y on y.id = b.blocked_id
    join registration own on own.id = ${me} and own.person_id in (x.person_id, y.person_id)
    join registration o on o.person_id in (x.person_id, y.person_id) and o.person_id <> own.person_id)`
}

/** Whether the reader keeps another away: who is kept away by them still reads what they were sent, to report it. */
function keptAway(me: string, other: ReturnType<typeof sql>) {
  return sql<boolean>`${other} in (select o.id from meeting_block b
    join registration x on x.id = b.registration_id join registration y on y.id = b.blocked_id
    join registration own on own.id = ${me} and own.person_id = x.person_id
    join registration o on o.person_id = y.person_id)`
}

const profileColumns = sql`m.id, m.registration_id, ${name} as name, m.region, m.themes, m.offers, m.seeks,
  m.hidden_on is not null as hidden, m.version`
const profiles = sql`meeting_profile m join registration r on r.id = m.registration_id
  join person p on p.id = r.person_id`

interface ProfileRow extends Omit<Profile, 'registrationId'> {
  registration_id: string
}

function profileFrom({ registration_id, ...row }: ProfileRow): Profile {
  return { ...row, registrationId: registration_id }
}

/**
 * Somebody's own profile; undefined for who is not in the meeting place. One that was taken out of sight stays theirs
 * when they register anew.
 */
export async function ownProfile(
  { db }: Context,
  registrationId: string,
): Promise<Profile | undefined> {
  const { rows } = await sql<ProfileRow>`select ${profileColumns} from ${profiles}
    where m.registration_id = ${registrationId} or m.hidden_on is not null
      and r.person_id = (select own.person_id from registration own where own.id = ${registrationId})
    order by m.hidden_on is not null desc, m.registration_id = ${registrationId} desc limit 1`.execute(
    db,
  )
  return rows.map(profileFrom)[0]
}

/** The profile of a colleague; undefined where it is out of sight, or one of the two keeps the other away. */
export async function findProfile(
  { db }: Context,
  me: string,
  id: string,
): Promise<Profile | undefined> {
  if (!isUuid(id)) return undefined
  const { rows } = await sql<ProfileRow>`select ${profileColumns} from ${profiles}
    where m.id = ${id} and m.hidden_on is null and not ${gone}
      and not ${blocked(me, sql`m.registration_id`)}`.execute(db)
  return rows.map(profileFrom)[0]
}

/** What colleagues are looked for by. */
export interface Wanted {
  readonly region: string
  readonly theme: string
  readonly words: string
}

/**
 * Colleagues who fit, other than who looks. They come in an order that is another every day, so that nobody stands
 * on top for good and a list of all cannot be put together page by page.
 */
export async function findColleagues(
  { db, today }: Context,
  me: string,
  { region, theme, words }: Wanted,
): Promise<readonly Profile[]> {
  const typed = `%${words
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<ProfileRow>`select ${profileColumns} from ${profiles}
    where m.hidden_on is null and not ${gone} and m.registration_id <> ${me}
      and (${region} = '' or m.region = ${region})
      and (${theme} = '' or ${theme} = any(m.themes))
      and (${words.trim()} = '' or lower(m.offers || ' ' || m.seeks) like ${typed})
      and not ${blocked(me, sql`m.registration_id`)}
    order by md5(m.id::text || ${today.toString()} || ${me}) limit ${shownAtOnce}`.execute(db)
  return rows.map(profileFrom)
}

interface ContactRow {
  id: string
  other_id: string
  other_name: string
  asks_me: boolean
  status: ContactStatus
  status_on: string
  gone: boolean
}

function contactFrom(row: ContactRow): Contact {
  return {
    id: row.id,
    otherId: row.other_id,
    otherName: row.other_name,
    asksMe: row.asks_me,
    // With whoever is not registered any more it goes on with nobody.
    status: row.gone && row.status !== 'declined' ? 'ended' : row.status,
    statusOn: Temporal.PlainDate.from(row.status_on),
  }
}

/** The contacts of somebody that are asked or go on, the last first; or one of them, whatever it is. */
export async function contactsOf(
  { db }: Context,
  me: string,
  id?: string,
): Promise<readonly Contact[]> {
  if (id !== undefined && !isUuid(id)) return []
  const which =
    id === undefined ? sql`c.status in ('asked', 'accepted') and not ${gone}` : sql`c.id = ${id}`
  const { rows } = await sql<ContactRow>`select c.id, r.id as other_id, ${name} as other_name,
      c.asked_id = ${me} as asks_me, c.status, c.status_on, ${gone} as gone
    from meeting_contact c
    join registration r on r.id = case when c.asker_id = ${me} then c.asked_id else c.asker_id end
    join person p on p.id = r.person_id
    where ${me} in (c.asker_id, c.asked_id) and ${which}
      and not ${(id === undefined ? blocked : keptAway)(me, sql`r.id`)}
    order by c.id desc`.execute(db)
  return rows.map(contactFrom)
}

/**
 * The contacts of somebody that came to an end and in which the other wrote something, the last first: what was
 * written is found there, to be read or reported, whoever ended it and why. Of whom they keep away themselves there
 * is none, nor of who left the meeting place.
 */
export async function endedContactsOf({ db }: Context, me: string): Promise<readonly Contact[]> {
  const { rows } = await sql<ContactRow>`select c.id, r.id as other_id, ${name} as other_name,
      c.asked_id = ${me} as asks_me, c.status, c.status_on, ${gone} as gone
    from meeting_contact c
    join registration r on r.id = case when c.asker_id = ${me} then c.asked_id else c.asker_id end
    join person p on p.id = r.person_id
    where ${me} in (c.asker_id, c.asked_id) and c.status in ('declined', 'ended')
      and exists (select from meeting_message t where t.contact_id = c.id and t.registration_id = r.id)
      and not ${keptAway(me, sql`r.id`)}
      and exists (select from meeting_profile m where m.registration_id = r.id)
    order by c.status_on desc, c.id desc limit 50`.execute(db)
  return rows.map(contactFrom)
}

/** Where something is written. */
type Where = { readonly contactId: string } | { readonly groupId: string }

/**
 * What was written in a contact or a group, the first first; without what somebody wrote whom the reader keeps
 * away, nor in a group whoever keeps them away.
 * As many as a page shows: the last, those before another message, or one alone.
 */
export async function messagesIn(
  { db }: Context,
  me: string,
  where: Where,
  which: { readonly before?: string; readonly only?: string } = {},
): Promise<{ readonly messages: readonly PlaceMessage[]; readonly more: boolean }> {
  const there =
    'contactId' in where
      ? sql`t.contact_id = ${where.contactId}`
      : sql`t.group_id = ${where.groupId}`
  const { before, only } = which
  const part =
    only !== undefined
      ? sql`t.id = ${only}`
      : before !== undefined && isUuid(before)
        ? sql`t.id < ${before}`
        : sql`true`
  const { rows } = await sql<{
    id: string
    author_id: string
    author_name: string
    text: string
    written_on: string
    hidden: boolean
  }>`select t.id, t.registration_id as author_id, ${name} as author_name, t.text, t.written_on,
      t.hidden_on is not null as hidden
    from meeting_message t join registration r on r.id = t.registration_id
    join person p on p.id = r.person_id
    where ${there} and ${part}
      and not ${('contactId' in where ? keptAway : blocked)(me, sql`t.registration_id`)}
    order by t.id desc limit ${messagesAtOnce + 1}`.execute(db)
  const messages = rows
    .slice(0, messagesAtOnce)
    .toReversed()
    .map((row) => ({
      id: row.id,
      authorId: row.author_id,
      authorName: row.author_name,
      text: row.text,
      writtenOn: Temporal.PlainDate.from(row.written_on),
      hidden: row.hidden,
    }))
  return { messages, more: rows.length > messagesAtOnce }
}

/** How much was written in a group until yesterday that its member was not told of, and by whom. */
export async function newIn(
  { db, today }: Context,
  me: string,
  groupId: string,
): Promise<{ readonly count: number; readonly authors: readonly string[] }> {
  const { rows } = await sql<{ author: string; count: number }>`
    select ${name} as author, count(*)::int as count
    from meeting_message t join meeting_group_member m on m.group_id = t.group_id
    join registration r on r.id = t.registration_id join person p on p.id = r.person_id
    where t.group_id = ${groupId} and m.registration_id = ${me} and t.registration_id <> ${me}
      and t.hidden_on is null and t.written_on < ${today.toString()}
      and t.written_on > coalesce(m.told_until, m.joined_on - 1)
      and not ${blocked(me, sql`t.registration_id`)}
    group by r.id, p.id order by 1`.execute(db)
  return {
    count: rows.reduce((all, { count }) => all + count, 0),
    authors: rows.map(({ author }) => author),
  }
}

/**
 * The groups that there are, by name; or one of them. Who is in it only its members see, and of those nobody who
 * keeps the reader away or is kept away by them: in a group that both are in neither sees the other.
 */
export async function groupsIn(
  { db }: Context,
  me: string,
  id?: string,
): Promise<readonly Group[]> {
  if (id !== undefined && !isUuid(id)) return []
  const { rows } = await sql<
    Omit<Group, 'members' | 'mails'> & { members: Group['members'] | null; mails: boolean | null }
  >`select g.id, g.name, g.theme, g.about,
      (select json_agg(json_build_object('registrationId', r.id, 'name', ${name}) order by ${name}, r.id)
        from meeting_group_member x join registration r on r.id = x.registration_id
        join person p on p.id = r.person_id
        where x.group_id = g.id and not ${gone} and not ${blocked(me, sql`r.id`)}) as members,
      (select x.mails from meeting_group_member x
        where x.group_id = g.id and x.registration_id = ${me}) as mails
    from meeting_group g
    where g.ended_on is null and ${id === undefined ? sql`true` : sql`g.id = ${id}`}
      -- Of which nobody is registered any more, there is none.
      and exists (select from meeting_group_member x join registration r on r.id = x.registration_id
        where x.group_id = g.id and not ${gone})
    order by lower(g.name), g.id limit 100`.execute(db)
  return rows.map((row) => ({
    ...row,
    members: row.members ?? [],
    mails: row.mails ?? undefined,
  }))
}

/** Whom somebody keeps away, by the id of their registration. */
export async function blockedBy(
  { db }: Context,
  me: string,
): Promise<readonly { readonly registrationId: string; readonly name: string }[]> {
  const { rows } = await sql<{ registration_id: string; name: string }>`
    select r.id as registration_id, ${name} as name from meeting_block b
    join registration r on r.id = b.blocked_id join person p on p.id = r.person_id
    where b.registration_id = ${me} order by 2, 1`.execute(db)
  return rows.map((row) => ({ registrationId: row.registration_id, name: row.name }))
}

/** A report, as a back office sees it. */
export interface PlaceReport {
  readonly id: string
  readonly registrationId: string
  readonly about: string
  readonly what: Reported
  readonly reporter: string | undefined
  readonly reporterId: string | undefined
  readonly messageId: string | undefined
  readonly groupId: string | undefined
  /** Of which course, where it is a rating: whoever wrote that is not named. */
  readonly courseId: string | undefined
  readonly seen: string
  readonly reason: string
  readonly reportedOn: Temporal.PlainDate
  readonly settledOn: Temporal.PlainDate | undefined
  readonly settledBy: string | undefined
  readonly outcome: ReportOutcome | undefined
  readonly note: string
  /** What whoever it is about holds against what came of it; undefined as long as they hold nothing. */
  readonly objection: PlaceObjection | undefined
}

/** What somebody holds against what was taken out of sight of theirs, and the answer. */
interface PlaceObjection {
  readonly text: string
  readonly madeOn: Temporal.PlainDate
  readonly settledOn: Temporal.PlainDate | undefined
  readonly outcome: 'restored' | 'stays' | undefined
  readonly note: string
}

/** Reports and objections that nobody has settled, the oldest first; or one report. */
export function reportsIn(context: Context, id?: string): Promise<readonly PlaceReport[]> {
  if (id !== undefined && !isUuid(id)) return Promise.resolve([])
  return reportsWhere(
    context,
    id === undefined
      ? sql<boolean>`(t.settled_on is null or t.objected_on is not null and t.objection_settled_on is null)`
      : sql<boolean>`t.id = ${id}`,
  )
}

/** What was taken out of sight of somebody after a report, the last first. */
export async function takenFrom(
  context: Context,
  registrationId: string,
): Promise<readonly PlaceReport[]> {
  const about = sql<boolean>`r.person_id = (select own.person_id from registration own
    where own.id = ${registrationId}) and t.outcome <> 'nothing'`
  return (await reportsWhere(context, about)).toReversed()
}

async function reportsWhere(
  { db }: Context,
  which: ReturnType<typeof sql<boolean>>,
): Promise<readonly PlaceReport[]> {
  const { rows } = await sql<{
    id: string
    registration_id: string
    about: string
    reporter: string | null
    reporter_id: string | null
    message_id: string | null
    group_id: string | null
    course_id: string | null
    seen: string
    reason: string
    reported_on: string
    settled_on: string | null
    settled_by: string | null
    outcome: ReportOutcome | null
    note: string
    objection: string
    objected_on: string | null
    objection_settled_on: string | null
    objection_outcome: 'restored' | 'stays' | null
    objection_note: string
  }>`select t.id, t.registration_id, t.message_id, t.group_id, t.course_id, t.seen, t.reason,
      case when k.id is null then ${name} else 'de schrijver bij ‘' || k.title || '’' end as about,
      t.reported_on, t.settled_on, t.settled_by, t.outcome, t.note, t.objection, t.objected_on,
      t.objection_settled_on, t.objection_outcome, t.objection_note, t.reporter_id,
      (select ${name} from registration r join person p on p.id = r.person_id
        where r.id = t.reporter_id) as reporter
    from meeting_report t join registration r on r.id = t.registration_id
    join person p on p.id = r.person_id left join course k on k.id = t.course_id
    where ${which} order by coalesce(t.objected_on, t.reported_on), t.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    registrationId: row.registration_id,
    about: row.about,
    what: whatOf(row),
    reporter: row.reporter ?? undefined,
    reporterId: row.reporter_id ?? undefined,
    messageId: row.message_id ?? undefined,
    groupId: row.group_id ?? undefined,
    courseId: row.course_id ?? undefined,
    seen: row.seen,
    reason: row.reason,
    reportedOn: Temporal.PlainDate.from(row.reported_on),
    settledOn: dayOf(row.settled_on),
    settledBy: row.settled_by ?? undefined,
    outcome: row.outcome ?? undefined,
    note: row.note,
    objection:
      row.objected_on === null
        ? undefined
        : {
            text: row.objection,
            madeOn: Temporal.PlainDate.from(row.objected_on),
            settledOn: dayOf(row.objection_settled_on),
            outcome: row.objection_outcome ?? undefined,
            note: row.objection_note,
          },
  }))
}

function whatOf({
  group_id,
  message_id,
  course_id,
}: {
  readonly group_id: string | null
  readonly message_id: string | null
  readonly course_id: string | null
}): Reported {
  if (course_id !== null) return 'rating'
  if (group_id !== null) return 'group'
  return message_id !== null ? 'message' : 'profile'
}

function dayOf(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
