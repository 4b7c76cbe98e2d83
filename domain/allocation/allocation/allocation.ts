import type { IndicatorAnswer } from '#engine'
import type { Norm } from '#norms/load.ts'

/** What somebody who does the work is by the norm, and where that was seen. */
export type Standing =
  /** Registered in a register that qualifies. */
  | {
      readonly is: 'registered'
      readonly register: string
      /** As what, where the register has professions that qualify. */
      readonly profession: string | undefined
      readonly number: string
      readonly checkedOn: Temporal.PlainDate
    }
  /** In another register, which supports a reason; by its id, or by its name where the norm does not know it. */
  | {
      readonly is: 'elsewhere'
      readonly register: string | undefined
      readonly called: string
      readonly number: string
      readonly checkedOn: Temporal.PlainDate
    }
  /** On the way to registration, in a sector and until a day. */
  | { readonly is: 'growth-path'; readonly sector: string; readonly until: Temporal.PlainDate }
  | { readonly is: 'none' }

/** Somebody in a decision: who does the work, or who answers for whoever does. */
export interface AllocatedPerson {
  readonly part: 'does' | 'responsible'
  readonly name: string
  readonly standing: Standing
}

/** A decision of an organisation about who does a piece of work, before it is recorded. */
export interface AllocationDraft {
  /** The first day of the version of the norm against which it was held. */
  readonly version: string
  /** What the work is, without anything about a client. */
  readonly work: string
  readonly answers: Readonly<Record<string, IndicatorAnswer>>
  readonly choice: 'apply' | 'explain'
  /** The grounds of the exception that were ticked; none where the norm is applied. */
  readonly grounds: readonly string[]
  readonly explanation: string
  /** The conditions of the outcome that were confirmed. */
  readonly conditions: readonly string[]
  readonly people: readonly AllocatedPerson[]
  readonly decidedBy: { readonly name: string; readonly position: string }
  readonly reviewOn: Temporal.PlainDate
  /** The decision in whose place this one goes, and why. */
  readonly amends: { readonly id: string; readonly why: string } | undefined
}

/** What is wrong with a decision, and with whom of its people where it is about one. */
export interface AllocationProblem {
  readonly what:
    | 'nobody-does-it'
    /** Applied: whoever does it is not registered in a register that qualifies. */
    | 'not-registered'
    /** Applied: nobody who is registered answers for it. */
    | 'nobody-responsible'
    /** Applied: a condition of the outcome was not confirmed. */
    | 'conditions'
    /** The growth path does not go with this outcome. */
    | 'growth-path'
    /** The growth path would run longer than it does in that sector, or has run out. */
    | 'growth-path-days'
    /** A check of a registration on a day that is still to come. */
    | 'checked-later'
    | 'digits'
    | 'too-many'
    | 'review-day'
    /** Of a register of this installation: nobody is in it by this number and surname today. */
    | 'not-in-register'
    /** Explained without a ground or words. */
    | 'explanation'
    | 'citizen-number'
  readonly person?: number
  readonly condition?: string
}

/** How many people a decision can name. */
export const mostPeople = 10

/** How long a decision can stand before it is looked at again, in months. */
export const mostMonths = 24

/**
 * What is wrong with a decision by the norm itself, whatever the registers say: whether those who do the work go with
 * the outcome, or somebody explains why it is done otherwise. Pure; `outcome` is what the table of the norm decided.
 */
export function problemsOf(
  norm: Norm,
  draft: AllocationDraft,
  { outcome, today }: { readonly outcome: string; readonly today: Temporal.PlainDate },
): readonly AllocationProblem[] {
  const { people, choice, reviewOn } = draft
  const problems: AllocationProblem[] = []
  const does = people.filter(({ part }) => part === 'does')
  if (does.length === 0) problems.push({ what: 'nobody-does-it' })
  if (people.length > mostPeople) problems.push({ what: 'too-many' })
  const last = today.add({ months: mostMonths })
  if (isAfter(today.add({ days: 1 }), reviewOn) || isAfter(reviewOn, last)) {
    problems.push({ what: 'review-day' })
  }
  people.forEach((person, at) => {
    for (const what of standingProblems(norm, person.standing, today)) {
      problems.push({ what, person: at })
    }
  })
  if (choice === 'explain') {
    const grounds = norm.unless.heads.flatMap((head) => head.grounds.map(({ id }) => id))
    if (draft.explanation === '' || !draft.grounds.some((id) => grounds.includes(id))) {
      problems.push({ what: 'explanation' })
    }
    return problems
  }
  return [...problems, ...appliedProblems(norm, draft, outcome)]
}

// What the outcome itself asks of who does the work, where it is applied.
function appliedProblems(
  norm: Norm,
  { people, conditions }: AllocationDraft,
  outcome: string,
): readonly AllocationProblem[] {
  const problems: AllocationProblem[] = []
  const path = norm.growthPath?.outcome.some((id) => id === outcome) === true
  people.forEach(({ part, standing }, at) => {
    const registered = standing.is === 'registered'
    if (part === 'responsible' && !registered) problems.push({ what: 'not-registered', person: at })
    if (part === 'does' && outcome === 'registered' && !registered) {
      problems.push({ what: 'not-registered', person: at })
    } else if (
      part === 'does' &&
      standing.is === 'growth-path' &&
      outcome !== 'not-registered' &&
      !path
    ) {
      problems.push({ what: 'growth-path', person: at })
    }
  })
  // Whoever is registered answers for their own work.
  const does = people.filter(({ part }) => part === 'does')
  const needs =
    outcome === 'under-responsibility' && does.some(({ standing }) => standing.is !== 'registered')
  if (!needs) return problems
  if (
    !people.some(({ part, standing }) => part === 'responsible' && standing.is === 'registered')
  ) {
    problems.push({ what: 'nobody-responsible' })
  }
  const asked = norm.outcomes.find(({ id }) => id === outcome)?.conditions ?? []
  for (const { id } of asked) {
    if (!conditions.includes(id)) problems.push({ what: 'conditions', condition: id })
  }
  return problems
}

function standingProblems(
  { registers, growthPath }: Norm,
  standing: Standing,
  today: Temporal.PlainDate,
): readonly AllocationProblem['what'][] {
  switch (standing.is) {
    case 'none':
      return []
    case 'growth-path': {
      const sector = growthPath?.sectors.find(({ id }) => id === standing.sector)
      const fits =
        sector !== undefined &&
        !isAfter(standing.until, sector.until) &&
        !isAfter(today, standing.until)
      return fits ? [] : ['growth-path-days']
    }
    case 'elsewhere':
      return isAfter(standing.checkedOn, today) ? ['checked-later'] : []
    case 'registered': {
      const register = registers.find(({ id }) => id === standing.register)
      const digits = standing.number.replaceAll(/\D/g, '')
      return [
        ...(isAfter(standing.checkedOn, today) ? (['checked-later'] as const) : []),
        ...(digits.length === register?.digits ? [] : (['digits'] as const)),
      ]
    }
  }
}

function isAfter(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) > 0
}
