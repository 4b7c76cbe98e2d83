import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readName } from '#domain/platform/look-up/read-name.ts'

test('a long row of short words in capitals makes no endless search', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const typed = letters.flatMap((one) => letters.map((other) => one + other)).join(' ')
  const ways = readName(typed)
  assert.ok(ways.length <= 40, `${ways.length} ways`)
  assert.ok(ways.every(({ others }) => others.length < 12))
})

test('the longest name is read whole', () => {
  const typed = 'JP Maria Anna Johanna Wilhelmina van den Berg van der Heijden'
  const [way] = readName(typed)
  assert.deepEqual(
    [way?.word, ...(way?.others ?? [])],
    ['maria', 'anna', 'johanna', 'wilhelmina', 'berg', 'heijden'],
  )
})
