import { sql } from 'kysely'
import type { GrantProblem } from '#domain/certification/application/application.ts'
import { grantProblem } from '#domain/certification/application/application.ts'
import type { Decided } from '#domain/certification/committee/decide-application.ts'
import { decideApplication } from '#domain/certification/committee/decide-application.ts'
import type { Grant, NormAnswer } from '#domain/certification/committee/judgement.ts'
import {
  mayJudge,
  settle,
  wholeThatFollows,
  withGrants,
} from '#domain/certification/committee/judgement.ts'
import { approachFile } from '#domain/certification/committee/open-file.ts'
import { verdictsOf } from '#domain/certification/committee/queries.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Assessment } from '#engine'
import { assess } from '#engine'

/** A member's judgement as it was sent; what was left open is undefined. */
export interface Judging {
  readonly applicationId: string
  readonly memberId: string
  readonly grants: ReadonlyMap<string, Grant>
  readonly answers: ReadonlyMap<string, NormAnswer>
  readonly whole: 'meets' | 'fails' | undefined
  readonly reason: string
}

/** What is missing or wrong in a judgement: of an activity or norm by its id, or of the whole. */
export type JudgingProblem =
  | { readonly on: string; readonly is: GrantProblem | 'no-outcome' }
  | { readonly on: 'whole'; readonly is: 'no-outcome' | 'no-reason' }

export type Judged =
  | { readonly outcome: 'judged'; readonly still: 'waiting' | 'divided' }
  | ({ readonly outcome: 'decided' } & { readonly decision: Decided })
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'conflict' }
  /** Others decided it meanwhile. */
  | { readonly outcome: 'decided-already' }
  /** Two members differ, and the chair is the one to decide. */
  | { readonly outcome: 'for-the-chair' }
  | { readonly outcome: 'incomplete'; readonly problems: readonly JudgingProblem[] }
  /** The answer on the whole is not what the assessment with these grants comes to. */
  | { readonly outcome: 'inconsistent'; readonly assessment: Assessment }

/**
 * Takes a member's judgement of an application. The row is locked: of two members at once, the
 * second sees what the first found, and the last judgement that is needed makes the decision.
 */
export async function judgeApplication(context: Context, judging: Judging): Promise<Judged> {
  const { applicationId, memberId } = judging
  const approached = await approachFile(context, applicationId, memberId, { lock: true })
  if (approached.outcome !== 'free') return { outcome: approached.outcome }
  const { file, bench } = approached
  if (file.application.status !== 'with-committee') return { outcome: 'decided-already' }
  const loaded = await loadDossier(context, file.application.registrationId, applicationId)
  const member = bench.members.find(({ id }) => id === memberId)
  if (member === undefined) return { outcome: 'not-found' }
  const before = await verdictsOf(context, applicationId, bench)
  if (mayJudge(member, before, bench.rules, bench.freeChairs).is === 'for-the-chair') {
    return { outcome: 'for-the-chair' }
  }
  const mine = { ...judging, ...within(context, loaded, judging) }
  const problems = problemsOf(context, mine, loaded)
  const { whole } = mine
  if (whole === undefined || problems.length > 0) return { outcome: 'incomplete', problems }
  const assessment = reassess(context, loaded, mine)
  const follows = wholeThatFollows(assessment)
  if (follows !== 'open' && follows !== whole) return { outcome: 'inconsistent', assessment }
  await write(context, mine, whole)
  await record(context, {
    noun: 'application',
    id: applicationId,
    action: 'judge',
    facts: {
      member: memberId,
      grants: Object.fromEntries(mine.grants),
      answers: Object.fromEntries(mine.answers),
      whole,
      reason: mine.reason,
      outcome: assessment.outcome,
    },
  })
  const settled = settle(await verdictsOf(context, applicationId, bench), bench.rules.members)
  if (settled.is !== 'settled') return { outcome: 'judged', still: settled.is }
  return { outcome: 'decided', decision: await decideApplication(context, file, settled) }
}

/** The assessment as it comes to be with what this member grants. */
export function reassess(
  { today }: Context,
  { compiled, dossier }: LoadedDossier,
  { grants, answers }: Pick<Judging, 'grants' | 'answers'>,
): Assessment {
  return assess(compiled, withGrants(dossier, grants, answers), today)
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
): Assessment['norms'] {
  const assessment = reassess(context, loaded, { grants, answers: new Map() })
  return assessment.norms.filter(({ outcome }) => outcome === 'for-the-committee')
}

// What was sent about anything else than what there is to judge is left out.
function within(
  context: Context,
  loaded: LoadedDossier,
  { grants, answers }: Judging,
): Pick<Judging, 'grants' | 'answers'> {
  const open = new Set(toJudge(loaded).map(({ id }) => id))
  const judged = new Map([...grants].filter(([id]) => open.has(id)))
  const norms = new Set(normsToAnswer(context, loaded, judged).map(({ id }) => id))
  return { grants: judged, answers: new Map([...answers].filter(([id]) => norms.has(id))) }
}

function problemsOf(context: Context, judging: Judging, loaded: LoadedDossier): JudgingProblem[] {
  const words = { approved: 'approve', partly: 'partly', rejected: 'reject' } as const
  const problems = toJudge(loaded).flatMap(({ id, claimed }): JudgingProblem[] => {
    const grant = judging.grants.get(id)
    if (grant === undefined) return [{ on: id, is: 'no-outcome' }]
    const problem = grantProblem(words[grant.outcome], grant.amount, grant.reason, claimed)
    return problem === undefined ? [] : [{ on: id, is: problem }]
  })
  for (const { id } of normsToAnswer(context, loaded, judging.grants)) {
    if (!judging.answers.has(id)) problems.push({ on: id, is: 'no-outcome' })
  }
  if (judging.whole === undefined) problems.push({ on: 'whole', is: 'no-outcome' })
  if (judging.reason.trim() === '') problems.push({ on: 'whole', is: 'no-reason' })
  return problems
}

// A member may think again as long as nothing is decided: the new judgement takes the old one's place.
async function write(
  { db, register, today }: Context,
  { applicationId, memberId, grants, answers, reason }: Judging,
  whole: 'meets' | 'fails',
): Promise<void> {
  for (const table of ['judgement', 'judgement_draft'] as const) {
    await db
      .deleteFrom(table)
      .where('application_id', '=', applicationId)
      .where('member_id', '=', memberId)
      .execute()
  }
  const shared = {
    register: register.id,
    application_id: applicationId,
    member_id: memberId,
    judged_on: today.toString(),
    // Not the start of the transaction: whoever waited for the lock judges after who held it.
    created_at: sql<string>`clock_timestamp()`,
  }
  await db
    .insertInto('judgement')
    .values([
      { ...shared, outcome: whole, reason: reason.trim() },
      ...[...grants].map(([activity_id, grant]) => ({
        ...shared,
        activity_id,
        outcome: grant.outcome,
        amount: grant.outcome === 'partly' ? (grant.amount ?? null) : null,
        reason: grant.reason.trim(),
      })),
      ...[...answers].map(([norm, answer]) => ({
        ...shared,
        norm,
        outcome: answer.meets ? ('meets' as const) : ('fails' as const),
        reason: answer.reason.trim(),
      })),
    ])
    .execute()
}
