import { sql } from 'kysely'
import type { Connection } from '#db/connection.ts'
import { asApp, embeddedOptions, open } from '#db/connection.ts'
import { coveredTables } from '#db/covers.ts'
import { record, recordAll } from '#domain/platform/audit/record.ts'
import { asOwner, startTestServer, templateDatabase } from '#testing/server.ts'
import type { Comparison } from './report.ts'

const rounds = 7

/**
 * What it costs that the record covers the rows: the same writes with their records, beside the same
 * without covers, by turns in one database. Nothing waits for a disk, so that no cost is hidden by that.
 */
export async function run(): Promise<readonly Comparison[]> {
  const server = await startTestServer()
  try {
    const template = await templateDatabase(server.host)
    await asOwner(server.host, async (client) => {
      await client.query(`create database bench template ${template} strategy file_copy`)
    })
    const connection = open('embedded', 'bench', embeddedOptions(server.host, 'bench', 'bench'))
    try {
      return await compare(connection)
    } finally {
      await connection.stop()
    }
  } finally {
    await server.stop()
  }
}

async function compare({ db, pool }: Connection): Promise<readonly Comparison[]> {
  const tables = await coveredTables(pool)
  const covered = async (on: boolean) => {
    const turned = on ? 'enable' : 'disable'
    for (const { table } of tables) {
      for (const event of ['insert', 'update', 'delete']) {
        await pool.query(`alter table ${table} ${turned} trigger change_is_covered_${event}`)
      }
    }
  }
  const single = { name: 'a change of one row', unit: 'transactions a second', goal: 0.75 }
  const many = { name: '2,000 rows in one statement', unit: 'rows a second', goal: 0.5 }
  const measured = [
    { ...single, ours: [] as number[], theirs: [] as number[], measure: () => oneByOne(db) },
    { ...many, ours: [] as number[], theirs: [] as number[], measure: () => atOnce(db) },
  ]
  for (const one of measured) await one.measure()
  for (let round = 0; round < rounds; round += 1) {
    for (const on of round % 2 === 0 ? [true, false] : [false, true]) {
      await covered(on)
      for (const one of measured) (on ? one.ours : one.theirs).push(await one.measure())
    }
  }
  return measured.map(({ measure: _, ...comparison }) => comparison)
}

const changes = 300

async function oneByOne(db: Connection['db']): Promise<number> {
  const { id } = await inKrsd(db, async (recording) => {
    await record(recording, { noun: 'meeting', id: 'new', action: 'plan' })
    return recording.db
      .insertInto('meeting')
      .values({ register: 'krsd', held_on: '2027-01-14' })
      .returning('id')
      .executeTakeFirstOrThrow()
  })
  const begun = performance.now()
  for (let nth = 0; nth < changes; nth += 1) {
    await inKrsd(db, async (recording) => {
      await recording.db.updateTable('meeting').set({ version: nth }).where('id', '=', id).execute()
      await record(recording, { noun: 'meeting', id, action: 'plan', facts: { version: nth } })
    })
  }
  const perSecond = (changes * 1000) / (performance.now() - begun)
  await inKrsd(db, async (recording) => {
    await record(recording, { noun: 'meeting', id, action: 'plan' })
    await recording.db.deleteFrom('meeting').where('id', '=', id).execute()
  })
  return perSecond
}

const rows = 2000

// As an import does it: the rows and the records of a whole part at once.
async function atOnce(db: Connection['db']): Promise<number> {
  const begun = performance.now()
  await inKrsd(db, async (recording) => {
    const { rows: made } = await sql<{ id: string }>`
      insert into person (first_name, initials, last_name, street, house_number, postcode, city)
      select 'Anna', 'A.', 'van den Berg', 'Dorpsstraat', nth::text, '1234 AB', 'Utrecht'
      from generate_series(1, ${rows}::int) nth returning id`.execute(recording.db)
    await recordAll(
      recording,
      made.map(({ id }) => ({ noun: 'person', id, action: 'take-over' })),
    )
  })
  return (rows * 1000) / (performance.now() - begun)
}

function inKrsd<Result>(
  db: Connection['db'],
  work: (recording: Parameters<typeof record>[0]) => Promise<Result>,
): Promise<Result> {
  const today = Temporal.PlainDate.from('2026-11-29')
  const register = { id: 'krsd' }
  return asApp(db, { register: register.id }, (transaction) =>
    work({ db: transaction, register, actor: { kind: 'system', task: 'bench' }, today }),
  )
}
