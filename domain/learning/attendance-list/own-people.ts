import { sql } from 'kysely'
import { mayFor, memberRoles } from '#domain/organisations/member/capabilities.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * The people who are told of by nobody else where a list names them, by their ids: whoever delivered it or acts now;
 * for one that was signed by a link, whoever made the link and whoever has its address; and for one that a program
 * sent, everybody who enters attendance for its organisation, as one of them may have sent it. Each with all that is
 * theirs, whatever the account. The transaction acts for the organisation.
 */
export async function ownPeopleOf(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  deliveryId: string,
): Promise<ReadonlySet<string>> {
  const enters = memberRoles.filter((role) => mayFor([role], 'enter-attendance'))
  const { rows } = await sql<{ person: string }>`
    with it as (
      select d.delivered_by, d.origin, d.organisation_id, l.made_by, l.email
      from attendance_delivery d left join attendance_link l on l.id = d.link_id where d.id = ${deliveryId}
    ), whose as (
      select delivered_by as account from it
      union select ${accountIdOf(actor) ?? null}::uuid
      union select made_by from it
      union select a.id from it join account a on bare_address(a.email) = bare_address(it.email)
        where it.email <> ''
      union select m.account_id from it join organisation_member m on m.organisation_id = it.organisation_id
        where it.origin = 'api' and m.status = 'active' and m.roles && ${[...enters]}::text[]
    )
    select distinct person from whose, people_of(whose.account) as person where account is not null`.execute(
    db,
  )
  return new Set(rows.map(({ person }) => person))
}
