import type { Minimum, Norm, Regulation, Requirement } from '#engine'
import type { Path, Say } from '../mistakes.ts'
import { subsetOf } from '../selectors.ts'
import { canBeMet } from './can-be-met.ts'
import type { Room } from './check-possible.ts'
import { askedIn, roomIn, situationsOf } from './check-possible.ts'

/** Norms, alternatives and years that ask nothing, or nothing that is not asked already. */
export function findIdleNorms(regulation: Regulation, say: Say): void {
  const room = roomIn(regulation)
  regulation.norms.forEach((norm, at) => {
    const { requires, instead } = norm
    const lifted = Object.keys(instead).length > 0
    if (requires.kind === 'minimum' && requires.atLeast === 0 && !lifted) {
      say(['norms', at, 'requires', 'atLeast'], `${norm.id} vraagt niets (this asks nothing)`)
    }
    const more = regulation.norms.find((other) => asksMore(regulation, other, norm))
    if (more !== undefined) {
      say(
        ['norms', at, 'requires'],
        `${more.id} vraagt al minstens zoveel van hetzelfde: ${norm.id} maakt nooit verschil (never makes a difference)`,
      )
    }
    const path = ['norms', at, 'requires']
    const all: [Requirement, Path][] = [
      [requires, path],
      ...Object.entries(instead).map(([id, other]): [Requirement, Path] => [
        other,
        ['norms', at, 'instead', id],
      ]),
    ]
    for (const [requirement, where] of all) {
      findIdleAlternatives({ regulation, norm, room, say }, requirement, where)
      findYearsNeverAsked({ regulation, norm, say }, requirement, where)
      findLimitsNeverReached(requirement, where, say)
    }
  })
}

/** Whether one norm asks all that another asks, of everybody of whom the other asks it. */
function asksMore(regulation: Regulation, one: Norm, other: Norm): boolean {
  if (one === other || one.when !== undefined || Object.keys(other.instead).length > 0) return false
  if (Object.keys(one.instead).length > 0 || other.otherwise !== undefined) return false
  const [more, less] = [one.requires, other.requires]
  if (more.kind !== 'minimum' || less.kind !== 'minimum' || less.atLeast === 0) return false
  const ofAll =
    other.appliesTo.every((kind) => one.appliesTo.includes(kind)) &&
    (one.categories === undefined ||
      (other.categories?.every((category) => one.categories?.includes(category)) ?? false))
  // Of two that are the same, the first is the one that is kept.
  const first = regulation.norms.indexOf(one) < regulation.norms.indexOf(other)
  return (
    ofAll &&
    reaches(regulation, more, less) &&
    (first || !reaches(regulation, less, more) || other.when !== undefined)
  )
}

/** Whether who meets one minimum surely meets another. */
function reaches(regulation: Regulation, more: Minimum, less: Minimum): boolean {
  return (
    more.in === less.in &&
    more.each === less.each &&
    (more.years ?? Number.POSITIVE_INFINITY) >= (less.years ?? Number.POSITIVE_INFINITY) &&
    more.proRata === less.proRata &&
    more.forEach === less.forEach &&
    JSON.stringify(more.inProportion) === JSON.stringify(less.inProportion) &&
    JSON.stringify(more.surplus) === JSON.stringify(less.surplus) &&
    more.atLeast >= less.atLeast &&
    (less.limits === undefined || JSON.stringify(less.limits) === JSON.stringify(more.limits)) &&
    subsetOf(regulation, more.of, less.of) &&
    // A part that is smaller than the whole says something, even where it follows from another.
    subsetOf(regulation, less.of, more.of)
  )
}

/** Ways of meeting a norm that nobody can take, or that only ask more than another way. */
function findIdleAlternatives(
  about: { regulation: Regulation; norm: Norm; room: Room; say: Say },
  requirement: Requirement,
  path: Path,
): void {
  const { regulation, norm, room, say } = about
  if (requirement.kind !== 'one-of' && requirement.kind !== 'each-of') return
  requirement.of.forEach((part, at) => {
    const here = [...path, 'of', at]
    findIdleAlternatives(about, part, here)
    // Of several that are asked together, each helps.
    if (requirement.kind === 'each-of' || requirement.atLeast !== undefined) return
    const situations = situationsOf(regulation).filter((situation) =>
      askedIn(regulation, situation).some((asked) => asked.norm === norm),
    )
    const possible = situations.some((situation) =>
      canBeMet(regulation, situation, [{ asks: part, holds: true }], (minima) =>
        room(situation.kind, minima, regulation.caps),
      ),
    )
    if (!possible) {
      say(here, `zo kan ${norm.id} nooit worden gehaald (an alternative that nobody can take)`)
    }
    const easier = requirement.of.some(
      (other, place) =>
        place !== at &&
        other.kind === 'minimum' &&
        part.kind === 'minimum' &&
        reaches(regulation, part, other) &&
        (place < at || !reaches(regulation, other, part)),
    )
    if (easier) {
      say(
        here,
        `een ander alternatief vraagt niet meer van hetzelfde (an alternative that never helps)`,
      )
    }
  })
}

/** A limit within which the whole minimum fits. */
function findLimitsNeverReached(requirement: Requirement, path: Path, say: Say): void {
  if (requirement.kind === 'one-of' || requirement.kind === 'each-of') {
    requirement.of.forEach((part, at) => {
      findLimitsNeverReached(part, [...path, 'of', at], say)
    })
  }
  if (requirement.kind !== 'minimum') return
  requirement.limits?.forEach((limit, at) => {
    if (!('atMost' in limit) || limit.atMost < requirement.atLeast) return
    say(
      [...path, 'limits', at, 'atMost'],
      'zoveel is ook genoeg voor het hele minimum: deze grens maakt nooit verschil (never makes a difference)',
    )
  })
}

/** A norm of every year where no period holds a whole year. */
function findYearsNeverAsked(
  about: { regulation: Regulation; norm: Norm; say: Say },
  requirement: Requirement,
  path: Path,
): void {
  const { norm, say } = about
  if (requirement.kind === 'one-of' || requirement.kind === 'each-of') {
    requirement.of.forEach((part, at) => {
      findYearsNeverAsked(about, part, [...path, 'of', at])
    })
  }
  if (requirement.kind !== 'minimum' || requirement.each === 'window' || requirement.proRata) return
  const { length, shape, blockFirst } = about.regulation.period
  const years = (length.years * 12 + length.months) / 12 + (length.weeks * 7 + length.days) / 365
  const fromNewYear =
    shape === 'calendar-year' ||
    (shape === 'fixed-block' && blockFirst?.month === 1 && blockFirst.day === 1)
  const needed = requirement.each === 'registration-year' || fromNewYear ? 1 : 2
  if (years >= needed) return
  say(
    [...path, 'each'],
    years < 1
      ? `een periode is korter dan een jaar: ${norm.id} wordt nooit gevraagd (no period holds a whole year)`
      : `een periode die niet op 1 januari begint, heeft geen heel kalenderjaar: ${norm.id} wordt dan niet gevraagd (a period may hold no whole calendar year)`,
  )
}
