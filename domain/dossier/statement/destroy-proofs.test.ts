import assert from 'node:assert/strict'
import { utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { destroyProofs } from '#domain/dossier/statement/destroy-proofs.ts'
import { openProof } from '#domain/dossier/statement/open-proof.ts'
import { findClaims } from '#domain/dossier/statement/queries.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import { withdrawClaim } from '#domain/dossier/statement/withdraw.ts'
import { doDueWork } from '#domain/due-work.ts'
import { sweepFiles } from '#domain/platform/file/sweep-files.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { file, passOn, professional, proofsOf, stated } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

const today = '2026-09-01'
const later = '2026-09-02'
const day = Temporal.PlainDate.from
const system = { kind: 'system', task: 'test' } as const
let peil: TestPlatform
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
})

// Of each the file has other bytes, since what is stated is in it.
async function somebody() {
  people += 1
  const email = `vernietigd${people}@voorbeeld.nl`
  const who = await professional(peil, { email, firstName: 'Anouk', lastName: 'de Vries' })
  const { registrationId } = who
  const said: readonly Stated[] = [
    { member: 'category', category: 'junior' },
    { member: 'fact', fact: 'listed-diploma', value: true },
    { member: 'fact', fact: 'graduated-on', value: day('1995-07-01') },
  ]
  await peil.act(
    who.actor,
    async (context) => {
      for (const one of said) {
        await state(context, { registrationId, stated: one, files: await proofsOf(peil, one) })
      }
    },
    today,
  )
  const vog = {
    member: 'document',
    kind: 'vog',
    issuedOn: day('2026-08-01'),
    details: { profile: `profiel-${people}` },
  } as const
  const { claim, proof } = await stated(peil, who, vog, today)
  const { file_key: key } = await documentOf(proof)
  const contents = await peil.platform.files.get(key ?? '')
  assert.ok(contents)
  return { ...who, vog, claim, proof, key: key ?? '', bytes: await buffer(contents) }
}

const documentOf = (proof: string) =>
  peil.platform.db
    .selectFrom('proof')
    .innerJoin('document', 'document.id', 'proof.document_id')
    .where('proof.id', '=', proof)
    .select(['file_key', 'sha256', 'size', 'destroyed_on'])
    .executeTakeFirstOrThrow()

const destroy = (on = later) => peil.act(system, destroyProofs, on)
const isThere = ({ key }: { readonly key: string }) => peil.platform.files.has(key)
const claimsOf = (who: CastProfessional) =>
  peil.act(who.actor, (context) => findClaims(context, who.registrationId))

// As a decision leaves it: what is in the application has been found in order or not.
async function decided(applicationId: string, status: 'granted' | 'refused') {
  await peil.platform.db
    .updateTable('claim')
    .set({ state: status === 'granted' ? 'approved' : 'rejected', judged_on: today })
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('application_claim')
          .whereRef('application_claim.claim_id', '=', 'claim.id')
          .where('application_claim.application_id', '=', applicationId)
          .select('claim_id'),
      ),
    )
    .execute()
  await peil.platform.db
    .updateTable('application')
    .set({ status })
    .where('id', '=', applicationId)
    .execute()
}

/** Every text and every byte that stands in the database, in one. */
async function wholeDatabase(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name
    from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
  `.execute(peil.platform.db)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string | null }>`
      select string_agg(row_to_json(t)::text, E'\n') as text from ${sql.raw(name)} t`.execute(
      peil.platform.db,
    )
    found.push(rows[0]?.text ?? '')
  }
  return found.join('\n')
}

test('once the application is decided, no byte of it is left in the store or the database', async () => {
  const anouk = await somebody()
  const id = await file(peil, anouk, today)
  await destroy()
  assert.equal(await isThere(anouk), true)
  await passOn(peil, system, id, today)
  await destroy()
  assert.equal(await isThere(anouk), true, 'the committee may still look at it')
  await decided(id, 'granted')
  await peil.act(system, doDueWork, later)
  assert.equal(await isThere(anouk), false)
  for await (const key of peil.platform.files.list(Temporal.Now.instant().add({ hours: 1 }))) {
    const left = await peil.platform.files.get(key)
    assert.ok(left)
    assert.equal((await buffer(left)).includes(anouk.bytes), false)
  }
  const database = await wholeDatabase()
  for (const trace of [anouk.bytes.toString('base64'), anouk.bytes.toString('hex'), anouk.key]) {
    assert.equal(database.includes(trace), false, trace.slice(0, 20))
  }
  assert.equal(database.includes('%PDF-1.7'), false)
  await assertRecorded(peil, 'statement', 'destroy-proof', anouk.claim)
})

test('what was stated stays, and whoever opens the file reads when it was destroyed', async () => {
  const anouk = await somebody()
  const { registrationId, proof } = anouk
  const id = await file(peil, anouk, today)
  await decided(id, 'refused')
  await destroy()
  const vog = (await claimsOf(anouk)).find((claim) => claim.id === anouk.claim)
  assert.deepEqual(vog?.stated, anouk.vog)
  assert.deepEqual(vog?.proofs, [])
  assert.equal(vog?.destroyed[0]?.on.toString(), later)
  for (const within of [{ registrationId }, { applicationId: id }]) {
    const opened = await peil.act(anouk.actor, (context) => openProof(context, proof, within))
    assert.equal(opened.outcome, 'destroyed')
  }
})

// As whoever runs Peil puts the files of a backup back, with the times that they had.
function putBack({ key, bytes }: { readonly key: string; readonly bytes: Buffer }): void {
  const there = path.join(peil.platform.incoming, '..', 'files', key)
  writeFileSync(there, bytes)
  utimesSync(there, new Date('2026-08-01'), new Date('2026-08-01'))
}

const timesRecorded = async (who: { readonly claim: string }) =>
  (
    await peil.platform.db
      .selectFrom('audit_record')
      .where('noun', '=', 'statement')
      .where('action', '=', 'destroy-proof')
      .where('record_id', '=', who.claim)
      .select('seq')
      .execute()
  ).length

test('files that come back from a backup are shown to nobody, and go with the next tidying up', async () => {
  const anouk = await somebody()
  const { registrationId, proof } = anouk
  await decided(await file(peil, anouk, today), 'granted')
  await destroy()
  putBack(anouk)
  assert.equal(await isThere(anouk), true)
  const opened = await peil.act(anouk.actor, (context) =>
    openProof(context, proof, { registrationId }),
  )
  assert.equal(opened.outcome, 'destroyed')
  await sweepFiles(peil.platform)
  assert.equal(await isThere(anouk), false)
})

test('where the database comes back too, it is destroyed again that morning, and the log says so', async () => {
  const anouk = await somebody()
  await decided(await file(peil, anouk, today), 'granted')
  const before = await documentOf(anouk.proof)
  await destroy()
  assert.equal(await timesRecorded(anouk), 1)
  putBack(anouk)
  await peil.act(system, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('document')
      .set(before)
      .where('file_key', 'is', null)
      .where('id', '=', (query) =>
        query.selectFrom('proof').where('proof.id', '=', anouk.proof).select('document_id'),
      )
      .execute()
  })
  assert.equal((await documentOf(anouk.proof)).file_key, anouk.key)
  await peil.act(system, doDueWork, '2026-09-10')
  assert.equal(await isThere(anouk), false)
  assert.equal(await timesRecorded(anouk), 2)
  const [destroyed] = (await claimsOf(anouk)).flatMap((claim) => claim.destroyed)
  assert.equal(destroyed?.on.toString(), '2026-09-10')
})

test('one that was replaced or withdrawn goes too, and one that is to be checked stays', async () => {
  const [anouk, judith, mira] = [await somebody(), await somebody(), await somebody()]
  await peil.act(
    anouk.actor,
    (context) => withdrawClaim(context, anouk.registrationId, anouk.claim),
    today,
  )
  await peil.act(
    judith.actor,
    async (context) => {
      const { registrationId, claim: replaces, proof, vog } = judith
      const other = { ...vog, issuedOn: day('2026-08-20') }
      const leaveOut = [proof]
      await state(context, { registrationId, stated: other, replaces, files: [], leaveOut })
    },
    today,
  )
  await destroy()
  assert.equal(await isThere(anouk), false)
  assert.equal(await isThere(judith), false)
  assert.equal(await isThere(mira), true)
})

test('a file that goes along to what takes its place stays as long as that is to be checked', async () => {
  const anouk = await somebody()
  const { registrationId, claim: replaces, vog } = anouk
  await peil.act(
    anouk.actor,
    (context) =>
      state(context, {
        registrationId,
        stated: { ...vog, issuedOn: day('2026-08-20') },
        replaces,
        files: [],
      }),
    today,
  )
  await destroy()
  assert.equal(await isThere(anouk), true)
})

test('of somebody who left, it goes; other documents are kept', async () => {
  const anouk = await somebody()
  const cv = {
    member: 'document',
    kind: 'curriculum-vitae',
    issuedOn: day(today),
    details: {},
  } as const
  const other = await stated(peil, anouk, cv, today)
  const { file_key: key } = await documentOf(other.proof)
  await peil.platform.db
    .updateTable('registration')
    .set({ status: 'withdrawn' })
    .where('id', '=', anouk.registrationId)
    .execute()
  await destroy()
  assert.equal(await isThere(anouk), false)
  assert.equal(await isThere({ key: key ?? '' }), true)
})
