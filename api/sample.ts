import { createRoute, z } from '@hono/zod-openapi'
import { hasSample, publishedSample } from '#domain/certification/sample/queries.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Answer } from './answer.ts'
import {
  described,
  describedProblem,
  describedTooOften,
  noSuchRegister,
  refusal,
} from './answer.ts'
import { readQuery } from './query.ts'

const count = z.int().min(0)

const quarter = z.object({
  quarter: z.string().openapi({
    title: 'kwartaal',
    description: 'Het kwartaal waar het over gaat.',
    example: '2026-Q4',
  }),
  hash: z.string().openapi({
    title: 'hash',
    description: 'SHA-256 van het geheim waarmee is geloot, hexadecimaal.',
  }),
  committedOn: z.iso.date().openapi({
    title: 'vastgelegd op',
    description: 'De dag waarop de hash in het logboek kwam.',
  }),
  seed: z.string().nullable().openapi({
    title: 'geheim',
    description: 'Waarmee is geloot, hexadecimaal; null zolang het kwartaal loopt.',
  }),
  revealedOn: z.iso.date().nullable().openapi({
    title: 'bekendgemaakt op',
    description: 'De dag waarop het geheim bekend werd; null zolang het kwartaal loopt.',
  }),
  draws: z
    .object({
      percentages: z.array(z.number()).openapi({
        title: 'percentages',
        description:
          'Welk deel moest worden getrokken; één getal, tenzij het reglement veranderde.',
      }),
      applications: count.openapi({
        title: 'aanvragen',
        description: 'Hoeveel aanvragen er waren.',
      }),
      drawnApplications: count.nullable().openapi({
        title: 'getrokken aanvragen',
        description: 'Null als er geen aanvragen worden getrokken.',
      }),
      lines: count.nullable().openapi({
        title: 'regels',
        description: 'Hoeveel activiteiten er waren; null als die niet worden getrokken.',
      }),
      drawnLines: count.nullable().openapi({
        title: 'getrokken regels',
        description: 'Hoeveel activiteiten er zijn getrokken.',
      }),
      besideLines: count.openapi({
        title: 'regels ernaast',
        description: 'Bekeken om een risico dat het reglement noemt; geen deel van de steekproef.',
      }),
    })
    .nullable()
    .openapi({ title: 'trekking', description: 'Null zolang het kwartaal loopt.' }),
  failures: z
    .object({
      quarters: z.array(z.string()).openapi({
        title: 'kwartalen',
        description:
          'De kwartalen die samen worden verteld, als elk apart te weinig dossiers heeft.',
      }),
      applications: count.nullable().openapi({
        title: 'aanvragen',
        description: 'Hoeveel aanvragen zijn beoordeeld; null als dat niet wordt verteld.',
      }),
      lines: count.nullable().openapi({
        title: 'regels',
        description:
          'Hoeveel activiteiten van de steekproef zijn beoordeeld; null als dat niet wordt verteld.',
      }),
      failed: count
        .nullable()
        .openapi({ title: 'afgekeurd', description: 'Hoeveel daarvan zijn afgekeurd.' }),
      besideLines: count.nullable().openapi({
        title: 'regels ernaast',
        description: 'Hoeveel activiteiten ernaast zijn beoordeeld.',
      }),
      besideFailed: count.nullable().openapi({
        title: 'afgekeurd ernaast',
        description: 'Hoeveel daarvan zijn afgekeurd.',
      }),
    })
    .nullable()
    .openapi({ title: 'uitkomst', description: 'Null tot over alles is besloten.' }),
})

export const sample = z
  .object({
    register: z.string().openapi({
      title: 'register',
      description: 'Hoe het register in het adres heet.',
      example: 'lklr',
    }),
    quarters: z
      .array(quarter)
      .openapi({ title: 'kwartalen', description: 'De kwartalen, het nieuwste eerst.' }),
  })
  .openapi('Sample')

export type SampleBody = z.output<typeof sample>

/** GET /{register}/sample: what the sample of each quarter came to. */
export const sampleRoute = createRoute({
  method: 'get',
  path: '/{register}/sample',
  operationId: 'getSample',
  summary: 'Wat de steekproef per kwartaal opleverde',
  description:
    'Wat was vastgelegd, getrokken en afgekeurd, het nieuwste kwartaal eerst, zonder iets over mensen. Bij minder dan 10 dossiers wordt de uitkomst van een paar kwartalen samen verteld, of niet.',
  request: {
    params: z.object({
      register: z.string().openapi({
        title: 'register',
        description: 'Hoe het register in het adres heet.',
        example: 'lklr',
      }),
    }),
  },
  responses: {
    200: described(sample, 'De kwartalen.'),
    400: describedProblem('De vraag klopt niet.'),
    404: describedProblem('Het register is er niet, of er wordt niets getrokken.'),
    429: describedTooOften('Te veel vragen van dit adres. Probeer het over een minuut opnieuw.'),
  },
})

/** Gives what is published of the sample of a register. */
export async function giveSample(
  platform: Platform,
  asked: { readonly register: string; readonly url: URL },
  address: string,
): Promise<Answer<SampleBody>> {
  const register = platform.registers.get(asked.register)
  if (register === undefined) {
    return refusal(404, 'unknown-register', noSuchRegister)
  }
  const query = readQuery(asked.url)
  if (query.is === 'refused') return query.answer
  if (!hasSample(register)) {
    return refusal(404, 'not-found', 'In dit register wordt niets getrokken.')
  }
  if (!platform.lookups.take('sample', address)) {
    return refusal(429, 'too-often', 'Te veel vragen. Probeer het over een minuut opnieuw.')
  }
  const found = await inRegister(
    platform,
    { register, readOnly: true, mayLag: true },
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
