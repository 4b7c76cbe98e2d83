import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { checkCertificate } from '#domain/certification/certificate/check-certificate.ts'
import { certificatesOf } from '#domain/certification/certificate/queries.ts'
import { declareInterest } from '#domain/certification/interest/declare-interest.ts'
import { decisionAbout, decisionsAbout } from '#domain/certification/objection/decisions.ts'
import {
  proposeStatus,
  withdrawProposal,
} from '#domain/certification/status-by-hand/propose-status.ts'
import { byHandOf, findByHand, standingOf } from '#domain/certification/status-by-hand/queries.ts'
import {
  confirmStatus,
  returnProposal,
} from '#domain/certification/status-by-hand/settle-status.ts'
import type { Wish } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { sealOf } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { planUndo } from '#domain/certification/status-by-hand/undo-by-hand.ts'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { suspendRegistration } from '#domain/certification/validity/suspend-registration.ts'
import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { doDueWork } from '#domain/due-work.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import type { StatusGround } from '#regulations/register.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { enough, file, judge, passOn, professional, twoAndTwo } from '#testing/cast.ts'
import { sendYear } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

// A status that one of the back office proposes and another confirms, in a register with a ground for
// each of what can be done.

const day = Temporal.PlainDate.from
const system = { kind: 'system', task: 'test' } as const
const on = '2026-06-01'
let peil: TestPlatform
let sanne: CastAccount
let tom: CastAccount
let members: readonly CastAccount[]

const ground = (id: string, does: StatusGround['does'], more: Partial<StatusGround> = {}) => ({
  id,
  does,
  label: `Grond ${id}`,
  rests: 'Artikel 9.',
  endsWhenPaid: false,
  ...more,
})
const months = (many: number) => Temporal.Duration.from({ months: many })

before(async () => {
  peil = await testPlatform({ inWriting: true })
  const registers = peil.platform.registers
  assert.ok(registers instanceof Map)
  const krsd = registers.get('krsd')
  assert.ok(krsd)
  const grounds = [
    ground('stuk', 'hold'),
    ground('rekening', 'hold', { endsWhenPaid: true, longest: months(3) }),
    ground('afspraak', 'release', { longest: months(6) }),
    ground('onderzoek', 'suspend', { decidedBy: 'bestuur', longest: months(2) }),
    ground('bestuur', 'certify', { decidedBy: 'bestuur', longest: months(48) }),
    ground('brief', 'withdraw'),
    ground('vals', 'remove', { decidedBy: 'bestuur' }),
  ]
  const procedures = { ...krsd.procedures, statusByHand: { grounds } }
  registers.set('krsd', { ...krsd, procedures })
  ;({ sanne, tom, members } = await twoAndTwo(peil))
})

let count = 0
const candidate = (lastName = 'Handmatig'): Promise<CastProfessional> => {
  count += 1
  return professional(peil, { email: `p${count}@voorbeeld.nl`, firstName: 'Noor', lastName })
}

/** Somebody whose certification came from elsewhere. */
const registered = (): Promise<CastProfessional> => {
  count += 1
  return professional(peil, {
    email: `p${count}@voorbeeld.nl`,
    firstName: 'Noor',
    lastName: 'Handmatig',
    status: 'certified',
    validFirst: '2026-05-10',
    validLast: '2029-05-09',
  })
}

/** Somebody with a certificate that the committee decided on. */
async function certified(): Promise<CastProfessional & { readonly code: string }> {
  const who = await candidate()
  await enough(peil, who, '2026-03-01')
  const application = await file(peil, who, '2026-05-01')
  await passOn(peil, sanne.actor, application, '2026-05-02')
  for (const member of members) await judge(peil, member, application, '2026-05-10')
  const [certificate] = await peil.act(system, (c) => certificatesOf(c, who.registrationId))
  return { ...who, code: certificate?.code ?? assert.fail('no certificate') }
}

const memberOf = async ({ registrationId }: CastProfessional, today = on) =>
  (await peil.act(system, (c) => findMember(c, registrationId), today)) ?? assert.fail('nobody')

const statusOf = async (who: CastProfessional) => (await memberOf(who)).status

const wishOf = (of: string, days: { first?: string; last?: string } = {}): Wish => ({
  ground: of,
  first: days.first === undefined ? undefined : day(days.first),
  last: days.last === undefined ? undefined : day(days.last),
  fileReason: 'Gebeld, en niets ontvangen.',
  letterReason: 'De <b>verklaring</b> ontbreekt.',
  source: 'notulen van 1 mei',
})

const propose = (
  who: CastProfessional,
  wish: Wish,
  { by = sanne, today = on }: { by?: CastAccount; today?: string } = {},
) =>
  peil.act(
    by.actor,
    async (context) => {
      const member = (await findMember(context, who.registrationId)) ?? assert.fail()
      const seen = sealOf(await standingOf(context, member), wish)
      return proposeStatus(context, { registrationId: who.registrationId, wish, seen })
    },
    today,
  )

const seenOf = (id: string) =>
  peil.act(system, async (context) => (await findByHand(context, id)) ?? assert.fail('gone'))

const confirm = async (id: string, by = tom, today = on) => {
  const seen = await seenOf(id)
  return peil.act(by.actor, (context) => confirmStatus(context, seen), today)
}

/** Proposes by one and confirms by another; gives its id. */
const set = async (who: CastProfessional, wish: Wish, today = on): Promise<string> => {
  const done = await propose(who, wish, { today })
  assert.equal(done.outcome, 'proposed', JSON.stringify(done))
  assert.ok(done.outcome === 'proposed')
  assert.deepEqual(await confirm(done.id, tom, today), { outcome: 'confirmed' })
  return done.id
}

const dueOn = (today: string) => peil.act({ kind: 'system', task: 'daily' }, doDueWork, today)

const mailsTo = async (who: CastProfessional, kind: string) => {
  const { email } = await memberOf(who)
  return peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .where('kind', '=', kind)
    .orderBy('id')
    .select(['body_text', 'subject'])
    .execute()
}

const isPublic = async ({ registrationId }: CastProfessional) => {
  const rows = await peil.platform.db
    .selectFrom('public_entry')
    .where('id', '=', publicEntryId(registrationId))
    .select('status')
    .execute()
  return rows[0]?.status
}

const checked = async (code: string, today = on) => {
  const found = await peil.act(system, (c) => checkCertificate(c, code), today)
  return found.outcome === 'found' ? found.certificate.standing : found.outcome
}

/** An invoice that was sent long ago, for a year ahead so that no other is sent. */
const invoiceOf = (who: CastProfessional, today: string) =>
  peil.act(
    system,
    async (context) => {
      const member = (await findMember(context, who.registrationId)) ?? assert.fail()
      await sendYear(context, member, { first: day('2026-01-15'), last: day('2028-01-14') })
    },
    today,
  )

const pay = (who: CastProfessional, today: string) =>
  peil.act(
    sanne.actor,
    async (context) => {
      const open = (await listInvoices(context, who.registrationId)).find(
        ({ status }) => status === 'open',
      )
      assert.ok(open)
      const paidOn = context.today
      return payInvoice(context, { invoiceId: open.id, version: open.version, paidOn })
    },
    today,
  )

describe('proposing and confirming', () => {
  test('nothing changes until another confirms it; then everything follows at once, and once', async () => {
    const who = await certified()
    assert.equal(await checked(who.code), 'valid')
    const wish = wishOf('stuk', { first: on })
    const proposed = await propose(who, wish)
    assert.ok(proposed.outcome === 'proposed')
    await assertRecorded(peil, 'status-by-hand', 'propose')
    assert.deepEqual(await propose(who, wish, { by: tom }), { outcome: 'already', id: proposed.id })
    assert.equal(await statusOf(who), 'certified')
    const waiting = (by: CastAccount) =>
      peil.act(by.actor, async (context) => (await listWork(context)).byHand.count)
    assert.equal(await waiting(sanne), 0, 'one does not wait for oneself')
    assert.equal(await waiting(tom), 1)
    assert.deepEqual(await confirm(proposed.id, sanne), { outcome: 'own-proposal' })
    // Two confirm at once: it is carried out once.
    const seen = await seenOf(proposed.id)
    const [third] = members
    const both = await Promise.all(
      [tom, tom, third ?? tom].map(({ actor }) =>
        peil.act(actor, (context) => confirmStatus(context, seen), on),
      ),
    )
    assert.deepEqual(both.map(({ outcome }) => outcome).toSorted(), ['confirmed', 'stale', 'stale'])
    await assertRecorded(peil, 'status-by-hand', 'confirm')
    await assertRecorded(peil, 'registration', 'hold', who.registrationId)
    assert.equal(await statusOf(who), 'on-hold')
    assert.equal(await isPublic(who), undefined)
    assert.equal(await checked(who.code), 'paused')
    const mails = await mailsTo(who, 'status-set')
    assert.equal(mails.length, 1)
    assert.match(mails[0]?.body_text ?? '', /staat stil vanaf 1 juni 2026/)
    assert.match(mails[0]?.body_text ?? '', /De <b>verklaring<\/b> ontbreekt\./)
    assert.doesNotMatch(mails[0]?.body_text ?? '', /Gebeld/)
    // No second hold beside it, and nothing that it does not know.
    assert.deepEqual(await propose(who, wish), { outcome: 'wrong', why: 'not-now' })
    assert.deepEqual(await propose(who, wishOf('niets')), { outcome: 'wrong', why: 'not-now' })
  })

  test('whoever proposed it takes it back, a colleague returns it with why, and nobody tied to them does', async () => {
    const who = await candidate()
    const wish = wishOf('brief')
    // How many of the colleagues were told that something waits, that it is not agreed, that nobody is left.
    const told = async () => {
      const rows = await peil.platform.db
        .selectFrom('mail_message')
        .where('kind', 'in', ['second-look', 'not-agreed', 'too-few-members'])
        .select(['to_address', 'kind', 'body_text'])
        .execute()
      assert.ok(rows.every(({ body_text }) => !/Handmatig|Bel eerst/.test(body_text)))
      return Object.entries(
        Object.groupBy(rows, ({ to_address, kind }) => `${kind} ${to_address.split('@')[0]}`),
      ).map(([what, all = []]) => [what, all.length] as const)
    }
    const before = new Map(await told())
    const news = async () =>
      (await told())
        .map(([what, many]) => [what, many - (before.get(what) ?? 0)] as const)
        .filter(([, many]) => many > 0)
        .map(([what, many]) => `${many} ${what}`)
        .toSorted()
    const first = await propose(who, wish)
    assert.ok(first.outcome === 'proposed')
    assert.deepEqual(await news(), ['1 second-look tom'])
    const seen = await seenOf(first.id)
    const withdraw = (by: CastAccount) =>
      peil.act(by.actor, (context) => withdrawProposal(context, seen), on)
    assert.deepEqual(await withdraw(tom), { outcome: 'not-own' })
    assert.deepEqual(await withdraw(sanne), { outcome: 'withdrawn' })
    await assertRecorded(peil, 'status-by-hand', 'withdraw')
    assert.deepEqual(await withdraw(sanne), { outcome: 'stale' })
    assert.deepEqual(await confirm(first.id), { outcome: 'stale' })
    const second = await propose(who, wish)
    assert.ok(second.outcome === 'proposed')
    const returns = async (answer: string, by = tom) => {
      const now = await seenOf(second.id)
      return (await peil.act(by.actor, (c) => returnProposal(c, now, answer), on)).outcome
    }
    assert.equal(await returns('Nee.', sanne), 'own-proposal')
    assert.equal(await returns(' '), 'no-reason')
    assert.equal(await returns('Bel eerst terug.'), 'returned')
    await assertRecorded(peil, 'status-by-hand', 'return')
    assert.equal((await seenOf(second.id)).answer, 'Bel eerst terug.')
    assert.deepEqual(await news(), ['1 not-agreed sanne', '2 second-look tom'])
    const third = await propose(who, wish)
    assert.ok(third.outcome === 'proposed')
    const { registrationId } = who
    await peil.act(tom.actor, (context) =>
      declareInterest(context, {
        registrationId,
        memberId: tom.accountId,
        kind: 'family',
        note: '',
      }),
    )
    assert.deepEqual(await confirm(third.id), { outcome: 'tied' })
    assert.equal(await returns('Toch niet.'), 'stale', 'that one was answered')
    assert.equal(await statusOf(who), 'candidate')
    assert.equal((await mailsTo(who, 'status-set')).length, 0)
    const again = await seenOf(third.id)
    await peil.act(sanne.actor, (context) => withdrawProposal(context, again), on)
    assert.equal((await propose(who, wish)).outcome, 'proposed')
    assert.deepEqual(
      (await news()).filter((what) => !what.endsWith('tom')),
      ['1 not-agreed sanne', '1 too-few-members sanne'],
      'nobody is left who may confirm it',
    )
    assert.ok((await news()).includes('3 second-look tom'), 'not the fourth')
    // Nor does a proposal count of whoever says so afterwards.
    const other = await candidate()
    const fourth = await propose(other, wish)
    assert.ok(fourth.outcome === 'proposed')
    await peil.act(sanne.actor, (context) =>
      declareInterest(context, {
        registrationId: other.registrationId,
        memberId: sanne.accountId,
        kind: 'friend',
        note: '',
      }),
    )
    assert.deepEqual(await confirm(fourth.id), { outcome: 'proposer-tied' })
    assert.equal(await statusOf(other), 'candidate')
  })

  test('what changed meanwhile is said, and nothing is applied', async () => {
    const who = await registered()
    const hold = await propose(who, wishOf('stuk', { first: on }))
    assert.ok(hold.outcome === 'proposed')
    await peil.act(system, async (context) => {
      const member =
        (await findMember(context, who.registrationId, { lock: true })) ?? assert.fail()
      await endRegistration(context, member, 'own-request')
    })
    const changed = await confirm(hold.id)
    assert.ok(changed.outcome === 'changed')
    assert.equal(changed.now.status, 'withdrawn')
    assert.equal(changed.why, 'not-now')
    assert.equal((await seenOf(hold.id)).status, 'proposed')
    assert.equal(await statusOf(who), 'withdrawn')
    // The seal holds what was shown: with other days, or another status, it is shown again.
    const other = await candidate()
    const wish = wishOf('stuk', { first: '2026-06-02' })
    const stale = await peil.act(
      sanne.actor,
      async (context) => {
        const member = (await findMember(context, other.registrationId)) ?? assert.fail()
        const seen = sealOf(await standingOf(context, member), { ...wish, last: day('2026-07-01') })
        return proposeStatus(context, { registrationId: other.registrationId, wish, seen })
      },
      on,
    )
    assert.deepEqual(stale, { outcome: 'stale' })
    // A suspension of which the days have passed while it waited.
    const days = { first: '2026-06-02', last: '2026-06-05' }
    const late = await propose(other, wishOf('onderzoek', days))
    assert.ok(late.outcome === 'proposed')
    const past = await confirm(late.id, tom, '2026-06-06')
    assert.ok(past.outcome === 'changed')
    assert.equal(past.why, 'past')
  })

  test('each ground asks its days, its reasons and its source, at both sides of each boundary', async () => {
    const who = await candidate()
    const wrong = async (wish: Wish) => {
      const done = await propose(who, wish)
      return done.outcome === 'wrong' ? done.why : done.outcome
    }
    const suspend = (first: string, last?: string) =>
      wrong(wishOf('onderzoek', { first, ...(last === undefined ? {} : { last }) }))
    assert.equal(await wrong({ ...wishOf('stuk', { first: on }), fileReason: ' ' }), 'no-reason')
    assert.equal(await wrong({ ...wishOf('stuk', { first: on }), letterReason: '' }), 'no-reason')
    assert.equal(await wrong({ ...wishOf('vals'), source: ' ' }), 'no-source')
    assert.equal(await wrong(wishOf('stuk')), 'no-first')
    assert.equal(await suspend(on), 'no-last')
    assert.equal(await suspend('2026-05-31', '2026-06-10'), 'past')
    assert.equal(await suspend('2026-06-10', '2026-06-09'), 'wrong-way-round')
    assert.equal(await suspend('2026-06-10', '2026-08-10'), 'too-long')
    assert.equal(
      await wrong(wishOf('bestuur', { first: '2026-06-02', last: '2026-12-01' })),
      'ahead',
    )
    assert.equal(await wrong(wishOf('bestuur', { first: on, last: '2026-05-31' })), 'past')
    assert.equal(await wrong(wishOf('bestuur', { first: on, last: '2030-06-01' })), 'too-long')
    assert.equal(await wrong(wishOf('afspraak')), 'not-now', 'nothing holds them')
    assert.equal(await suspend('2026-06-10', '2026-08-09'), 'proposed')
  })
})

describe('what follows', () => {
  test('what was decided can be objected to, and a founded objection undoes it', async () => {
    const who = await certified()
    const id = await set(who, wishOf('vals'))
    assert.equal(await statusOf(who), 'removed')
    assert.equal(await isPublic(who), undefined)
    assert.equal(await checked(who.code), 'ended')
    await dueOn('2026-06-02')
    assert.equal(await statusOf(who), 'removed')
    const about = (thing: string, of: CastProfessional) =>
      peil.act(system, (context) =>
        decisionAbout(context, of.registrationId, { about: 'status-by-hand', id: thing }),
      )
    const decision = await about(id, who)
    assert.equal(decision?.title, 'Besluit over de registratie: Grond vals')
    assert.equal(decision?.superseded, false)
    const undo = (thing: string) =>
      peil.act(
        system,
        async (context) => {
          const planned = await planUndo(context, thing)
          if (planned.outcome === 'cannot') return planned.why
          await planned.undo()
          return planned.becomes
        },
        '2026-06-05',
      )
    assert.equal(await undo(id), 'certified')
    await assertRecorded(peil, 'registration', 'reinstate', who.registrationId)
    assert.equal(await statusOf(who), 'certified')
    assert.equal(await checked(who.code), 'valid')
    assert.equal(await undo(id), 'over')
    const next = await set(
      who,
      wishOf('onderzoek', { first: '2026-06-05', last: '2026-06-20' }),
      '2026-06-05',
    )
    assert.equal((await about(id, who))?.superseded, true)
    assert.equal(await undo(next), 'certified')
    assert.equal(await statusOf(who), 'certified')
    const period = await set(who, wishOf('bestuur', { last: '2029-06-01' }))
    assert.equal(await undo(period), 'set-again')
    // What is no decision is none to object to.
    const left = await registered()
    assert.equal(await about(await set(left, wishOf('brief')), left), undefined)
  })

  test('a decision of the board gives or prolongs a period, with a certificate anew and a letter', async () => {
    const who = await certified()
    const { validLast } = await peil.act(system, async (context) =>
      standingOf(context, await memberOf(who)),
    )
    assert.equal(validLast, '2029-05-09')
    const same = await propose(who, wishOf('bestuur', { last: '2029-05-09' }))
    assert.deepEqual(same, { outcome: 'wrong', why: 'not-longer' })
    await set(who, wishOf('bestuur', { last: '2029-11-30' }))
    await peil.makePapers()
    const [now, then] = await peil.act(system, (c) => certificatesOf(c, who.registrationId))
    assert.equal(`${now?.validFirst} ${now?.validLast}`, '2026-05-10 2029-11-30')
    assert.equal(now?.decisionId, undefined)
    assert.equal(then?.replacedOn?.toString(), on)
    assert.equal(await checked(who.code), 'issued-anew')
    assert.equal(await checked(now?.code ?? '', '2029-11-30'), 'valid')
    await dueOn('2026-06-02')
    assert.equal(await statusOf(who), 'certified', 'the next night leaves it')
    assert.equal(await checked(now?.code ?? '', '2029-12-01'), 'expired')
    const [mail] = await mailsTo(who, 'status-set')
    assert.match(mail?.body_text ?? '', /het bestuur/)
    // Of whom nothing was ever decided, too.
    const other = await candidate()
    await set(other, wishOf('bestuur', { first: '2026-05-01', last: '2026-12-31' }))
    assert.equal(await isPublic(other), 'certified')
    const [given] = await peil.act(system, (c) => certificatesOf(c, other.registrationId))
    assert.equal(await checked(given?.code ?? ''), 'valid')
    // While an application runs, its decision comes first.
    const third = await candidate()
    await enough(peil, third, '2026-03-01')
    await file(peil, third, '2026-05-30')
    const busy = await propose(third, wishOf('bestuur', { first: on, last: '2026-12-31' }))
    assert.deepEqual(busy, { outcome: 'wrong', why: 'not-now' })
    // Removing ends that application with it.
    await set(third, wishOf('vals'))
    assert.equal(await statusOf(third), 'removed')
  })

  test('a hold and a suspension begin on their day, a suspension over a hold gives it back, and an ended one begins nothing', async () => {
    const who = await registered()
    await set(who, wishOf('stuk', { first: on }))
    await set(who, wishOf('onderzoek', { first: '2026-06-10', last: '2026-06-20' }))
    await dueOn('2026-06-09')
    assert.equal(await statusOf(who), 'on-hold')
    await dueOn('2026-06-10')
    await assertRecorded(peil, 'status-by-hand', 'begin')
    assert.equal(await statusOf(who), 'suspended')
    assert.equal((await memberOf(who)).heldStatus, 'certified')
    // Nobody is suspended twice by hand.
    const twice = { first: '2026-06-11', last: '2026-06-30' }
    const again = await propose(who, wishOf('onderzoek', twice), { today: '2026-06-11' })
    assert.deepEqual(again, { outcome: 'wrong', why: 'not-now' })
    // Beside one that others decided, only its own is ended, and below both the hold goes on.
    await peil.act(
      system,
      async (context) => {
        const member =
          (await findMember(context, who.registrationId, { lock: true })) ?? assert.fail()
        await suspendRegistration(context, member, {
          last: day('2026-06-15'),
          measureId: undefined,
        })
      },
      '2026-06-11',
    )
    await set(who, wishOf('afspraak'), '2026-06-11')
    const beside = await memberOf(who)
    assert.equal(`${beside.status} ${beside.suspendedLast}`, 'suspended 2026-06-15')
    await dueOn('2026-06-16')
    assert.equal(await statusOf(who), 'on-hold', 'the hold goes on')
    const left = await registered()
    const planned = await set(left, wishOf('stuk', { first: '2026-06-10' }))
    await set(left, wishOf('brief'))
    await dueOn('2026-06-10')
    const dropped = await seenOf(planned)
    assert.deepEqual([dropped.status, dropped.begunOn], ['over', undefined])
    assert.equal(await statusOf(left), 'withdrawn')
    // A hold of which the first day comes below a suspension, begins once that is over.
    for (const [last, after] of [
      [undefined, 'on-hold'],
      ['2026-07-20', 'certified'],
    ] as const) {
      const waits = await registered()
      const hold = await set(waits, wishOf('stuk', { first: '2026-07-01', ...(last && { last }) }))
      const until = { last: day('2026-07-31'), measureId: undefined }
      await peil.act(system, async (c) => suspendRegistration(c, await memberOf(waits), until), on)
      await dueOn('2026-07-01')
      assert.equal((await seenOf(hold)).status, 'settled')
      await dueOn('2026-08-01')
      assert.equal(await statusOf(waits), after)
      const begun = last === undefined ? '2026-08-01' : undefined
      assert.equal((await seenOf(hold)).begunOn?.toString(), begun)
    }
  })

  test('a hold by hand is not lifted by payment, and ends on its day; one whose ground says so is', async () => {
    const [stays, goes] = [await registered(), await registered()]
    for (const who of [stays, goes]) await invoiceOf(who, '2026-05-20')
    await set(stays, wishOf('stuk', { first: on, last: '2026-07-31' }))
    // Nobody but the office decided on it, and yet it can be objected to.
    const open = await peil.act(system, (c) => decisionsAbout(c, stays.registrationId))
    assert.deepEqual(
      open.map(({ about, superseded }) => `${about} ${superseded}`),
      ['status-by-hand false'],
    )
    const [told] = await mailsTo(stays, 'status-set')
    assert.match(told?.body_text ?? '', /Bezwaar maken kan tot en met/)
    assert.match(told?.body_text ?? '', /bij ‘Mijn status’/)
    const ends = await set(goes, wishOf('rekening', { first: on, last: '2026-08-31' }))
    for (const who of [stays, goes]) {
      const paid = await pay(who, '2026-06-15')
      assert.equal(paid.outcome === 'paid' && paid.released, who === goes)
    }
    assert.equal(await statusOf(goes), 'certified')
    assert.equal((await seenOf(ends)).status, 'over')
    await dueOn('2026-07-31')
    assert.equal(await statusOf(stays), 'on-hold')
    await dueOn('2026-08-01')
    assert.equal(await statusOf(stays), 'certified')
    await assertRecorded(peil, 'status-by-hand', 'end')
    const [mail] = await mailsTo(stays, 'registration-released')
    assert.match(mail?.body_text ?? '', /is voorbij/)
    assert.doesNotMatch(mail?.body_text ?? '', /betaald/)
  })

  test('whoever pays their first invoice while on hold becomes a candidate when that is over', async () => {
    count += 1
    const who = await professional(peil, {
      email: `p${count}@voorbeeld.nl`,
      firstName: 'Noor',
      lastName: 'Handmatig',
      status: 'approved',
    })
    await invoiceOf(who, '2026-06-01')
    await set(who, wishOf('stuk', { first: '2026-06-02', last: '2026-08-20' }), '2026-06-02')
    await pay(who, '2026-06-10')
    assert.equal(await statusOf(who), 'on-hold')
    await dueOn('2026-08-21')
    assert.equal(await statusOf(who), 'candidate')
    await assertRecorded(peil, 'invoice', 'cover')
    assert.equal((await memberOf(who)).candidateOn?.toString(), '2026-08-21')
  })

  test('a release keeps an unpaid invoice from holding again until its day, and then with a whole term', async () => {
    const who = await registered()
    await invoiceOf(who, '2026-05-20')
    // Thirty days to pay, on hold 75 days later, withdrawn 90 days after that.
    await dueOn('2026-08-20')
    await dueOn('2026-09-05')
    assert.equal(await statusOf(who), 'on-hold')
    const today = '2026-09-06'
    const late = await propose(who, wishOf('afspraak'), { today })
    assert.deepEqual(late, { outcome: 'wrong', why: 'no-last' })
    // A second ground beside the invoice: payment alone does not release.
    await set(who, wishOf('stuk', { first: today }), today)
    assert.equal((await memberOf(who)).heldStatus, 'certified')
    await set(who, wishOf('afspraak', { last: '2026-12-01' }), today)
    assert.equal(await statusOf(who), 'certified')
    const all = await peil.act(system, (c) => byHandOf(c, who.registrationId))
    assert.deepEqual(
      all.map(({ status }) => status),
      ['settled', 'over'],
    )
    await dueOn('2026-12-01')
    assert.equal(await statusOf(who), 'certified')
    await dueOn('2026-12-02')
    assert.equal(await statusOf(who), 'on-hold')
    await dueOn('2027-02-28')
    assert.equal(await statusOf(who), 'on-hold', 'not before a whole term')
    await dueOn('2027-03-02')
    assert.equal(await statusOf(who), 'withdrawn')
  })
})

test('what was typed when a colleague was first with a proposal is given back, and nothing is said to be kept', async () => {
  await peil.setToday(on)
  const who = await candidate()
  const first = await propose(who, wishOf('stuk', { first: on }))
  assert.ok(first.outcome === 'proposed')
  const typed = {
    _once: crypto.randomUUID(),
    intent: 'voorstellen',
    'vanaf-dag': '1',
    'vanaf-maand': '6',
    'vanaf-jaar': '2026',
    brief: 'De verklaring is verlopen.',
    dossier: 'Drie keer om gevraagd.',
  }
  const path = `/krsd/werk/dossiers/${who.registrationId}/status/stuk`
  const late = await peil.post(path, typed, tom.cookie)
  const page = await late.text()
  assert.equal(late.status, 409, page)
  for (const text of [
    typed.brief,
    typed.dossier,
    `/krsd/werk/status/${first.id}`,
    'Een collega was',
  ]) {
    assert.ok(page.includes(text), text)
  }
  assert.equal((await peil.act(system, (c) => byHandOf(c, who.registrationId))).length, 1)
  // The same of a death that a colleague told first, and of hiding somebody.
  const told = {
    'overleden-dag': '30',
    'overleden-maand': '5',
    'overleden-jaar': '2026',
    wie: 'relative',
    naam: 'Piet de Wit',
    gezien: 'De rouwkaart lag bij de post.',
    brief: 'geen',
  }
  const report = (by: CastAccount) =>
    peil.post(
      `/krsd/werk/dossiers/${who.registrationId}/overlijden`,
      { _once: crypto.randomUUID(), ...told },
      by.cookie,
    )
  assert.equal((await report(sanne)).status, 303)
  const second = await report(tom)
  assert.equal(second.status, 409)
  assert.ok((await second.text()).includes(told.gezien))
})
