import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestContext } from 'node:test'
import { after, test } from 'node:test'
import type { Hono } from 'hono'
import pino from 'pino'
import type { Connection } from '#db/connection.ts'
import { embeddedOptions, open } from '#db/connection.ts'
import { migrate } from '#db/migrate.ts'
import { replayDecisions } from '#domain/certification/committee/replay-decisions.ts'
import { staff } from '#domain/demo/cast/cast.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import { verifyAudit } from '#domain/platform/audit/verify-audit.ts'
import type { Job, Platform } from '#domain/platform/context/platform.ts'
import { storage } from '#domain/platform/storage/storage.ts'
import { makeThePapers } from '#jobs/make-papers.ts'
import { makeApp } from '#server/app.ts'
import { importAtStart } from '#server/import-registers.ts'
import { madeAt, makeInto, requireLivedIn, restoreLivedIn } from '#server/lived-in.ts'
import { makePlatform } from '#server/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'
import { sealAll } from '#testing/seal-all.ts'
import { asOwner } from '#testing/server.ts'
import { assertRecordHolds } from '#testing/verify-record.ts'

// The lived-in demo: how it is made, on a few people, and what is shipped, with everybody.

const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-test-lived-in-'))
const peil = await testPlatform({ demo: true })
const origin = 'http://peil.test:4000'

interface Restored {
  readonly connection: Connection
  readonly platform: Platform
  readonly app: Hono
  readonly jobs: Job[]
}

after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

// In a database of its own: the records in it were left by the use cases when it was made, not here.
async function restored(t: TestContext, name: string, file?: string): Promise<Restored> {
  const host = String(peil.connection.options.host)
  const database = `lived_in_${name}_${process.pid}`
  await asOwner(host, async (client) => {
    await client.query(`create database ${database}`)
  })
  const connection = open('embedded', name, embeddedOptions(host, database, 'test'))
  t.after(async () => {
    await connection.stop()
    await asOwner(host, async (client) => {
      await client.query(`drop database ${database} with (force)`)
    })
  })
  const directory = path.join(folder, name)
  const files = storage({ PEIL_DATA: directory })
  await restoreLivedIn(connection, { files, origin, ...(file === undefined ? {} : { file }) })
  await migrate(connection.pool)
  await requireLivedIn(connection)
  await importAtStart(connection.db)
  const jobs: Job[] = []
  const platform = await makePlatform(
    {},
    {
      ...{ db: connection.db, dataDirectory: directory, origin, demo: true },
      enqueue: async (_, job) => {
        jobs.push(job)
      },
    },
  )
  const health = async () => ({ healthy: true, facts: {} })
  const app = makeApp(platform, health, pino({ level: 'error' }))
  return { connection, platform, app, jobs }
}

async function cookieOf({ platform: { db } }: Restored, email: string): Promise<string> {
  const account = await db
    .selectFrom('account')
    .where('email', '=', email)
    .select('id')
    .executeTakeFirstOrThrow()
  const token = `token-of-${email}`
  const now = Temporal.Now.instant()
  await db
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      account_id: account.id,
      method: 'demo',
      second_factor_at: now.toString(),
      expires_at: now.add({ hours: 12 }).toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return `peil=${token}`
}

const counted = async ({ pool }: Pick<Connection, 'pool'>, tables: readonly string[]) =>
  Object.fromEntries(
    await Promise.all(
      tables.map(async (table) => {
        const { rows } = await pool.query(`select count(*)::int as there from ${table}`)
        return [table, rows[0].there]
      }),
    ),
  )

const tables = [
  'registration',
  'agreement',
  'invoice',
  'activity',
  'evidence',
  'application',
].concat(['audit_record', 'mail_message', 'original', 'interim_request', 'account'])

test('a few weeks are lived through by the use cases, and come back as they were', async (t) => {
  const file = path.join(folder, 'few.snapshot')
  const lastDay = Temporal.PlainDate.from('2026-11-29')
  // One of each kind of life that begins late enough; the years before are in what is shipped.
  await makeInto(peil.connection, peil.platform, {
    ...{ lastDay, file },
    howMany: ({ ago: [least, most] }) => (least > 0 && most <= 30 ? 1 : 0),
  })
  const few = await restored(t, 'few', file)
  const before = await counted(peil.connection, tables)
  // That it was put in is recorded too.
  const after = { ...before, audit_record: before.audit_record + 1 }
  assert.deepEqual(await counted(few.connection, tables), after)
  for (const table of tables) assert.ok(before[table] > 0, `nothing in ${table}`)
  // What the database numbers goes on, and every rule of it holds again.
  const { rows } = await few.connection.pool.query(
    `select count(distinct status)::int as statuses from registration`,
  )
  assert.ok(rows[0].statuses >= 5)
  await assertRecordHolds(few.platform)
})

// Which lists each of those who work for registers has, and in which of them something must be.
const lists: Readonly<Record<string, readonly string[]>> = {
  sanne: [
    ...['', '/overeenkomsten', '/naamswijzigingen', '/afscherming', '/overlijden', '/belangen'],
    ...['/betalingen', '/zoeken?zoek=an', '/aanvragen', '/aanvragen?stand=commissie', '/verzoeken'],
    ...['/bezwaren', '/vergaderingen', '/dubbelen', '/status'],
  ].map((list) => `/werk${list}`),
  marieke: ['/commissie', '/commissie/besluiten'],
  henk: ['/bestuur', '/bezwaren'],
  bo: ['/beheer', '/beheer/e-mail', '/beheer/gebruikers', '/beheer/logboek', '/beheer/teksten'],
  yara: ['', '/verzoeken', '/bewaren', '/vastgehouden', '/inzage', '/datalekken'].map(
    (list) => `/gegevensbescherming${list}`,
  ),
}

const ofOne: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  krsd: {
    marieke: ['/commissie/vergadering', '/commissie/tussentijds'],
    bo: ['/beheer/niet-aangekomen', '/beheer/niet-gelukt'],
  },
  lklr: {
    marieke: ['/commissie/tussentijds'],
    bo: ['/beheer/overnemen'],
    aylin: ['/toevoegingen'],
  },
  clientondersteuners: {
    sanne: ['/werk/wachten', '/werk/vervolg', '/werk/post', '/werk/lijsten', '/werk/uitspraken'],
    henk: ['/maatregelen'],
  },
}

test('what is shipped has work on every list of everybody who works for a register', async (t) => {
  const all = await restored(t, 'shipped')
  const registers = ['krsd', 'lklr', 'clientondersteuners']
  // Whoever came to the cast for a second look only, has no list.
  const working = staff.filter(
    ({ id }) => id in lists || registers.some((one) => id in (ofOne[one] ?? {})),
  )
  for (const { id, email } of working) {
    const cookie = await cookieOf(all, email)
    for (const register of registers) {
      for (const list of [...(lists[id] ?? []), ...(ofOne[register]?.[id] ?? [])]) {
        const answer = await all.app.request(`${origin}/${register}${list}`, {
          headers: { origin, cookie },
        })
        const html = await answer.text()
        assert.equal(answer.status, 200, `${id}: /${register}${list}: ${answer.status}`)
        const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''
        assert.doesNotMatch(main, /class="empty"/, `${id}: nothing on /${register}${list}`)
      }
    }
  }
  await t.test('people are found by name', () => findsPeople(all))
  await t.test('a paper is made when asked for', () => asksForAPaper(all))
  await t.test('its mails lead to where it is', () => leadsHere(all))
  await t.test('its record can be verified', () => isSealed(all))
  await t.test('its decisions come out as they were taken', () => isReplayed(all))
})

async function findsPeople(all: Restored): Promise<void> {
  const page = await (await all.app.request(`${origin}/krsd/demo?zoek=van`)).text()
  assert.match(wordsOf(page), /mensen gevonden voor ‘van’/)
  assert.match(wordsOf(page), /Wie je hier ook tegenkomt/)
}

async function asksForAPaper(all: Restored): Promise<void> {
  const { rows } = await all.connection.pool.query<{ email: string; id: string }>(`
    select a.email, g.id from agreement g
      join registration r on r.id = g.registration_id and r.register = 'krsd'
      join person p on p.id = r.person_id join account a on a.id = p.account_id
    where g.status = 'sent' and r.status = 'agreement-sent' limit 1`)
  const [waiting] = rows
  assert.ok(waiting)
  const cookie = await cookieOf(all, waiting.email)
  const headers = { origin, cookie }
  const sign = `${origin}/krsd/aanmelden/overeenkomst`
  assert.match(wordsOf(await (await all.app.request(sign, { headers })).text()), /wordt gemaakt/)
  const job = all.jobs.findLast(({ name }) => name === 'make-papers')
  assert.ok(job?.name === 'make-papers')
  await makeThePapers(all.platform, job.data)
  const after = wordsOf(await (await all.app.request(sign, { headers })).text())
  assert.doesNotMatch(after, /wordt gemaakt/)
}

async function leadsHere(all: Restored): Promise<void> {
  const mails = await all.connection.pool.query(
    `select count(*) filter (where body_text like $1)::int as here,
      count(*) filter (where body_text like $2)::int as there from mail_message`,
    ['%Ga naar %peil.test:4000/krsd%', `%${new URL(madeAt).host}%`],
  )
  assert.ok(mails.rows[0].here > 500)
  assert.equal(mails.rows[0].there, 0)
}

async function isReplayed({ platform: { db, registers } }: Restored): Promise<void> {
  for (const register of registers.values()) {
    const { decisions, differing } = await replayDecisions(db, register)
    assert.deepEqual(differing, [], `${register.id}, of ${decisions}`)
  }
}

async function isSealed(all: Restored): Promise<void> {
  const { db, auditKey } = all.platform
  await sealAll(db, auditKey)
  for (const register of ['krsd', 'lklr', 'clientondersteuners']) {
    const verdict = await verifyAudit(db, register, verifierKey(register, auditKey))
    assert.equal(verdict.outcome, 'intact', JSON.stringify(verdict))
    assert.ok(verdict.outcome === 'intact' && verdict.pending === 0)
    // Of whoever was erased the facts are gone, and the record still holds.
    assert.ok(verdict.erased > 0, register)
  }
  // What was put in is covered from then on.
  await assertRecorded(all, 'migration', 'apply', 'snapshot')
  await assertRecordHolds(all.platform)
}
