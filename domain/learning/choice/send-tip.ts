import { createHash, randomBytes } from 'node:crypto'
import { findCourseByNumber } from '#domain/courses/course/queries.ts'
import { countTypedMail } from '#domain/people/account/count-typed-mail.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { courseTip } from '#mail/course-tip.ts'

export type SentTip =
  /** It was sent; or the address gets none, which whoever sends it does not learn. */
  { readonly outcome: 'sent' } | { readonly outcome: 'too-often' | 'not-found' }

/**
 * Sends a course to a colleague by mail, with a line of one's own and one's name. It says nothing of whether there is
 * an account with that address. The address is not kept.
 */
export async function sendTip(
  context: Context,
  registrationId: string,
  number: string,
  to: { readonly name: string; readonly email: string; readonly line: string },
): Promise<SentTip> {
  const { db, register, today, platform } = context
  const found = await findCourseByNumber(context, number)
  const member = await findMember(context, registrationId)
  if (found === undefined || found.course.state !== 'published' || member === undefined)
    return { outcome: 'not-found' }
  const { course } = found
  const counted = await countTypedMail(context, 'course-tip', { by: registrationId, to: to.email })
  if (counted === 'enough-sent') return { outcome: 'too-often' }
  const address = hashOf(to.email)
  const refused = await db
    .selectFrom('course_tip_refusal')
    .where('address_hash', '=', address)
    .select('address_hash')
    .executeTakeFirst()
  if (refused !== undefined || counted === 'enough-received') return { outcome: 'sent' }
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('course_tip')
    .values({
      register: register.id,
      registration_id: registrationId,
      course_id: course.id,
      token_hash: hashToken(token),
      address_hash: address,
      sent_on: today.toString(),
    })
    .execute()
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'send-course-tip',
    facts: { number: course.number },
  })
  const letter = courseTip({
    register: mailRegister(platform, register),
    ...{ name: to.name, sender: member.name, course: course.title, line: to.line },
    url: `${platform.origin}/${register.id}/opleidingen/tip/${token}`,
  })
  await writeMessage(context, 'course-tip', { name: to.name, address: to.email }, letter)
  return { outcome: 'sent' }
}

function hashOf(email: string): Buffer {
  return createHash('sha256').update(`course-tip ${email.trim().toLowerCase()}`).digest()
}

/** The course of which a link was mailed; undefined where it is none. */
export async function tippedCourse(
  { db }: Pick<Context, 'db'>,
  token: string,
): Promise<{ readonly number: string; readonly title: string } | undefined> {
  return db
    .selectFrom('course_tip as t')
    .innerJoin('course as c', 'c.id', 't.course_id')
    .where('t.token_hash', '=', hashToken(token))
    .select(['c.number', 'c.title'])
    .executeTakeFirst()
}

/** Takes an address off, for whoever has the link that was mailed there: it gets no more of these. */
export async function refuseTips(
  { db, today }: Pick<Context, 'db' | 'today'>,
  token: string,
): Promise<'refused' | 'not-found'> {
  const address = await addressOf(db, token)
  if (address === undefined) return 'not-found'
  await db
    .insertInto('course_tip_refusal')
    .values({ address_hash: address, refused_on: today.toString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return 'refused'
}

async function addressOf(db: Context['db'], token: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('course_tip')
    .where('token_hash', '=', hashToken(token))
    .select('address_hash')
    .executeTakeFirst()
  return row?.address_hash
}
