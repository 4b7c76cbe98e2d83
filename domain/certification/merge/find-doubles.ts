import { sql } from 'kysely'
import type { Likeness } from '#domain/certification/merge/merge.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'

/** One of two who look alike. */
export interface Alike {
  readonly personId: string
  readonly registrationId: string
  readonly name: string
  readonly number: string | undefined
  readonly status: RegistrationStatus
}

/** Two people of this register who may well be one. */
export interface Double {
  readonly one: Alike
  readonly other: Alike
  /** In what, what says most first. */
  readonly alike: readonly Likeness[]
}

/** At most so many pairs are shown. */
export const mostDoubles = 100

// Of a number that more people have, such as that of a switchboard, nothing is concluded.
const mostWithTheSame = 5

/**
 * Who in this register may well be one person, what says most first: the same address in another
 * spelling, the same number in a register elsewhere, telephone, house and name. Whoever was told apart,
 * and who are being merged, are not among them. With `of` only those of one person.
 */
export async function findDoubles(
  { db, register }: Context,
  { of }: { readonly of?: string } = {},
): Promise<readonly Double[]> {
  const { rows } = await sql<Row>`
    with here as materialized (
      select distinct person_id from registration where register = ${register.id}
    ), shared as materialized (
      select kind, array_agg(distinct person_id) as people
      from likeness join here using (person_id)
      ${of === undefined ? sql`` : sql`where (kind, key) in (select kind, key from likeness where person_id = ${of})`}
      group by kind, key having count(distinct person_id) between 2 and ${mostWithTheSame}
    ), pair as materialized (
      select one, other, array_agg(distinct kind) as alike
      from shared, unnest(people) as one, unnest(people) as other
      where one < other ${of === undefined ? sql`` : sql`and ${of} in (one, other)`}
      group by one, other
    ), shown as materialized (
      select one, other, alike from pair
      where not exists (select from told_apart t where t.register = ${register.id}
          and t.one_id = one and t.other_id = other)
        and not exists (select from person_merge m where m.register = ${register.id}
          and m.status = 'proposed' and m.stays_id in (one, other) and m.goes_id in (one, other))
      order by ${saysMost}, one, other limit ${mostDoubles}
    )
    select alike, to_json(first) as one, to_json(second) as other
    from shown
    join lateral (${knownBy(sql`shown.one`, register.id)}) first on true
    join lateral (${knownBy(sql`shown.other`, register.id)}) second on true
    order by ${saysMost}, shown.one, shown.other`.execute(db)
  return rows.map(({ one, other, alike }) => ({
    one: alikeOf(register, one),
    other: alikeOf(register, other),
    alike: order.filter((kind) => alike.includes(kind)),
  }))
}

const saysMost = sql`'email' = any(alike) or 'number' = any(alike) desc, cardinality(alike) desc`

const order = ['email', 'number', 'phone', 'home', 'name'] as const satisfies Likeness[]

// The registration by which somebody is known here: the one that runs, or else the last.
function knownBy(person: ReturnType<typeof sql>, register: string) {
  return sql`select r.person_id, r.id, r.number, r.status, w.first_name, w.initials, w.name_prefix,
      w.last_name
    from registration r join person w on w.id = r.person_id
    where r.person_id = ${person} and r.register = ${register}
    order by r.status in ('withdrawn', 'removed', 'deceased'), r.signed_up_on desc, r.id desc limit 1`
}

interface Known {
  readonly person_id: string
  readonly id: string
  readonly number: number | null
  readonly status: RegistrationStatus
  readonly first_name: string
  readonly initials: string
  readonly name_prefix: string
  readonly last_name: string
}

interface Row {
  readonly alike: readonly Likeness[]
  readonly one: Known
  readonly other: Known
}

function alikeOf(register: Context['register'], row: Known): Alike {
  return {
    personId: row.person_id,
    registrationId: row.id,
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
    number: row.number === null ? undefined : registrationNumber(register, row.number),
    status: row.status,
  }
}
