import type { ProofReading } from '#papers/signatures/read-proof.ts'

/** A file that came with a form: already checked, stored under its key, and not yet anybody's. */
export interface ReceivedFile {
  /** The name of the field it came in. */
  readonly field: string
  /** The file's name, cleaned for showing. */
  readonly name: string
  readonly mediaType: string
  /** In bytes. */
  readonly size: number
  readonly sha256: string
  /** Of what was sent, when a photo was converted. */
  readonly sentSha256?: string
  /** What a machine read of it. */
  readonly reading?: ProofReading
  readonly fileKey: string
}

/** A file that was refused, with what is wrong and how to mend it. */
export interface RefusedFile {
  readonly field: string
  readonly name: string
  readonly message: string
}

/** What was typed into a form: text by the name of its field, files that were taken and files that were not. */
export class Answers {
  readonly fields: Readonly<Record<string, readonly string[]>>
  readonly files: readonly ReceivedFile[]
  readonly refused: readonly RefusedFile[]

  constructor(
    fields: Readonly<Record<string, readonly string[]>>,
    files: readonly ReceivedFile[] = [],
    refused: readonly RefusedFile[] = [],
  ) {
    this.fields = fields
    this.files = files
    this.refused = refused
  }

  /** The first value of a field, or an empty text: for what is typed. */
  value(name: string): string {
    return this.fields[name]?.[0] ?? ''
  }

  /** All values of a field: for checkboxes. */
  values(name: string): readonly string[] {
    return this.fields[name] ?? []
  }

  /** Whether the form names this field at all. */
  has(name: string): boolean {
    return this.fields[name] !== undefined
  }
}

/** The version that a form was made for; nothing has version 0, so that nonsense is out of date. */
export function versionIn(form: Answers): number {
  const typed = form.value('_version')
  return /^\d{1,9}$/.test(typed) ? Number(typed) : 0
}

/** What was typed, field by field, without what the page itself put into the form. */
export function typedFields(form: Answers): Answers['fields'] {
  return Object.fromEntries(Object.entries(form.fields).filter(([name]) => !name.startsWith('_')))
}
