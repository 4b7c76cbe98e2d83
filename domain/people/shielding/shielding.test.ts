import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { lookUp } from '#api/registrations.ts'
import { checkCertificate } from '#domain/certification/certificate/check-certificate.ts'
import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { doDueWork } from '#domain/due-work.ts'
import { askShielding, withdrawShielding } from '#domain/people/shielding/ask-shielding.ts'
import { decideShielding, enterShielding } from '#domain/people/shielding/decide-shielding.ts'
import { hideOrShowHere } from '#domain/people/shielding/hide-or-show.ts'
import { runningShieldingOf } from '#domain/people/shielding/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import { publishDifferences } from '#domain/public-register/entry/publish-differences.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { searchRegister } from '#domain/public-register/entry/search-register.ts'
import type { Register } from '#regulations/register.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { enough, file, judge, passOn, professional, twoAndTwo } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// Somebody who is threatened is out of sight everywhere at once, until people decide otherwise.

const day = Temporal.PlainDate.from
const system = { kind: 'system', task: 'test' } as const
let peil: TestPlatform
let sanne: CastAccount
let tom: CastAccount
let members: readonly CastAccount[]

before(async () => {
  peil = await testPlatform({ inWriting: true })
  ;({ sanne, tom, members } = await twoAndTwo(peil))
})

let count = 0
async function somebody(lastName: string): Promise<CastProfessional> {
  count += 1
  return professional(peil, { email: `p${count}@voorbeeld.nl`, firstName: 'Noor', lastName })
}

/** The same person in another register. */
async function alsoIn(id: string, who: CastProfessional): Promise<string> {
  return within(id, async (context) => {
    await byHand(context)
    const { id: registrationId } = await context.db
      .insertInto('registration')
      .values({
        register: id,
        person_id: who.personId,
        number: 900_000 + count,
        status: 'candidate',
        regulation_version: context.register.versions[0]?.regulation.version.toString() ?? '',
        signed_up_on: '2026-01-01',
        approved_on: '2026-01-01',
        candidate_on: '2026-01-01',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await publishEntry(context, registrationId)
    return registrationId
  })
}

function within<Result>(id: string, work: (context: Context) => Promise<Result>) {
  const register = peil.platform.registers.get(id) ?? assert.fail(id)
  return inRegister(peil.platform, { register, today: day('2026-06-01') }, system, work)
}

const numberOf = async (registrationId: string) => {
  const row = await peil.platform.db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('number')
    .executeTakeFirstOrThrow()
  return `KRSD-${String(row.number).padStart(6, '0')}`
}

/** How many people a search finds. */
const found = (name: string, register = 'krsd') =>
  within(register, async (context) => {
    const answer = await searchRegister(context, name)
    return answer.outcome === 'found' ? answer.total : answer.outcome
  })

const ask = (who: CastProfessional, everywhere: boolean) =>
  peil.act(
    who.actor,
    (context) =>
      askShielding(context, { registrationId: who.registrationId, ground: 'threat', everywhere }),
    '2026-06-01',
  )

const decide = async (
  by: CastAccount,
  who: CastProfessional,
  decision: Parameters<typeof decideShielding>[2],
  on = '2026-06-02',
) => {
  const running = await peil.act(by.actor, (context) =>
    runningShieldingOf(context, who.registrationId),
  )
  assert.ok(running)
  const { id, version } = running
  const done = await peil.act(
    by.actor,
    (context) => decideShielding(context, { id, version }, decision),
    on,
  )
  return done.outcome
}

test('asked for, it hides at once, in search, on the page, in the API and by number', async () => {
  const who = await somebody('Schuilerman')
  const number = await numberOf(who.registrationId)
  const page = `/krsd/register/${publicEntryId(who.registrationId)}`
  assert.equal((await peil.get(page)).status, 200)
  assert.equal(await found('schuilerman'), 1)
  assert.deepEqual(await ask(who, false), { outcome: 'asked' })
  await assertRecorded(peil, 'shielding', 'ask')
  await assertRecorded(peil, 'registration', 'shield', who.registrationId)
  assert.equal(await found('schuilerman'), 0)
  assert.equal(await found(number), 0)
  const gone = await peil.get(page)
  const never = await peil.get(`/krsd/register/${publicEntryId(who.personId)}`)
  assert.equal(gone.status, never.status)
  // The address itself may stand on it.
  const words = async (answer: Response) => (await answer.text()).replaceAll(/[\w-]{30,}/g, '')
  assert.equal(await words(gone), await words(never), 'as one that never was')
  const api = (asked: string) =>
    lookUp(
      peil.platform,
      { register: 'krsd', number: asked, url: new URL('http://peil.test') },
      '192.0.2.1',
    )
  assert.deepEqual(await api(number), await api('999999'))
  assert.deepEqual(await ask(who, true), { outcome: 'already' })
})

test('the morning’s work and a publication that runs meanwhile do not bring it back', async () => {
  const who = await somebody('Wachtmans')
  await ask(who, false)
  await within('krsd', publishDifferences)
  await within('krsd', (context) => publishEntry(context, who.registrationId))
  assert.equal(await found('wachtmans'), 0)
  // One transaction publishes while another hides: whoever comes last sees what the other did.
  const other = await somebody('Gelijktijds')
  await Promise.all([
    ask(other, false),
    ...[1, 2, 3].map(() =>
      within('krsd', (context) => publishEntry(context, other.registrationId)),
    ),
  ])
  assert.equal(await found('gelijktijds'), 0)
})

describe('everywhere, or in one register', () => {
  test('one shielding hides every registration of the person, in the same transaction', async () => {
    const who = await somebody('Overals')
    const there = await alsoIn('lklr', who)
    assert.equal(await found('overals', 'lklr'), 1)
    await ask(who, true)
    assert.equal(await found('overals'), 0)
    assert.equal(await found('overals', 'lklr'), 0)
    await assertRecorded(peil, 'registration', 'shield', there)
    // And one that begins later is hidden from its start.
    const later = await alsoIn('clientondersteuners', who)
    await within('clientondersteuners', (context) => hideOrShowHere(context, who.personId))
    assert.equal(await found('overals', 'clientondersteuners'), 0)
    const seenThere = await within('lklr', (context) => runningShieldingOf(context, there))
    assert.equal(seenThere, undefined, 'another register decides nothing of it')
    assert.ok(later)
    await peil.act(who.actor, (context) => withdrawShielding(context, who.registrationId))
    await assertRecorded(peil, 'shielding', 'withdraw')
    await assertRecorded(peil, 'registration', 'unshield', there)
    assert.equal(await found('overals', 'lklr'), 1)
    assert.equal(await found('overals'), 1)
  })

  test('for one register it hides there alone', async () => {
    const who = await somebody('Hierals')
    await alsoIn('lklr', who)
    await ask(who, false)
    assert.equal(await found('hierals'), 0)
    assert.equal(await found('hierals', 'lklr'), 1)
  })
})

describe('people decide', () => {
  test('a second pair of eyes is another’s, and nothing shows meanwhile', async () => {
    const who = await somebody('Tweemaals')
    await ask(who, false)
    const grant = { is: 'grant', reviewOn: day('2026-12-01') } as const
    assert.equal(await decide(sanne, who, grant), 'proposed')
    await assertRecorded(peil, 'shielding', 'propose')
    assert.equal(await decide(sanne, who, { is: 'confirm' }), 'own-proposal')
    assert.equal(await found('tweemaals'), 0)
    assert.equal(await decide(tom, who, { is: 'confirm' }), 'holds')
    await assertRecorded(peil, 'shielding', 'confirm')
    const mail = await peil.platform.db
      .selectFrom('mail_message')
      .where('account_id', '=', who.accountId)
      .where('kind', '=', 'shielding-answered')
      .select(['subject', 'body_text'])
      .executeTakeFirstOrThrow()
    assert.doesNotMatch(`${mail.subject} ${mail.body_text}`, /afscherm|bedreig|gevaar/i)
  })

  test('the day on which it is looked at again ends nothing, and puts it into the queue', async () => {
    const who = await somebody('Herziens')
    const enter = (reviewOn: string) =>
      peil.act(
        sanne.actor,
        (context) =>
          enterShielding(context, {
            registrationId: who.registrationId,
            ground: 'other',
            everywhere: false,
            reviewOn: day(reviewOn),
          }),
        '2026-06-01',
      )
    for (const wrong of ['2026-06-01', '2027-06-02']) {
      assert.deepEqual(await enter(wrong), { outcome: 'not-a-review-day' })
    }
    assert.deepEqual(await enter('2027-06-01'), { outcome: 'proposed' })
    assert.deepEqual(await enter('2026-09-01'), { outcome: 'already' })
    assert.equal(await decide(tom, who, { is: 'confirm' }), 'holds')
    const waiting = (on: string) =>
      peil.act(sanne.actor, async (context) => (await listWork(context)).shieldings.count, on)
    const before = await waiting('2027-05-31')
    assert.equal(await waiting('2027-06-01'), before + 1)
    await peil.act(system, doDueWork, '2027-06-15')
    assert.equal(await found('herziens'), 0, 'never silently')
    const prolong = { is: 'prolong', reviewOn: day('2027-12-01') } as const
    assert.equal(await decide(tom, who, prolong, '2027-06-15'), 'holds')
    await assertRecorded(peil, 'shielding', 'prolong')
    const end = { is: 'end', answer: 'De dreiging is voorbij.' } as const
    assert.equal(await decide(sanne, who, end, '2027-07-01'), 'ending')
    await assertRecorded(peil, 'shielding', 'propose-end')
    assert.equal(await found('herziens'), 0, 'hidden until another has looked')
    assert.equal(await waiting('2027-07-01'), before + 1)
    const own = await (await peil.get('/krsd/mijn/gegevens/afscherming', who.cookie)).text()
    assert.doesNotMatch(own, /De dreiging is voorbij/)
    assert.equal(await decide(sanne, who, { is: 'confirm-end' }, '2027-07-02'), 'own-proposal')
    assert.equal(await decide(tom, who, { is: 'keep' }, '2027-07-02'), 'holds')
    await assertRecorded(peil, 'shielding', 'keep')
    assert.equal(await decide(tom, who, end, '2027-07-03'), 'ending')
    const tie = await peil.platform.db
      .insertInto('interest')
      .values({
        register: 'krsd',
        person_id: who.personId,
        member_id: tom.accountId,
        kind: 'friend',
        note: '',
        declared_on: '2027-07-03',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    assert.equal(await decide(sanne, who, { is: 'confirm-end' }, '2027-07-04'), 'proposer-tied')
    assert.equal(await found('herziens'), 0, 'on the word of a friend nobody is shown')
    await peil.platform.db.deleteFrom('interest').where('id', '=', tie.id).execute()
    assert.equal(await decide(sanne, who, { is: 'confirm-end' }, '2027-07-04'), 'ended')
    await assertRecorded(peil, 'shielding', 'confirm-end')
    assert.equal(await found('herziens'), 1)
  })

  test('refused, somebody is seen again and reads why after signing in', async () => {
    const who = await somebody('Nietse')
    await ask(who, false)
    const refuse = { is: 'refuse', answer: 'Bel ons hierover.' } as const
    assert.equal(await decide(sanne, who, refuse), 'refused')
    await assertRecorded(peil, 'shielding', 'refuse')
    assert.equal(await found('nietse'), 1)
    const page = await (await peil.get('/krsd/mijn/gegevens/afscherming', who.cookie)).text()
    assert.match(page, /Bel ons hierover/)
    assert.deepEqual(await ask(who, false), { outcome: 'asked' }, 'and may ask again')
  })

  test('where one is enough, it holds at once; two who decide at once do so once', async () => {
    const krsd = peil.platform.registers.get('krsd') as Register
    const { procedures } = krsd
    const shielding = { ...procedures.shielding, secondPair: false, atOnce: false }
    const all = peil.platform.registers as Map<string, Register>
    all.set('krsd', { ...krsd, procedures: { ...procedures, shielding } })
    try {
      const who = await somebody('Eenmaals')
      await ask(who, false)
      assert.equal(await found('eenmaals'), 1, 'only once that was decided')
      const grant = { is: 'grant', reviewOn: day('2026-12-01') } as const
      const outcomes = await Promise.all([decide(sanne, who, grant), decide(tom, who, grant)])
      assert.deepEqual(outcomes.toSorted(), ['holds', 'stale'])
      await assertRecorded(peil, 'shielding', 'grant')
      assert.equal(await found('eenmaals'), 0)
      const end = { is: 'end', answer: 'Het kan weer.' } as const
      assert.equal(await decide(sanne, who, end, '2026-07-01'), 'ended')
      await assertRecorded(peil, 'shielding', 'end')
      assert.equal(await found('eenmaals'), 1)
    } finally {
      all.set('krsd', krsd)
    }
  })
})

test('whoever holds the paper reads only whether it holds, and the mark says no more', async () => {
  const who = await somebody('Papiermans')
  await enough(peil, who, '2026-05-01')
  const application = await file(peil, who, '2026-06-01')
  await passOn(peil, sanne.actor, application, '2026-06-02')
  for (const member of members) await judge(peil, member, application, '2026-06-10')
  const { code } = await peil.platform.db
    .selectFrom('certificate')
    .where('registration_id', '=', who.registrationId)
    .select('code')
    .executeTakeFirstOrThrow()
  await peil.setToday('2026-06-20')
  const page = `/krsd/certificaat/${code}`
  assert.match(await (await peil.get(page)).text(), /Papiermans/)
  await ask(who, false)
  const text = await (await peil.get(page)).text()
  assert.match(text, /is geldig/)
  assert.doesNotMatch(text, /Papiermans|KRSD-0|juni 2029/)
  assert.equal((await peil.get(`${page}/keurmerk.png`)).status, 200)
  const krsd = peil.platform.registers.get('krsd') as Register
  const { procedures } = krsd
  const shielding = { ...procedures.shielding, certificate: 'nothing' as const }
  const all = peil.platform.registers as Map<string, Register>
  all.set('krsd', { ...krsd, procedures: { ...procedures, shielding } })
  try {
    const checked = await peil.act(system, (context) => checkCertificate(context, code))
    assert.equal(checked.outcome, 'unknown')
    assert.equal((await peil.get(`${page}/keurmerk.png`)).status, 404)
  } finally {
    all.set('krsd', krsd)
  }
})

test('the pages: asking by the form, granting, looking too, with bad input at its field', async () => {
  await peil.setToday('2026-06-20')
  const who = await somebody('Formuliers')
  const own = '/krsd/mijn/gegevens/afscherming'
  const empty = await peil.post(own, {}, who.cookie)
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /Kies een soort reden/)
  const hostile = await peil.post(own, { grond: "'; drop table", waar: 'hier' }, who.cookie)
  assert.equal(hostile.status, 422)
  assert.equal((await peil.post(own, { grond: 'threat', waar: 'hier' }, who.cookie)).status, 303)
  assert.equal(await found('formuliers'), 0)
  const running = await peil.act(system, (context) =>
    runningShieldingOf(context, who.registrationId),
  )
  const page = `/krsd/werk/afscherming/${running?.id}`
  const list = await (await peil.get('/krsd/werk/afscherming', sanne.cookie)).text()
  assert.match(list, /Formuliers/)
  const asked = await (await peil.get(page, sanne.cookie)).text()
  assert.match(asked, /Bedreiging of stalking/)
  const bad = await peil.post(
    page,
    { besluit: 'afschermen', 'opnieuw-dag': '31', 'opnieuw-maand': '2', _version: '1' },
    sanne.cookie,
  )
  assert.equal(bad.status, 422)
  assert.match(await bad.text(), /value="31"/, 'what was typed stands there')
  const far = { 'opnieuw-dag': '1', 'opnieuw-maand': '1', 'opnieuw-jaar': '2099' }
  const tooFar = await peil.post(
    page,
    { besluit: 'afschermen', ...far, _version: '1' },
    sanne.cookie,
  )
  assert.match(await tooFar.text(), /uiterlijk 20.juni.2027/)
  const good = { 'opnieuw-dag': '1', 'opnieuw-maand': '12', 'opnieuw-jaar': '2026' }
  const granted = await peil.post(
    page,
    { besluit: 'afschermen', ...good, _version: '1' },
    sanne.cookie,
  )
  assert.equal(granted.status, 303)
  assert.match(await (await peil.get(page, sanne.cookie)).text(), /zelf voorgesteld/)
  const second = await peil.post(page, { besluit: 'bevestigen', _version: '2' }, tom.cookie)
  assert.equal(second.status, 303)
  const late = await peil.post(page, { besluit: 'bevestigen', _version: '2' }, sanne.cookie)
  assert.equal(late.status, 422, 'of what holds that is not asked')
  const dossier = await (
    await peil.get(`/krsd/werk/dossiers/${who.registrationId}`, tom.cookie)
  ).text()
  assert.match(dossier, /Nergens openbaar te vinden/)
  assert.doesNotMatch(dossier, /stalking/, 'why is for few')
  const again = await peil.get(`/krsd/werk/dossiers/${who.registrationId}/afschermen`, tom.cookie)
  assert.equal(again.status, 303)
  assert.equal((await peil.get('/krsd/werk/afscherming/1', sanne.cookie)).status, 404)
})
