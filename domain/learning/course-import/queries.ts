import { sql } from 'kysely'
import type {
  CourseImport,
  Does,
  DraftRow,
  ImportMistake,
  ImportProblem,
  Says,
} from '#domain/learning/course-import/course-import.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { dayIn } from '#language/days.ts'

// All of them see what the transaction acts for: see actForOrganisation.

/** One import of an organisation; locked, nobody else does anything with it meanwhile. */
export async function findImport(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<
  | (CourseImport & {
      readonly plan: string
      readonly madeBy: string | undefined
      readonly sha256: string
      /** Where the file lies until it was read. */
      readonly fileKey: string | undefined
    })
  | undefined
> {
  if (!isUuid(id)) return undefined
  const row = await db
    .selectFrom('course_import')
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .select(columns)
    .select(['plan', 'made_by', 'sha256', 'file_key'])
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { plan, sha256 } = row
  const madeBy = row.made_by ?? undefined
  return { ...toImport(row), plan, madeBy, sha256, fileKey: row.file_key ?? undefined }
}

/** What an organisation imported before, the newest first. */
export async function listImports(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
): Promise<readonly CourseImport[]> {
  const rows = await db
    .selectFrom('course_import')
    .where('organisation_id', '=', organisationId)
    .select(columns)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return rows.map(toImport)
}

/** A row of an import as its organisation sees it. */
export interface ImportRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly does: Does
  readonly says: readonly Says[]
  readonly mistakes: readonly ImportMistake[]
}

/** The rows of an import that do one of these, in their order. */
export async function importRows(
  { db }: Pick<Context, 'db'>,
  id: string,
  does: readonly Does[],
  { skip, most }: { readonly skip: number; readonly most: number },
): Promise<readonly ImportRow[]> {
  const rows = await db
    .selectFrom('course_import_row')
    .where('import_id', '=', id)
    .where('does', 'in', [...does])
    .select(['row', 'cells', 'does', 'says', 'mistakes'])
    .orderBy('row')
    .offset(skip)
    .limit(most)
    .execute()
  return rows.map(({ says, mistakes, ...row }) => ({
    ...row,
    says: says as unknown as readonly Says[],
    mistakes: mistakes as unknown as readonly ImportMistake[],
  }))
}

/** Whether an import has a course that is not there yet; what is new can be an edition of one that is. */
export async function hasNewCourse({ db }: Pick<Context, 'db'>, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('course_import_row')
    .where('import_id', '=', id)
    .where('does', '=', 'new')
    .where(sql<boolean>`says @> '[{"is":"new-course"}]'::jsonb`)
    .select('row')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What was read of an import, to be compared once more. */
export async function importDrafts(
  { db }: Pick<Context, 'db'>,
  id: string,
): Promise<readonly DraftRow[]> {
  const rows = await db
    .selectFrom('course_import_row')
    .where('import_id', '=', id)
    .where('does', '<>', 'gone')
    .select(['row', 'cells', 'draft'])
    .orderBy('row')
    .execute()
  return rows.map(({ row, cells, draft }) => {
    const { course, edition, read } = draft as unknown as Omit<DraftRow, 'mistakes'> & {
      readonly read: readonly ImportMistake[]
    }
    return { row, cells, course, edition, mistakes: read }
  })
}

const columns = [
  ...(['id', 'origin', 'name', 'state', 'heading', 'problem', 'problem_at'] as const),
  ...(['new', 'changed', 'same', 'gone', 'wrong', 'made_on', 'settled_on', 'version'] as const),
] as const

interface Row {
  readonly id: string
  readonly origin: CourseImport['origin']
  readonly name: string
  readonly state: CourseImport['state']
  readonly heading: string[]
  readonly problem: string | null
  readonly problem_at: string | null
  readonly new: number
  readonly changed: number
  readonly same: number
  readonly gone: number
  readonly wrong: number
  readonly made_on: string
  readonly settled_on: string | null
  readonly version: number
}

function toImport(row: Row): CourseImport {
  const { id, origin, name, state, heading, version } = row
  return {
    ...{ id, origin, name, state, heading, version },
    problem: (row.problem as ImportProblem | null) ?? undefined,
    problemAt: row.problem_at ?? undefined,
    counts: {
      ...{ new: row.new, changed: row.changed, same: row.same },
      ...{ gone: row.gone, wrong: row.wrong },
    },
    madeOn: Temporal.PlainDate.from(row.made_on),
    settledOn: dayIn(row.settled_on),
  }
}
