import { openHearing } from '#domain/certification/verdict/hear.ts'
import type { SeenVerdict, TakenVerdict, Verdict } from '#domain/certification/verdict/queries.ts'
import { changeVerdict, findVerdict, takeVerdict } from '#domain/certification/verdict/queries.ts'
import { verdictNumber } from '#domain/certification/verdict/verdict.ts'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { keepFile } from '#domain/dossier/evidence/attach-evidence.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'

/** A verdict as it is recorded. */
export interface RecordedVerdict {
  readonly registrationId: string
  readonly memberId: string
  /** The id of the college in register.yaml. */
  readonly college: string
  readonly reference: string
  readonly givenOn: Temporal.PlainDate
  readonly final: boolean
  readonly gist: string
  readonly file: StoredEvidence
}

export type RecordedOutcome =
  | { readonly outcome: 'recorded'; readonly id: string; readonly number: string }
  | { readonly outcome: 'not-followed' | 'unknown' | 'in-future' }
  /** The same college, with the same reference, about the same person. */
  | { readonly outcome: 'already'; readonly id: string }

/**
 * Records what a college outside the register said about somebody. When it is final they are heard at
 * once; otherwise it waits until it is.
 */
export async function recordVerdict(
  context: Context,
  given: RecordedVerdict,
): Promise<RecordedOutcome> {
  const { db, register, today } = context
  const college = register.measures?.follows.find(({ id }) => id === given.college)
  if (college === undefined) return { outcome: 'not-followed' }
  if (Temporal.PlainDate.compare(given.givenOn, today) > 0) return { outcome: 'in-future' }
  // One after the other, so that the same verdict is not recorded twice at once.
  const member = await findMember(context, given.registrationId, { lock: true })
  if (member === undefined) return { outcome: 'unknown' }
  const reference = given.reference.trim()
  const known = await db
    .selectFrom('verdict')
    .where('registration_id', '=', given.registrationId)
    .where('college', '=', college.id)
    .where('reference', '=', reference)
    .where('status', '<>', 'withdrawn')
    .select('id')
    .executeTakeFirst()
  if (known !== undefined) return { outcome: 'already', id: known.id }
  const number = verdictNumber(today.year, await nextNumber(context, 'verdict'))
  const documentId = await keepFile(context, member.personId, given.file)
  const { id } = await db
    .insertInto('verdict')
    .values({
      register: register.id,
      registration_id: given.registrationId,
      number,
      college: college.id,
      reference,
      given_on: given.givenOn.toString(),
      gist: given.gist.trim(),
      document_id: documentId,
      status: 'not-final',
      recorded_on: today.toString(),
      recorded_by: given.memberId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'verdict',
    id,
    action: 'record',
    facts: { number, college: college.id, reference, registration: given.registrationId },
  })
  if (given.final) await becomesFinal(context, id)
  return { outcome: 'recorded', id, number }
}

/** Records that a verdict can no longer be appealed: it is followed from then on. */
export async function makeFinal(context: Context, seen: SeenVerdict): Promise<TakenVerdict> {
  const taken = await takeVerdict(context, seen)
  if (taken.outcome !== 'taken') return taken
  return taken.verdict.status === 'not-final'
    ? { outcome: 'taken', verdict: await becomesFinal(context, taken.verdict.id) }
    : { outcome: 'stale' }
}

export type WithdrawnVerdict = {
  readonly outcome:
    | 'withdrawn'
    | 'stale'
    | 'unknown'
    | 'no-reason'
    /** Somebody is suspended because of it, or will be: that is lifted first, by those who decided it. */
    | 'suspended'
}

/** Takes out a verdict that was recorded by mistake or did not stand, with the reason. */
export async function withdrawVerdict(
  context: Context,
  seen: SeenVerdict,
  because: string,
): Promise<WithdrawnVerdict> {
  if (because.trim() === '') return { outcome: 'no-reason' }
  const taken = await takeVerdict(context, seen)
  if (taken.outcome !== 'taken') return taken
  const { id } = taken.verdict
  const { db } = context
  const running = await db
    .selectFrom('measure')
    .leftJoin('suspension', (join) =>
      join.onRef('suspension.measure_id', '=', 'measure.id').on('suspension.ended_on', 'is', null),
    )
    .where('measure.verdict_id', '=', id)
    .where('measure.status', '=', 'decided')
    .where('measure.kind', '=', 'suspension')
    .where((eb) =>
      eb.or([
        eb('suspension.id', 'is not', null),
        // It still has to begin.
        eb.and([eb('measure.begun_on', 'is', null), eb('measure.dropped_on', 'is', null)]),
      ]),
    )
    .select('measure.id')
    .executeTakeFirst()
  if (running !== undefined) return { outcome: 'suspended' }
  const ended = { ended_because: because.trim() }
  const status = await changeVerdict(context, taken.verdict, 'withdraw', ended)
  if (status === undefined) return { outcome: 'stale' }
  await db
    .updateTable('measure')
    .set({ status: 'refused' })
    .where('verdict_id', '=', id)
    .where('status', '=', 'proposed')
    .execute()
  await record(context, {
    noun: 'verdict',
    id,
    action: 'withdraw',
    facts: { reason: because.trim() },
  })
  return { outcome: 'withdrawn' }
}

async function becomesFinal(context: Context, id: string): Promise<Verdict> {
  const verdict = await findVerdict(context, id, { lock: true })
  if (verdict === undefined) throw new Error(`There is no verdict ${id}`)
  await changeVerdict(context, verdict, 'become-final', { final_on: context.today.toString() })
  await record(context, { noun: 'verdict', id, action: 'become-final' })
  await openHearing(context, verdict)
  return verdict
}
