import { once } from 'node:events'
import { connect } from 'node:net'
import type { Readable } from 'node:stream'

/** What a scanner says of a file. */
export type Scanned =
  | { readonly outcome: 'clean' }
  | { readonly outcome: 'virus'; readonly name: string }
  /** It cannot be reached, or cannot tell. */
  | { readonly outcome: 'away' }

/**
 * Scans what is in a file for viruses. It opens the file itself: a stream that nobody reads keeps its handle, and one of
 * which the file goes before it is open ends the process.
 */
export type Scanner = (open: () => Readable | Promise<Readable>) => Promise<Scanned>

/** How long the scanner may say and take nothing, in milliseconds. */
const patience = 60_000

const mostAnswer = 4096

/**
 * The clamd at an address: `host:port`, or the path of its socket. It is sent what is in a file, by its
 * command INSTREAM, so that it needs no access to files. Throws for an address that is none.
 */
export function clamav(address: string): Scanner {
  const place = placeOf(address)
  return async (open) => {
    const socket = connect(place)
    socket.setTimeout(patience, () => socket.destroy())
    const answer = new Promise<string>((resolve) => {
      let text = ''
      const end = () => resolve(text)
      socket.on('data', (part) => {
        text += part.toString('latin1')
        if (text.includes('\0') || text.length > mostAnswer) socket.destroy()
      })
      socket.once('close', end)
      socket.once('error', end)
    })
    try {
      socket.write('zINSTREAM\0')
      for await (const chunk of await open()) {
        // It answers early where it wants no more.
        if (socket.destroyed) break
        const bytes = chunk as Uint8Array
        const length = Buffer.alloc(4)
        length.writeUInt32BE(bytes.length)
        socket.write(length)
        if (!socket.write(bytes)) {
          await Promise.race([once(socket, 'drain'), once(socket, 'close')])
        }
      }
      if (!socket.destroyed) socket.write(Buffer.alloc(4))
    } catch {
      socket.destroy()
    }
    return readAnswer(await answer)
  }
}

function placeOf(address: string) {
  if (address.startsWith('/')) return { path: address }
  const [, host = '', port = ''] = /^\[?(.+?)\]?:(\d{1,5})$/.exec(address) ?? []
  if (host !== '' && Number(port) > 0 && Number(port) < 65_536) return { host, port: Number(port) }
  throw new Error(`PEIL_CLAMAV is host:port or the path of a socket, not '${address}'`)
}

function readAnswer(answer: string): Scanned {
  const said = answer.split('\0')[0]?.trim() ?? ''
  if (said === 'stream: OK') return { outcome: 'clean' }
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1]
  return found === undefined ? { outcome: 'away' } : { outcome: 'virus', name: found }
}
