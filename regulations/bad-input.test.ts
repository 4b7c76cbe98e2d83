import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Regulation } from '#engine'
import { mostNorms } from './check/check-regulation.ts'
import { mostActivities, readDossier } from './dossier.ts'
import { compileSource, loadRegister, loadRegisters } from './load.ts'
import { MistakenFile, sourceOf } from './mistakes.ts'

const text = await readFile(new URL('krsd/2021-01-01.yaml', import.meta.url), 'utf8')
const registerText = await readFile(new URL('krsd/register.yaml', import.meta.url), 'utf8')
const compiled = (await loadRegisters()).get('krsd')!.versions[0]!

function messagesOf(changed: string): string[] {
  assert.notEqual(changed, text, 'the change must change something')
  try {
    compileSource(sourceOf(changed, 'file.yaml'))
  } catch (error) {
    assert.ok(error instanceof MistakenFile, String(error))
    return error.message.split('\n')
  }
  return []
}

const replacements: readonly (readonly [string, string, string, RegExp])[] = [
  [
    'an unknown key',
    'unit: hour',
    'unit: hour\nhobby: chess',
    /^file\.yaml:\d+:\d+ hobby: .*unknown key/,
  ],
  [
    'a key in the wrong place',
    'of: accredited }',
    'of: accredited, foo: 1 }',
    /norms\.1\.requires\.foo: .*unknown key/,
  ],
  [
    'a wrong article reference',
    'article: hoofdstuk 5, rekenvoorbeeld',
    'article: hoofdstuk 9',
    /accreditedByDecision\.0\.article: hoofdstuk 9 .*wrong article reference/,
  ],
  [
    'an article that only begins alike',
    'article: hoofdstuk 5, rekenvoorbeeld',
    'article: hoofdstuk 55',
    /wrong article reference/,
  ],
  [
    'a share of all',
    'of: accredited }',
    'of: accredited, limits: [{ of: accredited, atMostShare: 100% }] }',
    /norms\.1\.requires\.limits\.0\.atMostShare: .*no part of a whole/,
  ],
  [
    'a share of nothing',
    'of: accredited }',
    'of: accredited, limits: [{ of: accredited, atMostShare: 0% }] }',
    /norms\.1\.requires\.limits\.0\.atMostShare: .*no part of a whole/,
  ],
  [
    'a share that is a number',
    'of: accredited }',
    'of: accredited, limits: [{ of: accredited, atLeastShare: 50 }] }',
    /norms\.1\.requires\.limits\.0\.atLeastShare/,
  ],
  [
    'a limit without a figure',
    'of: accredited }',
    'of: accredited, limits: [{ of: accredited }] }',
    /norms\.1\.requires\.limits\.0: .*one of the three/,
  ],
  [
    'a limit with two figures',
    'of: accredited }',
    'of: accredited, limits: [{ of: accredited, atMost: 10, atMostShare: 1/2 }] }',
    /norms\.1\.requires\.limits\.0: .*one of the three/,
  ],
  [
    'more limits than can be weighed',
    'of: accredited }',
    'of: accredited, limits: [{ of: a, atMost: 1 }, { of: b, atMost: 1 }, { of: c, atMost: 1 }, { of: d, atMost: 1 }] }',
    /norms\.1\.requires\.limits: /,
  ],
  [
    'a negative norm',
    'atLeast: 24,',
    'atLeast: -24,',
    /norms\.1\.requires\.atLeast: .*never negative/,
  ],
  [
    'a minimum among conditions',
    '    requires: { kind: minimum, atLeast: 24,',
    '    when: { kind: minimum, atLeast: 24 }\n    requires: { kind: minimum, atLeast: 24,',
    /norms\.1\.when\.kind: .*one-of or each-of, in requires/,
  ],
  [
    'two leasts at once',
    'atLeast: 24,',
    'atLeast: 24, moreThan: 23,',
    /norms\.1\.requires\.atLeast: .*one of the two/,
  ],
  ['a norm of three decimals', 'atLeast: 24,', 'atLeast: 24.005,', /two decimals at most/],
  ['a norm that is no number', 'atLeast: 24,', 'atLeast: veel,', /not a number/],
  [
    'a part larger than the whole',
    'atLeast: 24,',
    'atLeast: 97,',
    /norms\.1\.requires\.atLeast: .*a part larger than the whole/,
  ],
  [
    'an unknown selector',
    'of: accredited }',
    'of: acredited }',
    /norms\.1\.requires\.of: acredited .*unknown kind/,
  ],
  [
    'an unknown source',
    '    source: booklet\n    label: Totaal',
    '    source: brochure\n    label: Totaal',
    /norms\.0\.source: .*unknown source/,
  ],
  ['a day that does not exist', 'compared: 2026-11-21', 'compared: 2026-11-31', /no such day/],
  ['a term that is none', 'renewalFrom: P1Y', 'renewalFrom: een jaar', /not a span of time/],
  ['a name in capitals', 'id: boa-training', 'id: BOA', /lower-case words with hyphens/],
  [
    'a norm named twice',
    '  - id: accredited\n    article',
    '  - id: total\n    article',
    /norms\.1\.id: .*used twice/,
  ],
  [
    'a minimum of every year that is more than the whole',
    'atLeast: 24, of: accredited }',
    'atLeast: 49, of: accredited, each: registration-year }',
    /norms\.1\.requires\.atLeast: 49 in elk van 3 jaren is 147 .*a part larger than the whole/,
  ],
  [
    'a sample without a percentage',
    '  samplePercentage: 25\n',
    '',
    /review\.lines: een steekproef heeft een percentage nodig/,
  ],
  ['a kind of valuation that is unknown', 'by: committee', 'by: magic', /kinds\.6\.value/],
  ['a missing part', 'unit: hour\n', '', /unit: kies uit hour, point/],
  ['no YAML at all', 'unit: hour', 'unit: {hour', /file\.yaml:\d+:\d+ .*cannot be parsed/],
  ['a key that stands there twice', 'unit: hour', 'unit: hour\nunit: hour', /cannot be parsed/],
]

for (const [what, from, to, expected] of replacements) {
  test(`a regulation with ${what} is refused, with its place`, () => {
    const messages = messagesOf(text.replace(from, to))
    assert.ok(
      messages.some((message) => expected.test(message)),
      messages.join('\n'),
    )
    for (const message of messages) assert.match(message, /^file\.yaml:\d+:\d+ /)
  })
}

test('the place of a mistake is the line and column where it stands', () => {
  const changed = text.replace('atLeast: 24,', 'atLeast: -24,')
  const line = changed.split('\n').findIndex((each) => each.includes('-24')) + 1
  const column = (changed.split('\n')[line - 1] ?? '').indexOf('-24') + 1
  assert.match(messagesOf(changed)[0] ?? '', new RegExp(`^file\\.yaml:${line}:${column} `))
})

test('a cap below what a minimum asks can never be met', () => {
  const cap =
    'caps:\n  - { id: low, article: hoofdstuk 2, source: booklet, label: Laag, text: Laag., of: accredited, atMost: 20 }\n'
  const messages = messagesOf(text.replace('\ncarryOver:', `\n${cap}\ncarryOver:`))
  assert.match(messages.join('\n'), /can never be met/)
})

test('a window that is shorter than the years asked is refused', () => {
  const changed = text
    .replace(
      'atLeast: 24, of: accredited }',
      'atLeast: 1, of: accredited, each: registration-year }',
    )
    .replace('    years: 3\n', '    years: 2\n')
    .replace('    granularity: calendar-year\n', '    granularity: day\n')
    .replace('    appliesTo: first\n', '    appliesTo: both\n')
  assert.match(
    messagesOf(changed).join('\n'),
    /period\.lookBack\.years: accredited vraagt iets in elk van 3 jaren, maar .* 2 jaar terug/,
  )
})

test('two norms of one name are not called a norm and a cap', () => {
  const changed = text.replace('  - id: accredited\n    article', '  - id: total\n    article')
  assert.doesNotMatch(messagesOf(changed).join('\n'), /plafond/)
})

test('more norms than the limit are refused', () => {
  const norm = (at: number) =>
    `  - { id: n-${at}, article: hoofdstuk 2, source: booklet, label: N, text: N., requires: { kind: minimum, atLeast: 1 } }\n`
  const many = Array.from({ length: mostNorms }, (_, at) => norm(at)).join('')
  assert.match(
    messagesOf(text.replace('norms:\n', `norms:\n${many}`)).join('\n'),
    /at most 1,000 norms/,
  )
})

const folder = await mkdtemp(join(tmpdir(), 'peil-regulations-'))
after(() => rm(folder, { recursive: true }))

async function register(name: string, files: Record<string, string>): Promise<string> {
  const path = join(folder, name)
  await mkdir(path)
  await writeFile(join(path, 'register.yaml'), registerText)
  for (const [file, content] of Object.entries(files)) await writeFile(join(path, file), content)
  return path
}

test('two versions that begin on the same day overlap', async () => {
  const path = await register('overlap', { '2021-01-01.yaml': text, '2021-06-01.yaml': text })
  await assert.rejects(loadRegister(path), /overlapping versions/)
})

test('a file that is named after another day than its version is refused', async () => {
  const path = await register('name', { '2022-01-01.yaml': text })
  await assert.rejects(loadRegister(path), /file name and first day differ/)
})

test('a version of another register is refused', async () => {
  const path = await register('other', {
    '2021-01-01.yaml': text.replace('register: krsd', 'register: lklr'),
  })
  await assert.rejects(loadRegister(path), /must be the register's own id/)
})

test('a mistake in register.yaml is named with its place', async () => {
  const path = await register('words', {})
  await writeFile(
    join(path, 'register.yaml'),
    registerText.replace('agreementTtl: P1M', 'agreementTtl: maand'),
  )
  await assert.rejects(loadRegister(path), /register\.yaml:\d+:\d+ terms\.agreementTtl: maand/)
})

test('a kind that no version has is proposed for nothing from another register', async () => {
  const path = await register('others', { '2021-01-01.yaml': text })
  const odd = registerText.replace(
    'theirs: training, ours: training',
    'theirs: training, ours: cursus',
  )
  await writeFile(join(path, 'register.yaml'), odd)
  const message =
    /register\.yaml:\d+:\d+ fromOtherRegisters\.0\.kinds\.0\.ours: .*no version has this kind/
  await assert.rejects(loadRegister(path), message)
})

test('tariffs that cannot be are refused at their line', async () => {
  const more = (...lines: readonly string[]) =>
    `$&\n  - from: 2022-01-01\n    amount: 5000\n    vat: exempt\n    ground: Geen\n    description: Meer${lines.map((line) => `\n    ${line}`).join('')}`
  const off = (line: string) => more('discounts:', `  - { name: Korting, years: every, ${line} }`)
  const wrongs: readonly (readonly [string, RegExp])[] = [
    [more().replace('2022', '2021'), /tariffs\.1\.from: .*two on one day/],
    [more('category: senior'), /tariffs\.1\.category: .*not a category of any version/],
    [more('kind: objection', 'category: senior'), /tariffs\.1\.category: .*for everybody/],
    [more('kind: lezing'), /tariffs\.1\.kind/],
    [more('kind: objection', 'firstYear: free'), /tariffs\.1\.firstYear: .*only of a year/],
    [more('firstYear: pro-rata'), /tariffs\.1\.firstYear: .*idle/],
    [more('rate: 21').replace('exempt', 'out-of-scope'), /tariffs\.1\.rate: .*out of scope/],
    [off('percent: 101, fact: works-in-profession'), /discounts\.0\.percent: .*too big/],
    [off('fact: works-in-profession'), /discounts\.0\.percent: .*one of the two/],
    [off('percent: 5, amount: 5, fact: works-in-profession'), /percent: .*one of the two/],
    [off('amount: 5001, fact: works-in-profession'), /discounts\.0\.amount: .*more than/],
    [off('percent: 5, fact: geen'), /discounts\.0\.fact: .*not a fact of any version/],
    [
      off('percent: 5, fact: works-in-profession, within: P3M'),
      /discounts\.0\.fact: .*another type/,
    ],
  ]
  const facts = 'facts:\n  - { id: works-in-profession, type: yes-no, label: Werkt in het vak }\n'
  const later = await readFile(new URL('krsd/2027-07-01.yaml', import.meta.url), 'utf8')
  const files = { '2021-01-01.yaml': `${text}\n${facts}`, '2027-07-01.yaml': later }
  const path = await register('tariffs', files)
  const place = /description: Jaarlijkse bijdrage Kwaliteitsregister Sociaal Domein/
  const load = async (to: string) => {
    await writeFile(join(path, 'register.yaml'), registerText.replace(place, to))
    return loadRegister(path)
  }
  for (const [to, expected] of wrongs) {
    await assert.rejects(load(to), (error) => {
      assert.ok(error instanceof MistakenFile, String(error))
      assert.match(error.message, expected)
      return true
    })
  }
  await load(off('amount: 5000, fact: works-in-profession'))
  await load(more('billing: calendar-year', 'firstYear: pro-rata'))
  await load(more('kind: objection'))
})

test('a ground on which a status is set by hand says what contradicts itself, at its line', async () => {
  const wrongs: readonly (readonly [string, string, RegExp])[] = [
    ['does: hold', 'does: schorsen', /grounds\.0\.does/],
    ['does: hold', 'does: remove', /grounds\.0\.does: .*is a decision/],
    ['does: hold', 'does: withdraw', /grounds\.0\.longest: .*has no length/],
    [
      'does: release',
      'does: release\n        endsWhenPaid: true',
      /grounds\.1\.endsWhenPaid: .*only of/,
    ],
    [
      'does: withdraw',
      'does: withdraw\n        decidedBy: bestuur',
      /grounds\.2\.decidedBy: .*no decision/,
    ],
    ['decidedBy: bestuur', 'decidedBy: niemand', /grounds\.3\.decidedBy: .*unknown body/],
    ['- id: paying-later', '- id: missing-document', /grounds\.1\.id: .*used twice/],
  ]
  const path = await register('by-hand', {})
  for (const [from, to, expected] of wrongs) {
    const odd = registerText.replace(from, to)
    assert.notEqual(odd, registerText, to)
    await writeFile(join(path, 'register.yaml'), odd)
    await assert.rejects(loadRegister(path), expected)
  }
})

test('what no register can be is said at its place: odd names, spans, sums and sizes', async () => {
  const wrongs: readonly (readonly [RegExp | string, string, RegExp])[] = [
    [/^id: krsd/m, 'id: api', / id: .*taken/],
    [/^id: krsd/m, 'id: healthz', / id: .*taken/],
    [/^id: krsd/m, 'id: constructor', / id: .*lower-case words with hyphens/],
    [/^id: krsd/m, 'id: ..', / id: .*lower-case words with hyphens/],
    [/^id: krsd/m, `id: ${'x'.repeat(41)}`, / id: .*40 .*too big/],
    [/^name: .*/m, 'name: "Een\\0naam"', / name: .*a character that is none/],
    [/^name: .*/m, 'name: "Een\\ud800naam"', / name: .*a character that is none/],
    [/^name: .*/m, `name: ${'x'.repeat(20_001)}`, / name: .*too big/],
    [
      'theirs: supervising, ours',
      'theirs: training, ours',
      / fromOtherRegisters\.0\.kinds\.2\.theirs: .*used twice/,
    ],
    ['- register: lklr', '- register: krsd', / fromOtherRegisters\.0\.register: .*itself/],
    ['agreementTtl: P1M', 'agreementTtl: P1201M', / terms\.agreementTtl: .*a hundred years/],
    ['agreementTtl: P1M', `agreementTtl: P${'9'.repeat(30)}D`, / terms\.agreementTtl: .*hundred/],
    [/decisionDays: \d+/, 'decisionDays: 1000001', /decisionDays: .*too big/],
    [/amount: \d+/, 'amount: 100000001', /tariffs\.0\.amount: .*too big/],
    [/$/, `# ${'x'.repeat(1_000_000)}`, /register\.yaml:1:1 .*too large/],
    [
      /$/,
      `x: ${'['.repeat(5000)}${']'.repeat(5000)}\n`,
      /register\.yaml:\d+:\d+ .*nested too deeply/,
    ],
  ]
  const path = await register('odd', {})
  for (const [from, to, expected] of wrongs) {
    const odd = registerText.replace(from, to)
    assert.notEqual(odd, registerText, to.slice(0, 60))
    await writeFile(join(path, 'register.yaml'), odd)
    await assert.rejects(loadRegister(path), (error) => {
      assert.ok(error instanceof MistakenFile, String(error))
      assert.match(error.message, expected)
      return true
    })
  }
  for (const to of ['agreementTtl: P100Y', 'agreementTtl: P1200M']) {
    await writeFile(join(path, 'register.yaml'), registerText.replace('agreementTtl: P1M', to))
    await loadRegister(path)
  }
})

const activity = {
  id: 'a',
  kind: 'training',
  title: 'Cursus',
  completedOn: '2022-03-01',
  hours: 8,
  state: 'approved',
}

const dossiers: readonly (readonly [string, object, RegExp])[] = [
  [
    'a day that does not exist',
    { activities: [{ ...activity, completedOn: '2022-02-30' }] },
    /activities\.0\.completedOn: .*no such day/,
  ],
  [
    'hours of three decimals',
    { activities: [{ ...activity, hours: 1.005 }] },
    /activities\.0\.hours: .*two decimals/,
  ],
  ['negative hours', { activities: [{ ...activity, hours: -1 }] }, /never negative/],
  ['hours that are no number', { activities: [{ ...activity, hours: 'veel' }] }, /not a number/],
  ['more hours than there can be', { activities: [{ ...activity, hours: 1e9 }] }, /too large/],
  [
    'an unknown kind',
    { activities: [{ ...activity, kind: 'chess' }] },
    /activities\.0\.kind: .*unknown kind/,
  ],
  [
    'an unknown attribute',
    { activities: [{ ...activity, attributes: { fun: true } }] },
    /unknown attribute/,
  ],
  [
    'an attribute of the wrong type',
    { activities: [{ ...activity, attributes: { accredited: 'yes' } }] },
    /true or false/,
  ],
  [
    'an unknown state',
    { activities: [{ ...activity, state: 'done' }] },
    /activities\.0\.state: .*approved/,
  ],
  [
    'the same activity twice',
    { activities: [activity, activity] },
    /activities\.1\.id: .*listed twice/,
  ],
  ['hours and points', { activities: [{ ...activity, points: 8 }] }, /hours or points, not both/],
  ['half a thing', { activities: [{ ...activity, count: 1.5 }] }, /a count is whole/],
  ['an unknown fact', { facts: { height: 180 } }, /facts\.height: .*unknown fact/],
  ['an unknown category', { category: 'senior' }, /category: .*unknown category/],
  ['an unknown key', { hobbies: [] }, /hobbies: .*unknown key/],
  [
    'a period that ends before it begins',
    { period: { first: '2022-01-02', last: '2022-01-01' } },
    /before the first/,
  ],
  ['work without hours', { work: [{ first: '2022-01-01' }] }, /hours or hoursPerWeek is missing/],
  ['an unknown surplus', { surplus: { chess: 3 } }, /surplus\.chess/],
  [
    'more activities than the limit',
    {
      activities: Array.from({ length: mostActivities + 1 }, (_, at) => ({
        ...activity,
        id: `a${at}`,
      })),
    },
    /at most 10,000 activities/,
  ],
]

for (const [what, more, expected] of dossiers) {
  test(`a dossier with ${what} is refused, and it says where`, () => {
    const read = readDossier({ kind: 'first', ...more }, compiled)
    assert.ok(read.is === 'mistaken')
    const messages = read.mistakes.map(({ path, message }) => `${path.join('.')}: ${message}`)
    assert.ok(
      messages.some((message) => expected.test(message)),
      messages.join('\n'),
    )
  })
}

for (const input of [null, [], 'dossier', 7, {}, { kind: 'third' }]) {
  test(`${JSON.stringify(input)} is no dossier`, () => {
    assert.equal(readDossier(input, compiled).is, 'mistaken')
  })
}

const contradictoryDossiers: readonly (readonly [string, object, RegExp])[] = [
  [
    'two judgements on one thing',
    {
      judgements: [
        { on: 'a', outcome: 'approved' },
        { on: 'a', outcome: 'rejected' },
      ],
    },
    /^judgements\.1\.on twee oordelen over a/,
  ],
  [
    'a judgement on something that is not there',
    { judgements: [{ on: 'b', outcome: 'approved' }] },
    /^judgements\.0\.on .*bekend: a, total, accredited/,
  ],
  [
    'a judgement about an activity that only fits a norm',
    { judgements: [{ on: 'a', outcome: 'met' }] },
    /^judgements\.0\.outcome .*approved of rejected/,
  ],
  [
    'a judgement about a norm that only fits an activity',
    { judgements: [{ on: 'total', outcome: 'approved' }] },
    /^judgements\.0\.outcome .*met of not-met/,
  ],
  [
    'a judgement about an activity that has the name of a norm',
    {
      activities: [
        { id: 'total', kind: 'training', title: 'T', completedOn: '2022-01-01', state: 'claimed' },
      ],
      judgements: [{ on: 'total', outcome: 'approved' }],
    },
    /^judgements\.0\.on total is een activiteit, maar .*andere id/,
  ],
  [
    'hours awarded to a norm',
    { judgements: [{ on: 'total', outcome: 'met', awarded: 3 }] },
    /^judgements\.0\.awarded /,
  ],
  [
    'a document that the regulation does not know',
    { documents: [{ kind: 'vogg', issuedOn: '2022-01-01' }] },
    /^documents\.0\.kind onbekend document vogg; bekend: /,
  ],
  [
    'a declaration that the regulation does not know',
    { declarations: [{ id: 'nothing', on: '2022-01-01' }] },
    /^declarations\.0\.id onbekende verklaring nothing; bekend: /,
  ],
  [
    'a decision before the submission',
    { submittedOn: '2022-12-15', decidedOn: '2022-12-14' },
    /^decidedOn .*decided before/,
  ],
  [
    'a period of another length',
    { kind: 'renewal', period: { first: '2020-01-01', last: '2020-12-31' } },
    /^period\.last een periode duurt 3 jaar: vanaf 1 januari 2020 tot en met 31 december 2022/,
  ],
]

for (const [what, part, expected] of contradictoryDossiers) {
  test(`a dossier with ${what} is refused`, () => {
    const one = {
      id: 'a',
      kind: 'training',
      title: 'A',
      completedOn: '2022-03-01',
      hours: 3,
      state: 'claimed',
    }
    const read = readDossier({ kind: 'first', activities: [one], ...part }, compiled)
    assert.equal(read.is, 'mistaken')
    const messages = read.mistakes.map(({ path, message }) => `${path.join('.')} ${message}`)
    assert.match(messages.join('\n'), expected)
  })
}

test('a period that is none of the blocks or calendar years of the register is refused', () => {
  const said = (rules: Partial<Regulation['period']>, first: string, last: string) => {
    const regulation = {
      ...compiled.regulation,
      period: { ...compiled.regulation.period, ...rules },
    }
    const period = { first, last }
    const read = readDossier({ kind: 'renewal', period }, { ...compiled, regulation })
    return read.is === 'read'
      ? 'read'
      : read.mistakes.map(({ path, message }) => `${path.join('.')} ${message}`).join()
  }
  const years = (count: number) => Temporal.Duration.from({ years: count })
  const block = {
    shape: 'fixed-block',
    blockFirst: Temporal.PlainDate.from('2020-01-01'),
    length: years(3),
  } as const
  assert.equal(said(block, '2020-01-01', '2022-12-31'), 'read')
  assert.equal(said(block, '2017-01-01', '2019-12-31'), 'read')
  assert.match(
    said(block, '2021-01-01', '2023-12-31'),
    /^period\.first een periode begint op 1 januari 2020 of op 1 januari 2023 /,
  )
  assert.match(said(block, '2020-01-02', '2023-01-01'), /^period\.first /)
  assert.match(said(block, '2020-01-01', '2022-12-30'), /^period\.last /)
  const year = { shape: 'calendar-year', length: years(1) } as const
  assert.equal(said(year, '2021-01-01', '2021-12-31'), 'read')
  assert.match(said(year, '2021-07-01', '2022-06-30'), /^period\.first /)
  assert.equal(said({ shape: 'personal', length: years(1) }, '2021-07-01', '2022-06-30'), 'read')
})

test('a detail that neither the kind nor a rule knows is refused, with those that are known', () => {
  const one = {
    id: 'a',
    kind: 'training',
    title: 'A',
    completedOn: '2022-03-01',
    details: { dagen: 1 },
    state: 'claimed',
  }
  const read = readDossier({ kind: 'first', activities: [one] }, compiled)
  assert.equal(read.is, 'mistaken')
  assert.match(read.mistakes[0]?.message ?? '', /^onbekend veld dagen; bekend: .*half-days/)
})

test('a quantity in details is read from a number and from text, and refused where it is none', () => {
  const one = (details: Record<string, string | number | boolean>, kind = 'training') => {
    const activity = { id: 'a', kind, title: 'A', completedOn: '2022-03-01', state: 'approved' }
    const read = readDossier({ kind: 'first', activities: [{ ...activity, details }] }, compiled)
    return read.is === 'read'
      ? read.dossier.activities[0]?.details
      : read.mistakes.map(({ path, message }) => `${path.join('.')} ${message}`).join()
  }
  const quantities = ['stated-load', 'contact-hours', 'self-study-hours', 'test-hours', 'hours']
  for (const name of [...quantities, 'days', 'half-days', 'words', 'count']) {
    assert.deepEqual(one({ [name]: '6,5' }), { [name]: 650 }, name)
    assert.deepEqual(one({ [name]: '6.5' }), { [name]: 650 }, name)
    assert.deepEqual(one({ [name]: 6.5 }), { [name]: 650 }, name)
    assert.match(String(one({ [name]: '6:30' })), /^activities\.0\.details\..* geen getal/, name)
    assert.match(String(one({ [name]: '' })), /geen getal/, name)
    assert.match(String(one({ [name]: true })), /geen getal/, name)
    assert.match(String(one({ [name]: '6,5555' })), /twee decimalen/, name)
    assert.match(String(one({ [name]: '6,555' })), /niet duidelijk/, name)
    assert.match(String(one({ [name]: '-1' })), /nul of meer/, name)
  }
})

test('what cannot be unfolded, is empty or is broken is refused in Dutch', () => {
  const bomb = ['a: &a [1, 2]']
  for (const [at, name] of [...'bcdefghi'].entries()) {
    const before = 'abcdefghi'[at]
    bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`)
  }
  assert.throws(() => sourceOf(bomb.join('\n'), 'f.yaml'), /^Mis.*f\.yaml:1:1 te veel verwijzingen/)
  assert.throws(() => sourceOf(' \n', 'f.json'), /f\.json:1:1 het bestand is leeg/)
  assert.throws(() => sourceOf('{ "a": ', 'f.json'), /dit is geen JSON: het bestand houdt op/)
  assert.throws(
    () => sourceOf('a: 1\na: 2', 'f.yaml'),
    /dit is geen YAML: deze sleutel staat er tw/,
  )
  const read = readDossier([], compiled)
  assert.equal(read.is, 'mistaken')
  assert.match(read.mistakes[0]?.message ?? '', /^hier hoort een blok met sleutels en waarden/)
})

test('days of a registration for a while are those of the rule, and a second unit has a regulation', () => {
  const rule: NonNullable<Regulation['temporary']> = {
    article: 'artikel 1',
    text: 'T.',
    length: Temporal.Duration.from('P12M'),
    open: ['accredited'],
    appliesTo: ['first', 'renewal'],
    shortensNext: true,
  }
  const said = (dossier: Readonly<Record<string, unknown>>, more: Partial<Regulation> = {}) => {
    const { transition: _, ...regulation } = compiled.regulation
    const read = readDossier(dossier, { ...compiled, regulation: { ...regulation, ...more } })
    return read.is === 'read'
      ? []
      : read.mistakes.map(({ path, message }) => `${path.join('.')} ${message}`)
  }
  const held = (first: string, last: string) => ({ kind: 'first', temporary: { first, last } })
  const year = held('2022-01-10', '2023-01-09')
  assert.match(said(year)[0] ?? '', /^temporary dit reglement kent geen voorlopige registratie/)
  assert.deepEqual(said(year, { temporary: rule }), [])
  assert.match(
    said(held('2022-01-10', '2023-01-10'), { temporary: rule })[0] ?? '',
    /^temporary een voorlopige registratie duurt 12 maanden: vanaf 10 januari 2022 tot en met 9 januari 2023/,
  )
  const renewal = { ...year, kind: 'renewal', period: { first: '2022-01-10', last: '2024-06-09' } }
  assert.match(
    said(renewal, { temporary: rule })[0] ?? '',
    /^temporary zij begint na het begin van de periode/,
  )
  const judged = {
    kind: 'first',
    judgements: [{ on: 'a', outcome: 'approved', awardedSecond: 2 }],
    activities: [
      { id: 'a', kind: 'training', title: 'A', completedOn: '2022-01-10', state: 'claimed' },
    ],
  }
  assert.match(
    said(judged)[0] ?? '',
    /^judgements\.0\.awardedSecond dit reglement heeft geen tweede eenheid/,
  )
  const secondUnit = { one: 'contactuur', many: 'contacturen', counted: 'contacturen' }
  assert.deepEqual(said(judged, { secondUnit }), [])
})
