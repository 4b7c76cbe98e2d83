import { sql } from 'kysely'
import { lapseWithRegistration } from '#domain/certification/agreement/lapse-with-registration.ts'
import { runningStatuses } from '#domain/certification/application/application.ts'
import type { Carried } from '#domain/certification/merge/carried.ts'
import { ofAccounts, ofPeople, ofRegistrations } from '#domain/certification/merge/carried.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { watchSupervisions } from '#domain/dossier/supervision/watch-supervisions.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { writeOffInvoice } from '#domain/money/invoice/write-off-invoice.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { ShieldingStatus } from '#domain/people/shielding/shielding.ts'
import { runningShielding, shieldingLifecycle } from '#domain/people/shielding/shielding.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** From what to what something goes along. */
export interface FromTo {
  readonly from: string
  readonly to: string
}

/** How many rows of each table went along. */
export type Moved = Record<string, number>

// Some tables are of no register, and the others are gone through one register after the other.
const ofNoRegister = ['account', 'kept_form', 'person'] as const

/** Takes along what is of a person in this register: the registrations themselves, what they did and stated. */
export async function carryPerson(
  context: Context,
  { merge, ...people }: FromTo & { readonly merge: string },
  moved: Moved,
): Promise<void> {
  const { db, register } = context
  const { from, to } = people
  await sql`update registration set person_id = ${to}, version = version + 1
    where person_id = ${from} and register = ${register.id}`.execute(db)
  await sql`update activity_claim set person_id = ${to} where person_id = ${from}
    and register = ${register.id}`.execute(db)
  await carry(context, ofPeople, people, moved)
  // One tie with the same colleague is enough; what was said of the other is lifted with why.
  await sql`update interest i set lifted_on = ${context.today.toString()},
      lifted_because = 'Samengevoegd'
    where i.person_id = ${from} and i.register = ${register.id} and i.lifted_on is null
      and exists (select from interest o where o.person_id = ${to} and o.member_id = i.member_id
        and o.register = i.register and o.lifted_on is null)`.execute(db)
  await sql`update interest set person_id = ${to} where person_id = ${from}
    and register = ${register.id}`.execute(db)
  await sql`update shielding set person_id = ${to} where person_id = ${from}
    and register = ${register.id}`.execute(db)
  await sql`update person_merge set stays_id = ${to} where stays_id = ${from}
    and register = ${register.id} and status = 'done' and goes_id <> ${to}`.execute(db)
  await settleProposals(context, { from, merge })
  await sql`delete from told_apart t where register = ${register.id} and ${from} in (one_id, other_id)
    and (${to} in (one_id, other_id) or exists (select from told_apart o
      where o.register = t.register and ${to} in (o.one_id, o.other_id)
        and case when t.one_id = ${from} then t.other_id else t.one_id end
          in (o.one_id, o.other_id)))`.execute(db)
  await sql`update told_apart t set one_id = least(other.id, ${to}::uuid),
      other_id = greatest(other.id, ${to}::uuid)
    from told_apart was cross join lateral (select case when was.one_id = ${from}
      then was.other_id else was.one_id end as id) other
    where was.id = t.id and t.register = ${register.id} and ${from} in (t.one_id, t.other_id)`.execute(
    db,
  )
}

// What else was asked about the one that went, is asked of somebody who is no longer there.
async function settleProposals(
  context: Context,
  { from, merge }: { readonly from: string; readonly merge: string },
): Promise<void> {
  const rows = await context.db
    .updateTable('person_merge')
    .where('register', '=', context.register.id)
    .where('status', '=', 'proposed')
    .where('id', '!=', merge)
    .where(({ or, eb }) => or([eb('stays_id', '=', from), eb('goes_id', '=', from)]))
    .set((eb) => ({
      status: 'withdrawn',
      settled_on: context.today.toString(),
      answer: 'Een van de twee is intussen samengevoegd.',
      version: eb('version', '+', 1),
    }))
    .returning('id')
    .execute()
  for (const { id } of rows) await record(context, { noun: 'merge', id, action: 'withdraw' })
}

/**
 * Ends a registration that goes on in another of the same person, both locked: its number leads there
 * from now on, and what is in use goes along. What was decided, signed and paid stays with it.
 */
export async function endInto(context: Context, ends: FromTo, moved: Moved): Promise<void> {
  const { db, today } = context
  const { from, to } = ends
  const member = await findMember(context, from)
  if (member === undefined) throw new Error(`There is no registration ${from}`)
  await db.updateTable('registration').where('id', '=', from).set({ merged_into: to }).execute()
  await changeStatus(context, member, 'withdraw', {
    ended_on: today.toString(),
    held_status: null,
    suspended_last: null,
    ends_after: null,
  })
  await record(context, {
    noun: 'registration',
    id: from,
    action: 'merge',
    facts: { into: to, number: member.number ?? '', from: member.status },
  })
  await lapseWithRegistration(context, from)
  const own = new Set((await findActivities(context, to)).map(({ id }) => id))
  const { numAffectedRows: claims = 0n } = await sql`update activity_claim c
    set registration_id = ${to}, person_id = r.person_id, version = c.version + 1
    from registration r where r.id = ${to} and c.registration_id = ${from}`.execute(db)
  if (claims > 0n) moved.activity_claim = Number(claims)
  await giveWayToChecked(context, ends)
  await endContactsTwice(context, ends)
  await carry(context, ofRegistrations, ends, moved)
  await moveShielding(context, ends)
  await sql`update registration r set elsewhere = e.elsewhere || r.elsewhere,
      profession = coalesce(r.profession, e.profession),
      profession_other = case when r.profession is null then e.profession_other
        else r.profession_other end,
      target_on = coalesce(r.target_on, e.target_on),
      early_version = coalesce(r.early_version, e.early_version),
      charged_until = greatest(r.charged_until, e.charged_until), version = r.version + 1
    from registration e where r.id = ${to} and e.id = ${from}`.execute(db)
  const twice = await countOnce(context, to, own)
  if (twice > 0) moved.twice = (moved.twice ?? 0) + twice
  await watchSupervisions(context)
}

// With one colleague there is one contact that goes on: that of the one that stays.
async function endContactsTwice({ db, today }: Context, { from, to }: FromTo): Promise<void> {
  const open = sql`('asked', 'accepted')`
  await sql`update meeting_contact c set status = 'ended', status_on = ${today.toString()},
      version = c.version + 1
    where ${from} in (c.asker_id, c.asked_id) and c.status in ${open}
      and exists (select from meeting_contact o where o.status in ${open} and ${to} in (o.asker_id, o.asked_id)
        and case when c.asker_id = ${from} then c.asked_id else c.asker_id end in (o.asker_id, o.asked_id))`.execute(
    db,
  )
}

// What both stated goes on in the one that stays, unless only the other's was checked and found in order: then
// that one goes along, with its files. What lies in an application that runs is checked there.
async function giveWayToChecked(
  { db, register, today }: Context,
  { from, to }: FromTo,
): Promise<void> {
  await sql`update claim own set ended_on = ${today.toString()}, version = own.version + 1
    from claim checked
    where own.registration_id = ${to} and own.register = ${register.id} and own.ended_on is null
      and checked.registration_id = ${from} and checked.register = own.register
      and checked.ended_on is null and checked.state = 'approved'
      and (own.state = 'claimed' or own.state = 'rejected' and own.judged_on < checked.judged_on)
      and own.member = checked.member and own.subject = checked.subject
      and (own.member = 'fact' and own.value = checked.value
        or exists (select from statement a join statement b on a.content = b.content
          where a.id = own.statement_id and b.id = checked.statement_id))
      and not exists (select from application_claim f join application a on a.id = f.application_id
        where f.claim_id = own.id and a.status in (${sql.join([...runningStatuses])}))`.execute(db)
}

/** Asks nothing any more for a registration that went on in another: what was not paid is written off. */
export async function writeOffOpen(context: Context, registrationId: string): Promise<void> {
  for (const { id, version, status } of await listInvoices(context, registrationId)) {
    if (status !== 'open') continue
    const reason = 'Dubbel ingeschreven, en samengevoegd'
    await writeOffInvoice(context, { invoiceId: id, version, reason })
  }
}

// What hides before what does not yet, and of those what was granted before what may come or go.
const strictestFirst = sql`hides desc, status = 'holds' desc, status = 'proposed' desc,
  status = 'ending' desc`

// The stricter stays: of two that run the one that hides, for every register if one of them does. Who
// proposed that it ends had not seen the other, so that it does not end by that.
async function moveShielding(context: Context, { from, to }: FromTo): Promise<void> {
  const { db, today } = context
  const { rows } = await sql<{ id: string; status: ShieldingStatus }>`
    select id, status from shielding
    where registration_id in (${from}, ${to}) and status in (${sql.join([...runningShielding])})
    order by ${strictestFirst}, registration_id = ${to} desc
    for update`.execute(db)
  const [stricter, other] = rows
  if (stricter === undefined) return
  if (other !== undefined) {
    await sql`update shielding s set status = 'ended', hides = false, ended_on = ${today.toString()},
        answer = 'Samengevoegd', version = s.version + 1 where s.id = ${other.id}`.execute(db)
    await sql`update shielding s set everywhere = s.everywhere or o.everywhere,
        review_on = greatest(s.review_on, o.review_on), version = s.version + 1
      from shielding o where s.id = ${stricter.id} and o.id = ${other.id}`.execute(db)
    if (stricter.status === 'ending' && other.status !== 'ending') {
      await sql`update shielding set status = ${shieldingLifecycle.ending.keep}, answer = '',
          decided_on = ${today.toString()}, decided_by = ${accountIdOf(context.actor) ?? null}::uuid
        where id = ${stricter.id}`.execute(db)
      const facts = { registration: to }
      await record(context, { noun: 'shielding', id: stricter.id, action: 'keep', facts })
    }
  }
  await sql`update shielding set registration_id = ${to} where id = ${stricter.id}`.execute(db)
}

/** Hides the registration that runs too, where what hides the person hangs on one that is over. */
export async function shieldRunning(
  { db, register }: Context,
  { person, registration }: { readonly person: string; readonly registration: string },
): Promise<void> {
  const { rows: hiding } = await sql`select from shielding
    where registration_id = ${registration} and hides`.execute(db)
  if (hiding.length > 0) return
  const { rows: over } = await sql<{ id: string }>`select id from shielding
    where person_id = ${person} and register = ${register.id} and hides
    order by ${strictestFirst}, id limit 1 for update`.execute(db)
  const [found] = over
  if (found === undefined) return
  const { numAffectedRows: asked = 0n } = await sql`
    update shielding set hides = true, version = version + 1
    where registration_id = ${registration} and status in (${sql.join([...runningShielding])})`.execute(
    db,
  )
  if (asked > 0n) return
  await sql`insert into shielding (register, registration_id, person_id, status, asked_by, ground,
      everywhere, hides, asked_on, proposed_by, review_on, decided_on, decided_by, answer)
    select register, ${registration}::uuid, person_id, status, asked_by, ground, everywhere, hides,
      asked_on, proposed_by, review_on, decided_on, decided_by, answer
    from shielding where id = ${found.id}`.execute(db)
}

/**
 * Of two activities that are the same one only one counts: the other is withdrawn, after its files went
 * along. Gives how many; what both were decided on stays, as it was used.
 */
async function countOnce(
  context: Context,
  registrationId: string,
  own: ReadonlySet<string>,
): Promise<number> {
  const all = await findActivities(context, registrationId)
  const free = new Map(all.filter(({ id }) => own.has(id)).map((one) => [one.id, one]))
  let count = 0
  for (const moved of all) {
    if (own.has(moved.id)) continue
    const twin = [...free.values()].find((one) => isSame(one, moved))
    if (twin === undefined) continue
    free.delete(twin.id)
    const held = await heldAmong(context, [twin.id, moved.id])
    const [kept, dropped] =
      weightOf(moved, held) > weightOf(twin, held) ? [moved, twin] : [twin, moved]
    if (held.has(dropped.id) || dropped.usedBy !== undefined) continue
    await withdrawTwin(context, { from: dropped.id, to: kept.id })
    count += 1
  }
  return count
}

function isSame(one: PortfolioActivity, other: PortfolioActivity): boolean {
  // Their organisation said of both that they were at one thing.
  const there = one.attended?.edition
  if (there !== undefined && there === other.attended?.edition && one.kind === other.kind)
    return true
  if (one.completedOn === undefined || other.completedOn === undefined) return false
  return (
    one.completedOn.equals(other.completedOn) &&
    one.kind === other.kind &&
    comparable(one.title) === comparable(other.title)
  )
}

function comparable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

const weights: Readonly<Record<PortfolioActivity['state'], number>> = {
  draft: 0,
  planned: 1,
  returned: 2,
  'awaiting-referee': 2,
  entered: 3,
  rejected: 4,
  partly: 5,
  approved: 6,
}

function weightOf({ id, state, usedBy }: PortfolioActivity, held: ReadonlySet<string>): number {
  return weights[state] + (held.has(id) ? 10 : 0) + (usedBy === undefined ? 0 : 20)
}

// What somebody is judging, or a group confirms.
async function heldAmong({ db }: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select aa.activity_id as id from application_activity aa
      join application a on a.id = aa.application_id
      where aa.activity_id = any(${[...ids]}::uuid[])
        and a.status in ('submitted', 'returned', 'with-committee')
    union select activity_id from interim_request
      where activity_id = any(${[...ids]}::uuid[]) and status = 'asked'
    union select activity_id from activity_group
      where activity_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

async function withdrawTwin(context: Context, { from, to }: FromTo): Promise<void> {
  const { db, register, today } = context
  await sql`insert into evidence (activity_id, document_id, added_on)
    select ${to}, e.document_id, ${today.toString()}::date from evidence e
      join document d on d.id = e.document_id
    where e.activity_id = ${from} and e.removed_at is null and e.form is null
      and not exists (select from evidence o join document k on k.id = o.document_id
        where o.activity_id = ${to} and o.removed_at is null and k.sha256 = d.sha256)`.execute(db)
  await db
    .updateTable('activity_claim')
    .where('activity_id', '=', from)
    .where('register', '=', register.id)
    .set((eb) => ({
      withdrawn_at: Temporal.Now.instant().toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, { noun: 'activity', id: to, action: 'join', facts: { was: from } })
}

/** Takes along what is of the account that is closed, in this register. */
export async function carryAccount(
  context: Context,
  accounts: FromTo,
  moved: Moved,
): Promise<void> {
  await carry(context, ofAccounts, accounts, moved)
  // Whoever is registered already, or began themselves, has no use for what was typed with the other.
  await context.db
    .deleteFrom('sign_up_draft')
    .where('register', '=', context.register.id)
    .where('account_id', '=', accounts.from)
    .execute()
}

/** The same for what is of no register. */
export async function carryOfNoRegister(
  context: Context,
  { people, accounts }: { readonly people: FromTo; readonly accounts: FromTo | undefined },
): Promise<void> {
  const { db } = context
  await sql`update person set merged_into = ${people.to} where merged_into = ${people.from}`.execute(
    db,
  )
  await sql`update likeness set person_id = ${people.to}
    where person_id = ${people.from} and source <> ${people.from}`.execute(db)
  await carryGiven(context, people, accounts)
  if (accounts === undefined) return
  const { from, to } = accounts
  await sql`update account set merged_into = ${to} where merged_into = ${from}`.execute(db)
  await sql`update kept_form set account_id = ${to} where account_id = ${from}`.execute(db)
  await sql`delete from one_time_link where account_id = ${from} and used_at is null`.execute(db)
  await sql`delete from recovery_code where account_id = ${from}`.execute(db)
  await sql`delete from passkey where account_id = ${from}`.execute(db)
  await sql`delete from factor_reset where account_id = ${from}`.execute(db)
  await sql`delete from known_device where account_id = ${from}`.execute(db)
}

// What they give themselves, and of which course they say when it is stale.
async function carryGiven(
  context: Context,
  people: FromTo,
  accounts: FromTo | undefined,
): Promise<void> {
  const { db } = context
  await actForOrganisation(context, '*')
  for (const table of given) {
    await sql`update ${sql.table(table)} set person_id = ${people.to}
      where person_id = ${people.from}`.execute(db)
  }
  // Whoever was at one edition as both, was there once: what was told of the one that goes stays as it is.
  await sql`update attendance a set person_id = ${people.to} where person_id = ${people.from}
    and (a.withdrawn_on is not null or not exists (select from attendance other
      where other.edition_id = a.edition_id and other.person_id = ${people.to}
        and other.withdrawn_on is null))`.execute(db)
  // Of a course that both rated, what the one that stays said holds.
  await sql`delete from course_rating r where person_id = ${people.from} and exists (select from course_rating other
    where other.course_id = r.course_id and other.person_id = ${people.to})`.execute(db)
  await sql`update course_rating set person_id = ${people.to} where person_id = ${people.from}`.execute(
    db,
  )
  if (accounts !== undefined) {
    await sql`update course set owner_id = ${accounts.to} where owner_id = ${accounts.from}`.execute(
      db,
    )
  }
  await actForOrganisation(context, '')
}

const given = [
  'course',
  'accreditation_request',
  'accreditation_part',
  'accreditation',
  'accreditation_interest',
  'attendance_contest',
  'attendance_row',
] as const

// What goes along by itself, table by table.
async function carry(
  { db, register }: Context,
  columns: Readonly<Record<string, Carried>>,
  { from, to }: FromTo,
  moved: Moved,
): Promise<void> {
  for (const [place, what] of Object.entries(columns)) {
    const [table = '', column = ''] = place.split('.')
    if (what === 'stays' || what === 'by-name') continue
    if ((ofNoRegister as readonly string[]).includes(table)) continue
    const own = table === 'activity' ? sql`` : sql`and moved.register = ${register.id}`
    const { unless = undefined, notWith = undefined } = typeof what === 'string' ? {} : what
    const none =
      unless === undefined
        ? sql``
        : sql`and not exists (select from ${sql.table(table)} other
          where other.${sql.ref(column)} = ${to} and ${sql.raw(unless)})`
    const apart = notWith === undefined ? sql`` : sql`and moved.${sql.ref(notWith)} <> ${to}`
    const { numAffectedRows = 0n } = await sql`update ${sql.table(table)} moved
      set ${sql.ref(column)} = ${to}
      where moved.${sql.ref(column)} = ${from} ${own} ${none} ${apart}`.execute(db)
    if (numAffectedRows > 0n) moved[table] = (moved[table] ?? 0) + Number(numAffectedRows)
  }
}
