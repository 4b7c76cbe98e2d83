import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Keeps a judgement in the making of a file that the member may judge, as it was typed, so that
 * nothing is lost. What was decided meanwhile is not judged any more.
 */
export async function saveJudgementDraft(
  context: Context,
  { application }: ApplicationFile,
  memberId: string,
  fields: Readonly<Record<string, readonly string[]>>,
): Promise<{ readonly outcome: 'saved' | 'decided' }> {
  if (application.status !== 'with-committee') return { outcome: 'decided' }
  const saved = {
    fields: JSON.stringify(fields),
    saved_at: Temporal.Now.instant().toString(),
  }
  await context.db
    .insertInto('judgement_draft')
    .values({
      register: context.register.id,
      application_id: application.id,
      member_id: memberId,
      ...saved,
    })
    .onConflict((conflict) => conflict.columns(['application_id', 'member_id']).doUpdateSet(saved))
    .execute()
  return { outcome: 'saved' }
}
