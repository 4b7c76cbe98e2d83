import { sql } from 'kysely'
import type {
  AttendanceDelivery,
  DeliveryOrigin,
  DeliveryState,
  ListProblem,
} from '#domain/learning/attendance-list/attendance-list.ts'
import type { RowMistake } from '#domain/learning/attendance-list/read-row.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { dayIn } from '#language/days.ts'

// All of them see what the transaction acts for: see actForOrganisation.

interface Row {
  readonly id: string
  readonly organisation_id: string
  readonly edition_id: string
  readonly kept_in: string
  readonly origin: DeliveryOrigin
  readonly name: string
  readonly state: DeliveryState
  readonly is_workbook: boolean
  readonly heading: readonly string[] | null
  readonly problem: string | null
  readonly problem_at: string | null
  readonly read: number
  readonly ready: number
  readonly wrong: number
  readonly known: number
  readonly absent: number
  readonly hours: number
  readonly placed: number
  readonly delivered_on: string
  readonly submitted_on: string | null
  readonly withdrawn_on: string | null
  readonly waits_until: string | null
  readonly broken_off_on: string | null
}

const columns = sql`d.id, d.organisation_id, d.edition_id, d.kept_in, d.origin, d.name, d.state, d.is_workbook, d.heading,
  d.problem, d.problem_at, d.read, d.ready, d.wrong, d.known, d.absent, d.hours, d.placed, d.delivered_on,
  d.submitted_on, d.withdrawn_on, d.waits_until, d.broken_off_on`

/** One list of an organisation; locked, nobody else does anything with it meanwhile. */
export async function findAttendanceDelivery(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<AttendanceDelivery | undefined> {
  if (!isUuid(id)) return undefined
  const { rows } = await sql<Row>`select ${columns} from attendance_delivery d
    where d.id = ${id} and d.organisation_id = ${organisationId} ${lock ? sql`for update` : sql``}`.execute(
    db,
  )
  return rows[0] && toDelivery(rows[0])
}

/** How many lists a page shows at most. */
const mostDeliveries = 100

/** What an organisation told before, the newest first; of one edition, or of all. */
export async function listAttendanceDeliveries(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
  editionId?: string,
): Promise<readonly AttendanceDelivery[]> {
  const { rows } = await sql<Row>`select ${columns} from attendance_delivery d
    where d.organisation_id = ${organisationId} and d.state <> 'discarded'
      ${editionId === undefined ? sql`` : sql`and d.edition_id = ${editionId}`}
    order by d.created_at desc, d.id desc limit ${mostDeliveries}`.execute(db)
  return rows.map(toDelivery)
}

/**
 * The lists of an organisation that wait for somebody: those that were checked and can be handed in, or those on which
 * work broke off. The oldest first, with the course of each.
 */
export async function listDeliveriesThat(
  { db }: Pick<Context, 'db'>,
  wait: 'to-be-handed-in' | 'broken-off',
  organisationId: string,
): Promise<readonly (AttendanceDelivery & { readonly title: string })[]> {
  const { rows } = await sql<Row & { readonly title: string }>`select ${columns}, c.title
    from attendance_delivery d join edition e on e.id = d.edition_id join course c on c.id = e.course_id
    where d.organisation_id = ${organisationId}
      and ${wait === 'broken-off' ? sql`d.broken_off_on is not null` : sql`d.state = 'checked'`}
    order by d.created_at, d.id limit ${mostDeliveries}`.execute(db)
  return rows.map((row) => ({ ...toDelivery(row), title: row.title }))
}

/** A row of a list as its organisation sees it: as it was typed, and what is wrong. */
export interface ListedRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly hours: number | undefined
  readonly state: 'ready' | 'wrong' | 'known' | 'absent'
  readonly mistakes: readonly RowMistake[]
}

/** Rows of a list that were judged, behind one, in their order; of one state, or of all. */
export async function listRows(
  { db }: Pick<Context, 'db'>,
  deliveryId: string,
  {
    after = 0,
    skip = 0,
    most,
    state,
  }: {
    readonly after?: number
    readonly skip?: number
    readonly most: number
    readonly state?: ListedRow['state'] | undefined
  },
): Promise<readonly ListedRow[]> {
  const rows = await db
    .selectFrom('attendance_row')
    .where('delivery_id', '=', deliveryId)
    .where('row', '>', after)
    .where('state', '<>', 'unread')
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'wrong'))
    .select(['row', 'cells', 'hours', 'state', 'mistakes'])
    .orderBy('row')
    .limit(most)
    .offset(skip)
    .execute()
  return rows.map(({ row, cells, hours, state: stands, mistakes }) => ({
    row,
    cells,
    hours: hours ?? undefined,
    state: stands as ListedRow['state'],
    mistakes: mistakes as unknown as readonly RowMistake[],
  }))
}

function toDelivery(row: Row): AttendanceDelivery {
  const { ready, wrong, known, absent } = row
  return {
    id: row.id,
    organisationId: row.organisation_id,
    editionId: row.edition_id,
    keptIn: row.kept_in,
    origin: row.origin,
    name: row.name,
    state: row.state,
    isWorkbook: row.is_workbook,
    heading: row.heading ?? undefined,
    problem: (row.problem as ListProblem | null) ?? undefined,
    problemAt: row.problem_at ?? undefined,
    read: row.read / 1000,
    counts: { ready, wrong, known, absent },
    hours: row.hours,
    placed: row.placed,
    deliveredOn: Temporal.PlainDate.from(row.delivered_on),
    submittedOn: dayIn(row.submitted_on),
    withdrawnOn: dayIn(row.withdrawn_on),
    waitsUntil: dayIn(row.waits_until),
    brokenOffOn: dayIn(row.broken_off_on),
  }
}
