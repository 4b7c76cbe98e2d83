import type { Hono } from 'hono'
import { idByMollie } from '#domain/money/online-payment/queries.ts'
import { readAtMost } from '#domain/platform/bytes/read-at-most.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { mollieIds } from '#domain/platform/mollie/mollie.ts'

/** What Mollie sends is an id and nothing else, in bytes. */
const mostBytes = 1000

/**
 * Mounts the address at which Mollie tells that something changed of a payment. Whoever sends it, nothing in it is
 * believed: Mollie is asked how the payment stands, if it is one of ours. The answer is always the same, so that nobody
 * learns by it which payments there are, and Mollie does not send it again.
 */
export function mollieWebhook(app: Hono, platform: Platform): void {
  app.post('/:register/mollie', async (c) => {
    const register = platform.registers.get(c.req.param('register'))
    const id = await idIn(c.req.raw)
    if (register !== undefined && id !== undefined) {
      const actor = { kind: 'system', task: 'mollie' } as const
      await inRegister(platform, { register }, actor, async (context) => {
        const onlinePaymentId = await idByMollie(context, id)
        if (onlinePaymentId === undefined) return
        const data = { register: register.id, onlinePaymentId }
        await platform.enqueue(context.db, { name: 'online-payment', data })
      })
    }
    return c.body(null, 200, { 'cache-control': 'no-store' })
  })
}

async function idIn({ body }: Request): Promise<string | undefined> {
  const sent = await readAtMost(body, mostBytes)
  if (sent === undefined) return undefined
  const id = new URLSearchParams(Buffer.from(sent).toString('utf8')).get('id')
  return id !== null && mollieIds.test(id) ? id : undefined
}
