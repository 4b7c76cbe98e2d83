import type { WeighedDossier } from '../assess.ts'
import { weighDossier } from '../assess.ts'
import { circumstancesOf } from '../circumstances.ts'
import type { Condition } from '../regulation.ts'
import { rankOf } from '../standing.ts'
import { lookAt } from './look.ts'
import type { Looked, LookedNorm } from './look-at-norms.ts'
import { lookAtNorms } from './look-at-norms.ts'

/** A variant that does not hold yet. */
type LookedVariant = Looked & {
  /** The norms that are nearer, or that can only be met, if it holds. */
  readonly helps: readonly string[]
  readonly rescues: boolean
}

/** Looks at the variants that do not hold yet and by which a norm that is not met would be nearer. */
export function lookAtVariants(
  weighed: WeighedDossier,
  norms: readonly LookedNorm[],
  on: Temporal.PlainDate,
): readonly LookedVariant[] {
  const { compiled, dossier, variant: held } = weighed.prepared
  const { variants } = compiled.regulation
  const before = held === undefined ? variants : variants.slice(0, variants.indexOf(held))
  return before.flatMap((variant): readonly LookedVariant[] => {
    const { id, when } = variant
    const look = lookAt(when, circumstancesOf(compiled, dossier, on, id))
    const short = norms.filter(
      ({ norm, look: own }) =>
        norm.instead[id] !== undefined && (own.is === 'open' || own.is === 'refuted'),
    )
    if (short.length === 0 || look.is === 'met' || look.is === 'refuted') return []
    const supposed = weighDossier(
      {
        ...compiled,
        regulation: { ...compiled.regulation, variants: [{ ...variant, when: sure }] },
      },
      dossier,
      on,
    )
    const then = lookAtNorms(supposed, on)
    const nearer = short.filter(({ norm, look: own, standing }) => {
      const later = then.find((each) => each.norm.id === norm.id)
      if (later === undefined) return true
      if (own.is === 'refuted') return later.look.is !== 'refuted'
      return (
        rankOf(later.standing) > rankOf(standing) ||
        shortfallOf(supposed, norm.id) < shortfallOf(weighed, norm.id)
      )
    })
    if (nearer.length === 0) return []
    return [
      {
        asker: { is: 'variant', id },
        look,
        helps: nearer.map(({ norm }) => norm.id),
        rescues: nearer.some((each) => each.look.is === 'refuted'),
      },
    ]
  })
}

const sure: Condition = { kind: 'all-of', of: [] }

function shortfallOf({ prepared, answer }: WeighedDossier, id: string): number {
  const at = prepared.norms.findIndex((norm) => norm.id === id)
  return answer.shortfall[at] ?? 0
}
