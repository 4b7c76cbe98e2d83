import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { JsonRow } from '#db/rows-of-person.ts'
import type { Database } from '#db/schema.ts'
import { seatName } from '#domain/people/body/seat.ts'
import type { Role } from '#domain/platform/actor/actor.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/** Who else is named in some rows, by the id under which they are, and what they are for which register. */
export type Others = ReadonlyMap<
  string,
  readonly { readonly register: string; readonly is: string }[]
>

/** Whoever the export is of, in a column that says who did something. */
const oneself = 'de persoon zelf'

const somebody = 'iemand anders'
const staff = 'een medewerker'

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

interface Looking {
  readonly db: Transaction<Database>
  readonly platform: Platform
  readonly own: ReadonlySet<string>
}

/** Looks which ids in these rows are of other people: their accounts, persons or registrations, of any register. */
export async function othersIn(
  { db, platform, own }: Looking,
  rows: readonly JsonRow[],
): Promise<Others> {
  const ids = new Set<string>()
  for (const row of rows) {
    for (const [id] of JSON.stringify(row).matchAll(uuid)) if (!own.has(id)) ids.add(id)
  }
  const asked = [...ids]
  const found = new Map<string, { register: string; is: string }[]>()
  if (asked.length === 0) return found
  for (const register of platform.registers.keys()) {
    await sql`select set_config('peil.register', ${register}, true)`.execute(db)
    const { rows: people } = await sql<{ id: string }>`
      select id from person where id = any(${asked}::uuid[])
      union select id from registration where id = any(${asked}::uuid[])
      union select id from account where id = any(${asked}::uuid[])`.execute(db)
    for (const { id } of people) found.set(id, [])
  }
  const { rows: seats } = await sql<{ id: string; register: string; role: Role; body: string }>`
    select account_id as id, register, role, body from staff_role
    where account_id = any(${asked}::uuid[]) order by register, role, body`.execute(db)
  for (const { id, register, role, body } of seats) {
    const known = platform.registers.get(register)
    const is = known === undefined ? 'beheerder' : seatName(known, { role, body })
    found.get(id)?.push({ register, is })
  }
  return found
}

/** A row without others: whoever acted is shown by what they are, and whoever else is named, as somebody. */
export function withoutOthers(
  row: JsonRow,
  {
    others,
    own,
    actors,
  }: {
    readonly others: Others
    readonly own: ReadonlySet<string>
    readonly actors: ReadonlySet<string>
  },
): JsonRow {
  // What they are for the register of the row, where that is known.
  const saidOf = (id: string, otherwise: string): string | undefined => {
    const all = others.get(id)
    if (all === undefined) return undefined
    const here = all.filter(({ register }) => register === row.register)
    const names = (here.length > 0 ? here : all).map(({ is }) => is)
    return names.length === 0 ? otherwise : [...new Set(names)].join(', ')
  }
  const told = (text: string) => text.replace(uuid, (id) => saidOf(id, somebody) ?? id)
  const walked = (value: unknown): unknown => {
    if (typeof value === 'string') return told(value)
    if (Array.isArray(value)) return value.map(walked)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        told(key),
        isName(key, one) ? staff : walked(one),
      ]),
    )
  }
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (!actors.has(column) || typeof value !== 'string') return [column, walked(value)]
      const id = value.replace(/^account:/, '')
      if (own.has(id)) return [column, oneself]
      const isId = id.replace(uuid, '') === ''
      return [column, isId ? (saidOf(id, staff) ?? staff) : value]
    }),
  )
}

// What was handed in and what was recorded say by name who judged a statement.
function isName(key: string, value: unknown): boolean {
  return key === 'judgedBy' && typeof value === 'string'
}
