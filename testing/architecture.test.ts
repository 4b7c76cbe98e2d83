import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import type { Imported } from './imports.ts'
import { codeOf, importsOf, reaches, root, sourceFiles } from './imports.ts'

// Which folder may import which. Imports point inward, to the language on the ground floor, which
// imports nothing. A folder that is not in the table fails the test: a new one is a decision.
const mayImport: Record<string, readonly string[]> = {
  language: [],
  engine: ['language'],
  regulations: ['engine', 'language'],
  norms: ['regulations', 'engine', 'language'],
  db: [],
  papers: ['regulations', 'engine', 'language'],
  mail: ['papers', 'regulations', 'engine', 'language'],
  domain: ['engine', 'regulations', 'norms', 'db', 'mail', 'papers', 'language'],
  web: ['domain', 'engine', 'regulations', 'norms', 'mail', 'papers', 'language'],
  api: ['domain', 'engine', 'regulations', 'language'],
  jobs: ['domain', 'db', 'engine', 'regulations', 'mail', 'papers'],
  // Of the pages only whether they can show the texts of a register that is imported, and of the server
  // what puts a Peil together.
  cli: [
    'server',
    'web',
    'domain',
    'db',
    'engine',
    'regulations',
    'norms',
    'mail',
    'papers',
    'language',
  ],
  server: [
    'web',
    'api',
    'jobs',
    'domain',
    'mail',
    'papers',
    'db',
    'engine',
    'regulations',
    'norms',
    'language',
  ],
}

// What starts or measures everything may import everything, and nothing imports it.
const outermost = ['main.ts', 'worker.ts', 'make-lived-in.ts', 'scripts', 'testing', 'e2e', 'bench']

const files = sourceFiles().filter(
  (file) => !file.endsWith('.test.ts') && !file.endsWith('.test.tsx'),
)

const folderOf = (file: string) => file.split('/')[0] ?? file

test('imports point inward', () => {
  const wrong = everyImport().filter(({ from, to }) => {
    const [here, there] = [folderOf(from), folderOf(to)]
    if (here === there || outermost.includes(here)) return false
    return !(mayImport[here] ?? []).includes(there)
  })
  assert.deepEqual(wrong.map(asLine), [])
})

// The nouns of the domain on their floors: room by room from the top, and within a room noun by noun.
// Each asks only those below it. A noun that is not in the list fails the test: where it goes is a
// decision, for which domain/README.md has the rooms.
const floors = [
  'demo/clock',
  'demo/lived-in',
  'demo/cast',
  'due-work.ts',
  'takeover/export',
  'takeover/taking',
  'takeover/personal-export',
  'takeover/delivery',
  'employers/list-check',
  'employers/alert',
  'employers/proposal',
  'employers/report',
  'employers/sight',
  'employers/team',
  'privacy/erasure',
  'privacy/retention',
  'privacy/breach',
  'learning/course-import',
  'learning/enrolment',
  'learning/provider',
  'learning/attendance-list',
  'learning/attendance',
  'learning/judging',
  'learning/request',
  'learning/choice',
  'learning/rating',
  'learning/gap',
  'certification/log',
  'certification/work-queue',
  'certification/merge',
  'certification/death',
  'certification/objection',
  'certification/meeting',
  'certification/interest',
  'certification/interim',
  'certification/committee',
  'certification/measure',
  'certification/verdict',
  'certification/ruling',
  'certification/status-by-hand',
  'certification/leave',
  'certification/validity',
  'certification/complaint',
  'certification/correction',
  'certification/follow-up',
  'certification/sign-up',
  'certification/name-change',
  'certification/certificate',
  'certification/application',
  'certification/sample',
  'certification/agreement',
  'certification/addition',
  'development/meeting-place',
  'development/feedback-round',
  'development/competence-scan',
  'development/development-plan',
  'dossier/list',
  'dossier/series',
  'dossier/bringing',
  'dossier/portfolio',
  'dossier/attestation',
  'dossier/signing',
  'dossier/supervision',
  'dossier/referee',
  'dossier/plan',
  'dossier/coming-version',
  'dossier/wait',
  'dossier/dossier',
  'dossier/earlier-check',
  'dossier/signed-document',
  'dossier/original',
  'dossier/statement',
  'dossier/evidence',
  'dossier/activity',
  'money/books',
  'money/e-invoice',
  'money/online-payment',
  'money/forward',
  'money/bank-statement',
  'money/payment',
  'money/invoice',
  'money/payer',
  'allocation/inspection',
  'allocation/watch',
  'allocation/allocation',
  'allocation/client',
  'courses/catalogue',
  'courses/course',
  'courses/accreditation',
  'organisations/merge',
  'organisations/label',
  'organisations/check',
  'organisations/closing',
  'organisations/sign-up',
  'organisations/member',
  'organisations/organisation',
  'people/shielding',
  'people/hold',
  'people/staff',
  'people/account',
  'people/look',
  'people/body',
  'people/registration',
  'people/person',
  'public-register/entry',
  'platform/alarm',
  'platform/register',
  'platform/paper',
  'platform/message',
  'platform/file',
  'platform/left-undone',
  'platform/audit',
  'platform/context',
  'platform/storage',
  'platform/table',
  'platform/look-up',
  'platform/secret',
  'platform/turn',
  'platform/outgoing',
  'platform/identity',
  'platform/mollie',
  'platform/security-log',
  'platform/bytes',
  'platform/lifecycle',
  'platform/clock',
  'platform/actor',
]

const nounOf = (file: string) => file.split('/').slice(1, 3).join('/')

test('nouns of the domain ask only those below them', () => {
  const floor = (file: string) => floors.indexOf(nounOf(file))
  const inside = everyImport().filter(
    ({ from, to }) => folderOf(from) === 'domain' && folderOf(to) === 'domain',
  )
  const upward = inside.filter(({ from, to }) => floor(to) < floor(from))
  assert.deepEqual(upward.map(asLine), [])
})

test('no file of the domain asks itself by way of others', () => {
  const inside = everyImport().filter(
    ({ from, to }) => folderOf(from) === 'domain' && folderOf(to) === 'domain',
  )
  const asks = Map.groupBy(inside, ({ from }) => from)
  const done = new Set<string>()
  const circle = (file: string, way: readonly string[]): readonly string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (done.has(file)) return []
    const found = (asks.get(file) ?? []).map(({ to }) => circle(to, [...way, file]))
    done.add(file)
    return found.find((one) => one.length > 0) ?? []
  }
  for (const file of asks.keys()) assert.deepEqual(circle(file, []), [])
})

test('every noun of the domain has its floor, and every room says what lives there', () => {
  const nouns = new Set(files.filter((file) => folderOf(file) === 'domain').map(nounOf))
  assert.deepEqual([...nouns].toSorted(), floors.toSorted())
  const rooms = Map.groupBy(
    floors.map((floor) => floor.split('/')).filter(({ length }) => length > 1),
    ([room]) => room,
  )
  const silent = [...rooms].flatMap(([room, inside]) => {
    const manual = fs.readFileSync(path.join(root, `domain/${room}/README.md`), 'utf8')
    return inside
      .filter(([, noun]) => !manual.includes(`\`${noun}/\``))
      .map((floor) => `${floor.join('/')} is not in domain/${room}/README.md`)
  })
  assert.deepEqual(silent, [])
  assert.ok(rooms.size <= 15)
})

test('every folder has its place in the picture', () => {
  const folders = new Set(files.map(folderOf))
  const unknown = [...folders].filter((one) => !(one in mayImport) && !outermost.includes(one))
  assert.deepEqual(unknown, [])
})

test('every import of our own leads to a file', () => {
  const missing = everyImport().filter(({ to }) => !fs.existsSync(path.join(root, to)))
  assert.deepEqual(missing.map(asLine), [])
})

test('the engine has one door', () => {
  const around = everyImport().filter(
    ({ from, to }) =>
      folderOf(to) === 'engine' && folderOf(from) !== 'engine' && to !== 'engine/index.ts',
  )
  assert.deepEqual(around.filter(({ from }) => folderOf(from) !== 'bench').map(asLine), [])
})

test('the engine and the language use no package, clock, randomness, input or output', () => {
  const forbidden =
    /\b(?:Temporal\.Now|Date\.now|new Date|Math\.random|crypto|performance|process|globalThis|console|fetch|require|setTimeout|setInterval|queueMicrotask)\b|\bDate\(|\bimport\(/
  for (const file of files.filter((one) => ['engine', 'language'].includes(folderOf(one)))) {
    const outside = importsOf(file).filter((one) => !/^(?:engine|language)\//.test(one.file ?? ''))
    assert.deepEqual(outside, [], file)
    assert.doesNotMatch(codeOf(file), forbidden, file)
  }
})

test('the rooms of the engine keep apart what is counted, what is weighed and what is said', () => {
  const mayNot: Record<string, readonly string[]> = {
    'engine/counting/': ['language/', 'engine/saying/', 'engine/weighing/', 'engine/requirements/'],
    'engine/weighing/': ['language/', 'engine/saying/'],
    'engine/requirements/': ['engine/counting/', 'engine/weighing/'],
    'engine/saying/': ['engine/weighing/'],
    'engine/asking/': ['language/', 'engine/saying/'],
    'engine/deciding/': [
      'language/',
      'engine/saying/',
      'engine/counting/',
      'engine/weighing/',
      'engine/requirements/',
      'engine/asking/',
    ],
  }
  for (const [room, others] of Object.entries(mayNot)) {
    assert.ok(
      files.some((file) => file.startsWith(room)),
      room,
    )
    const wrong = everyImport().filter(
      ({ from, to }) => from.startsWith(room) && others.some((other) => to.startsWith(other)),
    )
    assert.deepEqual(wrong.map(asLine), [])
  }
})

test('no file of the engine, the regulations, the norms or the language leads back to itself', () => {
  const inside = files.filter((file) =>
    ['engine', 'regulations', 'norms', 'language'].includes(folderOf(file)),
  )
  const circles = inside.filter((file) =>
    importsOf(file).some((one) => one.file !== undefined && reaches(one.file, file)),
  )
  assert.deepEqual(circles, [])
})

test('the kit knows no domain and the islands stand alone', () => {
  for (const [folder, packages] of [
    ['web/kit/', /^(hono\b|node:|#language\/|@iconify-json\/lucide$)/],
    ['web/islands/', /^$/],
  ] as const) {
    const inside = files.filter((one) => one.startsWith(folder))
    assert.ok(inside.length > 0, folder)
    for (const file of inside) {
      assert.deepEqual(importsOf(file).filter(isOutside(folder, packages)), [], file)
    }
  }
})

test('pages and letters do not speak to the driver of the database', () => {
  const usesPool = files.filter((file) => importsOf(file).some((one) => one.specifier === 'pg'))
  const allowed = ['db', 'domain', 'jobs', 'cli', 'server', ...outermost]
  assert.deepEqual(
    usesPool.filter((file) => !allowed.includes(folderOf(file))),
    [],
  )
})

test('only the domain, the database and the server speak SQL', () => {
  const speaks =
    /\b(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\bsql(<[^`]*>)?`|\.query\(/
  const allowed = ['domain', 'db', 'server', ...outermost]
  assert.deepEqual(
    files.filter((file) => !allowed.includes(folderOf(file)) && speaks.test(codeOf(file))),
    [],
  )
})

// What was kept is read in one place, which holds it against its hash. A backup takes along what lies there,
// and says of each file itself whether it is damaged.
test('no stored file is opened past its hash', () => {
  const allowed = ['domain/platform/file/', 'domain/platform/storage/', 'cli/backup/', 'testing/']
  assert.deepEqual(
    files.filter(
      (file) =>
        !allowed.some((place) => file.startsWith(place)) && /\bfiles\??\.get\(/.test(codeOf(file)),
    ),
    [],
  )
  const drivers = files.filter((file) =>
    importsOf(file).some((one) => one.specifier.startsWith('@aws-sdk')),
  )
  assert.deepEqual(drivers, ['domain/platform/storage/bucket.ts'])
})

test('no code is made at run time', () => {
  const made = files.filter((file) => /\bnew Function\(|\beval\(/.test(codeOf(file)))
  assert.deepEqual(
    made.filter((file) => file.startsWith('testing/') === false),
    [],
  )
})

test('made-up cases are drawn in one place, the same every time', () => {
  const drawing = sourceFiles().filter((file) =>
    importsOf(file).some((one) => one.specifier === 'fast-check'),
  )
  assert.deepEqual(drawing, ['testing/random-cases.ts'])
})

test('the words that say nothing are not used as names of files', () => {
  const empty = /(^|[/-])(utils?|helpers?|common|managers?|services?)([-./]|$)/
  assert.deepEqual(
    files.filter((file) => empty.test(file)),
    [],
  )
})

test('every dependency says in the README why it is there', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  )
  const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8')
  const named = (name: string) =>
    readme.includes(`\`${name}\``) || readme.includes(`\`${name.split('/')[0]}/*\``)
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies }
  assert.deepEqual(
    Object.keys(all).filter((name) => !named(name)),
    [],
  )
})

test('every package is held to what it was when it was chosen', () => {
  const lock: Lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  const packages = Object.entries(lock.packages).filter(([place]) => place !== '')
  assert.ok(packages.length > 300)
  assert.deepEqual(
    packages
      .filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))
      .map(([place]) => place),
    [],
  )
})

interface Lock {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>
}

interface Edge {
  readonly from: string
  readonly to: string
}

function everyImport(): readonly Edge[] {
  return files.flatMap((from) =>
    importsOf(from).flatMap(({ file }) => (file === undefined ? [] : [{ from, to: file }])),
  )
}

function isOutside(folder: string, packages: RegExp): (one: Imported) => boolean {
  return ({ file, specifier }) =>
    !packages.test(specifier) && (file === undefined || !file.startsWith(folder))
}

function asLine({ from, to }: Edge): string {
  return `${from} imports ${to}`
}

test('each decision has a number of its own', () => {
  const numbers = fs
    .readdirSync(path.join(root, 'docs/decisions'))
    .map((file) => /^(\d{3})-/.exec(file)?.[1])
    .filter((number) => number !== undefined)
  assert.ok(numbers.length > 0)
  assert.deepEqual(numbers, [...new Set(numbers)])
})
