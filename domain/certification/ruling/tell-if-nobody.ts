import { findRuling } from '#domain/certification/ruling/queries.ts'
import { benchForRuling } from '#domain/certification/ruling/seat-ruling.ts'
import { tellTooFew } from '#domain/people/staff/tell-too-few.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Says so when a question lies with the board, or will, and nobody of it may decide on it. */
export async function tellIfNobody(context: Context, rulingId: string): Promise<void> {
  const ruling = await findRuling(context, rulingId)
  if (ruling === undefined) return
  const { members, conflicts } = await benchForRuling(context, ruling, 'decides')
  const free = members.filter(({ id }) => !conflicts.has(id)).length
  const what = `verzoek ${ruling.number}`
  await tellTooFew(context, { what, act: 'decide-where-silent', free, needed: 1 })
}
