import { sql } from 'kysely'
import type { Claimed, GrantProblem } from '#domain/certification/application/application.ts'
import {
  asksSecond,
  claimedAttributes,
  claimsAccreditation,
  grantProblem,
  reasonAnyway,
} from '#domain/certification/application/application.ts'
import { assessLoaded } from '#domain/certification/application/assess-filed.ts'
import { claimsToJudge, findingOf } from '#domain/certification/application/filed-claims.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { attributesFound, filedActivities } from '#domain/certification/application/queries.ts'
import { bringToBoard } from '#domain/certification/committee/bring-to-board.ts'
import type { Decided } from '#domain/certification/committee/decide-application.ts'
import { decideApplication } from '#domain/certification/committee/decide-application.ts'
import type {
  Grant,
  NormAnswer,
  Settlement,
  Verdict,
  Whole,
} from '#domain/certification/committee/judgement.ts'
import {
  failsTooOften,
  mayJudge,
  settle,
  wholesLeft,
  withGrants,
} from '#domain/certification/committee/judgement.ts'
import type { OpenFile } from '#domain/certification/committee/open-file.ts'
import { versionOf } from '#domain/certification/committee/queries.ts'
import { rulingsOfApplication } from '#domain/certification/ruling/queries.ts'
import { labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Assessment, ExplainedNorm, NormFigures } from '#engine'
import { explain } from '#engine'

/** A member's judgement as it was sent; what was left open is undefined. */
export interface Judging {
  /** Of each activity, and of those claims of which the member finds something else than the back office. */
  readonly grants: ReadonlyMap<string, Grant>
  readonly answers: ReadonlyMap<string, NormAnswer>
  readonly whole: Whole | undefined
  readonly reason: string
}

/** What is missing or wrong in a judgement: of an activity or norm by its id, or of the whole. */
export type JudgingProblem =
  | { readonly on: string; readonly is: GrantProblem | 'no-outcome' }
  | { readonly on: 'whole'; readonly is: 'no-outcome' | 'no-reason' }

export type Judged =
  /** Settled: enough members find the same, and the committee decides in its meeting. */
  | { readonly outcome: 'judged'; readonly still: Settlement['is'] | 'board' }
  | ({ readonly outcome: 'decided' } & { readonly decision: Decided })
  /** Others decided it meanwhile. */
  | { readonly outcome: 'decided-already' }
  /** Two members differ, and the chair is the one to decide. */
  | { readonly outcome: 'for-the-chair' }
  /** Others judged it meanwhile, and it waits for the meeting. */
  | { readonly outcome: 'enough' }
  /** So much of the sample was rejected that from now on all lines are read, by every member. */
  | { readonly outcome: 'read-all' }
  | { readonly outcome: 'incomplete'; readonly problems: readonly JudgingProblem[] }
  /** The answer on the whole is not what the assessment with these grants comes to. */
  | { readonly outcome: 'inconsistent'; readonly assessment: Assessment }

/**
 * Takes the judgement of the member who opened a file, which was read with a lock: of two members at
 * once, the second sees what the first found, and the last judgement that is needed makes the
 * decision, unless that falls in the meeting. Who has not opened the file today has none to judge.
 */
export async function judgeApplication(
  context: Context,
  open: OpenFile,
  judging: Judging,
): Promise<Judged> {
  const { file, member, verdicts } = open
  const { rules, freeChairs } = file.bench
  if (file.application.status !== 'with-committee') return { outcome: 'decided-already' }
  const may = mayJudge(member, verdicts, rules, freeChairs).is
  if (may === 'for-the-chair' || may === 'enough') return { outcome: may }
  // What lies with the board, lies there with what was found.
  if (may === 'again' && (await waitsForBoard(context, file.application.id))) {
    return { outcome: 'enough' }
  }
  const weighed = weigh(context, open, judging)
  if (weighed.is === 'incomplete') return { outcome: 'incomplete', problems: weighed.problems }
  const { verdict, assessment } = weighed
  if (!wholesLeft(assessment).includes(verdict.whole)) {
    return { outcome: 'inconsistent', assessment }
  }
  if (await readsAll(context, file, verdict)) return { outcome: 'read-all' }
  await write(context, file, verdict, new Set(claimsToJudge(open.dossier).map(({ id }) => id)))
  await record(context, {
    noun: 'application',
    id: file.application.id,
    action: 'judge',
    facts: {
      member: verdict.memberId,
      grants: Object.fromEntries(verdict.grants),
      answers: Object.fromEntries(verdict.answers),
      whole: verdict.whole,
      reason: verdict.reason,
      outcome: assessment.outcome,
    },
  })
  const settled = settle(withVerdict(verdicts, verdict), rules.members)
  if (settled.is !== 'settled' || rules.decides === 'in-the-meeting') {
    return { outcome: 'judged', still: settled.is }
  }
  const atBoard = await bringToBoard(context, open, settled, withVerdict(verdicts, verdict))
  return atBoard.is === 'waits'
    ? { outcome: 'judged', still: 'board' }
    : { outcome: 'decided', decision: await decideApplication(context, open, atBoard.settled) }
}

/** Whether a file lies with the board, which has yet to decide on a norm of it. */
export async function waitsForBoard(context: Context, applicationId: string): Promise<boolean> {
  const rulings = await rulingsOfApplication(context, applicationId)
  return rulings.some(({ status }) => status === 'for-decision')
}

// Opens all lines where too many of those that were drawn are rejected. What was found so far, by
// this member too, was found without reading them all.
async function readsAll(
  context: Context,
  { application }: ApplicationFile,
  { memberId, grants }: Verdict,
): Promise<boolean> {
  const { review } = versionOf(context, application).regulation
  if (application.readAllOn !== undefined || review.failureShare === undefined) return false
  const filed = await filedActivities(context, application.id)
  const drawn = [...filed.values()].filter(({ looked }) => looked?.includes('sampled'))
  const ids = new Set(drawn.map(({ activityId }) => activityId))
  if (!failsTooOften(grants, ids, review)) return false
  await context.db
    .updateTable('application')
    .set({
      read_all_on: context.today.toString(),
      judged_anew_from: sql<string>`clock_timestamp()`,
    })
    .where('id', '=', application.id)
    .execute()
  const rejected = [...grants].flatMap(([id, { outcome }]) =>
    ids.has(id) && outcome === 'rejected' ? [id] : [],
  )
  await record(context, {
    noun: 'application',
    id: application.id,
    action: 'read-all',
    facts: { member: memberId, drawn: [...ids], rejected, failureShare: review.failureShare },
  })
  return true
}

// Whoever judges again does so after those who judged meanwhile.
function withVerdict(verdicts: readonly Verdict[], verdict: Verdict): readonly Verdict[] {
  return [...verdicts.filter(({ memberId }) => memberId !== verdict.memberId), verdict]
}

type Weighed =
  | { readonly is: 'incomplete'; readonly problems: readonly JudgingProblem[] }
  | { readonly is: 'whole'; readonly verdict: Verdict; readonly assessment: Assessment }

// What was sent about anything else than what there is to judge is left out.
function weigh(context: Context, { member, dossier }: OpenFile, judging: Judging): Weighed {
  const open = toJudge(dossier)
  const grants = new Map(
    open.flatMap((activity): [string, Grant][] => {
      const grant = judging.grants.get(activity.id)
      if (grant === undefined) return []
      const attributes = claimedAttributes(activity, dossier.compiled).map(({ id }) => id)
      return [[activity.id, tidy(grant, claimedWith(activity, dossier), attributes)]]
    }),
  )
  for (const [id, grant] of claimGrants(dossier, judging.grants)) grants.set(id, grant)
  const first = reassess(context, dossier, { grants, answers: new Map() })
  const norms = forPeople(first.norms)
  const asked = new Set(norms.map(({ id }) => id))
  const answers = new Map(
    [...judging.answers]
      .filter(([id]) => asked.has(id))
      .map(([id, { meets, reason }]) => [id, { meets, reason: reason.trim() }]),
  )
  const problems = problemsOf({ ...judging, grants, answers }, dossier, norms)
  const { whole, reason } = judging
  if (whole === undefined || problems.length > 0) return { is: 'incomplete', problems }
  const givenAt = Temporal.Now.instant().toString()
  return {
    is: 'whole',
    verdict: { memberId: member.id, grants, answers, whole, reason: reason.trim(), givenAt },
    assessment: answers.size === 0 ? first : reassess(context, dossier, { grants, answers }),
  }
}

function claimedWith(activity: PortfolioActivity, { compiled }: LoadedDossier): Claimed {
  const { claimed, claimedSecond } = activity
  return {
    claimed,
    claimedSecond,
    claimsAccreditation: claimsAccreditation(activity, compiled),
    labelAsks: labelOfActivity(compiled, activity)?.asks === true,
  }
}

function tidy(grant: Grant, about: Claimed | undefined, attributes: readonly string[] = []): Grant {
  const { outcome, amount, second, reason, accreditation } = grant
  const part = outcome === 'partly'
  const both = part && about !== undefined && asksSecond(about) ? { second } : {}
  const granted = { outcome, amount: part ? amount : undefined, ...both }
  const asked = about?.claimsAccreditation === true
  const apart = asked && outcome !== 'rejected' && accreditation !== undefined
  // What was no question needs no reason.
  const recognised = accreditation?.recognised === true && !about?.labelAsks
  const refused = grant.attributes?.refused.filter((id) => attributes.includes(id)) ?? []
  const found =
    outcome === 'rejected' ? {} : attributesFound(refused, grant.attributes?.reason.trim() ?? '')
  return {
    ...granted,
    reason: reason.trim(),
    ...(apart ? { accreditation: recognised ? { recognised } : accreditation } : {}),
    ...found,
  }
}

/**
 * What a member finds of each claim that waits for it: what they say themselves, or else what the
 * back office found in order. What that did not find in order, a member judges in so many words.
 */
export function claimGrants(
  loaded: Pick<LoadedDossier, 'standing'>,
  said: Judging['grants'],
): ReadonlyMap<string, Grant> {
  const applicationId = loaded.standing.application?.id ?? ''
  const inOrder: Grant = { outcome: 'approved', amount: undefined, reason: '' }
  return new Map(
    claimsToJudge(loaded).flatMap((claim): [string, Grant][] => {
      const own = said.get(claim.id)
      if (own !== undefined) return [[claim.id, tidy(own, undefined)]]
      return findingOf(claim, applicationId)?.inOrder === true ? [[claim.id, inOrder]] : []
    }),
  )
}

/** The assessment as it comes to be with what this member grants. */
export function reassess(
  { today }: Context,
  loaded: LoadedDossier,
  { grants, answers }: Pick<Judging, 'grants' | 'answers'>,
): Assessment {
  return assessLoaded(loaded, withGrants(loaded, grants, answers, today), today)
}

/** The activities of an application that wait for a judgement; what was judged before is not. */
export function toJudge({
  dossier,
  activities,
}: Pick<LoadedDossier, 'dossier' | 'activities'>): readonly PortfolioActivity[] {
  const open = new Set(
    dossier.activities.filter(({ state }) => state === 'claimed').map(({ id }) => id),
  )
  return activities.filter(({ id }) => open.has(id))
}

/** The norms that the regulation leaves to people, as the activities are judged. */
export function normsToAnswer(
  context: Context,
  loaded: LoadedDossier,
  grants: ReadonlyMap<string, Grant>,
): readonly ExplainedNorm[] {
  const found = reassess(context, loaded, { grants, answers: new Map() })
  return forPeople(explain(loaded.compiled, found).norms)
}

function forPeople<Norm extends NormFigures>(norms: readonly Norm[]): readonly Norm[] {
  return norms.filter(({ outcome }) => outcome === 'for-the-committee')
}

function problemsOf(
  judging: Judging,
  loaded: LoadedDossier,
  norms: readonly Pick<NormFigures, 'id'>[],
): JudgingProblem[] {
  const words = { approved: 'approve', partly: 'partly', rejected: 'reject' } as const
  const problems = toJudge(loaded).flatMap((activity): JudgingProblem[] => {
    const { id } = activity
    const grant = judging.grants.get(id)
    if (grant === undefined) return [{ on: id, is: 'no-outcome' }]
    const problem = grantProblem(
      { ...grant, outcome: words[grant.outcome] },
      claimedWith(activity, loaded),
    )
    return problem === undefined ? [] : [{ on: id, is: problem }]
  })
  for (const { id } of claimsToJudge(loaded)) {
    const grant = judging.grants.get(id)
    if (grant === undefined) problems.push({ on: id, is: 'no-outcome' })
    else if (grant.outcome === 'rejected' && grant.reason === '') {
      problems.push({ on: id, is: 'no-reason' })
    }
  }
  for (const { id } of norms) {
    if (!judging.answers.has(id)) problems.push({ on: id, is: 'no-outcome' })
  }
  if (judging.whole === undefined) problems.push({ on: 'whole', is: 'no-outcome' })
  if (judging.reason.trim() === '') problems.push({ on: 'whole', is: 'no-reason' })
  return problems
}

// A member may think again as long as nothing is decided: the new judgement takes the old one's place.
async function write(
  { db, register, today }: Context,
  { application }: ApplicationFile,
  { memberId, grants, answers, whole, reason }: Verdict,
  /** The ids of the grants that are of claims. */
  claims: ReadonlySet<string>,
): Promise<void> {
  const shared = {
    register: register.id,
    application_id: application.id,
    member_id: memberId,
    judged_on: today.toString(),
    // Not the start of the transaction: whoever waited for the lock judges after who held it.
    created_at: sql<string>`clock_timestamp()`,
  }
  await db
    .with('draft', (query) =>
      query
        .deleteFrom('judgement_draft')
        .where('application_id', '=', application.id)
        .where('member_id', '=', memberId),
    )
    .deleteFrom('judgement')
    .where('application_id', '=', application.id)
    .where('member_id', '=', memberId)
    .execute()
  await db
    .insertInto('judgement')
    .values([
      { ...shared, outcome: whole, reason },
      ...[...grants].map(([id, grant]) => ({
        ...shared,
        ...(claims.has(id) ? { claim_id: id } : { activity_id: id }),
        outcome: grant.outcome,
        amount: grant.amount ?? null,
        amount_second: grant.second ?? null,
        reason: grant.reason,
        accreditation_refused:
          grant.accreditation?.recognised === false ? grant.accreditation.reason : null,
        accreditation_anyway: reasonAnyway(grant.accreditation),
        attributes_refused: [...(grant.attributes?.refused ?? [])],
        attributes_reason: grant.attributes?.reason ?? '',
      })),
      ...[...answers].map(([norm, answer]) => ({
        ...shared,
        norm,
        outcome: answer.meets ? ('meets' as const) : ('fails' as const),
        reason: answer.reason,
      })),
    ])
    .execute()
}
