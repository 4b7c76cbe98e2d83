import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { keptKinds } from '#domain/privacy/retention/kinds.ts'
import type { RetentionKind, RetentionRule } from '#regulations/retention.ts'

/**
 * For how many days nothing is erased of what is new here, by a term or by being taken over: somebody who can still
 * change it or hold it sees first what goes.
 */
export const daysToLook = 30

/** Something whose term is over. */
export interface DueThing {
  readonly id: string
  /** The registration, or else the thing itself, by which it is done with others. */
  readonly whose: string
  /** Whose hold stops it. */
  readonly person: string | null
}

/** The things of one kind that go on a day or went before, the oldest first; what is held is not among them. */
export async function dueThings(
  context: Context,
  rule: RetentionRule,
  most: number,
): Promise<readonly DueThing[]> {
  if (rule.does === 'keep') return []
  const { today } = context
  const things = await keptKinds[rule.kind].things(context, rule.from)
  return ask(
    context,
    rule,
    sql<DueThing>`
    select k.id, k.whose, k.person from (${things}) k ${takenOverLately(today)}
    where ${goesOn(rule)} <= ${today.toString()}::date
      and (k.person is null
        or not k.person = any(array(select held_people(${today.toString()}::date))))
    order by k.base, k.whose, k.id limit ${most}`,
  )
}

/** Does something with one kind as whoever may see all of it; in the same transaction. */
export async function asSeen<Result>(
  context: Context,
  kind: RetentionKind,
  work: () => Promise<Result>,
): Promise<Result> {
  if (keptKinds[kind].ofOrganisations !== true) return work()
  await actForOrganisation(context, '*')
  const result = await work()
  await actForOrganisation(context, '')
  return result
}

async function ask<Row>(
  context: Context,
  { kind }: Pick<RetentionRule, 'kind'>,
  query: RawBuilder<Row>,
): Promise<readonly Row[]> {
  return asSeen(context, kind, async () => (await query.execute(context.db)).rows)
}

/** How many things of one kind go up to and including a day, but what is held. */
export async function countUntil(
  context: Context,
  rule: RetentionRule,
  last: Temporal.PlainDate,
): Promise<number> {
  if (rule.does === 'keep') return 0
  const { today } = context
  const things = await keptKinds[rule.kind].things(context, rule.from)
  const [row] = await ask(
    context,
    rule,
    sql<{ things: number }>`
    select count(*)::int as things from (${things}) k ${takenOverLately(today)}
    where ${goesOn(rule)} <= ${last.toString()}::date
      and (k.person is null
        or not k.person = any(array(select held_people(${today.toString()}::date))))`,
  )
  return row?.things ?? 0
}

/** How many things go on a day. */
export interface Going {
  readonly on: Temporal.PlainDate
  readonly things: number
  /** How many of them stay for a hold. */
  readonly held: number
}

/** What goes of one kind up to and including a day, by the day on which it goes: not before its term begins here. */
export async function goingUntil(
  context: Context,
  rule: RetentionRule,
  { begins, last }: { readonly begins: Temporal.PlainDate; readonly last: Temporal.PlainDate },
): Promise<readonly Going[]> {
  if (rule.does === 'keep') return []
  const { today } = context
  const first = Temporal.PlainDate.compare(begins, today) > 0 ? begins : today
  if (Temporal.PlainDate.compare(first, last) > 0) return []
  const things = await keptKinds[rule.kind].things(context, rule.from)
  const rows = await ask(
    context,
    rule,
    sql<{ on: string; things: number; held: number }>`
    select greatest(${goesOn(rule)}, ${first.toString()}::date) as on,
      count(*)::int as things,
      count(*) filter (where k.person = any(array(select held_people(${today.toString()}::date))))::int
        as held
    from (${things}) k ${takenOverLately(today)}
    where ${goesOn(rule)} <= ${last.toString()}::date
    group by 1 order by 1`,
  )
  return rows.map(({ on, ...counts }) => ({ on: Temporal.PlainDate.from(on), ...counts }))
}

// Of whoever was taken over lately nothing goes before it could be looked at.
function takenOverLately(today: Temporal.PlainDate) {
  const from = today.subtract({ days: daysToLook })
  return sql`left join (select person_id, max(taken_over_on) + ${daysToLook}::int as looked
    from taken_over where kind = 'person' and taken_over_on > ${from.toString()}::date
    group by 1) t on t.person_id = k.person`
}

function goesOn({ keep }: RetentionRule) {
  return sql`greatest((k.base + ${keep.toString()}::interval)::date, t.looked)`
}

/** Whether anybody was taken over on these days. */
export async function wereTakenOver(
  { db }: Pick<Context, 'db'>,
  { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): Promise<boolean> {
  const somebody = await db
    .selectFrom('taken_over')
    .where('kind', '=', 'person')
    .where('taken_over_on', '>=', from.toString())
    .where('taken_over_on', '<=', to.toString())
    .select('person_id')
    .limit(1)
    .executeTakeFirst()
  return somebody !== undefined
}

/** What of one kind is past its term and is of people who were taken over lately. */
export interface TakenOverGoes {
  readonly things: number
  /** The first day on which any of it goes. */
  readonly first: Temporal.PlainDate
}

/** What goes so of people who were taken over on these days; undefined where nothing does. */
export async function takenOverGoes(
  context: Context,
  rule: RetentionRule,
  { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): Promise<TakenOverGoes | undefined> {
  if (rule.does === 'keep') return undefined
  const { today } = context
  const things = await keptKinds[rule.kind].things(context, rule.from)
  const [row] = await ask(
    context,
    rule,
    sql<{ things: number; first: string | null }>`
    select count(*)::int as things, min(${goesOn(rule)}) as first
    from (${things}) k ${takenOverLately(today)}
    where ${goesOn(rule)} = t.looked
      and t.looked between ${from.add({ days: daysToLook }).toString()}::date
        and ${to.add({ days: daysToLook }).toString()}::date
      and not k.person = any(array(select held_people(${today.toString()}::date)))`,
  )
  if (row === undefined || row.first === null) return undefined
  return { things: row.things, first: Temporal.PlainDate.from(row.first) }
}

/** What there is of one kind of somebody, and on which days the first and the last of it go. */
export interface OfSomebody {
  readonly things: number
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
}

/** The things of one kind that are of one person; undefined where there are none. */
export async function thingsOfPerson(
  context: Context,
  rule: RetentionRule,
  personId: string,
): Promise<OfSomebody | undefined> {
  const things = await keptKinds[rule.kind].things(context, rule.from)
  const [row] = await ask(
    context,
    rule,
    sql<{ things: number; first: string | null; last: string | null }>`
    select count(*)::int as things,
      min((k.base + ${rule.keep.toString()}::interval)::date) as first,
      max((k.base + ${rule.keep.toString()}::interval)::date) as last
    from (${things}) k where k.person = ${personId}::uuid`,
  )
  if (row === undefined || row.first === null || row.last === null) return undefined
  return {
    things: row.things,
    first: Temporal.PlainDate.from(row.first),
    last: Temporal.PlainDate.from(row.last),
  }
}

/** The ids of the things of one kind that are of one person, whatever their term. */
export async function thingIdsOfPerson(
  context: Context,
  rule: RetentionRule,
  personId: string,
): Promise<readonly string[]> {
  const things = await keptKinds[rule.kind].things(context, rule.from)
  const rows = await ask(
    context,
    rule,
    sql<{ id: string }>`
    select k.id from (${things}) k where k.person = ${personId}::uuid order by k.id`,
  )
  return rows.map(({ id }) => id)
}
