import type { ChangedOriginal, SeenOriginal } from '#domain/dossier/original/change-original.ts'
import { changeOriginal } from '#domain/dossier/original/change-original.ts'
import type { StatedDetails } from '#domain/dossier/statement/statement.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What somebody finds of an original that they have in their hands. */
export type FoundOriginal =
  | {
      readonly inOrder: true
      readonly issuedOn: Temporal.PlainDate
      /** What else stands on it, by the fields that the regulation asks of such a document. */
      readonly details?: StatedDetails
    }
  | { readonly inOrder: false; readonly reason: string }

/** Keeps who saw an original, on which day, and what they found of it. */
export function checkOriginal(
  context: Context,
  seen: SeenOriginal,
  found: FoundOriginal,
): Promise<ChangedOriginal> {
  const { actor, today } = context
  const issuedOn = found.inOrder ? found.issuedOn.toString() : null
  const reason = found.inOrder ? '' : found.reason
  const details = found.inOrder ? (found.details ?? {}) : {}
  return changeOriginal(context, seen, {
    event: 'check',
    set: {
      checked_on: today.toString(),
      checked_by: actor.kind === 'account' ? actor.accountId : null,
      in_order: found.inOrder,
      issued_on: issuedOn,
      details: JSON.stringify(details),
      reason,
    },
    facts: { inOrder: found.inOrder, issuedOn, details, reason },
  })
}
