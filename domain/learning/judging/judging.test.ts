import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import { holdsOn } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationOn, accreditationsOf } from '#domain/courses/accreditation/queries.ts'
import type { Owner } from '#domain/courses/course/course.ts'
import { makeCourse } from '#domain/courses/course/keep-course.ts'
import { findCourse } from '#domain/courses/course/queries.ts'
import { keepMade } from '#domain/demo/cast/keep-made.ts'
import { askMore, completePart } from '#domain/learning/judging/check-part.ts'
import { declareInterest, whoIsKept } from '#domain/learning/judging/conflicts.ts'
import { endAccreditation } from '#domain/learning/judging/end-accreditation.ts'
import {
  answerAccreditationHearing,
  extendAccreditationObjection,
  inviteProvider,
  leaveProviderUnheard,
  reportOfProvider,
} from '#domain/learning/judging/hear-provider.ts'
import { judgePart } from '#domain/learning/judging/judge-part.ts'
import type { Finding, MemberFinding } from '#domain/learning/judging/judging.ts'
import { settle } from '#domain/learning/judging/judging.ts'
import {
  decideAccreditationObjection,
  objectedAlready,
  objectionsTo,
  objectToDecision,
} from '#domain/learning/judging/object.ts'
import { findPartFile } from '#domain/learning/judging/queries.ts'
import {
  lapseAccreditationRequests,
  remindAccreditations,
} from '#domain/learning/judging/remind-ending.ts'
import {
  discardRequest,
  explainRequest,
  heldFrom,
  runningFor,
  savePart,
  startRequest,
} from '#domain/learning/request/draft-request.ts'
import { answerAsked, handInRequest, withdrawPart } from '#domain/learning/request/hand-in.ts'
import { keepRequestFiles, removeRequestFile } from '#domain/learning/request/keep-files.ts'
import {
  findPart,
  findRequest,
  openRequestFile,
  partsInRegister,
  requestFiles,
  requestsOf,
} from '#domain/learning/request/queries.ts'
import { beginMember } from '#domain/organisations/member/begin-member.ts'
import { endMember } from '#domain/organisations/member/end-member.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { hundredthsOf } from '#engine'
import type { CastAccount } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts } from '#testing/courses.ts'
import { forgetDue } from '#testing/forget-due.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// One request for two registers: asked, looked at, judged by those whom nothing keeps from it, decided, changed, taken
// back and objected to; with what was followed counting by what held on its day.

const peil = await testPlatform()
const { db } = peil.platform
const member = (name: string, parts: Parameters<typeof colleague>[2] = []) =>
  colleague(peil, { email: `${name}@peil.example`, firstName: name, lastName: 'Bos' }, parts)
const mila = await member('mila')
const rob = await member('rob')
const sanne = await member('sanne', ['secretariat'])
const tom = await member('tom', ['committee'])
const aylin = await member('aylin', ['chair'])
const marieke = await member('marieke', ['committee'])
const yara = await member('yara', ['committee'])
const rival = await member('rival', ['committee'])
const inside = await member('inside', ['committee'])
const henk = await member('henk', ['board'])
const both = await member('both', ['committee', 'board'])
const nadia = await professional(peil, {
  email: 'nadia@voorbeeld.nl',
  firstName: 'Nadia',
  lastName: 'Bakker',
})
const school = await checkedProvider(peil, 'Academie De Brug', [
  [mila, ['applicant']],
  [rob, ['recorder']],
  [inside, ['reader']],
])
await checkedProvider(peil, 'Kompas Trainingen', [[rival, ['reader']]])
const owner = { is: 'organisation', id: school } as Owner
const day = (text: string) => Temporal.PlainDate.from(text)
const as = <Result>(
  who: CastAccount,
  work: (context: Context) => Promise<Result>,
  today = '2023-03-01',
) => peil.act(who.actor, work, today)
const counts = (amount: number): Counts[] => [
  { kind: 'training', amount: hundredthsOf(amount), attributes: ['accredited'] },
]
const mailed = async (kind: string) =>
  (
    await db
      .selectFrom('mail_message')
      .where('kind', '=', kind)
      .select('to_address')
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  ).map(({ to_address }) => to_address.split('@')[0])
const file = (name: string) => {
  const pdf = Buffer.from(`%PDF-1.7 ${name}`)
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  return keepMade(peil, { pdf, sha256, fileName: name, title: name })
}
const made = await as(mila, (context) =>
  makeCourse(
    context,
    owner,
    courseFacts({ title: 'Gespreksvaardigheden', keptBy: mila.accountId }),
  ),
)
const course = made.outcome === 'made' ? made.id : assert.fail()
const start = (
  who: CastAccount,
  said: Partial<Parameters<typeof startRequest>[2]> = {},
  whose = owner,
) =>
  as(who, (context) =>
    startRequest(context, whose, {
      subject: { is: 'course', id: course },
      registers: ['krsd', 'lklr'],
      purpose: 'extension',
      ...said,
    }),
  )
const partIn = async (request: string, register: string) => {
  const parts = await as(mila, async (context) => {
    await actForOrganisation(context, school)
    return (await findRequest(context, request))?.parts ?? []
  })
  return parts.find((one) => one.register === register) ?? assert.fail()
}
/** Where it is asked and not decided yet. */
const running = () =>
  as(mila, async (context) => {
    await actForOrganisation(context, school)
    return (await runningFor(context, owner, { is: 'course', id: course })).toSorted()
  })
/** Where it holds on a day or from then on, and how much. */
const holdsFrom = (today: string) =>
  as(
    rob,
    async (context) =>
      (await heldFrom(context, course))
        .map(({ register, counts: [first] }) => `${register} ${first?.amount}`)
        .toSorted(),
    today,
  )
const answersOf = (register: string) =>
  Object.fromEntries(
    (peil.platform.registers.get(register)?.accreditation?.criteria ?? []).map(({ id }) => [
      id,
      `Wat er bij ${id} hoort.`,
    ]),
  )
const fill = async (request: string, register: string, amount: number) => {
  const part = await partIn(request, register)
  return as(mila, (context) =>
    savePart(context, owner, part.id, {
      counts: counts(amount),
      answers: answersOf(register),
      version: part.version,
    }),
  )
}
const found = (said: Partial<Finding> = {}): Finding => ({
  outcome: 'grant',
  counts: counts(800),
  last: day('2025-12-31'),
  conditions: '',
  reason: 'Het past bij het vak.',
  ...said,
})

let request = ''
let part = ''
let held = ''

test('what members find together is decided by as many as find the same, or by the chair', () => {
  const one = (memberId: string, said: Partial<Finding> = {}): MemberFinding => ({
    memberId,
    ...found(said),
  })
  const chair = new Set(['c'])
  const is = (...all: MemberFinding[]) => settle(all, 2, chair).is
  assert.equal(is(), 'waiting')
  assert.equal(is(one('a')), 'waiting')
  assert.equal(is(one('a'), one('b', { reason: 'Ook goed.' })), 'settled')
  for (const other of [
    { outcome: 'refuse' as const },
    { counts: counts(700) },
    { last: day('2024-12-31') },
    { conditions: 'Alleen met een toets.' },
  ]) {
    assert.equal(is(one('a'), one('b', other)), 'divided')
    assert.equal(is(one('a'), one('b', other), one('d')), 'settled')
  }
  assert.equal(is(one('a'), one('c', { outcome: 'refuse' })), 'divided')
  const three = settle(
    [one('a'), one('b', { counts: counts(700) }), one('c', { counts: counts(600) })],
    2,
    chair,
  )
  assert.ok(three.is === 'settled' && three.finding.counts[0]?.amount === 600)
})

describe('a provider asks two registers at once', () => {
  test('in a draft of its own, that whoever may makes and nobody else sees', async () => {
    for (const who of [rob, tom]) assert.equal((await start(who)).outcome, 'not-allowed')
    assert.equal((await start(mila, { registers: ['geen'] })).outcome, 'no-register')
    const twice = await Promise.all([start(mila), start(mila)])
    assert.deepEqual(twice.map(({ outcome }) => outcome).toSorted(), ['asked-already', 'started'])
    const started = twice.find(({ outcome }) => outcome === 'started')
    request = started?.outcome === 'started' ? started.id : assert.fail()
    await assertRecorded(peil, 'accreditation', 'start', request)
    assert.deepEqual(await running(), ['krsd', 'lklr'])
    assert.deepEqual(await holdsFrom('2023-03-01'), [])
    assert.equal(await as(sanne, (context) => findRequest(context, request)), undefined)
    assert.equal((await fill(request, 'krsd', 800)).outcome, 'saved')
    assert.equal((await fill(request, 'krsd', 800)).outcome, 'unchanged')
    const tooEarly = await as(mila, (context) => handInRequest(context, owner, request))
    assert.ok(tooEarly.outcome === 'incomplete')
    assert.deepEqual(tooEarly.missing.get('krsd'), {
      counts: false,
      criteria: [],
      documents: ['programme'],
    })
    assert.equal(tooEarly.missing.get('lklr')?.criteria.length, 4)
    assert.equal((await fill(request, 'lklr', 800)).outcome, 'saved')
    await as(mila, (context) => explainRequest(context, owner, request, 'Al tien jaar gegeven.'))
    await assertRecorded(peil, 'accreditation', 'save-draft', request)
    const programme = await file('programma.pdf')
    const kept = await as(mila, (context) =>
      keepRequestFiles(context, owner, request, { shows: 'programme', files: [programme] }),
    )
    assert.equal(kept.outcome, 'kept')
    await assertRecorded(peil, 'accreditation', 'add-file', request)
    const extra = await file('weg.pdf')
    await as(mila, (context) =>
      keepRequestFiles(context, owner, request, { shows: 'other', files: [extra] }),
    )
    const gone = await as(mila, async (context) => {
      await actForOrganisation(context, school)
      const [, other] = await requestFiles(context, request)
      return removeRequestFile(context, owner, request, other?.id ?? '')
    })
    assert.equal(gone.outcome, 'removed')
    await assertRecorded(peil, 'accreditation', 'remove-file', request)
  })

  test('and hands it in once, to each with a number, a fee and a term of its own', async () => {
    const send = () => as(mila, (context) => handInRequest(context, owner, request))
    const both = await Promise.all([send(), send()])
    assert.deepEqual(both.map(({ outcome }) => outcome).toSorted(), ['handed-in', 'stale'])
    const [krsd, lklr] = [await partIn(request, 'krsd'), await partIn(request, 'lklr')]
    assert.deepEqual(
      [krsd, lklr].map((one) => [one.number, one.status, one.fee, one.decideBefore?.toString()]),
      [
        ['ACC-KRSD-00001', 'handed-in', 15_000, '2023-04-26'],
        ['ACC-LKLR-00001', 'handed-in', 12_500, '2023-04-12'],
      ],
    )
    part = krsd.id
    await assertRecorded(peil, 'accreditation', 'hand-in', part)
    await assertRecorded(peil, 'accreditation', 'hand-in', lklr.id)
    assert.deepEqual(await mailed('accreditation-received'), ['mila'])
    // Each register sees what is asked of it, and nothing of what is asked of the other.
    const seen = await as(sanne, (context) => partsInRegister(context, ['handed-in']))
    assert.deepEqual(
      seen.map((one) => one.id),
      [part],
    )
    assert.equal(await as(sanne, (context) => findPart(context, lklr.id)), undefined)
    const looked = await as(sanne, (context) => findPartFile(context, part))
    assert.equal(looked?.asker, 'Academie De Brug')
    assert.equal(looked?.course?.state, 'draft')
    const [document] = looked?.files ?? []
    const opened = await as(sanne, (context) =>
      openRequestFile(context, request, document?.id ?? ''),
    )
    assert.equal(opened.outcome, 'opened')
  })

  test('a back office asks more and passes it on, but for who works there', async () => {
    const version = (await partIn(request, 'krsd')).version
    const ask = (question: string) =>
      as(sanne, (context) => askMore(context, part, { question, version }))
    assert.equal((await ask(' ')).outcome, 'no-question')
    assert.equal((await ask('Wie geeft het?')).outcome, 'asked')
    await assertRecorded(peil, 'accreditation', 'ask', part)
    assert.equal((await ask('Nog eens')).outcome, 'stale')
    assert.deepEqual(await mailed('accreditation-asked'), ['mila'])
    const answer = (text: string) => as(mila, (context) => answerAsked(context, owner, part, text))
    assert.equal((await answer('')).outcome, 'nothing')
    assert.equal((await answer('Een gedragswetenschapper.')).outcome, 'answered')
    await assertRecorded(peil, 'accreditation', 'answer', part)
    const now = await partIn(request, 'krsd')
    assert.equal(now.status, 'handed-in')
    const own = await as(inside, (context) => completePart(context, part, now.version))
    assert.equal(own.outcome, 'own')
    const done = await as(sanne, (context) => completePart(context, part, now.version))
    assert.equal(done.outcome, 'complete')
    await assertRecorded(peil, 'accreditation', 'complete', part)
  })

  test('nobody judges who works there, for another provider, or is tied by their own word', async () => {
    const kept = await as(tom, async (context) => {
      const file = (await findPartFile(context, part)) ?? assert.fail()
      return whoIsKept(
        context,
        file.part,
        [tom, rival, inside, mila].map(({ accountId }) => accountId),
      )
    })
    assert.deepEqual(
      [tom, rival, inside, mila].map(({ accountId }) => kept.get(accountId)?.by),
      [undefined, 'competitor', 'works-there', 'works-there'],
    )
    for (const who of [rival, inside]) {
      const tried: string = await as(who, async (context) => {
        return (await judgePart(context, part, who.accountId, found())).outcome
      })
      assert.equal(tried, 'conflict')
    }
    const notThere = await as(sanne, (context) =>
      judgePart(context, part, sanne.accountId, found()),
    )
    assert.equal(notThere.outcome, 'not-found')
    const judged = await as(marieke, (context) =>
      judgePart(context, part, marieke.accountId, found({ outcome: 'refuse' })),
    )
    assert.ok(judged.outcome === 'judged' && judged.still === 'waiting')
    const said = { memberId: marieke.accountId, kind: 'family', note: 'Mijn broer.' } as const
    for (const outcome of ['declared', 'known']) {
      const done: string = await as(marieke, async (context) => {
        const file = (await findPartFile(context, part)) ?? assert.fail()
        return (await declareInterest(context, file.part, said)).outcome
      })
      assert.equal(done, outcome)
    }
    await assertRecorded(peil, 'accreditation', 'declare-interest', part)
    const after = await as(tom, (context) => findPartFile(context, part))
    assert.deepEqual(after?.findings, [])
    assert.equal(after?.kept.get(marieke.accountId)?.by, 'declared')
  })

  test('two who find the same decide, and what holds is found on its days', async () => {
    const judge = (who: CastAccount, said: Partial<Finding> = {}) =>
      as(who, (context) => judgePart(context, part, who.accountId, found(said)))
    const incomplete = await judge(tom, { counts: [], last: day('2027-01-01'), reason: '' })
    assert.deepEqual(incomplete.outcome === 'incomplete' && incomplete.problems, [
      'no-counts',
      'too-long',
      'no-reason',
    ])
    assert.ok((await judge(tom)).outcome === 'judged')
    assert.equal((await judge(aylin)).outcome, 'decided')
    assert.equal((await judge(tom)).outcome, 'ended')
    await assertRecorded(peil, 'accreditation', 'judge', part)
    await assertRecorded(peil, 'accreditation', 'grant', part)
    assert.deepEqual(await mailed('accreditation-decided'), ['mila'])
    const now = await partIn(request, 'krsd')
    held = now.resultId ?? assert.fail()
    assert.ok(now.documentId !== undefined)
    const on = (text: string) =>
      as(rob, (context) => accreditationOn(context, { course, register: 'krsd', day: day(text) }))
    assert.equal(await on('2023-02-28'), undefined)
    assert.equal((await on('2023-03-01'))?.counts[0]?.amount, 800)
    assert.equal((await on('2025-12-31'))?.id, held)
    assert.equal(await on('2026-01-01'), undefined)
    // The other register decides by itself, and is not asked of again meanwhile.
    assert.equal((await partIn(request, 'lklr')).status, 'handed-in')
    assert.deepEqual(await running(), ['lklr'])
    assert.equal((await start(mila)).outcome, 'asked-already')
    const back = await as(mila, async (context) =>
      withdrawPart(context, owner, (await partIn(request, 'lklr')).id),
    )
    assert.equal(back.outcome, 'withdrawn')
    await assertRecorded(peil, 'accreditation', 'withdraw')
    assert.deepEqual(await running(), [])
    assert.deepEqual(
      [await holdsFrom('2023-02-28'), await holdsFrom('2025-12-31'), await holdsFrom('2026-01-01')],
      [['krsd 800'], ['krsd 800'], []],
    )
  })
})

test('other hours are asked anew with what was said before, and hold from the day after the decision', async () => {
  const started = await start(mila, { purpose: 'change', registers: ['krsd'], copyOf: request })
  const again = started.outcome === 'started' ? started.id : assert.fail()
  const copied = await partIn(again, 'krsd')
  assert.deepEqual(
    [copied.purpose, copied.accreditationId, copied.counts[0]?.amount, copied.answers.goals],
    ['change', held, 800, 'Wat er bij goals hoort.'],
  )
  const sent = await as(mila, (context) => handInRequest(context, owner, again), '2024-02-01')
  assert.equal(sent.outcome, 'handed-in')
  const now = await partIn(again, 'krsd')
  assert.equal(now.fee, 7500)
  await as(sanne, (context) => completePart(context, now.id, now.version), '2024-02-02')
  for (const who of [tom, aylin]) {
    await as(
      who,
      (context) =>
        judgePart(
          context,
          now.id,
          who.accountId,
          found({ counts: counts(600), last: day('2026-12-31') }),
        ),
      '2024-03-01',
    )
  }
  const amounts = await as(rob, async (context) => {
    const at = async (text: string) =>
      (await accreditationOn(context, { course, register: 'krsd', day: day(text) }))?.counts[0]
        ?.amount
    return [await at('2024-03-01'), await at('2024-03-02'), await at('2026-12-31')]
  })
  // What was followed on the day of the decision began while the other held.
  assert.deepEqual(amounts, [800, 600, 600])
  assert.deepEqual(
    [await holdsFrom('2024-03-01'), await holdsFrom('2024-03-02')],
    [['krsd 600', 'krsd 800'], ['krsd 600']],
  )
  const { id } =
    (await as(rob, (context) =>
      accreditationOn(context, { course, register: 'krsd', day: day('2024-03-02') }),
    )) ?? assert.fail()
  held = id
})

test('taken back by two, it counts for what was followed before and not from that day on', async () => {
  const version = async () =>
    (await as(rob, (context) => accreditationsOf(context, [course]))).find((one) => one.id === held)
      ?.version ?? 0
  const end = async (who: CastAccount, from: string, reason = 'De docent is weg.') => {
    const seen = await version()
    return as(
      who,
      (context) =>
        endAccreditation(context, held, who.accountId, { from: day(from), reason, version: seen }),
      '2024-06-01',
    )
  }
  assert.equal((await end(rival, '2024-06-01')).outcome, 'conflict')
  assert.equal((await end(sanne, '2024-06-01')).outcome, 'not-found')
  assert.equal((await end(tom, '2024-06-01', ' ')).outcome, 'no-reason')
  // Who follows it today counts by it whole.
  assert.equal((await end(tom, '2024-06-01')).outcome, 'in-the-past')
  // Alone nobody takes it back, and what another finds of another day is a word of theirs.
  for (const [who, from] of [
    [tom, '2024-06-02'],
    [tom, '2024-06-14'],
    [aylin, '2024-06-15'],
  ] as const)
    assert.equal((await end(who, from)).outcome, 'proposed')
  const stands = async (text: string) =>
    (
      await as(rob, (context) =>
        accreditationOn(context, { course, register: 'krsd', day: day(text) }),
      )
    )?.id
  assert.equal(await stands('2024-06-15'), held)
  assert.deepEqual(await mailed('accreditation-ended'), [])
  await assertRecorded(peil, 'accreditation', 'propose-end', held)
  assert.equal((await end(tom, '2024-06-15', 'Hij geeft niets meer.')).outcome, 'ended')
  assert.equal((await end(tom, '2024-06-16')).outcome, 'stale')
  await assertRecorded(peil, 'accreditation', 'end', held)
  const [ended] = (await as(rob, (context) => accreditationsOf(context, [course]))).filter(
    (one) => one.id === held,
  )
  assert.equal(ended?.ended?.reason, 'De docent is weg.\n\nHij geeft niets meer.')
  assert.deepEqual(await mailed('accreditation-ended'), ['mila'])
  const on = (text: string) =>
    as(rob, (context) => accreditationOn(context, { course, register: 'krsd', day: day(text) }))
  assert.equal((await on('2024-06-14'))?.id, held)
  assert.equal(await on('2024-06-15'), undefined)
  assert.deepEqual(
    [await holdsFrom('2024-06-14'), await holdsFrom('2024-06-15')],
    [['krsd 600'], []],
  )
})

test('an objection lets it stand again, decided by others and within the term', async () => {
  const { id: about } =
    (await as(mila, async (context) => {
      await actForOrganisation(context, school)
      const all = await requestsOf(context, owner)
      return all.flatMap(({ parts }) => parts).find((one) => one.resultId === held)
    })) ?? assert.fail()
  const object = (today: string, grounds = 'De docent is er weer.') =>
    as(mila, (context) => objectToDecision(context, owner, about, grounds), today)
  assert.equal((await object('2024-06-02', '')).outcome, 'no-grounds')
  assert.equal((await object('2024-07-16')).outcome, 'too-late')
  assert.equal((await object('2024-06-02')).outcome, 'made')
  assert.equal((await object('2024-06-03')).outcome, 'made-already')
  await assertRecorded(peil, 'accreditation', 'object', about)
  const [objection] = await as(henk, (context) => objectionsTo(context, about))
  assert.ok(objection)
  const decide = (who: CastAccount, reason = 'De docent staat er weer.') =>
    as(
      who,
      (context) =>
        decideAccreditationObjection(context, objection.id, who.accountId, {
          granted: true,
          reason,
          instead: { counts: [], last: undefined, conditions: '' },
          version: 6,
        }),
      '2024-06-10',
    )
  const { id } = objection
  const step = async (
    who: CastAccount,
    today: string,
    work: (
      context: Context,
      acting: { readonly id: string; readonly version: number; readonly memberId: string },
    ) => Promise<{ readonly outcome: string }>,
  ) => {
    const [now] = await as(henk, (context) => objectionsTo(context, about))
    const acting = { id, version: now?.version ?? 0, memberId: who.accountId }
    return (await as(who, (context) => work(context, acting), today)).outcome
  }
  const invite = (who: CastAccount, on: string) =>
    step(who, '2024-06-03', (context, acting) =>
      inviteProvider(context, acting, { on: day(on), place: '10.00 uur, op kantoor' }),
    )
  assert.equal(await invite(tom, '2024-06-07'), 'not-found')
  assert.equal(await invite(henk, '2024-06-02'), 'incomplete')
  assert.equal(await invite(henk, '2024-06-07'), 'done')
  const answer = (who: CastAccount) =>
    as(who, (context) => answerAccreditationHearing(context, owner, id, 'comes'), '2024-06-04')
  assert.equal((await answer(rob)).outcome, 'not-found')
  assert.equal((await answer(mila)).outcome, 'done')
  const unheard = await step(henk, '2024-06-05', (context, acting) =>
    leaveProviderUnheard(context, acting, 'nothing'),
  )
  assert.equal(unheard, 'incomplete')
  const report = (today: string) =>
    step(henk, today, (context, acting) =>
      reportOfProvider(context, acting, 'Er is een nieuwe docent.'),
    )
  assert.equal(await report('2024-06-06'), 'not-now')
  const extend = () =>
    step(henk, '2024-06-06', (context, acting) =>
      extendAccreditationObjection(context, acting, 'Er kwam iemand te laat.'),
    )
  assert.deepEqual([await extend(), await extend()], ['done', 'not-now'])
  assert.equal((await decide(henk)).outcome, 'stale', 'it was changed meanwhile')
  assert.equal(await report('2024-06-07'), 'done')
  assert.equal(await report('2024-06-07'), 'done')
  await assertRecorded(peil, 'accreditation', 'invite', about)
  await assertRecorded(peil, 'accreditation', 'answer-hearing', about)
  await assertRecorded(peil, 'accreditation', 'extend', about)
  await assertRecorded(peil, 'accreditation', 'report', about)
  // That it came in, the invitation and that it takes longer.
  assert.equal((await mailed('accreditation-objection')).length, 3)
  assert.equal((await decide(tom)).outcome, 'not-found')
  assert.equal((await decide(henk, '')).outcome, 'no-reason')
  assert.equal((await decide(henk)).outcome, 'decided')
  assert.equal((await decide(henk)).outcome, 'stale')
  const [after] = await as(henk, (context) => objectionsTo(context, about))
  const letter = await db
    .selectFrom('document')
    .where('id', '=', after?.documentId ?? '')
    .select(['name', 'kind'])
    .executeTakeFirst()
  assert.match(JSON.stringify(letter), /objection/)
  await assertRecorded(peil, 'accreditation', 'decide-objection', about)
  await assertRecorded(peil, 'accreditation', 'restore', held)
  const later = await as(rob, (context) =>
    accreditationOn(context, { course, register: 'krsd', day: day('2026-12-31') }),
  )
  assert.equal(later?.id, held)
})

test('the provider hears three months before it ends, once', async () => {
  const due = (today: string) => peil.act(clock, remindAccreditations, today)
  await due('2026-09-29')
  assert.deepEqual(await mailed('accreditation-ends'), [])
  await due('2026-09-30')
  await due('2026-10-01')
  assert.deepEqual(await mailed('accreditation-ends'), ['mila'])
  await assertRecorded(peil, 'accreditation', 'remind-end', held)
})

test('a refusal is objected to and another decision takes its place; what is asked in vain lapses', async () => {
  const handedIn = async (registers: readonly string[], today: string) => {
    const started = await start(mila, { registers, copyOf: request })
    const id = started.outcome === 'started' ? started.id : assert.fail()
    const sent = await as(mila, (context) => handInRequest(context, owner, id), today)
    assert.equal(sent.outcome, 'handed-in')
    return id
  }
  const draft = await start(mila, { registers: ['lklr'] })
  const thrown = draft.outcome === 'started' ? draft.id : assert.fail()
  await as(mila, (context) => discardRequest(context, owner, thrown))
  await assertRecorded(peil, 'accreditation', 'discard', thrown)
  const vain = await handedIn(['krsd'], '2024-07-01')
  const first = await partIn(vain, 'krsd')
  await as(
    sanne,
    (context) => askMore(context, first.id, { question: 'Wie?', version: first.version }),
    '2024-07-01',
  )
  await peil.act(clock, lapseAccreditationRequests, '2024-07-29')
  assert.equal((await partIn(vain, 'krsd')).status, 'asked')
  await peil.act(clock, lapseAccreditationRequests, '2024-07-30')
  assert.equal((await partIn(vain, 'krsd')).status, 'lapsed')
  await assertRecorded(peil, 'accreditation', 'lapse', first.id)
  const again = await handedIn(['krsd'], '2024-08-01')
  const now = await partIn(again, 'krsd')
  await as(sanne, (context) => completePart(context, now.id, now.version), '2024-08-01')
  for (const who of [tom, aylin]) {
    const said = found({ outcome: 'refuse', counts: [], reason: 'Het past er niet bij.' })
    await as(who, (context) => judgePart(context, now.id, who.accountId, said), '2024-08-02')
  }
  assert.equal((await partIn(again, 'krsd')).status, 'refused')
  await assertRecorded(peil, 'accreditation', 'refuse', now.id)
  await as(mila, (context) => objectToDecision(context, owner, now.id, 'Jawel.'), '2024-08-03')
  const [objection] = await as(henk, (context) => objectionsTo(context, now.id))
  const decide = (instead: Counts[]) =>
    as(
      henk,
      (context) =>
        decideAccreditationObjection(context, objection?.id ?? '', henk.accountId, {
          granted: true,
          reason: 'Het past er wel bij.',
          instead: { counts: instead, last: day('2027-06-30'), conditions: '' },
          version: 2,
        }),
      '2024-08-10',
    )
  const acting = { id: objection?.id ?? '', version: 1, memberId: henk.accountId }
  const unheard = await as(
    henk,
    (context) => leaveProviderUnheard(context, acting, 'not-wanted'),
    '2024-08-09',
  )
  assert.equal(unheard.outcome, 'done')
  await assertRecorded(peil, 'accreditation', 'leave-unheard', now.id)
  assert.equal((await decide([])).outcome, 'no-counts')
  assert.equal((await decide(counts(400))).outcome, 'decided')
  assert.equal((await partIn(again, 'krsd')).status, 'granted')
  await assertRecorded(peil, 'accreditation', 'grant-anew', now.id)
})

test('what answers one register is seen by that one alone, and files go when they are of no use', async () => {
  const made2 = await as(mila, (context) =>
    makeCourse(context, owner, courseFacts({ title: 'Twee registers' })),
  )
  const subject = { is: 'course', id: made2.outcome === 'made' ? made2.id : '' } as const
  const started = await start(mila, { subject, copyOf: request })
  const id = started.outcome === 'started' ? started.id : assert.fail(started.outcome)
  const names = (register: string) =>
    as(sanne, (context) =>
      inOtherRegister(context, register, async (there) =>
        (await requestFiles(there, id)).map(({ name }) => name),
      ),
    )
  const documents = async (name: string) =>
    (await db.selectFrom('document').where('name', '=', name).select('id').execute()).length
  // What was thrown away is gone, and what an earlier request has too stays.
  const cv = await file('cv-weg.pdf')
  await as(mila, (context) => keepRequestFiles(context, owner, id, { shows: 'other', files: [cv] }))
  assert.equal(await documents('cv-weg.pdf'), 1)
  await as(mila, async (context) => {
    await actForOrganisation(context, school)
    for (const one of await requestFiles(context, id)) {
      if (one.name === 'cv-weg.pdf') await removeRequestFile(context, owner, id, one.id)
    }
  })
  assert.equal(await documents('cv-weg.pdf'), 0)
  for (const register of ['krsd', 'lklr']) await fill(id, register, 800)
  const sent = await as(mila, (context) => handInRequest(context, owner, id), '2025-09-01')
  assert.equal(sent.outcome, 'handed-in')
  const [krsd, lklr] = [await partIn(id, 'krsd'), await partIn(id, 'lklr')]
  const ask = { question: 'Wie geeft het?', version: krsd.version }
  await as(sanne, (context) => askMore(context, krsd.id, ask), '2025-09-02')
  const teacher = await file('cv-docent.pdf')
  const answer = (answers: string) =>
    as(mila, (context) =>
      keepRequestFiles(context, owner, id, { shows: 'other', files: [teacher], answers }),
    )
  assert.equal((await answer('lklr')).outcome, 'not-allowed')
  assert.equal((await answer('krsd')).outcome, 'kept')
  assert.deepEqual(await names('krsd'), ['programma.pdf', 'cv-docent.pdf'])
  assert.deepEqual(await names('lklr'), ['programma.pdf'])
  await peil.act(clock, lapseAccreditationRequests, '2025-10-01')
  const back = await as(mila, (context) => withdrawPart(context, owner, lklr.id), '2025-10-02')
  assert.equal(back.outcome, 'withdrawn')
  const forget = (on: string) => peil.act(clock, (context) => forgetDue(context, 'withdrawn'), on)
  await forget('2026-10-01')
  assert.equal(await documents('cv-docent.pdf'), 1)
  await forget('2026-10-02')
  assert.equal(await documents('cv-docent.pdf'), 0)
  await assertRecorded(peil, 'accreditation', 'forget-files', id)
  // The programme is of an earlier request too, of which something holds.
  assert.equal(await documents('programma.pdf'), 1)
})

test('a professional puts forward what they give themselves, in the same way', async () => {
  const own: Owner = { is: 'person', id: nadia.personId }
  const given = await as(nadia, (context) =>
    makeCourse(context, own, courseFacts({ form: 'by-professional', title: 'Les over verzuim' })),
  )
  assert.ok(given.outcome === 'made')
  const asked = await start(
    nadia,
    { subject: { is: 'course', id: given.id }, registers: ['krsd'] },
    own,
  )
  assert.equal(asked.outcome, 'started')
  assert.equal(
    (await start(mila, { subject: { is: 'course', id: given.id } })).outcome,
    'not-allowed',
  )
  assert.equal(await as(tom, (context) => findCourse(context, given.id)), undefined)
  const there = await as(tom, (context) =>
    inOtherRegister(context, 'lklr', (other) => findCourse(other, given.id)),
  )
  assert.equal(there, undefined)
})

describe('what members find counts for as long as they may, and within the term', () => {
  async function asked(on: string, said: Parameters<typeof start>[1] = {}) {
    const started = await start(mila, { registers: ['krsd'], copyOf: request, ...said })
    const id = started.outcome === 'started' ? started.id : assert.fail(started.outcome)
    await fill(id, 'krsd', 800)
    const sent = await as(mila, (context) => handInRequest(context, owner, id), on)
    assert.equal(sent.outcome, 'handed-in')
    const now = await partIn(id, 'krsd')
    await as(sanne, (context) => completePart(context, now.id, now.version), on)
    return { request: id, part: now.id }
  }
  const another = async (title: string) => {
    const { id } = (await as(mila, async (context) => {
      const done = await makeCourse(context, owner, courseFacts({ title, keptBy: mila.accountId }))
      return done.outcome === 'made' ? done : undefined
    })) ?? { id: assert.fail() }
    return { is: 'course', id } as const
  }
  const judge = (who: CastAccount, of: string, on: string, said: Partial<Finding> = {}) =>
    as(who, (context) => judgePart(context, of, who.accountId, found(said)), on)
  const heldOf = (id: string, on: string) =>
    as(rob, (context) => accreditationOn(context, { course: id, register: 'krsd', day: day(on) }))

  test('two who judge on two days with the day that is proposed decide together', async () => {
    const of = await asked('2025-03-01', { subject: await another('Twee dagen') })
    const proposed = (on: string) =>
      as(tom, async (context) => (await findPartFile(context, of.part))?.term.proposed, on)
    const [one, other] = [await proposed('2025-03-02'), await proposed('2025-03-09')]
    assert.equal(one?.toString(), '2028-02-29')
    assert.equal(other?.toString(), '2028-02-29')
    assert.equal((await judge(tom, of.part, '2025-03-02', { last: one })).outcome, 'judged')
    assert.equal((await judge(aylin, of.part, '2025-03-09', { last: other })).outcome, 'decided')
  })

  test('a longer time follows on what holds, ends after it begins and lasts no longer than the register says', async () => {
    const subject = await another('Langer')
    const first = await asked('2025-04-01', { subject })
    for (const who of [tom, aylin])
      await judge(who, first.part, '2025-04-02', { last: day('2026-04-01') })
    const longer = await asked('2025-05-01', { subject, purpose: 'extension' })
    const problems = async (last: string) => {
      const done = await judge(tom, longer.part, '2025-05-02', { last: day(last) })
      return done.outcome === 'incomplete' ? done.problems : done.outcome
    }
    assert.deepEqual(await problems('2025-06-01'), ['no-last'])
    assert.deepEqual(await problems('2026-04-02'), ['no-last'])
    assert.deepEqual(await problems('2029-04-02'), ['too-long'])
    assert.equal(await problems('2029-04-01'), 'judged')
    const done = await judge(aylin, longer.part, '2025-05-03', { last: day('2029-04-01') })
    assert.equal(done.outcome, 'decided')
    assert.equal((await heldOf(subject.id, '2029-04-01'))?.first.toString(), '2026-04-02')
    // Other content takes the place of both: of what held, and of what was to follow.
    const other = await asked('2025-07-01', { subject, purpose: 'change' })
    for (const who of [tom, aylin])
      await judge(who, other.part, '2025-07-02', { counts: counts(400), last: day('2026-06-30') })
    const all = await as(rob, (context) => accreditationsOf(context, [subject.id]))
    const amounts = (on: string) =>
      all.filter((one) => holdsOn(one, day(on))).map((one) => one.counts[0]?.amount)
    assert.deepEqual(['2025-07-02', '2025-07-03', '2026-04-02', '2026-07-01'].map(amounts), [
      [800],
      [400],
      [400],
      [],
    ])
  })

  test('an end is objected to once, and once more where it stood again and was taken back anew', () => {
    const made = { status: 'decided', accreditationId: held } as const
    const before = (outcome: 'granted' | 'refused', accreditationId: string | undefined = held) =>
      objectedAlready([{ ...made, accreditationId, outcome }], { accreditationId })
    assert.deepEqual([before('refused'), before('granted')], [true, false])
    const ofDecision = [{ ...made, accreditationId: undefined, outcome: 'granted' }] as const
    assert.equal(objectedAlready(ofDecision, { accreditationId: undefined }), true)
  })

  test('what somebody found does not count once they are tied, nor decides who asked for more on the objection', async () => {
    const of = await asked('2025-06-01', { subject: await another('Verbonden') })
    const who = both
    assert.equal((await judge(who, of.part, '2025-06-02', { outcome: 'ask' })).outcome, 'judged')
    assert.equal((await judge(tom, of.part, '2025-06-02', { outcome: 'ask' })).outcome, 'decided')
    await as(mila, (context) => answerAsked(context, owner, of.part, 'Dit.'), '2025-06-03')
    const found = await as(tom, (context) => findPartFile(context, of.part), '2025-06-03')
    assert.deepEqual(found?.findings, [])
    const last = day('2026-06-01')
    assert.equal((await judge(tom, of.part, '2025-06-04', { last })).outcome, 'judged')
    // Tom begins at the provider.
    await peil.act(clock, async (context) => {
      await byHand(context)
      await actForOrganisation(context, '*')
      const begins = {
        organisationId: school,
        accountId: tom.accountId,
        roles: ['reader'],
      } as const
      await beginMember(context, begins)
    })
    const second = await judge(aylin, of.part, '2025-06-05', { last, counts: counts(400) })
    assert.deepEqual(second, { outcome: 'judged', still: 'waiting' })
    const third = await judge(yara, of.part, '2025-06-05', { last, counts: counts(400) })
    assert.equal(third.outcome, 'decided')
    const object = (grounds: string, on: string) =>
      as(mila, (context) => objectToDecision(context, owner, of.part, grounds), on)
    assert.equal((await object('Het is meer.', '2025-06-10')).outcome, 'made')
    const [objection] = await as(henk, (context) => objectionsTo(context, of.part))
    const decide = (by: CastAccount, amount: number, until: string) =>
      as(
        by,
        async (context) =>
          (
            await decideAccreditationObjection(context, objection?.id ?? '', by.accountId, {
              granted: true,
              reason: 'Het telt voor meer.',
              instead: { counts: counts(amount), last: day(until), conditions: '' },
              version: 2,
            })
          ).outcome,
        '2025-07-01',
      )
    const acting = { id: objection?.id ?? '', version: 1, memberId: henk.accountId }
    const unheard = await as(
      henk,
      (context) => leaveProviderUnheard(context, acting, 'not-wanted'),
      '2025-06-20',
    )
    assert.equal(unheard.outcome, 'done')
    assert.equal(await decide(who, 800, '2026-06-01'), 'judged')
    assert.equal(await decide(henk, 800, '2025-06-05'), 'no-last')
    assert.equal(await decide(henk, 800, '2028-06-05'), 'too-long')
    assert.equal(await decide(henk, 800, '2028-06-04'), 'decided')
    const [{ course_id: id }] = (await db
      .selectFrom('accreditation_part')
      .where('id', '=', of.part)
      .select('course_id')
      .execute()) as [{ course_id: string }]
    // Who followed it between the two decisions has it whole.
    for (const on of ['2025-06-05', '2025-06-20', '2028-06-04'])
      assert.equal((await heldOf(id, on))?.counts[0]?.amount, 800, on)
  })

  test('who acted for who asks does not judge it for a year', async () => {
    const of = { owner, courseId: undefined }
    await peil.act(
      clock,
      async (context) => {
        await byHand(context)
        await actForOrganisation(context, '*')
        for (const { id, accountId } of await listMembers(context, school))
          if (accountId === tom.accountId)
            await endMember(context, id, { status: 'ended', by: undefined })
      },
      '2025-08-01',
    )
    const keeps = async (on: string) =>
      (await as(sanne, (context) => whoIsKept(context, of, [tom.accountId, aylin.accountId]), on))
        .size
    assert.deepEqual([await keeps('2025-08-02'), await keeps('2026-07-31')], [1, 1])
    assert.equal(await keeps('2026-08-01'), 0)
  })
})
