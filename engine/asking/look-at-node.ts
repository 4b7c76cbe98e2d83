import type { WayFinding } from '../assessment.ts'
import type { Node } from '../counting/plan.ts'
import type { Circumstances } from '../requirements/condition-kind.ts'
import { rankOf } from '../standing.ts'
import type { Prepared } from '../weighing/prepare.ts'
import { waysOf } from '../weighing/ways.ts'
import type { Answer } from '../weighing/weigh-portfolio.ts'
import { findingOfWay, prepareWay } from '../weighing/weigh-way.ts'
import type { Look } from './look.ts'
import { all, atLeast, lookAt } from './look.ts'

/** Looks at what a norm asks, its activities as they were weighed. */
export function lookAtNode(
  node: Node,
  prepared: Prepared,
  answer: Answer,
  circumstances: Circumstances,
): Look {
  switch (node.is) {
    case 'condition':
      return lookAt(node.condition, circumstances)
    case 'one-of':
    case 'each-of': {
      const parts = node.of.map((part) => lookAtNode(part, prepared, answer, circumstances))
      return node.is === 'each-of' ? all(parts) : atLeast(node.atLeast ?? 1, parts)
    }
    case 'leaf': {
      const finding = nearestWay(node, prepared, answer)
      const { awaits } = prepared.window
      const look = lookAtActivities(node.leaf, finding, prepared, circumstances)
      // Of no year that may still be asked, or of nothing in it, the day decides nothing.
      const asksNothing = finding.minima.length === 0 || finding.required === 0
      if (awaits === undefined || asksNothing) return look
      const opening = lookAt({ kind: 'fact-day', fact: awaits }, circumstances)
      // Which years are asked depends on it; else it matters once there is enough to count.
      if (prepared.plan.leaves[node.leaf]?.each !== 'window') return opening
      return look.is === 'open' ? look : all([opening, look])
    }
  }
}

function lookAtActivities(
  leaf: number,
  finding: WayFinding,
  { plan, dossier }: Prepared,
  circumstances: Circumstances,
): Look {
  if (finding.outcome === 'met') return { is: 'met', rests: false }
  if (finding.outcome !== 'not-met') return { is: 'given' }
  // How much is asked may hang on a number that nobody has stated yet.
  const unknown = plan.leaves[leaf]?.inProportion
  if (unknown !== undefined && dossier.facts[unknown.fact] === undefined) {
    const { fact, whole } = unknown
    return lookAt({ kind: 'fact-at-least', fact, atLeast: whole }, circumstances)
  }
  return {
    is: 'open',
    questions: [[[{ what: 'activities', findings: [finding] }]]],
    rests: false,
  }
}

/** A minimum as far as it is reached; of one that wants some years, those in which least is missing. */
function nearestWay(leaf: Node, { plan, stretches }: Prepared, { now }: Answer): WayFinding {
  const reach = { leaves: plan.leaves, stretches, reached: now }
  const found = waysOf(leaf, stretches, (condition) => {
    throw new Error(`A minimum has no condition of kind ${condition.kind}`)
  }).map((way) =>
    findingOfWay(
      prepareWay(way, (standing) => standing, reach),
      reach,
    ),
  )
  return found.reduce((a, b) => {
    const better = rankOf(b.outcome) - rankOf(a.outcome)
    return better > 0 || (better === 0 && b.shortfall < a.shortfall) ? b : a
  })
}
