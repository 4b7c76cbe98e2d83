import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { listInvoicesToPay } from '#domain/money/invoice/list-invoices-to-pay.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { searchMembers } from '#domain/people/registration/search-members.ts'
import { clock, newcomer, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform()

before(async () => {
  const people = [
    { firstName: 'Anna', initials: 'A.', namePrefix: '', lastName: 'Proef' },
    { firstName: 'Els', initials: 'E.M.', namePrefix: 'van den', lastName: 'Berg' },
    { firstName: 'Jörg', initials: 'J.', namePrefix: '', lastName: 'Schröder' },
    { firstName: 'Judith', initials: 'J.', namePrefix: '‘t', lastName: 'Hart' },
  ]
  for (const [at, name] of people.entries()) {
    await newcomer(peil, `betaler${at}@voorbeeld.example`, '2026-06-01', 'approved', somebody(name))
  }
})

async function found(typed: string): Promise<readonly (readonly string[])[]> {
  const invoices = await peil.act(clock, (context) => listInvoicesToPay(context, typed))
  const members = await peil.act(clock, (context) => searchMembers(context, typed))
  return [invoices.map(({ name }) => name), members.map(({ name }) => name)]
}

test('invoices and people are found by a name as people and banks write it', async () => {
  const names: Readonly<Record<string, readonly string[]>> = {
    'Anna Proef': [
      'Anna',
      'Proef',
      'Anna Proef',
      'anna  proef',
      'A. Proef',
      'A PROEF',
      'Proef, Anna',
      'Proef, A.',
      'PROEF A',
      'Anna\u200b Proef',
      'roef',
    ],
    'Els van den Berg': [
      'Els van den Berg',
      'E. van den Berg',
      'E VAN DEN BERG',
      'EM VAN DEN BERG',
      'E.M. van den Berg',
      'HR E VAN DEN BERG',
      'BERG E VAN DEN',
      'Berg, E. van den',
      'v.d. Berg',
      'vd Berg',
      'E v/d Berg',
      'V.d. Berg',
      'E V D BERG',
      'vandenberg',
    ],
    'Jörg Schröder': ['Schröder, J.', 'Schroeder', 'Joerg Schröder', 'J SCHROEDER', 'schroder'],
    'Judith ‘t Hart': ["'t Hart", '’t Hart', 'ʼt Hart', 'T HART J', "Hart, J. 't"],
  }
  for (const [name, typed] of Object.entries(names)) {
    for (const each of typed) assert.deepEqual(await found(each), [[name], [name]], each)
  }
  for (const each of ['B. Proef', 'Proef, X.', '%', '_', 'Anna Berg']) {
    assert.deepEqual(await found(each), [[], []], each)
  }
})

test('without words those that are open are listed, and one that was paid is found by its number', async () => {
  const on = '2026-06-01'
  const listed = (typed: string) =>
    peil.act(clock, (context) => listInvoicesToPay(context, typed), on)
  const [first, ...others] = await listed('')
  assert.ok(first)
  assert.equal(others.length, 3)
  const { id: invoiceId } = first
  const paidOn = Temporal.PlainDate.from(on)
  await peil.act(clock, (context) => payInvoice(context, { invoiceId, version: 1, paidOn }), on)
  const ids = others.map(({ id }) => id)
  assert.deepEqual(
    (await listed(' ')).map(({ id }) => id),
    ids,
  )
  for (const typed of [first.number, first.number.replaceAll('-', ' '), first.reference]) {
    const found = await listed(typed)
    assert.deepEqual(
      found.map(({ id, status }) => [id, status]),
      [[invoiceId, 'paid']],
    )
  }
})
