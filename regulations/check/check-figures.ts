import type { Amount, Minimum, Norm, Regulation, Requirement } from '#engine'
import { formatAmount } from '#engine'
import type { Path, Say } from '../mistakes.ts'
import { subsetOf } from '../selectors.ts'

/**
 * A part larger than the whole, also where every year asks its own part, and years that the window
 * does not hold. Figures are held against each other where they hold for the same people: under
 * the same variant, kind of application and category.
 */
export function checkFigures(regulation: Regulation, say: Say): void {
  const sets = figureSets(regulation)
  for (const part of sets[0] ?? []) checkYears(regulation, part, say)
  for (const set of sets) {
    for (const part of set) {
      for (const whole of set) {
        const message = larger(regulation, part, whole)
        if (message === undefined) continue
        // One whole that it is larger than is enough to mend it by.
        say([...part.path, 'atLeast'], message)
        break
      }
    }
  }
}

/** A minimum, where it stands, and under which variant it is the figure. */
type Figure = {
  readonly minimum: Minimum
  readonly path: Path
  readonly norm: Norm
  readonly variant?: string
}

/** Figures that are asked side by side: those of all norms, and those within one alternative. */
function figureSets({ norms }: Regulation): Figure[][] {
  const all: Figure[] = []
  const within: Figure[][] = []
  norms.forEach((norm, at) => {
    const visit = (requirement: Requirement, path: Path, set: Figure[], variant?: string): void => {
      if (requirement.kind === 'minimum') {
        // What is asked for each value of a fact depends on how many somebody has.
        if (requirement.forEach !== undefined) return
        set.push({
          minimum: requirement,
          path,
          norm,
          ...(variant === undefined ? {} : { variant }),
        })
      } else if (requirement.kind === 'each-of') {
        requirement.of.forEach((part, place) => {
          visit(part, [...path, 'of', place], set, variant)
        })
      } else if (requirement.kind === 'one-of') {
        requirement.of.forEach((part, place) => {
          const own: Figure[] = []
          visit(part, [...path, 'of', place], own, variant)
          within.push(own)
        })
      }
    }
    visit(norm.requires, ['norms', at, 'requires'], all)
    for (const [variant, requirement] of Object.entries(norm.instead)) {
      visit(requirement, ['norms', at, 'instead', variant], all, variant)
    }
  })
  return [all, ...within]
}

/** Says that a part is larger than the whole, where both are asked of the same people. */
function larger(regulation: Regulation, part: Figure, whole: Figure): string | undefined {
  if (part === whole || part.minimum.in !== whole.minimum.in || whole.minimum.each !== 'window') {
    return undefined
  }
  const { each, years: some } = part.minimum
  const years = each === 'window' ? 1 : (some ?? yearsIn(regulation, each))
  const sum = part.minimum.atLeast * years
  // A whole of nothing asks nothing: so a variant lifts a norm.
  if (whole.minimum.atLeast === 0 || sum <= whole.minimum.atLeast) return undefined
  if (!together(part, whole)) return undefined
  const { of } = part.minimum
  if (!subsetOf(regulation, of, whole.minimum.of)) return undefined
  // Of two figures for the very same activities neither is a part of the other.
  if (part.minimum.each === 'window' && subsetOf(regulation, whole.minimum.of, of)) return undefined
  const asked =
    part.minimum.each === 'window'
      ? `${formatAmount(part.minimum.atLeast)} voor ${part.norm.id} is`
      : `${formatAmount(part.minimum.atLeast)} in elk van ${years} jaren is ${formatAmount(sum as Amount)} voor ${part.norm.id}:`
  const named = whole.norm === part.norm ? 'dezelfde norm' : whole.norm.id
  return `${asked} meer dan de ${formatAmount(whole.minimum.atLeast)} van ${named}, waar het een deel van is (a part larger than the whole)`
}

/**
 * Whether a part is asked of everybody of whom the whole is asked. A norm for some may ask more
 * than one for all: then the one for all still says something about the others.
 */
function together(part: Figure, whole: Figure): boolean {
  const [one, other] = [part.norm, whole.norm]
  return (
    JSON.stringify(one.when) === JSON.stringify(other.when) &&
    other.appliesTo.every((kind) => one.appliesTo.includes(kind)) &&
    (one.categories === undefined ||
      (other.categories?.every((category) => one.categories?.includes(category)) ?? false)) &&
    standsUnder(part, whole.variant) &&
    standsUnder(whole, part.variant)
  )
}

/** Whether a figure is the one that is asked under a variant; without one, where none applies. */
function standsUnder({ norm, variant }: Figure, other: string | undefined): boolean {
  return (
    variant === other ||
    other === undefined ||
    (variant === undefined && norm.instead[other] === undefined)
  )
}

/** A norm of every year asks more years than the window of a renewal holds. */
function checkYears({ period }: Regulation, { minimum, norm }: Figure, say: Say): void {
  const { lookBack } = period
  if (minimum.each === 'window' || minimum.atLeast === 0) return
  if (lookBack?.appliesTo !== 'both' || !norm.appliesTo.includes('renewal')) return
  const years = minimum.years ?? yearsIn({ period }, minimum.each)
  const seen = lookBack.years + (lookBack.granularity === 'calendar-year' ? 1 : 0)
  if (seen < years) {
    say(
      ['period', 'lookBack', 'years'],
      `${norm.id} vraagt iets in elk van ${years} jaren, maar er telt hoogstens ${seen} jaar terug mee (the window is shorter than the years asked)`,
    )
  }
}

/** The whole years that every period has. */
function yearsIn(
  { period }: Pick<Regulation, 'period'>,
  each: 'calendar-year' | 'registration-year',
): number {
  const { length, shape, blockFirst } = period
  const years = Math.floor((length.years * 12 + length.months) / 12)
  const onNewYear =
    shape === 'calendar-year' ||
    (shape === 'fixed-block' && blockFirst?.month === 1 && blockFirst.day === 1)
  return each === 'registration-year' || onNewYear ? years : Math.max(0, years - 1)
}
