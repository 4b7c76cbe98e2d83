import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadRegisters } from '#regulations/load.ts'
import { MistakenFile } from '#regulations/mistakes.ts'
import type { Register } from '#regulations/register.ts'
import { blockIn } from './fill-template.ts'
import type { Section, Text } from './read-text.ts'
import { plain } from './read-text.ts'
import type { TextName } from './texts.ts'
import { checkTexts, mistakesInText, textFor, textNames } from './texts.ts'

const registers = await loadRegisters()

test('every text of every register reads without a hole, in je and in u', () => {
  for (const register of registers.values()) {
    for (const address of ['je', 'u'] as const) {
      for (const name of textNames) {
        const text = shown({ ...register, address }, name)
        const where = `${register.id} ${address} ${name}: ${text}`
        assert.doesNotMatch(text, /[{}|]|undefined|\\| {2}| [.,;:?]/, where)
        const other = address === 'je' ? /\b(?:u|uw)\b/i : /\b(?:je|jij|jou|jouw)\b/i
        assert.doesNotMatch(withoutOwnWords(text, register), other, where)
      }
    }
  }
})

test('a register writes a text itself, and everything else stays as it was', () => {
  const own = writing(
    'contact',
    '# Bereik ons\n\n> {Bel je|Belt u} {committee}?\n\nSchrijf {email}.\n',
  )
  assert.doesNotThrow(() => checkTexts([own]))
  assert.equal(
    shown(own, 'contact'),
    'Bereik ons\nBel je de commissie?\nSchrijf krsd@peil.example.',
  )
  assert.equal(shown(own, 'cookies'), shown(krsd(), 'cookies'))
})

test('a text can ask whether the register has something', () => {
  const own = writing(
    'contact',
    [
      '# Contact',
      '',
      '{if renewal-from}Vanaf {renewal-from} ervoor.{else}Altijd.{end}',
      '',
      '{if objection-suspends}',
      'Het besluit wacht.',
      '{end}',
      '- Een',
      '{if deemed-valid}',
      '- Twee',
      '{end}',
      '- Drie',
    ].join('\n'),
  )
  assert.doesNotThrow(() => checkTexts([own]))
  assert.equal(shown(own, 'contact'), 'Contact\nVanaf 1 jaar ervoor.\nEen\nTwee\nDrie')
})

test('what a register calls things is never read as Markdown', () => {
  const { organisation } = krsd()
  const own = {
    ...writing('contact', '# Contact\n\n{Foundation} bestaat.\n'),
    organisation: { ...organisation, foundation: '1. *Stichting* <b>[A](/b)</b> {show cookies}' },
  }
  assert.equal(
    shown(own, 'contact'),
    'Contact\n1. *Stichting* <b>[A](/b)</b> {show cookies} bestaat.',
  )
})

const broken: readonly (readonly [string, string, RegExp])[] = [
  ['a title without words', '#\n\nBel ons.', /:1:1 .*begin met de titel/],
  ['a heading without words', '# A\n\n##\n\nBel ons.', /:3:1 .*zonder woorden/],
  ['a link without words', '# A\n\nBel [](/contact).', /:3:5 .*zonder woorden/],
  ['a word that does not exist', '# Contact\n\nSchrijf {commitee}.', /:3:9 \{commitee\}/],
  ['a block that does not exist', '# Contact\n\n{show costs}', /:3:1 \{show costs\}: kies uit/],
  ['a word that only JavaScript knows', '# Contact\n\n{constructor}', /:3:1 .*unknown word/],
  ['a choice by such a word', '# A\n\n{if constructor}A.{end}', /:3:1 .*unknown word/],
  ['a block that only JavaScript knows', '# A\n\n{show constructor}', /:3:1 .*unknown block/],
  ['a block within a sentence', '# Contact\n\nZie {show cookies}.', /:3:5 .*alleen op een regel/],
  ['a brace that is not closed', '# Contact\n\nSchrijf {email.', /:3:9 deze accolade/],
  ['a choice without an end', '# Contact\n\n{if tariff}\nBetaal.', /:3:1 \{if tariff\} heeft geen/],
  ['an end without a choice', '# Contact\n\nA.\n\n{end}', /:5:1 hier eindigt niets/],
  ['u before je', '# Contact\n\nSchrijf {u|je} aan.', /:3:9 eerst de vorm met je/],
  ['three forms of address', '# Contact\n\n{je|u|men} schrijft.', /:3:1 .*onbekend/],
  ['yes or no as a word', '# Contact\n\n{deemed-valid}', /:3:1 .*ja of nee/],
  [
    'HTML',
    '# Contact\n\nA.\n\n{if deemed-valid}\nB.\n{end}\n\nC <b>c</b>',
    /:9:3 HTML kan hier niet/,
  ],
  ['a picture', '# Contact\n\n![x](https://example.org/x.png)', /:3:1 een plaatje kan hier niet/],
  ['a dead link', '# Contact\n\n{show cookies}\n\n[Kosten](/kost)', /:5:1 de link \/kost leidt/],
  ['a link that runs a script', '# Contact\n\n[x](javascript:alert)', /:3:1 de link javascript/],
  ['no title', 'Schrijf ons.', /:1:1 begin met de titel/],
  ['a step without a heading', '# A\n\n{steps}\nEerst.\n\n## Twee\n{end}', /:4:1 een stap begint/],
  [
    'steps within steps',
    '# A\n\n{steps}\n## B\n{steps}\n## C\n{end}\n{end}',
    /:5:1 .*staat al open/,
  ],
]

for (const [what, source, message] of broken) {
  test(`a text with ${what} is refused with its line`, () => {
    assert.throws(
      () => checkTexts([writing('contact', source)]),
      (error) => error instanceof MistakenFile && message.test(error.message),
      source,
    )
  })
}

test('every text of ours reads without a hole in a register that lacks what others have', () => {
  const { versions, ...file } = krsd()
  const [version] = versions
  assert.ok(version)
  const [total] = version.regulation.norms
  assert.ok(total)
  const { renewalFrom: _, ...period } = version.regulation.period
  const lacking = {
    'a total': { norms: [{ ...total, categories: ['junior'] }] },
    'norms beside the total': { norms: [total] },
    'a total at first': { norms: [{ ...total, appliesTo: ['renewal'] }] },
    'a day to renew from, labels and referees': {
      period,
      labels: [],
      referee: { ...version.regulation.referee, roles: [] },
    },
    'any norm': { norms: [] },
    activities: { norms: [], kinds: [] },
  }
  for (const [what, changes] of Object.entries(lacking)) {
    const regulation = { ...version.regulation, ...changes } as typeof version.regulation
    for (const tariffs of [file.tariffs, []]) {
      const register = { ...file, tariffs, versions: [{ ...version, regulation }] }
      assert.doesNotThrow(() => checkTexts([register]), what)
      for (const name of textNames) {
        const text = shown(register, name)
        assert.doesNotMatch(text, /[{}|]|undefined|\\| {2}| [.,;:?]/, `${what} ${name}: ${text}`)
        if (tariffs.length === 0) assert.doesNotMatch(text, /factuur|bijdrage/, `${what} ${name}`)
      }
    }
  }
})

test('a word that is missing where nobody sees it is no hole, and one that does not exist is', () => {
  const own = writing('contact', '# A\n\n{if total-at-first}B.{else}{total} {totaal}{end}')
  assert.throws(() => checkTexts([own]), /:3:36 \{totaal\} is geen woord/)
  const lklr = registers.get('lklr')
  assert.ok(lklr)
  const source = '# A\n\n{if total-at-first}{renewal-from}{else}B.{end}'
  assert.doesNotThrow(() => checkTexts([{ ...lklr, ...writingText('contact', source) }]))
})

test('a word that this register lacks is refused unless the text asks for it', () => {
  const lklr = { ...registers.get('lklr'), ...writingText('contact', '# A\n\nNa {renewal-from}.') }
  assert.throws(() => checkTexts([lklr as Register]), /:3:4 \{renewal-from\} is er niet altijd/)
})

test('a file whose name is no text is refused', () => {
  assert.throws(
    () => checkTexts([writing('kontakt', '# Contact')]),
    /kontakt\.md:1:1 geen tekst heet/,
  )
})

test('a text on which everybody would wait is refused before it is read', () => {
  const slow = {
    'signs that pile up': '_a*'.repeat(4900),
    'a list in a list in a list': `${'- '.repeat(7000)}a`,
    'quotes in quotes': '>'.repeat(15_000),
    'a list that steps in': Array.from({ length: 150 }, (_, at) => `${' '.repeat(at)}- a`).join(
      '\n',
    ),
  }
  for (const [what, body] of Object.entries(slow)) {
    const found = mistakesInText(krsd(), 'contact', `# Contact\n\n${body}`)
    assert.match(found[0]?.message ?? '', /te veel tekens|zo diep/, what)
  }
  const long = `${'**Vet** en een [link](/kosten).\n'.repeat(40)}\n`.repeat(9)
  assert.deepEqual(
    mistakesInText(krsd(), 'contact', `# Contact\n\n${long}\n- a\n  - b\n    1. c\n`),
    [],
  )
})

function krsd(): Register {
  const register = registers.get('krsd')
  assert.ok(register)
  return register
}

function writing(name: string, source: string): Register {
  return { ...krsd(), ...writingText(name, source) }
}

function writingText(name: string, source: string): Pick<Register, 'ownTexts'> {
  return { ownTexts: [{ name, file: `regulations/krsd/texts/${name}.md`, source }] }
}

function shown(register: Register, name: TextName): string {
  const compiled = register.versions.at(-1)
  assert.ok(compiled)
  return wordsOf(textFor({ register, compiled, today: compiled.regulation.version }, name))
}

// What a register's own files say is in its own form of address.
function withoutOwnWords(text: string, register: Register): string {
  const own = stringsIn(register).sort((a, b) => b.length - a.length)
  return own.reduce((rest, theirs) => rest.replaceAll(theirs, '…'), text)
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return /\b(?:je|jij|jou|jouw|u|uw)\b/i.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsIn)
}

function wordsOf({ title, lead, body }: Text): string {
  return [title, ...(lead === undefined ? [] : [lead]), ...body.flatMap(linesOf)].join('\n')
}

function linesOf(part: Section): readonly string[] {
  switch (part.type) {
    case 'list':
      return part.children.flatMap(({ children }) => children.flatMap(linesOf))
    case 'steps':
      return part.steps.flatMap(({ title, body }) => [title, ...body.flatMap(linesOf)])
    default:
      return blockIn(plain(part)) === undefined ? [plain(part)] : []
  }
}

test('a text of register.yaml is Markdown with the words of the register, and a mistake in it is named', async () => {
  const krsd = registers.get('krsd') as Register
  const own = (paragraphs: readonly string[]): Register => ({
    ...krsd,
    texts: [
      { id: 'uitleg', title: 'Uitleg', paragraphs: [...paragraphs], shownOn: [], earlier: [] },
    ],
  })
  assert.doesNotThrow(() =>
    checkTexts([own(['Lees [wat het kost](/kosten).', '{show needed-to-sign-up}'])]),
  )
  assert.throws(
    () => checkTexts([own(['{totaal}'])]),
    /register\.yaml.*texts, uitleg: \{totaal\} is geen woord/,
  )
  assert.throws(() => checkTexts([own(['[weg](/nergens)'])]), /texts, uitleg: de link \/nergens/)
})
