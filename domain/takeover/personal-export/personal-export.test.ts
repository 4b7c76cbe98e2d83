import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { isDeepStrictEqual, promisify } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Personal, Table } from '#db/personal.ts'
import { personal } from '#db/personal.ts'
import type { Database } from '#db/schema.ts'
import { signUpOrganisation } from '#domain/organisations/sign-up/sign-up-organisation.ts'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import type { CheckedArchive } from '#domain/takeover/personal-export/check-archive.ts'
import { openArchive } from '#domain/takeover/personal-export/check-archive.ts'
import { endPersonalExports } from '#domain/takeover/personal-export/end-personal-exports.ts'
import { exportSchemaText } from '#domain/takeover/personal-export/export-schema.ts'
import { jsonName, names, signer } from '#domain/takeover/personal-export/personal-export.ts'
import { writeArchive } from '#domain/takeover/personal-export/write-archive.ts'
import { makeThePersonalExport } from '#jobs/make-personal-export.ts'
import { colleague } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'
import { printExportSchema } from '../../../scripts/print-export-schema.ts'

// A row in every table that holds something of people: of somebody who asks for their own, of somebody else,
// and of somebody else in which the first took part. Whatever the database has of the first has to be in
// the export, column by column, and nothing of the others.

const peil = await testPlatform()
const { db } = peil.connection
const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-personal-export-test-'))
let closing = () => {}
after(() => {
  closing()
  rmSync(folder, { recursive: true })
})

type Who = 'own' | 'other' | 'party' | 'staff'

interface Column {
  readonly table: Table
  readonly column: string
  readonly type: string
  readonly udt: string
}

const tables = (Object.keys(personal) as Table[]).filter((table) => 'whose' in personal[table])
const of = (table: Table) => personal[table] as Personal
const ofParty = tables.filter((table) => of(table).parties !== undefined)
let columns: readonly Column[] = []
/** To which table a column leads, by `table.column`. */
let leads: ReadonlyMap<string, string> = new Map()

const numbers = { own: 900_001, other: 900_002, party: 900_003, staff: 900_004 } as const
const idOf = (who: Who, table: string) =>
  `00000000-0000-4000-800${numbers[who] - 900_000}-${String(tables.indexOf(table as Table) + 1).padStart(12, '0')}`
const bytesOf = (who: Who) => Buffer.from(`Het bestand van ${who}.`)
const fileKeys = new Map<Who, string>()
const columnOf = (table: Table, column: string): Column =>
  columns.find((one) => one.table === table && one.column === column) ?? assert.fail()

/** What stands in a column of a row: found again by its name, and by whose it is. */
function valueIn(who: Who, one: Column): unknown {
  const { table, column, type, udt } = one
  const { parties, whose, actors } = of(table)
  const owner = who === 'party' ? 'other' : who
  const place = `${table}.${column}`
  if (column === 'id' && udt === 'uuid') return idOf(who, table)
  if (column === 'register') return 'krsd'
  const staff = idOf('staff', 'account')
  if (actors?.includes(column)) return type === 'text' ? `account:${staff}` : staff
  const bytes = bytesOf(who)
  const ofFile = {
    'document.file_key': fileKeys.get(who),
    'document.sha256': createHash('sha256').update(bytes).digest('hex'),
    'document.size': bytes.length,
    'document.destroyed_on': null,
    'personal_export.status': 'ended',
    'personal_export.file_key': null,
  }
  if (place in ofFile) return ofFile[place as keyof typeof ofFile]
  const way = parties?.ways[column]
  if (typeof way === 'string') return idOf(who === 'party' ? 'own' : 'other', way)
  if (typeof way === 'object') return idOf(who, way.table)
  if (whose[column] === 'anything') return idOf(owner, 'activity')
  const own = whose[column]
  const target = typeof own === 'string' ? own : leads.get(place)
  if (target === table) return null
  const same = Object.values(whose).find((to) => typeof to === 'object' && column in to.same)
  if (typeof same === 'object' && target === undefined) {
    return valueIn(owner, columnOf(same.table, same.same[column] ?? ''))
  }
  if (target === 'audit_record') return numbers[who]
  if (target !== undefined) return idOf(owner, target)
  if (type === 'uuid') return idOf(who, table)
  if (type === 'xid8') return String(numbers[who])
  if (type === 'bigint' || type === 'integer') return numbers[who]
  if (type === 'boolean') return true
  if (type === 'date') return '2025-02-03'
  if (type.startsWith('timestamp')) return '2025-02-03T04:05:06+00:00'
  if (type === 'bytea') return Buffer.from(`${who} ${place}`)
  if (type.startsWith('json'))
    return JSON.stringify({ marked: `${who} ${place}`, claims: [{ judgedBy: 'Sanne' }] })
  if (type === 'ARRAY') return udt === '_text' ? [`${who} ${place}`] : []
  return `${who} ${place}`
}

async function fill(on: Kysely<Database>, who: Who, chosen: readonly Table[]): Promise<void> {
  for (const table of chosen) {
    const own = columns.filter((one) => one.table === table)
    const values = own.map((one) => sql`${valueIn(who, one)}`)
    await sql`insert into ${sql.table(table)} (${sql.join(own.map((one) => sql.ref(one.column)))})
      overriding system value values (${sql.join(values)})`.execute(on)
  }
}

type Row = Readonly<Record<string, unknown>>

interface Data {
  readonly data: Readonly<Record<string, readonly Row[]>>
  readonly asParty: Readonly<Record<string, readonly Row[]>>
  readonly files: readonly { readonly documentId: string; readonly path: string }[]
}

let file: string
let archive: CheckedArchive
let data: Data
const key = verifierKey(signer, peil.platform.auditKey)

before(async () => {
  const found = await sql<Column>`
    select table_name as "table", column_name as "column", data_type as type, udt_name as udt
    from information_schema.columns where table_schema = 'public'
      and table_name = any(${tables}) order by ordinal_position`.execute(db)
  columns = found.rows
  const ends = await sql<{ place: string; to: string }>`
    select c.conrelid::regclass || '.' || a.attname as place, c.confrelid::regclass::text as "to"
    from pg_constraint c cross join unnest(c.conkey, c.confkey) as k(here, there)
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.here
    join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.there
    where c.contype = 'f' and b.attname in ('id', 'seq')`.execute(db)
  leads = new Map(ends.rows.map(({ place, to }) => [place, to]))
  for (const who of ['own', 'other', 'party'] as const) {
    const contents = Readable.from([bytesOf(who)])
    fileKeys.set(who, await peil.platform.files.put(contents, '', bytesOf(who).length))
  }
  // What a table allows is tried elsewhere; here there is something in each of its columns.
  const checks = await sql<{ table: string; name: string }>`
    select conrelid::regclass::text as "table", conname as name from pg_constraint
    where contype = 'c' and connamespace = 'public'::regnamespace`.execute(db)
  await db.transaction().execute(async (on) => {
    for (const { table, name } of checks.rows) {
      await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(on)
    }
    await sql`set local session_replication_role = replica`.execute(on)
    await fill(on, 'own', tables)
    await fill(on, 'other', tables)
    await fill(on, 'party', ofParty)
    await fill(on, 'staff', ['account'])
    await sql`insert into staff_role (account_id, register, role, body)
      values (${idOf('staff', 'account')}, 'krsd', 'member', 'committee')`.execute(on)
  })
  const heading = {
    origin: peil.platform.origin,
    madeOn: Temporal.PlainDate.from('2026-03-01'),
    ...{ address: 'je' as const, email: 'own@voorbeeld.nl', registers: [] },
  }
  const asked = { accountId: idOf('own', 'account'), heading }
  file = (await writeArchive(peil.platform, asked, folder)).file
  const opened = await openArchive(file, [key])
  if (opened.outcome !== 'whole') assert.fail(JSON.stringify(opened))
  archive = opened
  closing = opened.close
  data = JSON.parse(await read(names.data))
})

async function read(name: string): Promise<string> {
  return text((await archive.open(name)) ?? assert.fail(name))
}

/** What the database has of somebody and the export has not, by table and column. */
async function missingIn(exported: Data): Promise<readonly string[]> {
  const missing: string[] = []
  for (const table of tables) {
    if (typeof of(table).exported !== 'string') continue
    const { rows } = await sql<{ row: Row }>`
      select to_jsonb(r) as row from ${sql.table(table)} r`.execute(db)
    const inExport = exported.data[jsonName(table)] ?? []
    const own = rows.filter(({ row }) => isOwn(row))
    if (own.length !== 1 || inExport.length !== 1) missing.push(`${table}: ${inExport.length}`)
    for (const { row } of own) {
      for (const [column, value] of Object.entries(row)) {
        if (of(table).without?.[column] !== undefined) continue
        const expected = of(table).actors?.includes(column) ? 'lid van de commissie' : value
        const there = inExport[0]?.[jsonName(column)]
        const said = JSON.stringify(expected).replace('"Sanne"', '"een medewerker"')
        if (!isDeepStrictEqual(there, JSON.parse(said))) missing.push(`${table}.${column}`)
      }
    }
  }
  return missing
}

// By what stands in the row, not by how the export finds it.
function isOwn(row: Row): boolean {
  const said = JSON.stringify(row)
  const of = (...marks: readonly string[]) => marks.some((mark) => said.includes(mark))
  return of('"own ', '-8001-') && !of('"other ', '"party ', '-8003-')
}

test('every row and column that the database has of somebody is in the export', async () => {
  assert.ok(tables.length > 80)
  assert.deepEqual(await missingIn(data), [])
})

test('a column that were missing would be noticed', async () => {
  const [first = {}] = data.data.agreement ?? []
  const { returnReason: _, ...rest } = first
  assert.deepEqual(await missingIn({ ...data, data: { ...data.data, agreement: [rest] } }), [
    'agreement.return_reason',
  ])
  const withoutWait = await missingIn({ ...data, data: { ...data.data, wait: [] } })
  assert.ok(withoutWait.includes('wait: 0') && withoutWait.includes('wait.said_on'))
})

test('nothing of anybody else is in any file of it, and staff are shown by what they are', async () => {
  const all = JSON.stringify(data)
  for (const mark of ['"other ', '-8002-', '-8004-', 'Sanne']) assert.ok(!all.includes(mark), mark)
  // Of what somebody else is, in which they took part, there is what is theirs as well.
  assert.deepEqual(Object.keys(data.asParty).toSorted(), ofParty.map(jsonName).toSorted())
  for (const table of ofParty) {
    const [row = {}, ...others] = data.asParty[jsonName(table)] ?? []
    assert.equal(others.length, 0)
    assert.deepEqual(
      Object.keys(row).toSorted(),
      (of(table).parties?.theirs ?? []).map(jsonName).toSorted(),
    )
  }
  // The lists, pages and files say no more than that.
  const { stdout: listed } = await run('unzip', ['-Z1', file])
  const inZip = listed.split('\n').filter((name) => name !== '')
  for (const name of inZip) {
    const contents = await read(name)
    for (const mark of ['other ', '-8002-', 'van party', 'token_hash', 'password_hash']) {
      assert.ok(!contents.includes(mark), `${mark} in ${name}`)
    }
  }
  assert.deepEqual(
    data.files.map((one) => one.documentId),
    [idOf('own', 'document')],
  )
  assert.equal(await read(data.files[0]?.path ?? ''), 'Het bestand van own.')
})

test('the schema is printed from the tables, describes every property, and holds for what is exported', async () => {
  const schema = await exportSchemaText()
  assert.equal(schema, await printExportSchema(db))
  const validate = new Ajv2020({
    strict: true,
    formats: { date: true, 'date-time': true },
  }).compile(JSON.parse(schema))
  assert.ok(validate(data), JSON.stringify(validate.errors?.slice(0, 3)))
  assert.equal(validate({ ...data, extra: 1 }), false)
  assert.equal(await read(names.schema), schema)
  const undescribed: string[] = []
  const walk = (node: Row, at: string): void => {
    for (const [name, value] of Object.entries(node)) {
      if (typeof value !== 'object' || value === null) continue
      if (name === 'properties') {
        for (const [key, property] of Object.entries(value)) {
          if (!String(property.description ?? '').trim()) undescribed.push(`${at}.${key}`)
        }
      }
      walk(value as Row, `${at}.${name}`)
    }
  }
  walk(JSON.parse(schema), '')
  assert.deepEqual(undescribed, [])
})

test('others read it and check it: by unzip, sha256sum and the form of a signed note', async () => {
  await run('unzip', ['-q', file, '-d', path.join(folder, 'out')])
  const { stdout } = await run(
    'sha256sum',
    ['--check', '--strict', names.sums],
    path.join(folder, 'out'),
  )
  assert.match(stdout, /gegevens\.json: OK/)
  assert.doesNotMatch(stdout, /FAILED/)
})

test('it is asked on a page, of two at once one is made, and it is fetched once signed in until its last day', async () => {
  const { accountId, cookie } = await peil.signIn('vraagt@voorbeeld.nl')
  const here = '/krsd/mijn/alles-over-mij'
  const ask = () => peil.post(here, {}, cookie)
  assert.equal((await peil.get(here)).status, 303, 'who is not signed in')
  await Promise.all([ask(), ask(), ask()])
  const rows = () =>
    db.selectFrom('personal_export').where('account_id', '=', accountId).selectAll().execute()
  const [asked = assert.fail(), ...others] = await rows()
  assert.equal(others.length, 0)
  assert.deepEqual(
    peil.jobs.filter(({ name }) => name === 'make-personal-export'),
    [{ name: 'make-personal-export', data: { register: 'krsd', exportId: asked.id } }],
  )
  await assertRecorded(peil, 'personal-export', 'ask', asked.id)
  assert.match(await (await peil.get(here, cookie)).text(), /We zetten alles klaar/)
  const job = { register: 'krsd', exportId: asked.id }
  // Two processes make it at the same moment: one is kept, and of the other nothing stays.
  await Promise.all([1, 2].map(() => makeThePersonalExport(peil.platform, job, false)))
  await assertRecorded(peil, 'personal-export', 'make', asked.id)
  const [ready] = await rows()
  assert.equal(ready?.status, 'ready')
  const page = await (await peil.get(here, cookie)).text()
  const [, link = ''] = /href="([^"]*alles-over-mij\/[^"]+)"/.exec(page) ?? []
  const fetched = await peil.get(link, cookie)
  assert.equal(fetched.headers.get('content-type'), 'application/zip')
  const bytes = Buffer.from(await fetched.arrayBuffer())
  assert.equal(createHash('sha256').update(bytes).digest('hex'), ready.sha256)
  // Somebody else does not find it, and neither does who is not signed in.
  const other = await peil.signIn('ander@voorbeeld.nl')
  assert.equal((await peil.get(link, other.cookie)).status, 404)
  assert.equal((await peil.get(link)).status, 303)
  const letters = await db
    .selectFrom('mail_message')
    .where('account_id', '=', accountId)
    .select(['kind', 'body_text'])
    .execute()
  assert.deepEqual(
    letters.map(({ kind }) => kind),
    ['personal-export-ready'],
  )
  assert.ok(letters[0]?.body_text.includes(here))
  // Three times a day at most; what failed is not counted.
  for (const isLast of [true, false, false]) {
    await ask()
    const next = (await rows()).find(({ status }) => status === 'asked') ?? assert.fail()
    const again = { register: 'krsd', exportId: next.id }
    if (!isLast) {
      await makeThePersonalExport(peil.platform, again, false)
      continue
    }
    const away = { ...peil.platform, files: { ...peil.platform.files, put: failing } }
    await assert.rejects(makeThePersonalExport(away, again, false), /no room/)
    assert.equal((await rows()).find(({ id }) => id === next.id)?.status, 'asked')
    await assert.rejects(makeThePersonalExport(away, again, true), /no room/)
    await assertRecorded(peil, 'personal-export', 'fail', next.id)
    assert.match(await (await peil.get(here, cookie)).text(), /lukte niet/)
  }
  await ask()
  assert.equal((await rows()).length, 4)
  // On the last day it is there; the morning after it is not, and its file goes.
  const last = Temporal.PlainDate.from(ready.fetch_before ?? '')
  const system = { kind: 'system', task: 'test' } as const
  await peil.act(system, endPersonalExports, last.toString())
  assert.equal((await peil.get(link, cookie)).status, 200)
  await peil.act(system, endPersonalExports, last.add({ days: 1 }).toString())
  await assertRecorded(peil, 'personal-export', 'end', asked.id)
  assert.equal((await peil.get(link, cookie)).status, 303)
  const waiting = await db.selectFrom('file_to_remove').select('file_key').execute()
  assert.ok(waiting.some(({ file_key }) => file_key === ready.file_key))
})

test('an organisation for which somebody acts is called by its name, for people and for programs', async () => {
  const mila = await colleague(
    peil,
    { email: 'mila@brug.example', firstName: 'Mila', lastName: 'Bos' },
    [],
  )
  const signed = await peil.act(mila.actor, (context) =>
    signUpOrganisation(context, {
      facts: {
        ...{ name: 'Academie De Brug', tradeNames: [], kinds: ['provider'], kvk: undefined },
        ...{ street: 'Brugweg', houseNumber: '1', postcode: '1234 AB', city: 'Heideveld' },
        ...{ website: '', mailDomain: '', contactEmail: 'info@brug.example', contactPhone: '' },
      },
      files: [],
      isNoneOf: [],
    }),
  )
  const id = signed.outcome === 'signed-up' ? signed.id : assert.fail(signed.outcome)
  const heading = {
    origin: peil.platform.origin,
    madeOn: Temporal.PlainDate.from('2026-03-01'),
    ...{ address: 'je' as const, email: 'mila@brug.example', registers: [] },
  }
  const own = mkdtempSync(path.join(folder, 'mila-'))
  const written = await writeArchive(peil.platform, { accountId: mila.accountId, heading }, own)
  const opened = await openArchive(written.file, [key])
  if (opened.outcome !== 'whole') return assert.fail(JSON.stringify(opened))
  const inIt = async (name: string) => text((await opened.open(name)) ?? assert.fail(name))
  const all = JSON.parse(await inIt(names.data))
  assert.deepEqual(all.organisations, [{ id, name: 'Academie De Brug' }])
  assert.equal(all.data.organisationMember[0].organisationId, id)
  for (const name of [
    'paginas/werk-voor-organisaties.html',
    'lijsten/werk-voor-organisaties.csv',
    'paginas/account.html',
  ]) {
    assert.ok((await inIt(name)).includes(`Academie De Brug (${id})`), name)
  }
  opened.close()
})

const failing = async () => {
  throw new Error('no room')
}

const run = (command: string, args: readonly string[], cwd = folder) =>
  promisify(execFile)(command, args, { cwd, maxBuffer: 10_000_000 })
