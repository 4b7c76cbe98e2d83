import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { remindPlans } from '#domain/development/development-plan/remind-plans.ts'
import { closeRounds } from '#domain/development/feedback-round/close-rounds.ts'
import type { AskedInRound, Said } from '#domain/development/feedback-round/feedback.ts'
import { together } from '#domain/development/feedback-round/feedback.ts'
import { openRound as openRoundOf } from '#domain/development/feedback-round/open-round.ts'
import { remindAsked } from '#domain/development/feedback-round/remind-asked.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { readNotice } from '#web/notice.ts'

// How somebody develops: the scan, colleagues without their names, the plan; as people come by pages, letters and
// mornings.

const today = '2027-03-01'
const here = '/lklr'
let peil: TestPlatform
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'lklr' })
  await peil.setToday(today)
})

const once = () => ({ _once: crypto.randomUUID() })

type Somebody = CastProfessional & { readonly email: string }

async function somebody(): Promise<Somebody> {
  people += 1
  const email = `nadia${people}@gemeente.nl`
  const who = await professional(peil, {
    email,
    firstName: 'Nadia',
    lastName: 'Bakker',
    status: 'certified',
    since: '2024-01-10',
    validFirst: '2024-02-01',
    validLast: '2029-01-31',
  })
  return { ...who, email }
}

const asSystem = (work: typeof closeRounds, on: string) => peil.act(clock, work, on)

async function text(path: string, who?: { readonly cookie: string }): Promise<string> {
  const response = await peil.get(path, who?.cookie)
  assert.equal(response.status, 200, path)
  return response.text()
}

const post = (path: string, form: Record<string, string>, who?: { readonly cookie: string }) =>
  peil.post(path, { ...once(), ...form }, who?.cookie)

const competences = ['laws', 'talking', 'positioning', 'judging', 'networking', 'learning'] as const
const scanOf = (ratings: readonly number[]) =>
  Object.fromEntries(competences.map((id, at) => [`competentie-${id}`, String(ratings[at] ?? 3)]))

describe('a competence scan', () => {
  test('is kept as a draft, done, compared with the one before, and taken away', async () => {
    const who = await somebody()
    const page = `${here}/mijn/ontwikkeling/scan`
    assert.match(await text(`${here}/mijn`, who), /Kijk met een korte scan/)
    // Half of it: as a draft it is kept, as done it is asked for the rest and what was chosen stays.
    const half = { 'competentie-laws': '2', note: 'Na het teamgesprek' }
    const refused = await post(page, { ...half, _version: '0', intent: 'klaar' }, who)
    assert.equal(refused.status, 422)
    const again = await refused.text()
    assert.match(again, /Kies bij ‘Gesprekken voeren’ een antwoord/)
    assert.match(again, /Na het teamgesprek/)
    assert.equal((await post(page, { ...half, _version: '0', intent: 'concept' }, who)).status, 303)
    assert.match(await text(page, who), /begonnen op 1\smaart\s2027/)
    // A window that has not seen the draft overwrites nothing.
    const stale = await post(page, { ...scanOf([1]), _version: '0', intent: 'klaar' }, who)
    assert.equal(stale.status, 409)
    const done = await post(
      page,
      { ...scanOf([2, 1, 4, 5, 3, 3]), _version: '1', intent: 'klaar' },
      who,
    )
    assert.equal(done.status, 303)
    const [scan] = await peil.platform.db
      .selectFrom('competence_scan')
      .where('registration_id', '=', who.registrationId)
      .selectAll()
      .execute()
    assert.ok(scan)
    await assertRecorded(peil, 'competence-scan', 'keep', scan.id)
    await assertRecorded(peil, 'competence-scan', 'finish', scan.id)
    assert.match(
      await text(`${here}/mijn`, who),
      /ontwikkelpunten: Leerplicht en RMC kennen en Gesprekken voeren/,
    )

    await peil.setToday('2027-09-01')
    await post(page, { ...scanOf([3, 2, 3, 5, 3, 3]), _version: '0', intent: 'klaar' }, who)
    const shown = await text(`${here}/mijn/ontwikkeling`, who)
    await peil.setToday(today)
    assert.match(shown, /Omhoog, het was 2/)
    assert.match(shown, /Omlaag, het was 4/)
    assert.match(shown, /Gelijk/)
    const gone = await post(`${here}/mijn/ontwikkeling/scans/${scan.id}/weghalen`, {}, who)
    assert.equal(gone.status, 303)
    await assertRecorded(peil, 'competence-scan', 'remove', scan.id)
    assert.doesNotMatch(await text(`${here}/mijn/ontwikkeling`, who), /Omhoog, het was/)
    // Somebody else's does not exist.
    const other = await somebody()
    const theirs = await post(`${here}/mijn/ontwikkeling/scans/${scan.id}/weghalen`, {}, other)
    assert.equal(theirs.status, 404)
  })
})

const names = ['Anna', 'Bert', 'Chris', 'Dewi', 'Emre', 'Fleur', 'Gijs', 'Hind']

async function openRound(who: CastProfessional, from = 0): Promise<string> {
  const asked = names.map((name) => `${name}, ${name.toLowerCase()}${from}@school.nl`).join('\n')
  const opened = await post(
    `${here}/mijn/ontwikkeling/feedback/vragen`,
    { people: asked, note: 'Ik wil leren van jullie.' },
    who,
  )
  assert.equal(opened.status, 303)
  return opened.headers.get('location') ?? ''
}

async function linkTo(email: string): Promise<string> {
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .where('kind', '=', 'feedback-request')
    .select('body_text')
    .executeTakeFirstOrThrow()
  return /(\/lklr\/feedback\/[\w-]+)/.exec(mail.body_text)?.[1] ?? ''
}

const answer = (link: string, rating: number, better = '') =>
  peil.post(link, {
    ...Object.fromEntries(competences.map((id) => [`over-${id}`, String(rating)])),
    'vraag-strong': `Sterk ${rating}`,
    'vraag-better': better,
  })

describe('feedback of colleagues', () => {
  test('asks enough of them, at work, and nobody twice', async () => {
    const who = await somebody()
    const page = `${here}/mijn/ontwikkeling/feedback/vragen`
    const few = await post(page, { people: 'Anna, anna@school.nl' }, who)
    assert.equal(few.status, 422)
    assert.match(await few.text(), /Vraag minstens 8 collega’s/)
    const wrong = [
      'Anna, anna@gmail.com',
      `Ikzelf, ${who.email.replace('@', '+x@')}`,
      'Bert, bert@school.nl',
      'Bertus, bert+2@school.nl',
      'zonder adres',
    ]
    const said = await (await post(page, { people: wrong.join('\n') }, who)).text()
    for (const pattern of [
      /Regel 1: vul het e-mailadres van het werk in/,
      /Regel 2: dit is je eigen adres/,
      /Regel 4: dit adres staat er twee keer/,
      /Regel 5: vul een naam in/,
    ]) {
      assert.match(said, pattern)
    }
    const round = await openRound(who)
    const twice = await post(round, { people: 'Anna weer, ANNA0@school.nl' }, who)
    assert.match(await twice.text(), /Regel 1: dit adres is in deze ronde al gevraagd/)
    const more = await post(round, { people: 'Ilse, ilse@school.nl' }, who)
    assert.equal(more.status, 303)
    const roundId = round.split('/').at(-1)
    await assertRecorded(peil, 'feedback-round', 'open', roundId)
    await assertRecorded(peil, 'feedback-round', 'ask-more', roundId)
    // One at a time, and for some time none after it, so that two cannot be laid beside each other.
    assert.equal((await peil.get(page, who.cookie)).status, 303)
    await post(`${round}/intrekken`, {}, who)
    await assertRecorded(peil, 'feedback-round', 'withdraw', roundId)
    assert.equal((await peil.get(page, who.cookie)).status, 303)
    assert.equal((await peil.get(await linkTo('anna0@school.nl'))).status, 404)
    const { rows } = await sql<{
      left: number
    }>`select count(*)::int as left from feedback_invitation
      where round_id = ${round.split('/').at(-1)}`.execute(peil.platform.db)
    assert.equal(rows[0]?.left, 0)
  })

  test('is shown from five answers on, once it is closed, and enters the portfolio of the LKLR by itself', async () => {
    const who = await somebody()
    const round = await openRound(who, 1)
    const id = round.split('/').at(-1) ?? ''
    const links = await Promise.all(names.map((name) => linkTo(`${name.toLowerCase()}1@school.nl`)))
    assert.match(await text(links[0] ?? ''), /zonder je naam/)
    const before = await traces(id)
    const asSeen = await text(round, who)
    for (const [at, link] of links.slice(0, 5).entries()) {
      // The last of them writes nothing to the second question: four texts are too few.
      const given = await answer(link, 1 + (at % 2), at < 4 ? `Beter ${at}` : '')
      assert.equal(given.status, 200)
      assert.match(await given.text(), /Bedankt voor je antwoord/)
      // While it is open nothing changes for who asked, by nothing that there is.
      assert.equal(withoutTokens(await text(round, who)), withoutTokens(asSeen))
    }
    const used = await answer(links[0] ?? '', 5)
    assert.match(await used.text(), /al gebruikt/)
    // Of an answer there is no record, no mail, no look, no form and no time; and no way from it to who was asked.
    assert.deepEqual(await traces(id), before)
    const { rows: columns } = await sql<{ name: string }>`select column_name as name
      from information_schema.columns where table_name in ('feedback_answer', 'feedback_used_link')
      order by 1`.execute(peil.platform.db)
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['id', 'register', 'register', 'round_id', 'round_id', 'said', 'used_hash'],
    )
    const { rows: shared } = await sql`select from feedback_used_link u join feedback_invitation i
      on u.used_hash = i.token_hash`.execute(peil.platform.db)
    assert.equal(shared.length, 0)
    // Whoever answered is reminded as well.
    await asSystem(remindAsked, '2027-03-08')
    const reminded = await peil.platform.db
      .selectFrom('mail_message')
      .where('kind', '=', 'feedback-reminder')
      .where('to_address', 'like', '%1@school.nl')
      .select(['to_address', 'body_text'])
      .execute()
    assert.equal(reminded.length, names.length)
    for (const { body_text } of reminded) assert.doesNotMatch(body_text, /\/feedback\//)

    await asSystem(closeRounds, '2027-03-28')
    assert.match(await text(round, who), /open tot en met 28\smaart/)
    await asSystem(closeRounds, '2027-03-29')
    await peil.setToday('2027-03-29')
    const closed = await text(round, who)
    assert.match(closed, /Minstens 5 collega’s antwoordden/)
    // 1, 2, 1, 2, 1 is 1.4 on average: a half, from which no single answer follows.
    assert.match(closed, /Ongeveer 1,5 van 5, of lager/)
    assert.match(closed, /Sterk 2/)
    assert.doesNotMatch(closed, /Beter \d/)
    assert.match(closed, /Minder dan 5 collega’s schreven hier iets/)
    const { rows: left } = await sql`select from feedback_answer where round_id = ${id}::uuid
      union all select from feedback_used_link where round_id = ${id}::uuid
      union all select from feedback_invitation where round_id = ${id}::uuid`.execute(
      peil.platform.db,
    )
    assert.equal(left.length, 0)
    await assertRecorded(peil, 'feedback-round', 'remind', id)
    await assertRecorded(peil, 'feedback-round', 'close', id)

    const { rows: entered } = await sql<{ kind: string; state: string; proofs: number }>`
      select c.kind, c.state, (select count(*)::int from evidence e where e.activity_id = a.id) as proofs
      from feedback_round f join activity a on a.id = f.activity_id
      join activity_claim c on c.activity_id = a.id where f.id = ${id}::uuid`.execute(
      peil.platform.db,
    )
    assert.deepEqual(entered, [{ kind: 'feedback-360', state: 'entered', proofs: 1 }])
    // Colleagues see something to work on where somebody has not looked themselves.
    assert.match(await text(`${here}/mijn/ontwikkeling`, who), /Dat vinden collega’s/)
    // The morning of another day closes nothing twice.
    await asSystem(closeRounds, '2027-03-30')
    await peil.setToday(today)
  })

  test('with four answers is never shown, and thrown away unread', async () => {
    const who = await somebody()
    const round = await openRound(who, 2)
    const id = round.split('/').at(-1) ?? ''
    for (const name of names.slice(0, 4))
      await answer(await linkTo(`${name.toLowerCase()}2@school.nl`), 5)
    // From so few nobody is taken back: who is left would be all who answered.
    const [first] = await peil.platform.db
      .selectFrom('feedback_invitation')
      .where('round_id', '=', id)
      .select('id')
      .limit(1)
      .execute()
    const takeBack = async (invitation: string) => {
      const done = await post(round, { invitation }, who)
      const left = /peil-bericht=([^;]*)/.exec(done.headers.get('set-cookie') ?? '')?.[1]
      return readNotice(left)?.text ?? ''
    }
    assert.match(await takeBack(first?.id ?? ''), /Vraag eerst iemand anders/)
    await post(round, { people: 'Iris, iris2@school.nl\nJan, jan2@school.nl' }, who)
    // Taking back the question to somebody who answered says nothing of that.
    const invited = await peil.platform.db
      .selectFrom('feedback_invitation')
      .where('round_id', '=', id)
      .select(['id', 'name'])
      .orderBy('name')
      .execute()
    const said = await Promise.all([invited[0], invited[7]].map((one) => takeBack(one?.id ?? '')))
    assert.match(said[0] ?? '', /De vraag is ingetrokken/)
    assert.equal(said[0], said[1])
    await assertRecorded(peil, 'feedback-round', 'withdraw-invitation', id)
    assert.equal((await peil.get(await linkTo('hind2@school.nl'))).status, 410)
    await asSystem(closeRounds, '2027-03-29')
    await peil.setToday('2027-03-29')
    const closed = await text(round, who)
    await peil.setToday(today)
    assert.match(closed, /Er waren minder dan 5 antwoorden/)
    const { rows } = await sql<{ results: unknown; answers: number }>`select results,
      (select count(*)::int from feedback_answer where round_id = f.id) as answers
      from feedback_round f where id = ${id}::uuid`.execute(peil.platform.db)
    assert.deepEqual(rows, [{ results: null, answers: 0 }])
  })

  test('of one person there are not two rounds at a time, in whichever register', async () => {
    const who = await somebody()
    await openRound(who, 3)
    const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
    const day = Temporal.PlainDate.from(today)
    const there = await inRegister(
      peil.platform,
      { register: krsd, today: day },
      clock,
      async (context) => {
        await byHand(context)
        const { id } = await context.db
          .insertInto('registration')
          .values({
            register: 'krsd',
            person_id: who.personId,
            status: 'candidate',
            regulation_version: '2021-01-01',
            signed_up_on: '2026-01-15',
            approved_on: '2026-01-15',
            candidate_on: '2026-01-15',
          })
          .returning('id')
          .executeTakeFirstOrThrow()
        return id
      },
    )
    const people = names.map((name) => `${name}, ${name.toLowerCase()}3@school.nl`).join('\n')
    const again = await inRegister(
      peil.platform,
      { register: krsd, today: day },
      who.actor,
      (context) => openRoundOf(context, there, { people, note: '' }),
    )
    assert.equal(again.outcome, 'too-soon')
  })

  test('what whoever asked can take away with them says no more than the page', async () => {
    const who = await somebody()
    const round = await openRound(who, 4)
    const id = round.split('/').at(-1) ?? ''
    const links = await Promise.all(names.map((name) => linkTo(`${name.toLowerCase()}4@school.nl`)))
    const exported = () =>
      peil.act(who.actor, async (context) => {
        const rows: unknown[] = []
        for (const table of [
          'feedback_round',
          'feedback_invitation',
          'mail_message',
          'audit_record',
        ] as const) {
          const { rows: found } = await sql`select * from ${sql.table(table)} t
            where to_jsonb(t)::text like ${`%${id}%`}`.execute(context.db)
          rows.push(found)
        }
        return rows
      })
    const pages = [round, `${here}/mijn`, `${here}/mijn/ontwikkeling`, `${here}/mijn/berichten`]
    const seen = async () =>
      (await Promise.all(pages.map((page) => text(page, who)))).map(withoutTokens)
    const before = [await exported(), await seen()]
    // The first asks for nothing and closes the window, the second opens it twice, five answer.
    await text(links[7] ?? '')
    await text(links[6] ?? '')
    for (const link of links.slice(0, 5)) await answer(link, 4, 'Beter')
    assert.deepEqual([await exported(), await seen()], before)
    // A colleague who answered is told so by their own link alone, and another's says nothing.
    assert.match(await text(links[0] ?? ''), /al gebruikt/)
    assert.match(await text(links[7] ?? ''), /Antwoord geven/)
    // Sent with other things than are asked, nothing of it is kept.
    const odd = await peil.post(links[5] ?? '', {
      ...Object.fromEntries(competences.map((one) => [`over-${one}`, '9'])),
      naam: 'Ik ben Fleur',
    })
    assert.equal(odd.status, 422)
    await asSystem(closeRounds, '2027-03-29')
    const { rows } = await sql<{
      row: string
    }>`select to_jsonb(f)::text as row from feedback_round f
      where id = ${id}::uuid`.execute(peil.platform.db)
    assert.doesNotMatch(rows[0]?.row ?? '', /school\.nl|"ratings"|Fleur|Anna|token|used_hash/)
  })

  test('puts answers together so that none of them follows from it', () => {
    const asked: AskedInRound = {
      competences: [
        { id: 'a', label: 'A', text: '' },
        { id: 'b', label: 'B', text: '' },
      ],
      scale: ['1', '2', '3', '4', '5'],
      goodFrom: 3,
      questions: [{ id: 'q', label: 'Q' }],
    }
    const said = (a: number, b: number | undefined, q: string): Said => ({
      ratings: b === undefined ? { a } : { a, b },
      texts: { q },
    })
    const five = [
      said(1, 5, 'z'),
      said(5, 5, 'b'),
      said(3, 5, 'a'),
      said(2, 4, 'c'),
      said(2, undefined, '  '),
    ]
    const round = { asked, shownFrom: 5 }
    assert.equal(together(round, five.slice(1), 8), undefined)
    const results = together(round, five, 8)
    // 13 of 5 is 2.6, and stands as two and a half; of B only four could say.
    assert.deepEqual(results?.competences, [
      { id: 'a', label: 'A', average: 25, point: true },
      { id: 'b', label: 'B' },
    ])
    assert.deepEqual(results?.questions, [{ id: 'q', label: 'Q' }])
    const six = together(round, [...five, said(4, 5, 'd')], 8)
    assert.deepEqual(six?.questions[0]?.texts, ['a', 'b', 'c', 'd', 'z'])
    // Where all say the same, at an end of the scale, it is not told: it would say what each of them said.
    const alike = (a: number) =>
      together(
        round,
        Array.from({ length: 5 }, () => said(a, a, 'x')),
        8,
      )
    const nearlyAlike = together(
      round,
      [...Array.from({ length: 3 }, () => said(1, 1, 'x')), said(2, 1, 'x'), said(2, 2, 'x')],
      8,
    )
    assert.deepEqual(alike(1)?.competences[0], nearlyAlike?.competences[0])
    assert.deepEqual(alike(5)?.competences[0], {
      ...{ id: 'a', label: 'A', average: 45, end: 'at-least', point: false },
    })
    // In whatever order they came, it is the same.
    assert.deepEqual(together(round, [said(4, 5, 'd'), ...five.toReversed()], 8), six)
  })
})

/** Everything that is kept with a time or a name, of which an answer leaves nothing. */
async function traces(roundId: string) {
  const { rows } = await sql<Record<string, unknown>>`select
    (select count(*)::int from audit_record) as records,
    (select count(*)::int from mail_message) as mails,
    (select count(*)::int from look) as looks,
    (select count(*)::int from form_submission where path like '%/feedback/%' and path not like '/lklr/mijn/%') as forms,
    (select count(*)::int from kept_form) as kept,
    (select json_agg(i order by i.id) from feedback_invitation i where i.round_id = ${roundId}::uuid) as asked,
    (select json_agg(f) from feedback_round f where f.id = ${roundId}::uuid) as round`.execute(
    peil.platform.db,
  )
  return rows
}

const withoutTokens = (html: string | undefined) =>
  (html ?? '').replaceAll(/value="[\w-]{30,}"/g, '')

describe('a development plan', () => {
  test('has goals from the points, a summary without reflections, and a reminder of its own', async () => {
    const who = await somebody()
    const edit = `${here}/mijn/ontwikkeling/plan/wijzigen`
    const facts = {
      madeWith: 'mijn leidinggevende',
      'begin-dag': '1',
      'begin-maand': '3',
      'begin-jaar': '2027',
      'eind-dag': '1',
      'eind-maand': '3',
      'eind-jaar': '2029',
      note: 'Elk kwartaal een dag.',
      herinnering: '3',
    }
    const back = await post(edit, { ...facts, 'eind-jaar': '2026', _version: '0' }, who)
    assert.equal(back.status, 422)
    assert.match(await back.text(), /einddatum die na de begindatum ligt/)
    assert.equal((await post(edit, { ...facts, _version: '0' }, who)).status, 303)
    assert.equal((await post(edit, { ...facts, _version: '0' }, who)).status, 409)
    const add = `${here}/mijn/ontwikkeling/plan/doelen`
    assert.match(await text(`${add}?competentie=talking`, who), /value="talking" checked/)
    const goal = {
      text: 'Lastige gesprekken voeren',
      competentie: 'talking',
      learning: 'Een training',
    }
    assert.equal((await post(add, goal, who)).status, 303)
    const page = `${here}/mijn/ontwikkeling/plan`
    assert.match(await text(page, who), /Lastige gesprekken voeren/)
    const [row] = await peil.platform.db
      .selectFrom('development_goal')
      .innerJoin('development_plan', 'development_plan.id', 'plan_id')
      .where('registration_id', '=', who.registrationId)
      .select(['development_goal.id', 'plan_id'])
      .execute()
    assert.ok(row)
    const pdf = await peil.get(`${page}/samenvatting.pdf`, who.cookie)
    assert.equal(pdf.headers.get('content-type'), 'application/pdf')

    await asSystem(remindPlans, '2027-05-31')
    await asSystem(remindPlans, '2027-06-01')
    await asSystem(remindPlans, '2027-06-02')
    const mails = () =>
      peil.platform.db
        .selectFrom('mail_message')
        .where('kind', '=', 'plan-reminder')
        .where('to_address', '=', who.email)
        .select('subject')
        .execute()
    assert.equal((await mails()).length, 1)
    // Switched off, none comes.
    assert.equal((await post(edit, { ...facts, herinnering: '0', _version: '1' }, who)).status, 303)
    await asSystem(remindPlans, '2027-12-01')
    assert.equal((await mails()).length, 1)
    await post(`${add}/${row.id}`, { intent: 'reach' }, who)
    await post(`${add}/${row.id}`, { intent: 'reach' }, who)
    assert.match(await text(page, who), /Gehaald/)
    await post(`${add}/${row.id}`, { intent: 'take-up' }, who)
    await post(`${add}/${row.id}`, { intent: 'drop' }, who)
    const changed = { ...goal, text: 'Rustig blijven', _version: '4' }
    assert.equal((await post(`${add}/${row.id}`, { ...changed, _version: '1' }, who)).status, 409)
    assert.equal((await post(`${add}/${row.id}`, changed, who)).status, 303)
    await post(`${add}/${row.id}`, { intent: 'remove' }, who)
    assert.doesNotMatch(await text(page, who), /Rustig blijven/)
    await assertRecorded(peil, 'development-plan', 'begin', row.plan_id)
    await assertRecorded(peil, 'development-plan', 'change', row.plan_id)
    await assertRecorded(peil, 'development-plan', 'add-goal', row.plan_id)
    await assertRecorded(peil, 'development-plan', 'change-goal', row.plan_id)
    await assertRecorded(peil, 'development-plan', 'reach-goal', row.plan_id)
    await assertRecorded(peil, 'development-plan', 'take-up-goal', row.plan_id)
    await assertRecorded(peil, 'development-plan', 'drop-goal', row.plan_id)
    await assertRecorded(peil, 'development-plan', 'remove-goal', row.plan_id)
    await assertRecorded(peil, 'development-plan', 'remind', row.plan_id)
    assert.equal((await post(`${page}/afsluiten`, { _version: '2' }, who)).status, 303)
    assert.match(await text(page, who), /Eerdere plannen/)
    await assertRecorded(peil, 'development-plan', 'end', row.plan_id)
    // Somebody else's goal does not exist.
    const other = await somebody()
    assert.equal((await post(`${add}/${row.id}`, { intent: 'reach' }, other)).status, 404)
  })
})
