import { createHash } from 'node:crypto'
import { askedAttributes, provingFiles } from '#domain/dossier/activity/activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import type {
  Amount,
  AssessmentFigures,
  CompiledRegulation,
  CountingWindow,
  Dossier,
  Explanation,
} from '#engine'
import { nothing } from '#engine'

/** Where an application for certification stands. */
export type ApplicationStatus =
  | 'submitted'
  | 'returned'
  | 'with-committee'
  | 'granted'
  | 'refused'
  | 'withdrawn'

export type ApplicationEvent =
  | 'return'
  | 'complete'
  | 'pass-on'
  | 'grant'
  | 'refuse'
  | 'grant-anew'
  | 'refuse-anew'
  | 'withdraw'
  | 'reopen'

/**
 * The lifecycle of an application, from the back office's check to the committee's decision. An
 * objection that is founded puts another decision in its place. One that ended because somebody was
 * removed goes on where that does not hold, from the status in which it was.
 */
export const applicationLifecycle = {
  submitted: { return: 'returned', 'pass-on': 'with-committee', withdraw: 'withdrawn' },
  returned: { complete: 'submitted', withdraw: 'withdrawn' },
  'with-committee': {
    return: 'returned',
    grant: 'granted',
    refuse: 'refused',
    withdraw: 'withdrawn',
  },
  granted: { 'grant-anew': 'granted' },
  refused: { 'grant-anew': 'granted', 'refuse-anew': 'refused' },
  withdrawn: { reopen: 'submitted' },
} as const satisfies Lifecycle<ApplicationStatus, ApplicationEvent>

/** Whether an application can be given back with questions as it stands. */
export function mayReturn(status: ApplicationStatus): boolean {
  return may<ApplicationStatus, ApplicationEvent>(applicationLifecycle, status, 'return')
}

/** The statuses in which an application is still on its way. */
export const runningStatuses = ['submitted', 'returned', 'with-committee'] as const

/** Where a renewal's period starts, when the regulation leaves the choice. */
export type PeriodChoice = 'old-end' | 'submission'

/** What opens up again when an application is returned, with the question about it. */
export type ReturnItem =
  | {
      readonly item: 'activity'
      readonly activity: string
      readonly question: string
      /** What is asked for: a file that was not there yet, or an answer in words. */
      readonly asks?: 'file' | 'words'
      /** The evidence that was there when a file was asked, by its ids. */
      readonly had?: readonly string[]
    }
  | {
      readonly item: 'claim'
      readonly claim: string
      readonly question: string
      readonly asks: 'file' | 'words'
      /** The files that showed it when one was asked, by their SHA-256. */
      readonly had?: readonly string[]
    }
  | { readonly item: 'add-activities'; readonly question: string }
  /** About the application as a whole, and answered in words. */
  | { readonly item: 'application'; readonly question: string }
  /** Something that nobody has stated yet; what is stated after this comes with the application. */
  | { readonly item: 'state-more'; readonly question: string }

/** What an item is about: the id of an activity or a claim, or its own name. */
export function aboutOf(item: ReturnItem): string {
  switch (item.item) {
    case 'activity':
      return item.activity
    case 'claim':
      return item.claim
    case 'add-activities':
    case 'application':
    case 'state-more':
      return item.item
  }
}

/** The files that came with an activity since a file was asked for; none where none was asked. */
export function filesSince(
  item: ReturnItem,
  activity: Pick<PortfolioActivity, 'evidence'> | undefined,
): PortfolioActivity['evidence'] {
  if (item.item !== 'activity' || item.asks !== 'file') return []
  const had = new Set(item.had)
  return activity?.evidence.filter(({ id, form }) => form === undefined && !had.has(id)) ?? []
}

/** The same of a claim, of which the files go along to what takes its place. */
export function proofsSince(
  item: ReturnItem,
  claim: Pick<Claim, 'proofs'> | undefined,
): Claim['proofs'] {
  if (item.item !== 'claim' || item.asks !== 'file') return []
  const had = new Set(item.had)
  return claim?.proofs.filter(({ sha256 }) => !had.has(sha256)) ?? []
}

/** What the professional answered to one item. */
export interface ReturnAnswer {
  /** What the item is about, by `aboutOf`. */
  readonly item: string
  readonly answer: string
}

/**
 * Whether an accreditation that was claimed is recognised, apart from the amount, and why not; or why it is though
 * what is known of its label is a question.
 */
export type AccreditationFound =
  | { readonly recognised: true; readonly reason?: string }
  | { readonly recognised: false; readonly reason: string }

/** What is not recognised of the attributes that were claimed, apart from the amount, and why. */
export interface AttributesRefused {
  readonly refused: readonly string[]
  readonly reason: string
}

/** What the back office advises the committee about one activity. */
export interface Advice {
  readonly advice: 'approve' | 'partly' | 'reject'
  readonly amount: Amount | undefined
  /** For a part of what is claimed in two units: how much in the second. */
  readonly second?: Amount | undefined
  readonly reason: string
  /** Absent where no accreditation is claimed, or nothing of the activity counts. */
  readonly accreditation?: AccreditationFound
  /** Absent where every attribute that was claimed is recognised, or nothing of the activity counts. */
  readonly attributes?: AttributesRefused
}

/** What makes the committee look at a line whatever the draw: that is no sample. */
export type Risk = 'self-signed' | 'over-stated-load' | 'first-of-kind' | 'undecided'

/** Why the committee looks at a line in full, as it was fixed when the application was passed on. */
export type LookReason = (typeof lookReasons)[number]

const lookReasons = [
  ...(['all', 'sampled', 'self-signed', 'over-stated-load', 'first-of-kind', 'undecided'] as const),
] as const

/** Whether this names a reason to look at a line. */
export function isLookReason(name: string): name is LookReason {
  return lookReasons.some((reason) => reason === name)
}

/** What is wrong with an advice or a judgement of one activity: nothing, or what to mend. */
export type GrantProblem =
  | 'no-amount'
  | 'amount-not-less'
  | 'no-second'
  | 'second-too-much'
  | 'no-reason'
  | 'no-accreditation'
  | 'no-accreditation-reason'
  /** It is recognised though its label is a question. */
  | 'no-reason-anyway'
  | 'no-attributes-reason'

/** What is claimed with an activity, as far as what is found of it is held against it. */
export interface Claimed {
  readonly claimed: Amount | undefined
  readonly claimedSecond: Amount | undefined
  readonly claimsAccreditation: boolean
  /** Whether what is known of its label is a question that whoever judges answers. */
  readonly labelAsks: boolean
}

/** Whether what counts of an activity in part is said in the second unit too. */
export function asksSecond({ claimedSecond }: Pick<Claimed, 'claimedSecond'>): boolean {
  return claimedSecond !== undefined && claimedSecond > 0
}

/**
 * Checks an advice or judgement: a part is more than nothing and less than all, and has a reason; of
 * what is claimed in two units both are said, and one of them is less. Where an accreditation is
 * claimed, whether it is recognised is said too; and why, where it is not, or where its label is a question.
 */
export function grantProblem(
  found: Omit<Advice, 'advice'> & { readonly outcome: Advice['advice'] },
  about: Claimed,
): GrantProblem | undefined {
  const { outcome, reason, accreditation, attributes } = found
  const problem = outcome === 'partly' ? partProblem(found, about) : undefined
  if (problem !== undefined) return problem
  if (outcome !== 'approve' && reason.trim() === '') return 'no-reason'
  if (outcome === 'reject') return undefined
  if (attributes !== undefined && attributes.reason.trim() === '') return 'no-attributes-reason'
  if (!about.claimsAccreditation) return undefined
  if (accreditation === undefined) return 'no-accreditation'
  if ((accreditation.reason ?? '').trim() !== '') return undefined
  if (!accreditation.recognised) return 'no-accreditation-reason'
  return about.labelAsks ? 'no-reason-anyway' : undefined
}

/** Why an accreditation is recognised though its label is a question; empty where it asked nothing. */
export function reasonAnyway(found: AccreditationFound | undefined): string {
  return found?.recognised === true ? (found.reason ?? '').trim() : ''
}

function partProblem(
  { amount, second }: Pick<Advice, 'amount' | 'second'>,
  about: Claimed,
): GrantProblem | undefined {
  const { claimed, claimedSecond } = about
  if (claimedSecond === undefined || !asksSecond(about)) {
    if (amount === undefined || amount <= 0) return 'no-amount'
    return claimed !== undefined && amount >= claimed ? 'amount-not-less' : undefined
  }
  if (amount === undefined || amount < 0) return 'no-amount'
  if (claimed !== undefined && amount > claimed) return 'amount-not-less'
  if (second === undefined || second < 0) return 'no-second'
  if (second > claimedSecond) return 'second-too-much'
  if (amount === 0 && second === 0) return 'no-amount'
  return amount === claimed && second === claimedSecond ? 'amount-not-less' : undefined
}

/** The attributes that an activity is claimed to have, which people may not recognise. */
export function claimedAttributes(
  { attributes }: Pick<PortfolioActivity, 'attributes'>,
  { regulation }: Pick<CompiledRegulation, 'regulation'>,
) {
  return askedAttributes(regulation).filter(({ id }) => (attributes[id] ?? false) !== false)
}

/** Whether an activity is claimed as accredited, where that is for people to judge. */
export function claimsAccreditation(
  { kind, accredited }: Pick<PortfolioActivity, 'kind' | 'accredited'>,
  { regulation }: CompiledRegulation,
): boolean {
  const rule = regulation.kinds.find(({ id }) => id === kind)
  return accredited && rule?.accreditation === 'possible'
}

/** What the back office ticks off of activities before an application goes to the committee. */
const ofActivities = {
  proof: 'Elke activiteit heeft een bewijs',
  readable: 'Elk bewijs is leesbaar en op naam',
  dates: 'De datum op het bewijs klopt met de activiteit',
  amounts: 'Het aantal is uitgelegd of staat op het bewijs',
} as const

/** And of what was stated beside them. */
const ofClaims = {
  'claim-files': 'Elk bestand bij een opgave is leesbaar en op naam',
  'claim-days': 'Elke dag die is opgegeven, klopt met het stuk',
} as const

/** A line of the list to tick off, by its name. */
export type CompletenessLine = keyof typeof ofActivities | keyof typeof ofClaims

/** What the back office ticks off of an application with these in it, by name with its words. */
export function completenessOf(filed: {
  readonly activities: boolean
  readonly claims: boolean
}): Readonly<Partial<Record<CompletenessLine, string>>> {
  return { ...(filed.activities ? ofActivities : {}), ...(filed.claims ? ofClaims : {}) }
}

/** The number that people keep: "A-2026-0412". */
export function applicationNumber(year: number, last: number): string {
  return `A-${year}-${String(last).padStart(4, '0')}`
}

/** Whether there is enough to show for an activity: a file, a referee's word, or a signed reason. */
export function hasEnoughProof(
  activity: Pick<
    PortfolioActivity,
    'evidence' | 'referee' | 'selfSignedOn' | 'selfSignedReason' | 'listed' | 'group' | 'attended'
  >,
  required: number,
): boolean {
  const confirmed = activity.referee?.answer === 'confirmed' ? 1 : 0
  const signed = activity.selfSignedOn !== undefined && activity.selfSignedReason !== '' ? 1 : 0
  const listed = activity.listed === undefined ? 0 : 1
  const group = activity.group?.proves === true ? 1 : 0
  const attended = activity.attended?.proves === true ? 1 : 0
  const said = confirmed + signed + listed + group + attended
  return provingFiles(activity.evidence).length + said >= required
}

/** What of a portfolio goes into an application, and what does not, with why. */
export interface ApplicationContents {
  readonly goesIn: readonly PortfolioActivity[]
  readonly withoutProof: readonly PortfolioActivity[]
  readonly drafts: readonly PortfolioActivity[]
  readonly planned: readonly PortfolioActivity[]
  /** Completed on a day that does not count for this application. */
  readonly outsideWindow: readonly PortfolioActivity[]
  /** Rejected in an application before this one. */
  readonly rejected: readonly PortfolioActivity[]
}

/** Sorts the activities that are still free into what goes into an application and what does not. */
export function sortActivities(
  activities: readonly PortfolioActivity[],
  { regulation }: CompiledRegulation,
  window: CountingWindow,
): ApplicationContents {
  const contents: { [Heap in keyof ApplicationContents]: PortfolioActivity[] } = {
    goesIn: [],
    withoutProof: [],
    drafts: [],
    planned: [],
    outsideWindow: [],
    rejected: [],
  }
  for (const activity of activities) {
    if (activity.usedBy !== undefined) continue
    contents[heapOf(activity, regulation.evidence.required, window)].push(activity)
  }
  return contents
}

function heapOf(
  activity: PortfolioActivity,
  required: number,
  window: CountingWindow,
): keyof ApplicationContents {
  const { state, completedOn } = activity
  if (state === 'draft' || completedOn === undefined) return 'drafts'
  if (state === 'planned') return 'planned'
  if (state === 'rejected') return 'rejected'
  const { compare } = Temporal.PlainDate
  if (compare(completedOn, window.first) < 0 || compare(completedOn, window.last) > 0) {
    return 'outsideWindow'
  }
  if (state === 'approved' || state === 'partly') return 'goesIn'
  return hasEnoughProof(activity, required) ? 'goesIn' : 'withoutProof'
}

/** The dossier with only these activities, and what was judged of them. */
export function onlyActivities(dossier: Dossier, ids: ReadonlySet<string>): Dossier {
  const left = new Set(dossier.activities.map(({ id }) => id).filter((id) => !ids.has(id)))
  return {
    ...dossier,
    activities: dossier.activities.filter(({ id }) => ids.has(id)),
    judgements: dossier.judgements.filter(({ on }) => !left.has(on)),
  }
}

/**
 * Whether the norms leave room for an application: unjudged hours are for the committee. Also what can
 * come to no more than a registration for a while may be asked.
 */
export function leavesRoom({ outcome }: Pick<AssessmentFigures, 'outcome'>): boolean {
  return outcome !== 'not-met'
}

/** Whether an application can come to what it asks in full, and not for a while only. */
export function leavesFullRoom(
  assessment: Pick<AssessmentFigures, 'outcome' | 'temporary'>,
): boolean {
  return leavesRoom(assessment) && assessment.temporary === undefined
}

/** What is missing in the register's unit, over the norm that is furthest from being met. */
export function largestShortfall(assessment: Pick<AssessmentFigures, 'norms'>): Amount {
  return assessment.norms
    .filter((norm) => norm.measure === 'amount' && norm.outcome === 'not-met')
    .reduce<Amount>((most, { shortfall }) => (shortfall > most ? shortfall : most), nothing)
}

/** One line of what somebody saw on the check page, to tell later what changed since. */
export interface SeenActivity {
  readonly id: string
  readonly claimed: number
  /** In the second unit, where there is one. */
  readonly claimedSecond?: number
}

/** How the activities that go in differ from those that somebody saw. */
export interface Differences {
  readonly added: readonly PortfolioActivity[]
  readonly changed: readonly PortfolioActivity[]
  readonly goneIds: readonly string[]
}

/** Compares what goes in now with what was on the check page; undefined when nothing changed. */
export function differences(
  seen: readonly SeenActivity[],
  goesIn: readonly PortfolioActivity[],
): Differences | undefined {
  const before = new Map(seen.map((one) => [one.id, one]))
  const now = new Set(goesIn.map(({ id }) => id))
  const added = goesIn.filter(({ id }) => !before.has(id))
  const changed = goesIn.filter(({ id, claimed, claimedSecond }) => {
    const one = before.get(id)
    if (one === undefined) return false
    return one.claimed !== (claimed ?? 0) || (one.claimedSecond ?? 0) !== (claimedSecond ?? 0)
  })
  const goneIds = seen.map(({ id }) => id).filter((id) => !now.has(id))
  return added.length + changed.length + goneIds.length === 0
    ? undefined
    : { added, changed, goneIds }
}

/** Something that is stated beside activities, as it stood on a page: with how many files that show it. */
export interface SeenClaim {
  readonly id: string
  readonly files: number
}

/** How what is stated beside activities differs from what somebody saw. */
export interface ClaimDifferences {
  /** What they did not see, or with other files. */
  readonly changed: readonly Claim[]
  /** How many that they saw no longer stand. */
  readonly gone: number
}

/** Compares what is stated now with what was on the page; undefined when nothing changed. */
export function claimDifferences(
  seen: readonly SeenClaim[],
  claims: readonly Claim[],
): ClaimDifferences | undefined {
  const before = new Map(seen.map(({ id, files }) => [id, files]))
  const now = new Set(claims.map(({ id }) => id))
  const changed = claims.filter(({ id, proofs }) => before.get(id) !== proofs.length)
  const gone = [...before.keys()].filter((id) => !now.has(id)).length
  return changed.length + gone === 0 ? undefined : { changed, gone }
}

/** What was filed, frozen: the dossier, its assessment and every activity with its evidence. */
export interface Snapshot {
  readonly dossier: Dossier
  readonly assessment: Explanation
  readonly activities: readonly PortfolioActivity[]
  /** What was stated beside them, with the files that show it. */
  readonly claims: readonly Claim[]
  /** The statement under which it was sent, as it stood on the page. */
  readonly declared: string
}

/** A value as JSON text with its keys in order, so that the same facts give the same characters. */
export function orderedJson(value: unknown): string {
  return JSON.stringify(ordered(JSON.parse(JSON.stringify(value))))
}

/** The SHA-256 of a value's ordered JSON, in hexadecimal. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(orderedJson(value)).digest('hex')
}

/** A dossier out of the database. */
export function readDossier(stored: unknown): Dossier {
  // Before leave was decided on apart, none was granted.
  return { grantedLeave: [], ...(withDays(stored, '') as Omit<Dossier, 'grantedLeave'>) }
}

/** An assessment out of the database; what older ones do not say yet is left out of it. */
export function readAssessment(stored: unknown): Explanation {
  return { missed: [], ...(withDays(stored, '') as Omit<Explanation, 'missed'>) }
}

/** A snapshot out of the database. */
export function readSnapshot(stored: unknown): Snapshot {
  const snapshot = withDays(stored, '') as Snapshot
  return {
    ...snapshot,
    // Before anything could be stated, nothing was.
    claims: snapshot.claims ?? [],
    // And before attributes were asked, nothing was told of them.
    activities: snapshot.activities.map((activity) => ({ ...untold, ...activity })),
    assessment: { ...snapshot.assessment, missed: snapshot.assessment.missed ?? [] },
  }
}

const untold = {
  accreditationNumber: '',
  accreditationProvider: '',
  attributes: {},
  attributesRefused: [],
  attributesRefusedReason: '',
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inside]) => [key, ordered(inside)]))
}

// Days are ISO text in JSON. These are the names under which a dossier, an assessment or an activity
// holds a day; what somebody typed into a form is never one.
const dayKeys = new Set([
  'first',
  'last',
  'on',
  'registeredOn',
  'submittedOn',
  'previousSubmittedOn',
  'countedUntil',
  'decidedOn',
  'completedOn',
  'issuedOn',
  'addedOn',
  'sentOn',
  'expiresOn',
  'answeredOn',
  'selfSignedOn',
  'handedInAnywayOn',
  'statedOn',
  'judgedOn',
  'endedOn',
  'value',
])

const typedKeys = new Set(['details', 'attributes', 'form'])

function withDays(value: unknown, key: string): unknown {
  if (typeof value === 'string') {
    return dayKeys.has(key) && /^\d{4}-\d{2}-\d{2}$/.test(value)
      ? Temporal.PlainDate.from(value)
      : value
  }
  if (Array.isArray(value)) return value.map((one) => withDays(one, key))
  if (typeof value !== 'object' || value === null || typedKeys.has(key)) return value
  return Object.fromEntries(
    // A fact that looks like a day is one: the other kinds of fact never do.
    Object.entries(value).map(([name, one]) => [
      name,
      withDays(one, key === 'facts' ? 'on' : name),
    ]),
  )
}
