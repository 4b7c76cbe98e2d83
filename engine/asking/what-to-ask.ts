import type { WeighedDossier } from '../assess.ts'
import { outcomeOf, weighDossier } from '../assess.ts'
import type { Assessment, Outcome } from '../assessment.ts'
import { circumstancesOf } from '../circumstances.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import { mayStayOpen } from '../temporary.ts'
import { misplacedCategory } from '../weighing/misplaced-category.ts'
import { lookAt } from './look.ts'
import type { Looked } from './look-at-norms.ts'
import { lookAtNorms } from './look-at-norms.ts'
import { lookAtVariants } from './look-at-variants.ts'
import { offeredAtTheStart } from './offered-at-the-start.ts'
import type { Asker, DeadEnd, Question, Wanted } from './question.ts'
import { joinQuestions } from './question.ts'

/** What is asked next of somebody, and what nothing can be asked for any more. */
export type ToAsk = {
  readonly outcome: Outcome
  /** The sort of dossier, which decides the norms that hold. */
  readonly sort: Assessment['sort']
  /**
   * Once what is impossible is there, only what can still undo that; and where it may stay open in a
   * registration for a while, what that asks.
   */
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
  const offered = offeredAtTheStart(compiled, dossier, on)
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
    return {
      asker: { is: 'exemption', id },
      look: lookAt(when, circumstancesOf(compiled, dossier, on, id)),
    }
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
  // What may stay open in a registration for a while ends nothing but the others that may.
  const open = mayStayOpen(compiled.regulation, dossier)
  const ended = impossible.length > 0
  const all = ended && impossible.some(({ of }) => of.is !== 'norm' || !open.includes(of.id))
  const asked = norms.filter(({ norm }) => !all && !(ended && open.includes(norm.id)))
  const short = asked.some(({ look }) => look.is === 'open' || look.is === 'refuted')
  const questions = [
    ...(all ? [] : choice),
    ...asked.flatMap((each) => [
      ...wantedOf(each, 'now'),
      ...each.milder.flatMap((look) =>
        wantedOf({ asker: each.asker, look }, each.look.is === 'refuted' ? 'now' : 'may'),
      ),
      ...each.perhaps.flatMap((look) => wantedOf({ asker: each.asker, look }, 'may')),
    ]),
    ...variants
      .filter(({ helps }) => asked.some(({ norm }) => helps.includes(norm.id)))
      .flatMap((each) => wantedOf(each, each.rescues ? 'now' : 'may')),
    ...helping.flatMap((each) => wantedOf(each, ended ? 'now' : 'may')),
    ...(short ? carryOver : []).flatMap((each) => wantedOf(each, 'may')),
    ...(all ? [] : offered),
  ]
  return { outcome, sort, questions: joinQuestions(questions), impossible, awaited }
}

/** The questions of what is looked at. */
export function wantedOf({ asker, look }: Looked, urgency: Question['urgency']): readonly Wanted[] {
  return look.is === 'open' ? look.questions.map((ways) => ({ urgency, by: asker, ways })) : []
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
  return [{ asker, look: lookAt(carryOver.when, circumstancesOf(compiled, dossier, on, asker.id)) }]
}
