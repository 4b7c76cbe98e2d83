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
import {
  described,
  describedProblem,
  describedTooOften,
  noSuchRegister,
  refusal,
} from './answer.ts'
import { readQuery, shown } from './query.ts'
import { limitsInWords, readSentDossier } from './sent-dossier.ts'

const mostMistakes = 100
const longestMessage = 500

/** POST /{register}/assessments: holds a dossier against the norms of a register. */
export const assessmentsRoute = createRoute({
  method: 'post',
  path: '/{register}/assessments',
  operationId: 'assessDossier',
  summary: 'Een dossier naast de normen van een register leggen',
  description: [
    'Zegt wat meetelt, wat niet en waarom, en wat er ontbreekt: hetzelfde antwoord als `peil assess --json`. Er wordt niets bewaard.',
    `${limitsInWords} ${usualLookups.assessment} keer per minuut van één adres.`,
  ].join('\n\n'),
  request: {
    params: z.object({
      register: z.string().openapi({
        title: 'register',
        description: 'Hoe het register in het adres heet.',
        example: 'krsd',
      }),
    }),
    query: z.object({
      on: z.iso.date().optional().openapi({
        title: 'op',
        description:
          'De dag waarop wordt beoordeeld; anders de dag van insturen, en anders vandaag in Nederland.',
        example: '2022-12-15',
      }),
      before: z.iso.date().optional().openapi({
        title: 'vóór',
        description: 'Zeg ook of de normen vóór deze dag worden gehaald, met wat er gepland is.',
        example: '2023-06-01',
      }),
      version: z.iso.date().optional().openapi({
        title: 'versie',
        description:
          'De eerste dag van een versie van het reglement; anders de versie die voor het dossier geldt.',
        example: '2021-01-01',
      }),
    }),
    body: {
      required: true,
      description: 'Een dossier. Elk content type is goed.',
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
    200: described({ $ref: '#/components/schemas/Assessment' }, 'De beoordeling.'),
    400: describedProblem(
      'De vraag klopt niet, wat is gestuurd is geen JSON, of het dossier klopt niet: dan zegt `mistakes` waar en hoe het goed komt.',
    ),
    404: describedProblem('Het register of de versie is er niet.'),
    413: describedProblem('Wat is gestuurd, is te groot.'),
    429: describedTooOften('Te vaak van dit adres. Probeer het over een minuut opnieuw.'),
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
    return refusal(404, 'unknown-register', noSuchRegister)
  }
  if (!platform.lookups.take('assessment', address)) {
    return refusal(429, 'too-often', 'Te vaak gevraagd. Probeer het over een minuut opnieuw.')
  }
  const url = new URL(asked.request.url)
  const query = readQuery(url, { days: ['on', 'before'], texts: ['version'] })
  if (query.is === 'refused') return query.answer
  const { on, before } = query.days
  const { version } = query.texts
  const versions = versionsOf(register, version)
  if (versions === undefined) return unknownVersion(register, version ?? '')
  const sent = await readSentDossier(asked.request, before !== undefined)
  if (sent.is === 'refused') return sent.answer
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
  return answerTo(register, matchDossier(sent.content, versions, on, today), before)
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
      const message = `${register.id} had op ${match.on} nog geen reglement.`
      return refusal(400, 'unknown-version', message)
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
  const message = `${id} heeft geen versie ${shown(version)}; er is ${known}.`
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
  const there = mistakes.length === 1 ? 'Er staat een fout' : `Er staan ${mistakes.length} fouten`
  const refused = refusal(400, 'wrong-dossier', `${there} in het dossier.`)
  return {
    ...refused,
    body: {
      ...refused.body,
      mistakes: listed,
      ...(more === 0 ? {} : { more }),
    },
  }
}

/** A place in a body, as RFC 6901 writes it. */
function pointerTo(path: Mistake['path']): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
