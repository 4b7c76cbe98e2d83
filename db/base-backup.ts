import { randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open, readdir } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'

// A base backup of a running PostgreSQL over SQL, as its manual has it for whoever has no
// pg_basebackup: https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP

/** A file of a backup, or a folder where its name ends in /. */
export interface BackupPart {
  readonly name: string
  readonly bytes: number
  readonly contents: AsyncIterable<Buffer> | Iterable<Buffer>
}

/** Why the database could not be copied. */
export class BackupFailed extends Error {}

/**
 * The files of a database's cluster while it goes on: whoever puts them back has everything that was
 * committed before the moment with which `whenWhole` is called, in ISO and by the database's clock.
 */
export async function* baseBackup(
  options: pg.ClientConfig,
  files: string,
  whenWhole: (moment: string) => Promise<void>,
): AsyncGenerator<BackupPart> {
  const client = new pg.Client(options)
  // An end of the connection shows in the next question.
  client.on('error', () => undefined)
  await client.connect()
  try {
    // As long as this connection is there, what was written since is not thrown away.
    const slot = `peil_backup_${randomBytes(6).toString('hex')}`
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot])
    await client.query(`select pg_backup_start('peil backup', fast => true)`)
    yield* copied(files)
    const now = await client.query<{ moment: string }>(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as moment`,
    )
    const { rows } = await client.query<{ label: string; spaces: string; last: string }>(
      `select labelfile as label, spcmapfile as spaces, pg_walfile_name(lsn) as last
        from pg_backup_stop(wait_for_archive => false)`,
    )
    const [end] = rows
    const first = /^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)$/m.exec(end?.label ?? '')?.[1]
    if (end === undefined || first === undefined || end.spaces.trim() !== '') {
      throw new BackupFailed('the database keeps files in more than one place')
    }
    await whenWhole(now.rows[0]?.moment ?? '')
    yield text('backup_label', end.label)
    const size = await client.query<{ bytes: number }>(
      `select setting::int as bytes from pg_settings where name = 'wal_segment_size'`,
    )
    for (const name of segments(first, end.last, size.rows[0]?.bytes ?? 0)) {
      const found = await fileIn(files, `pg_wal/${name}`)
      if (found === undefined) throw new BackupFailed(`pg_wal/${name} is not there any more`)
      yield* found
    }
  } finally {
    await client.end()
  }
}

// What a start makes anew, or what is of this run of the database only.
const leftOut = /^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map|current_logfiles)$/
const leftOutAnywhere = /^(pgsql_tmp.*|pg_internal\.init.*|postgresql\.auto\.conf\.tmp)$/
const emptied = new Set([
  ...['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots'],
  ...['pg_stat_tmp', 'pg_subtrans'],
])
const control = 'global/pg_control'

async function* copied(files: string): AsyncGenerator<BackupPart> {
  yield folder('pg_wal/archive_status')
  yield folder('pg_wal/summaries')
  yield* below(files, '')
  const found = await fileIn(files, control)
  if (found === undefined) throw new BackupFailed(`${control} is not there`)
  yield* found
}

async function* below(files: string, inside: string): AsyncGenerator<BackupPart> {
  const found = await readdir(path.join(files, inside), { withFileTypes: true }).catch(ifGone)
  for (const one of found ?? []) {
    const name = inside === '' ? one.name : `${inside}/${one.name}`
    if (leftOutAnywhere.test(one.name) || leftOut.test(name) || name === control) continue
    if (one.isDirectory()) {
      yield folder(name)
      if (!emptied.has(name)) yield* below(files, name)
    } else if (one.isFile()) {
      yield* (await fileIn(files, name)) ?? []
    } else {
      throw new BackupFailed(`${name} lies in another place than the database`)
    }
  }
}

// As long as it was when it was opened: what came since is in the WAL, and so is what was cut off.
async function fileIn(
  files: string,
  name: string,
): Promise<AsyncGenerator<BackupPart> | undefined> {
  const handle = await open(path.join(files, name)).catch(ifGone)
  return handle === undefined ? undefined : reading(handle, name)
}

async function* reading(handle: FileHandle, name: string): AsyncGenerator<BackupPart> {
  try {
    const { size } = await handle.stat()
    yield { name, bytes: size, contents: pieces(handle, size) }
  } finally {
    await handle.close()
  }
}

const atOnce = 256 * 1024

async function* pieces(handle: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; ) {
    const piece = Buffer.alloc(Math.min(atOnce, size - at))
    const { bytesRead } = await handle.read(piece, 0, piece.length, at)
    yield bytesRead === 0 ? piece : piece.subarray(0, bytesRead)
    at += bytesRead === 0 ? piece.length : bytesRead
  }
}

function ifGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function folder(name: string): BackupPart {
  return { name: `${name}/`, bytes: 0, contents: [] }
}

function text(name: string, content: string): BackupPart {
  const bytes = Buffer.from(content)
  return { name, bytes: bytes.length, contents: [bytes] }
}

// Their names are the timeline, and then a number of which the last eight digits count to so many in 4 GB.
function segments(first: string, last: string, bytes: number): readonly string[] {
  const perLog = 2 ** 32 / bytes
  const numberOf = (name: string) =>
    Number.parseInt(name.slice(8, 16), 16) * perLog + Number.parseInt(name.slice(16), 16)
  const [from, to] = [numberOf(first), numberOf(last)]
  const hex = (part: number) => part.toString(16).toUpperCase().padStart(8, '0')
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const number = from + index
    return `${first.slice(0, 8)}${hex(Math.floor(number / perLog))}${hex(number % perLog)}`
  })
}
