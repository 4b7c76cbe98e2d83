import { sql } from 'kysely'
import type { Ruling } from '#domain/certification/ruling/queries.ts'
import type { Conflict, Declarant, FileTies, Member } from '#domain/people/body/conflict.ts'
import { conflictOf } from '#domain/people/body/conflict.ts'
import { membersFor } from '#domain/people/body/members.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { versionInForce } from '#regulations/load.ts'

/** Whether the committee advises on a question, or the board decides on it. */
export type RulingPart = 'advises' | 'decides'

const partActs = { advises: 'advise', decides: 'decide-where-silent' } as const

/** How somebody comes to a question to the board. */
export type SeatedRuling =
  | { readonly outcome: 'free'; readonly members: readonly Member[] }
  | { readonly outcome: 'conflict'; readonly conflict: Conflict }
  /** They do not sit in the body whose turn it is. */
  | { readonly outcome: 'not-seated' }

/** Whether somebody of the committee or the board may take part in a question, by the rules on conflicts. */
export async function seatForRuling(
  context: Context,
  ruling: Ruling,
  memberId: string,
  part: RulingPart,
): Promise<SeatedRuling> {
  const { members, conflicts } = await benchForRuling(context, ruling, part)
  if (!members.some(({ id }) => id === memberId)) return { outcome: 'not-seated' }
  const conflict = conflicts.get(memberId)
  return conflict === undefined
    ? { outcome: 'free', members: members.filter(({ id }) => !conflicts.has(id)) }
    : { outcome: 'conflict', conflict }
}

/** Who sits in the body that advises or decides, and what keeps some of them from a question. */
export interface RulingBench {
  readonly members: readonly Member[]
  readonly conflicts: ReadonlyMap<string, Conflict>
}

/** The bench for one question. */
export async function benchForRuling(
  context: Context,
  ruling: Ruling,
  part: RulingPart,
): Promise<RulingBench> {
  const found = await benchesForRulings(context, [ruling], part)
  return found.get(ruling.id) ?? { members: [], conflicts: new Map() }
}

/** The bench for each of these questions, by its id; however many there are, the database is asked as often. */
export async function benchesForRulings(
  context: Context,
  rulings: readonly Ruling[],
  part: RulingPart,
): Promise<ReadonlyMap<string, RulingBench>> {
  if (rulings.length === 0) return new Map()
  const members = await membersFor(context, partActs[part])
  const rules = versionInForce(context.register, context.today)?.regulation.committee
  const found = await findTies(context, rulings)
  return new Map(
    rulings.map((ruling) => {
      const ties = tiesIn(ruling, found.get(ruling.id))
      const conflicts = new Map<string, Conflict>()
      for (const member of members) {
        const conflict = conflictOf(member, ties, { conflicts: rules?.conflicts ?? [] })
        if (conflict !== undefined) conflicts.set(member.id, conflict)
      }
      return [ruling.id, { members, conflicts }]
    }),
  )
}

interface TiesRow {
  readonly id: string
  readonly referees: readonly { readonly email: string; readonly name: string }[]
  readonly declarants: readonly Declarant[]
  readonly referee_for: readonly string[]
  readonly declared: readonly { readonly member: string; readonly reason: string }[]
}

async function findTies(
  { db, register }: Context,
  rulings: readonly Ruling[],
): Promise<ReadonlyMap<string, TiesRow>> {
  const asked = rulings.map(({ id, registrationId, asker: { email } }) => ({
    id,
    registration: registrationId,
    email: email.toLowerCase(),
  }))
  const { rows } = await sql<TiesRow>`select f.id,
    (select coalesce(json_agg(distinct jsonb_build_object('email', q.email, 'name', q.name)), '[]')
      from referee_request q join activity_claim a on a.activity_id = q.activity_id
      where a.registration_id = f.registration and q.withdrawn_on is null) as referees,
    (select coalesce(json_agg(distinct jsonb_build_object('email', t.email,
        'name', t.signed_name, 'organisation', t.signed_organisation)), '[]')
      from attestation t where t.registration_id = f.registration and t.answer = 'confirmed'
    ) as declarants,
    (select coalesce(json_agg(distinct p.account_id), '[]')
      from referee_request q join activity_claim a on a.activity_id = q.activity_id
        join registration r on r.id = a.registration_id join person p on p.id = r.person_id
      where q.register = ${register.id} and q.email = f.email
        and q.withdrawn_on is null
        and p.account_id is not null) as referee_for,
    (select coalesce(json_agg(json_build_object('member', member_id, 'reason', reason)), '[]')
      from ruling_recusal where ruling_id = f.id) as declared
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as f(id uuid, registration uuid, email text)`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

function tiesIn({ asker }: Ruling, row: TiesRow | undefined): FileTies {
  return {
    applicantAccountId: asker.accountId,
    applicantEmail: asker.email,
    employer: asker.employer,
    municipality: asker.municipality,
    referees: row?.referees ?? [],
    declarants: row?.declarants ?? [],
    refereeFor: new Set(row?.referee_for),
    declared: new Map(row?.declared.map(({ member, reason }) => [member, reason])),
    openedToday: new Set(),
  }
}

/** Somebody of the committee or the board steps out of a question; their advice no longer counts. */
export async function stepOutOfRuling(
  context: Context,
  ruling: Ruling,
  memberId: string,
  reason: string,
): Promise<{ readonly outcome: 'stepped-out' | 'no-reason' }> {
  if (reason.trim() === '') return { outcome: 'no-reason' }
  const { db, register, today } = context
  await db
    .insertInto('ruling_recusal')
    .values({
      ruling_id: ruling.id,
      register: register.id,
      member_id: memberId,
      reason: reason.trim(),
      declared_on: today.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .deleteFrom('ruling_advice')
    .where('ruling_id', '=', ruling.id)
    .where('member_id', '=', memberId)
    .execute()
  await record(context, {
    noun: 'ruling',
    id: ruling.id,
    action: 'recuse',
    facts: { member: memberId, reason: reason.trim() },
  })
  return { outcome: 'stepped-out' }
}
