import {
  askedAttributes,
  attributeName,
  detailName,
  formProves,
} from '#domain/dossier/activity/activity.ts'
import type { SelfTest } from '#domain/dossier/activity/self-test.ts'
import { readEmail } from '#domain/people/account/account.ts'
import type {
  ActivityValue,
  Amount,
  CompiledRegulation,
  DetailValue,
  Kind,
  Regulation,
} from '#engine'
import {
  claimInSecondUnit,
  hundredthsOf,
  kindOn,
  reminderInWords,
  valueActivity,
  valueInWords,
} from '#engine'
import { sameAddress } from '#language/typed.ts'

/** How the professional shows that it was done, beside the files. */
export type Confirmation = 'none' | 'referee' | 'self'

/** What somebody followed of what is offered, and what this register decided that it counts for on its day. */
export interface CourseOfActivity {
  /** Undefined where it is none any more. */
  readonly courseId: string | undefined
  readonly editionId: string | undefined
  /** Undefined where nothing held on its day, or not as this kind. */
  readonly accreditationId: string | undefined
  /** At most so much counts. */
  readonly amount: Amount | undefined
  readonly accredited: boolean
}

/** What is known of an activity, whoever brings it: a form, an import, another program. */
export interface ActivityFacts {
  readonly kind: Kind | undefined
  readonly title: string
  readonly completedOn: Temporal.PlainDate | undefined
  /** The kind's own fields, by their id. */
  readonly details: Readonly<Record<string, DetailValue>>
  readonly accredited: boolean | undefined
  readonly label: string | undefined
  /** Who gave it, where an organisation that is known here was chosen. */
  readonly providerId?: string | undefined
  /** What names the accredited thing, or its label; empty where it is not told. */
  readonly accreditation: { readonly number: string; readonly provider: string }
  /** Of what is offered here, where its number was given. */
  readonly course?: CourseOfActivity | undefined
  /** What the regulation wants to know beside the kind, by the id of the attribute. */
  readonly attributes: Readonly<Record<string, string | boolean>>
  /** Which kinds of evidence the files are, as the professional says. */
  readonly evidenceKinds: readonly string[]
  readonly confirmation: Confirmation | undefined
  readonly referee: RefereeAnswers
  readonly selfSign: { readonly reason: string; readonly declared: boolean }
  /** What was answered to the criteria of the self-test, where the regulation has any. */
  readonly selfTest?: SelfTest
}

export interface RefereeAnswers {
  readonly name: string
  readonly email: string
  readonly relation: string
}

/** One thing that keeps an activity from being handed in. `field` is the name of its field. */
export interface Problem {
  readonly field: string
  readonly is:
    | 'empty'
    | 'too-long'
    | 'not-an-address'
    | 'own-address'
    | 'in-the-future'
    | 'not-in-the-future'
    | 'too-long-ago'
    | 'no-proof'
    | 'not-valued'
    /** A year that is there already. */
    | 'same-year'
    /** A year in which its day is not. */
    | 'other-year'
  /** The words of the regulation, where they say it better. */
  readonly text?: string
}

/** What a check found. The amount is what is claimed; the rule may give less. */
export interface CheckedActivity {
  readonly problems: readonly Problem[]
  readonly claimed: Amount | undefined
  /** The same in the second unit, where the kind is worth something in it. */
  readonly claimedSecond: Amount | undefined
  readonly value: ActivityValue | undefined
  /** What to say when more is claimed than the rule's own figure and no reason is given. */
  readonly reminder: string | undefined
}

/** What an activity is checked with, beside its own facts. */
export interface Circumstances {
  readonly today: Temporal.PlainDate
  /** How many files were brought, with those that came just now; without a form that was made. */
  readonly files: number
  /** The address of the professional, who cannot be their own referee. */
  readonly ownAddress: string
  readonly intent: 'hand-in' | 'plan' | 'save-draft'
  /** Whether the group of a series, or the organisation that gave it, confirms it as it is here. */
  readonly confirmed?: boolean
  /** The fields of which what was typed could not be read: what is wrong there has been said. */
  readonly unread: ReadonlySet<string>
}

/**
 * Checks what was answered against the rules of the kind. A draft has no problems but what cannot
 * be read; a plan needs a kind, a name, a day to come and an amount; what is handed in, everything.
 */
export function checkActivity(
  compiled: CompiledRegulation,
  given: ActivityFacts,
  circumstances: Circumstances,
): CheckedActivity {
  const activity = { ...given, kind: given.kind && kindOn(given.kind, given.completedOn) }
  const { kind, details } = activity
  const value = kind === undefined ? undefined : valueActivity(kind, details)
  const { claimed, claimedSecond } = kind === undefined ? unclaimed : claimedFor(kind, details)
  const reminder =
    value?.is === 'valued' && value.reminder !== undefined
      ? reminderInWords(value.reminder, compiled.words)
      : undefined
  const explained = textOf(details.reason) !== ''
  const asked = kind?.fields.some(({ id }) => id === 'reason') ?? false
  return {
    problems: [...problemsOf(compiled, activity, circumstances, { value, claimed })].filter(
      ({ field }) => !circumstances.unread.has(field),
    ),
    claimed,
    claimedSecond,
    value,
    reminder: asked && !explained ? reminder : undefined,
  }
}

/** What is claimed of an activity of this kind, as the kind is on its day, in the unit and the second one. */
export function claimedFor(
  kind: Kind,
  details: ActivityFacts['details'],
): Pick<CheckedActivity, 'claimed' | 'claimedSecond'> {
  const claimed = claimOf(kind, details, valueActivity(kind, details))
  return { claimed, claimedSecond: claimInSecondUnit(kind, details, claimed) }
}

const unclaimed = { claimed: undefined, claimedSecond: undefined }

// What an activity comes to by the rule, and what is claimed for it.
type Worth = Pick<CheckedActivity, 'value' | 'claimed'>

function* problemsOf(
  compiled: CompiledRegulation,
  activity: ActivityFacts,
  circumstances: Circumstances,
  worth: Worth,
): Generator<Problem> {
  const { intent } = circumstances
  if (intent === 'save-draft') return
  const { kind } = activity
  if (kind === undefined) yield { field: 'kind', is: 'empty' }
  if (activity.title === '') yield { field: 'title', is: 'empty' }
  yield* dayProblems(activity, circumstances)
  const handIn = intent === 'hand-in'
  for (const field of kind?.fields ?? []) {
    if (handIn && field.required && textOf(activity.details[field.id]) === '') {
      yield { field: detailName(field.id), is: 'empty', text: field.label }
    }
  }
  yield* yearProblems(compiled.regulation, activity)
  yield* amountProblems(compiled, activity, circumstances, worth)
  if (!handIn) return
  yield* accreditationProblems(compiled, activity)
  yield* attributeProblems(compiled, activity)
  yield* proofProblems(compiled, activity, circumstances)
}

function* dayProblems(
  { completedOn }: ActivityFacts,
  { today, intent }: Circumstances,
): Generator<Problem> {
  const field = 'completed-on'
  if (completedOn === undefined) yield { field, is: 'empty' }
  else {
    const ahead = Temporal.PlainDate.compare(completedOn, today) > 0
    if (ahead && intent === 'hand-in') yield { field, is: 'in-the-future' }
    if (!ahead && intent === 'plan') yield { field, is: 'not-in-the-future' }
    if (completedOn.year < 1950) yield { field, is: 'too-long-ago' }
  }
}

// A year of membership, or one that a list confirms, is counted by its day: that lies in it.
function* yearProblems(
  { lists }: Pick<Regulation, 'lists'>,
  { kind, completedOn, details }: ActivityFacts,
): Generator<Problem> {
  const ofYears =
    kind?.value.by === 'membership-year' || lists.some(({ confirms }) => confirms === kind?.id)
  const { year } = details
  if (!ofYears || typeof year !== 'number' || completedOn === undefined) return
  if (year !== completedOn.year * 100) yield { field: detailName('year'), is: 'other-year' }
}

// What is required and left empty is asked for already; only what remains is said here.
function* amountProblems(
  { words }: CompiledRegulation,
  { kind }: ActivityFacts,
  { unread, intent }: Circumstances,
  { value, claimed }: Worth,
): Generator<Problem> {
  if (kind === undefined || kind.fields.some(({ id }) => unread.has(detailName(id)))) return
  const first = kind.fields.find(({ id }) => amountFields.has(id))
  if (first === undefined) return
  const asked = intent === 'hand-in' && first.required && claimed === undefined
  if (asked) return
  if (value?.is === 'incomplete') {
    yield { field: detailName(first.id), is: 'not-valued', text: valueInWords(kind, value, words) }
  } else if (claimed === undefined || claimed === 0) {
    yield { field: detailName(first.id), is: 'not-valued' }
  }
}

// A label is asked where the regulation knows any; otherwise the number of what is accredited, or
// who gave it.
function* accreditationProblems(
  { regulation: { labels } }: CompiledRegulation,
  { kind, accredited, label, accreditation, details, course }: ActivityFacts,
): Generator<Problem> {
  if (kind?.accreditation !== 'possible') return
  if (accredited === undefined) yield { field: 'accredited', is: 'empty' }
  const needsLabel = labels.length > 0 && course?.accredited !== true
  if (accredited === true && label === undefined && needsLabel) {
    yield { field: 'label', is: 'empty' }
  }
  const { number, provider } = accreditation
  const named = number !== '' || provider !== '' || textOf(details.provider) !== ''
  if (accredited === true && labels.length === 0 && !named) {
    yield { field: 'accreditation-number', is: 'empty' }
  }
}

function* attributeProblems(
  { regulation }: CompiledRegulation,
  { attributes }: ActivityFacts,
): Generator<Problem> {
  for (const { id, label } of askedAttributes(regulation)) {
    if (attributes[id] === undefined) {
      yield { field: attributeName(id), is: 'empty', text: label }
    }
  }
}

function* proofProblems(
  { regulation }: CompiledRegulation,
  { kind, details, confirmation, referee, selfSign }: ActivityFacts,
  { files: brought, ownAddress, confirmed = false }: Circumstances,
): Generator<Problem> {
  if (confirmed && (confirmation === undefined || confirmation === 'none')) {
    // The word of others stands in the place of signatures; what somebody learned is theirs to tell.
    if (brought === 0 && kind !== undefined) yield* unanswered(kind, details)
    return
  }
  const files = brought + (kind !== undefined && formProves(kind, details) ? 1 : 0)
  switch (confirmation) {
    case undefined:
      if (files === 0) yield { field: 'confirmation', is: 'empty' }
      return
    case 'none':
      if (files < Math.max(1, regulation.evidence.required)) {
        yield { field: 'evidence', is: 'no-proof', text: regulation.evidence.text }
      }
      return
    case 'self':
      if (!regulation.referee.selfSign.allowed) {
        yield { field: 'confirmation', is: 'empty' }
        return
      }
      if (selfSign.reason === '' && regulation.referee.selfSign.reasonRequired) {
        yield { field: 'self-sign-reason', is: 'empty' }
      }
      if (!selfSign.declared) yield { field: 'self-sign-declared', is: 'empty' }
      return
    case 'referee':
      yield* refereeProblems(referee, ownAddress, regulation.referee.roles)
  }
}

function* unanswered(
  { form, fields }: Kind,
  details: ActivityFacts['details'],
): Generator<Problem> {
  for (const { id, label, required } of fields) {
    const missing = form?.needs.includes(id) === true && textOf(details[id]) === ''
    if (missing && !required) yield { field: detailName(id), is: 'empty', text: label }
  }
}

/** What keeps somebody from being asked as a referee. */
export function* refereeProblems(
  referee: RefereeAnswers,
  ownAddress: string,
  roles: readonly { readonly id: string }[],
): Generator<Problem> {
  if (referee.name === '') yield { field: 'referee-name', is: 'empty' }
  else if (referee.name.length > 200) yield { field: 'referee-name', is: 'too-long' }
  if (referee.email === '') yield { field: 'referee-email', is: 'empty' }
  else if (readEmail(referee.email) === undefined)
    yield { field: 'referee-email', is: 'not-an-address' }
  else if (sameAddress(referee.email, ownAddress)) {
    yield { field: 'referee-email', is: 'own-address' }
  }
  if (!roles.some(({ id }) => id === referee.relation)) {
    yield { field: 'referee-relation', is: 'empty' }
  }
}

/** The fields from which an amount is made: none of them by itself is needed, but one of them is. */
export const amountFields: ReadonlySet<string> = new Set([
  'stated-load',
  'contact-hours',
  'self-study-hours',
  'test-hours',
  'hours',
  'half-days',
  'days',
  'count',
  'words',
])

const spentFields = ['contact-hours', 'self-study-hours', 'test-hours', 'hours'] as const

// The hours that somebody says they spent, if any.
function spentOn(details: ActivityFacts['details']): Amount | undefined {
  let sum = 0
  for (const field of spentFields) {
    const value = details[field]
    if (typeof value === 'number') sum += value
  }
  return sum === 0 ? undefined : hundredthsOf(sum)
}

// The claim is what the rule gives, or the hours spent where those are more: the assessment then
// shows what the rule takes off, and why.
function claimOf(
  kind: Kind,
  details: ActivityFacts['details'],
  value: ActivityValue | undefined,
): Amount | undefined {
  const spent = spentOn(details)
  if (value?.is !== 'valued') return value?.is === 'for-the-committee' ? spent : undefined
  if (spent === undefined || kind.value.by !== 'hours' || kind.value.each !== 100) {
    return value.amount
  }
  return spent > value.amount ? spent : value.amount
}

function textOf(value: DetailValue | undefined): string {
  return value === undefined ? '' : String(value)
}
