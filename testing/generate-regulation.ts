import type {
  Activity,
  Amount,
  Cap,
  Condition,
  Dossier,
  Enough,
  InProportion,
  Kind,
  Limit,
  Minimum,
  Norm,
  Period,
  ProRata,
  Regulation,
  Requirement,
  SecondValuation,
  Selector,
  Share,
  WorkSpell,
} from '#engine'
import { emptyDossier } from '#engine'
import * as fc from '#testing/random-cases.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const span = (text: string) => Temporal.Duration.from(text)

/** The words in which generated regulations speak. */
export const words = {
  address: 'je',
  unit: { one: 'uur', many: 'uren', counted: 'uur' },
  committee: 'de commissie',
  temporary: { certified: 'voorlopig geregistreerd', the: 'de voorlopige registratie' },
} as const

/** A small regulation without norms, to build upon. */
export const plainRegulation: Regulation = {
  register: 'generated',
  version: day('2020-01-01'),
  title: 'Gemaakt voor een test',
  sources: { source: { title: 'Bron', articles: ['artikel 1'], compared: day('2026-01-01') } },
  unit: 'hour',
  pinned: 'submission',
  period: {
    article: 'artikel 1',
    shape: 'personal',
    length: span('P3Y'),
    start: { first: 'decision', renewal: ['old-end'] },
    anchor: 'submission',
    lookBack: { years: 3, granularity: 'calendar-year', appliesTo: 'first', article: 'artikel 1' },
    inBetween: 'next',
    deemedValid: true,
    renewalFrom: span('P1Y'),
  },
  facts: [
    { id: 'certificate', type: 'yes-no', label: 'Certificaat' },
    { id: 'experienced', type: 'yes-no', label: 'Ervaren' },
  ],
  attributes: [
    { id: 'accredited', label: 'Geaccrediteerd', type: 'yes-no' },
    { id: 'online', label: 'Online', type: 'yes-no' },
  ],
  documents: [],
  declarations: [],
  declarers: [],
  workRoles: [],
  workProperties: [],
  registers: [],
  leaveSorts: [],
  groups: [
    { id: 'learning', label: 'Leren' },
    { id: 'sharing', label: 'Delen' },
  ],
  kinds: [
    kindOf('training', ['learning']),
    kindOf('workshop', ['learning', 'sharing']),
    kindOf('teaching', ['sharing']),
    { ...kindOf('special', ['sharing']), value: { by: 'committee', article: 'artikel 1' } },
  ],
  categories: [],
  formerCategories: [],
  moves: [],
  variants: [],
  exemptions: [],
  norms: [],
  caps: [],
  thresholds: [],
  lapses: [],
  carryOver: { rule: 'none', text: 'Een overschot gaat niet mee.' },
  labels: [],
  lists: [],
  accreditedByDecision: [],
  singleUse: 'per-register',
  evidence: { article: 'artikel 1', required: 1, text: 'Bewijs.' },
  referee: {
    article: 'artikel 1',
    roles: [],
    text: 'Referent.',
    selfSign: { allowed: true, reasonRequired: true, text: 'Zelf.' },
  },
  review: {
    article: 'artikel 1',
    application: 'all',
    lines: 'all',
    selfSigned: 'all',
    text: 'Alles.',
  },
  committee: {
    article: 'artikel 1',
    members: 2,
    tie: 'chair',
    conflicts: [],
    rhythm: 'quarterly',
    decides: 'when-enough-votes',
    text: 'Twee leden.',
  },
  public: ['name', 'status'],
}

function kindOf(id: string, groups: readonly string[]): Kind {
  return {
    id,
    label: id,
    article: 'artikel 1',
    groups,
    rule: 'Uren.',
    value: { by: 'hours', each: 100 as Amount, article: 'artikel 1', precedence: ['spent'] },
    fields: [],
    evidence: { accepted: [{ id: 'proof', label: 'Bewijs', signed: false }], preferred: [] },
    accreditation: 'possible',
    referee: false,
  }
}

/** A norm around a requirement. */
export function normOf(id: string, requires: Requirement, more: Partial<Norm> = {}): Norm {
  return {
    id,
    article: 'artikel 1',
    source: 'source',
    label: id,
    text: `Norm ${id}.`,
    appliesTo: ['first', 'renewal'],
    requires,
    instead: {},
    examples: [],
    ...more,
  }
}

/** A minimum of an amount in hundredths. */
export function minimumOf(
  atLeast: number,
  of: Selector = 'everything',
  more: Partial<Minimum> = {},
): Minimum {
  return {
    kind: 'minimum',
    atLeast: atLeast as Amount,
    of,
    in: 'amount',
    each: 'window',
    proRata: false,
    ...more,
  }
}

/** A cap in hundredths. */
export function capOf(
  id: string,
  atMost: number,
  of: Selector,
  each: Cap['each'] = 'window',
  measure: Cap['in'] = 'amount',
): Cap {
  return {
    id,
    article: 'artikel 1',
    source: 'source',
    label: id,
    text: `Plafond ${id}.`,
    of,
    atMost: atMost as Amount,
    in: measure,
    each,
  }
}

/** An approved activity of so many hundredths. */
export function activityOf(id: string, claimed: number, more: Partial<Activity> = {}): Activity {
  return {
    id,
    kind: 'training',
    title: id,
    completedOn: day('2022-06-01'),
    claimed: claimed as Amount,
    attributes: {},
    details: {},
    state: 'approved',
    ...more,
  }
}

const selector: fc.Arbitrary<Selector> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Selector>('everything') },
  {
    weight: 8,
    arbitrary: fc.constantFrom<Selector>(
      'accredited',
      'online',
      'learning',
      'sharing',
      'training',
      'workshop',
      'teaching',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Selector>(
      ['training', 'teaching'],
      { not: 'accredited' },
      { allOf: ['learning', 'accredited'] },
      { anyOf: ['online', 'teaching'] },
      { attribute: 'online', is: false },
    ),
  },
)

/** Small amounts, in single hundredths, so that a slow evaluator can try everything. */
export type Scale = { readonly most: number; readonly activities: number }

const apart: fc.Arbitrary<readonly Selector[]> = fc.constantFrom<readonly Selector[]>(
  ['training', 'workshop'],
  ['teaching', ['training', 'special']],
  ['accredited', { not: 'accredited' }],
  [{ allOf: ['learning', 'online'] }, { attribute: 'online', is: false }],
)

const half: Share = { parts: 1, of: 2 }
const shares = fc.constantFrom<Share>(half, { parts: 1, of: 3 }, { parts: 2, of: 3 })

/** A limit on any activities, or two on activities that are never the same. */
function limits(scale: Scale): fc.Arbitrary<Within> {
  const figures = fc.record({
    is: fc.constantFrom('atMost', 'atMostShare', 'atLeastShare'),
    atMost: fc.integer({ min: 0, max: scale.most * 2 }),
    share: shares,
  })
  const one = selector.map((of): readonly Selector[] => [of])
  return fc.tuple(fc.oneof(one, apart), figures, figures).map(
    ([parts, ...both]) =>
      (measure) =>
        parts.map((of: Selector, at: number): Limit => {
          const { is, atMost, share } = both[at] ?? both[0]
          if (is === 'atMost') return { of, atMost: (atMost * stepOf(measure)) as Amount }
          // Beside another limit the others of a least share would lie in both.
          const alone = parts.length === 1
          return is === 'atLeastShare' && alone
            ? { of, atLeastShare: share }
            : { of, atMostShare: share }
        }),
  )
}

type Within = (measure: Minimum['in']) => readonly Limit[]

function limitsOf(within: Within | undefined, measure: Minimum['in']): Pick<Minimum, 'limits'> {
  return within === undefined ? {} : { limits: within(measure) }
}

function stepOf(measure: Minimum['in']): number {
  return measure === 'things' ? 100 : 1
}

function minimum(scale: Scale): fc.Arbitrary<Minimum> {
  return fc
    .record({
      amount: fc.integer({ min: 0, max: scale.most * 3 }),
      things: fc.integer({ min: 0, max: 4 }),
      of: selector,
      in: fc.oneof(
        { weight: 4, arbitrary: fc.constant<'amount' | 'things'>('amount') },
        { weight: 1, arbitrary: fc.constant<'amount' | 'things'>('things') },
      ),
      each: fc.oneof(
        { weight: 5, arbitrary: fc.constant<Minimum['each']>('window') },
        {
          weight: 1,
          arbitrary: fc.constantFrom<Minimum['each']>('calendar-year', 'registration-year'),
        },
      ),
      years: fc.constantFrom(undefined, undefined, 1, 2),
      within: fc.option(limits(scale), { freq: 4, nil: undefined }),
    })
    .map(({ amount, things, years, within, ...rest }) =>
      minimumOf(rest.in === 'things' ? things * 100 : amount, rest.of, {
        ...rest,
        ...limitsOf(within, rest.in),
        ...(years === undefined || rest.each === 'window' ? {} : { years }),
      }),
    )
}

const certified: Condition = { kind: 'fact', fact: 'certificate', is: true }
const experienced: Condition = { kind: 'fact', fact: 'experienced', is: true }
const spread: Condition = {
  kind: 'question',
  question: 'spread',
  text: 'Is het redelijk verspreid?',
}

const condition: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  certified,
  certified,
  spread,
  spread,
  { kind: 'not', of: certified },
  { kind: 'not', of: { kind: 'all-of', of: [certified, experienced] } },
  { kind: 'not', of: { kind: 'any-of', of: [experienced, spread] } },
)

const refresher: fc.Arbitrary<Condition> = fc
  .record({ of: selector, every: fc.constantFrom('P1Y', 'P18M', 'P2Y', 'P3Y').map(span) })
  .map(({ of, every }) => ({ kind: 'refresher', of, every }))

function requirement(scale: Scale): fc.Arbitrary<Requirement> {
  const part = fc.oneof(
    { weight: 8, arbitrary: minimum(scale) },
    { weight: 2, arbitrary: condition },
    { weight: 1, arbitrary: refresher },
  )
  return fc.oneof(
    { weight: 6, arbitrary: minimum(scale) },
    { weight: 1, arbitrary: condition },
    { weight: 1, arbitrary: refresher },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom<'one-of' | 'each-of'>('one-of', 'each-of'),
          fc.array(part, { minLength: 1, maxLength: 2 }),
        )
        .map(([kind, of]) => ({ kind, of })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(part, { minLength: 3, maxLength: 3 })
        .map((of): Requirement => ({ kind: 'one-of', atLeast: 2, of })),
    },
  )
}

function cap(scale: Scale): fc.Arbitrary<Omit<Cap, 'id'>> {
  return fc
    .record({
      amount: fc.integer({ min: 0, max: scale.most * 2 }),
      things: fc.integer({ min: 0, max: 3 }),
      of: selector,
      measure: fc.oneof(
        { weight: 5, arbitrary: fc.constant<Cap['in']>('amount') },
        { weight: 1, arbitrary: fc.constant<Cap['in']>('things') },
      ),
      each: fc.oneof(
        { weight: 4, arbitrary: fc.constant<Cap['each']>('window') },
        {
          weight: 2,
          arbitrary: fc.constantFrom<Cap['each']>(
            'calendar-year',
            'registration-year',
            'day',
            'activity',
          ),
        },
      ),
    })
    .map(({ amount, things, of, measure, each }) =>
      capOf('cap', measure === 'things' ? things * 100 : amount, of, each, measure),
    )
}

/** Regulations with norms and caps that overlap in every way. */
export function regulations(scale: Scale): fc.Arbitrary<Regulation> {
  return fc
    .record({
      requirements: fc.array(requirement(scale), { minLength: 1, maxLength: 4 }),
      mild: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      when: fc.option(condition, { freq: 3, nil: undefined }),
      caps: fc.array(cap(scale), { maxLength: 3 }),
    })
    .map(({ requirements, mild, when, caps }) => ({
      ...plainRegulation,
      norms: requirements.map((requires, at) =>
        normOf(`norm-${at}`, requires, {
          ...(mild[at] && at === 3 ? { otherwise: { text: 'Mensen beslissen.' } } : {}),
          ...(when !== undefined && at === 1 ? { when } : {}),
        }),
      ),
      caps: caps.map((each, at) => ({
        ...each,
        id: `cap-${at}`,
        label: `cap-${at}`,
        text: `Plafond cap-${at}.`,
      })),
    }))
}

/**
 * Regulations whose caps overlap without one lying inside another, and whose norms want the same
 * room: which norm is served, and out of what, then has to be chosen.
 */
export function crowdedRegulations(scale: Scale): fc.Arbitrary<Regulation> {
  const over = fc.constantFrom<Selector>('learning', 'sharing', 'online', 'accredited', 'workshop')
  const most = fc.integer({ min: 1, max: scale.most + 1 })
  const wanted = fc.record({
    of: selector,
    atLeast: fc.integer({ min: 1, max: scale.most * 2 }),
    within: fc.option(limits(scale), { freq: 3, nil: undefined }),
  })
  return fc
    .record({
      caps: fc.array(fc.record({ of: over, atMost: most }), { minLength: 2, maxLength: 4 }),
      norms: fc.array(wanted, { minLength: 2, maxLength: 4 }),
      mild: fc.nat({ max: 5 }),
    })
    .map(({ caps, norms, mild }) => ({
      ...plainRegulation,
      norms: norms.map(({ of, atLeast, within }, at) =>
        normOf(`norm-${at}`, minimumOf(atLeast, of, limitsOf(within, 'amount')), {
          ...(at === mild ? { otherwise: { text: 'Mensen beslissen.' } } : {}),
        }),
      ),
      caps: caps.map(({ of, atMost }, at) => capOf(`cap-${at}`, atMost, of)),
    }))
}

/** Dossiers of activities that all may count, approved or claimed. */
export function crowdedDossiers(scale: Scale): fc.Arbitrary<Dossier> {
  const activity = fc.record({
    kind: fc.constantFrom('training', 'workshop', 'workshop', 'teaching'),
    claimed: fc.integer({ min: 1, max: scale.most }),
    state: fc.constantFrom<Activity['state']>('approved', 'approved', 'claimed'),
    accredited: fc.boolean(),
    online: fc.boolean(),
  })
  return fc.array(activity, { minLength: 2, maxLength: scale.activities }).map((activities) => ({
    ...emptyDossier,
    submittedOn: assessedOn,
    activities: activities.map(({ kind, claimed, state, ...attributes }, at) =>
      activityOf(`a${at}`, claimed, { kind, state, attributes }),
    ),
  }))
}

const days = [
  '2019-12-31',
  '2020-01-01',
  '2020-06-01',
  '2021-06-01',
  '2021-06-01',
  '2022-03-03',
  '2022-12-15',
  '2022-12-16',
]

/** Dossiers with activities in and around the window, approved, claimed, planned and rejected. */
export function dossiers(scale: Scale): fc.Arbitrary<Dossier> {
  const activity = fc.record({
    kind: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('training', 'workshop', 'teaching') },
      { weight: 1, arbitrary: fc.constant('special') },
    ),
    claimed: fc.integer({ min: 0, max: scale.most }),
    valued: fc.integer({ min: 0, max: 3 }),
    count: fc.constantFrom(1, 1, 1, 2, 3),
    completedOn: fc.constantFrom(...days),
    state: fc.constantFrom<Activity['state']>(
      'approved',
      'approved',
      'approved',
      'claimed',
      'claimed',
      'planned',
      'rejected',
    ),
    accredited: fc.boolean(),
    online: fc.boolean(),
  })
  return fc
    .record({
      activities: fc.array(activity, { maxLength: scale.activities }),
      renewal: fc.boolean(),
      certificate: fc.constantFrom(true, false, undefined),
      experienced: fc.constantFrom(true, false, undefined),
      answered: fc.boolean(),
    })
    .map(
      ({ activities, renewal, certificate, experienced, answered }): Dossier => ({
        ...emptyDossier,
        kind: renewal ? 'renewal' : 'first',
        submittedOn: day('2022-12-15'),
        ...(renewal ? { period: { first: day('2020-01-01'), last: day('2022-12-31') } } : {}),
        facts: {
          ...(certificate === undefined ? {} : { certificate }),
          ...(experienced === undefined ? {} : { experienced }),
        },
        judgements: answered ? [{ on: 'spread', outcome: 'met' }] : [],
        activities: activities.map((each, at) => {
          const known = each.kind !== 'special' || each.valued > 0
          return {
            id: `a${at}`,
            kind: each.kind,
            title: `a${at}`,
            completedOn: day(each.completedOn),
            ...(known ? { claimed: each.claimed as Amount } : {}),
            count: (each.count * 100) as Amount,
            attributes: { accredited: each.accredited, online: each.online },
            details: {},
            state: each.state,
          }
        }),
      }),
    )
}

/** The day on which generated dossiers are assessed. */
export const assessedOn = day('2022-12-15')

/** What must be there of one's own. */
function enough(scale: Scale): fc.Arbitrary<Enough> {
  return fc
    .record({ atLeast: fc.integer({ min: 1, max: scale.most * 2 }), of: selector })
    .map(({ atLeast, of }) => ({ atLeast: atLeast as Amount, of }))
}

/** Regulations whose periods, valuation, variants, carry-over and pro rata differ in every way. */
export function variedRegulations(scale: Scale): fc.Arbitrary<Regulation> {
  const { lookBack, ...personal } = plainRegulation.period
  const period = fc
    .record({
      shape: fc.constantFrom<Partial<Regulation['period']>>(
        {},
        { shape: 'rolling' },
        { shape: 'calendar-year', length: span('P1Y') },
        { shape: 'fixed-block', blockFirst: day('2020-01-01') },
        { shape: 'fixed-block', blockFirst: day('2026-01-01') },
      ),
      anchor: fc.constantFrom<Regulation['period']['anchor']>(
        'submission',
        'decision',
        'period-end',
      ),
      inBetween: fc.constantFrom<Regulation['period']['inBetween']>('next', 'current'),
      looksBack: fc.constantFrom<'no' | 'first' | 'both'>('no', 'no', 'first', 'both'),
      countsFrom: fc.constantFrom(undefined, undefined, undefined, day('2020-05-01')),
      opens: fc.constantFrom<'no' | 'day' | 'day-after'>('no', 'no', 'no', 'day', 'day-after'),
    })
    .map(({ shape, anchor, inBetween, looksBack, countsFrom, opens }) => ({
      ...personal,
      ...shape,
      anchor,
      inBetween,
      ...(looksBack === 'no' || lookBack === undefined
        ? {}
        : { lookBack: { ...lookBack, appliesTo: looksBack } }),
      ...(countsFrom === undefined ? {} : { countsFrom }),
      ...(opens === 'no'
        ? {}
        : { opens: { fact: 'graduated', from: opens, article: 'artikel 1' } as const }),
    }))
  const carried = fc.record({
    rule: fc.constantFrom<'capped' | 'discretion'>('capped', 'discretion'),
    counts: fc.constantFrom<'same' | 'total'>('same', 'total'),
    atMost: fc.option(fc.integer({ min: 0, max: scale.most }), { nil: undefined }),
    onlyWith: fc.option(enough(scale), { nil: undefined }),
  })
  return fc
    .record({
      base: regulations(scale),
      period,
      instead: fc.array(fc.option(requirement(scale), { nil: undefined }), {
        minLength: 4,
        maxLength: 4,
      }),
      whens: fc.array(condition, { maxLength: 2 }),
      carried: fc.option(carried, { nil: undefined }),
      onlyWith: fc.boolean(),
      atMost: fc.option(fc.integer({ min: 0, max: scale.most }), { nil: undefined }),
      atLeast: fc.option(fc.integer({ min: 1, max: scale.most }), { nil: undefined }),
      singleUse: fc.constantFrom<Regulation['singleUse']>('per-register', 'none'),
      joinedLater: fc.option(fc.boolean(), { nil: undefined }),
      byMonth: fc.boolean(),
      joinedLaterFrom: fc.constantFrom(undefined, undefined, span('P2M'), span('P1Y')),
      shrinks: fc.boolean(),
      thresholds: fc.array(fc.record({ of: selector, onlyWith: enough(scale) }), { maxLength: 1 }),
      lapses: fc.array(
        fc.record({
          of: selector,
          after: fc.constantFrom('P1Y', 'P18M', 'P652D', 'P30M', 'P2Y6M15D').map(span),
        }),
        { maxLength: 2 },
      ),
      accepts: fc.array(
        fc.constantFrom(undefined, undefined, undefined, [], ['total'], ['accredited']),
        { minLength: 4, maxLength: 4 },
      ),
      second: fc.option(secondUnit(scale), { freq: 2, nil: undefined }),
      share: fc.option(proportion(scale), { freq: 2, nil: undefined }),
      repeats: fc.option(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), {
        freq: 1,
        nil: undefined,
      }),
      open: fc.option(fc.subarray(['norm-0', 'norm-1', 'norm-2', 'norm-3']), { nil: undefined }),
      forAWhile: fc.constantFrom<readonly ('first' | 'renewal')[]>(['first', 'renewal'], ['first']),
    })
    .map(({ base, period: periods, instead, whens, shrinks, ...more }): Regulation => {
      const shrinking = more.joinedLater !== undefined && shrinks
      const regulation = {
        ...base,
        facts: [...base.facts, { id: 'graduated', type: 'day', label: 'Diploma' }],
        period: periods,
        singleUse: more.singleUse,
        ...(more.open === undefined
          ? {}
          : {
              temporary: {
                article: 'artikel 1',
                text: 'Voorlopig.',
                length: span('P6M'),
                open: more.open,
                appliesTo: more.forAWhile,
                shortensNext: true,
              },
            }),
        variants: whens.map((when, at) => ({
          id: `variant-${at}`,
          article: 'artikel 1',
          label: `Variant ${at}`,
          text: `Variant ${at}.`,
          when,
        })),
        norms: base.norms.map((norm, at) => {
          const figure = instead[at]
          const asked = shrinking ? proRataOf(norm.requires) : norm.requires
          const surplus = more.accepts[at]
          const requires =
            asked.kind === 'minimum' && surplus !== undefined ? { ...asked, surplus } : asked
          const figures = figure === undefined ? {} : { [`variant-${at % 2}`]: figure }
          return { ...norm, requires, instead: figures }
        }),
        thresholds: more.thresholds.map(({ of, onlyWith }, at) => ({
          id: `threshold-${at}`,
          article: 'artikel 1',
          source: 'source',
          label: `Drempel ${at}`,
          text: `Drempel ${at}.`,
          of,
          onlyWith,
        })),
        lapses: more.lapses.map(({ of, after }, at) => ({
          id: `lapse-${at}`,
          article: 'artikel 1',
          source: 'source',
          label: `Verval ${at}`,
          text: `Verval ${at}.`,
          of,
          after,
        })),
        kinds: base.kinds.map((kind): Kind => {
          if (kind.id === 'training' && more.onlyWith) {
            return { ...kind, value: { ...kind.value, onlyWith: 'passed' } }
          }
          if (kind.id === 'workshop' && more.atLeast !== undefined) {
            return { ...kind, value: { ...kind.value, atLeast: more.atLeast as Amount } }
          }
          if (kind.id !== 'special' || more.atMost === undefined) return kind
          return { ...kind, value: { ...kind.value, atMost: more.atMost as Amount } }
        }),
        ...(more.joinedLater === undefined
          ? {}
          : {
              proRata: {
                article: 'artikel 1',
                text: 'Naar rato.',
                joinedLater: more.joinedLater,
                by: more.byMonth ? 'month' : 'day',
                ...(more.joinedLaterFrom === undefined
                  ? {}
                  : { joinedLaterFrom: more.joinedLaterFrom }),
                rounding: 'hundredth-down',
              },
            }),
        ...(more.carried === undefined
          ? {}
          : {
              carryOver: {
                rule: more.carried.rule,
                counts: more.carried.counts,
                text: 'Het overschot.',
                ...(more.carried.atMost === undefined
                  ? {}
                  : { atMost: more.carried.atMost as Amount }),
                ...(more.carried.onlyWith === undefined ? {} : { onlyWith: more.carried.onlyWith }),
              },
            }),
      } satisfies Regulation
      const shared = more.share === undefined ? regulation : withProportion(regulation, more.share)
      const doubled = more.second === undefined ? shared : withSecondUnit(shared, more.second)
      return more.repeats === undefined ? doubled : withForEach(doubled, more.repeats)
    })
}

type Shared = { readonly rule: InProportion; readonly inIt: readonly boolean[] }

function proportion(scale: Scale): fc.Arbitrary<Shared> {
  return fc
    .record({
      rounding: fc.constantFrom<InProportion['rounding']>(
        'hundredth-down',
        'hundredth-down',
        'whole-down',
        'whole-up',
      ),
      floor: fc.option(fc.integer({ min: 0, max: scale.most }), { nil: undefined }),
      inIt: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    })
    .map(({ rounding, floor, inIt }) => ({
      rule: {
        fact: 'share',
        whole: 100 as Amount,
        rounding,
        ...(floor === undefined ? {} : { floor: floor as Amount }),
      },
      inIt,
    }))
}

/** Some minima ask a share, by what somebody stated. */
function withProportion(regulation: Regulation, { rule, inIt }: Shared): Regulation {
  let turn = 0
  const inside = (requires: Requirement): Requirement => {
    switch (requires.kind) {
      case 'minimum': {
        const { floor: _, ...plain } = rule
        const inProportion = requires.in === 'things' ? plain : rule
        return inIt[turn++ % inIt.length] ? { ...requires, inProportion } : requires
      }
      case 'one-of':
      case 'each-of':
        return { ...requires, of: requires.of.map(inside) }
      default:
        return requires
    }
  }
  return {
    ...regulation,
    facts: [...regulation.facts, { id: 'share', type: 'number', label: 'Deeltijd' }],
    norms: regulation.norms.map((norm) => ({ ...norm, requires: inside(norm.requires) })),
  }
}

/** Some minima are asked for each of the areas that somebody works in. */
function withForEach(regulation: Regulation, inIt: readonly boolean[]): Regulation {
  let turn = 0
  const inside = (requires: Requirement): Requirement => {
    switch (requires.kind) {
      case 'minimum':
        return inIt[turn++ % inIt.length] ? { ...requires, forEach: 'areas' } : requires
      case 'one-of':
      case 'each-of':
        return { ...requires, of: requires.of.map(inside) }
      default:
        return requires
    }
  }
  const options = ['learning', 'sharing', 'online'].map((id) => ({ id, label: id }))
  return {
    ...regulation,
    facts: [...regulation.facts, { id: 'areas', type: 'several', label: 'Gebieden', options }],
    norms: regulation.norms.map((norm) => ({
      ...norm,
      requires: inside(norm.requires),
      instead: Object.fromEntries(
        Object.entries(norm.instead).map(([id, requires]) => [id, inside(requires)]),
      ),
    })),
  }
}

/** What kinds are worth in a second unit, and which of the minima and caps of amounts are in it. */
type Second = {
  readonly kinds: readonly (SecondValuation | undefined)[]
  readonly inIt: readonly boolean[]
}

function secondUnit(scale: Scale): fc.Arbitrary<Second> {
  const each = fc.constantFrom(50, 100, 200).map((amount) => amount as Amount)
  const atMost = fc.constantFrom(undefined, undefined, scale.most)
  const valuation = fc
    .record({
      rule: fc.oneof(
        each.map((by): SecondValuation => ({ by: 'field', field: 'contact', each: by })),
        each.map((by): SecondValuation => ({ by: 'unit', each: by })),
        fc.constantFrom<SecondValuation>(
          { by: 'thing', each: 1 as Amount },
          { by: 'thing', each: 2 as Amount },
        ),
      ),
      atMost,
    })
    .map(({ rule, atMost: most }) =>
      most === undefined ? rule : { ...rule, atMost: most as Amount },
    )
  return fc.record({
    kinds: fc.array(fc.option(valuation, { freq: 3, nil: undefined }), {
      minLength: 4,
      maxLength: 4,
    }),
    inIt: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  })
}

function withSecondUnit(regulation: Regulation, { kinds, inIt }: Second): Regulation {
  let turn = 0
  const measured = <Rule extends Minimum | Cap>(rule: Rule): Rule =>
    rule.in === 'amount' && inIt[turn++ % inIt.length] ? { ...rule, in: 'second-unit' } : rule
  const inside = (requires: Requirement): Requirement => {
    switch (requires.kind) {
      case 'minimum':
        return measured(requires)
      case 'one-of':
      case 'each-of':
        return { ...requires, of: requires.of.map(inside) }
      default:
        return requires
    }
  }
  return {
    ...regulation,
    secondUnit: { one: 'contactuur', many: 'contacturen', counted: 'contacturen' },
    kinds: regulation.kinds.map((kind, at): Kind => {
      const inSecondUnit = kinds[at]
      return inSecondUnit === undefined ? kind : { ...kind, inSecondUnit }
    }),
    norms: regulation.norms.map((norm) => ({
      ...norm,
      requires: inside(norm.requires),
      instead: Object.fromEntries(
        Object.entries(norm.instead).map(([id, requires]) => [id, inside(requires)]),
      ),
    })),
    caps: regulation.caps.map(measured),
  }
}

/** The same, with every minimum smaller for a part of the time. */
function proRataOf(requires: Requirement): Requirement {
  switch (requires.kind) {
    case 'minimum':
      return { ...requires, proRata: true }
    case 'one-of':
    case 'each-of':
      return { ...requires, of: requires.of.map(proRataOf) }
    default:
      return requires
  }
}

/** Dossiers of people who joined, applied before and had a surplus in every way. */
export function variedDossiers(scale: Scale): fc.Arbitrary<Dossier> {
  const someDay = (...texts: readonly (string | undefined)[]) =>
    fc.constantFrom(...texts.map((text) => (text === undefined ? undefined : day(text))))
  return fc
    .record({
      base: dossiers(scale),
      leap: fc.boolean(),
      decidedOn: someDay(undefined, '2022-12-20', '2023-01-10'),
      share: fc.constantFrom(undefined, 0, 33, 50, 100, 120),
      areas: fc.constantFrom(undefined, ['learning'], ['sharing'], ['learning', 'online']),
      forAWhile: fc.constantFrom(undefined, undefined, {
        first: day('2022-09-01'),
        last: day('2023-02-28'),
      }),
      filed: someDay(undefined, undefined, '2019-10-01', '2020-03-01'),
      countedUntil: someDay(undefined, undefined, '2019-12-15', '2020-05-31'),
      graduated: someDay(undefined, '2019-01-01', '2020-06-01', '2021-02-28'),
      registeredOn: someDay(undefined, '2019-06-01', '2020-03-01', '2021-01-01'),
      moved: fc.array(
        fc.constantFrom(undefined, '2019-11-15', '2021-02-28', '2021-03-01', '2022-12-18'),
        { minLength: scale.activities, maxLength: scale.activities },
      ),
      passed: fc.array(fc.constantFrom(true, true, false, undefined), {
        minLength: scale.activities,
        maxLength: scale.activities,
      }),
      contact: fc.array(fc.constantFrom(undefined, 0, 1, 2, 3), {
        minLength: scale.activities,
        maxLength: scale.activities,
      }),
      surplus: fc.constantFrom<Record<string, number>>({}, {}, { total: 2 }, { accredited: 3 }),
      carried: fc.constantFrom<'approved' | 'rejected' | undefined>(
        undefined,
        undefined,
        'approved',
        'rejected',
      ),
    })
    .map(({ base, leap, moved, passed, contact, surplus, carried, ...days }): Dossier => {
      const { decidedOn, filed, countedUntil, registeredOn, forAWhile, graduated, share, areas } =
        days
      return {
        ...base,
        facts: {
          ...base.facts,
          ...(share === undefined ? {} : { share: share as Amount }),
          ...(areas === undefined ? {} : { areas }),
          ...(graduated === undefined ? {} : { graduated }),
        },
        ...(leap && base.period !== undefined
          ? { period: { first: day('2020-02-29'), last: day('2023-02-28') } }
          : {}),
        ...(decidedOn === undefined ? {} : { decidedOn }),
        ...(forAWhile === undefined ? {} : { temporary: forAWhile }),
        ...(filed === undefined ? {} : { previousSubmittedOn: filed }),
        ...(countedUntil === undefined ? {} : { countedUntil }),
        ...(registeredOn === undefined ? {} : { registeredOn }),
        surplus: surplus as Dossier['surplus'],
        judgements: [
          ...base.judgements,
          ...(carried === undefined ? [] : [{ on: 'carry-over', outcome: carried }]),
        ],
        activities: base.activities.map((each, at) => {
          const completedOn = moved[at]
          const given = passed[at]
          const hours = contact[at]
          return {
            ...each,
            ...(completedOn === undefined ? {} : { completedOn: day(completedOn) }),
            details: {
              ...(given === undefined ? {} : { passed: given }),
              ...(hours === undefined ? {} : { contact: hours as Amount }),
            },
          }
        }),
      }
    })
}

const optionally = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

/** Work in every measure, looked at over every sort of window. */
const work: fc.Arbitrary<Requirement> = fc
  .record({
    asks: fc.oneof(
      fc.record({
        measure: fc.constant<'hours'>('hours'),
        amount: fc.constantFrom(20_000, 50_000, 100_000),
      }),
      fc.record({
        measure: fc.constant<'months'>('months'),
        amount: fc.constantFrom(100, 600, 1100, 1200, 1800),
      }),
      fc.record({
        measure: fc.constantFrom('hours-per-week-now' as const, 'average-hours-per-week' as const),
        amount: fc.constantFrom(400, 800, 1200),
      }),
    ),
    more: fc.boolean(),
    within: optionally(fc.constantFrom('P1Y', 'P18M', 'P2Y').map(span)),
    after: optionally(fc.constant('graduated-on')),
    until: optionally(
      fc.constantFrom('period-start', 'period-end', 'submission', 'now', 'graduated-on'),
    ),
    voidAfterGapOf: optionally(fc.constantFrom('P1M', 'P6M', 'P1Y').map(span)),
    roles: optionally(fc.constantFrom(['mediator'], ['mediator', 'clerk'])),
    only: optionally(fc.constantFrom(['level'], ['task'], ['level', 'task'])),
    fromHoursPerWeek: optionally(fc.constantFrom(400, 800, 1200)),
  })
  .map(({ asks: { measure, amount }, more, fromHoursPerWeek, ...rest }): Requirement => {
    const step = measure === 'months' ? 100 : 1
    const bound = more
      ? { atLeast: (amount + step) as Amount, moreThan: amount as Amount }
      : { atLeast: amount as Amount }
    const given = Object.entries(rest).filter(([, value]) => value !== undefined)
    return {
      kind: 'work',
      measure,
      ...bound,
      ...Object.fromEntries(given),
      ...(fromHoursPerWeek === undefined ? {} : { fromHoursPerWeek: fromHoursPerWeek as Amount }),
    }
  })

/** That such work was stated, or was not. */
const workStated: fc.Arbitrary<Requirement> = fc
  .record({
    only: optionally(fc.constantFrom(['level'], ['task'])),
    within: optionally(fc.constantFrom('P1Y', 'P2Y').map(span)),
  })
  .map(({ only, within }) => ({
    kind: 'work-stated',
    ...(only === undefined ? {} : { only }),
    ...(within === undefined ? {} : { within }),
  }))

/** The same as the varied ones, with work, leave, every rounding, blocks from any day, or no kinds. */
export function workedRegulations(scale: Scale): fc.Arbitrary<Regulation> {
  const more = fc.record({
    works: fc.array(
      fc.option(fc.oneof(work, work, work, workStated), { freq: 3, nil: undefined }),
      { minLength: 4, maxLength: 4 },
    ),
    together: fc.constantFrom<'one-of' | 'each-of' | 'alone'>('one-of', 'each-of', 'alone'),
    leaveFrom: optionally(fc.constantFrom('P1M', 'P3M').map(span)),
    rounding: fc.constantFrom<ProRata['rounding']>('hundredth-down', 'whole-down', 'whole-up'),
    moreThan: fc.boolean(),
    noKinds: fc.nat({ max: 12 }).map((chance) => chance === 0),
    granularity: fc.constantFrom<'day' | 'calendar-year'>('day', 'calendar-year'),
    shape: fc.constantFrom<Partial<Regulation['period']>>(
      {},
      {},
      { shape: 'fixed-block', blockFirst: day('2018-08-31'), length: span('P18M') },
      { shape: 'fixed-block', blockFirst: day('2028-02-29'), length: span('P2Y') },
      { shape: 'personal', length: span('P30M') },
      { shape: 'rolling', length: span('P14M') },
    ),
  })
  return fc.tuple(variedRegulations(scale), more).map(([varied, added]): Regulation => {
    const { works, together, leaveFrom, rounding, moreThan, noKinds, granularity, shape } = added
    const { period, proRata } = varied
    const lookBack =
      period.lookBack === undefined ? {} : { lookBack: { ...period.lookBack, granularity } }
    const left = { rounding, ...(leaveFrom === undefined ? {} : { leaveFrom }) }
    const regulation: Regulation = {
      ...varied,
      facts: [...varied.facts, { id: 'graduated-on', type: 'day', label: 'Afgestudeerd' }],
      workRoles: [
        { id: 'mediator', label: 'Bemiddelaar' },
        { id: 'clerk', label: 'Griffier' },
      ],
      workProperties: [
        {
          id: 'level',
          label: 'op niveau',
          without: 'niet op niveau',
          anyOf: [{ field: 'level', is: 'high' }],
        },
        {
          id: 'task',
          label: 'met een taak',
          without: 'zonder taak',
          anyOf: [
            { field: 'advice', is: true },
            { field: 'dispute', is: true },
          ],
        },
      ],
      period: { ...period, ...shape, ...lookBack },
      ...(proRata === undefined ? {} : { proRata: { ...proRata, ...left } }),
      norms: varied.norms.map((norm, at) => {
        const bound = moreThan ? moreThanOf(norm.requires) : norm.requires
        return { ...norm, requires: withWork(bound, works[at], together) }
      }),
    }
    return noKinds ? withoutKinds(regulation) : regulation
  })
}

/** Work beside what a norm asks, or in its place. */
function withWork(
  requires: Requirement,
  asked: Requirement | undefined,
  together: 'one-of' | 'each-of' | 'alone',
): Requirement {
  if (asked === undefined) return requires
  return together === 'alone' ? asked : { kind: together, of: [requires, asked] }
}

/** The same, with every minimum asking more than it was said to be enough. */
function moreThanOf(requires: Requirement): Requirement {
  switch (requires.kind) {
    case 'minimum': {
      const { atLeast, in: measure } = requires
      return { ...requires, moreThan: atLeast, atLeast: (atLeast + stepOf(measure)) as Amount }
    }
    case 'one-of':
    case 'each-of':
      return { ...requires, of: requires.of.map(moreThanOf) }
    default:
      return requires
  }
}

/** The same without activities: only what the norms ask beside them is left. */
function withoutKinds(regulation: Regulation): Regulation {
  const asks = (requires: Requirement): Requirement | undefined => {
    switch (requires.kind) {
      case 'minimum':
      case 'refresher':
        return undefined
      case 'one-of':
      case 'each-of': {
        const of = requires.of.flatMap((part) => asks(part) ?? [])
        const { atLeast = 1 } = requires
        const enough = requires.kind === 'each-of' || of.length >= atLeast
        return of.length === 0 || !enough ? undefined : { ...requires, of }
      }
      default:
        return requires
    }
  }
  const { secondUnit: _, ...rest } = regulation
  return {
    ...rest,
    kinds: [],
    groups: [],
    attributes: [],
    caps: [],
    thresholds: [],
    lapses: [],
    carryOver: { rule: 'none', text: 'Een overschot is er niet.' },
    norms: regulation.norms.map((norm) => ({
      ...norm,
      requires: asks(norm.requires) ?? certified,
      instead: Object.fromEntries(
        Object.entries(norm.instead).flatMap(([id, requires]) => {
          const left = asks(requires)
          return left === undefined ? [] : [[id, left]]
        }),
      ),
    })),
  }
}

const workDays = [
  '2019-06-01',
  '2020-01-31',
  '2020-02-29',
  '2021-03-01',
  '2021-09-15',
  '2022-08-31',
]

const workSpell: fc.Arbitrary<WorkSpell> = fc
  .record({
    from: fc.nat({ max: workDays.length - 1 }),
    to: fc.option(fc.nat({ max: workDays.length - 1 }), { nil: undefined }),
    longer: fc.nat({ max: 40 }),
    hours: fc.constantFrom<Pick<WorkSpell, 'hours' | 'hoursPerWeek'>>(
      { hoursPerWeek: 0 as Amount },
      { hoursPerWeek: 400 as Amount },
      { hoursPerWeek: 850 as Amount },
      { hoursPerWeek: 1600 as Amount },
      { hours: 40_000 as Amount },
    ),
    role: fc.constantFrom(undefined, 'mediator', 'clerk'),
    details: optionally(
      fc.constantFrom<WorkSpell['details']>(
        { level: 'high', advice: true },
        { level: 'high', advice: false, dispute: true },
        { level: 'high', advice: false },
        { level: 'low', advice: false, dispute: false },
        { advice: true },
      ),
    ),
    state: fc.constantFrom<WorkSpell['state']>(
      undefined,
      'approved',
      'approved',
      'claimed',
      'rejected',
    ),
  })
  .map(({ from, to, longer, hours, role, details, state }): WorkSpell => {
    const first = day(workDays[from] ?? '')
    const last = to === undefined ? undefined : day(workDays[Math.max(from, to)] ?? '')
    return {
      first,
      ...(last === undefined ? {} : { last: last.add({ days: longer }) }),
      ...hours,
      ...(role === undefined ? {} : { role }),
      ...(details === undefined ? {} : { details }),
      ...(state === undefined ? {} : { state }),
    }
  })

const leaveSpell: fc.Arbitrary<Period> = fc
  .record({
    first: fc.constantFrom('2019-12-01', '2020-02-15', '2020-03-31', '2021-01-31', '2022-10-01'),
    length: fc.constantFrom('P10D', 'P1M', 'P45D', 'P3M', 'P5M').map(span),
  })
  .map(({ first, length }) => ({
    first: day(first),
    last: day(first).add(length).subtract({ days: 1 }),
  }))

/** The same as the varied ones, of people who worked and were on leave, in periods from any day. */
export function workedDossiers(scale: Scale): fc.Arbitrary<Dossier> {
  const more = fc.record({
    held: optionally(fc.constant({ first: day('2020-08-31'), last: day('2023-02-27') })),
    work: fc.array(workSpell, { maxLength: 3 }),
    leave: fc.array(leaveSpell, { maxLength: 2 }),
    graduated: optionally(
      fc.constantFrom('2019-12-31', '2021-06-30', '2022-12-15', '2023-01-01').map(day),
    ),
  })
  return fc.tuple(variedDossiers(scale), more).map(
    ([varied, { held, work: worked, leave, graduated }]): Dossier => ({
      ...varied,
      ...(held !== undefined && varied.period !== undefined ? { period: held } : {}),
      work: worked,
      leave,
      facts: {
        ...varied.facts,
        ...(graduated === undefined ? {} : { 'graduated-on': graduated }),
      },
    }),
  )
}
