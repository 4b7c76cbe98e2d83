import { AsyncLocalStorage } from 'node:async_hooks'
import { randomInt } from 'node:crypto'
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Logger } from 'pino'
import type { Metrics } from '#server/metrics.ts'

// One line of the log for each request, and an id by which that line, the answer and what went wrong meanwhile are
// found together. It tells the page as the table of the site has it, never what stood in the place of an id or a
// secret, and of nobody who they are or where they come from.

const current = new AsyncLocalStorage<string>()

/** What every line of the log carries that is written while a request is answered. */
export function requestFields(): { readonly request?: string } {
  const request = current.getStore()
  return request === undefined ? {} : { request }
}

/** The id of the request that is being answered; a new one outside of any. */
export function requestId(): string {
  return current.getStore() ?? newId()
}

/** Answers each request with its id in `X-Request-Id`, writes its line and counts it. */
export function logRequests(log: Logger, metrics: Metrics | undefined): MiddlewareHandler {
  return async (c, next) => {
    const id = newId()
    const begin = performance.now()
    await current.run(id, next)
    c.header('x-request-id', id)
    const { method } = c.req
    const facts = { method, page: pageOf(c), status: c.res.status }
    const milliseconds = performance.now() - begin
    metrics?.answered({ ...facts, seconds: milliseconds / 1000 })
    // What watches over Peil asks every few seconds.
    const level = /^\/(healthz|readyz)$/.test(c.req.path) ? 'debug' : 'info'
    log[level]({ request: id, ...facts, milliseconds: Math.round(milliseconds) }, 'request')
  }
}

// The address as the table of the site has it; one for all that is in no table.
function pageOf(c: HonoContext): string {
  // Of the one that answered, which was called last.
  const path = routePath(c)
  return path === '' || path.endsWith('*') ? 'elsewhere' : path
}

// Short enough to be read out over the telephone, and without letters that are taken for figures.
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

function newId(): string {
  return Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('')
}
