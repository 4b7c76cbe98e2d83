/** What a letter needs to know of the register that sends it. */
export type MailRegister = {
  readonly name: string
  readonly shortName: string
  readonly organisation: string
  readonly committee: string
  /** The site as people read and type it, without a scheme: letters do not link to pages. */
  readonly website: string
  readonly contact: { readonly email: string; readonly telephone?: string }
  readonly addressLines: readonly string[]
  readonly accent: string
  readonly formOfAddress: 'je' | 'u'
  readonly unit: { readonly one: string; readonly many: string }
  readonly example: boolean
}

/** A finished letter. */
export type Letter = {
  readonly subject: string
  readonly text: string
  readonly html: string
}
