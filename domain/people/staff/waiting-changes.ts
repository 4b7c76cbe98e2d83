import { sql } from 'kysely'
import { termFrom } from '#domain/people/body/seat.ts'
import { otherAdministrators } from '#domain/people/staff/second-administrator.ts'
import type { StaffChange } from '#domain/people/staff/staff-change.ts'
import type { Role } from '#domain/platform/actor/actor.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

interface Row {
  readonly id: string
  readonly what: StaffChange['what']
  readonly account_id: string | null
  readonly email: string
  readonly whose: string
  readonly seat_id: string | null
  readonly role: Role
  readonly body: string
  readonly first: string | null
  readonly last: string | null
  readonly proposed_by: string | null
  readonly proposer: string
  readonly proposed_on: string
  readonly version: number
  readonly own: boolean
  readonly about_self: boolean
}

/** The changes of roles that wait for another administrator, the oldest first. */
export function waitingChanges(context: Context): Promise<readonly StaffChange[]> {
  return select(context, sql`order by c.created_at, c.id`)
}

/** Those of them that no administrator can confirm: whoever is left proposed it, or is whom it is about. */
export async function stuckChanges(context: Context): Promise<readonly StaffChange[]> {
  const stuck: StaffChange[] = []
  for (const change of await waitingChanges(context)) {
    const others = await otherAdministrators(context, change.proposedBy, change.accountId)
    if (others.length === 0) stuck.push(change)
  }
  return stuck
}

/** A change of a role that still waits, locked; undefined where there is none, or no longer. */
export async function lockWaitingChange(
  context: Context,
  id: string,
): Promise<StaffChange | undefined> {
  if (!isUuid(id)) return undefined
  return (await select(context, sql`and c.id = ${id} for update of c`))[0]
}

async function select(
  { db, register, actor }: Context,
  which: ReturnType<typeof sql>,
): Promise<readonly StaffChange[]> {
  const me = accountIdOf(actor) ?? null
  const { rows } = await sql<Row>`
    select c.id, c.what, c.account_id, c.email, c.seat_id, c.role, c.body, c.first, c.last,
      c.proposed_by, c.proposed_on, c.version,
      coalesce(nullif(concat_ws(' ', nullif(p.first_name, ''), nullif(p.name_prefix, ''),
        nullif(p.last_name, '')), ''), c.email) as whose,
      coalesce(nullif(concat_ws(' ', nullif(q.first_name, ''), nullif(q.name_prefix, ''),
        nullif(q.last_name, '')), ''), a.email, '') as proposer,
      coalesce(is_same_person(${me}, c.proposed_by), false) as own,
      coalesce(is_same_person(${me}, c.account_id), false)
        or exists (select from account me where me.id = ${me}
          and bare_address(me.email) = bare_address(c.email)) as about_self
    from staff_change c
    left join person p on p.account_id = c.account_id
    left join account a on a.id = c.proposed_by
    left join person q on q.account_id = c.proposed_by
    where c.register = ${register.id} and c.status = 'proposed' ${which}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    what: row.what,
    accountId: row.account_id ?? undefined,
    whose: row.whose,
    email: row.email,
    seat: { role: row.role, body: row.body },
    seatId: row.seat_id ?? undefined,
    term: termFrom(row),
    proposedBy: row.proposed_by ?? undefined,
    proposer: row.proposer,
    proposedOn: Temporal.PlainDate.from(row.proposed_on),
    version: row.version,
    mine: row.own ? 'withdraw' : row.about_self ? 'nothing' : 'settle',
  }))
}
