import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { asApp } from '#db/connection.ts'
import {
  AuditKeyRefused,
  keyInUse,
  rotateKey,
  rotationsOf,
} from '#domain/platform/audit/audit-key.ts'
import { auditKeyFile, verifierKey } from '#domain/platform/audit/checkpoint.ts'
import { record } from '#domain/platform/audit/record.ts'
import { verifyAudit } from '#domain/platform/audit/verify-audit.ts'
import { freshDatabase } from '#testing/database.ts'
import { assertRecorded } from '#testing/records.ts'
import { sealAll } from '#testing/seal-all.ts'

const { db } = await freshDatabase()
const folder = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-key-`))
after(() => fs.rmSync(folder, { recursive: true, force: true }))
const today = Temporal.PlainDate.from('2026-11-29')
const made = () => generateKeyPairSync('ed25519').privateKey

async function write(register = 'krsd'): Promise<void> {
  await asApp(db, { register }, (transaction) =>
    record(
      { db: transaction, register: { id: register }, actor: { kind: 'visitor' }, today },
      { noun: 'activity', id: 'a', action: 'add' },
    ),
  )
}

async function refusesToSeal(key: ReturnType<typeof made>): Promise<void> {
  await assert.rejects(sealAll(db, key), /signed with another key than this process has/)
}

test('a key that was exchanged or lost stops the start and says what to do; its replacement is a record', async () => {
  // Where nothing was signed yet, one is made.
  const first = await keyInUse({}, folder, db)
  await write()
  await write('lklr')
  await sealAll(db, first)
  const again = await keyInUse({}, folder, db)
  assert.ok(again.equals(first))

  const pem = fs.readFileSync(auditKeyFile(folder))
  const refuses = (env: Record<string, string>, reason: RegExp) =>
    assert.rejects(keyInUse(env, folder, db), (error) => {
      assert.ok(error instanceof AuditKeyRefused)
      assert.match(error.message, reason)
      assert.match(error.message, /peil audit rotate-key --lost --reason/)
      return true
    })
  fs.rmSync(auditKeyFile(folder))
  await refuses({}, /^The key that signs the audit record is gone/)
  // And none was made in its place.
  assert.equal(fs.existsSync(auditKeyFile(folder)), false)
  const other = made()
  const given = { PEIL_AUDIT_KEY: other.export({ format: 'pem', type: 'pkcs8' }).toString() }
  await refuses(
    given,
    /^The key in PEIL_AUDIT_KEY is not the one with which the audit record of krsd/,
  )
  // Nor does anybody sign with it who runs already.
  await write()
  await refusesToSeal(other)
  fs.writeFileSync(auditKeyFile(folder), pem)

  const to = made()
  const registers = await rotateKey(
    db,
    { from: first, to },
    { reason: 'Wisseling van beheer', today },
  )
  assert.deepEqual(registers, ['krsd', 'lklr'])
  await assertRecorded({ platform: { db } }, 'audit-key', 'rotate', 'krsd')
  await assert.rejects(keyInUse({}, folder, db), AuditKeyRefused)
  await write()
  await refusesToSeal(first)
  await sealAll(db, to)
  for (const register of registers) {
    const verdict = await verifyAudit(db, register, verifierKey(register, to))
    assert.equal(verdict.outcome, 'intact', JSON.stringify(verdict))
    const [rotation] = await rotationsOf(db, register)
    assert.deepEqual(
      [rotation?.from, rotation?.to],
      [verifierKey(register, first), verifierKey(register, to)],
    )
    assert.equal(rotation?.proven, true)
  }
  // Whoever still holds the old key for the right one hears of it.
  assert.deepEqual(await verifyAudit(db, 'lklr', verifierKey('lklr', first)), {
    outcome: 'differs',
    where: 'the checkpoint of size 2',
    why: 'signed by another key',
  })

  // Lost: what was signed before is held against the tree alone, and that is said.
  const third = made()
  await rotateKey(db, { from: undefined, to: third }, { reason: 'Weg', today })
  const verdict = await verifyAudit(db, 'lklr', verifierKey('lklr', third))
  assert.deepEqual(verdict, { outcome: 'intact', size: 3, pending: 0, erased: 0 })
  assert.deepEqual(
    (await rotationsOf(db, 'lklr')).map(({ proven, reason }) => [proven, reason]),
    [
      [true, 'Wisseling van beheer'],
      [false, 'Weg'],
    ],
  )
})

test('a checkpoint that an old key signed after it was replaced is refused', async () => {
  const fresh = await freshDatabase()
  const [one, two] = [made(), made()]
  const add = () =>
    asApp(fresh.db, { register: 'krsd' }, (transaction) =>
      record(
        { db: transaction, register: { id: 'krsd' }, actor: { kind: 'visitor' }, today },
        { noun: 'activity', id: 'a', action: 'add' },
      ),
    )
  const sealFresh = (key: typeof one, options = {}) => sealAll(fresh.db, key, options)
  await add()
  await sealFresh(one)
  await rotateKey(fresh.db, { from: one, to: two }, { reason: 'x', today })
  await add()
  await sealFresh(one, { rotating: true })
  assert.deepEqual(await verifyAudit(fresh.db, 'krsd', verifierKey('krsd', two)), {
    outcome: 'differs',
    where: 'the checkpoint of size 3',
    why: 'signed by another key',
  })
})
