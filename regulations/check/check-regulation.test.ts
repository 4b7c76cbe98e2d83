import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  Amount,
  Condition,
  Field,
  InProportion,
  Limit,
  Minimum,
  Regulation,
  Requirement,
  Selector,
} from '#engine'
import { minimumOf, normOf, plainRegulation } from '#testing/generate-regulation.ts'
import { checkRegulation } from './check-regulation.ts'

const total = normOf('total', minimumOf(9600))
const [training = plainRegulation.kinds[0]!, ...others] = plainRegulation.kinds
const certified: Condition = { kind: 'fact', fact: 'certificate', is: true }
const special = { id: 'special', article: 'artikel 1', label: 'S', text: 'S.', when: certified }
const proof = { id: 'proof', label: 'P' }
const field = (id: string, more: Partial<Field> = {}): Field => ({
  id,
  type: 'text',
  label: 'F',
  required: false,
  ...more,
})
const category = (id: string, more: Partial<Regulation['categories'][number]> = {}) => ({
  id,
  label: id,
  text: id,
  admission: [],
  ...more,
})
const criterion = {
  id: 'diploma',
  article: 'artikel 1',
  label: 'D',
  text: 'D.',
  requires: certified,
}
const move = {
  id: 'move',
  article: 'artikel 1',
  from: ['junior'],
  to: 'junior',
  text: 'M.',
  admission: 'asked',
  period: 'unchanged',
} as const
const withTraining = (more: Partial<typeof training>): Partial<Regulation> => ({
  kinds: [{ ...training, ...more }, ...others],
})
const work = (atLeast: number, within: string, measure: 'hours' | 'months') =>
  normOf('work', {
    kind: 'work',
    measure,
    atLeast: atLeast as Amount,
    within: Temporal.Duration.from(within),
  })
const weeksOf = (measure: 'hours-per-week-now' | 'average-hours-per-week') =>
  normOf('work', {
    kind: 'work',
    measure,
    atLeast: 1600 as Amount,
    fromHoursPerWeek: 800 as Amount,
  })
const inYears = (length: string): Partial<Regulation> => {
  const { lookBack: _, renewalFrom: __, ...period } = plainRegulation.period
  return { period: { ...period, shape: 'calendar-year', length: Temporal.Duration.from(length) } }
}

/** A total with limits, of which some are kinds that never are the same activities. */
const limited = (...limits: readonly Limit[]): Partial<Regulation> => ({
  norms: [normOf('total', minimumOf(9600, ['training', 'workshop', 'teaching'], { limits }))],
})
const half = { parts: 1, of: 2 }
const some = 4000 as Amount
const things = (most: number): Partial<Regulation> => ({
  norms: [
    normOf(
      'things',
      minimumOf(900, 'everything', {
        in: 'things',
        limits: [{ of: 'online', atMost: most as Amount }],
      }),
    ),
  ],
})
const inSomeYears = (years: number, each: Minimum['each']): Partial<Regulation> => ({
  norms: [normOf('years', minimumOf(100, 'everything', { each, years }))],
})
const someOf = (atLeast: number, ...of: readonly Requirement[]): Partial<Regulation> => ({
  norms: [normOf('some', { kind: 'one-of', atLeast, of })],
})
const asMediator = { id: 'mediator', label: 'M' }
const inRole = normOf('work', {
  kind: 'work',
  measure: 'months',
  atLeast: 100 as Amount,
  roles: ['mediator'],
})
const bySupervisor = {
  norms: [normOf('told', { kind: 'declaration', declaration: 'code', by: 'supervisor' })],
  declarations: [{ id: 'code', label: 'Code' }],
}
const twenty = (one: number) =>
  Array.from({ length: one }, (_, at) => minimumOf(100 + at, 'training'))

const cap = {
  id: 'cap',
  article: 'artikel 1',
  source: Object.keys(plainRegulation.sources)[0] ?? '',
  label: 'C',
  text: 'C.',
  of: 'everything',
  atMost: 100 as Amount,
  in: 'amount',
  each: 'window',
} as const
const fte = { id: 'fte', type: 'number', label: 'Fte' } as const
const partTime = (more: Partial<InProportion>) =>
  normOf(
    'total',
    minimumOf(9600, 'everything', {
      inProportion: {
        fact: 'fte',
        whole: 100 as Amount,
        rounding: 'hundredth-down',
        ...more,
      },
    }),
  )
const areas = {
  id: 'areas',
  type: 'several',
  label: 'Gebieden',
  options: [{ id: 'learning', label: 'Leren' }],
} as const
const chess = { ...areas, options: [...areas.options, { id: 'chess', label: 'Schaken' }] }
const inEach = (forEach: string) => normOf('each', minimumOf(1000, 'everything', { forEach }))
const plain = { explanation: [], links: [], fields: [] }
const temporary: NonNullable<Regulation['temporary']> = {
  article: 'artikel 1',
  text: 'T.',
  length: Temporal.Duration.from('P12M'),
  open: ['conduct'],
  appliesTo: ['first', 'renewal'],
  shortensNext: false,
}
const secondUnit = { one: 'contactuur', many: 'contacturen', counted: 'contacturen' }
const inTheRoom = { by: 'field', field: 'room', each: 100 as Amount } as const
const contact = normOf('contact', minimumOf(1000, 'everything', { in: 'second-unit' }))
const conduct = normOf('conduct', { kind: 'question', question: 'conduct', text: 'Q?' })

const threshold = (of: Selector, atLeast = 1000) => ({
  id: 'threshold',
  article: 'artikel 1',
  source: 'source',
  label: 'T',
  text: 'T.',
  of: 'workshop',
  onlyWith: { atLeast: atLeast as Amount, of },
})
const lapse = (after: string) => ({
  id: 'lapse',
  article: 'artikel 1',
  source: 'source',
  label: 'L',
  text: 'L.',
  of: 'everything' as const,
  after: Temporal.Duration.from(after),
})
const graduated = { id: 'graduated', type: 'day', label: 'G' } as const
const opening = (fact: string): Regulation['period'] => ({
  ...plainRegulation.period,
  opens: { fact, from: 'day', article: 'artikel 1' },
})
const yearly = normOf('total', minimumOf(1000, 'everything', { each: 'registration-year' }))
const { lookBack: _lookBack, ...ofThreeYears } = plainRegulation.period
const goesAlong = {
  rule: 'capped',
  counts: 'same',
  of: ['total'],
  text: 'C.',
} as const
const accepting = (surplus: readonly string[], measure: 'amount' | 'things' = 'amount') =>
  normOf('total', minimumOf(900, 'everything', { surplus, in: measure }))

/** What is refused, beside the nearest thing that is not. */
const sorts: readonly (readonly [string, Partial<Regulation>, Partial<Regulation>, RegExp])[] = [
  [
    'a minimum in proportion to a fact that is not there',
    { norms: [partTime({ fact: 'other' })], facts: [fte] },
    { norms: [partTime({})], facts: [fte] },
    /^norms\.0\.requires\.inProportion\.fact onbekend feit other/,
  ],
  [
    'a minimum in proportion to what is no number',
    { norms: [partTime({})], facts: [{ ...fte, type: 'yes-no' }] },
    { norms: [partTime({})], facts: [fte] },
    /^norms\.0\.requires\.inProportion\.fact fte is geen getal/,
  ],
  [
    'a minimum in proportion to nothing',
    { norms: [partTime({ whole: 0 as Amount })], facts: [fte] },
    { norms: [partTime({ whole: 1 as Amount })], facts: [fte] },
    /^norms\.0\.requires\.inProportion\.whole een deel van niets/,
  ],
  [
    'a floor that is all',
    { norms: [partTime({ floor: 9600 as Amount })], facts: [fte] },
    { norms: [partTime({ floor: 9599 as Amount })], facts: [fte] },
    /^norms\.0\.requires\.inProportion\.floor dit is alles/,
  ],
  [
    'a minimum for each value of a fact that is not there',
    { norms: [inEach('other')], facts: [areas] },
    { norms: [inEach('areas')], facts: [areas] },
    /^norms\.0\.requires\.forEach onbekend feit other/,
  ],
  [
    'a minimum for each value of what has one',
    { norms: [inEach('areas')], facts: [{ ...areas, type: 'choice' }] },
    { norms: [inEach('areas')], facts: [areas] },
    /^norms\.0\.requires\.forEach areas heeft niet meer waarden/,
  ],
  [
    'a value of which there are no activities',
    { norms: [inEach('areas')], facts: [chess] },
    { norms: [inEach('areas')], facts: [areas] },
    /^norms\.0\.requires\.forEach er zijn geen activiteiten die chess heten/,
  ],
  [
    'free text about leave, in which somebody could write about their health',
    {
      leave: { ...plain, fields: [{ id: 'why', label: 'Waarom?', type: 'text', required: false }] },
    },
    {
      leave: { ...plain, fields: [{ id: 'why', label: 'Ziek?', type: 'yes-no', required: false }] },
    },
    /^leave\.fields\.0\.type van verlof worden een soort en dagen gevraagd/,
  ],
  [
    'a link to what is no page',
    { leave: { ...plain, links: [{ label: 'Verlof', address: 'javascript:alert(1)' }] } },
    { leave: { ...plain, links: [{ label: 'Verlof', address: 'https://verlof.example/a' }] } },
    /^leave\.links\.0\.address javascript:alert\(1\) is geen adres van een pagina/,
  ],
  [
    'a link without how its page is reached',
    { work: { ...plain, links: [{ label: 'Werk', address: 'werk.example' }] } },
    { work: { ...plain, links: [{ label: 'Werk', address: 'http://werk.example' }] } },
    /^work\.links\.0\.address werk\.example is geen adres van een pagina/,
  ],
  [
    'an original of what is no document',
    { leave: { ...plain, original: { returned: true } } },
    { leave: plain },
    /^leave\.original alleen een document heeft een origineel/,
  ],
  [
    'files that are destroyed of what is no document',
    { work: { ...plain, keeps: 'details' } },
    { work: plain },
    /^work\.keeps alleen van een document worden bestanden vernietigd/,
  ],
  [
    'a norm that may be open and is not there',
    { norms: [total, conduct], temporary: { ...temporary, open: ['conduct', 'other'] } },
    { norms: [total, conduct], temporary },
    /^temporary\.open\.1 onbekende norm other/,
  ],
  [
    'a registration for a while for which nothing must be met',
    {
      norms: [total, conduct],
      temporary: { ...temporary, open: ['total', 'conduct'], appliesTo: ['first'] },
    },
    { norms: [total, conduct], temporary },
    /^temporary\.open bij een eerste aanvraag mag zo alles open zijn/,
  ],
  [
    'a registration for a while where nothing that may be open is asked',
    { norms: [total, { ...conduct, appliesTo: ['first'] }], temporary },
    {
      norms: [total, { ...conduct, appliesTo: ['first'] }],
      temporary: { ...temporary, appliesTo: ['first'] },
    },
    /^temporary\.appliesTo bij een verlenging wordt niets gevraagd wat open mag zijn/,
  ],
  [
    'a registration for a while as long as a full one',
    {
      norms: [total, conduct],
      temporary: { ...temporary, length: Temporal.Duration.from('P36M') },
    },
    {
      norms: [total, conduct],
      temporary: { ...temporary, length: Temporal.Duration.from('P35M') },
    },
    /^temporary\.length een voorlopige registratie is korter dan een periode/,
  ],
  [
    'a block that a registration for a while makes shorter',
    {
      ...inYears('P3Y'),
      norms: [total, conduct],
      temporary: { ...temporary, shortensNext: true },
    },
    { ...inYears('P3Y'), norms: [total, conduct], temporary },
    /^temporary\.shortensNext een vast blok of kalenderjaar is voor iedereen even lang/,
  ],
  [
    'a worth in a second unit that is not there',
    withTraining({ inSecondUnit: { by: 'unit', each: 100 as Amount } }),
    { ...withTraining({ inSecondUnit: { by: 'unit', each: 100 as Amount } }), secondUnit },
    /^kinds\.0\.inSecondUnit er is geen tweede eenheid/,
  ],
  [
    'a worth in a second unit that no field says',
    { ...withTraining({ inSecondUnit: inTheRoom }), secondUnit },
    {
      ...withTraining({ inSecondUnit: inTheRoom, fields: [field('room', { type: 'hours' })] }),
      secondUnit,
    },
    /^kinds\.0\.inSecondUnit\.field er is geen veld room/,
  ],
  [
    'a worth in a second unit from a field of text',
    { ...withTraining({ inSecondUnit: inTheRoom, fields: [field('room')] }), secondUnit },
    {
      ...withTraining({
        inSecondUnit: inTheRoom,
        fields: [field('room', { type: 'whole-number' })],
      }),
      secondUnit,
    },
    /^kinds\.0\.inSecondUnit\.field bij room wordt geen getal ingevuld/,
  ],
  [
    'a norm in a second unit that is not there',
    { norms: [contact] },
    {
      ...withTraining({ inSecondUnit: { by: 'unit', each: 100 as Amount } }),
      secondUnit,
      norms: [contact],
    },
    /^norms\.0\.requires\.in er is geen tweede eenheid/,
  ],
  [
    'a cap in a second unit that is not there',
    { caps: [{ ...cap, in: 'second-unit' }] },
    { caps: [{ ...cap, in: 'second-unit' }], secondUnit },
    /^caps\.0\.in er is geen tweede eenheid/,
  ],
  [
    'a norm in a second unit that nothing is worth anything in',
    { secondUnit, norms: [contact] },
    {
      ...withTraining({ inSecondUnit: { by: 'unit', each: 100 as Amount } }),
      secondUnit,
      norms: [contact],
    },
    /^norms\.0\.requires 10 voor contact kan nooit/,
  ],
  [
    'a norm in a second unit above a cap in it',
    {
      ...withTraining({ inSecondUnit: { by: 'unit', each: 100 as Amount } }),
      secondUnit,
      norms: [contact],
      caps: [{ ...cap, in: 'second-unit' }],
    },
    {
      ...withTraining({ inSecondUnit: { by: 'unit', each: 100 as Amount } }),
      secondUnit,
      norms: [contact],
      caps: [cap],
    },
    /^norms\.0\.requires 10 voor contact kan nooit door cap/,
  ],
  [
    'a minimum and no kinds',
    { kinds: [], norms: [total] },
    { kinds: [], norms: [conduct] },
    /^norms\.0\.requires een minimum telt activiteiten, en dit bestand heeft geen kinds/,
  ],
  [
    'a surplus and no kinds',
    { kinds: [], norms: [conduct], carryOver: { rule: 'capped', text: 'C.', counts: 'same' } },
    { kinds: [], norms: [conduct], carryOver: { rule: 'none', text: 'C.' } },
    /^carryOver\.rule zonder kinds is er nooit een overschot/,
  ],
  [
    'a cap and no kinds',
    { kinds: [], norms: [conduct], caps: [cap] },
    { norms: [conduct], caps: [cap] },
    /^caps\.0 zonder kinds valt er niets te begrenzen/,
  ],
  [
    'a threshold and no kinds',
    { kinds: [], norms: [conduct], thresholds: [threshold('training')] },
    { norms: [conduct], thresholds: [threshold('training')] },
    /^thresholds\.0 zonder kinds telt er niets/,
  ],
  [
    'a threshold of something unknown',
    { norms: [total], thresholds: [threshold('reading')] },
    { norms: [total], thresholds: [threshold('training')] },
    /^thresholds\.0\.onlyWith\.of reading is geen soort/,
  ],
  [
    'a threshold of nothing',
    { norms: [total], thresholds: [threshold('training', 0)] },
    { norms: [total], thresholds: [threshold('training', 1)] },
    /^thresholds\.0\.onlyWith\.atLeast dit is er altijd/,
  ],
  [
    'a threshold that no activity can reach',
    { norms: [total], thresholds: [threshold({ allOf: ['training', 'teaching'] })] },
    { norms: [total], thresholds: [threshold({ anyOf: ['training', 'teaching'] })] },
    /^thresholds\.0\.onlyWith\.of er is geen activiteit die hierbij hoort/,
  ],
  [
    'a threshold with the name of a cap',
    { norms: [conduct], caps: [cap], thresholds: [{ ...threshold('training'), id: 'cap' }] },
    { norms: [conduct], caps: [cap], thresholds: [threshold('training')] },
    /^thresholds\.0\.id een plafond en een drempel heten allebei cap/,
  ],
  [
    'a counting that opens on what is no day',
    { norms: [total], period: opening('certificate') },
    { norms: [total], period: opening('graduated'), facts: [graduated] },
    /^period\.opens\.fact feit certificate is van de soort yes-no/,
  ],
  [
    'an opening and no kinds',
    { kinds: [], norms: [conduct], period: opening('graduated'), facts: [graduated] },
    { norms: [conduct], period: opening('graduated'), facts: [graduated] },
    /^period\.opens zonder kinds wordt er niets geteld/,
  ],
  [
    'a lapse and no kinds',
    { kinds: [], norms: [conduct], lapses: [lapse('P1Y')] },
    { norms: [conduct], lapses: [lapse('P1Y')] },
    /^lapses\.0 zonder kinds vervalt er niets/,
  ],
  [
    'a lapse after no time',
    { norms: [conduct], lapses: [lapse('P0D')] },
    { norms: [conduct], lapses: [lapse('P1D')] },
    /^lapses\.0\.after zo telt er nooit iets/,
  ],
  [
    'a minimum of every year of what lapses after one',
    { norms: [yearly], lapses: [lapse('P1Y')], period: ofThreeYears },
    { norms: [yearly], lapses: [lapse('P4Y')], period: ofThreeYears },
    /^norms\.0\.requires 10 in elk registratiejaar voor total kan nooit door wat intussen vervalt/,
  ],
  [
    'a norm that accepts a surplus where nothing goes along',
    { norms: [accepting(['total'])] },
    { norms: [accepting(['total'])], carryOver: goesAlong },
    /^norms\.0\.requires\.surplus er gaat nooit een overschot mee/,
  ],
  [
    'a norm that accepts a surplus that does not go along',
    { norms: [accepting(['training'])], carryOver: goesAlong },
    { norms: [accepting(['total'])], carryOver: goesAlong },
    /^norms\.0\.requires\.surplus\.0 overschot uit training gaat niet mee/,
  ],
  [
    'a norm in things that accepts a surplus',
    { norms: [accepting(['total'], 'things')], carryOver: goesAlong },
    { norms: [accepting(['total'], 'amount')], carryOver: goesAlong },
    /^norms\.0\.requires\.surplus een overschot is alleen in de eenheid/,
  ],
  [
    'a choice among facts without options',
    { facts: [...plainRegulation.facts, { id: 'form', type: 'choice', label: 'F' }] },
    {
      facts: [
        ...plainRegulation.facts,
        { id: 'form', type: 'choice', label: 'F', options: [proof] },
      ],
    },
    /^facts\.2 een keuze heeft mogelijkheden nodig/,
  ],
  [
    'an option that is there twice',
    withTraining({ fields: [field('form', { type: 'choice', options: [proof, proof] })] }),
    withTraining({ fields: [field('form', { type: 'choice', options: [proof] })] }),
    /^kinds\.0\.fields\.0\.options\.1\.id .*used twice/,
  ],
  [
    'a field that is there twice',
    withTraining({ fields: [field('one'), field('one')] }),
    withTraining({ fields: [field('one'), field('two')] }),
    /^kinds\.0\.fields\.1\.id .*used twice/,
  ],
  [
    'a criterion that is there twice in a category',
    { categories: [category('junior', { admission: [criterion, criterion] })] },
    {
      categories: [
        category('junior', { admission: [criterion] }),
        category('senior', { admission: [criterion] }),
      ],
    },
    /^categories\.0\.admission\.1\.id .*used twice/,
  ],
  [
    'a step of nothing',
    withTraining({
      value: {
        ...training.value,
        by: 'hours',
        each: 100 as Amount,
        precedence: ['spent'],
        step: 0 as Amount,
      },
    }),
    withTraining({
      value: {
        ...training.value,
        by: 'hours',
        each: 100 as Amount,
        precedence: ['spent'],
        step: 50 as Amount,
      },
    }),
    /^kinds\.0\.value\.step een stap is meer dan nul/,
  ],
  [
    'a limit of a kind that is not there',
    limited({ of: 'e-learning', atMost: some }),
    limited({ of: 'training', atMost: some }),
    /^norms\.0\.requires\.limits\.0\.of e-learning is geen soort/,
  ],
  [
    'a limit of what the minimum does not count',
    limited({ of: 'special', atMost: some }),
    limited({ of: ['special', 'workshop'], atMost: some }),
    /^norms\.0\.requires\.limits\.0\.of hiervan telt niets voor dit minimum/,
  ],
  [
    'a share of itself',
    limited({ of: ['training', 'workshop', 'teaching'], atLeastShare: half }),
    limited({ of: ['training', 'workshop'], atLeastShare: half }),
    /^norms\.0\.requires\.limits\.0\.of dit is alles wat telt/,
  ],
  [
    'a limit of nothing at most',
    limited({ of: 'training', atMost: 0 as Amount }),
    limited({ of: 'training', atMost: 1 as Amount }),
    /^norms\.0\.requires\.limits\.0\.atMost wat nooit telt/,
  ],
  [
    'limits that overlap',
    limited({ of: 'learning', atMost: some }, { of: 'workshop', atMostShare: half }),
    limited({ of: 'training', atMost: some }, { of: 'workshop', atMostShare: half }),
    /^norms\.0\.requires\.limits\.1 een activiteit valt hoogstens onder één grens/,
  ],
  [
    'limits that overlap, as a least share limits the others',
    limited({ of: 'teaching', atMost: some }, { of: 'training', atLeastShare: half }),
    limited({ of: 'teaching', atMost: 4800 as Amount }, { of: 'teaching', atLeastShare: half }),
    /^norms\.0\.requires\.limits\.1 een activiteit valt hoogstens onder één grens/,
  ],
  [
    'a limit of half a thing',
    things(250),
    things(200),
    /^norms\.0\.requires\.limits\.0\.atMost dingen zijn heel/,
  ],
  [
    'a number of years of the whole window',
    inSomeYears(2, 'window'),
    inSomeYears(2, 'calendar-year'),
    /^norms\.0\.requires\.years schrijf erbij welke jaren/,
  ],
  [
    'as many years as a period has',
    inSomeYears(3, 'registration-year'),
    inSomeYears(2, 'registration-year'),
    /^norms\.0\.requires\.years een periode heeft 3 jaar: laat years weg/,
  ],
  [
    'some years of a period so long that each choice is too much',
    { ...inYears('P21Y'), ...inSomeYears(2, 'calendar-year') },
    { ...inYears('P14Y'), ...inSomeYears(2, 'calendar-year') },
    /^norms\.0\.requires\.years te veel mogelijkheden/,
  ],
  [
    'more parts than there are',
    someOf(3, minimumOf(100, 'training'), minimumOf(100, 'teaching')),
    someOf(2, minimumOf(100, 'training'), minimumOf(100, 'teaching')),
    /^norms\.0\.requires\.atLeast er zijn er maar 2/,
  ],
  [
    'more choices of parts than can be weighed',
    someOf(3, ...twenty(10)),
    someOf(3, ...twenty(9)),
    /^norms\.0\.requires\.atLeast te veel mogelijkheden/,
  ],
  [
    'a declaration by somebody who is not listed',
    { ...bySupervisor, declarers: [{ id: 'employer', label: 'de werkgever' }] },
    { ...bySupervisor, declarers: [{ id: 'supervisor', label: 'de supervisor' }] },
    /^norms\.0\.requires\.by supervisor staat niet bij declarers/,
  ],
  [
    'a declarer twice',
    { declarers: [asMediator, asMediator] },
    { declarers: [asMediator] },
    /^declarers\.1\.id de naam mediator staat er twee keer/,
  ],
  [
    'work in a role that is not there',
    { norms: [inRole] },
    { norms: [inRole], workRoles: [asMediator] },
    /^norms\.0\.requires\.roles\.0 mediator staat niet bij workRoles/,
  ],
  [
    'weeks of so many hours, of the hours a week now',
    { norms: [weeksOf('hours-per-week-now')] },
    { norms: [weeksOf('average-hours-per-week')] },
    /^norms\.0\.requires\.fromHoursPerWeek bij hours-per-week-now zegt atLeast dit al/,
  ],
  [
    'a least above the most of a kind',
    withTraining({ value: { ...training.value, atLeast: 401 as Amount, atMost: 400 as Amount } }),
    withTraining({ value: { ...training.value, atLeast: 400 as Amount, atMost: 400 as Amount } }),
    /^kinds\.0\.value\.atLeast meer dan atMost/,
  ],
  [
    'a move from a category of no version',
    {
      categories: [category('junior'), category('senior')],
      moves: [{ ...move, from: ['basic'], to: 'senior' }],
    },
    {
      categories: [category('junior'), category('senior')],
      formerCategories: [{ id: 'basic', label: 'Basis' }],
      moves: [{ ...move, from: ['basic'], to: 'senior' }],
    },
    /^moves\.0\.from\.0 onbekende categorie basic; .*formerCategories/,
  ],
  [
    'a former category that is one still',
    {
      categories: [category('junior'), category('senior')],
      formerCategories: [{ id: 'junior', label: 'Junior' }],
    },
    {
      categories: [category('junior'), category('senior')],
      formerCategories: [{ id: 'basic', label: 'Basis' }],
    },
    /^formerCategories\.0\.id junior is ook een categorie/,
  ],
  [
    'a move to where one is',
    { categories: [category('junior')], moves: [move] },
    { categories: [category('junior'), category('senior')], moves: [{ ...move, to: 'senior' }] },
    /^moves\.0\.to wie al in junior zit/,
  ],
  [
    'an example of a norm that is not there',
    { norms: [{ ...total, examples: [{ title: 'E', dossier: {}, expect: { norm: 'totaal' } }] }] },
    { norms: [{ ...total, examples: [{ title: 'E', dossier: {}, expect: { norm: 'total' } }] }] },
    /^norms\.0\.examples\.0\.expect\.norm onbekende norm totaal/,
  ],
  [
    'more months of work than the time holds',
    { norms: [total, work(3700, 'P3Y', 'months')] },
    { norms: [total, work(3600, 'P3Y', 'months')] },
    /^norms\.1\.requires\.atLeast zoveel past niet in die tijd/,
  ],
  [
    'more hours of work than the time holds',
    { norms: [total, work(16_900, 'P1W', 'hours')] },
    { norms: [total, work(16_800, 'P1W', 'hours')] },
    /^norms\.1\.requires\.atLeast zoveel past niet in die tijd/,
  ],
  [
    'calendar years that are not whole',
    inYears('P18M'),
    inYears('P24M'),
    /^period\.length .*whole years only/,
  ],
  [
    'a decision about an attribute with choices',
    {
      attributes: [
        ...plainRegulation.attributes,
        { id: 'form', type: 'choice', label: 'F', options: [proof] },
      ],
      accreditedByDecision: [
        { kind: 'training', attribute: 'form', article: 'artikel 1', text: 'T.' },
      ],
    },
    {
      accreditedByDecision: [
        { kind: 'training', attribute: 'online', article: 'artikel 1', text: 'T.' },
      ],
    },
    /^accreditedByDecision\.0 form is geen ja-nee-eigenschap/,
  ],
  [
    'a part larger than the whole, in a category',
    {
      categories: [category('junior'), category('senior')],
      norms: [
        { ...total, categories: ['junior'] },
        normOf('part', minimumOf(9601, 'training'), { categories: ['junior', 'senior'] }),
      ],
    },
    {
      categories: [category('junior'), category('senior')],
      norms: [
        { ...total, categories: ['junior'] },
        normOf('part', minimumOf(9601, 'training'), { categories: ['senior'] }),
      ],
    },
    /^norms\.1\.requires\.atLeast 96,01 voor part is meer dan de 96 van total/,
  ],
  [
    'a part larger than the whole, under a variant',
    {
      variants: [special],
      norms: [
        { ...total, instead: { special: minimumOf(2600) } },
        normOf('part', minimumOf(2601, 'training')),
      ],
    },
    {
      variants: [special],
      norms: [
        { ...total, instead: { special: minimumOf(2600) } },
        normOf('part', minimumOf(2601, 'training'), {
          instead: { special: minimumOf(2600, 'training') },
        }),
      ],
    },
    /^norms\.1\.requires\.atLeast 26,01 voor part is meer dan de 26 van total/,
  ],
  [
    'a part larger than the whole, within one alternative',
    {
      norms: [
        normOf('either', {
          kind: 'one-of',
          of: [certified, { kind: 'each-of', of: [minimumOf(500), minimumOf(501, 'training')] }],
        }),
      ],
    },
    {
      norms: [
        normOf('either', {
          kind: 'one-of',
          of: [certified, minimumOf(500), minimumOf(501, 'training')],
        }),
      ],
    },
    /^norms\.0\.requires\.of\.1\.of\.1\.atLeast 5,01 voor either is meer dan de 5 van dezelfde norm/,
  ],
  [
    'a minimum of every year that is more than the whole, under a variant',
    {
      variants: [special],
      norms: [
        { ...total, instead: { special: minimumOf(2600) } },
        normOf('yearly', minimumOf(900, 'training', { each: 'registration-year' })),
      ],
    },
    {
      variants: [special],
      norms: [
        { ...total, instead: { special: minimumOf(2700) } },
        normOf('yearly', minimumOf(900, 'training', { each: 'registration-year' })),
      ],
    },
    /^norms\.1\.requires\.atLeast 9 in elk van 3 jaren is 27 voor yearly: meer dan de 26 van total/,
  ],
]

for (const [what, wrong, right, expected] of sorts) {
  test(`a regulation with ${what} is refused, and its neighbour is not`, () => {
    const said = (more: Partial<Regulation>) =>
      checkRegulation({ ...plainRegulation, norms: [total], ...more }).map(
        ({ path, message }) => `${path.join('.')} ${message}`,
      )
    assert.deepEqual(said(right), [])
    assert.equal(said(wrong).length, 1, said(wrong).join('\n'))
    assert.match(said(wrong)[0] ?? '', expected)
  })
}

test('a whole of nothing lifts a norm, and is no whole for its parts', () => {
  const norms = [
    { ...total, instead: { special: minimumOf(0) } },
    normOf('part', minimumOf(500, 'training')),
  ]
  assert.deepEqual(checkRegulation({ ...plainRegulation, variants: [special], norms }), [])
})

test('a norm for some may ask more than one for all', () => {
  const some: readonly Partial<typeof total>[] = [
    { when: certified },
    { categories: ['senior'] },
    { appliesTo: ['renewal'] },
  ]
  for (const more of some) {
    const norms = [total, normOf('more', minimumOf(12_000, 'training'), more)]
    const categories = [category('junior'), category('senior')]
    assert.deepEqual(checkRegulation({ ...plainRegulation, categories, norms }), [])
  }
})

test('name and status are always public, and nothing twice', () => {
  const told = (...shown: Regulation['public'][number][]) =>
    checkRegulation({ ...plainRegulation, norms: [total], public: shown }).map(
      ({ path, message }) => `${path.join('.')} ${message}`,
    )
  assert.deepEqual(told('name', 'status', 'number'), [])
  assert.match(told('name', 'valid-until')[0] ?? '', /^public status hoort er altijd bij/)
  assert.match(told('status')[0] ?? '', /^public name hoort er altijd bij/)
  assert.match(told('name', 'status', 'status')[0] ?? '', /^public\.2 status staat er al/)
})

test('the article of a norm stands in the source that the norm names', () => {
  const { sources } = plainRegulation
  const [first] = Object.values(sources)
  assert.ok(first)
  const other = { ...first, articles: ['bijlage'] }
  const elsewhere = { ...total, source: 'other' }
  const mistakes = checkRegulation({
    ...plainRegulation,
    sources: { ...sources, other },
    norms: [elsewhere],
  })
  assert.match(mistakes[0]?.message ?? '', /staat in geen bron; bekend: bijlage/)
})

test('a criterion of the self-test is there once, and is about activities that there are', () => {
  const told = (criteria: NonNullable<Regulation['selfTest']>['criteria']) =>
    checkRegulation({
      ...plainRegulation,
      norms: [total],
      selfTest: { article: 'artikel 1', text: 'Toets het.', criteria },
    }).map(({ path, message }) => `${path.join('.')} ${message}`)
  const one = { id: 'one', text: 'Past het?', of: 'everything' } as const
  assert.deepEqual(told([one]), [])
  assert.match(told([one, one])[0] ?? '', /^selfTest\.criteria\.1\.id .*staat er twee keer/)
  assert.match(
    told([{ ...one, of: 'unheard-of' }])[0] ?? '',
    /^selfTest\.criteria\.0\.of unheard-of is geen soort, groep of ja-nee-eigenschap/,
  )
  const never = { allOf: ['training', { not: 'training' }] } as const
  assert.match(
    told([{ ...one, of: never }])[0] ?? '',
    /er is geen activiteit om aan one te toetsen/,
  )
})
