import { sql } from 'kysely'
import type { InterestKind } from '#domain/people/body/conflict.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { fullName } from '#language/names.ts'

/** A tie that somebody declared and that stands. */
export interface DeclaredTie {
  readonly id: string
  readonly registrationId: string
  /** Whom it is with. */
  readonly name: string
  readonly memberId: string
  /** Who declared it. */
  readonly member: string
  readonly kind: InterestKind
  readonly note: string
  readonly declaredOn: Temporal.PlainDate
}

interface Row {
  readonly id: string
  readonly registration_id: string
  readonly first_name: string
  readonly initials: string
  readonly name_prefix: string
  readonly last_name: string
  readonly member_id: string
  readonly email: string
  readonly m_first_name: string | null
  readonly m_initials: string | null
  readonly m_name_prefix: string | null
  readonly m_last_name: string | null
  readonly kind: InterestKind
  readonly note: string
  readonly declared_on: string
}

const most = 500

/** The ties that people of this register declared and that stand, the newest first. */
export async function declaredTies(context: Context): Promise<readonly DeclaredTie[]> {
  return find(context, sql`true`)
}

/** One of them; undefined when it was lifted meanwhile. */
export async function declaredTie(context: Context, id: string): Promise<DeclaredTie | undefined> {
  if (!isUuid(id)) return undefined
  const [found] = await find(context, sql`i.id = ${id}`)
  return found
}

/** Those with one person. */
export async function declaredTiesWith(
  context: Context,
  personId: string,
): Promise<readonly DeclaredTie[]> {
  return find(context, sql`i.person_id = ${personId}`)
}

async function find(
  { db, register }: Context,
  which: ReturnType<typeof sql>,
): Promise<readonly DeclaredTie[]> {
  const { rows } = await sql<Row>`
    select i.id, latest.id as registration_id, p.first_name, p.initials, p.name_prefix, p.last_name,
      i.member_id, u.email, m.first_name as m_first_name, m.initials as m_initials,
      m.name_prefix as m_name_prefix, m.last_name as m_last_name, i.kind, i.note,
      i.declared_on::text
    from interest i
    join person p on p.id = i.person_id
    join account u on u.id = i.member_id
    left join person m on m.account_id = u.id
    cross join lateral (select r.id from registration r
      where r.person_id = i.person_id and r.register = i.register
      order by r.signed_up_on desc, r.id desc limit 1) latest
    where i.register = ${register.id} and i.lifted_on is null and ${which}
    order by i.declared_on desc, i.id desc limit ${most}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    registrationId: row.registration_id,
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
    memberId: row.member_id,
    member:
      fullName({
        firstName: row.m_first_name ?? '',
        initials: row.m_initials ?? '',
        namePrefix: row.m_name_prefix ?? '',
        lastName: row.m_last_name ?? '',
      }) || row.email,
    kind: row.kind,
    note: row.note,
    declaredOn: Temporal.PlainDate.from(row.declared_on),
  }))
}
