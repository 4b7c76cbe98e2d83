import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askToMoveClock, lastMove, moveClock } from '#domain/demo/clock/move-clock.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform({ cast: true })
const bo = { kind: 'system', task: 'test' } as const

async function move(days: number, goOn = false) {
  const asked = await peil.act(bo, (context) =>
    askToMoveClock(context, context.today.add({ days }), goOn),
  )
  assert.equal(asked.outcome, 'moving')
  await moveClock(peil.platform, goOn)
}

test('who goes on all the same lets it happen, and is asked again at the next loss', async () => {
  await move(900)
  const first = await peil.act(bo, lastMove)
  assert.equal(first?.status, 'stopped')
  await move(900, true)
  const second = await peil.act(bo, lastMove)
  assert.equal(second?.status, 'stopped')
  assert.ok((second?.reached ?? '') > (first?.reached ?? ''))
  const ids = first?.losses.map(({ registration }) => registration) ?? []
  const rows = await peil.platform.db
    .selectFrom('registration')
    .where('id', 'in', ids)
    .select('status')
    .execute()
  for (const { status } of rows) assert.notEqual(status, first?.losses[0]?.from)
})
