import type { Regulation } from '#engine'
import { asksActivities } from '#engine'
import type { Say } from '../mistakes.ts'
import { takesInAnything } from '../selectors.ts'
import { checkSelector } from './check-selector.ts'

/** There are activities to test, and each criterion is there once and is about some of them. */
export function checkSelfTest(regulation: Regulation, say: Say): void {
  const { selfTest } = regulation
  if (selfTest === undefined) return
  if (!asksActivities(regulation)) {
    say(
      ['selfTest'],
      'zonder kinds is er niets te toetsen: laat dit weg, of zet bij kinds welke activiteiten er zijn (a self-test without kinds)',
    )
    return
  }
  const before = new Set<string>()
  selfTest.criteria.forEach(({ id, of }, at) => {
    const path = ['selfTest', 'criteria', at]
    if (before.has(id)) say([...path, 'id'], `de naam ${id} staat er twee keer (used twice)`)
    before.add(id)
    checkSelector(of, regulation, [...path, 'of'], say)
    if (!takesInAnything(regulation, of)) {
      say([...path, 'of'], `er is geen activiteit om aan ${id} te toetsen (a criterion of nothing)`)
    }
  })
}
