import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { sql } from 'kysely'
import { closeOrganisation } from '#domain/organisations/closing/close-organisation.ts'
import { opening, openThings } from '#domain/organisations/closing/open-things.ts'
import { askAccess } from '#domain/organisations/member/ask-access.ts'
import { inviteMember } from '#domain/organisations/member/invitations.ts'
import { joinOrganisation } from '#domain/organisations/member/join-organisation.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { findAlike } from '#domain/organisations/organisation/find-alike.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { handInProof } from '#domain/organisations/sign-up/hand-in-proof.ts'
import { signUpOrganisation } from '#domain/organisations/sign-up/sign-up-organisation.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// An organisation that stops: what keeps it open, what ends, and what stays.

const peil = await testPlatform()
const { db } = peil.platform
const somebody = (name: string, parts: Parameters<typeof colleague>[2] = []) =>
  colleague(
    peil,
    { email: `${name.toLowerCase()}@brug.example`, firstName: name, lastName: 'Bos' },
    parts,
  )
const mila = await somebody('Mila')
const tom = await somebody('Tom')
const ria = await somebody('Ria')
const sanne = await somebody('Sanne', ['secretariat'])
const as = <Result>(who: CastAccount, work: (context: Context) => Promise<Result>) =>
  peil.act(who.actor, work)
const inside = <Result>(id: string, work: (context: Context) => Promise<Result>) =>
  peil.act(clock, async (context) => {
    await actForOrganisation(context, id)
    return work(context)
  })
const mails = async (kind: string) => {
  const rows = await db
    .selectFrom('mail_message')
    .where('kind', '=', kind)
    .select(['to_address', 'body_text'])
    .orderBy('to_address')
    .execute()
  return rows
}

let made = 0

async function academie(name: string): Promise<string> {
  made += 1
  const signed = await as(mila, (context) =>
    signUpOrganisation(context, {
      facts: {
        ...{ name, tradeNames: [], kinds: ['provider'], kvk: undefined, street: 'Brugweg' },
        ...{ houseNumber: '1', postcode: `123${made} AB`, city: 'Heideveld', website: '' },
        ...{ mailDomain: '', contactEmail: 'info@brug.example', contactPhone: '030 123 45 67' },
      },
      files: [],
      isNoneOf: [],
    }),
  )
  return signed.outcome === 'signed-up' ? signed.id : assert.fail(signed.outcome)
}

async function joins(id: string, who: CastAccount): Promise<void> {
  await inside(id, async (context) => {
    await byHand(context)
    await context.db
      .insertInto('organisation_member')
      .values({
        ...{ organisation_id: id, account_id: who.accountId, roles: ['reader'] },
        ...{ status: 'active', since: '2026-01-01' },
      })
      .execute()
  })
}

const versionOf = async (id: string) =>
  (await inside(id, (context) => findOrganisation(context, id)))?.version ?? 0

test('a manager closes it once, and nothing of it is left to act for', async () => {
  const id = await academie('Academie De Brug')
  await joins(id, tom)
  const fileKey = await peil.platform.files.put(
    Readable.from([Buffer.from('%PDF')]),
    'application/pdf',
    4,
  )
  await as(mila, (context) =>
    handInProof(context, id, {
      note: '',
      files: [
        {
          ...{ name: 'kvk.pdf', mediaType: 'application/pdf', size: 4 },
          ...{ sha256: 'a'.repeat(64), fileKey },
        },
      ],
    }),
  )
  await as(ria, (context) => askAccess(context, id, 'Ik werk er ook.'))
  await as(mila, (context) =>
    inviteMember(context, id, { email: 'nieuw@brug.example', roles: ['reader'] }),
  )
  const [invitation] = await mails('organisation-invitation')
  const token = /uitnodiging\/(\S+)/.exec(invitation?.body_text ?? '')?.[1] ?? ''

  const page = `/krsd/organisaties/${id}/sluiten`
  assert.equal((await peil.get(page, tom.cookie)).status, 404)
  const asked = wordsOf(await (await peil.get(page, mila.cookie)).text())
  assert.match(asked, /2 mensen werken voor de organisatie, en krijgen bericht/)
  assert.match(asked, /De namen verdwijnen uit het logboek na \d+ \w+ 20\d\d/)
  const version = await versionOf(id)
  assert.deepEqual(await as(mila, (context) => closeOrganisation(context, id, { version: 0 })), {
    outcome: 'stale',
  })
  assert.deepEqual(await as(tom, (context) => closeOrganisation(context, id, { version })), {
    outcome: 'not-allowed',
  })
  const twice = await Promise.all(
    [1, 2].map(() => as(mila, (context) => closeOrganisation(context, id, { version }))),
  )
  assert.deepEqual(twice.map(({ outcome }) => outcome).toSorted(), ['closed', 'not-allowed'])
  await assertRecorded(peil, 'organisation', 'close', id)

  const closed = await inside(id, (context) => findOrganisation(context, id))
  assert.deepEqual(
    [closed?.status, closed?.name, closed?.contactEmail, closed?.contactPhone],
    ['closed', 'Academie De Brug', '', ''],
  )
  assert.deepEqual(await inside(id, (context) => listMembers(context, id)), [])
  const files = await db.selectFrom('organisation_file').select('id').execute()
  assert.deepEqual(files, [])
  const toRemove = await db.selectFrom('file_to_remove').select('file_key').execute()
  assert.deepEqual(toRemove, [{ file_key: fileKey }])
  for (const who of [mila, tom]) {
    assert.equal((await peil.get(`/krsd/organisaties/${id}`, who.cookie)).status, 404)
  }
  assert.equal((await peil.get(`/krsd/organisaties/${id}/toegang`, ria.cookie)).status, 404)
  const joined = await as(ria, (context) =>
    joinOrganisation(context, token, { password: undefined, userAgent: '' }),
  )
  assert.equal(joined.outcome, 'unknown')
  assert.deepEqual(
    (await mails('organisation-closed')).map(({ to_address }) => to_address),
    ['mila@brug.example', 'tom@brug.example'],
  )
  assert.deepEqual(
    (await mails('organisation-access-answered')).map(({ to_address }) => to_address),
    ['ria@brug.example'],
  )
  // Whoever signs one up with this name finds no closed one; a back office still finds it, and decides nothing.
  const alike = await inside(id, (context) =>
    findAlike(context, { name: 'Academie De Brug', kvk: undefined, postcode: undefined }),
  )
  assert.deepEqual(alike, [])
  const list = wordsOf(await (await peil.get('/krsd/werk/organisaties', sanne.cookie)).text())
  assert.match(list, /Gesloten: 1 organisatie/)
  const one = await (await peil.get(`/krsd/werk/organisaties/${id}`, sanne.cookie)).text()
  assert.match(wordsOf(one), /Gesloten/)
  assert.doesNotMatch(one, /name="uitkomst"/)
})

test('what somebody counts on keeps it open, and the page says what', async () => {
  const id = await academie('Sluiswachters')
  const version = await versionOf(id)
  await inside(id, async (context) => {
    await byHand(context)
    await context.db
      .insertInto('course')
      .values({
        ...{
          organisation_id: id,
          title: 'Gesprekken',
          summary: '',
          form: 'course',
          language: 'nl',
        },
        ...{ review_on: '2027-01-01', state: 'published', published_on: '2026-01-01' },
        ...{ made_on: '2026-01-01', changed_on: '2026-01-01' },
      })
      .execute()
  })
  assert.deepEqual(await as(mila, (context) => closeOrganisation(context, id, { version })), {
    outcome: 'open',
    open: [{ thing: 'course', count: 1 }],
  })
  const page = `/krsd/organisaties/${id}/sluiten`
  const said = wordsOf(await (await peil.get(page, mila.cookie)).text())
  assert.match(said, /1 opleiding wordt nog aangeboden\. Trek die eerst in/)
  const sent = await peil.post(page, { _version: String(version) }, mila.cookie)
  assert.equal(sent.headers.get('location'), page)
  await inside(id, async (context) => {
    await byHand(context)
    await sql`update course set state = 'withdrawn', withdrawn_on = '2026-02-01'
      where organisation_id = ${id}`.execute(context.db)
  })
  const done = await peil.post(page, { _version: String(version) }, mila.cookie)
  assert.equal(done.headers.get('location'), '/krsd/wisselen')
  // What is named as open is there, in the words of the database, and no table is forgotten.
  await inside(id, (context) => openThings(context, id))
  const { rows } = await sql<{ table: string }>`
    select distinct c.relname as table
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.confrelid = 'organisation'::regclass and c.relname !~ '^organisation(_merge|_told_apart)?$'
      and c.relname <> 'session'`.execute(db)
  const named = Object.keys(opening).filter((table) => table !== 'accreditation_objection')
  assert.deepEqual(named.toSorted(), rows.map(({ table }) => table).toSorted())
})

test('what waits for the organisation itself keeps it open: who said they were there', async () => {
  const id = await academie('Sluisdienst')
  await inside(id, async (context) => {
    await byHand(context)
    const { db: inIt } = context
    const course = await inIt
      .insertInto('course')
      .values({
        ...{ organisation_id: id, title: 'Sluizen', summary: '', form: 'course', language: 'nl' },
        ...{ review_on: '2027-01-01', state: 'withdrawn', withdrawn_on: '2026-02-01' },
        ...{ made_on: '2026-01-01', changed_on: '2026-01-01' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const edition = await inIt
      .insertInto('edition')
      .values({
        ...{ course_id: course.id, sequence: 1, days: ['2026-01-10'], first_day: '2026-01-10' },
        ...{ last_day: '2026-01-10', online: false, place: 'Heideveld', added_on: '2026-01-01' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await inIt
      .insertInto('attendance_entry')
      .values({
        ...{ organisation_id: id, edition_id: edition.id, number: 'KRSD-000001', surname: 'Bos' },
        ...{ by_participant: true, entered_on: '2026-01-11', state: 'waiting' },
      })
      .execute()
  })
  const version = await versionOf(id)
  assert.deepEqual(await as(mila, (context) => closeOrganisation(context, id, { version })), {
    outcome: 'open',
    open: [{ thing: 'attendance_entry', count: 1 }],
  })
  // Somebody who enrolled for a day that is over keeps nothing open, for one that comes does.
  const enrolled = async (lastDay: string) => {
    await inside(id, async (context) => {
      await byHand(context)
      const { db: inIt } = context
      const days = { days: [lastDay], first_day: lastDay, last_day: lastDay }
      await inIt.updateTable('edition').set(days).execute()
      await sql`insert into enrolment (organisation_id, edition_id, register, registration_id, name, surname,
          numbers, enrolled_on)
        select ${id}, e.id, 'krsd', r.id, 'Rob', 'Bos', '{KRSD-1}', '2026-01-01' from edition e, registration r
        where r.register = 'krsd' limit 1 on conflict do nothing`.execute(inIt)
    })
    return inside(id, (context) => openThings(context, id))
  }
  await professional(peil, { email: 'rob@voorbeeld.nl', firstName: 'Rob', lastName: 'Bos' })
  const waits = { thing: 'attendance_entry', count: 1 }
  assert.deepEqual(await enrolled('2026-01-10'), [waits])
  assert.deepEqual(await enrolled('2099-01-10'), [waits, { thing: 'enrolment', count: 1 }])
  const said = await (await peil.get(`/krsd/organisaties/${id}/sluiten`, mila.cookie)).text()
  assert.match(wordsOf(said), /1 deelnemer is aangemeld voor een uitvoering die nog komt/)
  assert.match(wordsOf(said), /1 deelnemer schreef zichzelf op/)
})

test('a back office opens a closed one for who comes back; it waits to be checked, under its own name', async () => {
  const id = await academie('Terugkeer')
  const version = await versionOf(id)
  await inside(id, async (context) => {
    await byHand(context)
    await context.db
      .insertInto('attendance_sender')
      .values({
        ...{ organisation_id: id, name: 'Leeromgeving', scopes: ['attendance:write'] },
        ...{ key_hash: Buffer.alloc(32), expires_on: '2099-01-01', made_on: '2026-01-01' },
      })
      .execute()
  })
  const done = await as(mila, (context) => closeOrganisation(context, id, { version }))
  assert.equal(done.outcome, 'closed')
  const page = `/krsd/werk/organisaties/${id}`
  const shown = await (await peil.get(page, sanne.cookie)).text()
  assert.match(wordsOf(shown), /Komt iemand terug\? Nodig een beheerder uit/)
  const sent = await peil.post(`${page}/beheerder`, { email: 'ria@brug.example' }, sanne.cookie)
  assert.equal(sent.headers.get('location'), page)
  const [invitation] = (await mails('organisation-invitation')).filter(
    ({ to_address }) => to_address === 'ria@brug.example',
  )
  const token = /uitnodiging\/(\S+)/.exec(invitation?.body_text ?? '')?.[1] ?? ''
  const joined = await as(ria, (context) =>
    joinOrganisation(context, token, { password: undefined, userAgent: '' }),
  )
  assert.equal(joined.outcome, 'joined')
  const found = await inside(id, (context) => findOrganisation(context, id))
  assert.deepEqual([found?.status, found?.closedOn], ['waiting', undefined])
  // A key that somebody of before has, works no more.
  const keys = await inside(id, ({ db: inIt }) =>
    inIt.selectFrom('attendance_sender').select('withdrawn_on').execute(),
  )
  assert.deepEqual(
    keys.map(({ withdrawn_on }) => withdrawn_on === null),
    [false],
  )
  assert.equal((await peil.get(`/krsd/organisaties/${id}`, ria.cookie)).status, 200)
  await assertRecorded(peil, 'organisation', 'reopen', id)
})

test('removing somebody, and saying no to who asked, is asked once more', async () => {
  const id = await academie('Kadewerk')
  await joins(id, tom)
  await as(ria, (context) => askAccess(context, id, ''))
  const members = await inside(id, (context) => listMembers(context, id))
  const of = (who: CastAccount) =>
    members.find(({ accountId }) => accountId === who.accountId)?.id ?? assert.fail()
  const people = `/krsd/organisaties/${id}/mensen`
  const there = await (await peil.get(`${people}/${of(tom)}`, mila.cookie)).text()
  assert.doesNotMatch(there, /name="doe" value="weghalen"/)
  for (const [who, words] of [
    [tom, /Tom Bos weghalen\?.*Terugkomen kan met een nieuwe uitnodiging/],
    [ria, /Ria Bos geen toegang geven\?.*kan het later opnieuw vragen/],
  ] as const) {
    const page = `${people}/${of(who)}/weghalen`
    const html = await (await peil.get(page, mila.cookie)).text()
    assert.match(wordsOf(html), words)
    const _version = /name="_version" value="(\d+)"/.exec(html)?.[1] ?? ''
    const sent = await peil.post(page, { _version }, mila.cookie)
    assert.equal(sent.headers.get('location'), people)
    assert.equal((await peil.get(page, mila.cookie)).status, 404)
  }
  const left = await inside(id, (context) => listMembers(context, id))
  assert.deepEqual(
    left.map(({ name, status }) => `${name} ${status}`),
    ['Mila Bos active'],
  )
  // Nobody removes themselves there.
  assert.equal((await peil.get(`${people}/${of(mila)}/weghalen`, mila.cookie)).status, 404)
})

test('the database refuses that somebody looks for a register who their own organisation is', async () => {
  const id = await academie('Havenhuis')
  await joins(id, sanne)
  const looking = (who: CastAccount, action: string) =>
    peil.act(who.actor, async (context) => {
      await actForOrganisation(context, '*')
      await record(context, { noun: 'organisation', id, action })
      throw new Error('undone')
    })
  const free = await somebody('Joost', ['secretariat'])
  for (const action of [
    'check',
    'ask',
    'refuse',
    'take-away',
    'merge',
    'merge-into',
    'tell-apart',
  ]) {
    await assert.rejects(looking(sanne, action), /nobody handles what is their own/, action)
    await assert.rejects(looking(free, action), /undone/, action)
  }
  // What they do for it themselves is theirs to do.
  await assert.rejects(looking(sanne, 'change'), /undone/)
})
