import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash, createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { PDF } from '@libpdf/core'
import { checkSeal } from '#testing/check-seal.ts'
import { seal, sealIdentity } from './seal.ts'
import { selfSigned } from './self-signed.ts'

let folder: string
let pdf: Uint8Array
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peil-seal-test-'))
  const document = PDF.create()
  document.addPage({ size: 'a4' }).drawText('Certificaat van Farid', { x: 50, y: 700 })
  pdf = await document.save()
})
after(() => rm(folder, { recursive: true }))

const identityPath = () => join(folder, 'sleutels', 'zegel.pem')

test('an identity is made once, for the owner of the data only, and kept', async () => {
  const [first, second] = await Promise.all([
    sealIdentity(identityPath(), 'Stichting Register'),
    sealIdentity(identityPath(), 'Stichting Register'),
  ])
  const third = await sealIdentity(identityPath(), 'Een andere naam')
  assert.deepEqual(first.certificate, second.certificate)
  assert.deepEqual(first.certificate, third.certificate)
  assert.equal((await stat(identityPath())).mode & 0o777, 0o600)
  const certificate = new X509Certificate(first.certificate)
  assert.equal(certificate.subject, 'C=NL\nO=Stichting Register\nCN=Stichting Register')
  assert.ok(certificate.verify(certificate.publicKey))
  assert.equal(certificate.ca, false)
  assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.36'])
})

test('a certificate may run past 2049, from where years have four digits', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const firstDay = Temporal.PlainDate.from('2049-12-31')
  const certificate = new X509Certificate(await selfSigned(privateKey, 'Régister', firstDay, 1))
  assert.equal(certificate.validFrom, 'Dec 31 00:00:00 2049 GMT')
  assert.equal(certificate.validTo, 'Dec 31 00:00:00 2050 GMT')
  assert.ok(certificate.verify(certificate.publicKey))
})

test('a sealed document is intact and says who sealed it', async () => {
  const identity = await sealIdentity(identityPath(), 'Stichting Register')
  const check = await checkSeal(await seal(pdf, identity, 'Certificaat'))
  assert.ok(check.outcome === 'intact')
  assert.equal(check.sealedBy, 'Stichting Register')
  const fingerprint = createHash('sha256').update(identity.certificate).digest('hex')
  assert.equal(check.fingerprint, fingerprint)
  // Who cannot see the page hears what the field is.
  const [field] =
    (await PDF.load(await seal(pdf, identity, 'Certificaat'))).getForm()?.getFields() ?? []
  assert.equal(field?.alternateName, 'Zegel: Certificaat')
  assert.match(check.sealedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
})

test('a seal with somebody else’s key has another fingerprint', async () => {
  const ours = await sealIdentity(identityPath(), 'Stichting Register')
  const theirs = await sealIdentity(join(folder, 'namaak.pem'), 'Stichting Register')
  const check = await checkSeal(await seal(pdf, theirs, 'Certificaat'))
  assert.ok(check.outcome === 'intact')
  const fingerprint = createHash('sha256').update(ours.certificate).digest('hex')
  assert.notEqual(check.fingerprint, fingerprint)
})

test('any change after sealing breaks the seal, inside and behind', async () => {
  const sealed = await seal(pdf, await sealIdentity(identityPath(), 'Stichting'), 'Certificaat')
  for (const place of [20, Math.floor(pdf.length / 2), sealed.length - 10]) {
    const changed = new Uint8Array(sealed)
    changed[place]! ^= 1
    assert.notEqual((await checkSeal(changed)).outcome, 'intact', `byte ${place}`)
  }
  const longer = Buffer.concat([sealed, Buffer.from('\n% more\n')])
  assert.equal((await checkSeal(longer)).outcome, 'broken')
  const rewritten = await PDF.load(sealed)
  rewritten.addPage({ size: 'a4' })
  assert.notEqual((await checkSeal(await rewritten.save())).outcome, 'intact')
})

test('what was never sealed is called so', async () => {
  assert.deepEqual(await checkSeal(pdf), { outcome: 'unsealed' })
  assert.deepEqual(await checkSeal(new Uint8Array()), { outcome: 'unsealed' })
})

test('a key from elsewhere is used as it is, and one without its certificate is refused', async () => {
  const own = await readFile(identityPath(), 'utf8')
  const other = await readFile(join(folder, 'namaak.pem'), 'utf8')
  const mixed = join(folder, 'gemengd.pem')
  const certificate = other.slice(other.indexOf('-----BEGIN CERTIFICATE'))
  const key = createPrivateKey(own).export({ type: 'pkcs8', format: 'pem' })
  await writeFile(mixed, `${key}${certificate}`)
  await assert.rejects(sealIdentity(mixed, 'Stichting'), /certificate of that key/)
})

const noJudges = process.env.PEIL_NO_JUDGES === '1' && 'left out by PEIL_NO_JUDGES=1'

test('poppler agrees that a sealed document is valid', { skip: noJudges }, async () => {
  const path = join(folder, 'verzegeld.pdf')
  const identity = await sealIdentity(identityPath(), 'Stichting Register')
  await writeFile(path, await seal(pdf, identity, 'Certificaat'))
  const { stdout } = await promisify(execFile)('pdfsig', [path])
  assert.match(stdout, /Signature is Valid/)
  assert.match(stdout, /Total document signed/)
  assert.match(stdout, /ETSI\.CAdES\.detached/)
})
