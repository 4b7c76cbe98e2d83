import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, enough, file, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { portfolioOf, textOf } from '#testing/portfolio.ts'
import { textPdf } from '#testing/text-pdf.ts'

// What the machine reads of a proof is asked about, and never stands in the way.

const today = '2026-09-01'
const peil = await testPlatform()
let sanne: CastAccount
let people = 0

before(async () => {
  await peil.setToday(today)
  const office = { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, office, ['secretariat'])
})

const somebody = (lastName: string): Promise<CastProfessional> => {
  people += 1
  const email = `farid${people}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Farid', lastName, since: '2025-01-01' })
}

const proof = (name: string, ...lines: readonly string[]) =>
  new File([new Uint8Array(textPdf(lines))], name, { type: 'application/pdf' })

const course = (title: string, evidence: File) => ({
  title,
  'detail-provider': 'De Opleider',
  'detail-stated-load': '8',
  on: '19 mei 2026',
  accredited: 'nee',
  confirmation: 'none',
  evidence,
})

test('a proof of another day, without a signature, is asked about once and shown where it is judged', async () => {
  const farid = await somebody('Aksoy')
  const portfolio = portfolioOf(peil, farid.cookie)
  await enough(peil, farid, '2026-03-01')
  const wrong = proof('les.pdf', 'Bewijs van deelname', 'Gevolgd op 12 mei 2026')
  const filled = { ...course('Schuldhulp', wrong), 'evidence-kind': 'certificate-of-attendance' }
  const asked = await portfolio.send('training', filled, 'insturen')
  assert.equal(asked.status, 422)
  const html = await textOf(asked)
  assert.match(html, /Op ‘les\.pdf’ staat 12 mei 2026\. Dat is niet de datum van de activiteit/)
  assert.match(html, /Op ‘les\.pdf’ lezen we geen handtekening/)
  const id = await portfolio.idOf('Schuldhulp')
  const anyway = await portfolio.edit(id, {})
  // Opened anew it is asked once more; from the form that asked, it is taken.
  assert.equal(anyway.status, 422)
  assert.equal((await portfolio.edit(id, { _acknowledged: 'proof' })).status, 303)
  assert.equal((await portfolio.edit(id, { 'detail-stated-load': '7' })).status, 303)
  const page = await textOf(await peil.get(`/krsd/mijn/activiteiten/${id}`, farid.cookie))
  assert.match(page, /Kijk nog eens naar het bewijs/)
  const check = await textOf(await peil.get('/krsd/mijn/certificering/controleren', farid.cookie))
  assert.match(check, /Schuldhulp : Op ‘les\.pdf’ staat 12 mei 2026/)
  const application = await file(peil, farid, today)
  const office = await textOf(await peil.get(`/krsd/werk/aanvragen/${application}`, sanne.cookie))
  assert.match(office, /kijk naar het bewijs/)
  assert.match(office, /Op ‘les\.pdf’ lezen we geen handtekening/)
  // What fits is not asked about.
  const right = proof('goed.pdf', 'Gevolgd op 19-05-2026', 'Getekend door de docent')
  const more = { 'evidence-kind': 'certificate-of-attendance', 'detail-stated-load': '6' }
  await portfolio.handIn('training', { ...course('Regie', right), ...more })
})

test('the same file is named to whoever has it twice, and that somebody else has it only to the back office', async () => {
  const [farid, other] = [await somebody('Aksoy'), await somebody('Geheim')]
  const list = () => proof('lijst.pdf', 'Presentielijst 19 mei 2026', 'Getekend')
  await portfolioOf(peil, other.cookie).handIn('training', course('Van een ander', list()))
  const portfolio = portfolioOf(peil, farid.cookie)
  await enough(peil, farid, '2026-03-01')
  // Of somebody else nothing is told.
  await portfolio.handIn('training', course('Eerste keer', list()))
  const second = { ...course('Tweede keer', list()), 'detail-stated-load': '6' }
  const again = await portfolio.send('training', second, 'insturen')
  assert.equal(again.status, 422)
  const html = await textOf(again)
  assert.match(html, /Het bestand ‘lijst\.pdf’ staat al bij ‘Eerste keer’/)
  assert.doesNotMatch(html, /Van een ander|Geheim/)
  const application = await file(peil, farid, today)
  const path = `/krsd/werk/aanvragen/${application}`
  const office = await textOf(await peil.get(path, sanne.cookie))
  assert.match(office, /‘lijst\.pdf’ is in dit register ook het bewijs bij iets van iemand anders/)
  assert.doesNotMatch(office, /Geheim/)
  const mine = await textOf(
    await peil.get(`/krsd/mijn/activiteiten/${await portfolio.idOf('Eerste keer')}`, farid.cookie),
  )
  assert.doesNotMatch(mine, /iemand anders|Geheim/)
})
