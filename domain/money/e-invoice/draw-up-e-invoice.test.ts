import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { drawUpEInvoice, lacksOf } from '#domain/money/e-invoice/draw-up-e-invoice.ts'
import { creditNotesOf, findInvoice } from '#domain/money/invoice/queries.ts'
import { sendInvoice } from '#domain/money/invoice/send-invoice.ts'
import { payingOrganisation } from '#domain/money/payer/find-payer.ts'
import { creditInvoice } from '#domain/money/payment/credit-invoice.ts'
import { findEInvoicing, readPeppolId } from '#domain/organisations/organisation/e-invoicing.ts'
import { setEInvoicing } from '#domain/organisations/sign-up/set-e-invoicing.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Register } from '#regulations/register.ts'
import { colleague } from '#testing/cast.ts'
import { checkedProvider } from '#testing/courses.ts'
import { brokenRules } from '#testing/e-invoice-rules.ts'
import { clock, newcomer, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const registers = peil.platform.registers as Map<string, Register>
const krsd = registers.get('krsd') ?? assert.fail()

const draw = (id: string, of: { readonly note?: string; readonly mark?: string } = {}) =>
  peil.act(clock, async (context) => {
    const invoice = (await findInvoice(context, id)) ?? assert.fail(id)
    const notes = await creditNotesOf(context, [id])
    const note = notes.find(({ number }) => number === of.note)
    return drawUpEInvoice(context, invoice, {
      ...(note && { note }),
      ...(of.mark !== undefined && { mark: of.mark }),
    })
  })
const xmlOf = async (...asked: Parameters<typeof draw>) => {
  const drawn = await draw(...asked)
  if (drawn.outcome !== 'made') return assert.fail(drawn.lacks.join())
  assert.deepEqual(brokenRules(drawn.xml), [])
  return drawn.xml
}

test('an invoice to somebody says what was charged and to whom as it was sent', async () => {
  const person = somebody({ firstName: 'Noor', lastName: 'Eerder' })
  const who = await newcomer(peil, 'data@voorbeeld.nl', '2026-03-10', 'approved', person)
  await sql`update person set last_name = 'Later', street = 'Elders' where last_name = 'Eerder'`.execute(
    peil.platform.db,
  )
  const xml = await xmlOf(who.invoiceId, { mark: 'Kostenplaats 12' })
  assert.match(xml, /<cbc:CustomizationID>urn:cen\.eu:en16931:2017</)
  assert.match(xml, /<cbc:RegistrationName>Noor Eerder</)
  assert.match(xml, /<cbc:StreetName>Oudegracht 12</)
  assert.match(xml, /<cbc:BuyerReference>Kostenplaats 12</)
  assert.match(xml, /eerste jaar</)
  assert.match(xml, /<cbc:PayableAmount currencyID="EUR">95\.00</)
  assert.match(xml, /<cbc:PaymentID>RF\d{2}/)
  // One of before lines were kept is one line, by what stands in its row.
  await sql`update invoice set lines = null, buyer = null, vat_rate = null where id = ${who.invoiceId}`.execute(
    peil.platform.db,
  )
  assert.match(await xmlOf(who.invoiceId), /<cbc:RegistrationName>Noor Later</)
})

test('a credit note says which invoice it takes back, and what of it', async () => {
  const who = await newcomer(peil, 'terug@voorbeeld.nl', '2026-03-10', 'approved')
  const credited = await peil.act(
    clock,
    async (context) => {
      const invoice = (await findInvoice(context, who.invoiceId)) ?? assert.fail()
      const { id: invoiceId, version } = invoice
      return creditInvoice(context, { invoiceId, version, cents: 2500, reason: 'Te veel.' })
    },
    '2026-03-11',
  )
  assert.ok(credited.outcome === 'credited')
  const xml = await xmlOf(who.invoiceId, { note: credited.number })
  assert.match(xml, /<CreditNote /)
  assert.match(xml, /<cbc:PayableAmount currencyID="EUR">25\.00</)
  assert.match(xml, /<cac:InvoiceDocumentReference><cbc:ID>KRSD-F-/)
  assert.match(xml, /een deel van factuur KRSD-F-\d+: Te veel\.</)
})

test('an organisation gets it by its own numbers, and by the rules of Peppol where it is in that', async () => {
  const organisationId = await checkedProvider(peil, 'Opleidingshuis', [])
  await sql`update organisation set kvk = '87654321' where id = ${organisationId}`.execute(
    peil.platform.db,
  )
  const invoiceId = await peil.act(clock, async (context) => {
    const payer = (await payingOrganisation(context, organisationId)) ?? assert.fail()
    const tariff = context.register.tariffs[0] ?? assert.fail()
    const sent = await sendInvoice(context, payer, {
      kind: 'accreditation',
      aboutId: randomUUID(),
      covers: { first: context.today, last: context.today },
      charge: { tariff, lines: [{ description: 'Accreditatie', cents: 10_000 }] },
    })
    return sent.id
  })
  assert.match(await xmlOf(invoiceId), /nlcius.*<cbc:CompanyID schemeID="0106">87654321</s)
  await sql`update organisation set oin = '00000001003214345000',
    peppol_id = '0190:00000001003214345000', invoice_reference = 'PO-77' where id = ${organisationId}`.execute(
    peil.platform.db,
  )
  const xml = await xmlOf(invoiceId)
  assert.match(xml, /peppol\.eu:2017:poacc:billing:3\.0</)
  assert.match(xml, /<cbc:BuyerReference>PO-77</)
  assert.match(xml, /<cbc:EndpointID schemeID="0190">00000001003214345000</)
})

test('a register that has not said enough of itself hears what is missing', async () => {
  const { organisation } = krsd
  const { rsin: _, ...withoutRsin } = organisation
  const exempt = { treatment: 'exempt', ground: 'Vrijgesteld' } as const
  const taxed = { treatment: 'included', rate: 21, ground: 'Btw' } as const
  const outside = { treatment: 'out-of-scope', ground: 'Buiten' } as const
  assert.deepEqual(lacksOf(krsd, exempt), [])
  assert.deepEqual(lacksOf({ organisation: withoutRsin }, exempt), ['vat-or-tax-number'])
  assert.deepEqual(lacksOf(krsd, taxed), ['vat-number'])
  const bare = {
    ...withoutRsin,
    ...{ kvk: '', address: [''], postalCodeAndCity: 'Voorbeeldstad' },
    bank: { accountName: '', iban: 'NL00' },
  }
  assert.deepEqual(lacksOf({ organisation: bare }, outside), [
    ...['kvk', 'address', 'postal-code-and-city', 'iban'],
  ])
  registers.set('krsd', { ...krsd, organisation: { ...organisation, kvk: '' } })
  try {
    const who = await newcomer(peil, 'mist@voorbeeld.nl', '2026-03-10', 'approved')
    assert.deepEqual(await draw(who.invoiceId), { outcome: 'lacks', lacks: ['kvk'] })
    const own = await peil.signIn('mist@voorbeeld.nl')
    const path = `/krsd/mijn/facturen/${who.invoiceId}/e-factuur/factuur.xml`
    const answer = await peil.get(path, own.cookie)
    assert.equal(answer.status, 409)
    assert.match(await answer.text(), /De factuur als PDF is er wel/)
  } finally {
    registers.set('krsd', krsd)
  }
})

test('whose it is fetches it as a file, and nobody else does', async () => {
  const who = await newcomer(peil, 'haalt@voorbeeld.nl', '2026-03-10', 'approved')
  const own = await peil.signIn('haalt@voorbeeld.nl')
  const path = (paper: string) => `/krsd/mijn/facturen/${who.invoiceId}/e-factuur/${paper}`
  const answer = await peil.get(path('factuur.xml'), own.cookie)
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type') ?? '', /^application\/xml/)
  assert.match(answer.headers.get('content-disposition') ?? '', /factuur-KRSD-F-\d{6}\.xml/)
  assert.deepEqual(brokenRules(await answer.text()), [])
  assert.equal((await peil.get(path('KRSD-C-999999.xml'), own.cookie)).status, 404)
  const page = await (await peil.get('/krsd/mijn/facturen', own.cookie)).text()
  assert.ok(page.includes(path('factuur.xml')))
  await newcomer(peil, 'vreemd@voorbeeld.nl', '2026-03-10', 'approved')
  const other = await peil.signIn('vreemd@voorbeeld.nl')
  assert.equal((await peil.get(path('factuur.xml'), other.cookie)).status, 404)
})

test('a manager says how the organisation gets them, and nobody else', async () => {
  const staff = (name: string) =>
    colleague(peil, { email: `${name}@veld.example`, firstName: name, lastName: 'Bos' }, [])
  const [mila, carla] = [await staff('mila'), await staff('carla')]
  const id = await checkedProvider(peil, 'Gemeente Veld', [
    [mila, ['manager']],
    [carla, ['applicant']],
  ])
  const asked = {
    oin: '00000001003214345000',
    peppolId: '0190:00000001003214345000',
    reference: 'KP 12',
  }
  const set = (who: typeof mila) =>
    peil.act(who.actor, (context) => setEInvoicing(context, id, asked))
  assert.deepEqual(await set(carla), { outcome: 'not-allowed' })
  assert.deepEqual(await set(mila), { outcome: 'set' })
  assert.deepEqual(await set(mila), { outcome: 'unchanged' })
  await assertRecorded(peil, 'organisation', 'set-e-invoicing', id)
  assert.deepEqual(
    await peil.act(clock, async (context) => {
      await actForOrganisation(context, id)
      return findEInvoicing(context, id)
    }),
    asked,
  )
  const path = `/krsd/organisaties/${id}/e-facturen`
  const typed = { oin: '123', peppol: '9999:1', kenmerk: 'KP 13' }
  const wrong = await (await peil.post(path, typed, mila.cookie)).text()
  assert.match(wrong, /Een OIN heeft twintig cijfers/)
  assert.match(wrong, /Begin met een van deze codes/)
  assert.match(wrong, /value="KP 13"/)
  const right = await peil.post(
    path,
    { oin: '', peppol: '0106:87654321', kenmerk: '' },
    mila.cookie,
  )
  assert.equal(right.status, 303)
})

test('an address in Peppol is read as people write it, and what is none is refused', () => {
  assert.equal(readPeppolId('0106: 12345678'), '0106:12345678')
  assert.equal(
    readPeppolId('iso6523-actorid-upis::0190:00000001003214345000'),
    '0190:00000001003214345000',
  )
  for (const none of ['', '12345678', '0106:1234567', '9999:1', '0190:12', '0106:']) {
    assert.equal(readPeppolId(none), undefined, none)
  }
})
