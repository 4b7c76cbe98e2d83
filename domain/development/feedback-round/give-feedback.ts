import type { Said } from '#domain/development/feedback-round/feedback.ts'
import { hashUsed, longestText } from '#domain/development/feedback-round/feedback.ts'
import type { FoundLink } from '#domain/development/feedback-round/queries.ts'
import { findFeedbackLink } from '#domain/development/feedback-round/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Takes what a colleague says, once for each link. It is written without a name, a time or an order, beside the mark
 * that the link was used, which leads to nobody either. There is no record, no mail and no look of it: any of those
 * would say when, and so who.
 */
export async function giveFeedback(
  context: Context,
  token: string,
  said: Said,
): Promise<FoundLink['is'] | 'given'> {
  const { db, register } = context
  const found = await findFeedbackLink(context, token, { lock: true })
  if (found.is !== 'open') return found.is
  const { round } = found
  const used = await db
    .insertInto('feedback_used_link')
    .values({ used_hash: hashUsed(token), register: register.id, round_id: round.id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('round_id')
    .executeTakeFirst()
  if (used === undefined) return 'used'
  const { competences, questions, scale } = round.asked
  const ratings = Object.fromEntries(
    competences.flatMap(({ id }) => {
      const rating = said.ratings[id]
      return rating !== undefined && rating >= 1 && rating <= scale.length ? [[id, rating]] : []
    }),
  )
  const texts = Object.fromEntries(
    questions.flatMap(({ id }) => {
      const text = said.texts[id]?.trim() ?? ''
      return text === '' ? [] : [[id, text.slice(0, longestText)]]
    }),
  )
  await db
    .insertInto('feedback_answer')
    .values({
      register: register.id,
      round_id: round.id,
      said: JSON.stringify({ ratings, texts } satisfies Said),
    })
    .execute()
  return 'given'
}
