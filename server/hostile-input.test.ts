import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, test } from 'node:test'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import { officeActs } from '#regulations/acts.ts'
import { formsIn } from '#testing/forms.ts'
import { testPlatform } from '#testing/platform.ts'
import { someOf } from '#testing/thorough.ts'
import type { Route } from '#web/route.ts'
import { routes } from '#web/routes.ts'

// Every page and every form, given what nobody means to type. Nothing breaks, and nothing of it
// comes back as anything but text. Each change is tried with some of it on each page, `npm run test:long` with all.

const peil = await testPlatform({ cast: true })
const cookies = new Map<string, string | undefined>()

before(async () => {
  const address = (name: string) => `${name}@voorbeeld.peil.example`
  const one = async (name: string, email: string, roles: readonly Part[] = []) =>
    cookies.set(name, (await peil.signIn(email, roles)).cookie)
  cookies.set('stranger', undefined)
  await one('newcomer', address('nieuw'))
  await one('professional', address('lonneke'))
  await one('back office', address('sanne'), ['secretariat'])
  await one('chair', address('aylin'), ['committee', 'chair'])
  await one('administrator', address('bo'), ['administrator'])
})

const script = '<script>alert(1)</script>'

const hostile = [
  script,
  `"><img src=x onerror=alert(1)>`,
  `'; drop table account; --`,
  'x'.repeat(50_000),
  '\u202e\u0000\ud800☃️👩‍👩‍👧‍👦',
  '-1',
  '99999999999999999999',
  '1e309',
  'NaN',
  '__proto__',
  'constructor',
  '{{7*7}}%s%n',
  '\r\nSet-Cookie: a=b',
  '../../../../etc/passwd',
  ' ',
]

const ids = [
  "x'y",
  '1',
  '-',
  randomUUID().toUpperCase(),
  `${randomUUID()}x`,
  '-'.repeat(36),
  '%27',
  '%2e%2e',
  '%ff',
  '%00',
  'x'.repeat(3000),
  'constructor',
]

function withIds(route: Route, id: string): string {
  return `/krsd${route.path.replace(/:[a-z-]+(\{[^}]*\})?/gi, id)}`
}

const hasId = (route: Route) => route.path.includes(':')

async function ask(path: string, who: string): Promise<string> {
  const answer = await peil.get(path, cookies.get(who))
  assert.ok(answer.status < 500, `${who}: ${path.slice(0, 200)}: ${answer.status}`)
  const type = answer.headers.get('content-type') ?? ''
  if (!type.startsWith('text/html')) {
    await answer.body?.cancel()
    return ''
  }
  const page = await answer.text()
  asText(page, path)
  return page
}

function asText(page: string, where: string): void {
  assert.ok(!page.includes('<script>alert'), `${where}: a script came back`)
  assert.ok(!page.includes('<img src=x'), `${where}: an element came back`)
}

function whoFor(route: Route): readonly string[] {
  if (route.who === 'anyone') return ['stranger', 'professional']
  if (route.who === 'account') return ['newcomer', 'professional']
  if (route.who === 'professional') return ['professional']
  if (typeof route.who !== 'string' && officeActs.some((act) => route.who.includes(act)))
    return ['back office']
  return route.who === 'administrator' ? ['administrator'] : ['chair']
}

const pages = routes.filter(({ method }) => method === 'GET')
const forms = routes.filter(({ method }) => method === 'POST')

describe('ids that are none', () => {
  for (const [place, route] of [...pages, ...forms].filter(hasId).entries()) {
    test(`${route.method} ${route.path}`, async () => {
      for (const who of whoFor(route)) {
        for (const id of someOf(ids, place, 3)) {
          const path = withIds(route, id)
          if (route.method === 'GET') await ask(path, who)
          else {
            const answer = await peil.post(path, { a: 'b' }, cookies.get(who))
            assert.ok(answer.status < 500, `${path.slice(0, 200)}: ${answer.status}`)
            asText(await answer.text(), path)
          }
        }
      }
    })
  }
})

const queries = [
  'pagina',
  'bewaard',
  'terug',
  'naam',
  'zoek',
  'q',
  'soort',
  'kopie',
  'status',
  'filter',
  'nummer',
  'code',
  'dag',
  'datum',
  'rij',
  'uren',
]

describe('addresses with odd questions', () => {
  for (const [place, route] of pages.filter((one) => !hasId(one)).entries()) {
    test(route.path, async () => {
      for (const who of whoFor(route)) {
        for (const text of someOf(hostile, place, 4)) {
          const value = text.toWellFormed().slice(0, 3000)
          const query = new URLSearchParams(queries.map((name) => [name, value]))
          await ask(`/krsd${route.path}?${query}`, who)
        }
      }
    })
  }
})

const harmful = /uitloggen|sessies|klok|\/demo/

describe('forms with odd answers', () => {
  for (const [place, route] of pages.entries()) {
    test(route.path, async (t) => {
      for (const who of whoFor(route)) {
        const page = await ask(withIds(route, randomUUID()), who)
        const found = formsIn(page).filter(({ action }) => !harmful.test(action))
        if (found.length === 0) t.diagnostic(`${who}: no form`)
        for (const { action, fields } of found) {
          for (const value of someOf(hostile, place, 4)) {
            const typed = (mixed: boolean) =>
              Object.fromEntries(
                fields.map(([name, fixed]) => [name, mixed ? (fixed ?? value) : value]),
              )
            for (const mixed of [true, false]) {
              const answer = await peil.post(action, typed(mixed), cookies.get(who))
              const where = `${who}: ${action}: ${value.slice(0, 30)}`
              assert.ok(answer.status < 500, `${where}: ${answer.status}`)
              asText(await answer.text(), where)
            }
          }
        }
      }
    })
  }
})

test('what was typed is still text on every page where it is shown again', async () => {
  for (const route of pages)
    for (const who of whoFor(route)) await ask(withIds(route, randomUUID()), who)
})
