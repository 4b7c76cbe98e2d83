import assert from 'node:assert/strict'
import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import type { Kept } from '#domain/platform/audit/keep-checkpoints.ts'
import {
  keepCheckpoints,
  keepingOf,
  keptCheckpoints,
  keptRegisters,
  startKeeping,
} from '#domain/platform/audit/keep-checkpoints.ts'
import { recordAll } from '#domain/platform/audit/record.ts'
import { verifyAudit } from '#domain/platform/audit/verify-audit.ts'
import { folderOnDisk } from '#domain/platform/storage/folder.ts'
import { freshDatabase } from '#testing/database.ts'
import { sealAll } from '#testing/seal-all.ts'

const { db } = await freshDatabase()
const folder = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-kept-`))
after(() => fs.rmSync(folder, { recursive: true, force: true }))
const key = generateKeyPairSync('ed25519').privateKey
const today = Temporal.PlainDate.from('2026-11-29')
const shelf = folderOnDisk(folder)
const kept = (): Kept => ({ written: new Map(), posted: new Map() })

async function write(count: number): Promise<void> {
  await asApp(db, { register: 'krsd' }, (transaction) =>
    recordAll(
      { db: transaction, register: { id: 'krsd' }, actor: { kind: 'visitor' }, today },
      Array.from({ length: count }, (_, nth) => ({
        noun: 'activity',
        id: `a${nth}`,
        action: 'add',
      })),
    ),
  )
  await sealAll(db, key)
}

// As somebody reads it who knows the format and nothing of Peil: C2SP tlog-tiles, tlog-checkpoint, signed-note, RFC 6962.
const sha = (...parts: readonly Buffer[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest()
function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 1) return hashes[0] ?? Buffer.alloc(0)
  let half = 1
  while (half * 2 < hashes.length) half *= 2
  return sha(Buffer.from([1]), rootOf(hashes.slice(0, half)), rootOf(hashes.slice(half)))
}

function tilesOf(place: string, kind: string, count: number): readonly Buffer[] {
  return Array.from({ length: Math.ceil(count / 256) }, (_, nth) => {
    const wide = Math.min(256, count - nth * 256)
    const name = `tile/${kind}/${String(nth).padStart(3, '0')}${wide === 256 ? '' : `.p/${wide}`}`
    return fs.readFileSync(path.join(place, name))
  })
}

// The text of a note, signed by the Ed25519 key that a verifier key of the signed-note format names.
function textOfNote(note: string, verifier: string): string {
  const [, name = '', hash = '', material = ''] =
    /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(verifier) ?? []
  const typed = Buffer.from(material, 'base64')
  assert.deepEqual([typed.length, typed[0]], [33, 1])
  assert.equal(
    sha(Buffer.from(`${name}\n`), typed)
      .subarray(0, 4)
      .toString('hex'),
    hash,
  )
  const at = note.lastIndexOf('\n\n')
  const [text, lines] = [note.slice(0, at + 1), note.slice(at + 2)]
  const signed = Buffer.from(lines.replace(`— ${name} `, '').trimEnd(), 'base64')
  assert.equal(signed.subarray(0, 4).toString('hex'), hash)
  const spki = Buffer.from('302a300506032b6570032100', 'hex')
  const publicKey = createPublicKey({
    key: Buffer.concat([spki, typed.subarray(1)]),
    format: 'der',
    type: 'spki',
  })
  assert.ok(verify(null, Buffer.from(text), publicKey, signed.subarray(4)))
  return text
}

function readTree(place: string) {
  const note = fs.readFileSync(path.join(place, 'checkpoint'), 'utf8')
  const [origin, size = '', root = ''] = textOfNote(note, verifierKey('krsd', key)).split('\n')
  const count = Number(size)
  const hashes = tilesOf(place, '0', count).flatMap((tile) =>
    Array.from({ length: tile.length / 32 }, (_, nth) => tile.subarray(nth * 32, nth * 32 + 32)),
  )
  assert.equal(hashes.length, count)
  assert.equal(rootOf(hashes).toString('base64'), root)
  const leaves: string[] = []
  for (const bundle of tilesOf(place, 'entries', count)) {
    for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at)) {
      const leaf = bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at))
      assert.ok(sha(Buffer.from([0]), leaf).equals(hashes[leaves.length] ?? Buffer.alloc(0)))
      leaves.push(leaf.toString())
    }
  }
  assert.equal(leaves.length, count)
  const whole = Math.floor(count / 256)
  const above = tilesOf(place, '1', whole)
    .map((tile) => tile.toString('hex'))
    .join('')
  assert.equal(above.length, whole * 64)
  for (let nth = 0; nth < whole; nth += 1) {
    const root = rootOf(hashes.slice(nth * 256, (nth + 1) * 256)).toString('hex')
    assert.equal(above.slice(nth * 64, (nth + 1) * 64), root)
  }
  return { origin, count, leaves }
}

test('the log is kept as tiles from which anybody computes what was signed, as it grows', async () => {
  const place = path.join(folder, 'krsd')
  const state = kept()
  for (const [more, size] of [
    [3, 3],
    [300, 303],
    [400, 703],
  ] as const) {
    await write(more)
    await keepCheckpoints(db, { place: shelf, webhook: undefined }, state)
    const { origin, count, leaves } = readTree(place)
    assert.deepEqual([origin, count], ['peil/krsd', size])
    assert.match(
      leaves[0] ?? '',
      /^\["peil-audit-1","[0-9a-f-]{36}","krsd","activity","a0","add","visitor",/,
    )
  }
  // Of a tile that is full, what it was before does not stay; a start goes on where it was left.
  assert.deepEqual(fs.readdirSync(path.join(place, 'tile', '0')).toSorted(), [
    '000',
    '001',
    '002.p',
  ])
  await write(65)
  await keepCheckpoints(db, { place: shelf, webhook: undefined }, kept())
  assert.equal(readTree(place).count, 768)
  assert.deepEqual(
    (await keptCheckpoints(shelf, 'krsd')).map(({ size }) => size),
    [768, 768],
  )
  assert.deepEqual(await keptCheckpoints(shelf, 'lklr'), [])
})

test('a log that was cut off or written anew is found by what was kept, which is left as it is', async () => {
  const published = verifierKey('krsd', key)
  const notes = await keptCheckpoints(shelf, 'krsd')
  assert.equal((await verifyAudit(db, 'krsd', published, notes)).outcome, 'intact')
  await db.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction)
    await sql`delete from audit_leaf where index >= 703`.execute(transaction)
    await sql`delete from audit_facts where seq > 703`.execute(transaction)
    await sql`delete from audit_record where seq > 703`.execute(transaction)
    await sql`delete from audit_checkpoint where size > 703`.execute(transaction)
  })
  assert.equal((await verifyAudit(db, 'krsd', published)).outcome, 'intact')
  const verdict = await verifyAudit(db, 'krsd', published, notes)
  assert.match(JSON.stringify(verdict), /record 704.*it is gone: there were 768 records/)
  const again = keepCheckpoints(db, { place: shelf, webhook: undefined }, kept())
  await assert.rejects(
    again,
    /is of 768 records and the record of krsd has 703: run peil audit verify/,
  )
  assert.equal(readTree(path.join(folder, 'krsd')).count, 768)
})

test('each checkpoint is posted to where somebody else keeps it, and what could not be is said', async () => {
  const received: string[] = []
  let status = 500
  const server = createServer(async (request, response) => {
    received.push(await text(request))
    response.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  after(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const keeping = keepingOf({ PEIL_CHECKPOINTS_URL: `http://127.0.0.1:${port}/kept` })
  const state = kept()
  await assert.rejects(keepCheckpoints(db, keeping, state), /PEIL_CHECKPOINTS_URL answered 500/)
  status = 204
  const keeper = startKeeping(db, keeping, () => undefined)
  await keeper.stop()
  assert.equal(keeper.problem(), undefined)
  assert.equal(received.length, 2)
  assert.match(received[1] ?? '', /^peil\/krsd\n703\n\S+\n\S+\n\n— peil\/krsd \S+\n$/)
  assert.throws(() => keepingOf({ PEIL_CHECKPOINTS_URL: 'nowhere' }), /is an address of the web/)
  assert.deepEqual(keepingOf({}), { place: undefined, webhook: undefined })
})

test('what was kept of a register whose whole record is gone is told of, by the keeper and by verify', async () => {
  const place = fs.mkdtempSync(path.join(folder, 'gone-'))
  const lies = folderOnDisk(place)
  await write(1)
  const keeping = { place: lies, webhook: undefined }
  const mine = kept()
  await keepCheckpoints(db, keeping, mine)
  assert.deepEqual(await keptRegisters(lies), ['krsd'])
  fs.cpSync(path.join(place, 'krsd'), path.join(place, 'lklr'), { recursive: true })
  await assert.rejects(
    keepCheckpoints(db, keeping, kept()),
    /lklr\/checkpoint is kept and there is no record of lklr any more: run peil audit verify/,
  )
  // Also by the process that saw it go.
  mine.written.set('lklr', 'as it was')
  await assert.rejects(keepCheckpoints(db, keeping, mine), /no record of lklr any more/)
  const verdict = await verifyAudit(db, 'lklr', verifierKey('lklr', key), [
    { register: 'lklr', size: 1, root: Buffer.alloc(32), at: '2026-11-29T00:00:00Z' },
  ])
  assert.equal(verdict.outcome, 'differs')
})
