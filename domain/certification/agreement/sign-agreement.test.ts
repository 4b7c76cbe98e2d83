import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { lapseAgreements } from '#domain/certification/agreement/lapse-agreements.ts'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import { remindAgreements } from '#domain/certification/agreement/remind-agreements.ts'
import { sendAgreement } from '#domain/certification/agreement/send-agreement.ts'
import type { Signing } from '#domain/certification/agreement/sign-agreement.ts'
import { signAgreement } from '#domain/certification/agreement/sign-agreement.ts'
import { changePerson } from '#domain/certification/sign-up/change-person.ts'
import { removeLapsedAccounts } from '#domain/certification/sign-up/remove-lapsed-accounts.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { removeFiles } from '#domain/platform/file/remove-documents.ts'
import type { SignedUpPerson } from '#testing/people.ts'
import { clock, newcomer, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()

const sign = (who: SignedUpPerson, on: string, signing: Partial<Signing> = {}) =>
  peil.act(
    who.actor,
    (context) =>
      signAgreement(context, {
        agreementId: who.agreementId,
        version: 1,
        typedName: 'Farid El Amrani',
        ...signing,
      }),
    on,
  )
const statusOf = async (who: SignedUpPerson) =>
  (await peil.act(clock, (context) => findMember(context, who.registrationId)))?.status
const mailsTo = (email: string) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .select(['kind', 'subject', 'attachments', 'written_on'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()

test('who signs up gets the agreement at once, as a PDF by mail', async () => {
  const farid = await newcomer(peil, 'farid@voorbeeld.nl', '2026-03-10')
  const [mail] = await mailsTo('farid@voorbeeld.nl')
  assert.equal(mail?.subject, 'KRSD: onderteken je overeenkomst uiterlijk 10 april 2026')
  const ids = mail?.attachments as string[]
  const file = await peil.act(clock, async (context) => {
    const { file_key } = await context.db
      .selectFrom('document')
      .where('id', '=', ids[0] ?? '')
      .select('file_key')
      .executeTakeFirstOrThrow()
    const stream = await peil.platform.files.get(file_key ?? '')
    return stream === undefined ? Buffer.alloc(0) : buffer(stream)
  })
  assert.equal(file.subarray(0, 5).toString(), '%PDF-')
  assert.equal(await statusOf(farid), 'agreement-sent')
  await assertRecorded(peil, 'registration', 'sign-up')
  await assertRecorded(peil, 'agreement', 'send')
})

test('an agreement can be signed on the last day of the month, and not a day later', async () => {
  const onTime = await newcomer(peil, 'op-tijd@voorbeeld.nl', '2026-03-10')
  const tooLate = await newcomer(peil, 'te-laat@voorbeeld.nl', '2026-03-10')
  assert.equal((await sign(onTime, '2026-04-10')).outcome, 'signed')
  assert.equal((await sign(tooLate, '2026-04-11')).outcome, 'lapsed')
  assert.equal(await statusOf(onTime), 'agreement-signed')
  assert.equal(await statusOf(tooLate), 'agreement-sent')
})

test('a month from 31 January ends on the last day of February', async () => {
  const onTime = await newcomer(peil, 'januari@voorbeeld.nl', '2027-01-31')
  const tooLate = await newcomer(peil, 'maart@voorbeeld.nl', '2027-01-31')
  assert.equal((await sign(onTime, '2027-02-28')).outcome, 'signed')
  assert.equal((await sign(tooLate, '2027-03-01')).outcome, 'lapsed')
  const leap = await newcomer(peil, 'schrikkel@voorbeeld.nl', '2028-01-31')
  assert.equal((await sign(leap, '2028-02-29')).outcome, 'signed')
})

test('the evidence holds the hash of the file, who, how, when and which regulation', async () => {
  const who = await newcomer(peil, 'bewijs@voorbeeld.nl', '2026-03-10')
  await sign(who, '2026-03-12')
  await peil.act(clock, async (context) => {
    const agreement = await findAgreement(context, who.agreementId)
    const { file_key } = await context.db
      .selectFrom('document')
      .where('id', '=', agreement?.documentId ?? '')
      .select('file_key')
      .executeTakeFirstOrThrow()
    const file = await peil.platform.files.get(file_key ?? '')
    assert.ok(file)
    const sha256 = createHash('sha256')
      .update(await buffer(file))
      .digest('hex')
    const { signature } = agreement ?? {}
    assert.equal(signature?.unsignedSha256, sha256)
    assert.equal(signature?.signedBy, 'Farid El Amrani')
    assert.equal(signature?.accountId, who.accountId)
    assert.equal(signature?.authentication, 'Ingelogd met e-mailadres en wachtwoord')
    assert.equal(signature?.regulationVersion, '2021-01-01')
    assert.match(String(signature?.signedAt), /^2026-03-1[12]T/)
    assert.notEqual(agreement?.signedDocumentId, undefined)
  })
  const kinds = (await mailsTo('bewijs@voorbeeld.nl')).map(({ kind }) => kind)
  assert.deepEqual(kinds, ['agreement-ready', 'agreement-signed'])
  await assertRecorded(peil, 'agreement', 'sign')
})

test('another name does not sign; accents, case and initials do not matter', async () => {
  const who = await newcomer(peil, 'naam@voorbeeld.nl', '2026-03-10')
  assert.equal(
    (await sign(who, '2026-03-11', { typedName: 'Judith Hoekstra' })).outcome,
    'another-name',
  )
  assert.equal((await sign(who, '2026-03-11', { typedName: 'El Amrani' })).outcome, 'another-name')
  assert.equal((await sign(who, '2026-03-11', { typedName: 'f. EL AMRÁNI' })).outcome, 'signed')
  assert.equal((await sign(who, '2026-03-11')).outcome, 'already-signed')
})

test('nobody signs the agreement of somebody else', async () => {
  const who = await newcomer(peil, 'van-mij@voorbeeld.nl', '2026-03-10')
  const other = await newcomer(peil, 'van-een-ander@voorbeeld.nl', '2026-03-10')
  const signed = await sign(other, '2026-03-11', { agreementId: who.agreementId })
  assert.equal(signed.outcome, 'unknown')
})

test('of two who sign at once, one signs', async () => {
  const who = await newcomer(peil, 'dubbel@voorbeeld.nl', '2026-03-10')
  const outcomes = await Promise.all([sign(who, '2026-03-11'), sign(who, '2026-03-11')])
  assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['already-signed', 'signed'])
})

test('after a change of name the agreement is made anew, and the old page does not sign it', async () => {
  const who = await newcomer(peil, 'nieuwe-naam@voorbeeld.nl', '2026-03-10')
  const changed = await peil.act(
    who.actor,
    (context) =>
      changePerson(context, {
        accountId: who.accountId,
        version: 1,
        person: somebody({ lastName: 'Amrani' }),
      }),
    '2026-03-11',
  )
  assert.deepEqual(changed, { outcome: 'changed', agreementRenewed: true })
  assert.equal((await sign(who, '2026-03-11')).outcome, 'stale')
  const too = await sign(who, '2026-03-11', { version: 2, typedName: 'Farid Amrani' })
  assert.equal(too.outcome, 'coming')
  await peil.makePapers()
  const again = await sign(who, '2026-03-11', { version: 2, typedName: 'Farid Amrani' })
  assert.equal(again.outcome, 'signed')
  await assertRecorded(peil, 'person', 'change')
  await assertRecorded(peil, 'agreement', 'make-anew')
})

const due = async (on: string) => {
  await peil.act(clock, remindAgreements, on)
  await peil.act(clock, lapseAgreements, on)
  await peil.act(clock, removeLapsedAccounts, on)
  await peil.act(clock, removeFiles, on)
}

test('reminders go out on day 14 and 25; then it lapses, and six weeks later the data are gone', async () => {
  const email = 'traag@voorbeeld.nl'
  const who = await newcomer(peil, email, '2030-05-01')
  const kindsOn = async (on: string) => {
    await due(on)
    // The same day once more changes nothing.
    await due(on)
    const mails = await mailsTo(email)
    return mails.filter((mail) => mail.written_on === on).map(({ kind }) => kind)
  }
  assert.deepEqual(await kindsOn('2030-05-14'), [])
  assert.deepEqual(await kindsOn('2030-05-15'), ['agreement-reminder'])
  assert.deepEqual(await kindsOn('2030-05-25'), [])
  assert.deepEqual(await kindsOn('2030-05-26'), ['agreement-reminder'])
  assert.deepEqual(await kindsOn('2030-06-01'), [])
  assert.equal(await statusOf(who), 'agreement-sent')
  assert.deepEqual(await kindsOn('2030-06-02'), ['agreement-lapsed'])
  assert.equal(await statusOf(who), 'agreement-lapsed')
  await due('2030-07-13')
  assert.equal(await statusOf(who), 'agreement-lapsed')
  const { file_key } = await peil.platform.db
    .selectFrom('document')
    .innerJoin('agreement', 'agreement.document_id', 'document.id')
    .where('agreement.id', '=', who.agreementId)
    .select('file_key')
    .executeTakeFirstOrThrow()
  await due('2030-07-14')
  assert.equal(await statusOf(who), undefined)
  // The file itself goes a day later, when all this has been committed.
  const file = await peil.platform.files.get(file_key ?? '')
  assert.ok(file)
  file.destroy()
  await due('2030-07-15')
  assert.equal(await peil.platform.files.get(file_key ?? ''), undefined)
  const account = await peil.platform.db
    .selectFrom('account')
    .where('email', '=', email)
    .select('id')
    .executeTakeFirst()
  assert.equal(account, undefined)
  assert.deepEqual(await mailsTo(email), [])
  await assertRecorded(peil, 'agreement', 'lapse')
  await assertRecorded(peil, 'registration', 'remove-data')
})

test('after days without due work one reminder is written, not two', async () => {
  const email = 'overgeslagen@voorbeeld.nl'
  await newcomer(peil, email, '2031-05-01')
  await due('2031-05-28')
  await due('2031-05-29')
  const kinds = (await mailsTo(email)).map(({ kind }) => kind)
  assert.deepEqual(kinds, ['agreement-ready', 'agreement-reminder'])
})

test('after a lapse a new agreement can be asked for, and signed within its own month', async () => {
  const who = await newcomer(peil, 'alsnog@voorbeeld.nl', '2032-05-01')
  await due('2032-06-02')
  const sent = await peil.act(
    who.actor,
    (context) => sendAgreement(context, who.registrationId),
    '2032-06-20',
  )
  assert.equal(sent.outcome, 'sent')
  if (sent.outcome !== 'sent') return
  assert.equal(sent.signBefore.toString(), '2032-07-20')
  await peil.makePapers()
  const signed = await sign(who, '2032-07-20', { agreementId: sent.agreementId })
  assert.equal(signed.outcome, 'signed')
  await due('2032-12-01')
  assert.equal(await statusOf(who), 'agreement-signed')
})
