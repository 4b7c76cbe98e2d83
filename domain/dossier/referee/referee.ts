import { createHash } from 'node:crypto'
import type { Amount, DetailValue, Field, Kind } from '#engine'
import { formatAmount } from '#engine'

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

/** Puts together what a referee is asked to confirm, in the words of the form. */
export function whatIsAsked(
  professional: string,
  kind: Kind,
  activity: {
    readonly title: string
    readonly completedOn: Temporal.PlainDate
    readonly claimed: Amount
    readonly accredited: boolean
    readonly details: Readonly<Record<string, DetailValue>>
  },
): Asked {
  const { title, completedOn, claimed, accredited, details } = activity
  return {
    professional,
    title,
    kind: kind.label,
    completedOn: completedOn.toString(),
    claimed,
    accredited,
    details: kind.fields.flatMap((field) => {
      const value = details[field.id]
      if (value === undefined || value === '') return []
      return [{ label: field.label, value: shown(field, value) }]
    }),
  }
}

/** An answer to one of a kind's own fields, as people read it. */
export function shown(field: Field, value: DetailValue): string {
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nee'
  if (typeof value === 'number') {
    const number = formatAmount(value)
    return field.type === 'hours' ? `${number} uur` : number
  }
  if (field.type === 'day') {
    const [year = '', month = '', day = ''] = value.split('-')
    return `${day}-${month}-${year}`
  }
  return field.options?.find(({ id }) => id === value)?.label ?? value
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
