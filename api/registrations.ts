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
import {
  described,
  describedProblem,
  describedTooOften,
  noSuchRegister,
  refusal,
} from './answer.ts'
import { readQuery } from './query.ts'

export const registration = z
  .object({
    register: z.string().openapi({
      title: 'register',
      description: 'Hoe het register in het adres heet.',
      example: 'krsd',
    }),
    number: z.string().openapi({
      title: 'registratienummer',
      description: 'Het nummer zoals het op het bewijs staat.',
      example: 'KRSD-000123',
    }),
    name: z.string().openapi({
      title: 'naam',
      description: 'De naam zoals het openbare register die toont.',
      example: 'Farid El Amrani',
    }),
    status: z.enum(statusIds).openapi({
      title: 'status',
      description: 'De status, voor programma’s.',
      example: 'certified',
    }),
    statusLabel: z.string().openapi({
      title: 'status in woorden',
      description: 'De status in de woorden van het register.',
      example: 'Gecertificeerd',
    }),
    temporary: z.boolean().openapi({
      title: 'tijdelijk',
      description:
        'Alleen voor een tijd geregistreerd, om in te halen wat nog ontbrak; `statusLabel` zegt het dan ook.',
      example: false,
    }),
    category: z.string().nullable().openapi({
      title: 'categorie',
      description:
        'De categorie in de woorden van het register; null als die er niet is of niet wordt getoond.',
      example: 'Senior',
    }),
    validUntil: z.iso.date().nullable().openapi({
      title: 'geldig tot en met',
      description:
        'De laatste dag; null als die er niet is of niet wordt getoond. Bij de status renewal-pending geldt de registratie tot het besluit.',
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
  summary: 'Wat het openbare register van iemand toont',
  request: {
    params: z.object({
      register: z.string().openapi({
        title: 'register',
        description: 'Hoe het register in het adres heet.',
        example: 'krsd',
      }),
      number: z.string().openapi({
        title: 'registratienummer',
        description: 'Het nummer, met of zonder letters en nullen ervoor.',
        example: 'KRSD-000123',
      }),
    }),
  },
  responses: {
    200: described(registration, 'Iemand die in het openbare register staat.'),
    308: describedProblem(
      'Het nummer ging op in een ander nummer van dezelfde persoon; `location` is het adres daarvan.',
    ),
    400: describedProblem('Dit kan geen registratienummer zijn, of de vraag klopt niet.'),
    404: describedProblem('Het register is er niet, of het toont niemand met dit nummer.'),
    410: describedProblem('Het nummer was van iemand en is niet meer in gebruik.'),
    429: describedTooOften('Te vaak gezocht van dit adres. Probeer het over een minuut opnieuw.'),
  },
})

/** Looks one registration up. Whoever is not shown and whoever does not exist look the same. */
export async function lookUp(
  platform: Platform,
  asked: { readonly register: string; readonly number: string; readonly url: URL },
  address: string,
): Promise<Answer<RegistrationBody>> {
  const register = platform.registers.get(asked.register)
  if (register === undefined) {
    return refusal(404, 'unknown-register', noSuchRegister)
  }
  if (!platform.lookups.take('number', address)) {
    return refusal(429, 'too-often', 'Te vaak gezocht. Probeer het over een minuut opnieuw.')
  }
  const query = readQuery(asked.url)
  if (query.is === 'refused') return query.answer
  const number = readRegistrationNumber(register, asked.number)
  if (number === undefined) {
    const { prefix, width } = register.number
    const example = `${prefix}${'123'.padStart(width, '0')}`
    return refusal(400, 'not-a-number', `Een registratienummer ziet eruit als ${example}.`)
  }
  const retryAfter = platform.budget.waits(address)
  if (retryAfter > 0) return { ...refusal(429, 'too-often', seenEnough), retryAfter }
  // A number of nobody counts as well: whoever counts through them comes past those too.
  platform.budget.spend(address, 1)
  return found(platform, register, number)
}

const seenEnough =
  'Van dit adres zijn vandaag heel veel mensen opgezocht. Is er een lijst nodig? Vraag die bij het register.'

async function found(
  platform: Platform,
  register: Register,
  number: number,
): Promise<Answer<RegistrationBody>> {
  return inRegister<Answer<RegistrationBody>>(
    platform,
    { register, readOnly: true, mayLag: true },
    { kind: 'visitor' },
    async (context) => {
      const entry = await findEntryByNumber(context, number)
      if (entry !== undefined) return { status: 200, body: bodyOf(register, number, entry) }
      const retired = await findRetired(context, number)
      if (retired.outcome === 'gone') {
        return refusal(410, 'gone', 'Dit nummer is niet meer in gebruik.')
      }
      if (retired.outcome === 'unknown' || retired.number === undefined) {
        return refusal(404, 'not-found', 'Het register toont niemand met dit nummer.')
      }
      const now = registrationNumber(register, retired.number)
      return {
        ...refusal(308, 'moved', `Dit nummer ging op in ${now}.`),
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
