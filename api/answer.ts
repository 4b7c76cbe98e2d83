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
  'moved',
  'gone',
  'not-allowed',
  'sign-in',
  'second-factor',
  'not-opened',
  'conflict',
  'broken',
] as const

export const problem = z
  .object({
    error: z.enum(errors),
    message: z.string(),
    mistakes: z
      .array(
        z.object({
          pointer: z.string().openapi({
            description: 'Where in the body, as a JSON Pointer (RFC 6901).',
            example: '/activities/0/kind',
          }),
          message: z.string().openapi({
            description:
              'What is wrong and how to mend it, in Dutch, the language of the register.',
            example: 'onbekend soort chess; bekend: training',
          }),
          english: z.string().optional().openapi({
            description: 'The gist of it in English.',
            example: 'unknown kind',
          }),
        }),
      )
      .optional()
      .openapi({ description: 'What is wrong in a dossier: the first hundred mistakes.' }),
    more: z.int().optional().openapi({ description: 'How many mistakes are not listed.' }),
  })
  .openapi('Problem')

export type Problem = z.output<typeof problem>

export type RefusedStatus = 308 | 400 | 401 | 403 | 404 | 405 | 410 | 413 | 422 | 429 | 500

/** What the interface answers: a status and what goes out as JSON. */
export type Answer<Body> =
  | { readonly status: 200; readonly body: Body }
  | {
      readonly status: RefusedStatus
      readonly body: Problem
      /** Where what was asked for has gone. */
      readonly location?: string
    }

/** An answer that is not the one that was asked for, and why. */
export function refusal(
  status: RefusedStatus,
  error: Problem['error'],
  message: string,
): { readonly status: RefusedStatus; readonly body: Problem } {
  return { status, body: { error, message } }
}

/** The answer for what does not exist, or is somebody else's: nobody can tell the difference. */
export const notFound = refusal(404, 'not-found', 'There is nothing here.')

/** Sends an answer to whoever asked; `more` are headers that go along. */
export function send(
  { status, body }: Answer<unknown>,
  more: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
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
  return send(answer, {
    ...(location === undefined ? {} : { location }),
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  })
}

/** One answer in the description of the interface. */
export function described(schema: z.ZodType | { readonly $ref: string }, description: string) {
  return { description, content: { 'application/json': { schema } } }
}
