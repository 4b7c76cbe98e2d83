import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { Message } from './transport.ts'
import { deliver } from './transport.ts'

type Arrived = { readonly recipients: readonly string[]; readonly source: Buffer }

const arrived: Arrived[] = []
let server: SMTPServer
let env: { SMTP_URL: string }

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
  env = { SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` }
})
after(() => new Promise<void>((resolve) => server.close(() => resolve())))

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
  const delivery = await deliver(message, env)
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
  const delivery = await deliver(
    { ...message, to: 'a@voorbeeld.example, b@voorbeeld.example' },
    env,
  )
  const reached = arrived.slice(before).flatMap(({ recipients }) => recipients)
  assert.ok(reached.length <= 1, `${delivery.outcome}: ${reached.join(' and ')}`)
})

test('a subject with a line break adds no header', async () => {
  await deliver({ ...message, subject: 'KRSD: x\r\nBcc: c@voorbeeld.example' }, env)
  const { recipients, source } = arrived.at(-1)!
  assert.deepEqual(recipients, ['farid@voorbeeld.example'])
  assert.equal((await PostalMime.parse(source)).bcc, undefined)
})

test('a mailbox that does not exist is refused for good, one that is full may be tried again', async () => {
  assert.equal((await deliver({ ...message, to: 'weg@voorbeeld.example' }, env)).outcome, 'refused')
  assert.equal(
    (await deliver({ ...message, to: 'later@voorbeeld.example' }, env)).outcome,
    'failed',
  )
})

test('a mail server that is not there is a failure that may pass', async () => {
  const nobody = await deliver(message, { SMTP_URL: 'smtp://127.0.0.1:1' })
  assert.equal(nobody.outcome, 'failed')
})

test('without a mail server the message stays where it lies', async () => {
  assert.deepEqual(await deliver(message, {}), { outcome: 'kept' })
  assert.deepEqual(await deliver(message, { SMTP_URL: '' }), { outcome: 'kept' })
})
