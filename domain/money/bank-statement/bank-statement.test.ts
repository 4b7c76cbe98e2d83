import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { CheckedStatement } from '#domain/money/bank-statement/check-statements.ts'
import { differenceIn, gapsIn } from '#domain/money/bank-statement/check-statements.ts'
import { processBankFile } from '#domain/money/bank-statement/process-bank-file.ts'
import type { BankLine } from '#domain/money/bank-statement/queries.ts'
import {
  candidatesOfLine,
  findBankFile,
  findBankLine,
  lineOfPayment,
  linesOf,
  listStatements,
  listWaitingLines,
} from '#domain/money/bank-statement/queries.ts'
import {
  bookLine,
  putLineAside,
  reverseByLine,
  takeLineUp,
} from '#domain/money/bank-statement/settle-line.ts'
import { takeBankFile } from '#domain/money/bank-statement/take-bank-file.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { findPayment } from '#domain/money/payment/queries.ts'
import { reversePayment } from '#domain/money/payment/reverse-payment.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { MadeStatement, MadeTransaction } from '#testing/bank-file.ts'
import { camtFile } from '#testing/bank-file.ts'
import { clock, newcomer, professional, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const { db } = peil.platform
const iban = peil.platform.registers.get('krsd')?.organisation.bank.iban ?? ''
const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
const issued = today.subtract({ days: 20 }).toString()
const paidOn = today.subtract({ days: 5 }).toString()

const { accountId: sanne } = await peil.signIn('sanne@voorbeeld.nl', ['secretariat'])
const office: Actor = professional(sanne, 'sanne@voorbeeld.nl')

/** Sends a file as somebody of the back office and lets the worker read it; gives it as it is then. */
async function send(contents: string, sender = office) {
  const bytes = Buffer.from(contents)
  const fileKey = await peil.platform.files.put(Readable.from([bytes]), 'text/xml', bytes.length)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const { id } = await peil.act(sender, (context) =>
    takeBankFile(context, { name: 'afschrift.xml', sha256, fileKey }),
  )
  const job = peil.jobs.findLast(({ name }) => name === 'bank-file')
  assert.deepEqual(job, { name: 'bank-file', data: { register: 'krsd', fileId: id } })
  await processBankFile(peil.platform, { register: 'krsd', fileId: id })
  // What was read is not kept.
  assert.equal(await peil.platform.files.get(fileKey), undefined)
  return (await peil.act(clock, (context) => findBankFile(context, id))) ?? assert.fail(id)
}

const statement = (transactions: readonly MadeTransaction[], more: Partial<MadeStatement> = {}) =>
  camtFile([{ iban, first: paidOn, transactions, ...more }])

const invoiceOf = async (id: string) =>
  (await peil.act(clock, (context) => findInvoice(context, id))) ?? assert.fail(id)
const waiting = () => peil.act(clock, listWaitingLines)
const lineOf = async (id: string) =>
  (await peil.act(clock, (context) => findBankLine(context, id))) ?? assert.fail(id)
/** The line with these words. */
const lineSaying = async (words: string): Promise<BankLine> => {
  const row = await db
    .selectFrom('bank_line')
    .where('words', 'like', `%${words}%`)
    .select('id')
    .executeTakeFirstOrThrow()
  return lineOf(row.id)
}
const paymentCount = async () => (await db.selectFrom('payment').select('id').execute()).length

test('what is sure is booked with who paid and by what it was known, what is not waits, and twice is once', async () => {
  const farid = await newcomer(peil, 'farid@voorbeeld.nl', issued, 'approved')
  const judith = await newcomer(
    ...([peil, 'judith@voorbeeld.nl', issued, 'approved'] as const),
    somebody({ firstName: 'Judith', initials: 'J.', lastName: 'Bakker' }),
  )
  const { reference, number } = await invoiceOf(farid.invoiceId)
  const contents = statement([
    {
      ...{ cents: 9500, bankReference: 'BANK-A-001', reference, words: 'Contributie farid' },
      ...{ payerName: 'F EL AMRANI', payerIban: 'NL91ABNA0417164300' },
    },
    { cents: 9400, bankReference: 'BANK-A-002', words: 'van Judith', payerName: 'Mw J Bakker' },
    { cents: 9500, bankReference: 'BANK-A-003', words: `nog eens ${number}` },
    { cents: 1500, debit: true, words: 'Huur van de zaal', payerName: 'Zalen BV' },
  ])
  const file = await send(contents)
  assert.deepEqual(
    [file.state, file.counts],
    ['done', { booked: 1, waiting: 2, reversed: 0, known: 0, debits: 1, pending: 0 }],
  )
  assert.equal((await invoiceOf(farid.invoiceId)).paidOn?.toString(), paidOn)
  const line = await lineSaying('Contributie farid')
  const payment = await peil.act(clock, (context) => findPayment(context, line.paymentId ?? ''))
  assert.deepEqual(
    [payment?.source, payment?.payerName, payment?.payerIban, payment?.reference],
    ['bank', 'F EL AMRANI', 'NL91ABNA0417164300', `${reference} Contributie farid`],
  )
  assert.deepEqual(line.reasons, [{ is: 'reference', reference }, { is: 'amount' }])
  const back = await peil.act(clock, (context) => lineOfPayment(context, payment?.id ?? ''))
  assert.equal(back?.id, line.id)
  await assertRecorded(peil, 'bank-statement', 'send', file.id)
  await assertRecorded(peil, 'bank-statement', 'read', file.id)
  await assertRecorded(peil, 'bank-statement', 'match', file.id)
  await assertRecorded(peil, 'bank-line', 'book', line.id)
  await assertRecorded(peil, 'payment', 'book', payment?.id ?? '')
  const doubts = (await waiting()).map(({ words, doubt }) => [words, doubt])
  assert.deepEqual(doubts, [
    ['van Judith', { is: 'not-sure' }],
    [`nog eens ${number}`, { is: 'already-paid', number, on: '' }],
  ])
  await assertRecorded(peil, 'bank-line', 'wait', (await lineSaying('van Judith')).id)
  const [candidate] = await peil.act(clock, async (context) =>
    candidatesOfLine(context, (await lineSaying('van Judith')).id),
  )
  assert.deepEqual(
    candidate?.invoices.map(({ id, cents }) => [id, cents]),
    [[judith.invoiceId, 9400]],
  )
  // What money went out is nowhere.
  const { rows } = await sql<{ kept: string }>`
    select to_jsonb(l)::text || to_jsonb(s)::text as kept from bank_line l
      join bank_statement s on s.id = l.statement_id`.execute(db)
  assert.ok(rows.every(({ kept }) => !/zaal|Zalen/i.test(kept)))
  // The same file, and one of days that overlap.
  const before = await paymentCount()
  const again = await send(contents)
  assert.deepEqual(again.counts, {
    ...{ booked: 0, waiting: 0, reversed: 0, known: 3, debits: 1, pending: 0 },
  })
  const overlap = await send(
    camtFile(
      [
        {
          ...{ iban, id: 'week', first: paidOn, last: today.toString() },
          transactions: [
            { cents: 9400, bankReference: 'BANK-A-002', words: 'van Judith', day: paidOn },
            { cents: 700, bankReference: 'BANK-A-009', words: 'onbekend', day: today.toString() },
          ],
        },
      ],
      { version: '08' },
    ),
  )
  assert.deepEqual([overlap.counts.known, overlap.counts.waiting], [1, 1])
  assert.equal(await paymentCount(), before)
  const statements = await peil.act(clock, (context) => listStatements(context))
  assert.deepEqual(
    statements.map(({ name, credits, waiting: wait }) => [name === 'week', credits, wait]),
    [
      [true, 2, 1],
      [false, 3, 2],
    ],
  )
})

test('lines without a reference of the bank are known by what they say, two alike on a day as two', async () => {
  const alike = { cents: 333, words: 'koffie', payerName: 'A', payerIban: 'NL91ABNA0417164300' }
  const first = await send(statement([alike, alike], { id: 'koffie' }))
  assert.deepEqual([first.counts.waiting, first.counts.known], [2, 0])
  const more = await send(statement([alike, alike, alike], { id: 'koffie met meer' }))
  assert.deepEqual([more.counts.waiting, more.counts.known], [1, 2])
})

test('of a file that cannot be read to its end nothing is kept, and why is', async () => {
  const count = async () => (await db.selectFrom('bank_line').select('id').execute()).length
  const before = await count()
  const fine = { iban, first: paidOn, transactions: [{ cents: 800, words: 'goed' }] }
  const others: readonly (readonly [string, string])[] = [
    ['broken', statement([{ cents: 800, words: 'half' }]).slice(0, -60)],
    [
      'other-account',
      camtFile([fine, { ...fine, iban: 'NL91ABNA0417164300', id: 'van een ander' }]),
    ],
    ['other-currency', camtFile([fine, { ...fine, id: 'dollar', currency: 'USD' }])],
    ['definitions', camtFile([fine], { before: '<!DOCTYPE Document>' })],
  ]
  for (const [why, contents] of others) {
    const file = await send(contents)
    assert.deepEqual([file.state, file.problem], ['unreadable', why])
    await assertRecorded(peil, 'bank-statement', 'give-up', file.id)
  }
  assert.equal(await count(), before)
})

test('what the bank takes back reverses the payment that it was, or waits where that is not sure', async () => {
  const who = await newcomer(peil, 'storno@voorbeeld.nl', issued, 'approved')
  const { reference } = await invoiceOf(who.invoiceId)
  const booked = await send(
    statement(
      [
        {
          cents: 9500,
          reference,
          endToEnd: 'E2E-77',
          bankReference: 'BANK-S-001',
          words: 'storno',
        },
      ],
      { id: 'storno-1' },
    ),
  )
  assert.equal(booked.counts.booked, 1)
  const line = await lineSaying('storno')
  const reversal = { cents: 9500, debit: true, reversal: true, day: today.toString() }
  const file = await send(
    statement(
      [
        { ...reversal, endToEnd: 'E2E-77', bankReference: 'BANK-S-002', words: 'teruggeboekt' },
        { ...reversal, endToEnd: 'E2E-78', bankReference: 'BANK-S-003', words: 'welke dan' },
        { cents: 2500, reversal: true, bankReference: 'BANK-S-004', words: 'kwam terug' },
      ],
      { id: 'storno-2', last: today.toString() },
    ),
  )
  assert.deepEqual([file.counts.reversed, file.counts.waiting, file.counts.debits], [1, 2, 0])
  assert.equal((await invoiceOf(who.invoiceId)).status, 'open')
  const payment = await peil.act(clock, (context) => findPayment(context, line.paymentId ?? ''))
  assert.equal(payment?.reversedBecause, 'De bank heeft dit bedrag teruggeboekt.')
  const taken = await lineSaying('teruggeboekt')
  assert.deepEqual([taken.state, taken.paymentId], ['reversed', payment?.id])
  await assertRecorded(peil, 'bank-line', 'reverse', taken.id)
  // The bank took it back: nobody lets that payment wait again.
  const { version } = await lineOf(line.id)
  const up = await peil.act(office, (context) => takeLineUp(context, { lineId: line.id, version }))
  assert.equal(up.outcome, 'stale')
  assert.deepEqual((await lineSaying('welke dan')).doubt, { is: 'reversal-unknown' })
  assert.deepEqual((await lineSaying('kwam terug')).doubt, { is: 'returned-debit' })
  // A line of money that was taken back is booked as nothing, and nothing of another amount is reversed by it.
  const which = await lineSaying('welke dan')
  const seen = { lineId: which.id, version: which.version }
  const wrong = await peil.act(office, (context) =>
    bookLine(context, { ...seen, settles: [], reasons: [] }),
  )
  assert.equal(wrong.outcome, 'stale')
  const first = await lineSaying('Contributie farid')
  await peil.act(office, (context) =>
    reverseByLine(context, { ...seen, paymentId: first.paymentId ?? '' }),
  )
  assert.equal((await lineOf(which.id)).state, 'reversed')
})

test('a line that waits is divided, kept as left over, put aside and taken up, each by who saw it as it is', async () => {
  const one = await newcomer(peil, 'een@voorbeeld.nl', issued, 'approved')
  const two = await newcomer(peil, 'twee@voorbeeld.nl', issued, 'approved')
  await send(
    statement(
      [
        { cents: 20_000, bankReference: 'BANK-D-001', words: 'voor twee' },
        { cents: 1100, bankReference: 'BANK-D-002', words: 'later' },
        { cents: 1200, bankReference: 'BANK-D-003', words: 'rente' },
      ],
      { id: 'hand' },
    ),
  )
  const both = await lineSaying('voor twee')
  const settles = [one, two].map(({ invoiceId }) => ({ invoiceId, cents: 9500 }))
  const book = (line: BankLine, shares: typeof settles) =>
    peil.act(office, (context) =>
      bookLine(context, {
        ...{ lineId: line.id, version: line.version, settles: shares },
        reasons: [{ is: 'chosen' }],
      }),
    )
  const tooMuch = await book(both, [{ invoiceId: one.invoiceId, cents: 9501 }])
  assert.equal(tooMuch.outcome, 'less-is-open')
  assert.equal((await lineOf(both.id)).state, 'waiting')
  const done = await book(both, settles)
  assert.ok(done.outcome === 'booked')
  assert.equal(done.leftOverCents, 1000)
  assert.equal((await book(both, settles)).outcome, 'stale')
  const over = await book(await lineSaying('later'), [])
  assert.ok(over.outcome === 'booked')
  assert.equal(over.leftOverCents, 1100)
  const interest = await lineSaying('rente')
  const seen = { lineId: interest.id, version: interest.version }
  const aside = await peil.act(office, (context) =>
    putLineAside(context, { ...seen, reason: 'Rente van de bank.' }),
  )
  assert.equal(aside.outcome, 'aside')
  assert.equal((await lineOf(interest.id)).asideBecause, 'Rente van de bank.')
  const again = { ...seen, version: interest.version + 1 }
  assert.equal((await peil.act(office, (context) => takeLineUp(context, again))).outcome, 'waiting')
  await assertRecorded(peil, 'bank-line', 'take-up', interest.id)
  // A payment that somebody reversed: the money is there all the same.
  const paid = await peil.act(clock, (context) => findPayment(context, done.paymentId))
  await peil.act(office, (context) =>
    reversePayment(context, {
      ...{ paymentId: done.paymentId, version: paid?.version ?? 0, reason: 'Van een ander.' },
    }),
  )
  const reversed = await lineOf(both.id)
  assert.equal(reversed.canBeTakenUp, true)
  const up = await peil.act(office, (context) =>
    takeLineUp(context, { lineId: both.id, version: reversed.version }),
  )
  assert.equal(up.outcome, 'waiting')
  assert.equal((await book(await lineOf(both.id), settles)).outcome, 'booked')
})

test('nobody has their own invoice booked by a file that they send, nor books it', async () => {
  const own = await newcomer(
    ...([peil, 'ook-bureau@voorbeeld.nl', issued, 'approved'] as const),
    somebody({ firstName: 'Olga', initials: 'O.', lastName: 'Bureau' }),
  )
  await peil.signIn('ook-bureau@voorbeeld.nl', ['secretariat'])
  const { reference } = await invoiceOf(own.invoiceId)
  const file = await send(
    statement([{ cents: 9500, reference, bankReference: 'BANK-O-001', words: 'eigen' }], {
      id: 'eigen',
    }),
    own.actor,
  )
  assert.deepEqual([file.counts.booked, file.counts.waiting], [0, 1])
  const line = await lineSaying('eigen')
  assert.deepEqual([line.doubt, line.registrationIds], [{ is: 'own' }, [own.registrationId]])
  const seen = { lineId: line.id, version: line.version }
  const settles = [{ invoiceId: own.invoiceId, cents: 9500 }]
  const attempts = [
    () => peil.act(own.actor, (context) => bookLine(context, { ...seen, settles, reasons: [] })),
    // Nor do they keep it for later, or put it aside.
    () =>
      peil.act(own.actor, (context) => bookLine(context, { ...seen, settles: [], reasons: [] })),
    () => peil.act(own.actor, (context) => putLineAside(context, { ...seen, reason: 'Niets.' })),
  ]
  for (const attempt of attempts) await assert.rejects(attempt, /nobody handles what is their own/)
  const booked = await peil.act(office, (context) =>
    bookLine(context, { ...seen, settles, reasons: [{ is: 'chosen' }] }),
  )
  assert.equal(booked.outcome, 'booked')
})

test('lines of a statement are found by their page, in its order', async () => {
  const [of] = (await peil.act(clock, (context) => listStatements(context))).filter(
    ({ name }) => name === 'hand',
  )
  const lines = await peil.act(clock, (context) => linesOf(context, of?.id ?? '', 1))
  assert.deepEqual(
    lines.map(({ words }) => words),
    ['voor twee', 'later', 'rente'],
  )
  assert.deepEqual(await peil.act(clock, (context) => linesOf(context, of?.id ?? '', 2)), [])
})

test('balances that do not fit are told, and days of which a statement is missing', () => {
  const day = (text: string) => Temporal.PlainDate.from(`2026-11-${text}`)
  const of = (
    first: string,
    opening: number | undefined,
    closing: number | undefined,
    last = first,
  ): CheckedStatement => ({
    ...{ id: first, first: day(first), last: day(last) },
    ...{ openingCents: opening, closingCents: closing },
  })
  const said = (all: readonly CheckedStatement[]) =>
    gapsIn(all).map(({ after, before }) => `${after} ${before}`)
  assert.deepEqual(said([]), [])
  assert.deepEqual(said([of('03', 0, 100), of('05', 100, 200)]), [])
  assert.deepEqual(said([of('05', 150, 200), of('03', 0, 100)]), ['2026-11-03 2026-11-05'])
  // A month that has those days as well.
  assert.deepEqual(said([of('03', 0, 100), of('01', 0, 900, '30'), of('05', 150, 200)]), [])
  // Two of one day that follow on each other, and two that do not.
  assert.deepEqual(said([of('03', 0, 100), of('03', 100, 150), of('04', 150, 160)]), [])
  assert.deepEqual(said([of('03', 0, 100), of('03', 120, 150)]), ['2026-11-03 2026-11-03'])
  // Without balances nothing can be told.
  assert.deepEqual(said([of('03', undefined, undefined), of('05', 150, 200)]), [])
  const difference = (openingCents: number | undefined, closingCents: number) =>
    differenceIn({ openingCents, closingCents, entriesCents: 50 })
  assert.deepEqual(
    [difference(100, 150), difference(100, 149), difference(undefined, 150)],
    [0, -1, undefined],
  )
})
