import type { Advice } from '#domain/certification/application/application.ts'
import { completeness } from '#domain/certification/application/application.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { filedActivities, findApplication } from '#domain/certification/application/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export interface Check {
  readonly applicationId: string
  /** The version of the application that was on the page. */
  readonly version: number
  readonly advice: ReadonlyMap<string, Advice>
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
        advice_reason: advice.reason,
        advice_accreditation_refused:
          advice.accreditation?.recognised === false ? advice.accreditation.reason : null,
      })
      .where('application_id', '=', application.id)
      .where('activity_id', '=', activityId)
      .execute()
  }
  const ticked = Object.keys(completeness).filter((id) => check.checklist.includes(id))
  await context.db
    .updateTable('application')
    .set((eb) => ({
      advice: check.note,
      checklist: JSON.stringify({ ticked }),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', application.id)
    .execute()
  await record(context, {
    noun: 'application',
    id: application.id,
    action: 'advise',
    facts: { note: check.note, ticked, advice: Object.fromEntries(check.advice) },
  })
  return { outcome: 'saved', version: application.version + 1 }
}
