import assert from 'node:assert/strict'
import { test } from 'node:test'
import pino from 'pino'
import { changeOrganisation } from '#domain/platform/register/change-organisation.ts'
import { makeApp } from '#server/app.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'

const peil = await testPlatform()
const { cookie } = await peil.signIn('eerste@voorbeeld.nl', ['administrator'])
const staff = '/krsd/beheer/gebruikers'
const home = async () => wordsOf(await (await peil.get('/krsd/beheer', cookie)).text())
const invite = (email: string, rol: string) =>
  peil.post(staff, { doe: 'uitnodigen', email, rol }, cookie)

test('who looks after an empty register is told what to do first, step by step, until it is done', async () => {
  assert.match(await home(), /Wat je eerst doet 0 van 7 stappen klaar/)
  const html = await (await peil.get('/krsd/beheer', cookie)).text()
  for (const page of ['e-mail', 'organisatie', 'gebruikers']) {
    assert.ok(html.includes(`class="task-title" href="/krsd/beheer/${page}"`), page)
  }
  assert.match(
    wordsOf(await (await peil.get('/krsd/beheer/e-mail', cookie)).text()),
    /Er gaat nog geen e-mail uit/,
  )
  const facts = {
    foundation: 'Stichting Echt',
    address: ['Plein 1'],
    postalCodeAndCity: '1234 AB Stad',
    email: 'echt@voorbeeld.nl',
    website: 'echt.example',
    telephone: '',
    openingHours: '',
    kvk: '12345678',
  }
  await peil.act(clock, (context) => changeOrganisation(context, 0, facts))
  assert.match(await home(), /1 van 7 stappen klaar/)
  await invite('een@voorbeeld.nl', 'member.committee')
  assert.doesNotMatch(await home(), /Uitgenodigd/)
  await invite('twee@voorbeeld.nl', 'member.committee')
  assert.match(await home(), /Uitgenodigd/)
  await peil.signIn('tweede@voorbeeld.nl', ['administrator', 'secretariat'])
  await peil.signIn('een@voorbeeld.nl', ['committee'])
  await peil.signIn('bestuur@voorbeeld.nl', ['board'])
  await peil.signIn('twee@voorbeeld.nl', ['committee', 'chair'])
  assert.match(await home(), /6 van 7 stappen klaar/)
  const app = makeApp(
    { ...peil.platform, sendsMail: true },
    async () => ({ healthy: true, facts: {} }),
    pino({ level: 'silent' }),
  )
  const done = await app.request(`${peil.platform.origin}/krsd/beheer`, { headers: { cookie } })
  assert.doesNotMatch(await done.text(), /Wat je eerst doet/)
})
