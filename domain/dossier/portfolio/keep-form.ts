import { Readable } from 'node:stream'
import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import { formProves } from '#domain/dossier/activity/activity.ts'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import { keepFile } from '#domain/dossier/evidence/attach-evidence.ts'
import type { OpenActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { shown } from '#domain/dossier/referee/referee.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import type { Amount } from '#engine'
import { inUnit } from '#engine'
import { activityForm } from '#papers/activity-form.ts'

/**
 * Keeps the form that the regulation makes of the answers of an activity among its evidence, as long
 * as the activity is handed in; what was made of earlier answers is taken away.
 */
export async function keepForm(
  open: OpenActivity,
  facts: ActivityFacts,
  { state, claimed }: { readonly state: ActivityState; readonly claimed: Amount | undefined },
): Promise<void> {
  const { context, id } = open
  const { db, register, today, platform } = context
  const stands = await db
    .selectFrom('evidence')
    .innerJoin('document', 'document.id', 'evidence.document_id')
    .where('activity_id', '=', id)
    .where('document.register', '=', register.id)
    .where('removed_at', 'is', null)
    .where('evidence.form', 'is not', null)
    .select(['evidence.id', 'document.name', 'document.sha256', 'evidence.form'])
    .executeTakeFirst()
  const made =
    state === 'draft' || state === 'planned' ? undefined : await formOf(open, facts, claimed)
  if (made !== undefined && made.sha256 === stands?.sha256) return
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
  if (made === undefined || facts.kind === undefined) return
  const content = Buffer.from(made.pdf)
  const mediaType = 'application/pdf'
  const size = content.length
  const fileKey = await platform.files.put(Readable.from([content]), mediaType, size)
  const { sha256, fileName: name } = made
  const file = { name, mediaType, size, sha256, fileKey }
  const documentId = await keepFile(context, open.holder.personId, file)
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
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const about = { activity: id, name, sha256, size, form }
  await record(context, { noun: 'evidence', id: evidence.id, action: 'make-form', facts: about })
}

// The form as a paper; nothing where the kind has none, or where there is no day yet.
async function formOf(
  { context, loaded, holder }: OpenActivity,
  { kind, title, completedOn, details }: ActivityFacts,
  claimed: Amount | undefined,
) {
  if (kind?.form === undefined || completedOn === undefined) return undefined
  const { register, platform, today } = context
  const { number } = loaded.standing
  return activityForm({
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
  })
}
