import { execFile, spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'

// The programs that come with a PostgreSQL server, which Peil does not bring itself: pg_dump and pg_restore.

type Environment = Readonly<Record<string, string | undefined>>

/** A program of PostgreSQL on this machine. */
export interface ServerProgram {
  readonly file: string
  /** Such as 18.4, and the part of it that says what fits what: 18. */
  readonly version: string
  readonly major: number
}

/** A program ended otherwise than well; its message is what it said last. */
export class ProgramFailed extends Error {}

/**
 * The newest program of this name, in the folder of PEIL_POSTGRES_BIN, or else on the path and where Debian
 * and Red Hat put each version; undefined where there is none that runs.
 */
export async function serverProgram(
  name: 'pg_dump' | 'pg_restore',
  env: Environment,
): Promise<ServerProgram | undefined> {
  const folders = env.PEIL_POSTGRES_BIN
    ? [env.PEIL_POSTGRES_BIN]
    : [
        ...(env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== ''),
        ...(await foldersBelow('/usr/lib/postgresql', /^\d+$/)),
        ...(await foldersBelow('/usr', /^pgsql-\d+$/)),
      ]
  const found = await Promise.all(folders.map((folder) => lookAt(path.join(folder, name))))
  const programs = found.filter((program) => program !== undefined)
  return programs.toSorted((one, other) => other.major - one.major)[0]
}

async function foldersBelow(folder: string, name: RegExp): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((one) => name.test(one)).map((one) => path.join(folder, one, 'bin'))
}

async function lookAt(file: string): Promise<ServerProgram | undefined> {
  try {
    const { stdout } = await promisify(execFile)(file, ['--version'], { timeout: 10_000 })
    const version = /\) (\d+[\w.]*)/.exec(stdout)?.[1]
    return version === undefined
      ? undefined
      : { file, version, major: Number.parseInt(version, 10) }
  } catch {
    return undefined
  }
}

/**
 * Runs a program on the database of a URL, with these pieces as what it reads, and gives what it writes.
 * Throws ProgramFailed where it does not end well. The password goes by its environment, as what a program
 * was started with can be read by everybody.
 */
export async function* runOnServer(
  { file }: ServerProgram,
  args: readonly string[],
  url: string,
  pieces: AsyncIterable<Buffer> | undefined = undefined,
): AsyncGenerator<Buffer> {
  const { address, password } = splitPassword(url)
  const child = spawn(file, [...args, '--no-password', `--dbname=${address}`], {
    env: {
      ...process.env,
      LC_ALL: 'C',
      ...(password === undefined ? {} : { PGPASSWORD: password }),
    },
    stdio: [pieces === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    said = `${said}${part}`.slice(-2000)
  })
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => resolve(code === 0 ? undefined : said.trim() || `status ${code}`))
  })
  // Why it takes no more stands in what it said.
  const feeding =
    pieces === undefined || child.stdin === null
      ? undefined
      : pipeline(Readable.from(pieces), child.stdin).then(undefined, (error: unknown) => error)
  try {
    for await (const piece of child.stdout ?? []) yield piece as Buffer
    const problem = await ended
    const notFed: unknown = await feeding
    // What was wrong with the pieces is why the program ended; a pipe that broke is not.
    if (notFed !== undefined && codeOf(notFed) !== 'EPIPE') throw notFed
    if (problem !== undefined) throw new ProgramFailed(problem)
  } finally {
    if (child.exitCode === null) child.kill()
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function splitPassword(url: string): { readonly address: string; readonly password?: string } {
  const [, before = '', password, after = ''] =
    /^(postgres(?:ql)?:\/\/[^:/?#@]*):([^@/?#]*)(@.*)$/s.exec(url) ?? []
  return password === undefined
    ? { address: url }
    : { address: `${before}${after}`, password: decodeURIComponent(password) }
}
