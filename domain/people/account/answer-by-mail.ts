import { countAttempt } from '#domain/people/account/count-attempt.ts'
import { leadElsewhere } from '#domain/people/account/lead-elsewhere.ts'
import { lockAddress } from '#domain/people/account/lock-address.ts'
import { enoughLinks, makeLink, noteAsked } from '#domain/people/account/make-link.ts'
import { findAccountByEmail, greetingName } from '#domain/people/account/queries.ts'
import { confirmHours } from '#domain/people/account/request-account.ts'
import { linkMinutes } from '#domain/people/account/request-sign-in-link.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { AskedByMail } from '#domain/platform/context/platform.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { accountExists } from '#mail/account-exists.ts'
import { confirmAccount } from '#mail/confirm-account.ts'
import { newPassword } from '#mail/new-password.ts'
import { signInLink } from '#mail/sign-in-link.ts'

// However many ask for an account with an address that has one, its holder is told so often and no more.
const told = { what: 'account-exists', most: 10, minutes: 60 }

/**
 * Mails what somebody asked for to an address, and nothing where it is no account's: the only one who learns
 * which is whoever reads its mail. A job, since a request that looked it up would take longer for some. What a job,
 * by its id, has done is not done again: where the process ends before the queue hears that it is, it comes again.
 */
export async function answerByMail(
  context: Context,
  asked: AskedByMail,
  job: string,
): Promise<void> {
  const taken = await context.db
    .insertInto('form_submission')
    .values({ token: job, account_id: null, path: 'answer-by-mail', location: '' })
    .onConflict((conflict) => conflict.column('token').doNothing())
    .returning('token')
    .executeTakeFirst()
  if (taken === undefined) return
  // Two at once for one address would both find room for the last link.
  await lockAddress(context, asked.email)
  switch (asked.wanted) {
    case 'sign-in':
    case 'reset-password':
      return mailLink(context, asked)
    case 'confirm-email':
      return mailConfirmation(context, asked)
    case 'confirm-email-again':
      return mailConfirmationAgain(context, asked.email)
  }
}

type Asked<Wanted extends AskedByMail['wanted']> = Extract<AskedByMail, { wanted: Wanted }>

async function mailLink(
  context: Context,
  asked: Asked<'sign-in' | 'reset-password'>,
): Promise<void> {
  const { db, register, platform } = context
  const { wanted: purpose, email, back, browser, code } = asked
  const account = await findAccountByEmail(db, email)
  if (account === undefined) {
    await leadElsewhere(context, email)
    return
  }
  const minutes = linkMinutes[purpose]
  const link = { purpose, minutes, accountId: account.id, email }
  // They have a link, and it works in the browser that now asks as well.
  if (await enoughLinks(db, purpose, email)) {
    await noteAsked(context, { ...link, details: { browser, code } })
    return
  }
  const name = await greetingName(db, account.id, email)
  const details = { browser, code, ...(back === undefined ? {} : { back }) }
  const url = await makeLink(context, { ...link, details })
  const about = { register: mailRegister(platform, register), name, url, minutes }
  const [kind, letter] =
    purpose === 'sign-in'
      ? (['sign-in-link', signInLink(about)] as const)
      : (['new-password', newPassword(about)] as const)
  await writeMessage(context, kind, { name, address: email, accountId: account.id }, letter)
}

async function mailConfirmation(context: Context, asked: Asked<'confirm-email'>): Promise<void> {
  const { db, register, platform } = context
  const { email, browser, code, passwordHash } = asked
  const existing = await findAccountByEmail(db, email)
  if (existing !== undefined) {
    if ((await countAttempt(db, { ...told, who: email })).outcome === 'too-often') return
    const name = await greetingName(db, existing.id, email)
    await writeMessage(
      context,
      'account-exists',
      { name, address: email, accountId: existing.id },
      accountExists({ register: mailRegister(platform, register), name }),
    )
    return
  }
  // They would be in it twice once more.
  if (await leadElsewhere(context, email)) return
  await mailConfirmLink(context, email, { browser, code, passwordHash })
}

async function mailConfirmationAgain(context: Context, email: string): Promise<void> {
  const latest = await context.db
    .selectFrom('one_time_link')
    .where('email', '=', email)
    .where('purpose', '=', 'confirm-email')
    .select(['details', 'used_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (latest === undefined || latest.used_at !== null) return
  await mailConfirmLink(context, email, latest.details as Readonly<Record<string, unknown>>)
}

async function mailConfirmLink(
  context: Context,
  email: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { db, register, platform } = context
  if (await enoughLinks(db, 'confirm-email', email)) return
  const minutes = confirmHours * 60
  const url = await makeLink(context, { purpose: 'confirm-email', minutes, email, details })
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
}
