import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import type {
  ActivityFacts,
  CheckedActivity,
  Circumstances,
} from '#domain/dossier/activity/check-activity.ts'
import { checkActivity } from '#domain/dossier/activity/check-activity.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import type { OpenActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { record } from '#domain/platform/audit/record.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import type { CompiledRegulation } from '#engine'

/** What is written of an activity: its facts, and the answers as they stand in its form. */
export interface WrittenActivity {
  readonly facts: ActivityFacts
  readonly typed: TypedActivity
  /** Whether it was handed in after a warning that it may be another one twice; kept with it. */
  readonly anyway?: boolean
}

/** Checks the facts of an activity that was opened; it changes nothing. */
export function checkOpen(
  { context, loaded, files, holder }: OpenActivity,
  facts: ActivityFacts,
  intent: Circumstances['intent'],
  unread: ReadonlySet<string> = new Set(),
): CheckedActivity {
  const { today } = context
  const ownAddress = holder.address
  return checkActivity(loaded.compiled, facts, { today, files, ownAddress, intent, unread })
}

/** Writes the row of an activity in a state, and its record; gives the new version. */
export async function writeActivity(
  open: OpenActivity,
  { facts, typed, anyway }: WrittenActivity,
  state: ActivityState,
): Promise<number> {
  const { context, id, loaded } = open
  const { kind, confirmation, selfSign, details, completedOn } = facts
  const { claimed } = checkOpen(open, facts, 'save-draft')
  const selfSigned = state === 'entered' && confirmation === 'self'
  const { provider } = details
  const { version } = await context.db
    .updateTable('activity')
    .set((query) => ({
      state,
      kind: kind?.id ?? null,
      title: facts.title.slice(0, 200),
      organiser: typeof provider === 'string' ? provider.slice(0, 500) : '',
      completed_on: completedOn?.toString() ?? null,
      claimed: claimed ?? null,
      ...accreditationOf(loaded.compiled, facts),
      form: JSON.stringify({ typed, details }),
      self_signed_on: selfSigned ? context.today.toString() : null,
      self_signed_reason: selfSigned ? selfSign.reason : null,
      referee_wanted: confirmation === 'referee',
      ...(anyway === undefined
        ? {}
        : { handed_in_anyway_on: anyway ? context.today.toString() : null }),
      version: query('version', '+', 1),
      updated_at: Temporal.Now.instant().toString(),
    }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  const changed = {
    kind: kind?.id,
    completedOn: completedOn?.toString(),
    claimed,
    form: typed,
    ...(anyway === true ? { anyway } : {}),
  }
  const action = actionOf(open.state, state)
  const recorded = { from: open.state, to: state, ...changed }
  await record(context, { noun: 'activity', id, action, facts: recorded })
  return version
}

/** The state to which an event leads. That the activity is open was checked, so it may happen. */
export function stateAfter({ state }: OpenActivity, event: ActivityEvent): ActivityState {
  const found = next<ActivityState, ActivityEvent>(activityLifecycle, state, event)
  if (found === undefined) throw new Error(`An activity that is ${state} cannot ${event}`)
  return found
}

function accreditationOf(
  { regulation }: CompiledRegulation,
  { kind, accredited, label }: ActivityFacts,
): { readonly accredited: boolean; readonly accreditation_label: string | null } {
  if (kind?.accreditation === 'by-decision') {
    const decided = regulation.accreditedByDecision.some((decision) => decision.kind === kind.id)
    return { accredited: decided, accreditation_label: null }
  }
  const yes = kind?.accreditation === 'possible' && accredited === true
  return { accredited: yes, accreditation_label: yes ? (label ?? null) : null }
}

function actionOf(from: ActivityState, to: ActivityState): string {
  if (to === 'planned') return 'plan'
  if (to === 'draft' || (to === 'returned' && from === 'returned')) return 'save-draft'
  return 'hand-in'
}
