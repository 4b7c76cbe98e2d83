import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dossier, Regulation } from '#engine'
import {
  assess,
  compileRegulation,
  countingWindow,
  emptyDossier,
  forecast,
  mayApply,
  pace,
  periodAfterDecision,
  reminderInWords,
  toJson,
  valueActivity,
  valueInWords,
} from '#engine'
import { explained } from '#testing/explained.ts'
import { dossierFile, readDossier } from '../dossier.ts'
import { loadRegisters, versionFor, versionInForce } from '../load.ts'
import { tariffOn } from '../tariffs.ts'

const krsd = (await loadRegisters()).get('krsd')!
const compiled = krsd.versions[0]!
const { regulation } = compiled
const day = (text: string) => Temporal.PlainDate.from(text)
const on = day('2022-12-15')

function dossier(input: object): Dossier {
  const read = readDossier({ kind: 'first', ...input }, compiled)
  assert.ok(read.is === 'read', JSON.stringify(read))
  return read.dossier
}

const hours = (id: string, amount: number, more: object = {}) => ({
  id,
  kind: 'training',
  title: id,
  completedOn: '2022-03-01',
  hours: amount,
  state: 'approved',
  ...more,
})
const accredited = { attributes: { accredited: true } }

/** The same regulation in which free space would be a norm of its own. */
function withFreeSpaceOf(atLeast: number): Regulation {
  const [total] = regulation.norms
  assert.ok(total)
  const requires = {
    kind: 'minimum',
    atLeast: (atLeast * 100) as never,
    of: { not: 'accredited' },
    in: 'amount',
    each: 'window',
    proRata: false,
  } as const
  return { ...regulation, norms: [...regulation.norms, { ...total, id: 'free', requires }] }
}

test('the calculation table has 98 points, 27 of them accredited, and meets the norm', () => {
  const example = regulation.norms[0]?.examples[0]
  const answer = toJson(explained(compiled, dossier(example?.dossier as object), on))
  assert.equal(answer.outcome, 'met')
  assert.deepEqual(
    answer.norms.map((norm) => norm.counted),
    [98, 27],
  )
})

test('a reading with 72 hours of free space as a minimum would fail the booklet’s own table', () => {
  const example = regulation.norms[0]?.examples[0]
  const other = compileRegulation(withFreeSpaceOf(72), compiled.words)
  const answer = toJson(explained(other, dossier(example?.dossier as object), on))
  assert.equal(answer.outcome, 'not-met')
  const free = answer.norms.find((norm) => norm.id === 'free')
  assert.deepEqual([free?.counted, free?.shortfall], [71, 1])
})

test('accredited is a fixed 24 hours, not a quarter of what somebody did', () => {
  const answer = explained(
    compiled,
    dossier({
      submittedOn: '2022-12-15',
      activities: [hours('a', 24, accredited), hours('b', 96)],
    }),
    on,
  )
  assert.equal(answer.outcome, 'met')
})

test('23 accredited and 100 other hours: one accredited hour is missing, the total is enough', () => {
  const answer = explained(
    compiled,
    dossier({
      submittedOn: '2022-12-15',
      activities: [hours('a', 23, accredited), hours('b', 100)],
    }),
    on,
  )
  assert.equal(answer.outcome, 'not-met')
  assert.equal(
    answer.sentence,
    'Je totaal is gehaald, maar je hebt nog 1 geaccrediteerd uur nodig.',
  )
})

test('Lonneke has 50 and 46 to go, and with the planned course 57 and 39 to go', () => {
  const example = regulation.norms[0]?.examples.find((each) => each.title.startsWith('Lonneke'))
  const lonneke = dossier(example?.dossier as object)
  const answer = toJson(explained(compiled, lonneke, on))
  const total = answer.norms.find((norm) => norm.id === 'total')
  assert.deepEqual([total?.provisional, total?.shortfall], [50, 46])
  assert.deepEqual(total?.withPlanned, { counted: 57, planned: 7, shortfall: 39 })
  const boa = answer.activities.find((activity) => activity.id === 'f')
  assert.deepEqual(
    boa?.countsFor,
    ['total', 'accredited'],
    'BOA training is accredited by decision',
  )
  const plan = forecast(compiled, lonneke, { on, before: day('2024-12-15') })
  assert.equal(plan.outcome, 'not-met-with-planned')
  const [first] = pace(assess(compiled, lonneke, on), day('2024-12-15'))
  assert.deepEqual(
    [first?.shortfallWithPlanned, first?.monthsLeft, first?.perMonth],
    [3900, 24, 163],
  )
})

test('the labels that the register accepts are a list', () => {
  assert.deepEqual(
    regulation.labels.map((label) => label.id),
    ['cpion', 'nlqf', 'cedeo', 'nrto', 'ser', 'crkbo', 'nvao'],
  )
})

test('once labels ask, every worked example comes out as before, and what is accredited by decision asks none', () => {
  const asking = compileRegulation(
    {
      ...regulation,
      labelsAsk: { from: day('2015-01-01'), article: 'hoofdstuk 2', text: 'Op de dag.' },
    },
    compiled.words,
  )
  const { labelsAsk: _, ...never } = regulation
  const notAsking = compileRegulation(never, compiled.words)
  for (const { examples } of regulation.norms) {
    for (const { dossier: given, on: asked = on } of examples) {
      const read = readDossier(given, compiled)
      assert.ok(read.is === 'read')
      const [before, after] = [notAsking, asking].map((one) => assess(one, read.dossier, asked))
      const { activities, ...rest } = after!
      const without = activities.map(({ label: __, ...finding }) => finding)
      assert.deepEqual({ ...rest, activities: without }, before)
    }
  }
  // BOA 20 and 24 hours, and Passend onderwijs, which the register decided about.
  const byDecision = dossier({
    activities: [
      {
        id: 'boa-20',
        kind: 'boa-training',
        title: 'BOA',
        completedOn: '2022-06-15',
        hours: 20,
        state: 'approved',
      },
      {
        id: 'boa-24',
        kind: 'boa-training',
        title: 'BOA',
        completedOn: '2022-11-28',
        hours: 24,
        state: 'approved',
      },
      {
        ...{
          id: 'passend',
          kind: 'training',
          title: 'Passend onderwijs',
          completedOn: '2022-09-15',
        },
        ...{ hours: 7, attributes: { accredited: true }, state: 'approved' },
        accreditation: { byDecision: true },
      },
      {
        ...{ id: 'other', kind: 'training', title: 'Ander', completedOn: '2022-09-15' },
        ...{ hours: 8, attributes: { accredited: true }, state: 'claimed' },
      },
    ],
  })
  const answer = assess(asking, byDecision, on)
  assert.deepEqual(
    answer.activities.map(({ id, label }) => [id, label?.is]),
    [
      ['boa-20', 'by-decision'],
      ['boa-24', 'by-decision'],
      ['passend', 'by-decision'],
      ['other', 'unknown'],
    ],
  )
  const accredited = answer.norms.find(({ id }) => id === 'accredited')
  assert.deepEqual([accredited?.counted, accredited?.provisional], [5100, 800])
})

test('late in 2022 the look-back reaches 1 January 2019, and 31 December 2018 is too early', () => {
  const window = countingWindow(compiled, dossier({}), on)
  assert.equal(window.first.toString(), '2019-01-01')
  assert.equal(window.last.toString(), '2022-12-15')
})

test('the look-back is anchored to submission: a slow committee ages nothing out', () => {
  const submitted = dossier({ submittedOn: '2022-12-15' })
  const window = countingWindow(compiled, submitted, day('2023-03-20'))
  assert.equal(window.first.toString(), '2019-01-01')
})

test('an activity outside the window is kept, does not count, and it says why', () => {
  const answer = toJson(
    explained(
      compiled,
      dossier({
        submittedOn: '2022-12-15',
        activities: [hours('old', 8, { completedOn: '2018-12-31' })],
      }),
      on,
    ),
  )
  const [old] = answer.activities
  assert.deepEqual([old?.counted, old?.cuts[0]?.by, old?.cuts[0]?.amount], [0, 'window', 8])
  assert.match(old?.cuts[0]?.text ?? '', /Activiteiten vanaf 1 januari 2019 tellen mee/)
})

test('the first period starts at the decision, a renewal joins on or starts at submission', () => {
  const first = periodAfterDecision(compiled, {
    kind: 'first',
    submittedOn: day('2022-12-15'),
    decidedOn: day('2023-01-12'),
  })
  assert.equal(`${first.period.first} ${first.period.last}`, '2023-01-12 2026-01-11')
  assert.equal(first.countsFrom.toString(), '2022-12-16')
  const renewal = {
    kind: 'renewal',
    submittedOn: day('2025-06-01'),
    decidedOn: day('2025-07-10'),
    oldPeriod: first.period,
  } as const
  const joined = periodAfterDecision(compiled, renewal)
  assert.equal(`${joined.period.first} ${joined.period.last}`, '2026-01-12 2029-01-11')
  const chosen = periodAfterDecision(compiled, { ...renewal, choice: 'submission' })
  assert.equal(chosen.period.first.toString(), '2025-06-01')
  const refused = periodAfterDecision(compiled, { ...renewal, choice: 'decision' })
  assert.equal(
    refused.period.first.toString(),
    '2026-01-12',
    'a choice that is not offered is not taken',
  )
  const lastDay = periodAfterDecision(compiled, {
    ...renewal,
    submittedOn: day('2026-01-11'),
    decidedOn: day('2026-04-09'),
  })
  assert.equal(lastDay.period.first.toString(), '2026-01-12', 'on the last day is in time')
  const late = periodAfterDecision(compiled, {
    ...renewal,
    submittedOn: day('2026-02-01'),
    decidedOn: day('2026-04-09'),
  })
  assert.equal(late.period.first.toString(), '2026-04-09', 'a late application starts anew')
})

test('what is done between submission and decision counts for the next application', () => {
  const between = hours('between', 8, { completedOn: '2022-12-20' })
  const now = explained(
    compiled,
    dossier({ submittedOn: '2022-12-15', activities: [between] }),
    day('2023-01-12'),
  )
  assert.equal(now.activities[0]?.counted, 0)
  const supplement = { ...between, supplement: true }
  const asked = explained(
    compiled,
    dossier({ submittedOn: '2022-12-15', activities: [supplement] }),
    day('2023-01-12'),
  )
  assert.equal(asked.activities[0]?.counted, 800, 'unless the register asked for it')
  const next = explained(
    compiled,
    dossier({
      kind: 'renewal',
      period: { first: '2023-01-12', last: '2026-01-11' },
      previousSubmittedOn: '2022-12-15',
      submittedOn: '2025-11-01',
      activities: [between, hours('same-day', 8, { completedOn: '2022-12-15' })],
    }),
    day('2025-11-01'),
  )
  assert.deepEqual(
    next.activities.map((activity) => activity.counted),
    [800, 0],
  )
})

test('renewal may be applied for from one year before expiry, and stays valid meanwhile', () => {
  const renewal = dossier({ kind: 'renewal', period: { first: '2023-01-12', last: '2026-01-11' } })
  const early = mayApply(compiled, renewal, day('2025-01-10'))
  assert.deepEqual(
    [early.is, early.is === 'too-early' && early.from.toString()],
    ['too-early', '2025-01-11'],
  )
  assert.equal(mayApply(compiled, renewal, day('2025-01-11')).is, 'may-apply')
  assert.equal(mayApply(compiled, renewal, day('2026-01-11')).is, 'may-apply')
  assert.equal(mayApply(compiled, renewal, day('2026-01-12')).is, 'expired')
  assert.equal(mayApply(compiled, dossier({}), on).is, 'may-apply')
  assert.equal(regulation.period.deemedValid, true)
})

test('a surplus does not go along to the next period', () => {
  assert.equal(regulation.carryOver.rule, 'none')
  const answer = explained(
    compiled,
    dossier({ submittedOn: '2022-12-15', surplus: { total: 50 } }),
    on,
  )
  assert.equal(answer.norms[0]?.counted, 0)
  assert.equal(answer.activities[0]?.cuts[0]?.by, 'carry-over')
})

test('gates, terms, tariff and procedures are parameters of the register', () => {
  assert.deepEqual(krsd.gates, {
    portfolio: 'agreement',
    visible: 'agreement+payment',
    apply: 'paid',
  })
  assert.equal(krsd.terms.agreementTtl.toString(), 'P1M')
  assert.deepEqual(krsd.terms.agreementReminderDays, [14, 25])
  assert.equal(krsd.terms.accountRemoval.toString(), 'P6W')
  const tariff = tariffOn(krsd, on)
  assert.deepEqual(
    [tariff?.amount, tariff?.vat, tariff?.rate, tariff?.billing],
    [9500, 'exempt', 0, 'anniversary'],
  )
  assert.equal(tariffOn(krsd, day('2020-12-31')), undefined)
  assert.deepEqual(krsd.terms.paymentReminderDays, [14, 30, 60])
  assert.equal(krsd.terms.objection.toString(), 'P6W')
  assert.equal(krsd.terms.decisionOnObjection.toString(), 'P6W')
  assert.deepEqual(regulation.public, ['name', 'status', 'valid-until'])
  assert.equal(regulation.evidence.required, 1)
  assert.deepEqual(
    [regulation.review.application, regulation.review.lines, regulation.review.selfSigned],
    ['all', 'sample', 'all'],
  )
  assert.deepEqual(
    [regulation.referee.selfSign.allowed, regulation.referee.selfSign.reasonRequired],
    [true, true],
  )
  assert.deepEqual([regulation.committee.members, regulation.committee.tie], [2, 'chair'])
  assert.equal(regulation.singleUse, 'per-register')
})

test('the cost example is the booklet’s: 102 hours, 98 points and € 1.460', () => {
  const rows = krsd.costExample?.rows ?? []
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0)
  assert.deepEqual(
    [sum((row) => row.hours), sum((row) => row.points), sum((row) => row.cents)],
    [10200, 9800, 146000],
  )
  assert.equal(
    sum((row) => (row.accredited ? row.points : 0)),
    2700,
  )
})

test('stated load goes before hours spent, and those before the guideline', () => {
  const training = compiled.kinds.get('training')!
  const value = (fields: object, claimed?: number) =>
    valueActivity(training, fields as never, claimed as never)
  const stated = value({ 'stated-load': 700, 'contact-hours': 800, days: 100 })
  assert.ok(stated.is === 'valued')
  assert.deepEqual(
    [stated.amount, stated.by, stated.reminder?.by],
    [700, 'stated-load', 'above-stated-load'],
  )
  const spent = value({ 'contact-hours': 600, 'self-study-hours': 150, 'test-hours': 50 })
  assert.ok(spent.is === 'valued')
  assert.deepEqual(
    [spent.amount, spent.by, valueInWords(training, spent, compiled.words)],
    [800, 'spent', 'Lesuren 6 + zelfstudie 1,5 + toets of examen 0,5 = 8 uur.'],
  )
  const twoDays = value({ days: 200 })
  assert.deepEqual([twoDays.is === 'valued' && twoDays.amount], [1600])
  const halfDay = value({ 'half-days': 100 }, 900)
  assert.ok(halfDay.is === 'valued')
  assert.deepEqual(
    [halfDay.amount, halfDay.reminder && reminderInWords(halfDay.reminder, compiled.words)],
    [900, 'Hiervoor rekenen we 4 uur. Jij vult 9 in. Leg uit waarom.'],
  )
  assert.equal(value({}).is, 'incomplete')
})

test('one sizeable study book is one hour, articles are for the committee', () => {
  const book = valueActivity(compiled.kinds.get('study-book')!, { count: 300 as never })
  assert.deepEqual([book.is === 'valued' && book.amount], [300])
  const answer = explained(
    compiled,
    dossier({ submittedOn: '2022-12-15', activities: [hours('book', 12, { kind: 'study-book' })] }),
    on,
  )
  assert.deepEqual(
    [answer.activities[0]?.awarded, answer.activities[0]?.cuts[0]?.by],
    [100, 'valuation'],
  )
  assert.equal(valueActivity(compiled.kinds.get('article')!, {}).is, 'for-the-committee')
})

test('two webinars of half an hour are one hour', () => {
  const webinars = [hours('a', 0.5, { kind: 'webinar' }), hours('b', 0.5, { kind: 'webinar' })]
  const answer = explained(
    compiled,
    dossier({ submittedOn: '2022-12-15', activities: webinars }),
    on,
  )
  assert.equal(answer.norms[0]?.counted, 100)
})

test('what the committee awards is an input: less than claimed is shown as its decision', () => {
  const answer = toJson(
    explained(
      compiled,
      dossier({
        submittedOn: '2022-12-15',
        activities: [hours('a', 12, { state: 'claimed' }), hours('b', 8, { state: 'claimed' })],
        judgements: [
          { on: 'a', outcome: 'approved', awarded: 8, reason: 'De lunch telt niet mee.' },
          { on: 'b', outcome: 'rejected', reason: 'Hoort niet bij het vak.' },
        ],
      }),
      on,
    ),
  )
  assert.deepEqual(
    answer.activities.map(({ claimed, awarded, counted, cuts }) => [
      claimed,
      awarded,
      counted,
      cuts[0]?.by,
      cuts[0]?.amount,
    ]),
    [
      [12, 8, 8, 'decision', 4],
      [8, 8, 0, 'rejected', 8],
    ],
  )
})

test('the version in force, and the one that applies to a dossier, are found by day', () => {
  assert.equal(versionInForce(krsd, day('2020-12-31')), undefined)
  assert.equal(versionInForce(krsd, day('2021-01-01')), compiled)
  assert.match(versionFor(krsd, emptyDossier, on)?.text ?? '', /^Versie van 1 januari 2021/)
})

test('the form of a dossier refuses what it does not know', () => {
  assert.equal(dossierFile.safeParse({ kind: 'first', hobbies: [] }).success, false)
})

test('from July 2027 conveying knowledge has kinds of its own, and nothing else is otherwise', () => {
  const [before, after] = krsd.versions.map((each) => each.regulation)
  assert.ok(before && after && krsd.versions.length === 2)
  const added = after.kinds.filter(({ id }) => !before.kinds.some((kind) => kind.id === id))
  assert.deepEqual(
    added.map(({ id, accreditation, referee }) => [id, accreditation, referee]),
    [
      ['giving-training', 'none', true],
      ['presenting', 'none', true],
      ['publishing', 'none', true],
    ],
  )
  const plain = ({ norms, kinds, transition: _, ...rest }: Regulation) => ({
    ...rest,
    version: '',
    title: '',
    sources: '',
    kinds: kinds.filter(({ id }) => !added.some((kind) => kind.id === id)),
    norms: norms.map(({ examples: __, ...norm }) => norm),
  })
  assert.equal(JSON.stringify(plain(after)), JSON.stringify(plain(before)))
  const spent = { 'contact-hours': 600 as never, 'self-study-hours': 450 as never }
  const writing = { hours: 1050 as never }
  for (const kind of added) {
    const value = valueActivity(kind, kind.id === 'publishing' ? writing : spent)
    assert.ok(value.is === 'valued', kind.id)
    assert.deepEqual([value.amount, value.by], [1050, 'spent'], kind.id)
  }
})
