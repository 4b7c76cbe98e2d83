import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { sql } from 'kysely'
import { uncovered } from '#db/covers.ts'
import { personal } from '#db/personal.ts'
import { goesWith, ofOrganisationsGoesWith } from '#domain/privacy/retention/tables.ts'
import { retentionKinds } from '#regulations/retention.ts'
import { freshDatabase } from '#testing/database.ts'
import { privacyDocuments, withTable } from '../scripts/print-privacy.ts'

// Each table is in the record, the registry of whose it is, the export of a person and the retention table; a
// new one that was forgotten anywhere is named. That it has a wall is asked in db/row-level-security.test.ts,
// and who comes to its pages in server/roles.test.ts.

const { db } = await freshDatabase()

/** What is forgotten of the tables of this database. */
async function forgotten(): Promise<readonly string[]> {
  const { rows } = await sql<{
    name: string
    covered: boolean
    leads: boolean
  }>`
    select c.relname as name,
      (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgenabled = 'O'
        and t.tgname like 'change_is_covered_%') = 3 as covered,
      exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
        and k.confrelid in ('person'::regclass, 'account'::regclass, 'registration'::regclass))
        as leads
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and c.relname <> 'applied_migration'
    order by 1`.execute(db)
  return rows.flatMap(({ name, covered, leads }) => {
    const of = personal[name as keyof typeof personal]
    const holds = of !== undefined && 'whose' in of
    return [
      ...(covered || name in uncovered ? [] : [`${name}: not in the record`]),
      ...(of === undefined ? [`${name}: not in the registry of whose it is`] : []),
      ...(leads && of !== undefined && !holds && !('actors' in of)
        ? [`${name}: leads to somebody and is said to hold nothing of them`]
        : []),
      ...(holds && !(name in goesWith) ? [`${name}: not in the retention table`] : []),
      ...(!holds && name in goesWith ? [`${name}: holds nothing to keep or erase`] : []),
    ]
  })
}

test('every table is in the record, the registry, the export and the retention table', async () => {
  assert.deepEqual(await forgotten(), [])
  for (const [table, of] of Object.entries(personal)) {
    if ('whose' in of) assert.ok(typeof of.exported === 'string' || of.exported.not !== '', table)
  }
  for (const [table, kinds] of Object.entries(goesWith)) {
    assert.ok(table in personal, table)
    if ('not' in kinds) continue
    assert.ok(kinds.length > 0, table)
    for (const kind of kinds) assert.ok(kind in retentionKinds, `${table}: ${kind}`)
  }
  for (const [table, kinds] of Object.entries(ofOrganisationsGoesWith)) {
    assert.ok(table in personal && !(table in goesWith), table)
    for (const kind of kinds) assert.ok(kind in retentionKinds, `${table}: ${kind}`)
  }
  // Each kind says what goes by it.
  const gone = [...Object.values(goesWith), ...Object.values(ofOrganisationsGoesWith)].flatMap(
    (kinds) => ('not' in kinds ? [] : kinds),
  )
  assert.deepEqual([...new Set(gone)].toSorted(), Object.keys(retentionKinds).toSorted())
})

test('what goes with a dossier hangs on it in the database, or is removed with it by name', async () => {
  const { rows } = await sql<{ name: string }>`
    with recursive hangs as (
      select 'registration'::regclass::oid as id union select 'person'::regclass::oid
      union select 'account'::regclass::oid union
      select k.conrelid from pg_constraint k join hangs h on k.confrelid = h.id
      where k.contype = 'f' and k.confdeltype = 'c'
    ) select relname as name from pg_class where oid in (select id from hangs)`.execute(db)
  const hangs = new Set(rows.map(({ name }) => name))
  // See removeRegistration.
  const byName = ['document', 'mail_message', 'reminder', 'audit_facts']
  const lost = Object.entries(goesWith).filter(
    ([table, kinds]) =>
      Array.isArray(kinds) &&
      kinds.includes('dossier') &&
      !hangs.has(table) &&
      !byName.includes(table),
  )
  assert.deepEqual(
    lost.map(([table]) => table),
    [],
  )
  assert.ok(hangs.size > 50)
})

// What becomes of a row when an account, a person or a registration that it refers to is erased.
const whenErased = {
  // It is of whom is erased, and goes along.
  goes: `account.merged_into factor_reset.account_id kept_form.account_id known_device.account_id
    one_time_link.account_id organisation_member.account_id passkey.account_id personal_export.account_id recovery_code.account_id
    session.account_id sign_up_draft.account_id staff_change.account_id staff_role.account_id
    activity.person_id death.person_id hold.person_id interest.person_id likeness.person_id look.person_id
    person.merged_into person_merge.goes_id person_merge.stays_id shielding.person_id statement.person_id
    taken_over.person_id told_apart.one_id told_apart.other_id activity_claim.registration_id
    agreement.registration_id application.registration_id attestation.registration_id
    certificate.registration_id claim.registration_id competence_scan.registration_id correction.registration_id development_plan.registration_id feedback_round.registration_id
    meeting_block.blocked_id meeting_block.registration_id meeting_contact.asked_id meeting_contact.asker_id
    meeting_group_member.registration_id meeting_message.registration_id meeting_profile.registration_id
    meeting_report.registration_id death.registration_id
    kept_course.registration_id enrolment.registration_id sight.registration_id course_proposal.registration_id team_coordinator.account_id course_tip.registration_id course_rating.person_id
    declaration.registration_id earlier_check.registration_id follow_up.registration_id
    interim_request.registration_id invoice.registration_id leave.registration_id list_entry.registration_id
    measure.registration_id name_change.registration_id objection.registration_id original.registration_id
    public_entry.registration_id registration.merged_into ruling.registration_id shielding.registration_id
    signing.registration_id status_by_hand.registration_id supervision.registration_id
    suspension.registration_id verdict.registration_id wait.registration_id
    accreditation_interest.person_id accreditation_part.person_id accreditation_request.person_id
    attendance.person_id attendance.registration_id attendance_contest.person_id
    attendance_contest.registration_id attendance_row.person_id attendance_row.registration_id`,
  // A tie that somebody who judges declared of themselves, and no longer has.
  'goes with who declared it': 'interest.member_id accreditation_interest.member_id',
  // It is of somebody else, or of the register, and stays without who it was.
  stays: `attendance_contest.answered_by attendance_contest.decided_by attendance_delivery.delivered_by
    attendance_link.made_by allocation.recorded_by sight.asked_by course_proposal.proposed_by course_import.made_by attendance_sender.made_by accreditation.end_proposed_by accreditation.ended_by accreditation.person_id accreditation_file.added_by accreditation_objection.decided_by accreditation_request.started_by course.owner_id course.person_id
    organisation_check.decided_by organisation_file.added_by organisation_member.settled_by
    organisation_merge.merged_by organisation_told_apart.told_by label_event.done_by application_claim.found_by bank_file.sent_by breach.noted_by claim.judged_by correction.corrected_by credit_note.made_by
    earlier_check.recorded_by enrolment.giver_id erasure_request.account_id erasure_request.answered_by
    erasure_request.person_id erasure_request.registration_id factor_reset.asked_by
    factor_reset.confirmed_by factor_reset.ended_by follow_up.settled_by hold.lifted_by hold.placed_by
    interest.lifted_by leave.decided_by list_delivery.delivered_by mail_message.account_id
    measure.proposed_by meeting_report.reporter_id meeting_report.settled_by meeting_report.objection_settled_by objection.entered_by objection_outcome.decided_by objection_seat.seated_by
    original.checked_by payment.booked_by person.account_id person_merge.proposed_by person_merge.settled_by
    referee_request.account_id register_change.settled_by register_organisation.changed_by
    refund.refunded_by register_text.changed_by regulation_addition.proposed_by regulation_addition.settled_by
    ruling_decision.decided_by series.registration_id series_member.account_id
    series_member.registration_id staff_change.proposed_by staff_change.settled_by
    status_by_hand.answered_by status_by_hand.proposed_by supervision.colleague_id takeover.delivered_by
    told_apart.told_by verdict.recorded_by`,
  // Two have to have looked at it: the account stays for it, and loses its name after a term ("colleagues").
  'keeps the account': `accreditation_judgement.member_id death.confirmed_by death.entered_by inspection.member_id
    interim_judgement.member_id judgement.member_id judgement_draft.member_id measure_vote.member_id
    objection_seat.account_id ruling_advice.member_id shielding.decided_by shielding.proposed_by`,
  // removeRegistration sees to these before it.
  'is removed before': 'document.person_id registration.person_id',
} as const

test('of each column that leads to somebody it is settled what becomes of its row when they are erased', async () => {
  const { rows } = await sql<{ name: string; does: string }>`
    select k.conrelid::regclass || '.' || a.attname as name, k.confdeltype as does
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid in ('person'::regclass, 'account'::regclass,
      'registration'::regclass)`.execute(db)
  const does = {
    goes: 'c',
    'goes with who declared it': 'c',
    stays: 'n',
    'keeps the account': 'a',
    'is removed before': 'a',
  }
  const settled = Object.entries(whenErased).flatMap(([what, columns]) =>
    columns.split(/\s+/).map((column) => `${column} ${does[what as keyof typeof does]}`),
  )
  assert.deepEqual(rows.map(({ name, does }) => `${name} ${does}`).sort(), settled.sort())
  // What goes along with who acted in it would take a row of another's dossier: none does unseen.
  const acted = rows.filter(({ name, does }) => {
    const [table = '', column = ''] = name.split('.')
    const of: {
      readonly actors?: readonly string[]
      readonly parties?: { readonly ways: object }
    } = personal[table as keyof typeof personal]
    const others = [...(of.actors ?? []), ...Object.keys(of.parties?.ways ?? {})]
    return does === 'c' && others.includes(column)
  })
  assert.deepEqual(
    acted.map(({ name }) => name),
    ['interest.member_id', 'accreditation_interest.member_id'],
  )
})

test('a table that somebody forgot is named, everywhere where it is missing', async () => {
  await sql`create table planted (id uuid primary key default uuidv7(), register text not null,
    person_id uuid not null references person on delete cascade, note text)`.execute(db)
  assert.deepEqual(await forgotten(), [
    'planted: not in the record',
    'planted: not in the registry of whose it is',
  ])
  await sql`drop table planted`.execute(db)
})

test('the processing register and the DPIA say how long what is kept as it is carried out, with every table', async () => {
  for (const document of privacyDocuments) {
    const text = await readFile(new URL(`../${document}`, import.meta.url), 'utf8')
    assert.equal(
      text,
      withTable(text),
      `${document}: run node --import tsx scripts/print-privacy.ts`,
    )
    for (const { label } of Object.values(retentionKinds)) assert.ok(text.includes(label), label)
    assert.match(text, /\[in te vullen: /)
  }
})
