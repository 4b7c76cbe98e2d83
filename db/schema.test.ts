import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sql } from 'kysely'
import { parseSync } from 'oxc-parser'
import { freshDatabase } from '#testing/database.ts'

// The types say of each table what the migrations made of it. A column that is in one of the two
// only, or may be empty, fills itself or has its values listed in one of them only, is found here.

// Tables that no typed query speaks of.
const untyped = ['applied_migration']

test('the types of the tables say what is in the database', async () => {
  const { db } = await freshDatabase()
  const { rows } = await sql<Row>`
    select c.table_name, c.column_name,
      case c.data_type when 'ARRAY' then c.udt_name else c.data_type end as data_type,
      c.is_nullable = 'YES' as may_be_null,
      c.column_default is not null or c.is_identity = 'YES' as fills_itself,
      (select pg_get_constraintdef(k.oid) from pg_constraint k
        join pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
        where k.conrelid = c.table_name::regclass and a.attname = c.column_name
          and k.contype = 'c' and pg_get_constraintdef(k.oid) like '%= ANY%') as listed
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
  `.execute(db)
  const inDatabase = rows.filter((row) => !untyped.includes(row.table_name)).map(asDeclared)
  assert.deepEqual(declared().toSorted(), inDatabase.toSorted())
})

interface Row {
  readonly table_name: string
  readonly column_name: string
  readonly data_type: string
  readonly may_be_null: boolean
  readonly fills_itself: boolean
  /** The check that lists its values. */
  readonly listed: string | null
}

const kinds: Readonly<Record<string, string>> = {
  text: 'string',
  uuid: 'string',
  date: 'string',
  'timestamp with time zone': 'string',
  xid8: 'string',
  integer: 'number',
  bigint: 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  jsonb: 'json',
  _bytea: 'Buffer[]',
  _date: 'string[]',
  _int4: 'number[]',
  _text: 'string[]',
  _uuid: 'string[]',
}

/** A column of the database in the words of the types: `meeting.closed_on: null | string`. */
function asDeclared(row: Row): string {
  const values = [...(row.listed ?? '').matchAll(/'[^']*'(?=::text)/g)].map(([value]) => value)
  const members = values.length > 0 ? values : [kinds[row.data_type] ?? row.data_type]
  return told(row.table_name, row.column_name, {
    members: row.may_be_null ? [...members, 'null'] : members,
    fillsItself: row.fills_itself,
  })
}

interface Type {
  readonly members: readonly string[]
  readonly fillsItself: boolean
}

function told(table: string, column: string, { members, fillsItself }: Type): string {
  const type = members.toSorted().join(' | ')
  return `${table}.${column}: ${fillsItself ? `Generated<${type}>` : type}`
}

/** Every column that the interfaces declare, in the same words. */
function declared(): readonly string[] {
  const interfaces = new Map(
    ['schema.ts', 'audit-schema.ts'].flatMap((file) => [...interfacesIn(file)]),
  )
  const tables = [...(interfaces.get('Database') ?? []), ...(interfaces.get('AuditTables') ?? [])]
  return tables.flatMap(([table, name]) =>
    [...(interfaces.get(name) ?? [])].map(([column, type]) => told(table, column, typeOf(type))),
  )
}

/** The interfaces of a file by name, and of each its properties with their types as written. */
function interfacesIn(file: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8')
  const found = new Map<string, ReadonlyMap<string, string>>()
  for (const statement of parseSync(file, source).program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue
    if (statement.declaration?.type !== 'TSInterfaceDeclaration') continue
    const properties = new Map<string, string>()
    for (const member of statement.declaration.body.body) {
      assert.ok(member.type === 'TSPropertySignature' && member.key.type === 'Identifier')
      const type = member.typeAnnotation?.typeAnnotation
      properties.set(member.key.name, source.slice(type?.start, type?.end))
    }
    found.set(statement.declaration.id.name, properties)
  }
  return found
}

function typeOf(written: string): Type {
  const [, within] = /^Generated(?:Always)?<(.*)>$/s.exec(written) ?? []
  if (within !== undefined) return { ...typeOf(within), fillsItself: true }
  const members = written.split('|').map((member) => member.trim())
  return {
    members: members.filter((member) => member !== '').map(kindOf),
    fillsItself: written === 'GeneratedJson',
  }
}

function kindOf(member: string): string {
  if (/^(?:Generated)?Json$|^ColumnType<unknown,/.test(member)) return 'json'
  // A copy of a column of another table, whose values are checked there.
  return /^\w+\['\w+'\]$/.test(member) ? 'string' : member
}
