import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { PDF } from '@libpdf/core'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, file, judge, passOn, professional, stated } from '#testing/cast.ts'
import { senior, skj, start } from '#testing/client-support.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'

// Article 4 under c: with an SKJ registration, shown at both moments, 26 points are enough of which 12
// accredited and 8 reflection, and only what is relevant to a cliëntondersteuner counts among them.

const peil = await testPlatform({ register: 'clientondersteuners' })
const here = '/clientondersteuners'
const renewal = '2031-08-01'
const day = Temporal.PlainDate.from
const vog = { member: 'document', kind: 'vog', details: { profile: '85' } } as const
const reason = /Niet relevant\. Met een SKJ-registratie telt dit niet mee \(artikel 4 onder c\)\./
let sanne: CastAccount
let members: readonly CastAccount[]
let people = 0

before(async () => {
  const of = (name: string, roles: Parameters<typeof colleague>[2]) =>
    colleague(peil, { email: `${name}@voorbeeld.nl`, firstName: name, lastName: 'Visser' }, roles)
  sanne = await of('sanne', ['secretariat'])
  members = [await of('tom', ['committee']), await of('marieke', ['committee'])]
})

/** Somebody who can renew: just enough by their norm, and 30 points that are about something else. */
async function renews(elsewhere: boolean) {
  people += 1
  await peil.setToday(start)
  const names = { firstName: 'Noor', lastName: `Brouwer${people}` }
  const who = await professional(peil, { email: `noor${people}@voorbeeld.nl`, ...names })
  for (const one of [...senior, ...(elsewhere ? [skj('2020-01-01')] : [])]) {
    await stated(peil, who, one, start)
  }
  const admission = await file(peil, who, start)
  await passOn(peil, sanne.actor, admission, start)
  for (const member of members) await judge(peil, member, admission, start)
  await peil.setToday(renewal)
  await stated(peil, who, { ...vog, issuedOn: day('2031-07-10') }, renewal)
  const did = (title: string, kind: string, points: number) =>
    activity(peil, who, {
      ...{ title, kind, claimed: points * 100, completedOn: '2029-05-01' },
      accredited: kind === 'training',
    })
  const [accredited, reflection, other] = elsewhere ? [12, 8, 6] : [40, 40, 80]
  const lines = {
    course: await did('Wet langdurige zorg', 'training', accredited),
    reflection: await did('Intervisie', 'peer-consultation', reflection),
    meeting: await did('Werkconferentie', 'other-activity', other),
    youth: await did('Studiedag jeugdrecht', 'other-activity', 30),
  }
  return { who, lines }
}

async function withCommittee(who: CastProfessional) {
  const id = await file(peil, who, renewal)
  await passOn(peil, sanne.actor, id, renewal)
  const path = `${here}/commissie/aanvragen/${id}`
  for (const { cookie } of members) await peil.post(`${path}/inzage`, {}, cookie)
  return { id, path }
}

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const page = async (path: string, cookie: string) =>
  plain(await textOf(await peil.get(path, cookie)))

/** What a member finds of the lines: what is not named is approved. */
const found = (lines: Readonly<Record<string, string>>, irrelevant: readonly string[]) =>
  Object.fromEntries(
    Object.entries(lines).flatMap(([name, id]) => [
      [`oordeel-${id}`, irrelevant.includes(name) ? 'irrelevant' : 'approve'],
      ...(name === 'course' ? [[`accreditatie-${id}`, 'recognised']] : []),
    ]),
  )

async function totals(id: string, cookie: string) {
  const answer = await peil.get(`/api/v1${here}/applications/${id}/assessment`, cookie)
  const { norms, outcome } = (await answer.json()) as {
    outcome: string
    norms: readonly { id: string; counted?: number; required?: number }[]
  }
  const counted = (wanted: string) => norms.find((norm) => norm.id === wanted)?.counted
  return { outcome, total: counted('total'), reflection: counted('reflection') }
}

test('what is not relevant does not count, on the page, in the file, the letter and the API', async () => {
  const { who, lines } = await renews(true)
  assert.match(await page(`${here}/mijn`, who.cookie), /56 van 26 punten/)
  const { id, path } = await withCommittee(who)
  const [tom = assert.fail(), marieke = assert.fail()] = members
  const shown = await page(path, tom.cookie)
  const asked = shown.split('Is dit van belang voor het werk als cliëntondersteuner?').length - 1
  // Above the activities, and at each of the four.
  assert.equal(asked, 5)
  assert.match(shown, /56 van 26 punten/)
  const judgement = found(lines, ['youth'])
  const computed = await peil.post(path, { ...judgement, actie: 'berekenen' }, tom.cookie)
  assert.match(plain(await textOf(computed)), /26 van 26 punten/)
  const whole = { geheel: 'meets', reden: 'Het voldoet.', actie: 'oordelen' }
  const first = await peil.post(path, { ...judgement, ...whole }, tom.cookie)
  assert.equal(first.status, 303, plain(await textOf(first)))
  // What was chosen is shown again as it was chosen, and not as a rejection of another kind.
  const html = await (await peil.get(`${path}?aanpassen=ja`, tom.cookie)).text()
  assert.match(html, new RegExp(`name="oordeel-${lines.youth}"[^>]*value="irrelevant"[^>]*checked`))
  assert.match(html, new RegExp(`name="reden-${lines.youth}"[^>]*></textarea>`))
  await peil.post(path, { ...judgement, ...whole }, marieke.cookie)
  assert.deepEqual(await totals(id, who.cookie), { outcome: 'met', total: 26, reflection: 8 })
  await peil.makePapers()
  const outcome = await page(`${here}/mijn/certificering/${id}`, who.cookie)
  assert.match(outcome, /26 van 26 punten/)
  assert.match(outcome, reason)
  assert.match(await page(`${here}/mijn/activiteiten/${lines.youth}`, who.cookie), reason)
  assert.match(await page(path, marieke.cookie), /26 van 26 punten/)
})

test('with too little that is relevant it is refused, and the letter names the figures and the reason', async () => {
  const { who, lines } = await renews(true)
  const { id, path } = await withCommittee(who)
  const whole = { geheel: 'fails', reden: 'Er is te weinig.', actie: 'oordelen' }
  for (const { cookie } of members) {
    const sent = await peil.post(
      path,
      {
        ...found(lines, ['reflection', 'youth']),
        [`reden-${lines.reflection}`]: 'Het ging over pleegzorg.',
        ...whole,
      },
      cookie,
    )
    assert.equal(sent.status, 303, plain(await textOf(sent)))
  }
  assert.deepEqual(await totals(id, who.cookie), { outcome: 'not-met', total: 18, reflection: 0 })
  await peil.makePapers()
  const outcome = await peil.get(`${here}/mijn/certificering/${id}`, who.cookie)
  const html = await outcome.text()
  const href = /href="([^"]*)"[^>]*>\s*Besluit downloaden/.exec(html)?.[1] ?? ''
  const bytes = new Uint8Array(await (await peil.get(href, who.cookie)).arrayBuffer())
  const letter = (await PDF.load(bytes))
    .getPages()
    .map((each) => each.extractText().text)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
  assert.match(letter, /18.*26.*8 te weinig/)
  assert.match(letter, /Het ging over pleegzorg/)
  assert.match(letter, reason)
})

test('without that registration nobody is asked whether it is relevant', async () => {
  const { who, lines } = await renews(false)
  const { path } = await withCommittee(who)
  const [tom = assert.fail()] = members
  const html = await (await peil.get(path, tom.cookie)).text()
  assert.doesNotMatch(html, /van belang voor het werk|Niet relevant/)
  const whole = { geheel: 'meets', reden: 'Het voldoet.', actie: 'oordelen' }
  const sent = await peil.post(path, { ...found(lines, ['youth']), ...whole }, tom.cookie)
  assert.equal(sent.status, 422)
  assert.match(await page(`${here}/mijn`, who.cookie), /190 van 160 punten/)
})
