import type { Course, Edition } from '#domain/courses/course/course.ts'
import { isOffered } from '#domain/courses/course/course.ts'

/** What of somebody goes to the organisation of an edition, as they agreed to. */
export interface PassedOn {
  readonly name: string
  readonly surname: string
  /** As they are written, that of the register where they enrol first. */
  readonly numbers: readonly string[]
}

/** Somebody who wants to come, as the organisation sees them. */
export interface Enrolled extends PassedOn {
  readonly id: string
  readonly register: string
  readonly enrolledOn: Temporal.PlainDate
}

/** Whether somebody can enrol for an edition, and if not why. */
export type MayEnrol =
  | 'yes'
  | 'cancelled'
  /** It has begun. */
  | 'over'
  | 'full'
  /** Its organisation has people enrol with itself. */
  | 'elsewhere'
  /** The course is offered no more. */
  | 'not-offered'

/** Whether somebody can enrol on a day, with so many who did. */
export function mayEnrol(
  course: Course,
  edition: Edition,
  { enrolled, today }: { readonly enrolled: number; readonly today: Temporal.PlainDate },
): MayEnrol {
  const first = edition.days[0] ?? today
  if (edition.cancelledOn !== undefined) return 'cancelled'
  if (Temporal.PlainDate.compare(first, today) <= 0) return 'over'
  if (!isOffered(course, today)) return 'not-offered'
  if (course.owner?.is !== 'organisation' || edition.enrols === false) return 'elsewhere'
  return edition.places !== undefined && enrolled >= edition.places ? 'full' : 'yes'
}
