import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { before, test } from 'node:test'
import { remarksOn } from '#domain/certification/application/remarks.ts'
import { changeCourse, makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { findCourse, findEdition } from '#domain/courses/course/queries.ts'
import { attendanceProves } from '#domain/dossier/activity/attended-word.ts'
import { labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { enterActivity } from '#domain/dossier/portfolio/enter-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { deliverFile } from '#domain/learning/attendance-list/deliver.ts'
import { handInList } from '#domain/learning/attendance-list/hand-in.ts'
import { runList } from '#domain/learning/attendance-list/run-list.ts'
import { joinCourse } from '#domain/learning/choice/plan-course.ts'
import { keepLoads } from '#domain/learning/judging/keep-loads.ts'
import { seeLabel } from '#domain/organisations/label/see-label.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { hundredthsOf } from '#engine'
import type { CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { actIn, alsoIn } from '#testing/other-registers.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { storeDocument } from '#testing/store-document.ts'

// What counts as accredited is held to what a register decided, or to the label of whoever gave it, and to no more.

const peil = await testPlatform()
const today = '2026-11-20'
const day = (text: string) => Temporal.PlainDate.from(text)
const system = { kind: 'system', task: 'test' } as const
const mila = await colleague(
  peil,
  { email: 'mila@brug.example', firstName: 'Mila', lastName: 'Bos' },
  [],
)
const sanne = await colleague(
  peil,
  { email: 'sanne@brug.example', firstName: 'Sanne', lastName: 'Bos' },
  ['secretariat'],
)
const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
const farid = await professional(peil, {
  ...{ email: 'farid@voorbeeld.nl', firstName: 'Farid', lastName: 'Amrani' },
  since: '2025-01-15',
})
const at = <Result>(work: (context: Context) => Promise<Result>) =>
  inRegister(peil.platform, { register: krsd, organisation: school }, mila.actor, work)

before(() => peil.setToday(today))

async function giveCourse(title: string, studyLoad: number | undefined) {
  const owner = { is: 'organisation', id: school } as const
  return peil.act(mila.actor, async (context) => {
    const facts = courseFacts({
      ...{ title, reviewOn: day('2027-12-31') },
      studyLoad: studyLoad === undefined ? undefined : hundredthsOf(studyLoad),
    })
    const made = await makeCourse(context, owner, facts)
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const days = [day('2026-11-12')]
    const added = await addEdition(context, owner, made.id, editionFacts({ days }))
    if (added.outcome !== 'added') return assert.fail(added.outcome)
    return { id: made.id, number: made.number, edition: added.id }
  })
}

const portfolio = (register: string, { registrationId }: CastProfessional) =>
  actIn(peil, register, system, (context) => findActivities(context, registrationId))

/** What a provider tells of Farid, as it comes to stand in his portfolio. */
async function told(editionId: string, hours: string) {
  const number = await actIn(peil, 'krsd', system, async ({ db }) => {
    const row = await db
      .selectFrom('registration')
      .where('id', '=', farid.registrationId)
      .select('number')
      .executeTakeFirstOrThrow()
    return `KRSD-${String(row.number).padStart(6, '0')}`
  })
  const content = Buffer.from(`nummer;achternaam;uren\r\n${number};Amrani;${hours}`)
  const mediaType = 'application/octet-stream'
  const fileKey = await peil.platform.files.put(Readable.from([content]), mediaType, content.length)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const file = { name: 'lijst.csv', mediaType, size: content.length, sha256, fileKey }
  const of = { organisationId: school, editionId }
  const sent = await at((context) => deliverFile(context, of, file))
  const deliveryId = sent.outcome === 'delivered' ? sent.id : assert.fail(sent.outcome)
  const running = { platform: peil.platform, register: krsd, organisationId: school, deliveryId }
  await runList(running)
  await at((context) => handInList(context, school, deliveryId, 'all'))
  await runList(running)
}

/** What somebody enters themselves as accredited, and hands in. */
async function claims(
  register: string,
  who: CastProfessional,
  said: { title: string; on: string; hours: number; number: string; label?: string },
) {
  const id = randomUUID()
  const outcome = await actIn(peil, register, who.actor, async (context) => {
    const opened = await openActivity(context, who.registrationId, {
      ...{ id, version: undefined, files: [] },
    })
    if (opened.outcome !== 'open') return opened.outcome
    await byHand(context)
    const documentId = await storeDocument(context, {
      ...{ kind: 'evidence', personId: who.personId, name: 'b.pdf', mediaType: 'application/pdf' },
      content: new TextEncoder().encode(`%PDF-1.7\n% ${id}\n%%EOF\n`),
    })
    await context.db
      .insertInto('evidence')
      .values({ activity_id: id, document_id: documentId, added_on: today })
      .execute()
    const kind = opened.open.loaded.compiled.regulation.kinds.find((one) => one.id === 'training')
    const facts = {
      ...{ kind, title: said.title, completedOn: day(said.on), accredited: true },
      details: { provider: 'Niemand', 'stated-load': hundredthsOf(said.hours) },
      ...{ label: said.label, accreditation: { number: said.number, provider: 'Niemand' } },
      ...{ attributes: {}, evidenceKinds: ['certificate-of-attendance'] },
      ...{ confirmation: 'none' as const, referee: { name: '', email: '', relation: '' } },
      selfSign: { reason: '', declared: false },
    }
    const acknowledged = new Set(['duplicate', 'proof', 'above-the-rule', 'label'] as const)
    const done = await enterActivity({ ...opened.open, files: 1 }, facts, {
      ...{ intent: 'hand-in', acknowledged },
    })
    return done.outcome
  })
  assert.equal(outcome, 'entered')
  return id
}

test('what is joined to a course counts by its decision only as that course, and never for more', async () => {
  const made = await giveCourse('Acht uur samen', 800)
  await accredited(peil, made.id, { amount: 800, first: '2026-01-01', last: '2027-12-31' })
  const on = '2026-11-12'
  const label = { label: 'crkbo', number: '' }
  const ids = {
    other: await claims('krsd', farid, { title: 'Iets anders', on, hours: 800, ...label }),
    more: await claims('krsd', farid, { title: 'Acht uur samen', on, hours: 4000, ...label }),
    same: await claims('krsd', farid, { title: 'acht uur samen', on, hours: 800, ...label }),
  }
  for (const id of Object.values(ids)) {
    await actIn(peil, 'krsd', farid.actor, async (context) => {
      await byHand(context)
      const course = (await findCourse(context, made.id)) ?? assert.fail()
      const edition = await findEdition(context, made.edition)
      return joinCourse(context, farid.registrationId, id, { course, edition })
    })
  }
  const all = await portfolio('krsd', farid)
  const byDecision = (id: string) => all.find((one) => one.id === id)?.byDecision === true
  assert.deepEqual(
    [byDecision(ids.other), byDecision(ids.more), byDecision(ids.same)],
    [false, false, true],
  )
})

test('attendance confirms as many hours as it was, however they were counted', () => {
  const on = day('2026-11-12')
  const word = { firstDay: on, lastDay: on, most: hundredthsOf(400) }
  const proves = (details: Readonly<Record<string, number>>, claimed: number) =>
    attendanceProves(word as never, {
      ...{ completedOn: on, claimed: hundredthsOf(claimed) },
      details: details as never,
    })
  assert.equal(proves({ 'contact-hours': 400 }, 400), true)
  assert.equal(proves({ 'contact-hours': 401 }, 401), false)
  assert.equal(proves({ 'half-days': 100 }, 400), true)
  assert.equal(proves({ 'half-days': 1000 }, 4000), false)
  assert.equal(proves({ days: 500 }, 4000), false)
  assert.equal(proves({ count: 1000 }, 5000), false)
  // What has a value of its own is worth that once, however long it took.
  assert.equal(proves({ count: 100 }, 500), true)
  assert.equal(proves({}, 500), true)
})

test('who was there for a part gets that part of what was decided, whatever is said of the course since', async () => {
  const days = { first: '2026-01-01', last: '2027-12-31' }
  const without = await giveCourse('Zonder studiebelasting', undefined)
  await accredited(peil, without.id, { amount: 800, ...days })
  await told(without.edition, '2')
  const shorter = await giveCourse('Nu vier uur', 400)
  await accredited(peil, shorter.id, { amount: 800, studyLoad: 800, ...days })
  await told(shorter.edition, '4')
  const all = await portfolio('krsd', farid)
  const of = (title: string) => {
    const one = all.find((activity) => activity.title === title) ?? assert.fail(title)
    return [one.claimed, one.accredited, one.byDecision, one.attended?.most, one.attended?.proves]
  }
  assert.deepEqual(of('Zonder studiebelasting'), [200, true, true, 200, true])
  assert.deepEqual(of('Nu vier uur'), [400, true, true, 400, true])
})

test('of a decision of before its hours were kept those are kept as they were then, whatever is said of the course since', async () => {
  const over = { amount: 800, first: '2026-01-01', last: '2026-11-19' }
  const changed = await giveCourse('Was acht uur', 800)
  const stayed = await giveCourse('Bleef zes uur', 600)
  const never = await giveCourse('Nooit gezegd', undefined)
  const ids = [
    await accredited(peil, changed.id, over),
    await accredited(peil, stayed.id, over),
    await accredited(peil, never.id, over),
  ]
  // What is not accredited any more may be said to be shorter.
  const done = await peil.act(
    mila.actor,
    async (context) => {
      const course = (await findCourse(context, changed.id)) ?? assert.fail()
      const facts = { ...course, studyLoad: hundredthsOf(400) }
      const owner = { is: 'organisation', id: school } as const
      return changeCourse(context, owner, changed.id, { facts, version: course.version })
    },
    today,
  )
  assert.equal(done.outcome, 'changed')
  await peil.act(clock, keepLoads, today)
  await peil.act(clock, keepLoads, today)
  const rows = await peil.platform.db
    .selectFrom('accreditation')
    .where('id', 'in', ids)
    .orderBy('id')
    .select('study_load')
    .execute()
  assert.deepEqual(
    rows.map(({ study_load }) => study_load),
    [800, 600, 800],
  )
  for (const id of ids) await assertRecorded(peil, 'accreditation', 'keep-load', id)
  await told(changed.edition, '4')
  const half = (await portfolio('krsd', farid)).find(({ title }) => title === 'Was acht uur')
  assert.deepEqual([half?.claimed, half?.accredited], [400, true])
})

test('what is claimed as accredited by a register that decided nothing of it stands apart for whoever judges', async () => {
  const there = await alsoIn(peil, 'lklr', farid, { since: '2025-02-01' })
  const who = { ...there, actor: { ...there.actor, registers: ['krsd', 'lklr'] } as never }
  const made = await giveCourse('Leerplicht in de praktijk', 800)
  const days = { first: '2026-11-01', last: '2027-12-31' }
  await accredited(peil, made.id, { register: 'lklr', amount: 800, ...days })
  const { number } = made
  const ids = [
    await claims('lklr', who, {
      title: 'Zomaar wat',
      on: '2026-11-02',
      hours: 800,
      number: 'OPL-999999',
    }),
    await claims('lklr', who, { title: 'Te vroeg', on: '2026-10-31', hours: 800, number }),
    await claims('lklr', who, {
      title: 'Leerplicht in de praktijk',
      on: '2026-11-05',
      hours: 800,
      number,
    }),
  ]
  const found = await actIn(peil, 'lklr', system, async (context) => {
    const loaded = await loadDossier(context, there.registrationId)
    const filed = new Map(ids.map((id) => [id, {} as never]))
    const remarks = remarksOn(loaded, { returns: [], filed, supplements: [] }, context.today)
    return ids.map((id) => {
      const activity = loaded.activities.find((one) => one.id === id) ?? assert.fail()
      const label = labelOfActivity(loaded.compiled, activity)
      const asks = remarks.get(id)?.some(({ is }) => is === 'undecided')
      // What it counts for is as it was claimed: a person answers it.
      return [asks, label?.text.split(':')[0], activity.accredited]
    })
  })
  assert.deepEqual(found, [
    [true, 'Accreditatie onbekend', true],
    [true, 'Accreditatie onbekend', true],
    [false, 'Geaccrediteerd door een besluit van het register', true],
  ])
})

test('without a decision what somebody followed is accredited by the label of whoever gave it, on its day', async () => {
  const made = await giveCourse('Gewoon een training', 600)
  const late = await giveCourse('Nog een training', 600)
  await told(late.edition, '6')
  const facts = {
    ...{ kind: 'crkbo', scope: 'institution' as const, number: 'B-1', about: '' },
    ...{ first: day('2026-11-12'), last: day('2027-11-11') },
  }
  const seen = await peil.act(sanne.actor, async (context) => {
    await actForOrganisation(context, '*')
    return seeLabel(
      context,
      { organisationId: school, name: '' },
      { facts, on: day(today), evidence: 'public-register', note: '', proof: undefined },
    )
  })
  assert.equal(seen.outcome, 'seen')
  await told(made.edition, '6')
  const all = await portfolio('krsd', farid)
  const { compiled } = await actIn(peil, 'krsd', system, (context) =>
    loadDossier(context, farid.registrationId),
  )
  const of = (title: string) => {
    const one = all.find((activity) => activity.title === title) ?? assert.fail(title)
    return [one.claimed, one.accredited, one.state, labelOfActivity(compiled, one)?.text]
  }
  assert.deepEqual(of('Gewoon een training'), [
    ...[600, true, 'entered'],
    'CRKBO (instelling), geldig op 12-11-2026, gezien op 20-11-2026',
  ])
  assert.deepEqual(of('Nog een training'), [600, false, 'entered', undefined])
})
