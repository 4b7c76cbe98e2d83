import { readCatalogue } from '#domain/courses/catalogue/read-catalogue.ts'
import { courseForms } from '#domain/courses/course/course.ts'
import { calendarOf, entriesOf } from '#web/courses/calendar.ts'
import { mayLook } from '#web/courses/catalogue.tsx'
import { courseIn } from '#web/courses/course.tsx'
import {
  byLabelInWords,
  priceInLine,
  shortCounts,
  whenAndWhere,
} from '#web/courses/course-words.ts'
import { askedIn, choicesFor, queryOf, wantedOf } from '#web/courses/filters.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/** The days of one edition, for a calendar; of one that does not take place, so that it goes from there. */
export async function editionCalendar(visit: Visit): Promise<Response> {
  const { course, coming, cancelled } = await courseIn(visit)
  const { platform, register } = visit.context
  const edition =
    [...coming, ...cancelled].find(({ sequence }) => String(sequence) === visit.param('edition')) ??
    notFound()
  const url = `${platform.origin}${paths.course(register.id, course.number)}`
  const entries = entriesOf(edition, {
    title: course.title,
    url,
    host: new URL(platform.origin).host,
  })
  return calendarAnswer(calendarOf(course.title, entries, Temporal.Now.instant()), edition.number)
}

/** A calendar as a file. */
export function calendarAnswer(calendar: string, name: string): Response {
  return new Response(calendar, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.ics"`,
      'cache-control': 'no-store',
    },
  })
}

const inFeed = 50

/** What is offered and what is looked for, as a feed of Atom (RFC 4287): the first fifty of it. */
export async function coursesFeed(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register, platform, today } = context
  if (!mayLook(visit)) {
    return new Response('Te vaak gevraagd. Probeer het over een minuut opnieuw.\n', {
      status: 429,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '60' },
    })
  }
  const index = await readCatalogue(context)
  const asked = askedIn(url.searchParams, choicesFor(context, index.placesFrom(today.toString())))
  const { wanted, order } = wantedOf(register, asked)
  const page = (number: number) =>
    index.search(wanted, { register: register.id, today: today.toString(), order, page: number })
  const first = page(1)
  const others = Array.from({ length: Math.min(2, first.pages - 1) }, (_, at) => page(at + 2).found)
  const found = [...first.found, ...others.flat()].slice(0, inFeed)
  const at = (path: string) => `${platform.origin}${path}`
  const self = at(`${paths.coursesFeed(register.id)}${queryOf(asked)}`)
  const changed =
    found
      .map(({ course }) => course.changedOn)
      .toSorted()
      .at(-1) ?? today.toString()
  const entries = found.map((one) => {
    const { course, next, counts } = one
    const link = at(paths.course(register.id, course.number))
    const said = [
      courseForms[course.form],
      whenAndWhere(one),
      priceInLine(next?.price ?? course.price),
      ...(counts === undefined ? [] : [shortCounts(register, counts)]),
      ...(counts?.label === undefined ? [] : [byLabelInWords(register, counts.label, today)]),
      course.summary,
    ]
    return [
      '  <entry>',
      `    <title>${xml(course.title)}</title>`,
      `    <id>${xml(link)}</id>`,
      `    <link href="${xml(link)}"/>`,
      `    <updated>${course.changedOn}T00:00:00Z</updated>`,
      ...(course.provider === ''
        ? []
        : [`    <author><name>${xml(course.provider)}</name></author>`]),
      `    <summary>${xml(said.filter(Boolean).join('. '))}</summary>`,
      '  </entry>',
    ].join('\n')
  })
  const feed = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">',
    `  <title>Opleidingen, ${xml(register.name)}</title>`,
    `  <id>${xml(self)}</id>`,
    `  <link rel="self" href="${xml(self)}"/>`,
    `  <link href="${xml(at(`${paths.courses(register.id)}${queryOf(asked)}`))}"/>`,
    `  <updated>${changed}T00:00:00Z</updated>`,
    `  <author><name>${xml(register.name)}</name></author>`,
    ...entries,
    '</feed>',
    '',
  ].join('\n')
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}

function xml(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  }
  // What XML has no place for makes the whole of it unreadable, whoever wrote it.
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\n\t]|[\ufffe\uffff]/gu, '')
    .replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
}
