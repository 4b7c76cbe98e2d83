import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import type { Platform } from '#domain/shared/context.ts'
import type { LookupOutcome } from './registrations.ts'
import { lookUp, registrationRoute } from './registrations.ts'

/**
 * The interface for other systems, to be mounted at /api/v1, with its description at openapi.json.
 * It gives what everybody may see, so that any website may ask for it.
 */
export function makeApi(platform: Platform, addressOf: (c: HonoContext) => string): OpenAPIHono {
  const api = new OpenAPIHono()
  api.openAPIRegistry.registerPath(registrationRoute)
  api.get(registrationRoute.getRoutingPath(), async (c) => {
    const asked = { register: c.req.param('register') ?? '', number: c.req.param('number') ?? '' }
    const { status, body } = await lookUp(platform, asked, addressOf(c))
    return new Response(JSON.stringify(body), { status, headers: headersOf(status) })
  })
  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Peil',
      version: '1',
      description: 'What the public registers of this installation show.',
      license: { name: 'EUPL-1.2' },
    },
    servers: [{ url: `${platform.origin}/api/v1` }],
  })
  api.all('*', (c) => c.json({ error: 'not-found', message: 'There is nothing here.' }, 404))
  return api
}

const headers = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'access-control-allow-origin': '*',
  'x-content-type-options': 'nosniff',
}
const headersWhenTooOften = { ...headers, 'retry-after': '60' }

function headersOf(status: LookupOutcome['status']): Readonly<Record<string, string>> {
  return status === 429 ? headersWhenTooOften : headers
}
