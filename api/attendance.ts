import { createRoute, z } from '@hono/zod-openapi'
import { mostPastedRows } from '#domain/learning/attendance-list/attendance-list.ts'
import { unknownRowsADay } from '#domain/learning/attendance-list/judge-within-budget.ts'
import { mistakeText } from '#domain/learning/attendance-list/mistake-text.ts'
import type { ListOfProgram } from '#domain/learning/attendance-list/send-list.ts'
import {
  handInOfProgram,
  listOfProgram,
  sendList,
} from '#domain/learning/attendance-list/send-list.ts'
import type { ActingSender, SenderScope } from '#domain/learning/attendance-list/senders.ts'
import { giveToken, senderOf, tokenSeconds } from '#domain/learning/attendance-list/senders.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { usualLookups } from '#domain/platform/look-up/limit-lookups.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { parseJson } from '#language/typed.ts'
import type { Register } from '#regulations/register.ts'
import type { Answer } from './answer.ts'
import {
  described,
  describedProblem,
  describedTooOften,
  describedUnknown,
  noSuchRegister,
  notFound,
  refusal,
} from './answer.ts'
import { readQuery } from './query.ts'
import { readSentBody } from './sent-body.ts'

// What programs of providers send: who was at a course. Each shows who it is by a key, or by a token that it got
// with its key pair.

const mostBytes = 512 * 1024

const mostBytesOfToken = 16 * 1024

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
    description:
      'Een dag waarop de uitvoering was; anders de laatste. Bij wat op elk moment kan, de dag waarop de deelnemer klaar was.',
    example: '2026-11-12',
  }),
})

const sentList = z
  .object({
    edition: text(
      'uitvoering',
      'Het nummer van de uitvoering; van wat op elk moment kan, zoals een e-learning, dat van de opleiding.',
      'OPL-000012-3',
    ),
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
      ...(['withdrawing', 'withdrawn', 'broken-off'] as const),
    ])
    .openapi({
      title: 'stand',
      description:
        'Hoe het met de lijst staat. Bij `broken-off` ging er iets mis in Peil: er is niets verloren, en elke ochtend wordt het opnieuw geprobeerd.',
      example: 'running',
    }),
  waitsUntil: z.iso.date().optional().openapi({
    title: 'wacht tot',
    description:
      'Bij `reading`: de dag waarop het controleren vanzelf verder gaat. Staat er als de organisatie voor vandaag genoeg nummers stuurde die niemand heeft.',
    example: '2026-11-21',
  }),
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

const often = `${usualLookups.program} keer per minuut van één adres, met wat programma’s verder vragen.`

const tooOften = {
  429: describedTooOften('Te vaak van dit adres. Probeer het over een minuut opnieuw.'),
}

const refusedToPrograms = {
  ...tooOften,
  401: describedUnknown('De sleutel of het token is er niet, of werkt niet meer.'),
  403: describedProblem('De sleutel mag dit niet.'),
  404: describedProblem('Het register, de uitvoering of de lijst is er niet.'),
}

/** POST /{register}/attendance-lists: tells who was at an edition. */
export const sendAttendanceRoute = createRoute({
  method: 'post',
  path: '/{register}/attendance-lists',
  operationId: 'sendAttendanceList',
  summary: 'Doorgeven wie er bij een uitvoering was',
  description: [
    'Elke rij wordt gecontroleerd zoals op de pagina en in een bestand. Over een deelnemer wordt niets verteld dan wat is gestuurd.',
    `Van één organisatie worden op een dag hoogstens ${unknownRowsADay} rijen gecontroleerd met een nummer dat niemand heeft, of iemand met een andere achternaam. Wat daarna komt, wacht: de stand is dan \`reading\` met \`waitsUntil\`, en \`handIn\` geldt zodra het is gecontroleerd.`,
    'Stuur met `Idempotency-Key` een eigen kenmerk mee. Dezelfde lijst met hetzelfde kenmerk doet niets nog eens; met `handIn` wordt alsnog ingestuurd wat alleen was gecontroleerd. Een andere lijst met hetzelfde kenmerk wordt geweigerd.',
    `Hoogstens ${mostBytes / 1024} KiB. ${often}`,
  ].join('\n\n'),
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
    422: describedProblem('Met dit kenmerk is al een andere lijst gestuurd.'),
  },
})

const ofList = params.extend({
  id: z.uuid().openapi({ title: 'kenmerk', description: 'Het kenmerk van de lijst.' }),
})

/** POST /{register}/attendance-lists/{id}/submission: hands in what is right of a list that was checked. */
export const submissionRoute = createRoute({
  method: 'post',
  path: '/{register}/attendance-lists/{id}/submission',
  operationId: 'submitAttendanceList',
  summary: 'Een gecontroleerde lijst insturen',
  description:
    'Stuurt in wat goed is van een lijst die alleen was gecontroleerd. Wat al is ingestuurd, geeft hetzelfde antwoord.',
  security: [{ sender: [] }, { senderToken: ['attendance:write'] }],
  request: { params: ofList },
  responses: {
    200: described(listAnswer, 'De lijst, met een antwoord per rij.'),
    400: describedProblem('De vraag klopt niet, of de termijn is voorbij.'),
    ...refusedToPrograms,
    409: describedProblem(
      'Er is niets om in te sturen, de lijst is weggelegd, of de uitvoering is gewijzigd.',
    ),
  },
})

/** GET /{register}/attendance-lists/{id}: how a list stands. */
export const attendanceListRoute = createRoute({
  method: 'get',
  path: '/{register}/attendance-lists/{id}',
  operationId: 'getAttendanceList',
  summary: 'Hoe het met een gestuurde lijst staat',
  description: `De stand van de lijst, met een antwoord per rij zolang die wordt bewaard. ${often}`,
  security: [{ sender: [] }, { senderToken: ['attendance:read'] }],
  request: { params: ofList },
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
  description: `OAuth 2.0 client credentials met \`private_key_jwt\` (RFC 7523). Het bewijs is voor dit adres, hoogstens vijf minuten geldig en heeft een eigen \`jti\`. ${often}`,
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
    401: describedUnknown('Het bewijs klopt niet.'),
    404: describedProblem('Het register is er niet.'),
    413: describedProblem('Wat is gestuurd, is te groot.'),
    ...tooOften,
  },
})

const refused = refusal(401, 'sign-in', 'Deze sleutel of dit token werkt niet.')

interface Asked {
  readonly register: string
  readonly request: Request
  /** From where it is asked. */
  readonly address: string
}

interface Granted {
  readonly register: Register
  readonly scope: SenderScope
}

const askedTooOften = refusal(
  429,
  'too-often',
  'Te vaak gevraagd. Probeer het over een minuut opnieuw.',
)

// In the register of the address, where an address has not asked too much.
function begin(platform: Platform, { register: id, address }: Asked): Register | Answer<never> {
  const register = platform.registers.get(id)
  if (register === undefined) return refusal(404, 'unknown-register', noSuchRegister)
  return platform.lookups.take('program', address) ? register : askedTooOften
}

// A visitor's transaction in the register of the address, in which a program then acts for its organisation.
function acting<Body>(
  platform: Platform,
  { register, scope }: Granted,
  request: Request,
  work: (context: Context, sender: ActingSender) => Promise<Answer<Body>>,
): Promise<Answer<Body>> {
  const [, bearer = ''] =
    /^Bearer ([\w.-]{10,500})$/i.exec(request.headers.get('authorization') ?? '') ?? []
  const actor = { kind: 'system', task: 'attendance-sender' } as const
  return inRegister(platform, { register }, actor, async (context) => {
    const sender = await senderOf(context, bearer)
    if (sender === undefined) {
      noteSecurity(context, 'program-refused', { by: bearer === '' ? 'nothing' : 'key' })
      return refused
    }
    if (!sender.scopes.includes(scope)) {
      return refusal(403, 'not-allowed', `Deze sleutel mag dit niet: daarvoor is ${scope} nodig.`)
    }
    return work(context, sender)
  })
}

/** Takes who was at an edition, as a program sends it; of whoever has no key that may, nothing is read. */
export async function takeAttendance(platform: Platform, asked: Asked): Promise<Answer<ListBody>> {
  const register = begin(platform, asked)
  if ('status' in register) return register
  const granted = { register, scope: 'attendance:write' } as const
  const { request } = asked
  const known = await acting(platform, granted, request, async () => ({ status: 200, body: true }))
  if (known.status !== 200) return known
  const key = request.headers.get('idempotency-key')?.trim() ?? ''
  if (key === '' || key.length > 200) {
    return refusal(
      400,
      'wrong-query',
      'Stuur met Idempotency-Key een eigen kenmerk mee van hoogstens 200 tekens.',
    )
  }
  const body = await readSentBody(request, mostBytes)
  if (body.is === 'too-large') return tooLarge(mostBytes)
  const read = body.is === 'read' ? readBody(body.text) : notJson
  if ('status' in read) return read
  const query = readQuery(new URL(request.url))
  if (query.is === 'refused') return query.answer
  return acting(platform, granted, request, async (context, sender) => {
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
    return answerOf(done, context.today)
  })
}

function tooLarge(most: number): Answer<never> {
  return refusal(413, 'too-large', `Stuur hoogstens ${most / 1024} KiB.`)
}

const notJson = refusal(400, 'not-json', 'Wat is gestuurd, is geen JSON in UTF-8.')

function readBody(body: string): { readonly sent: z.output<typeof sentList> } | Answer<never> {
  let json: unknown
  try {
    json = parseJson(body)
  } catch {
    return notJson
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
  return withList(platform, asked, 'attendance:read', listOfProgram)
}

/** Hands in what is right of a list that was checked. */
export function takeSubmission(
  platform: Platform,
  asked: Asked & { readonly id: string },
): Promise<Answer<ListBody>> | Answer<ListBody> {
  return withList(platform, asked, 'attendance:write', handInOfProgram)
}

function withList(
  platform: Platform,
  asked: Asked & { readonly id: string },
  scope: SenderScope,
  work: typeof listOfProgram,
): Promise<Answer<ListBody>> | Answer<ListBody> {
  const register = begin(platform, asked)
  if ('status' in register) return register
  return acting(platform, { register, scope }, asked.request, async (context, sender) => {
    // Who may not ask, hears nothing of how.
    const query = readQuery(new URL(asked.request.url))
    if (query.is === 'refused') return query.answer
    return answerOf(await work(context, sender.organisationId, asked.id), context.today)
  })
}

function answerOf(done: ListOfProgram, today: Temporal.PlainDate): Answer<ListBody> {
  switch (done.outcome) {
    case 'not-found':
      return notFound
    case 'other-list':
      return refusal(422, 'other-content', 'Met dit kenmerk is al een andere lijst gestuurd.')
    case 'not-handed-in':
      return refusal(
        409,
        'not-allowed',
        'Er is niets om in te sturen: er is geen rij goed, of de lijst is weggelegd.',
      )
    case 'moved':
      return refusal(
        409,
        'not-allowed',
        'De uitvoering is gewijzigd nadat de lijst was gecontroleerd. Stuur de lijst opnieuw, met een ander kenmerk.',
      )
    case 'not-yet':
      return refusal(400, 'wrong-query', 'Deze uitvoering is nog niet begonnen.')
    case 'too-late':
      return refusal(400, 'wrong-query', 'De termijn van twee maanden is voorbij.')
    case 'there': {
      const { id, state, counts, placed, waitsUntil, brokenOffOn } = done.delivery
      const waits =
        state === 'reading' &&
        waitsUntil !== undefined &&
        Temporal.PlainDate.compare(today, waitsUntil) < 0
      const rows = done.rows.map(({ row, state: stands, mistakes }) => ({
        ...{ row, state: stands },
        mistakes: mistakes.map(mistakeText),
      }))
      return {
        status: 200,
        body: {
          ...{ id, state: brokenOffOn === undefined ? state : 'broken-off', ...counts },
          ...(waits ? { waitsUntil: waitsUntil.toString() } : {}),
          ...{ processed: placed, rows },
        },
      }
    }
  }
}

/** Gives a token to a program that shows with its key pair who it is. */
export async function takeToken(
  platform: Platform,
  asked: Asked,
): Promise<Answer<z.output<typeof tokenAnswer>>> {
  const register = begin(platform, asked)
  if ('status' in register) return register
  const body = await readSentBody(asked.request, mostBytesOfToken)
  if (body.is === 'too-large') return tooLarge(mostBytesOfToken)
  const sent = new URLSearchParams(body.is === 'read' ? body.text : '')
  const assertion = sent.get('client_assertion') ?? ''
  const jwt = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  if (
    sent.get('grant_type') !== 'client_credentials' ||
    sent.get('client_assertion_type') !== jwt
  ) {
    return refusal(400, 'wrong-query', 'Vraag om client_credentials, met een JWT als bewijs.')
  }
  const given = await inRegister(platform, { register }, { kind: 'visitor' }, async (context) => {
    const done = await giveToken(context, {
      clientId: sent.get('client_id') ?? '',
      assertion,
      audience: [`${platform.origin}/api/v1/${register.id}/token`],
      scope: sent.get('scope') ?? undefined,
    })
    if (done.outcome !== 'given') noteSecurity(context, 'program-refused', { by: 'proof' })
    return done
  })
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
