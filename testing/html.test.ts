import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { testPlatform } from '#testing/platform.ts'
import { everybody, pagesFor, registerOf } from '#testing/read-every-page.ts'

// The pages of everybody in the KRSD, judged by the Nu Html Checker of the W3C. It needs Java and some minutes, and
// so is for `npm run test:long`.

const skip =
  (process.env.PEIL_NO_JUDGES === '1' && 'left out by PEIL_NO_JUDGES=1') ||
  (process.env.CASES === undefined && 'only in npm run test:long')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-html-`))
after(() => fs.rmSync(folder, { recursive: true, force: true }))

interface Message {
  readonly type: string
  readonly url: string
  readonly message: string
  readonly extract?: string
  readonly lastLine?: number
}

/** What the checker finds wrong in the pages of a folder. */
async function judge(): Promise<readonly Message[]> {
  const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar')
  const asked = [
    '-jar',
    jar,
    '--format',
    'json',
    '--stdout',
    '--exit-zero-always',
    '--no-langdetect',
  ]
  const { stdout } = await promisify(execFile)('java', [...asked, folder], {
    maxBuffer: 512 * 1024 * 1024,
  })
  const { messages } = JSON.parse(stdout) as { messages: readonly Message[] }
  return messages.filter(({ type }) => type !== 'info')
}

// A table that is laid out as blocks on a telephone says its roles, as not every browser goes by the element there
// (docs/decisions/105-judged-by-others.md); the checker finds them more than is needed.
const roles =
  /^The “role” attribute must not be used on a “(?:td|th|tr)” element which has a “table” ancestor with no “role” attribute, or with a “role” attribute whose value is “table”/

test('the checker of the W3C finds nothing wrong with any page', { skip }, async () => {
  const peil = await testPlatform({ cast: true })
  const register = registerOf(peil, 'krsd')
  const people = await everybody(peil)
  const paths: string[] = []
  const write = (page: string, at: string) => {
    fs.writeFileSync(path.join(folder, `${String(paths.length).padStart(4, '0')}.html`), page)
    paths.push(at)
  }
  for (const [email, roles] of [['', []] as const, ...Object.entries(people)]) {
    const cookie = email === '' ? undefined : (await peil.signIn(email, roles)).cookie
    for (const [at, page] of await pagesFor(peil, register, cookie)) write(page, `${email} ${at}`)
  }
  assert.ok(paths.length > 200, String(paths.length))
  // The judge is there, and judges.
  write('<!doctype html><html lang="nl"><title>Fout</title><p><div></p>', 'wrong on purpose')
  const found = await judge()
  const said = found
    .filter(({ message }) => !roles.test(message))
    .map(({ url, message, extract = '' }) => {
      const nth = Number(/(\d{4})\.html$/.exec(url)?.[1] ?? -1)
      return `${paths[nth]}: ${message} ${extract.replace(/\s+/g, ' ').slice(0, 120)}`
    })
  const ours = said.filter((one) => !one.startsWith('wrong on purpose'))
  assert.ok(said.length > ours.length)
  // One page for each thing that is wrong says enough.
  const kinds = Map.groupBy(ours, (one) => one.replace(/^.*?: /, '').replace(/[\d.]+/g, '*'))
  assert.deepEqual(
    [...kinds.values()].map(([first]) => first),
    [],
  )
})
