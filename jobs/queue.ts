import type { Transaction } from 'kysely'
import type { JobResult, PerJobWorkHandler } from 'pg-boss'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Connection } from '#db/connection.ts'
import { letRequestsEnqueue } from '#db/let-requests-enqueue.ts'
import { queueConnections } from '#db/limits.ts'
import type { Database } from '#db/schema.ts'
import type { Job, Platform } from '#domain/platform/context/platform.ts'
import { releaseKept } from '#domain/platform/message/release-kept.ts'
import { makeWaitingPapers } from '#domain/platform/paper/make-papers.ts'
import { daily } from '#jobs/daily.ts'
import { deliverMail } from '#jobs/deliver-mail.ts'
import { makeThePapers } from '#jobs/make-papers.ts'
import { moveTheClock } from '#jobs/move-clock.ts'
import { readTheDelivery, takeOverForAWhile } from '#jobs/take-over.ts'
import { tidyUp } from '#jobs/tidy-up.ts'

/** The job queue, which lives in the same database as what causes the jobs. */
export interface Queue {
  readonly enqueue: Platform['enqueue']
  /** Starts doing the jobs in this process. */
  readonly work: (platform: Platform, env: Environment) => Promise<void>
  readonly stop: () => Promise<void>
}

type Environment = Readonly<Record<string, string | undefined>>

const names = [
  'deliver-mail',
  'make-papers',
  'daily',
  'move-clock',
  'read-delivery',
  'take-over',
  'every-morning',
] as const

/** A large delivery with many files takes longer to read than other work. */
const readingSeconds = 3600

/** Opens the queue and makes it ready for work that is enqueued within a request's transaction. */
export async function openQueue(connection: Connection, log: Logger): Promise<Queue> {
  const { host, port, user, password, database, connectionString } = connection.options
  const boss = new PgBoss({
    ...(connectionString === undefined
      ? {
          host: String(host),
          port: Number(port ?? 5432),
          user: String(user),
          password: String(password ?? ''),
          database: String(database),
        }
      : { connectionString }),
    application_name: 'peil-jobs',
    max: queueConnections,
  })
  boss.on('error', (error) => log.error({ err: error }, 'the job queue'))
  await boss.start()
  for (const name of names) {
    const long = name === 'read-delivery' ? { expireInSeconds: readingSeconds } : {}
    await boss.createQueue(name, { retryLimit: 8, retryDelay: 30, retryBackoff: true, ...long })
  }
  await letRequestsEnqueue(connection.pool)
  return {
    enqueue: (db, job) => send(boss, db, job),
    work: (platform, env) => work(boss, platform, env, log),
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}

async function send(boss: PgBoss, db: Transaction<Database>, job: Job): Promise<void> {
  await boss.send(job.name, job.data, { db: fromKysely(db) })
}

async function work(
  boss: PgBoss,
  platform: Platform,
  env: Environment,
  log: Logger,
): Promise<void> {
  const { registers } = platform
  const refresh = async () => {
    for (const { register, reasons } of await registers.refresh()) {
      log.error({ register, reasons }, 'what was imported last cannot be used')
    }
  }
  const mails = async (mail: { mailId: string }) => deliverMail(platform, env, mail)
  const papers = async (asked: { register: string; papers: string[] }) =>
    makeThePapers(platform, asked)
  await workThrough(boss, 'deliver-mail', { every: 2, before: refresh }, mails)
  await workThrough(boss, 'make-papers', { every: 0.5, before: refresh }, papers)
  await workThrough<{ register: string }>(boss, 'daily', { every: 2, before: refresh }, (job) =>
    morning(platform, job.register, log),
  )
  await boss.work<{ goOn: boolean }>(
    'move-clock',
    { pollingIntervalSeconds: 0.5 },
    async (jobs) => {
      await refresh()
      for (const job of jobs) await moveTheClock(platform, job.data)
    },
  )
  for (const [name, doOne] of [
    ['read-delivery', readTheDelivery],
    ['take-over', takeOverForAWhile],
  ] as const) {
    const every = { pollingIntervalSeconds: 0.5 }
    await boss.work<{ register: string; takeoverId: string }>(name, every, async (jobs) => {
      await refresh()
      for (const job of jobs) await doOne(platform, job.data)
    })
  }
  await boss.work('every-morning', async () => {
    await refresh()
    // Each register has a job of its own: none waits for another, and one that fails is tried again alone.
    for (const { id } of registers.values()) await boss.send('daily', { register: id })
    const swept = await tidyUp(platform)
    if (swept.outcome === 'cannot-see') log.error('files that belong to nobody cannot be swept up')
  })
  await boss.schedule('every-morning', '5 6 * * *', {}, { tz: 'Europe/Amsterdam' })
  // The demo's mails are to people who do not exist; they are read in its mailbox.
  if (platform.sendsMail && !platform.demo) await releaseKept(platform)
  log.info('the jobs are being done here')
}

// What is due in one register, and the papers that could not be made so far.
async function morning(platform: Platform, id: string, log: Logger): Promise<void> {
  const undone = await daily(platform, { register: id })
  if (undone.length > 0) log.error({ register: id, undone }, 'due work that could not be done')
  const register = platform.registers.get(id)
  const failed = register === undefined ? [] : await makeWaitingPapers(platform, register)
  if (failed.length > 0) log.error({ register: id, failed }, 'papers that cannot be made')
}

// Does what comes many at a time: a meeting's certificates, a morning's reminders. What is waiting
// is taken up at once, some at a time, and only an empty queue is left alone for some seconds. Each
// job stands on its own: one that fails is tried again by itself.
async function workThrough<Data extends object>(
  boss: PgBoss,
  name: (typeof names)[number],
  /** How many seconds an empty queue is left alone, and what comes before each time. */
  when: { readonly every: number; readonly before: () => Promise<unknown> },
  doOne: (data: Data) => Promise<void>,
): Promise<void> {
  const doThese: PerJobWorkHandler<Data> = async (jobs) => {
    await when.before()
    const results: JobResult[] = []
    for (const { id, data } of jobs) results.push({ id, ...(await outcomeOf(doOne(data))) })
    return results
  }
  const many = { batchSize: 10, burstWhenBatchFull: true, perJobResults: true } as const
  await boss.work(name, { ...many, pollingIntervalSeconds: when.every }, doThese)
}

async function outcomeOf(work: Promise<void>): Promise<Omit<JobResult, 'id'>> {
  try {
    await work
    return { status: 'completed' }
  } catch (error) {
    return { status: 'failed', output: error }
  }
}
