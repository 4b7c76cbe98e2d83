import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { announceOriginal } from '#domain/dossier/original/announce-original.ts'
import type { FoundOriginal } from '#domain/dossier/original/check-original.ts'
import { checkOriginal } from '#domain/dossier/original/check-original.ts'
import { readOriginalNumber, seenOf } from '#domain/dossier/original/original.ts'
import { partWithOriginal } from '#domain/dossier/original/part-with-original.ts'
import {
  findOriginal,
  originalNumbered,
  originalsOf,
  waitingOriginals,
} from '#domain/dossier/original/queries.ts'
import { receiveOriginal, registerArrival } from '#domain/dossier/original/receive-original.ts'
import { withdrawOriginal } from '#domain/dossier/original/withdraw-original.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const today = '2026-09-01'
const day = Temporal.PlainDate.from
const issuedOn = day('2026-08-01')
const inOrder: FoundOriginal = { inOrder: true, issuedOn }
let peil: TestPlatform
let sanne: CastAccount
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  const named = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...named }, ['secretariat'])
})

function somebody(): Promise<CastProfessional> {
  people += 1
  const email = `post${people}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Anouk', lastName: 'de Vries' })
}

function announce(who: CastProfessional, envelope = false) {
  const { registrationId } = who
  const coming = { registrationId, document: 'vog', envelope }
  return peil.act(who.actor, (context) => announceOriginal(context, coming), today)
}

async function announced(who: CastProfessional, envelope = false): Promise<string> {
  const done = await announce(who, envelope)
  assert.equal(done.outcome, 'announced')
  return done.outcome === 'announced' ? done.id : ''
}

const find = async (id: string) =>
  (await peil.act(sanne.actor, (context) => findOriginal(context, id), today)) ?? assert.fail()

async function receive(id: string, envelope = false) {
  const { version } = await find(id)
  const seen = { id, version }
  return peil.act(sanne.actor, (context) => receiveOriginal(context, seen, { envelope }), today)
}

async function look(id: string, found: FoundOriginal = inOrder) {
  const { version } = await find(id)
  return peil.act(sanne.actor, (context) => checkOriginal(context, { id, version }, found), today)
}

async function part(id: string, how: 'destroy' | 'return') {
  const { version } = await find(id)
  return peil.act(sanne.actor, (context) => partWithOriginal(context, { id, version }, how), today)
}

const mailsTo = (who: CastProfessional) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('account_id', '=', who.accountId)
    .select(['kind', 'body_text'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()

test('an original that was announced comes, is seen by somebody on a day, and is destroyed', async () => {
  const anouk = await somebody()
  const id = await announced(anouk)
  assert.equal((await receive(id)).outcome, 'changed')
  const waiting = await peil.act(sanne.actor, waitingOriginals, today)
  assert.ok(waiting.some((one) => one.id === id && one.name === 'Anouk de Vries'))
  assert.equal((await look(id)).outcome, 'changed')
  assert.equal((await part(id, 'destroy')).outcome, 'changed')
  const kept = await find(id)
  assert.equal(kept.status, 'destroyed')
  assert.equal(kept.check?.by, 'Sanne Bakker')
  assert.equal(kept.check?.on.toString(), today)
  assert.equal(kept.check?.issuedOn?.toString(), '2026-08-01')
  assert.equal(kept.endedOn?.toString(), today)
  await assertRecorded(peil, 'original', 'announce', id)
  await assertRecorded(peil, 'original', 'receive', id)
  await assertRecorded(peil, 'original', 'check', id)
  await assertRecorded(peil, 'original', 'destroy', id)
  const mails = await mailsTo(anouk)
  assert.deepEqual(
    mails.map(({ kind }) => kind),
    ['original-received', 'original-gone'],
  )
  assert.match(mails[1]?.body_text ?? '', /in orde gevonden/)
})

test('with an envelope it goes back, and who sent it reads why it was not in order', async () => {
  const anouk = await somebody()
  const id = await announced(anouk, true)
  await receive(id, true)
  await look(id, { inOrder: false, reason: 'Het profiel past niet.' })
  assert.equal((await part(id, 'return')).outcome, 'changed')
  assert.equal((await find(id)).status, 'returned')
  await assertRecorded(peil, 'original', 'return', id)
  assert.match((await mailsTo(anouk)).at(-1)?.body_text ?? '', /Het profiel past niet\./)
})

test('without an envelope it cannot go back', async () => {
  const anouk = await somebody()
  const id = await announced(anouk)
  await receive(id)
  await look(id)
  assert.equal((await part(id, 'return')).outcome, 'stale')
  assert.equal((await find(id)).status, 'checked')
})

test('one that nobody announced is kept for who is found by name, before anything was stated', async () => {
  const anouk = await somebody()
  const { registrationId } = anouk
  const arrived = { registrationId, document: 'vog', envelope: false }
  const done = await peil.act(sanne.actor, (context) => registerArrival(context, arrived), today)
  assert.equal(done.outcome, 'received')
  const [mine] = await peil.act(anouk.actor, (context) => originalsOf(context, registrationId))
  assert.equal(mine?.status, 'received')
  assert.equal(mine?.announcedOn, undefined)
  await assertRecorded(peil, 'original', 'receive', mine?.id)
  assert.equal((await mailsTo(anouk)).length, 1)
})

test('one of a kind is announced at a time, and can be taken back until it has come', async () => {
  const [anouk, judith] = [await somebody(), await somebody()]
  const id = await announced(anouk)
  assert.deepEqual(await announce(anouk), { outcome: 'under-way', id })
  const withdraw = (who: CastProfessional) =>
    peil.act(who.actor, (context) => withdrawOriginal(context, who.registrationId, id), today)
  assert.equal((await withdraw(judith)).outcome, 'not-found')
  assert.equal((await withdraw(anouk)).outcome, 'changed')
  await assertRecorded(peil, 'original', 'withdraw', id)
  const again = await announced(anouk)
  await receive(again)
  const late = await peil.act(anouk.actor, (context) =>
    withdrawOriginal(context, anouk.registrationId, again),
  )
  assert.equal(late.outcome, 'stale')
})

test('what a colleague did meanwhile is not done again', async () => {
  const id = await announced(await somebody())
  const { version } = await find(id)
  await receive(id)
  const late = await peil.act(sanne.actor, (context) =>
    receiveOriginal(context, { id, version }, { envelope: false }),
  )
  assert.equal(late.outcome, 'stale')
  assert.equal((await part(id, 'destroy')).outcome, 'stale')
})

test('its number is read as it is typed, and as its QR code is scanned', () => {
  for (const typed of [
    'P000012',
    'p 12',
    'P-000012',
    'https://peil.example/clientondersteuners/werk/post?zoek=P000012',
  ]) {
    assert.equal(readOriginalNumber(typed, 'clientondersteuners'), 12, typed)
  }
  // What stands on a sheet of another register is a number of its own.
  const other = 'https://peil.example/lklr/werk/post?zoek=P000012'
  for (const typed of ['12', 'Pieters', 'P', 'P9999999999', '', other]) {
    assert.equal(readOriginalNumber(typed, 'clientondersteuners'), undefined, typed)
  }
})

test('by its number it is found in its own register only', async () => {
  const id = await announced(await somebody())
  const number = readOriginalNumber((await find(id)).number, 'clientondersteuners') ?? 0
  const found = await peil.act(sanne.actor, (context) => originalNumbered(context, number))
  assert.equal(found?.id, id)
  const register = peil.platform.registers.get('krsd') ?? assert.fail()
  const elsewhere = await inRegister(peil.platform, { register }, sanne.actor, async (context) => [
    await originalNumbered(context, number),
    await findOriginal(context, id),
  ])
  assert.deepEqual(elsewhere, [undefined, undefined])
})

test('it was seen for the document that bears its day, and for no other', async () => {
  const anouk = await somebody()
  const of = async (on: Temporal.PlainDate) =>
    seenOf(await peil.act(anouk.actor, (context) => originalsOf(context, anouk.registrationId)), {
      kind: 'vog',
      issuedOn: on,
    }).is
  assert.equal(await of(issuedOn), 'none')
  const id = await announced(anouk)
  assert.equal(await of(issuedOn), 'awaited')
  await receive(id)
  assert.equal(await of(issuedOn), 'awaited')
  await look(id)
  assert.equal(await of(issuedOn), 'seen')
  assert.equal(await of(issuedOn.add({ days: 1 })), 'other-day')
  await part(id, 'destroy')
  assert.equal(await of(issuedOn), 'seen')
  const second = await announced(anouk)
  await receive(second)
  await look(second, { inOrder: false, reason: 'Een kopie.' })
  assert.equal(await of(issuedOn), 'seen')
  assert.equal(await of(issuedOn.add({ days: 1 })), 'not-in-order')
})
