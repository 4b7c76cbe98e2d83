import type { Said } from '#domain/allocation/allocation/said.ts'
import { lapsesOf } from '#domain/allocation/watch/lapses.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { tellMember } from '#domain/organisations/member/tell-members.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { remindOnce } from '#domain/platform/register/remind-once.ts'
import { allocationsLapsed } from '#mail/allocations-lapsed.ts'

/**
 * Tells organisations that somebody in a decision about work is not registered any more, or will not be when it is looked
 * at again: once for each change, and with how many decisions it touches. Who it is stands at the decision.
 */
export async function watchAllocations(context: Context): Promise<void> {
  await actForOrganisation(context, '*')
  const rows = await context.db
    .selectFrom('allocation')
    .where('kept_in', '=', context.register.id)
    .select('organisation_id')
    .distinct()
    .orderBy('organisation_id')
    .execute()
  await actForOrganisation(context, '')
  await eachDue(
    context,
    rows,
    ({ organisation_id }) => organisation_id,
    async (own, { organisation_id }) => {
      await actForOrganisation(own, organisation_id)
      await watchOne(own, organisation_id)
      await actForOrganisation(own, '')
    },
  )
}

async function watchOne(context: Context, organisationId: string): Promise<void> {
  const organisation = await findOrganisation(context, organisationId)
  if (organisation?.status !== 'checked') return
  const lapses = await lapsesOf(context, await holding(context, organisationId))
  let touched = 0
  for (const [id, some] of lapses) {
    let isNew = false
    for (const { register, number, is } of some) {
      const said = is.what === 'lapsed' ? is.status : is.what
      // What was told before is told no more: each is noted, whatever the others are.
      const first = await remindOnce(context, id, `lapse-${register}-${number}-${said}`)
      isNew ||= first
    }
    if (isNew) touched += 1
  }
  if (touched === 0) return
  for (const member of await listMembers(context, organisationId)) {
    if (member.status !== 'active' || !mayFor(member.roles, 'allocate-work')) continue
    await tellMember(context, 'allocations-lapsed', member, (to) =>
      allocationsLapsed({ ...to, organisation: organisation.name, decisions: touched }),
    )
  }
}

// Those in whose place no other went, recorded on pages of this register.
async function holding({ db, register }: Context, organisationId: string) {
  const rows = await db
    .selectFrom('allocation')
    .leftJoin('allocation as later', 'later.amends', 'allocation.id')
    .where('allocation.organisation_id', '=', organisationId)
    .where('allocation.kept_in', '=', register.id)
    .where('later.id', 'is', null)
    .select(['allocation.id', 'allocation.said'])
    .execute()
  // Our own JSON: written by recordAllocation only.
  return rows.map(({ id, said }) => ({ id, says: JSON.parse(said) as Said }))
}
