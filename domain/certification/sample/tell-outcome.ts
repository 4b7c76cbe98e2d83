import { hasSample } from '#domain/certification/sample/queries.ts'
import type {
  DrawFigures,
  DrawRecord,
  FailureFigures,
  Quarter,
} from '#domain/certification/sample/sample.ts'
import { dayAfter, fewestDossiers, groupsToTell } from '#domain/certification/sample/sample.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * Tells what the samples of the quarters that are over came to: what was drawn at once, and what was
 * rejected of it when all of it is decided and so many people are in it that it says nothing of one.
 */
export async function tellOutcome(context: Context): Promise<void> {
  if (!hasSample(context.register)) return
  await tellDraws(context)
  await tellFailures(context)
}

async function tellDraws(context: Context): Promise<void> {
  const { db, today } = context
  const due = await db
    .selectFrom('sample_seed')
    .where('revealed_on', 'is not', null)
    .where('told_on', 'is', null)
    .orderBy('quarter')
    .select('quarter')
    .execute()
  await eachDue(
    context,
    due,
    ({ quarter }) => quarter,
    async (context, { quarter }) => {
      const draws = await drawsOf(context, quarter)
      const lines = draws.flatMap((draw) => draw.lines ?? [])
      const linesAreDrawn = draws.some((draw) => draw.lines !== undefined)
      const applications = draws.flatMap(({ drawn }) => drawn ?? [])
      const figures: DrawFigures = {
        applications: new Set(draws.map(({ application }) => application)).size,
        drawnApplications: applications.length === 0 ? null : applications.filter(Boolean).length,
        lines: linesAreDrawn ? lines.length : null,
        drawnLines: linesAreDrawn ? lines.filter(({ drawn }) => drawn).length : null,
        besideLines: (await linesOf(context, draws)).filter(({ beside }) => beside).length,
        percentages: [...new Set(draws.map(({ percentage }) => percentage))].toSorted(
          (one, other) => one - other,
        ),
      }
      await context.db
        .updateTable('sample_seed')
        .set({
          told_on: today.toString(),
          applications: figures.applications,
          drawn_applications: figures.drawnApplications,
          lines: figures.lines,
          drawn_lines: figures.drawnLines,
          beside_lines: figures.besideLines,
          percentages: [...figures.percentages],
        })
        .where('quarter', '=', quarter)
        .execute()
      await record(context, {
        noun: 'sample',
        id: quarter,
        action: 'tell-draws',
        facts: { ...figures },
      })
    },
  )
}

async function tellFailures(context: Context): Promise<void> {
  const { db, register, today } = context
  const waiting = await db
    .selectFrom('sample_seed')
    .where('told_on', 'is not', null)
    .orderBy('quarter')
    .select('quarter')
    .execute()
  const before = await db.selectFrom('sample_failures').select('quarters').execute()
  const toldBefore = new Set(before.flatMap(({ quarters }) => quarters))
  const found = new Map<Quarter, readonly Line[]>()
  for (const { quarter } of waiting) {
    if (toldBefore.has(quarter)) continue
    found.set(quarter, await linesOf(context, await drawsOf(context, quarter)))
  }
  const each = [...found].map(([quarter, lines]) => ({
    quarter,
    open: lines.some(({ open }) => open),
    dossiers: dossiersIn(lines.filter(({ sampled }) => sampled)),
  }))
  const ended = (year: string) => Temporal.PlainDate.compare(today, dayAfter(`${year}-Q4`)) >= 0
  await eachDue(
    context,
    groupsToTell(each, ended),
    ({ quarters }) => quarters[0] ?? '',
    async (context, { quarters, told }) => {
      const [quarter = ''] = quarters
      const lines = quarters.flatMap((one) => found.get(one) ?? [])
      const sampled = lines.filter((line) => line.sampled && line.decided)
      const beside = lines.filter((line) => line.beside && line.decided)
      const ofBeside = told && dossiersIn(beside).size >= fewestDossiers
      const figures: FailureFigures = {
        quarters,
        applications: told ? dossiersIn(sampled).size : null,
        lines: told ? sampled.length : null,
        failed: told ? failedOf(sampled) : null,
        besideLines: ofBeside ? beside.length : null,
        besideFailed: ofBeside ? failedOf(beside) : null,
      }
      await context.db
        .insertInto('sample_failures')
        .values({
          register: register.id,
          quarter,
          quarters: [...quarters],
          told_on: today.toString(),
          applications: figures.applications,
          lines: figures.lines,
          failed: figures.failed,
          beside_lines: figures.besideLines,
          beside_failed: figures.besideFailed,
        })
        .execute()
      await record(context, {
        noun: 'sample',
        id: quarter,
        action: told ? 'tell-failures' : 'withhold-failures',
        facts: { ...figures },
      })
    },
  )
}

/** A line of an application that was drawn about, and what became of it. */
interface Line {
  readonly application: string
  readonly sampled: boolean
  /** Looked at for a risk, and not in the sample. */
  readonly beside: boolean
  /** Its application has yet to be decided. */
  readonly open: boolean
  readonly decided: boolean
  readonly failed: boolean
}

const dossiersIn = (lines: readonly Line[]) =>
  new Set(lines.filter(({ decided }) => decided).map(({ application }) => application))

const failedOf = (lines: readonly Line[]) => lines.filter(({ failed }) => failed).length

async function drawsOf(
  { db, register }: Context,
  quarter: Quarter,
): Promise<readonly DrawRecord[]> {
  const rows = await db
    .selectFrom('audit_record')
    .innerJoin('audit_facts', 'audit_facts.seq', 'audit_record.seq')
    .where('audit_record.register', '=', register.id)
    .where('audit_record.noun', '=', 'sample')
    .where('audit_record.record_id', '=', quarter)
    .where('audit_record.action', '=', 'draw')
    .select('audit_facts.facts')
    .execute()
  return rows.map(({ facts }) => facts as DrawRecord)
}

// Of an application of which the lines were not drawn apart, all lines go with it.
async function linesOf({ db }: Context, draws: readonly DrawRecord[]): Promise<readonly Line[]> {
  const drawn = new Map<string, ReadonlySet<string> | 'all'>()
  for (const { application, drawn: whole, lines } of draws) {
    if (lines !== undefined) {
      const before = drawn.get(application)
      const ids = lines.map(({ line }) => line)
      drawn.set(application, new Set([...(before instanceof Set ? before : []), ...ids]))
    } else if (whole !== undefined) drawn.set(application, 'all')
  }
  if (drawn.size === 0) return []
  const rows = await db
    .selectFrom('application_activity')
    .innerJoin('application', 'application.id', 'application_activity.application_id')
    .leftJoin('activity_claim', (join) =>
      join
        .onRef('activity_claim.activity_id', '=', 'application_activity.activity_id')
        .onRef('activity_claim.registration_id', '=', 'application.registration_id'),
    )
    .where('application.id', 'in', [...drawn.keys()])
    .select([
      'application.id as application',
      'application.status',
      'application_activity.activity_id as line',
      'application_activity.looked_because as looked',
      'activity_claim.state',
    ])
    .execute()
  return rows.flatMap(({ application, line, status, looked, state }) => {
    const lines = drawn.get(application)
    if (lines === undefined || (lines !== 'all' && !lines.has(line))) return []
    const sampled = looked?.includes('sampled') ?? false
    const decided = status === 'granted' || status === 'refused'
    return [
      {
        application,
        sampled,
        beside: !sampled && (looked?.length ?? 0) > 0,
        open: !decided && status !== 'withdrawn',
        decided,
        failed: state === 'rejected',
      },
    ]
  })
}
