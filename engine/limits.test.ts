import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  activityOf,
  assessedOn,
  capOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import { assess, compileRegulation, emptyDossier } from './index.ts'

const kinds = ['training', 'workshop', 'teaching']
const first = Temporal.PlainDate.from('2020-01-01')

function dossierOf(count: number, days: number) {
  const activities = Array.from({ length: count }, (_, at) =>
    activityOf(`a${String(at).padStart(5, '0')}`, 50 + ((at * 37) % 400), {
      kind: kinds[at % 3] ?? '',
      attributes: { accredited: at % 5 < 2, online: at % 7 < 3 },
      state: at % 4 === 0 ? 'claimed' : 'approved',
      completedOn: first.add({ days: at % days }),
    }),
  )
  return { ...emptyDossier, submittedOn: assessedOn, activities }
}

test('ten thousand activities and a thousand norms are assessed', () => {
  const selectors = ['everything', 'accredited', 'learning', 'online']
  const norms = Array.from({ length: 1000 }, (_, at) =>
    normOf(`norm-${at}`, minimumOf(100 * at, selectors[at % 4])),
  )
  const found = assess(
    compileRegulation({ ...plainRegulation, norms }, words),
    dossierOf(10_000, 365),
    assessedOn,
  )
  assert.equal(found.outcome, 'met')
  assert.equal(found.norms.length, 1000)
})

test('ten thousand activities under caps that overlap keep to every cap', () => {
  const caps = [
    capOf('a', 900_000, 'learning'),
    capOf('b', 900_000, 'sharing'),
    capOf('c', 400_000, 'online'),
  ]
  const norms = [
    normOf('all', minimumOf(1_960_000)),
    normOf('accredited', minimumOf(500_000, 'accredited')),
  ]
  const dossier = dossierOf(10_000, 365)
  const found = assess(
    compileRegulation({ ...plainRegulation, norms, caps }, words),
    dossier,
    assessedOn,
  )
  const online = new Set(
    dossier.activities.filter((each) => each.attributes.online).map((each) => each.id),
  )
  const sum = found.activities.reduce(
    (total, each) => total + (online.has(each.id) ? each.counted : 0),
    0,
  )
  assert.equal(sum, 400_000)
})

test('a cap per day over a thousand days still leaves the best of every day', () => {
  const caps = [capOf('day', 400, 'everything', 'day')]
  const norms = [
    normOf('all', minimumOf(196_000)),
    normOf('accredited', minimumOf(320_000, 'accredited')),
  ]
  const dossier = dossierOf(10_000, 1000)
  const approved = {
    ...dossier,
    activities: dossier.activities.map((each) => ({ ...each, state: 'approved' as const })),
  }
  const found = assess(
    compileRegulation({ ...plainRegulation, norms, caps }, words),
    approved,
    assessedOn,
  )
  const total = found.activities.reduce((sum, each) => sum + each.counted, 0)
  assert.equal(total, 400_000, 'every day is full')
  assert.ok((found.norms[1]?.counted ?? 0) > 0)
})
