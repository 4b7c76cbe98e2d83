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
  assert.deepEqual(await replayDecisions(db, krsd), { decisions: 0, erased: 0, differing: [] })
  await decide('een@voorbeeld.nl', 'approved')
  await decide('twee@voorbeeld.nl', 'rejected')
  assert.deepEqual(await replayDecisions(db, krsd), { decisions: 2, erased: 0, differing: [] })

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

test('what is stored of a decision is what it came to and what its record told: anything else is named', async () => {
  const { pool } = peil.connection
  // As whoever has the database would do it.
  const tamper = (work: string) =>
    pool.query(`begin; set local session_replication_role = replica; ${work}; commit`)
  await pool.query(`create schema before;
    create table before.decision as select * from decision;
    create table before.certificate as select * from certificate`)
  const restore = `delete from certificate; delete from decision;
    insert into decision select * from before.decision;
    insert into certificate select * from before.certificate`
  const { rows } = await pool.query(`select c.code, d.decided_on, d.valid_first, d.valid_last
    from certificate c join decision d on d.id = c.decision_id`)
  const [{ code, decided_on, valid_first, valid_last }] = rows
  const days = `${valid_first} to ${valid_last}`
  const later = Temporal.PlainDate.from(valid_last).add({ years: 5 }).toString()
  const longer = `${valid_first} to ${later}`
  const cases: Readonly<Record<string, readonly string[]>> = {
    "update decision set reason = 'Anders.' where outcome = 'refused'": [
      'reason: was Er zijn te weinig uren., is now Anders.',
    ],
    "update decision set outcome = 'granted' where outcome = 'refused'": [
      'decision: was meets, is now fails',
      'days: was none, is now .*',
      'outcome stored: was refused, is now granted',
      'certificate: was issued, is now nothing',
    ],
    "update decision set decided_on = '2026-10-01' where outcome = 'granted'": [
      'days: was .*, is now 2026-10-01 to 2029-09-30',
      `decided on: was ${decided_on}, is now 2026-10-01`,
    ],
    [`update decision set valid_last = '${later}' where outcome = 'granted'`]: [
      `days: was ${longer}, is now ${days}`,
      `days stored: was ${days}, is now ${longer}`,
    ],
    [`update certificate set valid_last = '${later}'`]: [
      `certificate ${code}: was ${days}, is now ${longer}`,
    ],
    'delete from certificate': ['certificate: was issued, is now nothing'],
    "update certificate set decision_id = (select id from decision where outcome = 'refused')": [
      'certificate: was issued, is now nothing',
      `certificate: was nothing, is now ${code}`,
    ],
  }
  for (const [work, expected] of Object.entries(cases)) {
    await tamper(work)
    const { differing } = await replayDecisions(db, krsd)
    const found = differing.flatMap(({ differences }) => differences)
    assert.match(
      found.toSorted().join('\n'),
      new RegExp(`^${expected.toSorted().join('\n')}$`),
      work,
    )
    await tamper(restore)
  }
  assert.deepEqual(await replayDecisions(db, krsd), { decisions: 2, erased: 0, differing: [] })

  // Where what was recorded was erased, what remains of it still speaks.
  await tamper('delete from audit_facts')
  assert.deepEqual((await replayDecisions(db, krsd)).differing, [])
  await tamper("update decision set decided_on = '2026-10-01' where outcome = 'refused'")
  const { differing } = await replayDecisions(db, krsd)
  assert.deepEqual(
    differing.map(({ differences }) => differences),
    [[`decided on: was ${decided_on}, is now 2026-10-01`]],
  )
})
