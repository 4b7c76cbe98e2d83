import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { findApplication } from '#domain/certification/application/queries.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, file, judge, passOn, professional, proofsOf, stated } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf, textOf } from '#testing/portfolio.ts'

// What was stated beside activities, on the pages of the back office and the committee.

const today = '2026-09-01'
const day = Temporal.PlainDate.from
const vog = { member: 'document', kind: 'vog', issuedOn: day('2026-08-01'), details: {} } as const
const said: readonly Stated[] = [
  { member: 'category', category: 'junior' },
  { member: 'fact', fact: 'listed-diploma', value: true },
  { member: 'fact', fact: 'graduated-on', value: day('1995-07-01') },
]
let peil: TestPlatform
let sanne: CastAccount
let tom: CastAccount
let els: CastAccount
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  await peil.setToday(today)
  const named = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...named }, ['secretariat'])
  const member = { email: 'tom@voorbeeld.nl', firstName: 'Tom', lastName: 'Lid' }
  tom = await colleague(peil, member, ['committee'])
  const other = { email: 'els@voorbeeld.nl', firstName: 'Els', lastName: 'Lid' }
  els = await colleague(peil, other, ['committee'])
})

async function filed(whose?: string): Promise<{
  who: CastProfessional
  id: string
  claim: string
  proof: string
}> {
  people += 1
  const email = `opgave${people}@voorbeeld.nl`
  const who = await professional(peil, { email, firstName: 'Anouk', lastName: 'de Vries' })
  const { registrationId } = who
  await peil.act(
    who.actor,
    async (context) => {
      for (const one of said) {
        const files = await proofsOf(peil, one, whose ?? registrationId)
        await state(context, { registrationId, stated: one, files })
      }
    },
    today,
  )
  const shown = await stated(peil, who, vog, today)
  return { who, id: await file(peil, who, today), ...shown }
}

const base = '/clientondersteuners'
const versionOf = async (id: string) => {
  const found = await peil.act(sanne.actor, (context) => findApplication(context, id))
  return String(found?.application.version)
}

async function check(id: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const _version = await versionOf(id)
  return peil.post(`${base}/werk/aanvragen/${id}`, { _version, ...fields }, sanne.cookie)
}

test('the back office reads what was stated, what it is for and what shows it; nothing is chosen', async () => {
  const { id, proof } = await filed()
  const page = await peil.get(`${base}/werk/aanvragen/${id}`, sanne.cookie)
  const html = await page.text()
  assert.match(html, /Opgaven \(4\)/)
  assert.match(html, /VOG/)
  assert.match(html, /Van 1\saugustus\s2026/)
  assert.match(html, /VOG \(artikel\s1\)/)
  assert.match(html, /Junior/)
  assert.doesNotMatch(html, /Activiteiten \(/)
  assert.doesNotMatch(html, / checked/)
  assert.match(html, /Deze 2 opgaven zijn in orde/)
  const scan = await peil.get(`${base}/werk/aanvragen/${id}/opgaven/${proof}`, sanne.cookie)
  assert.equal(scan.status, 200)
  assert.match(await scan.text(), /vog/)
  const { id: other } = await filed()
  const foreign = await peil.get(`${base}/werk/aanvragen/${other}/opgaven/${proof}`, sanne.cookie)
  assert.equal(foreign.status, 404)
  const nonsense = await peil.get(`${base}/werk/aanvragen/${id}/opgaven/'%00`, sanne.cookie)
  assert.equal(nonsense.status, 404)
})

test('whoever applied reads which category they asked, what they sent with it and what was found of it', async () => {
  const { id, claim, who, proof } = await filed()
  const path = `${base}/mijn/certificering/${id}`
  const html = await (await peil.get(path, who.cookie)).text()
  assert.ok(html.includes(`${base}/mijn/dossier/bewijs/${proof}`))
  const page = await textOf(await peil.get(path, who.cookie))
  assert.match(page, /Categorie Junior/)
  assert.match(page, /Wat u hebt ingestuurd Een van de genoemde hbo-diploma's/)
  assert.match(page, /VOG Van 1 augustus 2026 Opgegeven/)
  await passOn(peil, sanne.actor, id, today)
  const no = { outcome: 'rejected', amount: undefined, reason: 'De naam is een andere.' } as const
  for (const one of [tom, els]) await judge(peil, one, id, today, { [claim]: no }, 'fails')
  const decided = await textOf(await peil.get(path, who.cookie))
  assert.match(decided, /Uw dossier voldoet nog niet aan de norm/)
  assert.match(decided, /Categorie Junior/)
  assert.match(decided, /Per opgave .*VOG Van 1 augustus 2026 Niet in orde De naam is een andere\./)
})

test('a document that somebody else handed in too is looked at by itself, and whose it is is not told', async () => {
  await filed('the same')
  const { id, who } = await filed('the same')
  const page = await textOf(await peil.get(`${base}/werk/aanvragen/${id}`, sanne.cookie))
  assert.match(page, /‘stuk\.pdf’ is in dit register ook het bewijs bij iets van iemand anders/)
  assert.match(page, /Kijk of het van deze persoon is/)
  assert.match(page, /Deze opgave is in orde/)
  const own = await textOf(await peil.get(`${base}/mijn/certificering/${id}`, who.cookie))
  assert.doesNotMatch(own, /iemand anders/)
})

test('an application goes on once each claim was looked at; what is plain in one act', async () => {
  const { id, claim } = await filed()
  const ticks = { compleet: ['claim-files', 'claim-days'] }
  const early = await check(id, { ...ticks, actie: 'doorsturen' })
  assert.equal(early.status, 422)
  assert.match(await textOf(early), /Kies bij ‘VOG’ of het in orde is/)
  const unexplained = await check(id, { [`opgave-${claim}`]: 'not-in-order', actie: 'bewaren' })
  assert.match(await textOf(unexplained), /Leg bij ‘VOG’ uit waarom het niet in orde is/)
  const act = await check(id, { actie: 'opgaven-in-orde' })
  assert.equal(act.status, 303)
  const page = await textOf(await peil.get(`${base}/werk/aanvragen/${id}`, sanne.cookie))
  assert.match(page, /Over al deze opgaven is iets gekozen/)
  // Nobody saw its original: it is looked at by itself.
  const bare = await check(id, { ...ticks, [`opgave-${claim}`]: 'in-order', actie: 'doorsturen' })
  assert.match(await textOf(bare), /Leg bij ‘VOG’ uit waarom het toch in orde is/)
  const reason = 'Het origineel is aan de balie getoond.'
  const looked = { [`opgave-${claim}`]: 'in-order', [`opgave-toch-${claim}`]: reason }
  const passed = await check(id, { ...ticks, ...looked, actie: 'doorsturen' })
  assert.equal(passed.status, 303)
  const found = await peil.act(sanne.actor, (context) => findApplication(context, id))
  assert.equal(found?.application.status, 'with-committee')
  const { found_reason } = await peil.platform.db
    .selectFrom('application_claim')
    .where('claim_id', '=', claim)
    .select('found_reason')
    .executeTakeFirstOrThrow()
  assert.equal(found_reason, reason)
})

test('a return asks about a claim or for more, and is answered with a file', async () => {
  const { id, claim, who, proof } = await filed()
  const back = `${base}/werk/aanvragen/${id}/aanvulling`
  const form = await textOf(await peil.get(back, sanne.cookie))
  assert.match(form, /VOG \(van 1 augustus 2026\)/)
  assert.match(form, /Iets dat nog niet is opgegeven/)
  assert.doesNotMatch(form, /Activiteiten toevoegen/)
  const sent = await peil.post(
    back,
    {
      _version: await versionOf(id),
      vraag: [claim, 'state-more'],
      [`tekst-${claim}`]: 'De scan is onleesbaar.',
      [`soort-${claim}`]: 'file',
      'tekst-state-more': 'Geef ook uw werk op.',
      actie: 'teruggeven',
    },
    sanne.cookie,
  )
  assert.equal(sent.status, 303)
  const answering = `${base}/mijn/certificering/${id}/aanvulling`
  const asked = await textOf(await peil.get(answering, who.cookie))
  assert.match(asked, /De scan is onleesbaar/)
  // What was asked for is no choice, and where to state the rest is one click away.
  assert.doesNotMatch(asked, /Bestand bij VOG \(niet verplicht\)/)
  assert.match(asked, /Geef ook uw werk op\. Geef het op in uw dossier/)
  assert.match(asked, /Geef het opnieuw op/)
  // What was there is taken away: the one who asked about it sees that, and still opens it.
  const there = `${base}/mijn/dossier/opgeven/stuk/vog?in=${claim}`
  const removed = await peil.post(there, { verwijder: proof }, who.cookie)
  assert.match(await textOf(removed), /‘stuk\.pdf’ is verwijderd/)
  const still = await peil.get(`${base}/werk/aanvragen/${id}`, sanne.cookie)
  assert.match(await textOf(still), /Weggehaald na het insturen: stuk\.pdf/)
  const opened = await peil.get(`${base}/werk/aanvragen/${id}/opgaven/${proof}`, sanne.cookie)
  assert.equal(opened.status, 200)
  assert.match(asked, /Geef ook uw werk op/)
  const empty = await peil.post(answering, {}, who.cookie)
  assert.equal(empty.status, 422)
  assert.match(await textOf(empty), /Voeg bij ‘VOG’ het bestand toe waar om is gevraagd/)
  const scan = pdf('beter.pdf')
  const answered = await peil.post(
    answering,
    { [`bestand-${claim}`]: scan, 'antwoord-state-more': 'Dat heb ik niet.' },
    who.cookie,
  )
  assert.equal(answered.status, 303)
  const page = await textOf(await peil.get(`${base}/werk/aanvragen/${id}`, sanne.cookie))
  assert.match(page, /vraag gesteld/)
  assert.match(page, /Toegevoegd: ‘beter.pdf’/)
  assert.match(page, /Dat heb ik niet/)
})

test('a member sees what the back office found, opens the files, and may find otherwise', async () => {
  const { id, claim, proof } = await filed()
  await passOn(peil, sanne.actor, id, today, { [claim]: 'De naam is een andere.' })
  const path = `${base}/commissie/aanvragen/${id}`
  const proofPath = `${path}/opgaven/${proof}`
  assert.equal((await peil.get(proofPath, tom.cookie)).status, 404)
  assert.equal((await peil.get(proofPath, sanne.cookie)).status, 404)
  await peil.post(`${path}/inzage`, { verklaring: 'ja' }, tom.cookie)
  assert.equal((await peil.get(proofPath, tom.cookie)).status, 200)
  const page = await textOf(await peil.get(path, tom.cookie))
  assert.match(page, /niet in orde ?. De naam is een andere/)
  assert.match(page, /Nog te beoordelen: 1 opgave/)
  assert.doesNotMatch(page, /Activiteiten \(/)
  const whole = { geheel: 'fails', reden: 'De VOG ontbreekt.', actie: 'oordeel' }
  const silent = await peil.post(path, whole, tom.cookie)
  assert.match(await textOf(silent), /Kies bij ‘VOG’ of het in orde is/)
  const judged = await peil.post(
    path,
    {
      ...whole,
      [`opgave-${claim}`]: 'not-in-order',
      [`opgave-reden-${claim}`]: 'De naam is een andere.',
    },
    tom.cookie,
  )
  assert.equal(judged.status, 303)
  const after = await textOf(await peil.get(path, tom.cookie))
  assert.match(after, /VOG \(van 1 augustus 2026\): niet in orde. De naam is een andere/)
})
