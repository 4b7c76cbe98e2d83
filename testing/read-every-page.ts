import assert from 'node:assert/strict'
import { closeMeeting } from '#domain/certification/meeting/close-meeting.ts'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Register } from '#regulations/register.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { clock, newcomer } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { readNotice } from '#web/notice.ts'
import { routes } from '#web/routes.ts'

// Reads all that can be reached by following links, and every answer to a form that was sent empty.

/** Who signs in, by e-mail address, and what they do in the register. */
export type People = Readonly<Record<string, readonly Part[]>>

/** People at every stage of signing up with a register, and those who work for it. */
export async function newcomersTo(peil: TestPlatform, register: Register): Promise<People> {
  const there: TestPlatform = {
    ...peil,
    act: (actor, work, today) =>
      inRegister(
        peil.platform,
        { register, ...(today === undefined ? {} : { today: Temporal.PlainDate.from(today) }) },
        actor,
        work,
      ),
  }
  await newcomer(there, 'sent@voorbeeld.nl', '2026-01-05')
  await newcomer(there, 'signed@voorbeeld.nl', today(), 'signed')
  await newcomer(there, 'lapsing@voorbeeld.nl', today())
  await newcomer(there, 'approved@voorbeeld.nl', today(), 'approved')
  await newcomer(there, 'candidate@voorbeeld.nl', '2026-01-05', 'candidate')
  return {
    'new@voorbeeld.nl': [],
    'signed@voorbeeld.nl': [],
    'lapsing@voorbeeld.nl': [],
    'approved@voorbeeld.nl': [],
    'candidate@voorbeeld.nl': [],
    'bureau@voorbeeld.nl': ['secretariat'],
    'bestuur@voorbeeld.nl': ['committee', 'chair'],
    'beheer@voorbeeld.nl': ['administrator'],
  }
}

/** The demo's cast, who are there, people with an application at every stage, and those who work for the KRSD. */
export async function everybody(peil: TestPlatform): Promise<People> {
  const bureau = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  const members = [
    await colleague(peil, { email: 'een@voorbeeld.nl', firstName: 'Een', lastName: 'Lid' }, [
      'committee',
    ]),
    await colleague(peil, { email: 'twee@voorbeeld.nl', firstName: 'Twee', lastName: 'Lid' }, [
      'committee',
    ]),
  ]
  for (const [name, stage] of [
    ['filed', 0],
    ['passed', 1],
    ['granted', 2],
  ] as const) {
    const who = await professional(peil, {
      email: `${name}@voorbeeld.nl`,
      firstName: 'Test',
      lastName: `Zo${stage}`,
      since: '2024-01-15',
    })
    await enough(peil, who, '2025-06-01')
    const id = await file(peil, who, today())
    if (stage > 0) await passOn(peil, bureau.actor, id, today())
    if (stage > 1) await decide(peil, members, id)
  }
  return {
    'new@voorbeeld.nl': [],
    'farid@voorbeeld.peil.example': [],
    'lonneke@voorbeeld.peil.example': [],
    'judith@voorbeeld.peil.example': [],
    'filed@voorbeeld.nl': [],
    'passed@voorbeeld.nl': [],
    'granted@voorbeeld.nl': [],
    'sanne@voorbeeld.nl': ['secretariat'],
    'een@voorbeeld.nl': ['committee'],
    'aylin@voorbeeld.peil.example': ['committee', 'chair'],
    'bo@voorbeeld.peil.example': ['administrator'],
  }
}

// By all members, in the meeting in which the decision falls.
async function decide(peil: TestPlatform, members: readonly CastAccount[], id: string) {
  const meeting = await peil.platform.db
    .selectFrom('application')
    .innerJoin('meeting', 'meeting.id', 'application.meeting_id')
    .where('application.id', '=', id)
    .select(['meeting.id', 'meeting.held_on', 'meeting.version'])
    .executeTakeFirstOrThrow()
  for (const member of members) await judge(peil, member, id, meeting.held_on)
  const { outcome } = await peil.act(
    clock,
    (context) =>
      closeMeeting(context, {
        meetingId: meeting.id,
        version: meeting.version,
        heldOver: new Set(),
      }),
    meeting.held_on,
  )
  assert.equal(outcome, 'closed')
}

/**
 * Fails with the sentences that have a word that is wrong. Texts of the register's own files are
 * its own to write and are left out, as is what people typed, and pages whose path is excepted.
 */
export async function readsNone(
  peil: TestPlatform,
  register: Register,
  wrong: RegExp,
  people: People,
  except = /^$/,
): Promise<void> {
  const own = [...stringsIn(register), ...(await writtenByPeople(peil))]
    .filter((text) => wrong.test(text))
    .flatMap((text) => withoutArticle(plain(text)).flatMap(inBothCases))
    .sort((a, b) => b.length - a.length)
  const found = new Set<string>()
  const check = (text: string, where: string) => {
    const ours = own.reduce((rest, theirs) => rest.replaceAll(theirs, ' … '), plain(text))
    for (const [sentence] of ours.matchAll(/[^.?!]+/g)) {
      if (wrong.test(sentence) || /\d,\d+ uren\b/.test(sentence))
        found.add(`${where}: ${sentence.trim().slice(-200)}`)
    }
  }
  for (const [email, roles] of [['', []] as const, ...Object.entries(people)]) {
    const cookie =
      email === '' ? undefined : (await peil.signIn(email, roles, { register: register.id })).cookie
    const forms = new Set<string>()
    const pages = await pagesFor(peil, register, cookie)
    assert.ok(pages.size > 15 && pages.has(`/${register.id}/hoe-werkt-het`), email)
    for (const [path, page] of pages) {
      if (except.test(path)) continue
      check(`${/<title>(.*?)<\/title>/.exec(page)?.[1]}. ${wordsOf(withoutSources(page))}`, path)
      for (const [, text = ''] of page.matchAll(
        / (?:aria-label|title|placeholder|alt)="([^"]*)"/g,
      )) {
        check(text, path)
      }
      for (const [, action = ''] of page.matchAll(/<form[^>]*action="([^"]*)"/g)) {
        forms.add(action.replaceAll('&amp;', '&'))
      }
    }
    for (const action of forms) {
      if (/uitloggen|\/demo|\/klok/.test(action)) continue
      const answer = await peil.post(action, { 'nothing-of-this': 'form' }, cookie)
      check(wordsOf(withoutSources(await answer.text())), `POST ${action}`)
      for (const set of answer.headers.getSetCookie()) {
        const notice = readNotice(/^peil-bericht=([^;]+)/.exec(set)?.[1])
        if (notice !== undefined) check(notice.text, `the notice of ${action}`)
      }
    }
  }
  assert.deepEqual([...found], [])
}

// The source of a text has both forms of address, and so has how to write one.
function withoutSources(page: string): string {
  return page.replace(
    /<textarea[^>]*name="tekst"[\s\S]*?<\/textarea>|<details(?:(?!<details)[\s\S])*?Hoe schrijf ik een tekst[\s\S]*?<\/details>/g,
    ' ',
  )
}

// "het certificaat van masterclass 1" is also the heading "Certificaat van masterclass 1".
function withoutArticle(text: string): string[] {
  return [text, text.replace(/^(?:de|het|een) /, '')]
}

// A sentence may begin with it, or a label may stand within one.
function inBothCases(text: string): string[] {
  const [first, rest] = [text.charAt(0), text.slice(1)]
  return [first.toUpperCase() + rest, first.toLowerCase() + rest]
}

/** The pages that somebody reaches by links, by path; of those that differ in an id only, a few. */
export async function pagesFor(
  peil: TestPlatform,
  register: Register,
  cookie: string | undefined,
): Promise<Map<string, string>> {
  const home = `/${register.id}`
  const pages = new Map<string, string>()
  const shapes = new Map<string, number>()
  const toVisit = [
    `${home}/bestaat-niet`,
    ...routes
      .filter(({ method, path, demo }) => method === 'GET' && !path.includes(':') && demo !== true)
      .map(({ path }) => `${home}${path}`),
  ]
  for (let path = toVisit.shift(); path !== undefined; path = toVisit.shift()) {
    // The kit is shown in both forms of address.
    if (pages.has(path) || path.startsWith(`${home}/kit`)) continue
    // Of pages that differ only in an id, a number or where they lead back to, a few are enough.
    const shape = path.replace(/(?<=[/=])[^/&?=]*(?:\d|%2F)[^/&?=]*/g, '*')
    const seen = shapes.get(shape) ?? 0
    if (seen >= 4) continue
    shapes.set(shape, seen + 1)
    const answer = await peil.get(path, cookie)
    const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true
    if (!isPage) {
      await answer.body?.cancel()
      continue
    }
    const page = await answer.text()
    pages.set(path, page)
    for (const [, href = ''] of page.matchAll(/<a [^>]*href="([^"#]*)/g)) {
      const to = href.replace(peil.platform.origin, '').replaceAll('&amp;', '&')
      if (to === home || to.startsWith(`${home}/`)) toVisit.push(to)
    }
  }
  return pages
}

// What people typed is theirs: titles, what they learned, what they offer and write to each other, and the names of
// their files.
async function writtenByPeople({ platform }: TestPlatform): Promise<readonly string[]> {
  const activities = await platform.db.selectFrom('activity').select(['title', 'form']).execute()
  const claims = await platform.db.selectFrom('activity_claim').select('form').execute()
  const documents = await platform.db.selectFrom('document').select('name').execute()
  const courses = await platform.db.selectFrom('course').select(['title', 'summary']).execute()
  const messages = await platform.db.selectFrom('meeting_message').select('text').execute()
  return [
    ...courses.flatMap(({ title, summary }) => [title, summary]),
    ...messages.map(({ text }) => text),
    ...activities.flatMap(({ title, form }) => [title, ...stringsIn(form)]),
    ...claims.flatMap(({ form }) => stringsIn(form)),
    ...documents.map(({ name }) => name),
  ]
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsIn)
}

function plain(text: string): string {
  return wordsOf(text).replaceAll('\u00a0', ' ')
}

/** A register that is on the platform. */
export function registerOf(peil: TestPlatform, id: string): Register {
  const register = peil.platform.registers.get(id)
  if (register === undefined) throw new Error(`${id} is not there`)
  return register
}

function today(): string {
  return Temporal.Now.plainDateISO('Europe/Amsterdam').toString()
}
