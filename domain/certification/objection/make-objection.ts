import type { ObjectableDecision } from '#domain/certification/objection/decisions.ts'
import { decisionAbout } from '#domain/certification/objection/decisions.ts'
import {
  mostObjectionFiles,
  mostWritten,
  objectionNumber,
} from '#domain/certification/objection/objection.ts'
import { findObjection } from '#domain/certification/objection/queries.ts'
import { suspendEffect, waitsFor } from '#domain/certification/objection/suspend-effect.ts'
import { tellReceived } from '#domain/certification/objection/tell-objection.ts'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { keepFile } from '#domain/dossier/evidence/attach-evidence.ts'
import { chargeFee } from '#domain/money/invoice/charge-fee.ts'
import { payingMember } from '#domain/money/payer/find-payer.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { bodyFor } from '#regulations/bodies.ts'
import { endOfTerm } from '#regulations/objection-term.ts'
import { objectionFee } from '#regulations/tariffs.ts'

/** An objection as it was made. */
export interface MadeObjection {
  readonly registrationId: string
  readonly about: string
  readonly aboutId: string
  /** The activities that it is about; none for the whole. */
  readonly lines: readonly string[]
  /** Empty where they follow later. */
  readonly grounds: string
  readonly wish: string
  /** Why it comes after the last day. */
  readonly lateReason: string
  readonly files: readonly StoredEvidence[]
  /** The day on which it came on paper; absent for one that is made here. */
  readonly cameOn?: Temporal.PlainDate
}

export type ObjectionMade =
  | { readonly outcome: 'made'; readonly id: string; readonly number: string }
  /** There is one already, of which this is the id. */
  | { readonly outcome: 'already'; readonly id: string }
  /** Another decision came in its place. */
  | { readonly outcome: 'superseded' }
  | {
      readonly outcome: /** It was made on an objection. */
        | 'on-objection'
        /** The register has nobody who decides on objections. */
        | 'no-body'
        /** It is late, and nothing says why. */
        | 'no-reason'
        | 'too-much'
        /** It came before the decision, or is still to come. */
        | 'wrong-day'
        | 'unknown'
    }

/**
 * Makes an objection to a decision: what is late is taken as well, with why. Without grounds it is
 * taken for the term's sake, and they follow. What the register says of suspension, of what it costs and
 * of its terms is kept with it as it is now.
 */
export async function makeObjection(context: Context, made: MadeObjection): Promise<ObjectionMade> {
  const { register, today, db } = context
  if (bodyFor(register, 'decide-objections') === undefined) return { outcome: 'no-body' }
  // The registration first: of two at once the second sees the first.
  const member = await findMember(context, made.registrationId, { lock: true })
  const decision = await decisionAbout(context, made.registrationId, {
    about: made.about,
    id: made.aboutId,
  })
  if (member === undefined || decision === undefined) return { outcome: 'unknown' }
  const existing = await standingObjection(context, decision)
  if (existing !== undefined) return { outcome: 'already', id: existing }
  const receivedOn = made.cameOn ?? today
  const wrong = problemOf(decision, made, { receivedOn, today })
  if (wrong !== undefined) return { outcome: wrong }
  const late = isLate(decision, receivedOn)
  const grounds = made.grounds.trim()
  const number = objectionNumber(today.year, await nextNumber(context, 'objection'))
  const { id } = await db
    .insertInto('objection')
    .values({
      register: register.id,
      registration_id: made.registrationId,
      number,
      status: 'received',
      about: decision.about,
      about_id: decision.id,
      title: decision.title,
      decided_on: decision.sentOn.toString(),
      last_day: decision.lastDay.toString(),
      lines: [...made.lines],
      received_on: receivedOn.toString(),
      late_reason: late ? made.lateReason.trim() : '',
      entered_by: made.cameOn === undefined ? null : (accountIdOf(context.actor) ?? null),
      grounds,
      wish: made.wish.trim(),
      grounds_before:
        grounds === ''
          ? endOfTerm(register, today, register.terms.objectionGrounds).toString()
          : null,
      suspends: waitsFor(register, decision.about, late),
      fee: objectionFee(register, today),
      decide_before: endOfTerm(register, receivedOn, register.terms.decisionOnObjection).toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await keepFiles(context, { id, personId: member.personId }, made.files)
  await record(context, {
    noun: 'objection',
    id,
    action: made.cameOn === undefined ? 'make' : 'enter',
    facts: {
      number,
      registration: made.registrationId,
      about: decision.about,
      decision: decision.id,
      lines: made.lines,
      receivedOn: receivedOn.toString(),
      late,
      files: made.files.length,
    },
  })
  const objection = await findObjection(context, id)
  if (objection === undefined) throw new Error(`There is no objection ${id}`)
  await chargeFee(context, payingMember(member), { kind: 'objection', aboutId: id, number })
  await suspendEffect(context, objection)
  await tellReceived(context, objection)
  return { outcome: 'made', id, number }
}

/** Whether an objection that comes on a day is after the last one. */
export function isLate(
  { lastDay }: Pick<ObjectableDecision, 'lastDay'>,
  on: Temporal.PlainDate,
): boolean {
  return Temporal.PlainDate.compare(on, lastDay) > 0
}

function problemOf(
  decision: ObjectableDecision,
  made: MadeObjection,
  {
    receivedOn,
    today,
  }: { readonly receivedOn: Temporal.PlainDate; readonly today: Temporal.PlainDate },
) {
  if (decision.superseded) return 'superseded' as const
  if (decision.onObjection) return 'on-objection' as const
  const before = Temporal.PlainDate.compare(receivedOn, decision.sentOn) < 0
  if (before || Temporal.PlainDate.compare(receivedOn, today) > 0) return 'wrong-day' as const
  const lines = new Set(decision.lines.map(({ id }) => id))
  if (made.lines.some((line) => !lines.has(line))) return 'unknown' as const
  const texts = [made.grounds, made.wish, made.lateReason]
  const tooLong = texts.some((text) => text.length > mostWritten)
  if (tooLong || made.files.length > mostObjectionFiles) return 'too-much' as const
  return isLate(decision, receivedOn) && made.lateReason.trim() === ''
    ? ('no-reason' as const)
    : undefined
}

/** The objection to a decision that was not taken back, by its id. */
export async function standingObjection(
  { db, register }: Context,
  { about, id }: Pick<ObjectableDecision, 'about' | 'id'>,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('objection')
    .where('register', '=', register.id)
    .where('about', '=', about)
    .where('about_id', '=', id)
    .where('status', '<>', 'withdrawn')
    .select('id')
    .executeTakeFirst()
  return row?.id
}

/** Keeps files with an objection; whoever calls it records that. */
export async function keepFiles(
  context: Context,
  { id, personId }: { readonly id: string; readonly personId: string },
  files: readonly StoredEvidence[],
): Promise<void> {
  for (const file of files) {
    const documentId = await keepFile(context, personId, file)
    await context.db
      .insertInto('objection_file')
      .values({
        objection_id: id,
        register: context.register.id,
        document_id: documentId,
        added_on: context.today.toString(),
      })
      .execute()
  }
}
