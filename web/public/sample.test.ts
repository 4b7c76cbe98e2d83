import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { seedHash } from '#domain/certification/sample/sample.ts'
import { doDueWork } from '#domain/due-work.ts'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import type { AuditExport } from '#domain/platform/audit/export-audit.ts'
import type { CastAccount } from '#testing/cast.ts'
import { activity, colleague, file, judge, passOn, professional } from '#testing/cast.ts'
import { runPeil } from '#testing/command-line.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'
import { sealAll } from '#testing/seal-all.ts'

// What anybody sees of a sample: ten renewals in the LKLR in one quarter, and one in the next.

const peil = await testPlatform({ register: 'lklr' })
const { platform } = peil
const key = verifierKey('lklr', platform.auditKey)
const folder = mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-public-sample-`))
after(() => rmSync(folder, { recursive: true, force: true }))
const system = { kind: 'system', task: 'test' } as const
const dueOn = (day: string) => peil.act(system, doDueWork, day)

let sanne: CastAccount
let members: readonly CastAccount[]
let people = 0

/** Three lines that are just enough, of which two are in the sample and the last for a risk. */
async function passedOn(day: string) {
  people += 1
  const who = await professional(peil, {
    email: `farid${people}@voorbeeld.nl`,
    firstName: 'Farid',
    lastName: 'El Amrani',
    status: 'certified',
    since: '2022-01-01',
    validFirst: '2022-01-01',
    validLast: '2026-12-31',
  })
  const claim = (claimed: number, more: Partial<Parameters<typeof activity>[2]>) =>
    activity(peil, who, { title: 'Scholing', claimed, completedOn: '2025-06-01', ...more })
  const lines = [
    await claim(4000, { accredited: true }),
    await claim(4000, { kind: 'peer-consultation' }),
    await claim(8000, {}),
  ]
  const id = await file(peil, who, day)
  await passOn(peil, sanne.actor, id, day)
  await sql`update application_activity set advice = 'approve',
    looked_because = case when activity_id = ${lines[2] ?? ''}
      then array['first-of-kind'] else array['sampled'] end
    where application_id = ${id}`.execute(platform.db)
  return { id, lines }
}

async function decide(
  { id, lines }: { readonly id: string; readonly lines: readonly string[] },
  day: string,
  rejects?: number,
) {
  const [line] = rejects === undefined ? [] : [lines[rejects] ?? '']
  const grants =
    line === undefined
      ? {}
      : { [line]: { outcome: 'rejected', amount: undefined, reason: 'Geen bewijs.' } as const }
  const whole = line === undefined ? 'meets' : 'fails'
  // Where half of the sample is rejected the rest is read as well, and judged anew.
  for (const member of [...members, ...members]) {
    const { outcome } = await judge(peil, member, id, day, grants, whole)
    if (outcome === 'decided') return
    assert.match(outcome, /judged|read-all/)
  }
  assert.fail('nothing was decided')
}

const page = async () =>
  (await textOf(await peil.get('/lklr/steekproef'))).replaceAll('\u00a0', ' ')
const quarter = async (name: string) => {
  const { quarters } = (await (await peil.get('/api/v1/lklr/sample')).json()) as {
    quarters: readonly { quarter: string }[]
  }
  return quarters.find((one) => one.quarter === name) as Record<string, unknown>
}

before(async () => {
  await dueOn('2026-09-30')
  const of = (name: string, roles: Parameters<typeof colleague>[2]) =>
    colleague(peil, { email: `${name}@voorbeeld.nl`, firstName: name, lastName: 'Visser' }, roles)
  sanne = await of('sanne', ['secretariat'])
  members = [await of('tom', ['committee']), await of('marieke', ['committee'])]
})

test('during a quarter only the hash is told, with the day on which it entered the record', async () => {
  await peil.setToday('2026-11-20')
  const open = []
  for (let nth = 0; nth < 10; nth += 1) open.push(await passedOn('2026-11-20'))
  for (const [nth, one] of open.slice(0, 9).entries()) {
    await decide(one, '2026-11-25', nth === 0 ? 0 : nth === 1 ? 2 : undefined)
  }
  const { seed } = await platform.db
    .selectFrom('sample_seed')
    .where('quarter', '=', '2026-Q4')
    .select('seed')
    .executeTakeFirstOrThrow()
  const shown = await page()
  assert.ok(shown.includes(`${seedHash(seed)} , vastgelegd op 30 september 2026`))
  assert.match(shown, /Het vierde kwartaal van 2026.*Wordt bekend op 1 januari 2027/)
  assert.match(shown, /Het eerste kwartaal van 2027.*Dit kwartaal begint op 1 januari 2027/)
  assert.equal(shown.includes(seed.toString('hex')), false)
  assert.doesNotMatch(shown, /Afgewezen/)
  assert.deepEqual(await quarter('2026-Q4'), {
    quarter: '2026-Q4',
    hash: seedHash(seed),
    committedOn: '2026-09-30',
    seed: null,
    revealedOn: null,
    draws: null,
    failures: null,
  })
  assert.equal((await peil.get('/lklr/steekproef/2026-Q4/logboek.json')).status, 404)

  await peil.setToday('2027-01-01')
  await dueOn('2027-01-01')
  await assertRecorded(peil, 'sample', 'tell-draws', '2026-Q4')
  const after = await page()
  assert.ok(after.includes(`${seed.toString('hex')} , bekend sinds 1 januari 2027`))
  // One of the ten is not decided yet: what is told then would tell on that one.
  assert.match(after, /Afgewezen Nog niet bekend/)
  await decide(open[9] ?? assert.fail(), '2027-01-04', 1)
})

test('with the last decision of ten files it is told how many lines failed, the risks apart', async () => {
  await dueOn('2027-01-05')
  await assertRecorded(peil, 'sample', 'tell-failures', '2026-Q4')
  const shown = await page()
  assert.match(shown, /Gevraagd 20%/)
  assert.match(shown, /Geloot \d+ van de 30 \([\d,]+%\) activiteiten, in 10 aanvragen/)
  assert.match(shown, /Los van het lot nagekeken 10 activiteiten, om een risico/)
  assert.match(shown, /Dit hoort niet bij de steekproef/)
  assert.match(shown, /Afgewezen 2 van de 20 \(10%\) activiteiten in de steekproef/)
  assert.match(shown, /Afgewezen los van het lot 1 van de 10 \(10%\) activiteiten/)
  const { failures } = await quarter('2026-Q4')
  assert.deepEqual(failures, {
    quarters: ['2026-Q4'],
    applications: 10,
    lines: 20,
    failed: 2,
    besideLines: 10,
    besideFailed: 1,
  })
})

test('the record that is downloaded is what the command takes, and tells of nobody', async () => {
  await sealAll(platform.db, platform.auditKey)
  const answer = await peil.get('/lklr/steekproef/2026-Q4/logboek.json')
  assert.match(answer.headers.get('content-disposition') ?? '', /"lklr-steekproef-2026-Q4\.json"/)
  const text = await answer.text()
  const actors = [sanne, ...members].map(({ actor }) => actor.accountId)
  for (const word of ['Farid', 'Amrani', 'voorbeeld.nl', 'Scholing', ...actors]) {
    assert.equal(text.includes(word), false, word)
  }
  const name = path.join(folder, 'sample.json')
  writeFileSync(name, text)
  const good = await runPeil(['sample', 'verify', name, '--key', key])
  assert.equal(good.status, 0, good.stderr + good.stdout)
  assert.match(
    good.stdout,
    /lklr 2026-Q4: \d+ of 30 lines of 10 applications drawn with 20%; each rightly so/,
  )
  assert.match(good.stdout, /the record of the sample alone/)
  // The key that stands on the page is the one with which it was signed.
  assert.ok((await page()).includes(key))

  const found: AuditExport = JSON.parse(text)
  const [, , draw = assert.fail()] = found.entries
  const forged = { ...draw, facts: { salt: '', text: '{}', ...draw.facts } }
  const changed = {
    ...forged,
    facts: {
      ...forged.facts,
      text: forged.facts.text.replace(/true|false/, (was) => (was === 'true' ? 'false' : 'true')),
    },
  }
  const entries = found.entries.map((one) => (one === draw ? changed : one))
  writeFileSync(name, JSON.stringify({ ...found, entries }))
  const bad = await runPeil(['sample', 'verify', name, '--key', key])
  assert.equal(bad.status, 1)
  assert.match(bad.stdout, /its facts were changed/)
  // A part of a record about something else is not taken for a sample.
  const other = found.entries.map((one) => ({ ...one, entry: { ...one.entry, noun: 'person' } }))
  writeFileSync(name, JSON.stringify({ ...found, entries: other }))
  assert.equal((await runPeil(['sample', 'verify', name, '--key', key])).status, 2)
})

test('with so few that it would tell on one person, failures stay secret when the year is over', async () => {
  await peil.setToday('2027-02-01')
  const one = await passedOn('2027-02-01')
  await decide(one, '2027-02-02', 0)
  await dueOn('2027-04-01')
  assert.match(await page(), /Geloot \d van de 3 .*in 1 aanvraag.*Afgewezen Nog niet bekend/)
  await peil.setToday('2028-01-01')
  for (const day of ['2027-07-01', '2027-10-01', '2028-01-01']) await dueOn(day)
  await assertRecorded(peil, 'sample', 'withhold-failures', '2027-Q1')
  const shown = await page()
  assert.match(shown, /Afgewezen Blijft geheim: het zijn te weinig aanvragen/)
  const { draws, failures } = await quarter('2027-Q1')
  assert.partialDeepStrictEqual(draws, { applications: 1, lines: 3 })
  assert.partialDeepStrictEqual(failures, { lines: null, failed: null, besideFailed: null })
  const facts = await sql<{ facts: { lines: unknown } }>`select facts from audit_facts
    join audit_record using (seq) where action = 'withhold-failures'`.execute(platform.db)
  assert.ok(facts.rows.length > 0 && facts.rows.every((row) => row.facts.lines === null))
})

test('a register that draws nothing has no such page, and one that does links to it', async () => {
  for (const { id } of platform.registers.values()) {
    const drawn = ['krsd', 'lklr'].includes(id)
    assert.equal((await peil.get(`/${id}/steekproef`)).status, drawn ? 200 : 404, id)
    assert.equal((await peil.get(`/api/v1/${id}/sample`)).status, drawn ? 200 : 404, id)
    const regulation = await (await peil.get(`/${id}/reglement`)).text()
    const links = regulation.split(`href="/${id}/steekproef"`).length - 1
    // Beside the page, and where the regulation tells of the sample.
    assert.equal(links, drawn ? 2 : 0, id)
  }
})
