import net from 'node:net'

// A load generator that costs little itself, since it shares the machine with what it measures:
// sockets that stay open, each with one request under way at a time.

/** One GET request, ready to be written. */
export function getRequest(path: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = Object.entries({ host: 'localhost', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
}

/** Asks the same few requests over and over for a while; gives the answers per second. */
export async function load(
  port: number,
  requests: readonly Buffer[],
  options: { readonly milliseconds: number; readonly connections: number },
): Promise<number> {
  const begin = performance.now()
  const until = begin + options.milliseconds
  let next = 0
  const one = async () => {
    const answers = await connect(port)
    let count = 0
    while (performance.now() < until) {
      const request = requests[next % requests.length]
      next += 1
      if (request === undefined) throw new Error('there is nothing to ask')
      await answers.ask(request)
      count += 1
    }
    answers.close()
    return count
  }
  const counts = await Promise.all(Array.from({ length: options.connections }, one))
  const seconds = (performance.now() - begin) / 1000
  return counts.reduce((total, count) => total + count, 0) / seconds
}

/** Asks once, and gives the body. */
export async function askOnce(port: number, request: Buffer): Promise<string> {
  const answers = await connect(port)
  const answer = await answers.ask(request)
  answers.close()
  return answer.subarray(answer.indexOf('\r\n\r\n') + 4).toString()
}

interface Answers {
  ask(request: Buffer): Promise<Buffer>
  close(): void
}

async function connect(port: number): Promise<Answers> {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  let waiting: { resolve: (answer: Buffer) => void; reject: (error: Error) => void } | undefined
  let parts: Buffer[] = []
  let length = 0
  let wanted: number | undefined
  socket.on('data', (chunk) => {
    const data = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    parts.push(data)
    length += data.length
    wanted ??= wholeLength(parts.length === 1 ? data : Buffer.concat(parts))
    if (wanted === undefined || length < wanted) return
    const answer = parts.length === 1 ? data : Buffer.concat(parts)
    parts = []
    length = 0
    wanted = undefined
    if (/^HTTP\/1\.1 200/.test(answer.toString('latin1', 0, 12))) waiting?.resolve(answer)
    else waiting?.reject(new Error(answer.toString('utf8', 0, 500)))
  })
  const fail = () => waiting?.reject(new Error('the connection broke'))
  socket.on('error', fail)
  socket.on('close', fail)
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => {
      waiting = undefined
      socket.destroy()
    },
  }
}

// How long the whole answer is, once its head is there. Both sides say so in their head.
function wholeLength(data: Buffer): number | undefined {
  const end = data.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = data.toString('latin1', 0, end)
  const said = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (said === undefined) throw new Error(`the answer does not say how long it is: ${head}`)
  return end + 4 + Number(said)
}
