import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import { mostActivities } from '#domain/dossier/activity/activity.ts'
import type { AttendedWord } from '#domain/dossier/activity/attended-word.ts'
import type { GroupWord } from '#domain/dossier/activity/group-word.ts'
import type { WhyNot } from '#domain/dossier/activity/openness.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import type { ActivityForm, PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { dossierFrom, loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { AttachedEvidence, StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { attachEvidence, countFiles } from '#domain/dossier/evidence/attach-evidence.ts'
import type { Holder } from '#domain/dossier/referee/queries.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { entersActivities } from '#engine'

/** Which activity is to be written, and what came with it. */
export interface ActivityToOpen {
  /** Made with the empty form, so that a form that is sent again is the same activity. */
  readonly id: string
  /** The version that the form was made from; undefined for a new one. */
  readonly version: number | undefined
  readonly files: readonly StoredEvidence[]
  /** What was withdrawn here is claimed anew, which only its owner asks for who was shown it. */
  readonly again?: boolean
  /** Also in a portfolio that is closed: what becomes of it by itself, and not by its owner. */
  readonly alsoClosed?: boolean
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
  /** What was done, as it stands. */
  readonly stands: WhatWasDone
  /**
   * Whether that stays so: another register has it in hand or decided on it, or it was handed in there
   * and is claimed here for the first time, by a form that did not show it.
   */
  readonly staysSo: boolean
  /** How many files it has, with those that came just now. */
  readonly files: number
  readonly evidence: AttachedEvidence
  readonly request: StandingRequest | undefined
  /** What the group of a series says of it. */
  readonly group: GroupWord | undefined
  /** What the organisation that gave it says of it. */
  readonly attended: AttendedWord | undefined
}

/** What somebody says that they did, in whichever register. */
export interface WhatWasDone {
  readonly title: string
  readonly completedOn: Temporal.PlainDate | undefined
  readonly form: ActivityForm
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
  | { readonly outcome: 'frozen'; readonly why: WhyNot }
  | { readonly outcome: 'too-many' }
  | { readonly outcome: 'not-found' }

/**
 * Opens an activity for writing, once for whatever is done with it; one with a new id is added as
 * an empty draft, and what somebody did is claimed here when it was not yet. The files are kept also when it cannot be handed in yet, and removed from the
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
  const { state, version, stands, staysSo, loaded } = found
  const holder = await findHolder(context, registrationId)
  const evidence = await attachEvidence(context, { id, personId: holder.personId }, wanted.files)
  if (wanted.version !== undefined && wanted.version !== version) {
    const current = await findActivity(context, registrationId, id)
    return current === undefined ? { outcome: 'not-found' } : { outcome: 'stale', current }
  }
  const files = await countFiles(context, id)
  const request = await standingRequest(context, id)
  const about = { context, registrationId, id, loaded, holder }
  const now = { state, version, stands, staysSo }
  const standing = loaded.activities.find((one) => one.id === id)
  const { group, attended } = standing ?? { group: undefined, attended: undefined }
  return { outcome: 'open', open: { ...about, ...now, files, evidence, request, group, attended } }
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
      readonly stands: WhatWasDone
      readonly staysSo: boolean
      readonly loaded: LoadedDossier
    }
  | Exclude<OpenedActivity, { outcome: 'open' }>

// The registration is locked first, so that no application is filed between looking and writing.
async function lock(
  context: Context,
  registrationId: string,
  { id, version, files, again = false, alsoClosed = false }: ActivityToOpen,
): Promise<Locked> {
  if (!isUuid(id)) return { outcome: 'not-found' }
  const { db } = context
  await actAsOwner(context)
  const registration = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select(['person_id', 'status', 'approved_on', 'candidate_on'])
    .forUpdate()
    .executeTakeFirst()
  if (registration === undefined) return { outcome: 'not-found' }
  const progress = {
    status: registration.status,
    approvedOn: registration.approved_on ?? undefined,
    candidateOn: registration.candidate_on ?? undefined,
  }
  if (!alsoClosed && !portfolioIsOpen(context.register, progress)) {
    return { outcome: 'frozen', why: 'portfolio-closed' }
  }
  const claimed = await lockClaim(context, registrationId, id)
  const found =
    claimed?.withdrawn === true && again ? await claimAgain(context, registrationId, id) : claimed
  if (found === undefined && version !== undefined) return { outcome: 'not-found' }
  if (found?.withdrawn === true) return { outcome: 'not-found' }
  const loaded = await loadDossier(context, registrationId)
  let standsElsewhere = false
  if (found === undefined) {
    if (!entersActivities(loaded.compiled.regulation, loaded.standing.category)) {
      return { outcome: 'frozen', why: 'former-category' }
    }
    if (loaded.activities.length >= mostActivities) return { outcome: 'too-many' }
    const added = await add(context, { id, registrationId, personId: registration.person_id })
    if (added === 'not-theirs') return { outcome: 'not-found' }
    standsElsewhere = added === 'handed-in-elsewhere'
  }
  const open = await openness(context, id, { alsoClosed })
  if (open.is !== 'open') return { outcome: 'frozen', why: open.is }
  const { heldElsewhere } = open
  if (heldElsewhere && files.length > 0) return { outcome: 'frozen', why: 'held-elsewhere' }
  if (found !== undefined && version === undefined && found.state !== 'draft') {
    const current = await findActivity(context, registrationId, id)
    return current === undefined ? { outcome: 'not-found' } : { outcome: 'stale', current }
  }
  const now = found ?? (await lockClaim(context, registrationId, id))
  if (now === undefined) throw new Error(`Activity ${id} was claimed and is not there`)
  return { outcome: 'locked', ...now, staysSo: heldElsewhere || standsElsewhere, loaded }
}

// The activity and what this registration claims of it, with the version of the two together.
async function lockClaim({ db }: Context, registrationId: string, id: string) {
  const row = await db
    .selectFrom('activity_claim')
    .innerJoin('activity', 'activity.id', 'activity_claim.activity_id')
    .where('activity_id', '=', id)
    .where('registration_id', '=', registrationId)
    .select(['state', 'withdrawn_at', 'activity.version', 'activity_claim.version as own_version'])
    .select(['title', 'completed_on', 'activity.form'])
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { state, withdrawn_at, version, own_version, title, completed_on, form } = row
  const { typed = {}, details = {} } = form as Partial<ActivityForm>
  const completedOn = completed_on === null ? undefined : Temporal.PlainDate.from(completed_on)
  const stands: WhatWasDone = { title, completedOn, form: { typed, details, selfTest: {} } }
  return { state, withdrawn: withdrawn_at !== null, version: version + own_version, stands }
}

async function claimAgain(context: Context, registrationId: string, id: string) {
  await context.db
    .updateTable('activity_claim')
    .set((query) => ({ withdrawn_at: null, state: 'draft', version: query('version', '+', 1) }))
    .where('activity_id', '=', id)
    .where('registration_id', '=', registrationId)
    .execute()
  await record(context, { noun: 'activity', id, action: 'add', facts: { again: true } })
  return lockClaim(context, registrationId, id)
}

// An id that is taken is somebody else's, or of something that this person did: that is claimed here.
async function add(
  context: Context,
  claimed: { readonly id: string; readonly registrationId: string; readonly personId: string },
): Promise<'added' | 'handed-in-elsewhere' | 'not-theirs'> {
  const { db, register } = context
  const { id, registrationId, personId } = claimed
  let handedIn = false
  const made = await db
    .insertInto('activity')
    .values({ id, person_id: personId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) {
    const own = await db
      .selectFrom('activity')
      .where('id', '=', id)
      .where('person_id', '=', personId)
      .select((query) => [
        'id',
        query
          .exists(
            query
              .selectFrom('activity_claim')
              .whereRef('activity_claim.activity_id', '=', 'activity.id')
              .where('withdrawn_at', 'is', null)
              .where('state', 'not in', ['draft', 'planned', 'returned'])
              .select('activity_claim.id'),
          )
          .as('handed_in'),
      ])
      .executeTakeFirst()
    if (own === undefined) return 'not-theirs'
    handedIn = Boolean(own.handed_in)
  }
  const added = await db
    .insertInto('activity_claim')
    .values({
      register: register.id,
      registration_id: registrationId,
      person_id: personId,
      activity_id: id,
      state: 'draft',
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added === undefined) return 'not-theirs'
  const facts = { registration: registrationId }
  await record(context, { noun: 'activity', id, action: 'add', facts })
  return handedIn ? 'handed-in-elsewhere' : 'added'
}

async function standingRequest(
  context: Context,
  activityId: string,
): Promise<StandingRequest | undefined> {
  const row = await context.db
    .selectFrom('referee_request')
    .innerJoin('referee_question', 'request_id', 'referee_request.id')
    .where('activity_id', '=', activityId)
    .where('referee_request.register', '=', context.register.id)
    .where('withdrawn_on', 'is', null)
    .select(['email', 'asked_hash', 'answer', 'expires_on'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
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
