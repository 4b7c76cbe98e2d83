import { sql } from 'kysely'
import { decisionAbout } from '#domain/certification/objection/decisions.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import type { Conflict, Member } from '#domain/people/body/conflict.ts'
import { conflictOf } from '#domain/people/body/conflict.ts'
import { everySeated, seatedFor } from '#domain/people/body/members.ts'
import { findTies } from '#domain/people/body/ties.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { objectionWaits } from '#mail/objection-waits.ts'
import { versionInForce } from '#regulations/load.ts'

/** What keeps somebody from an objection: a tie with the person, or a hand in the first decision. */
export type Kept = Conflict | { readonly by: 'first-decision' }

/** Who may decide on an objection, and who sits there and may not. */
export interface ObjectionBench {
  /** The members of the body, and whoever was seated for this case. */
  readonly members: readonly Omit<Member, 'chair'>[]
  readonly kept: ReadonlyMap<string, Kept>
  /** Whoever works for the register in any body, may decide and is not seated yet. */
  readonly others: readonly Omit<Member, 'chair'>[]
}

/** Those of a bench whom nothing keeps from it. */
export function freeOf({ members, kept }: ObjectionBench): readonly Omit<Member, 'chair'>[] {
  return members.filter(({ id }) => !kept.has(id))
}

/**
 * The bench for an objection: other people than the first decision. Whoever advised, voted, judged a
 * line of it or decided is kept from it, as is whoever has a tie with the person.
 */
export async function benchForObjection(
  context: Context,
  objection: Pick<Objection, 'id' | 'registrationId' | 'about' | 'aboutId'>,
): Promise<ObjectionBench> {
  const seated = await everySeated(context)
  const rows = await context.db
    .selectFrom('objection_seat')
    .where('objection_id', '=', objection.id)
    .select('account_id')
    .execute()
  const forCase = new Set(rows.map(({ account_id }) => account_id))
  const ofBody = new Set(seatedFor(context, seated, 'decide-objections').map(({ id }) => id))
  const ties = (await findTies(context, [objection.registrationId])).get(objection.registrationId)
  const hands = await handsIn(context, objection)
  const rules = versionInForce(context.register, context.today)?.regulation.committee
  const kept = new Map<string, Kept>()
  for (const one of seated) {
    const conflict = ties && conflictOf(one, ties, { conflicts: rules?.conflicts ?? [] })
    if (conflict !== undefined) kept.set(one.id, conflict)
    else if (hands.has(one.id)) kept.set(one.id, { by: 'first-decision' })
  }
  const sits = ({ id }: { readonly id: string }) => ofBody.has(id) || forCase.has(id)
  return {
    members: seated.filter(sits),
    kept,
    others: seated.filter((one) => !sits(one) && !kept.has(one.id)),
  }
}

// Who had a hand in a decision stands in its record and in its votes. That somebody opened the file
// does not make them one of those who decided, nor does what follows from the objection itself.
async function handsIn(
  context: Context,
  {
    id,
    registrationId,
    about,
    aboutId,
  }: Pick<Objection, 'id' | 'registrationId' | 'about' | 'aboutId'>,
): Promise<ReadonlySet<string>> {
  const decision = await decisionAbout(context, registrationId, { about, id: aboutId })
  const { db, register } = context
  const subject = decision?.subject ?? { noun: about, id: aboutId }
  const { rows } = await sql<{ id: string }>`
    select substr(actor, 9) as id from audit_record
      where register = ${register.id} and record_id in (${subject.id}, ${aboutId})
        and noun in (${subject.noun}, ${about}, 'decision')
        and action not in ('open-file', 'remind') and actor like 'account:%'
        and seq < coalesce((select min(seq) from audit_record where register = ${register.id}
          and noun = 'objection' and record_id = ${id} and action = 'decide'), seq + 1)
    union select member_id::text from judgement where application_id = ${subject.id}
    union select member_id::text from interim_judgement where request_id = ${subject.id}
    union select member_id::text from ruling_advice where ruling_id = ${subject.id}
    union select member_id::text from measure_vote where measure_id = ${aboutId}
    union select decided_by::text from ruling_decision
      where ruling_id = ${subject.id} and decided_by is not null
        and number <= (select number from ruling_decision where id = ${aboutId})`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** How somebody comes to an objection that is to be decided. */
export type SeatedObjection =
  | { readonly outcome: 'free'; readonly bench: ObjectionBench }
  | { readonly outcome: 'kept'; readonly kept: Kept }
  | { readonly outcome: 'not-seated' }

/** Whether somebody may take part in deciding on an objection. */
export async function seatFor(
  context: Context,
  objection: Objection,
  memberId: string,
): Promise<SeatedObjection> {
  const bench = await benchForObjection(context, objection)
  if (!bench.members.some(({ id }) => id === memberId)) return { outcome: 'not-seated' }
  const kept = bench.kept.get(memberId)
  return kept === undefined ? { outcome: 'free', bench } : { outcome: 'kept', kept }
}

/** Seats somebody for one objection, as too few of the body are left who may decide on it. */
export async function seatForCase(
  context: Context,
  objection: Objection,
  accountId: string,
): Promise<{ readonly outcome: 'seated' | 'not-possible' | 'ended' }> {
  if (objection.status === 'decided' || objection.status === 'withdrawn')
    return { outcome: 'ended' }
  const { others } = await benchForObjection(context, objection)
  if (!isUuid(accountId) || !others.some(({ id }) => id === accountId)) {
    return { outcome: 'not-possible' }
  }
  await context.db
    .insertInto('objection_seat')
    .values({
      objection_id: objection.id,
      register: context.register.id,
      account_id: accountId,
      seated_by: accountIdOf(context.actor) ?? null,
      seated_on: context.today.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await record(context, {
    noun: 'objection',
    id: objection.id,
    action: 'seat',
    facts: { member: accountId },
  })
  const seated = others.find(({ id }) => id === accountId)
  if (seated !== undefined) {
    await writeMessage(
      context,
      'objection-waits',
      { name: seated.name, address: seated.email, accountId },
      objectionWaits({
        register: mailRegister(context.platform, context.register),
        name: seated.name,
        number: objection.number,
        part: 'decide',
        before: objection.decideBefore.toString(),
        overdue: Temporal.PlainDate.compare(objection.decideBefore, context.today) < 0,
      }),
    )
  }
  return { outcome: 'seated' }
}
