import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { clock, newcomer, sendYears } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, textOf, wordsOf } from '#testing/portfolio.ts'
import { byHand } from '#testing/records.ts'

const peil = await testPlatform()
const { cookie } = await peil.signIn('sanne@voorbeeld.nl', ['secretariat'])
const read = async (path: string) => wordsOf(await (await peil.get(path, cookie)).text())
const send = async (path: string, fields: Readonly<Record<string, string>>) => {
  const html = await (await peil.get(path, cookie)).text()
  return peil.post(path, { ...fieldsIn(html, path), ...fields }, cookie)
}
const today = Temporal.Now.plainDateISO('Europe/Amsterdam')

test('the back office undoes a payment after it has read what that leads to', async () => {
  const on = today.subtract({ days: 10 }).toString()
  const who = await newcomer(peil, 'teruggedraaid@voorbeeld.nl', on, 'candidate')
  const invoice = `/krsd/werk/betalingen/${who.invoiceId}`
  const payment = /\/krsd\/werk\/ontvangen\/[0-9a-f-]+/.exec(
    await (await peil.get(invoice, cookie)).text(),
  )?.[0]
  assert.ok(payment)
  const undo = `${payment}/terugdraaien`
  assert.ok((await (await peil.get(payment, cookie)).text()).includes(undo))
  // Where it stood before it still leads there.
  const before = await peil.get(`${invoice}/terugdraaien`, cookie)
  assert.equal(before.headers.get('location'), undo)
  const asked = await read(undo)
  assert.match(asked, /De factuur staat weer open, met een nieuwe betaaldatum/)
  assert.match(asked, /niet langer ‘Kandidaat’ maar ‘Aanmelding goedgekeurd’/)
  const wrong = await send(undo, { reden: ' ' })
  assert.equal(wrong.status, 422)
  assert.match(await textOf(wrong), /Vul in waarom dit niet klopt/)
  assert.equal((await send(undo, { reden: 'x'.repeat(1001) })).status, 422)
  const done = await send(undo, { reden: 'Het was van een ander.' })
  assert.equal(done.status, 303, await textOf(done))
  assert.match(await read(invoice), /Open/)
  assert.match(await read(payment), /Teruggedraaid op .* Het was van een ander\./)
  assert.equal((await peil.get(undo, cookie)).headers.get('location'), payment)
  const after = await peil.get(`${invoice}/terugdraaien`, cookie)
  assert.equal(after.headers.get('location'), invoice)
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', 'teruggedraaid@voorbeeld.nl')
    .where('kind', '=', 'payment-undone')
    .select('body_text')
    .executeTakeFirstOrThrow()
  assert.match(mail.body_text, /> Het was van een ander\./)
})

test('what somebody who left owes is written off on its page, and the work list says that it waits', async () => {
  const who = await newcomer(peil, 'weg@voorbeeld.nl', '2024-01-10', 'candidate')
  await peil.act(clock, sendYears, '2025-01-10')
  const open = (await peil.act(clock, (context) => listInvoices(context, who.registrationId))).find(
    ({ status }) => status === 'open',
  )
  const page = `/krsd/werk/betalingen/${open?.id}`
  const writeOff = `${page}/afboeken`
  assert.equal((await peil.get(writeOff, cookie)).headers.get('location'), page)
  await peil.act(clock, async (context) => {
    const member = await findMember(context, who.registrationId, { lock: true })
    assert.ok(member)
    await endRegistration(context, member, 'not-paid')
  })
  assert.match(await read('/krsd/werk'), /1 daarvan is van iemand die niet meer meedoet/)
  assert.match(await read('/krsd/werk/betalingen'), /Doet niet meer mee/)
  assert.ok((await (await peil.get(page, cookie)).text()).includes(writeOff))
  assert.match(await read(writeOff), /geen creditnota nodig/)
  assert.equal((await send(writeOff, { reden: '' })).status, 422)
  assert.equal((await send(writeOff, { reden: 'Niet te innen.' })).status, 303)
  const settled = await read(page)
  assert.match(settled, /Afgeboekt op/)
  assert.match(settled, /Niet te innen\./)
  assert.doesNotMatch(await read('/krsd/werk'), /niet meer meedoet/)
})

test('a meeting that has been asks to be closed, in the work list and on its page', async () => {
  const quiet = await read('/krsd/werk')
  assert.match(quiet, /Hier wacht niets.*Vergaderingen/)
  const passed = today.subtract({ days: 3 })
  const plan = (on: Temporal.PlainDate) =>
    peil.act(clock, async (context) => {
      await byHand(context)
      const { id } = await context.db
        .insertInto('meeting')
        .values({ register: 'krsd', held_on: on.toString() })
        .returning('id')
        .executeTakeFirstOrThrow()
      return id
    })
  const id = await plan(passed)
  await plan(today.add({ days: 30 }))
  assert.match(await read('/krsd/werk'), /1 vergadering is nog niet afgesloten/)
  assert.match(await read('/krsd/werk/vergaderingen'), /Nog af te sluiten/)
  const page = `/krsd/werk/vergaderingen/${id}`
  assert.match(await read(page), /Deze vergadering is nog niet afgesloten/)
  assert.equal((await send(page, {})).status, 303)
  assert.match(await read('/krsd/werk'), /Hier wacht niets.*Vergaderingen/)
  assert.doesNotMatch(await read(page), /nog niet afgesloten/)
})
