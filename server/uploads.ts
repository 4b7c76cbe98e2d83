import type { EvidenceType } from '#domain/evidence/inspect.ts'
import type { Storage } from '#domain/evidence/storage.ts'

/** A file that was received whole, found to be what it should be, and stored. */
export type StoredFile = {
  readonly outcome: 'ok'
  readonly field: string
  /** The name for showing: without folders, control characters or tricks with direction. */
  readonly name: string
  readonly bytes: number
  /** In lower-case hexadecimal. */
  readonly sha256: string
  readonly type: EvidenceType
  /** Where the storage keeps it. */
  readonly key: string
}

/** A file that was not kept. Nothing of it is stored. */
export type RefusedFile = {
  readonly outcome:
    | 'empty'
    | 'too-large'
    | 'truncated'
    | 'disguised'
    | 'script'
    | 'encrypted'
    | 'unreadable'
    | 'too-many'
  readonly field: string
  readonly name: string
  /** What is wrong and what to do about it, in Dutch, for the error summary and at the field. */
  readonly message: string
}

/** A form as it was received. */
export type ReceivedForm =
  | {
      readonly outcome: 'received'
      /** Every value of every field, in order; what was typed survives when a file is refused. */
      readonly fields: ReadonlyMap<string, readonly string[]>
      readonly files: readonly StoredFile[]
      readonly refused: readonly RefusedFile[]
    }
  /** Too many fields, a field that is too long, or a body that no form of ours can be. */
  | { readonly outcome: 'too-much'; readonly message: string }
  /** The body broke off or is no form at all. */
  | { readonly outcome: 'unreadable'; readonly message: string }

/** What a form may bring. */
export type UploadLimits = {
  readonly fileBytes: number
  readonly files: number
  readonly fields: number
  readonly fieldBytes: number
}

/** Reads any form, with or without files; files go to the storage as they come in. */
export function readForm(
  request: Request,
  store: Storage,
  limits?: Partial<UploadLimits>,
): Promise<ReceivedForm> {
  throw new Error(`Not there yet: ${request.url} ${typeof store.put} ${limits?.files}`)
}

/** Removes the files of a form that was not accepted after all. */
export function discard(files: readonly StoredFile[], store: Storage): Promise<void> {
  throw new Error(`Not there yet: ${files.length} ${typeof store.remove}`)
}
