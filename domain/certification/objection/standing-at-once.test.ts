import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planResuming, suspendEffect } from '#domain/certification/objection/suspend-effect.ts'
import { expireRegistrations } from '#domain/certification/validity/expire-registrations.ts'
import { holdUnpaid } from '#domain/certification/validity/hold-unpaid.ts'
import {
  chosenEnd,
  endOnChosenDay,
  planEnd,
  takeBackEnd,
} from '#domain/certification/validity/plan-end.ts'
import {
  endSuspension,
  endSuspensions,
  standingSuspensions,
  suspendRegistration,
} from '#domain/certification/validity/suspend-registration.ts'
import { withdrawApplication } from '#domain/certification/validity/withdraw-application.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'

// What can stand at the same time in one registration: whichever comes first, and whichever ends first,
// each keeps what it remembers.

const peil = await testPlatform()
const daily = { kind: 'system', task: 'daily' } as const
const day = Temporal.PlainDate.from
const chosen = '2027-06-30'
let count = 0

type Standing = 'suspended' | 'unpaid' | 'objection' | 'in-time' | 'chosen-end'

interface Pair {
  readonly of: readonly [Standing, Standing]
  /** What it is with both, without the first, without the second, and without either. */
  readonly shows: readonly [
    RegistrationStatus,
    RegistrationStatus,
    RegistrationStatus,
    RegistrationStatus,
  ]
}

const pairs: readonly Pair[] = [
  { of: ['suspended', 'unpaid'], shows: ['suspended', 'on-hold', 'suspended', 'certified'] },
  {
    of: ['suspended', 'objection'],
    shows: ['suspended', 'renewal-pending', 'suspended', 'expired'],
  },
  { of: ['suspended', 'in-time'], shows: ['suspended', 'renewal-pending', 'suspended', 'expired'] },
  { of: ['suspended', 'chosen-end'], shows: ['suspended', 'certified', 'suspended', 'certified'] },
  { of: ['unpaid', 'objection'], shows: ['on-hold', 'renewal-pending', 'on-hold', 'expired'] },
  { of: ['unpaid', 'in-time'], shows: ['on-hold', 'renewal-pending', 'on-hold', 'expired'] },
  { of: ['unpaid', 'chosen-end'], shows: ['on-hold', 'certified', 'on-hold', 'certified'] },
  {
    of: ['objection', 'in-time'],
    shows: ['renewal-pending', 'renewal-pending', 'renewal-pending', 'expired'],
  },
  {
    of: ['objection', 'chosen-end'],
    shows: ['renewal-pending', 'expired', 'renewal-pending', 'expired'],
  },
]

// Where a period ends in February, it does so between the first and the second of a pair.
const ends: Readonly<Record<Standing, boolean>> = {
  suspended: false,
  unpaid: false,
  objection: true,
  'in-time': true,
  'chosen-end': false,
}

async function somebody(pair: Pair): Promise<CastProfessional> {
  count += 1
  const who = await professional(peil, {
    email: `tegelijk${count}@voorbeeld.nl`,
    firstName: 'Tess',
    lastName: 'Tegelijk',
    status: 'certified',
    since: '2024-03-01',
    validFirst: '2024-03-01',
    validLast: pair.of.some((one) => ends[one]) ? '2027-02-28' : '2028-02-29',
  })
  if (pair.of.includes('objection')) await application(who, 'refused')
  return who
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

// A renewal that was filed in time, and that runs or was refused.
function application(
  { registrationId }: CastProfessional,
  status: 'submitted' | 'refused',
): Promise<string> {
  return peil.act(daily, async (context) => {
    await byHand(context)
    const version = context.register.versions[0]?.regulation.version
    const shared = { register: 'krsd', regulation_version: `${version}` }
    const { id } = await context.db
      .insertInto('application')
      .values({
        ...shared,
        registration_id: registrationId,
        kind: 'renewal',
        status,
        submitted_on: '2027-02-12',
        submitted_at: '2027-02-12T12:00:00Z',
        decided_on: status === 'refused' ? '2027-02-15' : null,
        snapshot: '{}',
        snapshot_hash: '',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (status === 'refused') {
      await context.db
        .insertInto('decision')
        .values({
          ...shared,
          application_id: id,
          outcome: 'refused',
          decided_on: '2027-02-15',
          dossier: '{}',
          assessment: '{}',
        })
        .execute()
    }
    return id
  })
}

const begin: Readonly<Record<Standing, (who: CastProfessional, on: string) => Promise<unknown>>> = {
  suspended: (who, on) =>
    locked(who, on, async (context, member) =>
      assert.ok(
        await suspendRegistration(context, member, { last: undefined, measureId: undefined }),
      ),
    ),
  unpaid: (who, on) =>
    locked(who, on, async (context, { registrationId }) => {
      await byHand(context)
      await context.db
        .insertInto('invoice')
        .values({
          register: 'krsd',
          registration_id: registrationId,
          number: `2026-${count}`,
          status: 'open',
          covers_first: '2026-03-01',
          covers_last: '2027-02-28',
          net_cents: 9500,
          vat_cents: 0,
          total_cents: 9500,
          vat_treatment: 'exempt',
          vat_ground: '',
          reference: `RF${count}`,
          issued_on: '2026-03-01',
          due_on: '2026-03-15',
        })
        .execute()
    }),
  objection: (who, on) =>
    locked(who, on, async (context, { registrationId }) => {
      await byHand(context)
      const { id: decision } = await context.db
        .selectFrom('decision')
        .innerJoin('application', 'application.id', 'decision.application_id')
        .where('application.registration_id', '=', registrationId)
        .select('decision.id')
        .executeTakeFirstOrThrow()
      const { id } = await context.db
        .insertInto('objection')
        .values({
          register: 'krsd',
          registration_id: registrationId,
          number: `BZ-2027-${count}`,
          status: 'in-hand',
          about: 'application',
          about_id: decision,
          title: 'Besluit',
          decided_on: '2027-02-15',
          last_day: '2027-03-29',
          received_on: on,
          suspends: true,
          fee: 0,
          decide_before: '2027-04-30',
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await suspendEffect(context, { id, suspends: true, registrationId, ...refused })
    }),
  'in-time': (who) => application(who, 'submitted'),
  'chosen-end': (who, on) =>
    locked(who, on, async (context, { registrationId, version }) => {
      const planned = await planEnd(context, { registrationId, version, last: day(chosen) })
      assert.equal(planned.outcome, 'planned')
    }),
}

const end: Readonly<Record<Standing, (who: CastProfessional, on: string) => Promise<unknown>>> = {
  suspended: (who, on) =>
    locked(who, on, async (context, member) => {
      const standing = await standingSuspensions(context, member.registrationId)
      assert.equal(standing.length, 1)
      const ids = standing.map(({ id }) => id)
      await endSuspension(context, member, ids, 'lift')
    }),
  unpaid: (who, on) =>
    locked(who, on, async (context, { registrationId }) => {
      const [invoice] = await listInvoices(context, registrationId)
      assert.ok(invoice)
      const { id: invoiceId, version } = invoice
      const paid = await payInvoice(context, { invoiceId, version, paidOn: context.today })
      assert.equal(paid.outcome, 'paid')
    }),
  objection: (who, on) =>
    locked(who, on, async (context, { registrationId }) => {
      await byHand(context)
      await context.db
        .updateTable('objection')
        .where('registration_id', '=', registrationId)
        .set({ status: 'withdrawn', ended_on: on })
        .execute()
      const resuming = await planResuming(context, { suspends: true, registrationId, ...refused })
      await resuming.apply()
    }),
  'in-time': (who, on) =>
    locked(who, on, async (context, { registrationId }) => {
      const { id } = await context.db
        .selectFrom('application')
        .where('registration_id', '=', registrationId)
        .where('status', '=', 'submitted')
        .select('id')
        .executeTakeFirstOrThrow()
      const withdrawn = await withdrawApplication(context, registrationId, id)
      assert.equal(withdrawn.outcome, 'withdrawn')
    }),
  'chosen-end': (who, on) =>
    locked(who, on, async (context, { registrationId }) => {
      const back = await takeBackEnd(context, registrationId)
      assert.equal(back.outcome, 'stays')
    }),
}

// To an application, whichever: what it keeps alive is seen from the objections themselves.
const refused = { about: 'application', aboutId: '' } as const

const morning = (on: string) =>
  peil.act(
    daily,
    async (context) => {
      for (const work of [endOnChosenDay, expireRegistrations, endSuspensions, holdUnpaid]) {
        await work(context)
      }
    },
    on,
  )
const shown = (who: CastProfessional, on: string) =>
  locked(who, on, async (_, { status }) => status)
const last = (who: CastProfessional, on: string) =>
  locked(who, on, async (context, { registrationId }) => {
    const found = await chosenEnd(context, registrationId)
    return found?.toString()
  })

for (const pair of pairs) {
  const [one, other] = pair.of
  const [both, withoutOne, withoutOther, neither] = pair.shows
  test(`${one} and ${other} stand at once, in either order, and end in either order`, async () => {
    for (const begun of [pair.of, [other, one] as const]) {
      for (const ended of [pair.of, [other, one] as const]) {
        const how = `${begun.join(', then ')}; ended ${ended.join(', then ')}`
        const who = await somebody(pair)
        // What is filed in time is so before the last day; the rest begins after it where there is one.
        await begin[begun[0]](who, '2027-02-20')
        await morning('2027-02-21')
        if (begun[1] === 'in-time') await begin['in-time'](who, '2027-02-22')
        await morning('2027-03-01')
        if (begun[1] !== 'in-time') await begin[begun[1]](who, '2027-03-05')
        await morning('2027-03-06')
        assert.equal(await shown(who, '2027-03-06'), both, how)
        const remembered = pair.of.includes('chosen-end') ? chosen : undefined
        assert.equal(await last(who, '2027-03-06'), remembered, how)
        await end[ended[0]](who, '2027-03-10')
        await morning('2027-03-11')
        const left = ended[0] === one ? withoutOne : withoutOther
        assert.equal(await shown(who, '2027-03-11'), left, how)
        if (ended[1] === 'chosen-end') {
          // The day that was chosen comes, whatever stood beside it.
          await morning('2027-06-30')
          assert.equal(await shown(who, '2027-06-30'), left, how)
          await morning('2027-07-01')
          assert.equal(await shown(who, '2027-07-01'), 'withdrawn', how)
          continue
        }
        await end[ended[1]](who, '2027-03-15')
        await morning('2027-03-16')
        assert.equal(await shown(who, '2027-03-16'), neither, how)
      }
    }
  })
}
