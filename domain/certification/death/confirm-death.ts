import type { Death, DeathEvent, DeathStatus } from '#domain/certification/death/death.ts'
import { deathLifecycle } from '#domain/certification/death/death.ts'
import { findDeath } from '#domain/certification/death/queries.ts'
import { writeToTeller } from '#domain/certification/death/write-to-teller.ts'
import { expireInterims } from '#domain/certification/interim/end-interim.ts'
import { objectionsOf } from '#domain/certification/objection/queries.ts'
import { withdrawObjection } from '#domain/certification/objection/withdraw-objection.ts'
import { rulingsOf } from '#domain/certification/ruling/queries.ts'
import { withdrawRuling } from '#domain/certification/ruling/withdraw-ruling.ts'
import {
  endRegistration,
  findMemberToEnd,
} from '#domain/certification/validity/end-registration.ts'
import { standingBefore } from '#domain/certification/validity/stand-again.ts'
import { leaveSeries, withdrawSeries } from '#domain/dossier/series/leave-series.ts'
import { selfIn, seriesOf } from '#domain/dossier/series/queries.ts'
import { watchSupervisions } from '#domain/dossier/supervision/watch-supervisions.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { writeOffInvoice } from '#domain/money/invoice/write-off-invoice.ts'
import { closeAccount } from '#domain/people/account/close-account.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { tellNotAgreed } from '#domain/people/staff/ask-second-look.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inEachRegister } from '#domain/platform/context/in-each-register.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { stopMessages } from '#domain/platform/message/stop-messages.ts'

/** A report as it was seen when it was acted on. */
export interface SeenDeath {
  readonly id: string
  readonly version: number
}

export type ConfirmedDeath = {
  readonly outcome:
    | 'confirmed'
    /** Whoever entered it is not the colleague who looks too. */
    | 'own-report'
    | 'stale'
    | 'unknown'
}

/** A colleague confirms that somebody has died: from this moment on nothing goes to them any more. */
export async function confirmDeath(context: Context, seen: SeenDeath): Promise<ConfirmedDeath> {
  const taken = await takeDeath(context, seen, 'confirm')
  if (taken.outcome !== 'taken') return taken
  const { death, member } = taken
  const by = accountIdOf(context.actor)
  const { secondPair } = context.register.procedures.death
  if (secondPair && death.enteredBy !== undefined && death.enteredBy === by) {
    return { outcome: 'own-report' }
  }
  await confirmLocked(context, death, member)
  return { outcome: 'confirmed' }
}

/** Rejects a report that was not right, with why; nothing had followed from it. */
export async function rejectDeath(
  context: Context,
  seen: SeenDeath,
  reason: string,
): Promise<{ readonly outcome: 'rejected' | 'stale' | 'unknown' }> {
  const taken = await takeDeath(context, seen, 'reject')
  if (taken.outcome !== 'taken') return taken
  const { today, db } = context
  await db
    .updateTable('death')
    .where('id', '=', seen.id)
    .set((eb) => ({
      status: deathLifecycle.reported.reject,
      reason,
      ended_on: today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'death',
    id: seen.id,
    action: 'reject',
    facts: { registration: taken.member.registrationId, reason },
  })
  await tellNotAgreed(context, 'death', taken.death.enteredBy)
  return { outcome: 'rejected' }
}

/** A report with the registration that it is about, both locked, the registration first. */
export async function takeDeath(
  context: Context,
  { id, version }: SeenDeath,
  event: DeathEvent,
): Promise<
  | { readonly outcome: 'taken'; readonly death: Death; readonly member: Member }
  | { readonly outcome: 'stale' | 'unknown' }
> {
  const found = await findDeath(context, id)
  if (found === undefined) return { outcome: 'unknown' }
  const member = await findMemberToEnd(context, found.registrationId)
  const death = await findDeath(context, id, { lock: true })
  if (member === undefined || death === undefined) return { outcome: 'unknown' }
  const status = next<DeathStatus, DeathEvent>(deathLifecycle, death.status, event)
  if (status === undefined || death.version !== version) return { outcome: 'stale' }
  return { outcome: 'taken', death, member }
}

/** Confirms a report that the caller has locked with its registration: everything that runs ends. */
export async function confirmLocked(context: Context, death: Death, member: Member): Promise<void> {
  const { db, today } = context
  const before = await standingBefore(context, member)
  await db
    .updateTable('death')
    .where('id', '=', death.id)
    .set((eb) => ({
      status: deathLifecycle.reported.confirm,
      confirmed_on: today.toString(),
      confirmed_by: accountIdOf(context.actor) ?? null,
      before: JSON.stringify(before),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'death',
    id: death.id,
    action: 'confirm',
    facts: { registration: member.registrationId, diedOn: death.diedOn.toString() },
  })
  // First of all, so that none of what follows is written to them.
  if (member.accountId !== undefined) {
    await closeAccount(context, member.accountId)
    const to = { accountId: member.accountId, address: member.email }
    await inEachRegister(context, (each) => stopMessages(each, to))
  }
  for (const objection of await objectionsOf(context, member.registrationId)) {
    await withdrawObjection(context, objection)
  }
  const now = (await findMemberToEnd(context, member.registrationId)) ?? member
  if (!isOver.has(now.status)) await endRegistration(context, now, 'death')
  await creditEveryInvoice(context, member)
  await endWhatRuns(context, member)
  await inEachRegister(context, (each) => tellRegister(each, context, death))
  if (death.toldBy !== 'register') await writeToTeller(context, death, member)
}

// Nothing is asked of whoever has died, nor of who is left.
async function creditEveryInvoice(context: Context, { registrationId }: Member): Promise<void> {
  for (const invoice of await listInvoices(context, registrationId)) {
    if (invoice.status !== 'open') continue
    const { id, version } = invoice
    await writeOffInvoice(context, { invoiceId: id, version, reason: 'Overleden' })
  }
}

async function endWhatRuns(context: Context, member: Member): Promise<void> {
  const { db, today } = context
  const { registrationId } = member
  for (const ruling of await rulingsOf(context, registrationId)) {
    await withdrawRuling(context, ruling)
  }
  const names = await db
    .updateTable('name_change')
    .where('registration_id', '=', registrationId)
    .where('status', '=', 'asked')
    .set((eb) => ({
      status: 'refused',
      answered_on: today.toString(),
      version: eb('version', '+', 1),
    }))
    .returning('id')
    .execute()
  for (const { id } of names) {
    const facts = { registration: registrationId, answer: '' }
    await record(context, { noun: 'name-change', id, action: 'refuse', facts })
  }
  const self = { registrationId, accountId: member.accountId, email: member.email }
  for (const series of await seriesOf(context, self)) {
    const mine = selfIn(series, self)
    if (mine === undefined) continue
    if (!mine.setUp) await leaveSeries(context, series.id, mine.id)
    else if (series.endedOn === undefined) {
      await withdrawSeries(context, { seriesId: series.id, registrationId })
    }
  }
  await expireInterims(context)
  await watchSupervisions(context)
}

// Another register decides for itself, and finds it in its queue.
async function tellRegister(each: Context, from: Context, death: Death): Promise<void> {
  if (each.register.id === from.register.id) return
  const rows = await each.db
    .selectFrom('registration')
    .where('person_id', '=', death.personId)
    .where('register', '=', each.register.id)
    .where('status', 'not in', [...isOver])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('death')
            .whereRef('death.registration_id', '=', 'registration.id')
            .where('death.status', 'in', ['reported', 'confirmed'])
            .select('death.id'),
        ),
      ),
    )
    .select('id')
    .execute()
  for (const { id: registrationId } of rows) {
    const { id } = await each.db
      .insertInto('death')
      .values({
        register: each.register.id,
        registration_id: registrationId,
        person_id: death.personId,
        status: 'reported',
        died_on: death.diedOn.toString(),
        told_by: 'register',
        told_name: from.register.name,
        seen_how: `Vastgesteld door ${from.register.called}`,
        entered_on: each.today.toString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const facts = { registration: registrationId, toldBy: 'register' }
    await record(each, { noun: 'death', id, action: 'report', facts })
  }
}
