import { sql } from 'kysely'
import type { TakeoverRowTable, TakeoverTable } from '#db/schema.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { RowKind } from '#domain/takeover/delivery/columns.ts'
import { rowKinds } from '#domain/takeover/delivery/columns.ts'
import type { Mistake } from '#domain/takeover/delivery/mistakes.ts'
import type { DeliveryProblem, ReadList } from '#domain/takeover/delivery/read-delivery.ts'

export type RowState = TakeoverRowTable['state']

/** A delivery as it stands. */
export interface Delivery {
  readonly id: string
  readonly source: string
  readonly status: TakeoverTable['status']
  readonly lists: readonly ReadList[]
  readonly problems: readonly DeliveryProblem[]
  readonly deliveredOn: Temporal.PlainDate
  readonly endedOn: Temporal.PlainDate | undefined
  /** It was ended before all that could go in had been taken over. */
  readonly brokenOff: boolean
  /** Its files were sent by the page; those of a command lie where that ran. */
  readonly sentHere: boolean
}

/** How a delivery stands, as its page and the command say it; in hand is one that a command works at. */
export function standInWords({ status, brokenOff, sentHere }: Delivery, inHand: boolean): string {
  switch (status) {
    case 'reading':
      return sentHere || inHand ? 'Wordt nagekeken' : 'Afgebroken bij het nakijken'
    case 'unreadable':
      return 'Kan niet worden gelezen'
    case 'checked':
      return 'Nagekeken, nog niet overgenomen'
    case 'running':
      return sentHere || inHand ? 'Wordt overgenomen' : 'Afgebroken bij het overnemen'
    case 'done':
      return brokenOff ? 'Beëindigd, voor een deel overgenomen' : 'Overgenomen'
    case 'discarded':
      return 'Weggelegd'
  }
}

/** How many rows of a kind stand in each state. */
export type RowCounts = Readonly<Record<RowKind, Readonly<Record<RowState, number>>>>

/** A delivery, or undefined when there is none with this id. */
export async function findDelivery(context: Context, id: string): Promise<Delivery | undefined> {
  if (!isUuid(id)) return undefined
  const row = await deliveries(context).where('id', '=', id).executeTakeFirst()
  return row && delivery(row)
}

/** Every delivery that was not laid aside, the newest first. */
export async function listDeliveries(context: Context): Promise<readonly Delivery[]> {
  const rows = await deliveries(context)
    .where('status', '<>', 'discarded')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map(delivery)
}

function deliveries({ db }: Context) {
  return db
    .selectFrom('takeover')
    .select(['id', 'source', 'status', 'files', 'problems', 'delivered_on', 'ended_on'])
    .select(({ exists, selectFrom }) => [
      'broken_off',
      exists(
        selectFrom('takeover_file')
          .whereRef('takeover_file.takeover_id', '=', 'takeover.id')
          .select('takeover_file.id'),
      ).as('sent_here'),
    ])
}

/** The deliveries of a source that a command brought in and that are not over, the oldest first. */
export async function unfinishedDeliveries(
  context: Context,
  source: string,
): Promise<readonly Delivery[]> {
  const rows = await deliveries(context)
    .where('source', '=', source)
    .where('status', 'in', ['reading', 'unreadable', 'checked', 'running'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(delivery).filter(({ sentHere }) => !sentHere)
}

/** Whether evidence of a delivery is still to be taken over of which the file did not come by the page. */
export async function lacksFiles({ db }: Context, id: string): Promise<boolean> {
  const { rows } = await sql<{ lacks: boolean }>`
    select exists (select from takeover_row where takeover_id = ${id} and kind = 'evidence'
        and state = 'ready')
      and not exists (select from takeover_file where takeover_id = ${id}) as lacks`.execute(db)
  return rows[0]?.lacks === true
}

/** How many rows of each kind of a delivery stand in each state, as the record keeps it. */
export async function countByState(
  { db }: Context,
  id: string,
): Promise<readonly { readonly kind: string; readonly state: RowState; readonly rows: number }[]> {
  const { rows } = await sql<{ kind: string; state: RowState; rows: number }>`
    select kind, state, count(*)::int as rows from takeover_row where takeover_id = ${id}
    group by kind, state order by kind, state`.execute(db)
  return rows
}

function delivery(
  row: Awaited<ReturnType<ReturnType<typeof deliveries>['executeTakeFirstOrThrow']>>,
): Delivery {
  return {
    id: row.id,
    source: row.source,
    status: row.status,
    lists: row.files as readonly ReadList[],
    problems: row.problems as readonly DeliveryProblem[],
    deliveredOn: Temporal.PlainDate.from(row.delivered_on),
    endedOn: row.ended_on === null ? undefined : Temporal.PlainDate.from(row.ended_on),
    brokenOff: row.broken_off,
    sentHere: Boolean(row.sent_here),
  }
}

/** How many rows of a delivery stand in each state. */
export async function countRows({ db }: Context, id: string): Promise<RowCounts> {
  const { rows } = await sql<{ kind: RowKind; state: RowState; count: number }>`
    select kind, state, count(*)::int as count from takeover_row
    where takeover_id = ${id} group by kind, state`.execute(db)
  const none = { ready: 0, wrong: 0, 'left-out': 0, known: 0, changed: 0, done: 0 }
  const counts = {
    person: { ...none },
    registration: { ...none },
    certificate: { ...none },
    statement: { ...none },
    activity: { ...none },
    evidence: { ...none },
  }
  for (const { kind, state, count } of rows) counts[kind][state] = count
  return counts
}

/** Of how many people that can go in an application runs where they come from, which does not come along. */
export async function countApplicationsElsewhere({ db }: Context, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from takeover_row
    where takeover_id = ${id} and kind = 'registration' and state = 'ready'
      and facts ->> 'application_on' is not null`.execute(db)
  return rows[0]?.count ?? 0
}

/** What is said of applications that run where people come from, before these are taken over. */
export function elsewhereInWords(count: number): string {
  return `Van ${count} ${count === 1 ? 'persoon' : 'personen'} loopt een aanvraag die niet meegaat. Rond die daar eerst af, of laat hen hier opnieuw aanvragen: zij staan na het overnemen bij de aanvragen van het secretariaat.`
}

/** A row that does not go in, with why. */
export interface LeftRow {
  readonly id: string
  readonly kind: RowKind
  readonly file: string
  readonly row: number
  readonly state: Exclude<RowState, 'ready' | 'known' | 'done'>
  readonly cells: readonly string[]
  readonly mistakes: readonly Mistake[]
}

/**
 * The rows that do not go in, people first and what hangs on them after that, since one mistake there
 * causes others below; those of one file after a row, so many.
 */
export async function leftRows(
  { db }: Context,
  id: string,
  {
    most,
    file,
    after = 0,
    state,
  }: {
    readonly most: number
    readonly file?: string
    readonly after?: number
    readonly state?: readonly LeftRow['state'][]
  },
): Promise<readonly LeftRow[]> {
  const rows = await db
    .selectFrom('takeover_row')
    .where('takeover_id', '=', id)
    .where('state', 'in', [...(state ?? (['wrong', 'changed', 'left-out'] as const))])
    .$if(file !== undefined, (query) =>
      query.where('file', '=', file ?? '').where('row', '>', after),
    )
    .select(['id', 'kind', 'file', 'row', 'state', 'cells', 'mistakes'])
    .$if(file === undefined, (query) =>
      query.orderBy(sql`array_position(${[...rowKinds]}::text[], kind)`),
    )
    .orderBy('file')
    .orderBy('row')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    file: row.file,
    row: row.row,
    state: row.state as LeftRow['state'],
    cells: (row.cells ?? []) as readonly string[],
    mistakes: row.mistakes as readonly Mistake[],
  }))
}

/** How many people were taken over, and how many of them can still be invited to sign in. */
export async function countPeople({
  db,
}: Context): Promise<{ readonly taken: number; readonly toInvite: number }> {
  const { rows } = await sql<{ taken: number; toInvite: number }>`
    select count(*)::int as taken, count(*) filter (where t.invited_on is null and a.quiet
        and exists (select from registration g where g.person_id = t.person_id
          and g.status not in ('withdrawn', 'removed', 'deceased')))::int as "toInvite"
    from taken_over t join person p on p.id = t.person_id left join account a on a.id = p.account_id
    where t.kind = 'person'`.execute(db)
  return rows[0] ?? { taken: 0, toInvite: 0 }
}
