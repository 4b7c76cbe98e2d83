import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Connection } from '#db/connection.ts'
import type { SnapshotFile } from '#db/snapshot.ts'
import { readSnapshot, restoreRows, writeSnapshot } from '#db/snapshot.ts'
import type { LivedIn } from '#domain/demo/lived-in/find-people.ts'
import type { Pace } from '#domain/demo/lived-in/live-through.ts'
import type { Making } from '#domain/demo/lived-in/make-lived-in.ts'
import { makeLivedIn } from '#domain/demo/lived-in/make-lived-in.ts'
import type { Notable } from '#domain/demo/lived-in/world.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { openSame } from '#domain/platform/file/held-back-file.ts'
import { deliverMessage } from '#domain/platform/message/deliver-message.ts'
import type { Storage } from '#domain/platform/storage/storage.ts'

// The lived-in demo as it is shipped: made once by the use cases, and put into a database at a start.

/** Where the lived-in demo of this version lies. */
export const livedInFile = path.join(import.meta.dirname, 'lived-in.snapshot')

// Where it was as it was made; its mails lead to where it is.
export const madeAt = 'http://localhost:3000'

interface About {
  /** The day on which it begins, as ISO text. */
  readonly lastDay: string
  readonly notable: readonly Notable[]
  /** What it was made of, so that one can tell whether that has changed since. */
  readonly madeOf: string
}

const root = path.resolve(import.meta.dirname, '..')

const makers = ['db/migrations', 'domain', 'engine', 'language', 'mail', 'regulations']

/** What a lived-in demo is made of: the hash of all that decides how it comes out, tests left out. */
export function madeOf(): string {
  const hash = createHash('sha256')
  for (const folder of makers) {
    for (const file of fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .toSorted()) {
      if (/\.test\.tsx?$|\.md$/.test(file)) continue
      const full = path.join(root, folder, file)
      if (fs.statSync(full).isFile())
        hash.update(`${folder}/${file}\n`).update(fs.readFileSync(full))
    }
  }
  return hash.digest('hex')
}

/** What the shipped demo says of itself. */
export function shippedLivedIn(): About {
  return readSnapshot<About>(livedInFile).about
}

/**
 * Lets the lived-in demo come about in an empty platform, and writes it into a file. Throws LivesBrokeOff where
 * a life did not go as it is told, and then leaves the file as it was.
 */
export async function makeInto(
  connection: Connection,
  platform: Platform,
  {
    lastDay,
    tell,
    howMany,
    file = livedInFile,
  }: Pick<Making, 'lastDay' | 'howMany'> & {
    readonly tell?: Pace['tell']
    readonly file?: string
  },
): Promise<{
  readonly file: string
  readonly bytes: number
  readonly rows: number
}> {
  const recent = lastDay.subtract({ months: 2 })
  const daily = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, recent) >= 0
  // Of the years before nobody sees on which day of three weeks a reminder went.
  const due = (day: Temporal.PlainDate) => daily(day) || day.dayOfYear % 21 === 1
  const { notable, brokenOff } = await makeLivedIn(platform, {
    lastDay,
    pace: { due, ...(tell && { tell }) },
    ...(howMany && { howMany }),
  })
  if (brokenOff.length > 0) throw new LivesBrokeOff(brokenOff)
  await deliverAll(connection, platform)
  const about: About = { lastDay: lastDay.toString(), notable, madeOf: madeOf() }
  const written = await writeSnapshot(connection.pool, file, {
    about,
    files: filesOf(connection, platform),
  })
  return { file, ...written }
}

/** Lives did not go as they are told: what came about is no demo, and nothing was written. */
export class LivesBrokeOff extends AggregateError {
  constructor(brokenOff: readonly Error[]) {
    super(brokenOff, `${brokenOff.length} of the lives broke off; nothing was written`)
  }
}

// Without a mail server each stays where it lies, as in every demo.
async function deliverAll({ db }: Connection, platform: Platform): Promise<void> {
  const rows = await db
    .selectFrom('mail_message')
    .where('sent_at', 'is', null)
    .where('kept_at', 'is', null)
    .where('stopped_at', 'is', null)
    .where('shown_only', '=', false)
    .select('id')
    .execute()
  for (const { id } of rows) await deliverMessage(platform, id, undefined)
}

// Only what rows refer to. A paper that was made can be made again: it is left out with its file.
async function* filesOf({ pool }: Connection, { files }: Platform): AsyncGenerator<SnapshotFile> {
  const { rows } = await pool.query<{ key: string; sha256: string }>(
    `select file_key as key, sha256 from document where file_key is not null
      union select file_key, sha256 from takeover_file`,
  )
  for (const { key, sha256 } of rows) {
    const contents = await openSame(files, { documentId: undefined, fileKey: key, sha256 })
    yield { key, content: await buffer(contents) }
  }
}

/**
 * Puts the shipped demo into an empty database and file store. The clock of the demo is set to the day on
 * which it begins, which may lie behind today.
 */
export async function restoreLivedIn(
  { pool, db }: Connection,
  to: { readonly files: Pick<Storage, 'putBack'>; readonly origin: string; readonly file?: string },
): Promise<void> {
  const { about, migrations, rows, files } = readSnapshot<About>(to.file ?? livedInFile)
  await restoreRows(pool, { migrations, rows: madeFor(to.origin, rows) })
  for (const { key, content } of files) await to.files.putBack(key, content)
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
  const { lastDay, notable } = about
  const { days } = today.until(lastDay, { largestUnit: 'days' })
  const livedIn: LivedIn = { lastDay, notable }
  await db
    .updateTable('platform')
    .set({ clock_shift_days: days, lived_in: JSON.stringify(livedIn) })
    .execute()
}

// Mails and papers lead to where Peil is, in an address or in words: "Ga naar peil.example/krsd".
function* madeFor(
  origin: string,
  rows: Iterable<readonly [table: string, json: string]>,
): Generator<readonly [table: string, json: string]> {
  const [before, now] = [madeAt, origin].map((at) => new URL(at).host)
  for (const [table, json] of rows) {
    const leads = table === 'mail_message' || table === 'paper_to_make'
    const there = leads ? json.replaceAll(madeAt, origin) : json
    yield [table, leads ? there.replaceAll(before ?? '', now ?? '') : there]
  }
}

/** Why the lived-in demo cannot be begun here, in a line that is meant to be printed. */
export class LivedInRefused extends Error {}

/** Refuses a database in which something else is: another demo, or a register. */
export async function requireLivedIn({ db }: Connection): Promise<void> {
  const { lived_in } = await db.selectFrom('platform').select('lived_in').executeTakeFirstOrThrow()
  if (lived_in !== null) return
  throw new LivedInRefused(
    'PEIL_DEMO=vol asks for the lived-in demo, and this database holds something else. Set PEIL_DATA to ' +
      'another folder (or DATABASE_URL to another database), or start without PEIL_DEMO=vol.',
  )
}
