import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { publishDifferences } from '#domain/public-register/entry/publish-differences.ts'
import { checkRegister } from '#regulations/check/check-register.ts'
import type { Register } from '#regulations/register.ts'
import { registerFile } from '#regulations/register.ts'
import { colleague, enough, file, passOn, professional } from '#testing/cast.ts'
import { clock, newcomer, sendYears, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'

// From when somebody may do what, and what everybody sees of them, is data of the register.

const peil = await testPlatform()
const registers = peil.platform.registers as Map<string, Register>
const krsd = registers.get('krsd') as Register
afterEach(() => registers.set('krsd', krsd))

const showingApproved: Partial<Register> = {
  gates: { ...krsd.gates, visible: 'agreement' },
  statuses: { ...krsd.statuses, approved: { ...krsd.statuses.approved, public: true } },
}

/** From here on the KRSD has other data. */
function change(data: Partial<Register>): Register {
  const other = { ...krsd, ...data }
  registers.set('krsd', other)
  return other
}

function makePublic(...fields: Register['versions'][number]['regulation']['public'][number][]) {
  return change({
    versions: krsd.versions.map((version) => ({
      ...version,
      regulation: { ...version.regulation, public: fields },
    })),
  })
}

const named = (lastName: string) => somebody({ firstName: 'Test', lastName })
const search = async (name: string) => textOf(await peil.get(`/krsd/register?naam=${name}`))

test('the portfolio opens with the agreement, or only once the first invoice is paid', async () => {
  await newcomer(peil, 'poort@voorbeeld.nl', '2026-01-05', 'approved', named('Poort'))
  const { cookie } = await peil.signIn('poort@voorbeeld.nl')
  const form = '/krsd/mijn/activiteiten?soort=training'
  assert.equal((await peil.get(form, cookie)).status, 200)

  change({ gates: { ...krsd.gates, portfolio: 'agreement+payment' } })
  const turnedAway = await peil.get(form, cookie)
  assert.equal(turnedAway.status, 303)
  const page = await textOf(await peil.get('/krsd/mijn', cookie))
  assert.match(page, /Je portfolio is nog niet open/)
  assert.match(page, /Zodra je aanmelding is goedgekeurd en de factuur is betaald/)
  const sent = await peil.post(
    '/krsd/mijn/activiteiten',
    { kind: 'training', intent: 'concept' },
    cookie,
  )
  assert.notEqual(sent.status, 200)
  const { count } = await peil.platform.db
    .selectFrom('activity')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  assert.equal(Number(count), 0)
  const tasks = await textOf(await peil.get('/krsd/aanmelden/taken', cookie))
  assert.doesNotMatch(tasks, /portfolio is al open/)

  await newcomer(peil, 'betaald@voorbeeld.nl', '2026-01-05', 'candidate', named('Betaald'))
  const { cookie: paid } = await peil.signIn('betaald@voorbeeld.nl')
  assert.equal((await peil.get(form, paid)).status, 200)
  const { body_text } = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'candidate-public')
    .where('to_address', '=', 'betaald@voorbeeld.nl')
    .select('body_text')
    .executeTakeFirstOrThrow()
  assert.match(body_text, /Je portfolio is nu open/)
})

test('somebody is visible once they have paid, or from the approval', async () => {
  const { agreementId } = await newcomer(
    peil,
    'zicht@voorbeeld.nl',
    '2026-01-05',
    'signed',
    named('Zichtbaar'),
  )
  change(showingApproved)
  await peil.act(clock, async (context) => {
    const agreement = await findAgreement(context, agreementId)
    await approveAgreement(context, { agreementId, version: agreement?.version ?? 0 })
  })
  assert.match(await search('zichtbaar'), /Test Zichtbaar/)
  assert.match(
    await textOf(await peil.get('/krsd/hoe-werkt-het')),
    /dan ook in het openbare register/,
  )
  const { body_text } = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'agreement-approved')
    .where('to_address', '=', 'zicht@voorbeeld.nl')
    .select('body_text')
    .executeTakeFirstOrThrow()
  assert.match(body_text, /Je staat nu met je naam in het openbare register/)

  // The register goes back to what it was: the day after, nobody who has not paid is shown.
  registers.set('krsd', krsd)
  await peil.act(clock, publishDifferences)
  assert.match(await search('zichtbaar'), /Niemand gevonden/)

  // A status that is public, of somebody who never paid, is not shown where payment is asked.
  const careless = change({ statuses: showingApproved.statuses ?? krsd.statuses })
  await inRegister(peil.platform, { register: careless }, clock, publishDifferences)
  assert.match(await search('zichtbaar'), /Niemand gevonden/)
})

test('a later invoice that is open keeps somebody from applying, or does not', async () => {
  const { registrationId } = await newcomer(
    peil,
    'open@voorbeeld.nl',
    '2026-01-05',
    'candidate',
    named('Open'),
  )
  const day = { today: Temporal.PlainDate.from('2027-02-01') }
  const hindrance = (register: Register) =>
    inRegister(peil.platform, { register, ...day }, clock, async (context) => {
      await sendYears(context)
      return (await prepareApplication(context, registrationId)).hindrance?.is
    })
  assert.equal(await hindrance(krsd), 'unpaid')
  const lenient = { ...krsd, gates: { ...krsd.gates, apply: 'agreement+payment' as const } }
  assert.equal(await hindrance(lenient), 'not-met')
  const { registrationId: unpaid } = await newcomer(
    peil,
    'eerste@voorbeeld.nl',
    '2026-01-05',
    'approved',
  )
  const first = await inRegister(
    peil.platform,
    { register: lenient, ...day },
    clock,
    async (context) => (await prepareApplication(context, unpaid)).hindrance?.is,
  )
  assert.equal(first, 'unpaid')
})

test('the public register and the look-up show what the regulation makes public', async () => {
  await newcomer(peil, 'rij@voorbeeld.nl', '2026-01-05', 'candidate', named('Rijtje'))
  await peil.platform.db
    .updateTable('registration')
    .set({ status: 'certified', valid_first: '2026-02-01', valid_last: '2029-01-31' })
    .where('person_id', 'in', (eb) =>
      eb.selectFrom('person').where('last_name', '=', 'Rijtje').select('id'),
    )
    .execute()
  await peil.act(clock, publishDifferences)
  const { number } = await peil.platform.db
    .selectFrom('public_entry')
    .where('name', 'like', '%Rijtje')
    .select('number')
    .executeTakeFirstOrThrow()
  await peil.platform.db
    .updateTable('public_entry')
    .set({ valid_until: '2029-01-31' })
    .where('number', '=', number)
    .execute()
  const written = `KRSD-${String(number).padStart(6, '0')}`
  const lookUp = async () =>
    (await (await peil.get(`/api/v1/krsd/registrations/${written}`)).json()) as {
      readonly validUntil: string | null
    }

  assert.match(await search('rijtje'), /Geldig tot en met/)
  assert.doesNotMatch(await search('rijtje'), new RegExp(written))
  assert.equal((await lookUp()).validUntil, '2029-01-31')

  await peil.platform.db
    .updateTable('public_entry')
    .set({ category: 'senior' })
    .where('number', '=', number)
    .execute()
  assert.doesNotMatch(await search('rijtje'), /senior/)
  makePublic('name', 'status', 'category')
  assert.match(await search('rijtje'), /senior/)
  makePublic('name', 'status', 'number')
  const found = await search('rijtje')
  assert.match(found, new RegExp(written))
  assert.doesNotMatch(found, /Geldig tot en met/)
  assert.equal((await lookUp()).validUntil, null)
  const link = /href="(\/krsd\/register\/[^"]+)"/.exec(
    await (await peil.get('/krsd/register?naam=rijtje')).text(),
  )
  const own = await textOf(await peil.get(link?.[1] ?? ''))
  assert.match(own, new RegExp(written))
  assert.doesNotMatch(own, /31 januari 2029/)
  assert.match(await textOf(await peil.get('/krsd/aanmelden')), /Je registratienummer/)
  assert.match(
    await textOf(await peil.get('/krsd/register')),
    /de naam, de status en het registratienummer/,
  )
})

test('of an application outside the sample, a member opens only what deviates', async () => {
  const day = Temporal.Now.plainDateISO('Europe/Amsterdam').toString()
  const bureau = await colleague(
    peil,
    { email: 'bureau@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  const member = await colleague(
    peil,
    { email: 'lid@voorbeeld.nl', firstName: 'Een', lastName: 'Lid' },
    ['committee'],
  )
  const who = await professional(peil, {
    email: 'aanvraag@voorbeeld.nl',
    firstName: 'Anna',
    lastName: 'Aanvraag',
  })
  await enough(peil, who, '2025-06-01')
  const id = await file(peil, who, day)
  await passOn(peil, bureau.actor, id, day)
  await peil.post(`/krsd/commissie/aanvragen/${id}/inzage`, {}, member.cookie)
  const page = async (review: Partial<Register['versions'][number]['regulation']['review']>) => {
    change({
      versions: krsd.versions.map((version) => ({
        ...version,
        regulation: {
          ...version.regulation,
          review: { ...version.regulation.review, lines: 'all', ...review },
        },
      })),
    })
    const response = await peil.get(`/krsd/commissie/aanvragen/${id}`, member.cookie)
    assert.equal(response.status, 200)
    return textOf(response)
  }
  assert.match(
    await page({ application: 'all' }),
    /Alle activiteiten die nog beoordeeld moeten worden/,
  )
  const draw = (drawn: boolean) =>
    peil.platform.db.updateTable('application').set({ drawn }).where('id', '=', id).execute()
  await draw(false)
  assert.match(await page({ application: 'sample' }), /valt buiten de steekproef/)
  await draw(true)
  assert.doesNotMatch(await page({ application: 'sample' }), /valt buiten de steekproef/)
})

test('what cannot be carried out is refused', () => {
  const says = (register: Register) => checkRegister(register).map(({ message }) => message)
  assert.deepEqual(says(krsd), [])
  assert.deepEqual(says({ ...krsd, ...showingApproved }), [])
  assert.match(
    says({ ...krsd, gates: { ...krsd.gates, visible: 'agreement' } })[0] ?? '',
    /kies true/,
  )
  const { statuses = krsd.statuses } = showingApproved
  assert.match(says({ ...krsd, statuses })[0] ?? '', /gates\.visible vraagt ook betaling/)
  const early = { ...krsd.statuses, 'signed-up': { ...krsd.statuses['signed-up'], public: true } }
  assert.match(says({ ...krsd, statuses: early })[0] ?? '', /dit kan niet openbaar zijn/)
  const { versions: _, ownTexts: __, ...file } = krsd
  for (const [gate, value] of [
    ['portfolio', 'none'],
    ['visible', 'paid'],
    ['apply', 'none'],
  ]) {
    const gates = { ...file.gates, [gate ?? '']: value }
    assert.equal(registerFile.shape.gates.safeParse(gates).success, false)
  }
})
