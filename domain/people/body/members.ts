import type { Member } from '#domain/people/body/conflict.ts'
import type { Role } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'

/** Somebody who sits in bodies of the register, and may chair some of them. */
export interface Seated extends Omit<Member, 'chair'> {
  /** The bodies in which they sit today; empty is the committee itself. */
  readonly bodies: ReadonlySet<string>
  readonly chairs: ReadonlySet<string>
}

/** Who sits today, within their term, in the bodies of this register with one of these roles. */
export async function membersWith(
  context: Context,
  roles: readonly Role[],
): Promise<readonly Seated[]> {
  const today = context.today.toString()
  const rows = await context.db
    .selectFrom('staff_role')
    .innerJoin('account', 'account.id', 'staff_role.account_id')
    .leftJoin('person', 'person.account_id', 'account.id')
    .where('staff_role.register', 'in', [context.register.id, '*'])
    .where('staff_role.role', 'in', [...roles])
    .where((eb) => eb.or([eb('staff_role.first', 'is', null), eb('staff_role.first', '<=', today)]))
    .where((eb) => eb.or([eb('staff_role.last', 'is', null), eb('staff_role.last', '>=', today)]))
    .where('account.closed_at', 'is', null)
    .orderBy('account.id')
    .select([
      'account.id',
      'account.email',
      'staff_role.role',
      'staff_role.body',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
      'person.employer',
      'person.municipality',
    ])
    .execute()
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((seats) => {
    const [row] = seats
    if (row === undefined) return []
    const name = fullName({
      firstName: row.first_name ?? '',
      initials: row.initials ?? '',
      namePrefix: row.name_prefix ?? '',
      lastName: row.last_name ?? '',
    })
    return [
      {
        id: row.id,
        email: row.email,
        name: name === '' ? row.email : name,
        employer: row.employer ?? '',
        municipality: row.municipality ?? '',
        bodies: new Set(seats.map(({ body }) => body)),
        chairs: new Set(seats.flatMap(({ role, body }) => (role === 'chair' ? [body] : []))),
      },
    ]
  })
}
