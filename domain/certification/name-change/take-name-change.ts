import type { NameChange } from '#domain/certification/name-change/queries.ts'
import { findNameChange } from '#domain/certification/name-change/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What the back office looked at. */
export interface CheckedNameChange {
  readonly id: string
  readonly version: number
}

/** A request for another name that was answered, locked with the registration it belongs to. */
export type TakenNameChange =
  | { readonly outcome: 'taken'; readonly change: NameChange; readonly member: Member }
  /** A colleague has answered it, or something else was asked since it was looked at. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/** Answers a request for another name, the registration first, as everywhere. */
export async function takeNameChange(
  context: Context,
  { id, version }: CheckedNameChange,
  answered: { readonly status: 'approved' | 'refused'; readonly answer: string },
): Promise<TakenNameChange> {
  const found = await findNameChange(context, id)
  if (found === undefined) return { outcome: 'unknown' }
  const member = await findMember(context, found.registrationId, { lock: true })
  const change = await findNameChange(context, id, { lock: true })
  if (member === undefined || change === undefined) return { outcome: 'unknown' }
  if (change.status !== 'asked' || change.version !== version) return { outcome: 'stale' }
  await context.db
    .updateTable('name_change')
    .where('id', '=', id)
    .set((eb) => ({
      ...answered,
      answered_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'name-change',
    id,
    action: answered.status === 'approved' ? 'approve' : 'refuse',
    facts: { registration: member.registrationId, answer: answered.answer },
  })
  return { outcome: 'taken', change, member }
}
