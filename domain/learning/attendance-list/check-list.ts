import type {
  AttendanceDelivery,
  ListProblem,
} from '#domain/learning/attendance-list/attendance-list.ts'
import { deliveryLifecycle, mostRows } from '#domain/learning/attendance-list/attendance-list.ts'
import { forgetFile } from '#domain/learning/attendance-list/forget-file.ts'
import { handInOnceChecked } from '#domain/learning/attendance-list/hand-in.ts'
import type { NumberedRow } from '#domain/learning/attendance-list/judge-rows.ts'
import { judgeWithinBudget } from '#domain/learning/attendance-list/judge-within-budget.ts'
import { ownPeopleOf } from '#domain/learning/attendance-list/own-people.ts'
import { findAttendanceDelivery } from '#domain/learning/attendance-list/queries.ts'
import type { AskedOfRow, Columns } from '#domain/learning/attendance-list/read-row.ts'
import { dayTyped, readHeading, readRow } from '#domain/learning/attendance-list/read-row.ts'
import type { Running } from '#domain/learning/attendance-list/running.ts'
import { within } from '#domain/learning/attendance-list/running.ts'
import { tellDeliverer } from '#domain/learning/attendance-list/tell-deliverer.ts'
import { askedOf, findToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import { waitForNextDay } from '#domain/learning/attendance-list/wait-for-next-day.ts'
import { keepUnread, takeUnread, writeRows } from '#domain/learning/attendance-list/write-rows.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { HeldBackFile, openKept } from '#domain/platform/file/held-back-file.ts'
import type { DeliveredFile } from '#domain/platform/table/csv.ts'
import type { Table } from '#domain/platform/table/read-table.ts'
import { openTable, UnreadableTable } from '#domain/platform/table/read-table.ts'
import { formatDayShort } from '#language/days.ts'

/** How many rows are judged and kept in one transaction. */
const together = 1000

/** Of how many characters they are at most: wide rows are kept sooner. */
const mostCharacters = 2_000_000

/**
 * Reads and checks a list row by row with flat memory, and tells whoever sent it what came of it. Broken off anywhere
 * and begun again it goes on behind the rows that it kept. Gives whether it came to its end: one of which no more rows
 * may be checked today waits for the next day, and one of which the file waits for the virus scanner waits for that.
 */
export async function checkList(
  running: Running,
  goOn: () => boolean = () => true,
): Promise<'checked' | 'stopped' | 'unscanned' | 'nothing'> {
  try {
    const begun = await within(running, (context) => begin(context, running))
    if (begun === undefined) return 'nothing'
    if (begun.file === undefined) {
      if (!(await within(running, (context) => checkUnread(context, begun)))) return 'nothing'
    } else {
      const ended = await readFile(running, { ...begun, file: begun.file }, goOn)
      if (ended !== 'read') return ended === 'waits' ? 'nothing' : ended
    }
  } catch (error) {
    if (error instanceof Discarded) return 'nothing'
    if (error instanceof HeldBackFile && error.why === 'unscanned') return 'unscanned'
    const why = whyUnreadable(error)
    if (why === undefined) throw error
    await within(running, (context) => giveUp(context, running, why))
    return 'checked'
  }
  await within(running, (context) => settle(context, running))
  return 'checked'
}

interface Unreadable {
  readonly problem: ListProblem
  readonly row: number | undefined
}

// What nobody foresaw is no matter of the list.
function whyUnreadable(error: unknown): Unreadable | undefined {
  if (error instanceof HeldBackFile && error.why === 'virus') {
    return { problem: 'has-virus', row: undefined }
  }
  if (!(error instanceof UnreadableTable || error instanceof NoList)) return undefined
  return { problem: error.why, row: 'row' in error ? error.row : undefined }
}

async function readFile(
  running: Running,
  begun: BegunFile,
  goOn: () => boolean,
): Promise<'read' | 'stopped' | 'waits'> {
  const table = await openTable(begun.file)
  try {
    return await readAll(running, table, begun, goOn)
  } finally {
    table.close()
  }
}

interface Begun {
  /** Undefined where rows wait that were typed or sent by a program. */
  readonly file: DeliveredFile | undefined
  readonly delivery: AttendanceDelivery
  readonly asked: AskedOfRow
  /** The row up to which rows were kept before. */
  readonly reached: number
  readonly seen: Map<string, number>
  readonly own: ReadonlySet<string>
}

type BegunFile = Begun & { readonly file: DeliveredFile }

/** A table that is no list of who was there. */
class NoList extends Error {
  readonly why: ListProblem
  constructor(why: ListProblem) {
    super(why)
    this.why = why
  }
}

async function begin(context: Context, running: Running): Promise<Begun | undefined> {
  const { db, today } = context
  const { organisationId, deliveryId } = running
  const delivery = await findAttendanceDelivery(context, organisationId, deliveryId)
  if (delivery?.state !== 'reading') return undefined
  const { waitsUntil } = delivery
  if (waitsUntil !== undefined && Temporal.PlainDate.compare(today, waitsUntil) < 0)
    return undefined
  const edition = await findToldEdition(context, organisationId, delivery.editionId)
  if (edition === undefined) throw new NoList('no-edition')
  const row = await db
    .selectFrom('attendance_delivery as d')
    .leftJoin('document', 'document.id', 'd.document_id')
    .where('d.id', '=', deliveryId)
    .select(['document.id', 'document.file_key', 'document.sha256', 'd.reached', 'd.asks_surname'])
    .executeTakeFirstOrThrow()
  const before = await db
    .selectFrom('attendance_row')
    .where('delivery_id', '=', deliveryId)
    .where('registration_id', 'is not', null)
    .select(['registration_id', 'row'])
    .orderBy('row', 'desc')
    .execute()
  return {
    delivery,
    asked: askedOf(context, edition, { bySurname: row.asks_surname, from1904: false }),
    reached: row.reached,
    seen: new Map(before.map((one) => [one.registration_id ?? '', one.row])),
    own: await ownPeopleOf(context, deliveryId),
    file: delivery.origin === 'file' ? deliveredFile(running, delivery.name, row) : undefined,
  }
}

function deliveredFile(
  running: Running,
  name: string,
  kept: Readonly<Record<'id' | 'file_key' | 'sha256', string | null>>,
): DeliveredFile {
  const { id, file_key: fileKey, sha256 } = kept
  if (id === null || fileKey === null || sha256 === null) {
    throw new Error('The file of this list is not there any more.')
  }
  const file = { documentId: id, fileKey, sha256 }
  return { name, open: () => within(running, (there) => openKept(there, file)) }
}

// What was typed or sent by a program is at most so many rows as are judged at once.
async function checkUnread(
  context: Context,
  { delivery, asked, seen, own }: Begun,
): Promise<boolean> {
  const { id, organisationId, editionId } = delivery
  const now = await findAttendanceDelivery(context, organisationId, id, { lock: true })
  if (now?.state !== 'reading') throw new Discarded()
  const rows = await takeUnread(context, id)
  const columns = readHeading(delivery.heading ?? [])
  const read = rows.map(({ row, cells }) => ({ row, ...readRow(cells, columns, asked) }))
  const { judged, rest } = await judgeWithinBudget(
    context,
    organisationId,
    { editionId, seen, own },
    read,
  )
  await writeRows(context, { id, organisationId, read: 0 }, judged)
  await keepUnread(context, { id, organisationId }, rest)
  if (rest.length > 0) await waitForNextDay(context, id)
  await record(context, { noun: 'attendance', id, action: 'check', facts: { rows: judged.length } })
  return rest.length === 0
}

/** How many rows may stand above the one with the columns. */
const mostAbove = 10

function noHeading(above: readonly Columns[]): NoList {
  const numbered = above.some(({ number }) => number !== undefined)
  return new NoList(numbered ? 'no-surname-column' : 'no-number-column')
}

async function readAll(
  running: Running,
  table: Table,
  begun: BegunFile,
  goOn: () => boolean,
): Promise<'read' | 'stopped' | 'waits'> {
  const asked = { ...begun.asked, from1904: table.from1904 }
  const above: Columns[] = []
  let columns: Columns | undefined
  let rows = 0
  let waiting: NumberedRow[] = []
  let characters = 0
  for await (const { row, cells, read } of table.rows()) {
    if (columns === undefined) {
      const heading = readHeading(cells)
      // Above the columns there may be a title, or a line that says how the file is written.
      if (heading.number === undefined || heading.surname === undefined) {
        above.push(heading)
        if (above.length < mostAbove) continue
        throw noHeading(above)
      }
      columns = heading
      if (begun.delivery.heading === undefined) await keepHeading(running, cells, table.is)
      continue
    }
    rows += 1
    if (rows > mostRows) throw new NoList('too-many-rows')
    if (row <= begun.reached) continue
    const shown = table.is === 'xlsx' ? asShown(cells, columns, table) : cells
    waiting.push({ row, ...readRow(shown, columns, asked) })
    for (const cell of cells) characters += cell.length
    if (waiting.length < together && characters < mostCharacters) continue
    if (!(await keep(running, begun, waiting, read))) return 'waits'
    waiting = []
    characters = 0
    if (!goOn()) return 'stopped'
  }
  if (columns === undefined && above.length > 0) throw noHeading(above)
  if (waiting.length > 0 && !(await keep(running, begun, waiting, 1))) return 'waits'
  if (rows === 0) throw new NoList('no-rows')
  return 'read'
}

// A workbook keeps a day as a number; whoever sent it sees a day.
function asShown(
  cells: readonly string[],
  { day: at }: Columns,
  { from1904 }: Table,
): readonly string[] {
  const cell = at === undefined ? undefined : cells[at]
  if (at === undefined || cell === undefined || !/^\d+(?:,\d+)?$/.test(cell)) return cells
  const day = dayTyped(cell, from1904)
  return day === undefined ? cells : cells.with(at, formatDayShort(day))
}

async function keepHeading(
  running: Running,
  cells: readonly string[],
  is: Table['is'],
): Promise<void> {
  await within(running, async (context) => {
    const { deliveryId: id } = running
    const heading = cells.map((cell) => cell.slice(0, 200).replaceAll('\u0000', '\ufffd'))
    await context.db
      .updateTable('attendance_delivery')
      .set({ heading, is_workbook: is === 'xlsx' })
      .where('id', '=', id)
      .execute()
    await record(context, { noun: 'attendance', id, action: 'read', facts: { heading } })
  })
}

// Gives whether the next rows may be judged today.
async function keep(
  running: Running,
  { delivery, seen, own }: Begun,
  rows: readonly NumberedRow[],
  read: number,
): Promise<boolean> {
  return within(running, async (context) => {
    const { id, organisationId, editionId } = delivery
    // Of two that read the same list the second waits, and keeps nothing that is there.
    const now = await findAttendanceDelivery(context, organisationId, id, { lock: true })
    if (now?.state !== 'reading') throw new Discarded()
    const judging = { editionId, seen, own }
    const { judged, rest } = await judgeWithinBudget(context, organisationId, judging, rows)
    const all = rest.length === 0
    // How far a part of them is into the file is not known; it is about where the rows before them ended.
    await writeRows(context, { id, organisationId, read: all ? read : 0 }, judged)
    if (!all) await waitForNextDay(context, id)
    const facts = { rows: judged.length }
    await record(context, { noun: 'attendance', id, action: 'check', facts })
    return all
  })
}

/** Whoever sent a list laid it aside while it was read. */
class Discarded extends Error {}

async function giveUp(
  context: Context,
  running: Running,
  { problem, row }: Unreadable,
): Promise<void> {
  const { db } = context
  const { organisationId, deliveryId: id } = running
  const delivery = await findAttendanceDelivery(context, organisationId, id, { lock: true })
  if (delivery?.state !== 'reading') return
  await db.deleteFrom('attendance_row').where('delivery_id', '=', id).execute()
  await db
    .updateTable('attendance_delivery')
    .set({
      state: deliveryLifecycle.reading['give-up'],
      broken_off_on: null,
      problem,
      problem_at: row === undefined ? null : String(row),
    })
    .where('id', '=', id)
    .execute()
  await forgetFile(context, id)
  await record(context, { noun: 'attendance', id, action: 'give-up', facts: { problem } })
  await tellDeliverer(context, organisationId, id, 'checked')
}

async function settle(context: Context, running: Running): Promise<void> {
  const { organisationId, deliveryId: id } = running
  const delivery = await findAttendanceDelivery(context, organisationId, id, { lock: true })
  if (delivery?.state !== 'reading') return
  await context.db
    .updateTable('attendance_delivery')
    .set({ state: deliveryLifecycle.reading.read, read: 1000 })
    .where('id', '=', id)
    .execute()
  await forgetFile(context, id)
  await record(context, {
    noun: 'attendance',
    id,
    action: 'end-check',
    facts: { ...delivery.counts },
  })
  await handInOnceChecked(context, organisationId, id)
  // Of one that a trainer signed its organisation hears only what has to be mended.
  if (delivery.origin === 'trainer' && delivery.counts.wrong === 0) return
  await tellDeliverer(context, organisationId, id, 'checked')
}
