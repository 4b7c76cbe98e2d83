import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import type { Course } from '#domain/courses/course/course.ts'
import { kindOfForm, loadFieldsOf } from '#domain/courses/course/kind-of-form.ts'
import { labelThatCounts } from '#domain/organisations/label/labels-held.ts'
import type { Amount, HeldLabel, Kind } from '#engine'
import { kindOn, valueActivity } from '#engine'
import { versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'

/** That a course counts as accredited in a register by a label, from which day up to and including which. */
export interface CountsByLabel {
  readonly label: HeldLabel
  /** Days as texts; the last is that of all times where the label has none. */
  readonly first: string
  readonly last: string
  /** Empty where nobody said how long it takes, or where the committee says how much that is. */
  readonly counts: readonly Counts[]
}

const forGood = '9999-12-31'

/**
 * What a course counts for in a register by the labels that are held of it: what its form is there, for as long as it
 * takes. Each time in which nothing changes of that stands apart. What a register decided of the course comes before
 * this, and is not known here.
 */
export function countsByLabel(
  register: Register,
  course: Pick<Course, 'form' | 'studyLoad'>,
  held: readonly HeldLabel[],
): readonly CountsByLabel[] {
  if (held.length === 0) return []
  if (register.versions.every(({ regulation }) => regulation.labels.length === 0)) return []
  const starts = daysOfChange(register, held)
  return starts.flatMap((first, at) => {
    const day = Temporal.PlainDate.from(first)
    const regulation = versionInForce(register, day)?.regulation
    const kind = regulation && kindOfForm(regulation, course.form)
    if (regulation === undefined || kind?.accreditation !== 'possible') return []
    const label = labelThatCounts(regulation, held, { kind: kind.id, day })
    if (label === undefined) return []
    const next = starts[at + 1]
    const last =
      next === undefined ? forGood : Temporal.PlainDate.from(next).subtract({ days: 1 }).toString()
    return [{ label, first, last, counts: countsOf(kindOn(kind, day), course.studyLoad) }]
  })
}

/** What it counts for by a label on a day; undefined where none counts then. */
export function countsByLabelOn(
  register: Register,
  course: Pick<Course, 'form' | 'studyLoad'>,
  { held, day }: { readonly held: readonly HeldLabel[]; readonly day: Temporal.PlainDate },
): CountsByLabel | undefined {
  const on = day.toString()
  return countsByLabel(register, course, held).find(({ first, last }) => first <= on && on <= last)
}

// The days from which it may be otherwise: a label begins or has ended, or the register has another rule.
function daysOfChange({ versions }: Register, held: readonly HeldLabel[]): readonly string[] {
  const days = [
    ...versions.flatMap(({ regulation: { version, kinds } }) => [
      version,
      ...kinds.flatMap(({ earlier = [] }) => earlier.map(({ before }) => before)),
    ]),
    ...held.flatMap(({ first, last }) => [
      ...(first === undefined ? [] : [first]),
      ...(last === undefined ? [] : [last.add({ days: 1 })]),
    ]),
  ]
  return [...new Set(days.map(String))].toSorted()
}

function countsOf(kind: Kind, studyLoad: Amount | undefined): readonly Counts[] {
  const [field] = loadFieldsOf(kind)
  if (studyLoad === undefined || field === undefined) return []
  const value = valueActivity(kind, { [field]: studyLoad })
  if (value.is !== 'valued' || value.amount === 0) return []
  return [{ kind: kind.id, amount: value.amount, attributes: ['accredited'] }]
}
