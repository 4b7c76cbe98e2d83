import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import type { Course, Edition } from '#domain/courses/course/course.ts'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import { claimedFor } from '#domain/dossier/activity/check-activity.ts'
import type { Amount, CompiledRegulation, Kind } from '#engine'
import { kindOn } from '#engine'

/** A course as the form of an activity has it. */
export interface CourseAsActivity {
  readonly course: Course
  readonly provider: string
  /** What it counts for in this register; undefined where it is not accredited here. */
  readonly counts: readonly Counts[] | undefined
  readonly edition: Edition | undefined
}

/** The kind of activity that it is here: what the register decided, or else what its form is called here. */
export function kindOf(
  { regulation }: CompiledRegulation,
  { course, counts }: CourseAsActivity,
): Kind | undefined {
  const wanted = counts?.[0]?.kind ?? kindsOfForms[course.form] ?? 'training'
  return regulation.kinds.find(({ id }) => id === wanted)
}

const kindsOfForms: Readonly<Partial<Record<Course['form'], string>>> = {
  workshop: 'workshop',
  webinar: 'webinar',
  'e-learning': 'webinar',
  congress: 'congress',
}

/** What is known of it, so that nobody types it again; the proof and what was learned are theirs to add. */
export function factsOf(compiled: CompiledRegulation, from: CourseAsActivity): ActivityFacts {
  const { course, provider, counts, edition } = from
  const completedOn = edition?.days.at(-1)
  const found = kindOf(compiled, from)
  const kind = found === undefined || completedOn === undefined ? found : kindOn(found, completedOn)
  const [first] = counts ?? []
  const attributes = first?.attributes.filter((id) => id !== 'accredited') ?? []
  return {
    kind,
    title: course.title,
    completedOn,
    details: kind === undefined ? {} : detailsOf(kind, provider, first?.amount, course.studyLoad),
    accredited: first === undefined ? undefined : first.attributes.includes('accredited'),
    label: undefined,
    accreditation: { number: first === undefined ? '' : course.number, provider },
    attributes: Object.fromEntries(attributes.map((id) => [id, true])),
    evidenceKinds: [],
    confirmation: undefined,
    referee: { name: '', email: '', relation: '' },
    selfSign: { reason: '', declared: false },
  }
}

// The field from which the kind makes the amount that was decided; where none does, the study load.
function detailsOf(
  kind: Kind,
  provider: string,
  amount: Amount | undefined,
  studyLoad: Amount | undefined,
): ActivityFacts['details'] {
  const asks = new Set(kind.fields.map(({ id }) => id))
  const given = asks.has('provider') && provider !== '' ? { provider } : {}
  const fields = ['stated-load', 'contact-hours', 'hours', 'self-study-hours'].filter((id) =>
    asks.has(id),
  )
  const hours = [amount, studyLoad].flatMap((one) => (one === undefined ? [] : [one]))
  const tried = fields.flatMap((id) => hours.map((value) => ({ ...given, [id]: value })))
  return tried.find((details) => claimedFor(kind, details).claimed === amount) ?? tried[0] ?? given
}
