import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { placeHold } from '#domain/people/hold/place-hold.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { goingUntil } from '#domain/privacy/retention/due-things.ts'
import type { RetentionKind } from '#regulations/retention.ts'
import { retentionRule } from '#regulations/retention.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { forgetDue } from '#testing/forget-due.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { storeDocument } from '#testing/store-document.ts'
import { assertRecordHolds } from '#testing/verify-record.ts'

// What providers bring goes on its day and not a day before, each kind reckoned from its own; what is still needed
// stays, and so does what of somebody is held.

const system = { kind: 'system', task: 'test' } as const
const day = Temporal.PlainDate.from
let peil: TestPlatform
let held: CastProfessional

before(async () => {
  peil = await testPlatform()
  await peil.setToday('2026-06-01')
  held = await professional(peil, {
    ...{ email: 'vasthoud@voorbeeld.nl', firstName: 'Vast', lastName: 'Houd' },
  })
})

/** Puts a row there by hand, and gives its id. */
async function one(
  { db }: Context,
  table: string,
  given: Readonly<Record<string, unknown>>,
): Promise<string> {
  const values = { id: randomUUID(), ...given }
  await sql`insert into ${sql.table(table)}
    (${sql.join(Object.keys(values).map((name) => sql.ref(name)))})
    values (${sql.join(Object.values(values))})`.execute(db)
  return values.id
}

const pdf = (context: Context, personId?: string) =>
  storeDocument(context, {
    ...{ kind: 'evidence', personId, name: 'stuk.pdf', mediaType: 'application/pdf' },
    content: Buffer.from('%PDF-1.7'),
  })

const make = <Result>(work: (context: Context) => Promise<Result>) =>
  peil.act(system, async (context) => {
    await byHand(context)
    await actForOrganisation(context, '*')
    return work(context)
  })

const organisation = (context: Context, facts: Readonly<Record<string, unknown>>) =>
  one(context, 'organisation', {
    ...{ name: 'Academie', kinds: ['provider'], street: '', house_number: '', postcode: '' },
    ...{ city: '', website: '', mail_domain: '', contact_email: 'rina@voorbeeld.nl' },
    ...{ contact_phone: '0612345678', status: 'checked', waits_since: '2026-01-01' },
    ...{ signed_up_in: 'krsd', signed_up_on: '2026-01-01', ...facts },
  })

const checked = (context: Context, of: string, on: string) =>
  one(context, 'organisation_check', {
    ...{ organisation_id: of, outcome: 'refused', evidence: [], note: 'Nee.', decided_on: on },
    ...{ seen: JSON.stringify({ name: 'Academie', contact_email: 'rina@voorbeeld.nl' }) },
    decided_in: 'krsd',
  })

const isThere =
  (table: string, id: string, which = sql`true`) =>
  async () => {
    const { rows } =
      await sql`select from ${sql.table(table)} where id = ${id} and ${which}`.execute(
        peil.platform.db,
      )
    return rows.length === 1
  }

type Goes = readonly [kind: RetentionKind, on: string, what: string, there: () => Promise<boolean>]

// Each asserts that something is there the day before, and gone on the day.
async function goesOn(
  goes: readonly Goes[],
  stays: Readonly<Record<string, () => Promise<boolean>>>,
) {
  const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
  for (const [kind, on, what, there] of goes.toSorted((a, b) => (a[1] < b[1] ? -1 : 1))) {
    const eve = day(on).subtract({ days: 1 })
    const until = { begins: eve, last: day(on) }
    const going = await peil.act(
      system,
      async (context) => {
        await forgetDue(context, kind)
        return goingUntil(context, retentionRule(krsd, kind), until)
      },
      eve.toString(),
    )
    assert.ok(await there(), `${what} goes on ${on}, and not the day before`)
    assert.ok(
      going.some(({ things }) => things > 0),
      `${what} is told beforehand`,
    )
    await peil.act(system, (context) => forgetDue(context, kind), on)
    assert.ok(!(await there()), `${what} goes on ${on}`)
  }
  for (const [what, there] of Object.entries(stays)) assert.ok(await there(), `${what} stays`)
}

test('lists of who was there go ninety days after they were dealt with, and so do imports', async () => {
  const made = await make(async (context) => {
    const school = await organisation(context, {})
    await actForOrganisation(context, school)
    const course = await one(context, 'course', {
      ...{ organisation_id: school, title: 'Een dag', summary: '', form: 'course' },
      ...{ language: 'nl', review_on: '2099-01-01', state: 'published', made_on: '2026-01-01' },
      changed_on: '2026-01-01',
    })
    const edition = await one(context, 'edition', {
      ...{ course_id: course, sequence: 1, days: ['2026-06-12'], first_day: '2026-06-12' },
      ...{ last_day: '2026-06-12', online: true, place: '', added_on: '2026-01-01' },
    })
    await actForOrganisation(context, '*')
    const of = { organisation_id: school, edition_id: edition }
    const list = async (facts: Readonly<Record<string, unknown>>, person?: string) => {
      const id = await one(context, 'attendance_delivery', {
        ...{ ...of, kept_in: 'krsd', origin: 'file', name: 'lijst.csv', ...facts },
      })
      await sql`insert into attendance_row (delivery_id, organisation_id, row, cells, state, person_id)
        values (${id}, ${school}, 1, array['1', 'Smit'], 'ready', null),
          (${id}, ${school}, 2, array['2', 'Houd'], 'ready', ${person ?? null})`.execute(context.db)
      return id
    }
    const link = (facts: Readonly<Record<string, unknown>>) =>
      one(context, 'attendance_link', {
        ...{ ...of, kind: 'trainer', token_hash: Buffer.alloc(32, randomUUID()), ...facts },
        ...{ name: 'Tineke', email: 'tineke@voorbeeld.nl', made_on: '2026-06-01' },
      })
    const entry = (facts: Readonly<Record<string, unknown>>) =>
      one(context, 'attendance_entry', {
        ...{ ...of, number: '1', surname: 'Smit', by_participant: true },
        ...{ entered_on: '2026-06-01', state: 'waiting', ...facts },
      })
    const imported = async (facts: Readonly<Record<string, unknown>>) => {
      const id = await one(context, 'course_import', {
        ...{ organisation_id: school, kept_in: 'krsd', origin: 'table', name: 'aanbod.csv' },
        ...facts,
      })
      await sql`insert into course_import_row (import_id, organisation_id, row, cells, does)
        values (${id}, ${school}, 1, array['Een dag'], 'new')`.execute(context.db)
      return id
    }
    const document = await pdf(context)
    return {
      edition,
      done: await list(
        {
          state: 'done',
          delivered_on: '2026-06-01',
          ended_on: '2026-06-09',
          document_id: document,
        },
        held.personId,
      ),
      document,
      left: await list({ state: 'checked', delivered_on: '2026-06-10' }),
      signed: await list({
        ...{ origin: 'trainer', name: 'Tineke', state: 'done', delivered_on: '2026-06-08' },
        ended_on: '2026-06-08',
      }),
      runs: await list({ state: 'running', delivered_on: '2026-06-01' }),
      settled: await entry({ state: 'confirmed', settled_on: '2026-06-11' }),
      waiting: await entry({}),
      ended: await link({ expires_on: '2026-12-31', ended_on: '2026-06-13' }),
      works: await link({ expires_on: '2030-12-31' }),
      taken: await imported({ state: 'done', made_on: '2026-06-01', settled_on: '2026-06-14' }),
      laidAside: await imported({ state: 'checked', made_on: '2026-06-15' }),
    }
  })
  const placed = await peil.act(system, (context) =>
    placeHold(context, {
      ...{ registrationId: held.registrationId, ground: 'court', reason: 'Een zaak.' },
      lastDay: day('2027-01-31'),
    }),
  )
  assert.equal(placed.outcome, 'placed')
  const rows =
    (table: string, column: string, id: string, which = sql`true`) =>
    async () => {
      const { rows } = await sql`select from ${sql.table(table)}
      where ${sql.ref(column)} = ${id} and ${which} limit 1`.execute(peil.platform.db)
      return rows.length > 0
    }
  const listed = (id: string, which?: typeof sql extends never ? never : ReturnType<typeof sql>) =>
    rows('attendance_row', 'delivery_id', id, which)
  const others = sql`row = 1`
  await goesOn(
    [
      ['attendance-lists', '2026-09-06', 'what a trainer signed', listed(made.signed)],
      ['attendance-lists', '2026-09-07', 'a list that was dealt with', listed(made.done, others)],
      ['attendance-lists', '2026-09-08', 'a list that was left', listed(made.left)],
      [
        'attendance-lists',
        '2026-09-09',
        'who was confirmed',
        isThere('attendance_entry', made.settled),
      ],
      [
        'attendance-lists',
        '2026-09-11',
        'a link that ended',
        isThere('attendance_link', made.ended),
      ],
      [
        'imports',
        '2026-09-12',
        'an import that was taken over',
        rows('course_import_row', 'import_id', made.taken),
      ],
      [
        'imports',
        '2026-09-13',
        'an import that was left',
        rows('course_import_row', 'import_id', made.laidAside),
      ],
      [
        'attendance-lists',
        '2026-11-10',
        'who waited for a trainer',
        isThere('attendance_entry', made.waiting),
      ],
    ],
    {
      'a list that runs': listed(made.runs),
      'a link that works': isThere('attendance_link', made.works),
      'that a list was left': isThere('attendance_delivery', made.left, sql`state = 'discarded'`),
      'that it was signed, without by whom': isThere(
        'attendance_delivery',
        made.signed,
        sql`name = ''`,
      ),
      'what a file was called': isThere('attendance_delivery', made.done, sql`name = 'lijst.csv'`),
      'that an import was left': isThere('course_import', made.laidAside, sql`state = 'discarded'`),
    },
  )
  assert.ok(!(await isThere('document', made.document)()), 'its file went with the list')
  // What of somebody was held goes once that is over.
  const forget = (on: string) =>
    peil.act(system, (context) => forgetDue(context, 'attendance-lists'), on)
  await forget('2027-01-31')
  assert.ok(await listed(made.done)(), 'the row of somebody is held')
  await forget('2027-02-01')
  assert.ok(!(await listed(made.done)()), 'and goes afterwards')
  await assertRecorded(peil, 'attendance', 'forget', made.done)
  await assertRecorded(peil, 'attendance', 'forget', made.edition)
  await assertRecorded(peil, 'course-import', 'discard', made.laidAside)
  await assertRecorded(peil, 'retention', 'erase', made.taken)
})

test('what shows who an organisation is goes a year after the check, and how it was reached a year after its end', async () => {
  const made = await make(async (context) => {
    const extract = async (of: string, on: string) => {
      const document = await pdf(context)
      const facts = { organisation_id: of, document_id: document, kept_in: 'krsd' }
      await one(context, 'organisation_file', {
        ...{ ...facts, name: 'kvk.pdf', by_office: false, added_on: on },
      })
      return document
    }
    const seen = await organisation(context, { status: 'checked' })
    await checked(context, seen, '2026-12-05')
    const waits = await organisation(context, { status: 'waiting' })
    await checked(context, waits, '2026-12-05')
    const refused = await organisation(context, { status: 'refused' })
    await checked(context, refused, '2026-12-06')
    const closed = await organisation(context, {
      ...{ status: 'closed', closed_on: '2026-12-07', contact_email: '', contact_phone: '' },
    })
    await checked(context, closed, '2026-01-01')
    const merged = await organisation(context, { status: 'merged', merged_into: seen })
    await one(context, 'organisation_merge', {
      ...{ stays_id: seen, goes_id: merged, reason: 'Dezelfde.', carried: '{}' },
      ...{ merged_in: 'krsd', merged_on: '2026-12-08' },
    })
    return {
      ...{ seen, waits, refused, closed, merged },
      early: await extract(seen, '2026-12-01'),
      late: await extract(seen, '2026-12-20'),
      unseen: await extract(waits, '2026-12-01'),
    }
  })
  const reached = (id: string) => async () => {
    const { rows } = await sql`select from organisation o where id = ${id}
      and (contact_email <> '' or contact_phone <> '' or exists (select from organisation_check
        where organisation_id = o.id and seen ->> 'contact_email' <> ''))`.execute(peil.platform.db)
    return rows.length === 1
  }
  await goesOn(
    [
      [
        'organisation-proofs',
        '2027-12-05',
        'what was there at the check',
        isThere('document', made.early),
      ],
      ['organisation-proofs', '2027-12-20', 'what came after it', isThere('document', made.late)],
      ['organisation-contacts', '2027-12-06', 'who was refused', reached(made.refused)],
      ['organisation-contacts', '2027-12-07', 'who closed', reached(made.closed)],
      ['organisation-contacts', '2027-12-08', 'what went on in another', reached(made.merged)],
    ],
    {
      'what waits to be looked at': isThere('document', made.unseen),
      'how one that is here is reached': reached(made.seen),
      'its name, and what was decided': isThere(
        'organisation',
        made.refused,
        sql`name = 'Academie'
        and exists (select from organisation_check c where c.organisation_id = organisation.id
          and note = 'Nee.' and seen ->> 'name' = 'Academie')`,
      ),
    },
  )
  await assertRecorded(peil, 'retention', 'erase', made.refused)
})

test('files of requests go three years after the decision or its last day, and a year after what was taken back', async () => {
  const made = await make(async (context) => {
    const school = await organisation(context, {})
    const asked = async (
      part: Readonly<Record<string, unknown>>,
      owner: Readonly<Record<string, unknown>> = { organisation_id: school },
    ) => {
      const request = await one(context, 'accreditation_request', {
        ...{ ...owner, started_on: '2028-01-01', handed_in_on: '2028-01-01' },
      })
      await one(context, 'accreditation_part', {
        ...{ ...owner, request_id: request, register: 'krsd', training: 'masterclass' },
        ...{ purpose: 'new', number: randomUUID(), handed_in_on: '2028-01-01', ...part },
      })
      const document = await pdf(context, owner.person_id as string | undefined)
      const file = await one(context, 'accreditation_file', {
        ...{ request_id: request, document_id: document, kept_in: 'krsd', shows: 'programme' },
        ...{ name: 'programma.pdf', added_on: '2028-01-01' },
      })
      return { request, document, file }
    }
    const accreditation = await one(context, 'accreditation', {
      ...{ register: 'krsd', organisation_id: school, training: 'masterclass', counts: '[]' },
      ...{ first_day: '2028-02-01', last_day: '2029-03-01', decided_on: '2028-02-01' },
    })
    const refused = await asked({ status: 'refused', decided_on: '2028-02-02' })
    const runs = await asked({ status: 'complete' })
    // What was copied from an earlier request is of both.
    await one(context, 'accreditation_file', {
      ...{ request_id: runs.request, document_id: refused.document, kept_in: 'krsd' },
      ...{ shows: 'programme', name: 'programma.pdf', added_on: '2028-01-01' },
    })
    return {
      granted: await asked({
        ...{ status: 'granted', decided_on: '2028-02-01', result_id: accreditation },
      }),
      refused,
      runs,
      withdrawn: await asked({ status: 'withdrawn', ended_on: '2028-02-03' }),
      own: await asked(
        { status: 'refused', decided_on: '2028-02-04' },
        { person_id: held.personId },
      ),
    }
  })
  await peil.act(
    system,
    (context) =>
      placeHold(context, {
        ...{ registrationId: held.registrationId, ground: 'court', reason: 'Nog een zaak.' },
        lastDay: day('2031-02-10'),
      }),
    '2028-06-01',
  )
  const file = ({ file }: { readonly file: string }) => isThere('accreditation_file', file)
  await goesOn(
    [
      ['withdrawn', '2029-02-03', 'what was taken back', file(made.withdrawn)],
      ['request-files', '2031-02-02', 'what was refused', file(made.refused)],
      ['request-files', '2031-02-11', 'what of somebody was held', file(made.own)],
      ['request-files', '2032-03-01', 'what held until its last day', file(made.granted)],
    ],
    {
      'what is still to be decided': file(made.runs),
      'what that has from one that is gone': isThere('document', made.refused.document),
    },
  )
  for (const { document } of [made.withdrawn, made.own, made.granted]) {
    assert.ok(!(await isThere('document', document)()))
  }
  await assertRecorded(peil, 'accreditation', 'forget-files', made.granted.request)
})

test('proofs of a label go seven years after its last day, and what was seen of it stays', async () => {
  const made = await make(async (context) => {
    const school = await organisation(context, {})
    const label = async (facts: Readonly<Record<string, unknown>>, doneOn = '2032-05-01') => {
      const id = await one(context, 'label', {
        ...{ organisation_id: school, holder: 'Academie', kind: 'crkbo', scope: 'institution' },
        ...{ number: '1', waits_since: '2032-05-01', entered_in: 'krsd' },
        ...{ entered_on: '2032-05-01', ...facts },
      })
      const document = await pdf(context)
      await one(context, 'label_event', {
        ...{ label_id: id, action: 'enter', by_office: false, note: '', facts: '{}' },
        ...{ document_id: document, file_name: 'crkbo.pdf', done_in: 'krsd', done_on: doneOn },
      })
      return { id, document }
    }
    const seen = { status: 'checked', seen_scope: 'institution', seen_on: '2032-05-02' }
    return {
      until: await label({ ...seen, seen_last: '2032-07-01' }),
      refused: await label({ status: 'refused' }, '2032-06-04'),
      goesOn: await label(seen),
      waits: await label({ status: 'waiting', last_day: '2032-05-31' }),
    }
  })
  const proof = ({ document }: { readonly document: string }) => isThere('document', document)
  await goesOn(
    [
      ['label-proofs', '2039-06-04', 'of what was refused', proof(made.refused)],
      ['label-proofs', '2039-07-01', 'of what had a last day', proof(made.until)],
    ],
    {
      'of what has no last day': proof(made.goesOn),
      'of what nobody looked at': proof(made.waits),
      'that it was seen': isThere(
        'label',
        made.until.id,
        sql`seen_on = '2032-05-02'
        and exists (select from label_event e where e.label_id = label.id and file_name is null)`,
      ),
    },
  )
  await assertRecorded(peil, 'retention', 'erase', made.until.id)
  await assertRecordHolds(peil.platform, { madeByHand: true })
})

test('it stands where people read how long what is kept, and what goes when', async () => {
  const labels = [
    'Bestanden bij aanvragen om accreditatie',
    'Bewijzen van keurmerken',
    'Stukken over wie een organisatie is',
    'Contactgegevens van organisaties die niet meer meedoen',
    'Lijsten van wie erbij was',
    'Lijsten waaruit opleidingen zijn overgenomen',
  ]
  const privacy = wordsOf(await (await peil.get('/krsd/privacy')).text())
  const guard = await peil.signIn('functionaris@voorbeeld.nl', ['privacy'])
  const page = '/krsd/gegevensbescherming/bewaren'
  const terms = wordsOf(await (await peil.get(page, guard.cookie)).text())
  for (const label of labels) {
    assert.ok(privacy.includes(label), label)
    assert.ok(terms.includes(label), label)
  }
  assert.match(terms, /Lijsten van wie erbij was 90 dagen na de afhandeling van de lijst/)
})
