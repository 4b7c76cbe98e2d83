import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { checkCertificate } from '#domain/certification/certificate/check-certificate.ts'
import { beginSuspensions } from '#domain/certification/measure/carry-out.ts'
import type { Proposal } from '#domain/certification/measure/decide-measure.ts'
import { agreeWithMeasure, proposeMeasure } from '#domain/certification/measure/decide-measure.ts'
import { findMeasure, measuresOn } from '#domain/certification/measure/queries.ts'
import { passOnObjection } from '#domain/certification/objection/check-objection.ts'
import type { DecidingObjection } from '#domain/certification/objection/decide-objection.ts'
import { decideObjection } from '#domain/certification/objection/decide-objection.ts'
import { decisionsAbout } from '#domain/certification/objection/decisions.ts'
import { leaveUnheard } from '#domain/certification/objection/hear-objector.ts'
import { makeObjection } from '#domain/certification/objection/make-objection.ts'
import { findObjection } from '#domain/certification/objection/queries.ts'
import { benchForObjection } from '#domain/certification/objection/seat-objection.ts'
import { withdrawObjection } from '#domain/certification/objection/withdraw-objection.ts'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { endSuspensions } from '#domain/certification/validity/suspend-registration.ts'
import { closeVerdicts, takeUpVerdicts } from '#domain/certification/verdict/close-verdicts.ts'
import { answerHearing, closeHearings, hearAgain } from '#domain/certification/verdict/hear.ts'
import { findVerdict } from '#domain/certification/verdict/queries.ts'
import { makeFinal, recordVerdict } from '#domain/certification/verdict/record-verdict.ts'
import { backFrom } from '#domain/people/registration/back-from.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import type { Register } from '#regulations/register.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { sendYears } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// An objection to what was decided after a verdict of others: who may decide on it, what waits for it
// where the register says so, and what is given back when it is upheld.

const peil = await testPlatform({ register: 'clientondersteuners' })
const daily = { kind: 'system', task: 'daily' } as const
const day = Temporal.PlainDate.from
const decidedOn = '2026-11-20'
let office: CastAccount
let henk: CastAccount
let nadia: CastAccount
let olga: CastAccount
let count = 0

before(async () => {
  const named = (name: string) => ({
    email: `${name}@voorbeeld.nl`,
    firstName: name,
    lastName: 'Lid',
  })
  office = await colleague(peil, named('sanne'), ['secretariat'])
  henk = await colleague(peil, named('henk'), ['board'])
  nadia = await colleague(peil, named('nadia'), ['board'])
  olga = await colleague(peil, named('olga'), ['board'])
})

const act = <Result>(
  { actor }: Pick<CastAccount, 'actor'>,
  on: string,
  work: (context: Context) => Promise<Result>,
) => peil.act(actor, work, on)
const at = <Result>(on: string, work: (context: Context) => Promise<Result>) =>
  peil.act(daily, work, on)

async function senior(facts: { readonly validLast?: string } = {}): Promise<CastProfessional> {
  count += 1
  const who = await professional(peil, {
    email: `anouk${count}@voorbeeld.nl`,
    firstName: 'Anouk',
    lastName: 'Jansen',
    status: 'certified',
    since: '2024-02-01',
    validFirst: '2024-02-01',
    validLast: '2029-01-31',
    ...facts,
  })
  await at(decidedOn, async (context) => {
    await byHand(context)
    const { registrationId } = who
    await context.db
      .updateTable('registration')
      .set({ category: 'senior' })
      .where('id', '=', registrationId)
      .execute()
    await publishEntry(context, registrationId)
    await context.db
      .insertInto('certificate')
      .values({
        register: 'clientondersteuners',
        registration_id: registrationId,
        name: 'Anouk Jansen',
        code: codeOf(who),
        category: 'senior',
        issued_on: '2024-02-01',
        valid_first: '2024-02-01',
        valid_last: facts.validLast ?? '2029-01-31',
      })
      .execute()
  })
  return who
}

function codeOf({ registrationId }: CastProfessional): string {
  const letters = registrationId.replaceAll('-', '').toUpperCase().slice(-16)
  return letters.match(/.{4}/g)?.join('-') ?? ''
}

async function recorded(who: CastProfessional, final = true, on = '2026-11-02'): Promise<string> {
  count += 1
  const done = await act(office, on, (context) =>
    recordVerdict(context, {
      registrationId: who.registrationId,
      memberId: office.accountId,
      college: 'skj',
      reference: `26.${count}`,
      givenOn: day('2026-10-01'),
      final,
      gist: 'De klacht is gegrond.',
      file: {
        name: 'uitspraak.pdf',
        mediaType: 'application/pdf',
        size: 9,
        sha256: 'a'.repeat(64),
        fileKey: `aa/uitspraak-${randomUUID()}`,
      },
    }),
  )
  assert.ok(done.outcome === 'recorded')
  return done.id
}

async function verdict(id: string) {
  const found = await at(decidedOn, (context) => findVerdict(context, id))
  assert.ok(found)
  return found
}

async function heard(who: CastProfessional): Promise<string> {
  const id = await recorded(who)
  const { registrationId } = who
  const { version } = await verdict(id)
  await act(who, '2026-11-10', (context) =>
    answerHearing(context, { id, version }, { registrationId, answer: 'Ik leerde ervan.' }),
  )
  return id
}

const suspension = (last: string, first = decidedOn): Proposal => ({
  kind: 'suspension',
  first: day(first),
  last: day(last),
  reason: 'De uitspraak is ernstig.',
})
const only = (kind: Proposal['kind']): Proposal => ({
  kind,
  first: undefined,
  last: undefined,
  reason: 'Daarom.',
})

// What two of the board decide on a verdict, by the id of the decision.
async function decided(who: CastProfessional, proposal: Proposal): Promise<string> {
  const id = await heard(who)
  await decideOn(id, proposal, decidedOn)
  const [measure] = await at(decidedOn, (context) => measuresOn(context, id))
  assert.ok(measure)
  return measure.id
}

async function decideOn(id: string, proposal: Proposal, on: string): Promise<void> {
  const { version } = await verdict(id)
  await act(henk, on, (context) =>
    proposeMeasure(context, { id, version }, henk.accountId, proposal),
  )
  const seen = { id, version: (await verdict(id)).version }
  const done = await act(nadia, on, (context) => agreeWithMeasure(context, seen, nadia.accountId))
  assert.equal(done.outcome, 'decided')
}

async function objected(who: CastProfessional, measureId: string, on: string): Promise<string> {
  const made = await act(who, on, (context) =>
    makeObjection(context, {
      registrationId: who.registrationId,
      about: 'measure',
      aboutId: measureId,
      lines: [],
      grounds: 'Het is te zwaar.',
      wish: '',
      lateReason: '',
      files: [],
    }),
  )
  assert.ok(made.outcome === 'made', made.outcome)
  return made.id
}

async function step<Result>(
  by: CastAccount,
  id: string,
  on: string,
  work: (context: Context, seen: { id: string; version: number }) => Promise<Result>,
): Promise<Result> {
  const { version } = await objection(id, on)
  return act(by, on, (context) => work(context, { id, version }))
}

async function objection(id: string, on: string) {
  const found = await at(on, (context) => findObjection(context, id))
  assert.ok(found)
  return found
}

const answer = (
  by: CastAccount,
  id: string,
  on: string,
  changed: Partial<DecidingObjection> = {},
) =>
  step(by, id, on, (context, seen) =>
    decideObjection(context, seen, by.accountId, {
      outcome: 'founded',
      decision: 'Het besluit vervalt.',
      reason: 'Het past niet bij de uitspraak.',
      excusable: undefined,
      grants: new Map(),
      answers: new Map(),
      published: { decision: '', ground: '' },
      instead: undefined,
      ...changed,
    }),
  )

async function inHand(who: CastProfessional, measureId: string, on: string): Promise<string> {
  const id = await objected(who, measureId, on)
  await step(office, id, on, (context, seen) => passOnObjection(context, seen, ''))
  await step(olga, id, on, (context, seen) =>
    leaveUnheard(context, { seen, memberId: olga.accountId }, 'not-wanted'),
  )
  return id
}

const standing = ({ registrationId }: CastProfessional, on: string) =>
  at(on, async (context) => {
    const member = await findMember(context, registrationId)
    assert.ok(member)
    const row = await context.db
      .selectFrom('registration')
      .leftJoin('public_entry', 'public_entry.registration_id', 'registration.id')
      .where('registration.id', '=', registrationId)
      .select(['public_entry.status as shown', 'valid_last'])
      .executeTakeFirstOrThrow()
    const { status, number, suspendedLast } = member
    return { status, number, until: suspendedLast?.toString(), ...row }
  })
const paper = (who: CastProfessional, on: string) =>
  at(on, async (context) => {
    const check = await checkCertificate(context, codeOf(who))
    return check.outcome === 'found' ? check.certificate.standing : check.outcome
  })

// In a register that says otherwise what an objection does.
async function suspending(work: () => Promise<void>): Promise<void> {
  const registers = peil.platform.registers as Map<string, Register>
  const register = registers.get('clientondersteuners')
  assert.ok(register)
  registers.set('clientondersteuners', {
    ...register,
    objection: { ...register.objection, suspends: true },
  })
  try {
    await work()
  } finally {
    registers.set('clientondersteuners', register)
  }
}

const leave = (
  { registrationId }: CastProfessional,
  on: string,
  reason: 'own-request' | 'death' = 'own-request',
) =>
  at(on, async (context) => {
    const member = await findMember(context, registrationId, { lock: true })
    assert.ok(member && (await endRegistration(context, member, reason)))
  })

test('a suspension is objected to until a working day, decided on by others, and lifted when that is upheld', async () => {
  const who = await senior()
  const measureId = await decided(who, suspension('2027-06-30'))
  const other = await decided(who, suspension('2027-02-28'))
  assert.equal((await standing(who, decidedOn)).until, '2027-06-30')
  const [mail] = await at(decidedOn, (context) =>
    context.db
      .selectFrom('mail_message')
      .where('account_id', '=', who.accountId)
      .where('kind', '=', 'measure-decided')
      .select('body_text')
      .execute(),
  )
  // Six weeks later is New Year's day, a Friday.
  assert.match(mail?.body_text.replaceAll('\u00a0', ' ') ?? '', /4 januari 2027/)
  const all = await at(decidedOn, (context) => decisionsAbout(context, who.registrationId))
  const found = all.find(({ id }) => id === measureId)
  assert.match(found?.title ?? '', /^Schorsing na uitspraak V-2026-/)
  assert.equal(found?.lastDay.toString(), '2027-01-04')
  const id = await inHand(who, measureId, '2027-01-04')
  assert.equal((await objection(id, '2027-01-05')).late, false)
  assert.equal((await standing(who, '2027-01-05')).status, 'suspended', 'it suspends nothing here')
  const { kept } = await at('2027-01-05', async (context) => {
    const about = { id, registrationId: who.registrationId, about: 'measure', aboutId: measureId }
    return benchForObjection(context, about)
  })
  const hands = [henk, nadia, office].map(({ accountId }) => kept.get(accountId)?.by)
  assert.deepEqual(hands, ['first-decision', 'first-decision', 'first-decision'])
  assert.equal(kept.get(olga.accountId), undefined)
  assert.equal((await answer(henk, id, '2027-01-10')).outcome, 'kept')
  assert.equal((await answer(olga, id, '2027-01-10')).outcome, 'decided')
  const after = await at('2027-01-10', async (context) =>
    benchForObjection(context, await objection(id, '2027-01-10')),
  )
  assert.equal(after.kept.get(olga.accountId), undefined, 'whoever decided on it still reads it')
  const changes = (await objection(id, '2027-01-10')).decided?.changes
  assert.deepEqual(changes, ['De schorsing vervalt. Een andere schorsing duurt nog.'])
  assert.deepEqual(await standing(who, '2027-01-10'), {
    status: 'suspended',
    number: (await standing(who, '2027-01-10')).number,
    until: '2027-02-28',
    shown: 'suspended',
    valid_last: '2029-01-31',
  })
  await assertRecorded(peil, 'measure', 'undo', measureId)
  // What is undone is not objected to again, and the other is.
  const twice = await inHand(who, other, '2027-01-04')
  assert.equal((await answer(olga, twice, '2027-01-11')).outcome, 'decided')
  assert.equal((await standing(who, '2027-01-11')).status, 'certified')
  assert.equal(await paper(who, '2027-01-11'), 'valid')
  const now = await at('2027-01-11', (context) => decisionsAbout(context, who.registrationId))
  assert.deepEqual(
    now.map(({ superseded }) => superseded),
    [true, true],
  )
})

test('whoever was removed gets the same number, certificate and period, and what they had asked goes on', async () => {
  const who = await senior()
  const applicationId = await at('2026-11-05', async (context) => {
    await byHand(context)
    const shared = { register: 'clientondersteuners', regulation_version: '2021-05-01' }
    const { id } = await context.db
      .insertInto('application')
      .values({
        ...shared,
        registration_id: who.registrationId,
        kind: 'renewal',
        status: 'returned',
        number: `A-2026-9${count}`,
        submitted_on: '2026-11-05',
        submitted_at: '2026-11-05T12:00:00Z',
        snapshot: '{}',
        snapshot_hash: '',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await context.db
      .insertInto('application_return')
      .values({
        register: 'clientondersteuners',
        application_id: id,
        returned_on: '2026-11-10',
        answer_before: '2026-12-01',
        items: '[]',
      })
      .execute()
    return id
  })
  const was = await standing(who, decidedOn)
  const measureId = await decided(who, only('removal'))
  assert.equal((await standing(who, decidedOn)).status, 'removed')
  assert.equal(await paper(who, decidedOn), 'ended')
  const id = await inHand(who, measureId, '2026-12-01')
  const done = await answer(olga, id, '2026-12-20')
  assert.equal(done.outcome, 'decided')
  assert.deepEqual(await standing(who, '2026-12-20'), was)
  assert.equal(await paper(who, '2026-12-20'), 'valid')
  const { changes = [] } = (await objection(id, '2026-12-20')).decided ?? {}
  assert.match(changes[0]?.replaceAll('\u00a0', ' ') ?? '', /hetzelfde nummer.*31 januari 2029/)
  assert.match(changes[1] ?? '', /^Aanvraag A-2026-9\d+ loopt weer\.$/)
  const running = await at('2026-12-20', (context) =>
    context.db
      .selectFrom('application')
      .innerJoin('application_return', 'application_return.application_id', 'application.id')
      .where('application.id', '=', applicationId)
      .select(['application.status', 'ended_on', 'answer_before'])
      .executeTakeFirstOrThrow(),
  )
  // Of the term to answer eleven days were left.
  assert.deepEqual(running, { status: 'returned', ended_on: null, answer_before: '2026-12-31' })
  await assertRecorded(peil, 'application', 'reopen', applicationId)
  await assertRecorded(peil, 'registration', 'reinstate', who.registrationId)
  assert.equal(await at('2026-12-20', (context) => backFrom(context, who.accountId)), undefined)
  // The years that began meanwhile are charged as for anybody.
  await at('2027-02-02', sendYears)
  const invoices = await at('2027-02-02', (context) =>
    context.db
      .selectFrom('invoice')
      .where('registration_id', '=', who.registrationId)
      .select('covers_first')
      .execute(),
  )
  assert.ok(invoices.some(({ covers_first }) => covers_first === '2027-02-01'))
})

test('a period that ended meanwhile has ended, and whoever signed up again is asked which it is', async () => {
  const who = await senior({ validLast: '2026-12-10' })
  const id = await inHand(who, await decided(who, only('removal')), '2026-12-01')
  assert.equal((await answer(olga, id, '2026-12-20')).outcome, 'decided')
  assert.equal((await standing(who, '2026-12-20')).status, 'expired')
  assert.match(
    (await objection(id, '2026-12-20')).decided?.changes[0] ?? '',
    /Een nieuwe aanvraag kan/,
  )
  const back = await senior()
  const other = await inHand(back, await decided(back, only('removal')), '2026-12-01')
  const again = await at('2026-12-10', async (context) => {
    await byHand(context)
    const { id: second } = await context.db
      .insertInto('registration')
      .values({
        register: 'clientondersteuners',
        person_id: back.personId,
        status: 'signed-up',
        regulation_version: '2021-05-01',
        signed_up_on: '2026-12-10',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return second
  })
  const refused = await answer(olga, other, '2026-12-20')
  assert.ok(refused.outcome === 'inconsistent')
  assert.match(refused.why, /opnieuw aangemeld/)
  assert.equal((await standing(back, '2026-12-20')).status, 'removed')
  await leave({ ...back, registrationId: again }, '2026-12-21')
  assert.equal((await answer(olga, other, '2026-12-22')).outcome, 'decided')
  assert.equal((await standing(back, '2026-12-22')).status, 'certified')
})

test('what comes in its place is always less, and nobody objects to that here again', async () => {
  const partly = (id: string, instead: DecidingObjection['instead'], on = '2026-12-10') =>
    answer(olga, id, on, { outcome: 'partly', instead })
  const shorter = (last: string) => ({ kind: 'suspension', last: day(last) }) as const
  const warning = { kind: 'warning', last: undefined } as const
  const who = await senior()
  const id = await inHand(who, await decided(who, suspension('2027-03-31')), '2026-12-01')
  for (const instead of [undefined, shorter('2027-03-31'), shorter('2026-11-19')]) {
    assert.equal((await partly(id, instead)).outcome, 'inconsistent')
  }
  assert.equal((await partly(id, shorter('2027-01-31'))).outcome, 'decided')
  assert.equal((await standing(who, '2026-12-10')).until, '2027-01-31')
  const all = await at('2026-12-10', (context) => decisionsAbout(context, who.registrationId))
  assert.deepEqual(all.map(({ superseded, onObjection }) => [superseded, onObjection]).toSorted(), [
    [false, true],
    [true, false],
  ])
  await at('2027-02-01', endSuspensions)
  assert.equal((await standing(who, '2027-02-01')).status, 'certified')
  const removed = await senior()
  const from = await inHand(removed, await decided(removed, only('removal')), '2026-12-01')
  assert.equal((await partly(from, shorter('2027-12-10'))).outcome, 'inconsistent')
  assert.equal((await partly(from, shorter('2026-12-09'))).outcome, 'inconsistent')
  assert.equal((await partly(from, shorter('2027-12-09'))).outcome, 'decided')
  assert.equal((await standing(removed, '2026-12-10')).status, 'suspended')
  assert.equal(await paper(removed, '2026-12-10'), 'paused')
  const warned = await senior()
  const told = await inHand(warned, await decided(warned, only('warning')), '2026-12-01')
  assert.equal((await partly(told, warning)).outcome, 'inconsistent')
  assert.equal((await answer(olga, told, '2026-12-10')).outcome, 'decided')
})

test('where an objection suspends, a suspension and a removal wait for it, and no day of them passes', async () => {
  await suspending(async () => {
    const who = await senior()
    const measureId = await decided(who, suspension('2026-12-19'))
    // Of thirty days ten have passed when the objection comes.
    const id = await inHand(who, measureId, '2026-11-30')
    assert.equal((await standing(who, '2026-11-30')).status, 'certified')
    assert.equal(await paper(who, '2026-11-30'), 'valid')
    await at('2026-12-25', endSuspensions)
    const unfounded = { outcome: 'unfounded', decision: 'Het blijft.' } as const
    const comeBack = peil.platform.registers.get('clientondersteuners')?.measures?.comeBack
    const term = day('2026-12-10').add(comeBack ?? assert.fail('no term'))
    const back = (of: CastProfessional, on: string) =>
      at(on, async (context) => (await backFrom(context, of.accountId))?.toString())
    assert.equal((await answer(olga, id, '2027-01-10', unfounded)).outcome, 'decided')
    assert.equal((await standing(who, '2027-01-10')).until, '2027-01-29')
    const told = (await objection(id, '2027-01-10')).decided?.changes[0]
    assert.match(told?.replaceAll('\u00a0', ' ') ?? '', /tot en met 29 januari 2027/)
    // What was yet to begin does so after the outcome, as long as it was to be.
    const later = await senior()
    const planned = await decided(later, suspension('2026-12-10', '2026-12-01'))
    const second = await inHand(later, planned, '2026-11-25')
    await at('2026-12-02', beginSuspensions)
    assert.equal((await standing(later, '2026-12-02')).status, 'certified')
    await step(office, second, '2026-12-20', (context, seen) => withdrawObjection(context, seen))
    assert.equal((await standing(later, '2026-12-20')).until, '2026-12-29')
    const removed = await senior()
    const removal = await decided(removed, only('removal'))
    const third = await inHand(removed, removal, '2026-12-01')
    assert.equal((await standing(removed, '2026-12-01')).status, 'certified')
    assert.equal((await answer(olga, third, '2026-12-20', unfounded)).outcome, 'decided')
    assert.equal((await standing(removed, '2026-12-20')).status, 'removed')
    assert.equal(await paper(removed, '2026-12-20'), 'ended')
    // Whoever leaves meanwhile does not come back sooner, whichever way the objection ends, unless it is upheld.
    for (const ends of ['withdrawn', 'unfounded', 'founded'] as const) {
      const gone = await senior()
      const against = await inHand(gone, await decided(gone, only('removal')), '2026-12-01')
      assert.equal((await standing(gone, '2026-12-01')).status, 'certified')
      assert.equal(await back(gone, '2026-12-01'), undefined, 'they stand in the register')
      await leave(gone, '2026-12-10')
      if (ends === 'withdrawn') {
        await step(office, against, '2026-12-20', (c, seen) => withdrawObjection(c, seen))
      } else {
        const how = ends === 'unfounded' ? unfounded : {}
        assert.equal((await answer(olga, against, '2026-12-20', how)).outcome, 'decided')
      }
      assert.equal((await standing(gone, '2026-12-20')).status, 'withdrawn')
      const from = await back(gone, '2026-12-20')
      assert.equal(from, ends === 'founded' ? undefined : term.toString(), ends)
    }
    // What was decided on the same verdict meanwhile holds, and nothing begins after all.
    const anew = await senior()
    const first = await decided(anew, suspension('2027-01-31'))
    const fourth = await inHand(anew, first, '2026-11-30')
    const of = (await at('2026-11-30', (context) => findMeasure(context, first)))?.verdictId ?? ''
    const { version } = await verdict(of)
    await act(henk, '2026-12-01', (context) => hearAgain(context, { id: of, version }))
    await at('2026-12-16', closeHearings)
    await decideOn(of, only('none'), '2026-12-16')
    assert.equal((await answer(olga, fourth, '2026-12-20', unfounded)).outcome, 'decided')
    assert.equal((await standing(anew, '2026-12-20')).status, 'certified')
    assert.deepEqual((await objection(fourth, '2026-12-20')).decided?.changes, [])
    const spared = await senior()
    const last = await inHand(spared, await decided(spared, only('removal')), '2026-12-01')
    assert.equal((await answer(olga, last, '2026-12-20')).outcome, 'decided')
    assert.equal((await standing(spared, '2026-12-20')).status, 'certified')
  })
})

test('a verdict about whoever left, was removed or died is closed with why, and taken up where they come back', async () => {
  const left = await senior()
  const open = await recorded(left)
  const early = await recorded(left, false)
  await leave(left, '2026-11-12')
  const removed = await senior()
  const more = await recorded(removed)
  const measureId = await decided(removed, only('removal'))
  const dead = await senior()
  const last = await recorded(dead)
  await leave(dead, '2026-11-20', 'death')
  await at('2026-11-21', closeVerdicts)
  const stands = async (id: string) => {
    const { status, endedBecause } = await verdict(id)
    return [status, endedBecause]
  }
  assert.deepEqual(await stands(open), ['closed', 'De registratie is beëindigd.'])
  assert.deepEqual(await stands(early), ['closed', 'De registratie is beëindigd.'])
  assert.deepEqual(await stands(more), ['closed', 'De registratie is doorgehaald.'])
  assert.deepEqual(await stands(last), ['closed', 'De persoon is overleden.'])
  await assertRecorded(peil, 'verdict', 'close', open)
  await at('2026-11-22', takeUpVerdicts)
  assert.equal((await verdict(open)).status, 'closed', 'nobody came back')
  // The one by an objection, the other by signing up again: only once they are approved.
  const id = await inHand(removed, measureId, '2026-12-01')
  await answer(olga, id, '2026-12-10')
  const again = await professionalAgain(left, 'signed-up')
  await at('2026-12-11', takeUpVerdicts)
  assert.equal((await verdict(more)).status, 'hearing')
  assert.equal((await verdict(open)).status, 'closed')
  await at('2026-12-12', async (context) => {
    await byHand(context)
    await context.db
      .updateTable('registration')
      .set({ status: 'candidate', candidate_on: '2026-12-12' })
      .where('id', '=', again)
      .execute()
  })
  await at('2026-12-13', takeUpVerdicts)
  const up = await verdict(open)
  assert.deepEqual([up.status, up.registrationId, up.endedBecause], ['hearing', again, ''])
  assert.equal((await verdict(early)).status, 'not-final')
  assert.equal((await verdict(last)).status, 'closed')
  await assertRecorded(peil, 'verdict', 'take-up', open)
  await assertRecorded(peil, 'verdict', 'wait-again', early)
  assert.equal(up.hearings.at(-1)?.before.toString(), '2026-12-27')
  // They are heard anew, and what is final later follows as ever.
  await at('2026-12-28', closeHearings)
  assert.equal((await verdict(open)).status, 'for-decision')
  const { version } = await verdict(early)
  const final = await act(office, '2026-12-28', (context) =>
    makeFinal(context, { id: early, version }),
  )
  assert.equal(final.outcome, 'taken')
})

function professionalAgain({ personId }: CastProfessional, status: 'signed-up'): Promise<string> {
  return at('2026-12-10', async (context) => {
    await byHand(context)
    const { id } = await context.db
      .insertInto('registration')
      .values({
        register: 'clientondersteuners',
        person_id: personId,
        status,
        regulation_version: '2021-05-01',
        signed_up_on: '2026-12-10',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}
