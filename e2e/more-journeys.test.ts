import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { takeAlong } from '#domain/demo/cast/admit.ts'
import { clickThrough, noBrowser } from '#testing/browser.ts'
import {
  category,
  did,
  diploma,
  formerWork,
  issued,
  seniorFor5Years,
  skj,
  start,
  statesAnew,
  vog,
  work,
} from '#testing/client-support.ts'
import type { Traveller } from '#testing/journey.ts'
import {
  answer,
  applicationAt,
  apply,
  comesByPost,
  decided,
  follow,
  give,
  go,
  openStage,
  paper,
  publicly,
  said,
  send,
  signUp,
  tickAll,
} from '#testing/journey.ts'

// More of what journeys.test.ts does: the worked examples of the Cliëntondersteuners that are granted, the
// lower norm of the SKJ, the hours of a Senior, what became of Basis, and a case on which the regulation is
// silent.

const skip = noBrowser()
const stage = await openStage('clientondersteuners')
const { peil } = stage

const notAtTheStart =
  /Niet toegepast: Met een SKJ-registratie\. .* niet aangetoond bij het begin van de periode \(1 september 2026\)/

describe('from signing up to the decision', { skip }, () => {
  // Article 4 under c, example De Vries: 100 accredited, 50 reflection, 100 others; the norm is met.
  test('mw. De Vries has 250 points and is registered anew', async () => {
    const who = await seniorFor5Years(stage, ['Willemijn', 'De Vries'])
    await did(stage, who, { accredited: 100, reflection: 50, other: 100 })
    await statesAnew(stage, who)
    const id = await apply(who)
    await decided(stage, who)
    await go(who, `/mijn/certificering/${id}`)
    const page = await said(who)
    assert.match(page, /U bent opnieuw geregistreerd/)
    assert.match(page, /1 september 2031 tot en met 31 augustus 2036/)
    assert.match(page, /250 van 160 punten/)
    assert.match(await publicly(stage, who), /Senior[\s\S]*31 augustus 2036/)
  })

  // Article 4 under c, example Jansen: 75 accredited, 85 reflection, 0 others; exactly 160, the norm is met.
  test('dhr. Jansen has 160 points without any other, and is registered anew', async () => {
    const who = await seniorFor5Years(stage, ['Pieter', 'Jansen'])
    await did(stage, who, { accredited: 75, reflection: 84 })
    await statesAnew(stage, who)
    await go(who, '/mijn/certificering')
    assert.match(await said(who), /U kunt nog niet aanvragen/)
    assert.match(await said(who), /159 van 160 punten/)
    await did(stage, who, { reflection: 1 })
    const id = await apply(who)
    await decided(stage, who)
    await go(who, `/mijn/certificering/${id}`)
    const page = await said(who)
    assert.match(page, /U bent opnieuw geregistreerd/)
    assert.match(page, /160 van 160 punten/)
    assert.match(await publicly(stage, who), /31 augustus 2036/)
  })

  // Article 4 under c: 26 in all, 12 accredited and 8 reflection, for whoever shows the SKJ at both moments.
  test('with an SKJ registration at both moments 26 points are enough', async () => {
    const who = await seniorFor5Years(stage, ['Noor', 'Brouwer'], [skj('2020-01-01')])
    await did(stage, who, { accredited: 12, reflection: 8, other: 6 })
    await statesAnew(stage, who)
    const id = await apply(who)
    await decided(stage, who)
    await go(who, `/mijn/certificering/${id}`)
    const page = await said(who)
    assert.match(page, /U bent opnieuw geregistreerd/)
    assert.match(page, /26 van 26 punten/)
  })

  // Article 4 under c: shown at the beginning as well as at the renewal; with one of them the norm is 160.
  test('with one at the renewal alone, 160 points are asked, and the reason is told', async () => {
    const who = await seniorFor5Years(stage, ['Mirjam', 'Brouwer'])
    await did(stage, who, { accredited: 40, reflection: 40 })
    await statesAnew(stage, who)
    await go(who, '/mijn/dossier')
    await give(who, 'Registratie bij het SKJ', {
      'Vanaf welke dag bent u daar ingeschreven?': '2026-09-02',
      Registratienummer: '100000001',
      'De naam waaronder u daar bent ingeschreven': 'M. Brouwer',
      'Een afdruk van uw inschrijving': paper('skj'),
    })
    await go(who, '/mijn/certificering')
    assert.match(await said(who), /80 van 160 punten/)
    assert.match(await said(who), notAtTheStart)
    await did(stage, who, { other: 80 })
    const id = await apply(who)
    await decided(stage, who)
    await go(who, `/mijn/certificering/${id}`)
    assert.match(await said(who), /160 van 160 punten/)
    assert.match(await said(who), notAtTheStart)
  })

  // Article 1: at least 2,080 hours in the last 5 years, and 16 hours a week on average at this moment.
  test('2,079 hours make no Senior; 2,080 and 16 a week do', async () => {
    await peil.setToday(start)
    const who = await signUp(stage, 'Milou', 'Senders')
    await give(who, 'Kies een categorie', category('Senior'))
    await give(who, "Een van de genoemde hbo-diploma's", diploma)
    await give(who, 'Datum van het diploma', {
      'Op welke datum is uw diploma afgegeven?': '1995-07-01',
    })
    await give(who, 'VOG', vog('2026-08-03'))
    await comesByPost(stage, who, 'vog', '2026-08-03')
    // One week of 16 hours, and before that all but one of the others.
    await give(who, 'Werk', { ...work, 'Sinds wanneer doet u dit werk?': '2026-08-26' })
    await give(who, 'Werk', { ...formerWork, 'Hoeveel uur in het geheel?': '2063' })
    await give(who, 'Arbeidsovereenkomst', { [issued]: '2026-08-26', Bestanden: paper('contract') })
    await go(who, '/mijn/certificering')
    assert.match(await said(who), /U kunt nog niet aanvragen/)
    assert.match(await said(who), /2\.079 van 2\.080 uur werkervaring.*, 1 te weinig/)
    assert.match(await said(who), /16 van 16 uur per week/)
    await go(who, '/mijn/dossier')
    const former = who.page.locator('main').getByRole('link', { name: /^Wijzig\s*Werk$/ })
    await clickThrough(former.last())
    await send(who, 'Opslaan', { 'Hoeveel uur in het geheel?': '2064' })
    const id = await apply(who)
    await decided(stage, who)
    await go(who, `/mijn/certificering/${id}`)
    assert.match(await said(who), /U bent geregistreerd/)
    assert.match(await publicly(stage, who), /Senior[\s\S]*31 augustus 2031/)
  })

  // Article 3 paragraph 5: a Basis of 3 years becomes a Junior of 5, from the day on which it first began.
  test('Basis becomes Junior, for five years from the day on which it began', async () => {
    await peil.setToday('2024-03-01')
    const who = await signUp(stage, 'Gerda', 'Postma')
    await peil.act(
      { kind: 'system', task: 'test' },
      (context) => takeAlong(context, who.registrationId, { category: 'basis', years: 3 }),
      '2024-03-01',
    )
    await peil.setToday(start)
    await go(who, '/mijn/dossier')
    assert.match(await said(who), /Basis/)
    await follow(who, 'Junior aanvragen')
    assert.match(await said(who), /1 maart 2024 tot en met 28 februari 2029/)
    await tickAll(who)
    await send(who, 'Aanvraag insturen')
    const id = await applicationAt(who)
    await decided(stage, who)
    await go(who, `/mijn/certificering/${id}`)
    assert.match(await said(who), /U bent .*geregistreerd/)
    assert.match(await publicly(stage, who), /Junior[\s\S]*28 februari 2029/)
  })

  // The introduction: where the regulation is silent the board decides.
  test('on a case of which the regulation is silent the board decides, and the register tells it', async () => {
    await peil.setToday(start)
    const who = await signUp(stage, 'Ilse', 'Vermeulen')
    await go(who, '/mijn/dossier')
    await follow(who, /om een besluit$/)
    await send(who, 'Verzoek insturen', {
      'Wat is uw situatie?': 'Mijn hogeschool bestaat niet meer en heeft geen archief.',
      'Wat wilt u dat er besloten wordt?': 'Dat een verklaring van een docent genoeg is.',
    })
    const mine = who.page.url()
    const office = await stage.office()
    await go(office, '/werk/verzoeken')
    await follow(office, who.name)
    await send(office, 'Verder', {
      'Zegt het reglement hier iets over?': 'Nee: stuur het door naar de registratiecommissie',
    })
    for (const member of await stage.members()) {
      await go(member, '/commissie')
      await follow(member, /^Verzoek B-2026-/)
      await send(member, 'Ik heb geen band. Verzoek openen')
      await send(member, 'Advies geven', {
        'Uw advies': 'Toewijzen',
        'Waarom?': 'De docent kende haar.',
      })
    }
    const board = await stage.board()
    await go(board, '/bestuur')
    await follow(board, /B-2026-/)
    await send(board, 'Ik heb geen band. Verzoek openen')
    await send(board, 'Voorbeeld bekijken', {
      'Krijgt de aanvrager wat er wordt gevraagd?': 'Ja, toegewezen',
      'Wat wordt er besloten?': 'De verklaring van de docent is genoeg.',
      'Waarom?': 'U kunt er niets aan doen dat het archief er niet meer is.',
      'De vraag, in algemene woorden': 'Wat als de hogeschool er niet meer is?',
      'Het besluit, in algemene woorden': 'Dan is een verklaring van een docent genoeg.',
      'De grond, in algemene woorden': 'Niemand kan daar iets aan doen.',
    })
    await send(board, 'Besluit vastleggen')
    await who.page.goto(mine)
    assert.match(await said(who), /Het besluit van het bestuur[\s\S]*verklaring van de docent/)
    await go(who, '/uitspraken')
    const told = await said(who)
    assert.match(told, /Wat als de hogeschool er niet meer is\?/)
    assert.doesNotMatch(told, /Vermeulen|Ilse/)
    // The board made a mistake: what it decides anew takes the place of it, and both can be read.
    await go(board, '/bestuur')
    await follow(board, /B-2026-/)
    await follow(board, 'Neem een nieuw besluit')
    await send(board, 'Voorbeeld bekijken', {
      'Waarom komt er een nieuw besluit?': 'De docent moet er ook gewerkt hebben.',
      'Onder welke voorwaarde?': 'De docent gaf er les.',
      'De vraag, in algemene woorden': 'Wat als de hogeschool van Ilse er niet meer is?',
    })
    assert.match(await said(board), /hierin staat ‘Ilse’ \(naam\)/)
    await send(board, 'Voorbeeld vernieuwen', {
      'De vraag, in algemene woorden': 'Wat als de hogeschool gesloten is?',
    })
    await send(board, 'Besluit vastleggen')
    await peil.makePapers()
    await who.page.goto(mine)
    const both = await said(who)
    assert.match(both, /Dit vervangt het besluit van[\s\S]*onder een voorwaarde[\s\S]*Vervangen/)
    assert.match(both, /Wie dit heeft geopend \(3\)/)
    assert.equal(await who.page.getByRole('link', { name: /^Brief van .* \(pdf\)$/ }).count(), 1)
    await go(who, '/uitspraken')
    const now = await said(who)
    assert.match(now, /Wat als de hogeschool gesloten is\?[\s\S]*, gewijzigd op /)
    assert.doesNotMatch(now, /er niet meer is\?/)
  })

  // Article 1: after 1996 the extract of DUO, as a PDF with its signature; when the PDF is edited, that is gone.
  test('an extract that Word saved again warns at once, with how to get the original, and nothing is lost', async () => {
    // The samples are signed at this moment, so they count on this day.
    const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
    const lately = today.subtract({ days: 20 }).toString()
    await peil.setToday(today.toString())
    const who = await signUp(stage, 'Tessa', 'Kuipers')
    await give(who, 'Kies een categorie', category('Junior'))
    await give(who, "Een van de genoemde hbo-diploma's", diploma)
    await give(who, 'Datum van het diploma', {
      'Op welke datum is uw diploma afgegeven?': '2010-07-01',
    })
    await give(who, 'VOG', vog(lately))
    await comesByPost(stage, who, 'vog', lately)
    await give(who, 'Diploma in het diplomaregister van DUO', {
      'Staat uw diploma in het diplomaregister van DUO?': 'Ja',
    })
    await go(who, '/mijn/dossier')
    await follow(who, /Uittreksel van DUO$/)
    const word = await download(who, 'hetzelfde uit Word', 'uit-word.pdf')
    const original = await download(who, 'een uittreksel zoals het is ondertekend', 'van-duo.pdf')
    const typed = {
      'Naam van de opleiding': 'Social Work',
      'School of hogeschool': 'Voorbeeldhogeschool',
    }
    const file = 'Het uittreksel, als pdf van DUO'
    await answer(who, { ...typed, [file]: word })
    await clickThrough(who.page.locator('main').getByRole('button', { name: 'Opslaan' }))
    assert.match(await who.page.title(), /^Fout/, 'it has no day yet')
    assert.match(await said(who), /uit-word\.pdf is ontvangen/)
    await send(who, 'Opslaan', { [issued]: lately })
    assert.match(await said(who), /opgeslagen met Microsoft Word/)
    assert.match(await said(who), /Download het uittreksel opnieuw bij Mijn DUO/)
    await follow(who, /^Wijzig\s*Uittreksel van DUO/)
    const main = who.page.locator('main')
    for (const [label, value] of Object.entries(typed)) {
      assert.equal(await main.getByLabel(label).inputValue(), value)
    }
    assert.match(await said(who), /uit-word\.pdf/)
    await clickThrough(main.getByRole('button', { name: /^Verwijder.*uit-word/ }))
    await send(who, 'Opslaan', { [file]: original })
    assert.doesNotMatch(await said(who), /opgeslagen met Microsoft Word/)
    await main.getByText(/^Wat we lazen in/).click()
    assert.match(await said(who), /Het hele document valt onder de handtekening/)
    const id = await apply(who)
    await decided(stage, who)
    await go(who, `/mijn/certificering/${id}`)
    assert.match(await said(who), /U bent geregistreerd/)
    assert.match(await publicly(stage, who), /Junior/)
  })
})

/** A sample extract that the page offers in the demo. */
async function download({ page }: Traveller, link: string, name: string): Promise<File> {
  const href = (await page.getByRole('link', { name: link }).getAttribute('href')) ?? ''
  const answered = await page.request.get(new URL(href, page.url()).href)
  return new File([new Uint8Array(await answered.body())], name, { type: 'application/pdf' })
}
