import type { Transaction } from 'kysely'
import type { JsonRow } from '#db/rows-of-person.ts'
import type { Database } from '#db/schema.ts'

/** What organisations are called, by the ids that stand in an export. */
export type OrganisationNames = ReadonlyMap<string, string>

// The columns in which a row names an organisation.
const naming = ['organisation_id', 'acts_for'] as const

/** The organisations that these rows name. That there is one, and what it is called, is for everybody. */
export async function organisationsIn(
  db: Transaction<Database>,
  rows: readonly JsonRow[],
): Promise<OrganisationNames> {
  const ids = new Set(rows.flatMap((row) => naming.flatMap((column) => idsIn(row[column]))))
  if (ids.size === 0) return new Map()
  const found = await db
    .selectFrom('organisation')
    .where('id', 'in', [...ids])
    .select(['id', 'name'])
    .execute()
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** A row as people read it: with what an organisation is called before its id. */
export function withOrganisations(row: JsonRow, names: OrganisationNames): JsonRow {
  if (names.size === 0) return row
  const called = (id: unknown) => {
    const name = typeof id === 'string' ? names.get(id) : undefined
    return name === undefined ? id : `${name} (${id})`
  }
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (!naming.some((one) => one === column)) return [column, value]
      return [column, Array.isArray(value) ? value.map(called) : called(value)]
    }),
  )
}

function idsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string')
  return typeof value === 'string' ? [value] : []
}
