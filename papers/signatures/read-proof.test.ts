import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textPdf as pdf } from '#testing/text-pdf.ts'
import { readProof } from './read-proof.ts'

test('the days of a proof are read, and not that of a birth', async () => {
  const lines = ['Bewijs van deelname', 'Farid, geboren op 2 maart 1985', 'Gevolgd op 19-05-2026']
  assert.deepEqual(await readProof(pdf([...lines, 'Op 19 mei 2026 te Utrecht'])), {
    days: ['2026-05-19'],
    signed: 'no',
  })
})

test('words that say that it was signed are taken for it; a picture may hold a signature', async () => {
  const read = async (lines: readonly string[], extra?: string) =>
    (await readProof(pdf(lines, extra)))?.signed
  assert.equal(await read(['Bewijs', 'Getekend door de trainer']), 'yes')
  assert.equal(await read(['Bewijs', 'Handtekening:']), 'yes')
  assert.equal(await read(['Bewijs van deelname']), 'no')
  const picture =
    '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream'
  assert.equal(await read(['Bewijs van deelname'], picture), 'unclear')
})

test('of what has no text, or is no PDF at all, nothing is read', async () => {
  assert.equal(await readProof(pdf([])), undefined)
  assert.equal(await readProof(Buffer.from('geen pdf')), undefined)
  assert.equal(await readProof(Buffer.from('%PDF-1.7\nstuk\n%%EOF')), undefined)
})
