import { sql } from 'kysely'
import type { Owner } from '#domain/courses/course/course.ts'
import type { RequestPart } from '#domain/learning/request/request.ts'
import type { Conflict } from '#domain/people/body/conflict.ts'
import { conflictOf } from '#domain/people/body/conflict.ts'
import type { Tie } from '#domain/people/body/find-tie.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import { everySeated } from '#domain/people/body/members.ts'
import { findTies } from '#domain/people/body/ties.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Act } from '#regulations/acts.ts'
import { versionInForce } from '#regulations/load.ts'
import type { accreditationConflicts } from '#regulations/register.ts'

/** What can keep somebody from what is asked for a course: what is seen, or what they declared. */
export const interestKinds = ['works-there', 'competitor', 'own-course', 'family', 'other'] as const

export type InterestKind = (typeof interestKinds)[number]

/** What keeps somebody from it. */
export type KeptBy =
  | { readonly by: (typeof accreditationConflicts)[number] }
  /** A tie with the professional who asks, as keeps them from everything about that person. */
  | { readonly by: 'tie'; readonly conflict: Conflict }
  | { readonly by: 'declared'; readonly kind: InterestKind; readonly note: string }

/** For how long somebody who acted for an organisation does not judge what it asks. */
const recently = Temporal.Duration.from({ years: 1 })

/**
 * Who of these accounts is kept from what is asked, and by what: they act for who asks, with whatever account, or did
 * in the year before; for another provider; the course is theirs or in their care; they have a tie with the professional
 * who asks; or they said themselves that something ties them. The register says whether it goes by the second; the
 * others hold in every register.
 */
export async function whoIsKept(
  context: Context,
  part: Pick<RequestPart, 'owner' | 'courseId'>,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, KeptBy>> {
  const { db, register } = context
  if (accounts.length === 0) return new Map()
  const organisation = part.owner?.is === 'organisation' ? part.owner.id : null
  const person = part.owner?.is === 'person' ? part.owner.id : null
  const { rows } = await sql<{
    id: string
    works_there: boolean
    competitor: boolean
    own_course: boolean
    kind: InterestKind | null
    note: string | null
  }>`
    with acts as materialized (
      select u.id, o.id as organisation_id from account u
        join account a on a.acts_for <> '{}' and is_same_person(a.id, u.id)
        cross join lateral unnest(a.acts_for) as o(id)
      where u.id = any(${accounts}::uuid[])
    )
    select u.id,
      exists (select from acts where acts.id = u.id and acts.organisation_id = ${organisation}::uuid)
        as works_there,
      exists (select from acts join organisation g on g.id = acts.organisation_id
        where acts.id = u.id and 'provider' = any(g.kinds) and g.status <> 'merged'
          and acts.organisation_id is distinct from ${organisation}::uuid) as competitor,
      exists (select from course c where c.id = ${part.courseId ?? null}::uuid
        and (is_same_person(c.owner_id, u.id) or c.person_id in (select people_of(u.id))))
        or ${person}::uuid in (select people_of(u.id)) as own_course,
      i.kind, i.note
    from account u
    left join accreditation_interest i on i.member_id = u.id and i.register = ${register.id}
      and i.lifted_on is null and (i.organisation_id = ${organisation}::uuid
        or i.person_id = ${person}::uuid)
    where u.id = any(${accounts}::uuid[])`.execute(db)
  const left = organisation === null ? undefined : await whoLeft(context, organisation, accounts)
  const rules = [
    ...(['works-there', 'own-course'] as const),
    ...(register.accreditation?.conflicts ?? []),
  ]
  const found = new Map(await tiedTo(context, part.owner, accounts))
  for (const row of rows) {
    const seen = {
      'works-there': row.works_there || left?.has(row.id) === true,
      'own-course': row.own_course,
      competitor: row.competitor,
    } as const
    const by = rules.find((rule) => seen[rule])
    if (row.kind !== null)
      found.set(row.id, { by: 'declared', kind: row.kind, note: row.note ?? '' })
    // What keeps somebody in whatever body goes before what keeps them from judging alone.
    if (by !== undefined && !(by === 'competitor' && found.has(row.id))) found.set(row.id, { by })
  }
  return found
}

// Who of these has a tie with the professional who asks, where that is somebody in this register.
async function tiedTo(
  context: Context,
  owner: Owner | undefined,
  accounts: readonly string[],
): Promise<readonly (readonly [string, KeptBy])[]> {
  if (owner?.is !== 'person') return []
  const { db, register, today } = context
  const rows = await db
    .selectFrom('registration')
    .where('register', '=', register.id)
    .where('person_id', '=', owner.id)
    .select('id')
    .execute()
  const files = await findTies(
    context,
    rows.map(({ id }) => id),
  )
  const rules = versionInForce(register, today)?.regulation.committee ?? { conflicts: [] }
  const seated = (await everySeated(context)).filter(({ id }) => accounts.includes(id))
  return seated.flatMap((one) => {
    const [conflict] = [...files.values()].flatMap((file) => conflictOf(one, file, rules) ?? [])
    return conflict === undefined ? [] : [[one.id, { by: 'tie', conflict }] as const]
  })
}

/**
 * The ties of whoever acts with the professionals who ask these things, by the id of the part: they do not see that they
 * do. What an organisation asks is about nobody.
 */
export async function tiesWithAskers(
  context: Context,
  acts: readonly Act[],
  parts: readonly Pick<RequestPart, 'id' | 'owner'>[],
): Promise<ReadonlyMap<string, Tie>> {
  const askers = parts.flatMap(({ id, owner }) =>
    owner?.is === 'person' ? [{ part: id, person: owner.id }] : [],
  )
  if (askers.length === 0) return new Map()
  const rows = await context.db
    .selectFrom('registration')
    .where('register', '=', context.register.id)
    .where('person_id', 'in', [...new Set(askers.map(({ person }) => person))])
    .select(['id', 'person_id'])
    .execute()
  const ties = await tiesWith(
    context,
    acts,
    rows.map(({ id }) => ({ registrationId: id })),
  )
  const ofPerson = new Map(
    rows.flatMap(({ id, person_id }) => {
      const tie = ties.get(id)
      return tie === undefined ? [] : [[person_id, tie] as const]
    }),
  )
  return new Map(
    askers.flatMap(({ part, person }) => {
      const tie = ofPerson.get(person)
      return tie === undefined ? [] : [[part, tie] as const]
    }),
  )
}

/**
 * What keeps whoever acts from looking at what is asked in whatever body: it is their own, or of whom they act for, or
 * they have a tie. That they act for another provider keeps them from judging alone. Undefined for nothing.
 */
export async function whyNotLook(
  context: Context,
  part: Pick<RequestPart, 'owner' | 'courseId'>,
): Promise<KeptBy | undefined> {
  const account = accountIdOf(context.actor)
  if (account === undefined) return undefined
  const kept = (await whoIsKept(context, part, [account])).get(account)
  return kept?.by === 'competitor' ? undefined : kept
}

// Who of these acted for an organisation, or for one that went into it, until not long ago.
async function whoLeft(
  context: Context,
  organisation: string,
  accounts: readonly string[],
): Promise<ReadonlySet<string>> {
  const { db, today } = context
  const acting = sql<string>`coalesce(current_setting('peil.organisation', true), '')`
  const { rows: was } = await sql<{ of: string }>`select ${acting} as of`.execute(db)
  await actForOrganisation(context, '*')
  const { rows } = await sql<{ id: string }>`
    select u.id from account u where u.id = any(${accounts}::uuid[])
      and exists (select from organisation_member m join organisation o on o.id = m.organisation_id
        where ${organisation}::uuid in (o.id, o.merged_into) and m.since is not null
          and m.status = 'ended' and m.ended_on > ${today.subtract(recently).toString()}::date
          and is_same_person(m.account_id, u.id))`.execute(db)
  await actForOrganisation(context, was[0]?.of ?? '')
  return new Set(rows.map(({ id }) => id))
}

/** Somebody who judges says that something ties them to who asks: they do not judge what that asks from then on. */
export async function declareInterest(
  context: Context,
  part: RequestPart,
  said: { readonly memberId: string; readonly kind: InterestKind; readonly note: string },
): Promise<{ readonly outcome: 'declared' | 'known' }> {
  const { db, register, today } = context
  const { memberId, kind, note } = said
  const known = (await whoIsKept(context, part, [memberId])).get(memberId)
  if (known?.by === 'declared' || part.owner === undefined) return { outcome: 'known' }
  const { id } = await db
    .insertInto('accreditation_interest')
    .values({
      register: register.id,
      member_id: memberId,
      organisation_id: part.owner.is === 'organisation' ? part.owner.id : null,
      person_id: part.owner.is === 'person' ? part.owner.id : null,
      kind,
      note: note.trim(),
      declared_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // What they found before does not count any more.
  await db
    .updateTable('accreditation_judgement')
    .where('member_id', '=', memberId)
    .where('part_id', '=', part.id)
    .set({ forgotten_on: today.toString() })
    .execute()
  await record(context, {
    noun: 'accreditation',
    id: part.id,
    action: 'declare-interest',
    facts: { interest: id, member: memberId, kind },
  })
  return { outcome: 'declared' }
}
