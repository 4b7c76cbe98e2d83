import { createRoute, z } from '@hono/zod-openapi'
import { mostPastedRows } from '#domain/learning/attendance-list/attendance-list.ts'
import { mistakeText } from '#domain/learning/attendance-list/mistake-text.ts'
import type { ListOfProgram } from '#domain/learning/attendance-list/send-list.ts'
import { listOfProgram, sendList } from '#domain/learning/attendance-list/send-list.ts'
import type { ActingSender, SenderScope } from '#domain/learning/attendance-list/senders.ts'
import { giveToken, senderOf, tokenSeconds } from '#domain/learning/attendance-list/senders.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Answer } from './answer.ts'
import { described, describedProblem, noSuchRegister, notFound, refusal } from './answer.ts'
import { readQuery } from './query.ts'

// What programs of providers send: who was at a course. Each shows who it is by a key, or by a token that it got
// with its key pair.

const text = (title: string, description: string, example: string) =>
  z.string().max(500).openapi({ title, description, example })

const participant = z.object({
  number: text('registratienummer', 'Met of zonder voorvoegsel, spaties en punten.', 'KRSD-004217'),
  surname: text('achternaam', 'De achternaam, met of zonder voorvoegsel.', 'El Amrani'),
  present: z.boolean().optional().openapi({
    title: 'aanwezig',
    description: 'Of de deelnemer er was; anders wel.',
    example: true,
  }),
  hours: z.number().min(0).max(9999).optional().openapi({
    title: 'uren',
    description: 'Hoeveel uur; anders alle uren van de opleiding.',
    example: 7.5,
  }),
  day: z.iso.date().optional().openapi({
    title: 'dag',
    description: 'Een dag waarop de uitvoering was.',
    example: '2026-11-12',
  }),
})

const sentList = z
  .object({
    edition: text('uitvoering', 'Het nummer van de uitvoering.', 'OPL-000012-3'),
    handIn: z.boolean().optional().openapi({
      title: 'insturen',
      description: 'Of wat goed is meteen wordt ingestuurd. Zonder dit wordt alleen gecontroleerd.',
      example: true,
    }),
    participants: z
      .array(participant)
      .min(1)
      .max(mostPastedRows)
      .openapi({
        title: 'deelnemers',
        description: `Hoogstens ${mostPastedRows} deelnemers.`,
      }),
  })
  .strict()

const listAnswer = z.object({
  id: z.uuid().openapi({ title: 'kenmerk', description: 'Het kenmerk van de lijst.' }),
  state: z
    .enum([
      ...(['reading', 'unreadable', 'checked', 'running', 'done', 'discarded'] as const),
      ...(['withdrawing', 'withdrawn'] as const),
    ])
    .openapi({ title: 'stand', description: 'Hoe het met de lijst staat.', example: 'running' }),
  ready: z.int().openapi({ title: 'goed', description: 'Hoeveel rijen goed zijn.' }),
  wrong: z.int().openapi({ title: 'fout', description: 'Hoeveel rijen een fout hebben.' }),
  known: z.int().openapi({ title: 'bekend', description: 'Hoeveel er al waren doorgegeven.' }),
  absent: z.int().openapi({ title: 'afwezig', description: 'Hoeveel er niet waren.' }),
  processed: z.int().openapi({
    title: 'verwerkt',
    description: 'Van hoeveel van wie is ingestuurd het verwerken klaar is.',
  }),
  rows: z
    .array(
      z.object({
        row: z
          .int()
          .openapi({ title: 'rij', description: 'De plaats in wat is gestuurd, vanaf 1.' }),
        state: z.enum(['ready', 'wrong', 'known', 'absent']).openapi({
          title: 'stand',
          description: 'Of de rij goed is.',
          example: 'ready',
        }),
        mistakes: z.array(z.string()).openapi({
          title: 'fouten',
          description: 'Wat er niet goed is en hoe het goed komt, in het Nederlands.',
        }),
      }),
    )
    .openapi({ title: 'rijen', description: 'Een antwoord per rij.' }),
})

type ListBody = z.output<typeof listAnswer>

const params = z.object({
  register: z.string().openapi({
    title: 'register',
    description: 'Hoe het register in het adres heet waar de organisatie is aangemeld.',
    example: 'krsd',
  }),
})

const refusedToPrograms = {
  401: describedProblem('De sleutel of het token is er niet, of werkt niet meer.'),
  403: describedProblem('De sleutel mag dit niet.'),
  404: describedProblem('Het register, de uitvoering of de lijst is er niet.'),
}

/** POST /{register}/attendance-lists: tells who was at an edition. */
export const sendAttendanceRoute = createRoute({
  method: 'post',
  path: '/{register}/attendance-lists',
  operationId: 'sendAttendanceList',
  summary: 'Doorgeven wie er bij een uitvoering was',
  description:
    'Elke rij wordt gecontroleerd zoals op de pagina en in een bestand. Stuur met `Idempotency-Key` een eigen kenmerk mee: hetzelfde kenmerk doet niets nog eens en geeft hetzelfde antwoord. Over een deelnemer wordt niets verteld dan wat is gestuurd.',
  security: [{ sender: [] }, { senderToken: ['attendance:write'] }],
  request: {
    params,
    headers: z.object({
      'idempotency-key': z.string().min(1).max(200).openapi({
        title: 'kenmerk',
        description: 'Een eigen kenmerk van wat is gestuurd, voor als het nog eens moet.',
        example: 'lms-2026-11-12-a',
      }),
    }),
    body: { required: true, content: { 'application/json': { schema: sentList } } },
  },
  responses: {
    200: described(listAnswer, 'De lijst, met een antwoord per rij.'),
    400: describedProblem('Wat is gestuurd, klopt niet.'),
    ...refusedToPrograms,
    413: describedProblem('Wat is gestuurd, is te groot.'),
  },
})

/** GET /{register}/attendance-lists/{id}: how a list stands. */
export const attendanceListRoute = createRoute({
  method: 'get',
  path: '/{register}/attendance-lists/{id}',
  operationId: 'getAttendanceList',
  summary: 'Hoe het met een gestuurde lijst staat',
  description: 'De stand van de lijst, met een antwoord per rij zolang die wordt bewaard.',
  security: [{ sender: [] }, { senderToken: ['attendance:read'] }],
  request: {
    params: params.extend({
      id: z.uuid().openapi({ title: 'kenmerk', description: 'Het kenmerk van de lijst.' }),
    }),
  },
  responses: {
    200: described(listAnswer, 'De lijst.'),
    400: describedProblem('De vraag klopt niet.'),
    ...refusedToPrograms,
  },
})

const tokenAnswer = z.object({
  access_token: z.string().openapi({ title: 'token', description: 'Het token.' }),
  token_type: z.literal('Bearer').openapi({ title: 'soort', description: 'Altijd Bearer.' }),
  expires_in: z.int().openapi({
    title: 'seconden',
    description: 'Hoeveel seconden het werkt.',
    example: tokenSeconds,
  }),
  scope: z.string().openapi({ title: 'mag', description: 'Wat ermee mag, met spaties ertussen.' }),
})

/** POST /{register}/token: gives a program a token that shows with its key pair who it is. */
export const tokenRoute = createRoute({
  method: 'post',
  path: '/{register}/token',
  operationId: 'getToken',
  summary: 'Een token krijgen met een sleutelpaar',
  description:
    'OAuth 2.0 client credentials met `private_key_jwt` (RFC 7523). Het bewijs is voor dit adres, hoogstens vijf minuten geldig en heeft een eigen `jti`.',
  request: {
    params,
    body: {
      required: true,
      content: {
        'application/x-www-form-urlencoded': {
          schema: z.object({
            grant_type: z
              .literal('client_credentials')
              .openapi({ title: 'soort', description: 'Altijd client_credentials.' }),
            client_id: z
              .uuid()
              .openapi({ title: 'programma', description: 'Het kenmerk van het programma.' }),
            client_assertion_type: z
              .literal('urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
              .openapi({ title: 'soort bewijs', description: 'Altijd een JWT.' }),
            client_assertion: z
              .string()
              .openapi({ title: 'bewijs', description: 'De getekende JWT.' }),
            scope: z.string().optional().openapi({
              title: 'mag',
              description: 'Wat ermee moet kunnen; anders alles wat het programma mag.',
            }),
          }),
        },
      },
    },
  },
  responses: {
    200: described(tokenAnswer, 'Het token.'),
    400: describedProblem('De vraag klopt niet, of het programma mag dit niet vragen.'),
    401: describedProblem('Het bewijs klopt niet.'),
    404: describedProblem('Het register is er niet.'),
  },
})

const refused = refusal(401, 'sign-in', 'Deze sleutel of dit token werkt niet.')

const mostBytes = 1_000_000

interface Asked {
  readonly register: string
  readonly request: Request
}

// A visitor's transaction in the register of the address, in which a program then acts for its organisation.
async function acting(
  platform: Platform,
  { register: id, request }: Asked,
  scope: SenderScope,
  work: (context: Context, sender: ActingSender) => Promise<Answer<ListBody>>,
): Promise<Answer<ListBody>> {
  const register = platform.registers.get(id)
  if (register === undefined) return refusal(404, 'unknown-register', noSuchRegister)
  const [, bearer = ''] =
    /^Bearer ([\w.-]{10,500})$/i.exec(request.headers.get('authorization') ?? '') ?? []
  const actor = { kind: 'system', task: 'attendance-sender' } as const
  return inRegister(platform, { register }, actor, async (context) => {
    const sender = await senderOf(context, bearer)
    if (sender === undefined) return refused
    if (!sender.scopes.includes(scope)) {
      return refusal(403, 'not-allowed', `Deze sleutel mag dit niet: daarvoor is ${scope} nodig.`)
    }
    return work(context, sender)
  })
}

/** Takes who was at an edition, as a program sends it. */
export async function takeAttendance(platform: Platform, asked: Asked): Promise<Answer<ListBody>> {
  const key = asked.request.headers.get('idempotency-key')?.trim() ?? ''
  if (key === '' || key.length > 200) {
    return refusal(
      400,
      'wrong-query',
      'Stuur met Idempotency-Key een eigen kenmerk mee van hoogstens 200 tekens.',
    )
  }
  const body = await asked.request.text()
  if (body.length > mostBytes) return refusal(413, 'too-large', 'Stuur hoogstens 1 MB.')
  const read = readBody(body)
  if ('status' in read) return read
  return acting(platform, asked, 'attendance:write', async (context, sender) => {
    const { edition, handIn = false, participants } = read.sent
    const done = await sendList(context, sender, {
      ...{ edition, key, handIn },
      participants: participants.map(({ number, surname, present, hours, day }) => ({
        ...{ number, surname },
        present: present === undefined ? '' : present ? 'ja' : 'nee',
        hours: hours === undefined ? '' : String(hours).replace('.', ','),
        day: day ?? '',
      })),
    })
    return answerOf(done)
  })
}

function readBody(body: string): { readonly sent: z.output<typeof sentList> } | Answer<never> {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return refusal(400, 'not-json', 'Dit is geen JSON.')
  }
  const read = sentList.safeParse(json)
  if (read.success) return { sent: read.data }
  const wrong = refusal(400, 'wrong-query', 'Wat is gestuurd, klopt niet.')
  const mistakes = read.error.issues.slice(0, 100).map(({ path, message }) => ({
    pointer: path
      .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join(''),
    message: message.slice(0, 500),
  }))
  return { ...wrong, body: { ...wrong.body, mistakes } }
}

/** Says how a list stands that a program sent, or somebody else of its organisation. */
export function giveAttendance(
  platform: Platform,
  asked: Asked & { readonly id: string },
): Promise<Answer<ListBody>> | Answer<ListBody> {
  const query = readQuery(new URL(asked.request.url))
  if (query.is === 'refused') return query.answer
  return acting(platform, asked, 'attendance:read', async (context, { organisationId }) =>
    answerOf(await listOfProgram(context, organisationId, asked.id)),
  )
}

function answerOf(done: ListOfProgram): Answer<ListBody> {
  switch (done.outcome) {
    case 'unknown-edition':
      return notFound
    case 'not-yet':
      return refusal(400, 'wrong-query', 'Deze uitvoering is nog niet begonnen.')
    case 'too-late':
      return refusal(400, 'wrong-query', 'De termijn van twee maanden is voorbij.')
    case 'there': {
      const { id, state, counts, placed } = done.delivery
      const rows = done.rows.map(({ row, state: stands, mistakes }) => ({
        ...{ row, state: stands },
        mistakes: mistakes.map(mistakeText),
      }))
      return { status: 200, body: { ...{ id, state, ...counts, processed: placed }, rows } }
    }
  }
}

/** Gives a token to a program that shows with its key pair who it is. */
export async function takeToken(
  platform: Platform,
  { register: id, request }: Asked,
): Promise<Answer<z.output<typeof tokenAnswer>>> {
  const register = platform.registers.get(id)
  if (register === undefined) return refusal(404, 'unknown-register', noSuchRegister)
  const sent = new URLSearchParams((await request.text()).slice(0, 20_000))
  const assertion = sent.get('client_assertion') ?? ''
  const jwt = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  if (
    sent.get('grant_type') !== 'client_credentials' ||
    sent.get('client_assertion_type') !== jwt
  ) {
    return refusal(400, 'wrong-query', 'Vraag om client_credentials, met een JWT als bewijs.')
  }
  const given = await inRegister(platform, { register }, { kind: 'visitor' }, (context) =>
    giveToken(context, {
      clientId: sent.get('client_id') ?? '',
      assertion,
      audience: [`${platform.origin}/api/v1/${register.id}/token`],
      scope: sent.get('scope') ?? undefined,
    }),
  )
  switch (given.outcome) {
    case 'given':
      return {
        status: 200,
        body: {
          ...{ access_token: given.token, token_type: 'Bearer', expires_in: tokenSeconds },
          scope: given.scopes.join(' '),
        },
      }
    case 'invalid-client':
      return refusal(401, 'sign-in', 'Dit bewijs klopt niet, is te oud of is al gebruikt.')
    case 'invalid-scope':
      return refusal(400, 'not-allowed', 'Het programma mag dit niet vragen.')
  }
}
