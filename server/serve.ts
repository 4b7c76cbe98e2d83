import { once } from 'node:events'
import type { Logger } from 'pino'
import pino from 'pino'
import type { Connection } from '#db/connection.ts'
import { connect, DatabaseUnavailable, leaveOwner } from '#db/connection.ts'
import { dataDirectory } from '#db/embedded.ts'
import { MigrationRefused, migrate, requireNewEnough } from '#db/migrate.ts'
import { SnapshotRefused } from '#db/snapshot.ts'
import { isConfirmedTwice } from '#db/synchronous.ts'
import type { CastMember } from '#domain/demo/cast/cast.ts'
import { demoRegister, professionals, staff } from '#domain/demo/cast/cast.ts'
import { seatCast } from '#domain/demo/cast/seat-cast.ts'
import { seedDemo } from '#domain/demo/cast/seed-demo.ts'
import { hideFactors } from '#domain/people/account/hide-factors.ts'
import { inviteFirstAdministrator } from '#domain/people/account/invite-first-administrator.ts'
import { readFigures } from '#domain/platform/alarm/figures.ts'
import type { Witnessing } from '#domain/platform/audit/ask-witnesses.ts'
import {
  silentWitnesses,
  startWitnessing,
  witnessesOf,
} from '#domain/platform/audit/ask-witnesses.ts'
import { AuditKeyRefused } from '#domain/platform/audit/audit-key.ts'
import type { Keeper } from '#domain/platform/audit/keep-checkpoints.ts'
import { keepingOf, startKeeping } from '#domain/platform/audit/keep-checkpoints.ts'
import type { Sequencer } from '#domain/platform/audit/sequencer.ts'
import { startSequencer } from '#domain/platform/audit/sequencer.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { RegisterFault } from '#domain/platform/context/registers.ts'
import { IdentityProviderRefused } from '#domain/platform/identity/identity-provider.ts'
import { holdAfterRestore } from '#domain/platform/message/hold-mail.ts'
import { MollieRefused } from '#domain/platform/mollie/mollie-of.ts'
import { SecretsKeyRefused } from '#domain/platform/secret/secrets.ts'
import { storage } from '#domain/platform/storage/storage.ts'
import { sweepTemporary } from '#domain/platform/storage/temporary-folder.ts'
import type { Queue } from '#jobs/queue.ts'
import { openQueue } from '#jobs/queue.ts'
import type { MailServer } from '#mail/transport.ts'
import { MailRefused, openMailServer } from '#mail/transport.ts'
import { MistakenFile } from '#regulations/mistakes.ts'
import type { HealthCheck, ReadyCheck } from '#server/app.ts'
import { makeApp } from '#server/app.ts'
import { ProxyRefused, trustedProxies } from '#server/client-address.ts'
import type { Preparation } from '#server/demo-data.ts'
import { prepareDatabase } from '#server/demo-data.ts'
import type { Looked } from '#server/health.ts'
import { isReady, lookAfter, onceASecond, partsThatFail } from '#server/health.ts'
import { allowedHosts, HostsRefused } from '#server/hosts.ts'
import { importAtStart, RegistersRefused } from '#server/import-registers.ts'
import { CannotListen, hostOf, isLoopback, listen } from '#server/listen.ts'
import { LivedInRefused, requireLivedIn, restoreLivedIn } from '#server/lived-in.ts'
import type { Metrics } from '#server/metrics.ts'
import { MetricsRefused, makeMetrics, serveMetrics } from '#server/metrics.ts'
import { listenToNews } from '#server/news.ts'
import { makePlatform } from '#server/platform.ts'
import { requestFields } from '#server/request-log.ts'
import { securityLogIn } from '#server/security-log.ts'
import { paths } from '#web/paths.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Something that runs until it is stopped. */
export interface Running {
  stop(): Promise<void>
}

/**
 * Starts the web server, and on the embedded database the jobs beside it, and prints where it is.
 * What was started already is stopped again when something fails.
 */
export async function serve(env: Environment, asked: AbortSignal): Promise<Running> {
  const begin = performance.now()
  const trusted = trustedProxies(env)
  // First of all, so that a port that is in use is said at once; and stopped first of all too.
  const listener = await listen(env)
  const starting = startAll(async (started) => {
    const peil = await open(env, { origin: env.PEIL_ORIGIN || listener.address }, started, asked)
    const { platform, connection, log, worksHere } = peil
    const sealing = worksHere ? await work(peil, env, started) : undefined
    const hosts = allowedHosts(env, platform.origin)
    const { health, ready } = watching(peil, env, sealing)
    const metrics = await measure(env, connection, started)
    listener.answerWith(makeApp(platform, health, log, { trusted, hosts, ready, metrics }))
    const seconds = ((performance.now() - begin) / 1000).toFixed(1)
    console.log(`Peil runs at ${listener.address} (started in ${seconds} s)`)
    console.log(`Database: ${connection.describe}`)
    if (connection.kind === 'embedded') console.log(`  ${embeddedNote}`)
    if (!worksHere) console.log('Jobs: not here; start the worker too, or set PEIL_JOBS=on')
    for (const fault of platform.registers.faults.values()) console.error(warningOf(fault))
    console.log(platform.demo ? castOf(platform) : await invitation(platform))
    if (platform.demo && !isPrivate(env)) console.log(openDemo)
    started.push(listener)
  })
  return starting.catch(async (error) => {
    await listener.stop()
    throw error
  })
}

/** Starts what does the jobs and seals the audit record, without the web server. */
export async function serveJobs(env: Environment, asked: AbortSignal): Promise<Running> {
  return startAll(async (started) => {
    const origin = env.PEIL_ORIGIN || 'http://localhost:3000'
    const peil = await open(env, { origin, works: true }, started, asked)
    await work(peil, env, started)
    await measure(env, peil.connection, started)
    console.log('Peil does the jobs')
    console.log(`Database: ${peil.connection.describe}`)
  })
}

/** Runs something until Ctrl-C or SIGTERM, and stops it then; a second signal does not wait. */
export async function runUntilAsked(
  start: (asked: AbortSignal) => Promise<Running>,
): Promise<void> {
  const asking = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(130))
      asking.abort()
    })
  }
  try {
    const running = await start(asking.signal)
    if (!asking.signal.aborted) await once(asking.signal, 'abort')
    await running.stop()
    process.exit(0)
  } catch (error) {
    if (asking.signal.aborted) process.exit(0)
    const expected = [
      AuditKeyRefused,
      CannotListen,
      DatabaseUnavailable,
      HostsRefused,
      IdentityProviderRefused,
      LivedInRefused,
      MailRefused,
      MetricsRefused,
      MigrationRefused,
      MistakenFile,
      MollieRefused,
      ProxyRefused,
      RegistersRefused,
      SecretsKeyRefused,
      SnapshotRefused,
    ].some((kind) => error instanceof kind)
    console.error(expected && error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

interface Peil {
  readonly connection: Connection
  readonly platform: Platform
  readonly queue: Queue
  readonly mailServer: MailServer | undefined
  /** Whether the jobs are done in this process. */
  readonly worksHere: boolean
  readonly log: Logger
}

// Begins no next step when it has been asked to stop meanwhile.
async function open(
  env: Environment,
  { origin, works }: { readonly origin: string; readonly works?: true },
  started: Running[],
  asked: AbortSignal,
): Promise<Peil> {
  const mailServer = openMailServer(env)
  if (mailServer !== undefined) started.push({ stop: async () => mailServer.close() })
  const owner = await connect(env)
  started.push(owner)
  await requireNewEnough(owner.pool)
  asked.throwIfAborted()
  const log = makeLog(env, owner)
  const swept = await sweepTemporary()
  if (swept > 0) log.info({ swept }, 'folders of a process that crashed were removed')
  started.push({ stop: async () => hush(log) })
  const directory = dataDirectory(env)
  const demo = isDemo(env, owner)
  const preparation = await prepareDatabase(owner, directory)
  started.push(preparation)
  const livedIn = demo && env.PEIL_DEMO === 'vol'
  if (livedIn) await beginLivedIn(env, owner, preparation, origin)
  await migrate(owner.pool)
  if (livedIn) await requireLivedIn(owner)
  await holdAfterRestore(owner.db, directory)
  asked.throwIfAborted()
  const { connection, why } = await leaveOwner(owner)
  if (connection !== owner) started.push(connection)
  const worksHere = works ?? (owner.kind === 'embedded' || env.PEIL_JOBS === 'on')
  const queue = await openQueue(connection, log, { listens: worksHere, owner })
  started.push(queue)
  const { enqueue } = queue
  const { db } = connection
  for (const register of await importAtStart(db)) {
    log.warn({ register }, 'the files of this register wait for one of its administrators')
  }
  const platform = await makePlatform(env, {
    ...{ db, dataDirectory: directory, origin, demo, enqueue },
    securityLog: securityLogIn(log),
  })
  await hideFactors(db, platform.secrets)
  started.push(listenToNews(connection, platform, log))
  asked.throwIfAborted()
  if (demo) {
    if (!livedIn) await preparation.fill(() => seedDemo(platform))
    for (const register of platform.registers.values()) {
      const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
      await inRegister(platform, { register, today }, { kind: 'system', task: 'demo' }, seatCast)
    }
  }
  await preparation.stop()
  // Nobody here is the owner any more.
  if (connection !== owner) await owner.release()
  else console.error(asOwnerWarning(why ?? ''))
  if ((await isConfirmedTwice(connection)) === false) console.error(onOneServer)
  asked.throwIfAborted()
  return { connection, platform, queue, mailServer, worksHere, log }
}

async function beginLivedIn(
  env: Environment,
  connection: Connection,
  preparation: Preparation,
  origin: string,
): Promise<void> {
  const files = storage({ ...env, PEIL_DATA: dataDirectory(env) })
  await preparation.restore(() => restoreLivedIn(connection, { files, origin }))
}

async function work(peil: Peil, env: Environment, started: Running[]): Promise<Sealing> {
  const { queue, platform, mailServer, connection, log } = peil
  const { db } = connection
  const keeping = keepingOf(env)
  const keeper =
    keeping.place === undefined && keeping.webhook === undefined
      ? undefined
      : startKeeping(db, keeping, (error) =>
          log.error({ err: error }, 'a checkpoint of the audit record could not be kept'),
        )
  if (keeper !== undefined) started.push(keeper)
  const witnesses = witnessesOf(env)
  const witnessing =
    witnesses.length === 0
      ? undefined
      : startWitnessing(db, witnesses, (error) =>
          log.error({ err: error }, 'a checkpoint of the audit record was not countersigned'),
        )
  if (witnessing !== undefined) started.push(witnessing)
  const sequencer = startSequencer(db, platform.auditKey, (error) =>
    log.error({ err: error }, 'the audit record could not be sealed'),
  )
  started.push(sequencer)
  const sealing = { sequencer, keeper, witnessing }
  const looked = lookedOf(peil, env, sealing)
  await queue.work(platform, mailServer, async () => {
    const silent = await silentWitnesses(db, witnesses)
    const parts = await partsThatFail(looked)
    return silent === 0 ? parts : [...parts, { kind: 'witness', amount: silent }]
  })
  return sealing
}

interface Sealing {
  readonly sequencer: Sequencer
  /** Undefined where checkpoints are kept nowhere else. */
  readonly keeper: Keeper | undefined
  /** Undefined where no witness is asked. */
  readonly witnessing: Witnessing | undefined
}

// Stops in the opposite order of starting: the database last.
async function startAll(start: (started: Running[]) => Promise<void>): Promise<Running> {
  const started: Running[] = []
  const stop = async () => {
    for (const one of started.splice(0).reverse()) await one.stop()
  }
  try {
    await start(started)
    return { stop }
  } catch (error) {
    await stop().catch(() => undefined)
    throw error
  }
}

// Off as soon as somebody else might reach it, unless that is what somebody wants.
function isDemo(env: Environment, connection: Connection): boolean {
  if (env.PEIL_DEMO === 'on' || env.PEIL_DEMO === 'vol') return true
  if (env.PEIL_DEMO === 'off') return false
  return connection.kind === 'embedded' && isPrivate(env)
}

// Whether only this machine reaches Peil, also by way of a proxy.
function isPrivate(env: Environment): boolean {
  if (!isLoopback(hostOf(env)) || env.PEIL_PROXY) return false
  if (!env.PEIL_ORIGIN) return true
  const host = URL.parse(env.PEIL_ORIGIN)?.hostname ?? ''
  return host === 'localhost' || isLoopback(host.replace(/^\[(.*)\]$/, '$1'))
}

function makeLog(env: Environment, connection: Connection): Logger {
  const usual = connection.kind === 'embedded' ? 'warn' : 'info'
  // The errors of the database's driver carry their whole connection, which is no use in a log.
  const err = (error: Error & { code?: string }) => ({
    ...{ type: error.name, message: error.message, code: error.code, stack: error.stack },
  })
  return pino(
    { level: env.PEIL_LOG || usual, serializers: { err }, mixin: requestFields },
    pino.destination(2),
  )
}

// When the queue has stopped, what the last closing connections still say is no news.
function hush(log: Logger): void {
  log.level = 'silent'
}

// What it says of each part is for whoever runs Peil; what else it says tells one Peil from another.
function watching(
  peil: Peil,
  env: Environment,
  sealing: Sealing | undefined,
): { readonly health: HealthCheck; readonly ready: ReadyCheck } {
  const { connection, platform } = peil
  const facts = {
    database: connection.kind === 'embedded' ? 'embedded PostgreSQL' : 'PostgreSQL server',
    jobs: sealing ? 'here' : 'elsewhere',
    demo: platform.demo,
  }
  const looked = lookedOf(peil, env, sealing)
  return {
    health: onceASecond(async () => {
      const { healthy, parts } = await lookAfter(looked)
      return { healthy, facts: { ...facts, parts } }
    }),
    ready: onceASecond(() => isReady(connection)),
  }
}

function lookedOf(
  { connection, platform }: Peil,
  env: Environment,
  sealing: Sealing | undefined,
): Looked {
  return {
    connection,
    platform,
    directory: dataDirectory(env),
    sealing: () => {
      if (sealing?.sequencer.problem() !== undefined) return 'the audit record cannot be sealed'
      const witnessed = sealing?.witnessing?.problem()
      if (witnessed !== undefined) return witnessed
      return sealing?.keeper?.problem() === undefined
        ? undefined
        : 'checkpoints of the audit record cannot be kept'
    },
  }
}

// On an address of its own, and only where one is named.
async function measure(
  env: Environment,
  { pool, db, replica }: Connection,
  started: Running[],
): Promise<Metrics | undefined> {
  if (!env.PEIL_METRICS) return undefined
  const metrics = makeMetrics({ pool, figures: onceASecond(() => readFigures(db)), replica })
  const served = await serveMetrics(metrics, env.PEIL_METRICS)
  started.push(served)
  console.log(`Metrics: ${served.address}`)
  return metrics
}

function warningOf({ register, reasons, goesOnWith }: RegisterFault): string {
  const what =
    goesOnWith === undefined ? 'it is not there' : 'it goes on with what was imported before that'
  return [
    `WARNING: what was imported last of ${register} cannot be used; ${what}.`,
    ...reasons,
  ].join('\n  ')
}

const embeddedNote =
  'for trying out, development and small registers on one machine; DATABASE_URL names another'

function asOwnerWarning(why: string): string {
  return [
    'WARNING: Peil is connected as the owner of the database, as roles of its own could not be used',
    `  (${why}). docs/how-to/run-peil-for-real.md says what to do.`,
  ].join('\n')
}

const onOneServer =
  'WARNING: what is written is confirmed before a second server has it: where the first one fails, the last\n' +
  '  work may be lost. Set synchronous_standby_names on it, as docs/how-to/run-peil-for-real.md says.'

const openDemo =
  'WARNING: the demo is on and others can reach it. Anybody can become anybody here, the\n' +
  'administrator too. Put nothing real in it, or start again with PEIL_DEMO=off.'

function castOf(platform: Platform): string {
  const address = (register: string) => `  ${platform.origin}${paths.demo(register)}`
  const others = [...platform.registers.keys()].filter((register) => register !== demoRegister)
  const of = (register: string) =>
    professionals.filter((one) => one.register === register).map(personOfCast)
  return [
    'Demo: everybody in it is made up. Become one of them, without a password, at',
    address(demoRegister),
    ...of(demoRegister),
    ...staff.map(personOfCast),
    'The same staff works for the other registers:',
    ...others.flatMap((register) => [address(register), ...of(register)]),
  ].join('\n')
}

function personOfCast(one: CastMember): string {
  const name = [one.firstName, one.namePrefix, one.lastName].filter(Boolean).join(' ')
  return `  ${name.padEnd(24)}${one.job}`
}

async function invitation(platform: Platform): Promise<string> {
  const invited = await inviteFirstAdministrator(platform.db)
  const [register] = platform.registers.keys()
  if (invited.outcome === 'there-is-one' || register === undefined) return 'Demo: off'
  const link = `${platform.origin}${paths.firstAdministrator(register, invited.token)}`
  return `There is no administrator yet. This link, which works once and for a day, makes one:\n  ${link}`
}
