import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { latestDueStep, remindOnce } from '#domain/platform/register/remind-once.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform()
const daily = { kind: 'system', task: 'daily' } as const
const day = Temporal.PlainDate.from

test('a reminder about something is the first one once, and of another kind once more', async () => {
  const subject = randomUUID()
  const remind = (kind: string) => peil.act(daily, (context) => remindOnce(context, subject, kind))
  assert.deepEqual(
    [await remind('pay'), await remind('pay'), await remind('sign')],
    [true, false, true],
  )
})

test('of the steps whose day has come only the last is due, on its day and not before', async () => {
  const subject = randomUUID()
  const days = [1, 2, 3].map((step) => ({ step, on: day(`2026-0${step}-10`) }))
  const due = (on: string) =>
    peil.act(daily, (context) => latestDueStep(context, subject, 'pay', days), on)
  assert.equal(await due('2026-01-09'), undefined)
  assert.equal(await due('2026-01-10'), 1)
  assert.equal(await due('2026-01-11'), undefined)
  assert.equal(await due('2026-03-10'), 3)
  assert.equal(await due('2026-03-11'), undefined)
})

test('numbers of a series follow each other, also when two are taken at once', async () => {
  const take = () => peil.act(daily, (context) => nextNumber(context, 'invoice'))
  const taken = await Promise.all([take(), take(), take()])
  assert.deepEqual(taken.toSorted(), [1, 2, 3])
  // What is rolled back leaves no gap.
  await assert.rejects(
    peil.act(daily, async (context) => {
      await nextNumber(context, 'invoice')
      throw new Error('not sent')
    }),
  )
  assert.equal(await take(), 4)
})
