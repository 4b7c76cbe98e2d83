import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { certify } from '#testing/signing-authority.ts'
import { trustedSigners } from './trusted-signers.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peil-signers-test-'))
})
after(() => rm(folder, { recursive: true }))

test('whom a register trusts stands in a folder for each signer, and beside it for time stamps', async () => {
  const [one, two, clock] = ['Een', 'Twee', 'Klok'].map(
    (organisation) => certify({ organisation, authority: true }).certificate,
  )
  for (const name of ['duo', 'time-stamps']) await mkdir(join(folder, name))
  await writeFile(join(folder, 'duo', 'keten.pem'), `${one}\n${two}`)
  await writeFile(join(folder, 'duo', 'LEES MIJ.txt'), 'Niets')
  await writeFile(join(folder, 'time-stamps', 'klok.crt'), `${clock}`)
  const { signers, stamps } = await trustedSigners(folder)
  assert.deepEqual([...signers.keys()], ['duo'])
  assert.deepEqual(signers.get('duo'), [one?.raw, two?.raw])
  assert.deepEqual(stamps, [clock?.raw])
})

test('without a folder nobody is trusted, and a file that is no certificate is named', async () => {
  const none = await trustedSigners(join(folder, 'nergens'))
  assert.deepEqual([none.signers.size, none.stamps.length], [0, 0])
  await writeFile(join(folder, 'duo', 'wortel.pem'), 'geen certificaat')
  await assert.rejects(trustedSigners(folder), /duo\/wortel\.pem holds no certificate/)
})
