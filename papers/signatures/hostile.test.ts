import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { PDF } from '@libpdf/core'
import { certify, signPdf } from '#testing/signing-authority.ts'
import { readSignatures } from './read-signatures.ts'

const on = Temporal.PlainDate.from('2026-05-01')
const signer = certify({ organisation: 'Dienst Uitvoering Onderwijs' })
const expected = { trusted: [signer.certificate.raw], stamps: [], organisations: [] }

/** What comes of it, within a time that nobody is held up by. */
async function verdictOf(bytes: Uint8Array): Promise<string> {
  const start = performance.now()
  const { verdict } = await readSignatures(Buffer.from(bytes), expected, on)
  const took = performance.now() - start
  assert.ok(took < 15_000, `${Math.round(took)} ms`)
  return verdict
}

/** A PDF of one page; further objects are numbered from 4. */
function pdfOf(objects: readonly string[], catalogue = ''): Buffer {
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    ...objects,
  ]
  let text = '%PDF-1.7\n'
  const offsets = all.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const at = text.length
  text += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${table}`
  text += `trailer\n<< /Size ${all.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

const page = '<< /Length 0 >>\nstream\n\nendstream'
const form = (fields: string) => `/AcroForm << /Fields [${fields}] >>`
const signature = (range: string, contents = '<00>') =>
  `<< /FT /Sig /V << /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange ${range} /Contents ${contents} >> >>`

test('thousands of signatures, or of fields, are unreadable', async () => {
  const many = Array.from({ length: 5_000 }, () => signature('[0 10 20 30]'))
  const refs = many.map((_, at) => `${at + 5} 0 R`).join(' ')
  assert.equal(await verdictOf(pdfOf([page, ...many], form(refs))), 'unreadable')
  const empty = Array.from({ length: 9_000 }, () => '<< /FT /Sig >>')
  assert.equal(await verdictOf(pdfOf([page], form(empty.join(' ')))), 'unreadable')
})

test('fields that lead to each other or lie deep in each other end', async () => {
  const circle = ['<< /Kids [6 0 R 5 0 R] >>', '<< /Kids [5 0 R] >>']
  assert.equal(await verdictOf(pdfOf([page, ...circle], form('5 0 R'))), 'no-signature')
  const deep = `${'<< /Kids ['.repeat(5_000)}${']>>'.repeat(5_000)}`
  assert.match(await verdictOf(pdfOf([page], form(deep))), /^(unreadable|no-signature)$/)
})

test('places that cannot be, and a signature that is none, end', async () => {
  const ranges = [
    '[0 99999999999999999999 1 1]',
    '[0 10 5 9999999]',
    '[-5 10 20 30]',
    '[0 1.5 20 30]',
    '[0 10 20 (a)]',
    '[9 0 R 9 0 R 9 0 R 9 0 R]',
    `[${'0 1 '.repeat(100_000)}]`,
    '(none)',
  ]
  for (const range of ranges) {
    const verdict = await verdictOf(pdfOf([page, signature(range)], form('5 0 R')))
    assert.match(verdict, /^(part-signed|unreadable|no-signature)$/, range.slice(0, 40))
  }
})

test('a signature of nested or endless ASN.1 ends', async () => {
  const document = PDF.create()
  document.addPage({ size: 'a4' })
  const signed = (await signPdf(await document.save(), signer)).toString('latin1')
  const place = /<[0-9a-f]{30000,}>/.exec(signed)?.[0] ?? ''
  for (const inner of ['3080', 'a080', '30840fffffff', '3082ffff', '2480', '06ff', '0000', 'ff']) {
    const hex = inner.repeat(Math.floor((place.length - 2) / inner.length))
    const hostile = signed.replace(place, `<${hex.padEnd(place.length - 2, '0')}>`)
    assert.equal(await verdictOf(Buffer.from(hostile, 'latin1')), 'changed', inner)
  }
})

test('what unpacks without end is unreadable or has no text, however it is packed', async () => {
  const zeros = deflateSync(Buffer.alloc(200 * 1024 * 1024))
  const stream = (bytes: Buffer, filter: string) =>
    `<< /Filter ${filter} /Length ${bytes.length} >>\nstream\n${bytes.toString('latin1')}\nendstream`
  assert.equal(await verdictOf(pdfOf([stream(zeros, '/FlateDecode')])), 'unreadable')
  const twice = deflateSync(zeros)
  assert.equal(await verdictOf(pdfOf([stream(twice, '[/FlateDecode /FlateDecode]')])), 'unreadable')
  assert.equal(
    await verdictOf(pdfOf([stream(twice, '[/Fl#61teDecode 5 0 R]'), '/FlateDecode'])),
    'no-signature',
  )
  const many = Array.from({ length: 40 }, () =>
    stream(deflateSync(Buffer.alloc(8 * 1024 * 1024)), '/FlateDecode'),
  )
  assert.equal(await verdictOf(pdfOf([page, ...many])), 'unreadable')
  const runs = Buffer.from('\x81\0'.repeat(2_000_000), 'latin1')
  assert.equal(await verdictOf(pdfOf([stream(runs, '/RunLengthDecode')])), 'no-signature')
})

test('any bytes end in an answer', async () => {
  let state = 7
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % 256
  }
  for (let at = 0; at < 60; at += 1) {
    const noise = Buffer.from(Array.from({ length: 3_000 }, next))
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), noise, Buffer.from('\n%%EOF')])
    assert.match(await verdictOf(bytes), /^(unreadable|no-signature|encrypted)$/)
  }
  assert.equal(await verdictOf(new Uint8Array()), 'no-pdf')
})
