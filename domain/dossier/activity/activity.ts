import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { DetailValue, Kind, Regulation } from '#engine'

/** Where an activity stands. Draft and planned ones never count; entered ones count provisionally. */
export type ActivityState =
  | 'draft'
  | 'planned'
  | 'awaiting-referee'
  | 'entered'
  | 'returned'
  | 'approved'
  | 'partly'
  | 'rejected'

export type ActivityEvent =
  | 'save-draft'
  | 'plan'
  | 'ask-referee'
  | 'referee-confirms'
  | 'referee-declines'
  | 'referee-is-silent'
  | 'enter'
  | 'return'
  | 'approve'
  | 'approve-partly'
  | 'reject'
  | 'approve-anew'
  | 'approve-partly-anew'

/**
 * The lifecycle of an activity. Saving it again while it is not judged starts over: what a referee
 * confirmed is then no longer what stands there. What was judged lower is judged anew by an objection.
 */
export const activityLifecycle = {
  draft: {
    'save-draft': 'draft',
    plan: 'planned',
    'ask-referee': 'awaiting-referee',
    enter: 'entered',
  },
  planned: {
    'save-draft': 'draft',
    plan: 'planned',
    'ask-referee': 'awaiting-referee',
    enter: 'entered',
  },
  'awaiting-referee': {
    'save-draft': 'draft',
    'ask-referee': 'awaiting-referee',
    'referee-confirms': 'entered',
    'referee-declines': 'returned',
    'referee-is-silent': 'returned',
    plan: 'planned',
    enter: 'entered',
  },
  entered: {
    'save-draft': 'draft',
    plan: 'planned',
    'ask-referee': 'awaiting-referee',
    enter: 'entered',
    return: 'returned',
    approve: 'approved',
    'approve-partly': 'partly',
    reject: 'rejected',
  },
  returned: {
    'save-draft': 'returned',
    'ask-referee': 'awaiting-referee',
    enter: 'entered',
    approve: 'approved',
    'approve-partly': 'partly',
    reject: 'rejected',
  },
  approved: {},
  partly: { 'approve-anew': 'approved', 'approve-partly-anew': 'partly' },
  rejected: { 'approve-anew': 'approved', 'approve-partly-anew': 'partly' },
} as const satisfies Lifecycle<ActivityState, ActivityEvent>

/** How many files one activity can have. */
export const mostFiles = 20

/** How many activities one portfolio can have. */
export const mostActivities = 10_000

/** Whether anything shows that it was done: a file, a referee's word or one's own statement. */
export function hasProof(activity: {
  readonly evidence: readonly Proving[]
  readonly referee: { readonly answer: 'confirmed' | 'declined' | undefined } | undefined
  readonly selfSignedOn: Temporal.PlainDate | undefined
  readonly listed: unknown
  readonly group: { readonly proves: boolean } | undefined
  readonly attended: { readonly proves: boolean } | undefined
}): boolean {
  return (
    provingFiles(activity.evidence).length > 0 ||
    activity.referee?.answer === 'confirmed' ||
    activity.listed !== undefined ||
    activity.group?.proves === true ||
    activity.attended?.proves === true ||
    activity.selfSignedOn !== undefined
  )
}

/** A file as far as it is known whether it proves anything. */
export interface Proving {
  readonly form?: 'proves' | 'accompanies' | undefined
}

/** The files that prove that it was done; a form that only goes along does not. */
export function provingFiles<File extends Proving>(evidence: readonly File[]): readonly File[] {
  return evidence.filter(({ form }) => form !== 'accompanies')
}

/** Whether the form that is made of the answers to the questions of a kind is proof by itself. */
export function formProves(
  { form }: Pick<Kind, 'form'>,
  details: Readonly<Record<string, DetailValue>>,
): boolean {
  if (form === undefined || form.needs.length === 0) return false
  return form.needs.every((id) => String(details[id] ?? '') !== '')
}

/** The activity of a kind and a year in a portfolio, drafts and what was rejected left out. */
export function yearInPortfolio<Activity extends OfAYear>(
  activities: readonly Activity[],
  { kind, year, but }: { readonly kind: string; readonly year: DetailValue; readonly but?: string },
): Activity | undefined {
  return activities.find(
    (activity) =>
      activity.id !== but &&
      activity.kind === kind &&
      activity.form.details.year === year &&
      activity.state !== 'draft' &&
      activity.state !== 'rejected',
  )
}

interface OfAYear {
  readonly id: string
  readonly kind: string | undefined
  readonly state: ActivityState
  readonly form: { readonly details: Readonly<Record<string, DetailValue>> }
}

/** Whether two activities may well be the same one, entered twice: worth asking, never refused. */
export function mayBeTheSame(one: Recognisable, other: Recognisable): boolean {
  if (one.completedOn === undefined || other.completedOn === undefined) return false
  if (!one.completedOn.equals(other.completedOn)) return false
  const sameTitle = comparable(one.title) === comparable(other.title)
  return sameTitle || (one.kind === other.kind && one.claimed === other.claimed)
}

interface Recognisable {
  readonly title: string
  readonly kind: string | undefined
  readonly completedOn: Temporal.PlainDate | undefined
  readonly claimed: number | undefined
}

function comparable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

/** The name of the form field for an attribute of the regulation. */
export function attributeName(id: string): `attribute-${string}` {
  return `attribute-${id}`
}

/** The attributes that are asked of each activity; that it is accredited is asked in a way of its own. */
export function askedAttributes({ attributes }: Pick<Regulation, 'attributes'>) {
  return attributes.filter(({ id }) => id !== 'accredited')
}

/** The name of the form field for one of the kind's own fields. */
export function detailName(id: string): `detail-${string}` {
  return `detail-${id}`
}
