import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { stillAccredited } from '#domain/courses/accreditation/queries.ts'
import { offerOf } from '#domain/courses/course/offer.ts'
import { attendedOf, coursesOf, editionsOf } from '#domain/courses/course/queries.ts'
import type {
  DraftRow,
  ImportOrigin,
  ImportProblem,
} from '#domain/learning/course-import/course-import.ts'
import { importLifecycle, mostImportRows } from '#domain/learning/course-import/course-import.ts'
import type { FetchedEducation } from '#domain/learning/course-import/fetch-education-api.ts'
import { educationInFile } from '#domain/learning/course-import/fetch-education-api.ts'
import type { Plan, There } from '#domain/learning/course-import/plan-import.ts'
import { planImport } from '#domain/learning/course-import/plan-import.ts'
import {
  educationHeading,
  educationRows,
} from '#domain/learning/course-import/read-education-api.ts'
import { readImportHeading, readImportRow } from '#domain/learning/course-import/read-row.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { openSame } from '#domain/platform/file/held-back-file.ts'
import type { DeliveredFile } from '#domain/platform/table/csv.ts'
import { openTable, UnreadableTable } from '#domain/platform/table/read-table.ts'
import { storable, storableJson } from '#language/typed.ts'

/** A file that was sent by the page and lies in the store. */
export interface SentCatalogue {
  readonly name: string
  readonly sha256: string
  readonly fileKey: string
}

/**
 * Begins the import of a file with what a provider offers: a list as CSV or XLSX, or JSON of the Open Education API. A
 * job reads it. The transaction acts for the organisation; gives the import.
 */
export async function importFile(
  context: Context,
  organisationId: string,
  sent: SentCatalogue,
): Promise<{ readonly id: string }> {
  const origin = (await isJson(opened(context.platform, sent))) ? 'education-api' : 'table'
  return begin(context, organisationId, { ...sent, origin })
}

/** Begins the import of an address of the Open Education API, which a job asks. */
export async function importAddress(
  context: Context,
  organisationId: string,
  address: string,
): Promise<{ readonly id: string }> {
  return begin(context, organisationId, { origin: 'address', name: address, sha256: '' })
}

/** Reads what lies in a file. Nothing is written; throws HeldBackFile where it is there no more. */
export async function readFile(
  platform: Platform,
  origin: Exclude<ImportOrigin, 'address'>,
  sent: SentCatalogue,
): Promise<ReadRows> {
  const file = opened(platform, sent)
  return origin === 'education-api'
    ? readEducation(educationInFile((await buffer(await file.open())).toString('utf8')))
    : readTable(platform, file)
}

function opened({ files }: Platform, { name, sha256, fileKey }: SentCatalogue): DeliveredFile {
  return { name, open: () => openSame(files, { documentId: undefined, fileKey, sha256 }) }
}

/** What was read: rows under a heading, or why there are none. */
export type ReadRows =
  | {
      readonly outcome: 'read'
      readonly heading: readonly string[]
      readonly rows: readonly DraftRow[]
    }
  | { readonly outcome: 'unreadable'; readonly problem: ImportProblem; readonly at?: string }

async function isJson(file: DeliveredFile): Promise<boolean> {
  const stream = await file.open()
  try {
    for await (const chunk of stream) {
      const begins = Buffer.from(chunk)
        .subarray(0, 200)
        .toString('utf8')
        .replace(/^\uFEFF/, '')
      return /^\s*[[{]/.test(begins)
    }
    return false
  } finally {
    stream.destroy()
  }
}

/** The rows of what the Open Education API gave. */
export function readEducation(fetched: FetchedEducation): ReadRows {
  if (fetched.outcome === 'problem') {
    return { outcome: 'unreadable', problem: fetched.problem, at: fetched.at }
  }
  const rows = educationRows(fetched.items)
  if (rows.length > mostImportRows) return { outcome: 'unreadable', problem: 'too-many-rows' }
  return { outcome: 'read', heading: educationHeading, rows }
}

async function readTable(platform: Platform, file: DeliveredFile): Promise<ReadRows> {
  try {
    const table = await openTable(file)
    try {
      const offer = offerOf(platform.registers)
      let heading: readonly string[] | undefined
      let places: ReturnType<typeof readImportHeading> = {}
      const rows: DraftRow[] = []
      for await (const { row, cells } of table.rows()) {
        if (heading === undefined) {
          heading = cells.map((cell) => cell.slice(0, 200))
          places = readImportHeading(cells)
          if (places.title === undefined)
            return { outcome: 'unreadable', problem: 'no-title-column' }
          continue
        }
        if (rows.length >= mostImportRows)
          return { outcome: 'unreadable', problem: 'too-many-rows' }
        const { from1904 } = table
        rows.push(readImportRow({ row, cells }, places, { offer, from1904 }))
      }
      return heading === undefined || rows.length === 0
        ? { outcome: 'unreadable', problem: 'no-rows' }
        : { outcome: 'read', heading, rows }
    } finally {
      table.close()
    }
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error
    const { why, row } = error
    return { outcome: 'unreadable', problem: why, ...(row === undefined ? {} : { at: `${row}` }) }
  }
}

async function begin(
  { db, register, actor, today, ...context }: Context,
  organisationId: string,
  {
    origin,
    name,
    sha256,
    fileKey,
  }: Omit<SentCatalogue, 'fileKey'> & { readonly origin: ImportOrigin; readonly fileKey?: string },
): Promise<{ readonly id: string }> {
  // Of an earlier one it is only known that it was there.
  await db.deleteFrom('course_import_row').where('organisation_id', '=', organisationId).execute()
  await db
    .updateTable('course_import')
    .set({ state: 'discarded', settled_on: today.toString() })
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', ['reading', 'checked'])
    .execute()
  const { id } = await db
    .insertInto('course_import')
    .values({
      organisation_id: organisationId,
      kept_in: register.id,
      origin,
      name: name.slice(0, 500),
      state: 'reading',
      sha256,
      file_key: fileKey ?? null,
      made_by: accountIdOf(actor) ?? null,
      made_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(
    { ...context, db, register, actor, today },
    {
      noun: 'course-import',
      id,
      action: 'begin',
      facts: { organisation: organisationId, origin, name: name.slice(0, 500), sha256 },
    },
  )
  await context.platform.enqueue(db, {
    name: 'course-import',
    data: { register: register.id, organisationId, importId: id },
  })
  return { id }
}

/** Keeps what was read and what it would do, or why nothing could be read. */
export async function keepRead(
  context: Context,
  organisationId: string,
  id: string,
  read: ReadRows,
): Promise<void> {
  const { db } = context
  if (read.outcome === 'unreadable') {
    const { problem, at } = read
    await db
      .updateTable('course_import')
      .set({
        state: importLifecycle.reading['give-up'],
        problem,
        problem_at: at?.slice(0, 500) ?? null,
        file_key: null,
      })
      .where('id', '=', id)
      .execute()
    await record(context, { noun: 'course-import', id, action: 'give-up', facts: { problem } })
    return
  }
  const row = await db
    .selectFrom('course_import')
    .where('id', '=', id)
    .select('made_by')
    .executeTakeFirst()
  const there = await thereOf(context, organisationId, row?.made_by ?? undefined)
  const plan = planImport(read.rows, there)
  await keepPlan(context, { organisationId, id }, plan, read.rows)
  await db
    .updateTable('course_import')
    .set({
      state: importLifecycle.reading.read,
      file_key: null,
      heading: read.heading.map(storable),
    })
    .where('id', '=', id)
    .execute()
  const facts = countsOf(plan)
  await record(context, { noun: 'course-import', id, action: 'check', facts })
}

/** What a provider has now, as an import is compared with it. The transaction acts for it. */
export async function thereOf(
  context: Context,
  organisationId: string,
  keptBy: string | undefined,
): Promise<There> {
  const courses = await coursesOf(context, { is: 'organisation', id: organisationId })
  const ids = courses.map(({ id }) => id)
  const editions = await editionsOf(context, ids)
  const { rows } = await sql<{ id: string; code: string }>`
    select id, own_code as code from course where id = any(${ids}::uuid[]) and own_code is not null
    union all select id, own_code from edition where course_id = any(${ids}::uuid[])
      and own_code is not null`.execute(context.db)
  const codes = new Map(rows.map(({ id, code }) => [id, code]))
  const withCode = <One extends { readonly id: string }>(one: One) => ({
    ...one,
    ownCode: codes.get(one.id) ?? '',
  })
  return {
    courses: courses.map(withCode),
    editions: editions.map(withCode),
    accredited: await stillAccredited(context, ids),
    attended: await attendedOf(
      context,
      editions.map(({ id }) => id),
    ),
    today: context.today,
    keptBy,
  }
}

/** Writes down what an import would do, in the place of what it would have done before. */
export async function keepPlan(
  { db }: Context,
  { organisationId, id }: { readonly organisationId: string; readonly id: string },
  plan: Plan,
  drafts: readonly DraftRow[],
): Promise<void> {
  await db.deleteFrom('course_import_row').where('import_id', '=', id).execute()
  const draftOf = new Map(drafts.map((draft) => [draft.row, draft]))
  const rows = plan.rows.map(({ row, cells, does, says, mistakes }) => {
    const { course, edition, mistakes: read = [] } = draftOf.get(row) ?? {}
    return {
      ...{ import_id: id, organisation_id: organisationId, row, does },
      cells: cells.slice(0, 100).map((cell) => storable(cell.slice(0, 2000))),
      draft: storableJson({ course, edition, read }),
      says: storableJson(says),
      mistakes: storableJson(mistakes),
    }
  })
  for (let at = 0; at < rows.length; at += 500) {
    await db
      .insertInto('course_import_row')
      .values(rows.slice(at, at + 500))
      .execute()
  }
  await db
    .updateTable('course_import')
    .set((eb) => ({ plan: plan.mark, ...countsOf(plan), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

function countsOf({ rows }: Plan) {
  const count = (what: Plan['rows'][number]['does']) =>
    rows.filter(({ does }) => does === what).length
  return {
    new: count('new'),
    changed: count('changed'),
    same: count('same'),
    gone: count('gone'),
    wrong: count('wrong'),
  }
}
