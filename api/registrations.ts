import { createRoute, z } from '@hono/zod-openapi'
import {
  readRegistrationNumber,
  registrationNumber,
} from '#domain/people/registration/registration.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { findRetired } from '#domain/public-register/entry/find-retired.ts'
import type { PublicEntry } from '#domain/public-register/entry/public-register.ts'
import { findEntryByNumber } from '#domain/public-register/entry/queries.ts'
import type { Register } from '#regulations/register.ts'
import { statusIds } from '#regulations/register.ts'
import { publicStatusWords } from '#regulations/wording.ts'
import type { Answer } from './answer.ts'
import { described, problem, refusal } from './answer.ts'

export const registration = z
  .object({
    register: z.string().openapi({ example: 'krsd' }),
    number: z.string().openapi({ example: 'KRSD-000123' }),
    name: z.string().openapi({ example: 'Farid El Amrani' }),
    status: z.enum(statusIds).openapi({ example: 'certified' }),
    statusLabel: z.string().openapi({
      description: 'The status in the words of the register.',
      example: 'Gecertificeerd',
    }),
    temporary: z.boolean().openapi({
      description:
        'Registered for a while only, to make up for what was open; `statusLabel` then says so too.',
      example: false,
    }),
    category: z.string().nullable().openapi({
      description:
        'The category in the words of the register, or null without one or where the register does not show it.',
      example: 'Senior',
    }),
    validUntil: z.iso.date().nullable().openapi({
      description:
        'The last day, or null without one or where the register does not show it. With status renewal-pending it holds until the decision.',
      example: '2029-11-20',
    }),
  })
  .openapi('Registration')

export type RegistrationBody = z.output<typeof registration>

/** GET /{register}/registrations/{number}: what the public register shows of one person. */
export const registrationRoute = createRoute({
  method: 'get',
  path: '/{register}/registrations/{number}',
  operationId: 'getRegistration',
  summary: 'What the public register shows of one person',
  request: {
    params: z.object({
      register: z.string().openapi({ description: 'The id of the register.', example: 'krsd' }),
      number: z.string().openapi({
        description: 'The registration number, with or without its prefix and zeros.',
        example: 'KRSD-000123',
      }),
    }),
  },
  responses: {
    200: described(registration, 'Somebody whom the register shows.'),
    308: described(
      problem,
      'The number went on in another one of the same person; `location` is its address.',
    ),
    400: described(problem, 'This cannot be a registration number.'),
    404: described(problem, 'There is no such register, or it shows nobody with this number.'),
    410: described(problem, 'The number was somebody’s and is not in use any more.'),
    429: described(problem, 'Too many look-ups from this address; try again in a minute.'),
  },
})

/** Looks one registration up. Whoever is not shown and whoever does not exist look the same. */
export async function lookUp(
  platform: Platform,
  asked: { readonly register: string; readonly number: string },
  address: string,
): Promise<Answer<RegistrationBody>> {
  const register = platform.registers.get(asked.register)
  if (register === undefined) {
    return refusal(404, 'unknown-register', 'There is no such register.')
  }
  if (!platform.lookups.take('number', address)) {
    return refusal(429, 'too-often', 'Too many look-ups. Try again in a minute.')
  }
  const number = readRegistrationNumber(register, asked.number)
  if (number === undefined) {
    const { prefix, width } = register.number
    const example = `${prefix}${'123'.padStart(width, '0')}`
    return refusal(400, 'not-a-number', `A registration number looks like ${example}.`)
  }
  return found(platform, register, number)
}

async function found(
  platform: Platform,
  register: Register,
  number: number,
): Promise<Answer<RegistrationBody>> {
  return inRegister<Answer<RegistrationBody>>(
    platform,
    { register, readOnly: true },
    { kind: 'visitor' },
    async (context) => {
      const entry = await findEntryByNumber(context, number)
      if (entry !== undefined) return { status: 200, body: bodyOf(register, number, entry) }
      const retired = await findRetired(context, number)
      if (retired.outcome === 'gone') {
        return refusal(410, 'gone', 'This number is not in use any more.')
      }
      if (retired.outcome === 'unknown' || retired.number === undefined) {
        return refusal(404, 'not-found', 'The register shows nobody with this number.')
      }
      const now = registrationNumber(register, retired.number)
      return {
        ...refusal(308, 'moved', `This number went on in ${now}.`),
        location: `${platform.origin}/api/v1/${register.id}/registrations/${now}`,
      }
    },
  )
}

function bodyOf(register: Register, number: number, entry: PublicEntry): RegistrationBody {
  return {
    register: register.id,
    number: registrationNumber(register, number),
    name: entry.name,
    status: entry.status,
    statusLabel: publicStatusWords(register, entry).label,
    temporary: entry.temporary,
    category: entry.category ?? null,
    validUntil: entry.validUntil?.toString() ?? null,
  }
}
