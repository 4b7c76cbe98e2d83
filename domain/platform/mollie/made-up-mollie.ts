import { randomBytes } from 'node:crypto'
import type { MollieStatus } from '#domain/platform/mollie/mollie.ts'

/** A payment as the made-up Mollie keeps it. */
interface MadeUpPayment {
  readonly id: string
  readonly value: string
  readonly currency: string
  readonly description: string
  readonly redirectUrl: string
  readonly webhookUrl: string | undefined
  readonly metadata: unknown
  readonly createdAt: string
  status: MollieStatus
  paidAt: string | undefined
  refunded: string
  chargedBack: string
}

/**
 * A Mollie in which no money goes round, for the demo and for tests: it answers what Peil asks as Mollie does, and
 * forgets everything when the process ends. Who pays at it presses a button on a page of the demo.
 */
export class MadeUpMollie {
  readonly payments = new Map<string, MadeUpPayment>()
  readonly #origin: string
  readonly #asked = new Map<string, string>()

  /** Who pays at it does so at this origin, below the register to which they come back. */
  constructor(origin: string) {
    this.#origin = origin
  }

  /** What Mollie answers to a request of its Payments API. */
  async answer(request: Request): Promise<Response> {
    if (!/^Bearer (live|test)_\w{20,}$/.test(request.headers.get('authorization') ?? '')) {
      return this.#refuse(
        401,
        'Unauthorized Request',
        'Missing authentication, or failed to authenticate',
      )
    }
    const [, id] = /^\/v2\/payments(?:\/(\w+))?$/.exec(new URL(request.url).pathname) ?? []
    if (request.method === 'POST' && id === undefined) return this.#make(request)
    const found = this.payments.get(id ?? '')
    if (found === undefined) {
      return this.#refuse(404, 'Not Found', `No payment exists with token ${id}.`)
    }
    return this.#tell(found, 200)
  }

  /** Somebody pays, stops, or lets it go by. */
  settle(id: string, status: Exclude<MollieStatus, 'open'>): MadeUpPayment | undefined {
    const payment = this.payments.get(id)
    if (payment === undefined || payment.status !== 'open') return payment
    payment.status = status
    if (status === 'paid') payment.paidAt = Temporal.Now.instant().toString()
    return payment
  }

  async #make(request: Request): Promise<Response> {
    const key = request.headers.get('idempotency-key')
    const before = this.payments.get(this.#asked.get(key ?? '') ?? '')
    if (before !== undefined) return this.#tell(before, 201)
    const asked = (await request.json()) as Readonly<Record<string, unknown>>
    const amount = (asked.amount ?? {}) as Readonly<Record<string, unknown>>
    const { description, redirectUrl, webhookUrl } = asked
    if (typeof amount.value !== 'string' || !/^\d+\.\d{2}$/.test(amount.value)) {
      return this.#refuse(
        422,
        'Unprocessable Entity',
        'The amount contains an invalid value',
        'amount',
      )
    }
    for (const [field, text] of Object.entries({ description, redirectUrl })) {
      if (
        typeof text !== 'string' ||
        text === '' ||
        text.length > (field === 'description' ? 255 : 2000)
      ) {
        return this.#refuse(422, 'Unprocessable Entity', `The ${field} is invalid`, field)
      }
    }
    const payment: MadeUpPayment = {
      id: `tr_${randomBytes(5).toString('hex')}`,
      value: amount.value,
      currency: String(amount.currency),
      description: String(description),
      redirectUrl: String(redirectUrl),
      webhookUrl: typeof webhookUrl === 'string' ? webhookUrl : undefined,
      metadata: asked.metadata,
      createdAt: Temporal.Now.instant().toString(),
      status: 'open',
      paidAt: undefined,
      refunded: '0.00',
      chargedBack: '0.00',
    }
    this.payments.set(payment.id, payment)
    if (key !== null) this.#asked.set(key, payment.id)
    return this.#tell(payment, 201)
  }

  #tell(payment: MadeUpPayment, status: number): Response {
    const { id, value, currency, description, redirectUrl, webhookUrl, metadata } = payment
    const url = (href: string, type = 'application/hal+json') => ({ href, type })
    const isPaid = payment.status === 'paid'
    const money = (text: string) => ({ currency, value: text })
    return this.#json(status, {
      resource: 'payment',
      id,
      mode: 'test',
      createdAt: payment.createdAt,
      amount: money(value),
      description,
      method: 'ideal',
      metadata,
      status: payment.status,
      profileId: 'pfl_made1up2it',
      sequenceType: 'oneoff',
      redirectUrl,
      ...(webhookUrl !== undefined && { webhookUrl }),
      ...(isPaid && {
        paidAt: payment.paidAt,
        amountRefunded: money(payment.refunded),
        ...(payment.chargedBack !== '0.00' && { amountChargedBack: money(payment.chargedBack) }),
        details: {
          consumerName: 'Voorbeeldrekening',
          consumerAccount: 'NL02ABNA0123456789',
          consumerBic: 'ABNANL2A',
        },
      }),
      _links: {
        self: url(`https://api.mollie.com/v2/payments/${id}`),
        dashboard: url(`https://www.mollie.com/dashboard/payments/${id}`, 'text/html'),
        ...(payment.status === 'open' && { checkout: url(this.#pageOf(payment), 'text/html') }),
      },
    })
  }

  #pageOf({ id, redirectUrl }: MadeUpPayment): string {
    const [, register] = URL.parse(redirectUrl)?.pathname.split('/') ?? []
    return `${this.#origin}/${register}/demo/bank/${id}`
  }

  #refuse(status: number, title: string, detail: string, field?: string): Response {
    const documentation = { href: 'https://docs.mollie.com/errors', type: 'text/html' }
    return this.#json(status, {
      ...{ status, title, detail },
      ...(field !== undefined && { field }),
      _links: { documentation },
    })
  }

  #json(status: number, body: object): Response {
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/hal+json' },
    })
  }
}
