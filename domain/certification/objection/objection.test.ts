import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import { returnAgreement } from '#domain/certification/agreement/return-agreement.ts'
import { certificatesOf } from '#domain/certification/certificate/queries.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import { replayDecisions } from '#domain/certification/committee/replay-decisions.ts'
import { askNameChange } from '#domain/certification/name-change/ask-name-change.ts'
import { listNameChanges } from '#domain/certification/name-change/queries.ts'
import { refuseNameChange } from '#domain/certification/name-change/refuse-name-change.ts'
import { addToObjection } from '#domain/certification/objection/add-to-objection.ts'
import { askGrounds, passOnObjection } from '#domain/certification/objection/check-objection.ts'
import type { DecidingObjection } from '#domain/certification/objection/decide-objection.ts'
import { decideObjection } from '#domain/certification/objection/decide-objection.ts'
import { decisionsAbout } from '#domain/certification/objection/decisions.ts'
import {
  answerHearing,
  extendObjection,
  inviteObjector,
  leaveUnheard,
  reportHearing,
} from '#domain/certification/objection/hear-objector.ts'
import type { MadeObjection } from '#domain/certification/objection/make-objection.ts'
import { makeObjection } from '#domain/certification/objection/make-objection.ts'
import { findObjection } from '#domain/certification/objection/queries.ts'
import { remindObjections } from '#domain/certification/objection/remind-objections.ts'
import { benchForObjection, seatForCase } from '#domain/certification/objection/seat-objection.ts'
import { withdrawObjection } from '#domain/certification/objection/withdraw-objection.ts'
import { askRuling } from '#domain/certification/ruling/ask-ruling.ts'
import { decideRuling } from '#domain/certification/ruling/decide-ruling.ts'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { expireRegistrations } from '#domain/certification/validity/expire-registrations.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { bookPayment } from '#domain/money/payment/book-payment.ts'
import { findPayment, proposedGround } from '#domain/money/payment/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { centsOf, hundredthsOf } from '#engine'
import type { Register } from '#regulations/register.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform({ inWriting: true })
const system = { kind: 'system', task: 'test' } as const
// Decided on Thursday 14 January 2027: six weeks later is Thursday 25 February.
const decidedOn = '2027-01-14'
const lastDay = '2027-02-25'
let sanne: CastAccount
let bo: CastAccount
let henk: CastAccount
let tom: CastAccount
let marieke: CastAccount
let count = 0

before(async () => {
  const facts = (name: string) => ({
    email: `${name.toLowerCase()}@voorbeeld.nl`,
    firstName: name,
    lastName: 'Lid',
    employer: `Bij ${name}`,
  })
  sanne = await colleague(peil, facts('Sanne'), ['secretariat'])
  bo = await colleague(peil, facts('Bo'), ['administrator'])
  henk = await colleague(peil, facts('Henk'), ['board'])
  tom = await colleague(peil, facts('Tom'), ['committee'])
  marieke = await colleague(peil, facts('Marieke'), ['committee'])
})

async function applicant(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  count += 1
  const email = `farid${count}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Farid', lastName: 'El Amrani', ...facts })
}

// Somebody whose application was refused, as the larger of two activities was not granted.
async function refused(facts: Partial<Parameters<typeof professional>[1]> = {}, on = decidedOn) {
  const who = await applicant(facts)
  const { other } = await enough(peil, who, '2026-05-01')
  const applicationId = await file(peil, who, '2026-11-20')
  await passOn(peil, sanne.actor, applicationId, '2026-11-25')
  const grant = {
    outcome: 'rejected',
    amount: undefined,
    reason: 'Hoort niet bij het vak.',
  } as const
  for (const member of [tom, marieke]) {
    await judge(peil, member, applicationId, on, { [other]: grant }, 'fails')
  }
  const [decision] = await look((context) => decisionsAbout(context, who.registrationId))
  assert.ok(decision)
  return { who, other, applicationId, decision }
}

const look = <T>(work: (context: Context) => Promise<T>, on = decidedOn) =>
  peil.act(system, work, on)

// In a register that says otherwise what an objection does.
const suspending =
  (objection: Partial<Register['objection']>) =>
  <T>(work: (context: Context) => Promise<T>) =>
  (context: Context) =>
    work({
      ...context,
      register: { ...context.register, objection: { ...context.register.objection, ...objection } },
    })

interface Case {
  readonly who: CastProfessional
  readonly decision: { readonly about: string; readonly id: string }
}

const asMade = ({ who, decision }: Case, changed: Partial<MadeObjection> = {}): MadeObjection => ({
  registrationId: who.registrationId,
  about: decision.about,
  aboutId: decision.id,
  lines: [],
  grounds: 'De training hoort wel bij het vak.',
  wish: 'Dat ik word gecertificeerd.',
  lateReason: '',
  files: [],
  ...changed,
})

async function made(of: Case, on = '2027-02-01', changed: Partial<MadeObjection> = {}) {
  const done = await peil.act(
    of.who.actor,
    (context) => makeObjection(context, asMade(of, changed)),
    on,
  )
  assert.equal(done.outcome, 'made')
  return done.outcome === 'made' ? done.id : ''
}

const standing = async (id: string, on = '2027-02-02') => {
  const found = await look((context) => findObjection(context, id), on)
  assert.ok(found)
  return found
}

const act = async <T>(
  who: CastAccount,
  id: string,
  work: (context: Context, seen: { id: string; version: number }) => Promise<T>,
  on = '2027-02-02',
) => {
  const { version } = await standing(id, on)
  return peil.act(who.actor, (context) => work(context, { id, version }), on)
}

// With whoever decides, where nobody has to be heard.
async function inHand(of: Case, on = '2027-02-01', changed: Partial<MadeObjection> = {}) {
  const id = await made(of, on, changed)
  await act(sanne, id, (context, seen) => passOnObjection(context, seen, ''))
  await act(henk, id, (context, seen) =>
    leaveUnheard(context, { seen, memberId: henk.accountId }, 'not-wanted'),
  )
  return id
}

const deciding = (changed: Partial<DecidingObjection> = {}): DecidingObjection => ({
  outcome: 'unfounded',
  decision: 'Het besluit blijft.',
  reason: 'De training gaat over iets anders.',
  excusable: undefined,
  grants: new Map(),
  answers: new Map(),
  published: { decision: '', ground: '' },
  instead: undefined,
  ...changed,
})

const decide = (
  id: string,
  changed: Partial<DecidingObjection> = {},
  member: CastAccount = henk,
  on = '2027-03-01',
) =>
  act(
    member,
    id,
    (context, seen) => decideObjection(context, seen, member.accountId, deciding(changed)),
    on,
  )

const whole = { outcome: 'approved', amount: undefined, reason: '' } as const

const registration = (who: CastProfessional) =>
  look((context) =>
    context.db
      .selectFrom('registration')
      .leftJoin('public_entry', 'public_entry.registration_id', 'registration.id')
      .where('registration.id', '=', who.registrationId)
      .select(['registration.status', 'registration.valid_first', 'registration.valid_last'])
      .select(['public_entry.status as shown'])
      .executeTakeFirstOrThrow(),
  )

const mailsOf = (who: CastProfessional) =>
  look(async (context) => {
    const rows = await context.db
      .selectFrom('mail_message')
      .where('account_id', '=', who.accountId)
      .orderBy('id')
      .select(['kind', 'body_text'])
      .execute()
    return rows.filter(({ kind }) => kind.startsWith('objection') || kind.startsWith('cert'))
  })

test('a founded objection certifies from the day of the first decision, which stays to be read', async () => {
  const of = await refused()
  const id = await inHand(of)
  const done = await decide(id, {
    outcome: 'founded',
    decision: 'De training telt mee.',
    grants: new Map([[of.other, whole]]),
  })
  assert.equal(done.outcome, 'decided')
  assert.deepEqual(await registration(of.who), {
    status: 'certified',
    valid_first: '2027-01-14',
    valid_last: '2030-01-13',
    shown: 'certified',
  })
  await look(async (context) => {
    const holds = await findDecision(context, of.applicationId)
    assert.equal(holds?.outcome, 'granted')
    assert.equal(holds?.decidedOn.toString(), '2027-03-01')
    assert.equal(holds?.assessment.on.toString(), decidedOn)
    const rows = await context.db
      .selectFrom('decision')
      .where('application_id', '=', of.applicationId)
      .orderBy('created_at')
      .orderBy('id')
      .select(['id', 'outcome', 'reason', 'replaces', 'replaced_on', 'decided_on'])
      .execute()
    assert.deepEqual(
      rows.map(({ outcome, replaced_on, decided_on, replaces }) => [
        outcome,
        decided_on,
        replaced_on,
        replaces,
      ]),
      [
        ['refused', decidedOn, '2027-03-01', null],
        ['granted', '2027-03-01', null, of.decision.id],
      ],
    )
    const activities = await findActivities(context, of.who.registrationId)
    assert.deepEqual(
      activities.map(({ state, awarded, usedBy }) => [state, awarded, usedBy]),
      [
        ['approved', 2400, of.applicationId],
        ['approved', 7200, of.applicationId],
      ],
    )
    const [certificate] = await certificatesOf(context, of.who.registrationId)
    assert.equal(certificate?.validFirst.toString(), '2027-01-14')
    const told = await findObjection(context, id)
    assert.deepEqual(
      told?.decided?.changes.at(-1),
      'Begeleiden van twee stagiaires: 72 in plaats van 0 uur toegekend.',
    )
  })
  const mails = (await mailsOf(of.who)).map(({ kind }) => kind)
  assert.deepEqual(mails, ['objection-received', 'certificate-ready', 'objection-decided'])
  await assertRecorded(peil, 'objection', 'decide', id)
  await assertRecorded(peil, 'objection', 'make', id)
  await assertRecorded(peil, 'objection', 'pass-on', id)
  await assertRecorded(peil, 'objection', 'leave-unheard', id)
  await assertRecorded(peil, 'application', 'decide-anew', of.applicationId)
  await assertRecorded(peil, 'registration', 'certify', of.who.registrationId)
  const register = peil.platform.registers.get('krsd')
  assert.ok(register)
  const { differing } = await replayDecisions(peil.platform.db, register)
  assert.deepEqual(differing, [])
})

test('an unfounded objection changes nothing, and says where to go further', async () => {
  const of = await refused()
  const id = await inHand(of)
  assert.equal((await decide(id)).outcome, 'decided')
  assert.equal((await registration(of.who)).status, 'candidate')
  const [holds] = await look((context) => decisionsAbout(context, of.who.registrationId))
  assert.deepEqual([holds?.id, holds?.superseded], [of.decision.id, false])
  const letter = (await mailsOf(of.who)).at(-1)?.body_text ?? ''
  assert.match(letter, /ongegrond verklaard/)
  assert.match(letter, /burgerlijke rechter/)
})

test('whoever has left is given nothing by an objection, which is then not admissible', async () => {
  const of = await refused()
  const id = await inHand(of)
  await look(async (context) => {
    const member = await findMember(context, of.who.registrationId, { lock: true })
    assert.ok(member)
    assert.ok(await endRegistration(context, member, 'own-request'))
  })
  const founded = await decide(id, {
    outcome: 'founded',
    decision: 'De training telt mee.',
    grants: new Map([[of.other, whole]]),
  })
  assert.ok(founded.outcome === 'inconsistent')
  assert.match(founded.why, /beëindigd.*niet-ontvankelijk/)
  const { status, valid_last } = await registration(of.who)
  assert.deepEqual([status, valid_last], ['withdrawn', null])
  assert.deepEqual(await look((context) => certificatesOf(context, of.who.registrationId)), [])
  assert.equal((await decide(id, { outcome: 'inadmissible' })).outcome, 'decided')
})

test('what is judged anew must come to what is decided, and is never lower than before', async () => {
  const of = await refused()
  const id = await inHand(of)
  const partly = (amount: number) =>
    new Map([
      [of.other, { outcome: 'partly', amount: hundredthsOf(amount), reason: 'Deels.' } as const],
    ])
  const some = await decide(id, { outcome: 'founded', grants: partly(6000) })
  assert.equal(some.outcome, 'inconsistent')
  const more = await decide(id, { outcome: 'founded', grants: partly(7300) })
  assert.deepEqual(more, { outcome: 'wrong-amount', line: of.other })
  const none = await decide(id, { outcome: 'partly' })
  assert.equal(none.outcome, 'inconsistent')
  const foreign = new Map([[of.decision.id, whole]])
  assert.equal((await decide(id, { outcome: 'partly', grants: foreign })).outcome, 'unknown')
  assert.equal((await decide(id, { outcome: 'partly', grants: partly(6000) })).outcome, 'decided')
  assert.equal((await registration(of.who)).status, 'candidate')
  const activities = await look((context) => findActivities(context, of.who.registrationId))
  assert.deepEqual(activities.map(({ awarded }) => awarded).sort(), [2400, 6000])
  // To what was decided on an objection nobody objects here once more.
  const all = await look((context) => decisionsAbout(context, of.who.registrationId))
  const [anew] = all.filter(({ superseded }) => !superseded)
  assert.ok(anew)
  const again = { who: of.who, decision: anew }
  const refusedAgain = await look((context) => makeObjection(context, asMade(again)), '2027-03-02')
  assert.equal(refusedAgain.outcome, 'on-objection')
})

test('an objection is in time on its last day, and later is taken with why', async () => {
  const of = await refused()
  assert.equal(of.decision.lastDay.toString(), lastDay)
  const on = (day: string, changed: Partial<MadeObjection> = {}) =>
    look((context) => makeObjection(context, asMade(of, changed)), day)
  assert.equal((await on('2027-02-26')).outcome, 'no-reason')
  const id = await made(of, '2027-02-26', { lateReason: 'Ik lag in het ziekenhuis.' })
  const late = await standing(id, '2027-02-26')
  assert.deepEqual([late.late, late.lateReason], [true, 'Ik lag in het ziekenhuis.'])
  await act(sanne, id, (context, seen) => passOnObjection(context, seen, ''), '2027-02-27')
  await act(
    henk,
    id,
    (context, seen) => leaveUnheard(context, { seen, memberId: henk.accountId }, 'inadmissible'),
    '2027-02-27',
  )
  assert.equal((await decide(id)).outcome, 'late-or-not')
  assert.equal((await decide(id, { excusable: false })).outcome, 'not-admissible')
  const refusal = await decide(id, { excusable: false, outcome: 'inadmissible' })
  assert.equal(refusal.outcome, 'decided')
  const inTime = await refused()
  const last = await standing(await made(inTime, lastDay), lastDay)
  assert.equal(last.late, false)
})

test('nobody objects twice, to what is of another, to what is replaced, or with ten megabytes', async () => {
  const of = await refused()
  const other = await refused()
  const id = await made(of)
  const twice = await look((context) => makeObjection(context, asMade(of)), '2027-02-03')
  assert.deepEqual(twice, { outcome: 'already', id })
  const others = { who: other.who, decision: of.decision }
  const outcome = async (changed: Partial<MadeObjection>, of: Case = other) =>
    (await look((context) => makeObjection(context, asMade(of, changed)), '2027-02-03')).outcome
  assert.equal(await outcome({}, others), 'unknown')
  assert.equal(await outcome({ grounds: 'a'.repeat(10_000_000) }), 'too-much')
  assert.equal(await outcome({ lines: [of.other] }), 'unknown')
  const cameOn = Temporal.PlainDate.from('2027-02-04')
  assert.equal(await outcome({ cameOn }), 'wrong-day')
  const both = await Promise.all([outcome({}), outcome({})])
  assert.deepEqual(both.sort(), ['already', 'made'])
  // Taken back, it can be made again within the term.
  await act(of.who, id, withdrawObjection)
  assert.equal((await mailsOf(of.who)).at(-1)?.kind, 'objection-withdrawn')
  await assertRecorded(peil, 'objection', 'withdraw', id)
  await made(of, '2027-02-03')
})

test('whoever had a hand in the first decision or has a tie is kept from it', async () => {
  const of = await refused()
  const id = await inHand(of)
  const bench = await look(async (context) => benchForObjection(context, await standing(id)))
  assert.deepEqual(bench.kept.get(tom.accountId), { by: 'first-decision' })
  assert.deepEqual(bench.kept.get(sanne.accountId), { by: 'first-decision' })
  assert.equal(bench.kept.has(henk.accountId), false)
  const byTom = await decide(id, {}, tom)
  assert.equal(byTom.outcome, 'unknown')
  const seat = (who: CastAccount) =>
    peil.act(bo.actor, async (context) => seatForCase(context, await standing(id), who.accountId))
  assert.equal((await seat(tom)).outcome, 'not-possible')
  const noor = await colleague(
    peil,
    { email: `noor${count}@voorbeeld.nl`, firstName: 'Noor', lastName: 'Lid', employer: 'Elders' },
    ['committee'],
  )
  assert.equal((await decide(id, {}, noor)).outcome, 'unknown')
  assert.equal((await seat(noor)).outcome, 'seated')
  assert.equal((await decide(id, {}, noor)).outcome, 'decided')
  await assertRecorded(peil, 'objection', 'seat', id)
  const tied = await refused({ employer: 'Bij Henk' })
  const theirs = await made(tied)
  await act(sanne, theirs, (context, seen) => passOnObjection(context, seen, ''))
  assert.deepEqual(await decide(theirs, { outcome: 'inadmissible' }), {
    outcome: 'kept',
    kept: { by: 'employer' },
  })
})

test('two who decide at once make one decision', async () => {
  const of = await refused()
  const id = await inHand(of)
  const { version } = await standing(id)
  const outcomes = await Promise.all(
    [0, 1].map(() =>
      peil.act(
        henk.actor,
        (context) => decideObjection(context, { id, version }, henk.accountId, deciding()),
        '2027-03-01',
      ),
    ),
  )
  assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['decided', 'stale'])
})

test('grounds may follow within a term, and what was asked is answered', async () => {
  const of = await refused()
  const id = await made(of, '2027-02-01', { grounds: '' })
  const bare = await standing(id)
  assert.equal(bare.groundsBefore?.toString(), '2027-03-01')
  await act(sanne, id, (context, seen) => askGrounds(context, seen, 'Waarom bent u het niet eens?'))
  assert.equal((await standing(id)).status, 'awaiting-grounds')
  const nothing = { grounds: ' ', files: [] }
  const added = await act(of.who, id, (context, seen) => addToObjection(context, seen, nothing))
  assert.equal(added.outcome, 'nothing')
  await act(of.who, id, (context, seen) =>
    addToObjection(context, seen, { grounds: 'Omdat het wel meetelt.', files: [] }),
  )
  const now = await standing(id)
  assert.deepEqual([now.status, now.grounds], ['received', 'Omdat het wel meetelt.'])
  await assertRecorded(peil, 'objection', 'ask-grounds', id)
  await assertRecorded(peil, 'objection', 'add', id)
})

test('what came on paper is entered by the back office, with the day on which it came', async () => {
  const of = await refused()
  const cameOn = Temporal.PlainDate.from('2027-02-24')
  const done = await peil.act(
    sanne.actor,
    (context) => makeObjection(context, asMade(of, { cameOn })),
    '2027-03-01',
  )
  const id = done.outcome === 'made' ? done.id : ''
  const entered = await standing(id, '2027-03-01')
  assert.deepEqual(
    [entered.onPaper, entered.late, entered.receivedOn.toString()],
    [true, false, '2027-02-24'],
  )
  await assertRecorded(peil, 'objection', 'enter', id)
})

test('somebody is invited, says whether they come, and reads the report; without that nothing is decided', async () => {
  const of = await refused()
  const id = await made(of)
  await act(sanne, id, (context, seen) => passOnObjection(context, seen, ''))
  const member = (seen: { id: string; version: number }) => ({ seen, memberId: henk.accountId })
  assert.equal((await decide(id, {}, henk, '2027-02-10')).outcome, 'unheard')
  const place = 'Online, om 14.00 uur'
  const invite = (day: string) =>
    act(henk, id, (context, seen) =>
      inviteObjector(context, member(seen), { on: Temporal.PlainDate.from(day), place }),
    )
  assert.equal((await invite('2027-02-01')).outcome, 'incomplete')
  assert.equal((await invite('2027-02-10')).outcome, 'done')
  const early = await act(henk, id, (context, seen) =>
    reportHearing(context, member(seen), 'Zij vertelde het.'),
  )
  assert.equal(early.outcome, 'not-now')
  await act(of.who, id, (context, seen) => answerHearing(context, seen, 'comes'))
  assert.equal((await standing(id)).hearing?.answer, 'comes')
  const report = (by: CastAccount, memberId: string) =>
    act(
      by,
      id,
      (context, seen) => reportHearing(context, { seen, memberId }, 'Zij vertelde het.'),
      '2027-02-10',
    )
  assert.equal((await report(tom, tom.accountId)).outcome, 'not-for-them')
  assert.equal((await report(henk, henk.accountId)).outcome, 'done')
  await assertRecorded(peil, 'objection', 'invite', id)
  await assertRecorded(peil, 'objection', 'answer-hearing', id)
  await assertRecorded(peil, 'objection', 'report', id)
  assert.equal((await decide(id)).outcome, 'decided')
})

test('the answer can be put off once, whoever handles it is reminded, and it is told when it is late', async () => {
  const of = await refused()
  const id = await made(of)
  assert.equal((await standing(id)).decideBefore.toString(), '2027-03-15')
  await act(sanne, id, (context, seen) => passOnObjection(context, seen, ''))
  const extend = () =>
    act(henk, id, (context, seen) =>
      extendObjection(context, { seen, memberId: henk.accountId }, 'Er is iemand ziek.'),
    )
  assert.equal((await extend()).outcome, 'done')
  assert.equal((await extend()).outcome, 'not-now')
  // Six weeks after 15 March is 26 April; the day after is the holiday of 27 April.
  assert.equal((await standing(id)).decideBefore.toString(), '2027-04-26')
  assert.match((await mailsOf(of.who)).at(-1)?.body_text ?? '', /Er is iemand ziek/)
  const remindersOn = async (day: string) => {
    await look((context) => remindObjections(context), day)
    return look(async (context) => {
      const rows = await context.db
        .selectFrom('mail_message')
        .where('account_id', '=', henk.accountId)
        .where('kind', '=', 'objection-waits')
        .orderBy('written_on')
        .select('body_text')
        .execute()
      const { number } = await standing(id)
      return rows.filter(({ body_text }) => body_text.includes(number)).map((one) => one.body_text)
    })
  }
  assert.equal((await remindersOn('2027-04-04')).length, 0)
  assert.equal((await remindersOn('2027-04-05')).length, 1)
  assert.equal((await remindersOn('2027-04-05')).length, 1)
  assert.match((await remindersOn('2027-04-27')).at(-1) ?? '', /is voorbij/)
  await assertRecorded(peil, 'objection', 'extend', id)
  await assertRecorded(peil, 'objection', 'remind', id)
})

const period = { validFirst: '2024-01-01', validLast: '2026-12-31', countedUntil: '2023-11-20' }

test('where an objection suspends, a refused renewal waits for its outcome; where it does not, it does not', async () => {
  const renewal = () => refused({ status: 'certified', ...period })
  const statuses = async (suspends: boolean) => {
    const of = await renewal()
    const before = (await registration(of.who)).status
    const id = await peil.act(
      of.who.actor,
      suspending({ suspends })(async (context) => {
        const done = await makeObjection(context, asMade(of))
        return done.outcome === 'made' ? done.id : ''
      }),
      '2027-02-01',
    )
    await look((context) => expireRegistrations(context), '2027-02-02')
    const during = await registration(of.who)
    if (suspends) {
      await assertRecorded(peil, 'registration', 'await-objection', of.who.registrationId)
    }
    await act(of.who, id, withdrawObjection)
    return [before, during.status, during.shown, (await registration(of.who)).status]
  }
  assert.deepEqual(await statuses(true), [
    'expired',
    'renewal-pending',
    'renewal-pending',
    'expired',
  ])
  assert.deepEqual(await statuses(false), ['expired', 'expired', null, 'expired'])
})

test('a name that was refused is given after all', async () => {
  const who = await applicant()
  const name = { firstName: 'Fara', initials: 'F.', namePrefix: '', lastName: 'El Amrani' }
  const { registrationId } = who
  await peil.act(
    who.actor,
    (context) => askNameChange(context, { registrationId, name, reason: 'Zo heet ik.' }),
    decidedOn,
  )
  await peil.act(
    sanne.actor,
    async (context) => {
      const all = await listNameChanges(context)
      const one = all.find((each) => each.registrationId === registrationId)
      await refuseNameChange(context, { id: one?.id ?? '', version: 1, answer: 'Stuur een akte.' })
    },
    decidedOn,
  )
  const [decision] = await look((context) => decisionsAbout(context, registrationId))
  assert.equal(decision?.about, 'name-change')
  const id = await inHand({ who, decision: decision as NonNullable<typeof decision> })
  assert.equal((await decide(id, { outcome: 'founded' })).outcome, 'decided')
  const row = await look((context) =>
    context.db
      .selectFrom('person')
      .where('id', '=', who.personId)
      .select('first_name')
      .executeTakeFirstOrThrow(),
  )
  assert.equal(row.first_name, 'Fara')
})

test('an agreement that was given back is approved after all, and the one that was sent since lapses', async () => {
  const signed = await newcomer(peil, 'getekend@voorbeeld.nl', '2027-01-10', 'signed')
  await peil.act(
    sanne.actor,
    async (context) => {
      const agreement = await findAgreement(context, signed.agreementId)
      const { version = 0 } = agreement ?? {}
      const seen = { agreementId: signed.agreementId, version, reason: 'De naam klopt niet.' }
      assert.equal((await returnAgreement(context, seen)).outcome, 'returned')
    },
    decidedOn,
  )
  const { registrationId } = signed
  const [decision] = await look((context) => decisionsAbout(context, registrationId))
  assert.equal(decision?.about, 'agreement')
  const id = await look(async (context) => {
    const who = { registrationId } as CastProfessional
    const of = { who, decision: { about: 'agreement', id: decision?.id ?? '' } }
    const done = await makeObjection(context, asMade(of))
    return done.outcome === 'made' ? done.id : ''
  })
  await act(sanne, id, (context, seen) => passOnObjection(context, seen, ''))
  await act(henk, id, (context, seen) =>
    leaveUnheard(context, { seen, memberId: henk.accountId }, 'granted'),
  )
  assert.equal((await decide(id, { outcome: 'founded' })).outcome, 'decided')
  const statuses = await look((context) =>
    context.db
      .selectFrom('agreement')
      .innerJoin('registration', 'registration.id', 'agreement.registration_id')
      .where('registration.id', '=', registrationId)
      .orderBy('agreement.created_at')
      .orderBy('agreement.id')
      .select(['agreement.status', 'registration.status as registration'])
      .execute(),
  )
  assert.deepEqual(statuses, [
    { status: 'approved', registration: 'approved' },
    { status: 'lapsed', registration: 'approved' },
  ])
  await assertRecorded(peil, 'agreement', 'approve-anew', signed.agreementId)
})

test('a decision of the board is replaced, by somebody else than who recorded it', async () => {
  const who = await applicant()
  const texts = { question: 'Telt een stage mee?', decision: 'Nee.', ground: 'Te kort.' }
  await peil.act(
    henk.actor,
    async (context) => {
      const asked = await askRuling(context, {
        registrationId: who.registrationId,
        question: 'Telt mijn stage mee?',
        wish: 'Dat die meetelt.',
        files: [],
      })
      const id = asked.outcome === 'asked' ? asked.id : ''
      await context.db
        .updateTable('ruling')
        .set({ status: 'for-decision' })
        .where('id', '=', id)
        .execute()
      const { granted, ...rest } = { granted: false, decision: 'Nee.', ground: 'Te kort.' }
      const decided = { granted, ...rest, published: texts }
      const done = await decideRuling(context, { id, version: 1 }, henk.accountId, decided)
      assert.equal(done.outcome, 'decided')
    },
    decidedOn,
  )
  const [decision] = await look((context) => decisionsAbout(context, who.registrationId))
  assert.equal(decision?.about, 'ruling')
  const id = await made({ who, decision: decision as NonNullable<typeof decision> })
  await act(sanne, id, (context, seen) => passOnObjection(context, seen, ''))
  const byHenk = await decide(id)
  assert.deepEqual(byHenk, { outcome: 'kept', kept: { by: 'first-decision' } })
  // Nobody of the board is left: the administrator heard so, and seats somebody of the committee.
  const told = await look((context) =>
    context.db
      .selectFrom('mail_message')
      .where('account_id', '=', bo.accountId)
      .where('kind', '=', 'too-few-members')
      .select('body_text')
      .execute(),
  )
  const { number } = await standing(id)
  assert.ok(told.some(({ body_text }) => body_text.includes(number)))
  await peil.act(bo.actor, async (context) =>
    seatForCase(context, await standing(id), tom.accountId),
  )
  await act(tom, id, (context, seen) =>
    leaveUnheard(context, { seen, memberId: tom.accountId }, 'granted'),
  )
  const telling = { decision: 'Farid mag het.', ground: 'Lang genoeg.' }
  const named = await decide(id, { outcome: 'founded', published: telling }, tom)
  assert.equal(named.outcome, 'inconsistent')
  const published = { decision: 'Ja.', ground: 'Lang genoeg.' }
  assert.equal((await decide(id, { outcome: 'founded', published }, tom)).outcome, 'decided')
  const rows = await look((context) =>
    context.db
      .selectFrom('ruling_decision')
      .innerJoin('ruling', 'ruling.id', 'ruling_decision.ruling_id')
      .where('ruling.registration_id', '=', who.registrationId)
      .orderBy('ruling_decision.number')
      .select(['ruling_decision.number', 'granted', 'public_decision'])
      .execute(),
  )
  assert.deepEqual(rows, [
    { number: 1, granted: false, public_decision: 'Nee.' },
    { number: 2, granted: true, public_decision: 'Ja.' },
  ])
  const after = await look(async (context) => benchForObjection(context, await standing(id)))
  assert.equal(after.kept.get(tom.accountId), undefined, 'whoever decided on it still reads it')
})

test('whoever opens an objection to decide on it is kept with it', async () => {
  const of = await refused()
  const id = await inHand(of)
  const page = `/krsd/bezwaren/${id}`
  await peil.setToday('2027-03-01')
  assert.match(await (await peil.get(page, henk.cookie)).text(), /Kent u|Ken je/)
  await peil.post(page, { doe: 'inzage' }, henk.cookie)
  const file = await (await peil.get(page, henk.cookie)).text()
  for (const words of ['De training hoort wel bij het vak.', 'Het eerste besluit', 'Tom Lid']) {
    assert.ok(file.includes(words), words)
  }
  await assertRecorded(peil, 'objection', 'open-file', id)
  // Whoever judged the application sees nothing of it, by address or by a form.
  assert.equal((await peil.get(page, tom.cookie)).status, 404)
  const fields = { _version: '3', uitkomst: 'founded', besluit: 'Ja.', redenen: 'Ja.' }
  assert.equal((await peil.post(page, fields, tom.cookie)).status, 404)
  const sent = {
    uitkomst: 'founded',
    [`regel-${of.other}`]: 'helemaal',
    besluit: 'De training telt mee.',
    redenen: 'Die hoort bij het vak.',
  }
  const { version } = await standing(id)
  const stale = await peil.post(page, { ...sent, _version: '1' }, henk.cookie)
  assert.equal(stale.status, 409)
  assert.ok((await stale.text()).includes('Die hoort bij het vak.'))
  const done = await peil.post(page, { ...sent, _version: String(version) }, henk.cookie)
  assert.equal(done.status, 303)
  assert.equal((await registration(of.who)).status, 'certified')
  const own = await (await peil.get(`/krsd/mijn/bezwaar/${id}`, of.who.cookie)).text()
  assert.match(own, /Gegrond/)
  const application = await peil.get(`/krsd/mijn/certificering/${of.applicationId}`, of.who.cookie)
  const shown = (await application.text()).replaceAll('\u00a0', ' ')
  assert.match(shown, /Vervangen na bezwaar: het besluit van 14 januari 2027/)
})

// In a register that charges an application and an objection, and keeps 50 euros of one that is refused.
async function charging(
  refunds: Register['procedures']['refunds'],
  work: () => Promise<void>,
): Promise<void> {
  const registers = peil.platform.registers as Map<string, Register>
  const krsd = registers.get('krsd') as Register
  const [year] = krsd.tariffs
  assert.ok(year)
  const of = (kind: 'application' | 'objection', amount: number) => ({
    ...year,
    kind,
    amount: centsOf(amount),
    description: kind,
  })
  registers.set('krsd', {
    ...krsd,
    tariffs: [year, of('application', 8000), of('objection', 2500)],
    procedures: { ...krsd.procedures, refunds },
  })
  try {
    await work()
  } finally {
    registers.set('krsd', krsd)
  }
}

const feesOf = ({ registrationId }: CastProfessional) =>
  look(async (context) =>
    (await listInvoices(context, registrationId))
      .filter(({ kind }) => kind !== 'year')
      .map((one) => [one.kind, one.totalCents, one.creditedCents, one.status])
      .toSorted(),
  )
const refusedGround = {
  id: 'refused',
  label: 'De aanvraag is geweigerd',
  when: 'application-refused',
  keeps: centsOf(5000),
} as const

test('a fee is charged when it is asked; of a refusal the register keeps what it says, and a founded objection is credited', async () => {
  const founded = { id: 'founded', label: 'Gegrond', keeps: centsOf(0) } as const
  await charging([refusedGround, { ...founded, when: 'objection-founded' }], async () => {
    const of = await refused()
    assert.deepEqual(await feesOf(of.who), [['application', 8000, 3000, 'open']])
    await assertRecorded(peil, 'invoice', 'credit')
    const id = await inHand(of)
    assert.deepEqual(await feesOf(of.who), [
      ['application', 8000, 3000, 'open'],
      ['objection', 2500, 0, 'open'],
    ])
    const [invoice] = await look((context) => listInvoices(context, of.who.registrationId))
    assert.equal(invoice?.kind, 'objection')
    const paid = await peil.act(
      sanne.actor,
      (context) =>
        bookPayment(context, {
          receivedOn: context.today,
          cents: 2500,
          source: 'by-hand',
          settles: [{ invoiceId: invoice?.id ?? '', cents: 2500 }],
        }),
      '2027-02-10',
    )
    assert.ok(paid.outcome === 'booked')
    const done = await decide(id, {
      outcome: 'founded',
      decision: 'De training telt mee.',
      grants: new Map([[of.other, whole]]),
    })
    assert.equal(done.outcome, 'decided')
    assert.deepEqual(await feesOf(of.who), [
      ['application', 8000, 3000, 'open'],
      ['objection', 2500, 2500, 'credited'],
    ])
    // What was paid waits to be paid back, with the ground of the register for it.
    await look(async (context) => {
      const payment = await findPayment(context, paid.paymentId)
      assert.equal(payment?.leftOverCents, 2500)
      assert.equal(await proposedGround(context, paid.paymentId), 'founded')
    })
    const page = await peil.get(`/krsd/werk/ontvangen/${paid.paymentId}`, sanne.cookie)
    assert.match(await page.text(), /Betaal het terug: Gegrond/)
  })
})

test('where the rule says nothing a refusal takes nothing back, nor does an objection that is not founded', async () => {
  await charging([{ id: 'paid-twice', label: 'Dubbel', keeps: centsOf(0) }], async () => {
    const of = await refused()
    assert.equal((await decide(await inHand(of))).outcome, 'decided')
    assert.deepEqual(await feesOf(of.who), [
      ['application', 8000, 0, 'open'],
      ['objection', 2500, 0, 'open'],
    ])
  })
})
