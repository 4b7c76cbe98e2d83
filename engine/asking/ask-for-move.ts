import { weighDossier } from '../assess.ts'
import { circumstancesOf } from '../circumstances.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import { asAdmission, assessMove, criteriaOf } from '../moves.ts'
import type { Move } from '../regulation.ts'
import { lookAt } from './look.ts'
import { lookAtNorms } from './look-at-norms.ts'
import { joinQuestions } from './question.ts'
import type { ToAsk } from './what-to-ask.ts'
import { wantedOf } from './what-to-ask.ts'

/**
 * What has to be stated, given or done next for a change of category: what the move itself asks, and
 * what the criteria of the category ask that it leads to.
 */
export function askForMove(
  compiled: CompiledRegulation,
  move: Move,
  dossier: Dossier,
  on: Temporal.PlainDate,
): ToAsk {
  const ids = criteriaOf(compiled.regulation, move)
  const asker = { is: 'move', id: move.id } as const
  const own =
    move.requires && lookAt(move.requires, circumstancesOf(compiled, dossier, on, move.id))
  const looked = [
    ...(own === undefined ? [] : [{ asker, look: own }]),
    ...lookAtNorms(weighDossier(compiled, asAdmission(move, dossier), on), on).filter(({ norm }) =>
      ids.includes(norm.id),
    ),
  ]
  const impossible = looked.flatMap(({ asker: of, look }) =>
    look.is === 'refuted' ? [{ of, because: look.because }] : [],
  )
  const questions = impossible.length > 0 ? [] : looked.flatMap((each) => wantedOf(each, 'now'))
  return {
    outcome: assessMove(compiled, move, dossier, on).standing,
    sort: { kind: 'first', category: move.to },
    questions: joinQuestions(questions),
    impossible,
    awaited: looked.flatMap(({ asker: by, look }) => (look.is === 'given' ? [by] : [])),
  }
}
