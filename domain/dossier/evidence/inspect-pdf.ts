import { Readable } from 'node:stream'
import { createInflate, inflateSync } from 'node:zlib'
import type { PdfObject } from '@libpdf/core'
import {
  PDF,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  PdfRef,
  PdfStream,
  PdfString,
} from '@libpdf/core'
import { mostPixels } from '#domain/dossier/evidence/inspect-image.ts'
import type { Inspection } from '#domain/dossier/evidence/inspection.ts'

/**
 * Reads a PDF from end to end and refuses one that does something by itself, or with others.
 * Everything that can be reached from its trailer is looked at, inside compressed object streams too;
 * and so are the object streams that nothing points to, since another reader might find them.
 */
export async function inspectPdf(bytes: Buffer): Promise<Inspection> {
  const whole = withoutPadding(bytes)
  if (isCutOff(whole, bytes.length)) return { outcome: 'truncated' }
  const loose = await scanLoosely(whole)
  if (loose !== 'quiet') return { outcome: loose }
  try {
    const pdf = await PDF.load(whole)
    if (pdf.isEncrypted && !pdf.isAuthenticated) return { outcome: 'encrypted' }
    const bad = badIn(pdf)
    if (bad !== undefined) return { outcome: bad }
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

/** What the largest page of a scanner is, unpacked; in bytes. */
const largestStream = 256 * 1024 * 1024

/** Objects are small: those that are kept together in one stream are never so much. */
const largestObjects = 64 * 1024 * 1024

/** Deflating makes nothing smaller than this share of it. */
const mostDeflated = 1032

type Loose = 'quiet' | 'script' | 'reaches-out' | 'unreadable'

/** Looks at the text outside streams and at the text of object streams, without any table. */
async function scanLoosely(bytes: Buffer): Promise<Loose> {
  let at = 0
  while (at < bytes.length) {
    const start = bytes.indexOf('stream', at)
    const outside = bytes.toString('latin1', at, start < 0 ? bytes.length : start)
    const named = actionNamed(outside)
    if (named !== undefined) return named
    if (start < 0) return 'quiet'
    const found = bytes.indexOf('endstream', start + 6)
    const end = found < 0 ? bytes.length : found
    const stream = bytes.subarray(start + 6, end)
    const held = /ObjStm/.test(readableNames(outside.slice(-2048)))
      ? inObjects(stream)
      : await inContent(stream)
    if (held !== 'quiet') return held
    at = end + 9
  }
  return 'quiet'
}

function inObjects(stream: Buffer): Loose {
  const deflated = deflatedIn(stream)
  if (deflated === undefined) return 'quiet'
  try {
    const text = inflateSync(deflated, { maxOutputLength: largestObjects }).toString('latin1')
    return actionNamed(text) ?? 'quiet'
  } catch (error) {
    return isTooLarge(error) ? 'unreadable' : 'quiet'
  }
}

// Counted as it comes out, so that it takes no memory.
async function inContent(stream: Buffer): Promise<Loose> {
  const deflated = deflatedIn(stream)
  if (deflated === undefined || deflated.length * mostDeflated < largestStream) return 'quiet'
  let bytes = 0
  try {
    const inflate = createInflate({ chunkSize: 1024 * 1024 })
    for await (const chunk of Readable.from([deflated]).pipe(inflate)) {
      bytes += (chunk as Buffer).length
      if (bytes > largestStream) return 'unreadable'
    }
  } catch {
    // It is deflated badly or not at all.
  }
  return 'quiet'
}

function deflatedIn(stream: Buffer): Buffer | undefined {
  const skipped = stream[0] === 0x0d ? 2 : 1
  // The first byte of what is deflated; anything else is compressed otherwise or not at all.
  if (stream[skipped] === undefined || (stream[skipped] & 0x0f) !== 8) return undefined
  return stream.subarray(skipped)
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}

function actionNamed(text: string): 'script' | 'reaches-out' | undefined {
  const names = readableNames(text)
  if (/\/S\s*\/(JavaScript|Launch|ImportData)\b|\/JS\s*[(<\d]/.test(names)) return 'script'
  const reaches = /\/S\s*\/(SubmitForm|GoToR)\b|\/FS\s*\/URL\b|\/OpenAction\s*<<[^>]*\/S\s*\/URI\b/
  return reaches.test(names) ? 'reaches-out' : undefined
}

/** In names any character may be written by its number: `/J#61vaScript`. */
function readableNames(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

const mostObjects = 2_000_000

type Bad = 'script' | 'reaches-out' | 'too-many-pixels'

/**
 * Whether anything that the trailer leads to is a script, starts something or carries one, fetches or sends
 * something, or is a picture beyond measure.
 */
function badIn(pdf: PDF): Bad | undefined {
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
      if (isAction(object, resolve) || carriesProgramme(object, resolve)) return 'script'
      if (reachesOut(object, resolve)) return 'reaches-out'
      if (isHugePicture(object, resolve)) return 'too-many-pixels'
      for (const [, value] of object) left.push(value)
    }
  }
  return undefined
}

type Resolve = (ref: PdfRef) => PdfObject | null

function isAction(dict: PdfDict, resolve: Resolve): boolean {
  if (['JavaScript', 'Launch', 'ImportData'].includes(nameIn(dict, 'S', resolve))) return true
  const script = dict.get('JS', resolve)
  if (script instanceof PdfString || script instanceof PdfStream) return true
  if (nameIn(dict, 'Subtype', resolve) === 'RichMedia') return true
  return formScripts(dict.get('XFA', resolve), resolve)
}

function nameIn(dict: PdfDict, key: string, resolve: Resolve): string {
  const name = dict.get(key, resolve)
  return name instanceof PdfName ? name.value : ''
}

// Sends a form, opens another file, is kept elsewhere, or goes to an address without being asked: a link
// that somebody has to click on is no harm.
function reachesOut(dict: PdfDict, resolve: Resolve): boolean {
  if (['SubmitForm', 'GoToR'].includes(nameIn(dict, 'S', resolve))) return true
  if (nameIn(dict, 'FS', resolve) === 'URL') return true
  // What is in a stream is then in another file.
  if (dict instanceof PdfStream && dict.get('F', resolve) !== undefined) return true
  const extra = dict.get('AA', resolve)
  const automatic = extra instanceof PdfDict ? [...extra].map(([, value]) => value) : []
  const opening = dict.get('OpenAction', resolve)
  if (opening !== undefined) automatic.push(opening)
  return automatic.some((action) => goesToAddress(action, resolve))
}

/** More actions after one another than anybody made on purpose. */
const mostActions = 1000

function goesToAddress(first: PdfObject, resolve: Resolve): boolean {
  const left: PdfObject[] = [first]
  for (let count = 0; count < mostActions; count += 1) {
    const object = left.pop()
    if (object === undefined) return false
    const action = object instanceof PdfRef ? resolve(object) : object
    if (action instanceof PdfArray) left.push(...action)
    if (!(action instanceof PdfDict)) continue
    if (nameIn(action, 'S', resolve) === 'URI') return true
    const after = action.get('Next', resolve)
    if (after !== undefined) left.push(after)
  }
  return true
}

function isHugePicture(dict: PdfDict, resolve: Resolve): boolean {
  if (nameIn(dict, 'Subtype', resolve) !== 'Image') return false
  const [width, height] = ['Width', 'Height'].map((key) => dict.get(key, resolve))
  if (!(width instanceof PdfNumber) || !(height instanceof PdfNumber)) return false
  // A scan of a large drawing has but one bit for each.
  return width.value * height.value > 4 * mostPixels
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
