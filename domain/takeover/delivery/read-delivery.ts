import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { CsvRow, DeliveredFile } from '#domain/platform/table/csv.ts'
import { readWriting, rowsOf, UnreadableCsv } from '#domain/platform/table/csv.ts'
import type { Heading } from '#domain/takeover/delivery/check-row.ts'
import { checkRow } from '#domain/takeover/delivery/check-row.ts'
import type { RowKind } from '#domain/takeover/delivery/columns.ts'
import {
  bareColumn,
  columnsOf,
  fileNames,
  kindOfFile,
  rowKinds,
} from '#domain/takeover/delivery/columns.ts'
import type { DeliveredFiles } from '#domain/takeover/delivery/delivered-files.ts'
import { lookAtProof, proofWords } from '#domain/takeover/delivery/look-at-proof.ts'
import type { Mistake } from '#domain/takeover/delivery/mistakes.ts'
import { relateRows } from '#domain/takeover/delivery/relate-rows.ts'
import { storableJson } from '#language/typed.ts'
import type { Register } from '#regulations/register.ts'

/** A list as it was read: its heading, and the columns in it that mean nothing here. */
export interface ReadList {
  readonly name: string
  readonly kind: RowKind
  readonly heading: readonly string[]
  readonly ignored: readonly string[]
  readonly sha256: string
}

/** Why a delivery cannot be read at all: nothing of it goes in before that is mended. */
export type DeliveryProblem =
  | { readonly is: 'no-lists' }
  | { readonly is: 'empty'; readonly file: string }
  | { readonly is: 'no-column'; readonly file: string; readonly column: string }
  | { readonly is: UnreadableCsv['why']; readonly file: string; readonly row: number }

/** In which register what is read, and by whom. */
export interface Delivering {
  readonly platform: Platform
  readonly register: Register
  readonly actor: Actor
  readonly takeoverId: string
}

const together = 500

/** Of how many characters they are at most: long rows are kept sooner. */
const mostCharacters = 2_000_000

/**
 * Reads a delivery row by row into the database and holds each against what is asked, against the other
 * rows and against what is there. Nothing is taken over yet. Begun anew it reads anew.
 */
export async function readDelivery(delivering: Delivering, files: DeliveredFiles): Promise<Read> {
  const begun = await within(delivering, (context) => begin(context, delivering.takeoverId))
  if ('outcome' in begun) return begun
  const { today } = begun
  const reading = { ...delivering, files, today }
  const lists: ReadList[] = []
  const problems: DeliveryProblem[] = files.lists.length === 0 ? [{ is: 'no-lists' }] : []
  const inOrder = rowKinds.flatMap((kind) =>
    files.lists.filter(({ name }) => kindOfFile(name) === kind).map((file) => ({ kind, file })),
  )
  for (const { kind, file } of inOrder) {
    const read = await readList(reading, kind, file)
    problems.push(...read.problems)
    if (read.list !== undefined) lists.push(read.list)
  }
  const outcome = problems.length === 0 ? 'checked' : 'unreadable'
  return within(delivering, async (context) => {
    const { db } = context
    const still = await statusOf(context, delivering.takeoverId)
    if (still !== 'reading') {
      await removeRows(context, delivering.takeoverId)
      return { outcome: 'ended' }
    }
    if (outcome === 'checked') await relateRows(context, delivering.takeoverId)
    else
      await db.deleteFrom('takeover_row').where('takeover_id', '=', delivering.takeoverId).execute()
    await settle(context, delivering.takeoverId, { outcome, lists, problems })
    return { outcome }
  })
}

// What was read before, as by a job that is done once more, is not read anew under what came of it.
async function begin(
  context: Context,
  takeoverId: string,
): Promise<Read | { readonly today: Temporal.PlainDate }> {
  const status = await statusOf(context, takeoverId)
  if (status === 'checked' || status === 'unreadable') return { outcome: status }
  if (status !== 'reading') return { outcome: 'ended' }
  await removeRows(context, takeoverId)
  return { today: context.today }
}

async function statusOf({ db }: Context, takeoverId: string) {
  const row = await db
    .selectFrom('takeover')
    .where('id', '=', takeoverId)
    .select('status')
    .forUpdate()
    .executeTakeFirst()
  return row?.status
}

async function removeRows({ db }: Context, takeoverId: string): Promise<void> {
  await db.deleteFrom('takeover_row').where('takeover_id', '=', takeoverId).execute()
}

/** What came of reading a delivery; ended is one that somebody laid aside meanwhile. */
interface Read {
  readonly outcome: 'checked' | 'unreadable' | 'ended'
}

async function settle(
  context: Context,
  takeoverId: string,
  read: {
    readonly outcome: 'checked' | 'unreadable'
    readonly lists: readonly ReadList[]
    readonly problems: readonly DeliveryProblem[]
  },
): Promise<void> {
  await context.db
    .updateTable('takeover')
    .where('id', '=', takeoverId)
    .set({
      status: read.outcome,
      files: JSON.stringify(read.lists),
      problems: JSON.stringify(read.problems),
    })
    .execute()
  const files = read.lists.map(({ name, sha256 }) => ({ name, sha256 }))
  await record(context, {
    noun: 'takeover',
    id: takeoverId,
    action: 'read',
    facts: { outcome: read.outcome, files },
  })
}

function within<Result>(
  { platform, register, actor }: Delivering,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  return inRegister(platform, { register }, actor, work)
}

interface StagedRow {
  readonly row: number
  readonly key: string
  readonly parent: string
  readonly hash: string
  readonly cells: readonly string[]
  readonly facts: Readonly<Record<string, unknown>>
  readonly mistakes: readonly Mistake[]
}

/** A delivery that is being read, on a day. */
interface Reading extends Delivering {
  readonly files: DeliveredFiles
  readonly today: Temporal.PlainDate
}

async function readList(
  reading: Reading,
  kind: RowKind,
  file: DeliveredFile,
): Promise<{ readonly list?: ReadList; readonly problems: readonly DeliveryProblem[] }> {
  const { name } = file
  const writing = await readWriting(file)
  let list: ReadList | undefined
  let heading: Heading | undefined
  let waiting: CsvRow[] = []
  let characters = 0
  const write = async () => {
    const rows = waiting
    waiting = []
    characters = 0
    if (heading !== undefined && rows.length > 0) {
      await stage(reading, { kind, file: name, heading, rows })
    }
  }
  try {
    for await (const each of rowsOf(file, writing)) {
      if (heading === undefined) {
        const read = readHeading(reading.register, kind, each.cells)
        const missing = read.missing.map((column) => ({
          is: 'no-column' as const,
          file: name,
          column,
        }))
        if (missing.length > 0) return { problems: missing }
        heading = read.heading
        const { ignored } = read
        list = { name, kind, heading: each.cells, ignored, sha256: writing.sha256 }
        continue
      }
      waiting.push(each)
      for (const cell of each.cells) characters += cell.length
      if (waiting.length >= together || characters > mostCharacters) await write()
    }
    await write()
  } catch (error) {
    if (!(error instanceof UnreadableCsv)) throw error
    return { problems: [{ is: error.why, file: name, row: error.row }] }
  }
  return list === undefined ? { problems: [{ is: 'empty', file: name }] } : { list, problems: [] }
}

function readHeading(register: Register, kind: RowKind, cells: readonly string[]) {
  const known = columnsOf(register, kind)
  const at = new Map(cells.map((cell, index) => [bareColumn(cell), index] as const).toReversed())
  const ours = new Set(known.map(({ name }) => bareColumn(name)))
  return {
    heading: { at, width: cells.length },
    missing: known
      .filter(({ name, must }) => must !== 'optional' && !at.has(bareColumn(name)))
      .map(({ name }) => name),
    ignored: cells.filter((cell) => cell !== '' && !ours.has(bareColumn(cell))),
  }
}

async function stage(
  reading: Reading,
  {
    kind,
    file,
    heading,
    rows,
  }: {
    readonly kind: RowKind
    readonly file: string
    readonly heading: Heading
    readonly rows: readonly CsvRow[]
  },
): Promise<void> {
  const { takeoverId, today } = reading
  const looked = kind === 'evidence' ? await lookAtAll(reading, heading, rows) : new Map()
  await within(reading, async ({ db, register }) => {
    const staged = rows.map(({ row, cells }): StagedRow => {
      const read = checkRow(kind, { heading, cells }, { register, today })
      const { key, parent, facts } = read
      const mistakes = [...read.mistakes, ...(looked.get(row) ?? [])]
      const hash = createHash('sha256')
        .update(JSON.stringify([parent, facts]))
        .digest('hex')
      return { row, key, parent, hash, cells, facts, mistakes }
    })
    await sql`insert into takeover_row
        (register, takeover_id, kind, file, row, key, parent, hash, cells, facts, state, mistakes)
      select ${register.id}, ${takeoverId}::uuid, ${kind}, ${file}, x.row, x.key, x.parent, x.hash,
        x.cells, x.facts, case when x.mistakes = '[]' then 'ready' else 'wrong' end, x.mistakes
      from jsonb_to_recordset(${storableJson(staged)}::jsonb) as x(row int, key text, parent text,
        hash text, cells jsonb, facts jsonb, mistakes jsonb)`.execute(db)
  })
}

async function lookAtAll(
  { register, today, files }: Reading,
  heading: Heading,
  rows: readonly CsvRow[],
): Promise<ReadonlyMap<number, readonly Mistake[]>> {
  const found = new Map<number, readonly Mistake[]>()
  for (const { row, cells } of rows) {
    const { facts, mistakes } = checkRow('evidence', { heading, cells }, { register, today })
    if (mistakes.length > 0) continue
    const place = String(facts.path)
    const named = { name: String(facts.name), sha256: String(facts.sha256) }
    const file = await files.proof(place)
    if (file === undefined) {
      found.set(row, [{ column: 'bestand', is: 'file-missing', given: place }])
      continue
    }
    const looked = await lookAtProof(file, named)
    if (looked.outcome === 'ok') continue
    const against = proofWords[looked.outcome]
    found.set(row, [{ column: 'bestand', is: 'file-unreadable', given: place, against }])
  }
  return found
}

/** A problem of a delivery in plain Dutch. */
export function problemInWords(problem: DeliveryProblem): string {
  switch (problem.is) {
    case 'no-lists':
      return `Er zijn geen lijsten. Een lijst is een CSV-bestand waarvan de naam begint met ${Object.values(fileNames).join(', ')}.`
    case 'empty':
      return `${problem.file} is leeg. Op de eerste rij staan de namen van de kolommen.`
    case 'no-column':
      return `In ${problem.file} ontbreekt de kolom ‘${problem.column}’. Zet die op de eerste rij.`
    case 'row-too-long':
      return `In ${problem.file} is rij ${problem.row} langer dan een miljoen tekens. Kijk of een aanhalingsteken niet is gesloten.`
    case 'quote-not-closed':
      return `In ${problem.file} wordt op rij ${problem.row} een aanhalingsteken niet gesloten.`
    case 'not-csv':
      return `${problem.file} is vanaf rij ${problem.row} geen CSV. Sla het opnieuw op als CSV.`
  }
}
