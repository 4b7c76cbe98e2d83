import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approachFile } from '#domain/certification/committee/open-file.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import { checkRegister } from '#regulations/check/check-register.ts'
import type { Body } from '#regulations/register.ts'
import { colleague, enough, file, passOn, professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform()
const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
const admission: Body = {
  id: 'toelating',
  name: 'Toelatingscommissie',
  short: 'de toelatingscommissie',
  decides: ['first'],
  advises: false,
}
assert.ok(peil.platform.registers instanceof Map)
peil.platform.registers.set('krsd', { ...krsd, bodies: [...krsd.bodies, admission] })
const person = (firstName: string) => ({
  email: `${firstName.toLowerCase()}@voorbeeld.nl`,
  firstName,
  lastName: 'Bakker',
})
const bo = await colleague(peil, person('Bo'), ['administrator'])

test('whoever is invited to a body sits in it for the term that was given', async () => {
  const invite = (more: Readonly<Record<string, string>>) =>
    peil.post(
      '/krsd/beheer/gebruikers',
      {
        doe: 'uitnodigen',
        email: 'mina@voorbeeld.nl',
        rol: 'committee.toelating',
        'tot-en-met-dag': '30',
        'tot-en-met-maand': '6',
        ...more,
      },
      bo.cookie,
    )
  assert.equal((await invite({ 'tot-en-met-jaar': 'nooit' })).status, 422)
  assert.equal((await invite({ 'tot-en-met-jaar': '2031' })).status, 303)
  const { body_text } = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', 'mina@voorbeeld.nl')
    .select('body_text')
    .executeTakeFirstOrThrow()
  assert.match(body_text, /lid van de toelatingscommissie/)
  const link = (/https?:\/\/\S+/.exec(body_text)?.[0] ?? '').replace(peil.platform.origin, '')
  assert.equal((await peil.post(link, { wachtwoord: 'drie groene fietsen' })).status, 303)
  const staff = await peil.act(clock, listStaff)
  const mina = staff.find(({ email }) => email === 'mina@voorbeeld.nl')
  assert.deepEqual([mina?.role, mina?.body], ['committee', 'toelating'])
  assert.equal(mina?.term.last?.toString(), '2031-06-30')
})

test('a body judges what it decides on, and the committee the rest', async () => {
  const tom = await colleague(peil, person('Tom'), ['committee'])
  const mina = (await peil.act(clock, listStaff)).find(({ email }) => email.startsWith('mina'))
  const farid = await professional(peil, { ...person('Farid'), since: '2026-01-15' })
  await enough(peil, farid, '2026-05-01')
  const id = await file(peil, farid, '2026-11-20')
  await passOn(peil, clock, id, '2026-11-25')
  const comes = (account: string) =>
    peil.act(clock, async (context) => (await approachFile(context, id, account)).outcome)
  assert.equal(await comes(mina?.accountId ?? ''), 'unopened')
  assert.equal(await comes(tom.accountId), 'not-found')
  peil.platform.registers.set('krsd', krsd)
  assert.equal(await comes(mina?.accountId ?? ''), 'not-found')
  assert.equal(await comes(tom.accountId), 'unopened')
})

test('bodies that contradict each other are told so', () => {
  const told = (bodies: readonly Body[]) =>
    checkRegister({ ...krsd, bodies: [...bodies] }).map(({ path }) => path.join('.'))
  const [board] = krsd.bodies
  assert.ok(board)
  assert.deepEqual(told([board, admission]), [])
  assert.deepEqual(told([admission, { ...admission, decides: ['move'] }]), ['bodies.1.id'])
  assert.deepEqual(told([admission, { ...admission, id: 'b' }]), ['bodies.1.decides'])
  assert.deepEqual(told([{ ...board, decides: ['silent', 'first'] }]), ['bodies.0.decides'])
  assert.deepEqual(told([{ ...admission, decides: [] }]), ['bodies.0.decides'])
})
