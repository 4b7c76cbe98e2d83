import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { liftInterest } from '#domain/certification/interest/lift-interest.ts'
import { declaredTies } from '#domain/certification/interest/queries.ts'
import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { contestsWaiting } from '#domain/learning/attendance/queries.ts'
import { accreditationsToCheck } from '#domain/learning/judging/queries.ts'
import type { AboutPeople } from '#domain/people/body/find-tie.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { sameAddress } from '#language/typed.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand, records } from '#testing/records.ts'
import { statementsOf } from '#testing/statements.ts'
import { routes } from '#web/routes.ts'

// Whoever works for a register and has a tie with somebody, comes to nothing about them: every kind of
// tie is tried in every body, and every page and form that is about a person with somebody who has one.

const peil = await testPlatform({ register: 'lklr' })
await peil.setToday('2026-09-01')
const { db } = peil.platform
const system = { kind: 'system', task: 'test' } as const
const everything = ['secretariat', 'committee', 'chair', 'board'] as const

const secret = 'Geheimschrijver'
const applicant = await professional(peil, {
  email: 'ruben.bakker@gmail.com',
  firstName: 'Ruben',
  lastName: secret,
  employer: 'Gemeente Heideveld',
  municipality: 'Heideveld',
  status: 'certified',
  since: '2022-01-01',
})
const things = await thingsOf('lklr', applicant)
const free = await sits('vrij', { employer: 'Bureau Elders' })

function sits(name: string, facts: { readonly employer?: string; readonly municipality?: string }) {
  const email = `${name}@voorbeeld.nl`
  return colleague(peil, { email, firstName: name, lastName: 'Lid', ...facts }, everything)
}

/** A member of every body who is in the register as well, so that they have a file of their own. */
async function sitsWithFile(name: string): Promise<CastProfessional> {
  const email = `${name}@voorbeeld.nl`
  const who = await professional(peil, { email, firstName: name, lastName: 'Lid' })
  const { cookie } = await peil.signIn(email, everything)
  return { ...who, cookie }
}

const supervise = (from: CastProfessional, colleague: CastProfessional) =>
  peil.act(system, async (context) => {
    await byHand(context)
    await sql`insert into supervision (register, registration_id, document, colleague_id, status,
        asked_on, answered_on)
      values ('lklr', ${from.registrationId}, 'belofte', ${colleague.registrationId}, 'accepted',
        '2026-01-01', '2026-01-02')`.execute(context.db)
  })

const confirmedBy = (holder: CastProfessional, name: string, email: string) =>
  activity(peil, holder, {
    title: 'Bijgewoond',
    claimed: 100,
    completedOn: '2026-02-01',
    proof: 'referee',
    referee: { name, email },
  })

const states = (holder: CastProfessional, name: string, email: string, organisation = 'Elders') =>
  peil.act(system, async (context) => {
    await byHand(context)
    await sql`insert into attestation (register, registration_id, document, gives, name, email,
        free_mail, token_hash, asked, asked_hash, sent_on, expires_on, answer, answered_on,
        signed_name, signed_organisation)
      values ('lklr', ${holder.registrationId}, 'werk', 'document', ${name}, ${email}, false,
        ${Buffer.from(randomUUID())}, '{}', '', '2026-01-01', '2026-02-01', 'confirmed',
        '2026-01-02', ${name}, ${organisation})`.execute(context.db)
  })

/** Each kind of tie, and how a member comes to have it. */
const kinds: Readonly<Record<string, () => Promise<CastAccount>>> = {
  'the same employer': () => sits('collega', { employer: 'gemeente  heideveld' }),
  'referee of an activity': async () => {
    const member = await sits('referent', {})
    await confirmedBy(applicant, 'R. Referent', 'referent+werk@voorbeeld.nl')
    return member
  },
  'signer of a statement': async () => {
    const member = await sits('verklaarder', {})
    await states(applicant, 'V. de Ander', 'Verklaarder@voorbeeld.nl')
    return member
  },
  'works where a statement was signed': async () => {
    await states(applicant, 'Iemand', 'iemand@voorbeeld.nl', 'De Kade')
    return sits('kade', { employer: 'De Kade' })
  },
  'gave an activity': async () => {
    const member = await sits('opleider', { employer: 'De School' })
    const id = await activity(peil, applicant, {
      title: 'Dag',
      claimed: 100,
      completedOn: '2026-02-01',
    })
    await peil.act(system, async (context) => {
      await byHand(context)
      await sql`update activity set organiser = 'opleider lid' where id = ${id}`.execute(context.db)
    })
    return member
  },
  'supervises the applicant': async () => {
    const member = await sitsWithFile('begeleider')
    await supervise(applicant, member)
    return member
  },
  'is supervised by the applicant': async () => {
    const member = await sitsWithFile('begeleide')
    await supervise(member, applicant)
    return member
  },
  'the applicant is their referee, at another spelling of the address': async () => {
    const member = await sitsWithFile('bevestigde')
    await confirmedBy(member, 'R.', 'rubenbakker+lklr@googlemail.com')
    return member
  },
  'the applicant signed a statement for them': async () => {
    const member = await sitsWithFile('verklaarde')
    await states(member, 'R.', 'ruben.bakker@gmail.com')
    return member
  },
  'said so themselves': async () => {
    const member = await sits('zelf', {})
    const page = `/lklr/commissie/aanvragen/${things.get('application')?.id}/belang`
    assert.equal((await peil.get(page, member.cookie)).status, 200)
    const said = await peil.post(page, { band: 'friend', toelichting: '' }, member.cookie)
    assert.equal(said.status, 303)
    return member
  },
  'it is their own file': async () => {
    const { cookie } = await peil.signIn('ruben.bakker@gmail.com', everything)
    return { ...applicant, cookie }
  },
}

// A page of each body that does something about a person.
const bodies: Readonly<Record<string, string>> = {
  'the back office': `/lklr/werk/dossiers/${applicant.registrationId}`,
  'whoever checks applications': `/lklr/werk/aanvragen/${things.get('application')?.id}`,
  'the committee': `/lklr/commissie/aanvragen/${things.get('application')?.id}`,
  'the accreditation committee': `/lklr/commissie/tussentijds/${things.get('interim')?.id}`,
  'whoever advises the board': `/lklr/commissie/verzoeken/${things.get('ruling')?.id}`,
  'the board': `/lklr/bestuur/verzoeken/${things.get('decided')?.id}`,
}

const tiedToThem = new Map<string, CastAccount>()

test('whoever has no tie comes to the page of every body', async () => {
  for (const [body, path] of Object.entries(bodies)) {
    const answer = await peil.get(path, free.cookie)
    assert.equal(answer.status, 200, `${body}: ${path}`)
  }
})

describe('each kind of tie keeps a member from the person, in every body', () => {
  for (const [kind, become] of Object.entries(kinds)) {
    test(kind, async () => {
      const member = await become()
      tiedToThem.set(kind, member)
      for (const [body, path] of Object.entries(bodies)) {
        const answer = await peil.get(path, member.cookie)
        assert.equal(answer.status, 403, `${kind}, ${body}: ${path}`)
        const text = await answer.text()
        // Above the page stands who has signed in.
        if (kind !== 'it is their own file') assert.doesNotMatch(text, new RegExp(secret), body)
        assert.match(text, /Dit doe je niet zelf/)
        assert.match(text, /vrij Lid/, 'who does it then')
      }
    })
  }
})

// No body of the LKLR receives post, keeps lists, follows what others decide or decides on leave.
const nobodyHere =
  /^\/(werk\/(post|lijsten|uitspraken|dossiers\/:id\/uitspraak)|maatregelen|verlof)\b/

describe('whoever is tied comes to no page and no form about the person, whatever the address', () => {
  // Whoever administers sits in no body, and is kept from nobody's mails and objections.
  const about = routes.filter(
    ({ about, who }) => about !== undefined && who !== 'administrator' && who !== 'privacy',
  )
  for (const { method, path, about: thing } of about) {
    test(`${method} ${path}`, async () => {
      assert.ok(thing)
      const member = tiedToThem.get('the same employer') ?? assert.fail()
      const part = (name: string) =>
        name === 'id' ? (things.get(thing)?.id ?? assert.fail(thing)) : randomUUID()
      const address = `/lklr${path.replace(/:([a-z]+)/g, (_, name: string) => part(name))}`
      const answer =
        method === 'GET'
          ? await peil.get(address, member.cookie)
          : await peil.post(address, { besluit: 'goedkeuren', _version: '1' }, member.cookie)
      // No body of this register has this work: there nobody comes at all.
      const nobodys = nobodyHere.test(path)
      assert.equal(answer.status, nobodys ? 404 : 403)
      assert.doesNotMatch(await answer.text(), new RegExp(secret))
    })
  }

  test('nor, where post, lists and verdicts are somebody’s work, to those', async () => {
    const register = peil.platform.registers.get('clientondersteuners') ?? assert.fail()
    const act = <Result>(work: (context: Context) => Promise<Result>) =>
      inRegister(peil.platform, { register }, system, work)
    const there = await act(async (context) => {
      await byHand(context)
      const { rows } = await sql<{ id: string }>`insert into registration (register, person_id,
          status, regulation_version, signed_up_on)
        values ('clientondersteuners', ${applicant.personId}, 'candidate', '2021-05-01', '2026-01-01')
        returning id`.execute(context.db)
      return rows[0]?.id ?? ''
    })
    const own = await thingsOf('clientondersteuners', { ...applicant, registrationId: there })
    const { accountId, cookie } = await peil.signIn('daar@voorbeeld.nl', everything, {
      register: 'clientondersteuners',
    })
    await db
      .insertInto('person')
      .values({
        account_id: accountId,
        first_name: 'Daar',
        last_name: 'Lid',
        employer: 'Heideveld',
      })
      .execute()
    for (const { method, path, about: thing } of about) {
      if (thing === undefined || !nobodyHere.test(path)) continue
      // Leave is decided on in no register of ours; the register that has it is tried by itself.
      if (thing === 'leave') continue
      const address = `/clientondersteuners${path.replace(':id', own.get(thing)?.id ?? assert.fail(thing))}`
      const answer =
        method === 'GET' ? await peil.get(address, cookie) : await peil.post(address, {}, cookie)
      assert.equal(answer.status, 403, address)
      assert.doesNotMatch(await answer.text(), new RegExp(secret))
    }
    const list = 'naam;jaar\nRuben Geheimschrijver;2024'
    const lists = await (await peil.get('/clientondersteuners/werk/lijsten', cookie)).text()
    const form = /\/clientondersteuners\/werk\/lijsten\/[a-z][\w-]*(?=")/.exec(lists)?.[0] ?? ''
    const seen = await (await peil.post(form, { lijst: list, intent: 'bekijken' }, cookie)).text()
    assert.match(seen, /Een collega verwerkt deze regel/)
  })
})

test('every page of those who work for a register that names a thing says whose it is', () => {
  // What is about no person, with the reason.
  const nobodys: Readonly<Record<string, string>> = {
    '/beheer/accounts/:id': 'says itself whose it is, where that is somebody in this register',
    '/beheer/gebruikers/:id': 'somebody who works for the register',
    '/beheer/overnemen/:id': 'lists that are taken over, of nobody who is here yet',
    '/beheer/overnemen/:id/fouten/:list': 'the same',
    '/beheer/overnemen/lijst/:kind': 'what such a list looks like',
    '/beheer/reglement/:file': 'the regulation',
    '/beheer/teksten/:text': 'a text',
    '/beheer/teksten/:text/origineel': 'the same',
    '/commissie/tussentijds/soort/:kind': 'of many people; of whom one is tied to nothing is shown',
    '/gegevensbescherming/datalekken/:id': 'what went wrong, with nobody by name',
    '/gegevensbescherming/facturen/:id': 'an invoice of a dossier that is gone',
    '/keurmerken/:id': 'a label of an organisation; whoever acts for it does not look at it',
    '/keurmerken/:id/bewijs/:event': 'the same',
    '/toevoegingen/:id': 'an addition to the regulation',
    '/toevoegingen/:id/bestand': 'the same',
    '/werk/afschriften/:statement': 'a statement; its lines are laid beside the ties',
    '/werk/afschriften/bestanden/:file': 'a file of the bank, of which only counts are shown',
    '/werk/boekhouding/:period/journaal.csv': 'the books of some months, with nobody by name',
    '/werk/boekhouding/:year/auditfile.xaf': 'the books of a year, with nobody by name',
    '/werk/lijsten/:list': 'a list of the regulation; its lines are laid beside the ties',
    '/werk/organisaties/:id': 'an organisation; whoever acts for it does not look who it is',
    '/werk/organisaties/:id/beheerder': 'the same; whoever acts for it lets nobody in',
    '/werk/organisaties/:id/bewijs/:file': 'what shows who an organisation is',
    '/werk/organisaties/:id/samenvoegen/:other':
      'two organisations; whoever acts for one merges neither',
    '/werk/vergaderingen/:id': 'a whole agenda, from which is left out whom one is tied to',
  }
  const named = routes.filter(
    ({ path }) =>
      /^\/(werk|commissie|bestuur|maatregelen|verlof|bezwaren|beheer|gegevensbescherming|keurmerken|toevoegingen)\//.test(
        path,
      ) && path.includes(':'),
  )
  const silent = named.filter(({ about }) => about === undefined).map(({ path }) => path)
  assert.deepEqual([...new Set(silent)].toSorted(), Object.keys(nobodys))
  assert.ok(named.length > 40)
})

test('lists and searches name nobody to whoever is tied to them, and say who does it', async () => {
  const member = tiedToThem.get('the same employer') ?? assert.fail()
  const pages = [
    `/werk/zoeken?zoek=${secret}`,
    '/werk/aanvragen',
    '/werk/aanvragen?status=commissie',
    '/werk/overeenkomsten',
    '/werk/overlijden',
    '/werk/dubbelen',
    '/werk/afscherming',
    '/werk/naamswijzigingen',
    '/werk/betalingen',
    `/werk/betalingen?zoek=${secret}`,
    '/werk/ontvangen',
    `/werk/ontvangen?zoek=${secret}`,
    '/werk/verzoeken',
    '/werk/belangen',
    '/werk/deelname',
    '/werk/accreditatie',
    `/werk/vergaderingen/${things.get('meeting')?.id}`,
    '/commissie',
    '/commissie/vergadering',
    '/commissie/besluiten',
    '/commissie/accreditatie',
    '/bezwaren/accreditatie',
    '/bestuur',
  ]
  const named: string[] = []
  for (const page of pages) {
    const seen = await (await peil.get(`/lklr${page}`, free.cookie)).text()
    if (seen.includes(`${secret}<`)) named.push(page)
    const answer = await peil.get(`/lklr${page}`, member.cookie)
    assert.equal(answer.status, 200, page)
    // In the box that was searched with it stands as it was typed.
    const text = (await answer.text()).replaceAll(/<input[^>]*>/g, '').replaceAll(/‘[^’]*’/g, '')
    assert.doesNotMatch(text, new RegExp(secret), page)
  }
  // Whoever has no tie finds them there, so that their absence says something.
  assert.ok(named.length >= 12, named.join(', '))
  for (const page of ['/werk/deelname', '/werk/accreditatie', '/bezwaren/accreditatie']) {
    assert.ok(named.includes(page), page)
  }
  const found = await (await peil.get(`/lklr/werk/zoeken?zoek=${secret}`, member.cookie)).text()
  assert.match(found, /Eén regel staat hier niet bij/)
  assert.match(found, /vrij Lid/)
})

test('what waits is counted without what is of people whom one is tied to', async () => {
  const member = tiedToThem.get('the same employer') ?? assert.fail()
  const stands = async (application: string, ruling: string, original: string) =>
    peil.act(system, async (context) => {
      await byHand(context)
      const received = original === 'received' ? '2026-08-02' : null
      await sql`update application set status = ${application}
        where id = ${things.get('application')?.id}`.execute(context.db)
      await sql`update ruling set status = ${ruling}
        where id = ${things.get('ruling')?.id}`.execute(context.db)
      await sql`update original set status = ${original}, received_on = ${received}
        where id = ${things.get('original')?.id}`.execute(context.db)
    })
  await stands('submitted', 'asked', 'received')
  const all = await peil.act(free.actor, listWork)
  const left = await peil.act(member.actor, listWork)
  await stands('with-committee', 'for-advice', 'announced')
  const fewer = (Object.keys(all) as (keyof typeof all)[]).filter((name) => {
    const [whole, own] = [all[name], left[name]]
    return typeof whole !== 'number' && typeof own !== 'number' && own.count < whole.count
  })
  assert.deepEqual(fewer.toSorted(), [
    'agreements',
    'applications',
    'byHand',
    'deaths',
    'followUps',
    'invoices',
    'meetingReports',
    'merges',
    'nameChanges',
    'originals',
    'rulings',
    'shieldings',
  ])
  assert.equal(left.agreements.oldest, undefined)
  for (const waiting of [accreditationsToCheck, contestsWaiting]) {
    const [whole, own] = [
      await peil.act(free.actor, waiting),
      await peil.act(member.actor, waiting),
    ]
    assert.ok(own.count < whole.count, waiting.name)
  }
  assert.ok(left.overdue < all.overdue)
})

test('a tie that was declared is lifted by a colleague without one, never by who declared it', async () => {
  const member = tiedToThem.get('said so themselves') ?? assert.fail()
  const tie = (await peil.act(system, declaredTies)).find(
    (one) => one.memberId === member.accountId,
  )
  assert.ok(tie)
  await assertRecorded(peil, 'registration', 'declare-interest', applicant.registrationId)
  const page = `/lklr/werk/belangen/${tie.id}`
  const lift = (who: CastAccount) => peil.post(page, { reden: 'Een vergissing.' }, who.cookie)
  assert.equal((await lift(member)).status, 403)
  const own = await peil.act(member.actor, (context) => liftInterest(context, tie.id, 'Toch niet.'))
  assert.equal(own.outcome, 'tied')
  assert.equal((await peil.post(page, { reden: ' ' }, free.cookie)).status, 422)
  assert.equal((await lift(free)).status, 303)
  assert.equal((await lift(free)).status, 404)
  await assertRecorded(peil, 'registration', 'lift-interest', applicant.registrationId)
  for (const path of Object.values(bodies)) {
    assert.equal((await peil.get(path, member.cookie)).status, 200, path)
  }
})

test('the only one of a back office who is tied reads who has to appoint another, and so do they', async () => {
  const { register } = await peil.act(system, async (context) => context)
  const others = await db
    .selectFrom('staff_role')
    .where('register', '=', register.id)
    .where('body', '=', 'back-office')
    .where('account_id', '!=', free.accountId)
    .select('id')
    .execute()
  await db
    .deleteFrom('staff_role')
    .where(
      'id',
      'in',
      others.map(({ id }) => id),
    )
    .execute()
  const { accountId } = await peil.signIn('beheer@voorbeeld.nl', ['administrator'])
  const path = `/lklr/werk/dossiers/${applicant.registrationId}`
  const said = await peil.post(`${path}/belang`, { band: 'work', toelichting: '' }, free.cookie)
  assert.equal(said.status, 303)
  const answer = await peil.get(path, free.cookie)
  assert.equal(answer.status, 403)
  const text = await answer.text()
  assert.match(text, /Er is niemand anders die dit mag doen/)
  assert.match(text, /Vraag de beheerder om iemand uit te nodigen/)
  const told = await db
    .selectFrom('mail_message')
    .where('account_id', '=', accountId)
    .where('kind', '=', 'too-few-members')
    .select('body_text')
    .execute()
  assert.ok(told.some(({ body_text }) => /een dossier/.test(body_text)))
  // Before the only one proposes what another has to look at as well, they read it too.
  const [one, other] = await Promise.all(
    ['alleen', 'dubbel'].map((name) =>
      professional(peil, { email: `${name}@elders.nl`, firstName: 'Els', lastName: 'Apart' }),
    ),
  )
  const own = `/lklr/werk/dossiers/${one?.registrationId}`
  for (const page of ['overlijden', `samenvoegen/${other?.registrationId}`]) {
    const shown = await (await peil.get(`${own}/${page}`, free.cookie)).text()
    assert.match(shown, /Er is niemand anders die dit mag doen/, page)
  }
})

test('the ties with many people are asked of the database as often as with one', async () => {
  const member = tiedToThem.get('the same employer') ?? assert.fail()
  const { rows } = await sql<{ registrationId: string }>`select id as "registrationId"
    from registration where register = 'lklr'`.execute(db)
  assert.ok(rows.length > 3)
  const asked = async (people: typeof rows) =>
    (
      await statementsOf(() =>
        peil.act(member.actor, (context) => tiesWith(context, ['keep-records'], people)),
      )
    ).filter((text) => /^\s*select/i.test(text) && !/clock_shift_days|register_/.test(text)).length
  const one = await asked(rows.slice(0, 1))
  assert.equal(await asked(rows), one)
})

test('the database reads an address as the pages do, and finds it by an index', async () => {
  const addresses = [
    'Petra.Smit@Gmail.com',
    'petrasmit+werk@googlemail.com',
    'petra.smit@voorbeeld.nl',
    ' petra.smit+x+y@VOORBEELD.nl ',
    'petrasmit@voorbeeld.nl',
    'ｐetra@voorbeeld.nl',
    'petra@voorbeeld.nl',
    '',
    'geen adres',
    'a@b@c',
  ]
  for (const one of addresses) {
    for (const other of addresses) {
      const { rows } = await sql<{ same: boolean }>`
        select bare_address(${one}) = bare_address(${other}) as same`.execute(db)
      assert.equal(rows[0]?.same, sameAddress(one, other), `${one} and ${other}`)
    }
  }
  const plan = await db.transaction().execute(async (transaction) => {
    await sql`set local enable_seqscan = off`.execute(transaction)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select id from referee_request
      where register = 'lklr' and bare_address(email) = bare_address('a@b.nl')`.execute(transaction)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  assert.match(plan, /referee_request_address/)
})

test('who looked reads whose it is: once a day, by name where they decide, and whatever stands in the way', async () => {
  const looker = await colleague(
    peil,
    { email: 'kijker@voorbeeld.nl', firstName: 'Kim', lastName: 'Kijker' },
    ['secretariat', 'committee'],
  )
  const decides = await colleague(
    peil,
    { email: 'beslist@voorbeeld.nl', firstName: 'Bea', lastName: 'Beslist' },
    ['board'],
  )
  await peil.platform.db.deleteFrom('look').execute()
  const own = async (who: CastProfessional) =>
    (await (await peil.get('/lklr/mijn/gegevens/inzage', who.cookie)).text()).replaceAll(
      /\s+/g,
      ' ',
    )
  assert.match(await own(applicant), /Nog niemand/)
  const dossier = `/lklr/werk/dossiers/${applicant.registrationId}`
  for (const path of [dossier, dossier, `/lklr/werk/betalingen/${things.get('invoice')?.id}`]) {
    assert.equal((await peil.get(path, looker.cookie)).status, 200, path)
  }
  const ruling = `/lklr/bestuur/verzoeken/${things.get('decided')?.id}`
  assert.equal((await peil.get(ruling, decides.cookie)).status, 200)
  const counted = async () => (await db.selectFrom('look').select('thing').execute()).length
  assert.equal(await counted(), 2, 'a file that is not opened yet shows nothing')
  await peil.post(ruling, { doe: 'inzage' }, decides.cookie)
  assert.equal((await peil.get(ruling, decides.cookie)).status, 200)
  assert.equal(await counted(), 3)
  await assertRecorded(peil, 'look', 'open', applicant.personId)
  const told = await own(applicant)
  assert.match(told, /Bea Beslist, lid van het bestuur/)
  assert.match(told, /Medewerker van [^<]*<.*?Een factuur en je dossier/)
  assert.doesNotMatch(told, /Kijker/)
  const another = await professional(peil, {
    email: 'iemand-anders@voorbeeld.nl',
    firstName: 'Iemand',
    lastName: 'Anders',
  })
  assert.match(await own(another), /Nog niemand/)

  // While somebody else holds the row of the person, the page is given, and the look is kept afterwards.
  await db.deleteFrom('look').execute()
  await db.transaction().execute(async (holding) => {
    await sql`select from person where id = ${applicant.personId} for update`.execute(holding)
    assert.equal((await peil.get(dossier, looker.cookie)).status, 200)
  })
  for (let tries = 0; (await counted()) === 0; tries += 1) assert.ok(tries < 10_000)

  // Where it cannot be kept, that stands where whoever keeps watch finds it.
  await db.deleteFrom('look').execute()
  await sql`revoke insert on look from peil_app`.execute(db)
  assert.equal((await peil.get(dossier, looker.cookie)).status, 200)
  await sql`grant insert on look to peil_app`.execute(db)
  assert.deepEqual(peil.noted.at(-1), {
    event: 'look-not-kept',
    register: 'lklr',
    account: looker.accountId,
    page: '/werk/dossiers/:id',
    of: applicant.registrationId,
  })
})

// What handles something of somebody for a register, by which it is refused of whoever it is about.
const handling: Readonly<Record<string, readonly string[]>> = {
  account: ['ask-factor-reset', 'confirm-factor-reset'],
  accreditation: [
    ...['ask', 'complete', 'decide-objection', 'end', 'extend', 'grant', 'grant-anew', 'invite'],
    ...['judge', 'leave-unheard', 'propose-end', 'refuse', 'report', 'restore'],
  ],
  agreement: ['approve', 'approve-anew', 'restore', 'return'],
  application: ['advise', 'judge', 'pass-on', 'read-all', 'return'],
  attendance: ['answer', 'decide', 'hand-in', 'sign'],
  'bank-line': ['book', 'put-aside', 'reverse', 'take-up'],
  correction: ['make'],
  death: ['confirm', 'reject', 'report', 'undo'],
  'earlier-check': ['record', 'withdraw'],
  erasure: ['extend', 'grant', 'refuse'],
  'follow-up': ['settle'],
  hold: ['lift', 'place', 'prolong'],
  interim: ['judge'],
  invoice: ['pay', 'pay-part', 'take-back', 'undo-payment', 'write-off'],
  label: ['check', 'refuse'],
  leave: ['grant', 'grant-anew', 'refuse'],
  list: ['correct', 'deliver', 'withdraw'],
  measure: ['agree', 'decide', 'propose', 'refuse', 'undo'],
  'meeting-place': ['settle-objection', 'settle-report'],
  merge: ['confirm', 'propose', 'refuse'],
  'name-change': ['approve', 'refuse'],
  objection: [
    ...['ask-grounds', 'decide', 'enter', 'extend', 'invite', 'leave-unheard', 'pass-on'],
    ...['report', 'seat'],
  ],
  organisation: ['ask', 'check', 'merge', 'merge-into', 'refuse', 'take-away', 'tell-apart'],
  original: ['check', 'correct', 'receive', 'return'],
  payment: ['book', 'refund', 'reverse', 'settle', 'take-off', 'undo-refund'],
  registration: ['lift-interest'],
  ruling: ['advise', 'answer', 'correct', 'decide', 'pass-on'],
  shielding: [
    ...['confirm', 'confirm-end', 'grant', 'keep', 'prolong', 'propose', 'propose-end', 'refuse'],
  ],
  staff: ['confirm', 'refuse'],
  'status-by-hand': ['confirm', 'propose', 'return'],
  verdict: ['record', 'take-up', 'withdraw'],
}

// What else is recorded, by the reason for which nobody is kept from it. Whatever is recorded stands here or above.
const notHandling: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'people do it for themselves, or are asked about somebody else': {
    account: [
      ...['add-passkey', 'ask-email-change', 'change-email', 'change-password', 'create'],
      ...['fail-second-factor', 'hide-second-factor', 'join-staff', 'link-organisation'],
      ...['lose-second-factor', 'prepare-second-factor', 'remove-passkey', 'renew-recovery-codes'],
      ...['set-up-second-factor', 'sign-in', 'sign-in-again', 'sign-in-by-link'],
      ...['sign-in-by-organisation', 'sign-in-by-passkey', 'stop-factor-reset'],
      ...['take-off-second-factor', 'unlink-organisation', 'use-passkey', 'use-recovery-code'],
    ],
    accreditation: [
      ...['add-file', 'answer', 'answer-hearing', 'declare-interest', 'discard', 'hand-in'],
      ...['object', 'remove-file', 'save-draft', 'start', 'withdraw'],
    ],
    activity: [
      ...['add', 'bring', 'hand-in', 'join', 'join-course', 'plan', 'refuse-course'],
      ...['replace-referee', 'save-draft', 'self-sign', 'take-along', 'withdraw'],
    ],
    agreement: ['announce', 'sign', 'sign-on-paper'],
    application: ['complete', 'recuse', 'submit', 'supplement', 'withdraw'],
    attendance: ['contest', 'enter'],
    attestation: ['ask', 'confirm', 'decline', 'withdraw'],
    complaint: ['forward'],
    'competence-scan': ['finish', 'keep', 'remove'],
    'development-plan': [
      ...['add-goal', 'begin', 'change', 'change-goal', 'choose-course', 'drop-course'],
      ...['drop-goal', 'end', 'reach-goal', 'remove-goal', 'take-up-goal'],
    ],
    erasure: ['ask', 'withdraw'],
    evidence: ['attach', 'join', 'make-form', 'remove'],
    'feedback-round': ['ask-more', 'open', 'withdraw', 'withdraw-invitation'],
    'follow-up': ['answer'],
    interim: ['ask', 'recuse', 'take', 'withdraw'],
    invoice: ['forward', 'take-back-forward'],
    'online-payment': ['ask'],
    leave: ['ask', 'withdraw'],
    measure: ['recuse'],
    'meeting-place': [
      ...['accept-contact', 'ask-contact', 'begin-group', 'block', 'change-profile'],
      ...['choose-mails', 'come-in', 'decline-contact', 'end-contact', 'join-group', 'leave'],
      ...['leave-group', 'object', 'report', 'unblock', 'write'],
    ],
    'name-change': ['ask'],
    objection: ['add', 'answer-hearing', 'make', 'withdraw'],
    original: ['announce', 'withdraw'],
    person: ['change'],
    'personal-export': ['ask'],
    'referee-request': ['ask', 'confirm', 'decline', 'join', 'withdraw'],
    registration: [
      ...['accept-place', 'ask-early', 'declare', 'declare-interest', 'drop-course', 'enrol'],
      ...['give-number-on', 'wait-for-place'],
      ...['keep-course', 'plan-end', 'rate-course', 'renew-calendar', 'say-background'],
      ...['send-course-tip', 'set-course-reminders', 'set-target', 'sign-up', 'stop-early'],
      ...['take-back-end', 'withdraw', 'withdraw-calendar', 'withdraw-enrolment'],
    ],
    ruling: ['ask', 'recuse', 'withdraw'],
    series: [
      ...['add-meeting', 'add-members', 'ask-again', 'cancel-meeting', 'change-meeting'],
      ...['confirm', 'decline', 'leave', 'remove-member', 'set-up', 'withdraw', 'write-report'],
    ],
    shielding: ['ask', 'withdraw'],
    sight: ['confirm', 'decline', 'end', 'give'],
    'course-proposal': ['accept', 'decline'],
    signing: ['answer', 'decline', 'sign', 'withdraw'],
    statement: ['attach-proof', 'bring', 'remove-proof', 'replace', 'state', 'withdraw'],
    supervision: ['accept', 'ask', 'decline', 'end'],
    verdict: ['answer'],
    wait: ['begin'],
  },
  'an organisation does it with what is its own': {
    attendance: [
      ...['deliver', 'discard', 'end-link', 'link', 'make-sender', 'remove-entries'],
      ...['use-sender', 'withdraw', 'withdraw-sender'],
    ],
    course: [
      'add-edition',
      'cancel-edition',
      'change',
      'change-edition',
      'make',
      'publish',
      'withdraw',
    ],
    allocation: ['amend', 'decide'],
    sight: ['ask', 'leave', 'place', 'withdraw'],
    'course-proposal': ['propose', 'take-back'],
    team: ['change', 'end', 'make'],
    'course-import': ['begin', 'discard', 'take-over'],
    label: ['correct', 'enter', 'go-along', 'withdraw'],
    organisation: [
      ...['add-file', 'ask-access', 'change', 'change-identity', 'change-roles', 'close'],
      ...['hand-in', 'join', 'leave', 'remove-member', 'sign-up', 'withdraw-access'],
      ...['renew-calendar', 'set-e-invoicing', 'withdraw-calendar', 'withdraw-invitation'],
      ...['check-list', 'end-inspection', 'inspect', 'let-inspect'],
    ],
  },
  'its managers let people in, and for a register nobody does of their own (tried apart)': {
    organisation: ['grant-access', 'invite', 'refuse-access', 'reopen'],
  },
  'it follows from what others found or did, or from a day that has come': {
    account: [
      'anonymise',
      'close',
      'erase',
      'merge',
      'remove-unused',
      'reopen',
      'reset-second-factor',
    ],
    accreditation: ['forget-files', 'keep-load', 'lapse', 'remind-end'],
    allocation: ['forget'],
    activity: ['let-go', 'recount', 'remind-planned', 'take-over', 'tell-planned'],
    agreement: ['lapse', 'make-anew', 'send'],
    application: ['decide', 'decide-anew', 'lapse', 'remind-return', 'reopen'],
    'bank-line': ['wait'],
    attendance: [
      ...['break-off', 'check', 'correct', 'end', 'end-check', 'end-withdrawal', 'forget'],
      ...['give-up', 'go-on', 'leave-out', 'pass-contest', 'place', 'read', 'remind'],
      ...['remind-contest', 'store', 'take-out', 'wait'],
    ],
    attestation: ['remind'],
    certificate: ['correct-period', 'issue', 'issue-anew', 'take-over'],
    course: ['end-enrolments', 'remind-review'],
    'course-import': ['check', 'give-up'],
    decision: ['grant', 'refuse'],
    'development-plan': ['remind'],
    erasure: ['carry-out', 'remind'],
    evidence: ['take-over'],
    facts: ['erase'],
    'feedback-round': ['close', 'remind'],
    'follow-up': ['ask', 'close'],
    interim: ['decide', 'expire'],
    invoice: ['cover', 'credit', 'keep-apart', 'send'],
    label: ['remind'],
    leave: ['expire', 'take-over'],
    measure: ['begin', 'drop'],
    'meeting-place': ['tell-group'],
    objection: ['remind'],
    'online-payment': [
      ...['begin', 'cancel', 'doubt', 'expire', 'fail', 'pay', 'refuse', 'return-part', 'reverse'],
    ],
    organisation: ['carry-member', 'forget-member'],
    original: ['destroy'],
    paper: ['make', 'stamp'],
    payment: ['free'],
    person: ['merge', 'take-over'],
    'personal-export': ['end', 'fail', 'make'],
    'referee-request': ['expire', 'remind'],
    registration: [
      ...['await-objection', 'await-renewal', 'become-candidate', 'certify', 'certify-for-a-while'],
      ...['correct-period', 'die', 'expire', 'follow-person', 'hold', 'hold-on'],
      ...['lift-suspension', 'merge', 'move', 'move-period', 'refuse-renewal', 'reinstate'],
      ...[
        'release',
        'remind-expiry',
        'remind-target',
        'remove',
        'remove-data',
        'shield',
        'suspend',
      ],
      ...['take-over', 'tell-move', 'tell-version', 'undo-candidacy', 'undo-death', 'unshield'],
      ...['end-waiting', 'hide-rating', 'offer-place', 'show-rating'],
    ],
    retention: ['erase', 'set-terms', 'tell-taken-over'],
    ruling: ['remind', 'to-board'],
    sample: ['commit', 'draw', 'reveal', 'tell-draws', 'tell-failures', 'withhold-failures'],
    series: ['file', 'forget-member', 'remind'],
    shielding: ['end'],
    sight: ['lapse', 'question', 'remind', 'tell'],
    'course-proposal': ['lapse'],
    staff: ['lapse', 'remind-term'],
    statement: ['destroy-proof', 'lapse', 'take-over'],
    'status-by-hand': ['begin', 'end', 'withdraw'],
    verdict: ['become-final', 'close', 'hear-again', 'pass-term', 'wait-again'],
    wait: ['ask', 'end'],
  },
  'it looks, and decides nothing': {
    application: ['open-file'],
    interim: ['open-file'],
    look: ['open'],
    objection: ['open-file'],
    ruling: ['open-file'],
    verdict: ['open-file'],
  },
  'it puts off or goes back to where it was, for whom it is about as for anybody': {
    application: ['defer'],
    merge: ['withdraw'],
    staff: ['revoke-invitation', 'withdraw'],
  },
  'that two are not one person gives nobody anything, and is told of any two': {
    merge: ['tell-apart'],
  },
  'two administrators do it, which is tried with those': {
    staff: ['grant', 'invite', 'propose', 'revoke', 'set-term'],
  },
  'it ends what somebody can do here, and gives nobody anything': { account: ['end-sessions'] },
  'it is about nobody who is here': {
    addition: ['adopt', 'propose', 'withdraw'],
    'audit-key': ['rotate'],
    'bank-statement': ['give-up', 'match', 'read', 'send'],
    breach: ['change', 'close', 'note'],
    clock: ['move'],
    'left-undone': ['clear', 'leave', 'try-again'],
    mail: ['drop-held', 'release-held', 'send-again', 'settle'],
    meeting: ['close', 'plan'],
    migration: ['apply'],
    register: [
      ...['bring-in', 'change-organisation', 'change-text', 'confirm-files', 'import'],
      ...['refuse-files', 'restore-organisation', 'restore-text'],
    ],
    retention: ['erase-address'],
    takeover: [
      ...['begin', 'break-off', 'deliver', 'discard', 'end', 'export', 'invite', 'read'],
      ...['send-files'],
    ],
  },
}

/** What may be recorded of a thing by whom it is about. */
const theirsToDo = Object.values(notHandling)
  .flatMap((nouns) => Object.entries(nouns))
  .flatMap(([noun, actions]) => actions.map((action) => ({ noun, action })))

test('of whatever is recorded it is known whether it handles something of somebody, or why not', () => {
  const pair = ({ noun, action }: { readonly noun: string; readonly action: string }) =>
    `${noun} ${action}`
  const known = Object.entries(records).flatMap(([noun, actions]) =>
    actions.map((action) => pair({ noun, action })),
  )
  const handled = Object.entries(handling).flatMap(([noun, actions]) =>
    actions.map((action) => pair({ noun, action })),
  )
  assert.deepEqual([...handled, ...theirsToDo.map(pair)].toSorted(), known.toSorted())
})

test('the database knows all that handles something, and nothing else', async () => {
  const { rows } = await sql<{ noun: string; action: string }>`
    select noun, action from unnest(
      ${Object.entries(records).flatMap(([noun, actions]) => actions.map(() => noun))}::text[],
      ${Object.values(records).flat()}::text[]) as of(noun, action)
    where is_handling(noun, action)`.execute(db)
  assert.deepEqual(
    rows.map(({ noun, action }) => `${noun} ${action}`).toSorted(),
    Object.entries(handling)
      .flatMap(([noun, actions]) => actions.map((action) => `${noun} ${action}`))
      .toSorted(),
  )
})

// What is recorded under another noun than that of the thing.
const thingOf: Readonly<Record<string, AboutPeople | Further>> = {
  list: 'list-delivery',
  'meeting-place': 'meeting-report',
}

const recording = (actor: Actor, noun: string, action: string, id?: string) =>
  peil.act(actor, async (context) => {
    // As whoever handles what is of an organisation sees it.
    await actForOrganisation(context, '*')
    const found = things.get((thingOf[noun] ?? noun) as AboutPeople)?.id
    await record(context, { noun, id: id ?? found ?? assert.fail(noun), action })
    throw new Undone()
  })

test('nobody handles what is their own, whatever it is and with whichever of their accounts', async () => {
  const named = { firstName: 'Ruben', lastName: secret }
  const phoned = await colleague(peil, { ...named, email: 'r@werk.nl' }, everything)
  const namesake = await colleague(peil, { ...named, email: 'naamgenoot@werk.nl' }, everything)
  await db
    .updateTable('person')
    .set({ phone: '06 12 34 56 78' })
    .where('account_id', '=', phoned.accountId)
    .execute()
  await db
    .updateTable('person')
    .set({ house_number: '2' })
    .where('account_id', 'in', [phoned.accountId, namesake.accountId])
    .execute()
  await db
    .updateTable('person')
    .set({ phone: '+31612345678' })
    .where('id', '=', applicant.personId)
    .execute()
  const plus = await colleague(
    peil,
    { email: 'rubenbakker+werk@googlemail.com', firstName: 'R.', lastName: 'B.' },
    everything,
  )
  const own = { ...free.actor, accountId: applicant.accountId }
  for (const [noun, actions] of Object.entries(handling)) {
    for (const action of actions) {
      await assert.rejects(
        recording(own, noun, action),
        /nobody handles what is their own/,
        `${noun} ${action}`,
      )
      await assert.rejects(recording(free.actor, noun, action), Undone, `${noun} ${action}`)
    }
  }
  for (const [who, refused] of [
    [phoned, true],
    [plus, true],
    [namesake, false],
  ] as const) {
    const expected = refused ? /nobody handles what is their own/ : Undone
    const nouns = ['invoice', 'accreditation', 'attendance', 'meeting-place'] as const
    // Whose account acts for an organisation is asked of both, so that whoever is like one of them counts as well.
    for (const noun of refused ? [...nouns, 'label'] : nouns) {
      const [action = ''] = handling[noun] ?? []
      await assert.rejects(recording(who.actor, noun, action), expected, noun)
    }
    const seen = await peil.get(`/lklr/werk/betalingen/${things.get('invoice')?.id}`, who.cookie)
    assert.equal(seen.status, refused ? 403 : 200)
  }
  // Whoever administers as well appoints nobody for an objection of their own, and answers no request of theirs.
  const administers = await peil.signIn('ruben.bakker@gmail.com', ['administrator'])
  for (const page of [
    `/lklr/beheer/bezwaren/${things.get('objection')?.id}`,
    `/lklr/gegevensbescherming/verzoeken/${things.get('erasure')?.id}`,
    `/lklr/gegevensbescherming/vastgehouden/${things.get('hold')?.id}`,
  ]) {
    for (const answer of [
      await peil.get(page, administers.cookie),
      await peil.post(page, {}, administers.cookie),
    ]) {
      assert.equal(answer.status, 403, page)
      assert.match(await answer.text(), /Dit doe je niet zelf/)
    }
  }
})

test('who acts for an organisation handles nothing of it for a register, and one who cares for a course nothing of that', async () => {
  const acts = await sits('doet-het', {})
  const cares = await sits('zorgt', {})
  const said = await sits('gemeld', {})
  const reported = await sitsWithFile('melder')
  const provider = things.get('organisation')?.id ?? assert.fail()
  const given = await peil.act(system, async (context) => {
    await byHand(context)
    await actForOrganisation(context, '*')
    await context.db
      .insertInto('organisation_member')
      .values({
        ...{ organisation_id: provider, account_id: acts.accountId, roles: ['reader'] },
        ...{ status: 'active', since: '2026-01-01' },
      })
      .execute()
    const course = { organisation_id: provider, owner_id: cares.accountId }
    const asked = await accreditationOf(context, course, { organisation_id: provider })
    await context.db
      .insertInto('accreditation_interest')
      .values({
        ...{ register: 'lklr', member_id: said.accountId, organisation_id: provider },
        ...{ kind: 'family', declared_on: '2026-01-01' },
      })
      .execute()
    await sql`update meeting_report set reporter_id = ${reported.registrationId}
      where id = ${things.get('meeting-report')?.id}`.execute(context.db)
    return asked
  })
  const refused = /nobody handles what is their own/
  for (const action of handling.accreditation ?? []) {
    for (const [who, expected] of [
      [acts, refused],
      [cares, refused],
      [said, refused],
      [free, Undone],
    ] as const) {
      for (const id of [given.part, given.held]) {
        await assert.rejects(
          recording(who.actor, 'accreditation', action, id),
          expected,
          `${action} ${who.accountId}`,
        )
      }
    }
  }
  for (const [noun, action] of [
    ['label', 'check'],
    ['label', 'refuse'],
    ['attendance', 'decide'],
    ['organisation', 'check'],
    ['organisation', 'invite'],
    ['organisation', 'refuse-access'],
    ['organisation', 'reopen'],
  ] as const) {
    await assert.rejects(recording(acts.actor, noun, action), refused, `${noun} ${action}`)
    await assert.rejects(recording(free.actor, noun, action), Undone, `${noun} ${action}`)
  }
  // An organisation answers itself who does not agree with what it told; whoever it is about does not.
  for (const action of ['answer', 'hand-in', 'sign']) {
    await assert.rejects(recording(acts.actor, 'attendance', action), Undone)
  }
  // Whoever reported something does not settle it, and comes to no page of it.
  await assert.rejects(recording(reported.actor, 'meeting-place', 'settle-report'), refused)
  const page = `/lklr/werk/ontmoetingsplek/${things.get('meeting-report')?.id}`
  assert.equal((await peil.get(page, reported.cookie)).status, 403)
  // Nor does whoever acts for the provider of a course, has it in their care or gives it, settle what was said of it.
  const course = await peil.act(system, async (context) => {
    await byHand(context)
    await actForOrganisation(context, '*')
    const of = { organisation_id: provider, owner_id: cares.accountId }
    const { id } = await context.db
      .insertInto('course')
      .values({
        ...{ ...of, title: 'Een cursus', summary: '', form: 'course', language: 'nl' },
        ...{ review_on: '2099-01-01', state: 'published', made_on: '2026-08-01' },
        changed_on: '2026-08-01',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await sql`update meeting_report set course_id = ${id}
      where id = ${things.get('meeting-report')?.id}`.execute(context.db)
    return id
  })
  for (const who of [acts, cares]) {
    await assert.rejects(recording(who.actor, 'meeting-place', 'settle-report'), refused)
    await assert.rejects(recording(who.actor, 'meeting-place', 'settle-objection'), refused)
  }
  await assert.rejects(recording(free.actor, 'meeting-place', 'settle-report'), Undone)
  await peil.act(system, async (context) => {
    await byHand(context)
    await sql`update meeting_report set course_id = null where course_id = ${course}`.execute(
      context.db,
    )
  })
  // Nobody lets themselves in.
  const letsIn = (accountId: string) =>
    peil.act({ ...free.actor }, async (context) => {
      await byHand(context)
      await actForOrganisation(context, provider)
      await context.db
        .insertInto('organisation_member')
        .values({
          ...{ organisation_id: provider, account_id: accountId, roles: ['manager'] },
          ...{ status: 'active', since: '2026-01-01', settled_by: free.accountId },
        })
        .execute()
      await record(context, { noun: 'organisation', id: provider, action: 'grant-access' })
      throw new Undone()
    })
  await assert.rejects(letsIn(free.accountId), refused)
  await assert.rejects(letsIn(cares.accountId), Undone)
})

test('who asked something of a register in which they are not, is kept from it there and reads who looked', async () => {
  const register = peil.platform.registers.get('krsd') ?? assert.fail()
  const owner = { person_id: applicant.personId }
  const asked = await inRegister(peil.platform, { register }, system, async (context) => {
    await byHand(context)
    await actForOrganisation(context, '*')
    return accreditationOf(context, owner, owner)
  })
  const office = await peil.signIn('bureau@elders.nl', ['secretariat'], { register: 'krsd' })
  const page = `/krsd/werk/accreditatie/${asked.part}`
  assert.equal((await peil.get(page, office.cookie)).status, 200)
  const decides = await peil.signIn('bestuur@elders.nl', ['board'], { register: 'krsd' })
  await db
    .insertInto('person')
    .values({ account_id: decides.accountId, first_name: 'Bep', last_name: 'Bestuur' })
    .execute()
  const objection = `/krsd/bezwaren/accreditatie/${asked.objection}`
  assert.equal((await peil.get(objection, decides.cookie)).status, 200)
  const told = await peil.get('/lklr/mijn/gegevens/inzage', applicant.cookie)
  const words = (await told.text()).replaceAll(/\s+/g, ' ')
  assert.match(words, /Medewerker van [^<]*\(KRSD\)<.*?Een aanvraag om accreditatie/)
  assert.match(words, /Bep Bestuur, lid van het bestuur \(KRSD\)<.*?Een bezwaar over accreditatie/)
  const themselves = await peil.signIn('ruben.bakker@gmail.com', ['secretariat'], {
    register: 'krsd',
  })
  for (const answer of [
    await peil.get(page, themselves.cookie),
    await peil.get(`${page}/bestanden/${randomUUID()}`, themselves.cookie),
    await peil.post(page, { oordeel: 'complete', _version: '1' }, themselves.cookie),
  ]) {
    assert.equal(answer.status, 403)
    assert.match(await answer.text(), /Dit doe je niet zelf/)
  }
})

test('who proposed a change of a role does not confirm it, whatever the page', async () => {
  const { id } = things.get('staff') ?? assert.fail()
  const proposer = await sits('stelt-voor', {})
  await peil.act(system, async (context) => {
    await byHand(context)
    await sql`update staff_change set proposed_by = ${proposer.accountId} where id = ${id}`.execute(
      context.db,
    )
  })
  for (const action of ['confirm', 'refuse']) {
    await assert.rejects(
      recording(proposer.actor, 'staff', action),
      /nobody handles what is their own/,
    )
    await assert.rejects(recording(free.actor, 'staff', action), Undone)
  }
})

class Undone extends Error {}

// What is handled beside what a page is about.
type Further =
  | 'attendance'
  | 'correction'
  | 'decided'
  | 'earlier-check'
  | 'label'
  | 'measure'
  | 'organisation'
  | 'staff'

interface Thing {
  readonly id: string
}

// One of everything that can be about somebody, as it stands in the database.
async function thingsOf(
  registerId: string,
  { registrationId, personId }: Pick<CastProfessional, 'registrationId' | 'personId'>,
): Promise<ReadonlyMap<AboutPeople | Further, Thing>> {
  const register = peil.platform.registers.get(registerId) ?? assert.fail(registerId)
  const on = '2026-08-01'
  const version = register.versions.at(-1)?.regulation.version.toString() ?? ''
  const days = { asked_on: on }
  const common = { register: registerId, registration_id: registrationId }
  const other = await peil.signIn(`ander-${registerId}@voorbeeld.nl`)
  return inRegister(peil.platform, { register }, system, async (context) => {
    await byHand(context)
    await actForOrganisation(context, '*')
    const { db } = context
    const one = async (table: string, given: Readonly<Record<string, unknown>>) => {
      const values = { id: randomUUID(), ...given }
      await sql`insert into ${sql.table(table)}
        (${sql.join(Object.keys(values).map((name) => sql.ref(name)))})
        values (${sql.join(Object.values(values))})`.execute(db)
      return { id: values.id }
    }
    const document = await one('document', {
      register: registerId,
      person_id: personId,
      kind: 'evidence',
      name: 'stuk.pdf',
      media_type: 'application/pdf',
      size: 1,
      sha256: 'x',
      file_key: randomUUID(),
      made_on: on,
    })
    const meeting = await one('meeting', { register: registerId, held_on: '2026-09-30' })
    const application = await one('application', {
      ...common,
      number: `A-2026-${registerId}`,
      kind: 'first',
      status: 'with-committee',
      regulation_version: version,
      submitted_on: on,
      submitted_at: `${on}T10:00:00Z`,
      complete_on: on,
      passed_on: on,
      meeting_id: meeting.id,
      snapshot: JSON.stringify({ dossier: {}, assessment: {}, activities: [], claims: [] }),
      snapshot_hash: '',
    })
    const act = await one('activity', { person_id: personId, title: 'Gastles' })
    await one('activity_claim', {
      ...common,
      person_id: personId,
      activity_id: act.id,
      state: 'entered',
      kind: 'giving-training',
      claimed: 2000,
    })
    const ruling = { ...common, question: 'Telt dit?', wish: 'Dat het telt.', ...days }
    const delivery = await one('list_delivery', {
      register: registerId,
      list: 'lijst',
      label: 'Lijst',
      delivered_on: on,
      sha256: '',
    })
    await one('list_entry', {
      ...common,
      delivery_id: delivery.id,
      kind: 'ander',
      year: 2024,
      added: false,
    })
    const verdict = await one('verdict', {
      ...common,
      number: 'U-1',
      college: 'klachten',
      reference: 'K-1',
      given_on: on,
      gist: 'Gegrond.',
      document_id: document.id,
      status: 'for-decision',
      recorded_on: on,
      final_on: on,
    })
    const { account_id: accountId } = await db
      .selectFrom('person')
      .where('id', '=', personId)
      .select('account_id')
      .executeTakeFirstOrThrow()
    // Their own course, and one of an organisation for which they act as well.
    const organisation = await one('organisation', {
      ...{ name: `Opleider ${registerId}`, kinds: ['provider'], street: '', house_number: '' },
      ...{ postcode: '', city: '', website: '', mail_domain: '', contact_email: '' },
      ...{ contact_phone: '', status: 'waiting', waits_since: on, signed_up_in: registerId },
      ...{ signed_up_on: on },
    })
    await one('organisation_member', {
      ...{ organisation_id: organisation.id, account_id: accountId, roles: ['reader'] },
      ...{ status: 'active', since: on },
    })
    const asked = await accreditationOf(context, { person_id: personId }, { person_id: personId })
    await actForOrganisation(context, organisation.id)
    const course = await one('course', {
      ...{ organisation_id: organisation.id, title: 'Een dag', summary: '', form: 'course' },
      ...{ language: 'nl', review_on: '2099-01-01', state: 'published', made_on: on },
      changed_on: on,
    })
    const edition = await one('edition', {
      ...{ course_id: course.id, sequence: 1, days: [on], first_day: on, last_day: on },
      ...{ online: true, place: '', added_on: on },
    })
    const { id: told } = await one('attendance_delivery', {
      ...{ organisation_id: organisation.id, edition_id: edition.id, kept_in: registerId },
      ...{ origin: 'one', state: 'done', delivered_on: on },
    })
    const attendance = await one('attendance', {
      ...{ organisation_id: organisation.id, edition_id: edition.id, delivery_id: told, row: 1 },
      ...{ person_id: personId, registration_id: registrationId, hours: 400, entered_on: on },
      state: 'placed',
    })
    await one('attendance_contest', {
      ...{ ...common, attendance_id: attendance.id, organisation_id: organisation.id },
      ...{ person_id: personId, wrong: 'not-there', reason: 'Nee', contested_on: on },
      ...{ state: 'differs', agrees: false, answered_on: on },
    })
    const invoice = await one('invoice', {
      ...common,
      number: `F-2026-${registerId}`,
      status: 'open',
      issued_on: on,
      due_on: on,
      covers_first: on,
      covers_last: on,
      net_cents: 100,
      vat_cents: 0,
      total_cents: 100,
      vat_treatment: 'exempt',
      reference: `1234${registerId.length}`,
      document_id: document.id,
    })
    const payment = await one('payment', {
      ...{ register: registerId, received_on: on, cents: 100, source: 'bank', booked_on: on },
    })
    await one('settlement', {
      ...{ register: registerId, payment_id: payment.id, invoice_id: invoice.id, cents: 60 },
      settled_on: on,
    })
    const file = await one('bank_file', {
      ...{ register: registerId, name: 'a.xml', state: 'done', sha256: 'x', sent_on: on },
    })
    const statement = await one('bank_statement', {
      ...{ register: registerId, file_id: file.id, key: randomBytes(32), name: '1' },
      ...{ first_day: on, last_day: on, entries_cents: 100, credits: 1, debits: 0 },
      debit_cents: 0,
    })
    const bankLine = await one('bank_line', {
      ...{ register: registerId, statement_id: statement.id, key: randomBytes(32), place: 1 },
      ...{ booked_on: on, cents: 100, kind: 'credit', state: 'booked', payment_id: payment.id },
    })
    return new Map<AboutPeople | Further, Thing>([
      ['registration', { id: registrationId }],
      ['bank-line', bankLine],
      ['account', { id: accountId ?? '' }],
      ['organisation', organisation],
      ['attendance', attendance],
      ['accreditation', { id: asked.part }],
      ['accreditation-held', { id: asked.held }],
      ['accreditation-objection', { id: asked.objection }],
      [
        'label',
        await one('label', {
          ...{ organisation_id: organisation.id, holder: 'Opleider', kind: 'crkbo' },
          ...{ scope: 'institution', number: '1', status: 'waiting', waits_since: on },
          ...{ entered_in: registerId, entered_on: on },
        }),
      ],
      [
        'staff',
        await one('staff_change', {
          ...{ register: registerId, what: 'take', account_id: accountId, email: 'x@voorbeeld.nl' },
          ...{ role: 'member', body: 'back-office', status: 'proposed', proposed_on: on },
        }),
      ],
      [
        'erasure',
        await one('erasure_request', {
          ...{ ...common, account_id: accountId, person_id: personId, status: 'asked' },
          ...{ asked_by: 'person', asked_on: on, back_until: on, answer_before: '2099-01-01' },
        }),
      ],
      [
        'hold',
        await one('hold', {
          ...{ register: registerId, person_id: personId, ground: 'court', reason: 'Zaak.' },
          ...{ placed_on: on, last_day: '2099-01-01' },
        }),
      ],
      ['document', document],
      ['meeting', meeting],
      ['application', application],
      [
        'agreement',
        await one('agreement', {
          ...common,
          number: `O-2026-${registerId}`,
          status: 'signed',
          regulation_version: version,
          sent_on: on,
          sign_before: on,
          signed_on: on,
          signed_at: `${on}T10:00:00Z`,
          document_id: document.id,
          content: JSON.stringify({ register: {} }),
        }),
      ],
      ['invoice', invoice],
      ['payment', payment],
      [
        'death',
        await one('death', {
          ...common,
          person_id: personId,
          status: 'reported',
          died_on: on,
          told_by: 'other',
          told_name: 'A',
          seen_how: 'x',
          entered_on: on,
        }),
      ],
      [
        'merge',
        await one('person_merge', {
          register: registerId,
          stays_id: personId,
          goes_id: (await one('person', { first_name: 'Dubbel', last_name: 'Dossier' })).id,
          status: 'proposed',
          reason: 'Dezelfde.',
          proposed_on: on,
        }),
      ],
      [
        'status-by-hand',
        await one('status_by_hand', {
          ...common,
          status: 'proposed',
          ground: 'missing-document',
          label: 'Er ontbreekt een stuk',
          rests: 'x',
          does: 'hold',
          first_day: on,
          file_reason: 'x',
          letter_reason: 'x',
          before: '{"byHand":[],"certificates":[]}',
          proposed_on: on,
        }),
      ],
      [
        'shielding',
        await one('shielding', {
          ...common,
          person_id: personId,
          status: 'asked',
          asked_by: 'person',
          ground: 'threat',
          everywhere: false,
          hides: false,
          ...days,
        }),
      ],
      [
        'name-change',
        await one('name_change', {
          ...common,
          status: 'asked',
          first_name: 'A',
          initials: 'A.',
          name_prefix: '',
          last_name: 'B',
          reason: 'x',
          ...days,
        }),
      ],
      [
        'meeting-report',
        await one('meeting_report', { ...common, seen: 'x', reason: 'y', reported_on: on }),
      ],
      ['follow-up', await one('follow_up', { ...common, category: 'x', due_on: on, ...days })],
      [
        'original',
        await one('original', {
          ...common,
          document: 'vog',
          number: 1,
          status: 'announced',
          envelope: false,
          announced_on: on,
        }),
      ],
      [
        'interim',
        await one('interim_request', {
          ...common,
          activity_id: act.id,
          regulation_version: version,
          status: 'asked',
          ...days,
        }),
      ],
      [
        'leave',
        await one('leave', {
          ...common,
          regulation_version: version,
          sort: 'illness',
          first: on,
          last: on,
          status: 'asked',
          asked_on: on,
        }),
      ],
      [
        'objection',
        await one('objection', {
          ...common,
          number: 'BZ-1',
          status: 'in-hand',
          about: 'name-change',
          about_id: act.id,
          title: 'Besluit',
          decided_on: on,
          last_day: on,
          received_on: on,
          suspends: false,
          fee: 0,
          decide_before: on,
        }),
      ],
      ['ruling', await one('ruling', { ...ruling, number: 'B-1', status: 'for-advice' })],
      ['decided', await one('ruling', { ...ruling, number: 'B-2', status: 'for-decision' })],
      [
        'interest',
        await one('interest', {
          register: registerId,
          person_id: personId,
          member_id: other.accountId,
          kind: 'family',
          note: '',
          declared_on: on,
        }),
      ],
      ['list-delivery', delivery],
      ['verdict', verdict],
      [
        'measure',
        await one('measure', {
          ...common,
          verdict_id: verdict.id,
          kind: 'warning',
          reason: 'Gegrond.',
          status: 'proposed',
          proposed_on: on,
        }),
      ],
      [
        'correction',
        await one('correction', {
          ...common,
          subject: 'address',
          changes: '[]',
          reason: 'Een tikfout.',
          corrected_on: on,
        }),
      ],
      [
        'earlier-check',
        await one('earlier_check', {
          ...common,
          elsewhere: 'x',
          number: '1',
          checked_on: on,
          checked_by: 'x',
          shown_by: 'x',
          recorded_on: on,
        }),
      ],
    ])
  })
}

// What is asked of accreditation for a course, what holds for it and what is objected to.
async function accreditationOf(
  context: Context,
  course: Readonly<Record<string, string>>,
  owner: { readonly organisation_id: string } | { readonly person_id: string },
): Promise<{ readonly part: string; readonly held: string; readonly objection: string }> {
  const { db, register } = context
  const on = '2026-08-01'
  const made = await db
    .insertInto('course')
    .values({
      ...{ ...course, title: 'Een cursus', summary: '', form: 'course', language: 'nl' },
      ...{ review_on: '2099-01-01', state: 'draft', made_on: on, changed_on: on },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const request = await db
    .insertInto('accreditation_request')
    .values({ ...owner, course_id: made.id, started_on: on, handed_in_on: on })
    .returning('id')
    .executeTakeFirstOrThrow()
  const part = await db
    .insertInto('accreditation_part')
    .values({
      ...{ ...owner, request_id: request.id, register: register.id, course_id: made.id },
      ...{ purpose: 'new', status: 'handed-in', number: randomUUID(), handed_in_on: on },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const held = await db
    .insertInto('accreditation')
    .values({
      ...{ ...owner, register: register.id, course_id: made.id, counts: '[]', first_day: on },
      ...{ last_day: '2099-01-01', decided_on: on },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const objection = await db
    .insertInto('accreditation_objection')
    .values({
      ...{ register: register.id, part_id: part.id, number: randomUUID(), status: 'made' },
      ...{ grounds: 'Jawel.', made_on: on, decide_before: '2099-01-01' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { part: part.id, held: held.id, objection: objection.id }
}
