import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { findActivities, findActivity } from '#domain/dossier/activity/queries.ts'
import type { Bringing } from '#domain/dossier/bringing/bring-activity.ts'
import { bringActivity } from '#domain/dossier/bringing/bring-activity.ts'
import { foundElsewhere } from '#domain/dossier/bringing/found-elsewhere.ts'
import { joinActivities } from '#domain/dossier/bringing/join-activities.ts'
import type { Brought } from '#domain/dossier/bringing/trial.ts'
import { factsOf, proposedKind, tryHere, whatIsMissing } from '#domain/dossier/bringing/trial.ts'
import { withdrawEverywhere } from '#domain/dossier/bringing/withdraw-everywhere.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { withdrawActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
import { otherRegistrations } from '#domain/people/registration/own-registrations.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import { hundredthsOf } from '#engine'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts } from '#testing/courses.ts'
import type { Done } from '#testing/other-registers.ts'
import { actIn, alsoIn, doneIn } from '#testing/other-registers.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// From the LKLR to the KRSD in December 2022, with the regulations of both as they are.

const today = '2022-12-15'
const peil = await testPlatform()
const system = { kind: 'system', task: 'test' } as const
let people = 0

before(() => peil.setToday(today))

const within = <Result>(
  register: string,
  actor: Context['actor'],
  work: (context: Context) => Promise<Result>,
) => actIn(peil, register, actor, work)

interface Both {
  readonly krsd: CastProfessional
  readonly lklr: CastProfessional
}

/** Somebody who is registered in the LKLR since 2018, and a candidate of the KRSD. */
async function somebody(): Promise<Both> {
  people += 1
  const facts = { firstName: 'Ruben', lastName: 'Bos', since: '2022-11-01' }
  const one = await professional(peil, { ...facts, email: `ruben${people}@voorbeeld.nl` })
  const krsd = { ...one, actor: { ...one.actor, registers: ['krsd', 'lklr'] } }
  const valid = { validFirst: '2018-02-01', validLast: '2023-01-31' }
  const lklr = await alsoIn(peil, 'lklr', krsd, {
    since: '2018-01-15',
    status: 'certified',
    ...valid,
  })
  return { krsd, lklr }
}

const doneInLklr = (who: CastProfessional, done: Done) => doneIn(peil, 'lklr', who, done)

const asked = (kind: Brought['kind'], more: Partial<Brought> = {}): Brought => ({
  kind,
  details: {},
  accredited: false,
  label: undefined,
  accreditation: { number: '', provider: '' },
  attributes: {},
  ...more,
})

/** What the page of the KRSD would say of each, by its title. */
const seen = ({ krsd }: Both) =>
  within('krsd', krsd.actor, (context) =>
    lookAsOwner(context, async (own) => {
      const { found } = await foundElsewhere(own, krsd.personId)
      const loaded = await loadDossier(own, krsd.registrationId)
      return new Map(
        found.map((one) => {
          const kind = proposedKind(own.register, loaded.compiled, one)
          const facts = factsOf(one, asked(kind))
          const { asks, checked } = whatIsMissing(loaded.compiled, one, facts, own.today)
          const trial = tryHere(loaded, { id: one.id, facts, checked }, own.today)
          const { counted, tooOld, cuts } = trial ?? {}
          const why = cuts?.map(({ text }) => text)
          return [
            one.title,
            { kind: kind?.id, counted, tooOld, why, asks: asks.map((a) => a.field) },
          ]
        }),
      )
    }),
  )

const bring = (who: CastProfessional, id: string, kind: string, more: Partial<Bringing> = {}) =>
  within('krsd', who.actor, async (context) => {
    const { compiled } = await loadDossier(context, who.registrationId)
    const found = compiled.regulation.kinds.find((one) => one.id === kind)
    const brought = more.brought === undefined ? asked(found) : { ...more.brought, kind: found }
    const bringing = { activityId: id, showDecision: false, ...more, brought }
    return bringActivity(context, who, bringing, compiled)
  })

const inKrsd = (who: CastProfessional, id: string) =>
  within('krsd', system, (context) => findActivity(context, who.registrationId, id))

test('a course of 2019 counts in the KRSD, one of 2018 does not, and A2 is asked for its hours', async () => {
  const both = await somebody()
  const { krsd, lklr } = both
  const course = await doneInLklr(lklr, { title: 'Cursus van 2019', on: '2019-03-12' })
  await doneInLklr(lklr, { title: 'Cursus van 2018', on: '2018-12-31' })
  const trainees = await doneInLklr(lklr, {
    title: 'Stage begeleid',
    on: '2020-06-30',
    kind: 'supervising',
    details: { description: 'Een jaar lang.' },
  })
  await doneInLklr(lklr, {
    title: 'Feedback gevraagd',
    on: '2021-06-30',
    kind: 'feedback',
    details: { description: 'Aan collega’s.' },
  })
  const now = await seen(both)
  assert.deepEqual(now.get('Cursus van 2019'), {
    kind: 'training',
    counted: 800,
    tooOld: false,
    why: [],
    asks: [],
  })
  assert.deepEqual(now.get('Cursus van 2018'), {
    kind: 'training',
    counted: 0,
    tooOld: true,
    why: ['Gedaan op 31 december 2018. Activiteiten vanaf 1 januari 2019 tellen mee.'],
    asks: [],
  })
  // The points of the LKLR are nowhere taken for hours.
  assert.deepEqual(now.get('Stage begeleid'), {
    kind: 'supervising',
    counted: undefined,
    tooOld: false,
    why: [],
    asks: ['detail-supervised', 'detail-contact-hours'],
  })
  assert.equal(now.get('Feedback gevraagd')?.kind, undefined)
  assert.deepEqual(now.get('Feedback gevraagd')?.asks, ['kind'])

  const brought = await bring(krsd, course, 'training')
  assert.deepEqual(brought, { outcome: 'brought', title: 'Cursus van 2019', state: 'entered' })
  await assertRecorded(peil, 'activity', 'bring', course)
  const here = await inKrsd(krsd, course)
  assert.deepEqual([here?.claimed, here?.state, here?.evidence.length], [800, 'entered', 1])
  const without = await bring(krsd, trainees, 'supervising')
  assert.equal(without.outcome, 'incomplete')
  assert.equal(await inKrsd(krsd, trainees), undefined, 'nothing was claimed without its hours')
  const details = { supervised: 'Een stagiaire', 'contact-hours': hundredthsOf(1000) }
  const withHours = await bring(krsd, trainees, 'supervising', {
    brought: asked(undefined, { details }),
  })
  assert.equal(withHours.outcome, 'brought')
  assert.equal((await inKrsd(krsd, trainees))?.claimed, 1000)
  // It is one activity; the LKLR knows its hours now, and asks nothing of them.
  const there = await within('lklr', system, (context) =>
    findActivity(context, lklr.registrationId, trainees),
  )
  assert.deepEqual(there?.form.details, { description: 'Een jaar lang.' })
  assert.equal((await seen(both)).has('Cursus van 2019'), false)
})

test('giving training, presenting and publishing land on their own kinds from the day of these on', async () => {
  const both = await somebody()
  const theirs = ['giving-training', 'presenting', 'publishing']
  for (const kind of theirs) {
    const details = { description: 'Over verzuim.' }
    await doneInLklr(both.lklr, { title: kind, on: '2022-06-30', kind, details })
  }
  const landing = async (on: string) => {
    await peil.setToday(on)
    const now = await seen(both)
    return theirs.map((kind) => now.get(kind)?.kind)
  }
  assert.deepEqual(await landing('2027-06-30'), [undefined, undefined, undefined])
  assert.deepEqual(await landing('2027-07-01'), theirs)
  // Points are never hours: these are asked, with what this register wants to know.
  assert.deepEqual((await seen(both)).get('publishing')?.asks, [
    'detail-published-in',
    'detail-role',
    'detail-hours',
    'detail-conveyed',
  ])
  await peil.setToday(today)
})

test('what is withdrawn in one register stays in the other, and can be brought along again', async () => {
  const { krsd, lklr } = await somebody()
  const id = await doneInLklr(lklr, { title: 'Cursus', on: '2021-03-12' })
  assert.equal((await bring(krsd, id, 'training')).outcome, 'brought')
  const withdrawn = await within('krsd', krsd.actor, (context) =>
    withdrawActivity(context, krsd.registrationId, id),
  )
  assert.equal(withdrawn.outcome, 'withdrawn')
  assert.equal(await inKrsd(krsd, id), undefined)
  const there = await within('lklr', system, (context) =>
    findActivity(context, lklr.registrationId, id),
  )
  assert.equal(there?.state, 'entered')
  assert.equal((await bring(krsd, id, 'training')).outcome, 'brought')
  assert.equal((await inKrsd(krsd, id))?.state, 'entered')
})

test('an activity is withdrawn in all registers but where something was decided on it', async () => {
  const { krsd, lklr } = await somebody()
  const ids = [
    await doneInLklr(lklr, { title: 'Cursus', on: '2021-03-12' }),
    await doneInLklr(lklr, { title: 'Andere cursus', on: '2021-04-12' }),
  ]
  const [free = '', judged = ''] = ids
  for (const id of ids) assert.equal((await bring(krsd, id, 'training')).outcome, 'brought')
  await within('lklr', system, async (context) => {
    await byHand(context)
    await sql`update activity_claim set state = 'approved', awarded = 800
      where activity_id = ${judged} and register = 'lklr'`.execute(context.db)
  })
  const withdraw = (id: string) =>
    within('krsd', krsd.actor, async (context) => {
      const done = await withdrawEverywhere(context, krsd.registrationId, id)
      if (done.outcome !== 'withdrawn') return done.outcome
      return done.elsewhere.map(({ register, stays }) => [register.id, stays])
    })
  const inLklr = (id: string) =>
    within('lklr', system, (context) => findActivity(context, lklr.registrationId, id))
  assert.deepEqual(await withdraw(judged), [['lklr', 'judged']])
  assert.equal((await inLklr(judged))?.state, 'approved')
  assert.deepEqual(await withdraw(free), [['lklr', undefined]])
  assert.deepEqual([await inLklr(free), await inKrsd(krsd, free)], [undefined, undefined])
})

test('two windows bring one activity along once', async () => {
  const { krsd, lklr } = await somebody()
  const id = await doneInLklr(lklr, { title: 'Cursus', on: '2021-03-12' })
  const both = await Promise.all([bring(krsd, id, 'training'), bring(krsd, id, 'training')])
  assert.deepEqual(both.map(({ outcome }) => outcome).toSorted(), ['brought', 'here-already'])
  const all = await within('krsd', system, (context) =>
    findActivities(context, krsd.registrationId),
  )
  assert.equal(all.length, 1)
})

test('nobody brings along what somebody else did, or what no register of theirs knows', async () => {
  const [one, other] = [await somebody(), await somebody()]
  const id = await doneInLklr(one.lklr, { title: 'Cursus', on: '2021-03-12' })
  assert.equal((await bring(other.krsd, id, 'training')).outcome, 'not-found')
  assert.equal((await bring(other.krsd, randomUUID(), 'training')).outcome, 'not-found')
  assert.equal((await bring(other.krsd, 'geen-id', 'training')).outcome, 'not-found')
  const none = await within(
    'krsd',
    { ...other.krsd.actor, registers: ['bestaat-niet'] },
    (context) => lookAsOwner(context, otherRegistrations),
  )
  assert.deepEqual(none, [])
})

test('what was entered here once more is joined with what the other register knows', async () => {
  const { krsd, lklr } = await somebody()
  const id = await doneInLklr(lklr, { title: 'Methodisch werken', on: '2021-03-12' })
  const again = await activity(peil, krsd, {
    title: 'Methodisch  werken',
    claimed: 600,
    completedOn: '2021-03-12',
    referee: { name: 'Petra Smit', email: 'petra@voorbeeld.nl' },
  })
  const joined = await within('krsd', krsd.actor, (context) => joinActivities(context, krsd, id))
  assert.deepEqual(joined, { outcome: 'joined', title: 'Methodisch werken' })
  await assertRecorded(peil, 'activity', 'join', id)
  await assertRecorded(peil, 'evidence', 'join')
  await assertRecorded(peil, 'referee-request', 'join')
  assert.equal(await inKrsd(krsd, again), undefined)
  const here = await inKrsd(krsd, id)
  // The study load is one, and that of the LKLR stood first; both files show it.
  assert.deepEqual([here?.claimed, here?.state, here?.evidence.length], [800, 'entered', 2])
  assert.equal(here?.referee?.name, 'Petra Smit')
  const twice = await within('krsd', krsd.actor, (context) => joinActivities(context, krsd, id))
  assert.equal(twice.outcome, 'not-found')
})

test('what the other register decided goes along as its words, where its owner says so', async () => {
  const { krsd, lklr } = await somebody()
  const shown = await doneInLklr(lklr, { title: 'Cursus', on: '2021-03-12' })
  const kept = await doneInLklr(lklr, { title: 'Andere cursus', on: '2021-04-12' })
  await within('lklr', system, async (context) => {
    await byHand(context)
    await sql`update activity_claim set state = 'partly', awarded = 500
      where activity_id in (${shown}, ${kept}) and register = 'lklr'`.execute(context.db)
    await sql`insert into interim_request (register, registration_id, activity_id,
        regulation_version, status, asked_on, ended_on, outcome, amount, reason)
      values ('lklr', ${lklr.registrationId}, ${shown}, '2018-01-01', 'decided', '2021-05-01',
        '2021-05-20', 'partly', 500, 'Een deel was werk.')`.execute(context.db)
  })
  await bring(krsd, shown, 'training', { showDecision: true })
  await bring(krsd, kept, 'training')
  assert.deepEqual((await inKrsd(krsd, shown))?.saidElsewhere, [
    {
      register: 'lklr',
      called: 'het LKLR',
      outcome: 'partly',
      awarded: '5 punten',
      on: '2021-05-20',
      reason: 'Een deel was werk.',
    },
  ])
  assert.deepEqual((await inKrsd(krsd, kept))?.saidElsewhere, [])
  // It is no judgement here.
  const here = await inKrsd(krsd, shown)
  assert.deepEqual([here?.state, here?.awarded, here?.judgementReason], ['entered', undefined, ''])
})

test('a course that this register accredited too counts by that decision, and nothing is asked of it', async () => {
  const both = await somebody()
  const { krsd, lklr } = both
  const mila = await colleague(
    peil,
    { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
    [],
  )
  const provider = await checkedProvider(peil, 'Academie De Brug', [[mila, ['applicant']]])
  const owner = { is: 'organisation', id: provider } as const
  const course = await within('krsd', mila.actor, async (context) => {
    const made = await makeCourse(context, owner, courseFacts({ title: 'Passend onderwijs' }))
    if (made.outcome !== 'made') assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    return made.id
  })
  const held = { first: '2022-01-01', last: '2025-12-31' }
  await accredited(peil, course, { ...held, amount: 800, register: 'lklr' })
  const decision = await accredited(peil, course, { ...held, amount: 700 })
  const id = await doneInLklr(lklr, { title: 'Passend onderwijs', on: '2022-05-10' })
  await within('lklr', lklr.actor, async (context) => {
    await byHand(context)
    await actAsOwner(context)
    await context.db
      .updateTable('activity')
      .set({ course_id: course })
      .where('id', '=', id)
      .execute()
  })
  const now = (await seen(both)).get('Passend onderwijs')
  assert.deepEqual([now?.kind, now?.counted, now?.asks], ['training', 700, []])
  assert.equal((await bring(krsd, id, 'training')).outcome, 'brought')
  const {
    accreditation_id,
    accredited: counts,
    claimed,
    accreditation_number,
  } = await peil.platform.db
    .selectFrom('activity_claim')
    .where('activity_id', '=', id)
    .where('register', '=', 'krsd')
    .select(['accreditation_id', 'accredited', 'claimed', 'accreditation_number'])
    .executeTakeFirstOrThrow()
  assert.deepEqual([accreditation_id, counts, claimed], [decision, true, 700])
  assert.match(accreditation_number, /^OPL-/)
})

test('in which registers somebody is, is kept with them and followed by each change', async () => {
  const { krsd, lklr } = await somebody()
  const registers = () =>
    peil.platform.db
      .selectFrom('person')
      .where('id', '=', krsd.personId)
      .select('registers')
      .executeTakeFirstOrThrow()
  assert.deepEqual(await registers(), { registers: ['krsd', 'lklr'] })
  const own = await within('krsd', krsd.actor, (context) =>
    lookAsOwner(context, otherRegistrations),
  )
  assert.deepEqual(
    own.map(({ register, registrationId, ended }) => [register.id, registrationId, ended]),
    [['lklr', lklr.registrationId, false]],
  )
  await within('lklr', system, async (context) => {
    await byHand(context)
    await context.db.deleteFrom('registration').where('id', '=', lklr.registrationId).execute()
  })
  assert.deepEqual(await registers(), { registers: ['krsd'] })
})

test('a portfolio of thousands is looked at a page at a time', async () => {
  const { krsd, lklr } = await somebody()
  await within('lklr', lklr.actor, async (context) => {
    await byHand(context)
    await actAsOwner(context)
    await sql`with done as (insert into activity (person_id, title, completed_on, form)
        select ${krsd.personId}, 'Les ' || n, date '2019-01-01' + n % 1400,
          '{"typed": {}, "details": {"provider": "X", "stated-load": 100}}'::jsonb
        from generate_series(1, 2000) n returning id)
      insert into activity_claim (register, registration_id, person_id, activity_id, state, kind,
          claimed, asked)
        select 'lklr', ${lklr.registrationId}, ${krsd.personId}, id, 'entered', 'training', 100,
          '{provider,stated-load}' from done`.execute(context.db)
  })
  const page = (number: number) =>
    within('krsd', krsd.actor, async (context) => {
      await actAsOwner(context)
      return foundElsewhere(context, krsd.personId, { page: number })
    })
  const [first, last] = [await page(1), await page(100)]
  assert.deepEqual([first.total, first.found.length, last.found.length], [2000, 20, 20])
  assert.equal(new Set([...first.found, ...last.found].map(({ id }) => id)).size, 40)
  assert.deepEqual((await page(101)).found, [])
})
