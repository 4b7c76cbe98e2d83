import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { processBankFile } from '#domain/money/bank-statement/process-bank-file.ts'
import { creditorReference } from '#papers/reference.ts'
import type { MadeTransaction } from '#testing/bank-file.ts'
import { camtFile } from '#testing/bank-file.ts'
import { inBrowser, look, noBrowser } from '#testing/browser.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'

// A back office brings in a file of the bank with forty payments: 36 are booked, and about four it is asked.

const skip = noBrowser()
const peil = await testPlatform()
const site = inBrowser(peil)
const iban = peil.platform.registers.get('krsd')?.organisation.bank.iban ?? ''
const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
const day = today.subtract({ days: 4 }).toString()

const numberOf = (number: number) => `KRSD-F-${String(number).padStart(6, '0')}`
const referenceOf = (number: number) => creditorReference(numberOf(number))

/** So many people, each with an open invoice of € 95. */
async function openInvoices(count: number): Promise<void> {
  const issued = today.subtract({ days: 30 }).toString()
  const numbers = Array.from({ length: count }, (_, at) => at + 1)
  await peil.act(clock, async (context) => {
    await byHand(context)
    await sql`
      with people as (insert into person (first_name, initials, last_name, street, house_number, postcode, city)
          select 'Anna', 'A.', 'Proef' || chr(97 + n / 10) || chr(97 + n % 10), '', '', '', ''
          from unnest(${numbers}::int[]) n returning id),
        numbered as (select id, row_number() over (order by id)::int as n from people),
        registered as (insert into registration (register, person_id, number, status, regulation_version,
            signed_up_on, valid_first, valid_last)
          select 'krsd', id, n, 'certified', '2021-01-01', '2024-01-01', '2024-02-01', '2028-01-31'
          from numbered returning id, number)
      insert into invoice (register, registration_id, number, status, issued_on, due_on, covers_first,
        covers_last, net_cents, vat_cents, total_cents, vat_treatment, reference)
      select 'krsd', r.id, of.number, 'open', ${issued}::date, ${issued}::date, ${issued}::date,
        ${issued}::date, 9500, 0, 9500, 'exempt', of.reference
      from registered r join unnest(${numbers}::int[], ${numbers.map(numberOf)}::text[],
        ${numbers.map(referenceOf)}::text[]) as of(n, number, reference) on of.n = r.number`.execute(
      context.db,
    )
  })
}

test('a bank file with forty payments books thirty-six and asks about four', { skip }, async () => {
  await openInvoices(40)
  const { cookie } = await peil.signIn('sanne@voorbeeld.nl', ['secretariat'])
  const known = (number: number): MadeTransaction => {
    const reference = referenceOf(number)
    const common = { cents: 9500, bankReference: `BANK-${number}-0001` }
    if (number % 3 === 0) {
      return { ...common, words: `lidmaatschap ${reference.replace(/(.{4})(?=.)/g, '$1 ')}` }
    }
    return number % 3 === 1
      ? { ...common, reference }
      : { ...common, words: `factuur ${numberOf(number)}` }
  }
  const contents = camtFile(
    [
      {
        ...{ iban, first: day, sequence: '214' },
        transactions: [
          ...Array.from({ length: 36 }, (_, at) => known(at + 1)),
          // A cent less; paid already; a name alone; of nobody here.
          { cents: 9499, reference: referenceOf(37), bankReference: 'BANK-037-0001' },
          { cents: 9500, reference: referenceOf(1), bankReference: 'BANK-038-0001' },
          { cents: 9500, payerName: 'MW A PROEFDJ', bankReference: 'BANK-039-0001' },
          { cents: 1210, words: 'Rente', bankReference: 'BANK-040-0001' },
          { cents: 60_000, debit: true, words: 'Huur', bankReference: 'BANK-041-0001' },
        ],
      },
    ],
    { version: '08' },
  )
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'peil-camt-')), 'afschrift-214.xml')
  writeFileSync(file, contents)
  const page: Page = await site.open({ cookie, width: 390, javaScript: false })
  page.setDefaultTimeout(15_000)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const send = async () => {
    await page.goto(`${site.base}/krsd/werk/afschriften`)
    await page.getByLabel('Bestand van de bank').setInputFiles(file)
    await press('Afschrift inlezen')
    assert.match(await look(page, 'afschrift-bezig-390', false), /Wordt gelezen/)
    const fileId = page.url().split('/').at(-1) ?? ''
    await processBankFile(peil.platform, { register: 'krsd', fileId })
    await page.reload()
  }
  await page.goto(`${site.base}/krsd/werk/betalingen`)
  await page.getByRole('link', { name: 'Bankafschrift inlezen' }).click()
  await send()
  assert.match(
    await look(page, 'afschrift-gelezen-390', false),
    /36 betalingen geboekt, 4 regels wachten en 1 afschrijving overgeslagen\./,
  )
  await page.getByRole('link', { name: 'Naar de regels die wachten' }).click()
  assert.match(await look(page, 'wachtrij-390', false), /Regels die wachten \(4\)/)
  // By keyboard alone: the cent that was short is taken as it is.
  const lines = page.getByRole('table').getByRole('link')
  await lines.first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/regels\//)
  assert.match(await look(page, 'regel-390', false), /Het bedrag is anders dan er open staat/)
  await page.getByRole('radio').first().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.waitForURL(/wachtrij/)
  assert.match(await look(page, 'wachtrij-na-390', false), /Regels die wachten \(3\)/)
  // What was paid twice is left over.
  await lines.first().click()
  assert.match(await look(page, 'regel-dubbel-390', false), /is al betaald/)
  await page.getByLabel(/^Nog niet bekend/).check()
  await press('Vastleggen')
  // By name: the one of whom that is.
  await lines.first().click()
  await page
    .getByLabel(/van Anna Proef/)
    .first()
    .check()
  await press('Vastleggen')
  // And what is not for this register goes aside.
  await lines.first().click()
  await page.getByLabel(/^Dit is niet voor dit register/).check()
  await press('Vastleggen')
  await page.getByLabel('Waarom is dit niet voor dit register?').fill('Rente van de bank.')
  assert.match(await look(page, 'regel-opzij-390', false), /Regel opzij leggen/)
  await press('Opzij leggen')
  assert.match(await look(page, 'wachtrij-leeg-390', false), /Er wacht niets/)
  // The same file again does nothing.
  await send()
  assert.match(
    await look(page, 'afschrift-nog-eens-390', false),
    /Geen betalingen geboekt, 40 regels waren er al/,
  )
  const wide = await site.open({ cookie, width: 1280 })
  await wide.goto(`${site.base}/krsd/werk/afschriften`)
  assert.match(await look(wide, 'afschriften-1280'), /Afschriften.*Verwerkt/s)
  await wide.getByRole('table').last().getByRole('link').first().click()
  assert.match(await look(wide, 'afschrift-1280'), /Beginsaldo.*Eindsaldo/s)
  const { rows } = await sql<{ paid: number; payments: number }>`
    select (select count(*)::int from invoice where status = 'paid') as paid,
      (select count(*)::int from payment where source = 'bank') as payments`.execute(
    peil.platform.db,
  )
  assert.deepEqual(rows, [{ paid: 37, payments: 39 }])
})
