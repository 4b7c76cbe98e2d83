import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainRegulation } from '#testing/generate-regulation.ts'
import type { Regulation } from '../index.ts'
import type { Selector } from '../terms.ts'
import { ofWhat, selectorInWords } from './selector.ts'

const regulation: Regulation = {
  ...plainRegulation,
  attributes: [
    ...plainRegulation.attributes,
    {
      id: 'role',
      label: 'Rol',
      type: 'choice',
      options: [{ id: 'speaker', label: 'Spreker' }],
    },
  ],
}

test('what a figure is about is said by the labels of the register, however it is put together', () => {
  const said: readonly (readonly [Selector, string])[] = [
    ['learning', 'leren'],
    ['unknown', 'unknown'],
    [['learning', 'sharing'], 'leren of delen'],
    [{ attribute: 'online', is: true }, 'online: ja'],
    [{ attribute: 'online', is: false }, 'online: nee'],
    [{ attribute: 'role', is: 'speaker' }, 'rol: Spreker'],
    [{ attribute: 'role', is: 'unknown' }, 'rol: unknown'],
    [{ allOf: ['learning', 'online'] }, 'leren en tegelijk online'],
    [{ anyOf: ['learning', 'online'] }, 'leren of online'],
    [{ not: 'learning' }, 'alles behalve leren'],
  ]
  assert.deepEqual(
    said.map(([selector]) => selectorInWords(selector, regulation)),
    said.map(([, words]) => words),
  )
})

test('behind an amount stands of what it is, and nothing where everything counts', () => {
  assert.equal(ofWhat('everything', regulation, 'amount'), '')
  assert.equal(ofWhat('everything', regulation, 'things'), ' activiteiten')
  assert.equal(ofWhat('learning', regulation, 'amount'), ' uit leren')
  assert.equal(ofWhat('learning', regulation, 'things'), ' × leren')
})
