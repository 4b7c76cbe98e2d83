import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { rolesIn } from '#domain/organisations/member/capabilities.ts'
import type {
  Organisation,
  OrganisationKind,
} from '#domain/organisations/organisation/organisation.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'

/** An organisation for which somebody acts, or asked to. */
export interface OwnMembership {
  readonly organisation: Pick<Organisation, 'id' | 'name' | 'city' | 'status' | 'kinds'>
  readonly roles: readonly MemberRole[]
  /** When they asked; undefined where they act for it. */
  readonly askedOn: Temporal.PlainDate | undefined
}

/** The organisations for which who acts does so or asked to, by name. */
export async function ownMemberships(context: Context): Promise<readonly OwnMembership[]> {
  const account = accountIdOf(context.actor)
  if (account === undefined) return []
  const rows = await lookAsOwner(context, ({ db }) =>
    db
      .selectFrom('organisation_member as m')
      .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
      .where('m.account_id', '=', account)
      .where('m.status', 'in', ['asked', 'active'])
      .select(['o.id', 'o.name', 'o.city', 'o.status', 'o.kinds', 'm.roles', 'm.status as stands'])
      .select('m.asked_on')
      .orderBy('o.name')
      .orderBy('o.id')
      .execute(),
  )
  return rows.map(({ id, name, city, status, kinds, roles, stands, asked_on: on }) => ({
    organisation: { id, name, city, status, kinds: kinds as OrganisationKind[] },
    roles: rolesIn(roles),
    askedOn: stands === 'asked' && on !== null ? Temporal.PlainDate.from(on) : undefined,
  }))
}
