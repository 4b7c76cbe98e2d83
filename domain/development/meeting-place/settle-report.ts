import { leaveEverything } from '#domain/development/meeting-place/keep-profile.ts'
import type { ReportOutcome } from '#domain/development/meeting-place/meeting-place.ts'
import type { PlaceReport } from '#domain/development/meeting-place/queries.ts'
import { reportsIn, takenFrom } from '#domain/development/meeting-place/queries.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import type { Whose } from '#domain/people/body/find-tie.ts'
import { colleaguesWithoutTie } from '#domain/people/body/find-tie.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { objectionToReportAnswered, reportSettled, takenOutOfSight } from '#mail/meeting-place.ts'

/**
 * Settles a report: nothing, or what was written, the group or the whole profile goes out of sight. Whoever reported
 * it hears what came of it, and whoever it is about only where something was taken away.
 */
export async function settleReport(
  context: Context,
  id: string,
  outcome: ReportOutcome,
  note: string,
): Promise<'settled' | 'settled-already' | 'not-found'> {
  const { db, today, actor } = context
  await db.selectFrom('meeting_report').where('id', '=', id).select('id').forUpdate().execute()
  const [told] = await reportsIn(context, id)
  if (told === undefined) return 'not-found'
  if (told.settledOn !== undefined) return 'settled-already'
  if (!outcomesOf(told).includes(outcome)) return 'not-found'
  await takeAway(context, told, outcome)
  await db
    .updateTable('meeting_report')
    .where('id', '=', id)
    .set({
      outcome,
      note,
      settled_on: today.toString(),
      settled_by: accountIdOf(actor) ?? null,
    })
    .execute()
  const facts = { registration: told.registrationId, outcome, note }
  await record(context, { noun: 'meeting-place', id, action: 'settle-report', facts })
  await writeOfReport(context, told, outcome, note)
  return 'settled'
}

/** What can come of a report, by what it is about. */
export function outcomesOf({ what }: Pick<PlaceReport, 'what'>): readonly ReportOutcome[] {
  switch (what) {
    case 'profile':
      return ['nothing', 'profile-hidden']
    case 'message':
      return ['nothing', 'message-hidden', 'profile-hidden']
    case 'group':
      return ['nothing', 'group-ended', 'profile-hidden']
    case 'rating':
      return ['nothing', 'rating-hidden']
  }
}

async function takeAway(
  context: Context,
  { messageId, groupId, registrationId }: PlaceReport,
  outcome: ReportOutcome,
): Promise<void> {
  const { db, register, today } = context
  const day = today.toString()
  switch (outcome) {
    case 'nothing':
    // What was written about a course is hidden where courses are rated.
    case 'rating-hidden':
      return
    case 'message-hidden':
      await db
        .updateTable('meeting_message')
        .where('id', '=', messageId ?? '')
        .set({ hidden_on: day })
        .execute()
      return
    case 'group-ended':
      await db
        .updateTable('meeting_group')
        .where('id', '=', groupId ?? '')
        .where('ended_on', 'is', null)
        .set({ ended_on: day })
        .execute()
      return
    case 'profile-hidden':
      // Whoever left meanwhile does not come back as if nothing had been.
      await db
        .insertInto('meeting_profile')
        .values({
          register: register.id,
          registration_id: registrationId,
          shown_since: day,
          hidden_on: day,
        })
        .onConflict((conflict) =>
          conflict.column('registration_id').doUpdateSet({ hidden_on: day }),
        )
        .execute()
      await leaveEverything(context, registrationId)
  }
}

async function writeOfReport(
  context: Context,
  told: PlaceReport,
  outcome: ReportOutcome,
  note: string,
): Promise<void> {
  const register = mailRegister(context.platform, context.register)
  if (told.reporterId !== undefined) {
    const reporter = await findHolder(context, told.reporterId)
    const { name } = reporter
    const letter = reportSettled({
      register,
      name,
      about: told.about,
      what: told.what,
      outcome,
      note,
    })
    if (reporter.address !== '') await writeMessage(context, 'report-settled', reporter, letter)
  }
  if (outcome === 'nothing') return
  const holder = await findHolder(context, told.registrationId)
  if (holder.address === '') return
  const { name } = holder
  const letter = takenOutOfSight({ register, name, outcome, seen: told.seen, note })
  await writeMessage(context, 'taken-out-of-sight', holder, letter)
}

type ObjectedToReport = 'objected' | 'objected-already' | 'not-found'

/** Objects once to what was taken out of sight of one's own. */
export async function objectToReport(
  context: Context,
  me: string,
  id: string,
  text: string,
): Promise<ObjectedToReport> {
  const { db, today } = context
  await db.selectFrom('meeting_report').where('id', '=', id).select('id').forUpdate().execute()
  const taken = (await takenFrom(context, me)).find((one) => one.id === id)
  if (taken === undefined) return 'not-found'
  if (taken.objection !== undefined) return 'objected-already'
  await db
    .updateTable('meeting_report')
    .where('id', '=', id)
    .set({ objection: text, objected_on: today.toString() })
    .execute()
  const facts = { registration: me }
  await record(context, { noun: 'meeting-place', id, action: 'object', facts })
  return 'objected'
}

/** Whether a colleague has to answer an objection: not whoever took it away, unless nobody else can. */
export async function isForAColleague(context: Context, report: PlaceReport): Promise<boolean> {
  const { settledBy } = report
  if (settledBy === undefined || settledBy !== accountIdOf(context.actor)) return false
  return (await colleaguesWithoutTie(context, ['keep-records'], partiesOf(report))).length > 0
}

/** Whom a report is about and who reported it: who has a tie with one of them does not settle it. */
export function partiesOf({
  registrationId,
  reporterId,
}: Pick<PlaceReport, 'registrationId' | 'reporterId'>): readonly Whose[] {
  return [registrationId, ...(reporterId === undefined ? [] : [reporterId])].map((id) => ({
    registrationId: id,
  }))
}

/** Answers an objection: what was taken out of sight comes back, or stays away. */
export async function settleObjectionToReport(
  context: Context,
  id: string,
  outcome: 'restored' | 'stays',
  note: string,
): Promise<'settled' | 'settled-already' | 'for-a-colleague' | 'not-found'> {
  const { db, today, actor, register, platform } = context
  await db.selectFrom('meeting_report').where('id', '=', id).select('id').forUpdate().execute()
  const [told] = await reportsIn(context, id)
  if (told?.objection === undefined) return 'not-found'
  if (told.objection.settledOn !== undefined) return 'settled-already'
  if (await isForAColleague(context, told)) return 'for-a-colleague'
  if (outcome === 'restored') await giveBack(context, told)
  await db
    .updateTable('meeting_report')
    .where('id', '=', id)
    .set({
      objection_outcome: outcome,
      objection_note: note,
      objection_settled_on: today.toString(),
      objection_settled_by: accountIdOf(actor) ?? null,
    })
    .execute()
  const facts = { registration: told.registrationId, outcome, note }
  await record(context, { noun: 'meeting-place', id, action: 'settle-objection', facts })
  const holder = await findHolder(context, told.registrationId)
  if (holder.address === '' || told.outcome === undefined) return 'settled'
  const letter = objectionToReportAnswered({
    register: mailRegister(platform, register),
    name: holder.name,
    taken: told.outcome,
    outcome,
    note,
  })
  await writeMessage(context, 'report-objection-answered', holder, letter)
  return 'settled'
}

async function giveBack(
  { db }: Context,
  { outcome, messageId, groupId, registrationId }: PlaceReport,
): Promise<void> {
  if (outcome === 'message-hidden') {
    await db
      .updateTable('meeting_message')
      .where('id', '=', messageId ?? '')
      .set({ hidden_on: null })
      .execute()
  }
  if (outcome === 'group-ended') {
    // Where nobody is in it any more, there is nothing to come back to.
    await db
      .updateTable('meeting_group')
      .where('id', '=', groupId ?? '')
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('meeting_group_member')
            .where('group_id', '=', groupId ?? '')
            .select('registration_id'),
        ),
      )
      .set({ ended_on: null })
      .execute()
  }
  if (outcome === 'profile-hidden') {
    await db
      .updateTable('meeting_profile')
      .where('registration_id', '=', registrationId)
      .set({ hidden_on: null })
      .execute()
  }
}
