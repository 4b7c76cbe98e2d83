import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assess, hundredthsOf, valueActivity } from '#engine'
import { readDossier } from '../dossier.ts'
import { loadRegisters } from '../load.ts'

const lklr = (await loadRegisters()).get('lklr')!
const day = Temporal.PlainDate.from

for (const compiled of lklr.versions) {
  const { version, kinds } = compiled.regulation
  const named = (id: string) => kinds.find((kind) => kind.id === id)!

  test(`${version}: 1 point is 1 hour of training`, () => {
    const value = valueActivity(named('training'), { 'stated-load': hundredthsOf(650) })
    assert.ok(value.is === 'valued')
    assert.equal(value.amount, 650)
  })

  test(`${version}: no A2 activity becomes hours by itself, whatever hours are filled in`, () => {
    const spent = { 'contact-hours': hundredthsOf(1000), hours: hundredthsOf(1000) }
    const ofA2 = kinds.filter(({ groups }) => groups.includes('a2'))
    assert.ok(ofA2.length >= 6)
    for (const kind of ofA2) {
      assert.equal(valueActivity(kind, spent).is, 'for-the-committee', kind.id)
      assert.equal(valueActivity(kind, spent, hundredthsOf(1000)).is, 'for-the-committee', kind.id)
    }
  })

  test(`${version}: an A2 activity without points counts for nothing until people say so`, () => {
    const read = readDossier(
      {
        kind: 'renewal',
        period: { first: '2021-03-01', last: '2026-02-28' },
        submittedOn: '2026-02-01',
        activities: [
          {
            id: 'a',
            kind: 'training',
            title: 'Les',
            completedOn: '2024-05-01',
            hours: 160,
            attributes: { accredited: true },
            state: 'approved',
          },
          {
            id: 'b',
            kind: 'publishing',
            title: 'Artikel',
            completedOn: '2024-06-01',
            state: 'claimed',
          },
        ],
      },
      compiled,
    )
    assert.ok(read.is === 'read')
    const a2 = assess(compiled, read.dossier, day('2026-02-01')).norms.find(({ id }) => id === 'a2')
    assert.deepEqual([a2?.outcome, a2?.counted], ['for-the-committee', 0])
  })

  test(`${version}: who works in the profession is admitted before there are any points`, () => {
    const first = (facts: object) => {
      const read = readDossier({ kind: 'first', submittedOn: '2026-02-01', ...facts }, compiled)
      assert.ok(read.is === 'read')
      return assess(compiled, read.dossier, day('2026-02-01')).outcome
    }
    assert.equal(first({ facts: { 'works-in-profession': true } }), 'met')
    assert.equal(first({ facts: { 'works-in-profession': false } }), 'not-met')
    assert.equal(first({}), 'not-met')
  })
}
