import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fixedWords, inOddWords, wrongInOdd } from '#testing/odd-register.ts'
import { testPlatform } from '#testing/platform.ts'
import { everybody, newcomersTo, readsNone, registerOf } from '#testing/read-every-page.ts'
import { codeOf, root, sourceFiles } from './imports.ts'

// Who decides, what is granted and how its paper is called are words of the register. No page, mail
// or document says the KRSD's where another register is spoken of. The pages of the demo tell the
// story of the KRSD, and addresses are the same in every register.

const demo = /^\/[a-z]+\/demo\b/

test('a register that grants registration never speaks of certification or a committee', async () => {
  const peil = await testPlatform({ demo: true })
  const register = registerOf(peil, 'clientondersteuners')
  await readsNone(peil, register, fixedWords, await newcomersTo(peil, register))
})

test('a register with odd words has them on every page and in every mail', async () => {
  const peil = await testPlatform({ demo: true })
  const odd = inOddWords(registerOf(peil, 'krsd'))
  const registers = peil.platform.registers
  assert.ok(registers instanceof Map)
  registers.set('krsd', odd)
  await readsNone(peil, odd, wrongInOdd, await everybody(peil), demo)
  const mails = await peil.platform.db
    .selectFrom('mail_message')
    .select(['subject', 'body_text', 'body_html'])
    .execute()
  assert.ok(mails.some(({ subject }) => subject.includes('toegelaten')))
  for (const { subject, body_text, body_html } of mails) {
    assert.doesNotMatch(`${subject}\n${body_text}\n${body_html}`, wrongInOdd)
  }
})

const templates = join(root, 'papers/templates')

// What the crawl cannot reach is found in the sources.
test('no source of pages, mails, papers and use cases has the KRSD’s words for these', () => {
  const tellsTheDemo =
    /^(?:web\/demo\/|domain\/demo\/cast\/cast\.ts|web\/public\/platform-home\.tsx)/
  const found = sourceFiles()
    .filter((path) => /^(?:web|mail|papers|domain)\//.test(path))
    .filter((path) => !/\.test\.tsx?$|^web\/kit\/specimen/.test(path) && !tellsTheDemo.test(path))
    .map((path) => ({ path, code: codeOf(path) }))
    .concat(
      readdirSync(templates).map((name) => ({
        path: `papers/templates/${name}`,
        code: readFileSync(join(templates, name), 'utf8').replace(/^\s*\/\/.*$/gm, ''),
      })),
    )
    .flatMap(({ path, code }) =>
      code
        .split('\n')
        .map((line, index) => ({ line: withoutAddresses(line), at: `${path}:${index + 1}` }))
        .filter(({ line }) => fixedWords.test(line))
        .map(({ line, at }) => `${at} ${line.trim()}`),
    )
  assert.deepEqual(found, [])
})

// A line of JSX that ends with a word and goes on with an expression loses the space between.
test('no word of a register is stuck to the word before or after it', () => {
  const word = String.raw`\{(?:certific\w+|committee|paper|called|wording|agree)\b[^{}\n]*\}`
  const stuck = new RegExp(String.raw`[\p{L},.;:]\n\s*${word}|${word}\n\s*\p{L}[^=\n]*$`, 'gmu')
  assert.equal('hij blijft\n  {certification.certified} tot het besluit'.search(stuck), 9)
  const found = sourceFiles()
    .filter((path) => path.startsWith('web/') && path.endsWith('.tsx'))
    .flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(stuck)].map(
        ([text]) => `${path}: ${text.trim()}`,
      ),
    )
  assert.deepEqual(found, [])
})

function withoutAddresses(line: string): string {
  return line
    .replace(/\/(?:commissie|certificaat|certificering)\b/g, '')
    .replace(/\bkey(?::| ===) 'commissie'/g, '')
}
