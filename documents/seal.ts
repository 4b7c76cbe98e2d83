/** The key and certificate with which a register seals its documents. */
export type SealIdentity = {
  /** DER-encoded X.509 certificate. */
  readonly certificate: Uint8Array
  readonly privateKey: CryptoKey
}

/** What a seal turned out to be worth. */
export type SealCheck =
  | { readonly outcome: 'unsealed' }
  | { readonly outcome: 'broken'; readonly reason: string }
  | {
      readonly outcome: 'intact'
      /** The common name in the certificate. */
      readonly sealedBy: string
      /** SHA-256 of the certificate, in hexadecimal, to compare with the published one. */
      readonly fingerprint: string
      /** As the sealer's clock had it, ISO text. */
      readonly sealedAt: string
    }

/** Reads the identity kept at `path`, or makes one there on first use. */
export function sealIdentity(path: string, organisation: string): Promise<SealIdentity> {
  throw new Error(`Not there yet: ${path} ${organisation}`)
}

/** Seals a PDF (PAdES B-B), so that any later change shows. */
export function seal(pdf: Uint8Array, identity: SealIdentity): Promise<Uint8Array> {
  throw new Error(`Not there yet: ${pdf.length} ${identity.certificate.length}`)
}

/** Says whether a PDF is sealed, by whom, and whether it is as it was when sealed. */
export function checkSeal(pdf: Uint8Array): Promise<SealCheck> {
  throw new Error(`Not there yet: ${pdf.length}`)
}
