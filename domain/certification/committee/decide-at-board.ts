import { findApplication } from '#domain/certification/application/queries.ts'
import { bringToBoard } from '#domain/certification/committee/bring-to-board.ts'
import type { Decided } from '#domain/certification/committee/decide-application.ts'
import { decideApplication } from '#domain/certification/committee/decide-application.ts'
import { settle } from '#domain/certification/committee/judgement.ts'
import { judgedFiles } from '#domain/certification/committee/queries.ts'
import type { DecidedRuling } from '#domain/certification/ruling/decide-ruling.ts'
import { correctRuling, decideRuling } from '#domain/certification/ruling/decide-ruling.ts'
import type { BoardDecision } from '#domain/certification/ruling/enter-decision.ts'
import type { SeenRuling } from '#domain/certification/ruling/take-ruling.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type DecidedAtBoard =
  | Exclude<DecidedRuling, { outcome: 'decided' }>
  | (Extract<DecidedRuling, { outcome: 'decided' }> & {
      /** What that made of the application in which it was asked. */
      readonly application: Decided | undefined
    })

/**
 * Records the decision of the board. Where an application waited for it, that is decided at once:
 * with what the members found, and the board's answer in the place of theirs.
 */
export async function decideAtBoard(
  context: Context,
  seen: SeenRuling,
  memberId: string,
  decision: BoardDecision,
): Promise<DecidedAtBoard> {
  return goOn(context, await decideRuling(context, seen, memberId, decision))
}

/**
 * Records that the board decides anew, and why. An application that still waits for it goes on with
 * the new decision; one that was decided stays as it is.
 */
export async function correctAtBoard(
  context: Context,
  seen: SeenRuling,
  memberId: string,
  decision: BoardDecision & { readonly because: string },
): Promise<DecidedAtBoard | { readonly outcome: 'no-reason' }> {
  const corrected = await correctRuling(context, seen, memberId, decision)
  return corrected.outcome === 'no-reason' ? corrected : goOn(context, corrected)
}

async function goOn(context: Context, decided: DecidedRuling): Promise<DecidedAtBoard> {
  if (decided.outcome !== 'decided') return decided
  const { applicationId } = decided.ruling
  return {
    ...decided,
    application:
      applicationId === undefined ? undefined : await decideWaiting(context, applicationId),
  }
}

async function decideWaiting(
  context: Context,
  applicationId: string,
): Promise<Decided | undefined> {
  const file = await findApplication(context, applicationId, { lock: true })
  if (file?.application.status !== 'with-committee') return undefined
  const [judged] = await judgedFiles(context, [file])
  if (judged === undefined) return undefined
  const settled = settle(judged.verdicts, judged.bench.rules.members)
  // Whoever stepped out meanwhile has to be replaced first; the board's answer stays.
  if (settled.is !== 'settled') return undefined
  const dossier = await loadDossier(context, file.application.registrationId, applicationId)
  const open = { file: judged, dossier }
  const atBoard = await bringToBoard(context, open, settled, judged.verdicts)
  if (atBoard.is === 'waits') return undefined
  const decided = await decideApplication(context, open, atBoard.settled)
  await record(context, {
    noun: 'application',
    id: applicationId,
    action: 'decide',
    facts: { decision: decided.decisionId, after: 'board' },
  })
  return decided
}
