import type { Member } from '#domain/people/body/conflict.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { onceInVisit } from '#domain/platform/context/once-in-visit.ts'
import { fullName } from '#language/names.ts'
import type { Act } from '#regulations/acts.ts'
import { bodyFor } from '#regulations/bodies.ts'

/** Somebody who sits in bodies of the register, and may chair some of them. */
export interface Seated extends Omit<Member, 'chair'> {
  /** The bodies in which they sit today. */
  readonly bodies: ReadonlySet<string>
  readonly chairs: ReadonlySet<string>
}

/** Who sits today, within their term, in the body that does something, each with whether they chair it. */
export async function membersFor(context: Context, act: Act): Promise<readonly Member[]> {
  return seatedFor(context, await everySeated(context), act)
}

/** Of those who sit today, whoever sits in the body that does something. */
export function seatedFor(
  { register }: Context,
  seated: readonly Seated[],
  act: Act,
): readonly Member[] {
  const body = bodyFor(register, act)
  if (body === undefined) return []
  return seated
    .filter(({ bodies }) => bodies.has(body.id))
    .map((one) => ({ ...one, chair: one.chairs.has(body.id) }))
}

/** Who sits today, within their term, in any body of this register. */
export function everySeated(context: Context): Promise<readonly Seated[]> {
  return onceInVisit(context, 'every seated', () => askSeated(context))
}

async function askSeated(context: Context): Promise<readonly Seated[]> {
  const today = context.today.toString()
  const rows = await context.db
    .selectFrom('staff_role')
    .innerJoin('account', 'account.id', 'staff_role.account_id')
    .leftJoin('person', 'person.account_id', 'account.id')
    .where('staff_role.register', 'in', [context.register.id, '*'])
    .where('staff_role.role', 'in', ['member', 'chair'])
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
