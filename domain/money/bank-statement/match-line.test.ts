import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LedgerInvoice, LineToMatch } from '#domain/money/bank-statement/match-line.ts'
import { addTo, ledgerOf, matchLine, takeFrom } from '#domain/money/bank-statement/match-line.ts'
import { doubtText, reasonsText } from '#domain/money/bank-statement/reason-text.ts'
import { creditorReference } from '#papers/reference.ts'

const invoice = (number: number, more: Partial<LedgerInvoice> = {}): LedgerInvoice => ({
  id: `i${number}`,
  owedBy: `r${number}`,
  registrationId: `r${number}`,
  number: `KRSD-F-${String(number).padStart(6, '0')}`,
  reference: creditorReference(`KRSDF${String(number).padStart(6, '0')}`),
  status: 'open',
  openCents: 9500,
  paidOn: '',
  dueOn: '2026-11-30',
  registrationNumber: `KRSD-${String(number + 100).padStart(6, '0')}`,
  name: 'Farid El Amrani',
  givenName: 'Farid',
  initials: 'F.',
  surname: 'El Amrani',
  left: false,
  ...more,
})

const farid = invoice(1)
const judith = invoice(2, {
  ...{ name: 'Judith van den Berg', givenName: 'Judith', initials: 'J.M.' },
  surname: 'van den Berg',
})
const jan = invoice(3, {
  name: 'Jan de Vries',
  givenName: 'Jan',
  initials: 'J.',
  surname: 'de Vries',
})
const joke = invoice(4, {
  ...{ name: 'Joke de Vries', givenName: 'Joke', initials: 'J.', surname: 'de Vries' },
  openCents: 12_000,
})
/** Two years of one person. */
const lonneke = invoice(5, {
  name: 'Lonneke Smit',
  givenName: 'Lonneke',
  initials: 'L.',
  surname: 'Smit',
})
const lonnekesNext = {
  ...invoice(6),
  ...{ owedBy: 'r5', registrationNumber: 'KRSD-000105' },
}
const second = {
  ...lonnekesNext,
  ...{ name: 'Lonneke Smit', givenName: 'Lonneke', initials: 'L.', surname: 'Smit' },
}
const gone = invoice(7, { left: true, name: 'Petra Post', givenName: 'Petra', surname: 'Post' })
const paid = invoice(8, {
  ...{ status: 'paid', openCents: 0, paidOn: '2026-10-01', name: 'Ans Bos', surname: 'Bos' },
  givenName: 'Ans',
})
const credited = invoice(9, { status: 'credited', openCents: 0 })
const employer = 'NL91ABNA0417164300'

const fresh = () => {
  const ledger = ledgerOf(
    [farid, judith, jan, joke, lonneke, second, gone],
    new Map([
      [employer, ['r1', 'r2']],
      ['NL69INGB0123456789', ['r3']],
    ]),
  )
  addTo(ledger, [paid, credited])
  return ledger
}

const line = (more: Partial<LineToMatch> & Pick<LineToMatch, 'cents'>): LineToMatch => ({
  ...{ payerName: '', payerIban: '', reference: '', words: '' },
  ...more,
})

/** Sure: for what, and by what. Doubtful: why, and the candidates. Of each share its cents where they are not € 95. */
function told(asked: LineToMatch, ledger = fresh()): readonly string[] {
  const match = matchLine(ledger, asked)
  const shares = (settles: readonly { invoiceId: string; cents: number }[]) =>
    settles
      .map(({ invoiceId, cents }) => (cents === 9500 ? invoiceId : `${invoiceId}=${cents}`))
      .join('+')
  const plain = (text: string) => text.replaceAll('\u00a0', ' ')
  return match.outcome === 'sure'
    ? [`sure ${shares(match.settles)}`, plain(reasonsText(match.reasons))]
    : [
        plain(doubtText(match.doubt)),
        ...match.candidates.map(
          ({ settles, reasons }) => `${shares(settles)}: ${plain(reasonsText(reasons))}`,
        ),
      ]
}

const ref = farid.reference
const grouped = ref.replace(/(.{4})(?=.)/g, '$1 ')
const judithsRef = judith.reference.replace(/(.{4})(?=.)/g, '$1 ')

const cases: readonly (readonly [string, LineToMatch, readonly string[]])[] = [
  [
    'a structured reference with the amount',
    line({ cents: 9500, reference: ref }),
    ['sure i1', `Kenmerk ${grouped} en bedrag kloppen.`],
  ],
  [
    'a reference with spaces and in small letters, amid other words',
    line({ cents: 9500, words: `Betaling ${grouped.toLowerCase()} van mij` }),
    ['sure i1', `Kenmerk ${grouped} en bedrag kloppen.`],
  ],
  [
    'a reference with hyphens, glued to what follows',
    line({ cents: 9500, words: `kenmerk:${ref.slice(0, 4)}-${ref.slice(4)}95EURO` }),
    ['sure i1', `Kenmerk ${grouped} en bedrag kloppen.`],
  ],
  [
    'an invoice number as people write it',
    line({ cents: 9500, words: 'factuur krsd f 000001' }),
    ['sure i1', 'Factuurnummer KRSD-F-000001 en bedrag kloppen.'],
  ],
  [
    'an invoice number without its noughts',
    line({ cents: 9500, words: 'KRSD-F-1' }),
    ['sure i1', 'Factuurnummer KRSD-F-000001 en bedrag kloppen.'],
  ],
  [
    'an invoice number with the year behind it',
    line({ cents: 9500, words: 'KRSD-F-000001 2026' }),
    ['sure i1', 'Factuurnummer KRSD-F-000001 en bedrag kloppen.'],
  ],
  [
    'a registration number of somebody with one invoice',
    line({ cents: 9500, words: 'contributie KRSD-000101' }),
    ['sure i1', 'Registratienummer KRSD-000101 en bedrag kloppen.'],
  ],
  [
    'a registration number of somebody with two, and the amount of one',
    line({ cents: 9500, words: 'KRSD-000105' }),
    [
      'Er komt meer dan één factuur in aanmerking.',
      'i5: Registratienummer KRSD-000105 en bedrag kloppen.',
      'i6: Registratienummer KRSD-000105 en bedrag kloppen.',
    ],
  ],
  [
    'a registration number of somebody with two, and the amount of both',
    line({ cents: 19_000, words: 'KRSD-000105' }),
    ['sure i5+i6', 'Registratienummer KRSD-000105; samen kloppen deze 2 facturen met het bedrag.'],
  ],
  [
    'the references of two people, and the amount of both',
    line({ cents: 19_000, words: `${grouped} en ${judithsRef}` }),
    [
      'sure i1+i2',
      `Kenmerk ${grouped} en kenmerk ${judithsRef}; samen kloppen deze 2 facturen met het bedrag.`,
    ],
  ],
  [
    'the references of two people, and the amount of one',
    line({ cents: 9500, words: `${grouped} en ${judithsRef}` }),
    [
      'Er komt meer dan één factuur in aanmerking.',
      `i1: Kenmerk ${grouped} en bedrag kloppen.`,
      `i2: Kenmerk ${judithsRef} en bedrag kloppen.`,
    ],
  ],
  [
    'a cent less',
    line({ cents: 9499, reference: ref }),
    [
      'Het bedrag is anders dan er open staat.',
      `i1=9499: Kenmerk ${grouped}; € 0,01 minder dan er open staat.`,
    ],
  ],
  [
    'a cent more',
    line({ cents: 9501, reference: ref }),
    [
      'Het bedrag is anders dan er open staat.',
      `i1: Kenmerk ${grouped}; € 0,01 meer dan er open staat.`,
    ],
  ],
  [
    'the reference of one and the registration number of another',
    line({ cents: 9500, reference: ref, words: 'KRSD-000102' }),
    [
      'Er komt meer dan één factuur in aanmerking.',
      `i1: Kenmerk ${grouped} en bedrag kloppen.`,
      'i2: Registratienummer KRSD-000102 en bedrag kloppen.',
    ],
  ],
  [
    'the reference and the registration number of the same',
    line({ cents: 9500, reference: ref, words: 'KRSD-000101' }),
    ['sure i1', `Kenmerk ${grouped} en bedrag kloppen.`],
  ],
  [
    'what is paid already',
    line({ cents: 9500, reference: paid.reference }),
    ['Factuur KRSD-F-000008 is al betaald op 1 oktober 2026.'],
  ],
  [
    'what was taken back',
    line({ cents: 9500, words: credited.number }),
    ['Factuur KRSD-F-000009 staat niet meer open.'],
  ],
  [
    'of whoever has left',
    line({ cents: 9500, reference: gone.reference }),
    [
      'sure i7',
      `Kenmerk ${gone.reference.replace(/(.{4})(?=.)/g, '$1 ')} en bedrag kloppen; Petra Post doet niet meer mee.`,
    ],
  ],
  [
    'a reference that nobody knows',
    line({ cents: 1000, reference: 'RF45XYZ123' }),
    ['Het kenmerk RF45 XYZ1 23 kennen we niet.'],
  ],
  [
    'a name as banks write it, with the amount',
    line({ cents: 9500, payerName: 'MW JM VAN DEN BERG E/O' }),
    ['Er staat geen kenmerk of nummer bij.', 'i2: Naam Judith van den Berg en bedrag kloppen.'],
  ],
  [
    'a name that two have, the amount of one of them first',
    line({ cents: 12_000, payerName: 'J de Vries' }),
    [
      'Er staat geen kenmerk of nummer bij.',
      'i4=12000: Naam Joke de Vries en bedrag kloppen.',
      'i3: Naam Jan de Vries; € 25,00 meer dan er open staat.',
    ],
  ],
  [
    'only a surname, of somebody with another first letter',
    line({ cents: 9500, payerName: 'P. de Vries' }),
    ['Er staat geen kenmerk, nummer of naam in die we kennen.'],
  ],
  [
    'an account that paid before',
    line({ cents: 9500, payerIban: 'NL69INGB0123456789', payerName: 'Stichting Werk' }),
    [
      'Er staat geen kenmerk of nummer bij.',
      'i3: Het bedrag klopt; deze rekening betaalde eerder voor Jan de Vries.',
    ],
  ],
  [
    'an account that paid for two before, and the amount of both',
    line({ cents: 19_000, payerIban: employer }),
    [
      'Er staat geen kenmerk of nummer bij.',
      'i1+i2: Deze rekening betaalde eerder voor Farid El Amrani; deze rekening betaalde eerder voor Judith van den Berg; samen kloppen deze 2 facturen met het bedrag.',
      'i1: Deze rekening betaalde eerder voor Farid El Amrani; € 95,00 meer dan er open staat.',
      'i2: Deze rekening betaalde eerder voor Judith van den Berg; € 95,00 meer dan er open staat.',
    ],
  ],
  [
    'nothing at all',
    line({ cents: 4242, words: 'Rente' }),
    ['Er staat geen kenmerk, nummer of naam in die we kennen.'],
  ],
  [
    'more than a payment can be',
    line({ cents: 100_000_001, reference: ref }),
    ['Dit bedrag is te groot om als één betaling te boeken.'],
  ],
]
for (const [what, asked, expected] of cases) {
  test(`matched: ${what}`, () => assert.deepEqual(told(asked), expected))
}

test('the second of two payments of one invoice waits, with what else there is of that person', () => {
  const ledger = fresh()
  const asked = line({ cents: 9500, reference: lonneke.reference })
  const first = matchLine(ledger, asked)
  assert.ok(first.outcome === 'sure')
  takeFrom(ledger, first.settles)
  assert.deepEqual(told(asked, ledger), [
    'Factuur KRSD-F-000005 is al betaald.',
    'i6: Het bedrag klopt; een andere factuur van Lonneke Smit.',
  ])
})

test('a number that is a part of a longer one is not found in it', () => {
  for (const words of ['KRSD-F-0000019', 'XKRSD-F-000001', 'KRSD-F-00000112345678']) {
    const match = matchLine(fresh(), line({ cents: 9500, words }))
    assert.equal(match.outcome, 'doubtful', words)
  }
})

test('digits behind each other are the number that they are written as, not one that they begin with', () => {
  const long = invoice(12_345)
  const ledger = ledgerOf([farid, invoice(12), long, invoice(12_026)], new Map())
  const said = (words: string) => {
    const match = matchLine(ledger, line({ cents: 9500, words }))
    return match.outcome === 'sure' ? match.settles.map(({ invoiceId }) => invoiceId) : 'doubtful'
  }
  assert.deepEqual(said(long.reference.replace(/(.{4})(?=.)/g, '$1 ')), ['i12345'])
  assert.deepEqual(said('KRSD F 012 345'), ['i12345'])
  assert.deepEqual(said('KRSD-F-000001 2026'), ['i1'])
  assert.deepEqual(said('KRSD-F-012'), ['i12'])
  // One of 2026, or number 12026.
  assert.equal(said('KRSD-F-1 2026'), 'doubtful')
})

test('one account with many is no candidate for all of them at once', () => {
  const many = Array.from({ length: 60 }, (_, at) => invoice(at + 200))
  const ledger = ledgerOf(many, new Map([[employer, many.map(({ owedBy }) => owedBy)]]))
  const match = matchLine(ledger, line({ cents: 60 * 9500, payerIban: employer }))
  assert.ok(match.outcome === 'doubtful')
  assert.equal(match.candidates.length, 3)
  assert.ok(match.candidates.every(({ settles }) => settles.length === 1))
})
