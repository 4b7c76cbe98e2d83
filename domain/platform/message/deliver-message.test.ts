import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { SMTPServer } from 'smtp-server'
import {
  askAttestation,
  withdrawAttestations,
} from '#domain/dossier/attestation/ask-attestation.ts'
import { remindAttestations } from '#domain/dossier/attestation/remind-attestations.ts'
import { linkPaths } from '#domain/people/account/make-link.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { requestSignInLink } from '#domain/people/account/request-sign-in-link.ts'
import { deliverMessage } from '#domain/platform/message/deliver-message.ts'
import type { MailKind } from '#domain/platform/message/mail-kinds.ts'
import { mailKinds } from '#domain/platform/message/mail-kinds.ts'
import { listOwnMessages } from '#domain/platform/message/own-messages.ts'
import { readMail } from '#domain/platform/message/queries.ts'
import { releaseKept } from '#domain/platform/message/release-kept.ts'
import { withoutSecrets } from '#domain/platform/message/without-secrets.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { makeApp } from '#server/app.ts'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform()
const { db } = peil.platform
const received: string[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', () => {
      received.push(Buffer.concat(parts).toString('utf8'))
      done()
    })
  },
})
let env: { readonly SMTP_URL: string }

before(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const { port } = server.server.address() as AddressInfo
  env = { SMTP_URL: `smtp://127.0.0.1:${port}` }
})
after(() => new Promise<void>((done) => server.close(() => done())))

async function mailedLink(): Promise<string> {
  const email = 'farid@voorbeeld.nl'
  await peil.signIn(email)
  await peil.act({ kind: 'visitor' }, (context) =>
    requestSignInLink(context, { email, clientAddress: '203.0.113.1' }),
  )
  const row = await db
    .selectFrom('mail_message')
    .select('id')
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow()
  return row.id
}

function bodies(id: string) {
  return db
    .selectFrom('mail_message')
    .where('id', '=', id)
    .select(['body_text', 'body_html', 'sent_at'])
    .executeTakeFirstOrThrow()
}

const link = /inloggen\/link\/[\w-]{43}/

test('the secret in a link is with its receiver only, once the mail has gone', async () => {
  const id = await mailedLink()
  assert.match((await bodies(id)).body_text, link)
  assert.deepEqual(await deliverMessage(peil.platform, id, env), { outcome: 'sent' })
  const kept = await bodies(id)
  assert.ok(kept.sent_at)
  for (const body of [kept.body_text, kept.body_html]) {
    assert.match(body, /inloggen\/link\/…/)
    assert.doesNotMatch(body, link)
  }
  assert.match(received[0]?.replace(/=\r\n/g, '') ?? '', link)
  assert.deepEqual(await deliverMessage(peil.platform, id, env), { outcome: 'gone' })
})

test('of a mail that only passes by nothing stays once it has gone, also in the demo', async () => {
  const id = await peil.act({ kind: 'visitor' }, (context) =>
    writeMessage(
      context,
      'complaint-sent',
      { name: 'Wim de Wit', address: 'wim@voorbeeld.nl' },
      {
        subject: 'KRSD: klacht K-2026-0001',
        text: 'Zij kwam niet.',
        html: '<p>Zij kwam niet.</p>',
      },
    ),
  )
  const lying = await peil.act({ kind: 'visitor' }, (context) => readMail(context, id))
  assert.deepEqual([lying?.text, lying?.toName, lying?.toAddress], ['', '', ''])
  const platform = { ...peil.platform, demo: true }
  assert.deepEqual(await deliverMessage(platform, id, env), { outcome: 'sent' })
  assert.match(received.at(-1) ?? '', /Zij kwam niet/)
  const kept = await db
    .selectFrom('mail_message')
    .where('id', '=', id)
    .select(['to_name', 'to_address', 'body_text', 'body_html'])
    .executeTakeFirstOrThrow()
  assert.deepEqual(kept, { to_name: '', to_address: '', body_text: '', body_html: '' })
})

test('without a mail server the link stays, since there is no other way to it', async () => {
  const id = await mailedLink()
  assert.deepEqual(await deliverMessage(peil.platform, id, {}), { outcome: 'kept' })
  assert.match((await bodies(id)).body_text, link)
})

test('what was kept goes when there is a mail server, once and in order, but for links that are over', async () => {
  await db.updateTable('mail_message').set({ kept_at: null }).execute()
  const plain = await peil.act({ kind: 'visitor' }, (context) =>
    writeMessage(
      context,
      'payment-received',
      { name: 'Farid', address: 'farid@voorbeeld.nl' },
      { subject: 'KRSD: betaald', text: 'Betaald.', html: '' },
    ),
  )
  const works = await mailedLink()
  const over = await mailedLink()
  const waiting = async () => {
    peil.jobs.length = 0
    await releaseKept(peil.platform)
    return peil.jobs.map(({ data }) => data)
  }
  for (const id of [plain, works, over]) await deliverMessage(peil.platform, id, {})
  const secret = /link\/([\w-]{43})/.exec((await bodies(over)).body_text)?.[1] ?? ''
  await db
    .updateTable('one_time_link')
    .where('token_hash', '=', hashToken(secret))
    .set({ expires_at: '2026-01-01T00:00:00Z' })
    .execute()
  assert.deepEqual(await waiting(), [{ mailId: plain }, { mailId: works }])
  assert.deepEqual(await waiting(), [])
  for (const id of [plain, works]) {
    assert.deepEqual(await deliverMessage(peil.platform, id, env), { outcome: 'sent' })
  }
})

test('a kept request to an employer goes too, and its reminder, as long as it can be answered', async () => {
  const anouk = await professional(peil, {
    email: 'anouk@voorbeeld.nl',
    firstName: 'Anouk',
    lastName: 'Jansen',
  })
  const asked = { professional: 'Anouk', document: 'de VOG', text: 'Ik zag haar VOG.', rows: [] }
  const { registrationId } = anouk
  const { plainDateISO } = Temporal.Now
  const ask = (document: string) =>
    peil.act(
      anouk.actor,
      (context) =>
        askAttestation(context, {
          registrationId,
          document,
          claimId: undefined,
          name: 'Petra Smit',
          email: `petra-${document}@voorbeeld.nl`,
          asked,
        }),
      plainDateISO().toString(),
    )
  await ask('vog')
  await ask('other')
  const later = plainDateISO().add({ days: 10 }).toString()
  await peil.act({ kind: 'system', task: 'test' }, remindAttestations, later)
  await peil.act(anouk.actor, (context) => withdrawAttestations(context, registrationId, 'other'))
  const mails = await db
    .selectFrom('mail_message')
    .where('to_address', 'like', 'petra-%')
    .orderBy('created_at')
    .select(['id', 'to_address'])
    .execute()
  for (const { id } of mails) await deliverMessage(peil.platform, id, {})
  peil.jobs.length = 0
  await releaseKept(peil.platform)
  assert.equal(mails.length, 4)
  assert.deepEqual(
    peil.jobs.map(({ data }) => data),
    mails
      .filter(({ to_address }) => to_address === 'petra-vog@voorbeeld.nl')
      .map(({ id }) => ({ mailId: id })),
  )
})

test('only what can be a secret is taken out of a letter', () => {
  const plain =
    'Kijk op https://peil.test/krsd/mijn/berichten/0197fd7e-0000-7000-8000-000000000000 en/of bel.'
  assert.equal(withoutSecrets(plain), plain)
  assert.equal(withoutSecrets(`x/${'a'.repeat(43)}.`), 'x/….')
  assert.equal(withoutSecrets(`x/${'a'.repeat(60)}`), `x/${'a'.repeat(60)}`)
})

// Every way in which a link that works once stands in a mail.
const oneTimeLinks = [...Object.values(linkPaths), 'referent'].map(
  (path) => `https://peil.test/krsd/${path}/${'Ab3-_'.repeat(8)}xyz`,
)

test('an administrator reads no link that works once, in any kind of mail, with a mail server or without', async () => {
  const { cookie } = await peil.signIn('bo@voorbeeld.nl', ['administrator'])
  const withServer = makeApp(
    { ...peil.platform, sendsMail: true },
    health,
    pino({ level: 'silent' }),
  )
  for (const kind of Object.keys(mailKinds) as MailKind[]) {
    const id = await peil.act({ kind: 'visitor' }, (context) =>
      writeMessage(
        context,
        kind,
        { name: 'Farid', address: 'farid@voorbeeld.nl' },
        { subject: 'KRSD: een brief', text: oneTimeLinks.join('\n'), html: '' },
      ),
    )
    const path = `/krsd/beheer/e-mail/${id}`
    const pages = [
      await peil.get(path, cookie),
      await withServer.request(`${peil.platform.origin}${path}`, { headers: { cookie } }),
    ]
    for (const page of pages) {
      assert.equal(page.status, 200, kind)
      const html = await page.text()
      assert.doesNotMatch(html, /Ab3-_/, kind)
      // Of what only passes by there is nothing to read at all.
      const read = mailKinds[kind] !== 'passing'
      assert.equal(/inloggen\/link\/…/.test(html), read, kind)
      assert.equal(html.includes('farid@voorbeeld.nl'), read, kind)
    }
  }
})

test('whoever reads their own messages finds none that lets them sign in', async () => {
  const { accountId, cookie } = await peil.signIn('lezer@voorbeeld.nl')
  for (const kind of Object.keys(mailKinds) as MailKind[]) {
    const link = mailKinds[kind] === 'plain' ? '' : oneTimeLinks.join('\n')
    await peil.act({ kind: 'visitor' }, (context) =>
      writeMessage(
        context,
        kind,
        { name: 'Lezer', address: 'lezer@voorbeeld.nl', accountId },
        { subject: `KRSD: ${kind}`, text: `Een brief. ${link}`, html: '' },
      ),
    )
  }
  const shown = await peil.act({ kind: 'visitor' }, (context) =>
    listOwnMessages(context, accountId, { limit: 100, offset: 0 }),
  )
  assert.equal(shown.total, Object.values(mailKinds).filter((holds) => holds === 'plain').length)
  for (const { id } of shown.messages) {
    const page = await peil.get(`/krsd/mijn/berichten/${id}`, cookie)
    assert.doesNotMatch(await page.text(), /Ab3-_/)
  }
})

const health = async () => ({ healthy: true, facts: {} })
