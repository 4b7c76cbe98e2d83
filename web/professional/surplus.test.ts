import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { buildDossier } from '#domain/dossier/dossier/dossier.ts'
import { importRegister } from '#domain/platform/register/import-register.ts'
import { hundredthsOf } from '#engine'
import { readRegisterFolder } from '#regulations/load.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf, textOf } from '#testing/portfolio.ts'

// What was left over of a period that came from outside is stated, with what shows it. What is left over
// here Peil knows by itself.

const here = '/budgetcoaches/mijn/dossier'
const form = `${here}/opgeven/overschot/total`
const folder = fileURLToPath(new URL('../../testing/registers/budgetcoaches', import.meta.url))
const today = '2026-06-01'
let peil: TestPlatform
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'budgetcoaches' })
  const source = 'testing/registers/budgetcoaches'
  const files = await readRegisterFolder(folder)
  const { outcome } = await importRegister(peil.platform.db, files, { source, atStart: true })
  assert.equal(outcome, 'imported')
  await peil.platform.registers.lookAgain()
  await peil.setToday(today)
})

function somebody(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  people += 1
  const email = `coach${people}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Noor', lastName: `Coach${people}`, ...facts })
}

const fromOutside = () =>
  somebody({ status: 'certified', validFirst: '2026-01-01', validLast: '2026-12-31' })

async function read(path: string, { cookie }: CastProfessional): Promise<string> {
  const response = await peil.get(path, cookie)
  assert.equal(response.status, 200, path)
  return textOf(response)
}

async function send(fields: Parameters<TestPlatform['post']>[1], who: CastProfessional, to = form) {
  return peil.post(to, { _once: crypto.randomUUID(), ...fields }, who.cookie)
}

const surplusOf = ({ actor, registrationId }: CastProfessional) =>
  peil.act(actor, async (context) => (await loadDossier(context, registrationId)).dossier.surplus)

describe('what was left over of a former period', () => {
  test('is stated with the letter that says so, counts, and is changed and taken back', async () => {
    const noor = await fromOutside()
    assert.match(await read(here, noor), /Overschot van een vorige periode/)
    assert.match(await read(form, noor), /Hoogstens 10 punten gaan mee naar het volgende jaar/)
    const sent = await send({ amount: '7,5', proof: pdf('besluit.pdf') }, noor)
    assert.equal(sent.status, 303, await textOf(sent.clone()))
    assert.deepEqual(await surplusOf(noor), { total: 750 })
    assert.match(await read(here, noor), /Overschot van een vorige periode 7,5 punten Opgegeven/)
    const [claim] = await peil.platform.db
      .selectFrom('claim')
      .where('registration_id', '=', noor.registrationId)
      .select('id')
      .execute()
    const there = `${form}?in=${claim?.id}`
    assert.match(await (await peil.get(there, noor.cookie)).text(), /value="7,5"/)
    assert.equal((await send({ amount: '8' }, noor, there)).status, 303, 'its letter stays')
    assert.deepEqual(await surplusOf(noor), { total: 800 })
    const { standing } = await peil.act(noor.actor, (context) =>
      loadDossier(context, noor.registrationId),
    )
    const leftOver = { total: hundredthsOf(300) }
    const later = buildDossier({ ...standing, givenBy: 'an application here', leftOver }, [])
    assert.deepEqual(later.surplus, leftOver, 'by then it has been used')
  })

  test('is not believed without a letter, nor as no number', async () => {
    const noor = await fromOutside()
    const bare = await send({ amount: '7' }, noor)
    assert.equal(bare.status, 422)
    assert.match(await textOf(bare), /Kies een bestand/)
    for (const amount of ['', '0', '-3', 'veel', '1.600', '999999']) {
      const wrong = await send({ amount, proof: pdf('besluit.pdf') }, noor)
      assert.equal(wrong.status, 422, amount)
      if (amount !== '') assert.match(await wrong.text(), new RegExp(`value="${amount}"`))
    }
    assert.deepEqual(await surplusOf(noor), {})
  })

  test('is not asked of who begins, nor where the register lets none go along', async () => {
    const noor = await somebody()
    assert.doesNotMatch(await read(here, noor), /Overschot/)
    const away = await send({ amount: '7', proof: pdf('besluit.pdf') }, noor)
    assert.equal(away.headers.get('location'), here)
    assert.deepEqual(await surplusOf(noor), {})
    const unknown = await peil.get(`${here}/opgeven/overschot/book`, noor.cookie)
    assert.equal(unknown.status, 404, 'a surplus of books is no thing of this register')
  })
})
