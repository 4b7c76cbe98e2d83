import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCheckedAgain } from '#domain/certification/application/filed-claims.ts'
import type { DossierApplication } from '#domain/dossier/dossier/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'

const day = Temporal.PlainDate.from

function claim(rest: Partial<Pick<Claim, 'state' | 'judgedOn' | 'stated'>> = {}) {
  return {
    stated: {
      member: 'holding',
      register: 'skj',
      first: day('2020-01-01'),
      details: { number: '123' },
    } as const,
    state: 'approved' as const,
    judgedOn: day('2021-05-20'),
    ...rest,
  }
}

const application = (
  kind: DossierApplication['kind'],
  submittedOn: string,
): DossierApplication => ({
  id: 'a',
  number: undefined,
  kind,
  move: undefined,
  status: 'submitted',
  submittedOn: day(submittedOn),
  regulationVersion: '2021-05-01',
  category: undefined,
})

test('a registration elsewhere is checked again at a renewal, and not in between', () => {
  const renewal = application('renewal', '2026-05-20')
  assert.equal(isCheckedAgain(claim(), renewal), true)
  assert.equal(isCheckedAgain(claim(), application('move', '2024-05-20')), false)
  assert.equal(isCheckedAgain(claim(), undefined), false)
})

test('what was checked in this very renewal, or was never in order, is not checked once more', () => {
  const renewal = application('renewal', '2026-05-20')
  assert.equal(isCheckedAgain(claim({ judgedOn: day('2026-05-20') }), renewal), false)
  assert.equal(isCheckedAgain(claim({ judgedOn: day('2026-05-19') }), renewal), true)
  assert.equal(isCheckedAgain(claim({ state: 'rejected' }), renewal), false)
})

test('nothing but a registration elsewhere is shown anew', () => {
  const stated = { member: 'fact', fact: 'listed-diploma', value: true } as const
  const renewal = application('renewal', '2026-05-20')
  assert.equal(isCheckedAgain(claim({ stated }), renewal), false)
})
