import type { Owner } from '#domain/courses/course/course.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { paths } from '#web/paths.ts'
import type { Handle, Handlers, Visit } from '#web/route.ts'
import { accountOf, notFound } from '#web/route.ts'

/** For whom a page of courses is: whose they are, what who acts may do there, and where its other pages stand. */
export interface Giving {
  readonly owner: Owner
  /** Keeps the courses, and asks for accreditation. */
  readonly keeps: boolean
  readonly asks: boolean
  readonly frame: {
    readonly current: string
    readonly breadcrumb: readonly { readonly label: string; readonly href: string }[]
  }
  readonly to: {
    readonly courses: string
    readonly newCourse: string
    readonly course: (course: string) => string
    readonly change: (course: string) => string
    readonly offer: (course: string) => string
    readonly newEdition: (course: string) => string
    readonly edition: (course: string, edition: string) => string
    readonly cancelEdition: (course: string, edition: string) => string
    /** Who wants to come, for who may see that. */
    readonly enrolments?: (course: string, edition: string) => string
    readonly enrolmentsFile: (course: string, edition: string) => string
    readonly start: (course: string) => string
    /** Where a label of a course is stated, by who may do that for its organisation. */
    readonly newLabel?: (course: string) => string
    readonly requests: string
    readonly request: (request: string) => string
    readonly stop: (request: string, part?: string) => string
    readonly part: (request: string, register: string) => string
    readonly files: (request: string) => string
    readonly file: (request: string, file: string) => string
    readonly check: (request: string) => string
    readonly answer: (request: string, part: string) => string
    readonly object: (request: string, part: string) => string
    readonly decision: (request: string, part: string, objection?: string) => string
  }
}

/** Whose courses a page is about: those of the organisation that it is of, or one's own. */
export function givingOf(visit: Visit): Giving {
  return visit.acting === undefined ? ownGiving(visit) : ofOrganisation(visit)
}

function ofOrganisation(visit: Visit): Giving {
  const { acting } = visit
  if (acting === undefined) return notFound()
  const { organisation, member } = acting
  const { id: at } = visit.context.register
  const { id } = organisation
  const courses = paths.organisationCourses(at, id)
  const checked = organisation.status === 'checked'
  return {
    owner: { is: 'organisation', id },
    keeps: checked && mayFor(member.roles, 'keep-courses'),
    asks: checked && mayFor(member.roles, 'ask-accreditation'),
    frame: inOrganisation(visit, courses),
    to: {
      courses,
      newCourse: paths.newCourse(at, id),
      course: (course) => paths.organisationCourse(at, id, course),
      change: (course) => paths.changeCourse(at, id, course),
      offer: (course) => paths.offerCourse(at, id, course),
      newEdition: (course) => paths.newEdition(at, id, course),
      edition: (course, edition) => paths.changeEdition(at, id, course, edition),
      cancelEdition: (course, edition) => paths.cancelEdition(at, id, course, edition),
      ...(mayFor(member.roles, 'see-enrolments')
        ? { enrolments: (_, edition) => paths.enrolments(at, id, edition) }
        : {}),
      enrolmentsFile: (_, edition) => paths.enrolmentsFile(at, id, edition),
      start: (course) => paths.startAccreditation(at, id, course),
      ...(mayFor(member.roles, 'manage-labels')
        ? { newLabel: (course) => paths.newOrganisationLabel(at, id, { opleiding: course }) }
        : {}),
      requests: paths.accreditationRequests(at, id),
      request: (request) => paths.accreditationRequest(at, id, request),
      stop: (request, part) => paths.stopAccreditation(at, id, request, ofPart(part)),
      part: (request, register) => paths.accreditationPart(at, id, request, register),
      files: (request) => paths.accreditationFiles(at, id, request),
      file: (request, file) => paths.accreditationFile(at, id, request, file),
      check: (request) => paths.accreditationCheck(at, id, request),
      answer: (request, part) => paths.accreditationAnswer(at, id, request, part),
      object: (request, part) => paths.accreditationObject(at, id, request, part),
      decision: (request, part, objection) =>
        paths.accreditationDecision(at, id, request, part, objecting(objection)),
    },
  }
}

function ownGiving(visit: Visit): Giving {
  const { personId } = accountOf(visit)
  if (personId === undefined) return notFound()
  const { id: at } = visit.context.register
  const courses = paths.ownCourses(at)
  return {
    owner: { is: 'person', id: personId },
    keeps: true,
    asks: true,
    // Among what there is to learn from, where it is begun.
    frame: { current: paths.courses(at), breadcrumb: [] },
    to: {
      courses,
      newCourse: paths.newOwnCourse(at),
      course: (course) => paths.ownCourse(at, course),
      change: (course) => paths.changeOwnCourse(at, course),
      offer: (course) => paths.offerOwnCourse(at, course),
      newEdition: (course) => paths.newOwnEdition(at, course),
      edition: (course, edition) => paths.changeOwnEdition(at, course, edition),
      cancelEdition: (course, edition) => paths.cancelOwnEdition(at, course, edition),
      enrolments: (course, edition) => paths.ownCourseEnrolments(at, course, edition),
      enrolmentsFile: (course, edition) => paths.ownCourseEnrolmentsFile(at, course, edition),
      start: (course) => paths.startOwnAccreditation(at, course),
      requests: paths.ownAccreditationRequests(at),
      request: (request) => paths.ownAccreditationRequest(at, request),
      stop: (request, part) => paths.stopOwnAccreditation(at, request, ofPart(part)),
      part: (request, register) => paths.ownAccreditationPart(at, request, register),
      files: (request) => paths.ownAccreditationFiles(at, request),
      file: (request, file) => paths.ownAccreditationFile(at, request, file),
      check: (request) => paths.ownAccreditationCheck(at, request),
      answer: (request, part) => paths.ownAccreditationAnswer(at, request, part),
      object: (request, part) => paths.ownAccreditationObject(at, request, part),
      decision: (request, part, objection) =>
        paths.ownAccreditationDecision(at, request, part, objecting(objection)),
    },
  }
}

const objecting = (objection: string | undefined) =>
  objection === undefined ? {} : { bezwaar: objection }

const ofPart = (part: string | undefined) => (part === undefined ? {} : { deel: part })

/** What is of who gives it: from here on in this visit it is seen. */
export function isOf(owner: Owner, of: Owner | undefined): boolean {
  return of !== undefined && of.is === owner.is && of.id === owner.id
}

/** The same pages for what somebody gives themselves: what is theirs is read beside what the register may see. */
export function forOneself<Given extends Handlers>(handlers: Given): Given {
  const { get } = handlers
  if (get === undefined) return handlers
  const own: Handle = (visit) =>
    lookAsOwner(visit.context, async (context) => get({ ...visit, context }))
  return { ...handlers, get: own }
}
