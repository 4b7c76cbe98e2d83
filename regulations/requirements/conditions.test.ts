import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Condition, Requirement } from '#engine'
import { compileRegulation } from '#engine'
import { plainRegulation, words } from '#testing/generate-regulation.ts'
import { requirementInWords } from '../explain/norms.ts'
import { conditionInWords } from './conditions.ts'

const regulation = {
  ...plainRegulation,
  documents: ['a', 'b', 'c', 'd'].map((id) => ({ id, label: id })),
}
const compiled = compileRegulation(regulation, words)

const paper = (document: string): Condition => ({ kind: 'document', document })
const all = (...of: Condition[]): Condition => ({ kind: 'all-of', of })
const any = (...of: Condition[]): Condition => ({ kind: 'any-of', of })
const not = (of: Condition): Condition => ({ kind: 'not', of })
const [a, b, c, d] = [paper('a'), paper('b'), paper('c'), paper('d')]

const inBrackets: readonly (readonly [Condition, string])[] = [
  [all(a, b), 'a en b'],
  [any(a, b, c), 'a, b of c'],
  [all(any(a, b), c), '(a of b) en c'],
  [any(all(a, b), all(c, d)), '(a en b) of (c en d)'],
  [all(a, all(b, c)), 'a, b en c'],
  [any(any(a, b), c), 'a, b of c'],
  [any(all(a), b), 'a of b'],
  [all(any(all(a, b)), c), 'a, b en c'],
  [not(any(a, b)), 'niet (a of b)'],
  [all(c, not(all(a, b))), 'c en niet (a en b)'],
  [not(all(a)), 'zonder a'],
  [not(not(any(a, b))), 'a of b'],
  [all(not(not(any(a, b))), c), '(a of b) en c'],
]
for (const [condition, told] of inBrackets) {
  test(`a condition has brackets only where and and or mix: ${told}`, () => {
    assert.equal(conditionInWords(condition, regulation), told)
  })
}

const requirements: readonly (readonly [Requirement, string])[] = [
  [{ kind: 'each-of', of: [a, any(b, c)] }, 'a en (b of c)'],
  [{ kind: 'each-of', of: [a, { kind: 'one-of', of: [b, c] }] }, 'a en (b of c)'],
  [{ kind: 'each-of', of: [a, { kind: 'one-of', of: [b] }] }, 'a en b'],
  [{ kind: 'one-of', of: [all(a, b), c] }, '(a en b) of c'],
  [{ kind: 'one-of', of: [any(a, b), c] }, 'a of b of c'],
  [{ kind: 'one-of', atLeast: 2, of: [a, all(b, c), d] }, '2 van deze 3: a, (b en c) en d'],
  [
    { kind: 'one-of', of: [a, { kind: 'one-of', atLeast: 2, of: [b, c, d] }] },
    'a of (2 van deze 3: b, c en d)',
  ],
]
for (const [requirement, told] of requirements) {
  test(`what a norm asks has brackets only where and and or mix: ${told}`, () => {
    assert.equal(requirementInWords(requirement, compiled), told)
  })
}
