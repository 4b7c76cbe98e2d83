import type { StatedDetails } from '#domain/dossier/statement/statement.ts'
import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Regulation } from '#engine'
import { formatDay } from '#language/days.ts'
import { compact } from '#language/typed.ts'

/** Where the original of a document is. */
export type OriginalStatus =
  | 'announced'
  | 'received'
  | 'checked'
  | 'destroyed'
  | 'returned'
  | 'withdrawn'

export type OriginalEvent = 'receive' | 'check' | 'destroy' | 'return' | 'withdraw'

/** The lifecycle of an original that comes by post; one that was not announced begins as received. */
export const originalLifecycle = {
  announced: { receive: 'received', withdraw: 'withdrawn' },
  received: { check: 'checked' },
  checked: { destroy: 'destroyed', return: 'returned' },
  destroyed: {},
  returned: {},
  withdrawn: {},
} as const satisfies Lifecycle<OriginalStatus, OriginalEvent>

/** An original that comes, came or went by post. */
export interface Original {
  readonly id: string
  readonly registrationId: string
  /** The kind of document, by its id in the regulation. */
  readonly document: string
  /** As it stands on the cover sheet. */
  readonly number: string
  readonly status: OriginalStatus
  /** Whether an envelope to send it back in comes along. */
  readonly envelope: boolean
  readonly announcedOn: Temporal.PlainDate | undefined
  readonly receivedOn: Temporal.PlainDate | undefined
  /** What was found of it; absent until somebody looked. */
  readonly check: OriginalCheck | undefined
  /** The day on which it was destroyed, sent back or withdrawn. */
  readonly endedOn: Temporal.PlainDate | undefined
  readonly version: number
}

/** Who looked at an original, when, and what they found. */
export interface OriginalCheck {
  readonly on: Temporal.PlainDate
  /** The name of whoever looked; absent when their account is gone. */
  readonly by: string | undefined
  readonly inOrder: boolean
  /** The day that stands on it; known when it is in order. */
  readonly issuedOn: Temporal.PlainDate | undefined
  /** What else stands on it, by the fields that the regulation asks of such a document. */
  readonly details: StatedDetails
  readonly reason: string
}

/** The number on a cover sheet: "P000123". */
export function originalNumber(number: number): string {
  return `P${String(number).padStart(6, '0')}`
}

/**
 * Reads a number as it was typed or scanned, also as the address in its QR code; undefined when it is
 * none, or stands on a sheet of another register, which has numbers of its own.
 */
export function readOriginalNumber(typed: string, register: string): number | undefined {
  const on = /\/([^/?#]+)\/werk\/post\?/i.exec(typed)?.[1]
  if (on !== undefined && on.toLowerCase() !== register) return undefined
  const code = /[?&]zoek=([^&#]*)/.exec(typed)?.[1] ?? typed
  const digits = /^P-?(\d{1,9})$/i.exec(compact(code))?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The documents of a regulation of which the original is to be seen, with how. */
export function documentsWithOriginal({ documents }: Pick<Regulation, 'documents'>) {
  return documents.flatMap(({ id, label, asked }) =>
    asked?.original === undefined ? [] : [{ id, label, original: asked.original }],
  )
}

/** Whether an original can still be announced or received beside this one: it is on its way or here. */
export function isUnderWay({ status }: Pick<Original, 'status'>): boolean {
  return status === 'announced' || status === 'received' || status === 'checked'
}

/** What is known of the original of a document that was stated. */
export type Seen =
  | { readonly is: 'seen'; readonly original: Original; readonly check: OriginalCheck }
  /** It was seen and not in order, or bears another day. */
  | { readonly is: 'not-in-order'; readonly original: Original; readonly check: OriginalCheck }
  | { readonly is: 'other-day'; readonly original: Original; readonly check: OriginalCheck }
  /** It is on its way, or waits for somebody to look at it. */
  | { readonly is: 'awaited'; readonly original: Original }
  | { readonly is: 'none' }

/** What is known of the original of a document of this kind and day; the originals newest first. */
export function seenOf(
  originals: readonly Original[],
  { kind, issuedOn }: { readonly kind: string; readonly issuedOn: Temporal.PlainDate },
): Seen {
  const ofKind = originals.filter(({ document }) => document === kind)
  const checked = ofKind.flatMap((original) =>
    original.check === undefined ? [] : [{ original, check: original.check }],
  )
  const same = checked.find(({ check }) => check.inOrder && check.issuedOn?.equals(issuedOn))
  if (same !== undefined) return { is: 'seen', ...same }
  const awaited = ofKind.find(({ status }) => status === 'announced' || status === 'received')
  if (awaited !== undefined) return { is: 'awaited', original: awaited }
  const [latest] = checked
  if (latest === undefined) return { is: 'none' }
  return { is: latest.check.inOrder ? 'other-day' : 'not-in-order', ...latest }
}

/** Where an original is, in a sentence. */
export function whereWords({ status, announcedOn, receivedOn, check, endedOn }: Original): string {
  const on = (day: Temporal.PlainDate | undefined) =>
    day === undefined ? '' : ` op ${formatDay(day)}`
  const found = check?.inOrder === false ? 'niet in orde gevonden' : 'in orde gevonden'
  switch (status) {
    case 'announced':
      return `Aangemeld${on(announcedOn)}. Nog niet binnen.`
    case 'received':
      return `Binnen sinds ${receivedOn === undefined ? 'onbekend' : formatDay(receivedOn)}. Wordt nog bekeken.`
    case 'checked':
      return `Gezien en ${found}${on(check?.on)}.`
    case 'destroyed':
      return `Gezien en ${found}${on(check?.on)}. Vernietigd${on(endedOn)}.`
    case 'returned':
      return `Gezien en ${found}${on(check?.on)}. Teruggestuurd${on(endedOn)}.`
    case 'withdrawn':
      return `Aangemeld${on(announcedOn)}, en weer afgemeld${on(endedOn)}.`
  }
}
