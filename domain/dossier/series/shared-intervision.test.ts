import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { answerSeries } from '#domain/dossier/series/answer-series.ts'
import { findSeries } from '#domain/dossier/series/queries.ts'
import { setUpSeries } from '#domain/dossier/series/set-up-series.ts'
import { writeReport } from '#domain/dossier/series/write-report.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'

// Intervision in the KRSD, where the booklet asks a report and a list of who was there: the group writes the one, and
// its word is the other.

const today = '2026-09-01'
let peil: TestPlatform
let judith: CastProfessional
let lonneke: CastProfessional

before(async () => {
  peil = await testPlatform({ register: 'krsd' })
  await peil.setToday(today)
  const somebody = (firstName: string) =>
    professional(peil, {
      email: `${firstName.toLowerCase()}@gemeente.example`,
      firstName,
      lastName: 'Groep',
      status: 'certified',
      validFirst: '2025-01-01',
      validLast: '2027-12-31',
    })
  judith = await somebody('Judith')
  lonneke = await somebody('Lonneke')
})

const portfolio = (who: CastProfessional) =>
  peil.act(who.actor, (context) => findActivities(context, who.registrationId), today)

test('a group of two sets its days up once, and each has the hours, the word of the other and the one report', async () => {
  const done = await peil.act(
    judith.actor,
    (context) =>
      setUpSeries(context, judith.registrationId, {
        kind: 'peer-consultation',
        title: 'Intervisie leerplicht',
        meetings: '1-6-2026, 2,5 uur\n1-12-2026, 2 uur',
        members: 'Lonneke Groep, lonneke@gemeente.example',
      }),
    today,
  )
  assert.ok(done.outcome === 'set-up', JSON.stringify(done))
  const say = (who: CastProfessional) =>
    peil.act(
      who.actor,
      async (context) => {
        const series = (await findSeries(context, done.id)) ?? assert.fail()
        const me = series.members.find((one) => one.registrationId === who.registrationId)
        const [held = assert.fail()] = series.meetings
        const was = { meetingId: held.id, revision: held.revision, present: true, absent: [] }
        return answerSeries(context, { seriesId: done.id, memberId: me?.id ?? '' }, [was])
      },
      today,
    )
  await say(judith)
  // Her own word is no proof of her own.
  assert.deepEqual(await portfolio(judith), [])
  await say(lonneke)
  for (const [who, other] of [
    [judith, 'Lonneke Groep'],
    [lonneke, 'Judith Groep'],
  ] as const) {
    const [one = assert.fail(), ...more] = await portfolio(who)
    assert.deepEqual(more, [], 'what is still to be held stands nowhere')
    // What each learnt is asked of each: until then it is a draft.
    assert.deepEqual(
      [one.kind, one.completedOn?.toString(), one.state, one.form.details['contact-hours']],
      ['peer-consultation', '2026-06-01', 'draft', 250],
    )
    assert.deepEqual(
      one.group?.confirmed.map(({ name }) => name),
      [other],
    )
    assert.equal(one.group?.proves, true)
  }
  const wrote = await peil.act(
    lonneke.actor,
    async (context) => {
      const series = (await findSeries(context, done.id)) ?? assert.fail()
      const me = series.members.find((one) => one.registrationId === lonneke.registrationId)
      const own = { seriesId: done.id, memberId: me?.id ?? '', version: series.version }
      return writeReport(context, own, series.meetings[0]?.id ?? '', 'Wij bespraken twee casussen.')
    },
    today,
  )
  assert.equal(wrote, 'written')
  for (const who of [judith, lonneke]) {
    const [one] = await portfolio(who)
    assert.equal(one?.evidence.length, 1, 'the report stands with it')
  }
})
