import { both, boxOf, everything, liesIn, meet, spaceOf } from '#engine'
import type { Mistake } from '#regulations/mistakes.ts'
import type { NormFile } from '../norm.ts'
import { tableOf } from '../table.ts'
import { inWords } from './check-table.ts'

/** What of a norm never makes a difference: it is told, and not refused. */
export function findIdle(norm: NormFile): Mistake[] {
  const { indicators, outcomes, notTogether } = norm
  const table = tableOf(norm)
  const space = spaceOf(table)
  const all = everything(space)
  const laid = table.rules.map(({ when }) => boxOf(space, when))
  const told: Mistake[] = []
  indicators.forEach(({ id }, at) => {
    const answers = space.places[at]?.bits.size ?? 0
    if (table.rules.some(({ when }) => (when[id]?.length ?? answers) < answers)) return
    told.push({
      path: ['indicators', at],
      message: `geen regel vraagt naar ${id} (no rule asks it)`,
    })
  })
  outcomes.forEach(({ id }, at) => {
    if (table.rules.some(({ outcome }) => outcome === id)) return
    told.push({
      path: ['outcomes', at],
      message: `geen regel leidt naar ${id} (no rule leads to it)`,
    })
  })
  table.rules.forEach(({ id, outcome }, at) => {
    const box = laid[at] ?? all
    // With first those above take what is theirs; elsewhere a wider rule says the same and more.
    const wider = table.rules.find(
      (other, place) =>
        place !== at &&
        other.outcome === outcome &&
        (table.hitPolicy === 'any' || table.hitPolicy === 'priority') &&
        liesIn(box, laid[place] ?? all) &&
        (place < at || !liesIn(laid[place] ?? all, box)),
    )
    if (wider === undefined) return
    told.push({
      path: ['table', 'rules', at],
      message: `${id} zegt niets dat ${wider.id} niet ook zegt (nothing that another rule does not say)`,
    })
  })
  notTogether.forEach(({ answers }, at) => {
    const apart = boxOf(
      space,
      Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, [answer]])),
    )
    table.rules.forEach(({ id }, place) => {
      const box = laid[place] ?? all
      if (!meet(space, box, apart) || !liesIn(box, apart)) return
      told.push({
        path: ['table', 'rules', place],
        message: `${id} geldt alleen voor antwoorden die niet samengaan: ${inWords(space, both(box, apart))} (only where answers contradict each other)`,
      })
    })
    if (
      notTogether.findIndex((other) => JSON.stringify(other.answers) === JSON.stringify(answers)) <
      at
    ) {
      told.push({ path: ['notTogether', at], message: 'dit staat er twee keer (used twice)' })
    }
  })
  return told
}
