import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { bin, runPeil, startPeil } from '#testing/command-line.ts'

const folder = await mkdtemp(join(tmpdir(), 'peil-cli-'))
after(() => rm(folder, { recursive: true }))

const hours = (id: string, amount: number, accredited = false) => ({
  id,
  kind: 'training',
  title: id,
  completedOn: '2022-03-01',
  hours: amount,
  attributes: { accredited },
  state: 'approved',
})
const short = JSON.stringify({
  kind: 'first',
  submittedOn: '2022-12-15',
  activities: [hours('a', 23, true), hours('b', 100)],
})

test('in a process of its own it reads what is piped in, and answers with its exit status', () => {
  const { status, stdout, stderr } = startPeil(['assess', '--regulation', 'krsd', '-'], short)
  assert.deepEqual([status, stderr], [0, ''])
  assert.match(stdout, /^Voldoet niet\. /)
  const wrong = startPeil(['assess', '--regulation', 'chess', '-'], short)
  assert.deepEqual([wrong.status, wrong.stdout], [2, ''])
  assert.match(wrong.stderr, /^chess is geen register/)
})

test('an answer in plain Dutch has exit status 0, also when the norm is not met', async () => {
  const { status, stdout } = await runPeil(['assess', '--regulation', 'krsd', '-'], short)
  assert.equal(status, 0)
  assert.match(
    stdout,
    /^Voldoet niet\. Je totaal is gehaald, maar je hebt nog 1 geaccrediteerd uur nodig\./,
  )
  assert.match(stdout, /krsd@2021-01-01/)
})

test('the answer in JSON has the promised form', async () => {
  const file = join(folder, 'dossier.json')
  await writeFile(file, short)
  const { status, stdout } = await runPeil([
    'assess',
    '--regulation',
    'krsd@2021-01-01',
    '--json',
    file,
  ])
  assert.equal(status, 0)
  const answer = JSON.parse(stdout)
  assert.equal(answer.outcome, 'not-met')
  assert.deepEqual(answer.regulation, { register: 'krsd', version: '2021-01-01' })
  const { id, article, outcome, required, counted, provisional, shortfall } = answer.norms[1]
  assert.deepEqual(
    { id, article, outcome, required, counted, provisional, shortfall },
    {
      id: 'accredited',
      article: 'hoofdstuk 2',
      outcome: 'not-met',
      required: 24,
      counted: 23,
      provisional: 0,
      shortfall: 1,
    },
  )
  assert.deepEqual(
    [answer.activities[0].id, answer.activities[0].counted, answer.activities[0].cuts],
    ['a', 23, []],
  )
})

test('--before says whether it will be met in time', async () => {
  const planned = JSON.stringify({
    kind: 'first',
    activities: [
      hours('a', 23, true),
      hours('b', 100),
      { ...hours('c', 2, true), completedOn: '2023-02-01', state: 'planned' },
    ],
  })
  const { stdout } = await runPeil(
    [
      'assess',
      '--regulation',
      'krsd',
      '--on',
      '2022-12-15',
      '--before',
      '2023-06-01',
      '--json',
      '-',
    ],
    planned,
  )
  const { forecast } = JSON.parse(stdout)
  assert.deepEqual(
    [forecast.outcome, forecast.metOn, forecast.needed],
    ['met-with-planned', '2023-02-01', ['c']],
  )
})

test('wrong input has exit status 2 and names file, line and column', async () => {
  const file = join(folder, 'wrong.json')
  await writeFile(
    file,
    '{\n  "kind": "first",\n  "activities": [\n    { "id": "a", "kind": "chess" }\n  ]\n}\n',
  )
  const { status, stdout, stderr } = await runPeil(['assess', '--regulation', 'krsd', file])
  assert.equal(status, 2)
  assert.equal(stdout, '')
  assert.match(stderr, /wrong\.json:4:\d+ activities\.0\./)
  assert.doesNotMatch(stderr, /\n\s+at /, 'no stack trace')
})

const wrong: readonly (readonly string[])[] = [
  [],
  ['fly'],
  ['assess', '-'],
  ['assess', '--regulation', 'chess', '-'],
  ['assess', '--regulation', 'krsd@1999-01-01', '-'],
  ['assess', '--regulation', 'krsd', '--on', '2022-02-30', '-'],
  ['assess', '--regulation', 'krsd', '--wings', '-'],
  ['assess', '--regulation', 'krsd', join(folder, 'nowhere.json')],
  ['assess', '--regulation', 'krsd', folder],
  ['regulation', 'fly'],
  ['regulation', 'check'],
  ['regulation', 'compare', 'krsd'],
  ['schema', 'chess'],
  ['schema', 'toString'],
]

for (const args of wrong) {
  test(`peil ${args.join(' ').replaceAll(folder, '…')} is asked wrongly`, async () => {
    const { status, stderr } = await runPeil(args, short)
    assert.equal(status, 2)
    assert.doesNotMatch(stderr, /\n\s+at /)
  })
}

test('every command explains itself', async () => {
  for (const args of [
    ['--help'],
    ['assess', '--help'],
    ['regulation', '--help'],
    ['regulation', 'check', '--help'],
    ['schema', '--help'],
  ]) {
    const { status, stdout } = await runPeil(args)
    assert.equal(status, 0, args.join(' '))
    assert.match(stdout, /peil/)
  }
})

test('check, explain, compare and schema answer', async () => {
  assert.match((await runPeil(['regulation', 'check', 'clientondersteuners'])).stdout, /in orde/)
  const explained = (await runPeil(['regulation', 'explain', 'krsd'])).stdout
  assert.match(explained, /Minstens 24 van die uren zijn geaccrediteerd/)
  assert.match(explained, /\nWie wat doet\n=+\nBedrijfsbureau KRSD\n- Controleert overeenkomsten/)
  assert.match(
    explained,
    /\nBestuur van de Stichting .*\n- Beslist waar het reglement niets over zegt/,
  )
  const compared = (await runPeil(['regulation', 'compare', 'lklr@2016-01-01', 'lklr@2018-01-01']))
    .stdout
  assert.match(compared, /Soort activiteit erbij: 360-gradenfeedback/)
  const schema = JSON.parse((await runPeil(['schema', 'regulation'])).stdout)
  assert.ok(schema.properties.norms)
  assert.ok(JSON.parse((await runPeil(['schema', 'dossier'])).stdout).properties.activities)
  assert.ok(JSON.parse((await runPeil(['schema', 'answer'])).stdout).properties.missed)
})

test('a file that fails its own example is refused at that example', async () => {
  const source = await runPeil(['regulation', 'check', 'krsd'])
  assert.equal(source.status, 0)
  const text = await readFile(
    new URL('../regulations/krsd/2021-01-01.yaml', import.meta.url),
    'utf8',
  )
  const file = join(folder, 'example.yaml')
  await writeFile(file, text.replace('counted: 95.99', 'counted: 95'))
  const { status, stderr } = await runPeil(['regulation', 'check', file])
  assert.equal(status, 2)
  assert.match(stderr, /example\.yaml:\d+:\d+ .*counted: verwacht 95, gevonden 95\.99/)
})

test('compare says for whom it makes a difference', async () => {
  const text = await readFile(
    new URL('../regulations/krsd/2021-01-01.yaml', import.meta.url),
    'utf8',
  )
  const file = join(folder, 'stricter.yaml')
  await writeFile(file, text.replace('atLeast: 24, of: accredited', 'atLeast: 28, of: accredited'))
  const dossier = join(folder, 'table.json')
  await writeFile(
    dossier,
    JSON.stringify({
      kind: 'first',
      submittedOn: '2022-12-15',
      activities: [hours('a', 27, true), hours('b', 71)],
    }),
  )
  const { stdout } = await runPeil(['regulation', 'compare', 'krsd', file, dossier])
  assert.match(stdout, /Norm verandert: Geaccrediteerd\. Was: minstens 24 uur uit geaccrediteerd/)
  assert.match(stdout, /Verschil voor 1 van 1 dossiers/)
  assert.match(stdout, /voldoet wordt voldoet niet/)
})

test('explain says what the data say, beside what the board wrote', async () => {
  const { stdout } = await runPeil(['regulation', 'explain', 'clientondersteuners'])
  assert.match(stdout, /^ {2}Dat wil zeggen: .*gaat (niet )?mee/m)
  assert.match(
    stdout,
    /^ {2}Geldt bij: een registratie bij het SKJ, aangetoond bij het begin van de /m,
  )
  assert.match(stdout, /^ {2}Van .* naar .*: met alle criteria van /m)
  assert.match(stdout, /^ {2}Telt als: .* voor elk .*\. Bewijs: /m)
})

test('explain tells no first day of a period that has none of its own', async () => {
  const text = await readFile(
    new URL('../regulations/krsd/2021-01-01.yaml', import.meta.url),
    'utf8',
  )
  const file = join(folder, 'rolling.yaml')
  await writeFile(file, text.replace('shape: personal', 'shape: rolling'))
  const { stdout } = await runPeil(['regulation', 'explain', file])
  assert.match(stdout, /schuift mee met de dag van de aanvraag/)
  assert.doesNotMatch(stdout, /De eerste periode begint|De telling voor een volgende/)
})

test('a surplus that waits for a decision is told as such', async () => {
  const text = await readFile(
    new URL('../regulations/krsd/2021-01-01.yaml', import.meta.url),
    'utf8',
  )
  const file = join(folder, 'discretion.yaml')
  await writeFile(
    file,
    text.replace(/\ncarryOver:\n {2}rule: none\n/, '\ncarryOver:\n  rule: discretion\n'),
  )
  const told = async (judgements: readonly object[]) => {
    const { stdout } = await runPeil(
      ['assess', '--regulation', file, '-'],
      JSON.stringify({
        kind: 'first',
        submittedOn: '2022-12-15',
        surplus: { total: 5 },
        judgements,
      }),
    )
    return stdout
  }
  assert.match(await told([]), /- Overschot: 5 uur, als de commissie dat besluit\./)
  assert.match(await told([{ on: 'carry-over', outcome: 'met' }]), /- Overschot: 5 uur\. /)
  assert.match(
    await told([{ on: 'carry-over', outcome: 'not-met', reason: 'Te oud.' }]),
    /- Overschot: 5 uur telt niet mee\. De commissie besloot dat dit niet meegaat\. Te oud\./,
  )
})

test('compare names a special case as the regulation does', async () => {
  const text = await readFile(
    new URL('../regulations/clientondersteuners/2021-05-01.yaml', import.meta.url),
    'utf8',
  )
  const file = join(folder, 'special.yaml')
  await writeFile(file, text.replace(/atLeast: 160\b/, 'atLeast: 161'))
  const { stdout, stderr } = await runPeil(['regulation', 'compare', 'clientondersteuners', file])
  assert.match(stdout, /; met een SKJ-registratie: minstens 26 punten/i, stderr)
  assert.doesNotMatch(stdout, /; skj:/)
})

test('compare tells every rule that changes, also where no text does', async () => {
  const text = await readFile(
    new URL('../regulations/krsd/2021-01-01.yaml', import.meta.url),
    'utf8',
  )
  const changed = [
    [/pinned: \w+(-\w+)?/, 'pinned: candidacy'],
    [/(\n +)by: hours\n/, '$1by: hours$1each: 2\n'],
    [/samplePercentage: 25/, 'samplePercentage: 30'],
    [/members: \d/, 'members: 7'],
    [/allowed: true/, 'allowed: false'],
    [/required: 1/, 'required: 3'],
    [
      /\ncarryOver:/,
      '\ntransition: { article: hoofdstuk 2, text: O., runningDossiers: take-new }\ncarryOver:',
    ],
  ].reduce((done, [from, to]) => done.replace(from as RegExp, to as string), text)
  const [before, after] = [join(folder, 'before.yaml'), join(folder, 'after.yaml')]
  await writeFile(before, text)
  await writeFile(after, changed)
  const { status, stdout, stderr } = await runPeil(['regulation', 'compare', before, after])
  assert.equal(status, 0, stderr)
  for (const expected of [
    /Welke versie geldt, erbij: .*de dag van aanmelding/,
    /Welke versie geldt, erbij: .*ook wie al bezig was, krijgt deze versie/,
    /Soort activiteit verandert: .*Wordt: .*2 uur voor elk uur/,
    /steekproef van 30%/,
    /7 leden oordelen, en het besluit valt in de vergadering/,
    /zelf ondertekenen mag niet/,
    /3 bewijsstukken bij elke activiteit/,
  ]) {
    assert.match(stdout, expected)
  }
  assert.doesNotMatch(stdout, /\[\]|\[first/)
})

test('a folder of somebody’s own is a register, and says what is missing', async () => {
  const own = join(folder, 'own')
  await mkdir(own)
  const krsd = fileURLToPath(new URL('../regulations/krsd/', import.meta.url))
  const without = await runPeil(['assess', '--regulation', own, '-'], short)
  assert.equal(without.status, 2)
  assert.match(without.stderr, /ontbreekt register\.yaml/)
  await cp(join(krsd, 'register.yaml'), join(own, 'register.yaml'))
  assert.match(
    (await runPeil(['assess', '--regulation', own, '-'], short)).stderr,
    /ontbreekt een versie/,
  )
  for (const version of ['2021-01-01.yaml', '2027-07-01.yaml']) {
    await cp(join(krsd, version), join(own, version))
  }
  for (const name of [own, `${own}@2021-01-01`]) {
    const { status, stdout } = await runPeil(['assess', '--regulation', name, '-'], short)
    assert.equal(status, 0)
    assert.match(stdout, /krsd@2021-01-01/)
  }
})

test('characters that steer a terminal are not printed', async () => {
  const assessed = (title: string) => {
    const activities = [{ ...hours('a', 5), title, completedOn: '2010-01-01' }]
    const dossier = JSON.stringify({ kind: 'first', submittedOn: '2022-12-15', activities })
    return runPeil(['assess', '--regulation', 'krsd', '-'], dossier)
  }
  const turned = await assessed('Cursus\u202egnidielpo')
  assert.equal(turned.status, 0)
  assert.match(turned.stdout, /- Cursusgnidielpo: 5 /)
  const steering = await assessed('Cursus\u001b[31mrood')
  assert.equal(steering.status, 2)
  assert.match(steering.stderr, /title: hier staat een teken dat niet kan worden geschreven/)
  assert.ok(!steering.stderr.includes('\u001b[31mrood'))
})

test('an unknown option is named in Dutch with those that there are', async () => {
  const { status, stderr } = await runPeil(['assess', '--onbekend', 'x'])
  assert.equal(status, 2)
  assert.match(stderr, /^deze optie klopt niet; er is: --regulation, /)
})

const skjDossier = (activities: readonly object[], holdings: readonly object[]) =>
  JSON.stringify({
    kind: 'renewal',
    category: 'senior',
    period: { first: '2022-01-01', last: '2026-12-31' },
    submittedOn: '2026-11-01',
    holdings,
    activities,
  })

test('a variant that was just missed is named, with what was not there and when', async () => {
  const late = skjDossier([], [{ register: 'skj', first: '2022-01-02' }])
  const { stdout } = await runPeil(['assess', '--regulation', 'clientondersteuners', '-'], late)
  assert.match(
    stdout,
    /^Niet toegepast: Met een SKJ-registratie\. .*niet aangetoond bij het begin van de periode/m,
  )
  const never = skjDossier([], [])
  assert.doesNotMatch(
    (await runPeil(['assess', '--regulation', 'clientondersteuners', '-'], never)).stdout,
    /Niet toegepast/,
  )
})

test('things that a cap takes away, other ways and a smaller norm are all explained', async () => {
  const text = await readFile(
    new URL('../regulations/krsd/2021-01-01.yaml', import.meta.url),
    'utf8',
  )
  const norm = (id: string, requires: string) =>
    `  - { id: ${id}, article: hoofdstuk 2, source: booklet, label: ${id}, text: T., requires: ${requires} }\n`
  const added = [
    norm('three', '{ kind: minimum, atLeast: 3, of: training, in: things }'),
    norm(
      'ways',
      '{ kind: one-of, of: [{ kind: minimum, atLeast: 50, of: training }, { kind: minimum, atLeast: 60 }] }',
    ),
    norm('whole', '{ kind: minimum, atLeast: 96, proRata: true }'),
  ].join('')
  const rules =
    'caps:\n  - { id: few, article: hoofdstuk 2, source: booklet, label: Few, text: Hoogstens 3., of: training, atMost: 3, in: things }\n' +
    'proRata: { article: hoofdstuk 2, text: Wie later begint., joinedLater: true, rounding: whole-down }\n'
  const file = join(folder, 'explained.yaml')
  await writeFile(
    file,
    text
      .replace('\nnorms:\n', `\nnorms:\n${added}`)
      .replace('\ncarryOver:', `\n${rules}carryOver:`),
  )
  const dossier = JSON.stringify({
    kind: 'renewal',
    period: { first: '2020-01-01', last: '2022-12-31' },
    registeredOn: '2021-01-01',
    submittedOn: '2022-12-15',
    activities: [{ ...hours('a', 10), count: 5 }],
  })
  const { stdout, stderr } = await runPeil(['assess', '--regulation', file, '-'], dossier)
  assert.match(stdout, /- a: 2 van 5 keer telt niet mee\. Hoogstens 3\./, stderr)
  assert.match(
    stdout,
    /ways: 10 van 50 uur, 40 te weinig\. Het kan ook zo: 10 van 60 uur, 50 te weinig\./,
  )
  assert.match(
    stdout,
    /whole: 10 van 63 uur.*Voor een hele periode is dat 96 uur\. Van de 1096 dagen tellen er 730: niet van 1 januari 2020 .*Wie later begint\. \(hoofdstuk 2, /,
  )
})

test('a change of category can be tried', async () => {
  const junior = JSON.stringify({ kind: 'renewal', category: 'junior', submittedOn: '2026-11-01' })
  const move = (id: string) =>
    runPeil(['assess', '--regulation', 'clientondersteuners', '--move', id, '-'], junior)
  const unknown = await move('nowhere')
  assert.equal(unknown.status, 2)
  const id = /bekend: (?:.*, )?([a-z-]*senior[a-z-]*)/.exec(unknown.stderr)?.[1] ?? ''
  const { status, stdout, stderr } = await move(id)
  assert.equal(status, 0, stderr)
  assert.match(stdout, /^Kan nog niet\./)
  assert.match(stdout, /✘ Diploma: /)
  assert.match(
    stdout,
    /\nWat nu gevraagd wordt:\n- Hebt u een van de genoemde hbo-diploma's\? Voor: Diploma/,
  )
})

test('what is asked next is told, and for who has no category, what each category asks', async () => {
  const facts = {
    'listed-diploma': false,
    evc: false,
    'other-diploma': true,
    'training-finished': false,
  }
  const dossier = JSON.stringify({ kind: 'first', submittedOn: '2026-11-01', facts })
  const args = ['assess', '--regulation', 'clientondersteuners', '-']
  const { stdout } = await runPeil(args, dossier)
  assert.match(
    stdout,
    /\nWat nu gevraagd wordt:\n- Welke categorie: In opleiding, Junior of Senior\? /,
  )
  assert.match(
    stdout,
    /\nIn opleiding: voldoet niet\.\nWat nu gevraagd wordt:\n- Volgt u de opleiding /,
  )
  assert.match(stdout, /\nJunior: voldoet niet\.\nWat zo niet kan:\n- Diploma: dat kan zo niet\. /)
  const { toAsk, admissions } = JSON.parse((await runPeil([...args, '--json'], dossier)).stdout)
  assert.deepEqual(toAsk.questions[0].ways[0][0].what, 'category')
  assert.deepEqual(
    admissions.map((each: { category: string; impossible: readonly unknown[] }) => [
      each.category,
      each.impossible.length,
    ]),
    [
      ['in-training', 0],
      ['junior', 1],
      ['senior', 1],
    ],
  )
})

test('whoever reads only the first lines gets no fault', async () => {
  const child = spawn(process.execPath, [bin, 'schema', 'regulation'])
  child.stdout.destroy()
  const [complaints, [status]] = await Promise.all([text(child.stderr), once(child, 'close')])
  assert.deepEqual([complaints, status], ['', 0])
})

test('a change from a category of earlier versions asks no criteria anew', async () => {
  const dossier = JSON.stringify({
    kind: 'renewal',
    category: 'basis',
    period: { first: '2019-06-01', last: '2022-05-31' },
    submittedOn: '2021-06-01',
  })
  const regulation = ['assess', '--regulation', 'clientondersteuners']
  const { stdout } = await runPeil([...regulation, '--move', 'basis-to-junior', '-'], dossier)
  assert.match(stdout, /^Kan\. .*\n\nDe periode is dan van 1 juni 2019 tot en met 31 mei 2024\.\n$/)
  assert.match(
    (await runPeil(['regulation', 'explain', 'clientondersteuners'])).stdout,
    /Van Basis naar Junior: zonder nieuwe criteria\./,
  )
})
