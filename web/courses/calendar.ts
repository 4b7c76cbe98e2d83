import type { Edition } from '#domain/courses/course/course.ts'

// Calendars as RFC 5545 has them: lines of at most 75 octets, ended by CR and LF.

/** One thing in a calendar: on a day, or between two times on it in the time of the Netherlands. */
export interface CalendarEntry {
  readonly uid: string
  readonly title: string
  readonly day: Temporal.PlainDate
  /** HH:MM; empty for the whole day. */
  readonly begins: string
  readonly ends: string
  readonly place: string
  readonly text: string
  readonly url: string
  /** It does not take place. */
  readonly cancelled?: boolean
  /** How often it was said otherwise, so that a calendar takes the last. */
  readonly revision?: number
}

/** A calendar with these entries, made at a moment. */
export function calendarOf(
  name: string,
  entries: readonly CalendarEntry[],
  made: Temporal.Instant,
): string {
  const stamp = made.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Peil//NL',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...(entries.some(({ begins }) => begins !== '') ? netherlands : []),
    ...entries.flatMap((entry) => [
      'BEGIN:VEVENT',
      `UID:${entry.uid}`,
      `DTSTAMP:${stamp}`,
      ...timesOf(entry),
      `SUMMARY:${escaped(entry.cancelled === true ? `Gaat niet door: ${entry.title}` : entry.title)}`,
      ...(entry.revision === undefined ? [] : [`SEQUENCE:${entry.revision}`]),
      ...(entry.cancelled === true ? ['STATUS:CANCELLED'] : []),
      ...(entry.place === '' ? [] : [`LOCATION:${escaped(entry.place)}`]),
      ...(entry.text === '' ? [] : [`DESCRIPTION:${escaped(entry.text)}`]),
      `URL:${entry.url}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

/** The days of an edition as entries of a calendar. */
export function entriesOf(
  { number, days, begins, ends, online, place, venue, cancelledOn, version }: Edition,
  { title, url, host }: { readonly title: string; readonly url: string; readonly host: string },
): readonly CalendarEntry[] {
  return days.map((day) => ({
    uid: `${number}-${day}@${host}`,
    title,
    ...{ day, begins, ends: ends === '' ? begins : ends, url },
    place: [venue, place === '' && online ? 'Online' : place].filter(Boolean).join(', '),
    text: `Nummer ${number}`,
    cancelled: cancelledOn !== undefined,
    revision: version - 1,
  }))
}

function timesOf({ day, begins, ends }: CalendarEntry): readonly string[] {
  const date = day.toString().replaceAll('-', '')
  if (begins === '') {
    const after = day.add({ days: 1 }).toString().replaceAll('-', '')
    return [`DTSTART;VALUE=DATE:${date}`, `DTEND;VALUE=DATE:${after}`]
  }
  const at = (time: string) => `TZID=Europe/Amsterdam:${date}T${time.replace(':', '')}00`
  return [`DTSTART;${at(begins)}`, `DTEND;${at(ends)}`]
}

// The rules of the clock there, as they have been since 1996.
const netherlands = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Amsterdam',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
]

function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|[\n\u2028\u2029]/g, '\\n')
    .replace(/\p{Cc}/gu, '')
}

// By octets and between characters, as readers count them.
function folded(line: string): string {
  const parts: string[] = []
  let [part, size] = ['', 0]
  for (const sign of line) {
    const octets = Buffer.byteLength(sign)
    if (size + octets > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      ;[part, size] = ['', 0]
    }
    part += sign
    size += octets
  }
  return [...parts, part].join('\r\n ')
}
