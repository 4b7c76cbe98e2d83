import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { centsOf } from '#engine'
import type { Register, Tariff } from '#regulations/register.ts'
import type { SignedUpPerson } from '#testing/people.ts'
import { clock, newcomer, sendYears } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'

const peil = await testPlatform()
const registers = peil.platform.registers as Map<string, Register>
const krsd = registers.get('krsd') as Register
const as95 = krsd.tariffs[0] as Tariff
const day = (text: string) => Temporal.PlainDate.from(text)

afterEach(() => registers.set('krsd', krsd))

function charging(...tariffs: readonly Partial<Tariff>[]): void {
  registers.set('krsd', { ...krsd, tariffs: tariffs.map((one) => ({ ...as95, ...one })) })
}

const invoicesOf = (who: SignedUpPerson) =>
  peil.act(clock, (context) => listInvoices(context, who.registrationId))
const yearly = (on: string) => peil.act(clock, sendYears, on)
const paperOf = async ({ documentId }: Invoice) => {
  const { content } = await peil.platform.db
    .selectFrom('paper_to_make')
    .where('document_id', '=', documentId ?? '')
    .select('content')
    .executeTakeFirstOrThrow()
  return (content as { data: { lines: unknown; vat: unknown } }).data
}
const pay = ({ id, version }: Invoice, on: string) =>
  peil.act(clock, (context) => payInvoice(context, { invoiceId: id, version, paidOn: day(on) }), on)
const only = (invoices: readonly Invoice[]) => {
  const [first, ...others] = invoices
  assert.ok(first !== undefined && others.length === 0, `${invoices.length} invoices`)
  return first
}

async function approve(who: SignedUpPerson, on: string): Promise<void> {
  const { agreementId } = who
  await peil.act(
    clock,
    async (context) => {
      const version = (await findAgreement(context, agreementId))?.version ?? 0
      assert.equal((await approveAgreement(context, { agreementId, version })).outcome, 'approved')
    },
    on,
  )
}

test('a tariff from a day on leaves what was sent before as it was', async () => {
  charging(
    {},
    { from: day('2027-01-01'), amount: centsOf(12_000), vat: 'excluded', rate: 21, ground: 'Btw' },
  )
  const who = await newcomer(peil, 'vanaf@voorbeeld.nl', '2026-03-10', 'candidate')
  await yearly('2027-03-10')
  const invoices = await invoicesOf(who)
  assert.deepEqual(
    invoices.map(({ netCents, vatCents, totalCents, vatTreatment }) => [
      ...[netCents, vatCents, totalCents, vatTreatment],
    ]),
    [
      [12_000, 2520, 14_520, 'excluded'],
      [9500, 0, 9500, 'exempt'],
    ],
  )
})

test('the first year by months is for the whole months that are left, and the next is a whole one', async () => {
  charging({ billing: 'calendar-year', firstYear: 'pro-rata' })
  const who = await newcomer(peil, 'rato@voorbeeld.nl', '2026-03-12', 'candidate')
  const first = only(await invoicesOf(who))
  assert.equal(first.totalCents, 7125)
  assert.deepEqual((await paperOf(first)).lines, [
    {
      description:
        'Jaarlijkse bijdrage Kwaliteitsregister Sociaal Domein, eerste jaar (9 van de 12 maanden)',
      cents: 7125,
    },
  ])
  assert.equal(`${first.coversFirst} ${first.coversLast}`, '2026-03-12 2026-12-31')
  await yearly('2027-01-01')
  const [second] = await invoicesOf(who)
  assert.equal(second?.totalCents, 9500)
  assert.equal(`${second?.coversFirst} ${second?.coversLast}`, '2027-01-01 2027-12-31')
})

test('what was charged by months and paid in the next year covers no more for that', async () => {
  charging({ billing: 'calendar-year', firstYear: 'pro-rata' })
  const who = await newcomer(peil, 'laat@voorbeeld.nl', '2026-11-20', 'approved')
  const first = only(await invoicesOf(who))
  assert.equal(first.totalCents, 792)
  await pay(first, '2027-01-05')
  await yearly('2027-01-06')
  const [second] = await invoicesOf(who)
  assert.equal(`${second?.coversFirst} ${second?.coversLast}`, '2027-01-01 2027-12-31')
})

test('whose last month is not a whole one has nothing to pay that year', async () => {
  charging({ billing: 'calendar-year', firstYear: 'pro-rata' })
  const who = await newcomer(peil, 'december@voorbeeld.nl', '2026-12-02', 'candidate')
  assert.deepEqual(await invoicesOf(who), [])
  const member = await peil.act(clock, (context) => findMember(context, who.registrationId))
  assert.equal(member?.status, 'candidate')
})

test('a first year that is free makes a candidate at once, and the second is paid', async () => {
  charging({ firstYear: 'free' })
  const who = await newcomer(peil, 'gratis@voorbeeld.nl', '2026-03-10', 'approved')
  const member = await peil.act(clock, (context) => findMember(context, who.registrationId))
  assert.equal(member?.status, 'candidate')
  await yearly('2027-03-09')
  assert.deepEqual(await invoicesOf(who), [])
  await yearly('2027-03-10')
  assert.equal(only(await invoicesOf(who)).totalCents, 9500)
})

test('a discount is given on what is known of somebody, in the years for which it is', async () => {
  const fact = 'works-in-profession'
  charging({
    discounts: [
      { name: 'Korting voor vakgenoten', percent: 20, fact, years: 'first' },
      { name: 'Ledenkorting', amount: centsOf(1000), fact, years: 'every' },
    ],
  })
  const without = await newcomer(peil, 'geen-korting@voorbeeld.nl', '2026-03-10', 'approved')
  assert.equal(only(await invoicesOf(without)).totalCents, 9500)
  const who = await newcomer(peil, 'korting@voorbeeld.nl', '2026-03-10', 'signed')
  const { registrationId } = who
  await peil.act(
    who.actor,
    (context) =>
      state(context, {
        registrationId,
        stated: { member: 'fact', fact, value: true },
        files: [],
        atSignUp: true,
      }),
    '2026-03-10',
  )
  await approve(who, '2026-03-10')
  const first = only(await invoicesOf(who))
  assert.equal(first.totalCents, 9500 - 1900 - 1000)
  assert.deepEqual((await paperOf(first)).lines, [
    {
      description: 'Jaarlijkse bijdrage Kwaliteitsregister Sociaal Domein, eerste jaar',
      cents: 9500,
    },
    { description: 'Korting voor vakgenoten (20%)', cents: -1900 },
    { description: 'Ledenkorting', cents: -1000 },
  ])
  await pay(first, '2026-03-10')
  await yearly('2027-03-10')
  assert.equal((await invoicesOf(who))[0]?.totalCents, 8500)
})

test('a category has a tariff of its own once somebody stands in it', async () => {
  charging({}, { category: 'senior', amount: centsOf(11_000) })
  const who = await newcomer(peil, 'categorie@voorbeeld.nl', '2026-03-10', 'candidate')
  const other = await newcomer(peil, 'zonder@voorbeeld.nl', '2026-03-10', 'candidate')
  assert.equal(only(await invoicesOf(who)).totalCents, 9500)
  await peil.act(clock, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('registration')
      .where('id', '=', who.registrationId)
      .set({ category: 'senior' })
      .execute()
  })
  await yearly('2027-03-10')
  assert.equal((await invoicesOf(who))[0]?.totalCents, 11_000)
  assert.equal((await invoicesOf(other))[0]?.totalCents, 9500)
})

test('what the tax does not speak of says so on the invoice and in its mail', async () => {
  charging({ vat: 'out-of-scope', ground: 'Contributie: buiten de btw' })
  const who = await newcomer(peil, 'buiten@voorbeeld.nl', '2026-03-10', 'approved')
  const invoice = only(await invoicesOf(who))
  assert.deepEqual(
    [invoice.netCents, invoice.vatCents, invoice.totalCents, invoice.vatTreatment],
    [9500, 0, 9500, 'out-of-scope'],
  )
  assert.deepEqual((await paperOf(invoice)).vat, {
    treatment: 'out-of-scope',
    ground: 'Contributie: buiten de btw',
  })
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', who.email)
    .where('kind', '=', 'invoice-sent')
    .select('body_text')
    .executeTakeFirstOrThrow()
  assert.match(mail.body_text, /Btw: +Contributie: buiten de btw/)
})

test('numbers have no gaps, also where a year was not charged in between', async () => {
  charging({ firstYear: 'free' })
  await newcomer(peil, 'tussen@voorbeeld.nl', '2026-05-01', 'approved')
  charging({})
  await newcomer(peil, 'erna@voorbeeld.nl', '2026-05-01', 'approved')
  const rows = await peil.platform.db.selectFrom('invoice').select('number').execute()
  const numbers = rows.map(({ number }) => Number(number.slice(-6))).toSorted((a, b) => a - b)
  assert.deepEqual(
    numbers,
    numbers.map((_, at) => at + 1),
  )
})
