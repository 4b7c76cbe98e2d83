import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bookPayment } from '#domain/money/payment/book-payment.ts'
import { clock, newcomer, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, textOf, wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
const person = somebody({ firstName: 'Lonneke', lastName: 'Doorstuur' })
const who = await newcomer(peil, 'lonneke@voorbeeld.nl', today.toString(), 'approved', person)
const other = await newcomer(peil, 'ander@voorbeeld.nl', today.toString(), 'approved')
const own = await peil.signIn('lonneke@voorbeeld.nl')
const page = (id: string) => `/krsd/mijn/facturen/${id}/doorsturen`
const payer = { naam: 'Gemeente Voorbeeld', 'e-mail': 'inkoop@gemeente.example' }
const send = async (fields: Readonly<Record<string, string>>, cookie = own.cookie) => {
  const html = await (await peil.get(page(who.invoiceId), cookie)).text()
  return peil.post(
    page(who.invoiceId),
    { ...fieldsIn(html, page(who.invoiceId)), ...fields },
    cookie,
  )
}
const lastLink = async () => {
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'invoice-forwarded')
    .select(['to_address', 'body_text', 'account_id'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return { ...mail, path: /\/krsd\/factuur\/[\w-]{43}/.exec(mail.body_text)?.[0] ?? '' }
}

test('whoever pays sees what an invoice is for, how it is paid and whether it is, without an account and nothing else', async () => {
  for (const [fields, said] of [
    [{ ...payer, naam: '' }, /Vul in wie betaalt/],
    [{ ...payer, 'e-mail': 'gemeente' }, /Vul een e-mailadres in/],
    [{ ...payer, kenmerk: 'x'.repeat(101) }, /100/],
  ] as const) {
    const answer = await send(fields)
    assert.equal(answer.status, 422)
    assert.match(await textOf(answer), said)
  }
  assert.equal((await send({ ...payer, kenmerk: 'Kostenplaats 4711' })).status, 303)
  await assertRecorded(peil, 'invoice', 'forward', who.invoiceId)
  const mail = await lastLink()
  assert.equal(mail.to_address, 'inkoop@gemeente.example')
  assert.equal(mail.account_id, null)
  const seen = await (await peil.get(mail.path)).text()
  const words = wordsOf(seen)
  assert.match(words, /Voor de registratie van Lonneke Doorstuur/)
  assert.match(words, /Kostenplaats 4711/)
  assert.match(words, /Bedrag €\s95,00/)
  assert.match(words, /Betalingskenmerk RF\d\d/)
  assert.match(seen, /QR-code om €\s95,00/)
  assert.match(seen, /noindex/)
  for (const hidden of ['lonneke@voorbeeld.nl', 'Voorbeeldstraat', '/werk/', '/mijn/']) {
    assert.ok(!seen.includes(hidden), hidden)
  }
  await peil.makePapers()
  const paper = await peil.get(`${mail.path}/factuur.pdf`)
  assert.equal(paper.status, 200)
  assert.equal(paper.headers.get('content-type'), 'application/pdf')
  // Paid in part, and then whole.
  const { invoiceId } = who
  const pay = (cents: number) =>
    peil.act(
      clock,
      (context) =>
        bookPayment(context, {
          receivedOn: context.today,
          cents,
          source: 'bank',
          settles: [{ invoiceId, cents }],
        }),
      today.toString(),
    )
  await pay(4000)
  assert.match(wordsOf(await (await peil.get(mail.path)).text()), /Er is al €\s40,00 betaald/)
  const before = await (await peil.get(page(invoiceId), own.cookie)).text()
  await pay(5500)
  const paid = wordsOf(await (await peil.get(mail.path)).text())
  assert.match(paid, /Deze factuur is betaald op/)
  assert.doesNotMatch(paid, /Betalingskenmerk/)
  // What is paid is not passed on any more.
  const again = { ...fieldsIn(before, page(invoiceId)), ...payer }
  const late = await peil.post(page(invoiceId), again, own.cookie)
  // What was typed stays to be read.
  assert.equal(late.status, 409)
  assert.match(await textOf(late), /niet meer te worden betaald/)
  assert.match(
    wordsOf(await (await peil.get(page(invoiceId), own.cookie)).text()),
    /niet meer te worden betaald/,
  )
  // Taken back, the link leads nowhere.
  const list = await (await peil.get(page(invoiceId), own.cookie)).text()
  const back = /action="([^"]*doorgestuurd\/[^"]*)"/.exec(list)?.[1] ?? assert.fail('no way back')
  const stranger = await peil.signIn('ander@voorbeeld.nl')
  assert.equal((await peil.post(back, {}, stranger.cookie)).status, 404)
  assert.equal((await peil.get(mail.path)).status, 200)
  const taken = await peil.post(back, fieldsIn(list, back), own.cookie)
  assert.equal(taken.status, 303, await textOf(taken))
  await assertRecorded(peil, 'invoice', 'take-back-forward', invoiceId)
  const over = await peil.get(mail.path)
  assert.equal(over.status, 404)
  assert.match(await textOf(over), /Deze link werkt niet meer/)
  assert.equal((await peil.get(`${mail.path}/factuur.pdf`)).status, 404)
})

test('nobody passes on what is of another, and five a day is enough', async () => {
  assert.equal((await peil.get(page(other.invoiceId), own.cookie)).status, 404)
  assert.equal((await peil.post(page(other.invoiceId), payer, own.cookie)).status, 404)
  const theirs = await peil.signIn('ander@voorbeeld.nl')
  const here = page(other.invoiceId)
  const once = async () => {
    const html = await (await peil.get(here, theirs.cookie)).text()
    return peil.post(here, { ...fieldsIn(html, here), ...payer }, theirs.cookie)
  }
  for (let nth = 0; nth < 5; nth += 1) assert.equal((await once()).status, 303)
  const enough = await once()
  assert.equal(enough.status, 422)
  assert.match(await textOf(enough), /te vaak een factuur doorgestuurd/)
})
