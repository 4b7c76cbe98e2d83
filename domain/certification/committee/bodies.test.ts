import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approachFile } from '#domain/certification/committee/open-file.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import { checkRegister } from '#regulations/check/check-register.ts'
import { compileRegister, readRegisterFolder } from '#regulations/load.ts'
import type { RegisterFile } from '#regulations/register.ts'
import { colleague, enough, file, passOn, professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform()
const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
type Body = RegisterFile['bodies'][number]

const admission: Body = {
  id: 'toelating',
  name: 'Toelatingscommissie',
  short: 'de toelatingscommissie',
  may: ['judge-first'],
}
assert.ok(peil.platform.registers instanceof Map)
const rest = krsd.bodies.map((body) => ({
  ...body,
  may: body.may.filter((act) => act !== 'judge-first'),
}))
peil.platform.registers.set('krsd', { ...krsd, bodies: [...rest, admission] })
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
        rol: 'member.toelating',
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
  assert.deepEqual([mina?.role, mina?.body], ['member', 'toelating'])
  assert.equal(mina?.term.last?.toString(), '2031-06-30')
})

test('a body judges what it may judge, and no other does', async () => {
  const tom = await colleague(peil, person('Tom'), [])
  await peil.platform.db
    .insertInto('staff_role')
    .values({ account_id: tom.accountId, register: 'krsd', role: 'member', body: 'committee' })
    .execute()
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

// A ground of a status by hand may name who decides, which is not what is tried here.
const { statusByHand: _, ...procedures } = krsd.procedures

test('what is wrong in the bodies of a register is told where it stands', () => {
  const told = (...bodies: readonly Body[]) =>
    checkRegister({ ...krsd, procedures, bodies: [...bodies] }).map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    )
  const [office, committee, board] = krsd.bodies
  assert.ok(office && committee && board)
  assert.deepEqual(told(...krsd.bodies), [])
  assert.deepEqual(told(...rest, admission), [])
  assert.deepEqual(told(office, ...rest.slice(1)), [
    'bodies: geen orgaan mag judge-first: geef dat aan een ervan met may (left to nobody)',
  ])
  assert.match(told(committee)[0] ?? '', /^bodies: .*keep-records.*hold-meetings/)
  assert.deepEqual(told(...rest, admission, { ...admission, may: ['keep-records'] }), [
    'bodies.4.id: de naam toelating staat er twee keer (used twice)',
  ])
  assert.deepEqual(told(...krsd.bodies, admission), [
    'bodies.3.may: judge-first doet al een ander orgaan (another body does that)',
  ])
  assert.match(
    told(office, committee, { ...board, may: ['decide-where-silent', 'advise'] }).join(),
    /bodies\.2\.may: advise doet al .*bodies\.2\.may: wie beslist .* adviseert niet zichzelf/,
  )
  assert.deepEqual(told({ ...office, may: office.may.slice(0, 3) }, committee, board), [
    'bodies: geen orgaan mag hold-meetings: geef dat aan een ervan met may (left to nobody)',
    'bodies.2.may: geen orgaan mag check-requests: zo komt er geen verzoek aan (left to nobody)',
  ])
  assert.deepEqual(told(office, committee), [
    'bodies.0.may: check-requests heeft niets te doen zonder een orgaan met decide-where-silent (idle)',
    'bodies.1.may: advise heeft niets te doen zonder een orgaan met decide-where-silent (idle)',
  ])
  assert.deepEqual(told(office, { ...committee, name: 'Commissie' }, { id: 'b', may: board.may }), [
    'bodies.1.name: deze naam staat bij organisation: laat name hier weg (named under organisation)',
    'bodies.2.name: dit orgaan heeft geen name (is missing)',
    'bodies.2.short: dit orgaan heeft geen short (is missing)',
  ])
})

test('one body may do everything', () => {
  const all = { id: 'committee', may: [...new Set(krsd.bodies.flatMap(({ may }) => may))] }
  const alone = { ...all, may: all.may.filter((act) => act !== 'advise') }
  assert.deepEqual(checkRegister({ ...krsd, procedures, bodies: [alone] }), [])
})

test('a version needs a body for what it asks, and no body is given what no version asks', async () => {
  const files = await readRegisterFolder('regulations/lklr')
  const compiledWith = (from: string, to: string) => {
    assert.ok(files.register.text.includes(from), from)
    return compileRegister({
      ...files,
      register: { ...files.register, text: files.register.text.replace(from, to) },
    })
  }
  assert.throws(
    () => compiledWith('may: [judge-interim, ', 'may: [receive-post, '),
    /2016-01-01\.yaml.*geen orgaan in register\.yaml mag judge-interim/s,
  )
  assert.throws(
    () => compiledWith('may: [judge-interim, ', 'may: [judge-interim, judge-move, '),
    /register\.yaml.*judge-move heeft in geen versie iets te doen/s,
  )
})
