import { sql } from 'kysely'
import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossiers } from '#domain/dossier/dossier/build-dossier.ts'
import type { Level } from '#domain/employers/sight/sight.ts'
import { daysToConfirm, shows } from '#domain/employers/sight/sight.ts'
import type { SeenTeams } from '#domain/employers/team/queries.ts'
import { Gap } from '#domain/learning/gap/gap.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { isTemporary } from '#domain/public-register/entry/public-register.ts'
import type { Amount, Assessment, ExplainedNorm, Forecast, Period } from '#engine'
import { asksActivities, assess, explain, forecast, isMeasure } from '#engine'
import { fullName } from '#language/names.ts'

// What an employer sees of people, as they give it at this moment and no more. Nothing else reads anything of somebody for
// an employer. The transaction acts for the organisation.

/** Somebody who lets an organisation see something: what everybody who was given anything sees. */
export interface SeenPerson {
  readonly sightId: string
  readonly registrationId: string
  readonly personId: string
  readonly register: string
  readonly name: string
  /** As it is written, once there is one. */
  readonly number: string | undefined
  readonly status: RegistrationStatus
  readonly temporary: boolean
  readonly validUntil: Temporal.PlainDate | undefined
  readonly level: Level
  readonly team: { readonly id: string; readonly name: string } | undefined
  readonly forTeam: boolean
  readonly since: Temporal.PlainDate
  readonly lastDay: Temporal.PlainDate | undefined
  readonly version: number
  /** Whether they are on their way to be in time; undefined where that was not given, or there is no day for it. */
  readonly course: 'met' | 'on-course' | 'behind' | undefined
  readonly attention: Attention | undefined
}

/** Why somebody needs attention, and by which day. */
export type Attention =
  /** They are not registered at the moment. */
  | { readonly is: 'not-registered' }
  /** With what they did and planned it is not enough by then. */
  | { readonly is: 'behind'; readonly by: Temporal.PlainDate }
  /** The registration ends then, and nothing was applied for. */
  | { readonly is: 'ends'; readonly by: Temporal.PlainDate }

/** Before the end of a registration so many months it needs attention. */
const monthsBefore = 12

/** Of how many people it is reckoned at once whether they are on course, to put those who are not first. */
export const mostWeighed = 500

/** Whom somebody sees: the people of the teams that they see, or of one of those. */
export interface Among {
  readonly seen: SeenTeams
  readonly teamId?: string | undefined
}

export interface SeenPeople {
  /** Who needs attention first comes first; then by name. */
  readonly people: readonly SeenPerson[]
  readonly total: number
  /** Whether it was reckoned of all whether they are on course; of more people than that it is of those on this page. */
  readonly weighed: boolean
}

/** The people who let an organisation see something, a page of them. */
export async function seePeople(
  context: Context,
  organisationId: string,
  among: Among,
  page: { readonly limit: number; readonly offset: number },
): Promise<SeenPeople> {
  const all = await givenTo(context, organisationId, among)
  const weighed = all.length <= mostWeighed
  const ordered = (weighed ? await withCourse(context, all) : all).toSorted(mostUrgentFirst)
  const shown = ordered.slice(page.offset, page.offset + page.limit)
  return {
    people: weighed ? shown : await withCourse(context, shown),
    total: all.length,
    weighed,
  }
}

/** Everybody who lets an organisation see something, with whether they are on course where they let it see that. */
export async function seeEverybody(
  context: Context,
  organisationId: string,
  among: Among,
): Promise<readonly SeenPerson[]> {
  const all = await givenTo(context, organisationId, among)
  const people: SeenPerson[] = []
  for (let from = 0; from < all.length; from += mostWeighed) {
    people.push(...(await withCourse(context, all.slice(from, from + mostWeighed))))
  }
  return people.toSorted(mostUrgentFirst)
}

/** Everybody who lets an organisation see something, by name, without whether they are on course. */
export async function seeNames(
  context: Context,
  organisationId: string,
  among: Among,
): Promise<readonly SeenPerson[]> {
  const all = await givenTo(context, organisationId, among)
  return all.toSorted((one, other) => one.name.localeCompare(other.name, 'nl'))
}

/**
 * What people who let an organisation see norms still lack of them, a register at a time: what is reckoned with it is told
 * over all of them together. Of a team of more people than are weighed at once it is that of the first of them.
 */
export async function eachGap(
  context: Context,
  people: readonly SeenPerson[],
): Promise<ReadonlyMap<string, readonly Gap[]>> {
  const given = people.filter(({ level }) => shows(level, 'norms')).slice(0, mostWeighed)
  const gaps = new Map<string, readonly Gap[]>()
  for (const [register, there] of Map.groupBy(given, (one) => one.register)) {
    const ids = [...new Set(there.map(({ registrationId }) => registrationId))]
    const loaded = await inOtherRegister(context, register, (own) => loadDossiers(own, ids))
    const found = [...(loaded?.values() ?? [])]
    gaps.set(
      register,
      found
        .filter(({ compiled }) => asksActivities(compiled.regulation))
        .map((one) => new Gap(one, context.today)),
    )
  }
  return gaps
}

/** A norm of somebody as an employer sees it: figures alone. */
export interface SeenNorm {
  readonly id: string
  readonly label: string
  readonly measure: ExplainedNorm['measure']
  readonly required: Amount
  readonly counted: Amount
  readonly provisional: Amount
  readonly planned: Amount
  readonly shortfall: Amount
  readonly holds: boolean
}

/** An activity of somebody as an employer sees it: nothing of what was written, and no proof. */
export interface SeenActivity {
  readonly title: string
  readonly on: Temporal.PlainDate | undefined
  /** What was granted, or else what is claimed. */
  readonly amount: Amount | undefined
  readonly accredited: boolean
  readonly state: 'planned' | 'entered' | 'approved'
}

/** One person as an employer sees them, by the level that they gave. */
export interface SeenWhole extends SeenPerson {
  readonly norms: readonly SeenNorm[] | undefined
  readonly activities: readonly SeenActivity[] | undefined
}

/** One person who lets an organisation see something; undefined where they do not, or not in a team that is seen. */
export async function seePerson(
  context: Context,
  organisationId: string,
  sightId: string,
  seen: SeenTeams,
): Promise<SeenWhole | undefined> {
  if (!isUuid(sightId)) return undefined
  const [found] = await givenTo(context, organisationId, { seen, sightId })
  if (found === undefined) return undefined
  const none = { norms: undefined, activities: undefined }
  if (!shows(found.level, 'norms')) return { ...found, ...none }
  const whole = await inOtherRegister(context, found.register, async (there) => {
    const loaded = (await loadDossiers(there, [found.registrationId])).get(found.registrationId)
    if (loaded === undefined) return undefined
    const { compiled, dossier, activities } = loaded
    const { today } = there
    const explained = explain(compiled, assess(compiled, dossier, today))
    return {
      ...weigh(found, loaded, today),
      norms: explained.norms.map(({ id, label, measure, outcome, ...figures }) => ({
        ...{ id, label, measure, holds: outcome === 'met' || outcome === 'exempt' },
        ...{ required: figures.required, counted: figures.counted },
        ...{ provisional: figures.provisional, planned: figures.withPlanned.planned },
        shortfall: figures.shortfall,
      })),
      activities: shows(found.level, 'learning')
        ? activities.flatMap(
            ({ title, completedOn, awarded, claimed, accredited, state, usedBy }) => {
              const shown = usedBy === undefined ? shownStates[state] : undefined
              if (shown === undefined) return []
              return [
                { title, on: completedOn, amount: awarded ?? claimed, accredited, state: shown },
              ]
            },
          )
        : undefined,
    }
  })
  return whole ?? { ...found, ...none }
}

// What is still being written, and what was refused, is of whoever wrote it.
const shownStates: Readonly<Record<ActivityState, SeenActivity['state'] | undefined>> = {
  draft: undefined,
  planned: 'planned',
  'awaiting-referee': 'entered',
  entered: 'entered',
  returned: 'entered',
  approved: 'approved',
  partly: 'approved',
  rejected: undefined,
}

interface Row {
  readonly sight_id: string
  readonly level: Level
  readonly for_team: boolean
  readonly given_on: string
  readonly last_day: string | null
  readonly version: number
  readonly team_id: string | null
  readonly team_name: string | null
  readonly registration_id: string
  readonly person_id: string
  readonly number: number | null
  readonly status: RegistrationStatus
  readonly valid_first: string | null
  readonly valid_last: string | null
  readonly temporary_kind: string | null
  readonly applied: boolean
  readonly first_name: string
  readonly initials: string
  readonly name_prefix: string
  readonly last_name: string
}

/** Each register in which somebody gave something is asked once, however many they are. */
async function givenTo(
  context: Context,
  organisationId: string,
  { seen, teamId, sightId }: Among & { readonly sightId?: string },
): Promise<readonly SeenPerson[]> {
  const { db, today } = context
  const among = sql`s.organisation_id::text = ${organisationId} and s.state = 'given'
    and (s.last_day is null or s.last_day >= ${today.toString()}::date)
    and (s.questioned_on is null
      or s.questioned_on + ${daysToConfirm}::int >= ${today.toString()}::date)
    and (${seen === 'all'} or s.team_id = any(${seen === 'all' ? [] : [...seen]}::uuid[]))
    and (${teamId ?? null}::uuid is null or s.team_id = ${teamId ?? null}::uuid)
    and (${sightId ?? null}::uuid is null or s.id = ${sightId ?? null}::uuid)`
  const { rows: registers } = await sql<{ register: string }>`
    select distinct s.register from sight s where ${among} order by 1`.execute(db)
  const people: SeenPerson[] = []
  for (const { register } of registers) {
    const found = await inOtherRegister(context, register, async (there) => {
      const { rows } = await sql<Row>`
        select s.id as sight_id, s.level, s.for_team, s.given_on::text, s.last_day::text, s.version,
          s.team_id, t.name as team_name, r.id as registration_id, r.person_id, r.number, r.status,
          r.valid_first::text, r.valid_last::text, r.temporary_kind, p.first_name, p.initials,
          p.name_prefix, p.last_name,
          exists (select from application a where a.registration_id = r.id
            and a.status in ('submitted', 'returned', 'with-committee')) as applied
        from sight s join registration r on r.id = s.registration_id
          join person p on p.id = r.person_id left join team t on t.id = s.team_id
        where s.register = ${register} and ${among} and r.status <> 'deceased'`.execute(there.db)
      return rows.map((row) => seenOf(there, row))
    })
    people.push(...(found ?? []))
  }
  return people
}

function seenOf(context: Context, row: Row): SeenPerson {
  const { register, today } = context
  const day = (text: string | null) => (text === null ? undefined : Temporal.PlainDate.from(text))
  const validUntil = isValid.has(row.status) ? day(row.valid_last) : undefined
  return {
    sightId: row.sight_id,
    registrationId: row.registration_id,
    personId: row.person_id,
    register: register.id,
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
    number: row.number === null ? undefined : registrationNumber(register, row.number),
    status: row.status,
    temporary: isTemporary(row, context),
    validUntil,
    level: row.level,
    team: row.team_id === null ? undefined : { id: row.team_id, name: row.team_name ?? '' },
    forTeam: row.for_team,
    since: Temporal.PlainDate.from(row.given_on),
    lastDay: day(row.last_day),
    version: row.version,
    course: undefined,
    attention: attentionOf({ status: row.status, validUntil, applied: row.applied }, today),
  }
}

const isValid: ReadonlySet<RegistrationStatus> = new Set(['certified', 'renewal-pending'])

// Whoever signs up or is on the way to a first certification lacks nothing yet.
const lost: ReadonlySet<RegistrationStatus> = new Set([
  ...(['expired', 'on-hold', 'suspended', 'withdrawn', 'removed', 'agreement-lapsed'] as const),
])

function attentionOf(
  {
    status,
    validUntil,
    applied,
  }: {
    readonly status: RegistrationStatus
    readonly validUntil: Temporal.PlainDate | undefined
    readonly applied: boolean
  },
  today: Temporal.PlainDate,
): Attention | undefined {
  if (lost.has(status)) return { is: 'not-registered' }
  if (validUntil === undefined || applied || status === 'renewal-pending') return undefined
  const from = validUntil.subtract({ months: monthsBefore })
  return Temporal.PlainDate.compare(from, today) <= 0 ? { is: 'ends', by: validUntil } : undefined
}

async function withCourse(
  context: Context,
  people: readonly SeenPerson[],
): Promise<readonly SeenPerson[]> {
  const { today } = context
  const done = new Map<string, SeenPerson>()
  const given = people.filter(({ level }) => shows(level, 'norms'))
  for (const [register, there] of Map.groupBy(given, (one) => one.register)) {
    await inOtherRegister(context, register, async (own) => {
      const ids = [...new Set(there.map(({ registrationId }) => registrationId))]
      const loaded = await loadDossiers(own, ids)
      for (const one of there) {
        const dossier = loaded.get(one.registrationId)
        if (dossier !== undefined) done.set(one.sightId, weigh(one, dossier, today))
      }
    })
  }
  return people.map((one) => done.get(one.sightId) ?? one)
}

function weigh(one: SeenPerson, loaded: LoadedDossier, today: Temporal.PlainDate): SeenPerson {
  const { compiled, dossier, standing } = loaded
  const { period } = dossier
  // Of the period that runs, as long as nothing was applied for.
  if (period === undefined || standing.application !== undefined) return one
  if (Temporal.PlainDate.compare(period.last, today) < 0) return one
  if (!asksActivities(compiled.regulation)) return one
  const assessment = assess(compiled, dossier, today)
  const before = period.last
  const { outcome } = forecast(compiled, dossier, { on: today, before }, assessment)
  const course = courseOf(outcome, assessment, { period, today })
  const behind = course === 'behind' && one.attention?.is !== 'not-registered'
  return { ...one, course, attention: behind ? { is: 'behind', by: before } : one.attention }
}

/** Somebody may lag behind an even pace by so many hundredths of what is needed. */
const leeway = 10

// Behind is who has less of a norm than an even pace over the period would have given, and has not planned enough.
function courseOf(
  outcome: Forecast['outcome'],
  { norms }: Assessment,
  { period, today }: { readonly period: Period; readonly today: Temporal.PlainDate },
): NonNullable<SeenPerson['course']> {
  if (outcome === 'already-met' || outcome === 'undetermined') return 'met'
  if (outcome === 'met-with-planned') return 'on-course'
  const days = (to: Temporal.PlainDate) => Math.max(0, period.first.until(to).days)
  const whole = Math.max(1, days(period.last))
  const passed = Math.floor((days(today) * 100) / whole)
  const lags = norms.some(
    ({ measure, required, counted, provisional, shortfall }) =>
      isMeasure(measure) &&
      shortfall > 0 &&
      (counted + provisional) * 100 < required * (passed - leeway),
  )
  return lags ? 'behind' : 'on-course'
}

/** Which of two needs attention first. */
function mostUrgentFirst(one: SeenPerson, other: SeenPerson): number {
  const by = (each: SeenPerson) =>
    each.attention === undefined
      ? '9999'
      : each.attention.is === 'not-registered'
        ? '0000'
        : each.attention.by.toString()
  const days = by(one) < by(other) ? -1 : by(one) > by(other) ? 1 : 0
  return days || one.name.localeCompare(other.name, 'nl') || (one.sightId < other.sightId ? -1 : 1)
}
