import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refereeProblems } from '#domain/dossier/activity/check-activity.ts'
import type { Asked } from '#domain/dossier/referee/referee.ts'
import { hashAsked, requestStatus } from '#domain/dossier/referee/referee.ts'

const day = Temporal.PlainDate.from

test('a request is open up to and including its last day, and an answer stays', () => {
  const request = { answer: undefined, withdrawnOn: undefined, expiresOn: day('2026-09-30') }
  assert.equal(requestStatus(request, day('2026-09-30')), 'open')
  assert.equal(requestStatus(request, day('2026-10-01')), 'expired')
  const confirmed = { ...request, answer: 'confirmed' as const }
  assert.equal(requestStatus(confirmed, day('2027-01-01')), 'confirmed')
  const withdrawn = { ...confirmed, withdrawnOn: day('2026-09-02') }
  assert.equal(requestStatus(withdrawn, day('2026-09-02')), 'withdrawn')
})

test('nobody is their own referee, however the address is written', () => {
  const roles = [{ id: 'colleague' }]
  const asked = (email: string) => [
    ...refereeProblems(
      { name: 'Petra Smit', email, relation: 'colleague' },
      'anouk@voorbeeld.nl',
      roles,
    ),
  ]
  for (const own of ['Anouk@voorbeeld.nl', 'anouk+petra@voorbeeld.nl', 'ａnouk@voorbeeld.nl']) {
    assert.deepEqual(asked(own), [{ field: 'referee-email', is: 'own-address' }], own)
  }
  assert.deepEqual(asked('petra@voorbeeld.nl'), [])
})

test('only the very same words keep a confirmation', () => {
  const asked: Asked = {
    professional: 'Farid El Amrani',
    title: 'Intervisie',
    kind: 'Intervisie',
    completedOn: '2026-03-12',
    claimed: 600,
    accredited: false,
    details: [{ label: 'Geleerd', value: 'Doorvragen' }],
  }
  const others: readonly Partial<Asked>[] = [
    { professional: 'Farid Amrani' },
    { title: 'Intervisie RMC' },
    { kind: 'Training' },
    { completedOn: '2026-03-13' },
    { claimed: 601 },
    { accredited: true },
    { details: [] },
    { details: [{ label: 'Geleerd', value: 'Doorvragen.' }] },
  ]
  assert.equal(hashAsked({ ...asked }), hashAsked(asked))
  for (const other of others) {
    assert.notEqual(hashAsked({ ...asked, ...other }), hashAsked(asked), JSON.stringify(other))
  }
})
