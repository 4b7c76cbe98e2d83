import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { compileSource } from './load.ts'
import { MistakenFile, sourceOf } from './mistakes.ts'

// The smallest complete file of the manual, broken in the ways in which people break YAML.
const manual = await readFile(new URL('README.md', import.meta.url), 'utf8')
const whole = /```yaml\n([\s\S]*?)```/.exec(manual)?.[1] ?? ''

function messagesOf(read: () => void): string[] {
  try {
    read()
  } catch (error) {
    assert.ok(error instanceof MistakenFile, String(error))
    return error.message.split('\n')
  }
  return []
}

/** The place of a piece of text, as a message names it. */
function placeOf(text: string, piece: string, last = false): string {
  const at = last ? text.lastIndexOf(piece) : text.indexOf(piece)
  assert.notEqual(at, -1, piece)
  const before = text.slice(0, at).split('\n')
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
}

/** What was changed into what, the piece at which the message points, and what it says. */
type Broken = readonly [what: string, from: string, to: string, piece: string, expected: RegExp]

const brokenYaml: readonly Broken[] = [
  ['a tab', '    title: Rules', '\ttitle: Rules', '\ttitle: Rules', /spaties, niet met tabs/],
  [
    'an unclosed "',
    'title: Norm',
    'title: "Norm',
    '"Norm',
    /begint met ", maar dat teken sluit niet/,
  ],
  [
    "an unclosed '",
    'title: Norm',
    "title: 's Norm",
    "'s Norm",
    /begint met ', maar dat teken sluit niet/,
  ],
  ['an unclosed " near the end', 'text: Two', 'text: "Two', '"Two', /sluit niet/],
  [
    'an unclosed {',
    'label: Certificate }',
    'label: Certificate',
    '{ id: certificate',
    /\{ wordt hier niet gesloten: zet } erbij/,
  ],
  [
    'an unclosed [',
    'article 2]',
    'article 2',
    '[article 1',
    /\[ wordt hier niet gesloten: zet ] erbij/,
  ],
  ['a ] too many', 'article 2]', 'article 2]]', ']\n    compared', /een haakje te veel/],
  [
    'a colon in text',
    'title: Rules',
    'title: Rules: all',
    'Rules: all',
    /een dubbele punt te veel/,
  ],
  [
    'a colon in text between brackets',
    'label: Certificate }',
    'label: Certificate: it }',
    'Certificate: it',
    /tekst met een dubbele punt tussen aanhalingstekens/,
  ],
  ['a line too far to the left', '    text: At', '   text: At', '   text: At', /springt anders in/],
  [
    'a line too far to the right',
    '    text: At',
    '      text: At',
    '      text: At',
    /springt anders in/,
  ],
  [
    'a key that is there twice',
    'unit: hour',
    'unit: hour\nunit: point',
    'unit: point',
    /staat er twee keer/,
  ],
  [
    'a list where a block goes on',
    '  length: P3Y',
    '  - length: P3Y',
    '  - length: P3Y',
    /springt anders in/,
  ],
  ['curly quotes', 'title: Rules', 'title: “Rules: all”', '“Rules', /gekrulde aanhalingstekens/],
  [
    'curly quotes around a name',
    'id: total',
    'id: “total”',
    '“total”',
    /typ rechte aanhalingstekens/,
  ],
  [
    'no space after a colon',
    'unit: hour',
    'unit:hour',
    'unit:hour',
    /achter de dubbele punt ontbreekt een spatie/,
  ],
  ['no colon', 'unit: hour', 'unit hour', 'unit hour', /hier ontbreekt een dubbele punt/],
  [
    'no space after a dash',
    '  - id: peer',
    '  -id: peer',
    '  -id: peer',
    /achter het streepje ontbreekt een spatie/,
  ],
  [
    'a text that begins with @',
    'label: Total',
    'label: @Total',
    '@Total',
    /zet hem tussen aanhalingstekens/,
  ],
  [
    'a text that begins with *',
    'label: Total',
    'label: *Total',
    '*Total',
    /begint de tekst met \*/,
  ],
  [
    'a backslash',
    'title: Rules',
    'title: "C:\\quality"',
    '\\quality',
    /een teken na \\ klopt niet/,
  ],
  [
    'a space that was pasted',
    '  length: P3Y',
    '\u00A0 length: P3Y',
    '\u00A0 length',
    /een bijzondere spatie/,
  ],
  [
    'a comma in text between brackets',
    'label: Certificate }',
    'label: Certificate, or not }',
    'or not',
    /een komma in een tekst\?/,
  ],
  ['a decimal comma', 'atLeast: 96 }', 'atLeast: 96,5 }', '5 }', /schrijf een getal met een punt/],
  [
    'text after a quote',
    'text: At least 96',
    'text: "At least" 96',
    '96 hours in',
    /tekst na een aanhalingsteken/,
  ],
  ['letters that are not UTF-8', 'Rules of', 'R\uFFFDgles of', '\uFFFD', /geen UTF-8/],
  [
    'a list for a block',
    'referee:\n  article: article 1\n',
    'referee:\n  - article: article 1\nx-rest:\n',
    'referee:',
    /hier hoort een blok/,
  ],
]

for (const [what, from, to, piece, expected] of brokenYaml) {
  test(`a file with ${what} gets one message, with its place and what to do`, () => {
    const text = whole.replace(from, to)
    assert.notEqual(text, whole)
    const messages = messagesOf(() => compileSource(sourceOf(text, 'f.yaml')))
    const told = messages.filter((message) => !message.includes('x-rest'))
    assert.equal(told.length, 1, messages.join('\n'))
    assert.match(told[0] ?? '', expected)
    assert.ok(told[0]?.startsWith(`f.yaml:${placeOf(text, piece)} `), told.join())
    assert.match(told[0] ?? '', /\(.*[a-z].*\)$/, 'it says so in English too')
    // The same on Windows, and after a byte order mark.
    const windows = `\uFEFF${text.replaceAll('\n', '\r\n')}`
    assert.deepEqual(
      messagesOf(() => compileSource(sourceOf(windows, 'f.yaml'))),
      messages,
    )
  })
}

test('line ends of Windows and of an old Mac and a byte order mark are no mistakes', () => {
  for (const text of [
    whole.replaceAll('\n', '\r\n'),
    whole.replaceAll('\n', '\r'),
    `\uFEFF${whole}`,
  ]) {
    assert.deepEqual(
      messagesOf(() => compileSource(sourceOf(text, 'f.yaml'))),
      [],
    )
  }
})

test('what is wrong elsewhere is told beside it, and only that', () => {
  const text = whole
    .replace('title: Norm', 'title: "Norm')
    .replace('label: Total', 'label: @Total')
    .replace('referee:\n', 'referee:\n  text: T.\n')
  const messages = messagesOf(() => sourceOf(text, 'f.yaml'))
  assert.deepEqual(
    messages.map((message) => message.split(' ')[0]),
    ['"Norm', '@Total', '  text: Somebody'].map(
      (piece) => `f.yaml:${placeOf(text, piece.trimStart())}`,
    ),
  )
})

const otherFiles: readonly (readonly [string, string, RegExp])[] = [
  [
    'a Word document',
    'PK\u0003\u0004\u0014\0\u0006\0',
    /^f\.yaml:1:1 dit is een Word- of zipbestand/,
  ],
  [
    'an old Word document',
    '\uFFFD\uFFFD\u0011\uFFFD\uFFFD\u001A',
    /^f\.yaml:1:1 dit is een Word-bestand/,
  ],
  ['a page from the web', '<!DOCTYPE html>\n<html>', /^f\.yaml:1:1 dit is een webpagina/],
  ['text in UTF-16', '\uFFFD\uFFFDu\0n\0i\0t\0', /^f\.yaml:1:1 hier staat geen UTF-8/],
  ['nothing', '\uFEFF \n', /^f\.yaml:1:1 het bestand is leeg/],
  ['a remark only', '# later\n', /^f\.yaml:1:1 hier hoort een blok/],
  ['a list', '- a\n- b\n', /^f\.yaml:1:1 hier hoort een blok/],
]

for (const [what, text, expected] of otherFiles) {
  test(`a file that is ${what} gets one message`, () => {
    const messages = messagesOf(() => compileSource(sourceOf(text, 'f.yaml')))
    assert.equal(messages.length, 1, messages.join('\n'))
    assert.match(messages[0] ?? '', expected)
  })
}

const dossier = `{
  "kind": "first",
  "submittedOn": "2026-06-01",
  "activities": [
    { "id": "a", "kind": "training", "title": "Course", "hours": 1.5 }
  ]
}
`

const brokenJson: readonly Broken[] = [
  ['a comma too many', '1.5 }', '1.5, }', ', }', /haal deze komma weg/],
  ['a comma too few', '"first",', '"first"', '\n  "submittedOn"', /hier ontbreekt een komma/],
  ['single quotes', '"first"', "'first'", "'first'", /dubbele aanhalingstekens/],
  ['curly quotes', '"first"', '“first”', '“first', /gekrulde aanhalingstekens/],
  [
    'a name without quotes',
    '"kind": "first"',
    'kind: "first"',
    'kind: "first"',
    /zet deze naam tussen/,
  ],
  ['a decimal comma', '1.5', '1,5', ',5', /een getal met een punt/],
  [
    'a remark',
    '"kind": "first"',
    '// soort\n  "kind": "first"',
    '// soort',
    /geen JSON: een opmerking kan niet/,
  ],
  ['an unclosed quote', '"Course"', '"Course', '"Course', /deze tekst sluit niet/],
  ['an unclosed [', '  ]\n}', '}', '}\n', /} past niet bij \[ van regel 4/],
  ['True', '1.5', 'True', 'True', /schrijf true of false/],
  [
    'a day without quotes',
    '"2026-06-01"',
    '2026-06-01',
    '2026-06-01',
    /zet een dag tussen aanhalingstekens/,
  ],
  ['a bracket after the end', ']\n}', ']\n}}', '}\n', /na het laatste haakje hoort niets meer/],
  ['no colon', '"kind": "first"', '"kind" "first"', '"first"', /hoort een dubbele punt/],
  [
    'a name that is there twice',
    '"kind": "first"',
    '"kind": "first",\n  "kind": "first"',
    '"kind": "first",\n  "sub',
    /staat er twee keer/,
  ],
  ['a backslash', 'Course', 'C\\ourse', '\\ourse', /schrijf je twee keer/],
  ['half a number', '1.5', '.5', '.5', /schrijf 0\.5/],
  ['no value', '1.5 }', '}', '}\n', /hier ontbreekt een waarde/],
]

for (const [what, from, to, piece, expected] of brokenJson) {
  test(`a dossier with ${what} gets one message, with its place and what to do`, () => {
    const text = dossier.replace(from, to)
    assert.notEqual(text, dossier)
    const messages = messagesOf(() => sourceOf(text, 'd.json'))
    assert.equal(messages.length, 1, messages.join('\n'))
    assert.match(messages[0] ?? '', expected)
    const last = what === 'a bracket after the end' || what === 'an unclosed ['
    assert.ok(messages[0]?.startsWith(`d.json:${placeOf(text, piece, last)} `), messages.join())
  })
}

test('a dossier that stops halfway says which bracket is open', () => {
  const [message = ''] = messagesOf(() => sourceOf(dossier.slice(0, -3), 'd.json'))
  assert.match(message, /maar \{ van regel 1 is nog open: zet } erbij/)
})

test('a dossier may have tabs, Windows line ends and a byte order mark', () => {
  const text = `\uFEFF${dossier.replaceAll('  ', '\t').replaceAll('\n', '\r\n')}`
  assert.deepEqual(sourceOf(text, 'd.json').content, JSON.parse(dossier))
})

test('very many brackets in each other are refused', () => {
  const deep = '['.repeat(100_000)
  assert.match(messagesOf(() => sourceOf(deep, 'd.json')).join('\n'), /te veel haakjes/)
})
