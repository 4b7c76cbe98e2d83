import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import { detailName, mayBeTheSame, yearInPortfolio } from '#domain/dossier/activity/activity.ts'
import type { ActivityFacts, Problem } from '#domain/dossier/activity/check-activity.ts'
import { courseOfActivity } from '#domain/dossier/activity/course-of-activity.ts'
import type { LabelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import { isAsked, labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { ProofWarning } from '#domain/dossier/activity/proof-warnings.ts'
import { proofWarnings } from '#domain/dossier/activity/proof-warnings.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import type { OpenActivity } from '#domain/dossier/portfolio/open-activity.ts'
import {
  asItStands,
  calledIn,
  checkOpen,
  courseOf,
  stateAfter,
  writeActivity,
} from '#domain/dossier/portfolio/write-activity.ts'
import {
  askReferee,
  hasAskedEnough,
  withdrawRequests,
} from '#domain/dossier/referee/ask-referee.ts'
import type { Asked } from '#domain/dossier/referee/referee.ts'
import { hashAsked, whatIsAsked } from '#domain/dossier/referee/referee.ts'
import { withFiles } from '#domain/dossier/statement/claim-warnings.ts'
import { findLabelsHeld, findProvider } from '#domain/organisations/label/labels-held.ts'
import type { Amount } from '#engine'
import { nothing } from '#engine'

/** How an activity is entered. */
export interface Entering {
  readonly intent: 'hand-in' | 'plan'
  /** What whoever enters it was warned of and wants all the same. */
  readonly acknowledged: ReadonlySet<Warning['is']>
  /** The fields of which what was typed could not be read, where it came by a form. */
  readonly unread?: ReadonlySet<string>
  /** The answers as they were typed, where it came by a form; otherwise they follow from the facts. */
  readonly typed?: TypedActivity
}

/** Something to look at once more before handing in; it never stands in the way twice. */
export type Warning =
  | { readonly is: 'above-the-rule'; readonly text: string }
  | { readonly is: 'duplicate'; readonly other: PortfolioActivity }
  | { readonly is: 'proof'; readonly of: readonly ProofWarning[] }
  /** Its label did not hold on its day, does not count, or is not known, or no decision is: somebody will ask. */
  | { readonly is: 'label'; readonly label: LabelOfActivity }

export type EnteredActivity =
  | { readonly outcome: 'entered'; readonly state: ActivityState }
  | { readonly outcome: 'incomplete'; readonly problems: readonly Problem[] }
  | { readonly outcome: 'to-confirm'; readonly warnings: readonly Warning[] }
  /** More referees were asked today than one person may ask. */
  | { readonly outcome: 'asked-enough' }

/**
 * Enters the facts of an activity that was opened, as done or as planned. When it cannot be entered
 * nothing is written: a form then keeps what was typed, another caller rolls back.
 */
export async function enterActivity(
  open: OpenActivity,
  given: ActivityFacts,
  { intent, acknowledged, unread = new Set(), typed = typedOf(given) }: Entering,
): Promise<EnteredActivity> {
  const stands = asItStands(open, given)
  const facts = { ...stands, course: await courseOf(open, stands) }
  const { problems: found, claimed, reminder } = checkOpen(open, facts, intent, unread)
  const problems = [...found, ...sameYear(open, facts)]
  if (problems.length > 0 || unread.size > 0) return { outcome: 'incomplete', problems }
  const twice = duplicates(open, facts, claimed)
  // What was sent in with a file, is asked about again with another.
  const asksProof = open.state === 'draft' || open.evidence.attached.length > 0
  const proof = intent === 'hand-in' && asksProof ? await proofToSee(open, facts, typed) : []
  const label = intent === 'hand-in' ? await labelToAsk(open, facts) : []
  const warnings = [...aboveTheRule(reminder), ...twice, ...proof, ...label]
  const unseen = warnings.filter((warning) => !acknowledged.has(warning.is))
  if (unseen.length > 0) return { outcome: 'to-confirm', warnings: unseen }
  const state =
    intent === 'plan' ? await planned(open) : await handedIn(open, facts, claimed ?? nothing)
  if (state === undefined) return { outcome: 'asked-enough' }
  const anyway = open.state === 'draft' ? { anyway: twice.length > 0 } : {}
  await writeActivity(open, { facts, typed, ...anyway }, state)
  return { outcome: 'entered', state }
}

// A year that a list can confirm counts once: it is not entered beside the same year.
function sameYear({ id, loaded }: OpenActivity, { kind, details }: ActivityFacts): Problem[] {
  const { lists } = loaded.compiled.regulation
  const { year } = details
  if (year === undefined || !lists.some(({ confirms }) => confirms === kind?.id)) return []
  const other = yearInPortfolio(loaded.activities, { kind: kind?.id ?? '', year, but: id })
  return other === undefined ? [] : [{ field: detailName('year'), is: 'same-year' }]
}

function aboveTheRule(text: string | undefined): readonly Warning[] {
  return text === undefined ? [] : [{ is: 'above-the-rule', text }]
}

// That there are more hours than the stated load, is asked about already where a reason is.
async function proofToSee(
  { context, registrationId, id, loaded }: OpenActivity,
  { kind, completedOn, details }: ActivityFacts,
  typed: TypedActivity,
): Promise<readonly Warning[]> {
  const evidence = (await findActivity(context, registrationId, id))?.evidence ?? []
  const entered = { id, completedOn, form: { typed, details }, evidence }
  const explained = kind?.fields.some((field) => field.id === 'reason') === true
  const others = [
    ...loaded.activities,
    ...withFiles(loaded.compiled.regulation, loaded.standing.claims),
  ]
  const of = proofWarnings(entered, kind, others).filter(
    ({ is }) => !(explained && is === 'over-stated-load'),
  )
  return of.length === 0 ? [] : [{ is: 'proof', of }]
}

/**
 * How the label stands of an activity that is being entered, or the decision where the register knows no labels;
 * undefined where it claims none.
 */
export async function labelOfFacts(
  {
    context,
    loaded,
  }: Pick<OpenActivity, 'context'> & {
    readonly loaded: Pick<OpenActivity['loaded'], 'compiled'>
  },
  facts: ActivityFacts,
): Promise<LabelOfActivity | undefined> {
  const { kind, completedOn, accredited, label } = facts
  const called = calledIn(facts)
  const providerId = await findProvider(context, { chosen: facts.providerId, called })
  const labels =
    label === undefined
      ? []
      : await findLabelsHeld(context, { label, providerId, called, title: facts.title })
  const course = facts.course ?? (await courseOfActivity(context, facts))
  return labelOfActivity(loaded.compiled, {
    ...{ kind: kind?.id, completedOn, accredited: accredited === true },
    ...{ accreditationLabel: label, labels, byDecision: course?.accredited === true },
  })
}

async function labelToAsk(open: OpenActivity, facts: ActivityFacts): Promise<readonly Warning[]> {
  if (facts.kind?.accreditation !== 'possible' || facts.course?.accredited === true) return []
  const label = await labelOfFacts(open, facts)
  return isAsked(label) ? [{ is: 'label', label }] : []
}

function duplicates(
  { id, state, loaded }: OpenActivity,
  { title, kind, completedOn }: ActivityFacts,
  claimed: Amount | undefined,
): readonly Warning[] {
  if (state !== 'draft') return []
  const mine = { title, kind: kind?.id, completedOn, claimed }
  const other = loaded.activities.find(
    (activity) =>
      activity.id !== id &&
      // A meeting that the group confirmed stands there, also before it is handed in.
      (activity.state !== 'draft' || activity.group !== undefined) &&
      mayBeTheSame(mine, activity),
  )
  return other === undefined ? [] : [{ is: 'duplicate', other }]
}

// What is still to be done cannot be confirmed by anybody.
async function planned(open: OpenActivity): Promise<ActivityState> {
  if (open.request !== undefined) await withdrawRequests(open.context, open.id)
  return stateAfter(open, 'plan')
}

// A referee who was asked the same is not asked again; undefined when no more may be asked today.
async function handedIn(
  open: OpenActivity,
  facts: ActivityFacts,
  claimed: Amount,
): Promise<ActivityState | undefined> {
  const { context, id, request, registrationId } = open
  if (facts.confirmation !== 'referee') {
    if (request !== undefined) await withdrawRequests(context, id)
    return stateAfter(open, 'enter')
  }
  const asked = whatTheRefereeIsAsked(open, facts, claimed)
  const same =
    request?.email === facts.referee.email.toLowerCase() && request.askedHash === hashAsked(asked)
  if (same && request.answer === 'confirmed') return stateAfter(open, 'enter')
  const expired = same && Temporal.PlainDate.compare(context.today, request.expiresOn) > 0
  const waiting = same && request.answer === undefined && !expired
  if (!waiting) {
    if (await hasAskedEnough(context, registrationId, facts.referee.email)) return undefined
    await askReferee(context, id, facts.referee, asked)
  }
  return stateAfter(open, 'ask-referee')
}

function whatTheRefereeIsAsked(
  { holder }: OpenActivity,
  { kind, title, completedOn, details, accredited }: ActivityFacts,
  claimed: Amount,
): Asked {
  if (kind === undefined || completedOn === undefined) {
    throw new Error('An activity without a kind or a day cannot be confirmed')
  }
  const facts = { title, completedOn, claimed, accredited: accredited === true, details }
  return whatIsAsked(holder.name, kind, facts)
}
