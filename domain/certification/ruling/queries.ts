import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import type { RulingDecisionTable } from '#db/schema.ts'
import type { PublicRuling, RulingStatus } from '#domain/certification/ruling/ruling.ts'
import { columnsOfPerson } from '#domain/people/person/columns-of-person.ts'
import type { PersonFacts } from '#domain/people/person/person.ts'
import { personOf } from '#domain/people/person/queries.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { fullName } from '#language/names.ts'

/** A question to the board as it stands. */
export interface Ruling {
  readonly id: string
  readonly number: string
  readonly status: RulingStatus
  readonly registrationId: string
  /** The application and the norm of it that the regulation leaves to the board, where that is what it is. */
  readonly applicationId: string | undefined
  readonly applicationNumber: string | undefined
  readonly applicationKind: 'first' | 'renewal' | 'move' | undefined
  readonly norm: string | undefined
  readonly question: string
  /** What is asked for. */
  readonly wish: string
  readonly askedOn: Temporal.PlainDate
  /** What the back office tells committee and board. */
  readonly note: string
  readonly answer: string
  /** The decision that holds, once there is one. */
  readonly decided: RulingDecision | undefined
  readonly endedOn: Temporal.PlainDate | undefined
  readonly version: number
  readonly asker: {
    readonly personId: string
    readonly accountId: string | undefined
    readonly name: string
    readonly email: string
    readonly employer: string
    readonly municipality: string
    readonly person: PersonFacts
    /** As it is written, once there is one. */
    readonly registrationNumber: string
  }
}

/** What the board decided on a question. A later decision takes the place of the one before it. */
export interface RulingDecision {
  /** Of the decisions on this question: the first is 1. */
  readonly number: number
  readonly granted: boolean
  readonly decision: string
  readonly ground: string
  /** Under what it is given; empty where it is given without more. */
  readonly condition: string
  /** The last day on which it holds. */
  readonly until: Temporal.PlainDate | undefined
  /** Why it takes the place of the one before; empty for the first. */
  readonly reason: string
  readonly decidedOn: Temporal.PlainDate
  readonly published: PublicRuling
  /** The letter with it; what was decided before there were letters has none. */
  readonly documentId: string | undefined
}

/** What a member of the committee advises the board. */
export interface RulingAdvice {
  readonly memberId: string
  readonly favours: boolean
  readonly reason: string
  readonly givenOn: Temporal.PlainDate
}

/** The decision that holds on a question, as everybody may read it. */
export interface PublishedRuling extends PublicRuling {
  readonly number: string
  /** The day of the first decision on it. */
  readonly decidedOn: Temporal.PlainDate
  /** The day of the decision that holds, where that took the place of another. */
  readonly changedOn: Temporal.PlainDate | undefined
  readonly granted: boolean
  readonly conditional: boolean
  readonly until: Temporal.PlainDate | undefined
}

const mostDone = 200

/** One question to the board; with `lock` nobody else changes it until this transaction ends. */
export async function findRuling(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Ruling | undefined> {
  if (!isUuid(id)) return undefined
  const query = rulings(context).where('ruling.id', '=', id)
  const row = await (options.lock === true ? query.forUpdate('ruling') : query).executeTakeFirst()
  return row && ruling(context, row)
}

/** The questions with one of these statuses, the oldest first; or those that are done, the last done first. */
export async function listRulings(
  context: Context,
  statuses: readonly RulingStatus[],
  { newest = false }: { readonly newest?: boolean } = {},
): Promise<readonly Ruling[]> {
  const found = rulings(context).where('ruling.status', 'in', [...statuses])
  const sorted = newest
    ? found.orderBy(doneOn, 'desc').orderBy('ruling.number', 'desc').limit(mostDone)
    : found.orderBy('ruling.asked_on').orderBy('ruling.id')
  const rows = await sorted.execute()
  return rows.map((row) => ruling(context, row))
}

// The day of the last decision on it, or on which it was answered or taken back.
const doneOn = sql`coalesce((select max(d.decided_on) from ruling_decision d
  where d.ruling_id = ruling.id), ruling.ended_on)`

/** What somebody asked the board, the newest first. */
export async function rulingsOf(
  context: Context,
  registrationId: string,
): Promise<readonly Ruling[]> {
  const rows = await rulings(context)
    .where('ruling.registration_id', '=', registrationId)
    .orderBy('ruling.asked_on', 'desc')
    .orderBy('ruling.id', 'desc')
    .execute()
  return rows.map((row) => ruling(context, row))
}

/** What the board decided about somebody, the newest first, with the decision that holds on each. */
export async function decidedAbout(
  context: Context,
  registrationId: string,
): Promise<readonly DecidedRulingOf[]> {
  const all = await rulingsOf(context, registrationId)
  return all.flatMap((one) => (one.decided === undefined ? [] : [{ ...one, decided: one.decided }]))
}

/** A question on which the board decided. */
export type DecidedRulingOf = Ruling & { readonly decided: RulingDecision }

/** The questions about norms of an application, apart from what was withdrawn. */
export async function rulingsOfApplication(
  context: Context,
  applicationId: string,
): Promise<readonly Ruling[]> {
  const rows = await rulings(context)
    .where('ruling.application_id', '=', applicationId)
    .where('ruling.status', '!=', 'withdrawn')
    .orderBy('ruling.id')
    .execute()
  return rows.map((row) => ruling(context, row))
}

/**
 * The questions about norms that an application is decided with: its own, and those of an earlier
 * application on which the board decided anew since anything was decided on whoever asked.
 */
export async function rulingsForApplication(
  context: Context,
  application: { readonly id: string; readonly registrationId: string },
): Promise<readonly Ruling[]> {
  const own = await rulingsOfApplication(context, application.id)
  const anew = await rulings(context)
    .where('ruling.registration_id', '=', application.registrationId)
    .where('ruling.application_id', '!=', application.id)
    .where('ruling.status', '=', 'decided')
    .where(
      sql<boolean>`exists (
        select from ruling_decision r
        where r.ruling_id = ruling.id and r.number > 1
          and r.number = (select max(number) from ruling_decision where ruling_id = ruling.id)
          and (r.valid_last is null or r.valid_last >= ${context.today.toString()})
          and not exists (
            select from decision d join application a on a.id = d.application_id
            where a.registration_id = ruling.registration_id and d.created_at >= r.created_at))`,
    )
    .orderBy('ruling.id', 'desc')
    .execute()
  const norms = new Set(own.map(({ norm }) => norm))
  const kept = anew.filter(({ norm }) => {
    const first = !norms.has(norm ?? undefined)
    norms.add(norm ?? undefined)
    return first
  })
  return [...own, ...kept.map((row) => ruling(context, row))]
}

/** Everything that the board decided on a question, the newest first: that one holds. */
export async function decisionsOn(
  { db }: Context,
  rulingId: string,
): Promise<readonly RulingDecision[]> {
  const rows = await db
    .selectFrom('ruling_decision')
    .where('ruling_id', '=', rulingId)
    .orderBy('number', 'desc')
    .select(decisionColumns)
    .execute()
  return rows.map(decisionOf)
}

/** What the members advised, in the order in which they did. */
export async function adviceOn(
  { db }: Context,
  rulingId: string,
): Promise<readonly RulingAdvice[]> {
  const rows = await db
    .selectFrom('ruling_advice')
    .where('ruling_id', '=', rulingId)
    .orderBy('created_at')
    .select(['member_id', 'favours', 'reason', 'given_on'])
    .execute()
  return rows.map((row) => ({
    memberId: row.member_id,
    favours: row.favours,
    reason: row.reason,
    givenOn: Temporal.PlainDate.from(row.given_on),
  }))
}

/** The ids of the questions on which somebody advised. */
export async function advisedBy({ db }: Context, memberId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('ruling_advice')
    .where('member_id', '=', memberId)
    .select('ruling_id')
    .execute()
  return new Set(rows.map(({ ruling_id }) => ruling_id))
}

/** The files that somebody added to their question. */
export async function filesOf(
  { db }: Context,
  rulingId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('ruling_file')
    .innerJoin('document', 'document.id', 'ruling_file.document_id')
    .where('ruling_file.ruling_id', '=', rulingId)
    .orderBy('document.name')
    .select(['document.id', 'document.name'])
    .execute()
}

/**
 * The register of decisions, the newest first: all of them, or those in which something like these
 * words stands, the most alike first. Nobody is named in it.
 */
export async function publishedRulings(
  { db, register }: Context,
  asked: { readonly words?: string; readonly limit?: number; readonly except?: string } = {},
): Promise<readonly PublishedRuling[]> {
  const { words = '', limit = 200, except } = asked
  const text = sql`to_tsvector('dutch',
    d.public_question || ' ' || d.public_decision || ' ' || d.public_ground)`
  // Any of the words may stand in it.
  const wanted = sql`(select replace(plainto_tsquery('dutch', ${words})::text, '&', '|')::tsquery)`
  let query = db
    .selectFrom('ruling')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('ruling_decision')
          .whereRef('ruling_decision.ruling_id', '=', 'ruling.id')
          .orderBy('ruling_decision.number', 'desc')
          .limit(1)
          .selectAll('ruling_decision')
          .as('d'),
      (join) => join.onTrue(),
    )
    .innerJoin('ruling_decision as first', (join) =>
      join.onRef('first.ruling_id', '=', 'ruling.id').on('first.number', '=', 1),
    )
    .where('ruling.register', '=', register.id)
    .select(['ruling.number', 'first.decided_on as first_on'])
    .select(['d.number as latest', 'd.decided_on', 'd.granted', 'd.condition', 'd.valid_last'])
    .select(['d.public_question', 'd.public_decision', 'd.public_ground'])
  if (except !== undefined) query = query.where('ruling.id', '!=', except)
  query =
    words.trim() === ''
      ? query.orderBy('d.decided_on', 'desc').orderBy('ruling.number', 'desc')
      : query
          .where(sql<boolean>`${text} @@ ${wanted}`)
          .orderBy(sql`ts_rank(${text}, ${wanted})`, 'desc')
          .orderBy('d.decided_on', 'desc')
  const rows = await query.limit(limit).execute()
  return rows.map((row) => ({
    number: row.number,
    decidedOn: Temporal.PlainDate.from(row.first_on),
    changedOn: row.latest === 1 ? undefined : Temporal.PlainDate.from(row.decided_on),
    granted: row.granted,
    conditional: row.condition !== '',
    until: dayOf(row.valid_last),
    question: row.public_question,
    decision: row.public_decision,
    ground: row.public_ground,
  }))
}

const decisionColumns = [
  'ruling_decision.number',
  'ruling_decision.granted',
  'ruling_decision.decision',
  'ruling_decision.ground',
  'ruling_decision.condition',
  'ruling_decision.valid_last',
  'ruling_decision.reason',
  'ruling_decision.decided_on',
  'ruling_decision.public_question',
  'ruling_decision.public_decision',
  'ruling_decision.public_ground',
  'ruling_decision.document_id',
] as const

type ColumnOf<Named> = Named extends `ruling_decision.${infer Column}` ? Column : never

type DecisionRow = Pick<
  Selectable<RulingDecisionTable>,
  ColumnOf<(typeof decisionColumns)[number]> & keyof RulingDecisionTable
>

function decisionOf(row: DecisionRow): RulingDecision {
  return {
    number: row.number,
    granted: row.granted,
    decision: row.decision,
    ground: row.ground,
    condition: row.condition,
    until: dayOf(row.valid_last),
    reason: row.reason,
    decidedOn: Temporal.PlainDate.from(row.decided_on),
    published: {
      question: row.public_question,
      decision: row.public_decision,
      ground: row.public_ground,
    },
    documentId: row.document_id ?? undefined,
  }
}

function dayOf(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}

function rulings({ db, register }: Context) {
  return (
    db
      .selectFrom('ruling')
      .innerJoin('registration', 'registration.id', 'ruling.registration_id')
      .innerJoin('person', 'person.id', 'registration.person_id')
      .leftJoin('account', 'account.id', 'person.account_id')
      .leftJoin('application', 'application.id', 'ruling.application_id')
      .where('ruling.register', '=', register.id)
      // In one column, as it is there as a whole or not at all.
      .select(({ selectFrom }) =>
        jsonObjectFrom(
          selectFrom('ruling_decision')
            .whereRef('ruling_decision.ruling_id', '=', 'ruling.id')
            .orderBy('ruling_decision.number', 'desc')
            .limit(1)
            .select(decisionColumns),
        ).as('decided'),
      )
      .select([
        'ruling.id',
        'ruling.number',
        'ruling.status',
        'ruling.registration_id',
        'ruling.application_id',
        'ruling.norm',
        'ruling.question',
        'ruling.wish',
        'ruling.asked_on',
        'ruling.note',
        'ruling.answer',
        'ruling.ended_on',
        'ruling.version',
        'application.number as application_number',
        'application.kind as application_kind',
        'registration.number as registration_number',
        ...columnsOfPerson,
        'account.email',
        sql<boolean>`account.closed_at is null`.as('reachable'),
      ])
  )
}

function ruling(
  { register }: Pick<Context, 'register'>,
  row: Awaited<ReturnType<ReturnType<typeof rulings>['executeTakeFirstOrThrow']>>,
): Ruling {
  const person = personOf(row)
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    registrationId: row.registration_id,
    applicationId: row.application_id ?? undefined,
    applicationNumber: row.application_number ?? undefined,
    applicationKind: row.application_kind ?? undefined,
    norm: row.norm ?? undefined,
    question: row.question,
    wish: row.wish,
    askedOn: Temporal.PlainDate.from(row.asked_on),
    note: row.note,
    answer: row.answer,
    decided: row.decided === null ? undefined : decisionOf(row.decided),
    endedOn: dayOf(row.ended_on),
    version: row.version,
    asker: {
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
    },
  }
}
