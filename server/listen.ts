import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { keepPace } from '#server/pace.ts'

/** Why Peil cannot be reached, in one line that is meant to be printed. */
export class CannotListen extends Error {}

export interface Listener {
  /** Where this machine reaches it, without a slash at the end. */
  readonly address: string
  /** From here on requests are answered; until then with 503. */
  answerWith(app: Hono): void
  /** Takes no new connections, and waits for the requests that are being answered. */
  stop(): Promise<void>
}

type Environment = Readonly<Record<string, string | undefined>>

/** Listens on HOST and PORT, http://localhost:3000 when they are not set. */
export async function listen(env: Environment): Promise<Listener> {
  const port = portOf(env.PORT)
  const host = hostOf(env)
  let app: Hono | undefined
  const server = createAdaptorServer({
    // The second argument carries the socket, of which the gate asks the address.
    fetch: (request, bindings) => app?.fetch(request, bindings) ?? notYet(request),
  }) as Server
  // Headers are short and come at once; a large file over a slow line may take its time.
  server.headersTimeout = 20_000
  server.requestTimeout = 10 * 60_000
  keepPace(server)
  const stop = stopperOf(server)
  await new Promise<void>((done, fail) => {
    server.once('error', (error) => fail(new CannotListen(explain(error, host, port))))
    server.listen(port, host, done)
  })
  const { port: real } = server.address() as AddressInfo
  return {
    address: `http://${isLoopback(host) ? 'localhost' : shown(host)}:${real}`,
    answerWith: (made) => {
      app = made
    },
    stop,
  }
}

/** The host to listen on; localhost is taken as IPv4, which every machine has. */
export function hostOf(env: Environment): string {
  const host = env.HOST || 'localhost'
  return host === 'localhost' ? '127.0.0.1' : host
}

/** Whether only this machine can reach that address. */
export function isLoopback(host: string): boolean {
  return host === '::1' || /^127\./.test(host)
}

function portOf(text: string | undefined): number {
  const port = Number(text || 3000)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new CannotListen(`PORT is ${text}, which is not a number from 0 to 65535.`)
}

function notYet(request: Request): Response {
  const headers = { 'retry-after': '1', 'cache-control': 'no-store' }
  return ['/healthz', '/readyz'].includes(new URL(request.url).pathname)
    ? Response.json({ status: 'unavailable', reason: 'starting' }, { status: 503, headers })
    : new Response('Peil start. Probeer het zo weer.\n', { status: 503, headers })
}

function explain(error: Error & { code?: string }, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return (
        `Port ${port} is in use. Stop what is listening there, or choose another port: ` +
        `PORT=${port + 1} npm start`
      )
    case 'EACCES':
      return `Port ${port} may not be used by this user. Choose one above 1023, such as PORT=3000.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST is ${host}, which is not an address of this machine.`
    default:
      return `Cannot listen on ${host}:${port}: ${error.message}`
  }
}

function shown(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

// A connection that is kept would hold the stop up until it times out, and who sends something over it just then would
// get no answer: whoever gets an answer while Peil stops is told to come back over another one.
function stopperOf(server: Server): () => Promise<void> {
  const answering = new Set<ServerResponse>()
  let stopping = false
  server.prependListener('request', (_request, response: ServerResponse) => {
    if (stopping) response.shouldKeepAlive = false
    answering.add(response)
    response.once('close', () => {
      answering.delete(response)
      if (stopping) server.closeIdleConnections()
    })
  })
  return async () => {
    stopping = true
    for (const response of answering) response.shouldKeepAlive = false
    const late = setTimeout(() => server.closeAllConnections(), 10_000)
    await new Promise<void>((done) => {
      server.close(() => done())
      server.closeIdleConnections()
    })
    clearTimeout(late)
  }
}
