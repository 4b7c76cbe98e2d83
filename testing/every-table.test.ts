import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { sql } from 'kysely'
import { uncovered } from '#db/covers.ts'
import { personal } from '#db/personal.ts'
import { goesWith } from '#domain/privacy/retention/tables.ts'
import { retentionKinds } from '#regulations/retention.ts'
import { freshDatabase } from '#testing/database.ts'
import { privacyDocuments, withTable } from '../scripts/print-privacy.ts'

// Each table is in the record, the registry of whose it is, the export of a person and the retention table; a
// new one that was forgotten anywhere is named. That it has a wall is asked in db/row-level-security.test.ts,
// and who comes to its pages in server/roles.test.ts.

const { db } = await freshDatabase()

/** What is forgotten of the tables of this database. */
async function forgotten(): Promise<readonly string[]> {
  const { rows } = await sql<{
    name: string
    covered: boolean
    leads: boolean
  }>`
    select c.relname as name,
      (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgenabled = 'O'
        and t.tgname like 'change_is_covered_%') = 3 as covered,
      exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
        and k.confrelid in ('person'::regclass, 'account'::regclass, 'registration'::regclass))
        as leads
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and c.relname <> 'applied_migration'
    order by 1`.execute(db)
  return rows.flatMap(({ name, covered, leads }) => {
    const of = personal[name as keyof typeof personal]
    const holds = of !== undefined && 'whose' in of
    return [
      ...(covered || name in uncovered ? [] : [`${name}: not in the record`]),
      ...(of === undefined ? [`${name}: not in the registry of whose it is`] : []),
      ...(leads && of !== undefined && !holds && !('actors' in of)
        ? [`${name}: leads to somebody and is said to hold nothing of them`]
        : []),
      ...(holds && !(name in goesWith) ? [`${name}: not in the retention table`] : []),
      ...(!holds && name in goesWith ? [`${name}: holds nothing to keep or erase`] : []),
    ]
  })
}

test('every table is in the record, the registry, the export and the retention table', async () => {
  assert.deepEqual(await forgotten(), [])
  for (const [table, of] of Object.entries(personal)) {
    if ('whose' in of) assert.ok(typeof of.exported === 'string' || of.exported.not !== '', table)
  }
  for (const [table, kinds] of Object.entries(goesWith)) {
    assert.ok(table in personal, table)
    if ('not' in kinds) continue
    assert.ok(kinds.length > 0, table)
    for (const kind of kinds) assert.ok(kind in retentionKinds, `${table}: ${kind}`)
  }
})

test('what goes with a dossier hangs on it in the database, or is removed with it by name', async () => {
  const { rows } = await sql<{ name: string }>`
    with recursive hangs as (
      select 'registration'::regclass::oid as id union select 'person'::regclass::oid
      union select 'account'::regclass::oid union
      select k.conrelid from pg_constraint k join hangs h on k.confrelid = h.id
      where k.contype = 'f' and k.confdeltype = 'c'
    ) select relname as name from pg_class where oid in (select id from hangs)`.execute(db)
  const hangs = new Set(rows.map(({ name }) => name))
  // See removeRegistration.
  const byName = ['document', 'mail_message', 'reminder', 'audit_facts']
  const lost = Object.entries(goesWith).filter(
    ([table, kinds]) =>
      Array.isArray(kinds) &&
      kinds.includes('dossier') &&
      !hangs.has(table) &&
      !byName.includes(table),
  )
  assert.deepEqual(
    lost.map(([table]) => table),
    [],
  )
  assert.ok(hangs.size > 50)
})

test('a table that somebody forgot is named, everywhere where it is missing', async () => {
  await sql`create table planted (id uuid primary key default uuidv7(), register text not null,
    person_id uuid not null references person on delete cascade, note text)`.execute(db)
  assert.deepEqual(await forgotten(), [
    'planted: not in the record',
    'planted: not in the registry of whose it is',
  ])
  await sql`drop table planted`.execute(db)
})

test('the processing register and the DPIA say how long what is kept as it is carried out, with every table', async () => {
  for (const document of privacyDocuments) {
    const text = await readFile(new URL(`../${document}`, import.meta.url), 'utf8')
    assert.equal(
      text,
      withTable(text),
      `${document}: run node --import tsx scripts/print-privacy.ts`,
    )
    for (const { label } of Object.values(retentionKinds)) assert.ok(text.includes(label), label)
    assert.match(text, /\[in te vullen: /)
  }
})
