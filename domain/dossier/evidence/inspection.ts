import type { ProofReading } from '#papers/signatures/read-proof.ts'
import type { Expected, SignedReading } from '#papers/signatures/read-signatures.ts'

/** The kinds of file that count as evidence. */
export type EvidenceType = (typeof evidenceTypes)[number]

const evidenceTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const

/** Whether files of this media type count as evidence. */
export function isEvidenceType(mediaType: string): mediaType is EvidenceType {
  return evidenceTypes.some((type) => type === mediaType)
}

/** What a file turned out to be, judged by its content and never by its name. */
export type Inspection =
  | {
      readonly outcome: 'ok'
      readonly type: EvidenceType
      /** What is kept in the place of a photo of a kind that not everybody can open. */
      readonly converted?: Uint8Array
      /** What was read of a PDF that has text. */
      readonly reading?: ProofReading
    }
  | {
      readonly outcome:
        | 'empty'
        /** It ends before it should. */
        | 'truncated'
        /** It is called a PDF, JPG or PNG and is none. */
        | 'disguised'
        /** Another kind of file, which does not pretend otherwise. */
        | 'other-kind'
        /** A PDF that does something: a script, a programme to start, or one inside. */
        | 'script'
        /** A PDF that fetches or sends something, by itself or when somebody touches it. */
        | 'reaches-out'
        /** It cannot be opened without a password. */
        | 'encrypted'
        | 'unreadable'
        /** A picture beyond any measure, or a photo that is too large to convert. */
        | 'too-many-pixels'
    }

/** What an inspector is asked: what a file is, or what the signatures in it are worth. */
export type InspectRequest =
  | { readonly ask: 'inspect'; readonly path: string; readonly name: string }
  | { readonly ask: 'read-proof'; readonly path: string }
  | {
      readonly ask: 'read-signatures'
      readonly bytes: Uint8Array
      readonly expected: Expected
      /** The day of reading, as ISO text. */
      readonly on: string
    }

/** What it answers. */
export type InspectReply =
  | { readonly outcome: 'inspected'; readonly inspection: Inspection }
  | { readonly outcome: 'proof-read'; readonly reading: ProofReading | undefined }
  | { readonly outcome: 'read'; readonly reading: SignedReading }
  | { readonly outcome: 'failed'; readonly problem: string }
