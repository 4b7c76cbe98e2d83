import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { hasEnoughProof } from '#domain/certification/application/application.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { withdrawActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
import type { MeetingAnswer } from '#domain/dossier/series/answer-series.ts'
import { answerSeries } from '#domain/dossier/series/answer-series.ts'
import { cancelMeeting, changeMeeting } from '#domain/dossier/series/change-meetings.ts'
import { addMembers, changeMember } from '#domain/dossier/series/change-members.ts'
import { fileWhatWaits } from '#domain/dossier/series/file-what-waits.ts'
import { forgetMember } from '#domain/dossier/series/forget-member.ts'
import { leaveSeries, withdrawSeries } from '#domain/dossier/series/leave-series.ts'
import { findSeries, seriesOf as ofSelf } from '#domain/dossier/series/queries.ts'
import { readMeetings, readMembers } from '#domain/dossier/series/read-lines.ts'
import { remindMembers } from '#domain/dossier/series/remind-members.ts'
import type { Series } from '#domain/dossier/series/series.ts'
import { mostMeetings, mostMembers, wordOf } from '#domain/dossier/series/series.ts'
import { setUpSeries } from '#domain/dossier/series/set-up-series.ts'
import { writeReport } from '#domain/dossier/series/write-report.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { hundredthsOf } from '#engine'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// A group comes together; one of them sets the meetings up, and the others confirm who was there.

const today = '2026-09-01'
const system = { kind: 'system', task: 'test' } as const
let peil: TestPlatform
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  await peil.setToday(today)
})

function somebody(lastName: string) {
  people += 1
  return professional(peil, {
    email: `groep${people}@voorbeeld.nl`,
    firstName: 'Anna',
    lastName,
    status: 'certified',
    validFirst: '2024-01-01',
    validLast: '2028-12-31',
  })
}

const asSystem = <Result>(work: Parameters<typeof peil.act<Result>>[1], on = today) =>
  peil.act(system, work, on)

const addressOf = (who: CastProfessional) => (who.actor.kind === 'account' ? who.actor.email : '')

async function setUp(
  starter: CastProfessional,
  members: string,
  meetings = '1-6-2026, 2,5 uur\n1-7-2026, 2 uur',
) {
  const done = await peil.act(
    starter.actor,
    (context) =>
      setUpSeries(context, starter.registrationId, {
        kind: 'peer-consultation',
        title: 'Intervisie wijkteam Noord',
        meetings,
        members,
      }),
    today,
  )
  return done
}

async function seriesOf(starter: CastProfessional, members: string, meetings?: string) {
  const done = await setUp(starter, members, meetings)
  assert.equal(done.outcome, 'set-up')
  return done.outcome === 'set-up' ? done.id : ''
}

async function look(id: string): Promise<Series> {
  const series = await asSystem((context) => findSeries(context, id))
  assert.ok(series)
  return series
}

const memberCalled = (series: Series, name: string) => {
  const member = series.members.find((one) => one.name.includes(name))
  assert.ok(member, name)
  return member
}

async function say(
  id: string,
  name: string,
  said: readonly ('yes' | 'no' | readonly string[] | undefined)[],
  on = today,
) {
  const series = await look(id)
  const answers = said.flatMap((one, at): MeetingAnswer[] => {
    const meeting = series.meetings[at]
    if (one === undefined || meeting === undefined) return []
    const absent = typeof one === 'string' ? [] : one.map((other) => memberCalled(series, other).id)
    const { id: meetingId, revision } = meeting
    return [{ meetingId, revision, present: one !== 'no', absent }]
  })
  const memberId = memberCalled(series, name).id
  return asSystem((context) => answerSeries(context, { seriesId: id, memberId }, answers), on)
}

const portfolio = (who: CastProfessional) =>
  asSystem((context) => findActivities(context, who.registrationId))

async function mails(kind: string, address?: string) {
  const rows = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', kind)
    .orderBy('created_at')
    .orderBy('id')
    .select(['to_address', 'body_text', 'subject'])
    .execute()
  return rows.filter(({ to_address }) => address === undefined || to_address === address)
}

describe('what is typed of a series', () => {
  const on = Temporal.PlainDate.from(today)
  const meetings = (typed: string, asksHours = true) =>
    readMeetings(typed, { asksHours, today: on })
  const problems = (typed: string) => meetings(typed).problems.map(({ line, is }) => [line, is])

  test('a meeting is a day with its hours, in many ways of writing', () => {
    const read = meetings(
      '14-1-2026, 2,5 uur\n\n 3 maart 2026 2\n5/4/2026; 1.5u\n6.5.2026: 24 uren',
    )
    assert.deepEqual(read.problems, [])
    assert.deepEqual(
      read.lines.map(({ heldOn, hours }) => [heldOn.toString(), hours]),
      [
        ['2026-01-14', 250],
        ['2026-03-03', 200],
        ['2026-04-05', 150],
        ['2026-05-06', 2400],
      ],
    )
    assert.equal(meetings('14-1-2026', false).lines[0]?.hours, undefined)
  })

  test('what cannot be a meeting is said with its line', () => {
    assert.deepEqual(problems(''), [[undefined, 'empty']])
    assert.deepEqual(problems('31-2-2026, 2\nmorgen\n14-1-2026'), [
      [1, 'no-day'],
      [2, 'no-day'],
      [3, 'no-hours'],
    ])
    assert.deepEqual(problems('14-1-2026, 24,01'), [[1, 'too-many-hours']])
    assert.deepEqual(problems('14-1-2026, 0'), [[1, 'no-hours']])
    assert.deepEqual(problems('14-1-2026, -2'), [[1, 'no-hours']])
    assert.deepEqual(problems('14-1-2026, 2\n14 januari 2026, 3'), [[2, 'same-day']])
    assert.deepEqual(problems('14-1-1949, 2\n2-9-2029, 2\n1-9-2029, 2'), [
      [1, 'too-long-ago'],
      [2, 'too-far-ahead'],
    ])
    const many = Array.from({ length: mostMeetings + 1 }, (_, at) =>
      on.add({ days: at }).toString().split('-').toReversed().join('-'),
    )
    assert.deepEqual(problems(many.join(', 1\n')), [[undefined, 'too-many']])
  })

  test('a week has at most 48 hours of meetings', () => {
    const week = (last: string) => `5-1-2026, 24\n8-1-2026, 20\n11-1-2026, ${last}`
    assert.deepEqual(problems(week('4')), [])
    assert.deepEqual(problems(week('4,01')), [[undefined, 'too-many-in-week']])
    assert.deepEqual(problems('5-1-2026, 24\n8-1-2026, 24\n12-1-2026, 24'), [], 'another week')
  })

  test('a member is a name with an address, or a number', () => {
    const read = readMembers(
      'Tom Visser, tom@voorbeeld.nl\n<Els@Voorbeeld.nl> Els Bos\nCO-000012\nWim Bal CO-13',
      'ik@voorbeeld.nl',
    )
    assert.deepEqual(read.problems, [])
    assert.deepEqual(
      read.lines.map(({ name, email, number }) => [name, email, number]),
      [
        ['Tom Visser', 'tom@voorbeeld.nl', undefined],
        ['Els Bos', 'els@voorbeeld.nl', undefined],
        ['', undefined, 'CO-000012'],
        ['Wim Bal', undefined, 'CO-13'],
      ],
    )
    const wrong = (typed: string) =>
      readMembers(typed, 'ik@voorbeeld.nl').problems.map(({ line, is }) => [line, is])
    assert.deepEqual(wrong('Ik, IK+groep@voorbeeld.nl'), [[1, 'own-address']])
    assert.deepEqual(wrong('Tom, tom@voorbeeld.nl\nTom, Tom@voorbeeld.nl'), [[2, 'twice']])
    assert.deepEqual(wrong('tom@voorbeeld.nl\nTom Visser\nTom, tom@'), [
      [1, 'no-name'],
      [2, 'no-address'],
      [3, 'no-address'],
    ])
    const many = Array.from({ length: 200 }, (_, at) => `Lid, lid${at}@voorbeeld.nl`)
    assert.deepEqual(wrong(many.join('\n')), [[undefined, 'too-many']])
    assert.deepEqual(wrong(many.slice(0, mostMembers).join('\n')), [])
  })
})

describe('a series', () => {
  test('is typed once, and each member is asked by mail: by a link where they have no portal here', async () => {
    const [anna, bea] = [await somebody('Reeks'), await somebody('Collega')]
    const done = await setUp(anna, `Bea, ${addressOf(bea)}\nKarel Buiten, karel@elders.nl`)
    assert.equal(done.outcome === 'set-up' && done.asked, 2)
    const id = done.outcome === 'set-up' ? done.id : ''
    const series = await look(id)
    assert.deepEqual(
      series.members.map(({ name, status, setUp: own }) => [name, status, own]),
      [
        ['Anna Reeks', 'takes-part', true],
        ['Bea', 'asked', false],
        ['Karel Buiten', 'asked', false],
      ],
    )
    await assertRecorded(peil, 'series', 'set-up', id)
    const [plain] = await mails('series-asked', addressOf(bea))
    assert.doesNotMatch(plain?.body_text ?? '', /\/reeks\//)
    const [linked] = await mails('series-request', 'karel@elders.nl')
    assert.match(linked?.body_text ?? '', /\/clientondersteuners\/reeks\/[\w-]{43}/)
    assert.deepEqual(await portfolio(anna), [], 'nothing is confirmed yet')
  })

  test('comes into the portfolio of each who was there once another confirms it', async () => {
    const [anna, bea] = [await somebody('Bevestigd'), await somebody('Medelid')]
    const id = await seriesOf(anna, `Bea, ${addressOf(bea)}\nKarel, karel2@elders.nl`)
    await say(id, 'Bevestigd', ['yes', 'yes'])
    assert.deepEqual(await portfolio(anna), [])
    // Karel missed the second, and says that Bea was not at the first.
    await say(id, 'Karel', [['Bea'], 'no'])
    const [first, ...more] = await portfolio(anna)
    assert.ok(first)
    assert.deepEqual(more, [], 'of the second nobody else has spoken')
    assert.equal(first.title, 'Intervisie wijkteam Noord')
    assert.equal(first.completedOn?.toString(), '2026-06-01')
    assert.equal(first.claimed, 250)
    assert.equal(first.state, 'draft', 'what somebody learned is theirs to tell')
    assert.equal(first.form.details.group, 'Intervisie wijkteam Noord, met 2 anderen')
    assert.equal(first.group?.proves, true)
    assert.deepEqual(
      first.group?.confirmed.map(({ name, on }) => [name, on.toString()]),
      [['Karel', today]],
    )
    assert.deepEqual(first.group?.waiting, ['Bea'])
    assert.ok(hasEnoughProof(first, 1))
    assert.deepEqual(await portfolio(bea), [])

    await say(id, 'Bea', ['yes', 'yes'])
    const bothOfAnna = await portfolio(anna)
    assert.equal(bothOfAnna.length, 2)
    assert.deepEqual(
      bothOfAnna.map(({ group }) => group?.confirmed.length),
      [2, 1],
    )
    const ofBea = await portfolio(bea)
    assert.deepEqual(
      ofBea.map(({ group }) => [group?.confirmed.length, group?.denied.join()]),
      [
        [1, 'Karel'],
        [1, ''],
      ],
    )
    await assertRecorded(peil, 'series', 'confirm', id)
    // Twice the same is once.
    await say(id, 'Bea', ['yes', 'yes'])
    assert.equal((await portfolio(bea)).length, 2)
    // What somebody took out does not come back by itself.
    const out = ofBea[0]?.id ?? ''
    await peil.act(
      bea.actor,
      (context) => withdrawActivity(context, bea.registrationId, out),
      today,
    )
    await say(id, 'Bea', ['yes', 'yes'])
    assert.equal((await portfolio(bea)).length, 1)
  })

  test('is confirmed only after the day, of the meeting as it is, and by who is in the group', async () => {
    const anna = await somebody('Vooruit')
    const id = await seriesOf(anna, 'Karel, karel3@elders.nl', '1-9-2026, 2\n2-9-2026, 2')
    assert.equal((await say(id, 'Karel', [undefined, 'yes'])).outcome, 'stale', 'tomorrow')
    assert.equal((await say(id, 'Karel', ['yes'])).outcome, 'answered', 'today')
    assert.equal((await say(id, 'Karel', [undefined, 'yes'], '2026-09-02')).outcome, 'answered')
    const series = await look(id)
    const { id: memberId } = memberCalled(series, 'Karel')
    const [meeting] = series.meetings
    const old = { meetingId: meeting?.id ?? '', revision: 7, present: true, absent: [] }
    const who = { seriesId: id, memberId }
    assert.equal((await asSystem((context) => answerSeries(context, who, [old]))).outcome, 'stale')
    await asSystem((context) => leaveSeries(context, id, memberId))
    assert.equal((await say(id, 'Karel', ['yes'])).outcome, 'ended')
  })

  test('the one report of a meeting comes with the activity of each who was there, once', async () => {
    const anna = await somebody('Verslag')
    const id = await seriesOf(anna, 'Karel, karel9@elders.nl', '1-6-2026, 2')
    await say(id, 'Karel', ['yes'])
    const write = async (name: string, report: string, version?: number) => {
      const series = await look(id)
      const memberId = memberCalled(series, name).id
      const own = { seriesId: id, memberId, version: version ?? series.version }
      return asSystem((context) => writeReport(context, own, series.meetings[0]?.id ?? '', report))
    }
    assert.equal(await write('Karel', 'Wij spraken over grenzen.'), 'written')
    await assertRecorded(peil, 'series', 'write-report', id)
    const proofs = async () => (await portfolio(anna))[0]?.evidence.map(({ name }) => name)
    // Written before somebody said that they were there, it is filed with what then comes.
    await say(id, 'Verslag', ['yes'])
    assert.equal((await proofs())?.length, 1)
    const { version } = await look(id)
    assert.equal(await write('Verslag', 'Wij spraken over grenzen, en over rust.'), 'written')
    assert.equal(await write('Karel', 'Iets anders', version), 'stale')
    // Another text takes the place of the first.
    assert.equal((await proofs())?.length, 1)
    assert.match((await look(id)).meetings[0]?.report ?? '', /en over rust/)
  })

  test('that is changed after it was confirmed, is asked anew; and moves what stands in portfolios', async () => {
    const anna = await somebody('Verzet')
    const id = await seriesOf(anna, 'Karel, karel4@elders.nl', '1-6-2026, 2')
    await say(id, 'Karel', ['yes'])
    await say(id, 'Verzet', ['yes'])
    const series = await look(id)
    const own = { seriesId: id, registrationId: anna.registrationId, version: series.version }
    const meetingId = series.meetings[0]?.id
    const later = { heldOn: Temporal.PlainDate.from('2026-06-08'), hours: hundredthsOf(300) }
    const changed = await asSystem((context) => changeMeeting(context, own, meetingId, later))
    assert.deepEqual(changed, { outcome: 'changed', askedAnew: true })
    assert.equal((await portfolio(anna))[0]?.group?.proves, false)
    assert.deepEqual((await portfolio(anna))[0]?.group?.confirmed, [], 'said of the day before')
    assert.equal((await mails('series-request', 'karel4@elders.nl')).length, 2)
    const stale = await asSystem((context) => changeMeeting(context, own, meetingId, later))
    assert.equal(stale.outcome, 'stale', 'in another browser')
    await say(id, 'Karel', ['yes'])
    await say(id, 'Verzet', ['yes'])
    const [moved, ...more] = await portfolio(anna)
    assert.deepEqual(more, [])
    assert.equal(moved?.completedOn?.toString(), '2026-06-08')
    assert.equal(moved?.claimed, 300)
    assert.equal(moved?.group?.proves, true)
    await assertRecorded(peil, 'series', 'change-meeting', id)
    const now = { ...own, version: (await look(id)).version }
    const again = await asSystem((context) => changeMeeting(context, now, undefined, later))
    assert.deepEqual(again, { outcome: 'wrong', is: 'same-day' })
    const another = { ...later, heldOn: Temporal.PlainDate.from('2026-06-22') }
    const added = await asSystem((context) => changeMeeting(context, now, undefined, another))
    assert.deepEqual(added, { outcome: 'changed', askedAnew: false })
    await assertRecorded(peil, 'series', 'add-meeting', id)
  })

  test('loses a meeting only as long as nobody confirmed it, and only by who set it up', async () => {
    const [anna, bea] = [await somebody('Vervalt'), await somebody('Ander')]
    const id = await seriesOf(anna, `Bea, ${addressOf(bea)}`)
    await say(id, 'Bea', ['yes'])
    // By their own word alone nothing is confirmed.
    await say(id, 'Vervalt', [undefined, 'yes'])
    const { version, meetings } = await look(id)
    const [first, second] = meetings.map((meeting) => meeting.id)
    const own = { seriesId: id, registrationId: anna.registrationId, version }
    const cancel = (meeting: string | undefined, who = own) =>
      asSystem((context) => cancelMeeting(context, who, meeting ?? ''))
    const others = { ...own, registrationId: bea.registrationId }
    assert.equal((await cancel(second, others)).outcome, 'not-found')
    assert.equal((await cancel(first)).outcome, 'confirmed')
    assert.equal((await cancel(second)).outcome, 'cancelled')
    await assertRecorded(peil, 'series', 'cancel-meeting', id)
  })

  test('whose member declines or leaves tells who set it up, and what was confirmed stands', async () => {
    const [anna, bea] = [await somebody('Vertrek'), await somebody('Weg')]
    const id = await seriesOf(anna, `Bea, ${addressOf(bea)}\nKarel, karel5@elders.nl`)
    await say(id, 'Vertrek', ['yes'])
    await say(id, 'Bea', ['yes'])
    const { id: beaId } = memberCalled(await look(id), 'Bea')
    const { id: karel } = memberCalled(await look(id), 'Karel')
    const leave = (member: string) => asSystem((context) => leaveSeries(context, id, member))
    assert.equal((await leave(beaId)).outcome, 'left')
    assert.equal((await leave(karel)).outcome, 'declined')
    assert.equal((await leave(karel)).outcome, 'stale')
    assert.equal((await mails('series-left', addressOf(anna))).length, 2)
    const [stays] = await portfolio(anna)
    assert.equal(stays?.group?.proves, true)
    assert.deepEqual(stays?.group?.waiting, [], 'nobody is waited for any more')
    await assertRecorded(peil, 'series', 'leave', id)
    await assertRecorded(peil, 'series', 'decline', id)
  })

  test('that is taken back asks nobody any more, and leaves what was confirmed', async () => {
    const anna = await somebody('Intrekker')
    const id = await seriesOf(anna, 'Karel, karel6@elders.nl', '1-6-2026, 2\n2-9-2026, 2')
    await say(id, 'Karel', ['yes'])
    await say(id, 'Intrekker', ['yes'])
    const own = { seriesId: id, registrationId: anna.registrationId }
    await asSystem((context) => withdrawSeries(context, own))
    const told = await mails('series-withdrawn', 'karel6@elders.nl')
    assert.equal(told.length, 1)
    assert.match(told[0]?.body_text ?? '', /Anna Intrekker heeft de reeks/)
    assert.deepEqual(await mails('series-withdrawn', addressOf(anna)), [], 'who did it knows')
    assert.equal((await portfolio(anna))[0]?.group?.proves, true)
    assert.equal((await say(id, 'Karel', ['no'])).outcome, 'ended')
    const before = (await mails('series-request')).length
    await asSystem(remindMembers, '2026-09-10')
    const mine = await mails('series-request', 'karel6@elders.nl')
    assert.equal(mine.length, 1)
    assert.ok((await mails('series-request')).length >= before)
    await assertRecorded(peil, 'series', 'withdraw', id)
  })

  test('adds members, asks one again and takes out one who has not answered', async () => {
    const anna = await somebody('Groeit')
    const id = await seriesOf(anna, 'Karel, karel7@elders.nl')
    const own = async () => ({
      seriesId: id,
      registrationId: anna.registrationId,
      version: (await look(id)).version,
    })
    const now = await own()
    const add = (typed: string, who = now) => asSystem((context) => addMembers(context, who, typed))
    const twice = await add('Karel weer, karel7@elders.nl')
    assert.equal(twice.outcome === 'wrong' && twice.problems[0]?.is, 'twice')
    const self = await add(`Ik, ${addressOf(anna)}`)
    assert.equal(self.outcome === 'wrong' && self.problems[0]?.is, 'own-address')
    const nobody = await add('CO-999999')
    assert.equal(nobody.outcome === 'wrong' && nobody.problems[0]?.is, 'unknown-number')
    assert.deepEqual(await add('Lies, lies@elders.nl'), { outcome: 'added', asked: 1 })
    assert.equal((await add('Loes, loes@elders.nl')).outcome, 'stale')
    const lies = memberCalled(await look(id), 'Lies').id
    const change = async (event: 'ask' | 'remove', on = today) => {
      const seen = await own()
      return (await asSystem((context) => changeMember(context, seen, lies, event), on)).outcome
    }
    assert.equal(await change('ask'), 'already-today')
    assert.equal(await change('ask', '2026-09-02'), 'asked')
    assert.equal(await change('remove'), 'removed')
    assert.equal((await say(id, 'Lies', ['yes'])).outcome, 'ended')
    await assertRecorded(peil, 'series', 'add-members', id)
    await assertRecorded(peil, 'series', 'ask-again', id)
    await assertRecorded(peil, 'series', 'remove-member', id)
  })

  test('tells who set it up whose address refuses what they are asked, until another mail arrives', async () => {
    const samira = await somebody('Weigert')
    const id = await seriesOf(samira, 'Rob Bakker, rob.weigert@voorbeeld.nl')
    const rob = async () => memberCalled(await look(id), 'Rob')
    const arrives = (cause: 'refused' | null) =>
      peil.platform.db
        .updateTable('mail_message')
        .set({ cause })
        .where('to_address', '=', 'rob.weigert@voorbeeld.nl')
        .execute()
    assert.equal((await rob()).refusesMail, false)
    await arrives('refused')
    assert.equal((await rob()).refusesMail, true)
    const page = await textOf(
      await peil.get(`/clientondersteuners/mijn/reeksen/${id}`, samira.cookie),
    )
    assert.match(page, /Rob Bakker[^.]*Het adres weigert onze e-mail/)
    const portfolio = await textOf(await peil.get('/clientondersteuners/mijn', samira.cookie))
    assert.match(portfolio, /Kijk naar het e-mailadres van Rob Bakker/)
    await arrives(null)
    assert.equal((await rob()).refusesMail, false)
  })

  test('asks the day after a meeting, and reminds once a week later', async () => {
    const anna = await somebody('Herinner')
    const id = await seriesOf(anna, 'Karel, karel8@elders.nl', '10-9-2026, 2')
    const sent = async () => (await mails('series-request', 'karel8@elders.nl')).length
    for (const [on, count] of [
      ['2026-09-10', 1],
      ['2026-09-11', 2],
      ['2026-09-12', 2],
      ['2026-09-16', 2],
      ['2026-09-17', 3],
      ['2026-09-30', 3],
    ] as const) {
      await asSystem(remindMembers, on)
      assert.equal(await sent(), count, on)
    }
    await assertRecorded(peil, 'series', 'remind', id)
  })

  test('comes into a portfolio that was closed, or not there yet, once it is open', async () => {
    const closed = await professional(peil, {
      email: 'dicht@voorbeeld.nl',
      firstName: 'Anna',
      lastName: 'Dicht',
      status: 'agreement-sent',
    })
    const anna = await somebody('Wacht')
    const id = await seriesOf(
      anna,
      'Anna Dicht, dicht@voorbeeld.nl\nLater, later@voorbeeld.nl',
      '1-6-2026, 2',
    )
    await say(id, 'Wacht', ['yes'])
    await say(id, 'Dicht', ['yes'])
    await say(id, 'Later', ['yes'])
    await asSystem(fileWhatWaits)
    assert.deepEqual(await portfolio(closed), [])
    await asSystem(async (context) => {
      await byHand(context)
      await context.db
        .updateTable('registration')
        .set({ status: 'candidate' })
        .where('id', '=', closed.registrationId)
        .execute()
    })
    const later = await professional(peil, {
      email: 'later@voorbeeld.nl',
      firstName: 'Anna',
      lastName: 'Later',
    })
    await asSystem(fileWhatWaits)
    for (const who of [closed, later]) {
      const [only, ...more] = await portfolio(who)
      assert.deepEqual(more, [])
      assert.equal(only?.completedOn?.toString(), '2026-06-01')
      assert.equal(only?.group?.proves, true)
    }
    await asSystem(fileWhatWaits)
    assert.equal((await portfolio(closed)).length, 1, 'once')
    await assertRecorded(peil, 'series', 'file', id)
  })

  test('forgets whoever is removed: of a name only the proof of others stays', async () => {
    const [anna, bea] = [await somebody('Blijft'), await somebody('Gewist')]
    const id = await seriesOf(anna, `Bea, ${addressOf(bea)}\nKarel, karel12@elders.nl`)
    await say(id, 'Blijft', ['yes'])
    await say(id, 'Bea', ['yes'])
    const silent = await seriesOf(anna, `Bea, ${addressOf(bea)}`)
    const own = await seriesOf(bea, 'Karel, karel12@elders.nl')
    const heard = await seriesOf(bea, 'Karel, karel12@elders.nl')
    await say(heard, 'Karel', ['yes'])
    const { registrationId, accountId } = bea
    const self = { registrationId, accountId, email: addressOf(bea) }
    await asSystem((context) => forgetMember(context, self))
    const stays = await look(id)
    const gone = memberCalled(stays, 'Bea')
    assert.deepEqual(
      [gone.email, gone.registrationId, gone.accountId, gone.status],
      ['', undefined, undefined, 'removed'],
    )
    const [proof] = await portfolio(anna)
    assert.deepEqual(
      proof?.group?.confirmed.map(({ name }) => name),
      ['Bea'],
    )
    const silently = (await look(silent)).members.map(({ name, email }) => [name, email])
    assert.deepEqual(silently[1], ['Een vroegere deelnemer', ''])
    assert.equal(await asSystem((context) => findSeries(context, own)), undefined)
    assert.equal((await look(heard)).endedOn?.toString(), today)
    assert.equal((await mails('series-withdrawn', 'karel12@elders.nl')).length, 2)
    const left = await asSystem((context) => ofSelf(context, self))
    assert.deepEqual(left, [])
    await assertRecorded(peil, 'series', 'forget-member', id)
  })

  test('is not seen by another register', async () => {
    const anna = await somebody('Alleen')
    const id = await seriesOf(anna, 'Karel, karel9@elders.nl')
    const register = peil.platform.registers.get('krsd')
    assert.ok(register)
    const found = await inRegister(peil.platform, { register }, system, (context) =>
      findSeries(context, id),
    )
    assert.equal(found, undefined)
  })

  test('says of each meeting who confirms, denies and is waited for', async () => {
    const anna = await somebody('Woorden')
    const id = await seriesOf(anna, 'Karel, karel10@elders.nl\nLies, lies10@elders.nl')
    await say(id, 'Karel', [['Woorden']])
    const series = await look(id)
    const [meeting] = series.meetings
    assert.ok(meeting)
    const word = wordOf(series, meeting, memberCalled(series, 'Woorden').id)
    assert.deepEqual(word, {
      says: undefined,
      confirmed: [],
      denied: ['Karel'],
      waiting: ['Lies'],
    })
  })
})
