import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, describe, test } from 'node:test'
import { parse } from 'yaml'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import { openFile } from '#domain/certification/committee/open-file.ts'
import { replayDecisions } from '#domain/certification/committee/replay-decisions.ts'
import { expireRegistrations } from '#domain/certification/validity/expire-registrations.ts'
import { remindExpiry } from '#domain/certification/validity/remind-expiry.ts'
import { state } from '#domain/dossier/statement/state.ts'
import { publishDifferences } from '#domain/public-register/entry/publish-differences.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, file, judge, passOn, professional } from '#testing/cast.ts'
import { withMadeUpVersion } from '#testing/made-up-version.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// A register that registers people for a year who are short of accredited hours only, and takes the
// months of it off the three years that follow; it says "tijdelijk".

const system = { kind: 'system', task: 'test' } as const
let peil: TestPlatform
let sanne: CastAccount
const members: CastAccount[] = []
let count = 0

const temporary = {
  article: 'hoofdstuk 2',
  text: 'Wie alleen geaccrediteerde uren mist, krijgt een jaar om die te halen.',
  length: 'P12M',
  open: ['accredited'],
  shortensNext: true,
}

before(async () => {
  peil = await testPlatform()
  const { certification } = peil.platform.registers.get('krsd') ?? assert.fail()
  await withMadeUpVersion(
    peil,
    {
      temporary,
    },
    {
      certification: {
        ...certification,
        temporary: {
          participle: 'tijdelijk gecertificeerd',
          name: 'tijdelijke certificering',
          meaning: 'Haalt binnen een jaar in wat nog ontbreekt.',
        },
      },
    },
  )
  const names = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...names }, ['secretariat'])
  for (const firstName of ['Tom', 'Marieke']) {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    members.push(await colleague(peil, { email, firstName, lastName: 'Lid' }, ['committee']))
  }
})

/** Somebody with 96 hours, none of which is accredited. */
async function almost(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  count += 1
  const email = `farid${count}@voorbeeld.nl`
  const who = await professional(peil, {
    email,
    firstName: 'Farid',
    lastName: `Amrani${'abcdefgh'.charAt(count - 1)}`,
    ...facts,
  })
  const supervising = { kind: 'supervising', title: 'Stagiaires', claimed: 7200 }
  const first = await activity(peil, who, { ...supervising, completedOn: '2026-05-01' })
  const title = 'Cursus zonder keurmerk'
  const second = await activity(peil, who, { title, claimed: 2400, completedOn: '2026-05-02' })
  return { ...who, first, second }
}

async function decide(
  who: CastProfessional,
  on: { readonly filed: string; readonly decided: string },
  whole: 'meets' | 'temporary' | 'fails' = 'meets',
): Promise<string> {
  const id = await file(peil, who, on.filed)
  await passOn(peil, sanne.actor, id, on.filed)
  for (const member of members) {
    const judged = await judge(peil, member, id, on.decided, {}, whole)
    assert.match(judged.outcome, /^(judged|decided)$/)
  }
  return id
}

const registered = (who: CastProfessional) =>
  peil.platform.db
    .selectFrom('registration')
    .leftJoin('public_entry', 'public_entry.registration_id', 'registration.id')
    .where('registration.id', '=', who.registrationId)
    .select(['registration.status', 'valid_first', 'valid_last', 'counted_until'])
    .select(['temporary_kind', 'full_first', 'full_last'])
    .select(['public_entry.temporary', 'public_entry.valid_until', 'public_entry.id as entry'])
    .executeTakeFirstOrThrow()

const mailsOf = (who: CastProfessional) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('account_id', '=', who.accountId)
    .orderBy('id')
    .select(['kind', 'subject', 'body_text'])
    .execute()

const certificatesOf = (who: CastProfessional) =>
  peil.platform.db
    .selectFrom('certificate')
    .where('registration_id', '=', who.registrationId)
    .orderBy('issued_on')
    .selectAll()
    .execute()

const prepared = (who: CastProfessional, on: string) =>
  peil.act(who.actor, (context) => prepareApplication(context, who.registrationId), on)

const page = async (path: string, who?: CastAccount) => {
  const answer = await peil.get(path, who?.cookie)
  assert.equal(answer.status, 200, path)
  return (await textOf(answer)).replaceAll('\u00a0', ' ')
}

describe('a registration for a while', () => {
  let farid: Awaited<ReturnType<typeof almost>>
  let applicationId = ''

  test('may be asked by who is short of what may be open, who is told what it comes to', async () => {
    farid = await almost()
    await peil.setToday('2026-09-01')
    const own = await page('/krsd/mijn/certificering', farid)
    assert.match(own, /kun je voor 12 maanden tijdelijk gecertificeerd worden/)
    assert.match(own, /Controleren en insturen/)
    const check = await page('/krsd/mijn/certificering/controleren', farid)
    assert.match(check, /voor een tijd aan: tijdelijk gecertificeerd/)
    assert.match(check, /krijgt een jaar om die te halen\. \(hoofdstuk 2\)/)
    assert.match(await page('/krsd/mijn', farid), /Nu al kan het voor een tijd/)
    applicationId = await file(peil, farid, '2026-09-01')
    const work = await page(`/krsd/werk/aanvragen/${applicationId}`, sanne)
    assert.match(work, /Ook als alles wordt goedgekeurd, voldoet het portfolio niet aan ‘Geacc/)
    await passOn(peil, sanne.actor, applicationId, '2026-09-01')
  })

  test('is given where members choose it, and they can choose nothing else', async () => {
    const decided = '2027-01-14'
    const [tom, marieke] = members
    assert.ok(tom && marieke)
    for (const whole of ['meets', 'fails'] as const) {
      const judged = await judge(peil, tom, applicationId, decided, {}, whole)
      assert.equal(judged.outcome, 'inconsistent', whole)
    }
    await peil.setToday(decided)
    const path = `/krsd/commissie/aanvragen/${applicationId}`
    const form = await page(path, tom)
    assert.match(form, /Nog niet helemaal: tijdelijk gecertificeerd/)
    const given = {
      [`oordeel-${farid.first}`]: 'approve',
      [`oordeel-${farid.second}`]: 'approve',
      reden: 'Alleen de geaccrediteerde uren ontbreken.',
      actie: 'oordeel',
    }
    const wrong = await peil.post(path, { ...given, geheel: 'meets' }, tom.cookie)
    assert.match(await textOf(wrong), /Kies ‘Nog niet helemaal: tijdelijk gecertificeerd’/)
    const right = await peil.post(path, { ...given, geheel: 'temporary' }, tom.cookie)
    assert.equal(right.status, 303)
    const judged = await judge(peil, marieke, applicationId, decided, {}, 'temporary')
    assert.deepEqual(judged.outcome === 'decided' && judged.decision.temporary, true)
    assert.match(await page(path, tom), /Tijdelijk gecertificeerd Besluit van 14 januari 2027/)
    assert.deepEqual(await registered(farid), {
      status: 'certified',
      valid_first: '2027-01-14',
      valid_last: '2028-01-13',
      counted_until: null,
      temporary_kind: 'first',
      full_first: null,
      full_last: null,
      temporary: true,
      valid_until: '2028-01-13',
      entry: (await registered(farid)).entry,
    })
    const decision = await peil.act(system, (context) => findDecision(context, applicationId))
    assert.equal(decision?.temporary, true)
    assert.equal(decision?.objectBefore?.toString(), '2027-02-25')
    const used = await peil.platform.db
      .selectFrom('activity_claim')
      .where('registration_id', '=', farid.registrationId)
      .select(['state', 'used_by'])
      .execute()
    assert.deepEqual(used, [
      { state: 'approved', used_by: null },
      { state: 'approved', used_by: null },
    ])
    await assertRecorded(peil, 'registration', 'certify-for-a-while', farid.registrationId)
    const register = peil.platform.registers.get('krsd') ?? assert.fail()
    const { decisions, differing } = await replayDecisions(peil.platform.db, register)
    assert.deepEqual([decisions, differing], [1, []])
  })

  test('stands on every paper, in the mails, on the pages, in public and in the API', async () => {
    await peil.makePapers()
    const [certificate] = await certificatesOf(farid)
    assert.ok(certificate)
    assert.equal(certificate.temporary, true)
    const papers = await peil.platform.db.selectFrom('document').select(['id', 'name']).execute()
    const named = (id: string | null) => papers.find((paper) => paper.id === id)?.name
    assert.match(named(certificate.letter_id) ?? '', /^besluit-/)
    const [told, ready] = (await mailsOf(farid)).slice(-2)
    assert.equal(told?.kind, 'temporary-granted')
    assert.match(told?.subject ?? '', /je bent tijdelijk gecertificeerd/)
    assert.match(
      told?.body_text ?? '',
      /Haal dit vóór die dag in[\s\S]*- Geaccrediteerd: 0 van 24 uur/,
    )
    assert.match(told?.body_text ?? '', /Bezwaar maken kan tot en met: 25 februari 2027/)
    assert.match(ready?.body_text ?? '', /Status: Tijdelijk gecertificeerd/)
    const own = await page(`/krsd/mijn/certificering/${applicationId}`, farid)
    assert.match(own, /Je bent tijdelijk gecertificeerd/)
    assert.doesNotMatch(own, /Gefeliciteerd/)
    assert.match(own, /Haal dit in vóór 13 januari 2028: Geaccrediteerd/)
    assert.match(own, /Maak bezwaar, tot en met 25 februari 2027/)
    assert.match(own, /Besluit \(pdf\)/)
    const portfolio = await page('/krsd/mijn', farid)
    assert.match(portfolio, /Tijdelijk gecertificeerd/)
    assert.match(portfolio, /Haal in wat nog openstaat.*tot en met 13 januari 2028/)
    const certification = await page('/krsd/mijn/certificering', farid)
    assert.match(certification, /Haal vóór die dag in wat nog/)
    assert.match(certification, /Eerdere aanvragen.*A-2026-0001.*Tijdelijk gecertificeerd/)
    assert.match(await page('/krsd/mijn/gegevens', farid), /Tijdelijk gecertificeerd/)
    const { entry } = await registered(farid)
    const shown = await page(`/krsd/register/${entry}`)
    assert.match(shown, /Tijdelijk gecertificeerd/)
    assert.match(shown, /Haalt binnen een jaar in wat nog ontbreekt\./)
    assert.match(await page('/krsd/register?naam=Amrania'), /Tijdelijk gecertificeerd/)
    const checked = await page(`/krsd/certificaat/${certificate.code}`)
    assert.match(checked, /Farid Amrania is tijdelijk gecertificeerd\./)
    const answer = await peil.get('/api/v1/krsd/registrations/1')
    assert.partialDeepStrictEqual(await answer.json(), {
      status: 'certified',
      statusLabel: 'Tijdelijk gecertificeerd',
      temporary: true,
      validUntil: '2028-01-13',
    })
    const dossier = await (await peil.get('/api/v1/krsd/dossier', farid.cookie)).json()
    assert.deepEqual(dossier.temporary, { first: '2027-01-14', last: '2028-01-13' })
    assert.match(await page(`/krsd/werk/dossiers/${farid.registrationId}`, sanne), /Tijdelijk gec/)
  })

  test('is reminded of as long before its end as the register says, with what is open', async () => {
    for (const day of ['2027-07-13', '2027-10-12']) await peil.act(system, remindExpiry, day)
    const reminders = async () =>
      (await mailsOf(farid)).filter(({ kind }) => kind.endsWith('-reminder'))
    assert.deepEqual(await reminders(), [])
    for (const day of ['2027-10-13', '2027-10-14']) await peil.act(system, remindExpiry, day)
    const [first, ...others] = await reminders()
    assert.equal(others.length, 0)
    assert.equal(first?.kind, 'temporary-reminder')
    assert.match(first?.subject ?? '', /je tijdelijke certificering loopt over 3 maanden af/)
    assert.match(first?.body_text ?? '', /- Geaccrediteerd/)
  })

  test('is followed by a period that the months of it shorten, when what was open is made up for', async () => {
    await activity(peil, farid, {
      title: 'Opleiding met keurmerk',
      claimed: 2400,
      completedOn: '2027-05-01',
      accredited: true,
    })
    const { kind, assessment, dossier } = await prepared(farid, '2027-10-15')
    assert.deepEqual([kind, assessment.outcome], ['first', 'undetermined'])
    assert.equal(dossier.activities.length, 3)
    const filed = '2027-10-15'
    const id = await decide(farid, { filed, decided: '2027-11-20' })
    const decision = await peil.act(system, (context) => findDecision(context, id))
    assert.equal(decision?.temporary, false)
    // Ten whole months were used of the three years.
    assert.partialDeepStrictEqual(await registered(farid), {
      status: 'certified',
      valid_first: '2027-11-20',
      valid_last: '2030-01-19',
      counted_until: '2027-10-15',
      temporary_kind: null,
      temporary: false,
      valid_until: '2030-01-19',
    })
    const [before, now] = await certificatesOf(farid)
    assert.deepEqual([before?.replaced_on, now?.replaced_on], ['2027-11-20', null])
    assert.equal(now?.temporary, false)
    assert.equal((await mailsOf(farid)).at(-2)?.kind, 'application-granted')
    const used = await peil.platform.db
      .selectFrom('activity_claim')
      .where('registration_id', '=', farid.registrationId)
      .where('used_by', '=', id)
      .select('activity_id')
      .execute()
    assert.equal(used.length, 3)
    await peil.setToday('2027-11-20')
    assert.match(await page('/krsd/mijn', farid), /Gefeliciteerd, je bent gecertificeerd/)
    const replaced = await page(`/krsd/certificaat/${before?.code}`)
    assert.match(replaced, /is vervangen/)
    await peil.makePapers()
  })

  test('ends where nothing comes, and is given once', async () => {
    const who = await almost()
    await decide(who, { filed: '2026-09-01', decided: '2027-01-14' }, 'temporary')
    await peil.act(system, expireRegistrations, '2028-01-13')
    assert.equal((await registered(who)).status, 'certified')
    await peil.act(system, expireRegistrations, '2028-01-14')
    const after = await registered(who)
    assert.deepEqual([after.status, after.entry], ['expired', null])
    const mail = (await mailsOf(who)).at(-1)
    assert.match(mail?.subject ?? '', /je tijdelijke certificering is verlopen/)
    await peil.setToday('2028-01-14')
    assert.match(await page('/krsd/mijn', who), /Je tijdelijke certificering is op 13 januari 2028/)
    const { hindrance, kind } = await prepared(who, '2028-01-14')
    assert.deepEqual([hindrance?.is, kind], ['not-met', 'first'])
    await peil.makePapers()
  })

  test('stays until its end where the application after it is refused', async () => {
    const who = await almost()
    await decide(who, { filed: '2026-09-01', decided: '2027-01-14' }, 'temporary')
    const more = { title: 'Opleiding', claimed: 2400, completedOn: '2027-03-01', accredited: true }
    const later = await activity(peil, who, more)
    const id = await file(peil, who, '2027-05-01')
    await passOn(peil, sanne.actor, id, '2027-05-01')
    const rejected = { outcome: 'rejected', amount: undefined, reason: 'Geen bewijs.' } as const
    for (const member of members) {
      await judge(peil, member, id, '2027-07-08', { [later]: rejected }, 'fails')
    }
    const decision = await peil.act(system, (context) => findDecision(context, id))
    assert.deepEqual([decision?.outcome, decision?.temporary], ['refused', false])
    assert.partialDeepStrictEqual(await registered(who), {
      status: 'certified',
      temporary_kind: 'first',
      valid_last: '2028-01-13',
      temporary: true,
    })
  })
})

test('after a renewal it begins when the old period ends, and the renewal goes on from it', async () => {
  const old = { status: 'certified', validFirst: '2024-01-11', validLast: '2027-01-10' } as const
  const who = await almost({ ...old, countedUntil: '2023-12-20' })
  await decide(who, { filed: '2026-09-01', decided: '2026-10-08' }, 'temporary')
  const granted = await registered(who)
  assert.partialDeepStrictEqual(granted, {
    status: 'certified',
    valid_first: '2027-01-11',
    valid_last: '2028-01-10',
    counted_until: '2023-12-20',
    temporary_kind: 'renewal',
    full_first: '2024-01-11',
    full_last: '2027-01-10',
    // The old period runs until then.
    temporary: false,
    valid_until: '2027-01-10',
  })
  await peil.act(system, publishDifferences, '2027-01-10')
  assert.equal((await registered(who)).temporary, false)
  await peil.act(system, publishDifferences, '2027-01-11')
  const begun = await registered(who)
  assert.deepEqual([begun.temporary, begun.valid_until], [true, '2028-01-10'])
  const more = { title: 'Opleiding', claimed: 2400, completedOn: '2027-03-01', accredited: true }
  await activity(peil, who, more)
  const filed = await file(peil, who, '2028-01-10')
  await peil.act(system, expireRegistrations, '2028-01-11')
  await peil.setToday('2028-01-11')
  const { entry, status } = await registered(who)
  assert.equal(status, 'renewal-pending')
  const shown = await page(`/krsd/register/${entry}`)
  assert.match(shown, /Tijdelijk gecertificeerd.*Tot het besluit over de nieuwe aanvraag/)
  await passOn(peil, sanne.actor, filed, '2028-01-11')
  for (const member of members) await judge(peil, member, filed, '2028-04-13')
  // Twelve months of the three years were used.
  assert.partialDeepStrictEqual(await registered(who), {
    status: 'certified',
    valid_first: '2028-01-11',
    valid_last: '2030-01-10',
    counted_until: '2028-01-10',
    temporary_kind: null,
    full_first: null,
    temporary: false,
  })
})

test('may rest on a plan that the file asks, which is judged with the application and read again at the next', async () => {
  const source = new URL('../../../regulations/krsd/2021-01-01.yaml', import.meta.url)
  const { norms } = parse(await readFile(source, 'utf8'))
  await withMadeUpVersion(peil, {
    temporary,
    documents: [
      {
        id: 'plan',
        label: 'het plan van aanpak',
        asked: {
          fields: [
            { id: 'what', type: 'long-text', label: 'Wat ga je doen?', required: true },
            { id: 'by', type: 'day', label: 'Wanneer is dat klaar?', required: true },
          ],
        },
      },
    ],
    norms: [
      ...norms,
      {
        id: 'on-plan',
        article: 'hoofdstuk 2',
        source: 'booklet',
        label: 'Plan van aanpak',
        text: 'Wie geaccrediteerde uren mist, schrijft op wat er wanneer wordt ingehaald.',
        requires: {
          kind: 'one-of',
          of: [
            { kind: 'minimum', atLeast: 24, of: 'accredited' },
            { kind: 'document', document: 'plan' },
          ],
        },
      },
    ],
  })
  const who = await almost()
  assert.equal((await prepared(who, '2026-09-01')).hindrance?.is, 'not-met', 'without a plan')
  await peil.act(
    who.actor,
    (context) =>
      state(context, {
        registrationId: who.registrationId,
        stated: {
          member: 'document',
          kind: 'plan',
          issuedOn: Temporal.PlainDate.from('2026-08-30'),
          details: { what: 'De opleiding Schuldhulpverlening', by: '2027-09-30' },
        },
        files: [],
      }),
    '2026-08-30',
  )
  const id = await decide(who, { filed: '2026-09-01', decided: '2027-01-14' }, 'temporary')
  const decision = await peil.act(system, (context) => findDecision(context, id))
  const found = decision?.assessment.norms.map(({ id: norm, outcome }) => `${norm} ${outcome}`)
  assert.ok(found?.includes('on-plan met') && found.includes('accredited not-met'), `${found}`)
  const more = { title: 'Opleiding', claimed: 2400, completedOn: '2027-03-01', accredited: true }
  await activity(peil, who, more)
  const next = await file(peil, who, '2027-05-01')
  await passOn(peil, sanne.actor, next, '2027-05-01')
  const [tom] = members
  assert.ok(tom)
  await peil.act(tom.actor, (context) => openFile(context, next, tom.accountId), '2027-05-02')
  await peil.setToday('2027-05-02')
  const read = await page(`/krsd/commissie/aanvragen/${next}`, tom)
  assert.match(read, /[Pp]lan van aanpak[\s\S]*De opleiding Schuldhulpverlening/)
})
