import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  activityOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type { Dossier } from './index.ts'
import { compileRegulation, emptyDossier, forecast } from './index.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const on = day('2026-12-01')

function foreseen(before: string, more: Partial<Dossier>) {
  const norms = [normOf('Totaal', minimumOf(1000))]
  const activities = [activityOf('a', 1000, { completedOn: day('2026-12-20'), state: 'planned' })]
  const dossier: Dossier = {
    ...emptyDossier,
    kind: 'renewal',
    period: { first: day('2024-01-01'), last: day('2026-12-31') },
    activities,
    ...more,
  }
  const compiled = compileRegulation({ ...plainRegulation, norms }, words)
  return forecast(compiled, dossier, on, day(before))
}

test('what is planned in time is enough', () => {
  assert.equal(foreseen('2026-12-21', {}).outcome, 'met-with-planned')
})

test('what is planned after the application is said to come too late, not to be enough', () => {
  const { outcome, text } = foreseen('2026-12-31', { submittedOn: on })
  assert.equal(outcome, 'not-met-with-planned')
  assert.equal(
    text,
    'Nee, met wat nu gepland is haal je het niet vóór 31 december 2026. Wat gepland is op 20 december 2026, komt na 1 december 2026, de laatste dag die meetelt.',
  )
})

test('what is planned on the day itself or later is said to come too late', () => {
  const { outcome, text } = foreseen('2026-12-20', {})
  assert.equal(outcome, 'not-met-with-planned')
  assert.match(text, /gepland is op 20 december 2026, is niet vóór 20 december 2026 gedaan/)
  assert.doesNotMatch(text, /genoeg/)
})
