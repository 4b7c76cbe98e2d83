import { sql } from 'kysely'
import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle, provingFiles } from '#domain/dossier/activity/activity.ts'
import type { Problem, RefereeAnswers } from '#domain/dossier/activity/check-activity.ts'
import { refereeProblems } from '#domain/dossier/activity/check-activity.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import { partsOfForm } from '#domain/dossier/activity/parts-of-form.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import {
  askReferee,
  hasAskedEnough,
  withdrawRequests,
} from '#domain/dossier/referee/ask-referee.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import { whatIsAsked } from '#domain/dossier/referee/referee.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** Whom to ask instead, or, when nobody can be asked, why not. */
export type Replacement =
  | { readonly by: 'referee'; readonly referee: RefereeAnswers }
  | { readonly by: 'self'; readonly reason: string; readonly declared: boolean }
  /** The files show enough; nobody is asked any more. */
  | { readonly by: 'none' }

export type ReplacedReferee =
  | { readonly outcome: 'asked' }
  | { readonly outcome: 'self-signed' }
  | { readonly outcome: 'withdrawn' }
  | { readonly outcome: 'incomplete'; readonly problems: readonly Problem[] }
  | { readonly outcome: 'asked-enough' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'frozen' }
  | { readonly outcome: 'not-found' }

/**
 * Asks the referee of an activity once more, or somebody else, or takes the professional's own
 * statement. Only while an answer is awaited, or when none or a refusal came.
 */
export async function replaceReferee(
  context: Context,
  registrationId: string,
  { id: activityId, version }: { readonly id: string; readonly version: number },
  replacement: Replacement,
): Promise<ReplacedReferee> {
  if (!isUuid(activityId)) return { outcome: 'not-found' }
  await actAsOwner(context)
  const locked = await context.db
    .selectFrom('activity_claim')
    .innerJoin('activity', 'activity.id', 'activity_claim.activity_id')
    .where('activity_id', '=', activityId)
    .where('registration_id', '=', registrationId)
    .select('activity_claim.id')
    .forUpdate()
    .executeTakeFirst()
  const activity = await findActivity(context, registrationId, activityId)
  if (locked === undefined || activity === undefined) return { outcome: 'not-found' }
  const open = await openness(context, activityId)
  if (open.is !== 'open' || open.heldElsewhere) return { outcome: 'frozen' }
  if (activity.version !== version) return { outcome: 'stale' }
  const event = replacement.by === 'referee' ? 'ask-referee' : 'enter'
  const state = next<ActivityState, ActivityEvent>(activityLifecycle, activity.state, event)
  const { compiled } = await loadDossier(context, registrationId)
  const kind = compiled.regulation.kinds.find(({ id }) => id === activity.kind)
  const { completedOn, claimed } = activity
  const waits = activity.state === 'awaiting-referee' || activity.state === 'returned'
  if (state === undefined || !waits || kind === undefined || completedOn === undefined) {
    return { outcome: 'frozen' }
  }
  if (claimed === undefined) return { outcome: 'frozen' }
  const holder = await findHolder(context, registrationId)
  const files = provingFiles(activity.evidence).length
  const problems = [...problemsOf(replacement, holder.address, files, compiled)]
  if (problems.length > 0) return { outcome: 'incomplete', problems }

  if (replacement.by === 'referee') {
    const { email } = replacement.referee
    if (await hasAskedEnough(context, registrationId, email)) return { outcome: 'asked-enough' }
    const facts = { ...activity, completedOn, claimed, details: activity.form.details }
    const asked = whatIsAsked(holder.name, kind, facts)
    await askReferee(context, activityId, replacement.referee, asked)
  } else {
    await withdrawRequests(context, activityId)
  }
  await write(context, activity, state, replacement)
  if (replacement.by === 'referee') return { outcome: 'asked' }
  return { outcome: replacement.by === 'self' ? 'self-signed' : 'withdrawn' }
}

function* problemsOf(
  replacement: Replacement,
  ownAddress: string,
  files: number,
  { regulation }: Awaited<ReturnType<typeof loadDossier>>['compiled'],
): Generator<Problem> {
  switch (replacement.by) {
    case 'referee':
      yield* refereeProblems(replacement.referee, ownAddress, regulation.referee.roles)
      return
    case 'self':
      if (!regulation.referee.selfSign.allowed) yield { field: 'confirmation', is: 'empty' }
      if (replacement.reason === '' && regulation.referee.selfSign.reasonRequired) {
        yield { field: 'self-sign-reason', is: 'empty' }
      }
      if (replacement.reason.length > 2000) yield { field: 'self-sign-reason', is: 'too-long' }
      if (!replacement.declared) yield { field: 'self-sign-declared', is: 'empty' }
      return
    case 'none':
      if (files < Math.max(1, regulation.evidence.required)) {
        yield { field: 'confirmation', is: 'no-proof', text: regulation.evidence.text }
      }
  }
}

// The answers in the form follow, so that the form shows what stands.
async function write(
  context: Context,
  activity: NonNullable<Awaited<ReturnType<typeof findActivity>>>,
  state: ActivityState,
  replacement: Replacement,
): Promise<void> {
  const typed: Record<string, string> = { ...activity.form.typed, confirmation: replacement.by }
  if (replacement.by === 'referee') {
    typed['referee-name'] = replacement.referee.name
    typed['referee-email'] = replacement.referee.email
    typed['referee-relation'] = replacement.referee.relation
  }
  if (replacement.by === 'self') {
    typed['self-sign-reason'] = replacement.reason
    typed['self-sign-declared'] = 'ja'
  }
  const { shared } = partsOfForm({ typed, details: {}, selfTest: {} })
  await context.db
    .updateTable('activity_claim')
    .set({ state })
    .where('activity_id', '=', activity.id)
    .where('register', '=', context.register.id)
    .execute()
  await context.db
    .updateTable('activity')
    .set((query) => ({
      form: sql<string>`jsonb_set(form, '{typed}', coalesce(form -> 'typed', '{}') ||
        ${JSON.stringify(shared.typed)}::jsonb)`,
      referee_wanted: replacement.by === 'referee',
      self_signed_on: replacement.by === 'self' ? context.today.toString() : null,
      self_signed_reason: replacement.by === 'self' ? replacement.reason : null,
      version: query('version', '+', 1),
      updated_at: Temporal.Now.instant().toString(),
    }))
    .where('id', '=', activity.id)
    .execute()
  await record(context, {
    noun: 'activity',
    id: activity.id,
    action: replacement.by === 'self' ? 'self-sign' : 'replace-referee',
    facts: { from: activity.state, to: state, ...replacement },
  })
}
