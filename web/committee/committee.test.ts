import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { seeLabel } from '#domain/organisations/label/see-label.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { byHand } from '#testing/records.ts'

// The back office and the committee, through their pages.

const peil = await testPlatform({ inWriting: true })
const today = '2026-11-20'
let sanne: CastAccount
let tom: CastAccount
let marieke: CastAccount
let aylin: CastAccount
let count = 0

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
  aylin = await of('aylin', 'Merenwaard', ['chair'])
})

async function filed(
  facts: Partial<Parameters<typeof professional>[1]> = {},
  more: (who: CastProfessional) => Promise<void> = async () => undefined,
) {
  count += 1
  const email = `farid${count}@voorbeeld.nl`
  const who = await professional(peil, {
    email,
    firstName: 'Farid',
    lastName: 'El Amrani',
    ...facts,
  })
  const ids = await enough(peil, who, '2026-05-01')
  await more(who)
  const applicationId = await file(peil, who, today)
  const office = `/krsd/werk/aanvragen/${applicationId}`
  return { who, applicationId, ...ids, office, path: `/krsd/commissie/aanvragen/${applicationId}` }
}

async function withCommittee(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  const it = await filed(facts)
  await passOn(peil, sanne.actor, it.applicationId, today)
  return it
}

const body = async (response: Response) => (await response.text()).replaceAll('&#39;', '’')
const get = async (path: string, { cookie }: CastAccount) => body(await peil.get(path, cookie))
const open = (path: string, { cookie }: CastAccount) => peil.post(`${path}/inzage`, {}, cookie)

const approve = (...ids: readonly string[]) =>
  Object.fromEntries(
    ids.flatMap((id) => [
      [`oordeel-${id}`, 'approve'],
      [`accreditatie-${id}`, 'recognised'],
    ]),
  )

const checked = { compleet: ['proof', 'readable', 'dates', 'amounts'] }

test('the back office passes a file on, and a colleague who was slower keeps what was typed', async () => {
  const { office, accredited, other } = await filed()
  const fields = { ...approve(accredited, other), ...checked, _version: '1' }
  const passed = await peil.post(office, { ...fields, actie: 'doorsturen' }, sanne.cookie)
  assert.equal(passed.headers.get('location'), '/krsd/werk/aanvragen')
  const slower = await peil.post(
    office,
    { ...fields, actie: 'bewaren', toelichting: 'Let op de datum.' },
    sanne.cookie,
  )
  assert.equal(slower.status, 409)
  const html = await body(slower)
  assert.match(html, /Een collega was je voor/)
  assert.match(html, /Bij de commissie/)
  assert.match(html, /Jij schreef: Let op de datum\./)
})

test('of two colleagues at once the second sees what the first advised', async () => {
  const { office, accredited, other } = await filed()
  const send = (reason: string) =>
    peil.post(
      office,
      {
        ...approve(accredited),
        [`oordeel-${other}`]: 'reject',
        [`reden-${other}`]: reason,
        _version: '1',
        actie: 'bewaren',
      },
      sanne.cookie,
    )
  const answers = await Promise.all([send('De eerste reden'), send('De tweede reden')])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409])
  const late = answers.find(({ status }) => status === 409)
  const html = late === undefined ? '' : await body(late)
  assert.match(html, /De eerste reden/)
  assert.match(html, /De tweede reden/)
})

test('nobody finds a judgement made for them, and one act approves what is not remarkable', async () => {
  const { office, applicationId, accredited, other, path } = await filed({}, async (holder) => {
    await activity(peil, holder, {
      title: 'Webinar Thuiszitters',
      claimed: 100,
      completedOn: '2026-06-18',
      proof: 'self-signed',
    })
  })
  const first = await get(office, sanne)
  assert.doesNotMatch(first, /name="oordeel-[^>]* checked|voldoet/i)
  assert.match(first, /Stuk voor stuk \(1\)/)
  assert.match(first, /Zonder bijzonderheden \(2\)/)
  assert.match(first, /Controleer 3 activiteiten/)
  assert.match(first, /href="#stuk-voor-stuk">Begin met controleren/)
  assert.match(first, /button-secondary" [^>]*value="doorsturen"/)
  const all = { _version: '1', actie: 'zonder-bijzonderheden' }
  assert.equal((await peil.post(office, all, sanne.cookie)).status, 303)
  const once = await get(office, sanne)
  assert.equal([...once.matchAll(/name="oordeel-[^>]*value="approve"[^>]* checked/g)].length, 2)
  const chosen = { ...approve(accredited, other), ...checked, _version: '2' }
  const passing = await peil.post(office, { ...chosen, actie: 'doorsturen' }, sanne.cookie)
  assert.equal(passing.status, 422)
  assert.match(await body(passing), /Kies bij ‘Webinar Thuiszitters’ of de activiteit meetelt/)
  const rows = await peil.platform.db
    .selectFrom('application_activity')
    .where('application_id', '=', applicationId)
    .where('activity_id', 'not in', [accredited, other])
    .select('activity_id as webinar')
    .executeTakeFirstOrThrow()
  await peil.post(
    office,
    { ...chosen, ...approve(rows.webinar), _version: '3', actie: 'doorsturen' },
    sanne.cookie,
  )
  await open(path, tom)
  const before = await get(path, tom)
  assert.doesNotMatch(before, /name="(oordeel-[^"]*|geheel)"[^>]* checked/)
  assert.match(before, /Beoordeel 3 activiteiten.*Begin met beoordelen/s)
  assert.match(before, /button-secondary" [^>]*value="oordeel"/)
  assert.doesNotMatch(before, /norm met jouw oordeel|Het portfolio voldoet|hoort bij: voldoet/)
  const judged = await peil.post(path, { actie: 'zonder-bijzonderheden' }, tom.cookie)
  const after = await body(judged)
  const plain = /Zonder bijzonderheden \((\d)\)/.exec(before)?.[1] ?? '0'
  assert.equal(
    [...after.matchAll(/name="oordeel-[^>]*value="approve"[^>]* checked/g)].length,
    Number(plain),
  )
  assert.equal((await get(path, marieke)).includes(' checked'), false)
})

test('what may be the same is marked, and so is that somebody sent it all the same', async () => {
  const { office, path, applicationId, accredited } = await filed({}, async (holder) => {
    await activity(peil, holder, {
      title: 'Opleiding schuldhulpverlening',
      claimed: 100,
      completedOn: '2026-05-01',
    })
  })
  await peil.platform.db
    .updateTable('activity_claim')
    .set({ handed_in_anyway_on: '2026-05-20' })
    .where('activity_id', '=', accredited)
    .execute()
  const html = await get(office, sanne)
  assert.match(html, /Lijkt op[^‘]*<a href="#activiteit-[^"]*">‘Opleiding schuldhulpverlening’/)
  assert.match(html, /koos op 20\smei 2026 voor\s*‘Toch insturen’/)
  await passOn(peil, sanne.actor, applicationId, today)
  await open(path, tom)
  assert.match(await get(path, tom), /koos op 20\smei 2026 voor\s*‘Toch insturen’/)
})

test('a member refuses an accreditation with its reason, and keeps the hours', async () => {
  const { who, path, accredited, other } = await withCommittee()
  await open(path, tom)
  const fields = {
    ...approve(accredited, other),
    [`accreditatie-${accredited}`]: 'refused',
    geheel: 'fails',
    reden: 'Te weinig geaccrediteerd.',
    actie: 'oordeel',
  }
  const unexplained = await peil.post(path, fields, tom.cookie)
  assert.equal(unexplained.status, 422)
  assert.match(await body(unexplained), new RegExp(`href="#accreditatie-reden-${accredited}"`))
  const given = { ...fields, [`accreditatie-reden-${accredited}`]: 'Dit keurmerk was verlopen.' }
  for (const member of [tom, marieke]) {
    await open(path, member)
    assert.equal((await peil.post(path, given, member.cookie)).status, 303)
  }
  const page = await get(`/krsd/mijn/activiteiten/${accredited}`, who)
  assert.match(page, /Opgegeven, CRKBO, maar niet erkend/)
  assert.match(page, /erkent de accreditatie niet: ‘Dit keurmerk was verlopen\.’/)
})

test('an advice without amount or reason is asked for at its field', async () => {
  const { office, accredited, other } = await filed()
  const response = await peil.post(
    office,
    { [`oordeel-${accredited}`]: 'partly', [`oordeel-${other}`]: 'reject', _version: '1' },
    sanne.cookie,
  )
  assert.equal(response.status, 422)
  const html = await body(response)
  assert.match(html, new RegExp(`href="#deel-${accredited}"`))
  assert.match(html, new RegExp(`href="#reden-${other}"`))
})

test('a return names its questions, and shows the message first when asked', async () => {
  const { office, other } = await filed()
  const path = `${office}/aanvulling`
  const nothing = await peil.post(path, { _version: '1', actie: 'teruggeven' }, sanne.cookie)
  assert.equal(nothing.status, 422)
  const fields = {
    vraag: other,
    [`tekst-${other}`]: '<script>alert(1)</script>',
    [`soort-${other}`]: 'file',
    _version: '1',
  }
  const preview = await peil.post(path, { ...fields, actie: 'voorbeeld' }, sanne.cookie)
  assert.equal(preview.status, 200)
  assert.match(await body(preview), /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
  const stale = await peil.post(
    path,
    { ...fields, _version: '7', actie: 'teruggeven' },
    sanne.cookie,
  )
  assert.equal(stale.status, 409)
  const returned = await peil.post(path, { ...fields, actie: 'teruggeven' }, sanne.cookie)
  assert.equal(returned.status, 303)
  assert.match(await get('/krsd/werk/aanvragen?status=aanvullen', sanne), /El Amrani/)
})

test('a member reads what the back office asked and what the applicant answered', async () => {
  const { who, office, applicationId, path, other } = await filed()
  const asked = {
    vraag: other,
    [`tekst-${other}`]: 'Wie waren de stagiaires?',
    [`soort-${other}`]: 'words',
    _version: '1',
  }
  await peil.post(`${office}/aanvulling`, { ...asked, actie: 'teruggeven' }, sanne.cookie)
  await peil.post(
    `/krsd/mijn/certificering/${applicationId}/aanvulling`,
    { [`antwoord-${other}`]: 'Twee van de hbo.' },
    who.cookie,
  )
  await passOn(peil, sanne.actor, applicationId, today)
  await open(path, tom)
  for (const html of [await get(path, tom), await get(office, sanne)]) {
    assert.match(html, /Wie waren de stagiaires\?/)
    assert.match(html, /Twee van de hbo\./)
  }
})

test('a member opens a file by saying that nothing stands in the way, and only then sees it', async () => {
  const { path, applicationId } = await withCommittee()
  const before = await get(path, tom)
  assert.match(before, /Dit wordt vastgelegd/)
  assert.doesNotMatch(before, /Opleiding Schuldhulpverlening/)
  const { id } = await peil.platform.db
    .selectFrom('evidence')
    .innerJoin('application_activity', 'application_activity.activity_id', 'evidence.activity_id')
    .where('application_activity.application_id', '=', applicationId)
    .select('evidence.document_id as id')
    .executeTakeFirstOrThrow()
  assert.equal((await peil.get(`${path}/documenten/${id}`, tom.cookie)).status, 404)
  assert.equal((await open(path, tom)).status, 303)
  assert.match(await get(path, tom), /Opleiding Schuldhulpverlening/)
  const opened = await peil.get(`${path}/documenten/${id}`, tom.cookie)
  assert.equal(opened.status, 200)
  assert.equal(opened.headers.get('content-type'), 'application/pdf')
  const other = await withCommittee()
  await open(other.path, tom)
  const foreign = await peil.get(`${other.path}/documenten/${id}`, tom.cookie)
  assert.equal(foreign.status, 404)
})

test('a judgement of who has not opened the file today is not taken', async () => {
  const { path, applicationId, accredited, other } = await withCommittee()
  const fields = { ...approve(accredited, other), geheel: 'meets', reden: 'Het voldoet.' }
  const judge = async () => body(await peil.post(path, { ...fields, actie: 'oordeel' }, tom.cookie))
  const judgements = () =>
    peil.platform.db
      .selectFrom('judgement')
      .where('application_id', '=', applicationId)
      .select('id')
      .execute()
  assert.match(await judge(), /Dit wordt vastgelegd/)
  assert.deepEqual(await judgements(), [])
  await open(path, tom)
  await judge()
  assert.notDeepEqual(await judgements(), [])
})

test('who shares an employer sees that they do not judge, and nothing of the file or its evidence', async () => {
  const { path } = await withCommittee({ employer: 'Gemeente Zandhove', lastName: 'Geheim' })
  assert.equal((await open(path, tom)).status, 403)
  const html = await get(path, tom)
  assert.match(html, /jullie hebben dezelfde werkgever/)
  assert.doesNotMatch(html, /Geheim/)
  assert.doesNotMatch(await get('/krsd/commissie', tom), /Geheim/)
  assert.doesNotMatch(await get('/krsd/commissie/vergadering', tom), /Geheim/)
  assert.equal((await peil.get(`${path}/documenten/x`, tom.cookie)).status, 403)
})

test('a declared interest takes a member off the file', async () => {
  const { path } = await withCommittee()
  await open(path, tom)
  const empty = await peil.post(`${path}/belang`, { band: 'other', toelichting: ' ' }, tom.cookie)
  assert.equal(empty.status, 422)
  const said = { band: 'friend', toelichting: 'Wij zijn buren.' }
  const declared = await peil.post(`${path}/belang`, said, tom.cookie)
  assert.equal(declared.headers.get('location'), '/krsd/commissie')
  assert.match(await get(path, tom), /Wij zijn buren/)
  const late = await peil.post(path, { actie: 'oordeel' }, tom.cookie)
  assert.equal(late.status, 403)
  assert.match(await body(late), /doe je niet zelf/)
})

test('the votes of others are hidden until one’s own is in', async () => {
  const { path, accredited, other, applicationId } = await withCommittee()
  await judge(peil, marieke, applicationId, today)
  await open(path, tom)
  assert.doesNotMatch(await get(path, tom), /Het portfolio voldoet\.<\/span>/)
  const fields = {
    ...approve(accredited),
    [`oordeel-${other}`]: 'partly',
    [`deel-${other}`]: '71',
    [`reden-${other}`]: 'Eén uur staat niet op de lijst.',
    geheel: 'fails',
    reden: 'Er ontbreekt een uur.',
    actie: 'oordeel',
  }
  // A part that nobody can read is said at its field, in a draft as well.
  const wrong = { ...fields, [`deel-${other}`]: 'zeventig' }
  const atField = new RegExp(
    `href="#deel-${other}">Vul bij [^<]* een getal in, bijvoorbeeld 4 of 1,5`,
  )
  for (const [actie, status] of [
    ['berekenen', 422],
    ['bewaren', 303],
    ['oordeel', 422],
  ] as const) {
    const answer = await peil.post(path, { ...wrong, actie }, tom.cookie)
    assert.equal(answer.status, status)
    assert.match(status === 303 ? await get(path, tom) : await body(answer), atField)
  }
  assert.equal((await peil.post(path, fields, tom.cookie)).status, 303)
  const after = await get(path, tom)
  assert.match(after, /marieke Visser/)
  assert.match(after, /niet eens/)
  await open(path, aylin)
  assert.match(await get(path, aylin), /Jij geeft de doorslag/)
  const decided = await peil.post(
    path,
    { ...approve(accredited, other), geheel: 'meets', reden: 'Goed genoeg.', actie: 'oordeel' },
    aylin.cookie,
  )
  assert.equal(decided.status, 303)
  assert.match(await get(path, aylin), /Toegekend/)
})

test('a judgement that does not follow from the hours is refused, with what was typed', async () => {
  const { path, accredited, other } = await withCommittee()
  await open(path, tom)
  const fields = {
    ...approve(accredited),
    [`oordeel-${other}`]: 'reject',
    [`reden-${other}`]: 'Hoort niet bij het vak.',
    geheel: 'meets',
    reden: 'Toch wel.',
    actie: 'oordeel',
  }
  const refused = await peil.post(path, fields, tom.cookie)
  assert.equal(refused.status, 422)
  const html = await body(refused)
  assert.match(html, /Met wat jij toekent, is de norm niet gehaald/)
  assert.match(html, /Hoort niet bij het vak\./)
  const tooLong = { [`reden-${accredited}`]: 'Te lang. '.repeat(500), actie: 'bewaren' }
  const kept = await peil.post(path, { ...fields, ...tooLong }, tom.cookie)
  assert.equal(kept.status, 303)
  // What cannot be taken as it is, is said when the judgement is gone on with.
  const again = await get(path, tom)
  assert.match(again, /Pas 1 antwoord aan/)
  assert.match(again, new RegExp(`href="#reden-${accredited}"`))
  assert.match(await get(path, tom), /Hoort niet bij het vak\./)
  assert.doesNotMatch(await get(path, marieke), /Hoort niet bij het vak\./)
})

test('who is too late hears the decision and keeps what was typed', async () => {
  const { path, applicationId, accredited, other } = await withCommittee()
  await open(path, aylin)
  for (const member of [tom, marieke]) await judge(peil, member, applicationId, today)
  const late = await peil.post(
    path,
    { ...approve(accredited, other), geheel: 'meets', reden: 'Mijn tekst.', actie: 'oordeel' },
    aylin.cookie,
  )
  assert.equal(late.status, 409)
  const html = await body(late)
  assert.match(html, /Intussen is het besluit genomen/)
  assert.match(html, /Mijn tekst\./)
})

test('a meeting is closed from its own day on, once', async () => {
  const { id } = await peil.platform.db.selectFrom('meeting').select('id').executeTakeFirstOrThrow()
  const path = `/krsd/werk/vergaderingen/${id}`
  assert.match(await get(path, sanne), /Dat kan vanaf 14\sjanuari 2027/)
  const early = await peil.post(path, { _version: '1' }, sanne.cookie)
  assert.equal(early.status, 303)
  await peil.setToday('2027-01-14')
  assert.equal((await peil.post(path, { _version: '1' }, sanne.cookie)).status, 303)
  assert.equal((await peil.post(path, { _version: '1' }, sanne.cookie)).status, 409)
  const list = `/krsd/commissie/vergaderingen/${id}/besluitenlijst`
  const coming = await peil.get(list, tom.cookie)
  assert.equal(coming.status, 202)
  assert.match(await body(coming), /http-equiv="refresh" content="2"/)
  assert.match(await get(path, sanne), /De besluitenlijst wordt gemaakt/)
  await peil.makePapers()
  assert.match(await get(path, sanne), /Besluitenlijst \(pdf\)/)
  const minutes = await peil.get(list, tom.cookie)
  assert.equal(minutes.headers.get('content-type'), 'application/pdf')
  await peil.setToday(today)
})

test('nobody but the back office and the committee comes to their pages', async () => {
  const { path, office, who } = await withCommittee()
  const meeting = '/krsd/werk/vergaderingen'
  const desk = ['/krsd/werk/aanvragen', office, `${office}/aanvulling`, meeting]
  const bench = [
    '/krsd/commissie',
    '/krsd/commissie/vergadering',
    '/krsd/commissie/besluiten',
    path,
    `${path}/belang`,
  ]
  for (const one of desk) {
    for (const { cookie } of [who, tom, aylin]) {
      assert.equal((await peil.get(one, cookie)).status, 404, one)
    }
  }
  for (const one of bench) {
    for (const { cookie } of [who, sanne]) {
      assert.equal((await peil.get(one, cookie)).status, 404, one)
    }
  }
  for (const [one, cookie] of [
    [office, tom.cookie],
    [`${office}/aanvulling`, who.cookie],
    [path, sanne.cookie],
    [`${path}/inzage`, who.cookie],
    [`${path}/belang`, sanne.cookie],
  ] as const) {
    assert.equal((await peil.post(one, {}, cookie)).status, 404, one)
  }
})

test('a file that is not with the committee does not exist for it', async () => {
  const { path } = await filed()
  assert.equal((await peil.get(path, tom.cookie)).status, 404)
  assert.equal((await open(path, tom)).status, 404)
  assert.equal((await peil.get('/krsd/commissie/aanvragen/x', tom.cookie)).status, 404)
})

test('what was decided last stands first, whatever was sent in first', async () => {
  const [first, second] = [await filed({ lastName: 'Eerder' }), await filed({ lastName: 'Later' })]
  const decidedOn = (id: string, on: string) =>
    peil.act({ kind: 'system', task: 'test' }, async (context) => {
      await byHand(context)
      await context.db
        .updateTable('application')
        .set({ status: 'refused', decided_on: on })
        .where('id', '=', id)
        .execute()
    })
  await decidedOn(first.applicationId, '2027-03-05')
  await decidedOn(second.applicationId, '2027-03-01')
  for (const [path, who] of [
    ['/krsd/commissie/besluiten', tom],
    ['/krsd/werk/aanvragen?status=afgerond', sanne],
  ] as const) {
    const names = [...(await get(path, who)).matchAll(/Farid (Eerder|Later)/g)].map(
      ([, one]) => one,
    )
    assert.deepEqual([...new Set(names)], ['Eerder', 'Later'], path)
  }
})

test('what makes an hour accredited stands in full beside the claim: the decision, and the label that was seen', async () => {
  const school = await checkedProvider(peil, 'Academie De Brug', [[aylin, ['applicant']]])
  const made = await peil.act(
    aylin.actor,
    async (context) => {
      const owner = { is: 'organisation', id: school } as const
      const facts = courseFacts({ reviewOn: Temporal.PlainDate.from('2027-12-31') })
      const course = await makeCourse(context, owner, facts)
      if (course.outcome !== 'made') return assert.fail(course.outcome)
      await publishCourse(context, owner, course.id)
      return course
    },
    today,
  )
  const counted = [
    { kind: 'training', amount: 600, attributes: ['accredited'] },
    { kind: 'workshop', amount: 200, attributes: [] },
  ]
  const days = { first: '2026-01-01', last: '2027-12-31' }
  const held = await accredited(peil, made.id, { counts: counted, studyLoad: 800, ...days })
  const { db } = peil.platform
  await db
    .updateTable('accreditation')
    .where('id', '=', held)
    .set({ conditions: 'Alleen met de toets.', reason: 'Past bij het vak.' })
    .execute()
  const by = { facts: crkbo, on: Temporal.PlainDate.from('2026-03-05') }
  const seen = await peil.act(sanne.actor, (context) =>
    seeLabel(
      context,
      { organisationId: undefined, name: 'De Opleider' },
      { ...by, evidence: 'public-register', note: '', proof: undefined },
    ),
  )
  assert.equal(seen.outcome, 'seen')
  const { path, office, applicationId } = await filed({}, async (who) => {
    const facts = { kind: 'training', accredited: true, completedOn: '2026-04-02' } as const
    const decided = await activity(peil, who, { ...facts, title: 'Door besluit', claimed: 600 })
    await activity(peil, who, { ...facts, title: 'Door keurmerk', claimed: 400 })
    await db
      .updateTable('activity_claim')
      .where('activity_id', '=', decided)
      .set({ accreditation_id: held })
      .execute()
    await db.updateTable('activity').where('id', '=', decided).set({ course_id: made.id }).execute()
  })
  const decision = new RegExp(
    `Het hele besluit Nummer ${made.number} Besloten op 1 januari 2026 Telt voor 6 uur geaccrediteerd, .*2 uur, als workshop Voor een opleiding van 8 uur Geldig Van 1 januari 2026 tot en met 31 december 2027 Voorwaarden Alleen met de toets\\. Reden Past bij het vak\\.`,
  )
  const label =
    /Het hele keurmerk Keurmerk CRKBO \(instelling\) Op naam van De Opleider Nummer B-12 Geldig van 01-10-2025 tot en met 30-09-2027 Gezien op 5 maart 2026/
  const read = async (at: string, who: CastAccount) => {
    const html = await get(at, who)
    // What asks to be read is open, and what says nothing remarkable is not.
    assert.match(html, /<details class="details" open[^>]*><summary[^>]*>Het hele besluit/)
    assert.match(html, /<details class="details"><summary[^>]*>Het hele keurmerk/)
    return wordsOf(html)
  }
  assert.match(await read(office, sanne), decision)
  assert.match(await read(office, sanne), label)
  await passOn(peil, sanne.actor, applicationId, today)
  await open(path, tom)
  assert.match(await read(path, tom), decision)
  assert.match(await read(path, tom), label)
})

const crkbo = {
  ...{ kind: 'crkbo', scope: 'institution' as const, number: 'B-12', about: '' },
  first: Temporal.PlainDate.from('2025-10-01'),
  last: Temporal.PlainDate.from('2027-09-30'),
}
