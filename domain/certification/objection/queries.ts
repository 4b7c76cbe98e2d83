import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import type { ObjectionOutcomeTable } from '#db/schema.ts'
import type {
  ObjectionOutcome,
  ObjectionStatus,
} from '#domain/certification/objection/objection.ts'
import { openObjections } from '#domain/certification/objection/objection.ts'
import { columnsOfPerson } from '#domain/people/person/columns-of-person.ts'
import type { PersonFacts } from '#domain/people/person/person.ts'
import { personOf } from '#domain/people/person/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Cents } from '#engine'
import { centsOf } from '#engine'
import { fullName } from '#language/names.ts'

/** What was decided on an objection; it never changes afterwards. */
export interface DecidedObjection {
  readonly outcome: ObjectionOutcome
  readonly decision: string
  readonly reason: string
  /** Of one that came late: whether that could be excused. */
  readonly excusable: boolean | undefined
  /** What changed by it, each in a line. */
  readonly changes: readonly string[]
  readonly decidedOn: Temporal.PlainDate
  readonly documentId: string | undefined
}

/** An objection as it stands. */
export interface Objection {
  readonly id: string
  readonly number: string
  readonly status: ObjectionStatus
  readonly registrationId: string
  /** To which decision, with what it is called and its days as they were then. */
  readonly about: string
  readonly aboutId: string
  readonly title: string
  readonly sentOn: Temporal.PlainDate
  readonly lastDay: Temporal.PlainDate
  /** The activities of it that it is about; none for the whole. */
  readonly lines: readonly string[]
  readonly receivedOn: Temporal.PlainDate
  readonly late: boolean
  readonly lateReason: string
  readonly onPaper: boolean
  readonly grounds: string
  readonly wish: string
  readonly groundsBefore: Temporal.PlainDate | undefined
  readonly suspends: boolean
  readonly fee: Cents
  readonly note: string
  readonly decideBefore: Temporal.PlainDate
  readonly extendedOn: Temporal.PlainDate | undefined
  readonly extensionReason: string
  readonly hearing:
    | {
        readonly on: Temporal.PlainDate
        readonly place: string
        readonly answer: 'comes' | 'refrains' | undefined
      }
    | undefined
  /** The reason of the register for which nobody was heard. */
  readonly unheard: string | undefined
  readonly report: string
  readonly endedOn: Temporal.PlainDate | undefined
  readonly decided: DecidedObjection | undefined
  readonly version: number
  readonly objector: Objector
}

/** Whose objection it is. */
export interface Objector {
  readonly personId: string
  readonly accountId: string | undefined
  readonly name: string
  /** Empty when there is nobody to write to any more. */
  readonly email: string
  readonly employer: string
  readonly municipality: string
  readonly person: PersonFacts
  readonly registrationNumber: string
  /** When their registration ended, and how, where it did. */
  readonly left:
    | { readonly status: RegistrationStatus; readonly on: Temporal.PlainDate }
    | undefined
}

const mostDone = 200

/** One objection, locked when it is acted on. */
export async function findObjection(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Objection | undefined> {
  if (!isUuid(id)) return undefined
  const query = objections(context).where('objection.id', '=', id)
  const row = await (options.lock === true
    ? query.forUpdate('objection')
    : query
  ).executeTakeFirst()
  return row && objection(context, row)
}

/** The objections with one of these statuses: what must be decided first comes first. */
export async function listObjections(
  context: Context,
  statuses: readonly ObjectionStatus[],
): Promise<readonly Objection[]> {
  const rows = await objections(context)
    .where('objection.status', 'in', [...statuses])
    .orderBy('objection.decide_before')
    .orderBy('objection.id')
    .execute()
  return rows.map((row) => objection(context, row))
}

/** The objections that are done, the newest first. */
export async function doneObjections(context: Context): Promise<readonly Objection[]> {
  const rows = await objections(context)
    .where('objection.status', 'in', ['decided', 'withdrawn'])
    .orderBy('objection.ended_on', 'desc')
    .orderBy('objection.id', 'desc')
    .limit(mostDone)
    .execute()
  return rows.map((row) => objection(context, row))
}

/** What somebody objected to, the newest first. */
export async function objectionsOf(
  context: Context,
  registrationId: string,
): Promise<readonly Objection[]> {
  const rows = await objections(context)
    .where('objection.registration_id', '=', registrationId)
    .orderBy('objection.received_on', 'desc')
    .orderBy('objection.id', 'desc')
    .execute()
  return rows.map((row) => objection(context, row))
}

/** The open objections in the seats of a case in which somebody sits. */
export async function seatedCases(
  { db }: Context,
  accountId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('objection_seat')
    .innerJoin('objection', 'objection.id', 'objection_seat.objection_id')
    .where('objection_seat.account_id', '=', accountId)
    .where('objection.status', 'in', [...openObjections, 'decided'])
    .select('objection.id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** The files that go along with an objection, with the day on which each came. */
export async function objectionFiles(
  { db }: Context,
  objectionId: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly on: string }[]> {
  return db
    .selectFrom('objection_file')
    .innerJoin('document', 'document.id', 'objection_file.document_id')
    .where('objection_file.objection_id', '=', objectionId)
    .orderBy('objection_file.added_on')
    .orderBy('document.name')
    .select(['document.id', 'document.name', 'objection_file.added_on as on'])
    .execute()
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}

function objections({ db, register }: Context) {
  return db
    .selectFrom('objection')
    .innerJoin('registration', 'registration.id', 'objection.registration_id')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .leftJoin('account', 'account.id', 'person.account_id')
    .where('objection.register', '=', register.id)
    .selectAll('objection')
    .select(({ selectFrom }) =>
      jsonObjectFrom(
        selectFrom('objection_outcome')
          .whereRef('objection_outcome.objection_id', '=', 'objection.id')
          .select(['outcome', 'decision', 'reason', 'excusable', 'changes'])
          .select(['objection_outcome.decided_on', 'objection_outcome.document_id']),
      ).as('decided'),
    )
    .select([
      'registration.number as registration_number',
      'registration.status as registration_status',
      'registration.ended_on as left_on',
      ...columnsOfPerson,
      'account.email',
      sql<boolean>`account.closed_at is null`.as('reachable'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof objections>['executeTakeFirstOrThrow']>>

function objection({ register }: Pick<Context, 'register'>, row: Row): Objection {
  const person = personOf(row)
  const lastDay = Temporal.PlainDate.from(row.last_day)
  const receivedOn = Temporal.PlainDate.from(row.received_on)
  const hearingOn = day(row.hearing_on)
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    registrationId: row.registration_id,
    about: row.about,
    aboutId: row.about_id,
    title: row.title,
    sentOn: Temporal.PlainDate.from(row.decided_on),
    lastDay,
    lines: row.lines,
    receivedOn,
    late: Temporal.PlainDate.compare(receivedOn, lastDay) > 0,
    lateReason: row.late_reason,
    onPaper: row.entered_by !== null,
    grounds: row.grounds,
    wish: row.wish,
    groundsBefore: day(row.grounds_before),
    suspends: row.suspends,
    fee: centsOf(row.fee),
    note: row.note,
    decideBefore: Temporal.PlainDate.from(row.decide_before),
    extendedOn: day(row.extended_on),
    extensionReason: row.extension_reason,
    hearing:
      hearingOn === undefined
        ? undefined
        : { on: hearingOn, place: row.hearing_place, answer: row.hearing_answer ?? undefined },
    unheard: row.unheard ?? undefined,
    report: row.report,
    endedOn: day(row.ended_on),
    decided: row.decided === null ? undefined : decidedOf(row.decided),
    version: row.version,
    objector: {
      personId: row.person_id,
      accountId: row.account_id ?? undefined,
      name: fullName(person),
      email: row.reachable ? (row.email ?? '') : '',
      employer: row.employer,
      municipality: row.municipality,
      person,
      registrationNumber:
        row.registration_number === null
          ? ''
          : registrationNumber(register, row.registration_number),
      left:
        row.left_on === null
          ? undefined
          : { status: row.registration_status, on: Temporal.PlainDate.from(row.left_on) },
    },
  }
}

function decidedOf(
  row: Pick<
    Selectable<ObjectionOutcomeTable>,
    'outcome' | 'decision' | 'reason' | 'excusable' | 'changes' | 'decided_on' | 'document_id'
  >,
): DecidedObjection {
  const { told = [] } = row.changes as { readonly told?: readonly string[] }
  return {
    outcome: row.outcome,
    decision: row.decision,
    reason: row.reason,
    excusable: row.excusable ?? undefined,
    changes: told,
    decidedOn: Temporal.PlainDate.from(row.decided_on),
    documentId: row.document_id ?? undefined,
  }
}

/** What the activities are called that an objection is about. */
export async function lineTitles(
  { db }: Context,
  { lines }: Pick<Objection, 'lines'>,
): Promise<readonly string[]> {
  if (lines.length === 0) return []
  const rows = await db
    .selectFrom('activity')
    .where('id', 'in', [...lines])
    .orderBy('title')
    .select('title')
    .execute()
  return rows.map(({ title }) => title)
}
