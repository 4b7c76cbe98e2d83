import assert from 'node:assert/strict'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import { recordedRegisters } from '#domain/platform/audit/queries.ts'
import { sealRecords } from '#domain/platform/audit/seal-records.ts'
import { verifyAudit } from '#domain/platform/audit/verify-audit.ts'
import { verifyRows } from '#domain/platform/audit/verify-rows.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/**
 * Fails unless the record of everything that a test did is intact and vouches for every row as it is now.
 * Where a test made people by hand, past the use cases, that they left no record is what is to be found.
 */
export async function assertRecordHolds(
  { db, auditKey }: Pick<Platform, 'auditKey' | 'db'>,
  { madeByHand = false } = {},
): Promise<void> {
  for (let round = 0; ; round += 1) {
    assert.ok(round < 10_000, 'what was recorded is not sealed')
    await sealRecords(db, auditKey)
    const left = await db.selectFrom('audit_pending').select('seq').limit(1).execute()
    if (left.length === 0) break
  }
  for (const register of await recordedRegisters(db)) {
    const verdict = await verifyAudit(db, register, verifierKey(register, auditKey))
    assert.equal(verdict.outcome, 'intact', `${register}: ${JSON.stringify(verdict)}`)
  }
  const { differences } = await verifyRows(db)
  assert.deepEqual(
    differences.filter(({ how }) => !(madeByHand && how === 'unrecorded')),
    [],
  )
}
