import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Register } from '#regulations/register.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague, file, judge, passOn, professional } from '#testing/cast.ts'
import { newcomer, somebody } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import type { People } from '#testing/read-every-page.ts'
import { newcomersTo, readsNone, registerOf } from '#testing/read-every-page.ts'
import { withoutKinds } from '#testing/without-kinds.ts'

// A register that asks only a document and a declaration: no page speaks of activities where there
// are none.

let peil: TestPlatform
let register: Register
let bureau: CastAccount

before(async () => {
  peil = await testPlatform({ inWriting: true })
  const plain = registerOf(peil, 'krsd')
  const [version] = plain.versions
  assert.ok(version)
  const { costExample: _, ...rest } = plain
  // A paper cannot be shown here, so whoever applies must not need one.
  register = { ...rest, versions: [await withoutKinds(version.words, ['code'])] }
  const { registers } = peil.platform
  assert.ok(registers instanceof Map)
  registers.set('krsd', register)
  bureau = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
})

test('no page adds activities, counts no hours and shows no empty list', async () => {
  const who = await professional(peil, {
    email: 'conny@voorbeeld.nl',
    firstName: 'Conny',
    lastName: 'Bos',
    since: '2025-04-01',
  })
  const portfolio = await (await peil.get('/krsd/mijn', who.cookie)).text()
  assert.match(portfolio, /Dit register vraagt geen activiteiten/)
  const norms = register.versions[0]?.regulation.norms ?? []
  assert.ok(norms.length > 0)
  for (const { label } of norms) assert.ok(portfolio.includes(label), label)
  const form = await peil.get('/krsd/mijn/activiteiten', who.cookie)
  assert.equal(form.status, 303)
  assert.match(form.headers.get('location') ?? '', /\/krsd\/mijn$/)
  const sent = await peil.post('/krsd/mijn/activiteiten', { intent: 'soort' }, who.cookie)
  assert.equal(sent.status, 303)
  const pdf = await peil.get('/krsd/mijn/portfolio.pdf', who.cookie)
  assert.equal(pdf.status, 200)
  const wrong =
    /Activiteiten? toevoegen|activiteiten toevoegen|activiteiten? meetel|\b0 (?:uur|punten)\b|Soort activiteit|Interne fout|nog leeg|Uren en normen|gepland is|Zo tellen we/
  await readsNone(peil, register, wrong, {
    ...(await newcomersTo(peil, register)),
    ...(await applicants()),
    'conny@voorbeeld.nl': [],
  })
})

test('a question is about the application as a whole, and answered in words', async () => {
  const { who, id } = await applicant('vraag@voorbeeld.nl', 'Vraag')
  const form = `/krsd/werk/aanvragen/${id}/aanvulling`
  const page = await (await peil.get(form, bureau.cookie)).text()
  assert.doesNotMatch(page, /Activiteiten toevoegen|Het bewijs is niet leesbaar/)
  const asked = { vraag: 'application', 'tekst-application': 'Welke diploma’s heb je?' }
  const returned = { ...asked, _version: '1', actie: 'teruggeven' }
  assert.equal((await peil.post(form, returned, bureau.cookie)).status, 303)
  const answers = `/krsd/mijn/certificering/${id}/aanvulling`
  const question = await (await peil.get(answers, who.cookie)).text()
  assert.match(question, /Over je aanvraag<\/h2><p>Welke diploma’s heb je\?/)
  const empty = await peil.post(answers, {}, who.cookie)
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /Geef antwoord op de vraag over de aanvraag/)
  const said = { 'antwoord-application': 'Een van de hogeschool.' }
  assert.equal((await peil.post(answers, said, who.cookie)).status, 303)
  const check = await (await peil.get(`/krsd/werk/aanvragen/${id}`, bureau.cookie)).text()
  assert.match(check, /Welke diploma’s heb je\?<blockquote>Een van de hogeschool\./)
})

async function applicant(email: string, lastName: string) {
  const person = somebody({ firstName: 'Test', lastName })
  const { registrationId, actor } = await newcomer(peil, email, '2026-10-01', 'candidate', person)
  const who = { ...(await peil.signIn(email)), registrationId, actor, personId: '' }
  return { who, id: await file(peil, who, '2026-11-20') }
}

// Somebody whose application was filed, one whose is with the committee, one with a decision; and who judge.
async function applicants(): Promise<People> {
  const members: CastAccount[] = []
  for (const [email, firstName] of [
    ['een@voorbeeld.nl', 'Een'],
    ['twee@voorbeeld.nl', 'Twee'],
  ] as const) {
    members.push(await colleague(peil, { email, firstName, lastName: 'Lid' }, ['committee']))
  }
  await applicant('ingestuurd@voorbeeld.nl', 'Ingestuurd')
  const passed = await applicant('doorgestuurd@voorbeeld.nl', 'Doorgestuurd')
  await passOn(peil, bureau.actor, passed.id, '2026-11-21')
  const judged = await applicant('beoordeeld@voorbeeld.nl', 'Beoordeeld')
  await passOn(peil, bureau.actor, judged.id, '2026-11-21')
  for (const member of members) await judge(peil, member, judged.id, '2026-11-23')
  return {
    'ingestuurd@voorbeeld.nl': [],
    'doorgestuurd@voorbeeld.nl': [],
    'beoordeeld@voorbeeld.nl': [],
    'een@voorbeeld.nl': ['committee'],
  }
}
