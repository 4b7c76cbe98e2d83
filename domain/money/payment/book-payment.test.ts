import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { holdUnpaid } from '#domain/certification/validity/hold-unpaid.ts'
import { findInvoice, listInvoices } from '#domain/money/invoice/queries.ts'
import { remindInvoices } from '#domain/money/invoice/remind-invoices.ts'
import { writeOffInvoice } from '#domain/money/invoice/write-off-invoice.ts'
import type { ToBook } from '#domain/money/payment/book-payment.ts'
import { bookPayment } from '#domain/money/payment/book-payment.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { findPayment, listPayments, settlementsOf } from '#domain/money/payment/queries.ts'
import { refundPayment } from '#domain/money/payment/refund-payment.ts'
import { reversePayment } from '#domain/money/payment/reverse-payment.ts'
import { takeOffInvoice } from '#domain/money/payment/take-off-invoice.ts'
import { undoRefund } from '#domain/money/payment/undo-refund.ts'
import { useLeftOver } from '#domain/money/payment/use-left-over.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { SignedUpPerson } from '#testing/people.ts'
import { clock, newcomer, sendYears, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const peil = await testPlatform()
const { db } = peil.platform

const day = (text: string) => Temporal.PlainDate.from(text)
const book = (payment: Omit<ToBook, 'receivedOn' | 'source'> & Partial<ToBook>, on: string) =>
  peil.act(
    clock,
    (context) => bookPayment(context, { receivedOn: day(on), source: 'bank', ...payment }),
    on,
  )
const invoiceOf = async (id: string) =>
  (await peil.act(clock, (context) => findInvoice(context, id))) ?? assert.fail(id)
const paymentOf = async (id: string) =>
  (await peil.act(clock, (context) => findPayment(context, id))) ?? assert.fail(id)
const statusOf = async (who: SignedUpPerson) =>
  (await peil.act(clock, (context) => findMember(context, who.registrationId)))?.status
const lastMailTo = (email: string) =>
  db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .select(['kind', 'body_text'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
/** What was booked, with its id; anything else fails. */
const booked = async (...asked: Parameters<typeof book>) => {
  const done = await book(...asked)
  return done.outcome === 'booked' ? done : assert.fail(done.outcome)
}
const openOf = async (who: SignedUpPerson) => {
  const all = await peil.act(clock, (context) => listInvoices(context, who.registrationId))
  return all.filter(({ status }) => status === 'open')
}

test('half of an invoice makes no candidate; what is still open is asked, and the rest does', async () => {
  const email = 'half@voorbeeld.nl'
  const who = await newcomer(peil, email, '2026-03-10', 'approved')
  const { invoiceId } = who
  const half = await booked({ cents: 4000, settles: [{ invoiceId, cents: 4000 }] }, '2026-03-12')
  assert.deepEqual(half.settled[0]?.openCents, 5500)
  assert.equal(half.leftOverCents, 0)
  const invoice = await invoiceOf(invoiceId)
  assert.deepEqual(
    [invoice.status, invoice.settledCents, invoice.openCents, invoice.paidOn],
    ['open', 4000, 5500, undefined],
  )
  assert.equal(await statusOf(who), 'approved')
  await assertRecorded(peil, 'invoice', 'pay-part', invoiceId)
  const told = await lastMailTo(email)
  assert.equal(told.kind, 'payment-received')
  assert.match(told.body_text, /staat nog €\s55,00 open/)
  // Reminded of the rest.
  await peil.act(clock, remindInvoices, '2026-04-07')
  const reminded = await lastMailTo(email)
  assert.equal(reminded.kind, 'payment-reminder')
  assert.match(reminded.body_text, /Al betaald:? €\s40,00/)
  assert.match(reminded.body_text, /Nog te betalen:? €\s55,00/)
  assert.doesNotMatch(reminded.body_text, /95,00/)
  const rest = await booked({ cents: 5500, settles: [{ invoiceId, cents: 5500 }] }, '2026-04-09')
  assert.equal(rest.settled[0]?.candidate, true)
  assert.equal((await invoiceOf(invoiceId)).paidOn?.toString(), '2026-04-09')
  assert.equal(await statusOf(who), 'candidate')
})

test('a cent too much pays the invoice and is left over; a cent too little does not', async () => {
  const more = await newcomer(peil, 'cent-meer@voorbeeld.nl', '2026-03-10', 'approved')
  const less = await newcomer(peil, 'cent-minder@voorbeeld.nl', '2026-03-10', 'approved')
  const pay = (invoiceId: string, cents: number) =>
    peil.act(
      clock,
      (context) => payInvoice(context, { invoiceId, version: 1, paidOn: day('2026-03-12'), cents }),
      '2026-03-12',
    )
  const over = await pay(more.invoiceId, 9501)
  assert.ok(over.outcome === 'paid')
  assert.deepEqual([over.leftOverCents, over.candidate], [1, true])
  assert.equal((await paymentOf(over.paymentId)).leftOverCents, 1)
  const short = await pay(less.invoiceId, 9499)
  assert.ok(short.outcome === 'paid-in-part')
  assert.equal(short.openCents, 1)
  assert.equal(await statusOf(less), 'approved')
  // It stands first, with whose it is.
  const [first] = await peil.act(clock, (context) => listPayments(context, ''), '2026-03-12')
  assert.equal(first?.id, over.paymentId)
})

test('what nobody can pay is refused, and nothing of it is kept', async () => {
  const { invoiceId } = await newcomer(peil, 'odd@voorbeeld.nl', '2026-03-10', 'approved')
  const count = async () => Number((await sql`select from payment`.execute(db)).rows.length)
  const before = await count()
  const outcome = async (payment: Parameters<typeof book>[0], on = '2026-03-12') =>
    (await book(payment, on)).outcome
  for (const cents of [0, -9500, 95.5, Number.NaN, 100_000_001, Number.MAX_SAFE_INTEGER]) {
    assert.equal(await outcome({ cents, settles: [] }), 'no-amount', String(cents))
    assert.equal(await outcome({ cents: 9500, settles: [{ invoiceId, cents }] }), 'no-amount')
  }
  const settles = [{ invoiceId, cents: 9500 }]
  assert.equal(await outcome({ cents: 9400, settles }), 'more-than-paid')
  // Twice the same invoice is once, with the sum.
  const twice = [
    { invoiceId, cents: 5000 },
    { invoiceId, cents: 5000 },
  ]
  assert.deepEqual(await book({ cents: 10_000, settles: twice }, '2026-03-12'), {
    outcome: 'less-is-open',
    invoiceId,
    openCents: 9500,
  })
  const nobodys = crypto.randomUUID()
  assert.equal(
    await outcome({ cents: 9500, settles: [{ invoiceId: nobodys, cents: 9500 }] }),
    'unknown',
  )
  assert.equal(
    await outcome({ cents: 9500, settles, receivedOn: day('2026-03-13') }),
    'in-the-future',
  )
  const early = { cents: 9500, settles, receivedOn: day('2026-03-09') }
  assert.equal(await outcome({ ...early, source: 'by-hand' }), 'before-the-invoice')
  assert.equal(await count(), before)
  // What a bank tells may come before the invoice, which counts as paid from its own day.
  assert.equal(await outcome(early), 'booked')
  assert.equal((await invoiceOf(invoiceId)).paidOn?.toString(), '2026-03-10')
  assert.equal(await outcome({ cents: 9500, settles }), 'not-open')
})

test('one payment settles the invoices of several people, and reversing it opens each of them', async () => {
  const people = await Promise.all(
    ['een', 'twee', 'drie'].map((name) =>
      newcomer(
        peil,
        `${name}@gemeente-voorbeeld.nl`,
        '2026-03-10',
        'approved',
        somebody({ lastName: `Samen${name}` }),
      ),
    ),
  )
  const all = await booked(
    {
      cents: 30_000,
      payer: { name: 'Gemeente Voorbeeld', iban: 'NL91ABNA0417164300' },
      reference: 'Verzamelbetaling',
      settles: people.map(({ invoiceId }) => ({ invoiceId, cents: 9500 })),
    },
    '2026-03-12',
  )
  assert.equal(all.leftOverCents, 1500)
  assert.deepEqual(
    all.settled.map(({ candidate }) => candidate),
    [true, true, true],
  )
  for (const query of ['Gemeente', 'verzamelbetaling', 'NL91 ABNA 0417 1643 00', 'Samentwee']) {
    const found = await peil.act(clock, (context) => listPayments(context, query))
    assert.deepEqual(
      found.map(({ id, registrationIds }) => [id, registrationIds.length]),
      [[all.paymentId, 3]],
      query,
    )
  }
  const { version } = await paymentOf(all.paymentId)
  const asked = { paymentId: all.paymentId, version, reason: 'Van een andere gemeente.' }
  const reversed = await peil.act(clock, (context) => reversePayment(context, asked), '2026-03-20')
  assert.ok(reversed.outcome === 'reversed')
  assert.deepEqual(
    reversed.consequences.map(({ candidate, reopens }) => [candidate, reopens]),
    [
      ['ends', true],
      ['ends', true],
      ['ends', true],
    ],
  )
  for (const who of people) assert.equal(await statusOf(who), 'approved')
  assert.equal((await paymentOf(all.paymentId)).leftOverCents, 0)
})

test('a part that is taken back leaves the other part, and the term as it was', async () => {
  const { invoiceId } = await newcomer(peil, 'deel-terug@voorbeeld.nl', '2026-03-10', 'approved')
  const share = (cents: number) => ({ cents, settles: [{ invoiceId, cents }] })
  const one = await booked(share(4000), '2026-03-12')
  await booked(share(2000), '2026-03-13')
  const before = await invoiceOf(invoiceId)
  const reversed = await peil.act(
    clock,
    (context) => reversePayment(context, { paymentId: one.paymentId, version: 1, reason: 'Nee' }),
    '2026-03-20',
  )
  assert.ok(reversed.outcome === 'reversed')
  assert.equal(reversed.consequences[0]?.reopens, false)
  const after = await invoiceOf(invoiceId)
  assert.deepEqual([after.openCents, after.dueOn.toString()], [7500, before.dueOn.toString()])
  const told = await lastMailTo('deel-terug@voorbeeld.nl')
  assert.match(told.body_text, /een deel van deze factuur/)
  assert.match(told.body_text, /Te betalen:? €\s75,00/)
})

test('two who book at once settle an invoice once, and wait for each other in one order', async () => {
  const one = await newcomer(peil, 'tegelijk-een@voorbeeld.nl', '2026-03-10', 'approved')
  const two = await newcomer(peil, 'tegelijk-twee@voorbeeld.nl', '2026-03-10', 'approved')
  const most = await Promise.all(
    [6000, 6000].map((cents) =>
      book({ cents, settles: [{ invoiceId: one.invoiceId, cents }] }, '2026-03-12'),
    ),
  )
  assert.deepEqual(most.map(({ outcome }) => outcome).sort(), ['booked', 'less-is-open'])
  assert.equal((await invoiceOf(one.invoiceId)).settledCents, 6000)
  // Named in either order, by as many as can be.
  const shares = [one, two].map(({ invoiceId }) => ({ invoiceId, cents: 100 }))
  const many = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      book({ cents: 200, settles: at % 2 === 0 ? shares : shares.toReversed() }, '2026-03-12'),
    ),
  )
  assert.deepEqual([...new Set(many.map(({ outcome }) => outcome))], ['booked'])
  assert.equal((await invoiceOf(one.invoiceId)).settledCents, 6800)
  assert.equal((await invoiceOf(two.invoiceId)).settledCents, 800)
})

test('the database lets nobody settle more than there is, nor count or change what was settled', async () => {
  const { invoiceId } = await newcomer(peil, 'database@voorbeeld.nl', '2026-03-10', 'approved')
  const { paymentId } = await booked(
    { cents: 20_000, settles: [{ invoiceId, cents: 9000 }] },
    '2026-03-12',
  )
  const [settlement] = await peil.act(clock, (context) => settlementsOf(context, paymentId))
  const refused = (statement: ReturnType<typeof sql>, why: RegExp) =>
    assert.rejects(
      peil.act(clock, async (context) => {
        await byHand(context)
        await statement.execute(context.db)
      }),
      why,
    )
  const more = (cents: number, of = invoiceId) =>
    sql`insert into settlement (register, payment_id, invoice_id, cents, settled_on)
      values ('krsd', ${paymentId}, ${of}, ${cents}, '2026-03-12')`
  await refused(more(501), /invoice_divided|invoice_settled/)
  const other = await newcomer(peil, 'database-2@voorbeeld.nl', '2026-03-10', 'approved')
  await refused(
    sql`insert into settlement (register, payment_id, invoice_id, cents, settled_on)
      select 'krsd', ${paymentId}::uuid, ${other.invoiceId}::uuid, cents, '2026-03-12'::date
      from (values (5501), (5500)) as of(cents)`,
    /payment_settled|invoice_divided|invoice_settled/,
  )
  await refused(more(100, crypto.randomUUID()), /no invoice/)
  await refused(
    sql`update invoice set settled_cents = 9500 where id = ${invoiceId}`,
    /kept by what settles it/,
  )
  await refused(
    sql`update payment set settled_cents = 0 where id = ${paymentId}`,
    /kept by what settles it/,
  )
  await refused(
    sql`update settlement set cents = 1 where id = ${settlement?.id ?? ''}`,
    /not changed otherwise/,
  )
  await refused(sql`update payment set cents = 8999 where id = ${paymentId}`, /payment_settled/)
})

test('whoever is on hold goes on only once all that holds is settled', async () => {
  const who = await newcomer(peil, 'opgeschort@voorbeeld.nl', '2041-01-01', 'candidate')
  await peil.act(clock, sendYears, '2042-01-01')
  for (const on of ['2042-05-17', '2042-06-01']) {
    await peil.act(clock, remindInvoices, on)
    await peil.act(clock, holdUnpaid, on)
  }
  assert.equal(await statusOf(who), 'on-hold')
  const [open] = await openOf(who)
  const invoiceId = open?.id ?? assert.fail('nothing is open')
  const part = await booked({ cents: 9000, settles: [{ invoiceId, cents: 9000 }] }, '2042-06-02')
  assert.equal(part.settled[0]?.released, false)
  assert.equal(await statusOf(who), 'on-hold')
  const rest = await booked({ cents: 500, settles: [{ invoiceId, cents: 500 }] }, '2042-06-03')
  assert.equal(rest.settled[0]?.released, true)
  assert.equal(await statusOf(who), 'candidate')
})

test('what is left over pays another invoice, as far as it goes, and once', async () => {
  const who = await newcomer(peil, 'tegoed@voorbeeld.nl', '2046-01-01', 'approved')
  const { paymentId } = await booked(
    { cents: 12_000, settles: [{ invoiceId: who.invoiceId, cents: 9500 }] },
    '2046-01-05',
  )
  await peil.act(clock, sendYears, '2047-01-05')
  const [open] = await openOf(who)
  const invoiceId = open?.id ?? assert.fail('nothing is open')
  const use = (version: number) =>
    peil.act(
      clock,
      (context) => useLeftOver(context, { paymentId, version, invoiceId }),
      '2047-01-06',
    )
  assert.equal((await use(7)).outcome, 'stale')
  const twice = await Promise.all([use(1), use(1)])
  assert.deepEqual(twice.map(({ outcome }) => outcome).sort(), ['nothing-left', 'used'])
  assert.equal((await invoiceOf(invoiceId)).openCents, 7000)
  await assertRecorded(peil, 'payment', 'settle', paymentId)
  await booked({ cents: 7000, settles: [{ invoiceId, cents: 7000 }] }, '2047-01-09')
  assert.equal((await invoiceOf(invoiceId)).paidOn?.toString(), '2047-01-09')
})

test('a payment is taken off an invoice that it was not for, and can pay the right one', async () => {
  const wrong = await newcomer(peil, 'verkeerde@voorbeeld.nl', '2026-03-10', 'approved')
  const right = await newcomer(peil, 'juiste@voorbeeld.nl', '2026-03-10', 'approved')
  const { paymentId } = await booked(
    { cents: 9500, settles: [{ invoiceId: wrong.invoiceId, cents: 9500 }] },
    '2026-03-12',
  )
  assert.equal(await statusOf(wrong), 'candidate')
  const [settlement] = await peil.act(clock, (context) => settlementsOf(context, paymentId))
  const asked = { paymentId, settlementId: settlement?.id ?? '', reason: 'Van een naamgenoot.' }
  const off = (version: number) =>
    peil.act(clock, (context) => takeOffInvoice(context, { ...asked, version }), '2026-03-20')
  assert.equal((await off(9)).outcome, 'stale')
  assert.equal((await off(1)).outcome, 'taken-off')
  assert.equal((await off(2)).outcome, 'not-settled')
  await assertRecorded(peil, 'payment', 'take-off', paymentId)
  assert.equal(await statusOf(wrong), 'approved')
  assert.equal((await paymentOf(paymentId)).leftOverCents, 9500)
  const used = await peil.act(
    clock,
    (context) => useLeftOver(context, { paymentId, version: 2, invoiceId: right.invoiceId }),
    '2026-03-20',
  )
  assert.equal(used.outcome === 'used' && used.candidate, true)
  assert.equal(await statusOf(right), 'candidate')
})

test('what is left over is paid back on a ground of the register, and that is undone where it did not happen', async () => {
  const email = 'terug@voorbeeld.nl'
  const who = await newcomer(peil, email, '2026-03-10', 'approved')
  const { paymentId } = await booked(
    { cents: 19_000, settles: [{ invoiceId: who.invoiceId, cents: 9500 }] },
    '2026-03-12',
  )
  const asked = {
    paymentId,
    cents: 9500,
    refundedOn: day('2026-03-15'),
    ground: 'paid-twice',
    reason: 'De gemeente had al betaald.',
    accountName: 'T. Rug',
    iban: 'NL91ABNA0417164300',
  }
  const refund = (change: Partial<typeof asked> = {}, version = 1) =>
    peil.act(
      clock,
      (context) => refundPayment(context, { ...asked, ...change, version }),
      '2026-03-15',
    )
  const outcome = async (...of: Parameters<typeof refund>) => (await refund(...of)).outcome
  assert.equal(await outcome({ cents: 9501 }), 'less-is-left')
  assert.equal(await outcome({ cents: 0 }), 'no-amount')
  assert.equal(await outcome({ refundedOn: day('2026-03-16') }), 'in-the-future')
  assert.equal(await outcome({ refundedOn: day('2026-03-11') }), 'before-the-payment')
  assert.equal(await outcome({ ground: 'because' }), 'no-ground')
  assert.equal(await outcome({}, 4), 'stale')
  const twice = await Promise.all([refund({ cents: 9000 }), refund({ cents: 9000 })])
  assert.deepEqual(twice.map((one) => one.outcome).sort(), ['refunded', 'stale'])
  assert.equal((await paymentOf(paymentId)).leftOverCents, 500)
  await assertRecorded(peil, 'payment', 'refund', paymentId)
  const told = await lastMailTo(email)
  assert.equal(told.kind, 'payment-refunded')
  assert.match(told.body_text, /€\s90,00/)
  assert.match(told.body_text, /NL91 … 4300 van T\. Rug/)
  assert.doesNotMatch(told.body_text, /ABNA/)
  const reversing = await peil.act(clock, (context) =>
    reversePayment(context, { paymentId, version: 2, reason: 'Nee' }),
  )
  assert.equal(reversing.outcome, 'refunded')
  const done = twice.find((one) => one.outcome === 'refunded')
  const refundId = done?.outcome === 'refunded' ? done.refundId : ''
  const undo = () =>
    peil.act(
      clock,
      (context) => undoRefund(context, { paymentId, version: 2, refundId, reason: 'Storno' }),
      '2026-03-20',
    )
  assert.equal((await undo()).outcome, 'undone')
  assert.equal((await undo()).outcome, 'not-refunded')
  await assertRecorded(peil, 'payment', 'undo-refund', paymentId)
  assert.equal((await paymentOf(paymentId)).leftOverCents, 9500)
  // Nobody pays back more than was received, whatever else was settled meanwhile.
  await assert.rejects(
    peil.act(clock, async (context) => {
      await byHand(context)
      await sql`insert into refund (register, payment_id, cents, ground, label, account_name, iban,
          refunded_on)
        values ('krsd', ${paymentId}, 9501, 'x', 'x', 'x', 'NL91ABNA0417164300', '2026-03-20')`.execute(
        context.db,
      )
    }),
    /payment_settled/,
  )
})

test('of what was paid in part the rest is written off when somebody left', async () => {
  const who = await newcomer(peil, 'deels-weg@voorbeeld.nl', '2045-01-01', 'candidate')
  await peil.act(clock, sendYears, '2046-01-01')
  const [open] = await openOf(who)
  const invoiceId = open?.id ?? assert.fail('nothing is open')
  await booked({ cents: 4000, settles: [{ invoiceId, cents: 4000 }] }, '2046-01-10')
  await peil.act(
    clock,
    async (context) => {
      const member = await findMember(context, who.registrationId, { lock: true })
      assert.ok(member && (await endRegistration(context, member, 'not-paid')))
    },
    '2046-02-01',
  )
  const { version } = await invoiceOf(invoiceId)
  const written = await peil.act(
    clock,
    (context) => writeOffInvoice(context, { invoiceId, version, reason: 'Niet te innen.' }),
    '2046-03-01',
  )
  assert.equal(written.outcome, 'written-off')
  const now = await invoiceOf(invoiceId)
  assert.deepEqual([now.status, now.settledCents, now.openCents], ['written-off', 4000, 0])
  assert.match((await lastMailTo('deels-weg@voorbeeld.nl')).body_text, /55,00/)
})
