import { z } from '@hono/zod-openapi'

const errors = [
  'unknown-register',
  'unknown-version',
  'not-a-number',
  'wrong-query',
  'not-json',
  'wrong-dossier',
  'too-many',
  'too-large',
  'too-often',
  'not-found',
  'other-content',
  'moved',
  'gone',
  'not-allowed',
  'sign-in',
  'second-factor',
  'not-opened',
  'conflict',
  'broken',
  'unavailable',
] as const

const titles: Readonly<Record<(typeof errors)[number], string>> = {
  'unknown-register': 'Onbekend register',
  'unknown-version': 'Onbekende versie',
  'not-a-number': 'Geen registratienummer',
  'wrong-query': 'De vraag klopt niet',
  'not-json': 'Geen JSON',
  'wrong-dossier': 'Het dossier klopt niet',
  'too-many': 'Te veel in één keer',
  'too-large': 'Te groot',
  'too-often': 'Te vaak gevraagd',
  'not-found': 'Hier is niets',
  'other-content': 'Dit kenmerk hoort bij iets anders',
  moved: 'Opgegaan in een ander nummer',
  gone: 'Niet meer in gebruik',
  'not-allowed': 'Dit kan hier niet',
  'sign-in': 'Eerst inloggen',
  'second-factor': 'Eerst de tweede stap',
  'not-opened': 'Eerst het dossier openen',
  conflict: 'Er is een band met de aanvrager',
  broken: 'Er ging iets mis',
  unavailable: 'Nu even niet',
}

export type ErrorCode = (typeof errors)[number]

/** The version of the interface: its major part stands in the address, and all of it in each answer. */
export const apiVersion = '1.1.0'

/** What went wrong, as RFC 9457 has it, with what this interface adds. */
export const problem = z
  .object({
    status: z.int().openapi({
      title: 'status',
      description: 'De status van het antwoord, als getal.',
      example: 404,
    }),
    title: z.string().openapi({
      title: 'titel',
      description: 'Wat er is, in een paar woorden. Bij dezelfde `error` steeds hetzelfde.',
      example: 'Hier is niets',
    }),
    detail: z.string().openapi({
      title: 'uitleg',
      description: 'Wat er deze keer is, en zo mogelijk hoe het goed komt.',
      example: 'Het register toont niemand met dit nummer.',
    }),
    error: z.enum(errors).openapi({
      title: 'soort fout',
      description: 'Waar een programma op kan afgaan. Er kunnen soorten bij komen.',
      example: 'not-found',
    }),
    mistakes: z
      .array(
        z.object({
          pointer: z.string().openapi({
            title: 'plaats',
            description: 'Waar het staat in wat is gestuurd, als JSON Pointer (RFC 6901).',
            example: '/activities/0/kind',
          }),
          message: z.string().openapi({
            title: 'uitleg',
            description: 'Wat er niet klopt en hoe het goed komt, in het Nederlands.',
            example: 'onbekend soort chess; bekend: training',
          }),
          english: z.string().optional().openapi({
            title: 'uitleg in het Engels',
            description: 'De kern ervan in het Engels.',
            example: 'unknown kind',
          }),
        }),
      )
      .optional()
      .openapi({
        title: 'fouten',
        description: 'Wat er niet klopt in een dossier: de eerste honderd fouten.',
      }),
    more: z.int().optional().openapi({
      title: 'meer',
      description: 'Hoeveel fouten er niet bij staan.',
      example: 12,
    }),
  })
  .openapi('Problem')

export type Problem = z.output<typeof problem>

export type RefusedStatus =
  | 308
  | 400
  | 401
  | 403
  | 404
  | 405
  | 409
  | 410
  | 413
  | 422
  | 429
  | 500
  | 503

/** What the interface answers: a status and what goes out as JSON. */
export type Answer<Body> =
  | { readonly status: 200; readonly body: Body }
  | {
      readonly status: RefusedStatus
      readonly body: Problem
      /** Where what was asked for has gone. */
      readonly location?: string
      /** After how many seconds it may be asked again, where that is not a minute. */
      readonly retryAfter?: number
    }

/** An answer that is not the one that was asked for, and why. */
export function refusal(
  status: RefusedStatus,
  error: ErrorCode,
  detail: string,
): { readonly status: RefusedStatus; readonly body: Problem } {
  return { status, body: { status, title: titles[error], detail, error } }
}

/** What is said of a register that is not here. */
export const noSuchRegister = 'Dit register is er niet.'

/** The answer for what does not exist, or is somebody else's: nobody can tell the difference. */
export const notFound = refusal(404, 'not-found', 'Op dit adres is niets.')

/** Sends an answer to whoever asked; `more` are headers that go along. */
export function send(
  { status, body }: Answer<unknown>,
  more: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': status >= 400 ? problemType : 'application/json',
      ...securityHeaders,
      ...(status === 429 ? { 'retry-after': '60' } : {}),
      // RFC 9110 wants it said how somebody proves who they are.
      ...(status === 401 ? { 'www-authenticate': 'Cookie' } : {}),
      ...more,
    },
  })
}

/** Sends an answer that any website may ask for, since it holds nothing private. */
export function sendToAnybody(answer: Answer<unknown>): Response {
  const location = 'location' in answer ? answer.location : undefined
  const retryAfter = 'retryAfter' in answer ? answer.retryAfter : undefined
  return send(answer, {
    ...(location === undefined ? {} : { location }),
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    ...forAnybody,
  })
}

/** The media type of an answer that says what went wrong. */
const problemType = 'application/problem+json'

/** What goes along with whatever the interface answers, as the NLGov rules have it. */
export const securityHeaders = {
  'api-version': apiVersion,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const

/** What a website elsewhere needs to be let read an answer. */
export const forAnybody = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'api-version, retry-after, location',
  'cross-origin-resource-policy': 'cross-origin',
} as const

/** One answer in the description of the interface. */
export function described(schema: z.ZodType | { readonly $ref: string }, description: string) {
  return { description, headers: versionHeader, content: { 'application/json': { schema } } }
}

/** One answer in the description of the interface that says what went wrong. */
export function describedProblem(description: string) {
  return { description, headers: versionHeader, content: { [problemType]: { schema: problem } } }
}

/** The answer in the description of the interface to who asked too much, which says when it may be asked again. */
export function describedTooOften(description: string) {
  return {
    ...describedProblem(description),
    headers: {
      ...versionHeader,
      'Retry-After': {
        description: 'Na hoeveel seconden het weer kan.',
        required: true,
        schema: { type: 'integer' as const, minimum: 1, example: 60 },
      },
    },
  }
}

/** The answer in the description of the interface to a program that did not show who it is. */
export function describedUnknown(description: string) {
  return {
    ...describedProblem(description),
    headers: {
      ...versionHeader,
      'WWW-Authenticate': {
        description: 'Hoe iemand laat zien wie het is.',
        required: true,
        schema: { type: 'string' as const, example: 'Bearer' },
      },
    },
  }
}

const versionHeader = {
  'API-Version': {
    description: 'De hele versie van deze koppeling.',
    required: true,
    schema: { type: 'string' as const, example: apiVersion },
  },
}
