import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { checkCertificate } from '#domain/certification/certificate/check-certificate.ts'
import { replayDecisions } from '#domain/certification/committee/replay-decisions.ts'
import { doDueWorkApart } from '#domain/due-work.ts'
import { changeHold, placeHold } from '#domain/people/hold/place-hold.ts'
import { listHolds } from '#domain/people/hold/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { revokeRole } from '#domain/people/staff/revoke-role.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { removeFiles } from '#domain/platform/file/remove-documents.ts'
import { carryOutRetention } from '#domain/privacy/retention/carry-out.ts'
import { goingUntil } from '#domain/privacy/retention/due-things.ts'
import { tellTakenOver } from '#domain/privacy/retention/tell-taken-over.ts'
import { tellNewTerms } from '#domain/privacy/retention/terms.ts'
import type { RetentionKind } from '#regulations/retention.ts'
import { retentionRule } from '#regulations/retention.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, enough, file, judge, passOn, professional, twoAndTwo } from '#testing/cast.ts'
import { alsoIn } from '#testing/other-registers.ts'
import { sendYear } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { assertRecordHolds } from '#testing/verify-record.ts'

// What is kept goes on its day and not a day before, of each kind; what is held stays, and so does what is of
// somebody else; and the record still holds.

const system = { kind: 'system', task: 'test' } as const
const day = Temporal.PlainDate.from
const decidedOn = '2026-06-01'
let peil: TestPlatform
let gone: CastProfessional
let held: CastProfessional
let stays: CastProfessional
let code = ''

before(async () => {
  peil = await testPlatform({ inWriting: true })
  await peil.setToday(decidedOn)
  const { sanne, members } = await twoAndTwo(peil)
  const certified = async (lastName: string) => {
    const who = await professional(peil, {
      email: `${lastName.toLowerCase()}@voorbeeld.nl`,
      firstName: 'Farid',
      lastName,
    })
    const { accredited } = await enough(peil, who, '2026-05-01')
    await peil.act(system, async (context) => {
      await byHand(context)
      const { db } = context
      const member = await findMember(context, who.registrationId)
      await sendYear(context, member ?? assert.fail(), {
        first: day(decidedOn),
        last: day('2027-05-31'),
      })
      await sql`update invoice set status = 'paid', paid_on = ${decidedOn}
        where registration_id = ${who.registrationId}`.execute(db)
      await sql`insert into referee_request (register, activity_id, name, email, relation,
          token_hash, sent_on, expires_on, answer, answered_at, answered_on)
        values ('krsd', ${accredited}, 'Petra Smit', ${`petra-${who.registrationId}@voorbeeld.nl`},
          'manager', ${Buffer.from(who.registrationId)}, '2026-05-01', '2026-05-30', 'confirmed',
          now(), '2026-05-02')`.execute(db)
    })
    const application = await file(peil, who, decidedOn)
    await passOn(peil, sanne.actor, application, decidedOn)
    for (const member of members) await judge(peil, member, application, decidedOn)
    await peil.makePapers()
    await peil.act(system, async (context) => {
      await byHand(context)
      // Sent, and left a month later.
      await sql`update mail_message set sent_at = now() where account_id = ${who.accountId}`.execute(
        context.db,
      )
      await sql`update registration set status = 'withdrawn', ended_on = '2026-07-01',
        end_reason = 'own-request' where id = ${who.registrationId}`.execute(context.db)
    })
    return who
  }
  gone = await certified('Weggaat')
  held = await certified('Vasthoud')
  stays = await certified('Blijft')
  await peil.act(system, async (context) => {
    await byHand(context)
    await sql`update registration set status = 'certified', ended_on = null, end_reason = null
      where id = ${stays.registrationId}`.execute(context.db)
    const { rows } = await sql<{ code: string }>`select code from certificate
      where registration_id = ${gone.registrationId}`.execute(context.db)
    code = rows[0]?.code ?? assert.fail('no certificate')
  })
})

/** What there is of somebody, of each kind. */
async function left(who: CastProfessional): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ what: string; count: number }>`
    select 'contacts' as what, count(*)::int from referee_request q
      join activity a on a.id = q.activity_id where a.person_id = ${who.personId} and q.email <> ''
    union all select 'evidence', count(*)::int from document
      where person_id = ${who.personId} and kind = 'evidence' and file_key is not null
    union all select 'mails', count(*)::int from mail_message where account_id = ${who.accountId}
    union all select 'looks', count(*)::int from inspection i
      join application a on a.id = i.application_id where a.registration_id = ${who.registrationId}
    union all select 'dossier', count(*)::int from registration where id = ${who.registrationId}
    union all select 'invoices', count(*)::int from (
      select id from invoice where registration_id = ${who.registrationId} union all
      select k.id from kept_invoice k join document d on d.id = k.document_id
        where k.id = ${invoices.get(who.personId) ?? null}) i
    union all select 'log', count(*)::int from audit_facts f join audit_record r on r.seq = f.seq
      where r.record_id = ${who.registrationId} and r.noun not in ('retention', 'facts')`.execute(
    peil.platform.db,
  )
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]))
}

const invoices = new Map<string, string>()
const morning = async (context: Context) => {
  await tellNewTerms(context)
  await tellTakenOver(context)
  await carryOutRetention(context)
}
const run = (on: Temporal.PlainDate) => peil.act(system, morning, on.toString())
const runIn = (register: string, on: string) => actOn(register, on, morning)
/** Does something in a register on a day. */
const actOn = <Result>(
  register: string,
  on: string,
  work: (context: Context) => Promise<Result>,
) => {
  const found = peil.platform.registers.get(register) ?? assert.fail(register)
  return inRegister(peil.platform, { register: found, today: day(on) }, system, work)
}

test('a term that is new here or shorter erases nothing for thirty days, and who sees to it is told first', async () => {
  const { db } = peil.platform
  const officer = await peil.signIn('functionaris@voorbeeld.nl', ['privacy'])
  await peil.signIn('bo@voorbeeld.nl', ['administrator'])
  const old = async (writtenOn: string) => {
    await sql`insert into mail_message (register, kind, to_address, subject, body_text, body_html,
        written_on, sent_at)
      values ('krsd', 'welcome', 'oud@voorbeeld.nl', 'Welkom', '', '', ${writtenOn}, now())`.execute(
      db,
    )
  }
  const there = async () => {
    const { rows } =
      await sql`select from mail_message where to_address = 'oud@voorbeeld.nl'`.execute(db)
    return rows.length
  }
  const told = async () => {
    const rows = await db
      .selectFrom('mail_message')
      .where('kind', '=', 'retention-terms')
      .select(['to_address', 'body_text'])
      .orderBy('to_address')
      .execute()
    return rows.map(
      ({ to_address, body_text }) => `${to_address} ${/E-mails: \d+/.exec(body_text)}`,
    )
  }
  /** The morning of a day, with mails kept as long as this. */
  const on = (today: string, keep?: string) =>
    peil.act(
      system,
      (context) => {
        const { procedures } = context.register
        const retention = keep ? [{ of: 'mails' as const, keep: Temporal.Duration.from(keep) }] : []
        const register = { ...context.register, procedures: { ...procedures, retention } }
        return morning({ ...context, register: register as Context['register'] })
      },
      today,
    )
  await old('2020-01-01')
  // As if it was upgraded on this day: nothing was noted of any term before.
  await on('2026-06-01')
  assert.equal(await there(), 1)
  const first = ['bo@voorbeeld.nl E-mails: 1', 'functionaris@voorbeeld.nl E-mails: 1']
  assert.deepEqual(await told(), first)
  await assertRecorded(peil, 'retention', 'set-terms')
  await peil.setToday('2026-06-02')
  const page = wordsOf(
    await (await peil.get('/krsd/gegevensbescherming/bewaren', officer.cookie)).text(),
  )
  assert.match(page, /Hiervan is nog niets gewist[\s\S]*E-mails: vanaf 1 juli 2026/)
  assert.match(page, /E-mails 01-07-2026 1/)
  await peil.setToday(decidedOn)
  await on('2026-06-30')
  assert.equal(await there(), 1)
  await on('2026-07-01')
  assert.equal(await there(), 0)
  // Longer holds at once, shorter waits, and changed back it waits no more than it did.
  await old('2023-08-01')
  await on('2026-08-01', 'P4Y')
  await on('2026-08-02', 'P2Y')
  assert.equal(await there(), 1)
  assert.deepEqual(await told(), [first[0], first[0], first[1], first[1]])
  await on('2026-08-31', 'P2Y')
  assert.equal(await there(), 1)
  await on('2026-09-01', 'P2Y')
  assert.equal(await there(), 0)
  await on('2026-09-02')
  assert.equal((await told()).length, 4)
  // What came with somebody who was taken over, and is past its term, is told and waits as long.
  await peil.act(system, async (context) => {
    await byHand(context)
    const { accountId, personId } = stays
    await sql`insert into mail_message (register, account_id, kind, to_address, subject, body_text,
        body_html, written_on, sent_at)
      values ('krsd', ${accountId}, 'welcome', 'oud@voorbeeld.nl', 'Welkom', '', '', '2015-01-01',
        now())`.execute(context.db)
    await sql`insert into taken_over (register, source, kind, key, bundle, hash, subject_id, person_id,
        taken_over_on)
      values ('krsd', 'Oud', 'person', 'p1', 'p1', '', ${personId}, ${personId}, '2026-09-05')`.execute(
      context.db,
    )
  })
  await on('2026-09-05')
  assert.equal((await told()).length, 4)
  await on('2026-09-06')
  await assertRecorded(peil, 'retention', 'tell-taken-over')
  await on('2026-09-07')
  assert.equal((await told()).length, 6)
  await on('2026-10-04')
  assert.equal(await there(), 1)
  await on('2026-10-05')
  assert.equal(await there(), 0)
})

test('each kind goes on its day and not a day before, but what is held, or of who stays', async () => {
  for (const who of [gone, held, stays]) {
    const { id } = await peil.platform.db
      .selectFrom('invoice')
      .where('registration_id', '=', who.registrationId)
      .select('id')
      .executeTakeFirstOrThrow()
    invoices.set(who.personId, id)
  }
  const placed = await peil.act(
    system,
    (context) =>
      placeHold(context, {
        registrationId: held.registrationId,
        ground: 'court',
        reason: 'De rechter wil het dossier zien.',
        lastDay: day('2031-06-01'),
      }),
    decidedOn,
  )
  assert.equal(placed.outcome, 'placed')
  await peil.act(
    system,
    async (context) => {
      const [hold = assert.fail('no hold')] = await listHolds(context)
      const on = (version: number, lastDay: string) =>
        changeHold(context, { ...hold, version }, { lastDay: day(lastDay) })
      assert.equal((await on(1, '2036-06-02')).outcome, 'not-a-last-day')
      assert.equal((await on(1, '2036-06-01')).outcome, 'changed')
      assert.equal((await on(1, '2035-06-01')).outcome, 'stale')
    },
    '2031-06-01',
  )
  const before = { gone: await left(gone), held: await left(held), stays: await left(stays) }
  for (const [kind, count] of Object.entries(before.gone)) assert.ok(count > 0, kind)
  const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
  const goes: readonly (readonly [on: string, ...kinds: RetentionKind[]])[] = [
    ['2027-06-01', 'contacts'],
    ['2029-06-01', 'evidence', 'mails'],
    ['2031-06-01', 'looks'],
    ['2033-07-01', 'dossier'],
    ['2034-01-01', 'invoices'],
  ]
  for (const [on, ...kinds] of goes) {
    const dayBefore = day(on).subtract({ days: 1 })
    await run(dayBefore)
    const still = await left(gone)
    for (const kind of kinds) {
      assert.equal(still[kind], before.gone[kind], `${kind} a day before`)
      const going = await peil.act(
        system,
        (context) =>
          goingUntil(context, retentionRule(krsd, kind), { begins: context.today, last: day(on) }),
        dayBefore.toString(),
      )
      const told = going.find((each) => each.on.toString() === on)
      assert.ok(told !== undefined && told.things > told.held, `${kind} is told beforehand`)
      if (kind !== 'invoices') assert.ok(told.held > 0, `${kind} of who is held`)
    }
    await run(day(on))
    const after = await left(gone)
    for (const kind of kinds) assert.equal(after[kind], 0, kind)
    assert.deepEqual(await left(held), before.held, `what is held, after ${on}`)
    const rest = await left(stays)
    assert.equal(rest.dossier, 1)
    assert.equal(rest.log, before.stays.log)
  }
  await assertRecorded(peil, 'hold', 'place')
  await assertRecorded(peil, 'hold', 'prolong')
  assert.equal((await left(gone)).log, 0, 'with the dossier goes what the record wrote of it')
  await assertRecorded(peil, 'retention', 'erase', gone.registrationId)
  await assertRecorded(peil, 'registration', 'remove-data', gone.registrationId)
  const { rows: people } = await sql`select from person where id = ${gone.personId}
    union all select from account where id = ${gone.accountId}`.execute(peil.platform.db)
  assert.equal(people.length, 0)
})

test('what stays of a certificate says something true, and a decision that is gone does not differ', async () => {
  await peil.act(
    system,
    async (context) => {
      assert.deepEqual(
        { ...(await checkCertificate(context, code)), erasedOn: undefined },
        { outcome: 'erased', erasedOn: undefined },
      )
      assert.equal((await checkCertificate(context, '0000-0000-0000-0000')).outcome, 'unknown')
    },
    '2034-01-02',
  )
  const page = await peil.get(`/krsd/certificaat/${code}`)
  assert.equal(page.status, 200)
  assert.match(await page.text(), /geldt niet meer[\s\S]*gewist/)
  const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
  const replayed = await replayDecisions(peil.platform.db, krsd)
  assert.deepEqual(replayed, { decisions: 2, erased: 1, differing: [] })
})

test('who worked for the register loses name and address some time after, and what they decided stays', async () => {
  const { db } = peil.platform
  const judged = await db
    .selectFrom('judgement')
    .select('member_id')
    .distinct()
    .executeTakeFirstOrThrow()
  const id = judged.member_id
  const seats = await db.selectFrom('staff_role').where('account_id', '=', id).selectAll().execute()
  for (const { role, body } of seats) {
    const revoked = await peil.act(
      system,
      (context) => revokeRole(context, id, { role, body }),
      '2034-02-01',
    )
    assert.equal(revoked.outcome, 'revoked')
  }
  const account = () =>
    db
      .selectFrom('account')
      .innerJoin('person', 'person.account_id', 'account.id')
      .where('account.id', '=', id)
      .select(['email', 'closed_at', 'last_name'])
      .executeTakeFirstOrThrow()
  await run(day('2036-01-31'))
  assert.equal((await account()).closed_at, null)
  await run(day('2036-02-01'))
  const after = await account()
  assert.match(after.email, /^gewist-[\w-]+@peil\.invalid$/)
  assert.notEqual(after.closed_at, null)
  assert.equal(after.last_name, 'Vroegere medewerker')
  await assertRecorded(peil, 'account', 'anonymise', id)
  const { rows } = await sql`select from judgement where member_id = ${id}`.execute(db)
  assert.ok(rows.length > 0)
})

test('the log loses its names after its term, files go from the disk, and the record holds', async () => {
  const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
  const hold = await peil.act(system, async (context) => (await listHolds(context))[0])
  const lifted = await peil.act(
    system,
    (context) =>
      changeHold(context, hold ?? assert.fail('no hold'), { because: 'De zaak is voorbij.' }),
    '2036-05-30',
  )
  assert.equal(lifted.outcome, 'changed')
  await assertRecorded(peil, 'hold', 'lift')
  // Whoever applies anew is not gone, and whoever works for a register meanwhile keeps name and account.
  const stand = (status: string) =>
    peil.act(system, async (context) => {
      await byHand(context)
      await sql`update application set status = ${status}
        where registration_id = ${held.registrationId}`.execute(context.db)
    })
  await peil.act(system, async (context) => {
    await byHand(context)
    await sql`insert into staff_role (account_id, register, role, body)
      values (${held.accountId}, 'krsd', 'administrator', '')`.execute(context.db)
  })
  await stand('submitted')
  await run(day('2036-05-31'))
  assert.equal((await left(held)).dossier, 1, 'an application runs')
  await stand('granted')
  await run(day('2036-05-31'))
  assert.equal((await left(held)).dossier, 0, 'what was held goes once it is let go')
  const { rows: works } = await sql<{ name: string; email: string }>`
    select p.last_name as name, a.email from person p join account a on a.id = p.account_id
    where p.id = ${held.personId}`.execute(peil.platform.db)
  assert.deepEqual(works, [{ name: 'Vasthoud', email: 'vasthoud@voorbeeld.nl' }])
  assert.ok(((await left(stays)).log ?? 0) > 0)
  // As every morning does it, each person apart.
  await doDueWorkApart(peil.platform, { register: krsd, today: day('2036-06-01') }, system)
  const { rows } = await sql<{ noun: string }>`
    select distinct r.noun from audit_record r join audit_facts f on f.seq = r.seq
    where r.register = 'krsd' and r.day <= '2026-06-01'`.execute(peil.platform.db)
  assert.deepEqual(
    rows.map(({ noun }) => noun).filter((noun) => !['retention', 'facts', 'sample'].includes(noun)),
    [],
  )
  await inRegister(peil.platform, { register: krsd, today: day('2036-07-01') }, system, removeFiles)
  const { rows: waiting } = await sql`select from file_to_remove`.execute(peil.platform.db)
  assert.equal(waiting.length, 0)
  await assertRecordHolds(peil.platform, { madeByHand: true })
})

/** Whether the file that shows an activity is there. */
async function hasFile(activityId: string): Promise<boolean> {
  const { rows } = await sql`select from document d join evidence e on e.document_id = d.id
    where e.activity_id = ${activityId} and d.file_key is not null`.execute(peil.platform.db)
  return rows.length === 1
}

test('what was withdrawn, addresses and requests go on their day too, each reckoned from its own', async () => {
  const who = await professional(peil, {
    ...{ email: 'dagen@voorbeeld.nl', firstName: 'Dag', lastName: 'Precies' },
  })
  const made = { title: 'Cursus', claimed: 400, completedOn: '2036-05-01' }
  const removed = await activity(peil, who, made)
  const claim = await activity(peil, who, { ...made, title: 'Nog een' })
  const ids = await actOn('krsd', '2036-07-01', async (context) => {
    await byHand(context)
    const { db } = context
    const one = async (query: ReturnType<typeof sql<{ id: string }>>) =>
      (await query.execute(db)).rows[0]?.id ?? assert.fail()
    await sql`update evidence set removed_at = '2036-07-01T12:00Z' where activity_id = ${removed}`.execute(
      db,
    )
    await sql`update activity_claim set withdrawn_at = '2036-07-02T12:00Z' where activity_id = ${claim}`.execute(
      db,
    )
    const attestation = (email: string, answered: string | null, expires: string) =>
      one(sql`insert into attestation (register, registration_id, document, gives, name, email,
          free_mail, token_hash, asked, asked_hash, sent_on, expires_on, answer, answered_at, answered_on)
        values ('krsd', ${who.registrationId}, 'work-experience', 'confirmation', 'Rina', ${email}, false,
          ${Buffer.from(email)}, '{}', '', '2036-06-01', ${expires},
          ${answered === null ? null : 'declined'}, ${answered}::date, ${answered}) returning id`)
    const group = (ended: string | null) =>
      one(sql`insert into series (register, registration_id, kind, title, set_up_on, ended_on)
        values ('krsd', null, 'intervision', 'Groep', '2036-01-01', ${ended}) returning id`)
    const member = async (email: string, ended: string | null, status: string, on: string) =>
      one(sql`insert into series_member (register, series_id, name, email, status, asked_on, status_on)
        values ('krsd', ${await group(ended)}, 'Lid', ${email}, ${status}, '2036-01-01', ${on})
        returning id`)
    return {
      answered: await attestation('a@voorbeeld.nl', '2036-07-03', '2036-07-20'),
      silent: await attestation('b@voorbeeld.nl', null, '2036-07-04'),
      left: await member('c@voorbeeld.nl', null, 'left', '2036-07-05'),
      ended: await member('d@voorbeeld.nl', '2036-07-06', 'takes-part', '2036-02-01'),
      goesOn: await member('e@voorbeeld.nl', null, 'takes-part', '2036-02-01'),
      role: await one(sql`insert into staff_change (register, what, email, role, body, status,
          proposed_on, settled_on) values ('krsd', 'give', 'f@voorbeeld.nl', 'administrator', '',
          'refused', '2036-06-01', '2036-07-07') returning id`),
      request: await one(sql`insert into erasure_request (register, status, asked_by, asked_on,
          back_until, answer_before, ended_on) values ('krsd', 'refused', 'person', '2036-06-01',
          '2036-06-08', '2036-07-01', '2036-07-08') returning id`),
    }
  })
  const address = async (table: string, id: string) => {
    const { rows } = await sql`select from ${sql.table(table)}
      where id = ${id} and email <> ''`.execute(peil.platform.db)
    return rows.length === 1
  }
  const request = async () => {
    const { rows } = await sql`select from erasure_request where id = ${ids.request}`.execute(
      peil.platform.db,
    )
    return rows.length === 1
  }
  const goes: readonly (readonly [on: string, stays: () => Promise<boolean>])[] = [
    ['2037-07-01', () => hasFile(removed)],
    ['2037-07-02', () => hasFile(claim)],
    ['2037-07-03', () => address('attestation', ids.answered)],
    ['2037-07-04', () => address('attestation', ids.silent)],
    ['2037-07-05', () => address('series_member', ids.left)],
    ['2037-07-06', () => address('series_member', ids.ended)],
    ['2037-07-07', () => address('staff_change', ids.role)],
    ['2041-07-08', request],
  ]
  for (const [on, stays] of goes) {
    await run(day(on).subtract({ days: 1 }))
    assert.ok(await stays(), `the day before ${on}`)
    await run(day(on))
    assert.ok(!(await stays()), on)
  }
  assert.ok(await address('series_member', ids.goesOn), 'whoever still takes part')
})

test('a file that counts in another register stays as long as that keeps it, and goes with the last', async () => {
  const who = await professional(peil, {
    ...{ email: 'deelt@voorbeeld.nl', firstName: 'Deelt', lastName: 'Alles' },
  })
  const there = await alsoIn(peil, 'lklr', who, { since: '2036-01-01' })
  const made = { title: 'Cursus', claimed: 400, completedOn: '2041-05-01' }
  const decided = await activity(peil, who, made)
  const withdrawn = await activity(peil, who, { ...made, title: 'Ingetrokken' })
  const running = await activity(peil, who, { ...made, title: 'Loopt elders' })
  const granted = (register: string, registrationId: string, on: string, ids: readonly string[]) =>
    actOn(register, on, async (context) => {
      await byHand(context)
      const { id } = await context.db
        .insertInto('application')
        .values({
          ...{ register, registration_id: registrationId, kind: 'first', status: 'granted' },
          ...{ regulation_version: '2018-01-01', submitted_on: on, submitted_at: `${on}T10:00Z` },
          ...{ snapshot: '{}', snapshot_hash: 'x', decided_on: on },
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await context.db
        .updateTable('activity_claim')
        .where('register', '=', register)
        .where('activity_id', 'in', [...ids])
        .set({ used_by: id })
        .execute()
      return id
    })
  const change = (register: string, work: (context: Context) => Promise<unknown>) =>
    actOn(register, '2041-08-01', async (context) => {
      await byHand(context)
      await work(context)
    })
  await change('lklr', ({ db }) =>
    db
      .insertInto('activity_claim')
      .values(
        [decided, withdrawn, running].map((activity_id) => ({
          ...{ register: 'lklr', registration_id: there.registrationId, activity_id },
          ...{
            person_id: who.personId,
            state: 'approved' as const,
            kind: 'training',
            claimed: 400,
          },
        })),
      )
      .execute(),
  )
  await granted('krsd', who.registrationId, '2041-08-01', [decided, running])
  const later = await granted('lklr', there.registrationId, '2043-08-01', [decided])
  await change('krsd', ({ db }) =>
    sql`update activity_claim set withdrawn_at = '2041-08-01T12:00Z'
      where register = 'krsd' and activity_id = ${withdrawn}`.execute(db),
  )
  await runIn('lklr', '2041-08-01')
  // Here its term is over, there it counts, or may come to.
  await run(day('2042-08-01'))
  assert.ok(await hasFile(withdrawn), 'withdrawn here, it counts there')
  await run(day('2044-08-01'))
  for (const id of [decided, running]) assert.ok(await hasFile(id), 'decided here, kept there')
  await change('lklr', ({ db }) =>
    sql`update activity_claim set withdrawn_at = '2045-01-01T12:00Z'
      where register = 'lklr' and activity_id in (${withdrawn}, ${running})`.execute(db),
  )
  await run(day('2045-12-31'))
  for (const id of [withdrawn, running]) assert.ok(await hasFile(id), 'withdrawn there a year ago')
  await run(day('2046-01-01'))
  for (const id of [withdrawn, running]) assert.ok(!(await hasFile(id)), 'and nowhere kept')
  // An objection there keeps what its decision was about.
  const objected = (status: string) =>
    change('lklr', ({ db }) =>
      sql`update application set status = ${status} where id = ${later}`.execute(db),
    )
  await objected('with-committee')
  await runIn('lklr', '2046-08-01')
  await run(day('2046-08-01'))
  assert.ok(await hasFile(decided))
  await objected('granted')
  await runIn('lklr', '2046-07-31')
  assert.ok(await hasFile(decided))
  await runIn('lklr', '2046-08-01')
  assert.ok(!(await hasFile(decided)), 'it was uploaded here, and there it was kept the longest')
  await actOn('krsd', '2046-08-02', removeFiles)
})

test('what one register holds, none erases, also where somebody has no registration', async () => {
  const { db } = peil.platform
  const { accountId } = await peil.signIn('werkte@voorbeeld.nl')
  const { id: personId } = await db
    .insertInto('person')
    .values({ account_id: accountId, first_name: 'Wil', last_name: 'Werkte' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const actor = stays.actor
  const there = await alsoIn(
    peil,
    'lklr',
    { ...stays, accountId, personId, actor },
    { since: '2036-01-01' },
  )
  await sql`insert into mail_message (register, kind, to_address, subject, body_text, body_html, written_on,
      sent_at, account_id) values ('krsd', 'welcome', 'werkte@voorbeeld.nl', 'Welkom', '', '', '2046-09-01', now(),
      ${accountId})`.execute(db)
  const mails = async () => {
    const { rows } = await sql`select from mail_message where account_id = ${accountId}`.execute(db)
    return rows.length
  }
  // It is being placed there while it goes here.
  const placed = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const placing = actOn('lklr', '2049-08-31', async (context) => {
    const held = await placeHold(context, {
      ...{ registrationId: there.registrationId, ground: 'court', reason: 'Een zaak.' },
      lastDay: day('2049-09-10'),
    })
    assert.equal(held.outcome, 'placed')
    placed.resolve()
    await goOn.promise
  })
  await placed.promise
  const erasing = run(day('2049-09-01'))
  await waitsForLock()
  goOn.resolve()
  await Promise.all([placing, erasing])
  assert.equal(await mails(), 1)
  await run(day('2049-09-10'))
  assert.equal(await mails(), 1)
  await run(day('2049-09-11'))
  assert.equal(await mails(), 0)
  await assertRecordHolds(peil.platform, { madeByHand: true })
})

/** Until somebody waits for whoever holds, or erases, what is of the same person. */
async function waitsForLock(): Promise<void> {
  for (;;) {
    const { rows } =
      await sql`select from pg_locks where locktype = 'advisory' and not granted`.execute(
        peil.platform.db,
      )
    if (rows.length > 0) return
    await setTimeout(10)
  }
}
