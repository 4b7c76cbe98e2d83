import { sql } from 'kysely'
import type { Application, ApplicationFile } from '#domain/certification/application/queries.ts'
import type {
  Conflict,
  FileTies,
  Grant,
  Member,
  NormAnswer,
  Verdict,
} from '#domain/certification/committee/judgement.ts'
import { conflictOf } from '#domain/certification/committee/judgement.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CommitteeRules, CompiledRegulation } from '#engine'
import { hundredthsOf } from '#engine'
import { fullName } from '#language/names.ts'
import { pinnedVersion } from '#regulations/load.ts'

/** The members of this register's committee, the chair included. */
export async function committeeMembers(context: Context): Promise<readonly Member[]> {
  const rows = await context.db
    .selectFrom('staff_role')
    .innerJoin('account', 'account.id', 'staff_role.account_id')
    .leftJoin('person', 'person.account_id', 'account.id')
    .where('staff_role.register', 'in', [context.register.id, '*'])
    .where('staff_role.role', 'in', ['committee', 'chair'])
    .where('account.closed_at', 'is', null)
    .orderBy('account.id')
    .select([
      'account.id',
      'account.email',
      'staff_role.role',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
      'person.employer',
      'person.municipality',
    ])
    .execute()
  const members = new Map<string, Member>()
  for (const row of rows) {
    const chair = row.role === 'chair' || members.get(row.id)?.chair === true
    const name = fullName({
      firstName: row.first_name ?? '',
      initials: row.initials ?? '',
      namePrefix: row.name_prefix ?? '',
      lastName: row.last_name ?? '',
    })
    members.set(row.id, {
      id: row.id,
      email: row.email,
      name: name === '' ? row.email : name,
      employer: row.employer ?? '',
      municipality: row.municipality ?? '',
      chair,
    })
  }
  return [...members.values()]
}

/** The version of the regulation to which an application is pinned. */
export function versionOf(
  { register }: Context,
  { regulationVersion }: Pick<Application, 'regulationVersion'>,
): CompiledRegulation {
  const compiled = pinnedVersion(register, regulationVersion)
  if (compiled === undefined) {
    throw new Error(`There is no version ${regulationVersion} of ${register.id}`)
  }
  return compiled
}

interface TiesRow {
  readonly referees: readonly { readonly email: string; readonly name: string }[]
  readonly referee_for: readonly string[]
  readonly declared: readonly { readonly member: string; readonly reason: string }[]
  readonly opened: readonly string[]
}

/** What ties somebody to an application: employer, referees, what members declared, who opened it. */
export async function findTies(
  { db, today }: Context,
  { application, applicant }: ApplicationFile,
): Promise<FileTies> {
  const { rows } = await sql<TiesRow>`select
    (select coalesce(json_agg(distinct jsonb_build_object('email', q.email, 'name', q.name)), '[]')
      from referee_request q join activity a on a.id = q.activity_id
      where a.registration_id = ${application.registrationId} and q.withdrawn_on is null
    ) as referees,
    (select coalesce(json_agg(distinct p.account_id), '[]')
      from referee_request q join activity a on a.id = q.activity_id
        join registration r on r.id = a.registration_id join person p on p.id = r.person_id
      where lower(q.email) = ${applicant.email.toLowerCase()} and q.withdrawn_on is null
        and p.account_id is not null
    ) as referee_for,
    (select coalesce(json_agg(json_build_object('member', member_id, 'reason', reason)), '[]')
      from recusal where application_id = ${application.id}) as declared,
    (select coalesce(json_agg(member_id), '[]') from inspection
      where application_id = ${application.id} and opened_on = ${today.toString()}) as opened
    `.execute(db)
  const [row] = rows
  return {
    applicantAccountId: applicant.accountId,
    applicantEmail: applicant.email,
    employer: applicant.work.employer,
    municipality: applicant.work.municipality,
    referees: row?.referees ?? [],
    refereeFor: new Set(row?.referee_for),
    declared: new Map(row?.declared.map(({ member, reason }) => [member, reason])),
    openedToday: new Set(row?.opened),
  }
}

/** Who of the committee may judge a file, and what keeps the others from it. */
export interface Bench {
  readonly members: readonly Member[]
  readonly conflicts: ReadonlyMap<string, Conflict>
  /** The chairs who may judge this file. */
  readonly freeChairs: ReadonlySet<string>
  readonly rules: CommitteeRules
  /** What ties the members to the file. */
  readonly ties: FileTies
}

/** The committee as it sits for one file. */
export async function benchFor(context: Context, file: ApplicationFile): Promise<Bench> {
  const rules = versionOf(context, file.application).regulation.committee
  const members = await committeeMembers(context)
  const ties = await findTies(context, file)
  const conflicts = new Map<string, Conflict>()
  for (const member of members) {
    const conflict = conflictOf(member, ties, rules)
    if (conflict !== undefined) conflicts.set(member.id, conflict)
  }
  const freeChairs = members.filter(({ id, chair }) => chair && !conflicts.has(id))
  return { members, conflicts, rules, ties, freeChairs: new Set(freeChairs.map(({ id }) => id)) }
}

/**
 * What the members found of an application, in the order in which they first judged it. With the
 * bench of a file that is still open, what a member found who may no longer judge it is left out.
 */
export async function verdictsOf(
  context: Context,
  applicationId: string,
  bench?: Pick<Bench, 'conflicts'>,
): Promise<readonly Verdict[]> {
  const rows = await context.db
    .selectFrom('judgement')
    .where('application_id', '=', applicationId)
    .orderBy('created_at')
    .orderBy('id')
    .select(['activity_id', 'norm', 'member_id', 'outcome', 'amount', 'reason', 'created_at'])
    .execute()
  const wholes = rows.filter(
    ({ activity_id, norm, member_id }) =>
      activity_id === null && norm === null && bench?.conflicts.has(member_id) !== true,
  )
  return wholes.map((whole) => {
    const grants = new Map<string, Grant>()
    const answers = new Map<string, NormAnswer>()
    for (const row of rows) {
      if (row.member_id !== whole.member_id) continue
      const { outcome, reason } = row
      if (row.norm !== null) answers.set(row.norm, { meets: outcome === 'meets', reason })
      else if (row.activity_id !== null && outcome !== 'meets' && outcome !== 'fails') {
        const amount = row.amount === null ? undefined : hundredthsOf(row.amount)
        grants.set(row.activity_id, { outcome, amount, reason })
      }
    }
    return {
      memberId: whole.member_id,
      grants,
      answers,
      whole: whole.outcome === 'meets' ? 'meets' : 'fails',
      reason: whole.reason,
      givenAt: whole.created_at,
    }
  })
}

/** What a member typed of a judgement that is still in the making. */
export async function findJudgementDraft(
  { db }: Context,
  applicationId: string,
  memberId: string,
): Promise<Readonly<Record<string, readonly string[]>> | undefined> {
  const row = await db
    .selectFrom('judgement_draft')
    .where('application_id', '=', applicationId)
    .where('member_id', '=', memberId)
    .select('fields')
    .executeTakeFirst()
  return row?.fields as Readonly<Record<string, readonly string[]>> | undefined
}
