import { countAttempt } from '#domain/people/account/count-attempt.ts'
import type { From } from '#domain/people/account/count-try.ts'
import { countAsking } from '#domain/people/account/count-try.ts'
import { hashPassword } from '#domain/people/account/hash-password.ts'
import { leadElsewhere } from '#domain/people/account/lead-elsewhere.ts'
import { enoughLinks, makeLink } from '#domain/people/account/make-link.ts'
import { findAccountByEmail, greetingName, hashToken } from '#domain/people/account/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { accountExists } from '#mail/account-exists.ts'
import { confirmAccount } from '#mail/confirm-account.ts'

/** For how many hours an address can be confirmed. */
export const confirmHours = 24

// However many ask for an account with an address that has one, its holder is told so often and no more.
const told = { what: 'account-exists', most: 10, minutes: 60 }

/** Only the mail tells whether there is an account already, so that nobody can find out by asking. */
export type RequestedAccount =
  | { readonly outcome: 'mailed' }
  | { readonly outcome: 'too-often'; readonly minutes: number }

/**
 * Somebody asks for an account. There is none until the address is confirmed by the mailed link.
 * The password goes with that link and counts only in the browser it was typed in, so that nobody
 * can prepare an account for somebody else.
 */
export async function requestAccount(
  context: Context,
  asked: {
    readonly email: string
    readonly password: string
    /** A secret that the browser keeps until the address is confirmed. */
    readonly browser: string
  } & From,
): Promise<RequestedAccount> {
  const { db, register, platform } = context
  const { email } = asked
  const counted = await countAsking(db, { what: 'account', email, minutes: 60 }, asked)
  if (counted.outcome === 'too-often') {
    noteSecurity(context, 'mail-limited', { by: 'confirm-email' })
    return counted
  }
  // Made in either case: the answer takes as long for an address that is known.
  const passwordHash = await hashPassword(asked.password)
  const existing = await findAccountByEmail(db, email)
  const letterhead = mailRegister(platform, register)
  if (existing !== undefined) {
    if ((await countAttempt(db, { ...told, who: email })).outcome === 'too-often') {
      return { outcome: 'mailed' }
    }
    const name = await greetingName(db, existing.id, email)
    await writeMessage(
      context,
      'account-exists',
      { name, address: email, accountId: existing.id },
      accountExists({ register: letterhead, name }),
    )
    return { outcome: 'mailed' }
  }
  // They would be in it twice once more.
  if (await leadElsewhere(context, email)) return { outcome: 'mailed' }
  if (await enoughLinks(db, 'confirm-email', email)) return { outcome: 'mailed' }
  const url = await makeLink(context, {
    purpose: 'confirm-email',
    minutes: confirmHours * 60,
    email,
    details: { passwordHash, browser: hashToken(asked.browser).toString('hex') },
  })
  await writeMessage(
    context,
    'confirm-account',
    { name: email, address: email },
    confirmAccount({ register: letterhead, name: email, url, hours: confirmHours }),
  )
  return { outcome: 'mailed' }
}

/** Sends the link to confirm an address once more, if one was asked for; the answer is the same. */
export async function resendConfirmation(
  context: Context,
  asked: { readonly email: string } & From,
): Promise<RequestedAccount> {
  const { db, register, platform } = context
  const { email } = asked
  const counted = await countAsking(db, { what: 'account', email, minutes: 60 }, asked)
  if (counted.outcome === 'too-often') {
    noteSecurity(context, 'mail-limited', { by: 'confirm-email' })
    return counted
  }
  const latest = await db
    .selectFrom('one_time_link')
    .where('email', '=', email)
    .where('purpose', '=', 'confirm-email')
    .select(['details', 'used_at'])
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  if (latest === undefined || latest.used_at !== null) return { outcome: 'mailed' }
  if (await enoughLinks(db, 'confirm-email', email)) return { outcome: 'mailed' }
  const url = await makeLink(context, {
    purpose: 'confirm-email',
    minutes: confirmHours * 60,
    email,
    details: latest.details as Readonly<Record<string, unknown>>,
  })
  await writeMessage(
    context,
    'confirm-account',
    { name: email, address: email },
    confirmAccount({
      register: mailRegister(platform, register),
      name: email,
      url,
      hours: confirmHours,
    }),
  )
  return { outcome: 'mailed' }
}
