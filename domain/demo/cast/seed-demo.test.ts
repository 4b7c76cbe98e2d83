import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { listAdditions } from '#domain/certification/addition/queries.ts'
import { filedActivities, listApplications } from '#domain/certification/application/queries.ts'
import { openFollowUps } from '#domain/certification/follow-up/queries.ts'
import { professionals } from '#domain/demo/cast/cast.ts'
import { listCast } from '#domain/demo/cast/list-cast.ts'
import { seatCast } from '#domain/demo/cast/seat-cast.ts'
import { seedDemo } from '#domain/demo/cast/seed-demo.ts'
import { labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { lookAtSigned } from '#domain/dossier/signed-document/look-at-signed.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { formatAmount } from '#engine'
import { formatDay } from '#language/days.ts'
import { assessDossier } from '#testing/assess-dossier.ts'
import { assertMoves } from '#testing/move-register.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const peil = await testPlatform({ demo: true })
await seedDemo(peil.platform)
const system = { kind: 'system', task: 'test' } as const
const people = await peil.act(system, listCast)

test('everybody of the cast is there, and the professionals stand where their story says', async () => {
  const standing = Object.fromEntries(people.map((one) => [one.member.id, one.status]))
  assert.equal(standing.farid, 'approved')
  assert.equal(standing.lonneke, 'candidate')
  assert.equal(standing.judith, 'candidate')
  assert.equal(people.length, 18)
  await assertRecorded(peil, 'staff', 'grant')
})

test('who works for registers sits in every body of one that came later, and in what they were taken out of no more', async () => {
  const krsd = peil.platform.registers.get('krsd')!
  const council = {
    id: 'raad',
    name: 'Toetsingsraad',
    short: 'de toetsingsraad',
    may: ['judge-renewal' as const],
  }
  const rest = krsd.bodies.map((body) => ({
    ...body,
    may: body.may.filter((act) => act !== 'judge-renewal'),
  }))
  const register = { ...krsd, id: 'later', bodies: [...rest, council] }
  const sitting = () =>
    inRegister(peil.platform, { register }, system, async (context) => {
      await seatCast(context)
      const rows = await context.db
        .selectFrom('staff_role')
        .innerJoin('account', 'account.id', 'staff_role.account_id')
        .where('register', '=', 'later')
        .select(['email', 'role', 'body'])
        .execute()
      return rows.map(({ email, role, body }) => `${email.split('@')[0]} ${role} ${body}`.trim())
    })
  const seats = [
    'aylin chair committee',
    'aylin chair raad',
    'aylin member committee',
    'aylin member raad',
    'bo administrator',
    'henk member bestuur',
    'joost member back-office',
    'marieke member committee',
    'marieke member raad',
    'ruth member bestuur',
    'sanne member back-office',
    'tom member committee',
    'tom member raad',
    'wilma administrator',
    'yara privacy-officer',
  ]
  assert.deepEqual((await sitting()).toSorted(), seats)
  await inRegister(peil.platform, { register }, system, async (context) => {
    await byHand(context)
    const tom = people.find(({ member }) => member.id === 'tom')?.accountId ?? ''
    await context.db
      .deleteFrom('staff_role')
      .where('account_id', '=', tom)
      .where('register', '=', 'later')
      .execute()
  })
  const without = seats.filter((seat) => !seat.startsWith('tom'))
  assert.deepEqual((await sitting()).toSorted(), without)
})

test('each body that judges has one member more than the regulation asks for, three where it asks two', async () => {
  const krsd = peil.platform.registers.get('krsd')!
  const asks = (members: number) => ({
    ...krsd,
    id: `asks-${members}`,
    versions: krsd.versions.map((one) => ({
      ...one,
      regulation: {
        ...one.regulation,
        committee: { ...one.regulation.committee, members },
      },
    })),
  })
  for (const members of [2, 3]) {
    const register = asks(members)
    const [seated, met] = await inRegister(peil.platform, { register }, system, async (context) => {
      await seatCast(context)
      const rows = await context.db
        .selectFrom('staff_role')
        .where('register', '=', register.id)
        .where('body', '=', 'committee')
        .where('role', '=', 'member')
        .select('account_id')
        .execute()
      return [rows.length, (await listCast(context)).some(({ member }) => member.id === 'esra')]
    })
    assert.equal(seated, members + 1)
    assert.equal(met, members > 2)
  }
  for (const { bodies, id } of peil.platform.registers.values()) {
    for (const body of bodies.filter(({ may }) => may.some((act) => act.startsWith('judge-')))) {
      const rows = await peil.platform.db
        .selectFrom('staff_role')
        .where('register', '=', id)
        .where('body', '=', body.id)
        .where('role', '=', 'member')
        .select('account_id')
        .execute()
      assert.ok(rows.length >= 3, `${id} ${body.id}`)
    }
  }
})

async function norms(id: string) {
  const email = professionals.find((one) => one.id === id)?.email ?? ''
  const row = await peil.platform.db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .innerJoin('account', 'account.id', 'person.account_id')
    .where('account.email', '=', email)
    .select('registration.id')
    .executeTakeFirstOrThrow()
  const { registers } = peil.platform
  const register = registers.get(professionals.find((one) => one.id === id)?.register ?? '')!
  const assessment = await inRegister(peil.platform, { register }, system, (context) =>
    assessDossier(context, row.id),
  )
  return Object.fromEntries(
    assessment.norms.map((norm) => [
      norm.id,
      {
        provisional: formatAmount(norm.provisional),
        shortfall: formatAmount(norm.shortfall),
        planned: formatAmount(norm.withPlanned.planned),
        shortfallWithPlanned: formatAmount(norm.withPlanned.shortfall),
      },
    ]),
  )
}

test("Lonneke has the booklet's figures: 50 and 46 to go, and 57 and 39 with what she plans", async () => {
  assert.deepEqual((await norms('lonneke')).total, {
    provisional: '50',
    shortfall: '46',
    planned: '7',
    shortfallWithPlanned: '39',
  })
})

test('Farid lacks 8 hours, and the 12 of his draft are enough', async () => {
  const { total, accredited } = await norms('farid')
  assert.equal(total?.provisional, '88')
  assert.equal(total?.shortfall, '8')
  assert.equal(accredited?.shortfall, '0')
})

const points = async (id: string) => {
  const { total, accredited, reflection } = await norms(id)
  return [total?.provisional, accredited?.provisional, reflection?.provisional]
}

test("the three of the regulation's examples have its figures, and only reflection falls short", async () => {
  assert.deepEqual(await points('willemijn'), ['250', '100', '50'])
  assert.deepEqual(await points('pieter'), ['160', '75', '85'])
  assert.deepEqual(await points('hanneke'), ['205', '100', '30'])
  const shortOf = async (id: string) =>
    Object.entries(await norms(id)).flatMap(([norm, { shortfall }]) =>
      shortfall === '0' ? [] : [`${norm} ${shortfall}`],
    )
  assert.deepEqual(await shortOf('willemijn'), [])
  assert.deepEqual(await shortOf('pieter'), [])
  assert.deepEqual(await shortOf('hanneke'), ['reflection 10'])
  assert.deepEqual(await shortOf('noor'), [], 'with the SKJ 26 points are enough')
})

test('Milan and Noor have a meeting that the group confirmed, and wait for one', async () => {
  const register = peil.platform.registers.get('clientondersteuners')!
  const confirmed = await inRegister(peil.platform, { register }, system, ({ db }) =>
    db.selectFrom('activity_group').select(['title', 'confirmed']).orderBy('confirmed').execute(),
  )
  const names = confirmed.map((one) => (one.confirmed as readonly { name: string }[])[0]?.name)
  assert.deepEqual(names.toSorted(), ['Milan Öztürk', 'Noor Brouwer'])
})

test('the cast scans, asks colleagues, meets and comes together, in the registers where they can', async () => {
  const { db } = peil.platform
  const rounds = await db
    .selectFrom('feedback_round')
    .leftJoin('activity_claim', 'activity_claim.activity_id', 'feedback_round.activity_id')
    .select(['feedback_round.register', 'status', 'outcome', 'kind', 'state'])
    .orderBy('feedback_round.register')
    .execute()
  assert.deepEqual(rounds, [
    { register: 'krsd', status: 'open', outcome: null, kind: null, state: null },
    {
      register: 'lklr',
      status: 'closed',
      outcome: 'shown',
      kind: 'feedback-360',
      state: 'entered',
    },
  ])
  const { rows } = await sql<Record<string, number>>`select
    (select count(*)::int from competence_scan where done_on is not null) as scans,
    (select count(*)::int from development_plan) as plans,
    (select count(*)::int from meeting_profile) as profiles,
    (select count(*)::int from meeting_contact where status = 'accepted') as contacts,
    (select count(*)::int from meeting_contact where status = 'asked') as asked,
    (select count(*)::int from meeting_message where group_id is not null) as written,
    (select count(*)::int from series_meeting g join series s on s.id = g.series_id
      where s.register <> 'clientondersteuners') as meetings,
    (select count(*)::int from activity_group where register = 'lklr') as confirmed`.execute(db)
  assert.deepEqual(rows, [
    {
      scans: 7,
      plans: 2,
      profiles: 3,
      contacts: 1,
      asked: 1,
      written: 2,
      meetings: 4,
      confirmed: 2,
    },
  ])
})

test('one meets in each register who is in it, and who works for all of them', async () => {
  const met = async (id: string) => {
    const register = peil.platform.registers.get(id)!
    const there = await inRegister(peil.platform, { register }, system, listCast)
    return there
      .filter(({ member }) => member.parts.length === 0 && !member.acts)
      .map(({ member, status }) => `${member.id} ${status}`)
  }
  assert.deepEqual(await met('clientondersteuners'), [
    'willemijn certified',
    'pieter certified',
    'hanneke certified',
    'noor certified',
    'gerda certified',
    'milan certified',
    'samira candidate',
    'kim certified',
  ])
  assert.deepEqual(await met('lklr'), ['ruben candidate', 'nadia certified'])
})

test('Kim has been in training for more than a year, and the back office waits for her answer', async () => {
  const register = peil.platform.registers.get('clientondersteuners')!
  const open = await inRegister(peil.platform, { register }, system, openFollowUps)
  assert.deepEqual(
    open.map(({ name, answer }) => [name, answer]),
    [['Kim Terpstra', undefined]],
  )
  const both = await peil.platform.db
    .selectFrom('signing')
    .innerJoin('registration', 'registration.id', 'signing.registration_id')
    .where('registration.category', '=', 'in-training')
    .select(['signing.document', 'signing.status'])
    .orderBy('signing.document')
    .execute()
  assert.deepEqual(both, [
    { document: 'request-in-training', status: 'signed' },
    { document: 'supervision-statement', status: 'signed' },
  ])
})

test('each document of the cast can be opened, but for what comes by post or from a colleague', async () => {
  const bare = await peil.platform.db
    .selectFrom('claim')
    .leftJoin('proof', 'proof.claim_id', 'claim.id')
    .where('claim.member', '=', 'document')
    .where('proof.id', 'is', null)
    .select('claim.subject')
    .distinct()
    .orderBy('claim.subject')
    .execute()
  assert.deepEqual(
    bare.map(({ subject }) => subject),
    ['supervisor', 'vog'],
  )
})

test('the committee has the renewal of Nadia with its lines drawn, and has judged one of them before', async () => {
  const register = peil.platform.registers.get('lklr')!
  const read = <Result>(work: (context: Context) => Promise<Result>) =>
    inRegister(peil.platform, { register }, system, work)
  const [application, ...others] = await read((context) =>
    listApplications(context, ['with-committee']),
  )
  assert.deepEqual(others, [])
  const filed = await read((context) => filedActivities(context, application?.application.id ?? ''))
  assert.equal(filed.size, 10)
  const looked = [...filed.values()].map((line) => line.looked)
  assert.ok(
    looked.every((why) => why !== undefined),
    'each line is drawn, or is not',
  )
  assert.ok(looked.some((why) => why?.includes('first-of-kind')))
  const before = await peil.platform.db
    .selectFrom('interim_request')
    .where('register', '=', 'lklr')
    .select(['status', 'outcome', 'accredited'])
    .execute()
  // She could claim nothing: the committee says what it is worth.
  assert.deepEqual(before, [{ status: 'decided', outcome: 'partly', accredited: true }])
})

test('Nadia objects to that, Ruben is in two registers, Lonneke has a day ahead and of Judith something was taken', async () => {
  const { db } = peil.platform
  const objections = await db
    .selectFrom('objection')
    .select(['register', 'status', 'about'])
    .execute()
  assert.deepEqual(objections, [{ register: 'lklr', status: 'received', about: 'interim' }])
  const registers = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('person.first_name', '=', 'Ruben')
    .orderBy('register')
    .select(['register', 'status'])
    .execute()
  assert.deepEqual(registers, [
    { register: 'krsd', status: 'candidate' },
    { register: 'lklr', status: 'candidate' },
  ])
  assert.ok(people.some(({ member, status }) => member.id === 'ruben' && status === 'candidate'))
  const targets = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('target_on', 'is not', null)
    .select('first_name')
    .execute()
  assert.deepEqual(targets, [{ first_name: 'Lonneke' }])
  const taken = await db
    .selectFrom('interim_request')
    .where('register', '=', 'krsd')
    .select(['status', 'taken'])
    .execute()
  assert.deepEqual(taken, [{ status: 'asked', taken: true }])
})

test('the committee of the LKLR has given one kind a fixed value from the next year on, and proposed another', async () => {
  const register = peil.platform.registers.get('lklr')!
  const there = await inRegister(peil.platform, { register }, system, listAdditions)
  assert.deepEqual(there.map(({ status, file }) => `${file.kind.id} ${status}`).toSorted(), [
    'peer-consultation adopted',
    'rayondag proposed',
  ])
})

test('Hanneke reads on the screen and in the API that only reflection is short, by 10', async () => {
  const email = professionals.find(({ id }) => id === 'hanneke')?.email ?? ''
  const { cookie } = await peil.signIn(email, [], { register: 'clientondersteuners' })
  const page = await (await peil.get('/clientondersteuners/mijn', cookie)).text()
  const text = page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  assert.match(text, /nog 10 punten voor ‘Reflectie’ nodig/)
  assert.match(text, /Reflectie 30 van 40 punten/)
  const sent = await peil.get('/api/v1/clientondersteuners/assessment', cookie)
  const { norms: told } = (await sent.json()) as {
    readonly norms: readonly { readonly id: string; readonly shortfall: number | null }[]
  }
  assert.equal(told.find(({ id }) => id === 'reflection')?.shortfall, 10)
})

test('the extracts of Samira, Kim and Milan are as they were signed, and say what was stated', async () => {
  const register = peil.platform.registers.get('clientondersteuners')!
  const here = await inRegister(peil.platform, { register }, system, listCast)
  for (const id of ['samira', 'kim', 'milan']) {
    const { registrationId = '' } = here.find(({ member }) => member.id === id) ?? {}
    const [looked, on] = await inRegister(peil.platform, { register }, system, async (context) => {
      const { compiled, standing, dossier } = await loadDossier(context, registrationId)
      const claims = claimsFor(standing.claims, undefined)
      return [
        await lookAtSigned(context, compiled, registrationId, claims),
        dossier.documents.find(({ kind }) => kind === 'duo-extract')?.issuedOn,
      ] as const
    })
    // Signed on the day that was stated, and not on that of the demo.
    const when = looked.flatMap(({ told }) => told.facts).find(({ about }) => about === 'when')
    assert.equal(when?.text.split(',')[0], formatDay(on ?? assert.fail()))
    assert.deepEqual(
      looked.map(({ told }) => told.warning),
      [undefined],
      id,
    )
    const said = looked.flatMap(({ compared }) => compared)
    assert.ok(said.some(({ what, outcome }) => what === 'diploma' && outcome === 'same'))
    assert.deepEqual(
      said.filter(({ outcome }) => outcome === 'differs'),
      [],
    )
  }
})

test('the cast of every register moves to another Peil, which exports the same', async () => {
  const fresh = await testPlatform()
  const { clock_shift_days } = await peil.platform.db
    .selectFrom('platform')
    .select('clock_shift_days')
    .executeTakeFirstOrThrow()
  await fresh.platform.db.updateTable('platform').set({ clock_shift_days }).execute()
  const scratch = mkdtempSync(path.join(tmpdir(), 'peil-moving-'))
  try {
    for (const id of ['krsd', 'lklr', 'clientondersteuners']) {
      const counts = await assertMoves({ old: peil, fresh }, id, scratch)
      assert.ok(counts.activity.done > 0, id)
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
})

test('the labels of the four providers hold, are of a teacher, ended and were seen by nobody, each at a training', async () => {
  const judith = people.find(({ member }) => member.id === 'judith')
  const said = await inRegister(
    peil.platform,
    { register: peil.platform.registers.get('krsd')! },
    system,
    async (context) => {
      const { rows } = await sql<{ id: string }>`select r.id from registration r
        join person p on p.id = r.person_id where p.account_id = ${judith?.accountId ?? null}`.execute(
        context.db,
      )
      const { compiled, activities } = await loadDossier(context, rows[0]?.id ?? '')
      return activities
        .filter(({ accreditationLabel, state }) => accreditationLabel && state === 'entered')
        .map((one) => {
          const label = labelOfActivity(compiled, one)
          return [one.title.replace('Training ', ''), label?.verdict.is, label?.asks]
        })
    },
  )
  assert.deepEqual(said, [
    ['E-learning Leerplichtwet in het kort', 'valid', false],
    ['Verzuim voorkomen, deel 1', 'valid', false],
    ['Verzuim voorkomen, deel 2', 'valid', false],
    ['Verzuim voorkomen, deel 3', 'expired', true],
    ['Gesprekken met ouders', 'valid', false],
    ['Verzuim voorkomen, terugkomdag', 'expired', true],
    ['Luisteren zonder oordeel', 'wrong-scope', true],
    ['Digitale dossiers', 'unknown', true],
  ])
})

test('providers told who was at two trainings: of Ruben it stands in two registers, and Judith had one and waits for an answer', async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select p.first_name as name, o.title, a.joined, a.hours, k.state, k.hours as said,
      array(select c.register from activity_claim c where c.activity_id = a.activity_id
        and c.state = 'entered' and c.withdrawn_at is null order by 1) as registers
    from attendance a join person p on p.id = a.person_id
    join edition e on e.id = a.edition_id join course o on o.id = e.course_id
    left join attendance_contest k on k.attendance_id = a.id
    where p.first_name in ('Judith', 'Ruben', 'Kim') order by 1, 2`.execute(peil.platform.db)
  const listening = { title: 'Training Luisteren zonder oordeel', state: null, said: null }
  assert.deepEqual(rows, [
    {
      ...{ ...listening, name: 'Judith', joined: true, hours: 100, state: 'asked', said: 200 },
      registers: ['krsd'],
    },
    {
      ...{ ...listening, name: 'Kim', joined: false, hours: 200 },
      registers: ['clientondersteuners'],
    },
    { ...listening, name: 'Ruben', joined: false, hours: 200, registers: ['krsd', 'lklr'] },
    {
      ...{ name: 'Ruben', title: 'Vrijstellingen in de Leerplichtwet', joined: false, hours: 150 },
      ...{ state: null, said: null, registers: ['krsd', 'lklr'] },
    },
  ])
})

test('nobody has one training twice on a day, as planned by hand and as enrolled for', async () => {
  const { rows } = await sql<{ name: string; title: string }>`
    select p.first_name as name, a.title from enrolment n join edition e on e.id = n.edition_id
    join registration r on r.id = n.registration_id join person p on p.id = r.person_id
    join activity a on a.person_id = p.id and a.completed_on = e.last_day
    where a.edition_id is distinct from e.id`.execute(peil.platform.db)
  assert.deepEqual(rows, [])
})

test('at the providers lie a list with mistakes, a file that was looked at, requests in every state and ratings above and below what is shown', async () => {
  const { db } = peil.platform
  const lists =
    await sql`select state, ready, wrong from attendance_delivery where state = 'checked'`
  assert.deepEqual((await lists.execute(db)).rows, [{ state: 'checked', ready: 2, wrong: 3 }])
  const files = sql`select state, new, changed, same, wrong from course_import`
  assert.deepEqual((await files.execute(db)).rows, [
    { state: 'checked', new: 1, changed: 1, same: 1, wrong: 1 },
  ])
  const { rows: asked } = await sql<{ status: string }>`
    select distinct status from accreditation_part order by 1`.execute(db)
  assert.deepEqual(
    asked.map(({ status }) => status),
    ['asked', 'complete', 'draft', 'granted', 'handed-in', 'refused'],
  )
  const { rows: rated } = await sql<{ title: string; ratings: number }>`
    select title, ratings_now::int as ratings from course_rating_sum join course on id = course_id order by 2`.execute(
    db,
  )
  assert.deepEqual(
    rated.map(({ title, ratings }) => [title, ratings]),
    [
      ['Vrijstellingen in de Leerplichtwet', 1],
      ['Training Luisteren zonder oordeel', 6],
    ],
  )
  const { rows: counted } = await sql<Record<string, number>>`select
    (select count(*)::int from enrolment where ended_on is null) as enrolled,
    (select count(*)::int from attendance_entry where state = 'waiting') as waiting,
    (select count(*)::int from accreditation_objection where status = 'made') as objections,
    (select count(*)::int from attendance_sender where withdrawn_on is null) as programs,
    (select count(*)::int from course where person_id is not null) as own,
    (select count(*)::int from goal_course) as goals`.execute(db)
  assert.deepEqual(counted, [
    { enrolled: 3, waiting: 2, objections: 1, programs: 2, own: 1, goals: 1 },
  ])
})
