import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import os from 'node:os'
import { before, describe, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'kysely'
import pino from 'pino'
import { hashToken } from '#domain/people/account/queries.ts'
import { aboutAccount, lostSecret, stepAt } from '#domain/people/account/second-factor.ts'
import { checkFiles } from '#domain/platform/file/check-files.ts'
import { scanWaiting } from '#domain/platform/file/scan-waiting.ts'
import { clamav } from '#domain/platform/storage/scanner.ts'
import { daily } from '#jobs/daily.ts'
import { makeApp } from '#server/app.ts'
import { allowedHosts, HostsRefused } from '#server/hosts.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, professional } from '#testing/cast.ts'
import { freshDatabase } from '#testing/database.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf } from '#testing/portfolio.ts'
import { byHand } from '#testing/records.ts'
import { storeDocument } from '#testing/store-document.ts'
import { routes } from '#web/routes.ts'
import { safeReturn } from '#web/sign-in/return-path.ts'

// The gate, seen by somebody who means ill.

const origin = 'http://peil.test'

let peil: TestPlatform
let farid: CastProfessional
let judith: CastProfessional
/** An activity of Farid's. */
let training: string

before(async () => {
  peil = await testPlatform()
  farid = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    lastName: 'El Amrani',
  })
  judith = await professional(peil, {
    email: 'judith@voorbeeld.nl',
    firstName: 'Judith',
    lastName: 'Bakker',
  })
  training = await activity(peil, farid, {
    title: 'Training',
    claimed: 800,
    completedOn: '2026-01-15',
    proof: 'none',
  })
})

async function storedFiles(): Promise<string[]> {
  const keys: string[] = []
  const later = Temporal.Now.instant().add({ hours: 1 })
  for await (const key of peil.platform.files.list(later)) keys.push(key)
  return keys
}

async function documentKeys(): Promise<Set<string>> {
  const rows = await peil.platform.db.selectFrom('document').select('file_key').execute()
  return new Set(rows.flatMap((row) => row.file_key ?? []))
}

/** Stored files that are no document and wait for nobody. */
async function loose(): Promise<string[]> {
  const documents = await documentKeys()
  return (await storedFiles()).filter((key) => !documents.has(key))
}

function tokenOf(cookie: string): string {
  return cookie.split('=')[1] ?? ''
}

/** Another session of the same account. */
async function again(who: CastProfessional): Promise<string> {
  return (await peil.signIn(who.actor.email)).cookie
}

async function endSession(cookie: string): Promise<void> {
  await peil.platform.db
    .updateTable('session')
    .where('token_hash', '=', hashToken(tokenOf(cookie)))
    .set({ expires_at: Temporal.Now.instant().subtract({ minutes: 1 }).toString() })
    .execute()
}

test('an address in capitals or with a slash behind it leads to the one that Peil writes', async () => {
  for (const [typed, is] of [
    ['/krsd/', '/krsd'],
    ['/krsd/register/', '/krsd/register'],
    ['/krsd/aanmelden/', '/krsd/aanmelden'],
    ['/KRSD', '/krsd'],
    ['/KRSD/', '/krsd'],
    ['/Krsd/register?naam=De+Vries', '/krsd/register?naam=De+Vries'],
    ['/KRSD/Register/?naam=%C3%96', '/krsd/register?naam=%C3%96'],
    ['/KRSD/Certificaat/7F3K-90WD-2M1X-R4TB', '/krsd/certificaat/7F3K-90WD-2M1X-R4TB'],
    ['/KRSD/referent/aB3_Xy-Z/', '/krsd/referent/aB3_Xy-Z'],
  ] as const) {
    const answer = await peil.get(typed)
    assert.equal(answer.status, 301, typed)
    assert.equal(answer.headers.get('location'), is, typed)
  }
  // Codes and tokens keep their capitals, and what is no page of a register stays what it is.
  for (const [path, status] of [
    ['/krsd', 200],
    ['/krsd/inloggen/link/aBcDeF', 200],
    ['/NOBODY/register/', 404],
    ['/krsd/Nothing', 404],
    ['//evil.example/', 404],
    ['/', 200],
  ] as const) {
    const answer = await peil.get(path)
    assert.equal(answer.headers.get('location'), null, path)
    if (path !== '/krsd/inloggen/link/aBcDeF') assert.equal(answer.status, status, path)
  }
})

describe('a form from another site', () => {
  const send = (headers: Record<string, string>) =>
    peil.app.request(`${origin}/krsd/uitloggen`, { method: 'POST', headers })

  test('is refused, whatever the browser says of it', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin },
      { origin: 'https://evil.example' },
      { origin: 'http://peil.test.evil.example' },
      { origin: 'http://peil.test:81' },
      { origin: 'null' },
    ]) {
      assert.equal((await send(headers)).status, 403, JSON.stringify(headers))
    }
  })

  test('from our own it is taken', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { origin }]) {
      const { app } = peil
      const request = { method: 'POST', headers: { ...headers, ...form }, body: 'a=b' }
      assert.equal((await app.request(`${origin}/krsd/uitloggen`, request)).status, 303)
    }
  })
})

test('no way back leads to another site or into the sign-in pages', () => {
  const register = peil.platform.registers.get('krsd')
  assert.ok(register)
  for (const hostile of [
    'https://evil.example/krsd/',
    '//evil.example/krsd/',
    '/\\evil.example/krsd/',
    '\\\\evil.example',
    '/krsd/../../evil',
    '/krsd/..//evil.example',
    '/krsd/%2e%2e/beheer',
    '/krsdx',
    'krsd/mijn',
    'javascript:alert(1)',
    '/krsd/mijn\r\nset-cookie: a=b',
    '/\t/evil.example',
    '/krsd/inloggen?terug=/krsd/inloggen',
    '/krsd/uitloggen',
    '',
  ]) {
    assert.equal(safeReturn(register, hostile), undefined, hostile)
  }
  assert.equal(safeReturn(register, '/krsd/mijn?pagina=2'), '/krsd/mijn?pagina=2')
})

describe('a form that is sent twice', () => {
  const fields = (title: string, token: string) => ({
    _id: randomUUID(),
    _idempotency: token,
    kind: 'training',
    title,
    intent: 'concept',
  })
  const titled = async (title: string) =>
    peil.platform.db.selectFrom('activity').where('title', '=', title).select('id').execute()

  test('is done once, also at the same moment', async () => {
    const sent = fields('Dubbel', randomUUID())
    const answers = await Promise.all([
      peil.post('/krsd/mijn/activiteiten', sent, farid.cookie),
      peil.post('/krsd/mijn/activiteiten', { ...sent, _id: randomUUID() }, farid.cookie),
    ])
    const [first, second] = answers.map((answer) => answer.headers.get('location'))
    assert.ok(first)
    assert.equal(first, second)
    assert.equal((await titled('Dubbel')).length, 1)
  })

  test("is somebody else's own form, when they send it with the same token", async () => {
    const token = randomUUID()
    const sent = fields('Van Farid', token)
    const mine = await peil.post('/krsd/mijn/activiteiten', sent, farid.cookie)
    const theirs = await peil.post(
      '/krsd/mijn/activiteiten',
      fields('Van Judith', token),
      judith.cookie,
    )
    assert.notEqual(theirs.headers.get('location'), mine.headers.get('location'))
    assert.equal((await titled('Van Judith')).length, 1)
    // And Farid's is still known as his.
    const repeated = await peil.post('/krsd/mijn/activiteiten', sent, farid.cookie)
    assert.equal(repeated.headers.get('location'), mine.headers.get('location'))
    assert.equal((await titled('Van Farid')).length, 1)
  })

  test('is another form with something else in it, as of who went back to it', async () => {
    const sent = fields('Eerst zo', randomUUID())
    const path = '/krsd/mijn/activiteiten'
    await peil.post(path, sent, farid.cookie)
    const changed = { ...sent, title: 'Toch anders' }
    await peil.post(path, changed, farid.cookie)
    assert.deepEqual(
      [(await titled('Eerst zo')).length, (await titled('Toch anders')).length],
      [0, 1],
    )
    const answer = await peil.post(path, changed, farid.cookie)
    assert.equal(answer.headers.get('location'), `${path}/${sent._id}`)
  })

  test('leaves none of the files that came the second time', async () => {
    const sent = { ...fields('Met bestand', randomUUID()), evidence: pdf('a.pdf', 'twice') }
    await peil.post('/krsd/mijn/activiteiten', sent, farid.cookie)
    await peil.post('/krsd/mijn/activiteiten', sent, farid.cookie)
    assert.deepEqual(await loose(), [])
  })
})

describe('files', () => {
  test('for what is not there, or is somebody else’s, are not kept', async () => {
    for (const id of [randomUUID(), training]) {
      const answer = await peil.post(
        `/krsd/mijn/activiteiten/${id}`,
        { evidence: pdf('a.pdf', 'nowhere') },
        judith.cookie,
      )
      assert.equal(answer.status, 404)
    }
    assert.deepEqual(await loose(), [])
  })

  test('of a stranger are not taken at all', async () => {
    const answer = await peil.post(`/krsd/mijn/activiteiten/${training}`, {
      evidence: pdf('a.pdf', 'stranger'),
    })
    assert.equal(answer.status, 413)
    assert.deepEqual(await loose(), [])
  })

  test('are not read of whoever may not come, or has a second step to take', async () => {
    const { db } = peil.platform
    await db.deleteFrom('throttle').where('key', 'like', 'upload:%').execute()
    const send = (cookie: string) =>
      peil.post('/krsd/mijn/activiteiten', { evidence: pdf('a.pdf', randomUUID()) }, cookie)
    const { cookie } = await peil.signIn('bureau@voorbeeld.nl', ['secretariat'])
    assert.equal((await send(cookie)).status, 404)
    const careful = await professional(peil, {
      email: 'met-tweede-stap@voorbeeld.nl',
      firstName: 'Voor',
      lastName: 'Zichtig',
    })
    await db
      .updateTable('account')
      .where('id', '=', careful.accountId)
      .set({ totp_secret: lostSecret, totp_confirmed_at: Temporal.Now.instant().toString() })
      .execute()
    const half = await peil.signIn(careful.actor.email, [], { secondFactor: false })
    const answer = await send(half.cookie)
    assert.match(answer.headers.get('location') ?? '', /^\/krsd\/inloggen\/tweede-stap\?/)
    const counted = await db.selectFrom('throttle').where('key', 'like', 'upload:%').execute()
    assert.deepEqual(counted, [])
    assert.deepEqual(await loose(), [])
  })

  test('are counted, so that nobody fills the disk', async () => {
    const { cookie } = await professional(peil, {
      email: 'veel@voorbeeld.nl',
      firstName: 'Veel',
      lastName: 'Bestanden',
    })
    const id = randomUUID()
    const send = (text: string) =>
      peil.post(
        '/krsd/mijn/activiteiten',
        {
          _id: id,
          kind: 'training',
          title: 'Veel',
          intent: 'concept',
          evidence: pdf('a.pdf', text),
        },
        cookie,
      )
    assert.equal((await send('before')).status, 303)
    await peil.platform.db
      .updateTable('throttle')
      .where('key', 'like', 'upload:%')
      .set({ count: 2_000 })
      .execute()
    const refused = await send('after')
    assert.equal(refused.status, 413)
    assert.match(await refused.text(), /vandaag heel veel bestanden/)
    assert.deepEqual(await loose(), [])
    await peil.platform.db.deleteFrom('throttle').execute()

    // What is refused counts as well, and so does what breaks off.
    const counted = async () => {
      const row = await peil.platform.db.selectFrom('throttle').select('count').executeTakeFirst()
      return row?.count ?? 0
    }
    const documents = await documentKeys()
    await send(`/S /GoToR ${'x'.repeat(2_500_000)}`)
    assert.deepEqual(await documentKeys(), documents)
    assert.equal(await counted(), 3)
    const sending = () => {
      let go: ReadableStreamDefaultController<Uint8Array> | undefined
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          go = controller
          const head = 'content-disposition: form-data; name="evidence"; filename="a.pdf"'
          controller.enqueue(Buffer.from(`--grens\r\n${head}\r\n\r\n${'x'.repeat(300_000)}`))
        },
      })
      const headers = {
        origin,
        cookie,
        'content-type': 'multipart/form-data; boundary=grens',
      }
      const request = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
      const answer = Promise.resolve(peil.app.request(`${origin}/krsd/mijn/activiteiten`, request))
      return { answer, breakOff: () => go?.error(new Error('The line broke.')) }
    }
    const four = [sending(), sending(), sending(), sending()]
    while ((await counted()) < 7) await turn()
    const fifth = await sending().answer
    assert.equal(fifth.status, 413)
    assert.match(await fifth.text(), /nu al 4 formulieren met bestanden/)
    // Of forms that nothing comes of any more, as they broke off without a word, nobody is kept out.
    await sql`update turn set seen_at = seen_at - interval '7 seconds'`.execute(peil.platform.db)
    assert.equal((await send('meanwhile')).status, 303)
    for (const { answer, breakOff } of four) {
      breakOff()
      assert.equal((await answer).status, 413)
    }
    assert.equal(await counted(), 8)
    assert.equal((await send('once more')).status, 303)
    // What is beyond the share is not let in any further.
    await peil.platform.db.updateTable('throttle').set({ count: 2_000 }).execute()
    const beyond = await sending().answer
    assert.match(await beyond.text(), /vandaag heel veel bestanden/)
    assert.deepEqual(await loose(), [])
    await peil.platform.db.deleteFrom('throttle').execute()
  })
})

describe('what was sent after the session had ended', () => {
  const path = () => `/krsd/mijn/activiteiten/${training}`

  async function sendLate(): Promise<string> {
    const late = await again(farid)
    await endSession(late)
    const answer = await peil.post(path(), { evidence: pdf('laat.pdf', randomUUID()) }, late)
    const back = new URL(answer.headers.get('location') ?? '', origin).searchParams.get('terug')
    const id = new URL(back ?? '', origin).searchParams.get('bewaard')
    assert.ok(id, 'it was kept')
    return id
  }

  async function keptFiles(id: string): Promise<unknown> {
    const row = await peil.platform.db
      .selectFrom('kept_form')
      .where('id', '=', id)
      .select('files')
      .executeTakeFirst()
    return row?.files
  }

  test('comes back to its own account, with its files', async () => {
    const id = await sendLate()
    const page = await peil.get(`${path()}?bewaard=${id}`, farid.cookie)
    assert.match(await page.text(), new RegExp(`name="_kept" value="${id}"`))
    const answer = await peil.post(path(), { _kept: id }, farid.cookie)
    assert.equal(answer.status, 303)
    assert.equal(await keptFiles(id), undefined, 'the form is no longer kept')
    assert.deepEqual(await loose(), [], 'the file is a document now')
  })

  test('is nobody else’s, and of no other page', async () => {
    const id = await sendLate()
    const page = await peil.get(`${path()}?bewaard=${id}`, judith.cookie)
    assert.equal(page.status, 404)
    const other = await activity(peil, farid, {
      title: 'Andere',
      claimed: 100,
      completedOn: '2026-01-15',
      proof: 'none',
    })
    const hers = await activity(peil, judith, {
      title: 'Van Judith',
      claimed: 100,
      completedOn: '2026-01-15',
      proof: 'none',
    })
    await peil.post(`/krsd/mijn/activiteiten/${hers}`, { _kept: id }, judith.cookie)
    await peil.post(`/krsd/mijn/activiteiten/${other}`, { _kept: id }, farid.cookie)
    assert.equal(((await keptFiles(id)) as unknown[]).length, 1, 'it still waits')
  })

  test('is not given after its time', async () => {
    const id = await sendLate()
    await peil.platform.db
      .updateTable('kept_form')
      .where('id', '=', id)
      .set({ expires_at: Temporal.Now.instant().subtract({ minutes: 1 }).toString() })
      .execute()
    await peil.post(path(), { _kept: id }, farid.cookie)
    assert.equal(((await keptFiles(id)) as unknown[]).length, 1)
  })

  test('is kept of the newest twenty, and of a stranger not at all', async () => {
    const late = await again(judith)
    await endSession(late)
    for (let i = 0; i < 22; i += 1) {
      await peil.post('/krsd/mijn/gegevens/werk', { employer: `Werk ${i}` }, late)
    }
    const { count } = await peil.platform.db
      .selectFrom('kept_form')
      .where('account_id', '=', judith.accountId)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    assert.equal(count, 20)
    for (const page of ['/krsd/mijn/gegevens/werk', path()]) {
      const answer = await peil.post(page, { employer: 'x' }, 'peil=made-up')
      assert.match(answer.headers.get('location') ?? '', /^\/krsd\/inloggen\?/)
      assert.doesNotMatch(answer.headers.get('location') ?? '', /bewaard/)
    }
  })
})

describe('where the demo is off', () => {
  test('nothing of it is there, for anybody', async () => {
    const { cookie } = await peil.signIn('beheer@voorbeeld.nl', ['administrator'])
    for (const { method, path } of routes.filter(({ demo }) => demo === true)) {
      const at = `/krsd${path.replace(/:id/, randomUUID())}`
      for (const who of [undefined, farid.cookie, cookie]) {
        const answer =
          method === 'GET'
            ? await peil.get(at, who)
            : await peil.post(at, { account: farid.accountId }, who)
        assert.equal(answer.status, 404, `${method} ${path}`)
        assert.deepEqual(answer.headers.getSetCookie(), [])
      }
    }
    for (const path of ['/krsd', '/krsd/inloggen', '/krsd/aanmelden', '/krsd/beheer']) {
      const page = await (await peil.get(path, cookie)).text()
      assert.doesNotMatch(page, /\/krsd\/demo|\/beheer\/klok/, path)
    }
  })

  test('nobody moves the clock', async () => {
    const { cookie } = await peil.signIn('beheer@voorbeeld.nl', ['administrator'])
    for (const how of ['maand', 'kwartaal', 'jaar', 'dag']) {
      const answer = await peil.post('/krsd/beheer/klok', { stap: how, step: how }, cookie)
      assert.ok(answer.status < 500)
    }
    const row = await peil.platform.db
      .selectFrom('platform')
      .select('clock_shift_days')
      .executeTakeFirstOrThrow()
    assert.equal(row.clock_shift_days, 0)
    const moves = await peil.platform.db.selectFrom('clock_move').select('id').execute()
    assert.deepEqual(moves, [])
    assert.deepEqual(
      peil.jobs.filter(({ name }) => name === 'move-clock'),
      [],
    )
  })
})

describe('a session', () => {
  test('of the demo, or of its people, is none where the demo is off', async () => {
    const { db } = peil.platform
    const demo = await professional(peil, {
      email: 'demo@voorbeeld.nl',
      firstName: 'De',
      lastName: 'Mo',
    })
    assert.equal((await peil.get('/krsd/mijn', demo.cookie)).status, 200)
    const hash = hashToken(tokenOf(demo.cookie))
    await db.updateTable('session').where('token_hash', '=', hash).set({ method: 'demo' }).execute()
    assert.equal((await peil.get('/krsd/mijn', demo.cookie)).status, 303)
    await db
      .updateTable('session')
      .where('token_hash', '=', hash)
      .set({ method: 'password' })
      .execute()
    await db.updateTable('account').where('id', '=', demo.accountId).set({ demo: true }).execute()
    assert.equal((await peil.get('/krsd/mijn', demo.cookie)).status, 303)
  })

  test('with only the first step shows nothing of who has set up a second', async () => {
    const { db } = peil.platform
    const careful = await professional(peil, {
      email: 'voorzichtig@voorbeeld.nl',
      firstName: 'Voor',
      lastName: 'Zichtig',
    })
    const half = await peil.signIn(careful.actor.email, [], { secondFactor: false })
    assert.equal((await peil.get('/krsd/mijn', half.cookie)).status, 200)
    await db
      .updateTable('account')
      .where('id', '=', careful.accountId)
      .set({
        totp_secret: peil.platform.secrets.hide('GEZDGNBV', aboutAccount(careful.accountId)),
        totp_confirmed_at: Temporal.Now.instant().toString(),
        totp_last_step: stepAt(Temporal.Now.instant()) - 10,
      })
      .execute()
    for (const path of ['/krsd/mijn', '/krsd/mijn/gegevens', '/krsd/mijn/beveiliging']) {
      const answer = await peil.get(path, half.cookie)
      assert.match(answer.headers.get('location') ?? '', /^\/krsd\/inloggen\/tweede-stap\?/, path)
    }
    assert.equal((await peil.get('/krsd/inloggen/tweede-stap', half.cookie)).status, 200)
    assert.equal((await peil.get('/krsd/mijn', careful.cookie)).status, 200)
  })

  test('cookie that is no cookie is no session and breaks nothing', async () => {
    for (const cookie of ['peil=%', 'peil=%00', `peil=${'x'.repeat(5000)}`, 'peil', '=; ;peil==']) {
      assert.equal((await peil.get('/krsd/inloggen', cookie)).status, 200, cookie)
      const answer = await peil.post('/krsd/uitloggen', { a: 'b' }, cookie)
      assert.equal(answer.status, 303, cookie)
    }
  })

  test('cookie is bound to the host wherever the connection is encrypted', async () => {
    const platform = { ...peil.platform, origin: 'https://peil.test' }
    const app = makeApp(platform, async () => ({ healthy: true, facts: {} }), silent)
    const answer = await app.request('https://peil.test/krsd/uitloggen', {
      method: 'POST',
      headers: { origin: 'https://peil.test', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=b',
    })
    assert.equal(answer.headers.get('clear-site-data'), '"cache", "storage"')
    const cookies = answer.headers.getSetCookie()
    assert.equal(cookies.length, 2)
    for (const cookie of cookies) {
      assert.match(cookie, /^__Host-/)
      assert.match(cookie, /Path=\/; HttpOnly; Secure; SameSite=Lax/)
    }
    assert.match(answer.headers.get('strict-transport-security') ?? '', /max-age=31536000/)
  })
})

const silent = pino({ level: 'silent' })

describe('what is odd', () => {
  test('null characters break nothing', async () => {
    assert.equal((await peil.get('/krsd/zoeken?naam=%00')).status, 404)
    assert.equal((await peil.get('/krsd/referent/%00')).status, 404)
    const answer = await peil.post('/krsd/inloggen', { naam: 'a\0@b.nl', wachtwoord: '\0x' })
    assert.equal(answer.status, 422)
    const saved = await peil.post(
      '/krsd/mijn/activiteiten',
      { _id: randomUUID(), kind: 'training', title: 'Nul\0len', intent: 'concept' },
      farid.cookie,
    )
    assert.equal(saved.status, 303)
  })

  test('too much text is refused before it is all in memory', async () => {
    const fields = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`f${i}`, 'x'.repeat(90_000)]),
    )
    assert.equal((await peil.post('/krsd/inloggen', fields)).status, 413)
  })

  test('a very long password is no more work than another', async () => {
    const fields = { naam: 'farid@voorbeeld.nl', wachtwoord: '\ufdfa'.repeat(30_000) }
    assert.equal((await peil.post('/krsd/inloggen', fields)).status, 422)
  })

  test('a HEAD of a file holds no file open', { skip: process.platform !== 'linux' }, async () => {
    const document = await peil.platform.db
      .selectFrom('document')
      .innerJoin('evidence', 'evidence.document_id', 'document.id')
      .where('document.person_id', '=', farid.personId)
      .select(['evidence.id', 'evidence.activity_id'])
      .executeTakeFirstOrThrow()
    const path = `/krsd/mijn/activiteiten/${document.activity_id}/bewijs/${document.id}`
    assert.equal((await peil.get(path, farid.cookie)).status, 200)
    const headers = { cookie: farid.cookie }
    const before = (await readdir('/proc/self/fd')).length
    for (let i = 0; i < 20; i += 1) {
      const answer = await peil.app.request(`${origin}${path}`, { method: 'HEAD', headers })
      assert.equal(answer.status, 200)
      assert.equal(await answer.text(), '')
    }
    await new Promise((done) => setImmediate(done))
    assert.ok((await readdir('/proc/self/fd')).length < before + 10)
  })

  test('methods that no page has are not found', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await peil.app.request(`${origin}/krsd/inloggen`, { method })
      assert.equal(answer.status, 404, method)
    }
  })
})

describe('every answer', () => {
  const demanded = {
    'x-content-type-options': /^nosniff$/,
    'content-security-policy': /default-src '(self|none)'/,
    'x-frame-options': /^SAMEORIGIN$/,
    'referrer-policy': /^same-origin$/,
  }

  test('carries the headers that keep browsers in line', async () => {
    const breaks = async () => {
      throw new Error('on purpose')
    }
    const app = makeApp(peil.platform, breaks, silent)
    const stylesheet = /href="(\/[^"]+\.css)"/.exec(await (await peil.get('/krsd')).text())?.[1]
    assert.ok(stylesheet)
    for (const [path, status] of [
      ['/', 200],
      ['/krsd', 200],
      [stylesheet, 200],
      ['/krsd/mijn', 303],
      ['/nothing', 404],
      ['/krsd/nothing', 404],
      ['/healthz', 500],
    ] as const) {
      const answer = await app.request(`${origin}${path}`)
      assert.equal(answer.status, status, path)
      for (const [name, pattern] of Object.entries(demanded)) {
        assert.match(answer.headers.get(name) ?? '', pattern, `${path}: ${name}`)
      }
      if (status === 500) assert.doesNotMatch(await answer.text(), /on purpose|\.ts/)
    }
  })

  test('with a file has the stricter policy of that file', async () => {
    const row = await peil.platform.db
      .selectFrom('evidence')
      .innerJoin('activity_claim as ac', 'ac.activity_id', 'evidence.activity_id')
      .where('ac.registration_id', '=', farid.registrationId)
      .select(['evidence.id', 'evidence.activity_id'])
      .executeTakeFirstOrThrow()
    const path = `/krsd/mijn/activiteiten/${row.activity_id}/bewijs/${row.id}`
    const answer = await peil.get(path, farid.cookie)
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/)
    assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
    await answer.body?.cancel()
  })
})

test('what breaks is logged without the secrets and questions in its address', async () => {
  const gone = await freshDatabase()
  await gone.stop()
  const lines: string[] = []
  const secret = 's'.repeat(43)
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) })
  const platform = { ...peil.platform, db: gone.db }
  const app = makeApp(platform, async () => ({ healthy: true, facts: {} }), log)
  const answer = await app.request(`${origin}/krsd/referent/${secret}?naam=Farid`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'answer=ja',
  })
  assert.equal(answer.status, 500)
  const [line = ''] = lines
  const entry = JSON.parse(line)
  assert.equal(entry.path, '/:register/referent/:token')
  assert.doesNotMatch(line, /sssss|Farid/)
  // The person can name the code, by which the line is found.
  assert.match(await answer.text(), new RegExp(entry.code))
})

test('by a name that is not its own Peil is not reached', async () => {
  for (const [address, status] of [
    ['http://evil.example/krsd', 421],
    ['http://evil.example/krsd/inloggen', 421],
    ['http://evil.example/api/v1/openapi.json', 421],
    ['http://peil.test.evil.example/krsd', 421],
    ['http://10.9.8.7/krsd', 421],
    ['http://PEIL.test:8080/krsd', 200],
    ['http://peil.test./krsd', 200],
    ['http://localhost:3000/krsd', 200],
    ['http://127.0.0.1/krsd', 200],
    ['http://[::1]:3000/krsd', 200],
    // A balancer asks by the address of the machine.
    ['http://10.9.8.7/healthz', 200],
  ] as const) {
    const answer = await peil.app.request(address)
    assert.equal(answer.status, status, address)
    await answer.body?.cancel()
  }
  const hosts = allowedHosts(
    { PEIL_ORIGIN: 'https://a.example', PEIL_HOSTS: 'b.example, [2001:db8::1]' },
    'https://a.example',
  )
  const names = [
    'a.example',
    'B.example',
    '2001:db8::1',
    '[2001:db8::1]',
    os.hostname(),
    'c.example',
  ]
  assert.deepEqual(names.map(hosts), [true, true, true, true, false, false])
  // Where nobody said by which name, it is the machine's.
  assert.ok(allowedHosts({}, 'http://0.0.0.0:3000')(os.hostname()))
  assert.throws(() => allowedHosts({ PEIL_HOSTS: 'https://a.example' }, 'http://x'), HostsRefused)
})

test('a link in a mail leads to our own address, whatever host is said to be asked for', async () => {
  await peil.app.request(`${origin}/krsd/inloggen/link`, {
    method: 'POST',
    headers: {
      origin,
      'x-forwarded-host': 'evil.example',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'e-mail=farid@voorbeeld.nl',
  })
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', 'farid@voorbeeld.nl')
    .select(['body_text', 'body_html'])
    .executeTakeFirstOrThrow()
  assert.match(mail.body_text, /http:\/\/peil\.test\/krsd\/inloggen\/link\//)
  assert.doesNotMatch(mail.body_text + mail.body_html, /evil/)
})

test('a file that was changed or lost is shown to nobody, and is the administrator’s to put back', async () => {
  const { platform } = peil
  const system = { kind: 'system', task: 'test' } as const
  const id = await peil.act(system, async (context) => {
    await byHand(context)
    const { personId, name } = { personId: farid.personId, name: 'brief.pdf' }
    const content = Buffer.from('zoals het was')
    const mediaType = 'application/pdf'
    return storeDocument(context, { kind: 'evidence', personId, name, mediaType, content })
  })
  const { file_key: key } = await platform.db
    .selectFrom('document')
    .where('id', '=', id)
    .select('file_key')
    .executeTakeFirstOrThrow()
  const open = () => peil.get(`/krsd/mijn/documenten/${id}`, farid.cookie)
  const listed = async () => {
    const rows = await platform.db.selectFrom('left_undone').selectAll().execute()
    return rows.map(({ task, whose, reason, tries }) => ({ task, whose, reason, tries }))
  }
  const put = (text: string) => platform.files.putBack(key!, Buffer.from(text))
  assert.equal(await (await open()).text(), 'zoals het was')

  // As long as it was, so that only its hash tells.
  await put('zoals het ijs')
  for (const _ of [1, 2]) {
    const answer = await open()
    assert.equal(answer.status, 503)
    assert.match(await answer.text(), /Dit bestand is beschadigd/)
  }
  const changed = `Het bestand ${key} is veranderd sinds het is bewaard. Zet het terug uit een reservekopie.`
  assert.deepEqual(await listed(), [{ task: 'checkFiles', whose: id, reason: changed, tries: 1 }])
  assert.deepEqual(await daily(platform, { register: 'krsd' }), [{ task: 'checkFiles', whose: id }])
  assert.equal((await listed())[0]?.tries, 2)

  await platform.files.remove(key!)
  assert.equal((await open()).status, 503)
  await put('zoals het was')
  assert.equal((await open()).status, 200)
  assert.deepEqual(await daily(platform, { register: 'krsd' }), [])
  assert.deepEqual(await listed(), [])

  // Nobody opens it: the morning finds what is gone at once, and what changed when its turn comes.
  const register = platform.registers.get('krsd')!
  const first = Temporal.PlainDate.from('2026-03-01')
  const days = Array.from({ length: 30 }, (_, day) => first.add({ days: day }))
  const found = async () => {
    const counts: number[] = []
    for (const day of days) counts.push(await checkFiles(platform, register, day))
    return counts.filter((count) => count > 0)
  }
  assert.deepEqual(await found(), [])
  await put('zoals het ijs')
  assert.deepEqual(await found(), [1])
  await platform.files.remove(key!)
  assert.deepEqual(await found(), Array(30).fill(1))
  const missing = `Het bestand ${key} is er niet meer. Zet het terug uit een reservekopie.`
  await daily(platform, { register: 'krsd' })
  assert.deepEqual(
    (await listed()).map(({ reason }) => reason),
    [missing],
  )
})

test('what a virus scanner finds is refused, and what it could not scan is opened by nobody', async () => {
  // As clamd answers; it knows the test file of EICAR.
  const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'
  const scanned: string[] = []
  const clamd = createServer((socket) => {
    let came = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (part) => {
      came = Buffer.concat([came, Buffer.from(part)])
      let at = came.indexOf(0) + 1
      assert.equal(came.toString('latin1', 0, at), 'zINSTREAM\0')
      let contents = ''
      while (at + 4 <= came.length) {
        const length = came.readUInt32BE(at)
        if (length === 0) {
          scanned.push(contents)
          socket.end(
            contents.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0',
          )
          return
        }
        contents += came.toString('latin1', at + 4, at + 4 + length)
        at += 4 + length
      }
    })
  })
  clamd.listen(0, '127.0.0.1')
  await once(clamd, 'listening')
  const { port } = clamd.address() as AddressInfo
  const platform = { ...peil.platform, scanner: clamav(`127.0.0.1:${port}`) }
  const app = makeApp(
    platform,
    async () => ({ healthy: true, facts: {} }),
    pino({ level: 'silent' }),
  )
  const { cookie, personId } = await professional(peil, {
    email: 'scan@voorbeeld.nl',
    firstName: 'Sam',
    lastName: 'Scan',
  })
  const send = async (name: string, text: string) => {
    const body = new FormData()
    const fields = { _id: randomUUID(), kind: 'training', title: name, intent: 'concept' }
    for (const [field, value] of Object.entries(fields)) body.append(field, value)
    body.append('evidence', pdf(`${name}.pdf`, text))
    const headers = { origin, cookie }
    const request = { method: 'POST', headers, body, redirect: 'manual' } as const
    await app.request(`${origin}/krsd/mijn/activiteiten`, request)
    return platform.db
      .selectFrom('document')
      .where('person_id', '=', personId)
      .where('name', '=', `${name}.pdf`)
      .select(['id', 'file_key'])
      .executeTakeFirst()
  }
  const open = async (document: { id: string } | undefined) => {
    const answer = await app.request(`${origin}/krsd/mijn/documenten/${document?.id}`, {
      headers: { cookie },
    })
    return /<h1[^>]*>([^<]*)/.exec(await answer.text())?.[1] ?? answer.status
  }
  assert.equal(await open(await send('schoon', 'niets aan de hand')), 200)
  assert.equal(await send('besmet', eicar), undefined)
  assert.equal(scanned.length, 2)
  clamd.close()
  await once(clamd, 'close')

  // While it is away all is kept, and nothing shown.
  const later = await send('later', 'ook niets')
  const late = await send('laat', eicar)
  assert.equal(await open(later), 'Dit bestand wordt nog gescand')
  assert.equal(await scanWaiting(platform), 2)
  clamd.listen(port, '127.0.0.1')
  await once(clamd, 'listening')
  assert.equal(await scanWaiting(platform), 0)
  assert.equal(await open(later), 200)
  assert.equal(await open(late), 'In dit bestand is een virus gevonden')
  const reason = `In het bestand ${late?.file_key} is een virus gevonden. Het wordt aan niemand getoond.`
  const listed = () =>
    platform.db
      .selectFrom('left_undone')
      .where('whose', '=', late?.id ?? '')
      .select('reason')
      .executeTakeFirst()
  assert.deepEqual(await listed(), { reason })
  await daily(platform, { register: 'krsd' })
  assert.deepEqual(await listed(), { reason })
  clamd.close()
  assert.throws(() => clamav('clamav'), /PEIL_CLAMAV is host:port/)
})
