import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dossier } from '#engine'
import { assessMove, toJson, whatToAsk } from '#engine'
import { explained } from '#testing/explained.ts'
import { readDossier } from '../dossier.ts'
import { loadRegisters } from '../load.ts'

const register = (await loadRegisters()).get('clientondersteuners')!
const compiled = register.versions[0]!
const day = (text: string) => Temporal.PlainDate.from(text)
const on = day('2026-05-20')
const period = { first: '2021-06-01', last: '2026-05-31' }

function dossier(input: object): Dossier {
  const read = readDossier(
    { kind: 'renewal', category: 'senior', submittedOn: '2026-05-20', ...input },
    compiled,
  )
  assert.ok(read.is === 'read', JSON.stringify(read))
  return read.dossier
}

const points = (id: string, kind: string, amount: number, more: object = {}) => ({
  id,
  kind,
  title: id,
  completedOn: '2024-01-01',
  points: amount,
  state: 'approved',
  ...more,
})
/** A spell of work in employment that counts, unless something else is said of it. */
function worked(spell: object, details: object = {}) {
  return {
    ...spell,
    details: { employment: 'employed', 'hbo-level': true, 'task-advice': true, ...details },
  }
}

const accredited = { attributes: { accredited: true } }
const papers = {
  documents: [
    { kind: 'vog', issuedOn: '2025-05-20' },
    { kind: 'work-statement', issuedOn: '2026-01-20' },
  ],
  work: [worked({ first: '2022-01-01', hoursPerWeek: 24 })],
}

const people = [
  { name: 'De Vries', figures: [100, 50, 100], total: 250, outcome: 'met' },
  { name: 'Jansen', figures: [75, 85, 0], total: 160, outcome: 'met' },
  { name: 'Hollander', figures: [100, 30, 75], total: 205, outcome: 'not-met' },
] as const

for (const { name, figures, total, outcome } of people) {
  test(`${name}: ${figures.join(', ')}, together ${total}, is ${outcome}`, () => {
    const [a, b, c] = figures
    const activities = [
      points('a', 'training', a, accredited),
      points('b', 'supervision', b),
      points('c', 'other-activity', c),
    ]
    const answer = toJson(explained(compiled, dossier({ period, activities, ...papers }), on))
    assert.equal(answer.outcome, outcome)
    const counted = Object.fromEntries(answer.norms.map((norm) => [norm.id, norm.counted]))
    assert.deepEqual([counted.total, counted.accredited, counted.reflection], [total, a, b])
    const reflection = answer.norms.find((norm) => norm.id === 'reflection')
    if (name === 'Hollander') {
      assert.equal(
        reflection?.text,
        "Reflectie: 30 van 40 punten, 10 te weinig. Een overschot bij 'overige' telt hier niet mee.",
      )
      assert.equal(reflection?.article, 'artikel 4 onder c')
    }
  })
}

test('a surplus of accredited points counts to the total, never to reflection', () => {
  const activities = [points('a', 'training', 160, accredited)]
  const answer = explained(compiled, dossier({ period, activities, ...papers }), on)
  assert.deepEqual(
    answer.norms.slice(0, 3).map((norm) => [norm.id, norm.outcome]),
    [
      ['total', 'met'],
      ['accredited', 'met'],
      ['reflection', 'not-met'],
    ],
  )
})

test('an SKJ registration lowers the norm only when shown at both moments', () => {
  const totalWith = (first: string, last: string) =>
    explained(compiled, dossier({ period, holdings: [{ register: 'skj', first, last }] }), on)
      .norms.map((norm) => norm.required)
      .slice(0, 3)
  assert.deepEqual(totalWith('2021-06-01', '2026-05-20'), [2600, 1200, 800])
  assert.deepEqual(totalWith('2021-06-02', '2026-05-20'), [16000, 4000, 4000], 'not at the start')
  assert.deepEqual(totalWith('2021-06-01', '2026-05-19'), [16000, 4000, 4000], 'not at renewal')
  const lapse = [
    { register: 'skj', first: '2021-01-01', last: '2022-01-01' },
    { register: 'skj', first: '2025-01-01', last: '2027-01-01' },
  ]
  const between = explained(compiled, dossier({ period, holdings: lapse }), on)
  assert.equal(between.variant?.id, 'skj', 'what happened in between is not asked')
})

test('what was not checked at the start is not shown by a day that is stated later', () => {
  const heldSince2020 = { register: 'skj', first: '2020-01-01', last: '2027-01-01' }
  const of = (more: object) => {
    const holdings = [{ ...heldSince2020, ...more }]
    const answer = explained(compiled, dossier({ period, holdings }), on)
    return {
      required: answer.norms.map((norm) => norm.required).slice(0, 3),
      why: answer.missed.map(({ text }) => text).join(' '),
    }
  }
  assert.deepEqual(of({ checkedAtStart: true }).required, [2600, 1200, 800])
  const late = of({ checkedAtStart: false })
  assert.deepEqual(late.required, [16000, 4000, 4000])
  assert.match(late.why, /niet aangetoond bij het begin van de periode \(1 juni 2021\)/)
  const again = of({ first: '2023-01-01', checkedAtStart: true })
  assert.deepEqual(again.required, [2600, 1200, 800], 'what happened in between is not asked')
})

test('a VOG of twelve months on the day of submission is good, a day older is not', () => {
  const vogOf = (issuedOn: string) =>
    explained(compiled, dossier({ period, documents: [{ kind: 'vog', issuedOn }] }), on).norms.find(
      (norm) => norm.id === 'vog',
    )?.outcome
  assert.equal(vogOf('2025-05-20'), 'met')
  assert.equal(vogOf('2025-05-19'), 'not-met')
  assert.equal(vogOf('2026-05-21'), 'not-met', 'issued after submission')
})

const graduate = {
  kind: 'first',
  facts: { 'listed-diploma': true, 'graduated-on': '2018-07-01' },
  documents: [
    { kind: 'vog', issuedOn: '2026-01-01' },
    { kind: 'duo-extract', issuedOn: '2026-01-01' },
    { kind: 'employment-contract', issuedOn: '2020-01-01' },
  ],
}

test('the admission table holds for each category', () => {
  const outcomeOf = (input: object) =>
    explained(compiled, dossier({ ...graduate, ...input }), on).outcome
  assert.equal(outcomeOf({ category: 'junior' }), 'met')
  assert.equal(outcomeOf({ category: 'senior' }), 'not-met', 'a Senior needs work experience')
  const work = [worked({ first: '2022-01-01', hoursPerWeek: 16 })]
  assert.equal(outcomeOf({ category: 'senior', work }), 'met')
  const other = {
    'listed-diploma': false,
    evc: false,
    'other-diploma': true,
    'graduated-on': '2018-07-01',
  }
  assert.equal(outcomeOf({ category: 'junior', facts: other }), 'not-met')
  const trained = {
    category: 'junior',
    facts: { ...other, 'training-finished': true, 'at-drechtsteden': true },
  }
  assert.equal(outcomeOf(trained), 'not-met', 'the certificates are to be shown')
  const certificates = ['drechtsteden-certificate', 'practice-test', 'reflection-test'].map(
    (kind) => ({ kind, issuedOn: '2026-04-01' }),
  )
  const documents = [...graduate.documents, ...certificates]
  assert.equal(outcomeOf({ ...trained, documents }), 'met')
  const inTraining = {
    category: 'in-training',
    facts: { ...other, 'training-following': true },
    documents: [
      ...graduate.documents,
      { kind: 'request-in-training', issuedOn: '2026-05-01' },
      { kind: 'curriculum-vitae', issuedOn: '2026-05-01' },
      { kind: 'supervisor', issuedOn: '2026-05-10' },
    ],
    declarations: [
      { id: 'masterclasses-within-a-year', on: '2026-05-01' },
      { id: 'supervision-until-tests', on: '2026-05-01' },
    ],
  }
  assert.equal(outcomeOf(inTraining), 'met')
  assert.equal(outcomeOf({ ...inTraining, declarations: [] }), 'not-met')
})

const normOf = (id: string, input: object) =>
  explained(compiled, dossier({ ...graduate, category: 'senior', ...input }), on).norms.find(
    (norm) => norm.id === id,
  )

test('2,080 hours make a Senior, 2,079 do not', () => {
  const hours = (many: number) =>
    normOf('work-hours', {
      work: [worked({ first: '2022-01-03', last: '2025-12-31', hours: many })],
    })
  assert.equal(hours(2080)?.outcome, 'met')
  assert.deepEqual([hours(2079)?.outcome, hours(2079)?.shortfall], ['not-met', 100])
})

test('two jobs of 8 hours in the same weeks are 16 a week, and that is enough to the hour', () => {
  const now = (...each: number[]) =>
    normOf('work-now', {
      work: each.map((hoursPerWeek) => worked({ first: '2024-01-01', hoursPerWeek })),
    })
  assert.deepEqual([now(8, 8)?.outcome, now(8, 8)?.counted], ['met', 1600])
  assert.equal(now(8, 7.99)?.outcome, 'not-met')
})

test('only hours on HBO level with one of the five tasks count, and it is said which do not', () => {
  const spell = { first: '2022-01-03', last: '2024-06-30', hoursPerWeek: 16 }
  const hours = (details: object) => normOf('work-hours', { work: [worked(spell, details)] })
  assert.equal(hours({})?.outcome, 'met')
  const low = hours({ 'hbo-level': false })
  assert.deepEqual([low?.outcome, low?.counted], ['not-met', 0])
  assert.match(low?.text ?? '', /Telt niet mee, want niet op hbo-niveau: 2\.080 uur werkervaring\./)
  const idle = Object.fromEntries(
    ['advice', 'investigation', 'dispute', 'independent', 'strengthen'].map((task) => [
      `task-${task}`,
      false,
    ]),
  )
  assert.match(
    hours(idle)?.text ?? '',
    /Telt niet mee, want zonder een van de vijf taken: 2\.080 uur werkervaring\./,
  )
  assert.equal(hours({ ...idle, 'task-strengthen': true })?.outcome, 'met', 'one is enough')
})

test('of work of which nobody said the level it is asked, and it counts for nothing yet', () => {
  const { 'hbo-level': _, ...details } = worked({}).details
  const work = [{ first: '2022-01-03', hoursPerWeek: 16, details }]
  const found = normOf('work-hours', { work })
  assert.equal(found?.outcome, 'not-met')
  assert.match(
    found?.text ?? '',
    /Telt nog niet mee, want niet is opgegeven of het dit is: op hbo-niveau/,
  )
  const asked = whatToAsk(compiled, dossier({ ...graduate, category: 'senior', work }), on)
  assert.deepEqual(
    asked.questions
      .filter(({ urgency }) => urgency === 'now')
      .map(({ ways }) => ways[0]?.[0]?.what),
    ['work'],
  )
  assert.deepEqual(asked.impossible, [])
})

test('an employer states the work of who is employed, and a self-employed shows the trade register and an own statement', () => {
  const evidence = (employment: string, ...documents: object[]) =>
    normOf('work-evidence', {
      work: [worked({ first: '2022-01-01', hoursPerWeek: 16 }, { employment })],
      documents,
    })?.outcome
  const paper = (kind: string, issuedOn: string) => ({ kind, issuedOn })
  assert.equal(evidence('employed', paper('work-statement', '2025-11-20')), 'met', '6 months')
  assert.equal(
    evidence('employed', paper('work-statement', '2025-11-19')),
    'not-met',
    'a day older',
  )
  assert.equal(evidence('employed', paper('employment-contract', '2015-01-01')), 'met')
  const own = (issuedOn: string) => paper('own-work-statement', issuedOn)
  const extract = (issuedOn: string) => paper('kvk-extract', issuedOn)
  assert.equal(evidence('self-employed', paper('work-statement', '2026-05-01')), 'not-met')
  assert.equal(evidence('self-employed', extract('2025-11-20'), own('2025-11-20')), 'met')
  assert.equal(evidence('self-employed', extract('2025-11-19'), own('2025-11-20')), 'not-met')
  assert.equal(evidence('self-employed', extract('2025-11-20'), own('2025-11-19')), 'not-met')
  assert.equal(evidence('self-employed', extract('2026-01-01')), 'not-met', 'both are needed')
})

test('a VOG that is stated and shown in neither way is not enough', () => {
  const vog = (state: string) =>
    normOf('vog', { documents: [{ kind: 'vog', issuedOn: '2026-01-01', state }] })
  assert.deepEqual(
    [vog('approved')?.outcome, vog('claimed')?.outcome, vog('unshown')?.outcome],
    ['met', 'undetermined', 'not-met'],
  )
  assert.equal(vog('unshown')?.text, 'VOG: Nog niet aangetoond: de VOG, van 1 januari 2026.')
})

test('a diploma from 1996 or before needs no extract from DUO', () => {
  const documents = graduate.documents.filter((each) => each.kind !== 'duo-extract')
  const outcomeWith = (graduated: string) =>
    explained(
      compiled,
      dossier({
        ...graduate,
        category: 'junior',
        documents,
        facts: { 'listed-diploma': true, 'graduated-on': graduated },
      }),
      on,
    ).outcome
  assert.equal(outcomeWith('1996-12-31'), 'met')
  assert.equal(outcomeWith('1997-01-01'), 'not-met')
})

test('hours before the diploma do not count for admission as Senior', () => {
  const facts = { 'listed-diploma': true, 'graduated-on': '2025-05-20' }
  const work = [worked({ first: '2021-06-01', hoursPerWeek: 36 })]
  const found = explained(compiled, dossier({ ...graduate, category: 'senior', facts, work }), on)
  const hours = found.norms.find((norm) => norm.id === 'work-hours')
  assert.equal(hours?.outcome, 'not-met')
  assert.equal(hours?.counted, Math.floor((3600 * 365) / 7))
})

test('a Junior or In opleiding short of 2,080 hours at renewal is a matter for people', () => {
  const work = [worked({ first: '2025-06-01', hoursPerWeek: 16 })]
  const activities = [points('a', 'training', 100, accredited), points('b', 'supervision', 60)]
  const outcomeOf = (input: object) =>
    explained(compiled, dossier({ period, activities, ...papers, work, ...input }), on).outcome
  assert.equal(outcomeOf({ category: 'senior' }), 'not-met')
  assert.equal(outcomeOf({ category: 'junior' }), 'for-the-committee')
  const judged = { judgements: [{ on: 'work-hours', outcome: 'met' }] }
  assert.equal(outcomeOf({ category: 'junior', ...judged }), 'met')
  assert.equal(
    outcomeOf({ category: 'senior', ...judged }),
    'not-met',
    'nobody may waive a Senior’s',
  )
})

test('nobody moves to Senior by hours alone: all of its criteria hold', () => {
  const move = compiled.regulation.moves.find((each) => each.id === 'to-senior')!
  const work = [worked({ first: '2022-01-01', hoursPerWeek: 16 })]
  const complete = dossier({ ...graduate, category: 'junior', work })
  assert.equal(assessMove(compiled, move, complete, on).standing, 'met')
  const withoutVog = dossier({
    ...graduate,
    category: 'junior',
    work,
    documents: graduate.documents.slice(1),
  })
  assert.equal(assessMove(compiled, move, withoutVog, on).standing, 'not-met')
})

for (const { who, fact, without } of [
  { who: 'Mantelzorgmakelaar', fact: 'informal-care-broker-diploma', without: 'masterclass-2' },
  { who: 'nurse', fact: 'nursing-diploma', without: 'masterclass-4' },
]) {
  test(`${who} without ${without}`, () => {
    const move = compiled.regulation.moves.find((each) => each.id === 'in-training-to-junior')!
    const certificates = [
      'masterclass-1',
      'masterclass-2',
      'masterclass-3',
      'masterclass-4',
      'practice-test',
      'reflection-test',
      'supervision-statement',
    ].filter((each) => each !== without)
    const documents = [
      ...graduate.documents,
      ...certificates.map((kind) => ({ kind, issuedOn: '2026-04-01' })),
    ]
    const facts = {
      'listed-diploma': false,
      evc: false,
      'other-diploma': true,
      'training-finished': true,
      'at-drechtsteden': false,
      'graduated-on': '2018-07-01',
    }
    const of = (more: object) =>
      assessMove(
        compiled,
        move,
        dossier({ ...graduate, category: 'in-training', documents, facts: { ...facts, ...more } }),
        on,
      ).standing
    assert.equal(of({}), 'not-met')
    assert.equal(of({ [fact]: true }), 'met')
    const other = fact === 'nursing-diploma' ? 'informal-care-broker-diploma' : 'nursing-diploma'
    assert.equal(of({ [other]: true }), 'not-met', 'one diploma does not stand for the other')
  })
}

test('an old Basis of three years becomes a Junior of five, from its original first day', () => {
  const move = compiled.regulation.moves.find((each) => each.id === 'basis-to-junior')!
  const basis = dossier({
    category: 'basis',
    period: { first: '2020-03-01', last: '2023-02-28' },
  })
  const found = assessMove(compiled, move, basis, on)
  assert.equal(found.standing, 'met', 'what was registered is converted, and not admitted anew')
  assert.equal(`${found.period?.first} ${found.period?.last}`, '2020-03-01 2025-02-28')
  const category = explained(compiled, basis, on).norms.find((norm) => norm.id === 'category')
  assert.equal(category?.outcome, 'not-met')
  assert.match(category?.text ?? '', /De categorie Basis is er niet meer\. Een oude registratie/)
})

test('membership of the BCMB is one point a year and five at most', () => {
  const activities = [points('m', 'bcmb-membership', 7, { points: undefined, count: 7 })].map(
    ({ points: _, ...rest }) => rest,
  )
  const answer = explained(compiled, dossier({ period, activities }), on)
  assert.equal(answer.activities[0]?.awarded, 500)
})

test('activities before or after the period do not count', () => {
  const activities = [
    points('before', 'training', 10, { completedOn: '2021-05-31' }),
    points('first', 'training', 10, { completedOn: '2021-06-01' }),
    points('late', 'training', 10, { completedOn: '2026-05-21' }),
  ]
  const answer = explained(compiled, dossier({ period, activities }), on)
  assert.deepEqual(
    answer.activities.map((activity) => activity.counted),
    [0, 1000, 0],
  )
})
