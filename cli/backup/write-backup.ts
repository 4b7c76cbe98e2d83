import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { createReadStream, existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import type pg from 'pg'
import type { BackupPart } from '#db/base-backup.ts'
import { baseBackup } from '#db/base-backup.ts'
import type { Connection } from '#db/connection.ts'
import type { Ask, DumpFacts } from '#db/dump.ts'
import { dumpFacts, dumpOf } from '#db/dump.ts'
import { embeddedVersion } from '#db/embedded-programs.ts'
import type { ServerProgram } from '#db/server-programs.ts'
import type { Place } from '#domain/platform/storage/place.ts'
import type { Storage } from '#domain/platform/storage/storage.ts'
import { WrongInput } from '../command.ts'
import type { Entry } from './archive.ts'
import { pack, streamOf } from './archive.ts'
import { codeOf, wordsOf } from './key.ts'
import type { Manifest } from './manifest.ts'
import { machine, manifestName, versionOfPeil } from './manifest.ts'

/** What is copied, and for whom. */
export interface Source {
  readonly connection: Connection
  readonly database: SourceDatabase
  readonly directory: string
  readonly files: Storage
  /** The public keys of those who can open it. */
  readonly recipients: readonly string[]
}

/** How the database is copied. */
export type SourceDatabase =
  /** The embedded one, by the folder with its files. */
  | { readonly kind: 'files'; readonly folder: string }
  /** One on a server of this version, by that server's own program. */
  | {
      readonly kind: 'dump'
      readonly url: string
      readonly version: string
      readonly program: ServerProgram
    }

/** A backup that was made. */
export interface Backup {
  /** Under which it lies where it was written. */
  readonly name: string
  readonly bytes: number
  readonly manifest: Manifest
}

const ending = '.tar.zst.age'

/** Writes a backup into a folder or bucket, where it is when it is whole. */
export async function writeBackup(source: Source, place: Place): Promise<Backup> {
  const prefix = await prefixOf(source.connection.pool)
  const began = Temporal.Now.instant()
  const name = `${prefix}${began.toString({ smallestUnit: 'millisecond' }).replaceAll(/[-:.]/g, '')}${ending}`
  try {
    return { name, ...(await writeArchive(source, { place, name }, began)) }
  } catch (error) {
    const inBucket = error instanceof Error && '$metadata' in error
    if (
      inBucket ||
      ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'ENOTDIR', 'EROFS', 'ECONNREFUSED'].includes(
        codeOf(error) ?? '',
      )
    ) {
      throw new WrongInput(
        `in ${place.describe('')} kan geen reservekopie worden geschreven: ${wordsOf(error)}. Er is niets achtergebleven (cannot write)`,
      )
    }
    throw error
  }
}

/**
 * Removes the backups of the same database in a place that were made more than so many days before this
 * one, and gives their names. This one itself always stays.
 */
export async function endOldBackups(
  place: Place,
  name: string,
  days: number,
): Promise<readonly string[]> {
  const made = momentOf(name)
  if (made === undefined) return []
  const old: string[] = []
  for await (const { key } of place.list(prefixIn(name) ?? name)) {
    const moment = momentOf(key)
    if (moment !== undefined && moment.until(made).total('hours') > days * 24) old.push(key)
  }
  for (const other of old) await place.remove(other)
  return old.toSorted()
}

// Backups of several Peils may lie in one folder: each ends its own.
async function prefixOf(pool: pg.Pool): Promise<string> {
  // A server may hold the databases of several.
  const { rows } = await pool.query<{ id: string }>(
    `select system_identifier::text
      || case current_database() when 'peil' then '' else ' ' || current_database() end as id
      from pg_control_system()`,
  )
  const id = createHash('sha256')
    .update(rows[0]?.id ?? '')
    .digest('hex')
  return `peil-${id.slice(0, 8)}-`
}

function prefixIn(name: string): string | undefined {
  return /^peil-[0-9a-f]{8}-/.exec(name)?.[0]
}

function momentOf(name: string): Temporal.Instant | undefined {
  const found = /-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z\.tar\.zst\.age$/.exec(name)
  if (found === null) return undefined
  const [, year, month, day, hour, minute, second, rest] = found
  try {
    return Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}.${rest}Z`)
  } catch {
    return undefined
  }
}

async function writeArchive(
  source: Source,
  { place, name }: { readonly place: Place; readonly name: string },
  began: Temporal.Instant,
): Promise<Pick<Backup, 'bytes' | 'manifest'>> {
  const entries: Entry[] = []
  let made: Manifest | undefined
  const parts = partsOf(source, began, entries, (manifest) => {
    made = manifest
  })
  const encrypter = new Encrypter()
  for (const recipient of source.recipients) encrypter.addRecipient(recipient)
  // From here on everything is a stream: how large a backup is says nothing of the memory that it takes.
  const packed = createZstdCompress()
  const reading = pipeline(Readable.from(pack(parts, (entry) => entries.push(entry))), packed)
  const encrypted = await encrypter.encrypt(streamOf(packed))
  const writing = place.putAll(name, Readable.from(encrypted))
  // Where nothing more is taken, nothing more is read.
  writing.catch((error) => packed.destroy(error instanceof Error ? error : undefined))
  // Where one fails the other does too: the first to do so says why.
  const [, bytes] = await Promise.all([reading, writing]).catch(async (error) => {
    await Promise.allSettled([reading, writing])
    throw error
  })
  if (made === undefined) throw new Error('the backup ended without its manifest')
  return { bytes, manifest: made }
}

/** What a row says of a file. */
interface Named {
  readonly key: string
  readonly sha256: string | null
}

// First the database, then the files: a file is there before any row names it.
async function* partsOf(
  source: Source,
  began: Temporal.Instant,
  entries: readonly Entry[],
  whenMade: (manifest: Manifest) => void,
): AsyncGenerator<BackupPart> {
  const { connection, database, directory, files } = source
  const { pool } = connection
  let ended = ''
  let named: readonly Named[] = []
  let dump: DumpFacts | undefined
  let migrations: Manifest['migrations'] = []
  if (database.kind === 'files') {
    const whole = async (moment: string) => {
      ended = moment
      named = await namedFiles(pool)
      migrations = await migrationsOf(pool)
    }
    for await (const part of baseBackup(connection.options, database.folder, whole)) {
      yield { ...part, name: `postgres/${part.name}` }
    }
  } else {
    yield* dumpOf(database, async (moment, ask) => {
      ended = moment
      named = await namedFiles(ask)
      migrations = await migrationsOf(ask)
      dump = await dumpFacts(ask)
    })
  }
  const gone = new Set<string>()
  for (const { key } of named) {
    const [bytes, contents] = [await files.size(key), await files.get(key)]
    if (bytes === undefined || contents === undefined) gone.add(key)
    else yield { name: `files/${key}`, bytes, contents }
  }
  for (const folder of ['keys', 'signers']) yield* inFolder(path.join(directory, folder), folder)
  const made = new Map(entries.map(({ name, sha256 }) => [name, sha256]))
  // A file that was destroyed meanwhile is named by no row any more.
  const still = new Set((await namedFiles(pool)).map(({ key }) => key))
  const manifest: Manifest = {
    format: 1,
    peil: versionOfPeil(),
    postgres: database.kind === 'files' ? embeddedVersion() : database.version,
    machine,
    ...(dump === undefined ? {} : { dump: { owner: dump.owner, roles: [...dump.roles] } }),
    began: began.toString(),
    ended,
    migrations,
    entries: [...entries],
    missing: [...gone].filter((key) => still.has(key)),
    damaged: named
      .filter(
        ({ key, sha256 }) => sha256 !== null && (made.get(`files/${key}`) ?? sha256) !== sha256,
      )
      .map(({ key }) => key),
  }
  whenMade(manifest)
  const text = Buffer.from(JSON.stringify(manifest))
  yield { name: manifestName, bytes: text.length, contents: [text] }
}

async function migrationsOf(ask: Ask | pg.Pool): Promise<Manifest['migrations']> {
  const { rows } = await ask.query<{ name: string; hash: string }>(
    'select name, hash from applied_migration order by name',
  )
  return rows
}

async function namedFiles(ask: Ask | pg.Pool): Promise<readonly Named[]> {
  const { rows } = await ask.query<Named>(
    `select key, min(sha256) as sha256 from (
        select file_key as key, sha256 from document where file_key is not null
        union all select file_key, sha256 from takeover_file
        union all select file ->> 'fileKey', file ->> 'sha256'
          from kept_form, jsonb_array_elements(kept_form.files) as file
      ) as named group by key order by key`,
  )
  return rows
}

async function* inFolder(folder: string, name: string): AsyncGenerator<BackupPart> {
  if (!existsSync(folder)) return
  yield { name: `${name}/`, bytes: 0, contents: [] }
  const inside: Dirent[] = await readdir(folder, { withFileTypes: true })
  for (const one of inside) {
    const [from, as] = [path.join(folder, one.name), `${name}/${one.name}`]
    if (one.isDirectory()) yield* inFolder(from, as)
    else yield { name: as, bytes: (await stat(from)).size, contents: createReadStream(from) }
  }
}
