import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Stays } from '#mail/erasure.ts'

/** How a request to erase what is kept of somebody stands. */
export type ErasureStatus = 'asked' | 'granted' | 'refused' | 'withdrawn' | 'done'

export type ErasureEvent = 'grant' | 'refuse' | 'withdraw' | 'carry-out'

/** What may happen to it. Nothing goes before the days to take it back are over. */
export const erasureLifecycle = {
  asked: { grant: 'granted', refuse: 'refused', withdraw: 'withdrawn' },
  granted: { 'carry-out': 'done', withdraw: 'withdrawn' },
  refused: {},
  withdrawn: {},
  done: {},
} as const satisfies Lifecycle<ErasureStatus, ErasureEvent>

/** How long somebody may take it back: a week. */
export const timeToTakeBack = Temporal.Duration.from({ days: 7 })

/** Within how long it is answered, and how much longer where that is said with why (article 12 of the GDPR). */
export const timeToAnswer = Temporal.Duration.from({ months: 1 })
export const extension = Temporal.Duration.from({ months: 2 })

/** Everything, or what the register need not keep longer. */
export type Extent = 'all' | 'part'

/** A request as pages show it. */
export interface ErasureRequest {
  readonly id: string
  readonly status: ErasureStatus
  readonly accountId: string | undefined
  readonly personId: string | undefined
  readonly registrationId: string | undefined
  /** Undefined once they are erased. */
  readonly name: string | undefined
  readonly askedBy: 'person' | 'office'
  readonly askedOn: Temporal.PlainDate
  readonly backUntil: Temporal.PlainDate
  readonly answerBefore: Temporal.PlainDate
  readonly extendedOn: Temporal.PlainDate | undefined
  readonly extensionReason: string
  readonly remark: string
  readonly extent: Extent | undefined
  readonly answer: string
  readonly answeredOn: Temporal.PlainDate | undefined
  /** What stays, why and until when. */
  readonly stays: readonly Stays[]
  readonly endedOn: Temporal.PlainDate | undefined
  readonly version: number
}

/** Whether a request still runs. */
export function erasureRuns({ status }: Pick<ErasureRequest, 'status'>): boolean {
  return status === 'asked' || status === 'granted'
}
