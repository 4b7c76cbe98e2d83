import { randomInt } from 'node:crypto'
import type { Transaction } from 'kysely'
import type {
  ConstructorOptions,
  JobResult,
  PerJobWorkHandler,
  QueueOptions,
  SendOptions,
} from 'pg-boss'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Connection } from '#db/connection.ts'
import { letRequestsEnqueue } from '#db/let-requests-enqueue.ts'
import { queueConnections } from '#db/limits.ts'
import { letWorkTheQueue } from '#db/logins.ts'
import type { QueueDatabase } from '#db/queue-database.ts'
import { openQueueDatabase } from '#db/queue-database.ts'
import type { Database } from '#db/schema.ts'
import type { ImportJob } from '#domain/learning/course-import/read-import.ts'
import type { BankFileJob } from '#domain/money/bank-statement/process-bank-file.ts'
import type { OnlinePaymentJob } from '#domain/money/online-payment/carry-on.ts'
import type { Found } from '#domain/platform/alarm/alarm.ts'
import type { AskedByMail, Job, Platform, Urgency } from '#domain/platform/context/platform.ts'
import { checkFiles } from '#domain/platform/file/check-files.ts'
import { scanWaiting } from '#domain/platform/file/scan-waiting.ts'
import { releaseKept } from '#domain/platform/message/release-kept.ts'
import { makeWaitingPapers } from '#domain/platform/paper/make-papers.ts'
import { answerAVisitor } from '#jobs/answer-by-mail.ts'
import { carryOnAnOnlinePayment } from '#jobs/carry-on-online-payment.ts'
import { daily } from '#jobs/daily.ts'
import { deliverMail } from '#jobs/deliver-mail.ts'
import { makeThePapers } from '#jobs/make-papers.ts'
import { makeThePersonalExport } from '#jobs/make-personal-export.ts'
import { moveTheClock } from '#jobs/move-clock.ts'
import { readTheBankFile } from '#jobs/read-bank-file.ts'
import { readTheImport } from '#jobs/read-import.ts'
import type { AttendanceJob } from '#jobs/run-attendance.ts'
import { runAttendance } from '#jobs/run-attendance.ts'
import { readTheDelivery, takeOverForAWhile } from '#jobs/take-over.ts'
import { tidyUp } from '#jobs/tidy-up.ts'
import { wakeTheMail } from '#jobs/wake-mail.ts'
import { watch } from '#jobs/watch.ts'
import type { MailServer } from '#mail/transport.ts'

/** The job queue, which lives in the same database as what causes the jobs. */
export interface Queue {
  readonly enqueue: Platform['enqueue']
  /** Starts doing the jobs in this process. */
  readonly work: (
    platform: Platform,
    mailServer: MailServer | undefined,
    /** Which parts of Peil fail, for the alarms; without it nobody looks. */
    partsThatFail?: () => Promise<readonly Found[]>,
  ) => Promise<void>
  readonly stop: () => Promise<void>
}

const names = [
  'deliver-mail',
  'wake-mail',
  'answer-by-mail',
  'make-papers',
  'make-personal-export',
  'daily',
  'move-clock',
  'read-delivery',
  'take-over',
  'attendance',
  'course-import',
  'bank-file',
  'online-payment',
  'every-morning',
  'scan-files',
  'watch',
] as const

/** A large delivery with many files takes longer to read than other work. */
const readingSeconds = 3600

/** How often the work on a list of who was at a course is tried again before its organisation hears of it. */
const attendanceRetries = 4

/** How often it is tried again to put together what somebody asked of themselves. */
const exportRetries = 2

/**
 * How mail is taken up. Peil itself says when a mail that did not arrive has its next turn. Whoever has one in
 * hand says so every few seconds, so that others take it over within a minute of a crash.
 */
const ofMail = {
  notify: true,
  heartbeatSeconds: 15,
  retryDelayMax: 60,
  expireInSeconds: 600,
  deleteAfterSeconds: 3600,
} as const

/**
 * How other work is taken up. Whoever has it in hand says so; after twenty seconds of silence it is looked at as
 * left, and others begin it again some seconds later, so within a minute of a crash. What fails is tried for hours.
 */
const ofWork = {
  heartbeatSeconds: 20,
  retryLimit: 12,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3600,
} as const

/** How often whoever has work in hand says so, in seconds. */
const heartbeatRefreshSeconds = 5

/**
 * Somebody sits waiting for what is asked for by mail. What was done is soon forgotten, as an address in it may
 * be nobody's here. It is not taken up at once but at a moment that nobody knows: where the jobs are done in the
 * process that answers, the next answer would take longer where there is a mail to send, and tell that there is.
 */
const ofAnswers = { ...ofMail, notify: false, expireInSeconds: 60, deleteAfterSeconds: 60 } as const

/** How long after somebody asked their answer is ready to be taken up, at most, and how often is looked, in ms. */
const answersWithin = 1500
const answersEvery = 1000

/** How often is looked, in seconds, whether somebody fell silent with work in hand. */
const lookingSeconds = 10

/**
 * Opens the queue and makes it ready for work that is enqueued within a request's transaction. Where the jobs
 * are done too, it listens for new ones, which takes one of its connections. Its tables are made by the owner
 * of the database, who is another where `connection` no longer is.
 */
export async function openQueue(
  connection: Connection,
  log: Logger,
  {
    listens = true,
    owner = connection,
  }: { readonly listens?: boolean; readonly owner?: Connection } = {},
): Promise<Queue> {
  const left = owner !== connection
  const own = left ? { migrate: false, createSchema: false } : {}
  const most = listens ? queueConnections - 1 : queueConnections
  const { boss, database } = bossOf(connection, log, { most, ...bounds(listens), ...own })
  const made = left
    ? bossOf(owner, log, { most: 1, supervise: false, schedule: false })
    : { boss, database }
  const maker = made.boss
  await maker.start()
  for (const name of names) {
    await maker.createQueue(name, settingsOf(name))
    // One that an earlier Peil made keeps what that said.
    await maker.updateQueue(name, settingsOf(name))
  }
  await letRequestsEnqueue(owner.pool)
  if (left) {
    await letWorkTheQueue(owner.pool)
    await maker.stop({ graceful: false })
    await made.database.close()
    await boss.start()
  }
  return {
    enqueue: (db, job) => send(boss, db, job),
    work: (platform, mailServer, partsThatFail) =>
      work({ boss, platform, mailServer, partsThatFail, log }),
    stop: async () => {
      await boss.stop({ graceful: true, timeout: 5_000 })
      await database.close()
    },
  }
}

function bounds(listens: boolean) {
  return {
    useListenNotify: listens,
    superviseIntervalSeconds: lookingSeconds,
    monitorIntervalSeconds: lookingSeconds,
  }
}

function bossOf(
  { options }: Connection,
  log: Logger,
  { most, ...more }: Partial<ConstructorOptions> & { readonly most: number },
): { readonly boss: PgBoss; readonly database: QueueDatabase } {
  const failed = (error: unknown) => log.error({ err: error }, 'the job queue')
  const database = openQueueDatabase(options, most, failed)
  const boss = new PgBoss({ db: database, ...more })
  boss.on('error', failed)
  return { boss, database }
}

function settingsOf(name: (typeof names)[number]): QueueOptions & { readonly notify?: boolean } {
  if (name === 'deliver-mail') return { ...ofWork, ...ofMail }
  if (name === 'answer-by-mail') return { ...ofWork, ...ofAnswers }
  // The next comes soon.
  if (name === 'scan-files') return { retryLimit: 0, deleteAfterSeconds: 3600 }
  if (name === 'watch') return { retryLimit: 0, deleteAfterSeconds: 3600 }
  if (name === 'wake-mail') return { retryLimit: 0, deleteAfterSeconds: 3600 }
  // Whoever asked hears within a few minutes that it did not work.
  if (name === 'attendance' || name === 'course-import') {
    return { ...ofWork, retryLimit: attendanceRetries }
  }
  if (name === 'bank-file') {
    return { ...ofWork, retryLimit: attendanceRetries, expireInSeconds: readingSeconds }
  }
  if (name === 'make-personal-export') {
    const soon = { retryLimit: exportRetries, retryDelay: 10, expireInSeconds: readingSeconds }
    return { ...ofWork, ...soon }
  }
  return name === 'read-delivery' ? { ...ofWork, expireInSeconds: readingSeconds } : ofWork
}

async function send(boss: PgBoss, db: Transaction<Database>, job: Job): Promise<void> {
  const options =
    job.name === 'deliver-mail'
      ? turnOf(job)
      : job.name === 'answer-by-mail'
        ? someMoment()
        : job.name === 'online-payment'
          ? whenLookedAt(job)
          : job.name === 'attendance' && job.after !== undefined
            ? { startAfter: job.after }
            : {}
  await boss.send(job.name, job.data, { ...options, db: fromKysely(db) })
}

function someMoment(): SendOptions {
  const startAfter = Temporal.Now.instant().add({ milliseconds: randomInt(answersWithin) })
  return { startAfter: startAfter.toString() }
}

// However often Mollie says that something changed, it is asked once in some seconds.
function whenLookedAt({ data, after }: Job & { readonly name: 'online-payment' }): SendOptions {
  if (after !== undefined) return { startAfter: after }
  const { onlinePaymentId: singletonKey } = data
  return { singletonKey, singletonSeconds: 3, singletonNextSlot: true }
}

const priorities: Readonly<Record<Urgency, number>> = { first: 20, ordinary: 10, last: 0 }

function turnOf({ urgency, domain, after }: Job & { readonly name: 'deliver-mail' }): SendOptions {
  return {
    priority: priorities[urgency],
    // Apart, so that mail for which somebody sits waiting does not wait for the rest to that place.
    group: { id: urgency === 'first' ? `first ${domain}` : domain },
    ...(after !== undefined && { startAfter: after }),
  }
}

interface Working {
  readonly boss: PgBoss
  readonly platform: Platform
  readonly mailServer: MailServer | undefined
  readonly partsThatFail: (() => Promise<readonly Found[]>) | undefined
  readonly log: Logger
}

async function work(working: Working): Promise<void> {
  const { boss, platform, partsThatFail, log } = working
  const { registers } = platform
  const refresh = async () => {
    for (const { register, reasons } of await registers.refresh()) {
      log.error({ register, reasons }, 'what was imported last cannot be used')
    }
  }
  const papers = async (asked: { register: string; papers: string[] }) =>
    makeThePapers(platform, asked)
  await workOnMail(working, refresh)
  await workThrough<{ register: string; asked: AskedByMail }>(
    boss,
    'answer-by-mail',
    { every: answersEvery / 1000, before: refresh },
    (job, id) => answerAVisitor(platform, job, id),
  )
  await workThrough(boss, 'make-papers', { every: 0.5, before: refresh }, papers)
  await workThrough<{ register: string }>(boss, 'daily', { every: 2, before: refresh }, (job) =>
    morning(platform, job.register, log),
  )
  await boss.work<{ goOn: boolean }>(
    'move-clock',
    { pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds },
    async (jobs) => {
      await refresh()
      for (const job of jobs) await moveTheClock(platform, job.data)
    },
  )
  for (const [name, doOne] of [
    ['read-delivery', readTheDelivery],
    ['take-over', takeOverForAWhile],
  ] as const) {
    const every = { pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds }
    await boss.work<{ register: string; takeoverId: string }>(name, every, async (jobs) => {
      await refresh()
      for (const job of jobs) await doOne(platform, job.data)
    })
  }
  await boss.work<AttendanceJob>(
    'attendance',
    { pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds },
    async (jobs) => {
      await refresh()
      for (const { data, retryCount } of jobs) {
        await runAttendance(platform, data, retryCount >= attendanceRetries)
      }
    },
  )
  await boss.work<ImportJob>(
    'course-import',
    { pollingIntervalSeconds: 1, heartbeatRefreshSeconds },
    async (jobs) => {
      await refresh()
      for (const { data, retryCount } of jobs) {
        await readTheImport(platform, data, retryCount >= attendanceRetries)
      }
    },
  )
  // Somebody waits for it, and Mollie may be slow: one never waits for another.
  await boss.work<OnlinePaymentJob>(
    'online-payment',
    {
      ...{ batchSize: 10, perJobResults: true, localConcurrency: 2 },
      ...{ pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds },
    },
    async (jobs) => {
      await refresh()
      const carryOn = async ({ id, data }: (typeof jobs)[number]) => ({
        id,
        ...(await outcomeOf(carryOnAnOnlinePayment(platform, data))),
      })
      return Promise.all(jobs.map(carryOn))
    },
  )
  // One at a time, so that of two files of the same days one comes after the other.
  await boss.work<BankFileJob>(
    'bank-file',
    { pollingIntervalSeconds: 1, heartbeatRefreshSeconds },
    async (jobs) => {
      await refresh()
      for (const { data, retryCount } of jobs) {
        await readTheBankFile(platform, data, retryCount >= attendanceRetries)
      }
    },
  )
  // One at a time: each takes room on the disk.
  await boss.work<{ register: string; exportId: string }>(
    'make-personal-export',
    { pollingIntervalSeconds: 1, heartbeatRefreshSeconds },
    async (jobs) => {
      await refresh()
      for (const { data, retryCount } of jobs) {
        await makeThePersonalExport(platform, data, retryCount >= exportRetries)
      }
    },
  )
  await boss.work('every-morning', { heartbeatRefreshSeconds }, async () => {
    await refresh()
    // Each register has a job of its own: none waits for another, and one that fails is tried again alone.
    for (const { id } of registers.values()) await boss.send('daily', { register: id })
    for (const register of registers.values()) {
      const damaged = await checkFiles(platform, register)
      if (damaged > 0) log.error({ register: register.id, damaged }, 'files missing or changed')
    }
    const swept = await tidyUp(platform)
    if (swept.outcome === 'cannot-see') log.error('files that belong to nobody cannot be swept up')
  })
  // The demo's mails are to people who do not exist; they are read in its mailbox.
  const release = async () => {
    if (platform.sendsMail && !platform.demo) await releaseKept(platform)
  }
  await boss.work('wake-mail', async () => {
    await release()
    await wakeTheMail(platform, queuedMails(boss))
  })
  if (partsThatFail !== undefined) {
    await boss.work('watch', async () => watch(platform, partsThatFail))
    await boss.schedule('watch', '* * * * *')
  }
  await boss.work('scan-files', async () => {
    const waiting = await scanWaiting(platform)
    if (waiting > 0)
      log.error({ waiting }, 'the virus scanner cannot be reached; files wait for it')
  })
  await boss.schedule('scan-files', '*/5 * * * *')
  await boss.schedule('wake-mail', '* * * * *')
  await boss.schedule('every-morning', '5 6 * * *', {}, { tz: 'Europe/Amsterdam' })
  await release()
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

/** Without a mail server mails are only put away, which is quick. */
const withoutServer = [{ urgentOnly: false, connections: 2, deliver: undefined }]

// Somebody for each connection, who takes up two mails at a time and goes on at once as long as there are two. Of
// the mails to one place at most as many are in hand as half of the connections, so that a place that is slow leaves
// room for the rest; and some connections are for mail alone that somebody sits waiting for.
async function workOnMail(
  { boss, platform, mailServer, log }: Working,
  refresh: () => Promise<void>,
): Promise<void> {
  for (const { urgentOnly, connections, deliver } of mailServer?.lanes ?? withoutServer) {
    const toOnePlace = Math.ceil(connections / 2)
    const options = {
      ...(urgentOnly && { minPriority: priorities.first }),
      ...(!urgentOnly && deliver !== undefined && { localGroupConcurrency: toOnePlace }),
      ...{ batchSize: 2, burstWhenBatchFull: true, localConcurrency: connections },
      ...{ heartbeatRefreshSeconds, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 },
      perJobResults: true,
    } as const
    const deliverThese: PerJobWorkHandler<{ mailId: string }> = async (jobs) => {
      await refresh()
      const deliverOne = async (job: (typeof jobs)[number]) => ({
        id: job.id,
        ...(await outcomeOf(deliverMail(platform, deliver, job))),
      })
      return Promise.all(jobs.map(deliverOne))
    }
    await boss.work('deliver-mail', options, deliverThese)
  }
  if (mailServer === undefined) log.info('there is no mail server: mails are kept')
}

// Which of these mails has a job that is still to be done.
function queuedMails(boss: PgBoss) {
  return async (): Promise<ReadonlySet<string>> => {
    const { rows } = await boss.getDb().executeSql(`select data->>'mailId' as id from pgboss.job
      where name = 'deliver-mail' and state in ('created', 'retry', 'active')`)
    return new Set(rows.map(({ id }) => String(id)))
  }
}

// Does what comes many at a time: a meeting's certificates, a morning's reminders. What is waiting
// is taken up at once, some at a time, and only an empty queue is left alone for some seconds. Each
// job stands on its own: one that fails is tried again by itself.
async function workThrough<Data extends object>(
  boss: PgBoss,
  name: (typeof names)[number],
  /** How many seconds an empty queue is left alone, and what comes before each time. */
  when: { readonly every: number; readonly before: () => Promise<unknown> },
  doOne: (data: Data, id: string) => Promise<void>,
): Promise<void> {
  const doThese: PerJobWorkHandler<Data> = async (jobs) => {
    await when.before()
    const results: JobResult[] = []
    for (const { id, data } of jobs) results.push({ id, ...(await outcomeOf(doOne(data, id))) })
    return results
  }
  const many = { batchSize: 10, burstWhenBatchFull: true, perJobResults: true } as const
  const options = { ...many, heartbeatRefreshSeconds, pollingIntervalSeconds: when.every }
  await boss.work(name, options, doThese)
}

async function outcomeOf(work: Promise<void>): Promise<Omit<JobResult, 'id'>> {
  try {
    await work
    return { status: 'completed' }
  } catch (error) {
    return { status: 'failed', output: error }
  }
}
