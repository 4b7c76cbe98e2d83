import type {
  Activity,
  Amount,
  Assessment,
  Cents,
  CompiledRegulation,
  Kind,
  Minimum,
  Norm,
  Regulation,
  Requirement,
} from '#engine'
import { assess, centsOf, compileRegulation, emptyDossier, hundredthsOf, matches } from '#engine'
import type { Register, Tariff } from '#regulations/register.ts'

/** One thing that somebody means to do in a year of the plan. */
export interface PlanRow {
  /** Counted from 1. */
  readonly year: number
  readonly label: string
  /** The kind of activity, where it is known. */
  readonly kind: string | undefined
  /** The time it takes. */
  readonly hours: Amount
  /** What it is worth, in the register's unit. */
  readonly points: Amount
  readonly accredited: boolean
  readonly cost: Cents
}

/** What a plan comes to: per year and in all, and how the norms that count activities judge it. */
export interface PlanResult {
  readonly years: readonly PlanTotals[]
  readonly whole: PlanTotals
  /** Whether it is held against what is asked the first time, or only at a renewal. */
  readonly kind: 'first' | 'renewal'
  readonly assessment: Assessment
  /** The regulation with the norms that a plan can be held to, which the assessment was made with. */
  readonly compiled: CompiledRegulation
  /** The same of the norms that hold for a category alone, for each category that has any. */
  readonly perCategory: readonly {
    readonly label: string
    readonly assessment: Assessment
    readonly compiled: CompiledRegulation
  }[]
  /** The norms of which a plan says nothing, such as work and papers. */
  readonly beside: readonly Norm[]
}

export interface PlanTotals {
  readonly hours: Amount
  readonly points: Amount
  readonly accredited: Amount
  readonly cost: Cents
}

/** How many years a plan has: those of the register's period, and one at the least. */
export function planYears({ regulation }: CompiledRegulation): number {
  return Math.max(1, regulation.period.length.years)
}

/**
 * The rows of the register's own worked example. A row without a kind is not an activity but what
 * the register asks, such as signing up; the yearly fee that stands in it is left to the tariff.
 */
export function exampleRows(register: Register): readonly PlanRow[] {
  return (register.costExample?.rows ?? [])
    .map(({ cents, ...row }) => ({
      ...row,
      kind: row.kind,
      cost: row.kind === undefined ? centsOf(0) : cents,
    }))
    .filter(({ hours, points, cost }) => hours + points + cost > 0)
}

/** Whether a norm asks for certain kinds of activities, so that a plan must say what each is. */
export function kindsMatter({ regulation }: CompiledRegulation): boolean {
  const attributes = Object.fromEntries(
    regulation.attributes.filter(({ type }) => type === 'yes-no').map(({ id }) => [id, true]),
  )
  const minima = regulation.norms.flatMap(minimaOf)
  return minima
    .flatMap(({ of, limits = [] }) => [of, ...limits.map((each) => each.of)])
    .some((of) => {
      const [first, ...others] = regulation.kinds.map(({ id, groups }) =>
        matches(of, { kind: id, groups, attributes }),
      )
      return others.some((one) => one !== first)
    })
}

/** Adds a plan up, with the fee of every year, and holds it against the norms as of today. */
export function calculatePlan(
  compiled: CompiledRegulation,
  rows: readonly PlanRow[],
  tariff: Tariff | undefined,
  today: Temporal.PlainDate,
): PlanResult {
  const count = planYears(compiled)
  const fee = tariff?.amount ?? 0
  const years = Array.from({ length: count }, (_, index) =>
    totals(
      rows.filter(({ year }) => year === index + 1),
      fee,
    ),
  )
  const { regulation } = compiled
  const kind = kindOfPlan(regulation)
  const asked = regulation.norms.filter(({ appliesTo }) => appliesTo.includes(kind))
  const counted = asked.filter((norm) => countsActivities(norm.requires))
  const registeredOn = today.subtract({ years: count })
  const dossier = {
    ...emptyDossier,
    kind,
    registeredOn,
    ...(kind === 'renewal' && { period: { first: registeredOn, last: today } }),
    submittedOn: today,
    activities: rows.flatMap((row, index) => activity(compiled, row, index, today)),
    // Whoever plans decides what it is worth; the committee does so in the end.
    judgements: rows.map((row, index) => ({
      on: rowId(index),
      outcome: 'approved' as const,
      awarded: row.points,
    })),
  }
  const withNorms = (norms: readonly Norm[]) =>
    compileRegulation({ ...regulation, norms }, compiled.words)
  const planned = withNorms(counted.filter(({ categories }) => categories === undefined))
  const perCategory = regulation.categories.flatMap(({ id, label }) => {
    const own = counted.filter(({ categories }) => categories?.includes(id) === true)
    if (own.length === 0) return []
    // A plan says nothing of what else the category asks.
    const only = withNorms(own)
    const assessment = assess(only, { ...dossier, kind: 'renewal', category: id }, today)
    return [{ label, assessment, compiled: only }]
  })
  return {
    years,
    whole: totals(rows, fee * count),
    kind,
    assessment: assess(planned, dossier, today),
    compiled: planned,
    perCategory,
    beside: asked.filter((norm) => !counted.includes(norm)),
  }
}

// Where the first time asks for no activities, or for a category of which a plan says nothing, it
// is for the renewal that somebody plans.
function kindOfPlan({ norms, categories }: Regulation): 'first' | 'renewal' {
  const asksAtFirst = norms.some(
    ({ appliesTo, requires }) => appliesTo.includes('first') && countsActivities(requires),
  )
  return asksAtFirst && categories.length === 0 ? 'first' : 'renewal'
}

function countsActivities(requires: Requirement): boolean {
  switch (requires.kind) {
    case 'minimum':
      // A plan says what things are worth in the unit alone, and nothing of the person.
      return requires.in !== 'second-unit' && requires.forEach === undefined
    case 'one-of':
    case 'each-of':
      return requires.of.every(countsActivities)
    default:
      return false
  }
}

function minimaOf({ requires }: { readonly requires: Requirement }): readonly Minimum[] {
  switch (requires.kind) {
    case 'minimum':
      return [requires]
    case 'one-of':
    case 'each-of':
      return requires.of.flatMap((one) => minimaOf({ requires: one }))
    default:
      return []
  }
}

function totals(rows: readonly PlanRow[], fee: number): PlanTotals {
  const sum = (amount: (row: PlanRow) => number) =>
    rows.reduce((total, row) => total + amount(row), 0)
  return {
    hours: hundredthsOf(sum(({ hours }) => hours)),
    points: hundredthsOf(sum(({ points }) => points)),
    accredited: hundredthsOf(sum(({ points, accredited }) => (accredited ? points : 0))),
    cost: centsOf(fee + sum(({ cost }) => cost)),
  }
}

// The plan is seen from its end: all is done and approved, each year's things half-way that year.
function activity(
  compiled: CompiledRegulation,
  row: PlanRow,
  index: number,
  today: Temporal.PlainDate,
): readonly Activity[] {
  const kind = kindOf(compiled, row)
  if (row.points === 0 || kind === undefined) return []
  const yearsAgo = planYears(compiled) - row.year
  const activity: Activity = {
    id: rowId(index),
    kind: kind.id,
    title: row.label,
    completedOn: today.subtract({ months: 12 * yearsAgo + 6 }),
    attributes: accreditation(compiled, row),
    details: {},
    state: 'approved',
    claimed: row.points,
  }
  return [activity]
}

function rowId(index: number): string {
  return `row-${index + 1}`
}

function accreditation({ regulation }: CompiledRegulation, row: PlanRow): Record<string, boolean> {
  const names = regulation.attributes.filter(({ type }) => type === 'yes-no').slice(0, 1)
  return Object.fromEntries(names.map(({ id }) => [id, row.accredited]))
}

/**
 * The kind of a row; what somebody just adds is a course: the first kind that may be accredited.
 * Where the register asks no activities there is none.
 */
export function kindOf(
  { regulation }: CompiledRegulation,
  row: Pick<PlanRow, 'kind'>,
): Kind | undefined {
  const named = regulation.kinds.find(({ id }) => id === row.kind)
  const course = regulation.kinds.find((kind) => kind.accreditation === 'possible')
  const [first] = regulation.kinds
  return named ?? course ?? first
}
