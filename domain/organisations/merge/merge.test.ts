import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inviteMember, listMemberInvitations } from '#domain/organisations/member/invitations.ts'
import { joinOrganisation } from '#domain/organisations/member/join-organisation.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { ofOrganisations } from '#domain/organisations/merge/carried.ts'
import { findOrganisationDoubles } from '#domain/organisations/merge/find-doubles.ts'
import {
  mergeOrganisations,
  tellOrganisationsApart,
  weighOrganisations,
} from '#domain/organisations/merge/merge-organisations.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// Organisations that are there twice: found, told apart, and made one with everything that hangs on them.

const peil = await testPlatform()
const person = (name: string, parts: Parameters<typeof colleague>[2] = []) =>
  colleague(
    peil,
    { email: `${name.toLowerCase()}@voorbeeld.nl`, firstName: name, lastName: 'Bos' },
    parts,
  )
const [sanne, mila, tom, rob] = [
  await person('Sanne', ['secretariat']),
  await person('Mila'),
  await person('Tom'),
  await person('Rob'),
]
const everywhere = <Result>(work: (context: Context) => Promise<Result>, who = clock) =>
  peil.act(who, async (context) => {
    await actForOrganisation(context, '*')
    return work(context)
  })

interface Made {
  readonly name: string
  readonly kvk?: string
  readonly postcode?: string
  readonly status?: 'waiting' | 'checked'
  readonly members?: readonly (readonly [CastAccount, string, 'asked' | 'active'])[]
}

const made = ({ name, kvk, postcode, status = 'waiting', members = [] }: Made) =>
  everywhere(async (context) => {
    await byHand(context)
    const { db } = context
    const { id } = await db
      .insertInto('organisation')
      .values({
        ...{ name, kinds: ['provider'], kvk: kvk ?? null, street: 'Weg', house_number: '1' },
        ...{ postcode: postcode ?? '1234 AB', city: 'Stad', website: '', mail_domain: '' },
        ...{ contact_email: 'info@voorbeeld.nl', contact_phone: '', status },
        ...{ waits_since: '2026-01-01', signed_up_in: 'krsd', signed_up_on: '2026-01-01' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const [who, role, stands] of members) {
      await db
        .insertInto('organisation_member')
        .values({
          ...{ organisation_id: id, account_id: who.accountId, status: stands },
          roles: stands === 'active' ? [role] : [],
          since: stands === 'active' ? '2026-01-01' : null,
        })
        .execute()
    }
    return id
  })

test('of every column that leads to an organisation it is known what a merge does with it', async () => {
  const { rows } = await sql<{ place: string }>`
    select c.relname || '.' || a.attname as place
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
    where k.contype = 'f' and k.confrelid = 'organisation'::regclass
    order by 1`.execute(peil.platform.db)
  assert.deepEqual(
    rows.map(({ place }) => place),
    Object.keys(ofOrganisations).toSorted(),
  )
})

test('doubles are found by number and by name, and not any more once they were told apart', async () => {
  const brug = await made({ name: 'Academie De Brug', kvk: '12345678' })
  const burg = await made({ name: 'Academie De Burg BV', postcode: '9999 ZZ' })
  const same = await made({ name: 'Heel anders', kvk: '12345678', postcode: '8888 YY' })
  await made({ name: 'Buren van de brug' })
  const found = async () =>
    (await everywhere(findOrganisationDoubles)).map(
      ({ one, other, in: kinds }) => `${[one.name, other.name].toSorted().join(' | ')}: ${kinds}`,
    )
  assert.deepEqual(await found(), [
    'Academie De Brug | Heel anders: kvk',
    'Academie De Brug | Academie De Burg BV: name',
  ])
  const apart = (reason: string, one = burg, other = brug) =>
    peil
      .act(sanne.actor, (context) => tellOrganisationsApart(context, { one, other, reason }))
      .then(({ outcome }) => outcome)
  assert.equal(await apart(' '), 'no-reason')
  assert.equal(await apart('Ander adres, andere mensen.'), 'told-apart')
  assert.equal(await apart('Nog eens.', brug, burg), 'stale')
  await assertRecorded(peil, 'organisation', 'tell-apart')
  assert.deepEqual(await found(), ['Academie De Brug | Heel anders: kvk'])
  assert.equal(await apart('x', same, same), 'stale')
  const own = await made({ name: 'Van Sanne', members: [[sanne, 'reader', 'active']] })
  assert.equal(await apart('Die is van mij.', own, brug), 'own')
})

test('what hangs on the one is of the other from then on, once, and all their people hear of it', async () => {
  const stays = await made({
    name: 'Scholing Oost',
    kvk: '55555555',
    status: 'checked',
    members: [[mila, 'manager', 'active']],
  })
  const goes = await made({
    name: 'Oost Scholing',
    postcode: '7777 XX',
    members: [
      [tom, 'manager', 'active'],
      [mila, 'recorder', 'active'],
    ],
  })
  const invited = await peil.act(tom.actor, (context) =>
    inviteMember(context, goes, { email: 'rob@voorbeeld.nl', roles: ['manager'] }),
  )
  assert.equal(invited.outcome, 'invited')
  const letter = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'organisation-invitation')
    .select('body_text')
    .executeTakeFirstOrThrow()
  const token = /uitnodiging\/([\w-]+)/.exec(letter.body_text)?.[1] ?? ''
  const before = await made({ name: 'Nog ouder', postcode: '6666 WW', members: [] })
  const merge = (
    from: string,
    into: string,
    more: { reason?: string; version?: number; who?: CastAccount } = {},
  ) =>
    peil.act((more.who ?? sanne).actor, async (context) => {
      const pair = { stays: into, goes: from }
      const weighed = await weighOrganisations(context, pair)
      const versions = { stays: weighed?.stays.version ?? 0, goes: weighed?.goes.version ?? 0 }
      return mergeOrganisations(context, {
        ...{ ...pair, reason: more.reason ?? 'Zelfde mensen.' },
        versions: { ...versions, ...(more.version !== undefined && { goes: more.version }) },
      })
    })
  assert.deepEqual(await merge(goes, stays, { reason: ' ' }), { outcome: 'no-reason' })
  assert.deepEqual(await merge(goes, stays, { version: 9 }), { outcome: 'stale' })
  assert.deepEqual(await merge(stays, goes), { outcome: 'stopped', stop: 'checked-goes' })
  assert.deepEqual(await merge(goes, stays, { who: mila }), { outcome: 'stopped', stop: 'own' })
  assert.deepEqual(await merge(before, goes), { outcome: 'merged' })
  const twice = await Promise.all([merge(goes, stays), merge(goes, stays)])
  assert.deepEqual(twice.map(({ outcome }) => outcome).toSorted(), ['merged', 'stale'])
  await assertRecorded(peil, 'organisation', 'merge', stays)
  await assertRecorded(peil, 'organisation', 'merge-into', goes)

  const members = await everywhere((context) => listMembers(context, stays))
  // Nobody checked the one that went: who signed it up asks, and who was known gets nothing by it.
  assert.deepEqual(
    members.map(({ name, status, roles }) => `${name}: ${status} ${roles.join('+')}`).toSorted(),
    ['Mila Bos: active manager', 'Tom Bos: asked '],
  )
  const there = await everywhere((context) => findOrganisation(context, stays))
  assert.deepEqual(there?.tradeNames, ['Oost Scholing', 'Nog ouder'])
  assert.equal(there?.status, 'checked')
  for (const id of [goes, before]) {
    const gone = await everywhere((context) => findOrganisation(context, id))
    assert.deepEqual([gone?.status, gone?.mergedInto], ['merged', stays])
  }
  // The old address leads on, for whoever acts for what it became, and for nobody else.
  for (const path of ['', '/mensen', '/logboek']) {
    const led = await peil.get(`/krsd/organisaties/${goes}${path}`, mila.cookie)
    assert.equal(led.headers.get('location'), `/krsd/organisaties/${stays}`)
  }
  for (const { cookie } of [sanne, tom])
    assert.equal((await peil.get(`/krsd/organisaties/${goes}`, cookie)).status, 404)
  assert.equal(
    (await peil.post(`/krsd/organisaties/${goes}/vertrekken`, {}, mila.cookie)).status,
    404,
  )
  const { rows } = await sql<{ acts_for: string[] }>`
    select acts_for from account where id = ${tom.accountId}`.execute(peil.platform.db)
  assert.deepEqual(rows[0]?.acts_for, [])
  const told = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'organisation-merged')
    .where('body_text', 'like', '%Scholing Oost%')
    .select('to_address')
    .orderBy('to_address')
    .execute()
  assert.deepEqual(
    told.map(({ to_address }) => to_address),
    ['mila@voorbeeld.nl', 'tom@voorbeeld.nl'],
  )
  // What people of it handed out is of no use, and a manager of the one that stays answers.
  assert.deepEqual(await everywhere((context) => listMemberInvitations(context, stays)), [])
  const taken = await peil.act(rob.actor, (context) =>
    joinOrganisation(context, token, { password: undefined, userAgent: 'test' }),
  )
  assert.equal(taken.outcome, 'unknown')
  const asked = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'organisation-access-asked')
    .select('to_address')
    .execute()
  assert.deepEqual(asked, [{ to_address: 'mila@voorbeeld.nl' }])
})

test('whoever acts for one that was checked too acts for the other, with the roles of both', async () => {
  const stays = await made({
    ...{ name: 'Leren West', postcode: '5555 WW', status: 'checked' },
    members: [[mila, 'reader', 'active']],
  })
  const goes = await made({
    ...{ name: 'West Leren', postcode: '5556 WW', status: 'checked' },
    members: [
      [tom, 'manager', 'active'],
      [mila, 'recorder', 'active'],
    ],
  })
  // Both brought in what one system calls so.
  for (const [organisation, title, code] of [
    [stays, 'Een', 'A-1'],
    [goes, 'Een', 'A-1'],
    [goes, 'Twee', 'A-2'],
  ] as const)
    await everywhere(async (context) => {
      await byHand(context)
      await sql`insert into course (organisation_id, title, summary, form, language, state, own_code, review_on,
          made_on, changed_on)
        values (${organisation}, ${title}, '', 'course', 'nl', 'draft', ${code}, '2030-01-01', '2022-01-01',
          '2022-01-01')`.execute(context.db)
    })
  const done = await peil.act(sanne.actor, (context) =>
    mergeOrganisations(context, {
      ...{ stays, goes, reason: 'Zelfde mensen.' },
      versions: { stays: 1, goes: 1 },
    }),
  )
  assert.equal(done.outcome, 'merged')
  const members = await everywhere((context) => listMembers(context, stays))
  assert.deepEqual(
    members.map(({ name, roles }) => `${name}: ${roles.toSorted().join('+')}`).toSorted(),
    ['Mila Bos: reader+recorder', 'Tom Bos: manager'],
  )
  const { rows: codes } = await everywhere(({ db }) =>
    sql<{ own_code: string | null }>`select own_code from course where organisation_id = ${stays}
      order by own_code nulls last`.execute(db),
  )
  assert.deepEqual(
    codes.map(({ own_code }) => own_code),
    ['A-1', 'A-2', null],
  )
})
