import { openness } from '#domain/dossier/activity/openness.ts'
import type { AttachedEvidence, StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { attachEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

export type AddedEvidence =
  | { readonly outcome: 'added'; readonly evidence: AttachedEvidence }
  | { readonly outcome: 'frozen' }
  | { readonly outcome: 'not-found' }

/** Adds files to an activity that can still be changed. What a referee confirmed stays confirmed. */
export async function addEvidence(
  context: Context,
  registrationId: string,
  activityId: string,
  files: readonly StoredEvidence[],
): Promise<AddedEvidence> {
  const added = await add(context, registrationId, activityId, files)
  if (added.outcome !== 'added') {
    for (const { fileKey } of files) await context.platform.files.remove(fileKey)
  }
  return added
}

async function add(
  context: Context,
  registrationId: string,
  activityId: string,
  files: readonly StoredEvidence[],
): Promise<AddedEvidence> {
  if (!isUuid(activityId)) return { outcome: 'not-found' }
  const { db } = context
  await actAsOwner(context)
  const registration = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('person_id')
    .forUpdate()
    .executeTakeFirst()
  const activity = await db
    .selectFrom('activity_claim')
    .where('activity_id', '=', activityId)
    .where('registration_id', '=', registrationId)
    .where('withdrawn_at', 'is', null)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  if (registration === undefined || activity === undefined) return { outcome: 'not-found' }
  const open = await openness(context, activityId)
  if (open.is !== 'open' || open.heldElsewhere) return { outcome: 'frozen' }
  const owner = { id: activityId, personId: registration.person_id }
  return { outcome: 'added', evidence: await attachEvidence(context, owner, files) }
}
