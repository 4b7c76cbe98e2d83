import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { seedDemo } from '#domain/demo/cast/seed-demo.ts'
import { loadRegisters } from '#regulations/load.ts'
import { fixedWords, inOddWords, wrongInOdd } from '#testing/odd-register.ts'
import { testPlatform } from '#testing/platform.ts'
import { everybody, newcomersTo, readsNone, registerOf } from '#testing/read-every-page.ts'
import { codeOf, root, sourceFiles } from './imports.ts'

// Who decides, what is granted and how its paper is called are words of the register. No page, mail
// or document says the KRSD's where another register is spoken of. The demo of the KRSD tells a
// story of the KRSD, and addresses are the same in every register.

const demo = /^\/krsd\/demo\b/

test('a register that grants registration never speaks of certification, or of another committee than its own', async () => {
  const peil = await testPlatform({ demo: true })
  const register = registerOf(peil, 'clientondersteuners')
  const itsOwn = new RegExp(
    fixedWords.source.replace('commissie', '(?<!registratie)commissie'),
    'i',
  )
  await readsNone(peil, register, itsOwn, await newcomersTo(peil, register))
})

test('a register with odd words has them on every page and in every mail', async () => {
  const peil = await testPlatform({ demo: true })
  const odd = inOddWords(registerOf(peil, 'krsd'))
  const registers = peil.platform.registers
  assert.ok(registers instanceof Map)
  registers.set('krsd', odd)
  await seedDemo(peil.platform)
  await readsNone(peil, odd, wrongInOdd, await everybody(peil), demo)
  const mails = await peil.platform.db
    .selectFrom('mail_message')
    .where('register', '=', 'krsd')
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
    /^(?:web\/demo\/|domain\/demo\/cast\/(?:cast|additions)\.ts|domain\/demo\/lived-in\/who\.ts|web\/public\/platform-home\.tsx)/
  const found = sourceFiles()
    .filter((path) => /^(?:web|mail|papers|domain)\//.test(path))
    .filter((path) => !/\.test\.tsx?$/.test(path) && !tellsTheDemo.test(path))
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

// “Haar”, “zij”, “hem” and “hij” are for people; a thing is “die” or “deze activiteit”. What people
// are the demo tells; the others are those who judge, an employer, and whom somebody works with.
test('no text of ours calls a thing he or she', async () => {
  const people =
    /\b(?:[Ww]aar zij verschillen|[Ww]at zij vonden|Zij komen|Zijn zij het oneens|dat hij het zag|met wie hij samenwerkt|voor wie hij referent is|volg hem tot)\b/g
  const texts = readdirSync(join(root, 'web/texts')).filter((name) => name.endsWith('.md'))
  const ours = sourceFiles()
    .filter((path) => /^(?:web|mail|papers)\//.test(path) || /^engine\//.test(path))
    .filter((path) => !/\.test\.tsx?$|^web\/demo\//.test(path))
    .concat(readdirSync(templates).map((name) => `papers/templates/${name}`))
    .concat(texts.map((name) => `web/texts/${name}`))
    .map((path) => ({
      path,
      text:
        path.endsWith('.ts') || path.endsWith('.tsx')
          ? codeOf(path)
          : readFileSync(join(root, path), 'utf8'),
    }))
  const theirs = [...(await loadRegisters()).values()].map(({ id, ...register }) => ({
    path: `regulations/${id}`,
    text: saidIn(register).join('\n'),
  }))
  const found = [...ours, ...theirs].flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => /\b(?:haar|hare|zij|hem|hij)\b/i.test(line.replace(people, '')))
      .map((line) => `${path} ${line.trim()}`),
  )
  assert.deepEqual(found, [])
})

// "96 uur" and "4,5 uur", but "de uren": the plural by itself never stands behind a number.
test('behind a number stands the word with which the register counts', () => {
  const found = sourceFiles()
    .filter((path) => /^(?:web|mail|papers|domain)\//.test(path) && !/\.test\.tsx?$/.test(path))
    .filter((path) => /\bmany: [\w.]*unit\.many\b/.test(codeOf(path)))
  assert.deepEqual(found, [])
})

// "Zie je" and "ziet u" are two words. What may stand before the one that a text speaks to, whichever of
// the two it says, is known: what leads up to it, a verb that is the same for both, one of somebody else.
test('no verb stands before je or u that is right for one of them alone', () => {
  const leadUp =
    'aan als band bijeenkomsten dan dat die document en hoe hoeveel maar met mis na nadat of om omdat op over sinds tenzij tot totdat van ver voor waar waarin waarom waarop waartegen waarvoor wanneer wat we wie zoals zodat zodra zolang'
  const ofSomebodyElse = 'begeleidt heeft meld noemt schreven sturen vraagt vragen'
  const sameForBoth = 'had kreeg laat moet mag stond vroeg was weet zet zou'
  const known = new Set(`${leadUp} ${ofSomebodyElse} ${sameForBoth}`.split(' '))
  const before = /(?<!\p{L})(\p{L}+)(?:\{' '\})?\s+\$?\{you\}/gu
  const wrong = (code: string) =>
    [...code.matchAll(before)]
      .map(([, word = '']) => word)
      .filter((it) => !known.has(it.toLowerCase()))
  assert.deepEqual(wrong('dan ziet {you}, zodra {you}; Kan\n  {you}'), ['ziet', 'Kan'])
  const found = sourceFiles()
    .filter((path) => /^(?:web|mail|papers|domain)\//.test(path) && !/\.test\.tsx?$/.test(path))
    .flatMap((path) => wrong(codeOf(path)).map((word) => `${path}: ${word}`))
  assert.deepEqual(found, [])
})

// Examples tell of people.
function saidIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === 'examples' ? [] : saidIn(inner)))
}

function withoutAddresses(line: string): string {
  return line
    .replace(/\/(?:commissie|certificaat|certificering)\b/g, '')
    .replace(/(?:\bkey(?::| ===) |\btab\()'commissie'/g, '')
}
