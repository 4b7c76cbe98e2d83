import type { WayFinding } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import { count, openStretches } from '../counting/count.ts'
import type { Counting, EntryShare } from '../counting/counting.ts'
import type { Entry } from '../counting/entries.ts'
import type { Dossier } from '../dossier.ts'
import type { Condition, Norm } from '../regulation.ts'
import type { ConditionFinding } from '../requirements/condition.ts'
import { doubtOf } from '../requirements/condition.ts'
import { bestOf, rankOf } from '../standing.ts'
import type { Settle } from './settle.ts'
import { settleFor } from './settle.ts'
import type { PossibleFigure, Way } from './ways.ts'
import { waysOf, waysThroughDoubt, wishOf } from './ways.ts'
import type { Reach } from './weigh-way.ts'
import { weighWay } from './weigh-way.ts'
import type { WeighedNorm } from './weighed-norm.ts'

/** What is held against what, once everything that does not count activities is known. */
export type Asked = Counting & {
  readonly compiled: CompiledRegulation
  readonly dossier: Dossier
  readonly weigh: (condition: Condition, norm: Norm) => ConditionFinding
  /** The variants that may hold, by their id, with what was found of each. */
  readonly possible?: ReadonlyMap<string, ConditionFinding>
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
  const norms = plan.norms.map(({ norm, node, possible }) => {
    const weigh = (condition: Condition) => asked.weigh(condition, norm)
    const when = norm.when === undefined ? undefined : weigh(norm.when)
    const doubt = when === undefined ? undefined : doubtOf(when)
    return {
      norm,
      ways: waysOf(node, stretches, weigh),
      possible: possible.flatMap(({ variant, node: other }): PossibleFigure[] => {
        const found = asked.possible?.get(variant)
        if (found === undefined) return []
        const uncertain = doubtOf(found) ?? 'met'
        return [{ variant, found, uncertain, ways: waysOf(other, stretches, weigh) }]
      }),
      settle: settleFor(norm, dossier, (condition) => weigh(condition).standing === 'met', doubt),
      ...(when === undefined || doubt === undefined ? {} : { doubt: when }),
    }
  })
  const wishes = norms.map(({ ways, possible, settle }) =>
    wishOf(waysThroughDoubt(ways, possible), stretches, open, settle),
  )
  const { reached, shares } = count(asked, entries, wishes)
  const reach: Reach = { leaves: plan.leaves, stretches, reached, open }
  return {
    norms: norms.map(({ norm, ways, possible, settle, doubt }) => ({
      ...(doubt === undefined ? {} : { doubt }),
      ...inDoubtOf(weighNorm(norm, ways, reach, settle), possible, reach, settle),
    })),
    shares,
  }
}

/** The best of its ways, the nearest of those; where none is good enough, the others are kept. */
function weighNorm(
  { id }: Pick<Norm, 'id'>,
  ways: readonly Way[],
  reach: Reach,
  settle: Settle,
): WeighedNorm {
  const results = ways.map((way) => weighWay(way, reach, settle))
  const best = bestOf(results.map((each) => each.outcome))
  const good = results.filter((each) => each.outcome === best)
  const [first] = good
  // What no activity mends is no nearer for a smaller figure.
  const failing = best === 'not-met' || best === 'for-the-committee'
  const mendable = good.filter(
    ({ conditions }) => failing && conditions.every(({ standing }) => standing === 'met'),
  )
  const nearest = mendable.toSorted((a, b) => missingOf(a) - missingOf(b))[0]
  const way = nearest ?? first
  if (way === undefined) throw new Error('A norm has at least one way')
  const others = results.filter((each) => each !== way)
  return best === 'not-met' && others.length > 0 ? { id, way, others } : { id, way }
}

/** What is missing of the minima of a way, all together. */
function missingOf({ minima }: WayFinding): number {
  return minima.reduce((sum, { required, reached }) => sum + Math.max(0, required - reached), 0)
}

/** Where a norm is good enough, but not under a variant that may hold, it stands as that lets it. */
function inDoubtOf(
  norm: WeighedNorm,
  possible: readonly PossibleFigure[],
  reach: Reach,
  settle: Settle,
): WeighedNorm {
  return possible.reduce<WeighedNorm>((worst, { variant, found, uncertain, ways }) => {
    const { way } = weighNorm({ id: norm.id }, ways, reach, settle)
    const outcome = bestOf([way.outcome, settle(uncertain)])
    if (rankOf(outcome) >= rankOf(worst.way.outcome)) return worst
    return { id: norm.id, way: { ...way, outcome }, doubt: found, variant }
  }, norm)
}
