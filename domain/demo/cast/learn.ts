import { sql } from 'kysely'
import type { On } from '#domain/demo/cast/days-ago.ts'
import { plansOf } from '#domain/development/development-plan/queries.ts'
import { chooseForGoal } from '#domain/learning/choice/goal-courses.ts'
import { keepCourse } from '#domain/learning/choice/keep-course.ts'
import { planCourse } from '#domain/learning/choice/plan-course.ts'
import { enrol } from '#domain/learning/enrolment/enrol.ts'
import { ownNumbers } from '#domain/learning/enrolment/own-numbers.ts'
import { rateCourse } from '#domain/learning/rating/rate-course.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'

type Account = Extract<Actor, { kind: 'account' }>

/** What one of the cast does with the courses of the demo, by their titles. */
interface DemoLearning {
  readonly register: string
  /** Put into the portfolio as planned: the last edition. */
  readonly plans?: string
  /** Enrolled for the edition that is planned, or else the next, with the consent that its provider hears of it. */
  readonly enrols?: string
  readonly keeps?: readonly string[]
  /** Chosen for the first goal of the plan. */
  readonly forGoal?: string
}

const learning: Readonly<Record<string, DemoLearning>> = {
  lonneke: {
    register: 'krsd',
    plans: 'Passend onderwijs',
    enrols: 'Passend onderwijs',
    keeps: ['Stress-sensitief werken', 'MAS: de methodische aanpak schoolverzuim'],
    forGoal: 'Passend onderwijs',
  },
  judith: {
    register: 'krsd',
    plans: 'Eendaagse training Leerplicht en RMC voor ondersteuners',
    enrols: 'Eendaagse training Leerplicht en RMC voor ondersteuners',
    keeps: ['Thuiszitters: van signaal naar terugkeer', 'Verzuim onder 18: wat mag en wat moet'],
  },
  farid: {
    register: 'krsd',
    keeps: ['Jezelf positioneren in het netwerk', 'Gespreksvaardigheden'],
  },
  ruben: { register: 'krsd', enrols: 'Gespreksvaardigheden', keeps: ['Omgaan met agressie'] },
  willemijn: { register: 'clientondersteuners', keeps: ['Mantelzorg en het netwerk'] },
}

/** Lets the cast choose from what there is to learn from, each in their own register. */
export async function chooseCourses(on: On, actors: ReadonlyMap<string, Account>): Promise<void> {
  for (const [name, { register, plans, enrols, keeps = [], forGoal }] of Object.entries(learning)) {
    const actor = actors.get(name)
    if (actor === undefined) continue
    const mine = (work: (context: Context, me: Registered) => Promise<unknown>) =>
      on(10, actor, (context) => asRegistered(context, actor, work), register)
    if (plans !== undefined) {
      await mine(async (context, { registrationId }) => {
        const { outcome } = await planCourse(
          context,
          registrationId,
          await lastEdition(context, plans),
        )
        if (outcome !== 'planned') throw new Error(`${plans}: ${outcome}`)
      })
    }
    if (enrols !== undefined) {
      await mine(async (context, { registrationId }) => {
        await actAsOwner(context)
        const numbers = (await ownNumbers(context, registrationId)).map(({ number }) => number)
        const which = await (plans === enrols ? lastEdition : nextEdition)(context, enrols)
        const agreed = { numbers, consent: true, waits: false }
        const { outcome } = await enrol(context, registrationId, which, agreed)
        if (outcome !== 'enrolled') throw new Error(`${enrols}: ${outcome}`)
      })
    }
    for (const title of keeps) {
      await mine(async (context, { registrationId }) => {
        const { number } = await lastEdition(context, title)
        const { outcome } = await keepCourse(context, registrationId, number)
        if (outcome !== 'kept') throw new Error(`${title}: ${outcome}`)
      })
    }
    if (forGoal !== undefined) {
      await mine(async (context, { registrationId }) => {
        const { running } = await plansOf(context, registrationId)
        const { number } = await lastEdition(context, forGoal)
        const goal = running?.goals[0]?.id ?? ''
        const done = await chooseForGoal(context, registrationId, goal, number)
        if (done !== 'chosen') throw new Error(`${forGoal}: ${done}`)
      })
    }
  }
}

/** What somebody says of a course that they followed. */
export interface DemoRating {
  readonly who: string
  readonly register: string
  readonly stars: number
  readonly line: string
}

/** Lets those of the cast who followed a course say what they thought of it. */
export async function rateCourses(
  on: On,
  actors: ReadonlyMap<string, Account>,
  ratings: Readonly<Record<string, readonly DemoRating[]>>,
): Promise<void> {
  for (const [title, said] of Object.entries(ratings)) {
    for (const { who, register, ...rating } of said) {
      const actor = actors.get(who)
      if (actor === undefined) continue
      await on(
        1,
        actor,
        (context) =>
          asRegistered(context, actor, async (own, me) => {
            const { number } = await lastEdition(own, title)
            const { outcome } = await rateCourse(own, me, number, rating)
            if (outcome !== 'rated') throw new Error(`${title} by ${who}: ${outcome}`)
          }),
        register,
      )
    }
  }
}

/** Somebody of the cast in the register of the context. */
export interface Registered {
  readonly registrationId: string
  readonly personId: string
}

/** Does something as somebody of the cast in the register of the context; nothing where they are not in it. */
export async function asRegistered<Result>(
  context: Context,
  actor: Account,
  work: (context: Context, me: Registered) => Promise<Result>,
): Promise<Result | undefined> {
  const row = await context.db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('person.account_id', '=', actor.accountId)
    .where('registration.register', '=', context.register.id)
    .select(['registration.id', 'registration.person_id'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const me: Registered = { registrationId: row.id, personId: row.person_id }
  return work({ ...context, actor: { ...actor, ...me } }, me)
}

/** The last time that a course of the demo is given, by its title. */
export async function lastEdition(context: Context, title: string) {
  return (await editionsOf(context, title)).at(-1) ?? nothing(title)
}

async function nextEdition(context: Context, title: string) {
  const editions = await editionsOf(context, title)
  return editions.find(({ day }) => day > context.today.toString()) ?? nothing(title)
}

// In the order of their days; of what each takes when it suits them, the course alone.
async function editionsOf({ db }: Context, title: string) {
  const { rows } = await sql<{ number: string; sequence: number; day: string }>`
    select c.number, coalesce(e.sequence, 1)::int as sequence, coalesce(e.first_day::text, '') as day
    from course c left join edition e on e.course_id = c.id
    where c.title = ${title} order by e.first_day`.execute(db)
  return rows
}

function nothing(title: string): never {
  throw new Error(`the demo has no ${title}`)
}
