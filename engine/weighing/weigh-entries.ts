import type { CompiledRegulation } from '../compile.ts'
import { count, openStretches } from '../counting/count.ts'
import type { Counting, EntryShare } from '../counting/counting.ts'
import type { Entry } from '../counting/entries.ts'
import type { Dossier } from '../dossier.ts'
import type { Condition, Norm } from '../regulation.ts'
import type { ConditionFinding } from '../requirements/condition.ts'
import { doubtOf } from '../requirements/condition.ts'
import { rankOf } from '../standing.ts'
import type { Settle } from './settle.ts'
import { settleFor } from './settle.ts'
import type { Way } from './ways.ts'
import { waysOf, wishOf } from './ways.ts'
import type { Reach } from './weigh-way.ts'
import { weighWay } from './weigh-way.ts'
import type { WeighedNorm } from './weighed-norm.ts'

/** What is held against what, once everything that does not count activities is known. */
export type Asked = Counting & {
  readonly compiled: CompiledRegulation
  readonly dossier: Dossier
  readonly weigh: (condition: Condition, norm: Norm) => ConditionFinding
}

export type Weighed = {
  readonly norms: readonly WeighedNorm[]
  /** How much of each entry counts. */
  readonly shares: readonly EntryShare[]
}

/** Holds every norm against entries, which are counted in the most favourable way. */
export function weighEntries(asked: Asked, entries: readonly Entry[]): Weighed {
  const { plan, stretches, dossier } = asked
  const open = openStretches(asked, entries)
  const norms = plan.norms.map(({ norm, node }) => {
    const weigh = (condition: Condition) => asked.weigh(condition, norm)
    const when = norm.when === undefined ? undefined : weigh(norm.when)
    const doubt = when === undefined ? undefined : doubtOf(when)
    return {
      norm,
      ways: waysOf(node, stretches, weigh),
      settle: settleFor(norm, dossier, (condition) => weigh(condition).standing === 'met', doubt),
      ...(when === undefined || doubt === undefined ? {} : { doubt: when }),
    }
  })
  const wishes = norms.map(({ ways, settle }) => wishOf(ways, stretches, open, settle))
  const { reached, shares } = count(asked, entries, wishes)
  const reach: Reach = { leaves: plan.leaves, stretches, reached, open }
  return {
    norms: norms.map(({ norm, ways, settle, doubt }) => ({
      ...weighNorm(norm, ways, reach, settle),
      ...(doubt === undefined ? {} : { doubt }),
    })),
    shares,
  }
}

/** The best of its ways; where none is good enough, the others are kept to be told. */
function weighNorm(norm: Norm, ways: readonly Way[], reach: Reach, settle: Settle): WeighedNorm {
  const { id } = norm
  const results = ways.map((way) => weighWay(way, reach, settle))
  const way = results.reduce((best, each) =>
    rankOf(each.outcome) > rankOf(best.outcome) ? each : best,
  )
  const others = results.filter((each) => each !== way)
  return way.outcome === 'not-met' && others.length > 0 ? { id, way, others } : { id, way }
}
