import { Readable } from 'node:stream'
import pg from 'pg'
import { embeddedOptions, open } from '#db/connection.ts'
import { patientLimits } from '#db/limits.ts'
import { loadLedger } from '#domain/money/bank-statement/load-ledger.ts'
import { matchLine, takeFrom } from '#domain/money/bank-statement/match-line.ts'
import { readBankFile } from '#domain/money/bank-statement/read-bank-file.ts'
import type { CamtTransaction } from '#domain/money/bank-statement/read-camt.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { creditorReference } from '#papers/reference.ts'
import { makePlatform } from '#server/platform.ts'
import type { MadeTransaction } from '#testing/bank-file.ts'
import { camtFile } from '#testing/bank-file.ts'
import { asOwner, startTestServer, templateWithRegisters } from '#testing/server.ts'
import { fillDatabase } from './data.ts'
import { randomOf } from './random.ts'
import { median } from './report.ts'

const many = 100_000
const rounds = 3
const goal = 3

/**
 * A hundred thousand transactions of a bank statement held against as many open invoices, beside reading both: the file
 * to its end, and the invoices with whose they are. How many are recognised is known beforehand.
 */
export async function run(): Promise<readonly string[]> {
  const server = await startTestServer()
  try {
    const template = await templateWithRegisters(server.host)
    await asOwner(server.host, async (client) => {
      await client.query(`create database statement template ${template} strategy file_copy`)
    })
    return await measure(server.host)
  } finally {
    await server.stop()
  }
}

async function measure(host: string): Promise<readonly string[]> {
  const options = embeddedOptions(host, 'statement', 'bench')
  const connection = open('embedded', 'statement', options, { limits: patientLimits({}) })
  const client = new pg.Client(options)
  await client.connect()
  try {
    await fillDatabase(connection.db, many)
    const people = await fillInvoices(client)
    const platform = await makePlatform(process.env, {
      ...{ db: connection.db, dataDirectory: '/nonexistent', origin: 'http://localhost' },
      ...{ demo: false, enqueue: async () => undefined },
    })
    const register = platform.registers.get('krsd')
    if (register === undefined) throw new Error('there is no KRSD')
    const iban = register.organisation.bank.iban
    const made = transactionsOf(people)
    const contents = Buffer.from(
      camtFile([
        { iban, first: '2026-11-01', transactions: made.map(({ transaction }) => transaction) },
      ]),
    )
    const sure = made.filter((one) => one.sure).length
    const read = async () => {
      const file = { name: 'a.xml', open: async () => Readable.from(piecesOf(contents)) }
      const lines: CamtTransaction[] = []
      for await (const part of readBankFile(file, { iban, currency: 'EUR' })) {
        if (part.is === 'transaction') lines.push(part.transaction)
      }
      return lines
    }
    const reading: number[] = []
    const matching: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      let begun = performance.now()
      const lines = await read()
      const { rows } = await client.query(invoicesWithPeople)
      reading.push(performance.now() - begun)
      if (rows.length !== many || lines.length !== many) throw new Error('not all was read')
      begun = performance.now()
      const ledger = await inRegister(
        platform,
        { register, readOnly: true },
        { kind: 'visitor' },
        loadLedger,
      )
      let found = 0
      for (const line of lines) {
        const match = matchLine(ledger, line)
        if (match.outcome !== 'sure') continue
        takeFrom(ledger, match.settles)
        found += 1
      }
      matching.push(performance.now() - begun)
      if (found !== sure) throw new Error(`${found} of ${sure} were recognised`)
    }
    const times = median(matching) / median(reading)
    return [
      `${many} transactions of ${Math.round(contents.length / 1e6)} MB matched with ${many} open invoices, ${sure} of them surely, in ${(median(matching) / 1000).toFixed(1)} s against ${(median(reading) / 1000).toFixed(1)} s of reading both: ${times.toFixed(2)} times, goal at most ${goal}: ${times <= goal ? 'met' : 'MISSED'}`,
    ]
  } finally {
    await client.end()
    await connection.stop()
  }
}

const invoicesWithPeople = `select i.*, r.number as registration_number, r.status as registration_status,
    p.first_name, p.initials, p.name_prefix, p.last_name
  from invoice i join registration r on r.id = i.registration_id join person p on p.id = r.person_id
  where i.register = 'krsd' and i.status = 'open'`

async function* piecesOf(contents: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < contents.length; at += 65_536) yield contents.subarray(at, at + 65_536)
}

interface Payer {
  readonly number: number
  readonly name: string
}

async function fillInvoices(client: pg.Client): Promise<readonly Payer[]> {
  const { rows } = await client.query<Payer & { readonly id: string }>(
    `select r.id, r.number, concat_ws(' ', left(p.first_name, 1), p.name_prefix, p.last_name) as name
     from registration r join person p on p.id = r.person_id
     where r.register = 'krsd' and r.number is not null order by r.number limit ${many}`,
  )
  const numbers = rows.map(({ number }) => numberOf(number))
  await client.query(
    `insert into invoice (register, registration_id, number, status, issued_on, due_on, covers_first,
      covers_last, net_cents, vat_cents, total_cents, vat_treatment, reference)
     select 'krsd', registration::uuid, number, 'open', '2026-10-01', '2026-10-31', '2026-10-01', '2027-09-30',
      9500, 0, 9500, 'exempt', reference
     from unnest($1::text[], $2::text[], $3::text[]) as of(registration, number, reference)`,
    [rows.map(({ id }) => id), numbers, numbers.map(creditorReference)],
  )
  await client.query('vacuum analyze invoice')
  return rows
}

function numberOf(number: number): string {
  return `KRSD-F-${String(number).padStart(6, '0')}`
}

// Of each hundred 88 come with a reference as the bank has it, 4 as somebody typed it, 2 with the number of the invoice,
// 1 with that of the registration, 1 with a cent less; 3 with a name alone and 1 with nothing.
function transactionsOf(
  people: readonly Payer[],
): readonly { readonly transaction: MadeTransaction; readonly sure: boolean }[] {
  const random = randomOf(7)
  return people.map(({ number, name }, at) => {
    const reference = creditorReference(numberOf(number))
    const common = {
      ...{ cents: 9500, bankReference: `BANK-${at}`, payerName: name.toUpperCase() },
      payerIban: `NL${10 + (at % 80)}INGB${String(at).padStart(10, '0')}`,
    }
    const drawn = Math.floor(random() * 100)
    if (drawn < 88) return { transaction: { ...common, reference }, sure: true }
    if (drawn < 92) {
      const words = `contributie ${reference.replace(/(.{4})(?=.)/g, '$1 ').toLowerCase()} graag bevestigen`
      return { transaction: { ...common, words }, sure: true }
    }
    if (drawn < 94) {
      return { transaction: { ...common, words: `factuur ${numberOf(number)}` }, sure: true }
    }
    if (drawn < 95) {
      const words = `KRSD-${String(number).padStart(6, '0')} 2026`
      return { transaction: { ...common, words }, sure: true }
    }
    if (drawn < 96) return { transaction: { ...common, reference, cents: 9499 }, sure: false }
    if (drawn < 99) return { transaction: { ...common, words: 'contributie' }, sure: false }
    return { transaction: { ...common, payerName: 'Onbekend', cents: 1234 }, sure: false }
  })
}
