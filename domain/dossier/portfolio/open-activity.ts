import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import { mostActivities } from '#domain/dossier/activity/activity.ts'
import type { Openness } from '#domain/dossier/activity/openness.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { dossierFrom, loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { AttachedEvidence, StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { attachEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import type { Holder } from '#domain/dossier/referee/queries.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** Which activity is to be written, and what came with it. */
export interface ActivityToOpen {
  /** Made with the empty form, so that a form that is sent again is the same activity. */
  readonly id: string
  /** The version that the form was made from; undefined for a new one. */
  readonly version: number | undefined
  readonly files: readonly StoredEvidence[]
}

/**
 * An activity that may be written: its registration and its row are locked, the dossier around it
 * has been read, and the files that came with it are attached.
 */
export interface OpenActivity {
  readonly context: Context
  readonly registrationId: string
  readonly id: string
  readonly loaded: LoadedDossier
  readonly holder: Holder
  readonly state: ActivityState
  readonly version: number
  /** How many files it has, with those that came just now. */
  readonly files: number
  readonly evidence: AttachedEvidence
  readonly request: StandingRequest | undefined
}

/** What the referee was asked last, when that still stands. */
export interface StandingRequest {
  readonly email: string
  readonly askedHash: string
  readonly answer: 'confirmed' | 'declined' | undefined
  readonly expiresOn: Temporal.PlainDate
}

export type OpenedActivity =
  | { readonly outcome: 'open'; readonly open: OpenActivity }
  /** Somebody, or another window, saved it meanwhile. */
  | { readonly outcome: 'stale'; readonly current: PortfolioActivity }
  | { readonly outcome: 'frozen'; readonly why: Openness['is'] }
  | { readonly outcome: 'too-many' }
  | { readonly outcome: 'not-found' }

/**
 * Opens an activity for writing, once for whatever is done with it; one with a new id is added as
 * an empty draft. The files are kept also when it cannot be handed in yet, and removed from the
 * store when it cannot be opened.
 */
export async function openActivity(
  context: Context,
  registrationId: string,
  wanted: ActivityToOpen,
): Promise<OpenedActivity> {
  const found = await lock(context, registrationId, wanted)
  if (found.outcome !== 'locked') {
    for (const { fileKey } of wanted.files) await context.platform.files.remove(fileKey)
    return found
  }
  const { id } = wanted
  const { state, version, loaded } = found
  const holder = await findHolder(context, registrationId)
  const evidence = await attachEvidence(context, { id, personId: holder.personId }, wanted.files)
  if (wanted.version !== undefined && wanted.version !== version) {
    const current = await findActivity(context, registrationId, id)
    return current === undefined ? { outcome: 'not-found' } : { outcome: 'stale', current }
  }
  const before = loaded.activities.find((one) => one.id === id)?.evidence.length ?? 0
  const files = before + evidence.attached.length
  const request = await standingRequest(context, id)
  const about = { context, registrationId, id, loaded, holder }
  return { outcome: 'open', open: { ...about, state, version, files, evidence, request } }
}

/** The dossier as it stands with the activity that was written. */
export async function dossierWith(open: OpenActivity): Promise<LoadedDossier> {
  const { context, registrationId, id, loaded } = open
  const written = await findActivity(context, registrationId, id)
  const others = loaded.activities.filter((one) => one.id !== id)
  const activities = written === undefined ? others : [...others, written]
  return dossierFrom(context, loaded.standing, activities)
}

type Locked =
  | {
      readonly outcome: 'locked'
      readonly state: ActivityState
      readonly version: number
      readonly loaded: LoadedDossier
    }
  | Exclude<OpenedActivity, { outcome: 'open' }>

// The registration is locked first, so that no application is filed between looking and writing.
async function lock(
  context: Context,
  registrationId: string,
  { id, version }: ActivityToOpen,
): Promise<Locked> {
  if (!isUuid(id)) return { outcome: 'not-found' }
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
    .where('id', '=', id)
    .select(['registration_id', 'state', 'version', 'withdrawn_at'])
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined && version !== undefined) return { outcome: 'not-found' }
  if (found !== undefined) {
    if (found.registration_id !== registrationId) return { outcome: 'not-found' }
    if (found.withdrawn_at !== null) return { outcome: 'not-found' }
    const open = await openness(context, id)
    if (open.is !== 'open') return { outcome: 'frozen', why: open.is }
    if (version === undefined && found.state !== 'draft') {
      const current = await findActivity(context, registrationId, id)
      return current === undefined ? { outcome: 'not-found' } : { outcome: 'stale', current }
    }
  }
  const loaded = await loadDossier(context, registrationId)
  if (found === undefined) {
    if (loaded.activities.length >= mostActivities) return { outcome: 'too-many' }
    if (!(await add(context, registrationId, id))) return { outcome: 'not-found' }
  }
  const { state, version: now } = found ?? { state: 'draft' as const, version: 1 }
  return { outcome: 'locked', state, version: now, loaded }
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
