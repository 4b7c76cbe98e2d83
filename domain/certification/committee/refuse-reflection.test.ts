import assert from 'node:assert/strict'
import { test } from 'node:test'
import { state } from '#domain/dossier/statement/state.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import { hundredthsOf } from '#engine'
import {
  activity,
  clientSupport,
  colleague,
  file,
  judge,
  passOn,
  professional,
} from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

// Whoever has 205 points and 30 of reflection is refused, and reads in the letter by how much they
// fall short. Nobody applies with that in the portfolio: it comes to be so as a line is rejected.

const today = '2026-09-01'
const day = Temporal.PlainDate.from

test('the letter of refusal says that 30 of 40 points of reflection are 10 too few', async () => {
  const peil = await testPlatform({ register: 'clientondersteuners' })
  await peil.setToday(today)
  const who = await professional(peil, {
    email: 'hanneke@voorbeeld.nl',
    firstName: 'Hanneke',
    lastName: 'Hollander',
    status: 'certified',
    since: '2021-10-01',
    validFirst: '2021-10-01',
    validLast: '2026-09-30',
  })
  await peil.platform.db
    .updateTable('registration')
    .set({ category: 'senior' })
    .where('id', '=', who.registrationId)
    .execute()
  const stated: readonly Stated[] = [
    { member: 'document', kind: 'vog', issuedOn: day('2026-08-01'), details: {} },
    {
      member: 'work',
      first: day('2021-10-01'),
      hoursPerWeek: hundredthsOf(2400),
      details: clientSupport,
    },
    { member: 'document', kind: 'employment-contract', issuedOn: day('2021-10-01'), details: {} },
  ]
  const { registrationId } = who
  for (const one of stated) {
    const done = await peil.act(
      who.actor,
      (context) => state(context, { registrationId, stated: one, files: [] }),
      today,
    )
    assert.equal(done.outcome, 'stated')
  }
  const claim = (title: string, kind: string, claimed: number, accredited = false) =>
    activity(peil, who, { title, kind, claimed, accredited, completedOn: '2025-05-01' })
  await claim('Cursussen', 'training', 10_000, true)
  await claim('Intervisie', 'peer-consultation', 3000)
  const rejected = await claim('Supervisie', 'supervision', 1500)
  await claim('Bijeenkomsten', 'other-activity', 7500)
  const applicationId = await file(peil, who, today)
  const of = (firstName: string, role: 'secretariat' | 'committee') =>
    colleague(
      peil,
      { email: `${firstName.toLowerCase()}@voorbeeld.nl`, firstName, lastName: 'Lid' },
      [role],
    )
  const sanne = await of('Sanne', 'secretariat')
  await passOn(peil, sanne.actor, applicationId, today)
  const reject = {
    [rejected]: { outcome: 'rejected', amount: undefined, reason: 'Er is geen verslag.' },
  } as const
  for (const member of [await of('Tom', 'committee'), await of('Marieke', 'committee')]) {
    await judge(peil, member, applicationId, today, reject, 'fails')
  }
  const papers = await peil.platform.db
    .selectFrom('paper_to_make')
    .innerJoin('document', 'document.id', 'paper_to_make.document_id')
    .where('document.kind', '=', 'decision')
    .select('paper_to_make.content')
    .execute()
  const [letter] = papers.map(({ content }) => content as { data: { norms: readonly Norm[] } })
  const norms = new Map(letter?.data.norms.map((norm) => [norm.name, norm]))
  const reflection = norms.get('Reflectie')
  assert.deepEqual(
    [reflection?.met, reflection?.counted, reflection?.required],
    [false, 3000, 4000],
  )
  assert.match(JSON.stringify(reflection), /10 te weinig/)
  assert.deepEqual([norms.get('Totaal')?.met, norms.get('Totaal')?.counted], [true, 20_500])
})

interface Norm {
  readonly name: string
  readonly met: boolean
  readonly counted?: number
  readonly required?: number
}
