import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import { removeUnusedAccounts } from '#domain/certification/sign-up/remove-unused-accounts.ts'
import { checkOrganisation } from '#domain/organisations/check/check-organisation.ts'
import { answerForUnmanaged, inviteManager } from '#domain/organisations/check/let-in.ts'
import { organisationWork, pastChecks } from '#domain/organisations/check/queries.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import { answerAccess } from '#domain/organisations/member/answer-access.ts'
import { askAccess, withdrawAccess } from '#domain/organisations/member/ask-access.ts'
import { beginMember } from '#domain/organisations/member/begin-member.ts'
import type { Capability, MemberRole } from '#domain/organisations/member/capabilities.ts'
import {
  carryMemberships,
  forgetMemberships,
} from '#domain/organisations/member/carry-memberships.ts'
import {
  changeRoles,
  leaveOrganisation,
  removeMember,
} from '#domain/organisations/member/change-member.ts'
import {
  inviteMember,
  inviteMemberAgain,
  listMemberInvitations,
  withdrawInvitation,
} from '#domain/organisations/member/invitations.ts'
import { joinOrganisation } from '#domain/organisations/member/join-organisation.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { areNamesAlike } from '#domain/organisations/organisation/names-alike.ts'
import type { OrganisationFacts } from '#domain/organisations/organisation/organisation.ts'
import {
  isAtOwnDomain,
  readKvk,
  readMailDomain,
  readWebsite,
} from '#domain/organisations/organisation/organisation.ts'
import { organisationLog } from '#domain/organisations/organisation/own-log.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { changeOrganisationFacts } from '#domain/organisations/sign-up/change-organisation-facts.ts'
import { handInProof } from '#domain/organisations/sign-up/hand-in-proof.ts'
import { signUpOrganisation } from '#domain/organisations/sign-up/sign-up-organisation.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// Organisations, who acts for them, and what a back office finds of who they are.

const peil = await testPlatform()
const { db } = peil.platform
const somebody = (name: string, parts: Parameters<typeof colleague>[2] = []) =>
  colleague(
    peil,
    { email: `${name.toLowerCase()}@academie.example`, firstName: name, lastName: 'Bos' },
    parts,
  )
const mila = await somebody('Mila')
const tom = await somebody('Tom')
const sanne = await somebody('Sanne', ['secretariat'])
const ria = await somebody('Ria')
const as = <Result>(who: CastAccount, work: (context: Context) => Promise<Result>) =>
  peil.act(who.actor, work)
const inside = <Result>(id: string, work: (context: Context) => Promise<Result>) =>
  peil.act(clock, async (context) => {
    await actForOrganisation(context, id)
    return work(context)
  })

const academie: OrganisationFacts = {
  name: 'Academie De Brug B.V.',
  tradeNames: ['Brugtrainingen'],
  kinds: ['provider'],
  kvk: '12345678',
  street: 'Brugweg',
  houseNumber: '12 A',
  postcode: '1234 AB',
  city: 'Heideveld',
  website: 'https://academie.example',
  mailDomain: 'academie.example',
  contactEmail: 'info@academie.example',
  contactPhone: '',
}
const signUp = (who: CastAccount, facts: Partial<OrganisationFacts>, isNoneOf: string[] = []) =>
  as(who, (context) =>
    signUpOrganisation(context, { facts: { ...academie, ...facts }, files: [], isNoneOf }),
  )
const signedUp = async (...given: Parameters<typeof signUp>) => {
  const done = await signUp(...given)
  assert.equal(done.outcome, 'signed-up')
  return done.outcome === 'signed-up' ? done.id : ''
}
const versionOf = async (id: string) =>
  (await findOrganisation({ db: db as never }, id))?.version ?? 0
const statusOf = async (id: string) => (await findOrganisation({ db: db as never }, id))?.status
const check = async (
  who: CastAccount,
  id: string,
  found: Partial<Parameters<typeof checkOrganisation>[2]>,
) => {
  const version = await versionOf(id)
  return as(who, (context) =>
    checkOrganisation(context, id, {
      ...{ outcome: 'checked', evidence: ['kvk-extract'], note: '', files: [], version },
      ...found,
    }),
  )
}
const membersOf = (id: string) =>
  inside(id, (context) => listMembers(context, id)).then((all) =>
    all.map(({ name, roles, status }) => `${name}: ${status} ${roles.join('+')}`.trim()),
  )
const memberId = async (id: string, who: CastAccount) =>
  (await inside(id, (context) => listMembers(context, id))).find(
    ({ accountId }) => accountId === who.accountId,
  )
const mailed = async (kind: string) =>
  (
    await db
      .selectFrom('mail_message')
      .where('kind', '=', kind)
      .select('to_address')
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  ).map(({ to_address }) => to_address.split('@')[0])
const linkTo = async (address: string) => {
  const { body_text: text } = await db
    .selectFrom('mail_message')
    .where('kind', '=', 'organisation-invitation')
    .where('to_address', '=', address)
    .select('body_text')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return /uitnodiging\/([\w-]+)/.exec(text)?.[1] ?? ''
}
const join = (token: string, who?: CastAccount) =>
  peil.act(who?.actor ?? { kind: 'visitor' }, (context) =>
    joinOrganisation(context, token, { password: 'vier woorden op een rij', userAgent: 'test' }),
  )

let id = ''

test('numbers, addresses and names are read as people write them', () => {
  for (const typed of ['12345678', 'KvK 1234 5678', 'kvk-nummer: 12.34.56.78']) {
    assert.equal(readKvk(typed), '12345678', typed)
  }
  for (const typed of ['1234567', '123456789', 'geen', '']) assert.equal(readKvk(typed), undefined)
  assert.equal(readWebsite('www.voorbeeld.nl'), 'https://www.voorbeeld.nl')
  for (const typed of [
    'javascript:alert(1)',
    'http://localhost',
    'https://a:b@voorbeeld.nl',
    'x',
  ]) {
    assert.equal(readWebsite(typed), undefined, typed)
  }
  assert.equal(readMailDomain(' Info@Voorbeeld.NL. '), 'voorbeeld.nl')
  assert.ok(isAtOwnDomain('mila@post.voorbeeld.nl', 'voorbeeld.nl'))
  assert.ok(!isAtOwnDomain('mila@nietvoorbeeld.nl', 'voorbeeld.nl'))
  assert.ok(!isAtOwnDomain('mila@gmail.com', 'gmail.com'), 'everybody can have one there')
  for (const [one, other] of [
    ['Academie De Brug B.V.', 'academie de brug'],
    ['Stichting Welzijn Oost', 'Welzijn-Oost'],
    ['Academie De Burg', 'Academie De Brug'],
    ['Brugtrainigen', 'Brugtrainingen'],
    ['Café Één', 'Cafe Een'],
  ] as const) {
    assert.ok(areNamesAlike(one, other), `${one} ~ ${other}`)
  }
  for (const [one, other] of [
    ['Academie Noord', 'Academie Zuid'],
    ['Academie', 'Academie De Brug'],
    ['', 'Academie De Brug'],
    ['MEE', 'MES'],
  ] as const) {
    assert.ok(!areNamesAlike(one, other), `${one} !~ ${other}`)
  }
})

test('who signs an organisation up manages it, and one that is there is found first', async () => {
  id = await signedUp(mila, {})
  await assertRecorded(peil, 'organisation', 'sign-up', id)
  assert.deepEqual(await membersOf(id), ['Mila Bos: active manager'])
  assert.deepEqual(await mailed('organisation-received'), ['mila'])
  for (const facts of [
    { name: 'Heel anders', postcode: '9999 ZZ', houseNumber: '1' },
    { name: 'academie de burg', kvk: undefined, postcode: '9999 ZZ' },
    { name: 'Brugtrainingen', kvk: '87654321', postcode: '9999 ZZ', tradeNames: [] },
    { name: 'Buren', kvk: '87654321', tradeNames: [], houseNumber: '12a' },
  ]) {
    const found = await signUp(tom, facts)
    assert.equal(found.outcome, 'alike', facts.name)
    // Its public name and place, and nothing else of it.
    assert.deepEqual(found.outcome === 'alike' && found.alike.map(({ in: _, ...shown }) => shown), [
      { id, name: academie.name, city: 'Heideveld' },
    ])
  }
  // Two tabs at once: the second finds what the first signed up.
  const other = { name: 'Tweemaal Zeker', kvk: '22222222', postcode: '2222 BB', tradeNames: [] }
  const both = await Promise.all([signUp(tom, other), signUp(tom, other)])
  assert.deepEqual(both.map(({ outcome }) => outcome).toSorted(), ['alike', 'signed-up'])
})

test('what each role may do, and only once the organisation is checked where others are concerned', async () => {
  const matrix: Readonly<Record<Capability, readonly MemberRole[]>> = {
    see: ['manager', 'applicant', 'recorder', 'employer', 'coordinator', 'reader'],
    'see-log': ['manager'],
    'change-facts': ['manager'],
    'manage-members': ['manager'],
    close: ['manager'],
    'keep-courses': ['manager', 'applicant'],
    'manage-labels': ['manager', 'applicant'],
    'ask-accreditation': ['manager', 'applicant'],
    'see-invoices': ['manager', 'applicant'],
    'see-enrolments': ['manager', 'applicant', 'recorder'],
    'enter-attendance': ['manager', 'recorder'],
    'allocate-work': ['manager', 'employer'],
    'see-teams': ['manager', 'employer', 'coordinator'],
    'keep-teams': ['manager', 'employer'],
    'check-lists': ['manager', 'employer'],
  }
  const waits: readonly string[] = [
    ...['keep-courses', 'ask-accreditation', 'see-enrolments', 'enter-attendance'],
    ...['allocate-work', 'see-teams', 'keep-teams', 'check-lists'],
  ]
  for (const role of [
    ...(['manager', 'applicant', 'recorder', 'employer', 'coordinator', 'reader'] as const),
  ]) {
    const who = await somebody(`R${role}`)
    await inside(id, async (context) => {
      await byHand(context)
      await context.db
        .insertInto('organisation_member')
        .values({
          ...{ organisation_id: id, account_id: who.accountId, roles: [role] },
          ...{ status: 'active', since: '2026-01-01' },
        })
        .execute()
    })
    for (const [capability, roles] of Object.entries(matrix)) {
      const outcomeOf = () =>
        as(who, (context) => actFor(context, id, capability as Capability)).then(
          ({ outcome }) => outcome,
        )
      const may = roles.includes(role)
      const unchecked = waits.includes(capability) ? 'not-checked' : 'acting'
      assert.equal(await outcomeOf(), may ? unchecked : 'not-allowed', `${role} ${capability}`)
      await db.updateTable('organisation').where('id', '=', id).set({ status: 'checked' }).execute()
      assert.equal(await outcomeOf(), may ? 'acting' : 'not-allowed', `${role} ${capability}`)
      await db.updateTable('organisation').where('id', '=', id).set({ status: 'waiting' }).execute()
    }
    await inside(id, async (context) => {
      await byHand(context)
      const own = context.db.deleteFrom('organisation_member')
      await own.where('account_id', '=', who.accountId).execute()
    })
  }
  const stranger = await as(tom, (context) => actFor(context, id, 'see'))
  assert.equal(stranger.outcome, 'not-allowed')
})

test('a back office asks, checks and takes away, with what it saw and why; nobody does so of their own', async () => {
  assert.deepEqual(await check(sanne, id, { evidence: [] }), { outcome: 'no-evidence' })
  assert.deepEqual(await check(sanne, id, { outcome: 'asked' }), { outcome: 'no-reason' })
  assert.deepEqual(await check(sanne, id, { evidence: ['other'] }), { outcome: 'no-reason' })
  assert.deepEqual(await check(sanne, id, { version: 99 }), { outcome: 'stale' })
  const note = 'Stuur een uittreksel.'
  assert.deepEqual(await check(sanne, id, { outcome: 'asked', note }), { outcome: 'done' })
  await assertRecorded(peil, 'organisation', 'ask', id)
  assert.equal(await statusOf(id), 'asked')
  const fileKey = await peil.platform.files.put(
    Readable.from([Buffer.from('%PDF')]),
    'application/pdf',
    4,
  )
  const file = {
    name: 'kvk.pdf',
    mediaType: 'application/pdf',
    size: 4,
    sha256: 'a'.repeat(64),
    fileKey,
  }
  const handIn = (given: Parameters<typeof handInProof>[2]) =>
    as(mila, (context) => handInProof(context, id, given)).then(({ outcome }) => outcome)
  assert.equal(await handIn({ files: [], note: ' ' }), 'nothing')
  assert.equal(await handIn({ files: [file], note: 'Hierbij.' }), 'handed-in')
  await assertRecorded(peil, 'organisation', 'add-file', id)
  await assertRecorded(peil, 'organisation', 'hand-in', id)
  assert.equal(await statusOf(id), 'waiting')
  // Of two colleagues at once one decides.
  const version = await versionOf(id)
  const two = await Promise.all([check(sanne, id, { version }), check(sanne, id, { version })])
  assert.deepEqual(two.map(({ outcome }) => outcome).toSorted(), ['done', 'stale'])
  assert.equal(await statusOf(id), 'checked')
  await assertRecorded(peil, 'organisation', 'check', id)
  assert.deepEqual(await mailed('organisation-answered'), ['mila', 'mila'])
  const [last] = await inside(id, (context) => pastChecks(context, id))
  assert.equal(last?.decidedBy, 'Sanne Bos')
  assert.equal(last?.seen.kvk, '12345678')

  const double = await signedUp(
    tom,
    { name: 'Zelfde nummer', postcode: '9999 ZZ', tradeNames: [] },
    [id],
  )
  assert.equal((await check(sanne, double, {})).outcome, 'same-number')
  await peil.act(clock, async (context) => {
    await byHand(context)
    await actForOrganisation(context, double)
    await context.db
      .insertInto('organisation_member')
      .values({
        ...{ organisation_id: double, account_id: sanne.accountId, roles: ['reader'] },
        ...{ status: 'active', since: '2026-01-01' },
      })
      .execute()
  })
  assert.deepEqual(await check(sanne, double, { outcome: 'refused', note: 'x' }), {
    outcome: 'own',
  })
  const joris = await somebody('Joris', ['secretariat'])
  assert.deepEqual(await check(joris, double, { outcome: 'refused', note: 'x' }), {
    outcome: 'done',
  })
  assert.deepEqual(await check(joris, double, { outcome: 'taken-away', note: 'x' }), {
    outcome: 'stale',
  })
  await assertRecorded(peil, 'organisation', 'refuse', double)
  const away = { outcome: 'taken-away', note: 'Verhuisd.' } as const
  assert.deepEqual(await check(joris, id, away), { outcome: 'done' })
  await assertRecorded(peil, 'organisation', 'take-away', id)
  assert.deepEqual(await check(joris, id, {}), { outcome: 'done' })
})

test('another name or number is looked at again, and anything else is not', async () => {
  const change = async (facts: Partial<OrganisationFacts>, version?: number) => {
    const seen = version ?? (await versionOf(id))
    const changes = { facts: { ...academie, ...facts }, version: seen }
    return (await as(mila, (context) => changeOrganisationFacts(context, id, changes))).outcome
  }
  assert.equal(await change({}), 'unchanged')
  assert.equal(await change({ contactPhone: '030 1234567' }), 'changed')
  await assertRecorded(peil, 'organisation', 'change', id)
  assert.equal(await statusOf(id), 'checked')
  assert.equal(await change({ name: 'X' }, 0), 'stale')
  assert.equal(await change({ name: 'Academie De Nieuwe Brug' }), 'waits')
  assert.equal(await statusOf(id), 'waiting')
  await assertRecorded(peil, 'organisation', 'change-identity', id)
  assert.equal(await change({}), 'changed')
  assert.deepEqual(await check(sanne, id, {}), { outcome: 'done' })
  assert.equal(
    (
      await as(tom, (context) =>
        changeOrganisationFacts(context, id, { facts: academie, version: 1 }),
      )
    ).outcome,
    'not-allowed',
  )
})

test('an invitation works once, for its address or whoever has signed in; a later one and taking it back end it', async () => {
  const invite = (email: string, roles: readonly MemberRole[] = ['recorder'], who = mila) =>
    as(who, (context) => inviteMember(context, id, { email, roles })).then(({ outcome }) => outcome)
  assert.equal(await invite('nieuw@academie.example', []), 'no-roles')
  assert.equal(await invite(' MILA@academie.example'), 'member')
  assert.equal(await invite('nieuw@academie.example', ['reader'], tom), 'not-allowed')
  assert.equal(await invite('Nieuw@academie.example '), 'invited')
  const first = await linkTo('nieuw@academie.example')
  const list = () => as(mila, async (context) => listMemberInvitations(context, id))
  const [waiting] = await list()
  const again = await as(mila, (context) => inviteMemberAgain(context, id, waiting?.id ?? ''))
  assert.equal(again.outcome, 'sent-again')
  assert.equal((await join(first)).outcome, 'unknown')
  const second = await linkTo('nieuw@academie.example')
  const twice = await Promise.all([join(second), join(second)])
  assert.deepEqual(twice.map(({ outcome }) => outcome).toSorted(), ['joined', 'used'])
  const joined = twice.find(({ outcome }) => outcome === 'joined')
  assert.ok(joined?.outcome === 'joined' && joined.token !== undefined, 'signed in by the link')
  await assertRecorded(peil, 'organisation', 'join', id)
  assert.deepEqual(await mailed('organisation-member-changed'), ['mila'])

  await invite('weg@academie.example')
  const [gone] = await list()
  const back = await as(mila, (context) => withdrawInvitation(context, id, gone?.id ?? ''))
  assert.equal(back.outcome, 'withdrawn')
  await assertRecorded(peil, 'organisation', 'invite', id)
  await assertRecorded(peil, 'organisation', 'withdraw-invitation', id)
  assert.equal((await join(await linkTo('weg@academie.example'))).outcome, 'unknown')
  await invite('laat@academie.example')
  await db
    .updateTable('one_time_link')
    .where('email', '=', 'laat@academie.example')
    .set({ expires_at: '2020-01-01T00:00:00Z' })
    .execute()
  assert.equal((await join(await linkTo('laat@academie.example'))).outcome, 'expired')

  await invite('tom.bos@werk.example', ['reader'])
  const own = await join(await linkTo('tom.bos@werk.example'), tom)
  assert.ok(own.outcome === 'joined' && own.accountId === tom.accountId && own.token === undefined)
  assert.deepEqual(await membersOf(id), [
    'Mila Bos: active manager',
    'nieuw@academie.example: active recorder',
    'Tom Bos: active reader',
  ])
})

test('whoever asks is let in or not, sees nothing meanwhile, and can take it back', async () => {
  const ask = () => as(ria, (context) => askAccess(context, id, ' Ik geef hier les. '))
  assert.deepEqual(await ask(), { outcome: 'asked' })
  assert.deepEqual(await ask(), { outcome: 'asked-already' })
  assert.deepEqual(await mailed('organisation-access-asked'), ['mila'])
  assert.equal((await as(ria, (context) => actFor(context, id, 'see'))).outcome, 'not-allowed')
  assert.deepEqual(await as(ria, (context) => withdrawAccess(context, id)), {
    outcome: 'withdrawn',
  })
  const answer = async (roles: readonly MemberRole[], who = mila) => {
    const member = await memberId(id, ria)
    return as(who, (context) =>
      answerAccess(context, id, { memberId: member?.id ?? randomUUID(), roles }),
    )
  }
  assert.deepEqual(await answer(['reader']), { outcome: 'not-found' })
  await ask()
  assert.deepEqual(await answer(['reader'], tom), { outcome: 'not-allowed' })
  assert.deepEqual(await answer([]), { outcome: 'refused' })
  await ask()
  assert.deepEqual(await answer(['applicant']), { outcome: 'granted' })
  assert.deepEqual(await ask(), { outcome: 'member' })
  assert.deepEqual(await mailed('organisation-access-answered'), ['ria', 'ria'])
  await assertRecorded(peil, 'organisation', 'ask-access', id)
  await assertRecorded(peil, 'organisation', 'withdraw-access', id)
  await assertRecorded(peil, 'organisation', 'grant-access', id)
  await assertRecorded(peil, 'organisation', 'refuse-access', id)
})

test('roles change and people go at once, and of two managers who go together one stays', async () => {
  const seen = async (who: CastAccount) => {
    const { id: member = '', version = 0 } = (await memberId(id, who)) ?? {}
    return { memberId: member, version }
  }
  const give = async (who: CastAccount, roles: readonly MemberRole[], by = mila) => {
    const change = { ...(await seen(who)), roles }
    return (await as(by, (context) => changeRoles(context, id, change))).outcome
  }
  assert.equal(await give(mila, ['reader']), 'last-manager')
  assert.equal(
    (await as(mila, (context) => leaveOrganisation(context, id))).outcome,
    'last-manager',
  )
  assert.equal(await give(tom, []), 'no-roles')
  const stale = { ...(await seen(tom)), roles: ['manager'] as const }
  assert.equal(await give(tom, ['manager']), 'changed')
  assert.equal((await as(mila, (context) => changeRoles(context, id, stale))).outcome, 'stale')
  assert.equal(await give(tom, ['manager']), 'unchanged')
  const both = await Promise.all(
    [mila, tom].map((who) => as(who, (context) => leaveOrganisation(context, id))),
  )
  assert.deepEqual(both.map(({ outcome }) => outcome).toSorted(), ['ended', 'last-manager'])
  const [stays = mila, went = tom] = both[0]?.outcome === 'ended' ? [tom, mila] : [mila, tom]
  assert.equal((await as(went, (context) => actFor(context, id, 'see'))).outcome, 'not-allowed')
  assert.equal(await give(ria, ['manager'], stays), 'changed')
  const gone = await seen(stays)
  const done = await as(ria, (context) => removeMember(context, id, gone))
  assert.equal(done.outcome, 'ended')
  await assertRecorded(peil, 'organisation', 'leave', id)
  await assertRecorded(peil, 'organisation', 'change-roles', id)
  await assertRecorded(peil, 'organisation', 'remove-member', id)
  assert.equal(await give(ria, ['reader'], stays), 'not-allowed')

  // An account that acts for an organisation does not go; when that ended, its term begins.
  const accounts = async () =>
    (
      await db
        .selectFrom('account')
        .select('email')
        .where('email', '=', 'nieuw@academie.example')
        .execute()
    ).length
  await db
    .updateTable('account')
    .set({ unused_since: '2020-01-01' })
    .where('opened_in', '=', 'krsd')
    .execute()
  await peil.act(clock, removeUnusedAccounts)
  assert.equal(await accounts(), 1)
})

test('where nobody manages it, a back office lets the next one in, and otherwise not', async () => {
  const alone = await signedUp(tom, {
    name: 'Solo Scholing',
    tradeNames: [],
    kvk: '33333333',
    postcode: '3333 CC',
  })
  assert.deepEqual(await as(sanne, (context) => inviteManager(context, alone, 'x@y.example')), {
    outcome: 'managed',
  })
  await as(ria, (context) => askAccess(context, alone, ''))
  await peil.act(clock, async (context) => forgetMemberships(context, tom.accountId))
  await assertRecorded(peil, 'organisation', 'forget-member', alone)
  const work = await peil.act(clock, organisationWork)
  assert.deepEqual(
    work.unmanaged.map(({ name }) => name),
    ['Solo Scholing', 'Tweemaal Zeker', 'Zelfde nummer'],
  )
  const member = await memberId(alone, ria)
  const let_in = { memberId: member?.id ?? '', granted: true }
  assert.deepEqual(await as(sanne, (context) => answerForUnmanaged(context, alone, let_in)), {
    outcome: 'granted',
  })
  assert.deepEqual(await membersOf(alone), ['Ria Bos: active manager'])

  // Somebody who turns out to have two accounts goes on with the roles of both.
  const ria2 = await somebody('Riatwee')
  await as(ria2, (context) => askAccess(context, alone, ''))
  await peil.act(clock, (context) =>
    carryMemberships(context, { from: ria.accountId, to: ria2.accountId }),
  )
  assert.deepEqual(await membersOf(alone), ['Riatwee Bos: active manager'])
  await assertRecorded(peil, 'organisation', 'carry-member', alone)
})

test('invitations go out at a pace, and end with whoever sent them', async () => {
  const [zoe, bas] = [await somebody('Zoe'), await somebody('Bas')]
  const other = await signedUp(zoe, {
    ...{ name: 'Kwartier Zuid', kvk: '31415926', tradeNames: [], postcode: '7321 KL' },
  })
  const invite = (email: string, who = zoe, today?: string) =>
    peil
      .act(
        who.actor,
        (context) => inviteMember(context, other, { email, roles: ['reader'] }),
        today,
      )
      .then(({ outcome }) => outcome)
  for (let nth = 1; nth <= 10; nth++)
    assert.equal(await invite(`leest${nth}@voorbeeld.nl`), 'invited')
  // That one was taken back makes no room, and the same again is one more.
  const [waiting] = await as(zoe, (context) => listMemberInvitations(context, other))
  await as(zoe, (context) => withdrawInvitation(context, other, waiting?.id ?? ''))
  assert.equal(await invite('leest11@voorbeeld.nl'), 'too-often')
  const [still] = await as(zoe, (context) => listMemberInvitations(context, other))
  const again = await as(zoe, (context) => inviteMemberAgain(context, other, still?.id ?? ''))
  assert.equal(again.outcome, 'too-often')
  const kept = await as(zoe, (context) => listMemberInvitations(context, other))
  assert.equal(kept.length, 9, 'what could not be sent again stays')
  assert.equal(await invite('leest11@voorbeeld.nl', zoe, '2100-01-01'), 'invited')
  // One that was checked may more.
  await db.updateTable('organisation').where('id', '=', other).set({ status: 'checked' }).execute()
  await inside(other, async (context) => {
    await byHand(context)
    const begins = { organisationId: other, accountId: bas.accountId }
    await beginMember(context, { ...begins, roles: ['manager'] })
  })
  assert.equal(await invite('van-bas@voorbeeld.nl', bas), 'invited')
  const link = await linkTo('van-bas@voorbeeld.nl')
  const seen = (await memberId(other, bas)) ?? assert.fail()
  const change = { memberId: seen.id, version: seen.version, roles: ['reader'] as const }
  const done = await as(zoe, (context) => changeRoles(context, other, change))
  assert.equal(done.outcome, 'changed')
  assert.equal((await join(link)).outcome, 'unknown')
})

test('an organisation reads what was done in it, and a request sees nothing of another', async () => {
  const { lines, total } = await inside(id, (context) =>
    organisationLog(context, id, { limit: 100, offset: 0 }),
  )
  assert.equal(total, lines.length)
  const told = lines.map(
    ({ who, action }) => `${who.is === 'member' ? who.name : who.is} ${action}`,
  )
  for (const one of [
    'Mila Bos sign-up',
    'office ask',
    'office check',
    'Mila Bos invite',
    'Ria Bos ask-access',
  ]) {
    assert.ok(told.includes(one), `${one} in ${told.join(', ')}`)
  }
  const other = randomUUID()
  for (const organisation of [undefined, other]) {
    await asApp(db, { register: 'krsd', organisation }, async (transaction) => {
      for (const table of ['organisation_member', 'organisation_check', 'organisation_file']) {
        const { rows } = await sql`select from ${sql.table(table)}`.execute(transaction)
        assert.deepEqual(rows, [], table)
        const changed = await sql`update ${sql.table(table)} set id = id`.execute(transaction)
        assert.equal(changed.numAffectedRows, 0n, table)
      }
      const changed = await sql`update organisation set name = 'x' where id = ${id}`.execute(
        transaction,
      )
      assert.equal(changed.numAffectedRows, 0n)
    })
  }
  await asApp(db, { register: 'lklr', organisation: other }, async (transaction) => {
    const there = await organisationLog({ db: transaction } as never, id, { limit: 9, offset: 0 })
    assert.equal(there.total, 0)
  })
  // In another register it is the same organisation, with the same log.
  await asApp(db, { register: 'lklr', organisation: id }, async (transaction) => {
    const there = await organisationLog({ db: transaction } as never, id, { limit: 100, offset: 0 })
    assert.equal(there.total, total)
  })
})
