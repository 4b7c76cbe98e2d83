import type { Regulation } from '#engine'
import type { Say } from '../mistakes.ts'

const reserved = [
  'everything',
  'total',
  'carry-over',
  'planned',
  'rejected',
  'window',
  'valuation',
  'decision',
]

/** Names are there once, and none has a meaning of its own already. */
export function checkNames(regulation: Regulation, say: Say): void {
  const tags = new Map<string, string>()
  const lists = [
    ['kinds', regulation.kinds],
    ['groups', regulation.groups],
    ['attributes', regulation.attributes],
  ] as const
  for (const [name, list] of lists) {
    list.forEach((each, at) => {
      const path = [name, at, 'id']
      const before = tags.get(each.id)
      if (before !== undefined) {
        say(
          path,
          `de naam ${each.id} is al een van ${before}; kinds, groups en attributes delen hun namen (used twice)`,
        )
      }
      if (reserved.includes(each.id) && each.id === 'everything') {
        say(path, `de naam ${each.id} heeft al een betekenis (reserved)`)
      }
      tags.set(each.id, name)
    })
  }
  const norms = new Set(regulation.norms.map((norm) => norm.id))
  const ruleLists = [
    ['norms', regulation.norms],
    ['caps', regulation.caps],
    ['variants', regulation.variants],
    ['exemptions', regulation.exemptions],
    ['facts', regulation.facts],
    ['documents', regulation.documents],
    ['declarations', regulation.declarations],
    ['categories', regulation.categories],
    ['moves', regulation.moves],
  ] as const
  for (const [name, list] of ruleLists) {
    const own = new Set<string>()
    list.forEach((each, at) => {
      if (own.has(each.id))
        say([name, at, 'id'], `de naam ${each.id} staat er twee keer (used twice)`)
      own.add(each.id)
      if (name === 'caps' && norms.has(each.id)) {
        say([name, at, 'id'], `een norm en een plafond heten allebei ${each.id} (used twice)`)
      }
      if (name === 'caps' && reserved.includes(each.id)) {
        say([name, at, 'id'], `de naam ${each.id} heeft al een betekenis (reserved)`)
      }
    })
  }
}
