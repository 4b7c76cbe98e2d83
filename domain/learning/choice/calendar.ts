import { randomBytes } from 'node:crypto'
import type { Edition } from '#domain/courses/course/course.ts'
import { editionsOf } from '#domain/courses/course/queries.ts'
import { plansOf } from '#domain/development/development-plan/queries.ts'
import type { Portfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { readPortfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Makes a secret address at which somebody reads their own dates; one that was there before ends. */
export async function renewCalendar(
  context: Context,
  registrationId: string,
): Promise<{ readonly token: string }> {
  const token = randomBytes(32).toString('base64url')
  await setHash(context, registrationId, hashToken(token))
  await record(context, { noun: 'registration', id: registrationId, action: 'renew-calendar' })
  return { token }
}

/** Ends the secret address, where there is one. */
export async function withdrawCalendar(context: Context, registrationId: string): Promise<boolean> {
  if (!(await hasCalendar(context, registrationId))) return false
  await setHash(context, registrationId, null)
  await record(context, { noun: 'registration', id: registrationId, action: 'withdraw-calendar' })
  return true
}

/** Whether there is a secret address. */
export async function hasCalendar(
  { db }: Pick<Context, 'db'>,
  registrationId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .where('calendar_hash', 'is not', null)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

async function setHash({ db }: Context, id: string, hash: Buffer | null): Promise<void> {
  await db.updateTable('registration').where('id', '=', id).set({ calendar_hash: hash }).execute()
}

/** What stands in somebody's own calendar: what they planned, and by when they have to do what. */
export interface OwnCalendar {
  readonly registrationId: string
  readonly portfolio: Portfolio
  /** What is planned, with the time at which it is given where it was found here. */
  readonly planned: readonly PlannedDay[]
  /** Of their development plan: what they mean to have learned by when, and the last day of the plan itself. */
  readonly goals: readonly PlanDay[]
}

/** A day of a development plan: that of a goal, or without one the last of the plan. */
export interface PlanDay {
  readonly id: string
  readonly goal: string | undefined
  readonly on: Temporal.PlainDate
}

export interface PlannedDay {
  readonly id: string
  readonly title: string
  readonly on: Temporal.PlainDate
  readonly edition: Edition | undefined
}

/** The calendar that is read at a secret address; undefined where that is none, or none any more. */
export async function calendarAt(
  context: Context,
  token: string,
): Promise<OwnCalendar | undefined> {
  const { db, register } = context
  const row = await db
    .selectFrom('registration')
    .where('register', '=', register.id)
    .where('calendar_hash', '=', hashToken(token))
    .where('ended_on', 'is', null)
    .select('id')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const portfolio = await readPortfolio(context, row.id)
  return {
    registrationId: row.id,
    portfolio,
    planned: await plannedDays(context, portfolio),
    goals: await planDays(context, row.id),
  }
}

async function planDays(context: Context, registrationId: string): Promise<readonly PlanDay[]> {
  const { running } = await plansOf(context, registrationId)
  if (running === undefined) return []
  const goals = running.goals.flatMap(({ id, text, byOn, status }) =>
    status === 'open' && byOn !== undefined ? [{ id, goal: text, on: byOn }] : [],
  )
  return [...goals, { id: running.id, goal: undefined, on: running.last }]
}

// What somebody planned, with the time at which it is given where it was found here.
async function plannedDays(
  context: Context,
  { groups }: Pick<Portfolio, 'groups'>,
): Promise<readonly PlannedDay[]> {
  const ids = groups.planned.map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await context.db
    .selectFrom('activity')
    .where('id', 'in', ids)
    .where('course_id', 'is not', null)
    .select(['id', 'course_id', 'edition_id'])
    .execute()
  const courses = rows.flatMap(({ course_id }) => (course_id === null ? [] : [course_id]))
  const editions = await editionsOf(context, [...new Set(courses)])
  const editionOf = new Map(rows.map((row) => [row.id, row.edition_id]))
  return groups.planned.flatMap(({ id, title, completedOn: on }) =>
    on === undefined
      ? []
      : [{ id, title, on, edition: editions.find((one) => one.id === editionOf.get(id)) }],
  )
}
