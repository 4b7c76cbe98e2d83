import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import { embeddedOptions, open } from '#db/connection.ts'
import { patientLimits } from '#db/limits.ts'
import { runList, storeAttendance } from '#domain/learning/attendance-list/run-list.ts'
import { makePlatform } from '#server/platform.ts'
import { asOwner, startTestServer, templateWithRegisters } from '#testing/server.ts'
import { fillDatabase } from './data.ts'
import { median } from './report.ts'

const people = 100_000
const rounds = 3
const goal = 0.4

/**
 * A list of a hundred thousand participants, each judged and stored, beside COPY of the same rows into the same
 * tables as they are, with their indexes, keys and what the record keeps of them; how much memory it takes beside a
 * tenth of it, and how far it says that it is.
 */
export async function run(): Promise<readonly string[]> {
  const server = await startTestServer()
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'peil-bench-'))
  // The embedded database runs as another user than root.
  fs.chmodSync(scratch, 0o777)
  try {
    const template = await templateWithRegisters(server.host)
    await asOwner(server.host, async (client) => {
      await client.query(`create database bench template ${template} strategy file_copy`)
    })
    return await measure(server.host, scratch)
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
    await server.stop()
  }
}

async function measure(host: string, scratch: string): Promise<readonly string[]> {
  const connection = open('embedded', 'bench', embeddedOptions(host, 'bench', 'bench'), {
    limits: patientLimits({}),
  })
  const client = new pg.Client(embeddedOptions(host, 'bench', 'bench'))
  await client.connect()
  try {
    await fillDatabase(connection.db, people)
    const platform = await makePlatform(process.env, {
      db: connection.db,
      dataDirectory: path.join(scratch, 'files'),
      origin: 'http://localhost',
      demo: false,
      enqueue: async () => undefined,
    })
    const register = platform.registers.get('krsd')
    if (register === undefined) throw new Error('there is no KRSD')
    const { organisationId, editionId } = await provider(client)
    const { rows: names } = await client.query<{
      number: number
      last_name: string
      name_prefix: string
    }>(
      `select r.number, p.last_name, p.name_prefix from registration r join person p on p.id = r.person_id
       where r.register = 'krsd' and r.number is not null order by r.number`,
    )
    const listOf = (count: number) =>
      `registratienummer;achternaam;aanwezig;uren\r\n${names
        .slice(0, count)
        .map(
          (one) =>
            `KRSD-${String(one.number).padStart(6, '0')};${`${one.name_prefix} ${one.last_name}`.trim()};ja;7,5\r\n`,
        )
        .join('')}`
    const deliver = async (text: string) => {
      const bytes = Buffer.from(text)
      const key = await platform.files.put(Readable.from([bytes]), 'text/csv', bytes.length)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const { rows } = await client.query<{ id: string }>(
        `with d as (insert into document (register, kind, name, media_type, size, sha256, file_key, made_on)
           values ('krsd', 'evidence', 'lijst.csv', 'text/csv', $1, $2, $3, '2026-11-20') returning id)
         insert into attendance_delivery (organisation_id, edition_id, kept_in, origin, name, document_id, state,
           sha256, delivered_on)
         select $4, $5, 'krsd', 'file', 'lijst.csv', id, 'reading', $2, '2026-11-20' from d returning id`,
        [bytes.length, sha256, key, organisationId, editionId],
      )
      return rows[0]?.id ?? ''
    }
    const once = async (count: number) => {
      const deliveryId = await deliver(listOf(count))
      const running = { platform, register, organisationId, deliveryId }
      globalThis.gc?.()
      let peak = 0
      let off = 0
      const watch = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage().rss / 1e6)
      }, 20)
      const begun = performance.now()
      await runList(running)
      await client.query(
        `update attendance_delivery set state = 'running', reached = 0, submitted_on = '2026-11-20' where id = $1`,
        [deliveryId],
      )
      await storeAttendance(running)
      const seconds = (performance.now() - begun) / 1000
      clearInterval(watch)
      const { rows } = await client.query<{ stored: number; ready: number }>(
        `select (select count(*)::int from attendance where delivery_id = $1) as stored,
          (select count(*)::int from attendance_row where delivery_id = $1 and state = 'ready') as ready`,
        [deliveryId],
      )
      const [counts] = rows
      if (counts?.stored !== count || counts.ready !== count)
        throw new Error(JSON.stringify(counts))
      off = await progressOff(
        client,
        deliver,
        { platform, register, organisationId },
        listOf(10_000),
      )
      return { deliveryId, seconds, peak, off }
    }
    const clear = async () => {
      await client.query('delete from attendance')
      await client.query('delete from attendance_row')
      await client.query('vacuum analyze attendance')
      await client.query('vacuum analyze attendance_row')
    }
    const small = await once(people / 10)
    await clear()
    const ours: number[] = []
    const theirs: number[] = []
    let large = small
    for (let round = 0; round < rounds; round += 1) {
      large = await once(people)
      ours.push(large.seconds)
      const files = ['attendance_row', 'attendance'].map(
        (table) => [table, path.join(scratch, `${table}.bin`)] as const,
      )
      for (const [table, file] of files) {
        await client.query(
          `copy (select * from ${table} where delivery_id = '${large.deliveryId}') to '${file}' (format binary)`,
        )
      }
      await clear()
      const begun = performance.now()
      for (const [table, file] of files)
        await client.query(`copy ${table} from '${file}' (format binary)`)
      theirs.push((performance.now() - begun) / 1000)
      for (const [, file] of files) fs.rmSync(file)
      await clear()
    }
    const ratio = median(theirs) / median(ours)
    const growth = large.peak / small.peak
    return [
      `${people} rows judged and stored: ${Math.round(people / median(ours))} a second against ${Math.round(people / median(theirs))} of COPY into the same tables, ratio ${ratio.toFixed(2)}, goal at least ${goal}: ${ratio >= goal ? 'met' : 'MISSED'}`,
      `memory at most ${Math.round(small.peak)} and ${Math.round(large.peak)} MB for ten times as many: ${growth.toFixed(2)} times`,
      `progress off by at most ${(100 * large.off).toFixed(1)} %, goal at most 2: ${large.off <= 0.02 ? 'met' : 'MISSED'}`,
    ]
  } finally {
    await client.end()
    await connection.stop()
  }
}

// How far what is said is from the rows that were kept, after each batch.
async function progressOff(
  client: pg.Client,
  deliver: (text: string) => Promise<string>,
  about: Omit<Parameters<typeof runList>[0], 'deliveryId'>,
  text: string,
): Promise<number> {
  const deliveryId = await deliver(text)
  const total = text.split('\r\n').length - 2
  let off = 0
  for (;;) {
    const ended = await runList({ ...about, deliveryId }, () => false)
    const { rows } = await client.query<{ read: number; kept: number }>(
      `select read, (select count(*)::int from attendance_row where delivery_id = $1) as kept
       from attendance_delivery where id = $1`,
      [deliveryId],
    )
    const { read = 0, kept = 0 } = rows[0] ?? {}
    off = Math.max(off, Math.abs(read / 1000 - kept / total))
    if (ended === 'done') break
  }
  await client.query('delete from attendance_row where delivery_id = $1', [deliveryId])
  return off
}

async function provider(client: pg.Client) {
  const { rows } = await client.query<{ organisation: string; edition: string }>(`
    with o as (insert into organisation (name, kinds, street, house_number, postcode, city, website, mail_domain,
        contact_email, contact_phone, status, waits_since, signed_up_in, signed_up_on)
      values ('Academie', '{provider}', 'Weg', '1', '1234 AB', 'Dorp', '', '', 'a@b.example', '', 'checked',
        '2026-01-01', 'krsd', '2026-01-01') returning id),
    c as (insert into course (organisation_id, title, summary, form, language, study_load, review_on, state, made_on,
        changed_on) select id, 'Cursus', '', 'course', 'nl', 800, '2030-01-01', 'published', '2026-01-01',
        '2026-01-01' from o returning id, organisation_id)
    insert into edition (course_id, sequence, days, first_day, last_day, online, place, added_on)
    select id, 1, '{2026-11-12}', '2026-11-12', '2026-11-12', true, '', '2026-01-01' from c
    returning (select organisation_id from c) as organisation, id as edition`)
  return { organisationId: rows[0]?.organisation ?? '', editionId: rows[0]?.edition ?? '' }
}
