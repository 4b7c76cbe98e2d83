import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const { cookie, accountId } = await peil.signIn('bo@voorbeeld.nl', ['administrator'])
const page = '/krsd/beheer/gebruikers'
const html = async () => (await peil.get(page, cookie)).text()
const idIn = (page: string) => /name="uitnodiging" value="([^"]+)"/.exec(page)?.[1] ?? ''

test('the administrator sees who has yet to take an invitation, sends it again and takes it back', async () => {
  assert.doesNotMatch(await html(), /Uitnodigingen die wachten/)
  await peil.post(
    page,
    { doe: 'uitnodigen', email: 'piet@voorbeeld.nl', rol: 'member.committee' },
    cookie,
  )
  const waiting = await html()
  assert.match(wordsOf(waiting), /Uitnodigingen die wachten/)
  assert.match(wordsOf(waiting), /piet@voorbeeld\.nl/)
  assert.match(wordsOf(waiting), /Geldig tot/)
  const again = await peil.post(page, { doe: 'opnieuw', uitnodiging: idIn(waiting) }, cookie)
  assert.equal(again.status, 303)
  const old = await peil.post(page, { doe: 'terugnemen', uitnodiging: idIn(waiting) }, cookie)
  assert.equal(old.status, 303)
  assert.match(wordsOf(await html()), /piet@voorbeeld\.nl/)
  await peil.post(page, { doe: 'terugnemen', uitnodiging: idIn(await html()) }, cookie)
  assert.doesNotMatch(await html(), /piet@voorbeeld\.nl/)
  const nonsense = await peil.post(page, { doe: 'terugnemen', uitnodiging: "';drop" }, cookie)
  assert.equal(nonsense.status, 303)
})

test('what waits for another administrator is not proposed again, and says where nobody can confirm it', async () => {
  await newcomer(peil, 'eerste@voorbeeld.nl', '2026-03-10')
  const wilma = await peil.signIn('wilma@voorbeeld.nl', ['administrator'])
  const take = (account: string, rol: string) =>
    peil.post(page, { doe: 'intrekken', account, rol }, cookie)
  const revocable = (text: string, account: string) =>
    text.includes(`name="account" value="${account}"`)
  assert.ok(revocable(await html(), wilma.accountId))
  assert.equal((await take(wilma.accountId, 'administrator.')).status, 303)
  const waits = await html()
  assert.ok(!revocable(waits, wilma.accountId))
  assert.match(wordsOf(waits), /Wacht op bevestiging/)
  assert.match(wordsOf(waits), /Niemand kan dit bevestigen wilma@voorbeeld\.nl is niet langer/)
  // With a third there is somebody.
  await peil.signIn('ine@voorbeeld.nl', ['administrator'])
  assert.doesNotMatch(wordsOf(await html()), /Niemand kan dit bevestigen/)
  const voorstel = /name="voorstel" value="([^"]+)"/.exec(waits)?.[1] ?? ''
  await peil.post(page, { doe: 'voorstel-intrekken', voorstel }, cookie)
  assert.ok(revocable(await html(), wilma.accountId))
})

test('an administrator signs somebody of the register out everywhere, who is told', async () => {
  const tom = await peil.signIn('tom@voorbeeld.nl', ['committee'])
  const again = await peil.signIn('tom@voorbeeld.nl')
  const stranger = await peil.signIn('vreemd@voorbeeld.nl', ['committee'], { register: 'lklr' })
  const member = await newcomer(peil, 'lid@voorbeeld.nl', '2026-03-10')
  const find = (naam: string) => peil.post('/krsd/beheer/accounts', { naam }, cookie)
  assert.match(await html(), new RegExp(`/krsd/beheer/accounts/${tom.accountId}`))
  const [{ id: memberId } = { id: '' }] = await peil.platform.db
    .selectFrom('account')
    .where('email', '=', 'lid@voorbeeld.nl')
    .select('id')
    .execute()
  assert.ok(member.registrationId)
  const found = await find(' Lid@voorbeeld.nl')
  assert.equal(found.headers.get('location'), `/krsd/beheer/accounts/${memberId}`)
  for (const naam of ['vreemd@voorbeeld.nl', 'niemand@voorbeeld.nl', 'KRSD-999999', "'; --"]) {
    const nobody = await find(naam)
    assert.equal(nobody.status, 422, naam)
    assert.match(await nobody.text(), /In dit register is geen account/)
  }
  for (const id of [stranger.accountId, 'geen-id', '00000000-0000-7000-8000-000000000000']) {
    assert.equal((await peil.get(`/krsd/beheer/accounts/${id}`, cookie)).status, 404)
    assert.equal((await peil.post(`/krsd/beheer/accounts/${id}`, {}, cookie)).status, 404)
  }
  const own = await peil.get(`/krsd/beheer/accounts/${accountId}`, cookie)
  assert.equal(own.headers.get('location'), '/krsd/mijn/beveiliging')

  const there = `/krsd/beheer/accounts/${tom.accountId}`
  assert.match(wordsOf(await (await peil.get(there, cookie)).text()), /Log overal uit/)
  peil.noted.length = 0
  assert.equal((await peil.post(there, {}, cookie)).status, 303)
  for (const session of [tom, again]) {
    assert.equal((await peil.get('/krsd/mijn/beveiliging', session.cookie)).status, 303)
  }
  assert.equal((await peil.get('/krsd/commissie', tom.cookie)).status, 303)
  await assertRecorded(peil, 'account', 'end-sessions', tom.accountId)
  assert.deepEqual(peil.noted[0], {
    ...{ event: 'sessions-ended', register: 'krsd', account: tom.accountId, by: 'administrator' },
  })
  const told = () =>
    peil.platform.db
      .selectFrom('mail_message')
      .where('kind', '=', 'sessions-ended')
      .select('to_address')
      .execute()
  assert.deepEqual(await told(), [{ to_address: 'tom@voorbeeld.nl' }])
  // Sent twice it was done once, and nobody is told of what was not done.
  assert.equal((await peil.post(there, {}, cookie)).status, 303)
  assert.equal((await told()).length, 1)
  assert.match(wordsOf(await (await peil.get(there, cookie)).text()), /nu nergens ingelogd/)
})
