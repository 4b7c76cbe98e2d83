import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** Where leave stands that somebody asked for. */
export type LeaveStatus = 'asked' | 'granted' | 'refused' | 'withdrawn' | 'expired'

export type LeaveEvent = 'grant' | 'refuse' | 'withdraw' | 'expire' | 'grant-anew'

/**
 * The lifecycle of leave. What was refused or granted in part can be granted by an objection. Granted
 * leave can be taken back as long as it has not begun; what waits expires with the registration, or once
 * its period was decided on.
 */
export const leaveLifecycle = {
  asked: { grant: 'granted', refuse: 'refused', withdraw: 'withdrawn', expire: 'expired' },
  granted: { withdraw: 'withdrawn', 'grant-anew': 'granted' },
  refused: { 'grant-anew': 'granted' },
  withdrawn: {},
  expired: {},
} as const satisfies Lifecycle<LeaveStatus, LeaveEvent>

/** What somebody asks for: a sort of the regulation and its days. */
export interface WishedLeave {
  readonly sort: string
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
}

/** Why leave cannot be asked for. */
export type NotLeave =
  /** Nobody is on leave from a period that they do not have. */
  | 'no-period'
  /** The period is over. */
  | 'period-over'
  /** The regulation does not know the sort. */
  | 'no-sort'
  | 'last-before-first'
  /** It begins outside the period. */
  | 'outside'
  /** It lasts longer than a whole period. */
  | 'too-long'
  /** The application for what follows upon the period of these days was granted. */
  | 'decided'
  /** It begins after the application that runs was sent. */
  | 'after-application'
  | 'too-late'
  | 'too-short'
  /** These days are of leave of another sort. */
  | 'overlaps'
  /** They stand there already. */
  | 'same'
  /** A registration for a while does not end later. */
  | 'temporary'

/** How much can be written beside the days, and how many files come along at most. */
export const mostNote = 500
export const mostLeaveFiles = 10

// Parts of words by which somebody writes about their health.
const medical =
  /adhd|autis|borstvoed|burn-?\s?out|chemo|covid|dement|depress|diabet|diagnos|epilep|fysiother|geopereerd|gynaeco|hartaanval|hartinfarct|hernia|hersenschudding|huisarts|infectie|kanker|keizersne|medicat|medicijn|migraine|miskra|oncolo|operatie|overspann|paniek|psych|reuma|therap|trauma|tumor|verslav|ziekenhuis|ziektebeeld/i

/** The words of a text in which somebody may have written about their health, each once. */
export function medicalWords(text: string): readonly string[] {
  const words = text.match(/[\p{L}\p{M}-]+(?:\s?out)?/gu) ?? []
  return [...new Set(words.filter((word) => medical.test(word)).map((word) => word.trim()))]
}
