import type { Regulation } from '#engine'
import type { Say } from '../mistakes.ts'
import { checkCondition } from './check-condition.ts'

/** What categories ask is there, and every change of category leads from one to another. */
export function checkCategories(regulation: Regulation, say: Say): void {
  const known = new Set(regulation.categories.map((category) => category.id))
  regulation.categories.forEach((category, at) => {
    category.admission.forEach((criterion, place) => {
      checkCondition(
        criterion.requires,
        regulation,
        ['categories', at, 'admission', place, 'requires'],
        say,
      )
    })
  })
  regulation.moves.forEach((move, at) => {
    if (!known.has(move.to))
      say(['moves', at, 'to'], `onbekende categorie ${move.to} (unknown category)`)
    if (move.from.includes(move.to)) {
      say(
        ['moves', at, 'to'],
        `wie al in ${move.to} zit, gaat er niet heen: haal het weg bij from (a move to itself)`,
      )
    }
    if (move.requires !== undefined)
      checkCondition(move.requires, regulation, ['moves', at, 'requires'], say)
  })
}
