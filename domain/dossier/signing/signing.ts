import { createHash } from 'node:crypto'
import type { StatedDetails } from '#domain/dossier/statement/statement.ts'
import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Regulation } from '#engine'
import { formatDay } from '#language/days.ts'
import type { FormSignature, SignedWords } from '#papers/signed-form.ts'

export type SigningStatus = 'awaiting' | 'signed' | 'declined' | 'withdrawn'

export type SigningEvent = 'answer' | 'decline' | 'withdraw'

/**
 * The lifecycle of a document that is signed here. What nobody else has to sign, begins as signed; a
 * colleague who signs too makes it so.
 */
export const signingLifecycle = {
  awaiting: { answer: 'signed', decline: 'declined', withdraw: 'withdrawn' },
  signed: {},
  declined: {},
  withdrawn: {},
} as const satisfies Lifecycle<SigningStatus, SigningEvent>

/** A document that was signed here, or waits for the colleague who signs it too. */
export interface Signing {
  readonly id: string
  readonly registrationId: string
  /** The kind of document. */
  readonly document: string
  readonly status: SigningStatus
  /** What the colleague takes on who signs it too. */
  readonly supervisionId: string | undefined
  readonly words: SignedWords
  readonly details: StatedDetails
  readonly signedOn: Temporal.PlainDate
  readonly signature: FormSignature
  readonly answeredOn: Temporal.PlainDate | undefined
  readonly other: FormSignature | undefined
  readonly remark: string
  readonly claimId: string | undefined
  /** Who signs with them was written to, and their address refuses it. */
  readonly refusesMail: boolean
  readonly paperId: string | undefined
  readonly version: number
}

/** The documents of a regulation that are signed here. */
export function documentsSignedHere({ documents }: Pick<Regulation, 'documents'>) {
  return documents.flatMap(({ id, label, asked }) =>
    asked?.signHere === undefined ? [] : [{ id, label, asked, signHere: asked.signHere }],
  )
}

/** The hash of what is signed. Only the same words keep a signature. */
export function hashWords({ title, parties, rows, promises, paragraphs }: SignedWords): string {
  const pairs = (list: SignedWords['rows']) => list.map(({ label, value }) => [label, value])
  const words = [title, pairs(parties), pairs(rows), promises, paragraphs]
  return createHash('sha256').update(JSON.stringify(words)).digest('hex')
}

/** Where it stands, in a sentence: by whom it was signed, and when. */
export function signingWords({
  status,
  signature,
  signedOn,
  answeredOn,
  other,
  remark,
  refusesMail,
}: Signing): string {
  const own = `Getekend door ${signature.name} op ${formatDay(signedOn)}`
  const on = answeredOn === undefined ? '' : ` op ${formatDay(answeredOn)}`
  switch (status) {
    case 'awaiting':
      return refusesMail
        ? `${own}. Onze e-mail aan wie mee tekent kwam niet aan: het adres weigert e-mail.`
        : `${own}. Wacht op de handtekening van een ander.`
    case 'signed':
      return other === undefined ? `${own}.` : `${own}, en door ${other.name}${on}.`
    case 'declined':
      return `${own}. De ander tekende niet${on}.${remark === '' ? '' : ` Opmerking: ‘${remark}’`}`
    case 'withdrawn':
      return `${own}. Ingetrokken voordat een ander tekende.`
  }
}
