import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { inPlaceOf } from '#domain/certification/application/filed-claims.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { openProof } from '#domain/dossier/statement/open-proof.ts'
import {
  claimsFor,
  claimsInUse,
  findClaimInPlaceOf,
  findClaims,
  findFormerClaims,
} from '#domain/dossier/statement/queries.ts'
import { removeProof } from '#domain/dossier/statement/remove-proof.ts'
import type { Statement } from '#domain/dossier/statement/state.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import { withdrawClaim } from '#domain/dossier/statement/withdraw.ts'
import { assess, hundredthsOf } from '#engine'
import type { CastProfessional } from '#testing/cast.ts'
import { announceUnshown, professional, proofsOf } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const today = '2026-09-01'
const day = Temporal.PlainDate.from
let peil: TestPlatform
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
})

function somebody() {
  people += 1
  const email = `opgave${people}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Anouk', lastName: 'de Vries' })
}

async function states(who: CastProfessional, stated: Stated, more: Partial<Statement> = {}) {
  const { registrationId } = who
  const files = await proofsOf(peil, stated)
  return peil.act(
    who.actor,
    (context) => state(context, { registrationId, stated, files, ...more }),
    today,
  )
}

async function claimOf(who: CastProfessional, stated: Stated, more: Partial<Statement> = {}) {
  const done = await states(who, stated, more)
  assert.equal(done.outcome, 'stated')
  return done.outcome === 'stated' ? done.claimId : ''
}

const load = (who: CastProfessional) =>
  peil.act(who.actor, (context) => loadDossier(context, who.registrationId), today)

const claims = (who: CastProfessional) =>
  peil.act(who.actor, (context) => findClaims(context, who.registrationId), today)

const formerOf = (who: CastProfessional, page = 1, perPage = 50) =>
  peil.act(
    who.actor,
    (context) => findFormerClaims(context, who.registrationId, { page, perPage }),
    today,
  )

async function stored(text: string): Promise<StoredEvidence> {
  const content = new TextEncoder().encode(`%PDF-1.7\n% ${text}\n%%EOF\n`)
  const { files } = peil.platform
  const fileKey = await files.put(Readable.from([content]), 'application/pdf', content.length)
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', content)).toString('hex')
  return {
    name: `${text}.pdf`,
    mediaType: 'application/pdf',
    size: content.length,
    sha256,
    fileKey,
  }
}

const vog = { member: 'document', kind: 'vog', issuedOn: day('2026-08-01'), details: {} } as const

describe('what is stated', () => {
  test('comes back as it was stated, whatever it is', async () => {
    const anouk = await somebody()
    const all: readonly Stated[] = [
      { member: 'category', category: 'senior' },
      {
        member: 'fact',
        fact: 'listed-diploma',
        value: true,
        details: { diploma: 'Maatschappelijk werk', school: 'Hogeschool Rivierenland' },
      },
      { member: 'fact', fact: 'graduated-on', value: day('1995-07-01') },
      { member: 'declaration', declaration: 'supervision-until-tests', on: day(today) },
      { member: 'surplus', of: 'total', amount: hundredthsOf(1250) },
      { ...vog, details: { profile: '85' } },
      {
        member: 'work',
        first: day('2023-01-01'),
        hoursPerWeek: hundredthsOf(1650),
        details: { employer: 'Stichting Voorbeeld' },
      },
      { member: 'work', first: day('2020-01-01'), last: day('2022-12-31'), details: {} },
      { member: 'holding', register: 'skj', first: day('2022-05-01'), details: { number: '12' } },
      { member: 'leave', first: day('2024-01-01'), last: day('2024-03-01'), details: {} },
    ]
    for (const stated of all) await claimOf(anouk, stated)
    const kept = await claims(anouk)
    assert.deepEqual(
      kept.map(({ stated }) => stated),
      all,
    )
    assert.deepEqual(new Set(kept.map(({ state }) => state)), new Set(['claimed']))
    const { dossier } = await load(anouk)
    assert.equal(dossier.category, 'senior')
    assert.deepEqual(dossier.facts, { 'listed-diploma': true, 'graduated-on': day('1995-07-01') })
    assert.deepEqual(dossier.surplus, { total: 1250 })
    assert.deepEqual(dossier.documents, [
      { kind: 'vog', issuedOn: day('2026-08-01'), state: 'unshown' },
    ])
    assert.deepEqual(dossier.work[0], {
      first: day('2023-01-01'),
      hoursPerWeek: 1650,
      state: 'claimed',
    })
    assert.deepEqual(dossier.holdings, [{ register: 'skj', first: day('2022-05-01') }])
    assert.deepEqual(dossier.leave, [{ first: day('2024-01-01'), last: day('2024-03-01') }])
    assert.ok(dossier.declarations.some(({ id }) => id === 'supervision-until-tests'))
    await assertRecorded(peil, 'statement', 'state', kept[0]?.id)
  })

  test('weighs in an assessment: only a VOG lacks, then that it is shown, then it waits for a check', async () => {
    const anouk = await somebody()
    await claimOf(anouk, { member: 'category', category: 'junior' })
    await claimOf(anouk, { member: 'fact', fact: 'listed-diploma', value: true })
    await claimOf(anouk, { member: 'fact', fact: 'graduated-on', value: day('1995-07-01') })
    const outcome = async () => {
      const { compiled, dossier } = await load(anouk)
      return assess(compiled, dossier, day(today)).outcome
    }
    assert.equal(await outcome(), 'not-met')
    await claimOf(anouk, vog)
    assert.equal(await outcome(), 'not-met')
    await peil.act(anouk.actor, (context) => announceUnshown(context, anouk.registrationId), today)
    assert.equal(await outcome(), 'undetermined')
  })

  test('of what there is one answer to, the last one stands and the former stays to be seen', async () => {
    const anouk = await somebody()
    const first = await claimOf(anouk, { member: 'category', category: 'junior' })
    const second = await claimOf(anouk, { member: 'category', category: 'senior' })
    assert.equal((await load(anouk)).dossier.category, 'senior')
    const [standing] = await claims(anouk)
    const {
      claims: [former],
      total,
    } = await formerOf(anouk)
    assert.equal(total, 1)
    assert.equal(standing?.id, second)
    assert.equal(former?.id, first)
    assert.equal(former?.endedOn?.toString(), today)
    assert.equal(former?.replacedBy, second)
    assert.equal(standing?.endedOn, undefined)
    await assertRecorded(peil, 'statement', 'replace', second)
  })

  test('the very same once more is not stated twice', async () => {
    const anouk = await somebody()
    const id = await claimOf(anouk, { member: 'fact', fact: 'listed-diploma', value: true })
    const again = await states(anouk, { member: 'fact', fact: 'listed-diploma', value: true })
    assert.equal(again.outcome, 'unchanged')
    assert.equal(again.outcome === 'unchanged' && again.claimId, id)
    assert.equal((await claims(anouk)).length, 1)
  })

  test('the very same is not stated twice, in whatever order its details were kept', async () => {
    const anouk = await somebody()
    const job = { member: 'work', first: day('2023-01-01') } as const
    const work = { ...job, details: { employer: 'Stichting Voorbeeld', as: 'begeleider' } } as const
    const id = await claimOf(anouk, work)
    const again = await states(anouk, work, { replaces: id })
    assert.equal(again.outcome, 'unchanged')
    const other = { ...job, details: { employer: 'Stichting Voorbeeld', as: 'adviseur' } } as const
    assert.equal((await states(anouk, other, { replaces: id })).outcome, 'stated')
  })

  test('stated in two tabs at once, there is one answer, and the other stays to be seen', async () => {
    const anouk = await somebody()
    const fact = (value: boolean) =>
      states(anouk, { member: 'fact', fact: 'listed-diploma', value })
    const both = await Promise.all([fact(true), fact(false)])
    assert.deepEqual(new Set(both.map(({ outcome }) => outcome)), new Set(['stated']))
    assert.equal(claimsFor(await claims(anouk), undefined).length, 1)
    assert.equal((await formerOf(anouk)).total, 1)
  })

  test('takes the place of something about the same, and of nothing else', async () => {
    const anouk = await somebody()
    const id = await claimOf(anouk, vog)
    const statement = { ...vog, kind: 'work-statement' } as const
    assert.equal((await states(anouk, statement, { replaces: id })).outcome, 'not-found')
    const leave = {
      member: 'leave',
      first: day('2024-01-01'),
      last: day('2024-03-01'),
      details: {},
    } as const
    assert.equal((await states(anouk, leave, { replaces: id })).outcome, 'not-found')
    assert.equal((await states(anouk, vog, { replaces: 'onzin' })).outcome, 'not-found')
    assert.equal(claimsFor(await claims(anouk), undefined)[0]?.id, id)
  })

  test('several documents of a kind stand beside each other; one can take the place of another', async () => {
    const anouk = await somebody()
    const id = await claimOf(anouk, vog)
    await claimOf(anouk, { ...vog, issuedOn: day('2025-08-01') })
    await claimOf(anouk, { ...vog, issuedOn: day('2026-08-02') }, { replaces: id })
    const standing = claimsFor(await claims(anouk), undefined)
    assert.deepEqual(
      standing.map(({ stated }) => stated.member === 'document' && stated.issuedOn.toString()),
      ['2025-08-01', '2026-08-02'],
    )
  })

  test('what was withdrawn no longer weighs, and stays to be seen', async () => {
    const anouk = await somebody()
    const id = await claimOf(anouk, vog)
    const withdraw = () =>
      peil.act(anouk.actor, (context) => withdrawClaim(context, anouk.registrationId, id), today)
    assert.equal((await withdraw()).outcome, 'withdrawn')
    assert.equal((await load(anouk)).dossier.documents.length, 0)
    assert.equal((await claims(anouk)).length, 0)
    assert.equal((await formerOf(anouk)).claims[0]?.id, id)
    assert.equal((await withdraw()).outcome, 'not-found')
    await assertRecorded(peil, 'statement', 'withdraw', id)
  })

  test('what was found wanting shows nothing', async () => {
    const anouk = await somebody()
    const id = await claimOf(anouk, vog)
    const fact = await claimOf(anouk, { member: 'fact', fact: 'listed-diploma', value: true })
    await peil.platform.db
      .updateTable('claim')
      .set({ state: 'rejected' })
      .where('id', 'in', [id, fact])
      .execute()
    const { dossier } = await load(anouk)
    assert.deepEqual(
      dossier.documents.map(({ state }) => state),
      ['rejected'],
    )
    assert.deepEqual(dossier.facts, {})
    // In the same words it is stated anew.
    await claimOf(anouk, { member: 'fact', fact: 'listed-diploma', value: true })
    assert.deepEqual((await load(anouk)).dossier.facts, { 'listed-diploma': true })
  })

  test('nothing can be stated where there is no registration that is open', async () => {
    const anouk = await somebody()
    const nobody = { ...anouk, registrationId: '00000000-0000-0000-0000-000000000000' }
    assert.equal((await states(nobody, vog)).outcome, 'not-found')
    await peil.platform.db
      .updateTable('registration')
      .set({ status: 'withdrawn' })
      .where('id', '=', anouk.registrationId)
      .execute()
    assert.equal((await states(anouk, vog)).outcome, 'closed')
    assert.equal((await claims(anouk)).length, 0)
  })

  test('once a registration is over, nothing of it is taken back or away', async () => {
    const anouk = await somebody()
    const { registrationId: mine } = anouk
    const id = await claimOf(anouk, vog, { files: [await stored('voor-het-einde')] })
    const proof = (await claims(anouk))[0]?.proofs[0]?.id ?? ''
    await peil.platform.db
      .updateTable('registration')
      .set({ status: 'withdrawn' })
      .where('id', '=', mine)
      .execute()
    await peil.act(anouk.actor, async (context) => {
      assert.equal((await withdrawClaim(context, mine, id)).outcome, 'closed')
      assert.equal((await removeProof(context, mine, proof)).outcome, 'closed')
    })
    const [claim] = await claims(anouk)
    assert.equal(claim?.endedOn, undefined)
    assert.equal(claim?.proofs.length, 1)
  })

  test('somebody else cannot replace, withdraw or open it', async () => {
    const [anouk, judith] = [await somebody(), await somebody()]
    const id = await claimOf(anouk, vog, { files: [await stored('van-anouk')] })
    assert.equal((await states(judith, vog, { replaces: id })).outcome, 'not-found')
    const proof = (await claims(anouk))[0]?.proofs[0]?.id ?? ''
    await peil.act(judith.actor, async (context) => {
      const mine = judith.registrationId
      assert.equal((await withdrawClaim(context, mine, id)).outcome, 'not-found')
      assert.equal((await removeProof(context, mine, proof)).outcome, 'not-found')
      const opened = await openProof(context, proof, { registrationId: mine })
      assert.equal(opened.outcome, 'not-found')
    })
  })
})

describe('the files that show it', () => {
  test('are kept once, opened, taken away, and go along to what takes its place', async () => {
    const anouk = await somebody()
    const { registrationId } = anouk
    const id = await claimOf(anouk, vog, { files: [await stored('een'), await stored('twee')] })
    const again = await states(anouk, vog, { replaces: id, files: [await stored('een')] })
    assert.equal(again.outcome, 'unchanged')
    const proofs = (await claims(anouk))[0]?.proofs ?? []
    assert.deepEqual(
      proofs.map(({ name }) => name),
      ['een.pdf', 'twee.pdf'],
    )
    await assertRecorded(peil, 'statement', 'attach-proof', id)
    await peil.act(anouk.actor, async (context) => {
      const opened = await openProof(context, proofs[0]?.id ?? '', { registrationId })
      assert.equal(opened.outcome, 'opened')
      if (opened.outcome === 'opened') opened.contents.destroy()
    })
    const later = { ...vog, issuedOn: day('2026-08-03') }
    await claimOf(anouk, later, { replaces: id, leaveOut: [proofs[1]?.id ?? ''] })
    const standing = claimsFor(await claims(anouk), undefined)
    assert.deepEqual(
      standing.flatMap((claim) => claim.proofs.map(({ name }) => name)),
      ['een.pdf'],
    )
    const kept = standing[0]?.proofs[0]?.id ?? ''
    const remove = () =>
      peil.act(anouk.actor, (context) => removeProof(context, registrationId, kept), today)
    assert.equal((await remove()).outcome, 'removed')
    assert.equal((await remove()).outcome, 'not-found')
    await assertRecorded(peil, 'statement', 'remove-proof', standing[0]?.id)
  })
})

async function fileWith(who: CastProfessional, ids: readonly string[], status = 'submitted') {
  const { id } = await peil.platform.db
    .insertInto('application')
    .values({
      register: 'clientondersteuners',
      registration_id: who.registrationId,
      number: `A-${people}`,
      kind: 'first',
      status: status as 'submitted',
      regulation_version: '2021-05-01',
      submitted_on: today,
      submitted_at: `${today}T10:00:00Z`,
      snapshot: '{}',
      snapshot_hash: '',
      category: 'junior',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const claim_id of ids) {
    await peil.platform.db
      .insertInto('application_claim')
      .values({ application_id: id, claim_id, register: 'clientondersteuners' })
      .execute()
  }
  return id
}

describe('an application', () => {
  test('keeps what it was filed with; what is stated beside it is for later', async () => {
    const anouk = await somebody()
    const id = await claimOf(anouk, vog)
    await fileWith(anouk, [id])
    assert.equal((await states(anouk, vog, { replaces: id })).outcome, 'frozen')
    await claimOf(anouk, { member: 'fact', fact: 'listed-diploma', value: true })
    const { dossier } = await load(anouk)
    assert.equal(dossier.category, 'junior')
    assert.deepEqual(dossier.facts, {})
    assert.equal(dossier.documents.length, 1)
    const withdrawn = await peil.act(anouk.actor, (context) =>
      withdrawClaim(context, anouk.registrationId, id),
    )
    assert.equal(withdrawn.outcome, 'frozen')
  })

  test('that was returned gets what is stated in the place of what it asks about', async () => {
    const anouk = await somebody()
    const id = await claimOf(anouk, vog)
    const application = await fileWith(anouk, [id], 'returned')
    await peil.platform.db
      .insertInto('application_return')
      .values({
        register: 'clientondersteuners',
        application_id: application,
        returned_on: today,
        answer_before: '2026-09-29',
        items: JSON.stringify([{ item: 'claim', claim: id, question: 'Te oud?' }]),
      })
      .execute()
    const later = { ...vog, issuedOn: day('2026-08-30') }
    const stands = await claimOf(anouk, later, { replaces: id })
    const { dossier } = await load(anouk)
    assert.deepEqual(
      dossier.documents.map(({ issuedOn }) => issuedOn.toString()),
      ['2026-08-30'],
    )
    assert.equal(inPlaceOf(await claims(anouk), id)?.id, stands)
    await assertRecorded(peil, 'application', 'supplement', application)
  })
})

describe('what was replaced thousands of times', () => {
  test('is read as fast as what was replaced once, and what was filed finds what stands now', async () => {
    const anouk = await somebody()
    const { registrationId } = anouk
    const first = await claimOf(anouk, vog)
    const work = { member: 'work', first: day('2023-01-01'), details: {} } as const
    await claimOf(anouk, work)
    const filed = await claimOf(anouk, { ...vog, issuedOn: day('2026-08-02') }, { replaces: first })
    await fileWith(anouk, [filed], 'refused')
    const { rows: made } = await sql<{ id: string }>`
      with began as (select * from claim where id = ${filed}),
      made as (
        insert into claim (register, registration_id, member, subject, statement_id, stated_on,
          ended_on, began_with)
        select register, registration_id, member, subject, statement_id, stated_on,
          ${today}::date, began_with
        from began, generate_series(1, 3000) returning id
      )
      select id from made order by id`.execute(peil.platform.db)
    const between = made.map(({ id }) => id)
    const latest = await claimOf(
      anouk,
      { ...vog, issuedOn: day('2026-08-03') },
      { replaces: filed },
    )
    // As if each had been replaced by the next, the first of them in the place of what was filed.
    await sql`update claim set replaced_by = next.id
      from (select unnest(${[filed, ...between]}::uuid[]) as id, unnest(${[...between, latest]}::uuid[]) as next) as pair
      join claim next on next.id = pair.next
      where claim.id = pair.id`.execute(peil.platform.db)
    await sql`analyze claim, application_claim`.execute(peil.platform.db)

    const kept = await claims(anouk)
    assert.equal(kept.length, 3)
    assert.equal(inPlaceOf(kept, filed)?.id, latest)
    const later = await peil.act(anouk.actor, (context) =>
      findClaimInPlaceOf(context, registrationId, between[1500] ?? ''),
    )
    assert.equal(later?.id, latest)
    const read = await rowsRead(registrationId)
    assert.ok(read > 2 && read < 20, `${read} rows`)

    const { claims: page, total } = await formerOf(anouk, 61)
    assert.equal(total, 3002)
    assert.equal(page.length, 2)
    await peil.act(anouk.actor, (context) => withdrawClaim(context, registrationId, latest), today)
    const withdrawn = inPlaceOf(await claims(anouk), filed)
    assert.equal(withdrawn?.id, latest)
    assert.equal(withdrawn?.endedOn?.toString(), today)
  })

  // How many rows of claims the database looks at for a dossier, also those that it then leaves out,
  // where it goes by the indexes, as it does once there are many people.
  async function rowsRead(registrationId: string): Promise<number> {
    const { rows } = await peil.platform.db.transaction().execute(async (db) => {
      for (const way of ['seqscan', 'hashjoin', 'mergejoin']) {
        await sql`set local ${sql.raw(`enable_${way}`)} = off`.execute(db)
      }
      return sql<{ 'QUERY PLAN': readonly [{ Plan: Plan }] }>`
        explain (analyze, format json)
        select c.id from claim c where ${claimsInUse(sql`${registrationId}::uuid`)}`.execute(db)
    })
    const [{ Plan: plan } = { Plan: {} }] = rows[0]?.['QUERY PLAN'] ?? []
    return readBy(plan)
  }

  function readBy(plan: Plan): number {
    const rows = (plan['Actual Rows'] ?? 0) + (plan['Rows Removed by Filter'] ?? 0)
    const own = plan['Relation Name'] === 'claim' ? rows * (plan['Actual Loops'] ?? 1) : 0
    return own + (plan.Plans ?? []).reduce((sum, inner) => sum + readBy(inner), 0)
  }

  interface Plan {
    readonly 'Relation Name'?: string
    readonly 'Actual Rows'?: number
    readonly 'Actual Loops'?: number
    readonly 'Rows Removed by Filter'?: number
    readonly Plans?: readonly Plan[]
  }
})
