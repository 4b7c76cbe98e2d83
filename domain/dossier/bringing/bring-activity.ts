import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import { mayBeTheSame } from '#domain/dossier/activity/activity.ts'
import type { Problem } from '#domain/dossier/activity/check-activity.ts'
import type { WhyNot } from '#domain/dossier/activity/openness.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import type { FoundElsewhere } from '#domain/dossier/bringing/found-elsewhere.ts'
import { foundElsewhere } from '#domain/dossier/bringing/found-elsewhere.ts'
import { findSaid } from '#domain/dossier/bringing/said-elsewhere.ts'
import type { Brought } from '#domain/dossier/bringing/trial.ts'
import { factsOf, isAhead, whatIsMissing } from '#domain/dossier/bringing/trial.ts'
import type { OpenActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { stateAfter, writeActivity } from '#domain/dossier/portfolio/write-activity.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CompiledRegulation } from '#engine'

/** One thing that somebody brings along. */
export interface Bringing {
  readonly activityId: string
  readonly brought: Brought
  /** Whether what the other register decided is shown to whoever judges it here. */
  readonly showDecision: boolean
}

export type BroughtActivity =
  | { readonly outcome: 'brought'; readonly title: string; readonly state: ActivityState }
  /** Something is still to be answered. */
  | { readonly outcome: 'incomplete'; readonly problems: readonly Problem[] }
  /** It is claimed here already: another window was first. */
  | { readonly outcome: 'here-already' }
  | { readonly outcome: 'frozen'; readonly why: WhyNot }
  | { readonly outcome: 'too-many' }
  /** It is not theirs, or no register of theirs knows it. */
  | { readonly outcome: 'not-found' }

/**
 * Claims here what somebody did and another register of theirs knows: with its day, its hours and its
 * proof as they stand, under the kind that they chose. What the other register claims of it stays. It is
 * handed in; planned where it is still to come, and a draft where nothing shows it yet.
 */
export async function bringActivity(
  context: Context,
  owner: { readonly registrationId: string; readonly personId: string },
  { activityId, brought, showDecision }: Bringing,
  compiled: CompiledRegulation,
): Promise<BroughtActivity> {
  const { register, today, db } = context
  await actAsOwner(context)
  const known = await findElsewhere(context, owner.personId, activityId)
  if (known === undefined) return isHere(context, owner.registrationId, activityId)
  const facts = factsOf(known, brought)
  const { asks, unproven } = whatIsMissing(compiled, known, facts, today)
  if (asks.length > 0) return { outcome: 'incomplete', problems: asks }
  const wanted = { id: activityId, version: undefined, files: [], again: true }
  const opened = await openActivity(context, owner.registrationId, wanted)
  if (opened.outcome === 'stale') return { outcome: 'here-already' }
  if (opened.outcome !== 'open') return opened
  const { open } = opened
  const said = showDecision ? await findSaid(context, activityId) : []
  const state = stateAfter(open, eventOf(isAhead(known, today), unproven))
  // What was done stays as it is, and so do those who confirmed it; what it lacked is added.
  const asItIs: OpenActivity = { ...open, staysSo: true }
  await writeActivity(asItIs, { facts, typed: typedOf(facts) }, state)
  await db
    .updateTable('activity_claim')
    .set({ said_elsewhere: said.length === 0 ? null : JSON.stringify(said) })
    .where('activity_id', '=', activityId)
    .where('register', '=', register.id)
    .execute()
  const from = known.claims.map((claim) => claim.register.id)
  const about = { from, kind: brought.kind?.id, state, said }
  await record(context, { noun: 'activity', id: activityId, action: 'bring', facts: about })
  return { outcome: 'brought', title: known.title, state }
}

/** The activity here that may well be the same as one from elsewhere: of the same day, name and provider. */
export function twinOf(
  { title, completedOn, organiser }: Pick<FoundElsewhere, 'title' | 'completedOn' | 'organiser'>,
  activities: readonly PortfolioActivity[],
): PortfolioActivity | undefined {
  // What it counts differs from register to register, and so does the kind: by its name and who gave it.
  const mine = { title, completedOn, kind: undefined, claimed: undefined }
  return activities.find(
    (one) =>
      mayBeTheSame(mine, { ...one, kind: '', claimed: undefined }) &&
      (organiser === '' || one.organiser === '' || sameText(organiser, one.organiser)),
  )
}

function sameText(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

async function findElsewhere(
  context: Context,
  personId: string,
  activityId: string,
): Promise<FoundElsewhere | undefined> {
  return (await foundElsewhere(context, personId, { only: [activityId] })).found[0]
}

// Whether it cannot be found since it stands in this portfolio by now.
async function isHere(
  { db }: Context,
  registrationId: string,
  activityId: string,
): Promise<BroughtActivity> {
  const claim = await db
    .selectFrom('activity_claim')
    .where('registration_id', '=', registrationId)
    .where((query) => query(query.cast<string>('activity_id', 'text'), '=', activityId))
    .where('withdrawn_at', 'is', null)
    .select('id')
    .executeTakeFirst()
  return { outcome: claim === undefined ? 'not-found' : 'here-already' }
}

function eventOf(ahead: boolean, unproven: boolean): 'plan' | 'save-draft' | 'enter' {
  if (ahead) return 'plan'
  return unproven ? 'save-draft' : 'enter'
}
