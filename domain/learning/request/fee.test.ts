import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { Owner } from '#domain/courses/course/course.ts'
import { makeCourse } from '#domain/courses/course/keep-course.ts'
import { keepMade } from '#domain/demo/cast/keep-made.ts'
import { completePart } from '#domain/learning/judging/check-part.ts'
import { savePart, startRequest } from '#domain/learning/request/draft-request.ts'
import { handInRequest, withdrawPart } from '#domain/learning/request/hand-in.ts'
import { keepRequestFiles } from '#domain/learning/request/keep-files.ts'
import { findRequest } from '#domain/learning/request/queries.ts'
import { listInvoicesToPay } from '#domain/money/invoice/list-invoices-to-pay.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { remindInvoices } from '#domain/money/invoice/remind-invoices.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { listPayments } from '#domain/money/payment/queries.ts'
import { openThings } from '#domain/organisations/closing/open-things.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { centsOf, hundredthsOf } from '#engine'
import type { Register, Tariff } from '#regulations/register.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague } from '#testing/cast.ts'
import { checkedProvider, courseFacts } from '#testing/courses.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

// What a provider owes for what it asks of a register: charged when it hands it in, seen, reminded of and paid.

const peil = await testPlatform()
const { db } = peil.platform
const registers = peil.platform.registers as Map<string, Register>
const krsd = registers.get('krsd') as Register
const day = (text: string) => Temporal.PlainDate.from(text)
const as95 = krsd.tariffs[0] as Tariff
const fee: Tariff = {
  ...as95,
  kind: 'accreditation',
  amount: centsOf(20_000),
  vat: 'excluded',
  rate: 21,
  ground: 'Btw 21%',
  description: 'Accreditatie',
}
registers.set('krsd', {
  ...krsd,
  tariffs: [
    as95,
    fee,
    { ...fee, from: day('2024-01-01'), amount: centsOf(30_000) },
    { ...fee, purpose: 'extension', amount: centsOf(10_000) },
  ],
  accreditation: {
    ...(krsd.accreditation ?? assert.fail()),
    fees: { new: centsOf(0), change: centsOf(0), extension: centsOf(0) },
    paidFirst: true,
    withdrawn: 'credited',
  },
})

const member = (name: string, parts: Parameters<typeof colleague>[2] = []) =>
  colleague(peil, { email: `${name}@peil.example`, firstName: name, lastName: 'Bos' }, parts)
const mila = await member('mila')
const rob = await member('rob')
const sanne = await member('sanne', ['secretariat'])
const school = await checkedProvider(peil, 'Academie De Brug', [
  [mila, ['applicant']],
  [rob, ['recorder']],
])
const owner = { is: 'organisation', id: school } as Owner
const as = <Result>(
  who: CastAccount,
  work: (context: Context) => Promise<Result>,
  today = '2023-03-01',
) => peil.act(who.actor, work, today)
const mailed = async (kind: string) =>
  db
    .selectFrom('mail_message')
    .where('kind', '=', kind)
    .select(['to_address', 'body_text'])
    .execute()

/** A course of the school, asked of the register on a day; gives what is asked. */
async function asked(title: string, today: string): Promise<string> {
  const made = await as(
    mila,
    (context) => makeCourse(context, owner, courseFacts({ title, keptBy: mila.accountId })),
    today,
  )
  assert.ok(made.outcome === 'made')
  const subject = { is: 'course', id: made.id } as const
  const started = await as(
    mila,
    (context) =>
      startRequest(context, owner, { subject, registers: ['krsd'], purpose: 'extension' }),
    today,
  )
  assert.ok(started.outcome === 'started')
  const part = async () => {
    const found = await as(mila, async (context) => {
      await actForOrganisation(context, school)
      return findRequest(context, started.id)
    })
    return found?.parts[0] ?? assert.fail()
  }
  const { id, version } = await part()
  const pdf = Buffer.from(`%PDF-1.7 ${title}`)
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  const programme = await keepMade(peil, { pdf, sha256, fileName: 'programma.pdf', title })
  await as(
    mila,
    async (context) => {
      const criteria = krsd.accreditation?.criteria ?? []
      await savePart(context, owner, id, {
        counts: [{ kind: 'training', amount: hundredthsOf(800), attributes: ['accredited'] }],
        answers: Object.fromEntries(criteria.map((one) => [one.id, 'Dit.'])),
        version,
      })
    },
    today,
  )
  await as(
    mila,
    (context) =>
      keepRequestFiles(context, owner, started.id, { shows: 'programme', files: [programme] }),
    today,
  )
  const handed = await as(mila, (context) => handInRequest(context, owner, started.id), today)
  assert.equal(handed.outcome, 'handed-in')
  return id
}

const invoiceOf = async (part: string) => {
  const { id } = await db
    .selectFrom('invoice')
    .where('about_id', '=', part)
    .select('id')
    .executeTakeFirstOrThrow()
  return (await peil.act(clock, (context) => findInvoice(context, id))) ?? assert.fail()
}
const versionOf = async (part: string) =>
  (
    await db
      .selectFrom('accreditation_part')
      .where('id', '=', part)
      .select('version')
      .executeTakeFirstOrThrow()
  ).version

let first = ''

test('handing in is charged to the organisation, by the tariff of that day', async () => {
  first = await asked('Gespreksvaardigheden', '2023-03-01')
  const invoice = await invoiceOf(first)
  assert.deepEqual(
    [invoice.kind, invoice.organisationId, invoice.registrationId],
    ['accreditation', school, undefined],
  )
  assert.deepEqual([invoice.netCents, invoice.vatCents, invoice.totalCents], [20_000, 4200, 24_200])
  assert.equal(invoice.vatGround, 'Btw 21%')
  await assertRecorded(peil, 'invoice', 'send', invoice.id)
  const later = await invoiceOf(await asked('Later', '2024-02-01'))
  assert.equal(later.netCents, 30_000)
  const { fee } = await db
    .selectFrom('accreditation_part')
    .where('id', '=', first)
    .select('fee')
    .executeTakeFirstOrThrow()
  assert.equal(fee, 24_200)
  const mails = await mailed('invoice-sent')
  assert.deepEqual(
    mails.map(({ to_address }) => to_address.split('@')[0]),
    ['mila', 'mila'],
  )
  assert.match(mails[0]?.body_text ?? '', /de aanvraag van accreditatie/)
})

test('the back office finds it by the name of the organisation, among what is open', async () => {
  for (const typed of ['', 'academie de br']) {
    const listed = await as(sanne, (context) => listInvoicesToPay(context, typed))
    assert.deepEqual([...new Set(listed.map(({ name }) => name))], ['Academie De Brug'])
  }
})

test('those of the organisation who may see its invoices are reminded, and of no hold', async () => {
  await peil.act(clock, remindInvoices, '2023-05-20')
  const mails = await mailed('payment-reminder')
  assert.deepEqual(
    mails.map(({ to_address }) => to_address.split('@')[0]),
    ['mila'],
  )
  assert.doesNotMatch(mails[0]?.body_text ?? '', /opgeschort/)
})

test('the organisation sees what it owes and cannot be closed before', async () => {
  const open = await as(mila, async (context) => {
    await actForOrganisation(context, school)
    return openThings(context, school)
  })
  assert.deepEqual(
    open.find(({ thing }) => thing === 'invoice'),
    { thing: 'invoice', count: 2 },
  )
  const { cookie } = await peil.signIn('mila@peil.example')
  const list = await (await peil.get(`/krsd/organisaties/${school}/facturen`, cookie)).text()
  assert.match(list, /€\s605,00 open/)
  const invoice = await invoiceOf(first)
  const at = `/krsd/organisaties/${school}/facturen/${invoice.id}`
  const page = await (await peil.get(at, cookie)).text()
  assert.match(page, new RegExp(invoice.number))
  assert.match(page, /Betalingskenmerk/)
  await peil.makePapers()
  const paper = await peil.get(`${at}/factuur`, cookie)
  assert.equal(paper.headers.get('content-type'), 'application/pdf')
  const { cookie: other } = await peil.signIn('rob@peil.example')
  assert.notEqual((await peil.get(at, other)).status, 200)
})

test('what is looked at once it is paid waits for that, and goes on then', async () => {
  const complete = async () =>
    as(sanne, async (context) => completePart(context, first, await versionOf(first)), '2023-06-01')
  assert.equal((await complete()).outcome, 'unpaid')
  const { id, version } = await invoiceOf(first)
  const paid = await as(
    sanne,
    (context) => payInvoice(context, { invoiceId: id, version, paidOn: day('2023-06-01') }),
    '2023-06-01',
  )
  assert.equal(paid.outcome, 'paid')
  const [payment] = await as(sanne, (context) => listPayments(context, 'De Brug'), '2023-06-01')
  assert.deepEqual(payment?.names, ['Academie De Brug'])
  assert.equal((await complete()).outcome, 'complete')
})

test('what is withdrawn before it went to whoever decides is credited, and what was paid is left over', async () => {
  const part = await asked('Te vroeg', '2023-07-01')
  const { id, version } = await invoiceOf(part)
  await as(
    sanne,
    (context) => payInvoice(context, { invoiceId: id, version, paidOn: day('2023-07-02') }),
    '2023-07-02',
  )
  const withdrawn = await as(mila, (context) => withdrawPart(context, owner, part), '2023-07-03')
  assert.equal(withdrawn.outcome, 'withdrawn')
  const invoice = await invoiceOf(part)
  assert.deepEqual([invoice.status, invoice.creditedCents], ['credited', 24_200])
  await assertRecorded(peil, 'invoice', 'credit', id)
  const payments = await as(sanne, (context) => listPayments(context, ''), '2023-07-03')
  assert.deepEqual(
    payments.map(({ leftOverCents }) => leftOverCents),
    [24_200],
  )
  const late = await as(mila, (context) => withdrawPart(context, owner, first), '2023-07-03')
  assert.equal(late.outcome, 'withdrawn')
  assert.equal((await invoiceOf(first)).status, 'paid')
})
