import type { BoardDecision, DecisionProblem } from '#domain/certification/ruling/enter-decision.ts'
import { checkDecision, enterDecision } from '#domain/certification/ruling/enter-decision.ts'
import type { Ruling } from '#domain/certification/ruling/queries.ts'
import { restingOn, whatStays } from '#domain/certification/ruling/resting-on.ts'
import type { SeenRuling } from '#domain/certification/ruling/take-ruling.ts'
import { takeRuling } from '#domain/certification/ruling/take-ruling.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type DecidedRuling =
  | { readonly outcome: 'decided'; readonly ruling: Ruling }
  | DecisionProblem
  | { readonly outcome: 'stale' }

/**
 * Records the decision of the board on a question, with its ground. It is told to who asked, kept
 * with their file, and enters the register of decisions without anybody's name.
 */
export async function decideRuling(
  context: Context,
  seen: SeenRuling,
  memberId: string,
  decided: BoardDecision,
): Promise<DecidedRuling> {
  const taken = await takeRuling(context, seen, 'decide')
  if (taken.outcome !== 'taken') return taken
  const { ruling, status } = taken
  const problem = await checkDecision(context, ruling, memberId, decided)
  if (problem !== undefined) return problem
  await enterDecision(context, { ...ruling, status }, memberId, decided)
  return { outcome: 'decided', ruling }
}

/**
 * Records that the board decides anew on a question, and why. What it decided before stays to be read
 * by whoever could read it; everybody reads the new one. What was decided with the old one since, stays.
 */
export async function correctRuling(
  context: Context,
  seen: SeenRuling,
  memberId: string,
  decided: BoardDecision & { readonly because: string },
): Promise<DecidedRuling | { readonly outcome: 'no-reason' }> {
  const taken = await takeRuling(context, seen, 'correct')
  if (taken.outcome !== 'taken') return taken
  const { ruling, status } = taken
  if (ruling.decided === undefined) return { outcome: 'stale' }
  if (decided.because.trim() === '') return { outcome: 'no-reason' }
  const problem = await checkDecision(context, ruling, memberId, decided)
  if (problem !== undefined) return problem
  const { decidedOn: of, number } = ruling.decided
  const stays = whatStays(context.register, await restingOn(context, ruling))
  const instead = { of, number, because: decided.because, stays }
  await enterDecision(context, { ...ruling, status }, memberId, { ...decided, instead })
  return { outcome: 'decided', ruling }
}
