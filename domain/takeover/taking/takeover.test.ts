import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { after, describe, test } from 'node:test'
import type {
  CertificateCheck,
  CheckedCertificate,
} from '#domain/certification/certificate/check-certificate.ts'
import { checkCertificate } from '#domain/certification/certificate/check-certificate.ts'
import { certificatesOf, certificateThatHolds } from '#domain/certification/certificate/queries.ts'
import { reissueCertificates } from '#domain/certification/certificate/reissue-certificates.ts'
import { compareCorrection } from '#domain/certification/correction/compare-correction.ts'
import { sealOf } from '#domain/certification/correction/correction.ts'
import { makeCorrection } from '#domain/certification/correction/make-correction.ts'
import { confirmDeath } from '#domain/certification/death/confirm-death.ts'
import { listDeaths } from '#domain/certification/death/queries.ts'
import { reportDeath } from '#domain/certification/death/report-death.ts'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { closeAccount } from '#domain/people/account/close-account.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { findEntryByNumber } from '#domain/public-register/entry/queries.ts'
import { filesInFolder } from '#domain/takeover/delivery/delivered-files.ts'
import { mistakeInWords } from '#domain/takeover/delivery/mistakes.ts'
import { readDelivery } from '#domain/takeover/delivery/read-delivery.ts'
import {
  beginTakeover,
  discardDelivery,
  openDelivery,
  sendFiles,
} from '#domain/takeover/taking/deliver.ts'
import { forgetDeliveries } from '#domain/takeover/taking/forget-deliveries.ts'
import { holdDelivery } from '#domain/takeover/taking/hold-delivery.ts'
import { invitePeople } from '#domain/takeover/taking/invite-people.ts'
import type { RowCounts } from '#domain/takeover/taking/queries.ts'
import {
  countPeople,
  countRows,
  findDelivery,
  leftRows,
  listDeliveries,
} from '#domain/takeover/taking/queries.ts'
import { takeOver } from '#domain/takeover/taking/take-over.ts'
import { assess, explain } from '#engine'
import { readTheDelivery, takeOverForAWhile } from '#jobs/take-over.ts'
import { professional } from '#testing/cast.ts'
import type { MadeUpList } from '#testing/made-up-delivery.ts'
import { asCsv, madeUpPerson, writeDelivery } from '#testing/made-up-delivery.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'
import { textPdf } from '#testing/text-pdf.ts'

const peil = await testPlatform({ register: 'lklr' })
await peil.setToday('2021-06-15')
const { platform } = peil
const actor: Actor = { kind: 'system', task: 'test' }
const register = platform.registers.get('lklr') ?? assert.fail()
const scratch = mkdtempSync(path.join(tmpdir(), 'peil-takeover-test-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

let folders = 0
function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  folders += 1
  const folder = path.join(scratch, String(folders))
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), content)
  }
  return folder
}

/** People as lists in a folder, after a change of their rows. */
function folderOf(people: readonly MadeUpList[]): string {
  const names = ['personen', 'registraties', 'papieren', 'activiteiten'] as const
  return folderWith(
    Object.fromEntries(
      names.flatMap((name) => {
        const rows = people.flatMap((one) => one[name])
        return rows.length === 0 ? [] : [[`${name}.csv`, asCsv(rows)]]
      }),
    ),
  )
}

async function read(folder: string, source = 'PE-online') {
  const takeoverId = await peil.act(actor, (context) => openDelivery(context, source))
  const delivering = { platform, register, actor, takeoverId }
  const files = await filesInFolder([folder])
  const { outcome } = await readDelivery(delivering, files)
  const counts = () => peil.act(actor, (context) => countRows(context, takeoverId))
  return {
    takeoverId,
    outcome,
    counts,
    take: (goOn?: () => Promise<boolean>) => takeOver(delivering, files, goOn),
    mistakes: async () => {
      const rows = await peil.act(actor, (context) => leftRows(context, takeoverId, { most: 500 }))
      return rows.flatMap(({ kind, row, mistakes }) =>
        mistakes.map(({ column, is }) => `${kind} ${row} ${column}: ${is}`),
      )
    },
    discard: () => peil.act(actor, (context) => discardDelivery(context, takeoverId)),
  }
}

const sum = (
  counts: RowCounts,
  state: 'ready' | 'wrong' | 'left-out' | 'known' | 'changed' | 'done',
) =>
  (['person', 'registration', 'certificate', 'activity', 'evidence'] as const).map(
    (kind) => counts[kind][state],
  )

async function registrationOf(number: number): Promise<string> {
  const { id } = await platform.db
    .selectFrom('registration')
    .where('register', '=', 'lklr')
    .where('number', '=', number)
    .select('id')
    .executeTakeFirstOrThrow()
  return id
}

describe('somebody who is taken over', () => {
  test('keeps number, period, certificate, activities and what was decided on them', async () => {
    const { take, counts, takeoverId } = await read(folderOf([madeUpPerson(1), madeUpPerson(42)]))
    assert.deepEqual(sum(await counts(), 'ready'), [2, 2, 2, 8, 0])
    assert.deepEqual(await take(), { outcome: 'done' })
    assert.deepEqual(sum(await counts(), 'done'), [2, 2, 2, 8, 0])
    const id = await registrationOf(42)
    const { dossier, compiled, activities } = await peil.act(actor, (context) =>
      loadDossier(context, id),
    )
    // 2019-07-01 plus five years: halfway, and what was decided elsewhere is what the engine gets.
    assert.equal(dossier.kind, 'renewal')
    assert.equal(dossier.period?.first.toString(), '2019-07-01')
    assert.equal(dossier.period?.last.toString(), '2024-06-30')
    assert.deepEqual(
      dossier.judgements.map(({ outcome }) => outcome),
      ['approved', 'approved', 'approved', 'approved'],
    )
    assert.equal(activities[1]?.judgementReason, 'Niet alles hoorde bij het vak')
    const day = Temporal.PlainDate.from('2021-06-15')
    const explained = explain(compiled, assess(compiled, dossier, day))
    const total = explained.norms.find(({ id: norm }) => norm === 'total')
    // Twice 12.5 and twice 4 of 160.
    assert.match(total?.text ?? '', /33/)
    await assertRecorded(peil, 'registration', 'take-over', id)
    await assertRecorded(peil, 'person', 'take-over')
    await assertRecorded(peil, 'certificate', 'take-over')
    await assertRecorded(peil, 'activity', 'take-over')
    await assertRecorded(peil, 'takeover', 'deliver', takeoverId)
    await assertRecorded(peil, 'takeover', 'read', takeoverId)
    await assertRecorded(peil, 'takeover', 'begin', takeoverId)
    await assertRecorded(peil, 'takeover', 'end', takeoverId)
  })

  test('is in the public register, and the check page knows the code on the old paper', async () => {
    const entry = await peil.act(actor, (context) => findEntryByNumber(context, 42))
    assert.equal(entry?.name, 'Cor van der El Amrani 42')
    assert.equal(entry?.validUntil?.toString(), '2024-06-30')
    for (const typed of [
      'LK 2019-42',
      'lk201942',
      'http://peil.test/lklr/certificaat/LK%202019-42',
    ]) {
      const checked: CertificateCheck = await peil.act(actor, (context) =>
        checkCertificate(context, decodeURIComponent(typed)),
      )
      assert.equal(checked.outcome, 'found', typed)
      if (checked.outcome !== 'found') continue
      const { standing, name, takenOver, code }: CheckedCertificate = checked.certificate
      assert.deepEqual([standing, name, code], ['valid', 'Naam op papier 42', 'LK 2019-42'])
      assert.equal(takenOver?.source, 'PE-online')
    }
  })

  test('leaves the numbers of the register to go on above the highest', async () => {
    assert.equal(await peil.act(actor, (context) => nextNumber(context, 'registration')), 43)
  })

  test('gets no invoice of years that were charged elsewhere, and no mail before being invited', async () => {
    const { sendYears } = await import('#testing/people.ts')
    await peil.act(actor, sendYears, '2021-06-16')
    assert.deepEqual(await platform.db.selectFrom('invoice').select('id').execute(), [])
    // The year that begins later is charged here; the mail of it is only shown.
    await peil.act(actor, sendYears, '2021-07-02')
    const invoices = await platform.db.selectFrom('invoice').select('covers_first').execute()
    assert.deepEqual(invoices, [{ covers_first: '2021-07-01' }])
    const mails = await platform.db.selectFrom('mail_message').select('shown_only').execute()
    assert.deepEqual(mails, [{ shown_only: true }])
    assert.deepEqual(
      peil.jobs.filter(({ name }) => name === 'deliver-mail'),
      [],
    )
  })

  test('is invited when the register wants, and signs in by a link', async () => {
    assert.deepEqual(await peil.act(actor, countPeople), { taken: 2, toInvite: 2 })
    assert.deepEqual(await peil.act(actor, (context) => invitePeople(context, 1)), { invited: 1 })
    await assertRecorded(peil, 'takeover', 'invite')
    assert.deepEqual(await peil.act(actor, countPeople), { taken: 2, toInvite: 1 })
    const mail = await platform.db
      .selectFrom('mail_message')
      .where('kind', '=', 'taken-over-invitation')
      .select(['to_address', 'body_text', 'shown_only'])
      .executeTakeFirstOrThrow()
    assert.equal(mail.shown_only, false)
    assert.match(mail.body_text, /overgenomen uit PE-online/)
    const person = await platform.db
      .selectFrom('account')
      .where('email', '=', 'persoon42@overgenomen.voorbeeld.nl')
      .select(['password_hash', 'quiet'])
      .executeTakeFirstOrThrow()
    assert.deepEqual(person, { password_hash: null, quiet: true })
    const asked = await peil.post('/lklr/inloggen/link', {
      'e-mail': 'persoon42@overgenomen.voorbeeld.nl',
    })
    const link = await platform.db
      .selectFrom('mail_message')
      .where('kind', '=', 'sign-in-link')
      .select(['body_text', 'shown_only'])
      .executeTakeFirstOrThrow()
    assert.equal(link.shown_only, false)
    const [, token = ''] = /inloggen\/link\/([\w-]{43})/.exec(link.body_text) ?? []
    const browser = asked.headers.getSetCookie().find((one) => one.startsWith('peil-aanvraag='))
    const entered = await peil.post(`/lklr/inloggen/link/${token}`, {}, browser?.split(';')[0])
    assert.equal(entered.status, 303)
    const session = entered.headers.getSetCookie().find((one) => one.startsWith('peil='))
    const cookie = session?.split(';')[0] ?? ''
    const portfolio = await (await peil.get('/lklr/mijn', cookie)).text()
    assert.match(portfolio, /Activiteit 0/)
    const data = await (await peil.get('/lklr/mijn/gegevens', cookie)).text()
    assert.match(data.replaceAll('\u00a0', ' '), /Overgenomen uit PE-online op 15 juni 2021/)
    assert.deepEqual(await peil.act(actor, countPeople), { taken: 2, toInvite: 0 })
  })
})

test('whoever was taken over has the mark of this register, and a certificate of it under another name', async () => {
  const id = await registrationOf(42)
  const cookie = await peil.signIn('persoon42@overgenomen.voorbeeld.nl')
  const own = await (await peil.get('/lklr/mijn/certificering', cookie.cookie)).text()
  assert.match(own, /het keurmerk is van hier.*keurmerk\.png.*Keurmerk voor je e-mail/s)
  const mark = await peil.get('/lklr/certificaat/LK%202019-42/keurmerk.png')
  assert.deepEqual([mark.status, mark.headers.get('content-type')], [200, 'image/png'])
  const call = (name: string) =>
    peil.act(actor, async (context) => {
      const member = (await findMember(context, id, { lock: true })) ?? assert.fail()
      return reissueCertificates(context, member, name)
    })
  const papers = await call('Cor van der Nieuw')
  assert.equal(papers.length, 2)
  const held = () => peil.act(actor, (context) => certificatesOf(context, id))
  const [anew, old] = await held()
  assert.deepEqual([anew?.validFirst, anew?.validLast, old?.replacedOn].map(String), [
    '2019-07-01',
    '2024-06-30',
    '2021-06-15',
  ])
  assert.deepEqual(papers, [anew?.documentId, anew?.pictureId])
  assert.ok(anew?.markSvgId !== undefined && anew.letterId === undefined)
  const standingOf = async (code: string) => {
    const found = await peil.act(actor, (context) => checkCertificate(context, code))
    return found.outcome === 'found' ? [found.certificate.standing, found.certificate.name] : found
  }
  assert.deepEqual(await standingOf('LK 2019-42'), ['issued-anew', 'Naam op papier 42'])
  assert.deepEqual(await standingOf(anew.code), ['valid', 'Cor van der Nieuw'])
  await assertRecorded(peil, 'certificate', 'issue-anew', anew.id)
  // The mark that was put under mails with the old code is that of the new one.
  const kept = await peil.act(actor, (context) => certificateThatHolds(context, 'LK 2019-42'))
  assert.equal(kept?.id, anew.id)
  // A period that was typed wrong is set right on what was issued here as well, paper and mark.
  const corrected = await peil.act(actor, async (context) => {
    const day = Temporal.PlainDate.from
    const wish = { subject: 'period', first: day('2019-07-01'), last: day('2024-05-31') } as const
    const found = await compareCorrection(context, id, wish)
    assert.ok(found.outcome === 'differs', JSON.stringify(found))
    const seen = sealOf(found.changes)
    const why = { reason: 'Op het papier staat mei.', source: 'Brief van 3 juni 2021' }
    return makeCorrection(context, { registrationId: id, wish, ...why, seen })
  })
  assert.equal(corrected.outcome, 'corrected')
  const standing = (await held()).filter(({ replacedOn }) => replacedOn === undefined)
  assert.deepEqual(
    standing.map(({ validLast }) => validLast.toString()),
    ['2024-05-31'],
  )
  assert.ok(
    standing[0]?.documentId !== anew.documentId && standing[0]?.markSvgId !== anew.markSvgId,
  )
})

test('whoever was kept out of sight stays so, with a day on which that is looked at again', async () => {
  const hidden = madeUpPerson(60)
  Object.assign(hidden.registraties[0] ?? {}, { afgeschermd: 'ja' })
  const delivery = await read(folderOf([hidden]))
  await delivery.take()
  assert.equal(await peil.act(actor, (context) => findEntryByNumber(context, 60)), undefined)
  const rows = await platform.db
    .selectFrom('shielding')
    .where('registration_id', '=', await registrationOf(60))
    .select(['status', 'hides', 'review_on'])
    .execute()
  assert.equal(rows.length, 1)
  assert.deepEqual([rows[0]?.status, rows[0]?.hides], ['holds', true])
  await assertRecorded(peil, 'registration', 'shield', await registrationOf(60))
})

describe('the same again', () => {
  test('adds nothing, and what was changed since is said and not overwritten', async () => {
    const changed = madeUpPerson(1)
    const [registration] = changed.registraties
    assert.ok(registration)
    registration.status = 'Uitgeschreven'
    const again = await read(folderOf([changed, madeUpPerson(42)]))
    const counts = await again.counts()
    assert.deepEqual(sum(counts, 'ready'), [0, 0, 0, 0, 0])
    assert.deepEqual(sum(counts, 'known'), [2, 1, 2, 8, 0])
    assert.deepEqual(await again.mistakes(), ['registration 2 : changed'])
    assert.deepEqual(await again.take(), { outcome: 'done' })
    const row = await platform.db
      .selectFrom('registration')
      .where('number', '=', 1)
      .select('status')
      .executeTakeFirst()
    assert.equal(row?.status, 'certified')
  })
})

describe('a row with a mistake', () => {
  // From another administration than the others, which knows none of their keys.
  const wrong = (change: (list: MadeUpList) => void) => {
    const list = madeUpPerson(100)
    change(list)
    return read(folderOf([list]), 'een ander systeem')
  }
  const set = (name: keyof MadeUpList, column: string, value: string) => (list: MadeUpList) => {
    const [row] = list[name]
    if (row !== undefined) row[column] = value
  }
  const cases: readonly [ReturnType<typeof set>, string][] = [
    [set('personen', 'e-mail', 'geen adres'), 'person 2 e-mail: no-email'],
    [set('personen', 'achternaam', ''), 'person 2 achternaam: empty'],
    [set('personen', 'voornaam', 'x\0y'), 'person 2 voornaam: not-text'],
    [set('personen', 'land', 'QQ'), 'person 2 land: no-country'],
    [set('registraties', 'nummer', 'KRSD-000100'), 'registration 2 nummer: no-number'],
    [set('registraties', 'status', 'Lid'), 'registration 2 status: unknown-status'],
    [set('registraties', 'status', 'Aangemeld'), 'registration 2 status: status-not-taken'],
    [
      set('registraties', 'geldig tot en met', '2016-01-01'),
      'registration 2 geldig tot en met: period-reversed',
    ],
    [
      set('registraties', 'geldig tot en met', '2023-01-01'),
      'registration 2 geldig tot en met: period-too-long',
    ],
    [
      set('registraties', 'geldig tot en met', '2021-06-14'),
      'registration 2 geldig tot en met: period-over',
    ],
    [set('registraties', 'geldig van', '31-2-2017'), 'registration 2 geldig van: no-day'],
    [set('registraties', 'persoon', 'p7'), 'registration 2 persoon: no-person'],
    [set('registraties', 'nummer', 'LKLR-000042'), 'registration 2 nummer: number-taken'],
    [set('papieren', 'code', 'LK 2019-42'), 'certificate 2 code: code-taken'],
    [set('papieren', 'nummer', 'LKLR-000777'), 'certificate 2 nummer: no-registration'],
    [set('activiteiten', 'soort', 'Kampvuur'), 'activity 2 soort: unknown-kind'],
    [set('activiteiten', 'nummer', 'LKLR-000777'), 'activity 2 nummer: no-registration'],
    [set('activiteiten', 'toegekend', '1.500'), 'activity 2 toegekend: unclear-amount'],
    [set('activiteiten', 'eenheid', 'uren'), 'activity 2 eenheid: other-unit'],
    [set('activiteiten', 'datum', '2022-01-01'), 'activity 2 datum: in-the-future'],
    [
      set('personen', 'e-mail', 'persoon42@overgenomen.voorbeeld.nl'),
      'person 2 e-mail: email-taken',
    ],
  ]
  for (const [change, expected] of cases) {
    test(`is said: ${expected}`, async () => {
      const delivery = await wrong(change)
      const found = await delivery.mistakes()
      assert.ok(found.includes(expected), `${expected}, not ${found.join('; ')}`)
      await delivery.discard()
    })
  }

  test('of an address with which somebody works here is said, and no file is hung on them', async () => {
    await peil.signIn('werkt@voorbeeld.nl', ['secretariat'], { register: 'lklr' })
    const delivery = await wrong(set('personen', 'e-mail', 'werkt@voorbeeld.nl'))
    assert.ok((await delivery.mistakes()).includes('person 2 e-mail: works-here'))
    await delivery.discard()
  })

  test('of somebody who is here as deceased is said, and nobody is written anew', async () => {
    const gone = madeUpPerson(640)
    const first = await read(folderOf([gone]), 'eerst')
    assert.deepEqual(await first.take(), { outcome: 'done' })
    const registrationId = await registrationOf(640)
    await peil.act(actor, async (context) => {
      const member = await findMember(context, registrationId, { lock: true })
      assert.ok(member?.accountId)
      await closeAccount(context, member.accountId)
      assert.ok(await endRegistration(context, member, 'death'))
    })
    const again = await read(folderOf([gone]), 'later')
    assert.ok((await again.mistakes()).includes('person 2 e-mail: died-here'))
    await again.discard()
  })

  test('of an address whose account went on in another is said whose it is, and nobody is written anew', async () => {
    const one = madeUpPerson(641)
    const first = await read(folderOf([one]), 'eerst')
    assert.deepEqual(await first.take(), { outcome: 'done' })
    const { db } = peil.platform
    const { person_id } = await db
      .selectFrom('registration')
      .where('id', '=', await registrationOf(641))
      .select('person_id')
      .executeTakeFirstOrThrow()
    const { account_id } = await db
      .selectFrom('person')
      .where('id', '=', person_id)
      .select('account_id')
      .executeTakeFirstOrThrow()
    const { accountId } = await peil.signIn('gaat-verder@voorbeeld.nl')
    await db
      .updateTable('person')
      .where('id', '=', person_id)
      .set({ account_id: accountId })
      .execute()
    await db
      .updateTable('account')
      .where('id', '=', account_id)
      .set({ closed_at: Temporal.Now.instant().toString(), merged_into: accountId })
      .execute()
    const again = await read(folderOf([one]), 'later')
    assert.ok((await again.mistakes()).includes('person 2 e-mail: in-register'))
    await again.discard()
  })

  test('who signed up, died or took an address since a delivery was looked at, is looked at again', async () => {
    const people = [650, 651, 652, 653].map((nth) => madeUpPerson(nth, 1))
    const delivery = await read(folderOf(people), 'gisteren')
    assert.deepEqual(await delivery.mistakes(), [])
    const here = (nth: number, lastName: string, status: 'candidate' | 'withdrawn') =>
      professional(peil, {
        email: `persoon${nth}@overgenomen.voorbeeld.nl`,
        firstName: people[nth - 650]?.personen[0]?.voornaam ?? '',
        lastName,
        status,
      })
    const named = (nth: number) => people[nth - 650]?.personen[0]?.achternaam ?? ''
    await here(650, named(650), 'candidate')
    await here(651, 'Heel Anders', 'withdrawn')
    const dead = await here(652, named(652), 'withdrawn')
    await peil.act(actor, async (context) => {
      const told = { toldBy: 'relative', toldName: 'N. Aaste', seenHow: 'Rouwkaart' } as const
      const { registrationId } = dead
      const to = { toldEmail: '', toldAddress: '', diedOn: context.today, registrationId }
      await reportDeath(context, { ...told, ...to })
    })
    const [report] = await peil.act(actor, listDeaths)
    const confirmed = await peil.act(actor, (context) =>
      confirmDeath(context, report ?? assert.fail()),
    )
    assert.deepEqual(confirmed, { outcome: 'confirmed' })
    assert.deepEqual(await delivery.take(), { outcome: 'done' })
    assert.deepEqual((await delivery.mistakes()).toSorted(), [
      'person 2 e-mail: in-register',
      'person 3 e-mail: email-taken',
      'person 4 e-mail: died-here',
    ])
    assert.deepEqual(sum(await delivery.counts(), 'done'), [1, 1, 1, 1, 0])
    assert.deepEqual(sum(await delivery.counts(), 'left-out'), [0, 3, 3, 3, 0])
    assert.ok(await registrationOf(653))
  })

  test('of points that nobody decided on and no hours: points are never taken for hours', async () => {
    const delivery = await wrong((list) => {
      const [row] = list.activiteiten
      Object.assign(row ?? {}, {
        aantal: '8',
        besluit: '',
        toegekend: '',
        'besluit op': '',
        'besloten door': '',
        'veld stated-load': '',
      })
    })
    const [left] = await peil.act(actor, (context) =>
      leftRows(context, delivery.takeoverId, { most: 5 }),
    )
    assert.deepEqual(
      left?.mistakes.map(({ is }) => is),
      ['hours-missing'],
    )
    const [mistake] = left?.mistakes ?? []
    assert.match(
      mistake === undefined ? '' : mistakeInWords(mistake).wrong,
      /punten worden nooit voor uren aangezien/,
    )
    await delivery.discard()
    await assertRecorded(peil, 'takeover', 'discard', delivery.takeoverId)
  })

  test('of a second registration of somebody who was taken over before is said before it is written', async () => {
    const { registraties } = madeUpPerson(42)
    const second = { ...registraties[0], nummer: 'LKLR-000777' }
    const delivery = await read(folderOf([{ ...madeUpPerson(42), registraties: [second] }]))
    assert.ok((await delivery.mistakes()).includes('registration 2 persoon: registered-already'))
    await delivery.discard()
    const over = { ...second, status: 'Uitgeschreven', 'beëindigd op': '2021-01-01' }
    const former = await read(folderWith({ 'registraties.csv': asCsv([over]) }))
    assert.deepEqual(await former.mistakes(), [])
    await former.discard()
  })

  test('stays out with what hangs on it, and goes in once it is mended', async () => {
    const good = madeUpPerson(201)
    const bad = madeUpPerson(202)
    const [registration] = bad.registraties
    const [activity] = good.activiteiten
    assert.ok(registration && activity)
    registration['ingeschreven op'] = 'gisteren'
    activity.soort = 'Kampvuur'
    const delivery = await read(folderOf([good, bad]))
    const counts = await delivery.counts()
    assert.deepEqual(sum(counts, 'ready'), [1, 1, 1, 3, 0])
    assert.deepEqual(sum(counts, 'wrong'), [0, 1, 0, 1, 0])
    assert.deepEqual(sum(counts, 'left-out'), [1, 0, 1, 4, 0])
    await delivery.take()
    const mended = await read(folderOf([madeUpPerson(201), madeUpPerson(202)]))
    assert.deepEqual(sum(await mended.counts(), 'ready'), [1, 1, 1, 5, 0])
    await mended.take()
    const rows = await platform.db
      .selectFrom('activity_claim')
      .where('registration_id', '=', await registrationOf(201))
      .select('id')
      .execute()
    assert.equal(rows.length, 4)
  })

  test('of somebody who stands there twice is said at the second', async () => {
    const other = madeUpPerson(302)
    const [person] = other.personen
    assert.ok(person)
    person['e-mail'] = 'persoon301@overgenomen.voorbeeld.nl'
    const third = madeUpPerson(303)
    Object.assign(third.personen[0] ?? {}, {
      ...madeUpPerson(301).personen[0],
      sleutel: 'p303',
      'e-mail': '',
    })
    const delivery = await read(folderOf([madeUpPerson(301), other, third]))
    const found = await delivery.mistakes()
    assert.ok(found.includes('person 3 e-mail: same-email'), found.join('; '))
    assert.ok(found.includes('person 4 achternaam: same-person'), found.join('; '))
    await delivery.discard()
  })
})

describe('broken off', () => {
  test('on the way it goes on where it was, with nobody half and nobody twice', async () => {
    const folder = path.join(scratch, 'many')
    await writeDelivery(folder, 450, {
      activities: 1,
      change: (list, nth) => {
        for (const rows of Object.values(list)) {
          for (const row of rows) {
            for (const column of ['sleutel', 'persoon', 'code']) {
              if (row[column] !== undefined) row[column] = `m-${row[column]}`
            }
            if (row.nummer !== undefined) row.nummer = String(5000 + nth)
          }
        }
        Object.assign(list.personen[0] ?? {}, { 'e-mail': '', postcode: '' })
        return list
      },
    })
    const delivery = await read(folder)
    assert.deepEqual(sum(await delivery.counts(), 'ready'), [450, 450, 450, 450, 0])
    assert.deepEqual(await delivery.take(async () => false), { outcome: 'stopped' })
    assert.deepEqual(sum(await delivery.counts(), 'done'), [200, 200, 200, 200, 0])
    assert.deepEqual(await delivery.take(), { outcome: 'done' })
    assert.deepEqual(sum(await delivery.counts(), 'done'), [450, 450, 450, 450, 0])
    const again = await read(folder)
    assert.deepEqual(sum(await again.counts(), 'known'), [450, 450, 450, 450, 0])
    await again.discard()
  })

  test('by a command, its page says so, goes on or ends it; what was taken over stays', async () => {
    const { cookie } = await peil.signIn('bo@voorbeeld.nl', ['administrator'])
    const people = (first: number) =>
      folderOf(Array.from({ length: 201 }, (_, nth) => madeUpPerson(first + nth, 0)))
    const page = (id: string) => `/lklr/beheer/overnemen/${id}`
    const shown = async (id: string) => (await peil.get(page(id), cookie)).text()
    const press = (id: string, doe: string) => peil.post(page(id), { doe }, cookie)
    const delivery = await read(people(10_000), 'Opdracht')
    const { takeoverId } = delivery
    assert.deepEqual(await delivery.take(async () => false), { outcome: 'stopped' })
    assert.match(await shown(takeoverId), /Afgebroken bij het overnemen/)
    // While a command works at it nobody else does.
    await holdDelivery(platform, takeoverId, async () => {
      assert.match(await shown(takeoverId), /Wordt overgenomen/)
      assert.doesNotMatch(await shown(takeoverId), /value="overnemen"|value="einde"/)
      const jobs = peil.jobs.length
      await press(takeoverId, 'overnemen')
      await press(takeoverId, 'einde')
      assert.equal(peil.jobs.length, jobs)
      assert.match(await shown(takeoverId), /Wordt overgenomen/)
    })
    assert.equal((await press(takeoverId, 'overnemen')).status, 303)
    assert.deepEqual(peil.jobs.at(-1), {
      name: 'take-over',
      data: { register: 'lklr', takeoverId },
    })
    await takeOverForAWhile(platform, { register: 'lklr', takeoverId })
    assert.equal((await delivery.counts()).person.done, 201)

    const other = await read(people(11_000), 'Opdracht')
    await other.take(async () => {
      assert.equal((await press(other.takeoverId, 'einde')).status, 303)
      return true
    })
    await assertRecorded(peil, 'takeover', 'break-off', other.takeoverId)
    assert.equal((await other.counts()).person.done, 200)
    assert.match(await shown(other.takeoverId), /Beëindigd, voor een deel overgenomen/)
    assert.deepEqual(await other.take(), { outcome: 'not-checked' })
    const rest = await read(people(11_000), 'Opdracht')
    assert.deepEqual(await rest.take(), { outcome: 'done' })
    assert.deepEqual(
      [(await rest.counts()).person.known, (await rest.counts()).person.done],
      [200, 1],
    )

    // Evidence lies where the command ran: only there it goes on.
    const [row] = madeUpPerson(12_000).activiteiten
    const folder = folderOf([madeUpPerson(12_000)])
    writeFileSync(path.join(folder, 'blad.pdf'), textPdf(['Deelgenomen']))
    writeFileSync(
      path.join(folder, 'bewijs.csv'),
      asCsv([{ activiteit: row?.sleutel ?? '', bestand: 'blad.pdf' }]),
    )
    const withFile = await read(folder, 'Opdracht')
    assert.match(await shown(withFile.takeoverId), /bewijsstukken liggen waar peil import liep/)
    await peil.act(actor, async (context) => {
      const { takeoverId: id } = withFile
      await context.db
        .updateTable('takeover')
        .where('id', '=', id)
        .set({ status: 'running' })
        .execute()
      await record(context, { noun: 'takeover', id, action: 'begin' })
    })
    assert.match(await shown(withFile.takeoverId), /bewijsstukken liggen waar peil import liep/)
    const asked = await peil.act(actor, (context) => beginTakeover(context, withFile.takeoverId))
    assert.deepEqual(asked, { outcome: 'needs-files' })
    // What nobody goes on with is over after a month.
    await peil.act(actor, forgetDeliveries, '2021-07-16')
    const over = await peil.act(actor, (context) => findDelivery(context, withFile.takeoverId))
    assert.deepEqual([over?.status, over?.brokenOff], ['done', true])
  })

  test('by somebody else who was faster, only that one is left out', async () => {
    const delivery = await read(folderOf([madeUpPerson(401), madeUpPerson(402)]))
    const faster = await read(folderOf([madeUpPerson(401)]), 'een ander systeem')
    await faster.take()
    await delivery.take()
    const counts = await delivery.counts()
    assert.deepEqual(counts.person, {
      ...{ ready: 0, wrong: 1, 'left-out': 0, known: 0, changed: 0, done: 1 },
    })
    assert.deepEqual(counts.registration.wrong, 1)
    assert.deepEqual((await delivery.mistakes()).toSorted(), [
      'certificate 2 code: code-taken',
      'person 2 e-mail: in-register',
      'registration 2 nummer: number-taken',
    ])
  })
})

test('a list of which the sending breaks off goes in nowhere, and is read whole the next time', async () => {
  const whole = Buffer.from(asCsv([801, 802].flatMap((nth) => madeUpPerson(nth).personen)))
  let breaksOff = true
  async function* half() {
    yield whole.subarray(0, whole.length - 40)
    throw new Error('The connection broke')
  }
  const open = async () => (breaksOff ? Readable.from(half()) : Readable.from([whole]))
  const files = {
    lists: [{ name: 'personen.csv', open }],
    proof: async () => undefined,
  }
  const takeoverId = await peil.act(actor, (context) => openDelivery(context, 'half'))
  const delivering = { platform, register, actor, takeoverId }
  const standing = async () => {
    const delivery = await peil.act(actor, (context) => findDelivery(context, takeoverId))
    const counts = await peil.act(actor, (context) => countRows(context, takeoverId))
    return [delivery?.status, sum(counts, 'ready')[0], sum(counts, 'left-out')[0]]
  }
  await assert.rejects(readDelivery(delivering, files), /The connection broke/)
  assert.deepEqual(await standing(), ['reading', 0, 0])
  const nothing = await peil.act(actor, (context) => beginTakeover(context, takeoverId))
  assert.equal(nothing.outcome, 'not-checked')
  breaksOff = false
  await readDelivery(delivering, files)
  assert.deepEqual((await standing())[0], 'checked')
  await peil.act(actor, (context) => discardDelivery(context, takeoverId))
})

describe('a file that shows what somebody did', () => {
  test('comes along, and what lies outside the folder does not', async () => {
    const pdf = await textPdf(['Bewijs van deelname'])
    const lists = madeUpPerson(501)
    const folder = folderOf([lists])
    writeFileSync(path.join(scratch, 'geheim.pdf'), pdf)
    mkdirSync(path.join(folder, 'bestanden'))
    writeFileSync(path.join(folder, 'bestanden', 'deelname.pdf'), pdf)
    writeFileSync(path.join(folder, 'bestanden', 'kapot.pdf'), 'geen pdf')
    symlinkSync(path.join(scratch, 'geheim.pdf'), path.join(folder, 'bestanden', 'link.pdf'))
    writeFileSync(
      path.join(folder, 'bewijs.csv'),
      asCsv(
        [
          'bestanden/deelname.pdf',
          '../geheim.pdf',
          path.join(scratch, 'geheim.pdf'),
          'bestanden/link.pdf',
          'bestanden/kapot.pdf',
          'bestanden/weg.pdf',
        ].map((bestand) => ({ activiteit: 'a501-0', bestand, naam: '=cmd.pdf' })),
      ),
    )
    const delivery = await read(folder)
    assert.deepEqual(await delivery.mistakes(), [
      'evidence 3 bestand: bad-path',
      'evidence 4 bestand: bad-path',
      'evidence 5 bestand: file-missing',
      'evidence 6 bestand: file-unreadable',
      'evidence 7 bestand: file-missing',
    ])
    await delivery.take()
    await assertRecorded(peil, 'evidence', 'take-over')
    const rows = await platform.db
      .selectFrom('document')
      .where('kind', '=', 'evidence')
      .select(['name', 'file_key', 'size'])
      .execute()
    assert.deepEqual(
      rows.map(({ name, size }) => [name, size]),
      [['=cmd.pdf', pdf.length]],
    )
    assert.equal(await platform.files.has(rows[0]?.file_key ?? ''), true)
  })
})

test('what is sent by the page is read and taken over by jobs, and goes a month later', async () => {
  const list = madeUpPerson(701)
  const takeoverId = await peil.act(actor, (context) => openDelivery(context, 'PE-online'))
  const files = await Promise.all(
    (['personen', 'registraties'] as const).map(async (name) => {
      const content = Buffer.from(asCsv(list[name]))
      const fileKey = await platform.files.put(Readable.from([content]), 'text/csv', content.length)
      const sha256 = createHash('sha256').update(content).digest('hex')
      return { name: `${name}.csv`, fileKey, size: content.length, sha256 }
    }),
  )
  await peil.act(actor, (context) => sendFiles(context, takeoverId, files))
  await assertRecorded(peil, 'takeover', 'send-files', takeoverId)
  const asked = { register: 'lklr', takeoverId }
  assert.deepEqual(peil.jobs.at(-1), { name: 'read-delivery', data: asked })
  await readTheDelivery(platform, asked)
  assert.equal(
    (await peil.act(actor, (context) => beginTakeover(context, takeoverId))).outcome,
    'begun',
  )
  assert.deepEqual(peil.jobs.at(-1), { name: 'take-over', data: asked })
  await takeOverForAWhile(platform, asked)
  const counts = () => peil.act(actor, (context) => countRows(context, takeoverId))
  assert.equal((await counts()).registration.done, 1)
  const [delivery] = await peil.act(actor, listDeliveries)
  assert.deepEqual([delivery?.id, delivery?.status], [takeoverId, 'done'])
  await peil.act(actor, forgetDeliveries, '2021-07-15')
  assert.equal((await counts()).registration.done, 1)
  await peil.act(actor, forgetDeliveries, '2021-07-16')
  assert.equal((await counts()).registration.done, 0)
})

describe('a file', () => {
  const person = madeUpPerson(601).personen
  const readOne = async (content: string | Buffer) => {
    const delivery = await read(folderWith({ 'personen.csv': content }))
    const found = await peil.act(actor, (context) => findDelivery(context, delivery.takeoverId))
    return { delivery, found }
  }

  test('may be written in many ways', async () => {
    const text = asCsv(person.map((row) => ({ ...row, voornaam: 'Zoë', werkgever: 'A; "B"\r\nC' })))
    const ways: readonly (string | Buffer)[] = [
      text,
      `\uFEFF${text}`,
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      Buffer.from(text.replace('“', '"').replace('”', '"'), 'latin1'),
      asCsv([{ sleutel: 'p601', voornaam: 'Zoë', achternaam: 'X', 'e-mail': '' }]).replaceAll(
        ';',
        ',',
      ),
      asCsv([{ sleutel: 'p601', voornaam: 'Zoë', achternaam: 'X', 'e-mail': '' }]).replaceAll(
        ';',
        '\t',
      ),
    ]
    for (const way of ways) {
      const { delivery } = await readOne(way)
      assert.equal(delivery.outcome, 'checked')
      const row = await platform.db
        .selectFrom('takeover_row')
        .where('takeover_id', '=', delivery.takeoverId)
        .select('facts')
        .executeTakeFirstOrThrow()
      assert.equal((row.facts as { first_name: string }).first_name, 'Zoë')
      await delivery.discard()
    }
  })

  test('without a column, or of which a row never ends, goes in nowhere', async () => {
    const long = `sleutel;voornaam;achternaam;e-mail\np1;"${'x'.repeat(5_000_000)}`
    for (const [content, is] of [
      ['sleutel;voornaam\np1;A\n', 'no-column'],
      ['', 'empty'],
      [long, 'row-too-long'],
      ['sleutel;voornaam;achternaam;e-mail\np1;"A;B;C\n', 'quote-not-closed'],
    ] as const) {
      const { found } = await readOne(content)
      assert.equal(found?.status, 'unreadable')
      const [problem] = found?.problems ?? []
      assert.equal(problem?.is, is)
      if (problem !== undefined && 'row' in problem) assert.equal(problem.row, 2)
    }
  })
})
