import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Confirmable } from '#domain/dossier/activity/group-word.ts'
import { groupProves } from '#domain/dossier/activity/group-word.ts'
import { hundredthsOf } from '#engine'

// What a group confirmed is proof of that, and of nothing else.

const on = Temporal.PlainDate.from('2026-06-01')
const word = {
  seriesId: 's',
  title: 'Intervisie',
  kind: 'peer-consultation',
  heldOn: on,
  hours: hundredthsOf(250),
  needed: 2,
  confirmed: [
    { name: 'Bea', on },
    { name: 'Karel', on },
  ],
  denied: [],
  waiting: [],
}
const activity: Confirmable = {
  kind: 'peer-consultation',
  completedOn: on,
  details: { 'contact-hours': hundredthsOf(250) },
}

test('what enough confirm is proof of the same kind, the same day and no more hours', () => {
  assert.ok(groupProves(word, activity))
  assert.ok(groupProves(word, { ...activity, details: { 'contact-hours': hundredthsOf(200) } }))
  assert.ok(groupProves(word, { ...activity, details: { hours: hundredthsOf(250) } }))
  assert.ok(groupProves({ ...word, hours: undefined }, { ...activity, details: {} }))
  const others: Readonly<Record<string, Partial<Confirmable>>> = {
    'another kind': { kind: 'supervision' },
    'no kind yet': { kind: undefined },
    'the day after': { completedOn: on.add({ days: 1 }) },
    'no day yet': { completedOn: undefined },
    'more hours': { details: { 'contact-hours': hundredthsOf(251) } },
    'no hours yet': { details: {} },
  }
  for (const [what, otherwise] of Object.entries(others)) {
    assert.ok(!groupProves(word, { ...activity, ...otherwise }), what)
  }
})

test('fewer than are needed are no proof, and nobody is never proof', () => {
  assert.ok(!groupProves({ ...word, confirmed: word.confirmed.slice(1) }, activity))
  assert.ok(!groupProves({ ...word, needed: 0 }, activity))
})
