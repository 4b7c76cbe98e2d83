import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { runPeil } from '#testing/command-line.ts'

const folder = await mkdtemp(join(tmpdir(), 'peil-norm-'))
after(() => rm(folder, { recursive: true }))

const jeugd = await readFile(new URL('../norms/jeugd/2026-01-01.yaml', import.meta.url), 'utf8')

const peil = (...args: readonly string[]) => runPeil(['norm', ...args])

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

test('a norm is checked, by name and as a file', async () => {
  const { status, stdout } = await peil('check', 'jeugd')
  assert.equal(status, 0)
  assert.equal(stdout.trim(), 'jeugd@2026-01-01: in orde. 14 regels, 5 voorbeelden kloppen.')
  const changed = jeugd.replace('by: [in-training]', 'by: [other-work]')
  const wrong = await peil('check', await file('wrong.yaml', changed))
  assert.equal(wrong.status, 2)
  assert.match(
    wrong.stderr,
    /wrong\.yaml:\d+:\d+ .*"Een stage bij een jeugdteam" klopt niet: by: verwacht other-work, gevonden in-training/,
  )
})

test('a norm is told in plain Dutch', async () => {
  const { status, stdout } = await peil('explain', 'jeugd@2026-01-01')
  assert.equal(status, 0)
  assert.match(stdout, /^Niet vastgesteld: dit is een voorstel\.$/m)
  assert.match(
    stdout,
    /^- In een crisis is een geregistreerde professional nodig\. Uitkomst: Een geregistreerde professional\. Geldt bij: Crisis: ja\. \(voorstel, regel 2\)$/m,
  )
  const early = await peil('explain', 'jeugd', '--on', '2025-12-31')
  assert.equal(early.status, 2)
  assert.match(early.stderr, /geldt op 2025-12-31 nog niet/)
})

test('answers are held against a norm, with the rules and the articles', async () => {
  const crisis = await peil('decide', 'jeugd', await file('crisis.yaml', 'crisis: true\n'))
  assert.equal(crisis.status, 0)
  assert.equal(
    crisis.stdout.trim(),
    'Een geregistreerde professional.\n- In een crisis is een geregistreerde professional nodig. (crisis; voorstel, regel 2)',
  )
  const little = await peil('decide', 'jeugd', await file('little.yaml', 'crisis: false\n'))
  assert.match(little.stdout, /^Nog open: Een geregistreerde professional; /)
  assert.match(little.stdout, /^- Is iemand in levensgevaar\? \(danger-to-life\)$/m)
  const answers = await file('wrong-answers.yaml', 'crisis: soms\nweer: true\n')
  const wrong = await peil('decide', 'jeugd', answers)
  assert.equal(wrong.status, 2)
  assert.match(wrong.stderr, /wrong-answers\.yaml:1:\d+ crisis: crisis kent dit antwoord niet/)
  assert.match(wrong.stderr, /wrong-answers\.yaml:2:\d+ weer: onbekende indicator/)
  const json = await peil('decide', 'jeugd', await file('crisis.yaml', 'crisis: true\n'), '--json')
  assert.deepEqual(JSON.parse(json.stdout), {
    norm: 'jeugd',
    version: '2026-01-01',
    is: 'decided',
    outcome: 'registered',
    by: ['crisis'],
    because: ['crisis'],
  })
})

test('the table goes out as DMN, is changed in one cell, and comes in as a new version', async () => {
  const { status, stdout: xml } = await peil('export', 'jeugd')
  assert.equal(status, 0)
  const cell = /(<dmn:inputEntry id="cell-mbo-level-practical-support">\s*<dmn:text>)-/
  assert.match(xml, cell)
  const drawn = await file('drawn.dmn', xml.replace(cell, '$1false'))
  const made = await peil('import', 'jeugd', drawn, '--from', '2027-07-01')
  assert.equal(made.status, 0, made.stderr)
  assert.match(made.stdout, /^version: 2027-07-01$/m)
  assert.match(
    made.stdout,
    /^ {6}when:\n {8}predictable-and-safe: true\n {8}practical-support: false\n {8}mbo-level: true$/m,
  )
  assert.match(
    made.stderr,
    /^Let op: het voorbeeld "Samen de week plannen" komt nu anders uit: by/m,
  )
  const mended = made.stdout.replace(
    'by: [practical-support, mbo-level]',
    'by: [practical-support]',
  )
  const checked = await peil('check', await file('2027-07-01.yaml', mended))
  assert.equal(checked.status, 0, checked.stderr)
  assert.equal(
    checked.stdout.trim(),
    'jeugd@2027-07-01: in orde. 14 regels, 5 voorbeelden kloppen.',
  )
})

test('what of a drawn table cannot be said is told by its place, and so is what comes out otherwise', async () => {
  const { stdout: xml } = await peil('export', 'jeugd')
  const wrong = await file('collect.dmn', xml.replace('"PRIORITY"', '"COLLECT"'))
  const refused = await peil('import', 'jeugd', wrong, '--from', '2027-07-01')
  assert.equal(refused.status, 2)
  assert.match(refused.stderr, /collect\.dmn:\d+:\d+ hit policy COLLECT/)
  const early = await peil('import', 'jeugd', wrong, '--from', '2026-01-01')
  assert.match(early.stderr, /een nieuwe versie begint na de vorige, die op 2026-01-01 begint/)
  const turned = await file(
    'turned.dmn',
    xml.replace(
      /"registered","under-responsibility","not-registered"/,
      '"registered","not-registered","under-responsibility"',
    ),
  )
  const made = await peil('import', 'jeugd', turned, '--from', '2027-07-01')
  assert.equal(made.status, 0, made.stderr)
  assert.match(
    made.stderr,
    /^Let op: het voorbeeld "Een stage bij een jeugdteam" komt nu anders uit/m,
  )
})

// A decision as it was signed once, by a key that is gone: what was given away stays to be checked.
const signed = await readFile(new URL('../testing/signed-allocation.json', import.meta.url), 'utf8')
const key = 'peil/werktoedeling+dea0e4cb+ARZXnxMnDnwIx95c6ZixSUjJmHktlJOlHrNQDD/9M/vq'

test('the file of a decision is checked with nothing but the file and a published key', async () => {
  const decision = await file('decision.json', signed)
  const whole = await peil('verify', decision, '--key', key)
  assert.equal(whole.status, 0, whole.stdout)
  assert.equal(
    whole.stdout.trim(),
    [
      'Heel: Jeugdhulp De Brug besliste op 2026-11-30 over Gesprekken met een gezin.',
      'Uitkomst: Een geregistreerde professional.',
      'De tabel in het bestand leidt nog eens tot deze uitkomst.',
      'De handtekening is van deze sleutel.',
    ].join('\n'),
  )
  const unknown = await peil('verify', decision)
  assert.equal(unknown.status, 0)
  assert.match(unknown.stdout, /^Van wie de handtekening is, is niet nagegaan/m)
  const other = 'peil/werktoedeling+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
  const theirs = await peil('verify', decision, '--key', other)
  assert.equal(theirs.status, 1)
  assert.match(theirs.stdout, /^De handtekening is niet van deze sleutel\.$/m)
})

test('and a file that was changed is found', async () => {
  const changed = signed.replaceAll('Samira Haddad', 'Iemand Anders')
  const found = await peil('verify', await file('changed.json', changed), '--key', key)
  assert.equal(found.status, 1)
  assert.equal(found.stdout.trim(), 'Het is veranderd sinds het is ondertekend.')
  const nothing = await peil('verify', await file('nothing.json', '{}'))
  assert.equal(nothing.status, 1)
  assert.equal(nothing.stdout.trim(), 'Dit is geen bestand van een beslissing over werktoedeling.')
})
