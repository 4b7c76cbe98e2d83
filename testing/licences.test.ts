import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import { makeSbom, packagesInUse } from '../scripts/print-sbom.ts'
import { root } from './imports.ts'

// Whose everything is, and under which licence it may be used: our own files by REUSE, those of others by
// CycloneDX.

const judges = path.join(root, 'testing/judges/cyclonedx')
const noJudges = process.env.PEIL_NO_JUDGES === '1' && 'left out by PEIL_NO_JUDGES=1'
const json = (file: string) => JSON.parse(fs.readFileSync(file, 'utf8'))
const spdx: ReadonlySet<string> = new Set(json(path.join(judges, 'spdx.schema.json')).enum)

test('the list of packages in use names each of them, with its licence and its hash', () => {
  const sbom = makeSbom()
  const named = sbom.components.map((component) => component['bom-ref'])
  assert.deepEqual(new Set(named), packagesInUse())
  assert.equal(new Set(named).size, named.length)
  assert.ok(named.length > 150 && named.some((one) => one.startsWith('zod@')))
  assert.ok(!named.some((one) => one.startsWith('typescript@')))
  const without = sbom.components.filter(({ licenses }) =>
    /not stated/.test(JSON.stringify(licenses)),
  )
  // Its author gives it away and says nowhere how; tus-js-client brings it.
  assert.deepEqual(
    without.map(({ name }) => name),
    ['combine-errors'],
  )
  for (const { name, hashes = [] } of sbom.components) {
    assert.ok(
      hashes.some(({ alg }) => alg === 'SHA-512'),
      name,
    )
  }
  const ids = JSON.stringify(sbom).matchAll(/"license":\{"id":"([^"]+)"/g)
  for (const [, id = ''] of ids) assert.ok(spdx.has(id), id)
  // What somebody who passes Peil on would have to look at: nothing that asks for the source of the whole.
  assert.doesNotMatch(JSON.stringify(sbom.components), /"(?:A?GPL|SSPL|BUSL)-/)
})

test('the schema of CycloneDX finds nothing wrong with it', { skip: noJudges }, () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
  for (const name of ['spdx.schema.json', 'jsf-0.82.schema.json']) {
    ajv.addSchema(json(path.join(judges, name)))
  }
  const isRight = ajv.compile(json(path.join(judges, 'bom-1.5.schema.json')))
  const sbom = makeSbom()
  assert.ok(isRight(sbom), JSON.stringify(isRight.errors?.slice(0, 5)))
  assert.equal(isRight({ ...sbom, components: [{ name: 'zonder soort' }] }), false)
})

interface Annotation {
  readonly path: readonly string[]
  readonly precedence: string
  readonly copyright: string
  readonly licence: string
}

// As the specification of REUSE has it: of the annotations in REUSE.toml the last that matches a file holds,
// and what a file says itself comes with it.
test('of every file it is said whose it is and under which licence, and each licence is there', () => {
  const annotations = annotationsIn(fs.readFileSync(path.join(root, 'REUSE.toml'), 'utf8'))
  assert.ok(annotations.length >= 2)
  const used = new Set<string>()
  const wrong: string[] = []
  const matched = new Set<Annotation>()
  for (const file of filesOfOurs()) {
    const found = annotations.findLast(({ path: globs }) => globs.some((glob) => fits(glob, file)))
    if (found === undefined || found.copyright === '') wrong.push(`${file}: whose?`)
    if (found === undefined) continue
    matched.add(found)
    used.add(found.licence)
    if (found.precedence === 'override') continue
    for (const licence of saidIn(file)) used.add(licence)
  }
  assert.deepEqual(wrong, [])
  assert.deepEqual(
    annotations.filter((one) => !matched.has(one)),
    [],
  )
  for (const licence of used) assert.ok(spdx.has(licence), `${licence} is no licence of SPDX`)
  const there = fs
    .readdirSync(path.join(root, 'LICENSES'))
    .map((name) => name.replace(/\.txt$/, ''))
  assert.deepEqual(there.toSorted(), [...used].toSorted())
  for (const name of there) {
    assert.ok(fs.readFileSync(path.join(root, 'LICENSES', `${name}.txt`), 'utf8').length > 5000)
  }
  assert.equal(json(path.join(root, 'package.json')).license, annotations[0]?.licence)
})

// The texts of the licences are nobody's of ours, and REUSE.toml speaks of the others.
const outside = /^(?:LICENSES\/|LICENSE$|REUSE\.toml$)/

function filesOfOurs(): readonly string[] {
  const ignored = /^(?:\.git|node_modules|\.data|dist|screenshots)$/
  const found: string[] = []
  const look = (folder: string) => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = path.join(folder, entry.name)
      if (ignored.test(file)) continue
      if (entry.isDirectory()) look(file)
      else if (!outside.test(file) && !/\.(?:log|cdx\.json)$/.test(file)) found.push(file)
    }
  }
  look('')
  assert.ok(found.length > 1500)
  return found
}

// REUSE-IgnoreStart
function saidIn(file: string): readonly string[] {
  if (file === 'testing/licences.test.ts') return []
  const text = fs.readFileSync(path.join(root, file), 'latin1').slice(0, 4096)
  return [...text.matchAll(/^\W*SPDX-License-Identifier: *([\w.+-]+)/gm)].map(([, id = '']) => id)
}

function annotationsIn(toml: string): readonly Annotation[] {
  assert.match(toml, /^version = 1$/m)
  return toml
    .split('[[annotations]]')
    .slice(1)
    .map((part) => {
      const value = (name: string) =>
        new RegExp(`^${name} = "(.*)"$`, 'm').exec(part)?.[1] ??
        assert.fail(`no ${name} in ${part}`)
      const several = /^path = \[([^\]]*)\]$/m.exec(part)?.[1]
      return {
        path: several?.split(',').map((one) => one.trim().slice(1, -1)) ?? [value('path')],
        precedence: value('precedence'),
        copyright: value('SPDX-FileCopyrightText'),
        licence: value('SPDX-License-Identifier'),
      }
    })
}
// REUSE-IgnoreEnd

// A star stands for what is in a name, two for any number of folders.
function fits(glob: string, file: string): boolean {
  const pattern = glob
    .split('**')
    .map((part) => part.split('*').map(RegExp.escape).join('[^/]*'))
    .join('.*')
  return new RegExp(`^${pattern}$`).test(file)
}
