import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import type { Course, Edition } from '#domain/courses/course/course.ts'
import { kindOfForm, loadFieldsOf } from '#domain/courses/course/kind-of-form.ts'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import { claimedFor } from '#domain/dossier/activity/check-activity.ts'
import type { Amount, CompiledRegulation, HeldLabel, Kind } from '#engine'
import { kindOn } from '#engine'

/** A course as the form of an activity has it. */
export interface CourseAsActivity {
  readonly course: Course
  readonly provider: string
  /** What it counts for in this register; undefined where it is not accredited here. */
  readonly counts: readonly Counts[] | undefined
  /** By which label it is, where no decision says so. */
  readonly label: HeldLabel | undefined
  readonly edition: Edition | undefined
}

/** The kind of activity that it is here: what the register decided, or else what its form is called here. */
export function kindOf(
  { regulation }: CompiledRegulation,
  { course, counts }: CourseAsActivity,
): Kind | undefined {
  const wanted = counts?.[0]?.kind
  return wanted === undefined
    ? kindOfForm(regulation, course.form)
    : regulation.kinds.find(({ id }) => id === wanted)
}

/** What is known of it, so that nobody types it again; the proof and what was learned are theirs to add. */
export function factsOf(compiled: CompiledRegulation, from: CourseAsActivity): ActivityFacts {
  const { course, provider, counts, label, edition } = from
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
    accredited:
      label === undefined && first === undefined
        ? undefined
        : label !== undefined || first?.attributes.includes('accredited'),
    label: label?.label,
    ...(course.owner?.is === 'organisation' ? { providerId: course.owner.id } : {}),
    accreditation: {
      number: first === undefined || label !== undefined ? '' : course.number,
      provider,
    },
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
  const asksProvider = kind.fields.some(({ id }) => id === 'provider')
  const given = asksProvider && provider !== '' ? { provider } : {}
  const fields = loadFieldsOf(kind)
  const hours = [amount, studyLoad].flatMap((one) => (one === undefined ? [] : [one]))
  const tried = fields.flatMap((id) => hours.map((value) => ({ ...given, [id]: value })))
  return tried.find((details) => claimedFor(kind, details).claimed === amount) ?? tried[0] ?? given
}
