import type { RegistrationPlan } from '#domain/certification/merge/merge.ts'
import type { Merge } from '#domain/certification/merge/queries.ts'
import type { Weighed } from '#domain/certification/merge/weigh-merge.ts'
import { hintOfAddress } from '#domain/people/account/former-address.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { addressMerged, peopleMerged } from '#mail/people-merged.ts'

/**
 * Writes to both addresses what was done, and what to do about it. In case they are two people after all,
 * each reads of the other address no more than its holder knows again, and the one that goes reads
 * neither why nor a number.
 */
export async function tellMerged(
  context: Context,
  {
    merge,
    stays,
    goes,
    plan,
    registrationId,
  }: Pick<Weighed, 'stays' | 'goes'> & {
    readonly merge: Merge
    readonly plan: RegistrationPlan | undefined
    readonly registrationId: string
  },
): Promise<void> {
  const { db, platform, register } = context
  const member = await findMember(context, registrationId)
  if (member === undefined || member.accountId === undefined) return
  const letterhead = mailRegister(platform, register)
  await writeMessage(
    context,
    'people-merged',
    { name: member.name, address: member.email, accountId: member.accountId },
    peopleMerged({
      register: letterhead,
      name: member.name,
      signIn: member.email,
      number: member.number,
      endedNumber: plan?.ends?.number,
      reason: merge.reason,
    }),
  )
  const former = [stays, goes].find(
    ({ accountId }) => accountId !== undefined && accountId !== member.accountId,
  )
  if (former === undefined) return
  // Whoever was brought in and never came, heard nothing of Peil yet.
  const { quiet } = await db
    .selectFrom('account')
    .where('id', '=', former.accountId ?? '')
    .select('quiet')
    .executeTakeFirstOrThrow()
  if (quiet) return
  const signIn = hintOfAddress(member.email)
  await writeMessage(
    context,
    'people-merged',
    { name: former.name, address: former.email },
    addressMerged({ register: letterhead, name: former.name, signIn }),
  )
}
