import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { agedBy } from '#domain/dossier/statement/ageing.ts'
import type { ClaimWarning } from '#domain/dossier/statement/claim-warnings.ts'
import { claimWarnings } from '#domain/dossier/statement/claim-warnings.ts'
import type { Claim, Stated } from '#domain/dossier/statement/statement.ts'
import { documentsAsked, hundredthsOf } from '#engine'
import { loadRegisters, pinnedVersion } from '#regulations/load.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import {
  announceUnshown,
  clientSupport,
  colleague,
  file,
  professional,
  stated,
} from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { textPdf } from '#testing/text-pdf.ts'

// What is asked about papers before they are sent, and told to who checks and judges them.

const register = (await loadRegisters()).get('clientondersteuners')
assert.ok(register)
const compiled = pinnedVersion(register, '2021-05-01')
assert.ok(compiled)
const { regulation } = compiled
const day = Temporal.PlainDate.from
const today = day('2026-09-01')

type Reading = { readonly days: readonly string[]; readonly signed: 'yes' | 'no' | 'unclear' }

const proof = (name: string, reading?: Reading): Claim['proofs'][number] => ({
  id: name,
  name,
  mediaType: 'application/pdf',
  size: 1,
  sha256: `hash of ${name}`,
  addedOn: today,
  reading,
})

const claim = (what: Stated, proofs: Claim['proofs'] = []): Claim => ({
  id: JSON.stringify(what),
  stated: what,
  state: 'claimed',
  statedOn: today,
  judgedOn: undefined,
  reason: '',
  endedOn: undefined,
  replacedBy: undefined,
  beganWith: JSON.stringify(what),
  applications: [],
  proofs,
  destroyed: [],
  removed: [],
  originals: [],
  statements: [],
  version: 1,
})

const paper = (kind: string, on: string, reading?: Reading, name = `${kind}.pdf`) =>
  claim({ member: 'document', kind, issuedOn: day(on), details: {} }, [proof(name, reading)])

const work = (first: string, last?: string, employment = 'employed') =>
  claim({
    member: 'work',
    first: day(first),
    ...(last === undefined ? {} : { last: day(last) }),
    hoursPerWeek: hundredthsOf(1600),
    details: { ...clientSupport, employment },
  })

const found = (about: Claim, claims: readonly Claim[] = []): readonly ClaimWarning['is'][] =>
  claimWarnings(about, { regulation, claims: [about, ...claims], activities: [], today }).map(
    ({ is }) => is,
  )

test('what a document shows and how old it may be follow from what the regulation asks', () => {
  const asked = documentsAsked(regulation)
  assert.deepEqual(asked.get('employment-contract'), { showsWork: ['employed'] })
  assert.equal(asked.get('work-statement')?.notOlderThan?.toString(), 'P6M')
  assert.deepEqual(asked.get('kvk-extract')?.showsWork, ['self-employed'])
  assert.equal(asked.get('vog')?.notOlderThan?.toString(), 'P12M')
  assert.equal(asked.get('vog')?.showsWork, undefined)
})

test('a paper that bears no day, or another than was stated, is a question; a photo is not', () => {
  const signed = 'yes' as const
  for (const kind of ['work-statement', 'employment-contract', 'kvk-extract', 'vog']) {
    const on = '2026-08-01'
    assert.deepEqual(found(paper(kind, on, { days: [on], signed })), [], kind)
    assert.deepEqual(found(paper(kind, on, { days: ['2026-08-02'], signed })), ['other-day'], kind)
    assert.deepEqual(found(paper(kind, on, { days: [], signed })), ['no-day'], kind)
    assert.deepEqual(found(paper(kind, on)), [], kind)
  }
  const unsigned = { days: ['2026-08-01'], signed: 'no' } as const
  assert.deepEqual(found(paper('work-statement', '2026-08-01', unsigned)), ['not-signed'])
  assert.deepEqual(found(paper('kvk-extract', '2026-08-01', unsigned)), [])
})

test('a paper of exactly the age that is asked is good, and a day older is a question', () => {
  assert.deepEqual(found(paper('work-statement', '2026-03-01')), [])
  assert.deepEqual(found(paper('work-statement', '2026-02-28')), ['too-old'])
  assert.deepEqual(found(paper('kvk-extract', '2026-02-28')), ['too-old'])
  assert.deepEqual(found(paper('vog', '2025-09-01')), [])
  assert.deepEqual(found(paper('vog', '2025-08-31')), ['too-old'])
  assert.deepEqual(found(paper('employment-contract', '2015-01-01')), [])
})

test('a contract outside the work that it shows is a question, and a statement after it ended is not', () => {
  const spell = work('2022-01-03', '2025-12-31')
  assert.deepEqual(found(paper('employment-contract', '2021-12-15'), [spell]), [])
  assert.deepEqual(found(paper('employment-contract', '2021-09-01'), [spell]), ['outside-work'])
  assert.deepEqual(found(paper('employment-contract', '2025-12-31'), [spell]), [])
  assert.deepEqual(found(paper('employment-contract', '2026-01-01'), [spell]), ['outside-work'])
  assert.deepEqual(found(paper('work-statement', '2026-08-01'), [spell]), [])
  const later = work('2026-08-20')
  assert.deepEqual(found(paper('employment-contract', '2026-01-01'), [spell, later]), [
    'outside-work',
  ])
  // Work of another kind is not what it shows.
  const own = work('2010-01-01', undefined, 'self-employed')
  assert.deepEqual(found(paper('employment-contract', '2026-01-01'), [own]), [])
  assert.deepEqual(found(paper('employment-contract', '2012-01-01'), [own]), [])
})

test('one file at two things of somebody is a question, whatever they are', () => {
  const one = paper('masterclass-1', '2026-08-01', undefined, 'alles.pdf')
  const two = paper('masterclass-3', '2026-08-01', undefined, 'alles.pdf')
  const spell: Claim = { ...work('2026-01-01'), proofs: [proof('alles.pdf')] }
  assert.deepEqual(found(one), [])
  assert.deepEqual(found(one, [two]), ['same-file'])
  assert.deepEqual(found(spell, [two]), ['same-file'])
  assert.deepEqual(found(one, [{ ...two, endedOn: today }]), [])
  const activity = {
    id: 'a',
    title: 'Cursus',
    evidence: [{ ...proof('alles.pdf'), form: undefined }],
  }
  const beside = { regulation, claims: [one], activities: [activity], today }
  assert.deepEqual(claimWarnings(one, beside), [
    { is: 'same-file', file: 'alles.pdf', as: 'Cursus' },
  ])
})

let peil: TestPlatform
let sanne: CastAccount
let kim: CastProfessional

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  await peil.setToday('2026-09-01')
  const names = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...names }, ['secretariat'])
  kim = await professional(peil, {
    email: 'kim@voorbeeld.nl',
    firstName: 'Kim',
    lastName: 'de Wit',
  })
})

test('it is said at the upload, before sending, and beside the paper to who checks it', async () => {
  const here = '/clientondersteuners/mijn/dossier'
  const vog: Stated = {
    member: 'document',
    kind: 'vog',
    issuedOn: day('2026-08-01'),
    details: { profile: '85' },
  }
  for (const what of [
    { member: 'category', category: 'junior' },
    { member: 'fact', fact: 'listed-diploma', value: true },
    { member: 'fact', fact: 'graduated-on', value: day('1993-06-25') },
    vog,
    {
      member: 'work',
      first: day('2022-01-03'),
      hoursPerWeek: hundredthsOf(1600),
      details: clientSupport,
    },
  ] as const) {
    await stated(peil, kim, what, '2026-09-01')
  }
  const pdf = new File(
    [new Uint8Array(textPdf(['Arbeidsovereenkomst', 'Getekend op 3 maart 2023']))],
    'c.pdf',
  )
  const path = `${here}/opgeven/stuk/employment-contract`
  const sent = await peil.post(
    path,
    { 'issued-on-dag': '3', 'issued-on-maand': '1', 'issued-on-jaar': '2021', proof: pdf },
    kim.cookie,
  )
  assert.equal(sent.headers.get('location'), here)
  const said = /Op ‘c\.pdf’ staat 3 maart 2023\. Dat is niet de datum die is opgegeven/
  const outside =
    /De datum van dit stuk valt buiten het werk dat is opgegeven: vanaf 3 januari 2022/
  const dossier = await textOf(await peil.get(here, kim.cookie))
  assert.match(dossier, said)
  assert.match(dossier, outside)
  await peil.act(kim.actor, (context) => announceUnshown(context, kim.registrationId))
  const check = await textOf(
    await peil.get('/clientondersteuners/mijn/certificering/controleren', kim.cookie),
  )
  assert.match(check, /Kijk nog eens naar uw stukken Arbeidsovereenkomst: Op ‘c\.pdf’/)
  assert.match(check, /Aanvraag insturen/)
  const applicationId = await file(peil, kim, '2026-09-01')
  const work = await textOf(
    await peil.get(`/clientondersteuners/werk/aanvragen/${applicationId}`, sanne.cookie),
  )
  assert.match(work, said)
  assert.match(work, outside)
  assert.match(work, /Arbeidsovereenkomst \. Van 3 januari 2021 kijk naar het stuk/)
})

test('a document that was found in order ages from the day after the last on which it is good', () => {
  const vog = (issuedOn: string, more: Partial<Claim> = {}) => ({
    stated: { member: 'document', kind: 'vog', issuedOn: day(issuedOn) } as never as Stated,
    state: 'approved' as const,
    ...more,
  })
  assert.equal(agedBy(regulation, vog('2025-09-01'), today), undefined)
  assert.equal(agedBy(regulation, vog('2025-08-31'), today)?.lastDay.toString(), '2026-08-31')
  const claimed = vog('2020-01-01', { state: 'claimed' })
  assert.equal(agedBy(regulation, claimed, today), undefined, 'of what waits it is warned')
  const diploma = {
    ...vog('1995-06-01'),
    stated: { member: 'document', kind: 'diploma', issuedOn: day('1995-06-01') } as never as Stated,
  }
  assert.equal(agedBy(regulation, diploma, today), undefined, 'a diploma does not age')
})
