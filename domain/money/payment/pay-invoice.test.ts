import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { findAgreement, listAgreements } from '#domain/certification/agreement/queries.ts'
import { returnAgreement } from '#domain/certification/agreement/return-agreement.ts'
import { holdUnpaid } from '#domain/certification/validity/hold-unpaid.ts'
import { withdrawRegistration } from '#domain/certification/validity/withdraw-registration.ts'
import { withdrawUnpaid } from '#domain/certification/validity/withdraw-unpaid.ts'
import { findInvoice, listInvoices } from '#domain/money/invoice/queries.ts'
import { remindInvoices } from '#domain/money/invoice/remind-invoices.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { searchRegister } from '#domain/public-register/entry/search-register.ts'
import { isCreditorReference } from '#testing/creditor-reference.ts'
import type { SignedUpPerson } from '#testing/people.ts'
import { clock, newcomer, sendYears, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const peil = await testPlatform()

const day = (text: string) => Temporal.PlainDate.from(text)
const memberOf = async (who: SignedUpPerson) => {
  const member = await peil.act(clock, (context) => findMember(context, who.registrationId))
  assert.ok(member)
  return member
}
const pay = (invoiceId: string, paidOn: string, today = paidOn, version = 1) =>
  peil.act(
    clock,
    (context) => payInvoice(context, { invoiceId, version, paidOn: day(paidOn) }),
    today,
  )
const invoicesOf = (who: SignedUpPerson) =>
  peil.act(clock, (context) => listInvoices(context, who.registrationId))
const mailsTo = async (email: string) => {
  const rows = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .select(['kind', 'written_on'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ kind }) => kind)
}

test('approval gives a number, opens the portfolio and sends the invoice of € 95', async () => {
  const who = await newcomer(peil, 'goedgekeurd@voorbeeld.nl', '2026-03-10', 'approved')
  const member = await memberOf(who)
  assert.equal(member.status, 'approved')
  assert.match(member.number ?? '', /^KRSD-\d{6}$/)
  const [invoice] = await invoicesOf(who)
  assert.equal(invoice?.totalCents, 9500)
  assert.equal(invoice?.vatCents, 0)
  assert.equal(invoice?.vatTreatment, 'exempt')
  assert.equal(invoice?.dueOn.toString(), '2026-03-24')
  assert.ok(isCreditorReference(invoice?.reference ?? ''))
  await assertRecorded(peil, 'agreement', 'approve')
  await assertRecorded(peil, 'invoice', 'send')
})

test('signed and paid makes a candidate, who is in the public register from then on', async () => {
  const person = somebody({ firstName: 'Zoë', lastName: 'Quispel' })
  const who = await newcomer(peil, 'zoe@voorbeeld.nl', '2026-03-10', 'approved', person)
  const found = () => peil.act(clock, (context) => searchRegister(context, 'quispel'))
  const before = await found()
  assert.equal(before.outcome === 'found' && before.total, 0)
  const paid = await pay(who.invoiceId, '2026-03-12', '2026-03-15')
  assert.ok(paid.outcome === 'paid')
  const { paymentId, ...rest } = paid
  assert.deepEqual(rest, {
    outcome: 'paid',
    invoiceId: who.invoiceId,
    registrationId: who.registrationId,
    openCents: 0,
    leftOverCents: 0,
    candidate: true,
    released: false,
  })
  await assertRecorded(peil, 'payment', 'book', paymentId)
  const member = await memberOf(who)
  assert.equal(member.status, 'candidate')
  assert.equal(member.candidateOn?.toString(), '2026-03-12')
  const after = await found()
  assert.equal(after.outcome === 'found' && after.entries[0]?.name, 'Zoë Quispel')
  assert.deepEqual((await mailsTo('zoe@voorbeeld.nl')).slice(-2), [
    'payment-received',
    'candidate-public',
  ])
  await assertRecorded(peil, 'invoice', 'pay')
  await assertRecorded(peil, 'registration', 'become-candidate')
})

test('a payment is of an invoice that there is, not in the future, not before it, and counted once', async () => {
  assert.equal((await pay(crypto.randomUUID(), '2026-03-15')).outcome, 'unknown')
  const who = await newcomer(peil, 'dagen@voorbeeld.nl', '2026-03-10', 'approved')
  assert.equal((await pay(who.invoiceId, '2026-03-16', '2026-03-15')).outcome, 'in-the-future')
  assert.equal((await pay(who.invoiceId, '2026-03-09')).outcome, 'before-the-invoice')
  assert.equal((await pay(who.invoiceId, '2026-03-15', '2026-03-15', 7)).outcome, 'stale')
  const twice = await Promise.all([
    pay(who.invoiceId, '2026-03-15'),
    pay(who.invoiceId, '2026-03-15'),
  ])
  assert.deepEqual(twice.map(({ outcome }) => outcome).sort(), ['already-paid', 'paid'])
})

test('of two colleagues who decide about an agreement at once, one decides', async () => {
  const who = await newcomer(peil, 'tegelijk@voorbeeld.nl', '2026-03-10', 'signed')
  const { agreementId } = who
  const agreement = await peil.act(clock, (context) => findAgreement(context, agreementId))
  const version = agreement?.version ?? 0
  const outcomes = await Promise.all([
    peil.act(clock, (context) => approveAgreement(context, { agreementId, version }), '2026-03-11'),
    peil.act(
      clock,
      (context) => returnAgreement(context, { agreementId, version, reason: 'Adres?' }),
      '2026-03-11',
    ),
  ])
  assert.equal(outcomes.filter(({ outcome }) => outcome === 'stale').length, 1)
})

test('a returned agreement leads to a fresh one with its own month', async () => {
  const who = await newcomer(peil, 'terug@voorbeeld.nl', '2026-03-10', 'signed')
  const { agreementId } = who
  const returned = await peil.act(
    clock,
    (context) =>
      returnAgreement(context, { agreementId, version: 2, reason: 'Het adres klopt niet.' }),
    '2026-03-20',
  )
  assert.equal(returned.outcome, 'returned')
  const [fresh, old] = await peil.act(clock, (context) =>
    listAgreements(context, who.registrationId),
  )
  assert.equal(fresh?.status, 'sent')
  assert.equal(fresh?.signBefore.toString(), '2026-04-20')
  assert.equal(old?.returnReason, 'Het adres klopt niet.')
  assert.equal((await memberOf(who)).status, 'agreement-sent')
  await assertRecorded(peil, 'agreement', 'return')
})

test('the yearly invoice falls on the anniversary of candidacy, once', async () => {
  const who = await newcomer(peil, 'jaarlijks@voorbeeld.nl', '2026-03-10', 'candidate')
  const yearly = (on: string) => peil.act(clock, sendYears, on)
  await yearly('2027-03-09')
  assert.equal((await invoicesOf(who)).length, 1)
  await yearly('2027-03-10')
  await yearly('2027-03-10')
  await yearly('2027-03-11')
  const invoices = await invoicesOf(who)
  assert.deepEqual(
    invoices.map(({ coversFirst, coversLast }) => `${coversFirst} ${coversLast}`).sort(),
    ['2026-03-10 2027-03-09', '2027-03-10 2028-03-09'],
  )
})

test('who became a candidate on 29 February is invoiced on the 28th, and on the 29th again', async () => {
  const who = await newcomer(peil, 'schrikkeldag@voorbeeld.nl', '2028-02-29', 'candidate')
  for (const on of ['2029-02-27', '2029-02-28', '2030-03-02', '2032-02-28', '2032-02-29']) {
    await peil.act(clock, sendYears, on)
  }
  const periods = (await invoicesOf(who))
    .map(({ coversFirst, coversLast, issuedOn }) => `${coversFirst} ${coversLast} ${issuedOn}`)
    .sort()
  assert.deepEqual(periods, [
    '2028-02-29 2029-02-27 2028-02-29',
    '2029-02-28 2030-02-27 2029-02-28',
    // Two days without due work: the year is caught up with.
    '2030-02-28 2031-02-27 2030-03-02',
    '2031-02-28 2032-02-28 2032-02-28',
    '2032-02-29 2033-02-27 2032-02-29',
  ])
})

const due = async (on: string) => {
  await peil.act(clock, remindInvoices, on)
  await peil.act(clock, holdUnpaid, on)
  await peil.act(clock, withdrawUnpaid, on)
}

test('who does not pay is reminded three times, put on hold, and in the end withdrawn', async () => {
  const email = 'betaalt-niet@voorbeeld.nl'
  const who = await newcomer(peil, email, '2040-01-01', 'approved')
  // Due on 15 January; the days are reckoned from there.
  const news = async (on: string) => {
    const before = (await mailsTo(email)).length
    await due(on)
    await due(on)
    return (await mailsTo(email)).slice(before)
  }
  assert.deepEqual(await news('2040-01-28'), [])
  assert.deepEqual(await news('2040-01-29'), ['payment-reminder'])
  assert.deepEqual(await news('2040-02-14'), ['payment-reminder'])
  assert.deepEqual(await news('2040-03-15'), ['payment-reminder'])
  assert.deepEqual(await news('2040-03-29'), [])
  assert.deepEqual(await news('2040-03-30'), ['registration-on-hold'])
  assert.equal((await memberOf(who)).status, 'on-hold')
  assert.deepEqual(await news('2040-06-27'), [])
  assert.deepEqual(await news('2040-06-28'), ['registration-ended'])
  assert.equal((await memberOf(who)).status, 'withdrawn')
  await assertRecorded(peil, 'registration', 'hold')
  await assertRecorded(peil, 'registration', 'withdraw')
})

test('paying releases a hold to what was held', async () => {
  const email = 'betaalt-laat@voorbeeld.nl'
  const who = await newcomer(peil, email, '2041-01-01', 'candidate')
  await peil.act(clock, sendYears, '2042-01-01')
  await due('2042-05-17')
  await due('2042-06-01')
  const held = await memberOf(who)
  assert.equal(held.status, 'on-hold')
  assert.equal(held.heldStatus, 'candidate')
  const open = (await invoicesOf(who)).find(({ status }) => status === 'open')
  const paid = await pay(open?.id ?? '', '2042-06-02')
  assert.equal(paid.outcome === 'paid' && paid.released, true)
  assert.equal((await memberOf(who)).status, 'candidate')
  assert.equal((await memberOf(who)).heldStatus, undefined)
  await assertRecorded(peil, 'registration', 'release')
})

test('a first payment that comes late releases the hold and makes a candidate', async () => {
  const who = await newcomer(peil, 'eerst-te-laat@voorbeeld.nl', '2043-01-01', 'approved')
  await due('2043-04-16')
  await due('2043-05-01')
  assert.equal((await memberOf(who)).status, 'on-hold')
  const paid = await pay(who.invoiceId, '2043-05-02')
  assert.deepEqual(paid.outcome === 'paid' && [paid.released, paid.candidate], [true, true])
  assert.equal((await memberOf(who)).status, 'candidate')
})

test('a last reminder that comes late names a day to come, and nobody is on hold before it', async () => {
  const email = 'geschorst@voorbeeld.nl'
  const who = await newcomer(peil, email, '2044-01-01', 'approved')
  const stands = (status: 'approved' | 'suspended') =>
    peil.act(clock, async ({ db }) => {
      await byHand({ db })
      await db
        .updateTable('registration')
        .set({ status })
        .where('id', '=', who.registrationId)
        .execute()
    })
  // Due on 15 January, and suspended until long after the day on which the hold would have begun.
  await stands('suspended')
  await due('2044-02-01')
  await due('2044-06-01')
  assert.equal((await mailsTo(email)).includes('payment-reminder'), false)
  await stands('approved')
  await due('2044-06-02')
  assert.equal((await memberOf(who)).status, 'approved')
  const reminder = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .where('kind', '=', 'payment-reminder')
    .select(['subject', 'body_text'])
    .executeTakeFirstOrThrow()
  assert.match(reminder.subject, /laatste herinnering/)
  assert.match(reminder.body_text, /vanaf 17.juni.2044 opgeschort/)
  assert.match(reminder.body_text, /Moest betaald zijn op:? 15.januari.2044/)
  await due('2044-06-16')
  assert.equal((await memberOf(who)).status, 'approved')
  await due('2044-06-17')
  assert.equal((await memberOf(who)).status, 'on-hold')
})

test('of two open invoices, paying the one that holds ends the hold, unless the other would hold by now', async () => {
  const email = 'twee-facturen@voorbeeld.nl'
  const who = await newcomer(peil, email, '2045-01-01', 'candidate')
  await peil.act(clock, sendYears, '2046-01-01')
  await peil.act(clock, sendYears, '2047-01-01')
  const [later, earlier] = (await invoicesOf(who)).filter(({ status }) => status === 'open')
  assert.ok(earlier !== undefined && later !== undefined)
  // Both are past every reminder: the earlier one holds, the other takes over with a whole term.
  await due('2047-03-20')
  await due('2047-04-04')
  assert.equal((await memberOf(who)).status, 'on-hold')
  const paid = await pay(earlier.id, '2047-05-01')
  assert.equal(paid.outcome === 'paid' && paid.released, false)
  assert.equal((await memberOf(who)).status, 'on-hold')
  assert.deepEqual((await mailsTo(email)).slice(-2), ['payment-received', 'registration-on-hold'])
  await assertRecorded(peil, 'registration', 'hold-on', who.registrationId)
  await due('2047-07-29')
  assert.equal((await memberOf(who)).status, 'on-hold')
  await due('2047-07-30')
  assert.equal((await memberOf(who)).status, 'withdrawn')

  // Of one that is not so far yet, everybody is reminded first, in their own place.
  const other = await newcomer(peil, 'nog-niet@voorbeeld.nl', '2055-01-01', 'candidate')
  await peil.act(clock, sendYears, '2056-01-01')
  await due('2056-03-20')
  await due('2056-04-04')
  assert.equal((await memberOf(other)).status, 'on-hold')
  const first = (await invoicesOf(other)).find(({ status }) => status === 'open')
  await peil.act(clock, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('invoice')
      .set({ status: 'open', paid_on: null, due_on: '2056-04-20' })
      .where('id', '=', other.invoiceId)
      .execute()
  })
  const free = await pay(first?.id ?? '', '2056-05-01')
  assert.equal(free.outcome === 'paid' && free.released, true)
  assert.equal((await memberOf(other)).status, 'candidate')
})

test('who withdraws before paying owes nothing and can sign up again', async () => {
  const who = await newcomer(peil, 'toch-niet@voorbeeld.nl', '2026-03-10', 'approved')
  const member = await memberOf(who)
  const asked = { registrationId: who.registrationId, version: member.version }
  const stale = await peil.act(who.actor, (context) =>
    withdrawRegistration(context, { ...asked, version: 1 }),
  )
  assert.equal(stale.outcome, 'stale')
  const ended = await peil.act(who.actor, (context) => withdrawRegistration(context, asked))
  assert.equal(ended.outcome, 'withdrawn')
  const invoice = await peil.act(clock, (context) => findInvoice(context, who.invoiceId))
  assert.equal(invoice?.status, 'credited')
  assert.equal((await pay(who.invoiceId, '2026-03-12')).outcome, 'not-open')
  await assertRecorded(peil, 'invoice', 'credit')
})

test('nobody is reminded or held for what is paid, and nobody who has left reminded or sent an invoice', async () => {
  const paidEmail = 'heeft-betaald@voorbeeld.nl'
  const paid = await newcomer(peil, paidEmail, '2050-01-01', 'candidate')
  const leftEmail = 'is-weg@voorbeeld.nl'
  const left = await newcomer(peil, leftEmail, '2049-01-01', 'candidate')
  await peil.act(clock, sendYears, '2050-01-01')
  const { version } = await memberOf(left)
  const asked = { registrationId: left.registrationId, version }
  await peil.act(left.actor, (context) => withdrawRegistration(context, asked), '2050-01-02')
  const open = (await invoicesOf(left)).filter(({ status }) => status === 'open')
  assert.equal(open.length, 1)
  const before = [await mailsTo(paidEmail), await mailsTo(leftEmail)]
  await due('2050-03-01')
  await due('2050-12-01')
  assert.deepEqual([await mailsTo(paidEmail), await mailsTo(leftEmail)], before)
  assert.equal((await memberOf(paid)).status, 'candidate')
  await peil.act(clock, sendYears, '2051-01-01')
  assert.equal((await invoicesOf(left)).length, 2)
  assert.equal((await invoicesOf(paid)).length, 2)
})

test('where taking part is free, approval makes a candidate, and a year is billed only once it costs something', async () => {
  const { registers } = peil.platform
  const krsd = registers.get('krsd')
  assert.ok(krsd !== undefined && registers instanceof Map)
  const [tariff] = krsd.tariffs
  assert.ok(tariff)
  try {
    registers.set('krsd', { ...krsd, tariffs: [] })
    const who = await newcomer(peil, 'gratis@voorbeeld.nl', '2026-03-10', 'approved')
    const member = await memberOf(who)
    assert.equal(member.status, 'candidate')
    assert.equal(member.candidateOn?.toString(), '2026-03-10')
    const mails = await mailsTo('gratis@voorbeeld.nl')
    assert.equal(mails.includes('candidate-public'), true)
    assert.equal(mails.includes('invoice-sent'), false)
    await peil.act(clock, sendYears, '2027-03-11')
    assert.deepEqual(await invoicesOf(who), [])
    // From 2028 it costs something: the year that runs stays free, the next one is billed.
    const free = { ...tariff, amount: 0 as typeof tariff.amount }
    registers.set('krsd', { ...krsd, tariffs: [free, { ...tariff, from: day('2028-01-01') }] })
    await peil.act(clock, sendYears, '2028-02-01')
    assert.deepEqual(await invoicesOf(who), [])
    await peil.act(clock, sendYears, '2028-03-11')
    const sent = await invoicesOf(who)
    assert.deepEqual(
      sent.map(({ coversFirst, totalCents }) => [coversFirst.toString(), totalCents]),
      [['2028-03-10', 9500]],
    )
  } finally {
    registers.set('krsd', krsd)
  }
})
