import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
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
import { mailState } from '#domain/platform/message/mail-state.ts'
import { listOwnMessages } from '#domain/platform/message/own-messages.ts'
import { readMail } from '#domain/platform/message/queries.ts'
import { releaseKept } from '#domain/platform/message/release-kept.ts'
import { listUndelivered } from '#domain/platform/message/undelivered.ts'
import { wakeMessages } from '#domain/platform/message/wake-messages.ts'
import { withoutSecrets } from '#domain/platform/message/without-secrets.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import type { Failure, Lane, MailServer } from '#mail/transport.ts'
import { openMailServer } from '#mail/transport.ts'
import { makeApp } from '#server/app.ts'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { storeDocument } from '#testing/store-document.ts'

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
let mailServer: MailServer | undefined
const deliver: Lane['deliver'] = (...message) => mailServer!.lanes[0].deliver(...message)

before(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const { port } = server.server.address() as AddressInfo
  mailServer = openMailServer({ SMTP_URL: `smtp://127.0.0.1:${port}` })
})
after(async () => {
  mailServer?.close()
  await new Promise<void>((done) => server.close(() => done()))
})

async function mailedLink(): Promise<string> {
  const email = 'farid@voorbeeld.nl'
  await peil.signIn(email)
  await peil.act({ kind: 'visitor' }, (context) =>
    requestSignInLink(context, { email, clientAddress: '203.0.113.1', browser: 'b' }),
  )
  const row = await db
    .selectFrom('mail_message')
    .select('id')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
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
  assert.deepEqual(await deliverMessage(peil.platform, id, deliver), { outcome: 'sent' })
  const kept = await bodies(id)
  assert.ok(kept.sent_at)
  for (const body of [kept.body_text, kept.body_html]) {
    assert.match(body, /inloggen\/link\/…/)
    assert.doesNotMatch(body, link)
  }
  assert.match(received[0]?.replace(/=\r\n/g, '') ?? '', link)
  assert.deepEqual(await deliverMessage(peil.platform, id, deliver), { outcome: 'gone' })
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
  assert.deepEqual(await deliverMessage(platform, id, deliver), { outcome: 'sent' })
  assert.match(received.at(-1) ?? '', /Zij kwam niet/)
  const kept = await db
    .selectFrom('mail_message')
    .where('id', '=', id)
    .select(['to_name', 'to_address', 'body_text', 'body_html'])
    .executeTakeFirstOrThrow()
  assert.deepEqual(kept, { to_name: '', to_address: '', body_text: '', body_html: '' })
})

test('a mail goes with each of its attachments as it was kept, or waits and is listed', async () => {
  const store = (name: string) =>
    peil.act({ kind: 'system', task: 'test' }, async (context) => {
      await byHand(context)
      const content = Buffer.from(name)
      const file = {
        kind: 'decision' as const,
        personId: undefined,
        name,
        mediaType: 'application/pdf',
      }
      return storeDocument(context, { ...file, content })
    })
  const [whole, gone] = [await store('besluit.pdf'), await store('bijlage.pdf')]
  const id = await peil.act({ kind: 'visitor' }, (context) =>
    writeMessage(
      context,
      'application-refused',
      { name: 'Farid', address: 'farid@voorbeeld.nl' },
      { ...letter, attached: [whole, gone] },
    ),
  )
  const keyOf = async (document: string) => {
    const row = await db
      .selectFrom('document')
      .where('id', '=', document)
      .select(['file_key'])
      .executeTakeFirstOrThrow()
    return row.file_key ?? ''
  }
  const { files } = peil.platform
  const damaged: Record<string, (key: string) => Promise<void>> = {
    'is er niet meer': (key) => files.remove(key),
    'is veranderd sinds': (key) => files.putBack(key, Buffer.from('iets anders')),
  }
  for (const [words, damage] of Object.entries(damaged)) {
    await damage(await keyOf(gone))
    const before = received.length
    const failed = await deliverMessage(peil.platform, id, deliver)
    assert.ok(failed.outcome === 'failed' && failed.cause === 'fault', failed.outcome)
    assert.match(failed.reason, new RegExp(words))
    assert.equal(received.length, before)
    await pass(id, 0)
  }
  const listed = await db.selectFrom('left_undone').select(['task', 'whose']).execute()
  assert.deepEqual(listed, [{ task: 'checkFiles', whose: gone }])
  const [shown] = await peil.act({ kind: 'visitor' }, listUndelivered)
  assert.equal(shown?.id, id)
  // Put back from a backup, it goes with both.
  await files.putBack(await keyOf(gone), Buffer.from('bijlage.pdf'))
  assert.deepEqual(await deliverMessage(peil.platform, id, deliver), { outcome: 'sent' })
  for (const name of ['besluit.pdf', 'bijlage.pdf']) {
    assert.match(received.at(-1) ?? '', new RegExp(Buffer.from(name).toString('base64')))
  }
})

test('without a mail server the link stays, since there is no other way to it', async () => {
  const id = await mailedLink()
  assert.deepEqual(await deliverMessage(peil.platform, id, undefined), { outcome: 'kept' })
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
  for (const id of [plain, works, over]) await deliverMessage(peil.platform, id, undefined)
  const secret = /link\/([\w-]{43})/.exec((await bodies(over)).body_text)?.[1] ?? ''
  await db
    .updateTable('one_time_link')
    .where('token_hash', '=', hashToken(secret))
    .set({ expires_at: '2026-01-01T00:00:00Z' })
    .execute()
  assert.deepEqual(await waiting(), [{ mailId: plain }, { mailId: works }])
  assert.deepEqual(await waiting(), [])
  for (const id of [plain, works]) {
    assert.deepEqual(await deliverMessage(peil.platform, id, deliver), { outcome: 'sent' })
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
    .orderBy('id')
    .select(['id', 'to_address'])
    .execute()
  for (const { id } of mails) await deliverMessage(peil.platform, id, undefined)
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

// What a day of trying looks like: nothing of it waits for a real clock.
const pass = (id: string, days: number) =>
  sql`update mail_message set due_at = now(), failing_since = failing_since - make_interval(days => ${days})
    where id = ${id}`.execute(db)

const stateOf = (id: string) =>
  db
    .selectFrom('mail_message')
    .where('id', '=', id)
    .select(['attempts', 'cause', 'undelivered_at', 'settled_at', 'unsure_at', 'sent_at'])
    .select(sql<number | null>`round(extract(epoch from due_at - tried_at))::int`.as('pause'))
    .executeTakeFirstOrThrow()

const write = (kind: MailKind, address: string) =>
  peil.act({ kind: 'visitor' }, (context) =>
    writeMessage(context, kind, { name: 'Petra', address }, letter),
  )
const letter = { subject: 'KRSD: een brief', text: 'Een brief.', html: '' }
const fails =
  (cause: Failure): Lane['deliver'] =>
  async () => ({ outcome: 'failed', cause, reason: `250 ${cause}` })

test('a mail that does not arrive is tried for four days with growing pauses, and then given up on', async () => {
  const pausesOf = async (kind: MailKind) => {
    const id = await write(kind, 'petra@voorbeeld.nl')
    const pauses: (number | null)[] = []
    for (let nth = 0; nth < 13; nth += 1) {
      peil.jobs.length = 0
      const delivered = await deliverMessage(peil.platform, id, fails('unreachable'))
      assert.equal(delivered.outcome, 'failed')
      const { pause } = await stateOf(id)
      pauses.push(pause)
      const [job] = peil.jobs
      assert.ok(job?.name === 'deliver-mail')
      assert.equal(job.after, pause)
      // Its turn has not come: whoever is early sends nothing.
      assert.equal((await deliverMessage(peil.platform, id, deliver)).outcome, 'waits')
      await pass(id, 0)
    }
    return { id, pauses }
  }
  const minutes = (...all: readonly number[]) => all.map((one) => one * 60)
  const { id, pauses } = await pausesOf('agreement-ready')
  assert.deepEqual(pauses, minutes(1, 2, 5, 10, 20, 40, 60, 120, 240, 240, 240, 240, 240))
  const invoice = await pausesOf('invoice-sent')
  assert.deepEqual(invoice.pauses, minutes(2, 5, 10, 20, 40, 60, 120, 240, 240, 240, 240, 240, 240))
  const link = await pausesOf('account-exists')
  assert.deepEqual(link.pauses, [5, 10, 20, 30, ...minutes(1, 1, 2, 5, 10, 30, 60, 60, 60)])
  await pass(id, 3)
  assert.equal((await deliverMessage(peil.platform, id, fails('put-off'))).outcome, 'failed')
  await pass(id, 1)
  const given = await deliverMessage(peil.platform, id, fails('put-off'))
  assert.deepEqual(given, { outcome: 'undelivered', cause: 'put-off' })
  assert.deepEqual(await deliverMessage(peil.platform, id, deliver), { outcome: 'gone' })
  // One that goes after all has nothing left of what went wrong.
  assert.deepEqual(await deliverMessage(peil.platform, invoice.id, deliver), { outcome: 'sent' })
  const { cause, sent_at } = await stateOf(invoice.id)
  assert.ok(sent_at !== null && cause === null)
})

test('a receiver that refuses is asked once, a server that wants nothing of us goes on being asked', async () => {
  const refused = await write('agreement-ready', 'weg@voorbeeld.nl')
  const unwilling = await write('agreement-ready', 'petra@voorbeeld.nl')
  assert.deepEqual(await deliverMessage(peil.platform, refused, fails('refused')), {
    outcome: 'undelivered',
    cause: 'refused',
  })
  assert.equal(
    (await deliverMessage(peil.platform, unwilling, fails('unwilling'))).outcome,
    'failed',
  )
  assert.ok((await stateOf(refused)).undelivered_at)
  assert.equal((await stateOf(unwilling)).undelivered_at, null)
})

test('what may have gone goes once more and then no more, and an invoice not at all', async () => {
  const letters = await write('application-refused', 'petra@voorbeeld.nl')
  assert.equal((await deliverMessage(peil.platform, letters, fails('unsure'))).outcome, 'failed')
  await pass(letters, 0)
  const twice = await deliverMessage(peil.platform, letters, fails('unsure'))
  assert.deepEqual(twice, { outcome: 'undelivered', cause: 'unsure' })
  const invoice = await write('invoice-sent', 'petra@voorbeeld.nl')
  const once = await deliverMessage(peil.platform, invoice, fails('unsure'))
  assert.deepEqual(once, { outcome: 'undelivered', cause: 'unsure' })
  // In hand elsewhere: whoever comes by waits, as long as that may be so.
  const held = await write('application-refused', 'petra@voorbeeld.nl')
  await db
    .updateTable('mail_message')
    .set({ handed_at: sql<string>`now()` })
    .where('id', '=', held)
    .execute()
  peil.jobs.length = 0
  assert.equal((await deliverMessage(peil.platform, held, deliver)).outcome, 'waits')
  const [job] = peil.jobs
  assert.ok(job?.name === 'deliver-mail' && job.after !== undefined && job.after >= 49)
})

test('two who have the same mail in hand send it once', async () => {
  const before = received.length
  const id = await write('agreement-ready', 'petra@voorbeeld.nl')
  let here = 0
  const meet = Promise.withResolvers<void>()
  const together: Lane['deliver'] = async (...message) => {
    here += 1
    if (here === 4) meet.resolve()
    await meet.promise
    return deliver(...message)
  }
  const all = await Promise.all([1, 2, 3, 4].map(() => deliverMessage(peil.platform, id, together)))
  const outcomes = all.map(({ outcome }) => outcome).toSorted()
  assert.deepEqual(outcomes, ['sent', 'waits', 'waits', 'waits'])
  assert.equal(received.length - before, 1)
})

test('a late link that does not work any more does not go, and bothers nobody', async () => {
  const id = await mailedLink()
  await deliverMessage(peil.platform, id, fails('unreachable'))
  await db.updateTable('one_time_link').set({ expires_at: '2026-01-01T00:00:00Z' }).execute()
  await pass(id, 0)
  const over = await deliverMessage(peil.platform, id, deliver)
  assert.deepEqual(over, { outcome: 'undelivered', cause: 'over' })
  assert.ok((await stateOf(id)).settled_at)
})

test('once something has gone again, what waited for the mail server goes at once; so does what was forgotten', async () => {
  await sql`update mail_message set due_at = null, sent_at = now() - interval '1 hour',
    undelivered_at = null`.execute(db)
  const waited = await write('agreement-ready', 'petra@voorbeeld.nl')
  const putOff = await write('agreement-ready', 'petra@voorbeeld.nl')
  const forgotten = await write('agreement-ready', 'petra@voorbeeld.nl')
  const standing = await write('agreement-ready', 'petra@voorbeeld.nl')
  await deliverMessage(peil.platform, waited, fails('unreachable'))
  await deliverMessage(peil.platform, putOff, fails('put-off'))
  await sql`update mail_message set tried_at = now() - interval '10 minutes', due_at = now() + interval '1 hour'
    where tried_at is not null and due_at is not null`.execute(db)
  await sql`update mail_message set due_at = now() - interval '2 minutes'
    where id in (${forgotten}, ${standing})`.execute(db)
  const woken = async () => {
    peil.jobs.length = 0
    await wakeMessages(peil.platform, async () => new Set([standing]))
    return peil.jobs.map(({ data }) => data)
  }
  assert.deepEqual(await woken(), [{ mailId: forgotten }])
  assert.deepEqual(await mailState(db), { waiting: 4, late: 0, undelivered: 0 })
  await deliverMessage(peil.platform, standing, deliver)
  assert.deepEqual(await woken(), [{ mailId: waited }, { mailId: forgotten }])
  await sql`update mail_message set failing_since = now() - interval '61 minutes' where id = ${putOff}`.execute(
    db,
  )
  assert.deepEqual(await mailState(db), { waiting: 3, late: 1, undelivered: 0 })
})

test('whoever works for the register sees what did not arrive and why, and sends it again or lets it be', async () => {
  await sql`update mail_message set due_at = null, sent_at = now(), undelivered_at = null`.execute(
    db,
  )
  const refused = await write('agreement-ready', 'weg@voorbeeld.nl')
  const passing = await write('complaint-sent', 'wim@voorbeeld.nl')
  const [one, other] = [
    await write('invoice-sent', 'a@voorbeeld.nl'),
    await write('invoice-sent', 'b@voorbeeld.nl'),
  ]
  for (const id of [refused, passing]) await deliverMessage(peil.platform, id, fails('refused'))
  for (const id of [one, other]) await deliverMessage(peil.platform, id, fails('unsure'))
  const office = await peil.signIn('sanne@voorbeeld.nl', ['secretariat'])
  const administrator = await peil.signIn('bo@voorbeeld.nl', ['administrator'])
  const pages = [
    ['/krsd/werk/e-mail', office.cookie],
    ['/krsd/beheer/niet-aangekomen', administrator.cookie],
  ] as const
  for (const [path, cookie] of pages) {
    const html = await (await peil.get(path, cookie)).text()
    for (const words of [
      /Het adres weigert de e-mail/,
      /Niet zeker of de e-mail is aangekomen/,
      /Verstuur alle 2 opnieuw/,
      /Petra \(weg@voorbeeld\.nl\)/,
      /250 refused/,
      /Niet te zien/,
    ]) {
      assert.match(html, words)
    }
    assert.doesNotMatch(html, /wim@voorbeeld/)
  }
  assert.match(
    await (await peil.get('/krsd/werk', office.cookie)).text(),
    /e-mails kwamen niet aan/,
  )
  assert.match(
    await (await peil.get('/krsd/beheer', administrator.cookie)).text(),
    /4 e-mails kwamen niet aan/,
  )
  const send = (fields: Record<string, string>, nth = 0) =>
    peil.post(pages[nth]?.[0] ?? '', fields, pages[nth]?.[1])
  peil.jobs.length = 0
  // Pressed twice, in two windows: it goes once.
  await Promise.all([1, 2].map(() => send({ doe: 'opnieuw', mail: refused })))
  await send({ doe: 'allemaal', reden: 'unsure' }, 1)
  await send({ doe: 'laten', mail: passing })
  for (const wrong of [
    { doe: 'opnieuw', mail: 'geen-id' },
    { doe: 'opnieuw', mail: '0197fd7e-0000-7000-8000-000000000000' },
    { doe: 'allemaal', reden: 'constructor' },
    { doe: 'laten', mail: one },
    {},
  ]) {
    assert.equal((await send(wrong)).status, 303)
  }
  assert.deepEqual(
    peil.jobs.map(({ data }) => data),
    [refused, one, other].map((mailId) => ({ mailId })),
  )
  await assertRecorded(peil, 'mail', 'send-again', refused)
  await assertRecorded(peil, 'mail', 'settle', passing)
  for (const id of [refused, one, other]) {
    assert.deepEqual(await deliverMessage(peil.platform, id, deliver), { outcome: 'sent' })
  }
  const html = await (await peil.get(pages[0][0], office.cookie)).text()
  assert.match(html, /Alles is aangekomen/)
})
