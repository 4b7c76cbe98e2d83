import { readAssessment } from '#domain/certification/application/application.ts'
import type { Decision } from '#domain/certification/committee/decision.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** The decision on an application, if there is one. */
export async function findDecision(
  context: Context,
  applicationId: string,
): Promise<Decision | undefined> {
  const row = await context.db
    .selectFrom('decision')
    .where('application_id', '=', applicationId)
    .select([
      'id',
      'application_id',
      'outcome',
      'decided_on',
      'valid_first',
      'valid_last',
      'reason',
      'assessment',
      'regulation_version',
      'object_before',
      'document_id',
    ])
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    applicationId: row.application_id,
    outcome: row.outcome,
    decidedOn: Temporal.PlainDate.from(row.decided_on),
    validFirst: day(row.valid_first),
    validLast: day(row.valid_last),
    reason: row.reason,
    assessment: readAssessment(row.assessment),
    regulationVersion: row.regulation_version,
    objectBefore: day(row.object_before),
    documentId: row.document_id ?? undefined,
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
