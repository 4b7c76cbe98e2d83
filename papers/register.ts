import type { Wording } from '#regulations/wording.ts'

/**
 * What a document needs to know of the register that sends it. All of it is data of the register:
 * the documents themselves contain no name, address or colour.
 */
export type DocumentRegister = {
  /** The key in paths and in the brand's token class, such as `krsd`. */
  readonly brand: string
  readonly name: string
  readonly shortName: string
  /** The legal person that keeps the register and sends the invoices. */
  readonly organisation: string
  /** How the register calls who decides, what is granted and the papers of it. */
  readonly wording: Wording
  /** The site as people read and type it, without a scheme. */
  readonly website: string
  /** Where people sign in, as they type it. */
  readonly signInAt: string
  readonly contact: { readonly email: string; readonly telephone?: string }
  readonly addressLines: readonly string[]
  /** `#rrggbb`, dark enough to be read on white. */
  readonly accent: string
  readonly formOfAddress: 'je' | 'u'
  readonly iban: string
  readonly accountName: string
  readonly kvk: string
  /** The number for VAT, where the organisation has one. */
  readonly vatNumber?: string
  readonly unit: { readonly one: string; readonly many: string }
  /** The function under whose name decisions go out, such as `Directeur`. */
  readonly signatory: string
  /** In the demo every document carries the mark "Voorbeeld". */
  readonly example: boolean
}

/** A person as a letter addresses one. The lines are street and town, without the name. */
export type Addressee = {
  readonly name: string
  readonly addressLines: readonly string[]
}

/** A finished PDF, with what is needed to store and to offer it. */
export type MadeDocument = {
  readonly pdf: Uint8Array
  /** SHA-256 of the PDF in lower-case hexadecimal. */
  readonly sha256: string
  readonly title: string
  /** A name for downloading, in plain ASCII, ending in `.pdf`. */
  readonly fileName: string
}
