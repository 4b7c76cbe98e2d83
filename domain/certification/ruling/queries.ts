import { sql } from 'kysely'
import type { RulingStatus } from '#domain/certification/ruling/ruling.ts'
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
  readonly norm: string | undefined
  readonly question: string
  /** What is asked for. */
  readonly wish: string
  readonly askedOn: Temporal.PlainDate
  /** What the back office tells committee and board. */
  readonly note: string
  readonly answer: string
  readonly granted: boolean | undefined
  readonly decision: string
  readonly ground: string
  readonly decidedOn: Temporal.PlainDate | undefined
  readonly endedOn: Temporal.PlainDate | undefined
  readonly version: number
  readonly asker: {
    readonly personId: string
    readonly accountId: string | undefined
    readonly name: string
    readonly email: string
    readonly employer: string
    readonly municipality: string
    /** All by which a public text could name them. */
    readonly names: readonly string[]
  }
}

/** What a member of the committee advises the board. */
export interface RulingAdvice {
  readonly memberId: string
  readonly favours: boolean
  readonly reason: string
  readonly givenOn: Temporal.PlainDate
}

/** A decision as everybody may read it. */
export interface PublishedRuling {
  readonly number: string
  readonly decidedOn: Temporal.PlainDate
  readonly granted: boolean
  readonly question: string
  readonly decision: string
  readonly ground: string
}

/** One question to the board; with `lock` nobody else changes it until this transaction ends. */
export async function findRuling(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Ruling | undefined> {
  if (!isUuid(id)) return undefined
  const query = rulings(context).where('ruling.id', '=', id)
  const row = await (options.lock === true ? query.forUpdate('ruling') : query).executeTakeFirst()
  return row && ruling(row)
}

/** The questions with one of these statuses, the oldest first. */
export async function listRulings(
  context: Context,
  statuses: readonly RulingStatus[],
): Promise<readonly Ruling[]> {
  const rows = await rulings(context)
    .where('ruling.status', 'in', [...statuses])
    .orderBy('ruling.asked_on')
    .orderBy('ruling.id')
    .execute()
  return rows.map(ruling)
}

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
  return rows.map(ruling)
}

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
  return rows.map(ruling)
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
    public_question || ' ' || public_decision || ' ' || public_ground)`
  // Any of the words may stand in it.
  const wanted = sql`(select replace(plainto_tsquery('dutch', ${words})::text, '&', '|')::tsquery)`
  let query = db
    .selectFrom('ruling')
    .where('register', '=', register.id)
    .where('status', '=', 'decided')
    .select(['number', 'decided_on', 'granted'])
    .select(['public_question', 'public_decision', 'public_ground'])
  if (except !== undefined) query = query.where('id', '!=', except)
  query =
    words.trim() === ''
      ? query.orderBy('decided_on', 'desc').orderBy('number', 'desc')
      : query
          .where(sql<boolean>`${text} @@ ${wanted}`)
          .orderBy(sql`ts_rank(${text}, ${wanted})`, 'desc')
          .orderBy('decided_on', 'desc')
  const rows = await query.limit(limit).execute()
  return rows.flatMap((row) =>
    row.decided_on === null || row.granted === null
      ? []
      : [
          {
            number: row.number,
            decidedOn: Temporal.PlainDate.from(row.decided_on),
            granted: row.granted,
            question: row.public_question,
            decision: row.public_decision,
            ground: row.public_ground,
          },
        ],
  )
}

function rulings({ db, register }: Context) {
  return db
    .selectFrom('ruling')
    .innerJoin('registration', 'registration.id', 'ruling.registration_id')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .leftJoin('account', 'account.id', 'person.account_id')
    .where('ruling.register', '=', register.id)
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
      'ruling.granted',
      'ruling.decision',
      'ruling.ground',
      'ruling.decided_on',
      'ruling.ended_on',
      'ruling.version',
      'person.id as person_id',
      'person.account_id',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
      'person.employer',
      'person.municipality',
      'account.email',
      sql<boolean>`account.closed_at is null`.as('reachable'),
    ])
}

function ruling(
  row: Awaited<ReturnType<ReturnType<typeof rulings>['executeTakeFirstOrThrow']>>,
): Ruling {
  const day = (text: string | null) => (text === null ? undefined : Temporal.PlainDate.from(text))
  const name = fullName({
    firstName: row.first_name,
    initials: row.initials,
    namePrefix: row.name_prefix,
    lastName: row.last_name,
  })
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    registrationId: row.registration_id,
    applicationId: row.application_id ?? undefined,
    norm: row.norm ?? undefined,
    question: row.question,
    wish: row.wish,
    askedOn: Temporal.PlainDate.from(row.asked_on),
    note: row.note,
    answer: row.answer,
    granted: row.granted ?? undefined,
    decision: row.decision,
    ground: row.ground,
    decidedOn: day(row.decided_on),
    endedOn: day(row.ended_on),
    version: row.version,
    asker: {
      personId: row.person_id,
      accountId: row.account_id ?? undefined,
      name,
      email: row.reachable ? (row.email ?? '') : '',
      employer: row.employer,
      municipality: row.municipality,
      names: [row.first_name, row.last_name, name, row.employer].filter((one) => one !== ''),
    },
  }
}
