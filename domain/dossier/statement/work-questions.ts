import type { Claim, Stated } from '#domain/dossier/statement/statement.ts'
import type { Amount, Field, Regulation } from '#engine'
import { formatAmount, hundredthsOf, whetherHas } from '#engine'
import { formatDay } from '#language/days.ts'

type Work = Stated & { readonly member: 'work' }
type WorkClaim = Pick<Claim, 'id'> & { readonly stated: Work }

/** Something about work that is stated of which somebody should ask whether it is so; never a refusal. */
export type WorkQuestion = { readonly claims: ReadonlySet<string> } & (
  | {
      /** All jobs together are more hours a week than the regulation takes for granted. */
      readonly is: 'too-many-hours'
      readonly hoursPerWeek: Amount
      readonly first: Temporal.PlainDate
    }
  /** One job may have been stated twice. */
  | { readonly is: 'twice'; readonly first: Temporal.PlainDate }
)

const usual = hundredthsOf(4800)

/** What the work that somebody states makes one ask: two jobs of 8 hours a week are simply 16. */
export function workQuestions(
  { work, mostHoursPerWeek = usual }: Pick<Regulation, 'work' | 'mostHoursPerWeek'>,
  claims: readonly Pick<Claim, 'id' | 'stated' | 'state' | 'endedOn'>[],
): readonly WorkQuestion[] {
  const jobs = claims.flatMap(({ id, stated, state, endedOn }): WorkClaim[] =>
    stated.member === 'work' && state !== 'rejected' && endedOn === undefined
      ? [{ id, stated }]
      : [],
  )
  const busiest = busiestWeek(jobs)
  const asked = placeIn(work?.fields ?? [])
  // Only what is at one place can be one job; where no place is asked, anything can.
  const places = Map.groupBy(jobs, ({ stated }) =>
    asked === undefined ? undefined : compact(stated.details[asked.id]),
  )
  places.delete('')
  return [
    ...(busiest !== undefined && busiest.hoursPerWeek > mostHoursPerWeek ? [busiest] : []),
    ...[...places.values()].flatMap((there) =>
      there.flatMap((job, at) =>
        there
          .slice(at + 1)
          .filter((other) => isSameJob(job.stated, other.stated, asked !== undefined))
          .map((other) => ({
            is: 'twice' as const,
            claims: new Set([job.id, other.id]),
            first: later(job.stated.first, other.stated.first),
          })),
      ),
    ),
  ]
}

/** What is remarkable of a spell of work, in a few words, for who looks at it. */
export function workRemarks(
  questions: readonly WorkQuestion[],
  { id }: Pick<Claim, 'id'>,
): readonly string[] {
  const about = questions.filter(({ claims }) => claims.has(id))
  return [...new Set(about.map((question) => shortOf(question)))]
}

function shortOf(question: WorkQuestion): string {
  return question.is === 'twice'
    ? 'lijkt op ander werk'
    : `samen ${formatAmount(question.hoursPerWeek)} uur per week`
}

/** The question itself, to whoever stated it. */
export function workQuestionWords(question: WorkQuestion): string {
  const from = formatDay(question.first)
  return question.is === 'twice'
    ? `Twee keer hetzelfde werk? Vanaf ${from} staat er werk dat op elkaar lijkt, in dezelfde tijd. Is het één baan, trek er dan een in.`
    : `Samen ${formatAmount(question.hoursPerWeek)} uur per week? Zoveel werk staat er vanaf ${from}. Klopt dat niet, wijzig het dan.`
}

// A week is busiest from the day on which some job begins.
function busiestWeek(jobs: readonly WorkClaim[]) {
  const weeks = jobs.map(({ stated: { first } }) => {
    const then = jobs.filter(({ stated }) => isWorked(stated, first))
    const hours = then.reduce((sum, { stated }) => sum + weekOf(stated), 0)
    return {
      is: 'too-many-hours' as const,
      claims: new Set(then.map(({ id }) => id)),
      hoursPerWeek: hundredthsOf(hours),
      first,
    }
  })
  return weeks.toSorted((a, b) => b.hoursPerWeek - a.hoursPerWeek)[0]
}

function isWorked({ first, last }: Work, day: Temporal.PlainDate): boolean {
  const { compare } = Temporal.PlainDate
  return compare(first, day) <= 0 && (last === undefined || compare(day, last) <= 0)
}

// Hours over a whole spell are spread evenly over its weeks; of one that goes on that is not known.
function weekOf({ first, last, hours, hoursPerWeek }: Work): number {
  if (hoursPerWeek !== undefined) return hoursPerWeek
  if (hours === undefined || last === undefined) return 0
  const days = first.until(last).days + 1
  return Math.round((hours * 7) / Math.max(days, 7))
}

/** The spells of work that were not found wanting and surely have all of these properties; absent: all of them. */
export function workThatIs(
  { workProperties }: Pick<Regulation, 'workProperties'>,
  claims: readonly Claim[],
  only: readonly string[] = [],
): readonly Claim[] {
  return claims.filter(
    ({ stated, state }) =>
      stated.member === 'work' &&
      state !== 'rejected' &&
      state !== 'expired' &&
      whetherHas(stated, only, workProperties) === 'yes',
  )
}

/** Spells of work at one place, and what that place is called. */
export interface Workplace {
  readonly name: string | undefined
  readonly claims: readonly Claim[]
}

/**
 * Where the work was done that was not found wanting and has these properties: each place once with all
 * that was done there, and work without a place alone.
 */
export function workplaces(
  regulation: Pick<Regulation, 'work' | 'workProperties'>,
  claims: readonly Claim[],
  only?: readonly string[],
): readonly Workplace[] {
  const asked = placeIn(regulation.work?.fields ?? [])
  const nameOf = ({ stated }: Claim) => {
    if (asked === undefined || stated.member !== 'work') return undefined
    const name = stated.details[asked.id]
    return typeof name === 'string' && compact(name) !== '' ? name : undefined
  }
  const places = Map.groupBy(
    workThatIs(regulation, claims, only),
    (claim) => compact(nameOf(claim)) || claim.id,
  )
  return [...places.values()].map((there) => ({
    name: there.map((claim) => nameOf(claim)).at(-1),
    claims: there,
  }))
}

// The first thing that is asked in a line of text of work is where it was done.
function placeIn(fields: readonly Field[]): Field | undefined {
  return fields.find(({ type }) => type === 'text')
}

// Two spells at one place are one job where they are at the same time; without a place they have to be alike.
function isSameJob(one: Work, other: Work, atOnePlace: boolean): boolean {
  const from = later(one.first, other.first)
  if (!isWorked(one, from) || !isWorked(other, from)) return false
  return atOnePlace || (one.first.equals(other.first) && weekOf(one) === weekOf(other))
}

function later(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) > 0 ? one : other
}

// "Gemeente Heideveld" and "gemeente  heideveld." are one employer.
function compact(answer: unknown): string {
  return typeof answer === 'string'
    ? answer
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '')
    : ''
}
