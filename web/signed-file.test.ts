import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { CastProfessional } from '#testing/cast.ts'
import { colleague, file, professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'

// An extract that DUO signs: what is said of it as soon as it is there, before it is sent, and to whoever
// checks it.

const base = '/clientondersteuners'
const here = `${base}/mijn/dossier`
let peil: TestPlatform
let anouk: CastProfessional

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners', demo: true })
  const named = { firstName: 'Anouk', lastName: 'Jansen' }
  anouk = await professional(peil, { email: 'anouk@voorbeeld.nl', ...named })
})

const words = (html: string) =>
  html
    .replaceAll(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll(/\s+/g, ' ')

async function read(path: string, cookie = anouk.cookie): Promise<string> {
  const response = await peil.get(path, cookie)
  assert.equal(response.status, 200, path)
  return words(await response.text())
}

async function states(path: string, fields: Readonly<Record<string, string | File>>) {
  const sent = { _once: crypto.randomUUID(), ...fields }
  const response = await peil.post(`${here}/${path}`, sent, anouk.cookie)
  assert.equal(response.status, 303, words(await response.clone().text()))
  return response
}

async function sample(soort: string): Promise<File> {
  const response = await peil.get(`${base}/demo/uittreksel?soort=${soort}`, anouk.cookie)
  assert.equal(response.status, 200)
  const bytes = await response.arrayBuffer()
  return new File([bytes], `uittreksel-${soort}.pdf`, { type: 'application/pdf' })
}

const day = (name: string, of = '2020-07-12') => {
  const [year = '', month = '', date = ''] = of.split('-')
  return { [`${name}-dag`]: date, [`${name}-maand`]: month, [`${name}-jaar`]: year }
}

test('an extract that Word saved again warns at once, with how to get the original', async () => {
  await states('categorie', { category: 'junior' })
  await states('opgeven/feit/listed-diploma', {
    value: 'ja',
    'detail-diploma': 'Social Work',
    'detail-school': 'Hogeschool Rivierenland',
    proof: await sample('origineel'),
  })
  await states('opgeven/feit/graduated-on', day('value'))
  const form = await (await peil.get(`${here}/opgeven/stuk/duo-extract`, anouk.cookie)).text()
  assert.match(form, /name="detail-diploma"[^>]*value="Social Work"/)
  assert.match(form, /name="detail-school"[^>]*value="Hogeschool Rivierenland"/)
  const page = words(form)
  assert.match(page, /een uittreksel zoals het is ondertekend/)
  await states('opgeven/stuk/duo-extract', { ...day('issued-on'), proof: await sample('word') })
  const dossier = await read(here)
  assert.match(
    dossier,
    /Dit bestand is opgeslagen met Microsoft Word\. Daardoor is de handtekening/,
  )
  assert.match(dossier, /Download het uittreksel opnieuw bij Mijn DUO/)
  assert.match(dossier, /Er is geen digitale handtekening in gevonden/)
})

test('of the original the four facts are told and nothing is warned about', async () => {
  const html = await (await peil.get(here, anouk.cookie)).text()
  const [, change = ''] = /href="([^"]*stuk\/duo-extract\?in=[^"]+)"/.exec(html) ?? []
  const form = await (await peil.get(change, anouk.cookie)).text()
  const [, proof = ''] = /name="verwijder"[^>]*value="([^"]+)"/.exec(form) ?? []
  const path = change.replace(`${here}/`, '')
  const without = await peil.post(`${here}/${path}`, { verwijder: proof }, anouk.cookie)
  assert.match(words(await without.text()), /‘uittreksel-word\.pdf’ is verwijderd/)
  const beside = { 'detail-diploma': 'Social Work', 'detail-school': 'Hogeschool Elders' }
  const sent = { ...day('issued-on'), ...beside, ...day('detail-born-on', '1985-03-02') }
  await states(path, { ...sent, proof: await sample('origineel') })
  const dossier = await read(here)
  assert.doesNotMatch(dossier, /Daardoor is de handtekening/)
  assert.match(dossier, /Het hele document valt onder de handtekening/)
  assert.match(dossier, /Wat is ondertekend, is daarna niet veranderd/)
  assert.match(dossier, /DUO\. In de handtekening staat Voorbeeld, geen echte handtekening/)
  assert.match(dossier, /volgens het document zelf/)
  assert.match(
    dossier,
    /Geboortedatum Opgegeven: 2 maart 1985 In het bestand: 2 maart 1985 Hetzelfde/,
  )
  assert.match(dossier, /Diploma Opgegeven: Social Work In het bestand: B Social Work Hetzelfde/)
  assert.match(dossier, /Opgegeven: Hogeschool Elders In het bestand: Voorbeeldhogeschool Anders/)
  assert.match(dossier, /Opgegeven: 12 juli 2020 In het bestand: 12 juli 2020 Hetzelfde/)
})

const vogOn = Temporal.Now.plainDateISO('Europe/Amsterdam').toString()

test('the back office sees what was read, and a copy stands apart', async () => {
  await states('opgeven/stuk/duo-extract', {
    ...day('issued-on', '2021-01-01'),
    proof: await sample('word'),
  })
  await states('opgeven/stuk/vog', {
    ...day('issued-on', vogOn),
    'detail-profile': '85',
    proof: await sample('origineel'),
  })
  const id = await file(peil, anouk, Temporal.Now.plainDateISO('Europe/Amsterdam').toString())
  const named = { firstName: 'Sanne', lastName: 'Bakker' }
  const sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...named }, ['secretariat'])
  const page = await read(`${base}/werk/aanvragen/${id}`, sanne.cookie)
  assert.match(page, /geen origineel/)
  assert.match(page, /Dit bestand is opgeslagen met Microsoft Word/)
  assert.match(page, /Het hele document valt onder de handtekening/)
  assert.match(page, /Opgegeven: Anouk Jansen In het bestand: Anouk Jansen Hetzelfde/)
})

test('what was found in order all the same is not warned about any more', async () => {
  assert.match(await read(here), /Download het uittreksel opnieuw/)
  await peil.act({ kind: 'system', task: 'test' }, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('claim')
      .set({ state: 'approved', judged_on: vogOn, judged_as: 'back-office' })
      .where('registration_id', '=', anouk.registrationId)
      .execute()
  })
  const dossier = await read(here)
  assert.doesNotMatch(dossier, /Download het uittreksel opnieuw/)
  assert.match(dossier, /Er is geen digitale handtekening in gevonden/, 'the facts stay')
  assert.match(dossier, /Gezien door het bureau op/)
})
