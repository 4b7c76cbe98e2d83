import assert from 'node:assert/strict'
import { test } from 'node:test'
import { membersFor } from '#domain/people/body/members.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import { remindTerms } from '#domain/people/staff/remind-terms.ts'
import { settleStaffChange } from '#domain/people/staff/settle-change.ts'
import { waitingChanges } from '#domain/people/staff/waiting-changes.ts'
import { colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
await peil.setToday('2027-02-01')
const facts = (name: string) => ({
  email: `${name.toLowerCase()}@voorbeeld.nl`,
  firstName: name,
  lastName: 'Bakker',
})
const bo = await colleague(peil, facts('Bo'), ['administrator'])
const tom = await colleague(peil, facts('Tom'), ['committee'])
const marieke = await colleague(peil, facts('Marieke'), ['committee', 'chair'])
const noor = await colleague(peil, facts('Noor'), ['committee'])

const seatOf = async (who: typeof tom, body = 'committee') => {
  const staff = await peil.act(clock, listStaff)
  return (
    staff.find(
      (one) => one.accountId === who.accountId && one.body === body && one.role !== 'chair',
    )?.seatId ?? ''
  )
}
const setTerm = async (who: typeof tom, first: string, last: string) => {
  const parts = (name: string, text: string) => {
    const [year = '', month = '', day = ''] = text.split('-')
    return { [`${name}-dag`]: day, [`${name}-maand`]: month, [`${name}-jaar`]: year }
  }
  const sent = await peil.post(
    `/krsd/beheer/gebruikers/${await seatOf(who)}`,
    { ...parts('vanaf', first), ...parts('tot-en-met', last) },
    bo.cookie,
  )
  // Once somebody has signed up, whoever runs Peil confirms it for the only administrator.
  for (const { id } of await peil.act(clock, waitingChanges)) {
    await peil.act(clock, (context) => settleStaffChange(context, id, 'confirm'))
  }
  return sent
}
const sitting = async (on: string) => {
  const members = await peil.act(clock, (context) => membersFor(context, 'judge-renewal'), on)
  return members.map(({ email }) => email.split('@')[0]).sort()
}
const plain = async (response: Response) =>
  (await response.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/[\s\u00a0]+/g, ' ')

test('a term is set by the administrator, both days of it count, and who is outside it reads why', async () => {
  const wrong = await setTerm(tom, '2027-03-01', '2027-02-01')
  assert.equal(wrong.status, 422)
  assert.match(await plain(wrong), /De laatste dag ligt voor de eerste/)
  assert.equal((await setTerm(tom, '2027-02-01', '2027-02-28')).status, 303)
  await assertRecorded(peil, 'staff', 'set-term', tom.accountId)
  assert.deepEqual(await sitting('2027-01-31'), ['marieke', 'noor'])
  assert.deepEqual(await sitting('2027-02-01'), ['marieke', 'noor', 'tom'])
  assert.deepEqual(await sitting('2027-02-28'), ['marieke', 'noor', 'tom'])
  assert.deepEqual(await sitting('2027-03-01'), ['marieke', 'noor'])
  assert.equal((await peil.get('/krsd/commissie', tom.cookie)).status, 200)

  await peil.setToday('2027-03-01')
  const away = await peil.get('/krsd/commissie', tom.cookie)
  assert.equal(away.status, 303)
  assert.equal(away.headers.get('location'), '/krsd/mijn/termijn')
  assert.match(
    await plain(await peil.get('/krsd/mijn/termijn', tom.cookie)),
    /Je was lid van de commissie tot en met 28 februari 2027/,
  )
  const list = await plain(await peil.get('/krsd/beheer/gebruikers', bo.cookie))
  assert.match(list, /Voorbij sinds 28-02-2027/)
  assert.match(list, /Er is een zittingsduur voorbij/)

  assert.equal((await setTerm(tom, '2027-04-01', '')).status, 303)
  assert.match(
    await plain(await peil.get('/krsd/mijn/termijn', tom.cookie)),
    /Je bent lid van de commissie vanaf 1 april 2027/,
  )
  assert.equal((await setTerm(tom, '', '')).status, 303)
  assert.equal((await peil.get('/krsd/commissie', tom.cookie)).status, 200)
})

test('an administrator has no term, and a seat of another register is not found', async () => {
  assert.equal(
    (await peil.get(`/krsd/beheer/gebruikers/${await seatOf(bo, '')}`, bo.cookie)).status,
    404,
  )
  await peil.signIn('vreemd@voorbeeld.nl', ['committee'], { register: 'lklr' })
  const { id } = await peil.platform.db
    .selectFrom('staff_role')
    .where('register', '=', 'lklr')
    .select('id')
    .executeTakeFirstOrThrow()
  assert.equal((await peil.get(`/krsd/beheer/gebruikers/${id}`, bo.cookie)).status, 404)
})

test('before a term ends who sits and who administers are told, each once', async () => {
  await setTerm(noor, '', '2027-06-30')
  const mails = async () => {
    const rows = await peil.platform.db
      .selectFrom('mail_message')
      .where('kind', '=', 'term-ends')
      .orderBy('to_address')
      .select('to_address')
      .execute()
    return rows.map(({ to_address }) => to_address)
  }
  await peil.act(clock, remindTerms, '2027-04-30')
  assert.deepEqual(await mails(), [])
  await peil.act(clock, remindTerms, '2027-05-01')
  await peil.act(clock, remindTerms, '2027-05-01')
  assert.deepEqual(await mails(), ['bo@voorbeeld.nl', 'noor@voorbeeld.nl'])
  await assertRecorded(peil, 'staff', 'remind-term', noor.accountId)
  await peil.act(clock, remindTerms, '2027-06-16')
  assert.equal((await mails()).length, 4)
})

test('whose term is over before the meeting has no vote in it', async () => {
  await peil.setToday('2027-07-01')
  const farid = await professional(peil, { ...facts('Farid'), since: '2026-01-15' })
  await enough(peil, farid, '2027-05-01')
  const id = await file(peil, farid, '2027-07-01')
  await passOn(peil, clock, id, '2027-07-01')
  await setTerm(noor, '', '2027-09-30')
  for (const who of [noor, marieke]) await judge(peil, who, id, '2027-09-15')
  const settled = async (on: string) => {
    const judged = await judge(peil, tom, id, on)
    return judged.outcome === 'judged' ? judged.still : judged.outcome
  }
  assert.equal(await settled('2027-09-30'), 'enough')
  // Without Noor one vote is left, and another is needed.
  assert.equal(await settled('2027-10-01'), 'settled')
})
