import { sql } from 'kysely'
import { placeAttendance } from '#domain/learning/attendance/place-attendance.ts'
import { takeOutAttendance } from '#domain/learning/attendance/take-out-attendance.ts'
import { deliveryLifecycle } from '#domain/learning/attendance-list/attendance-list.ts'
import { checkList } from '#domain/learning/attendance-list/check-list.ts'
import { findAttendanceDelivery } from '#domain/learning/attendance-list/queries.ts'
import type { Running } from '#domain/learning/attendance-list/running.ts'
import { within } from '#domain/learning/attendance-list/running.ts'
import { tellDeliverer } from '#domain/learning/attendance-list/tell-deliverer.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** How many rows are stored in one transaction. */
const together = 2000

/**
 * Does what a list waits for: reading and checking it, putting what was handed in into portfolios, or taking it out
 * again. Broken off anywhere and begun again it goes on where it was, and does nothing twice. Somebody who cannot
 * be done yet is tried again later, and stops nobody else. Whose it is, is looked up: where its organisation went into
 * another one meanwhile, it goes on for that. One of which the file waits for the virus scanner is to be tried later.
 */
export async function runList(
  running: Running,
  goOn: () => boolean = () => true,
): Promise<'done' | 'stopped' | 'unscanned'> {
  for (let of = await ownerOf(running); of !== undefined; ) {
    const done = await runAs({ ...running, organisationId: of }, goOn)
    const now = await ownerOf(running)
    if (done !== 'done' || now === of) return done
    of = now
  }
  return 'done'
}

/** Whose list it is by now; undefined where it is not there any more. */
export async function ownerOf({
  platform,
  register,
  deliveryId: id,
}: Running): Promise<string | undefined> {
  return within({ platform, register, organisationId: '*', deliveryId: id }, async ({ db }) => {
    const row = await db
      .selectFrom('attendance_delivery')
      .where('id', '=', id)
      .select('organisation_id')
      .executeTakeFirst()
    return row?.organisation_id
  })
}

async function runAs(
  running: Running,
  goOn: () => boolean,
): Promise<'done' | 'stopped' | 'unscanned'> {
  const state = await stateOf(running)
  switch (state) {
    case 'reading':
      return checked(running, goOn)
    case 'running':
      if (!(await storeAttendance(running, goOn))) return 'stopped'
      return each(running, goOn, { state: 'waiting', work: placeAttendance, end: endPlacing })
    case 'withdrawing':
      return each(running, goOn, { state: 'placed', work: takeOutAttendance, end: endWithdrawal })
    default:
      return 'done'
  }
}

async function checked(
  running: Running,
  goOn: () => boolean,
): Promise<'done' | 'stopped' | 'unscanned'> {
  const done = await checkList(running, goOn)
  return done === 'stopped' || done === 'unscanned' ? done : 'done'
}

function stateOf(running: Running) {
  const { organisationId, deliveryId } = running
  return within(running, async (context) => {
    const delivery = await findAttendanceDelivery(context, organisationId, deliveryId)
    return delivery?.state
  })
}

/** Stores who was there of what was handed in, some rows at a time; whoever stands there already stays as they are. */
export async function storeAttendance(
  running: Running,
  goOn: () => boolean = () => true,
): Promise<boolean> {
  for (;;) {
    const left = await within(running, (context) => storeSome(context, running))
    if (left === 0) return true
    if (!goOn()) return false
  }
}

async function storeSome(
  context: Context,
  { organisationId, deliveryId: id }: Running,
): Promise<number> {
  const { db, today } = context
  const delivery = await findAttendanceDelivery(context, organisationId, id, { lock: true })
  if (delivery?.state !== 'running') return 0
  const { rows } = await sql<{ rows: number; last: number; stored: number }>`
    with chosen as materialized (
      select r.* from attendance_row r join attendance_delivery d on d.id = r.delivery_id
      where r.delivery_id = ${id} and r.state = 'ready' and r.row > d.reached
      order by r.row limit ${together}
    ), stored as (
      insert into attendance (organisation_id, edition_id, delivery_id, row, person_id, registration_id, hours,
        day, entered_on, state)
      select ${organisationId}::uuid, ${delivery.editionId}::uuid, ${id}::uuid, row, person_id, registration_id,
        hours, day, ${today.toString()}::date, 'waiting'
      from chosen order by row
      on conflict (edition_id, person_id) where withdrawn_on is null do nothing
      returning id
    ), moved as (
      update attendance_delivery d set reached = n.last, placed = d.placed + n.rows - n.stored
      from (select count(*)::int as rows, coalesce(max(row), 0) as last,
        (select count(*)::int from stored) as stored from chosen) n
      where d.id = ${id} and n.rows > 0
      returning d.id
    )
    select count(*)::int as rows, coalesce(max(row), 0) as last,
      (select count(*)::int from stored) as stored, (select count(*) from moved) as moved from chosen`.execute(
    db,
  )
  const done = rows[0]
  if (done === undefined || done.rows === 0) return 0
  const facts = { rows: done.rows, stored: done.stored }
  await record(context, { noun: 'attendance', id, action: 'store', facts })
  return done.rows
}

interface Each {
  readonly state: 'waiting' | 'placed'
  readonly work: (context: Context, attendanceId: string) => Promise<unknown>
  readonly end: (context: Context, running: Running) => Promise<void>
}

// One by one, each in a transaction of its own.
async function each(
  running: Running,
  goOn: () => boolean,
  { state, work, end }: Each,
): Promise<'done' | 'stopped'> {
  let after = '00000000-0000-0000-0000-000000000000'
  let failed: unknown
  for (;;) {
    const ids = await within(running, (context) => next(context, running, state, after))
    if (ids.length === 0) break
    for (const id of ids) {
      after = id
      try {
        await within(running, async (context) => {
          if (!(await isStill(context, running, id, state))) return
          await work(context, id)
          await countOne(context, running)
        })
      } catch (error) {
        failed ??= error
      }
      if (!goOn()) return 'stopped'
    }
  }
  // Whoever is left is tried again with the job.
  if (failed !== undefined) throw failed
  await within(running, (context) => end(context, running))
  return 'done'
}

async function next(
  { db }: Context,
  { deliveryId }: Running,
  state: Each['state'],
  after: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('attendance')
    .where('delivery_id', '=', deliveryId)
    .where('state', '=', state)
    .where('withdrawn_on', 'is', null)
    .where('id', '>', after)
    .select('id')
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map(({ id }) => id)
}

// Of two that do the same work the second waits, and finds it done.
async function isStill(
  { db }: Context,
  { deliveryId }: Running,
  id: string,
  state: Each['state'],
): Promise<boolean> {
  await db
    .selectFrom('attendance_delivery')
    .where('id', '=', deliveryId)
    .select('id')
    .forUpdate()
    .execute()
  const row = await db
    .selectFrom('attendance')
    .where('id', '=', id)
    .where('state', '=', state)
    .where('withdrawn_on', 'is', null)
    .select('id')
    // Nor does anybody take it out meanwhile who answers what was said of it.
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

async function countOne({ db }: Context, { deliveryId }: Running): Promise<void> {
  await db
    .updateTable('attendance_delivery')
    .set((query) => ({ placed: query('placed', '+', 1) }))
    .where('id', '=', deliveryId)
    .execute()
}

async function endPlacing(context: Context, running: Running): Promise<void> {
  const { organisationId, deliveryId: id } = running
  const { db, today } = context
  const { numUpdatedRows } = await db
    .updateTable('attendance_delivery')
    .set({ state: deliveryLifecycle.running.finish, ended_on: today.toString() })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await record(context, { noun: 'attendance', id, action: 'end' })
  await tellDeliverer(context, organisationId, id, 'done')
}

// Whoever had no portfolio that was open leaves with the list too.
async function endWithdrawal(context: Context, running: Running): Promise<void> {
  const { organisationId, deliveryId: id } = running
  const { db, today } = context
  const delivery = await findAttendanceDelivery(context, organisationId, id, { lock: true })
  if (delivery?.state !== 'withdrawing') return
  await db
    .updateTable('attendance')
    .set({ state: 'taken-out', withdrawn_on: today.toString() })
    .where('delivery_id', '=', id)
    .where('withdrawn_on', 'is', null)
    .execute()
  await db
    .updateTable('attendance_delivery')
    .set({ state: deliveryLifecycle.withdrawing['end-withdrawal'], ended_on: today.toString() })
    .where('id', '=', id)
    .where('state', '=', 'withdrawing')
    .execute()
  await record(context, { noun: 'attendance', id, action: 'end-withdrawal' })
}
