import { giveSight } from '#domain/employers/sight/give-sight.ts'
import type { Level } from '#domain/employers/sight/sight.ts'
import { makeTeam } from '#domain/employers/team/keep-team.ts'
import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { CastAccount, CastProfessional } from './cast.ts'
import { colleague } from './cast.ts'
import { checkedProvider } from './courses.ts'
import { clock } from './people.ts'
import type { TestPlatform } from './platform.ts'
import { byHand } from './records.ts'

// Employers with teams, in tests.

/** Somebody who works for an employer and for no register. */
export function staffOf(peil: TestPlatform, firstName: string): Promise<CastAccount> {
  const email = `${firstName.toLowerCase()}@gemeente.example`
  return colleague(peil, { email, firstName, lastName: 'Bos' }, [])
}

/** An employer that was checked, with its people in their roles; gives its id. */
export async function checkedEmployer(
  peil: TestPlatform,
  name: string,
  people: readonly (readonly [CastAccount, readonly MemberRole[]])[],
): Promise<string> {
  const id = await checkedProvider(peil, name, people)
  await peil.act(clock, async (context) => {
    await byHand(context)
    await actForOrganisation(context, id)
    const own = context.db.updateTable('organisation').where('id', '=', id)
    await own.set({ kinds: ['employer'] }).execute()
  })
  return id
}

/** A team of an organisation, made by one of its people; gives its id. */
export async function teamOf(
  peil: TestPlatform,
  organisationId: string,
  by: CastAccount,
  {
    name,
    coordinators = [],
  }: { readonly name: string; readonly coordinators?: readonly CastAccount[] },
): Promise<string> {
  const accounts = coordinators.map(({ accountId }) => accountId)
  const done = await peil.act(by.actor, (context) =>
    makeTeam(context, organisationId, { name, coordinators: accounts }),
  )
  if (done.outcome !== 'kept') throw new Error(done.outcome)
  return done.id
}

/** Lets somebody let an employer see something, of their own accord; gives the id of that. */
export async function gaveSight(
  peil: TestPlatform,
  who: CastProfessional,
  to: { readonly organisationId: string; readonly teamId?: string; readonly level: Level },
  on?: string,
): Promise<string> {
  const done = await peil.act(
    who.actor,
    (context) =>
      giveSight(context, who.registrationId, { teamId: undefined, lastDay: undefined, ...to }),
    on,
  )
  if (done.outcome !== 'given') throw new Error(done.outcome)
  return done.id
}
