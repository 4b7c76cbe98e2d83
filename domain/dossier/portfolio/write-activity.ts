import { sql } from 'kysely'
import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import { attendanceProves } from '#domain/dossier/activity/attended-word.ts'
import type {
  ActivityFacts,
  CheckedActivity,
  Circumstances,
  CourseOfActivity,
} from '#domain/dossier/activity/check-activity.ts'
import { checkActivity, claimedFor } from '#domain/dossier/activity/check-activity.ts'
import { courseNoted, courseOfActivity } from '#domain/dossier/activity/course-of-activity.ts'
import { groupProves } from '#domain/dossier/activity/group-word.ts'
import { partsOfForm } from '#domain/dossier/activity/parts-of-form.ts'
import type { ActivityForm } from '#domain/dossier/activity/queries.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import { keepForm } from '#domain/dossier/portfolio/keep-form.ts'
import type { OpenActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { recountElsewhere } from '#domain/dossier/portfolio/recount-elsewhere.ts'
import { withdrawRequests } from '#domain/dossier/referee/ask-referee.ts'
import { findProvider } from '#domain/organisations/label/labels-held.ts'
import { record } from '#domain/platform/audit/record.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import type { CompiledRegulation } from '#engine'
import { kindOn } from '#engine'

/** What is written of an activity: its facts, and the answers as they stand in its form. */
export interface WrittenActivity {
  readonly facts: ActivityFacts
  readonly typed: TypedActivity
  /** Whether it was handed in after a warning that it may be another one twice; kept with it. */
  readonly anyway?: boolean
}

/**
 * Checks the facts of an activity that was opened; it changes nothing. An own statement cannot be
 * added to what was handed in to another register.
 */
export function checkOpen(
  { context, id, loaded, files, holder, staysSo, group, attended }: OpenActivity,
  facts: ActivityFacts,
  intent: Circumstances['intent'],
  unread: ReadonlySet<string> = new Set(),
): CheckedActivity {
  const { today } = context
  const ownAddress = holder.address
  const { kind, completedOn, details } = facts
  const { claimed } =
    kind === undefined ? { claimed: undefined } : claimedFor(kindOn(kind, completedOn), details)
  const confirmed =
    (group !== undefined && groupProves(group, { kind: kind?.id, completedOn, details })) ||
    (attended !== undefined && attendanceProves(attended, { completedOn, details, claimed }))
  const circumstances = { today, files, ownAddress, intent, unread, confirmed }
  const found = checkActivity(loaded.compiled, facts, circumstances)
  // What the register decided about asks no label.
  const byDecision = loaded.activities.find((one) => one.id === id)?.byDecision === true
  const checked = byDecision
    ? { ...found, problems: found.problems.filter(({ field }) => field !== 'label') }
    : found
  if (!staysSo || intent !== 'hand-in' || facts.confirmation !== 'self') return checked
  return { ...checked, problems: [...checked.problems, { field: 'confirmation', is: 'empty' }] }
}

/**
 * Writes what somebody did and what they claim of it here in a state, with the record of it; gives
 * the new version. What another register has in hand stays as it is there; where no register has, each
 * counts it anew.
 */
export async function writeActivity(
  open: OpenActivity,
  written: WrittenActivity,
  state: ActivityState,
): Promise<number> {
  const { context, id, loaded } = open
  const { anyway } = written
  const facts = asItStands(open, written.facts)
  const typed = { ...written.typed, ...(open.staysSo ? open.stands.form.typed : {}) }
  const { kind, details, completedOn } = facts
  const course = facts.course ?? (await courseOf(open, facts))
  const { claimed: asked, claimedSecond } = checkOpen(open, facts, 'save-draft')
  // A register decided what it counts for: who was there for a part of it claims less.
  const most = course?.amount
  const claimed = asked === undefined || most === undefined || asked <= most ? asked : most
  const { own, shared } = partsOfForm({ typed, details, selfTest: facts.selfTest ?? {} })
  const activity = await writeFacts(open, { ...facts, course }, shared, state)
  const claim = await context.db
    .updateTable('activity_claim')
    .set((query) => ({
      state,
      kind: kind?.id ?? null,
      claimed: claimed ?? null,
      claimed_second: claimedSecond ?? null,
      ...accreditationOf(loaded.compiled, facts),
      // Where nothing held on its day, what somebody says of it is a question for whoever judges.
      ...(course === undefined
        ? {}
        : course.accreditationId === undefined
          ? { accreditation_id: null }
          : { accredited: course.accredited, accreditation_id: course.accreditationId }),
      attributes: JSON.stringify(facts.attributes),
      form: JSON.stringify(own),
      asked: Object.keys(details),
      ...(anyway === undefined
        ? {}
        : { handed_in_anyway_on: anyway ? context.today.toString() : null }),
      // What was done has a version of its own; the two together are that of the form.
      version: query('version', '+', open.staysSo ? 1 : 0),
    }))
    .where('activity_id', '=', id)
    .where('register', '=', context.register.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  const changed = {
    kind: kind?.id,
    completedOn: completedOn?.toString(),
    claimed,
    ...(claimedSecond === undefined ? {} : { claimedSecond }),
    form: typed,
    ...(anyway === true ? { anyway } : {}),
  }
  const action = actionOf(open.state, state)
  const recorded = { from: open.state, to: state, ...changed }
  await record(context, { noun: 'activity', id, action, facts: recorded })
  await keepForm(open, facts, { state, claimed })
  if (!open.staysSo && open.stands.title !== '') await recountElsewhere(context, id)
  return activity + claim.version
}

/**
 * Which course an activity is, by the number that somebody gave, or as it was noted before as long as it still is that.
 * What the organisation that gave it says of it stays so, however it is called.
 */
export async function courseOf(
  { context, id, attended }: Pick<OpenActivity, 'context' | 'id' | 'attended'>,
  facts: ActivityFacts,
): Promise<CourseOfActivity | undefined> {
  const named = await courseOfActivity(context, facts)
  return named ?? courseNoted(context, { activityId: id, told: attended !== undefined }, facts)
}

/** What is entered, but for what was handed in to another register: that as it stands there. */
export function asItStands({ stands, staysSo }: OpenActivity, facts: ActivityFacts): ActivityFacts {
  if (!staysSo) return facts
  const { title, completedOn, form } = stands
  return { ...facts, title, completedOn, details: { ...facts.details, ...detailsOf(facts, form) } }
}

function detailsOf({ kind }: ActivityFacts, { details }: ActivityForm): ActivityForm['details'] {
  const asked = new Set(kind?.fields.map(({ id }) => id))
  return Object.fromEntries(Object.entries(details).filter(([id]) => asked.has(id)))
}

// What another register knows of it too. Where that has it in hand, only what it did not ask is added.
async function writeFacts(
  { context, id, stands, staysSo }: OpenActivity,
  facts: ActivityFacts,
  shared: ActivityForm,
  state: ActivityState,
): Promise<number> {
  const { db, today } = context
  const { kind, title, completedOn, details, confirmation, selfSign } = facts
  const { providerId, accreditation } = facts
  const [typed, given] = [JSON.stringify(shared.typed), JSON.stringify(shared.details)]
  if (staysSo) {
    const { version } = await db
      .updateTable('activity')
      .set({
        form: sql<string>`jsonb_build_object(
          'typed', ${typed}::jsonb || coalesce(form -> 'typed', '{}'),
          'details', ${given}::jsonb || coalesce(form -> 'details', '{}'))`,
      })
      .where('id', '=', id)
      .returning('version')
      .executeTakeFirstOrThrow()
    return version
  }
  const cleared = (kind?.fields ?? []).map((field) => field.id)
  const selfSigned = state === 'entered' && confirmation === 'self'
  const called = calledIn({ details, accreditation })
  const provider = await findProvider({ db }, { chosen: providerId, called })
  const { version } = await db
    .updateTable('activity')
    .set((query) => ({
      title: title.slice(0, 200),
      organiser: typeof details.provider === 'string' ? details.provider.slice(0, 500) : '',
      provider_id: provider ?? null,
      ...(facts.course === undefined
        ? {}
        : { course_id: facts.course.courseId ?? null, edition_id: facts.course.editionId ?? null }),
      completed_on: completedOn?.toString() ?? null,
      form: sql<string>`jsonb_build_object(
        'typed', coalesce(form -> 'typed', '{}') || ${typed}::jsonb,
        'details', (coalesce(form -> 'details', '{}') - ${cleared}::text[]) || ${given}::jsonb)`,
      self_signed_on: selfSigned ? today.toString() : null,
      self_signed_reason: selfSigned ? selfSign.reason : null,
      referee_wanted: confirmation === 'referee',
      version: query('version', '+', 1),
      updated_at: Temporal.Now.instant().toString(),
    }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  // What a referee of another register confirmed is no longer what stands there.
  const { typed: before } = stands.form
  const changed = Object.entries(shared.typed).some(
    ([name, now]) => !ofProof.test(name) && now !== (before[name] ?? ''),
  )
  if (changed) await withdrawRequests(context, id, 'elsewhere')
  return version
}

/** How whoever gave an activity is called, as it was told. */
export function calledIn({
  details: { provider },
  accreditation,
}: Pick<ActivityFacts, 'details' | 'accreditation'>): string {
  return accreditation.provider || (typeof provider === 'string' ? provider : '')
}

const ofProof = /^(confirmation|referee-|self-sign-)/

/** The state to which an event leads. That the activity is open was checked, so it may happen. */
export function stateAfter({ state }: OpenActivity, event: ActivityEvent): ActivityState {
  const found = next<ActivityState, ActivityEvent>(activityLifecycle, state, event)
  if (found === undefined) throw new Error(`An activity that is ${state} cannot ${event}`)
  return found
}

function accreditationOf(
  { regulation }: CompiledRegulation,
  { kind, accredited, label, accreditation }: ActivityFacts,
): Accreditation {
  const unnamed = { accreditation_number: '', accreditation_provider: '' }
  if (kind?.accreditation === 'by-decision') {
    const decided = regulation.accreditedByDecision.some((decision) => decision.kind === kind.id)
    return { accredited: decided, accreditation_label: null, ...unnamed }
  }
  const yes = kind?.accreditation === 'possible' && accredited === true
  if (!yes) return { accredited: false, accreditation_label: null, ...unnamed }
  if (regulation.labels.length > 0) {
    return {
      accredited: true,
      accreditation_label: label ?? null,
      accreditation_number: accreditation.number.slice(0, 200),
      accreditation_provider: accreditation.provider.slice(0, 200),
    }
  }
  return {
    accredited: true,
    accreditation_label: null,
    accreditation_number: accreditation.number.slice(0, 200),
    accreditation_provider: accreditation.provider.slice(0, 200),
  }
}

interface Accreditation {
  readonly accredited: boolean
  readonly accreditation_label: string | null
  readonly accreditation_number: string
  readonly accreditation_provider: string
}

function actionOf(from: ActivityState, to: ActivityState): string {
  if (to === 'planned') return 'plan'
  if (to === 'draft' || (to === 'returned' && from === 'returned')) return 'save-draft'
  return 'hand-in'
}
