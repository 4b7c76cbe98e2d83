import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minimumOf, normOf, plainRegulation, words } from '#testing/generate-regulation.ts'
import type { Dossier, PeriodRules, Regulation } from './index.ts'
import {
  applicableVersion,
  compileRegulation,
  countingWindow,
  emptyDossier,
  mayApply,
  nextPeriod,
  periodAfterDecision,
  windowInWords,
} from './index.ts'
import { nextPeriodInWords } from './saying/next-period.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const span = (text: string) => Temporal.Duration.from(text)
const on = day('2026-06-01')

function windowOf(period: Partial<PeriodRules>, dossier: Partial<Dossier> = {}): string {
  const { lookBack, ...rest } = plainRegulation.period
  const regulation = { ...plainRegulation, period: { ...rest, ...period } }
  const window = countingWindow(
    compileRegulation(regulation, words),
    { ...emptyDossier, ...dossier },
    on,
  )
  return `${window.first} ${window.last}`
}

test('a look-back by the day reaches the same day so many years before', () => {
  const lookBack = {
    years: 3,
    granularity: 'day',
    appliesTo: 'first',
    article: 'artikel 1',
  } as const
  assert.equal(windowOf({ lookBack }), '2023-06-01 2026-06-01')
})

test('without a look-back a first application counts from registration', () => {
  assert.equal(windowOf({}, { registeredOn: day('2025-02-03') }), '2025-02-03 2026-06-01')
  assert.equal(windowOf({}), '2023-06-02 2026-06-01', 'or over the length of a period')
})

test('a rolling period is always the last years, to the day', () => {
  assert.equal(windowOf({ shape: 'rolling' }), '2023-06-02 2026-06-01')
})

test('a fixed block is found by the day of the application', () => {
  const block = { shape: 'fixed-block', blockFirst: day('2021-09-01') } as const
  assert.equal(windowOf(block), '2024-09-01 2026-06-01')
  assert.equal(windowOf(block, { submittedOn: day('2024-08-31') }), '2021-09-01 2024-08-31')
  assert.equal(windowOf(block, { submittedOn: day('2024-09-01') }), '2024-09-01 2024-09-01')
  assert.equal(windowOf(block, { submittedOn: day('2020-01-01') }), '2018-09-01 2020-01-01')
})

test('a look-back goes before the block, the calendar year and the rolling period', () => {
  const lookBack = {
    years: 4,
    granularity: 'calendar-year',
    appliesTo: 'first',
    article: 'artikel 1',
  } as const
  const block = {
    shape: 'fixed-block',
    blockFirst: day('2022-01-01'),
    length: span('P4Y'),
  } as const
  assert.equal(windowOf({ ...block, lookBack }), '2022-01-01 2026-06-01')
  assert.equal(
    windowOf({ ...block, lookBack, countsFrom: day('2023-07-01') }),
    '2023-07-01 2026-06-01',
  )
  assert.equal(windowOf({ shape: 'calendar-year', lookBack }), '2022-01-01 2026-06-01')
  assert.equal(windowOf({ shape: 'rolling', lookBack }), '2022-01-01 2026-06-01')
  const renewal = { kind: 'renewal' } as const
  assert.equal(windowOf({ shape: 'rolling', lookBack }, renewal), '2023-06-02 2026-06-01')
  assert.equal(windowOf({ ...block, lookBack }, renewal), '2026-01-01 2026-06-01')
  assert.equal(
    windowOf({ ...block, lookBack: { ...lookBack, granularity: 'day' } }),
    '2022-06-01 2026-06-01',
  )
})

test('a calendar year begins on 1 January', () => {
  assert.equal(windowOf({ shape: 'calendar-year', length: span('P1Y') }), '2026-01-01 2026-06-01')
})

test('where the counting ends with the period, a first application counts to the end of the block', () => {
  const anchor = 'period-end'
  const year = { shape: 'calendar-year', length: span('P1Y'), anchor } as const
  assert.equal(windowOf(year), '2026-01-01 2026-12-31')
  const block = { shape: 'fixed-block', blockFirst: day('2024-07-01'), anchor } as const
  assert.equal(windowOf(block), '2024-07-01 2027-06-30')
  assert.equal(
    windowOf({ anchor }, { registeredOn: day('2025-01-01') }),
    '2025-01-01 2026-06-01',
    'a personal period has no end yet',
  )
})

function windowText(period: PeriodRules, dossier: Partial<Dossier> = {}): string {
  const compiled = compileRegulation({ ...plainRegulation, period }, words)
  return windowInWords(compiled, countingWindow(compiled, { ...emptyDossier, ...dossier }, on))
}

test('the window names the day from which it is reckoned', () => {
  const textOf = (more: Partial<PeriodRules>) =>
    windowText({ ...plainRegulation.period, ...more }, { submittedOn: day('2026-05-01') })
  assert.match(textOf({}), /3 jaar terug, .* vanaf de dag van de aanvraag\./)
  assert.match(textOf({ anchor: 'decision' }), /vanaf de dag van het besluit\./)
  assert.match(
    textOf({ anchor: 'period-end', shape: 'calendar-year' }),
    /vanaf de laatste dag van de periode\./,
  )
})

test('the window of a block or a calendar year says on which day it begins', () => {
  const { lookBack: _, ...period } = plainRegulation.period
  const textOf = (more: Partial<PeriodRules>) => windowText({ ...period, ...more })
  assert.match(textOf({ shape: 'calendar-year' }), /De telling begint op 1 januari\.$/)
  assert.match(
    textOf({ shape: 'fixed-block', blockFirst: day('2024-09-01') }),
    /De telling begint op de eerste dag van de vaste periode\.$/,
  )
})

test('a window of one day has that day, and one without a day says from when it counts', () => {
  const { lookBack: _, ...period } = plainRegulation.period
  const textOf = (registeredOn: string) => windowText(period, { registeredOn: day(registeredOn) })
  assert.match(textOf('2026-06-01'), /^Activiteiten van 1 juni 2026 tot en met 1 juni 2026/)
  assert.match(textOf('2026-06-02'), /^Activiteiten tellen mee vanaf 2 juni 2026\./)
})

test('each reason why the counting begins on its day is said in its own way', () => {
  const { lookBack: _, ...plain } = plainRegulation.period
  const why = (more: Partial<PeriodRules>, dossier: Partial<Dossier> = {}) =>
    windowText({ ...plain, ...more }, dossier).replace(/^Activiteiten .* tellen mee\. /, '')
  const lookBack = { ...(plainRegulation.period.lookBack ?? assert.fail()), years: 2 }
  const said = 'De telling gaat 2 jaar terug'
  assert.equal(
    why({ lookBack: { ...lookBack, granularity: 'day' } }),
    `${said} vanaf de dag van de aanvraag.`,
  )
  assert.equal(
    why({ lookBack: { ...lookBack, granularity: 'calendar-year' }, anchor: 'decision' }),
    `${said}, geteld in hele kalenderjaren, vanaf de dag van het besluit.`,
  )
  const lastYears = { ...lookBack, granularity: 'calendar-year', appliesTo: 'both' } as const
  const before = (previousSubmittedOn: string) =>
    why({ lookBack: lastYears }, { previousSubmittedOn: day(previousSubmittedOn) })
  assert.match(before('2023-12-31'), /^De telling gaat 2 jaar terug/, 'the same day')
  assert.equal(before('2024-01-01'), 'De telling begint op de dag na de vorige aanvraag.')
  const rolling = { shape: 'rolling', anchor: 'period-end' } as const
  const held = { first: day('2024-01-01'), last: day('2026-12-31') }
  const renewal = { kind: 'renewal', period: held } as const
  assert.equal(why(rolling), 'De termijn schuift mee met de dag van de aanvraag.')
  assert.equal(why(rolling, renewal), 'De termijn schuift mee met de laatste dag van de periode.')
  assert.equal(why({}), 'De telling gaat één periode terug vanaf de dag van de aanvraag.')
  assert.equal(why({}, renewal), 'De telling begint met de periode.')
  assert.equal(why({}, { registeredOn: held.first }), 'De telling begint bij de inschrijving.')
  const after = { ...renewal, previousSubmittedOn: day('2024-03-01') }
  assert.equal(
    why({ inBetween: 'next' }, after),
    'De telling begint op de dag na de vorige aanvraag.',
  )
  assert.equal(
    why({}, { ...after, countedUntil: day('2024-04-01') }),
    'De telling begint waar die van de vorige aanvraag ophield.',
  )
  assert.equal(
    why({ countsFrom: day('2025-02-01') }, renewal),
    'Wat vóór 1 februari 2025 is gedaan, telt in dit register niet.',
  )
})

test('a period says on which day it begins, and why', () => {
  const { period } = plainRegulation
  const text = (more: Partial<PeriodRules>, kind: 'first' | 'renewal') => {
    const regulation = { ...plainRegulation, period: { ...period, ...more } }
    const compiled = compileRegulation(regulation, words)
    const next = periodAfterDecision(compiled, {
      kind,
      submittedOn: day('2026-05-01'),
      decidedOn: day('2026-06-01'),
      registeredOn: day('2026-02-01'),
      ...(kind === 'first'
        ? {}
        : { oldPeriod: { first: day('2024-01-01'), last: day('2026-12-31') } }),
    })
    const [, why] = nextPeriodInWords(compiled, next).split('. ')
    return `${next.period.first}: ${why}`
  }
  const start = (first: 'decision' | 'submission' | 'registration') => ({
    start: { first, renewal: ['old-end'] as const },
  })
  const begins = 'De periode begint op de dag'
  assert.equal(text(start('decision'), 'first'), `2026-06-01: ${begins} van het besluit`)
  assert.equal(text(start('submission'), 'first'), `2026-05-01: ${begins} van de aanvraag`)
  assert.equal(text(start('registration'), 'first'), `2026-02-01: ${begins} van de inschrijving`)
  assert.equal(text(start('decision'), 'renewal'), `2027-01-01: ${begins} na de vorige`)
})

test('only who joined after the opening of the window reads that joining made it shorter', () => {
  const proRata = {
    article: 'artikel 7',
    text: 'Naar rato.',
    joinedLater: true,
    rounding: 'hundredth-down',
  } as const
  const { lookBack: _, ...period } = plainRegulation.period
  const compiled = compileRegulation({ ...plainRegulation, period, proRata }, words)
  const articleFor = (registeredOn: string) =>
    countingWindow(
      compiled,
      {
        ...emptyDossier,
        kind: 'renewal',
        period: { first: day('2024-01-01'), last: day('2026-12-31') },
        registeredOn: day(registeredOn),
      },
      on,
    ).article
  assert.equal(articleFor('2024-01-01'), 'artikel 1')
  assert.equal(articleFor('2024-01-02'), 'artikel 7')
})

test('one may apply up to and on the last day, and from the first day that the rule gives', () => {
  const compiled = compileRegulation(plainRegulation, words)
  const renewal: Dossier = {
    ...emptyDossier,
    kind: 'renewal',
    period: { first: day('2024-01-01'), last: day('2026-12-31') },
  }
  const answer = (text: string) => mayApply(compiled, renewal, day(text))
  const early = answer('2025-12-30')
  assert.deepEqual(
    [early.is, early.is === 'too-early' && early.from.toString()],
    ['too-early', '2025-12-31'],
  )
  assert.equal(answer('2025-12-31').is, 'may-apply')
  assert.equal(answer('2026-12-31').is, 'may-apply')
  const late = answer('2027-01-01')
  assert.deepEqual(
    [late.is, late.is === 'expired' && late.since.toString()],
    ['expired', '2027-01-01'],
  )
})

test('a first application waits for no day, nor does who has no period; without a rule nobody does', () => {
  const answer = (rules: Partial<PeriodRules>, more: Partial<Dossier>) => {
    const { renewalFrom: _, ...period } = plainRegulation.period
    const compiled = compileRegulation(
      { ...plainRegulation, period: { ...period, ...rules } },
      words,
    )
    return mayApply(compiled, { ...emptyDossier, ...more }, on).is
  }
  const rules = { renewalFrom: span('P1Y') }
  const over = { first: day('2020-01-01'), last: day('2022-12-31') }
  assert.equal(answer(rules, { kind: 'first' }), 'may-apply')
  assert.equal(answer(rules, { kind: 'first', period: over }), 'may-apply')
  assert.equal(answer(rules, { kind: 'renewal' }), 'may-apply')
  assert.equal(answer(rules, { kind: 'renewal', period: over }), 'expired')
  const long = { first: day('2024-01-01'), last: day('2029-12-31') }
  assert.equal(answer(rules, { kind: 'renewal', period: long }), 'too-early')
  assert.equal(answer({}, { kind: 'renewal', period: long }), 'may-apply')
})

test('nothing counts from before the day on which the register began to count', () => {
  assert.equal(
    windowOf({ shape: 'rolling', countsFrom: day('2025-01-01') }),
    '2025-01-01 2026-06-01',
  )
})

test('the counting of a renewal begins the day after the application before', () => {
  const renewal = {
    kind: 'renewal',
    period: { first: day('2023-07-01'), last: day('2026-06-30') },
  } as const
  assert.equal(windowOf({}, renewal), '2023-07-01 2026-06-01')
  assert.equal(
    windowOf({}, { ...renewal, previousSubmittedOn: day('2023-05-01') }),
    '2023-05-02 2026-06-01',
  )
  assert.equal(
    windowOf({}, { ...renewal, submittedOn: day('2026-07-15') }),
    '2023-07-01 2026-06-30',
    'no later than the end',
  )
})

test('where what is done meanwhile counts for the current application, it does until the decision', () => {
  const submittedOn = day('2026-03-01')
  assert.equal(
    windowOf({ shape: 'rolling', inBetween: 'next' }, { submittedOn }),
    '2023-03-02 2026-03-01',
  )
  assert.equal(
    windowOf({ shape: 'rolling', inBetween: 'current' }, { submittedOn }),
    '2023-03-02 2026-06-01',
  )
  const decidedOn = day('2026-05-01')
  assert.equal(
    windowOf({ shape: 'rolling', inBetween: 'current' }, { submittedOn, decidedOn }),
    '2023-03-02 2026-05-01',
  )
})

test('three years end the day before, also from the last of February', () => {
  const years = span('P3Y')
  assert.equal(nextPeriod(day('2024-03-01'), years).last.toString(), '2027-02-28')
  assert.equal(nextPeriod(day('2024-02-29'), years).last.toString(), '2027-02-28')
  assert.equal(nextPeriod(day('2023-02-28'), years).last.toString(), '2026-02-27')
  assert.equal(nextPeriod(day('2024-02-29'), span('P4Y')).last.toString(), '2028-02-28')
})

test('a renewal begins where it was chosen to, if the regulation offers that and it came in time', () => {
  const began = (
    more: Partial<Parameters<typeof periodAfterDecision>[1]>,
    ...renewal: PeriodRules['start']['renewal']
  ) => {
    const start = { first: 'submission' as const, renewal }
    const compiled = compileRegulation(
      { ...plainRegulation, period: { ...plainRegulation.period, start } },
      words,
    )
    return periodAfterDecision(compiled, {
      kind: 'renewal',
      submittedOn: day('2026-12-31'),
      decidedOn: day('2027-02-01'),
      oldPeriod: { first: day('2024-01-01'), last: day('2026-12-31') },
      ...more,
    }).period.first.toString()
  }
  assert.equal(began({}, 'old-end', 'submission'), '2027-01-01')
  assert.equal(began({ choice: 'submission' }, 'old-end', 'submission'), '2026-12-31')
  assert.equal(began({ choice: 'decision' }, 'old-end', 'submission'), '2027-01-01', 'not offered')
  assert.equal(began({ choice: 'decision' }, 'old-end', 'decision'), '2027-02-01')
  const late = { submittedOn: day('2027-01-01') }
  assert.equal(began(late, 'old-end'), '2027-02-01')
  assert.equal(began(late, 'submission'), '2027-02-01')
  assert.equal(
    periodAfterDecision(
      compileRegulation(
        {
          ...plainRegulation,
          period: {
            ...plainRegulation.period,
            start: { first: 'submission', renewal: ['old-end'] },
          },
        },
        words,
      ),
      { kind: 'renewal', submittedOn: day('2026-12-31'), decidedOn: on },
    ).period.first.toString(),
    '2026-12-31',
    'without a former period it begins like a first one',
  )
})

test('a period may start at registration or submission, if the regulation says so', () => {
  const of = (first: 'registration' | 'submission') => {
    const start = { ...plainRegulation.period.start, first }
    const regulation = { ...plainRegulation, period: { ...plainRegulation.period, start } }
    return periodAfterDecision(compileRegulation(regulation, words), {
      kind: 'first',
      registeredOn: day('2025-01-01'),
      submittedOn: day('2026-01-01'),
      decidedOn: day('2026-02-01'),
    }).period.first.toString()
  }
  assert.deepEqual([of('registration'), of('submission')], ['2025-01-01', '2026-01-01'])
})

const version = (text: string, more: Partial<Regulation> = {}) =>
  compileRegulation({ ...plainRegulation, version: day(text), ...more }, words)

function chosen(more: Partial<Regulation>, dossier: Partial<Dossier>): string | undefined {
  const versions = [version('2020-01-01'), version('2026-01-01', more)]
  const found = applicableVersion(versions, { ...emptyDossier, ...dossier }, on)
  return found?.compiled.regulation.version.toString()
}

test('the version is decided by the day that the regulation pins it to', () => {
  const running = { registeredOn: day('2025-12-31'), submittedOn: day('2026-03-01') }
  assert.equal(chosen({ pinned: 'submission' }, running), '2026-01-01')
  assert.equal(chosen({ pinned: 'candidacy' }, running), '2020-01-01')
  const period = { first: day('2026-01-01'), last: day('2028-12-31') }
  assert.equal(chosen({ pinned: 'period-start' }, { ...running, period }), '2026-01-01')
  assert.equal(chosen({}, { submittedOn: day('2019-12-31') }), undefined)
})

test('whoever was pinned before there was a version gets the earliest, and is told so', () => {
  const textOf = (versions: readonly ReturnType<typeof version>[]) =>
    applicableVersion(
      versions,
      { ...emptyDossier, registeredOn: day('2019-06-01'), submittedOn: day('2026-03-01') },
      on,
    )?.text ?? ''
  const pinned = { pinned: 'candidacy' } as const
  const first = version('2020-01-01', pinned)
  const text =
    'Versie van 1 januari 2020, de eerste versie; bij de aanmelding, 1 juni 2019, was er nog geen.'
  assert.equal(textOf([first]), text)
  assert.equal(textOf([first, version('2026-01-01', pinned)]), text)
})

test('a new version may be applied early, on request and not before its day', () => {
  const early = { earlyApplication: { from: day('2025-11-03'), text: 'Op verzoek.' } }
  const asked = { appliesEarly: true }
  assert.equal(chosen(early, { ...asked, submittedOn: day('2025-11-03') }), '2026-01-01')
  assert.equal(chosen(early, { ...asked, submittedOn: day('2025-11-02') }), '2020-01-01')
  assert.equal(chosen(early, { submittedOn: day('2025-11-03') }), '2020-01-01')
  const textOn = (submitted: string) =>
    applicableVersion(
      [version('2020-01-01'), version('2026-01-01', early)],
      { ...emptyDossier, ...asked, submittedOn: day(submitted) },
      on,
    )?.text ?? ''
  assert.match(textOn('2025-12-31'), /vervroegd/)
  assert.doesNotMatch(textOn('2026-01-01'), /vervroegd/, 'it is in force by then')
})

test('running dossiers keep the old version, take the new, or get the better of the two', () => {
  const running = { registeredOn: day('2025-01-01'), submittedOn: day('2026-03-01') }
  const rule = (
    runningDossiers: 'keep-old' | 'take-new' | 'most-favourable',
    norms: Regulation['norms'],
  ) =>
    chosen(
      {
        pinned: 'candidacy',
        norms,
        transition: { article: 'artikel 1', text: 'Overgang.', runningDossiers },
      },
      running,
    )
  assert.equal(rule('keep-old', []), '2020-01-01')
  assert.equal(rule('take-new', []), '2026-01-01')
  assert.equal(rule('most-favourable', []), '2026-01-01', 'equally good: the new one')
  assert.equal(rule('most-favourable', [normOf('hard', minimumOf(9600))]), '2020-01-01')
})

test('of two versions the better outcome goes first, whatever falls short', () => {
  const question = normOf('asked', { kind: 'question', question: 'spread', text: 'Gespreid?' })
  const exempt: Partial<Regulation> = {
    norms: [normOf('hard', minimumOf(9600))],
    exemptions: [
      {
        id: 'all',
        article: 'artikel 1',
        text: 'Iedereen.',
        when: { kind: 'not', of: { kind: 'fact', fact: 'certificate', is: true } },
      },
    ],
  }
  const forAWhile: Partial<Regulation> = {
    norms: [normOf('hard', minimumOf(9600))],
    temporary: {
      article: 'artikel 1',
      text: 'Een jaar.',
      length: span('P1Y'),
      open: ['hard'],
      appliesTo: ['first', 'renewal'],
      shortensNext: false,
    },
  }
  const open = { norms: [normOf('easy', minimumOf(0))] }
  const half = { norms: [normOf('half', minimumOf(100))] }
  const better = (old: Partial<Regulation>, recent: Partial<Regulation>) => {
    const transition = {
      article: 'artikel 1',
      text: 'Overgang.',
      runningDossiers: 'most-favourable',
    } as const
    const found = applicableVersion(
      [
        version('2020-01-01', old),
        version('2026-01-01', { ...recent, pinned: 'candidacy', transition }),
      ],
      {
        ...emptyDossier,
        registeredOn: day('2025-01-01'),
        submittedOn: day('2026-03-01'),
        facts: { certificate: false },
      },
      on,
    )
    return found?.compiled.regulation.version.year
  }
  assert.deepEqual(
    [better(open, { norms: [question] }), better({ norms: [question] }, open)],
    [2020, 2026],
  )
  assert.deepEqual([better(exempt, open), better(open, exempt)], [2020, 2026])
  assert.deepEqual([better(forAWhile, half), better(half, forAWhile)], [2020, 2026])
  assert.deepEqual([better(forAWhile, open), better(open, forAWhile)], [2026, 2020])
})

test('of a transition is told only where there was something to pass from', () => {
  const transition = {
    article: 'artikel 1',
    text: 'Overgang.',
    runningDossiers: 'keep-old',
  } as const
  const text = (registered: string) =>
    applicableVersion(
      [version('2020-01-01'), version('2026-01-01', { pinned: 'candidacy', transition })],
      { ...emptyDossier, registeredOn: day(registered), submittedOn: day('2026-03-01') },
      on,
    )?.text ?? ''
  assert.match(text('2025-12-31'), / Overgang\.$/)
  assert.doesNotMatch(text('2026-01-01'), /Overgang/)
})

test('the better of two versions is the one that leaves less to do, also when it has more norms', () => {
  const transition = {
    article: 'artikel 1',
    text: 'Overgang.',
    runningDossiers: 'most-favourable',
  } as const
  const better = (old: readonly [number, number?], recent: readonly [number, number?]) => {
    const norms = ([total, part]: readonly [number, number?]) => [
      ...(part === undefined ? [] : [normOf('part', minimumOf(part, 'accredited'))]),
      normOf('total', minimumOf(total)),
    ]
    const versions = [
      version('2020-01-01', { norms: norms(old) }),
      version('2026-01-01', { norms: norms(recent), pinned: 'candidacy', transition }),
    ]
    const dossier = { registeredOn: day('2025-01-01'), submittedOn: day('2026-03-01') }
    const found = applicableVersion(versions, { ...emptyDossier, ...dossier }, on)
    return found?.compiled.regulation.version.toString()
  }
  assert.equal(better([3000], [2000, 500]), '2026-01-01', '20, of which 5, is less than 30')
  assert.equal(better([2000, 500], [3000]), '2020-01-01')
  assert.equal(better([2000], [2000, 500]), '2020-01-01', 'the same total, and nothing else')
  assert.equal(better([2000, 500], [2000]), '2026-01-01')
  assert.equal(better([2000, 500], [2000, 501]), '2020-01-01')
  assert.equal(better([0], [2000]), '2020-01-01', 'the outcome goes first')
})
