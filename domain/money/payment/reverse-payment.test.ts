import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { creditNotesOf, findInvoice, listInvoices } from '#domain/money/invoice/queries.ts'
import { remindInvoices } from '#domain/money/invoice/remind-invoices.ts'
import { writeOffInvoice } from '#domain/money/invoice/write-off-invoice.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { findPayment, paymentsOf } from '#domain/money/payment/queries.ts'
import { consequencesOfReversal, reversePayment } from '#domain/money/payment/reverse-payment.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { searchRegister } from '#domain/public-register/entry/search-register.ts'
import type { SignedUpPerson } from '#testing/people.ts'
import { clock, newcomer, sendYears, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const peil = await testPlatform()

const reason = 'Het bedrag was van een ander.'
const memberOf = async (who: SignedUpPerson) => {
  const member = await peil.act(clock, (context) => findMember(context, who.registrationId))
  assert.ok(member)
  return member
}
const invoiceOf = async (id: string): Promise<Invoice> => {
  const invoice = await peil.act(clock, (context) => findInvoice(context, id))
  assert.ok(invoice)
  return invoice
}
/** The payment by which an invoice is paid. */
const paymentOf = (invoiceId: string) =>
  peil.act(clock, async (context) => {
    const paid = await paymentsOf(context, invoiceId)
    const last = paid.findLast(({ undoneOn }) => undoneOn === undefined) ?? assert.fail('not paid')
    return (await findPayment(context, last.paymentId)) ?? assert.fail('no payment')
  })
const reverse = (paymentId: string, version: number, today: string) =>
  peil.act(clock, (context) => reversePayment(context, { paymentId, version, reason }), today)
/** Reverses the payment of an invoice, which settles nothing else, and gives what came of it. */
const undo = async (invoiceId: string, today: string) => {
  const { id, version } = await paymentOf(invoiceId)
  const reversed = await reverse(id, version, today)
  if (reversed.outcome !== 'reversed') return reversed
  const [consequence] = reversed.consequences
  assert.ok(consequence !== undefined && reversed.consequences.length === 1)
  return { outcome: 'reversed' as const, consequence }
}
const pay = async (invoiceId: string, on: string) => {
  const { version } = await invoiceOf(invoiceId)
  const paidOn = Temporal.PlainDate.from(on)
  return peil.act(clock, (context) => payInvoice(context, { invoiceId, version, paidOn }), on)
}
const creditNotes = (invoiceId: string) =>
  peil.act(clock, (context) => creditNotesOf(context, [invoiceId]))
const mailsTo = async (email: string) => {
  const rows = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .select('kind')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ kind }) => kind)
}
const leave = (who: SignedUpPerson, today: string) =>
  peil.act(
    clock,
    async (context) => {
      const member = await findMember(context, who.registrationId, { lock: true })
      assert.ok(member)
      assert.ok(await endRegistration(context, member, 'not-paid'))
    },
    today,
  )

test('who became a candidate by a wrong booking is approved again, and can still become one', async () => {
  const person = somebody({ firstName: 'Otto', lastName: 'Verboekt' })
  const email = 'otto@voorbeeld.nl'
  const who = await newcomer(peil, email, '2026-03-10', 'candidate', person)
  const { id: paymentId } = await paymentOf(who.invoiceId)
  const told = await peil.act(
    clock,
    (context) => consequencesOfReversal(context, paymentId),
    '2026-04-01',
  )
  assert.deepEqual(
    told.map(({ candidate, openCents }) => [candidate, openCents]),
    [['ends', 9500]],
  )
  const undone = await undo(who.invoiceId, '2026-04-01')
  assert.equal(undone.outcome, 'reversed')
  const member = await memberOf(who)
  assert.equal(member.status, 'approved')
  assert.equal(member.candidateOn, undefined)
  const invoice = await invoiceOf(who.invoiceId)
  assert.equal(invoice.status, 'open')
  assert.equal(invoice.paidOn, undefined)
  assert.equal(invoice.dueOn.toString(), '2026-04-15')
  const found = await peil.act(clock, (context) => searchRegister(context, 'verboekt'))
  assert.equal(found.outcome === 'found' && found.total, 0)
  assert.equal((await mailsTo(email)).at(-1), 'payment-undone')
  await assertRecorded(peil, 'invoice', 'undo-payment', who.invoiceId)
  await assertRecorded(peil, 'payment', 'reverse', paymentId)
  await assertRecorded(peil, 'registration', 'undo-candidacy', who.registrationId)
  const paid = await pay(who.invoiceId, '2026-04-10')
  assert.equal(paid.outcome === 'paid' && paid.candidate, true)
  assert.equal((await memberOf(who)).candidateOn?.toString(), '2026-04-10')
})

test('whoever applied since stays what they are, and owes the invoice', async () => {
  const who = await newcomer(peil, 'vroeg-aan@voorbeeld.nl', '2026-03-10', 'candidate')
  await peil.act(clock, async (context) => {
    await byHand(context)
    await context.db
      .insertInto('application')
      .values({
        register: 'krsd',
        registration_id: who.registrationId,
        kind: 'first',
        status: 'submitted',
        regulation_version: '2021-01-01',
        submitted_on: '2026-03-20',
        submitted_at: '2026-03-20T10:00:00Z',
        snapshot: '{}',
        snapshot_hash: 'x',
      })
      .execute()
  })
  const undone = await undo(who.invoiceId, '2026-04-01')
  assert.equal(undone.outcome === 'reversed' && undone.consequence.candidate, 'stays')
  assert.equal((await memberOf(who)).status, 'candidate')
  assert.equal((await invoiceOf(who.invoiceId)).status, 'open')
})

test('the second year keeps a candidate, and undoing its own payment changes no status', async () => {
  const who = await newcomer(peil, 'tweede-jaar@voorbeeld.nl', '2030-01-01', 'candidate')
  await peil.act(clock, sendYears, '2031-01-01')
  const [second] = await peil.act(clock, (context) => listInvoices(context, who.registrationId))
  assert.ok(second)
  await pay(second.id, '2031-01-05')
  const yearly = await undo(second.id, '2031-01-06')
  assert.equal(yearly.outcome === 'reversed' && yearly.consequence.candidate, 'not-by-this')
  const first = await undo(who.invoiceId, '2031-01-06')
  assert.equal(first.outcome === 'reversed' && first.consequence.candidate, 'stays')
  assert.equal((await memberOf(who)).status, 'candidate')
})

test('what others have built on keeps nobody a candidate', async () => {
  const who = await newcomer(peil, 'alleen@voorbeeld.nl', '2030-01-01', 'candidate')
  const undone = await undo(who.invoiceId, '2030-02-01')
  assert.equal(undone.outcome === 'reversed' && undone.consequence.candidate, 'ends')
})

test('after a mistake the reminders begin anew, from a new term', async () => {
  const email = 'opnieuw@voorbeeld.nl'
  const who = await newcomer(peil, email, '2044-01-01', 'approved')
  const other = await newcomer(peil, 'ander@voorbeeld.nl', '2044-01-01', 'approved')
  await peil.act(clock, remindInvoices, '2044-01-29')
  const reminded = await mailsTo(other.email)
  await pay(who.invoiceId, '2044-02-01')
  await undo(who.invoiceId, '2044-02-10')
  // Nothing changes for anybody else, who was reminded already.
  await peil.act(clock, remindInvoices, '2044-02-10')
  assert.deepEqual(await mailsTo(other.email), reminded)
  assert.equal((await invoiceOf(other.invoiceId)).version, 1)
  // Due on the 24th: 14 days later the first reminder, and none before.
  const before = (await mailsTo(email)).length
  await peil.act(clock, remindInvoices, '2044-03-08')
  assert.deepEqual((await mailsTo(email)).slice(before), [])
  await peil.act(clock, remindInvoices, '2044-03-09')
  assert.deepEqual((await mailsTo(email)).slice(before), ['payment-reminder'])
})

test('only what is paid can be undone, once, by who has seen it', async () => {
  const who = await newcomer(peil, 'een-keer@voorbeeld.nl', '2026-03-10', 'candidate')
  const { id, version } = await paymentOf(who.invoiceId)
  const act = (seen: number) => reverse(id, seen, '2026-04-01')
  assert.equal((await act(version - 1)).outcome, 'stale')
  const twice = await Promise.all([act(version), act(version)])
  assert.deepEqual(twice.map(({ outcome }) => outcome).sort(), ['already-reversed', 'reversed'])
  assert.equal((await act(version + 1)).outcome, 'already-reversed')
  const kept = await peil.act(clock, (context) => findPayment(context, id))
  assert.deepEqual(
    [kept?.cents, kept?.settledCents, kept?.leftOverCents, kept?.reversedBecause],
    [9500, 0, 0, reason],
  )
})

test('an invoice that is not there is neither undone nor written off', async () => {
  const asked = { invoiceId: crypto.randomUUID(), version: 1, reason }
  const undone = await reverse(crypto.randomUUID(), 1, '2026-04-01')
  const written = await peil.act(clock, (context) => writeOffInvoice(context, asked))
  assert.deepEqual([undone.outcome, written.outcome], ['unknown', 'unknown'])
})

const writeOff = async (invoiceId: string, today: string) => {
  const { version } = await invoiceOf(invoiceId)
  return peil.act(
    clock,
    (context) => writeOffInvoice(context, { invoiceId, version, reason: 'Niet te innen.' }),
    today,
  )
}

test('what somebody who left owes is written off with a reason, and nothing is asked any more', async () => {
  const email = 'vertrokken@voorbeeld.nl'
  const who = await newcomer(peil, email, '2045-01-01', 'candidate')
  await peil.act(clock, sendYears, '2046-01-01')
  const invoices = await peil.act(clock, (context) => listInvoices(context, who.registrationId))
  const open = invoices.find(({ status }) => status === 'open')
  assert.ok(open)
  assert.equal((await writeOff(open.id, '2046-02-01')).outcome, 'takes-part')
  await leave(who, '2046-02-01')
  const others = await newcomer(peil, 'nog-open@voorbeeld.nl', '2046-01-01', 'approved')
  const written = await writeOff(open.id, '2046-03-01')
  assert.deepEqual(written, { outcome: 'written-off', creditNumber: undefined })
  assert.equal((await invoiceOf(others.invoiceId)).status, 'open')
  const now = await invoiceOf(open.id)
  assert.equal(now.status, 'written-off')
  assert.equal(now.writtenOff?.reason, 'Niet te innen.')
  assert.deepEqual(await creditNotes(open.id), [])
  assert.equal((await mailsTo(email)).at(-1), 'invoice-written-off')
  await assertRecorded(peil, 'invoice', 'write-off', open.id)
  const mails = (await mailsTo(email)).length
  await peil.act(clock, remindInvoices, '2047-01-01')
  assert.equal((await mailsTo(email)).length, mails)
  assert.equal((await writeOff(open.id, '2046-03-02')).outcome, 'not-open')
  assert.equal((await pay(open.id, '2046-03-02')).outcome, 'not-open')
})

test('an invoice with VAT that is written off gets a credit note of the same amounts', async () => {
  const who = await newcomer(peil, 'met-btw@voorbeeld.nl', '2045-01-01', 'candidate')
  await peil.act(clock, sendYears, '2046-01-01')
  const invoices = await peil.act(clock, (context) => listInvoices(context, who.registrationId))
  const open = invoices.find(({ status }) => status === 'open')
  assert.ok(open)
  await peil.platform.db
    .updateTable('invoice')
    .where('id', '=', open.id)
    .set({ net_cents: 7851, vat_cents: 1649, vat_treatment: 'included' })
    .execute()
  await leave(who, '2046-02-01')
  const written = await writeOff(open.id, '2046-03-01')
  assert.deepEqual(written, { outcome: 'written-off', creditNumber: 'KRSD-C-000001' })
  const [note] = await creditNotes(open.id)
  assert.deepEqual([note?.number, note?.totalCents], ['KRSD-C-000001', 9500])
  const paper = await peil.platform.db
    .selectFrom('document')
    .where('id', '=', note?.documentId ?? '')
    .select(['kind', 'name'])
    .executeTakeFirstOrThrow()
  assert.deepEqual(paper, { kind: 'credit-note', name: 'creditnota-krsd-c-000001.pdf' })
})

test('what a colleague changed meanwhile is not written off, and two at once write off once', async () => {
  const who = await newcomer(peil, 'samen@voorbeeld.nl', '2045-01-01', 'candidate')
  await peil.act(clock, sendYears, '2046-01-01')
  const invoices = await peil.act(clock, (context) => listInvoices(context, who.registrationId))
  const open = invoices.find(({ status }) => status === 'open')
  assert.ok(open)
  await leave(who, '2046-02-01')
  assert.equal((await pay(open.id, '2046-02-10')).outcome, 'paid')
  assert.equal((await undo(open.id, '2046-02-12')).outcome, 'reversed')
  const { id: invoiceId, version } = open
  const stale = await peil.act(
    clock,
    (context) => writeOffInvoice(context, { invoiceId, version, reason: 'Niet te innen.' }),
    '2046-03-01',
  )
  assert.equal(stale.outcome, 'stale')
  const twice = await Promise.all([
    writeOff(invoiceId, '2046-03-01'),
    writeOff(invoiceId, '2046-03-01'),
  ])
  assert.deepEqual(twice.map(({ outcome }) => outcome).sort(), ['not-open', 'written-off'])
})

test('who has left and pays after all has paid', async () => {
  const who = await newcomer(peil, 'toch-betaald@voorbeeld.nl', '2045-01-01', 'candidate')
  await peil.act(clock, sendYears, '2046-01-01')
  await leave(who, '2046-02-01')
  const invoices = await peil.act(clock, (context) => listInvoices(context, who.registrationId))
  const open = invoices.find(({ status }) => status === 'open')
  const paid = await pay(open?.id ?? '', '2046-02-10')
  assert.deepEqual(paid.outcome === 'paid' && [paid.candidate, paid.released], [false, false])
  assert.equal((await memberOf(who)).status, 'withdrawn')
})

test('to whom no address is known any more nothing is written', async () => {
  const who = await newcomer(peil, 'zonder-adres@voorbeeld.nl', '2045-01-01', 'candidate')
  await leave(who, '2045-02-01')
  await peil.platform.db
    .updateTable('person')
    .where('account_id', '=', who.accountId)
    .set({ account_id: null })
    .execute()
  assert.equal((await undo(who.invoiceId, '2045-02-02')).outcome, 'reversed')
  assert.equal((await writeOff(who.invoiceId, '2045-02-03')).outcome, 'written-off')
  assert.deepEqual(await mailsTo(''), [])
})
