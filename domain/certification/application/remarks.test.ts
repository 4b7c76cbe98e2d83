import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { filedActivities, returnsOf } from '#domain/certification/application/queries.ts'
import { remarksOn } from '#domain/certification/application/remarks.ts'
import { supplementsTo } from '#domain/certification/application/supplements.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, enough, file, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform()
const today = '2026-11-20'
const on = { completedOn: '2026-06-18' }
let who: CastProfessional
let applicationId = ''
const ids: Record<string, string> = {}

before(async () => {
  await peil.setToday(today)
  const names = { firstName: 'Farid', lastName: 'El Amrani' }
  who = await professional(peil, { email: 'farid@voorbeeld.nl', ...names })
  const { accredited } = await enough(peil, who, '2026-05-01')
  ids.usual = accredited
  ids.signed = await activity(peil, who, {
    title: 'Webinar',
    claimed: 100,
    proof: 'self-signed',
    ...on,
  })
  ids.one = await activity(peil, who, { title: 'Les over  schulden', claimed: 200, ...on })
  ids.two = await activity(peil, who, { title: 'Les over schulden', claimed: 300, ...on })
  ids.alike = await activity(peil, who, { title: 'Een andere les', claimed: 300, ...on })
  ids.label = await activity(peil, who, { title: 'Cursus', claimed: 150, accredited: true, ...on })
  await peil.platform.db
    .updateTable('activity_claim')
    .set({ accreditation_label: 'zelfbedacht' })
    .where('activity_id', '=', ids.label ?? '')
    .execute()
  applicationId = await file(peil, who, today)
})

const remarks = () =>
  peil.act(who.actor, async (context) => {
    const filing = {
      returns: await returnsOf(context, applicationId),
      filed: await filedActivities(context, applicationId),
      supplements: await supplementsTo(context, applicationId),
    }
    const found = await loadDossier(context, who.registrationId, applicationId)
    return remarksOn(found, filing, context.today)
  })

test('what is proven, known and of usual worth has no remarks', async () => {
  assert.deepEqual((await remarks()).get(ids.usual ?? ''), [])
})

test('an own statement and a label that nobody knows are remarkable', async () => {
  const found = await remarks()
  const words = (id = '') => found.get(id)?.map(({ is }) => is)
  assert.deepEqual(words(ids.signed), ['self-signed'])
  assert.deepEqual(words(ids.label), ['unknown-accreditation'])
})

test('of the same day, the same name or the same claim marks activities as maybe the same', async () => {
  const found = await remarks()
  const same = (id = '') =>
    found.get(id)?.flatMap((one) => (one.is === 'same' ? one.as.map(({ id }) => id) : []))
  assert.deepEqual(same(ids.one), [ids.two])
  assert.deepEqual(same(ids.two), [ids.one, ids.alike])
  assert.deepEqual(same(ids.alike), [ids.two])
})

test('what does not wholly count by a rule is remarkable', async () => {
  await peil.platform.db
    .updateTable('activity')
    .set({ completed_on: '2019-01-01' })
    .where('id', '=', ids.usual ?? '')
    .execute()
  const found = await remarks()
  assert.deepEqual(
    found.get(ids.usual ?? '')?.map(({ is }) => is),
    ['cut'],
  )
})
