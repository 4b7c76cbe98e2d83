import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { answerReturn } from '#domain/certification/application/answer-return.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { returnApplication } from '#domain/certification/application/return-application.ts'
import { expireRegistrations } from '#domain/certification/validity/expire-registrations.ts'
import { lapseReturns } from '#domain/certification/validity/lapse-returns.ts'
import { remindExpiry } from '#domain/certification/validity/remind-expiry.ts'
import { withdrawApplication } from '#domain/certification/validity/withdraw-application.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform({ inWriting: true })
const system = { kind: 'system', task: 'test' } as const
// The period of everybody here: its last day is 28 February 2027.
const period = { validFirst: '2024-02-29', validLast: '2027-02-28', countedUntil: '2023-12-20' }
let sanne: CastAccount
let members: readonly CastAccount[]
let count = 0

before(async () => {
  sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  members = [
    await colleague(peil, { email: 't@voorbeeld.nl', firstName: 'Tom', lastName: 'Visser' }, [
      'committee',
    ]),
    await colleague(peil, { email: 'm@voorbeeld.nl', firstName: 'Marieke', lastName: 'Jansen' }, [
      'committee',
    ]),
  ]
})

async function certified(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  count += 1
  const who = await professional(peil, {
    email: `farid${count}@voorbeeld.nl`,
    firstName: 'Farid',
    lastName: 'El Amrani',
    status: 'certified',
    ...period,
    ...facts,
  })
  await enough(peil, who, '2026-05-01')
  return who
}

// What falls due about certifications; the yearly invoices are another story.
const dueWork = (on: string) =>
  peil.act(
    system,
    async (context) => {
      for (const work of [lapseReturns, remindExpiry, expireRegistrations]) await work(context)
    },
    on,
  )

const standing = (who: CastProfessional) =>
  peil.act(system, (context) =>
    context.db
      .selectFrom('registration')
      .leftJoin('public_entry', 'public_entry.registration_id', 'registration.id')
      .where('registration.id', '=', who.registrationId)
      .select([
        'registration.status',
        'registration.held_status',
        'registration.valid_first',
        'registration.valid_last',
        'public_entry.status as shown',
      ])
      .executeTakeFirstOrThrow(),
  )

const mailsOf = (who: CastProfessional) =>
  peil.act(system, async (context) => {
    const rows = await context.db
      .selectFrom('mail_message')
      .where('account_id', '=', who.accountId)
      .orderBy('id')
      .select(['kind', 'body_text'])
      .execute()
    return rows
  })

test('a certification holds on its last day and has expired the day after', async () => {
  const who = await certified()
  await dueWork('2027-02-28')
  assert.equal((await standing(who)).status, 'certified')
  await dueWork('2027-03-01')
  const after = await standing(who)
  assert.equal(after.status, 'expired')
  assert.equal(after.shown, null)
  assert.equal((await mailsOf(who)).at(-1)?.kind, 'registration-expired')
  await dueWork('2027-03-02')
  const letters = (await mailsOf(who)).filter(({ kind }) => kind === 'registration-expired')
  assert.equal(letters.length, 1)
  await assertRecorded(peil, 'registration', 'expire')
})

test('who filed on the last day stays certified until the decision, and is shown so', async () => {
  const who = await certified()
  const applicationId = await file(peil, who, '2027-02-28')
  await dueWork('2027-03-01')
  const pending = await standing(who)
  assert.deepEqual([pending.status, pending.shown], ['renewal-pending', 'renewal-pending'])
  await passOn(peil, sanne.actor, applicationId, '2027-03-05')
  for (const member of members) await judge(peil, member, applicationId, '2027-04-08')
  const after = await standing(who)
  assert.equal(after.status, 'certified')
  assert.equal(after.valid_first, '2027-03-01')
  assert.equal(after.valid_last, '2030-02-28')
  await assertRecorded(peil, 'registration', 'await-renewal')
})

test('who files a day later has expired, and applies as if for the first time', async () => {
  const who = await certified()
  await dueWork('2027-03-01')
  const applicationId = await file(peil, who, '2027-03-01')
  const found = await peil.act(system, (context) => findApplication(context, applicationId))
  assert.equal(found?.application.kind, 'first')
  assert.equal((await standing(who)).status, 'expired')
  await passOn(peil, sanne.actor, applicationId, '2027-03-05')
  for (const member of members) await judge(peil, member, applicationId, '2027-04-08')
  const after = await standing(who)
  assert.deepEqual([after.status, after.valid_first], ['certified', '2027-04-08'])
})

async function returned() {
  const who = await certified()
  const applicationId = await file(peil, who, '2027-02-20')
  await peil.act(
    sanne.actor,
    (context) =>
      returnApplication(context, applicationId, 1, [
        { item: 'add-activities', question: 'Wat deed je nog meer?' },
      ]),
    '2027-02-22',
  )
  return { who, applicationId }
}

test('a return that is answered within its term keeps the protection', async () => {
  const { who, applicationId } = await returned()
  await dueWork('2027-03-01')
  assert.equal((await standing(who)).status, 'renewal-pending')
  await peil.act(
    who.actor,
    (context) =>
      answerReturn(context, {
        registrationId: who.registrationId,
        applicationId,
        answers: [{ item: 'add-activities', answer: 'Meer heb ik niet.' }],
        add: [],
      }),
    '2027-03-22',
  )
  await dueWork('2027-03-23')
  assert.equal((await standing(who)).status, 'renewal-pending')
})

test('a return that is not answered ends the application and the protection with it', async () => {
  const { who } = await returned()
  await dueWork('2027-03-01')
  await dueWork('2027-03-22')
  assert.equal((await standing(who)).status, 'renewal-pending')
  await dueWork('2027-03-23')
  const after = await standing(who)
  assert.deepEqual([after.status, after.shown], ['expired', null])
  const last = (await mailsOf(who)).at(-1)
  assert.equal(last?.kind, 'application-withdrawn')
  assert.match(last?.body_text ?? '', /28 februari 2027/)
  await assertRecorded(peil, 'registration', 'refuse-renewal')
})

test('who withdraws a pending renewal has expired at once', async () => {
  const who = await certified()
  const applicationId = await file(peil, who, '2027-02-28')
  await dueWork('2027-03-01')
  const withdrawn = await peil.act(
    who.actor,
    (context) => withdrawApplication(context, who.registrationId, applicationId),
    '2027-03-02',
  )
  assert.deepEqual(withdrawn, { outcome: 'withdrawn', expired: true })
  assert.equal((await standing(who)).status, 'expired')
})

test('a period also ends under a hold', async () => {
  const who = await certified({ status: 'on-hold', heldStatus: 'certified' })
  await peil.act(system, expireRegistrations, '2027-03-01')
  const after = await standing(who)
  assert.deepEqual([after.status, after.held_status], ['on-hold', 'expired'])
})

test('reminders come 12, 6, 3 and 1 month before, once each, and stop with an application', async () => {
  const who = await certified()
  const reminders = async () =>
    (await mailsOf(who)).flatMap(({ kind, body_text }) =>
      kind === 'expiry-reminder' ? [/Dat is over (\d+ maanden?)/.exec(body_text)?.[1]] : [],
    )
  await dueWork('2026-02-27')
  assert.deepEqual(await reminders(), [])
  await dueWork('2026-02-28')
  await dueWork('2026-02-28')
  assert.deepEqual(await reminders(), ['12 maanden'])
  await dueWork('2026-08-28')
  await dueWork('2026-11-28')
  assert.deepEqual(await reminders(), ['12 maanden', '6 maanden', '3 maanden'])
  await file(peil, who, '2026-12-15')
  await dueWork('2027-01-28')
  assert.equal((await reminders()).length, 3)
  await assertRecorded(peil, 'registration', 'remind-expiry')
})

test('after months without due work there is one reminder, the nearest', async () => {
  const who = await certified()
  await dueWork('2027-01-30')
  const reminders = (await mailsOf(who)).filter(({ kind }) => kind === 'expiry-reminder')
  assert.equal(reminders.length, 1)
  assert.match(reminders[0]?.body_text ?? '', /over 1 maand/)
})
