import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { PDF } from '@libpdf/core'
import { certify, signPdf } from '#testing/signing-authority.ts'
import { readSignatures } from './read-signatures.ts'

// Poppler reads the same files. Whom it trusts is a list of its own, so that it is asked about what was
// signed and how much of the document that is, who signed, and by which hash.

const noJudges = process.env.PEIL_NO_JUDGES === '1' && 'left out by PEIL_NO_JUDGES=1'
const on = Temporal.PlainDate.from('2026-05-01')
const duo = 'Dienst Uitvoering Onderwijs'
const root = certify({ organisation: 'Proefwortel', authority: true, keyBits: 2048 })
const signer = certify({ organisation: duo, keyBits: 2048 }, root)

let folder: string
let extract: Uint8Array
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peil-pdfsig-test-'))
  const document = PDF.create()
  document.addPage({ size: 'a4' }).drawText('Naam: Farid El Amrani', { x: 50, y: 680 })
  extract = await document.save()
})
after(() => rm(folder, { recursive: true }))

/** What poppler says of the signature of which we say most: whole or not, valid or not, by whom. */
async function popplerOf(bytes: Uint8Array): Promise<readonly string[]> {
  const path = join(folder, 'uittreksel.pdf')
  await writeFile(path, bytes)
  const { stdout } = await promisify(execFile)('pdfsig', [path]).catch(
    (failed: { stdout: string }) => failed,
  )
  const first = stdout.split('Signature #2')[0] ?? ''
  if (/does not contain any signatures/.test(first) || !/Signature #1/.test(first)) return ['none']
  return [
    /Not total document signed/.test(first) ? 'part' : 'whole',
    /Signature is Valid/.test(first) ? 'untouched' : 'changed',
    /Common Name: (.*)/.exec(first)?.[1] ?? '',
    /Signing Time: .*2026/.test(first) ? '2026' : '',
  ]
}

async function oursOf(bytes: Uint8Array): Promise<readonly string[]> {
  const expected = { trusted: [root.certificate.raw], stamps: [], organisations: [duo] }
  const { signature } = await readSignatures(Buffer.from(bytes), expected, on)
  if (signature === undefined) return ['none']
  return [
    signature.whole === 'whole' ? 'whole' : 'part',
    signature.content === 'untouched' ? 'untouched' : 'changed',
    signature.signer?.name ?? '',
    signature.when?.at.slice(0, 4) ?? '',
  ]
}

test('poppler says the same of what is signed, how much of it, by whom and when', {
  skip: noJudges,
}, async () => {
  const original = await signPdf(extract, signer)
  const changed = Buffer.from(original)
  const at = original.indexOf('stream') + 12
  changed[at] = changed[at]! ^ 1
  const longer = await PDF.load(original)
  longer.getPages()[0]!.drawText('Geslaagd', { x: 50, y: 300 })
  const again = await PDF.load(original)
  again.addPage({ size: 'a4' })
  const files: Readonly<Record<string, Uint8Array>> = {
    original,
    'with another hash': await signPdf(extract, signer, { hash: 'sha512' }),
    'with PSS': await signPdf(extract, signer, { pss: true }),
    'on a curve': await signPdf(extract, certify({ organisation: duo }, root)),
    'without attributes': await signPdf(extract, signer, {
      attributes: false,
      subFilter: 'adbe.pkcs7.detached',
    }),
    'by a stranger': await signPdf(extract, certify({ organisation: 'Vals' })),
    'never signed': extract,
    'changed inside': changed,
    'written behind': await longer.save({ incremental: true }),
    'signed twice': await signPdf(original, certify({ organisation: 'Ander' })),
  }
  for (const [what, bytes] of Object.entries(files)) {
    assert.deepEqual(await oursOf(bytes), await popplerOf(bytes), what)
  }
})

test('wherever one byte of what was signed is changed, poppler calls it changed too', {
  skip: noJudges,
}, async () => {
  const original = await signPdf(extract, signer)
  const [, until = '0', resume = '0'] =
    /\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)/.exec(original.toString('latin1')) ?? []
  for (let share = 0.03; share < 1; share += 0.07) {
    for (const [from, to] of [
      [0, Number(until)],
      [Number(resume), original.length],
    ] as const) {
      const place = from + Math.floor((to - from) * share)
      const changed = Buffer.from(original)
      changed[place] = changed[place]! ^ 4
      for (const opinion of [await oursOf(changed), await popplerOf(changed)]) {
        assert.ok(!opinion.includes('untouched'), `byte ${place}: ${opinion.join(', ')}`)
      }
    }
  }
})
