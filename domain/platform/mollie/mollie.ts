import { z } from 'zod'
import { readAtMost } from '#domain/platform/bytes/read-at-most.ts'

// Paying online at Mollie, by version 2 of its Payments API (https://docs.mollie.com/reference/payments-api). What it
// answers is read as what a stranger says: bounded in time and size, checked, and believed in nothing but what was asked.

/** What is asked of Mollie. Money is in cents of a euro. */
export interface ToAsk {
  readonly cents: number
  /** What whoever pays sees on the statement of their bank. */
  readonly description: string
  /** Where they come back. */
  readonly redirectUrl: string
  /** Where Mollie tells that something changed; undefined where it could not reach that. */
  readonly webhookUrl: string | undefined
  /** By what the payment is known here; the same asked twice is made once. */
  readonly ours: string
}

/** How a payment stands at Mollie; what it may come to say besides is that it is open still. */
export type MollieStatus = 'open' | 'paid' | 'failed' | 'expired' | 'canceled'

/** A payment as Mollie tells it. */
export interface MolliePayment {
  readonly id: string
  readonly status: MollieStatus
  readonly currency: string
  readonly cents: number
  /** What was given along; undefined where that is not a text of ours. */
  readonly ours: string | undefined
  /** What was paid back and charged back of it. */
  readonly returnedCents: number
  readonly paidAt: Temporal.Instant | undefined
  readonly payer: { readonly name: string; readonly iban: string }
  /** Where it is paid, as long as it can be. */
  readonly checkoutUrl: string | undefined
}

export type MollieAnswer =
  | { readonly outcome: 'answered'; readonly payment: MolliePayment }
  /** The key is not, or no longer, one of Mollie. */
  | { readonly outcome: 'key-refused' }
  /** There is no such payment, of this key. */
  | { readonly outcome: 'unknown' }
  /** It does not take what was asked, with the words of Mollie. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** It does not answer, not in time, or not as Mollie does. */
  | { readonly outcome: 'unavailable'; readonly reason: string }

/** Mollie as one register has it. */
export interface Mollie {
  readonly ask: (asked: ToAsk) => Promise<MollieAnswer>
  readonly find: (id: string) => Promise<MollieAnswer>
}

/** Where Mollie is. */
const home = 'https://api.mollie.com'

/** How long Mollie may take to answer, in milliseconds, and how long what it answers may be, in bytes. */
const patience = 10_000
const mostBytes = 200_000

/** What a payment is called at Mollie. */
export const mollieIds = /^tr_[A-Za-z0-9]{1,60}$/

/** Mollie by a key, at an address that begins with `base`; a page to pay at elsewhere is not believed. */
export function mollieBy(
  key: string,
  {
    base = home,
    send = fetch,
    pages,
  }: {
    readonly base?: string
    /** How a request is sent; another than `fetch` where Mollie is made up. */
    readonly send?: (request: Request) => Promise<Response>
    /** Where else pages to pay may lie: an origin. */
    readonly pages?: string
  } = {},
): Mollie {
  const mayLead = (url: URL) =>
    url.origin === pages ||
    (base === home
      ? url.protocol === 'https:' && /(^|\.)mollie\.com$/.test(url.hostname)
      : url.origin === new URL(base).origin)
  const call = async (path: string, init: RequestInit): Promise<MollieAnswer> => {
    try {
      const request = new Request(`${base}/v2/payments${path}`, {
        ...init,
        headers: {
          accept: 'application/hal+json',
          authorization: `Bearer ${key}`,
          ...init.headers,
        },
        // What is asked goes nowhere else, with the key in it.
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
      })
      return await read(await send(request), mayLead)
    } catch (error) {
      // What went wrong on the way names no key: the request is not in it.
      const name = error instanceof Error ? error.name : 'unknown'
      const late = name === 'TimeoutError'
      return { outcome: 'unavailable', reason: late ? 'no answer in time' : `no answer (${name})` }
    }
  }
  return {
    ask: ({ cents, description, redirectUrl, webhookUrl, ours }) =>
      call('', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': ours },
        body: JSON.stringify({
          amount: { currency: 'EUR', value: euros(cents) },
          description,
          redirectUrl,
          ...(webhookUrl !== undefined && { webhookUrl }),
          metadata: { peil: ours },
          method: 'ideal',
          locale: 'nl_NL',
        }),
      }),
    find: async (id) =>
      mollieIds.test(id) ? call(`/${id}`, { method: 'GET' }) : { outcome: 'unknown' },
  }
}

/** An amount as Mollie writes it: 12345 is 123.45. */
function euros(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
}

async function read(answer: Response, mayLead: (url: URL) => boolean): Promise<MollieAnswer> {
  const { status } = answer
  const json = parsed(await textOf(answer))
  if (status === 401 || status === 403) return { outcome: 'key-refused' }
  if (status === 404 || status === 410) return { outcome: 'unknown' }
  if (status === 422 || status === 400) {
    const { data } = complaint.safeParse(json)
    return { outcome: 'refused', reason: (data?.detail ?? `status ${status}`).slice(0, 300) }
  }
  if (status !== 200 && status !== 201) {
    return { outcome: 'unavailable', reason: `status ${status}` }
  }
  const { data } = told.safeParse(json)
  if (data === undefined) return { outcome: 'unavailable', reason: 'an answer that is no payment' }
  const checkout = URL.parse(data._links.checkout?.href ?? '')
  return {
    outcome: 'answered',
    payment: {
      id: data.id,
      status: statuses.get(data.status) ?? 'open',
      currency: data.amount.currency,
      cents: centsOf(data.amount),
      ours: ours.safeParse(data.metadata).data?.peil,
      returnedCents: centsOf(data.amountRefunded) + centsOf(data.amountChargedBack),
      paidAt: data.paidAt == null ? undefined : instantOf(data.paidAt),
      payer: payerOf(data.details),
      checkoutUrl: checkout !== null && mayLead(checkout) ? checkout.href : undefined,
    },
  }
}

// As much as a payment can be; what goes on is not read.
async function textOf(answer: Response): Promise<string> {
  const bytes = await readAtMost(answer.body, mostBytes)
  if (bytes === undefined) throw new Error('longer than a payment is')
  return Buffer.from(bytes).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const amount = z.object({
  currency: z.string().max(3),
  value: z.string().regex(/^\d{1,9}\.\d{2}$/),
})

const told = z.object({
  resource: z.literal('payment'),
  id: z.string().regex(mollieIds),
  status: z.string(),
  amount,
  amountRefunded: amount.nullish(),
  amountChargedBack: amount.nullish(),
  metadata: z.unknown().optional(),
  paidAt: z.string().nullish(),
  details: z.unknown().optional(),
  _links: z.object({ checkout: z.object({ href: z.string().max(2000) }).nullish() }),
})

const ours = z.object({ peil: z.string() })

const complaint = z.object({ detail: z.string() })

const payer = z.object({
  consumerName: z.unknown().optional(),
  consumerAccount: z.unknown().optional(),
})

const statuses: ReadonlyMap<string, MollieStatus> = new Map(
  (['open', 'paid', 'failed', 'expired', 'canceled'] as const).map((status) => [status, status]),
)

function centsOf(told: z.infer<typeof amount> | null | undefined): number {
  return told == null ? 0 : Number(told.value.replace('.', ''))
}

function instantOf(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text)
  } catch {
    return undefined
  }
}

// Who paid, as far as the bank tells; what is no name or account is left out.
function payerOf(details: unknown): MolliePayment['payer'] {
  const { data } = payer.safeParse(details)
  const name = typeof data?.consumerName === 'string' ? data.consumerName : ''
  const iban = typeof data?.consumerAccount === 'string' ? data.consumerAccount : ''
  const bare = iban.replaceAll(/\s/g, '').toUpperCase()
  return {
    name: name
      .replaceAll(/\p{Cc}/gu, ' ')
      .toWellFormed()
      .trim()
      .slice(0, 200),
    iban: /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(bare) ? bare : '',
  }
}
