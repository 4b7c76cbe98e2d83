import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { filedActivities } from '#domain/certification/application/queries.ts'
import { isDrawn } from '#domain/certification/sample/sample.ts'
import { verifyDraws } from '#domain/certification/sample/verify-draws.ts'
import { doDueWork } from '#domain/due-work.ts'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import type { AuditExport } from '#domain/platform/audit/export-audit.ts'
import { exportAudit } from '#domain/platform/audit/export-audit.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, file, passOn, professional } from '#testing/cast.ts'
import { runPeil } from '#testing/command-line.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'
import { sealAll } from '#testing/seal-all.ts'

// A sample from the promise to the check by somebody outside.

const peil = await testPlatform({ register: 'lklr' })
const key = generateKeyPairSync('ed25519').privateKey
const folder = mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-sample-`))
after(() => rmSync(folder, { recursive: true, force: true }))

const system = { kind: 'system', task: 'test' } as const
const today = '2026-11-20'
let sanne: CastAccount
let farid: CastProfessional
let applicationId: string
let exported: AuditExport

const dueOn = (day: string) => peil.act(system, doDueWork, day)

async function seedOf(quarter: string): Promise<Buffer> {
  const { seed } = await peil.platform.db
    .selectFrom('sample_seed')
    .where('quarter', '=', quarter)
    .select('seed')
    .executeTakeFirstOrThrow()
  return seed
}

async function exportNow(): Promise<AuditExport> {
  await sealAll(peil.platform.db, key)
  const made = await exportAudit(peil.platform.db, 'lklr', key)
  assert.ok(made.outcome === 'exported')
  const lines: string[] = []
  for await (const line of made.lines) lines.push(line)
  return JSON.parse(lines.join(''))
}

function verify(changed: AuditExport) {
  const name = path.join(folder, 'lklr.json')
  writeFileSync(name, JSON.stringify(changed))
  return runPeil(['sample', 'verify', name, '--key', verifierKey('lklr', key)])
}

const looked = () =>
  peil.act(sanne.actor, (context) => filedActivities(context, applicationId), today)

async function fill(who: CastProfessional): Promise<void> {
  const claim = (claimed: number, more: Partial<Parameters<typeof activity>[2]>) =>
    activity(peil, who, { title: 'Scholing', claimed, completedOn: '2025-06-01', ...more })
  await claim(4000, { accredited: true })
  await claim(4000, { kind: 'peer-consultation' })
  for (let at = 0; at < 28; at += 1)
    await claim(300, { completedOn: `2025-07-${at + 1 < 10 ? 0 : ''}${at + 1}` })
}

before(async () => {
  await dueOn('2026-09-30')
  await dueOn('2026-10-01')
  const names = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...names }, ['secretariat'])
  farid = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    lastName: 'El Amrani',
    status: 'certified',
    since: '2022-01-01',
    validFirst: '2022-01-01',
    validLast: '2026-12-31',
  })
  await fill(farid)
})

test('the hash of a seed is recorded a quarter ahead, before any application, and once', async () => {
  await assertRecorded(peil, 'sample', 'commit', '2026-Q4')
  await assertRecorded(peil, 'sample', 'commit', '2027-Q1')
  const seeds = await peil.platform.db.selectFrom('sample_seed').select('quarter').execute()
  assert.deepEqual(seeds.map(({ quarter }) => quarter).toSorted(), [
    '2026-Q3',
    '2026-Q4',
    '2027-Q1',
  ])
})

test('lines are drawn by the seed when the application is passed on, and stay as they are', async () => {
  applicationId = await file(peil, farid, today)
  assert.ok([...(await looked()).values()].every((one) => one.looked === undefined))
  await passOn(peil, sanne.actor, applicationId, today)
  await assertRecorded(peil, 'sample', 'draw', '2026-Q4')
  const seed = await seedOf('2026-Q4')
  const lines = await looked()
  assert.equal(lines.size, 30)
  for (const [line, one] of lines) {
    const about = { register: 'lklr', quarter: '2026-Q4', application: applicationId, line }
    assert.equal(one.looked?.includes('sampled'), isDrawn(about, seed, 20))
  }
})

test('until the quarter is over, nothing that leaves the house holds the seed', async () => {
  await dueOn('2026-12-31')
  exported = await exportNow()
  const facts = await peil.platform.db.selectFrom('audit_facts').select('facts').execute()
  const mails = await peil.platform.db.selectFrom('mail_message').selectAll().execute()
  const { cookie } = await peil.signIn('beheer@voorbeeld.nl', ['administrator'])
  const log = await (await peil.get('/lklr/beheer/logboek', cookie)).text()
  const everything = JSON.stringify([exported, facts, mails, peil.jobs]) + log
  for (const quarter of ['2026-Q4', '2027-Q1']) {
    const seed = await seedOf(quarter)
    for (const coding of ['hex', 'base64', 'base64url'] as const) {
      assert.equal(everything.includes(seed.toString(coding)), false)
    }
  }
  const { status, stdout } = await verify(exported)
  assert.equal(status, 0)
  assert.match(
    stdout,
    /lklr 2026-Q4: \d+ of 30 lines of 1 applications drawn with 20%; the seed is still secret/,
  )
})

test('the day after the quarter the seed is told, and somebody outside draws again', async () => {
  await dueOn('2027-01-01')
  await assertRecorded(peil, 'sample', 'reveal', '2026-Q4')
  await dueOn('2027-01-01')
  exported = await exportNow()
  const reveals = exported.entries.filter(({ entry }) => entry.action === 'reveal')
  assert.deepEqual(
    reveals.map(({ entry }) => entry.recordId),
    ['2026-Q3', '2026-Q4'],
  )
  const { status, stdout } = await verify(exported)
  assert.equal(status, 0)
  assert.match(
    stdout,
    /lklr 2026-Q4: \d+ of 30 lines of 1 applications drawn with 20%; each rightly so/,
  )
})

test('the export holds nothing about people', () => {
  const text = JSON.stringify(exported)
  for (const word of ['Farid', 'Amrani', 'voorbeeld.nl', 'Scholing']) {
    assert.equal(text.includes(word), false, word)
  }
  const withFacts = exported.entries.filter(({ facts }) => facts !== undefined)
  assert.deepEqual([...new Set(withFacts.map(({ entry }) => entry.noun))], ['sample'])
})

/** The export with the text of its draw changed, as if the register had recorded that. */
function withDraw(change: (text: string) => string): AuditExport {
  const entries = exported.entries.map((one) =>
    one.entry.noun === 'sample' && one.entry.action === 'draw' && one.facts !== undefined
      ? { ...one, facts: { ...one.facts, text: change(one.facts.text) } }
      : one,
  )
  return { ...exported, entries }
}

test('an export that was changed is refused, as it is not what was signed for', async () => {
  const { status, stdout } = await verify(
    withDraw((text) => text.replace('"drawn":true', '"drawn":false')),
  )
  assert.equal(status, 1)
  assert.match(stdout, /its facts were changed/)
})

test('a register that recorded something else than what the seed says is found out', () => {
  const why = (changed: AuditExport) => {
    const verdict = verifyDraws(changed)
    return verdict.outcome === 'differs' ? verdict.why : verdict.outcome
  }
  assert.equal(why(exported), 'right')
  const spared = withDraw((text) => text.replace('"drawn":true', '"drawn":false'))
  assert.match(why(spared), /^line \S+ should be drawn$/)
  const picked = withDraw((text) => text.replace('"drawn":false', '"drawn":true'))
  assert.match(why(picked), /^line \S+ should not be drawn$/)
  const reseeded = exported.entries.map((one) =>
    one.entry.action === 'reveal' && one.facts !== undefined
      ? { ...one, facts: { ...one.facts, text: JSON.stringify({ seed: '00'.repeat(32) }) } }
      : one,
  )
  assert.equal(why({ ...exported, entries: reseeded }), 'the seed is not the one that was promised')
  const unpromised = exported.entries.filter(
    ({ entry }) => entry.action !== 'commit' || entry.recordId !== '2026-Q4',
  )
  assert.equal(why({ ...exported, entries: unpromised }), 'no seed was promised')
})

test('what is passed on as the seed of its quarter is told, is drawn with the next one', async () => {
  const ilse = await professional(peil, {
    email: 'ilse@voorbeeld.nl',
    firstName: 'Ilse',
    lastName: 'Bos',
    status: 'certified',
    since: '2022-01-01',
    validFirst: '2022-01-01',
    validLast: '2026-12-31',
  })
  await fill(ilse)
  const late = await file(peil, ilse, '2026-12-31')
  await passOn(peil, sanne.actor, late, '2026-12-31')
  const { entries } = await exportNow()
  const draws = entries.filter(({ entry }) => entry.action === 'draw')
  assert.deepEqual(
    draws.map(({ entry }) => entry.recordId),
    ['2026-Q4', '2027-Q1'],
  )
  const drawn = verifyDraws({ ...exported, entries })
  assert.equal(drawn.outcome, 'right')
})

test('what is no export of a whole record is said to be so', async () => {
  const name = path.join(folder, 'other.json')
  writeFileSync(name, '{}')
  assert.equal((await runPeil(['sample', 'verify', name])).status, 2)
  assert.equal((await runPeil(['sample'])).status, 2)
})
