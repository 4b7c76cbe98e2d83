import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findApplication } from '#domain/certification/application/queries.ts'
import { closeMeeting } from '#domain/certification/meeting/close-meeting.ts'
import { planMeeting } from '#domain/certification/meeting/plan-meeting.ts'
import { findMeeting, listMeetings } from '#domain/certification/meeting/queries.ts'
import { colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const day = Temporal.PlainDate.from
const system = { kind: 'system', task: 'test' } as const

test('closing a meeting makes its list, and what is undecided goes to the next', async () => {
  const sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  const members = [
    await colleague(peil, { email: 't@voorbeeld.nl', firstName: 'Tom', lastName: 'Visser' }, [
      'committee',
    ]),
    await colleague(peil, { email: 'm@voorbeeld.nl', firstName: 'Marieke', lastName: 'Jansen' }, [
      'chair',
    ]),
  ]
  const filed: string[] = []
  for (const name of ['Farid', 'Judith']) {
    const email = `${name.toLowerCase()}@voorbeeld.nl`
    const who = await professional(peil, { email, firstName: name, lastName: 'El Amrani' })
    await enough(peil, who, '2026-05-01')
    const id = await file(peil, who, '2026-11-20')
    await passOn(peil, sanne.actor, id, '2026-11-25')
    filed.push(id)
  }
  const [decided = '', undecided = ''] = filed
  for (const member of members) await judge(peil, member, decided, '2027-01-14')
  const [meeting] = await peil.act(system, listMeetings)
  assert.ok(meeting)
  const close = (on: string, version = 1) =>
    peil.act(sanne.actor, (context) => closeMeeting(context, meeting.id, version), on)
  assert.equal((await close('2027-01-13')).outcome, 'too-early')
  const outcomes = await Promise.all([close('2027-01-14'), close('2027-01-14')])
  assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['closed', 'stale'])
  const closed = outcomes.find((one) => one.outcome === 'closed')
  assert.deepEqual(closed && [closed.decided, closed.deferred], [1, 1])
  const after = await peil.act(system, (context) => findMeeting(context, meeting.id))
  assert.equal(after?.status, 'held')
  assert.ok(after?.minutesId)
  const moved = await peil.act(system, (context) => findApplication(context, undecided))
  assert.equal(moved?.application.meetingOn?.toString(), '2027-04-08')
  // A meeting that was held is not opened again, also not on its own day.
  const next = await peil.act(
    system,
    (context) => planMeeting(context, day('2026-12-01')),
    '2027-01-14',
  )
  assert.equal(next.on.toString(), '2027-04-08')
  await assertRecorded(peil, 'meeting', 'close', meeting.id)
  await assertRecorded(peil, 'application', 'defer', undecided)
})
