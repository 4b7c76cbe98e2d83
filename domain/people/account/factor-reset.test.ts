import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import { seatsIn } from '#domain/demo/cast/seats-in.ts'
import { askFactorReset } from '#domain/people/account/ask-factor-reset.ts'
import { carryOutFactorReset, findHolder } from '#domain/people/account/carry-out-factor-reset.ts'
import { confirmFactorReset } from '#domain/people/account/confirm-factor-reset.ts'
import { createAccount } from '#domain/people/account/create-account.ts'
import { listFactorResets, runningResetOf } from '#domain/people/account/running-resets.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { stopFactorReset, stopFactorResetByLink } from '#domain/people/account/stop-factor-reset.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { clock, newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'
import { codeFor, withSecondFactor } from '#testing/second-factor.ts'

const peil = await testPlatform()
const { db } = peil.platform
const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
const password = 'drie groene fietsen'

/** Somebody who works for the register, and what they do as themselves. */
async function colleague(name: string, ...parts: readonly Part[]) {
  const email = `${name}@voorbeeld.nl`
  const { accountId, cookie } = await peil.signIn(email, parts)
  const actor: Actor = {
    ...{ kind: 'account', accountId, email, personId: undefined, registrationId: undefined },
    ...{ seats: seatsIn(krsd, parts), authenticatedBy: 'password', secondFactor: true },
  }
  const act = <Result>(work: (context: Context) => Promise<Result>) => peil.act(actor, work)
  return {
    ...{ accountId, email, cookie },
    ask: (of: string, reason = 'teruggebeld') =>
      act((context) => askFactorReset(context, { email: of, reason })),
    confirm: (id: string) => act((context) => confirmFactorReset(context, id)),
    stop: (id: string) => act((context) => stopFactorReset(context, id)),
  }
}
const running = async () => (await peil.act(clock, listFactorResets)).running
const runningOf = (accountId: string) => peil.act(clock, ({ db }) => runningResetOf(db, accountId))
const idOf = async (accountId: string) =>
  (await runningOf(accountId))?.id ?? assert.fail('none runs')
const mailsTo = (to: string) =>
  db
    .selectFrom('mail_message')
    .where('to_address', '=', to)
    .select(['kind', 'body_text'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
const stopLinkOf = async (to: string) => {
  const mails = (await mailsTo(to)).filter(({ kind }) => kind === 'factor-reset-asked')
  return /tweede-stap-stoppen\/(\S+)/.exec(mails.at(-1)?.body_text ?? '')?.[1] ?? ''
}
/** As if it was confirmed, or asked, so many hours earlier. */
const earlier = async (accountId: string, hours: number) => {
  const row = await db
    .selectFrom('factor_reset')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .select(['asked_at', 'confirmed_at', 'due_at'])
    .executeTakeFirstOrThrow()
  const before = (at: string | null) =>
    at === null
      ? null
      : Temporal.Instant.from(at)
          .subtract({ minutes: hours * 60 })
          .toString()
  await db
    .updateTable('factor_reset')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .set({
      asked_at: before(row.asked_at) ?? '',
      confirmed_at: before(row.confirmed_at),
      due_at: before(row.due_at),
    })
    .execute()
}
const kept = (accountId: string) =>
  db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select(['totp_secret', 'totp_confirmed_at'])
    .executeTakeFirstOrThrow()

const bo = await colleague('bo', 'administrator')
const ben = await colleague('ben', 'administrator')
const sanne = await colleague('sanne', 'secretariat')
const samir = await colleague('samir', 'secretariat')

test('one asks, another confirms, and a day later its holder signs in without it and sets it up anew', async () => {
  const lost = await colleague('kwijt', 'committee')
  await withSecondFactor(peil, lost.email, lost)
  await peil.act(clock, (context) => createAccount(context, { email: lost.email, password }))
  assert.deepEqual(await sanne.ask(lost.email), { outcome: 'asked' })
  await assertRecorded(peil, 'account', 'ask-factor-reset', lost.accountId)
  assert.equal((await mailsTo(lost.email)).at(-1)?.kind, 'factor-reset-asked')
  assert.deepEqual(await samir.ask(lost.email), { outcome: 'runs-already' })
  const id = await idOf(lost.accountId)
  // Neither who asked nor whose it is, and of who works for the register one is an administrator.
  for (const press of [sanne.confirm, sanne.stop]) {
    assert.deepEqual(await press('geen-id'), { outcome: 'not-found' })
  }
  assert.deepEqual(await sanne.confirm(id), { outcome: 'second-person' })
  assert.deepEqual(await lost.confirm(id), { outcome: 'second-person' })
  assert.deepEqual(await samir.confirm(id), { outcome: 'administrator' })
  // Nor either of them with a second account.
  const again = await colleague('sanne+beheer', 'administrator')
  assert.deepEqual(await again.confirm(id), { outcome: 'second-person' })
  const [one, two] = await Promise.all([bo.confirm(id), ben.confirm(id)])
  assert.deepEqual([one.outcome, two.outcome].sort(), ['confirmed', 'not-found'])
  await assertRecorded(peil, 'account', 'confirm-factor-reset', lost.accountId)
  const { dueAt = '' } = (await runningOf(lost.accountId)) ?? {}
  const wait = Temporal.Now.instant().until(dueAt).total('hours')
  assert.ok(wait > 23 && wait <= 24, `${wait}`)

  const signIn = () => peil.post('/krsd/inloggen', { naam: lost.email, wachtwoord: password })
  const early = await signIn()
  assert.match(early.headers.get('location') ?? '', /tweede-stap(\?|$)/)
  assert.notEqual((await kept(lost.accountId)).totp_confirmed_at, null)
  await earlier(lost.accountId, 23.5)
  await signIn()
  assert.notEqual((await kept(lost.accountId)).totp_confirmed_at, null)
  await earlier(lost.accountId, 0.5)
  const entered = await signIn()
  assert.match(entered.headers.get('location') ?? '', /tweede-stap-instellen/)
  await assertRecorded(peil, 'account', 'reset-second-factor', lost.accountId)
  assert.equal((await kept(lost.accountId)).totp_confirmed_at, null)
  const codes = await db
    .selectFrom('recovery_code')
    .where('account_id', '=', lost.accountId)
    .selectAll()
    .execute()
  assert.deepEqual(codes, [])
  assert.equal((await mailsTo(lost.email)).at(-1)?.kind, 'factor-changed')
  // Whoever was in with it is out, and without it nobody comes further.
  assert.match(
    (await peil.get('/krsd/mijn/beveiliging', lost.cookie)).headers.get('location') ?? '',
    /inloggen\?terug/,
  )
  const half = entered.headers.getSetCookie().find((cookie) => cookie.startsWith('peil='))
  const work = await peil.get('/krsd/commissie', half?.split(';')[0])
  assert.match(work.headers.get('location') ?? '', /tweede-stap/)
  assert.equal(await runningOf(lost.accountId), undefined)
})

test('its holder stops it: by the link of the mail, by their second step, and nobody of another register', async () => {
  const lost = await colleague('terecht', 'secretariat')
  const { recoveryCodes } = await withSecondFactor(peil, lost.email, lost)
  const stopBy = (token: string) =>
    peil.act({ kind: 'visitor' }, (context) => stopFactorResetByLink(context, token))
  await bo.ask(lost.email)
  const first = await stopLinkOf(lost.email)
  await ben.confirm(await idOf(lost.accountId))
  const second = await stopLinkOf(lost.email)
  assert.notEqual(first, second)
  assert.equal((await peil.get(`/krsd/inloggen/tweede-stap-stoppen/${second}`)).status, 200)
  assert.deepEqual(await stopBy(second), { outcome: 'stopped' })
  await assertRecorded(peil, 'account', 'stop-factor-reset', lost.accountId)
  assert.deepEqual(await stopBy(second), { outcome: 'used' })
  // What there is no longer to stop is not offered.
  const late = await (await peil.get(`/krsd/inloggen/tweede-stap-stoppen/${first}`)).text()
  assert.match(late, /Dit liep niet meer/)
  assert.deepEqual(await stopBy(first), { outcome: 'over' })
  assert.deepEqual(await stopBy('onzin'), { outcome: 'unknown' })

  const half = () => peil.signIn(lost.email, [], { secondFactor: false })
  const page = '/krsd/inloggen/tweede-stap'
  const [recovery = ''] = recoveryCodes
  for (const code of [await codeFor(peil, lost.email), recovery]) {
    await bo.ask(lost.email)
    const { cookie } = await half()
    assert.match(await (await peil.get(page, cookie)).text(), /om herstel van je tweede stap/)
    assert.equal((await peil.post(page, { code }, cookie)).status, 303)
    assert.equal(await runningOf(lost.accountId), undefined)
  }
  // An old link stops no other.
  await bo.ask(lost.email)
  assert.deepEqual(await stopBy(first), { outcome: 'used' })
  assert.notEqual(await runningOf(lost.accountId), undefined)
  const elsewhere = (context: Context) => ({
    ...context,
    register: { ...context.register, id: 'lklr' } as Context['register'],
  })
  const id = await idOf(lost.accountId)
  const stopped = await peil.act(clock, (context) => stopFactorReset(elsewhere(context), id))
  assert.deepEqual(stopped, { outcome: 'not-found' })
  const fresh = await peil.signIn(lost.email)
  const security = await (await peil.get('/krsd/mijn/beveiliging', fresh.cookie)).text()
  assert.match(security, /Er loopt een herstel van je tweede stap/)
  await peil.post('/krsd/mijn/beveiliging/herstel-stoppen', {}, fresh.cookie)
  assert.equal(await runningOf(lost.accountId), undefined)
  assert.deepEqual(await bo.stop(id), { outcome: 'not-found' })
})

test('of whom it is asked: somebody of this register who has one, and never oneself', async () => {
  assert.deepEqual(await bo.ask('niemand@voorbeeld.nl'), { outcome: 'unknown' })
  assert.deepEqual(await bo.ask(sanne.email), { outcome: 'no-second-factor' })
  // A passkey can be lost as well.
  const keyed = await colleague('sleutel-kwijt', 'secretariat')
  await db
    .insertInto('passkey')
    .values({
      ...{ id: 'kwijt', account_id: keyed.accountId, name: 'Telefoon', counter: 0, synced: false },
      ...{ public_key: Buffer.alloc(1), transports: [], added_at: new Date().toISOString() },
    })
    .execute()
  assert.equal((await findHolder(db, keyed.email))?.hasSecondFactor, true)
  assert.deepEqual(await bo.ask(keyed.email), { outcome: 'asked' })
  assert.equal((await ben.confirm(await idOf(keyed.accountId))).outcome, 'confirmed')
  await earlier(keyed.accountId, 25)
  await peil.act(clock, (context) => carryOutFactorReset(context, keyed.accountId, undefined))
  // Who asked may be erased: of somebody else it stays, and is confirmed no more, as two cannot be told.
  const leaves = await colleague('vertrekt', 'secretariat')
  const open = await colleague('wacht-nog', 'secretariat')
  await withSecondFactor(peil, open.email, open)
  await leaves.ask(open.email)
  await db.deleteFrom('account').where('id', '=', leaves.accountId).execute()
  assert.deepEqual(await bo.confirm(await idOf(open.accountId)), { outcome: 'not-found' })
  assert.equal(
    (await running()).find(({ accountId }) => accountId === open.accountId)?.askedBy,
    undefined,
  )
  assert.equal((await findHolder(db, keyed.email))?.hasSecondFactor, false)
  await withSecondFactor(peil, bo.email, bo)
  assert.deepEqual(await bo.ask(bo.email), { outcome: 'own' })
  // Not of this register: nothing is said of them.
  const stranger = await peil.signIn('elders@voorbeeld.nl')
  await withSecondFactor(peil, 'elders@voorbeeld.nl', stranger)
  assert.deepEqual(await bo.ask('elders@voorbeeld.nl'), { outcome: 'unknown' })
  await db
    .insertInto('staff_role')
    .values({ account_id: stranger.accountId, register: '*', role: 'administrator', body: '' })
    .execute()
  assert.deepEqual(await bo.ask('elders@voorbeeld.nl'), { outcome: 'everywhere' })
  // A professional: the back office sees to it alone.
  const who = await newcomer(peil, 'lonneke@voorbeeld.nl', '2026-03-10')
  const session = await peil.signIn('lonneke@voorbeeld.nl')
  await withSecondFactor(peil, 'lonneke@voorbeeld.nl', session)
  assert.ok(who.registrationId)
  assert.deepEqual(await sanne.ask('lonneke@voorbeeld.nl'), { outcome: 'asked' })
  const id = await idOf(session.accountId)
  assert.equal((await samir.confirm(id)).outcome, 'confirmed')
  assert.deepEqual(await samir.confirm('00000000-0000-4000-8000-000000000000'), {
    outcome: 'not-found',
  })
})

test('what nobody comes for in time is over, and can be asked again', async () => {
  const late = await colleague('laat', 'secretariat')
  await withSecondFactor(peil, late.email, late)
  const carryOut = () =>
    peil.act({ kind: 'visitor' }, (context) =>
      carryOutFactorReset(context, late.accountId, undefined),
    )
  await bo.ask(late.email)
  const first = await idOf(late.accountId)
  await earlier(late.accountId, 7 * 24)
  assert.deepEqual(await ben.confirm(first), { outcome: 'not-found' })
  assert.ok((await running()).every(({ id }) => id !== first))
  assert.deepEqual(await ben.ask(late.email), { outcome: 'asked' })
  await bo.confirm(await idOf(late.accountId))
  await earlier(late.accountId, 8 * 24)
  assert.deepEqual(await carryOut(), { outcome: 'nothing-due' })
  await ben.ask(late.email)
  await bo.confirm(await idOf(late.accountId))
  await earlier(late.accountId, 8 * 24 - 1)
  const both = await Promise.all([carryOut(), carryOut()])
  assert.deepEqual(both.map(({ outcome }) => outcome).sort(), ['nothing-due', 'reset'])
  const resets = await db
    .selectFrom('audit_record')
    .where('action', '=', 'reset-second-factor')
    .where('record_id', '=', late.accountId)
    .selectAll()
    .execute()
  assert.equal(resets.length, 1)
})

test('a professional sets up a second step and takes it off; who works for the register takes another', async () => {
  const off = '/krsd/mijn/beveiliging/tweede-stap'
  const setUp = '/krsd/inloggen/tweede-stap-instellen'
  const email = 'farid@voorbeeld.nl'
  await newcomer(peil, email, '2026-03-10')
  const { cookie, accountId } = await peil.signIn(email, [], { secondFactor: false })
  assert.match(
    await (await peil.get('/krsd/mijn/beveiliging', cookie)).text(),
    /tweede-stap-instellen/,
  )
  assert.equal((await peil.post(setUp, { begin: 'ja' }, cookie)).status, 303)
  assert.match(await (await peil.get(setUp, cookie)).text(), /<svg/)
  const done = await peil.post(setUp, { code: await codeFor(peil, email, -1, cookie) }, cookie)
  assert.match(await done.text(), /Bewaar deze herstelcodes/)
  assert.equal((await mailsTo(email)).at(-1)?.kind, 'factor-changed')
  const whole = done.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  assert.equal((await peil.get('/krsd/mijn', whole)).status, 200)
  const half = await peil.signIn(email, [], { secondFactor: false })
  assert.match((await peil.get(off, half.cookie)).headers.get('location') ?? '', /tweede-stap\?/)
  const taken = await peil.post(off, {}, whole)
  assert.equal(taken.headers.get('location'), '/krsd/mijn/beveiliging')
  await assertRecorded(peil, 'account', 'take-off-second-factor', accountId)
  assert.equal((await kept(accountId)).totp_secret, null)
  assert.match(
    (await peil.get('/krsd/mijn', half.cookie)).headers.get('location') ?? '',
    /inloggen\?/,
  )

  const staff = await colleague('andere-app', 'secretariat')
  const before = await withSecondFactor(peil, staff.email, staff)
  const moved = await peil.post(off, {}, before.cookie)
  assert.match(moved.headers.get('location') ?? '', /tweede-stap-instellen\?/)
  assert.match(
    (await peil.get('/krsd/werk', before.cookie)).headers.get('location') ?? '',
    /tweede-stap/,
  )
  const again = await peil.post(
    setUp,
    { code: await codeFor(peil, staff.email, -1, before.cookie) },
    before.cookie,
  )
  const after = again.headers.getSetCookie()[0]?.split(';')[0]
  assert.equal((await peil.get('/krsd/werk', after)).status, 200)
})

test('a session that begins without the second step carries nothing out', async () => {
  const calm = await colleague('rustig', 'secretariat')
  await withSecondFactor(peil, calm.email, calm)
  const { accountId } = calm
  await peil.act(clock, async (context) => {
    const begun = { accountId, method: 'password', secondFactor: false, userAgent: '' } as const
    await startSession(context, begun)
    const done = await carryOutFactorReset(context, accountId, undefined)
    assert.deepEqual(done, { outcome: 'nothing-due' })
  })
  assert.notEqual((await kept(accountId)).totp_confirmed_at, null)
})
