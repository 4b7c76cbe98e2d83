import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Personal } from '#db/personal.ts'
import { personal } from '#db/personal.ts'
import { freshDatabase } from '#testing/database.ts'

const { db } = await freshDatabase()

const { rows: columns } = await sql<{ table: string; column: string }>`
  select table_name as "table", column_name as "column" from information_schema.columns
  where table_schema = 'public'`.execute(db)
const { rows: leading } = await sql<{ table: string; column: string; to: string }>`
  select distinct c.conrelid::regclass::text as "table", a.attname as "column",
    c.confrelid::regclass::text as "to"
  from pg_constraint c cross join unnest(c.conkey) as k(attnum)
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
  where c.contype = 'f'`.execute(db)

const there = new Set(columns.map(({ table, column }) => `${table}.${column}`))
const tables = Object.entries(personal)
const isPersonal = (table: string) => 'whose' in (personal[table as keyof typeof personal] ?? {})

/** Every column that is named of a table, as owner, actor, party, of others, or left out. */
function namedOf(of: (typeof tables)[number][1]): readonly string[] {
  if (!('whose' in of)) return of.actors ?? []
  const ways = [of.whose, of.parties?.ways ?? {}].flatMap(Object.entries)
  return [
    ...ways.flatMap(([column, to]) =>
      typeof to === 'string' ? [column] : [column, ...Object.keys(to.same)],
    ),
    ...[of.actors, of.others, of.parties?.theirs].flatMap((some) => some ?? []),
    ...Object.keys(of.without ?? {}),
  ]
}

test('of every table of the database it is said whose data it holds, by columns that are there', () => {
  const inDatabase = new Set(columns.map(({ table }) => table))
  inDatabase.delete('applied_migration')
  assert.deepEqual(Object.keys(personal).toSorted(), [...inDatabase].toSorted())
  for (const [table, of] of tables) {
    for (const column of namedOf(of))
      assert.ok(there.has(`${table}.${column}`), `${table}.${column}`)
  }
})

test('every column that leads to a person, an account or a registration says what that makes of the row', () => {
  const roots = ['person', 'account', 'registration']
  const unnamed = leading
    .filter(({ to }) => roots.includes(to))
    .filter(({ table, column }) => {
      const of = personal[table as keyof typeof personal]
      return of === undefined || !namedOf(of).includes(column)
    })
  assert.deepEqual(unnamed, [])
  assert.ok(leading.length > 150)
  // Whatever belongs to something of somebody is of somebody.
  const lost = leading.filter(
    ({ table, to }) => isPersonal(to) && !roots.includes(to) && !isPersonal(table),
  )
  assert.deepEqual(
    lost.map(({ table, column }) => `${table}.${column}`).toSorted(),
    // The minutes are of nobody in particular, of an invoice that is kept by law nobody is known any more, and
    // what shows who an organisation is or which label it holds, is of that; and so is what it tells of its
    // editions as a whole.
    [
      'attendance_delivery.document_id',
      'attendance_delivery.edition_id',
      'attendance_entry.edition_id',
      'attendance_link.edition_id',
      'attendance_reminder.edition_id',
      'course_rating_sum.course_id',
      'kept_invoice.credit_document_id',
      'kept_invoice.document_id',
      'label.course_id',
      'label.seen_course_id',
      'label_event.document_id',
      'meeting.minutes_document_id',
      'organisation_file.document_id',
    ],
  )
})

test('every way ends at a person or an account, and names in the export are of one table each', () => {
  const ends = (table: string, seen: readonly string[] = []): boolean => {
    if (table === 'person' || table === 'account' || table === 'anything') return true
    if (seen.includes(table)) return false
    const of = personal[table as keyof typeof personal] as Personal
    return Object.values(of.whose).some((to) =>
      ends(typeof to === 'string' ? to : to.table, [...seen, table]),
    )
  }
  for (const [table, of] of tables) {
    if ('whose' in of) assert.ok(ends(table), table)
  }
  const names = tables.flatMap(([, of]) =>
    'whose' in of && typeof of.exported === 'string' ? [of.exported] : [],
  )
  assert.equal(new Set(names).size, names.length)
  for (const name of names) assert.match(name, /^[a-z]+(-[a-z]+)*$/)
})
