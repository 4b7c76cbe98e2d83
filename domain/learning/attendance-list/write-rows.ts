import { sql } from 'kysely'
import type { JudgedRow } from '#domain/learning/attendance-list/judge-rows.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { storable, storableJson } from '#language/typed.ts'

/** Keeps rows as they were judged, and counts them with their list. Rows that are there already stay as they are. */
export async function writeRows(
  { db }: Pick<Context, 'db'>,
  {
    id,
    organisationId,
    read,
  }: { readonly id: string; readonly organisationId: string; readonly read: number },
  rows: readonly JudgedRow[],
): Promise<void> {
  const of = <Value>(value: (row: JudgedRow) => Value) => rows.map(value)
  // What PostgreSQL keeps in no text was said to be wrong, or is in a column that means nothing here.
  const cells = of((row) => asArray(row.cells))
  const mistakes = of((row) => storableJson(row.mistakes))
  await sql`
    with written as (
      insert into attendance_row (delivery_id, organisation_id, row, cells, registration_id, person_id, hours,
        day, state, mistakes)
      select ${id}::uuid, ${organisationId}::uuid, x.row, x.cells::text[], x.registration, x.person, x.hours,
        x.day, x.state, x.mistakes::jsonb
      from unnest(${of(({ row }) => row)}::int[], ${cells}::text[],
        ${of(({ registrationId }) => registrationId ?? null)}::uuid[],
        ${of(({ personId }) => personId ?? null)}::uuid[], ${of(({ hours }) => hours ?? null)}::int[],
        ${of(({ day }) => day ?? null)}::date[], ${of(({ state }) => state)}::text[], ${mistakes}::text[])
        as x(row, cells, registration, person, hours, day, state, mistakes)
      on conflict do nothing
      returning state, hours, row
    ), counted as (
      select count(*) filter (where state = 'ready') as ready, count(*) filter (where state = 'wrong') as wrong,
        count(*) filter (where state = 'known') as known, count(*) filter (where state = 'absent') as absent,
        coalesce(sum(hours) filter (where state = 'ready'), 0) as hours, coalesce(max(row), 0) as last
      from written
    )
    update attendance_delivery d set ready = d.ready + n.ready, wrong = d.wrong + n.wrong,
      known = d.known + n.known, absent = d.absent + n.absent, hours = d.hours + n.hours,
      reached = greatest(d.reached, n.last), read = greatest(d.read, ${Math.floor(read * 1000)})
    from counted n where d.id = ${id}`.execute(db)
}

/** Keeps rows as they were typed, which are to be judged on another day. */
export async function keepUnread(
  { db }: Pick<Context, 'db'>,
  { id, organisationId }: { readonly id: string; readonly organisationId: string },
  rows: readonly { readonly row: number; readonly cells: readonly string[] }[],
): Promise<void> {
  await sql`
    insert into attendance_row (delivery_id, organisation_id, row, cells, state)
    select ${id}::uuid, ${organisationId}::uuid, x.row, x.cells::text[], 'unread'
    from unnest(${rows.map(({ row }) => row)}::int[], ${rows.map(({ cells }) => asArray(cells))}::text[])
      as x(row, cells)`.execute(db)
}

/** Takes up the rows of a list that wait to be judged, in their order; from then on they wait no more. */
export async function takeUnread(
  { db }: Pick<Context, 'db'>,
  id: string,
): Promise<readonly { readonly row: number; readonly cells: readonly string[] }[]> {
  const rows = await db
    .deleteFrom('attendance_row')
    .where('delivery_id', '=', id)
    .where('state', '=', 'unread')
    .returning(['row', 'cells'])
    .execute()
  return rows.toSorted((one, other) => one.row - other.row)
}

// An array as PostgreSQL reads it: rows of a list do not all have as many cells.
function asArray(cells: readonly string[]): string {
  const quoted = cells.map((cell) => `"${storable(cell).replace(/[\\"]/g, '\\$&')}"`)
  return `{${quoted.join(',')}}`
}
