import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { signUp } from '#domain/certification/sign-up/sign-up.ts'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { endOnChosenDay, planEnd, takeBackEnd } from '#domain/certification/validity/plan-end.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { backFrom } from '#domain/people/registration/back-from.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Register } from '#regulations/register.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { enough, file, professional } from '#testing/cast.ts'
import { newcomer, somebody, work } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// Somebody chooses the last day of their registration, takes that back or leaves, and comes back.

const peil = await testPlatform()
const system = { kind: 'system', task: 'test' } as const
const day = Temporal.PlainDate.from
let count = 0

const joined = () => {
  count += 1
  return professional(peil, {
    email: `plan${count}@voorbeeld.nl`,
    firstName: 'Petra',
    lastName: 'Planmans',
  })
}

const registered = ({ registrationId }: Pick<CastProfessional, 'registrationId'>) =>
  peil.platform.db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select(['status', 'version', 'ends_after', 'number', 'end_reason'])
    .executeTakeFirstOrThrow()

const plan = async (who: CastProfessional, last: string, on = '2026-06-01') => {
  const { version } = await registered(who)
  const asked = { registrationId: who.registrationId, version, last: day(last) }
  return (await peil.act(who.actor, (context) => planEnd(context, asked), on)).outcome
}

const morning = (on: string) => peil.act(system, endOnChosenDay, on)

test('the last day is today or ahead, up to a year, and nothing ends before it is over', async () => {
  const who = await joined()
  assert.equal(await plan(who, '2026-05-31'), 'not-a-day')
  assert.equal(await plan(who, '2027-06-02'), 'not-a-day')
  assert.equal(await plan(who, '2026-08-31'), 'planned')
  await assertRecorded(peil, 'registration', 'plan-end', who.registrationId)
  await morning('2026-08-31')
  assert.equal((await registered(who)).status, 'candidate')
  await morning('2026-09-01')
  await morning('2026-09-01')
  const { status, end_reason, ends_after } = await registered(who)
  assert.deepEqual([status, end_reason, ends_after], ['withdrawn', 'own-request', null])
  const kinds = await peil.platform.db
    .selectFrom('mail_message')
    .where('account_id', '=', who.accountId)
    .select('kind')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['end-planned', 'registration-ended'],
  )
})

test('taken back until then, they stay; with an application that runs it is not chosen', async () => {
  const who = await joined()
  await plan(who, '2026-08-31')
  const back = () => peil.act(who.actor, (c) => takeBackEnd(c, who.registrationId), '2026-08-31')
  assert.deepEqual(await back(), { outcome: 'stays' })
  await assertRecorded(peil, 'registration', 'take-back-end', who.registrationId)
  assert.deepEqual(await back(), { outcome: 'nothing' })
  await morning('2026-09-01')
  assert.equal((await registered(who)).status, 'candidate')
  await enough(peil, who, '2026-03-01')
  await file(peil, who, '2026-05-01')
  assert.equal(await plan(who, '2026-08-31'), 'application-running')
})

test('the day after the last one it is not taken back, also before the daily work', async () => {
  const who = await joined()
  await plan(who, '2026-08-31')
  await peil.setToday('2026-09-01')
  const page = '/krsd/mijn/gegevens/uitschrijven'
  const sent = await peil.post(page, { doe: 'blijven' }, who.cookie)
  assert.equal(sent.status, 303)
  const told = await peil.get(sent.headers.get('location') ?? '', who.cookie)
  assert.doesNotMatch(await told.text(), /blijft ingeschreven/)
  const back = (c: Parameters<typeof takeBackEnd>[0]) => takeBackEnd(c, who.registrationId)
  assert.deepEqual(await peil.act(who.actor, back, '2026-09-01'), { outcome: 'too-late' })
  await morning('2026-09-01')
  assert.equal((await registered(who)).status, 'withdrawn')
})

test('the page: a day that is none stands at its field, and what was chosen can be taken back', async () => {
  await peil.setToday('2026-06-01')
  const who = await joined()
  const page = '/krsd/mijn/gegevens/uitschrijven'
  const fields = (year: string) => ({
    'laatste-dag': '31',
    'laatste-maand': '8',
    'laatste-jaar': year,
    zeker: 'ja',
    _version: '1',
  })
  const far = await peil.post(page, fields('2031'), who.cookie)
  assert.equal(far.status, 422)
  assert.match(await far.text(), /Kies een dag vanaf vandaag/)
  assert.equal((await peil.post(page, fields('2026'), who.cookie)).status, 303)
  const words = async (path: string) =>
    (await (await peil.get(path, who.cookie)).text()).replaceAll('\u00a0', ' ')
  assert.match(await words('/krsd/mijn/gegevens'), /laatste dag is 31 augustus 2026/)
  assert.match(await words(page), /Toch ingeschreven blijven/)
  // It would end with the registration, before anybody decided.
  const applying = '/krsd/mijn/certificering'
  assert.match(
    await words(applying),
    /registratie eindigt na 31 augustus 2026.*ingeschreven blijft/,
  )
  const { hindrance } = await peil.act(who.actor, (context) =>
    prepareApplication(context, who.registrationId),
  )
  assert.equal(hindrance?.is, 'ending')
  assert.equal((await peil.post(page, { doe: 'blijven' }, who.cookie)).status, 303)
  assert.equal((await registered(who)).ends_after, null)
})

test('whoever a decision removed waits as long as the register says, and is told from when', async () => {
  const krsd = peil.platform.registers.get('krsd') as Register
  const { procedures } = krsd
  const all = peil.platform.registers as Map<string, Register>
  const comingBack = { number: 'kept' as const }
  const measures = all.get('clientondersteuners')?.measures
  assert.ok(measures)
  const comeBack = Temporal.Duration.from('P1Y')
  all.set('krsd', {
    ...krsd,
    measures: { ...measures, comeBack },
    procedures: { ...procedures, comingBack },
  })
  try {
    const who = await joined()
    const { number } = await registered(who)
    const { accredited, other } = await enough(peil, who, '2026-05-01')
    await used(who, other)
    await peil.act(
      system,
      async (context) => {
        const member = await findMember(context, who.registrationId, { lock: true })
        assert.ok(member)
        await endRegistration(context, member, 'decision')
      },
      '2026-06-01',
    )
    const again = (on: string) =>
      peil.act(
        system,
        (context) =>
          signUp(context, {
            accountId: who.accountId,
            person: somebody(),
            work,
            declarations: context.register.declarations.map(({ id }) => id),
          }),
        on,
      )
    const early = await again('2027-05-31')
    assert.equal(early.outcome === 'removed' && early.from.toString(), '2027-06-01')
    await peil.setToday('2027-05-31')
    const page = await (await peil.get('/krsd/mijn', who.cookie)).text()
    assert.match(page.replaceAll('\u00a0', ' '), /Vanaf 1 juni 2027/)
    assert.match(page, /je oude nummer terug/)
    const from = await peil.act(system, (c) => backFrom(c, who.accountId), '2027-06-01')
    assert.equal(from, undefined)
    const back = await again('2027-06-01')
    assert.ok(back.outcome === 'signed-up')
    // The number goes along with the registration that begins, and nobody else ever gets it.
    const stranger = await newcomer(peil, 'vreemde@voorbeeld.nl', '2027-06-01', 'approved')
    await peil.platform.db
      .updateTable('agreement')
      .set({ status: 'signed', signed_on: '2027-06-01' })
      .where('id', '=', back.agreementId)
      .execute()
    await peil.platform.db
      .updateTable('registration')
      .set({ status: 'agreement-signed' })
      .where('id', '=', back.registrationId)
      .execute()
    await peil.act(
      system,
      async (context) => {
        const agreement = await findAgreement(context, back.agreementId)
        const version = agreement?.version ?? 0
        await approveAgreement(context, { agreementId: back.agreementId, version })
      },
      '2027-06-02',
    )
    assert.equal((await registered(back)).number, number)
    assert.equal((await registered(who)).number, null)
    assert.notEqual((await registered(stranger)).number, number)
    await assertRecorded(peil, 'registration', 'give-number-on', who.registrationId)
    // What was free is theirs again, and what counted stays where it did.
    const here = async (registrationId: string) =>
      (await peil.act(system, (context) => findActivities(context, registrationId))).map(
        ({ id }) => id,
      )
    assert.deepEqual(await here(back.registrationId), [accredited])
    assert.deepEqual(await here(who.registrationId), [other])
    await assertRecorded(peil, 'activity', 'take-along', accredited)
  } finally {
    all.set('krsd', krsd)
  }
})

// It counted for an application that was granted.
function used({ registrationId }: CastProfessional, activityId: string): Promise<void> {
  return peil.act(system, async (context) => {
    await byHand(context)
    const { id } = await context.db
      .insertInto('application')
      .values({
        register: 'krsd',
        registration_id: registrationId,
        regulation_version: `${context.register.versions[0]?.regulation.version}`,
        kind: 'first',
        status: 'granted',
        submitted_on: '2026-05-10',
        submitted_at: '2026-05-10T12:00:00Z',
        decided_on: '2026-05-20',
        snapshot: '{}',
        snapshot_hash: '',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await context.db
      .updateTable('activity_claim')
      .set({ used_by: id })
      .where('activity_id', '=', activityId)
      .execute()
  })
}
