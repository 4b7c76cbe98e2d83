import type { Context } from '#domain/platform/context/context.ts'
import { askForPapers } from '#domain/platform/paper/ask-for-papers.ts'

/** A paper that has been issued and is not there yet. */
export interface ComingPaper {
  readonly id: string
  readonly name: string
  readonly askedAt: Temporal.Instant
  /** How often it was tried, when making it failed. */
  readonly attempts: number
  /** Why it could not be made, the last time. */
  readonly error: string | undefined
}

/** Which of these papers are not there yet. Those that wait until somebody asks for them are asked for by this. */
export async function comingPapers(
  context: Context,
  ids: readonly (string | undefined)[],
): Promise<readonly ComingPaper[]> {
  const asked = ids.filter((id) => id !== undefined)
  if (asked.length === 0) return []
  const rows = await waiting(context)
    .where('document_id', 'in', asked)
    .select('paper_to_make.when_asked')
    .execute()
  const waitsToBeAsked = rows.filter(({ when_asked }) => when_asked).map(({ id }) => id)
  if (waitsToBeAsked.length > 0) await askForPapers(context, waitsToBeAsked)
  const now = Temporal.Now.instant()
  return rows.map((row) => (row.when_asked ? { ...coming(row), askedAt: now } : coming(row)))
}

/** The papers of this register that could not be made so far, the longest waiting first. */
export async function failedPapers(context: Context): Promise<readonly ComingPaper[]> {
  const rows = await waiting(context)
    .where('paper_to_make.error', 'is not', null)
    .orderBy('paper_to_make.asked_at')
    .limit(50)
    .execute()
  return rows.map(coming)
}

function waiting({ db, register }: Context) {
  return db
    .selectFrom('paper_to_make')
    .innerJoin('document', 'document.id', 'paper_to_make.document_id')
    .where('paper_to_make.register', '=', register.id)
    .select([
      'document.id',
      'document.name',
      'paper_to_make.asked_at',
      'paper_to_make.attempts',
      'paper_to_make.error',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof waiting>['executeTakeFirstOrThrow']>>

function coming(row: Row): ComingPaper {
  return {
    id: row.id,
    name: row.name,
    askedAt: Temporal.Instant.from(row.asked_at),
    attempts: row.attempts,
    error: row.error ?? undefined,
  }
}
