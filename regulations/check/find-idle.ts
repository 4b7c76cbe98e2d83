import type {
  Amount,
  Cap,
  CompiledRegulation,
  Condition,
  Norm,
  Regulation,
  Requirement,
  Selector,
  Valuation,
} from '#engine'
import { formatAmount } from '#engine'
import { formatList } from '#language/lists.ts'
import { ruleDetails } from '../dossier.ts'
import type { Mistake, Path, Say } from '../mistakes.ts'
import type { Situation } from '../requirements/literal.ts'
import { subsetOf, takesInAnything, takesInKind } from '../selectors.ts'
import { canBeMet } from './can-be-met.ts'
import { askedIn, situationsOf, variantGoals } from './check-possible.ts'
import { findIdleNorms } from './find-idle-norms.ts'

/**
 * What stands in a version file without ever doing anything: the file is not wrong, but its writer
 * will have meant something else. Only for a file in which there is no mistake.
 */
export function findIdle(regulation: Regulation): Mistake[] {
  const found: Mistake[] = []
  const say = (path: Path, message: string) => found.push({ path, message })
  findIdleVariants(regulation, say)
  findIdleNorms(regulation, say)
  findIdleCaps(regulation, say)
  findIdleLapses(regulation, say)
  findIdleConditions(regulation, say)
  findIdleKinds(regulation, say)
  findIdleSecondUnit(regulation, say)
  findIdleRules(regulation, say)
  findSituationsWithoutNorms(regulation, say)
  return found
}

/** A register that calls hours points, or points hours: every answer would name the wrong thing. */
export function findOtherUnit({ regulation, words }: CompiledRegulation): Mistake[] {
  const other = { hour: 'punt', point: 'uur' }[regulation.unit]
  if (words.unit.one !== other) return []
  const message = `de eenheid is ${regulation.unit}, maar register.yaml noemt haar ${words.unit.one} (another unit in register.yaml)`
  return [{ path: ['unit'], message }]
}

function findIdleVariants(regulation: Regulation, say: Say): void {
  regulation.variants.forEach((variant, at) => {
    if (!regulation.norms.some((norm) => norm.instead[variant.id] !== undefined)) {
      say(
        ['variants', at],
        `geen norm heeft bij instead een ander getal voor ${variant.id} (this variant changes nothing)`,
      )
    }
    const arises = situationsOf(regulation).some(
      (situation) =>
        situation.variant === variant.id && isPossible(regulation, situation, variant.when),
    )
    if (!arises) {
      say(
        ['variants', at, 'when'],
        `${variant.id} geldt nooit: dit kan niet, of een variant erboven geldt dan al (this variant never holds)`,
      )
    }
  })
}

/** Whether a condition can hold in a situation, beside what is certain there. */
function isPossible(regulation: Regulation, situation: Situation, when: Condition): boolean {
  const goals = [...variantGoals(regulation, situation), { asks: when, holds: true }]
  return canBeMet(regulation, situation, goals, () => true)
}

const width: Record<Cap['each'], number> = {
  window: 4,
  'registration-year': 3,
  'calendar-year': 3,
  day: 2,
  activity: 1,
}

function findIdleCaps(regulation: Regulation, say: Say): void {
  regulation.caps.forEach((cap, at) => {
    if (!takesInAnything(regulation, cap.of)) {
      say(['caps', at, 'of'], `er is geen activiteit die onder ${cap.id} valt (a cap of nothing)`)
    }
    const stricter = regulation.caps.find((other, place) => {
      const wider = other.each === cap.each || width[other.each] > width[cap.each]
      const same = other.each === cap.each && other.atMost === cap.atMost
      return (
        other !== cap &&
        other.in === cap.in &&
        wider &&
        other.atMost <= cap.atMost &&
        subsetOf(regulation, cap.of, other.of) &&
        (!same || place < at || !subsetOf(regulation, other.of, cap.of))
      )
    })
    if (stricter !== undefined) {
      say(
        ['caps', at],
        `${stricter.id} laat al niet meer toe dan ${formatAmount(stricter.atMost)}: ${cap.id} maakt nooit verschil (never makes a difference)`,
      )
    }
  })
}

/** What lapses so late that it never counted until then, or is nothing. */
function findIdleLapses(regulation: Regulation, say: Say): void {
  const { length, renewalFrom = length, lookBack } = regulation.period
  const monthsIn = ({ years, months }: Temporal.Duration) => years * 12 + months
  // A counting may open as early as an application before could be made.
  const counted = Math.max(
    monthsIn(length) + monthsIn(renewalFrom),
    lookBack === undefined ? 0 : (lookBack.years + 1) * 12,
  )
  regulation.lapses.forEach(({ id, of, after }, at) => {
    if (!takesInAnything(regulation, of)) {
      say(['lapses', at, 'of'], `er is geen activiteit die onder ${id} valt (a lapse of nothing)`)
    } else if (monthsIn(after) >= counted) {
      say(
        ['lapses', at, 'after'],
        'zo lang telt een activiteit nooit: dit maakt nooit verschil (never makes a difference)',
      )
    }
  })
}

/** Conditions under which something would be different, and that can never hold. */
function findIdleConditions(regulation: Regulation, say: Say): void {
  const { norms, exemptions, carryOver } = regulation
  const check = (when: Condition | undefined, path: Path, applies?: Norm) => {
    if (when === undefined) return
    const arises = situationsOf(regulation).some(
      (situation) =>
        (applies === undefined ||
          askedIn(regulation, situation).some(({ norm }) => norm === applies)) &&
        isPossible(regulation, situation, when),
    )
    if (!arises) say(path, 'dit is nooit zo (this never holds)')
  }
  norms.forEach((norm, at) => {
    check(norm.when, ['norms', at, 'when'], norm)
    check(norm.otherwise?.when, ['norms', at, 'otherwise', 'when'], norm)
  })
  exemptions.forEach(({ when }, at) => {
    check(when, ['exemptions', at, 'when'])
  })
  if (carryOver.rule !== 'none') check(carryOver.when, ['carryOver', 'when'])
}

/** What a requirement counts in things. */
function thingsIn(requirement: Requirement): readonly Selector[] {
  switch (requirement.kind) {
    case 'minimum':
      return requirement.in === 'things' ? [requirement.of] : []
    case 'one-of':
    case 'each-of':
      return requirement.of.flatMap(thingsIn)
    default:
      return []
  }
}

function findIdleKinds(regulation: Regulation, say: Say): void {
  const { kinds, groups, labels, labelsAsk, accreditedByDecision } = regulation
  if (labelsAsk !== undefined && labels.length === 0) {
    say(['labelsAsk'], 'er zijn geen keurmerken om naar te vragen (there are no labels to ask for)')
  }
  groups.forEach(({ id }, at) => {
    if (kinds.some((kind) => kind.groups.includes(id))) return
    say(['groups', at], `geen soort activiteit hoort bij ${id} (a group without kinds)`)
  })
  const inThings = regulation.norms
    .flatMap((norm) => [norm.requires, ...Object.values(norm.instead)])
    .flatMap(thingsIn)
  kinds.forEach(({ id, value, fields, accreditation }, at) => {
    const earnsNothing =
      value.atMost === 0 || (value.by !== 'committee' && value.each === 0) || stepIsNothing(value)
    if (earnsNothing && !inThings.some((of) => takesInKind(regulation, of, id))) {
      say(['kinds', at, 'value'], `${id} levert nooit iets op (this never earns anything)`)
    }
    const step = oneStep(value)
    if (
      value.atMost !== undefined &&
      value.atMost > 0 &&
      step !== undefined &&
      value.atMost < step
    ) {
      say(
        ['kinds', at, 'value', 'atMost'],
        `minder dan de ${formatAmount(step)} die één keer waard is: nooit telt een hele (a limit below one step)`,
      )
    }
    if (value.by === 'hours' && value.guideline && !value.precedence.includes('guideline')) {
      say(
        ['kinds', at, 'value', 'guideline'],
        'guideline staat niet bij precedence en wordt niet gebruikt (the guideline is not used)',
      )
    }
    if (
      accreditation === 'by-decision' &&
      !accreditedByDecision.some((decision) => decision.kind === id)
    ) {
      say(
        ['kinds', at, 'accreditation'],
        `er staat geen besluit over ${id} bij accreditedByDecision (no such decision)`,
      )
    }
    fields.forEach((field, place) => {
      if (!ruleDetails.includes(field.id) || ['hours', 'whole-number'].includes(field.type)) return
      say(
        ['kinds', at, 'fields', place, 'type'],
        `de urenregel leest ${field.id} alleen als hours of whole-number (the rule cannot read this)`,
      )
    })
  })
}

/** Whole steps count, and a step is worth less than the least amount that there is. */
function stepIsNothing(value: Valuation): boolean {
  return value.by === 'hours' && value.step !== undefined && value.step * value.each < 100
}

/** What one step, thing or year is worth, where only whole ones count. */
function oneStep(value: Valuation): Amount | undefined {
  switch (value.by) {
    case 'hours':
      return value.step === undefined ? undefined : (((value.step * value.each) / 100) as Amount)
    case 'thing':
    case 'words':
    case 'membership-year':
      return value.each
    case 'committee':
      return undefined
  }
}

/** A second unit in which nothing is worth anything, or that nothing asks or limits. */
function findIdleSecondUnit({ secondUnit, kinds, norms, caps }: Regulation, say: Say): void {
  if (secondUnit === undefined) return
  const { many } = secondUnit
  if (kinds.every(({ inSecondUnit }) => inSecondUnit === undefined)) {
    say(
      ['secondUnit'],
      `geen soort activiteit is iets waard in ${many}: zet dat bij inSecondUnit (nothing is worth anything in it)`,
    )
  } else if (!JSON.stringify([norms, caps]).includes('"in":"second-unit"')) {
    say(
      ['secondUnit'],
      `geen norm en geen plafond is in ${many}: schrijf daar in: second-unit (no norm or cap is in it)`,
    )
  }
  kinds.forEach(({ id, inSecondUnit }, at) => {
    if (inSecondUnit?.each !== 0 && inSecondUnit?.atMost !== 0) return
    say(
      ['kinds', at, 'inSecondUnit'],
      `${id} levert nooit iets op in ${many} (this never earns anything)`,
    )
  })
}

function findIdleRules(regulation: Regulation, say: Say): void {
  const { proRata, period, review, carryOver, formerCategories, moves, leaveSorts } = regulation
  const reduces = leaveSorts.some(({ does }) => does === 'reduces')
  if (proRata?.joinedLaterFrom !== undefined && !proRata.joinedLater) {
    say(['proRata', 'joinedLaterFrom'], 'joinedLater is false (it never does anything)')
  }
  if (
    proRata !== undefined &&
    !proRata.joinedLater &&
    proRata.leaveFrom === undefined &&
    !reduces
  ) {
    say(
      ['proRata'],
      'zonder joinedLater, leaveFrom of verlof dat de norm verlaagt wordt niets kleiner (nothing is ever reckoned pro rata)',
    )
  } else if (
    proRata !== undefined &&
    !JSON.stringify(regulation.norms).includes('"proRata":true')
  ) {
    say(['proRata'], 'geen norm heeft proRata: true (no norm is reckoned pro rata)')
  }
  const { renewalFrom, length } = period
  const someDay = Temporal.PlainDate.from('2001-01-01')
  if (
    renewalFrom !== undefined &&
    Temporal.PlainDate.compare(someDay.add(renewalFrom), someDay.add(length)) >= 0
  ) {
    say(
      ['period', 'renewalFrom'],
      'dit is de hele periode: verlengen kan altijd (renewal is always possible)',
    )
  }
  const samples = [review.application, review.lines, review.selfSigned].includes('sample')
  if (review.samplePercentage !== undefined && !samples) {
    say(['review', 'samplePercentage'], 'er is geen steekproef (nothing is sampled)')
  }
  if (review.failureShare !== undefined && review.lines === 'all') {
    say(['review', 'failureShare'], 'alle activiteiten worden al gelezen (lines are not sampled)')
  }
  if (review.risks !== undefined && review.lines === 'all' && review.application === 'all') {
    say(['review', 'risks'], 'alle activiteiten worden al gelezen (lines are not sampled)')
  }
  if (carryOver.rule !== 'none' && carryOver.atMost === 0) {
    say(['carryOver', 'atMost'], 'er gaat nooit iets mee: schrijf rule: none (nothing goes along)')
  }
  formerCategories.forEach(({ id }, at) => {
    if (moves.some(({ from }) => from.includes(id))) return
    say(
      ['formerCategories', at],
      `wie in ${id} zit, kan nergens heen: geen verandering bij moves begint daar (nobody can leave this category)`,
    )
  })
}

/** Applications of which nothing is asked are granted to everybody. */
function findSituationsWithoutNorms(regulation: Regulation, say: Say): void {
  const words = { first: 'een eerste aanvraag', renewal: 'een verlenging' } as const
  const empty = situationsOf(regulation).filter(
    (situation) => situation.variant === undefined && askedIn(regulation, situation).length === 0,
  )
  for (const kind of ['first', 'renewal'] as const) {
    const here = empty.filter((situation) => situation.kind === kind)
    if (here.length === 0) continue
    const named = here.flatMap(({ category }) => (category === undefined ? [] : [category]))
    const all = named.length === regulation.categories.length
    const whose = all ? '' : ` in categorie ${formatList(named)}`
    say(
      ['norms'],
      `voor ${words[kind]}${whose} is er geen norm: iedereen voldoet (no norm applies)`,
    )
  }
}
