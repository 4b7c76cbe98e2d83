import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'

const peil = await testPlatform()
const { cookie } = await peil.signIn('bo@voorbeeld.nl', ['administrator'])
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
