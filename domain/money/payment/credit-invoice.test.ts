import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { holdUnpaid } from '#domain/certification/validity/hold-unpaid.ts'
import { withdrawRegistration } from '#domain/certification/validity/withdraw-registration.ts'
import { creditNotesOf, findInvoice, listInvoices } from '#domain/money/invoice/queries.ts'
import { remindInvoices } from '#domain/money/invoice/remind-invoices.ts'
import { bookPayment } from '#domain/money/payment/book-payment.ts'
import { creditInvoice } from '#domain/money/payment/credit-invoice.ts'
import { findPayment, paymentsOf } from '#domain/money/payment/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { clock, newcomer, sendYears } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const peil = await testPlatform()
const reason = 'Was al in rekening gebracht.'
const invoiceOf = async (id: string) =>
  (await peil.act(clock, (context) => findInvoice(context, id))) ?? assert.fail(id)
const statusOf = async (registrationId: string) =>
  (await peil.act(clock, (context) => findMember(context, registrationId)))?.status
const notesOf = (id: string) => peil.act(clock, (context) => creditNotesOf(context, [id]))
const credit = async (invoiceId: string, cents: number, on: string) => {
  const { version } = await invoiceOf(invoiceId)
  return peil.act(
    clock,
    (context) => creditInvoice(context, { invoiceId, version, cents, reason }),
    on,
  )
}
const pay = async (invoiceId: string, cents: number, on: string) => {
  const booked = await peil.act(
    clock,
    (context) =>
      bookPayment(context, {
        receivedOn: context.today,
        cents,
        source: 'bank',
        settles: [{ invoiceId, cents }],
      }),
    on,
  )
  return booked.outcome === 'booked' ? booked : assert.fail(booked.outcome)
}
const leftOver = async (paymentId: string) =>
  (await peil.act(clock, (context) => findPayment(context, paymentId)))?.leftOverCents
const mailsTo = async (email: string) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .select(['kind', 'body_text', 'attachments'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()

test('a part that is taken back is not asked any more, and paying the rest makes a candidate', async () => {
  const email = 'deel@voorbeeld.nl'
  const who = await newcomer(peil, email, '2026-03-10', 'approved')
  const { invoiceId } = who
  for (const cents of [0, -1, 1.5]) {
    assert.equal((await credit(invoiceId, cents, '2026-03-11')).outcome, 'no-amount')
  }
  assert.deepEqual(await credit(invoiceId, 9501, '2026-03-11'), {
    outcome: 'less-is-charged',
    chargedCents: 9500,
  })
  const done = await credit(invoiceId, 4500, '2026-03-11')
  assert.ok(done.outcome === 'credited')
  assert.deepEqual([done.openCents, done.freedCents], [5000, 0])
  const invoice = await invoiceOf(invoiceId)
  assert.deepEqual([invoice.status, invoice.openCents, invoice.creditedCents], ['open', 5000, 4500])
  assert.match((await mailsTo(email)).at(-1)?.body_text ?? '', /€\s50,00 open/)
  await assertRecorded(peil, 'invoice', 'take-back', invoiceId)
  const rest = await pay(invoiceId, 5000, '2026-03-12')
  assert.equal(rest.settled[0]?.candidate, true)
  assert.equal((await invoiceOf(invoiceId)).status, 'paid')
})

test('what was paid of an invoice that is taken back is left over, and who became a candidate stays one', async () => {
  const who = await newcomer(peil, 'terug@voorbeeld.nl', '2026-03-10', 'approved')
  const { invoiceId, registrationId } = who
  const first = await pay(invoiceId, 4000, '2026-03-11')
  const second = await pay(invoiceId, 5500, '2026-03-12')
  // The last that came goes first.
  const part = await credit(invoiceId, 6000, '2026-03-20')
  assert.ok(part.outcome === 'credited')
  assert.equal(part.freedCents, 6000)
  assert.deepEqual([await leftOver(first.paymentId), await leftOver(second.paymentId)], [500, 5500])
  const now = await invoiceOf(invoiceId)
  assert.deepEqual(
    [now.status, now.settledCents, now.creditedCents, now.paidOn?.toString()],
    ['paid', 3500, 6000, '2026-03-11'],
  )
  await assertRecorded(peil, 'payment', 'free', first.paymentId)
  const rest = await credit(invoiceId, 3500, '2026-03-21')
  assert.equal(rest.outcome, 'credited')
  const over = await invoiceOf(invoiceId)
  assert.deepEqual([over.status, over.settledCents, over.paidOn], ['credited', 0, undefined])
  assert.equal(await statusOf(registrationId), 'candidate')
  assert.equal((await credit(invoiceId, 1, '2026-03-22')).outcome, 'lapsed')
  const settled = await peil.act(clock, (context) => paymentsOf(context, invoiceId))
  assert.deepEqual(
    settled.filter(({ undoneOn }) => undoneOn === undefined),
    [],
  )
  const [one, two] = await notesOf(invoiceId)
  assert.match(one?.number ?? '', /^KRSD-C-\d{6}$/)
  assert.equal(Number(two?.number.slice(-6)) - Number(one?.number.slice(-6)), 1)
})

test('taking back what holds a registration ends the hold', async () => {
  const who = await newcomer(peil, 'opgeschort@voorbeeld.nl', '2041-01-01', 'candidate')
  await peil.act(clock, sendYears, '2042-01-01')
  for (const on of ['2042-05-17', '2042-06-01']) {
    await peil.act(clock, remindInvoices, on)
    await peil.act(clock, holdUnpaid, on)
  }
  assert.equal(await statusOf(who.registrationId), 'on-hold')
  const all = await peil.act(clock, (context) => listInvoices(context, who.registrationId))
  const open = all.find(({ status }) => status === 'open') ?? assert.fail('nothing is open')
  assert.equal((await credit(open.id, 9500, '2042-06-02')).outcome, 'credited')
  assert.equal(await statusOf(who.registrationId), 'candidate')
})

test('of two who take back at once one does, and a colleague who was first is not overruled', async () => {
  const { invoiceId } = await newcomer(peil, 'twee@voorbeeld.nl', '2026-03-10', 'approved')
  const both = await Promise.all([
    credit(invoiceId, 9500, '2026-03-11'),
    credit(invoiceId, 9500, '2026-03-11'),
  ])
  assert.deepEqual(both.map(({ outcome }) => outcome).sort(), ['credited', 'lapsed'])
  assert.equal((await notesOf(invoiceId)).length, 1)
})

test('who leaves before the first year owes nothing: a credit note says so, and what was paid is left over', async () => {
  const email = 'weg@voorbeeld.nl'
  const who = await newcomer(peil, email, '2026-03-10', 'approved')
  const { paymentId } = await pay(who.invoiceId, 4000, '2026-03-11')
  const member = await peil.act(clock, (context) => findMember(context, who.registrationId))
  const asked = { registrationId: who.registrationId, version: member?.version ?? 0 }
  await peil.act(who.actor, (context) => withdrawRegistration(context, asked), '2026-03-12')
  const invoice = await invoiceOf(who.invoiceId)
  assert.deepEqual([invoice.status, invoice.creditedCents], ['credited', 9500])
  assert.equal(await leftOver(paymentId), 4000)
  const [note] = await notesOf(who.invoiceId)
  assert.equal(note?.totalCents, 9500)
  const told = (await mailsTo(email)).at(-1)
  assert.equal(told?.kind, 'registration-ended')
  assert.match(told?.body_text ?? '', /De creditnota zit bij deze e-mail/)
})

test('the database lets nobody credit more than there is, nor change a credit note', async () => {
  const { invoiceId } = await newcomer(peil, 'grens@voorbeeld.nl', '2026-03-10', 'approved')
  await pay(invoiceId, 9000, '2026-03-11')
  const refused = (statement: ReturnType<typeof sql>, why: RegExp) =>
    assert.rejects(
      peil.act(clock, async (context) => {
        await byHand(context)
        await statement.execute(context.db)
      }),
      why,
    )
  await refused(
    sql`insert into credit_note (register, invoice_id, number, net_cents, vat_cents, total_cents,
      reason, made_on) values ('krsd', ${invoiceId}, 'X-1', 501, 0, 501, 'x', '2026-03-12')`,
    /invoice_divided/,
  )
  await credit(invoiceId, 500, '2026-03-12')
  assert.equal((await invoiceOf(invoiceId)).status, 'paid')
  await refused(
    sql`update credit_note set reason = 'y' where invoice_id = ${invoiceId}`,
    /never changed/,
  )
})
