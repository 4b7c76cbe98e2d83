import type { AboutPeople } from '#domain/people/body/find-tie.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'

/** What of a person somebody else can look at. */
export type LookedThing =
  | Exclude<AboutPeople, 'list-delivery'>
  /** A file that shows what somebody did or stated. */
  | 'evidence'
  /** What a referee, whoever signs a statement, or a colleague is asked. */
  | 'question'
  /** What they let an employer see. */
  | 'sight'

/**
 * As what somebody looked: in a body, for an employer, by the id of the organisation, as administrator, because they were
 * asked, or as a colleague.
 */
export type LookedAs =
  | { readonly role: 'member'; readonly body: string }
  | { readonly role: 'employer'; readonly body: string }
  | { readonly role: 'administrator' | 'asked' | 'colleague' }

/** That somebody looked at something of these people. */
export interface Look {
  /** An account, or the link of somebody who was asked something. */
  readonly actor: Extract<Actor, { kind: 'account' | 'referee' }>
  readonly as: LookedAs
  readonly thing: LookedThing
  readonly thingId: string
  /** Whose it is. */
  readonly people: readonly string[]
}
