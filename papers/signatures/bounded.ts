import { inflateSync } from 'node:zlib'
import type { PDF, PdfObject } from '@libpdf/core'
import { PdfArray, PdfDict, PdfName, PdfRef, PdfStream } from '@libpdf/core'

const mostPerStream = 32 * 1024 * 1024
const mostTogether = 128 * 1024 * 1024

/**
 * Whether what is packed in a PDF, unpacked, stays within what a document has, so that it can be given
 * to a reader that unpacks without a limit. It is looked at without any table.
 */
export function isBounded(bytes: Buffer): boolean {
  let together = 0
  let at = 0
  for (;;) {
    const start = bytes.indexOf('stream', at)
    if (start < 0) return true
    const before = bytes.toString('latin1', Math.max(at, start - 2048), start)
    if (packsTwice(before)) return false
    const found = bytes.indexOf('endstream', start + 6)
    const end = found < 0 ? bytes.length : found
    const size = unpackedSize(bytes.subarray(start + 6, end))
    together += size
    if (size > mostPerStream || together > mostTogether) return false
    at = end + 9
  }
}

/** One way of packing inside another, or one of which the size cannot be known beforehand. */
function packsTwice(dictionary: string): boolean {
  const names = dictionary.replace(/#([0-9A-Fa-f]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  const own = names.slice(names.lastIndexOf(' obj') + 1)
  return (own.match(/\/(?:FlateDecode|LZWDecode|RunLengthDecode|Fl|LZW|RL)\b/g) ?? []).length > 1
}

function unpackedSize(stream: Buffer): number {
  const skipped = stream[0] === 0x0d ? 2 : 1
  // The first byte of what is deflated.
  if (((stream[skipped] ?? 0) & 0x0f) !== 8) return stream.length
  try {
    return inflateSync(stream.subarray(skipped), { maxOutputLength: mostPerStream }).length
  } catch (error) {
    const tooLarge = error instanceof RangeError && 'code' in error
    return tooLarge && error.code === 'ERR_BUFFER_TOO_LARGE' ? mostPerStream + 1 : stream.length
  }
}

const mostObjects = 100_000

/** Whether everything that one page leads to can be unpacked to read its text. */
export function hasReadableStreams(pdf: PDF): boolean {
  const resolve = (ref: PdfRef) => pdf.context.resolve(ref)
  const seen = new Set<PdfObject | string>()
  const left: PdfObject[] = [pdf.context.info.trailer]
  let together = 0
  for (let object = left.pop(); object !== undefined; object = left.pop()) {
    const mark = object instanceof PdfRef ? object.toString() : object
    if (seen.has(mark)) continue
    seen.add(mark)
    if (seen.size > mostObjects) return false
    const target = object instanceof PdfRef ? resolve(object) : object
    if (target instanceof PdfArray) left.push(...target)
    if (!(target instanceof PdfDict)) continue
    if (target instanceof PdfStream) {
      const size = decodedSize(target, resolve)
      together += size
      if (size > mostPerStream || together > mostTogether) return false
    }
    for (const [, value] of target) left.push(value)
  }
  return true
}

function decodedSize(stream: PdfStream, resolve: (ref: PdfRef) => PdfObject | null): number {
  const filter = stream.get('Filter', resolve)
  const all = filter instanceof PdfArray ? [...filter] : filter === undefined ? [] : [filter]
  const names = all.map((each) => {
    const name = each instanceof PdfRef ? resolve(each) : each
    return name instanceof PdfName ? name.value : ''
  })
  // Ways to pack pictures are not unpacked to read a text.
  const [first, second] = names.filter((name) => !pictures.has(name))
  if (second !== undefined) return mostPerStream + 1
  if (first === undefined || first.startsWith('ASCII')) return stream.data.length
  if (first !== 'FlateDecode') return stream.data.length * 4096
  return unpackedSize(Buffer.concat([Buffer.from('\n'), stream.data]))
}

const pictures: ReadonlySet<string> = new Set([
  'DCTDecode',
  'JPXDecode',
  'CCITTFaxDecode',
  'JBIG2Decode',
])
