import { randomBytes } from 'node:crypto'
import type { RefereeAnswers } from '#domain/dossier/activity/check-activity.ts'
import type { Asked } from '#domain/dossier/referee/referee.ts'
import { hashAsked } from '#domain/dossier/referee/referee.ts'
import { countTypedMail } from '#domain/people/account/count-typed-mail.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { refereeRequest } from '#mail/referee-request.ts'

/** How many requests one portfolio can send on one day, so that nobody is pestered. */
export const mostRequestsADay = 25

/**
 * Asks somebody to confirm an activity: withdraws what was asked about it before, and mails a link
 * that works without an account. The mail holds the only copy of the link's secret.
 */
export async function askReferee(
  context: Context,
  activityId: string,
  referee: RefereeAnswers,
  asked: Asked,
): Promise<void> {
  await withdrawRequests(context, activityId)
  const { db, register, today, platform } = context
  const token = randomBytes(32).toString('base64url')
  const expiresOn = today.add(register.terms.refereeLink)
  const email = referee.email.toLowerCase()
  const account = await db
    .selectFrom('account')
    .where('email', '=', email)
    .where('closed_at', 'is', null)
    .select('id')
    .executeTakeFirst()
  const { id } = await db
    .insertInto('referee_request')
    .values({
      register: register.id,
      activity_id: activityId,
      name: referee.name,
      email,
      relation: referee.relation,
      token_hash: hashToken(token),
      sent_on: today.toString(),
      expires_on: expiresOn.toString(),
      account_id: account?.id ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('referee_question')
    .values({
      request_id: id,
      register: register.id,
      asked: JSON.stringify(asked),
      asked_hash: hashAsked(asked),
    })
    .execute()
  const letter = refereeRequest({
    register: mailRegister(platform, register),
    refereeName: referee.name,
    professionalName: asked.professional,
    activity: asked.title,
    day: asked.completedOn,
    claimed: asked.claimed,
    url: refereeLink(context, token),
    before: expiresOn.toString(),
  })
  await writeMessage(context, 'referee-request', { name: referee.name, address: email }, letter)
  await record(context, {
    noun: 'referee-request',
    id,
    action: 'ask',
    facts: { activity: activityId, email, relation: referee.relation },
  })
}

/**
 * Withdraws every request about an activity that still stands, of this register or of the others;
 * their links say so from then on.
 */
export async function withdrawRequests(
  context: Context,
  activityId: string,
  of: 'here' | 'elsewhere' = 'here',
): Promise<void> {
  const withdrawn = await context.db
    .updateTable('referee_request')
    .set({ withdrawn_on: context.today.toString() })
    .where('activity_id', '=', activityId)
    .where('register', of === 'here' ? '=' : '<>', context.register.id)
    .where('withdrawn_on', 'is', null)
    .returning(['id', 'answer'])
    .execute()
  for (const { id, answer } of withdrawn) {
    await record(context, {
      noun: 'referee-request',
      id,
      action: 'withdraw',
      facts: { activity: activityId, answer },
    })
  }
}

/**
 * Whether this portfolio has sent as many requests today as it may, or this address got as many; if not, one more to it
 * is counted.
 */
export async function hasAskedEnough(
  context: Context,
  registrationId: string,
  email: string,
): Promise<boolean> {
  const row = await context.db
    .selectFrom('referee_request')
    .innerJoin('activity_claim', 'activity_claim.activity_id', 'referee_request.activity_id')
    .where('activity_claim.registration_id', '=', registrationId)
    .where('referee_request.register', '=', context.register.id)
    .where('referee_request.sent_on', '=', context.today.toString())
    .select((query) => query.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (row.count >= mostRequestsADay) return true
  const asked = { by: registrationId, to: email }
  return (await countTypedMail(context, 'referee-request', asked)) !== 'go-on'
}

/** The address of a referee's page, for in a mail. */
export function refereeLink({ platform, register }: Context, token: string): string {
  return `${platform.origin}/${register.id}/referent/${token}`
}
