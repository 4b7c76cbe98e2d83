import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { checkCertificate } from '#domain/certification/certificate/check-certificate.ts'
import { confirmDeath, rejectDeath } from '#domain/certification/death/confirm-death.ts'
import type { DeathFacts } from '#domain/certification/death/death.ts'
import { runningDeathOf } from '#domain/certification/death/queries.ts'
import { removeDeceased } from '#domain/certification/death/remove-deceased.ts'
import { reportDeath } from '#domain/certification/death/report-death.ts'
import { undoDeath } from '#domain/certification/death/undo-death.ts'
import { removeRegistration } from '#domain/certification/sign-up/remove-registration.ts'
import { chosenEnd, planEnd } from '#domain/certification/validity/plan-end.ts'
import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { doDueWork } from '#domain/due-work.ts'
import { requestSignInLink } from '#domain/people/account/request-sign-in-link.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { deliverMessage } from '#domain/platform/message/deliver-message.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { searchRegister } from '#domain/public-register/entry/search-register.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { enough, file, judge, passOn, professional, twoAndTwo } from '#testing/cast.ts'
import { sendYear } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { assertRecordHolds } from '#testing/verify-record.ts'

// Somebody has died: everything that runs ends, nothing goes to them any more, and a mistake is undone.

const day = Temporal.PlainDate.from
const system = { kind: 'system', task: 'test' } as const
let peil: TestPlatform
let sanne: CastAccount
let tom: CastAccount
let members: readonly CastAccount[]

before(async () => {
  peil = await testPlatform({ inWriting: true })
  ;({ sanne, tom, members } = await twoAndTwo(peil))
})

let count = 0
const somebody = (lastName: string): Promise<CastProfessional> => {
  count += 1
  return professional(peil, { email: `p${count}@voorbeeld.nl`, firstName: 'Noor', lastName })
}

const told: DeathFacts = {
  diedOn: day('2026-06-10'),
  toldBy: 'relative',
  toldName: 'Piet de Wit',
  toldEmail: 'piet@voorbeeld.nl',
  toldAddress: '',
  seenHow: 'Teruggebeld, en de rouwkaart gezien.',
}

const report = (who: CastProfessional, facts: Partial<DeathFacts> = {}, on = '2026-06-20') =>
  peil.act(
    sanne.actor,
    (context) => reportDeath(context, { ...told, ...facts, registrationId: who.registrationId }),
    on,
  )

const running = (who: CastProfessional) =>
  peil.act(system, async (context) => {
    const found = await runningDeathOf(context, who.registrationId)
    return found ?? assert.fail('no report')
  })

const confirm = async (by: CastAccount, who: CastProfessional, on = '2026-06-20') => {
  const seen = await running(who)
  return (await peil.act(by.actor, (context) => confirmDeath(context, seen), on)).outcome
}

const undo = async (who: CastProfessional, on: string) => {
  const seen = await running(who)
  const done = await peil.act(tom.actor, (c) => undoDeath(c, seen, 'Iemand anders.'), on)
  return done.outcome
}

const registered = (who: CastProfessional) =>
  peil.platform.db
    .selectFrom('registration')
    .where('id', '=', who.registrationId)
    .select(['status', 'end_reason'])
    .executeTakeFirstOrThrow()

/** Mails to somebody that may still go, or went. */
const mailsTo = (address: string) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', address)
    .where('stopped_at', 'is', null)
    .select(['id', 'kind', 'body_text'])
    .execute()

async function certified(who: CastProfessional): Promise<string> {
  await enough(peil, who, '2026-05-01')
  const application = await file(peil, who, '2026-06-01')
  await passOn(peil, sanne.actor, application, '2026-06-02')
  for (const member of members) await judge(peil, member, application, '2026-06-10')
  const { code } = await peil.platform.db
    .selectFrom('certificate')
    .where('registration_id', '=', who.registrationId)
    .select('code')
    .executeTakeFirstOrThrow()
  return code
}

test('a report changes nothing until another confirms it, and a wrong one is rejected with why', async () => {
  const who = await somebody('Meldens')
  assert.deepEqual(await report(who, { diedOn: day('2026-06-21') }), { outcome: 'ahead' })
  const own = { toldEmail: `p${count}@voorbeeld.nl` }
  assert.deepEqual(await report(who, own), { outcome: 'own-address' })
  const waiting = () =>
    peil.act(tom.actor, async (context) => (await listWork(context)).deaths.count)
  const before = await waiting()
  assert.deepEqual(await report(who), { outcome: 'reported' })
  await assertRecorded(peil, 'death', 'report')
  assert.deepEqual(await report(who), { outcome: 'already' })
  assert.equal(await waiting(), before + 1)
  assert.equal((await registered(who)).status, 'candidate')
  assert.equal(await confirm(sanne, who), 'own-report')
  const seen = await running(who)
  const done = await peil.act(tom.actor, (c) => rejectDeath(c, seen, 'Een naamgenoot.'))
  assert.deepEqual(done, { outcome: 'rejected' })
  await assertRecorded(peil, 'death', 'reject')
  const again = await peil.act(tom.actor, (c) => confirmDeath(c, seen))
  assert.deepEqual(again, { outcome: 'stale' })
  assert.equal((await registered(who)).status, 'candidate')
})

test('the dossier goes after the term of the register, with all that was in it, and not a day before', async () => {
  const who = await somebody('Voorbijens')
  await enough(peil, who, '2026-05-01')
  const application = await file(peil, who, '2026-06-01')
  await passOn(peil, sanne.actor, application, '2026-06-02')
  for (const member of members) await judge(peil, member, application, '2026-06-10')
  await peil.act(
    system,
    async (context) => {
      const member = await findMember(context, who.registrationId, { lock: true })
      assert.ok(member)
      await sendYear(context, member, { first: day('2026-06-11'), last: day('2027-06-10') })
    },
    '2026-06-11',
  )
  await peil.makePapers()
  await report(who)
  assert.equal(await confirm(tom, who), 'confirmed')
  const left = (on: string) =>
    peil.act(
      system,
      async (context) => {
        await removeDeceased(context)
        const { rows } = await sql<{ what: string; count: number }>`
          select 'registration' as what, count(*)::int from registration
            where id = ${who.registrationId}
          union all select 'application', count(*)::int from application where id = ${application}
          union all select 'decision', count(*)::int from decision
            where application_id = ${application}
          union all select 'certificate', count(*)::int from certificate
            where registration_id = ${who.registrationId}
          union all select 'invoice', count(*)::int from invoice
            where registration_id = ${who.registrationId}
          union all select 'document', count(*)::int from document
            where person_id = ${who.personId}
          union all select 'activity', count(*)::int from activity
            where person_id = ${who.personId}
          union all select 'person', count(*)::int from person where id = ${who.personId}
          union all select 'account', count(*)::int from account where id = ${who.accountId}
          union all select 'mail', count(*)::int from mail_message
            where account_id = ${who.accountId}`.execute(context.db)
        return rows.filter(({ count }) => count > 0).map(({ what }) => what)
      },
      on,
    )
  // Seven years after it was confirmed; and the invoice until seven years after the year of it.
  assert.equal((await left('2033-06-19')).length, 10)
  assert.equal((await left('2033-06-20')).length, 10)
  assert.equal((await left('2033-12-31')).length, 10)
  assert.deepEqual(await left('2034-01-01'), [])
  await assertRecorded(peil, 'registration', 'remove-data', who.registrationId)
  // Without an invoice it is the day of the term itself, or the day after a mistake can be undone.
  const other = await somebody('Factuurloos')
  await report(other)
  assert.equal(await confirm(tom, other), 'confirmed')
  const stays = async (on: string) => {
    await peil.act(system, removeDeceased, on)
    const member = await peil.act(system, (context) => findMember(context, other.registrationId))
    return member !== undefined
  }
  assert.equal(await stays('2033-06-19'), true)
  assert.equal(await stays('2033-06-20'), false)
  // Whoever worked here too has no seat any more, here and elsewhere, and is not kept for it.
  const worked = await somebody('Werkte')
  for (const register of ['krsd', 'lklr']) {
    await peil.signIn(worked.actor.email, ['committee'], { register })
  }
  await report(worked)
  assert.equal(await confirm(tom, worked), 'confirmed')
  await peil.act(system, removeDeceased, '2034-01-01')
  const { rows } = await sql`select from person where id = ${worked.personId}
    union all select from account where id = ${worked.accountId}`.execute(peil.platform.db)
  assert.equal(rows.length, 0)
  await assertRecorded(peil, 'staff', 'revoke', worked.accountId)
})

test('what another register counts too stays there, with what shows it', async () => {
  const who = await somebody('Tweemaals')
  const { accredited, other } = await enough(peil, who, '2026-05-01')
  await report(who)
  assert.equal(await confirm(tom, who), 'confirmed')
  const lklr = peil.platform.registers.get('lklr') ?? assert.fail()
  // A file that was stated here and brought along, and one that only this register knows.
  const add = (name: string) =>
    peil.act(system, async (context) => {
      await byHand(context)
      const { id } = await context.db
        .insertInto('document')
        .values({
          register: 'krsd',
          person_id: who.personId,
          kind: 'evidence',
          name,
          media_type: 'application/pdf',
          size: 9,
          sha256: 'a'.repeat(64),
          file_key: `aa/${name}-${who.personId}`,
          made_on: '2026-05-01',
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return id
    })
  const brought = await add('diploma.pdf')
  await add('ander.pdf')
  const there = await inRegister(
    peil.platform,
    { register: lklr, today: day('2026-06-20') },
    system,
    async (context) => {
      await byHand(context)
      const { rows } = await sql<{
        id: string
      }>`insert into registration (register, person_id, status,
          regulation_version, signed_up_on)
        values ('lklr', ${who.personId}, 'candidate', '2018-01-01', '2026-01-01')
        returning id`.execute(context.db)
      const [{ id } = assert.fail()] = rows
      await sql`insert into activity_claim (register, registration_id, person_id, activity_id, state)
        values ('lklr', ${id}, ${who.personId}, ${accredited}, 'entered')`.execute(context.db)
      await sql`with claimed as (insert into claim (register, registration_id, member, subject, value,
          stated_on) values ('lklr', ${id}, 'fact', 'diploma', 'true', '2026-06-20') returning id)
        insert into proof (register, claim_id, document_id, added_on)
        select 'lklr', id, ${brought}, '2026-06-20' from claimed`.execute(context.db)
      return id
    },
  )
  await peil.act(system, removeDeceased, '2033-06-20')
  const { rows } = await sql<{ id: string; document: string }>`
    select a.id, d.id as document from activity a join evidence e on e.activity_id = a.id
      join document d on d.id = e.document_id
    where a.person_id = ${who.personId}`.execute(peil.platform.db)
  assert.deepEqual(
    rows.map(({ id }) => id),
    [accredited],
  )
  assert.notEqual(accredited, other)
  const documents = async () => {
    const found = await sql<{ id: string }>`
      select id from document where person_id = ${who.personId}`.execute(peil.platform.db)
    return found.rows.map(({ id }) => id).toSorted()
  }
  assert.deepEqual(await documents(), [brought, ...rows.map((one) => one.document)].toSorted())
  const shown = await sql`select from proof where document_id = ${brought}`.execute(
    peil.platform.db,
  )
  assert.equal(shown.rows.length, 1, 'what was stated there keeps the file that shows it')
  const gone = await peil.act(system, (context) => findMember(context, who.registrationId))
  assert.equal(gone, undefined)
  // Once the last register lets them go too, nothing is left of them anywhere.
  await inRegister(
    peil.platform,
    { register: lklr, today: day('2034-01-01') },
    system,
    async (context) => {
      const member = await findMember(context, there, { lock: true })
      await removeRegistration(context, member ?? assert.fail('no member'))
    },
  )
  assert.deepEqual(await documents(), [])
  const people = await sql`select from person where id = ${who.personId}`.execute(peil.platform.db)
  assert.equal(people.rows.length, 0)
})

test('confirmed, all that runs ends, and nothing goes to them any more, of whatever kind', async () => {
  const who = await somebody('Afscheids')
  const address = `p${count}@voorbeeld.nl`
  const code = await certified(who)
  const lklr = peil.platform.registers.get('lklr') ?? assert.fail()
  const within = <Result>(work: (context: Context) => Promise<Result>) =>
    inRegister(peil.platform, { register: lklr, today: day('2026-06-20') }, system, work)
  const there = await within(async (context) => {
    await byHand(context)
    const { rows } = await sql<{
      id: string
    }>`insert into registration (register, person_id, status,
        regulation_version, signed_up_on, approved_on, candidate_on)
      values ('lklr', ${who.personId}, 'candidate',
        ${context.register.versions[0]?.regulation.version.toString()}, '2026-01-01', '2026-01-01',
        '2026-01-01') returning id`.execute(context.db)
    return rows[0]?.id ?? ''
  })
  const letter = { subject: 'Iets', text: 'Iets', html: 'Iets' }
  const queued = await within((context) =>
    writeMessage(context, 'certificate-ready', { name: 'Noor', address }, letter),
  )
  await peil.act(
    system,
    async (context) => {
      const member = await findMember(context, who.registrationId, { lock: true })
      assert.ok(member)
      await sendYear(context, member, { first: day('2026-06-20'), last: day('2027-06-19') })
    },
    '2026-06-20',
  )
  assert.ok((await mailsTo(address)).length > 0)
  await report(who)
  assert.equal(await confirm(tom, who), 'confirmed')
  await assertRecorded(peil, 'death', 'confirm')
  await assertRecorded(peil, 'registration', 'die', who.registrationId)
  await assertRecorded(peil, 'account', 'close', who.accountId)
  assert.deepEqual(await registered(who), { status: 'deceased', end_reason: 'death' })
  // What went is what went; of what had not, nothing does.
  assert.equal((await deliverMessage(peil.platform, queued, undefined)).outcome, 'gone')
  const everything = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', address)
    .where('sent_at', 'is', null)
    .where('stopped_at', 'is', null)
    .select('kind')
    .execute()
  assert.deepEqual(everything, [])
  // Later ones too, from any register, to the account or the bare address.
  await within((context) => writeMessage(context, 'invoice-sent', { name: '', address }, letter))
  await peil.act(system, (context) =>
    requestSignInLink(context, { email: address, clientAddress: '192.0.2.9', browser: 'b' }),
  )
  for (const on of ['2026-07-20', '2026-12-01', '2029-01-01']) {
    await peil.act(system, doDueWork, on)
  }
  assert.deepEqual(await mailsTo(address), [])
  // Signing in is closed.
  const own = await peil.get('/krsd/mijn', who.cookie)
  assert.equal(own.status, 303)
  // What everybody sees.
  const found = await peil.act(system, (c) => searchRegister(c, 'afscheids'))
  assert.equal(found.outcome === 'found' && found.total, 0)
  const checked = await peil.act(system, (c) => checkCertificate(c, code))
  assert.equal(checked.outcome === 'found' && checked.certificate.standing, 'ended')
  const page = await (await peil.get(`/krsd/certificaat/${code}`)).text()
  assert.match(page, /niet meer geldig/)
  assert.doesNotMatch(page, /overled/i)
  const open = await peil.platform.db
    .selectFrom('invoice')
    .where('registration_id', '=', who.registrationId)
    .where('status', '=', 'open')
    .select('id')
    .execute()
  assert.deepEqual(open, [])
  // One letter to who told it.
  const kind = (await mailsTo('piet@voorbeeld.nl')).filter((mail) =>
    mail.body_text.includes('Afscheids'),
  )
  assert.deepEqual(
    kind.map((mail) => mail.kind),
    ['death-acknowledged'],
  )
  // The other register finds it in its queue, and decides for itself.
  const elsewhere = await within((context) => runningDeathOf(context, there))
  assert.equal(elsewhere?.toldBy, 'register')
  assert.equal(elsewhere?.toldName, peil.platform.registers.get('krsd')?.name)
  // A mistake comes back everywhere at once.
  assert.equal(await undo(who, '2026-08-01'), 'undone')
  await assertRecorded(peil, 'death', 'undo')
  await assertRecorded(peil, 'registration', 'undo-death', who.registrationId)
  await assertRecorded(peil, 'account', 'reopen', who.accountId)
  assert.equal((await registered(who)).status, 'certified')
  const back = await peil.act(system, (c) => checkCertificate(c, code), '2026-08-01')
  assert.equal(back.outcome === 'found' && back.certificate.standing, 'valid')
  assert.equal(await within((context) => runningDeathOf(context, there)), undefined)
  await within((context) => writeMessage(context, 'invoice-sent', { name: '', address }, letter))
  assert.equal((await mailsTo(address)).length, 1)
})

describe('around it', () => {
  test('a mistake is undone within the term, and not a day later', async () => {
    const who = await somebody('Vergissens')
    await report(who)
    await confirm(tom, who)
    assert.equal(await undo(who, '2027-06-21'), 'too-late')
    assert.equal(await undo(who, '2027-06-20'), 'undone')
  })

  test('whoever had chosen a last day still has, once the mistake is undone', async () => {
    const who = await somebody('Kiezers')
    const { registrationId } = who
    const chosen = { registrationId, version: 1, last: day('2026-12-31') }
    const planned = await peil.act(who.actor, (c) => planEnd(c, chosen), '2026-06-15')
    assert.equal(planned.outcome, 'planned')
    await report(who)
    await confirm(tom, who)
    const last = () => peil.act(system, (c) => chosenEnd(c, registrationId))
    assert.equal(await last(), undefined)
    assert.equal(await undo(who, '2026-08-01'), 'undone')
    assert.equal((await last())?.toString(), '2026-12-31')
  })

  test('who asks for paper gets a letter on paper, made after it was confirmed', async () => {
    const who = await somebody('Papieren')
    const toldAddress = 'Dorpsstraat 1\n1234 AB Dorp'
    await report(who, { toldEmail: '', toldAddress })
    await confirm(tom, who)
    await peil.makePapers()
    const { letterId } = await running(who)
    const got = await peil.get(`/krsd/werk/documenten/${letterId}`, sanne.cookie)
    assert.equal(got.headers.get('content-type'), 'application/pdf')
  })

  test('who stands in the register after death does so where the register says so', async () => {
    const who = await somebody('Blijvers')
    await report(who)
    await confirm(tom, who)
    const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
    const statuses = {
      ...krsd.statuses,
      deceased: { ...krsd.statuses.deceased, public: true },
    }
    await inRegister(
      peil.platform,
      { register: { ...krsd, statuses }, today: day('2026-06-21') },
      system,
      async (context) => {
        await publishEntry(context, who.registrationId)
        const found = await searchRegister(context, 'blijvers')
        assert.equal(found.outcome === 'found' && found.entries[0]?.status, 'deceased')
      },
    )
  })

  test('a decision that falls at the same moment is made or not, and never on who has died', async () => {
    const who = await somebody('Gelijks')
    await enough(peil, who, '2028-12-01')
    const application = await file(peil, who, '2029-02-01')
    await passOn(peil, sanne.actor, application, '2029-02-02')
    const [first, second] = members
    assert.ok(first && second)
    await judge(peil, first, application, '2029-02-10')
    await report(who, {}, '2029-02-20')
    const [decided, died] = await Promise.allSettled([
      judge(peil, second, application, '2029-02-20'),
      confirm(tom, who, '2029-02-20'),
    ])
    assert.equal(died.status, 'fulfilled', String(died))
    assert.equal((await registered(who)).status, 'deceased')
    const standing = await peil.platform.db
      .selectFrom('certificate')
      .where('registration_id', '=', who.registrationId)
      .where('withdrawn_on', 'is', null)
      .select('id')
      .execute()
    assert.deepEqual(standing, [], `nothing holds, whichever was first (${decided.status})`)
    const address = `p${count}@voorbeeld.nl`
    const unsent = (await mailsTo(address)).filter(({ kind }) => kind === 'application-granted')
    assert.deepEqual(unsent, [])
  })
})

test('the pages: reporting with bad input at its field, looking too, undoing', async () => {
  await peil.setToday('2026-06-20')
  const who = await somebody('Paginas')
  const page = `/krsd/werk/dossiers/${who.registrationId}/overlijden`
  const empty = await peil.post(page, { naam: 'Jan "<b>' }, sanne.cookie)
  assert.equal(empty.status, 422)
  const text = await empty.text()
  assert.match(text, /Vul de dag van overlijden in/)
  assert.match(text, /Jan &quot;&lt;b&gt;/, 'what was typed stands there')
  const filled = {
    'overleden-dag': '10',
    'overleden-maand': '6',
    'overleden-jaar': '2026',
    wie: 'employer',
    naam: 'Jan',
    gezien: 'Gebeld.',
    brief: 'mail',
    'e-mail': `p${count}@voorbeeld.nl`,
  }
  const own = await peil.post(page, filled, sanne.cookie)
  assert.equal(own.status, 422)
  assert.match(await own.text(), /adres van Noor Paginas zelf/)
  const sent = await peil.post(page, { ...filled, 'e-mail': 'jan@werk.example' }, sanne.cookie)
  assert.equal(sent.status, 303)
  const { id } = await running(who)
  const check = `/krsd/werk/overlijden/${id}`
  assert.match(await (await peil.get(check, sanne.cookie)).text(), /zelf vastgelegd/)
  assert.match(await (await peil.get('/krsd/werk/overlijden', tom.cookie)).text(), /Paginas/)
  const nothing = await peil.post(check, { besluit: 'afwijzen', _version: '1' }, tom.cookie)
  assert.match(await nothing.text(), /Schrijf op waarom/)
  const confirmed = await peil.post(check, { besluit: 'bevestigen', _version: '1' }, tom.cookie)
  assert.equal(confirmed.status, 303)
  const file = await (
    await peil.get(`/krsd/werk/dossiers/${who.registrationId}`, tom.cookie)
  ).text()
  assert.match(file, /Overleden/)
  const undone = await peil.post(
    check,
    { besluit: 'ongedaan', grond: 'Andere persoon.', _version: '2' },
    sanne.cookie,
  )
  assert.equal(undone.status, 303)
  assert.equal((await registered(who)).status, 'candidate')
})

test('after all that was removed, the record still vouches for every row', async () => {
  await assertRecordHolds(peil.platform, { madeByHand: true })
})
