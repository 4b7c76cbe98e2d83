import { inflateSync } from 'node:zlib'
import type { PdfObject } from '@libpdf/core'
import { PDF, PdfArray, PdfDict, PdfName, PdfRef, PdfStream, PdfString } from '@libpdf/core'
import type { Inspection } from '#domain/dossier/evidence/inspection.ts'

/**
 * Reads a PDF from end to end and refuses one that does something by itself. Everything that can
 * be reached from its trailer is looked at, inside compressed object streams too; and so are the
 * object streams that nothing points to, since another reader might find them.
 */
export async function inspectPdf(bytes: Buffer): Promise<Inspection> {
  const whole = withoutPadding(bytes)
  if (isCutOff(whole, bytes.length)) return { outcome: 'truncated' }
  const loose = scanLoosely(whole)
  if (loose !== 'quiet') return { outcome: loose }
  try {
    const pdf = await PDF.load(whole)
    if (pdf.isEncrypted && !pdf.isAuthenticated) return { outcome: 'encrypted' }
    if (acts(pdf)) return { outcome: 'script' }
    if (pdf.getPageCount() === 0) return { outcome: 'unreadable' }
    return { outcome: 'ok', type: 'application/pdf' }
  } catch {
    // The reader throws on what it cannot make sense of.
    return { outcome: 'unreadable' }
  }
}

/** Some producers, and storage that keeps whole blocks, fill a file up with nothing behind its end. */
function withoutPadding(bytes: Buffer): Buffer {
  let end = bytes.length
  while (end > 0 && padding.has(bytes.readUInt8(end - 1))) end -= 1
  return bytes.subarray(0, end)
}

const padding: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x1a, 0x20, 0xff])

/** A whole PDF ends with the place of its table; one made for the web says how long it is. */
function isCutOff(bytes: Buffer, withPadding: number): boolean {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - 65_536))
  const head = bytes.toString('latin1', 0, 2048)
  const stated = /\/Linearized\b[^>]*\/L\s+(\d+)/.exec(head)?.[1]
  if (stated !== undefined) {
    // Its first part has an end of its own, which is not the end of the file. The length that it
    // states may count a line's end or two, which are padding here.
    if (withPadding < Number(stated) || bytes.length + 64 < Number(stated)) return true
    if (bytes.length < withPadding && !tail.endsWith('%%EOF')) return true
  }
  return !/startxref\s+\d+\s+%%EOF/.test(tail)
}

const largestStream = 256 * 1024 * 1024

/** Looks at the text outside streams and at the text of object streams, without any table. */
function scanLoosely(bytes: Buffer): 'quiet' | 'script' | 'unreadable' {
  let at = 0
  while (at < bytes.length) {
    const start = bytes.indexOf('stream', at)
    const outside = bytes.toString('latin1', at, start < 0 ? bytes.length : start)
    if (namesAnAction(outside)) return 'script'
    if (start < 0) return 'quiet'
    const found = bytes.indexOf('endstream', start + 6)
    const end = found < 0 ? bytes.length : found
    const inflated = inflatedOrNone(bytes.subarray(start + 6, end))
    if (inflated === 'too-large') return 'unreadable'
    if (inflated !== undefined && /ObjStm/.test(readableNames(outside.slice(-2048)))) {
      if (namesAnAction(inflated.toString('latin1'))) return 'script'
    }
    at = end + 9
  }
  return 'quiet'
}

function inflatedOrNone(stream: Buffer): Buffer | 'too-large' | undefined {
  const skipped = stream[0] === 0x0d ? 2 : 1
  // The first byte of what is deflated; anything else is compressed otherwise or not at all.
  if (stream[skipped] === undefined || (stream[skipped] & 0x0f) !== 8) return undefined
  try {
    return inflateSync(stream.subarray(skipped), { maxOutputLength: largestStream })
  } catch (error) {
    const tooLarge = error instanceof RangeError && 'code' in error
    return tooLarge && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : undefined
  }
}

function namesAnAction(text: string): boolean {
  return /\/S\s*\/(JavaScript|Launch|ImportData)\b|\/JS\s*[(<\d]/.test(readableNames(text))
}

/** In names any character may be written by its number: `/J#61vaScript`. */
function readableNames(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

const mostObjects = 2_000_000

/** Whether anything that the trailer leads to is a script, starts something, or carries one. */
function acts(pdf: PDF): boolean {
  const resolve = (ref: PdfRef) => pdf.context.resolve(ref)
  const seen = new Set<PdfObject | string>()
  const left: PdfObject[] = [pdf.context.info.trailer]
  for (let object = left.pop(); object !== undefined; object = left.pop()) {
    const mark = object instanceof PdfRef ? object.toString() : object
    if (seen.has(mark)) continue
    if (seen.size > mostObjects) throw new RangeError('The file has too many objects.')
    if (object instanceof PdfRef) {
      seen.add(mark)
      const target = resolve(object)
      if (target !== null) left.push(target)
    } else if (object instanceof PdfArray) {
      seen.add(mark)
      for (const item of object) left.push(item)
    } else if (object instanceof PdfDict) {
      seen.add(mark)
      if (isAction(object, resolve) || carriesProgramme(object, resolve)) return true
      for (const [, value] of object) left.push(value)
    }
  }
  return false
}

type Resolve = (ref: PdfRef) => PdfObject | null

function isAction(dict: PdfDict, resolve: Resolve): boolean {
  const kind = dict.get('S', resolve)
  if (kind instanceof PdfName && ['JavaScript', 'Launch', 'ImportData'].includes(kind.value)) {
    return true
  }
  const script = dict.get('JS', resolve)
  if (script instanceof PdfString || script instanceof PdfStream) return true
  const annotation = dict.get('Subtype', resolve)
  if (annotation instanceof PdfName && annotation.value === 'RichMedia') return true
  return formScripts(dict.get('XFA', resolve), resolve)
}

/** Forms of the XFA kind are XML, in one stream or in several, with scripts of their own. */
function formScripts(form: PdfObject | undefined, resolve: Resolve): boolean {
  const parts = form instanceof PdfArray ? [...form] : form === undefined ? [] : [form]
  return parts.some((part) => {
    const stream = part instanceof PdfRef ? resolve(part) : part
    return (
      stream instanceof PdfStream &&
      /<(\w+:)?script\b/i.test(Buffer.from(stream.getDecodedData()).toString('latin1'))
    )
  })
}

const programmeNames =
  /\.(exe|com|scr|pif|bat|cmd|ps1|vbs?|vbe|jse?|wsf|wsh|hta|msi|msp|jar|lnk|reg|cpl|dll|sh|app|apk|docm|xlsm|pptm)\s*$/i

/** A file inside the file that a computer would run. */
function carriesProgramme(dict: PdfDict, resolve: Resolve): boolean {
  const embedded = dict.get('EF', resolve)
  if (!(embedded instanceof PdfDict)) return false
  for (const key of ['F', 'UF']) {
    const name = dict.get(key, resolve)
    if (name instanceof PdfString && programmeNames.test(name.asString())) return true
  }
  for (const [, value] of embedded) {
    const file = value instanceof PdfRef ? resolve(value) : value
    if (file instanceof PdfStream && startsAsProgramme(file.getDecodedData())) return true
  }
  return false
}

function startsAsProgramme(bytes: Uint8Array): boolean {
  const first = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  return /^(MZ|\x7fELF|#!|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe)/.test(first)
}
