import { randomBytes } from 'node:crypto'
import type { Round } from '#domain/development/feedback-round/feedback.ts'
import { askedNow, leastAsked, mostAsked } from '#domain/development/feedback-round/feedback.ts'
import {
  findRound,
  invitationsOf,
  lastOpened,
  roundsOf,
} from '#domain/development/feedback-round/queries.ts'
import { isFreeMail } from '#domain/dossier/attestation/attestation.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import type { LineProblem } from '#domain/dossier/series/read-lines.ts'
import { readMembers } from '#domain/dossier/series/read-lines.ts'
import { countTypedMail } from '#domain/people/account/count-typed-mail.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { sameAddress } from '#language/typed.ts'
import { feedbackRequest } from '#mail/feedback.ts'

/** What is wrong with a line on which somebody is asked. */
export interface AskedProblem {
  readonly line?: number | undefined
  readonly is: LineProblem['is'] | 'free-mail' | 'too-few' | 'asked-before' | 'enough-received'
}

export type OpenedRound =
  | { readonly outcome: 'opened'; readonly id: string; readonly asked: number }
  | { readonly outcome: 'wrong'; readonly problems: readonly AskedProblem[] }
  /**
   * One round at a time, and some time between two, in whichever register of theirs, so that they cannot be laid
   * beside each other.
   */
  | { readonly outcome: 'open-already' }
  | { readonly outcome: 'too-soon'; readonly from: Temporal.PlainDate }
  /** The register asks no colleagues. */
  | { readonly outcome: 'none' }

/** From when a registration can open a round; undefined when it can now. */
export async function nextRoundFrom(
  context: Context,
  registrationId: string,
): Promise<Temporal.PlainDate | undefined> {
  const { development } = context.register
  const last = await lastOpened(context, registrationId)
  if (development?.feedback === undefined || last === undefined) return undefined
  const from = last.add(development.feedback.again)
  return Temporal.PlainDate.compare(context.today, from) < 0 ? from : undefined
}

/**
 * Opens a round of feedback, and mails everybody who is asked a link that works once and without an account. More
 * have to be asked than answers are needed.
 */
export async function openRound(
  context: Context,
  registrationId: string,
  typed: { readonly people: string; readonly note: string },
): Promise<OpenedRound> {
  const { db, register, today } = context
  const { development } = register
  const feedback = development?.feedback
  if (development === undefined || feedback === undefined) return { outcome: 'none' }
  const me = await findMember(context, registrationId, { lock: true })
  if (me === undefined) return { outcome: 'none' }
  // In two registers at once nobody begins two.
  await db.selectFrom('person').where('id', '=', me.personId).select('id').forUpdate().execute()
  const rounds = await roundsOf(context, registrationId)
  if (rounds.some(({ status }) => status === 'open')) return { outcome: 'open-already' }
  const from = await nextRoundFrom(context, registrationId)
  if (from !== undefined) return { outcome: 'too-soon', from }
  const read = readAsked(typed.people, me.email, [])
  const least = leastAsked(feedback)
  if (read.problems.length === 0 && read.people.length < least)
    read.problems.push({ is: 'too-few' })
  if (read.problems.length === 0) await countAsked(context, registrationId, read)
  if (read.problems.length > 0) return { outcome: 'wrong', problems: read.problems }
  const { name } = await findHolder(context, registrationId)
  const closesOn = today.add(feedback.open)
  const { id } = await db
    .insertInto('feedback_round')
    .values({
      register: register.id,
      registration_id: registrationId,
      status: 'open',
      asked: JSON.stringify(askedNow(development, name)),
      shown_from: feedback.shownFrom,
      note: typed.note,
      opened_on: today.toString(),
      closes_on: closesOn.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'feedback-round',
    id,
    action: 'open',
    facts: { registration: registrationId, asked: read.people.length, closes: closesOn.toString() },
  })
  for (const person of read.people) {
    await ask(context, { id, closesOn, note: typed.note, about: name }, person)
  }
  return { outcome: 'opened', id, asked: read.people.length }
}

export type AskedMore =
  | { readonly outcome: 'asked'; readonly asked: number }
  | { readonly outcome: 'wrong'; readonly problems: readonly AskedProblem[] }
  | { readonly outcome: 'closed' }

/** Asks more people in a round that is open. Nobody is asked twice, so that nobody answers twice. */
export async function askMore(
  context: Context,
  registrationId: string,
  id: string,
  people: string,
): Promise<AskedMore> {
  const round = await findRound(context, registrationId, id, { lock: true })
  if (round?.status !== 'open') return { outcome: 'closed' }
  const { name, address } = await findHolder(context, registrationId)
  const before = await invitationsOf(context, id)
  const read = readAsked(
    people,
    address,
    before.map(({ email }) => email),
  )
  if (read.problems.length === 0) await countAsked(context, registrationId, read)
  if (read.problems.length > 0) return { outcome: 'wrong', problems: read.problems }
  for (const person of read.people) await ask(context, { ...round, about: name }, person)
  await record(context, {
    noun: 'feedback-round',
    id,
    action: 'ask-more',
    facts: { registration: registrationId, asked: read.people.length },
  })
  return { outcome: 'asked', asked: read.people.length }
}

interface Person {
  readonly line: number
  readonly name: string
  readonly email: string
}

interface ReadAsked {
  readonly people: readonly Person[]
  readonly problems: AskedProblem[]
}

async function countAsked(
  context: Context,
  registrationId: string,
  { people, problems }: ReadAsked,
): Promise<void> {
  for (const { line, email } of people) {
    const asked = { by: registrationId, to: email }
    const counted = await countTypedMail(context, 'feedback-request', asked)
    if (counted !== 'go-on') problems.push({ line, is: 'enough-received' })
  }
}

function readAsked(typed: string, own: string, before: readonly string[]): ReadAsked {
  const { lines, problems } = readMembers(typed, own)
  const found: AskedProblem[] = problems.map(({ line, is }) => ({ line, is }))
  const people: Person[] = []
  for (const { line, name, email } of lines) {
    if (email === undefined) found.push({ line, is: 'no-address' })
    // Anybody can make as many of those as they like, and be all of their own colleagues.
    else if (isFreeMail(email)) found.push({ line, is: 'free-mail' })
    else if (before.some((one) => sameAddress(one, email))) found.push({ line, is: 'asked-before' })
    else people.push({ line, name, email: email.toLowerCase() })
  }
  if (before.length + people.length > mostAsked) found.push({ is: 'too-many' })
  return {
    people,
    problems: found.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)),
  }
}

// The mail holds the only copy of the link's secret.
async function ask(
  context: Context,
  round: Pick<Round, 'id' | 'closesOn' | 'note'> & { readonly about: string },
  { name, email }: Person,
): Promise<void> {
  const { db, register, today, platform } = context
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('feedback_invitation')
    .values({
      register: register.id,
      round_id: round.id,
      name,
      email,
      token_hash: hashToken(token),
      sent_on: today.toString(),
    })
    .execute()
  const letter = feedbackRequest({
    register: mailRegister(platform, register),
    name,
    professionalName: round.about,
    note: round.note,
    url: `${platform.origin}/${register.id}/feedback/${token}`,
    before: round.closesOn.subtract({ days: 1 }).toString(),
  })
  await writeMessage(context, 'feedback-request', { name, address: email }, letter)
}
