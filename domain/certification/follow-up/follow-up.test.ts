import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { askFollowUps } from '#domain/certification/follow-up/ask-follow-ups.ts'
import { followUpDay } from '#domain/certification/follow-up/follow-up.ts'
import { followUpsOf } from '#domain/certification/follow-up/queries.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// Somebody in training who does not finish within a year: a question, and a task. No more than that.

const here = '/clientondersteuners'
const system = { kind: 'system', task: 'test' } as const
let peil: TestPlatform
let sanne: CastAccount
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  const names = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...names }, ['secretariat'])
})

const once = () => ({ _once: crypto.randomUUID() })

/** In training since 1 March 2025. */
async function inTraining(): Promise<CastProfessional> {
  people += 1
  const who = await professional(peil, {
    email: `jaar${people}@voorbeeld.nl`,
    firstName: 'Samira',
    lastName: `Haddad${people}`,
    status: 'certified',
    validFirst: '2025-03-01',
    validLast: '2030-02-28',
  })
  await set(who, { category: 'in-training' })
  return who
}

const set = (who: CastProfessional, changes: Readonly<Record<string, unknown>>) =>
  peil.act(system, async (context) => {
    await byHand(context)
    const { registrationId: id } = who
    await context.db.updateTable('registration').set(changes).where('id', '=', id).execute()
  })

async function dueOn(day: string): Promise<void> {
  await peil.setToday(day)
  await peil.act(system, askFollowUps, day)
}

const asked = (who: CastProfessional) =>
  peil.act(who.actor, (context) => followUpsOf(context, who.registrationId))

const read = async (path: string, cookie: string) =>
  textOf(await peil.get(`${here}${path}`, cookie))

const answer = (who: CastProfessional, fields: Readonly<Record<string, string>>) =>
  peil.post(`${here}/mijn/dossier/vervolg`, { ...once(), ...fields }, who.cookie)

const settle = (id: string | undefined, fields: Readonly<Record<string, string>>) =>
  peil.post(`${here}/werk/vervolg/${id}`, { ...once(), ...fields }, sanne.cookie)

test('a year is counted by the calendar, also over a leap day, and of who began on one it ends on 28 February', () => {
  const day = Temporal.PlainDate.from
  const due = (since: string) =>
    followUpDay({ after: Temporal.Duration.from({ years: 1 }) }, day(since), [])?.toString()
  // 365 days, 366 days over 29 February 2028, and from that day itself.
  assert.equal(due('2026-03-01'), '2027-03-01')
  assert.equal(due('2027-03-01'), '2028-03-01')
  assert.equal(due('2028-02-28'), '2029-02-28')
  assert.equal(due('2028-02-29'), '2029-02-28')
})

test('a year without masterclasses ends in a question and a task, and not a day sooner', async () => {
  const samira = await inTraining()
  await peil.setToday('2026-02-28')
  assert.match(await read('/mijn/dossier', samira.cookie), /Uiterlijk 1 maart 2026\./)
  await dueOn('2026-02-28')
  assert.deepEqual(await asked(samira), [])
  await dueOn('2026-03-01')
  await dueOn('2026-03-01')
  const [one, ...more] = await asked(samira)
  assert.deepEqual(more, [], 'asked once')
  assert.equal(one?.dueOn.toString(), '2026-03-01')
  await assertRecorded(peil, 'follow-up', 'ask', one.id)
  const mails = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'follow-up-asked')
    .where('account_id', '=', samira.accountId)
    .select('body_text')
    .execute()
  assert.equal(mails.length, 1)
  assert.match(mails[0]?.body_text ?? '', /Hebt u de masterclasses gevolgd/)
  assert.match(await read('/mijn', samira.cookie), /Hebt u de masterclasses gevolgd/)
  assert.match(await read('/werk', sanne.cookie), /1 persoon staat al een tijd in een categorie/)
  assert.match(await read('/werk/vervolg', sanne.cookie), /Samira Haddad1 In opleiding Nog geen/)
  const { status, category } = await peil.platform.db
    .selectFrom('registration')
    .where('id', '=', samira.registrationId)
    .select(['status', 'category'])
    .executeTakeFirstOrThrow()
  assert.deepEqual([status, category], ['certified', 'in-training'], 'nothing is taken away')
  await settle(one.id, { _version: '1', aantekening: 'Gebeld.' })
})

test('not yet needs a reason and a day ahead, and is asked again when the office says so', async () => {
  await peil.setToday('2026-03-01')
  const samira = await inTraining()
  await dueOn('2026-03-01')
  const bare = await answer(samira, { antwoord: 'later' })
  assert.equal(bare.status, 422)
  assert.match(await textOf(bare), /Schrijf op waarom het nog niet is gelukt/)
  const when = (day: string, month: string) => ({
    'wanneer-dag': day,
    'wanneer-maand': month,
    'wanneer-jaar': '2026',
  })
  const past = await answer(samira, {
    antwoord: 'later',
    toelichting: 'De groep was vol.',
    ...when('1', '3'),
  })
  assert.equal(past.status, 422)
  assert.match(await textOf(past), /De groep was vol\./, 'what was typed stays')
  const later = await answer(samira, {
    antwoord: 'later',
    toelichting: 'De groep was vol.',
    ...when('1', '9'),
  })
  assert.equal(later.status, 303)
  const [one] = await asked(samira)
  await assertRecorded(peil, 'follow-up', 'answer', one?.id)
  const task = await read(`/werk/vervolg/${one?.id}`, sanne.cookie)
  assert.match(task, /nog niet, wel voor 1 september 2026.*De groep was vol\./)
  const stale = await settle(one?.id, { _version: '1', aantekening: 'Afgesproken.' })
  assert.equal(stale.status, 409, 'it was answered since')
  const without = await settle(one?.id, { _version: '2' })
  assert.equal(without.status, 422)
  const settled = await settle(one?.id, {
    _version: '2',
    aantekening: 'Uitstel tot september.',
    'opnieuw-dag': '1',
    'opnieuw-maand': '9',
    'opnieuw-jaar': '2026',
  })
  assert.equal(settled.status, 303)
  await assertRecorded(peil, 'follow-up', 'settle', one?.id)
  await dueOn('2026-08-31')
  assert.equal((await asked(samira)).length, 1)
  await dueOn('2026-09-01')
  assert.equal((await asked(samira)).length, 2, 'on that day once more')
})

test('done leads to the change of category, and closes by itself once that is granted', async () => {
  await peil.setToday('2026-09-02')
  const samira = await inTraining()
  await dueOn('2026-09-02')
  const done = await answer(samira, { antwoord: 'done' })
  assert.equal(
    done.headers.get('location'),
    `${here}/mijn/dossier/verandering/in-training-to-junior`,
  )
  assert.match(await read('/mijn', samira.cookie), /Vraag uw andere categorie aan/)
  await set(samira, { category: 'junior' })
  await dueOn('2026-09-03')
  const [one] = await asked(samira)
  assert.equal(one?.settled?.on.toString(), '2026-09-03')
  await assertRecorded(peil, 'follow-up', 'close', one?.id)
  assert.doesNotMatch(await read('/werk/vervolg', sanne.cookie), /Haddad3/)
})
