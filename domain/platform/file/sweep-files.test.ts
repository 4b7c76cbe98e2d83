import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { sweepFiles } from '#domain/platform/file/sweep-files.ts'
import { sweepTemporary, temporaryFolder } from '#domain/platform/storage/temporary-folder.ts'
import { tidyUp } from '#jobs/tidy-up.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'
import { storeDocument } from '#testing/store-document.ts'

const peil = await testPlatform()
const { platform } = peil
const system: Actor = { kind: 'system', task: 'test' }
const now = Temporal.Now.instant()
const in23Hours = now.add({ hours: 23 })
const in25Hours = now.add({ hours: 25 })

function stored(): Promise<string> {
  return platform.files.put(Readable.from([Buffer.from('x')]), 'application/pdf', 1)
}

async function kept(key: string, days: number): Promise<string> {
  const id = randomUUID()
  const { accountId } = await peil.signIn('farid@voorbeeld.nl')
  await platform.db
    .insertInto('kept_form')
    .values({
      id,
      account_id: accountId,
      path: '/krsd/mijn',
      fields: '{}',
      files: JSON.stringify([{ fileKey: key }]),
      expires_at: now.add({ hours: 24 * days }).toString(),
    })
    .execute()
  return id
}

test('without a single file there is nothing to sweep', async () => {
  assert.deepEqual(await sweepFiles(platform), { outcome: 'swept', files: 0 })
})

test('what is nobody’s goes after a day; documents and what waits for somebody stay', async () => {
  const loose = await stored()
  const waiting = await stored()
  const forgotten = await stored()
  await kept(waiting, 5)
  await kept(forgotten, -1)
  const documents = await Promise.all(
    ['a.pdf', 'b.pdf'].map((name) =>
      peil.act(system, async (context) => {
        await byHand(context)
        return storeDocument(context, {
          kind: 'evidence',
          personId: undefined,
          name,
          mediaType: 'application/pdf',
          content: Buffer.from(name),
        })
      }),
    ),
  )
  assert.deepEqual(await sweepFiles(platform, in23Hours), { outcome: 'swept', files: 0 })
  assert.deepEqual(await sweepFiles(platform, in25Hours), { outcome: 'swept', files: 2 })
  assert.equal(await platform.files.has(loose), false)
  assert.equal(await platform.files.has(forgotten), false)
  assert.equal(await platform.files.has(waiting), true)
  const rows = await platform.db
    .selectFrom('document')
    .where('id', 'in', documents)
    .select('file_key')
    .execute()
  for (const { file_key: key } of rows) assert.equal(await platform.files.has(key ?? ''), true)
  assert.equal(rows.length, 2)
})

test('whoever may not see every document removes nothing', async () => {
  const loose = await stored()
  await platform.db.connection().execute(async (db) => {
    await sql`set role peil_app`.execute(db)
    try {
      assert.deepEqual(await sweepFiles({ ...platform, db }, in25Hours), { outcome: 'cannot-see' })
    } finally {
      await sql`reset role`.execute(db)
    }
  })
  assert.equal(await platform.files.has(loose), true)
})

test('what a process left that crashed goes at once, what another has in hand within a day', async () => {
  const before = process.env.TMPDIR
  process.env.TMPDIR = await mkdtemp(join(tmpdir(), 'peil-sweep-test-'))
  try {
    const making = `
      import { writeFileSync } from 'node:fs'
      import { temporaryFolder } from ${JSON.stringify(import.meta.resolve('#domain/platform/storage/temporary-folder.ts'))}
      writeFileSync(await temporaryFolder('upload') + '/0', 'half a file')
      process.kill(process.pid, 'SIGKILL')`
    spawnSync(process.execPath, ['--input-type=module', '-e', making])
    const own = await temporaryFolder('takeover')
    await mkdir(join(tmpdir(), 'peil-upload-00000000-1-Abcdef'))
    const others = ['peil-fonts-Abcdef', 'peil-upload']
    for (const name of others) await mkdir(join(tmpdir(), name))
    assert.equal((await readdir(tmpdir())).length, 5)
    assert.equal(await sweepTemporary(in23Hours), 1)
    assert.deepEqual(
      (await readdir(tmpdir())).toSorted(),
      [...others, 'peil-upload-00000000-1-Abcdef', basename(own)].toSorted(),
    )
    await tidyUp(platform)
    assert.equal(await sweepTemporary(in25Hours), 2)
    assert.deepEqual((await readdir(tmpdir())).toSorted(), others)
  } finally {
    await rm(tmpdir(), { recursive: true })
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
})

test('tidying up takes kept forms whose time has passed', async () => {
  const gone = await kept('x', -1)
  const stays = await kept('y', 1)
  assert.equal((await tidyUp(platform)).outcome, 'swept')
  const rows = await platform.db.selectFrom('kept_form').select('id').execute()
  const ids = rows.map(({ id }) => id)
  assert.ok(!ids.includes(gone))
  assert.ok(ids.includes(stays))
})
