import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { embeddedOptions, open } from '#db/connection.ts'
import { filesOfDatabase, startEmbedded } from '#db/embedded.ts'
import { patientLimits } from '#db/limits.ts'
import { sweepFiles } from '#domain/platform/file/sweep-files.ts'
import { platformOn, testOrigin } from '#testing/platform-on.ts'
import { randomOf } from '../random.ts'
import { startLoad } from './lanes.ts'
import type { Post } from './ledger.ts'
import { damaged, halfThere, holdMail, Ledger, namedFiles, stillToDo } from './ledger.ts'
import type { Arrangement, Launch, Victim } from './machine.ts'
import { freePort, Machine } from './machine.ts'
import type { HowMany } from './people.ts'
import { seatPeople } from './people.ts'
import type { PostOffice } from './post-office.ts'
import { openPostOffice } from './post-office.ts'

/** What is killed, how often, and where. */
export interface KillsAsked {
  /** How often in each arrangement, one after the other. */
  readonly kills: Readonly<Record<Arrangement, number>>
  readonly seed: number
  readonly launch: Launch
  /** A data directory in which Peil has been started once, without the demo. */
  readonly folder: string
  readonly people: HowMany
  /** After how many minutes it is enough, however many kills that were. */
  readonly minutes?: number | undefined
  /** The longest that the load runs between two kills, in milliseconds. */
  readonly between: number
  readonly said?: (line: string) => void
}

/** What came of it: all lists are to be empty. */
export interface Killed {
  readonly kills: Readonly<Record<string, number>>
  readonly acknowledged: Readonly<Record<string, number>>
  /** How many of them in each arrangement. */
  readonly writes: Readonly<Record<Arrangement, number>>
  readonly lost: readonly string[]
  readonly twice: readonly string[]
  readonly half: readonly string[]
  readonly failedStarts: readonly string[]
  /** What processes printed that ended though nobody killed them. */
  readonly crashes: readonly string[]
  /** Answers that nobody should get, and commands at the end that found something. */
  readonly wrong: readonly string[]
  readonly post: Post
  readonly files: { readonly kept: number; readonly swept: number }
  /** How long after each kill everything could be used again, in milliseconds, by what was killed. */
  readonly upAfter: Readonly<Record<string, readonly number[]>>
}

/** Kills a Peil under load, over and over, and holds what was acknowledged against what is stored. */
export async function runKills(asked: KillsAsked): Promise<Killed> {
  const { folder, seed, said = () => undefined } = asked
  const post = await openPostOffice()
  const scratch = path.join(folder, 'scratch')
  mkdirSync(scratch, { recursive: true })
  const totals = {
    kills: {} as Record<string, number>,
    upAfter: {} as Record<string, number[]>,
    writes: { server: 0, embedded: 0 },
    lost: new Set<string>(),
    twice: new Set<string>(),
    half: new Set<string>(),
    wrong: [] as string[],
    failedStarts: [] as string[],
    crashes: [] as string[],
  }
  try {
    const ledger = new Ledger()
    const database = await openDatabase(folder)
    const people = await seatPeople(database.connection, folder, asked.people)
    await database.stop()
    const random = randomOf(seed)
    const port = await freePort()
    let numbers = 0
    const all = asked.kills.server + asked.kills.embedded
    let done = 0
    let progress = 0
    const begin = performance.now()
    for (const arrangement of ['server', 'embedded'] as const) {
      const count = asked.kills[arrangement]
      if (count === 0) continue
      const env = {
        PEIL_DEMO: 'off',
        PEIL_ORIGIN: testOrigin,
        PEIL_PROXY: '127.0.0.1',
        PEIL_LOG: 'error',
        SMTP_URL: post.url,
      }
      const machine = new Machine({ launch: asked.launch, folder, port, env }, arrangement)
      await machine.start()
      const client = new Asking(folder)
      let isOver = false
      const load = startLoad({
        ...{ machine, ledger, people, post, scratch, random },
        site: {
          address: machine.address,
          isOver: () => isOver,
          wrong: (what) => totals.wrong.push(what),
        },
        look: (question, values) => client.ask(question, values),
        progress: () => progress,
        next: () => (numbers += 1),
      })
      const until = performance.now() + (asked.minutes ?? Infinity) * 60_000 * (count / all)
      const writtenBefore = ledger.total()
      for (let nth = 0; nth < count && performance.now() < until; nth += 1) {
        // One process that is all of Peil begins anew after each kill: people are let come to something first.
        const written = ledger.total()
        const some = arrangement === 'embedded' ? 1 + Math.floor(random() * mostWrites) : 0
        const patience = performance.now() + mostPatience
        while (ledger.total() - written < some && performance.now() < patience) await pause(10)
        await pause(20 + random() * asked.between)
        const victim = victimOf(arrangement, random())
        await machine.kill(victim)
        const begun = performance.now()
        await machine.start()
        const name = `${arrangement}: ${victim}`
        totals.upAfter[name] = [...(totals.upAfter[name] ?? []), performance.now() - begun]
        totals.kills[name] = (totals.kills[name] ?? 0) + 1
        done += 1
        progress = Math.max(
          done / all,
          (performance.now() - begin) / 60_000 / (asked.minutes ?? Infinity),
        )
        const { lost, twice } = await client.with((one) => ledger.hold(one))
        for (const one of lost) totals.lost.add(one)
        for (const one of twice) totals.twice.add(one)
        if (nth % 25 === 24) {
          for (const one of await client.with(halfThere)) totals.half.add(one)
          said(
            `${done} kills; ${JSON.stringify(ledger.counts())}; ${post.arrived.length} mails; ` +
              `wrong so far: ${totals.lost.size} lost, ${totals.twice.size} twice, ${totals.half.size} half, ` +
              `${machine.failedStarts.length} starts, ${machine.crashes.length} crashes, ${totals.wrong.length} answers`,
          )
        }
      }
      isOver = true
      await load
      totals.writes[arrangement] = ledger.total() - writtenBefore
      await untilDone(client, totals)
      totals.failedStarts.push(...machine.failedStarts)
      totals.crashes.push(...machine.crashes)
      for (const line of ['audit verify', 'decisions replay']) {
        const { code, said: words } = await machine.run(...line.split(' '))
        if (code !== 0) totals.wrong.push(`peil ${line}: ${words.slice(-2000)}`)
      }
      const codes = await machine.stop()
      if (codes.some((code) => code !== 0)) totals.wrong.push(`asked to stop: ${codes}`)
      await client.end()
    }
    return await conclude(asked, totals, ledger, post)
  } finally {
    await post.close()
  }
}

/** After how many writes at most the next kill comes, and after how many milliseconds in any case. */
const mostWrites = 8
const mostPatience = 10_000

interface Totals {
  readonly kills: Record<string, number>
  readonly writes: Record<Arrangement, number>
  readonly upAfter: Record<string, number[]>
  readonly lost: Set<string>
  readonly twice: Set<string>
  readonly half: Set<string>
  readonly wrong: string[]
  readonly failedStarts: string[]
  readonly crashes: string[]
}

// What is held as a whole when nobody has anything in hand any more: every write, every file, every mail.
async function conclude(
  { folder }: KillsAsked,
  totals: Totals,
  ledger: Ledger,
  post: PostOffice,
): Promise<Killed> {
  const { connection, stop } = await openDatabase(folder)
  const client = new Asking(folder)
  try {
    const { lost, twice } = await client.with((one) => ledger.hold(one, { all: true }))
    const mail = await client.with((one) => holdMail(one, post.arrived))
    const half = await client.with(halfThere)
    const named = await client.with(namedFiles)
    const uploaded = await client.ask<{ title: string; sha256: string }>(
      `select title, sha256 from activity a join evidence e on e.activity_id = a.id
       join document d on d.id = e.document_id where title = any($1)`,
      [[...ledger.hashes.keys()]],
    )
    const changed = uploaded.filter(({ title, sha256 }) => ledger.hashes.get(title) !== sha256)
    // As a day later, when whoever was sending a form is no longer doing so.
    const { platform } = await platformOn(connection, { dataDirectory: folder })
    const swept = await sweepFiles(platform, Temporal.Now.instant().add({ hours: 25 }))
    const left: string[] = []
    for await (const key of platform.files.list(Temporal.Now.instant().add({ hours: 1 }))) {
      if (!named.has(key)) left.push(`file ${key} is nobody's and was not swept`)
    }
    return {
      kills: totals.kills,
      upAfter: totals.upAfter,
      acknowledged: ledger.counts(),
      writes: totals.writes,
      lost: [...totals.lost, ...lost, ...mail.lost, ...damaged(folder, named)],
      twice: [...totals.twice, ...twice, ...mail.twice],
      half: [
        ...[...totals.half, ...half, ...left],
        ...changed.map(({ title }) => `the file of ${title} is not what was sent`),
      ],
      failedStarts: totals.failedStarts,
      crashes: totals.crashes,
      wrong: totals.wrong,
      post: mail,
      files: { kept: named.size, swept: swept.outcome === 'swept' ? swept.files : Number.NaN },
    }
  } finally {
    await client.end()
    await stop()
  }
}

// What a killed worker had in hand is taken over when it has been silent long enough. Nobody waits for that here: it
// is made to be as it is some minutes later.
async function untilDone(client: Asking, totals: Totals): Promise<void> {
  const begun = performance.now()
  let left: readonly string[] = []
  do {
    await client.ask(
      `with silent as (update pgboss.job set heartbeat_on = heartbeat_on - interval '5 minutes'
         where state = 'active' and heartbeat_on < now() - interval '3 seconds')
       update pgboss.job set start_after = now() where state in ('retry', 'created') and start_after > now()
         and name <> 'wake-mail'`,
      [],
    )
    await client.ask(
      `update mail_message set handed_at = handed_at - interval '1 hour'
       where handed_at < now() - interval '5 seconds'`,
      [],
    )
    // What came about before the queue was there is looked for once a minute.
    await client.ask(
      `insert into pgboss.job (name) select 'wake-mail' where not exists (
         select from pgboss.job where name = 'wake-mail' and state < 'completed')`,
      [],
    )
    await pause(500)
    left = await client.with(stillToDo)
  } while (left.length > 0 && performance.now() - begun < 240_000)
  for (const one of left) totals.half.add(`${one}, four minutes after the last kill`)
}

function victimOf(arrangement: Arrangement, chance: number): Victim {
  if (arrangement === 'embedded') {
    return chance < 0.4 ? 'web' : chance < 0.7 ? 'database' : 'all'
  }
  if (chance < 0.25) return 'web'
  if (chance < 0.45) return 'worker'
  if (chance < 0.85) return 'database'
  return chance < 0.9 ? 'command' : 'all'
}

// The owner's connection to a database that nothing else of Peil uses just now.
async function openDatabase(folder: string) {
  const embedded = await startEmbedded(folder)
  const options = embeddedOptions(embedded.host, 'peil', 'bench')
  const connection = open('embedded', 'bench', options, { limits: patientLimits({}) })
  const stop = async () => {
    await connection.stop()
    await embedded.stop()
  }
  return { connection, stop }
}

/** Asks a database that may be gone at any moment, until it answers. */
class Asking {
  readonly #folder: string
  #client: pg.Client | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  async ask<Row>(question: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.with(async (client) => {
      const { rows } = await client.query(question, [...values])
      return rows
    })
  }

  async with<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work(await this.#open())
      } catch (error) {
        if (error instanceof pg.DatabaseError && !/^57P|^08/.test(error.code ?? '')) throw error
        await this.end()
        await pause(20)
      }
    }
  }

  async end(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => undefined)
  }

  async #open(): Promise<pg.Client> {
    if (this.#client !== undefined) return this.#client
    const client = new pg.Client(embeddedOptions(hostOf(this.#folder), 'peil', 'bench'))
    client.on('error', () => undefined)
    await client.connect()
    this.#client = client
    return client
  }
}

// Where the database of a data directory is reached, as it says itself.
function hostOf(folder: string): string {
  const files = filesOfDatabase(folder) ?? folder
  return readFileSync(path.join(files, 'postmaster.pid'), 'utf8').split('\n')[4] ?? ''
}
