import { countsAs } from '#domain/courses/accreditation/accreditation.ts'
import type {
  ActivityFacts,
  CheckedActivity,
  CourseOfActivity,
  Problem,
} from '#domain/dossier/activity/check-activity.ts'
import { amountFields, checkActivity } from '#domain/dossier/activity/check-activity.ts'
import type { FoundElsewhere } from '#domain/dossier/bringing/found-elsewhere.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Activity, Amount, CompiledRegulation, ExplainedCut, Kind } from '#engine'
import { assess, explainActivity, hundredthsOf, nothing } from '#engine'
import { kindFrom } from '#regulations/kind-from.ts'
import type { Register } from '#regulations/register.ts'

/** What is answered about something before it can be claimed here. */
export interface Brought {
  /** The kind that it is here. */
  readonly kind: Kind | undefined
  readonly details: ActivityFacts['details']
  readonly accredited: boolean | undefined
  readonly label: string | undefined
  readonly accreditation: ActivityFacts['accreditation']
  readonly attributes: ActivityFacts['attributes']
}

/**
 * The kind that this register proposes for what stands in others: as what it accredited the same course, or else what
 * theirs is here; undefined where it has to be chosen.
 */
export function proposedKind(
  register: Pick<Register, 'fromOtherRegisters'>,
  { regulation }: CompiledRegulation,
  { claims, course }: Pick<FoundElsewhere, 'claims' | 'course'>,
): Kind | undefined {
  const decided = regulation.kinds.find(({ id }) => id === course?.held?.counts[0]?.kind)
  if (decided !== undefined) return decided
  for (const { register: there, kind } of claims) {
    const ours = kindFrom(register, regulation, { register: there.id, kind })
    if (ours !== undefined) return ours
  }
  return undefined
}

/**
 * By which decision of this register the course that it was counts as this kind, on its day; undefined where it is no
 * course that is known, or nothing held.
 */
export function courseHere(
  { course }: Pick<FoundElsewhere, 'course'>,
  kind: Kind | undefined,
): CourseOfActivity | undefined {
  const counts = course?.held && countsAs(course.held, kind?.id)
  if (course === undefined || counts === undefined) return undefined
  return {
    courseId: course.id,
    editionId: course.editionId,
    accreditationId: course.held?.id,
    amount: counts.amount,
    accredited: counts.attributes.includes('accredited') || kind?.accreditation === 'by-decision',
  }
}

/** What was done elsewhere with what was answered about it, as the facts of an activity here. */
export function factsOf(found: FoundElsewhere, brought: Brought): ActivityFacts {
  const asked = new Set(brought.kind?.fields.map(({ id }) => id))
  const known = Object.entries(found.details).filter(([id]) => asked.has(id))
  const course = courseHere(found, brought.kind)
  return {
    ...brought,
    ...(course === undefined ? {} : decidedHere(found, course)),
    title: found.title,
    completedOn: found.completedOn,
    // What stands there is not answered anew.
    details: {
      ...amountOf(course, brought.kind, known),
      ...brought.details,
      ...Object.fromEntries(known),
    },
    evidenceKinds: [],
    confirmation: 'none',
    referee: { name: '', email: '', relation: '' },
    selfSign: { reason: '', declared: false },
  }
}

// What this register decided is not asked of whoever brings it, and its number goes along.
function decidedHere({ course, organiser }: FoundElsewhere, decided: CourseOfActivity) {
  return {
    course: decided,
    accreditation: { number: course?.number ?? '', provider: organiser },
    ...(decided.accredited ? { accredited: true, label: undefined } : {}),
  }
}

// How much it is, where nothing that is known says so: what was decided.
function amountOf(
  course: CourseOfActivity | undefined,
  kind: Kind | undefined,
  known: readonly (readonly [string, unknown])[],
): ActivityFacts['details'] {
  if (course?.amount === undefined || known.some(([id]) => amountFields.has(id))) return {}
  const field = kind?.fields.find(({ id }) => amountFields.has(id))
  return field === undefined ? {} : { [field.id]: course.amount }
}

/** What keeps it from being claimed here: what must still be asked, and whether proof of it is missing. */
export function whatIsMissing(
  compiled: CompiledRegulation,
  found: FoundElsewhere,
  facts: ActivityFacts,
  today: Temporal.PlainDate,
): {
  readonly checked: CheckedActivity
  readonly asks: readonly Problem[]
  readonly unproven: boolean
} {
  const checked = checkActivity(compiled, facts, {
    today,
    files: found.files,
    ownAddress: '',
    intent: isAhead(found, today) ? 'plan' : 'hand-in',
    unread: new Set(),
  })
  const ofProof = checked.problems.filter(({ field }) => proofFields.has(field))
  const { claimed } = checked
  const most = facts.course?.amount
  return {
    // As it is written: what this register decided is the most that it is.
    checked:
      claimed !== undefined && most !== undefined && claimed > most
        ? { ...checked, claimed: most }
        : checked,
    asks: checked.problems.filter(({ field }) => !proofFields.has(field)),
    unproven: ofProof.length > 0 && !found.confirmed,
  }
}

/** Whether it is still to be done. */
export function isAhead(
  { completedOn }: Pick<FoundElsewhere, 'completedOn'>,
  today: Temporal.PlainDate,
): boolean {
  return Temporal.PlainDate.compare(completedOn, today) > 0
}

const proofFields: ReadonlySet<string> = new Set(['evidence', 'confirmation'])

/** What something would count here, and why it would not. */
export interface Trial {
  /** Undefined where it is not known: something is still asked, or whoever decides says what it is worth. */
  readonly counted: Amount | undefined
  /** Why it counts for less, or not at all. */
  readonly cuts: readonly ExplainedCut[]
  readonly byCommittee: boolean
  /** Done before the days that count: whatever is answered, none of it does. */
  readonly tooOld: boolean
}

/** An activity that is tried, as it would be claimed. */
export interface Tried {
  readonly id: string
  readonly facts: ActivityFacts
  readonly checked: Pick<CheckedActivity, 'claimed' | 'value'>
}

/**
 * Holds the dossier with one activity more against the norm: what that one would count, were it claimed
 * here and found in order. Undefined as long as it has no kind.
 */
export function tryHere(
  { compiled, dossier }: Pick<LoadedDossier, 'compiled' | 'dossier'>,
  { id, facts, checked }: Tried,
  today: Temporal.PlainDate,
): Trial | undefined {
  const { kind, completedOn, details } = facts
  if (kind === undefined || completedOn === undefined) return undefined
  const byCommittee = checked.value?.is === 'for-the-committee'
  const known = checked.claimed !== undefined && checked.claimed > nothing
  const { count } = details
  const activity: Activity = {
    id,
    kind: kind.id,
    title: facts.title,
    completedOn,
    // Where the amount is not known yet, one of the unit tells whether any of it could count.
    claimed: known ? checked.claimed : hundredthsOf(100),
    ...(known && typeof count === 'number' ? { count } : {}),
    attributes: { ...facts.attributes, accredited: facts.accredited === true },
    details: known ? details : {},
    state: isAhead({ completedOn }, today) ? 'planned' : 'claimed',
  }
  const others = dossier.activities.filter((one) => one.id !== id)
  const assessment = assess(compiled, { ...dossier, activities: [...others, activity] }, today)
  const found = assessment.activities.find((one) => one.id === id)
  if (found === undefined) throw new Error(`${id} was tried and is not in the assessment`)
  const { counted, cuts } = explainActivity(compiled, assessment, found)
  return {
    counted: known && !byCommittee ? counted : undefined,
    cuts: known ? cuts : cuts.filter(({ by }) => by !== 'valuation'),
    byCommittee,
    tooOld: Temporal.PlainDate.compare(completedOn, assessment.window.first) < 0,
  }
}
