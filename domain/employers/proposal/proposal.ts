import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * How it stands with a course that an employer proposes to somebody: it waits for them, they follow it (it then stands in
 * their own portfolio), they do not, or it is over. Why somebody does not is asked of nobody, and told to nobody.
 */
export type ProposalState = 'open' | 'accepted' | 'declined' | 'ended'

export type ProposalEvent =
  | 'accept'
  | 'decline'
  /** The employer takes it back. Whoever accepted keeps what they planned. */
  | 'take-back'
  /** Its edition passed or does not take place, the employer sees nothing of them any more, or one of both is over. */
  | 'lapse'
  /** What was taken back before there was an answer is proposed again. */
  | 'propose'

/** What is proposed begins open. */
export const proposalLifecycle = {
  open: { accept: 'accepted', decline: 'declined', 'take-back': 'ended', lapse: 'ended' },
  accepted: {},
  declined: {},
  ended: { propose: 'open' },
} as const satisfies Lifecycle<ProposalState, ProposalEvent>

/** Why it ended. */
export type ProposalEnd =
  | 'employer'
  | 'cancelled'
  | 'passed'
  | 'sight'
  | 'registration'
  | 'organisation'

/** How long what is said with it is at most. */
export const mostWord = 500

/** How many editions can be proposed to one team at once. */
export const mostProposed = 20
