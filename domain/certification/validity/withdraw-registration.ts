import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type WithdrawnRegistration =
  | { readonly outcome: 'withdrawn' }
  /** The application has to be withdrawn first, so that nobody loses it by accident. */
  | { readonly outcome: 'application-running' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/** Ends somebody's own registration, at their request. */
export async function withdrawRegistration(
  context: Context,
  asked: { readonly registrationId: string; readonly version: number },
): Promise<WithdrawnRegistration> {
  const member = await findMember(context, asked.registrationId, { lock: true })
  if (member === undefined) return { outcome: 'unknown' }
  if (member.version !== asked.version) return { outcome: 'stale' }
  const running = await context.db
    .selectFrom('application')
    .where('registration_id', '=', member.registrationId)
    .where('status', 'in', ['submitted', 'returned', 'with-committee'])
    .select('id')
    .executeTakeFirst()
  if (running !== undefined) return { outcome: 'application-running' }
  const ended = await endRegistration(context, member, 'own-request')
  return { outcome: ended ? 'withdrawn' : 'stale' }
}
