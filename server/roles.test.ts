import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { signedInRoutes } from '#api/api.ts'
import { seedDemo } from '#domain/demo/cast/seed-demo.ts'
import type { Role } from '#domain/platform/actor/actor.ts'
import { testPlatform } from '#testing/platform.ts'
import type { Access, Route } from '#web/route.ts'
import { demoOnlyRoutes, routes } from '#web/routes.ts'

// Every line of the site map, for everybody there is: who may come there gets an answer, who has no
// account is led to signing in, and to anybody else the page does not exist.

const peil = await testPlatform({ demo: true })
await seedDemo(peil.platform)

interface Visitor {
  readonly name: string
  readonly cookie: string | undefined
  readonly roles: readonly Role[]
  readonly registered: boolean
  readonly secondFactor: boolean
}

const visitors: readonly Visitor[] = await Promise.all([
  visitor('a stranger', undefined),
  visitor('somebody with an account only', 'new@voorbeeld.peil.example'),
  visitor('a professional', 'lonneke@voorbeeld.peil.example', [], { registered: true }),
  visitor('the back office', 'sanne@voorbeeld.peil.example', ['secretariat']),
  visitor('a committee member', 'marieke@voorbeeld.peil.example', ['committee']),
  visitor('the chair', 'aylin@voorbeeld.peil.example', ['committee', 'chair']),
  visitor('the administrator', 'bo@voorbeeld.peil.example', ['administrator']),
  visitor('back office without a second factor', 'half@voorbeeld.peil.example', ['secretariat'], {
    secondFactor: false,
  }),
])

async function visitor(
  name: string,
  email: string | undefined,
  roles: readonly Role[] = [],
  { registered = false, secondFactor = true } = {},
): Promise<Visitor> {
  const cookie =
    email === undefined ? undefined : (await peil.signIn(email, roles, { secondFactor })).cookie
  return { name, cookie, roles, registered, secondFactor }
}

type Expected = 'an answer' | 'sign-in' | 'second-factor' | 'not-found'

function expected(access: Access, who: Visitor): Expected {
  if (access === 'anyone') return 'an answer'
  if (who.cookie === undefined) return 'sign-in'
  if (access === 'account') return 'an answer'
  if (access === 'professional') return who.registered ? 'an answer' : 'not-found'
  if (!access.some((role) => who.roles.includes(role))) return 'not-found'
  return who.secondFactor ? 'an answer' : 'second-factor'
}

// An id that nobody has, so that a page about one thing answers that it is not there.
function addressOf(route: Route): string {
  return `/krsd${route.path.replace(/:[a-z-]+(\{[^}]*\})?/gi, () => randomUUID())}`
}

describe('the interface for other systems', () => {
  for (const { description, access } of signedInRoutes) {
    const path = description.getRoutingPath()
    test(`GET ${path} is for ${access}`, async () => {
      for (const who of visitors) {
        const address = path.replace(':register', 'krsd').replace(':id', randomUUID())
        const response = await peil.get(`/api/v1${address}`, who.cookie)
        const { error } = (await response.json()) as { readonly error?: string }
        const what = `${who.name}: ${response.status} ${error}`
        assert.equal(response.headers.get('location'), null, what)
        assert.equal(response.headers.get('access-control-allow-origin'), null, what)
        const [status, said] = answerTo(who, path)
        assert.equal(response.status, status, what)
        assert.equal(error, said, what)
      }
    })
  }
})

// Of an application that nobody has, whoever works here learns that it is not there, but staff who
// have yet to take the second step learn not even that.
function answerTo(who: Visitor, path: string): readonly [number, string | undefined] {
  switch (expected(path.includes('/:id') ? 'account' : 'professional', who)) {
    case 'sign-in':
      return [401, 'sign-in']
    case 'second-factor':
      return [403, 'second-factor']
    case 'not-found':
      return [404, 'not-found']
    case 'an answer':
      if (!path.includes('/:id')) return [200, undefined]
      return who.secondFactor ? [404, 'not-found'] : [403, 'second-factor']
  }
}

for (const route of [...routes, ...demoOnlyRoutes]) {
  test(`${route.method} ${route.path} is for ${String(route.access)}`, async () => {
    for (const who of visitors) {
      // Signing out would end the session that the next page needs.
      if (route.path === '/uitloggen') continue
      const address = addressOf(route)
      const response =
        route.method === 'GET'
          ? await peil.get(address, who.cookie)
          : await peil.post(address, { 'nothing-of-this': 'form' }, who.cookie)
      const location = response.headers.get('location') ?? ''
      const what = `${who.name}: ${response.status} ${location}`
      switch (expected(route.access, who)) {
        case 'sign-in':
          assert.equal(response.status, 303, what)
          assert.match(location, /^\/krsd\/inloggen\?terug=/, what)
          break
        case 'second-factor':
          assert.equal(response.status, 303, what)
          assert.match(location, /^\/krsd\/inloggen\/tweede-stap/, what)
          break
        case 'not-found':
          assert.equal(response.status, 404, what)
          break
        case 'an answer':
          assert.ok(response.status < 500, what)
          if (who.cookie === undefined) assert.doesNotMatch(location, /inloggen\?terug/, what)
          if (!route.path.includes(':') && route.method === 'GET' && response.status === 404) {
            assert.ok(route.access === 'account' || route.access === 'anyone', what)
          }
          break
      }
    }
  })
}
