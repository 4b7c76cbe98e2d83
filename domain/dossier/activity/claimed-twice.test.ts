import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import { addEvidence } from '#domain/dossier/evidence/add-evidence.ts'
import { openEvidence } from '#domain/dossier/evidence/open-evidence.ts'
import { draftActivity } from '#domain/dossier/portfolio/draft-activity.ts'
import { enterActivity } from '#domain/dossier/portfolio/enter-activity.ts'
import type { OpenActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { hundredthsOf } from '#engine'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// One activity of which two registers each make their own.

const today = '2026-09-01'
const peil = await testPlatform()
const system = { kind: 'system', task: 'test' } as const
let sanne: CastAccount
let tom: CastAccount
let people = 0

before(async () => {
  await peil.setToday(today)
  const office = { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, office, ['secretariat'])
  const member = { email: 'tom@voorbeeld.nl', firstName: 'Tom', lastName: 'Lid' }
  tom = await colleague(peil, member, ['committee'])
})

function within<Result>(
  register: string,
  actor: Context['actor'],
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const found = peil.platform.registers.get(register)
  if (found === undefined) throw new Error(`${register} is not there`)
  return inRegister(
    peil.platform,
    { register: found, today: Temporal.PlainDate.from(today) },
    actor,
    work,
  )
}

/** Somebody in two registers: as they are in the KRSD, and as they are in the LKLR. */
async function somebody(): Promise<{ krsd: CastProfessional; lklr: CastProfessional }> {
  people += 1
  const krsd = await professional(peil, {
    email: `judith${people}@voorbeeld.nl`,
    firstName: 'Judith',
    lastName: 'Bos',
  })
  const registrationId = await within('lklr', system, async (context) => {
    await byHand(context)
    const { id } = await context.db
      .insertInto('registration')
      .values({
        register: 'lklr',
        person_id: krsd.personId,
        status: 'candidate',
        regulation_version: '2018-01-01',
        signed_up_on: '2025-01-15',
        approved_on: '2025-01-15',
        candidate_on: '2025-01-15',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
  const lklr = { ...krsd, registrationId, actor: { ...krsd.actor, registrationId } }
  return { krsd, lklr }
}

function opened<Result>(
  who: CastProfessional,
  id: string,
  work: (open: OpenActivity) => Promise<Result>,
  version?: number,
): Promise<Result> {
  return within('lklr', who.actor, async (context) => {
    const wanted = { id, version, files: [] }
    const found = await openActivity(context, who.registrationId, wanted)
    if (found.outcome !== 'open') throw new Error(found.outcome)
    return work(found.open)
  })
}

// As the LKLR has it: another kind, with a question of its own.
function givenTraining(open: OpenActivity, change: Partial<ActivityFacts> = {}): ActivityFacts {
  return {
    kind: open.loaded.compiled.regulation.kinds.find(({ id }) => id === 'giving-training'),
    title: 'Iets anders',
    completedOn: Temporal.PlainDate.from('2026-08-01'),
    details: { description: 'Ik gaf de les zelf.' },
    accredited: false,
    label: undefined,
    accreditation: { number: '', provider: '' },
    attributes: {},
    evidenceKinds: ['report'],
    confirmation: 'none',
    referee: { name: '', email: '', relation: '' },
    selfSign: { reason: '', declared: false },
    ...change,
  }
}

const handIn = { intent: 'hand-in' as const, acknowledged: new Set<never>() }

const enterInLklr = (who: CastProfessional, id: string) =>
  opened(who, id, (open) => enterActivity(open, givenTraining(open), handIn))

const find = (register: string, who: CastProfessional, id: string) =>
  within(register, system, (context) => findActivity(context, who.registrationId, id))

/** Everything that a request in a register can read of the tables about activities, as text. */
const allOf = (register: string) =>
  within(register, system, async ({ db }) => {
    const tables = ['activity', 'activity_claim', 'evidence', 'document', 'referee_request']
    const judged = ['referee_question', 'application_activity', 'judgement', 'inspection']
    const all: string[] = []
    for (const table of [...tables, ...judged, 'judgement_draft', 'application_return']) {
      const { rows } = await sql`select * from ${sql.table(table)}`.execute(db)
      all.push(JSON.stringify(rows))
    }
    return all.join('\n')
  })

test('two registers claim one activity, and neither sees what the other makes of it', async () => {
  const { krsd, lklr } = await somebody()
  const { accredited: id } = await enough(peil, krsd, '2026-03-01')
  const application = await file(peil, krsd, today)
  await passOn(peil, sanne.actor, application, today)
  const reason = 'Alleen de ochtend ging hierover.'
  const amount = hundredthsOf(1200)
  const partly = { outcome: 'partly', amount, reason, accreditation: { recognised: true } } as const
  const judged = await judge(peil, tom, application, today, { [id]: partly }, 'fails')
  assert.equal(judged.outcome, 'judged')

  assert.equal((await allOf('lklr')).includes(id), false)
  assert.equal((await enterInLklr(lklr, id)).outcome, 'entered')

  const here = await find('krsd', krsd, id)
  const there = await find('lklr', lklr, id)
  assert.deepEqual([here?.kind, here?.claimed, here?.accredited], ['training', 2400, true])
  assert.deepEqual(
    [there?.kind, there?.claimed, there?.accredited],
    ['giving-training', undefined, false],
  )
  // What was done is the same in both, as it was handed in first; so is its file.
  assert.deepEqual(
    [there?.title, String(there?.completedOn)],
    ['Opleiding Schuldhulpverlening', '2026-03-01'],
  )
  assert.deepEqual(there?.evidence, here?.evidence)
  assert.deepEqual(there?.applications, [])
  assert.equal(there?.judgementReason, '')
  assert.deepEqual(there?.form.details, { description: 'Ik gaf de les zelf.' })
  assert.equal(here?.form.details.description, undefined)
  assert.equal(here?.form.details['stated-load'], 2400)

  const inLklr = await allOf('lklr')
  assert.ok(inLklr.includes(id))
  assert.ok(inLklr.includes('giving-training'))
  assert.doesNotMatch(inLklr, /"training"|ochtend|crkbo|"krsd".*judg|inspect/)
  assert.equal(inLklr.includes(application), false)
  assert.equal(inLklr.includes(tom.accountId), false)
  const inKrsd = await allOf('krsd')
  assert.ok(inKrsd.includes(reason) && inKrsd.includes(tom.accountId))
  assert.doesNotMatch(inKrsd, /giving-training|Ik gaf de les zelf/)
  // Who has no claim of it sees nothing of it, and its file opens only where it is claimed.
  assert.equal((await allOf('clientondersteuners')).includes(id), false)
  const [proof] = there?.evidence ?? []
  const opens = (register: string) =>
    within(register, system, async (context) => {
      const { registrationId } = register === 'krsd' ? krsd : lklr
      const found = await openEvidence(context, proof?.id ?? '', { registrationId })
      if (found.outcome === 'opened') found.contents.destroy()
      return found.outcome
    })
  assert.deepEqual([await opens('krsd'), await opens('lklr')], ['opened', 'opened'])
  assert.equal(await opens('clientondersteuners'), 'not-found')
})

test('what one register has in hand is not changed through another', async () => {
  const { krsd, lklr } = await somebody()
  const { accredited: id } = await enough(peil, krsd, '2026-03-01')
  const title = 'Opleiding Schuldhulpverlening'
  assert.equal((await enterInLklr(lklr, id)).outcome, 'entered')
  const applicationId = await file(peil, krsd, '2026-08-20')
  const version = (await find('lklr', lklr, id))?.version
  const changed = { title: 'Een andere naam' }
  await opened(
    lklr,
    id,
    async (open) => {
      assert.equal(open.staysSo, true)
      const facts = givenTraining(open, changed)
      await draftActivity(open, { facts, typed: typedOf(facts) })
    },
    version,
  )
  assert.equal((await find('krsd', krsd, id))?.title, title)
  assert.equal((await find('lklr', lklr, id))?.state, 'draft')
  assert.equal((await find('lklr', lklr, id))?.form.typed.title, title)
  const added = await within('lklr', lklr.actor, (context) =>
    addEvidence(context, lklr.registrationId, id, []),
  )
  assert.equal(added.outcome, 'frozen')
  // The KRSD has it in hand; what stands in the portfolio of the LKLR alone keeps nothing there.
  const inHand = await peil.act(krsd.actor, async (context) => {
    await actAsOwner(context)
    return openness(context, id)
  })
  assert.deepEqual(inHand, { is: 'in-application' })
  assert.ok(applicationId)
})

test('what stands in portfolios alone may be changed, and each register counts it anew', async () => {
  const { krsd, lklr } = await somebody()
  const on = { claimed: 800, completedOn: '2026-03-01' }
  const id = await activity(peil, krsd, { title: 'Training', ...on })
  assert.equal((await enterInLklr(lklr, id)).outcome, 'entered')
  // What was handed in is claimed as it stands; the form of that claim had never shown it.
  assert.equal((await find('krsd', krsd, id))?.title, 'Training')
  const training = (open: OpenActivity, hours: number): ActivityFacts => ({
    ...givenTraining(open),
    kind: open.loaded.compiled.regulation.kinds.find((one) => one.id === 'training'),
    title: 'Training',
    completedOn: Temporal.PlainDate.from('2026-03-02'),
    details: { provider: 'De Opleider', 'stated-load': hundredthsOf(hours) },
  })
  const version = async () => (await find('lklr', lklr, id))?.version
  await opened(
    lklr,
    id,
    async (open) => {
      assert.equal(open.staysSo, false)
      assert.equal((await enterActivity(open, training(open, 600), handIn)).outcome, 'entered')
    },
    await version(),
  )
  const there = await find('krsd', krsd, id)
  assert.deepEqual(
    [there?.claimed, there?.completedOn?.toString(), there?.state],
    [600, '2026-03-02', 'entered'],
  )
  await assertRecorded(peil, 'activity', 'recount', id)
})

test('what somebody drafts in one register they may change in another, and it is seen in both', async () => {
  const { krsd, lklr } = await somebody()
  const on = { claimed: 800, completedOn: '2026-03-01' }
  const proof = {
    proof: 'referee' as const,
    referee: { name: 'Petra', email: 'petra@voorbeeld.nl' },
  }
  const id = await activity(peil, krsd, { title: 'Training', ...on, state: 'draft', ...proof })
  await opened(lklr, id, async (open) => {
    assert.equal(open.staysSo, false)
    const facts = givenTraining(open, { title: 'De hele training' })
    await draftActivity(open, { facts, typed: typedOf(facts) })
  })
  const here = await find('krsd', krsd, id)
  assert.deepEqual([here?.title, here?.kind], ['De hele training', 'training'])
  assert.equal(here?.form.typed.title, 'De hele training')
  assert.equal(here?.form.details['stated-load'], 800)
  // What Petra confirmed no longer stands there.
  assert.equal(here?.referee, undefined)
})

test("a referee's word is a proof in both registers; what they were asked is of one", async () => {
  const { krsd, lklr } = await somebody()
  const on = { claimed: 800, completedOn: '2026-03-01' }
  const proof = {
    proof: 'referee' as const,
    referee: { name: 'Petra', email: 'petra@voorbeeld.nl' },
  }
  const id = await activity(peil, krsd, { title: 'Training', ...on, ...proof })
  await opened(lklr, id, async (open) => {
    const facts = givenTraining(open)
    await draftActivity(open, { facts, typed: typedOf(facts) })
  })
  const there = await find('lklr', lklr, id)
  assert.deepEqual([there?.referee?.name, there?.referee?.answer], ['Petra', 'confirmed'])
  const asked = await within('lklr', system, ({ db }) =>
    db.selectFrom('referee_question').select('request_id').execute(),
  )
  assert.deepEqual(asked, [])
})

test('nobody claims what somebody else did', async () => {
  const [one, other] = [await somebody(), await somebody()]
  const id = await activity(peil, one.krsd, {
    title: 'Training',
    claimed: 800,
    completedOn: '2026-03-01',
  })
  const claim = { id, version: undefined, files: [] }
  const tried = await within('lklr', other.lklr.actor, (context) =>
    openActivity(context, other.lklr.registrationId, claim),
  )
  assert.equal(tried.outcome, 'not-found')
  const byTheDatabase = within('lklr', system, async (context) => {
    await byHand(context)
    const { personId, registrationId } = other.lklr
    await context.db
      .insertInto('activity_claim')
      .values({
        register: 'lklr',
        registration_id: registrationId,
        person_id: personId,
        activity_id: id,
        state: 'draft',
      })
      .execute()
  })
  await assert.rejects(byTheDatabase, /foreign key/)
  const unknown = await within('lklr', one.lklr.actor, (context) =>
    openActivity(context, one.lklr.registrationId, { ...claim, id: randomUUID(), version: 1 }),
  )
  assert.equal(unknown.outcome, 'not-found')
})
