import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import type { Owner } from '#domain/courses/course/course.ts'
import { anyTimeForms } from '#domain/courses/course/course.ts'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { aboutAccreditation, aboutCourses } from '#domain/demo/cast/about-courses.ts'
import type { Became, DemoCourse, DemoRequest } from '#domain/demo/cast/courses.ts'
import { demoCourses, demoRecognitions, ownCourse } from '#domain/demo/cast/courses.ts'
import type { On } from '#domain/demo/cast/days-ago.ts'
import { keepProof } from '#domain/demo/cast/plain-proof.ts'
import { askMore, completePart } from '#domain/learning/judging/check-part.ts'
import { judgePart } from '#domain/learning/judging/judge-part.ts'
import { objectToDecision } from '#domain/learning/judging/object.ts'
import type { Subject } from '#domain/learning/request/draft-request.ts'
import { savePart, startRequest } from '#domain/learning/request/draft-request.ts'
import { handInRequest } from '#domain/learning/request/hand-in.ts'
import { keepRequestFiles } from '#domain/learning/request/keep-files.ts'
import { findRequest } from '#domain/learning/request/queries.ts'
import { countOptions } from '#domain/learning/request/request.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { centsOf, hundredthsOf } from '#engine'

type Account = Extract<Actor, { kind: 'account' }>

/** A provider of the demo, with who manages it. */
export interface Offering {
  readonly name: string
  readonly id: string
  readonly manager: Account
}

/**
 * Lets a provider of the demo offer what it gives, with editions around the clock of the demo, and ask accreditation of
 * registers for some, of several at once: granted, waiting with the back office or the committee, asked more, refused,
 * or about to end. And to be recognised for what a register named.
 */
export async function offerCourses(
  on: On,
  { name, id, manager }: Offering,
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
  const asking = { owner, manager, actors }
  for (const [course, courseId] of made) {
    if (course.requests.length === 0) continue
    const subject: Subject = { is: 'course', id: courseId }
    await ask(on, asking, { subject, requests: course.requests, said: summaryOf(course) })
  }
  const { register = '', trainings = [] } = demoRecognitions[name] ?? {}
  for (const training of trainings) {
    await ask(on, asking, {
      subject: { is: 'training', register, id: training },
      requests: [{ register, became: 'granted', kind: '', amount: 0 }],
      said: 'Ervaren docenten geven dit al jaren, volgens het beroepsprofiel.',
    })
  }
}

async function offer(context: Context, owner: Owner, course: DemoCourse): Promise<string> {
  const { today } = context
  const { title, form, hours, euros, themes, audiences, professions, editions, online, stale } =
    course
  const made = await makeCourse(context, owner, {
    ...{ title, form, language: 'nl', themes, audiences, professions, link: '' },
    summary: summaryOf(course),
    price: euros === undefined ? undefined : centsOf(euros * 100),
    studyLoad: hours === undefined ? undefined : hundredthsOf(hours * 100),
    reviewOn: stale ? today.add({ days: 10 }) : today.add({ months: 11 }),
    keptBy: context.actor.kind === 'account' ? context.actor.accountId : undefined,
  })
  if (made.outcome !== 'made') throw new Error(`${title}: ${made.outcome}`)
  for (const from of anyTimeForms.includes(form) ? [] : editions) {
    const first = today.add({ days: 17 + from })
    const days = (hours ?? 0) > 8 ? [first, first.add({ days: 7 })] : [first]
    const place = online ? '' : course.place
    const added = await addEdition(context, owner, made.id, {
      ...{ days, online, place, venue: '', price: undefined, link: '' },
      ...((hours ?? 0) < 4
        ? { begins: '15:00', ends: '16:30' }
        : { begins: '09:30', ends: '16:30' }),
    })
    if (added.outcome !== 'added') throw new Error(`${title}: ${added.outcome}`)
  }
  await publishCourse(context, owner, made.id)
  return made.id
}

function summaryOf({ title }: DemoCourse): string {
  const about = aboutCourses[title]
  if (about === undefined) throw new Error(`the demo does not say what ${title} is about`)
  return about
}

/** Lets somebody of the demo who is in a register offer what they give themselves, and ask accreditation of it. */
export async function offerOwnCourse(
  on: On,
  { personId, ...account }: Account & { readonly personId: string },
  actors: ReadonlyMap<string, Account>,
): Promise<void> {
  const owner: Owner = { is: 'person', id: personId }
  const manager = { ...account, personId }
  const id = await on(17, manager, (context) => offer(context, owner, ownCourse))
  const { requests } = ownCourse
  const asked: Asked = { subject: { is: 'course', id }, requests, said: summaryOf(ownCourse) }
  await ask(on, { owner, manager, actors }, asked)
}

interface Asking {
  readonly owner: Owner
  readonly manager: Account
  readonly actors: ReadonlyMap<string, Account>
}

interface Asked {
  readonly subject: Subject
  readonly requests: readonly DemoRequest[]
  readonly said: string
}

async function ask(on: On, asking: Asking, asked: Asked): Promise<void> {
  const { owner, manager } = asking
  const { subject, said } = asked
  const here = await on(16, manager, async ({ platform }) =>
    asked.requests.filter(({ register }) => platform.registers.has(register)),
  )
  if (here.length === 0) return
  const parts = await on(16, manager, async (context) => {
    const started = await startRequest(context, owner, {
      ...{ subject, registers: here.map(({ register }) => register), purpose: 'extension' },
    })
    if (started.outcome !== 'started') throw new Error(`${said}: ${started.outcome}`)
    const request = await findRequest(context, started.id)
    const drafts = request?.parts ?? []
    const documents = new Set<string>()
    // What is not sent yet is answered for the first register alone.
    const answered = here.some(({ became }) => became === 'draft') ? drafts.slice(0, 1) : drafts
    for (const part of answered) {
      const register = context.platform.registers.get(part.register)
      const wanted = here.find((one) => one.register === part.register)
      if (register === undefined || wanted === undefined) continue
      const criteria = register.accreditation?.criteria ?? []
      await savePart(context, owner, part.id, {
        counts: countsOf(context, wanted),
        answers: Object.fromEntries(criteria.map(({ id }) => [id, aboutAccreditation[id] ?? said])),
        version: part.version,
      })
      for (const { id, required } of register.accreditation?.documents ?? []) {
        if (required) documents.add(id)
      }
    }
    for (const shows of documents) {
      await keepRequestFiles(context, owner, started.id, {
        shows,
        files: [await keepProof(context, shows === 'programme' ? 'programma' : 'docenten', [said])],
      })
    }
    if (here.some(({ became }) => became === 'draft')) return []
    const sent = await handInRequest(context, owner, started.id)
    if (sent.outcome !== 'handed-in') throw new Error(`${said}: ${sent.outcome}`)
    return drafts.map(({ id, register }) => ({ id, register }))
  })
  for (const { id, register } of parts) {
    const wanted = here.find((one) => one.register === register)
    if (wanted !== undefined) await answer(on, asking, { part: id, ...wanted })
  }
}

// As a register accredits this kind; nothing where it is recognised for a training.
function countsOf({ platform, today }: Context, { register, kind, amount }: DemoRequest): Counts[] {
  const there = platform.registers.get(register)
  if (there === undefined || kind === '') return []
  const { attributes = [] } = countOptions(there, today).find((one) => one.kind === kind) ?? {}
  return [{ kind, amount: hundredthsOf(amount * 100), attributes }]
}

// The back office looks, and two members decide, each as far as it came.
async function answer(
  on: On,
  { owner, manager, actors }: Asking,
  { part, register, ...wanted }: DemoRequest & { readonly part: string },
): Promise<void> {
  const [office, ...members] = ['sanne', 'marieke', 'tom'].map((name) => actors.get(name))
  if (office === undefined || wanted.became === 'pending') return
  const version = await on(15, office, (context) => versionOf(context, part), register)
  if (wanted.became === 'asked') {
    const question = 'Hoeveel uur is les, en hoeveel is zelfstudie? Zet dat in het programma.'
    await on(15, office, (context) => askMore(context, part, { question, version }), register)
    return
  }
  await on(15, office, (context) => completePart(context, part, version), register)
  if (wanted.became === 'judging') return
  const refused = wanted.became === 'refused' || wanted.became === 'objected'
  for (const member of members) {
    if (member === undefined) continue
    const judged = await on(
      12,
      member,
      (context) =>
        judgePart(context, part, member.accountId, {
          outcome: refused ? 'refuse' : 'grant',
          counts: countsOf(context, { register, ...wanted }),
          last: lastDay(context, wanted.became),
          conditions: '',
          reason: refused
            ? 'De leerdoelen zijn niet na te gaan, en wie er was wordt niet bijgehouden.'
            : 'De inhoud past bij het vak en de uren kloppen.',
        }),
      register,
    )
    if (judged.outcome === 'incomplete' || judged.outcome === 'conflict')
      throw new Error(`${part} in ${register}: ${judged.outcome}`)
  }
  if (wanted.became !== 'objected') return
  const grounds =
    'De leerdoelen staan op bladzijde 3 van het programma, en elk dagdeel tekent iedereen.'
  const objected = await on(9, manager, (context) =>
    objectToDecision(context, owner, part, grounds),
  )
  if (objected.outcome !== 'made') throw new Error(`${part} in ${register}: ${objected.outcome}`)
}

function lastDay({ register, today }: Context, became: Became): Temporal.PlainDate {
  const { validity } = register.accreditation ?? {}
  if (became === 'ends-soon' || validity === undefined) return today.add({ days: 75 })
  return today.add(validity).subtract({ days: 1 })
}

async function versionOf({ db }: Context, id: string): Promise<number> {
  const { version } = await db
    .selectFrom('accreditation_part')
    .where('id', '=', id)
    .select('version')
    .executeTakeFirstOrThrow()
  return version
}
