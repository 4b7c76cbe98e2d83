import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { askSight, withdrawAsked } from '#domain/employers/sight/ask-sight.ts'
import { keepSight } from '#domain/employers/sight/due-sight.ts'
import {
  answerSight,
  changeSight,
  giveSight,
  stopSight,
} from '#domain/employers/sight/give-sight.ts'
import { leaveSight, placeSight } from '#domain/employers/sight/keep-sight.ts'
import { askedSights, ownSights } from '#domain/employers/sight/queries.ts'
import { seeEverybody, seePeople, seePerson } from '#domain/employers/sight/see-people.ts'
import { changeTeam, endTeam } from '#domain/employers/team/keep-team.ts'
import { findTeam, seenTeams } from '#domain/employers/team/queries.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import { removeMember } from '#domain/organisations/member/change-member.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, professional } from '#testing/cast.ts'
import { checkedEmployer, gaveSight, staffOf, teamOf } from '#testing/employers.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// What people let an employer see of their registrations: who gives it, what is seen by it, and that it ends.

const peil = await testPlatform()
await peil.setToday('2026-09-01')
const { db } = peil.platform
const staff = (name: string) => staffOf(peil, name)
const [mila, carla, elsa] = [await staff('Mila'), await staff('Carla'), await staff('Elsa')]
const id = await checkedEmployer(peil, 'Gemeente Heideveld', [
  [mila, ['employer', 'manager']],
  [carla, ['coordinator']],
])
const other = await checkedEmployer(peil, 'Jeugdhulp Elders', [[elsa, ['employer']]])
const leerplicht = await teamOf(peil, id, mila, { name: 'Leerplicht', coordinators: [carla] })
const rmc = await teamOf(peil, id, mila, { name: 'RMC' })

const joins = (name: string, more: Partial<Parameters<typeof professional>[1]> = {}) =>
  professional(peil, {
    ...{ email: `${name.toLowerCase()}@gmail.com`, firstName: name, lastName: 'de Wit' },
    ...{ status: 'certified', validFirst: '2025-01-01', validLast: '2027-12-31' },
    ...more,
  })
let lonneke: CastProfessional
let numberOfLonneke = ''

before(async () => {
  lonneke = await joins('Lonneke')
  numberOfLonneke = await numberOf(lonneke)
  await activity(peil, lonneke, {
    ...{ title: 'Motiverende gespreksvoering', claimed: 800, completedOn: '2026-03-01' },
    ...{ accredited: true, state: 'approved' },
  })
})

const as = <Result>(who: CastAccount, work: (context: Context) => Promise<Result>, on?: string) =>
  peil.act(who.actor, work, on)
const inside = <Result>(of: string, work: (context: Context) => Promise<Result>) =>
  peil.act(clock, async (context) => {
    await actForOrganisation(context, of)
    return work(context)
  })
const numberOf = async ({ registrationId }: CastProfessional) => {
  const { number } = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('number')
    .executeTakeFirstOrThrow()
  return `KRSD-${String(number).padStart(6, '0')}`
}
const ask = (number: string, surname: string, who = mila, teamId: string | undefined = rmc) =>
  as(who, (context) => askSight(context, id, { teamId, number, surname, level: 'norms' })).then(
    ({ outcome }) => outcome,
  )
const mailed = async (kind: string) =>
  (
    await db
      .selectFrom('mail_message')
      .where('kind', '=', kind)
      .select(['to_address', 'body_text'])
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  ).map(({ to_address, body_text }) => ({ to: to_address.split('@')[0], text: body_text }))
const sees = async (who: CastAccount, of = id) =>
  as(who, async (context) => {
    const acting = await actFor(context, of, 'see-teams')
    if (acting.outcome !== 'acting') return []
    const seen = await seenTeams(context, of, acting.member)
    return (await seeEverybody(context, of, { seen })).map(({ name }) => name)
  })
const person = async (who: CastAccount, sightId: string, of = id) =>
  as(who, async (context) => {
    const acting = await actFor(context, of, 'see-teams')
    if (acting.outcome !== 'acting') return undefined
    return seePerson(context, of, sightId, await seenTeams(context, of, acting.member))
  })
const own = (who: CastProfessional) => as(who, (context) => ownSights(context, who.registrationId))
const dueOn = (day: string) => peil.act(clock, keepSight, day)

test('an employer asks by number and surname, and nothing tells whether there is somebody', async () => {
  const unknown = await ask('KRSD-009999', 'de Wit')
  const otherName = await ask(numberOfLonneke, 'Jansen', mila, leerplicht)
  const known = await ask(numberOfLonneke, 'De Wit')
  assert.deepEqual([unknown, otherName, known], ['asked', 'asked', 'asked'])
  const listed = await inside(id, (context) => askedSights(context, id, { seen: 'all' }))
  assert.deepEqual(
    listed.map(({ number, surname }) => `${number} ${surname}`).toSorted(),
    [`${numberOfLonneke} De Wit`, `${numberOfLonneke} Jansen`, 'KRSD-009999 de Wit'].toSorted(),
  )
  const letters = await mailed('sight-asked')
  assert.deepEqual(
    letters.map(({ to }) => to),
    ['lonneke'],
  )
  assert.match(letters[0]?.text ?? '', /Mila Bos .*Gemeente Heideveld \(team RMC\)/s)
  assert.doesNotMatch(letters[0]?.text ?? '', /KRSD-|gecertificeerd|uur|2027/)
  assert.equal(await ask(numberOfLonneke, 'de Wit'), 'asked-already')
  assert.equal(await ask('12', 'x', carla, rmc), 'no-team', 'a coordinator asks for her own team')
  assert.equal(await ask('geen nummer', 'de Wit'), 'no-number')
  assert.deepEqual(await sees(mila), [])
  await assertRecorded(peil, 'sight', 'ask', (await own(lonneke))[0]?.id ?? '')
})

test('who says no is not told of, and what was asked lapses as with nobody', async () => {
  const [asked] = await own(lonneke)
  assert.equal(asked?.state, 'asked')
  const declined = await as(lonneke, (context) =>
    answerSight(context, lonneke.registrationId, asked ?? never(), { is: 'decline' }),
  )
  assert.equal(declined.outcome, 'declined')
  await assertRecorded(peil, 'sight', 'decline', asked?.id ?? '')
  assert.deepEqual(await own(lonneke), [])
  const waiting = () => inside(id, (context) => askedSights(context, id, { seen: 'all' }))
  assert.equal((await waiting()).length, 3)
  await dueOn('2026-10-01')
  assert.equal((await waiting()).length, 3, 'the last day has not passed')
  await dueOn('2026-10-02')
  assert.equal((await waiting()).length, 0)
  await assertRecorded(peil, 'sight', 'lapse', asked?.id ?? '')
  const kept = await db.selectFrom('sight').select(['number', 'surname']).execute()
  assert.ok(kept.every(({ number, surname }) => number === '' && surname === ''))
  assert.deepEqual(await mailed('sight-stopped'), [])
})

test('each level shows what it says and nothing more, to that team alone', async () => {
  const team = { organisationId: id, teamId: leerplicht }
  const sight = await gaveSight(peil, lonneke, { ...team, level: 'status' })
  assert.deepEqual(await sees(mila), ['Lonneke de Wit'])
  assert.deepEqual(await sees(carla), ['Lonneke de Wit'])
  assert.deepEqual(await sees(elsa, other), [])
  const status = await person(carla, sight)
  assert.deepEqual(
    [status?.status, status?.validUntil?.toString(), status?.norms, status?.activities],
    ['certified', '2027-12-31', undefined, undefined],
  )
  assert.equal(status?.course, undefined)
  const change = async (level: 'norms' | 'learning') => {
    const [now] = await own(lonneke)
    const done = await as(lonneke, (context) =>
      changeSight(context, lonneke.registrationId, {
        ...(now ?? never()),
        level,
        lastDay: undefined,
      }),
    )
    assert.equal(done.outcome, 'changed')
  }
  await assertRecorded(peil, 'sight', 'give', sight)
  await change('norms')
  await assertRecorded(peil, 'sight', 'confirm', sight)
  const norms = await person(carla, sight)
  assert.deepEqual(
    norms?.norms?.map(({ label, counted, required }) => [label, counted, required]).slice(0, 2),
    [
      ['Totaal', 800, 9600],
      ['Geaccrediteerd', 800, 2400],
    ],
  )
  assert.equal(norms?.activities, undefined)
  assert.equal(
    norms?.course,
    'behind',
    'a third of the period has passed with a twelfth of the hours',
  )
  await change('learning')
  const learning = await person(carla, sight)
  assert.deepEqual(
    learning?.activities?.map(({ title, amount, accredited, state }) => [
      ...[title, amount, accredited, state],
    ]),
    [['Motiverende gespreksvoering', 800, true, 'approved']],
  )
  // It holds no key to anything else of theirs.
  assert.deepEqual(Object.keys(learning?.activities?.[0] ?? {}).toSorted(), [
    ...['accredited', 'amount', 'on', 'state', 'title'],
  ])
  const placed = await as(mila, (context) =>
    placeSight(context, id, { id: sight, teamId: rmc, version: learning?.version ?? 0 }),
  )
  assert.equal(placed.outcome, 'not-found', 'what was given to one team stays with that')
})

test('the person reads which employer looked, on pages and in a file, and it ends at once', async () => {
  const [given] = await own(lonneke)
  const page = `/krsd/organisaties/${id}/teams/${leerplicht}`
  const looked = async () => {
    const text = wordsOf(
      await (await peil.get('/krsd/mijn/gegevens/inzage', lonneke.cookie)).text(),
    )
    return /Gemeente Heideveld Wat een werkgever mag zien/.test(text)
  }
  assert.equal(await looked(), false)
  const shown = await peil.get(page, carla.cookie)
  assert.match(wordsOf(await shown.text()), /Lonneke de Wit KRSD .*Loopt achter/)
  assert.equal(await looked(), true)
  const file = async () => (await peil.get(`${page}/lijst.csv`, carla.cookie)).text()
  assert.match(await file(), /Lonneke de Wit/)
  const stopped = await as(lonneke, (context) =>
    stopSight(context, lonneke.registrationId, given?.id ?? ''),
  )
  assert.equal(stopped, 'stopped')
  await assertRecorded(peil, 'sight', 'end', given?.id ?? '')
  assert.doesNotMatch(await file(), /Lonneke/)
  assert.equal(
    (await peil.get(`/krsd/organisaties/${id}/meekijken/${given?.id}`, carla.cookie)).status,
    404,
  )
  const letters = await mailed('sight-ended')
  assert.deepEqual(
    letters.map(({ to }) => to),
    ['carla'],
  )
  assert.match(
    letters[0]?.text ?? '',
    /laat Gemeente Heideveld \(team Leerplicht\) niet meer meekijken/,
  )
})

test('a day that was said beforehand ends it, also before the work of that morning', async () => {
  const judith = await joins('Judith')
  const given = await as(judith, (context) =>
    giveSight(context, judith.registrationId, {
      ...{ organisationId: id, teamId: undefined, level: 'status' },
      lastDay: context.today.add({ days: 3 }),
    }),
  )
  assert.equal(given.outcome, 'given')
  assert.deepEqual(await sees(mila), ['Judith de Wit'])
  assert.deepEqual(await sees(carla), [], 'no team has her')
  const past = await as(judith, (context) =>
    giveSight(context, judith.registrationId, {
      ...{ organisationId: other, teamId: undefined, level: 'status' },
      lastDay: context.today.subtract({ days: 1 }),
    }),
  )
  assert.equal(past.outcome, 'past')
  const later = await peil.act(
    mila.actor,
    async (context) => {
      await actFor(context, id, 'see-teams')
      return seePeople(context, id, { seen: 'all' }, { limit: 10, offset: 0 })
    },
    '2026-09-05',
  )
  assert.equal(later.total, 0)
  await dueOn('2026-09-05')
  const letters = (await mailed('sight-stopped')).filter(({ to }) => to === 'judith')
  assert.match(letters[0]?.text ?? '', /De einddatum die je koos, is geweest/)
  assert.deepEqual(await own(judith), [])
})

test('it is asked every year, once more in time, and ends without an answer', async () => {
  const farid = await joins('Farid')
  const sight = await gaveSight(peil, farid, { organisationId: id, level: 'norms' })
  await dueOn('2027-08-31')
  assert.equal((await own(farid))[0]?.confirmBefore, undefined)
  await dueOn('2027-09-01')
  await assertRecorded(peil, 'sight', 'question', sight)
  assert.equal((await own(farid))[0]?.confirmBefore?.toString(), '2027-10-01')
  for (const day of ['2027-09-02', '2027-09-24', '2027-09-25']) await dueOn(day)
  await assertRecorded(peil, 'sight', 'remind', sight)
  const questions = (await mailed('sight-question')).filter(({ to }) => to === 'farid')
  assert.equal(questions.length, 2)
  // Whoever says that it is good is asked again a year later.
  const answered = await as(
    farid,
    async (context) =>
      changeSight(context, farid.registrationId, {
        ...((await ownSights(context, farid.registrationId))[0] ?? never()),
        lastDay: undefined,
      }),
    '2027-09-26',
  )
  assert.equal(answered.outcome, 'changed')
  await dueOn('2027-10-05')
  assert.equal((await own(farid)).length, 1)
  await dueOn('2028-09-26')
  await dueOn('2028-10-26')
  assert.equal((await own(farid)).length, 1)
  await dueOn('2028-10-27')
  assert.deepEqual(await own(farid), [])
  const stopped = (await mailed('sight-stopped')).filter(({ to }) => to === 'farid')
  assert.match(stopped[0]?.text ?? '', /Er kwam geen antwoord/)
})

test('a coordinator sees their own team and nobody else, and nothing once they have gone', async () => {
  const noor = await joins('Noor')
  const sight = await gaveSight(peil, noor, { organisationId: id, level: 'status' })
  assert.deepEqual(await sees(carla), [])
  const version = (await person(mila, sight))?.version ?? 0
  const placed = await as(mila, (context) =>
    placeSight(context, id, { id: sight, teamId: leerplicht, version }),
  )
  assert.equal(placed.outcome, 'placed')
  await assertRecorded(peil, 'sight', 'place', sight)
  assert.deepEqual(await sees(carla), ['Noor de Wit'])
  const cannot = await as(carla, (context) =>
    placeSight(context, id, { id: sight, teamId: rmc, version: version + 1 }),
  )
  assert.equal(cannot.outcome, 'not-allowed')
  const ended = await as(mila, (context) => endTeam(context, id, { id: leerplicht, version: 1 }))
  assert.deepEqual(ended, { outcome: 'in-use', people: 1 })
  const member = (await inside(id, (context) => listMembers(context, id))).find(
    ({ accountId }) => accountId === carla.accountId,
  )
  await as(mila, (context) =>
    removeMember(context, id, { memberId: member?.id ?? '', version: member?.version ?? 0 }),
  )
  assert.deepEqual(await sees(carla), [])
  const team = await inside(id, (context) => findTeam(context, id, leerplicht))
  assert.deepEqual(team?.coordinators, [])
  const left = await as(mila, (context) => leaveSight(context, id, sight))
  assert.equal(left.outcome, 'ended')
  await assertRecorded(peil, 'sight', 'leave', sight)
  assert.ok((await mailed('sight-stopped')).some(({ to }) => to === 'noor'))
  assert.deepEqual(await own(noor), [])
})

test('of two who change a team at once the second sees what the first did', async () => {
  const change = (name: string, version: number) =>
    as(mila, (context) => changeTeam(context, id, { id: rmc, version, name, coordinators: [] }))
  const { version = 0 } = (await inside(id, (context) => findTeam(context, id, rmc))) ?? {}
  assert.equal((await change('RMC Zuid', version)).outcome, 'kept')
  assert.equal((await change('RMC Noord', version)).outcome, 'stale')
  assert.equal((await change('leerplicht', version + 1)).outcome, 'same-name')
  await assertRecorded(peil, 'team', 'change', rmc)
  await assertRecorded(peil, 'team', 'make', rmc)
  const empty = await teamOf(peil, id, mila, { name: 'Leeg' })
  const gone = await as(mila, (context) => endTeam(context, id, { id: empty, version: 1 }))
  assert.deepEqual(gone, { outcome: 'ended' })
  await assertRecorded(peil, 'team', 'end', empty)
  const log = wordsOf(
    await (await peil.get(`/krsd/organisaties/${id}/logboek`, mila.cookie)).text(),
  )
  assert.match(log, /hief een team op: Leeg/)
  assert.match(log, /vroeg iemand om mee te kijken/)
})

test('whoever died is seen by nobody, and nobody is told that they stopped', async () => {
  const ria = await joins('Ria')
  await gaveSight(peil, ria, { organisationId: other, level: 'status' })
  await peil.act(clock, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('registration')
      .where('id', '=', ria.registrationId)
      .set({ status: 'deceased' })
      .execute()
  })
  assert.deepEqual(await sees(elsa, other), [])
  const before = (await mailed('sight-ended')).length
  await dueOn('2026-09-02')
  assert.equal((await mailed('sight-ended')).length, before)
  const rows = await db
    .selectFrom('sight')
    .where('registration_id', '=', ria.registrationId)
    .select(['state', 'ended_by'])
    .execute()
  assert.deepEqual(rows, [{ state: 'ended', ended_by: 'registration' }])
})

test('what was asked is taken back by whoever asked, and nobody is asked without end', async () => {
  const kim = await joins('Kim')
  const number = await numberOf(kim)
  const again = async () => {
    assert.equal(await ask(number, 'de Wit'), 'asked')
    const [asked] = await inside(id, (context) => askedSights(context, id, { seen: 'all' }))
    const done = await as(mila, (context) => withdrawAsked(context, id, asked?.id ?? ''))
    assert.equal(done.outcome, 'withdrawn')
    await assertRecorded(peil, 'sight', 'withdraw', asked?.id ?? '')
  }
  for (const _ of [1, 2, 3, 4]) await again()
  const letters = (await mailed('sight-asked')).filter(({ to }) => to === 'kim')
  assert.equal(letters.length, 2, 'no more than two in a week')
  assert.deepEqual(await own(kim), [])
})

function never(): never {
  throw new Error('there is none')
}
