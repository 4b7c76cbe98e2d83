import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { submitApplication } from '#domain/certification/application/submit-application.ts'
import {
  declarationsMade,
  declarationsToRenew,
  makeDeclarations,
} from '#domain/people/registration/make-declarations.ts'
import { textInForce } from '#domain/platform/register/text-in-force.ts'
import { hundredthsOf } from '#engine'
import type { Register } from '#regulations/register.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, announceUnshown, clientSupport, professional, stated } from '#testing/cast.ts'
import { newcomer } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// The general terms by their version: which one was meant stays, and a new one is asked at a renewal and
// at a change of category.

const here = '/clientondersteuners'
const day = Temporal.PlainDate.from
let peil: TestPlatform
let current: Register

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  const register = peil.platform.registers.get('clientondersteuners')
  assert.ok(register)
  current = register
})

/** The general terms get another version from a day on. */
function change(from: string): void {
  const all = peil.platform.registers as Map<string, Register>
  const texts = current.texts.map((text) =>
    text.id === 'voorwaarden' && text.from !== undefined
      ? {
          ...text,
          from: day(from),
          paragraphs: ['De nieuwe voorwaarden.'],
          earlier: [{ from: text.from, paragraphs: text.paragraphs }],
        }
      : text,
  )
  all.set('clientondersteuners', { ...current, texts })
}

async function senior(declaredOn: string, category = 'senior'): Promise<CastProfessional> {
  const who = await professional(peil, {
    email: `voorwaarden-${category}-${declaredOn}@voorbeeld.nl`,
    firstName: 'Willemijn',
    lastName: 'de Vries',
    status: 'certified',
    since: '2021-09-01',
    validFirst: '2021-10-01',
    validLast: '2026-09-30',
    countedUntil: '2021-09-01',
  })
  const { registrationId } = who
  await peil.act(
    who.actor,
    async (context) => {
      await byHand(context)
      await context.db
        .updateTable('registration')
        .set({ category })
        .where('id', '=', registrationId)
        .execute()
      const all = context.register.declarations.map(({ id }) => id)
      await makeDeclarations(context, registrationId, all)
    },
    declaredOn,
  )
  const today = '2026-09-01'
  for (const [kind, claimed] of [
    ['training', 10_000] as const,
    ['peer-consultation', 6000] as const,
  ]) {
    await activity(peil, who, {
      title: kind,
      kind,
      claimed,
      completedOn: '2024-05-01',
      accredited: kind === 'training',
    })
  }
  await stated(
    peil,
    who,
    { member: 'document', kind: 'vog', issuedOn: day('2026-08-01'), details: {} },
    today,
  )
  await stated(
    peil,
    who,
    { member: 'document', kind: 'employment-contract', issuedOn: day('2022-01-01'), details: {} },
    today,
  )
  await stated(
    peil,
    who,
    {
      member: 'work',
      first: day('2022-01-01'),
      hoursPerWeek: hundredthsOf(2400),
      details: clientSupport,
    },
    today,
  )
  await peil.act(who.actor, (context) => announceUnshown(context, who.registrationId), today)
  return who
}

test('the version that holds on the day of signing up is kept, and the person reads it', async () => {
  const joined = await newcomer(peil, 'nieuw@voorbeeld.nl', '2026-01-05')
  const made = await peil.act({ kind: 'system', task: 'test' }, (context) =>
    declarationsMade(context, joined.registrationId),
  )
  const about = (id: string) => made.find((each) => each.id === id)?.texts
  assert.equal(about('general-terms')?.voorwaarden?.from, '2021-05-01')
  assert.match(about('general-terms')?.voorwaarden?.sha256 ?? '', /^[0-9a-f]{64}$/)
  assert.equal(about('complaints-procedure')?.klachten?.from, '2021-05-01')
  const { cookie } = await peil.signIn('nieuw@voorbeeld.nl')
  const page = await textOf(await peil.get(`${here}/mijn/gegevens`, cookie))
  assert.match(page, /Algemene voorwaarden, versie van 1 mei 2021/)
  assert.match(page, /Klachtenregeling, versie van 1 mei 2021/)
})

test('each version stands at its own address, and the one with a day ahead does not hold yet', async () => {
  change('2026-06-01')
  const on = (today: string) =>
    textInForce(
      peil.platform.registers.get('clientondersteuners') ?? current,
      'voorwaarden',
      day(today),
    )?.from?.toString()
  assert.equal(on('2026-05-31'), '2021-05-01')
  assert.equal(on('2026-06-01'), '2026-06-01')
  await peil.setToday('2026-06-01')
  const now = await textOf(await peil.get(`${here}/teksten/voorwaarden`))
  assert.match(now, /Versie van 1 juni 2026.*De nieuwe voorwaarden\./)
  const then = await textOf(await peil.get(`${here}/teksten/voorwaarden/2021-05-01`))
  assert.match(then, /Dit is niet de versie die nu geldt/)
  assert.match(then, /De registratie is persoonlijk/)
  assert.equal((await peil.get(`${here}/teksten/voorwaarden/2020-01-01`)).status, 404)
})

test('a renewal asks terms that changed once more, and only those', async () => {
  change('2026-06-01')
  const before = await senior('2021-09-01')
  const since = await senior('2026-06-01')
  await peil.setToday('2026-09-01')
  const toRenew = (who: CastProfessional) =>
    peil.act(who.actor, (context) => declarationsToRenew(context, who.registrationId), '2026-09-01')
  assert.deepEqual(await toRenew(before), ['general-terms'])
  assert.deepEqual(await toRenew(since), [])
  const page = await textOf(await peil.get(`${here}/mijn/certificering/controleren`, before.cookie))
  assert.match(
    page,
    /Ik ga akkoord met de algemene voorwaarden.*Dit is veranderd sinds u het aannam/,
  )
  const submit = (declarations: readonly string[]) =>
    peil.act(
      before.actor,
      async (context) => {
        const { contents } = await prepareApplication(context, before.registrationId)
        return submitApplication(context, {
          registrationId: before.registrationId,
          periodChoice: undefined,
          declared: 'Ja.',
          declarations,
          seen: contents.goesIn.map(({ id, claimed }) => ({ id, claimed: claimed ?? 0 })),
        })
      },
      '2026-09-01',
    )
  assert.deepEqual(await submit([]), {
    outcome: 'declarations-missing',
    missing: ['general-terms'],
  })
  assert.equal((await submit(['general-terms'])).outcome, 'submitted')
  await assertRecorded(peil, 'registration', 'declare', before.registrationId)
  const made = await peil.act(before.actor, (context) =>
    declarationsMade(context, before.registrationId),
  )
  assert.deepEqual(
    made.filter(({ id }) => id === 'general-terms').map(({ texts }) => texts.voorwaarden?.from),
    ['2026-06-01', '2021-05-01'],
    'what was accepted before stays',
  )
})

test('a change of category asks terms that changed too, and not what did not', async () => {
  change('2026-06-01')
  const on = '2026-09-01'
  const before = await senior('2021-09-01', 'junior')
  const since = await senior('2026-06-01', 'junior')
  for (const who of [before, since]) {
    for (const what of [
      { member: 'fact', fact: 'listed-diploma', value: true },
      { member: 'fact', fact: 'graduated-on', value: day('1995-07-01') },
    ] as const) {
      await stated(peil, who, what, on)
    }
  }
  await peil.setToday(on)
  const there = `${here}/mijn/dossier/verandering/to-senior`
  const page = await textOf(await peil.get(there, before.cookie))
  assert.match(page, /Ik ga akkoord met de algemene voorwaarden.*sinds u het aannam/)
  assert.doesNotMatch(page, /Ik onderschrijf de beroepscode/)
  assert.doesNotMatch(await textOf(await peil.get(there, since.cookie)), /algemene voorwaarden/)
  const html = await (await peil.get(there, before.cookie)).text()
  const seen = [...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)]
    .filter(([, name = '']) => name.startsWith('gezien'))
    .map(([, name = '', value = '']) => [name, value] as const)
  const send = (more: Readonly<Record<string, string>>) =>
    peil.post(there, { ...Object.fromEntries(seen), akkoord: 'ja', ...more }, before.cookie)
  const refused = await send({})
  assert.equal(refused.status, 422)
  assert.match(await textOf(refused), /Zet een vinkje bij: ‘Ik ga akkoord/)
  const sent = await send({ 'declared-general-terms': 'ja' })
  assert.match(sent.headers.get('location') ?? '', /ingestuurd=ja/)
  const made = await peil.act(before.actor, (context) =>
    declarationsMade(context, before.registrationId),
  )
  assert.deepEqual(
    made.filter(({ id }) => id === 'general-terms').map(({ texts }) => texts.voorwaarden?.from),
    ['2026-06-01', '2021-05-01'],
  )
})
