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

const mostRevisions = 8
const mostPairs = 200_000

/**
 * Whether what was put behind the signed part of a PDF only adds a signature, a time stamp or what
 * proves them, and leaves all that one sees as it was. Where that cannot be told it says no: every
 * revision is held against the one before, object by object, by what a reader of PDFs is led to, and
 * no object of before may be there a second time unless it is one of the few that change with a signature.
 */
export async function onlyAdds(bytes: Buffer, signedEnd: number): Promise<boolean> {
  const ends = endsAfter(bytes, signedEnd)
  if (ends === undefined) return false
  let before = await loaded(bytes.subarray(0, signedEnd))
  let start = signedEnd
  for (const end of ends) {
    const after = await loaded(bytes.subarray(0, end))
    if (before === undefined || after === undefined) return false
    if (!addsTo(before, after, bytes.subarray(start, end))) return false
    before = after
    start = end
  }
  return true
}

/** Where each revision ends, the last one at the end of the file. */
function endsAfter(bytes: Buffer, from: number): readonly number[] | undefined {
  const ends: number[] = []
  for (let at = bytes.indexOf('%%EOF', from); at >= 0; at = bytes.indexOf('%%EOF', at + 5)) {
    ends.push(at + 5)
    if (ends.length > mostRevisions) return undefined
  }
  const last = ends.pop()
  if (last === undefined || /[^\s\0]/.test(bytes.toString('latin1', last))) return undefined
  return [...ends, bytes.length]
}

async function loaded(bytes: Buffer): Promise<PDF | undefined> {
  const pdf = await PDF.load(bytes)
  // What had to be mended can be mended otherwise by another reader.
  return pdf.recoveredViaBruteForce || pdf.isEncrypted ? undefined : pdf
}

function addsTo(before: PDF, after: PDF, added: Buffer): boolean {
  const comparison = compare(before, after)
  return comparison.same && definesOnly(added, before, after, comparison.mayChange)
}

/** No object that was there is written again, except those whose change was looked into. */
function definesOnly(
  added: Buffer,
  before: PDF,
  after: PDF,
  mayChange: ReadonlySet<number>,
): boolean {
  const text = added.toString('latin1')
  if (/\/XRefStm\b|\/Encrypt\b/.test(text)) return false
  const written: number[] = []
  for (const [, number = '', generation = ''] of text.matchAll(/(\d{1,10})\s+(\d{1,5})\s+obj\b/g)) {
    const ref = PdfRef.of(Number(number), Number(generation))
    written.push(ref.objectNumber)
    const object = after.context.resolve(ref)
    if (object instanceof PdfStream && object.getName('Type')?.value === 'ObjStm') {
      const inside = numbersIn(object)
      if (inside === undefined) return false
      written.push(...inside)
    }
  }
  const packed = [...text.matchAll(/\/ObjStm\b/g)].length
  const readPacked = written.filter((number) => {
    const object = after.context.resolve(PdfRef.of(number))
    return object instanceof PdfStream && object.getName('Type')?.value === 'ObjStm'
  }).length
  return (
    packed === readPacked &&
    new Set(written).size === written.length &&
    written.every(
      (number) => mayChange.has(number) || before.context.resolve(PdfRef.of(number)) === null,
    )
  )
}

/** The numbers of the objects that are packed in a stream. */
function numbersIn(stream: PdfStream): readonly number[] | undefined {
  const count = stream.getNumber('N')?.value ?? -1
  const first = stream.getNumber('First')?.value ?? -1
  if (count < 0 || count > 10_000 || first < 0) return undefined
  const head = Buffer.from(stream.getDecodedData().subarray(0, first)).toString('latin1')
  const numbers = head.trim().split(/\s+/).map(Number)
  if (count > 0 && (numbers.length !== count * 2 || numbers.some((each) => !(each >= 0)))) {
    return undefined
  }
  return numbers.filter((_, at) => at % 2 === 0 && count > 0)
}

interface Comparison {
  readonly same: boolean
  /** The objects that differ in no other way than a signature needs. */
  readonly mayChange: ReadonlySet<number>
}

/** Of the catalogue: what proves a signature, and what is compared by itself. */
const mayDiffer: ReadonlySet<string> = new Set(['DSS', 'Extensions', 'Metadata', 'AcroForm'])

type Pair = readonly [PdfObject | null | undefined, PdfObject | null | undefined]

/** Follows both documents from their catalogue, side by side. */
function compare(before: PDF, after: PDF): Comparison {
  const mayChange = new Set<number>()
  const different: Comparison = { same: false, mayChange }
  const resolved = ([one, other]: Pair): Pair => [
    one instanceof PdfRef ? before.context.resolve(one) : one,
    other instanceof PdfRef ? after.context.resolve(other) : other,
  ]
  const roots: Pair = [
    before.context.info.trailer.get('Root'),
    after.context.info.trailer.get('Root'),
  ]
  if (!isSameRef(roots)) return different
  const [catalogue, newCatalogue] = resolved(roots)
  if (!(catalogue instanceof PdfDict) || !(newCatalogue instanceof PdfDict)) return different
  note(mayChange, roots)
  // What a document says about itself is not part of what one sees.
  note(mayChange, [before.context.info.trailer.get('Info'), after.context.info.trailer.get('Info')])
  note(mayChange, [catalogue.get('Metadata'), newCatalogue.get('Metadata')])
  const left: Pair[] = []
  for (const key of keysOfBoth(catalogue, newCatalogue)) {
    if (mayDiffer.has(key)) continue
    left.push([catalogue.get(key), newCatalogue.get(key)])
  }
  const form: Pair = [catalogue.get('AcroForm'), newCatalogue.get('AcroForm')]
  const newFields = addedFields(form, resolved, left, mayChange)
  if (newFields === undefined) return different

  const seen = new Set<string>()
  let looked = 0
  for (let pair = left.pop(); pair !== undefined; pair = left.pop()) {
    looked += 1
    if (looked > mostPairs) return different
    const [one, other] = pair
    if (one instanceof PdfRef || other instanceof PdfRef) {
      if (!isSameRef(pair)) return different
      const mark = String(one)
      if (seen.has(mark)) continue
      seen.add(mark)
    }
    const [was, is] = resolved(pair)
    if (was instanceof PdfDict && is instanceof PdfDict) {
      if (was instanceof PdfStream !== is instanceof PdfStream) return different
      if (was instanceof PdfStream && is instanceof PdfStream) {
        if (!Buffer.from(was.data).equals(is.data)) return different
      }
      const isPage = is.getName('Type')?.value === 'Page'
      for (const key of keysOfBoth(was, is)) {
        if (isPage && key === 'Annots') {
          const annotations: Pair = [was.get('Annots'), is.get('Annots')]
          if (!addsOnly(annotations, resolved, newFields, left)) return different
          note(mayChange, pair)
          note(mayChange, annotations)
        } else if (isPage && key === 'Tabs' && !was.has('Tabs')) {
          // In which order one steps through fields shows nothing.
          note(mayChange, pair)
        } else left.push([was.get(key), is.get(key)])
      }
    } else if (was instanceof PdfArray && is instanceof PdfArray) {
      if (was.length !== is.length) return different
      for (let at = 0; at < was.length; at += 1) left.push([was.at(at), is.at(at)])
    } else if (!isSameValue(was, is)) return different
  }
  return { same: true, mayChange }
}

/**
 * The fields that were added to the form: signatures, without a place on the page. What else is in the
 * form is put with what is still to be compared. Undefined when the form changed in another way.
 */
function addedFields(
  form: Pair,
  resolved: (pair: Pair) => Pair,
  left: Pair[],
  mayChange: Set<number>,
): ReadonlySet<string> | undefined {
  const [was, is] = resolved(form)
  if (form[0] instanceof PdfRef && !isSameRef(form)) return undefined
  if (!(was instanceof PdfDict) || !(is instanceof PdfDict)) return undefined
  note(mayChange, form)
  for (const key of keysOfBoth(was, is)) {
    if (key !== 'Fields' && key !== 'SigFlags') left.push([was.get(key), is.get(key)])
  }
  const fields: Pair = [was.get('Fields'), is.get('Fields')]
  if (fields[0] instanceof PdfRef && !isSameRef(fields)) return undefined
  const [before, after] = resolved(fields)
  if (!(before instanceof PdfArray) || !(after instanceof PdfArray)) return undefined
  note(mayChange, fields)
  for (let at = 0; at < before.length; at += 1) left.push([before.at(at), after.at(at)])
  const added = new Set<string>()
  for (const field of after.toArray().slice(before.length)) {
    const [, target] = resolved([undefined, field])
    if (!(field instanceof PdfRef) || !isUnseenSignature(target)) return undefined
    added.add(field.toString())
  }
  return added
}

function isUnseenSignature(field: PdfObject | null | undefined): boolean {
  if (!(field instanceof PdfDict) || field.getName('FT')?.value !== 'Sig') return false
  if (field.has('Kids') || field.has('A') || field.has('AA')) return false
  const sides = [...(field.getArray('Rect') ?? [])]
  return sides.every((side) => side instanceof PdfNumber && side.value === 0)
}

/** The annotations of a page are those of before, and behind them only fields that may be added. */
function addsOnly(
  annotations: Pair,
  resolved: (pair: Pair) => Pair,
  mayAdd: ReadonlySet<string>,
  left: Pair[],
): boolean {
  if (annotations[0] instanceof PdfRef && !isSameRef(annotations)) return false
  const [was = new PdfArray(), is = new PdfArray()] = resolved(annotations)
  if (!(was instanceof PdfArray) || !(is instanceof PdfArray)) return false
  for (let at = 0; at < was.length; at += 1) left.push([was.at(at), is.at(at)])
  return is
    .toArray()
    .slice(was.length)
    .every((each) => each instanceof PdfRef && mayAdd.has(each.toString()))
}

function keysOfBoth(one: PdfDict, other: PdfDict): ReadonlySet<string> {
  return new Set([...one.keys(), ...other.keys()].map(({ value }) => value))
}

function isSameRef([one, other]: Pair): boolean {
  return one instanceof PdfRef && other instanceof PdfRef && one.toString() === other.toString()
}

function isSameValue(one: Pair[0], other: Pair[1]): boolean {
  if (one === undefined || one === null || one.type === 'null') {
    return other === undefined || other === null || other.type === 'null'
  }
  if (one instanceof PdfName && other instanceof PdfName) return one.value === other.value
  if (one instanceof PdfNumber && other instanceof PdfNumber) return one.value === other.value
  if (one instanceof PdfString && other instanceof PdfString) {
    return Buffer.from(one.bytes).equals(other.bytes)
  }
  return one === other
}

/** An object that may be written again is one that was there, at the same place. */
function note(numbers: Set<number>, pair: Pair): void {
  if (pair[1] instanceof PdfRef && isSameRef(pair)) numbers.add(pair[1].objectNumber)
}
