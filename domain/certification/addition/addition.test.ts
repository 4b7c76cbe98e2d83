import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { lockNumbers } from '#db/lock-numbers.ts'
import { previewAddition } from '#domain/certification/addition/preview-addition.ts'
import type { Proposal } from '#domain/certification/addition/propose-addition.ts'
import { proposeAddition } from '#domain/certification/addition/propose-addition.ts'
import { findAddition, listAdditions } from '#domain/certification/addition/queries.ts'
import { adoptAddition, withdrawAddition } from '#domain/certification/addition/settle-addition.ts'
import { replayDecisions } from '#domain/certification/committee/replay-decisions.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { Registers } from '#domain/platform/context/registers.ts'
import { importRegister } from '#domain/platform/register/import-register.ts'
import { settleImport, waitingImport } from '#domain/platform/register/settle-import.ts'
import { assess, hundredthsOf } from '#engine'
import { pinnedVersion, readRegisterFolder, versionInForce } from '#regulations/load.ts'
import { activity, colleague, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

// A committee gives a kind of activity a fixed value, from a day on: one proposes it, another adopts it.

const peil = await testPlatform({ register: 'lklr' })
await peil.setToday('2026-12-01')
const aylin = await colleague(
  peil,
  { email: 'aylin@voorbeeld.nl', firstName: 'Aylin', lastName: 'Kaya' },
  ['committee', 'chair'],
)
const bo = await colleague(
  peil,
  { email: 'bo@voorbeeld.nl', firstName: 'Bo', lastName: 'Visser' },
  ['administrator'],
)
const ruben = await professional(peil, {
  email: 'ruben@voorbeeld.nl',
  firstName: 'Ruben',
  lastName: 'Smit',
  status: 'certified',
  validFirst: '2023-01-01',
  validLast: '2027-12-31',
  since: '2023-01-01',
})

const day = (text: string) => Temporal.PlainDate.from(text)
const rayondag: Proposal = {
  kind: { is: 'new', label: 'Rayondag Ingrado', hint: '', like: 'peer-consultation' },
  each: hundredthsOf(300),
  from: day('2027-01-01'),
  decidedOn: day('2026-11-12'),
  decidedIn: 'Notulen van 12 november 2026, punt 4',
}
const feedback: Proposal = { ...rayondag, kind: { is: 'known', id: 'feedback' } }

const propose = async (proposal: Proposal, actor: Actor = aylin.actor): Promise<string> => {
  const proposed = await peil.act(actor, (context) => proposeAddition(context, proposal))
  assert.ok(proposed.outcome === 'proposed', JSON.stringify(proposed))
  return proposed.id
}
const adopt = async (id: string, actor: Actor = bo.actor, version = 1): Promise<string> =>
  (await peil.act(actor, (context) => adoptAddition(context, { id, version }))).outcome
const lklr = () => peil.platform.registers.get('lklr') ?? assert.fail()

/** What activities are worth to Ruben on a day, by their title. */
async function worth(on: string) {
  await peil.setToday(on)
  return peil.act(aylin.actor, async (context) => {
    const { compiled, dossier } = await loadDossier(context, ruben.registrationId)
    const assessed = assess(compiled, dossier, context.today)
    return new Map(
      assessed.activities.map(({ id, claimed, awarded, valuation }) => [
        id,
        valuation?.is === 'for-the-committee' ? 'for the committee' : [claimed, awarded].join(),
      ]),
    )
  })
}

test('what is proposed says what it changes, and changes nothing', async () => {
  const id = await propose(rayondag)
  await assertRecorded(peil, 'addition', 'propose', id)
  const preview = await peil.act(bo.actor, async (context) => {
    const found = (await findAddition(context, id)) ?? assert.fail()
    assert.equal(found.proposedBy, 'Aylin Kaya')
    assert.equal(found.file.kind.id, 'rayondag-ingrado')
    return previewAddition(context, found.file)
  })
  assert.ok(preview.outcome === 'fits')
  assert.match(preview.differences.join('\n'), /Rayondag Ingrado.*3 punten/)
  assert.deepEqual(preview.failing, [])
  assert.ok(preview.examples > 5)
  assert.equal(lklr().versions.length, 2)
})

test('who proposes it does not adopt it', async () => {
  const [found] = await peil.act(bo.actor, listAdditions)
  assert.equal(await adopt(found?.id ?? '', aylin.actor), 'own-proposal')
})

test('adopted it is a version of its own from its first day, seen by other processes too', async () => {
  const elsewhere = await Registers.open(peil.platform.db)
  const [found] = await peil.act(bo.actor, listAdditions)
  assert.equal(await adopt(found?.id ?? ''), 'adopted')
  await assertRecorded(peil, 'addition', 'adopt', found?.id)
  await elsewhere.lookAgain()
  for (const register of [lklr(), elsewhere.get('lklr') ?? assert.fail()]) {
    assert.equal(
      versionInForce(register, day('2026-12-31'))?.regulation.version.toString(),
      '2018-01-01',
    )
    const { regulation } = versionInForce(register, day('2027-01-01')) ?? assert.fail()
    assert.equal(regulation.version.toString(), '2027-01-01')
    assert.equal(regulation.basedOn?.version.toString(), '2018-01-01')
    const kind = regulation.kinds.find(({ id }) => id === 'rayondag-ingrado')
    assert.deepEqual(kind?.groups, ['a2'])
    assert.equal(kind?.article, 'besluit van 12 november 2026')
  }
  assert.equal(await adopt(found?.id ?? '', bo.actor, 2), 'stale')
})

test('a kind that gets a fixed value has it from the first day; what was done before keeps what it was', async () => {
  const facts = { kind: 'feedback', claimed: 0, state: 'entered' } as const
  const before = await activity(peil, ruben, {
    ...facts,
    title: 'Eerder',
    completedOn: '2026-12-31',
  })
  const after = await activity(peil, ruben, { ...facts, title: 'Later', completedOn: '2027-01-01' })
  await peil.platform.db
    .updateTable('activity_claim')
    .set({ claimed: null })
    .where('activity_id', 'in', [before, after])
    .execute()
  await peil.setToday('2026-12-01')
  const id = await propose(feedback)
  const preview = await peil.act(bo.actor, async (context) =>
    previewAddition(context, ((await findAddition(context, id)) ?? assert.fail()).file),
  )
  assert.ok(preview.outcome === 'fits')
  assert.deepEqual([preview.open, preview.before], [1, 1])
  assert.equal(await adopt(id), 'adopted')
  assert.equal((await worth('2026-12-31')).get(before), 'for the committee')
  const later = await worth('2027-02-01')
  assert.equal(later.get(before), 'for the committee')
  assert.equal(later.get(after), '300,300')
})

test('whoever runs under the version of the start of their period has what was added to it', async () => {
  await peil.setToday('2027-02-01')
  const found = await peil.act(aylin.actor, (context) => loadDossier(context, ruben.registrationId))
  assert.equal(found.compiled.regulation.version.toString(), '2027-01-01')
  assert.match(found.versionText, /Versie van 1 januari 2018, met wat sinds 1 januari 2027/)
  assert.ok(pinnedVersion(lklr(), '2027-01-01'))
  assert.deepEqual((await replayDecisions(peil.platform.db, lklr())).differing, [])
})

test('what holds is not withdrawn, by nobody; what does not hold yet is', async () => {
  await peil.setToday('2027-02-01')
  const holding = (await peil.act(bo.actor, listAdditions)).find(
    ({ status }) => status === 'adopted',
  )
  const withdraw = async (id: string, version: number) =>
    (await peil.act(bo.actor, (context) => withdrawAddition(context, { id, version }))).outcome
  assert.equal(await withdraw(holding?.id ?? '', holding?.version ?? 0), 'too-late')
  const id = await propose({ ...feedback, from: day('2028-01-01'), decidedOn: day('2027-01-20') })
  assert.equal(await adopt(id), 'adopted')
  const versions = () => lklr().versions.map(({ regulation }) => regulation.version.toString())
  assert.deepEqual(versions(), ['2016-01-01', '2018-01-01', '2027-01-01', '2028-01-01'])
  assert.equal(await withdraw(id, 2), 'withdrawn')
  await assertRecorded(peil, 'addition', 'withdraw', id)
  assert.deepEqual(versions(), ['2016-01-01', '2018-01-01', '2027-01-01'])
  await assert.rejects(
    peil.platform.db
      .updateTable('regulation_addition')
      .set({ text: 'iets anders' })
      .where('id', '=', id)
      .execute(),
    /only ever added to/,
  )
})

test('what another that was adopted stands on is not withdrawn before that one', async () => {
  await peil.setToday('2027-02-01')
  const decidedOn = day('2027-01-20')
  const kind = { is: 'new', label: 'Regiodag', hint: '', like: 'peer-consultation' } as const
  const first = await propose({ ...rayondag, kind, from: day('2028-02-01'), decidedOn })
  assert.equal(await adopt(first), 'adopted')
  const known = { is: 'known', id: 'regiodag' } as const
  const second = await propose({ ...rayondag, kind: known, from: day('2028-03-01'), decidedOn })
  assert.equal(await adopt(second), 'adopted')
  const withdraw = (id: string) =>
    peil.act(bo.actor, (context) => withdrawAddition(context, { id, version: 2 }))
  const { outcome } = await withdraw(first)
  assert.equal(outcome, 'needed')
  await peil.platform.registers.lookAgain()
  assert.ok(pinnedVersion(lklr(), '2028-03-01'))
  assert.equal((await withdraw(second)).outcome, 'withdrawn')
  assert.equal((await withdraw(first)).outcome, 'withdrawn')
})

test('two who propose the same at once do not both get it in, nor one name for two kinds', async () => {
  await peil.setToday('2027-02-01')
  const decidedOn = day('2027-01-20')
  const known = { ...feedback, from: day('2028-09-01'), decidedOn }
  const both = (proposals: readonly Proposal[]) =>
    Promise.all(
      proposals.map((one) => peil.act(aylin.actor, (context) => proposeAddition(context, one))),
    )
  const same = await both([known, known])
  assert.deepEqual(same.map(({ outcome }) => outcome).toSorted(), ['proposed', 'wrong'])
  const kind = { is: 'new', label: 'Themadag', hint: '', like: 'peer-consultation' } as const
  const named = { ...rayondag, kind, decidedOn }
  const made = await both([
    { ...named, from: day('2028-10-01') },
    { ...named, from: day('2028-11-01') },
  ])
  const ids = made.map((one) => (one.outcome === 'proposed' ? one.id : assert.fail()))
  const kinds = await peil.act(bo.actor, async (context) =>
    Promise.all(ids.map(async (id) => (await findAddition(context, id))?.file.kind.id)),
  )
  assert.deepEqual(kinds.toSorted(), ['themadag', 'themadag-2'])
})

describe('a proposal is refused', () => {
  const refused = async (proposal: Proposal) => {
    await peil.setToday('2027-02-01')
    const found = await peil.act(aylin.actor, (context) => proposeAddition(context, proposal))
    return found.outcome === 'wrong' ? found.problem : found.outcome
  }
  const later = { ...feedback, from: day('2028-06-01') }

  test('for a day that has come', async () => {
    assert.equal(await refused({ ...later, from: day('2027-02-01') }), 'not-after-today')
  })

  test('on a decision that is still to be taken', async () => {
    assert.equal(await refused({ ...later, decidedOn: day('2027-02-02') }), 'decided-later')
  })

  test('when the same kind gets a value that day already', async () => {
    await propose(later)
    assert.equal(await refused(later), 'there-already')
  })

  test('when there is no such kind', async () => {
    const kind = { is: 'known', id: 'onbekend' } as const
    assert.equal(await refused({ ...later, kind }), 'does-not-fit')
  })

  test('worth nothing', async () => {
    const worthless = { ...later, from: day('2028-07-01'), each: hundredthsOf(0) }
    assert.equal(await refused(worthless), 'does-not-fit')
  })
})

test('it is decided by the body that may do so by the data of the register', async () => {
  await peil.setToday('2027-02-01')
  const decidedBy = async (from: string) => {
    const id = await propose({ ...feedback, from: day(from), decidedOn: day('2027-01-20') })
    const found = await peil.act(bo.actor, (context) => findAddition(context, id))
    return found?.file.decided.by
  }
  assert.equal(await decidedBy('2029-01-01'), 'Beoordelingscommissie')
  const known = lklr()
  const without = known.bodies.map((body) => ({
    ...body,
    may: body.may.filter((act) => act !== 'adopt-additions'),
  }))
  peil.platform.registers.set('lklr', {
    ...known,
    bodies: [
      ...without,
      { id: 'raad', name: 'Raad van Waarden', short: 'de raad', may: ['adopt-additions'] },
    ],
  })
  assert.equal(await decidedBy('2029-02-01'), 'Raad van Waarden')
  peil.platform.registers.set('lklr', known)
})

test('what was added goes along when the files of the register are imported anew', async () => {
  const files = await readRegisterFolder('regulations/lklr')
  const named = { ...files.register, text: files.register.text.replace(/^name: .*/m, 'name: LKLR') }
  const imported = await importRegister(
    peil.platform.db,
    { ...files, register: named },
    { source: 'regulations/lklr', atStart: true },
  )
  assert.equal(imported.outcome, 'imported')
  await peil.platform.registers.lookAgain()
  assert.equal(lklr().name, 'LKLR')
  assert.ok(pinnedVersion(lklr(), '2027-01-01'))
})

// With what somebody who administers the register confirms, where it waits for that.
async function imports(
  files: Parameters<typeof importRegister>[1],
): Promise<{ readonly outcome: string }> {
  const source = 'regulations/lklr'
  const imported = await importRegister(peil.platform.db, files, { source, atStart: true })
  if (imported.outcome !== 'waits') return imported
  return peil.act(bo.actor, async (context) => {
    const { id = '' } = (await waitingImport(context)) ?? {}
    const { outcome } = await settleImport(context, id, 'confirm')
    return { outcome: outcome === 'done' ? 'imported' : outcome }
  })
}

test('what another process imported just now is what a proposal has to fit when it is adopted', async () => {
  await peil.setToday('2027-02-01')
  const files = await readRegisterFolder('regulations/lklr')
  const [published] = files.versions.toReversed()
  assert.ok(published)
  const text = published.text.replace('version: 2018-01-01', 'version: 2032-01-01')
  const importing = async (version: string) => {
    const later = { name: '2032-01-01.yaml', file: '2032-01-01.yaml', text: version }
    const imported = await imports({ ...files, versions: [...files.versions, later] })
    assert.equal(imported.outcome, 'imported')
  }
  await importing(text)
  await peil.platform.registers.lookAgain()
  const decidedOn = day('2027-01-20')
  const id = await propose({ ...feedback, from: day('2032-03-01'), decidedOn })
  await importing(text.replaceAll(/\bfeedback\b(?!-)/g, 'terugkoppeling'))
  assert.equal(await adopt(id), 'does-not-fit')
  await peil.platform.registers.lookAgain()
  assert.equal(peil.platform.registers.faults.size, 0)
})

test('what is adopted while files that it does not fit are on their way keeps those out', async () => {
  await peil.setToday('2027-02-01')
  const files = await readRegisterFolder('regulations/lklr')
  const text = files.versions.at(-1)?.text.replace('version: 2018-01-01', 'version: 2033-01-01')
  assert.ok(text)
  const importing = (version: string) => {
    const later = { name: '2033-01-01.yaml', file: '2033-01-01.yaml', text: version }
    return imports({ ...files, versions: [...files.versions, later] })
  }
  await importing(text)
  await peil.platform.registers.lookAgain()
  const decidedOn = day('2027-01-20')
  const id = await propose({ ...feedback, from: day('2033-03-01'), decidedOn })
  // The import comes while the adoption holds the regulations.
  let imported: Promise<{ readonly outcome: string }> | undefined
  await peil.act(bo.actor, async (context) => {
    const adopted = await adoptAddition(context, { id, version: 1 })
    assert.equal(adopted.outcome, 'adopted')
    imported = importing(text.replaceAll(/\bfeedback\b(?!-)/g, 'terugkoppeling')).then(
      ({ outcome }) => ({ outcome }),
      (error) => ({ outcome: error instanceof Error ? error.name : '' }),
    )
    await somebodyWaits()
  })
  assert.equal((await imported)?.outcome, 'MistakenFile')
  await peil.platform.registers.lookAgain()
  assert.equal(peil.platform.registers.faults.size, 0)
})

/** Until another waits for the lock on the regulations. */
async function somebodyWaits(): Promise<void> {
  const waiting = async () => {
    const { rows } = await peil.connection.pool.query(
      `select from pg_locks where locktype = 'advisory' and objid = ${lockNumbers.regulations} and not granted
        and database = (select oid from pg_database where datname = current_database())`,
    )
    return rows.length > 0
  }
  while (!(await waiting()));
}
