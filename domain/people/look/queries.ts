import { sql } from 'kysely'
import type { Approach } from '#domain/people/body/find-tie.ts'
import { personsOf } from '#domain/people/body/find-tie.ts'
import type { Look, LookedAs, LookedThing } from '#domain/people/look/look.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { nameOf } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { PersonName } from '#language/names.ts'
import { fullName } from '#language/names.ts'

/**
 * Whose a thing is, by the ids of the persons, as far as it was not kept yet that this was looked at today.
 * Without whoever acts themselves.
 */
export async function stillToKeep(
  context: Context,
  {
    people,
    ...about
  }: Omit<Approach, 'acts'> & {
    /** Whose it is, where that is known. */
    readonly people?: readonly string[] | undefined
  },
  { actor, thing, thingId }: Omit<Look, 'people' | 'as'>,
): Promise<readonly string[]> {
  if (!isUuid(about.id) || !isUuid(thingId)) return []
  const rows = await context.db
    .selectFrom('person')
    .where(
      people === undefined
        ? sql<boolean>`person.id in (${await personsOf(context, about)})`
        : sql<boolean>`person.id = any(${[...people]}::uuid[])`,
    )
    .where('person.account_id', 'is distinct from', accountIdOf(context.actor) ?? null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('look')
            .whereRef('look.person_id', '=', 'person.id')
            .where('look.register', '=', context.register.id)
            .where('look.looked_on', '=', context.today.toString())
            .where('look.looker', '=', nameOf(actor))
            .where('look.thing', '=', thing)
            .where('look.thing_id', '=', thingId)
            .select('look.id'),
        ),
      ),
    )
    .select('person.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** What was looked at on one day by the same body, or by the same member of a body that decides. */
export interface LookedOn {
  /** Of which register they sit in it. */
  readonly register: string
  readonly on: Temporal.PlainDate
  readonly as: LookedAs
  /** The name of whoever looked, where they sit in a body of `named`; of an employer, what it is called. */
  readonly name: string | undefined
  readonly things: readonly { readonly thing: LookedThing; readonly times: number }[]
}

interface Row {
  register: string
  looked_on: string
  role: LookedAs['role']
  body: string
  name: { readonly [Part in keyof PersonName]: string | null } | null
  employer: string | null
  things: readonly { readonly thing: LookedThing; readonly times: number }[]
}

/**
 * Who looked at what is of the person of a registration, the newest day first; and in registers in which they are not
 * and asked something, where whoever acts is that person and looks as the owner. Who sits in one of the bodies that
 * are `named`, as `register/body`, is there by name; whoever else looked, by what they do.
 */
export async function looksAt(
  { db, register }: Context,
  registrationId: string,
  { named, limit, offset }: { named: readonly string[]; limit: number; offset: number },
): Promise<{ readonly looks: readonly LookedOn[]; readonly total: number }> {
  const looks = sql`select l.register, l.looked_on, l.role, l.body,
      case when l.register || '/' || l.body = any(${named}) and l.looker like 'account:%'
        then substr(l.looker, 9)::uuid end as member, l.thing, l.thing_id
    from look l join registration r on r.person_id = l.person_id join person o on o.id = r.person_id
    where r.id = ${registrationId}
      and (l.register = ${register.id} or not l.register = any(o.registers))`
  const { rows } = await sql<Row>`
    with grouped as (
      select register, looked_on, role, body, member,
        json_agg(json_build_object('thing', thing, 'times', times) order by thing) as things
      from (select register, looked_on, role, body, member, thing, count(distinct thing_id)::int as times
        from (${looks}) looks group by register, looked_on, role, body, member, thing) each
      group by register, looked_on, role, body, member
    )
    select g.register, g.looked_on, g.role, g.body, g.things,
      (select e.name from organisation e where g.role = 'employer' and e.id::text = g.body) as employer,
      case when p.id is not null then json_build_object('firstName', p.first_name,
        'initials', p.initials, 'namePrefix', p.name_prefix, 'lastName', p.last_name) end as name
    from grouped g left join person p on p.account_id = g.member
    order by g.looked_on desc, g.register, g.role, g.body, g.member
    limit ${limit} offset ${offset}`.execute(db)
  const counted = await sql<{ total: number }>`select count(*)::int as total from (
    select from (${looks}) looks group by register, looked_on, role, body, member) grouped`.execute(
    db,
  )
  return { looks: rows.map(lookedOn), total: counted.rows[0]?.total ?? 0 }
}

function lookedOn({ register, looked_on, role, body, name, employer, things }: Row): LookedOn {
  const called =
    name &&
    fullName({
      firstName: name.firstName ?? '',
      initials: name.initials ?? '',
      namePrefix: name.namePrefix ?? '',
      lastName: name.lastName ?? '',
    })
  return {
    register,
    on: Temporal.PlainDate.from(looked_on),
    as: role === 'member' ? { role, body } : role === 'employer' ? { role, body } : { role },
    name: called || (employer ?? undefined),
    things,
  }
}
