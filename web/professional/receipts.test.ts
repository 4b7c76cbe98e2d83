import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PDF } from '@libpdf/core'
import { bookPayment } from '#domain/money/payment/book-payment.ts'
import { clock, newcomer, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'

const peil = await testPlatform()
const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
const person = somebody({ firstName: 'Lonneke', lastName: 'Declareert' })
const since = today.subtract({ days: 3 })
const who = await newcomer(peil, 'lonneke@voorbeeld.nl', since.toString(), 'approved', person)
const own = await peil.signIn('lonneke@voorbeeld.nl')
const receipt = `/krsd/mijn/facturen/${who.invoiceId}/betaalbewijs.pdf`
const pay = (cents: number, payer?: string) =>
  peil.act(
    clock,
    (context) =>
      bookPayment(context, {
        receivedOn: context.today,
        cents,
        source: 'bank',
        ...(payer === undefined ? {} : { payer: { name: payer } }),
        settles: [{ invoiceId: who.invoiceId, cents }],
      }),
    since.toString(),
  )
const read = async (path: string) => {
  const answer = await peil.get(path, own.cookie)
  assert.equal(answer.status, 200, path)
  assert.equal(answer.headers.get('content-type'), 'application/pdf')
  const pdf = await PDF.load(new Uint8Array(await answer.arrayBuffer()))
  return pdf
    .getPages()
    .map((each) => each.extractText().text)
    .join(' ')
    .replace(/\s+/g, ' ')
}

test('who paid has a receipt of each invoice and a statement of each year, to claim it', async () => {
  assert.equal((await peil.get(receipt, own.cookie)).status, 404)
  await pay(4000)
  const part = await read(receipt)
  assert.match(part, /Betaalbewijs/)
  assert.match(part, /Lonneke Declareert/)
  assert.match(part, /Betaald € ?40,00/)
  assert.match(part, /Nog te betalen € ?55,00/)
  await pay(5500, 'Gemeente Voorbeeld')
  const whole = await read(receipt)
  assert.match(whole, /Betaald € ?95,00/)
  assert.doesNotMatch(whole, /Nog te betalen/)
  assert.match(whole, /55,00, van Gemeente Voorbeeld/)
  const page = await (await peil.get('/krsd/mijn/facturen', own.cookie)).text()
  assert.ok(page.includes(receipt))
  assert.match(wordsOf(page), /Om te declareren bij je werkgever/)
  const year = await read(`/krsd/mijn/facturen/jaaroverzicht/${since.year}`)
  assert.match(year, new RegExp(`Betaald in ${since.year} € ?95,00`))
  assert.match(year, /KRSD-F-\d{6}/)
  for (const nothing of [since.year - 1, 'x']) {
    const answer = await peil.get(`/krsd/mijn/facturen/jaaroverzicht/${nothing}`, own.cookie)
    assert.equal(answer.status, 404)
  }
  await newcomer(peil, 'ander@voorbeeld.nl', since.toString(), 'approved')
  const other = await peil.signIn('ander@voorbeeld.nl')
  assert.equal((await peil.get(receipt, other.cookie)).status, 404)
})
