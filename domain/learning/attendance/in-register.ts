import type { Accreditation, Counts } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationOn } from '#domain/courses/accreditation/queries.ts'
import { kindOfForm } from '#domain/courses/course/kind-of-form.ts'
import { labelsOfCourses } from '#domain/courses/course/labels-of-courses.ts'
import { askedAttributes } from '#domain/dossier/activity/activity.ts'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { hoursFieldOf } from '#domain/dossier/series/series.ts'
import type { Attendance } from '#domain/learning/attendance/queries.ts'
import { labelThatCounts } from '#domain/organisations/label/labels-held.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Amount, HeldLabel, Kind, Regulation } from '#engine'
import { hundredthsOf } from '#engine'
import { withinSentence } from '#language/sentences.ts'
import { kindFrom } from '#regulations/kind-from.ts'

/** What an attendance is in a register: its facts there, and the decision by which it counts. */
export interface AttendanceThere {
  readonly facts: ActivityFacts
  readonly accreditation: Accreditation | undefined
  /** What it counts for beside that, each as an activity of its own. */
  readonly portions: readonly Counts[]
}

/**
 * What an attendance is in the register of a dossier: what the accreditation says that holds there on its first
 * day, or on the day of whoever took it when it suited them, or else the kind by which other registers know it, or by what the course is. Of whoever was there for a part,
 * that part counts. Where the accreditation says several things, it is the first, or the one of the kind that is
 * wanted; the others are portions of it.
 */
export async function attendanceThere(
  context: Context,
  attendance: Attendance,
  { compiled }: Pick<LoadedDossier, 'compiled'>,
  {
    elsewhere = [],
    wanted,
  }: {
    readonly elsewhere?: readonly { readonly register: string; readonly kind: string | undefined }[]
    /** The kind that it has already. */
    readonly wanted?: string | undefined
  } = {},
): Promise<AttendanceThere> {
  const { register } = context
  const { regulation } = compiled
  const accreditation = await accreditationOn(context, {
    course: attendance.courseId,
    register: register.id,
    day: attendance.countsFrom,
  })
  const all = (accreditation?.counts ?? []).filter(({ kind }) =>
    regulation.kinds.some(({ id }) => id === kind),
  )
  const counts = all.find(({ kind }) => kind === wanted) ?? all[0]
  const decided = regulation.kinds.find(({ id }) => id === counts?.kind)
  const known = elsewhere.map((one) => kindFrom(register, regulation, one)).find(Boolean)
  const kind = decided ?? known ?? kindOfForm(regulation, attendance.form)
  // What the register decided asks no label; without that, the label of whoever gave it may do.
  const { courseId, day } = attendance
  const label =
    counts === undefined && kind?.accreditation === 'possible'
      ? labelThatCounts(
          regulation,
          (await labelsOfCourses(context, [courseId])).get(courseId) ?? [],
          { kind: kind.id, day },
        )
      : undefined
  return {
    accreditation: counts === undefined ? undefined : accreditation,
    facts: factsOf(attendance, { kind, counts, accreditation, regulation, label }),
    portions: all.filter((one) => one !== counts),
  }
}

/** The same of a portion, which is called after what it counts as. */
export function portionThere(
  attendance: Attendance,
  accreditation: Accreditation | undefined,
  { counts, compiled }: { readonly counts: Counts } & Pick<LoadedDossier, 'compiled'>,
): AttendanceThere {
  const { regulation } = compiled
  const kind = regulation.kinds.find(({ id }) => id === counts.kind)
  const facts = factsOf(attendance, { kind, counts, accreditation, regulation })
  const title = `${facts.title} (${withinSentence(kind?.label ?? counts.kind)})`
  return { accreditation, facts: { ...facts, title }, portions: [] }
}

/** The same with what somebody wrote of it themselves, which stays but for the hours and what a register decided. */
export function withWritten(
  { facts, accreditation }: AttendanceThere,
  before: PortfolioActivity,
): ActivityFacts {
  const wrote = factsWritten(before)
  const given = Object.entries(facts.attributes).filter(([, value]) => value === true)
  return {
    ...facts,
    title: wrote.title === '' ? facts.title : wrote.title,
    details: { ...wrote.details, ...facts.details },
    attributes: { ...facts.attributes, ...wrote.attributes, ...Object.fromEntries(given) },
    ...(accreditation === undefined && facts.label === undefined
      ? {
          accredited: wrote.accredited,
          label: wrote.label,
          accreditation: wrote.accreditation,
        }
      : {}),
    evidenceKinds: wrote.evidenceKinds,
    referee: wrote.referee,
    selfSign: wrote.selfSign,
  }
}

/** What an activity says as it stands, whoever wrote it; its kind is known by the regulation. */
export function factsWritten(activity: PortfolioActivity): Omit<ActivityFacts, 'kind'> {
  const { title, completedOn, accredited, attributes, form, selfSignedOn } = activity
  const wrote = (name: string) => form.typed[name] ?? ''
  const confirmation = wrote('confirmation')
  return {
    ...{ title, completedOn, accredited, attributes, details: form.details },
    label: activity.accreditationLabel,
    accreditation: {
      number: activity.accreditationNumber,
      provider: activity.accreditationProvider,
    },
    evidenceKinds: wrote('evidence-kind').split(',').filter(Boolean),
    confirmation: confirmation === 'referee' || confirmation === 'self' ? confirmation : 'none',
    referee: {
      name: wrote('referee-name'),
      email: wrote('referee-email'),
      relation: wrote('referee-relation'),
    },
    selfSign: { reason: wrote('self-sign-reason'), declared: selfSignedOn !== undefined },
  }
}

interface Counted {
  readonly kind: Kind | undefined
  /** What it counts for by decision; undefined where nothing was decided. */
  readonly counts: Counts | undefined
  readonly accreditation: Accreditation | undefined
  readonly regulation: Regulation
  /** By which it is accredited where nothing was decided. */
  readonly label?: HeldLabel | undefined
}

function factsOf(
  attendance: Attendance,
  { kind, counts, accreditation, regulation, label }: Counted,
): ActivityFacts {
  const amount = counts && partOf(attendance, accreditation?.studyLoad, counts.amount)
  const given: ReadonlySet<string> = new Set(counts?.attributes)
  return {
    kind,
    title: attendance.title,
    completedOn: attendance.day,
    details: detailsOf(kind, attendance, amount),
    accredited:
      label !== undefined ||
      (counts !== undefined && (given.has('accredited') || kind?.accreditation === 'by-decision')),
    label: label?.label,
    accreditation: {
      number: counts === undefined ? '' : attendance.courseNumber,
      provider: counts === undefined && label === undefined ? '' : attendance.organisation,
    },
    attributes:
      counts === undefined
        ? {}
        : Object.fromEntries(askedAttributes(regulation).map(({ id }) => [id, given.has(id)])),
    evidenceKinds: [],
    confirmation: 'none',
    referee: { name: '', email: '', relation: '' },
    selfSign: { reason: '', declared: false },
  }
}

// What something counts for is of the whole of it, as long as that was when it was decided. Where nobody said how long,
// it is as many hours as it counts for.
function partOf(
  { hours, courseHours }: Attendance,
  decided: Amount | undefined,
  amount: Amount,
): Amount {
  const whole = decided ?? courseHours ?? amount
  if (hours >= whole) return amount
  return hundredthsOf(Math.round((amount * hours) / whole))
}

function detailsOf(
  kind: Kind | undefined,
  { hours, organisation }: Attendance,
  amount: Amount | undefined,
): ActivityFacts['details'] {
  if (kind === undefined) return {}
  const has = (id: string) => kind.fields.some((field) => field.id === id)
  const field = amount !== undefined && has('stated-load') ? 'stated-load' : hoursFieldOf(kind)
  return {
    ...(has('provider') ? { provider: organisation } : {}),
    ...(field === undefined ? {} : { [field]: amount ?? hours }),
  }
}
