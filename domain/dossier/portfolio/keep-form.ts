import { createHash } from 'node:crypto'
import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import { formProves } from '#domain/dossier/activity/activity.ts'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import type { OpenActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { shown } from '#domain/dossier/referee/referee.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import type { Amount } from '#engine'
import { inUnit } from '#engine'
import type { ActivityFormData } from '#papers/activity-form.ts'
import { paperName } from '#papers/paper.ts'

/**
 * Keeps the form that the regulation makes of the answers of an activity among its evidence, as long
 * as the activity is handed in; what was made of earlier answers is taken away. It is set after this
 * transaction, so that nobody who hands something in waits for a typesetter.
 */
export async function keepForm(
  open: OpenActivity,
  facts: ActivityFacts,
  { state, claimed }: { readonly state: ActivityState; readonly claimed: Amount | undefined },
): Promise<void> {
  const { context, id } = open
  const { db, register, today } = context
  const stands = await db
    .selectFrom('evidence')
    .innerJoin('document', 'document.id', 'evidence.document_id')
    .where('activity_id', '=', id)
    .where('document.register', '=', register.id)
    .where('removed_at', 'is', null)
    .where('evidence.form', 'is not', null)
    .select(['evidence.id', 'document.name', 'document.sha256', 'evidence.answers_hash'])
    .executeTakeFirst()
  const data = state === 'draft' || state === 'planned' ? undefined : formOf(open, facts, claimed)
  const hash = data && createHash('sha256').update(JSON.stringify(data)).digest('hex')
  if (hash !== undefined && hash === stands?.answers_hash) return
  if (stands !== undefined) {
    await db
      .updateTable('evidence')
      .set({ removed_at: Temporal.Now.instant().toString() })
      .where('id', '=', stands.id)
      .execute()
    const { name, sha256 } = stands
    const about = { activity: id, name, sha256 }
    await record(context, { noun: 'evidence', id: stands.id, action: 'remove', facts: about })
  }
  if (data === undefined || hash === undefined || facts.kind === undefined) return
  const paper = { kind: 'activity-form', data } as const
  const [documentId] = await issuePapers(context, open.holder.personId, paper)
  const form = formProves(facts.kind, facts.details)
    ? ('proves' as const)
    : ('accompanies' as const)
  const evidence = await db
    .insertInto('evidence')
    .values({
      activity_id: id,
      document_id: documentId,
      added_on: today.toString(),
      form,
      answers_hash: hash,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const about = { activity: id, name: paperName(paper), answers: hash, form }
  await record(context, { noun: 'evidence', id: evidence.id, action: 'make-form', facts: about })
}

// What stands in the form; nothing where the kind has none, or where there is no day yet.
function formOf(
  { context, loaded, holder }: OpenActivity,
  { kind, title, completedOn, details }: ActivityFacts,
  claimed: Amount | undefined,
): ActivityFormData | undefined {
  if (kind?.form === undefined || completedOn === undefined) return undefined
  const { register, platform, today } = context
  const { number } = loaded.standing
  return {
    register: documentRegister(platform, register),
    heading: kind.form.title,
    name: holder.name,
    ...(number === undefined ? {} : { registrationNumber: registrationNumber(register, number) }),
    activity: title,
    kind: kind.label,
    completedOn: completedOn.toString(),
    ...(claimed === undefined ? {} : { amount: inUnit(claimed, register) }),
    answers: kind.fields.flatMap((field) => {
      const value = details[field.id]
      if (value === undefined || value === '') return []
      return [{ question: field.label, answer: shown(field, value) }]
    }),
    filledInOn: today.toString(),
  }
}
