/**
 * What may be wrong with an installation. The first are the parts of the health page that can fail while the jobs are
 * still done; the others are what somebody has to look at.
 */
export const alarmKinds = [
  'disk',
  'files',
  'mail',
  'jobs',
  'key',
  'replica',
  'not-synchronous',
  'damaged-files',
  'unscanned-files',
  'due-work',
  'undelivered-mail',
  'held-mail',
  'backup',
  'witness',
] as const

export type AlarmKind = (typeof alarmKinds)[number]

/** Something that is wrong now, with how much of it there is. */
export interface Found {
  readonly kind: AlarmKind
  /** A count, or days for a backup. */
  readonly amount?: number | undefined
}

/** An alarm as it is noted. */
export interface Alarm extends Found {
  readonly id: string
  readonly began: Temporal.Instant
  readonly ended: Temporal.Instant | undefined
}

/** How long something is wrong, or well again, before it is told: what passes by itself is no news. */
export const tellingMinutes = { began: 5, ended: 30 } as const

/** Of one kind a beginning is told at most once in so many hours. */
export const quietHours = 4
