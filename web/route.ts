import type { Actor, Role } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Form } from '#web/form.ts'
import type { NoticeTone } from '#web/notice.ts'

/**
 * Who may come here. `anyone` needs no account; `account` needs one; `professional` needs a
 * registration in this register; a list of roles needs one of them, and a second factor.
 */
export type Access = 'anyone' | 'account' | 'professional' | readonly Role[]

/** One visit: what a route gets. The gate has proven the register and who is asking. */
export interface Visit {
  readonly context: Context
  readonly actor: Actor
  readonly url: URL
  /** A part of the path, such as the id of an activity. */
  readonly param: (name: string) => string
  /** The form that was sent, empty for a GET. */
  readonly form: Form
  /** What was typed before the session ended, to fill the form with once more. */
  readonly kept: Form | undefined
  readonly keptId: string | undefined
  /** A fresh token for each form on the page: the same form sent twice is done once. */
  readonly once: () => string
  /** The message that the page before left, shown once. */
  readonly notice: { readonly tone: NoticeTone; readonly text: string } | undefined
  readonly clientAddress: string
  readonly request: Request
  /** Leaves a message for the page to which the visitor is led. */
  readonly leave: (text: string, tone?: NoticeTone) => void
  /** Sets the session cookie after signing in, or clears it. */
  readonly setSession: (token: string | undefined) => void
  /** Runs after the transaction has committed, for what must not be rolled back with it. */
  readonly afterCommit: (work: () => Promise<void>) => void
}

/** One line of the site map. */
export interface Route {
  readonly method: 'GET' | 'POST'
  /** Below the register's own path, such as `/mijn/activiteiten/:id`. */
  readonly path: string
  readonly access: Access
  /** Whether the form may bring files. */
  readonly files?: boolean
  /** Where somebody comes who has signed in and has yet to take the second step. */
  readonly beforeSecondFactor?: boolean
  readonly handle: (visit: Visit) => Promise<Response> | Response
}

/** Leads the visitor to another page, after a form was sent. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } })
}

/** The answer for what does not exist, or is somebody else's: nobody can tell the difference. */
export class NotFound extends Error {}

/** Ends the visit with the page "not found", and rolls back. */
export function notFound(): never {
  throw new NotFound('not found')
}

/** The account that acts; routes with access `account` or more always have one. */
export function accountOf(visit: Visit): Extract<Actor, { kind: 'account' }> {
  if (visit.actor.kind !== 'account') throw new NotFound('needs an account')
  return visit.actor
}

/** The registration of who acts; routes with access `professional` always have one. */
export function registrationOf(visit: Visit): string {
  const { registrationId } = accountOf(visit)
  if (registrationId === undefined) throw new NotFound('needs a registration')
  return registrationId
}
