import type { createRoute } from '@hono/zod-openapi'
import type { LookedAs } from '#domain/people/look/look.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Answer } from './answer.ts'
import { describedProblem, describedUnknown } from './answer.ts'

// What is for people who signed in. The gate of the pages finds out who is asking, for which
// register, and opens the transaction.

/** Somebody who asks, as the gate found them. */
export interface Asking {
  readonly context: Context
  readonly actor: Actor
  readonly url: URL
  readonly param: (name: string) => string
  /** Says that the answer holds something of somebody else, which is kept for that person to read. */
  readonly shows: (shown: Showing) => void
}

/** An application of somebody else, and as what it is given. */
export interface Showing {
  readonly about: 'application'
  readonly id: string
  readonly thing: 'application'
  readonly thingId: string
  readonly as: LookedAs
}

/** One path of the interface that needs a session. */
export interface SignedInRoute {
  readonly description: ReturnType<typeof createRoute>
  readonly who: 'account' | 'professional' | 'registered'
  readonly handle: (asking: Asking) => Promise<Answer<unknown>>
  /** What a browser calls the answer when it keeps it as a file. */
  readonly fileName?: (register: string) => string
}

/** The part of a description that every path with a session shares. */
export const withSession = {
  security: [{ session: [] }],
}

/** What the gate answers to who may not pass. */
export const refusedByTheGate = {
  401: describedUnknown('Er is niemand ingelogd.'),
  403: describedProblem('Eerst komt de tweede stap van het inloggen.'),
  404: describedProblem('Het bestaat niet, of het is van een ander.'),
}
