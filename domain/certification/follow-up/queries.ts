import { sql } from 'kysely'
import type { FollowUp } from '#domain/certification/follow-up/follow-up.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { fullName } from '#language/names.ts'

interface Row {
  id: string
  registration_id: string
  category: string
  due_on: string
  asked_on: string
  answer: 'done' | 'later' | null
  explanation: string
  again_on: string | null
  answered_on: string | null
  settled_on: string | null
  next_on: string | null
  note: string
  version: number
}

const columns = sql`f.id, f.registration_id, f.category, f.due_on, f.asked_on, f.answer,
  f.explanation, f.again_on, f.answered_on, f.settled_on, f.next_on, f.note, f.version`

/** One follow-up; with `lock` nobody else changes it until this transaction ends. */
export async function findFollowUp(
  { db }: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<FollowUp | undefined> {
  if (!isUuid(id)) return undefined
  const lock = options.lock === true ? sql`for update` : sql``
  const { rows } = await sql<Row>`
    select ${columns} from follow_up f where f.id = ${id} ${lock}`.execute(db)
  return rows.map(followUp)[0]
}

/** What was ever asked of a registration, the newest first. */
export async function followUpsOf(
  { db }: Context,
  registrationId: string,
): Promise<readonly FollowUp[]> {
  const { rows } = await sql<Row>`
    select ${columns} from follow_up f where f.registration_id = ${registrationId}
    order by f.created_at desc, f.id desc`.execute(db)
  return rows.map(followUp)
}

/** What waits for the back office, the oldest first, with whom it is about. */
export async function openFollowUps({
  db,
}: Context): Promise<readonly (FollowUp & { readonly name: string })[]> {
  const { rows } = await sql<
    Row & { first_name: string; initials: string; name_prefix: string; last_name: string }
  >`
    select ${columns}, p.first_name, p.initials, p.name_prefix, p.last_name
    from follow_up f
    join registration r on r.id = f.registration_id join person p on p.id = r.person_id
    where f.settled_on is null
    order by f.asked_on, f.id limit 500`.execute(db)
  return rows.map((row) => ({
    ...followUp(row),
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
  }))
}

/** Somebody in a category, since when, and what was asked of them in it, the newest first. */
export interface InCategory {
  readonly registrationId: string
  readonly status: RegistrationStatus
  readonly category: string
  readonly since: Temporal.PlainDate | undefined
  readonly asked: readonly FollowUp[]
}

/** Who is in one of these categories; or one of them, by their registration. */
export async function inCategories(
  { db, register }: Context,
  which: { readonly categories: readonly string[] } | { readonly registrationId: string },
): Promise<readonly InCategory[]> {
  const chosen =
    'categories' in which
      ? sql`r.category = any(${[...which.categories]}::text[])
          and r.status in ('certified', 'renewal-pending')`
      : sql`r.id = ${which.registrationId} and r.category is not null`
  // The category began with the first decision that gave it after the last that gave another.
  const { rows } = await sql<{
    id: string
    status: RegistrationStatus
    category: string
    since: string | null
    asked: readonly Row[] | null
  }>`
    select r.id, r.status, r.category, began.since,
      (select json_agg(to_jsonb(f) order by f.created_at desc, f.id desc) from follow_up f
        where f.registration_id = r.id and f.category = r.category
          and f.asked_on >= coalesce(began.since, '-infinity'::date)) as asked
    from registration r
    cross join lateral (
      select coalesce((
        select min(a.decided_on) from application a
        where a.registration_id = r.id and a.status = 'granted' and a.category = r.category
          and a.decided_on >= coalesce((
            select max(b.decided_on) from application b
            where b.registration_id = r.id and b.status = 'granted'
              and b.category is distinct from r.category), '-infinity'::date)
      ), r.valid_first, r.candidate_on) as since
    ) began
    where r.register = ${register.id} and ${chosen}
    order by r.id`.execute(db)
  return rows.map(({ id, status, category, since, asked }) => ({
    registrationId: id,
    status,
    category,
    since: since === null ? undefined : Temporal.PlainDate.from(since),
    asked: (asked ?? []).map(followUp),
  }))
}

/** What is open of who has gone on to another category, or has left. */
export async function overtakenFollowUps({ db }: Context): Promise<readonly FollowUp[]> {
  const { rows } = await sql<Row>`
    select ${columns} from follow_up f join registration r on r.id = f.registration_id
    where f.settled_on is null and (r.category is distinct from f.category
      or r.status in ('expired', 'withdrawn', 'removed', 'deceased'))
    order by f.id`.execute(db)
  return rows.map(followUp)
}

function followUp(row: Row): FollowUp {
  const { answer, answered_on, settled_on, next_on, again_on } = row
  const day = Temporal.PlainDate.from
  return {
    id: row.id,
    registrationId: row.registration_id,
    category: row.category,
    dueOn: day(row.due_on),
    askedOn: day(row.asked_on),
    answer:
      answer === null || answered_on === null
        ? undefined
        : answer === 'done' || again_on === null
          ? { is: 'done', on: day(answered_on) }
          : {
              is: 'later',
              on: day(answered_on),
              explanation: row.explanation,
              again: day(again_on),
            },
    settled:
      settled_on === null
        ? undefined
        : {
            on: day(settled_on),
            note: row.note,
            next: next_on === null ? undefined : day(next_on),
          },
    version: row.version,
  }
}
