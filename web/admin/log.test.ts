import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paymentsOf } from '#domain/money/payment/queries.ts'
import { reversePayment } from '#domain/money/payment/reverse-payment.ts'
import { inviteStaff } from '#domain/people/account/invite-staff.ts'
import { colleague } from '#testing/cast.ts'
import { newcomer, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { records } from '#testing/records.ts'
import { logSentence, logWords } from '#web/admin/log-words.ts'

const peil = await testPlatform()
const { cookie } = await peil.signIn('bo@voorbeeld.nl', ['administrator'])
const log = async (query = '', as = cookie) =>
  (await peil.get(`/krsd/beheer/logboek${query}`, as)).text()

test('every kind of change has its words, in every register', () => {
  for (const register of peil.platform.registers.values()) {
    const words = logWords(register)
    assert.deepEqual(Object.keys(words).sort(), Object.keys(records).sort())
    for (const [noun, actions] of Object.entries(records)) {
      assert.deepEqual(Object.keys(words[noun]?.actions ?? {}).sort(), [...actions].sort(), noun)
      for (const action of actions) {
        const line = { noun, action, recordId: '', number: undefined, whom: undefined, facts: {} }
        const bare = logSentence(register, line)
          .map((piece) => ('text' in piece ? piece.text : ''))
          .join('')
        assert.doesNotMatch(bare, /[{}[\]]|undefined| {2}/, `${noun} ${action}`)
      }
    }
  }
})

test('what was changed is told in sentences, with who did it and whom it is about', async () => {
  const sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  const person = somebody({ firstName: 'Zoë', lastName: 'Quispel' })
  const zoe = await newcomer(peil, 'zoe@voorbeeld.nl', '2026-03-10', 'candidate', person)
  await newcomer(
    peil,
    'piet@voorbeeld.nl',
    '2026-04-20',
    'candidate',
    somebody({ lastName: 'Peters' }),
  )
  await peil.act(
    sanne.actor,
    async (context) => {
      const [paid] = await paymentsOf(context, zoe.invoiceId)
      const paymentId = paid?.paymentId ?? ''
      await reversePayment(context, { paymentId, version: 1, reason: 'Van een ander.' })
    },
    '2026-05-01',
  )
  await peil.act(sanne.actor, (context) =>
    inviteStaff(context, { email: 'els@voorbeeld.nl', role: 'member', body: 'committee' }),
  )
  const all = wordsOf(await log())
  assert.match(
    all,
    /Sanne Bakker draaide de betaling van factuur KRSD-F-\d+ van Zoë Quispel terug: Van een ander\./,
  )
  assert.match(all, /Sanne Bakker draaide een betaling van Zoë Quispel terug: Van een ander\./)
  assert.match(all, /Sanne Bakker nodigde els@voorbeeld\.nl uit als lid van de commissie\./)
  assert.match(all, /Peil stuurde factuur KRSD-F-\d+ aan Zoë Quispel ?\./)
  assert.match(all, /Zoë Quispel tekende overeenkomst KRSD-O-\d+\./)
  assert.doesNotMatch(all, /undo-payment|invoice:|\.\./)

  // Each filter by itself, and together.
  const found = async (query: string) => wordsOf(await log(query))
  const byWho = await found('?wie=bakker')
  assert.match(byWho, /Sanne Bakker draaide/)
  assert.doesNotMatch(byWho, /Peil stuurde/)
  assert.doesNotMatch(await found('?wie=Peil'), /Sanne Bakker draaide/)
  const onWhom = await found('?op=quispel')
  assert.match(onWhom, /Zoë Quispel/)
  assert.doesNotMatch(onWhom, /Peters/)
  const what = await found('?wat=staff')
  assert.match(what, /nodigde els/)
  assert.doesNotMatch(what, /factuur KRSD/)
  const when = await found(
    '?van-dag=1&van-maand=5&van-jaar=2026&tot-dag=1&tot-maand=5&tot-jaar=2026',
  )
  assert.match(when, /Sanne Bakker draaide/)
  assert.doesNotMatch(when, /Peil stuurde/)
  assert.match(await found('?wie=bakker&op=quispel&wat=invoice'), /1 wijziging gevonden/)

  // The number that stands in the link of a name finds the same.
  const number = /logboek\?op=([^"]+)"/.exec(await log('?op=quispel'))?.[1] ?? ''
  assert.match(await found(`?op=${number}`), /Zoë Quispel/)
  assert.match(await found('?op=zoe@voorbeeld.nl'), /Zoë Quispel/)
})

test('nonsense in the address finds nothing, and what is wrong is said', async () => {
  for (const query of [
    `?op=${"x'; drop table person--".repeat(50)}`,
    '?op=%25',
    '?wie=_____________',
    '?pagina=999999999',
    '?wie=%00',
  ]) {
    const { status } = await peil.get(`/krsd/beheer/logboek${query}`, cookie)
    assert.ok([200, 404, 422].includes(status), `${query}: ${status}`)
  }
  assert.match(wordsOf(await log('?wat=bestaat-niet')), /Kies uit de lijst/)
  const wrong = await peil.get('/krsd/beheer/logboek?van-dag=31&van-maand=2&van-jaar=2026', cookie)
  assert.equal(wrong.status, 422)
  const turned = '?van-dag=2&van-maand=5&van-jaar=2026&tot-dag=1&tot-maand=5&tot-jaar=2026'
  assert.match(wordsOf(await log(turned)), /De laatste dag ligt vóór de eerste/)
})

test('a link to a file is there only for who works in the back office too', async () => {
  assert.doesNotMatch(await log('?op=quispel'), /\/krsd\/werk\//)
  const { cookie: both } = await peil.signIn('beide@voorbeeld.nl', ['administrator', 'secretariat'])
  const seen = await log('?op=quispel', both)
  assert.match(seen, /\/krsd\/werk\/betalingen\//)
  assert.match(seen, /\/krsd\/werk\/dossiers\//)
})
