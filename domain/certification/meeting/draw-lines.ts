import type { LookReason } from '#domain/certification/application/application.ts'
import { risksOf, whyLookedAt } from '#domain/certification/application/looked-at.ts'
import type { Application } from '#domain/certification/application/queries.ts'
import { filedActivities } from '#domain/certification/application/queries.ts'
import { commitSeeds } from '#domain/certification/sample/commit-seeds.ts'
import type { DrawRecord, Quarter } from '#domain/certification/sample/sample.ts'
import { byLot, dayAfter, isDrawn, quarterOf } from '#domain/certification/sample/sample.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Fixes which lines of an application the committee looks at and why, as it is passed on. What was
 * fixed before it was returned stays; only lines that came with it since are drawn.
 */
export async function drawLines(
  context: Context,
  application: Pick<Application, 'id' | 'drawn'>,
  loaded: LoadedDossier,
): Promise<void> {
  const { review } = loaded.compiled.regulation
  const lines = await linesToDraw(context, application.id, loaded)
  const risks = risksOf(loaded, lines)
  const drawn = await draw(context, application, lines, loaded)
  for (const { id } of lines) {
    const inLines = review.lines === 'all' || drawn.lines.has(id)
    await fix(
      context,
      application.id,
      id,
      whyLookedAt({ drawn: inLines, risks: risks.get(id) ?? [] }, drawn.application, review),
    )
  }
}

async function linesToDraw(
  context: Context,
  applicationId: string,
  { activities }: LoadedDossier,
): Promise<readonly PortfolioActivity[]> {
  const filed = await filedActivities(context, applicationId)
  return activities
    .filter(({ id }) => filed.has(id) && filed.get(id)?.looked === undefined)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

interface Outcome {
  /** Whether the application is looked into; always where applications are not drawn. */
  readonly application: boolean
  readonly lines: ReadonlySet<string>
}

async function draw(
  context: Context,
  { id, drawn: before }: Pick<Application, 'id' | 'drawn'>,
  lines: readonly PortfolioActivity[],
  { compiled }: LoadedDossier,
): Promise<Outcome> {
  const { version, review } = compiled.regulation
  const {
    percentage = 100,
    ofApplications,
    ofLines,
  } = {
    percentage: review.samplePercentage,
    ofApplications: review.application === 'sample',
    ofLines: review.lines === 'sample',
  }
  if (!ofApplications && !ofLines) return { application: true, lines: new Set() }
  await commitSeeds(context)
  const { quarter, seed } = await seedFor(context, quarterOf(context.today))
  const about = { register: context.register.id, quarter, application: id }
  const drawn = ofApplications ? (before ?? isDrawn(about, seed, percentage)) : undefined
  const each = lines.map(({ id: line }) => ({
    line,
    drawn: isDrawn({ ...about, line }, seed, percentage),
  }))
  const facts: DrawRecord = {
    application: id,
    regulation: version.toString(),
    percentage,
    ...(ofApplications && before === undefined && drawn !== undefined ? { drawn } : {}),
    ...(ofLines ? { lines: each } : {}),
  }
  if (ofApplications) {
    await context.db
      .updateTable('application')
      .set({ drawn: drawn ?? null })
      .where('id', '=', id)
      .execute()
  }
  // Whoever passes the application on has no hand in it, and is not named in what is published of it.
  const drawing = { ...context, actor: byLot }
  await record(drawing, { noun: 'sample', id: quarter, action: 'draw', facts: { ...facts } })
  return {
    application: drawn ?? true,
    lines: new Set(each.filter((one) => one.drawn).map(({ line }) => line)),
  }
}

// The seed of a quarter stays secret until what is drawn with it is in the record. Whoever began in the
// last moments of a quarter may find it told: then the next one draws, as of whoever comes after.
async function seedFor(
  { db }: Context,
  quarter: Quarter,
): Promise<{ readonly quarter: Quarter; readonly seed: Buffer }> {
  for (const one of [quarter, quarterOf(dayAfter(quarter))]) {
    const found = await db
      .selectFrom('sample_seed')
      .where('quarter', '=', one)
      .where('revealed_on', 'is', null)
      .select(['quarter', 'seed'])
      .forShare()
      .executeTakeFirst()
    if (found !== undefined) return found
  }
  throw new Error(`There is no secret seed for ${quarter}`)
}

async function fix(
  { db }: Context,
  applicationId: string,
  activityId: string,
  looked: readonly LookReason[],
): Promise<void> {
  await db
    .updateTable('application_activity')
    .set({ looked_because: [...looked] })
    .where('application_id', '=', applicationId)
    .where('activity_id', '=', activityId)
    .execute()
}
