import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filedActivities, findApplication } from '#domain/certification/application/queries.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import { openFile } from '#domain/certification/committee/open-file.ts'
import { declareInterest } from '#domain/certification/interest/declare-interest.ts'
import { closeMeeting } from '#domain/certification/meeting/close-meeting.ts'
import { planMeeting } from '#domain/certification/meeting/plan-meeting.ts'
import { findMeeting, listMeetings } from '#domain/certification/meeting/queries.ts'
import { colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const day = Temporal.PlainDate.from
const system = { kind: 'system', task: 'test' } as const

const sanne = await colleague(
  peil,
  { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
  ['secretariat'],
)
const member = (email: string, firstName: string, role: 'committee' | 'chair') =>
  colleague(peil, { email, firstName, lastName: 'Visser' }, [role])
const tom = await member('t@voorbeeld.nl', 'Tom', 'committee')
const marieke = await member('m@voorbeeld.nl', 'Marieke', 'chair')
const noor = await member('n@voorbeeld.nl', 'Noor', 'committee')

async function withCommittee(name: string, on = '2026-11-20') {
  const email = `${name.toLowerCase()}@voorbeeld.nl`
  const who = await professional(peil, { email, firstName: name, lastName: 'El Amrani' })
  await enough(peil, who, '2026-05-01')
  const id = await file(peil, who, on)
  await passOn(peil, sanne.actor, id, on)
  return { id, who }
}

test('closing a meeting decides what enough members judged, and passes the rest on', async () => {
  const { id: decided, who } = await withCommittee('Farid')
  const { id: undecided } = await withCommittee('Judith')
  await judge(peil, tom, decided, '2027-01-05')
  const advised = await judge(peil, marieke, decided, '2027-01-06')
  assert.deepEqual(advised, { outcome: 'judged', still: 'settled' })
  assert.deepEqual(await judge(peil, noor, decided, '2027-01-07'), { outcome: 'enough' })
  const before = await peil.act(system, (context) => findApplication(context, decided))
  assert.equal(before?.application.status, 'with-committee')
  assert.deepEqual(await mailsTo(who.accountId), ['application-received', 'application-complete'])
  const [meeting] = await peil.act(system, listMeetings)
  assert.ok(meeting)
  const close = (on: string, version = 1) =>
    peil.act(
      sanne.actor,
      (context) => closeMeeting(context, { meetingId: meeting.id, version, heldOver: new Set() }),
      on,
    )
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
  const decision = await peil.act(system, (context) => findDecision(context, decided))
  assert.equal(decision?.decidedOn.toString(), '2027-01-14')
  assert.equal(decision?.validLast?.toString(), '2030-01-13')
  assert.deepEqual((await mailsTo(who.accountId)).slice(2), [
    'application-granted',
    'certificate-ready',
  ])
  // A meeting that was held is not opened again, also not on its own day.
  const next = await peil.act(
    system,
    (context) => planMeeting(context, day('2026-12-01')),
    '2027-01-14',
  )
  assert.equal(next.on.toString(), '2027-04-08')
  await assertRecorded(peil, 'meeting', 'close', meeting.id)
  await assertRecorded(peil, 'application', 'decide', decided)
  await assertRecorded(peil, 'application', 'defer', undecided)
})

test('what the meeting holds over and what lost its votes waits, and the pages say so', async () => {
  const { id: heldOver, who: held } = await withCommittee('Lonneke', '2027-02-01')
  const { id: lost } = await withCommittee('Samira', '2027-02-01')
  for (const id of [heldOver, lost]) {
    for (const each of [tom, marieke]) await judge(peil, each, id, '2027-04-01')
  }
  await peil.setToday('2027-04-02')
  const status = await (await peil.get(`/krsd/mijn/certificering/${heldOver}`, held.cookie)).text()
  assert.match(plain(status), /De commissie beslist in de vergadering van 8 april 2027/)
  await peil.post(`/krsd/commissie/aanvragen/${heldOver}/inzage`, {}, noor.cookie)
  const enoughNow = await peil.get(`/krsd/commissie/aanvragen/${heldOver}`, noor.cookie)
  const page = plain(await enoughNow.text())
  assert.match(page, /Genoeg leden hebben geoordeeld/)
  assert.doesNotMatch(page, /Oordeel geven/)
  // Until the meeting a vote can be taken back, by stepping out of the file.
  await peil.act(
    tom.actor,
    async (context) => {
      await openFile(context, lost, tom.accountId)
      const registrationId = (await findApplication(context, lost))?.application.registrationId
      assert.ok(registrationId)
      const said = { kind: 'family', note: 'Wij zijn familie.' } as const
      await declareInterest(context, { registrationId, memberId: tom.accountId, ...said })
    },
    '2027-04-02',
  )
  await peil.setToday('2027-04-08')
  const [meeting] = await peil.act(system, listMeetings)
  assert.ok(meeting)
  const address = `/krsd/werk/vergaderingen/${meeting.id}`
  const closing = plain(await (await peil.get(address, sanne.cookie)).text())
  assert.match(closing, /1 aanvraag heeft genoeg oordelen/)
  assert.match(closing, /Wat houdt de vergadering aan/)
  const fields = { _version: String(meeting.version), aanhouden: heldOver }
  assert.equal((await peil.post(address, fields, sanne.cookie)).status, 303)
  const after = await peil.act(system, (context) =>
    Promise.all([heldOver, lost].map((id) => findApplication(context, id))),
  )
  assert.deepEqual(
    after.map((one) => [one?.application.status, one?.application.meetingOn?.toString()]),
    [
      ['with-committee', '2027-07-08'],
      ['with-committee', '2027-07-08'],
    ],
  )
  // The votes on what was held over still stand at the next meeting.
  const closed = await peil.act(
    sanne.actor,
    async (context) => {
      const [next] = await listMeetings(context)
      assert.equal(next?.on.toString(), '2027-07-08')
      return closeMeeting(context, {
        meetingId: next?.id ?? '',
        version: next?.version ?? 0,
        heldOver: new Set(),
      })
    },
    '2027-07-09',
  )
  assert.ok(closed.outcome === 'closed')
  assert.deepEqual([closed.decided, closed.deferred], [1, 2])
  const decision = await peil.act(system, (context) => findDecision(context, heldOver))
  assert.equal(decision?.decidedOn.toString(), '2027-07-09')
})

test('of whoever broke a tie nobody takes over until the meeting', async () => {
  const { id } = await withCommittee('Ruben', '2027-08-01')
  await judge(peil, tom, id, '2027-09-01')
  const rejected = { outcome: 'rejected', amount: undefined, reason: 'Hoort er niet bij.' } as const
  const filed = await peil.act(system, (context) => filedActivities(context, id))
  const [first = ''] = filed.keys()
  await judge(peil, noor, id, '2027-09-01', { [first]: rejected }, 'fails')
  const settled = await judge(peil, marieke, id, '2027-09-02')
  assert.deepEqual(settled, { outcome: 'judged', still: 'settled' })
  assert.deepEqual(await judge(peil, noor, id, '2027-09-03'), { outcome: 'enough' })
  const again = await judge(peil, marieke, id, '2027-09-03', { [first]: rejected }, 'fails')
  assert.deepEqual(again, { outcome: 'judged', still: 'settled' })
})

const plain = (html: string) => html.replaceAll(/<[^>]*>/g, '').replaceAll(/[\s\u00a0]+/g, ' ')

async function mailsTo(accountId: string): Promise<readonly string[]> {
  const rows = await peil.platform.db
    .selectFrom('mail_message')
    .where('account_id', '=', accountId)
    .orderBy('id')
    .select('kind')
    .execute()
  return rows.map(({ kind }) => kind)
}
