import { mostHours, mostMeetings, mostMembers } from '#domain/dossier/series/series.ts'
import { readEmail } from '#domain/people/account/account.ts'
import type { Amount } from '#engine'
import { hundredthsOf, parseAmount } from '#engine'
import { daysIn } from '#language/days-in-text.ts'
import { sameAddress } from '#language/typed.ts'

/** A meeting as somebody typed it. */
export interface TypedMeeting {
  readonly heldOn: Temporal.PlainDate
  readonly hours: Amount | undefined
}

/** A member as somebody typed them: by address or by number. */
export interface TypedMember {
  readonly line: number
  readonly name: string
  readonly email: string | undefined
  /** As it was typed. */
  readonly number: string | undefined
}

/** One thing that is wrong with what was typed, with the line that it is on, where it is on one. */
export interface LineProblem {
  readonly field: 'meetings' | 'members'
  readonly line?: number
  readonly is:
    | 'empty'
    | 'too-many'
    | 'no-day'
    | 'no-hours'
    | 'too-many-hours'
    | 'too-many-in-week'
    | 'too-long-ago'
    | 'too-far-ahead'
    | 'same-day'
    | 'no-name'
    | 'no-address'
    | 'own-address'
    | 'twice'
    | 'unknown-number'
    | 'too-long'
}

interface ReadLines<Line> {
  readonly lines: readonly Line[]
  readonly problems: readonly LineProblem[]
}

/** Reads meetings, one on each line: "14-1-2026, 2,5 uur". With no hours asked, only the day. */
export function readMeetings(
  typed: string,
  { asksHours, today }: { readonly asksHours: boolean; readonly today: Temporal.PlainDate },
): ReadLines<TypedMeeting> {
  const problems: LineProblem[] = []
  const lines: TypedMeeting[] = []
  const wrong = (is: LineProblem['is'], line?: number) =>
    problems.push({ field: 'meetings', is, ...(line === undefined ? {} : { line }) })
  const given = linesOf(typed)
  if (given.length === 0) wrong('empty')
  if (given.length > mostMeetings) {
    wrong('too-many')
    return { lines, problems }
  }
  for (const { line, text } of given) {
    const found = meetingIn(text, asksHours)
    if (typeof found === 'string') wrong(found, line)
    else {
      const is = dayProblem(found.heldOn, today)
      if (is !== undefined) wrong(is, line)
      else if (lines.some(({ heldOn }) => heldOn.equals(found.heldOn))) wrong('same-day', line)
      else lines.push(found)
    }
  }
  if (problems.length === 0 && weekTooFull(lines)) wrong('too-many-in-week')
  return { lines, problems }
}

/** What is wrong with the day of a meeting: it may be past or planned, and not a slip of years. */
export function dayProblem(
  heldOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): 'too-long-ago' | 'too-far-ahead' | undefined {
  if (heldOn.year < 1950) return 'too-long-ago'
  const last = today.add({ years: 3 })
  return Temporal.PlainDate.compare(heldOn, last) > 0 ? 'too-far-ahead' : undefined
}

/** Whether the meetings of some week take more hours than a week of work has. */
export function weekTooFull(meetings: readonly TypedMeeting[]): boolean {
  const hours = new Map<string, number>()
  for (const { heldOn, hours: own = hundredthsOf(0) } of meetings) {
    const week = heldOn.subtract({ days: heldOn.dayOfWeek - 1 }).toString()
    hours.set(week, (hours.get(week) ?? 0) + own)
  }
  return [...hours.values()].some((sum) => sum > mostHours.week)
}

/** The hours of a meeting out of what was typed, or what is wrong with them. */
export function hoursIn(typed: string): Amount | 'no-hours' | 'too-many-hours' {
  const read = parseAmount(typed.replace(/\s*(uur|uren|u)\.?$/i, '').trim())
  if (read.is !== 'amount') return read.is === 'too-large' ? 'too-many-hours' : 'no-hours'
  if (read.amount === 0) return 'no-hours'
  return read.amount > mostHours.meeting ? 'too-many-hours' : read.amount
}

// The day comes first; what stands behind it are the hours.
function meetingIn(
  text: string,
  asksHours: boolean,
): TypedMeeting | 'no-day' | 'no-hours' | 'too-many-hours' {
  const parts =
    /^(\d{1,2})[\s./-]+(\d{1,2}|[a-z]+)\.?[\s./-]+(\d{4})(?:[\s,;:]+(.*))?$/i.exec(text) ?? []
  const [, day = '', month = '', year = '', rest = ''] = parts
  const between = /^\d+$/.test(month) ? '-' : ' '
  const [heldOn] = daysIn([day, month, year].join(between))
  if (heldOn === undefined) return 'no-day'
  if (!asksHours) return { heldOn, hours: undefined }
  const hours = hoursIn(rest)
  return typeof hours === 'string' ? hours : { heldOn, hours }
}

/** Reads members, one on each line: a name and an e-mail address, or a registration number. */
export function readMembers(typed: string, ownAddress: string): ReadLines<TypedMember> {
  const problems: LineProblem[] = []
  const lines: TypedMember[] = []
  const wrong = (is: LineProblem['is'], line?: number) =>
    problems.push({ field: 'members', is, ...(line === undefined ? {} : { line }) })
  const given = linesOf(typed)
  if (given.length === 0) wrong('empty')
  if (given.length > mostMembers) {
    wrong('too-many')
    return { lines, problems }
  }
  for (const { line, text } of given) {
    const found = memberIn(line, text)
    const is = memberProblem(found, ownAddress, lines)
    if (is === undefined) lines.push(found)
    else wrong(is, line)
  }
  return { lines, problems }
}

function memberProblem(
  { name, email, number }: TypedMember,
  ownAddress: string,
  before: readonly TypedMember[],
): LineProblem['is'] | undefined {
  if (name.length > 200) return 'too-long'
  if (email === undefined) {
    if (number === undefined) return 'no-address'
    return before.some((one) => one.number === number) ? 'twice' : undefined
  }
  if (sameAddress(email, ownAddress)) return 'own-address'
  if (name === '') return 'no-name'
  const there = before.some((one) => one.email !== undefined && sameAddress(one.email, email))
  return there ? 'twice' : undefined
}

function memberIn(line: number, text: string): TypedMember {
  const word = text.split(/[\s,;<>()]+/).find((one) => one.includes('@'))
  const email = word === undefined ? undefined : readEmail(word)
  const number = word === undefined ? /[\p{L}-]*\d[\d\s.-]*$/u.exec(text)?.[0].trim() : undefined
  const known = word ?? number ?? ''
  const name = text
    .replace(known, ' ')
    .replace(/[,;<>()]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return { line, name, email, number }
}

// The lines that say something, by their number on the screen.
function linesOf(typed: string): readonly { readonly line: number; readonly text: string }[] {
  return typed
    .split('\n')
    .map((text, at) => ({ line: at + 1, text: text.replace(/\s+/g, ' ').trim() }))
    .filter(({ text }) => text !== '')
}
