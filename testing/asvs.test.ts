import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { root } from './imports.ts'

// docs/asvs.md says of every requirement of OWASP ASVS 5.0.0 at levels 1 and 2 where it is met, or what is missing.

/** The numbers of the requirements at these levels, as the standard has them: of each section. */
const numbers = `
1.1: 1-2; 1.2: 1-9; 1.3: 1-11; 1.4: 1-3; 1.5: 1-2; 2.1: 1-3; 2.2: 1-3; 2.3: 1-4; 2.4: 1; 3.2: 1-2;
3.3: 1-4; 3.4: 1-6; 3.5: 1-5; 3.7: 1-2; 4.1: 1-3; 4.2: 1; 4.3: 1-2; 4.4: 1-4; 5.1: 1; 5.2: 1-3; 5.3:
1-2; 5.4: 1-3; 6.1: 1-3; 6.2: 1-12; 6.3: 1-4; 6.4: 1-4; 6.5: 1-5; 6.6: 1-3; 6.8: 1-4; 7.1: 1-3; 7.2:
1-4; 7.3: 1-2; 7.4: 1-5; 7.5: 1-2; 7.6: 1-2; 8.1: 1-2; 8.2: 1-3; 8.3: 1; 8.4: 1; 9.1: 1-3; 9.2: 1-4;
10.1: 1-2; 10.2: 1-2; 10.3: 1-4; 10.4: 1-11; 10.5: 1-5; 10.6: 1-2; 10.7: 1-3; 11.1: 1-2; 11.2: 1-3;
11.3: 1-3; 11.4: 1-4; 11.5: 1; 11.6: 1; 12.1: 1-3; 12.2: 1-2; 12.3: 1-4; 13.1: 1; 13.2: 1-5; 13.3:
1-2; 13.4: 1-5; 14.1: 1-2; 14.2: 1-4; 14.3: 1-3; 15.1: 1-3; 15.2: 1-3; 15.3: 1-7; 16.1: 1; 16.2:
1-5; 16.3: 1-4; 16.4: 1-3; 16.5: 1-3; 17.1: 1; 17.2: 1-4; 17.3: 1-2
`

const expected = numbers
  .trim()
  .split(';')
  .flatMap((section) => {
    const [name = '', list = ''] = section.trim().split(/:\s+/)
    return list.split(/\s+/).flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number)
      return Array.from({ length: last - first + 1 }, (_, nth) => `${name}.${first + nth}`)
    })
  })

const text = fs.readFileSync(path.join(root, 'docs/asvs.md'), 'utf8')
const rows = text
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.slice(2, -2).split(' | '))

test('every requirement of levels 1 and 2 is there once, and nothing of it is empty', () => {
  assert.equal(expected.length, 253)
  assert.deepEqual(
    rows.map(([id]) => id),
    expected,
  )
  const counts = { met: 0, open: 0, yours: 0, none: 0 }
  for (const row of rows) {
    assert.equal(row.length, 5, row.join())
    const [id = '', level = '', what = '', state = '', where = ''] = row
    assert.match(level, /^[12]$/, id)
    assert.ok(what.length > 5 && where.length > 5, id)
    assert.ok(Object.hasOwn(counts, state), `${id}: ${state}`)
    counts[state as keyof typeof counts] += 1
  }
  const { met, open, yours, none } = counts
  assert.ok(
    text.includes(
      `Of 253: ${met} met, ${open} open, ${yours} yours, ${none} about what is not there.`,
    ),
    JSON.stringify(counts),
  )
})

test('what is met is met somewhere, and each place that is named is there', () => {
  const named = (where: string) =>
    [...where.matchAll(/`([^`]+)`/g)]
      .map(([, one = '']) => one)
      .filter((one) => /^[^/].*[/.]/.test(one))
  const gone = rows.flatMap(([id, , , , where = '']) =>
    named(where)
      .filter((one) => !fs.existsSync(path.join(root, one)))
      .map((one) => `${id}: ${one}`),
  )
  assert.deepEqual(gone, [])
  const nowhere = rows.filter(
    ([, , , state, where = '']) => state === 'met' && named(where).length === 0,
  )
  assert.deepEqual(nowhere, [])
  const tests = new Set(rows.flatMap(([, , , , where = '']) => named(where)))
  assert.ok([...tests].filter((one) => /\.test\.tsx?$/.test(one)).length > 40)
})
