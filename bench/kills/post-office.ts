import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A mail that arrived: for whom, by what it is known, and what it says. */
export interface Arrived {
  readonly to: string
  /** The id of the mail as its sender has it, which each delivery of it carries. */
  readonly id: string
  readonly text: string
}

/** A mail server on this machine that takes all mail and remembers it. */
export interface PostOffice {
  readonly url: string
  readonly arrived: readonly Arrived[]
  readonly close: () => Promise<void>
}

/** Opens it at a free port. */
export async function openPostOffice(): Promise<PostOffice> {
  const arrived: Arrived[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const { messageId = '', text = '' } = await PostalMime.parse(Buffer.concat(parts))
        const to = session.envelope.rcptTo[0]?.address ?? ''
        arrived.push({ to, id: messageId.replace(/^<|@.*$/g, ''), text })
        done()
      })
    },
  })
  // A line breaks where a worker is killed.
  server.on('error', () => undefined)
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    arrived,
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}
