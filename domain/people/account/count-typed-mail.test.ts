import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { countTypedMail } from '#domain/people/account/count-typed-mail.ts'
import { removeExpired } from '#domain/people/account/remove-expired.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { testPlatform } from '#testing/platform.ts'

// How many mails go to an address that somebody typed.

const peil = await testPlatform()
const actor: Actor = { kind: 'system', task: 'test' }

before(() => peil.setToday('2026-11-19'))

type Kind = Parameters<typeof countTypedMail>[1]

const count = (kind: Kind, by: string, to: string, most?: number) =>
  peil.act(actor, (context) =>
    countTypedMail(context, kind, { by, to, ...(most === undefined ? {} : { most }) }),
  )

const times = async (most: number, one: () => Promise<string>) => {
  const said: string[] = []
  while (said.length < most && said.at(-1) !== 'enough-sent' && said.at(-1) !== 'enough-received')
    said.push(await one())
  return [said.length - 1, said.at(-1)]
}

test('whoever sends it and the address have a share of a day, however the address is written', async () => {
  peil.noted.length = 0
  const written = ['teun@trainer.example', 'Teun+x@Trainer.example']
  let nth = 0
  const toOne = () => {
    nth += 1
    return count('attendance-trainer', `school ${nth}`, written[nth % 2] ?? '')
  }
  assert.deepEqual(await times(20, toOne), [10, 'enough-received'])
  const byOne = () => {
    nth += 1
    return count('attendance-trainer', 'school', `trainer${nth}@trainer.example`)
  }
  assert.deepEqual(await times(60, byOne), [50, 'enough-sent'])
  assert.deepEqual(
    peil.noted.map(({ event, by }) => [event, by]),
    Array.from({ length: 2 }, () => ['mail-limited', 'attendance-trainer']),
  )
  // Another kind of mail has its own, and so has another day.
  assert.equal(await count('feedback-request', 'school', written[0] ?? ''), 'go-on')
  await peil.setToday('2026-11-20')
  assert.equal(await toOne(), 'go-on')
  assert.equal(await byOne(), 'go-on')
  const few = () => {
    nth += 1
    return count('organisation-invitation', 'unchecked', `a${nth}@b.example`, 2)
  }
  assert.deepEqual(await times(5, few), [2, 'enough-sent'])
})

test('a share of a week ends with the week, and is not forgotten before', async () => {
  const tip = () => count('course-tip', 'somebody', 'collega@werk.example')
  // A Friday.
  assert.deepEqual(await times(9, tip), [3, 'enough-received'])
  await sql`update throttle set window_start = window_start - interval '3 days'
    where key like 'mail-to course-tip:%'`.execute(peil.platform.db)
  await removeExpired(peil.platform.db)
  await peil.setToday('2026-11-22')
  assert.equal(await tip(), 'enough-received')
  await peil.setToday('2026-11-23')
  assert.equal(await tip(), 'go-on')
})
