import type { PDF } from '@libpdf/core'
import { hasReadableStreams } from './bounded.ts'

const mostPages = 12
const mostLines = 600

/** The text of a PDF, line by line as one reads it, of its first pages; empty where none can be read. */
export function linesOf(pdf: PDF): readonly string[] {
  if (!hasReadableStreams(pdf)) return []
  const lines: string[] = []
  for (const page of pdf.getPages().slice(0, mostPages)) {
    try {
      for (const { spans } of page.extractText().lines) {
        const line = textOf(spans).replace(/\s+/g, ' ').trim().slice(0, 400)
        if (line !== '') lines.push(line)
        if (lines.length >= mostLines) return lines
      }
    } catch {
      // A page of which the text cannot be read has none.
    }
  }
  return lines
}

interface Span {
  readonly text: string
  readonly bbox: { readonly x: number; readonly width: number }
  readonly fontSize: number
}

/** In columns there is no space between a word and the next, only room. */
function textOf(spans: readonly Span[]): string {
  return spans.reduce((line, { text, bbox, fontSize }, at) => {
    const before = spans[at - 1]?.bbox
    const room = before === undefined ? 0 : bbox.x - before.x - before.width
    return room > fontSize / 5 ? `${line} ${text}` : `${line}${text}`
  }, '')
}
