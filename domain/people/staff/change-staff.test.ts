import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeStaff } from '#domain/people/staff/change-staff.ts'
import { listInvitations } from '#domain/people/staff/invitations.ts'
import { lapseChanges } from '#domain/people/staff/lapse-changes.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import { settleStaffChange } from '#domain/people/staff/settle-change.ts'
import type { StaffChangeAnswer, StaffWish } from '#domain/people/staff/staff-change.ts'
import { waitingChanges } from '#domain/people/staff/waiting-changes.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// Who works for the register is changed by two administrators, each another person.

const peil = await testPlatform()
const named = (name: string) => ({
  email: `${name.toLowerCase()}@gmail.com`,
  firstName: name,
  lastName: 'B.',
})
const bo = await colleague(peil, named('Bo'), ['administrator'])
const again = await colleague(
  peil,
  { ...named('Bo'), email: 'b.o+werk@googlemail.com', lastName: 'Anders' },
  ['administrator'],
)
const page = '/krsd/beheer/gebruikers'
const words = async (who: CastAccount) => wordsOf(await (await peil.get(page, who.cookie)).text())

const want = (who: CastAccount, wish: StaffWish) =>
  peil.act(who.actor, (context) => changeStaff(context, wish))
const settle = (who: CastAccount, id: string, event: StaffChangeAnswer) =>
  peil
    .act(who.actor, (context) => settleStaffChange(context, id, event))
    .then(({ outcome }) => outcome)
const waiting = () => peil.act(clock, waitingChanges)
const theOne = async () => {
  const [one, ...more] = await waiting()
  assert.ok(one)
  assert.deepEqual(more, [])
  return one
}
const invited = async () => (await peil.act(clock, listInvitations)).map(({ email }) => email)
const mailed = async (kind: string) => {
  const rows = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', kind)
    .select('to_address')
    .orderBy('to_address')
    .execute()
  return rows.map(({ to_address }) => to_address)
}
const endless = { first: undefined, last: undefined }
const give = (email: string, body = 'committee'): StaffWish => ({
  what: 'give',
  email,
  seat: { role: 'member', body },
  term: endless,
})
const take = (who: CastAccount, role: 'member' | 'administrator', body: string): StaffWish => ({
  what: 'take',
  accountId: who.accountId,
  seat: { role, body },
})

test('as long as nobody has signed up one administrator sets the register up', async () => {
  assert.deepEqual(await want(bo, give('eerste@voorbeeld.nl')), { outcome: 'invited' })
  assert.deepEqual(await invited(), ['eerste@voorbeeld.nl'])
  assert.doesNotMatch(await words(bo), /twee(de)? beheerder/)
})

test('from then on it waits for another person, who is no second account of the same', async () => {
  await professional(peil, { email: 'lid@voorbeeld.nl', firstName: 'Lid', lastName: 'Een' })
  assert.deepEqual(await want(bo, give('nieuw@voorbeeld.nl')), { outcome: 'proposed', alone: true })
  const one = await theOne()
  await assertRecorded(peil, 'staff', 'propose', one.id)
  assert.deepEqual(await want(again, give('NIEUW@voorbeeld.nl ')), { outcome: 'waits-already' })
  for (const who of [bo, again]) assert.equal(await settle(who, one.id, 'confirm'), 'not-yours')
  assert.deepEqual(await mailed('second-look'), [])
  assert.deepEqual(await invited(), ['eerste@voorbeeld.nl'])
  const shown = await words(bo)
  assert.match(shown, /Er is geen tweede beheerder/)
  assert.match(shown, /nieuw@voorbeeld\.nl wordt lid van de commissie/)
})

test('another administrator confirms it once, or refuses it, and whoever proposed it takes it back', async () => {
  const { id } = await theOne()
  const wilma = await colleague(peil, named('Wilma'), ['administrator'])
  const sent = (who: CastAccount, does: string, voorstel: string) =>
    peil.post(page, { doe: does, voorstel }, who.cookie)
  assert.equal((await sent(bo, 'bevestigen', id)).status, 303)
  assert.equal((await theOne()).id, id)
  const twice = await Promise.all([settle(wilma, id, 'confirm'), settle(wilma, id, 'confirm')])
  assert.deepEqual(twice.toSorted(), ['done', 'not-found'])
  await assertRecorded(peil, 'staff', 'confirm', id)
  assert.deepEqual((await invited()).toSorted(), ['eerste@voorbeeld.nl', 'nieuw@voorbeeld.nl'])

  assert.deepEqual(await want(bo, give('fout@voorbeeld.nl')), { outcome: 'proposed', alone: false })
  assert.deepEqual(await mailed('second-look'), ['wilma@gmail.com'])
  const wrong = await theOne()
  assert.equal((await sent(wilma, 'afwijzen', wrong.id)).status, 303)
  await assertRecorded(peil, 'staff', 'refuse', wrong.id)
  assert.deepEqual(await mailed('not-agreed'), ['bo@gmail.com'])
  await want(bo, give('toch-niet@voorbeeld.nl'))
  const back = await theOne()
  assert.equal(await settle(wilma, back.id, 'withdraw'), 'not-yours')
  assert.equal((await sent(bo, 'voorstel-intrekken', back.id)).status, 303)
  await assertRecorded(peil, 'staff', 'withdraw', back.id)
  assert.deepEqual(await waiting(), [])
  assert.equal((await invited()).length, 2)
  assert.equal(await settle(wilma, 'geen-id', 'confirm'), 'not-found')

  // Nobody says yes or no to what it is about themselves.
  const tom = await colleague(peil, named('Tom'), ['committee', 'administrator'])
  await want(bo, take(tom, 'member', 'committee'))
  const own = await theOne()
  assert.equal(await settle(tom, own.id, 'refuse'), 'not-yours')
  const seats = async () => {
    const all = await peil.act(clock, listStaff)
    return all.filter(({ accountId }) => accountId === tom.accountId).map(({ role }) => role)
  }
  assert.deepEqual((await seats()).toSorted(), ['administrator', 'member'])
  assert.equal(await settle(wilma, own.id, 'confirm'), 'done')
  assert.deepEqual(await seats(), ['administrator'])
  assert.deepEqual(await want(bo, take(tom, 'member', 'committee')), { outcome: 'not-found' })
  assert.deepEqual(await want(bo, take(bo, 'administrator', '')), { outcome: 'own-role' })

  // What was proposed of a term is what is confirmed, and no longer once it has been done by another way.
  const noor = await colleague(peil, named('Noor'), ['committee'])
  const staff = await peil.act(clock, listStaff)
  const { seatId = '' } = staff.find(({ accountId }) => accountId === noor.accountId) ?? {}
  const last = Temporal.PlainDate.from('2027-02-28')
  const until: StaffWish = { what: 'set-term', seatId, term: { first: undefined, last } }
  assert.deepEqual(await want(tom, { ...until, term: endless }), { outcome: 'unchanged' })
  await want(tom, until)
  const term = await theOne()
  const shown = await words(wilma)
  assert.match(shown, /Noor B\. is lid van de commissie tot en met 28 februari 2027/)
  await peil.platform.db
    .updateTable('staff_role')
    .set({ last: last.toString() })
    .where('id', '=', seatId)
    .execute()
  assert.equal(await settle(wilma, term.id, 'confirm'), 'no-longer')
  assert.deepEqual(await waiting(), [])
  await assertRecorded(peil, 'staff', 'refuse', term.id)
})

test('another register sees and settles nothing of it', async () => {
  await want(bo, give('elders@voorbeeld.nl'))
  const { id } = await theOne()
  const there = await peil.signIn('elders-beheer@voorbeeld.nl', ['administrator'], {
    register: 'lklr',
  })
  await peil.post('/lklr/beheer/gebruikers', { doe: 'bevestigen', voorstel: id }, there.cookie)
  assert.equal((await theOne()).id, id)
})

test('what nobody confirms lapses after thirty days, and whoever proposed it is told', async () => {
  const { id, whose } = await theOne()
  const proposed = Temporal.Now.plainDateISO('Europe/Amsterdam')
  const morning = (days: number) => peil.act(clock, lapseChanges, proposed.add({ days }).toString())
  await morning(29)
  assert.equal((await theOne()).id, id)
  await morning(30)
  assert.deepEqual(await waiting(), [])
  await assertRecorded(peil, 'staff', 'lapse', id)
  assert.deepEqual(await mailed('proposal-lapsed'), ['bo@gmail.com'])
  const { body_text } = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'proposal-lapsed')
    .select('body_text')
    .executeTakeFirstOrThrow()
  assert.ok(body_text.includes(whose))
  // It can be proposed anew, and confirmed no more.
  assert.equal(await settle(bo, id, 'withdraw'), 'not-found')
  assert.deepEqual(await want(bo, give('elders@voorbeeld.nl')), {
    outcome: 'proposed',
    alone: false,
  })
})
