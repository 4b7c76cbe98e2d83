import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { Kysely, PostgresDialect } from 'kysely'
import pino from 'pino'
import type { Connection } from '#db/connection.ts'
import { embeddedOptions, open } from '#db/connection.ts'
import { patientLimits } from '#db/limits.ts'
import type { Database } from '#db/schema.ts'
import { makeApp } from '#server/app.ts'
import { makePlatform } from '#server/platform.ts'
import { asOwner, startTestServer, templateWithRegisters } from '#testing/server.ts'
import type { BarePage } from './bare-server.ts'
import type { BenchPerson } from './data.ts'
import { fillDatabase, searches } from './data.ts'
import { askOnce, getRequest, load } from './load.ts'
import type { Comparison } from './report.ts'

const people = 100_000
const rounds = 7
const warmUps = 3
const milliseconds = 1500
const connections = 8

/**
 * Peil's pages against a bare node:http handler that makes the same queries as prepared statements
 * and joins strings. Both run in a process of their own on the same database, by turns.
 */
export async function run(): Promise<readonly Comparison[]> {
  const server = await startTestServer()
  try {
    const database = await makeDatabase(server.host)
    const connection = open('embedded', 'bench', embeddedOptions(server.host, database, 'bench'), {
      limits: patientLimits({}),
    })
    const person = await fillDatabase(connection.db, people)
    await connection.pool.query('vacuum analyze')
    const comparisons = await compare(server.host, database, connection, person)
    await connection.stop()
    return comparisons
  } finally {
    await server.stop()
  }
}

async function makeDatabase(host: string): Promise<string> {
  const template = await templateWithRegisters(host)
  await asOwner(host, async (client) => {
    await client.query(`create database bench template ${template} strategy file_copy`)
  })
  return 'bench'
}

/** One thing that is measured: its addresses, the goal, and how the bare page is made of Peil's. */
interface Subject {
  readonly name: string
  readonly goal: number
  readonly paths: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly kind: BarePage['kind']
}

async function compare(
  host: string,
  database: string,
  connection: Connection,
  person: BenchPerson,
): Promise<readonly Comparison[]> {
  const subjects: readonly Subject[] = [
    {
      name: 'portfolio page',
      goal: 0.5,
      paths: ['/krsd/mijn'],
      headers: { cookie: person.cookie },
      kind: 'activities',
    },
    {
      name: 'public search page',
      goal: 0.5,
      paths: searches.map((name) => `/krsd/register?naam=${encodeURIComponent(name)}`),
      headers: {},
      kind: 'people',
    },
    {
      name: 'look-up by number as JSON',
      goal: 0.8,
      paths: [1, 4217, 50_000, 99_999].map((number) => `/api/v1/krsd/registrations/${number}`),
      headers: {},
      kind: 'json',
    },
  ]
  const peil = await startChild('peil-server.ts', host, database)
  const bare = await startChild('bare-server.ts', host, database)
  try {
    const comparisons: Comparison[] = []
    for (const subject of subjects) {
      await teach(bare, connection, subject)
      comparisons.push(await measure(subject, peil.port, bare.port))
    }
    return comparisons
  } finally {
    peil.child.disconnect()
    bare.child.disconnect()
  }
}

async function measure(subject: Subject, peil: number, bare: number): Promise<Comparison> {
  const requests = subject.paths.map((path) => getRequest(path, subject.headers))
  const first = requests[0] ?? getRequest('/')
  const bytes = {
    ours: Buffer.byteLength(await askOnce(peil, first)),
    theirs: Buffer.byteLength(await askOnce(bare, first)),
  }
  const one = (port: number) => load(port, requests, { milliseconds, connections })
  // Warm both up: code is compiled, plans are made, pages are in memory.
  for (let time = 0; time < warmUps; time += 1) {
    await one(peil)
    await one(bare)
  }
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    // Whoever goes first in a round goes last in the next.
    const turns = round % 2 === 0 ? ['ours', 'theirs'] : ['theirs', 'ours']
    for (const turn of turns) {
      if (turn === 'ours') ours.push(await one(peil))
      else theirs.push(await one(bare))
    }
  }
  return {
    name: subject.name,
    unit: 'answers per second',
    ours,
    theirs,
    goal: subject.goal,
    note: `${bytes.ours} bytes against ${bytes.theirs}`,
  }
}

// Watches which queries Peil makes for an address, and gives them to the bare handler.
async function teach(bare: Child, connection: Connection, subject: Subject): Promise<void> {
  const seen: { sql: string; parameters: readonly unknown[] }[] = []
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: connection.pool }),
    log: ({ query }) => {
      seen.push({ sql: query.sql, parameters: query.parameters })
    },
  })
  const platform = await makePlatform(process.env, {
    db,
    dataDirectory: '/nonexistent',
    origin: 'http://localhost',
    demo: false,
    enqueue: async () => undefined,
    lookupsPerMinute: {
      search: 1e9,
      courses: 1e9,
      number: 1e9,
      'unknown-code': 1e9,
      assessment: 1e9,
      sample: 1e9,
      program: 1e9,
      slide: 1e9,
    },
  })
  const app = makeApp(
    platform,
    async () => ({ healthy: true, facts: {} }),
    pino({ level: 'error' }),
  )
  for (const path of subject.paths) {
    seen.length = 0
    const answer = await app.request(`http://localhost${path}`, { headers: subject.headers })
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    const html = await answer.text()
    const queries = seen.filter(({ sql }) => /^\s*(select|with)\b/i.test(sql) && isData(sql))
    const table = subject.kind === 'people' ? 'public_entry' : 'activity'
    const rowsOf = Math.max(
      0,
      queries.findIndex(({ sql }) => new RegExp(`from "?${table}"?[\\s.]`).test(sql)),
    )
    const { head, tail } = cut(html, subject.kind)
    const page: BarePage = { path, queries, head, tail, rowsOf, kind: subject.kind }
    await new Promise<void>((resolve) => {
      bare.child.once('message', () => resolve())
      bare.child.send(page)
    })
  }
}

// The bare handler has no roles and no clock that can be moved.
function isData(sql: string): boolean {
  return !/set_config|clock_shift_days/.test(sql)
}

function cut(
  html: string,
  kind: BarePage['kind'],
): { readonly head: string; readonly tail: string } {
  const [open, close] =
    kind === 'people' ? ['<ul class="people">', '</ul>'] : ['<tbody role="rowgroup">', '</tbody>']
  const first = html.indexOf(open)
  if (first < 0) return { head: html, tail: '' }
  const last = html.indexOf(close, first)
  return { head: html.slice(0, first + open.length), tail: html.slice(last) }
}

interface Child {
  readonly child: ChildProcess
  readonly port: number
}

async function startChild(file: string, host: string, database: string): Promise<Child> {
  const child = fork(new URL(file, import.meta.url), [host, database], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { readonly port: number }) => resolve(message.port))
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })
  return { child, port }
}
