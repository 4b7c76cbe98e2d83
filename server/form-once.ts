import { createHash } from 'node:crypto'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Answers } from '#web/forms/answers.ts'
import { typedFields } from '#web/forms/answers.ts'
import { idempotencyField } from '#web/kit/form.tsx'

// A form that is sent twice is done once; with something else in it, it is another form.

/** What a form's token turned out to be: used already, taken now, or none that counts. */
export type Claim =
  | { readonly outcome: 'done'; readonly location: string }
  | { readonly outcome: 'claimed'; readonly token: string }
  | { readonly outcome: 'no-token' }

/**
 * Takes the token of a form that was sent. The same form sent twice leads to where the first one
 * led; of two at once, the second waits here. Whoever goes back to it and changes what they typed sends
 * something else. A token belongs to an account and a path: with another's it is as if there were none.
 */
export async function claimForm(context: Context, url: URL, form: Answers): Promise<Claim> {
  const made = form.value(idempotencyField)
  if (!isUuid(made)) return { outcome: 'no-token' }
  const token = tokenOf(made, form)
  const account = accountIdOf(context.actor) ?? null
  const taken = await context.db
    .insertInto('form_submission')
    .values({ token, account_id: account, path: url.pathname })
    .onConflict((conflict) => conflict.column('token').doNothing())
    .returning('token')
    .executeTakeFirst()
  if (taken !== undefined) return { outcome: 'claimed', token }
  const first = await context.db
    .selectFrom('form_submission')
    .where('token', '=', token)
    .where('path', '=', url.pathname)
    .where('account_id', 'is not distinct from', account)
    .select('location')
    .executeTakeFirst()
  if (first === undefined) return { outcome: 'no-token' }
  return { outcome: 'done', location: first.location ?? url.pathname }
}

// One for the token that the page made and all that was typed and brought, in whatever order it comes.
function tokenOf(made: string, form: Answers): string {
  const typed = Object.entries(typedFields(form)).sort(([one], [other]) => (one < other ? -1 : 1))
  const files = form.files.map(({ field, sha256 }) => `${field} ${sha256}`).sort()
  const hash = createHash('sha256').update(JSON.stringify([made.toLowerCase(), typed, files]))
  const hex = hash.digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-')
}

/** Notes where a form led; one that was not accepted may be sent again with the same token. */
export async function settleClaim(
  context: Context,
  token: string,
  answer: Response,
): Promise<void> {
  const location = answer.status === 303 ? answer.headers.get('location') : null
  const { db } = context
  if (location === null) {
    await db.deleteFrom('form_submission').where('token', '=', token).execute()
  } else {
    await db.updateTable('form_submission').where('token', '=', token).set({ location }).execute()
  }
}
