import type { PDF, PdfObject } from '@libpdf/core'
import { PdfArray, PdfDict, PdfNumber, PdfRef } from '@libpdf/core'

/** A signature as it stands in a PDF, not yet held against anything. */
export interface PlacedSignature {
  /** What it says to cover: everything before `until`, and from `resume` up to `end`. */
  readonly until: number
  readonly resume: number
  readonly end: number
  /** The first bytes are in it, and the only gap is the place where the signature stands. */
  readonly coversAllBut: boolean
  /** Signed are the bytes of the file themselves, or in an old way their SHA-1 or by a bare key. */
  readonly method: 'whole-bytes' | 'old'
  /** A signed message (CMS), filled up with zeros. */
  readonly message: Uint8Array
  /** When the document says that it was signed. */
  readonly statedAt: Temporal.Instant | undefined
}

const mostFields = 5_000
const mostSignatures = 16
const longestMessage = 1024 * 1024

/**
 * The signatures of a PDF, as readers of PDFs find them: by the fields of its form. Time stamps over a
 * whole document are left out, since nobody signs with one. Throws when there are more than anybody
 * would make.
 */
export function findSignatures(pdf: PDF, bytes: Buffer): readonly PlacedSignature[] {
  const resolve = (ref: PdfRef) => pdf.context.resolve(ref)
  const found = [...signatureDictionaries(pdf)]
  if (found.length > mostSignatures) throw new RangeError('The file has too many signatures.')
  return found
    .filter((dictionary) => dictionary.getName('SubFilter', resolve)?.value !== 'ETSI.RFC3161')
    .map((dictionary) => placed(dictionary, resolve, bytes))
}

type Resolve = (ref: PdfRef) => PdfObject | null

function signatureDictionaries(pdf: PDF): ReadonlySet<PdfDict> {
  const resolve: Resolve = (ref) => pdf.context.resolve(ref)
  const catalogue = pdf.context.info.trailer.getDict('Root', resolve)
  const found = new Set<PdfDict>()
  const seen = new Set<PdfObject | string>()
  const fields = catalogue?.getDict('AcroForm', resolve)?.getArray('Fields', resolve)
  const left: PdfObject[] = fields === undefined ? [] : [fields]
  for (let object = left.pop(); object !== undefined; object = left.pop()) {
    const mark = object instanceof PdfRef ? object.toString() : object
    if (seen.has(mark)) continue
    if (seen.size > mostFields) throw new RangeError('The file has too many fields.')
    seen.add(mark)
    const target = object instanceof PdfRef ? resolve(object) : object
    if (target instanceof PdfArray) left.push(...target)
    if (!(target instanceof PdfDict)) continue
    const value = target.get('V', resolve)
    if (value instanceof PdfDict && value.has('ByteRange')) found.add(value)
    const kids = target.getArray('Kids', resolve)
    if (kids !== undefined) left.push(kids)
  }
  // The signature with which a document is certified is pointed to from the catalogue too.
  const certified = catalogue?.getDict('Perms', resolve)?.getDict('DocMDP', resolve)
  if (certified?.has('ByteRange')) found.add(certified)
  return found
}

function placed(dictionary: PdfDict, resolve: Resolve, bytes: Buffer): PlacedSignature {
  const range = dictionary.getArray('ByteRange', resolve)
  const numbers = [...(range ?? [])].slice(0, 5).map((each) => wholeNumber(each, resolve))
  const [first = -1, until = -1, resume = -1, length = -1] = numbers
  const end = resume + length
  const possible =
    numbers.length === 4 && first >= 0 && until > 0 && resume > until && end <= bytes.length
  const gap = possible ? hexIn(bytes.subarray(until, resume)) : undefined
  const method = dictionary.getName('SubFilter', resolve)?.value
  return {
    until,
    resume,
    end,
    coversAllBut: possible && first === 0 && length > 0 && gap !== undefined,
    method: method !== undefined && old.has(method) ? 'old' : 'whole-bytes',
    message: gap ?? new Uint8Array(),
    statedAt: momentIn(dictionary.getString('M', resolve)?.asString() ?? ''),
  }
}

const old: ReadonlySet<string> = new Set(['adbe.pkcs7.sha1', 'adbe.x509.rsa_sha1'])

function wholeNumber(object: PdfObject, resolve: Resolve): number {
  const number = object instanceof PdfRef ? resolve(object) : object
  return number instanceof PdfNumber && Number.isSafeInteger(number.value) ? number.value : -1
}

/** The place kept for a signature holds a text in hexadecimal and nothing else. */
function hexIn(gap: Buffer): Uint8Array | undefined {
  if (gap.length > 2 * longestMessage + 2 || gap.length % 2 !== 0) return undefined
  const text = gap.toString('latin1')
  return /^<[0-9A-Fa-f]+>$/.test(text) ? Buffer.from(text.slice(1, -1), 'hex') : undefined
}

/** A moment as PDFs write it: D:20260601123000+02'00'. Without a zone it is that of UTC. */
function momentIn(text: string): Temporal.Instant | undefined {
  const match = /^(?:D:)?(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(
    text,
  )
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second = '00', sign = '+', by = '00', and = '00'] = match
  try {
    return Temporal.Instant.from(
      `${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${by}:${and}`,
    )
  } catch {
    // The 31st of February is no moment.
    return undefined
  }
}
