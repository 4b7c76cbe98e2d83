import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  activityOf,
  capOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type { Activity, Amount, Condition, Dossier, Regulation, Requirement } from './index.ts'
import { assess, compileRegulation, emptyDossier, explain } from './index.ts'

// What is asked where something is not known or not decided, and which way is the nearest.

const on = Temporal.PlainDate.from('2022-12-15')

function answer(more: Partial<Regulation>, dossier: Partial<Dossier>) {
  const compiled = compileRegulation({ ...plainRegulation, ...more }, words)
  const found = assess(compiled, { ...emptyDossier, submittedOn: on, ...dossier }, on)
  return { ...found, explained: explain(compiled, found) }
}

const certificate: Condition = { kind: 'fact', fact: 'certificate', is: true }
const spread: Condition = { kind: 'question', question: 'spread', text: 'Verspreid?' }

function withVariant(
  when: Condition,
  { base, instead }: { readonly base: Requirement; readonly instead: Requirement },
  dossier: Partial<Dossier>,
) {
  const variant = { id: 'dual', article: 'artikel 1', label: 'Dubbel', text: 'Dubbel.', when }
  const norms = [normOf('Totaal', base, { instead: { dual: instead } })]
  return answer({ variants: [variant], norms }, dossier)
}

const hours = (amount: number, more: object = {}) => activityOf('a', amount * 100, more)

test('a variant that raises a norm, and of which nobody knows whether it holds, leaves it open', () => {
  const figures = { base: minimumOf(1000), instead: minimumOf(2000) }
  const stands = (amount: number, facts: Dossier['facts'] = {}, when: Condition = certificate) => {
    const found = withVariant(when, figures, { facts, activities: [hours(amount)] })
    return [found.outcome, found.norms[0]?.required]
  }
  assert.deepEqual(stands(9.99), ['not-met', 1000])
  assert.deepEqual(stands(10), ['undetermined', 2000])
  assert.deepEqual(stands(19.99), ['undetermined', 2000])
  assert.deepEqual(stands(20), ['met', 1000])
  assert.deepEqual(stands(10, { certificate: false }), ['met', 1000])
  assert.deepEqual(stands(10, { certificate: true }), ['not-met', 2000])
  assert.deepEqual(stands(10, {}, { kind: 'not', of: certificate }), ['undetermined', 2000])
  assert.deepEqual(stands(10, {}, spread), ['for-the-committee', 2000])
  const open = withVariant(certificate, figures, { activities: [hours(10)] })
  assert.equal(open.norms[0]?.inDoubt, true)
  assert.match(
    open.explained.norms[0]?.text ?? '',
    /10 van 20 uur, 10 te weinig\. Zoveel is nodig bij: Dubbel\. .* Certificaat: niet opgegeven\./,
  )
})

test('a variant that lowers a norm changes nothing until it surely holds', () => {
  const figures = { base: minimumOf(2000), instead: minimumOf(1000) }
  const stands = (amount: number, facts: Dossier['facts'] = {}) => {
    const found = withVariant(certificate, figures, { facts, activities: [hours(amount)] })
    return [found.outcome, found.norms[0]?.required]
  }
  assert.deepEqual(stands(10), ['not-met', 2000])
  assert.deepEqual(stands(20), ['met', 2000])
  assert.deepEqual(stands(10, { certificate: true }), ['met', 1000])
})

test('a surplus that people have yet to let go along is theirs to decide, where it makes a difference', () => {
  const carryOver = { rule: 'discretion', counts: 'same', text: 'Het bestuur beslist.' } as const
  const stands = (approved: number, claimed: number, more: Partial<Dossier> = {}) => {
    const found = answer(
      { norms: [normOf('Totaal', minimumOf(1000))], carryOver },
      {
        surplus: { total: 500 as Amount },
        activities: [
          activityOf('a', approved * 100),
          activityOf('b', claimed * 100, { state: 'claimed' }),
        ],
        ...more,
      },
    )
    const [norm] = found.norms
    return [found.outcome, norm?.counted, norm?.provisional, norm?.shortfall]
  }
  assert.deepEqual(stands(10, 0), ['met', 1000, 500, 0])
  assert.deepEqual(stands(5, 5), ['undetermined', 500, 1000, 0])
  assert.deepEqual(stands(5, 0), ['for-the-committee', 500, 500, 0])
  assert.deepEqual(stands(5, 4.99), ['for-the-committee', 500, 999, 0])
  assert.deepEqual(stands(4.99, 0), ['not-met', 499, 500, 1])
  const judged = (outcome: 'approved' | 'rejected') => ({
    judgements: [{ on: 'carry-over', outcome } as const],
  })
  assert.deepEqual(stands(5, 0, judged('approved')), ['met', 1000, 0, 0])
  assert.deepEqual(stands(5, 0, judged('rejected')), ['not-met', 500, 0, 500])
})

test('where no way is good enough, the nearest is told, whatever the order of the file', () => {
  const ten = (of: string) => minimumOf(1000, of)
  const activities = [
    activityOf('a', 975, { kind: 'teaching' }),
    activityOf('b', 4000, { kind: 'special' }),
  ]
  const shortfall = (requires: Requirement, more: Partial<Dossier> = {}) => {
    const { norms, explained } = answer(
      { norms: [normOf('Een van beide', requires)] },
      { activities, ...more },
    )
    return [norms[0]?.shortfall, explained.sentence]
  }
  const nearest = [25, 'Je hebt nog 0,25 uur voor ‘Een van beide’ nodig.']
  const either = [ten('training'), ten('teaching')]
  assert.deepEqual(shortfall({ kind: 'one-of', of: either }), nearest)
  assert.deepEqual(shortfall({ kind: 'one-of', of: either.toReversed() }), nearest)
  const nested: Requirement = {
    kind: 'one-of',
    of: [
      { kind: 'each-of', of: [ten('training'), ten('special')] },
      { kind: 'each-of', of: [ten('special'), ten('teaching')] },
    ],
  }
  assert.deepEqual(shortfall(nested), nearest)
  const orCertificate: Requirement = { kind: 'one-of', of: [certificate, ten('teaching')] }
  assert.deepEqual(shortfall(orCertificate), nearest, 'no hour mends what must be stated')
  const things: Requirement = {
    kind: 'one-of',
    of: [minimumOf(100, 'training', { in: 'things' }), ten('teaching')],
  }
  assert.equal(shortfall(things)[0], 25, 'a thing weighs as much as an hour')
})

test('under a cap the room goes to the nearest way, and to what is claimed before what people must let count', () => {
  const either: Requirement = {
    kind: 'one-of',
    of: [minimumOf(1000, 'training'), minimumOf(500, 'teaching')],
  }
  const { norms } = answer(
    {
      norms: [normOf('Een van beide', either)],
      caps: [capOf('cap', 500, ['training', 'teaching'])],
    },
    { activities: [activityOf('a', 400), activityOf('b', 475, { kind: 'teaching' })] },
  )
  assert.equal(norms[0]?.shortfall, 25)
  const carryOver = { rule: 'discretion', counts: 'same', text: 'Het bestuur beslist.' } as const
  const online = { attributes: { online: true } }
  const shared = answer(
    {
      norms: [normOf('Geaccrediteerd', minimumOf(500, 'accredited'))],
      caps: [capOf('one', 500, 'accredited'), capOf('two', 500, 'online')],
      carryOver,
    },
    {
      surplus: { accredited: 500 as Amount },
      activities: [
        activityOf('a', 500, {
          state: 'claimed',
          attributes: { accredited: true, online: true },
        }),
        activityOf('b', 500, online),
      ],
    },
  )
  assert.equal(shared.outcome, 'undetermined', 'with the surplus more would count in all')
  assert.deepEqual(
    shared.activities.map(({ counted }) => counted),
    [500, 0, 0],
  )
})

test('what may count under a cap goes to a norm that then only waits for people', () => {
  const unvalued = { kind: 'special', attributes: { online: true } }
  const { claimed: _, ...waits } = activityOf('a0', 0, unvalued)
  const counted = (norms: Regulation['norms'], caps: Regulation['caps'], ...of: Activity[]) => {
    const found = answer({ norms, caps }, { activities: [waits, ...of] })
    return {
      outcomes: found.norms.map((norm) => norm.outcome),
      counted: found.activities.slice(1).map((each) => [each.counted, each.things.counted]),
    }
  }
  const accredited = { accredited: true }
  // The last hour makes the second norm one for people; the first is not met either way.
  const two = counted(
    [
      normOf('first', minimumOf(400, 'teaching')),
      normOf('second', {
        kind: 'each-of',
        of: [minimumOf(500, 'special'), minimumOf(300, 'training')],
      }),
    ],
    [capOf('cap', 300, 'accredited')],
    activityOf('a1', 300, { kind: 'teaching', attributes: accredited }),
    activityOf('a2', 300, { kind: 'training', attributes: accredited }),
  )
  assert.deepEqual(two, {
    outcomes: ['not-met', 'for-the-committee'],
    counted: [
      [0, 0],
      [300, 0],
    ],
  })
  // Of two things one may count: the one that brings what waits for people nearer.
  const nearer = counted(
    [
      normOf('all', {
        kind: 'one-of',
        atLeast: 2,
        of: [
          minimumOf(300, 'online', { in: 'things' }),
          minimumOf(1, 'accredited'),
          minimumOf(1, 'training'),
        ],
      }),
    ],
    [capOf('cap', 100, 'accredited', 'calendar-year', 'things')],
    activityOf('a1', 0, { state: 'claimed', attributes: { accredited: true, online: true } }),
    activityOf('a2', 1, { kind: 'workshop', attributes: accredited }),
  )
  assert.deepEqual(nearer, {
    outcomes: ['for-the-committee'],
    counted: [
      [0, 100],
      [1, 0],
    ],
  })
})
