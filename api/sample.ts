import { createRoute, z } from '@hono/zod-openapi'
import { hasSample, publishedSample } from '#domain/certification/sample/queries.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Answer } from './answer.ts'
import { described, problem, refusal } from './answer.ts'

const count = z.int().min(0)

export const sample = z
  .object({
    register: z.string().openapi({ example: 'lklr' }),
    quarters: z.array(
      z.object({
        quarter: z.string().openapi({ example: '2026-Q4' }),
        hash: z.string().openapi({ description: 'SHA-256 of the seed, hexadecimal.' }),
        committedOn: z.iso.date().openapi({ description: 'When the hash entered the record.' }),
        seed: z.string().nullable().openapi({
          description: 'Hexadecimal; null until the quarter is over.',
        }),
        revealedOn: z.iso.date().nullable(),
        draws: z
          .object({
            percentages: z.array(z.number()).openapi({
              description: 'The shares that were asked for; one, unless the regulation changed.',
            }),
            applications: count,
            drawnApplications: count
              .nullable()
              .openapi({ description: 'Null where applications are not drawn.' }),
            lines: count.nullable().openapi({ description: 'Null where lines are not drawn.' }),
            drawnLines: count.nullable(),
            besideLines: count.openapi({
              description: 'Looked at for a risk that the regulation names; no part of the sample.',
            }),
          })
          .nullable()
          .openapi({ description: 'Null until the quarter is over.' }),
        failures: z
          .object({
            quarters: z.array(z.string()).openapi({
              description: 'The quarters that are told of together, where each has too few files.',
            }),
            applications: count.nullable(),
            lines: count.nullable().openapi({
              description: 'The lines of the sample that were judged; null where it is withheld.',
            }),
            failed: count.nullable(),
            besideLines: count.nullable(),
            besideFailed: count.nullable(),
          })
          .nullable()
          .openapi({ description: 'Null until all of it is decided.' }),
      }),
    ),
  })
  .openapi('Sample')

export type SampleBody = z.output<typeof sample>

/** GET /{register}/sample: what the sample of each quarter came to. */
export const sampleRoute = createRoute({
  method: 'get',
  path: '/{register}/sample',
  operationId: 'getSample',
  summary: 'What the sample of each quarter came to',
  description:
    'What was promised, drawn and rejected, the newest quarter first, without anything about people. With fewer than 10 files the failures are told of several quarters together, or not at all.',
  request: {
    params: z.object({
      register: z.string().openapi({ description: 'The id of the register.', example: 'lklr' }),
    }),
  },
  responses: {
    200: described(sample, 'The quarters.'),
    404: described(problem, 'There is no such register, or nothing is drawn in it.'),
    429: described(problem, 'Too many questions from this address; try again in a minute.'),
  },
})

/** Gives what is published of the sample of a register. */
export async function giveSample(
  platform: Platform,
  asked: string,
  address: string,
): Promise<Answer<SampleBody>> {
  const register = platform.registers.get(asked)
  if (register === undefined) {
    return refusal(404, 'unknown-register', 'There is no such register.')
  }
  if (!hasSample(register)) {
    return refusal(404, 'not-found', 'Nothing is drawn in this register.')
  }
  if (!platform.lookups.take('sample', address)) {
    return refusal(429, 'too-often', 'Too many questions. Try again in a minute.')
  }
  const found = await inRegister(
    platform,
    { register, readOnly: true },
    { kind: 'visitor' },
    publishedSample,
  )
  const quarters = found.map(({ quarter, hash, committedOn, revealed, draws, failures }) => ({
    quarter,
    hash,
    committedOn: committedOn.toString(),
    seed: revealed?.seed ?? null,
    revealedOn: revealed?.on.toString() ?? null,
    draws: draws === undefined ? null : { ...draws, percentages: [...draws.percentages] },
    failures: failures === undefined ? null : { ...failures, quarters: [...failures.quarters] },
  }))
  return { status: 200, body: { register: register.id, quarters } }
}
