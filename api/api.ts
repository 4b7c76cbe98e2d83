import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { z } from 'zod'
import type { Platform } from '#domain/platform/context/platform.ts'
import { assessmentAnswer } from '#regulations/answer.ts'
import { dossierFile } from '#regulations/dossier.ts'
import type { Answer } from './answer.ts'
import {
  apiVersion,
  forAnybody,
  notFound,
  refusal,
  securityHeaders,
  send,
  sendToAnybody,
} from './answer.ts'
import { applicationRoute } from './applications.ts'
import { assessmentsRoute, assessSent } from './assessments.ts'
import {
  attendanceListRoute,
  giveAttendance,
  sendAttendanceRoute,
  submissionRoute,
  takeAttendance,
  takeSubmission,
  takeToken,
  tokenRoute,
} from './attendance.ts'
import { assessmentRoute, dossierRoute } from './dossier.ts'
import { inDutch } from './dutch-terms.ts'
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
    const { register = '', number = '' } = c.req.param()
    const asked = { register, number, url: new URL(c.req.url) }
    return sendToAnybody(await lookUp(platform, asked, addressOf(c)))
  })
  api.get(sampleRoute.getRoutingPath(), async (c) => {
    const asked = { register: c.req.param('register') ?? '', url: new URL(c.req.url) }
    return sendToAnybody(await giveSample(platform, asked, addressOf(c)))
  })
  const assessments = assessmentsRoute.getRoutingPath()
  api.post(assessments, async (c) => {
    const asked = { register: c.req.param('register') ?? '', request: c.req.raw }
    return sendToAnybody(await assessSent(platform, asked, addressOf(c)))
  })
  const program = (c: HonoContext) => ({
    register: c.req.param('register') ?? '',
    id: c.req.param('id') ?? '',
    request: c.req.raw,
    address: addressOf(c),
  })
  api.post(sendAttendanceRoute.getRoutingPath(), async (c) =>
    sendToProgram(await takeAttendance(platform, program(c))),
  )
  api.post(submissionRoute.getRoutingPath(), async (c) =>
    sendToProgram(await takeSubmission(platform, program(c))),
  )
  api.get(attendanceListRoute.getRoutingPath(), async (c) =>
    sendToProgram(await giveAttendance(platform, program(c))),
  )
  api.post(tokenRoute.getRoutingPath(), async (c) =>
    sendToProgram(await takeToken(platform, program(c))),
  )
  api.options(
    assessments,
    () => new Response(null, { status: 204, headers: { ...securityHeaders, ...preflight } }),
  )
  // Any website may read the description.
  api.use('/openapi.json', async (c, next) => {
    await next()
    for (const [name, value] of Object.entries({ ...securityHeaders, ...forAnybody })) {
      c.header(name, value)
    }
  })
  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Peil',
      version: apiVersion,
      description:
        'Wat de openbare registers hier tonen, wat hun steekproeven opleverden, en wat hun reglementen van een dossier vinden. Wie inlogt, krijgt het eigen dossier, en wat die van aanvragen mag zien. De namen zijn Engels; bij elke naam staat de Nederlandse term als titel.',
      contact: {
        name: 'Beheerder van Peil',
        email: platform.contact,
        url: `${platform.origin}/api`,
      },
      license: { name: 'EUPL-1.2' },
    },
    servers: [{ url: `${platform.origin}/api/v1` }],
  })
  for (const [path, methods] of methodsOf(openRoutes, signedInRoutes)) {
    const allow = methods.join(', ')
    const detail = `Op dit adres kan alleen ${methods.join(' of ')}.`
    api.all(path, () => send(refusal(405, 'not-allowed', detail), { allow }))
  }
  api.all('*', () => send(notFound))
  return api
}

/** What needs no session. */
const openRoutes = [
  sendAttendanceRoute,
  submissionRoute,
  attendanceListRoute,
  tokenRoute,
  registrationRoute,
  sampleRoute,
  assessmentsRoute,
] as const

// Of each path the methods that it takes.
function methodsOf(
  open: typeof openRoutes,
  signedIn: readonly SignedInRoute[],
): ReadonlyMap<string, readonly string[]> {
  const taken = new Map<string, readonly string[]>([['/openapi.json', ['GET', 'HEAD']]])
  for (const route of [...open, ...signedIn.map(({ description }) => description)]) {
    const more = route === assessmentsRoute ? ['POST', 'OPTIONS'] : [route.method.toUpperCase()]
    const path = route.getRoutingPath()
    const all = more[0] === 'GET' ? ['GET', 'HEAD'] : more
    taken.set(path, [...(taken.get(path) ?? []), ...all])
  }
  return taken
}

// RFC 9110 wants it said how a program shows who it is.
function sendToProgram(answer: Answer<unknown>): Response {
  return send(answer, answer.status === 401 ? { 'www-authenticate': 'Bearer' } : {})
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
    description: 'De sessie van wie op de website is ingelogd.',
  })
  registry.registerComponent('securitySchemes', 'sender', {
    type: 'http',
    scheme: 'bearer',
    description: 'De sleutel die een organisatie voor een programma maakt.',
  })
  registry.registerComponent('securitySchemes', 'senderToken', {
    type: 'oauth2',
    description: 'Een token dat een programma met zijn sleutelpaar krijgt (private_key_jwt).',
    flows: {
      clientCredentials: {
        tokenUrl: '%7Bregister%7D/token',
        scopes: {
          'attendance:write': 'Doorgeven wie er bij een uitvoering was.',
          'attendance:read': 'Zien hoe het met gestuurde lijsten staat.',
        },
      },
    },
  })
  for (const route of openRoutes) registry.registerPath(route)
  for (const { description } of signedInRoutes) registry.registerPath(description)
}

// OpenAPI 3.1 takes JSON Schema as it is, so that this is the schema of `peil schema dossier`, with the Dutch terms.
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, '~standard': __, ...rest } = z.toJSONSchema(schema, { io })
  return inDutch(rest)
}
