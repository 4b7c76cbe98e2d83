import type { Regulation } from '#engine'
import type { Say } from '../mistakes.ts'
import { checkCondition } from '../requirements/conditions.ts'

/** What categories ask is there, and every change of category leads from one to another. */
export function checkCategories(regulation: Regulation, say: Say): void {
  const known = new Set(regulation.categories.map((category) => category.id))
  const former = new Set(regulation.formerCategories.map((category) => category.id))
  regulation.formerCategories.forEach(({ id }, at) => {
    if (!known.has(id)) return
    say(
      ['formerCategories', at, 'id'],
      `${id} is ook een categorie van deze versie: laat een van de twee weg (a category of this version as well)`,
    )
  })
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
  regulation.categories.forEach(({ id, followUp }, at) => {
    const leads = regulation.moves.some(
      (move) => move.id === followUp?.move && move.from.includes(id),
    )
    if (followUp?.move === undefined || leads) return
    say(
      ['categories', at, 'followUp', 'move'],
      `${followUp.move} is geen verandering vanuit ${id} (not a move from this category)`,
    )
  })
  regulation.moves.forEach((move, at) => {
    if (!known.has(move.to))
      say(['moves', at, 'to'], `onbekende categorie ${move.to} (unknown category)`)
    move.from.forEach((id, place) => {
      if (known.has(id) || former.has(id)) return
      say(
        ['moves', at, 'from', place],
        `onbekende categorie ${id}; is zij van een eerdere versie, zet haar dan bij formerCategories (unknown category)`,
      )
    })
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
