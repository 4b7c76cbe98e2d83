import { findApplication } from '#domain/certification/application/queries.ts'
import { judgedFiles } from '#domain/certification/committee/queries.ts'
import { tellIfTooFew } from '#domain/certification/interest/too-few-for-application.ts'
import { findInterimFile } from '#domain/certification/interim/queries.ts'
import { benchForLeave, leavesOf } from '#domain/certification/leave/queries.ts'
import { leaveProposal } from '#domain/certification/measure/decide-measure.ts'
import { toBoardWhenAdvised } from '#domain/certification/ruling/advise-ruling.ts'
import { findRuling } from '#domain/certification/ruling/queries.ts'
import { benchForRuling } from '#domain/certification/ruling/seat-ruling.ts'
import { tellIfNobody } from '#domain/certification/ruling/tell-if-nobody.ts'
import { benchForVerdict } from '#domain/certification/verdict/bench.ts'
import { findVerdict, verdictsOf } from '#domain/certification/verdict/queries.ts'
import type { Interest } from '#domain/people/body/conflict.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import { mayDo } from '#domain/people/body/seat.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { tellTooFew } from '#domain/people/staff/tell-too-few.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { officeActs } from '#regulations/acts.ts'

/** Who says that they are tied to whom, and how. */
export interface DeclaringInterest extends Interest {
  readonly registrationId: string
  readonly memberId: string
}

export type DeclaredInterest = {
  readonly outcome:
    | 'declared'
    /** They said so before. */
    | 'already'
    /** Of kind `other` it has to be said what it is. */
    | 'no-note'
    | 'unknown'
}

/**
 * Somebody who works for the register says that there is a tie with a person. From then on they take
 * no part in anything about them, in whatever body; what they found of what is still open no longer
 * counts, and others do it.
 */
export async function declareInterest(
  context: Context,
  { registrationId, memberId, kind, note }: DeclaringInterest,
): Promise<DeclaredInterest> {
  const { db, register, today } = context
  const words = note.trim()
  if (kind === 'other' && words === '') return { outcome: 'no-note' }
  const person = await findMember(context, registrationId)
  if (person === undefined) return { outcome: 'unknown' }
  const declared = await db
    .insertInto('interest')
    .values({
      register: register.id,
      person_id: person.personId,
      member_id: memberId,
      kind,
      note: words,
      declared_on: today.toString(),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['register', 'person_id', 'member_id'])
        .where('lifted_on', 'is', null)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (declared === undefined) return { outcome: 'already' }
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'declare-interest',
    facts: { interest: declared.id, member: memberId, kind, note: words },
  })
  const about = { registrationId, memberId, kind, note: words }
  await leaveApplications(context, about)
  await leaveInterims(context, about)
  await leaveRulings(context, about)
  await leaveMeasures(context, about)
  await leaveLeave(context, about)
  await leaveOffice(context, about)
  return { outcome: 'declared' }
}

async function leaveApplications(context: Context, about: DeclaringInterest): Promise<void> {
  const { db } = context
  const rows = await db
    .selectFrom('application')
    .where('registration_id', '=', about.registrationId)
    .where('status', '=', 'with-committee')
    .orderBy('id')
    .select('id')
    .execute()
  for (const { id } of rows) {
    const file = await findApplication(context, id, { lock: true })
    if (file?.application.status !== 'with-committee') continue
    const [judged] = await judgedFiles(context, [file])
    if (judged?.bench.members.some((member) => member.id === about.memberId) !== true) continue
    for (const table of ['judgement', 'judgement_draft'] as const) {
      await db
        .deleteFrom(table)
        .where('application_id', '=', id)
        .where('member_id', '=', about.memberId)
        .execute()
    }
    await record(context, { noun: 'application', id, action: 'recuse', facts: factsOf(about) })
    await tellIfTooFew(context, judged)
  }
}

async function leaveInterims(context: Context, about: DeclaringInterest): Promise<void> {
  const { db } = context
  const rows = await db
    .selectFrom('interim_request')
    .where('registration_id', '=', about.registrationId)
    .where('status', '=', 'asked')
    .orderBy('id')
    .select('id')
    .execute()
  for (const { id } of rows) {
    const file = await findInterimFile(context, id, { lock: true })
    if (file?.members.some((member) => member.id === about.memberId) !== true) continue
    await db
      .deleteFrom('interim_judgement')
      .where('request_id', '=', id)
      .where('member_id', '=', about.memberId)
      .execute()
    await record(context, { noun: 'interim', id, action: 'recuse', facts: factsOf(about) })
    const free = file.members.filter((member) => !file.conflicts.has(member.id)).length
    const what = `de activiteit ‘${file.activity.title}’`
    await tellTooFew(context, { what, act: 'judge-interim', free, needed: file.rules.members })
  }
}

async function leaveRulings(context: Context, about: DeclaringInterest): Promise<void> {
  const { db } = context
  const rows = await db
    .selectFrom('ruling')
    .where('registration_id', '=', about.registrationId)
    .where('status', 'in', ['for-advice', 'for-decision'])
    .orderBy('id')
    .select('id')
    .execute()
  for (const { id } of rows) {
    const ruling = await findRuling(context, id, { lock: true })
    if (ruling === undefined) continue
    const advises = await benchForRuling(context, ruling, 'advises')
    const decides = await benchForRuling(context, ruling, 'decides')
    const sits = [...advises.members, ...decides.members].some(({ id }) => id === about.memberId)
    if (!sits) continue
    await db
      .deleteFrom('ruling_advice')
      .where('ruling_id', '=', id)
      .where('member_id', '=', about.memberId)
      .execute()
    await record(context, { noun: 'ruling', id, action: 'recuse', facts: factsOf(about) })
    // Whoever was waited for may have been the last.
    if (ruling.status === 'for-advice') await toBoardWhenAdvised(context, id)
    await tellIfNobody(context, id)
  }
}

async function leaveMeasures(context: Context, about: DeclaringInterest): Promise<void> {
  for (const { id } of await verdictsOf(context, about.registrationId)) {
    const verdict = await findVerdict(context, id, { lock: true })
    if (verdict === undefined) continue
    const { members, free, needed } = await benchForVerdict(context, verdict)
    if (!members.some((member) => member.id === about.memberId)) continue
    await leaveProposal(context, verdict.id, about)
    if (verdict.status !== 'hearing' && verdict.status !== 'for-decision') continue
    const what = `uitspraak ${verdict.number}`
    await tellTooFew(context, { what, act: 'decide-measures', free: free.length, needed })
  }
}

async function leaveLeave(context: Context, about: DeclaringInterest): Promise<void> {
  for (const leave of await leavesOf(context, about.registrationId)) {
    if (leave.status !== 'asked') continue
    const { members, kept } = await benchForLeave(context, leave)
    if (!members.some((member) => member.id === about.memberId)) continue
    const free = members.filter(({ id }) => !kept.has(id)).length
    const what = `het verlof van ${leave.holder.name}`
    await tellTooFew(context, { what, act: 'decide-leave', free, needed: 1 })
  }
}

// Where nobody else of the back office may look at somebody's file, whoever administers has to see to it.
async function leaveOffice(context: Context, about: DeclaringInterest): Promise<void> {
  const { register, actor } = context
  if (actor.kind !== 'account' || actor.accountId !== about.memberId) return
  for (const act of officeActs.filter((one) => mayDo(register, actor, one))) {
    const tie = (await tiesWith(context, [act], [about])).get(about.registrationId)
    if (tie === undefined || tie.colleagues.length > 0) continue
    await tellTooFew(context, { what: 'een dossier', act, free: 0, needed: 1 })
    return
  }
}

function factsOf({ memberId, kind, note }: DeclaringInterest) {
  return { member: memberId, kind, reason: note }
}
