import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { z } from 'zod'
import type { Platform } from '#domain/platform/context/platform.ts'
import { assessmentAnswer } from '#regulations/answer.ts'
import { dossierFile } from '#regulations/dossier.ts'
import { notFound, refusal, send, sendToAnybody } from './answer.ts'
import { applicationRoute } from './applications.ts'
import { assessmentsRoute, assessSent } from './assessments.ts'
import { assessmentRoute, dossierRoute } from './dossier.ts'
import { lookUp, registrationRoute } from './registrations.ts'
import { giveSample, sampleRoute } from './sample.ts'
import { seriesRoute } from './series.ts'
import type { SignedInRoute } from './signed-in.ts'

/** What needs a session, and so goes through the gate of the pages. */
export const signedInRoutes: readonly SignedInRoute[] = [
  dossierRoute,
  assessmentRoute,
  seriesRoute,
  applicationRoute,
]

/** What the interface needs to know of the server that it is mounted on. */
export interface Mounting {
  readonly addressOf: (c: HonoContext) => string
  /** The name of the cookie that holds a session. */
  readonly sessionCookie: string
}

/**
 * The interface for other systems, to be mounted at /api/v1, with its description at openapi.json.
 * What is here is for everybody, so that any website may ask for it.
 */
export function makeApi(platform: Platform, { addressOf, sessionCookie }: Mounting): OpenAPIHono {
  const api = new OpenAPIHono()
  describe(api, sessionCookie)
  api.get(registrationRoute.getRoutingPath(), async (c) => {
    const asked = { register: c.req.param('register') ?? '', number: c.req.param('number') ?? '' }
    return sendToAnybody(await lookUp(platform, asked, addressOf(c)))
  })
  api.get(sampleRoute.getRoutingPath(), async (c) =>
    sendToAnybody(await giveSample(platform, c.req.param('register') ?? '', addressOf(c))),
  )
  const assessments = assessmentsRoute.getRoutingPath()
  api.post(assessments, async (c) => {
    const asked = { register: c.req.param('register') ?? '', request: c.req.raw }
    return sendToAnybody(await assessSent(platform, asked, addressOf(c)))
  })
  api.options(assessments, () => new Response(null, { status: 204, headers: preflight }))
  api.all(assessments, () =>
    send(refusal(405, 'not-allowed', 'Send a dossier with POST.'), { allow: 'POST, OPTIONS' }),
  )
  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Peil',
      version: '1',
      description:
        'What the public registers of this installation show, what their samples came to, and what their regulations find of a dossier. Whoever signs in gets their own dossier, and what they may see of applications.',
      license: { name: 'EUPL-1.2' },
    },
    servers: [{ url: `${platform.origin}/api/v1` }],
  })
  api.all('*', () => send(notFound))
  return api
}

/** What a browser is told that asks whether a website may send a dossier here. */
const preflight = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '86400',
}

function describe({ openAPIRegistry: registry }: OpenAPIHono, sessionCookie: string): void {
  registry.registerComponent('schemas', 'Dossier', jsonSchema(dossierFile, 'input'))
  registry.registerComponent('schemas', 'Assessment', jsonSchema(assessmentAnswer, 'output'))
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookie,
    description: 'The session of somebody who signed in on the pages.',
  })
  registry.registerPath(registrationRoute)
  registry.registerPath(sampleRoute)
  registry.registerPath(assessmentsRoute)
  for (const { description } of signedInRoutes) registry.registerPath(description)
}

// OpenAPI 3.1 takes JSON Schema as it is, so that this is the very schema of `peil schema dossier`.
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, '~standard': __, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}
