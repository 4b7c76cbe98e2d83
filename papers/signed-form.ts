import { formatDay, momentInText } from '#language/days.ts'
import type { DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** The words of a document that is signed here, as they were laid before. Nothing in it changes later. */
export type SignedWords = {
  readonly title: string
  /** Who it is about, and who signs it too. */
  readonly parties: readonly { readonly label: string; readonly value: string }[]
  /** What was filled in and stated. */
  readonly rows: readonly { readonly label: string; readonly value: string }[]
  /** What is promised with it. */
  readonly promises: readonly string[]
  readonly paragraphs: readonly string[]
}

/** How somebody signed: enough to show later what was signed, by whom and in which way. */
export type FormSignature = {
  /** What they are: "De professional", "Supervisor". */
  readonly party: string
  readonly name: string
  /** How the person was known, in words. */
  readonly authentication: string
  /** A moment in ISO text, in UTC. */
  readonly signedAt: string
  /** SHA-256 of the words, in hexadecimal. */
  readonly wordsSha256: string
}

export type SignedFormData = {
  readonly register: DocumentRegister
  readonly words: SignedWords
  readonly signatures: readonly FormSignature[]
  /** The day on which the last one signed, as ISO text. */
  readonly day: string
}

/** What was filled in and signed, with who signed it and when, as a PDF. */
export function signedForm(data: SignedFormData): Promise<MadeDocument> {
  return typeset({
    template: 'signed-form',
    title: data.words.title,
    fileName: signedFormName(data),
    day: data.day,
    register: data.register,
    data: {
      words: data.words,
      day: formatDay(data.day),
      signatures: data.signatures.map((one) => ({ ...one, moment: momentInText(one.signedAt) })),
    },
  })
}

/** What it is called when it is downloaded, without its ending. */
export function signedFormName({ words, day }: SignedFormData): string {
  return `${words.title.toLowerCase().replaceAll(' ', '-')}-${day}`
}
