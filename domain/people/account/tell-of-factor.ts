import { holderOf } from '#domain/people/account/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { FactorChange } from '#mail/factor-changed.ts'
import { factorChanged } from '#mail/factor-changed.ts'

/** Tells the holder of an account that a way of signing in came to it or went from it. */
export async function tellOfFactor(
  context: Context,
  accountId: string,
  change: FactorChange,
): Promise<void> {
  const { db, register, platform } = context
  const holder = await holderOf(db, accountId)
  await writeMessage(
    context,
    'factor-changed',
    holder,
    factorChanged({
      register: mailRegister(platform, register),
      name: holder.name,
      change,
      changedAt: Temporal.Now.instant().toString(),
    }),
  )
}
