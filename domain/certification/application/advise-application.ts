import { sql } from 'kysely'
import type { Advice } from '#domain/certification/application/application.ts'
import { completenessOf, reasonAnyway } from '#domain/certification/application/application.ts'
import { claimsToJudge, filedClaims } from '#domain/certification/application/filed-claims.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { filedActivities, findApplication } from '#domain/certification/application/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { ClaimFinding } from '#domain/dossier/statement/statement.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export interface Check {
  readonly applicationId: string
  /** The version of the application that was on the page. */
  readonly version: number
  readonly advice: ReadonlyMap<string, Advice>
  /** What was found of each claim that was looked at, by its id. */
  readonly claims: ReadonlyMap<string, ClaimFinding>
  readonly note: string
  readonly checklist: readonly string[]
}

export type Advised =
  | { readonly outcome: 'saved'; readonly version: number }
  | { readonly outcome: 'not-found' }
  /** A colleague was first, or it is no longer with the back office. */
  | { readonly outcome: 'stale'; readonly current: ApplicationFile }

/** Keeps what the back office found of an application: its advice for each activity, and the whole. */
export async function adviseApplication(context: Context, check: Check): Promise<Advised> {
  const found = await findApplication(context, check.applicationId, { lock: true })
  if (found === undefined) return { outcome: 'not-found' }
  const { application } = found
  if (application.status !== 'submitted' || application.version !== check.version) {
    return { outcome: 'stale', current: found }
  }
  const filed = await filedActivities(context, application.id)
  for (const [activityId, advice] of check.advice) {
    if (!filed.has(activityId)) continue
    await context.db
      .updateTable('application_activity')
      .set({
        advice: advice.advice,
        advice_amount: advice.advice === 'partly' ? (advice.amount ?? null) : null,
        advice_amount_second: advice.advice === 'partly' ? (advice.second ?? null) : null,
        advice_reason: advice.reason,
        advice_accreditation_refused:
          advice.accreditation?.recognised === false ? advice.accreditation.reason : null,
        advice_accreditation_anyway: reasonAnyway(advice.accreditation),
        advice_attributes_refused: [...(advice.attributes?.refused ?? [])],
        advice_attributes_reason: advice.attributes?.reason ?? '',
      })
      .where('application_id', '=', application.id)
      .where('activity_id', '=', activityId)
      .execute()
  }
  const loaded = await loadDossier(context, application.registrationId, application.id)
  const findings = claimsToJudge(loaded).flatMap(({ id }) => {
    const finding = check.claims.get(id)
    return finding === undefined ? [] : [{ id, ...finding }]
  })
  if (findings.length > 0) await keepFindings(context, application.id, findings)
  const lines = completenessOf({
    activities: filed.size > 0,
    claims: filedClaims(loaded).length > 0,
  })
  const ticked = Object.keys(lines).filter((id) => check.checklist.includes(id))
  await context.db
    .updateTable('application')
    .set((eb) => ({
      advice: check.note,
      checklist: JSON.stringify({ ticked }),
      checked_at: sql<string>`clock_timestamp()`,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', application.id)
    .execute()
  await record(context, {
    noun: 'application',
    id: application.id,
    action: 'advise',
    facts: {
      note: check.note,
      ticked,
      advice: Object.fromEntries(check.advice),
      ...(findings.length > 0 ? { claims: findings } : {}),
    },
  })
  return { outcome: 'saved', version: application.version + 1 }
}

// What was found once stays found, until the same is looked at again.
async function keepFindings(
  { db, actor, today }: Context,
  applicationId: string,
  findings: readonly ({ readonly id: string } & ClaimFinding)[],
): Promise<void> {
  const by = actor.kind === 'account' ? actor.accountId : null
  const found = findings.map(({ id, inOrder, reason }) => {
    return { id, found: inOrder ? 'in-order' : 'not-in-order', reason }
  })
  await sql`update application_claim set
      found = finding.found,
      found_reason = finding.reason,
      found_on = ${today.toString()},
      found_by = ${by}
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
      as finding (id uuid, found text, reason text)
    where application_claim.application_id = ${applicationId}
      and application_claim.claim_id = finding.id`.execute(db)
}
