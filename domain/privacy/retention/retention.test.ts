import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { checkCertificate } from '#domain/certification/certificate/check-certificate.ts'
import { replayDecisions } from '#domain/certification/committee/replay-decisions.ts'
import { doDueWorkApart } from '#domain/due-work.ts'
import { sendInvoice } from '#domain/money/invoice/send-invoice.ts'
import { changeHold, placeHold } from '#domain/people/hold/place-hold.ts'
import { listHolds } from '#domain/people/hold/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { revokeRole } from '#domain/people/staff/revoke-role.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { removeFiles } from '#domain/platform/file/remove-documents.ts'
import { carryOutRetention } from '#domain/privacy/retention/carry-out.ts'
import { goingUntil } from '#domain/privacy/retention/due-things.ts'
import type { RetentionKind } from '#regulations/retention.ts'
import { retentionRule } from '#regulations/retention.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { enough, file, judge, passOn, professional, twoAndTwo } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
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
      await sendInvoice(context, member ?? assert.fail(), {
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
const run = (on: Temporal.PlainDate) => peil.act(system, carryOutRetention, on.toString())

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
        (context) => goingUntil(context, retentionRule(krsd, kind), day(on)),
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
