import { sql } from 'kysely'
import type { Declarant, FileTies, InterestKind } from '#domain/people/body/conflict.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { onceInVisit } from '#domain/platform/context/once-in-visit.ts'

interface TiesRow {
  readonly id: string
  readonly own: readonly string[]
  readonly employer: string
  readonly municipality: string
  readonly referees: readonly { readonly email: string; readonly name: string }[]
  readonly declarants: readonly Declarant[]
  readonly trainers: readonly string[]
  readonly supervisors: readonly string[]
  readonly supervised: readonly string[]
  readonly referee_for: readonly string[]
  readonly declared: readonly {
    readonly member: string
    readonly kind: InterestKind
    readonly note: string
  }[]
}

/**
 * What ties people to each of these registrations, by its id: whose it is, where they work, who has a
 * hand in what is in their file now or had it before, and who said themselves that there is a tie.
 * However many there are, the database is asked once.
 */
export async function findTies(
  context: Context,
  registrationIds: readonly string[],
): Promise<ReadonlyMap<string, FileTies>> {
  const ids = [...new Set(registrationIds)].toSorted()
  if (ids.length === 0) return new Map()
  return onceInVisit(context, `ties of ${ids}`, () => askTies(context, ids))
}

async function askTies(
  { db, register }: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FileTies>> {
  const { rows } = await sql<TiesRow>`
    with seated as materialized (
      select account as account_id, person as person_id from people_of_each(
        array(select distinct account_id from staff_role where register in (${register.id}, '*')))
    )
    select f.id, p.employer, p.municipality,
    (select coalesce(json_agg(s.account_id), '[]') from seated s
      where s.person_id = f.person_id) as own,
    (select coalesce(json_agg(distinct jsonb_build_object('email', one.email, 'name', one.name)), '[]')
      from (
        select q.email, q.name from activity_claim a
          join referee_request q on q.activity_id = a.activity_id
          where a.registration_id = any(mine.ids) and q.withdrawn_on is null
        union
        select other.email, other.name from series_member own
          join series_member other on other.series_id = own.series_id and other.id <> own.id
          where own.registration_id = any(mine.ids) and own.status in ('takes-part', 'left')
            and other.status in ('takes-part', 'left')
      ) one
    ) as referees,
    (select coalesce(json_agg(distinct jsonb_build_object('email', t.email,
        'name', t.signed_name, 'organisation', t.signed_organisation)), '[]')
      from attestation t where t.registration_id = any(mine.ids) and t.answer = 'confirmed'
    ) as declarants,
    (select coalesce(json_agg(distinct given.name), '[]')
      from activity_claim a join activity y on y.id = a.activity_id
        cross join lateral (values (y.organiser), (a.accreditation_provider)) as given (name)
      where a.registration_id = any(mine.ids) and a.withdrawn_at is null and given.name <> ''
    ) as trainers,
    (select coalesce(json_agg(distinct p2.account_id), '[]')
      from supervision s join registration r2 on r2.id = s.colleague_id
        join person p2 on p2.id = r2.person_id
      where s.registration_id = any(mine.ids) and s.status <> 'declined' and p2.account_id is not null
    ) as supervisors,
    (select coalesce(json_agg(distinct p2.account_id), '[]')
      from supervision s join registration r2 on r2.id = s.registration_id
        join person p2 on p2.id = r2.person_id
      where s.colleague_id = any(mine.ids) and s.status <> 'declined' and p2.account_id is not null
    ) as supervised,
    (select coalesce(json_agg(distinct p2.account_id), '[]')
      from (
        select a.registration_id from referee_request q
          join activity_claim a on a.activity_id = q.activity_id
          where q.register = ${register.id} and bare_address(q.email) = bare_address(u.email)
            and q.withdrawn_on is null
        union
        select t.registration_id from attestation t
          where t.register = ${register.id} and bare_address(t.email) = bare_address(u.email)
            and t.answer = 'confirmed'
      ) theirs
        join registration r2 on r2.id = theirs.registration_id
        join person p2 on p2.id = r2.person_id
      where p2.account_id is not null
    ) as referee_for,
    (select coalesce(json_agg(json_build_object('member', i.member_id, 'kind', i.kind,
        'note', i.note)), '[]')
      from interest i
      where i.person_id = f.person_id and i.register = ${register.id} and i.lifted_on is null
    ) as declared
    from registration f
    join person p on p.id = f.person_id
    left join account u on u.id = p.account_id
    -- With what ended before, of the same person.
    cross join lateral (select array_agg(r.id) as ids from registration r
      where r.person_id = f.person_id and r.register = f.register) mine
    where f.register = ${register.id} and f.id = any(${ids})`.execute(db)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ownAccounts: new Set(row.own),
        employer: row.employer,
        municipality: row.municipality,
        referees: row.referees,
        declarants: row.declarants,
        trainers: row.trainers,
        supervisors: new Set(row.supervisors),
        supervised: new Set(row.supervised),
        refereeFor: new Set(row.referee_for),
        declared: new Map(row.declared.map(({ member, kind, note }) => [member, { kind, note }])),
      },
    ]),
  )
}
