import type { IncomingMessage, Server } from 'node:http'

/** How much of a body has to come in how long. */
export interface Pace {
  readonly milliseconds: number
  readonly bytes: number
}

/** Far slower than any line on which a page could be opened. */
const usual: Pace = { milliseconds: 60_000, bytes: 30_000 }

/**
 * Closes the connection of whoever sends half of something and then stops, or next to nothing for
 * a minute. A large file over a slow line may take as long as it takes.
 */
export function keepPace(server: Server, { milliseconds, bytes }: Pace = usual): void {
  server.on('request', (request: IncomingMessage) => {
    const { socket } = request
    let before = socket.bytesRead
    const watch = setInterval(() => {
      if (request.complete) return clearInterval(watch)
      const now = socket.bytesRead
      const came = now - before
      before = now
      if (came >= bytes) return
      clearInterval(watch)
      socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      socket.destroySoon()
    }, milliseconds)
    watch.unref()
    request.once('close', () => clearInterval(watch))
  })
}
