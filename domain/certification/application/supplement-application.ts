import { sql } from 'kysely'
import type { ApplicationStatus } from '#domain/certification/application/application.ts'
import { claimsToJudge } from '#domain/certification/application/filed-claims.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { findOwnApplication } from '#domain/certification/application/queries.ts'
import {
  addableTo,
  claimsAddableTo,
  takesSupplements,
} from '#domain/certification/application/supplements.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { AttachedEvidence, StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { attachEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import type { AttachedProof } from '#domain/dossier/statement/attach-proof.ts'
import { attachProof } from '#domain/dossier/statement/attach-proof.ts'
import { aboutOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import { holdDossier } from '#domain/dossier/statement/openness.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { applicationAddedTo } from '#mail/application-added-to.ts'

/** An application that takes what somebody adds to it, and what that can be. */
export interface Supplementable {
  readonly file: ApplicationFile
  readonly loaded: LoadedDossier
  /** What went in and takes a file yet: nothing was found of it before this application. */
  readonly activities: readonly PortfolioActivity[]
  readonly claims: readonly Claim[]
  /** What is not in it and can come with it. */
  readonly addable: readonly PortfolioActivity[]
  readonly addableClaims: readonly Claim[]
}

/** Whether somebody's application takes additions, and which; or how it stands instead. */
export async function findSupplementable(
  context: Context,
  registrationId: string,
  applicationId: string,
  options: { readonly lock?: boolean } = {},
): Promise<
  | { readonly outcome: 'open'; readonly it: Supplementable }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'closed'; readonly status: ApplicationStatus }
> {
  const file = await findOwnApplication(context, registrationId, applicationId, options)
  if (file === undefined) return { outcome: 'not-found' }
  const { status } = file.application
  if (!takesSupplements(status)) return { outcome: 'closed', status }
  const loaded = await loadDossier(context, registrationId, applicationId)
  const elsewhere = await handedInElsewhere(context, registrationId)
  const activities = loaded.activities.filter(
    ({ id, state, applications }) =>
      applications.some((place) => place.id === applicationId) &&
      ['entered', 'awaiting-referee', 'returned'].includes(state) &&
      !elsewhere.has(id),
  )
  const it = {
    file,
    loaded,
    activities,
    claims: claimsToJudge(loaded),
    addable: addableTo(context, file, loaded),
    addableClaims: claimsAddableTo(file, loaded),
  }
  return { outcome: 'open', it }
}

// What another register has in hand stays as it stands there.
async function handedInElsewhere(
  context: Context,
  registrationId: string,
): Promise<ReadonlySet<string>> {
  await actAsOwner(context)
  const { rows } = await sql<{ id: string }>`
    select a.activity_id as id from activity_claim a
    where a.registration_id = ${registrationId} and exists (
      select from activity_claim o where o.activity_id = a.activity_id
        and o.register <> a.register and o.withdrawn_at is null
        and o.state not in ('draft', 'planned', 'returned'))`.execute(context.db)
  return new Set(rows.map(({ id }) => id))
}

/** What somebody adds to an application that was sent. */
export interface Addition {
  readonly registrationId: string
  readonly applicationId: string
  /** Files, with the activity or the claim that they show, by its id. */
  readonly files: readonly StoredEvidence[]
  readonly at: string | undefined
  /** What was not in it, by its id. */
  readonly activities: readonly string[]
  readonly claims: readonly string[]
}

export type Supplemented =
  | {
      readonly outcome: 'added'
      /** How many of all came with it. */
      readonly count: number
      readonly files: AttachedEvidence | AttachedProof | undefined
    }
  | { readonly outcome: 'not-found' }
  /** Those who judge it have it, or it is done with. */
  | { readonly outcome: 'closed'; readonly status: ApplicationStatus }

/**
 * Adds to an application that was sent, as long as those who judge it do not have it: files at what is
 * in it, and what was stated or done beside it. What was sent stays as it was; what the back office
 * found of a thing is to be found anew with its new file.
 */
export async function supplementApplication(
  context: Context,
  addition: Addition,
): Promise<Supplemented> {
  const done = await supplement(context, addition)
  if (done.outcome === 'added' && done.files !== undefined) return done
  for (const { fileKey } of addition.files) await context.platform.files.remove(fileKey)
  return done
}

async function supplement(context: Context, addition: Addition): Promise<Supplemented> {
  const { registrationId, applicationId } = addition
  // What is stated in another tab at this moment waits for this, and the back office for both.
  await holdDossier(context, registrationId)
  const found = await findSupplementable(context, registrationId, applicationId, { lock: true })
  if (found.outcome !== 'open') return found
  const { it } = found
  const activities = it.addable.filter(({ id }) => addition.activities.includes(id))
  const claims = it.addableClaims.filter(({ id }) => addition.claims.includes(id))
  const files = addition.files.length > 0 ? await attach(context, it, addition) : undefined
  const attached = files?.attached.length ?? 0
  const count = activities.length + claims.length + attached
  if (count === 0) return { outcome: 'added', count, files }
  await addActivities(context, applicationId, activities)
  await addClaims(context, applicationId, claims)
  await context.db
    .updateTable('application')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', applicationId)
    .execute()
  await record(context, {
    noun: 'application',
    id: applicationId,
    action: 'supplement',
    facts: {
      activities: activities.map(({ id }) => id),
      claims: claims.map(({ id }) => id),
      files: files?.attached.map(({ name, sha256 }) => ({ name, sha256 })) ?? [],
      ...(attached > 0 ? { at: addition.at } : {}),
    },
  })
  const { regulation } = it.loaded.compiled
  await tell(context, it.file, [
    ...activities.map(({ title }) => title),
    ...claims.map(({ stated }) => nameOf(regulation, aboutOf(stated))),
    ...(files?.attached.map(({ name }) => name) ?? []),
  ])
  return { outcome: 'added', count, files }
}

async function tell(
  context: Context,
  { application, applicant }: ApplicationFile,
  added: readonly string[],
): Promise<void> {
  if (applicant.email === '') return
  await writeMessage(
    context,
    'application-added-to',
    { name: applicant.name, address: applicant.email, accountId: applicant.accountId },
    applicationAddedTo({
      register: mailRegister(context.platform, context.register),
      name: applicant.name,
      number: application.number,
      addedOn: context.today.toString(),
      added,
    }),
  )
}

// At the activity or the claim that the files show; undefined where there is no such thing here.
async function attach(
  context: Context,
  { file, activities, claims }: Supplementable,
  { at, files, applicationId }: Addition,
): Promise<AttachedEvidence | AttachedProof | undefined> {
  const { db } = context
  const { personId } = file.applicant
  const activity = activities.find(({ id }) => id === at)
  if (activity !== undefined) {
    await db
      .selectFrom('activity_claim')
      .where('activity_id', '=', activity.id)
      .where('register', '=', context.register.id)
      .select('id')
      .forUpdate()
      .execute()
    const attached = await attachEvidence(context, { id: activity.id, personId }, files)
    if (attached.attached.length === 0) return attached
    await db
      .updateTable('application_activity')
      .set({
        advice: null,
        advice_amount: null,
        advice_amount_second: null,
        advice_reason: '',
        advice_accreditation_refused: null,
        advice_accreditation_anyway: '',
        advice_attributes_refused: [],
        advice_attributes_reason: '',
      })
      .where('application_id', '=', applicationId)
      .where('activity_id', '=', activity.id)
      .execute()
    return attached
  }
  const claim = claims.find(({ id }) => id === at)
  if (claim === undefined) return undefined
  const attached = await attachProof(context, { id: claim.id, personId }, files)
  if (attached.attached.length === 0) return attached
  await db
    .updateTable('application_claim')
    .set({ found: null, found_on: null, found_by: null, found_reason: '' })
    .where('application_id', '=', applicationId)
    .where('claim_id', '=', claim.id)
    .execute()
  return attached
}

/** Puts activities into an application that was sent. */
export async function addActivities(
  { db, register, today }: Context,
  applicationId: string,
  activities: readonly Pick<PortfolioActivity, 'id'>[],
): Promise<void> {
  if (activities.length === 0) return
  await db
    .insertInto('application_activity')
    .values(
      activities.map(({ id }) => ({
        register: register.id,
        application_id: applicationId,
        activity_id: id,
        added_on: today.toString(),
        added_at: sql<string>`clock_timestamp()`,
      })),
    )
    .execute()
}

async function addClaims(
  { db, register, today }: Context,
  applicationId: string,
  claims: readonly Claim[],
): Promise<void> {
  if (claims.length === 0) return
  await db
    .insertInto('application_claim')
    .values(
      claims.map(({ id }) => ({
        register: register.id,
        application_id: applicationId,
        claim_id: id,
        added_on: today.toString(),
        added_at: sql<string>`clock_timestamp()`,
      })),
    )
    .execute()
}
