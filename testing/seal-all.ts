import assert from 'node:assert/strict'
import type { KeyObject } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from '#db/connection.ts'
import { sealRecords } from '#domain/platform/audit/seal-records.ts'

/**
 * Seals until nothing that was recorded waits, and resolves to how many records that were. Other
 * test files run beside this one on the same server, and what they have open holds the sequencer
 * back: one call may seal nothing, or only a part.
 *
 * @throws AssertionError when something is still not sealed after a minute or so.
 */
export async function sealAll(
  db: Connection['db'],
  key: KeyObject,
  options: Parameters<typeof sealRecords>[2] = {},
): Promise<number> {
  let sealed = 0
  for (let round = 0; ; round += 1) {
    assert.ok(round < 10_000, 'what was recorded is not sealed')
    sealed += await sealRecords(db, key, options)
    const left = await db.selectFrom('audit_pending').select('seq').limit(1).execute()
    if (left.length === 0) return sealed
    await pause(5)
  }
}
