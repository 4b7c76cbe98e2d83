import assert from 'node:assert/strict'
import type { X509Certificate } from 'node:crypto'
import { before, test } from 'node:test'
import { PDF } from '@libpdf/core'
import type { Holder, SignWish } from '#testing/signing-authority.ts'
import { certify, signPdf, timeStamp } from '#testing/signing-authority.ts'
import type { SignedReading } from './read-signatures.ts'
import { readSignatures } from './read-signatures.ts'

const duo = 'Dienst Uitvoering Onderwijs'
const timeStamping = '1.3.6.1.5.5.7.3.8'
const on = Temporal.PlainDate.from('2026-05-01')

const root = certify({ organisation: 'Proefwortel', authority: true, keyBits: 2048 })
const between = certify({ organisation: 'Proefgezag', authority: true, pathLength: 0 }, root)
const signer = certify({ organisation: duo, keyBits: 2048 }, between)
const clockRoot = certify({ organisation: 'Proefklokken', authority: true })
const clock = certify({ organisation: 'Proefklok', purposes: [timeStamping] }, clockRoot)

let extract: Uint8Array
let original: Buffer
before(async () => {
  const document = PDF.create()
  const page = document.addPage({ size: 'a4' })
  page.drawText('Uittreksel diplomaregister', { x: 50, y: 700 })
  page.drawText('Naam: Farid El Amrani', { x: 50, y: 680 })
  extract = await document.save()
  original = await signPdf(extract, signer)
})

function read(bytes: Uint8Array, trusted: readonly X509Certificate[] = [root.certificate]) {
  const expected = {
    trusted: trusted.map((each) => each.raw),
    stamps: [clockRoot.certificate.raw],
    organisations: [duo],
  }
  return readSignatures(Buffer.from(bytes), expected, on)
}

const signedBy = async (by: Holder, wish?: SignWish, trusted?: readonly X509Certificate[]) =>
  read(await signPdf(extract, by, wish), trusted)

/** Whole, untouched, by whom, when. */
function factsOf({ verdict, signature }: SignedReading): readonly (string | undefined)[] {
  return [verdict, signature?.whole, signature?.content, signature?.signer?.is, signature?.when?.by]
}

test('an extract as DUO signed it is whole, untouched, by them, at the time that it says', async () => {
  const reading = await read(original)
  assert.deepEqual(factsOf(reading), ['original', 'whole', 'untouched', 'expected', 'claim'])
  assert.equal(reading.signature?.signer?.name, duo)
  assert.equal(reading.signature?.signer?.issuedBy, 'Proefgezag')
  assert.equal(reading.signature?.when?.at, '2026-03-02T10:00:00Z')
  assert.equal(reading.others, 0)
  assert.deepEqual(reading.lines, ['Uittreksel diplomaregister', 'Naam: Farid El Amrani'])
})

test('a time stamp of somebody who is trusted for it proves the time, and no other does', async () => {
  const stamped = await signedBy(signer, { stampedBy: clock, stampedAt: '2026-03-02T10:00:05Z' })
  assert.deepEqual(stamped.signature?.when, { by: 'stamp', at: '2026-03-02T10:00:05Z' })
  const strange = certify({ organisation: 'Klok', purposes: [timeStamping] })
  const byStrange = await signedBy(signer, { stampedBy: strange })
  assert.equal(byStrange.signature?.when?.by, 'claim')
  const unfit = certify({ organisation: 'Klok' }, clockRoot)
  assert.equal((await signedBy(signer, { stampedBy: unfit })).signature?.when?.by, 'claim')
})

test('the signer’s own clock goes before what the document says, and a clock in the future says nothing', async () => {
  const claimed = await signedBy(signer, { signingTime: '2026-03-01T08:00:00Z' })
  assert.deepEqual(claimed.signature?.when, { by: 'claim', at: '2026-03-01T08:00:00Z' })
  const future = await signedBy(signer, { statedAt: '2026-06-01T08:00:00Z' })
  assert.deepEqual([future.verdict, future.signature?.when], ['original', undefined])
})

test('every usual way to sign is read', async () => {
  const ways: readonly SignWish[] = [
    { hash: 'sha512' },
    { pss: true },
    { attributes: false, subFilter: 'adbe.pkcs7.detached' },
  ]
  for (const way of ways) {
    assert.equal((await signedBy(signer, way)).verdict, 'original', JSON.stringify(way))
  }
  const curve = certify({ organisation: duo }, between)
  assert.equal((await signedBy(curve)).verdict, 'original')
})

test('without a signature it says so, and tells by what it was saved', async () => {
  const saved = async (creator: string, producer: string, text = true) => {
    const document = PDF.create()
    const page = document.addPage({ size: 'a4' })
    if (text) page.drawText('Uittreksel', { x: 50, y: 700 })
    document.setCreator(creator)
    document.setProducer(producer)
    const { verdict, madeWith } = await read(await document.save())
    assert.equal(verdict, 'no-signature')
    return madeWith
  }
  const word = 'Microsoft® Word voor Microsoft 365'
  assert.deepEqual(await saved(word, word), { by: 'programme', name: 'Microsoft Word' })
  assert.deepEqual(await saved('', 'Microsoft: Print To PDF'), { by: 'printing' })
  assert.deepEqual(await saved('Mozilla', 'macOS Versie 15 Quartz PDFContext'), { by: 'printing' })
  assert.deepEqual(await saved('Writer', 'LibreOffice 24.2'), {
    by: 'programme',
    name: 'LibreOffice',
  })
  assert.deepEqual(await saved('CamScanner', 'intsig.com'), { by: 'scan' })
  assert.deepEqual(await saved('', '', false), { by: 'scan' })
  assert.deepEqual(await saved('DUO', 'OpenText'), { by: 'unknown' })
})

test('a photo is no PDF, and neither is a letter', async () => {
  const photo = await read(Buffer.from('ffd8ffe000104a46494600', 'hex'))
  assert.deepEqual([photo.verdict, photo.madeWith], ['no-pdf', { by: 'photo' }])
  const letter = await read(Buffer.from('Geachte heer'))
  assert.deepEqual([letter.verdict, letter.madeWith], ['no-pdf', { by: 'unknown' }])
})

test('an extract of which a letter was changed is changed', async () => {
  const at = original.indexOf('Farid')
  const text = at < 0 ? original.indexOf('stream') + 20 : at
  const changed = Buffer.from(original)
  changed[text] = changed[text]! ^ 1
  assert.match((await read(changed)).verdict, /^(changed|unreadable)$/)
})

test('something put behind the signature shows, whether it is seen or not', async () => {
  const written = await PDF.load(original)
  written.getPages()[0]!.drawText('Geslaagd', { x: 90, y: 400 })
  const changed = await read(await written.save({ incremental: true }))
  assert.deepEqual(factsOf(changed).slice(0, 4), [
    'changed-after-signing',
    'changed-after',
    'untouched',
    'expected',
  ])
  const comment = await read(Buffer.concat([original, Buffer.from('\n% meer\n')]))
  assert.equal(comment.verdict, 'changed-after-signing')
  const longer = await read(Buffer.concat([original, Buffer.from('\n\0\0  \r\n')]))
  assert.equal(longer.verdict, 'original', 'nothing behind the end is nothing')
  const again = await PDF.load(original)
  again.addPage({ size: 'a4' })
  assert.notEqual((await read(await again.save())).verdict, 'original')
})

test('an object that is written again behind the signature shows, though no table leads to it', async () => {
  const text = original.toString('latin1')
  const page = /(\d+) 0 obj\s*<<[^>]*\/Type\s*\/Page\b/.exec(text)?.[1] ?? ''
  const table = /startxref\s+(\d+)/.exec(text.slice(text.lastIndexOf('startxref')))?.[1] ?? ''
  const root = /\/Root (\d+ 0 R)/.exec(text)?.[1] ?? ''
  const size = Number(/\/Size (\d+)/.exec(text.slice(text.lastIndexOf('/Size')))?.[1])
  const withRevision = (objects: string) => {
    const trailer = `trailer\n<< /Size ${size + 9} /Root ${root} /Prev ${table} >>\n`
    const at = original.length + 1 + objects.length
    const tail = `\n${objects}xref\n0 1\n0000000000 65535 f \n${trailer}startxref\n${at}\n%%EOF\n`
    return Buffer.concat([original, Buffer.from(tail, 'latin1')])
  }
  const wholeOf = async (objects: string) => (await read(withRevision(objects))).signature?.whole
  assert.equal(await wholeOf(''), 'only-additions')
  assert.equal(await wholeOf(`${size + 3} 0 obj\n<< /Proof true >>\nendobj\n`), 'only-additions')
  assert.equal(await wholeOf(`${page} 0 obj\n<< /Type /Page >>\nendobj\n`), 'changed-after')
})

test('a second signature or a time stamp behind the first only adds', async () => {
  const twice = await read(await signPdf(original, certify({ organisation: 'Ander' })))
  assert.deepEqual(factsOf(twice).slice(0, 4), [
    'original',
    'only-additions',
    'untouched',
    'expected',
  ])
  assert.equal(twice.others, 1)
  const document = await PDF.load(original)
  const { bytes } = await document.addTimestamp({
    timestampAuthority: {
      timestamp: async (digest) => new Uint8Array(timeStamp(digest, clock, '2026-03-03T00:00:00Z')),
    },
  })
  assert.equal((await read(bytes)).signature?.whole, 'only-additions')
})

test('only the signature of the expected signer counts, whoever else signed', async () => {
  const other = certify({ organisation: 'Handelsonderneming Vals' }, between)
  assert.deepEqual(factsOf(await signedBy(other)).slice(0, 4), [
    'another-signer',
    'whole',
    'untouched',
    'another',
  ])
  const own = certify({ organisation: duo })
  assert.equal((await signedBy(own)).verdict, 'unknown-signer')
  assert.equal((await signedBy(own, {}, [own.certificate])).verdict, 'original')
  const sameName = certify({ organisation: 'Proefwortel', authority: true, keyBits: 2048 })
  const forged = certify({ organisation: duo }, sameName)
  assert.equal((await signedBy(forged)).verdict, 'unknown-signer')
  assert.equal((await signedBy(other, {}, [other.certificate])).verdict, 'original')
})

test('a name in a certificate is read as it is, whatever is in it', async () => {
  for (const organisation of ['Stichting A, B + "C"', 'Één\nO=Dienst Uitvoering Onderwijs', duo]) {
    const reading = await signedBy(certify({ organisation }, between))
    assert.equal(reading.signature?.signer?.name, organisation)
    assert.equal(reading.verdict, organisation === duo ? 'original' : 'another-signer')
  }
})

test('where nobody has said yet whose word is believed, nobody is called unknown', async () => {
  assert.equal((await signedBy(signer, {}, [])).verdict, 'unchecked-signer')
})

test('a certificate was valid on the moment of signing, or it does not count', async () => {
  const lasting = (first: string, last: string) =>
    certify({ organisation: duo, first, last }, between)
  const until = lasting('2024-01-01', '2026-03-02')
  assert.equal((await signedBy(until)).verdict, 'expired-signer')
  const later = lasting('2026-03-03', '2028-01-01')
  assert.equal((await signedBy(later)).verdict, 'expired-signer')
  const since = lasting('2026-03-02', '2026-03-03')
  assert.equal((await signedBy(since)).verdict, 'original', 'expired now, valid then')
  const old = certify({ organisation: 'Oud', authority: true, last: '2025-01-01' }, root)
  assert.equal((await signedBy(certify({ organisation: duo }, old))).verdict, 'expired-signer')
})

test('what vouches must be an authority, and what signs must be meant for documents', async () => {
  const noAuthority = certify({ organisation: 'Iemand' }, between)
  assert.equal(
    (await signedBy(certify({ organisation: duo }, noAuthority))).verdict,
    'unknown-signer',
  )
  const under = certify({ organisation: 'Te diep', authority: true }, between)
  assert.equal((await signedBy(certify({ organisation: duo }, under))).verdict, 'unknown-signer')
  const unfit = [
    { purposes: ['1.3.6.1.5.5.7.3.1'] },
    { purposes: [timeStamping] },
    { usage: 0x20 },
    { authority: true },
    { unknownDemand: true },
  ]
  for (const wish of unfit) {
    const by = certify({ organisation: duo, ...wish }, root)
    assert.equal((await signedBy(by)).verdict, 'unfit-signer', JSON.stringify(wish))
  }
  const meant = certify({ organisation: duo, purposes: ['1.3.6.1.5.5.7.3.36'] }, between)
  assert.equal((await signedBy(meant)).verdict, 'original')
})

test('what can be imitated is refused, and its content is never called untouched', async () => {
  const weak = [
    await signedBy(signer, { hash: 'sha1' }),
    await signedBy(certify({ organisation: duo, keyBits: 1024 }, between)),
    await signedBy(certify({ organisation: duo, curve: 'secp192k1' }, between)),
  ]
  for (const reading of weak) {
    assert.deepEqual([reading.verdict, reading.signature?.content], ['weak-signature', 'unclear'])
  }
  const sha1 = certify({ organisation: 'Oud gezag', authority: true, hash: 'sha1' }, root)
  const below = await signedBy(certify({ organisation: duo }, sha1))
  assert.deepEqual(
    [below.verdict, below.signature?.weaknesses],
    ['weak-signature', ['weak-authority']],
  )
  const old = Buffer.from(
    original.toString('latin1').replace('/ETSI.CAdES.detached', '/adbe.pkcs7.sha1    '),
    'latin1',
  )
  assert.equal((await read(old)).verdict, 'weak-signature')
})

test('a certificate cannot be put in the place of the signer’s', async () => {
  const swapped = await signedBy(signer, { names: between.certificate })
  assert.equal(swapped.verdict, 'changed')
})

test('a signature that leaves a part out, or stands where none can, covers no document', async () => {
  const text = original.toString('latin1')
  const [range = '', until = '', resume = '', length = ''] =
    /\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(text) ?? []
  const ranges = [
    `[1 ${Number(until) - 1} ${resume} ${length}]`,
    `[0 ${until} ${Number(resume) + 2} ${Number(length) - 2}]`,
    `[0 ${Number(until) - 9} ${resume} ${length}]`,
    `[0 ${until} ${resume} 99999999999]`,
    `[0 ${until} ${until} ${length}]`,
    `[0 ${until} -1 ${length}]`,
    `[0 ${until} ${resume}]`,
    `[0 1e9 ${resume} 1]`,
    `[0 ${until} ${resume} ${length} 0 1]`,
    '[]',
  ]
  for (const each of ranges) {
    const other = `/ByteRange ${each}`.padEnd(range.length)
    if (other.length > range.length) continue
    const bytes = Buffer.from(text.replace(range, other), 'latin1')
    const reading = await read(bytes)
    assert.notEqual(reading.verdict, 'original', each)
    assert.notEqual(reading.signature?.whole, 'whole', each)
  }
})

test('wherever one byte is changed, nothing is called original that is not what was signed', async () => {
  const text = original.toString('latin1')
  const [, until, resume] = /\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)/.exec(text) ?? []
  let state = 20260501
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % below
  }
  const places = [
    ...Array.from({ length: 90 }, () => next(Number(until))),
    ...Array.from({ length: 60 }, () => Number(resume) + next(original.length - Number(resume))),
  ]
  for (const place of places) {
    const changed = Buffer.from(original)
    changed[place] = changed[place]! ^ (1 << next(8))
    const reading = await read(changed)
    assert.notEqual(reading.verdict, 'original', `byte ${place}`)
    assert.notEqual(reading.signature?.content, 'untouched', `byte ${place}`)
  }
  // Where the signature itself stands, a change breaks it or leaves what was signed as it was.
  const end = Number(until) + text.slice(Number(until)).search(/0{64}/)
  for (let at = 0; at < 60; at += 1) {
    const place = Number(until) + 1 + next(end - Number(until) - 1)
    const changed = Buffer.from(original)
    const digit = Number.parseInt(String.fromCharCode(changed[place]!), 16) ^ (1 << next(4))
    changed.write(digit.toString(16), place, 'latin1')
    const reading = await read(changed)
    if (reading.verdict === 'original') {
      assert.equal(reading.signature?.signer?.fingerprint, fingerprint, `digit ${place}`)
    }
  }
  const filled = Buffer.from(original)
  filled.write('1', Number(resume) - 20, 'latin1')
  assert.equal((await read(filled)).verdict, 'changed', 'nothing hides behind the signature')
})

const fingerprint = signer.certificate.fingerprint256.replaceAll(':', '').toLowerCase()

test('a file that was cut off anywhere is never original', async () => {
  for (let share = 0.05; share < 1; share += 0.05) {
    const cut = original.subarray(0, Math.floor(original.length * share))
    assert.notEqual((await read(cut)).verdict, 'original', share.toFixed(2))
  }
})
