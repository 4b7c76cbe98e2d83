import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { removeRegistration } from '#domain/certification/sign-up/remove-registration.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { mostSupervisionsADay } from '#domain/dossier/supervision/ask-supervision.ts'
import { supervisionsBy, supervisionsOf } from '#domain/dossier/supervision/queries.ts'
import type { ColleagueStanding } from '#domain/dossier/supervision/supervision.ts'
import { fitness } from '#domain/dossier/supervision/supervision.ts'
import { watchSupervisions } from '#domain/dossier/supervision/watch-supervisions.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { searchRegister } from '#domain/public-register/entry/search-register.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { assertRecordHolds } from '#testing/verify-record.ts'

const here = '/clientondersteuners'
const asking = `${here}/mijn/dossier/collega/supervisor`
const today = '2026-09-01'
const system = { kind: 'system', task: 'test' } as const
let peil: TestPlatform
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  await peil.setToday(today)
})

const once = () => ({ _once: crypto.randomUUID() })

function candidate(lastName: string) {
  people += 1
  return professional(peil, { email: `in${people}@voorbeeld.nl`, firstName: 'Samira', lastName })
}

async function registered(
  lastName: string,
  category: string,
  status: 'certified' | 'suspended' | 'expired' = 'certified',
): Promise<CastProfessional> {
  people += 1
  const who = await professional(peil, {
    email: `lid${people}@voorbeeld.nl`,
    firstName: 'Willemijn',
    lastName,
    status,
    validFirst: '2024-01-01',
    validLast: '2028-12-31',
  })
  await change(who, { category })
  return who
}

function change(who: CastProfessional, set: Readonly<Record<string, unknown>>) {
  return peil.act(
    system,
    async (context) => {
      await byHand(context)
      const { registrationId: id } = who
      await context.db.updateTable('registration').set(set).where('id', '=', id).execute()
      await publishEntry(context, id)
    },
    today,
  )
}

const read = async (path: string, who: CastProfessional, status = 200) => {
  const response = await peil.get(`${here}${path}`, who.cookie)
  assert.equal(response.status, status, path)
  return textOf(response)
}

const ask = (who: CastProfessional, whom: CastProfessional, naam: string) =>
  peil.post(asking, { ...once(), naam, collega: publicEntryId(whom.registrationId) }, who.cookie)

const mine = (who: CastProfessional) =>
  peil.act(who.actor, (context) => supervisionsOf(context, who.registrationId), today)

async function answer(
  whom: CastProfessional,
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  const [one] = await peil.act(
    whom.actor,
    (context) => supervisionsBy(context, whom.registrationId),
    today,
  )
  assert.ok(one)
  return peil.post(
    `${here}/mijn/begeleiding/${one.id}`,
    { ...once(), _version: String(one.version), opmerking: '', ...fields },
    whom.cookie,
  )
}

const documents = async (who: CastProfessional) => {
  const { dossier } = await peil.act(
    who.actor,
    (context) => loadDossier(context, who.registrationId),
    today,
  )
  return dossier.documents.filter(({ kind }) => kind === 'supervisor').map(({ state }) => state)
}

async function subjectsTo(who: CastProfessional): Promise<readonly string[]> {
  const rows = await peil.platform.db
    .selectFrom('mail_message')
    .where('account_id', '=', who.accountId)
    .where('kind', 'like', 'supervision-%')
    .orderBy('created_at')
    .orderBy('id')
    .select('subject')
    .execute()
  return rows.map(({ subject }) => subject)
}

const watch = (on = today) => peil.act(system, watchSupervisions, on)

test('who may take it on: registered today, and in a category that is named', () => {
  const on = Temporal.PlainDate.from(today)
  const fit = (standing: Partial<ColleagueStanding>) =>
    fitness(
      { status: 'certified', category: 'senior', validLast: on, ...standing },
      { categories: ['senior'] },
      on,
    )
  assert.equal(fit({}), 'fit', 'on its last day')
  assert.equal(fit({ validLast: on.subtract({ days: 1 }) }), 'over', 'a day later')
  assert.equal(fit({ status: 'renewal-pending', validLast: on.subtract({ days: 1 }) }), 'fit')
  assert.equal(fit({ status: 'candidate', validLast: undefined }), 'over')
  assert.equal(fit({ status: 'suspended' }), 'suspended')
  assert.equal(fit({ status: 'on-hold' }), 'suspended')
  assert.equal(fit({ category: 'junior' }), 'other-category')
  assert.equal(fit({ category: undefined }), 'other-category')
  const anyone = { status: 'certified', category: undefined, validLast: on } as const
  assert.equal(fitness(anyone, {}, on), 'fit', 'where no category is named')
})

describe('a supervisor', () => {
  test('is found among the Seniors only, asked by mail, and promises on their own page', async () => {
    const samira = await candidate('Haddad')
    const willemijn = await registered('Zoekmaar', 'senior')
    await registered('Zoekmaar', 'junior')
    await registered('Zoekmaar', 'senior', 'expired')
    const found = await peil.act(system, (context) =>
      searchRegister(context, 'Zoekmaar', 1, { registered: true, categories: ['senior'] }),
    )
    assert.equal(found.outcome === 'found' && found.total, 1)
    const searched = await read('/mijn/dossier/collega/supervisor?naam=Zoekmaar', samira)
    assert.match(searched, /Willemijn Zoekmaar Geregistreerd, Senior/)
    assert.doesNotMatch(searched, /Junior/)
    const nobody = await peil.post(asking, { ...once(), naam: 'Zoekmaar' }, samira.cookie)
    assert.equal(nobody.status, 422)
    assert.match(await textOf(nobody), /Kies wie uw supervisor moet worden/)
    assert.equal((await ask(samira, willemijn, 'Zoekmaar')).status, 303)
    assert.deepEqual(await documents(samira), [], 'asking is no promise')
    assert.match((await subjectsTo(willemijn))[0] ?? '', /u wordt gevraagd als supervisor/)
    assert.match(await read('/mijn', willemijn), /Antwoord Samira Haddad/)
    const [asked] = await mine(samira)
    const page = await read(`/mijn/begeleiding/${asked?.id}`, willemijn)
    assert.match(page, /Ik begeleid deze professional als supervisor/)
    for (const hidden of ['in1@voorbeeld.nl', samira.registrationId]) {
      assert.ok(!page.includes(hidden), hidden)
    }
    await read(`/mijn/begeleiding/${asked?.id}`, samira, 404)
    assert.equal((await answer(willemijn, {})).status, 422)
    assert.equal((await answer(willemijn, { antwoord: 'accept' })).status, 303)
    assert.deepEqual(await documents(samira), ['claimed'])
    const dossier = await read('/mijn/dossier', samira)
    assert.match(dossier, /Toezegging van uw supervisor Van 1 september 2026 Opgegeven/)
    assert.match(dossier, /Naam: Willemijn Zoekmaar/)
    assert.match(dossier, /Toegezegd op 1 september 2026/)
    assert.match((await subjectsTo(samira))[0] ?? '', /uw vraag aan een supervisor is aangenomen/)
    await assertRecorded(peil, 'supervision', 'ask', asked?.id)
    await assertRecorded(peil, 'supervision', 'accept', asked?.id)
    const stated = await peil.get(`${here}/mijn/dossier/opgeven/stuk/supervisor`, samira.cookie)
    assert.equal(stated.headers.get('location'), asking, 'nobody states it by themselves')
  })

  test('whose address refuses what they were asked, is told to who asked', async () => {
    const samira = await candidate('Wacht')
    const willemijn = await registered('Weigert', 'senior')
    await ask(samira, willemijn, 'Weigert')
    assert.equal((await mine(samira))[0]?.refusesMail, false)
    await peil.platform.db
      .updateTable('mail_message')
      .where('account_id', '=', willemijn.accountId)
      .where('kind', '=', 'supervision-asked')
      .set({ cause: 'refused' })
      .execute()
    assert.equal((await mine(samira))[0]?.refusesMail, true)
    assert.match(await read('/mijn', samira), /Onze e-mail aan Willemijn Weigert kwam niet aan/)
    assert.match(
      await read('/mijn/dossier', samira),
      /Onze e-mail aan Willemijn Weigert kwam niet aan: het adres weigert e-mail/,
    )
  })

  test('may say no, with or without a reason, and then another is asked', async () => {
    const samira = await candidate('Afgewezen')
    const willemijn = await registered('Geentijd', 'senior')
    await ask(samira, willemijn, 'Geentijd')
    await answer(willemijn, { antwoord: 'decline', opmerking: 'Ik heb er al drie.' })
    assert.deepEqual(await documents(samira), [])
    const dossier = await read('/mijn/dossier', samira)
    assert.match(dossier, /Nu niemand\. .*Afgewezen op 1 september 2026.*Ik heb er al drie/)
    const again = await answer(willemijn, { antwoord: 'accept' })
    assert.equal(again.status, 409, 'an answer is given once')
    await assertRecorded(peil, 'supervision', 'decline', (await mine(samira))[0]?.id)
    const other = await registered('Welzeker', 'senior')
    assert.equal((await ask(samira, other, 'Welzeker')).status, 303)
    assert.deepEqual(
      (await mine(samira)).map(({ status }) => status),
      ['asked', 'declined'],
    )
  })

  test('is never oneself, nobody who may not be one, and not asked without end', async () => {
    const senior = await registered('Zelfstandig', 'senior')
    const oneself = await ask(senior, senior, 'Zelfstandig')
    assert.equal(oneself.status, 422)
    assert.match(await textOf(oneself), /Dit bent u zelf/)
    const samira = await candidate('Velen')
    const junior = await registered('Velen', 'junior')
    assert.equal((await ask(samira, junior, 'Velen')).status, 409, 'not among those found')
    for (let nth = 0; nth < mostSupervisionsADay; nth += 1) {
      const one = await registered(`Vraagmij${nth}`, 'senior')
      assert.equal((await ask(samira, one, `Vraagmij${nth}`)).status, 303)
    }
    const last = await ask(samira, senior, 'Zelfstandig')
    assert.equal(last.status, 422)
    assert.match(await textOf(last), /Probeer het morgen weer/)
    const running = (await mine(samira)).filter(({ status }) => status === 'asked')
    assert.equal(running.length, 1, 'one at a time')
  })

  test('who lost their registration since they were asked cannot promise any more', async () => {
    const samira = await candidate('Telaat')
    const willemijn = await registered('Waseerst', 'senior')
    await ask(samira, willemijn, 'Waseerst')
    await change(willemijn, { category: 'junior' })
    const answered = await answer(willemijn, { antwoord: 'accept' })
    assert.equal(answered.status, 422)
    assert.match(await textOf(answered), /U kunt nu geen supervisor zijn/)
    assert.deepEqual(await documents(samira), [])
  })
})

describe('a supervisor is watched', () => {
  const reasons = [
    ['ends', { status: 'expired' }, /registratie van de supervisor is afgelopen/],
    ['is suspended', { status: 'suspended' }, /opgeschort of geschorst/],
    ['is in another category', { category: 'junior' }, /staat in een andere categorie/],
  ] as const
  for (const [nth, [when, set, words]] of reasons.entries()) {
    test(`when the registration ${when}, both hear and another is asked for`, async () => {
      const samira = await registered(`Opleiding${nth}`, 'in-training')
      const willemijn = await registered(`Bewaakt${nth}`, 'senior')
      assert.match(await read('/mijn', samira), /Vraag een supervisor/)
      await ask(samira, willemijn, `Bewaakt${nth}`)
      await answer(willemijn, { antwoord: 'accept' })
      await watch()
      assert.deepEqual(await documents(samira), ['claimed'], 'nothing is wrong yet')
      assert.doesNotMatch(await read('/mijn', samira), /Vraag een supervisor/)
      await change(willemijn, set)
      await watch()
      await watch()
      assert.deepEqual(await documents(samira), [])
      assert.match(await read('/mijn', samira), /Vraag een supervisor/)
      const dossier = await read('/mijn/dossier', samira)
      assert.match(dossier, words)
      assert.match(dossier, /verlopen op \d/)
      assert.doesNotMatch(dossier, /ingetrokken op/, 'nobody took it back')
      assert.match((await subjectsTo(samira)).at(-1) ?? '', /u hebt geen supervisor meer/)
      assert.equal((await subjectsTo(samira)).length, 2, 'and hears it once')
      assert.match((await subjectsTo(willemijn)).at(-1) ?? '', /niet meer de supervisor van/)
      const [ended] = await mine(samira)
      await assertRecorded(peil, 'supervision', 'end', ended?.id)
      await assertRecorded(peil, 'statement', 'lapse', ended?.claimId)
    })
  }

  test('whoever goes on to another category needs none, and keeps what was promised', async () => {
    const samira = await registered('Doorstroom', 'in-training')
    const willemijn = await registered('Klaarmee', 'senior')
    await ask(samira, willemijn, 'Klaarmee')
    await answer(willemijn, { antwoord: 'accept' })
    await change(samira, { category: 'junior' })
    await watch()
    assert.deepEqual(await documents(samira), ['claimed'])
    assert.deepEqual(
      (await mine(samira)).map(({ ended }) => ended?.why),
      ['finished'],
    )
    assert.doesNotMatch(await read('/mijn', samira), /Vraag een supervisor/)
  })

  test('either may stop, and the other hears', async () => {
    const samira = await candidate('Stopper')
    const willemijn = await registered('Stopsein', 'senior')
    await ask(samira, willemijn, 'Stopsein')
    await answer(willemijn, { antwoord: 'accept' })
    const [one] = await mine(samira)
    const stop = `/mijn/begeleiding/${one?.id}/stoppen`
    assert.match(await read(stop, samira), /Met een nieuwe supervisor kan die weer beginnen/)
    assert.match(await read(stop, willemijn), /Wat samen nog te tekenen was, vervalt/)
    assert.equal((await peil.post(`${here}${stop}`, once(), willemijn.cookie)).status, 303)
    assert.deepEqual(await documents(samira), [])
    assert.match((await subjectsTo(samira)).at(-1) ?? '', /u hebt geen supervisor meer/)
    await read(stop, samira, 404)
    const other = await registered('Buitenstaander', 'senior')
    await read(stop, other, 404)
  })

  test('of whom everything is erased, what they took on stays in the dossier of the other without them', async () => {
    const samira = await candidate('Houdt')
    const willemijn = await registered('Weg', 'senior')
    await ask(samira, willemijn, 'Weg')
    await answer(willemijn, { antwoord: 'accept' })
    const [before] = await mine(samira)
    await change(willemijn, { status: 'expired' })
    await watch()
    await peil.act(
      system,
      async (context) => {
        const member = await findMember(context, willemijn.registrationId, { lock: true })
        await removeRegistration(context, member ?? assert.fail())
      },
      today,
    )
    const [after] = await mine(samira)
    assert.equal(after?.id, before?.id)
    assert.equal(after?.status, 'ended')
    assert.deepEqual(after?.colleague, {
      ...{ registrationId: undefined, name: 'Vroegere collega' },
      ...{ number: undefined, category: undefined },
    })
    assert.match(await read(asking.replace(here, ''), samira), /Seniors?/)
    await assertRecordHolds(peil.platform, { madeByHand: true })
  })
})
