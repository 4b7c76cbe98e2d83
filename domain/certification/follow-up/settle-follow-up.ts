import { findFollowUp } from '#domain/certification/follow-up/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What the back office makes of a follow-up. */
export interface SettlingOfFollowUp {
  readonly id: string
  readonly version: number
  readonly note: string
  /** The day on which it is asked once more, if it is. */
  readonly next: Temporal.PlainDate | undefined
}

export type SettledFollowUp =
  | { readonly outcome: 'settled' }
  /** The day has passed already. */
  | { readonly outcome: 'not-ahead' }
  /** It was answered or settled since it was looked at. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'not-found' }

/** Settles a follow-up with a note; the registration stays as it is. */
export async function settleFollowUp(
  context: Context,
  { id, version, note, next }: SettlingOfFollowUp,
): Promise<SettledFollowUp> {
  const { db, today, actor } = context
  const followUp = await findFollowUp(context, id, { lock: true })
  if (followUp === undefined) return { outcome: 'not-found' }
  if (followUp.settled !== undefined || followUp.version !== version) return { outcome: 'stale' }
  if (next !== undefined && Temporal.PlainDate.compare(next, today) <= 0) {
    return { outcome: 'not-ahead' }
  }
  await db
    .updateTable('follow_up')
    .where('id', '=', id)
    .set((eb) => ({
      settled_on: today.toString(),
      settled_by: accountIdOf(actor) ?? null,
      note,
      next_on: next?.toString() ?? null,
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'follow-up',
    id,
    action: 'settle',
    facts: { registrationId: followUp.registrationId, note, next },
  })
  return { outcome: 'settled' }
}
