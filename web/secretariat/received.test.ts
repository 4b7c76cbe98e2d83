import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { clock, newcomer, sendYears, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, textOf, wordsOf } from '#testing/portfolio.ts'

const peil = await testPlatform()
const { cookie } = await peil.signIn('sanne@voorbeeld.nl', ['secretariat'])
const read = async (path: string) => wordsOf(await (await peil.get(path, cookie)).text())
const send = async (path: string, fields: Readonly<Record<string, string>>) => {
  const html = await (await peil.get(path, cookie)).text()
  return peil.post(path, { ...fieldsIn(html, path), ...fields }, cookie)
}
/** Sends a form and the page that asks whether it is right. */
const book = async (path: string, fields: Readonly<Record<string, string>>) => {
  const asked = await (await send(path, fields)).text()
  return { asked: wordsOf(asked), done: await peil.post(path, fieldsIn(asked, path), cookie) }
}
const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
const page = (id: string) => `/krsd/werk/betalingen/${id}`
const invoiceOf = async (id: string) =>
  (await peil.act(clock, (context) => findInvoice(context, id))) ?? assert.fail(id)

test('the amount stands there, and an odd one is refused with what to do', async () => {
  const who = await newcomer(peil, 'vreemd@voorbeeld.nl', today.toString(), 'approved')
  const html = await (await peil.get(page(who.invoiceId), cookie)).text()
  assert.equal(fieldsIn(html, page(who.invoiceId)).bedrag, '95')
  for (const [typed, said] of [
    ['', /Vul het bedrag in dat is betaald/],
    ['-95', /Vul bij ‘Welk bedrag is er betaald\?’ een bedrag in/],
    ['0', /0,01 of meer/],
    ['95,001', /hoogstens twee cijfers achter de komma/],
    ['1.234', /duizendtallen of centen/],
    ['12345678901', /hoogstens €\s1\.000\.000,00/],
    ['vijf', /een bedrag in, bijvoorbeeld 95 of 47,50/],
  ] as const) {
    const answer = await send(page(who.invoiceId), { bedrag: typed })
    assert.equal(answer.status, 422, typed)
    const back = await answer.text()
    assert.match(wordsOf(back), said, typed)
    assert.equal(fieldsIn(back, page(who.invoiceId)).bedrag, typed)
  }
  assert.equal((await invoiceOf(who.invoiceId)).settledCents, 0)
})

test('less than is open is asked about, and the invoice says everywhere what is open still', async () => {
  const person = somebody({ firstName: 'Deel', lastName: 'Betaler' })
  const who = await newcomer(peil, 'deel@voorbeeld.nl', today.toString(), 'approved', person)
  const place = page(who.invoiceId)
  const { asked, done } = await book(place, { bedrag: '€ 40,-', notitie: 'Van de gemeente' })
  assert.match(asked, /Dit is €\s55,00 minder dan er open staat/)
  assert.equal(done.status, 303, await textOf(done))
  assert.equal(done.headers.get('location'), place)
  const after = await read(place)
  assert.match(after, /Deels betaald/)
  assert.match(after, /Nog te betalen €\s55,00/)
  assert.match(await read('/krsd/werk/betalingen'), /Betaler.*€\s95,00 €\s55,00/)
  assert.match(await read(`/krsd/werk/dossiers/${who.registrationId}`), /nog €\s55,00 open/)
  const own = await peil.signIn('deel@voorbeeld.nl')
  const pay = await (await peil.get('/krsd/aanmelden/betalen', own.cookie)).text()
  assert.match(wordsOf(pay), /Maak €\s55,00 over/)
  assert.match(pay, /QR-code om €\s55,00 over te maken/)
  assert.match(wordsOf(pay), /is €\s40,00 al betaald/)
  const list = await (await peil.get('/krsd/mijn/facturen', own.cookie)).text()
  assert.match(wordsOf(list), /€\s95,00 €\s55,00 Deels betaald/)
  const rest = await (await peil.get(place, cookie)).text()
  assert.equal(fieldsIn(rest, place).bedrag, '55')
  const paid = await book(place, {})
  assert.doesNotMatch(paid.asked, /dan er open staat/)
  assert.equal((await invoiceOf(who.invoiceId)).status, 'paid')
})

test('more than is open is left over, and pays the next invoice from the page of the payment', async () => {
  const person = somebody({ firstName: 'Wouter', lastName: 'Tegoed' })
  const since = today.subtract({ years: 1 }).toString()
  const who = await newcomer(peil, 'over@voorbeeld.nl', since, 'approved', person)
  const { asked, done } = await book(page(who.invoiceId), { bedrag: '190,00' })
  assert.match(asked, /Dit is €\s95,00 meer dan er open staat/)
  const payment = done.headers.get('location') ?? ''
  assert.match(payment, /\/krsd\/werk\/ontvangen\//)
  assert.match(await read(payment), /Er is €\s95,00 over/)
  assert.match(await read('/krsd/werk/betalingen'), /Van 1 betaling is nog iets over/)
  assert.match(await read('/krsd/werk/ontvangen'), /€\s190,00 Wouter Tegoed.*€\s95,00 over/)
  await peil.act(clock, sendYears, today.add({ years: 1 }).toString())
  const use = `${payment}/gebruiken`
  const offered = await (await peil.get(use, cookie)).text()
  const next = /name="factuur"[^>]*value="([0-9a-f-]{36})"/.exec(offered)?.[1]
  assert.ok(next, offered)
  assert.equal((await send(use, {})).status, 422)
  const other = await send(use, { factuur: 'andere', nummer: 'KRSD-F-999999' })
  assert.equal(other.status, 422)
  assert.match(await textOf(other), /Er is geen factuur met dit nummer/)
  const used = await send(use, { factuur: next })
  assert.equal(used.status, 303, await textOf(used))
  assert.equal((await invoiceOf(next)).status, 'paid')
  assert.match(await read(payment), /Verwerkt/)
  assert.equal((await peil.get(use, cookie)).headers.get('location'), payment)
  // Taken off again, it is over again; reversed, it is gone.
  const off = /href="([^"]*losmaken[^"]*)"/.exec(await (await peil.get(payment, cookie)).text())
  const losmaken = off?.[1] ?? assert.fail('cannot be taken off')
  assert.equal((await send(losmaken, { reden: '' })).status, 422)
  assert.equal((await send(losmaken, { reden: 'Verkeerde factuur.' })).status, 303)
  assert.match(await read(payment), /Losgemaakt op .*Verkeerde factuur/)
  assert.equal((await send(`${payment}/terugdraaien`, { reden: 'Storno.' })).status, 303)
  assert.match(await read(payment), /Teruggedraaid.*Storno/)
})

test('what is over is paid back to an account that can be, and the bank may have sent it back', async () => {
  const person = somebody({ firstName: 'Tess', lastName: 'Terug' })
  const who = await newcomer(peil, 'tess@voorbeeld.nl', today.toString(), 'approved', person)
  const { done } = await book(page(who.invoiceId), { bedrag: '100' })
  const payment = done.headers.get('location') ?? ''
  const back = `${payment}/terugbetalen`
  const html = await (await peil.get(back, cookie)).text()
  const fields = fieldsIn(html, back)
  assert.equal(fields.bedrag, '5')
  assert.equal(fields.naam, 'Tess Terug')
  for (const [change, said] of [
    [{ iban: 'NL91ABNA0417164301' }, /Dit IBAN klopt niet/],
    [{ iban: '' }, /Vul de rekening in/],
    [{ bedrag: '5,01' }, /Er is €\s5,00 over/],
    [{ bedrag: '-5' }, /een bedrag in, bijvoorbeeld/],
    [{ naam: '' }, /op wiens naam/],
  ] as const) {
    const answer = await send(back, { iban: 'NL91 ABNA 0417 1643 00', ...change })
    assert.equal(answer.status, 422, JSON.stringify(change))
    assert.match(await textOf(answer), said)
  }
  const paid = await send(back, { iban: 'nl91 abna 0417 1643 00', toelichting: 'Te veel.' })
  assert.equal(paid.status, 303, await textOf(paid))
  const shown = await (await peil.get(payment, cookie)).text()
  assert.match(wordsOf(shown), /Terugbetaald: €\s5,00.*NL91 ABNA 0417 1643 00 van Tess Terug/)
  assert.match(wordsOf(shown), /Verwerkt/)
  assert.doesNotMatch(wordsOf(shown), /Draai de betaling terug/)
  assert.equal((await peil.get(back, cookie)).headers.get('location'), payment)
  const undo = /href="([^"]*terugbetaling\/[^"]*)"/.exec(shown)?.[1] ?? assert.fail('no way back')
  assert.equal((await send(undo, { reden: '' })).status, 422)
  assert.equal((await send(undo, { reden: 'Rekening opgeheven.' })).status, 303)
  assert.match(await read(payment), /Er is €\s5,00 over/)
  assert.equal((await peil.get(undo, cookie)).headers.get('location'), payment)
})
