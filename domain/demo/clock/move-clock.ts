import { sql } from 'kysely'
import type { ClockMove, Loss } from '#domain/demo/clock/clock.ts'
import { isLoss } from '#domain/demo/clock/clock.ts'
import { carryMeetings } from '#domain/dossier/series/carry-meetings.ts'
import { doDueWork, doDueWorkApart } from '#domain/due-work.ts'
import { holdByHand } from '#domain/people/registration/held-by-hand.ts'
import { record } from '#domain/platform/audit/record.ts'
import { businessDate, clockMoved } from '#domain/platform/clock/business-date.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Register } from '#regulations/register.ts'

/** What came of asking to move the clock. */
export type MoveAsked =
  | { readonly outcome: 'moving' }
  | { readonly outcome: 'not-forward' | 'too-far' | 'already-moving' | 'not-in-the-demo' }

// Longer than any period of a register.
const furthest = Temporal.Duration.from({ years: 12 })

/**
 * Asks for the demo's clock to be moved forward to a day. The move itself is a job, as each day's
 * due work is done. `goOn` accepts the losses for which the last move stopped.
 */
export async function askToMoveClock(
  context: Context,
  target: Temporal.PlainDate,
  goOn: boolean,
): Promise<MoveAsked> {
  if (!context.platform.demo) return { outcome: 'not-in-the-demo' }
  if (Temporal.PlainDate.compare(target, context.today) <= 0) return { outcome: 'not-forward' }
  if (Temporal.PlainDate.compare(target, context.today.add(furthest)) > 0) {
    return { outcome: 'too-far' }
  }
  const running = await context.db
    .selectFrom('clock_move')
    .select(['status', 'updated_at'])
    .forUpdate()
    .executeTakeFirst()
  if (running?.status === 'running' && !stuck(running.updated_at)) {
    return { outcome: 'already-moving' }
  }
  const move = {
    register: context.register.id,
    first_day: context.today.toString(),
    target: target.toString(),
    reached: context.today.toString(),
    status: 'running' as const,
    losses: '[]',
    updated_at: sql<string>`now()`,
  }
  await context.db
    .insertInto('clock_move')
    .values({ ...move, updated_at: Temporal.Now.instant().toString() })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(move))
    .execute()
  await record(context, {
    noun: 'clock',
    id: '1',
    action: 'move',
    facts: { from: context.today.toString(), target: target.toString(), goOn },
  })
  await context.platform.enqueue(context.db, { name: 'move-clock', data: { goOn } })
  return { outcome: 'moving' }
}

/** Where the last move of the clock stands, if there was one. */
export async function lastMove(context: Context): Promise<ClockMove | undefined> {
  const row = await context.db
    .selectFrom('clock_move')
    .select(['status', 'first_day', 'target', 'reached', 'losses'])
    .executeTakeFirst()
  return row === undefined
    ? undefined
    : {
        status: row.status,
        firstDay: row.first_day,
        target: row.target,
        reached: row.reached,
        losses: row.losses as readonly Loss[],
      }
}

/**
 * Moves the clock day by day and does each day's due work in every register. It stops on the evening
 * before somebody would lose a status in the register in which it was moved, unless it was told to go
 * on past that day. In the other registers life goes on: whoever follows a story meets only its people.
 */
export async function moveClock(platform: Platform, goOn: boolean): Promise<void> {
  let accepted = goOn
  const registers = await peopled(platform)
  for (;;) {
    const move = await platform.db
      .selectFrom('clock_move')
      .where('status', '=', 'running')
      .select(['register', 'target'])
      .executeTakeFirst()
    if (move === undefined) return
    const today = await businessDate(platform.db)
    if (Temporal.PlainDate.compare(today, Temporal.PlainDate.from(move.target)) >= 0) {
      await carryAll(platform, registers, today)
      await note(platform, 'done', today, [])
      return
    }
    const tomorrow = today.add({ days: 1 })
    const watched = accepted ? undefined : platform.registers.get(move.register)
    const losses = await liveThrough(platform, registers, tomorrow, watched)
    if (losses.length > 0) {
      await carryAll(platform, registers, today)
      await note(platform, 'stopped', today, losses)
      return
    }
    // What was accepted were the losses of one day; the next ones are asked about again.
    accepted = false
    await platform.db
      .updateTable('platform')
      .set((eb) => ({ clock_shift_days: eb('clock_shift_days', '+', 1) }))
      .execute()
    clockMoved(platform.db)
    await note(platform, 'running', tomorrow, [])
  }
}

// What groups confirmed on the way is in every portfolio by the day on which somebody looks again.
async function carryAll(
  platform: Platform,
  registers: readonly Register[],
  today: Temporal.PlainDate,
): Promise<void> {
  for (const register of registers) await carryMeetings(platform, register, today)
}

// Nothing falls due in a register without people, and most demos play in one register.
async function peopled(platform: Platform): Promise<readonly Register[]> {
  const found: Register[] = []
  for (const register of platform.registers.values()) {
    const someone = await inRegister(
      platform,
      { register, readOnly: true },
      { kind: 'system', task: 'clock' },
      ({ db }) => db.selectFrom('registration').select('id').limit(1).executeTakeFirst(),
    )
    if (someone !== undefined) found.push(register)
  }
  return found
}

class WouldLose extends Error {
  readonly losses: readonly Loss[]

  constructor(losses: readonly Loss[]) {
    super('somebody would lose a status')
    this.losses = losses
  }
}

// Lives through one day in each register. The day's work tells what would be lost in the one that is
// watched; when anything would, it is rolled back, and nobody has lived through that day.
async function liveThrough(
  platform: Platform,
  registers: readonly Register[],
  day: Temporal.PlainDate,
  watched: Register | undefined,
): Promise<readonly Loss[]> {
  const losses = watched === undefined ? [] : await rehearse(platform, watched, day)
  if (losses.length > 0) return losses
  for (const register of registers) {
    await doDueWorkApart(platform, { register, today: day }, { kind: 'system', task: 'clock' })
  }
  return []
}

async function rehearse(
  platform: Platform,
  register: Register,
  day: Temporal.PlainDate,
): Promise<readonly Loss[]> {
  if (!(await mayLose(platform, register, day))) return []
  try {
    await inRegister(
      platform,
      { register, today: day },
      { kind: 'system', task: 'clock' },
      async (context) => {
        const before = await statuses(context)
        await doDueWork(context)
        const after = await statuses(context)
        const losses: Loss[] = []
        for (const [id, was] of before) {
          const is = after.get(id)
          const to = is?.status ?? 'removed'
          // What two of the back office set by hand, nobody keeps off by acting in time.
          const byHand = to === 'on-hold' && (await holdByHand(context, id)) !== undefined
          if (isLoss(was.status, to) && !byHand) {
            losses.push({
              registration: id,
              register: register.id,
              name: was.name,
              from: was.status,
              to,
            })
          }
        }
        throw new WouldLose(losses)
      },
    )
  } catch (error) {
    if (error instanceof WouldLose) return error.losses
    throw error
  }
  return []
}

// Most days nobody can lose anything, so that most days need no rehearsal: an agreement that runs
// out, an invoice that is open, an answer that is awaited, or a period that has ended.
async function mayLose(
  platform: Platform,
  register: Register,
  day: Temporal.PlainDate,
): Promise<boolean> {
  return inRegister(
    platform,
    { register, readOnly: true, today: day },
    { kind: 'system', task: 'clock' },
    async (context) => {
      const found = await sql<{ found: boolean }>`select
          exists (select from agreement where status = 'sent' and sign_before <= ${day.toString()})
          or exists (select from registration where status = 'agreement-lapsed')
          or exists (select from invoice where status = 'open' and due_on < ${day.toString()})
          or exists (select from application where status = 'returned')
          or exists (select from registration where status in ('certified', 'renewal-pending')
            and valid_last <= ${day.toString()}) as found`.execute(context.db)
      return found.rows[0]?.found ?? true
    },
  )
}

async function statuses(context: Context) {
  const rows = await context.db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .select([
      'registration.id',
      'registration.status',
      'person.first_name',
      'person.name_prefix',
      'person.last_name',
    ])
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        status: row.status,
        name: [row.first_name, row.name_prefix, row.last_name].filter(Boolean).join(' '),
      },
    ]),
  )
}

async function note(
  platform: Platform,
  status: ClockMove['status'],
  reached: Temporal.PlainDate,
  losses: readonly Loss[],
): Promise<void> {
  await platform.db
    .updateTable('clock_move')
    .set({
      status,
      reached: reached.toString(),
      losses: JSON.stringify(losses),
      updated_at: Temporal.Now.instant().toString(),
    })
    .execute()
}

// A move whose process was stopped half-way may be taken up again.
function stuck(updatedAt: string): boolean {
  const since = Temporal.Instant.from(updatedAt).until(Temporal.Now.instant())
  return Temporal.Duration.compare(since, { seconds: 30 }) > 0
}
