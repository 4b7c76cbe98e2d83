import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDossier } from '#regulations/dossier.ts'
import { loadRegisters } from '#regulations/load.ts'
import type { Asked, ToAsk } from '../index.ts'
import { askForEachCategory, askForMove, sayToAsk, whatToAsk } from '../index.ts'

// What is still asked of people, in the regulations that there are.

const registers = await loadRegisters()
const on = Temporal.PlainDate.from('2026-05-20')

function regulationOf(register: string) {
  const compiled = registers.get(register)?.versions.at(-1)
  assert.ok(compiled)
  return compiled
}

function dossierOf(register: string, input: object) {
  const read = readDossier({ kind: 'first', ...input }, regulationOf(register))
  assert.ok(read.is === 'read', JSON.stringify(read))
  return read.dossier
}

function toAsk(input: object, register = 'clientondersteuners'): ToAsk {
  return whatToAsk(regulationOf(register), dossierOf(register, input), on)
}

function named(asked: Asked): string {
  switch (asked.what) {
    case 'fact':
      return asked.fact
    case 'document':
      return asked.document
    case 'declaration':
      return asked.declaration
    case 'holding':
      return asked.register
    case 'category':
    case 'work':
    case 'refresher':
      return asked.what
    case 'activities':
      return `${asked.findings.map((finding) => finding.shortfall / 100)} more`
  }
}

/** "vog (vog)": what is asked and by what; "may" before what is not needed, and ways between bars. */
function inShort({ questions }: ToAsk): readonly string[] {
  return questions.map(
    ({ urgency, ways, for: by }) =>
      `${urgency === 'may' ? 'may ' : ''}${ways.map((way) => way.map(named).join(' + ')).join(' | ')} (${by.map(({ id }) => id).join(', ')})`,
  )
}

const offered = 'may skj (skj)'
const vog = 'vog (vog)'

/** What is asked of whoever wants to be Junior, or another, beside the VOG and the SKJ that may be shown. */
function asked(facts: object, more: object = {}): readonly string[] {
  const found = inShort(toAsk({ category: 'junior', facts, ...more }))
  return found.filter((each) => each !== vog && each !== offered)
}

test('a listed diploma of 1996 or earlier is never asked for DUO or training', () => {
  assert.deepEqual(asked({}), [
    'listed-diploma (diploma, evc, training)',
    'graduated-on (duo-extract)',
  ])
  assert.deepEqual(asked({ 'listed-diploma': true }), ['graduated-on (duo-extract)'])
  assert.deepEqual(asked({ 'listed-diploma': true, 'graduated-on': '1995-06-30' }), [])
  assert.deepEqual(asked({ 'listed-diploma': true, 'graduated-on': '1996-12-31' }), [])
  assert.deepEqual(asked({ 'listed-diploma': true, 'graduated-on': '1997-01-01' }), [
    'in-duo (duo-extract)',
  ])
})

const noneListed = { 'listed-diploma': false, evc: false, 'graduated-on': '2005-06-30' }

test('another diploma is asked for training and for DUO, one thing after the other', () => {
  const other = { ...noneListed, 'other-diploma': true }
  assert.deepEqual(asked({ 'listed-diploma': false, 'graduated-on': '2005-06-30' }), [
    'evc (diploma, evc, training, duo-extract)',
  ])
  assert.deepEqual(asked(noneListed), [
    'other-diploma (diploma)',
    'training-finished (training)',
    'in-duo (duo-extract)',
  ])
  assert.deepEqual(asked(other), ['training-finished (diploma, training)', 'in-duo (duo-extract)'])
  assert.deepEqual(asked({ ...other, 'in-duo': true, 'training-finished': false }), [])
  const finished = { ...other, 'training-finished': true }
  assert.deepEqual(asked({ ...finished, 'in-duo': true }), [
    'at-drechtsteden (training)',
    'duo-extract (duo-extract)',
  ])
})

test('whoever finished the training adds the certificates at admission, without what an exemption covers', () => {
  const finished = {
    ...noneListed,
    'other-diploma': true,
    'training-finished': true,
    'in-duo': false,
  }
  const tests = ['practice-test (training)', 'reflection-test (training)']
  const exempt = (broker: boolean, nurse: boolean) =>
    asked({
      ...finished,
      'at-drechtsteden': false,
      'informal-care-broker-diploma': broker,
      'nursing-diploma': nurse,
    })
  const masterclasses = (...nths: number[]) => [
    ...nths.map((nth) => `masterclass-${nth} (training)`),
    ...tests,
  ]
  assert.deepEqual(asked({ ...finished, 'at-drechtsteden': false }), [
    'informal-care-broker-diploma (training)',
  ])
  assert.deepEqual(exempt(false, false), masterclasses(1, 2, 3, 4))
  assert.deepEqual(exempt(true, false), masterclasses(1, 3, 4))
  assert.deepEqual(exempt(false, true), masterclasses(1, 2, 3))
  assert.deepEqual(exempt(true, true), masterclasses(1, 3))
})

test('whoever was at Drechtsteden is asked that certificate, and no masterclass or exemption', () => {
  const there = {
    ...noneListed,
    'other-diploma': true,
    'training-finished': true,
    'in-duo': false,
    'at-drechtsteden': true,
  }
  const papers = ['drechtsteden-certificate', 'practice-test', 'reflection-test'].map(
    (each) => `${each} (training)`,
  )
  assert.deepEqual(asked(there), papers)
  assert.deepEqual(
    asked({ ...there, 'informal-care-broker-diploma': true, 'nursing-diploma': true }),
    papers,
    'also with diplomas that take masterclasses away',
  )
})

test('whoever has no hbo diploma is tested, which is asked of people and of nobody else', () => {
  const broker = {
    ...noneListed,
    'other-diploma': false,
    'training-finished': true,
    'at-drechtsteden': false,
    'informal-care-broker-diploma': true,
    'nursing-diploma': false,
    'in-duo': false,
  }
  const documents = [
    'vog',
    'masterclass-1',
    'masterclass-3',
    'masterclass-4',
    'practice-test',
    'reflection-test',
  ].map((kind) => ({ kind, issuedOn: '2026-05-01' }))
  const found = toAsk({ category: 'junior', facts: broker, documents })
  assert.equal(found.outcome, 'for-the-committee')
  assert.deepEqual(inShort(found), [offered])
  const judgements = (outcome: string) => [{ on: 'hbo-level', outcome, reason: 'Getoetst.' }]
  const tested = (outcome: string) =>
    toAsk({ category: 'junior', facts: broker, documents, judgements: judgements(outcome) }).outcome
  assert.equal(tested('met'), 'met')
  assert.equal(tested('not-met'), 'not-met')
})

test('of an EVC the certificate and the report are asked, and no extract and no training', () => {
  const facts = { 'listed-diploma': false, evc: true, 'graduated-on': '2024-06-30' }
  const both = ['evc-certificate (evc)', 'evc-report (evc)']
  assert.deepEqual(asked(facts), both)
  const documents = [{ kind: 'evc-certificate', issuedOn: '2024-06-30' }]
  assert.deepEqual(asked(facts, { documents }), ['evc-report (evc)'])
})

test('of a diploma that DUO does not have the scan will do, and no extract is asked', () => {
  const facts = { 'listed-diploma': true, 'graduated-on': '2005-06-30' }
  assert.deepEqual(asked({ ...facts, 'in-duo': false }), [])
  assert.deepEqual(asked({ ...facts, 'in-duo': true }), ['duo-extract (duo-extract)'])
})

test('what is rejected or too old is asked again, with why', () => {
  const whyOf = (document: object) => {
    const { questions } = toAsk({ category: 'junior', documents: [document] })
    const [found] = questions
      .flatMap(({ ways }) => ways.flat())
      .flatMap((each) => (each.what === 'document' ? [each] : []))
    return found?.findings.map(({ because }) => because.kind === 'document' && because.found.is)
  }
  assert.deepEqual(whyOf({ kind: 'vog', issuedOn: '2026-01-01', state: 'rejected' }), ['rejected'])
  assert.deepEqual(whyOf({ kind: 'vog', issuedOn: '2025-05-19' }), ['too-old'])
  assert.deepEqual(whyOf({ kind: 'duo-extract', issuedOn: '2025-05-19' }), ['missing'])
  assert.equal(whyOf({ kind: 'vog', issuedOn: '2025-05-20', state: 'claimed' }), undefined)
})

test('what was stated can make an admission impossible: then nothing is asked for it', () => {
  const none = toAsk({
    category: 'junior',
    facts: {
      'listed-diploma': false,
      evc: false,
      'other-diploma': false,
      'informal-care-broker-diploma': false,
    },
  })
  assert.deepEqual(none.questions, [])
  assert.deepEqual(
    none.impossible.map(({ of }) => of),
    [{ is: 'norm', id: 'diploma' }],
  )
  assert.deepEqual(
    none.impossible[0]?.because.map((because) => because.kind === 'fact' && because.condition.fact),
    ['listed-diploma', 'evc', 'other-diploma', 'informal-care-broker-diploma'],
  )
})

const works = (first: string, employment: string) => ({
  first,
  hoursPerWeek: 16,
  details: { employment, 'hbo-level': true, 'task-advice': true },
})

test('for a Senior the day of the diploma comes before the work that was done after it', () => {
  const senior = (facts: object, more: object = {}) => asked(facts, { category: 'senior', ...more })
  assert.deepEqual(
    senior({ 'listed-diploma': true }),
    ['graduated-on (duo-extract, work-hours)', 'work (work-now)'],
    'how work is shown is asked once it is known how somebody works',
  )
  const graduated = { 'listed-diploma': true, 'graduated-on': '1995-06-30' }
  assert.deepEqual(senior(graduated), ['work (work-hours, work-now)'])
  const work = [works('2025-05-21', 'employed')]
  assert.deepEqual(senior(graduated, { work }), [
    'work (work-hours)',
    'work-statement | employment-contract (work-evidence)',
  ])
  const alone = [works('2025-05-21', 'self-employed')]
  const documents = [{ kind: 'kvk-extract', issuedOn: '2025-11-20' }]
  assert.deepEqual(senior(graduated, { work: alone }).slice(1), [
    'kvk-extract (work-evidence)',
    'own-work-statement (work-evidence)',
  ])
  assert.deepEqual(senior(graduated, { work: alone, documents }).slice(1), [
    'own-work-statement (work-evidence)',
  ])
  const [hours] = toAsk({ category: 'senior', facts: graduated, work })
    .questions.flatMap(({ ways }) => ways.flat())
    .flatMap((each) => (each.what === 'work' ? each.findings : []))
  assert.deepEqual([hours?.required, hours?.counted, hours?.provisional], [208000, 83428, 0])
  const both = [...documents, { kind: 'own-work-statement', issuedOn: '2026-03-01' }]
  const long = [works('2021-05-21', 'self-employed')]
  assert.deepEqual(senior(graduated, { work: long, documents: both }), [])
})

test('In opleiding asks its papers and promises, and either diploma and training', () => {
  const inTraining = (facts: object) => asked(facts, { category: 'in-training' })
  const papers = [
    'request-in-training (request)',
    'masterclasses-within-a-year (masterclasses)',
    'curriculum-vitae (curriculum-vitae)',
    'supervision-until-tests (supervision)',
    'supervisor (supervision)',
  ]
  const duo = 'graduated-on (duo-extract)'
  assert.deepEqual(inTraining({}), [
    'other-diploma (diploma, evc)',
    'training-following (diploma)',
    duo,
    ...papers,
  ])
  assert.deepEqual(inTraining({ 'other-diploma': true, 'training-following': false }), [
    'training-finished (diploma)',
    duo,
    ...papers,
  ])
})

test('without a category the category is asked, and one of former versions is a dead end', () => {
  assert.deepEqual(inShort(toAsk({})), ['category (category)', offered])
  const period = { first: '2021-06-01', last: '2026-05-31' }
  const basis = toAsk({ kind: 'renewal', category: 'basis', period })
  assert.deepEqual(basis.impossible, [{ of: { is: 'category', id: 'basis' }, because: [] }])
})

test('each category says by itself whether somebody can be admitted, and what is missing', () => {
  const facts = {
    ...noneListed,
    'other-diploma': true,
    'training-finished': false,
    'training-following': true,
    'graduated-on': '1990-06-30',
  }
  const documents = ['vog', 'request-in-training', 'curriculum-vitae', 'supervisor'].map(
    (kind) => ({
      kind,
      issuedOn: '2026-05-01',
    }),
  )
  const declarations = ['masterclasses-within-a-year', 'supervision-until-tests'].map((id) => ({
    id,
    on: '2026-05-01',
  }))
  const each = askForEachCategory(
    regulationOf('clientondersteuners'),
    dossierOf('clientondersteuners', { facts, documents, declarations }),
    on,
  )
  assert.deepEqual(
    each.map((found) => [found.category, found.outcome, found.impossible.map(({ of }) => of.id)]),
    [
      ['in-training', 'met', []],
      ['junior', 'not-met', ['diploma']],
      ['senior', 'not-met', ['diploma']],
    ],
  )
})

const period = { first: '2021-06-01', last: '2026-05-31' }

test('at a renewal an SKJ that was shown at the start may be shown again, and else not', () => {
  const renewal = { kind: 'renewal', category: 'senior', period }
  const shown = { holdings: [{ register: 'skj', first: '2020-01-01', last: '2022-01-01' }] }
  const points = ['160 more (total)', '40 more (accredited)', '40 more (reflection)']
  const lower = ['26 more (total)', '12 more (accredited)', '8 more (reflection)']
  const inPoints = (more: object) =>
    inShort(toAsk({ ...renewal, ...more })).filter((each) => /more|skj/.test(each))
  assert.deepEqual(inPoints({}), points)
  assert.deepEqual(inPoints(shown), [...points, offered])
  assert.deepEqual(inPoints({ holdings: [{ register: 'skj', first: '2020-01-01' }] }), lower)
  const activities = [
    { id: 'a', kind: 'training', points: 120, attributes: { accredited: true } },
    { id: 'b', kind: 'supervision', points: 40 },
  ].map((each) => ({ title: each.id, completedOn: '2024-01-01', state: 'approved', ...each }))
  assert.deepEqual(inPoints({ ...shown, activities }), [], 'it would change nothing any more')
})

test('a move asks what it wants itself and the criteria of the category that it leads to', () => {
  const { regulation } = regulationOf('clientondersteuners')
  const askedFor = (id: string, input: object) => {
    const move = regulation.moves.find((each) => each.id === id)
    assert.ok(move)
    const dossier = dossierOf('clientondersteuners', { kind: 'renewal', period, ...input })
    return askForMove(regulationOf('clientondersteuners'), move, dossier, on)
  }
  const admitted = {
    category: 'in-training',
    facts: { 'listed-diploma': true, 'graduated-on': '1990-06-30' },
    documents: [{ kind: 'vog', issuedOn: '2026-05-01' }],
  }
  const tests = ['practice-test', 'reflection-test', 'supervision-statement'].map(
    (each) => `${each} (in-training-to-junior)`,
  )
  const toJunior = (facts: object) =>
    inShort(
      askedFor('in-training-to-junior', { ...admitted, facts: { ...admitted.facts, ...facts } }),
    )
  assert.deepEqual(toJunior({}), ['at-drechtsteden (in-training-to-junior)', ...tests])
  assert.deepEqual(toJunior({ 'at-drechtsteden': true }), [
    'drechtsteden-certificate (in-training-to-junior)',
    ...tests,
  ])
  const exempt = (broker: boolean, nurse: boolean) =>
    toJunior({
      'at-drechtsteden': false,
      'informal-care-broker-diploma': broker,
      'nursing-diploma': nurse,
    })
  const masterclasses = (...nths: number[]) => [
    ...nths.map((nth) => `masterclass-${nth} (in-training-to-junior)`),
    ...tests,
  ]
  assert.deepEqual(exempt(true, false), masterclasses(1, 3, 4))
  assert.deepEqual(exempt(false, true), masterclasses(1, 2, 3))
  assert.deepEqual(inShort(askedFor('to-senior', { ...admitted, category: 'junior' })), [
    'work (work-hours, work-now)',
  ])
  const basis = askedFor('basis-to-junior', { category: 'basis' })
  assert.deepEqual([basis.outcome, basis.questions], ['met', []], 'its criteria are waived')
})

test('the KRSD asks hours, and the LKLR whether somebody works in the profession', () => {
  assert.deepEqual(inShort(toAsk({}, 'krsd')), ['96 more (total)', '24 more (accredited)'])
  assert.deepEqual(inShort(toAsk({}, 'lklr')), ['works-in-profession (profession)'])
  const met = toAsk({ facts: { 'works-in-profession': true } }, 'lklr')
  assert.deepEqual([met.outcome, met.questions], ['met', []])
  const not = toAsk({ facts: { 'works-in-profession': false } }, 'lklr')
  assert.deepEqual([not.questions, not.impossible.map(({ of }) => of.id)], [[], ['profession']])
})

test('what is asked is said with why, with where it stands, and with what is wrong with what is there', () => {
  const compiled = regulationOf('clientondersteuners')
  const facts = { 'listed-diploma': true, 'graduated-on': '2005-06-30', 'in-duo': true }
  const documents = [{ kind: 'vog', issuedOn: '2024-01-01' }]
  const work = [works('2025-05-21', 'employed')]
  const said = sayToAsk(compiled, toAsk({ category: 'senior', facts, documents, work }))
  assert.deepEqual(
    said.questions.map(({ text, found, why }) => [text, found, why]),
    [
      [
        'Nodig: de VOG, bij de aanvraag hoogstens 12 maanden oud.',
        ['Te oud: de VOG, van 1 januari 2024. Op 20 mei 2026 is dat ouder dan 12 maanden.'],
        'Voor: VOG (artikel 1).',
      ],
      ['Nodig: het uittreksel van DUO.', [], 'Voor: Uittreksel van DUO (artikel 1).'],
      [
        'Nodig: opgave van werk.',
        [
          '834 van 2.080 uur werkervaring op hbo-niveau en met een of meer van de vijf taken in de laatste 5 jaar, 1.246 te weinig, tot en met 20 mei 2026, naar beneden afgerond op hele uren.',
        ],
        'Voor: Werkervaring (artikel 1).',
      ],
      [
        'Nodig, één hiervan is genoeg: de verklaring werkervaring, bij de aanvraag hoogstens 6 maanden oud; of de arbeidsovereenkomst.',
        [],
        'Voor: Bewijs van werk (artikel 1).',
      ],
      [
        'Kan ook: een registratie bij het SKJ, bij het begin van de periode.',
        [],
        'Het hoeft niet. Het kan helpen bij: Met een SKJ-registratie (artikel 4 onder c).',
      ],
    ],
  )
  const both = sayToAsk(compiled, toAsk({ category: 'senior', facts: { 'listed-diploma': true } }))
  assert.deepEqual(
    [both.questions[0]?.text, both.questions[0]?.why],
    [
      'Op welke datum is uw diploma afgegeven?',
      'Voor: Uittreksel van DUO (artikel 1) en Werkervaring (artikel 1).',
    ],
  )
  const plain = sayToAsk(regulationOf('lklr'), toAsk({}, 'lklr')).questions[0]
  assert.equal(plain?.text, 'Werk je als leerplichtambtenaar of RMC-medewerker?')
  const rejected = [{ kind: 'vog', issuedOn: '2026-03-01', state: 'rejected' }]
  assert.deepEqual(
    sayToAsk(compiled, toAsk({ category: 'junior', documents: rejected })).questions.flatMap(
      ({ found }) => found,
    ),
    ['Afgekeurd: de VOG, van 1 maart 2026.'],
  )
  const profession = toAsk({ facts: { 'works-in-profession': false } }, 'lklr')
  assert.deepEqual(
    sayToAsk(regulationOf('lklr'), profession).impossible.map(({ text }) => text),
    ['Beroep: dat kan zo niet. Leerplichtambtenaar of RMC-medewerker: nee.'],
  )
  const renewal = { kind: 'renewal', category: 'senior', period }
  const activities = sayToAsk(compiled, toAsk(renewal)).questions.map(({ text }) => text)
  assert.deepEqual(activities.slice(0, 3), [
    'Nodig: activiteiten (0 van 160 punten, 160 te weinig).',
    'Nodig: activiteiten (0 van 40 punten, 40 te weinig).',
    'Nodig: activiteiten (0 van 40 punten voor reflectie, 40 te weinig).',
  ])
})
