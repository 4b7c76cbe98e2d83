import { readAssessment } from '#domain/certification/application/application.ts'
import type { Decision } from '#domain/certification/committee/decision.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** The decision on an application, if there is one. */
export async function findDecision(
  context: Context,
  applicationId: string,
): Promise<Decision | undefined> {
  return (await findDecisions(context, [applicationId])).get(applicationId)
}

/** The decisions on those of these applications that were decided, by the application's id. */
export async function findDecisions(
  context: Context,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, Decision>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await decisions(context)
    .where('application_id', 'in', [...applicationIds])
    .where('replaced_on', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.application_id, decisionOf(row)]))
}

/** One decision, also where another came in its place. */
export async function findDecisionById(
  context: Context,
  id: string,
): Promise<Decision | undefined> {
  const row = await decisions(context).where('id', '=', id).executeTakeFirst()
  return row && decisionOf(row)
}

/** Every decision on an application, the newest first: that one holds, and the others were replaced. */
export async function decisionsOn(
  context: Context,
  applicationId: string,
): Promise<readonly Decision[]> {
  const rows = await decisions(context)
    .where('application_id', '=', applicationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(decisionOf)
}

function decisions({ db }: Context) {
  return db
    .selectFrom('decision')
    .select([
      'id',
      'application_id',
      'outcome',
      'temporary',
      'decided_on',
      'valid_first',
      'valid_last',
      'reason',
      'assessment',
      'regulation_version',
      'object_before',
      'document_id',
      'assessed_on',
    ])
}

function decisionOf(
  row: Awaited<ReturnType<ReturnType<typeof decisions>['executeTakeFirstOrThrow']>>,
): Decision {
  return {
    id: row.id,
    applicationId: row.application_id,
    outcome: row.outcome,
    temporary: row.temporary,
    decidedOn: Temporal.PlainDate.from(row.decided_on),
    validFirst: day(row.valid_first),
    validLast: day(row.valid_last),
    reason: row.reason,
    assessment: readAssessment(row.assessment),
    regulationVersion: row.regulation_version,
    objectBefore: day(row.object_before),
    documentId: row.document_id ?? undefined,
    assessedOn: Temporal.PlainDate.from(row.assessed_on ?? row.decided_on),
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
