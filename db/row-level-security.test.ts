import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import { freshDatabase } from '#testing/database.ts'

// The wall between registers, tried on every table that there is: a new migration is tried as well.

const { db } = await freshDatabase()

interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly needed: boolean
}

/** The columns of every table with a register, in the order of the tables. */
let columns: readonly Column[]
let tables: readonly string[]

// Global on purpose, with the reason. Everything else has row-level security.
const global: Readonly<Record<string, string>> = {
  account: 'one account is used in several registers',
  alarm: 'of the installation; requests only read it',
  applied_migration: 'of the installation; requests cannot read it',
  clock_move: 'the demo has one clock for all its registers',
  factor_reset: 'of an account; the register is that in which it was asked',
  form_submission: 'holds random tokens and paths, found by account and path only',
  likeness: 'of people, who are in several registers; only held against each other',
  kept_form: 'found by account and path only',
  known_device: 'of an account; found by the hash of a secret only',
  one_time_link: 'found by the hash of a secret; invitations by the register that they name',
  passkey: 'of an account; found by the name that its device gave it',
  person: 'one person is in several registers',
  platform: 'of the installation; requests only read it',
  recovery_code: 'of an account',
  session: 'of an account; found by the hash of a secret only',
  throttle: 'counts attempts by a hash',
  turn: 'counts what is in hand, by a hash',
  watch: 'of the installation',
  unscanned_file:
    'of the storage; found by the random key of a file only, and requests only read it',
}

// Where a request may do more than with the rows of its own register, with the reason.
// What a course counts for is public in every register.
const readable = new Set(['staff_role', 'accreditation'])

before(async () => {
  const { rows } = await sql<Column>`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, null) as type,
      a.attnotnull and not a.atthasdef and a.attidentity = '' as needed
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and exists (select from pg_attribute r where r.attrelid = c.oid and r.attname = 'register')
    order by c.relname, a.attnum`.execute(db)
  columns = rows.filter(({ table }) => !(table in global))
  tables = [...new Set(columns.map(({ table }) => table))]
  await dropOtherRules()
  for (const table of tables) {
    for (const register of ['krsd', 'lklr']) await sql.raw(insertInto(table, register)).execute(db)
  }
})

// Only the wall is tried here: what else a row must be is in the way.
async function dropOtherRules(): Promise<void> {
  const { rows } = await sql<{ statement: string }>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement
    from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('c', 'f')`.execute(db)
  for (const { statement } of rows) await sql.raw(statement).execute(db)
  // What is settled, paid back and credited is counted in a row that has to be there.
  for (const table of ['settlement', 'refund', 'credit_note']) {
    await sql`alter table ${sql.table(table)} disable trigger ${sql.ref(`${table}_counts`)}`.execute(
      db,
    )
  }
  // And what is booked of it is asked of what it is of; the journal itself is written by that alone.
  for (const table of ['invoice', 'credit_note', 'payment', 'settlement', 'refund']) {
    await sql`alter table ${sql.table(table)} disable trigger zz_is_booked`.execute(db)
  }
  await sql`alter table journal_line disable trigger journal_is_guarded,
    disable trigger journal_balances`.execute(db)
}

function insertInto(table: string, register: string): string {
  const needed = columns.filter((one) => one.table === table && (one.needed || one.name === 'id'))
  const names = new Set([...needed.map(({ name }) => name), 'register'])
  const values = [...names].map((name) => {
    const type = needed.find((one) => one.name === name)?.type ?? 'text'
    return name === 'register' ? `'${register}'` : sample(type)
  })
  const list = [...names].map((name) => `"${name}"`).join(', ')
  return `insert into "${table}" (${list}) overriding system value values (${values.join(', ')})`
}

let count = 0

/** Some value of a type, never the same twice. */
function sample(type: string): string {
  count += 1
  switch (type) {
    case 'uuid':
      return 'gen_random_uuid()'
    case 'text':
      return `'text ${count}'`
    case 'integer':
    case 'smallint':
    case 'bigint':
      return String(count)
    case 'boolean':
      return 'false'
    case 'date':
      return 'current_date'
    case 'timestamp with time zone':
      return 'now()'
    case 'bytea':
      return `decode('${count.toString(16).padStart(8, '0')}', 'hex')`
    case 'json':
    case 'jsonb':
      return `'{}'`
    case 'text[]':
      return `array['text ${count}']`
    case 'xid8':
      return `'${count}'`
    default:
      throw new Error(`no sample of ${type}`)
  }
}

type Tried = { readonly outcome: 'refused' } | { readonly outcome: 'rows'; readonly rows: number }

/** Tries a statement as a request of the KRSD would, and takes it back. */
async function tryInKrsd(statement: string, register = 'krsd'): Promise<Tried> {
  class Back extends Error {}
  let rows = 0
  try {
    await asApp(db, { register }, async (transaction) => {
      const result = await sql.raw(statement).execute(transaction)
      rows = Number(result.numAffectedRows ?? result.rows.length)
      throw new Back()
    })
  } catch (error) {
    if (error instanceof Back) return { outcome: 'rows', rows }
    const message = error instanceof Error ? error.message : String(error)
    assert.match(message, /row-level security|permission denied|only ever added to/, statement)
    return { outcome: 'refused' }
  }
  throw new Error('never reached')
}

const nothing = (tried: Tried) => tried.outcome === 'refused' || tried.rows === 0

test('every table with a register has row-level security, and the others are known by name', async () => {
  const { rows } = await sql<{ table: string }>`
    select relname as "table" from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
    order by relname collate "C"`.execute(db)
  assert.deepEqual(
    rows.map(({ table }) => table),
    Object.keys(global).sort(),
  )
  assert.ok(tables.length > 25)
})

test('a request reads the rows of its own register and of no other', async () => {
  for (const table of tables) {
    const own = await tryInKrsd(`select from "${table}" where register = 'krsd'`)
    assert.deepEqual(own, { outcome: 'rows', rows: 1 }, table)
    const foreign = await tryInKrsd(`select from "${table}" where register <> 'krsd'`)
    const seen = readable.has(table) ? 1 : 0
    assert.deepEqual(foreign, { outcome: 'rows', rows: seen }, table)
  }
})

test('a request without a register reads nothing', async () => {
  for (const table of tables.filter((one) => !readable.has(one))) {
    const tried = await tryInKrsd(`select from "${table}"`, '')
    assert.deepEqual(tried, { outcome: 'rows', rows: 0 }, table)
  }
})

test("a request cannot add, change, move or remove another register's rows", async () => {
  for (const table of tables) {
    assert.equal((await tryInKrsd(insertInto(table, 'lklr'))).outcome, 'refused', table)
    for (const statement of [
      `update "${table}" set register = register where register = 'lklr'`,
      `update "${table}" set register = 'krsd' where register = 'lklr'`,
      `delete from "${table}" where register = 'lklr'`,
      `truncate "${table}"`,
    ]) {
      assert.ok(nothing(await tryInKrsd(statement)), statement)
    }
    const given = await tryInKrsd(`update "${table}" set register = 'lklr'`)
    assert.equal(given.outcome, 'refused', table)
  }
})

test('the role of requests owns nothing, may become nobody and passes no wall', async () => {
  const role = await sql`
    select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication
    from pg_roles where rolname = 'peil_app'`.execute(db)
  assert.deepEqual(Object.values(role.rows[0] ?? {}), [false, false, false, false, false, false])
  const owned = await sql`
    select classid::regclass, objid from pg_shdepend
    where refclassid = 'pg_authid'::regclass and refobjid = 'peil_app'::regrole and deptype = 'o'
  `.execute(db)
  assert.deepEqual(owned.rows, [])
  const memberships = await sql`
    select roleid::regrole from pg_auth_members where member = 'peil_app'::regrole`.execute(db)
  assert.deepEqual(memberships.rows, [])
  const lent = await sql<{ name: string }>`
    select p.oid::regprocedure::text as name from pg_proc p
    where p.prosecdef and pronamespace = 'public'::regnamespace
      -- These cannot be called: they keep what a row is when it changes, which requests may not write.
      and not (p.prorettype = 'trigger'::regtype and p.proname like 'cover\\_%')`.execute(db)
  // What erases facts asks for the record of that itself; that somebody is held, and no more, every register knows.
  assert.deepEqual(
    lent.rows.map(({ name }) => name).toSorted(),
    ['erase_facts(text,bigint[])', 'held_people(date)', 'is_held(uuid,date)'],
    'no other function that can be called runs with the rights of its owner',
  )
  for (const statement of [
    'create table public.mine (id int)',
    'create schema mine',
    'alter table account disable row level security',
    'drop policy document_register on document',
    'update platform set clock_shift_days = 1',
    'select from applied_migration',
    `select pg_read_file('/etc/passwd')`,
    `copy account to program 'cat'`,
  ]) {
    await assert.rejects(
      asApp(db, { register: 'krsd' }, (transaction) => sql.raw(statement).execute(transaction)),
      /permission denied|must be owner/,
      statement,
    )
  }
})

test('no view shows what a table hides', async () => {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`.execute(db)
  assert.deepEqual(rows, [])
})
