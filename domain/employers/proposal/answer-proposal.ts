import { proposalLifecycle } from '#domain/employers/proposal/proposal.ts'
import type { OwnProposal } from '#domain/employers/proposal/queries.ts'
import { findOwnProposal } from '#domain/employers/proposal/queries.ts'
import type { PlannedCourse } from '#domain/learning/choice/plan-course.ts'
import { followedAs, planCourse, plannedTimes } from '#domain/learning/choice/plan-course.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type AcceptedProposal =
  /** It stands in their portfolio as planned. */
  | { readonly outcome: 'planned' }
  /** They planned or followed it already: nothing comes twice. */
  | { readonly outcome: 'already' }
  | { readonly outcome: 'not-found' | 'stale' }
  /** It cannot be planned like this; nothing was answered. */
  | { readonly outcome: Extract<PlannedCourse['outcome'], 'to-fill-in' | 'too-late' | 'closed'> }

/** What of a proposed course stands in somebody's portfolio: planned or followed; undefined where nothing does. */
export async function standsAs(
  context: Pick<Context, 'db'>,
  registrationId: string,
  courseId: string,
): Promise<'planned' | 'followed' | undefined> {
  if ((await plannedTimes(context, registrationId, courseId)).size > 0) return 'planned'
  return (await followedAs(context, registrationId, courseId)) === undefined
    ? undefined
    : 'followed'
}

/** Somebody accepts what an employer proposes: it stands in their portfolio as if they had planned it themselves. */
export async function acceptProposal(
  context: Context,
  registrationId: string,
  { id, version }: Pick<OwnProposal, 'id' | 'version'>,
): Promise<AcceptedProposal> {
  const found = await findOwnProposal(context, registrationId, id, { lock: true })
  if (found === undefined) return { outcome: 'not-found' }
  if (found.version !== version) return { outcome: 'stale' }
  const { course, edition } = found
  const stands = await standsAs(context, registrationId, course.id)
  if (stands === undefined) {
    const chosen = { number: course.number, sequence: edition.sequence }
    const { outcome } = await planCourse(context, registrationId, chosen)
    if (outcome !== 'planned' && outcome !== 'already') return { outcome }
  }
  await answer(context, found, 'accept')
  return { outcome: stands === undefined ? 'planned' : 'already' }
}

/** Somebody does not follow it. The employer hears nothing of that, and nobody asks why. */
export async function declineProposal(
  context: Context,
  registrationId: string,
  { id, version }: Pick<OwnProposal, 'id' | 'version'>,
): Promise<{ readonly outcome: 'declined' | 'not-found' | 'stale' }> {
  const found = await findOwnProposal(context, registrationId, id, { lock: true })
  if (found === undefined) return { outcome: 'not-found' }
  if (found.version !== version) return { outcome: 'stale' }
  await answer(context, found, 'decline')
  return { outcome: 'declined' }
}

async function answer(
  context: Context,
  { id, organisation, team, edition }: OwnProposal,
  action: 'accept' | 'decline',
): Promise<void> {
  await context.db
    .updateTable('course_proposal')
    .where('id', '=', id)
    .set((eb) => ({
      state: proposalLifecycle.open[action],
      answered_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'course-proposal',
    id,
    action,
    facts: { organisation: organisation.id, team: team.id, edition: edition.id },
  })
}
