import type { Enough, Minimum, Regulation } from '#engine'
import { asksActivities } from '#engine'
import type { Path, Say } from '../mistakes.ts'
import { takesInAnything } from '../selectors.ts'
import { checkSelector } from './check-selector.ts'

/** What thresholds and a surplus count only with is there, and asks something. */
export function checkThresholds(regulation: Regulation, say: Say): void {
  const { thresholds, sources, carryOver } = regulation
  thresholds.forEach(({ source, of, onlyWith }, at) => {
    const path = ['thresholds', at]
    if (!Object.hasOwn(sources, source)) {
      say([...path, 'source'], `onbekende bron ${source} (unknown source)`)
    }
    if (!asksActivities(regulation)) {
      say(
        path,
        'zonder kinds telt er niets: laat deze drempel weg, of zet bij kinds welke activiteiten er zijn (a threshold without kinds)',
      )
      return
    }
    checkSelector(of, regulation, [...path, 'of'], say)
    checkEnough(onlyWith, regulation, [...path, 'onlyWith'], say)
  })
  if (carryOver.rule !== 'none' && carryOver.onlyWith !== undefined && asksActivities(regulation)) {
    checkEnough(carryOver.onlyWith, regulation, ['carryOver', 'onlyWith'], say)
  }
}

function checkEnough({ atLeast, of }: Enough, regulation: Regulation, path: Path, say: Say): void {
  let known = true
  checkSelector(of, regulation, [...path, 'of'], (where, message) => {
    known = false
    say(where, message)
  })
  if (atLeast === 0) {
    say([...path, 'atLeast'], 'dit is er altijd: laat onlyWith weg (nothing is asked)')
  } else if (known && !takesInAnything(regulation, of)) {
    say([...path, 'of'], 'er is geen activiteit die hierbij hoort (no activity is one of these)')
  }
}

/** A surplus that a minimum accepts, can be there. */
export function checkSurplus(
  { surplus, in: measure }: Minimum,
  regulation: Regulation,
  path: Path,
  say: Say,
): void {
  if (surplus === undefined) return
  const { carryOver } = regulation
  const here = [...path, 'surplus']
  if (carryOver.rule === 'none') {
    say(here, 'er gaat nooit een overschot mee: laat surplus weg (nothing goes along)')
    return
  }
  if (measure !== 'amount') {
    say(
      here,
      'een overschot is alleen in de eenheid: laat surplus weg (a surplus is in the unit only)',
    )
    return
  }
  surplus.forEach((tag, at) => {
    if (tag !== 'total') checkSelector(tag, regulation, [...here, at], say)
    if (carryOver.of === undefined || carryOver.of.includes(tag)) return
    say(
      [...here, at],
      `overschot uit ${tag} gaat niet mee: zet het bij of van carryOver, of laat het hier weg (it never goes along)`,
    )
  })
}
