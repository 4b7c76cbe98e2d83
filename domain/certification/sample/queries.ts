import type { DrawFigures, FailureFigures, Quarter } from '#domain/certification/sample/sample.ts'
import { seedHash } from '#domain/certification/sample/sample.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Regulation } from '#engine'
import type { Register } from '#regulations/register.ts'

/** What everybody may know of the sample of a quarter. */
export interface PublishedQuarter {
  readonly quarter: Quarter
  /** What was promised, and on which day. */
  readonly hash: string
  readonly committedOn: Temporal.PlainDate
  /** The seed, hexadecimal; undefined while it is secret. */
  readonly revealed: { readonly seed: string; readonly on: Temporal.PlainDate } | undefined
  /** Undefined until the quarter is over. */
  readonly draws: DrawFigures | undefined
  /** Undefined until all is decided, or while too few people are in it. */
  readonly failures: FailureFigures | undefined
}

/** Whether a regulation draws anything. */
export function samples({ review }: Regulation): boolean {
  return review.application === 'sample' || review.lines === 'sample'
}

/** Whether anything is or was drawn in a register. */
export function hasSample({ versions }: Pick<Register, 'versions'>): boolean {
  return versions.some(({ regulation }) => samples(regulation))
}

/** The quarters of which a seed was promised, the newest first, with what was told of each. */
export async function publishedSample({ db }: Context): Promise<readonly PublishedQuarter[]> {
  const seeds = await db.selectFrom('sample_seed').selectAll().orderBy('quarter', 'desc').execute()
  const failures = await db.selectFrom('sample_failures').selectAll().execute()
  return seeds.map((row) => {
    const told = failures.find(({ quarters }) => quarters.includes(row.quarter))
    return {
      quarter: row.quarter,
      hash: seedHash(row.seed),
      committedOn: Temporal.PlainDate.from(row.committed_on),
      revealed:
        row.revealed_on === null
          ? undefined
          : { seed: row.seed.toString('hex'), on: Temporal.PlainDate.from(row.revealed_on) },
      draws:
        row.told_on === null
          ? undefined
          : {
              applications: row.applications ?? 0,
              drawnApplications: row.drawn_applications,
              lines: row.lines,
              drawnLines: row.drawn_lines,
              besideLines: row.beside_lines ?? 0,
              percentages: row.percentages ?? [],
            },
      failures: told && {
        quarters: told.quarters,
        applications: told.applications,
        lines: told.lines,
        failed: told.failed,
        besideLines: told.beside_lines,
        besideFailed: told.beside_failed,
      },
    }
  })
}
