import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { askLeave } from '#domain/certification/leave/ask-leave.ts'
import type { DecidingLeave } from '#domain/certification/leave/decide-leave.ts'
import { decideLeave } from '#domain/certification/leave/decide-leave.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { importRegister } from '#domain/platform/register/import-register.ts'
import { checkRow } from '#domain/takeover/delivery/check-row.ts'
import type { Manifest } from '#domain/takeover/export/export-register.ts'
import { exportRegister } from '#domain/takeover/export/export-register.ts'
import { assess, explain } from '#engine'
import { readRegisterFolder } from '#regulations/load.ts'
import { colleague, professional } from '#testing/cast.ts'
import { writeDelivery } from '#testing/made-up-delivery.ts'
import { assertMoves, bringIn, filesIn } from '#testing/move-register.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// That the whole cast of the demo moves is tried where it is there: domain/demo/cast/seed-demo.test.ts.

const old = await testPlatform({ register: 'lklr' })
const fresh = await testPlatform({ register: 'lklr' })
for (const one of [old, fresh]) await one.setToday('2021-06-15')
const scratch = mkdtempSync(path.join(tmpdir(), 'peil-export-test-'))
after(() => rmSync(scratch, { recursive: true, force: true }))
const day = (text: string) => Temporal.PlainDate.from(text)
const letter = () => ({
  name: 'brief.pdf',
  mediaType: 'application/pdf',
  size: 3,
  sha256: 'a'.repeat(64),
  fileKey: crypto.randomUUID(),
})

// A register with every sort of leave in its file.
async function guides(): Promise<TestPlatform> {
  const peil = await testPlatform({ register: 'buurtgidsen' })
  const source = 'testing/registers/buurtgidsen'
  const folder = fileURLToPath(new URL(`../../../${source}`, import.meta.url))
  const files = await readRegisterFolder(folder)
  await importRegister(peil.platform.db, files, { source, atStart: true })
  await peil.platform.registers.lookAgain()
  return peil
}

const lklr = old.platform.registers.get('lklr') ?? assert.fail()

test('what was taken over goes on to another Peil with the keys, decisions and days that it came with', async () => {
  const folder = path.join(scratch, 'delivery')
  await writeDelivery(folder, 12)
  const { left } = await bringIn(old.platform, 'lklr', folder)
  assert.deepEqual(left, [])
  // One of them had two numbers before, of which one leads to the other.
  await old.act({ kind: 'system', task: 'test' }, async (context) => {
    await byHand(context)
    await sql`insert into registration (register, person_id, number, status, regulation_version,
        signed_up_on, approved_on, candidate_on, ended_on, merged_into)
      select register, person_id, 900001, 'withdrawn', regulation_version, '2019-01-01', '2019-01-01',
        '2019-01-01', '2021-01-01', id from registration
      where register = 'lklr' order by number limit 1`.execute(context.db)
  })
  const counts = await assertMoves({ old, fresh }, 'lklr', scratch)
  assert.equal(counts.activity.done, 48)
  const { rows } = await sql`select n.number is not null as leads from registration g
    left join registration n on n.id = g.merged_into where g.number = 900001`.execute(
    fresh.platform.db,
  )
  assert.deepEqual(rows, [{ leads: true }])
  const people = readFileSync(path.join(scratch, 'lklr-2', 'personen.csv'), 'utf8')
  // No spreadsheet takes a telephone number for a formula.
  assert.match(people, /^p7;.*;'\+31612340007;/m)
})

test('the manifest names each list by its hash, and the regulation', async () => {
  const folder = path.join(scratch, 'lklr-1')
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Manifest
  assert.equal(manifest.register, 'lklr')
  assert.ok('2018-01-01.yaml' in manifest.regulation)
  for (const { name, sha256 } of manifest.files) {
    const content = readFileSync(path.join(folder, name))
    assert.equal(createHash('sha256').update(content).digest('hex'), sha256, name)
  }
  assert.deepEqual(
    manifest.files.map(({ name, rows }) => [name, rows]),
    [
      ['personen.csv', 12],
      ['registraties.csv', 13],
      ['papieren.csv', 12],
      ['opgaven.csv', 0],
      ['activiteiten.csv', 48],
      ['bewijs.csv', 0],
    ],
  )
  await assertRecorded(old, 'takeover', 'export')
})

let moved: TestPlatform | undefined

test('leave that was granted moves along, and asks as much of everybody as before', async () => {
  const [here, there] = await Promise.all([guides(), guides()])
  moved = there
  for (const one of [here, there]) await one.setToday('2026-03-01')
  const board = await colleague(
    here,
    { email: 'bram@voorbeeld.nl', firstName: 'Bram', lastName: 'Werkt' },
    ['board'],
  )
  for (const [at, days] of [
    ['illness', '2026-01-01', '2026-04-15'],
    ['caring', '2026-01-01', '2026-03-31'],
    ['pregnancy', '2026-02-01', '2026-06-30'],
    ['pregnancy', '2025-02-01', '2025-02-10'],
  ].entries()) {
    const [sort = '', first = '', last = ''] = days
    const who = await professional(here, {
      email: `gids${at}@voorbeeld.nl`,
      since: '2024-03-01',
      firstName: 'Noor',
      lastName: `Gids${at}`,
      status: 'certified',
      validFirst: '2024-06-01',
      validLast: '2029-05-31',
    })
    const { registrationId } = who
    const wish = { sort, first: day(first), last: day(last) }
    const files = sort === 'illness' ? [letter()] : []
    const asked = await here.act(who.actor, (context) =>
      askLeave(context, { registrationId, wish, note: 'Belt eerst', files }),
    )
    if (asked.outcome !== 'asked') continue
    const { id } = asked
    // Of illness, a part.
    const part = { decision: 'part', days: { first: day('2026-01-01'), last: day('2026-03-31') } }
    const whole = { decision: 'all', days: undefined }
    await here.act(board.actor, (context) =>
      decideLeave(context, { id, version: 1 }, board.accountId, {
        ...(sort === 'illness' ? part : whole),
        reason: 'Naar de brief.',
      } as DecidingLeave),
    )
  }
  const counts = await assertMoves({ old: here, fresh: there }, 'buurtgidsen', scratch)
  assert.equal(counts.statement.done, 3)
  const found = async (peil: TestPlatform) => {
    const { rows } = await sql<{ id: string; days: string }>`
      select id, concat_ws(' ', number, valid_last, unmoved_last, moved_last) as days
      from registration where register = 'buurtgidsen' order by number`.execute(peil.platform.db)
    return peil.act({ kind: 'system', task: 'test' }, async (context) => {
      const all: unknown[] = []
      for (const { id, days } of rows) {
        const { compiled, dossier } = await loadDossier(context, id)
        all.push(days, explain(compiled, assess(compiled, dossier, context.today)))
      }
      return JSON.parse(JSON.stringify(all))
    })
  }
  const [before, now] = [await found(here), await found(there)]
  assert.deepEqual(now, before)
  assert.match(before[0], /2029-08-31 2029-05-31 2029-08-31$/)
  assert.match(JSON.stringify(before[3]), /Reflectie: hoeft niet/)
  await assertRecorded(there, 'leave', 'take-over')
  const csv = readFileSync(path.join(scratch, 'buurtgidsen-1', 'opgaven.csv'), 'utf8')
  // What was written beside it, and why it was a part, stays where it is.
  assert.doesNotMatch(csv, /Belt eerst|Naar de brief/)
})

test('leave that cannot be is said at its row', () => {
  const register = moved?.platform.registers.get('buurtgidsen') ?? assert.fail()
  const heading = [
    'sleutel',
    'nummer',
    'soort',
    'wat',
    'van',
    'tot en met',
    'versie',
    'besluit',
    'besluit op',
  ]
  const at = new Map(heading.map((name, index) => [name.replaceAll(/[^a-z]/g, ''), index]))
  const wrongIn = (...cells: string[]) =>
    checkRow(
      'statement',
      { heading: { at, width: heading.length }, cells: ['v1', '1', 'verlof', ...cells] },
      { register, today: day('2026-03-01') },
    ).mistakes.map(({ column, is }) => `${column}: ${is}`)
  const days = ['2026-01-01', '2026-03-31'] as const
  assert.deepEqual(wrongIn('illness', ...days, '', 'in orde', '2026-01-20'), [])
  assert.deepEqual(wrongIn('vakantie', ...days, '', 'in orde', '2026-01-20'), [
    'wat: unknown-choice',
  ])
  assert.deepEqual(wrongIn('illness', ...days, '2020-01-01', 'in orde', '2026-01-20'), [
    'versie: unknown-choice',
  ])
  assert.deepEqual(wrongIn('illness', ...days, '', '', ''), ['besluit: unknown-choice'])
  assert.deepEqual(wrongIn('illness', '2026-03-31', '2026-01-01', '', 'in orde', '2026-01-20'), [
    'tot en met: period-reversed',
  ])
})

test('a folder in which something lies is not written in', async () => {
  const folder = mkdtempSync(path.join(scratch, 'full-'))
  writeFileSync(path.join(folder, 'mijn.csv'), 'x')
  const exported = await exportRegister(old.platform, lklr, folder)
  assert.deepEqual(exported, { outcome: 'not-empty' })
  assert.deepEqual(filesIn(folder), ['mijn.csv'])
})
