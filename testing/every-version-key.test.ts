import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { parse, stringify } from 'yaml'
import { whyLookedAt } from '#domain/certification/application/looked-at.ts'
import { failsTooOften, mayJudge } from '#domain/certification/committee/judgement.ts'
import { mayAskInterim } from '#domain/certification/interim/ask-interim.ts'
import { weighLeave } from '#domain/certification/leave/weigh-leave.ts'
import { isDrawn } from '#domain/certification/sample/sample.ts'
import { checkActivity } from '#domain/dossier/activity/check-activity.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { documentsSignedHere } from '#domain/dossier/signing/signing.ts'
import { wordDocument } from '#domain/dossier/signing/word-document.ts'
import { statedWords } from '#domain/dossier/statement/in-words.ts'
import { promiseTerm, promiseText } from '#domain/dossier/statement/promise.ts'
import { findClaims } from '#domain/dossier/statement/queries.ts'
import { doubtsAbout, howShown } from '#domain/dossier/statement/shown.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Claim, Stated, StatedDetails } from '#domain/dossier/statement/statement.ts'
import { workplaces, workThatIs } from '#domain/dossier/statement/work-questions.ts'
import { lacksColleague } from '#domain/dossier/supervision/supervision.ts'
import { conflictOf } from '#domain/people/body/conflict.ts'
import type { CompiledRegulation } from '#engine'
import {
  applicableVersion,
  assessMove,
  hundredthsOf,
  lastWithLeave,
  mayApply,
  periodAfterDecision,
  toJson,
} from '#engine'
import { officeActs } from '#regulations/acts.ts'
import { runExamples } from '#regulations/check/run-examples.ts'
import { readDossier } from '#regulations/dossier.ts'
import { explainRegulation } from '#regulations/explain/explain-regulation.ts'
import { compileSource, loadRegister } from '#regulations/load.ts'
import { MistakenFile, sourceOf } from '#regulations/mistakes.ts'
import type { Register } from '#regulations/register.ts'
import { versionFile } from '#regulations/version.ts'
import { professional } from '#testing/cast.ts'
import { explained } from '#testing/explained.ts'
import { keysOf } from '#testing/format-keys.ts'
import { testPlatform } from '#testing/platform.ts'
import { Answers } from '#web/forms/answers.ts'
import { regulationField } from '#web/forms/regulation-field.tsx'
import { claimForm, unexplained } from '#web/professional/claim.form.tsx'

// Every key of a version file is obeyed: for each stands here how it is changed, and by what one
// sees that it was. A key without a line turns the test red, so that no key is added that is not read.

type Content = Readonly<Record<string, unknown>>
type Changes = Readonly<Record<string, unknown>>
type Sight = (compiled: CompiledRegulation, content: Content) => unknown

interface Line {
  readonly base: Content
  readonly changes: Changes
  readonly sight: Sight
}

const manual = await readFile(new URL('../regulations/README.md', import.meta.url), 'utf8')
const blocks = [...manual.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
const smallest = parse(blocks[0] ?? '') as Content

/** The smallest file of the manual, with the block in which a text stands, and with more changed. */
function shape(marker: string, more: Changes = {}): Content {
  const block = blocks.slice(1).find((text) => text.includes(marker))
  assert.ok(block, marker)
  return changed({ ...smallest, ...(parse(block) as Content) }, more)
}

const partTime = shape('inProportion: {')
const inEachArea = shape('forEach: areas')
const forAWhile = shape('shortensNext: true')
const twoUnits = shape('secondUnit: {')
const fileOf = async (path: string) =>
  parse(await readFile(new URL(`../regulations/${path}`, import.meta.url), 'utf8')) as Content
const krsd = await fileOf('krsd/2021-01-01.yaml')
const clients = await fileOf('clientondersteuners/2021-05-01.yaml')
const contactHours = changed(krsd, {
  secondUnit: { one: 'contactuur', many: 'contacturen' },
  'kinds/0/inSecondUnit': { by: 'unit' },
  'norms/2': {
    id: 'contact',
    article: 'hoofdstuk 2',
    source: 'booklet',
    label: 'Contact',
    text: 'Een deel in de zaal.',
    requires: { kind: 'minimum', atLeast: 1, in: 'second-unit' },
  },
})
const registers = new Map<string, Register>()
for (const id of ['krsd', 'clientondersteuners']) {
  const folder = new URL(`../regulations/${id}`, import.meta.url).pathname
  const register = await loadRegister(folder)
  // Whatever a key asks of somebody, there is a body that may do it.
  const [office, ...others] = register.bodies
  const may = [...new Set([...(office?.may ?? []), ...officeActs, 'judge-interim' as const])]
  registers.set(id, {
    ...register,
    bodies: office === undefined ? [] : [{ ...office, may }, ...others],
  })
}

/** A copy with other values at these paths; undefined takes a key out. */
function changed(content: Content, changes: Changes): Content {
  const copy = structuredClone(content) as Record<string, unknown>
  for (const [path, value] of Object.entries(changes)) {
    const parts = path.split('/')
    const last = parts.pop() ?? ''
    let inner = copy
    for (const part of parts) inner = inner[part] as Record<string, unknown>
    assert.ok(inner !== undefined && inner !== null, path)
    if (value === undefined) delete inner[last]
    else inner[last] = structuredClone(value)
  }
  return copy
}

function compile(content: Content, id = String(content.register)): CompiledRegulation {
  const text = stringify(content, { aliasDuplicateObjects: false })
  const register = registers.get(id)
  return compileSource(sourceOf(text, 'version.yaml'), register)
}

const day = (text: string) => Temporal.PlainDate.from(text)

// ── By what a change is seen ─────────────────────────────────────────────────────────────────────

/** The whole regulation, as it is told to people. */
const told: Sight = (compiled) => explainRegulation(compiled)

/** The answer on a dossier. */
function answer(dossier: unknown, on = '2026-06-01'): Sight {
  return (compiled) => {
    const read = readDossier(dossier, compiled)
    return read.is === 'mistaken'
      ? read.mistakes
      : toJson(explained(compiled, read.dossier, day(on)))
  }
}

/** What the worked examples of the file come to. */
const examples: Sight = (compiled) =>
  compiled.regulation.norms.flatMap((norm) =>
    norm.examples.map(({ dossier, on }) => answer(dossier, on?.toString())(compiled, {})),
  )

/** Whether the worked examples hold. */
const examplesHold: Sight = (compiled) => runExamples(compiled)

/** Whether a file is refused, and why. */
const refused: Sight = () => 'not refused'

/** Which version applies to a dossier, beside the smallest file of a year before. */
function applied(dossier: unknown, on: string): Sight {
  return (compiled) => {
    const earlier = compile(smallest)
    const read = readDossier(dossier, compiled)
    assert.ok(read.is === 'read', JSON.stringify(read))
    const found = applicableVersion([earlier, compiled], read.dossier, day(on))
    return [found?.compiled.regulation.version.toString(), found?.text]
  }
}

/** Whether somebody may make a change of category, and what then holds. */
function moved(at: number, dossier: unknown): Sight {
  return (compiled) => {
    const move = compiled.regulation.moves[at]
    const read = readDossier(dossier, compiled)
    assert.ok(move !== undefined && read.is === 'read', JSON.stringify(read))
    const found = assessMove(compiled, move, read.dossier, day('2026-06-01'))
    return [move.id, move.from, move.to, found]
  }
}

/** Whether somebody whose period ends in 2026 may apply in 2024. */
const allowed: Sight = (compiled) => {
  const read = readDossier(
    { kind: 'renewal', period: { first: '2024-01-01', last: '2026-12-31' } },
    compiled,
  )
  assert.ok(read.is === 'read')
  return mayApply(compiled, read.dossier, day('2024-06-01'))
}

/** The period of validity after a decision. */
function period(kind: 'first' | 'renewal'): Sight {
  return (compiled) =>
    periodAfterDecision(compiled, {
      kind,
      submittedOn: day('2026-03-01'),
      decidedOn: day('2026-04-01'),
      oldPeriod: { first: day('2023-06-01'), last: day('2026-05-31') },
    })
}

/** What stands in the way of handing an activity in. */
function handedIn(confirmation: 'none' | 'self' | 'referee', given: Changes = {}): Sight {
  return ({ regulation, ...rest }) =>
    checkActivity(
      { regulation, ...rest },
      {
        kind: regulation.kinds[0],
        title: 'Cursus',
        completedOn: day('2026-03-01'),
        details: { 'stated-load': hundredthsOf(8) },
        accredited: false,
        label: undefined,
        accreditation: { number: '', provider: '' },
        attributes: {},
        evidenceKinds: [],
        confirmation,
        referee: { name: 'Petra', email: 'petra@voorbeeld.nl', relation: 'manager' },
        selfSign: { reason: '', declared: true },

        ...given,
      },
      {
        today: day('2026-06-01'),
        files: confirmation === 'none' ? 1 : 0,
        ownAddress: 'farid@voorbeeld.nl',
        intent: 'hand-in',
        unread: new Set(),
      },
    ).problems
}

/** Why the committee looks at lines, of which one is drawn by 99 per cent and not by a quarter. */
const lookedAt: Sight = ({ regulation: { review, register } }) => {
  const { samplePercentage = 100, application, lines } = review
  const about = { register, quarter: '2026-Q4', application: 'an-application' }
  const isIn = (line: Partial<typeof about & { line: string }>) =>
    isDrawn({ ...about, ...line }, Buffer.alloc(32, 7), samplePercentage)
  const drawn = lines === 'all' || isIn({ line: 'a-line' })
  return (['self-signed', 'over-stated-load', 'first-of-kind'] as const).map((risk) =>
    whyLookedAt({ drawn, risks: [risk] }, application === 'all' || isIn({}), review),
  )
}

/** Whether all lines are read, when one of two that were drawn is rejected. */
const half: Sight = ({ regulation: { review } }) =>
  failsTooOften(
    new Map([
      ['a', { outcome: 'rejected', amount: undefined, reason: '' }],
      ['b', { outcome: 'approved', amount: undefined, reason: '' }],
    ]),
    new Set(['a', 'b']),
    review,
  )

const verdict = (memberId: string) => ({
  memberId,
  grants: new Map(),
  answers: new Map(),
  whole: 'meets' as const,
  reason: '',
  givenAt: '2027-01-14T10:00:00Z',
})

/** Whether a third member may judge where two members differ, and the chair did not judge. */
const thirdMember: Sight = ({ regulation }) =>
  mayJudge(
    { id: 'third', chair: false },
    [verdict('first'), { ...verdict('second'), whole: 'fails' }],
    regulation.committee,
    new Set(['chair']),
  )

/** What keeps a colleague of the applicant from the file. */
const colleague: Sight = ({ regulation }) =>
  conflictOf(
    { id: 'm', email: 'm@x.nl', name: 'M', employer: 'Gemeente', municipality: '' },
    {
      ownAccounts: new Set(['a']),
      employer: 'Gemeente',
      municipality: '',
      declarants: [],
      referees: [],
      refereeFor: new Set(),
      declared: new Map(),
      trainers: [],
      supervisors: new Set(),
      supervised: new Set(),
    },
    regulation.committee,
  ) ?? 'nothing'

const peil = await testPlatform()
const farid = await professional(peil, {
  email: 'farid@voorbeeld.nl',
  firstName: 'Farid',
  lastName: 'El Amrani',
  status: 'certified',
  validFirst: '2024-01-01',
  validLast: '2026-12-31',
})
const { cookie: administrator } = await peil.signIn('beheer@voorbeeld.nl', ['administrator'])
const { cookie: office } = await peil.signIn('bureau@voorbeeld.nl', ['secretariat'])

/** Pages of the register whose version this is. */
function pages(...paths: readonly string[]): Sight {
  return async (compiled) => {
    const { register: id } = compiled.regulation
    const register = registers.get(id)
    const all = peil.platform.registers
    assert.ok(register !== undefined && all instanceof Map)
    all.set(id, { ...register, versions: [compiled] })
    const read = []
    for (const path of paths) {
      const cookie = path.startsWith('/mijn')
        ? farid.cookie
        : path.startsWith('/beheer')
          ? administrator
          : path.startsWith('/werk')
            ? office
            : undefined
      const response = await peil.get(`/${id}${path}`, cookie)
      assert.equal(response.status, 200, path)
      // Also what only a form says: names of fields, options and what is required.
      read.push((await response.text()).replaceAll(/name="_[^>]*|\d\d:\d\d|[\w-]{30,}/g, ''))
    }
    return read
  }
}

const rules = pages('/reglement', '/uren-en-normen', '/bewijsstukken', '/vragen', '/hoe-werkt-het')
const norms = pages('/uren-en-normen')
const form = pages('/mijn/activiteiten?soort=training')

/** A made-up KRSD in which leave can be asked for. */
const leaveHere = changed(krsd, {
  leaveSorts: [
    {
      id: 'pregnancy',
      label: 'Zwangerschap',
      article: 'hoofdstuk 2',
      text: 'Goed om te weten.',
      hint: 'Voor en na de bevalling.',
      does: 'nothing',
      granted: 'by-statement',
    },
  ],
})

/** Whether Farid may ask for leave that began two months ago. */
const weighed: Sight = async (compiled) => {
  const register = registers.get('krsd')
  const all = peil.platform.registers
  assert.ok(register !== undefined && all instanceof Map)
  all.set('krsd', { ...register, versions: [compiled] })
  return peil.act(farid.actor, async (context) => {
    const first = context.today.subtract({ months: 2 })
    const wish = { sort: 'pregnancy', first, last: context.today }
    const { outcome } = await weighLeave(context, farid.registrationId, wish)
    return outcome
  })
}

/** A made-up KRSD in which training is judged when it is done. */
const apart = changed(krsd, {
  'kinds/0/accreditation': 'none',
  'kinds/0/interim': { article: 'hoofdstuk 2', text: 'Tussentijds.', members: 1, within: 'P1Y' },
})

/** Whether somebody may ask to have a training of a year and a half ago judged. */
const mayAsk: Sight = (compiled) =>
  mayAskInterim(
    {},
    compiled,
    {
      kind: compiled.regulation.kinds[0]?.id,
      accredited: false,
      attributes: {},
      state: 'entered',
      completedOn: day('2024-12-01'),
      evidence: [],
      referee: undefined,
      selfSignedOn: day('2024-12-01'),
      listed: undefined,
      group: undefined,
      attended: undefined,
    },
    day('2026-06-01'),
  )

/** A made-up KRSD in which somebody else gives a list of who did a training in which year. */
const listing = changed(krsd, {
  'kinds/0/fields/0': { id: 'year', type: 'whole-number', label: 'Jaar', required: true },
  lists: [
    {
      id: 'members',
      article: 'hoofdstuk 2',
      label: 'Ledenlijst',
      from: 'de vereniging',
      text: 'Wie lid was.',
      confirms: 'training',
    },
  ],
})
const lists = pages('/werk/lijsten')

/** A made-up KRSD in which a training may be a series of meetings of a group. */
const withSeries = changed(krsd, {
  'kinds/0/series': {
    article: 'hoofdstuk 2',
    text: 'Een van de groep vult alles in.',
    confirmedBy: 2,
    group: 'provider',
  },
})

/** A made-up KRSD that makes a form of what is answered about a training. */
const withForm = changed(krsd, {
  'kinds/0/form': {
    title: 'Formulier',
    evidence: 'certificate-of-attendance',
    needs: ['provider'],
  },
})

/** A made-up KRSD whose professionals test their own activities. */
const selfTesting = changed(krsd, {
  selfTest: {
    article: 'hoofdstuk 2',
    text: 'Toets het zelf.',
    note: 'Een voorstel.',
    criteria: [{ id: 'profession', text: 'Hoort het bij je vak?', explanation: 'Op het werk.' }],
  },
})

/** How the stated things of a made-up KRSD are asked. */
const asking = pages('/mijn/dossier/opgeven/stuk/vog')
const askable = changed(krsd, {
  documents: [
    {
      id: 'vog',
      label: 'de VOG',
      asked: {
        question: 'Hebt u een VOG?',
        hint: 'De dag die erop staat.',
        explanation: ['Van Justis.'],
        links: [{ label: 'Aanvragen', address: 'https://vog.example/aanvragen' }],
        fields: [
          { id: 'profile', type: 'text', label: 'Profiel', hint: 'Zie de VOG.', required: true },
          {
            id: 'sort',
            type: 'choice',
            label: 'Soort',
            options: [{ id: 'paper', label: 'Papier' }],
          },
        ],
        proof: { label: 'De VOG', required: true },
        from: { who: 'uw werkgever', text: 'Gezien.', gives: 'confirmation' },
        original: { note: 'Op eigen risico.', returned: true },
        keeps: 'details',
      },
    },
  ],
  facts: [{ id: 'works', type: 'yes-no', label: 'Werkt', asked: { question: 'Werkt u?' } }],
  registers: [{ id: 'skj', label: 'het SKJ' }],
  work: { hint: 'De eerste dag.' },
  leave: { hint: 'Vanaf vier weken.' },
})
/** The same with a promise in parts. */
const promising = changed(askable, {
  'facts/1': { id: 'other', type: 'yes-no', label: 'Iets anders' },
  declarations: [
    {
      id: 'lessons',
      label: 'de lessen volgen',
      asked: {
        question: 'Ik volg {parts}.',
        within: 'P1Y',
        parts: [
          { label: 'les 1', unless: ['works'] },
          { label: 'les 2', when: 'works' },
        ],
      },
    },
  ],
})
const promised =
  (facts: Readonly<Record<string, boolean>>): Sight =>
  ({ regulation }) => [
    promiseText(regulation, 'lessons', facts),
    promiseTerm(regulation, 'lessons'),
  ]
/** The same with two categories, and a document that a colleague gives. */
const withColleague = changed(askable, {
  categories: ['junior', 'senior'].map((id) => ({
    id,
    label: id,
    text: `Voor ${id}.`,
    admission: [],
  })),
  'documents/1': {
    id: 'supervision',
    label: 'de toezegging van uw supervisor',
    asked: { colleague: { who: 'supervisor', categories: ['senior'], text: 'Ik begeleid.' } },
  },
})
/** A document that is signed here with that colleague. */
const signedHere = changed(withColleague, {
  declarations: [{ id: 'promise', label: 'beloven' }],
  'documents/2': {
    id: 'request',
    label: 'het verzoek',
    asked: {
      signHere: {
        title: 'Verzoek',
        paragraphs: ['Ik wil dit.'],
        declarations: ['promise'],
        facts: ['works'],
        documents: ['vog'],
        with: 'supervision',
      },
    },
  },
})
/** A change of how it is signed, seen by what is asked first, what stands on it and what is promised. */
function signed(path: string, value: unknown): Line {
  const sight: Sight = async (compiled, content) => {
    const { regulation } = compiled
    const [document] = documentsSignedHere(regulation)
    const member = { name: 'Farid El Amrani', number: undefined }
    const loaded = await peil.act(farid.actor, (context) =>
      loadDossier(context, farid.registrationId),
    )
    return [
      await pages('/mijn/dossier/ondertekenen/request')(compiled, content),
      document &&
        wordDocument({ ...loaded, compiled }, document, document.signHere, {
          member,
          details: {},
          supervision: undefined,
          who: '',
        }),
    ]
  }
  return line(signedHere, { [`documents/2/asked/signHere/${path}`]: value }, sight)
}
/** Work that has properties, with the documents of it and a VOG that is shown in ways. */
const withWork = shape('workProperties:')
const claimOf = (stated: Stated): Claim => ({
  id: 'claim',
  stated,
  statedOn: day('2026-01-01'),
  endedOn: undefined,
  replacedBy: undefined,
  beganWith: 'claim',
  state: 'claimed',
  reason: '',
  judgedOn: undefined,
  applications: [],
  proofs: [],
  destroyed: [],
  removed: [],
  originals: [{ status: 'announced', inOrder: undefined, issuedOn: undefined }],
  statements: [],
  version: 1,
})
const stated = (kind: string, details: StatedDetails): Claim =>
  claimOf({ member: 'document', kind, issuedOn: day('2026-01-01'), details })
const ownWork = claimOf({
  member: 'work',
  first: day('2025-01-01'),
  hoursPerWeek: hundredthsOf(1600),
  details: { employment: 'self-employed' },
})
const shownWays: Sight = ({ regulation }) =>
  howShown(regulation, stated('vog', {}), day('2026-06-01'))
/** What is said of an answer of a document. */
const doubted: Sight = ({ regulation }) =>
  doubtsAbout(regulation, stated('vog', { profile: '60' })).map(({ is }) => is)
/** What is said of a number that is typed. */
const typing: Sight = ({ regulation }) => {
  const field = regulation.documents.find(({ id }) => id === 'extract')?.asked?.fields[0]
  assert.ok(field)
  return regulationField(field, 'number').read(new Answers({ number: ['12345678'] }))
}
const explaining: Sight = ({ regulation }) =>
  Object.keys(
    unexplained(regulation.work?.fields ?? [], {
      'detail-title': 'adviser',
      'detail-employer': 'Here',
    }),
  )
/** What is reckoned of work in employment or not. */
const reckoned = (employment: string) =>
  answer({
    kind: 'first',
    submittedOn: '2026-06-01',
    work: [{ first: '2024-01-01', last: '2024-12-31', hours: 1200, details: { employment } }],
  })

/** What Farid’s dossier shows once he has stated this, which he does once. */
function stating(stated: Stated): Sight {
  return async (compiled, content) => {
    const before = await peil.act(farid.actor, (context) =>
      findClaims(context, farid.registrationId),
    )
    if (before.length === 0)
      await peil.act(farid.actor, (context) =>
        state(context, { registrationId: farid.registrationId, stated, files: [] }),
      )
    return pages('/mijn/dossier', '/mijn/dossier/vragen/vog')(compiled, content)
  }
}
const asked = (key: string, value: unknown) =>
  line(askable, { [`documents/0/asked/${key}`]: value }, asking)

/** A change of how long is waited for a document, as it is told. */
const following = (key: string, value: unknown) =>
  line(
    changed(askable, {
      facts: [
        { id: 'graduated-on', type: 'day', label: 'Diploma' },
        { id: 'born-on', type: 'day', label: 'Geboren' },
      ],
      'documents/0/asked/follows': { after: 'graduated-on', within: 'P8W', text: 'Dat duurt.' },
    }),
    { [`documents/0/asked/follows/${key}`]: value },
    told,
  )

/** What the public register shows of somebody. */
const row = pages('/register?naam=amrani')

// ── The dossiers ─────────────────────────────────────────────────────────────────────────────────

const course = (more: Changes = {}) => ({
  id: 'a',
  kind: 'training',
  title: 'Course',
  completedOn: '2026-03-01',
  hours: 8,
  state: 'approved',
  ...more,
})
const first = (more: Changes = {}) => ({ kind: 'first', activities: [course()], ...more })
const renewal = (more: Changes = {}) => ({
  kind: 'renewal',
  period: { first: '2023-07-01', last: '2026-06-30' },
  submittedOn: '2026-06-01',
  activities: [course()],
  ...more,
})
const worked = answer(
  first({
    submittedOn: '2026-06-01',
    facts: { 'graduated-on': '2018-01-01' },
    work: [
      { first: '2017-01-01', last: '2019-01-01', hoursPerWeek: 12 },
      { first: '2021-07-01', last: '2023-01-01', hoursPerWeek: 36 },
      { first: '2025-06-01', hoursPerWeek: 16 },
    ],
  }),
)

// ── The lines ────────────────────────────────────────────────────────────────────────────────────

const line = (base: Content, changes: Changes, sight: Sight): Line => ({ base, changes, sight })

/** One key of one kind of valuation, in the block of the manual that has them all. */
const valued = (at: number, changes: Changes, more: Changes = {}): Line =>
  line(
    shape('id: writing', more),
    Object.fromEntries(
      Object.entries(changes).map(([key, to]) => [`kinds/${at}/value/${key}`, to]),
    ),
    examples,
  )
const articleOf = (at: number): Line =>
  line(shape('id: writing'), { [`kinds/${at}/value/article`]: 'article 2' }, told)

/** A norm that asks a condition, with one thing in that condition changed. */
function asks(condition: Content, changes: Changes, sight: Sight, more: Changes = {}): Line {
  const norm = { id: 'n', article: 'article 2', source: 'rules', label: 'N', text: 'N.' }
  const facts = [
    { id: 'certificate', type: 'yes-no', label: 'Certificate' },
    { id: 'other', type: 'yes-no', label: 'Other' },
    { id: 'graduated-on', type: 'day', label: 'Graduated' },
    { id: 'points', type: 'number', label: 'Points' },
    { id: 'level', type: 'number', label: 'Level' },
    { id: 'born-on', type: 'day', label: 'Born' },
  ]
  const base = changed(smallest, {
    facts,
    documents: [
      { id: 'vog', label: 'VOG' },
      { id: 'diploma', label: 'Diploma' },
    ],
    declarations: [
      { id: 'code', label: 'Code' },
      { id: 'truth', label: 'Truth' },
    ],
    norms: [{ ...norm, requires: condition }],
    ...more,
  })
  const there = Object.entries(changes).map(([key, to]) => [`norms/0/requires/${key}`, to])
  return line(base, Object.fromEntries(there), sight)
}
const choice = {
  id: 'certificate',
  type: 'choice',
  label: 'Certificate',
  options: [{ id: 'one', label: 'One' }],
}
const certificate = { kind: 'fact', fact: 'certificate', is: true }
const known = answer(
  first({
    submittedOn: '2026-06-01',
    facts: { certificate: true, other: false, 'graduated-on': '2020-01-01', points: 5, level: 9 },
  }),
)
const shown = answer(
  renewal({
    holdings: [{ register: 'skj', first: '2024-01-01', last: '2027-01-01' }],
    documents: [{ kind: 'vog', issuedOn: '2025-08-01' }],
    declarations: [{ id: 'code', on: '2026-06-01' }],
  }),
  '2026-09-01',
)

const surplus = answer(first({ surplus: { accredited: 15, training: 7 }, activities: [] }))
const accreditedNorm = shape('Ten of the fifteen')
const discretion = changed(accreditedNorm, { 'carryOver/rule': 'discretion' })
const threshold = shape('id: with-training')
const lapsing = shape('id: old-training')
const opening = shape('opens: {')
const withOwn = shape('onlyWith: { atLeast: 10, of: legal }')
const decidedOwn = changed(withOwn, {
  'carryOver/rule': 'discretion',
  'norms/0/examples': [],
  'norms/1/examples/0/expect': {},
})
const joined = shape('Joined after a year')
const apartLeave = shape('leaveSorts:')
const withLeave = (sort: string, last = '2025-03-31', first = '2025-01-01') =>
  answer({
    kind: 'renewal',
    period: { first: '2024-01-01', last: '2026-12-31' },
    grantedLeave: [{ sort, first, last }],
    submittedOn: '2026-12-01',
  })
/** The last day of a period of three years with eight months of illness in it. */
const movedEnd: Sight = ({ regulation }) =>
  lastWithLeave(regulation, { first: day('2024-01-01'), last: day('2026-12-31') }, [
    { sort: 'illness', first: day('2025-01-01'), last: day('2025-08-31') },
  ]).toString()
const onLeave = answer({
  kind: 'renewal',
  period: { first: '2024-01-01', last: '2026-12-31' },
  registeredOn: '2025-01-01',
  leave: [{ first: '2025-01-01', last: '2025-02-28' }],
  submittedOn: '2026-12-01',
})
const form0 = {
  id: 'form',
  type: 'choice',
  label: 'Vorm',
  options: [{ id: 'online', label: 'Online' }],
}
const capped = changed(shape('reflection-cap'), {
  caps: [
    {
      id: 'cap',
      article: 'article 2',
      source: 'rules',
      label: 'Cap',
      text: 'Cap.',
      of: 'reflection',
      atMost: 16,
    },
  ],
})
const much = first({
  activities: [
    course({ kind: 'peer-consultation', hours: 20 }),
    course({ id: 'b', kind: 'peer-consultation', hours: 20, completedOn: '2025-03-01' }),
    course({ id: 'c', hours: 40 }),
  ],
})
const categories = shape('formerCategories:')
const inJunior = { ...renewal(), category: 'junior', facts: { certificate: true } }
const newer = shape('earlyApplication')
const halfway = {
  kind: 'renewal',
  period: { first: '2025-06-01', last: '2028-05-31' },
  submittedOn: '2026-03-01',
}
const lookingBack = shape('lookBack', {
  'period/shape': 'personal',
  'period/blockFirst': undefined,
})
const old = answer(
  first({
    submittedOn: '2026-06-01',
    activities: [
      course({ completedOn: '2019-05-01' }),
      course({ id: 'b', completedOn: '2023-02-01' }),
      course({ id: 'c', completedOn: '2023-08-01' }),
    ],
  }),
)

const lines: Readonly<Record<string, Line>> = {
  // The file
  register: line(krsd, { register: 'clientondersteuners' }, refused),
  version: line(newer, { version: '2026-05-01' }, applied(halfway, '2026-03-01')),
  title: line(krsd, { title: 'Een andere norm' }, pages('/reglement')),
  'sources.*.title': line(krsd, { 'sources/booklet/title': 'Boekje' }, pages('/reglement')),
  'sources.*.articles': line(smallest, { 'sources/rules/articles': ['article 1'] }, refused),
  'sources.*.compared': line(
    krsd,
    { 'sources/booklet/compared': '2025-01-01' },
    pages('/reglement'),
  ),
  'sources.*.note': line(krsd, { 'sources/booklet/note': 'Anders.' }, pages('/reglement')),
  unit: line(smallest, { unit: 'point' }, examples),
  pinned: line(
    newer,
    { pinned: 'submission', earlyApplication: undefined, transition: undefined },
    applied(halfway, '2026-03-01'),
  ),
  'earlyApplication.from': line(
    newer,
    { 'earlyApplication/from': '2025-12-15' },
    applied({ kind: 'first', submittedOn: '2025-12-01', appliesEarly: true }, '2025-12-01'),
  ),
  'earlyApplication.text': line(
    newer,
    { 'earlyApplication/text': 'On request.' },
    applied({ kind: 'first', submittedOn: '2025-12-01', appliesEarly: true }, '2025-12-01'),
  ),
  'transition.article': line(newer, { 'transition/article': 'article 1' }, told),
  'transition.text': line(newer, { 'transition/text': 'Otherwise.' }, told),
  'transition.runningDossiers': line(
    newer,
    { 'transition/runningDossiers': 'keep-old' },
    applied(halfway, '2026-03-01'),
  ),

  // The period
  'period.article': line(smallest, { 'period/article': 'article 2' }, told),
  'period.shape': line(smallest, { 'period/shape': 'calendar-year' }, period('first')),
  'period.length': line(smallest, { 'period/length': 'P2Y' }, period('first')),
  'period.blockFirst': line(
    shape('blockFirst'),
    { 'period/blockFirst': '2025-01-01' },
    period('first'),
  ),
  'period.start.first': line(smallest, { 'period/start/first': 'submission' }, period('first')),
  'period.start.renewal': line(
    smallest,
    { 'period/start/renewal': ['submission'] },
    period('renewal'),
  ),
  'period.anchor': line(
    smallest,
    { 'period/anchor': 'decision' },
    answer(first({ submittedOn: '2026-02-01', decidedOn: '2026-05-01' })),
  ),
  'period.lookBack.years': line(lookingBack, { 'period/lookBack/years': 2 }, old),
  'period.lookBack.granularity': line(lookingBack, { 'period/lookBack/granularity': 'day' }, old),
  'period.lookBack.appliesTo': line(
    lookingBack,
    { 'period/lookBack/appliesTo': 'both' },
    answer(renewal({ activities: [course({ completedOn: '2023-02-01' })] })),
  ),
  'period.lookBack.article': line(lookingBack, { 'period/lookBack/article': 'article 2' }, told),
  'period.countsFrom': line(lookingBack, { 'period/countsFrom': '2023-05-01' }, old),
  'period.opens.fact': line(
    opening,
    {
      'facts/2': { id: 'other-on', type: 'day', label: 'Other day' },
      'period/opens/fact': 'other-on',
    },
    examples,
  ),
  'period.opens.from': line(opening, { 'period/opens/from': 'day' }, examples),
  'period.opens.article': line(opening, { 'period/opens/article': 'article 2' }, examples),
  'period.inBetween': line(smallest, { 'period/inBetween': 'current' }, period('first')),
  'period.deemedValid': line(krsd, { 'period/deemedValid': false }, rules),
  'period.renewalFrom': line(shape('renewalFrom'), { 'period/renewalFrom': 'P35M' }, allowed),

  // What is known
  'facts[].id': line(shape('id: practice'), { 'facts/0/id': 'paper' }, refused),
  'facts[].type': line(shape('id: practice'), { 'facts/0/type': 'number' }, refused),
  'facts[].label': line(shape('id: practice'), { 'facts/0/label': 'Paper' }, told),
  'facts[].options[].id': line(
    changed(smallest, { 'facts/0': choice }),
    { 'facts/0/options/0/id': 'two' },
    answer(first({ facts: { certificate: 'one' } })),
  ),
  'facts[].options[].label': line(
    changed(shape('id: practice'), {
      'facts/0': choice,
      'norms/0/requires/of/1/is': 'one',
      'norms/0/examples': [],
    }),
    { 'facts/0/options/0/label': 'First' },
    told,
  ),
  'attributes[].id': line(accreditedNorm, { 'attributes/0/id': 'official' }, refused),
  'attributes[].label': line(accreditedNorm, { 'attributes/0/label': 'Official' }, told),
  'attributes[].hint': line(
    changed(krsd, { accreditationText: undefined }),
    { 'attributes/0/hint': 'Anders.' },
    form,
  ),
  'attributes[].type': line(accreditedNorm, { 'attributes/0/type': 'choice' }, refused),
  'attributes[].options[].id': line(
    shape('id: nine'),
    { 'attributes/1/options/0/id': 'remote' },
    refused,
  ),
  'attributes[].options[].label': line(
    shape('id: nine'),
    { 'attributes/1/options/0/label': 'Remote' },
    told,
  ),
  'documents[].id': line(shape('id: vog'), { 'documents/0/id': 'other' }, refused),
  'documents[].label': line(shape('id: vog'), { 'documents/0/label': 'Other' }, told),
  'registers[].id': line(askable, { 'registers/0/id': 'big' }, pages('/mijn/dossier')),
  'registers[].label': line(askable, { 'registers/0/label': 'BIG' }, pages('/mijn/dossier')),
  'asked.question': line(
    askable,
    { 'facts/0/asked/question': 'Hebt u werk?' },
    pages('/mijn/dossier/opgeven/feit/works'),
  ),
  'asked.hint': asked('hint', 'Anders.'),
  'asked.explanation': asked('explanation', ['Anders.']),
  'asked.links[].label': asked('links/0/label', 'Anders'),
  'asked.links[].address': asked('links/0/address', 'https://anders.example'),
  'asked.fields[].id': asked('fields/0/id', 'other'),
  'asked.fields[].type': asked('fields/0/type', 'long-text'),
  'asked.fields[].label': asked('fields/0/label', 'Anders'),
  'asked.fields[].hint': asked('fields/0/hint', 'Anders.'),
  'asked.fields[].required': asked('fields/0/required', false),
  'asked.fields[].options[].id': asked('fields/1/options/0/id', 'other'),
  'asked.fields[].options[].label': asked('fields/1/options/0/label', 'Anders'),
  'asked.proof.label': asked('proof/label', 'Anders'),
  'asked.proof.required': asked('proof/required', false),
  'asked.from.who': line(
    askable,
    { 'documents/0/asked/from/who': 'iemand' },
    stating({ member: 'document', kind: 'vog', issuedOn: day('2022-01-01'), details: {} }),
  ),
  'asked.from.text': line(
    askable,
    { 'documents/0/asked/from/text': 'Anders.' },
    stating({ member: 'document', kind: 'vog', issuedOn: day('2022-01-01'), details: {} }),
  ),
  'asked.from.gives': line(askable, { 'documents/0/asked/from/gives': 'document' }, asking),
  'asked.original.note': line(
    askable,
    { 'documents/0/asked/original/note': 'Anders.' },
    pages('/mijn/dossier/post/vog'),
  ),
  'asked.original.returned': line(
    askable,
    { 'documents/0/asked/original/returned': false },
    pages('/mijn/dossier/post/vog'),
  ),
  'asked.shown[].by': line(withWork, { 'documents/0/asked/shown/1/by': ['file'] }, shownWays),
  'asked.shown[].underWay': line(
    withWork,
    { 'documents/0/asked/shown/0/underWay': false },
    shownWays,
  ),
  'asked.from.work': line(
    withWork,
    { 'documents/1/asked/from/work': ['self-employed'] },
    ({ regulation }) =>
      workplaces(regulation, [ownWork], regulation.documents[1]?.asked?.from?.work).length,
  ),
  'asked.fields[].accepts': line(
    withWork,
    { 'documents/0/asked/fields/0/accepts': ['60'] },
    doubted,
  ),
  'asked.fields[].digits': line(withWork, { 'documents/2/asked/fields/0/digits': 9 }, typing),
  'asked.fields[].neededUnless.field': line(
    withWork,
    { 'work/fields/2/neededUnless/field': 'employer' },
    explaining,
  ),
  'asked.fields[].neededUnless.is': line(
    withWork,
    { 'work/fields/2/neededUnless/is': ['clerk'] },
    explaining,
  ),
  'asked.keeps': asked('keeps', undefined),
  'asked.colleague.who': line(
    withColleague,
    { 'documents/1/asked/colleague/who': 'mentor' },
    pages('/mijn/dossier/collega/supervision'),
  ),
  'asked.colleague.categories': line(
    withColleague,
    { 'documents/1/asked/colleague/categories': ['junior'] },
    pages('/mijn/dossier/collega/supervision'),
  ),
  'asked.colleague.text': line(
    withColleague,
    { 'documents/1/asked/colleague/text': 'Anders.' },
    pages('/mijn/dossier/collega/supervision'),
  ),
  'asked.colleague.whileIn': line(
    withColleague,
    { 'documents/1/asked/colleague/whileIn': ['junior'] },
    (compiled) => lacksColleague(compiled.regulation, 'junior'),
  ),
  'asked.signHere.title': signed('title', 'Anders'),
  'asked.signHere.paragraphs': signed('paragraphs', ['Anders.']),
  'asked.signHere.declarations': signed('declarations', []),
  'asked.signHere.facts': signed('facts', []),
  'asked.signHere.documents': signed('documents', []),
  'asked.signHere.with': signed('with', undefined),
  'asked.signHere.work': line(
    withWork,
    { 'documents/3/asked/signHere/work': ['employed'] },
    ({ regulation }) =>
      workThatIs(regulation, [ownWork], regulation.documents[3]?.asked?.signHere?.work).length,
  ),
  'asked.follows.after': following('after', 'born-on'),
  'asked.follows.within': following('within', 'P4W'),
  'asked.follows.text': following('text', 'Anders.'),
  'asked.yesMeans': line(
    changed(askable, { 'facts/0/asked/yesMeans': 'geen les' }),
    { 'facts/0/asked/yesMeans': 'toch een les' },
    (compiled) => statedWords(compiled.regulation, { member: 'fact', fact: 'works', value: true }),
  ),
  'asked.within': line(promising, { 'declarations/0/asked/within': 'P2Y' }, promised({})),
  'asked.parts[].label': line(
    promising,
    { 'declarations/0/asked/parts/0/label': 'les 3' },
    promised({}),
  ),
  'asked.parts[].when': line(
    promising,
    { 'declarations/0/asked/parts/1/when': 'other' },
    promised({ works: true }),
  ),
  'asked.parts[].unless': line(
    promising,
    { 'declarations/0/asked/parts/0/unless': [] },
    promised({ works: true }),
  ),
  'asked.ahead': line(
    changed(askable, {
      'facts/0': { id: 'works-on', type: 'day', label: 'Werkt op', asked: { ahead: true } },
    }),
    { 'facts/0/asked/ahead': false },
    ({ regulation }) =>
      claimForm({
        register: registers.get('krsd')!,
        regulation,
        wanted: { member: 'fact', subject: 'works-on' },
        today: Temporal.PlainDate.from('2026-11-20'),
        kept: 0,
      }).read(new Answers({ 'value-dag': ['21'], 'value-maand': ['11'], 'value-jaar': ['2026'] }))
        .outcome,
  ),
  'facts[].asked': line(
    askable,
    { 'facts/0/asked': undefined },
    pages('/mijn/dossier/opgeven/feit/works'),
  ),
  'documents[].asked': line(askable, { 'documents/0/asked': undefined }, asking),
  'declarations[].asked': line(
    changed(askable, {
      declarations: [{ id: 'promise', label: 'beloven', asked: { question: 'Ik beloof het.' } }],
    }),
    { 'declarations/0/asked': undefined },
    pages('/mijn/dossier/opgeven/toezegging/promise'),
  ),
  'registers[].asked': line(
    changed(askable, { 'registers/0/asked': { hint: 'Zie hun brief.' } }),
    { 'registers/0/asked': undefined },
    pages('/mijn/dossier/opgeven/inschrijving/skj'),
  ),
  work: line(askable, { 'work/hint': 'Anders.' }, pages('/mijn/dossier/opgeven/werk/nieuw')),
  mostHoursPerWeek: line(askable, { mostHoursPerWeek: 20 }, told),
  leave: line(askable, { 'leave/hint': 'Anders.' }, pages('/mijn/dossier/opgeven/verlof/nieuw')),
  // Of a register that names no signer it is refused; what is read of a signature is tried elsewhere.
  'documents[].signedBy': line(clients, { 'documents/1/signedBy': 'cibg' }, refused),
  'declarations[].id': line(shape('id: spread'), { 'declarations/0/id': 'other' }, refused),
  'declarations[].label': line(shape('id: spread'), { 'declarations/0/label': 'Other' }, told),
  'declarers[].id': line(shape('id: spread'), { 'declarers/0/id': 'other' }, refused),
  'declarers[].label': line(shape('id: spread'), { 'declarers/0/label': 'Other' }, told),
  'groups[].id': line(shape('reflection-cap'), { 'groups/0/id': 'other' }, refused),
  'groups[].label': line(shape('reflection-cap'), { 'groups/0/label': 'Other' }, told),

  // Kinds of activities
  'kinds[].id': line(smallest, { 'kinds/0/id': 'course' }, examples),
  'kinds[].label': line(krsd, { 'kinds/0/label': 'Anders' }, form),
  'kinds[].hint': line(krsd, { 'kinds/0/hint': 'Anders.' }, norms),
  'kinds[].article': line(krsd, { 'kinds/0/article': 'bijlage' }, norms),
  'kinds[].groups': line(
    changed(smallest, { 'norms/0/requires/of': 'reflection', 'norms/0/examples': [] }),
    { 'kinds/0/groups': ['reflection'] },
    answer(first()),
  ),
  'kinds[].rule': line(krsd, { 'kinds/0/rule': 'Anders.' }, form),
  'kinds[].value(by=hours).article': articleOf(0),
  'kinds[].value(by=hours).onlyWith': valued(5, { onlyWith: undefined }),
  'kinds[].value(by=hours).atLeast': valued(0, { atLeast: 10 }),
  'kinds[].value(by=hours).atMost': valued(0, { atMost: 3 }),
  'kinds[].value(by=hours).each': valued(1, { each: 3 }),
  'kinds[].value(by=hours).step': valued(1, { step: 1 }),
  'kinds[].value(by=hours).precedence': valued(1, { precedence: ['guideline'] }),
  'kinds[].value(by=hours).guideline.halfDay': valued(0, { guideline: { halfDay: 3, day: 8 } }),
  'kinds[].value(by=hours).guideline.day': valued(
    0,
    { guideline: { halfDay: 4, day: 6 } },
    { 'norms/0/examples/0/dossier/activities/0/details': { days: 1 } },
  ),
  'kinds[].value(by=thing).article': articleOf(2),
  'kinds[].value(by=thing).onlyWith': valued(
    2,
    { onlyWith: 'test-passed' },
    { 'kinds/2/fields': [{ id: 'test-passed', type: 'yes-no', label: 'Passed' }] },
  ),
  'kinds[].value(by=thing).atLeast': valued(2, { atLeast: 10 }),
  'kinds[].value(by=thing).atMost': valued(2, { atMost: 1 }),
  'kinds[].value(by=thing).each': valued(2, { each: 2 }),
  'kinds[].value(by=words).article': articleOf(3),
  'kinds[].value(by=words).onlyWith': valued(
    3,
    { onlyWith: 'test-passed' },
    { 'kinds/3/fields': [{ id: 'test-passed', type: 'yes-no', label: 'Passed' }] },
  ),
  'kinds[].value(by=words).atLeast': valued(3, { atLeast: 20 }),
  'kinds[].value(by=words).atMost': valued(3, { atMost: 5 }),
  'kinds[].value(by=words).each': valued(3, { each: 2 }),
  'kinds[].value(by=words).words': valued(3, { words: 2000 }),
  'kinds[].value(by=membership-year).article': articleOf(4),
  'kinds[].value(by=membership-year).onlyWith': valued(
    4,
    { onlyWith: 'test-passed' },
    { 'kinds/4/fields': [{ id: 'test-passed', type: 'yes-no', label: 'Passed' }] },
  ),
  'kinds[].value(by=membership-year).atLeast': valued(
    4,
    { atLeast: 10 },
    { 'kinds/4/value/atMost': undefined },
  ),
  'kinds[].value(by=membership-year).atMost': valued(4, { atMost: 2 }),
  'kinds[].value(by=membership-year).each': valued(4, { each: 0.5 }),
  'kinds[].value(by=committee).article': articleOf(6),
  'kinds[].value(by=committee).atMost': line(
    shape('id: writing'),
    { 'kinds/6/value/atMost': 3 },
    answer(first({ activities: [course({ kind: 'other' })] })),
  ),
  'kinds[].value(by=committee).onlyWith': line(
    shape('id: writing', {
      'kinds/6/fields': [{ id: 'test-passed', type: 'yes-no', label: 'Passed' }],
    }),
    { 'kinds/6/value/onlyWith': 'test-passed' },
    answer(first({ activities: [course({ kind: 'other' })] })),
  ),
  'kinds[].inSecondUnit(by=field).field': line(
    twoUnits,
    {
      'kinds/0/inSecondUnit/field': 'elsewhere',
      'kinds/0/fields/1': { id: 'elsewhere', type: 'hours', label: 'Elders' },
    },
    examples,
  ),
  'kinds[].inSecondUnit(by=field).each': line(
    twoUnits,
    { 'kinds/0/inSecondUnit/each': 0.5 },
    examples,
  ),
  'kinds[].inSecondUnit(by=field).atMost': line(
    twoUnits,
    { 'kinds/0/inSecondUnit/atMost': 4 },
    examples,
  ),
  'kinds[].inSecondUnit(by=unit).each': line(
    twoUnits,
    { 'kinds/1/inSecondUnit/each': 2 },
    examples,
  ),
  'kinds[].inSecondUnit(by=unit).atMost': line(
    twoUnits,
    { 'kinds/1/inSecondUnit/atMost': 2 },
    examples,
  ),
  'kinds[].inSecondUnit(by=thing).each': line(
    twoUnits,
    { 'kinds/2/inSecondUnit/each': 2 },
    examples,
  ),
  'kinds[].inSecondUnit(by=thing).atMost': line(
    twoUnits,
    { 'kinds/2/inSecondUnit/atMost': 2 },
    examples,
  ),
  'secondUnit.one': line(contactHours, { 'secondUnit/one': 'lesuur' }, norms),
  'secondUnit.many': line(
    changed(contactHours, { 'norms/2/requires/atLeast': 2 }),
    { 'secondUnit/many': 'lesuren' },
    pages('/mijn'),
  ),
  'secondUnit.counted': line(
    changed(contactHours, { 'norms/2/requires/atLeast': 2 }),
    { 'secondUnit/counted': 'lesuur' },
    pages('/mijn'),
  ),
  'kinds[].fields[].id': line(krsd, { 'kinds/0/fields/0/id': 'school' }, form),
  'kinds[].fields[].type': line(krsd, { 'kinds/0/fields/0/type': 'long-text' }, form),
  'kinds[].fields[].label': line(krsd, { 'kinds/0/fields/0/label': 'Anders' }, form),
  'kinds[].fields[].hint': line(krsd, { 'kinds/0/fields/0/hint': 'Anders.' }, form),
  'kinds[].fields[].required': line(krsd, { 'kinds/0/fields/0/required': false }, handedIn('none')),
  'kinds[].fields[].options[].id': line(
    changed(krsd, { 'kinds/0/fields/0': form0 }),
    { 'kinds/0/fields/0/options/0/id': 'remote' },
    form,
  ),
  'kinds[].fields[].options[].label': line(
    changed(krsd, { 'kinds/0/fields/0': form0 }),
    { 'kinds/0/fields/0/options/0/label': 'Anders' },
    form,
  ),
  'kinds[].series.article': line(withSeries, { 'kinds/0/series/article': 'bijlage' }, told),
  'kinds[].series.text': line(withSeries, { 'kinds/0/series/text': 'Anders.' }, form),
  'kinds[].series.confirmedBy': line(withSeries, { 'kinds/0/series/confirmedBy': 3 }, told),
  'kinds[].series.group': line(withSeries, { 'kinds/0/series/group': 'nothing' }, refused),
  'kinds[].form.title': line(withForm, { 'kinds/0/form/title': 'Anders' }, form),
  'kinds[].form.evidence': line(withForm, { 'kinds/0/form/evidence': 'nothing' }, refused),
  'kinds[].form.needs': line(withForm, { 'kinds/0/form/needs': [] }, form),
  'kinds[].evidence.accepted[].id': line(
    krsd,
    { 'kinds/0/evidence/accepted/0/id': 'paper' },
    refused,
  ),
  'kinds[].evidence.accepted[].label': line(
    krsd,
    { 'kinds/0/evidence/accepted/0/label': 'Anders' },
    form,
  ),
  'kinds[].evidence.accepted[].signed': line(
    krsd,
    { 'kinds/0/evidence/accepted/0/signed': false },
    told,
  ),
  'kinds[].evidence.preferred': line(krsd, { 'kinds/0/evidence/preferred': [] }, rules),
  'kinds[].accreditation': line(krsd, { 'kinds/0/accreditation': 'none' }, form),
  'kinds[].interim.article': line(apart, { 'kinds/0/interim/article': 'bijlage' }, told),
  'kinds[].interim.text': line(apart, { 'kinds/0/interim/text': 'Anders.' }, told),
  'kinds[].interim.accredits': line(apart, { 'kinds/0/interim/accredits': true }, told),
  'kinds[].interim.members': line(apart, { 'kinds/0/interim/members': 3 }, told),
  'kinds[].interim.within': line(apart, { 'kinds/0/interim/within': 'P2Y' }, mayAsk),
  'kinds[].referee': line(
    changed(krsd, { 'kinds/0/referee': false }),
    { 'kinds/0/referee': true },
    form,
  ),

  // Categories
  'categories[].id': line(categories, { 'categories/0/id': 'young' }, refused),
  'categories[].label': line(categories, { 'categories/0/label': 'Young' }, told),
  'categories[].text': line(clients, { 'categories/0/text': 'Anders.' }, pages('/reglement')),
  'categories[].admission[].id': line(
    categories,
    { 'categories/0/admission/0/id': 'paper' },
    answer(first({ category: 'junior' })),
  ),
  'categories[].admission[].article': line(
    categories,
    { 'categories/0/admission/0/article': 'article 2' },
    answer(first({ category: 'junior' })),
  ),
  'categories[].admission[].label': line(
    categories,
    { 'categories/0/admission/0/label': 'Paper' },
    answer(first({ category: 'junior' })),
  ),
  'categories[].admission[].text': line(
    clients,
    { 'categories/0/admission/0/text': 'Anders.' },
    pages('/reglement'),
  ),
  'categories[].admission[].requires': line(
    categories,
    { 'categories/0/admission/0/requires': { kind: 'not', of: certificate } },
    answer(first({ category: 'junior', facts: { certificate: true } })),
  ),
  'categories[].followUp.article': line(
    clients,
    { 'categories/0/followUp/article': 'artikel 1' },
    told,
  ),
  'categories[].followUp.after': line(clients, { 'categories/0/followUp/after': 'P2Y' }, told),
  'categories[].followUp.question': line(
    clients,
    { 'categories/0/followUp/question': 'Anders?' },
    told,
  ),
  'categories[].followUp.text': line(clients, { 'categories/0/followUp/text': 'Anders.' }, told),
  'categories[].followUp.move': line(clients, { 'categories/0/followUp/move': 'to-senior' }, told),
  'formerCategories[].id': line(categories, { 'formerCategories/0/id': 'old' }, refused),
  'formerCategories[].label': line(categories, { 'formerCategories/0/label': 'Old' }, told),
  'formerCategories[].entersActivities': line(
    categories,
    { 'formerCategories/0/entersActivities': true },
    told,
  ),
  'moves[].id': line(categories, { 'moves/0/id': 'up' }, moved(0, inJunior)),
  'moves[].article': line(categories, { 'moves/0/article': 'article 2' }, told),
  'moves[].from': line(
    categories,
    { 'moves/1/from': ['junior', 'basic'], 'moves/1/to': 'senior' },
    moved(1, inJunior),
  ),
  'moves[].to': line(categories, { 'moves/1/to': 'senior' }, moved(1, inJunior)),
  'moves[].text': line(categories, { 'moves/0/text': 'Otherwise.' }, told),
  'moves[].requires': line(
    categories,
    { 'moves/1/requires': certificate },
    moved(1, { ...inJunior, facts: {} }),
  ),
  'moves[].admission': line(
    categories,
    { 'moves/1/admission': 'asked' },
    moved(1, { ...inJunior, facts: {} }),
  ),
  'moves[].period': line(categories, { 'moves/1/period': 'unchanged' }, moved(1, inJunior)),

  // Conditions
  '(kind=fact).fact': asks(certificate, { fact: 'other' }, known),
  '(kind=fact).is': asks(certificate, { is: false }, known),
  '(kind=fact-at-least).fact': asks(
    { kind: 'fact-at-least', fact: 'points', atLeast: 8 },
    { fact: 'level' },
    known,
  ),
  '(kind=fact-at-least).atLeast': asks(
    { kind: 'fact-at-least', fact: 'points', atLeast: 8 },
    { atLeast: 4 },
    known,
  ),
  '(kind=fact-at-least).moreThan': asks(
    { kind: 'fact-at-least', fact: 'points', moreThan: 5 },
    { moreThan: 4.99 },
    known,
  ),
  '(kind=fact-day).fact': asks(
    { kind: 'fact-day', fact: 'graduated-on', after: '2019-01-01' },
    { fact: 'born-on' },
    known,
  ),
  '(kind=fact-day).after': asks(
    { kind: 'fact-day', fact: 'graduated-on', after: '2019-01-01' },
    { after: '2021-01-01' },
    known,
  ),
  '(kind=fact-day).before': asks(
    { kind: 'fact-day', fact: 'graduated-on', before: '2021-01-01' },
    { before: '2019-01-01' },
    known,
  ),
  '(kind=holding).register': asks(
    { kind: 'holding', register: 'skj', at: ['submission'] },
    { register: 'big' },
    shown,
  ),
  '(kind=holding).at': asks(
    { kind: 'holding', register: 'skj', at: ['submission'] },
    { at: ['period-start'] },
    shown,
  ),
  '(kind=category).is': line(
    changed(categories, {
      norms: [
        {
          id: 'n',
          article: 'article 2',
          source: 'rules',
          label: 'N',
          text: 'N.',
          when: { kind: 'category', is: ['junior'] },
          requires: { kind: 'minimum', atLeast: 8 },
        },
      ],
    }),
    { 'norms/0/when/is': ['senior'] },
    answer(renewal({ category: 'junior' })),
  ),
  '(kind=document).document': asks(
    { kind: 'document', document: 'vog' },
    { document: 'diploma' },
    shown,
  ),
  '(kind=document).notOlderThan': asks(
    { kind: 'document', document: 'vog', notOlderThan: 'P12M' },
    { notOlderThan: 'P3M' },
    shown,
  ),
  '(kind=document).at': asks(
    { kind: 'document', document: 'vog', notOlderThan: 'P12M', at: 'submission' },
    { at: 'now' },
    shown,
  ),
  'workProperties[].id': line(withWork, { 'workProperties/0/id': 'steady' }, refused),
  'workProperties[].label': line(withWork, { 'workProperties/0/label': 'in vaste dienst' }, told),
  'workProperties[].without': line(
    withWork,
    { 'workProperties/0/without': 'zonder baan' },
    reckoned('self-employed'),
  ),
  'workProperties[].anyOf[].field': line(
    changed(withWork, {
      'work/fields/4': {
        id: 'second',
        type: 'choice',
        label: 'En verder?',
        options: [{ id: 'employed', label: 'In loondienst' }],
      },
    }),
    { 'workProperties/0/anyOf/0/field': 'second' },
    reckoned('employed'),
  ),
  'workProperties[].anyOf[].is': line(
    withWork,
    { 'workProperties/0/anyOf/0/is': 'self-employed' },
    reckoned('employed'),
  ),
  'workRoles[].id': line(shape('id: role'), { 'workRoles/1/id': 'judge' }, refused),
  'workRoles[].label': line(shape('id: role'), { 'workRoles/1/label': 'Judge' }, told),
  '(kind=work).moreThan': line(shape('id: role'), { 'norms/1/requires/moreThan': 15 }, examples),
  '(kind=work).only': line(
    withWork,
    { 'norms/0/requires/only': ['self-employed'] },
    reckoned('self-employed'),
  ),
  '(kind=work-stated).only': line(
    withWork,
    { 'norms/1/requires/of/0/of/only': ['employed'] },
    reckoned('employed'),
  ),
  '(kind=work-stated).within': line(
    withWork,
    { 'norms/1/requires/of/0/of/within': 'P1Y' },
    reckoned('self-employed'),
  ),
  '(kind=work).roles': line(shape('id: role'), { 'norms/0/requires/roles': ['clerk'] }, examples),
  '(kind=work).fromHoursPerWeek': line(
    shape('id: role'),
    { 'norms/0/requires/fromHoursPerWeek': 7 },
    examples,
  ),
  '(kind=work).until': line(
    shape('id: role'),
    { 'norms/0/requires/until': 'submission' },
    examples,
  ),
  '(kind=work).measure': line(
    shape('id: hours', { 'norms/0/requires/atLeast': 40, 'norms/0/examples': [] }),
    { 'norms/0/requires/measure': 'months' },
    worked,
  ),
  '(kind=work).atLeast': line(shape('id: hours'), { 'norms/0/requires/atLeast': 800 }, worked),
  '(kind=work).within': line(
    shape('id: hours', { 'norms/0/requires/voidAfterGapOf': undefined }),
    { 'norms/0/requires/within': 'P1Y' },
    worked,
  ),
  '(kind=work).after': line(
    shape('id: hours', {
      'norms/0/requires/voidAfterGapOf': undefined,
      'norms/0/requires/within': undefined,
    }),
    { 'norms/0/requires/after': undefined },
    worked,
  ),
  '(kind=work).voidAfterGapOf': line(
    shape('id: hours'),
    { 'norms/0/requires/voidAfterGapOf': 'P3Y' },
    worked,
  ),
  '(kind=declaration).declaration': asks(
    { kind: 'declaration', declaration: 'code' },
    { declaration: 'truth' },
    shown,
  ),
  '(kind=declaration).by': asks(
    { kind: 'declaration', declaration: 'code' },
    { by: 'supervisor' },
    shown,
  ),
  '(kind=refresher).of': line(
    shape('kind: refresher'),
    { 'norms/0/requires/of': 'peer-consultation' },
    examples,
  ),
  '(kind=refresher).every': line(
    shape('kind: refresher'),
    { 'norms/0/requires/every': 'P1Y' },
    examples,
  ),
  '(kind=question).question': line(
    shape('id: spread', { 'norms/2/id': 'evenly', 'norms/2/examples': [] }),
    { 'norms/2/requires/question': 'even' },
    answer(first({ judgements: [{ on: 'spread', outcome: 'met' }] })),
  ),
  '(kind=question).text': line(
    shape('id: spread'),
    { 'norms/2/requires/text': 'Otherwise?' },
    told,
  ),
  '(kind=all-of).of': asks(
    { kind: 'all-of', of: [certificate] },
    { of: [{ ...certificate, fact: 'other' }] },
    known,
  ),
  '(kind=any-of).of': asks(
    { kind: 'any-of', of: [certificate] },
    { of: [{ ...certificate, fact: 'other' }] },
    known,
  ),
  '(kind=not).of': asks(
    { kind: 'not', of: certificate },
    { of: { ...certificate, fact: 'other' } },
    known,
  ),
  '(kind=one-of).of': asks(
    { kind: 'one-of', of: [certificate] },
    { of: [{ ...certificate, fact: 'other' }] },
    known,
  ),
  '(kind=one-of).atLeast': asks(
    { kind: 'one-of', of: [certificate, { ...certificate, fact: 'other' }] },
    { atLeast: 2 },
    known,
  ),
  '(kind=each-of).of': asks(
    { kind: 'each-of', of: [certificate] },
    { of: [{ ...certificate, fact: 'other' }] },
    known,
  ),

  // Variants and exemptions
  'variants[].id': line(shape('id: skj'), { 'variants/0/id': 'youth' }, refused),
  'variants[].article': line(shape('id: skj'), { 'variants/0/article': 'article 1' }, told),
  'variants[].label': line(shape('id: skj'), { 'variants/0/label': 'Otherwise' }, told),
  'variants[].text': line(shape('id: skj'), { 'variants/0/text': 'Otherwise.' }, told),
  'variants[].forReview': line(shape('id: skj'), { 'variants/0/forReview': 'Otherwise?' }, told),
  'variants[].when': line(
    shape('id: skj'),
    { 'variants/0/when': { kind: 'holding', register: 'skj', at: ['submission'] } },
    examples,
  ),
  'temporary.article': line(forAWhile, { 'temporary/article': 'article 1' }, told),
  'temporary.text': line(forAWhile, { 'temporary/text': 'Other.' }, told),
  'temporary.length': line(forAWhile, { 'temporary/length': 'P6M' }, examples),
  'temporary.open': line(forAWhile, { 'temporary/open': ['total'] }, examples),
  'temporary.appliesTo': line(forAWhile, { 'temporary/appliesTo': ['renewal'] }, examples),
  'temporary.shortensNext': line(
    forAWhile,
    { 'temporary/shortensNext': false },
    answer({
      kind: 'first',
      submittedOn: '2026-06-01',
      temporary: { first: '2025-12-01', last: '2026-11-30' },
      activities: [course({ hours: 40 }), course({ id: 'b', kind: 'peer-consultation' })],
    }),
  ),
  'exemptions[].id': line(
    shape('With the certificate there is nothing'),
    { 'exemptions/0/id': 'paper' },
    examples,
  ),
  'exemptions[].article': line(
    shape('With the certificate there is nothing'),
    { 'exemptions/0/article': 'article 1' },
    told,
  ),
  'exemptions[].text': line(
    shape('With the certificate there is nothing'),
    { 'exemptions/0/text': 'Otherwise.' },
    examples,
  ),
  'exemptions[].when': line(
    shape('With the certificate there is nothing'),
    { 'exemptions/0/when': { ...certificate, is: false } },
    examples,
  ),

  // Norms
  'norms[].id': line(smallest, { 'norms/0/id': 'whole' }, examples),
  'norms[].article': line(smallest, { 'norms/0/article': 'article 1' }, examples),
  'norms[].source': line(
    changed(smallest, {
      'sources/other': { title: 'Other rules', articles: ['article 2'], compared: '2026-01-01' },
    }),
    { 'norms/0/source': 'other' },
    examples,
  ),
  'norms[].label': line(smallest, { 'norms/0/label': 'Whole' }, examples),
  'norms[].text': line(smallest, { 'norms/0/text': 'Otherwise.' }, examples),
  'norms[].missing.one': line(
    shape('whenShort'),
    { 'norms/1/missing/one': 'erkend uur' },
    answer(first({ activities: [course({ hours: 23, attributes: { accredited: true } })] })),
  ),
  'norms[].missing.many': line(
    shape('whenShort'),
    { 'norms/1/missing/many': 'erkende uren' },
    answer(first()),
  ),
  'norms[].whenShort': line(
    shape('whenShort'),
    { 'norms/1/whenShort': 'Otherwise.' },
    answer(first()),
  ),
  'norms[].appliesTo': line(smallest, { 'norms/0/appliesTo': ['renewal'] }, answer(first())),
  'norms[].categories': line(
    categories,
    { 'norms/0/categories': ['senior'] },
    answer(first({ category: 'junior' })),
  ),
  'norms[].when': line(
    smallest,
    { 'norms/0/when': certificate },
    answer(first({ facts: { certificate: false } })),
  ),
  'norms[].requires': line(smallest, { 'norms/0/requires': certificate }, answer(first())),
  'norms[].instead': line(shape('id: skj'), { 'norms/0/instead/skj/atLeast': 40 }, examples),
  'norms[].otherwise.when': line(
    shape('id: hours'),
    { 'norms/0/otherwise/when': { ...certificate, is: true } },
    examples,
  ),
  'norms[].otherwise.text': line(
    shape('id: hours'),
    { 'norms/0/otherwise/text': 'Otherwise.' },
    examples,
  ),
  'norms[].otherwise.decides': line(
    shape('id: hours'),
    { 'norms/0/otherwise/decides': 'board' },
    told,
  ),
  'norms[].remark': line(smallest, { 'norms/0/remark': 'A remark.' }, told),
  'norms[].examples[].title': line(
    smallest,
    { 'norms/0/examples/0/title': 'Otherwise' },
    examplesHold,
  ),
  'norms[].examples[].dossier': line(
    smallest,
    { 'norms/0/examples/0/dossier/activities/0/hours': 95 },
    examplesHold,
  ),
  'norms[].examples[].on': line(smallest, { 'norms/0/examples/0/on': '2020-01-01' }, examplesHold),
  'norms[].examples[].expect.outcome': line(
    smallest,
    { 'norms/0/examples/0/expect/outcome': 'not-met' },
    examplesHold,
  ),
  'norms[].examples[].expect.norm': line(
    shape('whenShort', {
      'norms/0/examples': [
        { title: 'T', on: '2026-06-01', dossier: first(), expect: { shortfall: 88 } },
      ],
    }),
    { 'norms/0/examples/0/expect/norm': 'accredited' },
    examplesHold,
  ),
  'norms[].examples[].expect.counted': line(
    smallest,
    { 'norms/0/examples/0/expect/counted': 95 },
    examplesHold,
  ),
  'norms[].examples[].expect.provisional': line(
    smallest,
    { 'norms/0/examples/0/expect/provisional': 95 },
    examplesHold,
  ),
  'norms[].examples[].expect.shortfall': line(
    smallest,
    { 'norms/0/examples/0/expect/shortfall': 1 },
    examplesHold,
  ),
  'norms[].examples[].expect.whole': line(
    smallest,
    { 'norms/0/examples/0/expect/whole': 'not-met' },
    examplesHold,
  ),
  '(kind=minimum).atLeast': line(smallest, { 'norms/0/requires/atLeast': 90 }, examples),
  '(kind=minimum).moreThan': line(
    smallest,
    { 'norms/0/requires': { kind: 'minimum', moreThan: 95.99 } },
    told,
  ),
  '(kind=minimum).of': line(smallest, { 'norms/0/requires/of': 'peer-consultation' }, examples),
  '(kind=minimum).in': line(shape('id: feedback'), { 'norms/0/requires/in': 'amount' }, examples),
  '(kind=minimum).each': line(shape('id: yearly'), { 'norms/0/requires/each': 'window' }, examples),
  '(kind=minimum).years': line(shape('id: three'), { 'norms/0/requires/years': 1 }, examples),
  '(kind=minimum).surplus': line(withOwn, { 'norms/1/requires/surplus': undefined }, examples),
  '(kind=minimum).limits[].of': line(
    shape('atMost: 16 }] }'),
    { 'norms/0/requires/limits/0/of': 'training' },
    examples,
  ),
  '(kind=minimum).limits[].atMost': line(
    shape('atMost: 16 }] }'),
    { 'norms/0/requires/limits/0/atMost': 17 },
    examples,
  ),
  '(kind=minimum).limits[].atMostShare': line(
    shape('atMostShare: 1/3'),
    { 'norms/1/requires/limits/0/atMostShare': '1/4' },
    examples,
  ),
  '(kind=minimum).limits[].atLeastShare': line(
    shape('atMostShare: 1/3'),
    { 'norms/0/requires/limits/0/atLeastShare': '75%' },
    examples,
  ),
  '(kind=minimum).forEach': line(inEachArea, { 'norms/0/requires/forEach': undefined }, examples),
  '(kind=minimum).inProportion.fact': line(
    partTime,
    {
      'norms/0/requires/inProportion/fact': 'other',
      'facts/1': { id: 'other', type: 'number', label: 'Other' },
    },
    examples,
  ),
  '(kind=minimum).inProportion.whole': line(
    partTime,
    { 'norms/0/requires/inProportion/whole': 0.75 },
    examples,
  ),
  '(kind=minimum).inProportion.rounding': line(
    partTime,
    { 'norms/0/requires/inProportion/rounding': 'whole-down' },
    examples,
  ),
  '(kind=minimum).inProportion.floor': line(
    partTime,
    { 'norms/0/requires/inProportion/floor': 21 },
    examples,
  ),
  '(kind=minimum).proRata': line(joined, { 'norms/0/requires/proRata': false }, examples),

  // Which activities
  attribute: line(
    shape('id: nine', { 'caps/0/of': { attribute: 'form', is: 'online' } }),
    { 'caps/0/of': { attribute: 'accredited', is: true } },
    examples,
  ),
  is: line(shape('id: nine'), { 'caps/0/of/is': 'on-site' }, examples),
  allOf: line(smallest, { 'norms/0/requires/of': { allOf: ['training', 'accredited'] } }, examples),
  anyOf: line(
    smallest,
    { 'norms/0/requires/of': { anyOf: ['peer-consultation', 'accredited'] } },
    examples,
  ),
  not: line(smallest, { 'norms/0/requires/of': { not: 'training' } }, examples),

  // Caps
  'caps[].id': line(capped, { 'caps/0/id': 'limit' }, answer(much)),
  'caps[].article': line(capped, { 'caps/0/article': 'article 1' }, answer(much)),
  'caps[].source': line(
    changed(capped, {
      'sources/other': { title: 'Other rules', articles: ['article 1'], compared: '2026-01-01' },
    }),
    { 'caps/0/source': 'other' },
    refused,
  ),
  'caps[].label': line(capped, { 'caps/0/label': 'Limit' }, told),
  'caps[].text': line(capped, { 'caps/0/text': 'Otherwise.' }, told),
  'caps[].of': line(capped, { 'caps/0/of': 'training' }, answer(much)),
  'caps[].atMost': line(capped, { 'caps/0/atMost': 10 }, answer(much)),
  'caps[].in': line(capped, { 'caps/0/in': 'things' }, answer(much)),
  'caps[].each': line(capped, { 'caps/0/each': 'calendar-year' }, answer(much)),

  // Thresholds
  'thresholds[].id': line(threshold, { 'thresholds/0/id': 'other' }, examples),
  'thresholds[].article': line(threshold, { 'thresholds/0/article': 'article 1' }, examples),
  'thresholds[].source': line(threshold, { 'thresholds/0/source': 'other' }, refused),
  'thresholds[].label': line(threshold, { 'thresholds/0/label': 'Otherwise' }, told),
  'thresholds[].text': line(threshold, { 'thresholds/0/text': 'Otherwise.' }, examples),
  'thresholds[].of': line(threshold, { 'thresholds/0/of': 'accredited' }, examples),
  'thresholds[].onlyWith.atLeast': line(
    threshold,
    { 'thresholds/0/onlyWith/atLeast': 9 },
    examples,
  ),
  'thresholds[].onlyWith.moreThan': line(
    threshold,
    { 'thresholds/0/onlyWith': { moreThan: 10, of: 'training' } },
    examples,
  ),
  'thresholds[].onlyWith.of': line(
    threshold,
    { 'thresholds/0/onlyWith/of': 'peer-consultation' },
    examples,
  ),

  // What lapses
  'lapses[].id': line(lapsing, { 'lapses/0/id': 'other' }, examples),
  'lapses[].article': line(lapsing, { 'lapses/0/article': 'article 1' }, examples),
  'lapses[].source': line(lapsing, { 'lapses/0/source': 'other' }, refused),
  'lapses[].label': line(lapsing, { 'lapses/0/label': 'Otherwise' }, told),
  'lapses[].text': line(lapsing, { 'lapses/0/text': 'Otherwise.' }, examples),
  'lapses[].of': line(lapsing, { 'lapses/0/of': 'peer-consultation' }, examples),
  'lapses[].after': line(lapsing, { 'lapses/0/after': 'P23M' }, examples),

  // Surplus and pro rata
  'carryOver(rule=none).article': line(smallest, { 'carryOver/article': 'article 1' }, told),
  'carryOver(rule=none).text': line(krsd, { 'carryOver/text': 'Anders.' }, norms),
  'carryOver(rule=capped).article': line(
    accreditedNorm,
    { 'carryOver/article': 'article 1' },
    told,
  ),
  'carryOver(rule=capped).text': line(accreditedNorm, { 'carryOver/text': 'Otherwise.' }, told),
  'carryOver(rule=capped).atMost': line(accreditedNorm, { 'carryOver/atMost': 5 }, surplus),
  'carryOver(rule=capped).of': line(accreditedNorm, { 'carryOver/of': ['training'] }, surplus),
  'carryOver(rule=capped).counts': line(accreditedNorm, { 'carryOver/counts': 'total' }, surplus),
  'carryOver(rule=capped).when': line(accreditedNorm, { 'carryOver/when': certificate }, surplus),
  'carryOver(rule=capped).onlyWith.atLeast': line(
    withOwn,
    { 'carryOver/onlyWith/atLeast': 9 },
    examples,
  ),
  'carryOver(rule=capped).onlyWith.moreThan': line(
    withOwn,
    { 'carryOver/onlyWith': { moreThan: 10, of: 'legal' } },
    examples,
  ),
  'carryOver(rule=capped).onlyWith.of': line(
    withOwn,
    { 'carryOver/onlyWith/of': 'training' },
    examples,
  ),
  'carryOver(rule=discretion).onlyWith.atLeast': line(
    decidedOwn,
    { 'carryOver/onlyWith/atLeast': 9 },
    examples,
  ),
  'carryOver(rule=discretion).onlyWith.moreThan': line(
    decidedOwn,
    { 'carryOver/onlyWith': { moreThan: 10, of: 'legal' } },
    examples,
  ),
  'carryOver(rule=discretion).onlyWith.of': line(
    decidedOwn,
    { 'carryOver/onlyWith/of': 'training' },
    examples,
  ),
  'carryOver(rule=discretion).article': line(
    discretion,
    { 'carryOver/article': 'article 1' },
    told,
  ),
  'carryOver(rule=discretion).text': line(discretion, { 'carryOver/text': 'Otherwise.' }, told),
  'carryOver(rule=discretion).atMost': line(discretion, { 'carryOver/atMost': 5 }, surplus),
  'carryOver(rule=discretion).of': line(discretion, { 'carryOver/of': ['training'] }, surplus),
  'carryOver(rule=discretion).counts': line(discretion, { 'carryOver/counts': 'total' }, surplus),
  'carryOver(rule=discretion).when': line(discretion, { 'carryOver/when': certificate }, surplus),
  'proRata.article': line(joined, { 'proRata/article': 'article 1' }, told),
  'proRata.text': line(joined, { 'proRata/text': 'Otherwise.' }, told),
  'proRata.joinedLater': line(joined, { 'proRata/joinedLater': false }, onLeave),
  'proRata.joinedLaterFrom': line(joined, { 'proRata/joinedLaterFrom': 'P2Y' }, examples),
  'proRata.by': line(joined, { 'proRata/by': 'month' }, examples),
  'proRata.leaveFrom': line(joined, { 'proRata/leaveFrom': 'P1M' }, examples),
  'proRata.rounding': line(joined, { 'proRata/rounding': 'whole-up' }, onLeave),

  'leaveSorts[].id': line(apartLeave, { 'leaveSorts/0/id': 'other' }, withLeave('pregnancy')),
  'leaveSorts[].label': line(apartLeave, { 'leaveSorts/0/label': 'Other' }, told),
  'leaveSorts[].article': line(
    apartLeave,
    { 'leaveSorts/2/article': 'article 1' },
    withLeave('caring'),
  ),
  'leaveSorts[].text': line(apartLeave, { 'leaveSorts/0/text': 'Other.' }, told),
  'leaveSorts[].hint': line(
    leaveHere,
    { 'leaveSorts/0/hint': 'Anders.' },
    pages('/mijn/verlof/vragen'),
  ),
  'leaveSorts[].atLeast': line(apartLeave, { 'leaveSorts/0/atLeast': 'P4M' }, examples),
  'leaveSorts[].does': line(apartLeave, { 'leaveSorts/0/does': 'nothing' }, examples),
  'leaveSorts[].atMost': line(apartLeave, { 'leaveSorts/1/atMost': 'P5M' }, movedEnd),
  'leaveSorts[].from': line(apartLeave, { 'leaveSorts/2/from': ['total'] }, withLeave('caring')),
  'leaveSorts[].granted': line(apartLeave, { 'leaveSorts/0/granted': 'by-decision' }, told),
  'leaveSorts[].proof': line(
    leaveHere,
    { 'leaveSorts/0/proof': 'asked' },
    pages('/mijn/verlof/vragen'),
  ),
  'leaveSorts[].within': line(leaveHere, { 'leaveSorts/0/within': 'P1D' }, weighed),

  // Accreditation
  'labels[].id': line(krsd, { 'labels/0/id': 'other' }, form),
  'labels[].label': line(krsd, { 'labels/0/label': 'Anders' }, norms),
  'labels[].note': line(krsd, { 'labels/0/note': 'Anders.' }, form),
  'labels[].scopes': line(krsd, { 'labels/5/scopes/0': 'teacher' }, told),
  'labelsAsk.from': line(
    changed(krsd, { 'labelsAsk/from': '2026-01-01' }),
    { 'labelsAsk/from': '2026-04-01' },
    answer(first({ activities: [course({ attributes: { accredited: true } })] })),
  ),
  'labelsAsk.article': line(krsd, { 'labelsAsk/article': 'bijlage' }, told),
  'labelsAsk.text': line(krsd, { 'labelsAsk/text': 'anders.' }, norms),
  'accreditedByDecision[].kind': line(
    krsd,
    { 'accreditedByDecision/0/kind': 'webinar' },
    answer(first({ activities: [course({ kind: 'boa-training' })] })),
  ),
  'accreditedByDecision[].attribute': line(
    shape('All training counts', {
      'attributes/1': { id: 'official', label: 'Official', type: 'yes-no' },
      'norms/0/requires/of': 'accredited',
    }),
    { 'accreditedByDecision/0/attribute': 'official' },
    answer(first()),
  ),
  'accreditedByDecision[].article': line(
    krsd,
    { 'accreditedByDecision/0/article': 'bijlage' },
    told,
  ),
  'accreditedByDecision[].text': line(krsd, { 'accreditedByDecision/0/text': 'Anders.' }, norms),
  accreditationText: line(krsd, { accreditationText: 'Anders.' }, norms),
  singleUse: line(
    smallest,
    { singleUse: 'none' },
    answer(first({ activities: [course({ usedIn: 'before' })] })),
  ),

  // Evidence, referees, review, committee
  'evidence.article': line(krsd, { 'evidence/article': 'bijlage' }, rules),
  'evidence.required': line(krsd, { 'evidence/required': 2 }, handedIn('none')),
  'evidence.text': line(krsd, { 'evidence/text': 'Anders.' }, rules),
  'referee.article': line(krsd, { 'referee/article': 'bijlage' }, rules),
  'referee.roles[].id': line(krsd, { 'referee/roles/1/id': 'boss' }, handedIn('referee')),
  'referee.roles[].label': line(krsd, { 'referee/roles/1/label': 'Anders' }, form),
  'referee.text': line(krsd, { 'referee/text': 'Anders.' }, rules),
  'referee.selfSign.allowed': line(krsd, { 'referee/selfSign/allowed': false }, handedIn('self')),
  'referee.selfSign.reasonRequired': line(
    krsd,
    { 'referee/selfSign/reasonRequired': false },
    handedIn('self'),
  ),
  'referee.selfSign.text': line(krsd, { 'referee/selfSign/text': 'Anders.' }, form),
  'lists[].id': line(listing, { 'lists/0/id': 'other' }, lists),
  'lists[].article': line(listing, { 'lists/0/article': 'bijlage' }, told),
  'lists[].label': line(listing, { 'lists/0/label': 'Anders' }, lists),
  'lists[].from': line(listing, { 'lists/0/from': 'iemand' }, lists),
  'lists[].text': line(listing, { 'lists/0/text': 'Anders.' }, lists),
  'lists[].confirms': line(listing, { 'lists/0/confirms': 'peer-consultation' }, refused),
  'lists[].role': line(listing, { 'lists/0/role': 'lid' }, told),
  'selfTest.article': line(selfTesting, { 'selfTest/article': 'bijlage' }, norms),
  'selfTest.text': line(selfTesting, { 'selfTest/text': 'Anders.' }, form),
  'selfTest.note': line(selfTesting, { 'selfTest/note': 'Anders.' }, norms),
  'selfTest.criteria[].id': line(selfTesting, { 'selfTest/criteria/0/id': 'other' }, form),
  'selfTest.criteria[].text': line(selfTesting, { 'selfTest/criteria/0/text': 'Anders?' }, form),
  'selfTest.criteria[].explanation': line(
    selfTesting,
    { 'selfTest/criteria/0/explanation': 'Anders.' },
    form,
  ),
  'selfTest.criteria[].of': line(selfTesting, { 'selfTest/criteria/0/of': 'supervising' }, form),
  'review.article': line(krsd, { 'review/article': 'bijlage' }, rules),
  'review.application': line(
    changed(krsd, { 'review/lines': 'all' }),
    { 'review/application': 'sample' },
    lookedAt,
  ),
  'review.lines': line(krsd, { 'review/lines': 'all' }, lookedAt),
  'review.samplePercentage': line(krsd, { 'review/samplePercentage': 99 }, lookedAt),
  'review.selfSigned': line(krsd, { 'review/selfSigned': 'sample' }, lookedAt),
  'review.failureShare': line(
    changed(krsd, { 'review/failureShare': 25 }),
    { 'review/failureShare': 90 },
    half,
  ),
  'review.risks': line(krsd, { 'review/risks': ['first-of-kind'] }, lookedAt),
  'review.text': line(krsd, { 'review/text': 'Anders.' }, rules),
  'committee.article': line(krsd, { 'committee/article': 'bijlage' }, rules),
  'committee.members': line(krsd, { 'committee/members': 3 }, thirdMember),
  'committee.tie': line(krsd, { 'committee/tie': 'third-member' }, thirdMember),
  'committee.conflicts': line(krsd, { 'committee/conflicts': [] }, colleague),
  'committee.rhythm': line(krsd, { 'committee/rhythm': 'monthly' }, rules),
  'committee.decides': line(krsd, { 'committee/decides': 'when-enough-votes' }, rules),
  'committee.text': line(krsd, { 'committee/text': 'Anders.' }, rules),

  // What is public
  public: line(krsd, { public: ['name', 'status', 'number'] }, row),
}

test('every key of a version file has a line', () => {
  assert.deepEqual(Object.keys(lines).toSorted(), keysOf(versionFile).toSorted())
})

for (const [key, { base, changes, sight }] of Object.entries(lines)) {
  test(`changing ${key} is seen`, async () => {
    const before = await sight(compile(base), base)
    assert.deepEqual(plain(await sight(compile(base), base)), plain(before), 'seen twice the same')
    if (sight === refused) {
      assert.throws(() => compile(changed(base, changes), String(base.register)), MistakenFile)
      return
    }
    const next = changed(base, changes)
    assert.notDeepEqual(plain(await sight(compile(next), next)), plain(before))
  })
}

function plain(seen: unknown): unknown {
  return JSON.parse(JSON.stringify(seen))
}
