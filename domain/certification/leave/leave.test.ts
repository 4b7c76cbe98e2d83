import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { checkCertificate } from '#domain/certification/certificate/check-certificate.ts'
import { certificatesOf } from '#domain/certification/certificate/queries.ts'
import { compareCorrection } from '#domain/certification/correction/compare-correction.ts'
import { declareInterest } from '#domain/certification/interest/declare-interest.ts'
import { askLeave } from '#domain/certification/leave/ask-leave.ts'
import type { DecidingLeave } from '#domain/certification/leave/decide-leave.ts'
import { decideLeave } from '#domain/certification/leave/decide-leave.ts'
import { expireLeave, withdrawLeave } from '#domain/certification/leave/end-leave.ts'
import { medicalWords } from '#domain/certification/leave/leave.ts'
import { findLeave, leavesOf } from '#domain/certification/leave/queries.ts'
import { passOnObjection } from '#domain/certification/objection/check-objection.ts'
import type { DecidingObjection } from '#domain/certification/objection/decide-objection.ts'
import { decideObjection } from '#domain/certification/objection/decide-objection.ts'
import { leaveUnheard } from '#domain/certification/objection/hear-objector.ts'
import { makeObjection } from '#domain/certification/objection/make-objection.ts'
import { findObjection } from '#domain/certification/objection/queries.ts'
import { carryOut } from '#domain/certification/status-by-hand/carry-out.ts'
import { findByHand, standingOf } from '#domain/certification/status-by-hand/queries.ts'
import { expireRegistrations } from '#domain/certification/validity/expire-registrations.ts'
import { remindExpiry } from '#domain/certification/validity/remind-expiry.ts'
import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { importRegister } from '#domain/platform/register/import-register.ts'
import { assess, explain } from '#engine'
import { readRegisterFolder } from '#regulations/load.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, file, judge, passOn, professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf, textOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// A register that nobody has, with every sort of leave in its file: pregnancy asks less, illness moves the
// end, caring dispenses from reflection, and abroad does nothing.

const here = '/buurtgidsen/mijn/verlof'
const system = { kind: 'system', task: 'test' } as const
let peil: TestPlatform
let office: CastAccount
let judges: CastAccount
let anna: CastAccount
let bram: CastAccount
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'buurtgidsen' })
  const folder = fileURLToPath(new URL('../../../testing/registers/buurtgidsen', import.meta.url))
  const files = await readRegisterFolder(folder)
  const source = 'testing/registers/buurtgidsen'
  await importRegister(peil.platform.db, files, { source, atStart: true })
  await peil.platform.registers.lookAgain()
  const works = (name: string, part: 'secretariat' | 'committee' | 'board', employer = name) =>
    colleague(
      peil,
      { email: `${name.toLowerCase()}@voorbeeld.nl`, firstName: name, lastName: 'Werkt', employer },
      [part],
    )
  office = await works('Sanne', 'secretariat')
  judges = await works('Tom', 'committee')
  anna = await works('Anna', 'board', 'Gemeente Beek')
  bram = await works('Bram', 'board')
})

/** Somebody whose first application was granted on 1 June 2024: their period ends on 31 May 2029. */
async function guide(facts: { readonly employer?: string } = {}): Promise<CastProfessional> {
  people += 1
  const names = { firstName: 'Noor', lastName: `Gids${'abcdefghijklmnop'.charAt(people - 1)}` }
  const email = `gids${people}@voorbeeld.nl`
  const who = await professional(peil, { email, since: '2024-03-01', ...names, ...facts })
  const id = await file(peil, who, '2024-05-01')
  await passOn(peil, office.actor, id, '2024-05-02')
  await judge(peil, judges, id, '2024-06-01')
  await peil.makePapers()
  return who
}

const day = (text: string) => Temporal.PlainDate.from(text)
const letter = () => ({
  name: 'brief.pdf',
  mediaType: 'application/pdf',
  size: 3,
  sha256: 'a'.repeat(64),
  fileKey: crypto.randomUUID(),
})

async function ask(
  who: CastProfessional,
  [sort, first, last]: readonly [string, string, string],
  on = '2026-01-10',
) {
  const files = sort === 'illness' ? [letter()] : []
  const wish = { sort, first: day(first), last: day(last) }
  const { registrationId } = who
  return peil.act(
    who.actor,
    (context) => askLeave(context, { registrationId, wish, note: '', files }),
    on,
  )
}

async function asked(...[who, days, on]: Parameters<typeof ask>): Promise<string> {
  const done = await ask(who, days, on)
  assert.ok('id' in done, JSON.stringify(done))
  return done.id
}

async function decide(
  id: string,
  deciding: Partial<DecidingLeave> = {},
  { by = bram, on = '2026-01-20' }: { readonly by?: CastAccount; readonly on?: string } = {},
) {
  const { outcome } = await peil.act(
    by.actor,
    async (context) => {
      const { version = 0 } = (await findLeave(context, id)) ?? {}
      const whole = { decision: 'all', days: undefined, reason: '', ...deciding } as const
      return decideLeave(context, { id, version }, by.accountId, whole)
    },
    on,
  )
  return outcome
}

const stands = async (who: CastProfessional) =>
  peil.platform.db
    .selectFrom('registration')
    .leftJoin('public_entry', 'public_entry.registration_id', 'registration.id')
    .where('registration.id', '=', who.registrationId)
    .select(['registration.status', 'valid_last', 'public_entry.valid_until'])
    .executeTakeFirstOrThrow()

const explained = (who: CastProfessional, on = '2026-02-01') =>
  peil.act(
    who.actor,
    async (context) => {
      const { compiled, dossier } = await loadDossier(context, who.registrationId)
      return explain(compiled, assess(compiled, dossier, context.today))
    },
    on,
  )

const mailsOf = (who: CastProfessional, kind: string) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('account_id', '=', who.accountId)
    .where('kind', '=', kind)
    .orderBy('id')
    .select(['subject', 'body_text'])
    .execute()

/** Objects to a decision, which the committee finds founded. */
async function found(
  who: CastProfessional,
  against: { readonly about: string; readonly aboutId: string },
  [madeOn, decidedOn]: readonly [string, string],
  grants: DecidingObjection['grants'] = new Map(),
  by = judges,
): Promise<void> {
  const objection = await peil.act(
    who.actor,
    (context) =>
      makeObjection(context, {
        ...against,
        registrationId: who.registrationId,
        lines: [],
        grounds: 'Het is genoeg.',
        wish: '',
        lateReason: '',
        files: [],
      }),
    madeOn,
  )
  assert.ok(objection.outcome === 'made', objection.outcome)
  const seen = async (context: Context) => {
    const { version = 0 } = (await findObjection(context, objection.id)) ?? {}
    return { id: objection.id, version }
  }
  await peil.act(office.actor, async (c) => passOnObjection(c, await seen(c), ''), madeOn)
  const decided = await peil.act(
    by.actor,
    async (context) => {
      const acting = { seen: await seen(context), memberId: by.accountId }
      await leaveUnheard(context, acting, 'granted')
      return decideObjection(context, await seen(context), by.accountId, {
        outcome: 'founded',
        decision: 'Het wordt toegekend.',
        reason: 'Het is genoeg.',
        excusable: undefined,
        grants,
        answers: new Map(),
        published: { decision: '', ground: '' },
        instead: undefined,
      })
    },
    decidedOn,
  )
  assert.equal(decided.outcome, 'decided', JSON.stringify(decided))
}

/** The team decides that somebody's period runs until a day, and the office carries that out. */
async function prolong({ registrationId }: CastProfessional, last: string, today: string) {
  await peil.act(
    office.actor,
    async (context) => {
      const member = (await findMember(context, registrationId, { lock: true })) ?? assert.fail()
      const before = await standingOf(context, member)
      const { id } = await context.db
        .insertInto('status_by_hand')
        .values({
          register: context.register.id,
          registration_id: registrationId,
          status: 'settled',
          ground: 'team',
          label: 'Besluit van het team',
          rests: 'Artikel 9.',
          does: 'certify',
          decided_by: 'team',
          source: 'notulen',
          last_day: last,
          file_reason: 'Besloten.',
          letter_reason: 'Besloten.',
          before: JSON.stringify(before),
          proposed_on: today,
          answered_on: today,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await carryOut(context, (await findByHand(context, id)) ?? assert.fail(), member)
    },
    today,
  )
}

const page = async (path: string, who: CastAccount) => textOf(await peil.get(path, who.cookie))
const send = (path: string, fields: Parameters<TestPlatform['post']>[1], who: CastAccount) =>
  peil.post(path, { _once: crypto.randomUUID(), ...fields }, who.cookie)
const on = (name: string, text: string) => {
  const { year, month, day: of } = day(text)
  return { [`${name}-dag`]: `${of}`, [`${name}-maand`]: `${month}`, [`${name}-jaar`]: `${year}` }
}

describe('leave that the statement is enough for', () => {
  test('is shown with its sum, then stands at once, and the norm and the letter say so', async () => {
    await peil.setToday('2026-01-10')
    const who = await guide()
    const fields = {
      soort: 'pregnancy',
      ...on('van', '2026-03-01'),
      ...on('tot', '2026-08-31'),
      toelichting: 'Na mijn keizersnede bij de huisarts',
    }
    const form = `${here}/vragen`
    assert.match(await page(here, who), /Voor elke hele maand wordt een zestigste minder gevraagd/)
    const seen = await textOf(await send(form, { ...fields, intent: 'vragen' }, who))
    assert.match(
      seen,
      /Totaal: 160 punten in 60 maanden, 6 maanden verlof: 144 punten \(artikel 4\)/,
    )
    assert.match(seen, /‘keizersnede’ en ‘huisarts’/, 'nobody has to write about their health')
    assert.equal((await peil.act(system, (c) => leavesOf(c, who.registrationId))).length, 0)
    const sent = {
      ...fields,
      toelichting: '',
      intent: 'vragen',
      _gezien: 'pregnancy 2026-03-01 2026-08-31',
    }
    assert.equal((await send(form, sent, who)).status, 303)
    await assertRecorded(peil, 'leave', 'grant')
    const [total] = (await explained(who)).norms
    assert.equal(total?.required, 14_400)
    assert.match(total?.text ?? '', /160 punten × 54 van 60 maanden = 144 punten/)
    assert.match(total?.text ?? '', /\(artikel 4\)/)
    const [mail] = await mailsOf(who, 'leave-decided')
    assert.match(mail?.body_text ?? '', /1 maart 2026 tot en met 31 augustus 2026/)
    assert.doesNotMatch(mail?.body_text ?? '', /[Zz]wanger|artikel 4/, 'a letter names no sort')
    assert.equal((await stands(who)).valid_last, '2029-05-31')
    // The same again from another tab.
    const again = await send(form, sent, who)
    assert.equal(again.status, 422)
    assert.match(await textOf(again), /Dit verlof is al gevraagd of toegekend/)
    // What follows on is one with it, and counts each day once.
    await asked(who, ['pregnancy', '2026-08-15', '2026-09-30'])
    assert.equal((await explained(who)).norms[0]?.required, Math.floor((16_000 * 53) / 60))
  })

  test('may do nothing at all, and is taken back before it begins', async () => {
    const who = await guide()
    const id = await asked(who, ['abroad', '2026-03-01', '2026-04-01'])
    const back = (version: number, today: string) =>
      peil.act(
        who.actor,
        (context) => withdrawLeave(context, who.registrationId, { id, version }),
        today,
      )
    assert.equal((await back(1, '2026-02-01')).outcome, 'stale')
    assert.equal((await back(2, '2026-03-01')).outcome, 'begun')
    assert.equal((await back(2, '2026-02-28')).outcome, 'withdrawn')
    await assertRecorded(peil, 'leave', 'withdraw', id)
    assert.equal((await explained(who)).norms[0]?.required, 16_000)
  })
})

describe('leave that is decided on', () => {
  test('moves the end of the period in the register, on the certificate, and of the reminders', async () => {
    const who = await guide({ employer: 'Gemeente Beek' })
    const id = await asked(who, ['illness', '2026-02-01', '2026-07-31'])
    assert.match(
      await page('/buurtgidsen/verlof', bram),
      /Noor Gids.* 1 februari 2026 tot en met 31 juli 2026/,
    )
    const menu = async (by: CastAccount) =>
      /href="\/buurtgidsen\/verlof"[^>]*>(Verlof[^<]*)</.exec(
        await (await peil.get('/buurtgidsen/verlof', by.cookie)).text(),
      )?.[1]
    const work = (by: CastAccount) =>
      peil.act(by.actor, async (context) => (await listWork(context)).leaves)
    assert.equal(await menu(bram), 'Verlof (1)')
    assert.equal((await work(bram)).oldest?.toString(), '2026-01-10')
    assert.equal(await menu(anna), 'Verlof', 'they may not open it')
    assert.equal((await work(office)).count, 0, 'the office does not decide on it')
    const both = await colleague(
      peil,
      { email: 'iris@voorbeeld.nl', firstName: 'Iris', lastName: 'Werkt' },
      ['secretariat', 'board'],
    )
    assert.match(await page('/buurtgidsen/werk', both), /Verlof 1 verlof wacht op een besluit/)
    const file = await page(`/buurtgidsen/verlof/${id}`, bram)
    assert.match(file, /De periode loopt tot en met 30 november 2029, in plaats van 31 mei 2029/)
    assert.equal(await decide(id, {}, { by: anna }), 'conflict', 'they work together')
    assert.equal((await peil.get(`/buurtgidsen/verlof/${id}`, anna.cookie)).status, 403)
    assert.equal(
      await decide(id, {}, { by: office }),
      'unknown',
      'the office does not decide on it',
    )
    const part = { first: day('2026-03-01'), last: day('2026-07-31') }
    assert.equal(await decide(id, { decision: 'part', days: part }), 'no-reason')
    const outside = { ...part, first: day('2026-01-31') }
    const reason = 'Volgens de brief vanaf maart.'
    assert.equal(await decide(id, { decision: 'part', days: outside, reason }), 'wrong-days')
    assert.equal(await decide(id, { decision: 'part', days: part, reason }), 'granted')
    await assertRecorded(peil, 'leave', 'ask', id)
    await assertRecorded(peil, 'registration', 'move-period', who.registrationId)
    assert.equal(await decide(id, { decision: 'part', days: part, reason }), 'stale')
    assert.deepEqual(await stands(who), {
      status: 'certified',
      valid_last: '2029-10-31',
      valid_until: '2029-10-31',
    })
    const certificates = await peil.act(system, (c) => certificatesOf(c, who.registrationId))
    assert.deepEqual(certificates.map(({ validLast }) => validLast.toString()).toSorted(), [
      '2029-05-31',
      '2029-10-31',
    ])
    const [old] = certificates.toSorted((a, b) =>
      Temporal.PlainDate.compare(a.validLast, b.validLast),
    )
    const checked = await peil.act(
      system,
      (c) => checkCertificate(c, old?.code ?? ''),
      '2026-02-01',
    )
    assert.equal(checked.outcome === 'found' && checked.certificate.standing, 'issued-anew')
    const [mail] = await mailsOf(who, 'leave-decided')
    assert.match(mail?.body_text ?? '', /Volgens de brief vanaf maart\.[\s\S]*31 oktober 2029/)
    assert.match(mail?.body_text ?? '', /Bezwaar maken kan tot en met/)
    // What leave moved is not set right by hand: the leave would be lost.
    const fresh = certificates.find(({ validLast }) => validLast.toString() === '2029-10-31')
    const wish = {
      subject: 'decision-day',
      certificateId: fresh?.id ?? '',
      decidedOn: day('2024-05-30'),
    } as const
    const compared = await peil.act(office.actor, (c) =>
      compareCorrection(c, who.registrationId, wish),
    )
    assert.equal(compared.outcome === 'not' && compared.why, 'moved-by-leave')
    // Nothing is asked that would not have been, and the reminder comes by the new day.
    assert.equal((await explained(who)).norms[0]?.required, 16_000)
    await peil.act(system, remindExpiry, '2029-03-01')
    assert.equal((await mailsOf(who, 'expiry-reminder')).length, 0)
    await peil.act(system, remindExpiry, '2029-08-01')
    assert.equal((await mailsOf(who, 'expiry-reminder')).length, 1)
    // Seven months more are five: in all a year at most.
    const more = await asked(who, ['illness', '2027-01-01', '2027-08-31'], '2027-01-10')
    assert.equal(await decide(more, {}, { on: '2027-01-20' }), 'granted')
    assert.equal((await stands(who)).valid_last, '2030-05-31')
    await peil.act(system, expireRegistrations, '2030-05-31')
    assert.equal((await stands(who)).status, 'certified')
  })

  test('may dispense from a norm, once an objection to its refusal is founded', async () => {
    const who = await guide()
    const id = await asked(who, ['caring', '2026-01-01', '2026-03-31'])
    const reason = 'Het verlof is te kort.'
    assert.equal(await decide(id, { decision: 'none', reason }), 'refused')
    await assertRecorded(peil, 'leave', 'refuse', id)
    assert.equal((await explained(who)).norms.length, 2)
    await found(who, { about: 'leave', aboutId: id }, ['2026-02-01', '2026-02-10'])
    await assertRecorded(peil, 'leave', 'grant-anew', id)
    const { norms, dispensed } = await explained(who)
    assert.deepEqual(
      norms.map(({ id: norm }) => norm),
      ['total'],
    )
    assert.equal(
      dispensed?.map(({ text, article }) => `${text} ${article}`).join(),
      'Reflectie: hoeft niet, door verlof van 1 januari 2026 tot en met 31 maart 2026. artikel 5',
    )
    assert.match(await page('/buurtgidsen/mijn', who), /Reflectie: hoeft niet, door verlof/)
  })

  test('is granted also when the period ended while it waited, and expires once that is decided on', async () => {
    const late = await guide()
    const id = await asked(late, ['illness', '2029-02-01', '2029-04-30'], '2029-05-20')
    await peil.act(system, expireRegistrations, '2029-06-01')
    assert.equal((await stands(late)).status, 'expired')
    assert.equal(await decide(id, {}, { on: '2029-06-10' }), 'granted')
    assert.deepEqual(await stands(late), {
      status: 'certified',
      valid_last: '2029-08-31',
      valid_until: '2029-08-31',
    })
    // The same below a suspension and a hold: they have it once those end.
    const heldOf = async ({ registrationId }: CastProfessional) =>
      (await peil.act(system, (c) => findMember(c, registrationId)))?.heldStatus
    for (const [status, lapsed] of [
      ['suspended', 'expired'],
      ['on-hold', 'renewal-pending'],
    ] as const) {
      const who = await guide()
      const waiting = await asked(who, ['illness', '2029-02-01', '2029-04-30'], '2029-05-20')
      const held_status = lapsed === 'expired' ? 'certified' : lapsed
      await peil.act(system, async ({ db, ...context }) => {
        await byHand({ db, ...context })
        const own = who.registrationId
        await db
          .updateTable('registration')
          .set({ status, held_status })
          .where('id', '=', own)
          .execute()
      })
      if (lapsed === 'expired') {
        await peil.act(system, expireRegistrations, '2029-06-01')
        assert.equal(await heldOf(who), lapsed)
      }
      assert.equal(await decide(waiting, {}, { on: '2029-06-10' }), 'granted')
      assert.equal(await heldOf(who), 'certified')
      assert.equal((await stands(who)).status, status)
    }
    const done = await guide()
    const waits = await asked(done, ['caring', '2026-01-01', '2026-03-31'])
    const next = { valid_first: '2029-06-01', valid_last: '2034-05-31' }
    await peil.act(system, async (context) => {
      await byHand(context)
      const own = done.registrationId
      await context.db.updateTable('registration').set(next).where('id', '=', own).execute()
    })
    await peil.act(system, expireLeave, '2029-06-02')
    const after = await peil.act(system, (context) => findLeave(context, waits))
    assert.equal(after?.status, 'expired')
    await assertRecorded(peil, 'leave', 'expire', waits)
    assert.equal((await mailsOf(done, 'leave-expired')).length, 1)
    assert.equal(await decide(waits), 'stale')
  })
})

describe('leave beside another decision on the period', () => {
  test('counts from the day that was given by hand, whatever is granted or taken back after it', async () => {
    const who = await guide()
    const back = async (id: string, today: string) => {
      const { version = 0 } = (await peil.act(system, (c) => findLeave(c, id))) ?? {}
      const { outcome } = await peil.act(
        who.actor,
        (context) => withdrawLeave(context, who.registrationId, { id, version }),
        today,
      )
      assert.equal(outcome, 'withdrawn')
    }
    const last = async () => (await stands(who)).valid_last
    const three = await asked(who, ['illness', '2026-02-01', '2026-04-30'])
    assert.equal(await decide(three), 'granted')
    assert.equal(await last(), '2029-08-31')
    await prolong(who, '2029-10-31', '2026-01-21')
    assert.equal(await last(), '2029-10-31')
    const one = await asked(who, ['illness', '2026-06-01', '2026-06-30'])
    assert.equal(await decide(one, {}, { on: '2026-01-22' }), 'granted')
    assert.equal(await last(), '2029-11-30', 'one month more, and not four')
    await back(one, '2026-01-23')
    assert.equal(await last(), '2029-10-31')
    // There is no day from which three months lead to this one: it stays as it was given.
    await prolong(who, '2030-05-30', '2026-01-24')
    await asked(who, ['abroad', '2026-09-01', '2026-10-01'], '2026-01-24')
    assert.equal(await last(), '2030-05-30')
    await back(three, '2026-01-25')
    assert.equal(await last(), '2030-02-28', 'shorter by what was taken back')
  })

  test('is not lost where an objection to the refusal of the next period is founded', async () => {
    const who = await guide()
    const activities: string[] = []
    for (const [kind, claimed] of [
      ['training', 14_000],
      ['intervision', 2000],
    ] as const) {
      const facts = { kind, title: kind, claimed, completedOn: '2027-05-01' }
      activities.push(await activity(peil, who, facts))
    }
    const [training = ''] = activities
    const id = await asked(who, ['illness', '2028-03-01', '2028-05-31'], '2028-08-01')
    const application = await file(peil, who, '2028-09-01')
    await passOn(peil, office.actor, application, '2028-09-02')
    const grant = { amount: undefined, reason: 'Hoort er niet bij.' }
    const rejected = { [training]: { ...grant, outcome: 'rejected' as const } }
    await judge(peil, judges, application, '2028-11-01', rejected, 'fails')
    const { id: aboutId } = await peil.platform.db
      .selectFrom('decision')
      .where('application_id', '=', application)
      .select('id')
      .executeTakeFirstOrThrow()
    assert.equal(await decide(id, {}, { on: '2028-11-10' }), 'granted')
    assert.equal((await stands(who)).valid_last, '2029-08-31')
    const granted = new Map([
      [training, { outcome: 'approved' as const, amount: undefined, reason: '' }],
    ])
    const facts = { email: 'els@voorbeeld.nl', firstName: 'Els', lastName: 'Werkt' }
    const another = await colleague(peil, facts, ['committee'])
    const days = ['2028-11-20', '2028-12-01'] as const
    await found(who, { about: 'application', aboutId }, days, granted, another)
    const next = await peil.platform.db
      .selectFrom('registration')
      .where('id', '=', who.registrationId)
      .select(['valid_first', 'valid_last'])
      .executeTakeFirstOrThrow()
    assert.deepEqual(next, { valid_first: '2029-09-01', valid_last: '2034-08-31' })
  })
})

describe('leave that cannot be', () => {
  test('is refused with what is wrong at its field, however it is typed', async () => {
    const who = await guide()
    const why = async (...days: Parameters<typeof ask>[1]) => {
      const done = await ask(who, days, '2026-01-10')
      return done.outcome === 'not' ? done.why : done.outcome
    }
    assert.equal(await why('strange', '2026-03-01', '2026-08-31'), 'no-sort')
    assert.equal(await why('pregnancy', '2026-03-02', '2026-03-01'), 'last-before-first')
    assert.equal(await why('pregnancy', '1900-01-01', '2100-12-31'), 'outside')
    assert.equal(await why('pregnancy', '2029-06-01', '2029-12-31'), 'outside')
    assert.equal(await why('pregnancy', '2024-06-01', '2029-06-01'), 'too-long')
    assert.equal(await why('pregnancy', '2026-03-01', '2026-03-27'), 'too-short')
    assert.equal(await why('caring', '2025-06-01', '2025-12-31'), 'too-late')
    assert.equal(await why('pregnancy', '2026-03-01', '2026-03-28'), 'granted')
    assert.equal(await why('abroad', '2026-03-28', '2026-04-10'), 'overlaps')
    const both = await Promise.all([0, 1].map(() => why('illness', '2026-05-01', '2026-06-30')))
    assert.deepEqual(both.toSorted(), ['asked', 'same'], 'in two tabs at once')
    const over = await ask(who, ['abroad', '2029-01-01', '2029-02-01'], '2029-06-01')
    assert.equal(over.outcome === 'not' && over.why, 'period-over')
    const candidate = await professional(peil, {
      email: 'nieuw@voorbeeld.nl',
      firstName: 'Nieuw',
      lastName: 'Gids',
    })
    const none = await ask(candidate, ['abroad', '2026-03-01', '2026-04-01'])
    assert.equal(none.outcome === 'not' && none.why, 'no-period')
    await peil.setToday('2026-01-10')
    const fields = { soort: 'illness', ...on('van', '2026-09-01'), ...on('tot', '2026-12-31') }
    const without = await send(`${here}/vragen`, { ...fields, intent: 'bekijken' }, who)
    assert.equal(without.status, 422)
    assert.match(await textOf(without), /Bij dit verlof hoort een bewijs/)
    const shown = await send(
      `${here}/vragen`,
      { ...fields, bewijs: pdf('brief.pdf'), intent: 'bekijken' },
      who,
    )
    const html = await shown.text()
    const hidden = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
    assert.match(html, /brief\.pdf/, 'the file waits while somebody looks')
    const kept = { _kept: hidden('_kept'), _gezien: hidden('_gezien'), intent: 'vragen' }
    const sent = await send(`${here}/vragen`, { ...fields, ...kept }, who)
    assert.equal(sent.status, 303, await textOf(sent.clone()))
    const [own] = await peil.act(system, (c) => leavesOf(c, who.registrationId))
    const [attached] = await peil.platform.db
      .selectFrom('leave_file')
      .where('leave_id', '=', own?.id ?? '')
      .select('document_id')
      .execute()
    const at = `/buurtgidsen/verlof/${own?.id}/bestanden/${attached?.document_id}`
    assert.equal((await peil.get(at, bram.cookie)).status, 200)
    assert.equal((await peil.get(at, office.cookie)).status, 404)
    const bands = { registrationId: who.registrationId, memberId: bram.accountId, note: '' }
    await peil.act(bram.actor, (c) => declareInterest(c, { ...bands, kind: 'friend' }))
    assert.equal((await peil.get(at, bram.cookie)).status, 403)
  })

  test('does not begin after an application that runs, nor in what that decided', async () => {
    const who = await guide()
    for (const [kind, claimed] of [
      ['training', 14_000],
      ['intervision', 2000],
    ] as const) {
      await activity(peil, who, { kind, title: kind, claimed, completedOn: '2027-05-01' })
    }
    await file(peil, who, '2028-09-01')
    const after = await ask(who, ['pregnancy', '2028-09-02', '2028-12-31'], '2028-09-10')
    assert.equal(after.outcome === 'not' && after.why, 'after-application')
    const within = await ask(who, ['caring', '2028-05-01', '2028-08-31'], '2028-09-10')
    assert.equal(within.outcome, 'asked')
  })

  test('words about health are found, and others are not', () => {
    const text = 'Een burn-out, mijn psycholoog en de HUISARTS; ik werk weer vanaf mei in de wijk.'
    assert.deepEqual(medicalWords(text), ['burn-out', 'psycholoog', 'HUISARTS'])
    assert.deepEqual(medicalWords('Ik ben vanaf 1 mei weer aan het werk, 2 dagen per week.'), [])
  })
})
