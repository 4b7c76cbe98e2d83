import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { isDrawn, quarterOf } from '#domain/certification/sample/sample.ts'
import { noBrowser } from '#testing/browser.ts'
import { activity } from '#testing/cast.ts'
import {
  admitted,
  apply,
  checkOff,
  go,
  letter,
  openStage,
  publicly,
  said,
  signUp,
  vote,
} from '#testing/journey.ts'

// A renewal in the LKLR as it is lived on the screen: with exactly what the norm asks, of which a part
// is read. Which part follows from a seed, which is chosen here so that it is always the same.

const skip = noBrowser()
const stage = await openStage('lklr')
const { peil } = stage
const start = '2026-09-01'
const renewal = '2031-08-01'

// A seed by which of those lines exactly five are drawn, this one among them.
function seedThatDraws(application: string, lines: readonly string[], line: string): Buffer {
  const quarter = quarterOf(Temporal.PlainDate.from(renewal))
  const about = { register: 'lklr', quarter, application }
  for (let nth = 0; nth < 100_000; nth += 1) {
    const seed = createHash('sha256').update(`seed ${nth}`).digest()
    const drawn = lines.filter((one) => isDrawn({ ...about, line: one }, seed, 20))
    if (drawn.length === 5 && drawn.includes(line)) return seed
  }
  return assert.fail('no seed draws this')
}

// Puts it in the place of the secret one of that quarter, which is there since the application came in.
const setSeed = (seed: Buffer) =>
  peil.platform.db
    .updateTable('sample_seed')
    .set({ seed })
    .where('quarter', '=', quarterOf(Temporal.PlainDate.from(renewal)))
    .executeTakeFirstOrThrow()

describe('a renewal in the LKLR', { skip }, () => {
  // Question 1 of the website: 160 points in five years. Question 9: the assessment committee reads a sample,
  // and what does not fit the criteria counts for nothing. Readings BL3: then it is reckoned again.
  test('160 points with a line of the sample that fails are 145, and the renewal is refused', async () => {
    await peil.setToday(start)
    const who = await signUp(stage, 'Nadia', 'Zonderland')
    await admitted(
      stage,
      who,
      [{ member: 'fact', fact: 'works-in-profession', value: true }],
      start,
    )
    await peil.setToday(renewal)
    const of = (
      title: string,
      points: number,
      more: { kind?: string; accredited?: boolean } = {},
    ) => activity(peil, who, { title, claimed: points * 100, completedOn: '2029-05-01', ...more })
    const lines = [
      await of('Vakopleiding', 40, { accredited: true }),
      await of('Intervisie', 40, { kind: 'peer-consultation' }),
      await of('Rayondag noord', 15),
      await of('Rayondag zuid', 15),
      await of('Rayondag oost', 15),
      await of('Rayondag west', 15),
      await of('Werkconferentie', 20),
    ]
    await go(who, '/mijn/certificering')
    assert.match(await said(who), /160 van 160 punten/)
    const id = await apply(who)
    await setSeed(seedThatDraws(id, lines, lines[3] ?? ''))
    await checkOff(stage, who)
    for (const member of await stage.members()) {
      await vote(member, who, { whole: 'Voldoet niet', rejected: ['Rayondag zuid'] })
    }
    await peil.makePapers()
    const words = await letter(who, id)
    assert.match(words, /145.*160.*15 te weinig/)
    const page = await said(who)
    assert.match(page, /afgewezen/)
    assert.match(page, /145 van 160 punten/)
    assert.match(await publicly(stage, who), /31 augustus 2031/)
  })
})
