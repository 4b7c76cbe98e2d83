import type { CheckedNameChange } from '#domain/certification/name-change/take-name-change.ts'
import { takeNameChange } from '#domain/certification/name-change/take-name-change.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { nameNotChanged } from '#mail/name-not-changed.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'

export type RefusedNameChange =
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/** Leaves somebody's name as it is, and tells them why. */
export async function refuseNameChange(
  context: Context,
  checked: CheckedNameChange & { readonly answer: string },
): Promise<RefusedNameChange> {
  const { answer } = checked
  const taken = await takeNameChange(context, checked, { status: 'refused', answer })
  if (taken.outcome !== 'taken') return taken
  const { member } = taken
  if (member.email !== '') {
    const letter = nameNotChanged({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      answer,
      objectBefore: lastDayToObject(context.register, context.today).toString(),
    })
    await writeMessage(
      context,
      'name-not-changed',
      { name: member.name, address: member.email, accountId: member.accountId },
      letter,
    )
  }
  return { outcome: 'refused' }
}
