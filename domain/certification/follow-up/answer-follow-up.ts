import type { FollowUp } from '#domain/certification/follow-up/follow-up.ts'
import { findFollowUp } from '#domain/certification/follow-up/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What somebody says: that it is done, or why not yet and when it will be. */
export interface AnswerToFollowUp {
  readonly id: string
  readonly registrationId: string
  readonly said:
    | { readonly is: 'done' }
    | { readonly is: 'later'; readonly explanation: string; readonly again: Temporal.PlainDate }
}

export type AnsweredFollowUp =
  | { readonly outcome: 'answered'; readonly followUp: FollowUp }
  /** The day that they name has passed already. */
  | { readonly outcome: 'not-ahead' }
  /** The back office has settled it. */
  | { readonly outcome: 'settled' }
  | { readonly outcome: 'not-found' }

/** Takes the answer to a follow-up; it may be given anew until the back office has settled it. */
export async function answerFollowUp(
  context: Context,
  { id, registrationId, said }: AnswerToFollowUp,
): Promise<AnsweredFollowUp> {
  const { db, today } = context
  const followUp = await findFollowUp(context, id, { lock: true })
  if (followUp?.registrationId !== registrationId) return { outcome: 'not-found' }
  if (followUp.settled !== undefined) return { outcome: 'settled' }
  if (said.is === 'later' && Temporal.PlainDate.compare(said.again, today) <= 0) {
    return { outcome: 'not-ahead' }
  }
  await db
    .updateTable('follow_up')
    .where('id', '=', id)
    .set((eb) => ({
      answer: said.is,
      explanation: said.is === 'later' ? said.explanation : '',
      again_on: said.is === 'later' ? said.again.toString() : null,
      answered_on: today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'follow-up',
    id,
    action: 'answer',
    facts: { registrationId, said },
  })
  return { outcome: 'answered', followUp }
}
