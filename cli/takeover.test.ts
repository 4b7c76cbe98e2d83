import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { importAtStart } from '#server/import-registers.ts'
import { bin } from '#testing/command-line.ts'
import { freshDatabase } from '#testing/database.ts'
import { inForceOn, writeDelivery } from '#testing/made-up-delivery.ts'
import { WrongInput } from './command.ts'
import { runExport, runImport } from './takeover.ts'

// The commands on a database of their own, as they are typed where they are killed.

const { db, options } = await freshDatabase()
await importAtStart(db)
const scratch = mkdtempSync(path.join(os.tmpdir(), 'peil-cli-takeover-'))
after(() => rmSync(scratch, { recursive: true, force: true }))
const env = {
  ...process.env,
  DATABASE_URL: `postgres://${options.user}@/${options.database}?host=${options.host}`,
  PEIL_DATA: path.join(scratch, 'data'),
}
const people = 401

/** Runs a command in this process. */
async function peil(args: readonly string[]) {
  const said = { stdout: '', stderr: '' }
  const terminal = {
    input: process.stdin,
    out: { write: (part: string) => (said.stdout += part) },
    error: { write: (part: string) => (said.stderr += part) },
  }
  const [command, ...rest] = args
  const run = command === 'import' ? runImport : runExport
  const status = await run(rest, terminal, env).catch((error: unknown) => {
    if (!(error instanceof WrongInput)) throw error
    said.stderr += error.message
    return 2
  })
  return { status, ...said }
}

/** Runs a command as npx does, in processes of its own, and kills those once it has said something. */
function start(args: readonly string[], killAt?: RegExp) {
  // A group of its own, since npx starts another Node.
  const child = spawn(process.execPath, [bin, ...args], { env, detached: true })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (part) => {
    said.stdout += part
  })
  child.stderr.on('data', (part) => {
    said.stderr += part
    if (killAt?.test(said.stderr) && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  })
  return new Promise<{ readonly status: number | null } & typeof said>((resolve) => {
    child.once('close', (status) => resolve({ status, ...said }))
  })
}

const bringIn = (folder: string, ...more: readonly string[]) =>
  ['import', '--register', 'lklr', '--from', 'PE-online', folder, ...more] as const

async function registrations(): Promise<number> {
  return (await db.selectFrom('registration').select('id').execute()).length
}

const delivery = path.join(scratch, 'levering')
await writeDelivery(delivery, people, {
  activities: 1,
  change: (list, nth) => inForceOn(list, nth, Temporal.Now.plainDateISO()),
})

test('a folder that is not there, that holds no lists, or of which a list lacks a column is refused with what to mend', async () => {
  const wrong = async (folder: string, message: RegExp) => {
    const { status, stdout, stderr } = await peil(bringIn(folder, '--apply'))
    assert.deepEqual([status, stdout], [2, ''], stderr)
    assert.match(stderr, message)
  }
  const folder = path.join(scratch, 'leeg')
  await wrong(folder, /leeg is er niet/)
  mkdirSync(folder)
  await wrong(folder, /Er zijn geen lijsten/)
  writeFileSync(path.join(folder, 'personen.csv'), 'sleutel;voornaam\np1;Anna\n')
  await wrong(folder, /In personen\.csv ontbreekt de kolom ‘achternaam’/)
  const elsewhere = await peil(['import', '--register', 'schaken', delivery])
  assert.equal(elsewhere.status, 2)
  assert.match(elsewhere.stderr, /onbekend register schaken; bekend: /)
  assert.equal(await registrations(), 0)
})

test('a row with a mistake is named with what to mend, and stays out with what hangs on it', async () => {
  const folder = path.join(scratch, 'fout')
  await writeDelivery(folder, 1, {
    change: (list) => {
      const [row] = list.registraties
      if (row !== undefined) row.status = 'Lid'
      return list
    },
  })
  const mistakes = path.join(scratch, 'te-verbeteren')
  const { status, stdout } = await peil(bringIn(folder, '--mistakes', mistakes))
  assert.equal(status, 0)
  assert.match(stdout, /registraties\.csv, rij 2, status: .*‘Lid’/)
  assert.match(stdout, /Er is niets om over te nemen/)
  assert.match(readFileSync(path.join(mistakes, 'registraties.csv'), 'utf8'), /Wat er mis is/)
  assert.equal(await registrations(), 0)
})

test('killed on the way it goes on where it was, and once more adds nothing', async () => {
  const preview = await peil(bringIn(delivery))
  assert.equal(preview.status, 0, preview.stderr)
  assert.match(preview.stdout, new RegExp(`Kan worden overgenomen: ${people} personen`))
  assert.match(preview.stdout, /Neem het over met --apply/)
  assert.equal(await registrations(), 0)
  const killed = await start(bringIn(delivery, '--apply'), /200 personen overgenomen/)
  assert.equal(killed.status, null)
  const there = await registrations()
  assert.ok(there >= 200 && there < people && there % 200 === 0, String(there))
  const goesOn = await start(bringIn(delivery, '--apply'))
  assert.equal(goesOn.status, 0, goesOn.stderr)
  assert.match(goesOn.stdout, new RegExp(`Al overgenomen: ${there} personen`))
  assert.match(goesOn.stdout, new RegExp(`Overgenomen uit PE-online: ${people - there} personen`))
  assert.equal(await registrations(), people)
  const again = await peil(bringIn(delivery, '--apply'))
  assert.equal(again.status, 0, again.stderr)
  assert.match(again.stdout, new RegExp(`Al overgenomen: ${people} personen`))
  assert.match(again.stdout, /Overgenomen uit PE-online: 0 personen/)
  assert.equal(await registrations(), people)
})

test('an export is what was brought in, and is written in an empty folder only', async () => {
  const folder = path.join(scratch, 'uit')
  const exported = await peil(['export', '--register', 'lklr', folder])
  assert.equal(exported.status, 0, exported.stderr)
  assert.match(exported.stdout, new RegExp(`- personen\\.csv: ${people} {2}sha256 [0-9a-f]{64}`))
  assert.ok(readdirSync(folder).includes('manifest.json'))
  const full = await peil(['export', '--register', 'lklr', folder])
  assert.equal(full.status, 2)
  assert.match(full.stderr, /is niet leeg/)
  // It is known here by its keys: what has none of its own has nothing that is new.
  const back = await peil(['import', '--register', 'lklr', '--from', 'PE-online', folder])
  assert.match(back.stdout, /Kan worden overgenomen: 0 personen/)
})
