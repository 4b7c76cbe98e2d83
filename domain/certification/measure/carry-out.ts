import type { MeasureKind } from '#domain/certification/measure/measure.ts'
import { kindsNow } from '#domain/certification/measure/measure.ts'
import type { Measure } from '#domain/certification/measure/queries.ts'
import { measuresOn } from '#domain/certification/measure/queries.ts'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { standingBefore } from '#domain/certification/validity/stand-again.ts'
import {
  endSuspension,
  standingSuspensions,
  suspendRegistration,
  waitingSuspensions,
} from '#domain/certification/validity/suspend-registration.ts'
import type { Verdict } from '#domain/certification/verdict/queries.ts'
import { changeVerdict } from '#domain/certification/verdict/queries.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister, mailRegister } from '#domain/platform/register/letterhead.ts'
import { measureDecided } from '#mail/measure-decided.ts'
import type { MeasureData } from '#papers/measure.ts'
import { bodyFor } from '#regulations/bodies.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'

export type CarriedOut = { readonly outcome: 'carried-out' | 'not-now' }

/**
 * Decides what was proposed and carries it out in the same transaction: the registration and all that
 * shows it follow at once, a suspension that begins later on its day. The person gets a letter.
 */
export async function carryOut(
  context: Context,
  verdict: Verdict,
  measure: Measure,
): Promise<CarriedOut> {
  const { db, today, register } = context
  const member = await findMember(context, verdict.registrationId, { lock: true })
  if (member === undefined) return { outcome: 'not-now' }
  const { kind, interim, id } = measure
  const suspending = await suspendingOf(context, verdict)
  if (!kindsNow(register, verdict, member, suspending).includes(kind)) return { outcome: 'not-now' }
  const data = letterData(context, verdict, measure)
  const [documentId] = await issuePapers(context, member.personId, { kind: 'measure', data })
  // What was still to begin is not what was decided last.
  await db
    .updateTable('measure')
    .set({ dropped_on: today.toString() })
    .where('verdict_id', '=', verdict.id)
    .where('kind', '=', 'suspension')
    .where('status', '=', 'decided')
    .where('begun_on', 'is', null)
    .where('dropped_on', 'is', null)
    .execute()
  const before = kind === 'removal' ? await standingBefore(context, member) : undefined
  const begins = await takeEffect(context, member, measure, suspending)
  await db
    .updateTable('measure')
    .set({
      status: 'decided',
      decided_on: today.toString(),
      begun_on: begins ? today.toString() : null,
      before: before === undefined ? null : JSON.stringify(before),
      object_before: data.objection.last,
      document_id: documentId,
    })
    .where('id', '=', id)
    .execute()
  if (!interim && verdict.status === 'for-decision') {
    await changeVerdict(context, verdict, 'decide')
  } else {
    await db
      .updateTable('verdict')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', verdict.id)
      .execute()
  }
  await record(context, {
    noun: 'measure',
    id,
    action: 'decide',
    facts: {
      verdict: verdict.id,
      kind,
      interim,
      first: measure.first?.toString(),
      last: measure.last?.toString(),
      reason: measure.reason,
    },
  })
  await tell(context, member, data, documentId)
  return { outcome: 'carried-out' }
}

/**
 * Begins every suspension whose first day has come, unless something else was decided meanwhile, or it
 * waits for the outcome of an objection.
 */
export async function beginSuspensions(context: Context): Promise<void> {
  const { db, register, today } = context
  const due = await db
    .selectFrom('measure')
    .where('register', '=', register.id)
    .where('kind', '=', 'suspension')
    .where('status', '=', 'decided')
    .where('begun_on', 'is', null)
    .where('dropped_on', 'is', null)
    .where('undone_on', 'is', null)
    .where('first_day', '<=', today.toString())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('objection')
            .whereRef('objection.about_id', '=', 'measure.id')
            .where('objection.about', '=', 'measure')
            .where('objection.suspends', '=', true)
            .where('objection.status', 'in', ['received', 'awaiting-grounds', 'in-hand'])
            .select('objection.id'),
        ),
      ),
    )
    .orderBy('first_day')
    .orderBy('id')
    .select(['id', 'registration_id', 'last_day'])
    .execute()
  await eachDue(
    context,
    due,
    ({ registration_id }) => registration_id,
    async (context, { id, registration_id, last_day }) => {
      const member = await findMember(context, registration_id, { lock: true })
      const last = Temporal.PlainDate.from(last_day ?? today.toString())
      const begins =
        member !== undefined &&
        (await suspendRegistration(context, member, { last, measureId: id }))
      await context.db
        .updateTable('measure')
        .set(begins ? { begun_on: today.toString() } : { dropped_on: today.toString() })
        .where('id', '=', id)
        .execute()
      await record(context, { noun: 'measure', id, action: begins ? 'begin' : 'drop' })
    },
  )
}

/** The suspensions that stand because of one verdict, or wait for an objection, by their ids. */
export async function suspendingOf(
  context: Context,
  { id, registrationId }: Pick<Verdict, 'id' | 'registrationId'>,
): Promise<readonly string[]> {
  const own = (await measuresOn(context, id)).map((measure) => measure.id)
  const standing = await standingSuspensions(context, registrationId)
  const waiting = await Promise.all(own.map((one) => waitingSuspensions(context, one)))
  return [...standing, ...waiting.flat()].flatMap((one) =>
    one.measureId !== undefined && own.includes(one.measureId) ? [one.id] : [],
  )
}

// Whether it has begun today. What is decided on one verdict takes the place of what was decided on it
// before, and leaves what another verdict led to.
async function takeEffect(
  context: Context,
  member: Member,
  measure: Measure,
  suspending: readonly string[],
): Promise<boolean> {
  const { kind, first, last } = measure
  switch (kind) {
    case 'none':
    case 'warning':
    case 'lift':
      await endSuspension(context, member, suspending, 'lift')
      return true
    case 'removal':
      return endRegistration(context, member, 'decision')
    case 'suspension': {
      if (first === undefined || last === undefined) return false
      if (Temporal.PlainDate.compare(first, context.today) > 0) return false
      const begun = await suspendRegistration(context, member, { last, measureId: measure.id })
      const now = await findMember(context, member.registrationId, { lock: true })
      if (now !== undefined) await endSuspension(context, now, suspending, 'lift')
      return begun
    }
  }
}

function letterData(
  { platform, register, today }: Context,
  { member, number, by, givenOn, gist, hearings }: Verdict,
  { kind, interim, first, last, reason }: Measure,
): MeasureData {
  const { organisation, terms, measures } = register
  const body = bodyFor(register, 'decide-measures')
  const heard = hearings.at(-1)
  const days = kind === 'suspension' ? { first: `${first}`, last: `${last}` } : {}
  const back =
    kind === 'removal' && measures !== undefined ? today.add(measures.comeBack) : undefined
  return {
    register: documentRegister(platform, register),
    person: addresseeOf(member.person),
    registrationNumber: member.number ?? '',
    number,
    by: by.short,
    givenOn: givenOn.toString(),
    gist,
    decidedOn: today.toString(),
    board: { the: body?.the ?? '', The: body?.The ?? '' },
    kind,
    interim,
    ...days,
    ...(back === undefined ? {} : { backFrom: back.toString() }),
    reason,
    heard: heard?.answer ?? '',
    meanwhile: {
      activities: measures?.meanwhile.activities ?? false,
      apply: measures?.meanwhile.apply ?? false,
      invoices: measures?.meanwhile.invoices ?? false,
    },
    objection: {
      weeks: weeksOf(terms.objection, today),
      last: lastDayToObject(register, today).toString(),
      to: [organisation.foundation, ...organisation.address, organisation.postalCodeAndCity],
      decisionWeeks: weeksOf(terms.decisionOnObjection, today),
      suspends: register.objection.suspends,
    },
  }
}

async function tell(
  context: Context,
  member: Member,
  data: MeasureData,
  documentId: string,
): Promise<void> {
  if (member.email === '') return
  const { register, platform } = context
  await writeMessage(
    context,
    'measure-decided',
    { name: member.name, address: member.email, accountId: member.accountId },
    {
      ...measureDecided({
        register: mailRegister(platform, register),
        name: member.name,
        number: data.number,
        board: data.board.the,
        kind: data.kind as MeasureKind,
        first: data.first,
        last: data.last,
        reason: data.reason,
        objectBefore: data.objection.last,
      }),
      attached: [documentId],
    },
  )
}

function weeksOf(term: Temporal.Duration, from: Temporal.PlainDate): number {
  return Math.floor(from.until(from.add(term), { largestUnit: 'days' }).days / 7)
}
