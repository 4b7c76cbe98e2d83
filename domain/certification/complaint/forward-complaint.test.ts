import assert from 'node:assert/strict'
import { test } from 'node:test'
import { complaintsThisYear } from '#domain/certification/complaint/forward-complaint.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform({ register: 'clientondersteuners' })
const { db } = peil.platform
const here = '/clientondersteuners/klacht-of-bezwaar'
const system = { kind: 'system', task: 'test' } as const
const typed = {
  over: 'Ans Bakker, CO-000042',
  klacht: 'Zij kwam drie keer niet opdagen.\nIk heb gebeld.',
  wens: 'Een gesprek.',
  naam: 'Wim de Wit',
  email: 'wim@voorbeeld.nl',
  telefoon: '06 12345678',
}
const mails = () =>
  db.selectFrom('mail_message').selectAll().where('kind', 'like', 'complaint%').execute()

test('who complains goes to the association, and Peil keeps a number and a day', async () => {
  const page = await textOf(await peil.get(here))
  assert.match(page, /Behandelt klachten.*Klachtencommissie van de BCMB.*Stuur uw klacht/)
  const sent = await peil.post(`${here}/klacht`, typed)
  assert.equal(sent.headers.get('location'), here)
  const [forwarded, confirmed] = (await mails()).toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
  assert.equal(forwarded?.to_address, 'klachten-bcmb@peil.example')
  for (const words of Object.values(typed).flatMap((each) => each.split('\n'))) {
    assert.ok(forwarded?.body_text.includes(words), words)
  }
  assert.equal(confirmed?.to_address, 'wim@voorbeeld.nl')
  assert.match(confirmed?.body_text ?? '', /Zij kwam drie keer niet opdagen/)
  const rows = await db.selectFrom('complaint').selectAll().execute()
  const [row] = rows
  assert.equal(rows.length, 1)
  assert.deepEqual(Object.keys(row ?? {}).toSorted(), ['id', 'number', 'received_on', 'register'])
  assert.match(row?.number ?? '', /^K-\d{4}-0001$/)
  await assertRecorded(peil, 'complaint', 'forward', row?.id ?? '')
  const kept = await db
    .selectFrom('audit_record')
    .where('noun', '=', 'complaint')
    .selectAll()
    .execute()
  assert.doesNotMatch(JSON.stringify(kept), /Wim|wim@|opdagen|Bakker/)
  assert.equal(await peil.act(system, complaintsThisYear), 1)
  const office = await peil.signIn('sanne@voorbeeld.nl', ['secretariat'])
  const work = await textOf(await peil.get('/clientondersteuners/werk', office.cookie))
  assert.match(work, /doorgestuurd naar de klachtencommissie van de BCMB: 1/)
})

test('what is missing is said at its field, and nothing that was typed is lost', async () => {
  const before = (await mails()).length
  const back = await peil.post(`${here}/klacht`, { ...typed, email: 'wim@', over: '' })
  assert.equal(back.status, 422)
  const html = await back.text()
  assert.match(html, /Vul in over wie uw klacht gaat\./)
  for (const words of ['Wim de Wit', '06 12345678', 'Een gesprek.', 'Ik heb gebeld.']) {
    assert.ok(html.includes(words), words)
  }
  assert.equal((await mails()).length, before)
})

test('hostile words go along as words, and cannot write a header', async () => {
  const hostile = `"><script>alert(1)</script>\u0000\r\nBcc: all@voorbeeld.nl`
  const sent = await peil.post(`${here}/klacht`, {
    ...typed,
    naam: hostile,
    klacht: hostile,
    email: 'ander@voorbeeld.nl',
  })
  assert.equal(sent.status, 303)
  for (const mail of (await mails()).filter(({ body_text: text }) => text.includes('Bcc'))) {
    assert.doesNotMatch(mail.body_html, /<script/)
    const inHeaders = mail.to_name + mail.subject
    for (const sign of ['\r', '\n', '\u0000']) assert.ok(!inHeaders.includes(sign))
  }
})

test('one address complains three times in an hour, and reads that at its field then', async () => {
  const again = () => peil.post(`${here}/klacht`, { ...typed, email: 'vaak@voorbeeld.nl' })
  for (let time = 0; time < 3; time += 1) assert.equal((await again()).status, 303)
  const fourth = await again()
  assert.equal(fourth.status, 422)
  assert.match(await textOf(fourth), /Zij kwam drie keer niet opdagen/)
})

test('a register where nobody treats complaints has no form, and says where to go instead', async () => {
  assert.equal((await peil.get('/krsd/klacht-of-bezwaar/klacht')).status, 404)
  const page = await textOf(await peil.get('/krsd/klacht-of-bezwaar'))
  assert.match(page, /Die heeft een klachtenregeling/)
  assert.doesNotMatch(page, /Stuur je klacht/)
})
