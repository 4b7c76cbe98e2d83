import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationsHeldBy } from '#domain/courses/accreditation/queries.ts'
import type { Course } from '#domain/courses/course/course.ts'
import { isStale } from '#domain/courses/course/course.ts'
import { coursesOf } from '#domain/courses/course/queries.ts'
import type { Contest } from '#domain/learning/attendance/queries.ts'
import { listContests } from '#domain/learning/attendance/queries.ts'
import type { AttendanceDelivery } from '#domain/learning/attendance-list/attendance-list.ts'
import { listDeliveriesThat } from '#domain/learning/attendance-list/queries.ts'
import type { ToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import { editionsToTell } from '#domain/learning/attendance-list/told-edition.ts'
import { titleOfHeld } from '#domain/learning/judging/end-accreditation.ts'
import { requestsOf } from '#domain/learning/request/queries.ts'
import type { RequestPart } from '#domain/learning/request/request.ts'
import { titleOf } from '#domain/learning/request/title.ts'
import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Something of a provider that waits for whoever acts for it, with what it is called. */
export type WaitsForProvider =
  /** A register asks more before it goes on. */
  | { readonly is: 'asked'; readonly part: RequestPart; readonly title: string }
  /** Somebody says that what was told of them is not right. */
  | { readonly is: 'contest'; readonly contest: Contest }
  /** Work on a list broke off, and somebody can let it go on. */
  | { readonly is: 'broken-off'; readonly delivery: AttendanceDelivery; readonly title: string }
  /** A list was checked, and nobody handed it in yet. */
  | { readonly is: 'list'; readonly delivery: AttendanceDelivery; readonly title: string }
  /** Nobody told yet who was at an edition of something that is accredited. */
  | { readonly is: 'attendance'; readonly edition: ToldEdition }
  /** What holds now comes to its end, and nothing was asked or decided that follows upon it. */
  | { readonly is: 'ends'; readonly held: Accreditation; readonly title: string }
  /** A course left what is offered, as nobody looked whether it still holds. */
  | { readonly is: 'stale'; readonly course: Course }
  /** A request was begun and not handed in. */
  | { readonly is: 'draft'; readonly requestId: string; readonly title: string }

/** How long before the end of an accreditation it is told here. */
const before = Temporal.Duration.from({ months: 3 })

/**
 * What waits for somebody with these roles at a provider for which the transaction acts, the most pressing first:
 * what somebody else waits for, then what can be told for a while yet, then what ends, then what can wait.
 */
export async function whatWaits(
  context: Context,
  organisationId: string,
  roles: readonly MemberRole[],
): Promise<readonly WaitsForProvider[]> {
  const asks = mayFor(roles, 'ask-accreditation')
  const requests = asks ? await requestsOf(context, { is: 'organisation', id: organisationId }) : []
  const parts = requests.flatMap((one) => one.parts)
  const asked = await Promise.all(
    parts
      .filter(({ status }) => status === 'asked')
      .toSorted((one, other) => byDay(one.answerBefore, other.answerBefore))
      .map(async (part) => ({ is: 'asked', part, title: await titleOf(context, part) }) as const),
  )
  const drafts = await Promise.all(
    requests
      .filter(({ handedInOn }) => handedInOn === undefined)
      .map(async (one) => {
        const title = await titleOf(context, one)
        return { is: 'draft', requestId: one.id, title } as const
      }),
  )
  return [
    ...asked,
    ...(mayFor(roles, 'enter-attendance') ? await ofAttendance(context, organisationId) : []),
    ...(asks ? await endings(context, organisationId, parts) : []),
    ...(mayFor(roles, 'keep-courses') ? await stale(context, organisationId) : []),
    ...drafts,
  ]
}

async function ofAttendance(
  context: Context,
  organisationId: string,
): Promise<readonly WaitsForProvider[]> {
  const contests = await listContests(context, { organisation: organisationId, state: 'asked' })
  const broken = await listDeliveriesThat(context, 'broken-off', organisationId)
  const lists = await listDeliveriesThat(context, 'to-be-handed-in', organisationId)
  const untold = await editionsToTell(context, organisationId)
  return [
    ...contests.map((contest) => ({ is: 'contest', contest }) as const),
    ...broken.map(({ title, ...delivery }) => ({ is: 'broken-off', delivery, title }) as const),
    ...lists.map(({ title, ...delivery }) => ({ is: 'list', delivery, title }) as const),
    ...untold
      .filter(({ id }) => !lists.some((list) => list.editionId === id))
      .map((edition) => ({ is: 'attendance', edition }) as const),
  ]
}

// Where more time was asked, or holds from the next day on, there is nothing to do.
async function endings(
  context: Context,
  organisationId: string,
  parts: readonly RequestPart[],
): Promise<readonly WaitsForProvider[]> {
  const { today } = context
  const held = await accreditationsHeldBy(context, organisationId)
  const running = new Set(
    parts
      .filter(({ status }) => ['handed-in', 'asked', 'complete'].includes(status))
      .map((part) => subjectKey(part.register, part.courseId ?? part.training)),
  )
  const ending = held.filter((one) => {
    const key = subjectKey(one.register, one.of.id)
    if (one.ended !== undefined || running.has(key)) return false
    if (Temporal.PlainDate.compare(one.last, today.add(before)) > 0) return false
    return !held.some(
      (other) =>
        subjectKey(other.register, other.of.id) === key &&
        Temporal.PlainDate.compare(other.last, one.last) > 0,
    )
  })
  return Promise.all(
    ending.map(
      async (one) => ({ is: 'ends', held: one, title: await titleOfHeld(context, one) }) as const,
    ),
  )
}

const subjectKey = (register: string, subject: string | undefined) => `${register} ${subject}`

async function stale(
  context: Context,
  organisationId: string,
): Promise<readonly WaitsForProvider[]> {
  const courses = await coursesOf(context, { is: 'organisation', id: organisationId })
  return courses
    .filter((course) => course.state === 'published' && isStale(course, context.today))
    .map((course) => ({ is: 'stale', course }) as const)
}

function byDay(one: Temporal.PlainDate | undefined, other: Temporal.PlainDate | undefined) {
  if (one === undefined || other === undefined) return 0
  return Temporal.PlainDate.compare(one, other)
}
