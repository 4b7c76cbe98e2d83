import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { checkCertificate } from '#domain/certification/certificate/check-certificate.ts'
import { ofAccounts, ofPeople, ofRegistrations } from '#domain/certification/merge/carried.ts'
import { findDoubles } from '#domain/certification/merge/find-doubles.ts'
import type { Choosable, MergedRegistration } from '#domain/certification/merge/merge.ts'
import { planOf, sealOf } from '#domain/certification/merge/merge.ts'
import { mergePeople, weighProposed } from '#domain/certification/merge/merge-people.ts'
import { proposeMerge, settleMerge, tellApart } from '#domain/certification/merge/propose-merge.ts'
import { findMerge } from '#domain/certification/merge/queries.ts'
import { weighMerge } from '#domain/certification/merge/weigh-merge.ts'
import { removeLapsedAccounts } from '#domain/certification/sign-up/remove-lapsed-accounts.ts'
import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { hashPassword } from '#domain/people/account/hash-password.ts'
import { requestAccount } from '#domain/people/account/request-account.ts'
import { signIn } from '#domain/people/account/sign-in.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { enterShielding } from '#domain/people/shielding/decide-shielding.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { findRetired } from '#domain/public-register/entry/find-retired.ts'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import { searchRegister } from '#domain/public-register/entry/search-register.ts'
import type { CastAccount, CastProfessional, ProfessionalFacts } from '#testing/cast.ts'
import { activity, enough, file, judge, passOn, professional, twoAndTwo } from '#testing/cast.ts'
import { actIn, alsoIn, doneIn } from '#testing/other-registers.ts'
import { sendYear } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { assertRecordHolds } from '#testing/verify-record.ts'

// Two people that turn out to be one: how they are found, what stops it, and that everything goes along.

const system = { kind: 'system', task: 'test' } as const
const today = '2026-06-20'
let peil: TestPlatform
let sanne: CastAccount
let tom: CastAccount
let members: readonly CastAccount[]

before(async () => {
  peil = await testPlatform({ inWriting: true })
  await peil.setToday(today)
  ;({ sanne, tom, members } = await twoAndTwo(peil))
})

let count = 0
async function somebody(facts: Partial<ProfessionalFacts> = {}): Promise<CastProfessional> {
  count += 1
  const who = await professional(peil, {
    email: `dubbel${count}@voorbeeld.nl`,
    firstName: 'Noor',
    lastName: `Dubbel${count}`,
    ...facts,
  })
  await put(sql`update person set house_number = ${count} where id = ${who.personId}`)
  return who
}

const put = (what: ReturnType<typeof sql>) =>
  peil.act(system, async (context) => {
    await byHand(context)
    return (await what.execute(context.db)).rows as readonly Readonly<Record<string, unknown>>[]
  })

const rowsOf = async (what: ReturnType<typeof sql>) =>
  (await what.execute(peil.platform.db)).rows as readonly Readonly<Record<string, unknown>>[]

const asOffice = <Result>(work: (context: Context) => Promise<Result>, who = sanne) =>
  peil.act(who.actor, work, today)

const pairOf = (stays: CastProfessional, goes: CastProfessional) => ({
  stays: stays.registrationId,
  goes: goes.registrationId,
})

const weigh = (stays: CastProfessional, goes: CastProfessional, who = sanne) =>
  asOffice(
    async (context) => (await weighMerge(context, pairOf(stays, goes))) ?? assert.fail('one'),
    who,
  )

const stopsOf = async (stays: CastProfessional, goes: CastProfessional, who = sanne) =>
  (await weigh(stays, goes, who)).stops.map(({ is }) => is)

async function propose(
  stays: CastProfessional,
  goes: CastProfessional,
  kept: readonly Choosable[] = [],
  who = sanne,
) {
  const weighed = await weigh(stays, goes, who)
  const seen = sealOf([weighed.stays, weighed.goes])
  const asked = { ...pairOf(stays, goes), kept, reason: 'Zelfde persoon, gebeld.', seen }
  const proposed = await asOffice((context) => proposeMerge(context, asked), who)
  return proposed.outcome === 'proposed' ? proposed.id : assert.fail(proposed.outcome)
}

const seenNow = (id: string) =>
  asOffice(async (context) => {
    const merge = (await findMerge(context, id)) ?? assert.fail('no merge')
    const weighed = await weighProposed(context, merge)
    const seal = weighed === undefined ? '' : sealOf([weighed.stays, weighed.goes])
    return { id, version: merge.version, seal }
  })

async function confirm(id: string, who = tom) {
  const seen = await seenNow(id)
  return asOffice((context) => mergePeople(context, seen), who)
}

/** Proposes and confirms; gives the registration that runs on. */
async function merged(
  stays: CastProfessional,
  goes: CastProfessional,
  kept: readonly Choosable[] = [],
): Promise<string> {
  const done = await confirm(await propose(stays, goes, kept))
  return done.outcome === 'merged' ? done.registrationId : assert.fail(JSON.stringify(done))
}

async function certified(who: CastProfessional): Promise<string> {
  await enough(peil, who, '2026-05-01')
  const application = await file(peil, who, '2026-06-01')
  await passOn(peil, sanne.actor, application, '2026-06-02')
  for (const member of members) await judge(peil, member, application, '2026-06-10')
  const [row] = await rowsOf(sql`select code from certificate
    where registration_id = ${who.registrationId}`)
  return String(row?.code)
}

const numberOf = async ({ registrationId }: { readonly registrationId: string }) => {
  const [row] = await rowsOf(sql`select number from registration where id = ${registrationId}`)
  return Number(row?.number)
}

const written = (number: number) => `KRSD-${String(number).padStart(6, '0')}`

test('of every column that leads to a person, a registration or an account it is known what a merge does', async () => {
  const rows = await rowsOf(sql`
    select distinct c.conrelid::regclass || '.' || a.attname as place, c.confrelid::regclass::text as "to"
    from pg_constraint c cross join unnest(c.conkey) as k(attnum)
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
    where c.contype = 'f'
      and c.confrelid in ('person'::regclass, 'registration'::regclass, 'account'::regclass)`)
  const known = { person: ofPeople, registration: ofRegistrations, account: ofAccounts }
  for (const [to, columns] of Object.entries(known)) {
    const there = rows.filter((row) => row.to === to).map(({ place }) => String(place))
    assert.deepEqual(Object.keys(columns).toSorted(), there.toSorted(), to)
    assert.ok(there.length > 10, to)
  }
})

test('which registration runs on: a certification before an application before how far it is', () => {
  const one = (status: MergedRegistration['status'], more: Partial<MergedRegistration> = {}) => ({
    ...{ id: status as string, number: undefined, status, heldStatus: undefined },
    ...{ signedUpOn: Temporal.PlainDate.from('2025-01-01'), validLast: undefined, version: 1 },
    ...{ applies: false, shielded: false, merged: false },
    ...more,
  })
  const of = (stays: MergedRegistration, goes: MergedRegistration) => {
    const plan = planOf([stays], [goes])
    return [plan.stays?.id, plan.ends?.id, plan.bothCertified].join(' ')
  }
  assert.equal(of(one('candidate'), one('certified')), 'certified candidate false')
  assert.equal(of(one('certified'), one('candidate')), 'certified candidate false')
  assert.equal(of(one('candidate'), one('approved')), 'candidate approved false')
  assert.equal(of(one('approved'), one('signed-up', { applies: true })), 'signed-up approved false')
  // As far as the other: the one of the person that stays.
  assert.equal(of(one('candidate', { id: '1' }), one('candidate', { id: '2' })), '1 2 false')
  // What is suspended, or held while certified, is not got rid of by merging.
  assert.match(of(one('suspended'), one('renewal-pending')), /true$/)
  assert.match(of(one('certified'), one('on-hold', { heldStatus: 'certified' })), /true$/)
  assert.equal(
    of(one('candidate'), one('on-hold', { heldStatus: 'candidate' })),
    'candidate on-hold false',
  )
  // What has ended just goes along.
  assert.equal(of(one('withdrawn'), one('candidate')), 'candidate  false')
  assert.equal(of(one('candidate'), one('removed')), 'candidate  false')
})

describe('who look alike', () => {
  const alikeOf = (who: CastProfessional) =>
    asOffice(async (context) =>
      (await findDoubles(context, { of: who.personId })).map(({ one, other, alike }) => [
        one.personId === who.personId ? other.personId : one.personId,
        alike.join(' '),
      ]),
    )

  test('are found by what is written otherwise and is the same, each with in what', async () => {
    const one = await somebody({
      email: 'j.de.vries@gmail.com',
      firstName: 'José',
      lastName: 'de Vries-Smit',
    })
    const two = await somebody({
      email: 'jdevries+werk@googlemail.com',
      firstName: 'Jose',
      namePrefix: 'de',
      lastName: 'Vries Smit',
    })
    await put(sql`update person set phone = '06-12 34 56 78' where id = ${one.personId}`)
    await put(sql`update person set phone = '+31 6 12345678' where id = ${two.personId}`)
    await put(
      sql`update registration set elsewhere = '{"skj": "1000 2345"}' where id = ${one.registrationId}`,
    )
    await put(
      sql`update registration set elsewhere = '{"skj": "10002345"}' where id = ${two.registrationId}`,
    )
    assert.deepEqual(await alikeOf(one), [[two.personId, 'email number phone']])
    // The prefix may stand in either field.
    await put(sql`update person set last_name = 'Vries-Smit', name_prefix = 'de',
      house_number = '77' where id = ${one.personId}`)
    await put(sql`update person set house_number = '77' where id = ${two.personId}`)
    assert.deepEqual(await alikeOf(two), [[one.personId, 'email number phone home name']])
    const [first] = await asOffice((context) => findDoubles(context))
    assert.deepEqual(
      [first?.one.personId, first?.other.personId],
      [one.personId, two.personId].toSorted(),
    )
    // Who changed what was alike is alike no more; and what is of another register is not looked at.
    await put(
      sql`update account set email = 'heel-anders@voorbeeld.nl' where id = ${two.accountId}`,
    )
    assert.deepEqual(await alikeOf(one), [[two.personId, 'number phone home name']])
  })

  test('not by a number that many have, nor those who were told apart, with why', async () => {
    const many = await Promise.all(Array.from({ length: 6 }, () => somebody()))
    for (const { personId } of many) {
      await put(sql`update person set phone = '030-7654321' where id = ${personId}`)
    }
    const [one, two] = many as [CastProfessional, CastProfessional]
    assert.deepEqual(await alikeOf(one), [])
    await put(
      sql`update person set phone = '030-1112223' where id in (${one.personId}, ${two.personId})`,
    )
    assert.deepEqual(await alikeOf(one), [[two.personId, 'phone']])
    const apart = (who = sanne) =>
      asOffice((context) => tellApart(context, pairOf(two, one), 'Moeder en dochter.'), who)
    assert.equal((await apart()).outcome, 'told')
    await assertRecorded(peil, 'merge', 'tell-apart')
    assert.equal((await apart()).outcome, 'already')
    assert.deepEqual(await alikeOf(one), [])
    // Whoever lays them side by side all the same, reads it.
    const { notices } = await weigh(one, two)
    assert.ok(notices.some((it) => it.is === 'told-apart' && it.reason === 'Moeder en dochter.'))
  })
})

describe('one is merged into the other', () => {
  test('with everything that was of it, in every register, and the same activity counts once', async () => {
    const stays = await somebody({ email: 'blijft@voorbeeld.nl', employer: 'Oud' })
    const goes = await somebody({
      email: 'gaat@voorbeeld.nl',
      employer: 'Nieuw',
      firstName: 'Noortje',
    })
    const code = await certified(stays)
    const twin = { title: 'Training Rouw', claimed: 400, completedOn: '2026-06-11' }
    const mine = await activity(peil, stays, twin)
    await activity(peil, goes, { ...twin, title: 'training  rouw' })
    const other = await activity(peil, goes, {
      title: 'Symposium',
      claimed: 200,
      completedOn: '2026-03-01',
    })
    await asOffice(async (context) => {
      const member = await findMember(context, goes.registrationId)
      await sendYear(context, member ?? assert.fail(), {
        first: Temporal.PlainDate.from('2026-06-01'),
        last: Temporal.PlainDate.from('2027-05-31'),
      })
    })
    const there = await alsoIn(peil, 'lklr', goes, { since: '2022-01-01' })
    const elsewhere = await doneIn(peil, 'lklr', there, { title: 'Cursus', on: '2025-02-01' })
    const [number, retired] = [await numberOf(stays), await numberOf(goes)]
    // One of most of what can be of somebody.
    await put(sql`insert into sign_up_draft (register, account_id, section, fields)
      values ('krsd', ${goes.accountId}, 'work', '{}')`)
    await put(sql`insert into kept_form (id, account_id, path, fields, expires_at)
      values (gen_random_uuid(), ${goes.accountId}, '/krsd/mijn/activiteiten', '{}', now() + '1 day')`)
    await put(sql`insert into interest (register, person_id, member_id, kind, note, declared_on)
      select 'krsd', id, ${members[0]?.accountId}, 'friend', '', '2026-01-01' from person
      where id in (${stays.personId}, ${goes.personId})`)
    await put(sql`insert into supervision (register, registration_id, document, colleague_id, status, asked_on)
      select 'krsd', id, 'belofte', ${goes.registrationId}, 'accepted', '2026-01-01'
      from registration where register = 'krsd' and id not in (${stays.registrationId}, ${goes.registrationId})
      order by id limit 1`)
    await put(sql`insert into wait (register, registration_id, document, said_on, until_on)
      values ('krsd', ${goes.registrationId}, 'vog', '2026-06-01', '2026-09-01')`)
    await put(sql`insert into claim (register, registration_id, member, subject, value, stated_on)
      select 'krsd', r.id, 'fact', f, 'true', '2026-01-01' from registration r, unnest(array['a', 'b']) f
      where r.id = ${goes.registrationId} or r.id = ${stays.registrationId} and f = 'a'`)
    // Both named the same document; only the one that goes had it checked.
    await put(sql`with named as (insert into statement (register, person_id, member, content, stated_on)
        select 'krsd', id, 'document', '{"issuedOn":"2026-02-01"}'::jsonb, '2026-03-01' from person
        where id in (${stays.personId}, ${goes.personId}) returning id, person_id)
      insert into claim (register, registration_id, member, subject, statement_id, state, stated_on, judged_on)
      select 'krsd', r.id, 'document', 'vog', n.id,
        case when r.id = ${goes.registrationId} then 'approved' else 'claimed' end, '2026-03-01',
        case when r.id = ${goes.registrationId} then date '2026-03-05' end
      from named n join registration r on r.person_id = n.person_id and r.register = 'krsd'
      where r.id in (${stays.registrationId}, ${goes.registrationId})`)
    await put(sql`update registration set early_version = '2027-07-01', target_on = '2027-02-01',
      charged_until = '2026-12-31' where id = ${goes.registrationId}`)
    await put(sql`insert into one_time_link (token_hash, purpose, account_id, email, expires_at)
      values ('x', 'sign-in', ${goes.accountId}, 'gaat@voorbeeld.nl', now() + '1 day')`)

    const weighed = await weigh(stays, goes)
    assert.deepEqual(weighed.stops, [])
    assert.deepEqual(weighed.differing, ['account', 'name', 'address', 'work'])
    assert.deepEqual(
      [weighed.goes.counts.activities, weighed.goes.counts.files, weighed.goes.counts.openInvoices],
      [2, 2, 1],
    )
    const proposed = await propose(stays, goes, ['work'])
    await assertRecorded(peil, 'merge', 'propose', proposed)
    const queue = (who: CastAccount) =>
      asOffice(async (context) => (await listWork(context)).merges.count, who)
    assert.deepEqual([await queue(sanne), await queue(tom)], [0, 1])
    // Nothing follows before a colleague has looked, who is not the one who asked.
    assert.equal((await confirm(proposed, sanne)).outcome, 'own-proposal')
    assert.equal(await numberOf(goes), retired)
    assert.equal((await confirm(proposed)).outcome, 'merged')
    await assertRecorded(peil, 'merge', 'confirm', proposed)
    await assertRecorded(peil, 'person', 'merge', stays.personId)
    await assertRecorded(peil, 'person', 'merge', goes.personId)
    await assertRecorded(peil, 'account', 'merge', goes.accountId)
    await assertRecorded(peil, 'registration', 'merge', goes.registrationId)
    await assertRecorded(peil, 'registration', 'follow-person', there.registrationId)

    // Nothing that leads to a person, an account or a registration in use leads to the one that went.
    const left: string[] = []
    for (const [columns, id] of [
      [ofPeople, goes.personId],
      [ofRegistrations, goes.registrationId],
      [ofAccounts, goes.accountId],
    ] as const) {
      for (const [place, what] of Object.entries(columns)) {
        const [table = '', column = ''] = place.split('.')
        const found = await rowsOf(
          sql`select from ${sql.table(table)} where ${sql.ref(column)} = ${id}`,
        )
        if (what !== 'stays' && found.length > 0) left.push(`${place}: ${found.length}`)
      }
    }
    // The fact that both stated, and the session that ended, which is known by its account.
    assert.deepEqual(left, ['claim.registration_id: 1', 'session.account_id: 1'])
    assert.deepEqual(
      await rowsOf(sql`select state, ended_on is not null as over from claim
        where registration_id = ${stays.registrationId} and member = 'document' order by state`),
      [
        { state: 'approved', over: false },
        { state: 'claimed', over: true },
      ],
    )
    const chosen = await rowsOf(sql`select early_version, target_on, charged_until from registration
      where id = ${stays.registrationId}`)
    assert.deepEqual(chosen, [
      { early_version: '2027-07-01', target_on: '2027-02-01', charged_until: '2026-12-31' },
    ])
    const activities = await peil.act(system, (context) =>
      findActivities(context, stays.registrationId),
    )
    const free = activities.filter(({ usedBy }) => usedBy === undefined)
    assert.deepEqual(free.map(({ id }) => id).toSorted(), [mine, other].toSorted())
    assert.equal(activities.find(({ id }) => id === mine)?.evidence.length, 2)
    const [theirs] = await rowsOf(sql`select c.registration_id, a.person_id from activity a
      join activity_claim c on c.activity_id = a.id where a.id = ${elsewhere}`)
    assert.deepEqual(theirs, { registration_id: there.registrationId, person_id: stays.personId })
    const ties = await rowsOf(sql`select lifted_on is null as stands from interest
      where person_id = ${stays.personId} order by 1`)
    assert.deepEqual(ties, [{ stands: false }, { stands: true }])
    const [invoice] = await rowsOf(
      sql`select status from invoice where registration_id = ${goes.registrationId}`,
    )
    assert.equal(invoice?.status, 'written-off')
    const member = await peil.act(system, (context) => findMember(context, stays.registrationId))
    assert.deepEqual([member?.name, member?.email], [weighed.stays.name, 'blijft@voorbeeld.nl'])
    const [person] = await rowsOf(
      sql`select employer, registers from person where id = ${stays.personId}`,
    )
    assert.deepEqual(person, { employer: 'Nieuw', registers: ['krsd', 'lklr'] })
    const [gone] = await rowsOf(sql`select last_name, phone, street, registers, account_id,
      merged_into from person where id = ${goes.personId}`)
    assert.deepEqual(gone, {
      ...{ last_name: '', phone: '', street: '', registers: [], account_id: null },
      merged_into: stays.personId,
    })

    // The number leads on, everywhere at once, and the certificate of the one that stays holds.
    const moved = await peil.act(system, (context) => findRetired(context, retired))
    assert.equal(moved.outcome === 'moved' && moved.number, number)
    const page = await peil.get(`/krsd/register/${publicEntryId(goes.registrationId)}`)
    assert.equal(page.status, 301)
    assert.equal(
      page.headers.get('location'),
      `/krsd/register/${publicEntryId(stays.registrationId)}`,
    )
    const api = await peil.get(`/api/v1/krsd/registrations/${retired}`)
    assert.equal(api.status, 308)
    assert.equal(
      api.headers.get('location'),
      `http://peil.test/api/v1/krsd/registrations/${written(number)}`,
    )
    const found = await peil.act(system, (context) => searchRegister(context, written(retired)))
    assert.equal(
      found.outcome === 'found' && found.entries[0]?.id,
      publicEntryId(stays.registrationId),
    )
    const check = await peil.act(system, (context) => checkCertificate(context, code), today)
    assert.equal(check.outcome === 'found' && check.certificate.standing, 'valid')

    // Both addresses are told, and neither hears more of the other than its holder knows again.
    const letters = await rowsOf(sql`select to_address, body_text, stopped_at from mail_message
      where kind = 'people-merged' order by to_address`)
    assert.deepEqual(
      letters.map((one) => [one.to_address, one.stopped_at]),
      [
        ['blijft@voorbeeld.nl', null],
        ['gaat@voorbeeld.nl', null],
      ],
    )
    for (const { body_text } of letters) assert.match(String(body_text), /Klacht of bezwaar/)
    assert.match(String(letters[0]?.body_text), new RegExp(`${written(retired)}.*vervalt`))
    assert.match(String(letters[0]?.body_text), /Zelfde persoon, gebeld/)
    // They may be two people all the same.
    assert.doesNotMatch(String(letters[1]?.body_text), /KRSD-0|Zelfde persoon/)
    assert.match(String(letters[1]?.body_text), /b…@voorbeeld\.nl/)
    assert.doesNotMatch(String(letters[1]?.body_text), /blijft@/)
    assert.doesNotMatch(String(letters[0]?.body_text), /gaat@/)
    // A second time there is nothing to merge.
    assert.equal((await confirm(proposed)).outcome, 'stale')
    assert.equal(await asOffice((context) => weighMerge(context, pairOf(stays, goes))), undefined)
    const office = await textOf(
      await peil.get(`/krsd/werk/dossiers/${stays.registrationId}`, tom.cookie),
    )
    assert.match(office, new RegExp(`Nummer ${written(retired)} samengevoegd met dit dossier`))
    assert.match(office, /Zelfde persoon, gebeld/)
  })

  test('where the one that goes is certified its registration runs on, under the name and with the address that were chosen', async () => {
    const stays = await somebody({ firstName: 'Eline' })
    const goes = await somebody({ firstName: 'E.', email: 'gekozen@voorbeeld.nl' })
    const code = await certified(goes)
    const own = await activity(peil, stays, {
      title: 'Eigen',
      claimed: 100,
      completedOn: '2026-06-12',
    })
    assert.equal(await merged(stays, goes, ['account']), goes.registrationId)
    const member = await peil.act(system, (context) => findMember(context, goes.registrationId))
    assert.deepEqual([member?.personId, member?.email], [stays.personId, 'gekozen@voorbeeld.nl'])
    const there = await peil.act(system, (context) => findActivities(context, goes.registrationId))
    assert.ok(there.some(({ id }) => id === own))
    // Another name than stands on the certificate: it is issued anew.
    const check = await peil.act(system, (context) => checkCertificate(context, code), today)
    assert.equal(check.outcome === 'found' && check.certificate.standing, 'issued-anew')
    const moved = await peil.get(`/krsd/register/${publicEntryId(stays.registrationId)}`)
    assert.equal(
      moved.headers.get('location'),
      `/krsd/register/${publicEntryId(goes.registrationId)}`,
    )
    const again = await signedInBy('gekozen@voorbeeld.nl')
    assert.equal(again, 'signed-in')
  })

  test('a certificate of before and the application of the registration that ended stay to be read', async () => {
    const stays = await somebody()
    const goes = await somebody()
    const code = await certified(goes)
    await put(
      sql`update registration set status = 'expired', valid_last = '2026-06-15' where id = ${goes.registrationId}`,
    )
    await put(
      sql`update certificate set valid_last = '2026-06-15' where registration_id = ${goes.registrationId}`,
    )
    assert.equal(await merged(stays, goes), stays.registrationId)
    const check = await peil.act(system, (context) => checkCertificate(context, code), today)
    assert.ok(check.outcome === 'found')
    assert.equal(check.certificate.standing, 'merged')
    assert.equal(check.certificate.wentOnIn?.id, publicEntryId(stays.registrationId))
    const page = await (await peil.get(`/krsd/certificaat/${code}`)).text()
    assert.match(page, /samengevoegd met een andere van dezelfde persoon/)
    assert.equal((await peil.get(`/krsd/certificaat/${code}/keurmerk.png`)).status, 200)
    const [application] = await rowsOf(
      sql`select id from application where registration_id = ${goes.registrationId}`,
    )
    const { dossier } = await peil.act(system, (context) =>
      loadDossier(context, goes.registrationId, String(application?.id)),
    )
    assert.equal(dossier.activities.length, 2)
    // What counted there does not count once more.
    const now = await peil.act(system, (context) => loadDossier(context, stays.registrationId))
    assert.equal(now.dossier.activities.length, 0)
  })

  test('a chain of numbers leads to the last, and a number of nobody any more is gone', async () => {
    const [a, b, c] = [await somebody(), await somebody(), await somebody()]
    const numbers = [await numberOf(a), await numberOf(b), await numberOf(c)] as const
    await merged(b, a)
    await merged(c, b)
    for (const [who, number] of [
      [a, numbers[0]],
      [b, numbers[1]],
    ] as const) {
      const page = await peil.get(`/krsd/register/${publicEntryId(who.registrationId)}`)
      assert.equal(
        page.headers.get('location'),
        `/krsd/register/${publicEntryId(c.registrationId)}`,
      )
      const api = await peil.get(`/api/v1/krsd/registrations/${number}`)
      assert.match(api.headers.get('location') ?? '', new RegExp(written(numbers[2])))
      assert.equal(
        await signedInBy(`dubbel${who === a ? count - 2 : count - 1}@voorbeeld.nl`),
        'elsewhere',
      )
    }
    // Whoever is kept out of sight is so by every number.
    await asOffice((context) =>
      enterShielding(context, {
        registrationId: c.registrationId,
        ground: context.register.procedures.shielding.grounds[0]?.id ?? '',
        everywhere: false,
        reviewOn: Temporal.PlainDate.from('2026-09-01'),
      }),
    )
    for (const number of numbers) {
      assert.equal((await peil.get(`/api/v1/krsd/registrations/${number}`)).status, 404)
    }
    assert.equal((await peil.get(`/krsd/register/${publicEntryId(a.registrationId)}`)).status, 404)

    const left = await somebody()
    const number = await numberOf(left)
    await put(
      sql`update registration set status = 'withdrawn', ended_on = '2026-06-01' where id = ${left.registrationId}`,
    )
    await put(sql`delete from public_entry where registration_id = ${left.registrationId}`)
    const gone = await peil.get(`/krsd/register/${publicEntryId(left.registrationId)}`)
    assert.equal(gone.status, 410)
    assert.match(await gone.text(), /bestaat niet meer/)
    assert.equal((await peil.get(`/api/v1/krsd/registrations/${number}`)).status, 410)
    assert.match(
      await (await peil.get(`/krsd/register?naam=${number}`)).text(),
      /niet meer in gebruik/,
    )
    assert.equal((await peil.get('/api/v1/krsd/registrations/999999')).status, 404)
    assert.equal((await peil.get(`/krsd/register/${publicEntryId(randomId)}`)).status, 404)
  })

  test('the stricter shielding stays, for every register where one of the two was', async () => {
    const stays = await somebody()
    const goes = await somebody()
    const number = await numberOf(stays)
    const shield = (who: CastProfessional, everywhere: boolean) =>
      asOffice((context) =>
        enterShielding(context, {
          registrationId: who.registrationId,
          ground: context.register.procedures.shielding.grounds[0]?.id ?? '',
          everywhere,
          reviewOn: Temporal.PlainDate.from('2026-09-01'),
        }),
      )
    await shield(goes, true)
    await put(sql`insert into shielding (register, registration_id, person_id, status, asked_by, ground,
        everywhere, hides, asked_on)
      values ('krsd', ${stays.registrationId}, ${stays.personId}, 'asked', 'person', 'threat', false,
        false, '2026-06-01')`)
    assert.deepEqual(
      (await weigh(stays, goes)).notices.map(({ is }) => is),
      ['shielded'],
    )
    await merged(stays, goes)
    assert.equal((await peil.get(`/api/v1/krsd/registrations/${number}`)).status, 404)
    const all = await rowsOf(sql`select status, hides, everywhere, registration_id from shielding
      where person_id = ${stays.personId} order by status`)
    assert.deepEqual(
      all.map(({ status, hides }) => [status, hides]),
      [
        ['ended', false],
        ['proposed', true],
      ],
    )
    assert.equal(all[1]?.registration_id, stays.registrationId)
  })

  test('whoever is shielded stays so, also where it is about to end or hangs on what is over', async () => {
    const shielded = (who: CastProfessional, status: string, hides: boolean) =>
      put(sql`with s as (insert into shielding (register, registration_id, person_id, status, asked_by,
          ground, everywhere, hides, asked_on, review_on, answer)
        values ('krsd', ${who.registrationId}, ${who.personId}, ${status}, 'office', 'threat', false,
          ${hides}, '2026-06-01', '2026-09-01', 'Kan weg.') returning registration_id)
        update registration set shielded = ${hides} where id = (select registration_id from s)`)
    for (const [mine, theirs, left] of [
      [undefined, 'ending', 'ending'],
      ['ending', undefined, 'ending'],
      ['ending', 'ending', 'ending'],
      ['ending', 'holds', 'holds'],
      ['holds', 'ending', 'holds'],
      ['ending', 'proposed', 'proposed'],
      // Who proposed the end did not know of what is asked.
      ['ending', 'asked', 'holds'],
    ] as const) {
      const [stays, goes] = [await somebody(), await somebody()]
      if (mine !== undefined) await shielded(stays, mine, true)
      if (theirs !== undefined) await shielded(goes, theirs, theirs !== 'asked')
      const runs = await merged(stays, goes)
      const named = `${mine} and ${theirs}`
      assert.equal(runs, stays.registrationId)
      const running = await rowsOf(sql`select status, hides, registration_id from shielding
        where person_id = ${stays.personId} and status <> 'ended'`)
      assert.deepEqual(running, [{ status: left, hides: true, registration_id: runs }], named)
      const number = await numberOf(stays)
      assert.equal((await peil.get(`/api/v1/krsd/registrations/${number}`)).status, 404, named)
    }
    const [stays, left] = [await somebody(), await somebody()]
    await shielded(left, 'ending', true)
    await put(sql`update registration set status = 'withdrawn', ended_on = '2026-06-01'
      where id = ${left.registrationId}`)
    await merged(stays, left)
    const hidden = await rowsOf(sql`select shielded from registration
      where id in (${stays.registrationId}, ${left.registrationId})`)
    assert.deepEqual(hidden, [{ shielded: true }, { shielded: true }])
  })
})

test('what went on in another is written to no more, and goes with it when that is forgotten', async () => {
  const [stays, goes] = [await somebody(), await somebody()]
  await merged(stays, goes)
  await assert.rejects(
    put(sql`insert into wait (register, registration_id, document, said_on, until_on)
      values ('krsd', ${goes.registrationId}, 'vog', '2026-06-01', '2026-09-01')`),
    /went on in/,
  )
  await assert.rejects(
    put(sql`insert into activity (person_id, title) values (${goes.personId}, 'x')`),
    /went on in/,
  )
  // Whoever sends something at that very moment is told, and gets back what they wrote.
  const [other, meanwhile] = [await somebody(), await somebody()]
  await put(sql`update registration set merged_into = ${other.registrationId}
    where id = ${meanwhile.registrationId}`)
  const name = { voornaam: 'Noor', voorletters: 'N.', tussenvoegsel: '', achternaam: 'Anders' }
  const reden = 'Ik ben getrouwd en heet nu anders'
  const told = await peil.post('/krsd/mijn/gegevens/naam', { ...name, reden }, meanwhile.cookie)
  assert.equal(told.status, 409)
  assert.match(await told.text(), /intussen samengevoegd[\s\S]*Ik ben getrouwd en heet nu anders/)
  await put(sql`update registration set merged_into = null where id = ${meanwhile.registrationId}`)
  // Neither was ever approved, and the one that was left lapses.
  await put(sql`update registration set approved_on = null, candidate_on = null
    where id in (${stays.registrationId}, ${goes.registrationId})`)
  const warned = () => rowsOf(sql`select from mail_message where kind = 'account-unused'`)
  const before = (await warned()).length
  await peil.act(system, removeLapsedAccounts, '2027-06-01')
  assert.equal((await warned()).length, before)
  await put(sql`update registration set status = 'withdrawn', ended_on = '2026-06-21'
    where id = ${stays.registrationId}`)
  await peil.act(system, removeLapsedAccounts, '2027-06-01')
  const left = await rowsOf(sql`
    select id from person where id in (${stays.personId}, ${goes.personId})
    union all select id from account where id in (${stays.accountId}, ${goes.accountId})
    union all select id from registration where id in (${stays.registrationId}, ${goes.registrationId})`)
  assert.deepEqual(left, [])
})

const randomId = '0190a000-0000-7000-8000-000000000000'

async function signedInBy(email: string): Promise<string> {
  await put(sql`update account set password_hash = ${await hashPassword('lang genoeg wachtwoord')}
    where email = ${email}`)
  const typed = {
    name: email,
    password: 'lang genoeg wachtwoord',
    clientAddress: '::1',
    userAgent: 'x',
  }
  return (await peil.act({ kind: 'visitor' }, (context) => signIn(context, typed))).outcome
}

describe('an address whose account went on in another', () => {
  test('leads there without opening it, and makes no new account', async () => {
    const stays = await somebody({ email: 'straks@voorbeeld.nl' })
    const goes = await somebody({ email: 'eerder@voorbeeld.nl' })
    await merged(stays, goes)
    // What they were sending while they were signed in waits for the account that stays.
    const sent = await peil.post('/krsd/mijn/gegevens/werk', { reden: 'x' }, goes.cookie)
    assert.match(sent.headers.get('location') ?? '', /inloggen.*bewaard/)
    const kept = await rowsOf(sql`select from kept_form where account_id = ${stays.accountId}`)
    assert.equal(kept.length, 1)
    assert.equal((await peil.get('/krsd/mijn', goes.cookie)).status, 303)
    assert.equal((await peil.get('/krsd/mijn', stays.cookie)).status, 200)
    assert.equal(await signedInBy('eerder@voorbeeld.nl'), 'elsewhere')
    const wrong = { name: 'eerder@voorbeeld.nl', password: 'iets anders dan het was' }
    const page = await peil.post('/krsd/inloggen', { naam: wrong.name, wachtwoord: wrong.password })
    assert.doesNotMatch(await page.text(), /samengevoegd/)
    const mails = async () =>
      (
        await rowsOf(sql`select kind, stopped_at from mail_message
        where to_address = 'eerder@voorbeeld.nl' and kind <> 'people-merged' order by created_at`)
      ).map(({ kind, stopped_at }) => [kind, stopped_at])
    const asked = {
      email: 'eerder@voorbeeld.nl',
      password: 'lang genoeg wachtwoord',
      clientAddress: '::1',
      browser: 'b',
    }
    await peil.act({ kind: 'visitor' }, (context) => requestAccount(context, asked))
    await peil.post('/krsd/inloggen/link', { 'e-mail': 'eerder@voorbeeld.nl' })
    assert.deepEqual(await mails(), [
      ['signs-in-elsewhere', null],
      ['signs-in-elsewhere', null],
    ])
    // Whoever signs in with the other can take the address along.
    await put(sql`update account set email = 'eerder@voorbeeld.nl' where id = ${stays.accountId}`)
    assert.equal(await signedInBy('eerder@voorbeeld.nl'), 'signed-in')
  })
})

describe('it is stopped', () => {
  test('by who the two are, and by what still runs', async () => {
    const one = await somebody()
    const own = await somebody({ email: 'zelf@voorbeeld.nl' })
    const colleague = await somebody({ email: 'werkt@voorbeeld.nl' })
    await peil.signIn('werkt@voorbeeld.nl', ['committee'])
    assert.deepEqual(await stopsOf(one, colleague), ['works-here'])
    const acting = { ...sanne, actor: { ...sanne.actor, accountId: own.accountId } }
    assert.deepEqual(await stopsOf(one, own, acting), ['own'])
    await put(sql`insert into interest (register, person_id, member_id, kind, note, declared_on)
      values ('krsd', ${own.personId}, ${sanne.accountId}, 'friend', '', '2026-01-01')`)
    assert.deepEqual(await stopsOf(one, own), ['tied'])
    assert.deepEqual(await stopsOf(one, own, tom), [])
    const tied = await peil.get(
      `/krsd/werk/dossiers/${one.registrationId}/samenvoegen/${own.registrationId}`,
      sanne.cookie,
    )
    assert.equal(tied.status, 403)
    assert.doesNotMatch(await tied.text(), /Dubbel/)

    const [two, three] = [await somebody(), await somebody()]
    await certified(two)
    await certified(three)
    assert.deepEqual(await stopsOf(two, three), ['both-certified'])
    const applying = await somebody()
    await enough(peil, applying, '2026-05-01')
    await file(peil, applying, '2026-06-01')
    assert.deepEqual(await stopsOf(two, applying), ['running'])
    // The one that applies runs on where the other is no further.
    assert.deepEqual(await stopsOf(one, applying), [])
    await put(sql`insert into name_change (register, registration_id, status, first_name, initials, name_prefix, last_name, reason, asked_on)
      values ('krsd', ${one.registrationId}, 'asked', 'A', 'A.', '', 'B', 'x', '2026-06-01')`)
    assert.deepEqual(await stopsOf(one, applying), ['running'])
    const dead = await somebody()
    await put(sql`insert into death (register, registration_id, person_id, status, died_on, told_by, told_name, seen_how, entered_on)
      values ('krsd', ${dead.registrationId}, ${dead.personId}, 'reported', '2026-06-01', 'other', 'A', 'x', '2026-06-02')`)
    assert.deepEqual(await stopsOf(two, dead), ['died'])
    const leaver = await somebody()
    await put(sql`insert into erasure_request (register, account_id, person_id, registration_id, status, asked_by, asked_on, back_until, answer_before)
      values ('krsd', ${leaver.accountId}, ${leaver.personId}, ${leaver.registrationId}, 'asked', 'person', '2026-06-01', '2026-06-08', '2026-07-01')`)
    assert.deepEqual(await stopsOf(two, leaver), ['asked-erasure'])
    const [four, five] = [await somebody(), await somebody()]
    await put(sql`insert into supervision (register, registration_id, document, colleague_id, status, asked_on)
      values ('krsd', ${four.registrationId}, 'belofte', ${five.registrationId}, 'accepted', '2026-01-01')`)
    assert.deepEqual(await stopsOf(four, five), ['supervises'])
    // Of another register no more is told than that there is something.
    const [six, seven] = [await somebody(), await somebody()]
    for (const who of [six, seven]) {
      await alsoIn(peil, 'lklr', who, {
        since: '2022-01-01',
        status: 'certified',
        validFirst: '2024-01-01',
        validLast: '2029-01-01',
      })
    }
    assert.deepEqual(await stopsOf(six, seven), ['elsewhere'])
    const seen = sealOf([(await weigh(six, seven)).stays, (await weigh(six, seven)).goes])
    const asked = { ...pairOf(six, seven), kept: [], reason: 'x', seen }
    assert.equal((await asOffice((context) => proposeMerge(context, asked))).outcome, 'stopped')
    const { differing } = await weigh(six, seven)
    const late = await peil.post(
      `/krsd/werk/dossiers/${six.registrationId}/samenvoegen/${seven.registrationId}`,
      {
        ...{ besluit: 'samenvoegen', reden: 'Zelf gezegd, aan de telefoon.', _gezien: seen },
        ...Object.fromEntries(differing.map((what) => [`blijft-${what}`, 'stays'])),
      },
      sanne.cookie,
    )
    assert.equal(late.status, 409)
    assert.match(await late.text(), /Zelf gezegd, aan de telefoon/)
  })

  test('by a colleague with why, by whoever asked, and by what changed since it was seen', async () => {
    const [one, two] = [await somebody(), await somebody()]
    const first = await propose(one, two)
    const seen = { id: first, version: 1 }
    const settle = (event: 'refuse' | 'withdraw', who: CastAccount) =>
      asOffice((context) => settleMerge(context, seen, { event, answer: 'Twee mensen.' }), who)
    assert.equal((await settle('refuse', sanne)).outcome, 'stale')
    assert.equal((await settle('withdraw', tom)).outcome, 'stale')
    assert.equal((await settle('refuse', tom)).outcome, 'settled')
    const told = await rowsOf(sql`select kind from mail_message
      where kind in ('second-look', 'not-agreed') and account_id in (${sanne.accountId}, ${tom.accountId})
      order by created_at desc, kind limit 1`)
    assert.deepEqual(told, [{ kind: 'not-agreed' }])
    await assertRecorded(peil, 'merge', 'refuse', first)
    assert.equal((await settle('refuse', tom)).outcome, 'stale')
    const second = await propose(two, one)
    const before = await seenNow(second)
    await put(sql`update person set version = version + 1 where id = ${one.personId}`)
    const late = await asOffice((context) => mergePeople(context, before), tom)
    assert.equal(late.outcome, 'stale')
    const undone = await asOffice((context) =>
      settleMerge(context, { id: second, version: 1 }, { event: 'withdraw', answer: 'Toch niet.' }),
    )
    assert.equal(undone.outcome, 'settled')
    await assertRecorded(peil, 'merge', 'withdraw', second)
    // What is asked twice waits once, in whichever direction.
    const third = await propose(one, two)
    const weighed = await weigh(two, one)
    const again = {
      ...pairOf(two, one),
      kept: [],
      reason: 'x',
      seen: sealOf([weighed.stays, weighed.goes]),
    }
    const twice = await asOffice((context) => proposeMerge(context, again), tom)
    assert.deepEqual(twice, { outcome: 'already', id: third })
    // What a colleague typed meanwhile is given back, with where the proposal is.
    const page = `/krsd/werk/dossiers/${two.registrationId}/samenvoegen/${one.registrationId}`
    const reason = 'Vader en dochter, gebeld.'
    const chosen = Object.fromEntries(weighed.differing.map((what) => [`blijft-${what}`, 'stays']))
    for (const typed of [
      { besluit: 'samenvoegen', reden: reason, _gezien: again.seen, ...chosen },
      { besluit: 'verschillend', verschil: reason, _gezien: again.seen },
    ]) {
      const late = await peil.post(page, typed, tom.cookie)
      const text = await late.text()
      assert.equal(late.status, 409)
      assert.ok(text.includes(reason))
      assert.ok(text.includes(`/krsd/werk/dubbelen/${third}`))
    }
    assert.equal((await peil.get(page, tom.cookie)).status, 303)
    // Nor does a proposal count of whoever turns out to have a tie with one of the two.
    await put(sql`insert into interest (register, person_id, member_id, kind, note, declared_on)
      values ('krsd', ${two.personId}, ${sanne.accountId}, 'friend', '', '2026-01-01')`)
    assert.equal((await confirm(third)).outcome, 'proposer-tied')
  })
})

describe('at the same moment', () => {
  test('merging twice merges once, and of two merges of one person only one is done', async () => {
    const [a, b, c] = [await somebody(), await somebody(), await somebody()]
    const into = await propose(b, a)
    const on = await propose(c, b)
    const [one, other] = [await seenNow(into), await seenNow(on)]
    const outcomes = await Promise.all(
      [one, one, other].map(
        async (seen) => (await asOffice((context) => mergePeople(context, seen), tom)).outcome,
      ),
    )
    assert.equal(outcomes.filter((outcome) => outcome === 'merged').length, 1, outcomes.join())
    const people = await rowsOf(sql`select merged_into from person
      where id in (${a.personId}, ${b.personId}, ${c.personId}) and merged_into is not null`)
    assert.equal(people.length, 1)
  })

  test('an application that is sent, or an activity that is handed in, is whole or is not there', async () => {
    const stays = await somebody()
    const goes = await somebody()
    await enough(peil, goes, '2026-05-01')
    const id = await propose(stays, goes)
    const seen = await seenNow(id)
    const results = await Promise.allSettled([
      asOffice((context) => mergePeople(context, seen), tom),
      file(peil, goes, today),
      doneHere(goes),
    ])
    const [{ n, wrong } = { n: 0, wrong: 0 }] = await rowsOf(sql`
      select count(*)::int as n, (select count(*)::int from activity y join activity_claim k
        on k.activity_id = y.id where y.person_id <> k.person_id) as wrong
      from activity_claim c join registration r on r.id = c.registration_id
      where r.merged_into is not null`)
    assert.equal(n, 0)
    assert.equal(wrong, 0)
    const [running] = await rowsOf(sql`select count(*)::int as n from application a
      join registration r on r.id = a.registration_id
      where r.merged_into is not null and a.status in ('submitted', 'returned', 'with-committee')`)
    assert.equal(running?.n, 0)
    const [state] = await rowsOf(sql`select status from person_merge where id = ${id}`)
    const done = results[0].status === 'fulfilled' && results[0].value.outcome === 'merged'
    assert.equal(state?.status, done ? 'done' : 'proposed')
  })
})

const doneHere = (who: CastProfessional) =>
  doneIn(peil, 'krsd', who, { title: 'Net', on: '2026-06-01' })
void actIn

test('who had contact with one colleague as both, has it once', async () => {
  const [stays, goes, colleague] = [await somebody(), await somebody(), await somebody()]
  const contact = (asker: CastProfessional, asked: CastProfessional) =>
    put(sql`insert into meeting_contact (register, asker_id, asked_id, status, asked_on, status_on)
      values ('krsd', ${asker.registrationId}, ${asked.registrationId}, 'accepted', ${today}, ${today})`)
  await contact(stays, colleague)
  await contact(colleague, goes)
  await merged(stays, goes)
  const rows = await rowsOf(sql`select status from meeting_contact
    where ${colleague.registrationId} in (asker_id, asked_id) order by id`)
  assert.deepEqual(
    rows.map(({ status }) => status),
    ['accepted', 'ended'],
  )
})

test('after all that was merged, the record still vouches for every row', async () => {
  await assertRecordHolds(peil.platform, { madeByHand: true })
})
