import { countAttempt } from '#domain/people/account/count-attempt.ts'
import { makeLink } from '#domain/people/account/make-link.ts'
import { findAccountByEmail, greetingName } from '#domain/people/account/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { addressTaken } from '#mail/address-taken.ts'
import { changeEmail } from '#mail/change-email.ts'
import { emailChangeAsked } from '#mail/email-change-asked.ts'

/** For how many hours a new address can be confirmed. */
export const changeHours = 24

/** Only the mail tells whether the new address has an account already, so that nobody finds out by asking. */
export type RequestedEmailChange =
  | { readonly outcome: 'mailed' }
  | { readonly outcome: 'own-address' }
  /** An account of the demo is found by its address. */
  | { readonly outcome: 'made-up' }
  | { readonly outcome: 'too-often'; readonly minutes: number }

/**
 * Somebody asks to sign in with another address. Nothing changes until the new address is confirmed
 * by the link that is mailed to it; the old address is told at once, in case it was not they who asked. That
 * they signed in not long ago was seen before.
 */
export async function requestEmailChange(
  context: Context,
  asked: { readonly accountId: string; readonly email: string },
): Promise<RequestedEmailChange> {
  const { db } = context
  const { accountId, email } = asked
  // By who asks, so that nobody else holds it up.
  for (const attempt of [
    { what: 'change-email', who: accountId, most: 8, minutes: 60 },
    { what: 'change-email-to', who: `${accountId} ${email}`, most: 5, minutes: 60 },
  ]) {
    const counted = await countAttempt(db, attempt)
    if (counted.outcome === 'too-often') return counted
  }
  const account = await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select(['email', 'demo'])
    .executeTakeFirstOrThrow()
  if (account.demo) return { outcome: 'made-up' }
  if (account.email === email) return { outcome: 'own-address' }
  await mailNewAddress(context, { accountId, email, from: account.email })
  return { outcome: 'mailed' }
}

/**
 * Mails a link to the new address of an account, with which it becomes that, and tells the old address.
 * Who may ask for it was seen before.
 */
export async function mailNewAddress(
  context: Context,
  asked: { readonly accountId: string; readonly email: string; readonly from: string },
): Promise<void> {
  const { db, register, platform } = context
  const { accountId, email, from } = asked
  const name = await greetingName(db, accountId, from)
  const letterhead = mailRegister(platform, register)
  // Only the last request counts.
  await db
    .deleteFrom('one_time_link')
    .where('account_id', '=', accountId)
    .where('purpose', '=', 'change-email')
    .where('used_at', 'is', null)
    .execute()
  await record(context, {
    noun: 'account',
    id: accountId,
    action: 'ask-email-change',
    facts: { to: email },
  })
  const other = await findAccountByEmail(db, email)
  if (other === undefined) {
    const url = await makeLink(context, {
      purpose: 'change-email',
      minutes: changeHours * 60,
      accountId,
      email,
    })
    await writeMessage(
      context,
      'change-email',
      { name, address: email },
      changeEmail({ register: letterhead, name, url, hours: changeHours }),
    )
  } else {
    const theirName = await greetingName(db, other.id, email)
    await writeMessage(
      context,
      'address-taken',
      { name: theirName, address: email, accountId: other.id },
      addressTaken({ register: letterhead, name: theirName }),
    )
  }
  await writeMessage(
    context,
    'email-change-asked',
    { name, address: from, accountId },
    emailChangeAsked({ register: letterhead, name, email }),
  )
}
