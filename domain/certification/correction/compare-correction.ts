import { sql } from 'kysely'
import { readDossier } from '#domain/certification/application/application.ts'
import type { Change, NotCorrected, Wish } from '#domain/certification/correction/correction.ts'
import {
  changesOfAddress,
  changesOfName,
  changesOfWork,
  differing,
} from '#domain/certification/correction/correction.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import { findOriginal } from '#domain/dossier/original/queries.ts'
import { findWork } from '#domain/people/person/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Period } from '#engine'
import { nextPeriod, periodAfterDecision } from '#engine'
import { pinnedVersion } from '#regulations/load.ts'

/** What setting something right would change, or why it cannot be. */
export type Compared =
  | {
      readonly outcome: 'differs'
      readonly member: Member
      readonly changes: readonly Change[]
      /** The period that goes with another day of the decision. */
      readonly period?: Period
    }
  | { readonly outcome: 'not'; readonly why: NotCorrected }
  | { readonly outcome: 'unknown' }

/** Holds what the back office says that something should have been against what it is. */
export async function compareCorrection(
  context: Context,
  registrationId: string,
  wish: Wish,
): Promise<Compared> {
  const member = await findMember(context, registrationId)
  if (member === undefined) return { outcome: 'unknown' }
  const found = await changesFor(context, member, wish)
  if ('why' in found) return { outcome: 'not', why: found.why }
  return found.changes.length === 0
    ? { outcome: 'not', why: 'same' }
    : { outcome: 'differs', member, ...found }
}

type Found =
  | { readonly changes: readonly Change[]; readonly period?: Period }
  | { readonly why: NotCorrected }

async function changesFor(context: Context, member: Member, wish: Wish): Promise<Found> {
  switch (wish.subject) {
    case 'name':
      return { changes: changesOfName(member.person, wish.name) }
    case 'address':
      return { changes: changesOfAddress(member.person, wish.address) }
    case 'work':
      return { changes: changesOfWork(await findWork(context, member.personId), wish.work) }
    case 'email':
      return email(context, member, wish.email)
    case 'decision-day':
      return decisionDay(context, member, wish)
    case 'period':
      return period(context, member, wish)
    case 'list-year':
      return listYear(context, member, wish)
    case 'received':
      return received(context, member, wish)
  }
}

async function email({ db }: Context, member: Member, email: string): Promise<Found> {
  if (member.accountId === undefined) return { why: 'no-account' }
  const { demo } = await db
    .selectFrom('account')
    .where('id', '=', member.accountId)
    .select('demo')
    .executeTakeFirstOrThrow()
  if (demo) return { why: 'made-up' }
  const seat = await db
    .selectFrom('staff_role')
    .where('account_id', '=', member.accountId)
    .select('id')
    .executeTakeFirst()
  if (seat !== undefined) return { why: 'works-here' }
  return { changes: differing([{ field: 'email', before: member.email, after: email }]) }
}

async function decisionDay(
  context: Context,
  member: Member,
  wish: Extract<Wish, { subject: 'decision-day' }>,
): Promise<Found> {
  const { register } = context
  const row = await decisionThatStands(context, member.registrationId)
  if (row?.id !== wish.certificateId) return { why: 'not-there' }
  const compiled = pinnedVersion(register, row.regulation_version)
  if (compiled === undefined) return { why: 'not-there' }
  if (row.moved_last === row.valid_last) return { why: 'moved-by-leave' }
  if (await applicationRuns(context, member)) return { why: 'application-running' }
  const takenOn = Temporal.PlainDate.from(row.taken_on)
  const submittedOn = Temporal.PlainDate.from(row.submitted_on)
  const { decidedOn } = wish
  if (isAfter(decidedOn, takenOn) || isAfter(submittedOn, decidedOn)) return { why: 'not-that-day' }
  const { period: oldPeriod, temporary, registeredOn } = readDossier(row.dossier)
  const after = (day: Temporal.PlainDate) =>
    periodAfterDecision(compiled, {
      kind: row.kind === 'first' ? 'first' : 'renewal',
      submittedOn,
      decidedOn: day,
      ...(oldPeriod === undefined ? {} : { oldPeriod }),
      ...(temporary === undefined ? {} : { temporary }),
      ...(registeredOn === undefined ? {} : { registeredOn }),
      choice: row.period_choice,
    })
  const [then, now] = [after(takenOn), after(decidedOn)]
  if (!then.countsFrom.equals(now.countsFrom)) return { why: 'decides-anew' }
  return {
    period: now.period,
    changes: differing([
      {
        field: 'decided',
        before: row.decided_on ?? row.taken_on,
        after: decidedOn.toString(),
      },
      { field: 'first', before: row.valid_first, after: now.period.first.toString() },
      { field: 'last', before: row.valid_last, after: now.period.last.toString() },
    ]),
  }
}

/** The decision on which the certificate of somebody stands, where its day may be set right. */
export async function findDecisionToCorrect(
  context: Context,
  registrationId: string,
): Promise<{ readonly certificateId: string; readonly decidedOn: Temporal.PlainDate } | undefined> {
  const row = await decisionThatStands(context, registrationId)
  return (
    row && {
      certificateId: row.id,
      decidedOn: Temporal.PlainDate.from(row.decided_on ?? row.taken_on),
    }
  )
}

// Of a period that stands alone: what came after it was reckoned from it.
function decisionThatStands({ db }: Context, registrationId: string) {
  return db
    .selectFrom('certificate')
    .innerJoin('decision', 'decision.id', 'certificate.decision_id')
    .innerJoin('application', 'application.id', 'decision.application_id')
    .innerJoin('registration', 'registration.id', 'certificate.registration_id')
    .where('certificate.registration_id', '=', registrationId)
    .where('certificate.withdrawn_on', 'is', null)
    .where('certificate.replaced_on', 'is', null)
    .where('certificate.temporary', '=', false)
    .where('application.kind', '<>', 'move')
    .whereRef('certificate.valid_last', '=', 'registration.valid_last')
    .where('registration.status', 'in', ['certified', 'on-hold', 'suspended'])
    .select([
      'certificate.id',
      'application.kind',
      'application.submitted_on',
      'application.period_choice',
      'decision.dossier',
      'decision.decided_on as taken_on',
      'decision.regulation_version',
      'certificate.decided_on',
      'certificate.valid_first',
      'certificate.valid_last',
      'registration.moved_last',
    ])
    .executeTakeFirst()
}

// Only of a period that came from outside: another follows from its decision.
async function period(
  context: Context,
  member: Member,
  { first, last }: Extract<Wish, { subject: 'period' }>,
): Promise<Found> {
  const { db, register } = context
  const row = await periodFromOutside(context, member.registrationId)
  if (row === undefined) return { why: 'not-there' }
  if (row.moved) return { why: 'moved-by-leave' }
  if (await applicationRuns(context, member)) return { why: 'application-running' }
  const { regulation_version } = await db
    .selectFrom('registration')
    .where('id', '=', member.registrationId)
    .select('regulation_version')
    .executeTakeFirstOrThrow()
  const length = pinnedVersion(register, regulation_version)?.regulation.period.length
  if (isAfter(first, context.today)) return { why: 'in-future' }
  if (!isAfter(last, first)) return { why: 'no-period' }
  if (length !== undefined && isAfter(last, nextPeriod(first, length).last)) {
    return { why: 'no-period' }
  }
  return {
    period: { first, last },
    changes: differing([
      { field: 'first', before: row.first, after: first.toString() },
      { field: 'last', before: row.last, after: last.toString() },
    ]),
  }
}

/** The period of somebody whom no decision here gave it; undefined where one did, or it is over. */
export async function periodFromOutside(
  { db }: Context,
  registrationId: string,
): Promise<{ readonly first: string; readonly last: string; readonly moved: boolean } | undefined> {
  const row = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .where('status', 'in', ['certified', 'on-hold', 'suspended'])
    .where('temporary_kind', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('certificate')
            .whereRef('certificate.registration_id', '=', 'registration.id')
            // One that was taken over rests on a decision elsewhere.
            .where(({ eb, or }) =>
              or([
                eb('certificate.decision_id', 'is not', null),
                eb('certificate.by_hand_id', 'is not', null),
              ]),
            )
            .select('certificate.id'),
        ),
      ),
    )
    .select(['valid_first', 'valid_last', 'moved_last'])
    .executeTakeFirst()
  if (row === undefined || row.valid_first === null || row.valid_last === null) return undefined
  const { valid_first: first, valid_last: last, moved_last } = row
  return { first, last, moved: moved_last === last }
}

async function listYear(
  context: Context,
  { registrationId }: Member,
  { entryId, year }: Extract<Wish, { subject: 'list-year' }>,
): Promise<Found> {
  if (!isUuid(entryId)) return { why: 'not-there' }
  const { db, today } = context
  const entries = await yearsFromLists(context, registrationId)
  const entry = entries.find(({ id }) => id === entryId)
  if (entry === undefined) return { why: 'not-there' }
  if (year > today.year) return { why: 'in-future' }
  const there = await sql`
    select from activity_claim c join activity a on a.id = c.activity_id
    where c.registration_id = ${registrationId} and c.kind = ${entry.kind}
      and c.withdrawn_at is null and a.id <> ${entry.activityId}
      and (a.form -> 'details' ->> 'year')::numeric = ${year * 100}`.execute(db)
  if (there.rows.length > 0) return { why: 'year-there' }
  const open = await openness(context, entry.activityId)
  if (open.is !== 'open' || open.heldElsewhere) return { why: 'frozen' }
  return {
    changes: differing([{ field: 'year', before: String(entry.year), after: String(year) }]),
  }
}

/** The years that the office brought into somebody's portfolio by a list, and that stand there. */
export async function yearsFromLists(
  { db }: Context,
  registrationId: string,
): Promise<
  readonly {
    readonly id: string
    readonly activityId: string
    readonly kind: string
    readonly year: number
    readonly label: string
  }[]
> {
  const rows = await db
    .selectFrom('list_entry')
    .innerJoin('list_delivery', 'list_delivery.id', 'list_entry.delivery_id')
    .innerJoin('activity_claim', (join) =>
      join
        .onRef('activity_claim.activity_id', '=', 'list_entry.activity_id')
        .onRef('activity_claim.registration_id', '=', 'list_entry.registration_id'),
    )
    .where('list_entry.registration_id', '=', registrationId)
    .where('list_entry.added', '=', true)
    .where('list_delivery.withdrawn_on', 'is', null)
    .where('activity_claim.withdrawn_at', 'is', null)
    .select([
      'list_entry.id',
      'activity_claim.activity_id',
      'list_entry.kind',
      'list_entry.year',
      'list_delivery.label',
    ])
    .orderBy('list_entry.year')
    .limit(100)
    .execute()
  return rows.map(({ activity_id, ...row }) => ({ ...row, activityId: activity_id }))
}

async function received(
  context: Context,
  { registrationId }: Member,
  { originalId, receivedOn }: Extract<Wish, { subject: 'received' }>,
): Promise<Found> {
  const original = await findOriginal(context, originalId)
  const { receivedOn: was, announcedOn, check } = original ?? {}
  if (original?.registrationId !== registrationId || was === undefined) return { why: 'not-there' }
  if (isAfter(receivedOn, context.today)) return { why: 'in-future' }
  if (announcedOn !== undefined && isAfter(announcedOn, receivedOn)) return { why: 'not-that-day' }
  if (check !== undefined && isAfter(receivedOn, check.on)) return { why: 'not-that-day' }
  return {
    changes: differing([
      { field: 'received', before: was.toString(), after: receivedOn.toString() },
    ]),
  }
}

async function applicationRuns({ db }: Context, { registrationId }: Member): Promise<boolean> {
  const running = await db
    .selectFrom('application')
    .where('registration_id', '=', registrationId)
    .where('status', 'in', ['submitted', 'returned', 'with-committee'])
    .select('id')
    .executeTakeFirst()
  return running !== undefined
}

function isAfter(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) > 0
}
