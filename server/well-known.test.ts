import assert from 'node:assert/strict'
import { test } from 'node:test'
import pino from 'pino'
import { makeApp } from '#server/app.ts'
import { testPlatform } from '#testing/platform.ts'

// What programs of others look for at fixed addresses.

const peil = await testPlatform()
const { origin } = peil.platform
const textAt = async (path: string) => {
  const answer = await peil.get(path)
  assert.equal(answer.status, 200, path)
  return answer.text()
}

test('whoever found a weakness reads where to tell of it, and until when that holds', async () => {
  const lines = (await textAt('/.well-known/security.txt')).split('\n')
  const of = (name: string) =>
    lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
  assert.match(of('Contact') ?? '', /^mailto:[^@\s]+@[^@\s]+$/)
  assert.equal(of('Canonical'), `${origin}/.well-known/security.txt`)
  const left = Temporal.Instant.from(of('Expires') ?? '').since(Temporal.Now.instant())
  assert.ok(left.total('days') > 150 && left.total('days') < 365)
})

test('a password manager is led to where a password is chosen anew', async () => {
  const answer = await peil.get('/.well-known/change-password')
  assert.equal(answer.status, 302)
  assert.equal((await peil.get(answer.headers.get('location') ?? '')).status, 200)
})

test('each page of the sitemap is there, may be kept, and says what it is about in words of its own', async () => {
  assert.match(await textAt('/robots.txt'), /^User-agent: \*\nDisallow: \/api\/\n/)
  const map = await textAt('/sitemap.xml')
  const pages = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) => address)
  assert.ok(pages.length > 50)
  const linked = new Set<string>()
  const said = new Map<string, string>()
  for (const address of pages) {
    assert.ok(address.startsWith(`${origin}/`), address)
    const html = await textAt(address.slice(origin.length))
    assert.doesNotMatch(html, /name="robots"/, address)
    const about = /<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? ''
    assert.ok(about.length > 15, `${address}: ${about}`)
    const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''
    assert.equal(said.get(title), undefined, `${address} has the title of ${said.get(title)}`)
    said.set(title, address)
    for (const [, href = ''] of html.matchAll(/href="(\/[^"?#]*)["?#]/g)) linked.add(href)
  }
  // And whatever they lead to that may be kept is in it, or is a way in.
  const listed = new Set(pages.map((address) => address.slice(origin.length)))
  for (const href of linked) {
    const ways =
      /\/(inloggen|aanmelden\/|uitspraken|reglement\/|teksten\/|klacht-of-bezwaar\/|assets|icoon)/
    if (listed.has(href) || ways.test(href) || href.startsWith('/assets')) continue
    const answer = await peil.get(href)
    const html = await answer.text()
    const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html')
    if (!isPage || answer.status !== 200) continue
    assert.match(html, /name="robots"/, `${href} is in no sitemap`)
  }
})

test('a demo is kept by no search engine', async () => {
  const platform = Object.create(peil.platform, { demo: { value: true } })
  const app = makeApp(
    platform,
    async () => ({ healthy: true, facts: {} }),
    pino({ level: 'silent' }),
  )
  const robots = await (await app.request(`${origin}/robots.txt`)).text()
  assert.match(robots, /^User-agent: \*\nDisallow: \/\n/)
})
