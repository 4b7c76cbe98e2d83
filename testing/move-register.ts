import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { filesInFolder } from '#domain/takeover/delivery/delivered-files.ts'
import { readDelivery } from '#domain/takeover/delivery/read-delivery.ts'
import { exportRegister } from '#domain/takeover/export/export-register.ts'
import { openDelivery } from '#domain/takeover/taking/deliver.ts'
import type { RowCounts } from '#domain/takeover/taking/queries.ts'
import { countRows, leftRows } from '#domain/takeover/taking/queries.ts'
import { takeOver } from '#domain/takeover/taking/take-over.ts'
import type { TestPlatform } from '#testing/platform.ts'

const actor: Actor = { kind: 'system', task: 'test' }

const registerIn = (platform: Platform, id: string) =>
  platform.registers.get(id) ?? assert.fail(`${id} is not there`)

/** Reads a delivery in a folder and takes over what is ready of it; gives what was left out, and the counts. */
export async function bringIn(platform: Platform, id: string, folder: string) {
  const register = registerIn(platform, id)
  const within = <Result>(work: Parameters<typeof inRegister<Result>>[3]) =>
    inRegister(platform, { register }, actor, work)
  const takeoverId = await within((context) => openDelivery(context, 'Peil van vroeger'))
  const delivering = { platform, register, actor, takeoverId }
  const files = await filesInFolder([folder])
  await readDelivery(delivering, files)
  const left = await within((context) => leftRows(context, takeoverId, { most: 50 }))
  await takeOver(delivering, files)
  return { left, counts: await within((context) => countRows(context, takeoverId)) }
}

/** Fails unless what one Peil exports of a register, another takes over whole and exports the same. */
export async function assertMoves(
  { old, fresh }: { readonly old: TestPlatform; readonly fresh: TestPlatform },
  id: string,
  scratch: string,
): Promise<RowCounts> {
  const [first, second] = [path.join(scratch, `${id}-1`), path.join(scratch, `${id}-2`)]
  const exported = await exportRegister(old.platform, registerIn(old.platform, id), first)
  assert.equal(exported.outcome, 'exported')
  const { left, counts } = await bringIn(fresh.platform, id, first)
  assert.deepEqual(
    left.map(({ file, row, mistakes }) => [file, row, mistakes]),
    [],
  )
  await exportRegister(fresh.platform, registerIn(fresh.platform, id), second)
  assert.deepEqual(filesIn(second), filesIn(first))
  for (const name of filesIn(first).filter((one) => one !== 'manifest.json')) {
    const [one, other] = [first, second].map((folder) => readFileSync(path.join(folder, name)))
    if (name.endsWith('.csv')) assert.equal(String(other), String(one), name)
    assert.ok(one !== undefined && other?.equals(one), name)
  }
  return counts
}

/** Every file in a folder and the folders in it, by its place. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted()
}
