import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { ProposalState } from '#domain/employers/proposal/proposal.ts'
import { seeNames } from '#domain/employers/sight/see-people.ts'
import { daysToConfirm } from '#domain/employers/sight/sight.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/**
 * Whether the team sees something of whom it was proposed to, on this day, of a row `q`; with `level` whether it sees that
 * much.
 */
export function isSeen(today: Temporal.PlainDate, level?: 'learning'): RawBuilder<boolean> {
  return sql<boolean>`exists (select from sight s where s.team_id = q.team_id
    and s.registration_id = q.registration_id and s.state = 'given'
    and (${level === undefined} or s.level = ${level ?? ''})
    and (s.last_day is null or s.last_day >= ${today.toString()}::date)
    and (s.questioned_on is null
      or s.questioned_on + ${daysToConfirm}::int >= ${today.toString()}::date))`
}

/** A course that was proposed to somebody, as they see it. */
export interface OwnProposal {
  readonly id: string
  readonly organisation: { readonly id: string; readonly name: string }
  readonly team: { readonly id: string; readonly name: string }
  readonly course: { readonly id: string; readonly number: string; readonly title: string }
  readonly edition: { readonly id: string; readonly sequence: number }
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly place: string
  readonly word: string
  readonly state: ProposalState
  /** Whether the team sees what they follow, and so that they accepted. */
  readonly seesWho: boolean
  readonly version: number
}

/** What waits for an answer of somebody: what can still be planned, of an employer that sees something of them. */
export async function ownProposals(
  context: Pick<Context, 'db' | 'register' | 'today'>,
  registrationId: string,
): Promise<readonly OwnProposal[]> {
  return readOwn(context, registrationId)
}

/** One of those, by its id; locked until the end of the transaction where asked. */
export async function findOwnProposal(
  context: Pick<Context, 'db' | 'register' | 'today'>,
  registrationId: string,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<OwnProposal | undefined> {
  if (!isUuid(id)) return undefined
  if (lock) {
    await context.db
      .selectFrom('course_proposal')
      .where('id', '=', id)
      .where('registration_id', '=', registrationId)
      .select('id')
      .forUpdate()
      .execute()
  }
  const [found] = await readOwn(context, registrationId, id)
  return found
}

async function readOwn(
  { db, register, today }: Pick<Context, 'db' | 'register' | 'today'>,
  registrationId: string,
  id?: string,
): Promise<readonly OwnProposal[]> {
  const { rows } = await sql<{
    id: string
    organisation_id: string
    organisation: string
    team_id: string
    team: string
    course_id: string
    number: string
    title: string
    edition_id: string
    sequence: number
    first_day: string
    last_day: string
    place: string
    word: string
    state: ProposalState
    sees_who: boolean
    version: number
  }>`
    select q.id, q.organisation_id, o.name as organisation, q.team_id, t.name as team, q.course_id,
      c.number, c.title, q.edition_id, e.sequence, e.first_day::text, e.last_day::text, e.place,
      q.word, q.state, ${isSeen(today, 'learning')} as sees_who, q.version
    from course_proposal q join organisation o on o.id = q.organisation_id
      join team t on t.id = q.team_id join course c on c.id = q.course_id
      join edition e on e.id = q.edition_id
    where q.registration_id = ${registrationId} and q.register = ${register.id}
      and q.state = 'open' and (${id ?? null}::uuid is null or q.id = ${id ?? null}::uuid)
      and e.cancelled_on is null and e.last_day > ${today.toString()}::date
      and o.status not in ('closed', 'merged') and ${isSeen(today)}
    order by e.first_day, q.id`.execute(db)
  return rows.map((row) => ({
    ...{ id: row.id, word: row.word, state: row.state, version: row.version },
    organisation: { id: row.organisation_id, name: row.organisation },
    team: { id: row.team_id, name: row.team },
    course: { id: row.course_id, number: row.number, title: row.title },
    edition: { id: row.edition_id, sequence: row.sequence },
    ...{ first: day(row.first_day), last: day(row.last_day), place: row.place },
    seesWho: row.sees_who,
  }))
}

/** What a team was proposed, as its employer sees it: how many accepted, and who of those who let that be seen. */
export interface TeamProposal {
  readonly editionId: string
  readonly number: string
  readonly title: string
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  /** To how many who let the team see something now. */
  readonly people: number
  readonly accepted: number
  readonly who: readonly string[]
}

/** What is proposed to a team and has yet to be given; the transaction acts for its organisation. */
export async function teamProposals(
  context: Context,
  organisationId: string,
  teamId: string,
): Promise<readonly TeamProposal[]> {
  const { db, today } = context
  const { rows } = await sql<{
    edition_id: string
    number: string
    title: string
    first_day: string
    last_day: string
    people: number
    accepted: number
    who: readonly string[]
  }>`
    select q.edition_id, c.number, c.title, e.first_day::text, e.last_day::text,
      count(*)::int as people, (count(*) filter (where q.state = 'accepted'))::int as accepted,
      coalesce(json_agg(q.registration_id)
        filter (where q.state = 'accepted' and ${isSeen(today, 'learning')}), '[]') as who
    from course_proposal q join course c on c.id = q.course_id join edition e on e.id = q.edition_id
    where q.organisation_id::text = ${organisationId} and q.team_id::text = ${teamId}
      and e.cancelled_on is null and e.last_day > ${today.toString()}::date and ${isSeen(today)}
    group by q.edition_id, c.id, e.id
    having bool_or(q.state <> 'ended')
    order by e.first_day, q.edition_id`.execute(db)
  if (rows.length === 0) return []
  const people = await seeNames(context, organisationId, { seen: 'all', teamId })
  const names = new Map(people.map(({ registrationId, name }) => [registrationId, name]))
  return rows.map((row) => ({
    ...{ editionId: row.edition_id, number: row.number, title: row.title },
    ...{ first: day(row.first_day), last: day(row.last_day) },
    ...{ people: row.people, accepted: row.accepted },
    who: row.who.flatMap((one) => names.get(one) ?? []).toSorted(byName),
  }))
}

const byName = (one: string, other: string) => one.localeCompare(other, 'nl')

function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text)
}
