import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { applicationsElsewhere } from '#domain/certification/application/running-elsewhere.ts'
import { submitMove } from '#domain/certification/application/submit-move.ts'
import { sealOf } from '#domain/certification/merge/merge.ts'
import { mergePeople } from '#domain/certification/merge/merge-people.ts'
import { proposeMerge } from '#domain/certification/merge/propose-merge.ts'
import { weighMerge } from '#domain/certification/merge/weigh-merge.ts'
import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { exportRegister } from '#domain/takeover/export/export-register.ts'
import { openDelivery } from '#domain/takeover/taking/deliver.ts'
import { countApplicationsElsewhere } from '#domain/takeover/taking/queries.ts'
import { assess } from '#engine'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, file, judge, passOn, professional, stated, twoAndTwo } from '#testing/cast.ts'
import { senior, skj } from '#testing/client-support.ts'
import { asCsv, madeUpPerson } from '#testing/made-up-delivery.ts'
import { assertMoves, bringIn } from '#testing/move-register.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

// What somebody who was taken over does next: they renew, or change their category, with what came along.

const scratch = mkdtempSync(path.join(tmpdir(), 'peil-after-takeover-'))
after(() => rmSync(scratch, { recursive: true, force: true }))
const system = { kind: 'system', task: 'test' } as const
let folders = 0

type Lists = Readonly<Record<string, readonly Record<string, string>[]>>

function folderOf(lists: Lists): string {
  folders += 1
  const folder = path.join(scratch, String(folders))
  mkdirSync(folder)
  for (const [name, rows] of Object.entries(lists)) {
    writeFileSync(path.join(folder, `${name}.csv`), asCsv([...rows]))
  }
  return folder
}

/** Takes over these lists, whole, and lets the one in them sign in. */
async function moved(peil: TestPlatform, register: string, lists: Lists) {
  const { left } = await bringIn(peil.platform, register, folderOf(lists))
  assert.deepEqual(
    left.map(({ row, mistakes }) => [row, mistakes]),
    [],
  )
  const email = lists.personen?.[0]?.['e-mail'] ?? ''
  const account = await peil.signIn(email)
  const { id: registrationId, person_id: personId } = await peil.platform.db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('person.account_id', '=', account.accountId)
    .select(['registration.id', 'registration.person_id'])
    .executeTakeFirstOrThrow()
  const actor: CastProfessional['actor'] = {
    kind: 'account',
    accountId: account.accountId,
    email,
    seats: [],
    personId,
    registrationId,
    authenticatedBy: 'password',
    secondFactor: true,
  }
  return { ...account, actor, registrationId, personId }
}

const standing = (peil: TestPlatform, { registrationId }: CastProfessional) =>
  peil.platform.db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select(['status', 'category', 'valid_first', 'valid_last', 'number'])
    .executeTakeFirstOrThrow()

test('a holder of the LKLR renews with the points that were granted elsewhere, and nothing is judged anew', async () => {
  const peil = await testPlatform({ register: 'lklr' })
  await peil.setToday('2023-12-15')
  const { sanne, members } = await twoAndTwo(peil)
  const lists = madeUpPerson(42, 0)
  const done = (sleutel: string, soort: string, toegekend: string, more = {}) => ({
    ...{ sleutel, nummer: 'LKLR-000042', soort, titel: sleutel, datum: '2021-03-01' },
    ...{ besluit: 'toegekend', toegekend, 'besluit op': '2021-06-01' },
    ...{ 'besloten door': 'de toetsingscommissie', geaccrediteerd: '', ...more },
  })
  const course = { geaccrediteerd: 'ja', 'veld stated-load': '120', 'veld provider': 'De school' }
  const activiteiten = [
    done('cursus', 'training', '120', course),
    done('stage', 'supervising', '39,5', { geaccrediteerd: 'nee' }),
  ]
  const [registration] = lists.registraties
  assert.ok(registration)
  registration['aanvraag loopt sinds'] = '2023-12-01'
  const ruben = await moved(peil, 'lklr', { ...lists, activiteiten })
  // What ran elsewhere is told and listed, for whoever works here, until something comes of it here.
  const listed = () => peil.act(system, applicationsElsewhere)
  assert.deepEqual(
    (await listed()).map(({ number, since, source }) => [number, String(since), source]),
    [[42, '2023-12-01', 'Peil van vroeger']],
  )
  assert.equal((await peil.act(sanne.actor, listWork)).elsewhere, 1)
  const queue = await (await peil.get('/lklr/werk/aanvragen', sanne.cookie)).text()
  assert.match(queue, /Aanvragen die elders liepen \(1\)/)
  const short = await peil.act(system, async (context) => {
    const { compiled, dossier } = await loadDossier(context, ruben.registrationId)
    return assess(compiled, dossier, context.today).norms.map(({ id, counted }) => [id, counted])
  })
  assert.deepEqual(Object.fromEntries(short), { total: 15_950, accredited: 12_000, a2: 3950 })
  // Half a point short: one more that is of here.
  const more = done('les', 'publishing', '0,5', { geaccrediteerd: 'nee' })
  await bringIn(peil.platform, 'lklr', folderOf({ activiteiten: [more] }))
  const applicationId = await file(peil, ruben, '2023-12-15')
  assert.deepEqual(await listed(), [])
  await passOn(peil, sanne.actor, applicationId, '2023-12-20')
  for (const member of members) await judge(peil, member, applicationId, '2024-01-10')
  assert.deepEqual(await standing(peil, ruben), {
    ...{ status: 'certified', category: null, number: 42 },
    ...{ valid_first: '2024-07-01', valid_last: '2029-06-30' },
  })
  const awarded = await peil.platform.db
    .selectFrom('activity_claim')
    .where('registration_id', '=', ruben.registrationId)
    .orderBy('awarded')
    .select('awarded')
    .execute()
  assert.deepEqual(
    awarded.map((one) => one.awarded),
    [50, 3950, 12_000],
  )
})

test('a registration Basis that was taken over becomes Junior, from its original first day', async () => {
  const peil = await testPlatform({ register: 'clientondersteuners' })
  await peil.setToday('2026-09-01')
  const { sanne, members } = await twoAndTwo(peil)
  const { personen } = madeUpPerson(7, 0)
  const days = { 'geldig van': '2025-02-01', 'geldig tot en met': '2028-01-31' }
  const prefix = peil.platform.registers.get('clientondersteuners')?.number.prefix ?? ''
  const nummer = `${prefix}000007`
  const bas = await moved(peil, 'clientondersteuners', {
    personen,
    registraties: [
      {
        ...{ persoon: 'p7', nummer, status: 'Geregistreerd', categorie: 'Basis' },
        ...{ 'ingeschreven op': '2025-02-01', ...days },
      },
    ],
    papieren: [
      {
        ...{ nummer, code: 'BASIS 7', naam: 'Naam op papier 7', categorie: 'Basis' },
        ...{ 'uitgegeven op': '2025-02-01', ...days },
      },
    ],
  })
  const submitted = await peil.act(bas.actor, (context) =>
    submitMove(context, {
      registrationId: bas.registrationId,
      moveId: 'basis-to-junior',
      declared: 'Ja.',
      declarations: context.register.declarations.map(({ id }) => id),
    }),
  )
  assert.ok(submitted.outcome === 'submitted', submitted.outcome)
  await passOn(peil, sanne.actor, submitted.applicationId, '2026-09-02')
  for (const member of members) await judge(peil, member, submitted.applicationId, '2026-09-10')
  assert.deepEqual(await standing(peil, bas), {
    ...{ status: 'certified', category: 'junior', number: 7 },
    ...{ valid_first: '2025-02-01', valid_last: '2030-01-31' },
  })
  const papers = await peil.platform.db
    .selectFrom('certificate')
    .where('registration_id', '=', bas.registrationId)
    .orderBy('issued_on')
    .select(['category', 'replaced_on', 'document_id'])
    .execute()
  assert.deepEqual(
    papers.map(({ category, replaced_on, document_id }) => [
      category,
      replaced_on,
      document_id !== null,
    ]),
    [
      ['basis', '2026-09-10', false],
      ['junior', null, true],
    ],
  )
})

test('an export says since when an application runs, and the preview of it for how many', async () => {
  const [old, fresh] = [
    await testPlatform({ register: 'lklr' }),
    await testPlatform({ register: 'lklr' }),
  ]
  for (const one of [old, fresh]) await one.setToday('2023-12-15')
  const lists = madeUpPerson(42)
  const [registration] = lists.registraties
  assert.ok(registration)
  registration['aanvraag loopt sinds'] = '2023-12-01'
  await moved(old, 'lklr', lists)
  const folder = path.join(scratch, 'uit')
  const lklr = old.platform.registers.get('lklr') ?? assert.fail()
  assert.equal((await exportRegister(old.platform, lklr, folder)).outcome, 'exported')
  const { left } = await bringIn(fresh.platform, 'lklr', folder)
  assert.deepEqual(left, [])
  const [there] = await fresh.act(system, applicationsElsewhere)
  assert.equal(there?.since.toString(), '2023-12-01')
  const other = fresh.platform.registers.get('lklr') ?? assert.fail()
  const count = await inRegister(fresh.platform, { register: other }, system, async (context) =>
    countApplicationsElsewhere(context, await openDelivery(context, 'leeg')),
  )
  assert.equal(count, 0)
})

test('what somebody stated beside activities comes along with what was found of it, and counts at the renewal', async () => {
  const register = 'clientondersteuners'
  const [old, fresh] = [await testPlatform({ register }), await testPlatform({ register })]
  for (const one of [old, fresh]) await one.setToday('2026-09-01')
  const who = await professional(old, {
    ...{ email: 'senior@voorbeeld.nl', firstName: 'Willemijn', lastName: 'de Vries' },
    ...{ status: 'certified', since: '2022-01-01' },
    ...{ validFirst: '2022-01-01', validLast: '2026-12-31' },
  })
  const own = { id: who.registrationId }
  await old.platform.db
    .updateTable('registration')
    .where('id', '=', own.id)
    .set({ category: 'senior' })
    .execute()
  const said = [...senior.filter(({ member }) => member !== 'category'), skj('2022-01-01')]
  const ids: string[] = []
  for (const one of said) ids.push((await stated(old, who, one, '2026-09-01')).claim)
  await old.platform.db
    .updateTable('claim')
    // What nobody looked at yet is shown anew by whoever stated it: its files stay where they are.
    .where('id', 'in', ids.slice(0, 2))
    .set({ state: 'approved', judged_on: '2026-08-20' })
    .execute()
  const counts = await assertMoves({ old, fresh }, register, scratch)
  assert.equal(counts.statement.done, said.length)
  await assertRecorded(fresh, 'statement', 'take-over')
  const dossierOf = (peil: TestPlatform, registrationId: string) =>
    peil.act(system, async (context) => {
      const { dossier } = await loadDossier(context, registrationId)
      const { facts, documents, work, holdings } = dossier
      return JSON.stringify({ facts, documents, work, holdings })
    })
  const { id } = await fresh.platform.db
    .selectFrom('registration')
    .select('id')
    .executeTakeFirstOrThrow()
  const there = await dossierOf(fresh, id)
  assert.equal(there, await dossierOf(old, who.registrationId))
  assert.match(there, /"kind":"vog","issuedOn":"2026-08-01","state":"approved"/)
  assert.match(there, /"graduated-on":"1993-06-25"/)
})

test('a statement that the regulation does not know, lacks its day, or answers twice is said at its row', async () => {
  const peil = await testPlatform({ register: 'clientondersteuners' })
  await peil.setToday('2026-09-01')
  const nummer = '7'
  const row = (sleutel: string, more: Record<string, string>) => ({ sleutel, nummer, ...more })
  const days = { 'geldig van': '2025-02-01', 'geldig tot en met': '2030-01-31' }
  const { left } = await bringIn(
    peil.platform,
    'clientondersteuners',
    folderOf({
      personen: madeUpPerson(7, 0).personen,
      registraties: [
        {
          ...{ persoon: 'p7', nummer, status: 'Geregistreerd', categorie: 'senior' },
          ...{ 'ingeschreven op': '2025-02-01', ...days },
        },
      ],
      opgaven: [
        row('a', { soort: 'document', wat: 'rijbewijs', datum: '2026-08-01' }),
        row('b', { soort: 'document', wat: 'vog' }),
        row('c', { soort: 'werk', wat: '', van: '2026-01-01', 'tot en met': '2025-01-01' }),
        row('d', { soort: 'antwoord', wat: 'listed-diploma', waarde: 'misschien' }),
        row('e', { soort: 'antwoord', wat: 'graduated-on', waarde: '1993-06-25' }),
        row('f', { soort: 'antwoord', wat: 'graduated-on', waarde: '1994-06-25' }),
        row('g', { soort: 'document', wat: 'vog', datum: '2026-08-01', 'veld school': 'X' }),
        row('h', { soort: 'document', wat: 'vog', datum: '2026-08-01', besluit: 'in orde' }),
      ],
    }),
  )
  assert.deepEqual(
    left.flatMap(({ row: at, mistakes }) => mistakes.map(({ column, is }) => [at, column, is])),
    [
      [2, 'wat', 'unknown-choice'],
      [3, 'datum', 'empty'],
      [4, 'tot en met', 'period-reversed'],
      [5, 'waarde', 'no-yes-no'],
      [7, 'wat', 'same-key'],
      [8, 'veld school', 'not-asked'],
      [9, 'besluit op', 'empty'],
    ],
  )
  const claims = await peil.platform.db
    .selectFrom('claim')
    .select(['member', 'subject', 'state'])
    .execute()
  assert.deepEqual(claims, [{ member: 'fact', subject: 'graduated-on', state: 'claimed' }])
})

test('rows that come later go to the registration that somebody has by now, and are not there twice', async () => {
  const peil = await testPlatform({ register: 'lklr' })
  await peil.setToday('2021-06-15')
  const { sanne, tom } = await twoAndTwo(peil)
  const holder = await moved(peil, 'lklr', madeUpPerson(900, 1))
  const number = 'LKLR-000800'
  const { personen, activiteiten } = madeUpPerson(800, 1)
  const begun = { persoon: 'p800', nummer: number, status: 'Kandidaat' }
  const days = { 'ingeschreven op': '2020-01-01', 'geldig van': '', 'geldig tot en met': '' }
  const twin = await moved(peil, 'lklr', {
    personen,
    activiteiten,
    registraties: [{ ...begun, ...days }],
  })
  const pair = { stays: holder.registrationId, goes: twin.registrationId }
  const asked = await peil.act(sanne.actor, async (context) => {
    const { stays, goes } = (await weighMerge(context, pair)) ?? assert.fail('one')
    const seen = sealOf([stays, goes])
    return { ...(await proposeMerge(context, { ...pair, kept: [], reason: 'Een.', seen })), seen }
  })
  assert.ok(asked.outcome === 'proposed')
  const done = await peil.act(tom.actor, (context) =>
    mergePeople(context, { id: asked.id, version: 1, seal: asked.seen }),
  )
  assert.equal(done.outcome, 'merged')
  await activity(peil, holder, { title: 'Zelf  gedaan!', claimed: 1000, completedOn: '2020-03-01' })
  const late = { ...activiteiten[0], sleutel: 'laat', titel: 'Laat' }
  const opgave = { sleutel: 'baan', nummer: number, soort: 'werk', wat: '', van: '2019-01-01' }
  const answer = { sleutel: 'vak', nummer: number, soort: 'antwoord', wat: 'works-in-profession' }
  const own = { ...late, sleutel: 'zelf', titel: 'zelf gedaan', datum: '2020-03-01' }
  const deliver = (lists: Lists) => bringIn(peil.platform, 'lklr', folderOf(lists))
  const { left } = await deliver({
    activiteiten: [late, own],
    opgaven: [
      { ...opgave, waarde: '' },
      { ...answer, van: '', waarde: 'ja' },
    ],
  })
  assert.deepEqual(
    left.map(({ row, mistakes }) => [row, mistakes.map(({ is }) => is)]),
    [[3, ['entered-here']]],
  )
  const again = { ...answer, sleutel: 'vak-2', van: '', waarde: 'nee' }
  assert.equal((await deliver({ opgaven: [again] })).left[0]?.mistakes[0]?.is, 'answered-here')
  const { rows } = await sql<{ what: string }>`
    select member as what from claim where registration_id = ${holder.registrationId}
    union all select a.title from activity a join activity_claim c on c.activity_id = a.id
      where c.registration_id = ${holder.registrationId} and c.withdrawn_at is null
        and a.title not like 'Activiteit%'`.execute(peil.platform.db)
  assert.deepEqual(rows.map(({ what }) => what).toSorted(), [
    'Laat',
    'Zelf  gedaan!',
    'fact',
    'work',
  ])
})
