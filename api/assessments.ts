import { createRoute, z } from '@hono/zod-openapi'
import type { Platform } from '#domain/platform/context/platform.ts'
import { usualLookups } from '#domain/platform/look-up/limit-lookups.ts'
import type { AssessmentAnswer } from '#regulations/answer.ts'
import { answerFor } from '#regulations/answer.ts'
import { pinnedVersion } from '#regulations/load.ts'
import type { Match, Versions } from '#regulations/match-dossier.ts'
import { matchDossier } from '#regulations/match-dossier.ts'
import type { Mistake } from '#regulations/mistakes.ts'
import type { Register } from '#regulations/register.ts'
import type { Answer } from './answer.ts'
import { described, problem, refusal } from './answer.ts'
import { readDay, readQuery, shown } from './query.ts'
import { limitsInWords, readSentDossier } from './sent-dossier.ts'

const mostMistakes = 100
const longestMessage = 500

/** POST /{register}/assessments: holds a dossier against the norms of a register. */
export const assessmentsRoute = createRoute({
  method: 'post',
  path: '/{register}/assessments',
  operationId: 'assessDossier',
  summary: 'Hold a dossier against the norms of a register',
  description: [
    'Says what counts, what does not and why, and what is missing: the same answer as `peil assess --json`. Nothing is kept.',
    `${limitsInWords} ${usualLookups.assessment} times a minute from one address.`,
  ].join('\n\n'),
  request: {
    params: z.object({
      register: z.string().openapi({ description: 'The id of the register.', example: 'krsd' }),
    }),
    query: z.object({
      on: z.iso.date().optional().openapi({
        description:
          'The day of the assessment; otherwise the day of submission, or else today in the Netherlands.',
        example: '2022-12-15',
      }),
      before: z.iso.date().optional().openapi({
        description:
          'Also say whether the norms will be met before this day, with what is planned.',
        example: '2023-06-01',
      }),
      version: z.iso.date().optional().openapi({
        description:
          'The first day of a version of the regulation; otherwise the one that applies to the dossier.',
        example: '2021-01-01',
      }),
    }),
    body: {
      required: true,
      description: 'A dossier. Any content type will do.',
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/Dossier' },
          example: {
            kind: 'first',
            submittedOn: '2022-12-15',
            activities: [
              {
                id: 'a',
                kind: 'training',
                title: 'Morele oordeelsvorming',
                completedOn: '2022-03-01',
                hours: 23.5,
                attributes: { accredited: true },
                state: 'approved',
              },
            ],
          },
        },
      },
    },
  },
  responses: {
    200: described({ $ref: '#/components/schemas/Assessment' }, 'The assessment.'),
    400: described(problem, 'The question is not right, or the body is no JSON.'),
    404: described(problem, 'There is no such register, or no such version.'),
    413: described(problem, 'The body is too large.'),
    422: described(problem, 'The dossier is not right; `mistakes` says where and how to mend it.'),
    429: described(problem, 'Too often from this address; try again in a minute.'),
  },
})

/** Holds a dossier that was sent against the norms of a register. Keeps nothing. */
export async function assessSent(
  platform: Platform,
  asked: { readonly register: string; readonly request: Request },
  address: string,
): Promise<Answer<AssessmentAnswer>> {
  const register = platform.registers.get(asked.register)
  if (register === undefined) {
    return refusal(404, 'unknown-register', 'There is no such register.')
  }
  if (!platform.lookups.take('assessment', address)) {
    return refusal(429, 'too-often', 'Too many assessments. Try again in a minute.')
  }
  const query = readQuery(new URL(asked.request.url), ['on', 'before', 'version'])
  if (query.is === 'refused') return query.answer
  const on = readDay('on', query.values.on)
  if (on.is === 'refused') return on.answer
  const before = readDay('before', query.values.before)
  if (before.is === 'refused') return before.answer
  const versions = versionsOf(register, query.values.version)
  if (versions === undefined) return unknownVersion(register, query.values.version ?? '')
  const sent = await readSentDossier(asked.request, before.day !== undefined)
  if (sent.is === 'refused') return sent.answer
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
  return answerTo(register, matchDossier(sent.content, versions, on.day, today), before.day)
}

function answerTo(
  register: Register,
  match: Match,
  before: Temporal.PlainDate | undefined,
): Answer<AssessmentAnswer> {
  switch (match.is) {
    case 'matched':
      return { status: 200, body: answerFor(match, before) }
    case 'mistaken':
      return mistaken(match.mistakes)
    case 'no-version': {
      const message = `${register.id} had no regulation yet on ${match.on}.`
      return refusal(422, 'unknown-version', message)
    }
  }
}

function versionsOf(register: Register, version: string | undefined): Versions | undefined {
  if (version === undefined) return { is: 'register', versions: register.versions }
  const compiled = pinnedVersion(register, version)
  return compiled && { is: 'version', compiled }
}

function unknownVersion({ id, versions }: Register, version: string): Answer<never> {
  const known = versions.map(({ regulation }) => regulation.version.toString()).join(', ')
  const message = `${id} has no version ${shown(version)}; there is ${known}.`
  return refusal(404, 'unknown-version', message)
}

// A mistake in a file is said in Dutch, with the gist in English in brackets behind it.
function inEachLanguage(message: string): { readonly dutch: string; readonly english?: string } {
  const [, dutch = message, english] = /^(.*\S) \(([^()]+)\)$/s.exec(message) ?? []
  return english === undefined ? { dutch } : { dutch, english }
}

function mistaken(mistakes: readonly Mistake[]): Answer<never> {
  const listed = mistakes.slice(0, mostMistakes).map(({ path, message }) => {
    const { dutch, english } = inEachLanguage(message)
    return {
      pointer: pointerTo(path),
      message: dutch.length > longestMessage ? `${dutch.slice(0, longestMessage)}…` : dutch,
      ...(english === undefined ? {} : { english }),
    }
  })
  const more = mistakes.length - listed.length
  return {
    status: 422,
    body: {
      error: 'wrong-dossier',
      message: `The dossier has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}.`,
      mistakes: listed,
      ...(more === 0 ? {} : { more }),
    },
  }
}

/** A place in a body, as RFC 6901 writes it. */
function pointerTo(path: Mistake['path']): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
