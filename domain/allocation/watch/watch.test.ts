import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findAllocation } from '#domain/allocation/allocation/queries.ts'
import { recordAllocation } from '#domain/allocation/allocation/record-allocation.ts'
import { lapsesOf } from '#domain/allocation/watch/lapses.ts'
import { watchAllocations } from '#domain/allocation/watch/watch-allocations.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { allocationDraft, youthNorm } from '#testing/allocations.ts'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider } from '#testing/courses.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { byHand } from '#testing/records.ts'

// A decision about work is held against what the registers here say of its people: today, and on the day that it is
// looked at again.

const peil = await testPlatform()
await peil.setToday('2026-09-01')
const jeugd = youthNorm(peil)
const mila = await colleague(
  peil,
  { email: 'mila@jeugd.example', firstName: 'Mila', lastName: 'Bos' },
  [],
)
const id = await checkedProvider(peil, 'Jeugdhulp De Brug', [[mila, ['employer']]])
const farid = await professional(peil, {
  ...{ email: 'farid@gmail.com', firstName: 'Farid', lastName: 'Zomer', status: 'certified' },
  ...{ validFirst: '2025-01-01', validLast: '2026-12-31' },
})
const today = Temporal.PlainDate.from('2026-09-01')
const { number } = await peil.platform.db
  .selectFrom('registration')
  .where('id', '=', farid.registrationId)
  .select('number')
  .executeTakeFirstOrThrow()

const kept = async (reviewOn: string) => {
  const done = await peil.act(mila.actor, (context) =>
    recordAllocation(
      context,
      id,
      'jeugd',
      allocationDraft(jeugd, today, {
        ...{ choice: 'explain', grounds: ['other-register'], explanation: 'Dat past.' },
        reviewOn: Temporal.PlainDate.from(reviewOn),
        people: [
          {
            ...{ part: 'does', name: 'Farid Zomer' },
            standing: {
              ...{ is: 'elsewhere', register: 'krsd', called: '', number: `${number}` },
              checkedOn: today,
            },
          },
        ],
      }),
    ),
  )
  return done.outcome === 'recorded' ? done.id : assert.fail(JSON.stringify(done))
}
const lapses = (made: string) =>
  peil.act(clock, async (context) => {
    await actForOrganisation(context, id)
    const found = await findAllocation(context, id, made)
    assert.ok(found)
    return ((await lapsesOf(context, [found])).get(made) ?? []).map(({ is }) => is.what)
  })
const letters = async () =>
  (
    await peil.platform.db
      .selectFrom('mail_message')
      .where('kind', '=', 'allocations-lapsed')
      .select('body_text')
      .execute()
  ).map(({ body_text }) => body_text)

test('a registration that lapses or ends in between is told once, with how many decisions it touches', async () => {
  const short = await kept('2026-12-01')
  assert.deepEqual(await lapses(short), [])
  await peil.act(clock, watchAllocations)
  assert.deepEqual(await letters(), [])
  const long = await kept('2027-06-01')
  assert.deepEqual(await lapses(long), ['ends'])
  await peil.act(clock, watchAllocations)
  await peil.act(clock, watchAllocations)
  const [first, ...more] = await letters()
  assert.deepEqual(more, [])
  assert.match(first ?? '', /Bij 1 beslissing van Jeugdhulp De Brug/)
  assert.doesNotMatch(first ?? '', /Farid/)
  await peil.act(clock, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('registration')
      .where('id', '=', farid.registrationId)
      .set({ status: 'expired' })
      .execute()
    await publishEntry(context, farid.registrationId)
  })
  for (const made of [short, long]) {
    const [what] = await lapses(made)
    assert.ok(what === 'lapsed' || what === 'not-found', String(what))
  }
  await peil.act(clock, watchAllocations)
  const [, second] = await letters()
  assert.match(second ?? '', /Bij 2 beslissingen/)
  const page = wordsOf(
    await (await peil.get(`/krsd/organisaties/${id}/werktoedeling/${short}`, mila.cookie)).text(),
  )
  assert.match(page, /Kijk opnieuw naar deze beslissing.*Farid Zomer/)
  const list = wordsOf(
    await (await peil.get(`/krsd/organisaties/${id}/werktoedeling`, mila.cookie)).text(),
  )
  assert.match(list, /Registratie vervallen/)
})
