import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { Ajv } from 'ajv'
import { MadeUpMollie } from '#domain/platform/mollie/made-up-mollie.ts'

/** A key as Mollie gives them for trying out. */
export const mollieKey = 'test_dHar4XY7LxsDOtmnkVtjNVWXLSlXsM'

/** A Mollie on loopback, which can be made to answer as it should not. */
export interface MollieServer {
  readonly url: string
  readonly madeUp: MadeUpMollie
  /** What was asked of it, in order: method, path and what was sent. */
  readonly asked: {
    readonly method: string
    readonly path: string
    readonly headers: IncomingMessage['headers']
    readonly body: Readonly<Record<string, unknown>> | undefined
  }[]
  /** In place of its answer; undefined lets it answer. */
  fault: ((answer: ServerResponse) => void) | undefined
}

/** Starts one for this test file. What goes over the line is held against what Mollie describes, and thrown where it is not that. */
export async function startMollie(): Promise<MollieServer> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const madeUp = new MadeUpMollie(url)
  const started: MollieServer = { url, madeUp, asked: [], fault: undefined }
  const handle = async (request: IncomingMessage, answer: ServerResponse) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const text = Buffer.concat(parts).toString('utf8')
    const { method = '', url: path = '', headers } = request
    const body = text === '' ? undefined : JSON.parse(text)
    started.asked.push({ method, path, headers, body })
    if (body !== undefined) hold('payment-request', body)
    if (started.fault !== undefined) return started.fault(answer)
    const made = await madeUp.answer(
      new Request(`http://mollie.test${path}`, {
        method,
        headers: Object.entries(headers).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value] as [string, string]] : [],
        ),
        ...(text !== '' && { body: text }),
      }),
    )
    const said = await made.text()
    hold(made.ok ? 'payment-response' : 'error-response', JSON.parse(said))
    answer.writeHead(made.status, { 'content-type': 'application/hal+json' }).end(said)
  }
  server.on('request', (request, answer) => {
    handle(request, answer).catch((error) => {
      // Whoever reads why a test failed finds it.
      console.error(error)
      answer.destroy()
    })
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return started
}

const text = (more = {}) => ({ type: 'string', ...more })
const amount = {
  type: 'object',
  required: ['currency', 'value'],
  additionalProperties: false,
  properties: {
    currency: text({ minLength: 3, maxLength: 3 }),
    value: text({ pattern: '^\\d+\\.\\d{2}$' }),
  },
}
const link = {
  type: 'object',
  required: ['href', 'type'],
  properties: { href: text({ pattern: '^https?://' }), type: text() },
}

// What of the description of Mollie's Payments API (github.com/mollie/openapi, August 2026) bears on what Peil asks.
const described = {
  'payment-request': {
    type: 'object',
    required: ['amount', 'description', 'redirectUrl'],
    additionalProperties: false,
    properties: {
      amount,
      description: text({ maxLength: 255 }),
      redirectUrl: text({ pattern: '^https?://' }),
      webhookUrl: text({ pattern: '^https://' }),
      metadata: { type: ['object', 'string', 'array', 'null'] },
      method: { enum: ['ideal'] },
      locale: { enum: ['nl_NL'] },
    },
  },
  'payment-response': {
    type: 'object',
    required: [
      ...['resource', 'id', 'mode', 'createdAt', 'amount', 'description', 'status', 'profileId'],
      ...['sequenceType', '_links'],
    ],
    properties: {
      resource: { const: 'payment' },
      id: text({ pattern: '^tr_' }),
      mode: { enum: ['live', 'test'] },
      amount,
      amountRefunded: amount,
      amountChargedBack: amount,
      description: text({ maxLength: 255 }),
      status: { enum: ['open', 'pending', 'authorized', 'paid', 'canceled', 'expired', 'failed'] },
      profileId: text({ pattern: '^pfl_' }),
      sequenceType: { enum: ['oneoff', 'first', 'recurring'] },
      _links: {
        type: 'object',
        required: ['self', 'dashboard'],
        properties: { self: link, checkout: link, dashboard: link },
      },
    },
  },
  'error-response': {
    type: 'object',
    required: ['status', 'title', 'detail', '_links'],
    properties: {
      status: { type: 'integer', minimum: 400, maximum: 599 },
      title: text(),
      detail: text(),
      field: text(),
      _links: { type: 'object', required: ['documentation'], properties: { documentation: link } },
    },
  },
} as const

const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true })
const judges = new Map(Object.entries(described).map(([name, one]) => [name, ajv.compile(one)]))

function hold(name: keyof typeof described, value: unknown): void {
  const judge = judges.get(name)
  if (judge?.(value) !== true) {
    throw new Error(`no ${name} of Mollie: ${ajv.errorsText(judge?.errors)}`)
  }
}
