/** What a quality mark shows: never a number, so that it cannot be used to look somebody up. */
export type MarkData = {
  readonly shortName: string
  readonly name: string
  readonly accent: string
  /** The year up to and including which the certificate is valid. */
  readonly validUntil: number
  readonly example: boolean
}

/** The mark as SVG, 320 by 96. */
export function markSvg(data: MarkData): string {
  throw new Error(`Not there yet: ${data.shortName}`)
}

/** The mark as PNG at twice its size, 640 by 192, for an e-mail signature. */
export function markPng(data: MarkData): Promise<Uint8Array> {
  throw new Error(`Not there yet: ${data.shortName}`)
}

/** The text for those who do not see the image. */
export function markAlt(data: MarkData): string {
  throw new Error(`Not there yet: ${data.shortName}`)
}

/** HTML to paste into a mail signature, with the image at `imageUrl` and a link to `registerUrl`. */
export function markSnippet(data: MarkData, imageUrl: string, registerUrl: string): string {
  throw new Error(`Not there yet: ${data.shortName} ${imageUrl} ${registerUrl}`)
}
