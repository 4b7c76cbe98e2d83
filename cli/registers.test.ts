import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { importedFiles } from '#domain/platform/context/registers.ts'
import { importAtStart } from '#server/import-registers.ts'
import { freshDatabase } from '#testing/database.ts'
import { WrongInput } from './command.ts'
import { runDecisions } from './decisions.ts'
import { runRegisters } from './registers.ts'

const { db, options } = await freshDatabase()
const env = {
  DATABASE_URL: `postgres://${options.user}@/${options.database}?host=${options.host}`,
}
const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-cli-registers-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const own = path.join(folder, 'eigen')
cpSync(new URL('../regulations/lklr', import.meta.url), own, { recursive: true })
for (const file of ['register.yaml', '2016-01-01.yaml', '2018-01-01.yaml']) {
  edit(file, (text) => text.replace(/^(id|register): lklr/m, '$1: eigen'))
}

function edit(file: string, change: (text: string) => string): void {
  const whole = path.join(own, file)
  writeFileSync(whole, change(readFileSync(whole, 'utf8')))
}

/** A version of the register that begins on this day and asks less. */
function write(day: string, change = (text: string) => text): void {
  const text = readFileSync(path.join(own, '2018-01-01.yaml'), 'utf8')
    .replace('version: 2018-01-01', `version: ${day}`)
    .replace(/^ {4}examples:\n(?: {6}.*\n)+/gm, '')
    .replace(
      'requires: { kind: minimum, atLeast: 160 }',
      'requires: { kind: minimum, atLeast: 150 }',
    )
  writeFileSync(path.join(own, `${day}.yaml`), change(text))
}

async function peil(...args: string[]): Promise<string> {
  let text = ''
  const out = { write: (part: string) => (text += part) }
  const status = await runRegisters(args, { input: process.stdin, out, error: out }, env)
  assert.equal(status, 0)
  return text
}

const refused = (args: readonly string[], message: RegExp) =>
  assert.rejects(peil(...args), (error) => {
    assert.ok(error instanceof WrongInput)
    assert.match(error.message, message)
    return true
  })

test('an import first says what it would do, and does it when that is asked', async () => {
  await importAtStart(db)
  const preview = await peil('import', own)
  assert.match(preview, /dit register is nieuw\n- register\.yaml: nieuw/)
  assert.match(preview, /2018-01-01\.yaml: nieuw, geldt vanaf 1 januari 2018/)
  assert.match(preview, /nog niets gewijzigd/)
  assert.equal((await importedFiles(db)).has('eigen'), false)
  assert.match(await peil('import', own, '--apply'), /Ingevoerd/)
  assert.match(await peil('import', own), /er verandert niets/)
})

test('of a new version it says what it changes', async () => {
  write('2099-01-01')
  const preview = await peil('import', own, '--apply')
  assert.match(preview, /2099-01-01\.yaml: nieuw, geldt vanaf 1 januari 2099\n {4}.*150/)
})

test('what is exported is what was imported, to the letter, and imports as no change', async () => {
  const to = path.join(folder, 'naar')
  const told = await peil('export', 'eigen', to)
  for (const file of ['register.yaml', '2016-01-01.yaml', '2099-01-01.yaml']) {
    assert.equal(
      readFileSync(path.join(to, file), 'utf8'),
      readFileSync(path.join(own, file), 'utf8'),
    )
    assert.match(told, new RegExp(`- ${file} {2}sha256 [0-9a-f]{64}`))
  }
  assert.match(await peil('import', to), /er verandert niets/)
  writeFileSync(path.join(to, 'register.yaml'), 'iets anders')
  await refused(['export', 'eigen', to], /is er al en is anders/)
})

test('what holds is refused, with a way out as long as nobody has signed up', async () => {
  edit('2018-01-01.yaml', (text) => text.replace('title: Norm voor', 'title: De norm voor'))
  await refused(['import', own, '--apply'], /2018-01-01\.yaml: dit geldt al/)
  await refused(['import', own, '--apply'], /met --replace/)
  assert.match(await peil('import', own, '--apply', '--replace'), /2018-01-01\.yaml: gewijzigd/)
})

test('a version whose examples fail is not imported', async () => {
  edit('2018-01-01.yaml', (text) =>
    text.replace('counted: 160, whole: met', 'counted: 1, whole: met'),
  )
  await assert.rejects(peil('import', own, '--replace', '--apply'), /an example fails/)
})

test('an addition comes in with its file, goes out the same, may be written otherwise, and is refused when it says something else', async () => {
  edit('2018-01-01.yaml', (text) =>
    text.replace('counted: 1, whole: met', 'counted: 160, whole: met'),
  )
  const name = 'additions/2098-01-01-feedback.yaml'
  const text = `register: eigen
version: 2018-01-01
from: 2098-01-01
kind: { id: feedback }
each: 3
decided: { by: De commissie, on: 2026-11-12, in: Notulen }
`
  mkdirSync(path.join(own, 'additions'))
  writeFileSync(path.join(own, name), text)
  const preview = await peil('import', own, '--apply')
  assert.match(preview, new RegExp(`- ${name}: nieuw`))
  const to = path.join(folder, 'weer')
  await peil('export', 'eigen', to)
  assert.equal(readFileSync(path.join(to, name), 'utf8'), text)
  edit(name, (before) => `# yaml-language-server: $schema=addition.schema.json\n${before}`)
  assert.match(await peil('import', own), /er verandert niets/)
  edit(name, (before) => before.replace('each: 3', 'each: 4'))
  await refused(['import', own, '--apply'], /2098-01-01-feedback\.yaml: dit geldt al/)
  rmSync(path.join(own, 'additions'), { recursive: true })
  assert.match(await peil('import', own), /er verandert niets/)
  write('2097-01-01')
  assert.match(await peil('import', own), /feedback\.yaml: telt dan niet meer/)
  rmSync(path.join(own, '2097-01-01.yaml'))
})

test('the list says where each register comes from', async () => {
  const told = await peil('list')
  assert.match(told, /^krsd: bij elke start bijgewerkt\n- register\.yaml {2}sha256 [0-9a-f]{64}$/m)
  assert.match(told, /^eigen: alleen bijgewerkt met peil registers import$/m)
})

test('what is no folder, no register or no command is said', async () => {
  await refused(['import', path.join(folder, 'nergens')], /geen map/)
  await refused(['export', 'onbekend', folder], /onbekend register onbekend; bekend: clientonder/)
  await refused(['iets'], /peil registers list/)
})

test('decisions are taken again with the registers that were imported', async () => {
  let text = ''
  const out = { write: (part: string) => (text += part) }
  const terminal = { input: process.stdin, out, error: out }
  assert.equal(await runDecisions(['replay', 'eigen'], terminal, env), 0)
  assert.match(text, /^eigen: 0 besluiten opnieuw gerekend/)
})
