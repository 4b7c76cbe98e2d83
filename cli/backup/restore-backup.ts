import { createHash } from 'node:crypto'
import {
  createWriteStream,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { mkdir, open, rename, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import type { BackupPart } from '#db/base-backup.ts'
import { embeddedOptions } from '#db/connection.ts'
import { bringBackDump, migrationsAt, prepareForDump, serverVersion } from '#db/dump.ts'
import type { UnplacedFiles } from '#db/embedded.ts'
import {
  isAlive,
  isRunning,
  removeDatabase,
  restoringFolder,
  startEmbedded,
  unplacedFiles,
} from '#db/embedded.ts'
import type { ServerProgram } from '#db/server-programs.ts'
import { ProgramFailed } from '#db/server-programs.ts'
import { restoredMark } from '#domain/platform/message/hold-mail.ts'
import type { Storage } from '#domain/platform/storage/storage.ts'
import { WrongInput } from '../command.ts'
import { codeOf, wordsOf } from './key.ts'
import type { Manifest } from './manifest.ts'
import { manifestName } from './manifest.ts'
import type { BackupFile } from './read-backup.ts'
import { checkBackup, partsIn } from './read-backup.ts'

/** What is put back, and where. */
export interface Restoring {
  readonly file: BackupFile
  readonly identities: readonly string[]
  readonly directory: string
  /** Where the database goes that does not lie in the data directory, and by which program. */
  readonly server: Server | undefined
  /** Where files go that lie in a bucket and not in the data directory. */
  readonly bucket: Storage | undefined
  /** Puts what is there aside; otherwise the data directory has to be empty. */
  readonly replace: boolean
}

/** A PostgreSQL server with an empty database. */
export interface Server {
  readonly url: string
  readonly program: ServerProgram
}

/** What was put back. */
export interface Restored {
  readonly manifest: Manifest
  /** Where what was there before lies now. */
  readonly aside: string | undefined
}

/**
 * Puts a backup back as the data directory, after all of it was checked, and lets its database start
 * once. Where that does not succeed everything is as it was.
 */
export async function restoreBackup(restoring: Restoring): Promise<Restored> {
  const { file, identities, directory, replace } = restoring
  requirePlace(directory, replace)
  const manifest = await checkBackup(file, identities)
  await requireDatabase(restoring, manifest)
  await requireRoom(directory, manifest)
  // That took a while: somebody else may have begun meanwhile.
  requirePlace(directory, replace)
  const aside = putAside(directory)
  await begin(directory)
  try {
    const database = restoring.server === undefined ? unplacedFiles(directory) : undefined
    await putDown(restoring, manifest, database)
    if (restoring.server === undefined) await proveThatItStarts(directory, manifest)
    else await bringBack(restoring, restoring.server, manifest)
    await writeFile(path.join(directory, restoredMark), '')
    rmSync(path.join(directory, restoringFolder), { recursive: true })
    return { manifest, aside }
  } catch (error) {
    removeOurs(directory)
    if (aside !== undefined) {
      rmSync(directory, { recursive: true, force: true })
      renameSync(aside, directory)
    }
    throw error instanceof WrongInput
      ? error
      : new WrongInput(
          `${file.name} kon niet worden teruggezet in ${directory}: ${wordsOf(error)}. Er is niets achtergebleven (nothing was restored)`,
        )
  }
}

function requirePlace(directory: string, replace: boolean): void {
  try {
    if (isUnderWay(directory)) {
      throw new WrongInput(`in ${directory} wordt al een reservekopie teruggezet (under way)`)
    }
    // Of a restore that was killed nothing is anybody's: it began in an empty folder.
    if (existsSync(path.join(directory, restoringFolder))) removeOurs(directory)
    for (const name of existsSync(directory) ? readdirSync(directory) : []) {
      const pid = /^restoring\.(\d+)$/.exec(name)?.[1]
      if (pid !== undefined && !isAlive(Number(pid))) {
        rmSync(path.join(directory, name), { recursive: true, force: true })
      }
    }
    if (!isFull(directory)) return
    if (!replace) {
      throw new WrongInput(
        `${directory} is niet leeg. Noem met PEIL_DATA een lege map, of zet met --replace opzij wat er is (the folder is not empty)`,
      )
    }
    if (isRunning(directory)) {
      throw new WrongInput(`in ${directory} draait Peil nog: stop die eerst (Peil is running)`)
    }
  } catch (error) {
    if (error instanceof WrongInput) throw error
    throw new WrongInput(`in ${directory} kan niets worden teruggezet: ${wordsOf(error)}`)
  }
}

function isUnderWay(directory: string): boolean {
  const file = path.join(directory, restoringFolder, 'pid')
  if (!existsSync(file)) return false
  const pid = Number(readFileSync(file, 'utf8'))
  return pid !== process.pid && pid > 0 && isAlive(pid)
}

function isFull(directory: string): boolean {
  return existsSync(directory) && readdirSync(directory).length > 0
}

const spare = 100_000_000

async function requireRoom(directory: string, { entries }: Manifest): Promise<void> {
  let there = directory
  while (!existsSync(there)) there = path.dirname(there)
  const { bavail, bsize } = await statfs(there)
  const needed = entries.reduce((sum, { bytes }) => sum + bytes, spare)
  if (bavail * bsize >= needed) return
  const inMegabytes = (bytes: number) => Math.ceil(bytes / 1_000_000)
  throw new WrongInput(
    `in ${there} is te weinig plaats: er is ${inMegabytes(bavail * bsize)} MB, en nodig is ${inMegabytes(needed)} MB (disk full)`,
  )
}

async function requireDatabase({ server }: Restoring, made: Manifest): Promise<void> {
  const { dump, postgres } = made
  if (dump === undefined) {
    if (server === undefined) return
    throw new WrongInput(
      'deze reservekopie is van de eigen database van Peil, en die gaat niet naar een server: zet haar terug zonder DATABASE_URL (not with DATABASE_URL)',
    )
  }
  if (server === undefined) {
    throw new WrongInput(
      'deze reservekopie is van een database op een server: noem in DATABASE_URL een lege database om haar in terug te zetten (needs DATABASE_URL)',
    )
  }
  const there = await serverVersion(server.url)
  const major = Number.parseInt(postgres, 10)
  if (Number.parseInt(there, 10) < major) {
    throw new WrongInput(
      `deze reservekopie is van PostgreSQL ${postgres}, en de server van DATABASE_URL is ${there}: een oudere server kan haar niet aan (older server)`,
    )
  }
  if (server.program.major < major) {
    throw new WrongInput(
      `deze reservekopie is van PostgreSQL ${postgres}, en pg_restore is hier ${server.program.version}: installeer die van ${major}, bij Debian met apt install postgresql-client-${major} (older pg_restore)`,
    )
  }
  const readiness = await prepareForDump(server.url, dump)
  switch (readiness.outcome) {
    case 'ready':
      return
    case 'not-empty':
      throw new WrongInput(
        'de database van DATABASE_URL is niet leeg: maak een lege, van dezelfde eigenaar, en noem die (the database is not empty)',
      )
    case 'other-owner':
      throw new WrongInput(
        `deze reservekopie is van de rol ${dump.owner}, en DATABASE_URL noemt ${readiness.user}: maak die rol, met een database waar zij eigenaar van is (other owner)`,
      )
    case 'no-roles':
      throw new WrongInput(
        `op deze server zijn er rollen niet die de database nodig heeft, en ${dump.owner} mag ze niet maken: ${readiness.roles.join(', ')}. Laat de beheerder ze maken: create role … nologin noinherit (missing roles)`,
      )
  }
}

// By one rename, so that what was there is never half there.
function putAside(directory: string): string | undefined {
  if (!isFull(directory)) return undefined
  const now = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
  const aside = `${directory}.before-restore-${now.replaceAll(/[-:.]/g, '')}`
  try {
    renameSync(directory, aside)
  } catch (error) {
    throw new WrongInput(
      codeOf(error) === 'EBUSY' || codeOf(error) === 'EXDEV'
        ? `${directory} is een eigen schijf en kan niet opzij: maak haar zelf leeg (a mount point)`
        : `${directory} kan niet opzij: ${wordsOf(error)} (cannot be put aside)`,
    )
  }
  return aside
}

// By one rename as well, with who it is in it: of two restores that begin at once one wins.
async function begin(directory: string): Promise<void> {
  const own = path.join(directory, `${restoringFolder}.${process.pid}`)
  try {
    await mkdir(own, { recursive: true, mode: 0o700 })
    await writeFile(path.join(own, 'pid'), `${process.pid}`)
    await rename(own, path.join(directory, restoringFolder))
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    throw new WrongInput(
      ['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')
        ? `in ${directory} wordt al een reservekopie teruggezet (under way)`
        : `in ${directory} kan niets worden teruggezet: ${wordsOf(error)} (cannot write)`,
    )
  }
}

// Only what a restore puts down itself.
function removeOurs(directory: string): void {
  removeDatabase(directory)
  for (const name of [...inDirectory, restoringFolder]) {
    rmSync(path.join(directory, name), { recursive: true, force: true })
  }
}

const inDirectory = ['files', 'keys', 'signers']

// Everything beside its place first: as long as one byte may be wrong, nothing lies where it is used.
async function putDown(
  restoring: Restoring,
  manifest: Manifest,
  database: UnplacedFiles | undefined,
): Promise<void> {
  const { file, identities, directory, bucket } = restoring
  const beside = path.join(directory, restoringFolder)
  const hashes = new Map(manifest.entries.map(({ name, sha256 }) => [name, sha256]))
  for await (const part of partsIn(file, identities)) {
    const { name } = part
    if (name === manifestName || name.startsWith('dump/')) continue
    if (bucket !== undefined && name.startsWith('files/')) {
      const bytes = Buffer.concat(await Array.fromAsync(checked(part, hashes, file)))
      await bucket.putBack(path.basename(name), bytes)
    } else {
      await write(part, checked(part, hashes, file), { beside, database })
    }
  }
  for (const name of inDirectory) {
    const made = path.join(beside, name)
    if (existsSync(made)) renameSync(made, path.join(directory, name))
  }
  database?.place()
  await syncFolder(directory)
}

// The file may be another one by now than the one that was checked.
async function* checked(
  { name, contents }: BackupPart,
  hashes: ReadonlyMap<string, string>,
  file: BackupFile,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const piece of contents) {
    hash.update(piece)
    yield piece
  }
  if (hashes.get(name) === hash.digest('hex')) return
  throw new WrongInput(`${file.name} veranderde terwijl hij werd gelezen (the backup changed)`)
}

async function write(
  { name }: BackupPart,
  contents: AsyncIterable<Buffer>,
  { beside, database }: { readonly beside: string; readonly database: UnplacedFiles | undefined },
): Promise<void> {
  const ofDatabase = name.startsWith('postgres/') ? database : undefined
  const to =
    ofDatabase === undefined
      ? path.join(beside, name)
      : path.join(ofDatabase.folder, name.slice('postgres/'.length))
  const folder = name.endsWith('/') ? to : path.dirname(to)
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (ofDatabase !== undefined && made !== undefined) giveFolders(ofDatabase, made, folder)
  if (name.endsWith('/')) {
    for await (const _ of contents);
    return
  }
  // PostgreSQL itself brings its files to the disk before it starts on them.
  await pipeline(
    Readable.from(contents),
    createWriteStream(to, { flags: 'wx', mode: 0o600, flush: ofDatabase === undefined }),
  )
  ofDatabase?.give(to)
}

// Each folder that was made, from the first to the last.
function giveFolders(database: UnplacedFiles, first: string, last: string): void {
  for (let one = last; one.length >= first.length; one = path.dirname(one)) database.give(one)
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}

// Last of all, in one transaction: what goes wrong before leaves the server as it was.
async function bringBack(
  { file, identities }: Restoring,
  server: Server,
  manifest: Manifest,
): Promise<void> {
  const hashes = new Map(manifest.entries.map(({ name, sha256 }) => [name, sha256]))
  async function* pieces(): AsyncGenerator<Buffer> {
    for await (const part of partsIn(file, identities)) {
      if (part.name.startsWith('dump/')) yield* checked(part, hashes, file)
    }
  }
  try {
    await bringBackDump(server, pieces())
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error
    throw new WrongInput(
      `pg_restore kon de database niet terugzetten, en liet haar leeg: ${error.message} (pg_restore failed)`,
    )
  }
  const there = await migrationsAt(server.url)
  if (manifest.migrations.every(({ name }) => there.has(name))) return
  throw new WrongInput(
    'de database in deze reservekopie is niet wat haar inhoudsopgave zegt (database differs)',
  )
}

// A database that does not start again is found here, and not by those who need it.
async function proveThatItStarts(directory: string, manifest: Manifest): Promise<void> {
  const died: string[] = []
  const embedded = await startEmbedded(directory, {
    restoring: true,
    onDeath: (message) => died.push(message),
  })
  try {
    const client = new pg.Client(embeddedOptions(embedded.host, 'peil', 'peil restore'))
    client.on('error', () => undefined)
    await client.connect()
    try {
      const { rows } = await client.query<{ name: string }>('select name from applied_migration')
      const there = new Set(rows.map(({ name }) => name))
      if (manifest.migrations.every(({ name }) => there.has(name))) return
    } finally {
      await client.end()
    }
  } finally {
    await embedded.stop()
  }
  throw new WrongInput(
    `de database in deze reservekopie is niet wat haar inhoudsopgave zegt. Er is niets achtergebleven${died.join()} (database differs)`,
  )
}
