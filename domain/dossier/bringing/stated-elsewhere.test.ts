import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { bringStated, statedElsewhere } from '#domain/dossier/bringing/stated-elsewhere.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import { subjectOf } from '#domain/dossier/statement/statement.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import { professional, proofOf } from '#testing/cast.ts'
import { withMadeUpVersion } from '#testing/made-up-version.ts'
import { actIn, alsoIn } from '#testing/other-registers.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

// From the Cliëntondersteuners to a KRSD that asks documents, a registration elsewhere and an answer too.

const peil = await testPlatform()
const day = Temporal.PlainDate.from

before(async () => {
  await peil.setToday('2026-09-01')
  await withMadeUpVersion(
    peil,
    {
      facts: [{ id: 'social-diploma', type: 'yes-no', label: 'Diploma in het sociale domein' }],
      documents: [
        { id: 'certificate-of-experience', label: 'Ervaringscertificaat' },
        { id: 'conduct', label: 'Verklaring omtrent het gedrag' },
      ],
      registers: [{ id: 'skj', label: 'het SKJ' }],
    },
    {
      fromOtherRegisters: [
        {
          register: 'clientondersteuners',
          kinds: [],
          stated: [
            { member: 'document', theirs: 'evc-certificate', ours: 'certificate-of-experience' },
            { member: 'document', theirs: 'vog', ours: 'conduct' },
            { member: 'holding', theirs: 'skj', ours: 'skj' },
            { member: 'fact', theirs: 'evc', ours: 'social-diploma' },
          ],
        },
      ],
    },
  )
})

test('documents, registrations elsewhere and answers are brought along with their files, once', async () => {
  const facts = { email: 'noor@voorbeeld.nl', firstName: 'Noor', lastName: 'Bos' }
  const one = await professional(peil, { ...facts, since: '2026-01-15' })
  const actor = { ...one.actor, registers: ['clientondersteuners', 'krsd'] }
  const krsd = { ...one, actor }
  const clients = await alsoIn(peil, 'clientondersteuners', krsd, { since: '2025-01-15' })
  const all: readonly Stated[] = [
    { member: 'document', kind: 'evc-certificate', issuedOn: day('2020-05-01'), details: {} },
    // Its copy is destroyed once it was seen.
    { member: 'document', kind: 'vog', issuedOn: day('2026-05-01'), details: {} },
    {
      member: 'holding',
      register: 'skj',
      first: day('2022-01-01'),
      details: { number: '123456789' },
    },
    { member: 'fact', fact: 'evc', value: true },
    // Which means nothing in the KRSD.
    { member: 'fact', fact: 'training-finished', value: true },
  ]
  for (const stated of all) {
    const files = stated.member === 'fact' ? [] : [await proofOf(peil, stated)]
    await actIn(peil, 'clientondersteuners', clients.actor, (context) =>
      state(context, { registrationId: clients.registrationId, stated, files }),
    )
  }
  const offered = () =>
    actIn(peil, 'krsd', krsd.actor, (context) =>
      lookAsOwner(context, async (own) => {
        const { compiled } = await loadDossier(own, krsd.registrationId)
        return statedElsewhere(own, krsd.registrationId, compiled.regulation)
      }),
    )
  const found = await offered()
  assert.deepEqual(
    found.map(({ stated, documents, whole }) => [subjectOf(stated), documents.length, whole]),
    [
      ['certificate-of-experience', 1, true],
      ['skj', 1, true],
      ['social-diploma', 0, true],
    ],
  )
  const ids = found.map(({ id }) => id)
  const bring = () =>
    actIn(peil, 'krsd', krsd.actor, async (context) => {
      const { compiled } = await loadDossier(context, krsd.registrationId)
      const chosen = { regulation: compiled.regulation, ids }
      return (await bringStated(context, krsd.registrationId, chosen)).length
    })
  const twice = await Promise.all([bring(), bring()])
  assert.deepEqual(twice.toSorted(), [0, 3], 'two windows bring it along once')
  await assertRecorded(peil, 'statement', 'bring')
  const { dossier, standing } = await actIn(peil, 'krsd', krsd.actor, (context) =>
    loadDossier(context, krsd.registrationId),
  )
  assert.equal(dossier.facts['social-diploma'], true)
  assert.deepEqual(
    dossier.documents.map(({ kind, issuedOn }) => [kind, issuedOn.toString()]),
    [['certificate-of-experience', '2020-05-01']],
  )
  assert.deepEqual(
    dossier.holdings.map(({ register }) => register),
    ['skj'],
  )
  assert.deepEqual(
    standing.claims.map(({ proofs, state: found }) => [proofs.length, found]),
    [
      [1, 'claimed'],
      [1, 'claimed'],
      [0, 'claimed'],
    ],
  )
  assert.deepEqual(await offered(), [])
})
