import { sql } from 'kysely'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Somebody else who administers the register. */
export interface OtherAdministrator {
  readonly id: string
  readonly email: string
  readonly name: string
}

/**
 * Whether what is changed about who works for the register, asks a second administrator: from when somebody has
 * signed up for it. Before that it is being set up, of nobody there is anything yet, and one is enough.
 */
export async function asksSecond({ db, register }: Context): Promise<boolean> {
  const one = await db
    .selectFrom('registration')
    .where('register', '=', register.id)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}

/**
 * Who else administers the register than somebody, and is not the same person with another account; where
 * it is about somebody, without them as well.
 */
export async function otherAdministrators(
  { db, register }: Context,
  than: string | undefined,
  about?: string,
): Promise<readonly OtherAdministrator[]> {
  const { rows } = await sql<OtherAdministrator>`
    select distinct a.id, a.email, coalesce(nullif(concat_ws(' ', nullif(p.first_name, ''),
      nullif(p.name_prefix, ''), nullif(p.last_name, '')), ''), a.email) as name
    from staff_role s join account a on a.id = s.account_id
    left join person p on p.account_id = a.id
    where s.register in (${register.id}, '*') and s.role = 'administrator' and a.closed_at is null
      and not coalesce(is_same_person(a.id, ${than ?? null}), false)
      and not coalesce(is_same_person(a.id, ${about ?? null}), false)
    order by a.email`.execute(db)
  return rows
}

/** Whether nobody else can confirm what whoever acts proposes. */
export async function isOnlyAdministrator(context: Context): Promise<boolean> {
  return (await otherAdministrators(context, accountIdOf(context.actor))).length === 0
}
