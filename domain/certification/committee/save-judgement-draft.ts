import { approachFile } from '#domain/certification/committee/open-file.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Keeps a judgement in the making, as it was typed, so that nothing is lost. */
export async function saveJudgementDraft(
  context: Context,
  applicationId: string,
  memberId: string,
  fields: Readonly<Record<string, readonly string[]>>,
): Promise<{ readonly outcome: 'saved' | 'not-found' | 'decided' }> {
  const approached = await approachFile(context, applicationId, memberId)
  if (approached.outcome !== 'free') return { outcome: 'not-found' }
  if (approached.file.application.status !== 'with-committee') return { outcome: 'decided' }
  const saved = {
    fields: JSON.stringify(fields),
    saved_at: Temporal.Now.instant().toString(),
  }
  await context.db
    .insertInto('judgement_draft')
    .values({
      register: context.register.id,
      application_id: applicationId,
      member_id: memberId,
      ...saved,
    })
    .onConflict((conflict) => conflict.columns(['application_id', 'member_id']).doUpdateSet(saved))
    .execute()
  return { outcome: 'saved' }
}
