import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tellTeams } from '#domain/employers/alert/tell-teams.ts'
import { reportTeam } from '#domain/employers/report/report-team.ts'
import { stopSight } from '#domain/employers/sight/give-sight.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import { activity, professional } from '#testing/cast.ts'
import { checkedEmployer, gaveSight, staffOf, teamOf } from '#testing/employers.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// What an employer hears and reads of its teams: alerts without a name, a calendar, and a report without anybody in it.

const peil = await testPlatform()
await peil.setToday('2026-09-01')
const { db } = peil.platform
const staff = (name: string) => staffOf(peil, name)
const [mila, carla] = [await staff('Mila'), await staff('Carla')]
const id = await checkedEmployer(peil, 'Gemeente Heideveld', [
  [mila, ['employer']],
  [carla, ['coordinator']],
])
const team = await teamOf(peil, id, mila, { name: 'Leerplicht', coordinators: [carla] })
const given = { organisationId: id, teamId: team }
const joins = (name: string, validLast = '2027-12-31') =>
  professional(peil, {
    ...{ email: `${name.toLowerCase()}@gmail.com`, firstName: name, lastName: 'de Wit' },
    ...{ status: 'certified', validFirst: '2025-01-01', validLast },
  })
const letters = async () =>
  (
    await db
      .selectFrom('mail_message')
      .where('kind', '=', 'team-changed')
      .select(['to_address', 'body_text'])
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  ).map(({ to_address, body_text }) => `${to_address.split('@')[0]}: ${body_text}`)
const dueOn = (day: string) => peil.act(clock, tellTeams, day)

test('an employer hears once that a status changed or a registration ends, without a name', async () => {
  const lonneke = await joins('Lonneke', '2027-03-15')
  const farid = await joins('Farid')
  for (const who of [lonneke, farid]) await gaveSight(peil, who, { ...given, level: 'status' })
  await dueOn('2026-09-02')
  assert.deepEqual(await letters(), [], 'as it was when it was given is no news')
  await dueOn('2026-09-14')
  assert.deepEqual(await letters(), [])
  await dueOn('2026-09-15')
  await dueOn('2026-09-15')
  const [first, ...none] = await letters()
  assert.deepEqual(none, [])
  assert.match(
    first ?? '',
    /^carla: .*In team Leerplicht van Gemeente Heideveld loopt er binnenkort 1 registratie af \(KRSD\)/s,
  )
  assert.doesNotMatch(first ?? '', /Lonneke|Farid|2027/)
  await peil.act(clock, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('registration')
      .where('id', '=', farid.registrationId)
      .set({ status: 'suspended', held_status: 'certified', suspended_last: '2027-01-01' })
      .execute()
  })
  await dueOn('2026-09-16')
  await dueOn('2026-09-17')
  const [, second, ...rest] = await letters()
  assert.deepEqual(rest, [])
  assert.match(second ?? '', /veranderde van 1 persoon de status/)
  const told = await db
    .selectFrom('sight')
    .where('registration_id', '=', farid.registrationId)
    .select('id')
    .executeTakeFirstOrThrow()
  await assertRecorded(peil, 'sight', 'tell', told.id)
})

test('a calendar at a secret address shows until when, as people show it now, and who looked', async () => {
  const page = `/krsd/organisaties/${id}/teams`
  const made = await peil.post(page, { intent: 'adres' }, carla.cookie)
  const address = /https?:\/\/[^\s<]+agenda\.ics/.exec(await made.text())?.[0] ?? ''
  const feed = async () => peil.get(new URL(address).pathname)
  await assertRecorded(peil, 'organisation', 'renew-calendar', id)
  const calendar = await (await feed()).text()
  assert.match(calendar, /^BEGIN:VCALENDAR\r\n/)
  assert.match(calendar, /DTSTART;VALUE=DATE:20270315/)
  assert.match(calendar.replaceAll('\r\n ', ''), /SUMMARY:Lonneke de Wit: laatste dag/)
  const looks = await db
    .selectFrom('look')
    .where('role', '=', 'employer')
    .where('looker', '=', `account:${carla.accountId}`)
    .select('person_id')
    .execute()
  assert.equal(looks.length, 2)
  assert.equal((await peil.get(`/krsd/agenda/team/${id}/${'x'.repeat(43)}/agenda.ics`)).status, 404)
  await peil.post(page, { intent: 'intrekken' }, carla.cookie)
  await assertRecorded(peil, 'organisation', 'withdraw-calendar', id)
  assert.equal((await feed()).status, 404)
})

test('a report says what a team lacks together, and nothing of so few that it would tell of one', async () => {
  const report = async () =>
    peil.act(clock, async (context) => {
      await actForOrganisation(context, id)
      return reportTeam(context, id, { seen: 'all', teamId: team })
    })
  const people = []
  for (const name of ['Aa', 'Bee', 'Cee', 'Dee']) people.push(await joins(name))
  for (const who of people) await gaveSight(peil, who, { ...given, level: 'norms' })
  const few = await report()
  assert.deepEqual(few, [{ register: 'krsd', people: 6, shown: 4, norms: undefined }])
  const last = await joins('Eef')
  await gaveSight(peil, last, { ...given, level: 'norms' })
  await activity(peil, last, {
    ...{ title: 'Geheim', claimed: 2400, completedOn: '2026-03-01' },
    ...{ accredited: true, state: 'approved' },
  })
  const [five] = await report()
  const accredited = five?.norms?.find(({ label }) => label === 'Geaccrediteerd')
  assert.deepEqual([accredited?.people, accredited?.lacking, accredited?.shortfall], [5, 4, 9600])
  const page = wordsOf(
    await (await peil.get(`/krsd/organisaties/${id}/teams/${team}/verslag`, carla.cookie)).text(),
  )
  assert.match(page, /5 mensen: 4 halen geaccrediteerd nog niet, samen 96 uur te weinig/)
  assert.doesNotMatch(page, /Geheim|Eef|de Wit/)
  // Two who lack something are few, and what they lack is not told.
  for (const who of people.slice(0, 2)) {
    await activity(peil, who, {
      ...{ title: 'Ook', claimed: 2400, completedOn: '2026-03-01' },
      ...{ accredited: true, state: 'approved' },
    })
  }
  const [two] = await report()
  const less = two?.norms?.find(({ label }) => label === 'Geaccrediteerd')
  assert.deepEqual([less?.lacking, less?.shortfall], ['few', undefined])
  const sight = await db
    .selectFrom('sight')
    .where('registration_id', '=', last.registrationId)
    .where('state', '=', 'given')
    .select('id')
    .executeTakeFirstOrThrow()
  await peil.act(last.actor, (context) => stopSight(context, last.registrationId, sight.id))
  const [after] = await report()
  assert.equal(after?.norms, undefined, 'four are too few again, at once')
})
