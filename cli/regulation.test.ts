import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { runPeil } from '#testing/command-line.ts'

const folder = await mkdtemp(join(tmpdir(), 'peil-regulation-'))
after(() => rm(folder, { recursive: true }))

const krsd = await readFile(new URL('../regulations/krsd/2021-01-01.yaml', import.meta.url), 'utf8')

const peil = (...args: readonly string[]) => runPeil(['regulation', ...args])

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

test('what never does anything is told with its place, and the file is not refused', async () => {
  const path = await file(
    'idle.yaml',
    krsd.replace('\nnorms:', '\ngroups:\n  - { id: empty, label: Leeg }\nnorms:'),
  )
  const { status, stdout } = await peil('check', path)
  assert.equal(status, 0)
  assert.match(stdout, /: in orde\. /)
  assert.match(
    stdout,
    /^Let op: .*idle\.yaml:\d+:\d+ groups\.0: geen soort activiteit hoort bij empty/m,
  )
  const [report] = JSON.parse((await peil('check', path, '--json')).stdout)
  assert.deepEqual(
    report.warnings.map(({ path: place }: { path: string }) => place),
    ['groups.0'],
  )
})

test('a dossier with what only one version knows is compared, and what is left out is told', async () => {
  const facts = 'facts:\n  - { id: new-fact, type: yes-no, label: Nieuw }'
  const next = await file('next.yaml', krsd.replace('\nnorms:', `\n${facts}\nnorms:`))
  const dossier = { kind: 'first', submittedOn: '2022-12-15', facts: { 'new-fact': true } }
  const path = await file('dossier.json', JSON.stringify(dossier))
  const { status, stdout, stderr } = await peil('compare', 'krsd', next, path)
  assert.equal(status, 0, stderr)
  assert.match(stdout, /dossier\.json: geen verschil; blijft voldoet niet\./)
  assert.match(stdout, /De oude versie kent dit niet en rekent er niet mee: feit new-fact\./)
  const unknown = await file(
    'unknown.json',
    JSON.stringify({ ...dossier, facts: { height: true } }),
  )
  const refused = await peil('compare', 'krsd', next, unknown)
  assert.equal(refused.status, 2)
  assert.match(refused.stderr, /unknown\.json:1:\d+ facts\.height: onbekend feit height/)
})
