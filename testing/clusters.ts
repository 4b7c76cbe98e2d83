import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { appendFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { baseBackup } from '#db/base-backup.ts'
import { embeddedOptions } from '#db/connection.ts'
import type { Programs } from '#db/embedded-programs.ts'
import { cleanEnvironment, embeddedPrograms, giveTo } from '#db/embedded-programs.ts'

// Two servers of the embedded programs, of which one follows the other, as an organisation has them on two machines.

/** A server that can die. */
export interface Cluster {
  readonly name: string
  /** The folder of its socket, which is what clients call the host. */
  readonly host: string
  start(): Promise<void>
  /** Asks it something as its superuser. */
  ask(question: string, database?: string): Promise<Record<string, unknown>[]>
  /** Makes of one that follows the one that leads. */
  promote(): Promise<void>
  /** What befalls every process of it at the same moment: SIGKILL is a machine that dies, SIGSTOP one that hangs. */
  strike(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void>
  stop(): Promise<void>
}

/** A new server in a folder that everybody can reach. Call its `start`. */
export async function newCluster(folder: string, name: string): Promise<Cluster> {
  const { files, programs, cluster } = prepare(folder, name)
  const args = [
    '-D',
    files,
    '-U',
    'peil',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-instructions',
    '--no-sync',
  ]
  const sorting = ['--locale=C', '--locale-provider=icu', '--icu-locale=nl-NL']
  await promisify(execFile)(path.join(programs.folder, 'initdb'), [...args, ...sorting], {
    ...programs.runAs,
    ...{ cwd: '/', env: cleanEnvironment },
  })
  return cluster
}

/** A server that follows another, made of what that one has now. Call its `start`. */
export async function follower(folder: string, name: string, leader: Cluster): Promise<Cluster> {
  const { files, programs, cluster } = prepare(folder, name)
  fs.mkdirSync(files, { mode: 0o700 })
  giveTo(programs, files)
  const options = embeddedOptions(leader.host, 'postgres', 'test')
  const from = path.join(path.dirname(leader.host), leader.name, 'data')
  const put = async (part: string, contents: Iterable<Buffer> | AsyncIterable<Buffer>) => {
    const file = path.join(files, part)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    if (part.endsWith('/')) fs.mkdirSync(file, { recursive: true, mode: 0o700 })
    else {
      fs.writeFileSync(file, '', { mode: 0o600 })
      for await (const piece of contents) await appendFile(file, piece)
    }
    giveTo(programs, file)
  }
  for await (const part of baseBackup(options, from, async () => undefined)) {
    await put(part.name, part.contents)
  }
  await put('standby.signal', [])
  const leading = `host=${leader.host} port=5432 user=peil application_name=${name}`
  await put('postgresql.auto.conf', [Buffer.from(`primary_conninfo = '${leading}'\n`)])
  return cluster
}

function prepare(folder: string, name: string) {
  const programs = embeddedPrograms()
  const host = path.join(folder, name)
  fs.mkdirSync(host, { recursive: true, mode: 0o711 })
  giveTo(programs, host)
  const files = path.join(host, 'data')
  // Of one that was there before nothing is left.
  fs.rmSync(files, { recursive: true, force: true })
  return { files, programs, cluster: clusterIn(programs, name, host, files) }
}

function clusterIn(programs: Programs, name: string, host: string, files: string): Cluster {
  let postmaster: ReturnType<typeof spawn> | undefined
  const settings = {
    listen_addresses: '',
    unix_socket_directories: host,
    port: '5432',
    // A process that is killed loses nothing by it; a machine would.
    fsync: 'off',
    max_connections: '200',
    wal_keep_size: '256MB',
    timezone: 'UTC',
  }
  const ask: Cluster['ask'] = async (question, database = 'postgres') => {
    const client = new pg.Client(embeddedOptions(host, database, 'test'))
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query(question)).rows
    } finally {
      await client.end()
    }
  }
  const strike: Cluster['strike'] = async (signal) => {
    const { pid } = postmaster ?? {}
    if (pid === undefined || postmaster?.exitCode !== null || postmaster.signalCode !== null) return
    const ended = signal === 'SIGKILL' ? once(postmaster, 'exit') : undefined
    strikeAll(pid, signal)
    await ended
  }
  return {
    name,
    host,
    ask,
    strike,
    start: async () => {
      const log = fs.openSync(`${files}.log`, 'a')
      postmaster = spawn(
        path.join(programs.folder, 'postgres'),
        [
          '-D',
          files,
          ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
        ],
        { ...programs.runAs, cwd: '/', env: cleanEnvironment, stdio: ['ignore', log, log] },
      )
      fs.closeSync(log)
      for (let round = 0; ; round += 1) {
        if (postmaster.exitCode !== null) throw new Error(fs.readFileSync(`${files}.log`, 'utf8'))
        const isThere = await ask('select 1').catch(() => undefined)
        if (isThere !== undefined) return
        if (round > 1200) throw new Error(`${name} does not start: see ${files}.log`)
        await pause(25)
      }
    },
    promote: async () => {
      await ask('select pg_promote(true)')
    },
    stop: async () => {
      if (
        postmaster === undefined ||
        postmaster.exitCode !== null ||
        postmaster.signalCode !== null
      )
        return
      await strike('SIGCONT')
      const ended = once(postmaster, 'exit')
      postmaster.kill('SIGINT')
      await ended
    },
  }
}

/** Sends a signal to a server of PostgreSQL and to every process of it at the same moment. */
export function strikeAll(postmaster: number, signal: NodeJS.Signals): void {
  for (const one of [postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(one, signal)
    } catch {
      // It had ended by then.
    }
  }
}

// By what Linux says of each process: its number, its name in brackets, its state, and whose child it is.
function childrenOf(pid: number): readonly number[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const told = fs.readFileSync(`/proc/${name}/stat`, 'utf8')
        return Number(/^.*\) \S (\d+)/s.exec(told)?.[1]) === pid
      } catch {
        return false
      }
    })
    .map(Number)
}
