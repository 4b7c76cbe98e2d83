import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { tellComingVersion } from '#domain/dossier/coming-version/tell-coming-version.ts'
import type { Amount, Regulation } from '#engine'
import type { Register } from '#regulations/register.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, enough, file, professional } from '#testing/cast.ts'
import { withLaterVersion } from '#testing/made-up-version.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// From 2027 the KRSD asks 48 accredited hours and takes no hours of supervising, in this test; from
// October 2026 that may be applied on request.

const clock = { kind: 'system', task: 'test' } as const
const here = '/krsd/mijn/nieuwe-versie'
let peil: TestPlatform
let krsd: Register
let people = 0

const stricter = ({ norms, kinds }: Regulation): Partial<Regulation> => ({
  title: 'Het boekje, versie 2',
  norms: norms.map((norm) =>
    norm.id === 'accredited' && norm.requires.kind === 'minimum'
      ? {
          ...norm,
          text: 'Minstens 48 van die uren zijn geaccrediteerd.',
          requires: { ...norm.requires, atLeast: 4800 as Amount },
        }
      : norm,
  ),
  kinds: kinds.filter(({ id }) => id !== 'supervising'),
  earlyApplication: {
    from: Temporal.PlainDate.from('2026-10-01'),
    text: 'Dat kan vanaf 1 oktober 2026.',
  },
})

before(async () => {
  peil = await testPlatform()
  krsd = peil.platform.registers.get('krsd') ?? assert.fail()
  comes(stricter)
})

function comes(change: (regulation: Regulation) => Partial<Regulation>) {
  assert.ok(peil.platform.registers instanceof Map)
  peil.platform.registers.set('krsd', withLaterVersion(krsd, '2027-01-01', change))
}

async function somebody(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  people += 1
  const email = `anna${people}@voorbeeld.nl`
  const lastName = `Vos${'abcdefgh'.charAt(people)}`
  return professional(peil, { email, firstName: 'Anna', lastName, ...facts })
}

async function read(path: string, who?: CastProfessional): Promise<string> {
  const answer = await peil.get(path, who?.cookie)
  assert.equal(answer.status, 200, path)
  return (await textOf(answer)).replaceAll('\u00a0', ' ')
}

const mailsOf = ({ accountId }: CastProfessional) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('account_id', '=', accountId)
    .where('kind', '=', 'version-comes')
    .select(['subject', 'body_text'])
    .execute()

describe('a version that is still to come', () => {
  let anna: CastProfessional

  test('is told beforehand with what it changes for this person, and nothing else', async () => {
    await peil.setToday('2026-09-01')
    anna = await somebody()
    const supervising = { kind: 'supervising', title: 'Twee stagiaires', claimed: 7200 }
    await activity(peil, anna, { ...supervising, completedOn: '2026-05-01', state: 'approved' })
    const course = { title: 'Cursus', claimed: 2400, completedOn: '2026-05-02', accredited: true }
    await activity(peil, anna, { ...course, state: 'approved' })
    const own = await read('/krsd/mijn', anna)
    assert.match(own, /Vanaf 1 januari 2027 geldt een nieuwe versie van het reglement\. Voor je/)
    const page = await read(here, anna)
    assert.match(page, /Wat er verandert vanaf 1 januari 2027/)
    assert.match(page, /Norm: Geaccrediteerd.*24 van 24.*Minstens 48 .* 24 van 48/s)
    assert.match(page, /Soort activiteit: Begeleiden van .* Is er dan niet meer\./s)
    assert.match(page, /Activiteit: Twee stagiaires\s+Telt voor 72 uur\.\s+Telt voor 0 uur/)
    assert.doesNotMatch(page, /Activiteit: Cursus/)
    assert.doesNotMatch(page, /Pas die versie nu al toe/)
  })

  test('stands with the public regulation', async () => {
    const page = await read('/krsd/reglement')
    assert.match(page, /Wat er komt\s+Vanaf 1 januari 2027 geldt Het boekje, versie 2\./)
  })

  test('is announced by one message, as many months before as the register says', async () => {
    await peil.act(clock, tellComingVersion, '2026-09-30')
    assert.deepEqual(await mailsOf(anna), [])
    await peil.act(clock, tellComingVersion, '2026-10-01')
    await peil.act(clock, tellComingVersion, '2026-10-02')
    const mails = await mailsOf(anna)
    assert.equal(mails.length, 1)
    assert.match(mails[0]?.subject ?? '', /vanaf 1 januari 2027 geldt een nieuwe versie/i)
    assert.match(mails[0]?.body_text ?? '', /veranderen \d dingen voor je/)
    await assertRecorded(peil, 'registration', 'tell-version', anna.registrationId)
  })

  test('is applied now for who asks that, and is not any more for who takes it back', async () => {
    await peil.setToday('2026-10-01')
    assert.match(await read(here, anna), /Dat kan vanaf 1 oktober 2026.*Pas die versie nu al toe/s)
    const post = (wanted: string) =>
      peil.post(here, { _once: crypto.randomUUID(), toepassen: wanted }, anna.cookie)
    assert.equal((await post('ja')).status, 303)
    const page = await read('/krsd/mijn', anna)
    assert.match(page, /Op verzoek telt die versie nu al/)
    assert.match(page, /24 van 48/)
    await assertRecorded(peil, 'registration', 'ask-early', anna.registrationId)
    assert.equal((await post('nee')).status, 303)
    await assertRecorded(peil, 'registration', 'stop-early', anna.registrationId)
    assert.match(await read('/krsd/mijn', anna), /24 van 24/)
  })

  test('an application that was sent early keeps the version that was asked', async () => {
    const early = await somebody()
    await enough(peil, early, '2026-05-01')
    const accredited = { title: 'Meer', claimed: 9600, completedOn: '2026-05-03', accredited: true }
    await activity(peil, early, accredited)
    await peil.post(here, { _once: crypto.randomUUID(), toepassen: 'ja' }, early.cookie)
    const id = await file(peil, early, '2026-10-02')
    const { regulation_version: version } = await peil.platform.db
      .selectFrom('application')
      .where('id', '=', id)
      .select('regulation_version')
      .executeTakeFirstOrThrow()
    assert.equal(version, '2027-01-01')
    assert.match(await read(here, early), /Je aanvraag loopt/)
  })

  test('leaves whom it does not concern under the old one, and tells them so', async () => {
    comes((regulation) => ({
      ...stricter(regulation),
      pinned: 'period-start',
      transition: {
        article: 'artikel 2',
        text: 'Wie midden in een periode zit, houdt de oude norm.',
        runningDossiers: 'keep-old',
      },
    }))
    const period = {
      status: 'certified',
      validFirst: '2025-02-01',
      validLast: '2028-01-31',
    } as const
    const bert = await somebody(period)
    const page = await read(here, bert)
    assert.match(page, /Voor je verandert er niets: je houdt de versie van nu/)
    assert.match(page, /Wie midden in een periode zit, houdt de oude norm/)
    await peil.act(clock, tellComingVersion, '2026-12-01')
    assert.deepEqual(await mailsOf(bert), [])
  })
})

describe('kinds of activity that come with a version', () => {
  const kinds = ['Training of les geven', 'Presenteren', 'Publiceren']
  let own: TestPlatform
  let eva: CastProfessional

  before(async () => {
    own = await testPlatform()
    await own.setToday('2027-06-30')
    const names = { firstName: 'Eva', lastName: 'Mol' }
    eva = await professional(own, { email: 'eva@voorbeeld.nl', ...names })
    const lesson = { kind: 'other', title: 'Les gegeven', claimed: 1200 }
    await activity(own, eva, { ...lesson, completedOn: '2027-05-01', state: 'approved' })
  })

  const told = async (path: string, who?: CastProfessional) =>
    (await textOf(await own.get(path, who?.cookie))).replaceAll('\u00a0', ' ')
  const offered = async () => {
    const page = await told('/krsd/mijn/activiteiten', eva)
    assert.match(page, /Iets anders/)
    return kinds.filter((kind) => page.includes(kind))
  }

  test('are told with their day, and not offered before it', async () => {
    assert.match(await told('/krsd/mijn', eva), /Vanaf 1 juli 2027 geldt .*veranderen 3 dingen/s)
    const page = await told(here, eva)
    for (const kind of kinds) {
      assert.match(
        page,
        new RegExp(`Soort activiteit: ${kind}\\s+Is er nog niet\\.\\s+Tel de uren`),
      )
    }
    assert.match(page, /Wat je al onder een andere soort invoerde.* telt even veel/)
    assert.doesNotMatch(page, /Activiteit: Les gegeven/)
    const rules = await told('/krsd/uren-en-normen')
    assert.match(rules, /Vanaf 1 juli 2027 komt erbij: Training of les geven, Presenteren en Publ/)
    assert.equal(rules.split('Presenteren').length, 2)
    const version = await told('/krsd/reglement/2027-07-01')
    assert.match(version, /Dit is niet de versie van vandaag.*Presenteren.*Bewijs: .*Programma/s)
    assert.deepEqual(await offered(), [])
  })

  test('are offered from their day on, and what was entered as something else counts as before', async () => {
    await own.setToday('2027-07-01')
    assert.deepEqual(await offered(), kinds)
    assert.doesNotMatch(await told('/krsd/uren-en-normen'), /komt erbij/)
    const page = await told('/krsd/mijn', eva)
    assert.doesNotMatch(page, /geldt een nieuwe versie/)
    assert.match(page, /Les gegeven.*Iets anders.*12 uur\s+12 uur/s)
  })
})

describe('a change that was announced and of which nobody has the content', () => {
  const there = '/clientondersteuners/mijn'
  let elsewhere: TestPlatform

  before(async () => {
    elsewhere = await testPlatform({ register: 'clientondersteuners' })
    await elsewhere.setToday('2026-09-01')
  })

  const told = async (path: string, who?: CastProfessional) =>
    (await textOf(await elsewhere.get(path, who?.cookie))).replaceAll('\u00a0', ' ')

  test('is said with its source to whom it concerns, and with the regulation', async () => {
    const names = { firstName: 'Anouk', lastName: 'Jansen' }
    const first = await professional(elsewhere, { email: 'anouk@voorbeeld.nl', ...names })
    const said =
      /Aangekondigd vanaf 1 januari 2022\s+De toelatingscriteria worden verder gewijzigd\. Bron: Registratiereglement Cliëntondersteuners, versie 10 \(inleiding\)\.\s+Wat er precies is veranderd, staat nog niet in dit register\./
    assert.match(await told(there, first), said)
    assert.match(await told(`${there}/nieuwe-versie`, first), said)
    assert.match(await told('/clientondersteuners/reglement'), said)
    const renewing = await professional(elsewhere, {
      email: 'willemijn@voorbeeld.nl',
      firstName: 'Willemijn',
      lastName: 'Bos',
      status: 'certified',
      validFirst: '2024-01-01',
      validLast: '2028-12-31',
    })
    assert.doesNotMatch(await told(there, renewing), /Aangekondigd/)
  })

  test('is not said any more once a version has it', async () => {
    const { registers } = elsewhere.platform
    const own = registers.get('clientondersteuners') ?? assert.fail()
    assert.ok(registers instanceof Map)
    registers.set(
      'clientondersteuners',
      withLaterVersion(own, '2022-01-01', () => ({})),
    )
    assert.doesNotMatch(await told('/clientondersteuners/reglement'), /Aangekondigd/)
  })
})
