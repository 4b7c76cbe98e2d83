import { sql } from 'kysely'
import type {
  ApplicationEvent,
  ApplicationStatus,
} from '#domain/certification/application/application.ts'
import {
  applicationLifecycle,
  orderedJson,
  reasonAnyway,
} from '#domain/certification/application/application.ts'
import { assessLoaded, moveOf } from '#domain/certification/application/assess-filed.ts'
import {
  claimsToJudge,
  filedClaims,
  findingOf,
} from '#domain/certification/application/filed-claims.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import {
  issueCertificate,
  issueCertificatePapers,
} from '#domain/certification/certificate/issue-certificate.ts'
import type { Decision, DecisionOutcome } from '#domain/certification/committee/decision.ts'
import { wholeDecided } from '#domain/certification/committee/decision.ts'
import { issueRefusal, letterInstead } from '#domain/certification/committee/issue-refusal.ts'
import type { Grant, Settlement } from '#domain/certification/committee/judgement.ts'
import { withGrants } from '#domain/certification/committee/judgement.ts'
import {
  tellGranted,
  tellGrantedForAWhile,
  tellRefused,
} from '#domain/certification/committee/tell-decision.ts'
import { endProtection } from '#domain/certification/validity/expire-registrations.ts'
import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { categoryLabel } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { creditFee, groundFor } from '#domain/money/payment/credit-fee.ts'
import type { AlongWithStatus } from '#domain/people/registration/change-status.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import type { Dossier, Explanation, Period } from '#engine'
import { assessMove, explain, nothing, periodAfterDecision } from '#engine'
import { asDecidedBy } from '#regulations/bodies.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'

export interface Decided {
  readonly decisionId: string
  readonly outcome: DecisionOutcome
  /** Granted for a while. */
  readonly temporary: boolean
}

type Settled = Extract<Settlement, { is: 'settled' }>

/** What is read of a file to decide on it. */
type DecidedFile = { readonly file: ApplicationFile; readonly dossier: LoadedDossier }

/**
 * Makes the decision that the members' judgements add up to, in the transaction of the last one or
 * of the meeting: the dossier with what was granted is assessed again, and that outcome decides.
 */
export async function decideApplication(
  context: Context,
  open: DecidedFile,
  settled: Settled,
): Promise<Decided> {
  const taken = take(context, open, settled)
  return taken.outcome === 'granted' ? grant(context, taken) : refuse(context, taken)
}

/** A decision as it is taken, before anything is written of it. */
interface Taken {
  readonly file: ApplicationFile
  readonly settled: Settled
  readonly compiled: LoadedDossier['compiled']
  readonly dossier: Dossier
  readonly assessment: Explanation
  /** The activities that were in the application. */
  readonly filed: readonly PortfolioActivity[]
  /** What was stated beside them and was judged now. */
  readonly claims: readonly Claim[]
  /** The decision that it takes the place of, by an objection. */
  readonly instead?: Instead
}

/** A decision that another takes the place of, and the letter that says so. */
export interface Instead {
  readonly decision: Decision
  /** The day on which it was assessed, by which the other is assessed as well. */
  readonly assessedOn: Temporal.PlainDate
  readonly letterId: string
}

/** A decision that is taken anew: the dossier with what was judged now as its input, and what comes of it. */
export interface TakenAnew {
  readonly file: ApplicationFile
  readonly loaded: LoadedDossier
  readonly dossier: Dossier
  readonly assessment: Explanation
  readonly settled: Settled
  readonly instead: Instead
  /** The period that it follows on as that ends now, where leave has moved its end since. */
  readonly follows: Period | undefined
}

/**
 * Puts another decision in the place of one that stands, as an objection to it was founded: what was
 * decided before stays to be read. Whoever is granted what was refused has it from the day from which
 * they would have had it.
 */
export async function decideAnew(known: Context, anew: TakenAnew): Promise<Decided> {
  // What is issued with it names who decided on the objection.
  const context = { ...known, register: asDecidedBy(known.register, 'decide-objections') }
  const { file, loaded, dossier, assessment, settled, instead, follows } = anew
  const filed = loaded.activities.filter(({ applications }) =>
    applications.some(({ id }) => id === file.application.id),
  )
  const { compiled } = loaded
  const claims = filedClaims(loaded).filter(({ id }) => settled.grants.has(id))
  const taken = { file, settled, compiled, dossier, assessment, filed, claims, instead }
  const objectBefore =
    instead.decision.objectBefore ?? lastDayToObject(context.register, context.today)
  const whole = wholeDecided(assessment, settled.whole)
  await context.db
    .updateTable('decision')
    .set({ replaced_on: context.today.toString() })
    .where('id', '=', instead.decision.id)
    .execute()
  await record(context, {
    noun: 'application',
    id: file.application.id,
    action: 'decide-anew',
    facts: { number: file.application.number, instead: instead.decision.id },
  })
  if (whole === 'fails') {
    const decisionId = await write(
      context,
      { ...taken, outcome: 'refused', objectBefore },
      instead.letterId,
    )
    return { decisionId, outcome: 'refused', temporary: false }
  }
  const granted = { ...taken, outcome: 'granted' as const }
  const temporary = whole === 'temporary'
  const then = { ...context, today: instead.assessedOn }
  const period = temporary
    ? assessment.temporary?.period
    : periodFor(then, {
        file,
        dossier: {
          ...loaded,
          dossier: follows === undefined ? dossier : { ...dossier, period: follows },
        },
      })
  if (period === undefined) throw new Error('A registration for a while has no days')
  const now: Extract<TakenDecision, { outcome: 'granted' }> = temporary
    ? { ...granted, temporary, period, objectBefore }
    : { ...granted, temporary, period }
  // What was granted already, for the same days, keeps its certificate.
  const { decision } = instead
  const same =
    decision.outcome === 'granted' &&
    decision.temporary === temporary &&
    decision.validFirst?.equals(period.first) === true &&
    decision.validLast?.equals(period.last) === true
  if (same) {
    const decisionId = await write(context, now, instead.letterId)
    return { decisionId, outcome: 'granted', temporary }
  }
  await context.db
    .updateTable('certificate')
    .where('decision_id', '=', decision.id)
    .where('replaced_on', 'is', null)
    .set({ replaced_on: context.today.toString() })
    .execute()
  return grant(context, now)
}

type TakenDecision =
  | (Taken & { readonly outcome: 'granted'; readonly temporary: false; readonly period: Period })
  | (Taken & {
      readonly outcome: 'granted'
      /** It falls short of what may still be open, and less is given than was asked. */
      readonly temporary: true
      readonly period: Period
      readonly objectBefore: Temporal.PlainDate
    })
  | (Taken & { readonly outcome: 'refused'; readonly objectBefore: Temporal.PlainDate })

function take(context: Context, open: DecidedFile, settled: Settled): TakenDecision {
  const { register, today } = context
  const { file } = open
  const { compiled, activities } = open.dossier
  const granted = withGrants(open.dossier, settled.grants, settled.answers, today)
  const dossier = { ...granted, decidedOn: today }
  const assessment = explain(compiled, assessLoaded(open.dossier, dossier, today))
  const filed = activities.filter(({ applications }) =>
    applications.some(({ id }) => id === file.application.id),
  )
  const claims = claimsToJudge(open.dossier)
  const taken = { file, settled, compiled, dossier, assessment, filed, claims }
  const objectBefore = lastDayToObject(register, today)
  const whole = wholeDecided(assessment, settled.whole)
  if (whole === 'fails') return { ...taken, outcome: 'refused', objectBefore }
  if (whole === 'meets') {
    return { ...taken, outcome: 'granted', temporary: false, period: periodFor(context, open) }
  }
  const period = assessment.temporary?.period
  if (period === undefined) throw new Error('A registration for a while has no days')
  return { ...taken, outcome: 'granted', temporary: true, period, objectBefore }
}

function periodFor(
  { today }: Context,
  { file, dossier: { compiled, dossier } }: DecidedFile,
): Period {
  const period = periodGranted(compiled, file.application, dossier, today)
  if (period === undefined) throw new Error('A change of category has no period to go on with')
  return period
}

/**
 * The period that somebody gets whose application is granted in full on a day, by what is known of them;
 * undefined where a change of category has none to go on with.
 */
export function periodGranted(
  compiled: LoadedDossier['compiled'],
  application: Pick<
    ApplicationFile['application'],
    'kind' | 'submittedOn' | 'periodChoice' | 'move'
  >,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Period | undefined {
  const { kind, submittedOn, periodChoice } = application
  const { period: oldPeriod, temporary, registeredOn } = dossier
  if (kind === 'move') {
    const move = moveOf(compiled, application)
    return move && assessMove(compiled, move, dossier, on).period
  }
  return periodAfterDecision(compiled, {
    kind,
    submittedOn,
    decidedOn: on,
    ...(oldPeriod === undefined ? {} : { oldPeriod }),
    ...(temporary === undefined ? {} : { temporary }),
    ...(registeredOn === undefined ? {} : { registeredOn }),
    choice: periodChoice,
  }).period
}

async function grant(
  context: Context,
  taken: Extract<TakenDecision, { outcome: 'granted' }>,
): Promise<Decided> {
  const { file, period, compiled, dossier } = taken
  const { category } = dossier
  const { temporary } = taken
  const instead = temporary ? { instead: letterInstead(context, taken) } : {}
  const granted = { period, category, ...instead }
  const papers = await issueCertificatePapers(context, file, granted, compiled)
  const decisionId = await write(context, taken, papers.letterId)
  if (await holdsLonger(context, taken)) {
    await issueCertificate(context, file, { decisionId, period, temporary, category, papers })
    return { decisionId, outcome: 'granted', temporary }
  }
  if (file.application.kind === 'move') await move(context, taken)
  else await certify(context, taken)
  if (file.application.move !== undefined) await endWish(context, file)
  await issueCertificate(context, file, { decisionId, period, temporary, category, papers })
  const label = category === undefined ? undefined : categoryLabel(compiled.regulation, category)
  if (temporary) await tellGrantedForAWhile(context, taken, papers)
  else {
    const inPart = [...taken.settled.grants.values()].some(({ outcome }) => outcome !== 'approved')
    const objectBefore =
      inPart && taken.instead === undefined
        ? { objectBefore: lastDayToObject(context.register, context.today) }
        : {}
    await tellGranted(context, file, { ...period, category: label, ...objectBefore }, papers)
  }
  return { decisionId, outcome: 'granted', temporary }
}

// Whoever was granted a later application meanwhile keeps what came of that.
async function holdsLonger(
  { db }: Context,
  { file, period, instead }: Extract<TakenDecision, { outcome: 'granted' }>,
): Promise<boolean> {
  if (instead === undefined) return false
  const later = await db
    .selectFrom('decision')
    .innerJoin('application', 'application.id', 'decision.application_id')
    .where('application.registration_id', '=', file.application.registrationId)
    .where('application.id', '<>', file.application.id)
    .where('decision.outcome', '=', 'granted')
    .where('decision.replaced_on', 'is', null)
    .where('decision.valid_last', '>=', period.last.toString())
    .select('decision.id')
    .executeTakeFirst()
  return later !== undefined
}

async function refuse(
  context: Context,
  taken: Extract<TakenDecision, { outcome: 'refused' }>,
): Promise<Decided> {
  const { file, objectBefore } = taken
  const documentId = await issueRefusal(context, taken)
  const decisionId = await write(context, taken, documentId)
  await tellRefused(context, file, objectBefore, documentId)
  await creditRefused(context, file.application)
  await endProtection(context, file.application.registrationId)
  return { decisionId, outcome: 'refused', temporary: false }
}

// Where the register has no ground for it, what was charged stays.
async function creditRefused(
  context: Context,
  { id, number }: { readonly id: string; readonly number: string },
): Promise<void> {
  const ground = groundFor(context, 'application-refused')
  if (ground === undefined) return
  const reason = `Aanvraag ${number}: ${ground.label}.`
  await creditFee(context, { kind: 'application', aboutId: id }, { reason, ground })
}

async function write(context: Context, taken: TakenDecision, documentId: string): Promise<string> {
  const { application } = taken.file
  const decisionId = await writeDecision(context, taken, documentId)
  await closeApplication(context, taken, decisionId)
  await writeGrants(context, taken)
  await writeFound(context, taken)
  const period = taken.outcome === 'granted' ? taken.period : undefined
  await record(context, {
    noun: 'decision',
    id: decisionId,
    action: taken.outcome === 'granted' ? 'grant' : 'refuse',
    facts: {
      application: application.id,
      number: application.number,
      grants: Object.fromEntries(taken.settled.grants),
      answers: Object.fromEntries(taken.settled.answers),
      outcome: taken.assessment.outcome,
      ...(isTemporary(taken) ? { temporary: true } : {}),
      reason: taken.settled.reason,
      period: period && { first: period.first.toString(), last: period.last.toString() },
    },
  })
  return decisionId
}

async function writeDecision(
  { db, register, today }: Context,
  taken: TakenDecision,
  documentId: string,
): Promise<string> {
  const { application } = taken.file
  const period = taken.outcome === 'granted' ? taken.period : undefined
  const objectBefore = 'objectBefore' in taken ? taken.objectBefore : undefined
  const { id } = await db
    .insertInto('decision')
    .values({
      register: register.id,
      application_id: application.id,
      outcome: taken.outcome,
      temporary: isTemporary(taken),
      decided_on: today.toString(),
      valid_first: period?.first.toString() ?? null,
      valid_last: period?.last.toString() ?? null,
      reason: taken.settled.reason,
      dossier: orderedJson(taken.dossier),
      assessment: orderedJson(taken.assessment),
      regulation_version: application.regulationVersion,
      object_before: objectBefore?.toString() ?? null,
      document_id: documentId,
      replaces: taken.instead?.decision.id ?? null,
      assessed_on: taken.instead?.assessedOn.toString() ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function isTemporary(taken: TakenDecision): boolean {
  return taken.outcome === 'granted' && taken.temporary
}

// With the decision the judgements in the making have lost their use.
async function closeApplication(
  { db, today }: Context,
  { file: { application }, outcome, instead }: TakenDecision,
  decisionId: string,
): Promise<void> {
  const status = next<ApplicationStatus, ApplicationEvent>(
    applicationLifecycle,
    application.status,
    closingEvent(outcome, instead),
  )
  if (status === undefined)
    throw new Error(`An application that is ${application.status} is decided`)
  await db
    .with('drafts', (query) =>
      query.deleteFrom('judgement_draft').where('application_id', '=', application.id),
    )
    .updateTable('application')
    .set((eb) => ({
      status,
      decided_on: today.toString(),
      decision_id: decisionId,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', application.id)
    .execute()
}

function closingEvent(outcome: DecisionOutcome, instead: Instead | undefined): ApplicationEvent {
  if (instead === undefined) return outcome === 'granted' ? 'grant' : 'refuse'
  return outcome === 'granted' ? 'grant-anew' : 'refuse-anew'
}

// What was judged lower before is judged anew.
const anewEvents = {
  approved: 'approve-anew',
  partly: 'approve-partly-anew',
} as const

const grantEvents = {
  approved: 'approve',
  partly: 'approve-partly',
  rejected: 'reject',
} as const satisfies Record<Grant['outcome'], ActivityEvent>

// What was judged stays judged, also after a refusal: it is an input of the next application. What
// was in a granted application is used up by it, unless that was for a while: then it counts again.
async function writeGrants({ db }: Context, taken: TakenDecision): Promise<void> {
  const { filed, settled, assessment, outcome, file, instead } = taken
  if (filed.length === 0) return
  const found = new Map(assessment.activities.map((finding) => [finding.id, finding]))
  const changes = filed.map((activity) => {
    const grant = settled.grants.get(activity.id)
    const state = grant === undefined ? undefined : stateAfter(activity, grant, instead)
    const { awarded, second } = found.get(activity.id) ?? {}
    const rejected = grant?.outcome === 'rejected'
    const attributes = grant?.attributes
    const refused = grant?.accreditation?.recognised === false && grant.accreditation.reason
    return {
      id: activity.id,
      state: state ?? null,
      awarded: rejected ? nothing : (awarded ?? null),
      awarded_second:
        activity.claimedSecond === undefined
          ? null
          : rejected
            ? nothing
            : (second?.awarded ?? null),
      refused: refused || null,
      anyway: reasonAnyway(grant?.accreditation),
      attributes: grant === undefined ? activity.attributesRefused : (attributes?.refused ?? []),
      attributes_reason:
        grant === undefined ? activity.attributesRefusedReason : (attributes?.reason ?? ''),
    }
  })
  const usesUp = outcome === 'granted' && !isTemporary(taken)
  const usedBy = usesUp ? file.application.id : null
  await sql`update activity_claim set
      state = coalesce(change.state, activity_claim.state),
      awarded = case when change.state is null then activity_claim.awarded else change.awarded end,
      awarded_second = case when change.state is null then activity_claim.awarded_second
        else change.awarded_second end,
      accreditation_refused = case when ${instead !== undefined} and change.state is not null
        then change.refused else coalesce(change.refused, activity_claim.accreditation_refused) end,
      accreditation_anyway = case when change.state is null then activity_claim.accreditation_anyway
        else change.anyway end,
      attributes_refused = change.attributes,
      attributes_refused_reason = change.attributes_reason,
      version = activity_claim.version + case when change.state is null then 0 else 1 end,
      used_by = coalesce(used_by, ${usedBy}::uuid)
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as change (id uuid, state text, awarded int, awarded_second int, refused text, anyway text,
          attributes text[], attributes_reason text)
    where activity_claim.activity_id = change.id
      and activity_claim.registration_id = ${file.application.registrationId}`.execute(db)
}

// What was found of a claim is from now on its state in this register. Where the committee finds what
// the back office found, that stands as it was found then.
async function writeFound({ db, today }: Context, taken: TakenDecision): Promise<void> {
  const { claims, settled, file } = taken
  const changes = claims.flatMap((claim) => {
    const grant = settled.grants.get(claim.id)
    if (grant === undefined) return []
    const finding = findingOf(claim, file.application.id)
    const rejected = grant.outcome === 'rejected'
    const same = finding !== undefined && finding.inOrder !== rejected
    return [
      {
        id: claim.id,
        state: rejected ? 'rejected' : 'approved',
        reason: rejected ? grant.reason : '',
        judged_as: same ? 'back-office' : 'committee',
      },
    ]
  })
  if (changes.length === 0) return
  await sql`update claim set
      state = change.state,
      reason = change.reason,
      judged_as = change.judged_as,
      judged_on = case change.judged_as when 'back-office' then place.found_on else ${today.toString()}::date end,
      judged_by = case change.judged_as when 'back-office' then place.found_by end,
      version = claim.version + 1
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
        as change (id uuid, state text, reason text, judged_as text)
      join application_claim place on place.claim_id = change.id
        and place.application_id = ${file.application.id}
    where claim.id = change.id`.execute(db)
}

function stateAfter(
  { state }: PortfolioActivity,
  { outcome }: Grant,
  instead: Instead | undefined,
): ActivityState | undefined {
  if (
    instead !== undefined &&
    outcome !== 'rejected' &&
    (state === 'partly' || state === 'rejected')
  ) {
    return next<ActivityState, ActivityEvent>(activityLifecycle, state, anewEvents[outcome])
  }
  return next<ActivityState, ActivityEvent>(
    activityLifecycle,
    // A referee who has not answered does not keep the committee from judging the rest.
    state === 'awaiting-referee' ? 'entered' : state,
    grantEvents[outcome],
  )
}

// The new category and the period that goes with it; the certificate of the old one is replaced.
async function move(
  context: Context,
  { file, period, dossier }: Extract<TakenDecision, { outcome: 'granted' }>,
): Promise<void> {
  const { db, today } = context
  const { registrationId } = file.application
  const valid = { valid_first: period.first.toString(), valid_last: period.last.toString() }
  const category = dossier.category ?? null
  // A longer period begins anew what was over, or was kept alive by what was asked.
  if (Temporal.PlainDate.compare(period.last, today) >= 0) {
    await standAs(context, registrationId, { ...valid, category })
  } else {
    await db
      .updateTable('registration')
      .set((eb) => ({ ...valid, category, version: eb('version', '+', 1) }))
      .where('id', '=', registrationId)
      .execute()
  }
  await db
    .updateTable('certificate')
    .where('registration_id', '=', registrationId)
    .where('withdrawn_on', 'is', null)
    .where('replaced_on', 'is', null)
    .set({ replaced_on: today.toString() })
    .execute()
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'move',
    facts: { application: file.application.id, category, ...valid },
  })
}

// The category that was asked for is held now, so that what was wished before does not stand any more.
async function endWish({ db, today }: Context, { application }: ApplicationFile): Promise<void> {
  await db
    .updateTable('claim')
    .set((eb) => ({ ended_on: today.toString(), version: eb('version', '+', 1) }))
    .where('registration_id', '=', application.registrationId)
    .where('member', '=', 'category')
    .where('ended_on', 'is', null)
    .execute()
}

async function certify(
  context: Context,
  taken: Extract<TakenDecision, { outcome: 'granted' }>,
): Promise<void> {
  const {
    file: { application },
    period,
    temporary,
    assessment,
    dossier,
  } = taken
  const { registrationId } = application
  const valid = {
    valid_first: period.first.toString(),
    valid_last: period.last.toString(),
    category: dossier.category ?? null,
    ...(temporary
      ? forAWhile(application.kind, dossier)
      : {
          temporary_kind: null,
          full_first: null,
          full_last: null,
          counted_until: assessment.window.last.toString(),
        }),
  }
  const from = await standAs(context, registrationId, valid)
  if (!temporary && dossier.temporary !== undefined) await replaceTemporary(context, taken)
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: temporary ? 'certify-for-a-while' : 'certify',
    facts: {
      application: application.id,
      from,
      validFirst: valid.valid_first,
      validLast: valid.valid_last,
      ...('counted_until' in valid ? { countedUntil: valid.counted_until } : {}),
      ...(valid.category === null ? {} : { category: valid.category }),
    },
  })
}

// A registration on hold is certified underneath: it shows when the hold ends. Gives what it was.
async function standAs(
  context: Context,
  registrationId: string,
  valid: AlongWithStatus,
): Promise<RegistrationStatus> {
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined) throw new Error(`There is no registration ${registrationId}`)
  const changed = await changeStatus(context, member, 'certify', valid)
  if (changed !== undefined) return member.status
  const held = member.status === 'on-hold' || member.status === 'suspended'
  await context.db
    .updateTable('registration')
    .set((eb) => ({
      ...valid,
      ...(held ? { held_status: 'certified', version: eb('version', '+', 1) } : {}),
    }))
    .where('id', '=', registrationId)
    .execute()
  await publishEntry(context, registrationId)
  return member.status
}

// The days of it are the registration's own; the next application is what this one was, and nothing
// that counted is used up.
function forAWhile(kind: ApplicationFile['application']['kind'], { period }: Dossier) {
  const renewed = kind === 'renewal' ? period : undefined
  return {
    temporary_kind: renewed === undefined ? ('first' as const) : ('renewal' as const),
    full_first: renewed?.first.toString() ?? null,
    full_last: renewed?.last.toString() ?? null,
  }
}

// The certificate of a registration for a while ends where the full one begins.
async function replaceTemporary(
  { db, today }: Context,
  { file, period }: Extract<TakenDecision, { outcome: 'granted' }>,
): Promise<void> {
  await db
    .updateTable('certificate')
    .where('registration_id', '=', file.application.registrationId)
    .where('temporary', '=', true)
    .where('withdrawn_on', 'is', null)
    .where('replaced_on', 'is', null)
    .where('valid_last', '>=', period.first.toString())
    .set({ replaced_on: today.toString() })
    .execute()
}
