import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'

/** How many people somebody looked at from a day on. */
export interface Looking {
  readonly name: string
  readonly people: number
  readonly days: number
  /** The most people on one day, and which day that was. */
  readonly most: number
  readonly busiest: Temporal.PlainDate
  /** Many more than what is usual of those who look here. */
  readonly unusual: boolean
}

/** From how many people on one day it can be unusual: fewer is an ordinary day for anybody. */
const atLeast = 20
/** How many times what is in the middle of all who looked. */
const timesUsual = 3

/** Who looked at how many people in this register from a day on: what is unusual first. */
export async function whoLooked(
  { db, register }: Context,
  from: Temporal.PlainDate,
): Promise<readonly Looking[]> {
  const { rows } = await sql<{
    first_name: string | null
    initials: string | null
    name_prefix: string | null
    last_name: string | null
    email: string
    people: number
    days: number
    most: number
    busiest: string
  }>`
    with looked as (
      select substr(looker, 9)::uuid as account, looked_on as on_day, person_id as person
      from look
      where register = ${register.id} and looked_on >= ${from.toString()}::date
        and role in ('member', 'administrator') and looker like 'account:%'
    ), by_day as (
      select account, on_day, count(distinct person)::int as people from looked group by 1, 2
    )
    select c.email, p.first_name, p.initials, p.name_prefix, p.last_name,
      (select count(distinct person)::int from looked l where l.account = c.id) as people,
      count(*)::int as days, max(d.people) as most,
      (array_agg(d.on_day order by d.people desc, d.on_day desc))[1] as busiest
    from by_day d join account c on c.id = d.account left join person p on p.account_id = c.id
    group by c.id, c.email, p.first_name, p.initials, p.name_prefix, p.last_name
    order by max(d.people) desc, c.email`.execute(db)
  const usual = middleOf(rows.map(({ most }) => most))
  return rows.map((row) => {
    const name = fullName({
      firstName: row.first_name ?? '',
      initials: row.initials ?? '',
      namePrefix: row.name_prefix ?? '',
      lastName: row.last_name ?? '',
    })
    return {
      name: name === '' ? row.email : name,
      people: row.people,
      days: row.days,
      most: row.most,
      busiest: Temporal.PlainDate.from(row.busiest),
      unusual: row.most >= atLeast && row.most > timesUsual * usual,
    }
  })
}

function middleOf(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
