import { openness } from '#domain/dossier/activity/openness.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

export type RemovedEvidence =
  | { readonly outcome: 'removed'; readonly name: string }
  | { readonly outcome: 'frozen' }
  | { readonly outcome: 'not-found' }

/**
 * Takes a file away from an activity that can still be changed. The file itself stays in the
 * store, since an application may have been filed with it.
 */
export async function removeEvidence(
  context: Context,
  registrationId: string,
  activityId: string,
  evidenceId: string,
): Promise<RemovedEvidence> {
  if (!isUuid(activityId) || !isUuid(evidenceId)) return { outcome: 'not-found' }
  // The dossier first, so that no application is filed between looking and taking away.
  await context.db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  const found = await context.db
    .selectFrom('evidence')
    .innerJoin('activity_claim', 'activity_claim.activity_id', 'evidence.activity_id')
    .innerJoin('document', 'document.id', 'evidence.document_id')
    .where('evidence.id', '=', evidenceId)
    .where('evidence.removed_at', 'is', null)
    // A form is as its answers are; it goes and changes with them.
    .where('evidence.form', 'is', null)
    .where('evidence.activity_id', '=', activityId)
    .where('activity_claim.registration_id', '=', registrationId)
    .where('activity_claim.withdrawn_at', 'is', null)
    .select(['document.name', 'document.sha256'])
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return { outcome: 'not-found' }
  await actAsOwner(context)
  const open = await openness(context, activityId)
  if (open.is !== 'open' || open.heldElsewhere) return { outcome: 'frozen' }
  await context.db
    .updateTable('evidence')
    .set({ removed_at: Temporal.Now.instant().toString() })
    .where('id', '=', evidenceId)
    .execute()
  await record(context, {
    noun: 'evidence',
    id: evidenceId,
    action: 'remove',
    facts: { activity: activityId, name: found.name, sha256: found.sha256 },
  })
  return { outcome: 'removed', name: found.name }
}
