import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { declareInterest } from '#domain/certification/interest/declare-interest.ts'
import { beginSuspensions } from '#domain/certification/measure/carry-out.ts'
import type { Proposal } from '#domain/certification/measure/decide-measure.ts'
import {
  agreeWithMeasure,
  proposeMeasure,
  refuseMeasure,
} from '#domain/certification/measure/decide-measure.ts'
import { measuresOn, publishedMeasures } from '#domain/certification/measure/queries.ts'
import { signUp } from '#domain/certification/sign-up/sign-up.ts'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { endSuspensions } from '#domain/certification/validity/suspend-registration.ts'
import { answerHearing, closeHearings, hearAgain } from '#domain/certification/verdict/hear.ts'
import { findVerdict } from '#domain/certification/verdict/queries.ts'
import {
  makeFinal,
  recordVerdict,
  withdrawVerdict,
} from '#domain/certification/verdict/record-verdict.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import type { Register } from '#regulations/register.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { somebody, work } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// What a college outside the register said, and what the register decides on it: who is heard, by how
// many it is decided, and what follows.

const here = '/clientondersteuners'
const daily: Actor = { kind: 'system', task: 'daily' }
const day = Temporal.PlainDate.from
const on = '2026-11-02'
const file = () => ({
  name: 'uitspraak.pdf',
  mediaType: 'application/pdf',
  size: 9,
  sha256: 'a'.repeat(64),
  fileKey: `aa/uitspraak-${randomUUID()}`,
})
let peil: TestPlatform
let office: CastAccount
let henk: CastAccount
let nadia: CastAccount
let count = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  const named = (name: string) => ({
    email: `${name}@voorbeeld.nl`,
    firstName: name,
    lastName: 'Lid',
  })
  office = await colleague(peil, named('sanne'), ['secretariat'])
  henk = await colleague(peil, named('henk'), ['board'])
  nadia = await colleague(peil, named('nadia'), ['board'])
})

function senior(): Promise<CastProfessional> {
  count += 1
  return professional(peil, {
    email: `anouk${count}@voorbeeld.nl`,
    firstName: 'Anouk',
    lastName: 'Jansen',
    status: 'certified',
    since: '2024-02-01',
    validFirst: '2024-02-01',
    validLast: '2029-01-31',
  })
}

async function recorded(who: CastProfessional, final: boolean, by = office): Promise<string> {
  count += 1
  const done = await peil.act(
    by.actor,
    (context) =>
      recordVerdict(context, {
        registrationId: who.registrationId,
        memberId: by.accountId,
        college: 'skj',
        reference: `26.${count}`,
        givenOn: day('2026-10-01'),
        final,
        gist: 'De klacht is gegrond, met een schorsing van drie maanden.',
        file: file(),
      }),
    on,
  )
  assert.ok(done.outcome === 'recorded')
  return done.id
}

const read = async (id: string) => {
  const verdict = await peil.act(daily, (context) => findVerdict(context, id), on)
  assert.ok(verdict)
  return verdict
}
const statusOf = async ({ registrationId }: CastProfessional) =>
  (await peil.act(daily, (context) => findMember(context, registrationId)))?.status
const suspension: Proposal = {
  kind: 'suspension',
  first: day('2026-11-20'),
  last: day('2027-01-31'),
  reason: 'De uitspraak is ernstig.',
}
const measure = (kind: Proposal['kind']): Proposal => ({
  kind,
  first: undefined,
  last: undefined,
  reason: 'Daarom.',
})

async function propose(id: string, by: CastAccount, proposal: Proposal, today = '2026-11-20') {
  const { version } = await read(id)
  const done = await peil.act(
    by.actor,
    (context) => proposeMeasure(context, { id, version }, by.accountId, proposal),
    today,
  )
  return done.outcome
}

async function agree(id: string, by: CastAccount, today = '2026-11-20') {
  const { version } = await read(id)
  const done = await peil.act(
    by.actor,
    (context) => agreeWithMeasure(context, { id, version }, by.accountId),
    today,
  )
  return done.outcome
}

async function heard(who: CastProfessional, answer = 'Ik heb ervan geleerd.'): Promise<string> {
  const id = await recorded(who, true)
  const { version } = await read(id)
  const { registrationId } = who
  const done = await peil.act(
    who.actor,
    (context) => answerHearing(context, { id, version }, { registrationId, answer }),
    '2026-11-10',
  )
  assert.equal(done.outcome, 'heard')
  return id
}

const mailsOf = async ({ accountId }: CastAccount) =>
  (
    await peil.platform.db
      .selectFrom('mail_message')
      .where('account_id', '=', accountId)
      .orderBy('created_at')
      .orderBy('id')
      .select('kind')
      .execute()
  ).map(({ kind }) => kind)

test('a verdict that is not final waits; when it is, the person is heard, and then it is decided by two', async () => {
  const who = await senior()
  const id = await recorded(who, false)
  await assertRecorded(peil, 'verdict', 'record', id)
  assert.equal((await read(id)).status, 'not-final')
  assert.equal(await propose(id, henk, measure('warning')), 'not-now')
  assert.deepEqual(await mailsOf(who), [])
  await peil.act(office.actor, (context) => makeFinal(context, { id, version: 1 }), on)
  await assertRecorded(peil, 'verdict', 'become-final', id)
  assert.equal((await read(id)).status, 'hearing')
  assert.deepEqual(await mailsOf(who), ['verdict-hearing'])
  assert.equal(await propose(id, henk, measure('warning')), 'not-now', 'nobody was heard yet')
  // The last day of two weeks, and the day after it.
  await peil.act(daily, closeHearings, '2026-11-16')
  assert.equal((await read(id)).status, 'hearing')
  await peil.act(daily, closeHearings, '2026-11-17')
  assert.equal((await read(id)).status, 'for-decision')
  await assertRecorded(peil, 'verdict', 'pass-term', id)
  assert.ok((await mailsOf(henk)).includes('measure-waits'))
  assert.equal(await propose(id, henk, suspension), 'proposed')
  assert.equal(await statusOf(who), 'certified')
  assert.equal(await agree(id, henk), 'agreed', 'a member counts once')
  assert.equal(await statusOf(who), 'certified')
  assert.equal(await agree(id, nadia), 'decided')
  assert.equal(await statusOf(who), 'suspended')
  assert.equal((await read(id)).status, 'decided')
  const [decided] = await peil.act(daily, (context) => measuresOn(context, id))
  await assertRecorded(peil, 'measure', 'propose', decided?.id ?? '')
  await assertRecorded(peil, 'measure', 'agree', decided?.id ?? '')
  await assertRecorded(peil, 'measure', 'decide', decided?.id ?? '')
  assert.ok((await mailsOf(who)).includes('measure-decided'))
  await peil.act(daily, endSuspensions, '2027-01-31')
  assert.equal(await statusOf(who), 'suspended')
  await peil.act(daily, endSuspensions, '2027-02-01')
  assert.equal(await statusOf(who), 'certified')
})

test('what the person says is kept, once, and comes to those who decide', async () => {
  const who = await senior()
  const other = await senior()
  const id = await recorded(who, true)
  const { version } = await read(id)
  const say = (by: CastProfessional, answer: string) =>
    peil.act(
      by.actor,
      (context) =>
        answerHearing(context, { id, version }, { registrationId: by.registrationId, answer }),
      '2026-11-10',
    )
  assert.equal((await say(other, 'Ik ben het niet.')).outcome, 'unknown')
  assert.equal((await say(who, ' ')).outcome, 'no-answer')
  assert.equal((await say(who, 'Ik heb ervan geleerd.')).outcome, 'heard')
  assert.equal((await say(who, 'Nog iets.')).outcome, 'stale')
  await assertRecorded(peil, 'verdict', 'answer', id)
  // Who opens it is kept, and read by the person.
  const file = `${here}/maatregelen/${id}`
  await peil.setToday('2026-11-12')
  const shut = await textOf(await peil.get(file, henk.cookie))
  assert.doesNotMatch(shut, /Ik heb ervan geleerd\./)
  const { documentId } = await read(id)
  assert.equal((await peil.get(`${file}/bestanden/${documentId}`, henk.cookie)).status, 404)
  await peil.post(file, { doe: 'inzage' }, henk.cookie)
  const page = await textOf(await peil.get(file, henk.cookie))
  assert.match(page, /Ik heb ervan geleerd\./)
  await assertRecorded(peil, 'verdict', 'open-file', id)
  const mine = await textOf(await peil.get(`${here}/mijn/uitspraken/${id}`, who.cookie))
  assert.match(mine, /Wie dit heeft geopend \(1\).*henk Lid/)
})

test('a suspension that begins later begins on its day, and not when something else was decided', async () => {
  const who = await senior()
  const id = await heard(who)
  const later = { ...suspension, first: day('2026-12-01') }
  await propose(id, henk, later)
  assert.equal(await agree(id, nadia), 'decided')
  assert.equal(await statusOf(who), 'certified')
  await peil.act(daily, beginSuspensions, '2026-11-30')
  assert.equal(await statusOf(who), 'certified')
  await peil.act(daily, beginSuspensions, '2026-12-01')
  assert.equal(await statusOf(who), 'suspended')
  const [begun] = await peil.act(daily, (context) => measuresOn(context, id))
  await assertRecorded(peil, 'measure', 'begin', begun?.id ?? '')
  // They leave before the first day of another: then there is nothing to begin.
  const left = await senior()
  const second = await heard(left)
  await propose(second, henk, later)
  await agree(second, nadia)
  await peil.act(
    daily,
    async (context) => {
      const member = await findMember(context, left.registrationId, { lock: true })
      assert.ok(member && (await endRegistration(context, member, 'own-request')))
    },
    '2026-11-25',
  )
  await peil.act(daily, beginSuspensions, '2026-12-01')
  const [dropped] = await peil.act(daily, (context) => measuresOn(context, second))
  assert.equal(dropped?.droppedOn?.toString(), '2026-12-01')
  await assertRecorded(peil, 'measure', 'drop', dropped?.id ?? '')
})

test('of two who propose at once one does, and a proposal that is refused leaves room for another', async () => {
  const who = await senior()
  const id = await heard(who)
  const { version } = await read(id)
  const both = await Promise.all(
    [henk, nadia].map((by) =>
      peil.act(
        by.actor,
        (context) => proposeMeasure(context, { id, version }, by.accountId, measure('removal')),
        '2026-11-20',
      ),
    ),
  )
  assert.deepEqual(both.map(({ outcome }) => outcome).toSorted(), ['proposed', 'stale'])
  const seen = { id, version: (await read(id)).version }
  const refuse = (reason: string) =>
    peil.act(
      nadia.actor,
      (context) => refuseMeasure(context, seen, nadia.accountId, reason),
      '2026-11-20',
    )
  assert.equal((await refuse('')).outcome, 'no-reason')
  assert.equal((await refuse('Te zwaar.')).outcome, 'refused')
  const [refused] = await peil.act(daily, (context) => measuresOn(context, id))
  await assertRecorded(peil, 'measure', 'refuse', refused?.id ?? '')
  assert.equal(await propose(id, nadia, measure('warning')), 'proposed')
  assert.equal(await agree(id, henk), 'decided')
  assert.equal(await statusOf(who), 'certified')
})

test('days that cannot be are told, both sides of the longest', async () => {
  const id = await heard(await senior())
  const days = (first: string | undefined, last: string | undefined) => ({
    ...suspension,
    first: first === undefined ? undefined : day(first),
    last: last === undefined ? undefined : day(last),
  })
  assert.equal(await propose(id, henk, days(undefined, '2027-01-01')), 'no-days')
  assert.equal(await propose(id, henk, days('2026-11-19', '2027-01-01')), 'past')
  assert.equal(await propose(id, henk, days('2026-12-02', '2026-12-01')), 'wrong-way-round')
  assert.equal(await propose(id, henk, days('2026-12-01', '2027-12-01')), 'too-long')
  assert.equal(await propose(id, henk, { ...suspension, reason: ' ' }), 'no-reason')
  assert.equal(await propose(id, henk, days('2026-12-01', '2027-11-30')), 'proposed')
})

test('before somebody was heard they are suspended only until the decision, and that ends it', async () => {
  const who = await senior()
  const id = await recorded(who, true)
  assert.equal(await propose(id, henk, measure('removal')), 'not-now')
  assert.equal(await propose(id, henk, suspension), 'proposed')
  assert.equal(await agree(id, nadia), 'decided')
  assert.equal(await statusOf(who), 'suspended')
  assert.equal((await read(id)).status, 'hearing', 'they can still be heard')
  const { version } = await read(id)
  const back = await peil.act(office.actor, (context) =>
    withdrawVerdict(context, { id, version }, 'Vergissing.'),
  )
  assert.equal(back.outcome, 'suspended')
  await peil.act(daily, closeHearings, '2026-11-25')
  await propose(id, henk, measure('none'), '2026-11-26')
  assert.equal(await agree(id, nadia, '2026-11-26'), 'decided')
  assert.equal(await statusOf(who), 'certified')
})

test('a warning on one verdict leaves the suspension of another as it is', async () => {
  const who = await senior()
  const suspending = await heard(who)
  const other = await heard(who)
  await propose(suspending, henk, suspension)
  assert.equal(await agree(suspending, nadia), 'decided')
  await propose(other, henk, measure('warning'), '2026-11-26')
  assert.equal(await agree(other, nadia, '2026-11-26'), 'decided')
  assert.equal(await statusOf(who), 'suspended')
  await peil.act(daily, endSuspensions, '2027-02-01')
  assert.equal(await statusOf(who), 'certified')
})

test('it is lifted early, or decided anew after hearing once more, up to a removal', async () => {
  const who = await senior()
  const id = await heard(who)
  await propose(id, henk, suspension)
  await agree(id, nadia)
  await propose(id, nadia, measure('lift'), '2026-12-01')
  assert.equal(await agree(id, henk, '2026-12-01'), 'decided')
  assert.equal(await statusOf(who), 'certified')
  const { version } = await read(id)
  await peil.act(henk.actor, (context) => hearAgain(context, { id, version }), '2026-12-02')
  await assertRecorded(peil, 'verdict', 'hear-again', id)
  assert.equal((await read(id)).status, 'hearing')
  await peil.act(daily, closeHearings, '2026-12-17')
  await propose(id, henk, measure('removal'), '2026-12-17')
  assert.equal(await agree(id, nadia, '2026-12-17'), 'decided')
  assert.equal(await statusOf(who), 'removed')
  // Two years later, and not a day before.
  const again = (today: string) =>
    peil.act(
      who.actor,
      async (context) => {
        const done = await signUp(context, {
          accountId: who.accountId,
          person: somebody(),
          work,
          declarations: context.register.declarations.map((one) => one.id),
        })
        return done.outcome
      },
      today,
    )
  assert.equal(await again('2028-12-16'), 'removed')
  assert.equal(await again('2028-12-17'), 'signed-up')
})

test('nothing is decided on a registration that ended meanwhile, but that there is no measure', async () => {
  const who = await senior()
  const id = await heard(who)
  await propose(id, henk, measure('removal'))
  await peil.act(
    daily,
    async (context) => {
      const member = await findMember(context, who.registrationId, { lock: true })
      assert.ok(member && (await endRegistration(context, member, 'own-request')))
    },
    '2026-11-21',
  )
  assert.equal(await agree(id, nadia, '2026-11-22'), 'not-now')
  assert.equal(await statusOf(who), 'withdrawn')
  const seen = { id, version: (await read(id)).version }
  await peil.act(nadia.actor, (context) =>
    refuseMeasure(context, seen, nadia.accountId, 'Uitgeschreven.'),
  )
  await propose(id, nadia, measure('none'), '2026-11-22')
  assert.equal(await agree(id, henk, '2026-11-22'), 'decided')
})

test('who has a tie takes no part: what they proposed falls, and too few are told', async () => {
  const who = await senior()
  const id = await heard(who)
  await propose(id, henk, suspension)
  await peil.act(henk.actor, (context) =>
    declareInterest(context, {
      registrationId: who.registrationId,
      memberId: henk.accountId,
      kind: 'friend',
      note: '',
    }),
  )
  const [fallen] = await peil.act(daily, (context) => measuresOn(context, id))
  assert.equal(fallen?.status, 'refused')
  await assertRecorded(peil, 'measure', 'recuse', fallen?.id ?? '')
  assert.equal(await propose(id, henk, suspension), 'not-free')
  assert.equal(await propose(id, nadia, suspension), 'proposed')
  assert.equal(await statusOf(who), 'certified', 'one is not enough')
  assert.equal((await peil.get(`${here}/maatregelen/${id}`, henk.cookie)).status, 403)
  await peil.post(`${here}/maatregelen/${id}`, { doe: 'inzage' }, nadia.cookie)
  const page = await textOf(await peil.get(`${here}/maatregelen/${id}`, nadia.cookie))
  assert.match(page, /Er zijn te weinig leden die mogen beslissen/)
})

test('where one decides, that is not whoever recorded it', async () => {
  const registers = peil.platform.registers as Map<string, Register>
  const register = registers.get('clientondersteuners')
  assert.ok(register?.measures)
  const alone = { ...register, measures: { ...register.measures, deciders: 1 } }
  registers.set('clientondersteuners', alone)
  const who = await senior()
  const id = await recorded(who, true, henk)
  await peil.act(daily, closeHearings, '2026-11-20')
  assert.equal(await propose(id, henk, measure('warning')), 'not-free')
  assert.equal(await propose(id, nadia, measure('warning')), 'decided')
  registers.set('clientondersteuners', register)
})

test('a verdict is recorded once, of a college that is followed, and taken out with a reason', async () => {
  const who = await senior()
  const id = await recorded(who, false)
  const { reference, version } = await read(id)
  const again = (more: { readonly college?: string; readonly givenOn?: Temporal.PlainDate }) =>
    peil.act(
      office.actor,
      async (context) => {
        const done = await recordVerdict(context, {
          registrationId: who.registrationId,
          memberId: office.accountId,
          college: 'skj',
          reference,
          givenOn: day('2026-10-01'),
          final: true,
          gist: 'Nog eens.',
          file: file(),
          ...more,
        })
        return done.outcome
      },
      on,
    )
  assert.equal(await again({}), 'already')
  assert.equal(await again({ college: 'nergens' }), 'not-followed')
  assert.equal(await again({ givenOn: day('2026-11-03') }), 'in-future')
  const back = (because: string) =>
    peil.act(office.actor, (context) => withdrawVerdict(context, { id, version }, because))
  assert.equal((await back('')).outcome, 'no-reason')
  assert.equal((await back('In hoger beroep vernietigd.')).outcome, 'withdrawn')
  await assertRecorded(peil, 'verdict', 'withdraw', id)
  assert.equal(await again({}), 'recorded')
})

test('everybody reads a decision only where the register says so, as long as it says, and the verdict only if it says that', async () => {
  const registers = peil.platform.registers as Map<string, Register>
  const register = registers.get('clientondersteuners')
  assert.ok(register?.measures)
  const who = await senior()
  const id = await heard(who)
  await propose(id, henk, suspension)
  await agree(id, nadia)
  const entry = publicEntryId(who.registrationId)
  const shown = (today: string) =>
    peil.act({ kind: 'visitor' }, (context) => publishedMeasures(context, entry), today)
  assert.deepEqual(await shown('2026-11-20'), [])
  const page = async () => textOf(await peil.get(`${here}/register/${entry}`))
  assert.doesNotMatch(await page(), /tuchtcollege|schorsing|Geschorst/i)
  const publish = (verdict: boolean) => {
    const term = Temporal.Duration.from('P1Y')
    const published = { kinds: ['suspension' as const], verdict, term }
    registers.set('clientondersteuners', {
      ...register,
      measures: { ...register.measures, published } as Register['measures'],
    })
  }
  publish(false)
  const [first] = await shown('2027-11-20')
  assert.equal(first?.kind, 'suspension')
  assert.equal(first?.verdict, undefined)
  assert.deepEqual(await shown('2027-11-21'), [])
  publish(true)
  assert.match((await shown('2026-11-20'))[0]?.verdict?.by ?? '', /SKJ/)
  assert.match(await page(), /Geschorst van 20 november 2026.*tuchtcollege van het SKJ/)
  registers.set('clientondersteuners', register)
})
