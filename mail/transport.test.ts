import assert from 'node:assert/strict'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { after, before, test } from 'node:test'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { Failure, Lane, MailServer, Message } from './transport.ts'
import { MailRefused, openMailServer } from './transport.ts'

type Arrived = { readonly recipients: readonly string[]; readonly source: Buffer }

const arrived: Arrived[] = []
let server: SMTPServer
let mailServer: MailServer
const deliver: Lane['deliver'] = (...message) => mailServer.lanes[0].deliver(...message)

before(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, accept) => {
      if (address.startsWith('weg@')) {
        accept(Object.assign(new Error('No such mailbox'), { responseCode: 550 }))
      } else if (address.startsWith('later@')) {
        accept(Object.assign(new Error('Try again later'), { responseCode: 451 }))
      } else accept()
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        arrived.push({ recipients, source: Buffer.concat(parts) })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  mailServer = at((server.server.address() as AddressInfo).port)
})
after(async () => {
  mailServer.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

function at(port: number): MailServer {
  return openMailServer({ SMTP_URL: `smtp://127.0.0.1:${port}` }, quick) as MailServer
}

const quick = { connecting: 300, silence: 400, handingOver: 800, attempt: 3000 }

const message: Message = {
  id: '0f2c6a52-8a8e-4a2f-9d3e-6f4f4f1f7a10',
  from: { name: 'KRSD', address: 'bureau@krsd.example' },
  to: 'farid@voorbeeld.example',
  subject: 'KRSD: onderteken je overeenkomst vóór 21 december 2026',
  text: 'Beste Farid,\n\nZoë vroeg het: €\u00a095,00.\n',
  html: '<p>Beste Farid,</p><p>Zoë vroeg het: €&nbsp;95,00.</p>',
  attachments: [
    {
      fileName: 'overeenkomst-krsd.pdf',
      contentType: 'application/pdf',
      content: new Uint8Array([37, 80, 68, 70]),
    },
  ],
}

test('a message arrives as it was written, with its attachment', async () => {
  const delivery = await deliver(message)
  assert.equal(delivery.outcome, 'sent')
  const { recipients, source } = arrived.at(-1)!
  const mail = await PostalMime.parse(source)
  assert.deepEqual(recipients, ['farid@voorbeeld.example'])
  assert.deepEqual(mail.from, { name: 'KRSD', address: 'bureau@krsd.example' })
  assert.equal(mail.subject, message.subject)
  assert.equal(mail.text?.replaceAll('\r\n', '\n').trim(), message.text.trim())
  assert.equal(mail.html?.trim(), message.html)
  assert.equal(mail.messageId, '<0f2c6a52-8a8e-4a2f-9d3e-6f4f4f1f7a10@krsd.example>')
  assert.deepEqual(
    mail.attachments.map(({ filename, mimeType }) => [filename, mimeType]),
    [['overeenkomst-krsd.pdf', 'application/pdf']],
  )
  assert.match(source.toString('latin1'), /^Auto-Submitted: auto-generated\r$/m)
})

test('an address with a comma is one address and reaches nobody else', async () => {
  const before = arrived.length
  const delivery = await deliver({ ...message, to: 'a@voorbeeld.example, b@voorbeeld.example' })
  const reached = arrived.slice(before).flatMap(({ recipients }) => recipients)
  assert.ok(reached.length <= 1, `${delivery.outcome}: ${reached.join(' and ')}`)
})

test('a subject with a line break adds no header', async () => {
  await deliver({ ...message, subject: 'KRSD: x\r\nBcc: c@voorbeeld.example' })
  const { recipients, source } = arrived.at(-1)!
  assert.deepEqual(recipients, ['farid@voorbeeld.example'])
  assert.equal((await PostalMime.parse(source)).bcc, undefined)
})

test('a mailbox that does not exist is refused for good, one that is full may be tried again', async () => {
  const cause = async (to: string) => {
    const delivery = await deliver({ ...message, to })
    return delivery.outcome === 'failed' ? delivery.cause : delivery.outcome
  }
  assert.equal(await cause('weg@voorbeeld.example'), 'refused')
  assert.equal(await cause('later@voorbeeld.example'), 'put-off')
  assert.equal(await cause(''), 'refused')
})

test('many go at once over few connections, and one that somebody else has in hand does not go', async () => {
  const before = arrived.length
  const held = deliver(message, { beforeHandingOver: async () => false })
  const many = Array.from({ length: 40 }, (_, nth) => deliver({ ...message, id: `m${nth}` }))
  assert.deepEqual(await held, { outcome: 'taken' })
  const outcomes = (await Promise.all(many)).map(({ outcome }) => outcome)
  assert.deepEqual(outcomes, Array(40).fill('sent'))
  assert.equal(arrived.length - before, 40)
  assert.ok(server.connections.size <= 8)
  await assert.rejects(
    deliver(message, {
      beforeHandingOver: async () => {
        throw new Error('the database is away')
      },
    }),
    /the database is away/,
  )
})

// What a server says and does, step by step; `cut` ends the connection, `silence` says nothing more.
const troubles: readonly (readonly [what: string, Partial<Script>, Failure])[] = [
  ['says nothing at all', { greeting: 'silence' }, 'unreachable'],
  ['closes before it greets', { greeting: 'cut' }, 'unreachable'],
  ['wants nothing of us', { greeting: '554 5.7.1 blocked' }, 'unwilling'],
  ['refuses the sender', { from: '550 5.1.8 no such sender' }, 'unwilling'],
  ['wants us to sign in first', { to: '530 5.7.0 authentication required' }, 'unwilling'],
  ['does not pass on for us', { to: '554 5.7.1 relay access denied' }, 'put-off'],
  ['greylists', { to: '451 4.7.1 try again later' }, 'put-off'],
  ['knows no such receiver', { to: '550 5.1.1 no such user' }, 'refused'],
  ['closes in the middle of the text', { firstBytes: 'cut' }, 'unreachable'],
  ['finds the text too large', { text: '552 5.3.4 too large' }, 'refused'],
  ['has no room for the text', { text: '452 4.3.1 no room' }, 'put-off'],
  ['says nothing to the whole text', { text: 'silence' }, 'unsure'],
  ['goes on about it without end', { text: 'trickle' }, 'unsure'],
  ['closes after the whole text', { text: 'cut' }, 'unsure'],
  ['closes after the whole text, and says so', { text: '421 4.3.2 going down' }, 'put-off'],
]

test('why a mail did not arrive is told from what the server did', async () => {
  for (const [what, script, expected] of troubles) {
    const troubled = await scripted(script)
    const lines = at(troubled.port)
    const delivery = await lines.lanes[0].deliver(message)
    assert.equal(delivery.outcome === 'failed' && delivery.cause, expected, what)
    lines.close()
    await troubled.close()
    // What may have gone is not handed over a second time by itself.
    if (expected === 'unsure') assert.equal(troubled.texts(), 1, what)
  }
  const nobody = await at(1).lanes[0].deliver(message)
  assert.equal(nobody.outcome === 'failed' && nobody.cause, 'unreachable')
})

test('a connection that was closed while nothing went over it costs no mail', async () => {
  const closing = await scripted({ afterwards: 'cut' })
  const lines = at(closing.port)
  for (const id of ['een', 'twee', 'drie']) {
    assert.equal((await lines.lanes[0].deliver({ ...message, id })).outcome, 'sent')
  }
  assert.equal(closing.texts(), 3)
  lines.close()
  await closing.close()
})

test('without a mail server there is no way to one, and a wrong number of connections is said', () => {
  assert.equal(openMailServer({}), undefined)
  assert.equal(openMailServer({ SMTP_URL: '' }), undefined)
  const lanesOf = (asked: string | undefined) => {
    const env = { SMTP_URL: 'smtp://127.0.0.1:1', PEIL_MAIL_CONNECTIONS: asked }
    return openMailServer(env)?.lanes.map(({ urgentOnly, connections }) => [
      urgentOnly,
      connections,
    ])
  }
  assert.deepEqual(lanesOf(undefined), [
    [false, 8],
    [true, 2],
  ])
  assert.deepEqual(lanesOf('2'), [
    [false, 1],
    [true, 1],
  ])
  assert.deepEqual(lanesOf('1'), [[false, 1]])
  for (const wrong of ['0', '101', 'veel', '2.5', '-1']) {
    assert.throws(() => lanesOf(wrong), MailRefused, wrong)
  }
})

type Step = 'cut' | 'silence' | 'trickle' | (string & {})
interface Script {
  readonly greeting: Step
  readonly from: Step
  readonly to: Step
  readonly firstBytes: Step
  readonly text: Step
  readonly afterwards: Step
}

// A mail server that goes wrong where it is told to, which one that is any good cannot be made to do.
async function scripted(script: Partial<Script>) {
  let texts = 0
  const open = new Set<Socket>()
  const one = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    const say = (step: Step | undefined, usual: string) => {
      if (step === 'cut') socket.destroy()
      else if (step === 'trickle') setInterval(() => socket.write('250-wait\r\n'), 100).unref()
      else if (step !== 'silence') socket.write(`${step ?? usual}\r\n`)
    }
    let waiting = ''
    let inText = false
    say(script.greeting, '220 here')
    socket.on('data', (bytes) => {
      waiting += bytes
      if (inText) {
        if (script.firstBytes === 'cut') return socket.destroy()
        if (!waiting.includes('\r\n.\r\n')) return
        inText = false
        waiting = ''
        texts += 1
        say(script.text, '250 taken')
        if (script.afterwards === 'cut') socket.end()
        return
      }
      const lines = waiting.split('\r\n')
      waiting = lines.pop() ?? ''
      for (const line of lines) {
        if (line.startsWith('MAIL')) say(script.from, '250 good')
        else if (line.startsWith('RCPT')) say(script.to, '250 good')
        else if (line.startsWith('DATA')) {
          inText = true
          say(undefined, '354 go on')
        } else say(undefined, '250 good')
      }
    })
  })
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', () => resolve()))
  return {
    port: (one.address() as AddressInfo).port,
    texts: () => texts,
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise<void>((resolve) => one.close(() => resolve()))
    },
  }
}
