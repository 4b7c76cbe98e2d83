import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import type { Platform } from '#domain/shared/context.ts'
import { lookUp, registrationRoute } from './registrations.ts'

/**
 * The interface for other systems, to be mounted at /api/v1, with its description at openapi.json.
 * It gives what everybody may see, so that any website may ask for it.
 */
export function makeApi(platform: Platform, addressOf: (c: HonoContext) => string): OpenAPIHono {
  const api = new OpenAPIHono()
  api.openapi(registrationRoute, async (c) => {
    const { status, body } = await lookUp(platform, c.req.valid('param'), addressOf(c))
    c.header('cache-control', 'no-store')
    c.header('access-control-allow-origin', '*')
    if (status === 429) c.header('retry-after', '60')
    return status === 200 ? c.json(body, 200) : c.json(body, status)
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
