import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import type { RulesetDefinition } from '@stoplight/spectral-core'
import spectral from '@stoplight/spectral-core'
import functions from '@stoplight/spectral-functions'
import rulesets from '@stoplight/spectral-rulesets'
import pino from 'pino'
import { parse } from 'yaml'
import { makeApp } from '#server/app.ts'
import { testPlatform } from '#testing/platform.ts'
import { apiVersion, problem } from './answer.ts'

// The interface, judged by the rules for APIs of the Dutch government.

const peil = await testPlatform()
const origin = 'https://peil.test'

// The rules name their functions; Spectral wants the functions themselves.
async function judge() {
  const file = new URL('../testing/judges/nlgov/rules.yaml', import.meta.url)
  const { rules } = parse(await readFile(file, 'utf8'))
  const named = new Map<string, unknown>(Object.entries(functions))
  for (const rule of Object.values<{ then?: { function: unknown } } | string>(rules)) {
    if (typeof rule === 'string' || rule.then === undefined) continue
    const found = named.get(String(rule.then.function))
    assert.ok(found, `no function ${rule.then.function}`)
    rule.then.function = found
  }
  const judge = new spectral.Spectral()
  judge.setRuleset({ extends: [[rulesets.oas, 'off']], rules } as RulesetDefinition)
  return judge
}

// As it is where people use it, by https.
async function described(): Promise<Record<string, unknown>> {
  const health = async () => ({ healthy: true, facts: {} })
  const platform = Object.create(peil.platform, { origin: { value: origin } })
  const app = makeApp(platform, health, pino({ level: 'silent' }))
  const answer = await app.request(`${origin}/api/v1/openapi.json`)
  assert.match(answer.headers.get('strict-transport-security') ?? '', /^max-age=31536000/)
  return (await answer.json()) as never
}

const findings = async (description: Record<string, unknown>) =>
  (await (await judge()).run(description)).map(
    ({ code, path, message }) => `${code} ${path.join('/')}: ${message}`,
  )

test('the rule set of Logius finds nothing', async () => {
  assert.deepEqual(await findings(await described()), [])
})

test('the judge finds what is wrong', async () => {
  const spoiled = JSON.parse(JSON.stringify(await described()))
  spoiled.info.version = '1'
  delete spoiled.info.contact
  spoiled.servers[0].url = 'http://peil.test/api'
  const sample = spoiled.paths['/{register}/sample'].get.responses
  delete sample[200].headers
  sample[404].content = { 'application/json': sample[404].content['application/problem+json'] }
  const codes = new Set((await findings(spoiled)).map((one) => one.split(' ')[0]))
  for (const code of [
    'nlgov:semver',
    'info-contact',
    'nlgov:include-major-version-in-uri',
    'nlgov:servers-use-https',
    'nlgov:missing-header',
    'nlgov:use-problem-schema',
  ]) {
    assert.ok(codes.has(code), code)
  }
})

describe('what no rule set sees', () => {
  test('every answer says its version, is kept from a browser’s hands, and what went wrong is a problem', async () => {
    for (const [path, status] of [
      ['openapi.json', 200],
      ['krsd/registrations/abc', 400],
      ['nope/registrations/1', 404],
      ['krsd/registrations/999999', 404],
      ['krsd/assessments', 405],
      ['lklr/sample', 200],
      ['krsd/dossier', 401],
      ['nothing', 404],
    ] as const) {
      const answer = await peil.get(`/api/v1/${path}`)
      assert.equal(answer.status, status, path)
      const { headers } = answer
      assert.equal(headers.get('api-version'), apiVersion, path)
      assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'/, path)
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
      assert.equal(headers.get('x-frame-options'), 'DENY', path)
      assert.match(headers.get('cache-control') ?? '', /no-store/, path)
      if (status < 400) continue
      assert.equal(headers.get('content-type'), 'application/problem+json', path)
      const told = problem.strict().parse(await answer.json())
      assert.equal(told.status, status, path)
      assert.ok(told.title !== '' && told.detail !== '', path)
    }
  })

  test('any website may read the description, by its Dutch terms', async () => {
    const answer = await peil.get('/api/v1/openapi.json')
    assert.equal(answer.headers.get('access-control-allow-origin'), '*')
    const { components } = (await answer.json()) as {
      components: { schemas: Record<string, object> }
    }
    const untold: string[] = []
    const visit = (each: unknown, at: string) => {
      if (typeof each !== 'object' || each === null) return
      if ('properties' in each && typeof each.properties === 'object') {
        for (const [name, property] of Object.entries(each.properties ?? {})) {
          const { title, description } = property as { title?: string; description?: string }
          if (!title || !description) untold.push(`${at}/${name}`)
        }
      }
      for (const [name, inside] of Object.entries(each)) visit(inside, `${at}/${name}`)
    }
    assert.ok('Dossier' in components.schemas && 'Assessment' in components.schemas)
    visit(components.schemas, 'schemas')
    assert.deepEqual(untold, [])
  })
})
