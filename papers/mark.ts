import { formatDay, formatDayShort } from '#language/days.ts'
import type { Wording } from '#regulations/wording.ts'
import { drawPng } from './draw.ts'
import { escaped } from './escaped.ts'
import { typesetSvg } from './typeset.ts'

/** What a quality mark shows: never a number, so that it cannot be used to look somebody up. */
export type MarkData = {
  readonly shortName: string
  /** Of its name. */
  readonly article: 'de' | 'het'
  readonly name: string
  readonly certification: Pick<Wording['certification'], 'certified' | 'Certified'>
  readonly accent: string
  /** What the category is called, where the register has any. */
  readonly category?: string
  /** The last day on which the certificate is valid, as ISO text. */
  readonly lastDay: string
  readonly example: boolean
}

/** The size of the mark in CSS pixels. */
export const markSize = { width: 320, height: 96 } as const

/** The mark as SVG. Its letters are outlines, so that it looks the same everywhere. */
export async function markSvg(data: MarkData): Promise<string> {
  const drawn = await typesetSvg('mark', { ...data, lastDay: formatDayShort(data.lastDay) })
  return drawn.replace(/<svg [^>]*>/, (root) => {
    const viewBox = /viewBox="[^"]*"/.exec(root)?.[0] ?? ''
    return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${viewBox} width="${markSize.width}" height="${markSize.height}" role="img"><title>${escaped(markAlt(data))}</title>`
  })
}

/** The mark as PNG at twice its size, for an e-mail signature. */
export async function markPng(data: MarkData): Promise<Uint8Array> {
  return drawPng(await markSvg(data), markSize.width * 2)
}

/** What a mark says instead when it does not hold. */
export type StoppedMark = 'Nu niet geldig' | 'Niet meer geldig'

/**
 * The picture that takes the place of a mark that does not hold, as PNG: grey, with a bar where the tick
 * is, and no more than that it does not hold.
 */
export async function stoppedMarkPng(
  { shortName, name, example }: Pick<MarkData, 'shortName' | 'name' | 'example'>,
  stopped: StoppedMark,
): Promise<Uint8Array> {
  const drawn = await typesetSvg('mark', { shortName, name, example, accent: '#4b5563', stopped })
  return drawPng(drawn, markSize.width * 2)
}

/** The text for those who do not see the picture of a mark that does not hold. */
export function stoppedMarkAlt({ shortName }: Pick<MarkData, 'shortName'>, stopped: StoppedMark) {
  return `Keurmerk ${shortName}: ${stopped.toLowerCase()}`
}

/** The text for those who do not see the image. */
export function markAlt(data: MarkData): string {
  const as = data.category === undefined ? '' : ` als ${data.category}`
  const alt = `Keurmerk ${data.shortName}: ${data.certification.certified}${as} in ${data.article} ${data.name}, geldig tot en met ${formatDay(data.lastDay)}`
  return data.example ? `Voorbeeld. ${alt}` : alt
}

/**
 * HTML to paste into a mail signature: the image at `imageUrl` with a link to the register. Its text
 * stays where it was pasted, so that it says where to see whether the mark holds, and not that it does.
 */
export function markSnippet(data: MarkData, imageUrl: string, registerUrl: string): string {
  return `<a href="${escaped(registerUrl)}"><img src="${escaped(imageUrl)}" width="${markSize.width}" height="${markSize.height}" alt="${escaped(linkedAlt(data))}" style="border:0"></a>`
}

function linkedAlt({ shortName, example }: MarkData): string {
  const alt = `Keurmerk ${shortName}: achter deze link staat of het nu geldt`
  return example ? `Voorbeeld. ${alt}` : alt
}
