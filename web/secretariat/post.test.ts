import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, test } from 'node:test'
import pino from 'pino'
import { askAttestation } from '#domain/dossier/attestation/ask-attestation.ts'
import { originalsOf } from '#domain/dossier/original/queries.ts'
import { destroyProofs } from '#domain/dossier/statement/destroy-proofs.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { makeApp } from '#server/app.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, file, professional, stated } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'

// The original of a VOG, from its owner's dossier to the back office and back.

const today = '2026-09-01'
const base = '/clientondersteuners'
const day = Temporal.PlainDate.from
const vog = {
  member: 'document',
  kind: 'vog',
  issuedOn: day('2026-08-01'),
  details: { profile: '85' },
} as const
let peil: TestPlatform
let sanne: CastAccount
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  await peil.setToday(today)
  const named = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...named }, ['secretariat'])
})

function somebody(lastName = 'Jansen'): Promise<CastProfessional> {
  people += 1
  return professional(peil, { email: `brief${people}@voorbeeld.nl`, firstName: 'Anouk', lastName })
}

/** What a Junior states beside the VOG. */
async function asJunior(who: CastProfessional): Promise<void> {
  await stated(peil, who, { member: 'category', category: 'junior' }, today)
  await stated(peil, who, { member: 'fact', fact: 'listed-diploma', value: true }, today)
  const graduated = { fact: 'graduated-on', value: day('1995-07-01') } as const
  await stated(peil, who, { member: 'fact', ...graduated }, today)
}

const words = (html: string) =>
  html.replaceAll(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

async function read(path: string, cookie: string, status = 200): Promise<string> {
  const response = await peil.get(`${base}${path}`, cookie)
  assert.equal(response.status, status, path)
  return words(await response.text())
}

async function send(path: string, fields: Readonly<Record<string, string>>, cookie: string) {
  return peil.post(`${base}${path}`, { _once: randomUUID(), ...fields }, cookie)
}

const originals = (who: CastProfessional) =>
  peil.act(who.actor, (context) => originalsOf(context, who.registrationId))

async function announce(who: CastProfessional, envelope = 'nee') {
  const sent = await send('/mijn/dossier/post/vog', { retourenvelop: envelope }, who.cookie)
  assert.equal(sent.status, 303)
  const [original] = await originals(who)
  return original ?? assert.fail()
}

describe('an original by post', () => {
  test('is announced beside the words that it is at one’s own risk, with a cover sheet to print', async () => {
    const anouk = await somebody()
    await stated(peil, anouk, vog, today)
    assert.match(await read('/mijn/dossier', anouk.cookie), /Origineel per post sturen/)
    const form = await read('/mijn/dossier/post/vog', anouk.cookie)
    assert.match(form, /Post is op eigen risico/)
    assert.match(form, /Voorbeeldplein 1/)
    const empty = await send('/mijn/dossier/post/vog', {}, anouk.cookie)
    assert.equal(empty.status, 422)
    assert.match(words(await empty.text()), /Kies of u een retourenvelop bij het origineel doet/)
    const { id, number } = await announce(anouk)
    const mine = await read('/mijn/dossier', anouk.cookie)
    assert.match(
      mine,
      new RegExp(`Aangemeld op 1.september.2026\\. Nog niet binnen\\. Nummer ${number}`),
    )
    const sheet = await peil.get(`${base}/mijn/dossier/post/${id}/voorblad.pdf`, anouk.cookie)
    assert.equal(sheet.headers.get('content-type'), 'application/pdf')
    assert.equal(
      Buffer.from(await sheet.arrayBuffer())
        .subarray(0, 5)
        .toString(),
      '%PDF-',
    )
    // Somebody else’s is not there.
    const judith = await somebody()
    for (const path of [`${id}/voorblad.pdf`, `${id}/afmelden`]) {
      await read(`/mijn/dossier/post/${path}`, judith.cookie, 404)
    }
    const theirs = await send(`/mijn/dossier/post/${id}/afmelden`, {}, judith.cookie)
    assert.equal(theirs.status, 404)
    await read('/mijn/dossier/post/curriculum-vitae', anouk.cookie, 404)
  })

  test('is found by the number on its sheet, received, looked at and destroyed', async () => {
    const anouk = await somebody()
    await stated(peil, anouk, vog, today)
    const { id, number } = await announce(anouk)
    const address = encodeURIComponent(`http://peil.test${base}/werk/post?zoek=${number}`)
    for (const typed of [number, number.toLowerCase(), address]) {
      const found = await peil.get(`${base}/werk/post?zoek=${typed}`, sanne.cookie)
      assert.equal(found.headers.get('location'), `${base}/werk/post/${id}`)
    }
    const here = `/werk/post/${id}`
    assert.match(await read(here, sanne.cookie), /Zit er een retourenvelop bij/)
    const came = { stap: 'binnen', _version: '1', retourenvelop: 'nee' }
    assert.equal((await send(here, came, sanne.cookie)).status, 303)
    const late = await send(here, came, sanne.cookie)
    assert.equal(late.status, 409)
    assert.match(words(await late.text()), /intussen al verder/)
    assert.match(await read('/werk/post', sanne.cookie), /Anouk Jansen De VOG .* Bekijken/)
    assert.match(await read('/werk', sanne.cookie), /Post 1 origineel moet nog/)
    assert.match(await read(here, sanne.cookie), /Van 1.augustus.2026\. Screeningsprofiel: 85/)
    const without = await send(
      here,
      { stap: 'bekijken', _version: '2', bevinding: 'in-order' },
      sanne.cookie,
    )
    assert.equal(without.status, 422)
    const seen = {
      stap: 'bekijken',
      _version: '2',
      bevinding: 'in-order',
      'afgegeven-dag': '1',
      'afgegeven-maand': '8',
      'afgegeven-jaar': '2026',
    }
    assert.equal((await send(here, seen, sanne.cookie)).status, 303)
    const page = await read(here, sanne.cookie)
    assert.match(page, /Gezien door Sanne Bakker, op 1.september.2026/)
    assert.doesNotMatch(page, /Teruggestuurd in de retourenvelop/)
    const gone = await send(here, { stap: 'weg', _version: '3', afloop: 'destroy' }, sanne.cookie)
    assert.equal(gone.headers.get('location'), `${base}/werk/post`)
    assert.match(await read(here, sanne.cookie), /Vernietigd op 1.september.2026/)
    assert.match(
      await read('/mijn/dossier', anouk.cookie),
      /in orde gevonden op 1.september.2026\. Vernietigd/,
    )
  })

  test('without a sheet is noted for whoever is found by name, who sees it', async () => {
    const anouk = await somebody('Zonderblad')
    const found = await read('/werk/post?zoek=zonderblad', sanne.cookie)
    assert.match(found, /Er is iets binnen/)
    const here = `/werk/post/nieuw/${anouk.registrationId}`
    assert.match(await read(here, sanne.cookie), /Wat is er binnen/)
    assert.equal((await send(here, {}, sanne.cookie)).status, 422)
    const sent = await send(here, { stuk: 'vog', retourenvelop: 'ja' }, sanne.cookie)
    assert.equal(sent.status, 303)
    assert.match(await read('/mijn/dossier', anouk.cookie), /Binnen sinds 1.september.2026/)
    assert.match(await read('/werk/post?zoek=zonderblad', sanne.cookie), /De VOG, P0/)
    const [original] = await originals(anouk)
    assert.match(
      await read(`/werk/post/${original?.id}`, sanne.cookie),
      /Nog niet\. Het origineel blijft bewaard/,
    )
  })

  test('of which nothing was stated yet, what stands on it is read before it is gone', async () => {
    const anouk = await somebody('Eerder')
    const arrival = { stuk: 'vog', retourenvelop: 'nee' }
    await send(`/werk/post/nieuw/${anouk.registrationId}`, arrival, sanne.cookie)
    const [original] = await originals(anouk)
    const here = `/werk/post/${original?.id}`
    const seen = { stap: 'bekijken', _version: '1', bevinding: 'in-order' }
    const on = { 'afgegeven-dag': '1', 'afgegeven-maand': '8', 'afgegeven-jaar': '2026' }
    const bare = await send(here, { ...seen, ...on }, sanne.cookie)
    assert.equal(bare.status, 422)
    assert.match(words(await bare.text()), /Vul ‘Screeningsprofiel’ in/)
    const read45 = await send(here, { ...seen, ...on, 'detail-profile': '45' }, sanne.cookie)
    assert.equal(read45.status, 303)
    await send(here, { stap: 'weg', _version: '2', afloop: 'destroy' }, sanne.cookie)
    assert.match(await read(here, sanne.cookie), /Screeningsprofiel 45/)
    assert.match(await read('/mijn/dossier', anouk.cookie), /Screeningsprofiel: 45/)
    // What is stated afterwards is laid beside it.
    await asJunior(anouk)
    await stated(peil, anouk, vog, today)
    const check = await read(`/werk/aanvragen/${await file(peil, anouk, today)}`, sanne.cookie)
    assert.match(check, /origineel met iets anders erop/)
    assert.match(check, /iets anders dan is opgegeven\. Screeningsprofiel: 45\./)
  })

  test('is announced no more once it was taken back', async () => {
    const anouk = await somebody()
    await stated(peil, anouk, vog, today)
    const { id } = await announce(anouk)
    const path = `/mijn/dossier/post/${id}/afmelden`
    assert.match(await read(path, anouk.cookie), /Stuurt u het origineel toch niet/)
    assert.equal((await send(path, {}, anouk.cookie)).status, 303)
    assert.match(await read('/mijn/dossier', anouk.cookie), /weer afgemeld/)
    await read(`/mijn/dossier/post/${id}/voorblad.pdf`, anouk.cookie, 404)
  })
})

test('what nobody means to type breaks nothing and comes back as text', async () => {
  const anouk = await somebody()
  const { id } = await announce(anouk)
  const script = '<script>alert(1)</script>'
  for (const value of [
    script,
    `'; drop table original; --`,
    '\u202e☃',
    'P999999999',
    '%',
    'x'.repeat(3000),
  ]) {
    const asked = `${base}/werk/post?zoek=${encodeURIComponent(value)}`
    const page = await peil.get(asked, sanne.cookie)
    assert.equal(page.status, 200, value.slice(0, 20))
    assert.equal((await page.text()).includes(script), false)
    for (const stap of ['binnen', 'bekijken', 'weg', value]) {
      const fields = {
        stap,
        _version: value,
        retourenvelop: value,
        bevinding: value,
        afloop: value,
      }
      const days = { 'afgegeven-dag': value, 'afgegeven-maand': value, 'afgegeven-jaar': value }
      const answer = await send(`/werk/post/${id}`, { ...fields, ...days }, sanne.cookie)
      // Nothing is parted with before it came: that form is not on the page.
      assert.equal(answer.status, ['binnen', 'bekijken'].includes(stap) ? 422 : 409)
      assert.equal((await answer.text()).includes(script), false)
    }
    const arrival = { stuk: value, retourenvelop: value }
    const wrong = await send(`/werk/post/nieuw/${anouk.registrationId}`, arrival, sanne.cookie)
    assert.equal(wrong.status, 422)
  }
  for (const path of ['x', `${randomUUID()}`, "'%00"]) {
    await read(`/werk/post/${path}`, sanne.cookie, 404)
    await read(`/werk/post/nieuw/${path}`, sanne.cookie, 404)
    await read(`/mijn/dossier/post/${path}`, anouk.cookie, 404)
    await read(`/mijn/dossier/post/${path}/voorblad.pdf`, anouk.cookie, 404)
  }
  assert.equal((await originals(anouk))[0]?.status, 'announced')
  assert.equal((await peil.get(`${base}/werk/post`, anouk.cookie)).status, 404)
})

test('whoever checks an application is warned when nobody saw the original, and reads who did', async () => {
  const anouk = await somebody('Controle')
  await asJunior(anouk)
  await stated(peil, anouk, vog, today)
  const id = await file(peil, anouk, today)
  const here = `/werk/aanvragen/${id}`
  assert.match(await read(here, sanne.cookie), /origineel onderweg/)
  const [first] = await originals(anouk)
  await send(`/mijn/dossier/post/${first?.id}/afmelden`, {}, anouk.cookie)
  const before = await read(here, sanne.cookie)
  assert.match(before, /origineel niet gezien/)
  assert.match(before, /Het origineel is hier niet gezien, en niemand anders/)
  const { id: post } = await announce(anouk)
  assert.match(await read(here, sanne.cookie), /origineel onderweg/)
  await send(
    `/werk/post/${post}`,
    { stap: 'binnen', _version: '1', retourenvelop: 'nee' },
    sanne.cookie,
  )
  const seen = { stap: 'bekijken', _version: '2', bevinding: 'in-order' }
  const on = { 'afgegeven-dag': '1', 'afgegeven-maand': '8', 'afgegeven-jaar': '2026' }
  await send(`/werk/post/${post}`, { ...seen, ...on }, sanne.cookie)
  const after = await read(here, sanne.cookie)
  assert.doesNotMatch(after, /origineel (niet gezien|onderweg|nog niet bekeken)/)
  assert.match(after, /Origineel per post gezien door Sanne Bakker op 1.september.2026/)
})

test('an original that was seen here needs no file beside it', async () => {
  const anouk = await somebody('Zonder')
  const { registrationId } = anouk
  await asJunior(anouk)
  const said = { registrationId, stated: vog, files: [] }
  await peil.act(anouk.actor, (context) => state(context, said), today)
  const here = `/werk/aanvragen/${await file(peil, anouk, today)}`
  assert.match(await read(here, sanne.cookie), /geen bestand (?!bij)/)
  const { id: post } = await announce(anouk)
  const arrived = { stap: 'binnen', _version: '1', retourenvelop: 'nee' }
  await send(`/werk/post/${post}`, arrived, sanne.cookie)
  const seen = { stap: 'bekijken', _version: '2', bevinding: 'in-order' }
  const on = { 'afgegeven-dag': '1', 'afgegeven-maand': '8', 'afgegeven-jaar': '2026' }
  await send(`/werk/post/${post}`, { ...seen, ...on }, sanne.cookie)
  assert.doesNotMatch(await read(here, sanne.cookie), /geen bestand (?!bij)/)
})

test('the statement of an employer who saw the original is good too; of a free address one reads so', async () => {
  const anouk = await somebody('Werkgever')
  const { registrationId } = anouk
  await asJunior(anouk)
  const { claim: claimId } = await stated(peil, anouk, vog, today)
  const asked = { professional: 'Anouk', document: 'de VOG', text: 'Ik zag de VOG.', rows: [] }
  const wanted = { registrationId, document: 'vog', claimId, name: 'Mira', asked }
  const email = 'mira@gmail.com'
  await peil.act(anouk.actor, (context) => askAttestation(context, { ...wanted, email }), today)
  const id = await file(peil, anouk, today)
  const here = `/werk/aanvragen/${id}`
  assert.match(await read(here, sanne.cookie), /origineel onderweg/)
  await peil.platform.db
    .updateTable('attestation')
    .set({ answer: 'confirmed', answered_on: today, signed_name: 'Mira Smit' })
    .where('claim_id', '=', claimId)
    .execute()
  const page = await read(here, sanne.cookie)
  assert.doesNotMatch(page, /origineel (niet gezien|onderweg)/)
  assert.match(page, /Mira Smit.*verklaarde op 1.september.2026: ‘Ik zag de VOG\.’/)
  assert.match(page, /adres dat iedereen kan hebben: mira@gmail\.com/)
  assert.match(page, /adres dat iedereen kan hebben (?!:)/, 'so that it is not found plain')
})

test('what an employer stated themselves is read with who they are and what they were shown', async () => {
  const anouk = await somebody('Verklaard')
  const { registrationId } = anouk
  await asJunior(anouk)
  await stated(peil, anouk, vog, today)
  const rows = [{ label: 'Werk', value: '16 uur per week bij Stichting Voorbeeld' }]
  const asked = { professional: 'Anouk', document: 'de verklaring', text: 'Zij werkte.', rows }
  const wanted = { registrationId, document: 'work-statement', claimId: undefined, asked }
  const to = { name: 'Mira', email: 'mira.werk@live.nl' }
  await peil.act(anouk.actor, (context) => askAttestation(context, { ...wanted, ...to }), today)
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', to.email)
    .select('body_text')
    .executeTakeFirstOrThrow()
  const link = /(\/clientondersteuners\/verklaring\/[\w-]+)/.exec(mail.body_text)?.[1] ?? ''
  const signed = { name: 'Mira Smit', function: 'Teamleider', organisation: 'Stichting Voorbeeld' }
  const answered = await peil.post(link, {
    _once: randomUUID(),
    answer: 'ja',
    remark: '',
    ...signed,
  })
  assert.equal(answered.status, 200)
  const id = await file(peil, anouk, today)
  const page = await read(`/werk/aanvragen/${id}`, sanne.cookie)
  for (const said of [
    /Getekend door\s+Mira Smit/,
    /verklaard door een ander/,
    /16 uur per week bij Stichting Voorbeeld/,
    /adres dat iedereen kan hebben: mira\.werk@live\.nl/,
  ]) {
    assert.match(page, said)
  }
  assert.doesNotMatch(page, /signed-|geen bestand (?!bij)/)
  assert.doesNotMatch(await read('/mijn/dossier', anouk.cookie), /signed-/)
})

test('whoever opens a file that was destroyed reads when, and when backups have lost it', async () => {
  const anouk = await somebody()
  const { claim, proof } = await stated(peil, anouk, vog, today)
  const path = `${base}/mijn/dossier/bewijs/${proof}`
  assert.equal((await peil.get(path, anouk.cookie)).status, 200)
  await peil.act({ kind: 'system', task: 'test' }, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('claim')
      .set({ state: 'approved', judged_on: today })
      .where('id', '=', claim)
      .execute()
  })
  await peil.act({ kind: 'system', task: 'test' }, destroyProofs, '2026-09-02')
  const gone = await peil.get(path, anouk.cookie)
  assert.equal(gone.status, 410)
  const text = words(await gone.text())
  assert.match(text, /vernietigd op 2.september.2026/)
  assert.match(text, /Hoe lang reservekopieën worden bewaard, is hier niet ingesteld/)
  const kept: Platform = { ...peil.platform, backupDays: 30 }
  const app = makeApp(kept, async () => ({ healthy: true, facts: {} }), pino({ level: 'silent' }))
  const headers = { cookie: anouk.cookie }
  const page = await app.request(`${peil.platform.origin}${base}/mijn/dossier`, { headers })
  const mine = words(await page.text())
  assert.match(mine, /Uiterlijk op 2.oktober.2026 staat het ook niet meer in reservekopieën/)
  assert.match(mine, /Screeningsprofiel: 85/)
})
