import { randomBytes, randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import pino from 'pino'
import type { Connection } from '#db/connection.ts'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import { seatsIn } from '#domain/demo/cast/seats-in.ts'
import { answerByMail } from '#domain/people/account/answer-by-mail.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { businessDate, clockMoved } from '#domain/platform/clock/business-date.ts'
import type { Context, ProvenRegister } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Job, Platform } from '#domain/platform/context/platform.ts'
import { makeWaitingPapers } from '#domain/platform/paper/make-papers.ts'
import type { SecurityEvent } from '#domain/platform/security-log/security-log.ts'
import type { Register } from '#regulations/register.ts'
import { makeApp } from '#server/app.ts'
import { makePlatform } from '#server/platform.ts'

// Without anything of the test runner, so that measurements have it too.

/** One Peil for a test file: a real database and file store, every page of the site, no socket. */
export interface TestPlatform {
  readonly platform: Platform
  readonly connection: Connection
  readonly app: Hono
  /** What was enqueued, in order; the queue itself has its own tests. */
  readonly jobs: Job[]
  /** What stands in the security log, in order. */
  readonly noted: SecurityEvent[]
  /** Makes the papers that were issued, as their jobs would. */
  readonly makePapers: () => Promise<void>
  /** Runs a use case in the register that the file is about, on a day of choice. */
  readonly act: <Result>(
    actor: Actor,
    work: (context: Context) => Promise<Result>,
    today?: string,
  ) => Promise<Result>
  /** Makes an account, with what they do, and gives the cookie of a session of it. */
  readonly signIn: (
    email: string,
    parts?: readonly Part[],
    options?: { readonly secondFactor?: boolean; readonly register?: string },
  ) => Promise<{ readonly accountId: string; readonly cookie: string }>
  /** A GET through the whole site, as whoever holds the cookie. */
  readonly get: (path: string, cookie?: string) => Promise<Response>
  /** A form sent through the whole site; a value that is a list is sent as often as it is long. */
  readonly post: (
    path: string,
    fields: Readonly<Record<string, string | readonly string[] | File>>,
    cookie?: string,
  ) => Promise<Response>
  /** Moves the business date to a day, by the demo's clock. */
  readonly setToday: (day: string) => Promise<void>
}

/** Where a Peil of a test is reached. */
export const testOrigin = 'http://peil.test'

// Why a page answered 500 stands above the test that expected something else.
const toStderr = {
  write: (line: string) => {
    const { method, path, err } = JSON.parse(line)
    const ours = err?.stack.replaceAll(/\n *at .*(?:node_modules|node:).*/g, '') ?? line
    process.stderr.write(`${method} ${path} failed: ${ours}\n`)
  },
}

/** One Peil on a database in which the registers are, about the KRSD unless told otherwise. */
export async function platformOn(
  connection: Connection,
  options: {
    readonly dataDirectory: string
    readonly demo?: boolean | undefined
    readonly cast?: boolean | undefined
    readonly register?: string | undefined
    readonly peopleADay?: number | undefined
    readonly unknownRowsADay?: number | undefined
    readonly env?: Readonly<Record<string, string>> | undefined
    readonly answers?: boolean | undefined
  },
): Promise<TestPlatform> {
  const about = options.register ?? 'krsd'
  const { dataDirectory } = options
  const origin = testOrigin
  const { db } = connection
  const jobs: Job[] = []
  const noted: SecurityEvent[] = []
  const platform: Platform = await makePlatform(options.env ?? {}, {
    db,
    dataDirectory,
    origin,
    demo: options.demo ?? options.cast ?? false,
    enqueue: async (db, job) => {
      jobs.push(job)
      // Tests read the mail that a visitor asked for right after asking.
      if (job.name !== 'answer-by-mail' || options.answers === false) return
      const { register, asked } = job.data
      const proven = platform.registers.get(register) as Register as ProvenRegister
      const today = await businessDate(db)
      const context: Context = {
        ...{ db, register: proven, actor: { kind: 'visitor' }, today, platform },
      }
      await answerByMail(context, asked, randomUUID())
    },
    securityLog: (event) => noted.push(event),
    ...(options.peopleADay && { peopleADay: options.peopleADay }),
    unknownRowsADay: options.unknownRowsADay,
  })
  const health = async () => ({ healthy: true, facts: {} })
  const app = makeApp(platform, health, pino({ level: 'error' }, toStderr))
  const headers = (cookie?: string) => ({ origin, ...(cookie === undefined ? {} : { cookie }) })
  return {
    platform,
    connection,
    app,
    jobs,
    noted,
    makePapers: async () => {
      for (const register of platform.registers.values()) {
        const failed = await makeWaitingPapers(platform, register)
        if (failed.length > 0) throw new Error(failed.map(({ reason }) => reason).join('\n'))
      }
    },
    act: async (actor, work, today) => {
      const register = platform.registers.get(about)
      if (register === undefined) throw new Error(`${about} is not there`)
      const day = today === undefined ? {} : { today: Temporal.PlainDate.from(today) }
      return inRegister(platform, { register, ...day }, actor, work)
    },
    signIn: async (email, parts = [], { secondFactor = true, register = about } = {}) => {
      const now = Temporal.Now.instant()
      const account = await db
        .insertInto('account')
        .values({ email, email_confirmed_at: now.toString() })
        .onConflict((conflict) =>
          conflict
            .column('email')
            .where('closed_at', 'is', null)
            .doUpdateSet({ email_confirmed_at: now.toString() }),
        )
        .returning('id')
        .executeTakeFirstOrThrow()
      for (const seat of seatsIn(platform.registers.get(register) as Register, parts)) {
        await db
          .insertInto('staff_role')
          .values({ account_id: account.id, register, ...seat })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }
      const token = randomBytes(32).toString('base64url')
      await db
        .insertInto('session')
        .values({
          token_hash: hashToken(token),
          account_id: account.id,
          method: 'password',
          second_factor_at: secondFactor ? now.toString() : null,
          expires_at: now.add({ hours: 12 }).toString(),
        })
        .execute()
      return { accountId: account.id, cookie: `peil=${token}` }
    },
    get: async (target, cookie) =>
      asRead(
        await app.request(`${origin}${target}`, { headers: headers(cookie), redirect: 'manual' }),
      ),
    post: async (target, fields, cookie) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) {
        if (value instanceof File || typeof value === 'string') body.append(name, value)
        else for (const one of value) body.append(name, one)
      }
      const hasFile = Object.values(fields).some((value) => value instanceof File)
      const answer = await app.request(`${origin}${target}`, {
        method: 'POST',
        headers: headers(cookie),
        redirect: 'manual',
        body: hasFile ? body : new URLSearchParams([...body].map(([k, v]) => [k, String(v)])),
      })
      return asRead(answer)
    },
    setToday: async (day) => {
      const real = Temporal.Now.plainDateISO('Europe/Amsterdam')
      const shift = real.until(Temporal.PlainDate.from(day), { largestUnit: 'days' }).days
      await db.updateTable('platform').set({ clock_shift_days: shift }).execute()
      clockMoved(db)
    },
  }
}

// A page of which a test reads the words: what keeps "e-mail" on one line is not one of them, and has a test of its own.
async function asRead(answer: Response): Promise<Response> {
  if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) return answer
  const { status, headers } = answer
  const html = (await answer.text()).replaceAll(
    /<span class="nowrap">(e-mail\p{L}*)<\/span>/giu,
    '$1',
  )
  return new Response(html, { status, headers })
}
