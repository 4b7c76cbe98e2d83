import assert from 'node:assert/strict'
import { test } from 'node:test'
import { certificatesOf } from '#domain/certification/certificate/queries.ts'
import { reissueCertificates } from '#domain/certification/certificate/reissue-certificates.ts'
import { withdrawCertificates } from '#domain/certification/certificate/withdraw-certificates.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const peil = await testPlatform({ inWriting: true })
const system = { kind: 'system', task: 'test' } as const

const [lonneke, farid] = [await certifiedLater('Lonneke'), await certifiedLater('Farid')]
const [lastDay, dayAfter] = ['2030-01-13', '2030-01-14']

const certificates = (of = lonneke) =>
  peil.act(system, (context) => certificatesOf(context, of.registrationId))

function certifiedLater(firstName: string) {
  const email = `${firstName.toLowerCase()}@voorbeeld.nl`
  return professional(peil, { email, firstName, lastName: 'Meer' })
}

async function anew(on: string, name = 'Lonneke Willemsen'): Promise<readonly string[]> {
  return peil.act(
    system,
    async (context) => {
      const member = await findMember(context, lonneke.registrationId)
      assert.ok(member)
      return reissueCertificates(context, member, name)
    },
    on,
  )
}

async function stands(facts: { status: 'certified' | 'renewal-pending'; valid_last: string }) {
  const own = lonneke.registrationId
  await peil.platform.db.updateTable('registration').set(facts).where('id', '=', own).execute()
}

test('a certificate is issued anew up to and including its last day', async () => {
  const office = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  const members = ['Tom', 'Marieke'].map((firstName) => {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    const facts = { email, firstName, lastName: 'Visser', employer: firstName }
    return colleague(peil, facts, ['committee'])
  })
  for (const who of [lonneke, farid]) {
    await enough(peil, who, '2026-05-01')
    const applicationId = await file(peil, who, '2026-11-20')
    await passOn(peil, office.actor, applicationId, '2026-11-25')
    for (const member of members) await judge(peil, await member, applicationId, '2027-01-14')
  }
  const [old] = await certificates()
  assert.equal(old?.validLast.toString(), lastDay)
  assert.deepEqual(await anew(dayAfter), [])
  const papers = await anew(lastDay)
  const [fresh, ...replaced] = await certificates()
  assert.deepEqual(papers, [fresh?.documentId, fresh?.pictureId])
  assert.deepEqual(
    replaced.map(({ id, replacedOn }) => [id, replacedOn?.toString()]),
    [[old?.id, lastDay]],
  )
  assert.notEqual(fresh?.code, old?.code)
  const dates = [fresh?.issuedOn, fresh?.validFirst, fresh?.validLast].map(String)
  assert.deepEqual(dates, [lastDay, '2027-01-14', lastDay])
  await assertRecorded(peil, 'certificate', 'issue-anew', fresh?.id)
})

test('the certificates of others stay as they are', async () => {
  const theirs = await certificates(farid)
  assert.deepEqual(
    theirs.map(({ replacedOn }) => replacedOn),
    [undefined],
  )
})

test('one that was replaced is not issued anew once more', async () => {
  assert.equal((await anew(lastDay, 'Lonneke Meer')).length, 2)
  const held = (await certificates()).filter(({ replacedOn }) => replacedOn === undefined)
  assert.equal(held.length, 1)
})

test('beyond the last day only the certificate of a period that waits for its renewal', async () => {
  await stands({ status: 'certified', valid_last: lastDay })
  assert.deepEqual(await anew(dayAfter), [])
  await stands({ status: 'renewal-pending', valid_last: dayAfter })
  assert.deepEqual(await anew('2030-01-15'), [])
  await stands({ status: 'renewal-pending', valid_last: lastDay })
  assert.equal((await anew(dayAfter)).length, 2)
})

test('a certificate that was withdrawn is not issued anew', async () => {
  await peil.act(
    system,
    async (context) => {
      await byHand(context)
      await withdrawCertificates(context, lonneke.registrationId)
    },
    dayAfter,
  )
  assert.deepEqual(await anew(lastDay), [])
})
