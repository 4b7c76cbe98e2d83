import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expireRegistrations } from '#domain/certification/validity/expire-registrations.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { assess } from '#engine'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'

// What was done lies in the window of one application, also once a registration lapsed and somebody
// comes back, where the look-back of a first application would reach over what counted before.

const system = { kind: 'system', task: 'test' } as const

/** What counts on a day of what somebody has that no application used up, and why the rest does not. */
async function standing(
  peil: TestPlatform,
  { actor, registrationId }: CastProfessional,
  on: string,
) {
  return peil.act(
    actor,
    async (context) => {
      const { compiled, dossier } = await loadDossier(context, registrationId)
      const { window, activities } = assess(compiled, dossier, context.today)
      const titles = new Map(dossier.activities.map(({ id, title }) => [id, title]))
      return {
        kind: dossier.kind,
        first: window.first.toString(),
        found: activities
          .map(({ id, cuts }) => `${titles.get(id)}: ${cuts[0]?.by ?? 'in'}`)
          .toSorted(),
      }
    },
    on,
  )
}

test('after a grant and after a lapse, what counted is used up and what came after its window counts next', async () => {
  const peil = await testPlatform({ inWriting: true })
  const sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  const members = await Promise.all(
    ['Tom', 'Marieke'].map((firstName) =>
      colleague(
        peil,
        { email: `${firstName.toLowerCase()}@voorbeeld.nl`, firstName, lastName: 'Lid' },
        ['committee'],
      ),
    ),
  )
  const names = { firstName: 'Farid', lastName: 'Amrani' }
  const farid = await professional(peil, { email: 'farid@voorbeeld.nl', ...names })
  await enough(peil, farid, '2026-05-01')
  const id = await file(peil, farid, '2026-09-01')
  await activity(peil, farid, { title: 'Tussendoor', claimed: 800, completedOn: '2026-09-10' })
  await activity(peil, farid, { title: 'Vergeten', claimed: 800, completedOn: '2026-08-01' })
  await passOn(peil, sanne.actor, id, '2026-09-02')
  for (const member of members) await judge(peil, member, id, '2026-09-20')
  const found = ['Tussendoor: in', 'Vergeten: before']
  assert.deepEqual(await standing(peil, farid, '2026-10-01'), {
    kind: 'renewal',
    first: '2026-09-02',
    found,
  })
  await peil.act(system, expireRegistrations, '2029-09-25')
  assert.deepEqual(await standing(peil, farid, '2029-09-25'), {
    kind: 'first',
    first: '2026-09-02',
    found,
  })
})

for (const register of ['lklr', 'clientondersteuners']) {
  test(`in ${register}, whoever comes back after a lapse counts from the day after what counted`, async () => {
    const peil = await testPlatform({ register })
    const who = await professional(peil, {
      email: 'els@voorbeeld.nl',
      firstName: 'Els',
      lastName: 'Vos',
      status: 'certified',
      since: '2019-01-15',
      validFirst: '2020-07-01',
      validLast: '2025-06-30',
      countedUntil: '2024-12-31',
    })
    const { kinds = [] } = peil.platform.registers.get(register)?.versions.at(-1)?.regulation ?? {}
    const [any] = kinds
    const done = { title: 'Ervoor', claimed: 100, kind: any?.id ?? '' }
    await activity(peil, who, { ...done, completedOn: '2024-12-31' })
    await activity(peil, who, { ...done, title: 'Erna', completedOn: '2025-01-01' })
    await peil.act(system, expireRegistrations, '2025-07-01')
    const { found, first } = await standing(peil, who, '2025-07-02')
    assert.equal(first, '2025-01-01')
    assert.deepEqual(found, ['Erna: in', 'Ervoor: before'])
  })
}
