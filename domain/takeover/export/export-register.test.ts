import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Manifest } from '#domain/takeover/export/export-register.ts'
import { exportRegister } from '#domain/takeover/export/export-register.ts'
import { writeDelivery } from '#testing/made-up-delivery.ts'
import { assertMoves, bringIn, filesIn } from '#testing/move-register.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// That the whole cast of the demo moves is tried where it is there: domain/demo/cast/seed-demo.test.ts.

const old = await testPlatform({ register: 'lklr' })
const fresh = await testPlatform({ register: 'lklr' })
for (const one of [old, fresh]) await one.setToday('2021-06-15')
const scratch = mkdtempSync(path.join(tmpdir(), 'peil-export-test-'))
after(() => rmSync(scratch, { recursive: true, force: true }))
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

test('a folder in which something lies is not written in', async () => {
  const folder = mkdtempSync(path.join(scratch, 'full-'))
  writeFileSync(path.join(folder, 'mijn.csv'), 'x')
  const exported = await exportRegister(old.platform, lklr, folder)
  assert.deepEqual(exported, { outcome: 'not-empty' })
  assert.deepEqual(filesIn(folder), ['mijn.csv'])
})
