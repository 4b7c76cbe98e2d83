import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import {
  answerContact,
  askContact,
  writeToColleague,
} from '#domain/development/meeting-place/contact.ts'
import { beginGroup, joinOrLeave } from '#domain/development/meeting-place/groups.ts'
import { block } from '#domain/development/meeting-place/keep-away.ts'
import { keepProfile } from '#domain/development/meeting-place/keep-profile.ts'
import { findColleagues, findProfile, groupsIn } from '#domain/development/meeting-place/queries.ts'
import { tellGroups } from '#domain/development/meeting-place/tell-groups.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { untilOneWaits } from '#testing/waits.ts'

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

const mailsOf = (kind: string) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', kind as 'contact-asked')
    .select(['to_address', 'subject', 'body_text'])
    .orderBy('id')
    .execute()

const groupRow = () =>
  peil.platform.db
    .selectFrom('meeting_group')
    .where('name', '=', 'Intervisie zuid')
    .where('ended_on', 'is', null)
    .select('id')
    .executeTakeFirst()

const reports = (about: CastProfessional) =>
  peil.platform.db
    .selectFrom('meeting_report')
    .where('registration_id', '=', about.registrationId)
    .select(['id'])
    .orderBy('id')
    .execute()

let seated: Promise<readonly [{ readonly cookie: string }, { readonly cookie: string }]> | undefined

// Two who work for the register.
function office() {
  const one = (firstName: string) =>
    colleague(
      peil,
      { email: `${firstName.toLowerCase()}@voorbeeld.nl`, firstName, lastName: 'Bureau' },
      ['secretariat'],
    )
  seated ??= (async () => [await one('Sanne'), await one('Joost')] as const)()
  return seated
}

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
  const ofFarid = await text('/mijn/ontmoeten', farid)
  assert.doesNotMatch(ofFarid, /Jouw contacten|Judith.*Eerdere contacten/)
  // What came of it looks to Farid as any contact that ended, and what was written to him is found there.
  assert.match(ofFarid, /Eerdere contacten \(1\)[\s\S]*Judith Visser<\/a>, tot/)
  const ofJudith = await text('/mijn/ontmoeten', judith)
  assert.match(ofJudith, /Collega’s op afstand \(1\)/)
  assert.doesNotMatch(ofJudith, /Eerdere contacten/)
  // What was written to whoever is kept away stays for them to read and to report; who keeps away sees nothing of it.
  const [between] = await peil.platform.db.selectFrom('meeting_contact').select('id').execute()
  assert.match(await text(`/mijn/ontmoeten/contact/${between?.id}`, farid), /Judith/)
  assert.equal(
    (await peil.get(`${here}/mijn/ontmoeten/contact/${between?.id}`, judith.cookie)).status,
    404,
  )
  const [sanne] = await office()
  assert.match(await text('/werk', sanne), /melding over wat iemand schreef/)
  const list = await text('/werk/ontmoetingsplek', sanne)
  const report = /\/werk\/ontmoetingsplek\/[\w-]+/.exec(list)?.[0] ?? ''
  assert.match(await text(report, sanne), /Dit is niet vriendelijk/)
  const settle = { _once: crypto.randomUUID(), uitkomst: 'message-hidden', toelichting: 'Klopt.' }
  assert.equal((await peil.post(`${here}${report}`, settle, sanne.cookie)).status, 303)
  await assertRecorded(peil, 'meeting-place', 'settle-report')
  assert.match(await text('/werk/ontmoetingsplek', sanne), /Geen meldingen/)
  // Who reported hears what came of it, and whose it was why, with a way back; neither reads of the other's mail.
  const [heard] = await mailsOf('report-settled')
  assert.equal(heard?.to_address, 'judith@geheim-adres.nl')
  assert.match(heard?.body_text ?? '', /het bericht weggehaald[\s\S]*Klopt\./)
  const [taken] = await mailsOf('taken-out-of-sight')
  assert.equal(taken?.to_address, 'farid@geheim-adres.nl')
  assert.match(
    taken?.body_text ?? '',
    /De reden: Klopt\.[\s\S]*bezwaar maken[\s\S]*Dit stond er:\s*> Graag!/,
  )
  assert.doesNotMatch(taken?.body_text ?? '', /Judith|Dit is niet vriendelijk/)
  // In the group that both are in, neither sees the other nor what the other writes.
  const group = `/mijn/ontmoeten/groepen/${(await groupRow())?.id}`
  await post(group, { bericht: 'Ziet Judith dit?' }, farid)
  assert.doesNotMatch(await text(group, judith), /Farid|Ziet Judith dit|Welkom/)
  assert.doesNotMatch(await text(group, farid), /Judith Visser/)
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

test('whoever is taken out of the meeting place reads why, cannot slip back in, and objects', async () => {
  const berber = await someone('Berber', 'Kwaad')
  await comeIn(berber, 'Kom bij mijn bedrijf werken!')
  const begun = await post('/mijn/ontmoeten/groepen/nieuw', { naam: 'Koop hier' }, berber)
  const group = (begun.headers.get('location') ?? '').replace(here, '')
  const groupId = group.split('/').at(-1)
  assert.match(await text(group, judith), /Deze groep melden/)
  const ofGroup = `/mijn/ontmoeten/melden/groep/${groupId}`
  assert.equal((await peil.get(`${here}${ofGroup}`, berber.cookie)).status, 404)
  assert.equal((await post(ofGroup, { reden: '' }, judith)).status, 422)
  await post(ofGroup, { reden: 'Dit is reclame.' }, judith)
  const ofProfile = `/mijn/ontmoeten/melden/profiel/${await profileOf(berber)}`
  const why = { doet: 'melden', reden: 'Ook reclame.' }
  await post(ofProfile, why, judith)
  // Told twice it is told once, and nobody floods the back office.
  await post(ofProfile, why, judith)
  assert.equal((await reports(berber)).length, 2)

  const [sanne, joost] = await office()
  const settle = async (outcome: string, who: { readonly cookie: string }, about: string) => {
    const sent = { _once: crypto.randomUUID(), uitkomst: outcome, toelichting: 'Geen reclame.' }
    return peil.post(`${here}/werk/ontmoetingsplek/${about}`, sent, who.cookie)
  }
  const [first, second] = await reports(berber)
  assert.equal((await settle('message-hidden', sanne, first?.id ?? '')).status, 422)
  await settle('group-ended', sanne, first?.id ?? '')
  assert.equal((await peil.get(`${here}${group}`, judith.cookie)).status, 404)
  await settle('profile-hidden', sanne, second?.id ?? '')
  assert.doesNotMatch(await text('/mijn/ontmoeten', judith), /Berber|bedrijf/)
  assert.match(
    await text('/mijn/ontmoeten', berber),
    /uit de ontmoetingsplek gehaald[\s\S]*Geen reclame\./,
  )
  // Leaving and coming in anew is no way back.
  await post('/mijn/ontmoeten/stoppen', {}, berber)
  await comeIn(berber, 'Daar ben ik weer')
  assert.doesNotMatch(await text('/mijn/ontmoeten', judith), /Daar ben ik weer/)

  const objection = `/mijn/ontmoeten/bezwaar/${second?.id}`
  assert.equal((await peil.get(`${here}${objection}`, judith.cookie)).status, 404)
  assert.equal((await post(objection, { bezwaar: '' }, berber)).status, 422)
  assert.equal((await post(objection, { bezwaar: 'Ik bedoelde een stage.' }, berber)).status, 303)
  await post(objection, { bezwaar: 'Nog eens' }, berber)
  await assertRecorded(peil, 'meeting-place', 'object', second?.id)
  assert.match(await text('/werk/ontmoetingsplek', sanne), /Bezwaar over: profiel/)
  const page = `/werk/ontmoetingsplek/${second?.id}`
  // Not by whoever took it away, where there is somebody else.
  assert.match(await text(page, sanne), /Een collega beantwoordt dit bezwaar/)
  await settle('restored', sanne, second?.id ?? '')
  assert.match(await text(objection, berber), /Komt nog/)
  assert.match(await text(page, joost), /Ik bedoelde een stage/)
  await settle('restored', joost, second?.id ?? '')
  await assertRecorded(peil, 'meeting-place', 'settle-objection', second?.id)
  const [answer] = await mailsOf('report-objection-answered')
  assert.match(answer?.body_text ?? '', /doet weer mee/)
  assert.match(await text(objection, berber), /teruggedraaid/)
  const version = await peil.platform.db
    .selectFrom('meeting_profile')
    .where('registration_id', '=', berber.registrationId)
    .select('version')
    .executeTakeFirstOrThrow()
  const back = { biedt: 'Stages', zoekt: '', gebied: 'noord', _version: String(version.version) }
  await post('/mijn/ontmoeten/profiel', back, berber)
  assert.match(await text('/mijn/ontmoeten', judith), /Stages/)
})

test('a group mails what is new once a morning, to who wants that', async () => {
  const [one, two] = [await someone('Gina', 'Groep'), await someone('Wouter', 'Groep')]
  await comeIn(one, 'x')
  await comeIn(two, 'x')
  const begun = await post('/mijn/ontmoeten/groepen/nieuw', { naam: 'Ochtend' }, one)
  const group = (begun.headers.get('location') ?? '').replace(here, '')
  await post(group, { doet: 'join' }, two)
  await post(group, { bericht: 'Een' }, one)
  await post(group, { bericht: 'Twee' }, one)
  const told = async () =>
    (await mailsOf('written-in-group')).map(({ to_address, subject }) => `${to_address} ${subject}`)
  await peil.act(clock, tellGroups, '2026-09-01')
  assert.deepEqual(await told(), [])
  await peil.act(clock, tellGroups, '2026-09-02')
  await peil.act(clock, tellGroups, '2026-09-02')
  await peil.act(clock, tellGroups, '2026-09-03')
  const subject = 'KRSD: in de groep Ochtend staan 2 nieuwe berichten'
  assert.deepEqual(
    (await told()).filter((line) => line.includes('Ochtend')),
    [`wouter@geheim-adres.nl ${subject}`],
  )
  await assertRecorded(peil, 'meeting-place', 'tell-group')
  // What was written stands in the group, and not in the mail.
  assert.doesNotMatch((await mailsOf('written-in-group')).at(-1)?.body_text ?? '', /Een\b.*Twee/s)
  await post(group, { doet: 'no-mail' }, two)
  await assertRecorded(peil, 'meeting-place', 'choose-mails')
  await peil.setToday('2026-09-04')
  await post(group, { bericht: 'Drie' }, one)
  await peil.act(clock, tellGroups, '2026-09-05')
  assert.equal((await told()).filter((line) => line.includes('Ochtend')).length, 1)
  assert.match(await text(group, two), /Er komt geen e-mail over deze groep/)
  await peil.setToday('2026-09-01')
})

test('nobody is flooded, and what is written is only text', async () => {
  const many = await someone('Flip', 'Vloed')
  await comeIn(many, '<script>alert(1)</script> & <b>vet</b>')
  assert.match(await text('/mijn/ontmoeten', judith), /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
  const long = await post(
    '/mijn/ontmoeten/profiel',
    { biedt: 'x'.repeat(10_000), zoekt: '', _version: '1' },
    many,
  )
  assert.equal(long.status, 422)
  assert.match(await long.text(), /hoogstens 600 tekens/)
  // Ten people a day; the eleventh waits, and what was typed stays.
  const others = await Promise.all(
    Array.from({ length: 11 }, (_, at) => someone(`Nr${at}`, 'Velen')),
  )
  for (const other of others) await comeIn(other, 'x')
  const answers: number[] = []
  for (const other of others) {
    const page = `/mijn/ontmoeten/collega/${await profileOf(other)}`
    const done = await post(page, { bericht: 'Hallo allemaal' }, many)
    answers.push(done.status)
    if (done.status === 422) assert.match(await done.text(), /Hallo allemaal[\s\S]*|genoeg/)
  }
  assert.deepEqual(answers, [...Array.from({ length: 10 }, () => 303), 422])
  const [first] = await peil.platform.db
    .selectFrom('meeting_contact')
    .where('asker_id', '=', many.registrationId)
    .orderBy('id')
    .select(['id', 'asked_id'])
    .execute()
  const to = others.find(({ registrationId }) => registrationId === first?.asked_id)
  assert.ok(to)
  await post(`/mijn/ontmoeten/contact/${first?.id}`, { antwoord: 'accept' }, to)
  const written: number[] = []
  for (let nr = 1; nr <= 21; nr += 1) {
    const done = await post(`/mijn/ontmoeten/contact/${first?.id}`, { bericht: `nr ${nr}` }, many)
    written.push(done.status)
  }
  assert.equal(written.indexOf(422), 19, 'the first was the question itself')
  // Told ten times in a day, the eleventh is not taken.
  const reported: number[] = []
  for (const other of others) {
    const page = `/mijn/ontmoeten/melden/profiel/${await profileOf(other)}`
    reported.push((await post(page, { doet: 'melden', reden: 'x' }, many)).status)
  }
  assert.deepEqual(reported, [...Array.from({ length: 10 }, () => 303), 422])
})

test('an answer can be no, contact can stop, and whoever stops is gone from it', async () => {
  const ask = async (from: CastProfessional, to: CastProfessional) => {
    const page = `/mijn/ontmoeten/collega/${await profileOf(to)}`
    return post(page, { bericht: 'Toch?' }, from)
  }
  const contactIn = (asked: Response) => (asked.headers.get('location') ?? '').replace(here, '')
  // Judith asked not long ago: she does not ask over and over. Farid can ask her.
  const again = await ask(judith, farid)
  assert.equal(again.status, 409)
  assert.match(await again.text(), /vanaf 1\sdecember\s2026/)
  await post(contactIn(await ask(farid, judith)), { antwoord: 'decline' }, judith)
  await assertRecorded(peil, 'meeting-place', 'decline-contact')
  assert.equal((await ask(farid, judith)).status, 409)
  await peil.setToday('2026-12-01')
  await post(contactIn(await ask(judith, farid)), { antwoord: 'end' }, judith)
  await peil.setToday('2026-09-01')
  await assertRecorded(peil, 'meeting-place', 'end-contact')
  const group = await groupRow()
  await post(`/mijn/ontmoeten/groepen/${group?.id}`, { doet: 'leave' }, judith)
  await assertRecorded(peil, 'meeting-place', 'leave-group', group?.id)
  await post('/mijn/ontmoeten/stoppen', {}, farid)
  await assertRecorded(peil, 'meeting-place', 'leave')
  assert.doesNotMatch(await text('/mijn/ontmoeten', judith), /Farid/)
  // The last of a group ended it.
  assert.equal(await groupRow(), undefined)
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

test('the last two who leave a group at once end it, and nobody comes into what has ended', async () => {
  const [ada, bea] = [await someone('Ada', 'Laatste'), await someone('Bea', 'Laatste')]
  for (const who of [ada, bea]) await comeIn(who, 'Intervisie')
  const does = (who: CastProfessional, what: 'join' | 'leave', group: string) =>
    peil.act(who.actor, (context) => joinOrLeave(context, who.registrationId, group, what))
  const facts = { name: 'Laatste twee', theme: '', about: '' }
  const begun = await peil.act(ada.actor, (context) =>
    beginGroup(context, ada.registrationId, facts),
  )
  const group = begun.outcome === 'begun' ? begun.id : assert.fail(begun.outcome)
  await does(bea, 'join', group)
  const { promise: left, resolve: hasLeft } = Promise.withResolvers<void>()
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const first = peil.act(ada.actor, async (context) => {
    await joinOrLeave(context, ada.registrationId, group, 'leave')
    hasLeft()
    await held
  })
  await left
  const second = does(bea, 'leave', group)
  await untilOneWaits(peil.platform.db)
  letGo()
  await Promise.all([first, second])
  const { ended_on } = await peil.platform.db
    .selectFrom('meeting_group')
    .where('id', '=', group)
    .select('ended_on')
    .executeTakeFirstOrThrow()
  assert.equal(ended_on, '2026-09-01')
  assert.equal(await does(ada, 'join', group), 'not-found')
})

test('whoever registers anew is kept away and out of sight as before, and who is gone hears nothing', async () => {
  const [carla, dirk, els] = [
    await someone('Carla', 'Weg'),
    await someone('Dirk', 'Weg'),
    await someone('Els', 'Weg'),
  ]
  for (const who of [carla, dirk, els]) await comeIn(who, 'Rust')
  const as = <Result>(who: CastProfessional, work: (context: Context) => Promise<Result>) =>
    peil.act(who.actor, work)
  const asked = await as(carla, async (context) =>
    askContact(context, carla.registrationId, await profileOf(els), 'Dag'),
  )
  const contact = 'contactId' in asked ? asked.contactId : assert.fail(asked.outcome)
  await as(els, (context) => answerContact(context, els.registrationId, contact, 'accept'))
  const begun = await as(els, (context) =>
    beginGroup(context, els.registrationId, { name: 'Alleen Els', theme: '', about: '' }),
  )
  await as(carla, (context) => block(context, carla.registrationId, dirk.registrationId))
  const again = await peil.act(clock, async (context) => {
    await byHand(context)
    await sql`update registration set status = 'withdrawn', ended_on = '2026-08-31'
      where id = any(${[dirk.registrationId, els.registrationId]}::uuid[])`.execute(context.db)
    await sql`update meeting_profile set hidden_on = '2026-08-31'
      where registration_id = ${els.registrationId}`.execute(context.db)
    const { rows } = await sql<{ id: string; person: string }>`
      insert into registration (register, person_id, number, status, regulation_version, signed_up_on,
        approved_on, candidate_on)
      select register, person_id, number + 900000, 'candidate', regulation_version, '2026-09-01',
        '2026-09-01', '2026-09-01'
      from registration where id = any(${[dirk.registrationId, els.registrationId]}::uuid[])
      returning id, person_id as person`.execute(context.db)
    return (personId: string) => rows.find(({ person }) => person === personId)?.id ?? ''
  })
  const [dirkAnew, elsAnew] = [again(dirk.personId), again(els.personId)]
  const facts = { region: '', themes: [], offers: 'Terug', seeks: '' }
  const comes = (who: CastProfessional, me: string) =>
    as(who, (context) => keepProfile(context, me, facts, 0))
  assert.deepEqual([await comes(dirk, dirkAnew), await comes(els, elsAnew)], ['kept', 'stale'])
  const carlaSeen = await as(dirk, async (context) =>
    findProfile(context, dirkAnew, await profileOf(carla)),
  )
  assert.equal(carlaSeen, undefined)
  const nobody = { region: '', theme: '', words: '' }
  const found = await as(carla, (context) => findColleagues(context, carla.registrationId, nobody))
  assert.ok(found.every(({ name }) => !/^(?:Dirk|Els) /.test(name)))
  // With Els there is no contact any more, and of her group nobody is left.
  const written = await as(carla, (context) =>
    writeToColleague(context, carla.registrationId, contact, 'Ben je er nog?'),
  )
  assert.equal(written, 'not-found')
  const groups = await as(carla, (context) => groupsIn(context, carla.registrationId))
  const group = begun.outcome === 'begun' ? begun.id : assert.fail(begun.outcome)
  assert.ok(!groups.some(({ id }) => id === group))
})
