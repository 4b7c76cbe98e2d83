import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, enough, file, professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, hiddenIn, pdf, portfolioOf, textOf, wordsOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const today = '2026-09-01'
const activities = '/krsd/mijn/activiteiten'

let peil: TestPlatform
let people = 0

before(async () => {
  peil = await testPlatform()
  await peil.setToday(today)
})

/** A candidate with an empty portfolio. */
async function candidate(): Promise<CastProfessional> {
  people += 1
  return professional(peil, {
    email: `persoon${people}@voorbeeld.nl`,
    firstName: 'Farid',
    namePrefix: 'El',
    lastName: 'Amrani',
    since: '2025-01-15',
  })
}

const training = {
  title: 'Training Gespreksvaardigheden',
  on: '12 3 2026',
  'detail-provider': 'De Opleider',
  'detail-stated-load': '8',
  accredited: 'nee',
  confirmation: 'none',
}

async function rows(who: CastProfessional) {
  return peil.act(who.actor, ({ db }) =>
    db
      .selectFrom('activity_claim as ac')
      .innerJoin('activity', 'activity.id', 'ac.activity_id')
      .where('registration_id', '=', who.registrationId)
      .select(['activity.id', 'state', 'title', 'claimed', 'withdrawn_at'])
      .select((row) => row('activity.version', '+', row.ref('ac.version')).as('version'))
      .orderBy('ac.created_at')
      .orderBy('ac.id')
      .execute(),
  )
}

describe('handing in an activity', () => {
  test('counts its hours provisionally and says so', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', training)
    const text = await portfolio.text()
    assert.match(text, /8 van 96 uur/)
    assert.match(text, /Training Gespreksvaardigheden/)
    const [row] = await rows(farid)
    assert.equal(row?.state, 'entered')
    assert.equal(row?.claimed, 800)
    await assertRecorded(peil, 'activity', 'add')
    await assertRecorded(peil, 'activity', 'hand-in')
    await assertRecorded(peil, 'evidence', 'attach')
  })

  test('says everything that is missing, at its field, and keeps what was typed as a draft', async () => {
    const farid = await candidate()
    const { send, text } = portfolioOf(peil, farid.cookie)
    const answer = await send(
      'training',
      {
        title: '',
        on: '31 2 2026',
        'detail-stated-load': 'een middag',
        'detail-provider': 'Ingrado',
      },
      'insturen',
    )
    assert.equal(answer.status, 422)
    const html = await answer.text()
    for (const message of [
      'Vul de naam van de activiteit in.',
      'Vul een datum in die bestaat, bijvoorbeeld 12 11 2026.',
      'een getal in, bijvoorbeeld 4 of 1,5.',
      'Kies of de activiteit geaccrediteerd is.',
      'Kies wie je activiteit kan bevestigen',
    ]) {
      assert.equal(html.split(message).length - 1, 2, `${message} stands above and at the field`)
    }
    assert.match(html, /<title>Fout: /)
    assert.match(html, /value="een middag"/)
    assert.match(html, /value="Ingrado"/)
    assert.match(wordsOf(html), /bewaard als concept/)
    assert.match(await text(), /Concept zonder naam/)
  })

  test('a draft is kept with errors in it, and shown again as it was typed', async () => {
    const farid = await candidate()
    const { send } = portfolioOf(peil, farid.cookie)
    const answer = await send(
      'training',
      { title: 'Half af', on: '40 dertien 26', 'detail-stated-load': 'vier?' },
      'concept',
    )
    assert.equal(answer.status, 303)
    const [row] = await rows(farid)
    const path = `${activities}/${row?.id}/wijzigen`
    const fields = fieldsIn(await (await peil.get(path, farid.cookie)).text(), path)
    assert.equal(fields.title, 'Half af')
    assert.equal(fields['completed-on-maand'], 'dertien')
    assert.equal(fields['detail-stated-load'], 'vier?')
    assert.equal(row?.claimed, null)
    await assertRecorded(peil, 'activity', 'save-draft')
    // What cannot be read is said wherever the draft is shown, with the way to where it is mended.
    const html = await (await peil.get(`${activities}/${row?.id}`, farid.cookie)).text()
    const words = wordsOf(html)
    assert.match(words, /Niet alles wat je invulde, is te lezen/)
    assert.match(words, /‘40-dertien-26’: Vul een datum in die bestaat/)
    assert.match(words, /Datum ‘40-dertien-26’, niet te lezen/)
    assert.match(words, /Ingediend ‘vier\?’, niet te lezen/)
    assert.match(words, /Geaccrediteerd Nog niet ingevuld/)
    for (const field of ['completed-on', 'detail-stated-load']) {
      assert.ok(html.includes(`href="${path}#${field}"`), field)
    }
    const listed = await textOf(await peil.get('/krsd/mijn', farid.cookie))
    // In the list, and with what is to be done.
    assert.equal(listed.split('Niet te lezen: ‘40-dertien-26’ en ‘vier?’.').length - 1, 2)
    const form = await peil.get(path, farid.cookie)
    assert.equal(form.status, 200)
    const shown = await form.text()
    assert.match(wordsOf(shown), /Pas 2 antwoorden aan/)
    // Opened with what is wrong, it is still about what was seen, and can be sent.
    const mended = { ...fieldsIn(shown, path), ...hiddenIn(shown, path) }
    const sent = await peil.post(
      path,
      {
        ...mended,
        ...{ 'completed-on-dag': '12', 'completed-on-maand': '3', 'completed-on-jaar': '2026' },
        ...{ 'detail-stated-load': '4', intent: 'concept' },
      },
      farid.cookie,
    )
    assert.equal(sent.status, 303)
    const after = await textOf(await peil.get(`${activities}/${row?.id}`, farid.cookie))
    assert.doesNotMatch(after, /te lezen/)
  })

  test('more hours than the rule asks for a reason, and does not refuse', async () => {
    const farid = await candidate()
    const { send } = portfolioOf(peil, farid.cookie)
    const workshop = {
      ...training,
      'detail-stated-load': '',
      'detail-half-days': '1',
      'detail-contact-hours': '9',
      evidence: pdf('bewijs.pdf'),
    }
    const first = await send('workshop', workshop, 'insturen')
    assert.equal(first.status, 422)
    const html = await first.text()
    assert.match(wordsOf(html), /rekenen we 4 uur\. Jij vult 9 in\. Leg uit waarom\./)
    const [row] = await rows(farid)
    assert.equal(row?.state, 'draft')
    const path = `${activities}/${row?.id}/wijzigen`
    const again = { ...fieldsIn(html, path), intent: 'insturen' }
    assert.equal((await peil.post(path, again, farid.cookie)).status, 303)
    assert.equal((await rows(farid))[0]?.state, 'entered')
  })

  test('a study load that the organiser states goes before the hours spent, with the reason', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', {
      ...training,
      'detail-contact-hours': '11',
      'detail-reason': 'Ik las ook het boek.',
    })
    const text = await portfolio.text()
    assert.match(text, /11 uur 8 uur/)
    assert.match(text, /3 uur telt niet mee\./)
  })

  test('a day before the counting window is accepted, does not count and says why', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', { ...training, on: '31 12 2022' })
    const text = await portfolio.text()
    assert.match(text, /96 uur nodig/)
    assert.match(text, /8 uur telt niet mee\./)
  })

  test('a year from 1950 on can be meant, one before it is a mistake', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', { ...training, on: '1 1 1950' })
    const before = { ...training, on: '31 12 1949', evidence: pdf('b.pdf') }
    const answer = await portfolio.send('training', before, 'insturen')
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /Vul een datum in vanaf 1\sjanuari 1950\./)
  })

  test('the first day of the counting window counts', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', { ...training, on: '1 1 2023' })
    assert.match(await portfolio.text(), /8 van 96 uur/)
  })

  test('a day to come is offered as a plan; today is not', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    const ahead = { ...training, on: '2 9 2026', evidence: pdf('a.pdf') }
    const answer = await portfolio.send('training', ahead, 'insturen')
    assert.equal(answer.status, 422)
    const html = await answer.text()
    assert.match(html, /De datum ligt in de toekomst/)
    assert.match(html, /value="plannen"/)
    const [row] = await rows(farid)
    const path = `${activities}/${row?.id}/wijzigen`
    const planned = await peil.post(
      path,
      { ...fieldsIn(html, path), intent: 'plannen' },
      farid.cookie,
    )
    assert.equal(planned.status, 303)
    assert.equal((await rows(farid))[0]?.state, 'planned')
    const now = await portfolio.send('training', { ...training, on: '1 9 2026' }, 'plannen')
    assert.equal(now.status, 422)
    assert.match(await now.text(), /Deze dag is al geweest/)
    await assertRecorded(peil, 'activity', 'plan')
  })

  test('at the start one chooses whether it is done or planned', async () => {
    const farid = await candidate()
    const at = async (query: string) =>
      (await peil.get(`${activities}?${query}`, farid.cookie)).text()
    assert.match(wordsOf(await at('')), /Is het al gedaan, of gepland\?/)
    const neither = wordsOf(await at('verder=ja'))
    assert.match(neither, /Kies of de activiteit is gedaan of gepland\./)
    assert.match(neither, /Kies wat voor activiteit het is\./)
    const half = await at('verder=ja&soort=training')
    assert.match(half, /Kies of de activiteit is gedaan of gepland\./)
    assert.match(half, /value="training"[^>]* checked/)
    assert.match(await at('verder=ja&gepland=nee&soort=training'), /name="evidence"/)
  })

  test('a plan is asked no proof, and becomes done by completing it when it has been', async () => {
    const farid = await candidate()
    const opened = await peil.get(`${activities}?gepland=ja&soort=peer-consultation`, farid.cookie)
    const html = await opened.text()
    assert.doesNotMatch(html, /name="(evidence|confirmation|detail-learned)"/)
    assert.doesNotMatch(html, /value="insturen"/)
    const plan = {
      ...fieldsIn(html, activities),
      kind: 'peer-consultation',
      title: 'Intervisie najaar',
      'completed-on-dag': '2',
      'completed-on-maand': '9',
      'completed-on-jaar': '2026',
      'detail-contact-hours': '3',
      intent: 'plannen',
    }
    const saved = await peil.post(activities, plan, farid.cookie)
    assert.equal(saved.status, 303)
    const [row] = await rows(farid)
    assert.deepEqual([row?.state, row?.claimed], ['planned', 300])
    const path = `${activities}/${row?.id}/wijzigen`
    // Before its day the form is that of a plan, unless one says that it has been done.
    const ahead = await (await peil.get(path, farid.cookie)).text()
    assert.doesNotMatch(ahead, /name="evidence"/)
    const sooner = await peil.post(
      path,
      { ...fieldsIn(ahead, path), title: 'Intervisie eerder', intent: 'gedaan' },
      farid.cookie,
    )
    assert.equal(sooner.status, 200)
    const whole = await sooner.text()
    assert.match(whole, /name="evidence"/)
    assert.match(whole, /value="Intervisie eerder"/)
    assert.equal((await rows(farid))[0]?.state, 'planned')
    const done = await peil.post(
      path,
      {
        ...fieldsIn(whole, path),
        'completed-on-dag': '28',
        'completed-on-maand': '8',
        'detail-learned': 'Vragen stellen.',
        confirmation: 'none',
        accredited: 'nee',
        evidence: pdf('verslag.pdf'),
        intent: 'insturen',
      },
      farid.cookie,
    )
    assert.equal(done.status, 303, await done.clone().text())
    assert.equal((await rows(farid))[0]?.state, 'entered')
  })

  test('a copy can be planned, and keeps what was told when it goes back and forth', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', training)
    const [first] = await rows(farid)
    const copy = await (await peil.get(`${activities}?kopie=${first?.id}`, farid.cookie)).text()
    assert.match(copy, /Training Gespreksvaardigheden/)
    assert.match(copy, /name="evidence"/)
    const planned = await peil.post(
      activities,
      {
        ...fieldsIn(copy, activities),
        kind: 'training',
        'detail-reason': 'Langer',
        intent: 'gepland',
      },
      farid.cookie,
    )
    const to = planned.headers.get('location') ?? ''
    assert.match(to, /\/wijzigen\?gepland=ja$/)
    const asked = await (await peil.get(to, farid.cookie)).text()
    assert.doesNotMatch(asked, /name="evidence"/)
    assert.match(asked, /value="De Opleider"/)
    const path = to.replace(/\?.*/, '')
    const back = await peil.post(
      path,
      { ...fieldsIn(asked, path), kind: 'training', intent: 'gedaan' },
      farid.cookie,
    )
    assert.match(await back.text(), /Langer<\/textarea>/)
  })

  test('what looks like another activity is asked about, once', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', training)
    const again = { ...training, title: 'training  gespreksvaardigheden', evidence: pdf('b.pdf') }
    const answer = await portfolio.send('training', again, 'insturen')
    assert.equal(answer.status, 422)
    const html = await answer.text()
    assert.match(wordsOf(html), /Dit lijkt op ‘Training Gespreksvaardigheden’ van 12 maart 2026/)
    const second = (await rows(farid)).find(({ state }) => state === 'draft')
    const path = `${activities}/${second?.id}/wijzigen`
    const sent = await peil.post(
      path,
      { ...fieldsIn(html, path), intent: 'insturen' },
      farid.cookie,
    )
    assert.equal(sent.status, 303)
    assert.equal((await rows(farid)).filter(({ state }) => state === 'entered').length, 2)
  })

  test('the same form twice makes one activity', async () => {
    const farid = await candidate()
    const page = await peil.get(`${activities}?soort=training`, farid.cookie)
    const hidden = hiddenIn(await page.text(), activities)
    const form = {
      ...hidden,
      kind: 'training',
      title: 'Eén keer',
      'completed-on-dag': '12',
      'completed-on-maand': '3',
      'completed-on-jaar': '2026',
      'detail-provider': 'De Opleider',
      'detail-stated-load': '8',
      accredited: 'nee',
      confirmation: 'self',
      'self-sign-reason': 'Er was niemand bij.',
      'self-sign-declared': 'ja',
      intent: 'insturen',
    }
    const answers = await Promise.all(
      [1, 2, 3].map(() => peil.post(activities, form, farid.cookie)),
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303, 303],
    )
    assert.equal((await rows(farid)).length, 1)
  })

  test('a form that was refused and is sent again fills the same draft', async () => {
    const farid = await candidate()
    const page = await peil.get(`${activities}?soort=training`, farid.cookie)
    const hidden = hiddenIn(await page.text(), activities)
    const form = { ...hidden, kind: 'training', title: 'Onaf', intent: 'insturen' }
    assert.equal((await peil.post(activities, form, farid.cookie)).status, 422)
    assert.equal((await peil.post(activities, form, farid.cookie)).status, 422)
    assert.equal((await rows(farid)).length, 1)
  })

  test('two windows: the second sees what changed, and its text is still there', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', training)
    const [row] = await rows(farid)
    const path = `${activities}/${row?.id}/wijzigen`
    const fields = fieldsIn(await (await peil.get(path, farid.cookie)).text(), path)
    const first = { ...fields, title: 'Eerste venster', intent: 'insturen' }
    assert.equal((await peil.post(path, first, farid.cookie)).status, 303)
    const other = { ...fields, _idempotency: crypto.randomUUID(), title: 'Tweede venster' }
    const answer = await peil.post(path, { ...other, intent: 'insturen' }, farid.cookie)
    assert.equal(answer.status, 409)
    const html = await answer.text()
    assert.match(wordsOf(html), /intussen gewijzigd/)
    assert.match(wordsOf(html), /Eerste venster/)
    assert.match(html, /value="Tweede venster"/)
    assert.equal((await rows(farid))[0]?.title, 'Eerste venster')
    const over = await peil.post(
      path,
      { ...fieldsIn(html, path), intent: 'insturen' },
      farid.cookie,
    )
    assert.equal(over.status, 303)
    assert.equal((await rows(farid))[0]?.title, 'Tweede venster')
  })

  test('another kind keeps what was typed', async () => {
    const farid = await candidate()
    const { send } = portfolioOf(peil, farid.cookie)
    const answer = await send('training', { ...training, kind: 'congress' }, 'soort')
    assert.equal(answer.status, 303)
    const path = answer.headers.get('location') ?? ''
    const fields = fieldsIn(await (await peil.get(path, farid.cookie)).text(), path)
    assert.equal(fields.kind, 'congress')
    assert.equal(fields.title, training.title)
    assert.equal(fields['detail-stated-load'], '8')
  })

  test('and keeps it also where the other kind does not ask that, for whoever goes back to the first', async () => {
    const farid = await candidate()
    const { send } = portfolioOf(peil, farid.cookie)
    const first = { ...training, 'detail-stated-load': '8', 'detail-reason': 'Het werd later.' }
    const other = await send('training', { ...first, kind: 'peer-consultation' }, 'soort')
    const path = other.headers.get('location') ?? ''
    const form = async () => fieldsIn(await (await peil.get(path, farid.cookie)).text(), path)
    const fields = await form()
    assert.equal(fields['detail-stated-load'], undefined)
    // Handed in with something missing, it is kept as it is; the answers of before stay.
    await peil.post(path, { ...fields, intent: 'insturen' }, farid.cookie)
    await peil.post(path, { ...(await form()), kind: 'training', intent: 'soort' }, farid.cookie)
    const back = await form()
    assert.deepEqual(
      [back.kind, back['detail-stated-load'], back['detail-reason']],
      ['training', '8', 'Het werd later.'],
    )
  })

  test('a copy has the answers, not the day and the files', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', training)
    const [row] = await rows(farid)
    const page = await peil.get(`${activities}?kopie=${row?.id}`, farid.cookie)
    const html = await page.text()
    const fields = fieldsIn(html, activities)
    assert.equal(fields.title, training.title)
    assert.equal(fields['completed-on-jaar'], '')
    assert.doesNotMatch(html, /bewijs\.pdf/)
    assert.notEqual(fields._id, row?.id)
  })

  test('withdrawing asks first, and then it is gone', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', training)
    const [row] = await rows(farid)
    const path = `${activities}/${row?.id}/intrekken`
    const asked = await peil.get(path, farid.cookie)
    assert.match(await textOf(asked), /Wil je deze activiteit intrekken\?/)
    assert.equal((await peil.post(path, {}, farid.cookie)).status, 303)
    assert.match(await portfolio.text(), /Je portfolio is nog leeg/)
    assert.equal((await peil.get(`${activities}/${row?.id}`, farid.cookie)).status, 404)
    await assertRecorded(peil, 'activity', 'withdraw')
  })
})

describe('hostile and enormous input', () => {
  const nasty = `<script>alert(1)</script>'; drop table activity; -- 😀 \u202e \u0000 "><img src=x>`

  test('is shown as the text that it is', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', { ...training, title: nasty, 'detail-provider': nasty })
    const html = await (await peil.get('/krsd/mijn', farid.cookie)).text()
    assert.doesNotMatch(html, /<script>alert/)
    assert.doesNotMatch(html, /<img src=x/)
    assert.match(html, /&lt;script&gt;alert\(1\)/)
    const [row] = await rows(farid)
    const detail = await peil.get(`${activities}/${row?.id}`, farid.cookie)
    assert.equal(detail.status, 200)
    assert.doesNotMatch(await detail.text(), /<script>alert/)
  })

  test('numbers that are no amounts, and texts that are too long, get a clear answer', async () => {
    const farid = await candidate()
    const { send } = portfolioOf(peil, farid.cookie)
    for (const [typed, message] of [
      ['-4', /een getal in, bijvoorbeeld 4 of 1,5/],
      ['1e9', /een getal in, bijvoorbeeld 4 of 1,5/],
      ['1,234', /1234 of 1,234\? Vul het in zonder punt/],
      ['1,2345', /hoogstens twee cijfers achter de komma/],
      ['99999999', /hoogstens 9\.999 in/],
      ['999999999999999999999', /hoogstens 9\.999 in/],
      ['0', /hoeveel uur|Vul/],
    ] as const) {
      const answer = await send(
        'training',
        { ...training, 'detail-stated-load': typed },
        'insturen',
      )
      assert.equal(answer.status, 422, typed)
      assert.match(await answer.text(), message, typed)
    }
    const long = await send('training', { ...training, title: 'x'.repeat(5000) }, 'insturen')
    assert.equal(long.status, 422)
    assert.match(await long.text(), /hoogstens 200 tekens/)
  })

  test('a form that does not say from which version it was made overwrites nothing', async () => {
    const farid = await candidate()
    const { send, edit, idOf } = portfolioOf(peil, farid.cookie)
    await send('training', { ...training, title: 'Blijft zo' }, 'concept')
    const id = await idOf('Blijft zo')
    for (const version of ['', 'x', '-1', '1.5', '99999999999', '0']) {
      const sent = await edit(id, { title: 'Overschreven', _version: version }, 'concept')
      assert.equal(sent.status, 409, version)
    }
    assert.equal(await idOf('Blijft zo'), id)
  })

  test('an id, a kind, a version or an intent that does not exist breaks nothing', async () => {
    const farid = await candidate()
    const { send } = portfolioOf(peil, farid.cookie)
    assert.equal((await send('training', { ...training, _id: 'x' }, 'insturen')).status, 404)
    const version = { ...training, _version: '7' }
    assert.equal((await send('training', version, 'insturen')).status, 404)
    const kind = await send('training', { ...training, kind: 'nonsense' }, 'insturen')
    assert.ok([303, 422].includes(kind.status))
    const intent = await send('training', { ...training, confirmation: 'zzz' }, 'zzz')
    assert.equal(intent.status, 422)
    for (const id of ['x', "'; --", '00000000-0000-0000-0000-000000000000', 'a'.repeat(3000)]) {
      const path = `${activities}/${encodeURIComponent(id)}`
      assert.equal((await peil.get(path, farid.cookie)).status, 404)
      assert.equal((await peil.post(`${path}/wijzigen`, training, farid.cookie)).status, 404)
    }
  })
})

/** A PDF that runs a script when it is opened. */
async function withScript(name: string): Promise<File> {
  const text = await pdf(name).text()
  const action = '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'
  return new File([text.replace('/Type /Catalog', `/Type /Catalog ${action}`)], name)
}

describe('evidence', () => {
  test('stays with the draft when other answers are wrong, with what was wrong with other files', async () => {
    const farid = await candidate()
    const { send } = portfolioOf(peil, farid.cookie)
    const good = await send(
      'training',
      { title: '', evidence: pdf('presentielijst.pdf') },
      'insturen',
    )
    assert.equal(good.status, 422)
    assert.match(wordsOf(await good.text()), /presentielijst\.pdf/)
    for (const [wrong, message] of [
      [new File([], 'leeg.pdf'), /leeg/],
      [new File(['MZ hello'], 'virus.pdf'), /virus\.pdf/],
      [new File(['%PDF-1.4 afgebroken'], 'half.pdf'), /half\.pdf/],
      [new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'groot.pdf'), /20 MB/],
      [await withScript('script.pdf'), /script\.pdf/],
    ] as const) {
      const who = await candidate()
      const portfolio = portfolioOf(peil, who.cookie)
      const answer = await portfolio.send('training', { ...training, evidence: wrong }, 'insturen')
      assert.equal(answer.status, 422, wrong.name)
      const html = await answer.text()
      assert.match(wordsOf(html), message)
      assert.match(html, /<title>Fout: /)
      const [row] = await rows(who)
      assert.equal(row?.state, 'draft')
      assert.match(html, /Training Gespreksvaardigheden/)
    }
  })

  test('can be opened by its owner, in a page where nothing runs, and by nobody else', async () => {
    const farid = await candidate()
    const other = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', training)
    const [row] = await rows(farid)
    const html = await (await peil.get(`${activities}/${row?.id}`, farid.cookie)).text()
    const link = /href="([^"]*\/bewijs\/[^"]*)"/.exec(html)?.[1] ?? ''
    const mine = await peil.get(link, farid.cookie)
    assert.equal(mine.status, 200)
    assert.equal(mine.headers.get('content-type'), 'application/pdf')
    assert.equal(mine.headers.get('x-content-type-options'), 'nosniff')
    assert.match(mine.headers.get('content-security-policy') ?? '', /default-src 'none'/)
    assert.match(mine.headers.get('content-disposition') ?? '', /bewijs\.pdf/)
    assert.match(await mine.text(), /^%PDF/)
    assert.equal((await peil.get(link, other.cookie)).status, 404)
    for (const page of ['', '/wijzigen', '/intrekken', '/referent']) {
      const path = `${activities}/${row?.id}${page}`
      assert.equal((await peil.get(path, other.cookie)).status, 404, page)
    }
    for (const page of ['/wijzigen', '/intrekken', '/referent']) {
      const path = `${activities}/${row?.id}${page}`
      assert.equal((await peil.post(path, training, other.cookie)).status, 404, page)
    }
    const steal = await portfolioOf(peil, other.cookie).send(
      'training',
      { ...training, _id: row?.id ?? '' },
      'insturen',
    )
    assert.equal(steal.status, 404)
    assert.equal((await rows(farid))[0]?.withdrawn_at, null)
  })

  test('can be taken away, and the same file is not kept twice', async () => {
    const farid = await candidate()
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', { ...training, evidence: pdf('a.pdf') })
    const [row] = await rows(farid)
    const path = `${activities}/${row?.id}`
    const added = await peil.post(path, { evidence: pdf('a.pdf') }, farid.cookie)
    assert.equal(added.status, 303)
    const html = await (await peil.get(`${path}/wijzigen`, farid.cookie)).text()
    const files = [...html.matchAll(/name="verwijder" value="([^"]*)"/g)]
    assert.equal(files.length, 1)
    const fields = { ...fieldsIn(html, `${path}/wijzigen`), title: 'Net veranderd' }
    const removed = await peil.post(
      `${path}/wijzigen`,
      { ...fields, verwijder: files[0]?.[1] ?? '' },
      farid.cookie,
    )
    assert.equal(removed.status, 200)
    const after = await removed.text()
    assert.match(after, /is verwijderd/)
    assert.match(after, /value="Net veranderd"/)
    assert.match(await portfolio.text(), /Er ontbreekt een bewijsstuk/)
    await assertRecorded(peil, 'evidence', 'remove')
  })

  test('twenty files fit, and the next one is said not to', async () => {
    const farid = await candidate()
    const id = await activity(peil, farid, {
      title: 'Vol',
      claimed: 800,
      completedOn: '2026-03-01',
      proof: 'none',
    })
    const path = `${activities}/${id}`
    for (let number = 1; number <= 20; number += 1) {
      const sent = await peil.post(path, { evidence: pdf(`${number}.pdf`) }, farid.cookie)
      assert.equal(sent.status, 303, `${number}`)
    }
    const answer = await peil.post(path, { evidence: pdf('21.pdf') }, farid.cookie)
    assert.equal(answer.status, 422)
    assert.match(await textOf(answer), /hoogstens 20 bestanden/)
  })
})

describe('an activity in an application', () => {
  test('is frozen while the application runs, also for who had the form open', async () => {
    const farid = await candidate()
    const { accredited } = await enough(peil, farid, '2026-03-01')
    const path = `${activities}/${accredited}/wijzigen`
    const fields = fieldsIn(await (await peil.get(path, farid.cookie)).text(), path)
    await file(peil, farid, today)
    const changed = { ...fields, title: 'Te laat', intent: 'insturen' }
    const answer = await peil.post(path, changed, farid.cookie)
    assert.equal(answer.status, 409)
    const text = await textOf(answer)
    assert.match(text, /zit in je aanvraag/)
    assert.match(text, /Te laat/)
    assert.equal((await peil.get(path, farid.cookie)).status, 303)
    const gone = await peil.post(`${activities}/${accredited}/intrekken`, {}, farid.cookie)
    assert.equal(gone.status, 303)
    assert.equal((await rows(farid)).filter(({ withdrawn_at }) => withdrawn_at === null).length, 2)
  })

  test('what is added meanwhile is for the next one, and says so', async () => {
    const farid = await candidate()
    await enough(peil, farid, '2026-03-01')
    await file(peil, farid, today)
    await peil.setToday('2026-09-03')
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', { ...training, on: '2 9 2026' })
    const text = await portfolio.text()
    assert.match(text, /96 van 96 uur/)
    assert.match(text, /Voor je volgende certificering/)
    assert.doesNotMatch(text, /Niet in je aanvraag/)
  })

  test('what was done before it and added meanwhile can count for no next one, and says so', async () => {
    const farid = await candidate()
    await enough(peil, farid, '2026-03-01')
    await file(peil, farid, today)
    const portfolio = portfolioOf(peil, farid.cookie)
    await portfolio.handIn('training', { ...training, on: '1 9 2026' })
    const text = await portfolio.text()
    assert.match(text, /Niet in je aanvraag/)
    assert.doesNotMatch(text, /Voor je volgende certificering/)
  })
})

describe('a returned application', () => {
  test('opens the activity that it names, with the question, and no other', async () => {
    const farid = await candidate()
    const { accredited, other } = await enough(peil, farid, '2026-03-01')
    const application = await file(peil, farid, today)
    await peil.act(farid.actor, async (context) => {
      const { db, register } = context
      await byHand(context)
      await db
        .updateTable('application')
        .set({ status: 'returned' })
        .where('id', '=', application)
        .execute()
      await db
        .insertInto('application_return')
        .values({
          register: register.id,
          application_id: application,
          returned_on: today,
          answer_before: '2026-09-29',
          items: JSON.stringify([
            { item: 'activity', activity: accredited, question: 'Welk keurmerk had de opleider?' },
          ]),
        })
        .execute()
    })
    const home = await portfolioOf(peil, farid.cookie).text()
    assert.match(home, /Welk keurmerk had de opleider\?/)
    const open = await peil.get(`${activities}/${accredited}/wijzigen`, farid.cookie)
    assert.equal(open.status, 200)
    assert.match(await textOf(open), /Welk keurmerk had de opleider\?/)
    assert.equal((await peil.get(`${activities}/${other}/wijzigen`, farid.cookie)).status, 303)
    const withdrawn = await peil.post(`${activities}/${accredited}/intrekken`, {}, farid.cookie)
    assert.equal(withdrawn.status, 303)
    assert.ok((await rows(farid)).every(({ withdrawn_at }) => withdrawn_at === null))
  })
})

describe('a session that ended while the form was filled in', () => {
  test('loses nothing: text and files are there after signing in again', async () => {
    const farid = await candidate()
    const page = await peil.get(`${activities}?soort=training`, farid.cookie)
    const hidden = hiddenIn(await page.text(), activities)
    await peil.platform.db
      .updateTable('session')
      .set({ ended_at: Temporal.Now.instant().toString() })
      .where('account_id', '=', farid.accountId)
      .execute()
    const form = {
      ...hidden,
      ...training,
      kind: 'training',
      'completed-on-dag': '12',
      'completed-on-maand': '3',
      'completed-on-jaar': '2026',
      evidence: pdf('bewaard.pdf'),
      intent: 'insturen',
    }
    const refused = await peil.post(activities, form, farid.cookie)
    assert.equal(refused.status, 303)
    const back = new URL(refused.headers.get('location') ?? '', 'http://peil.test')
    const returnTo = back.searchParams.get('terug') ?? ''
    const again = await peil.signIn(farid.actor.email)
    const filled = await (await peil.get(returnTo, again.cookie)).text()
    assert.match(filled, /bewaard\.pdf/)
    const fields = fieldsIn(filled, activities)
    assert.equal(fields.title, training.title)
    assert.equal(
      (await peil.post(activities, { ...fields, intent: 'insturen' }, again.cookie)).status,
      303,
    )
    const [row] = await rows(farid)
    assert.equal(row?.state, 'entered')
    assert.match(
      await textOf(await peil.get(`${activities}/${row?.id}`, again.cookie)),
      /bewaard\.pdf/,
    )
  })
})

describe('a portfolio that is not open yet', () => {
  test('says what is next, and takes nothing in', async () => {
    people += 1
    const farid = await professional(peil, {
      email: `wacht${people}@voorbeeld.nl`,
      firstName: 'Farid',
      lastName: 'Amrani',
      status: 'agreement-sent',
    })
    assert.match(await portfolioOf(peil, farid.cookie).text(), /Je portfolio is nog niet open/)
    assert.equal((await peil.get(`${activities}?soort=training`, farid.cookie)).status, 303)
    const form = { _id: crypto.randomUUID(), kind: 'training', title: 'Te vroeg' }
    const answer = await peil.post(activities, { ...form, intent: 'concept' }, farid.cookie)
    assert.equal(answer.status, 409)
    assert.match(await textOf(answer), /Te vroeg/)
    assert.equal((await rows(farid)).length, 0)
  })

  test('a visitor is asked to sign in; staff and others without a registration find nothing', async () => {
    assert.equal((await peil.get('/krsd/mijn')).status, 303)
    const staff = await peil.signIn('sanne@voorbeeld.nl', ['secretariat'])
    assert.equal((await peil.get('/krsd/mijn', staff.cookie)).status, 404)
    assert.equal((await peil.get('/krsd/mijn/portfolio.pdf', staff.cookie)).status, 404)
  })
})

describe('the norm through the page', () => {
  test('27 accredited and 69 others is enough', async () => {
    const farid = await candidate()
    const completedOn = '2026-03-01'
    await activity(peil, farid, { title: 'A', claimed: 2700, completedOn, accredited: true })
    await activity(peil, farid, { title: 'B', kind: 'supervising', claimed: 6900, completedOn })
    const text = await portfolioOf(peil, farid.cookie).text()
    assert.match(text, /96 van 96 uur/)
    assert.match(text, /Vraag je certificering aan/)
  })

  test('23 accredited and 100 others is not: 1 accredited hour is missing', async () => {
    const farid = await candidate()
    const completedOn = '2026-03-01'
    await activity(peil, farid, { title: 'A', claimed: 2300, completedOn, accredited: true })
    await activity(peil, farid, { title: 'B', kind: 'supervising', claimed: 10_000, completedOn })
    const text = await portfolioOf(peil, farid.cookie).text()
    assert.match(text, /123 van 96 uur/)
    assert.match(text, /23 van 24 uur/)
    assert.match(text, /1 geaccrediteerd uur/)
    assert.doesNotMatch(text, /Vraag je certificering aan/)
  })

  test('the portfolio is sorted by what is asked, and comes as a PDF', async () => {
    const farid = await candidate()
    await enough(peil, farid, '2026-03-01')
    for (const sort of [
      'datum',
      '-datum',
      'activiteit',
      '-soort',
      'uren',
      '-uren',
      'status',
      'x',
    ]) {
      const answer = await peil.get(`/krsd/mijn?sorteer=${sort}`, farid.cookie)
      assert.equal(answer.status, 200)
    }
    const most = await textOf(await peil.get('/krsd/mijn?sorteer=-uren', farid.cookie))
    assert.ok(most.indexOf('Begeleiden van twee') < most.indexOf('Opleiding Schuldhulp'))
    const made = await peil.get('/krsd/mijn/portfolio.pdf', farid.cookie)
    assert.equal(made.status, 200)
    assert.equal(made.headers.get('content-type'), 'application/pdf')
    assert.match(await made.text(), /^%PDF/)
  })
})
