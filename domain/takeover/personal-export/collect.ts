import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import type { Table } from '#db/personal.ts'
import { personal } from '#db/personal.ts'
import type { JsonRow, OnePerson } from '#db/rows-of-person.ts'
import { onePerson, rowsOfParty, rowsOfPerson } from '#db/rows-of-person.ts'
import type { Database } from '#db/schema.ts'
import { platformRegister } from '#domain/platform/audit/audit.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { HeldBack } from '#domain/platform/file/held-back-file.ts'
import { withoutSecrets } from '#domain/platform/message/without-secrets.ts'
import type { OrganisationNames } from '#domain/takeover/personal-export/name-organisations.ts'
import { organisationsIn } from '#domain/takeover/personal-export/name-organisations.ts'
import type { Others } from '#domain/takeover/personal-export/others.ts'
import { othersIn, withoutOthers } from '#domain/takeover/personal-export/others.ts'

/** The rows of one table that go in an export. */
export interface Part {
  readonly table: Table
  /** Its name in the export. */
  readonly name: string
  /** Somebody took part in them, and they are of somebody else. */
  readonly asParty: boolean
  readonly rows: readonly JsonRow[]
  /** What the organisations are called that stand in them. */
  readonly organisations: OrganisationNames
}

/** A file that goes along, or why it does not. */
export interface OwnFile {
  readonly documentId: string
  readonly kind: string
  readonly name: string
  readonly mediaType: string
  readonly madeOn: string
  readonly size: number
  readonly sha256: string
  readonly fileKey: string
  readonly heldBack: Extract<HeldBack, 'virus' | 'unscanned'> | undefined
}

/** What an export is made of, beside the rows of each table. */
export interface Collected {
  readonly files: readonly OwnFile[]
}

/**
 * Reads everything that there is of the holder of an account, in all registers, as it is at one moment, and
 * hands it on table by table. Others are left out of it: staff stand in it by what they are.
 */
export async function collect(
  platform: Platform,
  accountId: string,
  each: (part: Part) => Promise<void>,
): Promise<Collected> {
  const scope = { register: '', account: accountId, readOnly: true, snapshot: true, patient: true }
  return asApp(platform.db, scope, async (db) => {
    const who = await onePerson(db, accountId)
    const reading: Reading = { db, platform, who, things: new Set(), own: new Set() }
    for (const id of [...who.accounts, ...who.persons]) reading.own.add(id)
    const documents: JsonRow[] = []
    for (const { table, name } of inOrder) {
      const rows = await readAll(reading, (things) => rowsOfPerson(db, table, { ...who, things }))
      noteThings(reading, table, rows)
      if (table === 'document') documents.push(...rows)
      const told = await shown(reading, table, rows)
      const organisations = await organisationsIn(db, told)
      await each({ table, name, asParty: false, rows: told, organisations })
    }
    for (const { table, name } of inOrder) {
      const rows = await readAll(reading, () => rowsOfParty(db, table, who))
      if (rows.length === 0) continue
      const told = await shown(reading, table, rows)
      const organisations = await organisationsIn(db, told)
      await each({ table, name, asParty: true, rows: told, organisations })
    }
    return { files: await filesOf(reading, documents) }
  })
}

/** What is exported, with what is told of everything else at the end. */
const inOrder: readonly { readonly table: Table; readonly name: string }[] = exportedTables()

function exportedTables() {
  const found = Object.entries(personal).flatMap(([table, of]) =>
    'whose' in of && typeof of.exported === 'string'
      ? [{ table: table as Table, name: of.exported, whose: Object.values(of.whose) }]
      : [],
  )
  const isLast = (table: string, whose: readonly unknown[]) =>
    table === 'audit_facts' || whose.includes('anything')
  return [
    ...['registration', 'series_member'].flatMap((first) => found.filter((o) => o.table === first)),
    ...found.filter(
      ({ table, whose }) =>
        !isLast(table, whose) && table !== 'registration' && table !== 'series_member',
    ),
    ...found.filter(({ table, whose }) => isLast(table, whose)),
  ]
}

interface Reading {
  readonly db: Transaction<Database>
  readonly platform: Platform
  readonly who: OnePerson
  /** The ids of whatever there is of them, under which it is recorded. */
  readonly things: Set<string>
  /** The ids of themselves: of their accounts, persons and registrations. */
  readonly own: Set<string>
}

// A register shows what it keeps; what several show is the same row.
async function readAll(
  { db, platform, things }: Reading,
  read: (things: readonly string[]) => Promise<readonly JsonRow[]>,
): Promise<readonly JsonRow[]> {
  const all = [...things]
  const found = new Map<string, JsonRow>()
  for (const register of [...platform.registers.keys(), platformRegister]) {
    await sql`select set_config('peil.register', ${register}, true)`.execute(db)
    for (const row of await read(all)) found.set(JSON.stringify(row), row)
  }
  return [...found.values()].toSorted(inTime)
}

const moments = ['created_at', 'at', 'seq', 'written_on', 'added_on', 'id']

function inTime(one: JsonRow, other: JsonRow): number {
  for (const column of moments) {
    const [a, b] = [one[column], other[column]]
    if (a === undefined || b === undefined || a === b) continue
    if (typeof a === 'number' && typeof b === 'number') return a - b
    return String(a) < String(b) ? -1 : 1
  }
  return 0
}

// What is of several people, such as a group, is recorded with what is of the others.
function noteThings({ things, own }: Reading, table: Table, rows: readonly JsonRow[]): void {
  for (const row of rows) {
    const { id } = row
    if (typeof id !== 'string') continue
    if (table === 'registration') own.add(id)
    const isShared = table === 'series' && !own.has(String(row.registration_id))
    if (table !== 'series_meeting' && !isShared) things.add(id)
  }
  if (table === 'registration') for (const id of own) things.add(id)
}

async function shown(
  { db, platform, own }: Reading,
  table: Table,
  rows: readonly JsonRow[],
): Promise<readonly JsonRow[]> {
  const of = personal[table]
  const actors = new Set(of.actors)
  const others: Others = await othersIn({ db, platform, own }, rows)
  return rows.map((row) => {
    const told = withoutOthers(row, { others, own, actors })
    return table === 'mail_message' ? letterOf(told) : told
  })
}

function letterOf(row: JsonRow): JsonRow {
  const clean = (text: unknown) => withoutSecrets(String(text))
  return { ...row, body_text: clean(row.body_text), body_html: clean(row.body_html) }
}

interface FileRow {
  id: string
  kind: string
  name: string
  media_type: string
  made_on: string
  size: number
  sha256: string
  file_key: string
  held: boolean
  virus: boolean
}

async function filesOf(
  reading: Reading,
  documents: readonly JsonRow[],
): Promise<readonly OwnFile[]> {
  const ids = documents.map(({ id }) => String(id))
  const { db } = reading
  const rows = await readAll(reading, async () => {
    const found = await sql<FileRow>`
      select d.id, d.kind, d.name, d.media_type, d.made_on, d.size, d.sha256, d.file_key,
        u.file_key is not null as held, u.virus is not null as virus
      from document d left join unscanned_file u on u.file_key = d.file_key
      where d.id = any(${ids}::uuid[]) and d.file_key is not null and d.destroyed_on is null`.execute(
      db,
    )
    return found.rows.map((row) => ({ ...row }))
  })
  return (rows as unknown as readonly FileRow[]).map((row) => ({
    documentId: row.id,
    kind: row.kind,
    name: row.name,
    mediaType: row.media_type,
    madeOn: row.made_on,
    size: row.size,
    sha256: row.sha256,
    fileKey: row.file_key,
    heldBack: row.held ? (row.virus ? 'virus' : 'unscanned') : undefined,
  }))
}
