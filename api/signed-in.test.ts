import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { openFile } from '#domain/certification/committee/open-file.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Amount } from '#engine'
import { toJson } from '#engine'
import type { AssessmentAnswer } from '#regulations/answer.ts'
import { assessmentAnswer } from '#regulations/answer.ts'
import { dossierFile, readDossier } from '#regulations/dossier.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { explained } from '#testing/explained.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { problem } from './answer.ts'

const today = '2026-11-20'
const peil = await testPlatform({ inWriting: true })
const demo = await testPlatform({ cast: true })
const api = '/api/v1/krsd'
let sanne: CastAccount
let tom: CastAccount
let marieke: CastAccount
let people = 0

before(async () => {
  await peil.setToday(today)
  const of = (name: string, employer: string, roles: Parameters<typeof colleague>[2]) =>
    colleague(
      peil,
      { email: `${name}@voorbeeld.nl`, firstName: name, lastName: 'Visser', employer },
      roles,
    )
  sanne = await of('sanne', 'Bureau', ['secretariat'])
  tom = await of('tom', 'Zandhove', ['committee'])
  marieke = await of('marieke', 'Polderdam', ['committee'])
})

function somebody(employer = 'Gemeente Heideveld'): Promise<CastProfessional> {
  people += 1
  const email = `farid${people}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Farid', lastName: 'El Amrani', employer })
}

async function withCommittee(employer?: string) {
  const who = await somebody(employer)
  const { other } = await enough(peil, who, '2026-05-01')
  const id = await file(peil, who, today)
  await passOn(peil, sanne.actor, id, today)
  return { who, id, other, path: `${api}/applications/${id}/assessment` }
}

const opened = ({ actor, accountId }: CastAccount, id: string) =>
  peil.act(actor, (context) => openFile(context, id, accountId), today)

async function assessmentAt(path: string, cookie: string, from: TestPlatform = peil) {
  const response = await from.get(path, cookie)
  const text = await response.text()
  assert.equal(response.status, 200, text)
  // Whose session it is does not matter to another website: that is not told anything.
  assert.equal(response.headers.get('access-control-allow-origin'), null)
  assert.equal(response.headers.get('cache-control'), 'no-store')
  const answer: AssessmentAnswer = JSON.parse(text)
  assert.deepEqual(assessmentAnswer.parse(answer), answer)
  return answer
}

async function refused(path: string, cookie: string | undefined, status: number) {
  const response = await peil.get(path, cookie)
  const text = await response.text()
  assert.equal(response.status, status, text)
  assert.equal(response.headers.get('content-type'), 'application/problem+json')
  assert.equal(response.headers.get('access-control-allow-origin'), null)
  assert.equal(response.headers.get('set-cookie'), null)
  return problem.strict().parse(JSON.parse(text))
}

/** Finds on a page what was found of each norm, and gives how many texts there were to find. */
function findNorms(page: string, { norms }: Pick<AssessmentAnswer, 'norms'>): number {
  let found = 0
  const number = new Intl.NumberFormat('nl', { useGrouping: false })
  for (const { label, text, measure, counted, provisional, required } of norms) {
    assert.ok(page.includes(label), label)
    const rest = text.startsWith(`${label}: `) ? text.slice(label.length + 2) : text
    // What can be counted stands as a figure beside its bar; the rest in words.
    const shown =
      measure === 'amount' || measure === 'things'
        ? `${number.format(counted + provisional)} van ${number.format(required)}`
        : `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`
    assert.ok(page.includes(shown), `${shown}\nis not on the page:\n${page}`)
    found += 1
  }
  return found
}

describe('a portfolio', () => {
  const theCast = ['farid', 'lonneke', 'judith'] as const

  for (const name of theCast) {
    test(`${name} reads the same in the interface as on the page`, async () => {
      const { cookie } = await demo.signIn(`${name}@voorbeeld.peil.example`)
      const page = await textOf(await demo.get('/krsd/mijn', cookie))
      const answer = await assessmentAt(`${api}/assessment`, cookie, demo)
      assert.ok(page.includes(answer.sentence), answer.sentence)
      assert.ok(page.includes(answer.window.text))
      assert.ok(findNorms(page, answer) > 0)
    })

    test(`${name} takes a dossier along that gives the same answer elsewhere`, async () => {
      const { cookie } = await demo.signIn(`${name}@voorbeeld.peil.example`)
      const response = await demo.get(`${api}/dossier`, cookie)
      assert.equal(
        response.headers.get('content-disposition'),
        'attachment; filename="krsd-dossier.json"',
      )
      const written = await response.json()
      assert.ok(dossierFile.safeParse(written).success)
      const own = await assessmentAt(`${api}/assessment`, cookie, demo)
      const { on } = own
      const sent = await demo.app.request(`${api}/assessments?on=${on}`, {
        method: 'POST',
        body: JSON.stringify(written),
      })
      const { forecast: _, ...withoutForecast } = own
      assert.deepEqual(await sent.json(), withoutForecast)
    })
  }

  test('who holds a category reads which others they could ask for, and what is missing', async () => {
    const { cookie } = await demo.signIn('milan@voorbeeld.peil.example')
    const path = '/api/v1/clientondersteuners/assessment'
    const { category, moves } = await assessmentAt(path, cookie, demo)
    assert.equal(category, 'junior')
    const senior = moves?.find((move) => move.category === 'senior')
    assert.ok(senior !== undefined && ['met', 'undetermined'].includes(senior.outcome))
    assert.deepEqual(senior.impossible, [])
  })

  test('every portfolio of the demo is written and read as the same dossier', async () => {
    const ids = await demo.act({ kind: 'visitor' }, ({ db }) =>
      db.selectFrom('registration').select('id').execute(),
    )
    assert.ok(ids.length >= 3)
    for (const { id } of ids) {
      const { cookie } = await cookieOf(id)
      const { dossier, compiled } = await demo.act({ kind: 'visitor' }, (context) =>
        loadDossier(context, id),
      )
      const written = await (await demo.get(`${api}/dossier`, cookie)).json()
      const read = readDossier(written, compiled)
      assert.ok(read.is === 'read', JSON.stringify(read))
      // The declarations are the register's own: its regulation knows none of them.
      const known = { ...dossier, declarations: [] }
      assert.equal(inOrder(read.dossier), inOrder(known))
      const on = Temporal.PlainDate.from(today)
      assert.deepEqual(
        toJson(explained(compiled, read.dossier, on)),
        toJson(explained(compiled, dossier, on)),
      )
    }
  })

  test('a renewal is taken along with its period and what was judged', async () => {
    people += 1
    const who = await professional(peil, {
      email: `farid${people}@voorbeeld.nl`,
      firstName: 'Farid',
      lastName: 'El Amrani',
      status: 'certified',
      validFirst: '2024-01-11',
      validLast: '2027-01-10',
      countedUntil: '2023-11-20',
    })
    const on = { claimed: 1250, completedOn: '2025-03-01' }
    await activity(peil, who, { title: ' Goedgekeurd ', ...on, state: 'approved' })
    await activity(peil, who, { title: 'Geaccrediteerd', ...on, accredited: true })
    await activity(peil, who, {
      title: 'Gepland',
      ...on,
      completedOn: '2026-12-01',
      state: 'planned',
    })
    const own = await assessmentAt(`${api}/assessment`, who.cookie)
    assert.equal(own.forecast?.before, '2027-01-10')
    const written = await (await peil.get(`${api}/dossier`, who.cookie)).json()
    assert.partialDeepStrictEqual(written, {
      kind: 'renewal',
      period: { first: '2024-01-11', last: '2027-01-10' },
      countedUntil: '2023-11-20',
      judgements: [{ outcome: 'approved', awarded: 12.5 }],
    })
    const sent = await peil.app.request(`${api}/assessments?on=${own.on}&before=2027-01-10`, {
      method: 'POST',
      body: JSON.stringify(written),
    })
    assert.deepEqual(await sent.json(), own)
    const page = await textOf(await peil.get('/krsd/mijn', who.cookie))
    assert.ok(page.includes(own.forecast?.text ?? 'no forecast'))
  })

  test('a forecast is made before a day of choice', async () => {
    const { cookie } = await demo.signIn('lonneke@voorbeeld.peil.example')
    const { forecast } = await assessmentAt(`${api}/assessment?before=2099-01-01`, cookie, demo)
    assert.equal(forecast?.before, '2099-01-01')
  })

  test('with more that is planned than a forecast is made of, it says so', async () => {
    const who = await somebody()
    for (let count = 0; count < 21; count += 1) {
      const planned = { title: `Gepland ${count}`, claimed: 100, completedOn: '2027-01-01' }
      await activity(peil, who, { ...planned, state: 'planned' })
    }
    assert.equal(
      (await refused(`${api}/assessment?before=2027-06-01`, who.cookie, 400)).error,
      'too-many',
    )
    await assessmentAt(`${api}/assessment`, who.cookie)
  })

  test('a question that is not right is told so', async () => {
    const { cookie } = await somebody()
    for (const path of [
      'assessment?on=2026-01-01',
      'assessment?before=2026-02-30',
      'dossier?x=1',
    ]) {
      assert.equal((await refused(`${api}/${path}`, cookie, 400)).error, 'wrong-query', path)
    }
  })

  test('the page links to the dossier', async () => {
    const { cookie } = await demo.signIn('judith@voorbeeld.peil.example')
    const html = await (await demo.get('/krsd/mijn', cookie)).text()
    assert.match(html, /href="\/api\/v1\/krsd\/dossier"/)
  })

  test('the message that the page before left is kept for the next page', async () => {
    const { cookie } = await demo.signIn('judith@voorbeeld.peil.example')
    const response = await demo.get(`${api}/assessment`, `${cookie}; peil-bericht=x`)
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('set-cookie'), null)
  })
})

describe('an application', () => {
  test('everybody who may see its page reads the same, before and after the decision', async () => {
    const { who, id, other, path } = await withCommittee()
    await opened(tom, id)
    await opened(marieke, id)
    const pages = {
      office: `/krsd/werk/aanvragen/${id}`,
      committee: `/krsd/commissie/aanvragen/${id}`,
      own: `/krsd/mijn/certificering/${id}`,
    }
    const page = async (of: keyof typeof pages, { cookie }: CastAccount) =>
      textOf(await peil.get(pages[of], cookie))

    const filed = await assessmentAt(path, sanne.cookie)
    assert.equal(filed.outcome, 'undetermined')
    assert.deepEqual(filed.toAsk?.impossible, [])
    findNorms(await page('office', sanne), filed)
    findNorms(await page('committee', tom), filed)
    assert.deepEqual(await assessmentAt(path, who.cookie), filed)

    const partly = { outcome: 'partly', amount: 3000 as Amount, reason: 'Dubbel geteld.' } as const
    await judge(peil, tom, id, today, { [other]: partly }, 'fails')
    const judged = await assessmentAt(path, tom.cookie)
    assert.equal(judged.outcome, 'not-met')
    assert.ok(findNorms(await page('committee', tom), judged) > 0)
    // What one member finds is not yet anybody else's.
    assert.deepEqual(await assessmentAt(path, marieke.cookie), filed)
    assert.deepEqual(await assessmentAt(path, sanne.cookie), filed)

    await judge(peil, marieke, id, today, { [other]: partly }, 'fails')
    const decided = await assessmentAt(path, who.cookie)
    assert.equal(decided.outcome, 'not-met')
    assert.equal(decided.toAsk, undefined)
    assert.ok(findNorms(await page('own', who), decided) > 0)
    for (const [of, staff] of [
      ['office', sanne],
      ['committee', tom],
      ['committee', marieke],
    ] as const) {
      assert.deepEqual(await assessmentAt(path, staff.cookie), decided)
      assert.ok(findNorms(await page(of, staff), decided) > 0)
    }
  })

  test('the committee has to open the file first, which is recorded, and not with an interest', async () => {
    const { id, path } = await withCommittee('Gemeente Zandhove')
    assert.equal((await refused(path, marieke.cookie, 403)).error, 'not-opened')
    await opened(marieke, id)
    await assessmentAt(path, marieke.cookie)
    const { error, detail } = await refused(path, tom.cookie, 403)
    assert.equal(error, 'conflict')
    assert.doesNotMatch(detail, /Amrani/)
  })

  test('for the committee there is none before the back office passes it on', async () => {
    const who = await somebody()
    await enough(peil, who, '2026-05-01')
    const id = await file(peil, who, today)
    const path = `${api}/applications/${id}/assessment`
    assert.deepEqual(await refused(path, tom.cookie, 404), await noneOf(tom))
    await assessmentAt(path, sanne.cookie)
  })

  test('somebody else’s looks as if there were none', async () => {
    const { path } = await withCommittee()
    const stranger = await somebody()
    const chair = await peil.signIn('elsewhere@voorbeeld.nl', ['secretariat'], { register: 'lklr' })
    const administrator = await peil.signIn('bo@voorbeeld.nl', ['administrator'])
    for (const other of [stranger, chair, administrator]) {
      assert.deepEqual(await refused(path, other.cookie, 404), await noneOf(other))
    }
    assert.equal(
      (await refused(path.replace('krsd', 'lklr'), sanne.cookie, 404)).error,
      'not-found',
    )
  })

  test('an id that is none, and a register that is none, are not there', async () => {
    for (const id of ['1', '%27', '%00', '%ff', '%2e%2e', 'x'.repeat(3000), `${randomUUID()}x`]) {
      const path = `${api}/applications/${id}/assessment`
      assert.equal((await refused(path, sanne.cookie, 404)).error, 'not-found', id)
    }
    for (const what of ['dossier', 'assessment', `applications/${randomUUID()}/assessment`]) {
      const path = `/api/v1/chess/${what}`
      assert.equal((await refused(path, sanne.cookie, 404)).error, 'not-found', what)
    }
  })

  test('staff who have yet to take the second step learn nothing, not even what there is', async () => {
    const { path } = await withCommittee()
    const half = await peil.signIn('half@voorbeeld.nl', ['secretariat'], { secondFactor: false })
    const real = await refused(path, half.cookie, 403)
    assert.equal(real.error, 'second-factor')
    assert.deepEqual(
      await refused(`${api}/applications/${randomUUID()}/assessment`, half.cookie, 403),
      real,
    )
  })
})

const noneOf = ({ cookie }: Pick<CastAccount, 'cookie'>) =>
  refused(`${api}/applications/${randomUUID()}/assessment`, cookie, 404)

async function cookieOf(registrationId: string) {
  const { email } = await demo.platform.db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .innerJoin('account', 'account.id', 'person.account_id')
    .where('registration.id', '=', registrationId)
    .select('account.email')
    .executeTakeFirstOrThrow()
  return demo.signIn(email)
}

/** As text with its keys in order, since days are deep-equal to each other and keys have no order. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}
