import type { ChildProcess } from 'node:child_process'
import { execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Programs } from './embedded-programs.ts'
import {
  cleanEnvironment,
  DatabaseUnavailable,
  embeddedPrograms,
  giveTo,
  mayUse,
  publicHome,
} from './embedded-programs.ts'

// The embedded database is a real PostgreSQL that runs as a child process: for trying out, for
// development and for small registers on one machine. It listens on a unix socket only.

export interface Embedded {
  /** The socket's folder, which is what clients call the host. */
  readonly host: string
  /** Where PostgreSQL keeps its files. */
  readonly files: string
  readonly pid: number
  /** True when this process started it; one that joined never stops it. */
  readonly startedHere: boolean
  /** Stops the database gently when this process started it. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** False for tests: quicker, and what is written does not outlive a power cut. */
  readonly durable?: boolean
  /** Called when the database ends without having been asked to; the default ends the process. */
  readonly onDeath?: (message: string) => void
  /** Also where a restore is under way: for that restore itself. */
  readonly restoring?: true
}

/** The database's owner, in the embedded PostgreSQL. */
export const databaseOwner = 'peil'

/**
 * The data directory of this installation, as an absolute path: PEIL_DATA, or .data. The lived-in demo
 * has one of its own, so that both demos can be there.
 */
export function dataDirectory(env: Readonly<Record<string, string | undefined>>): string {
  return path.resolve(env.PEIL_DATA || (env.PEIL_DEMO === 'vol' ? '.data/vol' : '.data'))
}

/** In a data directory as long as a backup is being put back there; nothing starts meanwhile. */
export const restoringFolder = 'restoring'

/** The folder with the database's files of a data directory; undefined where there is none yet. */
export function filesOfDatabase(directory: string): string | undefined {
  const note = path.join(directory, noteOfHome)
  const home = fs.existsSync(note) ? fs.readFileSync(note, 'utf8').trim() : directory
  const files = path.join(home, 'postgres')
  return fs.existsSync(files) ? files : undefined
}

/** Whether the database of a data directory runs just now. */
export function isRunning(directory: string): boolean {
  const files = filesOfDatabase(directory)
  const running = files === undefined ? undefined : readPidFile(files)
  return running !== undefined && isAlive(running.pid)
}

/** Files of a database that come from elsewhere and have no place yet. */
export interface UnplacedFiles {
  readonly folder: string
  /** Lets the database have a file or folder that was put there. */
  give(file: string): void
  /** Makes them the database of the data directory. */
  place(): void
}

/** Makes a folder for the database's files of a data directory that has none; a start sweeps what was left of it. */
export function unplacedFiles(directory: string): UnplacedFiles {
  const programs = embeddedPrograms()
  const home = programs.runAs ? reachableHome(directory, programs) : directory
  const files = path.join(home, 'postgres')
  const folder = `${files}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  inTheMaking.add(folder)
  fs.mkdirSync(folder, { mode: 0o700 })
  giveTo(programs, folder)
  return {
    folder,
    give: (file) => giveTo(programs, file),
    place: () => fs.renameSync(folder, files),
  }
}

/** Takes away the database of a data directory, wherever its files lie, and whatever is left of making it. */
export function removeDatabase(directory: string): void {
  const note = path.join(directory, noteOfHome)
  if (fs.existsSync(note)) {
    const home = fs.readFileSync(note, 'utf8').trim()
    if (path.dirname(home) === publicHome) fs.rmSync(home, { recursive: true, force: true })
    fs.rmSync(note)
  }
  for (const name of fs.existsSync(directory) ? fs.readdirSync(directory) : []) {
    if (/^postgres(\.log|\.new-.*)?$/.test(name)) {
      fs.rmSync(path.join(directory, name), { recursive: true, force: true })
    }
  }
}

/** Throws while a backup is being put back in a data directory, and when that was broken off. */
export function refuseHalfRestored(directory: string): void {
  if (!fs.existsSync(path.join(directory, restoringFolder))) return
  throw new DatabaseUnavailable(
    `A backup is being put back in ${directory}, or that was broken off: it is not whole yet. ` +
      'Let peil restore finish, or run it again.',
  )
}

/** Starts the PostgreSQL of a data directory, or joins the one that is running there already. */
export async function startEmbedded(
  directory: string,
  options: EmbeddedOptions = {},
): Promise<Embedded> {
  if (options.restoring !== true) refuseHalfRestored(directory)
  const programs = embeddedPrograms()
  const files = await makeCluster(path.resolve(directory), programs, options)
  const patience = Date.now() + 120_000
  let failures = 0
  let failure = ''
  while (failures < 3 && Date.now() < patience) {
    const running = readPidFile(files)
    if (running && isAlive(running.pid) && !(await isPostgres(running.pid))) {
      // The number of a process that is long gone was given to another one, as happens in
      // containers. PostgreSQL itself cannot tell and would refuse to start.
      setAside(files, running.pid)
    } else if (!running || !isAlive(running.pid)) {
      const launched = await launch(programs, files, options)
      if (typeof launched !== 'string') return launched
      failure = launched
      // Of a database that was killed, somebody may have a question in hand who has yet to notice.
      if (!/shared memory block .* still in use/.test(launched)) failures += 1
    } else if (running.status === 'ready' && (await answers(running.host))) {
      return join(files, running, options)
    }
    await pause(25)
  }
  throw new DatabaseUnavailable(
    `The embedded PostgreSQL in ${files} does not start${failure && `: ${failure}`}. ` +
      `See ${logFile(files)}, or set DATABASE_URL to use a PostgreSQL server.`,
  )
}

// Makes the folder that PostgreSQL keeps its files in. The cluster is made beside its place and
// then renamed, so that a run that was killed halfway leaves nothing that looks finished, and of
// two runs that start at once one wins.
async function makeCluster(
  directory: string,
  programs: Programs,
  options: EmbeddedOptions,
): Promise<string> {
  try {
    fs.mkdirSync(directory, { recursive: true, mode: programs.runAs ? 0o711 : 0o700 })
    const home = programs.runAs ? reachableHome(directory, programs) : directory
    const files = path.join(home, 'postgres')
    if (fs.existsSync(files)) return files
    removeUnfinished(home)
    const unfinished = `${files}.new-${process.pid}-${randomBytes(4).toString('hex')}`
    inTheMaking.add(unfinished)
    fs.mkdirSync(unfinished, { mode: 0o700 })
    giveTo(programs, unfinished)
    await initialize(programs, unfinished, options)
    try {
      fs.renameSync(unfinished, files)
    } catch (error) {
      fs.rmSync(unfinished, { recursive: true, force: true })
      if (!fs.existsSync(files)) throw error
    }
    return files
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    throw new DatabaseUnavailable(
      `Cannot make the database in ${directory}: ${reason(error)}. ` +
        'Set PEIL_DATA to another folder, or set DATABASE_URL to use a PostgreSQL server.',
    )
  }
}

// As root, the database runs as a user who may not be able to reach the data directory. Then it
// gets a home of its own, and a note in the data directory says where: whoever throws the data
// directory away starts anew.
function reachableHome(directory: string, programs: Programs): string {
  const note = path.join(directory, noteOfHome)
  if (fs.existsSync(note)) return fs.readFileSync(note, 'utf8').trim()
  fs.chmodSync(directory, fs.statSync(directory).mode | 0o011)
  if (mayUse(programs, 'x', directory)) return directory
  const home = path.join(publicHome, `data-${randomBytes(6).toString('hex')}`)
  fs.mkdirSync(home, { recursive: true, mode: 0o711 })
  if (!mayUse(programs, 'x', home)) {
    throw new DatabaseUnavailable(
      `PostgreSQL does not run as root, and the user it runs as can reach neither ${directory} ` +
        `nor ${home}. Set PEIL_DATA to a folder that everybody can reach, or set DATABASE_URL.`,
    )
  }
  // `link` fails when another process was first; then its choice counts.
  const draft = `${note}.${process.pid}`
  fs.writeFileSync(draft, `${home}\n`)
  try {
    fs.linkSync(draft, note)
  } catch {
    fs.rmSync(home, { recursive: true, force: true })
  }
  fs.rmSync(draft, { force: true })
  return fs.readFileSync(note, 'utf8').trim()
}

const noteOfHome = 'postgres-is-in'

const inTheMaking = new Set<string>()

// The number of a process that is gone may be our own by now, as in a container.
function removeUnfinished(home: string): void {
  for (const name of fs.readdirSync(home)) {
    const pid = Number(/^postgres\.new-(\d+)-/.exec(name)?.[1] ?? 0)
    const unfinished = path.join(home, name)
    if (pid === 0 || inTheMaking.has(unfinished)) continue
    if (pid === process.pid || !isAlive(pid))
      fs.rmSync(unfinished, { recursive: true, force: true })
  }
}

async function initialize(
  programs: Programs,
  files: string,
  options: EmbeddedOptions,
): Promise<void> {
  const initdb = path.join(programs.folder, 'initdb')
  const args = [
    ...['-D', files, '-U', databaseOwner, '-A', 'trust', '-E', 'UTF8', '--no-instructions'],
    ...['--locale=C', '--locale-provider=icu', '--icu-locale=nl-NL'],
    ...(options.durable === false ? ['--no-sync'] : []),
  ]
  const how = { ...programs.runAs, cwd: '/', env: cleanEnvironment }
  await promisify(execFile)(initdb, args, how)
}

// PostgreSQL runs below a small shell that watches a pipe from this process: when the pipe closes,
// for whatever reason, also a kill -9, the database is asked to shut down. It is detached, so that
// the Ctrl-C of a terminal reaches this process only, which first finishes what it is answering. The socket of a database
// that was killed it leaves alone: the next one may be there already.
const guard = `
trap '' HUP INT TERM
host=$1
shift
exec 3<&0
"$@" 3<&- </dev/null >&2 &
database=$!
echo "$database"
(read -r _ <&3; kill -INT "$database") >/dev/null 2>&1 &
reader=$!
exec 3<&- </dev/null >/dev/null
wait "$database"
code=$?
kill -KILL "$reader" 2>/dev/null
rmdir "$host" 2>/dev/null
exit "$code"
`

const fleeting = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
}

// Starts PostgreSQL and waits until it can be used, or says why it ended.
async function launch(
  programs: Programs,
  files: string,
  options: EmbeddedOptions,
): Promise<Embedded | string> {
  const host = socketFolder(files, programs)
  await sweepSocket(host)
  const settings = {
    listen_addresses: '',
    unix_socket_directories: host,
    unix_socket_permissions: '0700',
    port: '5432',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    // After a kill every file is made sure of before anything can be asked: as a whole that takes a fourth of the time
    // of one after another. Only Linux can.
    ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }),
    ...(options.durable === false ? fleeting : {}),
  }
  const log = openLog(files)
  const shell = spawn(
    '/bin/sh',
    [
      ...['-c', guard, 'peil-database', host, path.join(programs.folder, 'postgres'), '-D', files],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...programs.runAs,
      cwd: '/',
      env: cleanEnvironment,
      detached: true,
      stdio: ['pipe', 'pipe', log.descriptor],
    },
  )
  fs.closeSync(log.descriptor)
  const ended = new Promise<void>((done) => shell.once('exit', done).once('error', () => done()))
  let over = false
  ended.then(() => {
    over = true
  })
  const pid = await Promise.race([firstNumber(shell), ended])
  while (!over && pid) {
    const running = readPidFile(files)
    if (running?.pid === pid && running.status === 'ready' && (await answers(host))) {
      letGo(shell)
      return started({ files, host, pid }, shell, ended, options.onDeath)
    }
    await pause(10)
  }
  await ended
  return lastComplaint(files, log.length)
}

function started(
  { files, host, pid }: Pick<Embedded, 'files' | 'host' | 'pid'>,
  shell: ChildProcess,
  ended: Promise<void>,
  onDeath: EmbeddedOptions['onDeath'],
): Embedded {
  let stopping = false
  ended.then(() => {
    if (!stopping) (onDeath ?? endProcess)(deathMessage(files))
  })
  const stop = async () => {
    stopping = true
    shell.ref()
    shell.stdin?.end()
    const late = setTimeout(() => process.kill(pid, 'SIGQUIT'), 20_000)
    await ended
    clearTimeout(late)
  }
  return { host, files, pid, startedHere: true, stop }
}

function join(files: string, running: PidFile, options: EmbeddedOptions): Embedded {
  const watch = setInterval(() => {
    if (isAlive(running.pid)) return
    clearInterval(watch)
    ;(options.onDeath ?? endProcess)(deathMessage(files))
  }, 1000)
  watch.unref()
  const stop = async () => clearInterval(watch)
  return { host: running.host, files, pid: running.pid, startedHere: false, stop }
}

function deathMessage(files: string): string {
  return `The embedded PostgreSQL in ${files} has ended, so this process ends too. See ${logFile(files)}.`
}

function endProcess(message: string): void {
  console.error(message)
  process.exit(1)
}

// The database need not keep this process alive: when there is nothing left to do, both end.
function letGo(shell: ChildProcess): void {
  shell.unref()
  for (const stream of [shell.stdin, shell.stdout]) {
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref()
  }
}

function firstNumber(shell: ChildProcess): Promise<number> {
  return new Promise((done) => {
    shell.stdout?.once('data', (chunk: Buffer) => done(Number.parseInt(chunk.toString(), 10)))
  })
}

// A unix socket's path may not be longer than about a hundred bytes, hence the hash.
function socketFolder(files: string, programs: Programs): string {
  const name = `peil-${createHash('sha256').update(files).digest('hex').slice(0, 12)}`
  const places = [...new Set([fs.realpathSync(os.tmpdir()), '/tmp'])]
    .filter((base) => base.length < 70)
    .map((base) => path.join(base, name))
  for (const folder of places) {
    if (!fs.existsSync(folder)) {
      fs.mkdirSync(folder, { mode: 0o700 })
      giveTo(programs, folder)
    }
    const found = fs.lstatSync(folder)
    const owner = programs.runAs?.uid ?? process.getuid?.()
    if (!found.isDirectory() || found.uid !== owner) continue
    fs.chmodSync(folder, 0o700)
    if (mayUse(programs, 'w', folder)) return folder
  }
  throw new DatabaseUnavailable(
    `The database's socket has no place: ${places.join(' and ')} cannot be used. ` +
      'Set TMPDIR to another folder, or set DATABASE_URL to use a PostgreSQL server.',
  )
}

// A database that was killed leaves its socket. The next one takes that away itself, unless the number that stands in
// its lock was given to another process since.
async function sweepSocket(host: string): Promise<void> {
  const socket = path.join(host, '.s.PGSQL.5432')
  const lock = `${socket}.lock`
  const pid = fs.existsSync(lock) ? Number.parseInt(fs.readFileSync(lock, 'utf8'), 10) : 0
  if (!(pid > 0) || !isAlive(pid) || (await isPostgres(pid))) return
  for (const file of [lock, socket]) fs.rmSync(file, { force: true })
}

interface PidFile {
  readonly pid: number
  readonly host: string
  readonly status: string
}

// The lines of postmaster.pid are fixed: pid, files, start time, port, socket folder, address,
// shared memory, status.
function readPidFile(files: string): PidFile | undefined {
  try {
    const lines = fs.readFileSync(path.join(files, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number.parseInt(lines[0] ?? '', 10)
    return pid > 0 ? { pid, host: lines[4] ?? '', status: lines[7]?.trim() ?? '' } : undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new DatabaseUnavailable(
      `The database in ${files} belongs to another user: ${reason(error)}. ` +
        'Start as that user, set PEIL_DATA to another folder, or set DATABASE_URL.',
    )
  }
}

function setAside(files: string, pid: number): void {
  const file = path.join(files, 'postmaster.pid')
  if (readPidFile(files)?.pid === pid) fs.rmSync(file, { force: true })
}

/** Whether there is a process with this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)])
    return stdout.includes('postgres')
  } catch {
    // A machine without ps: Linux says it here too.
    const file = `/proc/${pid}/cmdline`
    return !fs.existsSync(file) || fs.readFileSync(file, 'utf8').includes('postgres')
  }
}

async function answers(host: string): Promise<boolean> {
  const client = new pg.Client({
    host,
    port: 5432,
    user: databaseOwner,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function logFile(files: string): string {
  return `${files}.log`
}

function openLog(files: string): { descriptor: number; length: number } {
  const file = logFile(files)
  const length = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const full = length > 10_000_000
  return { descriptor: fs.openSync(file, full ? 'w' : 'a', 0o600), length: full ? 0 : length }
}

function lastComplaint(files: string, from: number): string {
  const lines = fs.readFileSync(logFile(files)).subarray(from).toString('utf8').split('\n')
  const complaint = lines.findLast((line) => /FATAL|PANIC|error|cannot/i.test(line))
  return complaint?.replace(/^.*?(FATAL|PANIC): */, '').trim() ?? 'it gave no reason'
}

function reason(error: unknown): string {
  if (error instanceof Error && 'stderr' in error && String(error.stderr).trim() !== '') {
    return String(error.stderr).trim().split('\n').at(-1) ?? error.message
  }
  return error instanceof Error ? error.message : String(error)
}
