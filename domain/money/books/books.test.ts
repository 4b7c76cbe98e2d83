import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { SaxesParser } from 'saxes'
import { withdrawRegistration } from '#domain/certification/validity/withdraw-registration.ts'
import { periodOf } from '#domain/money/books/period.ts'
import { turnovers } from '#domain/money/books/queries.ts'
import { writeAuditFile } from '#domain/money/books/write-audit-file.ts'
import type { Within } from '#domain/money/books/write-journal.ts'
import { writeJournal } from '#domain/money/books/write-journal.ts'
import { findInvoice, listInvoices } from '#domain/money/invoice/queries.ts'
import { writeOffInvoice } from '#domain/money/invoice/write-off-invoice.ts'
import { bookPayment } from '#domain/money/payment/book-payment.ts'
import { creditInvoice } from '#domain/money/payment/credit-invoice.ts'
import { findPayment } from '#domain/money/payment/queries.ts'
import { refundPayment } from '#domain/money/payment/refund-payment.ts'
import { reversePayment } from '#domain/money/payment/reverse-payment.ts'
import { undoRefund } from '#domain/money/payment/undo-refund.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { colleague } from '#testing/cast.ts'
import { clock, newcomer, sendYears } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform()
const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
const within: Within = (work) => peil.act(clock, work)
const day = (text: string) => Temporal.PlainDate.from(text)
const period = (id: string) => periodOf(id) ?? assert.fail(id)
const textOf = async (parts: AsyncIterable<string>) => {
  let text = ''
  for await (const part of parts) text += part
  return text
}
const journal = async (id: string) => {
  const text = await textOf(writeJournal(within, krsd, period(id)))
  return parse(text, { delimiter: ';', bom: true, columns: true }) as Record<string, string>[]
}
const cents = (text = '') => Math.round(Number(text.replace(',', '.') || 0) * 100)
const sumOf = (rows: readonly Record<string, string>[], column: string) =>
  rows.reduce((sum, row) => sum + cents(row[column]), 0)
const words = (rows: readonly Record<string, string>[]) =>
  rows.map((row) => [row.Dag, row.Rekening, row.Debet, row.Credit, row['Btw-code']].join(' '))
const invoiceOf = (id: string) =>
  peil.act(clock, async (c) => (await findInvoice(c, id)) ?? assert.fail())
const paymentOf = (id: string) =>
  peil.act(clock, async (c) => (await findPayment(c, id)) ?? assert.fail())
const pay = async (invoiceId: string, received: number, settled: number, on: string) => {
  const booked = await peil.act(
    clock,
    (context) =>
      bookPayment(context, {
        receivedOn: context.today,
        cents: received,
        source: 'bank',
        settles: [{ invoiceId, cents: settled }],
      }),
    on,
  )
  return booked.outcome === 'booked' ? booked.paymentId : assert.fail(booked.outcome)
}
const credit = async (invoiceId: string, amount: number, on: string) => {
  const { version } = await invoiceOf(invoiceId)
  const done = await peil.act(
    clock,
    (context) => creditInvoice(context, { invoiceId, version, cents: amount, reason: '=1+1' }),
    on,
  )
  assert.equal(done.outcome, 'credited')
}

test('whatever happens with money is booked twice over, on its day, and comes to nought', async () => {
  const who = await newcomer(peil, 'boek@voorbeeld.nl', '2026-03-10', 'approved')
  assert.deepEqual(words(await journal('2026-03')), [
    '2026-03-10 1300 95,00  ',
    '2026-03-10 8000  95,00 vrij',
  ])
  const paymentId = await pay(who.invoiceId, 10_000, 9500, '2026-04-02')
  assert.deepEqual(words(await journal('2026-04')), [
    '2026-04-02 1100 100,00  ',
    '2026-04-02 1490  100,00 ',
    '2026-04-02 1490 95,00  ',
    '2026-04-02 1300  95,00 ',
  ])
  // Taken back in part after it was paid: what was settled goes off and the rest settles it anew, on that day.
  await credit(who.invoiceId, 2500, '2026-05-06')
  const may = await journal('2026-05')
  assert.equal(sumOf(may, 'Debet'), sumOf(may, 'Credit'))
  assert.deepEqual(words(await journal('2026-04')).length, 4)
  const { version } = await paymentOf(paymentId)
  const refunded = await peil.act(
    clock,
    (context) =>
      refundPayment(context, {
        ...{ paymentId, version, cents: 3000, refundedOn: context.today, ground: 'paid-twice' },
        ...{ reason: '', accountName: 'F. El Amrani', iban: 'NL91ABNA0417164300' },
      }),
    '2026-06-01',
  )
  assert.ok(refunded.outcome === 'refunded')
  assert.deepEqual(words(await journal('2026-06')), [
    '2026-06-01 1490 30,00  ',
    '2026-06-01 1100  30,00 ',
  ])
  const undone = await peil.act(
    clock,
    async (context) =>
      undoRefund(context, {
        ...{ paymentId, version: version + 1, refundId: refunded.refundId, reason: 'Kwam terug.' },
      }),
    '2026-07-01',
  )
  assert.equal(undone.outcome, 'undone')
  const again = await paymentOf(paymentId)
  const reversed = await peil.act(
    clock,
    (context) =>
      reversePayment(context, { paymentId, version: again.version, reason: 'Niet voor ons.' }),
    '2026-08-01',
  )
  assert.equal(reversed.outcome, 'reversed')
  // Nothing was received in the end: the bank and what is to be divided are at nought, and 70 is owed.
  const now = await peil.act(clock, (context) => turnovers(context, { last: day('2026-12-31') }))
  const saldo = Object.fromEntries(
    now.map(({ account, debitCents, creditCents }) => [account, debitCents - creditCents]),
  )
  assert.deepEqual(saldo, { bank: 0, debtors: 7000, unallocated: 0, year: -7000 })
})

test('what somebody who left did not pay is booked as lost, and nobody stands in the books by name', async () => {
  const who = await newcomer(peil, 'weg@voorbeeld.nl', '2026-03-10', 'candidate')
  await peil.act(clock, sendYears, '2027-03-10')
  const invoices = await peil.act(clock, (context) => listInvoices(context, who.registrationId))
  const invoice = invoices.find(({ status }) => status === 'open') ?? assert.fail()
  const member = await peil.act(clock, (context) => findMember(context, who.registrationId))
  const asked = { registrationId: who.registrationId, version: member?.version ?? 0 }
  await peil.act(who.actor, (context) => withdrawRegistration(context, asked), '2027-03-12')
  const { version } = await invoiceOf(invoice.id)
  const written = await peil.act(
    clock,
    (context) =>
      writeOffInvoice(context, { invoiceId: invoice.id, version, reason: 'Niet te innen.' }),
    '2027-05-04',
  )
  assert.equal(written.outcome, 'written-off')
  assert.deepEqual(words(await journal('2027-05')), [
    '2027-05-04 4900 95,00  vrij',
    '2027-05-04 1300  95,00 ',
  ])
  const rows = await journal('2027')
  assert.ok(rows.some((row) => /^KRSD-\d{6}$/.test(row.Relatie ?? '')))
  assert.ok(!JSON.stringify(rows).includes('El Amrani'))
})

test('every month, quarter and year balances, and a year is its months', async () => {
  const year = await journal('2026')
  assert.ok(year.length > 10)
  for (const id of ['2026', '2026-K2', '2026-05']) {
    const rows = await journal(id)
    assert.equal(sumOf(rows, 'Debet'), sumOf(rows, 'Credit'), id)
    for (const entry of new Set(rows.map((row) => row.Boeking))) {
      const own = rows.filter((row) => row.Boeking === entry)
      assert.equal(sumOf(own, 'Debet'), sumOf(own, 'Credit'))
    }
  }
  let months = 0
  for (let month = 1; month <= 12; month += 1) {
    months += (await journal(`2026-${String(month).padStart(2, '0')}`)).length
  }
  assert.equal(months, year.length)
})

test('an address of a period is one, or there is nothing', () => {
  const said = (id: string) => {
    const one = periodOf(id)
    return one && `${one.name}: ${one.first} ${one.last}`
  }
  assert.equal(said('2028-02'), 'februari 2028: 2028-02-01 2028-02-29')
  assert.equal(said('2026-K4'), '4e kwartaal 2026: 2026-10-01 2026-12-31')
  assert.equal(said('2026'), '2026: 2026-01-01 2026-12-31')
  for (const none of ['', '1999', '2026-13', '2026-K5', '2026-3', '2026-03-01']) {
    assert.equal(periodOf(none), undefined, none)
  }
})

test('nobody writes, changes or removes a line past what is booked', async () => {
  const of = (query: ReturnType<typeof sql>) =>
    assert.rejects(peil.act(clock, (context) => query.execute(context.db)))
  await of(sql`update journal_line set debit_cents = debit_cents + 1 where debit_cents > 0`)
  await of(sql`delete from journal_line`)
  await of(sql`insert into journal_line (register, entry, booked_on, what, document, account, debit_cents, credit_cents)
    values ('krsd', uuidv7(), '2026-01-01', 'invoice', 'X', 'bank', 1, 0)`)
})

test('the audit file of a year says the same as the journal, and begins with what was left of the year before', async () => {
  const xml = await textOf(
    writeAuditFile(within, krsd, { year: period('2027'), made: day('2028-01-10') }),
  )
  const found = { lines: 0, D: 0, C: 0, opening: 0 }
  const path: string[] = []
  let [text, amount, inOpening] = ['', 0, false]
  const parser = new SaxesParser()
  parser.on('error', (error) => assert.fail(error.message))
  parser.on('opentag', ({ name }) => {
    path.push(name)
    text = ''
    inOpening = path.includes('openingBalance')
  })
  parser.on('text', (more) => {
    text += more
  })
  parser.on('closetag', ({ name }) => {
    path.pop()
    if (name === 'amnt') amount = Math.round(Number(text) * 100)
    if (name === 'amntTp' && inOpening) found.opening += text === 'D' ? amount : -amount
    if (name === 'amntTp' && !inOpening) found[text as 'D' | 'C'] += amount
    if (name === 'trLine') found.lines += 1
    inOpening = path.includes('openingBalance')
  })
  parser.write(xml).close()
  const rows = await journal('2027')
  assert.deepEqual(found, {
    lines: rows.length,
    D: sumOf(rows, 'Debet'),
    C: sumOf(rows, 'Credit'),
    opening: 0,
  })
  assert.match(xml, new RegExp(`<transactions><linesCount>${rows.length}</linesCount>`))
  assert.match(xml, /<obLine><nr>\d<\/nr><accID>1300<\/accID><amnt>70\.00</)
})

test('whoever collects payments sees the books and fetches the files', async () => {
  const office = await colleague(
    peil,
    { email: 'penning@peil.example', firstName: 'Pen', lastName: 'Ning' },
    ['secretariat'],
  )
  const page = await peil.get('/krsd/werk/boekhouding?jaar=2026', office.cookie)
  assert.equal(page.status, 200)
  const text = await page.text()
  assert.match(text, /Boekhouding 2026/)
  assert.ok(text.includes('/krsd/werk/boekhouding/2026-K1/journaal.csv'))
  const csv = await peil.get('/krsd/werk/boekhouding/2026-03/journaal.csv', office.cookie)
  assert.match(await csv.text(), /^Boeking;Dag;Stuk;/)
  const xaf = await peil.get('/krsd/werk/boekhouding/2026/auditfile.xaf', office.cookie)
  assert.match(await xaf.text(), /<\/auditfile>\s*$/)
  for (const none of ['2026-13/journaal.csv', '2026-03/auditfile.xaf']) {
    assert.equal((await peil.get(`/krsd/werk/boekhouding/${none}`, office.cookie)).status, 404)
  }
})
