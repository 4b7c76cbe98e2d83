import { fork } from 'node:child_process'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { embeddedOptions } from '#db/connection.ts'
import { inForceOn, writeDelivery } from '#testing/made-up-delivery.ts'
import { asOwner, startTestServer, templateWithRegisters } from '#testing/server.ts'
import type { Imported } from './import-child.ts'
import { median } from './report.ts'

const sizes = [2350, 23_500]
const rounds = 3

/**
 * How an existing register is brought in, in a process of its own that is small and ten times as large:
 * rows a second beside COPY of the same files into plain tables, and how much memory it takes at most.
 */
export async function run(): Promise<readonly string[]> {
  const server = await startTestServer()
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'peil-bench-'))
  // The embedded database runs as another user than root.
  fs.chmodSync(scratch, 0o755)
  try {
    const template = await templateWithRegisters(server.host)
    const measured: Measured[] = []
    for (const people of sizes) {
      const folder = path.join(scratch, String(people))
      const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
      await writeDelivery(folder, people, {
        change: (list, nth) => inForceOn(list, nth, today),
      })
      const one: Measured = { people, ours: [], theirs: [] }
      for (let round = 0; round < rounds; round += 1) {
        await fresh(server.host, template)
        if (round % 2 === 0) one.theirs.push(await copyPlain(server.host, folder))
        one.ours.push(await importOnce(server.host, folder))
        if (round % 2 === 1) one.theirs.push(await copyPlain(server.host, folder))
      }
      measured.push(one)
    }
    return [...measured.map(line), memoryLine(measured)]
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
    await server.stop()
  }
}

interface Measured {
  readonly people: number
  readonly ours: Imported[]
  /** Rows a second. */
  readonly theirs: number[]
}

async function fresh(host: string, template: string): Promise<void> {
  await asOwner(host, async (client) => {
    await client.query('drop database if exists bench')
    await client.query(`create database bench template ${template} strategy file_copy`)
  })
}

async function importOnce(host: string, folder: string): Promise<Imported> {
  const child = fork(new URL('import-child.ts', import.meta.url), [host, 'bench', folder], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  return new Promise((resolve, reject) => {
    child.once('message', (message: Imported) => resolve(message))
    child.once('exit', (code) => reject(new Error(`import-child.ts ended with ${code}`)))
  })
}

// The same lists as they stand into tables of text without a key: as fast as this machine takes rows in.
async function copyPlain(host: string, folder: string): Promise<number> {
  const client = new pg.Client(embeddedOptions(host, 'bench', 'bench'))
  await client.connect()
  let rows = 0
  const begun = performance.now()
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name)
    const columns = headingOf(file).map((column) => `"${column}" text`)
    const table = `plain_${path.parse(name).name}`
    await client.query(`create table ${table} (${columns.join(', ')})`)
    const copied = await client.query(
      `copy ${table} from '${file}' with (format csv, header, delimiter ';')`,
    )
    rows += copied.rowCount ?? 0
  }
  const seconds = (performance.now() - begun) / 1000
  for (const name of fs.readdirSync(folder)) {
    await client.query(`drop table plain_${path.parse(name).name}`)
  }
  await client.end()
  return rows / seconds
}

function headingOf(file: string): readonly string[] {
  const [heading = ''] = fs.readFileSync(file, 'utf8').split('\r\n', 1)
  return heading.split(';')
}

function line({ people, ours, theirs }: Measured): string {
  const speeds = ours.map(({ rows, read, taken }) => (rows * 1000) / (read + taken))
  const [own, plain] = [median(speeds), median(theirs)]
  const read = median(ours.map(({ rows, read: took }) => (rows * 1000) / took))
  const figures = `${Math.round(own)} rows a second (reading and checking ${Math.round(read)}) against ${Math.round(plain)} of COPY`
  return `${people} people, ${ours[0]?.rows ?? 0} rows: ${figures}, ratio ${(own / plain).toFixed(4)}`
}

// What is in use does not grow at all; how much garbage lies beside it, V8 lets depend on how long it runs.
const mostGrowth = 1.5

function memoryLine(measured: readonly Measured[]): string {
  const peaks = measured.map(({ ours }) => median(ours.map(({ peak }) => peak)))
  const [small = Number.NaN, large = Number.NaN] = peaks
  const times = large / small
  return `memory at most ${Math.round(small)} and ${Math.round(large)} MB: ${times.toFixed(2)} times, goal at most ${mostGrowth}: ${times <= mostGrowth ? 'met' : 'MISSED'}`
}
