import type { CourseForm } from '#domain/courses/course/course.ts'
import type { Kind, Regulation } from '#engine'

/** The kind of activity that a course of a form is in a register, where nothing was decided of it. */
export function kindOfForm(
  { kinds }: Pick<Regulation, 'kinds'>,
  form: CourseForm,
): Kind | undefined {
  const possible = kinds.filter(({ accreditation }) => accreditation !== 'by-decision')
  const wanted = kindsOfForms[form] ?? 'training'
  return possible.find(({ id }) => id === wanted) ?? possible.find(({ id }) => id === 'training')
}

const kindsOfForms: Readonly<Partial<Record<CourseForm, string>>> = {
  workshop: 'workshop',
  webinar: 'webinar',
  'e-learning': 'webinar',
  congress: 'congress',
}

/** The fields of a kind in which the hours of a course can be told, the one that says most first. */
export function loadFieldsOf({ fields }: Pick<Kind, 'fields'>): readonly string[] {
  return ['stated-load', 'contact-hours', 'hours', 'self-study-hours'].filter((id) =>
    fields.some((field) => field.id === id),
  )
}
