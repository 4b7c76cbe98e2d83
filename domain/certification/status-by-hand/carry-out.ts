import { issueByHand } from '#domain/certification/certificate/issue-by-hand.ts'
import { givenPeriod } from '#domain/certification/leave/move-period.ts'
import type { ByHand } from '#domain/certification/status-by-hand/queries.ts'
import { standingOf } from '#domain/certification/status-by-hand/queries.ts'
import { canBe, firstDay, toRelease } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { tellByHand } from '#domain/certification/status-by-hand/tell-by-hand.ts'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import {
  endSuspension,
  standingSuspensions,
  suspendRegistration,
} from '#domain/certification/validity/suspend-registration.ts'
import { admitPaid } from '#domain/money/payment/admit-paid.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { endByHand } from '#domain/people/registration/held-by-hand.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { registrationReleased } from '#mail/registration-released.ts'

/**
 * Carries out what two of the back office set by hand, on a registration that the caller has locked: the
 * registration and all that shows it follow in this transaction, a hold or suspension that begins later on
 * its day. The person is told, with a letter where it is a decision.
 */
export async function carryOut(context: Context, byHand: ByHand, member: Member): Promise<void> {
  const { db, today } = context
  const first = firstDay(byHand, today)
  const begins = first === undefined || Temporal.PlainDate.compare(first, today) <= 0
  const settled = { ...byHand, first }
  const told = await tellByHand(context, settled, member)
  await db
    .updateTable('status_by_hand')
    .where('id', '=', byHand.id)
    .set({
      first_day: first?.toString() ?? null,
      begun_on: begins ? today.toString() : null,
      document_id: told.documentId ?? null,
    })
    .execute()
  if (begins) await takeEffect(context, settled, member, told.documentId)
  const now = await findMember(context, member.registrationId)
  await record(context, {
    noun: 'status-by-hand',
    id: byHand.id,
    action: 'confirm',
    facts: {
      registration: member.registrationId,
      ground: byHand.ground,
      does: byHand.does,
      first: first?.toString(),
      last: byHand.last?.toString(),
      reason: byHand.fileReason,
      before: member.status,
      after: now?.status,
      validLast:
        byHand.does === 'certify' ? [byHand.before.validLast, byHand.last?.toString()] : undefined,
    },
  })
}

async function takeEffect(
  context: Context,
  byHand: ByHand,
  member: Member,
  letterId: string | undefined,
): Promise<void> {
  switch (byHand.does) {
    case 'hold':
      await hold(context, byHand, member)
      return
    case 'suspend':
      await suspendRegistration(context, member, {
        last: byHand.last,
        measureId: undefined,
        byHandId: byHand.id,
      })
      return
    case 'release':
      await release(context, byHand, member)
      return
    case 'certify':
      await certify(context, byHand, member, letterId)
      return
    case 'withdraw':
      await endRegistration(context, member, 'own-request', { told: true })
      return
    case 'remove':
      await endRegistration(context, member, 'decision')
  }
}

async function hold(context: Context, { id }: Pick<ByHand, 'id'>, member: Member): Promise<void> {
  // Of who is on hold for an invoice, what was held stays held.
  const along = member.status === 'on-hold' ? {} : { held_status: member.status }
  const status = await changeStatus(context, member, 'hold', along)
  if (status === undefined) return
  await record(context, {
    noun: 'registration',
    id: member.registrationId,
    action: 'hold',
    facts: { byHand: id, held: member.heldStatus ?? member.status },
  })
}

async function release(context: Context, byHand: ByHand, member: Member): Promise<void> {
  const ending = toRelease(byHand.before).map(({ id }) => id)
  for (const id of ending) await endByHand(context, id)
  if (member.status === 'suspended') {
    await endSuspension(context, member, await suspendingOf(context, member, ending), 'lift')
    return
  }
  if (member.status !== 'on-hold') return
  // An invoice that holds again later does so with its whole term.
  await context.db
    .deleteFrom('reminder')
    .where('kind', '=', 'on-hold')
    .where('subject_id', 'in', (eb) =>
      eb.selectFrom('invoice').where('registration_id', '=', member.registrationId).select('id'),
    )
    .execute()
  await releaseHold(context, member, { byHand: byHand.id })
}

/** The suspensions that stand because of what was set by hand, by their ids. */
export async function suspendingOf(
  context: Context,
  { registrationId }: Member,
  byHand: readonly string[],
): Promise<readonly string[]> {
  const standing = await standingSuspensions(context, registrationId)
  return standing.flatMap(({ id, byHandId }) =>
    byHandId !== undefined && byHand.includes(byHandId) ? [id] : [],
  )
}

/** Ends the hold of a registration, which the caller has locked. */
export async function releaseHold(
  context: Context,
  member: Member,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  const status = await changeStatus(context, member, 'release', { held_status: null })
  if (status === undefined) return
  await record(context, {
    noun: 'registration',
    id: member.registrationId,
    action: 'release',
    facts: { ...facts, status },
  })
  // Whoever paid their first invoice meanwhile.
  await admitPaid(context, member.registrationId)
}

async function certify(
  context: Context,
  byHand: ByHand,
  member: Member,
  letterId: string | undefined,
): Promise<void> {
  const { last, before, decidedBy } = byHand
  const first =
    byHand.first ??
    (before.validFirst === undefined ? context.today : Temporal.PlainDate.from(before.validFirst))
  if (last === undefined || decidedBy === undefined || letterId === undefined) {
    throw new Error(`${byHand.id} is no decision on a period`)
  }
  const days = await givenPeriod(context, member.registrationId, { first, last })
  await changeStatus(context, member, 'certify', days)
  await record(context, {
    noun: 'registration',
    id: member.registrationId,
    action: 'certify',
    facts: {
      byHand: byHand.id,
      from: member.status,
      validFirst: days.valid_first,
      validLast: days.valid_last,
    },
  })
  await issueByHand(context, member, {
    byHandId: byHand.id,
    period: { first, last },
    decidedBy,
    letterId,
  })
}

/** Begins every hold and suspension that was set by hand and whose first day has come, where it still can be. */
export async function beginByHand(context: Context): Promise<void> {
  const { db, register, today } = context
  const due = await db
    .selectFrom('status_by_hand')
    .where('register', '=', register.id)
    .where('status', '=', 'settled')
    .where('does', 'in', ['hold', 'suspend'])
    .where('begun_on', 'is', null)
    .where('first_day', '<=', today.toString())
    .orderBy('first_day')
    .orderBy('id')
    .select(['id', 'registration_id', 'does', 'last_day'])
    .execute()
  await eachDue(
    context,
    due,
    ({ registration_id }) => registration_id,
    async (context, { id, registration_id, does, last_day }) => {
      const member = await findMember(context, registration_id, { lock: true })
      if (member === undefined) return
      const standing = await standingOf(context, member)
      const others = standing.byHand.filter((one) => one.id !== id)
      // Below a suspension it begins once that is over.
      if (does === 'hold' && member.status === 'suspended') return
      if (!canBe(does, { ...standing, byHand: others })) {
        // It ended meanwhile: what was to begin is said not to have.
        await endByHand(context, id)
        return
      }
      await context.db
        .updateTable('status_by_hand')
        .set((eb) => ({ begun_on: today.toString(), version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute()
      await record(context, { noun: 'status-by-hand', id, action: 'begin' })
      if (does === 'hold') {
        await hold(context, { id }, member)
      } else {
        const last = last_day === null ? undefined : Temporal.PlainDate.from(last_day)
        await suspendRegistration(context, member, { last, measureId: undefined, byHandId: id })
      }
    },
  )
}

/** Ends what was set by hand and whose last day has passed, and tells whose hold is over. */
export async function endsByHand(context: Context): Promise<void> {
  const { db, register, today } = context
  const due = await db
    .selectFrom('status_by_hand')
    .where('register', '=', register.id)
    .where('status', '=', 'settled')
    .where('does', 'in', ['hold', 'release', 'suspend'])
    .where('last_day', '<', today.toString())
    .orderBy('id')
    .select(['id', 'registration_id', 'does', 'begun_on'])
    .execute()
  await eachDue(
    context,
    due,
    ({ registration_id }) => registration_id,
    async (context, { id, registration_id, does, begun_on }) => {
      const member = await findMember(context, registration_id, { lock: true })
      if (member === undefined) return
      const { heldUnpaid } = await standingOf(context, member)
      await endByHand(context, id)
      if (does !== 'hold' || begun_on === null || heldUnpaid || member.status !== 'on-hold') return
      await releaseHold(context, member, { byHand: id })
      const now = await findMember(context, registration_id)
      if (now === undefined || now.email === '') return
      await writeMessage(
        context,
        'registration-released',
        { name: now.name, address: now.email, accountId: now.accountId },
        registrationReleased({
          register: mailRegister(context.platform, register),
          name: now.name,
          status: register.statuses[now.status].label,
          because: 'over',
        }),
      )
    },
  )
}
