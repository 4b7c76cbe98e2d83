import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { mostPerDay } from '#domain/takeover/personal-export/personal-export.ts'

export type AskedPersonalExport =
  | { readonly outcome: 'asked'; readonly id: string }
  /** One is being made: of two that are asked at once there is one. */
  | { readonly outcome: 'being-made' }
  /** So many were made today. */
  | { readonly outcome: 'too-often' }

/**
 * Asks for everything about oneself as one file (AVG, articles 15 and 20). It is made afterwards, and a mail
 * says when it is there. No register and no status stands in its way.
 */
export async function askPersonalExport(
  context: Context,
  accountId: string,
): Promise<AskedPersonalExport> {
  const { db, register, today, platform } = context
  await actAsOwner(context)
  // Of two requests at once the second sees the first.
  await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select('id')
    .forUpdate()
    .executeTakeFirstOrThrow()
  const asked = await db
    .selectFrom('personal_export')
    .where('account_id', '=', accountId)
    .where(({ or, eb }) => or([eb('asked_on', '=', today.toString()), eb('status', '=', 'asked')]))
    .where('status', '<>', 'failed')
    .select('status')
    .execute()
  if (asked.some(({ status }) => status === 'asked')) return { outcome: 'being-made' }
  if (asked.length >= mostPerDay) return { outcome: 'too-often' }
  const { id } = await db
    .insertInto('personal_export')
    .values({
      register: register.id,
      account_id: accountId,
      status: 'asked',
      asked_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, { noun: 'personal-export', id, action: 'ask' })
  await platform.enqueue(db, {
    name: 'make-personal-export',
    data: { register: register.id, exportId: id },
  })
  return { outcome: 'asked', id }
}
