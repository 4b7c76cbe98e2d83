import type { Alternative, Minimum, Regulation, Requirement, Selector } from '#engine'
import { asksActivities, choicesOf, limitedBy } from '#engine'
import type { Path, Say } from '../mistakes.ts'
import { checkCondition } from '../requirements/conditions.ts'
import { takesInAnything } from '../selectors.ts'
import { withoutSecondUnit } from './check-kinds.ts'
import { checkSelector } from './check-selector.ts'
import { checkSurplus } from './check-thresholds.ts'

/** What norms, caps, variants, exemptions and the carrying over refer to is there. */
export function checkNorms(regulation: Regulation, say: Say): void {
  const variants = new Set(regulation.variants.map((variant) => variant.id))
  const categories = new Set(regulation.categories.map((category) => category.id))
  const findings = new Set(
    [...regulation.norms, ...regulation.categories.flatMap((category) => category.admission)].map(
      ({ id }) => id,
    ),
  )
  regulation.norms.forEach((norm, at) => {
    if (!Object.hasOwn(regulation.sources, norm.source)) {
      say(['norms', at, 'source'], `onbekende bron ${norm.source} (unknown source)`)
    }
    checkRequirement(norm.requires, regulation, ['norms', at, 'requires'], say)
    for (const [variant, requirement] of Object.entries(norm.instead)) {
      const path = ['norms', at, 'instead', variant]
      if (!variants.has(variant)) say(path, `onbekende variant ${variant} (unknown variant)`)
      checkRequirement(requirement, regulation, path, say)
    }
    norm.categories?.forEach((category, place) => {
      if (!categories.has(category)) {
        say(
          ['norms', at, 'categories', place],
          `onbekende categorie ${category} (unknown category)`,
        )
      }
    })
    norm.examples.forEach(({ expect }, number) => {
      if (expect.norm === undefined || findings.has(expect.norm)) return
      say(
        ['norms', at, 'examples', number, 'expect', 'norm'],
        `onbekende norm ${expect.norm} (unknown norm)`,
      )
    })
    if (norm.when !== undefined) checkCondition(norm.when, regulation, ['norms', at, 'when'], say)
    if (norm.otherwise?.when !== undefined) {
      checkCondition(norm.otherwise.when, regulation, ['norms', at, 'otherwise', 'when'], say)
    }
  })
  regulation.caps.forEach((cap, at) => {
    if (!Object.hasOwn(regulation.sources, cap.source)) {
      say(['caps', at, 'source'], `onbekende bron ${cap.source} (unknown source)`)
    }
    if (asksActivities(regulation)) checkSelector(cap.of, regulation, ['caps', at, 'of'], say)
    else
      say(
        ['caps', at],
        'zonder kinds valt er niets te begrenzen: laat dit plafond weg, of zet bij kinds welke activiteiten er zijn (a cap without kinds)',
      )
    if (cap.in === 'second-unit' && regulation.secondUnit === undefined) {
      say(['caps', at, 'in'], withoutSecondUnit)
    }
    if (cap.in === 'things' && cap.atMost % 100 !== 0) {
      say(['caps', at, 'atMost'], 'dingen zijn heel: geen decimalen (things are whole)')
    }
  })
  regulation.variants.forEach((variant, at) => {
    checkCondition(variant.when, regulation, ['variants', at, 'when'], say)
  })
  regulation.exemptions.forEach((exemption, at) => {
    checkCondition(exemption.when, regulation, ['exemptions', at, 'when'], say)
  })
  const { carryOver } = regulation
  if (carryOver.rule !== 'none' && !asksActivities(regulation)) {
    say(
      ['carryOver', 'rule'],
      'zonder kinds is er nooit een overschot: schrijf rule: none (a surplus without kinds)',
    )
  } else if (carryOver.rule !== 'none') {
    if (carryOver.when !== undefined)
      checkCondition(carryOver.when, regulation, ['carryOver', 'when'], say)
    carryOver.of?.forEach((tag, at) => {
      if (tag !== 'total') checkSelector(tag, regulation, ['carryOver', 'of', at], say)
    })
  }
}

function checkRequirement(
  requirement: Requirement,
  regulation: Regulation,
  path: Path,
  say: Say,
): void {
  switch (requirement.kind) {
    case 'minimum':
      if (!asksActivities(regulation)) {
        say(
          path,
          'een minimum telt activiteiten, en dit bestand heeft geen kinds: zet daar welke activiteiten er zijn, of vraag een document, werk, een verklaring of een oordeel (a minimum without kinds)',
        )
        return
      }
      checkSelector(requirement.of, regulation, [...path, 'of'], say)
      if (requirement.in === 'things' && requirement.atLeast % 100 !== 0) {
        say([...path, 'atLeast'], 'dingen zijn heel: geen decimalen (things are whole)')
      }
      if (requirement.in === 'second-unit' && regulation.secondUnit === undefined) {
        say([...path, 'in'], withoutSecondUnit)
      }
      checkNumberOfYears(requirement, regulation, path, say)
      checkSurplus(requirement, regulation, path, say)
      checkLimits(requirement, regulation, path, say)
      checkProportion(requirement, regulation, [...path, 'inProportion'], say)
      checkForEach(requirement, regulation, [...path, 'forEach'], say)
      if (requirement.proRata && regulation.proRata === undefined) {
        say([...path, 'proRata'], 'er is geen regel proRata in dit bestand (no proRata rule)')
      }
      return
    case 'one-of':
    case 'each-of':
      checkNumberOfParts(requirement, path, say)
      requirement.of.forEach((part, at) => {
        checkRequirement(part, regulation, [...path, 'of', at], say)
      })
      return
    default:
      checkCondition(requirement, regulation, path, say)
  }
}

/** The limits of a minimum are of a part of it, and each of another part. */
function checkLimits(minimum: Minimum, regulation: Regulation, path: Path, say: Say): void {
  const limits = minimum.limits ?? []
  let known = true
  limits.forEach(({ of }, at) => {
    checkSelector(of, regulation, [...path, 'limits', at, 'of'], (where, message) => {
      known = false
      say(where, message)
    })
  })
  if (!known) return
  const has = (...all: readonly Selector[]) =>
    takesInAnything(regulation, { allOf: [minimum.of, ...all] })
  limits.forEach((limit, at) => {
    const here = [...path, 'limits', at]
    if (!has(limit.of)) {
      say([...here, 'of'], 'hiervan telt niets voor dit minimum (a limit of nothing)')
    } else if (!has({ not: limit.of })) {
      say([...here, 'of'], 'dit is alles wat telt, en geen deel ervan (a share of itself)')
    }
    if ('atMost' in limit && limit.atMost === 0) {
      say(
        [...here, 'atMost'],
        'wat nooit telt, hoort niet in of: neem het daar uit (nothing at most)',
      )
    } else if ('atMost' in limit && minimum.in === 'things' && limit.atMost % 100 !== 0) {
      say([...here, 'atMost'], 'dingen zijn heel: geen decimalen (things are whole)')
    }
    if (limits.slice(0, at).some((other) => has(limitedBy(limit), limitedBy(other)))) {
      say(
        here,
        'een activiteit valt hoogstens onder één grens van een minimum: zet de andere grens in een norm ernaast (limits that overlap)',
      )
    }
  })
}

/** A minimum for each value of a fact has one with several values, each named after activities. */
function checkForEach(
  { forEach }: Minimum,
  { facts, kinds, groups, attributes }: Regulation,
  path: Path,
  say: Say,
): void {
  if (forEach === undefined) return
  const fact = facts.find(({ id }) => id === forEach)
  if (fact === undefined) {
    say(path, `onbekend feit ${forEach}: zet het bij facts (unknown fact)`)
    return
  }
  if (fact.type !== 'several') {
    say(path, `${forEach} heeft niet meer waarden: geef het type: several (not several values)`)
  }
  const yesOrNo = attributes.filter(({ type }) => type === 'yes-no')
  const named = new Set([...kinds, ...groups, ...yesOrNo].map(({ id }) => id))
  for (const { id } of fact.options ?? []) {
    if (named.has(id)) continue
    say(
      path,
      `er zijn geen activiteiten die ${id} heten: noem elke mogelijkheid van ${forEach} naar een soort, een groep of een kenmerk (no activities of this name)`,
    )
  }
}

/** A minimum in proportion to a fact has a fact that is a number, a whole, and a floor below all. */
function checkProportion(
  { inProportion, atLeast, in: measure }: Minimum,
  { facts }: Regulation,
  path: Path,
  say: Say,
): void {
  if (inProportion === undefined) return
  const { fact: name, whole, floor } = inProportion
  const fact = facts.find(({ id }) => id === name)
  if (fact === undefined) {
    say([...path, 'fact'], `onbekend feit ${name}: zet het bij facts (unknown fact)`)
  } else if (fact.type !== 'number') {
    say([...path, 'fact'], `${name} is geen getal: geef het type: number (not a number)`)
  }
  if (whole === 0) {
    say(
      [...path, 'whole'],
      'een deel van niets is er niet: schrijf bij wie alles geldt (a whole of nothing)',
    )
  }
  if (floor !== undefined && floor >= atLeast) {
    say(
      [...path, 'floor'],
      'dit is alles: zo wordt er nooit minder gevraagd (a floor that is no less than all)',
    )
  }
  if (measure === 'things' && floor !== undefined && floor % 100 !== 0) {
    say([...path, 'floor'], 'dingen zijn heel: geen decimalen (things are whole)')
  }
}

// Each choice of parts or years is a way of its own to meet a norm.
const mostWays = 100

/** So many of these is what can be, and more than one of few enough to weigh each choice. */
function checkNumberOfParts({ atLeast, of }: Alternative, path: Path, say: Say): void {
  if (atLeast === undefined) return
  if (atLeast > of.length) {
    say([...path, 'atLeast'], `er zijn er maar ${of.length} (more than there are)`)
  } else if (of.length > 20 || choicesOf(of, atLeast).length > mostWays) {
    say(
      [...path, 'atLeast'],
      'te veel mogelijkheden: neem soorten samen in groepen (too many choices)',
    )
  }
}

/** A number of years says of which years, and the period holds more of them. */
function checkNumberOfYears(
  { years, each }: Minimum,
  { period }: Regulation,
  path: Path,
  say: Say,
): void {
  if (years === undefined) return
  const here = [...path, 'years']
  const { length } = period
  const held = Math.ceil((length.years * 12 + length.months) / 12)
  if (each === 'window') {
    say(here, 'schrijf erbij welke jaren: each: calendar-year of registration-year (which years?)')
  } else if (years >= held) {
    say(
      here,
      `een periode heeft ${held} jaar: laat years weg voor elk jaar (leave it out for every year)`,
    )
  } else if (held > 20 || choicesOf(Array.from({ length: held }), years).length > mostWays) {
    say(here, 'te veel mogelijkheden voor zo een lange periode (too many choices)')
  }
}
