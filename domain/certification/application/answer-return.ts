import type {
  ApplicationStatus,
  ReturnAnswer,
  ReturnItem,
} from '#domain/certification/application/application.ts'
import {
  aboutOf,
  filesSince,
  hasEnoughProof,
  proofsSince,
} from '#domain/certification/application/application.ts'
import { inPlaceOf } from '#domain/certification/application/filed-claims.ts'
import type { ApplicationFile, Return } from '#domain/certification/application/queries.ts'
import { findOwnApplication, returnsOf } from '#domain/certification/application/queries.ts'
import { addActivities } from '#domain/certification/application/supplement-application.ts'
import { addableTo } from '#domain/certification/application/supplements.ts'
import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { holdDossier } from '#domain/dossier/statement/openness.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { CompiledRegulation } from '#engine'
import { applicationSupplemented } from '#mail/application-supplemented.ts'

/** An application that waits for its applicant: what is asked, and what can be done about it. */
export interface OpenReturn {
  readonly file: ApplicationFile
  readonly open: Return
  /** Each item with the activity or the claim that it is about, where it is about one. */
  readonly items: readonly {
    readonly item: ReturnItem
    readonly activity: PortfolioActivity | undefined
    /** What stands in the place of what was asked about. */
    readonly claim: Claim | undefined
  }[]
  /** What was stated since, where it is asked to state more. */
  readonly statedSince: readonly Claim[]
  /** What may be added, when the return asks for more activities. */
  readonly addable: readonly PortfolioActivity[]
  readonly compiled: CompiledRegulation
}

/** The open return of somebody's application, or how that application stands instead. */
export async function findOpenReturn(
  context: Context,
  registrationId: string,
  applicationId: string,
  options: { readonly lock?: boolean } = {},
): Promise<
  | { readonly outcome: 'open'; readonly it: OpenReturn }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-returned'; readonly status: ApplicationStatus }
> {
  const file = await findOwnApplication(context, registrationId, applicationId, options)
  if (file === undefined) return { outcome: 'not-found' }
  const { status } = file.application
  const open = (await returnsOf(context, applicationId)).find((one) => !one.answeredOn)
  if (status !== 'returned' || open === undefined) return { outcome: 'not-returned', status }
  const loaded = await loadDossier(context, registrationId, applicationId)
  const { activities, standing, compiled } = loaded
  const items = open.items.map((item) => ({
    item,
    activity:
      item.item === 'activity' ? activities.find(({ id }) => id === item.activity) : undefined,
    claim: item.item === 'claim' ? inPlaceOf(standing.claims, item.claim) : undefined,
  }))
  const asks = (what: ReturnItem['item']) => open.items.some(({ item }) => item === what)
  const addable = asks('add-activities') ? addableTo(context, file, loaded) : []
  const statedSince = asks('state-more') ? sinceReturn(loaded, file, open) : []
  return { outcome: 'open', it: { file, open, items, addable, statedSince, compiled } }
}

// What came with the application and takes the place of nothing that was asked about.
function sinceReturn(
  { standing: { claims } }: LoadedDossier,
  { application }: ApplicationFile,
  { items, returnedOn }: Return,
): readonly Claim[] {
  const inPlace = new Set(
    items.flatMap((item) => (item.item === 'claim' ? [inPlaceOf(claims, item.claim)?.id] : [])),
  )
  return claims.filter(
    ({ id, applications, endedOn, statedOn }) =>
      endedOn === undefined &&
      !inPlace.has(id) &&
      Temporal.PlainDate.compare(statedOn, returnedOn) >= 0 &&
      applications.some((place) => place.id === application.id && place.supplement),
  )
}

export interface Answer {
  readonly registrationId: string
  readonly applicationId: string
  readonly answers: readonly ReturnAnswer[]
  /** The activities that are to be part of this application after all. */
  readonly add: readonly string[]
}

export type Answered =
  | { readonly outcome: 'answered'; readonly added: number }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-returned'; readonly status: ApplicationStatus }
  | { readonly outcome: 'too-late'; readonly answerBefore: Temporal.PlainDate }
  | { readonly outcome: 'incomplete'; readonly problems: readonly AnswerProblem[] }

/** What is still missing: an answer, the file that was asked for, a proof, or an activity that is only a draft as it stands. */
export interface AnswerProblem {
  /** What the item is about, by `aboutOf`. */
  readonly item: string
  readonly is:
    | 'no-answer'
    | 'no-file'
    | 'no-proof'
    | 'unfinished'
    | 'nothing-added'
    | 'nothing-stated'
}

/** Answers a return: the application goes back to the back office, complete as on arrival. */
export async function answerReturn(context: Context, answer: Answer): Promise<Answered> {
  const { registrationId, applicationId } = answer
  // What is stated in another tab at this moment comes with it, or is told that it is too late.
  await holdDossier(context, registrationId)
  const found = await findOpenReturn(context, registrationId, applicationId, { lock: true })
  if (found.outcome !== 'open') return found
  const { file, open, addable } = found.it
  if (Temporal.PlainDate.compare(context.today, open.answerBefore) > 0) {
    return { outcome: 'too-late', answerBefore: open.answerBefore }
  }
  const adding = addable.filter(({ id }) => answer.add.includes(id))
  const problems = problemsOf(found.it, answer, adding.length)
  if (problems.length > 0) return { outcome: 'incomplete', problems }
  await addActivities(context, applicationId, adding)
  await close(context, found.it)
  await context.db
    .updateTable('application_return')
    .set({ answered_on: context.today.toString(), answers: JSON.stringify(answer.answers) })
    .where('id', '=', open.id)
    .execute()
  await context.db
    .updateTable('application')
    .set((eb) => ({ status: 'submitted', version: eb('version', '+', 1) }))
    .where('id', '=', applicationId)
    .execute()
  await record(context, {
    noun: 'application',
    id: applicationId,
    action: 'complete',
    facts: { return: open.id, answers: answer.answers, added: adding.map(({ id }) => id) },
  })
  await tell(context, file)
  return { outcome: 'answered', added: adding.length }
}

function problemsOf(it: OpenReturn, { answers }: Answer, adding: number): AnswerProblem[] {
  const required = it.compiled.regulation.evidence.required
  const said = (id: string) => answers.some(({ item, answer }) => item === id && answer !== '')
  return it.items.flatMap(({ item, activity, claim }): AnswerProblem[] => {
    const about = aboutOf(item)
    if (item.item === 'add-activities') {
      return adding > 0 || said(about) ? [] : [{ item: about, is: 'nothing-added' }]
    }
    if (item.item === 'state-more') {
      const answered = it.statedSince.length > 0 || said(about)
      return answered ? [] : [{ item: about, is: 'nothing-stated' }]
    }
    if (item.item === 'claim') {
      // What is stated anew answers a question in words by itself.
      const anew = claim !== undefined && claim.id !== item.claim
      if (item.asks === 'words')
        return anew || said(about) ? [] : [{ item: about, is: 'no-answer' }]
      return proofsSince(item, claim).length > 0 ? [] : [{ item: about, is: 'no-file' }]
    }
    if (item.item === 'application') {
      return said('application') ? [] : [{ item: 'application', is: 'no-answer' }]
    }
    const id = item.activity
    const [answered, missing] =
      item.asks === 'file'
        ? ([filesSince(item, activity).length > 0, 'no-file'] as const)
        : ([said(id), 'no-answer'] as const)
    const problems: AnswerProblem[] = answered ? [] : [{ item: id, is: missing }]
    if (activity === undefined) return problems
    const { kind, completedOn, claimed } = activity
    if (kind === undefined || completedOn === undefined || claimed === undefined) {
      return [...problems, { item: id, is: 'unfinished' }]
    }
    return hasEnoughProof(activity, required)
      ? problems
      : [...problems, { item: id, is: 'no-proof' }]
  })
}

// What was opened is handed in again, also when only the question was answered.
async function close(context: Context, { items }: OpenReturn): Promise<void> {
  for (const { activity } of items) {
    if (activity?.state !== 'returned') continue
    const state = next<ActivityState, ActivityEvent>(activityLifecycle, activity.state, 'enter')
    if (state === undefined) continue
    await context.db
      .updateTable('activity_claim')
      .set((eb) => ({ state, version: eb('version', '+', 1) }))
      .where('activity_id', '=', activity.id)
      .where('register', '=', context.register.id)
      .execute()
  }
}

async function tell(context: Context, { application, applicant }: ApplicationFile): Promise<void> {
  if (applicant.email === '') return
  await writeMessage(
    context,
    'application-supplemented',
    { name: applicant.name, address: applicant.email, accountId: applicant.accountId },
    applicationSupplemented({
      register: mailRegister(context.platform, context.register),
      name: applicant.name,
      number: application.number,
      answeredOn: context.today.toString(),
    }),
  )
}
