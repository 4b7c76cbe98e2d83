import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { tellWaitingFiles } from '#domain/people/staff/tell-waiting-files.ts'
import { importedFiles, Registers } from '#domain/platform/context/registers.ts'
import {
  comesFromStart,
  importRegister,
  planImport,
  weightyIn,
} from '#domain/platform/register/import-register.ts'
import { readRegisterFolder, readRegisterFolders } from '#regulations/load.ts'
import { importAtStart, RegistersRefused } from '#server/import-registers.ts'
import { professional } from '#testing/cast.ts'
import { freshDatabase } from '#testing/database.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// The files of a register are imported, and what holds is never imported otherwise.

const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-registers-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let count = 0

/** A folder of a register of its own, as that of the LKLR but for its id. */
function ownFolder(id: string): string {
  count += 1
  const own = path.join(folder, String(count), id)
  cpSync(new URL('../../../regulations/lklr', import.meta.url), own, { recursive: true })
  for (const file of ['register.yaml', '2016-01-01.yaml', '2018-01-01.yaml']) {
    edit(own, file, (text) => text.replace(/^(id|register): lklr/m, `$1: ${id}`))
  }
  return own
}

function edit(own: string, file: string, change: (text: string) => string): void {
  const whole = path.join(own, file)
  const before = readFileSync(whole, 'utf8')
  const after = change(before)
  assert.notEqual(after, before, file)
  writeFileSync(whole, after)
}

const asksMore = (text: string) =>
  text.replace('text: Je haalt in vijf jaar minstens 160 punten.', 'text: Haal 160 punten.')

/** A version that begins on another day. */
function later(own: string, day: string): void {
  const text = readFileSync(path.join(own, '2018-01-01.yaml'), 'utf8')
  writeFileSync(
    path.join(own, `${day}.yaml`),
    text.replace('version: 2018-01-01', `version: ${day}`),
  )
}

const start = async ({ platform: { db } }: Pick<TestPlatform, 'platform'>, own: string) =>
  importAtStart(db, [await readRegisterFolder(own)])

test('the registers of the folders are there after the first start, each with what was recorded of it', async () => {
  const peil = await testPlatform()
  assert.deepEqual([...peil.platform.registers.keys()], ['clientondersteuners', 'krsd', 'lklr'])
  for (const id of peil.platform.registers.keys()) {
    await assertRecorded(peil, 'register', 'import', id)
  }
})

test('a folder laid beside those that are there is a register after the next start, and so is the next one', async () => {
  const peil = await testPlatform()
  const { db, registers } = peil.platform
  const root = path.join(folder, 'regulations')
  cpSync(new URL('../../../regulations', import.meta.url), root, { recursive: true })
  const came = ['raadslieden', 'wijkmediators', 'tolken', 'budgetcoaches']
  for (const id of came) {
    const source = new URL(`../../../testing/registers/${id}`, import.meta.url)
    cpSync(source, path.join(root, id), { recursive: true })
    await importAtStart(db, await readRegisterFolders(root))
    await registers.lookAgain()
    assert.equal(registers.get(id)?.id, id)
    await assertRecorded(peil, 'register', 'import', id)
  }
  assert.deepEqual(
    [...registers.keys()].toSorted(),
    [...came, 'clientondersteuners', 'krsd', 'lklr'].toSorted(),
  )
})

test('a second start with the same files imports nothing', async () => {
  const { db } = await freshDatabase()
  await importAtStart(db)
  const before = await db.selectFrom('audit_record').select('id').execute()
  await importAtStart(db)
  assert.equal((await db.selectFrom('audit_record').select('id').execute()).length, before.length)
})

test('a version that holds and was edited in place is refused, with which one it is and what to do', async () => {
  const peil = await testPlatform()
  const own = ownFolder('eigen')
  await start(peil, own)
  edit(own, '2018-01-01.yaml', asksMore)
  edit(own, 'register.yaml', (text) => text.replace(/^name: .*/m, 'name: Ander register'))
  const before = await importedFiles(peil.platform.db)
  await assert.rejects(start(peil, own), (error) => {
    assert.ok(error instanceof RegistersRefused)
    assert.match(error.message, /eigen\/2018-01-01\.yaml was changed after it had been imported on/)
    assert.match(error.message, /peil registers export eigen/)
    assert.match(error.message, /whose first day lies after today/)
    return true
  })
  // Nor is anything else of it imported.
  assert.deepEqual(await importedFiles(peil.platform.db), before)
})

test('a remark or another way of writing the same is no change of the norm', async () => {
  const peil = await testPlatform()
  const own = ownFolder('eigen')
  await start(peil, own)
  edit(own, '2018-01-01.yaml', (text) => `# Nagelezen.\n${text}`)
  await start(peil, own)
})

test('a version may be replaced and taken away until its first day, and no longer', async () => {
  const peil = await testPlatform()
  const own = ownFolder('eigen')
  await peil.setToday('2026-12-31')
  later(own, '2027-01-01')
  await start(peil, own)
  edit(own, '2027-01-01.yaml', asksMore)
  await start(peil, own)
  rmSync(path.join(own, '2027-01-01.yaml'))
  await start(peil, own)
  const days = async () =>
    (await importedFiles(peil.platform.db)).get('eigen')?.versions.map(({ name }) => name)
  assert.deepEqual(await days(), ['2016-01-01.yaml', '2018-01-01.yaml'])
  later(own, '2027-01-01')
  await start(peil, own)
  await peil.setToday('2027-01-01')
  rmSync(path.join(own, '2027-01-01.yaml'))
  await start(peil, own)
  assert.deepEqual(await days(), ['2016-01-01.yaml', '2018-01-01.yaml', '2027-01-01.yaml'])
  later(own, '2027-01-01')
  edit(own, '2027-01-01.yaml', asksMore)
  await assert.rejects(start(peil, own), /2027-01-01\.yaml was changed/)
})

test('a new version begins after today: other days had a norm already', async () => {
  const peil = await testPlatform()
  const own = ownFolder('eigen')
  await peil.setToday('2026-12-31')
  await start(peil, own)
  later(own, '2026-12-31')
  await assert.rejects(start(peil, own), /begins on a day that has come/)
})

test('as long as nobody has signed up, what holds can be replaced when that is asked; afterwards not', async () => {
  const peil = await testPlatform({ register: 'lklr' })
  const { db } = peil.platform
  const own = path.join(folder, 'of-the-lklr', 'lklr')
  cpSync(new URL('../../../regulations/lklr', import.meta.url), own, { recursive: true })
  edit(own, '2018-01-01.yaml', asksMore)
  const replacing = async () =>
    importRegister(db, await readRegisterFolder(own), {
      source: own,
      atStart: true,
      replace: true,
    })
  assert.equal((await replacing()).outcome, 'imported')
  const names = { firstName: 'Ruben', lastName: 'Smit' }
  await professional(peil, { email: 'ruben@voorbeeld.nl', ...names })
  edit(own, '2018-01-01.yaml', (text) => text.replace('Haal 160 punten.', 'Haal ze.'))
  assert.equal((await replacing()).outcome, 'refused')
})

test('each part that weighs much is named by itself, in a register in use', async () => {
  const peil = await testPlatform()
  const before = peil.platform.registers.get('krsd') ?? assert.fail()
  const { accreditation, organisation, tariffs } = before
  const weighs = (other: Partial<typeof before>, changes: readonly { name: string }[] = []) =>
    weightyIn({ register: { ...before, ...other }, before, unused: false, changes } as never)
  assert.deepEqual(weighs({}), [])
  assert.deepEqual(weighs({ name: 'Anders' }), [])
  const bank = { ...organisation.bank, iban: 'NL20INGB0001234567' }
  assert.deepEqual(weighs({ organisation: { ...organisation, bank } }), ['bank'])
  assert.deepEqual(weighs({ tariffs: [...tariffs, ...tariffs] }), ['tariffs'])
  assert.deepEqual(weighs({}, [{ name: '2030-01-01.yaml' }]), ['norms'])
  assert.deepEqual(weighs({ bodies: {} as never }), ['bodies'])
  for (const changed of [undefined, { ...accreditation, members: 1 }]) {
    assert.deepEqual(weighs({ accreditation: changed as never }), ['accreditation'])
  }
})

test('what weighs much in a register in use waits until somebody who administers it confirms it', async () => {
  const peil = await testPlatform({ register: 'lklr' })
  const { db, registers } = peil.platform
  const own = path.join(folder, 'weighty', 'lklr')
  cpSync(new URL('../../../regulations/lklr', import.meta.url), own, { recursive: true })
  const iban = () => registers.get('lklr')?.organisation.bank.iban ?? ''
  const old = iban()
  const to = (number: string) =>
    edit(own, 'register.yaml', (text) => text.replace(/(iban: *['"]?)[A-Z0-9]+/, `$1${number}`))
  const page = '/lklr/beheer/reglement'
  const { cookie } = await peil.signIn('bo@voorbeeld.nl', ['administrator'])
  const settle = async (doe: string) => {
    const html = await (await peil.get(page, cookie)).text()
    const bestanden = /name="bestanden" value="([^"]+)"/.exec(html)?.[1] ?? ''
    return peil.post(page, { doe, bestanden }, cookie)
  }
  const statuses = async () => {
    const rows = await db.selectFrom('register_change').orderBy('id').select('status').execute()
    return rows.map(({ status }) => status)
  }
  // As long as it is being set up nobody is asked.
  to('NL91ABNA0417164300')
  assert.deepEqual(await start(peil, own), [])
  await registers.lookAgain()
  assert.equal(iban(), 'NL91ABNA0417164300')
  await professional(peil, { email: 'lid@voorbeeld.nl', firstName: 'Lid', lastName: 'Een' })

  to('NL20INGB0001234567')
  later(own, '2099-01-01')
  assert.deepEqual(await start(peil, own), ['lklr'])
  assert.deepEqual(await start(peil, own), ['lklr'])
  assert.deepEqual(await statuses(), ['waiting'])
  await assertRecorded(peil, 'register', 'bring-in', 'lklr')
  await registers.lookAgain()
  assert.equal(iban(), 'NL91ABNA0417164300')
  const shown = wordsOf(await (await peil.get(page, cookie)).text())
  assert.match(shown, /Wacht op bevestiging: de bankrekening en de normen/)
  assert.match(shown, /NL20INGB0001234567.*Nu: NL91ABNA0417164300/)
  assert.match(shown, /2099-01-01\.yaml/)
  const home = await (await peil.get('/lklr/beheer', cookie)).text()
  assert.match(home, /Bestanden van het register wachten op bevestiging/)
  for (let morning = 0; morning < 2; morning += 1) {
    await peil.act({ kind: 'system', task: 'test' }, tellWaitingFiles)
  }
  const told = await db
    .selectFrom('mail_message')
    .where('kind', '=', 'second-look')
    .select('to_address')
    .execute()
  assert.deepEqual(told, [{ to_address: 'bo@voorbeeld.nl' }])

  assert.equal((await settle('afwijzen')).status, 303)
  await assertRecorded(peil, 'register', 'refuse-files', 'lklr')
  // A start does not ask the same again; somebody who brings it in does, and other files take its place.
  assert.deepEqual(await start(peil, own), [])
  const asked = async () =>
    importRegister(db, await readRegisterFolder(own), { source: own, atStart: true, asked: true })
  assert.equal((await asked()).outcome, 'waits')
  to(old)
  assert.equal((await asked()).outcome, 'waits')
  assert.deepEqual(await statuses(), ['refused', 'replaced', 'waiting'])
  assert.equal((await peil.post(page, { doe: 'iets-anders' }, cookie)).status, 303)
  assert.equal((await settle('bevestigen')).status, 303)
  await assertRecorded(peil, 'register', 'confirm-files', 'lklr')
  await registers.lookAgain()
  assert.equal(iban(), old)
  assert.equal(registers.get('lklr')?.versions.at(-1)?.regulation.version.toString(), '2099-01-01')
  assert.equal((await settle('bevestigen')).status, 303)
  // What weighs nothing needs nobody, by itself.
  edit(own, 'register.yaml', (text) => text.replace(/^shortName: .*/m, 'shortName: Anders'))
  assert.deepEqual(await start(peil, own), [])
  assert.deepEqual(await statuses(), ['refused', 'replaced', 'confirmed'])
  await registers.lookAgain()
  assert.equal(registers.get('lklr')?.shortName, 'Anders')
})

test('what is imported while Peil runs is seen at once after looking, and a register that did not change stays itself', async () => {
  const peil = await testPlatform()
  const { db, registers } = peil.platform
  const elsewhere = await Registers.open(db)
  const krsd = registers.get('krsd')
  const own = ownFolder('eigen')
  await start(peil, own)
  await registers.lookAgain()
  assert.equal(registers.get('krsd'), krsd)
  assert.equal((await peil.get('/eigen')).status, 200)
  assert.equal(elsewhere.get('eigen'), undefined)
  await elsewhere.lookAgain()
  assert.equal(elsewhere.get('eigen')?.id, 'eigen')
  const page = await (await peil.get('/eigen')).text()
  const stylesheet = /href="(\/assets\/style[^"]+)"/.exec(page)?.[1] ?? ''
  assert.equal((await peil.get(stylesheet)).status, 200)
})

test('whoever goes through the registers meets each once, also when one comes in or changes meanwhile', async () => {
  const { db } = await freshDatabase()
  await importAtStart(db)
  const registers = await Registers.open(db)
  const met: string[] = []
  for (const { id } of registers.values()) {
    met.push(id)
    if (met.length > 1) continue
    const own = ownFolder('eigen')
    await importAtStart(db, [await readRegisterFolder(own)])
    edit(own, 'register.yaml', (text) => text.replace(/^name: .*/m, 'name: Ander register'))
    await importAtStart(db, [await readRegisterFolder(own)])
    await registers.lookAgain()
  }
  assert.deepEqual(met, ['clientondersteuners', 'krsd', 'lklr', 'eigen'])
})

test('a register that was imported from elsewhere is left as it is by the next start', async () => {
  const peil = await testPlatform()
  const { db } = peil.platform
  const own = ownFolder('eigen')
  await start(peil, own)
  const other = ownFolder('eigen')
  edit(other, 'register.yaml', (text) => text.replace(/^name: .*/m, 'name: Ander register'))
  const files = await readRegisterFolder(other)
  const plan = await planImport(db, files, { atStart: false })
  assert.deepEqual(
    [plan.moves, plan.changes],
    [true, [{ name: 'register.yaml', change: 'changed' }]],
  )
  await importRegister(db, files, { source: other, atStart: false })
  assert.equal(await comesFromStart(db, 'eigen'), false)
  edit(own, 'register.yaml', (text) => text.replace(/^name: .*/m, 'name: Derde register'))
  await start(peil, own)
  assert.equal((await Registers.open(db)).get('eigen')?.name, 'Ander register')
})

/** Puts a file of a register in the database as no import would, and as an earlier form of the format may be. */
async function putUnreadable({ db }: TestPlatform['platform'], register: string): Promise<void> {
  await sql`insert into register_file (register, name, revision, text, hash, source, at_start)
    select register, name, revision + 1, text || E'\\nonbekend: <b>1</b>', hash, source, at_start
    from register_file where register = ${register} and name = 'register.yaml'
    order by revision desc limit 1`.execute(db)
}

test('a register whose files cannot be used goes on with the last that could, and the others take what is new', async () => {
  const peil = await testPlatform()
  const { db, registers } = peil.platform
  const [faulty, other] = [ownFolder('eigen'), ownFolder('ander')]
  await start(peil, faulty)
  await start(peil, other)
  await registers.lookAgain()
  const before = registers.get('eigen')
  await putUnreadable(peil.platform, 'eigen')
  edit(other, 'register.yaml', (text) => text.replace(/^name: .*/m, 'name: Nieuwe naam'))
  await start(peil, other)
  const [fault, ...more] = await registers.lookAgain()
  assert.deepEqual([fault?.register, more.length], ['eigen', 0])
  assert.match(
    fault?.reasons.join() ?? '',
    /register\.yaml:\d+:\d+ onbekend: deze sleutel is onbekend/,
  )
  assert.equal(registers.get('eigen'), before)
  assert.equal(registers.get('ander')?.name, 'Nieuwe naam')
  // Nor does a process that starts now have to go without it.
  const elsewhere = await Registers.open(db)
  assert.equal(elsewhere.get('eigen')?.name, before?.name)
  assert.equal(elsewhere.get('ander')?.name, 'Nieuwe naam')
  assert.deepEqual([...elsewhere.faults.keys()], ['eigen'])

  const administrator = async (register: string) =>
    (await peil.signIn(`beheer@${register}.nl`, ['administrator'], { register })).cookie
  const page = async (path: string, register: string) =>
    (await peil.get(path, await administrator(register))).text()
  assert.match(await page('/eigen/beheer', 'eigen'), /Wat het laatst is ingevoerd/)
  const told = await page('/eigen/beheer/reglement', 'eigen')
  assert.match(told, /register\.yaml:\d+:\d+ onbekend: deze sleutel is onbekend/)
  assert.doesNotMatch(await page('/ander/beheer', 'ander'), /Wat het laatst is ingevoerd/)

  edit(faulty, 'register.yaml', (text) => text.replace(/^name: .*/m, 'name: Hersteld'))
  await start(peil, faulty)
  assert.deepEqual(await registers.lookAgain(), [])
  assert.equal(registers.get('eigen')?.name, 'Hersteld')
  assert.equal(registers.faults.size, 0)
})

test('a register of which nothing was ever usable is not there, and the administrators of the others read so', async () => {
  const peil = await testPlatform()
  const { db, registers } = peil.platform
  await sql`insert into register_file (register, name, revision, text, hash, source, at_start)
    values ('kapot', 'register.yaml', 1, 'id: kapot', '', 'elders', false)`.execute(db)
  assert.equal((await registers.lookAgain()).length, 1)
  assert.equal((await peil.get('/kapot')).status, 404)
  assert.equal((await peil.get('/krsd')).status, 200)
  const { cookie } = await peil.signIn('beheer@krsd.nl', ['administrator'])
  assert.match(await (await peil.get('/krsd/beheer', cookie)).text(), /niet lezen: kapot\./)
})
