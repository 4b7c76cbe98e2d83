import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { importAtStart } from '#server/import-registers.ts'
import { bin } from '#testing/command-line.ts'
import { freshDatabase } from '#testing/database.ts'
import { inForceOn, madeUpPerson, writeDelivery } from '#testing/made-up-delivery.ts'
import * as fc from '#testing/random-cases.ts'
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
  const ended = new Promise<{ readonly status: number | null } & typeof said>((resolve) => {
    child.once('close', (status) => resolve({ status, ...said }))
  })
  const kill = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  return Object.assign(ended, { kill })
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
  assert.match(goesOn.stdout, /is afgebroken voordat alles was overgenomen\. Die gaat nu verder/)
  assert.match(goesOn.stdout, new RegExp(`Overgenomen uit PE-online: ${people - there} personen`))
  assert.equal(await registrations(), people)
  const again = await peil(bringIn(delivery, '--apply'))
  assert.equal(again.status, 0, again.stderr)
  assert.match(again.stdout, new RegExp(`Al overgenomen: ${people} personen`))
  assert.match(again.stdout, /Overgenomen uit PE-online: 0 personen/)
  assert.equal(await registrations(), people)
})

test('killed at random moments and begun again, nothing is doubled or lost and no delivery is left on the way', async () => {
  const folder = path.join(scratch, 'steeds-afgebroken')
  const first = 2000
  await writeDelivery(folder, people, {
    change: (_, nth) =>
      inForceOn(madeUpPerson(first + nth, 1), first + nth, Temporal.Now.plainDateISO()),
  })
  const args = ['import', '--register', 'lklr', '--from', 'Oud', folder, '--apply']
  const before = await registrations()
  // Of the moments each is so many rows written after the command has begun.
  for (const rows of fc.sample(fc.nat({ max: 3 * people }), 3)) {
    const killed = start(args)
    const over = new AbortController()
    killed.then(() => over.abort())
    const written = async () => {
      const { rows } = await sql<{ count: number }>`
        select (select count(*) from takeover_row join takeover on takeover.id = takeover_id
            where source = 'Oud' and status in ('reading', 'running', 'checked'))
          + (select count(*) from taken_over where source = 'Oud')
          + (select count(*) from takeover where source = 'Oud') as count`.execute(db)
      return rows[0]?.count ?? 0
    }
    const begun = await written()
    while (!over.signal.aborted && (await written()) <= begun + rows) await pause(5)
    killed.kill()
    await killed
  }
  const last = await peil(args)
  assert.equal(last.status, 0, last.stderr)
  assert.equal((await registrations()) - before, people)
  const taken = await db
    .selectFrom('taken_over')
    .where('source', '=', 'Oud')
    .select(({ fn }) => [
      'kind',
      fn.countAll().as('rows'),
      fn.count('subject_id').distinct().as('things'),
    ])
    .groupBy('kind')
    .orderBy('kind')
    .execute()
  assert.deepEqual(
    taken.map(({ kind, rows, things }) => [kind, Number(rows), Number(things)]),
    ['activity', 'certificate', 'person', 'registration'].map((kind) => [kind, people, people]),
  )
  const left = await db
    .selectFrom('takeover')
    .where('status', 'not in', ['done', 'discarded'])
    .select('source')
    .execute()
  assert.deepEqual(left, [])
})

test('a delivery that was broken off is shown with its id, ended by it, and by other lists that come after it', async () => {
  const lists = async (name: string, from: number, many: number) => {
    const folder = path.join(scratch, name)
    await writeDelivery(folder, many, {
      change: (_, nth) =>
        inForceOn(madeUpPerson(from + nth, 1), from + nth, Temporal.Now.plainDateISO()),
    })
    return ['import', '--register', 'lklr', '--from', 'Elders', folder, '--apply'] as const
  }
  const brokenOff = async (args: readonly string[]) => {
    assert.equal((await start(args, /200 personen overgenomen/)).status, null)
    const listed = await peil(['import', '--register', 'lklr', '--list'])
    const line = listed.stdout.split('\n').find((one) => /Elders.*Afgebroken bij/.test(one)) ?? ''
    return line.split(' ')[0] ?? ''
  }
  const one = await brokenOff(await lists('een', 4000, people))
  const ended = await peil(['import', '--register', 'lklr', '--end', one, '--list'])
  assert.equal(ended.status, 0, ended.stderr)
  assert.match(ended.stdout, /Wat is overgenomen, blijft/)
  assert.match(
    ended.stdout,
    new RegExp(`${one} {2}Elders, .*: Beëindigd, voor een deel overgenomen`),
  )
  const twice = await peil(['import', '--register', 'lklr', '--end', one])
  assert.deepEqual(
    [twice.status, twice.stderr],
    [2, 'deze levering is al klaar (it is over already)'],
  )
  const nobody = await peil(['import', '--register', 'lklr', '--end', 'nobody'])
  assert.equal(nobody.status, 2)
  const two = await brokenOff(await lists('twee', 5000, people))
  const others = await peil(await lists('drie', 6000, 3))
  assert.equal(others.status, 0, others.stderr)
  assert.match(others.stderr, /Die is beëindigd/)
  const { status } = await db
    .selectFrom('takeover')
    .where('id', '=', two)
    .select('status')
    .executeTakeFirstOrThrow()
  assert.equal(status, 'done')
})

test('an export is what was brought in, and is written in an empty folder only', async () => {
  const folder = path.join(scratch, 'uit')
  const exported = await peil(['export', '--register', 'lklr', folder])
  assert.equal(exported.status, 0, exported.stderr)
  const all = await registrations()
  assert.match(exported.stdout, new RegExp(`- personen\\.csv: ${all} {2}sha256 [0-9a-f]{64}`))
  assert.ok(readdirSync(folder).includes('manifest.json'))
  const full = await peil(['export', '--register', 'lklr', folder])
  assert.equal(full.status, 2)
  assert.match(full.stderr, /is niet leeg/)
  // It is known here by its keys: what has none of its own has nothing that is new.
  const back = await peil(['import', '--register', 'lklr', '--from', 'PE-online', folder])
  assert.match(back.stdout, /Kan worden overgenomen: 0 personen/)
})
