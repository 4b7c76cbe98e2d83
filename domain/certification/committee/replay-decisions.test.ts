import assert from 'node:assert/strict'
import { test } from 'node:test'
import { replayDecisions } from '#domain/certification/committee/replay-decisions.ts'
import type { Amount, Norm } from '#engine'
import { compileRegulation } from '#engine'
import type { Register } from '#regulations/register.ts'
import { colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform({ inWriting: true })
const { db, registers } = peil.platform
const krsd = registers.get('krsd')
assert.ok(krsd)
const today = '2026-11-20'
await peil.setToday(today)

const member = (name: string, roles: Parameters<typeof colleague>[2]) =>
  colleague(
    peil,
    { email: `${name}@voorbeeld.nl`, firstName: name, lastName: 'Visser', employer: name },
    roles,
  )

const sanne = await member('sanne', ['secretariat'])
const members = [await member('tom', ['committee']), await member('marieke', ['committee'])]

async function decide(email: string, outcome: 'approved' | 'rejected'): Promise<void> {
  const who = await professional(peil, { email, firstName: 'Farid', lastName: 'El Amrani' })
  const { accredited } = await enough(peil, who, '2026-05-01')
  const applicationId = await file(peil, who, today)
  await passOn(peil, sanne.actor, applicationId, today)
  const rejected = { outcome: 'rejected', amount: undefined, reason: 'Geen bewijs.' } as const
  for (const each of members) {
    if (outcome === 'approved') await judge(peil, each, applicationId, today)
    else await judge(peil, each, applicationId, today, { [accredited]: rejected }, 'fails')
  }
}

/** The register as it would be if somebody had changed a version that must not change. */
function withNorms(register: Register, change: (norm: Norm) => Norm): Register {
  const versions = register.versions.map(({ regulation, words }) =>
    compileRegulation({ ...regulation, norms: regulation.norms.map(change) }, words),
  )
  return { ...register, versions }
}

test('every decision comes out as it was taken, and a version that was changed shows', async () => {
  assert.deepEqual(await replayDecisions(db, krsd), { decisions: 0, differing: [] })
  await decide('een@voorbeeld.nl', 'approved')
  await decide('twee@voorbeeld.nl', 'rejected')
  assert.deepEqual(await replayDecisions(db, krsd), { decisions: 2, differing: [] })

  const stricter = withNorms(krsd, (norm) =>
    norm.requires.kind === 'minimum' && norm.id === 'total'
      ? { ...norm, requires: { ...norm.requires, atLeast: 9700 as Amount } }
      : norm,
  )
  const { differing } = await replayDecisions(db, stricter)
  assert.equal(differing.length, 2)
  assert.match(differing[0]?.differences.join() ?? '', /norm total: was \w[\w-]* 96 .*, is now/)

  const moved = {
    ...krsd,
    versions: krsd.versions.map(({ regulation, words }) => {
      const countsFrom = Temporal.PlainDate.from('2026-04-30')
      return compileRegulation(
        { ...regulation, period: { ...regulation.period, countsFrom } },
        words,
      )
    }),
  }
  const [shifted] = (await replayDecisions(db, moved)).differing
  assert.deepEqual(shifted?.differences, [
    'window: was 2023-01-01 to 2026-11-20, is now 2026-04-30 to 2026-11-20',
  ])

  const reworded = withNorms(krsd, (norm) => ({ ...norm, label: 'Anders', text: 'Anders gezegd.' }))
  assert.deepEqual((await replayDecisions(db, reworded)).differing, [], 'words may change')

  const lost = await replayDecisions(db, { ...krsd, versions: [] })
  assert.match(lost.differing[0]?.differences.join() ?? '', /there is no version 2021-01-01/)
})
