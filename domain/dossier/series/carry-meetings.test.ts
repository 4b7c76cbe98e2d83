import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { findActivities, findActivity } from '#domain/dossier/activity/queries.ts'
import { answerSeries } from '#domain/dossier/series/answer-series.ts'
import { carryMeetings } from '#domain/dossier/series/carry-meetings.ts'
import { fileWhatWaits } from '#domain/dossier/series/file-what-waits.ts'
import { findSeries } from '#domain/dossier/series/queries.ts'
import { setUpSeries } from '#domain/dossier/series/set-up-series.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { byHand } from '#testing/records.ts'

// A group of which not everybody is in the register where one of them set the meetings up: each has
// them in their own, to be judged by what that asks.

const today = '2026-09-01'
const home = 'clientondersteuners'
const system = { kind: 'system', task: 'test' } as const
const peil = await testPlatform({ register: home })
const { platform } = peil

before(async () => {
  await peil.setToday(today)
  // The LKLR asks two of the others to confirm, where the Cliëntondersteuners ask one.
  const lklr = platform.registers.get('lklr') ?? assert.fail()
  const series = { article: 'vraag 4', text: 'Samen opgegeven.', confirmedBy: 2 }
  // The KRSD of this test knows no series.
  const krsd = platform.registers.get('krsd') ?? assert.fail()
  assert.ok(platform.registers instanceof Map)
  platform.registers.set('krsd', {
    ...krsd,
    versions: krsd.versions.map((version) => ({
      ...version,
      regulation: {
        ...version.regulation,
        kinds: version.regulation.kinds.map(({ series: _, ...kind }) => kind),
      },
    })),
  })
  platform.registers.set('lklr', {
    ...lklr,
    versions: lklr.versions.map((version) => ({
      ...version,
      regulation: {
        ...version.regulation,
        kinds: version.regulation.kinds.map((kind) =>
          kind.id === 'peer-consultation' ? { ...kind, series } : kind,
        ),
      },
    })),
  })
})

function within<Result>(register: string, work: (context: Context) => Promise<Result>) {
  const found = platform.registers.get(register) ?? assert.fail(register)
  const day = Temporal.PlainDate.from(today)
  return inRegister(platform, { register: found, today: day }, system, work)
}

const somebody = (name: string) =>
  professional(peil, {
    email: `${name.toLowerCase()}@voorbeeld.nl`,
    firstName: name,
    lastName: 'Groep',
    status: 'certified',
    validFirst: '2024-01-01',
    validLast: '2028-12-31',
  })

/** The registration of somebody in another register too, or there alone. */
async function alsoIn(who: CastProfessional, register: string, alone: boolean): Promise<string> {
  return within(register, async (context) => {
    await byHand(context)
    const { id } = await context.db
      .insertInto('registration')
      .values({
        register,
        person_id: who.personId,
        status: 'candidate',
        regulation_version: register === 'lklr' ? '2018-01-01' : '2021-01-01',
        signed_up_on: '2025-01-15',
        approved_on: '2025-01-15',
        candidate_on: '2025-01-15',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }).then(async (id) => {
    if (alone) {
      await within(home, async (context) => {
        await byHand(context)
        await context.db.deleteFrom('registration').where('id', '=', who.registrationId).execute()
      })
    }
    return id
  })
}

const carry = () =>
  carryMeetings(
    platform,
    platform.registers.get(home) ?? assert.fail(),
    Temporal.PlainDate.from(today),
  )

const inRegisterOf = (register: string, registrationId: string) =>
  within(register, (context) => findActivities(context, registrationId))

test('each has it in their own register, in several, or where they come later, by what it asks', async () => {
  const [anna, noor, lies, mo] = [
    await somebody('Anna'),
    await somebody('Noor'),
    await somebody('Lies'),
    await somebody('Mo'),
  ]
  const noorInKrsd = await alsoIn(noor, 'krsd', false)
  const liesInKrsd = await alsoIn(lies, 'krsd', true)
  const moInLklr = await alsoIn(mo, 'lklr', true)
  const done = await peil.act(
    anna.actor,
    (context) =>
      setUpSeries(context, anna.registrationId, {
        kind: 'peer-consultation',
        title: 'Intervisie over de grens',
        meetings: '1-6-2026, 2,5 uur',
        members:
          'Noor, noor@voorbeeld.nl\nLies, lies@voorbeeld.nl\nMo, mo@voorbeeld.nl\nKarel, karel@voorbeeld.nl',
      }),
    today,
  )
  assert.ok(done.outcome === 'set-up', done.outcome)
  const say = async (name: string) => {
    await within(home, async (context) => {
      const series = (await findSeries(context, done.id)) ?? assert.fail()
      const member = series.members.find((one) => one.name.startsWith(name)) ?? assert.fail(name)
      const answers = series.meetings.map(({ id: meetingId, revision }) => ({
        ...{ meetingId, revision, present: true, absent: [] },
      }))
      await answerSeries(context, { seriesId: done.id, memberId: member.id }, answers)
    })
    await carry()
  }
  await say('Mo')
  await say('Lies')
  // One confirms: that is enough of a word for the KRSD to have it, and not for the LKLR to take it.
  const [ofLies = assert.fail(), ...noMore] = await inRegisterOf('krsd', liesInKrsd)
  assert.deepEqual(noMore, [])
  assert.deepEqual(
    [ofLies.kind, ofLies.completedOn?.toString(), ofLies.state],
    ['peer-consultation', '2026-06-01', 'draft'],
  )
  // The KRSD knows no series: what the group says is told there, and proves nothing.
  assert.deepEqual(
    [ofLies.group?.confirmed.map(({ name }) => name), ofLies.group?.proves],
    [['Mo'], false],
  )
  assert.deepEqual(await inRegisterOf('lklr', moInLklr), [])

  await say('Noor')
  const [ofMo = assert.fail()] = await inRegisterOf('lklr', moInLklr)
  assert.deepEqual(
    [ofMo.group?.confirmed.length, ofMo.group?.needed, ofMo.group?.proves],
    [2, 2, true],
  )
  // Who is in two registers did it once, and claims it in each.
  const [here = assert.fail()] = await inRegisterOf(home, noor.registrationId)
  const [there = assert.fail()] = await inRegisterOf('krsd', noorInKrsd)
  assert.equal(here.id, there.id)
  const page = await textOf(await peil.get(`/krsd/mijn/activiteiten/${there.id}`, noor.cookie))
  assert.match(page, /Intervisie over de grens/)

  // What one register finds of it, another never sees.
  await within(home, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('activity_claim')
      .set({ state: 'rejected', awarded: 0 })
      .where('activity_id', '=', here.id)
      .where('register', '=', home)
      .execute()
  })
  const again = await within('krsd', (context) => findActivity(context, noorInKrsd, there.id))
  assert.deepEqual([again?.state, again?.judgementReason, again?.awarded], ['draft', '', undefined])

  // Nothing is put in twice, and what the group says later is told there too.
  await say('Anna')
  assert.equal((await inRegisterOf('krsd', liesInKrsd)).length, 1)
  const [heard] = await inRegisterOf('krsd', liesInKrsd)
  assert.deepEqual(heard?.group?.confirmed.map(({ name }) => name).toSorted(), [
    'Anna Groep',
    'Mo',
    'Noor',
  ])

  // Whoever was in no register yet has it in the one they come to, and claims it in the next.
  await say('Karel')
  const karel = await somebody('Karel')
  const karelInKrsd = await alsoIn(karel, 'krsd', false)
  await carry()
  const [first = assert.fail(), ...rest] = await inRegisterOf('krsd', karelInKrsd)
  assert.deepEqual(rest, [])
  await within(home, fileWhatWaits)
  const [second = assert.fail()] = await inRegisterOf(home, karel.registrationId)
  assert.equal(second.id, first.id)
  assert.equal(second.group?.proves, true)
})
