import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readDate } from './read.ts'

function read(day: string, month: string, year: string): string {
  const result = readDate({ day, month, year })
  switch (result.outcome) {
    case 'read':
      return result.date.toString()
    case 'empty':
      return 'empty'
    case 'unclear':
      return 'unclear'
  }
}

it('reads a month as a number, a name or its beginning', () => {
  for (const month of ['3', '03', 'maart', 'Maart', ' mrt ', 'mrt.', 'maa']) {
    assert.equal(read('12', month, '2026'), '2026-03-12', month)
  }
  assert.equal(read('1', 'sept', '2026'), '2026-09-01')
  assert.equal(read('1', 'november', '2026'), '2026-11-01')
})

it('refuses a date of which a part is missing or makes no sense', () => {
  assert.equal(read('', '', ''), 'empty')
  assert.equal(read('12', '', '2026'), 'unclear')
  assert.equal(read('12', '13', '2026'), 'unclear')
  assert.equal(read('12', 'novembrr', '2026'), 'unclear')
  assert.equal(read('12', 'ma', '2026'), 'unclear')
  assert.equal(read('32', '1', '26'), 'unclear')
  assert.equal(read('0', 'x', ''), 'unclear')
})

it('refuses a day that the month does not have, and takes the last one that it has', () => {
  assert.equal(read('29', '2', '2028'), '2028-02-29')
  assert.equal(read('29', '2', '2027'), 'unclear')
  assert.equal(read('31', 'april', '2026'), 'unclear')
})
