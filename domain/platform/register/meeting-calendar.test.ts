import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MeetingRule } from '#domain/platform/register/meeting-calendar.ts'
import {
  meetingAfter,
  meetingFor,
  meetingFrom,
} from '#domain/platform/register/meeting-calendar.ts'

const day = Temporal.PlainDate.from

// The KRSD: the second Thursday of January, April, July and October.
const rule: MeetingRule = {
  months: [1, 4, 7, 10],
  week: 2,
  weekday: 4,
  closesDaysBefore: 14,
}

test('the committee meets on the second Thursday of the first month of a quarter', () => {
  const met = ['2026-11-21', '2027-01-15', '2027-04-09', '2027-07-09'].map((from) =>
    meetingFrom(rule, day(from)).on.toString(),
  )
  assert.deepEqual(met, ['2027-01-14', '2027-04-08', '2027-07-08', '2027-10-14'])
})

test('what is complete a fortnight before the meeting is on its agenda', () => {
  assert.equal(meetingFor(rule, day('2026-12-31')).on.toString(), '2027-01-14')
})

test('what is complete a day later waits for the next meeting', () => {
  assert.equal(meetingFor(rule, day('2027-01-01')).on.toString(), '2027-04-08')
})

test('on the day of a meeting it is that meeting, and after it the next', () => {
  assert.equal(meetingFrom(rule, day('2027-01-14')).on.toString(), '2027-01-14')
  assert.equal(meetingAfter(rule, day('2027-01-14')).on.toString(), '2027-04-08')
})

test('a month that begins on the weekday itself counts that day as the first', () => {
  // 1 October 2026 is a Thursday.
  assert.equal(meetingFrom(rule, day('2026-09-01')).on.toString(), '2026-10-08')
})

test('a rule without a month is an error, not an endless search', () => {
  assert.throws(() => meetingFrom({ ...rule, months: [] }, day('2026-09-01')))
})
