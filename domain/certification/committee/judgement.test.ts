import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Grant, Verdict } from '#domain/certification/committee/judgement.ts'
import { mayJudge, settle } from '#domain/certification/committee/judgement.ts'
import type { FileTies, Member } from '#domain/people/body/conflict.ts'
import { conflictOf } from '#domain/people/body/conflict.ts'
import type { CommitteeRules } from '#engine'
import { hundredthsOf } from '#engine'

const rules: CommitteeRules = {
  article: 'hoofdstuk 4',
  members: 2,
  tie: 'chair',
  conflicts: ['referee', 'employer', 'same-file'],
  rhythm: 'quarterly',
  decides: 'when-enough-votes',
  text: 'Twee leden beslissen.',
}

const grant = (outcome: Grant['outcome'], amount?: number): Grant => ({
  outcome,
  amount: amount === undefined ? undefined : hundredthsOf(amount),
  reason: '',
})

function verdict(
  memberId: string,
  grants: Readonly<Record<string, Grant>>,
  whole: Verdict['whole'] = 'meets',
): Verdict {
  return {
    memberId,
    grants: new Map(Object.entries(grants)),
    answers: new Map(),
    whole,
    reason: `${memberId} vindt dit`,
    givenAt: '2027-01-14T10:00:00Z',
  }
}

const approved = grant('approved')

test('one member alone decides nothing', () => {
  const settlement = settle([verdict('tom', { a: approved })], 2)
  assert.deepEqual(settlement, { is: 'waiting', still: 1 })
})

test('two members who agree decide', () => {
  const settlement = settle(
    [verdict('tom', { a: approved }), verdict('marieke', { a: approved })],
    2,
  )
  assert.equal(settlement.is, 'settled')
  assert.equal(settlement.is === 'settled' && settlement.whole, 'meets')
})

test('two members who differ on the whole wait for one more', () => {
  const settlement = settle(
    [verdict('tom', { a: approved }), verdict('marieke', { a: approved }, 'fails')],
    2,
  )
  assert.deepEqual(settlement, { is: 'divided', on: [], whole: true })
})

test('two members who grant a different part of one activity wait for one more', () => {
  const settlement = settle(
    [verdict('tom', { a: grant('partly', 400) }), verdict('marieke', { a: grant('partly', 450) })],
    2,
  )
  assert.deepEqual(settlement, { is: 'divided', on: ['a'], whole: false })
})

test('different reasons for the same grant are no difference', () => {
  const because = { ...grant('rejected'), reason: 'Geen bewijs' }
  const settlement = settle(
    [verdict('tom', { a: grant('rejected') }), verdict('marieke', { a: because })],
    2,
  )
  assert.equal(settlement.is, 'settled')
})

test('the last judgement decides only where the first two differ', () => {
  const settlement = settle(
    [
      verdict('tom', { a: approved, b: approved }),
      verdict('marieke', { a: grant('rejected'), b: approved }, 'fails'),
      verdict('aylin', { a: grant('partly', 300), b: grant('rejected') }, 'fails'),
    ],
    2,
  )
  assert.equal(settlement.is, 'settled')
  if (settlement.is !== 'settled') return
  assert.equal(settlement.grants.get('a')?.outcome, 'partly')
  assert.equal(settlement.grants.get('b')?.outcome, 'approved')
  assert.equal(settlement.whole, 'fails')
  assert.equal(settlement.reason, 'aylin vindt dit')
})

test('of three members two decide, without a fourth', () => {
  const settlement = settle(
    [
      verdict('tom', { a: approved }),
      verdict('marieke', { a: grant('rejected') }, 'fails'),
      verdict('aylin', { a: approved }),
    ],
    3,
  )
  assert.equal(settlement.is === 'settled' && settlement.whole, 'meets')
  assert.equal(settlement.is === 'settled' && settlement.grants.get('a')?.outcome, 'approved')
})

const aylin = { id: 'aylin', chair: true }
const noor = { id: 'noor', chair: false }
const divided = [verdict('tom', {}), verdict('marieke', {}, 'fails')]

test('at a tie the chair decides, and nobody else', () => {
  assert.deepEqual(mayJudge(aylin, divided, rules, new Set(['aylin'])), {
    is: 'yes',
    as: 'tie-breaker',
  })
  assert.deepEqual(mayJudge(noor, divided, rules, new Set(['aylin'])), { is: 'for-the-chair' })
})

test('where the chair may not judge the file, a third member decides', () => {
  assert.deepEqual(mayJudge(noor, divided, rules, new Set()), { is: 'yes', as: 'tie-breaker' })
})

test('where the chair is one of the two, a third member decides', () => {
  const withChair = [verdict('tom', {}), verdict('aylin', {}, 'fails')]
  assert.deepEqual(mayJudge(noor, withChair, rules, new Set(['aylin'])), {
    is: 'yes',
    as: 'tie-breaker',
  })
})

test('who judged already may think again', () => {
  assert.deepEqual(mayJudge({ id: 'tom', chair: false }, divided, rules, new Set()), {
    is: 'again',
  })
})

const member: Member = {
  id: 'tom',
  email: 'tom@voorbeeld.nl',
  name: 'Tom Visser',
  employer: 'Gemeente Zandhove',
  municipality: 'Zandhove',
  chair: false,
}

const file: FileTies = {
  ownAccounts: new Set(['farid']),
  employer: 'Regionaal bureau De Vaart',
  municipality: 'Zandhove',
  declarants: [],
  referees: [{ email: 'petra@voorbeeld.nl', name: 'Petra Smit' }],
  refereeFor: new Set(),
  declared: new Map(),
  trainers: [],
  supervisors: new Set(),
  supervised: new Set(),
}

test('a member without ties may judge, also in the same municipality when the rules allow it', () => {
  assert.equal(conflictOf(member, file, rules), undefined)
  const strict = { ...rules, conflicts: ['municipality' as const] }
  assert.deepEqual(conflictOf(member, file, strict), { by: 'municipality' })
})

test('nobody judges their own file, whatever the rules say', () => {
  const own = { ...file, ownAccounts: new Set(['tom']) }
  assert.deepEqual(conflictOf(member, own, { ...rules, conflicts: [] }), { by: 'own-file' })
})

test('the employer is the same however it is written, and two unknown ones are not', () => {
  for (const employer of ['gemeente  ZANDHOVE.', 'Zandhove', 'De gemeente Zandhove']) {
    assert.deepEqual(conflictOf(member, { ...file, employer }, rules), { by: 'employer' })
  }
  const unknown = { ...member, employer: ' ' }
  assert.equal(conflictOf(unknown, { ...file, employer: '' }, rules), undefined)
})

test('a referee is known by address or by name', () => {
  const byMail = [{ email: 'Tom@Voorbeeld.nl', name: 'T.' }]
  const byTag = [{ email: 'tom+collega@voorbeeld.nl', name: 'T.' }]
  const byName = [{ email: 'anders@voorbeeld.nl', name: 'tom visser' }]
  for (const referees of [byMail, byTag, byName]) {
    assert.deepEqual(conflictOf(member, { ...file, referees }, rules), { by: 'referee' })
  }
})

test('who stated something about the applicant, or works where that was stated for, does not judge', () => {
  const stated = { name: 'Petra Smit', email: 'petra@voorbeeld.nl', organisation: 'Stichting' }
  const own = [{ ...stated, email: 'Tom@Voorbeeld.nl' }]
  assert.deepEqual(conflictOf(member, { ...file, declarants: own }, rules), { by: 'declarant' })
  const here = [{ ...stated, organisation: 'gemeente Zandhove' }]
  assert.deepEqual(conflictOf(member, { ...file, declarants: here }, rules), { by: 'employer' })
  assert.equal(conflictOf(member, { ...file, declarants: [stated] }, rules), undefined)
})

test('who declared an interest does not judge, with the reason they gave', () => {
  const declared = new Map([['tom', { kind: 'friend', note: 'Wij zijn buren.' } as const]])
  assert.deepEqual(conflictOf(member, { ...file, declared }, rules), {
    by: 'declared',
    kind: 'friend',
    note: 'Wij zijn buren.',
  })
})

test('a member for whom the applicant is a referee does not judge the applicant', () => {
  const both = { ...file, refereeFor: new Set(['tom']) }
  assert.deepEqual(conflictOf(member, both, rules), { by: 'same-file' })
})

test('who supervises the applicant, is supervised by them or gave what they did, does not judge', () => {
  const supervises = { ...file, supervisors: new Set(['tom']) }
  assert.deepEqual(conflictOf(member, supervises, rules), { by: 'supervisor' })
  const supervised = { ...file, supervised: new Set(['tom']) }
  assert.deepEqual(conflictOf(member, supervised, rules), { by: 'supervised' })
  for (const trainer of ['Tom Visser', 'gemeente zandhove']) {
    const given = { ...file, trainers: ['De Opleider', trainer] }
    assert.deepEqual(conflictOf(member, given, rules), { by: 'trainer' })
  }
  const none = { ...rules, conflicts: [] }
  for (const one of [supervises, supervised, { ...file, trainers: ['Tom Visser'] }]) {
    assert.equal(conflictOf(member, one, none), undefined)
  }
})
