import { createHash } from 'node:crypto'

/** What a referee is asked to confirm: the words as they stood when the mail was sent. */
export interface Asked {
  readonly professional: string
  readonly title: string
  readonly kind: string
  /** The last day of the activity, in ISO text. */
  readonly completedOn: string
  /** In hundredths of the register's unit. */
  readonly claimed: number
  readonly accredited: boolean
  /** What else was filled in, in the words of the form. */
  readonly details: readonly { readonly label: string; readonly value: string }[]
}

/** The hash of what was asked. Only the same words keep a confirmation. */
export function hashAsked(asked: Asked): string {
  const { professional, title, kind, completedOn, claimed, accredited, details } = asked
  const text = JSON.stringify([
    [professional, title, kind, completedOn, claimed, accredited],
    details.map(({ label, value }) => [label, value]),
  ])
  return createHash('sha256').update(text).digest('hex')
}

/** Where a request to a referee stands. */
export type RequestStatus = 'open' | 'expired' | 'withdrawn' | 'confirmed' | 'declined'

/** Where a request stands on a day. An answer stays, whatever the day. */
export function requestStatus(
  request: {
    readonly answer: 'confirmed' | 'declined' | undefined
    readonly withdrawnOn: Temporal.PlainDate | undefined
    readonly expiresOn: Temporal.PlainDate
  },
  today: Temporal.PlainDate,
): RequestStatus {
  if (request.withdrawnOn !== undefined) return 'withdrawn'
  if (request.answer !== undefined) return request.answer
  return Temporal.PlainDate.compare(today, request.expiresOn) > 0 ? 'expired' : 'open'
}
