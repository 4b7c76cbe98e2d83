import type { Openness } from '#domain/dossier/activity/openness.ts'
import type { WithdrawnActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
import { withdrawActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
import {
  atRegistration,
  otherRegistrations,
} from '#domain/people/registration/own-registrations.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Register } from '#regulations/register.ts'

/** What became of an activity in another register: withdrawn, or why it stays there. */
export interface WithdrawnThere {
  readonly register: Register
  readonly stays: Openness['is'] | undefined
}

export type WithdrawnEverywhere =
  | (Extract<WithdrawnActivity, { outcome: 'withdrawn' }> & {
      readonly elsewhere: readonly WithdrawnThere[]
    })
  | Exclude<WithdrawnActivity, { outcome: 'withdrawn' }>

/**
 * Takes an activity out of the portfolio here and out of those of the other registers of whoever acts. A
 * register that has it in hand or decided on it keeps it; where it may not go here, nothing is done.
 */
export async function withdrawEverywhere(
  context: Context,
  registrationId: string,
  activityId: string,
): Promise<WithdrawnEverywhere> {
  await actAsOwner(context)
  const here = await withdrawActivity(context, registrationId, activityId)
  if (here.outcome !== 'withdrawn') return here
  const elsewhere: WithdrawnThere[] = []
  for (const own of await otherRegistrations(context)) {
    const there = await atRegistration(context, own, (other) =>
      withdrawActivity(other, own.registrationId, activityId),
    )
    if (there.outcome === 'not-found') continue
    const stays = there.outcome === 'frozen' ? there.why : undefined
    elsewhere.push({ register: own.register, stays })
  }
  return { ...here, elsewhere }
}

/** The other registers in which an activity is claimed. The context sees as its owner. */
export async function claimedIn(
  { db, register, platform }: Context,
  activityId: string,
): Promise<readonly Register[]> {
  const rows = await db
    .selectFrom('activity_claim')
    .where('activity_id', '=', activityId)
    .where('register', '<>', register.id)
    .where('withdrawn_at', 'is', null)
    .select('register')
    .orderBy('register')
    .execute()
  return rows.flatMap(({ register: id }) => platform.registers.get(id) ?? [])
}
