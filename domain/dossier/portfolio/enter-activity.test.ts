import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import { draftActivity, keepActivity } from '#domain/dossier/portfolio/draft-activity.ts'
import { enterActivity } from '#domain/dossier/portfolio/enter-activity.ts'
import type { OpenActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { hundredthsOf } from '#engine'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn } from '#testing/portfolio.ts'

const peil = await testPlatform()
const today = '2026-03-02'
const judith = await professional(peil, {
  email: 'judith@voorbeeld.nl',
  firstName: 'Judith',
  lastName: 'Bos',
})

// What an import knows of a training, without a form that anybody filled in.
function training(open: OpenActivity, change: Partial<ActivityFacts> = {}): ActivityFacts {
  return {
    kind: open.loaded.compiled.regulation.kinds.find(({ id }) => id === 'training'),
    title: 'Methodisch werken',
    completedOn: Temporal.PlainDate.from('2026-02-27'),
    details: { provider: 'De Opleider', 'stated-load': hundredthsOf(650) },
    accredited: true,
    label: 'crkbo',
    accreditation: { number: '', provider: '' },
    attributes: {},
    evidenceKinds: [],
    confirmation: 'self',
    referee: { name: '', email: '', relation: '' },
    selfSign: { reason: 'De opleider bestaat niet meer.', declared: true },
    ...change,
  }
}

async function opened<Result>(
  who: CastProfessional,
  id: string,
  work: (open: OpenActivity, context: Context) => Promise<Result>,
): Promise<Result> {
  return peil.act(
    who.actor,
    async (context) => {
      const found = await openActivity(context, who.registrationId, {
        id,
        version: undefined,
        files: [],
      })
      if (found.outcome !== 'open') throw new Error(found.outcome)
      return work(found.open, context)
    },
    today,
  )
}

const find = (id: string) =>
  peil.act(judith.actor, (context) => findActivity(context, judith.registrationId, id))

const handIn = { intent: 'hand-in' as const, acknowledged: new Set<never>() }

test('an activity of which only facts are known is entered, and its form shows them', async () => {
  const id = randomUUID()
  const entered = await opened(judith, id, (open) => enterActivity(open, training(open), handIn))
  assert.deepEqual(entered, { outcome: 'entered', state: 'entered' })
  const found = await find(id)
  assert.equal(found?.claimed, 650)
  assert.equal(found?.accreditationLabel, 'crkbo')
  assert.equal(found?.selfSignedReason, 'De opleider bestaat niet meer.')
  const path = `/krsd/mijn/activiteiten/${id}/wijzigen`
  const fields = fieldsIn(await (await peil.get(path, judith.cookie)).text(), path)
  assert.equal(fields.title, 'Methodisch werken')
  assert.equal(fields['detail-stated-load'], '6,5')
  assert.equal(fields['completed-on-jaar'], '2026')
  assert.equal(fields.confirmation, 'self')
})

test('what is missing is told and nothing is written of it; what was typed can be kept', async () => {
  const id = randomUUID()
  await opened(judith, id, async (open) => {
    const facts = training(open, { title: '', completedOn: undefined })
    const entered = await enterActivity(open, facts, handIn)
    assert.deepEqual(entered, {
      outcome: 'incomplete',
      problems: [
        { field: 'title', is: 'empty' },
        { field: 'completed-on', is: 'empty' },
      ],
    })
    assert.equal((await findActivity(open.context, judith.registrationId, id))?.kind, undefined)
    const typed = { ...typedOf(facts), 'completed-on-dag': 'woensdag' }
    assert.deepEqual(await keepActivity(open, { facts, typed }), { kept: true, version: 2 })
  })
  const kept = await find(id)
  assert.equal(kept?.state, 'draft')
  assert.equal(kept?.form.typed['completed-on-dag'], 'woensdag')
})

test('an activity of 1950 is entered, one of the year before is not', async () => {
  const on = (day: string) =>
    opened(judith, randomUUID(), (open) =>
      enterActivity(
        open,
        training(open, { title: day, completedOn: Temporal.PlainDate.from(day) }),
        handIn,
      ),
    )
  assert.equal((await on('1950-01-01')).outcome, 'entered')
  assert.deepEqual(await on('1949-12-31'), {
    outcome: 'incomplete',
    problems: [{ field: 'completed-on', is: 'too-long-ago' }],
  })
})

test('what was handed in is a draft again only when that is asked for', async () => {
  const id = randomUUID()
  const completedOn = Temporal.PlainDate.from('2026-01-09')
  const entered = await opened(judith, id, (open) =>
    enterActivity(open, training(open, { title: 'Intervisie', completedOn }), handIn),
  )
  assert.equal(entered.outcome, 'entered')
  const found = await find(id)
  await peil.act(judith.actor, async (context) => {
    const again = await openActivity(context, judith.registrationId, {
      id,
      version: found?.version,
      files: [],
    })
    if (again.outcome !== 'open') throw new Error(again.outcome)
    const facts = training(again.open, { title: '' })
    const written = { facts, typed: typedOf(facts) }
    assert.deepEqual(await keepActivity(again.open, written), {
      kept: false,
      version: found?.version,
    })
    assert.equal(await draftActivity(again.open, written), 'draft')
  })
  assert.equal((await find(id))?.state, 'draft')
})
