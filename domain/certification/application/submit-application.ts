import type {
  ClaimDifferences,
  Differences,
  PeriodChoice,
  SeenActivity,
  SeenClaim,
} from '#domain/certification/application/application.ts'
import {
  claimDifferences,
  differences,
  onlyActivities,
} from '#domain/certification/application/application.ts'
import type { FiledApplication } from '#domain/certification/application/file-application.ts'
import {
  fileApplication,
  tellReceived,
} from '#domain/certification/application/file-application.ts'
import type {
  Hindrance,
  Preparation,
} from '#domain/certification/application/prepare-application.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import { renewDeclarations } from '#domain/people/registration/make-declarations.ts'
import type { Context } from '#domain/platform/context/context.ts'

export interface Submission {
  readonly registrationId: string
  readonly periodChoice: PeriodChoice | undefined
  /** The statement that was agreed with, as it stood on the page. */
  readonly declared: string
  /** The declarations that were made anew, by their ids. */
  readonly declarations?: readonly string[]
  /** What stood on the check page. */
  readonly seen: readonly SeenActivity[]
  /** What is stated beside activities, as it stood there; absent where nobody looked at a page. */
  readonly seenClaims?: readonly SeenClaim[]
}

export type Submitted =
  | { readonly outcome: 'submitted'; readonly applicationId: string; readonly number: string }
  | { readonly outcome: 'already-running'; readonly applicationId: string }
  | {
      readonly outcome: 'not-allowed'
      readonly hindrance: Exclude<Hindrance, { is: 'running' }>
      readonly preparation: Preparation
      /** What changed since the check page was opened, if anything did. */
      readonly differences: Differences | undefined
    }
  /** A text that a declaration names has changed, and that declaration was not made anew. */
  | { readonly outcome: 'declarations-missing'; readonly missing: readonly string[] }
  /** The portfolio is not what was on the check page, though it may still be sent. */
  | {
      readonly outcome: 'changed'
      readonly preparation: Preparation
      readonly differences: Differences | undefined
      readonly stated: ClaimDifferences | undefined
    }

/** Files an application: freezes what goes in, gives it a number and says when the answer comes. */
export async function submitApplication(
  context: Context,
  submission: Submission,
): Promise<Submitted> {
  const { registrationId } = submission
  // Two tabs at once take turns here: the second then finds the application of the first.
  await context.db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('id')
    .forUpdate()
    .executeTakeFirstOrThrow()
  const preparation = await prepareApplication(context, registrationId)
  const { hindrance, contents } = preparation
  if (hindrance?.is === 'running') {
    return { outcome: 'already-running', applicationId: hindrance.applicationId }
  }
  const changes = differences(submission.seen, contents.goesIn)
  if (hindrance !== undefined) {
    return { outcome: 'not-allowed', hindrance, preparation, differences: changes }
  }
  const stated =
    submission.seenClaims &&
    claimDifferences(
      submission.seenClaims,
      claimsFor(preparation.loaded.standing.claims, undefined),
    )
  if (changes !== undefined || stated !== undefined) {
    return { outcome: 'changed', preparation, differences: changes, stated }
  }
  const missing = preparation.declarations.filter(
    (id) => !(submission.declarations ?? []).includes(id),
  )
  if (missing.length > 0) return { outcome: 'declarations-missing', missing }
  const filed = await file(context, submission, preparation)
  await renewDeclarations(context, registrationId, preparation.declarations)
  await tellReceived(context, filed.applicationId, preparation)
  return { outcome: 'submitted', ...filed }
}

async function file(
  context: Context,
  { registrationId, periodChoice, declared }: Submission,
  { loaded, kind, move, contents, dossier, periodOptions }: Preparation,
): Promise<FiledApplication> {
  const choice = periodOptions.find((option) => option.choice === periodChoice)?.choice
  const ids = new Set(contents.goesIn.map(({ id }) => id))
  return fileApplication(context, {
    registrationId,
    asked: { kind, move: move?.id },
    compiled: loaded.compiled,
    periodChoice: choice ?? periodOptions[0]?.choice ?? 'old-end',
    dossier: onlyActivities(dossier, ids),
    activities: contents.goesIn,
    claims: claimsFor(loaded.standing.claims, undefined),
    declared,
  })
}
