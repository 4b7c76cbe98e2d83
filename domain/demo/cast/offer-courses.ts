import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import type { Owner } from '#domain/courses/course/course.ts'
import { anyTimeForms, courseForms } from '#domain/courses/course/course.ts'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import type { DemoCourse } from '#domain/demo/cast/courses.ts'
import { demoCourses } from '#domain/demo/cast/courses.ts'
import { keepProof } from '#domain/demo/cast/plain-proof.ts'
import { completePart } from '#domain/learning/judging/check-part.ts'
import { judgePart } from '#domain/learning/judging/judge-part.ts'
import { savePart, startRequest } from '#domain/learning/request/draft-request.ts'
import { handInRequest } from '#domain/learning/request/hand-in.ts'
import { keepRequestFiles } from '#domain/learning/request/keep-files.ts'
import { findRequest } from '#domain/learning/request/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { centsOf, hundredthsOf } from '#engine'
import { withinSentence } from '#language/sentences.ts'

type Account = Extract<Actor, { kind: 'account' }>

type On = <Result>(
  ago: number,
  who: Actor,
  work: (context: Context) => Promise<Result>,
) => Promise<Result>

/**
 * Lets a provider of the demo offer what it gives, with editions around the clock of the demo, and ask accreditation of
 * the KRSD for some: granted, waiting, refused, or about to end.
 */
export async function offerCourses(
  on: On,
  { name, id, manager }: { readonly name: string; readonly id: string; readonly manager: Account },
  actors: ReadonlyMap<string, Account>,
): Promise<void> {
  const owner: Owner = { is: 'organisation', id }
  const made = await on(17, manager, async (context) => {
    const ids: (readonly [DemoCourse, string])[] = []
    for (const course of demoCourses[name] ?? []) {
      ids.push([course, await offer(context, owner, course)])
    }
    return ids
  })
  for (const [course, courseId] of made) {
    if (course.krsd !== undefined) await accredit(on, { owner, manager, actors, course, courseId })
  }
}

async function offer(context: Context, owner: Owner, course: DemoCourse): Promise<string> {
  const { today } = context
  const { title, form, hours, euros, themes, audiences, professions, editions, online } = course
  const made = await makeCourse(context, owner, {
    ...{ title, form, language: 'nl', themes, audiences, professions, link: '' },
    summary: summaryOf(course),
    price: euros === undefined ? undefined : centsOf(euros * 100),
    studyLoad: hours === undefined ? undefined : hundredthsOf(hours * 100),
    reviewOn: today.add({ months: 11 }),
    keptBy: context.actor.kind === 'account' ? context.actor.accountId : undefined,
  })
  if (made.outcome !== 'made') throw new Error(`${title}: ${made.outcome}`)
  for (const from of anyTimeForms.includes(form) ? [] : editions) {
    const first = today.add({ days: 17 + from })
    const days = (hours ?? 0) > 8 ? [first, first.add({ days: 7 })] : [first]
    const added = await addEdition(context, owner, made.id, {
      ...{ days, online, place: online ? '' : 'Vaartstad', venue: '', price: undefined, link: '' },
      ...((hours ?? 0) < 4
        ? { begins: '15:00', ends: '16:30' }
        : { begins: '09:30', ends: '16:30' }),
    })
    if (added.outcome !== 'added') throw new Error(`${title}: ${added.outcome}`)
  }
  await publishCourse(context, owner, made.id)
  return made.id
}

function summaryOf({ title, form }: DemoCourse): string {
  return `${courseForms[form]} over ${withinSentence(title)}: wat het vak ervan vraagt, met voorbeelden uit de praktijk.`
}

async function accredit(
  on: On,
  given: {
    readonly owner: Owner
    readonly manager: Account
    readonly actors: ReadonlyMap<string, Account>
    readonly course: DemoCourse
    readonly courseId: string
  },
): Promise<void> {
  const { owner, manager, actors, course, courseId } = given
  const [office, marieke, tom] = ['sanne', 'marieke', 'tom'].map((name) => actors.get(name))
  const asked = course.krsd
  if (asked === undefined || office === undefined || marieke === undefined || tom === undefined)
    return
  const counts: readonly Counts[] = [
    { kind: asked.kind, amount: hundredthsOf(asked.hours * 100), attributes: ['accredited'] },
  ]
  const part = await on(16, manager, async (context) => {
    const started = await startRequest(context, owner, {
      ...{ subject: { is: 'course', id: courseId }, registers: ['krsd'], purpose: 'extension' },
    })
    if (started.outcome !== 'started') throw new Error(`${course.title}: ${started.outcome}`)
    const request = await findRequest(context, started.id)
    const [draft] = request?.parts ?? []
    if (draft === undefined) throw new Error(`${course.title}: nothing was asked`)
    const criteria = context.register.accreditation?.criteria ?? []
    const answers = Object.fromEntries(criteria.map(({ id }) => [id, summaryOf(course)]))
    await savePart(context, owner, draft.id, { counts, answers, version: draft.version })
    await keepRequestFiles(context, owner, started.id, {
      shows: 'programme',
      files: [await keepProof(context, 'programma', [`Programma: ${course.title}`])],
    })
    const sent = await handInRequest(context, owner, started.id)
    if (sent.outcome !== 'handed-in') throw new Error(`${course.title}: ${sent.outcome}`)
    return draft.id
  })
  if (asked.became === 'pending') return
  await on(15, office, async (context) => {
    const handedIn = await findRequestPart(context, part)
    return completePart(context, part, handedIn)
  })
  for (const member of [marieke, tom]) {
    const judged = await on(12, member, (context) =>
      judgePart(context, part, member.accountId, {
        outcome: asked.became === 'refused' ? 'refuse' : 'grant',
        counts,
        last:
          asked.became === 'ends-soon'
            ? context.today.add({ days: 75 })
            : context.today.add({ years: 3 }).subtract({ days: 1 }),
        conditions: '',
        reason:
          asked.became === 'refused'
            ? 'De leerdoelen zijn niet na te gaan, en wie er was wordt niet bijgehouden.'
            : 'De inhoud past bij het vak en de uren kloppen.',
      }),
    )
    if (judged.outcome === 'incomplete' || judged.outcome === 'conflict')
      throw new Error(`${course.title}: ${judged.outcome}`)
  }
}

async function findRequestPart({ db }: Context, id: string): Promise<number> {
  const { version } = await db
    .selectFrom('accreditation_part')
    .where('id', '=', id)
    .select('version')
    .executeTakeFirstOrThrow()
  return version
}
