import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import { whatToAsk } from '#engine'
import { assessDossier } from '#testing/assess-dossier.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, file, judge, passOn, professional, stated } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// A registration with the SKJ lowers the norm of a renewal where it was seen at the start of the period
// and is seen again: by an application here, or as the back office knows it of who came from outside.

const here = '/clientondersteuners'
const start = '2026-09-01'
const renewal = '2031-08-20'
const day = Temporal.PlainDate.from
let peil: TestPlatform
let sanne: CastAccount
let people = 0
const members: CastAccount[] = []

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  const names = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...names }, ['secretariat'])
  for (const firstName of ['Tom', 'Marieke']) {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    members.push(await colleague(peil, { email, firstName, lastName: 'Lid' }, ['committee']))
  }
})

const skj: Stated = {
  member: 'holding',
  register: 'skj',
  first: day('2020-01-01'),
  details: { number: '100000000', name: 'N. Brouwer' },
}

function somebody(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  people += 1
  return professional(peil, {
    email: `noor${people}@voorbeeld.nl`,
    firstName: 'Noor',
    lastName: `Brouwer${people}`,
    ...facts,
  })
}

const fromOutside = () =>
  somebody({ status: 'certified', validFirst: '2022-01-10', validLast: '2027-01-09' })

/** Admitted as a Junior, with what is stated beside; what is named is found wanting. */
async function admitted(more: readonly Stated[], wrong = false): Promise<CastProfessional> {
  const who = await somebody()
  let holding = ''
  for (const each of [
    { member: 'category', category: 'junior' } as const,
    { member: 'fact', fact: 'listed-diploma', value: true } as const,
    { member: 'fact', fact: 'graduated-on', value: day('1995-07-01') } as const,
    { member: 'document', kind: 'vog', issuedOn: day('2026-08-01'), details: {} } as const,
    ...more,
  ]) {
    const { claim } = await stated(peil, who, each, start)
    if (each.member === 'holding') holding = claim
  }
  const applicationId = await file(peil, who, start)
  const reasons = wrong ? { [holding]: 'Op de afdruk staat een andere naam.' } : {}
  await passOn(peil, sanne.actor, applicationId, start, reasons)
  const grants: Parameters<typeof judge>[4] = wrong
    ? { [holding]: { outcome: 'rejected', amount: undefined, reason: 'Een andere naam.' } }
    : {}
  for (const member of members) await judge(peil, member, applicationId, start, grants)
  return who
}

async function asked(who: CastProfessional, on = renewal) {
  const { dossier, compiled } = await peil.act(
    who.actor,
    (context) => loadDossier(context, who.registrationId),
    on,
  )
  assert.equal(dossier.kind, 'renewal')
  const { norms } = await peil.act(
    who.actor,
    (context) => assessDossier(context, who.registrationId),
    on,
  )
  return {
    seen: dossier.holdings.map(({ checkedAtStart }) => checkedAtStart),
    required: ['total', 'accredited', 'reflection'].map(
      (id) => norms.find((norm) => norm.id === id)?.required,
    ),
    skj: whatToAsk(compiled, dossier, day(on)).questions.some(({ ways }) =>
      ways.some((way) => way.some(({ what }) => what === 'holding')),
    ),
  }
}

const lower = [2600, 1200, 800]
const usual = [16000, 4000, 4000]

describe('a registration elsewhere', () => {
  test('that was seen at the start and stands at the renewal lowers the norm', async () => {
    const who = await admitted([skj])
    assert.deepEqual(await asked(who), { seen: [true], required: lower, skj: false })
    const words =
      /Gezien door Sanne Bakker op 1 september 2026\. Bij een verlenging kijken we opnieuw/
    assert.match(await read('/mijn/dossier', who.cookie), words)
    assert.match(await read(`/werk/dossiers/${who.registrationId}`, sanne.cookie), words)
  })

  test('that was shown only later does not, whatever days it names', async () => {
    const who = await admitted([])
    await stated(peil, who, skj, renewal)
    assert.deepEqual(await asked(who), { seen: [false], required: usual, skj: false })
  })

  test('that was found wanting at the start does not, also when it is shown again', async () => {
    const who = await admitted([skj], true)
    await stated(peil, who, skj, renewal)
    assert.deepEqual((await asked(who)).required, usual)
  })
})

async function read(path: string, cookie: string): Promise<string> {
  return (await textOf(await peil.get(`${here}${path}`, cookie))).replaceAll('\u00a0', ' ')
}

const typed = (more: Readonly<Record<string, string>> = {}) => ({
  _once: crypto.randomUUID(),
  register: 'skj',
  nummer: '100000000',
  'gecontroleerd-dag': '10',
  'gecontroleerd-maand': '1',
  'gecontroleerd-jaar': '2022',
  wie: 'J. de Wit, bureau',
  waaruit: 'Brief van 10 januari 2022.',
  ...more,
})

const sends = (who: CastProfessional, filled: Readonly<Record<string, string>>) =>
  peil.post(`${here}/werk/dossiers/${who.registrationId}/elders`, filled, sanne.cookie)

const checksOf = ({ registrationId }: CastProfessional) =>
  peil.platform.db
    .selectFrom('earlier_check')
    .where('registration_id', '=', registrationId)
    .select(['id', 'withdrawn_on'])
    .execute()

describe('of who came from outside the back office', () => {
  const now = '2026-12-01'

  test('records that it was seen at the start, which then counts with what is shown now', async () => {
    const who = await fromOutside()
    assert.deepEqual(await asked(who, now), { seen: [], required: usual, skj: false })
    assert.match(
      await read(`/werk/dossiers/${who.registrationId}`, sanne.cookie),
      /Leg vast wat bij het begin van de periode is gezien/,
    )
    const sent = await sends(who, typed())
    assert.equal(sent.status, 303)
    const [check] = await checksOf(who)
    await assertRecorded(peil, 'earlier-check', 'record', check?.id)
    assert.deepEqual(
      await asked(who, now),
      { seen: [true], required: usual, skj: true },
      'now it is asked',
    )
    await stated(peil, who, skj, now)
    assert.deepEqual(await asked(who, now), { seen: [true], required: lower, skj: false })
    const words =
      /Nummer 100000000, bij het begin van de periode gezien door J\. de Wit, bureau op 10 januari 2022/
    assert.match(await read('/mijn/dossier', who.cookie), words)
    assert.match(await read(`/werk/dossiers/${who.registrationId}`, sanne.cookie), words)
    await sends(who, typed())
    assert.equal((await checksOf(who)).length, 1, 'once')
  })

  test('withdraws a mistake: then it counts no more, and may be recorded anew', async () => {
    const who = await fromOutside()
    await stated(peil, who, skj, now)
    await sends(who, typed())
    const [check] = await checksOf(who)
    assert.deepEqual((await asked(who, now)).required, lower)
    await sends(who, { _once: crypto.randomUUID(), intrekken: check?.id ?? '' })
    await assertRecorded(peil, 'earlier-check', 'withdraw', check?.id)
    assert.deepEqual((await asked(who, now)).required, usual)
    await sends(who, typed())
    assert.deepEqual((await asked(who, now)).required, lower)
  })

  test('is told what is wrong at its field, and keeps what was typed', async () => {
    const who = await fromOutside()
    const late = await sends(who, typed({ 'gecontroleerd-dag': '11' }))
    assert.equal(late.status, 422)
    const page = await late.text()
    assert.match(page.replaceAll('\u00a0', ' '), /De periode begon op 10 januari 2022/)
    assert.match(page, /J\. de Wit, bureau/)
    const empty = await sends(who, typed({ wie: '', waaruit: '', nummer: '' }))
    assert.equal(empty.status, 422)
    assert.match(await textOf(empty), /Vul in wie het controleerde/)
    const other = await sends(who, typed({ register: 'big' }))
    assert.equal(other.status, 422)
    assert.deepEqual(await checksOf(who), [])
  })

  test('records nothing of who was admitted here, of whom the application says it', async () => {
    const who = await admitted([])
    assert.equal((await sends(who, typed())).status, 404)
    assert.deepEqual(await checksOf(who), [])
    assert.doesNotMatch(
      await read(`/werk/dossiers/${who.registrationId}`, sanne.cookie),
      /bij het begin van de periode is gezien/,
    )
  })
})
