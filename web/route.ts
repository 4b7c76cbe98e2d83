import type { Acting } from '#domain/organisations/member/act-for.ts'
import type { AboutPeople } from '#domain/people/body/find-tie.ts'
import type { Look } from '#domain/people/look/look.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Answers } from '#web/forms/answers.ts'
import type { NoticeTone } from '#web/notice.ts'
import type { Place } from '#web/site.ts'

/** One visit: what a route gets. The gate has proven the register and who is asking. */
export interface Visit {
  readonly context: Context
  readonly actor: Actor
  /** The organisation for which who acts does so, and as what; only on a page that says so in web/site.ts. */
  readonly acting: Extract<Acting, { outcome: 'acting' }> | undefined
  /** The id of the organisation for which this page is opened; undefined where that is for who acts themselves. */
  readonly hat: string | undefined
  readonly url: URL
  /** A part of the path, such as the id of an activity. */
  readonly param: (name: string) => string
  /** The form that was sent, empty for a GET. */
  readonly form: Answers
  /** What was typed before the session ended, to fill the form with once more. */
  readonly kept: Answers | undefined
  /** Where the files of the form are kept that came with it before, or now. */
  readonly keptId: string | undefined
  /** A fresh token for each form on the page: the same form sent twice is done once. */
  readonly once: () => string
  /** The message that the page before left, shown once. */
  readonly notice: { readonly tone: NoticeTone; readonly text: string } | undefined
  readonly clientAddress: string
  /** Whether who acts signed in, or showed that it is still they, within the last ten minutes. */
  readonly recent: boolean
  readonly request: Request
  /**
   * Leaves a message for the page to which the visitor is led. As 'info' it says that nothing of the form
   * was saved, so that what was written in it is given back.
   */
  readonly leave: (text: string, tone?: NoticeTone) => void
  /** Sets the session cookie after signing in, or clears it. */
  readonly setSession: (token: string | undefined) => void
  /**
   * Says that the page shows something of somebody beside what its address names, or to whom and as what where
   * the address does not say. That it was looked at is kept, for that person to read.
   */
  readonly shows: (shown: Shown) => void
  /** Says that nothing is shown yet of what the address names: only whose it is. */
  readonly showsNothing: () => void
  /** Runs after the transaction has committed, for what must not be rolled back with it. */
  readonly afterCommit: (work: () => Promise<void>) => void
}

/** Something of somebody that a page shows: what it is, and by what is found whose. */
export interface Shown extends Pick<Look, 'thing' | 'thingId'> {
  readonly about: AboutPeople
  readonly id: string
  /** Whose it is, by the ids of the persons, where whoever shows it knows that already, of more people than one. */
  readonly people?: readonly string[]
  /** As what it is shown; without it, as who may come to the page. */
  readonly as?: Look['as']
  /** To whom, where that is nobody who has signed in. */
  readonly to?: Extract<Actor, { kind: 'account' | 'referee' }>
}

/** What answers a visit. */
export type Handle = (visit: Visit) => Promise<Response> | Response

/** What a page answers to being opened, and to its form. */
export type Handlers =
  | { readonly get: Handle; readonly post?: Handle }
  | { readonly get?: never; readonly post: Handle }

/** A page being opened, or its form being sent. */
export interface Route extends Place {
  readonly method: 'GET' | 'POST'
  readonly handle: Handle
}

/** Leads the visitor to another page, after a form was sent. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } })
}

/** Leads the visitor to another page, which shows what is left behind for it. */
export function leaveFor(
  visit: Visit,
  location: string,
  text: string,
  tone?: NoticeTone,
): Response {
  visit.leave(text, tone)
  return seeOther(location)
}

/** The answer for what does not exist, or is somebody else's: nobody can tell the difference. */
export class NotFound extends Error {}

/** Ends the visit with the page "not found", and rolls back. */
export function notFound(): never {
  throw new NotFound('not found')
}

/** Ends the visit with being asked who it is; what was sent waits for that. */
export class SignInAgain extends Error {}

/**
 * Goes on only for somebody who signed in, or showed that it is still they, within the last ten minutes. From
 * anybody else a password, a code or a link is asked; then they are back on this page, with what they had typed.
 * Called before anything is written, where some of what a page does asks for it:
 *
 *     save: async (visit, answers) => {
 *       if (answers.account !== known) needsRecentSignIn(visit)
 *
 * A page that always asks for it says so by `recent` in web/site.ts. To be back on it there has to be a GET.
 */
export function needsRecentSignIn(visit: Visit): void {
  if (!visit.recent) throw new SignInAgain('signed in too long ago')
}

/** The id in the path; what cannot be one is not found. */
export function idIn(visit: Visit): string {
  const id = visit.param('id')
  return isUuid(id) ? id : notFound()
}

/** The organisation for which who acts does so, and as what; pages of an organisation always have one. */
export function actingOf(visit: Visit): Extract<Acting, { outcome: 'acting' }> {
  if (visit.acting === undefined) throw new NotFound('needs an organisation')
  return visit.acting
}

/** The account that acts; routes with access `account` or more always have one. */
export function accountOf(visit: Visit): Extract<Actor, { kind: 'account' }> {
  if (visit.actor.kind !== 'account') throw new NotFound('needs an account')
  return visit.actor
}

/**
 * The registration of who acts; routes with access `professional` always have one. To be read, it
 * may be one that ended.
 */
export function registrationOf(visit: Visit): string {
  const { registrationId } = accountOf(visit)
  const found = registrationId ?? endedRegistrationOf(visit)
  if (found === undefined) throw new NotFound('needs a registration')
  return found
}

/** The registration of who acts on what can be done after the end as well. */
export function lastRegistrationOf(visit: Visit): string {
  const { registrationId, endedRegistrationId } = accountOf(visit)
  const found = registrationId ?? endedRegistrationId
  if (found === undefined) throw new NotFound('needs a registration')
  return found
}

/** The registration of who reads, where it has ended. */
export function endedRegistrationOf({ actor, request }: Visit): string | undefined {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  return reads && actor.kind === 'account' ? actor.endedRegistrationId : undefined
}
