import assert from 'node:assert/strict'
import { test } from 'node:test'
import { oddWording, wordingOf } from '#testing/odd-register.ts'
import { registerFile } from './register.ts'
import { agree } from './wording.ts'

test('a noun with “de” and a noun with “het” each bend what stands around them', async () => {
  const { certification, certificate } = await wordingOf('krsd')
  assert.deepEqual(
    [certification.The, certification.This, agree(certification, 'Eerdere', 'Eerder')],
    ['De certificering', 'Deze certificering', 'Eerdere'],
  )
  assert.deepEqual(
    [certificate.the, certificate.this, certificate.it],
    ['het certificaat', 'dit certificaat', 'het'],
  )
  const odd = await oddWording()
  assert.deepEqual(
    [odd.certification.the, odd.certification.this, agree(odd.certification, 'eerdere', 'eerder')],
    ['het lidmaatschap', 'dit lidmaatschap', 'eerder'],
  )
})

test('whoever decides has the article of its own name in full, and of its short name in sentences', async () => {
  assert.deepEqual((await wordingOf('krsd')).committee, {
    the: 'de commissie',
    The: 'De commissie',
    full: 'de Commissie van Conformiteitsbepaling',
    Full: 'De Commissie van Conformiteitsbepaling',
    members: 'commissieleden',
  })
  assert.equal((await wordingOf('clientondersteuners')).committee.The, 'De registratiecommissie')
})

test('how sentences call a register begins with its article', () => {
  const { called } = registerFile.shape
  assert.ok(called.safeParse('het KRSD').success)
  for (const wrong of ['KRSD', 'Het KRSD', 'het'])
    assert.ok(!called.safeParse(wrong).success, wrong)
})
