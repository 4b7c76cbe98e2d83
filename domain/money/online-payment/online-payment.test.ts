import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { beginOnlinePayment } from '#domain/money/online-payment/begin-online-payment.ts'
import { carryOnOnlinePayment } from '#domain/money/online-payment/carry-on.ts'
import { lookAfterOnlinePayments } from '#domain/money/online-payment/look-after.ts'
import { findOnlinePayment } from '#domain/money/online-payment/queries.ts'
import { creditInvoice } from '#domain/money/payment/credit-invoice.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { findPayment, listPayments } from '#domain/money/payment/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { mollieKey, startMollie } from '#testing/mollie-server.ts'
import type { SignedUpPerson } from '#testing/people.ts'
import { clock, newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const mollie = await startMollie()
const peil = await testPlatform({
  env: { MOLLIE_API_KEY_KRSD: mollieKey, PEIL_MOLLIE_URL: mollie.url },
})
const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
const since = today.subtract({ days: 3 }).toString()

const owing = (name: string) => newcomer(peil, `${name}@voorbeeld.nl`, since, 'approved')
const begin = ({ invoiceId, actor }: SignedUpPerson) =>
  peil.act(actor, (context) => beginOnlinePayment(context, { invoiceId, begunAt: 'own' }))
const carryOn = (onlinePaymentId: string) =>
  carryOnOnlinePayment(peil.platform, { register: 'krsd', onlinePaymentId })
const onlineOf = async (id: string) =>
  (await peil.act(clock, (context) => findOnlinePayment(context, id))) ?? assert.fail(id)
const invoiceOf = async (id: string) =>
  (await peil.act(clock, (context) => findInvoice(context, id))) ?? assert.fail(id)
const paymentsFor = async (mollieId: string) =>
  peil.act(clock, (context) => listPayments(context, `Mollie ${mollieId}`))
const undone = () =>
  peil.act(clock, ({ db, register }) =>
    db
      .selectFrom('left_undone')
      .where('register', '=', register.id)
      .where('task', '=', 'lookAfterOnlinePayments')
      .select(['whose', 'reason'])
      .execute(),
  )
/** Begun and made at Mollie, with what it is called there. */
async function begun(who: SignedUpPerson) {
  const asked = await begin(who)
  if (asked.outcome !== 'begun') return assert.fail(asked.outcome)
  await carryOn(asked.onlinePaymentId)
  const { mollieId } = await onlineOf(asked.onlinePaymentId)
  return { id: asked.onlinePaymentId, mollieId: mollieId ?? assert.fail() }
}
const told = (body: string, register = 'krsd') =>
  peil.app.request(`http://peil.test/${register}/mollie`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  })

test('one of which nothing was heard is looked after in the morning', async () => {
  const who = await owing('negen')
  const { id } = await begun(who)
  const sent = async () => {
    const before = peil.jobs.length
    await peil.act(clock, lookAfterOnlinePayments)
    return peil.jobs
      .slice(before)
      .some((job) => job.name === 'online-payment' && job.data.onlinePaymentId === id)
  }
  assert.equal(await sent(), false)
  await peil.act(clock, async ({ db }) => {
    await byHand({ db })
    await sql`update online_payment set created_at = created_at - interval '2 hours'
      where id = ${id}`.execute(db)
  })
  assert.equal(await sent(), true)
})

test('what was paid online is booked once, whoever tells it and however often', async () => {
  const who = await owing('een')
  const { id, mollieId } = await begun(who)
  await assertRecorded(peil, 'online-payment', 'ask', id)
  await assertRecorded(peil, 'online-payment', 'begin', id)
  assert.equal((await onlineOf(id)).state, 'open')
  assert.equal((await invoiceOf(who.invoiceId)).status, 'open')
  // Told before it was paid, it is not paid.
  await carryOn(id)
  assert.equal((await onlineOf(id)).state, 'open')
  mollie.madeUp.settle(mollieId, 'paid')
  const before = peil.jobs.length
  for (const body of [`id=${mollieId}`, `id=${mollieId}&status=paid`]) {
    assert.equal((await told(body)).status, 200)
  }
  assert.equal(peil.jobs.length, before + 2)
  await Promise.all([carryOn(id), carryOn(id), carryOn(id)])
  await carryOn(id)
  const { state, paymentId } = await onlineOf(id)
  assert.equal(state, 'paid')
  const invoice = await invoiceOf(who.invoiceId)
  assert.deepEqual([invoice.status, invoice.settledCents], ['paid', 9500])
  const found = await paymentsFor(mollieId)
  assert.equal(found.length, 1)
  const [payment] = found
  assert.deepEqual(
    [payment?.id, payment?.source, payment?.cents, payment?.payerName, payment?.payerIban],
    [paymentId, 'online', 9500, 'Voorbeeldrekening', 'NL02ABNA0123456789'],
  )
  const member = await peil.act(clock, (context) => findMember(context, who.registrationId))
  assert.equal(member?.status, 'candidate')
  await assertRecorded(peil, 'online-payment', 'pay', id)
  await assertRecorded(peil, 'payment', 'book', paymentId)
})

test('what anybody may send to the address of Mollie changes nothing, and is answered alike', async () => {
  const who = await owing('twee')
  const { id, mollieId } = await begun(who)
  const before = peil.jobs.length
  const forged = [
    'id=tr_doesNotExist',
    'id=',
    '',
    'id=1%27%3B%20drop%20table%20payment',
    `id=${'a'.repeat(5000)}`,
    `status=paid&metadata=${id}`,
    '\u0000',
  ]
  for (const body of forged) assert.equal((await told(body)).status, 200, body.slice(0, 40))
  // Of another register it is not known, and neither is a register that is not there.
  assert.equal((await told(`id=${mollieId}`, 'lklr')).status, 200)
  assert.equal((await told(`id=${mollieId}`, 'nergens')).status, 200)
  assert.equal(peil.jobs.length, before)
  // One that is ours only makes Peil ask: nobody paid.
  await told(`id=${mollieId}`)
  await carryOn(id)
  assert.equal((await invoiceOf(who.invoiceId)).status, 'open')
})

test('who begins twice goes on with the first, and who pays too little or in another currency does not pay', async () => {
  const who = await owing('drie')
  const { id, mollieId } = await begun(who)
  assert.deepEqual(await begin(who), { outcome: 'goes-on', onlinePaymentId: id })
  const payment = mollie.madeUp.payments.get(mollieId) ?? assert.fail()
  mollie.madeUp.settle(mollieId, 'paid')
  mollie.madeUp.payments.set(mollieId, { ...payment, value: '0.95' })
  await carryOn(id)
  assert.equal((await onlineOf(id)).state, 'odd')
  await assertRecorded(peil, 'online-payment', 'doubt', id)
  assert.match((await undone()).find(({ whose }) => whose === id)?.reason ?? '', /95 cents/)
  assert.equal((await invoiceOf(who.invoiceId)).status, 'open')
  assert.equal((await paymentsFor(mollieId)).length, 0)
  // Whoever administers sees it every morning.
  await assert.rejects(peil.act(clock, lookAfterOnlinePayments), /95 cents/)
  for (const wrong of [{ currency: 'USD' }, { metadata: { peil: 'something else' } }]) {
    const other = await owing(`drie-${Object.keys(wrong)[0]}`)
    const next = await begun(other)
    const one = mollie.madeUp.payments.get(next.mollieId) ?? assert.fail()
    mollie.madeUp.settle(next.mollieId, 'paid')
    mollie.madeUp.payments.set(next.mollieId, { ...one, ...wrong })
    await carryOn(next.id)
    assert.equal((await onlineOf(next.id)).state, 'odd')
    assert.equal((await invoiceOf(other.invoiceId)).status, 'open')
  }
})

test('one that ended may still turn out to be paid, and never the other way round', async () => {
  const who = await owing('vier')
  const { id, mollieId } = await begun(who)
  mollie.madeUp.settle(mollieId, 'expired')
  await carryOn(id)
  assert.equal((await onlineOf(id)).state, 'expired')
  await assertRecorded(peil, 'online-payment', 'expire', id)
  const stopped = await begun(await owing('vier-stopt'))
  mollie.madeUp.settle(stopped.mollieId, 'canceled')
  await carryOn(stopped.id)
  assert.equal((await onlineOf(stopped.id)).state, 'cancelled')
  await assertRecorded(peil, 'online-payment', 'cancel', stopped.id)
  const failed = await begun(await owing('vier-faalt'))
  mollie.madeUp.settle(failed.mollieId, 'failed')
  await carryOn(failed.id)
  assert.equal((await onlineOf(failed.id)).state, 'failed')
  await assertRecorded(peil, 'online-payment', 'fail', failed.id)
  const payment = mollie.madeUp.payments.get(mollieId) ?? assert.fail()
  payment.status = 'paid'
  await carryOn(id)
  assert.equal((await onlineOf(id)).state, 'paid')
  payment.status = 'expired'
  await carryOn(id)
  assert.equal((await onlineOf(id)).state, 'paid')
  assert.equal((await invoiceOf(who.invoiceId)).status, 'paid')
})

test('an invoice that was paid or credited meanwhile leaves the money over', async () => {
  const paid = await owing('vijf')
  const first = await begun(paid)
  await peil.act(clock, async (context) => {
    const { version } = (await findInvoice(context, paid.invoiceId)) ?? assert.fail()
    const { invoiceId } = paid
    await payInvoice(context, { invoiceId, version, paidOn: context.today, cents: 4000 })
  })
  const credited = await owing('zes')
  const second = await begun(credited)
  await peil.act(clock, async (context) => {
    const invoice = (await findInvoice(context, credited.invoiceId)) ?? assert.fail()
    const { id: invoiceId, version } = invoice
    await creditInvoice(context, { invoiceId, version, cents: 9500, reason: 'Niet verschuldigd.' })
  })
  for (const [{ id, mollieId }, left] of [
    [first, 4000],
    [second, 9500],
  ] as const) {
    mollie.madeUp.settle(mollieId, 'paid')
    await carryOn(id)
    const { paymentId } = await onlineOf(id)
    const payment = await peil.act(clock, (context) => findPayment(context, paymentId ?? ''))
    assert.equal(payment?.leftOverCents, left)
  }
})

test('what went back at Mollie reverses the payment once it is all of it', async () => {
  const who = await owing('zeven')
  const { id, mollieId } = await begun(who)
  const payment = mollie.madeUp.settle(mollieId, 'paid') ?? assert.fail()
  await carryOn(id)
  payment.refunded = '10.00'
  await carryOn(id)
  await carryOn(id)
  assert.deepEqual([(await onlineOf(id)).state, (await onlineOf(id)).returnedCents], ['paid', 1000])
  await assertRecorded(peil, 'online-payment', 'return-part', id)
  payment.chargedBack = '85.00'
  await carryOn(id)
  await carryOn(id)
  const { state, paymentId } = await onlineOf(id)
  assert.equal(state, 'reversed')
  await assertRecorded(peil, 'online-payment', 'reverse', id)
  const reversed = await peil.act(clock, (context) => findPayment(context, paymentId ?? ''))
  assert.notEqual(reversed?.reversedOn, undefined)
  assert.equal((await invoiceOf(who.invoiceId)).status, 'open')
})

test('where Mollie is away, slow or refuses, nothing half-written stays, and a refused key is told', async () => {
  const who = await owing('acht')
  mollie.fault = (answer) => answer.writeHead(200).end('<html>')
  const asked = await begin(who)
  if (asked.outcome !== 'begun') return assert.fail(asked.outcome)
  await carryOn(asked.onlinePaymentId)
  const { state, mollieId } = await onlineOf(asked.onlinePaymentId)
  assert.deepEqual([state, mollieId], ['not-begun', undefined])
  await assertRecorded(peil, 'online-payment', 'refuse', asked.onlinePaymentId)
  mollie.fault = undefined
  const later = await begun(who)
  // One that is there is asked about again.
  mollie.fault = (answer) => answer.writeHead(503).end()
  await assert.rejects(carryOn(later.id), /status 503/)
  assert.equal((await onlineOf(later.id)).state, 'open')
  mollie.fault = (answer) => answer.writeHead(401).end('{}')
  await carryOn(later.id)
  assert.ok((await undone()).some(({ whose }) => whose === 'key-refused'))
  mollie.fault = undefined
  await carryOn(later.id)
  assert.ok(!(await undone()).some(({ whose }) => whose === 'key-refused'))
})

test('a register without a key is not paid online', async () => {
  const other = await testPlatform()
  const who = await newcomer(other, 'elders@voorbeeld.nl', since, 'approved')
  const begun = await other.act(who.actor, (context) =>
    beginOnlinePayment(context, { invoiceId: who.invoiceId, begunAt: 'own' }),
  )
  assert.equal(begun.outcome, 'not-here')
  const own = await other.signIn('elders@voorbeeld.nl')
  const page = await (await other.get('/krsd/aanmelden/betalen', own.cookie)).text()
  assert.ok(!page.includes('iDEAL'))
  assert.match(page, /Maak <strong>/)
})
