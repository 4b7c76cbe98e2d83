import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { adviseApplication } from '#domain/certification/application/advise-application.ts'
import { answerReturn, findOpenReturn } from '#domain/certification/application/answer-return.ts'
import type { ReturnItem } from '#domain/certification/application/application.ts'
import { completenessOf } from '#domain/certification/application/application.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { returnApplication } from '#domain/certification/application/return-application.ts'
import { passOnApplication } from '#domain/certification/meeting/pass-on-application.ts'
import { withdrawApplication } from '#domain/certification/validity/withdraw-application.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import { addEvidence } from '#domain/dossier/evidence/add-evidence.ts'
import { doDueWork } from '#domain/due-work.ts'
import { assessDossier } from '#testing/assess-dossier.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, enough, file, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const system = { kind: 'system', task: 'test' } as const
let sanne: CastAccount
let count = 0

before(async () => {
  sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
})

async function filed(facts: Partial<Parameters<typeof professional>[1]> = {}, on = '2026-12-01') {
  count += 1
  const email = `farid${count}@voorbeeld.nl`
  const who = await professional(peil, {
    email,
    firstName: 'Farid',
    lastName: 'El Amrani',
    ...facts,
  })
  const ids = await enough(peil, who, '2026-05-01')
  return { who, applicationId: await file(peil, who, on), ...ids }
}

async function giveBack(applicationId: string, items: readonly ReturnItem[], on = '2026-12-03') {
  return peil.act(
    sanne.actor,
    async (context) => {
      const found = await findApplication(context, applicationId)
      return returnApplication(context, applicationId, found?.application.version ?? 0, items)
    },
    on,
  )
}

const answer = (
  who: CastProfessional,
  applicationId: string,
  on: string,
  answers: Readonly<Record<string, string>>,
  add: readonly string[] = [],
) =>
  peil.act(
    who.actor,
    (context) =>
      answerReturn(context, {
        registrationId: who.registrationId,
        applicationId,
        answers: Object.entries(answers).map(([item, text]) => ({ item, answer: text })),
        add,
      }),
    on,
  )

const statusOf = (applicationId: string) =>
  peil.act(system, async (context) => {
    const found = await findApplication(context, applicationId)
    return [found?.application.status, found?.applicant.status]
  })

const mailsOf = (who: CastProfessional) =>
  peil.act(system, async (context) => {
    const rows = await context.db
      .selectFrom('mail_message')
      .where('account_id', '=', who.accountId)
      .orderBy('id')
      .select('kind')
      .execute()
    return rows.map(({ kind }) => kind)
  })

const openOf = (id: string) => peil.act(system, (context) => openness(context, id))

const question = (activityId: string): ReturnItem => ({
  item: 'activity',
  activity: activityId,
  question: 'Op welke dagen was dit?',
})

test('a return opens exactly what it names, and the answer closes it again', async () => {
  const { who, applicationId, accredited, other } = await filed()
  assert.equal((await openOf(accredited)).is, 'in-application')
  const returned = await giveBack(applicationId, [question(other)])
  assert.equal(returned.outcome === 'returned' && returned.answerBefore.toString(), '2026-12-31')
  assert.deepEqual(
    [(await openOf(accredited)).is, (await openOf(other)).is],
    ['in-application', 'open'],
  )
  const answered = await answer(who, applicationId, '2026-12-31', { [other]: 'Op 3 en 4 mei.' })
  assert.equal(answered.outcome, 'answered')
  assert.equal((await openOf(other)).is, 'in-application')
  assert.deepEqual(await statusOf(applicationId), ['submitted', 'candidate'])
  assert.deepEqual(await mailsOf(who), [
    'application-received',
    'application-returned',
    'application-supplemented',
  ])
  await assertRecorded(peil, 'application', 'return', applicationId)
  await assertRecorded(peil, 'application', 'complete', applicationId)
})

test('a file that is asked for must be one that was not there', async () => {
  const { who, applicationId, other } = await filed()
  const asked: ReturnItem = {
    item: 'activity',
    activity: other,
    question: 'Voeg het programma toe.',
    asks: 'file',
  }
  await giveBack(applicationId, [asked])
  const words = await answer(who, applicationId, '2026-12-10', { [other]: 'Staat erbij.' })
  assert.deepEqual(words.outcome === 'incomplete' && words.problems, [
    { item: other, is: 'no-file' },
  ])
  const file = {
    name: 'programma.pdf',
    mediaType: 'application/pdf',
    size: 3,
    sha256: '0'.repeat(64),
    fileKey: 'programma',
  }
  await peil.act(
    who.actor,
    (context) => addEvidence(context, who.registrationId, other, [file]),
    '2026-12-10',
  )
  const answered = await answer(who, applicationId, '2026-12-10', {})
  assert.equal(answered.outcome, 'answered')
})

test('a question without an answer, and an activity without proof, are still to be mended', async () => {
  const { who, applicationId, other } = await filed()
  await giveBack(applicationId, [question(other)])
  await peil.platform.db.deleteFrom('evidence').where('activity_id', '=', other).execute()
  const answered = await answer(who, applicationId, '2026-12-10', {})
  assert.deepEqual(answered.outcome === 'incomplete' && answered.problems, [
    { item: other, is: 'no-answer' },
    { item: other, is: 'no-proof' },
  ])
})

test('a day after the term it is too late, and the application ends with a letter', async () => {
  const { who, applicationId, other } = await filed()
  await giveBack(applicationId, [question(other)])
  const late = await answer(who, applicationId, '2027-01-01', { [other]: 'Op 3 mei.' })
  assert.equal(late.outcome, 'too-late')
  await peil.act(system, doDueWork, '2026-12-31')
  assert.deepEqual(await statusOf(applicationId), ['returned', 'candidate'])
  await peil.act(system, doDueWork, '2027-01-01')
  assert.deepEqual(await statusOf(applicationId), ['withdrawn', 'candidate'])
  assert.equal((await mailsOf(who)).at(-1), 'application-withdrawn')
  assert.equal((await openOf(other)).is, 'open')
  await assertRecorded(peil, 'application', 'lapse', applicationId)
})

test('a week before the end there is one reminder', async () => {
  const { who, applicationId, other } = await filed()
  await giveBack(applicationId, [question(other)])
  const reminders = async () =>
    (await mailsOf(who)).filter((kind) => kind === 'application-reminder').length
  await peil.act(system, doDueWork, '2026-12-23')
  assert.equal(await reminders(), 0)
  for (const day of ['2026-12-24', '2026-12-24', '2026-12-25']) {
    await peil.act(system, doDueWork, day)
  }
  assert.equal(await reminders(), 1)
  await assertRecorded(peil, 'application', 'remind-return', applicationId)
})

test('activities between submission and return are added only when the return asks for them', async () => {
  const { who, applicationId, other } = await filed()
  const extra = await activity(peil, who, {
    title: 'Workshop na de aanvraag',
    claimed: 400,
    completedOn: '2026-12-05',
  })
  await giveBack(applicationId, [question(other)])
  const find = () =>
    peil.act(
      who.actor,
      (context) => findOpenReturn(context, who.registrationId, applicationId),
      '2026-12-10',
    )
  const closed = await find()
  assert.deepEqual(closed.outcome === 'open' && closed.it.addable, [])
  await answer(who, applicationId, '2026-12-10', { [other]: 'Op 3 mei.' }, [extra])
  assert.equal((await openOf(extra)).is, 'open')

  const asked = { item: 'add-activities', question: 'Kun je nog uren toevoegen?' } as const
  await giveBack(applicationId, [asked], '2026-12-11')
  const open = await find()
  assert.deepEqual(open.outcome === 'open' && open.it.addable.map(({ id }) => id), [extra])
  const nothing = await answer(who, applicationId, '2026-12-12', {})
  assert.equal(nothing.outcome, 'incomplete')
  const added = await answer(who, applicationId, '2026-12-12', {}, [extra])
  assert.deepEqual(added, { outcome: 'answered', added: 1 })
  assert.equal((await openOf(extra)).is, 'in-application')
  const assessment = await peil.act(system, (context) =>
    assessDossier(context, who.registrationId, applicationId),
  )
  assert.equal(assessment.norms.find(({ id }) => id === 'total')?.provisional, 10000)
})

test('a return needs a question about something that is in the application', async () => {
  const { applicationId } = await filed()
  const foreign = await filed()
  assert.equal((await giveBack(applicationId, [])).outcome, 'nothing-asked')
  assert.equal((await giveBack(applicationId, [question(foreign.other)])).outcome, 'nothing-asked')
})

test('two colleagues at once: the second is told that the first was there', async () => {
  const { applicationId, other } = await filed()
  const advise = (note: string) =>
    peil.act(sanne.actor, (context) =>
      adviseApplication(context, {
        applicationId,
        version: 1,
        advice: new Map([[other, { advice: 'reject', amount: undefined, reason: note }]]),
        claims: new Map(),
        note,
        checklist: [],
      }),
    )
  const outcomes = await Promise.all([advise('een'), advise('twee')])
  assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['saved', 'stale'])
  const late = await peil.act(sanne.actor, (context) =>
    passOnApplication(context, applicationId, 1),
  )
  assert.equal(late.outcome, 'stale')
})

test('an application goes on when all is ticked off, into the meeting for which it was in time', async () => {
  const { applicationId } = await filed({}, '2026-12-31')
  const unchecked = await peil.act(sanne.actor, (context) =>
    passOnApplication(context, applicationId, 1),
  )
  assert.deepEqual(
    unchecked.outcome === 'unchecked' && unchecked.missing,
    Object.keys(completenessOf({ activities: true, claims: false })),
  )
  await passOn(peil, sanne.actor, applicationId, '2027-01-10')
  const found = await peil.act(system, (context) => findApplication(context, applicationId))
  assert.equal(found?.application.meetingOn?.toString(), '2027-01-14')
  assert.equal(found?.application.completeOn?.toString(), '2026-12-31')

  const later = await filed({}, '2027-01-01')
  await passOn(peil, sanne.actor, later.applicationId, '2027-01-10')
  const next = await peil.act(system, (context) => findApplication(context, later.applicationId))
  assert.equal(next?.application.meetingOn?.toString(), '2027-04-08')
  await assertRecorded(peil, 'application', 'advise', applicationId)
  await assertRecorded(peil, 'application', 'pass-on', applicationId)
  await assertRecorded(peil, 'meeting', 'plan')
})

test('who withdraws is out of it, can apply again, and nobody else can do it for them', async () => {
  const { who, applicationId } = await filed()
  const foreign = await filed()
  const withdraw = (by: CastProfessional) =>
    peil.act(by.actor, (context) => withdrawApplication(context, by.registrationId, applicationId))
  assert.equal((await withdraw(foreign.who)).outcome, 'not-found')
  assert.deepEqual(await withdraw(who), { outcome: 'withdrawn', expired: false })
  assert.equal((await withdraw(who)).outcome, 'too-late')
  assert.ok(await file(peil, who, '2026-12-20'))
  await assertRecorded(peil, 'application', 'withdraw', applicationId)
})

test('an application is withdrawn from every state before its decision, and what was in it is free again', async () => {
  const until = {
    submitted: async () => undefined,
    returned: async (id: string) => {
      await giveBack(id, [{ item: 'add-activities', question: 'Voeg iets toe.' }])
    },
    'with-committee': async (id: string) => passOn(peil, sanne.actor, id, '2026-12-10'),
  } as const
  for (const [status, lead] of Object.entries(until)) {
    const { who, applicationId, accredited } = await filed()
    await lead(applicationId)
    const stands = await peil.act(system, (context) => findApplication(context, applicationId))
    assert.equal(stands?.application.status, status)
    const open = () => peil.act(who.actor, (context) => openness(context, accredited), '2026-12-11')
    assert.notEqual((await open()).is, 'open', status)
    const withdrawn = await peil.act(
      who.actor,
      (context) => withdrawApplication(context, who.registrationId, applicationId),
      '2026-12-11',
    )
    assert.deepEqual(withdrawn, { outcome: 'withdrawn', expired: false }, status)
    assert.equal((await open()).is, 'open', status)
    // The term to supplement it is over with it, and nothing of it falls due any more.
    await peil.act(system, doDueWork, '2027-02-01')
    const after = await peil.act(system, (context) => findApplication(context, applicationId))
    assert.equal(after?.application.status, 'withdrawn', status)
  }
})
