import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { embeddedOptions, open } from '#db/connection.ts'
import { patientLimits } from '#db/limits.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { filesInFolder } from '#domain/takeover/delivery/delivered-files.ts'
import { readDelivery } from '#domain/takeover/delivery/read-delivery.ts'
import { openDelivery } from '#domain/takeover/taking/deliver.ts'
import { countRows } from '#domain/takeover/taking/queries.ts'
import { takeOver } from '#domain/takeover/taking/take-over.ts'
import { makePlatform } from '#server/platform.ts'

// Brings a delivery in and says how that went. Started by bench/import.ts.

/** How many rows came in, how long that took in milliseconds, and the memory at most in megabytes. */
export interface Imported {
  readonly rows: number
  readonly read: number
  readonly taken: number
  readonly peak: number
}

const [host = '', database = '', folder = ''] = process.argv.slice(2)
const connection = open('embedded', 'bench', embeddedOptions(host, database, 'bench'), {
  limits: patientLimits({}),
})
const data = mkdtempSync(path.join(os.tmpdir(), 'peil-bench-'))
const platform = await makePlatform(process.env, {
  db: connection.db,
  dataDirectory: data,
  origin: 'http://localhost',
  demo: false,
  enqueue: async () => undefined,
})
const register = platform.registers.get('lklr')
if (register === undefined) throw new Error('there is no LKLR')
const actor: Actor = { kind: 'system', task: 'import' }
const within = <Result>(work: Parameters<typeof inRegister<Result>>[3]) =>
  inRegister(platform, { register }, actor, work)

const takeoverId = await within((context) => openDelivery(context, 'bench'))
const delivering = { platform, register, actor, takeoverId }
const files = await filesInFolder([folder])
const begun = performance.now()
await readDelivery(delivering, files)
const checked = performance.now()
await takeOver(delivering, files)
const ended = performance.now()
const counts = await within((context) => countRows(context, takeoverId))
const left = Object.values(counts).reduce((sum, { wrong, changed }) => sum + wrong + changed, 0)
if (left > 0) throw new Error(`${left} rows have a mistake`)
const rows = Object.values(counts).reduce((sum, { done }) => sum + done, 0)
const imported: Imported = {
  rows,
  read: checked - begun,
  taken: ended - checked,
  peak: process.resourceUsage().maxRSS / 1024,
}
await connection.stop()
rmSync(data, { recursive: true, force: true })
process.send?.(imported)
process.disconnect?.()
