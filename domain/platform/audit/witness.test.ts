import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync } from 'node:crypto'
import * as fs from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { startWitness } from '#cli/witness.ts'
import { asApp } from '#db/connection.ts'
import {
  askWitness,
  silentWitnesses,
  startWitnessing,
  WitnessRefused,
  witnessesOf,
} from '#domain/platform/audit/ask-witnesses.ts'
import { openCheckpoint, signCheckpoint, verifierKey } from '#domain/platform/audit/checkpoint.ts'
import {
  cosign,
  cosignatureOf,
  readLogNote,
  readVerifier,
} from '#domain/platform/audit/cosignature.ts'
import { signedHeads } from '#domain/platform/audit/queries.ts'
import { recordAll } from '#domain/platform/audit/record.ts'
import type { Hash, RootOf } from '#domain/platform/audit/tree.ts'
import { isConsistent, proveConsistency, rootOfLeaves } from '#domain/platform/audit/tree.ts'
import { verifyAudit } from '#domain/platform/audit/verify-audit.ts'
import { readLogs, Witness } from '#domain/platform/audit/witness.ts'
import { freshDatabase } from '#testing/database.ts'
import { sealAll } from '#testing/seal-all.ts'

const { db } = await freshDatabase()
const home = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-witness-`))
after(() => fs.rmSync(home, { recursive: true, force: true }))
const key = generateKeyPairSync('ed25519').privateKey
const log = verifierKey('krsd', key)
const today = Temporal.PlainDate.from('2026-11-29')

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

async function head() {
  const [found] = await signedHeads(db)
  assert.ok(found)
  return found
}

const leaves = (count: number, kind = 'a'): Hash[] =>
  Array.from({ length: count }, (_, nth) => createHash('sha256').update(`${kind}${nth}`).digest())
const rootIn =
  (hashes: readonly Hash[]): RootOf =>
  async (first, end) =>
    rootOfLeaves(hashes.slice(first, end))

test('that a tree goes on from another is proven for every two sizes, and for no other tree', async () => {
  const [one, other] = [leaves(40), [...leaves(7), ...leaves(33, 'b')]]
  for (let size = 1; size <= 40; size += 1) {
    const now = { size, root: rootOfLeaves(one.slice(0, size)) }
    for (let old = 0; old <= size; old += 1) {
      const before = { size: old, root: rootOfLeaves(one.slice(0, old)) }
      const proof = await proveConsistency(old, size, rootIn(one))
      assert.equal(isConsistent(before, now, proof), true, `${old} in ${size}`)
      if (old === 0) continue
      const forked = { size, root: rootOfLeaves(other.slice(0, size)) }
      const theirs = await proveConsistency(old, size, rootIn(other))
      assert.equal(isConsistent(before, forked, theirs), old <= 7, `${old} in a fork of ${size}`)
      assert.equal(isConsistent(before, now, [...proof, now.root]), false)
    }
  }
})

test('a witness countersigns what goes on, and refuses what does not, as the protocol has it', async () => {
  const own = generateKeyPairSync('ed25519').privateKey
  const identity = { name: 'witness.example/w1', key: own }
  const witness = () =>
    new Witness(path.join(home, 'one'), identity, () => readLogs(`${log} # ours`))
  const tree = leaves(30)
  const fork = [...leaves(5), ...leaves(25, 'b')]
  const request = async (old: number, size: number, of = tree, by = key, register = 'krsd') => {
    const root = rootOfLeaves(of.slice(0, size))
    const note = signCheckpoint({ register, size, root, at: '2026-11-30T00:00:00Z' }, by)
    const proof = await proveConsistency(Math.min(old, size), size, rootIn(of))
    return [`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '', note].join('\n')
  }
  const ask = async (body: string) => {
    const { status, body: said, contentType } = await witness().addCheckpoint(body)
    return status === 409 ? `409 ${contentType} ${said.trim()}` : status
  }
  const other = generateKeyPairSync('ed25519').privateKey
  assert.equal(await ask(await request(0, 5, tree, key, 'lklr')), 404)
  assert.equal(await ask(await request(0, 5, tree, other)), 403)
  for (const wrong of [
    '',
    'old 1',
    'old 01\n\nx',
    (await request(0, 5)).replace('krsd\n5', 'krsd\nvijf'),
  ]) {
    assert.equal(await ask(wrong), 400)
  }
  assert.equal(await ask(await request(6, 5)), 400)
  assert.equal(await ask(await request(3, 5)), '409 text/x.tlog.size 0')
  assert.equal(await ask(await request(0, 5)), 200)
  assert.equal(await ask(await request(5, 12)), 200)
  // Also after it was started anew it knows what it saw.
  assert.equal(await ask(await request(12, 20, fork)), 422)
  assert.equal(await ask(await request(12, 12, fork)), '409 text/x.tlog.size 12')
  assert.equal(await ask(await request(0, 20)), '409 text/x.tlog.size 12')
  assert.equal(await ask(await request(5, 20)), '409 text/x.tlog.size 12')
  assert.equal(await ask(await request(12, 12)), 200)
  // Of two that come at once one goes before the other.
  const together = witness()
  const both = await Promise.all(
    [await request(12, 20), await request(12, 25)].map((body) => together.addCheckpoint(body)),
  )
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
})

test('a signature of a witness is what others expect of one', () => {
  const own = generateKeyPairSync('ed25519').privateKey
  const root = rootOfLeaves(leaves(3))
  const note = readLogNote(
    signCheckpoint({ register: 'krsd', size: 3, root, at: '2026-11-30T00:00:00Z' }, key),
  )
  assert.ok(note)
  const line = cosign(note.text, 'w.example', own, 1_679_315_147)
  const raw = own.export({ format: 'jwk' }).x ?? ''
  const id = createHash('sha256')
    .update('w.example\n')
    .update(Buffer.from([4]))
    .update(Buffer.from(raw, 'base64url'))
    .digest()
    .subarray(0, 4)
  const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64')
  assert.equal(bytes.length, 4 + 8 + 64)
  assert.deepEqual(
    [bytes.subarray(0, 4).equals(id), bytes.readBigUInt64BE(4)],
    [true, 1_679_315_147n],
  )
  assert.equal(readVerifier('w.example+00000000+BAAA'), undefined)
})

test('two Peils witness each other over a line, and a fork, a witness that is away and a false one are told', async () => {
  const folder = path.join(home, 'served')
  const { server, verifier, address } = await startWitness(folder, {
    name: 'peil.ander.nl',
    host: '127.0.0.1',
    port: 0,
  })
  after(() => server.close())
  const [witness] = witnessesOf({ PEIL_WITNESSES: `${verifier}\n${address}/` })
  assert.ok(witness)
  const ask = async () => askWitness(db, witness, await head())
  await write(3)
  await assert.rejects(ask(), /peil\.ander\.nl does not know krsd/)
  fs.writeFileSync(path.join(folder, 'logs'), `${log}\n`)
  await ask()
  for (const more of [1, 300]) {
    await write(more)
    await ask()
  }
  const { note, size } = await head()
  assert.equal(size, 304)
  const read = readLogNote(note)
  assert.ok(read)
  assert.equal(cosignatureOf(read.text, read.signatures, witness.verifier)?.outcome, 'agrees')
  assert.equal(openCheckpoint(note, log).outcome, 'signed')
  // Once is enough; and nothing else about a checkpoint can be changed.
  await ask()
  assert.equal((await head()).note, note)
  for (const change of ['note = note || $$x$$', 'size = size + 1', 'note = $$x$$']) {
    await assert.rejects(
      sql.raw(`update audit_checkpoint set ${change} where size = 304`).execute(db),
      /only ever added to/,
    )
  }
  assert.equal((await verifyAudit(db, 'krsd', log)).outcome, 'intact')

  // A line that is not the witness's own is not taken for one.
  const liar = createServer((_, response) => response.end('— peil.ander.nl AAAA\n')).listen(
    0,
    '127.0.0.1',
  )
  after(() => liar.close())
  await new Promise((resolve) => liar.once('listening', resolve))
  await write(1)
  const { port } = liar.address() as AddressInfo
  await assert.rejects(
    askWitness(db, { ...witness, url: `http://127.0.0.1:${port}` }, await head()),
    /no signature of its own/,
  )
  await ask()

  // The end is cut off and grows again otherwise: the witness saw another, and says so.
  await db.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction)
    for (const of of [
      'audit_leaf where index >= 304',
      'audit_facts where seq > 304',
      'audit_record where seq > 304',
      'audit_checkpoint where size > 304',
    ]) {
      await sql.raw(`delete from ${of}`).execute(transaction)
    }
  })
  await write(2)
  assert.equal((await verifyAudit(db, 'krsd', log)).outcome, 'intact')
  await assert.rejects(
    ask(),
    (error) => error instanceof WitnessRefused && /saw another record of krsd/.test(error.message),
  )
  const told: unknown[] = []
  const asking = startWitnessing(db, [witness], (error) => told.push(error))
  while (told.length === 0) await new Promise((resolve) => setImmediate(resolve))
  assert.match(asking.problem() ?? '', /saw another record of krsd/)
  await asking.stop()

  // Whoever takes a question and never answers it holds up nobody else, and is left alone when Peil stops.
  let waits = 0
  const slow = createServer(() => {
    waits += 1
  }).listen(0, '127.0.0.1')
  after(() => slow.close())
  await new Promise((resolve) => slow.once('listening', resolve))
  const at = slow.address() as AddressInfo
  const mute = { ...witness, url: `http://127.0.0.1:${at.port}` }
  const heard: unknown[] = []
  const both = startWitnessing(db, [mute, witness], (error) => heard.push(error))
  while (heard.length === 0 || waits === 0) await new Promise((resolve) => setImmediate(resolve))
  assert.ok(heard[0] instanceof WitnessRefused)
  await both.stop()
  assert.equal(heard.length, 1)
  // Who has not signed for a day is counted, and no longer once a later checkpoint is signed.
  const silent = () => silentWitnesses(db, [witness, { ...witness, verifier: unknown }])
  const unknown = { ...witness.verifier, name: 'nergens.nl' }
  assert.equal(await silent(), 0)
  const aDayOld = (of: string) =>
    db.transaction().execute(async (transaction) => {
      await sql`set local session_replication_role = replica`.execute(transaction)
      await sql
        .raw(`update audit_checkpoint set signed_at = now() - interval '25 hours' where ${of}`)
        .execute(transaction)
    })
  await aDayOld('size <= 304')
  assert.equal(await silent(), 1)
  await aDayOld('true')
  assert.equal(await silent(), 2)

  // Who is away is asked again, and rings no bell at once.
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  const away: unknown[] = []
  const later = startWitnessing(db, [witness], (error) => away.push(error))
  while (away.length === 0) await new Promise((resolve) => setImmediate(resolve))
  assert.equal(later.problem(), undefined)
  await later.stop()
  for (const wrong of ['x', `${log} http://a`, `${verifier} nowhere`]) {
    assert.throws(
      () => witnessesOf({ PEIL_WITNESSES: wrong }),
      /PEIL_WITNESSES is the published key/,
    )
  }
})
