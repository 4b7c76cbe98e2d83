import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Regulation } from '#engine'
import { documentsAsked, isNotOlder } from '#engine'

/** How old a document may be, and the last day on which it is not older than that. */
type Ageing = { readonly span: Temporal.Duration; readonly lastDay: Temporal.PlainDate }

/**
 * Of a document that was found in order and has become older since than the regulation lets it be: how
 * old it may be, and the last day on which it was not. Undefined of all else, which does not age.
 */
export function agedBy(
  regulation: Regulation,
  { stated, state }: Pick<Claim, 'stated' | 'state'>,
  today: Temporal.PlainDate,
): Ageing | undefined {
  if (stated.member !== 'document' || state !== 'approved') return undefined
  const span = documentsAsked(regulation).get(stated.kind)?.notOlderThan
  if (span === undefined || isNotOlder(stated.issuedOn, span, today)) return undefined
  return { span, lastDay: stated.issuedOn.add(span) }
}
