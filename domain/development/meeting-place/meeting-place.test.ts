import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import type { CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

// Professionals of one register find each other, by the pages as they come by them.

const here = '/krsd'
let peil: TestPlatform
let judith: CastProfessional
let farid: CastProfessional
let outsider: CastProfessional

before(async () => {
  peil = await testPlatform()
  await peil.setToday('2026-09-01')
  judith = await someone('Judith', 'Visser')
  farid = await someone('Farid', 'El Amrani')
  outsider = await someone('Olga', 'Buiten')
})

const someone = (firstName: string, lastName: string) =>
  professional(peil, {
    email: `${firstName.toLowerCase()}@geheim-adres.nl`,
    firstName,
    lastName,
    status: 'certified',
    since: '2024-01-10',
    validFirst: '2024-02-01',
    validLast: '2027-01-31',
  })

const post = (path: string, form: Record<string, string | string[]>, who: CastProfessional) =>
  peil.post(
    `${here}${path}`,
    { _once: crypto.randomUUID(), ...form } as Record<string, string>,
    who.cookie,
  )

async function text(path: string, who: { readonly cookie: string }): Promise<string> {
  const response = await peil.get(`${here}${path}`, who.cookie)
  assert.equal(response.status, 200, path)
  return response.text()
}

const comeIn = (who: CastProfessional, biedt: string, gebied = 'noord') =>
  post('/mijn/ontmoeten/profiel', { gebied, biedt, zoekt: '', akkoord: 'ja', _version: '0' }, who)

const profileOf = async (who: CastProfessional) =>
  (
    await peil.platform.db
      .selectFrom('meeting_profile')
      .where('registration_id', '=', who.registrationId)
      .select('id')
      .executeTakeFirst()
  )?.id ?? ''

test('colleagues are found by their own wish, and write without an address', async () => {
  assert.match(await text('/mijn/ontmoeten', judith), /Meedoen/)
  const without = await post('/mijn/ontmoeten/profiel', { gebied: 'noord', _version: '0' }, judith)
  assert.equal(without.status, 422)
  assert.equal((await comeIn(judith, 'Werkprocessen')).status, 303)
  assert.equal((await comeIn(farid, 'Jongerenwerk', 'zuid')).status, 303)
  const again = await comeIn(farid, 'Nog eens')
  assert.equal(again.status, 409)
  const change = { gebied: 'zuid', biedt: 'Jongerenwerk', zoekt: 'Intervisie', _version: '1' }
  assert.equal((await post('/mijn/ontmoeten/profiel', change, farid)).status, 303)
  const profile = await profileOf(farid)
  await assertRecorded(peil, 'meeting-place', 'come-in', profile)
  await assertRecorded(peil, 'meeting-place', 'change-profile', profile)
  const found = await text('/mijn/ontmoeten', judith)
  assert.match(found, /Farid El Amrani/)
  assert.doesNotMatch(found, /geheim-adres|Judith Visser<\/dt>/)
  assert.match(await text('/mijn/ontmoeten?gebied=noord', judith), /Niemand gevonden/)
  assert.match(await text('/mijn/ontmoeten?woorden=JONGEREN', judith), /Farid/)
  // Whoever does not take part sees nobody, and cannot write.
  assert.doesNotMatch(await text('/mijn/ontmoeten', outsider), /Farid/)
  const colleaguePage = `/mijn/ontmoeten/collega/${profile}`
  assert.equal((await peil.get(`${here}${colleaguePage}`, outsider.cookie)).status, 404)
  assert.equal((await peil.get(`${here}/mijn/ontmoeten`)).status, 303)

  const asked = await post(colleaguePage, { bericht: 'Zullen we samen leren?' }, judith)
  assert.equal(asked.status, 303)
  const contact = (asked.headers.get('location') ?? '').replace(here, '')
  const contactId = contact.split('/').at(-1)
  await assertRecorded(peil, 'meeting-place', 'ask-contact', contactId)
  // Asked once more leads to what there is.
  await post(colleaguePage, { bericht: 'Nog eens' }, judith)
  const mails = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'contact-asked')
    .select(['to_address', 'body_text'])
    .execute()
  assert.deepEqual(
    mails.map(({ to_address }) => to_address),
    ['farid@geheim-adres.nl'],
  )
  assert.match(mails[0]?.body_text ?? '', /Zullen we samen leren/)
  assert.doesNotMatch(mails[0]?.body_text ?? '', /judith@/)
  // Before there is contact nobody goes on writing; who was asked answers, and nobody else.
  assert.equal((await post(contact, { bericht: 'Hallo?' }, judith)).status, 409)
  assert.equal((await peil.get(`${here}${contact}`, outsider.cookie)).status, 404)
  await post(contact, { antwoord: 'accept' }, judith)
  assert.doesNotMatch(await text(contact, judith), /tag-green/)
  await post(contact, { antwoord: 'accept' }, farid)
  await assertRecorded(peil, 'meeting-place', 'accept-contact', contactId)
  assert.equal((await post(contact, { bericht: 'Graag!' }, farid)).status, 303)
  assert.match(await text(contact, judith), /Graag!/)

  const begun = await post(
    '/mijn/ontmoeten/groepen/nieuw',
    { naam: 'Intervisie zuid', over: 'Eens per maand' },
    farid,
  )
  const group = (begun.headers.get('location') ?? '').replace(here, '')
  const groupId = group.split('/').at(-1)
  await post(group, { bericht: 'Welkom' }, farid)
  assert.doesNotMatch(await text(group, judith), /Welkom|El Amrani/)
  await post(group, { doet: 'join' }, judith)
  await post(group, { doet: 'join' }, judith)
  assert.match(await text(group, judith), /Welkom/)
  await assertRecorded(peil, 'meeting-place', 'begin-group', groupId)
  await assertRecorded(peil, 'meeting-place', 'join-group', groupId)
  await assertRecorded(peil, 'meeting-place', 'write')
})

test('a colleague is reported and kept away, and a back office settles it', async () => {
  const messages = await peil.platform.db
    .selectFrom('meeting_message')
    .where('text', '=', 'Graag!')
    .select('id')
    .execute()
  const page = `/mijn/ontmoeten/melden/bericht/${messages[0]?.id}`
  assert.equal((await peil.get(`${here}${page}`, outsider.cookie)).status, 404)
  const nothing = await post(page, { doet: 'melden', reden: '' }, judith)
  assert.equal(nothing.status, 422)
  const told = { doet: ['melden', 'afstand'], reden: 'Dit is niet vriendelijk.' }
  assert.equal((await post(page, told, judith)).status, 303)
  await assertRecorded(peil, 'meeting-place', 'report')
  await assertRecorded(peil, 'meeting-place', 'block')
  // Neither finds the other, and contact has stopped without a word.
  assert.doesNotMatch(await text('/mijn/ontmoeten', farid), /Judith/)
  assert.match(await text('/mijn/ontmoeten', judith), /Collega’s op afstand \(1\)/)
  const sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  assert.match(await text('/werk', sanne), /melding uit de ontmoetingsplek/)
  const list = await text('/werk/ontmoetingsplek', sanne)
  const report = /\/werk\/ontmoetingsplek\/[\w-]+/.exec(list)?.[0] ?? ''
  assert.match(await text(report, sanne), /Dit is niet vriendelijk/)
  const settle = { _once: crypto.randomUUID(), uitkomst: 'message-hidden', toelichting: 'Klopt.' }
  assert.equal((await peil.post(`${here}${report}`, settle, sanne.cookie)).status, 303)
  await assertRecorded(peil, 'meeting-place', 'settle-report')
  assert.match(await text('/werk/ontmoetingsplek', sanne), /Geen meldingen/)
  await post('/mijn/ontmoeten', { 'weer-zien': farid.registrationId }, judith)
  await assertRecorded(peil, 'meeting-place', 'unblock')
  const contacts = await peil.platform.db
    .selectFrom('meeting_contact')
    .select(['id', 'status'])
    .execute()
  assert.deepEqual(
    contacts.map(({ status }) => status),
    ['ended'],
  )
  assert.match(await text(`/mijn/ontmoeten/contact/${contacts[0]?.id}`, judith), /weggehaald/)
})

test('an answer can be no, contact can stop, and whoever stops is gone from it', async () => {
  const ask = async () => {
    const asked = await post(
      `/mijn/ontmoeten/collega/${await profileOf(farid)}`,
      { bericht: 'Toch?' },
      judith,
    )
    return (asked.headers.get('location') ?? '').replace(here, '')
  }
  await post(await ask(), { antwoord: 'decline' }, farid)
  await assertRecorded(peil, 'meeting-place', 'decline-contact')
  await post(await ask(), { antwoord: 'end' }, judith)
  await assertRecorded(peil, 'meeting-place', 'end-contact')
  const [group] = await peil.platform.db.selectFrom('meeting_group').select('id').execute()
  await post(`/mijn/ontmoeten/groepen/${group?.id}`, { doet: 'leave' }, judith)
  await assertRecorded(peil, 'meeting-place', 'leave-group', group?.id)
  await post('/mijn/ontmoeten/stoppen', {}, farid)
  await assertRecorded(peil, 'meeting-place', 'leave')
  assert.doesNotMatch(await text('/mijn/ontmoeten', judith), /Farid/)
  // The last of a group ended it.
  const { rows } = await sql`select from meeting_group where ended_on is null`.execute(
    peil.platform.db,
  )
  assert.equal(rows.length, 0)
  // A register that has none, has none of its pages.
  const other = await professional(peil, {
    email: 'x@voorbeeld.nl',
    firstName: 'Xandra',
    lastName: 'Smit',
  })
  const register = peil.platform.registers.get('krsd')
  assert.ok(register)
  const { meetingPlace: _, ...none } = register
  const registers = peil.platform.registers as Map<string, typeof register>
  registers.set('krsd', none)
  assert.equal((await peil.get(`${here}/mijn/ontmoeten`, other.cookie)).status, 404)
  registers.set('krsd', register)
})
