import type { Regulation } from '#engine'
import type { Path, Say } from '../mistakes.ts'

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

// What takes something away of an activity is named in the answer, beside these words.
const cutters = ['caps', 'thresholds', 'lapses']

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
    ['thresholds', regulation.thresholds],
    ['lapses', regulation.lapses],
    ['variants', regulation.variants],
    ['exemptions', regulation.exemptions],
    ['facts', regulation.facts],
    ['documents', regulation.documents],
    ['declarations', regulation.declarations],
    ['declarers', regulation.declarers],
    ['workRoles', regulation.workRoles],
    ['workProperties', regulation.workProperties],
    ['categories', regulation.categories],
    ['formerCategories', regulation.formerCategories],
    ['moves', regulation.moves],
    ['leaveSorts', regulation.leaveSorts],
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
      if (name === 'thresholds' && regulation.caps.some(({ id }) => id === each.id)) {
        say([name, at, 'id'], `een plafond en een drempel heten allebei ${each.id} (used twice)`)
      }
      if (
        name === 'lapses' &&
        [...regulation.caps, ...regulation.thresholds].some(({ id }) => id === each.id)
      ) {
        say([name, at, 'id'], `iets anders heet ook al ${each.id} (used twice)`)
      }
      if (cutters.includes(name) && reserved.includes(each.id)) {
        say([name, at, 'id'], `de naam ${each.id} heeft al een betekenis (reserved)`)
      }
    })
  }
  for (const [path, list] of listsWithin(regulation)) {
    const own = new Set<string>()
    list.forEach(({ id }, at) => {
      if (own.has(id)) say([...path, at, 'id'], `de naam ${id} staat er twee keer (used twice)`)
      own.add(id)
    })
  }
}

type Named = readonly { readonly id: string }[]

/** The lists within other things: what one can choose, fill in, hand over or must show. */
function listsWithin(regulation: Regulation): (readonly [Path, Named])[] {
  const { facts, attributes, kinds, categories, labels, referee } = regulation
  const options = (name: string, list: readonly { readonly options?: Named }[]) =>
    list.map((each, at) => [[name, at, 'options'], each.options ?? []] as const)
  return [
    [['labels'], labels],
    [['referee', 'roles'], referee.roles],
    ...options('facts', facts),
    ...options('attributes', attributes),
    ...categories.map(({ admission }, at) => [['categories', at, 'admission'], admission] as const),
    ...kinds.flatMap(({ fields, evidence }, at) => [
      [['kinds', at, 'fields'], fields] as const,
      [['kinds', at, 'evidence', 'accepted'], evidence.accepted] as const,
      ...fields.map(
        (field, place) => [['kinds', at, 'fields', place, 'options'], field.options ?? []] as const,
      ),
    ]),
  ]
}
