import type { WeighedDossier } from '../assess.ts'
import { outcomeOf, weighDossier } from '../assess.ts'
import type { Assessment, Outcome } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import type { Condition, Norm } from '../regulation.ts'
import type { Standing } from '../standing.ts'
import { rankOf, standings } from '../standing.ts'
import { misplacedCategory } from '../weighing/misplaced-category.ts'
import type { Look } from './look.ts'
import { all, atLeast, lookAt } from './look.ts'
import { lookAtNode } from './look-at-node.ts'
import { offeredAtTheStart } from './offered-at-the-start.ts'
import type { Asker, DeadEnd, Question, Wanted } from './question.ts'
import { joinQuestions } from './question.ts'

/** What is asked next of somebody, and what nothing can be asked for any more. */
export type ToAsk = {
  readonly outcome: Outcome
  /** The sort of dossier, which decides the norms that hold. */
  readonly sort: Assessment['sort']
  /** Once what is impossible is there, only what can still undo that. */
  readonly questions: readonly Question[]
  /** What cannot be met any more by what was stated or decided; empty where all is possible. */
  readonly impossible: readonly DeadEnd[]
  /** What waits for somebody else, who checks or judges it. */
  readonly awaited: readonly Asker[]
}

/**
 * What has to be stated, given or done next by the professional to meet what a regulation asks for
 * this sort of dossier: an unknown that matters is a question, one that does not is never asked.
 */
export function whatToAsk(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): ToAsk {
  const { kind, category } = dossier
  const sort = { kind, ...(category === undefined ? {} : { category }) }
  const weighed = weighDossier(compiled, dossier, on)
  const outcome = outcomeOf(weighed)
  const offered = offeredAtTheStart(compiled.regulation, dossier, on)
  if (outcome === 'exempt') {
    return { outcome, sort, questions: joinQuestions(offered), impossible: [], awaited: [] }
  }
  const misplaced = misplacedCategory(compiled, dossier)?.misplaced
  const former = misplaced?.is === 'former' ? misplaced.id : undefined
  const choice: readonly Wanted[] =
    misplaced?.is === 'unchosen'
      ? [
          {
            urgency: 'now',
            by: { is: 'category', id: 'category' },
            ways: [[{ what: 'category', findings: [] }]],
          },
        ]
      : []
  const norms = lookAtNorms(weighed, on)
  const variants = lookAtVariants(weighed, norms, on)
  const exemptions = compiled.regulation.exemptions.map(({ id, when }): Looked => {
    return { asker: { is: 'exemption', id }, look: lookAt(when, { dossier, on, asking: id }) }
  })
  const carryOver = lookAtCarryOver(weighed, on)

  // A norm that cannot be met is a dead end, unless another figure may hold for this person.
  const rescued = variants.filter(({ rescues }) => rescues)
  const saved = new Set(rescued.flatMap(({ helps }) => helps))
  const impossible: readonly DeadEnd[] = [
    ...(former === undefined ? [] : [{ of: { is: 'category', id: former } as const, because: [] }]),
    ...norms.flatMap(({ asker, look, milder }) =>
      look.is === 'refuted' && milder.every(({ is }) => is === 'refuted') && !saved.has(asker.id)
        ? [{ of: asker, because: look.because }]
        : [],
    ),
  ]
  const wanting = norms.some(({ look }) => look.is === 'open' || look.is === 'refuted')
  const helping = former === undefined && wanting ? exemptions : []
  const awaited = [
    ...norms.flatMap(({ asker, look, milder }) =>
      [look, ...milder].some(({ is }) => is === 'given') ? [asker] : [],
    ),
    ...(wanting ? [...variants, ...exemptions] : []).flatMap(({ asker, look }) =>
      look.is === 'given' ? [asker] : [],
    ),
  ]
  const questions =
    impossible.length > 0
      ? helping.flatMap((each) => wantedOf(each, 'now'))
      : [
          ...choice,
          ...norms.flatMap((each) => [
            ...wantedOf(each, 'now'),
            ...each.milder.flatMap((look) =>
              wantedOf({ asker: each.asker, look }, each.look.is === 'refuted' ? 'now' : 'may'),
            ),
            ...each.perhaps.flatMap((look) => wantedOf({ asker: each.asker, look }, 'may')),
          ]),
          ...variants.flatMap((each) => wantedOf(each, each.rescues ? 'now' : 'may')),
          ...[...helping, ...(wanting ? carryOver : [])].flatMap((each) => wantedOf(each, 'may')),
          ...offered,
        ]
  return { outcome, sort, questions: joinQuestions(questions), impossible, awaited }
}

/** What wants something, and what is still open of it. */
type Looked = { readonly asker: Asker; readonly look: Look }

/** A norm that is not met. */
type LookedNorm = Looked & {
  readonly norm: Norm
  readonly standing: Standing
  /** What may make a shortfall a matter for people. */
  readonly milder: readonly Look[]
  /** What is asked if the norm applies, where somebody else has to say whether it does. */
  readonly perhaps: readonly Look[]
}

type LookedVariant = Looked & {
  /** The norms that are nearer, or that can only be met, if it holds. */
  readonly helps: readonly string[]
  readonly rescues: boolean
}

/** The questions of what is looked at. */
export function wantedOf({ asker, look }: Looked, urgency: Question['urgency']): readonly Wanted[] {
  return look.is === 'open' ? look.questions.map((ways) => ({ urgency, by: asker, ways })) : []
}

/** Looks at every norm that holds and is not met. */
export function lookAtNorms(
  { prepared, answer }: WeighedDossier,
  on: Temporal.PlainDate,
): readonly LookedNorm[] {
  const { plan, dossier, compiled } = prepared
  return plan.norms.flatMap(({ norm, node, possible }, at): readonly LookedNorm[] => {
    const standing = standings[answer.standing[at] ?? 0] ?? 'not-met'
    if (standing === 'met') return []
    const circumstances = { dossier, on, asking: norm.id }
    const looked = (of: typeof node) => lookAtNode(of, prepared, answer, circumstances)
    const own = looked(node)
    // A figure that is not met is asked only once it is known that it holds.
    const stricter = possible.flatMap(({ variant, node: other }) => {
      const when = compiled.regulation.variants.find(({ id }) => id === variant)?.when
      const settled = own.is === 'met' || own.is === 'given'
      if (when === undefined || !settled) return []
      const opposite = lookAt(when, { dossier, on, asking: variant }, true)
      return [atLeast(1, [opposite, looked(other)])]
    })
    const whole = all([own, ...stricter])
    const doubt = prepared.norms[at]?.doubt
    const applies =
      norm.when === undefined || doubt === undefined
        ? undefined
        : lookAt(norm.when, circumstances, true)
    const look = applies === undefined ? whole : atLeast(1, [applies, whole])
    const otherwise = norm.otherwise?.when
    const short = look.is === 'open' || look.is === 'refuted'
    const milder =
      otherwise === undefined || !short || standing !== 'not-met'
        ? []
        : [lookAt(otherwise, circumstances)]
    return [
      {
        asker: { is: 'norm', id: norm.id },
        norm,
        // Where a shortfall is no refusal, it is for people to decide.
        look: look.is === 'refuted' && standing !== 'not-met' ? { is: 'given' } : look,
        standing,
        milder,
        perhaps: applies?.is === 'given' ? [whole] : [],
      },
    ]
  })
}

/** Looks at the variants that do not hold yet and by which a norm that is not met would be nearer. */
function lookAtVariants(
  weighed: WeighedDossier,
  norms: readonly LookedNorm[],
  on: Temporal.PlainDate,
): readonly LookedVariant[] {
  const { compiled, dossier, variant: held } = weighed.prepared
  const { variants } = compiled.regulation
  const before = held === undefined ? variants : variants.slice(0, variants.indexOf(held))
  return before.flatMap((variant): readonly LookedVariant[] => {
    const { id, when } = variant
    const look = lookAt(when, { dossier, on, asking: id })
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

/** Looks at what a surplus hangs on that is not counted yet. */
function lookAtCarryOver(
  { prepared: { compiled, dossier } }: WeighedDossier,
  on: Temporal.PlainDate,
): readonly Looked[] {
  const { carryOver } = compiled.regulation
  if (carryOver.rule === 'none' || carryOver.when === undefined) return []
  if (Object.keys(dossier.surplus).length === 0) return []
  const asker = { is: 'carry-over', id: 'carry-over' } as const
  return [{ asker, look: lookAt(carryOver.when, { dossier, on, asking: asker.id }) }]
}
