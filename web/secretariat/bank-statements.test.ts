import assert from 'node:assert/strict'
import { test } from 'node:test'
import { processBankFile } from '#domain/money/bank-statement/process-bank-file.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import type { MadeStatement, MadeTransaction } from '#testing/bank-file.ts'
import { camtFile } from '#testing/bank-file.ts'
import { clock, newcomer, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, hiddenIn, textOf, wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const { cookie } = await peil.signIn('sanne@voorbeeld.nl', ['secretariat'])
const htmlOf = async (path: string, who = cookie) => (await peil.get(path, who)).text()
const read = async (path: string, who = cookie) => wordsOf(await htmlOf(path, who))
const send = async (path: string, fields: Readonly<Record<string, string>>, who = cookie) =>
  peil.post(
    path,
    { ...fieldsIn(await htmlOf(path, who), path.split('?')[0] ?? ''), ...fields },
    who,
  )
const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
const ago = (days: number) => today.subtract({ days }).toString()
const iban = peil.platform.registers.get('krsd')?.organisation.bank.iban ?? ''
const list = '/krsd/werk/afschriften'
const queue = `${list}/wachtrij`

/** Sends a file by the page; gives where that leads, before the worker read it. */
async function upload(contents: string, who = cookie): Promise<string> {
  const file = new File([contents], 'afschrift.xml', { type: 'text/xml' })
  const answer = await peil.post(
    list,
    { ...hiddenIn(await htmlOf(list, who), list), afschrift: file },
    who,
  )
  assert.equal(answer.status, 303, await textOf(answer))
  return answer.headers.get('location') ?? ''
}

async function process(page: string): Promise<void> {
  await processBankFile(peil.platform, { register: 'krsd', fileId: page.split('/').at(-1) ?? '' })
}

async function bringIn(
  transactions: readonly MadeTransaction[],
  more: Partial<MadeStatement> & { readonly who?: string } = {},
): Promise<string> {
  const { who, ...statement } = more
  const page = await upload(camtFile([{ iban, first: ago(5), transactions, ...statement }]), who)
  await process(page)
  return page
}

const linkTo = async (words: string) => {
  const row = await peil.platform.db
    .selectFrom('bank_line')
    .where('words', '=', words)
    .select('id')
    .executeTakeFirstOrThrow()
  return `${list}/regels/${row.id}`
}
const invoiceOf = async (id: string) =>
  (await peil.act(clock, (context) => findInvoice(context, id))) ?? assert.fail(id)

test('a file is sent, read by the worker, and says what came of it; what waits is chosen', async () => {
  const farid = await newcomer(peil, 'farid@voorbeeld.nl', ago(20), 'approved')
  const judith = await newcomer(
    ...([peil, 'judith@voorbeeld.nl', ago(20), 'approved'] as const),
    somebody({ firstName: 'Judith', initials: 'J.', lastName: 'Bakker' }),
  )
  const { reference } = await invoiceOf(farid.invoiceId)
  const contents = camtFile([
    {
      ...{ iban, first: ago(5), sequence: '21' },
      transactions: [
        { cents: 9500, reference, words: 'sure', bankReference: 'BANK-P-001' },
        {
          ...{ cents: 9500, words: 'zonder kenmerk', bankReference: 'BANK-P-002' },
          payerName: 'Mw J Bakker',
        },
        { cents: 700, debit: true },
      ],
    },
  ])
  const page = await upload(contents)
  const busy = await htmlOf(page)
  assert.match(wordsOf(busy), /Wordt gelezen/)
  assert.match(busy, /http-equiv="refresh"/)
  await process(page)
  const done = await read(page)
  assert.match(done, /1 betaling geboekt, 1 regel wacht en 1 afschrijving overgeslagen\./)
  assert.match(await read('/krsd/werk'), /1 regel van de bank wacht/)
  assert.match(
    await read('/krsd/werk/betalingen'),
    /Bankafschrift inlezen \. 1 regel van de bank wacht/,
  )
  const again = await upload(contents)
  await process(again)
  assert.match(
    await read(again),
    /Geen betalingen geboekt, 2 regels waren er al en 1 afschrijving overgeslagen\./,
  )
  assert.match(await read(again), /Dit stond er allemaal al/)
  assert.match(
    await read(queue),
    /Regels die wachten \(1\).*Mw J Bakker zonder kenmerk Er staat geen kenmerk of nummer bij/,
  )
  const line = await linkTo('zonder kenmerk')
  const asked = await read(line)
  assert.match(
    asked,
    /Factuur KRSD-F-\d+ van Judith Bakker, €\s95,00 open Naam Judith Bakker en bedrag kloppen\./,
  )
  const none = await send(line, {})
  assert.equal(none.status, 422)
  assert.match(await textOf(none), /Kies wat er met deze regel moet gebeuren/)
  const chosen = await send(line, { voor: '1' })
  assert.equal(chosen.headers.get('location'), queue, await textOf(chosen))
  assert.equal((await invoiceOf(judith.invoiceId)).status, 'paid')
  assert.match(
    await read(queue),
    /De betaling is geboekt\. Wie de factuur heeft, krijgt een e-mail\.|Er wacht niets/,
  )
  // How it came in stands with the payment.
  const payment = /\/krsd\/werk\/ontvangen\/[0-9a-f-]+/.exec(await htmlOf(line))?.[0] ?? ''
  assert.match(
    await read(payment),
    /Herkend aan Naam Judith Bakker en bedrag kloppen; gekozen door een medewerker/,
  )
  // A colleague was first.
  const late = await peil.post(line, { ...fieldsIn(busy, line), voor: '1', _version: '2' }, cookie)
  assert.equal(late.status, 409)
})

test('another invoice is searched for, and a line is divided over two', async () => {
  const one = await newcomer(
    ...([peil, 'een@voorbeeld.nl', ago(20), 'approved'] as const),
    somebody({ firstName: 'Eva', lastName: 'Deelman' }),
  )
  const two = await newcomer(
    ...([peil, 'twee@voorbeeld.nl', ago(20), 'approved'] as const),
    somebody({ firstName: 'Tim', lastName: 'Deelman' }),
  )
  await bringIn([{ cents: 20_000, words: 'verdeel', bankReference: 'BANK-Q-001' }], { id: 'q' })
  const line = await linkTo('verdeel')
  assert.match(await read(line), /Er staat geen kenmerk, nummer of naam in die we kennen/)
  const to = await send(line, { voor: 'andere' })
  const divide = `${line}/verdelen`
  assert.equal(to.headers.get('location'), divide)
  const found = await htmlOf(`${divide}?zoek=deelman`)
  assert.match(wordsOf(found), /Eva Deelman.*Tim Deelman/)
  const first = `${divide}?bij=${one.invoiceId}`
  assert.match(
    await htmlOf(`${first}&zoek=deelman`),
    new RegExp(`name="bij" value="${one.invoiceId}"`),
  )
  const both = `${divide}?bij=${[one.invoiceId, two.invoiceId].map(encodeURIComponent).join('%2C')}`
  assert.ok((await htmlOf(`${first}&zoek=deelman`)).includes(both))
  const [, below = ''] = (await htmlOf(both)).split('</search>')
  const form = fieldsIn(below, divide)
  assert.deepEqual([form[`bedrag-${one.invoiceId}`], form[`bedrag-${two.invoiceId}`]], ['95', '95'])
  const tooMuch = await peil.post(divide, { ...form, [`bedrag-${one.invoiceId}`]: '96' }, cookie)
  assert.equal(tooMuch.status, 422)
  assert.match(await textOf(tooMuch), /hoogstens €\s95,00/)
  const done = await peil.post(divide, form, cookie)
  assert.equal(done.status, 303, await textOf(done))
  for (const { invoiceId } of [one, two]) assert.equal((await invoiceOf(invoiceId)).status, 'paid')
  assert.match(await read('/krsd/werk/ontvangen'), /€\s10,00 over/)
  assert.equal((await peil.get(divide, cookie)).headers.get('location'), line)
})

test('a line is put aside with why and taken up again, or booked without an invoice', async () => {
  await bringIn(
    [
      { cents: 1200, words: 'rente van de bank', bankReference: 'BANK-R-001' },
      { cents: 1300, words: 'van wie', bankReference: 'BANK-R-002' },
    ],
    { id: 'r' },
  )
  const line = await linkTo('rente van de bank')
  const aside = `${line}/opzij`
  assert.equal((await send(line, { voor: 'niet' })).headers.get('location'), aside)
  assert.equal((await send(aside, { reden: ' ' })).status, 422)
  assert.equal((await send(aside, { reden: 'Rente.' })).headers.get('location'), queue)
  await assertRecorded(peil, 'bank-line', 'put-aside', line.split('/').at(-1))
  assert.match(await read(line), /Opzij gelegd.*Waarom Rente\./)
  assert.equal((await send(line, { doe: 'terug' })).status, 303)
  assert.match(await read(line), /Een medewerker heeft deze regel teruggezet/)
  assert.equal((await send(await linkTo('van wie'), { voor: 'over' })).status, 303)
  assert.match(await read('/krsd/werk/ontvangen'), /€\s13,00 over/)
})

test('what the bank took back is chosen among the payments of that account', async () => {
  const who = await newcomer(peil, 'storno@voorbeeld.nl', ago(20), 'approved')
  const { reference } = await invoiceOf(who.invoiceId)
  const payer = { payerIban: 'NL69INGB0123456789', payerName: 'F. Storno' }
  await bringIn(
    [{ cents: 9500, reference, words: 'eerst', bankReference: 'BANK-T-001', ...payer }],
    { id: 't1' },
  )
  await bringIn(
    [
      {
        ...{ cents: 9500, debit: true, reversal: true, words: 'storno', day: ago(3) },
        ...{ bankReference: 'BANK-T-002', ...payer },
      },
    ],
    { id: 't2', last: ago(3) },
  )
  const line = await linkTo('storno')
  const html = await htmlOf(line)
  assert.match(
    wordsOf(html),
    /€\s95,00 teruggeboekt.*Welke betaling is teruggeboekt\? De betaling van .* van F\. Storno/,
  )
  const payment = /name="voor"[^>]*value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? ''
  const done = await send(line, { voor: payment })
  assert.equal(done.status, 303, await textOf(done))
  assert.equal((await invoiceOf(who.invoiceId)).status, 'open')
  assert.match(await read(line), /Teruggeboekt/)
})

test('a statement says what it comes to, when its balances do not fit and when one is missing', async () => {
  const page = await bringIn([{ cents: 100, words: 'klopt niet', bankReference: 'BANK-U-001' }], {
    ...{ id: 'u', opening: 5000, closing: 5099, first: ago(2) },
  })
  assert.match(await read(page), /kloppen de saldo’s niet met de regels/)
  const statement =
    /\/krsd\/werk\/afschriften\/[0-9a-f]{8}-[0-9a-f-]+/.exec(await htmlOf(page))?.[0] ?? ''
  const said = await read(statement)
  assert.match(said, /Het verschil is €\s−0,01/)
  assert.match(said, /Beginsaldo €\s50,00 Alle regels samen €\s1,00 Eindsaldo €\s50,99/)
  assert.match(
    await read(list),
    /Er ontbreekt een afschrift.*Tussen .* en .* ontbreekt een afschrift\./,
  )
})

test('what cannot be read is said with what to do, and no file asks for one', async () => {
  for (const [contents, why] of [
    ['datum;bedrag', /geen afschrift in CAMT\.053 \(XML\)/],
    [
      camtFile([{ iban, first: ago(1), transactions: [] }]).slice(0, -40),
      /niet compleet of beschadigd/,
    ],
    [
      camtFile([{ iban: 'NL91ABNA0417164300', first: ago(1), transactions: [] }]),
      /een andere rekening: NL91ABNA0417164300\. De rekening van dit register is NL02/,
    ],
  ] as const) {
    const page = await upload(contents)
    await process(page)
    const said = await read(page)
    assert.match(said, /Dit bestand is niet te lezen.*Er is niets van bewaard/)
    assert.match(said, why)
  }
  const none = await peil.post(list, hiddenIn(await htmlOf(list), list), cookie)
  assert.equal(none.status, 422)
  assert.match(await textOf(none), /Kies een bestand/)
})

test('whoever is tied to whom a line may be for does not see it, and a colleague does', async () => {
  const own = await newcomer(
    ...([peil, 'olga@voorbeeld.nl', ago(20), 'approved'] as const),
    somebody({ firstName: 'Olga', initials: 'O.', lastName: 'Bureau' }),
  )
  const { cookie: olga } = await peil.signIn('olga@voorbeeld.nl', ['secretariat'])
  const { reference } = await invoiceOf(own.invoiceId)
  await bringIn([{ cents: 9500, reference, words: 'van Olga', bankReference: 'BANK-V-001' }], {
    ...{ id: 'v', who: olga },
  })
  const line = await linkTo('van Olga')
  assert.doesNotMatch(await read(queue, olga), /van Olga/)
  assert.match(await read(queue, olga), /(?:regel staat|regels staan) hier niet bij/)
  for (const path of [line, `${line}/verdelen`, `${line}/opzij`]) {
    assert.equal((await peil.get(path, olga)).status, 403, path)
  }
  assert.match(await read(line), /Wie het bestand stuurde, heeft een band met deze persoon/)
  assert.equal((await send(line, { voor: '1' })).status, 303)
  assert.equal((await invoiceOf(own.invoiceId)).status, 'paid')
})
