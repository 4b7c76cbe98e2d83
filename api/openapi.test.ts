import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, describe, test } from 'node:test'
import { z } from 'zod'
import { assessmentAnswer } from '#regulations/answer.ts'
import { dossierFile } from '#regulations/dossier.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { enough, file, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { problem } from './answer.ts'
import { registration } from './registrations.ts'
import { sample } from './sample.ts'
import { ownSeries } from './series.ts'

const peil = await testPlatform()
let farid: CastProfessional
let application: string

before(async () => {
  await peil.setToday('2026-11-20')
  farid = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    lastName: 'El Amrani',
  })
  await professional(peil, {
    email: 'judith@voorbeeld.nl',
    firstName: 'Judith',
    lastName: 'Bos',
    status: 'certified',
    validFirst: '2024-02-01',
    validLast: '2027-01-31',
  })
  await enough(peil, farid, '2026-05-01')
  application = await file(peil, farid, '2026-11-20')
})

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>
    readonly securitySchemes: Readonly<Record<string, object>>
  }
}

interface Operation {
  readonly security?: readonly object[]
  readonly description?: string
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly example: unknown }>>
  }
  readonly responses: Readonly<Record<string, object>>
}

const description = async () =>
  (await (await peil.get('/api/v1/openapi.json')).json()) as Description

/** What each schema of the description describes. */
const schemas: Readonly<Record<string, z.ZodType>> = {
  Assessment: assessmentAnswer,
  Dossier: dossierFile,
  Problem: problem,
  Registration: registration,
  Sample: sample,
  Series: ownSeries,
}

describe('the description', () => {
  test('has every path, and says where a session is needed', async () => {
    const { paths, components } = await description()
    const asked = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(
        ([method, { security }]) =>
          `${method} ${path}${security === undefined ? '' : ' signed in'}`,
      ),
    )
    assert.deepEqual(asked.toSorted(), [
      'get /{register}/applications/{id}/assessment signed in',
      'get /{register}/assessment signed in',
      'get /{register}/attendance-lists/{id} signed in',
      'get /{register}/dossier signed in',
      'get /{register}/registrations/{number}',
      'get /{register}/sample',
      'get /{register}/series signed in',
      'post /{register}/assessments',
      'post /{register}/attendance-lists signed in',
      'post /{register}/attendance-lists/{id}/submission signed in',
      'post /{register}/token',
    ])
    assert.deepEqual(Object.keys(components.schemas).toSorted(), Object.keys(schemas).toSorted())
    const { session } = components.securitySchemes
    assert.partialDeepStrictEqual(session, { type: 'apiKey', in: 'cookie', name: 'peil' })
  })

  test('is made of the very schemas that a dossier and an answer are read with', async () => {
    const { components } = await description()
    const of = (schema: z.ZodType, io: 'input' | 'output') => {
      const { properties, required } = z.toJSONSchema(schema, { io })
      return JSON.parse(JSON.stringify({ properties, required }))
    }
    assert.partialDeepStrictEqual(components.schemas.Dossier, of(dossierFile, 'input'))
    assert.partialDeepStrictEqual(components.schemas.Assessment, of(assessmentAnswer, 'output'))
  })

  test('has an example that gets an answer, and says the limits', async () => {
    const { paths } = await description()
    const operation = paths['/{register}/assessments']?.post
    assert.match(
      operation?.description ?? '',
      /512 KiB, 500 activiteiten, .* 200 activiteiten, waarvan 20 gepland\. 20 keer/,
    )
    const example = operation?.requestBody?.content['application/json']?.example
    const answer = await send('/api/v1/krsd/assessments', JSON.stringify(example))
    assert.equal(answer.status, 200)
  })

  test('refers to nothing that is not there', async () => {
    const whole = await description()
    const { schemas: known } = whole.components
    const named = [...JSON.stringify(whole).matchAll(/"\$ref":"([^"]*)"/g)]
    assert.ok(named.length > 5)
    for (const [, ref = ''] of named) {
      assert.ok(ref.replace('#/components/schemas/', '') in known, ref)
    }
  })
})

const send = (path: string, body: string) => peil.app.request(path, { method: 'POST', body })

describe('the how-to', async () => {
  const text = await readFile(new URL('../docs/how-to/use-the-api.md', import.meta.url), 'utf8')
  const [dossier = '', begin = ''] = blocks('json')

  function blocks(language: string): readonly string[] {
    return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
      ([, block = '']) => block,
    )
  }

  /** Does what the command does, and says whether it was answered as the description has it. */
  async function carryOut(command: string): Promise<Response> {
    const filled = command.replace('$APPLICATION', application)
    const address = /http:\/\/localhost:3000([^\s']*)/.exec(filled)?.[1] ?? ''
    const data = /--data-binary (@dossier\.json|'[^']*')/.exec(filled)?.[1]
    if (data !== undefined) {
      return send(address, data.startsWith('@') ? dossier : data.slice(1, -1))
    }
    return peil.get(address, filled.includes('--cookie "peil=$SESSION"') ? farid.cookie : undefined)
  }

  const schemaOf = (address: string) => {
    if (address.includes('/registrations/')) return registration
    if (/\/series$/.test(address)) return ownSeries
    if (/\/sample$/.test(address)) return sample
    return /\/dossier$/.test(address) ? dossierFile : assessmentAnswer
  }

  for (const command of blocks('sh').flatMap((block) => block.trim().split('\n'))) {
    test(command, async () => {
      const answer = await carryOut(command.replace('KRSD-000123', 'KRSD-000002'))
      const content = await answer.json()
      if (command.includes('{ "id": "a" }')) {
        assert.equal(answer.status, 400)
        assert.ok(problem.strict().parse(content).mistakes?.length)
        return
      }
      assert.equal(answer.status, 200, JSON.stringify(content))
      schemaOf(command).parse(content)
    })
  }

  test('the answer begins as it says', async () => {
    const answer = await send('/api/v1/krsd/assessments', dossier)
    assert.partialDeepStrictEqual(await answer.json(), JSON.parse(begin))
  })

  test('the limits are those of the description', async () => {
    const { paths } = await description()
    const said = paths['/{register}/assessments']?.post?.description ?? ''
    for (const limit of ['512 KiB', '500 activi', '200 activi']) {
      assert.ok(said.includes(limit) && text.includes(limit), limit)
    }
  })
})
