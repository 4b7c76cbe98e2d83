import type { ClaimDifferences, SeenClaim } from '#domain/certification/application/application.ts'
import { claimDifferences } from '#domain/certification/application/application.ts'
import {
  fileApplication,
  tellReceived,
} from '#domain/certification/application/file-application.ts'
import type { PreparedMove } from '#domain/certification/application/prepare-move.ts'
import { prepareMove } from '#domain/certification/application/prepare-move.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import { renewDeclarations } from '#domain/people/registration/make-declarations.ts'
import type { Context } from '#domain/platform/context/context.ts'

export interface MoveSubmission {
  readonly registrationId: string
  readonly moveId: string
  /** The statement that was agreed with, as it stood on the page. */
  readonly declared: string
  /** The declarations that were made anew, by their ids. */
  readonly declarations?: readonly string[]
  /** What is stated, as it stood there; absent where nobody looked at a page. */
  readonly seenClaims?: readonly SeenClaim[]
}

export type SubmittedMove =
  | { readonly outcome: 'submitted'; readonly applicationId: string; readonly number: string }
  | { readonly outcome: 'already-running'; readonly applicationId: string }
  | {
      readonly outcome: 'not-allowed'
      readonly hindrance: Exclude<
        NonNullable<PreparedMove['hindrance']>,
        { readonly is: 'running' }
      >
      readonly prepared: PreparedMove
    }
  /** A text that a declaration names has changed, and that declaration was not made anew. */
  | { readonly outcome: 'declarations-missing'; readonly missing: readonly string[] }
  /** What is stated is not what was on the page. */
  | { readonly outcome: 'changed'; readonly stated: ClaimDifferences }
  /** The regulation knows no such change. */
  | { readonly outcome: 'not-found' }

/** Files an application for another category, with everything that was stated; activities stay free. */
export async function submitMove(
  context: Context,
  { registrationId, moveId, declared, declarations = [], seenClaims }: MoveSubmission,
): Promise<SubmittedMove> {
  await context.db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('id')
    .forUpdate()
    .executeTakeFirstOrThrow()
  const prepared = await prepareMove(context, registrationId, moveId)
  if (prepared === undefined) return { outcome: 'not-found' }
  const { hindrance, loaded, dossier } = prepared
  if (hindrance?.is === 'running') {
    return { outcome: 'already-running', applicationId: hindrance.applicationId }
  }
  if (hindrance !== undefined) return { outcome: 'not-allowed', hindrance, prepared }
  // What was wished at the admission is not what is asked now.
  const claims = claimsFor(loaded.standing.claims, undefined).filter(
    ({ stated }) => stated.member !== 'category',
  )
  const stated = seenClaims && claimDifferences(seenClaims, claims)
  if (stated !== undefined) return { outcome: 'changed', stated }
  const missing = prepared.declarations.filter((id) => !declarations.includes(id))
  if (missing.length > 0) return { outcome: 'declarations-missing', missing }
  const filed = await fileApplication(context, {
    registrationId,
    asked: { kind: 'move', move: moveId },
    compiled: loaded.compiled,
    periodChoice: 'old-end',
    dossier,
    activities: [],
    claims,
    declared,
  })
  await renewDeclarations(context, registrationId, prepared.declarations)
  await tellReceived(context, filed.applicationId, prepared)
  return { outcome: 'submitted', ...filed }
}
