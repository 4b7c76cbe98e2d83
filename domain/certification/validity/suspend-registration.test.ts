import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { expireRegistrations } from '#domain/certification/validity/expire-registrations.ts'
import { standAgain, standingBefore } from '#domain/certification/validity/stand-again.ts'
import {
  endSuspension,
  endSuspensions,
  standingSuspensions,
  suspendRegistration,
} from '#domain/certification/validity/suspend-registration.ts'
import { withdrawUnpaid } from '#domain/certification/validity/withdraw-unpaid.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { findEntryByNumber } from '#domain/public-register/entry/queries.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const peil = await testPlatform()
const daily: Actor = { kind: 'system', task: 'daily' }
const day = Temporal.PlainDate.from
let count = 0

function somebody(
  facts: { readonly status?: RegistrationStatus; readonly heldStatus?: RegistrationStatus } = {},
) {
  count += 1
  return professional(peil, {
    email: `schors${count}@voorbeeld.nl`,
    firstName: 'Sara',
    lastName: 'Schors',
    status: 'certified',
    since: '2025-02-01',
    validFirst: '2025-02-01',
    validLast: '2028-01-31',
    ...facts,
  })
}

function locked<Result>(
  { registrationId }: CastProfessional,
  on: string,
  work: (context: Context, member: Member) => Promise<Result>,
): Promise<Result> {
  return peil.act(
    daily,
    async (context) => {
      const member = await findMember(context, registrationId, { lock: true })
      assert.ok(member)
      return work(context, member)
    },
    on,
  )
}
const suspend = (who: CastProfessional, on: string, last?: string) =>
  locked(who, on, (context, member) =>
    suspendRegistration(context, member, {
      last: last === undefined ? undefined : day(last),
      measureId: undefined,
    }),
  )
// Lifts the suspension that stands until a day, or all of them.
const lift = (who: CastProfessional, on: string, last?: string) =>
  locked(who, on, async (context, member) => {
    const standing = await standingSuspensions(context, member.registrationId)
    const some = standing.filter((one) => last === undefined || `${one.last}` === last)
    return endSuspension(
      context,
      member,
      some.map(({ id }) => id),
      'lift',
    )
  })
const shownUntil = (who: CastProfessional) =>
  locked(who, '2027-01-01', async (_, { suspendedLast }) => `${suspendedLast}`)
const statusOf = (who: CastProfessional, on = '2027-01-01') =>
  locked(who, on, async (_, { status }) => status)
const mails = async ({ accountId }: CastProfessional) =>
  (
    await peil.platform.db
      .selectFrom('mail_message')
      .where('account_id', '=', accountId)
      .select('kind')
      .execute()
  ).map(({ kind }) => kind)

test('a suspension ends by itself after its last day, and not on it', async () => {
  const who = await somebody()
  assert.equal(await suspend(who, '2026-11-01', '2027-01-31'), true)
  await assertRecorded(peil, 'registration', 'suspend', who.registrationId)
  await peil.act(daily, endSuspensions, '2027-01-31')
  assert.equal(await statusOf(who), 'suspended')
  await peil.act(daily, endSuspensions, '2027-02-01')
  assert.equal(await statusOf(who), 'certified')
  await assertRecorded(peil, 'registration', 'lift-suspension', who.registrationId)
  assert.deepEqual(await mails(who), ['suspension-over'])
})

test('it is lifted before its day, once', async () => {
  const who = await somebody()
  await suspend(who, '2026-11-01', '2027-01-31')
  assert.equal(await lift(who, '2027-01-02'), 'certified')
  assert.equal(await lift(who, '2027-01-02'), undefined)
  await peil.act(daily, endSuspensions, '2027-02-01')
  assert.deepEqual(await mails(who), [])
})

test('of several at once each ends by itself, and the last of them ends it', async () => {
  // In both orders: what is shown is until the last day of all, and a lift leaves the other.
  for (const days of [
    ['2027-01-31', '2027-03-31'],
    ['2027-03-31', '2027-01-31'],
  ]) {
    const who = await somebody()
    for (const last of days) await suspend(who, '2026-11-01', last)
    assert.equal(await shownUntil(who), '2027-03-31')
    await peil.act(daily, endSuspensions, '2027-02-01')
    assert.equal(await statusOf(who), 'suspended')
    assert.deepEqual(await mails(who), [], 'nothing is over yet')
    await peil.act(daily, endSuspensions, '2027-03-31')
    assert.equal(await statusOf(who), 'suspended')
    await peil.act(daily, endSuspensions, '2027-04-01')
    assert.equal(await statusOf(who), 'certified')
    assert.deepEqual(await mails(who), ['suspension-over'])
    const lifted = await somebody()
    for (const last of days) await suspend(lifted, '2026-11-01', last)
    assert.equal(await lift(lifted, '2026-12-01', '2027-03-31'), undefined)
    assert.equal(await statusOf(lifted), 'suspended')
    assert.equal(await shownUntil(lifted), '2027-01-31')
    assert.equal(await lift(lifted, '2026-12-02', '2027-01-31'), 'certified')
  }
})

test('one without an end stands until it is lifted, whatever ends beside it', async () => {
  for (const days of [
    [undefined, '2027-01-31'],
    ['2027-01-31', undefined],
  ]) {
    const who = await somebody()
    for (const last of days) await suspend(who, '2026-11-01', last)
    assert.equal(await shownUntil(who), 'undefined')
    await peil.act(daily, endSuspensions, '2029-01-01')
    assert.equal(await statusOf(who), 'suspended')
    assert.deepEqual(await mails(who), [])
    assert.equal(await lift(who, '2029-01-02', 'undefined'), 'certified')
  }
})

test('what ends meanwhile has ended when the suspension is over', async () => {
  const who = await somebody()
  await suspend(who, '2028-01-15', '2028-02-10')
  await peil.act(daily, expireRegistrations, '2028-02-01')
  assert.equal(await statusOf(who), 'suspended')
  await peil.act(daily, endSuspensions, '2028-02-11')
  assert.equal(await statusOf(who), 'expired')
})

// On hold since 1 October for an invoice that is open.
async function owing(): Promise<CastProfessional> {
  const who = await somebody({ status: 'on-hold', heldStatus: 'certified' })
  await peil.act(daily, async (context) => {
    await byHand(context)
    const { id } = await context.db
      .insertInto('invoice')
      .values({
        register: 'krsd',
        registration_id: who.registrationId,
        number: `2026-09${count}`,
        status: 'open',
        covers_first: '2026-02-01',
        covers_last: '2027-01-31',
        net_cents: 9500,
        vat_cents: 0,
        total_cents: 9500,
        vat_treatment: 'exempt',
        vat_ground: '',
        reference: `RF09${count}`,
        issued_on: '2026-02-01',
        due_on: '2026-02-15',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await context.db
      .insertInto('reminder')
      .values({ register: 'krsd', subject_id: id, kind: 'on-hold', written_on: '2026-10-01' })
      .execute()
  })
  return who
}
const credit = ({ registrationId }: CastProfessional) =>
  peil.platform.db
    .updateTable('invoice')
    .set({ status: 'credited' })
    .where('registration_id', '=', registrationId)
    .execute()

test('who was on hold for an invoice is so again as long as it is open, with the whole term to pay it', async () => {
  const who = await owing()
  await suspend(who, '2026-11-01', '2027-02-28')
  await peil.act(daily, endSuspensions, '2027-03-01')
  assert.equal(await statusOf(who), 'on-hold')
  assert.deepEqual((await mails(who)).sort(), ['registration-on-hold', 'suspension-over'])
  // Ninety days, of which none passed while nothing could be done.
  for (const [on, status] of [
    ['2027-03-01', 'on-hold'],
    ['2027-05-29', 'on-hold'],
    ['2027-05-30', 'withdrawn'],
  ] as const) {
    await peil.act(daily, withdrawUnpaid, on)
    assert.equal(await statusOf(who), status, on)
  }
  const paid = await owing()
  await suspend(paid, '2026-11-01', '2026-11-30')
  await credit(paid)
  assert.equal(await lift(paid, '2026-12-01'), 'certified')
})

test('who is given their place back is on hold as long as something holds it, and no longer', async () => {
  const back = async (who: CastProfessional, meanwhile: () => Promise<unknown>) => {
    const before = await locked(who, '2026-11-01', async (context, member) => {
      const kept = await standingBefore(context, member)
      assert.ok(await endRegistration(context, member, 'decision'))
      return kept
    })
    await meanwhile()
    const stands = await locked(who, '2027-03-01', (context, member) =>
      standAgain(context, member, before, { event: 'reinstate', facts: {} }),
    )
    await peil.act(daily, withdrawUnpaid, '2027-03-02')
    assert.equal(await statusOf(who), stands)
    return stands
  }
  const owes = await owing()
  assert.equal(await back(owes, async () => undefined), 'on-hold')
  assert.deepEqual(await mails(owes), ['registration-on-hold'])
  const paid = await owing()
  assert.equal(await back(paid, () => credit(paid)), 'certified')
  await assertRecorded(peil, 'registration', 'release', paid.registrationId)
})

test('who has left, expired or has yet to be admitted is not suspended', async () => {
  for (const status of ['withdrawn', 'removed', 'expired', 'approved', 'signed-up'] as const) {
    assert.equal(await suspend(await somebody({ status }), '2026-11-01', '2027-01-31'), false)
  }
  for (const heldStatus of ['approved', 'expired'] as const) {
    const who = await somebody({ status: 'on-hold', heldStatus })
    assert.equal(await suspend(who, '2026-11-01', '2027-01-31'), false)
    assert.equal(await statusOf(who), 'on-hold')
  }
})

test('a decision removes somebody, also while suspended; who is given their place back, stands as they were', async () => {
  const who = await somebody()
  await suspend(who, '2026-11-01', '2026-12-31')
  await suspend(who, '2026-11-01', '2027-01-31')
  const before = await locked(who, '2026-12-01', async (context, member) => {
    const kept = await standingBefore(context, member)
    assert.ok(await endRegistration(context, member, 'decision'))
    return kept
  })
  assert.equal(await statusOf(who), 'removed')
  await assertRecorded(peil, 'registration', 'remove', who.registrationId)
  await peil.act(daily, endSuspensions, '2027-02-01')
  assert.deepEqual(await mails(who), [])
  const again = (on: string) =>
    locked(who, on, (context, member) =>
      standAgain(context, member, before, { event: 'reinstate', facts: {} }),
    )
  // One of the two suspensions has ended with time meanwhile.
  assert.equal(await again('2027-01-10'), 'suspended')
  assert.equal(await shownUntil(who), '2027-01-31')
  await assertRecorded(peil, 'registration', 'reinstate', who.registrationId)
  assert.equal(await again('2027-01-10'), undefined, 'it is nothing that ended')
  await peil.act(daily, endSuspensions, '2027-02-01')
  assert.equal(await statusOf(who), 'certified')
})

test('where the register does not show that status, somebody who is suspended is not found', async () => {
  const who = await somebody()
  const entry = (on: string) =>
    locked(who, on, async (context, { number }) =>
      findEntryByNumber(context, Number(number?.replace(/\D/g, ''))),
    )
  assert.equal((await entry('2026-11-01'))?.status, 'certified')
  await suspend(who, '2026-11-01', '2027-01-31')
  assert.equal(await entry('2026-11-01'), undefined)
  await peil.act(daily, endSuspensions, '2027-02-01')
  assert.equal((await entry('2027-02-01'))?.status, 'certified')
})
