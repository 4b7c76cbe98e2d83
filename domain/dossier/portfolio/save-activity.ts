import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import {
  activityLifecycle,
  mayBeTheSame,
  mostActivities,
} from '#domain/dossier/activity/activity.ts'
import type {
  ActivityAnswers,
  CheckedActivity,
  Problem,
} from '#domain/dossier/activity/check-activity.ts'
import { checkActivity, keptOnFailure } from '#domain/dossier/activity/check-activity.ts'
import type { Openness } from '#domain/dossier/activity/openness.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivity, isUuid } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { AttachedEvidence, StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { attachEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import {
  askReferee,
  hasAskedEnough,
  withdrawRequests,
} from '#domain/dossier/referee/ask-referee.ts'
import type { Holder } from '#domain/dossier/referee/queries.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import type { Asked } from '#domain/dossier/referee/referee.ts'
import { hashAsked, whatIsAsked } from '#domain/dossier/referee/referee.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import type { ActivityValue, CompiledRegulation } from '#engine'
import { nothing } from '#engine'

/** An activity as its form was sent. */
export interface ActivityToSave {
  /** Made with the empty form, so that a form that is sent again is the same activity. */
  readonly id: string
  /** The version that the form was made from; undefined for a new one. */
  readonly version: number | undefined
  readonly intent: 'hand-in' | 'plan' | 'save-draft'
  /** Reads what was typed by the kinds of the version of the regulation that applies. */
  readonly read: (compiled: CompiledRegulation) => ActivityAnswers
  readonly files: readonly StoredEvidence[]
  /** Whether files were sent that could not be taken: then it is not handed in yet. */
  readonly filesRefused: boolean
  /** What the professional was warned of and wants all the same. */
  readonly acknowledged: ReadonlySet<Warning['is']>
}

/** Something to look at once more before handing in; it never stands in the way twice. */
export type Warning =
  | { readonly is: 'above-the-rule'; readonly text: string }
  | { readonly is: 'duplicate'; readonly other: PortfolioActivity }

export type SavedActivity =
  | {
      readonly outcome: 'saved'
      readonly state: ActivityState
      readonly evidence: AttachedEvidence
      readonly value: ActivityValue | undefined
    }
  /** Not handed in. `kept` says whether what was typed is in the register as a draft. */
  | {
      readonly outcome: 'incomplete'
      readonly problems: readonly Problem[]
      readonly kept: boolean
      readonly version: number
      readonly evidence: AttachedEvidence
    }
  | {
      readonly outcome: 'to-confirm'
      readonly warnings: readonly Warning[]
      readonly kept: boolean
      readonly version: number
      readonly evidence: AttachedEvidence
    }
  | {
      readonly outcome: 'asked-enough'
      readonly kept: boolean
      readonly version: number
      readonly evidence: AttachedEvidence
    }
  /** Somebody, or another window, saved it meanwhile. */
  | { readonly outcome: 'stale'; readonly current: PortfolioActivity }
  | { readonly outcome: 'frozen'; readonly why: Openness['is'] }
  | { readonly outcome: 'too-many' }
  | { readonly outcome: 'not-found' }

/**
 * Saves an activity: as a draft, as a plan, or handed in. What was typed and the files that came
 * with it are kept also when it cannot be handed in yet.
 */
export async function saveActivity(
  context: Context,
  registrationId: string,
  sent: ActivityToSave,
): Promise<SavedActivity> {
  const ready = await makeReady(context, registrationId, sent)
  if (ready.outcome !== 'ready') {
    for (const { fileKey } of sent.files) await context.platform.files.remove(fileKey)
    return ready
  }
  const { loaded, holder, current } = ready
  const evidence = await attachEvidence(
    context,
    { id: sent.id, personId: holder.personId },
    sent.files,
  )
  if (sent.version !== undefined && sent.version !== current.version) {
    const now = await findActivity(context, registrationId, sent.id)
    return now === undefined ? { outcome: 'not-found' } : { outcome: 'stale', current: now }
  }
  const answers = sent.read(loaded.compiled)
  const checked = checkActivity(loaded.compiled, answers, {
    today: context.today,
    files: current.files + evidence.attached.length,
    ownAddress: holder.address,
    intent: sent.intent,
  })
  const saving: Saving = { context, sent, loaded, holder, current, answers, checked, evidence }
  if (sent.intent === 'save-draft') return saveDraft(saving)
  if (checked.problems.length > 0 || sent.filesRefused) {
    return { outcome: 'incomplete', problems: checked.problems, ...(await keep(saving)) }
  }
  const warnings = warningsFor(saving)
  if (warnings.length > 0) return { outcome: 'to-confirm', warnings, ...(await keep(saving)) }
  return sent.intent === 'plan' ? plan(saving) : handIn(saving)
}

/** The row as it stands, locked. */
interface Current {
  readonly state: ActivityState
  readonly version: number
  readonly files: number
  readonly request: StandingRequest | undefined
}

interface StandingRequest {
  readonly email: string
  readonly askedHash: string
  readonly answer: 'confirmed' | 'declined' | undefined
  readonly expiresOn: Temporal.PlainDate
}

interface Saving {
  readonly context: Context
  readonly sent: ActivityToSave
  readonly loaded: LoadedDossier
  readonly holder: Holder
  readonly current: Current
  readonly answers: ActivityAnswers
  readonly checked: CheckedActivity
  readonly evidence: AttachedEvidence
}

type Ready =
  | {
      readonly outcome: 'ready'
      readonly loaded: LoadedDossier
      readonly holder: Holder
      readonly current: Current
    }
  | Extract<SavedActivity, { outcome: 'frozen' | 'too-many' | 'not-found' | 'stale' }>

// The registration is locked first, so that no application is filed between looking and writing.
async function makeReady(
  context: Context,
  registrationId: string,
  sent: ActivityToSave,
): Promise<Ready> {
  if (!isUuid(sent.id)) return { outcome: 'not-found' }
  const { db } = context
  const registration = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select(['status', 'approved_on', 'candidate_on'])
    .forUpdate()
    .executeTakeFirst()
  if (registration === undefined) return { outcome: 'not-found' }
  const progress = {
    status: registration.status,
    approvedOn: registration.approved_on ?? undefined,
    candidateOn: registration.candidate_on ?? undefined,
  }
  if (!portfolioIsOpen(context.register, progress)) {
    return { outcome: 'frozen', why: 'portfolio-closed' }
  }
  const found = await db
    .selectFrom('activity')
    .where('id', '=', sent.id)
    .select(['registration_id', 'state', 'version', 'withdrawn_at'])
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined && sent.version !== undefined) return { outcome: 'not-found' }
  if (found !== undefined) {
    if (found.registration_id !== registrationId) return { outcome: 'not-found' }
    if (found.withdrawn_at !== null) return { outcome: 'not-found' }
    const open = await openness(context, sent.id)
    if (open.is !== 'open') return { outcome: 'frozen', why: open.is }
    if (sent.version === undefined && found.state !== 'draft') {
      const current = await findActivity(context, registrationId, sent.id)
      return current === undefined ? { outcome: 'not-found' } : { outcome: 'stale', current }
    }
  }
  const loaded = await loadDossier(context, registrationId)
  if (found === undefined) {
    if (loaded.activities.length >= mostActivities) return { outcome: 'too-many' }
    if (!(await add(context, registrationId, sent.id))) return { outcome: 'not-found' }
  }
  return {
    outcome: 'ready',
    loaded,
    holder: await findHolder(context, registrationId),
    current: {
      state: found?.state ?? 'draft',
      version: found?.version ?? 1,
      files: loaded.activities.find(({ id }) => id === sent.id)?.evidence.length ?? 0,
      request: await standingRequest(context, sent.id),
    },
  }
}

// An id that is taken is somebody else's: nothing is added.
async function add(context: Context, registrationId: string, id: string): Promise<boolean> {
  const added = await context.db
    .insertInto('activity')
    .values({ id, register: context.register.id, registration_id: registrationId, state: 'draft' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added === undefined) return false
  const facts = { registration: registrationId }
  await record(context, { noun: 'activity', id, action: 'add', facts })
  return true
}

async function standingRequest(
  context: Context,
  activityId: string,
): Promise<StandingRequest | undefined> {
  const row = await context.db
    .selectFrom('referee_request')
    .where('activity_id', '=', activityId)
    .where('withdrawn_on', 'is', null)
    .select(['email', 'asked_hash', 'answer', 'expires_on'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    email: row.email,
    askedHash: row.asked_hash,
    answer: row.answer ?? undefined,
    expiresOn: Temporal.PlainDate.from(row.expires_on),
  }
}

async function saveDraft(saving: Saving): Promise<SavedActivity> {
  const { context, sent, current, evidence, checked } = saving
  const state = nextState(current.state, 'save-draft')
  // A draft cannot be confirmed, so an open request about it is taken back.
  if (current.request !== undefined && current.request.answer === undefined) {
    await withdrawRequests(context, sent.id)
  }
  await write(saving, state)
  return { outcome: 'saved', state, evidence, value: checked.value }
}

// What could not be handed in is kept as the draft that it was. What had been handed in before
// stays as it was, since making a draft of it would take its hours away.
async function keep(saving: Saving): Promise<{
  readonly kept: boolean
  readonly version: number
  readonly evidence: AttachedEvidence
}> {
  const { current, evidence } = saving
  if (!keptOnFailure.has(current.state)) {
    return { kept: false, version: current.version, evidence }
  }
  return { kept: true, version: await write(saving, current.state), evidence }
}

function warningsFor({ sent, loaded, current, answers, checked }: Saving): Warning[] {
  const warnings: Warning[] = []
  if (checked.reminder !== undefined && !sent.acknowledged.has('above-the-rule')) {
    warnings.push({ is: 'above-the-rule', text: checked.reminder })
  }
  if (current.state !== 'draft' || sent.acknowledged.has('duplicate')) return warnings
  const { title, kind, completedOn } = answers
  const mine = { title, kind: kind?.id, completedOn, claimed: checked.claimed }
  const other = loaded.activities.find(
    (activity) =>
      activity.id !== sent.id && activity.state !== 'draft' && mayBeTheSame(mine, activity),
  )
  if (other !== undefined) warnings.push({ is: 'duplicate', other })
  return warnings
}

async function plan(saving: Saving): Promise<SavedActivity> {
  const { context, sent, current, evidence, checked } = saving
  const state = nextState(current.state, 'plan')
  if (current.request !== undefined) await withdrawRequests(context, sent.id)
  await write(saving, state)
  return { outcome: 'saved', state, evidence, value: checked.value }
}

async function handIn(saving: Saving): Promise<SavedActivity> {
  const { context, sent, current, answers, evidence, checked, loaded } = saving
  const { request } = current
  if (answers.confirmation !== 'referee') {
    if (request !== undefined) await withdrawRequests(context, sent.id)
    const state = nextState(current.state, 'enter')
    await write(saving, state)
    return { outcome: 'saved', state, evidence, value: checked.value }
  }
  const asked = askedOf(saving)
  const same =
    request !== undefined &&
    request.email === answers.referee.email.toLowerCase() &&
    request.askedHash === hashAsked(asked)
  const expired =
    request !== undefined && Temporal.PlainDate.compare(context.today, request.expiresOn) > 0
  const confirmed = same && request.answer === 'confirmed'
  const waiting = same && request.answer === undefined && !expired
  if (!confirmed && !waiting) {
    if (await hasAskedEnough(context, loaded.standing.registrationId)) {
      return { outcome: 'asked-enough', ...(await keep(saving)) }
    }
    await askReferee(context, sent.id, answers.referee, asked)
  }
  const state = nextState(current.state, confirmed ? 'enter' : 'ask-referee')
  await write(saving, state)
  return { outcome: 'saved', state, evidence, value: checked.value }
}

function askedOf({ answers, checked, holder, context }: Saving): Asked {
  const { kind, title, completedOn, details } = answers
  if (kind === undefined || completedOn === undefined) {
    throw new Error('An activity without a kind or a day cannot be confirmed')
  }
  const accredited = answers.accredited === true
  const facts = { title, completedOn, claimed: checked.claimed ?? nothing, accredited, details }
  return whatIsAsked(context.register.unit, holder.name, kind, facts)
}

/** Writes the row and its record; gives the new version. */
async function write(saving: Saving, state: ActivityState): Promise<number> {
  const { context, sent, current, answers, checked, loaded } = saving
  const { kind, confirmation, selfSign } = answers
  const selfSigned = state === 'entered' && confirmation === 'self'
  const { provider } = answers.details
  const { version } = await context.db
    .updateTable('activity')
    .set((query) => ({
      state,
      kind: kind?.id ?? null,
      title: answers.title.slice(0, 200),
      organiser: typeof provider === 'string' ? provider.slice(0, 500) : '',
      completed_on: answers.completedOn?.toString() ?? null,
      claimed: checked.claimed ?? null,
      ...accreditationOf(loaded.compiled, answers),
      form: JSON.stringify({ typed: answers.typed, details: answers.details }),
      self_signed_on: selfSigned ? context.today.toString() : null,
      self_signed_reason: selfSigned ? selfSign.reason : null,
      referee_wanted: confirmation === 'referee',
      version: query('version', '+', 1),
      updated_at: Temporal.Now.instant().toString(),
    }))
    .where('id', '=', sent.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'activity',
    id: sent.id,
    action: actionOf(current.state, state),
    facts: {
      from: current.state,
      to: state,
      kind: kind?.id,
      completedOn: answers.completedOn?.toString(),
      claimed: checked.claimed,
      form: answers.typed,
    },
  })
  return version
}

function accreditationOf(
  { regulation }: CompiledRegulation,
  { kind, accredited, label }: ActivityAnswers,
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

// That the activity is open was checked, so that the event may happen.
function nextState(state: ActivityState, event: ActivityEvent): ActivityState {
  const found = next<ActivityState, ActivityEvent>(activityLifecycle, state, event)
  if (found === undefined) throw new Error(`An activity that is ${state} cannot ${event}`)
  return found
}
