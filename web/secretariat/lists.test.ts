import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { readList } from '#domain/dossier/list/read-list.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn, pdf, textOf, wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// Who was a member is known by a list of the association: its years stand confirmed in portfolios.

const peil = await testPlatform({ register: 'clientondersteuners' })
const today = '2026-05-01'
const lists = '/clientondersteuners/werk/lijsten'
const activities = '/clientondersteuners/mijn/activiteiten'
let sanne: CastAccount
let noor: CastProfessional
let pieter: CastProfessional

before(async () => {
  await peil.setToday(today)
  const facts = {
    status: 'certified',
    since: '2021-06-01',
    validFirst: '2021-06-01',
    validLast: '2026-05-31',
  } as const
  noor = await professional(peil, {
    email: 'noor@voorbeeld.nl',
    firstName: 'Noor',
    lastName: 'Bakker',
    ...facts,
  })
  pieter = await professional(peil, {
    email: 'pieter@voorbeeld.nl',
    firstName: 'Pieter',
    lastName: 'Jansen',
    ...facts,
  })
  for (const number of [1, 2]) {
    await professional(peil, {
      email: `jan${number}@voorbeeld.nl`,
      firstName: 'Jan',
      lastName: 'Smit',
      ...facts,
    })
  }
  sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Visser' },
    ['secretariat'],
  )
})

const portfolio = async (who: CastProfessional) => {
  const all = await peil.act(who.actor, (context) => findActivities(context, who.registrationId))
  return all.filter(({ state }) => state !== 'draft')
}

async function send(list: string, fields: Readonly<Record<string, string | File>>) {
  const path = `${lists}/${list}`
  const html = await (await peil.get(path, sanne.cookie)).text()
  return peil.post(path, { ...hiddenIn(html, path), ...fields }, sanne.cookie)
}

const csv = (text: string) => new File([text], 'leden.csv', { type: 'text/csv' })

test('a list is read with whatever stands between its cells, and each line that cannot be says why', () => {
  const read = (text: string) => readList(text, { lastYear: 2026, withRole: false })
  const found = read(
    'Naam;E-mail;Jaar\n"Bakker; Noor";NOOR@voorbeeld.nl;2021-2023\nJan;;\nJan;;2027\n;;2024\nJan;;"2020, 2022 en 2024"',
  )
  assert.ok(found.outcome === 'read')
  assert.deepEqual(
    found.lines.map(({ line, name, email, years }) => [line, name, email, years]),
    [
      [2, 'Bakker; Noor', 'noor@voorbeeld.nl', [2021, 2022, 2023]],
      [6, 'Jan', '', [2020, 2022, 2024]],
    ],
  )
  assert.deepEqual(
    found.unread.map(({ line, why }) => [line, why]),
    [
      [3, 'no-year'],
      [4, 'bad-year'],
      [5, 'nobody'],
    ],
  )
  assert.equal(read('Noor,2024').outcome, 'no-heading')
  assert.equal(read('  \n').outcome, 'empty')
  assert.equal(read('naam\tjaar').outcome, 'empty')
})

test('what a list comes to is shown line by line, and nothing is written yet', async () => {
  const text =
    'nummer;naam;e-mail;jaar\n;;noor@voorbeeld.nl;2023-2025\n;Pieter Jansen;;2024\n;Jan Smit;;2024\n;Iemand Anders;;2024\n;Noor Bakker;;volgend jaar'
  const answer = await send('bcmb-members', { 'lijst-csv': csv(text), intent: 'bekijken' })
  const html = await answer.text()
  const page = wordsOf(html)
  assert.match(page, /4 jaren worden bevestigd\. Er is nog niets vastgelegd\./)
  assert.match(page, /Noor Bakker \(\S+\)\. 2023 komt in het portfolio; 2024 komt in het portfolio/)
  assert.match(page, /Pieter Jansen \(\S+\), alleen op naam gevonden/)
  assert.match(page, /Meer mensen passen hierbij\./)
  assert.match(page, /Niet gevonden in dit register\./)
  assert.match(page, /Dit jaar kan niet\./)
  // What was in the file can be mended where it stands.
  assert.match(html, /<textarea[^>]*name="lijst"[^>]*>nummer;naam/)
  assert.deepEqual(await portfolio(noor), [])
})

test('a list that is no list says so at its field', async () => {
  for (const [fields, said] of [
    [{ lijst: 'Noor Bakker, 2024' }, /Zet op de eerste regel de koppen/],
    [{ lijst: '' }, /Kies een bestand of plak een lijst/],
    [
      { 'lijst-csv': new File([new Uint8Array([80, 75, 0, 0])], 'leden.xlsx') },
      /is geen lijst als tekst/,
    ],
    [{ 'lijst-csv': csv('x'.repeat(100_000)) }, /is te groot voor een lijst/],
  ] as const) {
    const answer = await send('bcmb-members', { ...fields, intent: 'vastleggen' })
    assert.equal(answer.status, 422)
    assert.equal((await answer.text()).match(new RegExp(said, 'g'))?.length, 2, String(said))
  }
})

test('a year that stands there is confirmed, one that does not is added, and none is there twice', async () => {
  const form = await (await peil.get(`${activities}?soort=bcmb-membership`, noor.cookie)).text()
  const own = {
    kind: 'bcmb-membership',
    title: 'Lid van de BCMB',
    'completed-on-dag': '1',
    'completed-on-maand': '2',
    'completed-on-jaar': '2025',
    'detail-year': '2025',
    confirmation: 'none',
    intent: 'insturen',
  }
  const hidden = hiddenIn(form, activities)
  assert.match(wordsOf(form), /De BCMB geeft een lijst \(Ledenlijst van de BCMB\)\./)
  assert.doesNotMatch(wordsOf(form), /Bewijsstukken \(niet verplicht\)/, 'a file is the only way')
  const sent = await peil.post(
    activities,
    { ...hidden, ...own, evidence: pdf('lid.pdf') },
    noor.cookie,
  )
  assert.equal(sent.status, 303, wordsOf(await sent.text()))

  const lijst = 'naam;e-mail;jaar\n;noor@voorbeeld.nl;2024-2025\nPieter Jansen;;2024'
  assert.equal((await send('bcmb-members', { lijst, intent: 'vastleggen' })).status, 303)
  await assertRecorded(peil, 'list', 'deliver')
  const mine = await portfolio(noor)
  assert.deepEqual(
    mine.map(({ title, claimed, listed }) => [title, claimed, listed?.label]),
    [
      ['Lidmaatschap van de BCMB 2024', 100, 'Ledenlijst van de BCMB'],
      ['Lid van de BCMB', 100, 'Ledenlijst van de BCMB'],
    ],
  )
  const page = await textOf(await peil.get(`${activities}/${mine[0]?.id}`, noor.cookie))
  assert.match(page, /Bevestigd door een lijst: Ledenlijst van de BCMB, ontvangen op 1 mei 2026/)
  assert.doesNotMatch(page, /Er ontbreekt een bewijsstuk/)

  const again = await send('bcmb-members', { lijst, intent: 'vastleggen' })
  assert.match(wordsOf(await again.text()), /Er is niets om vast te leggen\./)
  assert.equal((await portfolio(noor)).length, 2)
  const twice = await peil.get(`${activities}?soort=bcmb-membership`, noor.cookie)
  const entry = hiddenIn(await twice.text(), activities)
  for (const [year, on] of [
    ['2050', '2025'],
    ['1850', '2025'],
    ['2023', '2024'],
  ]) {
    const wrong = { ...entry, ...own, 'completed-on-jaar': on ?? '', 'detail-year': year ?? '' }
    const answer = await peil.post(activities, { ...wrong, evidence: pdf('jaar.pdf') }, noor.cookie)
    assert.equal(answer.status, 422)
    const html = await answer.text()
    assert.match(wordsOf(html), /De datum van de activiteit ligt niet in dit jaar\./)
    assert.match(html, new RegExp(`value="${year}"`), 'what was typed is there')
  }
  const other = { ...entry, ...own, 'completed-on-jaar': '2024', 'detail-year': '2024' }
  const refused = await peil.post(activities, { ...other, evidence: pdf('nog.pdf') }, noor.cookie)
  assert.equal(refused.status, 422)
  assert.match(wordsOf(await refused.text()), /Dit jaar staat al in uw portfolio\./)
})

test('a list for one role leaves the others, and the committee says what a year is worth', async () => {
  const lijst = 'naam;jaar;rol\nNoor Bakker;2024;Ambassadeur\nPieter Jansen;2024;lid'
  const shown = await send('bcmb-ambassadors', { lijst, intent: 'bekijken' })
  assert.match(wordsOf(await shown.text()), /Staat er in een andere rol op/)
  assert.equal((await send('bcmb-ambassadors', { lijst, intent: 'vastleggen' })).status, 303)
  const found = (await portfolio(noor)).find(({ kind }) => kind === 'bcmb-ambassador')
  assert.deepEqual([found?.title, found?.claimed], ['Ambassadeur van de BCMB 2024', undefined])
})

test('a list that is taken back confirms nothing, and takes what came with it along', async () => {
  const html = await (await peil.get(lists, sanne.cookie)).text()
  const back = [...html.matchAll(/href="([^"]*\/intrekken)"/g)].map(([, path = '']) => path)
  const path = back.at(-1) ?? ''
  assert.match(await textOf(await peil.get(path, sanne.cookie)), /Wilt u deze lijst intrekken/)
  const sent = await peil.post(
    path,
    hiddenIn(await (await peil.get(path, sanne.cookie)).text(), path),
    sanne.cookie,
  )
  assert.equal(sent.status, 303)
  await assertRecorded(peil, 'list', 'withdraw')
  const left = (await portfolio(noor)).filter(({ kind }) => kind === 'bcmb-membership')
  assert.deepEqual(
    left.map(({ title, listed }) => [title, listed]),
    [['Lid van de BCMB', undefined]],
  )
  assert.deepEqual(await portfolio(pieter), [])
  assert.match(await textOf(await peil.get(lists, sanne.cookie)), /Ingetrokken op 1 mei 2026/)
})

test('a wrong year on a list is set right for one person, and what stands there already is not', async () => {
  const text = 'nummer;naam;e-mail;jaar\n;;pieter@voorbeeld.nl;2022'
  await send('bcmb-members', { 'lijst-csv': csv(text), intent: 'vastleggen' })
  const { id } = await peil.platform.db
    .selectFrom('list_entry')
    .where('registration_id', '=', pieter.registrationId)
    .where('year', '=', 2022)
    .select('id')
    .executeTakeFirstOrThrow()
  const path = `/clientondersteuners/werk/dossiers/${pieter.registrationId}/rechtzetten/jaar/${id}`
  const correct = async (jaar: string) => {
    const opened = await (await peil.get(path, sanne.cookie)).text()
    const answers = { jaar, reden: 'Verkeerd overgenomen.', intent: 'bekijken' }
    const shown = await peil.post(path, { ...hiddenIn(opened, path), ...answers }, sanne.cookie)
    if (shown.status !== 200) return wordsOf(await shown.text())
    const again = { ...hiddenIn(await shown.text(), path), ...answers, intent: 'rechtzetten' }
    return (await peil.post(path, again, sanne.cookie)).status
  }
  assert.match(String(await correct('2027')), /is er nog niet/)
  assert.match(String(await correct('22')), /Vul een jaar in/)
  assert.equal(await correct('2021'), 303)
  await assertRecorded(peil, 'list', 'correct')
  assert.ok((await portfolio(pieter)).some(({ title }) => title.endsWith(' 2021')))
  assert.ok(!(await portfolio(pieter)).some(({ title }) => title.endsWith(' 2022')))
})
