import { endSessions } from '#domain/people/account/end-session.ts'
import { voice } from '#language/voice.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'
import { sessionToken } from '#web/session-cookie.ts'

/** Ends the session of this visit. */
export async function signOut(visit: Visit): Promise<Response> {
  const { You } = voice(visit.context.register.address)
  const token = sessionToken(visit)
  if (visit.actor.kind === 'account' && token !== undefined) {
    await endSessions(visit.context.db, visit.actor.accountId, { token })
  }
  visit.setSession(undefined)
  const { identityProvider } = visit.context.platform
  if (
    identityProvider !== undefined &&
    visit.actor.kind === 'account' &&
    visit.actor.authenticatedBy === 'organisation'
  ) {
    return seeOther(paths.organisationSignedOut(visit.context.register.id))
  }
  visit.leave(`${You} bent uitgelogd.`)
  return seeOther(paths.home(visit.context.register.id))
}
