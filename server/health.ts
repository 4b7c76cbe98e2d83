import { sign } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Connection } from '#db/connection.ts'
import { readMigrations } from '#db/migrate.ts'
import type { ReplicaState } from '#db/replica.ts'
import { isConfirmedTwice } from '#db/synchronous.ts'
import type { Found as Trouble } from '#domain/platform/alarm/alarm.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { mailState } from '#domain/platform/message/mail-state.ts'

// What watches over Peil asks two things: whether it can take requests, and what of it needs somebody.

/** The parts of Peil that can fail each by themselves. */
const parts = ['database', 'disk', 'files', 'mail', 'jobs', 'key'] as const
type Part = (typeof parts)[number]

/** How a part is: well, or with what is wrong, for whoever runs Peil, and with its figures. */
export type State = Figures &
  ({ readonly status: 'ok' } | { readonly status: 'fails'; readonly problem: string })

interface Figures {
  readonly figures?: Readonly<Record<string, number>>
}

/** What was found of a part: nothing but figures where it is well. */
type Found = Figures & { readonly problem?: string | undefined }

export interface Health {
  readonly healthy: boolean
  /** The replica only where one is named. */
  readonly parts: Readonly<Record<Part, State>> & { readonly replica?: State }
}

/** What is looked at. */
export interface Looked {
  readonly connection: Pick<Connection, 'db'> & Partial<Pick<Connection, 'options' | 'replica'>>
  readonly platform: Platform
  /** The folder in which keys lie, and files where no bucket is named. */
  readonly directory: string
  /** What is wrong with sealing the record and keeping its checkpoints, where that is done here. */
  readonly sealing?: () => string | undefined
}

/** How long each part may take to answer, in milliseconds. */
const patience = 3000

/** Below this a disk counts as full: room for the uploads of some people, in megabytes. */
const leastFree = 500

/** Looks after every part beside the others, each within some seconds, whatever the others do. */
export async function lookAfter(looked: Looked): Promise<Health> {
  const checks: Readonly<Record<Part, () => Promise<Found>>> = {
    database: () => database(looked),
    disk: () => disk(looked),
    files: () => files(looked),
    mail: () => mail(looked),
    jobs: () => jobs(looked),
    key: () => key(looked),
  }
  const states = await Promise.all(
    parts.map(async (part) => [part, await stateOf(checks[part])] as const),
  )
  const followed = replica(looked)
  const all = [...states.map(([, state]) => state), ...(followed === undefined ? [] : [followed])]
  return {
    healthy: all.every(({ status }) => status === 'ok'),
    parts: {
      ...(Object.fromEntries(states) as Record<Part, State>),
      ...(followed !== undefined && { replica: followed }),
    },
  }
}

/** Those of the parts that fail, as alarms; a database that is away cannot note any. */
export async function partsThatFail(looked: Looked): Promise<readonly Trouble[]> {
  const { parts: states } = await lookAfter(looked)
  const failing: Trouble[] = alarming.flatMap((kind) =>
    (states[kind]?.status ?? 'ok') === 'ok' ? [] : [{ kind }],
  )
  const confirmed = await isConfirmedTwice(looked.connection)
  return confirmed === false ? [...failing, { kind: 'not-synchronous' }] : failing
}

const alarming = ['disk', 'files', 'mail', 'jobs', 'key', 'replica'] as const

/** Whether requests can be answered: the database is there, and as new as this Peil. */
export async function isReady({ db }: Pick<Connection, 'db'>): Promise<State> {
  return stateOf(async () => {
    const { rows } = await sql<{ name: string }>`select name from applied_migration`.execute(db)
    const applied = new Set(rows.map(({ name }) => name))
    const missing = readMigrations().some(({ name }) => !applied.has(name))
    return missing ? { problem: 'the database has yet to be brought up to date' } : {}
  })
}

/** Answers whoever asks within a second of another with what was found then: asking costs nothing twice. */
export function onceASecond<Result>(look: () => Promise<Result>): () => Promise<Result> {
  let last: { readonly found: Promise<Result>; readonly until: number } | undefined
  return () => {
    if (last === undefined || performance.now() >= last.until) {
      last = { found: look(), until: performance.now() + 1000 }
    }
    return last.found
  }
}

async function stateOf(check: () => Promise<Found>): Promise<State> {
  const tooLate = new AbortController()
  const late: Promise<Found> = pause(
    patience,
    { problem: 'it does not answer in time' },
    { ref: false, signal: tooLate.signal },
  )
  // What is wrong in words stands in the log; not everybody is told more.
  const found: Promise<Found> = check().catch(() => ({ problem: 'it does not answer' }))
  const { problem, figures } = await Promise.race([found, late.catch(() => found)])
  tooLate.abort()
  const counted = figures === undefined ? {} : { figures }
  return problem === undefined
    ? { status: 'ok', ...counted }
    : { status: 'fails', problem, ...counted }
}

async function database({ connection: { db } }: Looked): Promise<Found> {
  await sql`select 1`.execute(db)
  return {}
}

// Looked at every second already. Whatever is wrong with it, the first server answers in its place.
function replica({ connection }: Looked): State | undefined {
  if (connection.replica === undefined) return undefined
  const { state, lagSeconds } = connection.replica.look()
  const figures = lagSeconds === undefined ? {} : { figures: { lag_seconds: lagSeconds } }
  const problem = wrongWithReplica[state]
  return problem === undefined
    ? { status: 'ok', ...figures }
    : { status: 'fails', problem, ...figures }
}

const wrongWithReplica: Readonly<Record<ReplicaState, string | undefined>> = {
  'in-use': undefined,
  away: 'the replica does not answer',
  behind: 'the replica is further behind than it may be',
  leads: 'what DATABASE_REPLICA_URL names follows no other server',
  another: 'what DATABASE_REPLICA_URL names has another database',
}

async function disk({ directory }: Looked): Promise<Found> {
  for (const [folder, name] of [
    [directory, 'data'],
    [tmpdir(), 'temporary files'],
  ] as const) {
    const { bavail, bsize } = await statfs(folder)
    if (bavail * bsize < leastFree * 1_000_000) {
      return { problem: `less than ${leastFree} MB is free where ${name} lie` }
    }
  }
  return {}
}

// Whether something can be put there and taken away is only known by doing it.
async function files({ platform, connection: { db } }: Looked): Promise<Found> {
  const id = await platform.files.put(Readable.from([Buffer.from('?')]), 'text/plain', 1)
  await platform.files.remove(id)
  // Which those are is for the administrator, who has a list of them.
  const { rows } = await sql<{ damaged: number; unscanned: number }>`
    select (select count(*) from left_undone where task = 'checkFiles') as damaged,
      (select count(*) from unscanned_file where virus is null) as unscanned`
    .execute(db)
    .catch(() => ({ rows: [] }))
  return rows[0] === undefined ? {} : { figures: rows[0] }
}

// What was given up on is for the back office, which has a list of it. In the demo, and without a mail
// server, mails lie where they are to be read.
async function mail({ connection: { db }, platform }: Looked): Promise<Found> {
  const { waiting, late, undelivered } = await mailState(db)
  const figures = { waiting, late, undelivered }
  if (late === 0 || platform.demo || !platform.sendsMail) return { figures }
  return { figures, problem: 'mails wait longer than they should' }
}

// Of what comes again within minutes, and is therefore not tried again, the next is soon there.
async function jobs({ connection: { db } }: Looked): Promise<Found> {
  const { rows } = await sql<{ waiting: number; failed: number }>`
    select
      count(*) filter (where state in ('created', 'retry')
        and start_after < now() - interval '15 minutes') as waiting,
      count(*) filter (where state = 'failed' and completed_on > now() - interval '1 day'
        and retry_limit > 0) as failed
    from pgboss.job`.execute(db)
  const figures = rows[0] ?? { waiting: 0, failed: 0 }
  if (figures.waiting > 0) return { figures, problem: 'nobody does the jobs that wait' }
  return figures.failed > 0
    ? { figures, problem: 'jobs of the last day failed for good' }
    : { figures }
}

async function key({ connection: { db }, platform, sealing }: Looked): Promise<Found> {
  sign(null, Buffer.from('?'), platform.auditKey)
  const { rows } = await sql<{ unsealed: number; late: boolean }>`
    select count(*) as unsealed,
      coalesce(bool_or(at < now() - interval '15 minutes'), false) as late
    from audit_pending join audit_record using (seq)`.execute(db)
  const { unsealed = 0, late = false } = rows[0] ?? {}
  const figures = { unsealed }
  const problem = sealing?.()
  if (problem !== undefined) return { figures, problem }
  return late
    ? { figures, problem: 'the audit record has not been sealed for 15 minutes' }
    : { figures }
}
