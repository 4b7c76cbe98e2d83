import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { before, test } from 'node:test'
import { readAssessment, readDossier } from '#domain/certification/application/application.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { certificatesOf } from '#domain/certification/certificate/queries.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import { judgeApplication } from '#domain/certification/committee/judge-application.ts'
import type { Grant } from '#domain/certification/committee/judgement.ts'
import { approachFile, openFile, readFile } from '#domain/certification/committee/open-file.ts'
import { verdictsOf } from '#domain/certification/committee/queries.ts'
import { declareInterest } from '#domain/certification/interest/declare-interest.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { hundredthsOf } from '#engine'
import { pinnedVersion } from '#regulations/load.ts'
import { assessDossier } from '#testing/assess-dossier.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { checkSeal } from '#testing/check-seal.ts'
import { explained } from '#testing/explained.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform({ inWriting: true })
const filedOn = '2026-11-20'
const decidedOn = '2027-01-14'
const system = { kind: 'system', task: 'test' } as const

let sanne: CastAccount
let tom: CastAccount
let marieke: CastAccount
let aylin: CastAccount
let count = 0

before(async () => {
  const office = { employer: 'Bureau van het register', municipality: '' }
  sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker', ...office },
    ['secretariat'],
  )
  tom = await colleague(
    peil,
    {
      email: 'tom@voorbeeld.nl',
      firstName: 'Tom',
      lastName: 'Visser',
      employer: 'Gemeente Zandhove',
    },
    ['committee'],
  )
  marieke = await colleague(
    peil,
    {
      email: 'marieke@voorbeeld.nl',
      firstName: 'Marieke',
      lastName: 'Jansen',
      employer: 'Polderdam',
    },
    ['committee'],
  )
  aylin = await colleague(
    peil,
    { email: 'aylin@voorbeeld.nl', firstName: 'Aylin', lastName: 'Çelik', employer: 'Merenwaard' },
    ['committee', 'chair'],
  )
})

async function applicant(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  count += 1
  const email = `farid${count}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Farid', lastName: 'El Amrani', ...facts })
}

// Somebody with exactly enough hours, whose application lies with the committee.
async function withCommittee(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  const who = await applicant(facts)
  const ids = await enough(peil, who, '2026-05-01')
  const applicationId = await file(peil, who, filedOn)
  await passOn(peil, sanne.actor, applicationId, '2026-11-25')
  return { who, applicationId, ...ids }
}

const read = <T>(work: (context: Context) => Promise<T>, on = decidedOn) =>
  peil.act(system, work, on)

const registrationOf = (who: CastProfessional) =>
  read((context) =>
    context.db
      .selectFrom('registration')
      .where('id', '=', who.registrationId)
      .select(['status', 'held_status', 'valid_first', 'valid_last', 'counted_until'])
      .executeTakeFirstOrThrow(),
  )

const partly = (amount: number, reason = 'Niet alles staat op het bewijs.'): Grant => ({
  outcome: 'partly',
  amount: hundredthsOf(amount),
  reason,
})

const rejected: Grant = {
  outcome: 'rejected',
  amount: undefined,
  reason: 'Hoort niet bij het vak.',
}

test('accreditation is refused apart from the hours, which then stand', async () => {
  const { who, applicationId, accredited } = await withCommittee()
  const reason = 'Dit keurmerk gold toen niet meer.'
  const refused: Grant = {
    outcome: 'approved',
    amount: undefined,
    reason: '',
    accreditation: { recognised: false, reason },
  }
  const unsaid: Grant = { outcome: 'approved', amount: undefined, reason: '' }
  assert.deepEqual(await judge(peil, tom, applicationId, decidedOn, { [accredited]: unsaid }), {
    outcome: 'incomplete',
    problems: [{ on: accredited, is: 'no-accreditation' }],
  })
  const grants = { [accredited]: refused }
  const met = await judge(peil, tom, applicationId, decidedOn, grants)
  assert.equal(met.outcome, 'inconsistent')
  await judge(peil, tom, applicationId, decidedOn, grants, 'fails')
  const differs = await judge(peil, marieke, applicationId, decidedOn)
  assert.deepEqual(differs, { outcome: 'judged', still: 'divided' })
  const decided = await judge(peil, aylin, applicationId, decidedOn, grants, 'fails')
  assert.equal(decided.outcome === 'decided' && decided.decision.outcome, 'refused')
  await read(async (context) => {
    const activities = await findActivities(context, who.registrationId)
    const one = activities.find(({ id }) => id === accredited)
    assert.deepEqual(
      [one?.state, one?.awarded, one?.accreditationRefused],
      ['approved', 2400, reason],
    )
    const decision = await findDecision(context, applicationId)
    const norms = decision?.assessment.norms.map(({ id, counted }) => [id, counted])
    assert.deepEqual(norms?.slice(0, 2), [
      ['total', 9600],
      ['accredited', 0],
    ])
  })
  // What was judged stays judged: the next application counts the hours, and not as accredited.
  await activity(peil, who, { title: 'Nog een', claimed: 100, completedOn: '2026-06-01' })
  const again = await read((context) => assessDossier(context, who.registrationId))
  assert.equal(again.norms.find(({ id }) => id === 'accredited')?.counted, 0)
})

test('two members who find that it meets certify for three years from the decision', async () => {
  const { who, applicationId } = await withCommittee()
  const first = await judge(peil, tom, applicationId, decidedOn)
  assert.deepEqual(first, { outcome: 'judged', still: 'waiting' })
  const second = await judge(peil, marieke, applicationId, decidedOn)
  assert.equal(second.outcome === 'decided' && second.decision.outcome, 'granted')
  await peil.makePapers()
  const registration = await registrationOf(who)
  assert.equal(registration.status, 'certified')
  assert.equal(registration.valid_first, '2027-01-14')
  assert.equal(registration.valid_last, '2030-01-13')
  assert.equal(registration.counted_until, filedOn)
  await read(async (context) => {
    const activities = await findActivities(context, who.registrationId)
    assert.deepEqual(
      activities.map(({ state, awarded, usedBy }) => [state, awarded, usedBy]),
      [
        ['approved', 2400, applicationId],
        ['approved', 7200, applicationId],
      ],
    )
    const [certificate] = await certificatesOf(context, who.registrationId)
    assert.equal(certificate?.validLast.toString(), '2030-01-13')
    const row = await context.db
      .selectFrom('document')
      .where('id', '=', certificate?.documentId ?? '')
      .select('file_key')
      .executeTakeFirstOrThrow()
    const stream = await peil.platform.files.get(row.file_key ?? '')
    assert.ok(stream)
    assert.equal((await checkSeal(await buffer(stream))).outcome, 'intact')
    const kinds = await context.db
      .selectFrom('document')
      .where('person_id', '=', who.personId)
      .where('kind', '!=', 'evidence')
      .orderBy('kind')
      .select('kind')
      .execute()
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ['certificate', 'certificate-picture', 'congratulation', 'mark-png', 'mark-svg'],
    )
    const mails = await context.db
      .selectFrom('mail_message')
      .where('account_id', '=', who.accountId)
      .orderBy('id')
      .select('kind')
      .execute()
    assert.deepEqual(
      mails.map(({ kind }) => kind),
      ['application-received', 'application-complete', 'application-granted', 'certificate-ready'],
    )
    const entry = await context.db
      .selectFrom('public_entry')
      .where('registration_id', '=', who.registrationId)
      .select(['status', 'valid_until'])
      .executeTakeFirstOrThrow()
    assert.deepEqual(entry, { status: 'certified', valid_until: '2030-01-13' })
  })
  await assertRecorded(peil, 'application', 'judge', applicationId)
  await assertRecorded(peil, 'decision', 'grant')
  await assertRecorded(peil, 'registration', 'certify', who.registrationId)
  await assertRecorded(peil, 'certificate', 'issue')
})

test('a decision of the past comes out the same from what was kept of it', async () => {
  const { applicationId, other } = await withCommittee()
  for (const member of [tom, marieke]) {
    await judge(peil, member, applicationId, decidedOn, { [other]: partly(7100) }, 'fails')
  }
  await read(async (context) => {
    const row = await context.db
      .selectFrom('decision')
      .where('application_id', '=', applicationId)
      .select(['dossier', 'assessment', 'regulation_version', 'decided_on', 'outcome'])
      .executeTakeFirstOrThrow()
    assert.equal(row.outcome, 'refused')
    const compiled = pinnedVersion(context.register, row.regulation_version)
    assert.ok(compiled)
    const again = explained(
      compiled,
      readDossier(row.dossier),
      Temporal.PlainDate.from(row.decided_on),
    )
    assert.deepEqual(JSON.parse(JSON.stringify(again)), row.assessment)
    assert.equal(readAssessment(row.assessment).on.toString(), decidedOn)
  }, '2029-06-01')
})

test('two members at the same moment make one decision', async () => {
  const { applicationId } = await withCommittee()
  const outcomes = await Promise.all([
    judge(peil, tom, applicationId, decidedOn),
    judge(peil, marieke, applicationId, decidedOn),
  ])
  assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['decided', 'judged'])
})

test('three members at the same moment make one decision, and the last hears that it is made', async () => {
  const { applicationId } = await withCommittee()
  const outcomes = await Promise.all(
    [tom, marieke, aylin].map((member) => judge(peil, member, applicationId, decidedOn)),
  )
  assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), [
    'decided',
    'decided-already',
    'judged',
  ])
  const { decisions } = await read((context) =>
    context.db
      .selectFrom('decision')
      .where('application_id', '=', applicationId)
      .select((eb) => eb.fn.countAll<number>().as('decisions'))
      .executeTakeFirstOrThrow(),
  )
  assert.equal(decisions, 1)
})

test('at a tie the chair decides, also about the activity on which they differ', async () => {
  const { who, applicationId, other } = await withCommittee()
  const one = { [other]: partly(6000) }
  await judge(peil, tom, applicationId, decidedOn)
  const divided = await judge(peil, marieke, applicationId, decidedOn, one, 'fails')
  assert.deepEqual(divided, { outcome: 'judged', still: 'divided' })
  const decided = await judge(peil, aylin, applicationId, decidedOn, { [other]: rejected }, 'fails')
  assert.equal(decided.outcome === 'decided' && decided.decision.outcome, 'refused')
  const activities = await read((context) => findActivities(context, who.registrationId))
  assert.deepEqual(
    activities.map(({ state, awarded, usedBy }) => [state, awarded, usedBy]),
    [
      ['approved', 2400, undefined],
      ['rejected', 0, undefined],
    ],
  )
})

test('at a tie nobody but the chair decides, and a third member does where the chair is one of the two', async () => {
  const noor = await colleague(
    peil,
    { email: 'noor@voorbeeld.nl', firstName: 'Noor', lastName: 'Smit', employer: 'Elders' },
    ['committee'],
  )
  const tie = await withCommittee()
  await judge(peil, tom, tie.applicationId, decidedOn)
  await judge(peil, marieke, tie.applicationId, decidedOn, { [tie.other]: rejected }, 'fails')
  const third = await judge(peil, noor, tie.applicationId, decidedOn)
  assert.deepEqual(third, { outcome: 'for-the-chair' })

  const chaired = await withCommittee()
  await judge(peil, tom, chaired.applicationId, decidedOn)
  await judge(peil, aylin, chaired.applicationId, decidedOn, { [chaired.other]: rejected }, 'fails')
  const decided = await judge(peil, noor, chaired.applicationId, decidedOn)
  assert.equal(decided.outcome === 'decided' && decided.decision.outcome, 'granted')

  const withoutChair = await withCommittee({ employer: 'gemeente Merenwaard' })
  await judge(peil, tom, withoutChair.applicationId, decidedOn)
  await judge(
    peil,
    marieke,
    withoutChair.applicationId,
    decidedOn,
    { [withoutChair.other]: rejected },
    'fails',
  )
  const alone = await judge(peil, noor, withoutChair.applicationId, decidedOn)
  assert.equal(alone.outcome, 'decided')
})

test('a member may think again as long as nothing is decided', async () => {
  const { applicationId, other } = await withCommittee()
  await judge(peil, tom, applicationId, decidedOn)
  await judge(peil, marieke, applicationId, decidedOn, { [other]: rejected }, 'fails')
  const agreed = await judge(peil, marieke, applicationId, decidedOn)
  assert.equal(agreed.outcome === 'decided' && agreed.decision.outcome, 'granted')
})

test('the whole has to follow from what is granted', async () => {
  const { applicationId, other } = await withCommittee()
  const meets = await judge(peil, tom, applicationId, decidedOn, { [other]: partly(7199) })
  assert.equal(meets.outcome, 'inconsistent')
  assert.equal(meets.outcome === 'inconsistent' && meets.assessment.outcome, 'not-met')
  const fails = await judge(peil, tom, applicationId, decidedOn, {}, 'fails')
  assert.equal(fails.outcome, 'inconsistent')
  const verdicts = await read((context) => verdictsOf(context, applicationId))
  assert.equal(verdicts.length, 0)
})

test('a part has an amount below the claim, and a part or a rejection has a reason', async () => {
  const { applicationId, other, accredited } = await withCommittee()
  const judged = await judge(
    peil,
    tom,
    applicationId,
    decidedOn,
    { [other]: partly(7200), [accredited]: { ...rejected, reason: ' ' } },
    'fails',
  )
  assert.deepEqual(judged.outcome === 'incomplete' && judged.problems, [
    { on: accredited, is: 'no-reason' },
    { on: other, is: 'amount-not-less' },
  ])
})

test('what an activity of somebody else is judged to be is not taken', async () => {
  const { applicationId } = await withCommittee()
  const foreign = await withCommittee()
  await peil.act(tom.actor, async (context) => {
    await openFile(context, applicationId, tom.accountId)
    const approached = await approachFile(context, applicationId, tom.accountId, { lock: true })
    assert.ok(approached.outcome === 'open')
    const judged = await judgeApplication(context, await readFile(context, approached), {
      grants: new Map([[foreign.other, rejected]]),
      answers: new Map([['total', { meets: true, reason: '' }]]),
      whole: 'meets',
      reason: 'Zo.',
    })
    assert.equal(judged.outcome, 'incomplete')
  })
})

test('nobody judges a file in which they are a referee or whose employer they share', async () => {
  const shared = await withCommittee({ employer: 'Zandhove' })
  assert.deepEqual(await judge(peil, tom, shared.applicationId, decidedOn), { outcome: 'conflict' })

  const who = await applicant()
  await enough(peil, who, '2026-05-01')
  await activity(peil, who, {
    title: 'Intervisie',
    claimed: 400,
    completedOn: '2026-06-01',
    referee: { name: 'Tom', email: 'tom@voorbeeld.nl' },
  })
  const applicationId = await file(peil, who, filedOn)
  await passOn(peil, sanne.actor, applicationId, '2026-11-25')
  const opened = await peil.act(tom.actor, (context) =>
    openFile(context, applicationId, tom.accountId),
  )
  assert.equal(opened.outcome === 'conflict' && opened.conflict.by, 'referee')
  assert.equal((await judge(peil, tom, applicationId, decidedOn)).outcome, 'conflict')
})

test('a member applies too, and does not judge that', async () => {
  const member = await withCommittee()
  await peil.platform.db
    .insertInto('staff_role')
    .values({
      account_id: member.who.accountId,
      register: 'krsd',
      role: 'member',
      body: 'committee',
    })
    .execute()
  const judged = await judge(peil, member.who, member.applicationId, decidedOn)
  assert.equal(judged.outcome, 'conflict')
})

test('who steps back is out of the file, and what they found of it no longer counts', async () => {
  const { who, applicationId } = await withCommittee()
  await judge(peil, tom, applicationId, decidedOn)
  const { registrationId } = who
  const declare = (note: string) =>
    peil.act(tom.actor, (context) =>
      declareInterest(context, { registrationId, memberId: tom.accountId, kind: 'other', note }),
    )
  assert.equal((await declare('  ')).outcome, 'no-note')
  assert.equal((await declare('Wij zijn buren.')).outcome, 'declared')
  assert.equal((await declare('Nog eens.')).outcome, 'already')
  await assertRecorded(peil, 'registration', 'declare-interest', registrationId)
  assert.equal((await judge(peil, tom, applicationId, decidedOn)).outcome, 'conflict')
  const waiting = await judge(peil, marieke, applicationId, decidedOn)
  assert.deepEqual(waiting, { outcome: 'judged', still: 'waiting' })
  await assertRecorded(peil, 'application', 'recuse', applicationId)
})

test('who comes to share an employer after judging no longer counts', async () => {
  const { who, applicationId } = await withCommittee()
  await judge(peil, tom, applicationId, decidedOn)
  await peil.platform.db
    .updateTable('person')
    .set({ employer: 'Gemeente Zandhove' })
    .where('id', '=', who.personId)
    .execute()
  const waiting = await judge(peil, marieke, applicationId, decidedOn)
  assert.deepEqual(waiting, { outcome: 'judged', still: 'waiting' })
})

test('a file is read and judged by who opened it that day, which is kept once a day', async () => {
  const { applicationId } = await withCommittee()
  const open = (on: string) =>
    peil.act(tom.actor, (context) => openFile(context, applicationId, tom.accountId), on)
  const comesTo = async (on: string) => {
    const approach = (context: Context) => approachFile(context, applicationId, tom.accountId)
    return (await peil.act(tom.actor, approach, on)).outcome
  }
  assert.equal(await comesTo('2027-01-10'), 'unopened')
  await open('2027-01-10')
  await open('2027-01-10')
  assert.equal(await comesTo('2027-01-10'), 'open')
  assert.equal(await comesTo('2027-01-11'), 'unopened')
  const { records } = await read((context) =>
    context.db
      .selectFrom('audit_record')
      .where('record_id', '=', applicationId)
      .where('action', '=', 'open-file')
      .select((eb) => eb.fn.countAll<number>().as('records'))
      .executeTakeFirstOrThrow(),
  )
  assert.equal(records, 1)
  const who = await applicant()
  await enough(peil, who, '2026-05-01')
  const early = await file(peil, who, filedOn)
  const approached = await peil.act(tom.actor, (context) =>
    approachFile(context, early, tom.accountId),
  )
  assert.equal(approached.outcome, 'not-found')
  await assertRecorded(peil, 'application', 'open-file', applicationId)
})

test('a file that waits is gone with whoever left, and stays when it was decided', async () => {
  const { who, applicationId } = await withCommittee()
  const decided = await withCommittee()
  for (const member of [tom, marieke]) await judge(peil, member, decided.applicationId, decidedOn)
  const comesTo = async (id: string) => {
    const approach = (context: Context) => approachFile(context, id, tom.accountId)
    return (await peil.act(tom.actor, approach, '2027-01-15')).outcome
  }
  for (const [status, waiting] of [
    ['on-hold', 'unopened'],
    ['suspended', 'unopened'],
    ['withdrawn', 'not-found'],
    ['removed', 'not-found'],
  ] as const) {
    await peil.platform.db
      .updateTable('registration')
      .set({ status })
      .where('id', 'in', [who.registrationId, decided.who.registrationId])
      .execute()
    assert.equal(await comesTo(applicationId), waiting, status)
    assert.equal(await comesTo(decided.applicationId), 'unopened', status)
  }
})

test('a renewal that is refused leaves the certification as it was, until its last day', async () => {
  const certified = {
    status: 'certified' as const,
    validFirst: '2024-03-01',
    validLast: '2027-02-28',
    countedUntil: '2024-01-10',
  }
  const { who, applicationId, other } = await withCommittee(certified)
  for (const member of [tom, marieke]) {
    await judge(peil, member, applicationId, decidedOn, { [other]: rejected }, 'fails')
  }
  assert.equal((await registrationOf(who)).status, 'certified')
  const decision = await read((context) => findDecision(context, applicationId))
  assert.equal(decision?.objectBefore?.toString(), '2027-02-25')
  assert.ok(decision?.documentId)
  await assertRecorded(peil, 'decision', 'refuse')
})

test('a renewal that is refused after the last day ends the certification', async () => {
  const pending = {
    status: 'renewal-pending' as const,
    validFirst: '2023-12-01',
    validLast: '2026-11-30',
    countedUntil: '2023-10-10',
  }
  const { who, applicationId, other } = await withCommittee({ ...pending, status: 'certified' })
  await peil.platform.db
    .updateTable('registration')
    .set({ status: 'renewal-pending' })
    .where('id', '=', who.registrationId)
    .execute()
  for (const member of [tom, marieke]) {
    await judge(peil, member, applicationId, decidedOn, { [other]: rejected }, 'fails')
  }
  const registration = await registrationOf(who)
  assert.equal(registration.status, 'expired')
  assert.equal(registration.valid_last, '2026-11-30')
})

test('a pending renewal that is granted follows the old period without a gap', async () => {
  const { who, applicationId } = await withCommittee({
    status: 'certified',
    validFirst: '2023-12-01',
    validLast: '2026-11-30',
    countedUntil: '2023-10-10',
  })
  for (const member of [tom, marieke]) await judge(peil, member, applicationId, decidedOn)
  const registration = await registrationOf(who)
  assert.equal(registration.valid_first, '2026-12-01')
  assert.equal(registration.valid_last, '2029-11-30')
})

test('who is on hold is certified underneath, and it shows when the hold ends', async () => {
  const { who, applicationId } = await withCommittee()
  await peil.platform.db
    .updateTable('registration')
    .set({ status: 'on-hold', held_status: 'candidate' })
    .where('id', '=', who.registrationId)
    .execute()
  for (const member of [tom, marieke]) await judge(peil, member, applicationId, decidedOn)
  const registration = await registrationOf(who)
  assert.equal(registration.status, 'on-hold')
  assert.equal(registration.held_status, 'certified')
})

test('an activity counts once: what was used is not in the next application', async () => {
  const { who, applicationId } = await withCommittee()
  for (const member of [tom, marieke]) await judge(peil, member, applicationId, decidedOn)
  await activity(peil, who, { title: 'Na de aanvraag', claimed: 400, completedOn: '2026-11-21' })
  await activity(peil, who, { title: 'Op de dag zelf', claimed: 400, completedOn: filedOn })
  const { contents, kind } = await peil.act(
    who.actor,
    (context) => prepareApplication(context, who.registrationId),
    '2029-06-01',
  )
  assert.equal(kind, 'renewal')
  assert.deepEqual(
    contents.goesIn.map(({ title }) => title),
    ['Na de aanvraag'],
  )
  assert.deepEqual(
    contents.outsideWindow.map(({ title }) => title),
    ['Op de dag zelf'],
  )
})

test('after a refusal the judged hours stay judged, and only new ones are judged again', async () => {
  const { who, applicationId, other, accredited } = await withCommittee()
  for (const member of [tom, marieke]) {
    await judge(peil, member, applicationId, decidedOn, { [other]: partly(6000) }, 'fails')
  }
  await activity(peil, who, { title: 'Aanvulling', claimed: 1200, completedOn: '2027-02-01' })
  const again = await file(peil, who, '2027-03-01')
  await passOn(peil, sanne.actor, again, '2027-03-02')
  const first = await judge(peil, tom, again, '2027-04-08', { [accredited]: rejected })
  assert.deepEqual(first, { outcome: 'judged', still: 'waiting' })
  const second = await judge(peil, marieke, again, '2027-04-08')
  assert.equal(second.outcome === 'decided' && second.decision.outcome, 'granted')
  const activities = await read((context) => findActivities(context, who.registrationId))
  assert.deepEqual(
    activities.map(({ state, awarded, usedBy }) => [state, awarded, usedBy]),
    [
      ['approved', 2400, again],
      ['partly', 6000, again],
      ['approved', 1200, again],
    ],
  )
})
