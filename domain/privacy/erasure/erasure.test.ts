import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { doDueWorkApart } from '#domain/due-work.ts'
import { placeHold } from '#domain/people/hold/place-hold.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { changeBreach, noteBreach } from '#domain/privacy/breach/note-breach.ts'
import { answerErasure, extendErasure } from '#domain/privacy/erasure/answer-erasure.ts'
import { askErasure, withdrawErasure } from '#domain/privacy/erasure/ask-erasure.ts'
import { carryOutErasures } from '#domain/privacy/erasure/carry-out-erasures.ts'
import { findErasure } from '#domain/privacy/erasure/queries.ts'
import { remindErasures } from '#domain/privacy/erasure/remind-erasures.ts'
import { eraseTraces, findTraces } from '#domain/privacy/erasure/traces.ts'
import { partThatGoes, weighErasure } from '#domain/privacy/erasure/weigh-erasure.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, enough, file, judge, passOn, professional, twoAndTwo } from '#testing/cast.ts'
import { courseFacts, editionFacts } from '#testing/courses.ts'
import { newcomer, sendYear } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { assertRecordHolds } from '#testing/verify-record.ts'

// Somebody asks to be erased: what goes, what stays and until when, what forbids it, and that it is done.

const system = { kind: 'system', task: 'test' } as const
const day = Temporal.PlainDate.from
const today = '2026-06-01'
let peil: TestPlatform
let sanne: CastAccount
let members: readonly CastAccount[]
let guard = ''

before(async () => {
  peil = await testPlatform({ inWriting: true })
  await peil.setToday(today)
  ;({ sanne, members } = await twoAndTwo(peil))
  guard = (await peil.signIn('functionaris@voorbeeld.nl', ['privacy'])).cookie
})

const act: TestPlatform['act'] = (actor, work, on = today) => peil.act(actor, work, on)
const ask = (accountId: string, on = today) =>
  act(system, (context) => askErasure(context, { accountId, by: 'person', remark: '' }), on)
const morning = (on: string) => act(system, carryOutErasures, on)

async function isThere(table: 'account' | 'registration' | 'person', id: string): Promise<boolean> {
  const { rows } = await sql`select from ${sql.table(table)} where id = ${id}`.execute(
    peil.platform.db,
  )
  return rows.length > 0
}

const mailsTo = (address: string) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', address)
    .select(['kind', 'body_text', 'account_id'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()

async function left(who: CastProfessional): Promise<void> {
  await act(system, async (context) => {
    await byHand(context)
    await sql`update registration set status = 'withdrawn', ended_on = ${today},
      end_reason = 'own-request' where id = ${who.registrationId}`.execute(context.db)
  })
}

async function paid(who: CastProfessional): Promise<void> {
  await act(system, async (context) => {
    await byHand(context)
    const member = (await findMember(context, who.registrationId)) ?? assert.fail()
    await sendYear(context, member, { first: day(today), last: day('2027-05-31') })
    await sql`update invoice set status = 'paid', paid_on = ${today}
      where registration_id = ${who.registrationId}`.execute(context.db)
  })
}

const someone = (name: string) =>
  professional(peil, { email: `${name}@voorbeeld.nl`, firstName: name, lastName: 'Wil' })

test('who never began is gone at once, by their own page, and another tab is led to sign in', async () => {
  const alone = await peil.signIn('alleen@voorbeeld.nl')
  const page = '/krsd/mijn/wissen'
  const asked = await (await peil.get(page, alone.cookie)).text()
  assert.match(asked, /meteen gewist/)
  const unsure = await peil.post(page, {}, alone.cookie)
  assert.equal(unsure.status, 422)
  assert.ok(await isThere('account', alone.accountId))
  const sent = await peil.post(page, { zeker: 'ja' }, alone.cookie)
  assert.equal(sent.status, 303)
  assert.ok(!(await isThere('account', alone.accountId)))
  assert.equal((await peil.post(page, { zeker: 'ja' }, alone.cookie)).status, 303)
  assert.equal((await mailsTo('alleen@voorbeeld.nl')).length, 0)
  await assertRecorded(peil, 'account', 'erase', alone.accountId)
  // Halfway through signing up is not begun either.
  const halfway = await newcomer(peil, 'halverwege@voorbeeld.nl', today)
  assert.equal((await ask(halfway.accountId)).outcome, 'gone')
  assert.ok(!(await isThere('account', halfway.accountId)))
  assert.ok(!(await isThere('registration', halfway.registrationId)))
})

test('who is registered ends that first, and who works here loses the role first', async () => {
  const who = await someone('lopend')
  assert.deepEqual(await ask(who.accountId), { outcome: 'forbidden', forbids: ['registered'] })
  assert.deepEqual(await ask(sanne.accountId), { outcome: 'forbidden', forbids: ['works-here'] })
  const page = await (await peil.get('/krsd/mijn/wissen', who.cookie)).text()
  assert.match(page, /Dit kan nog niet/)
  assert.match(page, /\/krsd\/mijn\/gegevens\/uitschrijven/)
})

test('of whom nothing was decided goes after a week, and the law keeps the invoice', async () => {
  const who = await someone('vertrekt')
  await activity(peil, who, { title: 'Cursus', claimed: 400, completedOn: '2026-05-01' })
  await paid(who)
  await left(who)
  const first = await ask(who.accountId)
  assert.equal(first.outcome, 'asked')
  assert.equal((await ask(who.accountId)).outcome, 'already')
  const own = await (await peil.get('/krsd/mijn/wissen', who.cookie)).text()
  assert.match(own, /Na 8\u00a0juni 2026 wordt alles gewist/)
  // Nothing of it is needed for what was decided, so that there is no part of it to erase.
  const { id: waiting } = first.outcome === 'asked' ? first : assert.fail()
  const page = `/krsd/gegevensbescherming/verzoeken/${waiting}`
  const shown = await (await peil.get(page, guard)).text()
  assert.match(shown, /value="all"/)
  assert.doesNotMatch(shown, /value="part"|als een deel wordt gewist/)
  const partly = { antwoord: 'part', 'waarom-deel': 'Zomaar.', _version: '1' }
  assert.equal((await peil.post(page, partly, guard)).status, 422)
  const answered = await act(system, (context) =>
    answerErasure(
      context,
      { id: waiting, version: 1 },
      { is: 'grant', extent: 'part', words: 'Zomaar.' },
    ),
  )
  assert.deepEqual(answered, { outcome: 'no-part' })
  const back = await act(system, (context) => withdrawErasure(context, who.accountId), '2026-06-08')
  assert.equal(back.outcome, 'withdrawn')
  await morning('2026-07-01')
  assert.ok(await isThere('registration', who.registrationId), 'it was taken back')
  const again = await ask(who.accountId, '2026-07-01')
  const id = again.outcome === 'asked' ? again.id : assert.fail(again.outcome)
  await morning('2026-07-08')
  assert.ok(await isThere('registration', who.registrationId), 'the last day to take it back')
  await morning('2026-07-09')
  for (const [table, of] of [
    ['registration', who.registrationId],
    ['person', who.personId],
    ['account', who.accountId],
  ] as const) {
    assert.ok(!(await isThere(table, of)), table)
  }
  const done = await act(system, (context) => findErasure(context, id))
  assert.equal(done?.status, 'done')
  assert.equal(done?.name, undefined)
  assert.deepEqual(
    done?.stays.map(({ what, until }) => `${what} ${until ?? ''}`.trim()),
    ['invoices 2034-01-01', 'request 2031-07-09', 'record', 'backups'],
  )
  const mails = await mailsTo('vertrekt@voorbeeld.nl')
  assert.deepEqual(
    mails.map(({ kind }) => kind),
    ['erasure-done'],
    'what was mailed before is gone',
  )
  assert.match(
    mails[0]?.body_text ?? '',
    /1 factuur met je naam en adres, en wat daarvoor is betaald, tot 1 januari 2034/,
  )
  const { rows } = await sql<{ number: string; person: string | null }>`
    select k.number, d.person_id as person from kept_invoice k join document d on d.id = k.document_id`.execute(
    peil.platform.db,
  )
  assert.equal(rows.length, 1)
  assert.equal(rows[0]?.person, null)
  await assertRecorded(peil, 'erasure', 'ask', id)
  await assertRecorded(peil, 'erasure', 'withdraw')
  await assertRecorded(peil, 'erasure', 'grant', id)
  await assertRecorded(peil, 'erasure', 'carry-out', id)
  await assertRecorded(peil, 'invoice', 'keep-apart')
})

test('of whom something was decided a person answers, within the month or with why it takes longer', async () => {
  const who = await someone('besloten')
  await enough(peil, who, '2026-05-01')
  const application = await file(peil, who, today)
  await passOn(peil, sanne.actor, application, today)
  for (const member of members) await judge(peil, member, application, today)
  await peil.makePapers()
  await left(who)
  const asked = await ask(who.accountId)
  const id = asked.outcome === 'asked' ? asked.id : assert.fail(asked.outcome)
  const told = await mailsTo('functionaris@voorbeeld.nl')
  assert.equal(told.at(-1)?.kind, 'erasure-waits')
  await morning('2026-06-20')
  assert.ok(await isThere('registration', who.registrationId), 'nobody answered')
  const longer = (on: string, version: number) =>
    act(system, (context) => extendErasure(context, { id, version }, 'Er zijn er veel.'), on)
  // Whoever sees to it is reminded a week before the last day, when it is over, and once more.
  const remind = async (on: string) => {
    const before = (await mailsTo('functionaris@voorbeeld.nl')).length
    await act(system, remindErasures, on)
    const mails = (await mailsTo('functionaris@voorbeeld.nl')).slice(before)
    return mails.map(({ kind, body_text }) => `${kind} ${/is voorbij/.test(body_text)}`)
  }
  assert.deepEqual(await remind('2026-06-23'), [])
  assert.deepEqual(await remind('2026-06-24'), ['erasure-reminder false'])
  assert.deepEqual(await remind('2026-06-25'), [])
  assert.deepEqual(await remind('2026-07-01'), [])
  assert.deepEqual(await remind('2026-07-02'), ['erasure-reminder true'])
  assert.deepEqual(await remind('2026-07-08'), [])
  assert.deepEqual(await remind('2026-07-09'), ['erasure-reminder true'])
  assert.deepEqual(await remind('2026-08-09'), [])
  await assertRecorded(peil, 'erasure', 'remind', id)
  assert.equal((await longer('2026-07-02', 1)).outcome, 'too-late')
  assert.equal((await longer('2026-07-01', 1)).outcome, 'extended')
  assert.equal((await longer('2026-07-01', 2)).outcome, 'already')
  // With the last day the reminders move along.
  assert.deepEqual(await remind('2026-07-10'), [])
  // What is held, is not promised away.
  const held = await act(system, (context) =>
    placeHold(context, {
      registrationId: who.registrationId,
      ground: 'complaint',
      reason: 'Een klacht.',
      lastDay: day('2026-07-10'),
    }),
  )
  assert.equal(held.outcome, 'placed')
  const answer = (on: string, version: number) =>
    act(
      sanne.actor,
      (context) =>
        answerErasure(
          context,
          { id, version },
          { is: 'grant', extent: 'part', words: 'Wat is besloten, blijft.' },
        ),
      on,
    )
  assert.deepEqual(await answer('2026-07-10', 2), { outcome: 'forbidden', forbids: ['held'] })
  // What cannot be answered now is not offered: not to erase what is held, nor to put it off once more.
  const page = `/krsd/gegevensbescherming/verzoeken/${id}`
  const offered = async (on: string) => {
    await peil.setToday(on)
    const text = await (await peil.get(page, guard)).text()
    await peil.setToday(today)
    return [
      ...text.matchAll(/name="antwoord"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="antwoord"/g),
    ].map(([, one, other]) => one ?? other)
  }
  assert.deepEqual(await offered('2026-07-10'), ['refuse'])
  await peil.setToday('2026-07-10')
  const stopped = wordsOf(await (await peil.get(page, guard)).text())
  await peil.setToday(today)
  assert.match(stopped, /Wissen kan nu niet De gegevens worden vastgehouden\./)
  assert.doesNotMatch(stopped, /Dit blijft als/)
  assert.deepEqual(await offered('2026-07-11'), ['all', 'part', 'refuse'])
  assert.equal((await answer('2026-07-11', 1)).outcome, 'stale')
  // On the page of whoever sees to it, with what is wrong at its field.
  await peil.setToday('2026-07-11')
  const shown = wordsOf(await (await peil.get(page, guard)).text())
  assert.match(shown, /Dit blijft als een deel wordt gewist/)
  assert.match(shown, /Weg gaan dan: bestanden bij activiteiten en wie er keek\./)
  const empty = await peil.post(page, { antwoord: 'part', _version: '2' }, guard)
  assert.equal(empty.status, 422)
  await peil.setToday(today)
  assert.equal((await answer('2026-07-11', 2)).outcome, 'granted')
  await morning('2026-07-12')
  const request = await act(system, (context) => findErasure(context, id))
  assert.equal(request?.status, 'done')
  assert.ok(await isThere('registration', who.registrationId), 'what was decided stays')
  const { rows } = await sql<{ files: number; mails: number; decisions: number }>`
    select (select count(*)::int from document where person_id = ${who.personId}
        and kind = 'evidence' and file_key is not null) as files,
      (select count(*)::int from mail_message where account_id = ${who.accountId}
        and sent_at is not null) as mails,
      (select count(*)::int from decision where application_id = ${application}) as decisions`.execute(
    peil.platform.db,
  )
  assert.deepEqual(rows, [{ files: 0, mails: 0, decisions: 1 }])
  const dossier = request?.stays.find(({ what }) => what === 'dossier')
  assert.equal(dossier?.until, '2033-06-01')
  await assertRecorded(peil, 'erasure', 'extend', id)
  // And a refusal, of a second one: with why, and nothing goes.
  const second = await ask(who.accountId, '2026-08-01')
  const next = second.outcome === 'asked' ? second.id : assert.fail(second.outcome)
  const refused = await act(
    sanne.actor,
    (context) =>
      answerErasure(context, { id: next, version: 1 }, { is: 'refuse', words: 'Een zaak.' }),
    '2026-08-02',
  )
  assert.equal(refused.outcome, 'refused')
  await morning('2026-09-01')
  assert.ok(await isThere('account', who.accountId))
  await assertRecorded(peil, 'erasure', 'refuse', next)
})

test('where something was decided and nothing of it could go, no part is offered either', async () => {
  const who = await professional(peil, {
    ...{ email: 'zonder-stukken@voorbeeld.nl', firstName: 'Zonder', lastName: 'Stukken' },
    ...{ status: 'certified', validFirst: '2023-09-01', validLast: '2026-08-31' },
  })
  await left(who)
  const asked = await ask(who.accountId)
  const id = asked.outcome === 'asked' ? asked.id : assert.fail(asked.outcome)
  const bare = async () => {
    await act(system, async (context) => {
      await byHand(context)
      await sql`delete from mail_message where account_id = ${who.accountId}`.execute(context.db)
    })
    const weighed = await act(system, (context) => weighErasure(context, who))
    return { decided: weighed.asksJudgement, goes: partThatGoes(weighed) }
  }
  assert.deepEqual(await bare(), { decided: true, goes: [] })
  // Whoever opens it leaves that they looked, which is no part.
  for (let times = 0; times < 2; times += 1) {
    const page = await peil.get(`/krsd/gegevensbescherming/verzoeken/${id}`, guard)
    assert.doesNotMatch(await page.text(), /value="part"/)
  }
})

test('a hold that is placed meanwhile lets what was granted wait, and another is not held up by it', async () => {
  const [waits, goes] = [await someone('wacht'), await someone('door')]
  for (const who of [waits, goes]) {
    await left(who)
    assert.equal((await ask(who.accountId)).outcome, 'asked')
  }
  await act(system, (context) =>
    placeHold(context, {
      registrationId: waits.registrationId,
      ground: 'court',
      reason: 'Een zaak.',
      lastDay: day('2026-07-31'),
    }),
  )
  const weighed = await act(system, (context) => weighErasure(context, waits))
  assert.deepEqual(weighed.forbids, ['held'])
  const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
  const apart = (on: string) =>
    doDueWorkApart(peil.platform, { register: krsd, today: day(on) }, system)
  await apart('2026-06-09')
  assert.ok(await isThere('account', waits.accountId))
  assert.ok(!(await isThere('account', goes.accountId)))
  await apart('2026-08-01')
  assert.ok(!(await isThere('account', waits.accountId)), 'once it is over')
})

test('a hold that is placed between weighing and erasing counts, whichever comes first', async () => {
  const [first, second] = [await someone('eerst'), await someone('daarna')]
  for (const who of [first, second]) {
    await left(who)
    assert.equal((await ask(who.accountId)).outcome, 'asked')
  }
  const hold = (context: Context, { registrationId }: CastProfessional) =>
    placeHold(context, {
      ...{ registrationId, ground: 'court', reason: 'Een zaak.', lastDay: day('2026-07-31') },
    })
  /** Does one thing, lets the other begin before that is settled, and gives what came of both. */
  const between = async <One, Other>(
    one: (context: Context) => Promise<One>,
    other: () => Promise<Other>,
  ) => {
    const done = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const doing = act(
      system,
      async (context) => {
        const result = await one(context)
        done.resolve()
        await goOn.promise
        return result
      },
      '2026-06-09',
    )
    await done.promise
    const others = other()
    for (;;) {
      const { rows } = await sql`select from pg_locks where locktype = 'advisory'
        and not granted`.execute(peil.platform.db)
      if (rows.length > 0) break
      await setTimeout(10)
    }
    goOn.resolve()
    return Promise.all([doing, others])
  }
  // It is placed when nothing is erased yet, and whoever erases finds it.
  const [placed] = await between(
    (context) => hold(context, first),
    () => morning('2026-06-09'),
  )
  assert.equal(placed.outcome, 'placed')
  assert.ok(await isThere('registration', first.registrationId))
  // It comes when they are being erased, and finds nobody.
  assert.ok(!(await isThere('registration', second.registrationId)))
  const third = await someone('derde')
  await left(third)
  await ask(third.accountId)
  const [, late] = await between(carryOutErasures, () =>
    act(system, (context) => hold(context, third), '2026-06-09'),
  )
  assert.deepEqual(late, { outcome: 'unknown' })
  assert.ok(!(await isThere('registration', third.registrationId)))
})

test('the address of who has no account is found and goes, and what they confirmed stays', async () => {
  const who = await someone('drager')
  const email = 'petra.zonder@voorbeeld.nl'
  const id = await activity(peil, who, {
    title: 'Bevestigd',
    claimed: 400,
    completedOn: '2026-05-01',
    proof: 'referee',
    referee: { name: 'Petra Zonder', email },
  })
  const found = await act(system, (context) => findTraces(context, ' Petra.Zonder@voorbeeld.nl '))
  assert.equal(found.referee.length, 1)
  const search = await (
    await peil.get(`/krsd/gegevensbescherming/zoeken?zoek=${encodeURIComponent(email)}`, guard)
  ).text()
  assert.match(search, /op 1 plek/)
  const done = await act(system, (context) => eraseTraces(context, email, 'Gevraagd per brief.'))
  assert.deepEqual(done, { outcome: 'erased', places: 1 })
  const { rows } = await sql<{ name: string; email: string }>`
    select name, email from referee_request where activity_id = ${id}`.execute(peil.platform.db)
  assert.deepEqual(rows, [{ name: 'Petra Zonder', email: '' }])
  const twice = await act(system, (context) => eraseTraces(context, email, 'Nog eens.'))
  assert.equal(twice.outcome, 'nothing')
  const own = await act(system, (context) =>
    eraseTraces(context, 'drager@voorbeeld.nl', 'Heeft een account.'),
  )
  assert.equal(own.outcome, 'has-account')
  await assertRecorded(peil, 'retention', 'erase-address')
})

test('a breach is noted, and closed only once it is said who was told, and why nobody', async () => {
  const facts = {
    title: 'Mail naar een verkeerd adres',
    what: 'Een brief ging naar een ander.',
    noticedAt: Temporal.Instant.from('2026-05-31T12:00:00Z'),
    data: 'Naam en adres.',
    people: 1,
    consequences: '',
    measures: 'Adres nagekeken.',
    reportedOn: undefined,
    notReportedBecause: '',
    toldOn: day('2026-06-01'),
    notToldBecause: '',
  }
  const { id } = await act(system, (context) => noteBreach(context, facts))
  const change = (version: number, more: object, closes: boolean) =>
    act(system, (context) => changeBreach(context, { id, version }, { ...facts, ...more }, closes))
  assert.equal((await change(1, {}, true)).outcome, 'not-complete')
  const page = await (await peil.get(`/krsd/gegevensbescherming/datalekken/${id}`, guard)).text()
  assert.match(page.replaceAll('\u00a0', ' '), /Melden kan tot 3 juni 2026/)
  const home = await (await peil.get('/krsd/gegevensbescherming', guard)).text()
  assert.match(home, /Er is een datalek dat nog niet is gemeld/)
  assert.equal((await change(1, { people: 2 }, false)).outcome, 'changed')
  assert.equal((await change(1, {}, false)).outcome, 'stale')
  // Whoever typed in another window loses nothing of it, and nothing was done on a day to come.
  const typed = {
    titel: 'Mail',
    wat: 'Twee mensen belden erover.',
    gegevens: 'Naam.',
    tijd: '14.30',
  }
  const on = { 'gemerkt-dag': '31', 'gemerkt-maand': '5', 'gemerkt-jaar': '2026' }
  const told = { 'verteld-dag': '1', 'verteld-maand': '6', 'verteld-jaar': '2126' }
  const breach = `/krsd/gegevensbescherming/datalekken/${id}`
  const late = await peil.post(breach, { ...typed, ...on, _version: '1' }, guard)
  assert.equal(late.status, 409)
  assert.match(await late.text(), /Een collega was je voor[\s\S]*Twee mensen belden erover\./)
  const ahead = await peil.post(breach, { ...typed, ...on, ...told, _version: '2' }, guard)
  assert.equal(ahead.status, 422)
  assert.match(await ahead.text(), /Vul een dag in die al is geweest\./)
  const why = { notReportedBecause: 'Geen risico: het was een collega.' }
  assert.equal((await change(2, why, true)).outcome, 'closed')
  assert.equal((await change(3, {}, false)).outcome, 'stale')
  await assertRecorded(peil, 'breach', 'note', id)
  await assertRecorded(peil, 'breach', 'change', id)
  await assertRecorded(peil, 'breach', 'close', id)
  for (const place of ['bewaren', 'vastgehouden', 'inzage', 'verzoeken', 'datalekken/nieuw']) {
    assert.equal((await peil.get(`/krsd/gegevensbescherming/${place}`, guard)).status, 200, place)
  }
})

test('what was decided before a register came here asks a person as well', async () => {
  const who = await professional(peil, {
    email: 'elders-besloten@voorbeeld.nl',
    firstName: 'Gerda',
    lastName: 'Oud',
    status: 'certified',
    validFirst: '2023-09-01',
    validLast: '2026-08-31',
  })
  await left(who)
  const first = await ask(who.accountId)
  const id = first.outcome === 'asked' ? first.id : assert.fail(first.outcome)
  const page = await (await peil.get(`/krsd/gegevensbescherming/verzoeken/${id}`, guard)).text()
  assert.doesNotMatch(page, /niets besloten/)
  assert.match(
    await (await peil.get('/krsd/mijn/wissen', who.cookie)).text(),
    /Er wordt naar gekeken/,
  )
  await morning('2026-06-20')
  assert.ok(await isThere('registration', who.registrationId), 'it waits for an answer')
})

test('who gave a training of their own and was recognised for one goes, and who followed it keeps what was decided', async () => {
  const gave = await someone('trainer')
  const owner = { is: 'person', id: gave.personId } as const
  const course = await act(gave.actor, async (context) => {
    const facts = courseFacts({
      ...{ title: 'Les over verzuim', form: 'by-professional' },
      reviewOn: day('2027-12-31'),
    })
    const made = await makeCourse(context, owner, facts)
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const added = await addEdition(
      context,
      owner,
      made.id,
      editionFacts({ days: [day('2026-09-01')] }),
    )
    assert.equal(added.outcome, 'added')
    return made
  })
  const held = await act(system, async ({ db, ...context }) => {
    await byHand({ db, ...context })
    const decided = {
      ...{ register: 'krsd', person_id: gave.personId, decided_on: '2026-01-01' },
      ...{ first_day: '2026-01-01', last_day: '2027-12-31' },
    }
    const counts = JSON.stringify([{ kind: 'training', amount: 400, attributes: ['accredited'] }])
    const { id } = await db
      .insertInto('accreditation')
      .values({ ...decided, course_id: course.id, counts, study_load: 400 })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('accreditation')
      .values({ ...decided, training: 'masterclass', counts: '[]' })
      .execute()
    return id
  })
  const followed = await someone('volgde')
  const activityId = await activity(peil, followed, {
    ...{ title: 'Les over verzuim', claimed: 400, completedOn: '2026-05-01', accredited: true },
  })
  await act(system, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('activity')
      .where('id', '=', activityId)
      .set({ course_id: course.id })
      .execute()
    await context.db
      .updateTable('activity_claim')
      .where('activity_id', '=', activityId)
      .set({ accreditation_id: held })
      .execute()
  })
  const offered = async () => wordsOf(await (await peil.get('/krsd/opleidingen')).text())
  assert.match(await offered(), /Les over verzuim/)
  await left(gave)
  assert.equal((await ask(gave.accountId)).outcome, 'asked')
  await morning('2026-06-09')
  for (const [table, of] of [
    ['registration', gave.registrationId],
    ['person', gave.personId],
    ['account', gave.accountId],
  ] as const) {
    assert.ok(!(await isThere(table, of)), table)
  }
  // What was decided stays, without whose it was, and nobody is offered what nobody gives.
  const rows = await peil.platform.db
    .selectFrom('accreditation')
    .where('decided_on', '=', '2026-01-01')
    .select(['person_id', 'course_id', 'training'])
    .orderBy('training')
    .execute()
  assert.deepEqual(rows, [
    { person_id: null, course_id: null, training: 'masterclass' },
    { person_id: null, course_id: course.id, training: null },
  ])
  assert.doesNotMatch(await offered(), /Les over verzuim/)
  const page = wordsOf(await (await peil.get(`/krsd/opleidingen/${course.number}`)).text())
  assert.match(page, /Deze opleiding wordt niet meer aangeboden/)
  assert.doesNotMatch(page, /trainer|Wil/)
  const mine = await peil.get(`/krsd/mijn/activiteiten/${activityId}`, followed.cookie)
  assert.match(
    wordsOf(await mine.text()),
    new RegExp(`Geaccrediteerd voor het KRSD, 4 uur, nummer ${course.number}, geldig van`),
  )
})

test('after all of it the record vouches for every row', async () => {
  await assertRecordHolds(peil.platform, { madeByHand: true })
})
