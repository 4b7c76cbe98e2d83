import type { From } from '#domain/people/account/count-try.ts'
import { countAsking } from '#domain/people/account/count-try.ts'
import { leadElsewhere } from '#domain/people/account/lead-elsewhere.ts'
import type { LinkPurpose } from '#domain/people/account/make-link.ts'
import { enoughLinks, makeLink } from '#domain/people/account/make-link.ts'
import { findAccountByEmail, greetingName } from '#domain/people/account/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { newPassword } from '#mail/new-password.ts'
import { signInLink } from '#mail/sign-in-link.ts'

/** For how many minutes a link to sign in, or to choose a new password, works. */
export const linkMinutes = { 'sign-in': 15, 'reset-password': 60 } as const

/** The answer is the same whether or not there is such an account. */
export type RequestedLink =
  | { readonly outcome: 'mailed' }
  | { readonly outcome: 'too-often'; readonly minutes: number }

interface Asked extends From {
  readonly email: string
  /** Where to go after signing in. */
  readonly back?: string | undefined
}

/** Mails a link with which one can sign in once. */
export function requestSignInLink(context: Context, asked: Asked): Promise<RequestedLink> {
  return mailLink(context, 'sign-in', 'sign-in-link', asked)
}

/** Mails a link with which one can choose a new password. */
export function requestNewPassword(context: Context, asked: Asked): Promise<RequestedLink> {
  return mailLink(context, 'reset-password', 'new-password', asked)
}

async function mailLink(
  context: Context,
  purpose: Extract<LinkPurpose, 'sign-in' | 'reset-password'>,
  kind: 'sign-in-link' | 'new-password',
  asked: Asked,
): Promise<RequestedLink> {
  const { db, register, platform } = context
  const counted = await countAsking(
    db,
    { what: `link-${purpose}`, email: asked.email, minutes: 15 },
    asked,
  )
  if (counted.outcome === 'too-often') {
    noteSecurity(context, 'mail-limited', { by: purpose })
    return counted
  }
  const account = await findAccountByEmail(db, asked.email)
  if (account === undefined) {
    await leadElsewhere(context, asked.email)
    return { outcome: 'mailed' }
  }
  if (await enoughLinks(db, purpose, asked.email)) return { outcome: 'mailed' }
  const name = await greetingName(db, account.id, asked.email)
  const minutes = linkMinutes[purpose]
  const url = await makeLink(context, {
    purpose,
    minutes,
    accountId: account.id,
    email: asked.email,
    details: asked.back === undefined ? {} : { back: asked.back },
  })
  const about = { register: mailRegister(platform, register), name, url, minutes }
  await writeMessage(
    context,
    kind,
    { name, address: asked.email, accountId: account.id },
    purpose === 'sign-in' ? signInLink(about) : newPassword(about),
  )
  return { outcome: 'mailed' }
}
