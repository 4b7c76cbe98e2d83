import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { doDueWork } from '#domain/due-work.ts'
import { deliverMessage } from '#domain/platform/message/deliver-message.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, portfolioOf, textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

const today = '2026-09-01'
const activities = '/krsd/mijn/activiteiten'

let peil: TestPlatform
let people = 0

before(async () => {
  peil = await testPlatform()
  await peil.setToday(today)
})

const intervision = {
  title: 'Intervisie team RMC',
  on: '12 3 2026',
  'detail-contact-hours': '6',
  'detail-learned': 'Rustiger doorvragen.',
  confirmation: 'referee',
  'referee-name': 'Petra Smit',
  'referee-relation': 'colleague',
}

interface Asked {
  readonly farid: CastProfessional
  readonly referee: string
  readonly id: string
  readonly link: string
}

/** A professional who has asked a referee, and the link in the referee's mail. */
async function asked(): Promise<Asked> {
  people += 1
  const farid = await professional(peil, {
    email: `vrager${people}@voorbeeld.nl`,
    firstName: 'Farid',
    lastName: 'Amrani',
    since: '2025-01-15',
  })
  const referee = `petra${people}@voorbeeld.nl`
  const portfolio = portfolioOf(peil, farid.cookie)
  const form = { ...intervision, 'referee-email': referee }
  const answer = await portfolio.send('peer-consultation', form, 'insturen')
  assert.equal(answer.status, 303, await textOf(answer))
  const id = await portfolio.idOf('Intervisie team RMC')
  return { farid, referee, id, link: (await links(referee)).at(-1) ?? '' }
}

/** The paths of the links in somebody's mails, oldest first. */
async function links(address: string): Promise<readonly string[]> {
  const mails = await mailsTo(address)
  return mails.flatMap(({ body_text }) => /\/krsd\/referent\/[\w-]+/.exec(body_text)?.[0] ?? [])
}

function mailsTo(address: string) {
  return peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', address)
    .select(['kind', 'body_text', 'subject'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

async function stateOf({ farid, id }: Pick<Asked, 'farid' | 'id'>) {
  return peil.act(farid.actor, ({ db }) =>
    db
      .selectFrom('activity_claim')
      .where('activity_id', '=', id)
      .select('state')
      .executeTakeFirstOrThrow(),
  )
}

function dueWork(day: string) {
  return peil.act({ kind: 'system', task: 'daily' }, doDueWork, day)
}

const yes = { answer: 'ja', name: 'Petra Smit', relation: 'colleague', remark: '' }

describe('a referee who was asked', () => {
  test('sees what is asked without an account, and looking changes nothing', async () => {
    const request = await asked()
    for (const _ of [1, 2]) {
      const page = await peil.get(request.link)
      assert.equal(page.status, 200)
      const text = await textOf(page)
      assert.match(text, /Klopt deze activiteit van Farid Amrani\?/)
      assert.match(text, /Intervisie team RMC/)
      assert.match(text, /12 maart 2026/)
      assert.match(text, /6 uur/)
      assert.match(text, /Rustiger doorvragen/)
    }
    assert.equal((await stateOf(request)).state, 'awaiting-referee')
  })

  test('at an address that refuses mail, is given another by whoever asked, who reads so at three places', async () => {
    const { farid, referee, id } = await asked()
    const pages = [`${activities}/${id}`, `${activities}/${id}/referent`, '/krsd/mijn']
    const refuses = new RegExp(
      `van je referent weigert e-mail|${referee} weigert e-mail|Vul een ander e-mailadres in voor Petra Smit`,
    )
    const read = async () => {
      const texts: boolean[] = []
      for (const page of pages) {
        texts.push(refuses.test(await (await peil.get(page, farid.cookie)).text()))
      }
      return texts
    }
    assert.deepEqual(await read(), [false, false, false])
    const mail = await peil.platform.db
      .selectFrom('mail_message')
      .where('to_address', '=', referee)
      .select('id')
      .executeTakeFirstOrThrow()
    await deliverMessage(peil.platform, mail.id, async () => ({
      outcome: 'failed',
      cause: 'refused',
      reason: '550 5.1.1 no such user',
    }))
    assert.deepEqual(await read(), [true, true, true])
  })

  test('confirms once; the professional and the referee hear of it', async () => {
    const request = await asked()
    const answer = await peil.post(request.link, yes)
    assert.equal(answer.status, 200)
    assert.match(await textOf(answer), /Bedankt voor je antwoord/)
    assert.equal((await stateOf(request)).state, 'entered')
    const kinds = (await mailsTo(request.farid.actor.email)).map(({ kind }) => kind)
    assert.ok(kinds.includes('referee-confirmed'))
    assert.ok((await mailsTo(request.referee)).some(({ kind }) => kind === 'referee-thanks'))
    const again = await peil.post(request.link, { ...yes, answer: 'nee', remark: 'Toch niet' })
    assert.match(await textOf(again), /Je hebt al geantwoord/)
    assert.match(await textOf(await peil.get(request.link)), /Je hebt al geantwoord/)
    assert.equal((await stateOf(request)).state, 'entered')
    await assertRecorded(peil, 'referee-request', 'ask')
    await assertRecorded(peil, 'referee-request', 'confirm')
  })

  test('two answers at once: one counts', async () => {
    const request = await asked()
    const [one, other] = await Promise.all([
      peil.post(request.link, yes),
      peil.post(request.link, { ...yes, answer: 'nee', remark: 'Ik was er niet.' }),
    ])
    const texts = await Promise.all([one, other].map((answer) => textOf(answer ?? new Response())))
    assert.equal(texts.filter((text) => text.includes('Bedankt')).length, 1)
    assert.equal(texts.filter((text) => text.includes('al geantwoord')).length, 1)
  })

  test('who declines says what is wrong, and the professional must do something', async () => {
    const request = await asked()
    const silent = await peil.post(request.link, { ...yes, answer: 'nee' })
    assert.equal(silent.status, 422)
    assert.match(await textOf(silent), /Schrijf kort op wat er niet klopt/)
    const remark = 'Het waren drie uren. <b>Echt</b>'
    assert.equal((await peil.post(request.link, { ...yes, answer: 'nee', remark })).status, 200)
    assert.equal((await stateOf(request)).state, 'returned')
    const portfolio = portfolioOf(peil, request.farid.cookie)
    assert.match(await portfolio.text(), /Petra Smit heeft niet bevestigd/)
    const detail = await textOf(await peil.get(`${activities}/${request.id}`, request.farid.cookie))
    assert.match(detail, /Het waren drie uren\. <b>Echt<\/b>/)
    await assertRecorded(peil, 'referee-request', 'decline')
  })

  test('an answer that is not complete keeps what was typed', async () => {
    const request = await asked()
    const answer = await peil.post(request.link, { remark: 'Ik weet het nog niet', name: '' })
    assert.equal(answer.status, 422)
    const html = await answer.text()
    assert.match(html, /Kies of het klopt/)
    assert.match(html, /Vul je naam in/)
    assert.match(html, /Ik weet het nog niet/)
    assert.equal((await stateOf(request)).state, 'awaiting-referee')
  })

  test('a link works on its last day and not on the day after', async () => {
    const request = await asked()
    await peil.setToday('2026-09-15')
    assert.equal((await peil.get(request.link)).status, 200)
    await peil.setToday('2026-09-16')
    const late = await peil.get(request.link)
    assert.equal(late.status, 410)
    assert.match(await textOf(late), /Deze link werkt niet meer/)
    assert.match(await textOf(await peil.post(request.link, yes)), /Deze link werkt niet meer/)
    await peil.setToday(today)
  })

  test('a link that never existed, or is half, is said to be unknown', async () => {
    for (const token of ['x', 'a'.repeat(43), "'; --"]) {
      const answer = await peil.get(`/krsd/referent/${encodeURIComponent(token)}`)
      assert.equal(answer.status, 404)
      assert.match(await textOf(answer), /We kunnen deze link niet vinden/)
    }
  })

  test('a withdrawn activity withdraws the question', async () => {
    const request = await asked()
    await peil.post(`${activities}/${request.id}/intrekken`, {}, request.farid.cookie)
    const answer = await peil.get(request.link)
    assert.equal(answer.status, 410)
    assert.match(await textOf(answer), /Deze vraag is ingetrokken/)
    const remark = 'Het waren drie uren. <b>Echt</b>'
    const late = await peil.post(request.link, { ...yes, answer: 'nee', remark })
    assert.equal(late.status, 410)
    assert.match(
      await textOf(late),
      /Deze vraag is ingetrokken.*Het waren drie uren\. <b>Echt<\/b>/,
    )
    await assertRecorded(peil, 'referee-request', 'withdraw')
  })

  test('is not waited for any more once whoever asked has left', async () => {
    const request = await asked()
    await peil.platform.db
      .updateTable('registration')
      .set({ status: 'withdrawn' })
      .where('id', '=', request.farid.registrationId)
      .execute()
    assert.equal((await peil.get(request.link)).status, 410)
    assert.equal((await peil.post(request.link, yes)).status, 410)
    await dueWork('2026-09-09')
    assert.equal((await links(request.referee)).length, 1)
    await dueWork('2026-12-31')
    assert.equal((await stateOf(request)).state, 'awaiting-referee')
    const kinds = (await mailsTo(request.farid.actor.email)).map(({ kind }) => kind)
    assert.equal(kinds.includes('referee-silent'), false)
  })

  test('an activity that becomes a plan withdraws the question', async () => {
    const { farid, id, link } = await asked()
    const planned = await portfolioOf(peil, farid.cookie).edit(id, { on: '1 12 2026' }, 'plannen')
    assert.equal(planned.status, 303, await textOf(planned))
    assert.equal((await stateOf({ farid, id })).state, 'planned')
    const answer = await peil.get(link)
    assert.equal(answer.status, 410)
    assert.match(await textOf(answer), /Deze vraag is ingetrokken/)
    assert.match(await textOf(await peil.post(link, yes)), /Deze vraag is ingetrokken/)
    assert.equal((await stateOf({ farid, id })).state, 'planned')
    // Nor does the link come alive when the same is handed in later.
    const request = await peil.platform.db
      .selectFrom('referee_request')
      .where('activity_id', '=', id)
      .select(['id', 'withdrawn_on'])
      .executeTakeFirstOrThrow()
    assert.equal(request.withdrawn_on, today)
    await assertRecorded(peil, 'referee-request', 'withdraw', request.id)
  })
})

describe('asking a referee', () => {
  test('oneself is refused, in whatever form the address is written', async () => {
    const farid = await professional(peil, {
      email: 'farid.zelf@gmail.com',
      firstName: 'Farid',
      lastName: 'Zelf',
    })
    const { send } = portfolioOf(peil, farid.cookie)
    for (const email of [
      'farid.zelf@gmail.com',
      'Farid.Zelf@Gmail.com',
      'farid.zelf+referent@gmail.com',
      'faridzelf@googlemail.com',
    ]) {
      const form = { ...intervision, 'referee-email': email }
      const answer = await send('peer-consultation', form, 'insturen')
      assert.equal(answer.status, 422, email)
      assert.match(await answer.text(), /Dit is je eigen e-mailadres/, email)
    }
    const wrong = { ...intervision, 'referee-email': 'petra(at)voorbeeld' }
    const answer = await send('peer-consultation', wrong, 'insturen')
    assert.match(await answer.text(), /naam@voorbeeld\.nl/)
  })

  test('saving without a change keeps the question and its link; a change asks anew', async () => {
    const request = await asked()
    const portfolio = portfolioOf(peil, request.farid.cookie)
    assert.equal((await portfolio.edit(request.id, {})).status, 303)
    assert.equal((await links(request.referee)).length, 1)
    const changed = await portfolio.edit(request.id, { 'detail-contact-hours': '5' })
    assert.equal(changed.status, 303)
    const [first = '', second = ''] = await links(request.referee)
    assert.match(await textOf(await peil.get(first)), /Deze vraag is ingetrokken/)
    assert.match(await textOf(await peil.get(second)), /5 uur/)
  })

  test('changing what was confirmed withdraws the confirmation, and the form says so before', async () => {
    const request = await asked()
    const portfolio = portfolioOf(peil, request.farid.cookie)
    await peil.post(request.link, yes)
    const path = `${activities}/${request.id}/wijzigen`
    const form = await peil.get(path, request.farid.cookie)
    assert.match(await textOf(form), /vervalt die bevestiging/)
    assert.equal((await portfolio.edit(request.id, {})).status, 303)
    assert.equal((await stateOf(request)).state, 'entered')
    assert.equal((await portfolio.edit(request.id, { title: 'Intervisie anders' })).status, 303)
    assert.equal((await stateOf(request)).state, 'awaiting-referee')
    assert.equal((await links(request.referee)).length, 2)
  })

  test('somebody else can be asked, or the professional signs', async () => {
    const request = await asked()
    const path = `${activities}/${request.id}/referent`
    const page = async () => (await peil.get(path, request.farid.cookie)).text()
    const other = {
      ...fieldsIn(await page(), path),
      confirmation: 'referee',
      'referee-name': 'Jan Bos',
      'referee-email': `jan${people}@voorbeeld.nl`,
      'referee-relation': 'manager',
    }
    assert.equal((await peil.post(path, other, request.farid.cookie)).status, 303)
    assert.match(await textOf(await peil.get(request.link)), /Deze vraag is ingetrokken/)
    assert.equal((await links(`jan${people}@voorbeeld.nl`)).length, 1)
    const self = { ...fieldsIn(await page(), path), confirmation: 'self' }
    const empty = await peil.post(path, self, request.farid.cookie)
    assert.equal(empty.status, 422)
    assert.match(await textOf(empty), /Leg uit waarom niemand/)
    const signed = { ...self, 'self-sign-reason': 'Jan is weg.', 'self-sign-declared': 'ja' }
    assert.equal((await peil.post(path, signed, request.farid.cookie)).status, 303)
    assert.equal((await stateOf(request)).state, 'entered')
    await assertRecorded(peil, 'activity', 'replace-referee')
    await assertRecorded(peil, 'activity', 'self-sign')
  })

  test('a member of the committee as referee is known by their account', async () => {
    const member = await peil.signIn('lid@voorbeeld.nl', ['committee'])
    const farid = await professional(peil, {
      email: 'met-lid@voorbeeld.nl',
      firstName: 'Farid',
      lastName: 'Amrani',
    })
    const form = { ...intervision, 'referee-email': 'Lid@voorbeeld.nl' }
    await portfolioOf(peil, farid.cookie).send('peer-consultation', form, 'insturen')
    const found = await peil.act(farid.actor, ({ db }) =>
      db
        .selectFrom('referee_request')
        .where('email', '=', 'lid@voorbeeld.nl')
        .select('account_id')
        .executeTakeFirstOrThrow(),
    )
    assert.equal(found.account_id, member.accountId)
  })
})

describe('a referee who does not answer', () => {
  test('is reminded once after a week, with a link that works beside the first', async () => {
    const request = await asked()
    await dueWork('2026-09-07')
    assert.equal((await links(request.referee)).length, 1)
    await dueWork('2026-09-08')
    await dueWork('2026-09-08')
    await dueWork('2026-09-09')
    const [first = '', second = '', third] = await links(request.referee)
    assert.equal(third, undefined)
    assert.notEqual(first, second)
    for (const link of [first, second]) {
      assert.match(await textOf(await peil.get(link)), /Klopt deze activiteit/)
    }
    await peil.setToday('2026-09-09')
    assert.match(
      await portfolioOf(peil, request.farid.cookie).text(),
      /Vraag Petra Smit om te reageren/,
    )
    await peil.setToday(today)
    assert.equal((await peil.post(second, yes)).status, 200)
    assert.match(await textOf(await peil.get(first)), /Je hebt al geantwoord/)
    await assertRecorded(peil, 'referee-request', 'remind')
  })

  test('gives the activity back after the last day, once, and its owner hears of it', async () => {
    const request = await asked()
    await dueWork('2026-09-15')
    assert.equal((await stateOf(request)).state, 'awaiting-referee')
    await dueWork('2026-09-16')
    await dueWork('2026-09-17')
    assert.equal((await stateOf(request)).state, 'returned')
    const mails = await mailsTo(request.farid.actor.email)
    assert.equal(mails.filter(({ kind }) => kind === 'referee-silent').length, 1)
    await assertRecorded(peil, 'referee-request', 'expire')
  })
})
